"""Objects that stand in for others in tests and record how they are used."""

__all__ = ['Mock', 'MagicMock', 'patch', 'sentinel', 'DEFAULT', 'ANY', 'call', 'create_autospec', 'AsyncMock',
           'ThreadingMock', 'FILTER_DIR', 'NonCallableMock', 'NonCallableMagicMock', 'mock_open', 'PropertyMock', 'seal']

import contextlib
import functools
import inspect
import pprint
import sys
import threading
import types
from types import FunctionType, MethodType, ModuleType

from unittest.util import safe_repr

FILTER_DIR = True


class InvalidSpecError(Exception):
    """A mock was given as the spec of a mock."""


class _SentinelObject:
    """A unique, named object."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f'sentinel.{self.name}'

    def __reduce__(self):
        return f'sentinel.{self.name}'


class _Sentinel:
    """Makes a unique object for each attribute that is asked for."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == '__bases__':
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return '<ANY>'


ANY = _ANY()


# Calls.

def _format_call_signature(name, args, kwargs):
    parts = [repr(arg) for arg in args]
    parts += [f'{key}={value!r}' for key, value in kwargs.items()]
    return f'{name}({", ".join(parts)})'


class _Call(tuple):
    """A call, or a chain of calls: (name, args, kwargs)."""

    def __new__(cls, value=(), name='', parent=None, two=False, from_kall=True):
        args, kwargs = (), {}
        size = len(value)
        if size == 3:
            name, args, kwargs = value
        elif size == 2:
            first, second = value
            if isinstance(first, str):
                name = first
                if isinstance(second, tuple):
                    args = second
                else:
                    kwargs = second
            else:
                args, kwargs = first, second
        elif size == 1:
            value, = value
            if isinstance(value, str):
                name = value
            elif isinstance(value, tuple):
                args = value
            else:
                kwargs = value
        if two:
            return tuple.__new__(cls, (args, kwargs))
        return tuple.__new__(cls, (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            len_other = len(other)
        except TypeError:
            return NotImplemented
        if len(self) == 2:
            self_name = ''
            self_args, self_kwargs = self
        else:
            self_name, self_args, self_kwargs = self
        if (getattr(self, '_mock_parent', None) and getattr(other, '_mock_parent', None)
                and self._mock_parent != other._mock_parent):
            return False
        other_name = ''
        if len_other == 0:
            other_args, other_kwargs = (), {}
        elif len_other == 3:
            other_name, other_args, other_kwargs = other
        elif len_other == 1:
            value, = other
            if isinstance(value, tuple):
                other_args, other_kwargs = value, {}
            elif isinstance(value, str):
                other_name, other_args, other_kwargs = value, (), {}
            else:
                other_args, other_kwargs = (), value
        elif len_other == 2:
            first, second = other
            if isinstance(first, str):
                other_name = first
                other_args, other_kwargs = (second, {}) if isinstance(second, tuple) else ((), second)
            else:
                other_args, other_kwargs = first, second
        else:
            return False
        if self_name and other_name != self_name:
            return False
        return (other_args, other_kwargs) == (self_args, self_kwargs)

    __ne__ = object.__ne__
    __hash__ = None

    def __call__(self, *args, **kwargs):
        if self._mock_name is None:
            return _Call(('', args, kwargs), name='()')
        return _Call((self._mock_name, args, kwargs), name=self._mock_name + '()', parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f'{self._mock_name}.{attr}', parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in tuple.__dict__ and not attr.startswith('__'):
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    @property
    def args(self):
        return self[0] if len(self) == 2 else self[1]

    @property
    def kwargs(self):
        return self[1] if len(self) == 2 else self[2]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or 'call'
            return name if name.startswith('call') else f'call.{name}'
        if len(self) == 2:
            name = 'call'
            args, kwargs = self
        else:
            name, args, kwargs = self
            if not name:
                name = 'call'
            elif not name.startswith('()'):
                name = f'call.{name}'
            else:
                name = f'call{name}'
        return _format_call_signature(name, args, kwargs)

    def call_list(self):
        """All the calls of a chain."""
        result = []
        thing = self
        while thing is not None:
            if thing._mock_from_kall:
                result.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(result))


call = _Call(from_kall=False)


class _CallList(list):
    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        n = len(value)
        return any(self[i:i + n] == value for i in range(len(self) - n + 1))

    def __repr__(self):
        return pprint.pformat(list(self))


# Mocks.

def _is_exception(obj):
    return isinstance(obj, BaseException) or isinstance(obj, type) and issubclass(obj, BaseException)


def _callable(obj):
    """Can it be called, or what it wraps as a method?"""
    if isinstance(obj, type):
        return True
    if isinstance(obj, (staticmethod, classmethod, MethodType)):
        return _callable(obj.__func__)
    return getattr(obj, '__call__', None) is not None


def _is_list(obj):
    return type(obj) in (list, tuple)


def _get_signature(spec, as_instance=False, eat_self=False):
    """The signature of calls to the spec; None if it cannot be known."""
    if isinstance(spec, type) and not as_instance:
        spec, eat_self = spec.__init__, True
    elif isinstance(spec, (classmethod, staticmethod)):
        spec = spec.__func__
    elif not isinstance(spec, (FunctionType, MethodType)):
        try:
            spec = spec.__call__
        except AttributeError:
            return None
    if not isinstance(spec, (FunctionType, MethodType)):
        return None
    try:
        signature = inspect.signature(spec)
    except (TypeError, ValueError):
        return None
    if eat_self:
        signature = signature.replace(parameters=list(signature.parameters.values())[1:])
    return signature


class _MockIter:
    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


_numerics = 'add sub mul matmul truediv floordiv mod lshift rshift and xor or pow'.split()
_magics = {f'__{name}__' for name in (
    'lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit divmod rdivmod neg pos abs invert '
    'complex int float index round trunc floor ceil bool next fspath aiter hash repr dir format subclasses missing '
    'reversed iter').split()} | {f'__{prefix}{name}__' for name in _numerics for prefix in ('', 'i', 'r')}
_magics -= {'__repr__', '__dir__', '__format__', '__subclasses__', '__missing__', '__reversed__'}
_supported_only = {'__repr__', '__dir__', '__format__', '__subclasses__', '__getformat__', '__missing__',
                   '__reversed__', '__getinitargs__', '__getnewargs__', '__getstate__', '__setstate__',
                   '__reduce__', '__get__', '__set__', '__delete__', '__call__', '__getnewargs_ex__'}
_async_methods = {'__aenter__', '__aexit__', '__anext__'}
_async_magics = _async_methods | {'__aiter__'}
_all_magics = _magics | _supported_only | _async_magics

_return_values = {
    '__lt__': NotImplemented, '__gt__': NotImplemented, '__le__': NotImplemented, '__ge__': NotImplemented,
    '__int__': 1, '__contains__': False, '__len__': 0, '__exit__': False, '__complex__': 1j, '__float__': 1.0,
    '__bool__': True, '__index__': 1,
}
_computed_values = {
    '__hash__': lambda mock: object.__hash__(mock), '__str__': lambda mock: object.__str__(mock),
    '__sizeof__': lambda mock: object.__sizeof__(mock),
    '__fspath__': lambda mock: f'{type(mock).__name__}/{mock._extract_mock_name()}/{id(mock)}',
}


def _eq_of(mock):
    def __eq__(other):
        value = mock.__eq__._mock_return_value
        if value is not DEFAULT:
            return value
        return True if mock is other else NotImplemented
    return __eq__


def _ne_of(mock):
    def __ne__(other):
        if mock.__ne__._mock_return_value is not DEFAULT:
            return DEFAULT
        return False if mock is other else NotImplemented
    return __ne__


def _iter_of(mock):
    def __iter__():
        value = mock.__iter__._mock_return_value
        return iter([]) if value is DEFAULT else iter(value)
    return __iter__


def _aiter_of(mock):
    async def items(values):
        for value in values:
            yield value

    def __aiter__():
        value = mock.__aiter__._mock_return_value
        return items([] if value is DEFAULT else iter(value))
    return __aiter__


_side_effects = {'__eq__': _eq_of, '__ne__': _ne_of, '__iter__': _iter_of, '__aiter__': _aiter_of}


class _MagicProxy:
    """Makes the mock of a special method when it is used first."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def create_mock(self):
        parent = self.parent
        mock = parent._get_child_mock(name=self.name, _new_name=self.name, _new_parent=parent)
        setattr(parent, self.name, mock)
        _set_return_value(parent, mock, self.name)
        return mock

    def __get__(self, obj, _type=None):
        return self.create_mock()


def _set_return_value(mock, method, name):
    if name in _return_values:
        method.return_value = _return_values[name]
    elif name in _computed_values:
        method.return_value = _computed_values[name](mock)
    elif name in _side_effects:
        method.side_effect = _side_effects[name](mock)


def _special_method(name, mock):
    # The interpreter looks special methods up in the class: the function passes the call on.
    def method(self, /, *args, **kw):
        return mock(self, *args, **kw)
    method.__name__ = name
    return method


_ALLOWED = {'return_value', '_mock_return_value', 'side_effect', '_mock_side_effect', '_mock_parent',
            '_mock_new_parent', '_mock_name', '_mock_new_name'}
_PLAIN = ('called', 'call_count', 'call_args', 'call_args_list', 'mock_calls', 'method_calls')
_AWAITS = ('await_count', 'await_args', 'await_args_list')


class Base:
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class NonCallableMock(Base):
    """A mock that is not called."""

    # This class defines `__class__`: with a `super()` in it, that would be the cell of the class instead.

    def __new__(cls, /, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='',
                _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        # Each mock has a class of its own, for its special methods.
        bases = (cls,)
        if not issubclass(cls, AsyncMockMixin):
            wanted = spec_set if spec_set is not None else spec
            if wanted is not None and _is_async_obj(wanted):
                bases = (AsyncMockMixin, cls)
        new = type(cls.__name__, bases, {'__doc__': cls.__doc__})
        return object.__new__(new)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None, _spec_state=None, _new_name='',
                 _new_parent=None, _spec_as_instance=False, _eat_self=None, unsafe=False, **kwargs):
        if _new_parent is None:
            _new_parent = parent
        d = self.__dict__
        d['_mock_parent'] = parent
        d['_mock_name'] = name
        d['_mock_new_name'] = _new_name
        d['_mock_new_parent'] = _new_parent
        d['_mock_sealed'] = False
        if spec_set is not None:
            spec = spec_set
            spec_set = True
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec, spec_set, _spec_as_instance, _eat_self)
        d['_mock_children'] = {}
        d['_mock_wraps'] = wraps
        d['_mock_delegate'] = None
        d['_mock_called'] = False
        d['_mock_call_args'] = None
        d['_mock_call_count'] = 0
        d['_mock_call_args_list'] = _CallList()
        d['_mock_mock_calls'] = _CallList()
        d['method_calls'] = _CallList()
        d['_mock_unsafe'] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)

    def attach_mock(self, mock, attribute):
        """Makes another mock an attribute, so that its calls are recorded here too."""
        inner = _extract_mock(mock)
        inner._mock_parent = None
        inner._mock_new_parent = None
        inner._mock_name = ''
        inner._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Adds a spec: only its attributes can be asked for."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if isinstance(spec, NonCallableMock):
            raise InvalidSpecError(f'Cannot spec a Mock object. [object={spec!r}]')
        spec_class = None
        spec_signature = None
        asyncs = []
        if spec is not None and not _is_list(spec):
            spec_class = spec if isinstance(spec, type) else type(spec)
            spec_signature = _get_signature(spec, _spec_as_instance, _eat_self)
            names = dir(spec)
            for name in names:
                value = inspect.getattr_static(spec, name, None)
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if inspect.iscoroutinefunction(value):
                    asyncs.append(name)
            spec = names
        d = self.__dict__
        d['_spec_class'] = spec_class
        d['_spec_set'] = spec_set
        d['_spec_signature'] = spec_signature
        d['_mock_methods'] = spec
        d['_spec_asyncs'] = asyncs

    @property
    def return_value(self):
        value = self._mock_return_value
        if self._mock_delegate is not None:
            value = self._mock_delegate.return_value
        if value is DEFAULT and self._mock_wraps is None:
            value = self._get_child_mock(_new_parent=self, _new_name='()')
            self.return_value = value
        return value

    @return_value.setter
    def return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, '()')

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    @property
    def side_effect(self):
        delegated = self._mock_delegate
        if delegated is None:
            return self._mock_side_effect
        effect = delegated.side_effect
        if effect is not None and not callable(effect) and not isinstance(effect, _MockIter) and (
                not _is_exception(effect)):
            effect = _MockIter(effect)
            delegated.side_effect = effect
        return effect

    @side_effect.setter
    def side_effect(self, value):
        if value is not None and not _is_exception(value) and not callable(value):
            try:
                value = _MockIter(value)
            except TypeError:
                # What is neither callable nor iterable is an error when it is used.
                pass
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forgets all calls."""
        visited = [] if visited is None else visited
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if isinstance(child, NonCallableMock):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        if isinstance(self._mock_return_value, NonCallableMock) and self._mock_return_value is not self:
            self._mock_return_value.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Sets attributes, also of attributes: `configure_mock(**{'method.return_value': 3})`."""
        for arg, value in sorted(kwargs.items(), key=lambda entry: entry[0].count('.')):
            *path, final = arg.split('.')
            obj = self
            for entry in path:
                obj = getattr(obj, entry)
            setattr(obj, final, value)

    def __getattr__(self, name):
        if name in {'_mock_methods', '_mock_unsafe'}:
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _all_magics:
                raise AttributeError(f'Mock object has no attribute {name!r}')
        elif name in _all_magics or name.startswith('__') and name.endswith('__'):
            raise AttributeError(name)
        if not self._mock_unsafe and (not self._mock_methods or name not in self._mock_methods):
            if name.startswith(('assert', 'assret', 'asert', 'aseert', 'assrt')) or name in _ASSERTS_WITHOUT_PREFIX:
                raise AttributeError(f'{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is '
                                     'meant to be an attribute.')
        result = self._mock_children.get(name)
        if result is _deleted:
            raise AttributeError(name)
        if result is None:
            wraps = None if self._mock_wraps is None else getattr(self._mock_wraps, name)
            result = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            self._mock_children[name] = result
        elif isinstance(result, _SpecState):
            try:
                result = create_autospec(result.spec, result.spec_set, result.instance, result.parent, result.name)
            except InvalidSpecError:
                target = self.__dict__['_mock_name'] or self
                raise InvalidSpecError(f'Cannot autospec attr {name!r} from target {target!r} as it has already been '
                                       f'mocked out. [target={self!r}, attr={result.spec!r}]') from None
            self._mock_children[name] = result
        return result

    def _extract_mock_name(self):
        parts = [self._mock_new_name]
        parent = self._mock_new_parent
        last = self
        dot = '' if parts == ['()'] else '.'
        while parent is not None:
            last = parent
            parts.append(parent._mock_new_name + dot)
            dot = '' if parent._mock_new_name == '()' else '.'
            parent = parent._mock_new_parent
        parts.reverse()
        first = last._mock_name or 'mock'
        if len(parts) > 1 and parts[1] not in ('()', '().'):
            first += '.'
        parts[0] = first
        return ''.join(parts)

    def __repr__(self):
        name = self._extract_mock_name()
        shown = '' if name in ('mock', 'mock.') else f' name={name!r}'
        spec = ''
        if self._spec_class is not None:
            spec = f' spec{"_set" if self._spec_set else ""}={self._spec_class.__name__!r}'
        return f"<{type(self).__name__}{shown}{spec} id='{id(self)}'>"

    def __dir__(self):
        if not FILTER_DIR:
            return object.__dir__(self)
        extras = self._mock_methods or []
        names = [name for name in dir(type(self)) if not name.startswith('_')]
        own = [name for name in self.__dict__ if not name.startswith('_')]
        children = [name for name, child in self._mock_children.items() if child is not _deleted]
        return sorted({*extras, *names, *own, *children})

    def __setattr__(self, name, value):
        if name in _ALLOWED:
            return object.__setattr__(self, name, value)
        if self._spec_set and self._mock_methods is not None and name not in self._mock_methods and (
                name not in self.__dict__ and name not in _PLAIN and (
                    name not in _AWAITS or not isinstance(self, AsyncMockMixin))):
            raise AttributeError(f'Mock object has no attribute {name!r}')
        if name == '__class__':
            self.__dict__['_spec_class'] = value
            return None
        if name in _all_magics:
            if self._mock_methods is not None and name not in self._mock_methods:
                raise AttributeError(f'Mock object has no attribute {name!r}')
            if not isinstance(value, NonCallableMock):
                setattr(type(self), name, _special_method(name, value))
                original = value
                value = functools.partial(original, self) if callable(original) else original
                self._mock_children[name] = value
                return None
            _check_and_set_parent(self, value, None, name)
            setattr(type(self), name, value)
            self._mock_children[name] = value
            return None
        if _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            mock_name = f'{self._extract_mock_name()}.{name}'
            raise AttributeError(f'Cannot set {mock_name}')
        if name in self._mock_children and not isinstance(value, NonCallableMock):
            del self._mock_children[name]
        if isinstance(value, PropertyMock):
            self.__dict__[name] = value
            return None
        if name in _PLAIN[:5]:
            if self._mock_delegate is None:
                self.__dict__['_mock_' + name] = value
            else:
                setattr(self._mock_delegate, name, value)
            return None
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _all_magics and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        found = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            object.__delattr__(self, name)
        elif found is _deleted:
            raise AttributeError(name)
        self._mock_children[name] = _deleted

    # Calls that were made.

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call_signature(self._mock_name or 'mock', args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action='call'):
        expected = self._format_mock_call_signature(args, kwargs)
        actual = self._format_mock_call_signature(*self.call_args[-2:])
        return f'expected {action} not found.\nExpected: {expected}\n  Actual: {actual}'

    def _call_matcher(self, _call):
        """The call with its arguments bound to the spec's parameters, so that it can be compared."""
        signature = self._spec_signature if not (isinstance(_call, tuple) and len(_call) > 2) else (
            self._signature_of(_call[0]))
        if signature is None:
            return _call
        name = ''
        if len(_call) == 2:
            args, kwargs = _call
        else:
            name, args, kwargs = _call
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        return call(name, bound.args, bound.kwargs)

    def _signature_of(self, name):
        if not name:
            return self._spec_signature
        child = self
        for part in name.replace('()', '').split('.'):
            child = child._mock_children.get(part) if isinstance(child, NonCallableMock) else None
            if not isinstance(child, NonCallableMock):
                return None
        return child._spec_signature

    def assert_not_called(self):
        """AssertionError if the mock was called."""
        if self.call_count != 0:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to not have been called. Called "
                                 f'{self.call_count} times.{self._calls_repr()}')

    def assert_called(self):
        """AssertionError unless the mock was called."""
        if self.call_count == 0:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called.")

    def assert_called_once(self):
        """AssertionError unless the mock was called exactly once."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to have been called once. Called "
                                 f'{self.call_count} times.{self._calls_repr()}')

    def assert_called_with(self, /, *args, **kwargs):
        """AssertionError unless the last call had these arguments."""
        if self.call_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f'expected call not found.\nExpected: {expected}\n  Actual: not called.')
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        actual = self._call_matcher(self.call_args)
        if actual != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        """AssertionError unless the mock was called exactly once, with these arguments."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._mock_name or 'mock'}' to be called once. Called "
                                 f'{self.call_count} times.{self._calls_repr()}')
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """AssertionError unless the calls were made, one after the other or in any order."""
        expected = [self._call_matcher(c) for c in calls]
        cause = next((e for e in expected if isinstance(e, Exception)), None)
        all_calls = _CallList(self._call_matcher(c) for c in self.mock_calls)
        if not any_order:
            if expected not in all_calls:
                if cause is None:
                    problem = 'Calls not found.'
                else:
                    errors = [e if isinstance(e, Exception) else None for e in expected]
                    problem = f'Error processing expected calls.\nErrors: {errors}'
                raise AssertionError(f'{problem}\nExpected: {_CallList(calls)}\n'
                                     f'  Actual: {safe_repr(self.mock_calls)}') from cause
            return
        left = list(all_calls)
        not_found = []
        for one in expected:
            try:
                left.remove(one)
            except ValueError:
                not_found.append(one)
        if not_found:
            raise AssertionError(f'{self._mock_name or "mock"!r} does not contain all of {tuple(not_found)!r} in its '
                                 f'call list, found {all_calls!r} instead') from cause

    def assert_any_call(self, /, *args, **kwargs):
        """AssertionError unless one of the calls had these arguments."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        actual = [self._call_matcher(c) for c in self.call_args_list]
        if cause or expected not in _AnyComparer(actual):
            shown = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f'{shown} call not found') from cause

    def _calls_repr(self):
        return f'\nCalls: {safe_repr(self.mock_calls)}.' if self.mock_calls else ''

    def _get_child_mock(self, /, **kw):
        """A mock for an attribute or a result; of the mock's own class by default."""
        if self._mock_sealed:
            attribute = f'.{kw["name"]}' if 'name' in kw else '()'
            raise AttributeError(self._extract_mock_name() + attribute)
        new_name = kw.get('_new_name')
        if new_name in self.__dict__['_spec_asyncs']:
            return AsyncMock(**kw)
        mock_class = type(self).__mro__[1]
        if mock_class is AsyncMockMixin:
            mock_class = type(self).__mro__[2]
        if issubclass(type(self), AsyncMockMixin):
            is_plain = new_name in _all_magics - _async_methods or (
                self._mock_methods is not None and new_name in self._mock_methods)
            klass = MagicMock if is_plain else AsyncMock
        elif issubclass(mock_class, MagicMock) and new_name in _async_methods:
            klass = AsyncMock
        elif not issubclass(mock_class, CallableMixin):
            if issubclass(mock_class, NonCallableMagicMock):
                klass = MagicMock
            else:
                klass = Mock
        else:
            klass = mock_class
        return klass(**kw)


