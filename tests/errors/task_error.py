# An error inside a task that is awaited.
import asyncio


async def innermost(n):
    await asyncio.sleep(0)
    return 10 / n


async def outer():
    task = asyncio.create_task(innermost(0))
    print(await task)


asyncio.run(outer())
