"""Futures and tasks in the language, as `futures._PyFuture` and `tasks._PyTask`: they do everything through their loop's
methods. Programs usually get the native classes, which know nothing of these: who works with tasks in the language asks
`tasks._py_current_task` and `tasks._py_all_tasks`."""
import sys
from itertools import chain, count
from types import GenericAlias
from weakref import WeakSet

from _asyncio import _copy_context, get_running_loop

from . import base_futures, base_tasks, coroutines, events, exceptions, format_helpers
from .base_futures import _CANCELLED, _FINISHED, _PENDING, isfuture
from .futures import _get_loop

__all__ = ()


class Future:
    """A result that is not there yet."""

    __module__ = "asyncio.futures"

    _state = _PENDING
    _result = None
    _exception = None
    _loop = None
    _source_traceback = None
    _cancel_message = None
    # A failed wait keeps its own error, so that it is raised once with its traceback.
    _cancelled_exc = None
    # True between `await` and the moment when the task that awaits takes note of it.
    _asyncio_future_blocking = False
    __asyncio_awaited_by = None
    __log_traceback = False

    def __init__(self, *, loop=None):
        self._loop = events.get_event_loop() if loop is None else loop
        self._callbacks = []
        if self._loop.get_debug():
            self._source_traceback = format_helpers.extract_stack(sys._getframe(1))

    def __repr__(self):
        return base_futures._future_repr(self)

    def __del__(self):
        if not self.__log_traceback:
            # Nothing failed, or somebody has seen it.
            return
        context = {
            "message": f"{self.__class__.__name__} exception was never retrieved",
            "exception": self._exception,
            "future": self,
        }
        if self._source_traceback:
            context["source_traceback"] = self._source_traceback
        self._loop.call_exception_handler(context)

    __class_getitem__ = classmethod(GenericAlias)

    @property
    def _log_traceback(self):
        return self.__log_traceback

    @_log_traceback.setter
    def _log_traceback(self, value):
        if value:
            raise ValueError("_log_traceback can only be set to False")
        self.__log_traceback = False

    @property
    def _asyncio_awaited_by(self):
        return None if self.__asyncio_awaited_by is None else frozenset(self.__asyncio_awaited_by)

    def get_loop(self):
        """The loop that the future belongs to."""
        if self._loop is None:
            raise RuntimeError("Future object is not initialized.")
        return self._loop

    def _make_cancelled_error(self):
        """The CancelledError to raise, which is made once."""
        exc, self._cancelled_exc = self._cancelled_exc, None
        if exc is not None:
            return exc
        return exceptions.CancelledError() if self._cancel_message is None else exceptions.CancelledError(
            self._cancel_message)

    def cancel(self, msg=None):
        """Makes the future cancelled, unless it is done; says whether it was not."""
        self.__log_traceback = False
        if self._state != _PENDING:
            return False
        self._state = _CANCELLED
        self._cancel_message = msg
        self.__schedule_callbacks()
        return True

    def __schedule_callbacks(self):
        callbacks = self._callbacks[:]
        if not callbacks:
            return
        self._callbacks[:] = []
        for callback, context in callbacks:
            self._loop.call_soon(callback, self, context=context)

    def cancelled(self):
        """Was it cancelled?"""
        return self._state == _CANCELLED

    def done(self):
        """Is there a result or an exception, or was it cancelled?"""
        return self._state != _PENDING

    def result(self):
        """The result; raises what there is instead of one."""
        self.__check_finished("Result is not ready.")
        if self._exception is not None:
            raise self._exception.with_traceback(self._exception_tb)
        return self._result

    def exception(self):
        """The exception, or None if there is a result."""
        self.__check_finished("Exception is not set.")
        return self._exception

    def __check_finished(self, otherwise):
        if self._state == _CANCELLED:
            raise self._make_cancelled_error()
        if self._state != _FINISHED:
            raise exceptions.InvalidStateError(otherwise)
        self.__log_traceback = False

    def add_done_callback(self, fn, *, context=None):
        """Has the loop call fn(future) once the future is done."""
        if self._state != _PENDING:
            self._loop.call_soon(fn, self, context=context)
            return
        self._callbacks.append((fn, _copy_context() if context is None else context))

    def remove_done_callback(self, fn):
        """Takes all callbacks back that are equal to fn; says how many they were."""
        kept = [entry for entry in self._callbacks if entry[0] != fn]
        removed = len(self._callbacks) - len(kept)
        if removed:
            self._callbacks[:] = kept
        return removed

    def set_result(self, result):
        """Makes the future done."""
        self.__check_pending()
        self._result = result
        self._state = _FINISHED
        self.__schedule_callbacks()

    def set_exception(self, exception):
        """Makes the future failed."""
        self.__check_pending()
        if isinstance(exception, type):
            exception = exception()
        if isinstance(exception, StopIteration):
            replacement = RuntimeError("StopIteration interacts badly with generators and cannot be raised into a Future")
            replacement.__cause__ = exception
            replacement.__context__ = exception
            exception = replacement
        self._exception = exception
        self._exception_tb = exception.__traceback__
        self._state = _FINISHED
        self.__schedule_callbacks()
        self.__log_traceback = True

    def __check_pending(self):
        if self._state != _PENDING:
            raise exceptions.InvalidStateError(f"{self._state}: {self!r}")

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self
        if not self.done():
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__


