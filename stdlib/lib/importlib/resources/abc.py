"""What readers of resources have to offer."""

import abc
from typing import Protocol, runtime_checkable

__all__ = ['ResourceReader', 'Traversable', 'TraversableResources']


class ResourceReader(metaclass=abc.ABCMeta):
    """What a loader's get_resource_reader() returns."""

    @abc.abstractmethod
    def open_resource(self, resource):
        raise FileNotFoundError

    @abc.abstractmethod
    def resource_path(self, resource):
        raise FileNotFoundError

    @abc.abstractmethod
    def is_resource(self, path):
        raise FileNotFoundError

    @abc.abstractmethod
    def contents(self):
        raise FileNotFoundError


class TraversalError(Exception):
    """A part of a path is not there."""


@runtime_checkable
class Traversable(Protocol):
    """The part of pathlib.Path that resources have."""

    @abc.abstractmethod
    def iterdir(self):
        """What is in the folder."""

    def read_bytes(self):
        """The file's bytes."""
        with self.open('rb') as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        """The file's text."""
        with self.open(encoding=encoding, errors=errors) as file:
            return file.read()

    @abc.abstractmethod
    def is_dir(self):
        """Is it a folder?"""

    @abc.abstractmethod
    def is_file(self):
        """Is it a file?"""

    def joinpath(self, *descendants):
        """What lies below under these names, each of which may have slashes."""
        at = self
        for name in (part for descendant in descendants for part in str(descendant).split('/') if part):
            found = next((entry for entry in at.iterdir() if entry.name == name), None)
            if found is None:
                raise TraversalError('Target not found during traversal.', name, [name])
            at = found
        return at

    def __truediv__(self, child):
        return self.joinpath(child)

    @abc.abstractmethod
    def open(self, mode='r', *args, **kwargs):
        """The file opened for reading."""

    @property
    @abc.abstractmethod
    def name(self):
        """The last part of the path."""


class TraversableResources(ResourceReader):
    """A reader that offers a Traversable."""

    @abc.abstractmethod
    def files(self):
        """The Traversable of the package."""

    def open_resource(self, resource):
        return self.files().joinpath(resource).open('rb')

    def resource_path(self, resource):
        raise FileNotFoundError(resource)

    def is_resource(self, path):
        return self.files().joinpath(path).is_file()

    def contents(self):
        return (entry.name for entry in self.files().iterdir())
