# What 3.14 says of wrong texts otherwise than 3.13, and where; and what it warns of.
# oracle: 3.14
import warnings

for text in (
    'a <> b', 'a <>', '<> b', '(a <> b)', 'a + <> b', 'x = <>', 'a <>b <> c', "f'{a<>b}'", 'import a<>b', 'print(a<>b',
    # Names that a soft keyword starts with are names like others.
    '(a, c d)', 'f(c print)', '[ma ty]', 'a[b: c d]', 'x = [a, c b, *]', 'with (a as b, c d): pass', '(match d)', '(_ d)',
    'match x:\n case a if f(b)(c d): pass', 'match x:\n case a if (b, c d): pass',
    # What a call unpacks is looked at as all else.
    'f(*[a b])', 'f(*(a b))', 'f(x, *[a b], **c)', 'f(*a, c d)', 'f(*[a if b])', 'f(*[a=b])', 'f(*{a b})', 'f(*[lambda])',
    'f(*[a lambda])', 'f(*)', 'f(*[match b])',
    # Where an expression should be.
    '[ break', '(pass', 'def f(): (pass', 'for a in {b: pass', 'a if b else await', 'x = a if b else ~ if c else d',
    'a if b else not', 'a if b else pass',
    '+ print a', 'not print a', 'await exec a', 'x = a if print b else c', 'print print a', 'x = print a', 'lambda: print a',
    'a ; import', 'lambda a, *b c=1: a', 'lambda a, b c=1: a', 'f(lambda a b=1: a)',
    "f'{a!rfor b}'", "f'{a!r b}'", "f'{a!x}'", "f'{a! r}'",
    'def f(a, b, a): pass', 'lambda a, *, a: 0', 'class A(__debug__=1): pass',
):
    try:
        compile(text, 'file', 'exec')
        print(repr(text), 'is right')
    except SyntaxError as e:
        print(repr(text), '|', e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)

for text in (
    'def f():\n try: 1\n finally: return', 'for x in y:\n try: 1\n finally: break',
    'for x in y:\n try: 1\n finally: continue', 'def f():\n try: 1\n finally:\n  while 1: return',
    'for x in y:\n try: 1\n finally:\n  for z in y: break', 'def f():\n try: 1\n finally:\n  with x: return',
    'def f():\n try: 1\n finally:\n  def g(): return', 'def f():\n try: 1\n finally:\n  try: return\n  finally: return',
    'x is 1', 'x is "a"',
):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        compile(text, 'file', 'exec')
    print(repr(text), '|', *(f'{w.category.__name__}: {w.message} {w.lineno}' for w in caught))
