"""Ports and addresses for tests."""
import contextlib
import errno
import os
import socket
import unittest

HOST = "localhost"
HOSTv4 = "127.0.0.1"
HOSTv6 = "::1"

has_gethostname = True


def find_unused_port(family=socket.AF_INET, socktype=socket.SOCK_STREAM):
    """A port that nobody uses at the moment."""
    with socket.socket(family, socktype) as sock:
        return bind_port(sock)


def bind_port(sock, host=HOST):
    """Binds a socket to a port that nobody uses; the port."""
    if sock.family == socket.AF_INET and sock.type == socket.SOCK_STREAM:
        if hasattr(socket, "SO_REUSEADDR") and sock.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR) == 1:
            raise AssertionError("tests should never set the SO_REUSEADDR socket option on TCP/IP sockets!")
    sock.bind((host, 0))
    return sock.getsockname()[1]


def bind_unix_socket(sock, addr):
    """Binds a Unix socket; skips the test if that is not allowed."""
    try:
        sock.bind(addr)
    except PermissionError:
        sock.close()
        raise unittest.SkipTest("cannot bind AF_UNIX sockets") from None


def _is_ipv6_enabled():
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as sock:
            sock.bind((HOSTv6, 0))
            return True
    except OSError:
        return False


IPV6_ENABLED = _is_ipv6_enabled()


def skip_unless_bind_unix_socket(test):
    """A decorator that skips the test where there are no Unix sockets."""
    return unittest.skipUnless(hasattr(socket, "AF_UNIX"), "No UNIX Sockets")(test)


def create_unix_domain_name():
    """A path for a Unix socket."""
    import tempfile
    return tempfile.mktemp(prefix="test_python_", suffix=".sock", dir=os.path.curdir)


def tcp_blackhole():
    """Does the system drop packets to closed ports instead of refusing?"""
    return False


skip_if_tcp_blackhole = lambda test: test


class _TransientResource(contextlib.AbstractContextManager):
    def __init__(self, errnos):
        self.errnos = errnos

    def __exit__(self, kind, value, traceback):
        if isinstance(value, (TimeoutError, socket.gaierror)) or getattr(value, "errno", None) in self.errnos:
            from . import ResourceDenied
            raise ResourceDenied("an optional resource is not available") from value


def transient_internet(resource_name, *, timeout=60.0, errnos=()):
    """Failures of the network inside skip the test."""
    return _TransientResource(tuple(errnos) or (
        errno.ECONNREFUSED, errno.ECONNRESET, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ETIMEDOUT))


def get_socket_conn_refused_errs():
    """The numbers of errors that a refused connection may have."""
    errors = [errno.ECONNREFUSED]
    for name in ("ENETUNREACH", "EADDRNOTAVAIL", "EHOSTUNREACH"):
        if hasattr(errno, name):
            errors.append(getattr(errno, name))
    if not IPV6_ENABLED:
        errors.append(errno.EAFNOSUPPORT)
    return errors
