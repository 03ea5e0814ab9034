# Locks, semaphores, conditions, timeouts and groups whose methods a derived class or a program replaces: the new ones
# are called.
import asyncio
from asyncio import BoundedSemaphore, Condition, Event, Lock, Semaphore, TaskGroup, Timeout

said = []


def show(title):
    print(title, said)
    said.clear()


class LoudLock(Lock):
    async def acquire(self):
        said.append("acquire")
        return await super().acquire()

    def release(self):
        said.append("release")
        super().release()


class LoudSemaphore(Semaphore):
    def release(self):
        said.append(f"release {self._value}")
        super().release()


class LoudCondition(Condition):
    async def wait(self):
        said.append("wait")
        return await super().wait()

    def notify(self, n=1):
        said.append(f"notify {n}")
        super().notify(n)


async def locks():
    async with LoudLock() as entered:
        said.append(entered)
    show("a derived lock")
    lock = Lock()
    release = lock.release
    lock.release = lambda: (said.append("own release"), release())
    async with lock:
        said.append(lock.locked())
    show("a lock with a release of its own")
    async with LoudSemaphore(2) as entered:
        said.append(entered)
    show("a derived semaphore")
    bounded = BoundedSemaphore(1)
    async with bounded:
        said.append((bounded.locked(), bounded._value, bounded._bound_value))
    try:
        bounded.release()
    except ValueError as error:
        said.append(str(error))
    show("a bounded semaphore")
    try:
        async with lock:
            release()
    except RuntimeError as error:
        said.append(repr(error))
    show("released twice")


async def conditions():
    condition = LoudCondition(LoudLock())

    async def waiter(number):
        async with condition:
            said.append(await condition.wait_for(lambda: number < reached))

    reached = 0
    tasks = [asyncio.create_task(waiter(number)) for number in range(3)]
    await asyncio.sleep(0)
    async with condition:
        condition.notify_all()
    await asyncio.sleep(0)
    reached = 3
    async with condition:
        condition.notify(3)
    await asyncio.gather(*tasks)
    show("a derived condition")
    plain = Condition()
    acquire = plain.acquire

    async def own_acquire():
        said.append("own acquire")
        return await acquire()

    plain.acquire = own_acquire
    async with plain:
        plain.notify()
    show("a condition with an acquire of its own")
    shared = Lock()
    first, second = Condition(shared), Condition(shared)
    async with first:
        said.append((first.locked(), second.locked(), shared.locked()))
    show("two conditions of one lock")
    for call in (first.notify, first.notify_all, first.wait):
        try:
            result = call()
            await result
        except RuntimeError as error:
            said.append(str(error))
    show("without the lock")


async def contended():
    order = []

    async def worker(name, primitive):
        async with primitive:
            order.append(name)
            await asyncio.sleep(0)
            order.append(name.lower())

    for primitive in (Lock(), Semaphore(2), BoundedSemaphore(2), Condition()):
        order.clear()
        tasks = [asyncio.create_task(worker(name, primitive)) for name in "ABCDE"]
        await asyncio.sleep(0)
        tasks[2].cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        print(type(primitive).__name__, "".join(order), [type(result).__name__ for result in results])
    event = Event()
    waits = [asyncio.create_task(event.wait()) for _ in range(3)]
    await asyncio.sleep(0)
    waits[1].cancel()
    event.set()
    print(await asyncio.gather(*waits, return_exceptions=True), event.is_set(), await event.wait())


class LoudTimeout(Timeout):
    def reschedule(self, when):
        said.append("reschedule")
        super().reschedule(when)

    def _on_timeout(self):
        said.append("on timeout")
        super()._on_timeout()


