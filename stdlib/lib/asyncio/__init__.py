"""The asyncio package: tasks on an event loop.

What nearly every program uses is imported here; the rest when it is first asked for.
"""
from _asyncio import Future, Task, create_task, current_task, isfuture

from .exceptions import *
from .events import *
from .runners import *

_ON_DEMAND = {
    name: module
    for module, names in {
        "locks": "Lock Event Condition Semaphore BoundedSemaphore Barrier",
        "queues": "Queue PriorityQueue LifoQueue QueueFull QueueEmpty QueueShutDown",
        "streams": "StreamReader StreamWriter StreamReaderProtocol open_connection start_server"
                   " open_unix_connection start_unix_server",
        "tasks": "FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED wait wait_for as_completed sleep gather shield"
                 " ensure_future run_coroutine_threadsafe all_tasks create_eager_task_factory eager_task_factory",
        "taskgroups": "TaskGroup",
        "timeouts": "Timeout timeout timeout_at",
        "transports": "BaseTransport ReadTransport WriteTransport Transport DatagramTransport SubprocessTransport",
        "protocols": "BaseProtocol Protocol DatagramProtocol SubprocessProtocol BufferedProtocol",
        "threads": "to_thread",
        "subprocess": "create_subprocess_exec create_subprocess_shell",
        "futures": "wrap_future future_add_to_awaited_by future_discard_from_awaited_by",
        "base_events": "BaseEventLoop Server",
        "graph": "capture_call_graph format_call_graph print_call_graph FrameCallGraphEntry FutureCallGraph",
        "coroutines": "iscoroutinefunction iscoroutine",
    }.items()
    for name in names.split()
}
_MODULES = {"base_events", "base_futures", "base_subprocess", "base_tasks", "constants", "coroutines", "events", "exceptions",
            "format_helpers", "futures", "graph", "locks", "log", "mixins", "protocols", "queues", "runners",
            "selector_events", "sslproto", "staggered", "streams", "subprocess", "taskgroups", "tasks", "threads",
            "timeouts", "transports", "trsock", "unix_events"}

__all__ = ("Future", "Task", "create_task", "current_task", "isfuture",
           *exceptions.__all__, *events.__all__, *runners.__all__, *_ON_DEMAND, "SelectorEventLoop", "EventLoop")


def __getattr__(name):
    if name in _ON_DEMAND:
        value = getattr(__import__(f"asyncio.{_ON_DEMAND[name]}", fromlist=[name]), name)
    elif name in ("SelectorEventLoop", "EventLoop"):
        value = __import__("asyncio.base_events", fromlist=[name]).SelectorEventLoop
    elif name in ("AbstractEventLoopPolicy", "DefaultEventLoopPolicy"):
        events._deprecated(f"asyncio.{name}")
        return getattr(events, f"_{name}")
    elif name == "_DefaultEventLoopPolicy":
        value = events._DefaultEventLoopPolicy
    elif name in ("_enter_task", "_leave_task", "_register_task", "_unregister_task"):
        value = getattr(__import__("asyncio.tasks", fromlist=[name]), name)
    elif name in _MODULES:
        value = __import__(f"asyncio.{name}", fromlist=["__name__"])
    else:
        raise AttributeError(f"module 'asyncio' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__, *_MODULES})
