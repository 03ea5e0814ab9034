"""Runs the test methods of a program one after the other, and prints what each says and how it ends, without what differs
from run to run; and a loop whose clock a test sets."""
import asyncio
import contextlib
import io
import re
import sys
import time
import unittest
import warnings
from asyncio import base_events, tasks
from unittest import mock


def run_methods(module="__main__"):
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[module])
    count = 0
    for case in each_case(suite):
        out, err, result = io.StringIO(), io.StringIO(), unittest.TestResult()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            case.run(result)
        count += 1
        said = plain(out.getvalue())
        for _, text in result.failures + result.errors:
            said += "failed: " + plain(text)
        if said:
            print(case.id().split(".", 1)[1], said, sep="\n", end="")
    print(count, "methods")


def each_case(suite):
    for entry in suite:
        if isinstance(entry, unittest.TestSuite):
            yield from each_case(entry)
        else:
            yield entry


def plain(text):
    """The text without addresses, numbers of tasks and descriptors, times and folders."""
    text = re.sub(r"0x[0-9a-f]+", "0x", text.replace("<rondo>/", "/"))
    text = re.sub(r"Task-\d+", "Task-N", text)
    text = re.sub(r"id='\d+'", "id", text)
    text = re.sub(r"\bfd=\d+", "fd=N", text)
    text = re.sub(r"\d+\.\d\d+", "N.N", text)
    return re.sub(r"[^ \n\"'(<]*/([\w<>]+\.py)(:\d+)?", r"\1", text)


class TimedLoop(base_events.BaseEventLoop):
    """A loop whose clock goes where a generator of times says: it is sent the deadline of each new timer and yields how
    much time passes."""

    def __init__(self, times):
        super().__init__()
        self._times = times()
        next(self._times)
        self._now = 0
        self._clock_resolution = 1e-9
        self._deadlines = []
        self._selector = NoEvents()

    def time(self):
        return self._now

    def call_at(self, when, callback, *args, context=None):
        self._deadlines.append(when)
        return super().call_at(when, callback, *args, context=context)

    def _run_once(self):
        super()._run_once()
        for when in self._deadlines:
            self._now += self._times.send(when) or 0
        self._deadlines = []

    def _process_events(self, event_list):
        pass

    def _write_to_self(self):
        pass


class NoEvents:
    def select(self, timeout):
        return []


def ask_python_tasks(case):
    """While a case runs asyncio answers questions about tasks with what it knows of those in the language. Before 3.14
    it knows of all tasks."""
    if not hasattr(tasks, "_py_all_tasks"):
        return
    for name in ("current_task", "all_tasks"):
        for module in (asyncio, tasks):
            patch = mock.patch.object(module, name, getattr(tasks, "_py_" + name))
            patch.start()
            case.addCleanup(patch.stop)


def run_briefly(loop):
    async def once():
        pass
    loop.run_until_complete(loop.create_task(once()))


def run_once(loop):
    loop.call_soon(loop.stop)
    loop.run_forever()


class Case(unittest.TestCase):
    """A test case with a loop that is not the current one."""

    def setUp(self):
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(None)

    def tearDown(self):
        if not self.loop.is_closed():
            executor = getattr(self.loop, "_default_executor", None)
            if executor is not None:
                executor.shutdown(wait=True)
            self.loop.close()
        asyncio.set_event_loop(None)
