# wait: all, first, first exception, timeouts.
import asyncio


async def work(n, error=None):
    await asyncio.sleep(n * 0.05)
    if error:
        raise error
    return n


def names(tasks):
    return sorted(t.get_name() for t in tasks)


async def main():
    make = lambda *a, name: asyncio.create_task(work(*a), name=name)
    done, pending = await asyncio.wait([make(0, name="a"), make(1, name="b")])
    print(names(done), names(pending), sorted(t.result() for t in done))
    tasks = [make(1, name="fast"), make(6, name="slow")]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(names(done), names(pending), type(done))
    done, pending = await asyncio.wait(pending, timeout=0.02)
    print(names(done), names(pending), [t.cancelled() for t in pending])
    done, pending = await asyncio.wait(pending)
    print(names(done))
    tasks = [make(1, ValueError("v"), name="bad"), make(0, name="good"), make(9, name="late")]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending), repr(tasks[0].exception()))
    tasks[2].cancel()
    done, pending = await asyncio.wait([tasks[2]])
    print(names(done), tasks[2].cancelled())
    done, pending = await asyncio.wait({tasks[0], tasks[1]})
    print(names(done))
    for f in (lambda: asyncio.wait([]), lambda: asyncio.wait(tasks[0]), lambda: asyncio.wait(tasks, return_when="x")):
        try:
            await f()
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    c = work(0)
    try:
        await asyncio.wait([c])
    except TypeError as e:
        print(e)
    c.close()


asyncio.run(main())
# Rondo runs this with --virtual-time.
