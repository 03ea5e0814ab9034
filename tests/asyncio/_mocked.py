"""What tests of loops share: a loop whose clock the test drives, sockets that are mocks, one line for each test."""

import sys
import asyncio, unittest, collections, re, socket, selectors
from unittest import mock
from asyncio import base_events, events


class FakeSelector(selectors.BaseSelector):
    def __init__(self):
        self.keys = {}

    def register(self, fileobj, events, data=None):
        key = selectors.SelectorKey(fileobj, 0, events, data)
        self.keys[fileobj] = key
        return key

    def unregister(self, fileobj):
        return self.keys.pop(fileobj)

    def select(self, timeout):
        return []

    def get_map(self):
        return self.keys


class FakeLoop(base_events.BaseEventLoop):
    def __init__(self, gen=None):
        super().__init__()
        if gen is None:

            def gen():
                yield

            self._check_on_close = False
        else:
            self._check_on_close = True
        self._gen = gen()
        next(self._gen)
        self._time = 0
        self._clock_resolution = 1e-9
        self._timers = []
        self._selector = FakeSelector()
        self.readers = {}
        self.writers = {}
        self.reset_counters()
        self._transports = {}

    def time(self):
        return self._time

    def advance_time(self, a):
        if a:
            self._time += a

    def close(self):
        super().close()
        if self._check_on_close:
            try:
                self._gen.send(0)
            except StopIteration:
                pass
            else:
                raise AssertionError("Time generator is not finished")

    def _add_reader(self, fd, callback, *args):
        self.readers[fd] = events.Handle(callback, args, self, None)

    def _remove_reader(self, fd):
        self.remove_reader_count[fd] += 1
        if fd in self.readers:
            del self.readers[fd]
            return True
        return False

    def assert_reader(self, fd, cb, *args):
        if fd not in self.readers:
            raise AssertionError(f"fd {fd} is not registered")
        h = self.readers[fd]
        assert h._callback == cb, (h._callback, cb)
        assert h._args == args, (h._args, args)

    def assert_no_reader(self, fd):
        if fd in self.readers:
            raise AssertionError(f"fd {fd} is registered")

    def _add_writer(self, fd, callback, *args):
        self.writers[fd] = events.Handle(callback, args, self, None)

    def _remove_writer(self, fd):
        self.remove_writer_count[fd] += 1
        if fd in self.writers:
            del self.writers[fd]
            return True
        return False

    def assert_writer(self, fd, cb, *args):
        assert fd in self.writers, f"fd {fd} is not registered"
        h = self.writers[fd]
        assert h._callback == cb
        assert h._args == args

    def _ensure_fd_no_transport(self, fd):
        try:
            t = self._transports[fd]
        except KeyError:
            pass
        else:
            raise RuntimeError(f"File descriptor {fd!r} is used by transport {t!r}")

    def add_reader(self, fd, cb, *a):
        self._ensure_fd_no_transport(fd)
        return self._add_reader(fd, cb, *a)

    def remove_reader(self, fd):
        self._ensure_fd_no_transport(fd)
        return self._remove_reader(fd)

    def add_writer(self, fd, cb, *a):
        self._ensure_fd_no_transport(fd)
        return self._add_writer(fd, cb, *a)

    def remove_writer(self, fd):
        self._ensure_fd_no_transport(fd)
        return self._remove_writer(fd)

    def reset_counters(self):
        self.remove_reader_count = collections.defaultdict(int)
        self.remove_writer_count = collections.defaultdict(int)

    def _run_once(self):
        super()._run_once()
        for when in self._timers:
            self.advance_time(self._gen.send(when))
        self._timers = []

    def call_at(self, when, callback, *args, context=None):
        self._timers.append(when)
        return super().call_at(when, callback, *args, context=context)

    def _process_events(self, l):
        return

    def _write_to_self(self):
        pass


class LoopTestCase(unittest.TestCase):
    def setUp(self):
        self._threads = None

    def set_event_loop(self, loop, *, cleanup=True):
        events.set_event_loop(None)
        if cleanup:
            self.addCleanup(self.close_loop, loop)

    @staticmethod
    def close_loop(loop):
        if loop._default_executor is not None:
            if not loop.is_closed():
                loop.run_until_complete(loop.shutdown_default_executor())
            else:
                loop._default_executor.shutdown(wait=True)
        loop.close()

    def new_test_loop(self, gen=None):
        loop = FakeLoop(gen)
        self.set_event_loop(loop)
        return loop

    def tearDown(self):
        events.set_event_loop(None)
        self.doCleanups()
        self.assertIsNone(events._get_running_loop())


class Matching(str):
    def __eq__(self, o):
        return bool(re.search(str(self), o, re.S))


class AnInstanceOf:
    def __init__(self, t):
        self.t = t

    def __eq__(self, o):
        return isinstance(o, self.t)


def run_briefly(loop):
    async def once():
        pass

    gen = once()
    t = loop.create_task(gen)
    try:
        loop.run_until_complete(t)
    finally:
        gen.close()


def run_once(loop):
    loop.call_soon(loop.stop)
    loop.run_forever()


def fake_socket(proto=socket.IPPROTO_TCP, type=socket.SOCK_STREAM, family=socket.AF_INET):
    s = mock.MagicMock(socket.socket)
    s.proto = proto
    s.type = type
    s.family = family
    s.gettimeout.return_value = 0.0
    return s


class Results(unittest.TestResult):
    def one(self, t, what, err=None):
        msg = ""
        if err:
            msg = repr(err[1])[:300]
        print(t.id().split(".", 1)[1], what, msg)

    def addSuccess(self, t):
        self.one(t, "ok")

    def addError(self, t, e):
        self.one(t, "ERROR", e)

    def addFailure(self, t, e):
        self.one(t, "FAIL", e)

    def addSkip(self, t, r):
        self.one(t, "skip " + r)

    def addExpectedFailure(self, t, e):
        self.one(t, "xfail")

    def addUnexpectedSuccess(self, t):
        self.one(t, "xpass")

    def addSubTest(self, t, s, e):
        if e:
            self.one(s, "SUBFAIL", e)


def main():
    s = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    s.run(Results())
