"""Abstract base classes of finders and loaders."""

import abc
import _frozen_importlib
import _frozen_importlib_external as _external

__all__ = [
    'ExecutionLoader', 'FileLoader', 'InspectLoader', 'Loader', 'MetaPathFinder', 'PathEntryFinder', 'ResourceLoader',
    'SourceLoader']


class Loader(metaclass=abc.ABCMeta):
    """What makes modules."""

    def create_module(self, spec):
        """The module to be filled; None for the usual one."""
        return None

    def load_module(self, fullname):
        """The loaded module, through `exec_module`."""
        if not hasattr(self, 'exec_module'):
            raise ImportError
        return _frozen_importlib._load_module_shim(self, fullname)


class MetaPathFinder(metaclass=abc.ABCMeta):
    """A finder for `sys.meta_path`."""

    def invalidate_caches(self):
        """Forget what is known of the file system."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """A finder for one entry of a path."""

    def invalidate_caches(self):
        """Forget what is known of the file system."""


MetaPathFinder.register(_frozen_importlib.BuiltinImporter)
MetaPathFinder.register(_frozen_importlib.FrozenImporter)
MetaPathFinder.register(_external.PathFinder)
PathEntryFinder.register(_external.FileFinder)


class ResourceLoader(Loader):
    """A loader that can read data."""

    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    """A loader that shows what it loads."""

    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path='<string>'):
        return compile(data, path, 'exec', dont_inherit=True)

    exec_module = _external._LoaderBasics.exec_module
    load_module = _external._LoaderBasics.load_module


InspectLoader.register(_frozen_importlib.BuiltinImporter)
InspectLoader.register(_frozen_importlib.FrozenImporter)
InspectLoader.register(_external.NamespaceLoader)


class ExecutionLoader(InspectLoader):
    """A loader that knows the file of what it loads."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(_external.FileLoader, ResourceLoader, ExecutionLoader):
    """A loader of one file."""


class SourceLoader(_external.SourceLoader, ResourceLoader, ExecutionLoader):
    """A loader of source text."""

    def path_mtime(self, path):
        if self.path_stats.__func__ is SourceLoader.path_stats:
            raise OSError
        return int(self.path_stats(path)['mtime'])

    def path_stats(self, path):
        if self.path_mtime.__func__ is SourceLoader.path_mtime:
            raise OSError
        return {'mtime': self.path_mtime(path)}

    def set_data(self, path, data):
        """Nothing is written."""


ExecutionLoader.register(_external.ExtensionFileLoader)
FileLoader.register(_external.SourceFileLoader)
FileLoader.register(_external.SourcelessFileLoader)
SourceLoader.register(_external.SourceFileLoader)