def future_add_to_awaited_by(fut, waiter, /):
    """As that of `futures`, for futures in the language."""
    if isinstance(fut, Future) and isinstance(waiter, Future):
        if fut._Future__asyncio_awaited_by is None:
            fut._Future__asyncio_awaited_by = set()
        fut._Future__asyncio_awaited_by.add(waiter)


def future_discard_from_awaited_by(fut, waiter, /):
    """Takes back what future_add_to_awaited_by noted."""
    if isinstance(fut, Future) and isinstance(waiter, Future) and fut._Future__asyncio_awaited_by is not None:
        fut._Future__asyncio_awaited_by.discard(waiter)


_task_name_counter = count(1).__next__


class Task(Future):
    """A coroutine that its loop drives."""

    __module__ = "asyncio.tasks"

    # False for a task whose end nobody needs to be told of.
    _log_destroy_pending = True

    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        super().__init__(loop=loop)
        if self._source_traceback:
            del self._source_traceback[-1]
        if not coroutines.iscoroutine(coro):
            # A task that has not become one is not missed.
            self._log_destroy_pending = False
            raise TypeError(f"a coroutine was expected, got {coro!r}")
        self._name = f"Task-{_task_name_counter()}" if name is None else str(name)
        self._num_cancels_requested = 0
        self._must_cancel = False
        self._fut_waiter = None
        self._coro = coro
        self._context = _copy_context() if context is None else context
        if eager_start and self._loop.is_running():
            self.__eager_start()
        else:
            self._loop.call_soon(self.__step, context=self._context)
            _register_task(self)

    def __del__(self):
        if self._state == _PENDING and self._log_destroy_pending:
            context = {"task": self, "message": "Task was destroyed but it is pending!"}
            if self._source_traceback:
                context["source_traceback"] = self._source_traceback
            self._loop.call_exception_handler(context)
        super().__del__()

    __class_getitem__ = classmethod(GenericAlias)

    def __repr__(self):
        return base_tasks._task_repr(self)

    def get_coro(self):
        return self._coro

    def get_context(self):
        return self._context

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def get_stack(self, *, limit=None):
        """The frames of where the task waits, or of where it failed."""
        return base_tasks._task_get_stack(self, limit)

    def print_stack(self, *, limit=None, file=None):
        """Prints get_stack() as a traceback, by default to sys.stderr."""
        return base_tasks._task_print_stack(self, limit, file)

    def cancel(self, msg=None):
        """Has CancelledError thrown into the coroutine; says whether the task was not done."""
        self._log_traceback = False
        if self.done():
            return False
        self._num_cancels_requested += 1
        if self._fut_waiter is not None and self._fut_waiter.cancel(msg=msg):
            # The next step comes of that; the message is kept by what was cancelled.
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def cancelling(self):
        """How many requests to cancel the task there are."""
        return self._num_cancels_requested

    def uncancel(self):
        """Takes one request back; says how many are left."""
        if self._num_cancels_requested > 0:
            self._num_cancels_requested -= 1
            if self._num_cancels_requested == 0:
                self._must_cancel = False
        return self._num_cancels_requested

    def __eager_start(self):
        outer = _swap_current_task(self._loop, self)
        try:
            _register_eager_task(self)
            try:
                self._context.run(self.__step_run_and_handle_result, None)
            finally:
                _unregister_eager_task(self)
        finally:
            try:
                current = _swap_current_task(self._loop, outer)
                assert current is self
            finally:
                if self.done():
                    self._coro = None
                    # An exception's traceback must not keep the task.
                    self = None
                else:
                    _register_task(self)

    def __step(self, exc=None):
        if self.done():
            raise exceptions.InvalidStateError(f"__step(): already done: {self!r}, {exc!r}")
        if self._must_cancel:
            if not isinstance(exc, exceptions.CancelledError):
                exc = self._make_cancelled_error()
            self._must_cancel = False
        self._fut_waiter = None
        _enter_task(self._loop, self)
        try:
            self.__step_run_and_handle_result(exc)
        finally:
            _leave_task(self._loop, self)
            self = None

    def __step_run_and_handle_result(self, exc):
        coro = self._coro
        try:
            yielded = coro.send(None) if exc is None else coro.throw(exc)
        except StopIteration as stop:
            if self._must_cancel:
                # It was cancelled while it ran to its end.
                self._must_cancel = False
                super().cancel(msg=self._cancel_message)
            else:
                super().set_result(stop.value)
        except exceptions.CancelledError as error:
            self._cancelled_exc = error
            super().cancel()
        except (KeyboardInterrupt, SystemExit) as error:
            super().set_exception(error)
            raise
        except BaseException as error:
            super().set_exception(error)
        else:
            self.__wait_for(yielded)
        finally:
            self = None

    def __wait_for(self, yielded):
        """Has the next step come when what the coroutine has yielded is done."""
        blocking = getattr(yielded, "_asyncio_future_blocking", None)
        if blocking is None:
            if yielded is None:
                self._loop.call_soon(self.__step, context=self._context)
            elif hasattr(type(yielded), "gi_frame"):
                self.__fail_soon(f"yield was used instead of yield from for generator in task {self!r} with {yielded!r}")
            else:
                self.__fail_soon(f"Task got bad yield: {yielded!r}")
        elif _get_loop(yielded) is not self._loop:
            self.__fail_soon(f"Task {self!r} got Future {yielded!r} attached to a different loop")
        elif not blocking:
            self.__fail_soon(f"yield was used instead of yield from in task {self!r} with {yielded!r}")
        elif yielded is self:
            self.__fail_soon(f"Task cannot await on itself: {self!r}")
        else:
            future_add_to_awaited_by(yielded, self)
            yielded._asyncio_future_blocking = False
            yielded.add_done_callback(self.__wakeup, context=self._context)
            self._fut_waiter = yielded
            if self._must_cancel and yielded.cancel(msg=self._cancel_message):
                self._must_cancel = False

    def __fail_soon(self, message):
        self._loop.call_soon(self.__step, RuntimeError(message), context=self._context)

    def __wakeup(self, future):
        future_discard_from_awaited_by(future, self)
        try:
            future.result()
        except BaseException as exc:
            self.__step(exc)
        else:
            self.__step()
        self = None


