"""Utilities for regression tests, as the library reference documents them.

What asks for properties of CPython's implementation answers for Rondo: tests of those are skipped.
"""
import contextlib
import functools
import gc
import io
import os
import re
import signal
import sys
import time
import unittest
import warnings

from ._conditions import (
    _unchanged, check_bolt_optimized, check_cflags_pgo, check_sanitizer, expected_failure_if_gil_disabled,
    expected_failure_if_windows_semaphores, force_color, force_colorized, force_colorized_test_class,
    force_not_colorized, force_not_colorized_test_class, has_no_debug_ranges, initialized_with_pyrepl,
    is_libssl_fips_mode, late_deletion, linked_to_musl, no_color, no_rerun, requires_IEEE_754, requires_bz2,
    requires_debug_ranges, requires_docstrings, requires_fork, requires_freebsd_version, requires_gil_enabled,
    requires_gzip, requires_jit_disabled, requires_jit_enabled, requires_limited_api, requires_linux_version,
    requires_lzma, requires_mac_ver, requires_non_root_user, requires_root_user, requires_specialization,
    requires_specialization_ft, requires_subprocess, requires_venv_with_pip, requires_working_socket, requires_zlib,
    requires_zstd, skip_android_selinux, skip_emscripten_stack_overflow, skip_if_broken_multiprocessing_synchronize,
    skip_if_buggy_ucrt_strfptime, skip_if_buildbot, skip_if_pgo_task, skip_if_sanitizer,
    skip_if_suppress_immortalization, skip_if_unlimited_stack_size, skip_on_s390x, skip_unless_bind_unix_socket,
    skip_wasi_stack_overflow, suppress_immortalization, suppress_msvcrt_asserts, system_must_validate_cert,
    with_mimalloc, without_optimizer)
from .testcase import ComplexesAreIdenticalMixin, ExceptionIsLikeMixin, FloatsAreIdenticalMixin

__all__ = [
    "ALWAYS_EQ", "Error", "HAVE_DOCSTRINGS", "INTERNET_TIMEOUT", "LARGEST", "LONG_TIMEOUT", "LOOPBACK_TIMEOUT",
    "MAX_Py_ssize_t", "MISSING_C_DOCSTRINGS", "Matcher", "NEVER_EQ", "PGO", "PIPE_MAX_SIZE", "Py_DEBUG", "ResourceDenied",
    "SHORT_TIMEOUT", "SMALLEST", "SOCK_MAX_SIZE", "SaveSignals", "SuppressCrashReport", "TestFailed",
    "adjust_int_max_str_digits", "anticipate_failure", "args_from_interpreter_flags", "bigaddrspacetest",
    "bigmemtest", "busy_retry", "captured_output", "captured_stderr", "captured_stdin", "captured_stdout",
    "catch_unraisable_exception", "check__all__", "check_disallow_instantiation", "check_free_after_iterating",
    "check_impl_detail", "check_sanitizer", "check_syntax_error", "cpython_only", "detect_api_mismatch",
    "disable_faulthandler", "disable_gc", "findfile", "flush_std_streams", "force_not_colorized", "gc_collect",
    "get_attribute", "get_original_stdout", "get_pagesize", "has_fork_support", "has_socket_support",
    "has_subprocess_support", "impl_detail", "infinite_recursion", "is_android", "is_apple", "is_apple_mobile",
    "is_emscripten", "is_jython", "is_resource_enabled", "is_wasi", "is_wasm32", "late_deletion",
    "load_package_tests", "no_tracing", "optim_args_from_interpreter_flags", "patch", "print_warning",
    "python_is_optimized", "real_max_memuse", "reap_children", "record_original_stdout", "refcount_test", "requires",
    "requires_IEEE_754", "requires_bz2", "requires_docstrings", "requires_fork", "requires_gil_enabled",
    "requires_gzip", "requires_linux_version", "requires_lzma", "requires_resource", "requires_specialization",
    "requires_subprocess", "requires_working_socket", "requires_zlib", "run_in_subinterp", "run_unittest",
    "run_with_locale", "run_with_tz", "set_memlimit", "set_recursion_limit", "setswitchinterval",
    "skip_emscripten_stack_overflow", "skip_if_buggy_ucrt_strfptime", "skip_if_pgo_task", "skip_if_sanitizer",
    "skip_wasi_stack_overflow", "sleeping_retry", "sortdict", "suppress_immortalization", "swap_attr", "swap_item",
    "system_must_validate_cert", "thread_unsafe", "unix_shell", "verbose", "wait_process", "with_pymalloc",
]


