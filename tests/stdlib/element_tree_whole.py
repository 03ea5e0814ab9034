# oracle: 3.14
# Every method of elements, what makes trees, and parsers that are fed in pieces.
import xml.etree.ElementTree as ET, copy, pickle, io, sys, warnings
def t(f, *a, **k):
    try: r = f(*a, **k); print(r if not isinstance(r, ET.Element) else ET.tostring(r)); return r
    except Exception as e: print(type(e).__name__, e)
for a in ((), ('a',), ('a', {'x': '1'}), ('a', 1), ('a', {}, 2), (None,), (1,)): t(lambda: ET.Element(*a).tag)
t(lambda: ET.Element('a', {'x': '1'}, y='2', x='3').attrib); t(lambda: ET.Element('a', attrib={'x': '1'}, y='2').attrib); t(lambda: ET.Element('a', attrib=1)); t(lambda: ET.Element(tag='a')); t(lambda: ET.Element('a', tag='x').attrib)
e = ET.Element('a'); 
for a in ((), (e,), (e, 'b'), (1, 'b'), (e, 'b', 1), (e, 'b', {'k': 'v'}), (e,'c',{},1)): t(lambda: ET.SubElement(*a))
t(lambda: ET.SubElement(e, 'z', {'p': 'q'}, r='s', attrib={'t': 'u'}))
print(ET.tostring(e), len(e), [c.tag for c in e], e[-1].attrib, repr(e)[:13])
for i in (0, -1, 5, -5, 'x', None, 1.5, slice(0, 2), slice(None, None, -1), True): 
    try: print(i, [x.tag for x in e[i]] if isinstance(i, slice) else e[i].tag)
    except Exception as x: print(i, type(x).__name__, x)
def si(i, v):
    e = ET.XML('<r><a/><b/><c/><d/></r>')
    try: e[i] = v; print(ET.tostring(e))
    except Exception as x: print(i, type(x).__name__, x)
n = ET.Element('n')
for i in (0, -1, 9, 'x', slice(1, 3), slice(0, 4, 2)):
    for v in (n, 1, [n], [n, n], [1], (), 'ab'): si(i, v)
def di(i):
    e = ET.XML('<r><a/><b/><c/><d/></r>')
    try: del e[i]; print(ET.tostring(e))
    except Exception as x: print(i, type(x).__name__, x)
for i in (0, -1, 9, 'x', slice(1, 3), slice(None, None, 2)): di(i)
for m, a in (('append', (1,)), ('extend', (1,)), ('extend', ([1],)), ('insert', (0, n)), ('insert', (-1, n)), ('insert', (99, n)), ('insert', ('x', n)), ('insert', (0, 1)), ('remove', (n,)), ('remove', (1,)), ('remove', (ET.Element('q'),)), ('get', ('x',)), ('get', ('x', 5)), ('set', ('x', 'y')), ('set', ('x',)), ('get', ([],)), ('keys', ()), ('items', ()), ('makeelement', ('q', {'a': 'b'})), ('makeelement', ('q', 1)), ('find', ('b',)), ('find', ('zz',)), ('find', ('./b',)), ('findtext', ('b',)), ('findtext', ('zz', 'def')), ('findtext', ('b/c', 'd2')), ('findall', ('b',)), ('findall', ('*',)), ('iter', ()), ('iter', ('b',)), ('iter', ('*',)), ('find', (1,)), ('find', (None,)), ('itertext', ()), ('clear', ())):
    r = ET.XML('<r>t<b>x<c/>y</b>z<b/>w</r>')
    if m == 'remove': r.append(n)
    try:
        v = getattr(r, m)(*a); print(m, a if not a or not isinstance(a[-1], ET.Element) else '', [getattr(i, 'tag', i) for i in v] if m in ('iter', 'itertext', 'findall') else v if not isinstance(v, ET.Element) else ET.tostring(v), ET.tostring(r))
    except Exception as x: print(m, type(x).__name__, x)
e = ET.XML('<a x="1">t<b><c/>u</b>v</a>')
for c in (copy.copy(e), copy.deepcopy(e), pickle.loads(pickle.dumps(e)), pickle.loads(pickle.dumps(e, 2))): print(ET.tostring(c), c[0] is e[0], c.attrib is e.attrib, type(c))
print(e.__getstate__().keys(), ET.tostring(pickle.loads(pickle.dumps(ET.ElementTree(e))).getroot()))
for st in (1, {}, {'tag': 'x'}, {'tag': 'x', '_children': [1]}, {'tag': 'x', '_children': [n], 'attrib': {'k': 'v'}, 'text': 'T', 'tail': None}):
    q = ET.Element('q'); t(q.__setstate__, st); t(lambda: ET.tostring(q))
for name in ('tag', 'text', 'tail', 'attrib'):
    try: delattr(e, name)
    except Exception as x: print(type(x).__name__, x)
try: e.attrib = 1
except Exception as x: print(type(x).__name__, x)
try: e.foo = 1
except Exception as x: print(type(x).__name__, x)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); print(bool(e), bool(n), [str(i.message) for i in w])
class Sub(ET.Element):
    def __init__(self, tag, extra=0): super().__init__(tag, k='v'); self.extra = extra
    def find(self, p): return 'mine'
