# shield keeps what it wraps running.
import asyncio


async def work():
    await asyncio.sleep(0.05)
    print("work finished")
    return "result"


async def main():
    inner = asyncio.create_task(work())
    outer = asyncio.create_task(wrapped(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled, inner:", inner.cancelled())
    print(await inner)
    print(await asyncio.shield(work()))
    inner = asyncio.create_task(asyncio.sleep(10))
    shielded = asyncio.shield(inner)
    await asyncio.sleep(0)
    inner.cancel()
    try:
        await shielded
    except asyncio.CancelledError:
        print("inner's cancellation comes out", shielded.cancelled())

    async def fails():
        raise ValueError("v")

    try:
        await asyncio.shield(fails())
    except ValueError as e:
        print(e)


async def wrapped(inner):
    return await asyncio.shield(inner)


asyncio.run(main())
# Rondo runs this with --virtual-time.
