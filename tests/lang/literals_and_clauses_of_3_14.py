# oracle: 3.14
"""Where the tokenizer and the compiler of 3.14 put their warnings and errors: escapes, numbers before keywords,
continued indentation, mixed strings, names after `as`."""

import warnings


def show(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        try:
            compile(source, '<text>', 'exec')
        except SyntaxError as e:
            place = (e.lineno, e.offset, e.end_lineno, e.end_offset)
            print(ascii(source), type(e).__name__, e.msg, place)
        else:
            print(ascii(source), [(str(w.message)[:24], w.lineno) for w in caught])


# One warning a literal, of its first escape.
for source in (
        r"'\d\e'", r"'\d' '\e'", r"b'\d\e'", r"f'\d{1}\e'", "'''\n\\d\n\\e'''", r"'\8\9'", r"'\777\d'", r"'\d\777'",
        r"b'\400\777'", r"t'\d\e'", r"f'{1:\d\e}'"):
    show(source)

# A keyword after a number ends where a name would; `if`, `in` and `is` are not looked at that closely.
for source in (
        '1or2', '1or 2', '1and2', '0b1or2', '1.or2', '1e5or2', '1forx', 'x = 1 if 1else2', '1notx', '1if 2else 3',
        '1in2', '1isx', '1ifx', '0xfor x', '1jor 2'):
    show(source)

# A backslash in the first column leaves the indentation to the next line, any other one ends it.
for source in (
        '\\\n x = 1', '\\\nx = 1', 'if 1:\n\\\n x', 'if 1:\n \\\n  x', 'x\n\\\n y', '\\\n\\\n  x', 'if 1:\n  y\n \\\n x',
        'if 1:\n  y\n\\\n  x', '\\\n\n x'):
    show(source)

# The two neighbours that do not mix are named, not the whole row.
for source in (
        "'a' t'b' 'c'", "t'a' t'b' 'c'", "'a' 'b' t'c' 'd'", "b'a' t'b' b'c'", "f'a' 'b' t'c'", "x = (t'a'\n 'b'\n 'c')",
        "t'a' t'b'", "t'a' b'b'", "'a' b'b'"):
    show(source)

# What stands after `as` in an except clause, and is no name.
for target in ('(a)', 'a.b', '[a]', '(a, b)', 'a[0]', '1', 'f()', "'a'", 'None', 'a + b', '((a))', 'a', '(a)\n'):
    for clause in ('except A', 'except* A', 'except (A, B)'):
        show(f'try: 1\n{clause} as {target}: 1')

for source in (
        'import __debug__', 'import a, __debug__', 'import a as __debug__', 'import __debug__.x', 'import x.__debug__',
        'from x import a as __debug__', 'from x import (a,\n __debug__)', 'def f():\n  import __debug__'):
    show(source)

# A literal is what is written as one: `-1` is computed.
for right in ('1', '-1', '-1.5', '1 + 1', '1j', "'a'", "b''", '()', '(1, 2)', '(a, 1)', '...', 'None', "f''", "'a' 'b'"):
    show(f'x is {right}')
