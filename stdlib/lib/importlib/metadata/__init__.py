"""What the folders `*.dist-info` on sys.path say of installed distributions."""

import abc
import collections
import importlib
import operator
import os
import pathlib
import re
import sys
import warnings

__all__ = ['Distribution', 'DistributionFinder', 'PackageMetadata', 'PackageNotFoundError', 'SimplePath',
           'distribution', 'distributions', 'entry_points', 'files', 'metadata', 'packages_distributions', 'requires',
           'version']


class PackageNotFoundError(ModuleNotFoundError):
    """The distribution is not installed."""

    def __str__(self):
        return f'No package metadata was found for {self.name}'

    @property
    def name(self):
        (name,) = self.args
        return name


class EntryPoint:
    """An object that a distribution offers under a name in a group."""

    _PATTERN = re.compile(r'(?P<module>[\w.]+)\s*(:\s*(?P<attr>[\w.]+)\s*)?((?P<extras>\[.*\])\s*)?$')

    def __init__(self, name, value, group):
        vars(self).update(name=name, value=value, group=group, dist=None)

    def load(self):
        """The object."""
        target = importlib.import_module(self.module)
        return operator.attrgetter(self.attr)(target) if self.attr else target

    def _part(self, name):
        match = self._PATTERN.match(self.value)
        if match is None:
            raise ValueError(f'Invalid object reference: {self.value!r}')
        return match.group(name)

    @property
    def module(self):
        return self._part('module')

    @property
    def attr(self):
        return self._part('attr') or ''

    @property
    def extras(self):
        return re.findall(r'\w+', self._part('extras') or '')

    def matches(self, **params):
        """Do the attributes have these values?"""
        return all(getattr(self, name) == value for name, value in params.items())

    def _key(self):
        return self.name, self.value, self.group

    def __lt__(self, other):
        return self._key() < other._key()

    def __eq__(self, other):
        return isinstance(other, EntryPoint) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __setattr__(self, name, value):
        raise AttributeError('EntryPoint objects are immutable.')

    def __repr__(self):
        return f'EntryPoint(name={self.name!r}, value={self.value!r}, group={self.group!r})'


class EntryPoints(tuple):
    """Entry points, to be selected from."""

    __slots__ = ()

    def __getitem__(self, name):
        for found in self.select(name=name):
            return found
        raise KeyError(name)

    def __repr__(self):
        return f'{type(self).__name__}({tuple(self)!r})'

    def select(self, **params):
        """Those whose attributes have these values."""
        return EntryPoints(point for point in self if point.matches(**params))

    @property
    def names(self):
        return {point.name for point in self}

    @property
    def groups(self):
        return {point.group for point in self}


class PackagePath(pathlib.PurePosixPath):
    """The path of a file of a distribution."""

    def locate(self):
        """Where it is."""
        return self.dist.locate_file(self)

    def read_text(self, encoding='utf-8'):
        return self.locate().read_text(encoding=encoding)

    def read_binary(self):
        return self.locate().read_bytes()


SimplePath = pathlib.Path


def PackageMetadata(text):
    """The fields of a METADATA file."""
    import email
    return email.message_from_string(text)


def _normalized(name):
    return re.sub(r'[-_.]+', '-', name).lower().replace('-', '_')


