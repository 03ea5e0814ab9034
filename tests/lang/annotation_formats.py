# The formats of annotations (PEP 649, PEP 749): what evaluates them, and who asks for them.
# oracle: 3.14
import annotationlib
import inspect
import typing
from annotationlib import Format, ForwardRef
from dataclasses import dataclass, fields
from typing import NamedTuple, Required, TypedDict


def f(a: int, b: late, c: late.x[int], d: "text", e: list[late], g: late | None, h: 2 ** late ** 3, i: -late,
      j: [late, 1], k: {1: late}, l: late[1:2, ...], m: late(1, x=late) + 1, n: (late,), o: late < 1, p: not_known and 3):
    pass


for name, value in annotationlib.get_annotations(f, format=Format.FORWARDREF).items():
    text = value.__forward_arg__ if isinstance(value, ForwardRef) else repr(value).split(", owner")[0]
    print(name, type(value).__name__, text)
for name, value in annotationlib.get_annotations(f, format=Format.STRING).items():
    print(name, value)
print(repr(annotationlib.get_annotations(f, format=Format.FORWARDREF)["c"]).split(", owner")[0])
late = 5
print(annotationlib.get_annotations(f, format=Format.FORWARDREF)["b"])


# What does not go together is evaluated one by one.
def wrong(a: int, b: late + "x", c: unknown):
    pass


found = annotationlib.get_annotations(wrong, format=Format.FORWARDREF)
print(found["a"], found["b"].__forward_arg__, found["c"].__forward_arg__)


# Functions written by hand.
def values_only(format, /):
    print("asked for", format)
    if format == Format.VALUE:
        return {"x": int}
    raise NotImplementedError


for format in Format.VALUE, Format.FORWARDREF, Format.STRING:
    print(annotationlib.call_annotate_function(values_only, format))


def no_values(format, /):
    raise NotImplementedError


try:
    annotationlib.call_annotate_function(no_values, Format.VALUE)
except RuntimeError as e:
    print(e)

# References are compiled when they are evaluated.
reference = ForwardRef("1 +")
try:
    reference.evaluate()
except SyntaxError as e:
    print(e)
try:
    typing.Optional["1 +"]
except SyntaxError as e:
    print(e)
print(ForwardRef("list[nowhere]").evaluate(format=Format.FORWARDREF))
print(ForwardRef("x") | int, ForwardRef("x") == ForwardRef("x"), hash(ForwardRef("x")) == hash(ForwardRef("x")))
print(annotationlib.get_annotations(typing.cast(typing.Any, lambda: 0)), int.__dict__.get("__annotations__"))
for name in "__annotations__", "__annotate__":
    try:
        getattr(int, name)
    except AttributeError as e:
        print(e)


# Signatures.
def g(a: undefined, b: "int" = 3, *, c: typing.Optional[typing.List[int]] = None) -> undefined2:
    pass


try:
    inspect.signature(g)
except NameError as e:
    print(e)
print(inspect.signature(g, annotation_format=Format.STRING))
print(inspect.signature(g, annotation_format=Format.FORWARDREF))
print(inspect.signature(g, annotation_format=Format.STRING).format(quote_annotation_strings=False))
undefined = undefined2 = str
print(inspect.signature(g, eval_str=True), inspect.get_annotations is annotationlib.get_annotations)
print(inspect.signature(g, eval_str=True, locals={"int": bytes}))


# Classes made from annotations.
@dataclass
class Point:
    x: Later
    y: "list[Later]" = ()


class Pair(NamedTuple):
    x: Later
    y: "str" = "q"


class Table(TypedDict, total=False):
    a: Later
    b: Required[int]


print([type(field.type).__name__ for field in fields(Point)], Pair(1), Table.__optional_keys__)
for cls in Point, Pair, Table, Point.__init__, Pair.__new__:
    try:
        print(cls.__annotations__)
    except NameError as e:
        print(e)
    print(annotationlib.get_annotations(cls, format=Format.STRING))
Later = bytes
for cls in Point, Pair, Table, Point.__init__, Pair.__new__:
    print(cls.__annotations__)
print(inspect.signature(Point), typing.get_type_hints(Point), typing.get_type_hints(Pair))
print(typing.get_type_hints(Table, format=Format.STRING), typing.get_type_hints(f, format=Format.STRING)["b"])


class Functional(NamedTuple("Functional", [("x", int), ("y", "later")])):
    pass


print(annotationlib.get_annotations(Functional.__base__))


def hints(a: "list[nowhere]", b: int):
    pass


print([str(hint)[:25] for hint in typing.get_type_hints(hints, format=Format.FORWARDREF).values()])
