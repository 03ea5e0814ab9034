# Threads and what they wait for, with wrong arguments.
import threading, time, sys, gc, weakref, _thread, queue, io, unittest, contextlib, os, traceback, functools, pickle


def t(label, f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        r = (type(e).__name__, str(e))
    print(label, r)


import re


def R(x):
    return re.sub(r"0x[0-9a-f]+|\d{6,}", "N", repr(x))


# Thread
T = threading.Thread
x = T(target=lambda: None)
print(x.name, R(x), x.ident, x.daemon, x.is_alive(), x.native_id)
t("join", x.join)
x.start()
x.join()
print(R(x), x.ident is not None, x.native_id is not None)
t("start2", x.start)
x = T(name="abc", daemon=True)
print(R(x))
x.name = "q"
print(x.name)
x.daemon = False
t("dm", lambda: setattr(threading.current_thread(), "daemon", True))
t("grp", T, group=1)
print(T(target=t).name, T(target=functools.partial(t)).name.split("-")[0])


class S(T):
    def __init__(s):
        pass


t("noinit", S().start)
t("noinit", lambda: S().name)
t("noinit r", lambda: repr(S()))
t("noinit j", lambda: S().join())
t("joinself", threading.current_thread().join)
e = threading.Event()
x = T(target=e.wait)
x.start()
print(R(x), x.is_alive())
t("jt", x.join, 0.01)
t("jneg", x.join, -1)
print(x.is_alive())
t("dm2", lambda: setattr(x, "daemon", True))
e.set()
x.join()
print(x.is_alive())
print(
    threading.main_thread() is threading.current_thread(),
    R(threading.current_thread()),
    threading.active_count(),
    len(threading.enumerate()),
    threading.get_ident() == threading.main_thread().ident,
    threading.get_native_id() > 0,
)


# excepthook
def bad():
    raise ValueError("in thread")


err = sys.stderr
sys.stderr = io.StringIO()
x = T(target=bad, name="BT")
x.start()
x.join()
s = sys.stderr.getvalue()
sys.stderr = err
print(s.splitlines()[0], s.splitlines()[-1])
got = []
old = threading.excepthook
threading.excepthook = lambda a: got.append(
    (a.exc_type, str(a.exc_value), a.exc_traceback is not None, a.thread.name)
)
x = T(target=bad, name="BT2")
x.start()
x.join()
print(got)
threading.excepthook = old
print(threading.excepthook is threading.__excepthook__)
t("ea", threading.ExceptHookArgs, 1)
a = threading.ExceptHookArgs((ValueError, ValueError("q"), None, None))
print(a, a.exc_type, len(a))


def ex():
    sys.exit(3)


x = T(target=ex)
x.start()
x.join()
print("exit ok")


def hookbad(a):
    raise KeyError("hook")


threading.excepthook = hookbad
sys.stderr = io.StringIO()
x = T(target=bad)
x.start()
x.join()
s = sys.stderr.getvalue()
sys.stderr = err
threading.excepthook = old
print([l for l in s.splitlines() if not l.startswith(" ")])
# Lock
l = threading.Lock()
print(type(l).__name__, R(l))
print(l.acquire(), l.locked(), l.acquire(False), l.acquire(timeout=0.01), l.acquire(blocking=True, timeout=0))
t("a", l.acquire, False, 1)
t("a", l.acquire, timeout=-2)
print(R(l))
l.release()
t("rel", l.release)
with l:
    print(l.locked())
t("w", lambda: weakref.ref(l)() is l)
t("pickle", pickle.dumps, l)
print(threading.Lock, isinstance(l, threading.Lock), threading.LockType if hasattr(threading, "LockType") else "")
r = threading.RLock()
print(type(r).__name__, R(r))
r.acquire()
r.acquire()
print(R(r))
r.release()
r.release()
t("rr", r.release)
print(r._is_owned())
r.acquire()
s = r._release_save()
print(len(s))
r._acquire_restore(s)
print(r._is_owned())
r.release()


def other():
    t("other", r.release)


r.acquire()
x = T(target=other)
x.start()
x.join()
r.release()

# Event
e = threading.Event()
print(R(e), e.is_set(), e.wait(0.01), e.wait(0))
e.set()
print(R(e), e.wait())
e.clear()
print(e.is_set())
# Condition
c = threading.Condition()
print(R(c)[:30])
t("w", c.wait)
t("n", c.notify)
t("na", c.notify_all)
c.acquire()
print(c.wait(0.01), c.wait_for(lambda: False, 0.01), c.wait_for(lambda: 5))
c.notify()
c.notify(3)
c.release()
t("rel", c.release)
c = threading.Condition(threading.Lock())
print(R(c))
with c:
    t("ok", c.notify_all)
# producers
c = threading.Condition()
items = []
out = []


def cons():
    with c:
        while not items:
            c.wait()
        out.append(items.pop(0))


ts = [T(target=cons) for _ in range(3)]
[x.start() for x in ts]
for i in range(3):
    with c:
        items.append(i)
        c.notify()
[x.join() for x in ts]
print(sorted(out))
# Semaphore
s = threading.Semaphore(2)
print(R(s))
print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(timeout=0.01))
t("bt", s.acquire, False, 1)
s.release(2)
t("r0", s.release, 0)
t("neg", threading.Semaphore, -1)
b = threading.BoundedSemaphore()
t("b", b.release)
b.acquire()
b.release()
t("b2", b.release, 1)
print(R(b))
t("b3", lambda: b.release(n=2))
with s:
    print(s._value)
