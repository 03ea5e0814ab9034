# Who writes more than a pipe takes waits; the thread that reads the other end runs meanwhile.
import os
import socket
import subprocess
import threading

DATA = b"0123456789" * 30_000


def received(write):
    """What arrives at the other end of a pipe of what write(descriptor) writes, and what that returns."""
    pieces = []
    read_end, write_end = os.pipe()

    def read():
        while piece := os.read(read_end, 65536):
            pieces.append(piece)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        result = write(write_end)
    finally:
        os.close(write_end)
        thread.join()
        os.close(read_end)
    got = b"".join(pieces)
    return len(got), got == (DATA * 2)[:len(got)], result


def buffered(descriptor):
    with open(descriptor, "wb", closefd=False) as file:
        return file.write(DATA), file.write(b"01"), file.flush()


def raw(descriptor):
    with open(descriptor, "wb", 0, closefd=False) as file:
        return file.write(DATA)


def text(descriptor):
    with open(descriptor, "w", closefd=False) as file:
        print(DATA.decode(), end="", file=file)


print(received(lambda descriptor: os.write(descriptor, DATA)))
print(received(lambda descriptor: os.writev(descriptor, [DATA, DATA])))
print(received(buffered))
print(received(raw))
print(received(text))

# Two threads write to one file: what each writes at once stays together.
reader, writer = os.pipe()
with open(reader, "rb") as source, open(writer, "wb") as file:
    def lines(letter):
        for _ in range(40):
            file.write(letter * 5_000 + b"\n")

    threads = [threading.Thread(target=lines, args=[letter]) for letter in (b"a", b"b")]
    for thread in threads:
        thread.start()
    got = [source.readline() for _ in range(70)]
    rest = threading.Thread(target=lambda: got.extend(source))
    rest.start()
    for thread in threads:
        thread.join()
    file.close()
    rest.join()
print(len(got), sorted({(line[:1], len(line), len(set(line))) for line in got}))

# A process that is fed by a thread.
process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def feed():
    with process.stdin:
        process.stdin.write(DATA)


feeder = threading.Thread(target=feed)
feeder.start()
print(process.stdout.read() == DATA, process.wait())
feeder.join()
process.stdout.close()

# Nobody reads any more.
reader, writer = os.pipe()
closer = threading.Timer(0.01, os.close, [reader])
closer.start()
try:
    while True:
        os.write(writer, DATA)
except BrokenPipeError as error:
    print(type(error).__name__)
closer.join()
os.close(writer)

# A descriptor that does not block takes what fits.
left, right = socket.socketpair()
left.setblocking(False)
stop = threading.Event()
waiter = threading.Thread(target=stop.wait)
waiter.start()
try:
    while True:
        os.write(left.fileno(), DATA)
except BlockingIOError as error:
    print(type(error).__name__)
stop.set()
waiter.join()
left.close()
right.close()
