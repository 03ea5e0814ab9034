# What throw() is given goes to the innermost generator, or as it is to the iterator that this delegates to; what comes of
# it has for context, at each generator on the way out, what that one is handling.
import types
import warnings

warnings.simplefilter("ignore")


def show(e, depth=0):
    text = f"{type(e).__name__}{e.args}"
    if depth < 5:
        if e.__cause__ is not None:
            text += " from " + show(e.__cause__, depth + 1)
        if e.__context__ is not None and e.__context__ is not e.__cause__:
            text += " during " + show(e.__context__, depth + 1)
    return text


class WithThrow:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        print("  throw", *map(str, args))
        return 7


class WithoutThrow:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


class NoCallable(WithoutThrow):
    throw = 5


def delegates(to):
    try:
        yield from to
    except BaseException as e:
        print("  in", show(e))
        raise


@types.coroutine
def waits(to):
    return (yield from to)


async def awaits(to):
    return await waits(to)


ARGUMENTS = [
    (3,), (ValueError,), (ValueError(1), 2), (ValueError, 1, 3), (ValueError, 1, None), ("x", "y", None), (int,),
    (GeneratorExit,), (GeneratorExit, 3), (GeneratorExit(), 3), (None,), (ValueError, None, None), (ValueError, (1, 2)),
]
for make in (WithThrow, WithoutThrow, NoCallable):
    for args in ARGUMENTS:
        for outer in (delegates, lambda to: delegates(delegates(to)), awaits):
            generator = outer(make())
            generator.send(None)
            print(make.__name__, *args)
            try:
                print(" ", generator.throw(*args))
            except BaseException as e:
                print(" ", show(e))
            del generator


def inner(how):
    try:
        yield 1
    except ValueError as e:
        if how == "raises":
            raise KeyError
        if how == "raises from":
            raise KeyError from e
        if how == "raises later":
            yield 2
            raise KeyError
        if how == "again":
            raise
        if how == "stops":
            raise StopIteration


def handling(how):
    try:
        raise OSError
    except OSError:
        yield from inner(how)


def handling_twice(how):
    try:
        raise TypeError
    except TypeError:
        yield from handling(how)


def catching(how):
    try:
        yield from handling(how)
    except Exception as e:
        print("  caught", show(e))
        raise


def goes_on(how):
    # The delegator deals with what was thrown; what comes later was not thrown into it.
    try:
        raise TypeError
    except TypeError:
        yield from going_on(how)


def going_on(how):
    try:
        yield from inner(how)
    except Exception as e:
        yield show(e)
        raise IndexError


for outer in (handling, handling_twice, catching, goes_on):
    for how in ("raises", "raises from", "raises later", "again", "stops"):
        for exception in (ValueError("thrown"), StopIteration("thrown")):
            generator = outer(how)
            next(generator)
            print(outer.__name__, how, exception)
            try:
                print(" ", generator.throw(exception))
                print(" ", next(generator))
            except Exception as e:
                print(" ", show(e))
