"""Runs scenarios in which each task, and each two, are cancelled at each step of the schedule. With arguments, names of
scenarios, it shows what happens in each run."""
import asyncio, sys, warnings, zlib

class Err(Exception): pass

def describe(exc):
    if isinstance(exc, BaseExceptionGroup):
        return f"{type(exc).__name__}({exc.message}; {', '.join(map(describe, exc.exceptions))})"
    return f"{type(exc).__name__}({exc})"

def outcome(t):
    if not t.done(): return "pending"
    if t.cancelled(): return "cancelled"
    if t.exception(): return describe(t.exception())
    return repr(t.result())

scenarios = {}
def scenario(f):
    scenarios[f.__name__] = f
    return f

sleep = asyncio.sleep

async def around(log, name, coro):
    log(f"{name}+")
    try:
        r = await coro
    except BaseException as e:
        log(f"{name}!{describe(e)}")
        raise
    else:
        log(f"{name}={r!r}")
        return r

async def run(name, victim, k, how, second=None, eager=False):
    if eager: asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    events = []
    loop = asyncio.get_running_loop()
    turn = 0
    def log(x): events.append(f"{turn}:{x}")
    loop.set_exception_handler(lambda l, c: log(("handler", c["message"], describe(c["exception"]) if "exception" in c else "")))
    coros, state = scenarios[name](log)
    tasks = [asyncio.ensure_future(c) for c in coros]
    for turn in range(40):
        if turn == k:
            if how == "twice":
                log(f"cancel {tasks[victim].cancel('one')} {tasks[victim].cancel('two')}")
            elif how == "both":
                log(f"cancel {tasks[victim].cancel()} {tasks[second].cancel()}")
            else:
                log(f"cancel {tasks[victim].cancel()}")
        await sleep(0)
    states = [outcome(t) for t in tasks]
    for t in tasks: t.cancel()
    turn = 99
    for _ in range(6): await sleep(0)
    return events, states, [outcome(t) for t in tasks], state()


warnings.simplefilter("ignore")
def main():
    names = sys.argv[1:]
    for name in names or scenarios:
        n = asyncio.run(count(name))
        for eager in (False, True):
            sums = []
            for victim in range(n):
                for how in ["once", "twice"] + ["both"] * n:
                    second = (second + 1) % n if how == "both" else n - 1
                    if how == "both" and second == victim:
                        continue
                    for k in range(0, 12, 2 if how == "both" else 1):
                        r = asyncio.run(run(name, victim, k, how, second, eager))
                        if names:
                            print(name, victim, how, k, second, eager, *r)
                        sums.append(zlib.crc32(repr(r).encode()))
            print(name, eager, len(sums), zlib.crc32(repr(sums).encode()))


async def count(name):
    coros, _ = scenarios[name](lambda x: 0)
    for c in coros:
        c.close()
    return len(coros)

