"""Container types beyond the built-in ones."""

try:
    from _collections import (
        _count_elements, _deque_iterator, _fill, _move_entry, _odict_iterator as _iterator, _pop_entry, _same_order,
        _tuplegetter, deque)
except ImportError:
    from operator import itemgetter

    def _tuplegetter(index, doc):
        return property(itemgetter(index), doc=doc)

    def _count_elements(mapping, iterable):
        get = mapping.get
        for element in iterable:
            mapping[element] = get(element, 0) + 1

    def _fill(mapping, items):
        return False

    def _move_entry(mapping, key, last):
        value = dict.pop(mapping, key)
        rest = [] if last else list(dict.items(mapping))
        if not last:
            dict.clear(mapping)
        dict.__setitem__(mapping, key, value)
        dict.update(mapping, rest)

    def _pop_entry(mapping, last):
        if not dict.__len__(mapping):
            raise KeyError('dictionary is empty')
        if last:
            return dict.popitem(mapping)
        key = next(dict.__iter__(mapping))
        return key, dict.pop(mapping, key)

    def _same_order(a, b):
        return all(x is y or x == y for x, y in zip(dict.__iter__(a), dict.__iter__(b)))

    def _iterator(inner):
        try:
            yield from inner
        except RuntimeError:
            raise RuntimeError('OrderedDict mutated during iteration') from None

from _types import _as_built_in

__all__ = [
    'ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList', 'UserString', 'defaultdict', 'deque', 'namedtuple']


