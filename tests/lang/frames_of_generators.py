# The frame object of a generator does not keep the generator, which is closed when it is dropped; the variables stay.
import asyncio
import sys
import types
import weakref


def closes(name):
    value = [name]
    try:
        yield sys._getframe()
        yield 2
    finally:
        print("closed", value)


def plain(a):
    b = 1
    yield b
    b = 2
    yield b


generator = closes("by del")
frame = next(generator)
print(frame is generator.gi_frame, frame.f_generator is generator if sys.version_info >= (3, 14) else True)
del generator
print(frame.f_locals, frame.f_code.co_name)
frame.clear()
print(frame.f_locals)

generator = closes("weakly referenced")
frame, reference = next(generator), weakref.ref(generator)
generator = None
print(reference(), list(frame.f_locals))
del frame


def returns_frame():
    generator = closes("by return")
    next(generator)
    return generator.gi_frame


print(returns_frame().f_locals)

for end in ("close", "throw", "exhaust"):
    for steps in (0, 1, 2):
        generator = plain("x")
        for _ in range(steps):
            next(generator)
        frame = generator.gi_frame
        variables = frame.f_locals
        before = dict(variables)
        if end == "close":
            generator.close()
        elif end == "throw":
            try:
                generator.throw(KeyError)
            except KeyError as exc:
                print(exc.__traceback__.tb_next.tb_frame is frame, end=" ")
        else:
            print(list(generator), end=" ")
        print(end, steps, before, dict(variables), frame.f_locals == variables, generator.gi_frame)


def holds_its_frame():
    frame = sys._getframe()
    try:
        yield frame
    finally:
        print("closed with its frame", frame.f_locals["frame"] is frame)


generator = holds_its_frame()
reference = weakref.ref(generator)
next(generator)
del generator
print(reference())


@types.coroutine
def once():
    yield "once"


async def coroutine():
    try:
        await once()
    finally:
        print("coroutine closed")


coro = coroutine()
coro.send(None)
frame = coro.cr_frame
del coro
print(frame.f_code.co_name)


async def sees_itself():
    return sys._getframe()


async def main():
    frame = await sees_itself()
    print(frame.f_code.co_name, frame.f_locals)
    task = asyncio.create_task(sees_itself())
    frame = await task
    print(frame.f_code.co_name, frame.f_locals)

asyncio.run(main())
