"""Utility code for constructing importers, etc."""

import _imp
import sys
import types
from _frozen_importlib import _find_spec, _resolve_name, module_from_spec, spec_from_loader
from _frozen_importlib_external import (
    MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache, spec_from_file_location)
from importlib.abc import Loader

__all__ = [
    'LazyLoader', 'Loader', 'MAGIC_NUMBER', 'cache_from_source', 'decode_source', 'find_spec', 'module_from_spec',
    'resolve_name', 'source_from_cache', 'source_hash', 'spec_from_file_location', 'spec_from_loader']


def source_hash(source_bytes):
    """The hash of source code that a compiled file is checked by."""
    return _imp.source_hash(int.from_bytes(MAGIC_NUMBER[:2], 'little'), source_bytes)


def resolve_name(name, package):
    """The absolute name of a module that may be named relative to `package`."""
    if not name.startswith('.'):
        return name
    if not package:
        raise ImportError(f'no package specified for {name!r} (required for relative module names)')
    level = len(name) - len(name.lstrip('.'))
    return _resolve_name(name[level:], package, level)


def find_spec(name, package=None):
    """The specification of a module, from `sys.modules` if it is there; only its parents are imported."""
    fullname = resolve_name(name, package) if name.startswith('.') else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f'{name}.__spec__ is not set') from None
        if spec is None:
            raise ValueError(f'{name}.__spec__ is None')
        return spec
    parent_name = fullname.rpartition('.')[0]
    parent_path = None
    if parent_name:
        parent = __import__(parent_name, fromlist=['__path__'])
        try:
            parent_path = parent.__path__
        except AttributeError as e:
            message = f'__path__ attribute not found on {parent_name!r} while trying to find {fullname!r}'
            raise ModuleNotFoundError(message, name=fullname) from e
    return _find_spec(fullname, parent_path) if fullname else None


class _LazyModule(types.ModuleType):
    """A module that is loaded when an attribute of it is first wanted."""

    def __getattribute__(self, attr):
        spec = object.__getattribute__(self, '__spec__')
        state = spec.loader_state
        if state['is_loading']:
            return object.__getattribute__(self, attr)
        if attr == '__class__':
            return _LazyModule
        state['is_loading'] = True
        space = object.__getattribute__(self, '__dict__')
        before, own = state['__dict__'], dict(space)
        changed = {key: value for key, value in own.items() if key not in before or before[key] is not value}
        spec.loader.exec_module(self)
        if spec.name in sys.modules and sys.modules[spec.name] is not self:
            raise ValueError(f'module object for {spec.name!r} substituted in sys.modules during a lazy load')
        space.update(changed)
        self.__class__ = types.ModuleType
        return getattr(self, attr)

    def __delattr__(self, attr):
        self.__getattribute__(attr)
        delattr(self, attr)


class LazyLoader(Loader):
    """A loader that puts off the execution of modules."""

    @staticmethod
    def _check(loader):
        if not hasattr(loader, 'exec_module'):
            raise TypeError('loader must define exec_module()')

    @classmethod
    def factory(cls, loader):
        """A function that makes lazy loaders around those of a class."""
        cls._check(loader)
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def __init__(self, loader):
        self._check(loader)
        self.loader = loader

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = self.loader
        module.__loader__ = self.loader
        module.__spec__.loader_state = {'__dict__': dict(module.__dict__), 'is_loading': False}
        module.__class__ = _LazyModule
