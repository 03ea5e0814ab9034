"""The machinery of importlib: finders, loaders, hooks, etc."""

from _frozen_importlib import BuiltinImporter, FrozenImporter, ModuleSpec
from _frozen_importlib_external import (
    BYTECODE_SUFFIXES, DEBUG_BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, ExtensionFileLoader, FileFinder, NamespaceLoader,
    OPTIMIZED_BYTECODE_SUFFIXES, PathFinder, SOURCE_SUFFIXES, SourceFileLoader, SourcelessFileLoader)

__all__ = [
    'BYTECODE_SUFFIXES', 'BuiltinImporter', 'DEBUG_BYTECODE_SUFFIXES', 'EXTENSION_SUFFIXES', 'ExtensionFileLoader',
    'FileFinder', 'FrozenImporter', 'ModuleSpec', 'NamespaceLoader', 'OPTIMIZED_BYTECODE_SUFFIXES', 'PathFinder',
    'SOURCE_SUFFIXES', 'SourceFileLoader', 'SourcelessFileLoader', 'all_suffixes']


def all_suffixes():
    """All suffixes of files that modules may be in."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
