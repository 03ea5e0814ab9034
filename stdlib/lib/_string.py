"""What `string.Formatter` is made of."""

from string import Formatter, _split_name


def formatter_field_name_split(field_name, /):
    """The first part of a field's name, and an iterator over the others."""
    if not isinstance(field_name, str):
        raise TypeError(f'expected str, got {type(field_name).__name__}')
    first, rest = _split_name(field_name)
    return first, iter(rest)


def formatter_parser(format_string, /):
    """An iterator over literal texts and replacement fields."""
    if not isinstance(format_string, str):
        raise TypeError(f'expected str, got {type(format_string).__name__}')
    return Formatter().parse(format_string)
