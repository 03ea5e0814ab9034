# oracle: 3.14
# functools, operator, collections, string, textwrap, reprlib, pprint, types: values and messages.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
import functools, operator, collections, string, textwrap, reprlib, pprint, types
from functools import *
p = partial(int, base=2)
partial()
partial(5)
partial(len)()
p.x = 1
p.__dict__, p.func
p.func = 1
partial(print, 1, sep='-')(2)
partial(lambda *a, **k: (a, k), 1, a=2)(3, b=4), partial(partial(lambda *a: a, 1), 2).args
p.__setstate__((len, (), {}, None))
p.func
p.__setstate__(5)
p.__setstate__((1, (), {}, {}))
p.__reduce__()
class SubP(partial): pass
r = partial(lambda: 0)
r.__setstate__((r, (), {}, {}))
repr(r)
partial[int]
partial(lambda a, b, c: (a, b, c), Placeholder, 2)(1, 3) if hasattr(functools, 'Placeholder') else (1, 2, 3)
class X:
    def f(self, a, b=1): return self, a, b
    g = partialmethod(f, 5)
    h = partialmethod(len)
    i = partialmethod(classmethod(lambda c, x: (c, x)), 3)
    j = partialmethod(staticmethod(lambda x: x), 4)
X().g()[1:], X().g(b=3)[1:], X.i(), X().j(), repr(X.__dict__['g'])
partialmethod()
reduce(operator.add, [1, 2, 3]), reduce(operator.add, [], 5), reduce(operator.add, [1])
reduce(operator.add, [])
reduce(operator.add)
reduce(operator.add, 5)
reduce(42, [1, 2])
cmp_to_key(lambda a, b: a - b)(3) < cmp_to_key(lambda a, b: a - b)(4)
k = cmp_to_key(lambda a, b: b - a)
sorted([1, 3, 2], key=k), k(1) == k(1), k(1).obj, k(1) > k(2)
k(1) < 5
hash(k(1))
cmp_to_key()
cmp_to_key(5)(1) < cmp_to_key(5)(2)
cmp_to_key(mycmp=len)
@lru_cache
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
fib(20), fib.cache_info(), fib.cache_parameters(), fib.cache_clear(), fib.cache_info(), fib.__wrapped__.__name__, fib.__name__
@lru_cache(maxsize=2, typed=True)
def tc(x): return x
tc(1), tc(1.0), tc(True), tc.cache_info(), tc(x=1), tc.cache_info()
lru_cache(5)(len) if 0 else lru_cache('a')
lru_cache(maxsize=-5)(len).cache_parameters()
lru_cache(maxsize=0)(len)([1]),
lru_cache()(5)
fib([])
cache(lambda x: x)(1), cache(len).cache_parameters()
class LC:
    @lru_cache()
    def m(self): return 1
    @cached_property
    def cp(self): print('computed'); return 5
c = LC()
c.cp = 7
c.cp
del c.cp
c.cp
class NoD:
    __slots__ = ()
    @cached_property
    def cp(self): return 5
NoD().cp
cp = cached_property(lambda s: 1)
class TwoN: a = cp; b = cp
class Lt: x = cached_property(len)
cached_property(lambda s: 1).__get__(5)
cached_property[int]
@total_ordering
class TO:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v if isinstance(o, TO) else NotImplemented
    def __eq__(self, o): return self.v == o.v
TO(1) <= 5
@total_ordering
class TO2: pass
@singledispatch
def sd(x): return 'base'
@sd.register
def _(x: int): return 'int'
@sd.register(list)
def _(x): return 'list'
sd.register(str, lambda x: 'str')
sd(1), sd(True), sd([]), sd(''), sd(1.0), sd.dispatch(bool).__name__, list(sd.registry), sd.register
sd.register(5)
@sd.register
def _(x: int | float): return 'num'
sd(1.0), sd(1)
@sd.register
def _(x: list[int]): return 'num'
sd.register(list[int], len)
sd()
sd.dispatch(5)
singledispatch(5) if 0 else 0
@sd.register
def _(x: 'undefined'): return 1
class SDM:
    @singledispatchmethod
    def m(self, x): return 'base'
    @m.register
    def _(self, x: int): return 'int'
    @m.register(str)
    @classmethod
    def _(cls, x): return cls.__name__