class Error(Exception):
    """The base of what the utilities raise."""


class TestFailed(Error):
    """A test has failed."""

    def __init__(self, msg="", *args, stats=None):
        self.msg = msg
        self.stats = stats
        super().__init__(msg, *args)

    def __str__(self):
        return self.msg


class TestFailedWithDetails(TestFailed):
    """Tests have failed: which, and how."""

    def __init__(self, msg, errors, failures, stats):
        self.errors = errors
        self.failures = failures
        super().__init__(msg, errors, failures, stats=stats)


class TestDidNotRun(Error):
    """There was no test to run."""


class ResourceDenied(unittest.SkipTest):
    """A test needs a resource, such as the network, that is not enabled."""


# What is true of this system and this implementation.

verbose = 1
use_resources = None
max_memuse = 0
real_max_memuse = 0
failfast = False
junit_xml_list = None

is_jython = False
is_android = False
is_emscripten = False
is_wasi = False
is_wasm32 = False
is_apple_mobile = False
is_apple = sys.platform == "darwin"
unix_shell = "/bin/sh" if os.path.exists("/bin/sh") else None

has_fork_support = hasattr(os, "fork")
has_subprocess_support = True
has_socket_support = True
has_strftime_extensions = True

Py_DEBUG = False
Py_GIL_DISABLED = False
PGO = False
PGO_EXTENDED = False
MISSING_C_DOCSTRINGS = False
HAVE_DOCSTRINGS = True
MAX_Py_ssize_t = sys.maxsize
MS_WINDOWS = False

# Seconds: a reply over loopback, one from the Internet, a test that is not slow, one that is.
LOOPBACK_TIMEOUT = 10.0
INTERNET_TIMEOUT = 60.0
SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0

# Larger than what a pipe or a socket buffers.
PIPE_MAX_SIZE = 4 * 1024 * 1024 + 1
SOCK_MAX_SIZE = 16 * 1024 * 1024 + 1

_1M = 1024 * 1024
_1G = 1024 * _1M
_2G = 2 * _1G
_4G = 4 * _1G

TEST_HTTP_URL = "http://www.pythontest.net"
TEST_SUPPORT_DIR = os.path.dirname(os.path.abspath(__file__))
TEST_HOME_DIR = os.path.dirname(TEST_SUPPORT_DIR)
TEST_DATA_DIR = os.path.join(TEST_HOME_DIR, "data")
STDLIB_DIR = os.path.dirname(TEST_HOME_DIR)
REPO_ROOT = os.path.dirname(STDLIB_DIR)
NHASHBITS = sys.hash_info.width
Py_TRACE_REFS = False
HAVE_ASAN_FORK_BUG = False
TEST_MODULES_ENABLED = False
environment_altered = False


# Objects that compare in one way with everything.

class _ALWAYS_EQ:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NEVER_EQ:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


@functools.total_ordering
class _LARGEST:
    def __eq__(self, other):
        return isinstance(other, _LARGEST)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _SMALLEST:
    def __eq__(self, other):
        return isinstance(other, _SMALLEST)

    def __gt__(self, other):
        return False


ALWAYS_EQ = _ALWAYS_EQ()
NEVER_EQ = _NEVER_EQ()
LARGEST = _LARGEST()
SMALLEST = _SMALLEST()


# Resources, and tests that are not for every system.

def is_resource_enabled(resource):
    """Is a resource enabled? All are, unless `use_resources` lists those that are."""
    return use_resources is None or resource in use_resources


