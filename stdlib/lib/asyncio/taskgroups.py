"""Task groups: tasks that live no longer than a block."""
from _asyncio import GroupState, _know_groups, get_running_loop

from . import tasks
from .exceptions import CancelledError
from .lazy import lookup

__all__ = ("TaskGroup",)


class TaskGroup(GroupState):
    """Waits at the end of its block for the tasks started in it. If one fails the others are cancelled, and what
    failed is raised as an exception group."""

    def __init__(self):
        pass

    def __repr__(self):
        info = ["<TaskGroup"]
        if self._tasks:
            info.append(f"tasks={len(self._tasks)}")
        if self._errors:
            info.append(f"errors={len(self._errors)}")
        if self._aborting:
            info.append("cancelling")
        elif self._entered:
            info.append("entered")
        return " ".join(info) + ">"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f"TaskGroup {self!r} has already been entered")
        if self._loop is None:
            self._loop = get_running_loop()
        self._parent_task = tasks.current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f"TaskGroup {self!r} cannot determine the parent task")
        self._entered = True
        return self

    async def __aexit__(self, exc_type, exc, tb):
        try:
            return await self._aexit(exc_type, exc)
        finally:
            # Exceptions refer to this frame: no cycle may hold them.
            self._parent_task = None
            self._errors = None
            self._base_error = None
            exc = None

    async def _aexit(self, exc_type, exc):
        self._exiting = True
        if exc is not None and self._is_base_error(exc) and self._base_error is None:
            self._base_error = exc
        cancellation = exc if exc_type is not None and issubclass(exc_type, CancelledError) else None
        if exc_type is not None and not self._aborting:
            self._abort()
        # The wait itself can be cancelled, any number of times.
        while self._tasks:
            if self._on_completed_fut is None:
                self._on_completed_fut = self._loop.create_future()
            try:
                await self._on_completed_fut
            except CancelledError as err:
                if not self._aborting:
                    cancellation = err
                    self._abort()
            self._on_completed_fut = None
        assert not self._tasks
        if self._base_error is not None:
            try:
                raise self._base_error
            finally:
                exc = None
        try:
            if self._parent_cancel_requested and self._parent_task.uncancel() == 0:
                # The only cancellation was this group's own, to end the block.
                cancellation = None
            if cancellation is not None and not self._errors:
                raise cancellation
        finally:
            cancellation = None
        if exc_type is not None and not issubclass(exc_type, CancelledError):
            self._errors.append(exc)
        if self._errors:
            if self._parent_task.cancelling():
                # Somebody else's cancellation stays in force beside the errors.
                self._parent_task.uncancel()
                self._parent_task.cancel()
            try:
                raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None
            finally:
                exc = None

    def _create_task(self, coro, kwargs):
        """As `create_task`, whatever the loop makes of it."""
        if not self._entered or self._aborting or self._exiting and not self._tasks:
            coro.close()
            raise RuntimeError(f"TaskGroup {self!r} {self._refusal()}")
        task = self._loop.create_task(coro, **kwargs) if kwargs else self._loop.create_task(coro)
        # One that is done already counts until its callback comes: only then the others hear that it failed.
        self._tasks.add(task)
        task.add_done_callback(self._on_task_done)
        try:
            return task
        finally:
            task = None

    def _refusal(self):
        """Why it takes no further task."""
        if not self._entered:
            return "has not been entered"
        return "is finished" if self._exiting and not self._tasks else "is shutting down"

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _task_ended(self, task):
        """A task is done, and may have failed."""
        if task.cancelled() or (exc := task.exception()) is None:
            return
        self._errors.append(exc)
        if self._is_base_error(exc) and self._base_error is None:
            self._base_error = exc
        if self._parent_task.done():
            self._loop.call_exception_handler({
                "message": f"Task {task!r} has errored out but its parent task {self._parent_task} is already "
                           "completed",
                "exception": exc,
                "task": task,
            })
            return
        if not self._aborting and not self._parent_cancel_requested:
            # The block's own task is cancelled to end the block; `_aexit` takes that back.
            self._abort()
            self._parent_cancel_requested = True
            self._parent_task.cancel()

    def _is_base_error(self, exc):
        """Is it one that ends the program?"""
        return isinstance(exc, (SystemExit, KeyboardInterrupt))


_know_groups(TaskGroup)

__getattr__ = lookup(__name__, "events exceptions futures")
