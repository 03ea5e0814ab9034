"""Higher-order functions and operations on callable objects."""

try:
    from _functools import Placeholder, cmp_to_key, partial, reduce
except ImportError:
    from _functools_in_python import Placeholder, cmp_to_key, partial, reduce

__all__ = [
    'update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES', 'total_ordering', 'cache', 'cmp_to_key',
    'lru_cache', 'reduce', 'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod', 'cached_property',
    'Placeholder']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotate__', '__type_params__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a wrapper function look like the function it wraps; returns it."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            pass
        else:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that applies `update_wrapper` to a wrapper function."""

    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


def _derived(name, doc, compute):
    def method(self, other):
        return compute(self, other)

    method.__name__ = name
    method.__doc__ = doc
    return method


def _via(root, negate, equality):
    """A comparison by another one: the root's result, negated or not, joined with (in)equality or not."""

    def compute(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negate:
            result = not result
        if equality == 'or equal':
            return result or self == other
        if equality == 'and unequal':
            return result and self != other
        return result

    return compute


_ROOTS = {
    '__lt__': [('__gt__', True, 'and unequal'), ('__le__', False, 'or equal'), ('__ge__', True, '')],
    '__le__': [('__ge__', True, 'or equal'), ('__lt__', False, 'and unequal'), ('__gt__', True, '')],
    '__gt__': [('__lt__', True, 'and unequal'), ('__ge__', False, 'or equal'), ('__le__', True, '')],
    '__ge__': [('__le__', True, 'or equal'), ('__gt__', False, 'and unequal'), ('__lt__', True, '')],
}


def total_ordering(cls):
    """A class decorator that fills in the missing comparisons."""
    defined = {op for op in _ROOTS if getattr(cls, op, None) is not getattr(object, op, None)}
    if not defined:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(defined)
    for name, negate, equality in _ROOTS[root]:
        if name not in defined:
            setattr(cls, name, _derived(name, None, _via(root, negate, equality)))
    return cls


class _CacheInfo(tuple):
    """What `cache_info` returns."""

    __slots__ = ()

    _fields = ('hits', 'misses', 'maxsize', 'currsize')
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % self

    def _asdict(self):
        return dict(zip(self._fields, self))


_keywords_follow = object()


def _make_key(args, kwds, typed):
    if not kwds and not typed:
        if len(args) == 1 and type(args[0]) in (int, str):
            return args[0]
        return args
    key = args
    if kwds:
        key += (_keywords_follow,)
        for item in kwds.items():
            key += item
    if typed:
        key += tuple(type(arg) for arg in args)
        key += tuple(type(value) for value in kwds.values())
    return key


def lru_cache(maxsize=128, typed=False):
    """A decorator that keeps the results of the last `maxsize` different calls; all of them if it is None."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, False)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a callable, or None')

    def decorate(function):
        return _cached(function, maxsize, typed)

    return decorate


def cache(user_function, /):
    """A decorator that keeps the results of all calls."""
    return lru_cache(maxsize=None)(user_function)


_missing = object()


def _cached(function, maxsize, typed):
    results = {}
    get = results.get
    hits = misses = 0

    if maxsize is None:
        def wrapper(*args, **kwds):
            nonlocal hits, misses
            key = _make_key(args, kwds, typed)
            result = get(key, _missing)
            if result is not _missing:
                hits += 1
                return result
            misses += 1
            result = function(*args, **kwds)
            results[key] = result
            return result
    elif maxsize == 0:
        def wrapper(*args, **kwds):
            nonlocal misses
            misses += 1
            return function(*args, **kwds)
    else:
        def wrapper(*args, **kwds):
            nonlocal hits, misses
            key = _make_key(args, kwds, typed)
            # The dict's order is the order of use: the oldest comes first.
            result = results.pop(key, _missing)
            if result is not _missing:
                hits += 1
                results[key] = result
                return result
            misses += 1
            result = function(*args, **kwds)
            if key not in results and len(results) >= maxsize:
                del results[next(iter(results))]
            results[key] = result
            return result

    def cache_info():
        """Report cache statistics."""
        return _CacheInfo((hits, misses, maxsize, len(results)))

    def cache_clear():
        """Forget all results and statistics."""
        nonlocal hits, misses
        results.clear()
        hits = misses = 0

    wrapper.cache_info = cache_info
    wrapper.cache_clear = cache_clear
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, function)


class partialmethod:
    """As `partial`, for use as a method."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        shown = [repr(self.func), *map(repr, self.args), *(f'{k}={v!r}' for k, v in self.keywords.items())]
        return f'{self.__class__.__module__}.{self.__class__.__qualname__}({", ".join(shown)})'

    def _method(self):
        def method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        method.__isabstractmethod__ = self.__isabstractmethod__
        method.__partialmethod__ = self
        return method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None and not callable(self.func):
            bound = get(obj, cls)
            return partial(bound, *self.args, **self.keywords)
        return self._method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)


def singledispatch(func):
    """Turns a function into a generic function that chooses by the type of its first argument."""
    registry = {object: func}

    def dispatch(cls):
        """The implementation for a class."""
        if cls in registry:
            return registry[cls]
        best = None
        for base in cls.__mro__:
            if base in registry and base is not object:
                best = base
                break
        # An abstract base class that the class only counts as a subclass of.
        for candidate in registry:
            if candidate in cls.__mro__ or not issubclass(cls, candidate):
                continue
            if best is None or issubclass(candidate, best):
                best = candidate
            elif best not in cls.__mro__ and not issubclass(best, candidate):
                raise RuntimeError(f'Ambiguous dispatch: {best!r} or {candidate!r}')
        return registry[object if best is None else best]

    def register(cls, func=None):
        """Registers an implementation for a class, a union of classes, or the annotated type."""
        if func is None:
            if isinstance(cls, type) or hasattr(cls, '__args__') and not callable(cls):
                return lambda function: register(cls, function)
            func = cls
            annotations = getattr(func, '__annotations__', {})
            if not annotations:
                raise TypeError(
                    f'Invalid first argument to `register()`: {cls!r}. '
                    'Use either `@register(some_class)` or plain `@register` on an annotated function.')
            name, cls = next(iter(annotations.items()))
        if isinstance(cls, type):
            registry[cls] = func
        elif all(isinstance(arg, type) for arg in getattr(cls, '__args__', (None,))):
            for arg in cls.__args__:
                registry[arg] = func
        else:
            raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is not a class.')
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, '__name__', 'singledispatch function')
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    """As `singledispatch`, for methods: it chooses by the type of the first argument after self or cls."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Registers an implementation for a class."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            if not args:
                raise TypeError(f'{getattr(self.func, "__name__", "method")} requires at least 1 positional argument')
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        method.register = self.register
        return update_wrapper(method, self.func)


class cached_property:
    """A property that is computed once and then kept as an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                'Cannot assign the same cached_property to two different names '
                f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError('Cannot use cached_property instance without calling __set_name__ on it.')
        try:
            attributes = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f'instance to cache {self.attrname!r} property.') from None
        value = attributes.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            attributes[self.attrname] = value
        return value