def requires(resource, msg=None):
    """Raises ResourceDenied if the resource is not enabled."""
    if not is_resource_enabled(resource):
        raise ResourceDenied(f"Use of the {resource!r} resource not enabled" if msg is None else msg)


def requires_resource(resource):
    """A decorator that skips the test if the resource is not enabled."""
    if is_resource_enabled(resource):
        return _unchanged
    return unittest.skip(f"resource {resource!r} is not enabled")


def check_impl_detail(**guards):
    """Is this one of the implementations named? `cpython=True` alone asks for CPython, `jython=False` for any other."""
    if not guards:
        guards, default = {"cpython": True}, False
    else:
        values = list(guards.values())
        if values != [values[0]] * len(values):
            raise AssertionError("guards are all True or all False")
        default = not values[0]
    return guards.get(sys.implementation.name, default)


def impl_detail(msg=None, **guards):
    """A decorator that skips the test on other implementations than `check_impl_detail` says."""
    if check_impl_detail(**guards):
        return _unchanged
    if msg is None:
        names = sorted(guards) or ["cpython"]
        wanted = not guards or any(guards.values())
        msg = f"implementation detail {'' if wanted else 'not '}specific to {' or '.join(names)}"
    return unittest.skip(msg)


def cpython_only(test):
    """A decorator for tests of CPython alone."""
    return impl_detail(cpython=True)(test)


def refcount_test(test):
    """A decorator for tests that count references."""
    return no_tracing(cpython_only(test))


def no_tracing(test):
    """A decorator: no trace function is set while the test runs."""
    if not hasattr(sys, "gettrace"):
        return test

    @functools.wraps(test)
    def wrapper(*args, **kwargs):
        original = sys.gettrace()
        try:
            sys.settrace(None)
            return test(*args, **kwargs)
        finally:
            sys.settrace(original)
    return wrapper


def thread_unsafe(reason):
    """A decorator that marks a test that cannot run in several threads."""
    return _unchanged if isinstance(reason, str) else reason


def anticipate_failure(condition):
    """A decorator that expects the test to fail if `condition` holds."""
    return unittest.expectedFailure if condition else _unchanged


def python_is_optimized():
    """Was the interpreter built with optimisation?"""
    return True


def with_pymalloc():
    """Does the interpreter use CPython's allocator?"""
    return False


def get_pagesize():
    """Bytes in a page of memory."""
    return os.sysconf("SC_PAGESIZE") if hasattr(os, "sysconf") else 4096


def get_attribute(obj, name):
    """An attribute; skips the test if there is none."""
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest(f"object {obj!r} has no attribute {name!r}") from None


# Memory: tests that need much of it run small.

def set_memlimit(limit):
    """Sets how much memory big tests may use: "2.5Gb" and the like."""
    global max_memuse, real_max_memuse
    match = re.match(r"(\d+(?:\.\d+)?) ?(k|m|g|t)b?$", limit, re.IGNORECASE)
    if match is None:
        raise ValueError(f"Invalid memory limit: {limit!r}")
    memlimit = int(float(match[1]) * 1024 ** ("kmgt".index(match[2].lower()) + 1))
    if memlimit < _2G - 1:
        raise ValueError(f"Memory limit {limit!r} too low to be useful")
    real_max_memuse = memlimit
    max_memuse = min(memlimit, MAX_Py_ssize_t)


def bigmemtest(size, memuse, dry_run=True):
    """A decorator for a test that gets a size: `size` if so much memory is allowed, else a small one."""
    def decorate(test):
        @functools.wraps(test)
        def wrapper(self):
            asked = wrapper.size
            maxsize = asked if real_max_memuse else 5147
            if (real_max_memuse or not dry_run) and real_max_memuse < maxsize * wrapper.memuse:
                raise unittest.SkipTest(f"not enough memory: {asked * wrapper.memuse / _1G:.1f}G minimum needed")
            return test(self, maxsize)
        wrapper.size = size
        wrapper.memuse = memuse
        return wrapper
    return decorate


