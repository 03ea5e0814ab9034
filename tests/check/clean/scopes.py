# Nothing here deserves a warning.
import os.path, sys
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from x import Later
def a(p=len, *args, kw: "Later" = None, **kws) -> Later:
    global made
    made = 1
    def inner():
        nonlocal p
        p = q
        return made
    q = 2
    return [i + j for i in args for j in range(i) if (k := j)], k
class B[T]:
    x = 1
    y = [x for _ in range(3) if True]
    def m(self) -> T:
        return __class__, super().m, self.__x, B
    z = x + len(__qualname__)
type Alias[K] = dict[K, Alias]
for n in range(3): pass
else: print(n)
with open('f') as (fa, [fb, *fc]): fa, fb, fc
try: pass
except* ValueError as eg: print(eg)
match sys.argv:
    case [first, *rest] if first: print(first, rest)
    case {'a': v, **others}: v, others
    case os.path as mod: mod
lam = lambda u, /, w=1, *vs, t, **z: (u, w, vs, t, z, (y2 := u), y2)
del n
print(__file__, __name__, __doc__, f'{made!r:>{lam}}', t'{lam}')
async def agen():
    yield 1
async def use():
    async for item in agen(): item
    async with lam as h: h
    agen()
    return [x async for x in agen()]
def gen():
    return
    yield
def loops():
    while True:
        try:
            break
        finally:
            pass
    return 1
async def late():
    def blocking():
        import time
        time.sleep(1)
    try:
        await use()
    except BaseException:
        raise
    try:
        await use()
    except asyncio.CancelledError: raise
    except: pass
import asyncio
class Meta(type):
    def __prepare__(cls, *a): return {}
@lam
async def decorated(): pass
decorated()
def outer():
    async def co(): pass
    def co(): pass
    co()
x: int
print([x for x in range(3)], {**{}, 'a': x})
exec = 1
