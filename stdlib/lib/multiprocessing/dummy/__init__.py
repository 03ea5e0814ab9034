"""What `multiprocessing` has, with threads for processes."""
import array
import sys
import threading
import weakref
from queue import Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore

from ..util import Namespace
from .connection import Pipe

__all__ = ["Process", "current_process", "active_children", "freeze_support", "Lock", "RLock", "Semaphore",
           "BoundedSemaphore", "Condition", "Event", "Barrier", "Queue", "Manager", "Pipe", "Pool", "JoinableQueue"]

current_process = threading.current_thread
current_process()._children = weakref.WeakKeyDictionary()
JoinableQueue = Queue
list = list
dict = dict


class DummyProcess(threading.Thread):
    """A thread that is used as a process."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        super().__init__(group, target, name, args, kwargs)
        self._pid = None
        self._children = weakref.WeakKeyDictionary()
        self._start_called = False
        self._parent = current_process()

    def start(self):
        if self._parent is not current_process():
            raise RuntimeError(f"Parent is {self._parent!r} but current_process is {current_process()!r}")
        self._start_called = True
        if hasattr(self._parent, "_children"):
            self._parent._children[self] = None
        super().start()

    @property
    def exitcode(self):
        """0 once it has ended."""
        return 0 if self._start_called and not self.is_alive() else None


Process = DummyProcess


def active_children():
    """The processes that this thread started and that have not ended."""
    children = current_process()._children
    for process in [*children]:
        if not process.is_alive():
            children.pop(process, None)
    return [*children]


def freeze_support():
    """For programs that are frozen, which Rondo's are not."""


class Value:
    """An object with the attribute `value`."""

    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value

    def __repr__(self):
        return f"<{type(self).__name__}({self._typecode!r}, {self._value!r})>"


def Array(typecode, sequence, lock=True):
    return array.array(typecode, sequence)


def Manager():
    """This module: what threads share needs no manager."""
    return sys.modules[__name__]


def shutdown():
    """There is nothing to end."""


def Pool(processes=None, initializer=None, initargs=()):
    """A pool of threads."""
    from ..pool import ThreadPool
    return ThreadPool(processes, initializer, initargs)