_ASSERTS_WITHOUT_PREFIX = {'called_once', 'called_with', 'called_once_with', 'has_calls', 'any_call', 'not_called'}


def _delegating(name):
    """An attribute that is the delegate's if the mock has one."""
    own = '_mock_' + name

    def get(self):
        delegate = self._mock_delegate
        return self.__dict__[own] if delegate is None else getattr(delegate, name)

    def set(self, value):
        if self._mock_delegate is None:
            self.__dict__[own] = value
        else:
            setattr(self._mock_delegate, name, value)

    return property(get, set)


for _name in _PLAIN[:5]:
    setattr(NonCallableMock, _name, _delegating(_name))


class _AnyComparer(list):
    """A list in which an element may hold `ANY`."""

    def __contains__(self, item):
        for one in self:
            if len(item) == len(one) and all(expected == actual for expected, actual in zip(item, one)):
                return True
        return False


def _extract_mock(obj):
    return getattr(obj, 'mock', obj) if isinstance(obj, FunctionType) else obj


def _check_and_set_parent(parent, value, name, new_name):
    value = _extract_mock(value)
    if not isinstance(value, NonCallableMock):
        return False
    if value._mock_name or value._mock_new_name or value._mock_parent is not None or (
            value._mock_new_parent is not None):
        return False
    ancestor = parent
    while ancestor is not None:
        # A mock is not its own parent.
        if ancestor is value:
            return False
        ancestor = ancestor._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


