"""What a t-string makes: a template, with the values between its strings kept apart (PEP 750)."""

__all__ = ['Interpolation', 'Template', 'convert']


class Interpolation:
    """A value in a template, and how the program wrote it."""

    __match_args__ = ('value', 'expression', 'conversion', 'format_spec')
    __slots__ = ('_fields',)

    def __new__(cls, value, expression='', conversion=None, format_spec=''):
        if not isinstance(expression, str):
            raise TypeError(f"Interpolation() argument 'expression' must be str, not {type(expression).__name__}")
        if conversion is not None and not isinstance(conversion, str):
            raise TypeError(f"Interpolation() argument 'conversion' must be str, not {type(conversion).__name__}")
        if conversion not in (None, 's', 'r', 'a'):
            raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        if not isinstance(format_spec, str):
            raise TypeError(f"Interpolation() argument 'format_spec' must be str, not {type(format_spec).__name__}")
        self = object.__new__(cls)
        object.__setattr__(self, '_fields', (value, expression, conversion, format_spec))
        return self

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'string.templatelib.Interpolation' is not an acceptable base type")

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)

    def __setattr__(self, name, value):
        if name in Interpolation.__match_args__:
            raise AttributeError('readonly attribute')
        raise AttributeError(f"'string.templatelib.Interpolation' object has no attribute {name!r} and no __dict__ "
                             'for setting new attributes')

    value = property(lambda self: self._fields[0])
    expression = property(lambda self: self._fields[1])
    conversion = property(lambda self: self._fields[2])
    format_spec = property(lambda self: self._fields[3])

    def __repr__(self):
        return f'Interpolation({", ".join([repr(field) for field in self._fields])})'

    def __reduce__(self):
        return Interpolation, self._fields


class Template:
    """Strings with interpolations between them."""

    __slots__ = ('_strings', '_interpolations')

    def __new__(cls, *args, **kwargs):
        if kwargs:
            raise TypeError('Template.__new__ only accepts *args arguments')
        strings, interpolations, last = [], [], ''
        for arg in args:
            if isinstance(arg, str):
                last += arg
            elif isinstance(arg, Interpolation):
                strings.append(last)
                interpolations.append(arg)
                last = ''
            else:
                raise TypeError("Template.__new__ *args need to be of type 'str' or 'Interpolation', "
                                f'got {type(arg).__name__}')
        strings.append(last)
        self = object.__new__(cls)
        object.__setattr__(self, '_strings', tuple(strings))
        object.__setattr__(self, '_interpolations', tuple(interpolations))
        return self

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type 'string.templatelib.Template' is not an acceptable base type")

    def __setattr__(self, name, value):
        if name in ('strings', 'interpolations'):
            raise AttributeError('readonly attribute')
        if name == 'values':
            raise AttributeError("attribute 'values' of 'string.templatelib.Template' objects is not writable")
        raise AttributeError(f"'string.templatelib.Template' object has no attribute {name!r} and no __dict__ "
                             'for setting new attributes')

    strings = property(lambda self: self._strings)
    interpolations = property(lambda self: self._interpolations)
    values = property(lambda self: tuple([part.value for part in self._interpolations]))

    def __iter__(self):
        parts = []
        for string, interpolation in zip(self._strings, self._interpolations + (None,)):
            if string:
                parts.append(string)
            if interpolation is not None:
                parts.append(interpolation)
        return iter(parts)

    def __add__(self, other):
        if isinstance(other, Template):
            return Template(*self, *other)
        raise TypeError('can only concatenate string.templatelib.Template (not "'
                        f'{type(other).__name__}") to string.templatelib.Template')

    def __radd__(self, other):
        if isinstance(other, str):
            raise TypeError('can only concatenate str (not "string.templatelib.Template") to str')
        return NotImplemented

    def __repr__(self):
        return f'Template(strings={self._strings!r}, interpolations={self._interpolations!r})'

    def __reduce__(self):
        return Template, tuple(self)


def convert(obj, /, conversion):
    """The value after `!s`, `!r` or `!a`; the value itself for `None`."""
    if conversion is None:
        return obj
    if conversion == 'r':
        return repr(obj)
    if conversion == 's':
        return str(obj)
    if conversion == 'a':
        return ascii(obj)
    raise ValueError(f'invalid conversion specifier: {conversion}')
