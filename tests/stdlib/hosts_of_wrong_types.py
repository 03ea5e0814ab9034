# What the functions that look up hosts and ports say of arguments of other types; what they take.
import socket


def told(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


HOSTS = (5, 1.5, [], object, None, bytearray(b"127.0.0.1"), b"127.0.0.1", "127.0.0.1")
for host in HOSTS:
    print(host)
    for port in (80, 1.5, b"80", bytearray(b"80"), "80", [], 2**40, -1, 70000, 2**70):
        found = told(socket.getaddrinfo, host, port, socket.AF_INET, socket.SOCK_STREAM)
        print("  ", port, found if isinstance(found, str) else found[0][4])
    for f in (socket.gethostbyname, socket.gethostbyname_ex, socket.inet_aton):
        print("  ", f.__name__, told(f, host))
    print("  ", told(socket.gethostbyaddr, host) if not isinstance(host, (str, bytes, bytearray)) else "")
    print("  ", told(socket.getnameinfo, (host, 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
    with socket.socket() as sock:
        for port in (0, "0", 70000, -1, 2**70, 1.5):
            print("  ", port, told(sock.bind, (host, port)) if host is not None else "")
    with socket.socket(socket.AF_INET6) as sock:
        print("  ", told(sock.connect, (host, "x")), told(sock.connect, (host, 1, "x")))
for address in ((), ("h",), ("127.0.0.1", 80, 0, 0, 0), ("127.0.0.1", "80"), 5, None, ("127.0.0.1", None)):
    print(address, told(socket.getnameinfo, address, 0))
