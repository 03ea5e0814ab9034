# Exceptions as objects: attributes, constructors, pickles, groups, chains, tracebacks and frames.
# oracle: 3.14
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'stdlib'))
import _statements

sys.stderr = sys.stdout
_statements.each('''
import pickle, copy
def attrs(e): print({k: getattr(e, k) for k in dir(e) if not k.startswith('__') and not callable(getattr(e, k))}, e.args, str(e), repr(e))
def pk(e):
    for p in range(pickle.HIGHEST_PROTOCOL + 1):
        r = pickle.loads(pickle.dumps(e, p)); 
        if p in (0, 2, 5): attrs(r)
    attrs(copy.copy(e)); attrs(copy.deepcopy(e))
pk(OSError(2, 'msg', 'file'))
pk(OSError(2, 'msg', 'file', None, 'file2'))
pk(OSError(2, 'msg'))
pk(OSError('one'))
pk(OSError(1,2,3,4,5))
pk(OSError(1,2,3,4,5,6))
pk(BlockingIOError(11, 'msg', 5))
BlockingIOError(11, 'msg', 5).characters_written
BlockingIOError(11, 'msg').characters_written
BlockingIOError(11, 'msg', -3).characters_written
e = BlockingIOError(11, 'msg', 5)
e.characters_written = 7
e.characters_written
del e.characters_written
e.characters_written
del e.characters_written
OSError().characters_written
pk(ImportError('m', name='n', path='p'))
pk(ImportError('m', name='n', path='p', name_from='z'))
ImportError('m', foo=1)
ImportError(name='n').msg
ImportError('a', 'b').msg
str(ImportError('a', 'b'))
str(ImportError())
ImportError('a', name='n').__reduce__()
pk(ModuleNotFoundError('a', name='n'))
SyntaxError('m', ('f', 1, 2))
SyntaxError('m', ('f', 1, 2, 't', 3))
SyntaxError('m', 1)
str(SyntaxError('m', ('/a/b/f.py', 1, 2, 't')))
str(SyntaxError('m', (None, 1, 2, 't')))
str(SyntaxError('m', ('f', None, 2, 't')))
e = SyntaxError('m', ('f', 1, 2, 't'))
e.filename = 5
str(e)
e.lineno = 'x'
str(e)
e.msg = 5
str(e)
e.print_file_and_line
SyntaxError('a', ('f', 1, 2, 't'), 3).lineno
SyntaxError().msg
str(SyntaxError())
pk(UnicodeDecodeError('utf-8', b'abc', 1, 2, 'r'))
pk(UnicodeEncodeError('utf-8', 'abc', 1, 2, 'r'))
pk(UnicodeTranslateError('abc', 1, 2, 'r'))
UnicodeDecodeError()
UnicodeDecodeError('utf-8', 'abc', 1, 2, 'r')
UnicodeDecodeError('utf-8', bytearray(b'abc'), 1, 2, 'r').object
UnicodeDecodeError('utf-8', b'abc', 1, 2)
UnicodeDecodeError(1, b'abc', 1, 2, 'r')
UnicodeDecodeError('u', b'abc', 'x', 2, 'r')
UnicodeEncodeError('utf-8', b'abc', 1, 2, 'r')
UnicodeTranslateError('abc', 1, 2)
str(UnicodeDecodeError('ascii', b'g\\xfcrk', 1, 2, 'ouch'))
str(UnicodeDecodeError('ascii', b'g\\xfcrk', 1, 3, 'ouch'))
str(UnicodeDecodeError('ascii', b'', 1, 3, 'ouch'))
str(UnicodeDecodeError('ascii', b'abc', 100, 101, 'ouch'))
str(UnicodeDecodeError('ascii', b'abc', -5, -1, 'ouch'))
str(UnicodeEncodeError('ascii', 'g\\xfcrk', 1, 2, 'ouch'))
str(UnicodeEncodeError('ascii', 'g\\u1234', 1, 2, 'ouch'))
str(UnicodeEncodeError('ascii', 'g\\U00012345', 1, 2, 'ouch'))
str(UnicodeEncodeError('ascii', 'g\\ud800', 1, 2, 'ouch'))
str(UnicodeEncodeError('ascii', 'gabc', 1, 4, 'ouch'))
str(UnicodeTranslateError('g\\xfcrk', 1, 2, 'ouch')), str(UnicodeTranslateError('g\\u1234', 1, 2, 'o')), str(UnicodeTranslateError('g', 1, 5, 'o'))
e = UnicodeEncodeError('ascii', 'abc', 0, 1, 'r')
e.start = 5
e.start
str(e)
e.end = -1
e.end
e.object = 5
e.object
e.reason = 5
e.encoding = 3
del e.object
str(e)
del e.start
e.start = 'a'
e = UnicodeEncodeError.__new__(UnicodeEncodeError)
str(e)
e.object, e.start, e.reason, e.encoding
e.start = 2
e.start
pk(StopIteration())
pk(StopIteration(5))
pk(StopIteration(1, 2))
StopIteration(1, 2).value
e = StopIteration(1)
e.value = 9
e.args, e.value
del e.value
pk(SystemExit())
pk(SystemExit(3))
pk(SystemExit(1, 2))
SystemExit(1,2).code
e = SystemExit(1)
e.code = 3
e.args
pk(KeyError('a'))
pk(KeyError('a', 1))
pk(KeyError())
pk(AttributeError('m', name='n', obj=3))
AttributeError('m', name='n', obj=3).__reduce__()
AttributeError(foo=1)
NameError('a', name='b').name
NameError(foo=1)
pk(NameError('a', name='b'))
NameError('a', name='b').__reduce__()
AttributeError(name='x').name, AttributeError().name, AttributeError().obj
pk(ExceptionGroup('m', [ValueError(1), TypeError(2)]))
ExceptionGroup('m')
ExceptionGroup()
ExceptionGroup('m', [])
ExceptionGroup('m', 5)
ExceptionGroup(5, [ValueError()])
ExceptionGroup('m', [1])
ExceptionGroup('m', [ValueError])
ExceptionGroup('m', [KeyboardInterrupt()])
ExceptionGroup('m', [ValueError()], 3)
ExceptionGroup('m', [ValueError()], x=3)
ExceptionGroup('m', {ValueError()})
ExceptionGroup('m', (ValueError(),)).exceptions
BaseExceptionGroup('m', [ValueError()]).__class__
BaseExceptionGroup('m', [KeyboardInterrupt()]).__class__
class EG(BaseExceptionGroup, ValueError): pass
EG('m', [KeyboardInterrupt()])
EG('m', [ValueError()]).__class__
class EG2(ExceptionGroup): 
    def __new__(cls, m, e, code): s = super().__new__(cls, m, e); s.code = code; return s
    def derive(self, excs): return EG2(self.message, excs, self.code)
g = EG2('m', [ValueError(1), EG2('n', [TypeError(2), ValueError(3)], 5)], 4)
g.split(ValueError)
[x.code for x in g.split(ValueError)]
g.subgroup(TypeError), g.subgroup(KeyError), g.subgroup(lambda e: True) is g
g.subgroup(5)
g.subgroup((ValueError, 5))
g.subgroup(int)
g.subgroup()
g.split(lambda e: 1/0)
g.split(lambda e: isinstance(e, ExceptionGroup))
g.args, g.message
g.message = 5
g.exceptions = 5
g.derive([KeyError()])
ExceptionGroup('x', [ValueError()]).derive([KeyboardInterrupt()])
ExceptionGroup('x', [ValueError()]).derive(5)
ExceptionGroup('x', [ValueError()]).derive()
class EG3(ExceptionGroup):
    def derive(self, excs): return 42
EG3('x', [ValueError(), TypeError()]).split(ValueError)
EG3('x', [ValueError(), TypeError()]).subgroup(ValueError)
ExceptionGroup[int]
str(ExceptionGroup('m', [ValueError()])), str(ExceptionGroup('m', [ValueError()]*2)), repr(ExceptionGroup('m', [ValueError()]))
l = [ValueError(1)]
g = ExceptionGroup('m', l)
l.append(3)
g.exceptions, repr(g), g.args
g.args = (1,)
repr(g), str(g)
class EGi(ExceptionGroup):
    def __init__(self, m, e): self.extra = 1
EGi('m', [ValueError()]).extra
g = ExceptionGroup('a', [ValueError()])
g.add_note('n')
s = g.subgroup(lambda e: isinstance(e, ValueError))
s.__notes__, s.__notes__ is g.__notes__
g.__notes__ = 5
g.split(lambda e: e is not g)
BaseException().args, BaseException(1).args
e = BaseException(1)
e.args = 5
e.args = [1, 2]
e.args
e.args = 'ab'
e.args
del e.args
e.__cause__ = 5
e.__context__ = 5
e.__traceback__ = 5
e.__suppress_context__ = 5
del e.__cause__
del e.__context__
del e.__traceback__
del e.__suppress_context__
e.__cause__ = ValueError()
e.__suppress_context__
e.__suppress_context__ = False
e.__cause__ = None
e.__suppress_context__
e.with_traceback(5)
e.with_traceback()
e.add_note(5)
e.add_note()
e.add_note('a')
e.__notes__
e.__notes__ = 3
e.add_note('b')
e.__notes__ = []
e.add_note('c')
e.__notes__
e.__setstate__({'x': 1})
e.x
e.__setstate__(5)
e.__setstate__(None)
e.__dict__
e.__reduce__()
BaseException.__reduce__(5)
Exception(x=1)
ValueError(x=1)
OSError(x=1)
KeyError(x=1)
class My(Exception):
    def __init__(self, *, x): self.x = x
My(x=1).args, My(x=1).x
My(1)
class My2(Exception):
    def __new__(cls, *a, **k): return super().__new__(cls, *a, **k)
    def __init__(self, *a, **k): pass
My2(1, x=2).args
class OS2(OSError):
    def __init__(self, a, b): super().__init__(a, b); self.z = 1
OS2(2, 'x').errno, OS2(2, 'x').args
class OS3(OSError):
    def __new__(cls, a, b): return super().__new__(cls, a, b)
OS3(2, 'x').errno
class OS4(OSError):
    def __init__(self): pass
OS4().args, str(OS4()), OS4().errno
class OS5(OSError):
    def __init__(self, path): self.p = path; super().__init__(path)
OS5('x').args
type(OSError(2, 'a')), type(OSError(13, 'a')), type(OSError(17, 'x')), type(OSError(4, 'x')), type(OSError(32, 'x')), type(OSError(111, 'x')), type(OSError(110, 'x')), type(OSError(3, 'x')), type(OSError(10, 'x')), type(OSError(21, 'x')), type(OSError(20, 'x')), type(OSError(1, 'x')), type(OSError(104, 'x')), type(OSError(103, 'x')), type(OSError(11, 'x')), type(OSError(108, 'x'))
type(OS2(2, 'x'))
str(OSError(2, 'a', 'f')), str(OSError(2, 'a', b'f')), str(OSError(2, 'a', 5)), str(OSError(None, 'a')), str(OSError(2, None)), str(OSError(2, 'a', 'f', None, 'g'))
OSError('a', 'b').errno
OSError(2, 'a', 'f').args
repr(OSError(2, 'a', 'f', 1, 'g'))
FileNotFoundError(5, 'x').errno, FileNotFoundError('q').errno
EnvironmentError is OSError, IOError is OSError
MemoryError(1), RecursionError(2), NotImplementedError, TabError('x', ('f', 1, 2, 'z')).text
str(KeyError('a')), str(KeyError('a', 'b')), str(KeyError()), str(KeyError(1))
class KK(KeyError):
    def __str__(self): return 'kk'
str(KK('x'))
e = ValueError('x')
e.__dict__ = {'a': 1}
e.a
e.__dict__ = 5
ValueError.__mro__
raise 5
raise int
raise int()
raise None
pass
raise ValueError from 5
raise ValueError from int
raise ValueError from TypeError
raise ValueError('a') from None
class Bad(Exception):
    def __new__(cls): return 5
raise Bad
raise Bad from None
try: raise Bad
except TypeError as e: print(e)
class Bad2(Exception):
    def __init__(self): 1/0
raise Bad2
raise ValueError from Bad2
try: 1/0
except 5: pass
try: 1/0
except (ValueError, 5): pass
try: 1/0
except int: pass
try: 1/0
except (ValueError, (TypeError, int)): pass
try: 1/0
except [ZeroDivisionError]: pass
raise
def f(): raise
f()
try:
    1/0
except ZeroDivisionError as e:
    f()
try:
    try: 1/0
    finally: raise ValueError
except ValueError as e: print(repr(e.__context__))
def cyc():
    try:
        try: raise ValueError('a')
        except ValueError as a:
            try: raise TypeError('b')
            except TypeError as b:
                raise a from b
    except ValueError as e:
        print(repr(e.__context__), repr(e.__cause__), repr(e.__cause__.__context__))
cyc()
def cyc2():
    try: raise ValueError('a')
    except ValueError as a:
        try:
            try: raise TypeError('b')
            except TypeError as b:
                try: raise KeyError('c')
                except KeyError as c:
                    raise a
        except ValueError as e: print(repr(e.__context__), repr(e.__context__.__context__), repr(e.__context__.__context__.__context__))
cyc2()
import sys, types
def f():
    try: 1/0
    except ZeroDivisionError as e: return e
e = f()
tb = e.__traceback__
tb.tb_lineno, tb.tb_next, tb.tb_lasti >= 0, tb.tb_frame.f_code.co_name
tb.tb_next = 5
tb.tb_next = tb
del tb.tb_next
tb.tb_lineno = 5
tb.tb_frame = 5
tb.x = 4
tb.tb_next = None
t2 = types.TracebackType(None, tb.tb_frame, 1, 2)
t2.tb_lineno, t2.tb_lasti
tb.tb_next = t2
tb.tb_next is t2
t2.tb_next = tb
types.TracebackType()
types.TracebackType(5, tb.tb_frame, 1, 2)
types.TracebackType(None, 5, 1, 2)
types.TracebackType(None, tb.tb_frame, 'a', 2)
types.TracebackType(None, tb.tb_frame, 1)
types.TracebackType(tb_next=None, tb_frame=tb.tb_frame, tb_lasti=1, tb_lineno=2).tb_lineno
fr = tb.tb_frame
fr.f_lineno = 5
fr.f_back = 5
fr.f_locals
fr.f_code = 1
fr.clear()
fr.f_locals
del fr.f_lineno
fr.f_trace
fr.f_trace = len
fr.f_trace
del fr.f_trace
fr.f_trace
fr.f_trace_lines, fr.f_trace_opcodes
fr.f_trace_lines = 5
fr.f_trace_lines = False
fr.f_trace_lines
fr.x = 1
def g():
    sys._getframe().clear()
g()
def g():
    yield sys._getframe()
it = g()
fr = next(it)
fr.clear()
fr.f_back
next(it)
sys._getframe(1000)
sys._getframe('a')
sys._getframe(-1).f_code.co_name
sys.exc_info()
sys.exception()
sys.exc_info(1)
try: 1/0
except: print(sys.exc_info()[0], repr(sys.exception()))
sys.exc_info()
types.FrameType()
types.CodeType()
''')

# What an OSError says once its parts are replaced or deleted.
for args in [(2, 'x'), (2, 'x', 'f'), (2, 'x', 'f', None, 'g'), (2,), ()]:
    for name in ['errno', 'strerror', 'filename', 'filename2']:
        error = OSError(*args)
        setattr(error, name, None)
        print(args, name, repr(str(error)), error.__reduce__()[1])
        delattr(error, name)
        print(args, name, repr(str(error)), error.__reduce__()[1], getattr(error, name))
