"""An executor that makes calls in a pool of processes.

Each process has a pipe of its own for the calls that it is given and their results, one at a time; a thread of this
process manages all of them. Calls and results are pickled.
"""
import collections
import multiprocessing
import os
import threading
import traceback
import weakref
from concurrent.futures import _base
from multiprocessing import connection

_managers = weakref.WeakKeyDictionary()
_global_shutdown = False


def _python_exit():
    global _global_shutdown
    _global_shutdown = True
    managers = list(_managers.items())
    for manager, wakeup in managers:
        wakeup.send()
    for manager, _ in managers:
        manager.join()


threading._register_atexit(_python_exit)
# A process that begins as a copy has none of the managers, and their locks may be held there for ever.
os.register_at_fork(after_in_child=_managers.clear)


class _RemoteTraceback(Exception):
    """What a traceback in another process looked like."""

    def __init__(self, tb):
        self.tb = tb

    def __str__(self):
        return self.tb


class _ExceptionWithTraceback:
    """An exception on its way, whose traceback becomes the text of its cause."""

    def __init__(self, exc, tb):
        lines = traceback.format_exception(type(exc), exc, tb)
        self.exc = exc
        # Frames hold variables, which nobody has asked for.
        self.exc.__traceback__ = None
        self.tb = f'\n"""\n{"".join(lines)}"""'

    def __reduce__(self):
        return _rebuild_exc, (self.exc, self.tb)


def _rebuild_exc(exc, tb):
    exc.__cause__ = _RemoteTraceback(tb)
    return exc


class BrokenProcessPool(_base.BrokenExecutor):
    """A process of the pool ended while calls were to be made."""


class _Wakeup:
    """Ends the manager's wait."""

    def __init__(self):
        self._reader, self._writer = connection.Pipe(duplex=False)
        self._lock = threading.Lock()
        self._closed = False

    def fileno(self):
        return self._reader.fileno()

    def send(self):
        with self._lock:
            if not self._closed:
                self._writer.send_bytes(b"")

    def clear(self):
        while self._reader.poll():
            self._reader.recv_bytes()

    def close(self):
        with self._lock:
            self._closed = True
            self._reader.close()
            self._writer.close()


class _Worker:
    """A process of the pool, as this one sees it."""

    def __init__(self, context, initializer, initargs, max_tasks, others):
        self.pipe, theirs = context.Pipe()
        # A process that begins as a copy has the ends of the others' pipes too, and must not keep them open.
        inherited = [self.pipe, *others] if context.get_start_method() == "fork" else []
        self.process = context.Process(target=_process_worker,
                                       args=(theirs, initializer, initargs, max_tasks, inherited))
        self.process.start()
        theirs.close()
        self.item = None
        self.calls_left = max_tasks

    def stop(self):
        """Tells the process that nothing more comes."""
        try:
            self.pipe.send_bytes(b"")
        except OSError:
            pass

    def end(self):
        self.process.join()
        self.pipe.close()


def _process_worker(pipe, initializer, initargs, max_tasks, inherited):
    """What a process of the pool does: call after call, until there are no more or its share is done."""
    for other in inherited:
        other.close()
    if initializer is not None:
        try:
            initializer(*initargs)
        except BaseException:
            _base.LOGGER.critical("Exception in initializer:", exc_info=True)
            # Whoever manages the pool finds the process ended.
            return
    import pickle
    calls = 0
    while max_tasks is None or calls < max_tasks:
        try:
            data = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        if not data:
            return
        calls += 1
        try:
            fn, args, kwargs = pickle.loads(data)
            answer = True, fn(*args, **kwargs)
        except BaseException as exc:
            answer = False, _ExceptionWithTraceback(exc, exc.__traceback__)
        try:
            pipe.send(answer)
        except OSError:
            return
        except BaseException as exc:
            # The result cannot be pickled.
            pipe.send((False, _ExceptionWithTraceback(exc, exc.__traceback__)))
        fn = args = kwargs = answer = data = None


