# Every primitive under contention, with each task, and each two, cancelled at each step of the schedule.
# With arguments, names of scenarios, it shows what happens in each run.
import asyncio

from _every_step import Err, around, describe, main, outcome, scenario, scenarios, sleep

@scenario
def lock(log):
    l = asyncio.Lock()
    async def t(n):
        log(f"{n}?")
        async with l:
            log(f"{n}in")
            await sleep(0); await sleep(0)
            log(f"{n}out")
        return l.locked()
    return [t(n) for n in range(4)], lambda: repr(l)[-40:].split("[")[1]

@scenario
def lock_again(log):
    l = asyncio.Lock()
    async def t(n):
        for i in range(2):
            await l.acquire()
            log(f"{n}in{i}")
            try:
                await sleep(0)
            finally:
                l.release()
                log(f"{n}out{i}")
    return [t(n) for n in range(3)], lambda: l.locked()

@scenario
def event(log):
    ev = asyncio.Event()
    async def w(n):
        r = await around(log, f"w{n}", ev.wait())
        await sleep(0)
        return r
    async def s():
        await sleep(0); await sleep(0)
        log("set"); ev.set(); 
        await sleep(0); ev.clear(); log("clear")
        await sleep(0); ev.set()
    return [w(0), w(1), s(), w(2)], lambda: ev.is_set()

@scenario
def condition(log):
    c = asyncio.Condition()
    items = []
    async def w(n):
        async with c:
            log(f"{n}in")
            try:
                await c.wait_for(lambda: items)
            except BaseException as e:
                log(f"{n}!{describe(e)} {c.locked()}")
                raise
            log(f"{n}got{items.pop()}")
            await sleep(0)
    async def s(n):
        await sleep(0)
        async with c:
            items.append(n); log(f"put{n}")
            c.notify()
            await sleep(0)
    return [w(0), w(1), s("a"), w(2), s("b"), s("c")], lambda: (c.locked(), items)

@scenario
def condition_all(log):
    c = asyncio.Condition()
    async def w(n):
        async with c:
            await around(log, f"w{n}", c.wait())
            await sleep(0)
    async def s():
        await sleep(0)
        async with c:
            c.notify_all(); log("all")
            await sleep(0)
    return [w(0), w(1), w(2), s()], lambda: c.locked()

@scenario
def condition_notify_one_by_one(log):
    c = asyncio.Condition()
    async def w(n):
        async with c:
            await around(log, f"w{n}", c.wait())
    async def s():
        for i in range(3):
            await sleep(0)
            async with c:
                c.notify(1)
    return [w(0), w(1), w(2), s()], lambda: c.locked()

@scenario
def semaphore(log):
    s = asyncio.Semaphore(2)
    async def t(n):
        async with s:
            log(f"{n}in")
            await sleep(0); await sleep(0)
            log(f"{n}out")
    return [t(n) for n in range(5)], lambda: (s.locked(), s._value)

@scenario
def bounded(log):
    s = asyncio.BoundedSemaphore(1)
    async def t(n):
        for i in range(2):
            async with s:
                log(f"{n}in{i}")
                await sleep(0)
    async def bad():
        await sleep(0); await sleep(0)
        try: s.release(); log("released")
        except ValueError as e: log(e)
    return [t(0), t(1), bad(), t(2)], lambda: (s.locked(), s._value)

@scenario
def barrier(log):
    b = asyncio.Barrier(3)
    async def t(n):
        r = await around(log, f"{n}", b.wait())
        await sleep(0)
        r2 = await around(log, f"{n}'", b.wait())
        return r, r2
    return [t(n) for n in range(3)], lambda: (b.n_waiting, b.broken)

@scenario
def barrier_many(log):
    b = asyncio.Barrier(2)
    async def t(n):
        async with b as i:
            log(f"{n}at{i}")
            await sleep(0)
        return i
    async def r():
        await sleep(0); await sleep(0)
        log("reset"); await b.reset()
        await sleep(0); await sleep(0)
        log("abort"); await b.abort()
    return [t(0), t(1), t(2), r(), t(3), t(4)], lambda: (b.n_waiting, b.broken)

