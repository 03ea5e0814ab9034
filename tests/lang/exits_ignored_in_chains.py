# The innermost of a chain ignores that it is closed: each frame around it is still being closed, and gets what closing the
# one inside it raised. One that returns then has ended, one that yields ignores it, too.
import types


def ignores(what):
    try:
        yield what
    finally:
        yield "again"


def returns(inner):
    try:
        x = yield from inner
        print("  result:", x)
    except RuntimeError as e:
        print("  caught:", e)
        return 5


def yields(inner):
    try:
        yield from inner
    except RuntimeError as e:
        print("  caught:", e)
        yield "once more"


def passes(inner):
    try:
        x = yield from inner
        print("  result:", x)
    finally:
        print("  passes")


def replaces(inner):
    try:
        yield from inner
    except RuntimeError as e:
        raise KeyError("other")


def told(f, *args):
    try:
        return f(*args)
    except BaseException as e:
        found = []
        while e is not None:
            found.append(f"{type(e).__name__}({e})")
            e = e.__context__
        return " <- ".join(found)


wrappers = (returns, yields, passes, replaces)
for first in wrappers:
    for second in wrappers:
        for third in (None, *wrappers):
            for by_throw in (False, True):
                generator = second(first(ignores("begun")))
                if third:
                    generator = third(generator)
                print(first.__name__, second.__name__, third and third.__name__, "by throw" if by_throw else "by close")
                next(generator)
                if by_throw:
                    print("  ", told(generator.throw, GeneratorExit("thrown")))
                else:
                    print("  ", told(generator.close))
                print("  ", generator.gi_frame is None, told(next, generator))


@types.coroutine
def stubborn():
    try:
        yield "begun"
    except GeneratorExit:
        yield "again"


async def middle():
    try:
        return await stubborn()
    except RuntimeError as e:
        print("  caught:", e)
        return 5


async def outer():
    try:
        print("  result:", await middle())
    finally:
        print("  outer ends")


async def generate():
    try:
        yield await middle()
    finally:
        print("  generator ends")


coroutine = outer()
print(coroutine.send(None))
print(told(coroutine.close))
step = generate().asend(None)
print(step.send(None))
print(told(step.close))
