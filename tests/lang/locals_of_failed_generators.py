# The variables of generators and coroutines that failed, as tracebacks and frame objects keep them.
import asyncio, sys, weakref


class A:
    def __repr__(self):
        return "A"


def generator():
    a = A()
    yield 1
    a.missing


async def coroutine():
    b = A()
    b.missing


async def outer():
    c = A()
    await coroutine()


async def items():
    d = A()
    yield 1
    await coroutine()


async def asynchronous():
    async for x in items():
        pass


def show(name, f):
    try:
        f()
    except (AttributeError, ValueError) as e:
        tb = e.__traceback__.tb_next
        while tb:
            variables = tb.tb_frame.f_locals
            if tb.tb_frame.f_code.co_name not in ("run", "run_until_complete"):
                print(name, tb.tb_frame.f_code.co_name, {k: repr(v) for k, v in variables.items() if k in "abcdx"})
            tb = tb.tb_next


def loop():
    for x in generator():
        pass


def sends():
    g = generator()
    next(g)
    g.send(None)


def throws():
    g = generator()
    next(g)
    g.throw(ValueError)


for f in (loop, sends, throws):
    show(f.__name__, f)
show("list", lambda: list(generator()))
show("coroutine", lambda: coroutine().send(None))
show("outer", lambda: outer().send(None))
show("asynchronous", lambda: asynchronous().send(None))
show("task", lambda: asyncio.run(outer()))

# They live as long as the traceback, not as long as the generator.
refs = []


def holder():
    a = A()
    refs.append(weakref.ref(a))
    yield sys._getframe()
    raise ValueError


g = holder()
next(g)
try:
    next(g)
except ValueError as e:
    print("while handled", refs[0]() is not None)
print("after", refs[0]() is not None, g.gi_frame)
g = holder()
frame = next(g)
print(list(frame.f_locals), g.gi_frame is frame)
try:
    next(g)
except ValueError as e:
    print(e.__traceback__.tb_next.tb_frame is frame)
print(list(frame.f_locals), g.gi_frame, refs[1]() is not None)
frame.clear()
print(list(frame.f_locals), refs[1]() is not None)


# What the ends of generators leave to frame objects that somebody has.
def returns():
    a = 1
    yield sys._getframe()
    b = 2


g = returns()
frame = next(g)
variables = frame.f_locals
print(list(g), dict(variables), dict(frame.f_locals), frame.f_lineno > 0)
g = returns()
frame = next(g)
g.close()
print(dict(frame.f_locals))