# Barrier
b = threading.Barrier(3, action=lambda: got.append("act"), timeout=5)
got.clear()
res = []


def w():
    res.append(b.wait())


ts = [T(target=w) for _ in range(3)]
[x.start() for x in ts]
[x.join() for x in ts]
print(sorted(res), got, b.n_waiting, b.broken, b.parties, R(b))
t("to", b.wait, 0.01)
print(b.broken, R(b))
t("brk", b.wait)
b.reset()
print(b.broken)
b.abort()
t("ab", b.wait)
b = threading.Barrier(1, action=lambda: 1 / 0)
t("act", b.wait)
print(b.broken)
# Timer
got = []
tm = threading.Timer(0.01, lambda *a, **k: got.append((a, k)), [1], {"x": 2})
tm.start()
tm.join()
print(got, type(tm).__name__)
tm = threading.Timer(10, got.append, [3])
tm.start()
tm.cancel()
tm.join()
print(got, tm.finished.is_set())
print(R(tm))
# local
loc = threading.local()
loc.x = 1
res = []


def lf():
    res.append(hasattr(loc, "x"))
    loc.x = 2
    res.append(loc.__dict__)


x = T(target=lf)
x.start()
x.join()
print(res, loc.x, loc.__dict__)
del loc.x
t("largs", threading.local, 1)


class L(threading.local):
    n = 0

    def __init__(s, a):
        s.a = a
        L.n += 1


q = L(5)
x = T(target=lambda: res.append(q.a))
x.start()
x.join()
print(res[-1], L.n)
t("sd", lambda: setattr(q, "__dict__", {}))
# misc
(
    print(threading.TIMEOUT_MAX > 1000, threading.stack_size(), threading.settrace, threading.setprofile)
    if 0
    else print(threading.TIMEOUT_MAX > 1000, threading.stack_size())
)
t("ss", threading.stack_size, 262144)
t("ss0", threading.stack_size, 0)
print(sorted(threading.__all__))
t("st", _thread.start_new_thread, 1, ())
t("st", _thread.start_new_thread, print, 1)
t("st", _thread.start_new_thread, print, (), 1)
ev = threading.Event()
_thread.start_new_thread(lambda a, k: (print("raw", a, k), ev.set()), (1,), {"k": 2})
ev.wait()


def dummy():
    print(R(threading.current_thread()), threading.current_thread().daemon, type(threading.current_thread()).__name__)
    ev.set()


ev.clear()
_thread.start_new_thread(dummy, ())
ev.wait()
print(_thread.LockType, _thread.error, _thread.allocate_lock, threading.ThreadError)
t("int", _thread.interrupt_main, 0)
t("int", _thread.interrupt_main, 1000)


def iter_ex():
    pass


print(threading.gettrace(), threading.getprofile(), threading.currentThread is not None)
import contextvars

v = contextvars.ContextVar("v", default=0)
v.set(5)
got = []
x = T(target=lambda: got.append(v.get()))
x.start()
x.join()
print(got)
