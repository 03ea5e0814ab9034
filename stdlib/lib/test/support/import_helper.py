"""Importing modules afresh, without others, and taking them away again."""
import contextlib
import importlib
import os
import sys
import unittest
import warnings

from .os_helper import unlink


@contextlib.contextmanager
def _ignore_deprecated_imports(ignore=True):
    if not ignore:
        yield
        return
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".+ (module|package)", DeprecationWarning)
        yield


def import_module(name, deprecated=False, *, required_on=()):
    """Imports a module; skips the test if there is none, unless the system is one of `required_on`."""
    with _ignore_deprecated_imports(deprecated):
        try:
            return importlib.import_module(name)
        except ImportError as error:
            if sys.platform.startswith(tuple(required_on)):
                raise
            raise unittest.SkipTest(str(error)) from None


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False):
    """A new copy of a module, and of those in `fresh`, imported while those in `blocked` cannot be. None if one of
    `fresh` cannot. sys.modules is afterwards as it was."""
    fresh, blocked = list(fresh), list(blocked)
    with _ignore_deprecated_imports(deprecated):
        concerned = {*fresh, *blocked, name}
        saved = {n: m for n, m in sys.modules.items()
                 if any(n == c or n.startswith(c + ".") for c in concerned)}
        for module_name in saved:
            del sys.modules[module_name]
        for module_name in blocked:
            sys.modules[module_name] = None
        # What CPython has in two halves, of which tests block one, may be one module here.
        halves = {*fresh, *blocked} - {name}
        is_half = halves and all(half.startswith("_") and half in sys.stdlib_module_names for half in halves)
        try:
            try:
                for module_name in fresh:
                    importlib.import_module(module_name)
            except ImportError:
                if not is_half:
                    return None
            try:
                return importlib.import_module(name)
            except ImportError:
                if not is_half:
                    raise
            for module_name in blocked:
                del sys.modules[module_name]
            return importlib.import_module(name)
        finally:
            for module_name in list(sys.modules):
                if any(module_name == c or module_name.startswith(c + ".") for c in concerned):
                    del sys.modules[module_name]
            sys.modules.update(saved)


def unload(name):
    """Forgets a module."""
    sys.modules.pop(name, None)


def forget(modname):
    """Forgets a module and its compiled files."""
    unload(modname)
    for folder in sys.path:
        unlink(os.path.join(folder, modname + ".pyc"))


def make_legacy_pyc(source):
    """Rondo writes no compiled files."""
    raise unittest.SkipTest("Rondo writes no .pyc files")


def modules_setup():
    """What modules_cleanup() wants later."""
    return (sys.modules.copy(),)


def modules_cleanup(oldmodules):
    """Forgets the modules that have been imported since, but for encodings."""
    kept = [(name, module) for name, module in sys.modules.items() if name.startswith("encodings.")]
    sys.modules.clear()
    sys.modules.update(kept)
    sys.modules.update(oldmodules)


@contextlib.contextmanager
def isolated_modules():
    """Modules imported inside are forgotten."""
    (saved,) = modules_setup()
    try:
        yield
    finally:
        modules_cleanup(saved)


class CleanImport:
    """A context manager: these modules are imported afresh inside."""

    def __init__(self, *module_names, usefrozen=False):
        self.original_modules = sys.modules.copy()
        for name in module_names:
            module = sys.modules.pop(name, None)
            # It may be known under its own name too.
            if module is not None and module.__name__ != name:
                sys.modules.pop(module.__name__, None)

    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        sys.modules.update(self.original_modules)


class DirsOnSysPath:
    """A context manager: these folders are on sys.path inside."""

    def __init__(self, *paths):
        self.original_value = sys.path[:]
        self.original_object = sys.path
        sys.path.extend(paths)

    def __enter__(self):
        return self

    def __exit__(self, *ignore_exc):
        sys.path = self.original_object
        sys.path[:] = self.original_value


@contextlib.contextmanager
def ready_to_import(name=None, source=""):
    """A module of this text can be imported inside; its name and path are what `as` binds."""
    from .os_helper import temp_dir
    name = name or "spam"
    with temp_dir() as folder:
        path = os.path.join(folder, name + ".py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        old = sys.modules.pop(name, None)
        sys.path.insert(0, folder)
        importlib.invalidate_caches()
        try:
            yield name, path
        finally:
            sys.path.remove(folder)
            unload(name)
            if old is not None:
                sys.modules[name] = old


def ensure_lazy_imports(imported_module, modules_to_block):
    """Importing a module in a new interpreter must not import any of the others."""
    import textwrap
    from .script_helper import assert_python_ok
    blocked = frozenset(modules_to_block)
    script = textwrap.dedent(f"""
        import sys
        before = set(sys.modules)
        import {imported_module}
        after = (set(sys.modules) - before) & {set(blocked)!r}
        if after:
            raise AssertionError(f'unexpectedly imported after importing {imported_module}: {{after}}')
        """)
    assert_python_ok("-S", "-c", script)


@contextlib.contextmanager
def frozen_modules(enabled=True):
    """Modules of the library come from the executable, whatever is asked for."""
    yield


@contextlib.contextmanager
def multi_interp_extensions_check(enabled=True):
    """There are no extension modules to check."""
    yield


def mock_register_at_fork(func):
    """A decorator: `os.register_at_fork` does nothing; the mock is a further argument."""
    from unittest import mock
    return mock.patch("os.register_at_fork", create=True)(func)
