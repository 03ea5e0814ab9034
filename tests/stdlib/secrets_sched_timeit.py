"""Tokens, events at their times, and the timing of code."""
import sched
import secrets
import timeit


def show(label, act):
    try:
        print(label, repr(act()))
    except Exception as error:
        print(label, type(error).__name__, str(error))


print(sorted(secrets.__all__), sched.__all__, timeit.__all__)
print(len(secrets.token_bytes()), len(secrets.token_bytes(7)), len(secrets.token_hex(5)), len(secrets.token_urlsafe(10)))
print(secrets.token_bytes(0), all(0 <= secrets.randbelow(3) < 3 for _ in range(50)), secrets.randbits(0))
print(secrets.choice([4]), secrets.token_hex() != secrets.token_hex(), secrets.randbits(9) < 512)
show('below', lambda: secrets.randbelow(0))
show('choice', lambda: secrets.choice([]))
for a, b in [('a', 'a'), ('a', 'b'), ('a', 'ab'), ('', ''), (b'x', b'x'), (b'x', bytearray(b'y')), ('a', b'a'), ('é', 'é')]:
    show((a, b), lambda: secrets.compare_digest(a, b))

now = 0


def wait(seconds):
    global now
    now += seconds


events = sched.scheduler(lambda: now, wait)
late = events.enter(5, 1, print, ('late',))
events.enter(3, 2, print, ('b',), {'end': '.\n'})
events.enter(3, 1, print, argument=('a', now))
events.enterabs(3, 2, print, ('c',))
again = events.enter(4, 1, lambda: events.enter(2, 1, print, ('entered by an event',)))
print([(event.time, event.priority, event.sequence, event.argument) for event in events.queue])
print(events.empty(), events.run(blocking=False))
events.cancel(late)
show('cancel', lambda: events.cancel(late))
events.run()
print(now, events.empty(), events.run(False), events.queue)
events.enter(1, 1, lambda: 1 / 0)
events.enter(1, 2, print, ('after the error',))
show('run', events.run)
events.run()

ticks = iter(range(0, 10000, 3)).__next__
print(timeit.timeit('pass', timer=ticks, number=10), timeit.repeat('x', 'x = 1', ticks, 3, 4), timeit.default_number)
made = []
print(timeit.Timer(lambda: made.append(1), lambda: made.append('setup'), ticks).repeat(2, 3), made)
print(timeit.timeit('made.append(n)\nmade.append(n + 1)', 'n = 7\nmade.clear()', ticks, 2, globals()), made)
print(timeit.Timer(timer=ticks).autorange(print))
show('stmt', lambda: timeit.Timer(3))
show('setup', lambda: timeit.Timer('pass', 3))
show('syntax', lambda: timeit.Timer('x ='))
show('name', lambda: timeit.timeit('unknown', number=1))
show('return', lambda: timeit.Timer('return'))