def bigaddrspacetest(test):
    """A decorator for tests that fill the address space."""
    @functools.wraps(test)
    def wrapper(self):
        if max_memuse < MAX_Py_ssize_t:
            raise unittest.SkipTest("not enough memory: try a 64-bit system, and a higher memory limit")
        return test(self)
    return wrapper


# Waiting.

def busy_retry(timeout, err_msg=None, /, *, error=True):
    """Iterates until the loop is left or `timeout` seconds have passed; raises AssertionError then if `error`."""
    if timeout <= 0:
        raise ValueError("timeout must be greater than zero")
    start = time.monotonic()
    deadline = start + timeout
    while True:
        yield
        if time.monotonic() >= deadline:
            break
    if error:
        passed = time.monotonic() - start
        raise AssertionError(f"timeout ({passed:.1f} seconds)" + (f": {err_msg}" if err_msg else ""))


def sleeping_retry(timeout, err_msg=None, /, *, init_delay=0.010, max_delay=1.0, error=True):
    """As busy_retry(), with longer and longer sleeps between."""
    delay = init_delay
    for _ in busy_retry(timeout, err_msg, error=error):
        yield
        time.sleep(delay)
        delay = min(delay * 2, max_delay)


def wait_process(pid, *, exitcode, timeout=None):
    """Waits for a child process and checks how it ended."""
    if timeout is None:
        timeout = LONG_TIMEOUT
    for _ in sleeping_retry(timeout, error=False):
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            break
    else:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise AssertionError(f"process {pid} is still running after {timeout:.1f} seconds")
    got = os.waitstatus_to_exitcode(status)
    if got != exitcode:
        raise AssertionError(f"process {pid} exited with code {got}, but exit code {exitcode} was expected")


def reap_children():
    """Waits for child processes that have ended."""
    while hasattr(os, "waitpid"):
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except OSError:
            break
        if pid == 0:
            break
        print_warning(f"reap_children() reaped child process {pid}")


# Standard streams.

_original_stdout = None


def record_original_stdout(stdout):
    """Remembers the standard output of the program."""
    global _original_stdout
    _original_stdout = stdout


def get_original_stdout():
    """What record_original_stdout() was given, else sys.stdout."""
    return _original_stdout or sys.stdout


@contextlib.contextmanager
def captured_output(stream_name):
    """A text file in memory stands for the stream of this name in sys."""
    original = getattr(sys, stream_name)
    setattr(sys, stream_name, io.StringIO())
    try:
        yield getattr(sys, stream_name)
    finally:
        setattr(sys, stream_name, original)


def captured_stdout():
    """A text file in memory stands for sys.stdout."""
    return captured_output("stdout")


def captured_stderr():
    """A text file in memory stands for sys.stderr."""
    return captured_output("stderr")


def captured_stdin():
    """A text file in memory stands for sys.stdin."""
    return captured_output("stdin")


def flush_std_streams():
    """Flushes standard output and standard error."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def print_warning(msg):
    """Writes a warning to the program's standard error."""
    flush_std_streams()
    for line in msg.splitlines():
        print(f"Warning -- {line}", file=sys.__stderr__, flush=True)


# Collecting, references, recursion.

def gc_collect():
    """Collects as many objects as can be."""
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    """No collection comes by itself meanwhile."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def gc_threshold(*args):
    """Other thresholds of the collector meanwhile."""
    old = gc.get_threshold()
    gc.set_threshold(*args)
    try:
        yield
    finally:
        gc.set_threshold(*old)


@contextlib.contextmanager
def patch_list(orig):
    """What is done to the list meanwhile is undone."""
    saved = orig[:]
    try:
        yield
    finally:
        orig[:] = saved


@contextlib.contextmanager
def set_recursion_limit(limit):
    """The recursion limit is another one meanwhile."""
    original = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(limit)
        yield
    finally:
        sys.setrecursionlimit(original)


def get_recursion_depth():
    """How many frames are active, the caller's included."""
    depth, frame = 0, sys._getframe(1)
    while frame is not None:
        depth += 1
        frame = frame.f_back
    return depth


def get_recursion_available():
    """How many more frames the recursion limit allows."""
    return sys.getrecursionlimit() - get_recursion_depth()


