"""Data files in packages."""

import contextlib
import importlib
import os
import pathlib
import sys
import types
import warnings
from importlib.resources.abc import ResourceReader, Traversable

__all__ = ['Package', 'Anchor', 'ResourceReader', 'as_file', 'contents', 'files', 'is_resource', 'open_binary',
           'open_text', 'path', 'read_binary', 'read_text']

Package = types.ModuleType | str
Anchor = Package
_MISSING = object()


def files(anchor=None):
    """The folder of a package, given as module or by name; by default the package of the caller."""
    if anchor is None:
        caller = sys._getframe(1).f_globals
        spec = caller.get('__spec__')
        anchor = spec.parent or spec.name if spec is not None else caller['__name__']
    module = importlib.import_module(anchor) if isinstance(anchor, str) else anchor
    if not isinstance(module, types.ModuleType) and not hasattr(module, '__spec__'):
        raise TypeError(f'anchor must be module or string, got {type(anchor).__name__}')
    spec = module.__spec__
    reader = None
    if hasattr(spec.loader, 'get_resource_reader'):
        reader = spec.loader.get_resource_reader(spec.name)
    if reader is not None and hasattr(reader, 'files'):
        return reader.files()
    if spec.submodule_search_locations:
        return pathlib.Path(list(spec.submodule_search_locations)[0])
    if spec.origin is None:
        raise TypeError(f'{module!r} has no resources')
    return pathlib.Path(spec.origin).parent


@contextlib.contextmanager
def as_file(path):
    """In the block, the resource as a file or folder of the file system, removed afterwards if it was made for it."""
    if isinstance(path, pathlib.Path):
        yield path
        return
    import tempfile
    with tempfile.TemporaryDirectory() as folder:
        yield _write(pathlib.Path(folder), path)


def _write(folder, source):
    target = folder / source.name
    if source.is_dir():
        target.mkdir()
        for entry in source.iterdir():
            _write(target, entry)
    else:
        target.write_bytes(source.read_bytes())
    return target


def _resource(anchor, path_names):
    if anchor is None:
        raise TypeError('anchor must be module or string, got None')
    return files(anchor).joinpath(*map(os.fspath, path_names))


def _encoding(path_names, encoding):
    if encoding is not _MISSING:
        return encoding
    if len(path_names) > 1:
        raise TypeError("'encoding' argument required with multiple path names")
    return 'utf-8'


def open_binary(anchor, *path_names):
    """A resource opened for reading bytes."""
    return _resource(anchor, path_names).open('rb')


def open_text(anchor, *path_names, encoding=_MISSING, errors='strict'):
    """A resource opened for reading text."""
    encoding = _encoding(path_names, encoding)
    return _resource(anchor, path_names).open('r', encoding=encoding, errors=errors)


def read_binary(anchor, *path_names):
    """The bytes of a resource."""
    return _resource(anchor, path_names).read_bytes()


def read_text(anchor, *path_names, encoding=_MISSING, errors='strict'):
    """The text of a resource."""
    with _resource(anchor, path_names).open('r', encoding=_encoding(path_names, encoding), errors=errors) as file:
        return file.read()


def path(anchor, *path_names):
    """as_file() of a resource."""
    return as_file(_resource(anchor, path_names))


def is_resource(anchor, *path_names):
    """Is there a file of that name?"""
    return _resource(anchor, path_names).is_file()


def contents(anchor, *path_names):
    """The names of what is in the package's folder."""
    warnings.warn('importlib.resources.contents is deprecated. Use files(anchor).iterdir() instead.',
                  DeprecationWarning, stacklevel=1)
    return (entry.name for entry in _resource(anchor, path_names).iterdir())
