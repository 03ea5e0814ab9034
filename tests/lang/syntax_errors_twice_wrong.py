# Statements with two mistakes: the one that CPython names.
SNIPPETS = [
    'yield =\n', 'x = yield =\n', 'yield x =\n', 'yield from =\n',
    'del 5 =\n', 'del f() =\n', 'del a, 5 b\n', 'del a b\n', 'if 1: del f() 3\n',
    'f() + 1 += 3 3\n', 'a, b += 3 3\n', 'None += 1 x\n', 'while 1: x+1 -= 2 2\n', 'x.y += 2 2\n', 'x = 5 += 2\n',
    'f(1 = 1\n', 'f(1 = 1\nx\n', 'f(a.b = 1\n', 'f(a = 1\n', '(1 = 1\n', 'f(True = 1\n', 'f(x, 2 = 3, y\n',
]
for snippet in SNIPPETS:
    try:
        compile(snippet, '<snippet>', 'exec')
    except SyntaxError as e:
        print(repr(snippet), e.msg, (e.lineno, e.offset), (e.end_lineno, e.end_offset), sep=' | ')