def queue_scenario(kind, immediate):
    def f(log):
        q = kind(2)
        async def p(n):
            for i in range(3):
                await around(log, f"p{n}.{i}", q.put((5 - i, n)))
        async def g(n):
            for i in range(3):
                r = await around(log, f"g{n}", q.get())
                await sleep(0)
                q.task_done()
        async def j():
            await around(log, "join", q.join())
        async def s():
            for _ in range(4): await sleep(0)
            log("shutdown"); q.shutdown(immediate=immediate)
        return [p(0), g(0), p(1), g(1), j()] + ([s()] if immediate is not None else []), lambda: repr(q).split(" maxsize")[1]
    return f
for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
    for im in (None, False, True):
        scenarios[f"{kind.__name__}_{im}"] = queue_scenario(kind, im)

@scenario
def rendezvous(log):
    q = asyncio.Queue(1)
    async def p(n):
        for i in range(2): await around(log, f"p{n}.{i}", q.put((n, i)))
    async def g(n):
        await sleep(0)
        for i in range(2): await around(log, f"g{n}", q.get())
    return [p(0), p(1), g(0), g(1)], lambda: repr(q).split(" maxsize")[1]

@scenario
def task_group(log):
    async def c(n):
        try:
            for i in range(n): await sleep(0)
            log(f"c{n} ends")
        except asyncio.CancelledError:
            log(f"c{n} cancelled")
            raise
    async def t():
        try:
            async with asyncio.TaskGroup() as tg:
                for n in range(3): tg.create_task(c(n))
                await sleep(0)
                log("body")
                tg.create_task(c(2))
        except BaseException as e:
            log(f"group {describe(e)}"); raise
        finally:
            log(f"cancelling {asyncio.current_task().cancelling()}")
    return [t(), t()], lambda: ""

@scenario
def task_group_fails(log):
    async def c(n):
        try:
            for i in range(n): await sleep(0)
            raise Err(n)
        except asyncio.CancelledError:
            log(f"c{n} cancelled")
            await sleep(0)
            if n == 3: raise Err("late")
            raise
    async def t():
        try:
            async with asyncio.TaskGroup() as tg:
                for n in range(2, 5): tg.create_task(c(n))
                await sleep(0)
                log("body")
                await sleep(0); await sleep(0); await sleep(0)
                log("body2")
        except BaseException as e:
            log(f"group {describe(e)}"); raise
        finally:
            log(f"cancelling {asyncio.current_task().cancelling()}")
    return [t()], lambda: ""

@scenario
def task_groups_nested(log):
    async def c(n, fail=False):
        for i in range(n): await sleep(0)
        if fail: raise Err(n)
    async def t():
        try:
            async with asyncio.TaskGroup() as outer:
                outer.create_task(c(4, True))
                try:
                    async with asyncio.TaskGroup() as inner:
                        inner.create_task(c(3, True))
                        inner.create_task(c(9))
                        await sleep(0)
                except* Err as e:
                    log(f"inner {describe(e)} {asyncio.current_task().cancelling()}")
                    await sleep(0)
                log("after inner")
                await sleep(0)
        except* Err as e:
            log(f"outer {describe(e)} {asyncio.current_task().cancelling()}")
        await around(log, "after", sleep(0))
    return [t()], lambda: ""

@scenario
def gather(log):
    async def c(n, fail=False):
        try:
            for i in range(n): await sleep(0)
        finally:
            log(f"c{n} over")
        if fail: raise Err(n)
        return n
    async def t(ret, fail):
        return await around(log, "gather", asyncio.gather(c(1), c(2, fail), c(3), return_exceptions=ret))
    return [t(False, False), t(True, True), t(False, True)], lambda: ""

@scenario
def gather_shared(log):
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    async def t(n):
        return await around(log, n, asyncio.gather(f, f, sleep(0, n)))
    async def s():
        await sleep(0); await sleep(0); await sleep(0)
        if not f.done(): f.set_result("F")
        log("set")
    return [t("a"), t("b"), s()], lambda: repr(f)

@scenario
def wait(log):
    async def c(n, fail=False):
        for i in range(n): await sleep(0)
        log(f"c{n} over")
        if fail: raise Err(n)
        return n
    async def t(when, *cs):
        ts = [asyncio.ensure_future(x) for x in cs]
        try:
            d, p = await asyncio.wait(ts, return_when=when)
            log(f"{when} {len(d)} {len(p)}")
            for x in p: x.cancel()
            await asyncio.gather(*ts, return_exceptions=True)
        finally:
            log([outcome(x) for x in ts])
            for x in ts: x.cancel()
    return [t("ALL_COMPLETED", c(1), c(3)), t("FIRST_COMPLETED", c(1), c(2), c(5)), t("FIRST_EXCEPTION", c(1), c(3, True), c(5))], lambda: ""

