# A scheduler by hand: round robin over generators, sleeping ones in a heap, on a clock of its own.
# This is all that an event loop is, minus the sockets.
from collections import deque
from heapq import heappush, heappop


class Sleep:
    def __init__(self, seconds):
        self.seconds = seconds


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.sleeping = []
        self.clock = 0
        self.ticket = 0

    def spawn(self, name, task):
        self.ready.append((name, task))

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                # Nobody can run: let the time pass until the first sleeper is due.
                self.clock, _, name, task = heappop(self.sleeping)
                self.ready.append((name, task))
            name, task = self.ready.popleft()
            try:
                request = next(task)
            except StopIteration as stop:
                print(f"[{self.clock:>3}] {name} returned {stop.value}")
                continue
            if isinstance(request, Sleep):
                # The ticket keeps sleepers that are due together in the order in which they came.
                self.ticket += 1
                heappush(self.sleeping, (self.clock + request.seconds, self.ticket, name, task))
            else:
                self.ready.append((name, task))


def countdown(name, n, pause):
    for i in range(n, 0, -1):
        print(f"[{scheduler.clock:>3}] {name}: {i}")
        yield Sleep(pause)
    return "lift-off"


def busy(name, steps):
    for step in range(steps):
        print(f"[{scheduler.clock:>3}] {name}: step {step}")
        yield
    return steps


scheduler = Scheduler()
scheduler.spawn("slow", countdown("slow", 3, 10))
scheduler.spawn("fast", countdown("fast", 5, 4))
scheduler.spawn("busy", busy("busy", 3))
scheduler.run()
