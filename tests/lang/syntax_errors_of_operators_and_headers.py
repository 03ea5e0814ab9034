# Where a text cannot go on behind what is no target, among the arguments of calls, classes and functions.
TEXTS = [
    '((a) := 1)', '[(a) := 1]', 'f((a) := 1)', '(x, (a) := 1)', '(a) := 1', 'if (a) := 1: pass', 'f(a := b = 1)',
    '(a := b = 1)', '[a := b = 1]', '{a := b = 1}', 'x[a := b = 1]', 'f(x, a := b = 1)', 'f(a=b=1)', 'f(a=b:=1)',
    'f(a for a in b, c for c in d)', 'f(a, b for b in c, d for d in e)', 'f(a for a in b, c, d for d in e)',
    'class A(a for a in b): pass', 'class A(x, a for a in b): pass', 'class A(a for a in b, c): pass',
    'class A(a for a in b,): pass', 'class A(x=1, a for a in b if c): pass', 'yield += 1', 'yield x += 1',
    'yield from x += 1', '(yield) += 1', 'yield x, y -= 1', 'def f(): yield += 1', '*a: int', '*a: int = 1',
    '*a, b: int', 'a, *b: int', '(*a, b): int', 'a, b: pass', '(a, b): pass', 'f(): pass', 'a.b: pass', 'a[0]: pass',
    '1: pass', 'a + b: pass', 'not a: pass', 'lambda: a: pass', '"a": pass', 'a if b else c: pass', '[a]: pass',
    '{}: pass', 'x; f(): pass', 'if x: f(): pass', 'x.y(): pass', '(a for a in b): pass', '-a: pass', '*a: pass',
    'for ~ in y: pass', 'for -x in y: pass', 'for x + y in z: pass', 'for (a, b), c >> in d: pass', 'for x.y z in w: x',
    'for x in y = z: pass', '[a for a*in b]', '[x for a, *c b in d]', '[x for a/in b]', '[x for a b in c]',
    '[x for a, b]', '[x for x if y]', '(x for a - b c in d)', 'def f(**a, **b): pass', 'lambda **a, **b: 1',
    'def f(**a, *b): pass', 'def f(*a, *): pass', 'def f(*, *): pass', 'def f(*, *, b): pass', 'lambda *a, *: 1',
    'def f(*a, b, *): pass', "f'{a,,b}'", "f'{a,,}'", "f'{a, b,,c}'", "f'{,a}'",
]
for text in TEXTS:
    try:
        compile(text, 'text', 'exec')
    except SyntaxError as e:
        print(f'{text}: {e.msg} {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset}')
    else:
        print(text, 'is fine')
for text in ['*a,', '*a', '*a, b', 'a, *b', '*(a),', '[*a]', '(*a,)', 'a,']:
    try:
        compile(text, 'text', 'eval')
    except SyntaxError as e:
        print(f'{text}: {e.msg} {e.lineno}:{e.offset}-{e.end_lineno}:{e.end_offset} {e.text!r}')
    else:
        print(text, 'is fine')
