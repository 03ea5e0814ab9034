"""Threads: all run in one system thread, one at a time, and hand over where they wait or have had their time."""

import sys
from _collections import _struct_sequence, deque
from itertools import count as _count
from time import monotonic as _time

import _thread
from _thread import (TIMEOUT_MAX, RLock, _local_get, _local_set, _ThreadHandle, error as ThreadError, get_ident,
                     get_native_id, stack_size, start_joinable_thread as _start_joinable_thread)

__all__ = ['get_ident', 'active_count', 'Condition', 'current_thread', 'enumerate', 'main_thread', 'TIMEOUT_MAX',
           'Event', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Thread', 'Barrier', 'BrokenBarrierError',
           'Timer', 'ThreadError', 'setprofile', 'settrace', 'local', 'stack_size', 'excepthook', 'ExceptHookArgs',
           'getprofile', 'gettrace', 'setprofile_all_threads', 'settrace_all_threads', 'get_native_id']

Lock = _thread.lock
_RLock = RLock

_profile_hook = None
_trace_hook = None


def setprofile(func):
    """Has the threads started from now on call a profile function, as sys.setprofile() does."""
    global _profile_hook
    _profile_hook = func


def setprofile_all_threads(func):
    """As setprofile(), for the threads that there are too."""
    setprofile(func)
    sys._setprofileallthreads(func)


def getprofile():
    """The function of setprofile()."""
    return _profile_hook


def settrace(func):
    """Has the threads started from now on call a trace function, as sys.settrace() does."""
    global _trace_hook
    _trace_hook = func


def settrace_all_threads(func):
    """As settrace(), for the threads that there are too."""
    settrace(func)
    sys._settraceallthreads(func)


def gettrace():
    """The function of settrace()."""
    return _trace_hook


# All threads that somebody has, once somebody has asked for it.
_seen_threads = None


def __getattr__(name):
    global _seen_threads
    if name == '_dangling':
        if _seen_threads is None:
            from _weakrefset import WeakSet
            _seen_threads = WeakSet(_enumerate())
        return _seen_threads
    if name == 'warnings':
        import warnings
        return warnings
    if name in ('_CRLock', '_PyRLock', '_allocate_lock', '_LockType', '_os', '_sys', '_deque', 'WeakSet'):
        if name == '_os':
            return __import__('os')
        if name == 'WeakSet':
            from _weakrefset import WeakSet
            return WeakSet
        return {'_CRLock': RLock, '_PyRLock': RLock, '_allocate_lock': _thread.allocate_lock, '_LockType': Lock,
                '_sys': sys, '_deque': deque}[name]
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


class Condition:
    """A condition variable: threads wait until another one notifies them."""

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        self.locked = lock.locked
        for name in ('_release_save', '_acquire_restore', '_is_owned'):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f'<Condition({self._lock}, {len(self._waiters)})>'

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()
        self._waiters.clear()

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        """Gives the lock up, waits until notified or until the timeout occurs, and takes the lock again."""
        if not self._is_owned():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        state = self._release_save()
        notified = False
        try:
            if timeout is None:
                waiter.acquire()
                notified = True
            elif timeout <= 0:
                notified = waiter.acquire(False)
            else:
                notified = waiter.acquire(True, timeout)
            return notified
        finally:
            self._acquire_restore(state)
            if not notified:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        """Waits until predicate() is true; returns its last result."""
        end = None
        remaining = timeout
        result = predicate()
        while not result:
            if remaining is not None:
                if end is None:
                    end = _time() + remaining
                else:
                    remaining = end - _time()
                    if remaining <= 0:
                        break
            self.wait(remaining)
            result = predicate()
        return result

    def notify(self, n=1):
        """Wakes up to n of the threads that wait."""
        if not self._is_owned():
            raise RuntimeError('cannot notify on un-acquired lock')
        waiters = self._waiters
        while waiters and n > 0:
            waiter = waiters[0]
            try:
                waiter.release()
            except RuntimeError:
                # It has been notified before, and its thread has not gone on yet.
                pass
            else:
                n -= 1
            try:
                waiters.remove(waiter)
            except ValueError:
                pass

    def notify_all(self):
        """Wakes all threads that wait."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        """Deprecated alias of notify_all()."""
        _deprecated('notifyAll() is deprecated, use notify_all() instead')
        self.notify_all()


def _deprecated(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3)


class Semaphore:
    """A counter that threads take from, and wait for while it is zero."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        cls = self.__class__
        return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>'

    def acquire(self, blocking=True, timeout=None):
        """Takes one, waiting if there is none; returns whether it got it."""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        got = False
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    break
                if timeout is not None:
                    if end is None:
                        end = _time() + timeout
                    else:
                        timeout = end - _time()
                        if timeout <= 0:
                            break
                self._cond.wait(timeout)
            else:
                self._value -= 1
                got = True
        return got

    __enter__ = acquire

    def release(self, n=1):
        """Gives n back."""
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that cannot be given more than was taken."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        cls = self.__class__
        return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}/{self._initial_value}>'

    def release(self, n=1):
        """Gives n back; ValueError if that is more than was taken."""
        if n < 1:
            raise ValueError('n must be one or more')
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError('Semaphore released too many times')
            self._value += n
            self._cond.notify(n)


