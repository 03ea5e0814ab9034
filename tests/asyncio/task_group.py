# TaskGroup: results, failures, cancellation, late tasks.
import asyncio


async def work(name, turns=1, error=None):
    try:
        for _ in range(turns):
            await asyncio.sleep(0)
        if error:
            raise error
        return name
    except asyncio.CancelledError:
        cancelled.append(name)
        raise


cancelled = []


async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(work("a"), name="named")
        b = tg.create_task(work("b", 3))
        print("body done", a.done())
    print(a.result(), b.result(), a.get_name())
    async with asyncio.TaskGroup() as tg:
        pass
    print("empty group")
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("fails", 1, ValueError("f")))
            tg.create_task(work("long", 100))
            await asyncio.sleep(10)
            print("not reached")
    except ExceptionGroup as e:
        print(e.message, [repr(x) for x in e.exceptions], cancelled)
    cancelled.clear()
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("child", 100))
            await asyncio.sleep(0)
            raise KeyError("body")
    except* KeyError as e:
        print(repr(e), cancelled)
    cancelled.clear()
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("x", 0, ValueError("x")))
            tg.create_task(work("y", 0, TypeError("y")))
    except* ValueError as e:
        print([repr(x) for x in e.exceptions])
    except* TypeError as e:
        print([repr(x) for x in e.exceptions])

    async def spawner(tg, n):
        if n:
            tg.create_task(spawner(tg, n - 1))
        await asyncio.sleep(0)
        order.append(n)

    order = []
    async with asyncio.TaskGroup() as tg:
        tg.create_task(spawner(tg, 3))
    print(order)

    async def outer():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("in cancelled group", 100))

    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("group cancelled", cancelled)
    cancelled.clear()
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(work("cancelled alone", 100))
        await asyncio.sleep(0)
        t.cancel()
    print("a cancelled child is no error", t.cancelled())
    try:
        async with asyncio.TaskGroup() as outer_group:
            async with asyncio.TaskGroup() as inner_group:
                inner_group.create_task(work("inner", 0, OSError("inner")))
    except* OSError as e:
        print(repr(e))
    c = work("too late")
    try:
        tg.create_task(c)
    except RuntimeError as e:
        print(type(e).__name__, str(e).split("<")[0], str(e).split(">")[-1])
    c.close()
    try:
        async with asyncio.TaskGroup() as tg:
            raise SystemError("body only")
    except* SystemError as e:
        print(repr(e))


asyncio.run(main())
# Rondo runs this with --virtual-time.