@scenario
def shield(log):
    async def inner(n, fail=False):
        for i in range(n): await sleep(0)
        log(f"inner{n}")
        if fail: raise Err(n)
        return n
    async def t(n, fail=False):
        x = asyncio.ensure_future(inner(n, fail))
        try:
            return await around(log, f"t{n}", asyncio.shield(x))
        except asyncio.CancelledError:
            await asyncio.wait([x])
            log(f"inner was {outcome(x)}")
            raise
    # CPython 3.14 calls the loop's handler when an inner future fails that nobody waits for any more: see shield_of_3_14.
    return [t(2), t(4)], lambda: ""

@scenario
def wait_for(log):
    async def c(n, fail=False, stubborn=False):
        try:
            for i in range(n): await sleep(0)
        except asyncio.CancelledError:
            log(f"c{n} cancelled")
            if stubborn: return "stubborn"
            raise
        if fail: raise Err(n)
        return n
    async def t(*a):
        return await around(log, f"t{a}", asyncio.wait_for(c(*a), 0.5))
    async def z():
        return await around(log, "zero", asyncio.wait_for(c(3), 0))
    return [t(2), t(3, True), t(4, False, True), z()], lambda: ""

@scenario
def timeout(log):
    async def t(n, late):
        try:
            async with asyncio.timeout(None) as cm:
                for i in range(n):
                    await sleep(0)
                    if i == late: cm.reschedule(asyncio.get_running_loop().time() - 1)
            log(f"t{n} ended {cm.expired()}")
        except BaseException as e:
            log(f"t{n} {describe(e)} {cm.expired()} {asyncio.current_task().cancelling()} {cm!r:.20}")
            raise
    async def nested():
        try:
            async with asyncio.timeout(10) as o:
                try:
                    async with asyncio.timeout(0) as i:
                        await sleep(1)
                except TimeoutError as e:
                    log(f"inner {describe(e)} {type(e.__cause__).__name__}")
                await sleep(0); await sleep(0)
        finally:
            log(f"outer {o.expired()} {asyncio.current_task().cancelling()}")
    return [t(4, 9), t(5, 1), nested()], lambda: ""

@scenario
def cancel_and_uncancel(log):
    async def t(n):
        me = asyncio.current_task()
        for i in range(3):
            try:
                await sleep(0); await sleep(0)
                log(f"{n}.{i}")
            except asyncio.CancelledError as e:
                log(f"{n} {e.args} {me.cancelling()}")
                if n == 0: me.uncancel()
                elif n == 2: raise
        log(f"{n} end {me.cancelling()}")
    return [t(0), t(1), t(2)], lambda: ""

@scenario
def tasks_awaiting_tasks(log):
    ts = []
    async def leaf():
        try:
            for i in range(5): await sleep(0)
            return "leaf"
        finally:
            log("leaf over")
    async def mid(t):
        return await around(log, "mid", t)
    async def top():
        t = asyncio.create_task(leaf())
        m = asyncio.create_task(mid(t))
        try:
            return await around(log, "top", m)
        finally:
            await sleep(0)
            log(f"{outcome(t)} {outcome(m)}")
    return [top(), top()], lambda: ""

@scenario
def agen(log):
    async def g(n):
        try:
            for i in range(n):
                await sleep(0)
                yield i
        except BaseException as e:
            log(f"g{n} {describe(e)}"); raise
        finally:
            await sleep(0)
            log(f"g{n} over")
    async def t(n):
        a = g(n)
        try:
            async for x in a:
                log(x)
                if x == 2: break
                await sleep(0)
        finally:
            log(("state", a.ag_running, a.ag_frame is None))
            await a.aclose()
    async def u(n):
        async for x in g(n): log(("u", x))
    return [t(4), t(2), u(2)], lambda: ""

@scenario
def futures(log):
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    f.add_done_callback(lambda f: log(f"cb {outcome(f)}"))
    async def w(n):
        return await around(log, f"w{n}", f)
    async def s():
        await sleep(0); await sleep(0)
        try: f.set_result(1)
        except asyncio.InvalidStateError as e: log(describe(e))
        await sleep(0)
    return [w(0), w(1), s()], lambda: outcome(f)


main()