def infinite_recursion(max_depth=None):
    """A low recursion limit meanwhile, for code that recurses without end."""
    if max_depth is None:
        max_depth = 20_000
    elif max_depth < 3:
        raise ValueError(f"max_depth must be at least 3, got {max_depth}")
    return set_recursion_limit(get_recursion_depth() + max_depth)


def exceeds_recursion_limit():
    """A depth that no limit of native recursion allows."""
    return 150_000


@contextlib.contextmanager
def adjust_int_max_str_digits(max_digits):
    """The limit on digits of integers as text is another one meanwhile."""
    current = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(max_digits)
        yield
    finally:
        sys.set_int_max_str_digits(current)


def setswitchinterval(interval):
    """Sets how long a thread runs while others could, in seconds."""
    return sys.setswitchinterval(interval)


def run_in_subinterp_with_config(code, *, own_gil=None, **config):
    """Runs code in an interpreter of its own: there are none, the test is skipped."""
    raise unittest.SkipTest("Rondo has one interpreter a process")


def run_in_subinterp(code):
    """There is one interpreter a process."""
    raise unittest.SkipTest("Rondo has no subinterpreters")


class catch_unraisable_exception:
    """A context manager whose `unraisable` is what sys.unraisablehook was called with last."""

    def __init__(self):
        self.unraisable = None
        self._old_hook = None

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __enter__(self):
        self._old_hook = sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._old_hook
        del self.unraisable


class SuppressCrashReport:
    """A context manager: a crash inside leaves no report."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


@contextlib.contextmanager
def disable_faulthandler():
    """Without CPython's handler of crashes."""
    yield


class SaveSignals:
    """Saves the handlers of all signals, and restores them."""

    def __init__(self):
        self.signals = signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}
        self.handlers = {}

    def save(self):
        """Remembers the handlers."""
        for number in self.signals:
            handler = signal.getsignal(number)
            if handler is not None:
                self.handlers[number] = handler

    def restore(self):
        """Sets the handlers that were remembered."""
        for number, handler in self.handlers.items():
            signal.signal(number, handler)


# Changing something for a while.

@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    """An attribute has another value meanwhile; the old one is what `as` binds, None if there was none."""
    missing = object()
    old = getattr(obj, attr, missing)
    setattr(obj, attr, new_val)
    try:
        yield None if old is missing else old
    finally:
        if old is not missing:
            setattr(obj, attr, old)
        elif hasattr(obj, attr):
            delattr(obj, attr)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    """An item has another value meanwhile; the old one is what `as` binds, None if there was none."""
    missing = object()
    old = obj[item] if item in obj else missing
    obj[item] = new_val
    try:
        yield None if old is missing else old
    finally:
        if old is not missing:
            obj[item] = old
        elif item in obj:
            del obj[item]


def patch(test_instance, object_to_patch, attr_name, new_value):
    """An attribute has another value until the test is done."""
    getattr(object_to_patch, attr_name)
    is_own = attr_name in vars(object_to_patch) if hasattr(object_to_patch, "__dict__") else False
    old = vars(object_to_patch)[attr_name] if is_own else getattr(object_to_patch, attr_name)

    def cleanup():
        if is_own:
            setattr(object_to_patch, attr_name, old)
        else:
            delattr(object_to_patch, attr_name)

    test_instance.addCleanup(cleanup)
    setattr(object_to_patch, attr_name, new_value)


def run_with_locale(catstr, *locales):
    """A decorator: the test runs in the first of the locales that there is."""
    def decorate(test):
        @functools.wraps(test)
        def wrapper(*args, **kwargs):
            import locale
            category = getattr(locale, catstr)
            original = locale.setlocale(category)
            for name in locales:
                try:
                    locale.setlocale(category, name)
                    break
                except locale.Error:
                    continue
            try:
                return test(*args, **kwargs)
            finally:
                locale.setlocale(category, original)
        return wrapper
    return decorate


