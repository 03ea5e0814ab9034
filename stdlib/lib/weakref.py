"""Weak references."""

from _weakref import getweakrefcount, getweakrefs, ref
from _collections_abc import MutableMapping, MutableSet

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary', 'ReferenceType', 'ProxyType',
           'CallableProxyType', 'ProxyTypes', 'WeakValueDictionary', 'WeakSet', 'WeakMethod', 'finalize']

ReferenceType = ref


def _target(proxy):
    target = object.__getattribute__(proxy, '_ref')()
    if target is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return target


class ProxyType:
    """Stands for an object without keeping it alive."""

    __slots__ = ('_ref', '__weakref__')
    __hash__ = None

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        target = object.__getattribute__(self, '_ref')()
        return f'<weakproxy at {id(self):#x}; to {type(target).__name__!r} at {id(target):#x}>'

    def __str__(self):
        return str(_target(self))

    def __bool__(self):
        return bool(_target(self))

    def __dir__(self):
        return dir(_target(self))


class CallableProxyType(ProxyType):
    """As ProxyType, for callable objects."""

    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _target(self)(*args, **kwargs)


ProxyTypes = (ProxyType, CallableProxyType)


def _unwrap(value):
    return _target(value) if isinstance(type(value), type) and issubclass(type(value), ProxyType) else value


def _forward_operators():
    import operator

    def binary(function):
        return lambda self, other: function(_target(self), _unwrap(other))

    def reflected(function):
        return lambda self, other: function(_unwrap(other), _target(self))

    def unary(function):
        return lambda self: function(_target(self))

    for name in ('add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'lshift', 'rshift', 'and', 'or', 'xor',
                 'matmul'):
        function = getattr(operator, f'__{name}__')
        setattr(ProxyType, f'__{name}__', binary(function))
        setattr(ProxyType, f'__r{name}__', reflected(function))
    for name in ('eq', 'ne', 'lt', 'le', 'gt', 'ge', 'contains', 'getitem'):
        setattr(ProxyType, f'__{name}__', binary(getattr(operator, f'__{name}__')))
    for name, function in (('neg', operator.neg), ('pos', operator.pos), ('invert', operator.invert), ('abs', abs),
                           ('len', len), ('iter', iter), ('next', next), ('int', int), ('float', float),
                           ('index', operator.index), ('reversed', reversed)):
        setattr(ProxyType, f'__{name}__', unary(function))
    ProxyType.__setitem__ = lambda self, key, value: operator.setitem(_target(self), key, value)
    ProxyType.__delitem__ = lambda self, key: operator.delitem(_target(self), key)


_forward_operators()
ProxyType.__hash__ = None


def proxy(object, callback=None, /):
    """Create a proxy object that weakly references an object."""
    cls = CallableProxyType if callable(object) else ProxyType
    new = _new(cls)
    _set(new, '_ref', ref(object, callback))
    return new


_new = object.__new__
_set = object.__setattr__


class WeakMethod(ref):
    """A weak reference to a bound method."""

    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f'argument should be a bound method, not {type(meth)}') from None
        self = ref.__new__(cls, obj, callback)
        self._func_ref = ref(func)
        self._meth_type = type(meth)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        obj, func = super().__call__(), self._func_ref()
        return None if obj is None or func is None else self._meth_type(func, obj)

    def __eq__(self, other):
        if isinstance(other, WeakMethod):
            a, b = self(), other()
            return self is other if a is None or b is None else a == b
        return NotImplemented

    __hash__ = ref.__hash__


class WeakValueDictionary(MutableMapping):
    """A mapping whose entries go when their values do."""

    def __init__(self, other=(), /, **kw):
        self.data = {}
        self.update(other, **kw)

    def _reference(self, key, value):
        data = self.data

        def remove(reference):
            if data.get(key) is reference:
                del data[key]

        return ref(value, remove)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = self._reference(key, value)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __iter__(self):
        for key, reference in list(self.data.items()):
            if reference() is not None:
                yield key

    keys = __iter__

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def values(self):
        for reference in list(self.data.values()):
            value = reference()
            if value is not None:
                yield value

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def pop(self, key, *args):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def valuerefs(self):
        return list(self.data.values())

    itervaluerefs = valuerefs

    def copy(self):
        new = WeakValueDictionary()
        new.update(dict(self.items()))
        return new

    __copy__ = copy

    def __repr__(self):
        return f'<{self.__class__.__name__} at {id(self):#x}>'


class WeakKeyDictionary(MutableMapping):
    """A mapping whose entries go when their keys do."""

    def __init__(self, dict=None):
        self.data = {}
        data = self.data

        def remove(reference):
            data.pop(reference, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __iter__(self):
        for reference in list(self.data):
            key = reference()
            if key is not None:
                yield key

    keys = __iter__

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def values(self):
        for reference, value in list(self.data.items()):
            if reference() is not None:
                yield value

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def keyrefs(self):
        return list(self.data)

    def copy(self):
        new = WeakKeyDictionary()
        for key, value in self.items():
            new[key] = value
        return new

    __copy__ = copy

    def __repr__(self):
        return f'<{self.__class__.__name__} at {id(self):#x}>'


class WeakSet(MutableSet):
    """A set whose elements do not stay alive because of it."""

    def __init__(self, data=None):
        self.data = set()
        elements = self.data

        def remove(reference):
            elements.discard(reference)

        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        while True:
            try:
                item = self.data.pop()()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None
            if item is not None:
                return item

    def update(self, other):
        for item in other:
            self.add(item)

    def union(self, other):
        new = self.copy()
        new.update(other)
        return new

    def difference(self, other):
        other = set(other)
        return self.__class__(item for item in self if item not in other)

    def intersection(self, other):
        other = set(other)
        return self.__class__(item for item in self if item in other)

    def issubset(self, other):
        other = set(other)
        return all(item in other for item in self)

    def issuperset(self, other):
        return all(item in self for item in other)

    def __repr__(self):
        return repr(self.data)


class finalize:
    """Calls a function when an object dies, or at exit."""

    __slots__ = ('__weakref__',)
    _registry = {}
    _index = 0
    _at_exit = False

    class _Info:
        __slots__ = ('weakref', 'func', 'args', 'kwargs', 'atexit', 'index')

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._at_exit:
            import atexit
            atexit.register(finalize._exitfunc)
            finalize._at_exit = True
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs or None
        info.atexit = True
        finalize._index += 1
        info.index = finalize._index
        self._registry[self] = info

    def __call__(self, _=None):
        info = self._registry.pop(self, None)
        if info:
            return info.func(*info.args, **(info.kwargs or {}))

    def detach(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None and self._registry.pop(self, None):
            return obj, info.func, info.args, info.kwargs or {}

    def peek(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is not None:
            return obj, info.func, info.args, info.kwargs or {}

    @property
    def alive(self):
        return self in self._registry

    @property
    def atexit(self):
        info = self._registry.get(self)
        return bool(info) and info.atexit

    @atexit.setter
    def atexit(self, value):
        info = self._registry.get(self)
        if info:
            info.atexit = bool(value)

    def __repr__(self):
        info = self._registry.get(self)
        obj = info and info.weakref()
        if obj is None:
            return f'<{type(self).__name__} object at {id(self):#x}; dead>'
        return f'<{type(self).__name__} object at {id(self):#x}; for {type(obj).__name__!r} at {id(obj):#x}>'

    @classmethod
    def _exitfunc(cls):
        while True:
            pending = [(info.index, f) for f, info in cls._registry.items() if info.atexit]
            if not pending:
                return
            _, last = max(pending, key=lambda pair: pair[0])
            last()