s = Sub('s', 5); s.append(ET.Element('k')); print(ET.tostring(s), s.extra, s.find('x'), isinstance(s, ET.Element), len(s), repr(s)[:7], [c.tag for c in s.iter()], copy.copy(s).__class__.__name__)
e.append(s); print(ET.tostring(e), e[-1] is s, e.find('s') is s)
b = ET.TreeBuilder(); print([getattr(x, 'tag', x) for x in (b.start('a', {'k': 'v'}), b.data('x'), b.start('b', {}), b.end('b'), b.data('t1'), b.data('t2'), b.end('a'))])
t(b.close); t(b.end, 'q'); t(ET.TreeBuilder().close); t(ET.TreeBuilder().data, 'x'); t(ET.TreeBuilder().start, 'a'); t(ET.TreeBuilder().start, 'a', 1)
b = ET.TreeBuilder(); b.start('a', {}); b.end('a'); t(b.start, 'b', {})
class Fac: 
    def __init__(s, tag, attrib): s.tag, s.attrib, s.text, s.tail, s.kids = tag, attrib, None, None, []
    def append(s, k): s.kids.append(k)
p = ET.XMLParser(target=ET.TreeBuilder(element_factory=Fac)); p.feed('<a x="1">t<b/>u</a>'); r = p.close(); print(r.tag, r.attrib, r.text, r.kids[0].tag, r.kids[0].tail)
for kw in ({}, {'insert_comments': True}, {'insert_pis': True}, {'insert_comments': 1, 'insert_pis': 1}):
    p = ET.XMLParser(target=ET.TreeBuilder(**kw)); p.feed('<!--0--><a>x<!--c-->y<?p q?>z</a><!--e-->'); print(ET.tostring(p.close()))
b = ET.TreeBuilder(comment_factory=lambda t: ET.Element('c', t=t), pi_factory=lambda t, d: ET.Element('p', t=t, d=str(d)), insert_comments=True, insert_pis=True)
p = ET.XMLParser(target=b); p.feed('<a><!--c-->y<?p q?>z<?r?></a>'); print(ET.tostring(p.close()))
class T:
    def start(self, *a): print('start', a); return a
    def end(self, *a): print('end', a)
    def data(self, *a): print('data', a)
    def comment(self, *a): print('comment', a)
    def pi(self, *a): print('pi', a)
    def doctype(self, *a): print('doctype', a)
    def start_ns(self, *a): print('start_ns', a)
    def end_ns(self, *a): print('end_ns', a)
    def close(self): return 'closed'
for d in ('<!DOCTYPE a SYSTEM "s"><a xmlns="u" xmlns:p="v" p:k="1">x<!--c-->y<p:b/>z<?p q?></a>', '<!DOCTYPE a><a/>', '<!DOCTYPE a PUBLIC "p" "s" [<!ENTITY e "E">]><a>&e;&amp;</a>', '<a>&u;</a>', '<a><b></a>', ''):
    p = ET.XMLParser(target=T()); t(lambda: (p.feed(d), p.close())[1])
class B2(ET.TreeBuilder):
    def start(self, tag, attrs): return super().start(tag.upper(), {k: v*2 for k, v in attrs.items()})
    def end(self, tag): return super().end(tag.upper())
p = ET.XMLParser(target=B2()); p.feed('<a k="v"><b/></a>'); print(ET.tostring(p.close()))
p = ET.XMLParser(); p.entity['foo'] = 'BAR'; p.feed('<!DOCTYPE a SYSTEM "s"><a>&foo;</a>'); print(ET.tostring(p.close()))
for ev in (None, ('start', 'end'), ('start-ns', 'end-ns', 'start', 'end', 'comment', 'pi'), ('x',)):
    try:
        pp = ET.XMLPullParser(ev)
        for ch in ('<a xmlns="u"><b', '>t</b><!--c', '--><?p q?>', '<c/></a>'):
            pp.feed(ch); pp.flush(); print([(k, getattr(v, 'tag', v) if not callable(getattr(v, 'tag', v)) else v.tag.__name__) for k, v in pp.read_events()])
        pp.close()
    except Exception as x: print(type(x).__name__, x)
pp = ET.XMLPullParser(); pp.feed('<a><b></a>')
try: print(list(pp.read_events()))
except ET.ParseError as x: print(x, x.code, x.position)
for ch in range(3):
    pp = ET.XMLPullParser(('start', 'end'))
    for c in '<doc><a>x</a><b/></doc>': pp.feed(c)
print([(k, v.tag) for k, v in pp.read_events()]); pp.close(); print([(k, v.tag) for k, v in pp.read_events()])
print([(k, v.tag) for k, v in ET.iterparse(io.BytesIO(b'<a><b>x</b><c/></a>'), ('start', 'end'))])
for bad in ('<a', '<a>&x;</a>', '<a b="1" b="2"/>', '\n\n<a>\n</b>', '<p:a/>', 'x'):
    try: ET.XML(bad)
    except ET.ParseError as x: print(x, x.code, x.position, x.args)
e = ET.XML('<a><b>1</b><b>2</b></a>'); e[0].text = None; it = e.iter(); print(next(it).tag, type(it).__name__, type(e.itertext()).__name__); e.remove(e[0]); print([x.tag for x in it])
e = ET.Element('d'); 
r = e
for i in range(50000): e = ET.SubElement(e, 'x')
print(sum(1 for _ in r.iter())); del r, e
print(hasattr(ET.Element, '__iter__'), ET.Element.__module__, ET.Element.__name__, sorted(x for x in dir(ET.Element('a')) if not x.startswith('__')), sorted(x for x in dir(ET.TreeBuilder()) if not x.startswith('__')))
import _elementtree; print(_elementtree.Element is ET.Element)
x = ET.Element('a'); y = ET.Element('a'); print(x == y, x != y, hash(x) == hash(x), x in [x])
ET.indent(q := ET.XML('<a><b><c/></b><d/></a>')); print(ET.tostring(q).decode()); print(ET.canonicalize('<a b="2" a="1"><!--c--><x:y xmlns:x="u"/></a>'))
