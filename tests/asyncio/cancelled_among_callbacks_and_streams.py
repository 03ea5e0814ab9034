# Callbacks, timers, streams, timeouts and waits under contention, with each task, and each two, cancelled at each step of
# the schedule. With arguments, names of scenarios, it shows what happens in each run.
import asyncio

from _every_step import Err, around, describe, main, outcome, scenario, scenarios, sleep


@scenario
def callbacks(log):
    loop = asyncio.get_running_loop()
    handles = []

    async def t(n):
        try:
            handles.append(loop.call_soon(log, f"soon{n}"))
            loop.call_soon_threadsafe(log, f"safe{n}")
            await sleep(0)
            loop.call_soon(loop.call_soon, log, f"soon of soon{n}")
            await sleep(0)
            log(f"{n}.2")
            await sleep(0)
        except asyncio.CancelledError:
            loop.call_soon(log, f"after cancel{n}")
            handles[n % len(handles)].cancel()
            raise
        finally:
            loop.call_soon(log, f"last{n}")

    return [t(n) for n in range(3)], lambda: [h.cancelled() for h in handles]


@scenario
def timers(log):
    loop = asyncio.get_running_loop()
    past = loop.time() - 10
    handles = []

    async def t(n):
        try:
            # What is due goes by its time, and after what was ready before.
            for i in (3, 1, 2):
                handles.append(loop.call_at(past + i, log, f"{n} at {i}"))
            loop.call_later(-1, log, f"{n} later")
            loop.call_soon(log, f"{n} soon")
            handles[-1 - n].cancel()
            await sleep(0)
            log(f"{n}.1")
            await sleep(0)
        finally:
            if len(handles) > 1:
                handles[1].cancel()

    return [t(n) for n in range(3)], lambda: [h.cancelled() for h in handles]


@scenario
def done_callbacks(log):
    loop = asyncio.get_running_loop()
    f = loop.create_future()

    def note(name):
        def called(f):
            log(f"{name} {outcome(f)}")
        return called

    first, second = note("first"), note("second")

    async def adds():
        f.add_done_callback(first)
        f.add_done_callback(second)
        await sleep(0)
        f.add_done_callback(first)
        await sleep(0)
        f.add_done_callback(note("third"))

    async def removes():
        await sleep(0)
        log(f.remove_done_callback(first))
        await sleep(0)
        await sleep(0)
        log(f.remove_done_callback(first))

    async def waits(n):
        await around(log, f"w{n}", f)

    async def sets():
        for _ in range(4):
            await sleep(0)
        if not f.done():
            f.set_exception(Err("f"))
            f.add_done_callback(second)

    return [waits(0), adds(), removes(), sets(), waits(1)], lambda: outcome(f)


@scenario
def timeout_at(log):
    loop = asyncio.get_running_loop()

    async def t(n, steps):
        try:
            async with asyncio.timeout_at(None if n == 0 else loop.time() + 100) as outer:
                try:
                    async with asyncio.timeout_at(loop.time() + 100) as inner:
                        for i in range(steps):
                            await sleep(0)
                            if i == 1:
                                (inner if n < 2 else outer).reschedule(loop.time() - 1)
                except TimeoutError as e:
                    log(f"{n} inner {type(e.__cause__).__name__}")
                    await sleep(0)
                log(f"{n} outer body ends")
                await sleep(0)
        except BaseException as e:
            log(f"{n} {describe(e)}")
            raise
        finally:
            log(f"{n} {inner.expired()} {outer.expired()} {asyncio.current_task().cancelling()}")

    return [t(0, 4), t(1, 2), t(2, 5)], lambda: ""


@scenario
def timeout_of_group(log):
    loop = asyncio.get_running_loop()

    async def child(n):
        try:
            for _ in range(n):
                await sleep(0)
            if n == 3:
                raise Err(n)
        except asyncio.CancelledError:
            log(f"child{n} cancelled")
            await sleep(0)
            raise

    async def t(n):
        try:
            async with asyncio.timeout(100) as limit:
                async with asyncio.TaskGroup() as group:
                    for i in range(2, 5 if n else 3):
                        group.create_task(child(i))
                    await sleep(0)
                    await sleep(0)
                    if n != 1:
                        limit.reschedule(loop.time() - 1)
                    await sleep(0)
        except BaseException as e:
            log(f"{n} {describe(e)} {asyncio.current_task().cancelling()}")
            raise

    return [t(n) for n in range(3)], lambda: ""


def stream(log):
    """A writer whose transport pauses and resumes it when told so."""
    loop = asyncio.get_running_loop()

    class Transport(asyncio.Transport):
        closing = False

        def write(self, data):
            log(f"written {data.decode()}")

        def is_closing(self):
            return self.closing

        def close(self):
            self.closing = True

        abort = close

    reader = asyncio.StreamReader(loop=loop)
    protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
    transport = Transport()
    protocol.connection_made(transport)
    return reader, asyncio.StreamWriter(transport, protocol, reader, loop), protocol


