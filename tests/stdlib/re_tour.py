import re
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e,'pos',None), getattr(e,'lineno',None), getattr(e,'colno',None))
pats = [('a','abc'),('(a)(b)?','ac'),(r'(\w+)\s(\w+)','hello world foo'),('(?P<x>\\d+)-(?P<y>\\d+)','tel 12-34!'),('a*','baaa'),('(a|ab)(c|bcd)(d*)','abcd'),
 ('(?i)HeLLo','hello'),('^b','a\nb'),('(?m)^b','a\nb'),('a.c','a\nc'),('(?s)a.c','a\nc'),('[^abc]+','abcxyz'),('[a-c-]+','a-b-c-d'),(r'[\d\s]+','1 2 3x'),
 ('(?<=a)b','ab'),('(?<!a)b','ab cb'),('a(?=b)','ab'),('a(?!b)','abac'),('(a+)+b','aaaab'),(r'(a)\1','aa'),(r'(?P<q>[\'"]).*?(?P=q)','say "hi" now'),
 ('(?:ab)+?','ababab'),('a{2,3}','aaaaa'),('a{2,3}?','aaaaa'),('a{,2}b','aaab'),('a{2','a{2'),('x*+x','xxx'),('(?>a+)ab','aaab'),('a++b','aaab'),('(?:a|b)*+c','abac'),
 ('(a)?(?(1)b|c)','ab'),('(a)?(?(1)b|c)','c'),(r'\bfoo\b','a foo b'),(r'\Bo','foo'),(r'\Aab\Z','ab'),('a$','a\n'),('a\\Z','a\n'),('(?x) a b # comment\n c','abc'),
 ('(a*)*','aaa'),('(a*)+','b'),('(a|b)*?c','ababc'),('((a)|b)*','ab'),('(?i:a)B','AB'),('(?-i:a)b','Ab'),('(?i)(?-i:a)B','ab'),('é+','caféé'),('[à-ü]+','xéàz'),(r'\w+','naïve café'),
 (r'(?a)\w+','naïve'),('(?i)ß','SS'),('(?i)É','é'),('(?i)[à-ü]','É'),('.','😀x'),('(😀+)x','a😀😀x'),('(?i)k','\u212a'),('(?i)[k]','\u212a'),('(?i)ſ','S'),('','abc'),('|a','a'),('(|a)+','aa'),('(?:)*','a'),('()*?x','x'),
 ('(a)(?=(b))','ab'),('(?=(a+))a*b\\1','baaabac'),('(?<=(a))b','ab'),('(?<=\\d{3})x','123x'),('((?:a|b)+)(c)','ababc'),('[]a]+','a]b'),('[^]a]+','xx]'),('[a\\]]+','a]'),('\\x41\\u0042\\103','ABC'),('a|b|c|','z'),('(?P<a>x)|(?P<b>y)','y'),
 ('(ab){2}','ababab'),('(ab){2,}?c','abababc'),('(?:(a)|(b)|(c))+','abc'),('^(?:(\\d+)\\.)?(\\d+)$','12.34'),('\\N{DIGIT ONE}','1'),('a(?#comment)b','ab'),('(?s:.)','\n'),('$','a\n'),('(?m)$','a\nb')]
for p, s in pats:
    for name in ('match','search','fullmatch'):
        def f():
            m = getattr(re, name)(p, s)
            return m and (name, m, m.groups(), m.regs, m.lastindex, m.lastgroup, m.groupdict())
        show(f)
    show(lambda: re.findall(p, s)); show(lambda: re.split(p, s)); show(lambda: re.sub(p, '<\\g<0>>', s)); show(lambda: [m.span() for m in re.finditer(p, s)])
    show(lambda: re.compile(p))
bad = ['(','a)','[a','*a','a**','a{2,1}','(?P<x','(?P<1>a)','(?P<a>x)(?P<a>y)','(?P=z)','\\1','(\\1)','(?z)','(?','(?P','(?Px)','(?<a)','(?<=a*)b','\\','[z-a]','[\\d-z]','\\q','(?(1)a)','(?(0)a)','(?(x)a)','(a)(?(1)b|c|d)','a(?i)b','(?i','(?i-','(?-i)','(?i-i:a)','(?#abc','\\x1','\\u12','\\N{foo}','\\N','\\400','[\\400]','a{99999999999}','(?L)a','(?au:a)','(?<=(a)\\1)','(?P<é>a)','(?P<a-b>x)','x{1}{2}','+','a|*','(?:*)','(?P<>a)','[]','\\8','(?iz:a)','(?i:','((a)','a\n(b\n','(?P=','(?()a)', '\\Z+', '^*', 'a???','a+*','(?<','(?<x','(?P>','[a-\\w]']
for p in bad: show(lambda: re.compile(p))
for t in ['\\1','\\g<1>','\\g<n>','\\2','\\g<2>','\\g<','\\g<>','\\g<a b>','\\q','\\','\\n\\t','\\0','\\101','\\g<1x>','\\g<m>','\\\\','\\.','a\\g','\\400']:
    show(lambda: re.sub('(?P<n>b)', t, 'abc'))
