# CPython waits for ever for a task that nothing can wake. Rondo says who waits for what, and ends with status 35.
import asyncio


async def main():
    print("waiting", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
