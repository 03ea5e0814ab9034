# oracle: 3.14
# Timers that count the processor's time, and corners of sockets, select and signal.
import os, select, signal, socket, subprocess, sys, time


def busy_until(seen):
    end = time.monotonic() + 30
    while not seen and time.monotonic() < end:
        pow(12345, 67890, 10000019)


for which, number in ((signal.ITIMER_VIRTUAL, signal.SIGVTALRM), (signal.ITIMER_PROF, signal.SIGPROF)):
    seen = []

    def handler(number, frame):
        seen.append(signal.Signals(number).name)
        signal.setitimer(which, 0)

    signal.signal(number, handler)
    print(signal.setitimer(which, 0.02, 0.01), signal.getitimer(which)[0] > 0, round(signal.getitimer(which)[1], 3))
    time.sleep(0.05)
    busy_until(seen)
    print(seen, signal.getitimer(which))
    signal.signal(number, signal.SIG_DFL)


def shown(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


shown(lambda: signal.siginterrupt(999, True))
shown(lambda: select.poll().poll(1 << 40))
shown(lambda: select.epoll(-2))
shown(lambda: select.epoll(flags=1 << 5))
a, b = socket.socketpair()
shown(lambda: a.recv(1, socket.MSG_DONTWAIT))
with socket.socket() as sock:
    sock.bind(("127.0.0.1", 0))
    port = sock.getsockname()[1]
    # Nobody listens there; the same socket may try again.
    with socket.socket() as other:
        print(other.connect_ex(("127.0.0.1", port)) == other.connect_ex(("127.0.0.1", port)) != 0)
sock = socket.socket()
os.close(sock.fileno())
shown(sock.close)
for s in (a, b):
    s.close()

text = "x = 1\nawait asyncio.sleep(0, 3)\nx\nimport sys\nsys.exit(4)\n"
prompt = subprocess.run([sys.executable, "-m", "asyncio"], input=text, capture_output=True, text=True)
print(prompt.stdout, prompt.returncode, prompt.stderr.splitlines()[1:2])
