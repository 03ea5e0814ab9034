# asyncio.timeout and timeout_at.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(5) as t:
        await asyncio.sleep(0)
    print("in time", t.expired(), t.when() > 0)
    try:
        async with asyncio.timeout(0.01) as t:
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("cancelled inside")
                raise
    except TimeoutError as e:
        print(repr(e), t.expired(), repr(e.__cause__))
    try:
        async with asyncio.timeout(0):
            print("still runs")
            await asyncio.sleep(0)
            print("not reached")
    except TimeoutError:
        print("zero")
    try:
        async with asyncio.timeout_at(loop.time() - 1):
            await asyncio.sleep(10)
    except TimeoutError:
        print("in the past")
    async with asyncio.timeout(None) as t:
        print(t.when())
        t.reschedule(loop.time() + 10)
        await asyncio.sleep(0)
    try:
        async with asyncio.timeout(10) as t:
            t.reschedule(loop.time() + 0.01)
            await asyncio.sleep(10)
    except TimeoutError:
        print("rescheduled")
    try:
        async with asyncio.timeout(1):
            raise ValueError("own error")
    except ValueError as e:
        print(e)
    try:
        async with asyncio.timeout(5):
            async with asyncio.timeout(0.01):
                await asyncio.sleep(10)
    except TimeoutError:
        print("inner of two")
    try:
        async with asyncio.timeout(0.01) as outer:
            try:
                async with asyncio.timeout(5) as inner:
                    await asyncio.sleep(10)
            finally:
                print("inner", inner.expired())
    except TimeoutError:
        print("outer of two", outer.expired())

    async def body():
        async with asyncio.timeout(5):
            await asyncio.sleep(10)

    task = asyncio.create_task(body())
    await asyncio.sleep(0)
    task.cancel("from outside")
    try:
        await task
    except asyncio.CancelledError as e:
        print("CancelledError", e.args)
    try:
        async with asyncio.timeout(0.01):
            while True:
                await asyncio.sleep(0)
    except TimeoutError:
        print("busy task timed out")
    try:
        async with t:
            pass
    except RuntimeError as e:
        print(e)


asyncio.run(main())


async def outside():
    t = asyncio.timeout(1)
    try:
        t.reschedule(5)
    except RuntimeError as e:
        print(e)


asyncio.run(outside())
