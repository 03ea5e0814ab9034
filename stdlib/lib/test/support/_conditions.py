"""Decorators for tests that need what not every system or implementation has."""
import contextlib
import functools
import os
import re
import unittest


def _unchanged(test):
    return test


def _needs_module(name):
    def decorate(test):
        try:
            __import__(name)
        except ImportError:
            return unittest.skip(f"requires {name}")(test)
        return test
    return decorate


requires_zlib = lambda reason="requires zlib": _needs_module("zlib")
requires_gzip = lambda reason="requires gzip": _needs_module("gzip")
requires_bz2 = lambda reason="requires bz2": _needs_module("bz2")
requires_lzma = lambda reason="requires lzma": _needs_module("lzma")
requires_zstd = lambda reason="requires zstd": _needs_module("compression.zstd")

requires_IEEE_754 = _unchanged
requires_docstrings = _unchanged
requires_gil_enabled = lambda msg="needs the GIL enabled": _unchanged
requires_working_socket = lambda *, module=False: None if module else _unchanged
skip_if_buggy_ucrt_strfptime = _unchanged
skip_if_pgo_task = _unchanged
skip_emscripten_stack_overflow = lambda: _unchanged
skip_wasi_stack_overflow = lambda: _unchanged
skip_android_selinux = lambda name: _unchanged
skip_if_broken_multiprocessing_synchronize = lambda: None
system_must_validate_cert = _unchanged
late_deletion = _unchanged
force_not_colorized = _unchanged
force_not_colorized_test_class = _unchanged
no_rerun = lambda reason: _unchanged
requires_specialization = unittest.skip("Rondo has caches of its own, and no specialised instructions")
requires_specialization_ft = requires_specialization
requires_limited_api = unittest.skip("Rondo has no C API")
requires_subprocess = lambda: _unchanged


def requires_fork():
    """A decorator that skips the test where there is no os.fork()."""
    return unittest.skipUnless(hasattr(os, "fork"), "requires working os.fork()")


def requires_linux_version(*min_version):
    """A decorator that skips the test on a Linux older than `min_version`."""
    def decorate(test):
        @functools.wraps(test)
        def wrapper(*args, **kwargs):
            numbers = re.match(r"[\d.]+", os.uname().release)
            version = tuple(int(n) for n in numbers[0].strip(".").split(".")) if numbers else ()
            if version < min_version:
                raise unittest.SkipTest(f"Linux {'.'.join(map(str, min_version))} or higher required")
            return test(*args, **kwargs)
        wrapper.min_version = min_version
        return wrapper
    return decorate


requires_freebsd_version = lambda *min_version: _unchanged
requires_mac_ver = lambda *min_version: _unchanged


def check_sanitizer(*, address=False, memory=False, ub=False, thread=False):
    """Was the interpreter built with one of the sanitizers?"""
    if not (address or memory or ub or thread):
        raise ValueError("At least one of address, memory, ub or thread must be True")
    return False


def skip_if_sanitizer(reason=None, *, address=False, memory=False, ub=False, thread=False):
    """A decorator that skips the test under one of the sanitizers."""
    return unittest.skipIf(check_sanitizer(address=address, memory=memory, ub=ub, thread=thread), reason or "sanitizer")


# What can stand before a function and after `with`.

@contextlib.contextmanager
def no_color():
    """Nothing is written in colours meanwhile: what is tested here writes none."""
    yield


@contextlib.contextmanager
def force_color(color):
    """Colours are as `color` says meanwhile: what is tested here writes none."""
    yield


@contextlib.contextmanager
def suppress_immortalization(suppress=True):
    """No object is made immortal meanwhile: none ever is."""
    yield


@contextlib.contextmanager
def suppress_msvcrt_asserts(verbose=False):
    """The C library of Windows asserts nothing meanwhile."""
    yield


force_colorized = force_not_colorized
force_colorized_test_class = force_not_colorized_test_class
requires_jit_enabled = unittest.skip("Rondo has no JIT compiler")
requires_jit_disabled = _unchanged
skip_if_unlimited_stack_size = _unchanged
requires_venv_with_pip = lambda: unittest.skip("Rondo has no virtual environments")
linked_to_musl = lambda: False
is_libssl_fips_mode = lambda: False
skip_if_suppress_immortalization = lambda: _unchanged
expected_failure_if_gil_disabled = lambda: _unchanged
without_optimizer = _unchanged
with_mimalloc = lambda: False
check_bolt_optimized = lambda: False
check_cflags_pgo = lambda: False
initialized_with_pyrepl = lambda: False


def has_no_debug_ranges():
    """Do code objects lack columns? They never do."""
    return False


def requires_debug_ranges(reason="requires co_positions / debug_ranges"):
    return _unchanged


def requires_root_user(test):
    return unittest.skipUnless(hasattr(os, "getuid") and os.getuid() == 0, "requires root user")(test)


def requires_non_root_user(test):
    return unittest.skipUnless(hasattr(os, "getuid") and os.getuid() != 0, "requires non-root user")(test)


def skip_on_s390x(test):
    return test


def skip_if_buildbot(reason=None):
    """A decorator that skips a test on the machines that CPython is built on."""
    return unittest.skipIf(False, reason or "not suitable for buildbots")


def expected_failure_if_windows_semaphores(test):
    """A decorator: on Windows the test may fail."""
    return test


def skip_unless_bind_unix_socket(test):
    """As in `test.support.socket_helper`."""
    from test.support.socket_helper import skip_unless_bind_unix_socket as skip
    return skip(test)
