# run takes any awaitable, and nothing else.
# oracle: 3.14
import asyncio


async def value(x):
    await asyncio.sleep(0)
    return x


class Awaitable:
    def __await__(self):
        return (yield from value("from __await__").__await__())


print(asyncio.run(Awaitable()))
for bad in (5, value, None, asyncio.sleep):
    try:
        asyncio.run(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e).split(" at ")[0])
with asyncio.Runner() as runner:
    print(runner.run(Awaitable()))
    try:
        runner.run([1])
    except TypeError as e:
        print(e)
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(e)
