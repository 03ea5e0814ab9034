# types.coroutine, async lambdas in disguise, async methods, class and static methods, and defaults.
import types
import inspect


@types.coroutine
def wait(x):
    return (yield x)


def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value


class Service:
    base = 10

    async def method(self, x):
        return self.base + await self.helper(x)

    @classmethod
    async def cls_method(cls, x):
        return cls.base * x

    @staticmethod
    async def helper(x, *, k=1):
        await wait(None)
        return x + k

    @property
    async def prop(self):
        return "awaited property"

    async def __call__(self):
        return "called"

    def __await__(self):
        return self.method(100).__await__()

    async def agen(self):
        yield self.base


async def main():
    s = Service()
    print(await s.method(1), await Service.cls_method(3), await s.helper(1, k=5), await s.prop, await s(), await s,
        [x async for x in s.agen()])
    inner = [c async for c in nested()]
    print(inner)

    async def local(n=7):
        return n

    print(await local(), await (lambda: local(3))())
    fs = [local(i) for i in range(3)]
    print([await f for f in fs])
    x = 1

    async def closure():
        nonlocal x
        await wait(None)
        x += 1
        return x

    print(await closure(), x)
    try:
        await fails()
    except ValueError as e:
        print("caught", e)
    print(await choose(True), await choose(False))
    d = {"k": await local(1)}
    d["k"] += await local(2)
    print(d, -await local(5), await local(2) ** 2, not await local(0), (await local([1, 2]))[0],
        await local(5) + await local(6))
    return "main done"


async def nested():
    for i in range(2):
        yield [j async for j in inner(i)]


async def inner(n):
    for i in range(n + 1):
        await wait(None)
        yield i


async def fails():
    try:
        await wait(None)
        raise ValueError("from fails")
    finally:
        print("cleanup", await wait(None))


async def choose(flag):
    match await maybe(flag):
        case True:
            return "yes"
        case _:
            return "no"


async def maybe(flag):
    while await wait(None):
        pass
    return flag


print(run(main()))
f = types.coroutine(lambda: (yield 1))
print(f().__class__.__name__, inspect.isawaitable(f()))
try:
    types.coroutine(5)
except TypeError as e:
    print(e)
print(types.coroutine(maybe) is maybe, types.FunctionType is type(run), types.GeneratorType.__name__,
    types.CoroutineType.__name__, types.AsyncGeneratorType.__name__, types.MethodType.__name__,
    types.ModuleType("m").__name__, types.SimpleNamespace(a=1), types.NoneType,
    types.BuiltinFunctionType is type(len), types.TracebackType.__name__)
