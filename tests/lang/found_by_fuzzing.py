# Small programs that random ones were reduced to: each went wrong once.
import asyncio


def attempt(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


# What a comparison leaves behind is not taken for the awaitable of an `async for`.
async def items():
    yield 0


async def nested():
    async for i in items():
        if 1 < 5 <= i:
            pass
        async for j in items():
            print(i, j)


asyncio.run(nested())

# None is no type: only with a type is there a union.
attempt(lambda: None | None)
attempt(lambda: None | int)
attempt(lambda: int | None)


# Whatever `keys` is makes a mapping.
class Odd:
    def __getattr__(self, name):
        return len(name)


attempt(lambda: dict(k=1, **Odd()))

# What is called is named by its qualified name.
attempt(lambda: dict(k=1, **{'k': 2}))
attempt(lambda: [].sort(**1))
attempt(lambda: Odd.__getattr__(*1))
attempt(lambda: 'a' * 2**70)
attempt(lambda: [1].insert(2**70, 1))
attempt(lambda: [1].pop(2**70))

# Groups nest deeper than any program nests them.
group = ValueError(1)
for _ in range(250):
    group = ExceptionGroup('g', [group])
matched, rest = group.split(ValueError)
print(rest, type(matched).__name__)
