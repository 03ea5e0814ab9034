"""Readers of the resources of packages."""

from importlib.resources.readers import FileReader, MultiplexedPath, NamespaceReader, ZipReader

__all__ = ['FileReader', 'MultiplexedPath', 'NamespaceReader', 'ZipReader']
