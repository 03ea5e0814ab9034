# Lock: fairness, with, cancellation of waiters.
import asyncio


async def main():
    lock = asyncio.Lock()
    print(lock.locked(), repr(lock).split(" at ")[0])

    async def user(name, turns):
        print(name, "wants")
        async with lock:
            print(name, "has")
            for _ in range(turns):
                await asyncio.sleep(0)
            print(name, "leaves")

    await asyncio.gather(user("a", 2), user("b", 1), user("c", 0))
    print(await lock.acquire(), lock.locked())
    waiter = asyncio.create_task(user("cancelled", 0))
    second = asyncio.create_task(user("second", 0))
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.sleep(0)
    lock.release()
    print("released", lock.locked())
    await asyncio.wait([waiter, second])
    print(waiter.cancelled(), lock.locked())
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    try:
        with lock:
            pass
    except TypeError as e:
        print(type(e).__name__)
    try:
        async with lock:
            raise ValueError("inside")
    except ValueError:
        print("released after an error", not lock.locked())
    await lock.acquire()
    barger = asyncio.create_task(user("waiting first", 0))
    await asyncio.sleep(0)
    lock.release()
    print("no barging:", lock.locked())
    await user("came later", 0)
    await barger


asyncio.run(main())
# Rondo runs this with --virtual-time.
