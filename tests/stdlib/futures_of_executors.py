# Executors, their futures, and waiting for several.
import concurrent.futures as cf, threading, time, sys, gc, weakref, io, logging, re
from concurrent.futures import _base


def R(x):
    return re.sub(r"0x[0-9a-f]+", "N", repr(x))


def _try(f, *a):
    try:
        return f(*a)
    except BaseException as e:
        return e


def t(label, f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        r = (type(e).__name__, str(e))
    print(label, r)


F = cf.Future
f = F()
print(R(f), f.done(), f.cancelled(), f.running())
t("r", f.result, 0.01)
t("e", f.exception, timeout=0)
f.set_result(5)
print(R(f), f.result(), f.exception())
print(f.cancel())
f = F()
got = []
f.add_done_callback(lambda x: got.append(x is f))
print(f.cancel(), R(f), got, f.cancel(), f.cancelled(), f.done())
t("c", f.result)
t("c", f.exception)
print(f.set_running_or_notify_cancel(), R(f))
f = F()
print(f.set_running_or_notify_cancel(), f.running(), f.cancel(), R(f))
f.set_exception(ValueError("x"))
print(R(f))
t("res", f.result)
print(repr(f.exception()))
f.add_done_callback(lambda x: print("cb", x is f))
lg = io.StringIO()
h = logging.StreamHandler(lg)
logging.getLogger("concurrent.futures").addHandler(h)
f = F()
f.add_done_callback(lambda x: 1 / 0)
f.add_done_callback(lambda x: print("second"))
f.set_result(1)
print(lg.getvalue().splitlines()[-1])
f.add_done_callback(lambda x: 1 / 0)
# executor
e = cf.ThreadPoolExecutor(max_workers=2, thread_name_prefix="P")
print(R(e)[:40], e._max_workers, e._thread_name_prefix)
fs = [e.submit(lambda x: x * x, i) for i in range(5)]
print([x.result() for x in fs])
print(sorted(th.name for th in e._threads))
print(list(e.map(pow, [2, 3], [3, 2])))
t("map to", lambda: list(e.map(time.sleep, [0.2], timeout=0.01)))
t("map none", lambda: list(e.map(None, [1])))
print(list(e.map(lambda a, b: (a, b), "ab", "c")))
t("sub", e.submit)
t("submit err", lambda: e.submit(lambda: 1 / 0).result())
it = e.map(lambda x: 1 // x, [1, 0, 2])
print(next(it))
t("mapexc", lambda: next(it)) if 0 else next(it, None) if 0 else t("mapexc", lambda: type(_try(next, it)).__name__)
t("after", next, it, "done")
with e:
    pass
t("shut", e.submit, print)
t("ctor", cf.ThreadPoolExecutor, 0)
t("ctor", cf.ThreadPoolExecutor, -1)
t("ini", cf.ThreadPoolExecutor, initializer=1)
t("ctor", cf.ThreadPoolExecutor, "a")
e = cf.ThreadPoolExecutor(1)
ev = threading.Event()
a = e.submit(ev.wait)
b = e.submit(print, "never")
time.sleep(0.05)
print(a.running(), b.running(), b.cancel(), b.cancelled())
c = e.submit(print, "never2")
e.shutdown(wait=False, cancel_futures=True)
print(c.cancelled())
ev.set()
print(a.result())
e.shutdown()
# initializer
log = []
with cf.ThreadPoolExecutor(1, initializer=log.append, initargs=("i",)) as e:
    print(e.submit(lambda: log).result())


def badinit():
    raise ValueError("init")


lg.truncate(0)
lg.seek(0)
with cf.ThreadPoolExecutor(1, initializer=badinit) as e:
    f = e.submit(print)
    t("broken", f.result)
    t("broken2", lambda: e.submit(print))
    print(type(f.exception()).__mro__[0].__module__)
print(lg.getvalue().splitlines()[:1])
# wait/as_completed
with cf.ThreadPoolExecutor(3) as e:
    ev = threading.Event()
    f1 = e.submit(ev.wait)
    f2 = e.submit(lambda: 2)
    f3 = e.submit(lambda: 1 / 0)
    r = cf.wait([f2, f3])
    print(type(r).__name__, r.done == {f2, f3}, r.not_done)
    r = cf.wait([f1, f2], return_when=cf.FIRST_COMPLETED)
    print(r.done == {f2}, r.not_done == {f1})
    r = cf.wait([f1, f3], return_when=cf.FIRST_EXCEPTION)
    print(r.done == {f3})
    r = cf.wait([f1], timeout=0.01)
    print(r.not_done == {f1})
    t("rw", cf.wait, [f1], return_when="x")
    print(cf.wait([]))
    print(cf.wait(x for x in [f2, f2]).done == {f2})
    t("ac", lambda: list(cf.as_completed([f1, f2], timeout=0.01)))
    print(next(cf.as_completed([f1, f2])) is f2, list(cf.as_completed([])), len(list(cf.as_completed([f2, f2, f3]))))
    ev.set()
    print(len(list(cf.as_completed([f1, f2, f3]))))
    c = F()
    c.cancel()
    c.set_running_or_notify_cancel()
    print(cf.wait([c]).done == {c}, list(cf.as_completed([c])) == [c])
# 3.14 has executors of several interpreters too.
print(sorted(n for n in cf.__all__ if n != "InterpreterPoolExecutor"))
print(
    cf.CancelledError.__mro__[1:3],
    cf.TimeoutError is TimeoutError,
    cf.BrokenExecutor.__mro__[1],
    cf.InvalidStateError.__mro__[1],
    cf.CancelledError.__module__,
    cf.thread.BrokenThreadPool.__mro__[1].__name__,
)
x = cf.Executor()
t("x", x.submit, 1)
t("x", x.map, print, [1])
t("x", x.shutdown)
print(_base.PENDING, _base.RUNNING, _base.CANCELLED, _base.CANCELLED_AND_NOTIFIED, _base.FINISHED)
f = F()
f._state = _base.RUNNING
print(R(f))
f._state = _base.CANCELLED_AND_NOTIFIED
print(R(f))
f = F()
f.set_running_or_notify_cancel()
f._result = 1


class Err(Exception):
    pass


with cf.ThreadPoolExecutor(1) as e:
    f = e.submit(lambda: (_ for _ in ()).throw(Err("k")))
    t("err", f.result)
    try:
        f.result()
    except Err as ee:
        print(len([1 for _ in iter(lambda: None, None)]), ee.__traceback__ is not None)
# result of timeouts
f = F()
t0 = threading.Timer(0.02, f.set_result, [9])
t0.start()
print(f.result(timeout=5))
f = F()
threading.Timer(0.02, f.cancel).start()
t("waitcancel", f.result, 5)
# interaction: deadlock-free nested
with cf.ThreadPoolExecutor(2) as e:
    print(e.submit(lambda: e.submit(lambda: 7).result()).result())
# many
with cf.ThreadPoolExecutor(8) as e:
    print(sum(e.map(lambda x: x, range(1000))))
wr = []


def ref():
    class O:
        pass

    o = O()
    wr.append(weakref.ref(o))
    return o


with cf.ThreadPoolExecutor(1) as e:
    f = e.submit(ref)
    f.result()
    del f
    e.submit(int).result()
    gc.collect()
    print(wr[0]())
t("kw", lambda: cf.ThreadPoolExecutor(1).submit(dict, a=1).result())
print(F.__class_getitem__(int))
t("pp", lambda: cf.ProcessPoolExecutor is None) if 0 else None