class CallableMixin(Base):
    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None, spec_set=None,
                 parent=None, _spec_state=None, _new_name='', _new_parent=None, **kwargs):
        self.__dict__['_mock_return_value'] = return_value
        super().__init__(spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        if self._spec_signature is not None and getattr(self, '_mock_check_signature', False):
            self._spec_signature.bind(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        self.called = True
        self.call_count += 1
        _call = _Call((args, kwargs), two=True)
        self.call_args = _call
        self.call_args_list.append(_call)
        # The mocks above record the call under its full name.
        do_method_calls = self._mock_parent is not None
        method_call_name = self._mock_name
        mock_call_name = self._mock_new_name
        is_a_call = mock_call_name == '()'
        self.mock_calls.append(_Call(('', args, kwargs)))
        parent = self._mock_new_parent
        while parent is not None:
            if do_method_calls:
                parent.method_calls.append(_Call((method_call_name, args, kwargs)))
                do_method_calls = parent._mock_parent is not None
                if do_method_calls:
                    method_call_name = f'{parent._mock_name}.{method_call_name}'
            parent.mock_calls.append(_Call((mock_call_name, args, kwargs)))
            if parent._mock_new_name:
                dot = '' if is_a_call else '.'
                is_a_call = parent._mock_new_name == '()'
                mock_call_name = f'{parent._mock_new_name}{dot}{mock_call_name}'
            parent = parent._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_delegate is not None and self._mock_delegate.return_value is not DEFAULT:
            return self._mock_delegate.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """A mock: any attribute can be asked for and called, and it remembers how."""


class MagicMixin(Base):
    def __init__(self, /, *args, **kw):
        self._mock_set_magics()
        super().__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        names = _magics | _async_magics
        if getattr(self, '_mock_methods', None) is not None:
            unsupported = names - set(self._mock_methods)
            names = names & set(self._mock_methods)
            for name in unsupported:
                if name in type(self).__dict__:
                    delattr(type(self), name)
        cls = type(self)
        for name in names - set(cls.__dict__):
            setattr(cls, name, _MagicProxy(name, self))


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A MagicMock that is not called."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class MagicMock(MagicMixin, Mock):
    """A Mock with special methods."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()

    def reset_mock(self, /, *args, return_value=False, **kwargs):
        # A special method goes on returning what its callers can take.
        name = self._mock_name
        if return_value and name and len(name) > 4 and name.startswith('__') and name.endswith('__'):
            return_value = False
        super().reset_mock(*args, return_value=return_value, **kwargs)


def _is_async_obj(obj):
    if _is_list(obj) or isinstance(obj, NonCallableMock):
        return False
    if hasattr(obj, '__func__'):
        obj = obj.__func__
    return inspect.iscoroutinefunction(obj)


async def _awaited(*args, **kwargs):
    """By its code object it is known what an AsyncMock passes for."""


class AsyncMockMixin(Base):
    await_count = 0
    await_args = None

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__['_mock_await_count'] = 0
        self.__dict__['_mock_await_args'] = None
        self.__dict__['_mock_await_args_list'] = _CallList()
        self.__dict__['__code__'] = _awaited.__code__
        self.__dict__['__name__'] = 'AsyncMock'
        self.__dict__['__defaults__'] = ()
        self.__dict__['__kwdefaults__'] = {}
        self.__dict__['__annotations__'] = None
        # Otherwise one of a function would have it made of a mock.
        self.__dict__['__annotate__'] = None

    async def _execute_mock_call(self, /, *args, **kwargs):
        _call = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = _call
        self.await_args_list.append(_call)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    # A coroutine cannot raise StopIteration.
                    raise StopAsyncIteration from None
                if _is_exception(result):
                    raise result
            elif inspect.iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            if inspect.iscoroutinefunction(self._mock_wraps):
                return await self._mock_wraps(*args, **kwargs)
            return self._mock_wraps(*args, **kwargs)
        return self.return_value

    def assert_awaited(self):
        """AssertionError unless the mock was awaited."""
        if self.await_count == 0:
            raise AssertionError(f'Expected {self._mock_name or "mock"} to have been awaited.')

    def assert_awaited_once(self):
        """AssertionError unless the mock was awaited exactly once."""
        if self.await_count != 1:
            raise AssertionError(f'Expected {self._mock_name or "mock"} to have been awaited once. Awaited '
                                 f'{self.await_count} times.')

    def assert_awaited_with(self, /, *args, **kwargs):
        """AssertionError unless the last await had these arguments."""
        if self.await_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f'Expected await: {expected}\nNot awaited')
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if self._call_matcher(self.await_args) != expected:
            shown = self._format_mock_call_signature(args, kwargs)
            actual = self._format_mock_call_signature(*self.await_args[-2:])
            raise AssertionError(f'expected await not found.\nExpected: {shown}\n  Actual: {actual}')

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """AssertionError unless the mock was awaited exactly once, with these arguments."""
        if self.await_count != 1:
            raise AssertionError(f'Expected {self._mock_name or "mock"} to have been awaited once. Awaited '
                                 f'{self.await_count} times.')
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """AssertionError unless one of the awaits had these arguments."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        if expected not in _AnyComparer([self._call_matcher(c) for c in self.await_args_list]):
            raise AssertionError(f'{self._format_mock_call_signature(args, kwargs)} await not found')

    def assert_has_awaits(self, calls, any_order=False):
        """AssertionError unless the awaits were made, one after the other or in any order."""
        expected = [self._call_matcher(c) for c in calls]
        awaits = _CallList(self._call_matcher(c) for c in self.await_args_list)
        if not any_order:
            if expected not in awaits:
                raise AssertionError(f'Awaits not found.\nExpected: {_CallList(calls)}\nActual: '
                                     f'{self.await_args_list}')
            return
        left = list(awaits)
        not_found = []
        for one in expected:
            try:
                left.remove(one)
            except ValueError:
                not_found.append(one)
        if not_found:
            raise AssertionError(f'{tuple(not_found)!r} not all found in await list')

    def assert_not_awaited(self):
        """AssertionError if the mock was awaited."""
        if self.await_count != 0:
            raise AssertionError(f'Expected {self._mock_name or "mock"} to not have been awaited. Awaited '
                                 f'{self.await_count} times.')

    def reset_mock(self, /, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()


def _await_attribute(name):
    own = '_mock_' + name

    def get(self):
        delegate = self._mock_delegate
        return self.__dict__[own] if delegate is None else getattr(delegate, name)

    def set(self, value):
        delegate = self._mock_delegate
        if delegate is None:
            self.__dict__[own] = value
        else:
            setattr(delegate, name, value)

    return property(get, set)


for _name in _AWAITS:
    setattr(AsyncMockMixin, _name, _await_attribute(_name))


class AsyncMagicMixin(MagicMixin):
    pass


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock whose call returns a coroutine."""

    def __call__(self, /, *args, **kwargs):
        if self._spec_signature is not None and getattr(self, '_mock_check_signature', False):
            self._spec_signature.bind(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._execute_mock_call(*args, **kwargs)


class ThreadingMixin(Base):
    DEFAULT_TIMEOUT = None

    def __init__(self, /, *args, timeout=_missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__['_mock_wait_timeout'] = self.DEFAULT_TIMEOUT if timeout is _missing else timeout
        self.__dict__['_mock_condition'] = threading.Condition()

    def _increment_mock_call(self, /, *args, **kwargs):
        with self._mock_condition:
            super()._increment_mock_call(*args, **kwargs)
            self._mock_condition.notify_all()

    def wait_until_called(self, *, timeout=_missing):
        """Waits until the mock has been called."""
        timeout = self._mock_wait_timeout if timeout is _missing else timeout
        with self._mock_condition:
            if not self._mock_condition.wait_for(lambda: self.called, timeout):
                raise AssertionError(f'{self._mock_name or "mock"} was not called before timeout({timeout}).')

    def wait_until_any_call_with(self, *args, **kwargs):
        """Waits until the mock has been called with these arguments."""
        def is_called():
            return _Call((args, kwargs), two=True) in self.call_args_list
        with self._mock_condition:
            if not self._mock_condition.wait_for(is_called, self._mock_wait_timeout):
                shown = self._format_mock_call_signature(args, kwargs)
                raise AssertionError(f'{shown} call not found')


class ThreadingMock(ThreadingMixin, MagicMixin, Mock):
    """A mock that can be waited for."""


class PropertyMock(Mock):
    """A mock for a property: reading calls it without arguments, setting calls it with the value."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


# Patches.

def _importer(target):
    components = target.split('.')
    import_path = components.pop(0)
    thing = __import__(import_path)
    for component in components:
        import_path += f'.{component}'
        try:
            thing = getattr(thing, component)
        except AttributeError:
            __import__(import_path)
            thing = getattr(thing, component)
    return thing


class _patch:
    """Replaces an attribute for the time of a call or of a `with` block."""

    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, *,
                 unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.has_local = False
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.additional_patchers = []
        self.is_started = False

    def copy(self):
        patcher = _patch(self.getter, self.attribute, self.new, self.spec, self.create, self.spec_set, self.autospec,
                         self.new_callable, self.kwargs)
        patcher.attribute_name = self.attribute_name
        patcher.additional_patchers = [p.copy() for p in self.additional_patchers]
        return patcher

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        if inspect.iscoroutinefunction(func):
            return self.decorate_async_callable(func)
        return self.decorate_callable(func)

    def decorate_class(self, klass):
        for attr in dir(klass):
            if not attr.startswith(patch.TEST_PREFIX):
                continue
            value = getattr(klass, attr)
            if hasattr(value, '__call__'):
                setattr(klass, attr, self.copy()(value))
        return klass

    @contextlib.contextmanager
    def decoration_helper(self, patched, args, keywargs):
        extra = []
        with contextlib.ExitStack() as stack:
            for patching in patched.patchings:
                arg = stack.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(arg)
                elif patching.new is DEFAULT:
                    extra.append(arg)
            yield args + tuple(extra), keywargs

    def decorate_callable(self, func):
        if hasattr(func, 'patchings'):
            func.patchings.append(self)
            return func

        @functools.wraps(func)
        def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    def decorate_async_callable(self, func):
        if hasattr(func, 'patchings'):
            func.patchings.append(self)
            return func

        @functools.wraps(func)
        async def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return await func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    def get_original(self):
        target = self.getter()
        name = self.attribute
        original = DEFAULT
        local = False
        try:
            original = target.__dict__[name]
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        else:
            local = True
        if isinstance(target, ModuleType) and hasattr(__builtins__ if isinstance(__builtins__, ModuleType)
                                                      else sys.modules['builtins'], name):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f'{target} does not have the attribute {name!r}')
        return original, local

    def __enter__(self):
        if self.is_started:
            raise RuntimeError('Patch is already started')
        new, spec, spec_set = self.new, self.spec, self.spec_set
        autospec, kwargs = self.autospec, self.kwargs
        self.target = self.getter()
        spec = None if spec is False else spec
        spec_set = None if spec_set is False else spec_set
        autospec = None if autospec is False else autospec
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        if new is DEFAULT and autospec is None:
            inherit = False
            if spec is True:
                spec = original
                if spec_set is True:
                    spec_set, spec = original, None
            elif spec is not None:
                if spec_set is True:
                    spec_set, spec = spec, None
            elif spec_set is True:
                spec_set = original
            if spec is not None or spec_set is not None:
                if original is DEFAULT:
                    raise TypeError("Can't use 'spec' with create=True")
                inherit = isinstance(original, type)
            if self.new_callable is not None:
                klass = self.new_callable
            elif spec is None and spec_set is None and _is_async_obj(original):
                klass = AsyncMock
            else:
                klass = MagicMock
                this_spec = spec if spec is not None else spec_set
                if this_spec is not None:
                    if _is_async_obj(this_spec):
                        klass = AsyncMock
                    elif not (_is_list(this_spec) and '__call__' in this_spec
                              or not _is_list(this_spec) and _callable(this_spec)):
                        klass = NonCallableMagicMock
            _kwargs = {}
            if spec is not None:
                _kwargs['spec'] = spec
            if spec_set is not None:
                _kwargs['spec_set'] = spec_set
            if isinstance(klass, type) and issubclass(klass, NonCallableMock) and self.attribute:
                _kwargs['name'] = self.attribute
            _kwargs.update(kwargs)
            new = klass(**_kwargs)
            if inherit and isinstance(new, NonCallableMock):
                # Instances have the attributes of the class, and no more.
                this_spec = spec if spec is not None else spec_set
                _kwargs.pop('name', None)
                instance_class = MagicMock if hasattr(this_spec, '__call__') and '__call__' in dir(this_spec) and any(
                    '__call__' in base.__dict__ for base in this_spec.__mro__) else NonCallableMagicMock
                new.return_value = instance_class(_new_parent=new, _new_name='()', **_kwargs)
        elif autospec is not None:
            if new is not DEFAULT:
                raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
            if original is DEFAULT:
                raise TypeError("Can't use 'autospec' with create=True")
            spec_set = bool(spec_set)
            if autospec is True:
                autospec = original
            if isinstance(autospec, NonCallableMock):
                raise InvalidSpecError(f'Cannot autospec attr {self.attribute!r} as the patch target has already been '
                                       f'mocked out. [target={self.target!r}, attr={autospec!r}]')
            new = create_autospec(autospec, spec_set=spec_set, _name=self.attribute, **kwargs)
        elif kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        new_attr = new
        self.temp_original = original
        self.is_local = local
        self._exit_stack = contextlib.ExitStack()
        self.is_started = True
        try:
            setattr(self.target, self.attribute, new_attr)
            if self.attribute_name is not None:
                extra_args = {}
                if self.new is DEFAULT:
                    extra_args[self.attribute_name] = new
                for patching in self.additional_patchers:
                    arg = self._exit_stack.enter_context(patching)
                    if patching.new is DEFAULT:
                        extra_args.update(arg)
                return extra_args
            return new
        except BaseException:
            if not self.__exit__(*sys.exc_info()):
                raise

    def __exit__(self, *exc_info):
        if not self.is_started:
            return
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute) or self.attribute in (
                    '__doc__', '__module__', '__defaults__', '__annotations__', '__kwdefaults__')):
                # It was inherited by a proxy or such.
                setattr(self.target, self.attribute, self.temp_original)
        del self.temp_original, self.is_local, self.target
        exit_stack = self._exit_stack
        del self._exit_stack
        self.is_started = False
        return exit_stack.__exit__(*exc_info)

    def start(self):
        """Makes the replacement; `stop` undoes it."""
        result = self.__enter__()
        self._active_patches.append(self)
        return result

    def stop(self):
        """Undoes the replacement."""
        try:
            self._active_patches.remove(self)
        except ValueError:
            # It was not started.
            return None
        return self.__exit__(None, None, None)


