"""Enumerations."""

import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = ['EnumType', 'EnumMeta', 'EnumDict', 'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum', 'auto',
           'unique', 'property', 'verify', 'member', 'nonmember', 'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP',
           'global_flag_repr', 'global_enum_repr', 'global_str', 'global_enum', 'EnumCheck', 'CONTINUOUS',
           'NAMED_FLAGS', 'UNIQUE', 'pickle_by_global_name', 'pickle_by_enum_name']

_builtin_property = property
_builtin_bin = bin


class nonmember:
    """Keeps a value from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Makes a value a member that would not become one."""

    def __init__(self, value):
        self.value = value


class auto:
    """Stands for a value that `_generate_next_value_` finds."""

    def __init__(self, value=None):
        self.value = _auto_null if value is None else value

    def __repr__(self):
        return f'auto({self.value!r})'


class _AutoNull:
    def __repr__(self):
        return '_auto_null'


_auto_null = _AutoNull()
_not_given = object()


def _is_descriptor(obj):
    cls = type(obj)
    return hasattr(cls, '__get__') or hasattr(cls, '__set__') or hasattr(cls, '__delete__')


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == '__' and name[2] != '_' and name[-3] != '_'


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == '_' and name[1] != '_' and name[-2] != '_'


def _is_private(cls_name, name):
    prefix = f'_{cls_name}__'
    return (len(name) > len(prefix) and name.startswith(prefix)
            and (name[-1] != '_' or name[-2] != '_'))


def _is_single_bit(num):
    return num > 0 and num & (num - 1) == 0


def _is_internal_class(cls_name, obj):
    # Classes defined in the body stay what they are.
    return cls_name is not None and isinstance(obj, type) and f'.{cls_name}.' in f'.{obj.__qualname__}'


def _iter_bits_lsb(num):
    """The powers of two in a number, or in the value of a flag, the lowest first."""
    original = num
    if isinstance(num, Enum):
        num = num.value
    if num < 0:
        raise ValueError(f'{original!r} is not a positive integer')
    while num:
        bit = num & -num
        yield bit
        num ^= bit


def _make_class_unpicklable(obj):
    """Makes pickling objects of a class, or one object, an error."""
    def refuse(self, proto):
        raise TypeError(f'{self!r} cannot be pickled')

    if isinstance(obj, dict):
        obj['__reduce_ex__'] = refuse
        obj['__module__'] = '<unknown>'
    else:
        setattr(obj, '__reduce_ex__', refuse)
        setattr(obj, '__module__', '<unknown>')


def _dedent(text):
    """The lines of a docstring without the indentation that they share."""
    lines = text.split('\n')
    for line in lines:
        if stripped := line.lstrip():
            depth = len(line) - len(stripped)
            return '\n'.join(line[depth:] for line in lines)
    return '\n'.join(lines)


class property(DynamicClassAttribute):
    """An attribute of members; asked for on the class, it is the member of that name."""

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            found = ownerclass._member_map_.get(self.name)
            if found is None:
                raise AttributeError(f'{ownerclass!r} has no attribute {self.name!r}')
            return found
        if self.fget is None:
            found = type(instance)._member_map_.get(self.name)
            if found is not None:
                return found
            raise AttributeError(f'{ownerclass!r} member has no attribute {self.name!r}')
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        raise AttributeError(f'<enum {self._owner_of(instance)!r}> cannot set attribute {self.name!r}')

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        raise AttributeError(f'<enum {self._owner_of(instance)!r}> cannot delete attribute {self.name!r}')

    def _owner_of(self, instance):
        cls = type(instance)
        return cls.__name__ if self.name in cls._member_map_ else self.clsname


