# Servers on sockets: connections and datagrams, in turn and in threads, with errors.
import io
import os
import socket
import socketserver
import sys
import threading


class Echo(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


class EchoDatagram(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.read()[::-1])


def ask(family, address, data):
    with socket.socket(family) as sock:
        sock.settimeout(30)
        sock.connect(address)
        sock.sendall(data)
        sock.shutdown(socket.SHUT_WR)
        with sock.makefile("rb") as file:
            return file.read()


def ask_by_datagram(address, data):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(30)
        sock.sendto(data, address)
        return sock.recv(100)


for kind in (socketserver.TCPServer, socketserver.ThreadingTCPServer):
    with kind(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        print(kind.__name__, [ask(socket.AF_INET, server.server_address, b"line %d\nmore" % i) for i in range(3)])
        server.shutdown()
        thread.join()
    print(server.fileno())

for kind in (socketserver.UDPServer, socketserver.ThreadingUDPServer):
    with kind(("127.0.0.1", 0), EchoDatagram) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        print(kind.__name__, ask_by_datagram(server.server_address, b"abc"))
        server.shutdown()
        thread.join()

path = f"/tmp/rondo_socketserver_{os.getpid()}.sock"
if os.path.exists(path):
    os.unlink(path)
with socketserver.UnixStreamServer(path, Echo) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    print(ask(socket.AF_UNIX, path, b"unix"), server.server_address == path)
    thread.join()
os.unlink(path)


class Late(socketserver.TCPServer):
    timeout = 0.01

    def handle_timeout(self):
        print("nobody came")
        return "timeout"


with Late(("127.0.0.1", 0), Echo) as server:
    print(server.handle_request())


class Picky(socketserver.TCPServer):
    def verify_request(self, request, client_address):
        return False


with Picky(("127.0.0.1", 0), Echo) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    print("refused:", ask(socket.AF_INET, server.server_address, b""))
    thread.join()


class Failing(socketserver.BaseRequestHandler):
    def setup(self):
        print("setup")

    def handle(self):
        raise ValueError("cannot")

    def finish(self):
        print("finish")


stderr, sys.stderr = sys.stderr, io.StringIO()
with socketserver.TCPServer(("127.0.0.1", 0), Failing) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    answer = ask(socket.AF_INET, server.server_address, b"")
    thread.join()
report, sys.stderr = sys.stderr.getvalue(), stderr
print(answer, report.splitlines()[0], report.splitlines()[1].split("from")[0], report.splitlines()[-2])
print(socketserver.TCPServer.request_queue_size, socketserver.UDPServer.max_packet_size)
try:
    socketserver.TCPServer(("127.0.0.1", 99999), Echo)
except OverflowError as error:
    print(error)
server = socketserver.BaseServer("address", Echo)
print(server.server_address, server.timeout, server.verify_request(None, None), server.service_actions())


class Forked(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline() + str(os.getpid() != parent).encode())


parent = os.getpid()
server = socketserver.ForkingTCPServer(("127.0.0.1", 0), Forked)
# The kernel takes connections before the server does, so one process can be both ends.
clients = [socket.create_connection(server.server_address) for _ in range(2)]
for client in clients:
    client.sendall(b"line\n")
    server.handle_request()
    print(client.makefile("rb").read())
    client.close()
server.server_close()
print(server.active_children, server.max_children, server.block_on_close, socketserver.ForkingUDPServer.__mro__[1])
