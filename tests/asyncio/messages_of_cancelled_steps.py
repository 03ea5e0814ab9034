# The message of a cancellation stays with a task that took it while it waited for nothing, and a gather tells it to who
# cancelled it, whatever its last argument made of it.
import asyncio


async def stubborn(seconds):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError as e:
        print("  taken:", e.args)
        await asyncio.sleep(0)


async def main():
    for seconds in (0, 3600):
        task = asyncio.create_task(stubborn(seconds))
        await asyncio.sleep(0)
        task.cancel("first")
        print(seconds, task._must_cancel, task._cancel_message)
        await asyncio.sleep(0)
        print(seconds, task._must_cancel, task._cancel_message)
        await task

    for seconds in [(0, 0), (0, 3600), (3600, 0)]:
        for exceptions in (False, True):
            gathering = asyncio.gather(*map(stubborn, seconds), return_exceptions=exceptions)
            await asyncio.sleep(0)
            gathering.cancel("second")
            try:
                await gathering
            except asyncio.CancelledError as e:
                print(seconds, exceptions, e.args)


asyncio.run(main())
