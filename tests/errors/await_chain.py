# An error at the end of a chain of awaits.
import asyncio


async def third():
    raise ValueError("deep")


async def second():
    return await third()


async def first():
    value = 1 + await second()
    return value


async def main():
    await asyncio.sleep(0)
    await first()


asyncio.run(main())
