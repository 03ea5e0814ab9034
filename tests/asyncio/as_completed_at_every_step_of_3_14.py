# as_completed(), with each task, and each two, cancelled at each step of the schedule: 3.14 counts what nobody has got.
# oracle: 3.14
import asyncio

from _every_step import Err, describe, main, scenario, sleep

@scenario
def as_completed(log):
    async def c(n, fail=False):
        for i in range(n): await sleep(0)
        log(f"c{n}")
        if fail: raise Err(n)
        return n
    async def t():
        for f in asyncio.as_completed([c(2)]):
            try: log(await f)
            except Err as e: log(describe(e))
        for f in asyncio.as_completed([c(2, True)], timeout=9):
            try: log(await f)
            except Err as e: log(describe(e))
    async def u():
        async for f in asyncio.as_completed([c(3)]):
            log(("u", await f))
            await sleep(0)
    return [t(), u()], lambda: ""


main()
