"""What `importlib` knows of files: loaders, and the importer that goes through `sys.path`."""

import _imp
import os
import sys
from _frozen_importlib import (
    BuiltinImporter, FrozenImporter, ModuleSpec, _init_module_attrs, _load_module_shim, spec_from_loader)

_LIBRARY = '<rondo>/'
_PYCACHE = '__pycache__'

SOURCE_SUFFIXES = ['.py']
BYTECODE_SUFFIXES = ['.pyc']
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = b'\x2b\x0e\r\n'


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where the compiled form of a source file would be kept."""
    path = os.fspath(path)
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    head, tail = os.path.split(path)
    base, dot, rest = tail.rpartition('.')
    name = f'{base if base else rest}{dot}{tag}'
    if debug_override is not None:
        optimization = '' if debug_override else 1
    if optimization is not None and str(optimization) != '':
        if not str(optimization).isalnum():
            raise ValueError(f'{optimization!r} is not alphanumeric')
        name += f'.opt-{optimization}'
    name += '.pyc'
    if sys.pycache_prefix is not None:
        head = os.path.abspath(head)
        return os.path.join(sys.pycache_prefix, head.lstrip('/'), name)
    return os.path.join(head, _PYCACHE, name)


def source_from_cache(path):
    """Which source file a compiled file is of."""
    path = os.fspath(path)
    if sys.implementation.cache_tag is None:
        raise NotImplementedError('sys.implementation.cache_tag is None')
    head, name = os.path.split(path)
    head, folder = os.path.split(head)
    if folder != _PYCACHE:
        raise ValueError(f'{_PYCACHE} not bottom-level directory in {path!r}')
    dots = name.count('.')
    if dots not in (2, 3):
        raise ValueError(f'expected only 2 or 3 dots in {name!r}')
    if dots == 3:
        optimization = name.rsplit('.', 2)[-2]
        if not optimization.startswith('opt-'):
            raise ValueError("optimization portion of filename does not start with 'opt-'")
        if not optimization[4:].isalnum():
            raise ValueError(f'optimization level {optimization[4:]!r} is not an alphanumeric value')
    return os.path.join(head, name.partition('.')[0] + '.py')


def _get_cached(filename):
    if filename.endswith('.py') and not filename.startswith(_LIBRARY):
        try:
            return cache_from_source(filename)
        except NotImplementedError:
            return None
    return filename if filename.endswith('.pyc') else None


def decode_source(source_bytes):
    """The text of a source file, by its coding line, with universal newlines."""
    source_bytes = bytes(source_bytes)
    encoding = 'utf-8'
    if source_bytes.startswith(b'\xef\xbb\xbf'):
        encoding = 'utf-8-sig'
    else:
        for line in source_bytes.split(b'\n')[:2]:
            text = line.strip().decode('latin-1')
            if text and not text.startswith('#'):
                break
            before, found, after = text.partition('coding')
            if found and after[:1] in (':', '='):
                after = after[1:].lstrip()
                length = 0
                while length < len(after) and (after[length].isalnum() or after[length] in '-_.'):
                    length += 1
                encoding = after[:length]
                break
    return source_bytes.decode(encoding).replace('\r\n', '\n').replace('\r', '\n')


_POPULATE = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_POPULATE):
    """A specification of a module in a file."""
    if location is None:
        location = '<unknown>'
        if hasattr(loader, 'get_filename'):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = os.fspath(location)
        if not location.startswith(_LIBRARY):
            location = os.path.abspath(location)
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        for loader_class, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                spec.loader = loader = loader_class(name, location)
                break
        else:
            return None
    if submodule_search_locations is _POPULATE:
        if hasattr(loader, 'is_package'):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                pass
            else:
                if is_package:
                    spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(os.path.split(location)[0])
    return spec


class _LoaderBasics:
    def is_package(self, fullname):
        """Is the file named `__init__`, and asked for under another name?"""
        filename = self.get_filename(fullname).rpartition('/')[2]
        return filename.rsplit('.', 1)[0] == '__init__' and fullname.rpartition('.')[2] != '__init__'

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        """Execute the module."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f'cannot load module {module.__name__!r} when get_code() returns None')
        module.__dict__.setdefault('__builtins__', __builtins__)
        exec(code, module.__dict__)

    def load_module(self, fullname):
        return _load_module_shim(self, fullname)


