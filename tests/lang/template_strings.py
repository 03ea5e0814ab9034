# t-strings (PEP 750).
# oracle: 3.14
from string.templatelib import Template, Interpolation, convert
name, n = 'W', 3.14159
a = t'hello {name} and {n!r:.2f}{n=}!'
print(a, type(a), a.strings, a.interpolations, a.values)
for p in a: print(p)
i = a.interpolations[1]; print(i.value, i.expression, i.conversion, i.format_spec)
print(t'' , list(t''), t'{1}{2}'.strings, (t'a' + t'{1}b').strings)
try: t'a' + 'b'
except TypeError as e: print(e)
try: 'b' + t'a'
except TypeError as e: print(e)
print(Template('a', Interpolation(1, 'x', None, ''), 'b'), Template('a', 'b').strings, Template(Interpolation(1), Interpolation(2)).strings)
try: Template(5)
except TypeError as e: print(e)
match a:
    case Template(strings=s): print(s)
match i:
    case Interpolation(v, e, c, f): print(v, e, c, f)
w = 10
print(t'{name:>{w}}'.interpolations[0].format_spec, t'{name!s:x}'.interpolations[0].conversion, rt'\n{name}'.strings, tr'\d'.strings)
print(convert(1, 'r'), convert('a', 's'), convert('é', 'a'), convert(1, None))
try: Interpolation(1, 'x', 'z')
except ValueError as e: print(e)
def f(t): return ''.join(p if isinstance(p, str) else format(convert(p.value, p.conversion), p.format_spec) for p in t)
print(f(t'{n:.3f} {name!r:>5}'))
print(t'{ name }'.interpolations[0].expression, t'{name = }'.strings, t'{{}}'.strings)
try: a.strings = 1
except AttributeError as e: print(e)
print(Interpolation.__match_args__, Template.__match_args__ if hasattr(Template,'__match_args__') else None, hash(t'') is not None, t'a' == t'a')
