# oracle: 3.14
"""What test.support documents, as tests use it."""
import os
import sys
import threading
import unittest
import warnings
from test import support
from test.support import (
    ALWAYS_EQ, LARGEST, NEVER_EQ, SMALLEST, captured_stdout, check_syntax_error, cpython_only, gc_collect, swap_attr)
from test.support import import_helper, os_helper, script_helper, socket_helper, threading_helper, warnings_helper
from test.support.os_helper import TESTFN, EnvironmentVarGuard, FakePath, temp_cwd, temp_dir, unlink
from test.support.testcase import ComplexesAreIdenticalMixin, ExceptionIsLikeMixin

print(support.verbose in (0, 1), support.is_resource_enabled("cpu"), support.SHORT_TIMEOUT > 0)
print(ALWAYS_EQ == 5, ALWAYS_EQ != 5, NEVER_EQ == NEVER_EQ, LARGEST > 10**100, SMALLEST < -10**100, LARGEST >= LARGEST)

with captured_stdout() as out:
    print("hidden")
print(repr(out.getvalue()))

class Box:
    a = 1

with swap_attr(Box, "a", 2) as old, swap_attr(Box, "b", 3) as none:
    print(Box.a, Box.b, old, none)
print(Box.a, hasattr(Box, "b"))
d = {}
with support.swap_item(d, "k", 1):
    print(d)
print(d)

with temp_cwd() as cwd:
    with open(TESTFN, "w") as f:
        f.write("x")
    print(os.listdir() == [TESTFN], os.path.basename(cwd))
    unlink(TESTFN)
    unlink(TESTFN)
    os.makedirs("deep/er")
    os_helper.create_empty_file("deep/er/file")
    os_helper.rmtree("deep")
    print(os.listdir())
print(os.path.exists(cwd))

with EnvironmentVarGuard() as env:
    env["RONDO_X"] = "1"
    env.set("RONDO_Y", "2")
    env.unset("PATH")
    print(os.environ["RONDO_X"], os.environ["RONDO_Y"], "PATH" in os.environ)
print("RONDO_X" in os.environ, "PATH" in os.environ)
print(os.fspath(FakePath("p")))
try:
    os.fspath(FakePath(ZeroDivisionError))
except ZeroDivisionError:
    print("raised")

with warnings_helper.check_warnings(("old", DeprecationWarning)) as w:
    warnings.warn("old thing", DeprecationWarning)
    print(w.category is DeprecationWarning, len(w.warnings))
try:
    with warnings_helper.check_warnings(("never", UserWarning), quiet=False):
        pass
except AssertionError as e:
    print(e)
try:
    with warnings_helper.check_warnings(("a", UserWarning)):
        warnings.warn("b", UserWarning)
except AssertionError as e:
    print(str(e).startswith("unhandled warning"), "UserWarning('b')" in str(e))

fresh = import_helper.import_fresh_module("textwrap")
import textwrap
print(fresh is textwrap, fresh.__name__)
try:
    import_helper.import_fresh_module("json", blocked=["json"])
except ModuleNotFoundError as e:
    print(e)
try:
    import_helper.import_module("no_such_module_at_all")
except unittest.SkipTest as e:
    print("skipped:", e)
with import_helper.ready_to_import("rondo_spam", "x = 42") as (name, path):
    print(__import__(name).x)
print("rondo_spam" in sys.modules)

with threading_helper.catch_threading_exception() as caught:
    t = threading.Thread(target=lambda: 1 / 0)
    t.start()
    t.join()
    print(caught.exc_type, caught.thread is t)
with threading_helper.wait_threads_exit():
    threading.Thread(target=gc_collect).start()
with threading_helper.start_threads([threading.Thread(target=lambda: None) for _ in range(3)]):
    pass

rc, out, err = script_helper.assert_python_ok("-c", "import os; print(os.environ['RONDO_Z'])", RONDO_Z="z")
print(rc, out, err)
rc, out, err = script_helper.assert_python_failure("-c", "raise SystemExit(3)")
print(rc)
try:
    script_helper.assert_python_ok("-c", "raise SystemExit(4)")
except AssertionError as e:
    print(str(e).splitlines()[0])

with socket_helper.socket.socket() as s:
    print(socket_helper.bind_port(s) > 0)
print(socket_helper.find_unused_port() > 0)

with support.catch_unraisable_exception() as cm:
    class Bad:
        def __del__(self):
            raise ValueError("in __del__")
    Bad()
    print(repr(cm.unraisable.exc_value))
with support.infinite_recursion(60):
    def f():
        f()
    try:
        f()
    except RecursionError as e:
        print(e)
for attempt in support.busy_retry(5):
    break
try:
    for _ in support.sleeping_retry(0.02, "never"):
        pass
except AssertionError as e:
    print(str(e).endswith(": never"))
print(support.sortdict({"b": 1, "a": 2}))


class Tests(unittest.TestCase, ExceptionIsLikeMixin, ComplexesAreIdenticalMixin):
    def test_syntax(self):
        check_syntax_error(self, "def f(a, a): pass", "duplicate", lineno=1)

    def test_warning(self):
        warnings_helper.check_syntax_warning(self, "1 is 1", '"is" with')

    @cpython_only
    def test_details(self):
        self.assertEqual(sys.implementation.name, "cpython")

    def test_alike(self):
        self.assertExceptionIsLike(ExceptionGroup("g", [ValueError(1)]), ExceptionGroup("g", [ValueError(1)]))
        self.assertFloatsAreIdentical(-0.0, -0.0)
        with self.assertRaises(AssertionError):
            self.assertComplexesAreIdentical(complex(0.0, 1), complex(-0.0, 1))

    def test_instantiation(self):
        support.check_disallow_instantiation(self, type(iter([])))

    @support.bigmemtest(size=support._2G, memuse=1)
    def test_big(self, size):
        self.assertLess(size, 10_000)

    def test_patch(self):
        support.patch(self, Box, "a", 9)
        self.assertEqual(Box.a, 9)


result = unittest.TextTestRunner(stream=open(os.devnull, "w")).run(unittest.defaultTestLoader.loadTestsFromTestCase(Tests))
print(result.testsRun, len(result.failures), len(result.errors), Box.a)
for test, text in result.failures + result.errors:
    print(test, text)
