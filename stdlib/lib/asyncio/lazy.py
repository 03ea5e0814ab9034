"""Modules that are loaded when something of them is first asked for."""

_OWN = frozenset(("base_events", "base_futures", "base_subprocess", "base_tasks", "selector_events", "constants", "coroutines", "events", "exceptions",
                  "format_helpers", "futures", "locks", "mixins", "protocols", "queues", "sslproto", "staggered", "tasks",
                  "timeouts", "transports", "trsock"))


def lookup(module, names, **found):
    """A `__getattr__` for `module`: programs find in it the modules `names`, and what the functions in `found` return,
    although it has no use for them itself."""
    names = frozenset(names.split())

    def __getattr__(name):
        if name in found:
            return found[name]()
        if name in names:
            return __import__(f"asyncio.{name}" if name in _OWN else name, fromlist=["__name__"])
        if name == "logger":
            from .log import logger
            return logger
        raise AttributeError(f"module {module!r} has no attribute {name!r}")

    return __getattr__


class LazyModule:
    """Stands for a module. What is set on it hides what the module has."""

    def __init__(self, name):
        self.__name__ = name

    def __getattr__(self, name):
        return getattr(__import__(self.__name__, fromlist=["__name__"]), name)
