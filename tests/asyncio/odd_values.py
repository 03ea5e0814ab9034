# Semaphores of fractions, timers at times that are no plain numbers, and what has become of a runner.
import asyncio
from asyncio import events, runners
from fractions import Fraction


def shown(obj):
    return repr(obj).partition("[")[2]


async def semaphores():
    semaphore = asyncio.Semaphore(1.5)
    print(shown(semaphore), semaphore.locked(), semaphore._value)
    for _ in range(3):
        await semaphore.acquire()
        print(shown(semaphore), semaphore.locked())
    semaphore.release()
    print(semaphore._value)
    bounded = asyncio.BoundedSemaphore(2.5)
    await bounded.acquire()
    bounded.release()
    try:
        bounded.release()
    except ValueError as exc:
        print(exc)
    for value in ("1", None, -0.5):
        try:
            asyncio.Semaphore(value)
        except Exception as exc:
            print(repr(exc))


asyncio.run(semaphores())

loop = asyncio.new_event_loop()
timers = [events.TimerHandle(when, print, (), loop) for when in (10 ** 30, 3, 3.5, Fraction(1, 3), True)]
for timer in timers:
    print(timer.when(), timer, hash(timer) == hash(timer.when()))
print([timer.when() for timer in sorted(timers)])
print(timers[3] < timers[1], timers[3] >= timers[1], timers[0] > timers[3], timers[1] == timers[3])
for when in (None, "noon"):
    timer = events.TimerHandle(when, print, (), loop)
    print(timer.when(), timer)
    try:
        timer < timers[0]
    except TypeError as exc:
        print(exc)
loop.close()

print(runners._State.CREATED, repr(runners._State.INITIALIZED), list(runners._State), runners._State("closed"))
runner = asyncio.Runner()
print(runner._state)
with runner:
    print(runner._state)
print(runner._state is runners._State.CLOSED)
