"""Higher-order functions and operations on callable objects."""

try:
    from _functools import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce
except ImportError:
    from _functools_in_python import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce

GenericAlias = type(list[int])

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
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


def _derived(root, name, negate, equality):
    """The comparison `name` by another one: the root's result, negated or not, joined with (in)equality or not."""

    def method(self, other):
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

    signs = {'__lt__': '<', '__le__': '<=', '__gt__': '>', '__ge__': '>='}
    condition = f'({"not " if negate else ""}a {signs[root]} b)'
    condition += {'or equal': ' or (a == b)', 'and unequal': ' and (a != b)', '': ''}[equality]
    method.__name__ = name
    method.__doc__ = f'Return a {signs[name]} b.  Computed by @total_ordering from {condition}.'
    # Under this name it is an attribute of the module, for pickles.
    method.__qualname__ = f'_{name.strip("_")}_from_{root.strip("_")}'
    return method


_ROOTS = {
    '__lt__': [('__gt__', True, 'and unequal'), ('__le__', False, 'or equal'), ('__ge__', True, '')],
    '__le__': [('__ge__', True, 'or equal'), ('__lt__', False, 'and unequal'), ('__gt__', True, '')],
    '__gt__': [('__lt__', True, 'and unequal'), ('__ge__', False, 'or equal'), ('__le__', True, '')],
    '__ge__': [('__le__', True, 'or equal'), ('__gt__', False, 'and unequal'), ('__lt__', True, '')],
}


_DERIVED = {root: {rest[0]: _derived(root, *rest) for rest in derived} for root, derived in _ROOTS.items()}
for _derived_from in _DERIVED.values():
    globals().update((_method.__qualname__, _method) for _method in _derived_from.values())


def total_ordering(cls):
    """A class decorator that fills in the missing comparisons."""
    defined = {op for op in _ROOTS if getattr(cls, op, None) is not getattr(object, op, None)}
    if not defined:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    root = max(defined)
    for name, method in _DERIVED[root].items():
        if name not in defined:
            setattr(cls, name, method)
    return cls


class _CacheInfo(tuple):
    """What `cache_info` returns."""

    __slots__ = ()

    _fields = ('hits', 'misses', 'maxsize', 'currsize')
    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % self

    def _asdict(self):
        return dict(zip(self._fields, self))


_CacheInfo.__name__ = _CacheInfo.__qualname__ = 'CacheInfo'
_keywords_follow = object()
_missing = object()


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

    def decorating_function(user_function):
        if not callable(user_function):
            raise TypeError('the first argument must be callable')
        return _cached(user_function, maxsize, typed)

    return decorating_function


def cache(user_function, /):
    """A decorator that keeps the results of all calls."""
    return lru_cache(maxsize=None)(user_function)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, function)


def _partial_new(cls, func, /, *args, **keywords):
    if not callable(func) and getattr(func, '__get__', None) is None:
        raise TypeError(f'the first argument {func!r} must be a callable or a descriptor')
    if args and args[-1] is Placeholder:
        raise TypeError('trailing Placeholders are not allowed')
    for value in keywords.values():
        if value is Placeholder:
            raise TypeError('Placeholder cannot be passed as a keyword argument')
    if isinstance(func, partialmethod):
        args = _merged(func.args, args)
        keywords = {**func.keywords, **keywords}
        func = func.func
    self = object.__new__(cls)
    self.func, self.args, self.keywords = func, args, keywords
    return self


def _partial_repr(self):
    shown = [repr(self.func), *map(repr, self.args), *(f'{k}={v!r}' for k, v in self.keywords.items())]
    return f'{self.__class__.__module__}.{self.__class__.__qualname__}({", ".join(shown)})'


