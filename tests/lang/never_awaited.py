# Coroutines that nobody awaits are reported at once, on stderr.
async def forgotten():
    print("never printed")


async def takes(x):
    pass


def make():
    forgotten()
    print("after the call")


make()
c = forgotten()
del c
print("after del")
c = takes(1)
c = takes(2)
print("rebound")
c.close()
c = None
print("a closed one is not reported")


class A:
    async def method(self):
        pass


A().method()
[forgotten() for _ in range(2)]
print("two more")


async def started():
    await forgotten()


s = started()
try:
    s.send(None)
except StopIteration:
    print("awaited: nothing to report")


async def gen():
    yield 1


g = gen()
del g
g = gen()
g.__anext__()
print("anext dropped")
