# dir() of modules: their names, or what their own __dir__ says (PEP 562).
import types, asyncio
m = types.ModuleType('m', 'doc')
print(dir(m))
m.x = 1
m.__dir__ = lambda: ['z', 'a']
print(dir(m), m.__dir__())
class M(types.ModuleType):
    y = 2
print(dir(M('q')))
print('sleep' in dir(asyncio), 'Queue' in dir(asyncio))
m.__dir__ = lambda: 3
try:
    dir(m)
except TypeError as e:
    print(e)
