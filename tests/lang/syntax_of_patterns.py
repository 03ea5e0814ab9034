"""What is wrong with patterns and with targets: patterns are no expressions, and are not corrected as such."""


def told(text):
    try:
        compile(text, '<text>', 'exec')
    except SyntaxError as error:
        print(repr(text), error.msg, error.lineno, error.offset, error.end_offset)
    else:
        print(repr(text), 'is right')


for pattern in [
    'C(1=1)', 'C("a"=1)', 'C(f()=1)', 'C(a.b=1)', 'C(None=1)', 'C((a,b)=1)', 'C(k=a[0])', 'C(k=a+b)', 'C(a, k=1 b)',
    '{"k": , **r}', '{"k": v w}', '(a, k=1)', '[a b]', '[a, b', 'a b', '{**r, 1: x}', '{x: 1}', 'f()', '-a', '1 +',
    'C(k=1, 2)', '[*a, *b]', '_ | 1', 'a | 1', '1 | a', 'not a', 'a.b', 'a.b()', '*a', '*a, b', '"a" "b"', 'f"a"',
    '1 if x = 2', '1 if x y', '1 if f(a=1, b)',
]:
    told(f'match x:\n case {pattern}: pass')
for statement in [
    '(lambda: 0) = 1', '(x if y else z) = 1', '(not a) = 1', '(a < b) = 1', '(a and b) = 1', '(1) = 1', '(None) = 1',
    '[0 for lambda: 0 in y]', '[0 for not a in y]', 'for a < b in y: pass', 'for not a in y: pass', '[0 for 1 in y]',
    'x = not a, *not a',
]:
    told(statement)
# In the guard of a case there are expressions, so commas can be forgotten within its brackets.
for guard in ['(b c)', 'f(b c)', '[b c]', 'b c', '{b c}']:
    told(f'match x:\n case a if {guard}: pass')
