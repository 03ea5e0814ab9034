# Asynchronous test cases: order of fixtures, contexts, failures, mocks.
import unittest, asyncio, contextvars, warnings, sys, io, gc
from unittest import mock

VAR = contextvars.ContextVar("VAR", default=())


def run(cls, **k):
    ev = []
    cls.ev = ev
    r = unittest.TestResult()
    s = unittest.defaultTestLoader.loadTestsFromTestCase(cls)
    s.run(r)
    print(
        cls.__name__,
        ev,
        r.testsRun,
        [str(e[1]).splitlines()[-1] for e in r.errors],
        [str(e[1]).splitlines()[-1] for e in r.failures],
        r.skipped and r.skipped[0][1],
        len(r.expectedFailures),
        len(r.unexpectedSuccesses),
    )


class A(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.ev.append("setUp")
        VAR.set(VAR.get() + (1,))

    async def asyncSetUp(self):
        self.ev.append("asyncSetUp")
        VAR.set(VAR.get() + (2,))
        self.addAsyncCleanup(self.ac)
        self.addCleanup(self.c)

    async def test_a(self):
        self.ev.append("test")
        self.ev.append(VAR.get())
        self.loop = asyncio.get_running_loop()

    def test_sync(self):
        self.ev.append("sync")
        self.ev.append(VAR.get())

    async def asyncTearDown(self):
        self.ev.append("asyncTearDown")
        self.ev.append(VAR.get())

    def tearDown(self):
        self.ev.append("tearDown")

    async def ac(self):
        self.ev.append("acleanup")

    def c(self):
        self.ev.append("cleanup")


run(A)


class B(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        raise ValueError("setup")

    async def test_a(self):
        self.ev.append("never")

    async def asyncTearDown(self):
        self.ev.append("td")


run(B)


class C(unittest.IsolatedAsyncioTestCase):
    async def test_err(self):
        raise TypeError("t")

    async def test_fail(self):
        self.fail("f")

    @unittest.expectedFailure
    async def test_xf(self):
        self.fail("x")

    @unittest.expectedFailure
    async def test_xs(self):
        pass

    @unittest.skip("why")
    async def test_skip(self):
        pass

    async def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertEqual(i % 2, 0)

    async def asyncTearDown(self):
        self.ev.append("td")


run(C)


class D(unittest.IsolatedAsyncioTestCase):
    async def test_ctx(self):
        class CM:
            async def __aenter__(s):
                self.ev.append("enter")
                return 5

            async def __aexit__(s, *a):
                self.ev.append("exit")

        self.ev.append(await self.enterAsyncContext(CM()))
        try:
            await self.enterAsyncContext(3)
        except TypeError as e:
            self.ev.append(str(e))

    async def test_cancel(self):
        t = asyncio.create_task(asyncio.sleep(100))
        self.addAsyncCleanup(self.chk, t)

    async def chk(self, t):
        self.ev.append(t.done())

    async def test_dbg(self):
        self.ev.append(asyncio.get_running_loop().get_debug())

    async def test_cancelled(self):
        raise asyncio.CancelledError

    def test_nothing(self):
        pass

    async def test_ret(self):
        return 5

    def test_retsync(self):
        return 6


with warnings.catch_warnings(record=True) as wl:
    warnings.simplefilter("always")
    run(D)
    print([str(w.message).lstrip("(\"")[:78] for w in wl])


class E(unittest.IsolatedAsyncioTestCase):
    async def asyncTearDown(self):
        raise KeyError("td")

    async def test_a(self):
        raise ValueError("body")

    async def test_b(self):
        self.addAsyncCleanup(self.bad)

    async def bad(self):
        raise ZeroDivisionError


run(E)


class F(unittest.IsolatedAsyncioTestCase):
    loop_factory = asyncio.EventLoop

    async def test_lf(self):
        self.ev.append(type(asyncio.get_running_loop()).__name__)

    async def test_mock(self):
        m = mock.AsyncMock(return_value=3)
        self.ev.append(await m(1))
        m.assert_awaited_once_with(1)
        with mock.patch("asyncio.sleep") as s:
            s.return_value = 7
            self.ev.append(await asyncio.sleep(100))
        m = mock.AsyncMock(side_effect=[1, ValueError("x")])
        self.ev.append(await m())
        with self.assertRaises(ValueError):
            await m()
        with self.assertRaises(StopAsyncIteration):
            await m()

        async def cf(a):
            return a

        m = mock.create_autospec(cf)
        m.return_value = 9
        self.ev.append(await m(1))
        self.ev.append(asyncio.iscoroutinefunction(m) if 0 else True)
        m = mock.MagicMock()
        m.__aenter__.return_value = 4
        async with m as v:
            self.ev.append(v)
        m.__aiter__.return_value = [1, 2]
        self.ev.append([x async for x in m])


run(F)
t = D("test_dbg")
t.ev = []
try:
    t.debug()
    print(t.ev)
except Exception as e:
    print(repr(e))
t = C("test_err")
try:
    t.debug()
except TypeError as e:
    print(e)


class G(unittest.IsolatedAsyncioTestCase):
    def test_loop_closed(self):
        pass

    async def test_gen(self):
        async def ag():
            try:
                yield 1
            finally:
                self.ev.append("ag closed")

        g = ag()
        self.ev.append(await g.__anext__())
        self.g = g


run(G)
r = unittest.TestResult()
G("test_loop_closed").run(r)
print(r)


class H(unittest.IsolatedAsyncioTestCase):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(print, "class cleanup")
        print("suc")

    async def test_x(self):
        with self.assertRaisesRegex(ValueError, "q"):
            raise ValueError("qq")
        with self.assertWarns(DeprecationWarning):
            warnings.warn("d", DeprecationWarning)
        with self.assertLogs("a") as l:
            __import__("logging").getLogger("a").warning("w")
        self.ev.append(l.output)
        async with asyncio.timeout(1):
            await asyncio.sleep(0)
        self.assertIs(asyncio.get_event_loop(), asyncio.get_running_loop())


run(H)
