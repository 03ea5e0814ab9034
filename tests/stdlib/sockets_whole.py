# Sockets: messages with descriptors, files, enumerations, names, wrong arguments.
import socket, threading, os, io, array, errno, struct, pickle, sys


def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        r = (type(e).__name__, str(e))
    print(f.__name__ if hasattr(f, "__name__") else f, r)
    return r


a, b = socket.socketpair()
print(a.sendmsg([b"ab", bytearray(b"cd"), memoryview(b"ef")]), b.recvmsg(10))
a.send(b"hello world")
b1 = bytearray(3)
b2 = bytearray(10)
print(b.recvmsg_into([b1, b2]), b1, b2)
r, w = os.pipe()
print(socket.send_fds(a, [b"x"], [r, w]))
m, fds, fl, ad = socket.recv_fds(b, 10, 2)
print(m, len(fds), ad, fl & ~0x40000000)
os.write(fds[1], b"via")
print(os.read(r, 10))
for f in fds + [r, w]:
    os.close(f)
for f in (
    lambda: a.sendmsg(1),
    lambda: a.sendmsg([1]),
    lambda: a.sendmsg([b""], 1),
    lambda: b.recvmsg(-1),
    lambda: b.recvmsg(1, -1),
    lambda: b.recvmsg_into(1),
    lambda: b.recvmsg_into([1]),
    lambda: b.recvmsg_into([b""]),
    lambda: socket.CMSG_LEN(-1),
    lambda: (socket.CMSG_LEN(4), socket.CMSG_SPACE(4), socket.CMSG_LEN(0), socket.CMSG_SPACE(9)),
):
    t(f)
print(a.sendmsg([]), a.sendmsg([b"x"], [], 0, None), b.recvmsg(10))
# makefile
f = a.makefile("rw")
print(type(f).__name__, f.mode, f.readable(), f.writable(), f.seekable(), f.line_buffering)
b.sendall("héllo\nline2\n".encode())
print(repr(f.readline()), repr(f.readline()))
f.write("out\n")
f.flush()
print(b.recv(10))
a.close()
print(a.fileno() >= 0, a._closed, a._io_refs)
f.close()
print(a.fileno(), f.closed)
t(f.read)
t(lambda: f.fileno())
a, b = socket.socketpair()
rb = a.makefile("rb")
(
    print(type(rb).__name__, rb.mode, type(rb.raw).__name__, rb.raw.mode, rb.raw)
    if 0
    else print(type(rb).__name__, rb.mode, type(rb.raw).__name__)
)
wb = b.makefile("wb", 0)
print(type(wb).__name__, wb.mode, wb.name == b.fileno())
print(wb.write(b"abc"))
print(rb.read(3))
t(wb.read, 1)
t(rb.write, b"x")
t(a.makefile, "x")
t(a.makefile, "r", 0)
a.settimeout(0.01)
t(rb.read, 1)
t(rb.read, 1)
a.setblocking(False)
r2 = a.makefile("rb", 0)
print(r2.read(5), r2.readinto(bytearray(2)))
rw = a.makefile("rwb")
print(type(rw).__name__)
wb.close()
t(wb.write, b"")
print(wb.closed, wb.name)
t(wb.readable)
t(wb.seekable)
with socket.socket() as s:
    print(s.fileno() >= 0)
print(s.fileno(), repr(s)[:40])
t(s.recv, 1)
t(s.getsockname)
t(s.setblocking, 1)
print(repr(socket.socket.__init__.__name__), socket.socket.__mro__[1:])
print(
    socket.AF_INET,
    repr(socket.AF_INET),
    socket.AddressFamily(2),
    socket.AddressFamily["AF_INET6"],
    2 in socket.AddressFamily,
    socket.AddressFamily.AF_UNIX.name,
    type(socket.AF_INET).__mro__[0].__name__,
)
t(socket.AddressFamily, 12345)
print(
    repr(socket.SOCK_STREAM),
    str(socket.SOCK_STREAM),
    f"{socket.SOCK_STREAM}",
    "%d %s" % (socket.SOCK_STREAM, socket.SOCK_STREAM),
    socket.MSG_PEEK,
    repr(socket.MSG_PEEK),
    repr(socket.AI_PASSIVE),
)
print(pickle.loads(pickle.dumps(socket.AF_INET)) is socket.AF_INET, len(socket.SocketKind) > 4)
t(lambda: pickle.dumps(socket.socket()))
print(
    socket.getprotobyname("tcp"),
    socket.getprotobyname("icmp"),
    socket.if_nametoindex("lo"),
    socket.if_indextoname(1),
    socket.if_nameindex()[:1],
)
t(socket.getprotobyname, "nope")
t(socket.if_indextoname, 9999)
s = socket.socket()
print(s.get_inheritable())
s.set_inheritable(True)
print(s.get_inheritable(), os.get_inheritable(s.fileno()))
s.close()
r, w = os.pipe()
print(os.get_inheritable(r))
os.set_inheritable(r, True)
print(os.get_inheritable(r))
os.close(r)
os.close(w)
# sendfile
path = f"/tmp/rondo_sf_{os.getpid()}.bin"
with open(path, "wb") as f:
    f.write(b"0123456789" * 1000)
a, b = socket.socketpair()
with open(path, "rb") as f:
    print(a.sendfile(f, 10, 20), f.tell(), b.recv(100))
    t(a.sendfile, f, 0, -1)
    t(a.sendfile, f, 0, "x")
    t(a.sendfile, io.StringIO("x"))
with open(path) as f:
    t(a.sendfile, f)
