# What refers to an object: coroutines and generators to their variables, and nothing that only the call has made.
# oracle: 3.14
import asyncio, gc


def names(referrers):
    return sorted(type(each).__name__ for each in referrers)


class Mine:
    pass


async def main():
    mine = Mine()
    mine_only = gc.get_referrers(mine)
    print(names(mine_only), mine_only[0] is asyncio.current_task().get_coro())
    held = [mine], {1: mine}, (mine,)
    print(names(gc.get_referrers(mine)))
    del held
    error = None
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(1)
    except TimeoutError as caught:
        error = caught
    print(names(gc.get_referrers(error)))
    try:
        async with asyncio.TaskGroup():
            raise ValueError("in the body")
    except* ValueError as caught:
        error = caught
    print(names(gc.get_referrers(error)))


def generator():
    mine = Mine()
    yield mine
    print(names(gc.get_referrers(mine)))


asyncio.run(main())
gen = generator()
print(names(gc.get_referrers(next(gen))))
print(list(gen), any(each is gen for each in gc.get_objects()))
