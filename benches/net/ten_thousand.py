#!/usr/bin/env python3
"""10,000 clients at once of the streams echo server: all connect, then each is served several times, in turn and all
together. Prints the clients served, the requests a second and the slowest answer.

    benches/net/ten_thousand.py [PROGRAM [CLIENTS]]       by default target/release/rondo and 10000
"""
import os
import resource
import selectors
import socket
import subprocess
import sys
from time import perf_counter

ROUNDS = 5
HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "target/release/rondo"
    clients = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    wanted = clients + 200
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        sys.exit(f"only {hard} descriptors are allowed, {wanted} are wanted")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    # The server inherits the limit.
    server = subprocess.Popen([program, os.path.join(HERE, "echo_streams.py"), str(port)], stdout=subprocess.DEVNULL)
    try:
        began = perf_counter()
        connections = [connect(port, i) for i in range(clients)]
        connected = perf_counter() - began
        slowest = 0
        began = perf_counter()
        for number in range(ROUNDS):
            slowest = max(slowest, serve_all(connections, b"%063d\n" % number))
        served = perf_counter() - began
        with open(f"/proc/{server.pid}/status") as status:
            memory = next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) // 1024
        print(f"{clients} clients connected in {connected:.2f} s and served {ROUNDS} times: "
              f"{clients * ROUNDS / served:,.0f} requests a second, slowest answer {slowest * 1000:.0f} ms, "
              f"server {memory} MB")
    finally:
        server.kill()
        server.wait()


def connect(port, number):
    # An address of loopback has fewer than 30,000 ports to come from.
    deadline = perf_counter() + 10
    while True:
        s = socket.socket()
        try:
            s.bind((f"127.0.0.{2 + number // 5000}", 0))
            s.connect(("127.0.0.1", port))
            # Once it answers it has been accepted: no more clients wait for that than may.
            s.sendall(b"here")
            s.recv(4)
            return s
        except ConnectionRefusedError:
            s.close()
            if perf_counter() > deadline:
                raise


def serve_all(connections, message):
    """Sends the message on every connection, then waits for all echoes; the seconds that the slowest took."""
    selector = selectors.DefaultSelector()
    left = {}
    began = perf_counter()
    for s in connections:
        s.sendall(message)
        selector.register(s, selectors.EVENT_READ)
        left[s] = b""
    while left:
        events = selector.select(30)
        if not events:
            sys.exit(f"{len(left)} clients got no answer")
        for key, _ in events:
            s = key.fileobj
            left[s] += s.recv(4096)
            if len(left[s]) >= len(message):
                if left[s] != message:
                    sys.exit(f"a wrong answer: {left[s]!r}")
                selector.unregister(s)
                del left[s]
    selector.close()
    return perf_counter() - began


if __name__ == "__main__":
    main()