SDM().m()
update_wrapper(partial(len), 5).__wrapped__
operator.itemgetter(1)([1, 2]), operator.itemgetter(0, -1)('abc'), operator.itemgetter('a')({'a': 1}), repr(operator.itemgetter(1, 2)), operator.itemgetter(slice(1))('abc')
operator.itemgetter()
operator.itemgetter(1)()
operator.itemgetter(1)([])
operator.itemgetter(1)(5)
operator.itemgetter(1)([1, 2], 3)
operator.attrgetter('real')(1), operator.attrgetter('real.imag', 'imag')(1), repr(operator.attrgetter('a', 'b.c'))
operator.attrgetter(5)
operator.attrgetter()
operator.attrgetter('x.y')(1)
operator.methodcaller('upper')('a'), operator.methodcaller('split', 'b', maxsplit=1)('abcb'), repr(operator.methodcaller('f', 1, k=2))
operator.methodcaller()
operator.methodcaller(5)
operator.methodcaller('x')(1)
operator.length_hint([1]), operator.length_hint(iter([1, 2])), operator.length_hint(5, 7), operator.length_hint(5)
operator.length_hint([], 'a')
operator.concat([1], [2]), operator.concat('a', 'b')
operator.concat(1, 2)
operator.countOf([1, 1], 1), operator.indexOf([1, 2], 2)
operator.indexOf([], 1)
operator.index(True), operator.is_(1, 1), operator.is_not(1, 2), operator.not_(0), operator.truth([]), operator.contains([1], 1), operator.getitem([1], 0), operator.matmul
operator.index(1.0)
operator.iadd([1], (2,)), operator.iconcat([1], [2]), operator.ipow(2, 3), operator.call(len, 'a')
operator.iconcat(1, 2)
operator.is_none(None) if hasattr(operator, 'is_none') else True
operator.setitem({}, 1, 2), operator.delitem({1: 2}, 1)
operator.add(1)
operator.add(1, 2, 3)
d = collections.deque([1, 2, 3], 5)
d[100]
d['a']
d[1:2]
d.insert(0, 'q')
d.insert(0, 'q')
collections.deque().pop()
collections.deque().popleft()
collections.deque(maxlen=-1)
collections.deque(maxlen='a')
collections.deque([1], 2, 3)
collections.deque(5)
hash(collections.deque())
collections.deque([1]) + collections.deque([2]), collections.deque([1]) * 2, collections.deque([1]) == collections.deque([1]), collections.deque([1]) < collections.deque([2]), 2 * collections.deque([1], 1)
collections.deque([1]) + [2]
d = collections.deque([1])
d += 'ab'
d *= 2
d
d = collections.deque([1, 2])
for i in d: d.append(1)
d = collections.deque()
d.append(d)
repr(d)
del d[0]
d
reversed(collections.deque([1, 2])).__next__(), iter(collections.deque([1])).__length_hint__()
d = collections.deque([1,2,3])
d[1] = 5
del d[0]
d, d.clear(), d, d.__reduce__(), d.__sizeof__() > 0
class DSub(collections.deque): pass
collections.deque.__init__(d, 5)
dd = collections.defaultdict(list)
dd['a'].append(1)
collections.defaultdict(5)
collections.defaultdict(None)['a']
dd.default_factory = 7
dd['z']
dd = collections.defaultdict(lambda: dd)
dd['x'] is dd
collections.defaultdict(int, {'a': 1}, b=2), collections.defaultdict(int)
od = collections.OrderedDict([('a', 1), ('b', 2)])
od, od.move_to_end('a'), od, od.move_to_end('a', last=False), od, od.popitem(), od.popitem(last=False), od
od.popitem()
od.move_to_end('q')
od.pop('z')
od == {}, collections.OrderedDict(a=1, b=2) == collections.OrderedDict(b=2, a=1), collections.OrderedDict(a=1, b=2) == dict(b=2, a=1), reversed(collections.OrderedDict(a=1)).__next__(), collections.OrderedDict.fromkeys('ab', 1), collections.OrderedDict(a=1) | {'b': 2}
collections.OrderedDict(a=1).keys(), collections.OrderedDict(a=1).items(), collections.OrderedDict(a=1).values(), collections.OrderedDict(5)
od = collections.OrderedDict()
od['s'] = od
repr(od)
od = collections.OrderedDict(a=1, b=2)
for k in od: od['c'] = 1
for k in od: del od['b']
c = collections.Counter('abca')
c['z'] = 1
del c['z']
del c['nope']
c
c += collections.Counter('a')
c -= collections.Counter('b')
c &= c
c |= c
c
collections.Counter.fromkeys('a')
collections.Counter(5)
collections.Counter(1, 2)
c < 5
collections.Counter(a=1) == {'a': 1}, collections.Counter(a=1) == collections.Counter(a=1, b=0), repr(collections.Counter()), repr(collections.Counter(a=1, b=2)), collections.Counter(a='x')
c ^ c if hasattr(collections.Counter, '__xor__') else 0
cm = collections.ChainMap({'a': 1}, {'b': 2, 'a': 3})
cm['zz']
del cm['b']
cm.pop('b')
collections.ChainMap().popitem()
cm.popitem(), cm.clear(), cm
NT = collections.namedtuple('NT', 'x y', defaults=[5])
NT()
NT(1, 2, 3)
NT(1)._replace(q=1)
NT._make([1])
NT(1).x = 5
NT(1).z
collections.namedtuple('A', 'a a')
collections.namedtuple('A', '_a')
collections.namedtuple('A', '1a')
collections.namedtuple('A', 'def')
collections.namedtuple('1', 'a')
collections.namedtuple('A', 'a', defaults=[1, 2])
collections.namedtuple('A', 'a a def _x b', rename=True)._fields
collections.namedtuple('A', 'a,b', module='mod').__module__, collections.namedtuple('A', [])(), collections.namedtuple('class', 'a') if 0 else 0
collections.namedtuple('A', 5)
collections.namedtuple()
collections.UserDict()['x']
collections.UserDict(1, 2)
collections.UserList([1]) + [2], collections.UserList([1])[0:1], collections.UserList('ab') == ['a', 'b'], [0] + collections.UserList([1]), collections.UserList([1]) * 2
collections.UserString('ab') + 'c', collections.UserString('ab').upper(), collections.UserString('ab')[0], 'x' + collections.UserString('a'), collections.UserString(5), collections.UserString('a%s') % 1, hash(collections.UserString('a')) == hash('a')
string.Template('$a ${b} $$').substitute(a=1, b=2), string.Template('$a $z').safe_substitute(a=1), string.Template('$a').get_identifiers(), string.Template('$a $').is_valid()
string.Template('$a').substitute()
string.Template('$').substitute()
string.Template('a\\n$1').substitute()
string.capwords('hello  world'), string.capwords('a-b', '-'), string.ascii_letters, string.punctuation, string.whitespace, string.printable[-5:]
string.Formatter().format('{0} {a!r:>5} {b[0]} {c.real}', 1, a='x', b=[2], c=3), string.Formatter().vformat('{}{}', (1, 2), {})
string.Formatter().format('{0}{}', 1)
string.Formatter().format('{x}')
string.Formatter().format()
list(string.Formatter().parse('a{b!r:c}d{{}}'))
string.Formatter().get_field('0.real', (1,), {}), string.Formatter().convert_field(1, 'r')
string.Formatter().convert_field(1, 'z')
textwrap.wrap('hello world foo bar', 10), textwrap.fill('a b c', 3), textwrap.shorten('hello world', 8), textwrap.dedent('  a\\n   b\\n  c'), textwrap.indent('a\\n\\nb', '> '), textwrap.indent('a\\n\\nb', '> ', lambda l: True), textwrap.wrap('x' * 20, 7), textwrap.wrap('a-b-c-d', 3), textwrap.wrap('', 5), textwrap.wrap('abc def', 5, initial_indent='* ', subsequent_indent='  '), textwrap.wrap('a b c d e f', 3, max_lines=2, placeholder='..'), textwrap.dedent('\\ta\\n\\t b'), textwrap.dedent(' a\\n\\tb')
textwrap.wrap('a', 0)
textwrap.shorten('abcdef', 3)
textwrap.TextWrapper(width=10, break_long_words=False, drop_whitespace=False, tabsize=4, expand_tabs=True, replace_whitespace=False, fix_sentence_endings=True, break_on_hyphens=False).wrap('Hello there.  How are\\tyou-you? averylongwordhere')
reprlib.repr(list(range(20))), reprlib.repr('x' * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr({1, 2, 3, 4, 5, 6, 7, 8}), reprlib.repr(10**100), reprlib.repr((1,)), reprlib.repr(frozenset()), reprlib.repr(set()), reprlib.repr([[[[[[[]]]]]]]), reprlib.repr(collections.deque(range(9))), reprlib.aRepr.maxlist, reprlib.Repr(maxlist=2).repr([1, 2, 3]), reprlib.Repr(indent=2).repr([1, [2]]), reprlib.Repr(fillvalue='!').repr([1] * 10)
class BadR:
    def __repr__(self): 1/0
reprlib.repr(BadR())[:20]
@reprlib.recursive_repr('<rec>')
def rr(self): return 'x' + repr(self)
pprint.pformat({'b': 1, 'a': [1] * 40}), pprint.pformat([1, {2: 3}], width=5), pprint.pformat('a b ' * 30), pprint.pformat({1: {2: {3: 4}}}, depth=2), pprint.pformat(types.SimpleNamespace(a=1)), pprint.pformat((1,)), pprint.pformat(collections.OrderedDict(a=1)), pprint.pformat({'z': 1, 'a': 2}, sort_dicts=False), pprint.pformat([100000, 2], underscore_numbers=True), pprint.pformat([list(range(30))], compact=True, width=40), pprint.pformat(b'a' * 100), pprint.pformat(collections.Counter('aab')), pprint.pformat(collections.defaultdict(int, a=1)), pprint.pformat(set(range(5))), pprint.pformat(frozenset([1])), pprint.isreadable([1]), pprint.isrecursive([]), pprint.saferepr({1: 2}), pprint.pformat(collections.deque([1])), pprint.pformat(collections.ChainMap({}))
l = []
l.append(l)
pprint.pformat(l)[:25], pprint.isreadable(l)
pprint.PrettyPrinter(indent=-1)
pprint.PrettyPrinter(depth=0)
pprint.PrettyPrinter(width=0)
pprint.pp({'b': 1, 'a': 2})
pprint.pprint({'b': 1, 'a': 2})
import dataclasses
@dataclasses.dataclass
class DC: a: int; b: list
pprint.pformat(DC(1, list(range(40)))), pprint.pformat(DC(1, []))
types.SimpleNamespace(a=1, b=2), types.SimpleNamespace({'a': 1}), types.SimpleNamespace([('q', 1)], z=2), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1), types.SimpleNamespace() < 5 if 0 else 0
types.SimpleNamespace(1)
types.SimpleNamespace(1, 2)
types.SimpleNamespace({1: 2})
types.SimpleNamespace(a=1) < types.SimpleNamespace(a=2)
s = types.SimpleNamespace()
s.s = s
repr(s)
types.MappingProxyType({'a': 1}), types.MappingProxyType({'a': 1})['a'], types.MappingProxyType({1: 2}) | {3: 4}, types.MappingProxyType({}) == {}, list(reversed(types.MappingProxyType({1: 2}))), hash(types.MappingProxyType({})) if 0 else 0
types.MappingProxyType(5)
types.MappingProxyType({})['a'] = 1
types.MappingProxyType([1])
types.MappingProxyType({1: 2}) | 5
types.coroutine(5)
types.ModuleType()
types.ModuleType(5)
types.ModuleType('a').foo
m = types.ModuleType('m')
m.__getattr__ = lambda n: n
m.abc, m.__dict__['__name__']
del m.__name__
m.__getattr__ = 5
m.q
m = types.ModuleType('m')
del m.__dict__['__name__']
m.foo
''')
