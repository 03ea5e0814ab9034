# Which keywords reach a task factory.
# oracle: 3.14
import asyncio, contextvars, unittest
import _mocked


def loop(test):
    made = asyncio.new_event_loop()
    test.addCleanup(made.close)
    return made


class Keywords(unittest.TestCase):
    def test_create_kwargs(self):
        l = loop(self)
        calls = []

        def fac(lp, c, **k):
            calls.append(sorted(k.items(), key=str))
            return asyncio.Task(c, loop=lp, **k)

        l.set_task_factory(fac)

        async def f():
            pass

        ctx = contextvars.copy_context()

        async def m():
            await l.create_task(f())
            await l.create_task(f(), name=None)
            await l.create_task(f(), name="x", context=ctx)
            await asyncio.create_task(f())
            await asyncio.create_task(f(), name="y")
            async with asyncio.TaskGroup() as g:
                g.create_task(f())
                g.create_task(f(), name="z")

        l.run_until_complete(m())
        print([[k for k, _ in c] for c in calls])


_mocked.main()