class _proto_member:
    """Becomes a member once the class is there."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, member_name):
        type.__delattr__(enum_class, member_name)
        enum_class._make_member_(enum_class, member_name, self.value)


class EnumDict(dict):
    """The namespace of an enumeration's body: it remembers the members in their order."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._cls_name = cls_name
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            if key not in ('_order_', '_generate_next_value_', '_numeric_repr_', '_missing_', '_ignore_',
                           '_iter_member_', '_iter_member_by_value_', '_iter_member_by_def_', '_add_alias_',
                           '_add_value_alias_', '_use_args_'):
                raise ValueError(f'_sunder_ names, such as {key!r}, are reserved for future Enum use')
            if key == '_generate_next_value_':
                if self._auto_called:
                    raise TypeError('_generate_next_value_ must be defined before members')
                function = value.__func__ if isinstance(value, staticmethod) else value
                self._generate_next_value = function
            elif key == '_ignore_':
                value = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
                self._ignore = value
                already = set(value) & set(self._member_names)
                if already:
                    raise ValueError(f'_ignore_ cannot specify already set names: {already!r}')
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (
                _is_descriptor(value) or _is_internal_class(self._cls_name, value)):
            if key in self:
                raise TypeError(f'{key!r} already defined as {self[key]!r}')
            if isinstance(value, member):
                value = value.value
            value = self._with_autos(key, value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _with_autos(self, key, value):
        if isinstance(value, auto):
            values = (value,)
        elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
            values = value
        else:
            self._last_values.append(value)
            return value
        new = []
        for v in values:
            if isinstance(v, auto):
                if v.value is _auto_null:
                    v.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
                self._auto_called = True
                v = v.value
                self._last_values.append(v)
            new.append(v)
        if isinstance(value, auto):
            return new[0]
        try:
            return type(value)(new)
        except TypeError:
            # A named tuple.
            return type(value)(*new)

    @_builtin_property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more_members):
        for name, value in dict(members, **more_members).items():
            self[name] = value