def run_with_tz(tz):
    """A decorator: the test runs in this time zone."""
    def decorate(test):
        @functools.wraps(test)
        def wrapper(*args, **kwargs):
            if not hasattr(time, "tzset"):
                raise unittest.SkipTest("tzset required")
            original = os.environ.get("TZ")
            os.environ["TZ"] = tz
            time.tzset()
            try:
                return test(*args, **kwargs)
            finally:
                if original is None:
                    del os.environ["TZ"]
                else:
                    os.environ["TZ"] = original
                time.tzset()
        return wrapper
    return decorate


# Checks.

def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    """Compiling `statement` fails with a message that matches `errtext`, at this line and offset if they are given."""
    with testcase.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, "<test string>", "exec")
    error = caught.exception
    testcase.assertIsNotNone(error.lineno)
    if lineno is not None:
        testcase.assertEqual(error.lineno, lineno)
    testcase.assertIsNotNone(error.offset)
    if offset is not None:
        testcase.assertEqual(error.offset, offset)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    """The type cannot be called."""
    name = tp.__name__ if tp.__module__ == "builtins" else f"{tp.__module__}.{tp.__name__}"
    message = f"cannot create '{re.escape(name)}' instances"
    testcase.assertRaisesRegex(TypeError, message, tp, *args, **kwds)


def check_free_after_iterating(test, iter, cls, args=()):
    """An iterator that is exhausted refers to what it iterated over no longer."""
    done = False

    def wrapped():
        nonlocal it
        try:
            next(it)
        except StopIteration:
            pass

    class Watched(cls):
        def __del__(self):
            nonlocal done
            done = True
            wrapped()

    it = iter(Watched(*args))
    test.assertRaises(StopIteration, next, it)
    gc_collect()
    test.assertTrue(done)


def check__all__(test_case, module, name_of_module=None, extra=(), not_exported=()):
    """`module.__all__` lists the public names that the module defines, and `extra`, but not `not_exported`."""
    if name_of_module is None:
        name_of_module = (module.__name__,)
    elif isinstance(name_of_module, str):
        name_of_module = (name_of_module,)
    expected = set(extra)
    module_type = type(sys)
    for name in dir(module):
        if name.startswith("_") or name in not_exported:
            continue
        value = getattr(module, name)
        origin = getattr(value, "__module__", None)
        if origin in name_of_module or origin is None and not isinstance(value, module_type):
            expected.add(name)
    test_case.assertCountEqual(module.__all__, expected)


def detect_api_mismatch(ref_api, other_api, *, ignore=()):
    """The public names that only the first of two objects has."""
    missing = set(dir(ref_api)) - set(dir(other_api)) - set(ignore)
    return {name for name in missing if not name.startswith("_") or name.endswith("__")}


class Matcher:
    """Compares dicts with what is wanted of some of their values."""

    _partial_matches = ("msg", "message")

    def matches(self, d, **kwargs):
        """Does the dict have all these values?"""
        return all(self.match_value(key, d.get(key), wanted) for key, wanted in kwargs.items())

    def match_value(self, k, dv, v):
        """Is the value `dv` of the key `k` what is wanted, `v`?"""
        if type(v) is not type(dv):
            return False
        if type(dv) is not str or k not in self._partial_matches:
            return v == dv
        return v in dv


def sortdict(dict):
    """A dict's repr with its keys in order."""
    return "{%s}" % ", ".join("%r: %r" % pair for pair in sorted(dict.items()))


def findfile(filename, subdir=None):
    """The path of a file that tests come with; the name itself if it is not found."""
    if os.path.isabs(filename):
        return filename
    if subdir is not None:
        filename = os.path.join(subdir, filename)
    for folder in [TEST_HOME_DIR, *sys.path]:
        path = os.path.join(folder, filename)
        if os.path.exists(path):
            return path
    return filename


def load_package_tests(pkg_dir, loader, standard_tests, pattern):
    """For `load_tests` of a package: the tests in its folder too."""
    if pattern is None:
        pattern = "test*"
    top = STDLIB_DIR
    standard_tests.addTests(loader.discover(start_dir=pkg_dir, top_level_dir=top, pattern=pattern))
    return standard_tests


