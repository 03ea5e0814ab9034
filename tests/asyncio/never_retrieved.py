# Errors of tasks that nobody looks at are reported on stderr, with the place they came from.
import asyncio


async def fails(n):
    await asyncio.sleep(0)
    raise ValueError(f"nobody looks {n}")


async def main():
    t = asyncio.create_task(fails(1), name="lost")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("task done:", t.done())
    del t
    print("dropped")
    t = asyncio.create_task(fails(2))
    await asyncio.wait([t])
    t.exception()
    del t
    print("retrieved: nothing to report")
    f = asyncio.get_running_loop().create_future()
    f.set_exception(KeyError("future"))
    del f
    print("future dropped")


asyncio.run(main())
print("end")