_EnumDict = EnumDict


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        enum_dict = EnumDict(cls)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            enum_dict['_generate_next_value_'] = getattr(first_enum, '_generate_next_value_', None)
        return enum_dict

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple or not isinstance(classdict, EnumDict):
            return super().__new__(metacls, cls, bases, dict(classdict), **kwds)
        member_names = classdict._member_names
        ignore = classdict.setdefault('_ignore_', [])
        for name in [*ignore, '_ignore_']:
            classdict.pop(name, None)
        invalid = set(member_names) & {'mro', ''}
        if invalid:
            raise ValueError('invalid enum member name(s) ' + ','.join(repr(n) for n in invalid))
        order = classdict.pop('_order_', None)
        generate = classdict.get('_generate_next_value_')
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if ReprEnum is not None and ReprEnum in bases and member_type is object:
            raise TypeError('ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)')
        new_member, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        values = {name: classdict[name] for name in member_names}
        namespace = {name: _proto_member(values[name]) if name in values else value
                     for name, value in classdict.items()}
        namespace['_new_member_'] = new_member
        namespace['_use_args_'] = use_args
        namespace['_member_names_'] = []
        namespace['_member_map_'] = {}
        namespace['_value2member_map_'] = {}
        namespace['_hashable_values_'] = []
        namespace['_unhashable_values_'] = []
        namespace['_unhashable_values_map_'] = {}
        namespace['_member_type_'] = member_type
        namespace['_value_repr_'] = metacls._find_data_repr_(cls, bases)
        if generate is not None and not isinstance(generate, staticmethod):
            namespace['_generate_next_value_'] = staticmethod(generate)
        namespace['_boundary_'] = boundary or getattr(first_enum, '_boundary_', None)
        namespace['_flag_mask_'] = 0
        namespace['_singles_mask_'] = 0
        namespace['_all_bits_'] = 0
        namespace['_inverted_'] = None
        namespace.setdefault('__doc__', None)
        try:
            enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)
        except Exception as error:
            # That members are made by `__set_name__` is nobody's business.
            notes = getattr(error, '__notes__', None)
            if notes and '_proto_member' in notes[-1]:
                notes.pop()
                if not notes:
                    del error.__notes__
            raise
        is_flag = Flag is not None and issubclass(enum_class, Flag)
        if save_new:
            enum_class.__new_member__ = enum_class.__new__
        if first_enum is not None:
            enum_class.__new__ = Enum.__new__
        if is_flag:
            metacls._finish_flag_(enum_class)
        if order is not None:
            order = order.replace(',', ' ').split() if isinstance(order, str) else order
            if is_flag:
                order = [o for o in order if o in enum_class._member_names_]
            if order != enum_class._member_names_:
                raise TypeError(f'member order does not match _order_:\n  {enum_class._member_names_!r}\n  {order!r}')
        # A mixed-in type's own ways of showing itself are kept for ReprEnum; others show the member.
        if first_enum is not None:
            for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
                if name in namespace:
                    continue
                found = getattr(first_enum, name, None)
                if ReprEnum is not None and ReprEnum in bases and name in ('__str__', '__format__'):
                    found = getattr(member_type, name)
                    if found is object.__str__:
                        found = member_type.__repr__
                if found is not None and getattr(enum_class, name, None) is not found:
                    setattr(enum_class, name, found)
        if is_flag:
            for name in ('__or__', '__and__', '__xor__', '__ror__', '__rand__', '__rxor__', '__invert__'):
                if name not in namespace:
                    found = getattr(Flag, name)
                    if getattr(enum_class, name, None) is not found:
                        setattr(enum_class, name, found)
        elif Flag is not None or cls != 'Flag':
            for name in ('_boundary_', '_flag_mask_', '_singles_mask_', '_all_bits_', '_inverted_'):
                type.__delattr__(enum_class, name)
        return enum_class

    @classmethod
    def _make_member_(metacls, enum_class, name, value):
        member_type = enum_class._member_type_
        is_flag = Flag is not None and issubclass(enum_class, Flag)
        args = value if isinstance(value, tuple) else (value,)
        if member_type is tuple:
            args = (args,)
        new_member = enum_class._new_member_
        if not enum_class._use_args_:
            new = new_member(enum_class)
        else:
            new = new_member(enum_class, *args)
        if not hasattr(new, '_value_'):
            if member_type is object:
                new._value_ = value
            else:
                try:
                    new._value_ = member_type(*args)
                except Exception as exc:
                    raise TypeError('_value_ not set in __new__, unable to create it') from exc
        value = new._value_
        new._name_ = name
        new.__objclass__ = enum_class
        new._sort_order_ = len(enum_class._member_names_)
        canonical = not is_flag or (isinstance(value, int) and _is_single_bit(value))
        existing = None
        try:
            existing = enum_class._value2member_map_.get(value)
        except TypeError:
            for other in enum_class._member_map_.values():
                if other._value_ == value:
                    existing = other
        if existing is not None:
            new = existing
        else:
            enum_init = enum_class.__init__
            if enum_init is not object.__init__:
                enum_init(new, *args)
            if canonical:
                enum_class._member_names_.append(name)
            try:
                enum_class._value2member_map_.setdefault(value, new)
                enum_class._hashable_values_.append(value)
            except TypeError:
                enum_class._unhashable_values_.append(value)
                enum_class._unhashable_values_map_.setdefault(name, []).append(value)
        if is_flag and isinstance(value, int):
            enum_class._flag_mask_ |= value
            if canonical:
                enum_class._singles_mask_ |= value
        metacls._set_member_(enum_class, name, new)

    @classmethod
    def _set_member_(metacls, enum_class, name, new):
        # A property of a base class keeps its place: it knows to look for the member.
        for base in enum_class.__mro__[1:]:
            found = base.__dict__.get(name)
            if isinstance(found, (property, DynamicClassAttribute)):
                break
        else:
            type.__setattr__(enum_class, name, new)
        enum_class._member_map_[name] = new

    @classmethod
    def _finish_flag_(metacls, enum_class):
        mask = enum_class._flag_mask_
        enum_class._all_bits_ = 2 ** mask.bit_length() - 1
        values = [m._value_ for m in enum_class]
        if sorted(values) != values:
            enum_class._iter_member_ = enum_class._iter_member_by_def_

    def __init__(cls, *args, **kwds):
        pass

    def __bool__(cls):
        return True

    def __call__(cls, value, names=_not_given, *values, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        if cls._member_map_:
            if names is not _not_given:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(f'{cls} has no members; specify `names=()` if you meant to create a new, empty, enum')
        return cls._create_(value, None if names is _not_given else names, module=module, qualname=qualname,
                            type=type, start=start, boundary=boundary)

    @property
    def __signature__(cls):
        from inspect import Parameter, Signature
        if cls._member_names_:
            return Signature([Parameter('values', Parameter.VAR_POSITIONAL)])
        names = [Parameter('new_class_name', Parameter.POSITIONAL_ONLY),
                 Parameter('names', Parameter.POSITIONAL_OR_KEYWORD)]
        options = dict(module=None, qualname=None, type=None, start=1, boundary=None)
        names += [Parameter(name, Parameter.KEYWORD_ONLY, default=value) for name, value in options.items()]
        return Signature(names)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f'{cls.__name__!r} cannot delete member {attr!r}.')
        super().__delattr__(attr)

    def __dir__(cls):
        names = {'__class__', '__contains__', '__doc__', '__getitem__', '__iter__', '__len__', '__members__', '__module__',
                 '__name__', '__qualname__'} | set(cls._member_names_)
        if cls._new_member_ is not object.__new__:
            names.add('__new__')
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add('__init_subclass__')
        if cls._member_type_ is not object:
            names |= set(dir(cls._member_type_))
        return sorted(names)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        return len(cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    @_builtin_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f'<flag {cls.__name__!r}>'
        return f'<enum {cls.__name__!r}>'

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            original, names, last_values = names, [], []
            for count, name in enumerate(original):
                value = cls._generate_next_value_(name, start, count, last_values[:])
                last_values.append(value)
                names.append((name, value))
        if names is None:
            names = ()
        for item in names:
            if isinstance(item, str):
                name, value = item, names[item]
            else:
                name, value = item
            classdict[name] = value
        if module is None:
            try:
                module = sys._getframe(2).f_globals['__name__']
            except (AttributeError, ValueError, KeyError):
                pass
        if module is not None:
            classdict['__module__'] = module
        if qualname is not None:
            classdict['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Makes an enumeration of a module's constants that a filter chooses by name, and puts it in their place."""
        module_globals = sys.modules[module].__dict__
        source = source.__dict__ if source else module_globals
        members = [(key, source[key]) for key in source.keys() if filter(key)]
        try:
            members.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            members.sort(key=lambda pair: pair[0])
        new = _simple_enum(cls, boundary=boundary or KEEP)(type(name, (), {**dict(members), '__module__': module}))
        if as_global:
            global_enum(new)
        else:
            sys.modules[new.__module__].__dict__.update(new.__members__)
        module_globals[name] = new
        return new

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f'<enum {class_name!r}> cannot extend {base!r}')

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The type of the members' values, and the enumeration that is extended."""
        if not bases or Enum is None:
            return object, None
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError('new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`')
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        data_types = []
        base_chain = {base: None for chain in bases for base in chain.__mro__}
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        data_types.append(base._member_type_)
                        break
                elif '__new__' in base.__dict__ or '__dataclass_fields__' in base.__dict__ or _is_data(base):
                    data_types.append(candidate or base)
                    break
                else:
                    candidate = candidate or base
        distinct = list(dict.fromkeys(data_types))
        if len(distinct) > 1:
            raise TypeError(f'too many data types for {class_name!r}: {set(distinct)!r}')
        return distinct[0] if distinct else None

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if '__repr__' in base.__dict__:
                    params = base.__dict__.get('__dataclass_params__')
                    if params is not None and '__dataclass_fields__' in base.__dict__ and params.repr:
                        return _dataclass_repr
                    return base.__dict__['__repr__']
        return None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """What makes members: the body's `__new__`, or the first found in the value's type and the enumeration."""
        own = classdict.get('__new__')
        save_new = first_enum is not None and own is not None
        if own is None:
            for possible in (member_type, first_enum):
                target = getattr(possible, '__new_member__', None)
                if target is not None and target is not object.__new__:
                    own = target
                    break
            else:
                own = member_type.__new__ if member_type is not object else object.__new__
        if isinstance(own, staticmethod):
            own = own.__func__
        use_args = first_enum is not None and own is not object.__new__
        return own, save_new, use_args

    def _add_member_(cls, name, member):
        if name in cls._member_map_ and cls._member_map_[name] is not member:
            raise NameError(f'{name!r} is already bound: {cls._member_map_[name]!r}')
        type.__setattr__(cls, name, member)
        cls._member_map_[name] = member


def _dataclass_repr(self):
    return ', '.join(f'{name}={getattr(self, name)!r}'
                     for name, field in self.__dataclass_fields__.items() if field.repr)


def _is_data(base):
    for kind in (int, float, complex, str, bytes, tuple, list, dict, set, frozenset):
        if issubclass(base, kind):
            return True
    return False


EnumMeta = EnumType
Enum = Flag = ReprEnum = None


class Enum(metaclass=EnumType):
    """The base of enumerations: the names in a subclass's body become its members."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, values in cls._unhashable_values_map_.items():
                if value in values:
                    return cls[name]
            # What is unhashable may equal a value that is not.
            for member in cls:
                if member._value_ == value:
                    return member
        if not cls._member_map_:
            raise TypeError(f'{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum')
        exc = None
        try:
            result = cls._missing_(value)
        except Exception as e:
            exc = e
            result = None
        if isinstance(result, cls) or (
                Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int)):
            return result
        error = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        if result is None and exc is None:
            raise error
        if exc is None:
            exc = TypeError(f'error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member')
        if not isinstance(exc, ValueError):
            exc.__context__ = error
        raise exc

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The highest value so far plus one, or the start."""
        if not last_values:
            return start
        try:
            last_value = sorted(last_values).pop()
        except TypeError:
            raise TypeError('unable to sort non-numeric values') from None
        try:
            return last_value + 1
        except TypeError:
            raise TypeError(f'unable to increment {last_value!r}') from None

    @classmethod
    def _missing_(cls, value):
        return None

    def _add_alias_(self, name):
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        cls = self.__class__
        if value in cls._value2member_map_ and cls._value2member_map_[value] is not self:
            raise ValueError(f'{value!r} is already bound: {cls._value2member_map_[value]!r}')
        cls._value2member_map_[value] = self

    def __repr__(self):
        v_repr = self.__class__._value_repr_ or repr
        return f'<{self.__class__.__name__}.{self._name_}: {v_repr(self._value_)}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __dir__(self):
        names = {'__class__', '__doc__', '__eq__', '__hash__', '__module__'}
        if self._member_type_ is not object:
            names.update(object.__dir__(self))
        members = self._member_map_
        names.update(name for name in getattr(self, '__dict__', ()) if name[0] != '_' and name not in members)
        for cls in self.__class__.__mro__:
            for name, found in cls.__dict__.items():
                if name[0] == '_':
                    continue
                has_getter = isinstance(found, property) and found.fget is not None
                if has_getter or name not in members:
                    names.add(name)
                elif isinstance(found, property):
                    names.discard(name)
        return sorted(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def name(self):
        """The member's name."""
        return self._name_

    @property
    def value(self):
        """The member's value."""
        return self._value_


class ReprEnum(Enum):
    """An enumeration whose members are text as their values are; only repr() names the member."""


class IntEnum(int, ReprEnum):
    """An enumeration whose members are integers."""


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f'too many arguments for str(): {values!r}')
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f'{values[0]!r} is not a string')
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f'encoding must be a string, not {values[1]!r}')
        value = str(*values)
        new = str.__new__(cls, value)
        new._value_ = value
        return new

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The member's name in lower case."""
        return name.lower()