async def timeouts():
    loop = asyncio.get_running_loop()
    try:
        async with LoudTimeout(loop.time() + 0.001):
            await asyncio.sleep(10)
    except TimeoutError as error:
        said.append((type(error.__cause__).__name__, error.__suppress_context__))
    show("a derived timeout")
    for delay in (0, -1, 0.001):
        try:
            async with asyncio.timeout(delay) as timeout:
                said.append(timeout.expired())
                await asyncio.sleep(10)
        except TimeoutError as error:
            said.append((timeout.expired(), type(error.__cause__).__name__))
    show("over")
    async with asyncio.timeout(None) as timeout:
        said.append((timeout.when(), timeout.expired()))
        timeout.reschedule(loop.time() + 100)
        said.append(timeout.when() > loop.time())
        timeout.reschedule(None)
        said.append(timeout.when())
    said.append(repr(timeout))
    show("rescheduled")
    try:
        async with timeout:
            pass
    except RuntimeError as error:
        said.append(str(error))
    try:
        timeout.reschedule(1)
    except RuntimeError as error:
        said.append(str(error))
    show("entered twice")
    try:
        async with asyncio.timeout(0.001) as timeout:
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                raise KeyError("other") from None
    except KeyError as error:
        said.append((timeout.expired(), str(error), asyncio.current_task().cancelling()))
    show("left by another exception")
    try:
        async with asyncio.timeout(0.002):
            async with asyncio.timeout(0.001) as inner:
                await asyncio.sleep(10)
    except TimeoutError:
        said.append((inner.expired(), asyncio.current_task().cancelling()))
    show("nested")

    async def cancelled_too():
        try:
            async with asyncio.timeout(0):
                loop.call_soon(asyncio.current_task().cancel)
                await asyncio.sleep(10)
        except BaseException as error:
            said.append((type(error).__name__, asyncio.current_task().cancelling()))

    await asyncio.create_task(cancelled_too())
    show("cancelled by somebody else")
    for wrong in ("soon", [], 1j):
        try:
            async with asyncio.timeout(wrong):
                pass
        except TypeError as error:
            said.append(str(error))
    show("no time")


class LoudGroup(TaskGroup):
    def create_task(self, coro, **kwargs):
        said.append(sorted(kwargs))
        return super().create_task(coro, **kwargs)

    def _on_task_done(self, task):
        said.append(task.get_name())
        super()._on_task_done(task)


async def number(n):
    await asyncio.sleep(0)
    if n < 0:
        raise ValueError(n)
    return n


async def groups():
    async with LoudGroup() as group:
        tasks = [group.create_task(number(n), name=f"number {n}") for n in range(2)]
        said.append(len(group._tasks))
    said.append([task.result() for task in tasks])
    show("a derived group")
    for numbers in ([1, 2], [1, -2, 3, -4], [-1]):
        try:
            async with TaskGroup() as group:
                tasks = [group.create_task(number(n)) for n in numbers]
        except* ValueError as errors:
            said.append([str(error) for error in errors.exceptions])
        said.append([task.cancelled() for task in tasks])
    show("groups that fail")
    group = TaskGroup()
    for _ in range(2):
        coroutine = number(1)
        try:
            group.create_task(coroutine)
        except RuntimeError as error:
            said.append(str(error).replace(repr(group), "group"))
        async with group:
            said.append(type(group.create_task(coro=number(2), context=None)).__name__)
        break
    coroutine = number(1)
    try:
        group.create_task(coroutine)
    except RuntimeError as error:
        said.append(str(error).rpartition("> ")[2])
    try:
        async with group:
            pass
    except RuntimeError as error:
        said.append(str(error).rpartition("> ")[2])
    show("before and after")
    try:
        async with TaskGroup() as group:
            group.create_task(3)
    except* TypeError as errors:
        said.append([str(error) for error in errors.exceptions])
    try:
        TaskGroup(1)
    except TypeError as error:
        said.append(str(error))
    show("wrong arguments")

    def factory(loop, coro, **kwargs):
        said.append("factory")
        return asyncio.Task(coro, loop=loop, **kwargs)

    asyncio.get_running_loop().set_task_factory(factory)
    async with TaskGroup() as group:
        task = group.create_task(number(5))
    asyncio.get_running_loop().set_task_factory(None)
    said.append(task.result())
    show("a factory of tasks")


for main in (locks, conditions, contended, timeouts, groups):
    asyncio.run(main())
# Rondo runs this with --virtual-time.
