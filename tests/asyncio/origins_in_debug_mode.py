# While a loop in debug mode runs, coroutines know where they were made.
import asyncio
import gc
import sys
import warnings


async def never():
    pass


def forget():
    never()


def said(caught):
    """What warnings say, without the lines about the library."""
    for warning in caught:
        lines = str(warning.message).splitlines()
        own = [i for i, line in enumerate(lines) if __file__ in line]
        print(lines[0], lines[1:2], [lines[i + 1].strip() for i in own])


async def main():
    loop = asyncio.get_running_loop()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        forget()
        gc.collect()
        said(caught)
    depths = [sys.get_coroutine_origin_tracking_depth()]
    for debug in (False, True, True, False):
        loop.set_debug(debug)
        depths.append(sys.get_coroutine_origin_tracking_depth())
        await asyncio.sleep(0)
        depths.append(sys.get_coroutine_origin_tracking_depth())
    print(depths)
    coroutine = never()
    print(coroutine.cr_origin)
    await coroutine
    loop.set_debug(True)
    await asyncio.sleep(0)
    coroutine = never()
    print([name for _, _, name in coroutine.cr_origin][0], coroutine.cr_origin[0][1] - main.__code__.co_firstlineno)
    await coroutine


sys.set_coroutine_origin_tracking_depth(1)
asyncio.run(main(), debug=True)
print(sys.get_coroutine_origin_tracking_depth())
loop = asyncio.new_event_loop()
loop.set_debug(True)
loop.call_soon(lambda: 1 / 0)
loop.set_exception_handler(lambda loop, context: loop.stop())
loop.run_forever()
print(sys.get_coroutine_origin_tracking_depth())


async def interrupted():
    print(sys.get_coroutine_origin_tracking_depth(), loop._coroutine_origin_tracking_enabled)
    raise KeyboardInterrupt


try:
    loop.run_until_complete(interrupted())
except KeyboardInterrupt:
    print(sys.get_coroutine_origin_tracking_depth(), loop._coroutine_origin_tracking_enabled)
loop.close()
