# What tells of an uncaught exception names the task that it came out of, and the place that made the task.
# `traceback` formats as CPython does: programs read that.
import asyncio
import traceback


async def divide(by):
    await asyncio.sleep(0)
    return 1 / by


async def main():
    task = asyncio.create_task(divide(0), name="divider")
    try:
        await task
    except ZeroDivisionError as error:
        print("".join(traceback.format_exception(error)), end="")
        raise


asyncio.run(main())
