# call_soon_threadsafe, run_coroutine_threadsafe's relatives, and exceptions passed between tasks keep their identity.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    loop.call_soon_threadsafe(f.set_result, "threadsafe")
    print(await f)
    error = ValueError("one object")

    async def raises():
        raise error

    t = asyncio.create_task(raises())
    got = []
    for _ in range(2):
        try:
            await t
        except ValueError as e:
            got.append(e)
    print(got[0] is got[1] is error is t.exception())
    try:
        try:
            await t
        except ValueError:
            raise KeyError("context")
    except KeyError as e:
        print(repr(e.__context__))

    async def cause():
        try:
            await t
        except ValueError as e:
            raise RuntimeError("wrapped") from e

    result, = await asyncio.gather(cause(), return_exceptions=True)
    print(repr(result), result.__cause__ is error)


asyncio.run(main())
