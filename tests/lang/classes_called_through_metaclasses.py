"""Classes whose metaclass is not `type`: what calling them does, before and after the metaclass or the class changes."""
from abc import ABC, ABCMeta, abstractmethod
import asyncio
import contextlib
import contextvars


class Meta(type):
    pass


class Point(metaclass=Meta):
    def __init__(self, x, y=0):
        self.x, self.y = x, y

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"


class Derived(Point):
    pass


def make(cls, *args, **kwargs):
    return [cls(1), cls(2, y=3), cls(*args, **kwargs)]


for _ in range(3):
    print(make(Point, 4), make(Derived, 5, y=6))

# The metaclass gets a `__call__`, loses it, and one of its bases gets one.
Meta.__call__ = lambda cls, *args, **kwargs: ("called", cls.__name__, args, kwargs)
print(make(Point, 4), make(Derived, 5, y=6))
del Meta.__call__
print(make(Point, 4), make(Derived, 5, y=6))


class Base(type):
    pass


class Late(Base):
    pass


class Thing(metaclass=Late):
    def __init__(self):
        self.made = True


def things():
    return [Thing().made if isinstance(thing, Thing) else thing for thing in (Thing(), Thing())]


print(things())
Base.__call__ = lambda cls: f"by Base {cls.__name__}"
print(things())
Late.__call__ = lambda cls: type.__call__(cls)
print(things())
del Base.__call__, Late.__call__
print(things())


# Abstract methods come and go.
class Shape(ABC):
    def __init__(self, name):
        self.name = name

    @abstractmethod
    def area(self): ...


class Square(Shape):
    pass


def attempt(cls, *args):
    try:
        return cls(*args).name
    except TypeError as e:
        return e


for _ in range(2):
    print(attempt(Square, "s"))
Square.area = lambda self: 4
print(attempt(Square, "s"))
Square.__abstractmethods__ = frozenset()
for _ in range(2):
    print(attempt(Square, "s"), attempt(Square))
Square.__abstractmethods__ = frozenset({"area", "edge"})
print(attempt(Square, "s"))
Square.__abstractmethods__ = frozenset()
Square.__init__ = lambda self: setattr(self, "name", "no name")
print(attempt(Square), attempt(Square, "s"))
Square.__new__ = lambda cls, *args: print("new", args) or object.__new__(cls)
print(attempt(Square), attempt(Square, "s"))


class Empty(ABC):
    pass


print(type(Empty()).__name__, attempt(Empty, 1))
print(isinstance(ABCMeta("Made", (), {"name": "made"})(), ABC), attempt(ABCMeta("Made", (), {"name": "made"})))


# What functions have themselves, and what their class says.
def plain():
    "its text"


def attributes():
    return [plain.__doc__, plain.__name__, plain.__qualname__, plain.__kwdefaults__, plain.__call__.__name__]


for _ in range(2):
    print(attributes())
plain.__doc__, plain.__name__ = "another", "named"
print(attributes())
plain.extra = 1
print(attributes(), plain.extra, plain.__dict__)
plain.__dict__["__doc__"] = "in the dict"
print(attributes())


# Context managers of generators with and without texts of their own.
@contextlib.contextmanager
def manager(value):
    try:
        yield value
    except KeyError as e:
        print("handled", e)


@contextlib.contextmanager
def documented():
    "what it does"
    yield
    yield


def used():
    for value in range(3):
        with manager(value) as got:
            if value:
                raise KeyError(got)
    print(manager(1).__doc__ == contextlib._GeneratorContextManager.__doc__, documented().__doc__)
    print(sorted(vars(manager(1))))
    try:
        with documented():
            pass
    except RuntimeError as e:
        print(e)


used()

# Contexts that share what was set in them.
variable = contextvars.ContextVar("variable", default="default")
other = contextvars.ContextVar("other")
first = contextvars.copy_context()


def change(value):
    token = variable.set(value)
    copy = contextvars.copy_context()
    other.set([value])
    inner = variable.set(value + "!")
    seen = copy[variable], variable.get(), other in copy, len(copy)
    variable.reset(inner)
    return seen, variable.get(), token.old_value is contextvars.Token.MISSING


print(first.run(change, "a"), first.run(change, value="b"), variable.get(), sorted(map(str, first.values())))


class Awaited:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        self.n -= 1
        if self.n < 0:
            raise StopAsyncIteration
        return self.n

    async def __aenter__(self):
        return self.n

    async def __aexit__(self, *exc_info):
        return True

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.n


class Wrong(Awaited):
    async def __anext__(self, more): ...


async def main():
    async for x in Awaited(2):
        print(x)
    async with Awaited(5) as n:
        print(n, await Awaited(6))
        raise LookupError
    print(await anext(Awaited(3)), await anext(Awaited(0), "over"))
    try:
        async for x in Wrong(1):
            print(x)
    except TypeError as e:
        print(e)


asyncio.run(main())
