# Coroutines forgotten inside a loop.
import asyncio


async def helper():
    return 1


async def main():
    helper()
    print("forgot one")
    asyncio.sleep(0)
    print("forgot a sleep")
    t = asyncio.create_task(helper())
    print("a task that is never awaited runs all the same")
    await asyncio.sleep(0)
    print(t.done())


asyncio.run(main())
