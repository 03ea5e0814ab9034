"""Tasks, and waiting for several at once. Task, Future and what `gather` and `wait` sleep on are native."""
from _asyncio import (
    Future, Task, _GatheringFuture, _all_tasks, _detach, _gather, _sleep, _swap_task, _yielding, create_task,
    current_task, iscoroutine, isfuture)
from _asyncio import _wait as _wait_for_some

from . import events
from .exceptions import CancelledError
from .lazy import lookup

__all__ = ("Future", "isfuture", "Task", "create_task", "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "wait",
           "wait_for", "as_completed", "sleep", "gather", "shield", "ensure_future", "run_coroutine_threadsafe",
           "current_task", "all_tasks", "create_eager_task_factory", "eager_task_factory")

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


_CTask = Task

# Tasks that are not native and have made themselves known; a WeakSet once there is one.
_known_tasks = ()


def all_tasks(loop=None):
    """The set of the loop's tasks that are not done."""
    if loop is None:
        loop = events.get_running_loop()
    tasks = set(_all_tasks(loop))
    if _known_tasks:
        tasks.update(t for t in list(_known_tasks) if _loop_of(t) is loop and not t.done())
    return tasks


def _loop_of(future):
    return future.get_loop() if hasattr(future, "get_loop") else future._loop


def _register_task(task):
    """Makes a task known that is no instance of Task."""
    global _known_tasks
    if not isinstance(task, Task):
        if not _known_tasks:
            from weakref import WeakSet
            _known_tasks = WeakSet()
        _known_tasks.add(task)


def _unregister_task(task):
    """Takes back what _register_task did."""
    if _known_tasks:
        _known_tasks.discard(task)
    elif not isinstance(task, Task):
        import weakref
        weakref.ref(task)  # TypeError, as that of the set


_register_eager_task = _register_task
_unregister_eager_task = _unregister_task


def _enter_task(loop, task):
    """Says that `task` runs in `loop` from now on."""
    if loop is not events._get_running_loop():
        raise RuntimeError(f"loop {loop!r} is not the running loop")
    if (current := current_task(loop)) is not None:
        raise RuntimeError(f"Cannot enter into task {task!r} while another task {current!r} is being executed.")
    _swap_task(task)


def _leave_task(loop, task):
    """Says that `task` does not run any more."""
    if loop is not events._get_running_loop():
        raise RuntimeError(f"loop {loop!r} is not the running loop")
    if (current := current_task(loop)) is not task:
        raise RuntimeError(f"Invalid attempt to leave task {task!r} while task {current!r} is entered.")
    _swap_task(None)


def _swap_current_task(loop, task):
    """Says that `task`, or none, runs in `loop` from now on; returns which one did."""
    if loop is not events._get_running_loop():
        raise RuntimeError(f"loop {loop!r} is not the running loop")
    return _swap_task(task)


def _concurrent():
    import concurrent.futures
    return concurrent


_module = lookup(__name__, "base_tasks coroutines exceptions futures queues contextvars functools inspect itertools"
                           " math types weakref _asyncio", concurrent=_concurrent)

# What is written in the language a second time, and loaded when a program asks for it.
_IN_PYTHON = {"_PyTask": "Task"} | {
    name: name for name in ("_task_name_counter", "_current_tasks", "_scheduled_tasks", "_eager_tasks")} | {
    f"_py_{name.lstrip('_')}": name
    for name in ("current_task", "all_tasks", "_register_task", "_unregister_task", "_register_eager_task",
                 "_unregister_eager_task", "_enter_task", "_leave_task", "_swap_current_task")}


def __getattr__(name):
    if name in _IN_PYTHON:
        from . import python_tasks
        value = globals()[name] = getattr(python_tasks, _IN_PYTHON[name])
        return value
    return _module(name)


_c_current_task = current_task
_c_all_tasks = all_tasks
_c_register_task = _register_task
_c_unregister_task = _unregister_task
_c_register_eager_task = _register_eager_task
_c_unregister_eager_task = _unregister_eager_task
_c_enter_task = _enter_task
_c_leave_task = _leave_task
_c_swap_current_task = _swap_current_task


async def sleep(delay, result=None):
    """Suspends the task for `delay` seconds; 0 lets the others run for one turn."""
    if delay <= 0:
        await _yielding
        return result
    if delay != delay:
        raise ValueError("Invalid delay: NaN (not a number)")
    future = _sleep(delay, result)
    if future is not None:
        return await future
    loop = events.get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(delay, _set_result_unless_cancelled, future, result)
    try:
        return await future
    finally:
        timer.cancel()


def _set_result_unless_cancelled(future, result):
    if not future.cancelled():
        future.set_result(result)


def _is_awaitable(obj):
    return isfuture(obj) or iscoroutine(obj) or hasattr(type(obj), "__await__") or _is_generator_coroutine(obj)


def _is_generator_coroutine(obj):
    code = getattr(obj, "gi_code", None)
    return code is not None and bool(code.co_flags & 0x100)


def ensure_future(coro_or_future, *, loop=None):
    """A future as it is, a coroutine or another awaitable as a task."""
    if isfuture(coro_or_future):
        if loop is not None and loop is not _loop_of(coro_or_future):
            raise ValueError("The future belongs to a different loop than the one specified as the loop argument")
        return coro_or_future
    coro = coro_or_future
    if not iscoroutine(coro):
        if not _is_awaitable(coro):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")

        async def _wrap_awaitable(awaitable):
            return await awaitable

        coro = _wrap_awaitable(coro)
    if loop is None:
        loop = events.get_event_loop()
    try:
        return loop.create_task(coro)
    except RuntimeError:
        if coro is coro_or_future:
            coro.close()
        raise


