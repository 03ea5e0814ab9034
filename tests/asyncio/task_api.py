# The methods of Task.
import asyncio


async def answer():
    await asyncio.sleep(0)
    return 42


async def fails():
    await asyncio.sleep(0)
    raise ValueError("v")


async def main():
    t = asyncio.create_task(answer(), name="the answer")
    print(t.get_name(), t.done(), t.cancelled(), type(t).__name__, t.get_coro().__name__, asyncio.current_task() is t)
    for f in (t.result, t.exception):
        try:
            f()
        except asyncio.InvalidStateError as e:
            print(type(e).__name__, e)
    print(await t, t.done(), t.result(), t.exception(), t.cancelled(), t.cancel())
    t.set_name("renamed")
    print(t.get_name(), asyncio.current_task().get_name(), asyncio.create_task(answer()).get_name().startswith("Task-"))
    e = asyncio.create_task(fails())
    await asyncio.wait([e])
    print(repr(e.exception()), e.done(), e.cancelled())
    try:
        e.result()
    except ValueError as error:
        print("result raises", error)
    try:
        await e
    except ValueError as error:
        print("await raises", error, error is e.exception())
    t = asyncio.create_task(answer())
    t.add_done_callback(lambda task: print("callback 1", task.result()))
    second = lambda task: print("callback 2")
    t.add_done_callback(second)
    t.add_done_callback(second)
    print("removed", t.remove_done_callback(second))
    await t
    print("after await")
    await asyncio.sleep(0)
    t.add_done_callback(lambda task: print("added after the end"))
    print("not called at once")
    await asyncio.sleep(0)
    print(len(asyncio.all_tasks()), asyncio.current_task() in asyncio.all_tasks())
    c = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    c.cancel("message")
    try:
        await c
    except asyncio.CancelledError as error:
        print(error.args)
    for f in (c.result, c.exception):
        try:
            f()
        except asyncio.CancelledError as error:
            print("CancelledError", error.args)
    for f in (lambda: asyncio.create_task(5), lambda: asyncio.create_task(answer), lambda: t.set_result(1),
        lambda: t.set_exception(ValueError())):
        try:
            f()
        except (TypeError, RuntimeError) as error:
            print(type(error).__name__, str(error).split(" at ")[0])


asyncio.run(main())
try:
    asyncio.current_task()
except RuntimeError as e:
    print(e)
c = answer()
try:
    asyncio.create_task(c)
except RuntimeError as e:
    print(e)
c.close()
