# CPython cannot cancel tasks that wait for each other in a circle: cancel() raises RecursionError. Rondo's circle is cut.
import asyncio


async def wait_for_other(other):
    await other


async def main():
    first = asyncio.create_task(wait_for_other(asyncio.current_task()))
    asyncio.get_running_loop().call_later(0.01, first.cancel)
    try:
        await asyncio.gather(first)
    except asyncio.CancelledError:
        print("cancelled")
    print(first.done(), asyncio.current_task().cancelling())


asyncio.run(main())