class SourceLoader(_LoaderBasics):
    def path_mtime(self, path):
        """The time when the file was changed; OSError if that is not known."""
        raise OSError

    def path_stats(self, path):
        return {'mtime': self.path_mtime(path)}

    def _cache_bytecode(self, source_path, cache_path, data):
        return self.set_data(cache_path, data)

    def set_data(self, path, data):
        """Nothing is written."""

    def get_source(self, fullname):
        """The text; ImportError if the file cannot be read."""
        path = self.get_filename(fullname)
        try:
            source_bytes = self.get_data(path)
        except OSError as exc:
            raise ImportError('source not available through get_data()', name=fullname) from exc
        return decode_source(source_bytes)

    def source_to_code(self, data, path, *, _optimize=-1):
        """The code object of source data."""
        return compile(data, path, 'exec', dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        """The code object of the module."""
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class FileLoader:
    """Basic methods of loaders that read one file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def _check(self, name):
        if name is not None and name != self.name:
            raise ImportError(f'loader for {self.name} cannot handle {name}', name=name)

    def load_module(self, fullname=None):
        """Load a module from a file."""
        self._check(fullname)
        return _load_module_shim(self, self.name)

    def get_filename(self, name=None):
        """The path of the file."""
        self._check(name)
        return self.path

    def get_data(self, path):
        """The bytes of a file."""
        path = str(path)
        if path.startswith(_LIBRARY):
            text = _imp.library_text(path)
            if text is None:
                raise FileNotFoundError(2, 'No such file or directory', path)
            return text.encode()
        with open(path, 'rb') as file:
            return file.read()

    def get_resource_reader(self, module):
        self._check(module)
        from importlib.resources.readers import FileReader
        return FileReader(self)


class SourceFileLoader(FileLoader, SourceLoader):
    """A loader of source files."""

    def path_stats(self, path):
        found = os.stat(path)
        return {'mtime': found.st_mtime, 'size': found.st_size}


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """A loader of compiled files, which Rondo cannot run."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        raise ImportError(f'bad magic number in {fullname!r}: Rondo runs source files only', name=fullname, path=path)

    def get_source(self, fullname):
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """A loader of extension modules, which Rondo cannot load."""

    def create_module(self, spec):
        raise ImportError('Rondo loads no extension modules', name=self.name, path=self.path)

    def exec_module(self, module):
        """Never reached: no module is made."""

    def is_package(self, fullname):
        return self.path.rpartition('/')[2].partition('.')[0] == '__init__'

    def get_code(self, fullname):
        return None

    def get_source(self, fullname):
        return None


class _NamespacePath:
    """A namespace package's path, computed anew when its parent's has changed."""

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = path
        self._path_finder = path_finder
        self._last_parent_path = tuple(self._get_parent_path())

    def _get_parent_path(self):
        parent, dot, _ = self._name.rpartition('.')
        return getattr(sys.modules[parent], '__path__') if dot else sys.path

    def _recalculate(self):
        parent_path = tuple(self._get_parent_path())
        if parent_path != self._last_parent_path:
            spec = self._path_finder(self._name, parent_path)
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = list(spec.submodule_search_locations)
            self._last_parent_path = parent_path
        return self._path

    def __iter__(self):
        return iter(self._recalculate())

    def __getitem__(self, index):
        return self._recalculate()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._recalculate())

    def __repr__(self):
        return f'_NamespacePath({list(self._path)!r})'

    def __contains__(self, item):
        return item in self._recalculate()

    def append(self, item):
        self._path.append(item)


class NamespaceLoader:
    """The loader of packages without `__init__.py`."""

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ''

    def get_code(self, fullname):
        return compile('', '<string>', 'exec', dont_inherit=True)

    def create_module(self, spec):
        """Use default semantics for module creation."""

    def exec_module(self, module):
        """There is nothing to run."""

    def load_module(self, fullname):
        return _load_module_shim(self, fullname)

    def get_resource_reader(self, module):
        from importlib.resources.readers import NamespaceReader
        return NamespaceReader(self._path)


_NamespaceLoader = NamespaceLoader


class PathFinder:
    """Finds modules in the folders of sys.path and of packages."""

    @staticmethod
    def invalidate_caches():
        """Tell the finders of all folders to look again."""
        for name, finder in list(sys.path_importer_cache.items()):
            if finder is None:
                del sys.path_importer_cache[name]
            elif hasattr(finder, 'invalidate_caches'):
                finder.invalidate_caches()

    @staticmethod
    def _path_hooks(path):
        for hook in sys.path_hooks:
            try:
                return hook(path)
            except ImportError:
                continue
        return None

    @classmethod
    def _path_importer_cache(cls, path):
        if path == '':
            try:
                path = os.getcwd()
            except FileNotFoundError:
                return None
        try:
            return sys.path_importer_cache[path]
        except KeyError:
            finder = sys.path_importer_cache[path] = cls._path_hooks(path)
            return finder

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """A specification of the module, found in the folders of `path` or else `sys.path`, or in Rondo's library."""
        namespace = []
        for entry in sys.path if path is None else path:
            if not isinstance(entry, str):
                continue
            finder = cls._path_importer_cache(entry)
            if finder is None:
                continue
            spec = finder.find_spec(fullname, target)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            portions = spec.submodule_search_locations
            if portions is None:
                raise ImportError('spec missing loader')
            namespace.extend(portions)
        found = _imp.find(fullname)
        if found is not None:
            kind, filename = found
            if kind == 'native':
                return spec_from_loader(fullname, BuiltinImporter, origin='built-in')
            return spec_from_file_location(fullname, filename, loader=SourceFileLoader(fullname, filename))
        if namespace:
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = _NamespacePath(fullname, namespace, cls.find_spec)
            return spec
        return None

    @staticmethod
    def find_distributions(*args, **kwargs):
        return iter(())


