# Task groups: when one child fails, the others are cancelled, and all errors come out together.
import asyncio


async def job(name, delay, error=None):
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        print(name, "finished")
        return name.upper()
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def all_well():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(job("first", 0.02))
        second = group.create_task(job("second", 0.01))
    print("results:", first.result(), second.result())


async def one_fails():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job("patient", 10))
            group.create_task(job("broken", 0.01, ValueError("no such thing")))
            await job("body", 10)
    except* ValueError as errors:
        print("caught", errors.exceptions)


async def two_fail():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(job("a", 0, KeyError("a")))
            group.create_task(job("b", 0, TypeError("b")))
    except* KeyError as errors:
        print("keys:", [str(e) for e in errors.exceptions])
    except* TypeError as errors:
        print("types:", [str(e) for e in errors.exceptions])


async def main():
    for scene in all_well, one_fails, two_fail:
        print("--", scene.__name__)
        await scene()


asyncio.run(main())
