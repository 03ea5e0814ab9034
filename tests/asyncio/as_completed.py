# as_completed, as an iterator and as an asynchronous iterator.
import asyncio


async def work(n, error=None):
    await asyncio.sleep(n * 0.04)
    if error:
        raise error
    return n


async def main():
    for c in asyncio.as_completed([work(3), work(1), work(2)]):
        print(await c)
    tasks = [asyncio.create_task(work(n), name=f"t{n}") for n in (2, 1)]
    async for t in asyncio.as_completed(tasks):
        print(t.get_name(), t.result(), t in tasks)
    for c in asyncio.as_completed([work(1, ValueError("v")), work(2)]):
        try:
            print(await c)
        except ValueError as e:
            print("error", e)
    try:
        for c in asyncio.as_completed([work(0), work(9)], timeout=0.1):
            print(await c)
    except TimeoutError as e:
        print("timeout", repr(e))
    print([await c for c in asyncio.as_completed([])])
    try:
        list(asyncio.as_completed(5))
    except TypeError as e:
        print(type(e).__name__)
    done = asyncio.create_task(work(0))
    await done
    print([await c for c in asyncio.as_completed([done, done])])


asyncio.run(main())
# Rondo runs this with --virtual-time.