class partialmethod:
    """As `partial`, for use as a method."""

    __new__ = _partial_new
    __repr__ = _partial_repr

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    def _make_unbound_method(self):
        bound = partial(self.func, Placeholder, *self.args, **self.keywords) if self.args else self.func
        keywords = self.keywords

        if self.args:
            def _method(cls_or_self, /, *args, **more):
                return bound(cls_or_self, *args, **more)
        else:
            def _method(cls_or_self, /, *args, **more):
                return bound(cls_or_self, *args, **{**keywords, **more})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        result = None
        if get is not None:
            new_func = get(obj, cls)
            if new_func is not self.func:
                # What the function's own descriptor made of it is what the arguments are for.
                result = partial(new_func, *self.args, **self.keywords)
                try:
                    result.__self__ = new_func.__self__
                except AttributeError:
                    pass
        if result is None:
            result = self._make_unbound_method().__get__(obj, cls)
        return result

    __class_getitem__ = classmethod(GenericAlias)


def _merged(first, more):
    """Positional arguments with the places kept free among them filled by later ones."""
    rest = iter(more)
    merged = [next(rest, Placeholder) if each is Placeholder else each for each in first]
    merged += rest
    return tuple(merged)


def _c3_merge(orders):
    """C3: the items of all orders in one that agrees with each of them."""
    merged = []
    orders = [list(order) for order in orders]
    while orders := [order for order in orders if order]:
        for order in orders:
            head = order[0]
            if not any(head in other[1:] for other in orders):
                break
        else:
            raise RuntimeError('Inconsistent hierarchy')
        merged.append(head)
        for order in orders:
            if order[0] == head:
                del order[0]
    return merged


def _c3_mro(cls, abcs=None):
    """The resolution order of a class with abstract base classes put where the class begins to count as derived from
    them: behind its bases up to the last that is abstract itself."""
    bases = cls.__bases__
    explicit = max([i + 1 for i, base in enumerate(bases) if hasattr(base, '__abstractmethods__')], default=0)
    here = [base for base in abcs or ()
            if issubclass(cls, base) and not any(issubclass(own, base) for own in bases)]
    rest = [base for base in abcs or () if base not in here]
    groups = bases[:explicit], here, bases[explicit:]
    orders = [_c3_mro(base, rest) for group in groups for base in group]
    return _c3_merge([[cls], *orders, *groups])


def _compose_mro(cls, types):
    """The order of a class with those among the registered classes that it only counts as derived from."""
    own = set(cls.__mro__)
    related = [base for base in types if base not in own and hasattr(base, '__mro__')
               and not isinstance(base, GenericAlias) and issubclass(cls, base)]
    related = [base for base in related
               if not any(base != other and base in other.__mro__ for other in related)]
    wanted, abstract = set(related), []
    for base in related:
        # What is derived from it, and the class counts as derived from too, says more.
        chains = [[each for each in sub.__mro__ if each in wanted]
                  for sub in base.__subclasses__() if sub not in own and issubclass(cls, sub)]
        for chain in sorted(chains, key=len, reverse=True) or [[base]]:
            abstract += [each for each in chain if each not in abstract]
    return _c3_mro(cls, abstract)


def _find_impl(cls, registry):
    """What is registered for the nearest class; RuntimeError if two abstract base classes are equally near."""
    order = _compose_mro(cls, registry.keys())
    match = None
    for candidate in order:
        if match is not None:
            # Two that are not related, neither of them a real ancestor of the class.
            if (candidate in registry and candidate not in cls.__mro__ and match not in cls.__mro__
                    and not issubclass(match, candidate)):
                raise RuntimeError(f'Ambiguous dispatch: {match} or {candidate}')
            break
        if candidate in registry:
            match = candidate
    return registry.get(match)


def _is_valid_dispatch_type(cls):
    if isinstance(cls, type):
        return True
    import types
    import typing
    return isinstance(cls, types.UnionType) and all(isinstance(arg, type) for arg in typing.get_args(cls))