class FileFinder:
    """A finder of modules in one folder."""

    def __init__(self, path, *loader_details):
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        self.path = os.path.abspath(path or '.')
        self._path_mtime = -1

    def invalidate_caches(self):
        """The folder is looked at by every search."""
        self._path_mtime = -1

    def _get_spec(self, loader_class, fullname, path, search, target):
        return spec_from_file_location(
            fullname, path, loader=loader_class(fullname, path), submodule_search_locations=search)

    def find_spec(self, fullname, target=None):
        """A specification of the module, if it is in the folder."""
        tail = fullname.rpartition('.')[2]
        base = os.path.join(self.path, tail)
        is_namespace = False
        if os.path.isdir(base):
            for suffix, loader_class in self._loaders:
                full = os.path.join(base, '__init__' + suffix)
                if os.path.isfile(full):
                    return self._get_spec(loader_class, fullname, full, [base], target)
            is_namespace = True
        for suffix, loader_class in self._loaders:
            full = base + suffix
            if os.path.isfile(full):
                return self._get_spec(loader_class, fullname, full, None, target)
        if is_namespace:
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None

    @classmethod
    def path_hook(cls, *loader_details):
        """A function for `sys.path_hooks` that makes finders with these loaders."""

        def path_hook_for_FileFinder(path):
            if not os.path.isdir(path or '.'):
                raise ImportError('only directories are supported', path=path)
            return cls(path, *loader_details)

        return path_hook_for_FileFinder

    def __repr__(self):
        return f'FileFinder({self.path!r})'


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES), (SourcelessFileLoader, BYTECODE_SUFFIXES)]


_META_PATH = (BuiltinImporter, FrozenImporter, PathFinder)
for _class in BuiltinImporter, FrozenImporter, ModuleSpec:
    _class.__module__ = '_frozen_importlib'


def _untouched():
    """Are `sys.meta_path` and `sys.path_hooks` as they were, so that the native import finds what they would?"""
    meta_path, path_hooks = sys.meta_path, sys.path_hooks
    return (isinstance(meta_path, list) and len(meta_path) == 3 and all(map(_is, meta_path, _META_PATH))
            and len(path_hooks) == 2 and all(map(_is, path_hooks, _PATH_HOOKS))
            and all([finder is None or type(finder) in _FINDERS for finder in sys.path_importer_cache.values()]))


def _is(a, b):
    return a is b


def _describe(module):
    """Give a module that the native import has made its `__spec__` and `__loader__`."""
    space = module.__dict__
    name, file = space.get('__name__'), space.get('__file__')
    path = space.get('__path__')
    if name == '__main__':
        spec = None
        loader = BuiltinImporter if file is None else SourceFileLoader('__main__', file)
    elif file is not None:
        loader = SourceFileLoader(name, file)
        spec = spec_from_file_location(name, file, loader=loader)
        if path is not None:
            spec.submodule_search_locations = path
        if spec.cached is not None:
            space.setdefault('__cached__', spec.cached)
    elif path is not None:
        spec = ModuleSpec(name, None)
        loader = NamespaceLoader.__new__(NamespaceLoader)
        loader._path = path
        spec.loader = loader
        spec.submodule_search_locations = path
    else:
        loader = BuiltinImporter
        spec = ModuleSpec(name, loader, origin='built-in')
    space['__spec__'] = spec
    space.setdefault('__loader__', loader)


def _namespace_path(name, folders):
    return _NamespacePath(name, folders, PathFinder.find_spec)


def _main_spec(name, filename):
    """The specification of a module run by `-m`."""
    return spec_from_file_location(name, filename, loader=SourceFileLoader(name, filename))


# It builds on what is above.
from zipimport import zipimporter

_PATH_HOOKS = (zipimporter, FileFinder.path_hook(*_get_supported_file_loaders()))
_FINDERS = (FileFinder, zipimporter)
