"""Warnings that tests expect, or do not."""
import contextlib
import functools
import re
import sys
import warnings


def ignore_warnings(*, category):
    """A decorator: warnings of the category are not shown while the test runs."""
    def decorate(test):
        @functools.wraps(test)
        def wrapper(*args, **kwargs):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=category)
                return test(*args, **kwargs)
        return wrapper
    return decorate


class WarningsRecorder:
    """The warnings that check_warnings() has seen; the attributes of the last one are its own."""

    def __init__(self, warnings_list):
        self._warnings = warnings_list
        self._last = 0

    def __getattr__(self, attr):
        if len(self._warnings) > self._last:
            return getattr(self._warnings[-1], attr)
        if attr in warnings.WarningMessage._WARNING_DETAILS:
            return None
        raise AttributeError(f"{self!r} has no attribute {attr!r}")

    @property
    def warnings(self):
        """Those since the last reset."""
        return self._warnings[self._last:]

    def reset(self):
        """Forgets those seen so far."""
        self._last = len(self._warnings)


@contextlib.contextmanager
def check_warnings(*filters, quiet=None):
    """Catches warnings. `filters` are pairs of a pattern and a category. Fails if a warning fits none of them, or,
    unless `quiet`, if one of them has not come."""
    if not filters:
        filters = (("", Warning),)
        if quiet is None:
            quiet = True
    with _filtered(filters, quiet) as recorder:
        yield recorder


@contextlib.contextmanager
def _filtered(filters, quiet):
    registry = sys._getframe(4).f_globals.get("__warningregistry__") if hasattr(sys, "_getframe") else None
    if registry:
        registry.clear()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield WarningsRecorder(caught)
    unexpected = list(caught)
    missing = []
    for pattern, category in filters:
        seen = False
        for warning in caught:
            message = warning.message
            if re.match(pattern, str(message), re.I) and issubclass(message.__class__, category):
                seen = True
                if warning in unexpected:
                    unexpected.remove(warning)
        if not seen and not quiet:
            missing.append((pattern, category.__name__))
    if unexpected:
        raise AssertionError(f"unhandled warning {unexpected[0].message!r}")
    if missing:
        raise AssertionError("filter (%r, %s) did not catch any warning" % missing[0])


@contextlib.contextmanager
def check_no_warnings(testcase, message="", category=Warning, force_gc=False):
    """No such warning comes."""
    from . import gc_collect
    with warnings.catch_warnings(record=True) as caught:
        warnings.filterwarnings("always", message=message, category=category)
        yield
        if force_gc:
            gc_collect()
    testcase.assertEqual(caught, [])


def check_no_resource_warning(testcase):
    """No ResourceWarning comes."""
    return check_no_warnings(testcase, category=ResourceWarning, force_gc=True)


def check_syntax_warning(testcase, statement, errtext="", *, lineno=1, offset=None):
    """Compiling `statement` gives one SyntaxWarning, which matches `errtext`; as an error it is a SyntaxError."""
    from . import check_syntax_error
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", SyntaxWarning)
        compile(statement, "<testcase>", "exec")
    testcase.assertEqual(len(caught), 1, caught)
    (warning,) = caught
    testcase.assertTrue(issubclass(warning.category, SyntaxWarning), warning.category)
    if errtext:
        testcase.assertRegex(str(warning.message), errtext)
    testcase.assertEqual(warning.filename, "<testcase>")
    testcase.assertIsNotNone(warning.lineno)
    if lineno is not None:
        testcase.assertEqual(warning.lineno, lineno)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("error", SyntaxWarning)
        check_syntax_error(testcase, statement, errtext, lineno=lineno, offset=offset)
    testcase.assertEqual(caught, [])


def import_deprecated(name):
    """Imports a module whose import warns."""
    import importlib
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", category=DeprecationWarning)
        return importlib.import_module(name)


@contextlib.contextmanager
def save_restore_warnings_filters():
    """The filters are afterwards as they were."""
    saved = warnings.filters[:]
    try:
        yield
    finally:
        warnings.filters[:] = saved


def ignore_fork_in_thread_deprecation_warnings(func):
    """A decorator: nothing is warned of forks beside threads."""
    return ignore_warnings(category=DeprecationWarning)(func)
