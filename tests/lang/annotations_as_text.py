# annotationlib (PEP 749).
# oracle: 3.14
import re
from annotationlib import *


def print(*args, show=print):
    show(re.sub("0x[0-9a-f]+", "0x", " ".join([str(arg) for arg in args])))


def f(a: int, b: undef2, *c: str, d: 'q' = 1, **e: bytes) -> None: pass
for fm in (Format.STRING, Format.FORWARDREF):
    try: print(get_annotations(f, format=fm))
    except Exception as e:
        print(repr(e))
print(f.__annotate__.__code__.co_names)
class A:
    x: int; y: undefined_name | list[zork]; z: 'str' = 1; w: a.b[c, 1](3, k=4) ; q: -a + b * (c - 1); r: Callable[[int], ...]; s: {1: a}; t: a if b else c; u: x[1:2]; v: list[int]; ww: tuple[*Ts]
print(get_annotations(A, format=Format.STRING))
print(get_annotations(A, format=Format.FORWARDREF))
class C:
    def m(self, o: C) -> 'C': ...
    w: C
print(C.__annotations__, C.m.__annotations__)
g = get_annotations(lambda: 0); print(g)
try: get_annotations(5)
except TypeError as e: print(e)
fr = ForwardRef('int'); print(fr, fr.evaluate(), fr == ForwardRef('int'), hash(fr) == hash(ForwardRef('int')))
print(type_repr(int), type_repr('a'), type_repr(len), annotations_to_string({'a': int, 'b': 'x', 'c': len}))
print(ForwardRef('nope_x').evaluate(format=Format.FORWARDREF))
try: ForwardRef('nope_x').evaluate()
except NameError as e: print(e)
import typing; print(typing.get_type_hints(C.m), typing.ForwardRef is ForwardRef)
def f2[T](a: T, b: undef2[T]): pass
print(get_annotations(f2, format=Format.STRING), get_annotations(f2, format=Format.FORWARDREF))
