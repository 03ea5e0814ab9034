# oracle: 3.14
# The functions and classes of traceback: what they take, limits, chains, groups, notes, suggestions, made-up frames.
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import _statements

sys.stderr = sys.stdout
_statements.each('''
import traceback, sys, io
def f(): g()
def g(): 1/0
def exc(fn, *a):
    try: fn(*a)
    except BaseException as e: return e
e = exc(f)
traceback.format_exception(e)
traceback.format_exception(type(e), e, e.__traceback__)
traceback.format_exception(type(e), e)
traceback.format_exception(e, limit=1)
traceback.format_exception(e, limit=-1)
traceback.format_exception(e, limit=0)
traceback.format_exception(e, None, None)
traceback.format_exception(None)
traceback.format_exception(5)
traceback.format_exception(None, None, None)
traceback.format_exception()
traceback.format_exception_only(e)
traceback.format_exception_only(type(e), e)
traceback.format_exception_only(None)
traceback.format_exception_only(None, None)
traceback.format_exception_only(5)
traceback.format_exception_only(TypeError, None)
traceback.format_exception_only(ExceptionGroup('m', [ValueError(1), ExceptionGroup('n', [TypeError(2)])]), show_group=True)
traceback.format_exception_only(ExceptionGroup('m', [ValueError(1), ExceptionGroup('n', [TypeError(2)])]))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 2, 'text')))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 2, 'text\\n')))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 2, '    text\\n')))
traceback.format_exception_only(SyntaxError('m', ('f', 1, None, '    text\\n')))
traceback.format_exception_only(SyntaxError('m', ('f', None, None, '    text\\n')))
traceback.format_exception_only(SyntaxError('m', (None, 1, None, '    text\\n')))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 100, '    text\\n')))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 0, 'text\\n')))
traceback.format_exception_only(SyntaxError('m', ('f', 1, -1, 'text\\n')))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 1, 'text\\n', 1, 4)))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 1, 'text\\n', 2, 2)))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 1, 'text\\n', 1, 0)))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 1, '\\ttext\\n', 1, 3)))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 3, 'täxt\\n', 1, 4)))
traceback.format_exception_only(SyntaxError('m', ('f', 1, 1, None)))
traceback.format_exception_only(SyntaxError())
traceback.format_exception_only(SyntaxError('m'))
traceback.format_exception_only(SyntaxError(None, ('f', 1, 1, 't')))
class U(Exception):
    def __str__(self): 1/0
traceback.format_exception_only(U())
class V(Exception):
    def __str__(self): return 5
traceback.format_exception_only(V())
class N(Exception): pass
N.__module__ = 'foo'; traceback.format_exception_only(N(1))
N.__module__ = 5; traceback.format_exception_only(N(1))
N.__module__ = 'builtins'; traceback.format_exception_only(N(1))
N.__qualname__ = 'A.B'; traceback.format_exception_only(N())
x = ValueError('a\\nb'); x.add_note('n1'); x.add_note('n2\\nn3'); traceback.format_exception_only(x)
x.__notes__ = 5; traceback.format_exception_only(x)
x.__notes__ = [1, U()]; traceback.format_exception_only(x)
x.__notes__ = 'abc'; traceback.format_exception_only(x)
x.__notes__ = []; traceback.format_exception_only(x)
x.__notes__ = ['']; traceback.format_exception_only(x)
traceback.print_exception(e)
traceback.print_exception(e, file=sys.stdout, chain=False)
traceback.print_exception(e, limit=1, file=sys.stdout)
traceback.print_exception(5)
traceback.print_tb(e.__traceback__)
traceback.print_tb(None)
traceback.format_tb(e.__traceback__)
traceback.extract_tb(e.__traceback__)
traceback.extract_tb(e.__traceback__, limit=1)
traceback.extract_tb(None)
len(traceback.extract_stack()) > 0
traceback.format_list([('f', 1, 'n', 'line')])
traceback.format_list([('f', 1, 'n', None)])
traceback.format_list([])
traceback.format_list([traceback.FrameSummary('f', 1, 'n')])
traceback.print_list([('f', 1, 'n', 'line'), ('g', 2, 'm', None)])
traceback.print_list([('f', 1, 'n', 'line')]*6)
try: 1/0
except: traceback.print_exc(limit=0)
try: 1/0
except: print(traceback.format_exc())
try: 1/0
except: print(traceback.format_exc(chain=False, limit=0))
traceback.format_exc()
traceback.print_exc()
list(traceback.walk_tb(None))
[(f.f_code.co_name, l) for f, l in traceback.walk_tb(e.__traceback__)]
fs = traceback.FrameSummary('f', 1, 'n', lookup_line=False, locals={'a': 1, 'b': 'x'}, line='src', end_lineno=2, colno=3, end_colno=4)
fs
fs.locals, fs.line, fs.lineno, fs.name, fs.filename, fs.end_lineno, fs.colno, fs.end_colno
tuple(fs), fs[0], fs[-1], len(fs), fs == ('f', 1, 'n', 'src'), fs == fs, fs != ('f',)
fs == 5, fs == traceback.FrameSummary('f', 1, 'n', lookup_line=False, line='src')
fs.foo = 1
list(fs)
fname, lno, nm, line = fs; fname
traceback.FrameSummary('f', 1, 'n', line='  x  ').line
traceback.FrameSummary('nofile', 1, 'n').line
traceback.FrameSummary('nofile', None, 'n').line
traceback.FrameSummary()
ss = traceback.StackSummary.from_list([('f', 1, 'n', 'src'), ('g', 2, 'm', None)])
ss, ss.format(), type(ss), ss[0]
traceback.StackSummary.from_list([('f', 1, 'n')])
traceback.StackSummary.from_list([5])
traceback.StackSummary.extract(traceback.walk_tb(e.__traceback__), limit=1, lookup_lines=False, capture_locals=True)[0].locals is None
class SS(traceback.StackSummary):
    def format_frame_summary(self, fs): return None if fs.name == 'f' else 'X' + fs.name + '\\n'
SS.from_list([('f', 1, 'f', 'src'), ('g', 2, 'm', None)]).format()
traceback.StackSummary.extract(None)
te = traceback.TracebackException.from_exception(e)
te == traceback.TracebackException.from_exception(e), te != 5, te == 5
list(te.format()), list(te.format(chain=False)), list(te.format_exception_only())
te.print()
te.print(file=sys.stdout, chain=False)
list(traceback.TracebackException(ValueError, ValueError('x'), None).format())
list(traceback.TracebackException(ValueError, None, None).format())
list(traceback.TracebackException(None, None, None).format())
traceback.TracebackException(ValueError, ValueError('x'), None, save_exc_type=False).exc_type_str
traceback.TracebackException.from_exception(SyntaxError('m', ('f', 1, 2, 't'))).lineno
t = traceback.TracebackException.from_exception(SyntaxError('m', ('f', 1, 2, 't'))); t.filename, t.lineno, t.offset, t.text, t.msg, t.end_lineno, t.end_offset
t = traceback.TracebackException.from_exception(ExceptionGroup('m', [ValueError(1), ExceptionGroup('n', [TypeError(2)])])); t.exceptions
print(''.join(t.format()))
print(''.join(traceback.TracebackException.from_exception(ExceptionGroup('m', [ValueError(i) for i in range(20)]), max_group_width=3).format()))
deep = ValueError('deep')
for i in range(5): deep = ExceptionGroup('l%d' % i, [deep])
print(''.join(traceback.TracebackException.from_exception(deep, max_group_depth=2).format()))
print(''.join(traceback.TracebackException.from_exception(deep, max_group_depth=20).format_exception_only(show_group=True)))
def chain():
    try: f()
    except ZeroDivisionError as e: raise ValueError('v') from e
def chain2():
    try: chain()
    except ValueError: raise KeyError('k')
def chain3():
    try: chain2()
    except KeyError: raise OSError('o') from None
print(''.join(traceback.format_exception(exc(chain))))
print(''.join(traceback.format_exception(exc(chain2))))
print(''.join(traceback.format_exception(exc(chain3))))
print(''.join(traceback.format_exception(exc(chain2), chain=False)))
a = ValueError('a'); b = ValueError('b'); a.__context__ = b; b.__context__ = a; print(''.join(traceback.format_exception(a)))
a = ValueError('a'); a.__cause__ = a; print(''.join(traceback.format_exception(a)))
def grp():
    try: raise ExceptionGroup('m', [ValueError(1)])
    except* ValueError as e: raise TypeError(2)
print(''.join(traceback.format_exception(exc(grp))))
def grp2():
    try: raise ExceptionGroup('m', [ValueError(1), KeyError(3), ExceptionGroup('z', [ValueError(9)])])
    except* ValueError as e: raise TypeError(2) from e
    except* KeyError: raise
print(''.join(traceback.format_exception(exc(grp2))))
eg = exc(grp2); eg.exceptions, eg.message, repr(eg.__context__), repr(eg.__cause__)
x = ExceptionGroup('m', [ValueError(1)]); x.add_note('note of group'); x.exceptions[0].add_note('inner'); print(''.join(traceback.format_exception(x)))
def rec(n): return rec(n+1)
def rec2(n): return rec3(n)
def rec3(n): return rec2(n+1)
''.join(traceback.format_exception(exc(rec2, 0))).count('repeated')
traceback.clear_frames(e.__traceback__)
traceback.clear_frames(None)
class C:
    def __init__(self): self.apple = 1
def sugg(f): return traceback.format_exception_only(exc(f))
sugg(lambda: C().appel)
sugg(lambda: C().zzzzz)
sugg(lambda: appel)
apple2 = 1
sugg(lambda: aple2)
sugg(lambda: lenn)
sugg(lambda: tim)
sugg(lambda: time)
sugg(lambda: json)
class S:
    blech = 1
    def f(self): return bleh
    def g(self): return blech
sugg(S().f); sugg(S().g)
def loc():
    somevar = 1
    return somevr
sugg(loc)
def unb():
    print(qq)
    qq = 1
sugg(unb)
class P: 
    __slots__ = ('alpha', 'beta')
sugg(lambda: P().alpah)
class DirRaises:
    def __dir__(self): 1/0
sugg(lambda: DirRaises().x)
class DirBad:
    def __dir__(self): return [1, 'bluch', 'b']
sugg(lambda: DirBad().bluchh)
class GA:
    def __getattr__(self, n): raise AttributeError(n)
    foo = 1
sugg(lambda: GA().fooo)
class GA2:
    def __getattr__(self, n): raise AttributeError('m', name=n, obj=self)
    foo = 1
sugg(lambda: GA2().fooo)
sugg(lambda: [].appendd)
sugg(lambda: ''.uper)
sugg(lambda: (1).reall)
sugg(lambda: int.fromm_bytes)
import os
sugg(lambda: os.pathh)
e = AttributeError('m', name='appendd', obj=[]); traceback.format_exception_only(e)
e = NameError('m', name='prin'); traceback.format_exception_only(e)
e = AttributeError('m', name=5, obj=[]); traceback.format_exception_only(e)
e = ImportError('m', name='os', name_from='pathh'); traceback.format_exception_only(e)
class Und:
    _private = 1
    public = 2
sugg(lambda: Und().private)
sugg(lambda: Und()._publik)
sugg(lambda: Und().__private)

import traceback, itertools
def show(*a): print(traceback.format_exception_only(SyntaxError('m', a)))
for l in (1, None, 'x', 0): show('f', l, 2, 'text')
show('f', 1, 2, '\\n')
show('f', 1, 3, '\\t\\ttext', 1, 5)
show('f', 1, 3, '\\x0c text', 1, 5)
show('f', 1, 3, 'a\\tb', 1, 4)
show('', 1, 3, 'abc', 1, 4)
show(None, None, 3, 'abc', 1, 4)
show(None, 1, 3, 'abc\\ndef', 1, 4)
import sys, linecache, types
class CODE:
    co_filename = 'fake.py'; co_name = 'fakefn'
    def co_positions(self): return iter([(6, 6, 0, 3)])
class FRAME:
    f_code = CODE(); f_globals = {}; f_locals = {'q': 1}; f_lineno = 6
class TB:
    tb_frame = FRAME(); tb_lineno = 6; tb_next = None; tb_lasti = 0
traceback.format_tb(TB())
traceback.extract_tb(TB())
list(traceback.walk_tb(TB()))
traceback.StackSummary.extract(traceback.walk_tb(TB()), capture_locals=True).format()
te = traceback.TracebackException(Exception, Exception('uh oh'), TB()); te.stack, list(te.format())
linecache.cache['fake.py'] = (10, None, ['l%d\\n' % i for i in range(1, 10)], 'fake.py')
traceback.format_tb(TB())
traceback.format_tb(TB(), limit=0)
te = traceback.TracebackException(Exception, Exception('uh oh'), TB(), capture_locals=True); te.stack[0].locals, list(te.format())
te = traceback.TracebackException(Exception, Exception('uh oh'), TB(), lookup_lines=False); linecache.clearcache(); list(te.format())
class BadRepr:
    def __repr__(self): 1/0
FRAME.f_locals = {'b': BadRepr(), 'a': 5, 'c': 'x'}
te = traceback.TracebackException(Exception, Exception('uh oh'), TB(), capture_locals=True); te.stack[0].locals, list(te.format())
traceback.FrameSummary('f', 1, 'n', locals={'b': BadRepr()}, line='x').locals
src = 'def f():\\n  x = (1 +\\n     2 / 0)\\n  return x\\n\\ndef g(a,\\n   b): return a.foo(b)(\\n   1)\\n'
linecache.cache['<src>'] = (len(src), None, src.splitlines(True), '<src>')
exec(compile(src, '<src>', 'exec'))
def ex(f, *a):
    try: f(*a)
    except BaseException as e: return e
print(''.join(traceback.format_exception(ex(f))))
class O:
    def foo(self, b): return b
print(''.join(traceback.format_exception(ex(g, O(), 5))))
sys.tracebacklimit = 1
print(''.join(traceback.format_exception(ex(f))))
traceback.extract_tb(ex(f).__traceback__)
sys.tracebacklimit = 0
print(''.join(traceback.format_exception(ex(f))))
sys.tracebacklimit = -1
print(''.join(traceback.format_exception(ex(f))))
del sys.tracebacklimit
for lim in (None, 0, 1, 2, 3, -1, -2, -3, 100, -100): print(lim, [f.name for f in traceback.extract_tb(ex(g, O(), 5).__traceback__, lim)])
e = ex(f); e2 = ex(g, 1, 2); e.__cause__ = e2; e2.__context__ = e; print(''.join(traceback.format_exception(e)))
def many(n):
    try: raise ValueError(n)
    except ValueError:
        if n: many(n-1)
        else: raise KeyError
s = ''.join(traceback.format_exception(ex(many, 4))); s.count('During handling')
def deepchain():
    e = None
    for i in range(3000):
        n = ValueError(i); n.__context__ = e; e = n
    return e
len(traceback.format_exception(deepchain()))
class Cause(Exception): pass
def raise_cause():
    try: 1/0
    except ZeroDivisionError as e:
        c = Cause('c'); c.__cause__ = e; c.__suppress_context__ = False; raise c
print(''.join(traceback.format_exception(ex(raise_cause))))
te = traceback.TracebackException.from_exception(ex(raise_cause)); te.__cause__ is not None, te.__context__
te = traceback.TracebackException.from_exception(ex(raise_cause), compact=True); te.__cause__ is not None, te.__context__
def fromnone():
    try: 1/0
    except ZeroDivisionError: raise ValueError from None
te = traceback.TracebackException.from_exception(ex(fromnone)); te.__cause__, te.__context__ is not None, te.__suppress_context__
te = traceback.TracebackException.from_exception(ex(fromnone), compact=True); te.__cause__, te.__context__, te.__suppress_context__
te1 = traceback.TracebackException.from_exception(ex(f)); te2 = traceback.TracebackException.from_exception(ex(f)); te1 == te2
te1 == traceback.TracebackException.from_exception(ex(f), limit=0), te1 != te2
class Un(Exception):
    def __repr__(self): raise RuntimeError
    def __str__(self): raise RuntimeError
te = traceback.TracebackException.from_exception(Un()); str(te)
class NoNotes(Exception):
    @property
    def __notes__(self): raise ValueError('nn')
print(traceback.format_exception_only(NoNotes()))
class NoNotes2(Exception):
    @property
    def __notes__(self): raise KeyboardInterrupt('nn')
print(traceback.format_exception_only(NoNotes2()))
class BadStr(Exception):
    def __str__(self): raise KeyboardInterrupt('nn')
print(traceback.format_exception_only(BadStr()))
eg = ExceptionGroup('A\\nB', [ValueError('x\\ny'), ExceptionGroup('in', [KeyError('k')])]); print(''.join(traceback.format_exception(eg))); print(traceback.format_exception_only(eg, show_group=True))
eg.exceptions[0].__cause__ = OSError('os'); print(''.join(traceback.format_exception(eg)))
eg.exceptions[1].__context__ = OSError('ctx'); print(''.join(traceback.format_exception(eg)))
eg.__cause__ = ExceptionGroup('cause', [TypeError(1)]); print(''.join(traceback.format_exception(eg)))
print(''.join(traceback.format_exception(eg, chain=False)))
import io
f2 = io.StringIO(); traceback.print_exception(ex(f), file=f2); f2.getvalue()
f2 = io.StringIO(); traceback.print_list(traceback.extract_tb(ex(f).__traceback__), file=f2); f2.getvalue()
class Sub(traceback.TracebackException): pass
type(Sub.from_exception(ex(raise_cause)).__cause__).__name__
def with_locals():
    a = 1
    b = 'two'
    def inner(): return a
    1/0
te = traceback.TracebackException.from_exception(ex(with_locals), capture_locals=True); print([sorted(s.locals) for s in te.stack])
traceback.format_exception(ValueError, ValueError('a'), None)
traceback.format_exception(TypeError, ValueError('a'), None)
traceback.format_exception('x', ValueError('a'), None)
traceback.print_exception(None, file=sys.stdout)
traceback.print_exception(None, None, None, file=sys.stdout)
traceback.print_exc(file=sys.stdout)

''')