def _get_target(target):
    try:
        target, attribute = target.rsplit('.', 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f'Need a valid target to patch. You supplied: {target!r}') from None
    return (lambda: _importer(target)), attribute


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
                  new_callable=None, *, unsafe=False, **kwargs):
    """Replaces an attribute of an object."""
    if type(target) is str:
        raise TypeError(f'{target!r} must be the actual object to be patched, not a str')
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    """Replaces several attributes of an object."""
    getter = (lambda: _importer(target)) if type(target) is str else (lambda: target)
    if not kwargs:
        raise ValueError('Must supply at least one keyword argument with patch.multiple')
    patchers = []
    for attribute, new in kwargs.items():
        patcher = _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        patcher.attribute_name = attribute
        patchers.append(patcher)
    patchers[0].additional_patchers.extend(patchers[1:])
    return patchers[0]


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *,
          unsafe=False, **kwargs):
    """Replaces what a dotted name leads to, for the time of a function or a `with` block."""
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=unsafe)


class _patch_dict:
    """Changes a dict for the time of a call or of a `with` block."""

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            return self.decorate_class(f)
        if inspect.iscoroutinefunction(f):
            @functools.wraps(f)
            async def _inner(*args, **kw):
                with self:
                    return await f(*args, **kw)
        else:
            @functools.wraps(f)
            def _inner(*args, **kw):
                with self:
                    return f(*args, **kw)
        return _inner

    def decorate_class(self, klass):
        for attr in dir(klass):
            value = getattr(klass, attr)
            if attr.startswith(patch.TEST_PREFIX) and hasattr(value, '__call__'):
                setattr(klass, attr, _patch_dict(self.in_dict, self.values, self.clear)(value))
        return klass

    def __enter__(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _importer(self.in_dict)
        try:
            self._original = self.in_dict.copy()
        except AttributeError:
            self._original = {key: self.in_dict[key] for key in self.in_dict}
        if self.clear:
            _clear_dict(self.in_dict)
        try:
            self.in_dict.update(self.values)
        except AttributeError:
            for key in self.values:
                self.in_dict[key] = self.values[key]
        return self.in_dict

    def __exit__(self, *args):
        if self._original is not None:
            _clear_dict(self.in_dict)
            try:
                self.in_dict.update(self._original)
            except AttributeError:
                for key in self._original:
                    self.in_dict[key] = self._original[key]
            self._original = None
        return False

    def start(self):
        result = self.__enter__()
        _patch._active_patches.append(self)
        return result

    def stop(self):
        try:
            _patch._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _clear_dict(in_dict):
    try:
        in_dict.clear()
    except AttributeError:
        for key in list(in_dict):
            del in_dict[key]


def _patch_stopall():
    """Undoes all patches that were made with `start`."""
    for patcher in reversed(_patch._active_patches[:]):
        patcher.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = 'test'


# Mocks that have the signatures of what they stand for.

class _SpecState:
    """How to make the mock of an attribute when it is asked for."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec = spec
        self.ids = ids
        self.spec_set = spec_set
        self.parent = parent
        self.instance = instance
        self.name = name


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    """A mock with the attributes of `spec`; calls must fit its signature."""
    if _is_list(spec):
        spec = type(spec)
    is_type = isinstance(spec, type)
    if isinstance(spec, NonCallableMock):
        raise InvalidSpecError(f'Cannot autospec a Mock object. [object={spec!r}]')
    is_async = _is_async_obj(spec)
    options = {'spec_set': spec} if spec_set else {'spec': spec}
    if spec is None:
        options = {}
    if isinstance(spec, FunctionType):
        mock_class = AsyncMock if is_async else MagicMock
    elif inspect.isdatadescriptor(spec):
        # Nobody knows of what type that is which it returns.
        options = {}
        mock_class = MagicMock
    elif is_type and instance and not any('__call__' in base.__dict__ for base in spec.__mro__):
        mock_class = NonCallableMagicMock
    elif not _callable(spec):
        mock_class = NonCallableMagicMock
    else:
        mock_class = AsyncMock if is_async else MagicMock
    name = options.pop('name', _name)
    new_name = name
    if _parent is None:
        new_name = ''
    options.update(kwargs)
    mock = mock_class(parent=_parent, _new_parent=_parent, _new_name=new_name, name=name, **options)
    mock.__dict__['_mock_check_signature'] = True
    eat_self = _parent is not None and isinstance(_parent._spec_class, type) and _eats_self(_parent, name, spec)
    mock.__dict__['_spec_signature'] = _get_signature(spec, instance and is_type, eat_self)
    if isinstance(spec, FunctionType):
        mock = _function_for(mock, spec, is_async)
    elif is_type and not instance and 'return_value' not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name='()', _parent=mock)
    inner = _extract_mock(mock)
    # The fields of a dataclass that have no default are attributes of its instances only.
    fields = {}
    if is_type and instance and '__dataclass_fields__' in dir(spec):
        import dataclasses
        fields = {field.name: field.type for field in dataclasses.fields(spec)}
        inner.__dict__['_mock_methods'] = [*(inner._mock_methods or ()), *fields]
    for entry in dict.fromkeys((*dir(spec), *fields)):
        if entry.startswith('__') and entry.endswith('__'):
            continue
        try:
            original = fields[entry] if entry in fields else getattr(spec, entry)
        except AttributeError:
            continue
        child_kwargs = {'spec': original}
        if not isinstance(original, FunctionType):
            new = _SpecState(original, spec_set, inner, entry, instance)
            inner._mock_children[entry] = new
        else:
            new = MagicMock(parent=inner, name=entry, _new_name=entry, _new_parent=inner, **child_kwargs)
            if inspect.iscoroutinefunction(original):
                new = AsyncMock(parent=inner, name=entry, _new_name=entry, _new_parent=inner, **child_kwargs)
            inner._mock_children[entry] = new
            new.__dict__['_mock_check_signature'] = True
            static = inspect.getattr_static(spec, entry, None)
            eats = is_type and not isinstance(static, staticmethod)
            new.__dict__['_spec_signature'] = _get_signature(original, False, eats)
    return mock


def _eats_self(parent, name, spec):
    if not isinstance(spec, FunctionType):
        return False
    static = inspect.getattr_static(parent._spec_class, name, None)
    return not isinstance(static, staticmethod)


def _function_for(mock, spec, is_async):
    """A function with the mock's attributes, for a mock that stands for a function."""
    signature = mock._spec_signature

    if is_async:
        async def funcopy(*args, **kwargs):
            if signature is not None:
                signature.bind(*args, **kwargs)
            return await mock(*args, **kwargs)
    else:
        def funcopy(*args, **kwargs):
            if signature is not None:
                signature.bind(*args, **kwargs)
            return mock(*args, **kwargs)

    functools.update_wrapper(funcopy, spec)
    del funcopy.__wrapped__
    funcopy.__signature__ = signature
    funcopy.mock = mock
    names = ['assert_called_with', 'assert_called_once_with', 'assert_has_calls', 'assert_any_call', 'assert_called',
             'assert_not_called', 'assert_called_once']
    if is_async:
        names += ['assert_awaited', 'assert_awaited_once', 'assert_awaited_with', 'assert_awaited_once_with',
                  'assert_any_await', 'assert_has_awaits', 'assert_not_awaited']
    for name in names:
        setattr(funcopy, name, getattr(mock, name))
    if is_async:
        funcopy.await_count = 0
        funcopy.await_args = None
        funcopy.await_args_list = _CallList()
    funcopy.called = False
    funcopy.call_count = 0
    funcopy.call_args = None
    funcopy.call_args_list = _CallList()
    funcopy.method_calls = _CallList()
    funcopy.mock_calls = _CallList()
    funcopy.return_value = mock.return_value
    funcopy.side_effect = mock.side_effect
    funcopy._mock_children = mock._mock_children
    funcopy.reset_mock = mock.reset_mock
    mock.__dict__['_mock_delegate'] = funcopy
    return funcopy


def mock_open(mock=None, read_data=''):
    """A mock for `open` whose files give `read_data`."""
    import io
    state = {}

    def fresh():
        return io.BytesIO(read_data) if isinstance(read_data, bytes) else io.StringIO(read_data)

    def from_handle(name):
        def effect(*args, **kwargs):
            value = getattr(handle, name).return_value
            if getattr(handle, name)._mock_return_value is not None:
                return value
            return getattr(state['file'], name)(*args, **kwargs)
        return effect

    def lines():
        if handle.readline._mock_return_value is not None:
            while True:
                yield handle.readline.return_value
        yield from state['file']

    if mock is None:
        mock = MagicMock(name='open', spec=open)
    handle = MagicMock(spec=['read', 'readline', 'readlines', 'write', 'writelines', 'close', '__enter__', '__exit__',
                             '__iter__', '__next__', 'seek', 'tell', 'flush', 'truncate', 'fileno'])
    handle.__enter__.return_value = handle
    handle.__exit__.return_value = None
    state['file'] = fresh()
    for name in ('read', 'readline', 'readlines'):
        getattr(handle, name).return_value = None
        getattr(handle, name).side_effect = from_handle(name)
    handle.write.return_value = None
    handle.__iter__.side_effect = lines
    handle.__next__.side_effect = lambda: next(state['file'])

    def reset(*args, **kwargs):
        state['file'] = fresh()
        return DEFAULT

    mock.side_effect = reset
    mock.return_value = handle
    return mock


def seal(mock):
    """No further attributes are made for the mock."""
    mock._mock_sealed = True
    for attr in dir(mock):
        try:
            child = getattr(mock, attr)
        except AttributeError:
            continue
        if not isinstance(child, NonCallableMock):
            continue
        if child._mock_new_parent is mock:
            seal(child)
