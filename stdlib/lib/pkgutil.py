"""Utilities to support packages."""

import importlib
import importlib.util
import os
import sys
from collections import namedtuple
from zipimport import zipimporter

__all__ = ['ModuleInfo', 'extend_path', 'get_data', 'get_importer', 'iter_importers', 'iter_modules', 'resolve_name',
           'walk_packages']

ModuleInfo = namedtuple('ModuleInfo', 'module_finder name ispkg')
ModuleInfo.__doc__ = 'What iter_modules() says of a module.'


def get_importer(path_item):
    """The finder for an entry of `sys.path`; None if no hook takes it."""
    path_item = os.fsdecode(path_item)
    try:
        return sys.path_importer_cache[path_item]
    except KeyError:
        for hook in sys.path_hooks:
            try:
                importer = hook(path_item)
                sys.path_importer_cache.setdefault(path_item, importer)
                return importer
            except ImportError:
                pass
    return None


def iter_importers(fullname=''):
    """The finders that would be asked for a module."""
    if fullname.startswith('.'):
        raise ImportError(f'Relative module name {fullname!r} not supported')
    if '.' in fullname:
        package = importlib.import_module(fullname.rpartition('.')[0])
        path = getattr(package, '__path__', None)
        if path is None:
            return
    else:
        yield from sys.meta_path
        path = sys.path
    for item in path:
        yield get_importer(item)


def _names_in(folder):
    """Names of the modules in a folder, and whether they are packages."""
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return
    seen = set()
    for entry in entries:
        name, suffix = os.path.splitext(entry)
        full = os.path.join(folder, entry)
        ispkg = not suffix and os.path.isfile(os.path.join(full, '__init__.py'))
        if entry == '__init__.py' or name in seen or not (ispkg or suffix == '.py') or '.' in name:
            continue
        seen.add(name)
        yield name, ispkg


def _names_in_archive(importer):
    """As `_names_in`, of a folder in an archive."""
    seen = set()
    for entry in sorted(importer._files):
        name, slash, rest = entry.removeprefix(importer.prefix).partition('/')
        if not entry.startswith(importer.prefix) or slash and rest != '__init__.py':
            continue
        stem, suffix = (name, '') if slash else os.path.splitext(name)
        if stem in seen or stem == '__init__' or '.' in stem or not slash and suffix != '.py':
            continue
        seen.add(stem)
        yield stem, bool(slash)


def iter_modules(path=None, prefix=''):
    """ModuleInfo of all modules in the folders of `path`, or of `sys.path`."""
    if path is None:
        importers = map(get_importer, sys.path)
    elif isinstance(path, str):
        raise ValueError('path must be None or list of paths to look for modules in')
    else:
        importers = map(get_importer, path)
    yielded = set()
    for finder in importers:
        if finder is None:
            continue
        if hasattr(finder, 'iter_modules'):
            found = finder.iter_modules(prefix)
        elif hasattr(finder, 'path'):
            found = ((prefix + name, ispkg) for name, ispkg in _names_in(finder.path))
        elif isinstance(finder, zipimporter):
            found = ((prefix + name, ispkg) for name, ispkg in _names_in_archive(finder))
        else:
            continue
        for name, ispkg in found:
            if name not in yielded:
                yielded.add(name)
                yield ModuleInfo(finder, name, ispkg)


def walk_packages(path=None, prefix='', onerror=None):
    """ModuleInfo of all modules, those of packages inside included, which are imported."""
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            inner = [p for p in getattr(sys.modules[info.name], '__path__', None) or [] if p not in seen]
            seen.update(inner)
            yield from walk_packages(inner, info.name + '.', onerror)


def extend_path(path, name):
    """`path` and the folders of `sys.path` that hold a part of the package `name`."""
    if not isinstance(path, list):
        return path
    path = path[:]
    parent, _, last = name.rpartition('.')
    search = sys.path if not parent else getattr(sys.modules.get(parent), '__path__', None)
    for folder in search or []:
        if not isinstance(folder, str):
            continue
        inner = os.path.join(folder, last)
        if os.path.isdir(inner) and inner not in path:
            path.append(inner)
    return path


def get_data(package, resource):
    """The bytes of a file beside a package's modules; None if its loader cannot say."""
    spec = importlib.util.find_spec(package)
    if spec is None or not hasattr(spec.loader, 'get_data'):
        return None
    module = sys.modules.get(package) or importlib.import_module(package)
    if not hasattr(module, '__file__'):
        return None
    parts = resource.split('/')
    parts.insert(0, os.path.dirname(module.__file__))
    return spec.loader.get_data(os.path.join(*parts))


def resolve_name(name):
    """The object that `package.module:attribute` or `package.module.attribute` names."""
    module_name, colon, rest = name.partition(':')
    if not all(part.isidentifier() for part in module_name.split('.')):
        raise ValueError(f'invalid format: {name!r}')
    if colon:
        if rest and not all(part.isidentifier() for part in rest.split('.')):
            raise ValueError(f'invalid format: {name!r}')
        result = importlib.import_module(module_name)
        parts = rest.split('.') if rest else []
    else:
        parts = module_name.split('.')
        found = parts.pop(0)
        result = importlib.import_module(found)
        while parts:
            try:
                result = importlib.import_module(f'{found}.{parts[0]}')
            except ImportError:
                break
            found = f'{found}.{parts.pop(0)}'
    for part in parts:
        result = getattr(result, part)
    return result
