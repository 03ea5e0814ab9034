"""Loads a server on 127.0.0.1: PORT CONNECTIONS SECONDS PID [http]. One request in flight per connection, one process,
epoll; every answer is compared byte for byte. Prints requests a second, the median latency, and the CPU microseconds
that process PID spent on each request. This client is itself Python: the CPU figure is what tells fast servers apart.
"""
import os
import select
import socket
import sys
import time

PORT, CONNECTIONS, SECONDS, PID = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
if "http" in sys.argv[5:]:
    REQUEST = b"GET /hello HTTP/1.1\r\nHost: localhost\r\nUser-Agent: load\r\nAccept: */*\r\n\r\n"
    ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\nHello, world!"
else:
    REQUEST = ANSWER = bytes(ord("a") + i % 23 for i in range(127)) + b"\n"


def cpu_seconds():
    with open(f"/proc/{PID}/stat") as f:
        fields = f.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def connect():
    deadline = time.monotonic() + 10
    while True:
        try:
            s = socket.create_connection(("127.0.0.1", PORT))
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return s
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def main():
    poll = select.epoll()
    sockets, answers, begun = {}, {}, {}
    for _ in range(CONNECTIONS):
        s = connect()
        sockets[s.fileno()] = s
        answers[s.fileno()] = b""
        poll.register(s.fileno(), select.EPOLLIN)
    for fd, s in sockets.items():
        begun[fd] = time.perf_counter()
        s.sendall(REQUEST)
    warm = time.perf_counter() + 0.5
    start = end = None
    cpu = 0.0
    waits = []
    while end is None or time.perf_counter() < end:
        for fd, _ in poll.poll():
            data = sockets[fd].recv(65536)
            if not data:
                sys.exit("the server closed a connection")
            answers[fd] += data
            if len(answers[fd]) < len(ANSWER):
                continue
            if answers[fd] != ANSWER:
                sys.exit(f"wrong answer: {answers[fd]!r}")
            answers[fd] = b""
            now = time.perf_counter()
            waits.append(now - begun[fd])
            begun[fd] = now
            sockets[fd].sendall(REQUEST)
        if end is None and time.perf_counter() > warm:
            start, cpu = time.perf_counter(), cpu_seconds()
            end = start + SECONDS
            waits.clear()
    took = time.perf_counter() - start
    waits.sort()
    print(f"rps={len(waits) / took:.0f} p50_us={waits[len(waits) // 2] * 1e6:.0f} "
          f"cpu_us={(cpu_seconds() - cpu) / len(waits) * 1e6:.2f}")


main()
