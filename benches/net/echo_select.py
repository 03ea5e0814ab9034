"""TCP echo on a scheduler of generators over select, no asyncio: PORT."""
import select
import socket
import sys
from collections import deque


def serve(client):
    try:
        while True:
            yield "read", client
            data = client.recv(65536)
            if not data:
                break
            yield "write", client
            client.send(data)
    except ConnectionError:
        pass
    finally:
        client.close()


def listen(port):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    sock.listen(1024)
    while True:
        yield "read", sock
        client, addr = sock.accept()
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ready.append(serve(client))


def run():
    waiting = {"read": {}, "write": {}}
    while True:
        while ready:
            task = ready.popleft()
            try:
                what, sock = next(task)
                waiting[what][sock.fileno()] = task
            except StopIteration:
                pass
        for what, found in zip(waiting, select.select(waiting["read"], waiting["write"], [])):
            for fd in found:
                ready.append(waiting[what].pop(fd))


ready = deque([listen(int(sys.argv[1]))])
run()