def __getattr__(name):
    # Rarely used, and they need abstract base classes: loaded when asked for.
    if name in ('ChainMap', 'UserDict', 'UserList', 'UserString'):
        import _collections_user
        found = getattr(_collections_user, name)
        globals()[name] = found
        return found
    if name == 'abc':
        import collections.abc
        return collections.abc
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __dir__():
    return sorted({*globals(), 'ChainMap', 'UserDict', 'UserList', 'UserString', 'abc'})


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """A subclass of tuple whose items have names."""
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    field_names = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        seen = set()
        for index, name in enumerate(field_names):
            if not name.isidentifier() or name in _keywords or name.startswith('_') or name in seen:
                field_names[index] = f'_{index}'
            seen.add(name)
    for name in [typename] + field_names:
        if not name.isidentifier():
            raise ValueError(f'Type names and field names must be valid identifiers: {name!r}')
        if name in _keywords:
            raise ValueError(f'Type names and field names cannot be a keyword: {name!r}')
    seen = set()
    for name in field_names:
        if name.startswith('_') and not rename:
            raise ValueError(f'Field names cannot start with an underscore: {name!r}')
        if name in seen:
            raise ValueError(f'Encountered duplicate field name: {name!r}')
        seen.add(name)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(field_names):
            raise TypeError('Got more default values than field names')
        field_defaults = dict(zip(field_names[len(field_names) - len(defaults):], defaults))
    fields = tuple(field_names)
    parameters = ', '.join(fields)
    if len(fields) == 1:
        parameters += ','
    tuple_new = tuple.__new__
    # The parameters' names and the messages of wrong calls are Python's own this way.
    scope = {'_tuple_new': tuple_new, '__builtins__': {}, '__name__': f'namedtuple_{typename}'}
    __new__ = eval(f'lambda _cls, {parameters}: _tuple_new(_cls, ({parameters}))', scope)
    __new__.__name__ = '__new__'
    __new__.__doc__ = f'Create new instance of {typename}({", ".join(fields)})'
    if defaults is not None:
        __new__.__defaults__ = defaults

    @classmethod
    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if len(result) != len(fields):
            raise TypeError(f'Expected {len(fields)} arguments, got {len(result)}')
        return result

    _make.__func__.__doc__ = f'A {typename} of the items of an iterable'

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, fields, self))
        if kwds:
            raise TypeError(f'Got unexpected field names: {list(kwds)!r}')
        return result

    _replace.__doc__ = f'The {typename} with some fields replaced'
    shown = '(' + ', '.join(f'{name}=%r' for name in fields) + ')'

    def __repr__(self):
        'Return a nicely formatted representation string'
        return self.__class__.__name__ + shown % self

    def _asdict(self):
        'The fields by name, as a dict.'
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        'Return self as a plain tuple.  Used by copy and pickle.'
        return tuple(self)

    for method in (__new__, _make.__func__, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f'{typename}.{method.__name__}'
    namespace = {
        '__doc__': f'{typename}({", ".join(fields)})',
        '__slots__': (),
        '_fields': fields,
        '_field_defaults': field_defaults,
        '__new__': __new__,
        '_make': _make,
        '__replace__': _replace,
        '_replace': _replace,
        '__repr__': __repr__,
        '_asdict': _asdict,
        '__getnewargs__': __getnewargs__,
        '__match_args__': fields,
    }
    for index, name in enumerate(fields):
        namespace[name] = _tuplegetter(index, f'Alias for field number {index}')
    if module is None:
        import sys
        try:
            module = sys._getframe(1).f_globals.get('__name__', '__main__')
        except (AttributeError, ValueError):
            pass
    if module is not None:
        namespace['__module__'] = module
    return type(typename, (tuple,), namespace)


_keywords = frozenset((
    'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del',
    'elif', 'else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda', 'nonlocal',
    'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'))


class defaultdict(dict):
    """defaultdict(default_factory=None, /, [...]) --> dict with default factory"""

    __slots__ = ('default_factory',)

    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError('first argument must be callable or None')
        self.default_factory = default_factory
        if args or kwargs:
            dict.__init__(self, *args, **kwargs)

    def __missing__(self, key):
        factory = self.default_factory
        if factory is None:
            raise KeyError(key)
        self[key] = value = factory()
        return value

    def __repr__(self):
        return f'{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})'

    def copy(self):
        """A new mapping of the same items and the same default_factory."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self.default_factory, self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = type(self)(self.default_factory, other)
        new.update(self)
        return new


# Stands for an argument that is not given.
_missing = object()


class OrderedDict(dict):
    """Dictionary that remembers insertion order"""

    def __init__(self, *args, **kwds):
        if len(args) > 1:
            raise TypeError(f'expected at most 1 argument, got {len(args)}')
        if kwds or args and not (type(self) is OrderedDict and _fill(self, args[0])):
            self.__update(*args, **kwds)

    def __iter__(self):
        return _iterator(dict.__iter__(self))

    def __reversed__(self):
        return _iterator(dict.__reversed__(self))

    def keys(self):
        return _view(_odict_keys, self)

    def values(self):
        return _view(_odict_values, self)

    def items(self):
        return _view(_odict_items, self)

    def update(self, *args, **kwds):
        """Sets items from a mapping or pairs, and from keyword arguments."""
        if len(args) > 1:
            raise TypeError(f'update() takes at most 1 positional argument ({len(args)} given)')
        if args:
            other = args[0]
            if type(self) is not OrderedDict or not _fill(self, other):
                if type(other) is dict:
                    other = other.items()
                elif hasattr(other, 'keys'):
                    other = [(key, other[key]) for key in other.keys()]
                elif hasattr(other, 'items'):
                    other = other.items()
                for pair in other:
                    key, value = _pair(pair)
                    self[key] = value
        for key, value in kwds.items():
            self[key] = value

    __update = update

    def pop(self, key, default=_missing):
        """Removes a key and returns its value, or the default if there is none."""
        if type(self) is OrderedDict:
            return dict.pop(self, key) if default is _missing else dict.pop(self, key, default)
        if key in self:
            value = self[key]
            del self[key]
            return value
        if default is not _missing:
            return default
        raise KeyError(key)

    def setdefault(self, key, default=None):
        """The value of a key; the default, which is then set, if there is none."""
        if type(self) is OrderedDict:
            return dict.setdefault(self, key, default)
        if key in self:
            return self[key]
        self[key] = default
        return default

    def popitem(self, last=True):
        """Removes and returns the last pair, or the first."""
        return _pop_entry(self, last)

    def move_to_end(self, key, last=True):
        """Moves a key to the end, or to the beginning."""
        _move_entry(self, key, last)

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and _same_order(self, other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    __hash__ = None

    def __repr__(self):
        if not self:
            return f'{self.__class__.__name__}()'
        if id(self) in _shown:
            return '...'
        _shown.add(id(self))
        try:
            return f'{self.__class__.__name__}({dict(iter(self.items()))!r})'
        finally:
            _shown.discard(id(self))

    def __reduce__(self):
        """What makes the dict again: its class, and its pairs."""
        return self.__class__, (), self.__getstate__(), None, iter(self.items())

    def copy(self):
        """A new mapping of the same items."""
        return self.__class__(self)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """A new ordered dictionary with keys from an iterable and one value."""
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.__class__(self)
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        new = self.__class__(other)
        new.update(self)
        return new


# The ordered dicts whose text is being made: one can contain itself.
_shown = set()


class _View:
    """What the views of an ordered dict share: all but the order of iteration is as with a dict."""

    __slots__ = ('_od',)

    def __init__(self):
        raise TypeError(f'cannot create {type(self).__name__!r} instances')

    def __iter__(self):
        return _iterator(iter(self._native(self._od)))

    def __reversed__(self):
        return _iterator(reversed(self._native(self._od)))

    def __len__(self):
        return len(self._od)

    def __contains__(self, item):
        return item in self._native(self._od)

    def __repr__(self):
        if id(self) in _shown:
            return '...'
        _shown.add(id(self))
        try:
            return f'{type(self).__name__}({list(self)!r})'
        finally:
            _shown.discard(id(self))

    @property
    def mapping(self):
        from types import MappingProxyType
        return MappingProxyType(self._od)

    def __reduce__(self):
        raise TypeError(f'cannot pickle {type(self).__name__!r} object')


class _odict_values(_View):
    __slots__ = ()
    _native = staticmethod(dict.values)


def _set_methods():
    """The methods by which views of keys and items act as sets, on the views that a dict makes."""
    def plain(view):
        return view._native(view._od) if isinstance(view, _View) else view

    def forward(name):
        def method(self, other):
            return getattr(plain(self), name)(plain(other))
        method.__name__ = name
        return method

    operators = ('and', 'or', 'sub', 'xor', 'rand', 'ror', 'rsub', 'rxor', 'eq', 'ne', 'lt', 'le', 'gt', 'ge')
    return {name: forward(name) for name in (*(f'__{name}__' for name in operators), 'isdisjoint')}


class _odict_keys(_View):
    __slots__ = ()
    _native = staticmethod(dict.keys)
    __hash__ = None
    vars().update(_set_methods())


class _odict_items(_View):
    __slots__ = ()
    _native = staticmethod(dict.items)
    __hash__ = None
    vars().update(_set_methods())


# As CPython's, which `inspect` cannot read.
OrderedDict.pop.__signature__ = '($self, key, default=<unrepresentable>, /)'
OrderedDict.update.__signature__ = '($self[, other], /, **kwds)'
for _class in OrderedDict, defaultdict:
    _as_built_in(_class)
for _class in (_odict_keys, _odict_values, _odict_items):
    _class.__module__ = 'builtins'
    _class.__name__ = _class.__qualname__ = _class.__name__[1:]
del _class


def _view(cls, od):
    view = object.__new__(cls)
    view._od = od
    return view


def _pair(item):
    """A key and its value, from an item of what a dict is made of."""
    try:
        pair = tuple(item)
    except TypeError:
        raise TypeError(f'{type(item).__name__!r} object is not iterable') from None
    if len(pair) < 2:
        raise ValueError(f'need more than {len(pair)} value{"" if len(pair) == 1 else "s"} to unpack')
    if len(pair) > 2:
        raise ValueError('too many values to unpack (expected 2)')
    return pair


class Counter(dict):
    """A dict of how often each of its keys was counted."""

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def total(self):
        """The sum of the counts."""
        return sum(self.values())

    def most_common(self, n=None):
        """The n pairs of element and count with the highest counts, all by default."""
        if n is None:
            return sorted(self.items(), key=_count_of, reverse=True)
        if n == 1:
            return [max(self.items(), key=_count_of)] if self else []
        return sorted(self.items(), key=_count_of, reverse=True)[:max(n, 0)]

    def elements(self):
        """Each element as often as it was counted."""
        from itertools import chain, repeat, starmap
        return chain.from_iterable(starmap(repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError('Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        """Adds counts."""
        if iterable is not None:
            if hasattr(iterable, 'items'):
                if self:
                    get = self.get
                    for element, count in iterable.items():
                        self[element] = count + get(element, 0)
                else:
                    super().update(iterable)
            else:
                _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Subtracts counts; they can fall below zero."""
        if iterable is not None:
            get = self.get
            if hasattr(iterable, 'items'):
                for element, count in iterable.items():
                    self[element] = get(element, 0) - count
            else:
                for element in iterable:
                    self[element] = get(element, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        """Return a shallow copy."""
        return self.__class__(self)

    def __reduce__(self):
        return self.__class__, (dict(self),)

    def __delitem__(self, element):
        if element in self:
            super().__delitem__(element)

    def __repr__(self):
        if not self:
            return f'{self.__class__.__name__}()'
        try:
            pairs = dict(self.most_common())
        except TypeError:
            pairs = dict(self)
        return f'{self.__class__.__name__}({pairs!r})'

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] == other[e] for c in (self, other) for e in c)

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    __hash__ = None

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] <= other[e] for c in (self, other) for e in c)

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] >= other[e] for c in (self, other) for e in c)

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def _keep_positive(self):
        for element in [element for element, count in self.items() if not count > 0]:
            del self[element]
        return self

    def __add__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            result[element] = count + other[element]
        for element, count in other.items():
            if element not in self:
                result[element] = count
        return result._keep_positive()

    def __sub__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            result[element] = count - other[element]
        for element, count in other.items():
            if element not in self:
                result[element] = -count
        return result._keep_positive()

    def __or__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            result[element] = max(count, other[element])
        for element, count in other.items():
            if element not in self:
                result[element] = count
        return result._keep_positive()

    def __and__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element, count in self.items():
            result[element] = min(count, other[element])
        return result._keep_positive()

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def __iadd__(self, other):
        for element, count in other.items():
            self[element] += count
        return self._keep_positive()

    def __isub__(self, other):
        for element, count in other.items():
            self[element] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for element, count in other.items():
            if count > self[element]:
                self[element] = count
        return self._keep_positive()

    def __iand__(self, other):
        for element, count in self.items():
            if other[element] < count:
                self[element] = other[element]
        return self._keep_positive()


def _count_of(pair):
    return pair[1]