class _Manager(threading.Thread):
    """Hands calls to processes and their results to futures. It does not keep the executor."""

    def __init__(self, executor):
        super().__init__(name="ExecutorManagerThread")
        wakeup = executor._wakeup
        self.executor_reference = weakref.ref(executor, lambda _: wakeup.send())
        self.wakeup = wakeup
        self.lock = executor._shutdown_lock
        self.waiting = executor._waiting
        self.pending = executor._pending_work_items
        self.processes = executor._processes
        self.workers = []
        self.settings = (executor._mp_context, executor._initializer, executor._initargs,
                         executor._max_tasks_per_child)
        self.max_workers = executor._max_workers

    def run(self):
        while True:
            failure = self._assign()
            if failure is None:
                if self._is_finished():
                    break
                failure = self._wait()
            if failure is not None:
                self._break(failure)
                return
        for worker in self.workers:
            worker.stop()
        self._end()

    def _assign(self):
        """Gives calls to processes that have none; begins processes where there are too few. Returns what broke it."""
        while self.waiting:
            worker = next((each for each in self.workers if each.item is None), None)
            if worker is None:
                if len(self.workers) >= self.max_workers:
                    return None
                worker = _Worker(*self.settings, [each.pipe for each in self.workers])
                self.workers.append(worker)
                self.processes[worker.process.pid] = worker.process
            try:
                key = self.waiting.popleft()
                item = self.pending[key]
            except (IndexError, KeyError):
                continue
            if not item.future.set_running_or_notify_cancel():
                del self.pending[key]
                continue
            try:
                worker.pipe.send((item.fn, item.args, item.kwargs))
            except OSError:
                return "A child process terminated abruptly, the process pool is not usable anymore"
            except BaseException as exc:
                # The call cannot be pickled.
                del self.pending[key]
                item.future.set_exception(exc)
                continue
            worker.item = key
            del item
        return None

    def _wait(self):
        """Waits for results, ends of processes and calls. Returns what broke the pool, or None."""
        ready = connection.wait([self.wakeup, *(worker.pipe for worker in self.workers)])
        if self.wakeup in ready:
            self.wakeup.clear()
        for worker in list(self.workers):
            if worker.pipe not in ready:
                continue
            try:
                succeeded, result = worker.pipe.recv()
            except (EOFError, OSError):
                return "A process in the process pool was terminated abruptly while the future was running or pending."
            except BaseException as exc:
                # The result cannot be unpickled.
                succeeded, result = False, exc
            item = self.pending.pop(worker.item)
            worker.item = None
            if succeeded:
                item.future.set_result(result)
            else:
                item.future.set_exception(result)
            del item, result
            if worker.calls_left is not None:
                worker.calls_left -= 1
                if worker.calls_left == 0:
                    self.workers.remove(worker)
                    self.processes.pop(worker.process.pid, None)
                    worker.end()
        return None

    def _is_finished(self):
        """Is nothing left to do, and can nothing come?"""
        executor = self.executor_reference()
        ending = _global_shutdown or executor is None or executor._shutdown_thread
        if ending and executor is not None:
            executor._shutdown_thread = True
            if executor._cancel_pending_futures:
                self._cancel_waiting()
                executor._cancel_pending_futures = False
        return ending and not self.pending

    def _cancel_waiting(self):
        running = {worker.item for worker in self.workers}
        for key in list(self.pending):
            if key not in running and self.pending[key].future.cancel():
                del self.pending[key]
        self.waiting.clear()

    def _break(self, why):
        """Ends the pool: no call can be relied on any more."""
        executor = self.executor_reference()
        if executor is not None:
            executor._broken = "A child process terminated abruptly, the process pool is not usable anymore"
            executor._shutdown_thread = True
        error = BrokenProcessPool(why)
        for item in list(self.pending.values()):
            try:
                item.future.set_exception(error)
            except _base.InvalidStateError:
                # It was cancelled.
                pass
        self.pending.clear()
        self.waiting.clear()
        for worker in self.workers:
            worker.process.terminate()
        self._end()

    def _end(self):
        with self.lock:
            self.wakeup.close()
        for worker in self.workers:
            worker.end()
        self.workers.clear()
        self.processes.clear()


