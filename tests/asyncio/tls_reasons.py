# How each end of a TLS connection that does not come to be learns of it: the reasons, numbers and texts of the errors.
import os
import socket
import ssl
import threading

CERTIFICATES = os.path.join(os.path.dirname(__file__), "certificates", "")


def server_context(certificate="names.pem", key="names_key.pem", **settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES + certificate, CERTIFICATES + key)
    for name, value in settings.items():
        setattr(context, name, value)
    return context


def client_context(authority=None, verified=True, **settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority:
        context.load_verify_locations(CERTIFICATES + authority)
    if not verified:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    for name, value in settings.items():
        setattr(context, name, value)
    return context


# What OpenSSL has had a name for only since 3.5, as far as this program gets to see it.
NEW_REASONS = {"TLSV1_ALERT_UNKNOWN_PSK_IDENTITY", "TLSV1_ALERT_NO_APPLICATION_PROTOCOL"}


def told(error):
    if not isinstance(error, ssl.SSLError):
        return type(error).__name__
    # What the text ends with names the library, or a line of it.
    text = error.strerror.rpartition(" (")[0].replace("ssl/tls alert", "sslv3 alert")
    if error.reason is None or error.reason in NEW_REASONS:
        return type(error).__name__, error.errno, "of a version of OpenSSL"
    if isinstance(error, ssl.SSLCertVerificationError):
        return type(error).__name__, error.errno, error.reason, error.library, text, error.verify_code, error.verify_message
    return type(error).__name__, error.errno, error.reason, error.library, text


def connect(name, serve, use):
    """Prints what each end gets, the client first."""
    theirs, ours = socket.socketpair()
    theirs.settimeout(60)
    ours.settimeout(60)
    ends = {}

    def end(side, f, sock):
        try:
            ends[side] = f(sock)
        except OSError as error:
            ends[side] = told(error)
        finally:
            sock.close()

    thread = threading.Thread(target=end, args=("server", serve, theirs))
    thread.start()
    end("client", use, ours)
    thread.join()
    print(name)
    print("  client", ends["client"])
    print("  server", ends["server"])


def served_by(context):
    def serve(sock):
        with context.wrap_socket(sock, server_side=True) as wrapped:
            return wrapped.recv(100)

    return serve


def used_by(context, host="localhost"):
    def use(sock):
        with context.wrap_socket(sock, server_hostname=host) as wrapped:
            wrapped.send(b"hello")
            try:
                return wrapped.recv(100)
            except BrokenPipeError:
                # OpenSSL 3.6 answers an end without a goodbye, which nobody hears.
                return b""

    return use


def raw(data):
    """Answers the first message with `data` and waits for the end."""
    def serve(sock):
        sock.recv(10000)
        sock.send(data)
        while sock.recv(10000):
            pass
        return "raw"

    return serve


def begun(data):
    def use(sock):
        sock.send(data)
        try:
            while sock.recv(10000):
                pass
        except ConnectionResetError:
            pass
        return "raw"

    return use


V12, V13 = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3
trusting = client_context(verified=False)
connect("taken", served_by(server_context()), used_by(trusting))
connect("unknown authority", served_by(server_context()), used_by(client_context()))
connect("another host", served_by(server_context()), used_by(client_context("names.pem"), "wrong.example"))
connect("another address", served_by(server_context()), used_by(client_context("names.pem"), "10.1.2.3"))
connect("expired", served_by(server_context("expired.pem")), used_by(client_context("expired.pem")))
connect("too old a client", served_by(server_context(minimum_version=V13)),
        used_by(client_context(verified=False, maximum_version=V12)))
connect("too old a server", served_by(server_context(maximum_version=V12)),
        used_by(client_context(verified=False, minimum_version=V13)))
strong, weak = server_context(maximum_version=V12), client_context(verified=False, maximum_version=V12)
strong.set_ciphers("ECDHE-RSA-AES256-GCM-SHA384")
weak.set_ciphers("ECDHE-RSA-AES128-GCM-SHA256")
connect("no cipher in common", served_by(strong), used_by(weak))
connect("a request without TLS", served_by(server_context()), begun(b"GET / HTTP/1.0\r\n\r\n"))
connect("an answer without TLS", lambda sock: (sock.recv(10000), sock.send(b"HTTP/1.0 400 Bad Request\r\n\r\n"))[1],
        used_by(trusting))
connect("a server that goes at once", lambda sock: len(sock.recv(10000)) > 0, used_by(trusting))
connect("a client that goes at once", served_by(server_context()), lambda sock: None)
for alert in (10, 20, 22, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 70, 71, 80, 90, 109, 110, 112, 115, 116, 120, 255):
    connect(f"alert {alert}", raw(b"\x15\x03\x03\x00\x02\x02" + bytes([alert])), used_by(trusting))