def singledispatch(func):
    """Turns a function into a generic function that chooses by the type of its first argument."""
    import types
    import weakref

    registry = {}
    # Weak references to classes with their implementations, by the classes' identities.
    dispatch_cache = {}
    cache_token = None

    def dispatch(cls):
        """The implementation for a class."""
        nonlocal cache_token
        if cache_token is not None:
            from abc import get_cache_token
            current = get_cache_token()
            if cache_token != current:
                dispatch_cache.clear()
                cache_token = current
        known = dispatch_cache.get(id(cls))
        if known is not None and known[0]() is cls:
            return known[1]

        def remove(reference, key=id(cls)):
            if key in dispatch_cache and dispatch_cache[key][0] is reference:
                del dispatch_cache[key]

        reference = weakref.ref(cls, remove)
        try:
            implementation = registry[cls]
        except KeyError:
            implementation = _find_impl(cls, registry)
        dispatch_cache[id(cls)] = reference, implementation
        return implementation

    def register(cls, func=None):
        """Registers an implementation for a class, a union of classes, or the annotated type."""
        nonlocal cache_token
        if _is_valid_dispatch_type(cls):
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError(f'Invalid first argument to `register()`. {cls!r} is not a class or union type.')
            annotations = getattr(cls, '__annotations__', {})
            if not annotations:
                raise TypeError(
                    f'Invalid first argument to `register()`: {cls!r}. '
                    'Use either `@register(some_class)` or plain `@register` on an annotated function.')
            func = cls
            from annotationlib import Format, ForwardRef
            from typing import get_type_hints
            name, cls = next(iter(get_type_hints(func, format=Format.FORWARDREF).items()))
            if not _is_valid_dispatch_type(cls):
                if isinstance(cls, types.UnionType):
                    raise TypeError(f'Invalid annotation for {name!r}. {cls!r} not all arguments are classes.')
                if isinstance(cls, ForwardRef):
                    raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is an unresolved forward reference.')
                raise TypeError(f'Invalid annotation for {name!r}. {cls!r} is not a class.')
        if isinstance(cls, types.UnionType):
            from typing import get_args
            for arg in get_args(cls):
                registry[arg] = func
        else:
            registry[cls] = func
        if cache_token is None and hasattr(cls, '__abstractmethods__'):
            from abc import get_cache_token
            cache_token = get_cache_token()
        dispatch_cache.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        cls = args[0].__class__
        known = dispatch_cache.get(id(cls))
        if known is None or cache_token is not None or known[0]() is not cls:
            return dispatch(cls)(*args, **kw)
        return known[1](*args, **kw)

    name = getattr(func, '__name__', 'singledispatch function')
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = types.MappingProxyType(registry)
    wrapper._clear_cache = dispatch_cache.clear
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
        return _singledispatchmethod_get(self, obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    def __repr__(self):
        name = _name_of(self.func)
        return f'<single dispatch method descriptor {name}>'


def _name_of(function):
    try:
        return function.__qualname__
    except AttributeError:
        return getattr(function, '__name__', '?')


class _singledispatchmethod_get:
    """A method found through a `singledispatchmethod`."""

    def __init__(self, unbound, obj, cls):
        self._unbound = unbound
        self._dispatch = unbound.dispatcher.dispatch
        self._obj = obj
        self._cls = cls
        try:
            self.__module__ = unbound.func.__module__
        except AttributeError:
            pass
        try:
            self.__doc__ = unbound.func.__doc__
        except AttributeError:
            pass

    def __repr__(self):
        name = _name_of(self._unbound.func)
        if self._obj is not None:
            return f'<bound single dispatch method {name} of {self._obj!r}>'
        return f'<single dispatch method {name}>'

    def __call__(self, /, *args, **kwargs):
        if not args:
            name = getattr(self._unbound.func, '__name__', 'singledispatchmethod method')
            raise TypeError(f'{name} requires at least 1 positional argument')
        return self._dispatch(args[0].__class__).__get__(self._obj, self._cls)(*args, **kwargs)

    def __getattr__(self, name):
        if name not in {'__name__', '__qualname__', '__isabstractmethod__', '__annotations__', '__type_params__'}:
            raise AttributeError
        return getattr(self._unbound.func, name)

    @property
    def __wrapped__(self):
        return self._unbound.func

    @property
    def register(self):
        return self._unbound.register


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
            try:
                attributes[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                    f'does not support item assignment for caching {self.attrname!r} property.') from None
        return value

    __class_getitem__ = classmethod(GenericAlias)
