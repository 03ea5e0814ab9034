# What a task may and may not yield or await.
import asyncio


class YieldsWrong:
    def __await__(self):
        yield 5


class YieldsFuture:
    def __await__(self):
        f = asyncio.get_running_loop().create_future()
        yield f


class YieldsNone:
    def __await__(self):
        yield
        return "bare yield is a turn"


async def awaits(x):
    return await x


async def main():
    print(await awaits(YieldsNone()))
    for bad in (YieldsWrong(), YieldsFuture()):
        try:
            await asyncio.create_task(awaits(bad))
        except RuntimeError as e:
            print(str(e).split(" cb=")[0].split("<Task")[0], "...", str(e).split(">")[-1].strip())
    t = asyncio.create_task(asyncio.sleep(0.01))

    async def selfish():
        await asyncio.current_task()

    try:
        await asyncio.create_task(selfish())
    except RuntimeError as e:
        print(str(e).split(":")[0].split("<")[0])
    await t
    try:
        await 5
    except TypeError as e:
        print(type(e).__name__)

    async def exits():
        raise SystemExit(3)

    for error in (KeyError("k"), asyncio.CancelledError("c"), TimeoutError("t")):
        async def raises():
            raise error

        try:
            await raises()
        except BaseException as e:
            print(repr(e))


asyncio.run(main())
