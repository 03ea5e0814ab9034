"""Races whose runners start one after another: RFC 8305, "happy eyeballs"."""
from . import events, futures, locks, tasks
from .exceptions import CancelledError
from .lazy import lookup

__all__ = ("staggered_race",)


async def staggered_race(coro_fns, delay, *, loop=None):
    """Runs coroutine functions until one returns: the next begins when one has failed, or after `delay` seconds (None:
    only then). Returns the winner's result, its number, and each one's exception, or None, None and the exceptions."""
    loop = loop or events.get_running_loop()
    parent = tasks.current_task(loop)
    functions = enumerate(coro_fns)
    winner, winner_index = None, None
    exceptions = []
    # In the order in which they began.
    running = {}
    all_ended = loop.create_future()
    unhandled = []

    def ended(task):
        running.pop(task, None)
        futures.future_discard_from_awaited_by(task, parent)
        if not running and not all_ended.done():
            all_ended.set_result(None)
        if not task.cancelled() and (exc := task.exception()) is not None:
            unhandled.append(exc)

    def start(*args):
        task = loop.create_task(run_one(*args))
        futures.future_add_to_awaited_by(task, parent)
        running[task] = None
        task.add_done_callback(ended)

    async def run_one(may_begin, previous_failed):
        nonlocal winner, winner_index
        await may_begin.wait()
        if previous_failed is not None:
            # Not before the runner before has failed, or had its time.
            try:
                await tasks.wait_for(previous_failed.wait(), delay)
            except TimeoutError:
                pass
        index, function = next(functions, (None, None))
        if function is None:
            return
        failed = locks.Event()
        next_may_begin = locks.Event()
        start(next_may_begin, failed)
        next_may_begin.set()
        exceptions.append(None)
        try:
            result = await function()
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as exc:
            exceptions[index] = exc
            failed.set()
        else:
            winner, winner_index = result, index
            current = tasks.current_task(loop)
            for other in list(running):
                if other is not current:
                    other.cancel()

    cancelled = None
    try:
        may_begin = locks.Event()
        may_begin.set()
        start(may_begin, None)
        while not all_ended.done():
            try:
                await all_ended
            except CancelledError as exc:
                cancelled = exc
                for task in list(running):
                    task.cancel(*exc.args)
                all_ended = loop.create_future() if running else all_ended
        if unhandled:
            raise ExceptionGroup("staggered race failed", unhandled)
        if cancelled is not None:
            raise cancelled
        return winner, winner_index, exceptions
    finally:
        cancelled = None


__getattr__ = lookup(__name__, "contextlib exceptions", exceptions_mod=lambda: __import__("asyncio.exceptions", fromlist=["__name__"]))