def gather(*coros_or_futures, return_exceptions=False):
    """A future of the list of all results, in the order of the arguments."""
    return _gather(coros_or_futures, return_exceptions, _ensure_future)


def _ensure_future(coro_or_future, loop):
    return ensure_future(coro_or_future, loop=loop)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    """Waits for tasks and futures; returns the sets of those done and those pending."""
    if isfuture(fs) or iscoroutine(fs):
        raise TypeError(f"expect a list of futures, not {type(fs).__name__}")
    if not fs:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    fs = set(fs)
    if any(iscoroutine(f) for f in fs):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    assert fs, "Set of Futures is empty."
    waiter = _wait_for_some(fs, timeout, return_when)
    try:
        await waiter
    finally:
        _detach(waiter)
    done, pending = set(), set()
    for f in fs:
        (done if f.done() else pending).add(f)
    return done, pending


async def wait_for(fut, timeout):
    """The result of `fut`, which is cancelled if it takes longer than `timeout` seconds: then TimeoutError."""
    if timeout is not None and timeout <= 0:
        fut = ensure_future(fut)
        if fut.done():
            return fut.result()
        await _cancel_and_wait(fut)
        try:
            return fut.result()
        except CancelledError as exc:
            raise TimeoutError from exc
    async with timeouts.timeout(timeout):
        return await fut


async def _cancel_and_wait(fut):
    # Not `await fut`: a cancellation of the caller must be told from that of `fut`.
    from . import futures
    waiter = events.get_running_loop().create_future()
    task = current_task()

    def release(_):
        if not waiter.done():
            waiter.set_result(None)

    fut.add_done_callback(release)
    futures.future_add_to_awaited_by(fut, task)
    try:
        fut.cancel()
        await waiter
    finally:
        fut.remove_done_callback(release)
        futures.future_discard_from_awaited_by(fut, task)


class _AsCompletedIterator:
    """Yields awaitables as they are done: the futures themselves in `async for`, coroutines in `for`."""

    def __init__(self, aws, timeout):
        from .futures import future_add_to_awaited_by
        from .queues import Queue
        self._done = Queue()
        self._timeout_handle = None
        loop = events.get_event_loop()
        self._cur_task = current_task()
        self._todo = {ensure_future(aw, loop=loop) for aw in set(aws)}
        self._todo_left = len(self._todo)
        for f in self._todo:
            f.add_done_callback(self._handle_completion)
            future_add_to_awaited_by(f, self._cur_task)
        if self._todo and timeout is not None:
            self._timeout_handle = loop.call_later(timeout, self._handle_timeout)

    def __aiter__(self):
        return self

    def __iter__(self):
        return self

    async def __anext__(self):
        if not self._todo_left:
            raise StopAsyncIteration
        self._todo_left -= 1
        return await self._wait_for_one()

    def __next__(self):
        if not self._todo_left:
            raise StopIteration
        self._todo_left -= 1
        return self._wait_for_one(resolve=True)

    def _handle_timeout(self):
        from .futures import future_discard_from_awaited_by
        for f in self._todo:
            f.remove_done_callback(self._handle_completion)
            future_discard_from_awaited_by(f, self._cur_task)
            self._done.put_nowait(None)
        self._todo.clear()

    def _handle_completion(self, f):
        if not self._todo:
            return
        from .futures import future_discard_from_awaited_by
        self._todo.remove(f)
        future_discard_from_awaited_by(f, self._cur_task)
        self._done.put_nowait(f)
        if not self._todo and self._timeout_handle is not None:
            self._timeout_handle.cancel()

    async def _wait_for_one(self, resolve=False):
        try:
            f = await self._done.get()
        except BaseException:
            # Nothing was taken: it is still to come.
            self._todo_left += 1
            raise
        if f is None:
            raise TimeoutError
        return f.result() if resolve else f


def as_completed(fs, *, timeout=None):
    """Iterates over awaitables in the order in which they are done, with `for` or `async for`."""
    if _is_awaitable(fs):
        raise TypeError(f"expects an iterable of awaitables, not {type(fs).__name__}")
    return _AsCompletedIterator(fs, timeout)


def shield(arg):
    """A future with the result of `arg`, whose cancellation does not reach `arg`."""
    from . import futures
    inner = ensure_future(arg)
    if inner.done():
        return inner
    loop = _loop_of(inner)
    outer = loop.create_future()
    waiter = current_task(loop)
    if waiter is not None:
        futures.future_add_to_awaited_by(inner, waiter)

        def _clear_awaited_by_callback(inner):
            futures.future_discard_from_awaited_by(inner, waiter)

    def _inner_done_callback(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif (exc := inner.exception()) is not None:
            outer.set_exception(exc)
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)
            if waiter is not None:
                inner.remove_done_callback(_clear_awaited_by_callback)
                futures.future_discard_from_awaited_by(inner, waiter)

    if waiter is not None:
        inner.add_done_callback(_clear_awaited_by_callback)
    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer


def run_coroutine_threadsafe(coro, loop):
    """Has a loop, which runs in another thread, run a coroutine; returns a concurrent.futures.Future."""
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    import concurrent.futures
    from . import futures
    future = concurrent.futures.Future()

    def callback():
        try:
            futures._chain_future(ensure_future(coro, loop=loop), future)
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            if future.set_running_or_notify_cancel():
                future.set_exception(exc)
            raise

    loop.call_soon_threadsafe(callback)
    return future


def create_eager_task_factory(custom_task_constructor):
    """A task factory whose tasks run at once until they first wait."""
    def factory(loop, coro, *, eager_start=True, **kwargs):
        return custom_task_constructor(coro, loop=loop, eager_start=eager_start, **kwargs)
    return factory


eager_task_factory = create_eager_task_factory(Task)

from . import timeouts  # noqa: E402  timeouts needs this module
