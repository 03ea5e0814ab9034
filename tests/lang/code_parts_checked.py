"""Parts of code objects that are given to `replace` and to the constructor: what is wrong with them is said first."""

import types


def function(a, b=1, *, c=2):
    x = 1
    return lambda: x


code = function.__code__
PARTS = ['co_argcount', 'co_posonlyargcount', 'co_kwonlyargcount', 'co_nlocals', 'co_stacksize', 'co_flags', 'co_code',
         'co_consts', 'co_names', 'co_varnames', 'co_filename', 'co_name', 'co_qualname', 'co_firstlineno',
         'co_linetable', 'co_exceptiontable', 'co_freevars', 'co_cellvars']
VALUES = ['text', None, -1, 2**70, 1.5, [], {}]


def attempt(label, call):
    try:
        print(label, '->', type(call()).__name__)
    except Exception as error:
        print(label, '->', type(error).__name__, error)


for part in PARTS:
    for value in VALUES:
        attempt(f'replace {part}={value!r}', lambda: code.replace(**{part: value}))
given = [getattr(code, part) for part in PARTS]
for i, part in enumerate(PARTS):
    for value in VALUES:
        if value == -1 and part in ('co_stacksize', 'co_flags', 'co_firstlineno'):
            continue
        attempt(f'CodeType {part}={value!r}', lambda: types.CodeType(*given[:i], value, *given[i + 1:]))
    if part in ('co_names', 'co_varnames', 'co_freevars', 'co_cellvars'):
        attempt(f'CodeType {part}=(1,)', lambda: types.CodeType(*given[:i], (1,), *given[i + 1:]))
attempt('same', lambda: types.CodeType(*given))
print(types.CodeType(*given) == code, hash(types.CodeType(*given)) == hash(code))

# What is said of equal code: the file does not matter, names and lines do.
print(code == code.replace(co_filename='other'), code == code.replace(co_name='other'),
      code == code.replace(co_firstlineno=1000))
one, other = (compile('def f():\n    return [x for x in ()], lambda: 1', name, 'exec') for name in ('a', 'b'))
print(one == other, one.co_filename, other.co_filename)
