# What a program makes again of parts: views of variables, code of another file, iterators over deques, flags of compile.
import ast
import collections
import copy
import operator
import pickle
import sys


def attempt(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def variables():
    x = 1
    frame = sys._getframe()
    cls = type(frame.f_locals)
    view = cls(frame)
    view["x"] = 5
    print(x, view == frame.f_locals, view["x"])
    attempt(cls)
    attempt(cls, 1)
    attempt(cls, frame, 2)


variables()


def outer():
    return [lambda: i for i in range(3)], outer


code = outer.__code__
moved = code.replace(co_filename="elsewhere.py")
print(moved == code, code == moved, moved.co_filename, code.replace(co_name="x") == code)

deque = collections.deque(range(5))
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    for taken in (0, 2, 5):
        iterator = iter(deque)
        for _ in range(taken):
            next(iterator)
        again, items = pickle.loads(pickle.dumps((iterator, deque), protocol))
        items[3] = "new"
        print(type(again).__name__, operator.length_hint(again), list(again), list(iterator))
iterator = reversed(deque)
next(iterator)
print(list(copy.copy(iterator)), list(iterator), collections._deque_iterator(deque, 3).__reduce__()[1][1])
attempt(collections._deque_iterator, [1])

for flag in (0x10, 0x20, 0x100, 0x200, 0x800, 0x1000, 0x10000, 0x20000, 0x1000000, 0x2000000):
    try:
        compile("1", "f", "eval", flag)
        print(hex(flag), "known")
    except ValueError as error:
        print(hex(flag), error)
attempt(operator.length_hint, [], 2 ** 80)
attempt(operator.length_hint, (i for i in ()), 5)

for text in ("u'a'", "'a' u'b'", "u'a' 'b'", "f'u{x}'", "f'{x}u'", "f'{x:u}'", "f\"u'{x}\"", "f'{x}' u'b'", "u'a' f'{x}'",
             "f'u' 'b'", "f'{x}' u'q' 'z'", "f'''\\\nu{x}'''", "f'{x:u}' u'u'"):
    tree = ast.parse(text, mode="eval")
    print(text, [(node.value, node.kind) for node in ast.walk(tree) if isinstance(node, ast.Constant)])
