"""Finding tests in classes, modules, names and folders."""

import functools
import os
import sys
import traceback
import types
from fnmatch import fnmatch, fnmatchcase

from . import case, suite, util

__unittest = True


class _FailedTest(case.TestCase):
    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattribute__(name)

        def testFailure():
            raise self._exception
        return testFailure


def _failed_test(name, message, error, suite_class):
    return suite_class((_FailedTest(name, error),)), message


def _failed_import(name, suite_class):
    message = f'Failed to import test module: {name}\n{traceback.format_exc()}'
    return _failed_test(name, message, ImportError(message), suite_class)


def _skipped(name, error, suite_class):
    @case.skip(str(error))
    def testSkipped(self):
        pass
    cls = type('ModuleSkipped', (case.TestCase,), {name: testSkipped})
    return suite_class((cls(name),))


class TestLoader:
    """Makes suites of test cases."""

    testMethodPrefix = 'test'
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []
        self._loading_packages = set()

    def loadTestsFromTestCase(self, testCaseClass):
        """All tests of a test case class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?')
        if testCaseClass in (case.TestCase, case.FunctionTestCase):
            names = []
        else:
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, 'runTest'):
                names = ['runTest']
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *, pattern=None):
        """All tests of the test case classes of a module."""
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if (isinstance(obj, type) and issubclass(obj, case.TestCase)
                    and obj not in (case.TestCase, case.FunctionTestCase)):
                tests.append(self.loadTestsFromTestCase(obj))
        load_tests = getattr(module, 'load_tests', None)
        tests = self.suiteClass(tests)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as error:
                message = f'Failed to call load_tests:\n{traceback.format_exc()}'
                failed, message = _failed_test(module.__name__, message, error, self.suiteClass)
                self.errors.append(message)
                return failed
        return tests

    def loadTestsFromName(self, name, module=None):
        """The tests that a dotted name leads to: a module, class, method, or a function that returns a test."""
        parts = name.split('.')
        message = failed = None
        if module is None:
            remaining = parts[:]
            while remaining:
                try:
                    module = __import__('.'.join(remaining))
                    break
                except ImportError:
                    last = remaining.pop()
                    failed, message = _failed_import(last, self.suiteClass)
                    if not remaining:
                        self.errors.append(message)
                        return failed
            parts = parts[1:]
        obj = module
        parent = None
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as error:
                if getattr(obj, '__path__', None) is not None and failed is not None:
                    self.errors.append(message)
                    return failed
                message = f'Failed to access attribute:\n{traceback.format_exc()}'
                failed, message = _failed_test(part, message, error, self.suiteClass)
                self.errors.append(message)
                return failed
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if (isinstance(obj, type) and issubclass(obj, case.TestCase)
                and obj not in (case.TestCase, case.FunctionTestCase)):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, types.FunctionType) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            name = parts[-1]
            instance = parent(name)
            # A static method is a test of no instance.
            if not isinstance(getattr(instance, name), types.FunctionType):
                return self.suiteClass([instance])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if callable(obj):
            test = obj()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError(f'calling {obj} returned {test}, not a test')
        raise TypeError(f"don't know how to make test from: {obj}")

    def loadTestsFromNames(self, names, module=None):
        """The tests that several names lead to."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The names of the test methods, sorted."""
        def is_test(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            full = f'{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}'
            return self.testNamePatterns is None or any(fnmatchcase(full, p) for p in self.testNamePatterns)
        names = list(filter(is_test, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """The tests of all modules in a folder and its packages whose file name matches."""
        if top_level_dir is None:
            top_level_dir = self._top_level_dir or start_dir
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        if not os.path.isdir(os.path.abspath(start_dir)):
            try:
                __import__(start_dir)
                module = sys.modules[start_dir]
                start_dir = os.path.dirname(os.path.abspath(module.__file__))
            except ImportError:
                raise ImportError('Start directory is not importable: %r' % start_dir) from None
        elif os.path.abspath(start_dir) != top_level_dir and not os.path.isfile(
                os.path.join(os.path.abspath(start_dir), '__init__.py')):
            raise ImportError('Start directory is not importable: %r' % start_dir)
        return self.suiteClass(list(self._find_tests(os.path.abspath(start_dir), pattern, top_level_dir)))

    def _find_tests(self, folder, pattern, top):
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            if os.path.isfile(path):
                stem, extension = os.path.splitext(entry)
                if extension != '.py' or not stem.isidentifier() or not fnmatch(entry, pattern):
                    continue
                tests = self._import_tests(os.path.splitext(path)[0], pattern, top)
                if tests is not None:
                    yield tests
            elif os.path.isfile(os.path.join(path, '__init__.py')):
                if fnmatch(entry, pattern):
                    tests = self._import_tests(path, pattern, top)
                    if tests is not None:
                        yield tests
                yield from self._find_tests(path, pattern, top)

    def _import_tests(self, path, pattern, top):
        name = os.path.relpath(path, top).replace(os.sep, '.')
        try:
            __import__(name)
        except case.SkipTest as error:
            return _skipped(name, error, self.suiteClass)
        except Exception:
            failed, message = _failed_import(name, self.suiteClass)
            self.errors.append(message)
            return failed
        return self.loadTestsFromModule(sys.modules[name], pattern=pattern)


defaultTestLoader = TestLoader()