def pickle_by_global_name(self, proto):
    """For classes whose members are names of their module: members are pickled by name."""
    return self.name


_reduce_ex_by_global_name = pickle_by_global_name


def pickle_by_enum_name(self, proto):
    """Members are pickled by the class and their name."""
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What a Flag does with bits that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum, boundary=STRICT):
    """An enumeration whose members can be combined bit by bit."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The next power of two."""
        if not last_values:
            return start if start is not None else 1
        last_value = max(last_values)
        try:
            high_bit = last_value.bit_length() - 1
        except Exception:
            raise TypeError(f'invalid flag value {last_value!r}') from None
        return 2 ** (high_bit + 1)

    @classmethod
    def _iter_member_by_value_(cls, value):
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """A member made of several, or what the boundary says of bits that are unknown."""
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        flag_mask = cls._flag_mask_
        singles_mask = cls._singles_mask_
        all_bits = cls._all_bits_
        neg_value = None
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ flag_mask):
            if cls._boundary_ is STRICT:
                max_bits = max(value.bit_length(), flag_mask.bit_length())
                raise ValueError(
                    f'{cls!r} invalid value {value!r}\n    given {bin(value, max_bits)}\n'
                    f'  allowed {bin(flag_mask, max_bits)}')
            if cls._boundary_ is CONFORM:
                value = value & flag_mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP:
                if value < 0:
                    value = max(all_bits + 1, 2 ** value.bit_length()) + value
            else:
                raise ValueError(f'{cls!r} unknown flag boundary {cls._boundary_!r}')
        if value < 0:
            neg_value = value
            value = all_bits + 1 + value if cls._boundary_ in (EJECT, KEEP) else singles_mask & value
        unknown = value & ~flag_mask
        aliases = value & ~singles_mask
        member_value = value & singles_mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError(f'{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{bin(unknown)}]')
        if cls._member_type_ is object:
            pseudo_member = object.__new__(cls)
        else:
            pseudo_member = cls._member_type_.__new__(cls, value)
        if not hasattr(pseudo_member, '_value_'):
            pseudo_member._value_ = value
        if member_value or aliases:
            members = []
            combined_value = 0
            for m in cls._iter_member_(member_value):
                members.append(m)
                combined_value |= m._value_
            if aliases:
                value = member_value | aliases
                for name, found in cls._member_map_.items():
                    if found not in members and found._value_ and found._value_ & value == found._value_:
                        members.append(found)
                        combined_value |= found._value_
            unknown = value ^ combined_value
            pseudo_member._name_ = '|'.join([m._name_ for m in members])
            if not combined_value:
                pseudo_member._name_ = None
            elif unknown and cls._boundary_ is STRICT:
                raise ValueError(f'{cls!r}: no members with value {unknown!r}')
            elif unknown:
                pseudo_member._name_ += f'|{cls._numeric_repr_(unknown)}'
        else:
            pseudo_member._name_ = None
        pseudo_member = cls._value2member_map_.setdefault(value, pseudo_member)
        if neg_value is not None:
            cls._value2member_map_[neg_value] = pseudo_member
        return pseudo_member

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f'{self.__class__.__qualname__!r}')
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        v_repr = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return f'<{self.__class__.__name__}: {v_repr(self._value_)}>'
        return f'<{self.__class__.__name__}.{self._name_}: {v_repr(self._value_)}>'

    def __str__(self):
        if self._name_ is None:
            return f'{self.__class__.__name__}({self._value_!r})'
        return f'{self.__class__.__name__}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def __or__(self, other):
        value = self._get_value(other)
        if value is NotImplemented:
            return NotImplemented
        return self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._get_value(other)
        if value is NotImplemented:
            return NotImplemented
        return self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._get_value(other)
        if value is NotImplemented:
            return NotImplemented
        return self.__class__(self._value_ ^ value)

    def __invert__(self):
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A Flag whose members are integers."""


def bin(num, max_bits=None):
    """Like bin(), with the sign bit apart: `0b0 0101`, `0b1 1010`."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        text = _builtin_bin(num + ceiling).replace('1', '0', 1)
    else:
        text = _builtin_bin(~num ^ (ceiling - 1) + ceiling)
    sign, digits = text[:3], text[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign[-1] * max_bits + digits)[-max_bits:]
    return f'{sign} {digits}'


