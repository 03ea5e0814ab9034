"""Running a program's main coroutine."""
import sys

import _asyncio

from . import events
from .exceptions import CancelledError
from .lazy import lookup

__all__ = ("Runner", "run")


class Runner:
    """A loop for one or several main coroutines, as a context manager."""

    def __init__(self, *, debug=None, loop_factory=None):
        self._stage = "created"
        self._debug = debug
        self._loop_factory = loop_factory
        self._loop = None
        self._context = None
        self._interrupt_count = 0
        self._set_event_loop = False

    def __enter__(self):
        self._lazy_init()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.close()

    @property
    def _state(self):
        return _states()(self._stage)

    def close(self):
        """Cancels the tasks that are left, closes async generators and the loop."""
        if self._stage != "initialized":
            return
        loop = self._loop
        try:
            _cancel_all_tasks(loop)
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor(300))
        finally:
            if self._set_event_loop:
                events.set_event_loop(None)
            loop.close()
            self._loop = None
            self._stage = "closed"

    def get_loop(self):
        """The loop."""
        self._lazy_init()
        return self._loop

    def run(self, coro, *, context=None):
        """Runs a coroutine to its end and returns its result. Ctrl-C cancels it."""
        if events._get_running_loop() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        self._lazy_init()
        if not _asyncio.iscoroutine(coro):
            if not hasattr(type(coro), "__await__"):
                raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
            coro = _wrap_awaitable(coro)
        task = self._loop.create_task(coro, context=self._context if context is None else context)
        watch, unwatch = _asyncio._watch_interrupts, _asyncio._unwatch_interrupts
        if "signal" in sys.modules:
            # The program may look at handlers, or have replaced what sets them.
            watch, unwatch = self._set_handler, self._reset_handler
        watch(task)
        interrupts = 0
        try:
            try:
                return self._loop.run_until_complete(task)
            finally:
                interrupts = unwatch()
        except CancelledError:
            if interrupts > 0 and task.uncancel() == 0:
                raise KeyboardInterrupt
            raise

    def _set_handler(self, task):
        import functools
        import signal
        import threading
        self._interrupt_count = 0
        self._handler = None
        if (threading.current_thread() is threading.main_thread()
                and signal.getsignal(signal.SIGINT) is signal.default_int_handler):
            handler = functools.partial(self._on_sigint, main_task=task)
            try:
                signal.signal(signal.SIGINT, handler)
            except ValueError:
                # Not in the main thread after all.
                return
            self._handler = handler

    def _reset_handler(self):
        import signal
        handler, self._handler = self._handler, None
        if handler is not None and signal.getsignal(signal.SIGINT) is handler:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return self._interrupt_count

    def _on_sigint(self, signum, frame, main_task):
        self._interrupt_count += 1
        if self._interrupt_count == 1 and not main_task.done():
            main_task.cancel()
            # Ends a wait.
            self._loop.call_soon_threadsafe(lambda: None)
            return
        raise KeyboardInterrupt()

    def _lazy_init(self):
        if self._stage == "closed":
            raise RuntimeError("Runner is closed")
        if self._stage == "initialized":
            return
        if self._loop_factory is None:
            self._loop = events.new_event_loop()
            if not self._set_event_loop:
                events.set_event_loop(self._loop)
                self._set_event_loop = True
        else:
            self._loop = self._loop_factory()
        if self._debug is not None:
            self._loop.set_debug(self._debug)
        self._context = _asyncio._copy_context()
        self._stage = "initialized"


async def _wrap_awaitable(awaitable):
    return await awaitable


def run(main, *, debug=None, loop_factory=None):
    """Runs a program's main coroutine in a new loop and returns its result."""
    if events._get_running_loop() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    with Runner(debug=debug, loop_factory=loop_factory) as runner:
        return runner.run(main)


def _cancel_all_tasks(loop):
    # A program with tasks that are not native has loaded the module.
    tasks = sys.modules.get("asyncio.tasks")
    left = _asyncio._all_tasks(loop) if tasks is None else tasks.all_tasks(loop)
    if not left:
        return
    for task in left:
        task.cancel()
    from .tasks import gather
    loop.run_until_complete(gather(*left, return_exceptions=True))
    for task in left:
        if not task.cancelled() and task.exception() is not None:
            loop.call_exception_handler({
                "message": "unhandled exception during asyncio.run() shutdown",
                "exception": task.exception(),
                "task": task,
            })


def _states():
    """What can have become of a runner, as an enumeration. Few programs ask for it."""
    global _State
    if "_State" not in globals():
        import enum
        _State = enum.Enum("_State", [(each.upper(), each) for each in ("created", "initialized", "closed")],
                           module=__name__)
    return _State


def __getattr__(name):
    if name == "_State":
        return _states()
    return _module(name)


_module = lookup(__name__, "contextvars enum functools inspect threading signal coroutines exceptions tasks constants")
