"""What contexts refuse, certificates that do not hold, names that servers are called by, lists of ciphers, and sockets of
TLS that time out, would block or are spoken to in plain text."""
import os, re, socket, ssl, sys, threading

D = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "asyncio", "certificates", "")


def attempt(function, *args, **keywords):
    try:
        print("  ", function(*args, **keywords))
    except Exception as error:
        text = re.sub(r" \((_ssl\.c:\d+|rustls)\)$|^_ssl\.c:\d+: ", "", str(error))
        print("  ", type(error).__name__, text, getattr(error, "reason", None))


def server_context(cert="cert.pem", key="key.pem"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(D + cert, D + key)
    return context


def client_context(roots=None, verify=False):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if roots:
        context.load_verify_locations(D + roots)
    return context


def in_memory(server, client, hostname=None, rounds=6):
    """Both ends of a connection that goes over no socket, and what went wrong."""
    ci, co, si, so = [ssl.MemoryBIO() for _ in range(4)]
    c = client.wrap_bio(ci, co, server_hostname=hostname)
    s = server.wrap_bio(si, so, server_side=True)
    errors = []
    for _ in range(rounds):
        for end in (c, s):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLError as error:
                errors.append((type(error).__name__, end.server_side))
        si.write(co.read())
        ci.write(so.read())
    return c, s, errors


def taken(end, size):
    """What end.recv(size) returns; nothing too where OpenSSL 3.6 answers an end without a goodbye, to nobody."""
    try:
        return end.recv(size)
    except BrokenPipeError:
        return b""


def over_sockets(serve):
    a, b = socket.socketpair()
    out = []
    context = server_context()
    context.num_tickets = 0  # tickets that the client has not read when it closes would reset the connection

    def run():
        try:
            with context.wrap_socket(a, server_side=True) as end:
                out.append(serve(end))
        except Exception as error:
            out.append(type(error).__name__ + " " + str(getattr(error, "reason", None)))
        finally:
            a.close()

    thread = threading.Thread(target=run)
    thread.start()
    return b, thread, out


print("contexts")
attempt(ssl.SSLContext, 99)
attempt(ssl.SSLContext, "a")
attempt(ssl.create_default_context, cafile="/nonexistent")
attempt(ssl.create_default_context, cadata=5)
attempt(ssl.create_default_context, cadata="nothing")
attempt(ssl.create_default_context, cadata=b"nothing")
context = server_context()
attempt(context.load_cert_chain, "/nonexistent")
attempt(context.load_cert_chain, 5)
attempt(context.load_cert_chain, D + "cert.pem", 5)
attempt(context.set_ciphers, "NOPE")
attempt(context.set_ciphers, 5)
attempt(context.wrap_bio, 5, 6)
attempt(setattr, context, "minimum_version", "a")
attempt(setattr, context, "num_tickets", -1)
attempt(setattr, client_context(), "num_tickets", 1)
attempt(setattr, context, "sni_callback", 5)
attempt(context.set_servername_callback, 5)
context.num_tickets = 0
print(context.num_tickets, context.sni_callback, context.hostname_checks_common_name)

print("ciphers")
context = client_context()
for words in ("ECDHE-RSA-AES128-GCM-SHA256", "ECDHE+AESGCM", "ECDHE+CHACHA20:!ECDSA", "AES128+ECDSA", "ALL", "HIGH:!aNULL",
              "DEFAULT@SECLEVEL=2", "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256"):
    context.set_ciphers(words)
    names = [cipher["name"] for cipher in context.get_ciphers()]
    print("  ", words, names[0], sorted(n for n in names if re.fullmatch("ECDHE-[ECDRSA]+-(AES.*GCM.*|CHACHA.*)", n)))
attempt(context.set_ciphers, "")
attempt(context.set_ciphers, "!ALL")
server = server_context()
server.maximum_version = ssl.TLSVersion.TLSv1_2
server.set_ciphers("AES256")
print("  ", in_memory(server, client_context())[0].cipher()[2])
server.set_ciphers("CHACHA20")
context.set_ciphers("AES128")
print("  ", in_memory(server, context)[2][:1])

print("names of servers")
server, other, asked = server_context(), server_context("names.pem", "names_key.pem"), []
server.sni_callback = lambda end, name, context: asked.append((type(end).__name__, name, context is server))
c, s, errors = in_memory(server, client_context(), "some.where")
print("  ", asked, errors, c.version())
in_memory(server, client_context())
print("  ", asked[1:])


def change(end, name, context):
    end.context = other


plain = c.getpeercert(True)
server.set_servername_callback(change)
c, s, errors = in_memory(server, client_context(), "some.where")
print("  ", c.getpeercert(True) == plain, s.context is other, errors)
ignored = []
sys.unraisablehook = lambda hooked: ignored.append(hooked.exc_type.__name__)
for callback in (lambda *args: 49, lambda *args: 1 / 0, lambda *args: "text"):
    server.sni_callback = callback
    print("  ", in_memory(server, client_context(), "some.where", 2)[2][:1], ignored)
sys.unraisablehook = sys.__unraisablehook__

print("certificates")
for roots, hostname in ((None, "localhost"), ("cert.pem", "localhost"), ("cert.pem", "wrong.example"), ("cert.pem", "1.2.3.4")):
    sock, thread, out = over_sockets(lambda end: taken(end, 1))
    try:
        with client_context(roots, True).wrap_socket(sock, server_hostname=hostname) as end:
            print("  ", hostname, end.getpeercert()["subject"])
    except ssl.SSLCertVerificationError as error:
        print("  ", hostname, error.verify_code, error.verify_message, error.reason)
    sock.close()
    thread.join()

print("sockets")
sock, thread, out = over_sockets(lambda end: taken(end, 1))
sock.sendall(b"GET / HTTP/1.0\r\n\r\n")
thread.join()
sock.close()
print("  ", out)
sock, thread, out = over_sockets(lambda end: taken(end, 1))
sock.close()
thread.join()
print("  ", out)
sock, thread, out = over_sockets(lambda end: taken(end, 1))
end = client_context().wrap_socket(sock)
os.close(end.detach())
thread.join()
print("  ", out)
with socket.socket() as sock:
    end = client_context().wrap_socket(sock)
    attempt(end.do_handshake)
    attempt(end.getpeercert)
    print("  ", end.version(), end.cipher(), end.pending(), end.selected_alpn_protocol())
    end.close()

go = threading.Event()


def count(end):
    go.wait()
    n = 0
    while data := taken(end, 65536):
        n += len(data)
    return n


a, b = socket.socketpair()
a.settimeout(0.05)
attempt(client_context().wrap_socket, a)
a.close(), b.close()
sock, thread, out = over_sockets(count)
end = client_context().wrap_socket(sock)
end.settimeout(0.05)
attempt(end.recv, 1)
attempt(end.sendall, b"x" * 5_000_000)
end.close()
go.set()
thread.join()
sock, thread, out = over_sockets(count)
end = client_context().wrap_socket(sock)
print("  ", end.send(b"y" * 300_000), end.send(b""), end.write(bytearray(b"1")), end.sendall(b"z" * 1_000_000), end.recv(0))
attempt(end.read, -1)
end.close()
thread.join()
print("  ", out)

print("without waiting")
a, b = socket.socketpair()
a.setblocking(False), b.setblocking(False)
s = server_context().wrap_socket(a, server_side=True, do_handshake_on_connect=False)
c = client_context().wrap_socket(b, do_handshake_on_connect=False)
left = [c, s]
while left:
    for end in left[:]:
        try:
            end.do_handshake()
            left.remove(end)
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
attempt(c.recv, 5)
data, sent, received, waits = b"x" * 100_000, 0, 0, 0
while sent < 1_000_000:
    try:
        sent += c.send(data[sent % 100_000:])
    except ssl.SSLWantWriteError:
        waits += 1
        try:
            while True:
                received += len(s.recv(65536))
        except ssl.SSLWantReadError:
            pass
while received < sent:
    received += len(s.recv(65536))
print("  ", sent == received, waits > 0)
c.close(), s.close()

print("memory")
c, s, errors = in_memory(server_context(), client_context())
attempt(c.read, -1)
print("  ", c.read(0))
attempt(c.unwrap)
attempt(c.write, b"x")
memory = ssl.MemoryBIO()
attempt(memory.write, "x")
attempt(memory.read, "a")
memory.write_eof()
attempt(memory.write, b"x")
c = client_context().wrap_bio(memory, ssl.MemoryBIO())
attempt(c.do_handshake)
