# select.select: lists, dicts and numbers; timeouts.
import select
import socket
import time
a, b = socket.socketpair()
print(select.select([a], [], [], 0), select.select([], [a], [], 0)[1] == [a])
start = time.monotonic()
print(select.select([a, b], [], [], 0.03), 0.025 < time.monotonic() - start < 5)
b.send(b"x")
r, w, e = select.select([a, b], [a, b], [a], 1)
print(r == [a], w == [a, b], e)
print(select.select({a.fileno(): "waiting"}, {}, [], 1)[0] == [a.fileno()], select.select([a.fileno()], (), set(),
    None)[0] == [a.fileno()])


class HasFileno:
    def fileno(self):
        return a.fileno()


h = HasFileno()
print(select.select([h], [], [])[0] == [h])
a.recv(1)
b.close()
print(select.select([a], [], [], 1)[0] == [a], a.recv(1))
a.close()
for f in (lambda: select.select([a], [], [], 0), lambda: select.select(["x"], [], []), lambda: select.select([5.5],
    [], []), lambda: select.select([], [], [], -1), lambda: select.select([], [], [], "x"),
    lambda: select.select(1, [], []), lambda: select.select([-1], [], [])):
    try:
        print(f())
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__ + ":", error)
start = time.monotonic()
select.select([], [], [], 0.02)
print(time.monotonic() - start >= 0.015)
