"""Readers of the resources of packages that are folders."""

from importlib.resources.readers import FileReader, MultiplexedPath, NamespaceReader

__all__ = ['FileReader', 'MultiplexedPath', 'NamespaceReader']