t(lambda: socket.socket(type=socket.SOCK_DGRAM).sendfile(open(path, "rb")))
os.unlink(path)
# misc errors
t(socket.socket, 1, 2, 3, 4, 5)
t(socket.socket, "a")
t(socket.socket, fileno=-1)
t(socket.socket, fileno="x")
t(socket.socket, 999)
s = socket.socket()
t(s.connect, 1)
t(s.connect, ("a",))
t(s.connect, ("127.0.0.1", 99999))
t(s.connect, ("127.0.0.1", -1))
t(s.connect, (1, 2))
t(s.bind, "x")
t(s.connect, ("127.0.0.1", "80"))
t(s.settimeout, -1)
t(s.settimeout, None)
t(s.settimeout, 1.5)
print(s.gettimeout(), s.getblocking())
t(s.recv, -1)
t(s.listen, -1)
s.settimeout(0)
print(s.getblocking())
t(s.accept)
s.close()
s = socket.socket()
t(s.recv, 10)
t(s.send, "abc")
t(s.send, b"abc")
t(s.getpeername)
t(s.shutdown, 2)
t(s.sendto, b"a", ("127.0.0.1", 1))
t(s.sendto, b"a")
t(s.sendto, "a", ("x", 1))
t(s.getsockopt, 1, 2)
t(s.setsockopt, 1, 2, "x")
t(s.setsockopt, 1, 2, None)
t(s.setsockopt, 1, 2, None, 4)
t(s.getsockopt, 1, 4)
t(s.getsockopt, 1, 2, 4)
t(s.getsockopt, 1, 2, -1)
t(s.getsockopt, 1, 2, 1025)
t(s.getsockopt, 6, 13, 4) if 0 else None
print(s.detach() > 0, s.fileno())
t(socket.inet_aton, "1.2.3.4")
t(socket.inet_aton, "x")
t(socket.inet_ntoa, b"abc")
t(socket.inet_pton, 2, "1.2.3")
t(socket.inet_pton, 99, "1")
t(socket.inet_ntop, 2, b"a")
t(socket.inet_ntop, 10, b"\0" * 16)
t(socket.ntohs, 1)
t(socket.getservbyname, "http")
t(socket.getservbyname, "nonono")
t(socket.getservbyport, 80)
t(socket.getservbyport, 99999)
t(socket.gethostbyname, "127.0.0.1")
t(socket.getaddrinfo, "127.0.0.1", 80)
t(socket.getaddrinfo, "127.0.0.1", "http", type=socket.SOCK_STREAM)
t(socket.getaddrinfo, None, 80, type=1)
t(socket.getaddrinfo, "::1", 1, type=1)
t(socket.getaddrinfo, "127.0.0.1", None, 0, 1)
t(socket.getaddrinfo, None, None)
t(socket.getaddrinfo, "nosuch.invalid", 1)
t(socket.getaddrinfo, "localhost", 80, socket.AF_INET, socket.SOCK_STREAM)
t(socket.getnameinfo, ("127.0.0.1", 80), 3)
t(socket.getnameinfo, ("127.0.0.1",), 0)
t(socket.getnameinfo, "x", 0)
t(socket.create_connection, ("127.0.0.1", 1))
t(socket.create_connection, ("127.0.0.1", 1), all_errors=True)
with socket.create_server(("127.0.0.1", 0)) as s:
    print(s.family, s.type, s.getsockname()[0])
    c = socket.create_connection(s.getsockname(), timeout=3)
    x, ad = s.accept()
    print(c.gettimeout(), x.gettimeout(), x.family)
    x.sendall(b"q")
    print(c.recv(4))
    x.close()
    print(c.recv(1))
    c.close()
t(socket.create_server, ("127.0.0.1", 0), family=socket.AF_INET, dualstack_ipv6=True)
t(socket.create_server, ("1.2.3.4", 1))
print(socket.has_dualstack_ipv6())
socket.setdefaulttimeout(2)
s = socket.socket()
print(s.gettimeout(), socket.getdefaulttimeout())
socket.setdefaulttimeout(None)
t(socket.setdefaulttimeout, -1)
s.close()
u = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
p = f"/tmp/rondo_u_{os.getpid()}.sock"
try:
    os.unlink(p)
except OSError:
    pass
u.bind(p)
v = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
v.sendto(b"dg", p)
print(u.recvfrom(10))
print(u.getsockname() == p)
v.connect(p)
print(v.getpeername() == p, v.send(b"z"))
bb = bytearray(5)
print(u.recvfrom_into(bb), bb)
t(u.recv_into, bb, 9)
t(u.recv_into, b"x")
u.close()
v.close()
os.unlink(p)
t(u.bind, "x" * 200)
x = socket.socket(socket.AF_UNIX)
t(x.bind, "x" * 200)
t(x.connect, "/nonexistent")
t(x.bind, "\0abc")
print(x.getsockname())
x.close()
d = socket.fromfd(0, 2, 1) if 0 else None
a, b = socket.socketpair()
a2 = a.dup()
print(a2.fileno() != a.fileno(), a2.family, a2.type)
a.close()
a2.send(b"k")
print(b.recv(1))
b.shutdown(socket.SHUT_WR)
print(a2.recv(1))
t(b.send, b"x")
a2.close()
t(lambda: [b.send(b"x") for _ in range(3)])
print(
    socket.SO_PEERCRED,
    socket.TCP_INFO,
    socket.IP_RECVTOS,
    socket.MSG_CMSG_CLOEXEC,
    socket.SocketType is socket._socket.SocketType if hasattr(socket, "_socket") else 1,
)
