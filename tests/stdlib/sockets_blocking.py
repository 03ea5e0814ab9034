# socket: blocking, with timeouts, and datagrams.
import socket
server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 0))
server.listen(5)
host, port = server.getsockname()
print(host, port > 0, server.fileno() >= 0, server.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR) != 0,
    server.family, server.type, server.gettimeout(), server.getblocking())
client = socket.create_connection((host, port))
conn, addr = server.accept()
print(addr == client.getsockname(), conn.getpeername() == client.getsockname(), type(conn).__name__)
print(client.send(b"hello"), conn.recv(3), conn.recv(100), client.sendall(b"x" * 1000), len(conn.recv(2000)))
conn.sendall("日本".encode())
print(client.recv(100).decode())
client.settimeout(0.02)
try:
    client.recv(10)
except TimeoutError as e:
    print(repr(e), socket.timeout is TimeoutError)
client.setblocking(False)
try:
    client.recv(10)
except BlockingIOError as e:
    print(type(e).__name__, e.errno)
client.setblocking(True)
buffer = bytearray(5)
conn.send(b"into")
print(client.recv_into(buffer), bytes(buffer))
f = conn.makefile("rb")
client.sendall(b"line 1\nline 2\nrest")
client.shutdown(socket.SHUT_WR)
print(f.readline(), list(f), conn.recv(10))
f.close()
conn.close()
client.close()
print(client.fileno())
try:
    client.send(b"x")
except OSError as e:
    print(type(e).__name__, e)
server.close()
try:
    socket.create_connection((host, port), timeout=1)
except ConnectionRefusedError as e:
    print(e)
a, b = socket.socketpair()
with a, b:
    a.send(b"pair")
    print(b.recv(10))
    a.close()
    print(b.recv(10))
u1 = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u2 = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u1.bind(("127.0.0.1", 0))
u2.sendto(b"datagram", u1.getsockname())
data, sender = u1.recvfrom(100)
print(data, sender[0])
u1.close(); u2.close()
print(socket.gethostbyname("127.0.0.1"), socket.inet_aton("1.2.3.4"), socket.inet_ntoa(b"\x7f\0\0\1"),
    socket.htons(1) in (1, 256), socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM)[0][4])
for bad in (lambda: socket.socket().bind(("127.0.0.1", "x")), lambda: socket.socket().connect(("127.0.0.1",)),
    lambda: socket.socket().bind(("127.0.0.1", 70000)), lambda: socket.socket().send("text"),
    lambda: socket.socket().recv(-1)):
    try:
        bad()
    except (TypeError, ValueError, OverflowError, OSError) as e:
        print(type(e).__name__ + ":", e)
