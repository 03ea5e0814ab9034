"""The asyncio package: tasks on an event loop.

What nearly every program uses is imported here; the rest when it is first asked for.
"""
from .exceptions import *
from .events import *
from .tasks import *
from .runners import *

_ON_DEMAND = {
    name: module
    for module, names in {
        "locks": "Lock Event Condition Semaphore BoundedSemaphore Barrier",
        "queues": "Queue PriorityQueue LifoQueue QueueFull QueueEmpty QueueShutDown",
        "streams": "StreamReader StreamWriter StreamReaderProtocol open_connection start_server"
                   " open_unix_connection start_unix_server",
        "taskgroups": "TaskGroup",
        "timeouts": "Timeout timeout timeout_at",
        "transports": "BaseTransport ReadTransport WriteTransport Transport DatagramTransport SubprocessTransport",
        "protocols": "BaseProtocol Protocol DatagramProtocol SubprocessProtocol BufferedProtocol",
        "threads": "to_thread",
        "subprocess": "create_subprocess_exec create_subprocess_shell",
        "futures": "wrap_future",
        "coroutines": "iscoroutinefunction iscoroutine",
    }.items()
    for name in names.split()
}
_MODULES = {"base_events", "constants", "coroutines", "events", "exceptions", "futures", "locks", "log", "protocols",
            "queues", "runners", "streams", "subprocess", "taskgroups", "tasks", "threads", "timeouts", "transports"}

__all__ = [*exceptions.__all__, *events.__all__, *tasks.__all__, *runners.__all__, *_ON_DEMAND]


def __getattr__(name):
    if name in _ON_DEMAND:
        value = getattr(__import__(f"asyncio.{_ON_DEMAND[name]}", fromlist=[name]), name)
    elif name in _MODULES:
        value = __import__(f"asyncio.{name}", fromlist=["__name__"])
    else:
        raise AttributeError(f"module 'asyncio' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__, *_MODULES})
