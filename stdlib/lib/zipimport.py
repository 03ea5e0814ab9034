"""Modules in zip archives: the hook of `sys.path_hooks` that finds them, and their loader (PEP 273)."""

import os
from _frozen_importlib import _load_module_shim, spec_from_loader

__all__ = ['ZipImportError', 'zipimporter']

path_sep = '/'
alt_path_sep = ''

_END = b'PK\x05\x06'
_ENTRY = b'PK\x01\x02'
_LOCAL = b'PK\x03\x04'
_END_SIZE = 22
_MOST_COMMENT = 0xFFFF

# What is behind the name of a module in the name of its file, and whether that makes it a package.
_ENDINGS = (('/__init__.py', True), ('.py', False))

# The entries of the archives that have been looked at, by the archives' paths.
_zip_directory_cache = {}


class ZipImportError(ImportError):
    """An archive cannot be read, or has no such module."""


class zipimporter:
    """zipimporter(archivepath) -> finder and loader of the modules in an archive, or in a folder inside of it."""

    def __init__(self, path):
        if not isinstance(path, str):
            raise TypeError(f'expected str, not {type(path)!r}')
        if not path:
            raise ZipImportError('archive path is empty', path=path)
        archive, inside = path, []
        # What is no path of the system may be one inside of an archive, which one of its beginnings is.
        while True:
            try:
                mode = os.stat(archive).st_mode
            except (OSError, ValueError):
                head, tail = os.path.split(archive)
                if head == archive:
                    raise ZipImportError('not a Zip file', path=path) from None
                archive = head
                inside.append(tail)
            else:
                if mode & 0o170000 != 0o100000:
                    raise ZipImportError('not a Zip file', path=path)
                break
        if archive not in _zip_directory_cache:
            _zip_directory_cache[archive] = _read_directory(archive)
        self.archive = archive
        self.prefix = ''.join(f'{part}/' for part in reversed(inside) if part)

    @property
    def _files(self):
        """The entries of the archive, read again if somebody has emptied the cache."""
        files = _zip_directory_cache.get(self.archive)
        if files is None:
            try:
                files = _zip_directory_cache[self.archive] = _read_directory(self.archive)
            except ZipImportError:
                files = {}
        return files

    def _find(self, fullname):
        """The path inside the archive of a module, and whether it is a package; None if it is not there."""
        base = self.prefix + fullname.rpartition('.')[2]
        for ending, is_package in _ENDINGS:
            if base + ending in self._files:
                return base + ending, is_package
        return None

    def _found(self, fullname):
        found = self._find(fullname)
        if found is None:
            raise ZipImportError(f"can't find module {fullname!r}", name=fullname)
        return found

    def find_spec(self, fullname, target=None):
        """The specification of a module in the archive, or of a namespace package; None if there is none."""
        found = self._find(fullname)
        if found is not None:
            spec = spec_from_loader(fullname, self, is_package=found[1])
            spec.origin = self.get_filename(fullname)
            spec.has_location = True
            if found[1]:
                spec.submodule_search_locations = [self._folder(fullname)]
            return spec
        folder = f'{self.prefix}{fullname.rpartition(".")[2]}/'
        if any(name.startswith(folder) for name in self._files):
            spec = spec_from_loader(fullname, None, origin=None, is_package=True)
            spec.submodule_search_locations = [self._folder(fullname)]
            return spec
        return None

    def _folder(self, fullname):
        return f'{self.archive}/{self.prefix}{fullname.rpartition(".")[2]}'

    def get_filename(self, fullname):
        """What __file__ of the module is."""
        return f'{self.archive}/{self._found(fullname)[0]}'

    def is_package(self, fullname):
        """Is the module a package?"""
        return self._found(fullname)[1]

    def get_source(self, fullname):
        """The text of the module."""
        from _frozen_importlib_external import decode_source
        return decode_source(self.get_data(self._found(fullname)[0]))

    def get_code(self, fullname):
        """The code object of the module."""
        name = self._found(fullname)[0]
        return compile(self.get_data(name), f'{self.archive}/{name}', 'exec', dont_inherit=True)

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        """Execute the module."""
        module.__dict__.setdefault('__builtins__', __builtins__)
        exec(self.get_code(module.__name__), module.__dict__)

    def get_data(self, pathname):
        """The contents of a file of the archive, whose path may begin with that of the archive."""
        key = pathname.removeprefix(self.archive + '/')
        entry = self._files.get(key)
        if entry is None:
            raise OSError(0, '', key)
        return _read_entry(self.archive, entry)

    def load_module(self, fullname):
        """Import a module; deprecated, as is the method of all loaders."""
        import warnings
        warnings.warn(
            'zipimport.zipimporter.load_module() is deprecated and slated for removal in Python 3.15; '
            'use exec_module() instead', DeprecationWarning, stacklevel=2)
        self._found(fullname)
        return _load_module_shim(self, fullname)

    def get_resource_reader(self, fullname):
        """A reader of the files beside a module."""
        from importlib.resources.readers import ZipReader
        return ZipReader(self, fullname)

    def invalidate_caches(self):
        """Reads the archive again."""
        try:
            _zip_directory_cache[self.archive] = _read_directory(self.archive)
        except ZipImportError:
            _zip_directory_cache.pop(self.archive, None)

    def __repr__(self):
        return f'<zipimporter object "{self.archive}/{self.prefix}">'


