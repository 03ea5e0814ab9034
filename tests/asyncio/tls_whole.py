# TLS: contexts, encrypted keys, memory, blocking sockets with files and goodbyes, certificates.
import asyncio, ssl, socket, threading, os, sys, io, datetime

K = os.path.join(os.path.dirname(os.path.abspath(__file__)), "certificates", "")


def t(label, f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        r = (type(e).__name__, str(e).split(" (_ssl")[0].split(" (rustls")[0])
    print(label, r)


CERT, KEY = K + "names.pem", K + "names_key.pem"


def sctx():
    c = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    c.load_cert_chain(CERT, KEY)
    return c


def cctx():
    return ssl.create_default_context(cafile=CERT)


# context
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# The least version is that of the build.
print(c.verify_mode, c.check_hostname, c.protocol, c.minimum_version in (-2, 771), c.maximum_version)
t("vm", setattr, c, "verify_mode", ssl.CERT_NONE)
c.check_hostname = False
c.verify_mode = ssl.CERT_NONE
print(c.verify_mode)
t("vm", setattr, c, "verify_mode", 99)
t("mv", setattr, c, "minimum_version", 5)
for k in ("names_key_older.pem", "names_key_sha256.pem", "names_key_sha1.pem"):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    print(
        c.load_cert_chain(CERT, K + k, password="secret"),
        c.load_cert_chain(CERT, K + k, password=b"secret"),
        c.load_cert_chain(CERT, K + k, lambda: "secret"),
        c.load_cert_chain(CERT, K + k, lambda: bytearray(b"secret")),
    )
    t("bad", lambda: c.load_cert_chain(CERT, K + k, password="wrong")) if 0 else None
    try:
        c.load_cert_chain(CERT, K + k, password="wrong")
    except ssl.SSLError as e:
        print("SSLError")
t("pwt", c.load_cert_chain, CERT, K + "names_key_sha256.pem", password=5)
t("pwcb", c.load_cert_chain, CERT, K + "names_key_sha256.pem", password=lambda: 5)
t("pwl", c.load_cert_chain, CERT, K + "names_key_sha256.pem", password="x" * 2000)


def raises():
    raise ValueError("cb")


t("pwraise", c.load_cert_chain, CERT, K + "names_key_sha256.pem", password=raises)
print(c.load_cert_chain(CERT, KEY, password=raises))
try:
    c.load_cert_chain(CERT, K + "other_key.pem")
except ssl.SSLError as e:
    print("SSLError")
t("nofile", lambda: type(c.load_cert_chain("/nonexist"))) if 0 else None
try:
    c.load_cert_chain("/nonexist")
except FileNotFoundError as e:
    print(e.errno)
try:
    c.load_cert_chain(KEY)
except ssl.SSLError as e:
    print("SSLError")
t("lv", c.load_verify_locations)
try:
    c.load_verify_locations("/nonexist")
except FileNotFoundError as e:
    print(e.errno)
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
c.load_verify_locations(CERT)
print(
    c.cert_store_stats(),
    len(c.get_ca_certs()),
    c.get_ca_certs()[0]["version"] if c.get_ca_certs() else None,
    len(c.get_ca_certs(True)),
)
c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
c.load_verify_locations(cadata=open(CERT).read())
c.load_verify_locations(cadata=ssl.PEM_cert_to_DER_cert(open(CERT).read()))
print(c.cert_store_stats()["x509_ca"])
print(
    ssl.Purpose.SERVER_AUTH,
    ssl.Purpose.CLIENT_AUTH.nid,
    ssl.Purpose.SERVER_AUTH.shortname,
    isinstance(ssl.Purpose.SERVER_AUTH, ssl._ASN1Object),
)
t("cdc", ssl.create_default_context, "x")
print(ssl.cert_time_to_seconds("May  9 00:00:00 2007 GMT"), ssl.cert_time_to_seconds("Jan  5 09:34:43 2018 GMT"))
t("gp", ssl.get_protocol_name, ssl.PROTOCOL_TLS_CLIENT)
print(len(ssl.RAND_bytes(8)), ssl.RAND_status(), ssl.RAND_add(b"x", 1.0))
t("rb", ssl.RAND_bytes, -1)
print(ssl.get_default_verify_paths()._fields)
pem = open(CERT).read()
print(ssl.DER_cert_to_PEM_cert(ssl.PEM_cert_to_DER_cert(pem)) == pem[pem.index("-----BEGIN") :])
# memory bio
b = ssl.MemoryBIO()
print(b.read(), b.pending, b.eof, b.write(b"foo"), b.pending, b.read(2), b.read(), b.eof)
b.write(b"x")
b.write_eof()
print(b.eof, b.read(), b.eof)
t("we", b.write, b"y")
b = ssl.MemoryBIO()
b.write(bytearray(b"a"))
b.write(memoryview(b"bc"))
print(b.read(-1))
t("so", ssl.SSLObject)
t("ss", ssl.SSLSocket, socket.socket())


# objects
def pair(cc=None, sc=None, host="localhost"):
    ci, co, si, so = [ssl.MemoryBIO() for _ in range(4)]
    c = (cc or cctx()).wrap_bio(ci, co, server_hostname=host)
    s = (sc or sctx()).wrap_bio(si, so, server_side=True)
    return c, s, (ci, co, si, so)


def pump(io):
    io[2].write(io[1].read())
    io[0].write(io[3].read())


def shake(c, s, ios):
    for _ in range(4):
        for o in (c, s):
            try:
                o.do_handshake()
            except ssl.SSLWantReadError:
                pass
            pump(ios)


c, s, ios = pair()
t("early", c.getpeercert)
print(
    c.version(),
    c.cipher(),
    c.selected_alpn_protocol(),
    c.pending(),
    c.server_side,
    s.server_side,
    c.server_hostname,
    c.session_reused,
    s.server_hostname,
)
shake(c, s, ios)
print(
    c.version(),
    c.cipher()[1],
    s.getpeercert(),
    c.getpeercert()["subjectAltName"],
    list(c.getpeercert()),
    len(c.getpeercert(True)) > 100,
    c.compression(),
    c.context.check_hostname,
)
print(c.write(b"hello"))
pump(ios)
print(s.read(3), s.read(10))
t("wr", s.read, 1)
buf = bytearray(5)
s.write(b"abc")
pump(ios)
print(c.read(5, buf), buf)
t("unwrap", c.unwrap)
pump(ios)
t("zr", s.read, 5)
t("un s", s.unwrap)
pump(ios)
t("un c", c.unwrap)
# alpn
cc, sc = cctx(), sctx()
cc.set_alpn_protocols(["a", "http/1.1"])
sc.set_alpn_protocols(["http/1.1", "b"])
c, s, ios = pair(cc, sc)
shake(c, s, ios)
print(c.selected_alpn_protocol(), s.selected_alpn_protocol())
t("al", cc.set_alpn_protocols, [""])
t("al", cc.set_alpn_protocols, ["x" * 300])
# bad hostname
c, s, ios = pair(host="other.example")
try:
    shake(c, s, ios)
except ssl.SSLCertVerificationError as e:
    print(e.reason, e.verify_code, isinstance(e, ValueError), e.library, e.errno)
c, s, ios = pair(host="sub.example.com")
shake(c, s, ios)
print("wild", c.version())


# sockets
def echo_server(ctx, n=1, f=None):
    ls = socket.create_server(("127.0.0.1", 0))

    def run():
        for _ in range(n):
            try:
                x, _a = ls.accept()
                with ctx.wrap_socket(x, server_side=True) as s:
                    (f or ech)(s)
            except (OSError,) as e:
                errs.append(type(e).__name__)
        ls.close()

    th = threading.Thread(target=run)
    th.start()
    return ls.getsockname(), th


errs = []


def ech(s):
    while d := s.recv(1000):
        s.sendall(d.upper())


addr, th = echo_server(sctx())
with cctx().wrap_socket(socket.create_connection(addr), server_hostname="localhost") as s:
    print(
        s.server_side,
        s.version(),
        s.cipher()[1],
        s.getpeercert()["issuer"] == s.getpeercert()["subject"],
        s.pending(),
        s.context.verify_mode,
        s.getpeername() == addr,
        s.family,
    )
    f = s.makefile("rwb")
    f.write(b"line1\nline2\n")
    f.flush()
    print(f.readline(), f.readline())
    f.close()
    ft = s.makefile("rw", encoding="utf8")
    ft.write("héllo\n")
    ft.flush()
    print(ft.readline())
    ft.close()
    b = bytearray(10)
    s.sendall(b"into")
    print(s.recv_into(b), b)
    s.send(b"w")
    print(s.read(5))
    t("fl", s.recv, 1, 1)
    t("fl", s.send, b"x", 1)
    t("rf", s.recvfrom, 1)
    t("st", s.sendto, b"x", addr)
    t("dup", s.dup)
    t("rm", s.recvmsg, 1)
    t("sm", s.sendmsg, [b""])
    t("hs", s.do_handshake)
    t("conn", s.connect, addr)
    u = s.unwrap() if 0 else None
th.join()
print(errs)


def unw(s):
    s.sendall(b"bye")
    p = s.unwrap()
    p.sendall(b"plain")
    p.close()


addr, th = echo_server(sctx(), f=unw)
s = cctx().wrap_socket(socket.create_connection(addr), server_hostname="localhost")
print(s.recv(3))
print(s.recv(10))
p = s.unwrap()
print(p.recv(5))
p.close()
th.join()


# ragged
def ragged(s):
    s.sendall(b"r")
    s.close()


for sup in (True, False):
    addr, th = echo_server(sctx(), f=ragged)
    s = cctx().wrap_socket(socket.create_connection(addr), server_hostname="localhost", suppress_ragged_eofs=sup)
    print(s.recv(1))
    t("rag", lambda: s.recv(1) if sup else type(_try(lambda: s.recv(1))).__name__) if 0 else None
    try:
        print(s.recv(1))
    except ssl.SSLEOFError as e:
        print("SSLEOFError")
    s.close()
    th.join()
# timeouts, nonblocking
ls = socket.create_server(("127.0.0.1", 0))
x = socket.create_connection(ls.getsockname())
x.settimeout(0.05)
try:
    cctx().wrap_socket(x, server_hostname="localhost")
except TimeoutError as e:
    print("TimeoutError")
x = socket.create_connection(ls.getsockname())
x.setblocking(False)
t("nb", lambda: cctx().wrap_socket(x, server_hostname="localhost"))
x = socket.create_connection(ls.getsockname())
x.setblocking(False)
s = cctx().wrap_socket(x, server_hostname="localhost", do_handshake_on_connect=False)
try:
    s.do_handshake()
except ssl.SSLWantReadError as e:
    print(type(e).__name__, e.errno)
s.close()
ls.close()
t("closed", s.recv, 1)
t("udp", lambda: cctx().wrap_socket(socket.socket(type=socket.SOCK_DGRAM), server_hostname="x"))
t("sh", lambda: sctx().wrap_socket(socket.socket(), server_side=True, server_hostname="x"))
t("nh", lambda: cctx().wrap_socket(socket.socket()))
s = cctx().wrap_socket(socket.socket(), server_hostname="localhost")
t("nc", s.do_handshake)
t("nr", lambda: s.read(1))
addr, th = echo_server(sctx())
s.connect(addr)
s.sendall(b"late")
print(s.recv(10))
s.close()
th.join()
# plain http to tls
ls = socket.create_server(("127.0.0.1", 0))
got = []


def bad():
    x, _ = ls.accept()
    try:
        sctx().wrap_socket(x, server_side=True)
    except ssl.SSLError as e:
        got.append(type(e).__name__)


th = threading.Thread(target=bad)
th.start()
x = socket.create_connection(ls.getsockname())
x.sendall(b"GET / HTTP/1.0\r\n\r\n")
th.join()
x.close()
print(got)
# client certs
sc = sctx()
sc.verify_mode = ssl.CERT_REQUIRED
sc.load_verify_locations(CERT)


def show(s):
    s.sendall(repr(s.getpeercert()["subject"][0]).encode())


addr, th = echo_server(sc, f=show)
cc = cctx()
cc.load_cert_chain(CERT, KEY)
s = cc.wrap_socket(socket.create_connection(addr), server_hostname="localhost")
print(s.recv(100))
s.close()
th.join()
print(type(ssl.get_server_certificate).__name__)

# a certificate that is trusted itself, and too old
c = ssl.create_default_context(cafile=K + "expired.pem")
sc = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
sc.load_cert_chain(K + "expired.pem", K + "names_key.pem")
c, s, ios = pair(c, sc)
try:
    shake(c, s, ios)
except ssl.SSLCertVerificationError as e:
    print(e.reason, e.verify_code, e.verify_message)