def unique(enumeration):
    """Raises ValueError if two names of an enumeration have one value."""
    duplicates = [(name, found.name) for name, found in enumeration.__members__.items() if name != found.name]
    if duplicates:
        shown = ', '.join(f'{alias} -> {name}' for alias, name in duplicates)
        raise ValueError(f'duplicate values found in {enumeration!r}: {shown}')
    return enumeration


class EnumCheck(StrEnum):
    """What `verify` can check."""

    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Checks an enumeration's values."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        cls_name = enumeration.__name__
        is_flag = Flag is not None and issubclass(enumeration, Flag)
        if not is_flag and not issubclass(enumeration, Enum):
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                duplicates = [(n, m.name) for n, m in enumeration.__members__.items() if n != m.name]
                if duplicates:
                    shown = ', '.join(f'{alias} -> {name}' for alias, name in duplicates)
                    raise ValueError(f'aliases found in {enumeration!r}: {shown}')
            elif check is CONTINUOUS:
                values = {m.value for m in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if is_flag:
                    missing = [2 ** i for i in range(low.bit_length(), high.bit_length() - 1) if 2 ** i not in values]
                else:
                    missing = [i for i in range(low + 1, high) if i not in values]
                if missing:
                    text = f'invalid {"flag" if is_flag else "enum"} {cls_name!r}: missing values '
                    raise ValueError((text + ', '.join(map(str, missing)))[:256])
            elif check is NAMED_FLAGS:
                self._check_named(enumeration, cls_name)
        return enumeration

    @staticmethod
    def _check_named(enumeration, cls_name):
        member_names = enumeration._member_names_
        values = [m.value for m in enumeration]
        missing_names, missing_value = [], 0
        for name, alias in enumeration._member_map_.items():
            if name in member_names or alias.value < 0:
                continue
            missed = [v for v in _iter_bits_lsb(alias.value) if v not in values]
            if missed:
                missing_names.append(name)
                for bit in missed:
                    missing_value |= bit
        if not missing_names:
            return
        if len(missing_names) == 1:
            alias = f'alias {missing_names[0]} is missing'
        else:
            alias = f'aliases {", ".join(missing_names[:-1])} and {missing_names[-1]} are missing'
        value = f'value 0x{missing_value:x}'
        if not _is_single_bit(missing_value):
            value = f'combined values of 0x{missing_value:x}'
        raise ValueError(f'invalid Flag {cls_name!r}: {alias} {value} '
                         '[use enum.show_flag_values(value) for details]')


def show_flag_values(value):
    """The powers of two that a value is made of."""
    return list(_iter_bits_lsb(value))


def global_enum_repr(self):
    """The member as the name of its module that it is."""
    module = self.__class__.__module__.split('.')[-1]
    return f'{module}.{self._name_}'


def global_flag_repr(self):
    """As `global_enum_repr`, for flags: each one that is set is named."""
    cls = self.__class__
    module = cls.__module__.split('.')[-1]
    if self._name_ is None:
        return f'{module}.{cls.__name__}({self._value_!r})'
    return '|'.join(name if name[0].isdigit() else f'{module}.{name}' for name in self._name_.split('|'))


def global_str(self):
    """The member's own name."""
    if self._name_ is None:
        return f'{self.__class__.__name__}({self._value_!r})'
    return self._name_


def global_enum(cls, update_str=False):
    """Makes the members names of the module too, and lets them be shown as such."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """A decorator that makes an enumeration of a plain class."""

    def convert_class(cls):
        name = cls.__name__
        namespace = etype.__class__.__prepare__(name, (etype,))
        for key, value in cls.__dict__.items():
            if key not in ('__dict__', '__weakref__', '__members__', '__static_attributes__', '__firstlineno__'):
                namespace[key] = value
        namespace['__qualname__'] = cls.__qualname__
        return etype.__class__(name, (etype,), namespace, boundary=boundary)

    return convert_class


def _test_simple_enum(checked_enum, simple_enum):
    """Raises TypeError if an enumeration made by `_simple_enum` is not what a class statement makes."""
    failed = []
    if checked_enum.__dict__ != simple_enum.__dict__:
        checked, simple = checked_enum.__dict__, simple_enum.__dict__
        skipped = ('__module__', '__doc__', '__qualname__', '__static_attributes__', '__firstlineno__', '__dict__',
                   '__weakref__', '__annotations__', '__annotations_cache__', '__annotate__', '__annotate_func__')
        for key in dict.fromkeys([*checked, *simple]):
            if key in skipped or key in checked_enum._member_map_:
                continue
            if key not in simple:
                failed.append(f'missing key: {key!r}')
            elif key not in checked:
                failed.append(f'extra key:   {key!r}')
        for name in checked_enum._member_map_:
            if name not in simple_enum._member_map_:
                failed.append(f'missing member from simple enum: {name!r}')
            elif checked_enum[name].value != simple_enum[name].value:
                failed.append(f'member mismatch in {name!r}')
        for name in simple_enum._member_map_:
            if name not in checked_enum._member_map_:
                failed.append(f'extra member in simple enum: {name!r}')
    if failed:
        raise TypeError('enum mismatch:\n   ' + '\n   '.join(failed))


_old_convert_ = EnumType._convert_
_stdlib_enums = IntEnum, StrEnum, IntFlag