class Event:
    """A flag that threads wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        cls = self.__class__
        status = 'set' if self._flag else 'unset'
        return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {status}>'

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def is_set(self):
        """Is the flag true?"""
        return self._flag

    def isSet(self):
        """Deprecated alias of is_set()."""
        _deprecated('isSet() is deprecated, use is_set() instead')
        return self.is_set()

    def set(self):
        """Sets the flag and wakes all that wait."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        """Resets the flag."""
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        """Waits until the flag is true; false if the timeout occurs before."""
        with self._cond:
            signaled = self._flag
            if not signaled:
                signaled = self._cond.wait(timeout)
            return signaled


class BrokenBarrierError(RuntimeError):
    """The barrier was reset, aborted, or a wait timed out."""


class Barrier:
    """A place where a number of threads wait for each other."""

    # States: 0 filling, 1 draining, -1 resetting, -2 broken.

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError('parties must be >= 1')
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = 0
        self._count = 0

    def __repr__(self):
        cls = self.__class__
        if self.broken:
            return f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: broken>'
        return (f'<{cls.__module__}.{cls.__qualname__} at {id(self):#x}:'
                f' waiters={self.n_waiting}/{self.parties}>')

    def wait(self, timeout=None):
        """Waits for the other parties; returns a number that no other party gets."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            self._enter()
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._let_go()
                else:
                    self._wait(timeout)
                return index
            finally:
                self._count -= 1
                self._exit()

    def _enter(self):
        while self._state in (-1, 1):
            self._cond.wait()
        if self._state < 0:
            raise BrokenBarrierError

    def _let_go(self):
        try:
            if self._action:
                self._action()
            self._state = 1
            self._cond.notify_all()
        except:
            self._break()
            raise

    def _wait(self, timeout):
        if not self._cond.wait_for(lambda: self._state != 0, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state < 0:
            raise BrokenBarrierError

    def _exit(self):
        if self._count == 0 and self._state in (-1, 1):
            self._state = 0
            self._cond.notify_all()

    def reset(self):
        """Empties the barrier; who waits gets BrokenBarrierError."""
        with self._cond:
            if self._count > 0:
                if self._state in (0, -2):
                    self._state = -1
            else:
                self._state = 0
            self._cond.notify_all()

    def abort(self):
        """Breaks the barrier, for good."""
        with self._cond:
            self._break()

    def _break(self):
        self._state = -2
        self._cond.notify_all()

    @property
    def parties(self):
        """How many threads it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many wait."""
        return self._count if self._state == 0 else 0

    @property
    def broken(self):
        """Is it broken?"""
        return self._state == -2


_counter = _count(1).__next__


def _newname(template):
    return template % _counter()


# Threads that have been started and not ended, by number; and those about to start.
_active = {}
_limbo = {}
_threading_atexits = []
_SHUTTING_DOWN = False


class Thread:
    """An activity that runs by itself."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None, context=None):
        assert group is None, 'group argument must be None for now'
        if kwargs is None:
            kwargs = {}
        if name:
            name = str(name)
        else:
            name = _newname('Thread-%d')
            if target is not None:
                try:
                    name += f' ({target.__name__})'
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = kwargs
        self._context = context
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._native_id = None
        self._started = Event()
        self._os_thread_handle = _ThreadHandle()
        self._initialized = True
        self._stderr = sys.stderr
        self._invoke_excepthook = _make_invoke_excepthook()
        if _seen_threads is not None:
            _seen_threads.add(self)

    def __repr__(self):
        assert self._initialized, 'Thread.__init__() was not called'
        status = 'initial'
        if self._started.is_set():
            status = 'started'
        if self._os_thread_handle.is_done():
            status = 'stopped'
        if self._daemonic:
            status += ' daemon'
        if self._ident is not None:
            status += f' {self._ident}'
        return f'<{self.__class__.__name__}({self._name}, {status})>'

    def start(self):
        """Starts the thread; at most once."""
        if not self._initialized:
            raise RuntimeError('thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        _limbo[self] = self
        if self._context is None:
            import contextvars
            self._context = contextvars.Context()
        try:
            _start_joinable_thread(self._bootstrap, handle=self._os_thread_handle, daemon=self.daemon)
        except Exception:
            del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        """What the thread does: calls the target."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # They may refer to the thread itself.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._ident = get_ident()
            self._native_id = get_native_id()
            _thread.set_name(self._name)
            _active[self._ident] = self
            del _limbo[self]
            self._started.set()
            if _trace_hook:
                sys.settrace(_trace_hook)
            if _profile_hook:
                sys.setprofile(_profile_hook)
            try:
                self._context.run(self.run)
            except:
                self._invoke_excepthook(self)
        finally:
            _active.pop(self._ident, None)

    def join(self, timeout=None):
        """Waits until the thread ends, or the timeout occurs."""
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        if timeout is not None:
            timeout = max(timeout, 0)
        self._os_thread_handle.join(timeout)

    @property
    def name(self):
        """A name, for reports only."""
        assert self._initialized, 'Thread.__init__() not called'
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, 'Thread.__init__() not called'
        self._name = str(name)
        if get_ident() == self._ident:
            _thread.set_name(self._name)

    @property
    def ident(self):
        """The thread's number, None before it is started."""
        assert self._initialized, 'Thread.__init__() not called'
        return self._ident

    @property
    def native_id(self):
        """The number the system would give it."""
        assert self._initialized, 'Thread.__init__() not called'
        return self._native_id

    def is_alive(self):
        """Has it been started, and not ended?"""
        assert self._initialized, 'Thread.__init__() not called'
        return self._started.is_set() and not self._os_thread_handle.is_done()

    @property
    def daemon(self):
        """Does the program end without waiting for it?"""
        assert self._initialized, 'Thread.__init__() not called'
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = daemonic

    def isDaemon(self):
        """Deprecated: use the daemon property."""
        _deprecated('isDaemon() is deprecated, get the daemon attribute instead')
        return self.daemon

    def setDaemon(self, daemonic):
        """Deprecated: use the daemon property."""
        _deprecated('setDaemon() is deprecated, set the daemon attribute instead')
        self.daemon = daemonic

    def getName(self):
        """Deprecated: use the name property."""
        _deprecated('getName() is deprecated, get the name attribute instead')
        return self.name

    def setName(self, name):
        """Deprecated: use the name property."""
        _deprecated('setName() is deprecated, set the name attribute instead')
        self.name = name


ExceptHookArgs = _struct_sequence(
    '_thread._ExceptHookArgs', 4, ('exc_type', 'exc_value', 'exc_traceback', 'thread'),
    'ExceptHookArgs\n\nType used to pass arguments to threading.excepthook.')


def excepthook(args, /):
    """Reports an exception that ended a thread."""
    if not isinstance(args, ExceptHookArgs):
        raise TypeError('_thread.excepthook argument type must be ExceptHookArgs')
    if args.exc_type is SystemExit:
        return
    stderr = sys.stderr
    if stderr is None:
        if args.thread is None:
            return
        stderr = args.thread._stderr
        if stderr is None:
            return
    name = get_ident() if args.thread is None else args.thread.name
    stderr.write(f'Exception in thread {name}:\n')
    if stderr is sys.stderr:
        # In colours on a terminal.
        sys.__excepthook__(args.exc_type, args.exc_value, args.exc_traceback)
    else:
        from _asyncio import _format_exception
        stderr.write(_format_exception(args.exc_value))
    stderr.flush()


__excepthook__ = excepthook


def _make_invoke_excepthook():
    default = excepthook
    # While the program ends, modules lose their names.
    exc_info = sys.exc_info

    def invoke(thread):
        hook = globals().get('excepthook') or default
        info = exc_info()
        try:
            hook(ExceptHookArgs([*info, thread]))
        except Exception as exc:
            exc.__suppress_context__ = True
            sys.stderr.write('Exception in threading.excepthook:\n')
            sys.excepthook(*exc_info())
        finally:
            info = None
    return invoke


class Timer(Thread):
    """Calls a function after a number of seconds, unless it is cancelled before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        """Stops the timer if it has not finished yet."""
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    """The thread that the program began in."""

    def __init__(self):
        Thread.__init__(self, name='MainThread', daemon=False)
        self._started.set()
        self._ident = get_ident()
        self._native_id = get_native_id()
        self._os_thread_handle = _thread._make_thread_handle(self._ident)
        _active[self._ident] = self


class _DummyThread(Thread):
    """A thread that was not started here."""

    def __init__(self):
        Thread.__init__(self, name=_newname('Dummy-%d'), daemon=True)
        self._started.set()
        self._ident = get_ident()
        self._native_id = get_native_id()
        self._os_thread_handle = _thread._make_thread_handle(self._ident)
        _active[self._ident] = self
        # The thread's own things go when it ends, and this with them.
        _thread._locals()['end'] = _ForgetDummy(self._ident)

    def join(self, timeout=None):
        raise RuntimeError('cannot join a dummy thread')


class _ForgetDummy:
    """Takes a thread that was not started here off the list when it ends."""

    def __init__(self, ident):
        self._ident = ident

    def __del__(self, active=_active):
        active.pop(self._ident, None)


def current_thread():
    """The Thread object of the thread that calls."""
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    """Deprecated alias of current_thread()."""
    _deprecated('currentThread() is deprecated, use current_thread() instead')
    return current_thread()


def active_count():
    """How many threads are alive."""
    return len(_active) + len(_limbo)


def activeCount():
    """Deprecated alias of active_count()."""
    _deprecated('activeCount() is deprecated, use active_count() instead')
    return active_count()


def _enumerate():
    return [*_active.values(), *_limbo.values()]


def enumerate():
    """The threads that are alive."""
    return _enumerate()


def main_thread():
    """The thread that the program began in."""
    return _main_thread


def _after_fork():
    """In a new process: only the thread that forked is in it, and is its main one."""
    global _main_thread
    current = current_thread()
    for thread in _enumerate():
        if thread is not current:
            thread._started._at_fork_reinit()
            if thread.ident is not None:
                thread._os_thread_handle._set_done()
    _limbo.clear()
    _active.clear()
    _active[current._ident] = _main_thread = current


class local:
    """An object whose attributes are each thread's own."""

    def __new__(cls, /, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        key = _Key(args, kw)
        object.__setattr__(self, '_local__key', key)
        # The thread that makes it calls __init__ by itself.
        locals_ = _thread._locals()
        locals_[key.number] = {}
        key.threads.append(locals_)
        return self

    def __getattribute__(self, name):
        value = _local_get(self, name)
        if value is not ...:
            return value
        own = _own(self)
        if name == '__dict__':
            return own
        if name in own:
            found = getattr(type(self), name, None)
            if not hasattr(type(found), '__set__'):
                return own[name]
        try:
            return object.__getattribute__(self, name)
        except AttributeError as exc:
            if type(self) is not local or exc.obj is not self:
                exc.__traceback__ = None
                raise exc from None
        raise _missing(self, name)

    def __setattr__(self, name, value):
        if _local_set(self, name, value):
            return
        if name == '__dict__':
            raise AttributeError(f"'{_full_name(self)}' object attribute '__dict__' is read-only")
        own = _own(self)
        found = getattr(type(self), name, None)
        if hasattr(type(found), '__set__') or name == '__class__':
            object.__setattr__(self, name, value)
        else:
            own[name] = value

    def __delattr__(self, name):
        if name == '__dict__':
            raise AttributeError(f"'{_full_name(self)}' object attribute '__dict__' is read-only")
        own = _own(self)
        found = type(getattr(type(self), name, None))
        if hasattr(found, '__set__') or hasattr(found, '__delete__'):
            object.__delattr__(self, name)
        elif name in own:
            del own[name]
        else:
            raise _missing(self, name)


def _full_name(self):
    return '_thread._local' if type(self) is local else type(self).__name__


def _missing(self, name):
    return AttributeError(f"'{_full_name(self)}' object has no attribute '{name}'", name=name, obj=self)


local.__module__ = '_thread'
local.__name__ = local.__qualname__ = '_local'


class _Key:
    """Under what the threads' dictionaries have the attributes of a `local`."""

    def __init__(self, args, kw):
        self.number = _next_key()
        self.args = args
        self.kw = kw
        self.threads = []

    def __del__(self):
        for locals_ in self.threads:
            locals_.pop(self.number, None)


_next_key = _count(1).__next__


def _own(self):
    """The calling thread's attributes."""
    key = object.__getattribute__(self, '_local__key')
    locals_ = _thread._locals()
    own = locals_.get(key.number)
    if own is None:
        own = locals_[key.number] = {}
        key.threads.append(locals_)
        type(self).__init__(self, *key.args, **key.kw)
    return own


def _register_atexit(func, *arg, **kwargs):
    """Has func called before the threads are joined when the program ends."""
    if _SHUTTING_DOWN:
        raise RuntimeError("can't register atexit after shutdown")
    _threading_atexits.append(lambda: func(*arg, **kwargs))


def _shutdown():
    """Waits for all threads that are not daemons: the program ends."""
    global _SHUTTING_DOWN
    _SHUTTING_DOWN = True
    for call in reversed(_threading_atexits):
        call()
    # Whoever joins the main thread waits no longer.
    _main_thread._os_thread_handle._set_done()
    _thread._shutdown()


if _thread._is_main():
    # The thread that imports this is nearly always the main one.
    class _Placeholder:
        daemon = False

    _active[get_ident()] = _Placeholder
    _main_thread = _MainThread()
else:
    _main_thread = _DummyThread()
_thread.set_name('MainThread')
