"""A trace function sees tasks suspend and go on: each coroutine returns to the loop, and is called again."""

import asyncio
import sys

events = []


def trace(frame, event, argument):
    if frame.f_code.co_filename != __file__:
        return None
    if event != "exception":
        events.append((frame.f_code.co_name, event, frame.f_lineno))
    return trace


async def waits(future):
    value = await future
    return value


async def delegates(future):
    value = await waits(future)
    return value + 1


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    sys.settrace(trace)
    task = asyncio.create_task(delegates(future))
    loop.call_later(0, future.set_result, 41)
    result = await task
    again = await delegates(future)
    sys.settrace(None)
    for event in events:
        print(*event)
    print(result, again)


asyncio.run(main())
