# Messages that 3.14 words anew.
# oracle: 3.14
class Plain:
    pass


for f in (lambda: 1 in 5, lambda: 1 in Plain(), lambda: "a" in None, lambda: range(9).index(10),
    lambda: bytes.fromhex("0"), lambda: bytes.fromhex("xy"), lambda: dict([1]), lambda: [1].index(2),
    lambda: (1,).index(2), lambda: "%c" % "ab", lambda: "%c" % -1, lambda: "%c" % None,
          lambda: int("x" * 3), lambda: [1, 2].remove(3), lambda: sum(["a"]), lambda: sum([1], "a"), lambda: min([]),
          lambda: max(()), lambda: range(3).index(7), lambda: "".join([1]), lambda: float("1x")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


class NoExit:
    def __enter__(self):
        return 1


class Half:
    def __exit__(self, *a):
        pass


inst = NoExit()
inst.__exit__ = lambda *a: None
for code in ("with NoExit(): pass", "with Half(): pass", "with 5: pass", "with inst: pass", "with None as x: pass"):
    try:
        exec(code)
    except Exception as e:
        print(code, "->", type(e).__name__ + ":", e)


class OnlyAenter:
    async def __aenter__(self):
        pass


class OnlyAexit:
    async def __aexit__(self, *a):
        pass


class SyncOnly:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        pass


class AsyncOnly:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *a):
        pass


async def enter(x):
    async with x:
        pass


for x in (5, OnlyAenter(), OnlyAexit(), SyncOnly()):
    try:
        enter(x).send(None)
    except TypeError as e:
        print(e)
try:
    with AsyncOnly():
        pass
except TypeError as e:
    print(e)