def _number(data, at, size):
    return int.from_bytes(data[at:at + size], 'little')


def _read_directory(archive):
    """The entries of an archive by name: path, method, size in the archive, size, place, time, date, checksum."""
    def damaged(what):
        return ZipImportError(f'{what}: {archive!r}', path=archive)

    try:
        file = open(archive, 'rb')
    except OSError:
        raise damaged("can't open Zip file") from None
    with file:
        try:
            size = file.seek(0, 2)
            tail_at = max(size - _END_SIZE - _MOST_COMMENT, 0)
            file.seek(tail_at)
            tail = file.read()
            at = tail.rfind(_END)
            if at < 0 or len(tail) - at < _END_SIZE:
                raise damaged('not a Zip file')
            directory_size, directory_at = _number(tail, at + 12, 4), _number(tail, at + 16, 4)
            # What stands before the archive, as the first line of a program does, moves all of it.
            directory = tail_at + at - directory_size
            moved = directory - directory_at
            if directory < 0:
                raise damaged('bad central directory size')
            if moved < 0:
                raise damaged('bad central directory size or offset')
            file.seek(directory)
            data = file.read(directory_size)
        except OSError:
            raise damaged("can't read Zip file") from None
    files, at = {}, 0
    while data[at:at + 4] == _ENTRY:
        flags, method = _number(data, at + 8, 2), _number(data, at + 10, 2)
        stamp, date, checksum = _number(data, at + 12, 2), _number(data, at + 14, 2), _number(data, at + 16, 4)
        packed, plain = _number(data, at + 20, 4), _number(data, at + 24, 4)
        lengths = [_number(data, at + place, 2) for place in (28, 30, 32)]
        place = _number(data, at + 42, 4)
        if place > directory_at:
            raise damaged('bad local header offset')
        name = data[at + 46:at + 46 + lengths[0]]
        name = name.decode('utf-8' if flags & 0x800 or name.isascii() else 'cp437').replace('/', path_sep)
        files[name] = (f'{archive}/{name}', method, packed, plain, place + moved, stamp, date, checksum)
        at += 46 + sum(lengths)
    return files


def _read_entry(archive, entry):
    """The contents of an entry."""
    _, method, packed, plain, place, *_ = entry
    with open(archive, 'rb') as file:
        file.seek(place)
        header = file.read(30)
        if header[:4] != _LOCAL or len(header) != 30:
            raise ZipImportError(f'bad local file header: {archive!r}', path=archive)
        file.seek(place + 30 + _number(header, 26, 2) + _number(header, 28, 2))
        data = file.read(packed)
    if len(data) != packed:
        raise OSError("zipimport: can't read data")
    if method == 0:
        return data
    if method != 8:
        raise ZipImportError(f"can't decompress data; compression method {method} not supported")
    import zlib
    return zlib.decompress(data, -15)
