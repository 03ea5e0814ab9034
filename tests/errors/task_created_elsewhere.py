# The report says which task an exception came out of first, and where that was made; also within a group, and of causes.
import asyncio


async def divide(n):
    await asyncio.sleep(0)
    return 1 / n


async def several():
    async with asyncio.TaskGroup() as group:
        group.create_task(divide(0), name="first")
        group.create_task(divide(1))
        group.create_task(divide(0), name="third")


async def main():
    inner = asyncio.ensure_future(several())
    try:
        await asyncio.gather(divide(2), inner)
    except* ZeroDivisionError as error:
        raise RuntimeError("nothing came of it") from error


asyncio.run(main())
