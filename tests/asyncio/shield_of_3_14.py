# What waits behind a shield is seen, and a failure that nobody waits for any more is reported.
# oracle: 3.14
import asyncio, io


async def inner():
    await asyncio.sleep(0.01)
    return 5


async def main():
    i = asyncio.create_task(inner(), name="I")

    async def w():
        return await asyncio.shield(i)

    t = asyncio.create_task(w(), name="W")
    await asyncio.sleep(0)
    g = asyncio.capture_call_graph(i)
    print(
        [f.future.get_name() for f in g.awaited_by],
        i._asyncio_awaited_by == {t} if i._asyncio_awaited_by else i._asyncio_awaited_by,
    )
    print(await t, i._asyncio_awaited_by)
    out = []
    asyncio.get_running_loop().set_exception_handler(lambda l, c: out.append((c["message"], sorted(c))))

    async def bad():
        await asyncio.sleep(0.01)
        raise ValueError(1)

    b = asyncio.create_task(bad())
    s = asyncio.shield(b)
    await asyncio.sleep(0)
    s.cancel()
    await asyncio.sleep(0.03)
    print(out)
    out.clear()
    b = asyncio.create_task(bad())
    s = asyncio.shield(b)
    s2 = asyncio.shield(b)
    await asyncio.sleep(0)
    s.cancel()
    s2.cancel()
    await asyncio.sleep(0.03)
    print(out)


asyncio.run(main())
# Rondo runs this with --virtual-time.
