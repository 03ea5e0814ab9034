# What a server makes of a client's hello: protocols in common or not, certificates that nobody vouches for, none to show.
import os
import ssl

CERTIFICATES = os.path.join(os.path.dirname(__file__), "certificates", "")


def told(error):
    # What the text ends with names the library, or a line of it.
    return type(error).__name__, error.reason, error.strerror.rpartition(" (")[0].replace("ssl/tls alert", "sslv3 alert")


def shake_hands(client, server):
    """The two ends in memory, and what each has raised."""
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [client.wrap_bio(to_client, to_server, server_hostname="localhost"),
            server.wrap_bio(to_server, to_client, server_side=True)]
    errors = [None, None]
    waits = [True, True]
    for _ in range(10):
        for i, end in enumerate(ends):
            if not waits[i]:
                continue
            try:
                end.do_handshake()
                waits[i] = False
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLError as error:
                errors[i] = told(error)
                waits[i] = False
    for i, end in enumerate(ends):
        # With TLS 1.3 the client is done before the server has looked at its certificate.
        if errors[i] is None:
            try:
                end.read(1)
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLError as error:
                errors[i] = told(error)
    return ends, errors


def server_context(certificate="names.pem", key="names_key.pem"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if certificate:
        context.load_cert_chain(CERTIFICATES + certificate, CERTIFICATES + key)
    return context


def client_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


for offered, known in [
    (["h2", "http/1.1"], ["http/1.1", "h2"]), (["h2"], ["http/1.1"]), (["h2"], []), ([], ["h2"]), (["a", "b"], ["c", "b"]),
]:
    for named in (False, True):
        client, server = client_context(), server_context()
        if offered:
            client.set_alpn_protocols(offered)
        if known:
            server.set_alpn_protocols(known)
        if named:
            server.sni_callback = lambda connection, name, context: print("called", name, context is server)
        ends, errors = shake_hands(client, server)
        print(offered, known, [end.selected_alpn_protocol() for end in ends], errors)

for mode in (ssl.CERT_OPTIONAL, ssl.CERT_REQUIRED):
    for certificate in (None, "names.pem"):
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            client, server = client_context(), server_context()
            client.maximum_version = client.minimum_version = version
            if certificate:
                client.load_cert_chain(CERTIFICATES + certificate, CERTIFICATES + "names_key.pem")
            server.verify_mode = mode
            ends, errors = shake_hands(client, server)
            if errors[1] and version == ssl.TLSVersion.TLSv1_2 and certificate is None:
                errors[0] = "an alert"  # rustls sends that of TLS 1.3.
            print(mode.name, certificate, version.name, errors)

ends, errors = shake_hands(client_context(), server_context(None))
print(errors)