# The tasks that were scheduled, those in their first step that was not, and which one runs in which loop.
_scheduled_tasks = WeakSet()
_eager_tasks = set()
_current_tasks = {}


def all_tasks(loop=None):
    """The set of a loop's tasks that are not done, by default of the running loop."""
    if loop is None:
        loop = get_running_loop()
    # A task of another thread may get from the second set into the first meanwhile: it is seen in one of them.
    eager = list(_eager_tasks)
    return {task for task in chain(_scheduled_tasks, eager) if _get_loop(task) is loop and not task.done()}


def _register_task(task):
    """Makes a task known that its loop has scheduled."""
    _scheduled_tasks.add(task)


def _unregister_task(task):
    """Takes back what _register_task did."""
    _scheduled_tasks.discard(task)


def _register_eager_task(task):
    """Makes a task known that is about to run at once."""
    _eager_tasks.add(task)


def _unregister_eager_task(task):
    """Takes back what _register_eager_task did."""
    _eager_tasks.discard(task)


def current_task(loop=None):
    """The task that runs in a loop, by default the running one; None if none does."""
    return _current_tasks.get(get_running_loop() if loop is None else loop)


def _enter_task(loop, task):
    """Says that `task` runs in `loop` from now on."""
    if (current := _current_tasks.get(loop)) is not None:
        raise RuntimeError(f"Cannot enter into task {task!r} while another task {current!r} is being executed.")
    _current_tasks[loop] = task


def _leave_task(loop, task):
    """Says that `task` does not run any more."""
    if (current := _current_tasks.get(loop)) is not task:
        raise RuntimeError(f"Leaving task {task!r} does not match the current task {current!r}.")
    del _current_tasks[loop]


def _swap_current_task(loop, task):
    """Says that `task`, or none, runs in `loop` from now on; returns which one did."""
    outer = _current_tasks.get(loop)
    if task is None:
        del _current_tasks[loop]
    else:
        _current_tasks[loop] = task
    return outer
