"""Unit tests: test cases, fixtures, runners (after JUnit)."""

__all__ = ['IsolatedAsyncioTestCase', 'TestResult', 'TestCase', 'TestSuite', 'TextTestResult', 'TextTestRunner',
           'TestLoader', 'FunctionTestCase', 'main', 'defaultTestLoader', 'SkipTest', 'skip', 'skipIf', 'skipUnless',
           'expectedFailure', 'installHandler', 'registerResult', 'removeResult', 'removeHandler', 'addModuleCleanup',
           'doModuleCleanups', 'enterModuleContext']

__unittest = True

from .case import (  # noqa: E402
    FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups, enterModuleContext, expectedFailure,
    skip, skipIf, skipUnless)
from .loader import TestLoader, defaultTestLoader  # noqa: E402
from .main import TestProgram, main  # noqa: E402
from .result import TestResult  # noqa: E402
from .runner import TextTestResult, TextTestRunner  # noqa: E402
from .signals import installHandler, registerResult, removeHandler, removeResult  # noqa: E402
from .suite import BaseTestSuite, TestSuite  # noqa: E402


def __getattr__(name):
    # The event loop is loaded only by programs that test coroutines.
    if name == 'IsolatedAsyncioTestCase':
        global IsolatedAsyncioTestCase
        from .async_case import IsolatedAsyncioTestCase
        return IsolatedAsyncioTestCase
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __dir__():
    return globals().keys() | {'IsolatedAsyncioTestCase'}