def _process_chunk(fn, chunk):
    return [fn(*args) for args in chunk]


def _chain_from_iterable_of_lists(iterable):
    for each in iterable:
        each.reverse()
        while each:
            yield each.pop()


class ProcessPoolExecutor(_base.Executor):
    """Makes calls in processes, which are started when there is something to do."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = os.process_cpu_count() or 1
        elif max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if mp_context is None:
            if max_tasks_per_child is not None:
                mp_context = multiprocessing.get_context("spawn")
            else:
                mp_context = multiprocessing.get_context()
        self._max_workers = max_workers
        self._mp_context = mp_context
        self._safe_to_dynamically_spawn_children = mp_context.get_start_method() != "fork"
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._initializer = initializer
        self._initargs = initargs
        if max_tasks_per_child is not None:
            if not isinstance(max_tasks_per_child, int):
                raise TypeError("max_tasks_per_child must be an integer")
            if max_tasks_per_child <= 0:
                raise ValueError("max_tasks_per_child must be >= 1")
            if mp_context.get_start_method() == "fork":
                raise ValueError("max_tasks_per_child is incompatible with the 'fork' multiprocessing start method; "
                                 "supply a different mp_context.")
        self._max_tasks_per_child = max_tasks_per_child
        self._executor_manager_thread = None
        self._processes = {}
        self._shutdown_thread = False
        self._shutdown_lock = threading.Lock()
        self._broken = False
        self._queue_count = 0
        self._pending_work_items = {}
        self._waiting = collections.deque()
        self._cancel_pending_futures = False
        self._wakeup = _Wakeup()

    def submit(self, fn, /, *args, **kwargs):
        """Has fn(*args, **kwargs) called in a process; returns a Future."""
        with self._shutdown_lock:
            if self._broken:
                raise BrokenProcessPool(self._broken)
            if self._shutdown_thread:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _global_shutdown:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = _base.Future()
            self._pending_work_items[self._queue_count] = _base.WorkItem(future, fn, args, kwargs)
            self._waiting.append(self._queue_count)
            self._queue_count += 1
            if self._executor_manager_thread is None:
                self._executor_manager_thread = _Manager(self)
                self._executor_manager_thread.start()
                _managers[self._executor_manager_thread] = self._wakeup
            self._wakeup.send()
            return future

    def map(self, fn, *iterables, timeout=None, chunksize=1, buffersize=None):
        """As the built-in map(); each process gets `chunksize` items at a time."""
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        from functools import partial
        from itertools import batched
        results = super().map(partial(_process_chunk, fn), batched(zip(*iterables), chunksize), timeout=timeout,
                              buffersize=buffersize)
        return _chain_from_iterable_of_lists(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Takes no more calls; waits for those that there are."""
        with self._shutdown_lock:
            self._cancel_pending_futures = cancel_futures
            self._shutdown_thread = True
            if self._executor_manager_thread is not None:
                try:
                    self._wakeup.send()
                except OSError:
                    # The manager has ended.
                    pass
        if self._executor_manager_thread is not None and wait:
            self._executor_manager_thread.join()
        self._executor_manager_thread = None

    def terminate_workers(self):
        """Ends the processes by SIGTERM."""
        self._force_shutdown("terminate")

    def kill_workers(self):
        """Ends the processes by SIGKILL."""
        self._force_shutdown("kill")

    def _force_shutdown(self, operation):
        processes = dict(self._processes)
        self.shutdown(wait=False, cancel_futures=True)
        for process in processes.values():
            try:
                if process.is_alive():
                    getattr(process, operation)()
            except (ValueError, ProcessLookupError):
                # It has ended already.
                continue
