# Timeouts and cancellation: who is told, in which order, and how to keep something running all the same.
import asyncio


async def slow(name):
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print(name, "is told to stop")
        raise
    finally:
        print(name, "cleans up")


async def with_wait_for():
    try:
        await asyncio.wait_for(slow("wait_for"), 0.01)
    except TimeoutError as error:
        print("TimeoutError:", repr(error))


async def with_timeout():
    try:
        async with asyncio.timeout(0.01) as deadline:
            await slow("timeout")
    except TimeoutError:
        print("expired:", deadline.expired())


async def with_shield():
    inner = asyncio.create_task(asyncio.sleep(0.2, "the answer"))
    try:
        await asyncio.wait_for(asyncio.shield(inner), 0.01)
    except TimeoutError:
        print("gave up waiting; the work goes on")
    print("later:", await inner)


async def by_hand():
    task = asyncio.create_task(slow("task"))
    await asyncio.sleep(0)
    print("cancel:", task.cancel("enough"))
    try:
        await task
    except asyncio.CancelledError as error:
        print("CancelledError:", error.args, task.cancelled())
    print("cancel again:", task.cancel())


async def stubborn():
    """A task may refuse; then it is not cancelled."""

    async def refuses():
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            return "I stayed"

    task = asyncio.create_task(refuses())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled())


async def main():
    for scene in with_wait_for, with_timeout, with_shield, by_hand, stubborn:
        print("--", scene.__name__)
        await scene()


asyncio.run(main())