print(re.sub('a', lambda m: m.group().upper(), 'banana', count=2), re.subn('a', 'o', 'banana'))
show(lambda: re.sub('a', lambda m: 3, 'banana')); show(lambda: re.sub('a', lambda m: None, 'banana')); show(lambda: re.sub('a', b'x', 'banana')); show(lambda: re.sub('a', 3, 'banana'))
show(lambda: re.match(b'a', 'a')); show(lambda: re.match('a', b'a')); show(lambda: re.match('a', 3)); show(lambda: re.compile(3)); show(lambda: re.compile(re.compile('a'), re.I))
print(re.findall(b'\\w+', b'ab c\xe9d'), re.match(b'(?P<x>a)', b'a').groupdict(), re.sub(b'a', b'\\g<0>!', b'banana'), re.split(b',', b'a,b'))
print(re.split('(,)|;', 'a,b;c', maxsplit=1), re.split('x*', 'axbc'), re.split('(-)|(,)', 'a-b,c'))
p = re.compile('(?P<first>a)(b)?', re.I | re.M)
print(p, p.flags, p.groups, dict(p.groupindex), p.pattern, p == re.compile('(?P<first>a)(b)?', re.I | re.M), hash(p) == hash(re.compile('(?P<first>a)(b)?', re.M | re.I)))
m = p.search('xxAbyy', 1, 5)
print(m, m.pos, m.endpos, m.start(), m.end('first'), m.span(2), m['first'], m[2], m.group(0, 1, 'first'), m.re is p, m.string, m.expand('\\1-\\g<first>-\\2'), bool(m), m.lastindex, m.lastgroup)
m = p.match('a'); print(m.group(2), m.groups('d'), m.groups(), m.groupdict('z'), m.span(2), m.start(2), m.expand('[\\2]'))
show(lambda: m.group(3)); show(lambda: m.group('nope')); show(lambda: m[9]); show(lambda: m.start(5)); show(lambda: m.group(-1))
print(re.escape('a.b*c[d]\n é-_'), re.escape(b'a.b'))
print(re.I, repr(re.I | re.M), re.RegexFlag.DOTALL, int(re.X), re.compile('a', re.ASCII), re.compile(b'a', re.I), re.compile('a', re.U | re.S), re.NOFLAG)
print(p.findall('abAB', 1), p.fullmatch('ab'), p.match('xab', 1), p.search('b'))
it = re.finditer('.', 'abc'); print(next(it).group(), [x.group() for x in it])
print(re.compile('x').sub('y', 'axbx', 1), re.compile('^').sub('>', 'a\nb'), re.compile('(?m)^').sub('>', 'a\nb'))
print(re.match('(?:(?:ab)*c)?', 'ababab').span(), re.search('(a*?)(b|$)', 'aab').groups())
print(re.sub(r'(?<=\d)(?=(?:\d{3})+$)', ',', '1234567'))
print(re.fullmatch(r'[\w.+-]+@[\w-]+\.[\w.-]+', 'foo.bar+baz@example.co.uk'))
print(re.findall(r'"((?:[^"\\]|\\.)*)"', r'say "a\"b" and "c"'))
print(re.compile('ab').search('é' * 200 + 'ab').span(), re.findall('é', 'aébéc'))
print(re.match('(.*)(\\d+)', 'ab12345').groups(), re.match('(.*?)(\\d+)', 'ab12345').groups())
print(type(re.compile('a')), type(m), re.error is re.PatternError, re.Pattern, re.Match[str])
import copy; print(copy.copy(p) is p, copy.deepcopy(p) is p)
print(len(re.findall('a', 'a'*100000)), re.match('(?:a|b)*', 'ab'*50000).end(), re.match('(a|b)*c', 'ab'*50000))
class S(str): pass
print(re.match('a', S('abc')).group(), type(re.match('a', S('abc')).string))
print(re.search(r'(?i)\bthe\b', 'In THE end').group(), re.findall(r'\b', ''))
print(re.sub('', '-', 'abc'), re.sub('b*', '-', 'abc'), re.sub('x*', '-', 'abxd'))
print(re.sub('(a)|b', r'[\1]', 'ab'))

# Some errors stand for others, and hide what was being handled.
try:
    1 / 0
except ZeroDivisionError:
    for wrong in [lambda: re.compile('(?P<a>x)(?P<a>y)'), lambda: re.compile(r'\N{no such}'), lambda: re.compile('(a'),
                  lambda: re.sub('a', r'\g<x>', 'a'), lambda: re.sub('a', r'\q', 'a'), lambda: re.sub('a', r'\2', 'a')]:
        try:
            wrong()
        except (re.PatternError, IndexError) as error:
            print(error, error.__suppress_context__)
