# __text_signature__ of built-in functions, classes and methods, and what inspect makes of it.
import builtins
import inspect
import types


def show(label, value):
    text = getattr(value, "__text_signature__", None)
    try:
        signature = str(inspect.signature(value))
    except ValueError as e:
        signature = "ValueError" if " at 0x" in str(e) else str(e)
    print(label, "|", " ".join(text.split()) if isinstance(text, str) else None, "|", signature)


for name in (
    "__import__ abs aiter anext any ascii bin breakpoint callable chr compile delattr divmod eval exec format globals "
    "hasattr hash hex id input isinstance issubclass len locals oct open pow print repr round setattr sorted sum"
).split():
    show(name, getattr(builtins, name))
for name in (
    "bytearray classmethod complex enumerate filter float frozenset list memoryview object property reversed set "
    "staticmethod super tuple type zip ValueError OSError"
).split():
    show(name, getattr(builtins, name))
for name in "CellType FunctionType GeneratorType MappingProxyType MethodType ModuleType NoneType FrameType".split():
    show(name, getattr(types, name))
for cls in bytearray, bytes, classmethod, complex, dict, float, frozenset, int, list, object, property, set, str, tuple:
    for name, value in sorted(vars(cls).items()):
        if name in "__getattribute__ __setstate__ __buffer__ __release_buffer__ resize from_number __sizeof__".split():
            continue
        if cls is int and name == "__round__":
            continue
        if cls is dict and name in ("__ge__", "__gt__", "__le__", "__lt__"):
            continue
        if callable(value) and name not in ("maketrans", "__new__", "__class_getitem__", "__annotate__"):
            show(f"{cls.__name__}.{name}", value)
