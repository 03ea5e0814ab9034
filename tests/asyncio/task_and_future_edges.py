# Wrong and unusual uses of tasks, futures and what waits for them.
# oracle: stdout-only
import asyncio, unittest, contextvars, gc, sys, re, io, weakref, inspect, traceback, types, functools
import _mocked
from unittest import mock
from asyncio import tasks, futures, events, coroutines


def loop(self):
    l = asyncio.new_event_loop()
    self.addCleanup(l.close)
    return l


class K(unittest.TestCase):

    def test_eager(self):
        log = []

        async def f(n):
            log.append(n)
            await asyncio.sleep(0)
            log.append(-n)

        async def m():
            l = asyncio.get_running_loop()
            t = asyncio.Task(f(1), loop=l, eager_start=True)
            log.append("a")
            await t
            l.set_task_factory(asyncio.eager_task_factory)
            t = asyncio.create_task(f(2))
            log.append("b")
            await t

            async def g():
                return 5

            t = asyncio.create_task(g())
            print(t.done(), t.result(), t.get_coro())

            async def cur():
                return asyncio.current_task()

            t = asyncio.create_task(cur())
            print(t.result() is t, asyncio.current_task() is not t)

            async def bad():
                raise ValueError(1)

            t = asyncio.create_task(bad())
            print(t.done(), repr(t.exception()))

            async def canc():
                raise asyncio.CancelledError("m")

            t = asyncio.create_task(canc())
            print(t.cancelled())
            async with asyncio.TaskGroup() as tg:
                t = tg.create_task(g())
                print(t.done())
            l.set_task_factory(None)
            with self.assertRaises(RuntimeError) as cm:
                asyncio.Task(g2 := g(), loop=_mocked.FakeLoop(), eager_start=True)
            print(cm.exception)
            g2.close()

        asyncio.run(m())
        print(log)

    def test_eager_314(self):
        pass

    def test_repr(self):
        l = loop(self)

        async def notmuch():
            return "abc"

        t = l.create_task(notmuch(), name="TN")
        t.add_done_callback(lambda f: None)
        print(re.sub(r"0x[0-9a-f]+|[\w./-]*/(?=\w+\.py)", "", repr(t)))
        t.cancel()
        print(re.sub(r"0x[0-9a-f]+|[\w./-]*/(?=\w+\.py)", "", repr(t)))
        self.assertRaises(asyncio.CancelledError, l.run_until_complete, t)
        print(re.sub(r"0x[0-9a-f]+|[\w./-]*/(?=\w+\.py)", "", repr(t)))
        t = l.create_task(notmuch())
        l.run_until_complete(t)
        print(re.sub(r"Task-\d+|0x[0-9a-f]+|[\w./-]*/(?=\w+\.py)", "", repr(t)))
        f = l.create_future()

        async def w():
            await f

        t = l.create_task(w(), name="q")
        l.call_soon(l.stop)
        l.run_forever()
        print(re.sub(r"0x[0-9a-f]+|[\w./-]*/(?=\w+\.py)", "", repr(t)))
        f.set_result(None)
        l.run_until_complete(t)
        print(re.sub(r"0x[0-9a-f]+|[\w./-]*/(?=\w+\.py)", "", repr(f)))

    def test_ctor(self):
        l = loop(self)
        for a, k in (((), {}), ((1,), {}), ((lambda: 0,), {"loop": l}), (("x",), {"loop": l})):
            try:
                asyncio.Task(*a, **k)
            except Exception as e:
                print(type(e).__name__, re.sub("0x[0-9a-f]+", "", str(e)))

        async def f():
            pass

        c = f()
        for k in ({"loop": l, "foo": 1},):
            try:
                asyncio.Task(c, **k)
            except Exception as e:
                print(type(e).__name__, e)
        c.close()

        async def m():
            for a in ((1,), ("a",)):
                try:
                    asyncio.create_task(*a)
                except Exception as e:
                    print(type(e).__name__, e)
            c = f()
            try:
                asyncio.create_task(c, foo=1)
            except Exception as e:
                print(type(e).__name__)
            c.close()

        l.run_until_complete(m())

    def test_fut(self):
        l = loop(self)
        F = asyncio.Future
        f = F(loop=l)
        for n, a in (
            ("set_exception", (1,)),
            ("set_exception", (StopIteration,)),
            ("set_exception", (StopIteration(),)),
            ("result", ()),
            ("exception", ()),
            ("cancel", (1, 2)),
            ("add_done_callback", ()),
            ("set_exception", (ValueError,)),
        ):
            try:
                print(n, getattr(f, n)(*a))
            except BaseException as e:
                print(n, type(e).__name__, e)
        print(
            repr(f.exception()),
            f._exception,
            f.done(),
            f.cancelled(),
            f.cancel(),
            f._state,
            f._log_traceback,
            f.__class_getitem__(int),
        )
        try:
            f._log_traceback = True
        except Exception as e:
            print(type(e).__name__, e)
        for f2 in (F(loop=l),):
            cb = lambda *a: None
            f2.add_done_callback(cb)
            f2.add_done_callback(cb)
            print(f2.remove_done_callback(cb), f2._callbacks)
            ctx = contextvars.copy_context()
            f2.add_done_callback(cb, context=ctx)
            print(f2._callbacks == [(cb, ctx)])
            f2.cancel("why")
            print(f2._cancel_message, f2.cancelled())
            try:
                f2.result()
            except asyncio.CancelledError as e:
                print(e.args)
            try:
                f2.exception()
            except asyncio.CancelledError as e:
                print(e.args)
            e = f2._make_cancelled_error()
            print(repr(e), f2._cancel_message)
        f3 = F.__new__(F)
        for n in (
            "done",
            "result",
            "exception",
            "cancel",
            "cancelled",
            "get_loop",
            "__repr__",
            "_make_cancelled_error",
            "__iter__",
        ):
            try:
                print(n, getattr(f3, n)())
            except BaseException as e:
                print(n, type(e).__name__, re.sub("0x[0-9a-f]+", "", str(e)))
        for a in (
            "_exception",
            "_result",
            "_state",
            "_callbacks",
            "_source_traceback",
            "_cancel_message",
            "_asyncio_future_blocking",
            "_log_traceback",
        ):
            try:
                print(a, getattr(f3, a))
            except BaseException as e:
                print(a, type(e).__name__, e)
        del f3
        f4 = F(loop=l)
        g = iter(f4)
        print(type(g).__name__, g is iter(f4), next(g) is f4, f4._asyncio_future_blocking)
        try:
            g.throw(1)
        except BaseException as e:
            print(type(e).__name__, e)
        g2 = iter(F(loop=l))
        for a in ((Exception(), Exception("x")), (list,), (Exception,), (Exception, Exception("s"))):
            g2 = iter(F(loop=l))
            try:
                g2.throw(*a)
            except BaseException as e:
                print(type(e).__name__, e)
        g3 = iter(F(loop=l))
        print(g3.close())
        f5 = F(loop=l)
        f5.set_result(3)
        try:
            next(iter(f5))
        except StopIteration as e:
            print(e.value)
        for args in ((1,),):
            try:
                F(*args)
            except TypeError as e:
                print(e)
        try:
            F()
        except RuntimeError as e:
            print(e)

    def test_unhandled(self):
        l = loop(self)
        out = []
        l.set_exception_handler(lambda lp, c: out.append(c))
        f = l.create_future()
        f.set_exception(RuntimeError("x"))
        del f
        gc.collect()
        print([sorted(c) for c in out], [c["message"] for c in out])
        out.clear()

        async def f():
            raise ValueError("q")

        t = l.create_task(f())
        l.call_soon(l.stop)
        l.run_forever()
        del t
        gc.collect()
        print([sorted(c) for c in out], [c["message"] for c in out])
        out.clear()
        l.set_debug(True)

        async def p():
            await asyncio.Future()

        t = asyncio.ensure_future(p(), loop=l)
        l.call_soon(l.stop)
        l.run_forever()
        t._coro_ = None
        del t
        gc.collect()
        print([sorted(c) for c in out], [c["message"] for c in out])

    def test_gather_misc(self):
        l = loop(self)

        async def m():
            print(await asyncio.gather())
            f = asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2))
            print(type(f).__name__, repr(f)[:25])
            print(await f)
            c = asyncio.sleep(0, 3)
            print(await asyncio.gather(c, c, asyncio.sleep(0, 4), c))

            async def bad():
                raise ZeroDivisionError

            print(await asyncio.gather(bad(), asyncio.sleep(0, 1), return_exceptions=True))
            try:
                await asyncio.gather(1)
            except TypeError as e:
                print(e)
            o = asyncio.new_event_loop()
            ff = o.create_future()
            try:
                await asyncio.gather(ff, asyncio.get_running_loop().create_future())
            except ValueError as e:
                print(e)
            o.close()

        l.run_until_complete(m())
        try:
            asyncio.gather()
        except RuntimeError as e:
            print(e)
        c = asyncio.sleep(0)
        try:
            asyncio.gather(c)
        except RuntimeError as e:
            print(e)
        c.close()

    def test_wait_misc(self):
        async def m():
            for a in (
                ([],),
                (asyncio.Future(),),
                (None,),
                ([1],),
            ):
                try:
                    await asyncio.wait(*a)
                except BaseException as e:
                    print(type(e).__name__, e)
            c = asyncio.sleep(0)
            for a, k in (((c,), {}), (([c],), {}), (([asyncio.Future()],), {"return_when": -1})):
                try:
                    await asyncio.wait(*a, **k)
                except BaseException as e:
                    print(type(e).__name__, e)
            c.close()

            def gen():
                for i in range(3):
                    yield asyncio.create_task(asyncio.sleep(0, i))

            d, p = await asyncio.wait(gen())
            print(sorted(t.result() for t in d), p)
            for x in (asyncio.sleep(0), asyncio.Future(), 1):
                try:
                    for _ in asyncio.as_completed(x):
                        pass
                except TypeError as e:
                    print(e)
                if inspect.iscoroutine(x):
                    x.close()
            it = asyncio.as_completed([asyncio.sleep(0.01, 1), asyncio.sleep(0, 2)], timeout=None)
            print(type(it).__name__, [await c for c in it])
            try:
                for c in asyncio.as_completed([asyncio.sleep(10)], timeout=0.01):
                    await c
            except TimeoutError:
                print("to")
            async for t in asyncio.as_completed([asyncio.create_task(asyncio.sleep(0, i)) for i in range(3)]):
                print(type(t).__name__, await t)
            async for t in asyncio.as_completed([]):
                print("x")

        asyncio.run(m())

    def test_sleep(self):
        async def m():
            for a in (float("nan"), "a", None):
                try:
                    print(await asyncio.sleep(a))
                except BaseException as e:
                    print(type(e).__name__, e)
            print(await asyncio.sleep(-1, "r"), await asyncio.sleep(float("-inf"), 2))

        asyncio.run(m())

    def test_ensure(self):
        l = loop(self)
        for x in (1, "a", [], None):
            try:
                asyncio.ensure_future(x, loop=l)
            except TypeError as e:
                print(e)
        f = l.create_future()
        print(asyncio.ensure_future(f, loop=l) is f)
        l2 = loop(self)
        try:
            asyncio.ensure_future(f, loop=l2)
        except ValueError as e:
            print(e)

        class A:
            def __await__(s):
                return iter([None][:0])

        print(type(asyncio.ensure_future(A(), loop=l)).__name__)
        l.run_until_complete(asyncio.sleep(0))

    def test_cancel(self):
        log = []

        async def m():
            async def f():
                try:
                    await asyncio.sleep(10)
                except asyncio.CancelledError as e:
                    log.append(e.args)
                    raise

            t = asyncio.create_task(f())
            await asyncio.sleep(0)
            print(t.cancel("msg"), t.cancelling())
            try:
                await t
            except asyncio.CancelledError as e:
                print(e.args)
            print(t.cancelled(), t.cancel(), t.cancelling(), t.uncancel(), t.uncancel())
            t = asyncio.create_task(f())
            t.cancel("early")
            try:
                await t
            except asyncio.CancelledError as e:
                print(e.args)

            async def g():
                t = asyncio.current_task()
                t.cancel("self")
                print(t.cancelling())
                try:
                    await asyncio.sleep(0)
                except asyncio.CancelledError as e:
                    print("in", e.args)
                print(t.uncancel())
                return 4

            print(await asyncio.create_task(g()))

        asyncio.run(m())
        print(log)

    def test_stack(self):
        async def inner():
            await asyncio.sleep(10)

        async def outer():
            await inner()

        async def m():
            t = asyncio.create_task(outer(), name="N")
            await asyncio.sleep(0)
            print([f.f_code.co_name for f in t.get_stack()], len(t.get_stack(limit=1)))
            s = io.StringIO()
            t.print_stack(file=s)
            print(re.sub(r"[\w./-]*/(?=\w+\.py)|line \d+|0x[0-9a-f]+|at \S+:\d+", "", s.getvalue()))
            t.cancel()
            try:
                await t
            except asyncio.CancelledError:
                pass
            s = io.StringIO()
            t.print_stack(file=s)
            print(re.sub(r"[\w./-]*/(?=\w+\.py)|line \d+|0x[0-9a-f]+|at \S+:\d+", "", s.getvalue()))

            async def bad():
                1 / 0

            t = asyncio.create_task(bad(), name="B")
            await asyncio.wait([t])
            s = io.StringIO()
            t.print_stack(file=s)
            print(re.sub(r"[\w./-]*/(?=\w+\.py)|line \d+|0x[0-9a-f]+|at \S+:\d+", "", s.getvalue()))
            print([f.f_code.co_name for f in t.get_stack()])

        asyncio.run(m())

    def test_rct(self):
        l = loop(self)
        try:
            asyncio.run_coroutine_threadsafe(1, l)
        except TypeError as e:
            print(e)
        try:
            asyncio.run_coroutine_threadsafe(l.create_future(), l)
        except TypeError as e:
            print(e)

    def test_iscoro(self):
        async def f():
            pass

        c = f()
        print(asyncio.iscoroutine(c), asyncio.iscoroutine(f), asyncio.iscoroutine(1))
        c.close()

        def g():
            yield

        print(asyncio.iscoroutine(g()))
        print(
            asyncio.iscoroutine(mock.Mock()),
            asyncio.isfuture(mock.Mock()),
            asyncio.isfuture(asyncio.Future(loop=loop(self))),
            asyncio.isfuture(asyncio.Future),
        )

        class CL:
            def send(s, v):
                pass

            def throw(s, *a):
                pass

            def close(s):
                pass

            def __await__(s):
                pass

        print(asyncio.iscoroutine(CL()))

    def test_privates(self):
        l = loop(self)

        async def f():
            await asyncio.sleep(0)

        t = l.create_task(f())
        print(
            t._coro is t.get_coro(),
            t._must_cancel,
            t._fut_waiter,
            t._log_destroy_pending,
            t._num_cancels_requested if hasattr(t, "_num_cancels_requested") else 0,
            t._state,
            t._callbacks,
            t._loop is l,
        )
        try:
            t.set_result(1)
        except RuntimeError as e:
            print(e)
        try:
            t.set_exception(ValueError())
        except RuntimeError as e:
            print(e)
        l.run_until_complete(t)
        pass
        print(
            tasks.Task is tasks._CTask,
            futures.Future is futures._CFuture,
            tasks._PyTask.__name__,
            futures._PyFuture.__name__,
            issubclass(tasks.Task, futures.Future),
        )

        class MyT(asyncio.Task):
            def set_name(s, n):
                s.nm = n + "-s"
                super().set_name(n)

        t = MyT(f(), loop=l, name="abc")
        print(t.get_name())
        t.set_name(3)
        print(t.get_name(), t.nm) if 0 else None
        l.run_until_complete(t)
        with self.assertRaises(AttributeError):
            t._state = "x"


_mocked.main()
