# oracle: 3.14
"""Annotations whose names nobody has defined, in every format."""
import annotationlib
import typing
from annotationlib import Format, ForwardRef


def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except (SyntaxError, NameError) as error:
        print(f'{type(error).__name__}: {error}')


# Text that is no expression is an error in any format that evaluates it.
for text in ('1+', 'a b', '', 'yield', ' x'):
    for format in (Format.VALUE, Format.FORWARDREF, Format.STRING):
        show(ForwardRef(text).evaluate, format=format)


# A reference in a union is no duplicate of what stands beside it; a template shows as it is written.
class Holder:
    either: typing.Union[missing, int]
    maybe: typing.Optional[missing]
    template: t'{"x"!r:>9} {{braces}}' = 1
    inner: 'list[missing]'


for name, value in annotationlib.get_annotations(Holder, format=Format.FORWARDREF).items():
    if name != 'template':
        print(name, value)
print(annotationlib.get_annotations(Holder, format=Format.STRING))


# What a string refers to belongs to what it annotates.
class Strings:
    outer: 'missing'
    inner: 'list[missing]'


print(typing.get_type_hints(Strings, format=Format.FORWARDREF))

# A class keeps what it has computed when its function is taken away.
Strings.__annotate__ = lambda format: {'format': format}
print(Strings.__annotations__)
Strings.__annotate__ = None
print(Strings.__annotations__, Strings.__annotate__)
