# oracle: 3.14
# Rows read and written in all dialects, dicts, guesses, and what is wrong with arguments.
def t(label, f, *a, **k):
    try:
        print(label, '->', f(*a, **k))
    except Exception as e:
        print(label, 'raises', type(e).__name__, e)


import csv, io, sys
def R(s,**k): return list(csv.reader(io.StringIO(s, newline='') if isinstance(s,str) else s,**k))
def W(rows,**k):
    f=io.StringIO(newline=''); w=csv.writer(f,**k); r=[w.writerow(x) for x in rows]; return f.getvalue(), r
for s in ('a,b,c\n1,2,3\n','"a,b",c\r\n','a""b,"c""d"\n','"multi\nline",x\n','',',,\n','\n\na\n','a,b','"x"y,z\n','a "b",c\n',' "x", y\n','"unterminated','a\rb\n','"a"\n"b"'):
    t(repr(s), R, s)
t('d', R, 'a;b|c\n', delimiter=';'); t('t', R, 'a\tb\n', dialect='excel-tab'); t('u', list, csv.reader(['"a","b"'], 'unix')); t('q', R, "'a,b',c\n", quotechar="'"); t('sk', R, 'a,  "b c", d\n', skipinitialspace=True); t('esc', R, 'a\\,b,c\\\\d\n', escapechar='\\'); t('qn', R, '"a",1,2.5,""\n', quoting=csv.QUOTE_NONNUMERIC); t('qn', R, 'x,1\n', quoting=csv.QUOTE_NONNUMERIC); t('none', R, '"a,b",c\n', quoting=csv.QUOTE_NONE); t('nn', R, '"",,a\n', quoting=csv.QUOTE_NOTNULL); t('qs', R, '"1",1,,""\n', quoting=csv.QUOTE_STRINGS)
t('strict', R, '"a"b,c\n', strict=True); t('strict', R, '"abc', strict=True); t('nl', R, ['a\nb','c']); t('nl', R, ['a\r\nb']); t('bytes', R, [b'a']); t('int', R, [1]); t('noiter', csv.reader, 3); t('noarg', csv.reader)
r=csv.reader(['a,b','"c\n','d",e','f']); print(next(r), r.line_num, next(r), r.line_num, next(r), r.line_num, r.dialect.delimiter, r.dialect.lineterminator); t('stop', next, r); print(type(r), iter(r) is r)
rows=[['a','b,c','d"e'],['x\ny',1,2.5],[None,'',True],[],[''],['a b',' lead'],[3.0,1e20,-0.0]]
for k in (dict(),dict(quoting=csv.QUOTE_ALL),dict(quoting=csv.QUOTE_NONNUMERIC),dict(delimiter=';'),dict(dialect='unix'),dict(dialect='excel-tab'),dict(lineterminator='\n'),dict(quotechar="'"),dict(quoting=csv.QUOTE_STRINGS),dict(quoting=csv.QUOTE_NOTNULL),dict(doublequote=False,escapechar='\\'),dict(quoting=csv.QUOTE_NONE,escapechar='\\')): t(str(k), W, rows, **k)
t('ne', W, [['a,b']], quoting=csv.QUOTE_NONE); t('dq', W, [['a"b']], doublequote=False); t('it', W, [iter('abc'), 'xyz', (1,)]); t('bad', W, [3]); t('bad', W, [None]); t('empty', W, [[]]); t('one', W, [['']], quoting=csv.QUOTE_NONE, escapechar='\\')
t('wr', csv.writer, 3); t('wr', csv.writer)
class D(csv.excel): delimiter='|'; quoting=csv.QUOTE_ALL
t('cls', W, [[1,2]], dialect=D); t('inst', W, [[1,2]], dialect=D()); csv.register_dialect('mine', D, lineterminator='!\n'); print(sorted(csv.list_dialects())); t('mine', W, [[1,2]], dialect='mine'); d=csv.get_dialect('mine'); print(d.delimiter,d.quotechar,d.doublequote,d.escapechar,repr(d.lineterminator),d.quoting,d.skipinitialspace,d.strict); csv.unregister_dialect('mine'); t('un', csv.unregister_dialect, 'mine'); t('get', csv.get_dialect, 'zz'); t('ov', W, [[1]], dialect='zz')
for k in (dict(delimiter=''),dict(delimiter='ab'),dict(delimiter=3),dict(delimiter=None),dict(quotechar='ab'),dict(quotechar=None),dict(quotechar=None,quoting=0),dict(quoting=9),dict(quoting='x'),dict(lineterminator=3),dict(lineterminator=None),dict(escapechar='ab'),dict(foo=1),dict(delimiter='\n'),dict(delimiter='"'),dict(quotechar=''),dict(delimiter=' ',skipinitialspace=True),dict(escapechar='\\',delimiter='\\'),dict(quoting=csv.QUOTE_NONE,quotechar=None)): t(str(k), lambda: csv.writer(io.StringIO(),**k) and 'ok')
t('reg', csv.register_dialect, 3); t('reg', csv.register_dialect, 'a', 3); t('dia', csv.Dialect); 
f=io.StringIO('name,age\nAnn,3\nBob\nCy,4,5,6\n\n'); dr=csv.DictReader(f); print(dr.fieldnames, list(dr), dr.line_num)
print(list(csv.DictReader(['1,2','3'],fieldnames=['a','b','c'],restval='R')), list(csv.DictReader(['a,b','1,2,3'],restkey='K')), list(csv.DictReader([],)), csv.DictReader([]).fieldnames, list(csv.DictReader(['a;b','1;2'],delimiter=';')))
f=io.StringIO(); dw=csv.DictWriter(f,['a','b'],restval='-'); print(dw.writeheader(), dw.writerow({'a':1}), dw.writerows([{'a':1,'b':2},{'b':3}])); print(repr(f.getvalue())); t('ex', dw.writerow, {'c':1}); t('ign', lambda: csv.DictWriter(io.StringIO(),['a'],extrasaction='ignore').writerow({'a':1,'z':2})); t('bad', csv.DictWriter, f, ['a'], extrasaction='x')
print(csv.field_size_limit(), csv.field_size_limit(5), csv.field_size_limit()); t('lim', R, 'abcdefgh\n'); csv.field_size_limit(131072); t('lim', csv.field_size_limit, 'a')
S=csv.Sniffer(); 
for smp in ('a,b,c\n1,2,3\n4,5,6\n','a;b;c\n1;2;3\n',"'a'|'b'\n'c'|'d'\n",'a\tb\n1\t2\n','"x", "y"\n"z", "w"\n'):
    try: d=S.sniff(smp); print(repr(d.delimiter),d.quotechar,d.skipinitialspace,d.doublequote,d.lineterminator=='\r\n')
    except csv.Error as e: print(e)
t('sn', S.sniff, 'abc'); print(S.sniff('a:b,c\nd:e,f\n',delimiters=':').delimiter, S.has_header('name,age\nann,3\nbob,44\n'), S.has_header('1,2\n3,4\n5,6\n'))
print(csv.QUOTE_ALL,csv.QUOTE_MINIMAL,csv.QUOTE_NONE,csv.QUOTE_NONNUMERIC,csv.QUOTE_STRINGS,csv.QUOTE_NOTNULL,csv.__all__ == sorted(csv.__all__) or len(csv.__all__), csv.Error.__mro__[1], csv.__doc__ is not None)
class NoWrite: pass
t('nw', csv.writer, NoWrite())
class Bad:
    def write(s,x): raise OSError('w')
t('bw', lambda: csv.writer(Bad()).writerow([1]))
def gen():
    yield 'a,b'; raise OSError('g')
t('gen', lambda: list(csv.reader(gen())))
