# Cancelling tasks in every state.
import asyncio


async def sleeper(name):
    try:
        print(name, "starts")
        await asyncio.sleep(10)
        print("not reached")
    except asyncio.CancelledError as e:
        print(name, "cancelled", e.args)
        raise
    finally:
        print(name, "finally")


async def main():
    t = asyncio.create_task(sleeper("before the start"))
    print(t.cancel(), t.cancelling(), t.cancelled())
    try:
        await t
    except asyncio.CancelledError:
        print("never started", t.cancelled())
    t = asyncio.create_task(sleeper("sleeping"))
    await asyncio.sleep(0)
    print(t.cancel("why"), t.cancel("again"), t.cancelling(), t.done())
    try:
        await t
    except asyncio.CancelledError as e:
        print(e.args, t.cancelled(), t.cancelling())
    print(t.cancel())

    async def swallows():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed", asyncio.current_task().cancelling(), asyncio.current_task().uncancel())
        await asyncio.sleep(0)
        return "result all the same"

    t = asyncio.create_task(swallows())
    await asyncio.sleep(0)
    t.cancel()
    print(await t, t.cancelled())

    async def chain(n):
        try:
            if n:
                await chain(n - 1)
            else:
                await asyncio.sleep(10)
        finally:
            print("unwinding", n)

    t = asyncio.create_task(chain(2))
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])

    async def waits_for(task):
        try:
            await task
        except asyncio.CancelledError:
            print("waiter cancelled", task.cancelled(), asyncio.current_task().cancelling())
            raise

    inner = asyncio.create_task(sleeper("inner"))
    outer = asyncio.create_task(waits_for(inner))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel()
    await asyncio.wait([outer])
    print(inner.cancelled(), outer.cancelled())

    async def replaces():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise ValueError("instead")

    t = asyncio.create_task(replaces())
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    print(repr(t.exception()), repr(t.exception().__context__))

    async def cancels_itself():
        asyncio.current_task().cancel()
        print("runs on until it waits")
        await asyncio.sleep(0)
        print("not reached")

    t = asyncio.create_task(cancels_itself())
    await asyncio.wait([t])
    print(t.cancelled())

    async def awaits_in_finally():
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.sleep(0)
            print("waited in finally")

    t = asyncio.create_task(awaits_in_finally())
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())

    async def raises_cancelled():
        raise asyncio.CancelledError("by hand")

    t = asyncio.create_task(raises_cancelled())
    await asyncio.wait([t])
    print(t.cancelled())
    t = asyncio.create_task(sleeper("cancelled between"))
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(t.cancel, "from a callback")
    await asyncio.wait([t])


asyncio.run(main())
# Rondo runs this with --virtual-time.