class Distribution:
    """What is known of an installed distribution."""

    def __new__(cls, *args, **kwargs):
        # No metaclass refuses: classes that lack abstract methods are only deprecated.
        names = {name for base in cls.__mro__ for name in vars(base)}
        missing = {name for name in names if getattr(getattr(cls, name, None), '__isabstractmethod__', False)}
        if missing:
            warnings.warn(f'Unimplemented abstract methods {missing}', DeprecationWarning, stacklevel=2)
        return super().__new__(cls)

    @abc.abstractmethod
    def read_text(self, filename):
        """The text of a file of the metadata; None if there is no such file."""

    @abc.abstractmethod
    def locate_file(self, path):
        """Where a file of the distribution is."""

    @classmethod
    def from_name(cls, name):
        """The distribution of that name; PackageNotFoundError if there is none."""
        if not name:
            raise ValueError('A distribution name is required.')
        for found in cls.discover(name=name):
            return found
        raise PackageNotFoundError(name)

    @classmethod
    def discover(cls, *, context=None, **kwargs):
        """All distributions, or those of a name or on a path."""
        if context and kwargs:
            raise ValueError('cannot accept context and kwargs')
        context = context or DistributionFinder.Context(**kwargs)
        yield from _on_path(context.name, context.path)
        for finder in sys.meta_path:
            find = getattr(finder, 'find_distributions', None)
            if find is not None:
                yield from find(context)

    @staticmethod
    def at(path):
        """The distribution whose metadata are in that folder."""
        return PathDistribution(pathlib.Path(path))

    @property
    def metadata(self):
        text = self.read_text('METADATA') or self.read_text('PKG-INFO') or self.read_text('') or ''
        return PackageMetadata(text)

    @property
    def name(self):
        return self.metadata['Name']

    @property
    def version(self):
        return self.metadata['Version']

    @property
    def entry_points(self):
        found, group = [], None
        for line in (self.read_text('entry_points.txt') or '').splitlines():
            line = line.strip()
            if line.startswith('[') and line.endswith(']'):
                group = line[1:-1]
            elif line and not line.startswith('#'):
                name, _, value = line.partition('=')
                point = EntryPoint(name.strip(), value.strip(), group)
                vars(point)['dist'] = self
                found.append(point)
        return EntryPoints(found)

    @property
    def files(self):
        text = self.read_text('RECORD')
        if text is None:
            return None
        import csv
        found = []
        for row in csv.reader(text.splitlines()):
            path = PackagePath(row[0])
            path.dist = self
            path.hash = row[1] if len(row) > 1 and row[1] else None
            path.size = int(row[2]) if len(row) > 2 and row[2] else None
            found.append(path)
        return found

    @property
    def requires(self):
        return self.metadata.get_all('Requires-Dist')


class DistributionFinder(metaclass=abc.ABCMeta):
    """A finder that finds distributions, too."""

    class Context:
        """What is looked for."""

        name = None

        def __init__(self, **kwargs):
            vars(self).update(kwargs)

        @property
        def path(self):
            return vars(self).get('path', sys.path)

    @abc.abstractmethod
    def find_distributions(self, context=Context()):
        """The distributions that fit."""


class PathDistribution(Distribution):
    """A distribution whose metadata are in a folder."""

    def __init__(self, path):
        self._path = path

    def read_text(self, filename):
        try:
            return self._path.joinpath(filename).read_text(encoding='utf-8')
        except OSError:
            return None

    def locate_file(self, path):
        return self._path.parent / path


def _on_path(name, path):
    for folder in path:
        try:
            entries = sorted(os.listdir(folder or '.'))
        except OSError:
            continue
        for entry in entries:
            stem, dot, kind = entry.rpartition('.')
            if kind in ('dist-info', 'egg-info') and dot:
                if name is None or _normalized(stem.partition('-')[0]) == _normalized(name):
                    yield PathDistribution(pathlib.Path(folder or '.', entry))


def distribution(distribution_name):
    """The distribution of that name; PackageNotFoundError if there is none."""
    return Distribution.from_name(distribution_name)


def distributions(**kwargs):
    """All distributions, or those of a name or on a path."""
    return Distribution.discover(**kwargs)


def metadata(distribution_name):
    """The fields of a distribution's METADATA."""
    return Distribution.from_name(distribution_name).metadata


def version(distribution_name):
    """The version of a distribution."""
    return distribution(distribution_name).version


def entry_points(**params):
    """The entry points of all distributions, or those whose attributes have these values."""
    seen = {}
    for found in distributions():
        seen.setdefault(found.name, found)
    return EntryPoints(point for found in seen.values() for point in found.entry_points).select(**params)


def files(distribution_name):
    """The files of a distribution; None if they are not recorded."""
    return distribution(distribution_name).files


def requires(distribution_name):
    """What a distribution requires."""
    return distribution(distribution_name).requires


def packages_distributions():
    """For each top-level package, the names of the distributions that it comes from."""
    found = collections.defaultdict(list)
    for each in distributions():
        names = (each.read_text('top_level.txt') or '').split()
        if not names:
            names = {path.parts[0] if len(path.parts) > 1 else path.stem for path in each.files or ()
                     if path.suffix == '.py'}
        for name in names:
            found[name].append(each.metadata['Name'])
    return dict(found)
