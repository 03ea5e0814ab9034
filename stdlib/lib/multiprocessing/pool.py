"""Pools of processes, which make calls at the same time.

The processes and the pipes to them are those of `concurrent.futures.process`.
"""
import itertools
import os
import threading
from collections import deque
from concurrent.futures.process import ProcessPoolExecutor
from concurrent.futures.thread import ThreadPoolExecutor

from . import TimeoutError, get_context

__all__ = ["Pool", "ThreadPool"]

RUN = "RUN"
CLOSE = "CLOSE"
TERMINATE = "TERMINATE"


def mapstar(args):
    return list(map(*args))


def _starmapstar(args):
    return list(itertools.starmap(args[0], args[1]))


class ApplyResult:
    """What a call will result in."""

    def __init__(self, pool, callback, error_callback):
        self._pool = pool
        self._event = threading.Event()
        self._callback = callback
        self._error_callback = error_callback
        self._success = None
        self._value = None

    def ready(self):
        return self._event.is_set()

    def successful(self):
        """Did the call raise nothing? It is over."""
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        """The result, waited for up to `timeout` seconds; what the call raised is raised."""
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, success, value):
        if self.ready():
            return
        self._success = success
        self._value = value
        callback = self._callback if success else self._error_callback
        if callback is not None:
            callback(value)
        self._event.set()

    def _take(self, future):
        """Has the outcome of a call as its own."""
        exception = None if future.cancelled() else future.exception()
        if future.cancelled():
            # The pool was terminated; nobody is told.
            return
        self._set(exception is None, future.result() if exception is None else exception)


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    """What calls with each of several items will result in."""

    def __init__(self, pool, count, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._chunks = [None] * count
        self._left = count
        self._failure = None
        if count == 0:
            self._set(True, [])

    def _take_chunk(self, index, future):
        if future.cancelled():
            return
        exception = future.exception()
        if exception is None:
            self._chunks[index] = future.result()
        elif self._failure is None:
            self._failure = exception
        self._left -= 1
        if self._left == 0:
            if self._failure is None:
                self._set(True, list(itertools.chain.from_iterable(self._chunks)))
            else:
                self._set(False, self._failure)


class IMapIterator:
    """The results of calls in order, or, if `in_order` is false, as they come."""

    def __init__(self, in_order):
        self._in_order = in_order
        self._changed = threading.Condition()
        self._outcomes = deque()
        self._early = {}
        self._index = 0
        self._length = None

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._changed:
            if not self._outcomes:
                if self._index == self._length:
                    raise StopIteration
                self._changed.wait_for(lambda: self._outcomes or self._index == self._length, timeout)
                if not self._outcomes:
                    if self._index == self._length:
                        raise StopIteration
                    raise TimeoutError
            success, value = self._outcomes.popleft()
        if success:
            return value
        raise value

    __next__ = next

    def _take(self, index, future):
        if future.cancelled():
            return
        exception = future.exception()
        self._add(index, (True, future.result()) if exception is None else (False, exception))

    def _add(self, index, outcome):
        with self._changed:
            if not self._in_order:
                self._outcomes.append(outcome)
                self._index += 1
            else:
                self._early[index] = outcome
                while self._index in self._early:
                    self._outcomes.append(self._early.pop(self._index))
                    self._index += 1
            self._changed.notify()

    def _set_length(self, length):
        with self._changed:
            self._length = length
            self._changed.notify()


class Pool:
    """Processes that make calls."""

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._state = RUN
        self._ctx = context or get_context()
        if processes is None:
            processes = os.process_cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if maxtasksperchild is not None and (not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0):
            raise ValueError("maxtasksperchild must be a positive int or None")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes
        self._make(initializer, initargs, maxtasksperchild)

    def _make(self, initializer, initargs, maxtasksperchild):
        self._executor = ProcessPoolExecutor(self._processes, self._ctx, initializer, initargs)
        self._executor._max_tasks_per_child = maxtasksperchild

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        """func(*args, **kwds), called in a process."""
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        """As apply(), without waiting: returns an AsyncResult. The callbacks get the result, or what was raised."""
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._executor.submit(func, *args, **kwds).add_done_callback(result._take)
        return result

    def map(self, func, iterable, chunksize=None):
        """The list of func(item) for each item."""
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        """The list of func(*items) for each tuple of items."""
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, _starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize, callback, error_callback):
        self._check_running()
        items = iterable if hasattr(iterable, "__len__") else list(iterable)
        if chunksize is None:
            chunksize, rest = divmod(len(items), self._processes * 4)
            chunksize += bool(rest)
        chunks = list(itertools.batched(items, chunksize)) if items else []
        result = MapResult(self, len(chunks), callback, error_callback)
        for index, chunk in enumerate(chunks):
            self._executor.submit(mapper, (func, chunk)).add_done_callback(
                lambda future, index=index: result._take_chunk(index, future))
        return result

    def imap(self, func, iterable, chunksize=1):
        """An iterator of the results in the order of the items."""
        return self._imap(func, iterable, chunksize, True)

    def imap_unordered(self, func, iterable, chunksize=1):
        """An iterator of the results as they come."""
        return self._imap(func, iterable, chunksize, False)

    def _imap(self, func, iterable, chunksize, in_order):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        if chunksize == 1:
            calls = ((func, item) for item in iterable)
        else:
            calls = ((mapstar, (func, chunk)) for chunk in itertools.batched(iterable, chunksize))
        results = IMapIterator(in_order)
        # The items may have no end.
        threading.Thread(target=self._feed, args=(calls, results), daemon=True).start()
        return results if chunksize == 1 else itertools.chain.from_iterable(results)

    def _feed(self, calls, results):
        """Has calls made as long as the pool takes some; what the iterable raises is a result too."""
        count = 0
        try:
            for called, argument in calls:
                if self._state == TERMINATE:
                    break
                future = self._executor.submit(called, argument)
                future.add_done_callback(lambda future, index=count: results._take(index, future))
                count += 1
        except Exception as exc:
            results._add(count, (False, exc))
            count += 1
        results._set_length(count)

    def close(self):
        """Takes no more calls."""
        if self._state == RUN:
            self._state = CLOSE
            self._ending = self._executor._executor_manager_thread
            self._executor.shutdown(wait=False)

    def terminate(self):
        """Ends the processes whatever they do."""
        if self._state == RUN:
            self._ending = self._executor._executor_manager_thread
        self._state = TERMINATE
        self._executor.terminate_workers()
        self._wait()

    def join(self):
        """Waits until the processes have ended. The pool is closed."""
        if self._state == RUN:
            raise ValueError("Pool is still running")
        self._wait()

    def _wait(self):
        if self._ending is not None:
            self._ending.join()

    def __repr__(self):
        cls = type(self)
        return f"<{cls.__module__}.{cls.__qualname__} state={self._state} pool_size={self._processes}>"

    def __reduce__(self):
        raise NotImplementedError("pool objects cannot be passed between processes or pickled")

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, *exc):
        self.terminate()


class ThreadPool(Pool):
    """As Pool, with threads."""

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)

    def _make(self, initializer, initargs, maxtasksperchild):
        self._executor = ThreadPoolExecutor(self._processes, initializer=initializer, initargs=initargs)

    def close(self):
        if self._state == RUN:
            self._state = CLOSE
            self._executor.shutdown(wait=False)

    def terminate(self):
        self._state = TERMINATE
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _wait(self):
        self._executor.shutdown(wait=True)
