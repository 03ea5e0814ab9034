"""The native half of `functools` once more in the language, for programs that hide `_functools`."""

from reprlib import recursive_repr
from types import GenericAlias, MethodType

_initial_missing = object()


def reduce(function, sequence, initial=_initial_missing, /):
    """Folds the items from the left: each result is the first argument of the next call."""
    items = iter(sequence)
    if initial is _initial_missing:
        try:
            value = next(items)
        except StopIteration:
            raise TypeError('reduce() of empty iterable with no initial value') from None
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


def cmp_to_key(mycmp):
    """A key function that sorts as `mycmp(a, b)`, which is negative, zero or positive, says."""

    class K(object):
        __slots__ = ['obj']

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


class _PlaceholderType:
    """The class of `Placeholder`, which keeps a place free among the arguments of a `partial`."""

    __instance = None
    __slots__ = ()

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"type '{cls.__name__}' is not an acceptable base type")

    def __new__(cls):
        if cls.__instance is None:
            cls.__instance = object.__new__(cls)
        return cls.__instance

    def __repr__(self):
        return 'Placeholder'

    def __reduce__(self):
        return 'Placeholder'


Placeholder = _PlaceholderType()


def _filled(own, given):
    """`own` with its placeholders filled from `given`, and what is left of that."""
    count = sum(arg is Placeholder for arg in own)
    if not count:
        return own, given
    rest = iter(given[:count])
    filled = tuple(next(rest, Placeholder) if arg is Placeholder else arg for arg in own)
    return filled, given[count:]


def _partial_new(cls, func, /, *args, **keywords):
    if not callable(func):
        raise TypeError('the first argument must be callable')
    if args and args[-1] is Placeholder:
        raise TypeError('trailing Placeholders are not allowed')
    for value in keywords.values():
        if value is Placeholder:
            raise TypeError('Placeholder cannot be passed as a keyword argument')
    if isinstance(func, partial):
        own, args = _filled(func.args, args)
        args = own + args
        keywords = {**func.keywords, **keywords}
        func = func.func
    self = object.__new__(cls)
    self.func, self.args, self.keywords = func, args, keywords
    return self


class partial:
    """A function with some of its arguments given in advance."""

    __slots__ = ('func', 'args', 'keywords', '__dict__', '__weakref__')
    __new__ = _partial_new

    def __call__(self, /, *args, **keywords):
        missing = sum(arg is Placeholder for arg in self.args)
        if len(args) < missing:
            raise TypeError(
                f"missing positional arguments in 'partial' call; expected at least {missing}, got {len(args)}")
        own, args = _filled(self.args, args)
        return self.func(*own, *args, **{**self.keywords, **keywords})

    def __get__(self, obj, objtype=None):
        return self if obj is None else MethodType(self, obj)

    @recursive_repr()
    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *(repr(arg) for arg in self.args), *(f'{k}={v!r}' for k, v in self.keywords.items())]
        return f'{cls.__module__}.{cls.__qualname__}({", ".join(parts)})'

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple):
            raise TypeError('argument to __setstate__ must be a tuple')
        if len(state) != 4:
            raise TypeError(f'expected 4 items in state, got {len(state)}')
        func, args, keywords, space = state
        if (not callable(func) or not isinstance(args, tuple) or (keywords is not None and not isinstance(keywords, dict))
                or (space is not None and not isinstance(space, dict))):
            raise TypeError('invalid partial state')
        if args and args[-1] is Placeholder:
            raise TypeError('trailing Placeholders are not allowed')
        self.func, self.args = func, tuple(args)
        self.keywords = {} if keywords is None else keywords if type(keywords) is dict else dict(keywords)
        if space:
            self.__dict__.update(space)
        else:
            self.__dict__.clear()

    __class_getitem__ = classmethod(GenericAlias)


partial.__module__ = 'functools'


_missing = object()


def _check_hashable(key):
    """Raises what `hash` says of a key that has none: a dict would tell of the key that the caller never saw."""
    try:
        hash(key)
    except TypeError as error:
        raise error.with_traceback(None) from None


def _lru_cache_wrapper(function, maxsize, typed, info):
    """A function that calls another and keeps its results."""
    from functools import _make_key
    results = {}
    hits = misses = 0

    if maxsize == 0:
        def wrapper(*args, **kwds):
            nonlocal misses
            misses += 1
            return function(*args, **kwds)
    else:
        def wrapper(*args, **kwds):
            nonlocal hits, misses
            key = _make_key(args, kwds, typed)
            _check_hashable(key)
            # The dict's order is the order of use: the oldest comes first.
            result = results.pop(key, _missing)
            if result is not _missing:
                hits += 1
                results[key] = result
                return result
            misses += 1
            result = function(*args, **kwds)
            if maxsize is not None and key not in results and len(results) >= maxsize:
                del results[next(iter(results))]
            results[key] = result
            return result

    def cache_info():
        """Report cache statistics."""
        return info(hits, misses, maxsize, len(results))

    def cache_clear():
        """Forget all results and statistics."""
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    return wrapper