def run_unittest(*classes):
    """Runs test cases, suites, or the test classes of modules named."""
    loader = unittest.TestLoader()
    suite = unittest.TestSuite()
    for item in classes:
        if isinstance(item, str):
            __import__(item)
            suite.addTest(loader.loadTestsFromModule(sys.modules[item]))
        elif isinstance(item, (unittest.TestSuite, unittest.TestCase)):
            suite.addTest(item)
        else:
            suite.addTest(loader.loadTestsFromTestCase(item))
    result = unittest.TextTestRunner(verbosity=2 if verbose else 1).run(suite)
    if not result.wasSuccessful():
        raise TestFailed("multiple errors occurred")


def args_from_interpreter_flags():
    """The command-line options that give another interpreter the present flags."""
    import subprocess
    return subprocess._args_from_interpreter_flags()


def optim_args_from_interpreter_flags():
    """The options that give another interpreter the present level of optimisation."""
    return ["-" + "O" * sys.flags.optimize] if sys.flags.optimize else []


def iter_builtin_types():
    """The classes that are part of the language."""
    import builtins
    import types
    seen = set()
    for namespace in (builtins, types):
        for value in vars(namespace).values():
            if isinstance(value, type) and value not in seen:
                seen.add(value)
                yield value


def is_slot_wrapper(name, value):
    """Is it a special method of a built-in class, kept in a slot of the type?"""
    import types
    if not isinstance(value, types.WrapperDescriptorType):
        return False
    return name.startswith("__") and name.endswith("__")


def iter_slot_wrappers(cls):
    """Names of the special methods in slots of a class, and whether they are its own."""
    for name in dir(cls):
        value = getattr(cls, name)
        if is_slot_wrapper(name, value):
            yield name, name in vars(cls)


def run_code(code, extra_names=None):
    """Run dedented source text in a new namespace, which is returned."""
    import textwrap
    space = dict(extra_names or {})
    exec(textwrap.dedent(code), space)
    return space


class BrokenIter:
    """An iterator that raises ZeroDivisionError where it is told to."""

    def __init__(self, init_raises=False, next_raises=False, iter_raises=False):
        if init_raises:
            1 / 0
        self.next_raises = next_raises
        self.iter_raises = iter_raises

    def __next__(self):
        if self.next_raises:
            1 / 0

    def __iter__(self):
        if self.iter_raises:
            1 / 0
        return self


class Stopwatch:
    """How long the body of a `with` takes, in seconds."""

    def __enter__(self):
        get_time = time.perf_counter
        self.clock_info = time.get_clock_info("perf_counter")
        self.start_time = get_time()
        self.get_time = get_time
        return self

    def __exit__(self, *exc):
        self.seconds = self.get_time() - self.start_time


CPUStopwatch = Stopwatch


class EqualToForwardRef:
    """Equal to a forward reference with the same attributes."""

    def __init__(self, arg, *, module=None, owner=None, is_class=False):
        self.__forward_arg__ = arg
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module
        self.__owner__ = owner

    def __eq__(self, other):
        import annotationlib
        if not isinstance(other, (EqualToForwardRef, annotationlib.ForwardRef)):
            return NotImplemented
        return (self.__forward_arg__ == other.__forward_arg__
                and self.__forward_module__ == other.__forward_module__
                and self.__forward_is_class__ == other.__forward_is_class__
                and self.__owner__ == other.__owner__)

    def __repr__(self):
        parts = [repr(self.__forward_arg__)]
        if self.__forward_module__ is not None:
            parts.append(f"module={self.__forward_module__!r}")
        if self.__owner__ is not None:
            parts.append(f"owner={self.__owner__!r}")
        if self.__forward_is_class__:
            parts.append("is_class=True")
        return f"EqualToForwardRef({', '.join(parts)})"


class _AsyncYield:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


async def async_yield(value):
    """Suspend once with a value; returns what is sent."""
    return await _AsyncYield(value)


