# An Event opens a gate for everyone at once; a Condition wakes those whose turn has come.
import asyncio


async def runner(name, start, log):
    print(name, "is ready")
    await start.wait()
    log.append(name)


async def race():
    start = asyncio.Event()
    log = []
    runners = [asyncio.create_task(runner(name, start, log)) for name in ("ann", "bob", "cho")]
    await asyncio.sleep(0)
    print("on your marks; nobody has left:", log)
    start.set()
    await asyncio.gather(*runners)
    print("left in order:", log)


async def customer(name, number, board):
    async with board["changed"]:
        await board["changed"].wait_for(lambda: board["now"] >= number)
        print(name, "is served, number", number)


async def bakery():
    board = {"now": 0, "changed": asyncio.Condition()}
    customers = [asyncio.create_task(customer(name, n, board)) for name, n in [("dee", 2), ("eve", 1), ("fay", 3)]]
    for _ in range(3):
        await asyncio.sleep(0.001)
        async with board["changed"]:
            board["now"] += 1
            print("now serving", board["now"])
            board["changed"].notify_all()
    await asyncio.gather(*customers)


async def main():
    await race()
    await bakery()


asyncio.run(main())