@scenario
def drain(log):
    reader, writer, protocol = stream(log)

    async def t(n):
        for i in range(2):
            writer.write(f"{n}.{i}".encode())
            await around(log, f"drain{n}.{i}", writer.drain())

    async def pauses():
        protocol.pause_writing()
        for _ in range(3):
            await sleep(0)
        log("resume")
        protocol.resume_writing()
        await sleep(0)
        log("pause")
        protocol.pause_writing()
        await sleep(0)
        await sleep(0)
        log("resume")
        protocol.resume_writing()

    return [pauses(), t(0), t(1), t(2)], lambda: (writer.close(), len(protocol._drain_waiters))


@scenario
def drain_of_lost_connection(log):
    reader, writer, protocol = stream(log)

    async def t(n):
        writer.write(f"{n}".encode())
        await around(log, f"drain{n}", writer.drain())
        await sleep(0)
        await sleep(0)
        await around(log, f"again{n}", writer.drain())

    async def loses():
        protocol.pause_writing()
        for _ in range(3):
            await sleep(0)
        log("lost")
        protocol.connection_lost(ConnectionResetError("gone"))

    async def closed():
        await around(log, "closed", writer.wait_closed())

    return [loses(), t(0), t(1), closed()], lambda: writer.close()


@scenario
def readers(log):
    reader, writer, protocol = stream(log)

    async def t(n):
        # Only one can wait at a time.
        for i in range(2):
            try:
                await around(log, f"r{n}.{i}", [reader.readline(), reader.readexactly(2), reader.read(3)][n])
            except RuntimeError:
                await sleep(0)

    async def feeds():
        for data in (b"ab", b"c\nde", b"f", b"gh\nij\n"):
            await sleep(0)
            reader.feed_data(data)
            log(f"fed {data}")
        await sleep(0)
        reader.feed_eof()

    return [t(0), t(1), feeds(), t(2)], lambda: (writer.close(), bytes(reader._buffer), reader.at_eof())


@scenario
def waits_with_timeouts(log):
    async def c(n):
        for i in range(n):
            await sleep(0)
        log(f"c{n} over")
        return n

    async def t(n, timeout):
        tasks = [asyncio.ensure_future(c(i)) for i in (1, 3)]
        try:
            done, pending = await asyncio.wait(tasks, timeout=timeout)
            log(f"{n} {len(done)} {len(pending)}")
        except asyncio.CancelledError:
            log(f"{n} cancelled, {[outcome(t) for t in tasks]}")
            raise
        finally:
            for task in tasks:
                task.cancel()

    return [t(0, 0), t(1, 100), t(2, None), t(3, -1)], lambda: ""


@scenario
def completions(log):
    loop = asyncio.get_running_loop()
    futures = [loop.create_future() for _ in range(4)]

    async def t(n):
        for each in asyncio.as_completed(futures[n:n + 3]):
            try:
                log(f"{n} {await each}")
            except Err as e:
                log(f"{n} {describe(e)}")

    async def u():
        async for each in asyncio.as_completed(futures, timeout=100):
            log(f"u {outcome(each)}")

    async def sets():
        for i in (2, 0, 3, 1):
            await sleep(0)
            if i == 3:
                futures[i].set_exception(Err(i))
            else:
                futures[i].set_result(i)

    return [t(0), t(1), u(), sets()], lambda: [f.done() and (f.cancelled() or f.exception()) and None for f in futures]


@scenario
def gathers_of_gathers(log):
    async def c(n, fail=False):
        try:
            for i in range(n):
                await sleep(0)
        finally:
            log(f"c{n} over")
        if fail:
            raise Err(n)
        return n

    shared = asyncio.ensure_future(c(4))

    async def t(n, fail):
        inner = asyncio.gather(c(1), asyncio.gather(c(2, fail), shared, return_exceptions=bool(n)))
        return await around(log, n, asyncio.gather(inner, asyncio.shield(shared)))

    return [t(0, False), t(1, True), t(2, False)], lambda: outcome(shared)


@scenario
def lock_with_timeout(log):
    loop = asyncio.get_running_loop()
    lock, condition = asyncio.Lock(), asyncio.Condition()

    async def t(n):
        try:
            async with asyncio.timeout(100) as limit:
                loop.call_soon(loop.call_soon, limit.reschedule, loop.time() - 1) if n == 1 else None
                async with lock:
                    log(f"{n} in")
                    for _ in range(3):
                        await sleep(0)
                async with condition:
                    await around(log, f"{n} notified", condition.wait())
        except TimeoutError:
            log(f"{n} too late {lock.locked()}")

    async def s():
        for _ in range(10):
            await sleep(0)
            async with condition:
                condition.notify()

    return [t(0), t(1), t(2), s()], lambda: (lock.locked(), condition.locked())


@scenario
def semaphore_and_event(log):
    semaphore, event = asyncio.Semaphore(0), asyncio.Event()

    async def t(n):
        async with semaphore:
            log(f"{n} in")
            await around(log, f"{n} event", event.wait())

    async def s():
        for i in range(3):
            semaphore.release()
            await sleep(0)
            if i == 1:
                event.set()
                event.clear()
        event.set()

    return [t(0), t(1), s(), t(2), t(3)], lambda: (semaphore._value, semaphore.locked(), event.is_set())


main()