def run_yielding_async_fn(async_fn, /, *args, **kwargs):
    """Run a coroutine function to its end, whatever it yields."""
    coro = async_fn(*args, **kwargs)
    try:
        while True:
            try:
                coro.send(None)
            except StopIteration as e:
                return e.value
    finally:
        coro.close()


def run_no_yield_async_fn(async_fn, /, *args, **kwargs):
    """Run a coroutine function that must not suspend."""
    coro = async_fn(*args, **kwargs)
    try:
        coro.send(None)
    except StopIteration as e:
        return e.value
    else:
        raise AssertionError("coroutine did not complete")
    finally:
        coro.close()


_header, _vheader, _align = "nP", "nPn", "0n"
_TPFLAGS_HAVE_GC = 1 << 14
_TPFLAGS_HEAPTYPE = 1 << 9


def calcobjsize(fmt):
    """The size of an object with these fields, by CPython's layout."""
    import struct
    return struct.calcsize(_header + fmt + _align)


def calcvobjsize(fmt):
    import struct
    return struct.calcsize(_vheader + fmt + _align)


def check_sizeof(test, o, size):
    test.skipTest("sizes of objects are Rondo's own")


def make_clean_env():
    """The environment without what configures Python or colours."""
    colours = ("NO_COLOR", "FORCE_COLOR", "PYTHON_COLORS")
    return {name: value for name, value in os.environ.items() if name not in colours and not name.startswith("PYTHON")}


get_c_recursion_limit = lambda: 10_000
ignore_deprecations_from = lambda module, *, like: object()
clear_ignored_deprecations = lambda *tokens: None
control_characters_c0 = [chr(code) for code in range(0x20)] + ["\x7f"]


def open_urlresource(url, *args, **kw):
    raise ResourceDenied("no test of Rondo uses the network")


def get_signal_name(exitcode):
    """The signal's name behind an exit status; None if there is none."""
    import signal
    for number in (-exitcode, exitcode - 128):
        try:
            return signal.Signals(number).name
        except ValueError:
            pass
    return None


def subTests(arg_names, arg_values, /, *, _do_cleanups=False):
    """Run a test method once for each of the values, each as a subtest."""
    names = arg_names.replace(",", " ").split() if isinstance(arg_names, str) else arg_names

    def decorator(func):
        if isinstance(func, type):
            raise TypeError("subTests() can only decorate methods, not classes")

        @functools.wraps(func)
        def wrapper(self, /, *args, **kwargs):
            for values in arg_values:
                if isinstance(arg_names, str) and len(names) == 1:
                    values = (values,)
                given = dict(zip(names, values))
                with self.subTest(**given):
                    func(self, *args, **kwargs, **given)
                if _do_cleanups:
                    self.doCleanups()
        return wrapper
    return decorator


# A depth that no recursion limit that is not raised allows.
EXCEEDS_RECURSION_LIMIT = 150_000


def missing_compiler_executable(cmd_names=()):
    """The first compiler of C that is missing: there is none to look for."""
    return None


def set_sanitizer_env_var(env, option):
    """Gives the sanitizers an option by the environment."""
    for name in ("ASAN_OPTIONS", "MSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
        env[name] = f"{env[name]}:{option}" if name in env else option


def collision_stats(nbins, nballs):
    """Mean and standard deviation of the number of collisions when balls fall into bins at random."""
    from decimal import Decimal, localcontext
    with localcontext() as context:
        # Numbers close to each other are subtracted.
        context.prec = 3 * len(str(max(nbins, nballs))) + 40
        n, k = Decimal(nbins), Decimal(nballs)
        one_empty = (1 - 1 / n) ** k
        two_empty = (1 - 2 / n) ** k
        mean_empty = n * one_empty
        variance = n * (n - 1) * two_empty + mean_empty - mean_empty ** 2
        return float(k - n + mean_empty), float(variance.sqrt())


def darwin_malloc_err_warning(test_name):
    """On macOS, says that a test makes the system's malloc complain."""


def maybe_get_event_loop_policy():
    """The policy of event loops that a program has set, if it has."""
    import asyncio.events
    return getattr(asyncio.events, "_event_loop_policy", None)
