"""Call graphs: what a task awaits, and who awaits the task."""
import sys
from _asyncio import Future, Task, _awaiters
from dataclasses import dataclass
from types import FrameType

from . import events, futures, tasks

__all__ = ("capture_call_graph", "format_call_graph", "print_call_graph", "FrameCallGraphEntry", "FutureCallGraph")


@dataclass(frozen=True, slots=True)
class FrameCallGraphEntry:
    """A frame in a call stack."""

    frame: FrameType


@dataclass(frozen=True, slots=True)
class FutureCallGraph:
    """A future, the call stack of its coroutine, and the graphs of those who await it."""

    future: Future
    call_stack: tuple[FrameCallGraphEntry, ...]
    awaited_by: tuple["FutureCallGraph", ...]


def capture_call_graph(future=None, /, *, depth=1, limit=None):
    """The call graph of a future, or of the task that runs; None outside tasks.

    `depth` frames of the caller are left out. `limit` limits the number of frames as `traceback` does: a positive one
    keeps those nearest to the code that runs, a negative one those nearest to the coroutine, 0 none.
    """
    loop = events._get_running_loop()
    if future is not None:
        if loop is None or future is not tasks.current_task(loop):
            return _graph_of(future, limit)
    else:
        if loop is None:
            raise RuntimeError("capture_call_graph() is called outside of a running event loop and no *future* to "
                               "introspect was provided")
        future = tasks.current_task(loop)
    if future is None:
        return None
    if not isinstance(future, Future):
        raise TypeError(f"{future!r} object does not appear to be compatible with asyncio.Future")
    stack = []
    frame = sys._getframe(depth) if limit != 0 else None
    while frame is not None:
        stack.append(FrameCallGraphEntry(frame))
        if not _is_coroutine_frame(frame) and frame.f_back is None:
            break
        if frame.f_back is None or not _is_in_task(frame):
            break
        frame = frame.f_back
    if limit is not None:
        stack = stack[:limit] if limit > 0 else stack[limit:] if limit < 0 else []
    return FutureCallGraph(future, tuple(stack), _graphs_of_awaiters(future, limit))


_COROUTINE = 0x80
_ASYNC_GENERATOR = 0x200


def _is_coroutine_frame(frame):
    return bool(frame.f_code.co_flags & (_COROUTINE | _ASYNC_GENERATOR))


def _is_in_task(frame):
    """Is there a coroutine's frame above?"""
    frame = frame.f_back
    while frame is not None:
        if _is_coroutine_frame(frame):
            return True
        frame = frame.f_back
    return False


def _graphs_of_awaiters(future, limit):
    return tuple([_graph_of(awaiter, limit) for awaiter in _all_awaiters(future)])


def _all_awaiters(future):
    found = {awaiter: None for awaiter in _awaiters(future)}
    if futures._awaited_by is not None:
        found.update(futures._awaited_by.get(future, {}))
    return found


def _graph_of(future, limit):
    """The graph of a future whose coroutine does not run."""
    if not isinstance(future, Future):
        raise TypeError(f"{future!r} object does not appear to be compatible with asyncio.Future")
    stack = []
    get_coro = getattr(future, "get_coro", None)
    coro = get_coro() if get_coro and limit != 0 else None
    while coro is not None:
        if hasattr(coro, "cr_await"):
            if coro.cr_frame is not None:
                stack.append(FrameCallGraphEntry(coro.cr_frame))
            coro = coro.cr_await
        elif hasattr(coro, "ag_await"):
            if coro.ag_frame is not None:
                stack.append(FrameCallGraphEntry(coro.ag_frame))
            coro = coro.ag_await
        else:
            break
    # The limit counts from where the task began, not from where it waits.
    if limit is not None:
        stack = stack[:limit] if limit > 0 else stack[limit:] if limit < 0 else []
    stack.reverse()
    return FutureCallGraph(future, tuple(stack), _graphs_of_awaiters(future, limit))


def format_call_graph(future=None, /, *, depth=1, limit=None):
    """The call graph as text."""
    graph = capture_call_graph(future, depth=depth + 1, limit=limit)
    if graph is None:
        return ""
    lines = []
    _add_lines(graph, lines, 0)
    return "\n".join(lines)


def _add_lines(graph, lines, level):
    def add(line):
        lines.append(level * "    " + line)

    name = type(graph.future).__name__
    if isinstance(graph.future, Task):
        add(f"* {name}(name={graph.future.get_name()!r}, id={id(graph.future):#x})")
    else:
        add(f"* {name}(id={id(graph.future):#x})")
    if graph.call_stack:
        add("  + Call stack:")
        for entry in graph.call_stack:
            frame = entry.frame
            code = frame.f_code
            if code.co_flags & _ASYNC_GENERATOR:
                what = f"async generator {code.co_qualname}()"
            elif code.co_flags & _COROUTINE:
                what = f"async {code.co_qualname}()"
            else:
                what = f"{code.co_qualname}()"
            add(f"  |   File {code.co_filename!r}, line {frame.f_lineno}, in {what}")
    if graph.awaited_by:
        add("  + Awaited by:")
        for awaiter in graph.awaited_by:
            _add_lines(awaiter, lines, level + 1)


def print_call_graph(future=None, /, *, file=None, depth=1, limit=None):
    """Prints the call graph, by default on standard output."""
    print(format_call_graph(future, depth=depth + 1, limit=limit), file=file)
