# wait_for and its timeouts.
import asyncio


async def slow(name, seconds=10):
    try:
        await asyncio.sleep(seconds)
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    print(await asyncio.wait_for(slow("in time", 0.01), 5), await asyncio.wait_for(slow("no limit", 0), None))
    try:
        await asyncio.wait_for(slow("late"), 0.02)
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__))
    try:
        await asyncio.wait_for(slow("zero"), 0)
    except TimeoutError as e:
        print("zero:", repr(e))
    done = asyncio.create_task(slow("already done", 0))
    await done
    print(await asyncio.wait_for(done, 0))

    async def stubborn():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            await asyncio.sleep(0.01)
            return "finished anyway"

    try:
        print(await asyncio.wait_for(stubborn(), 0.01))
    except TimeoutError:
        print("TimeoutError")

    async def fails():
        raise KeyError("inside")

    try:
        await asyncio.wait_for(fails(), 1)
    except KeyError as e:
        print(repr(e))
    t = asyncio.create_task(asyncio.wait_for(slow("outer cancelled"), 5))
    await asyncio.sleep(0.01)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("wait_for cancelled")
    fut = asyncio.get_running_loop().create_future()
    try:
        await asyncio.wait_for(fut, 0.01)
    except TimeoutError:
        print("future", fut.cancelled())
    try:
        async with asyncio.timeout(0.02):
            await asyncio.wait_for(slow("nested"), 5)
    except TimeoutError:
        print("outer timeout")


asyncio.run(main())
# Rondo runs this with --virtual-time.
