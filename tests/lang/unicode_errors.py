# UnicodeError and its kin.
from _expressions import each
import sys
def u(f):
    try: f()
    except UnicodeError as e: return e
enc = u(lambda: 'a\xe9b'.encode('ascii'))
dec = u(lambda: b'a\xe9b'.decode('ascii'))
tr = UnicodeTranslateError('abc',1,2,'why')
each('''
enc
str(enc)
enc.args
enc.encoding,enc.object,enc.start,enc.end,enc.reason
dec
str(dec)
dec.args
dec.encoding,dec.object,dec.start,dec.end,dec.reason
tr
str(tr)
tr.args
tr.object,tr.start,tr.end,tr.reason
tr.encoding
UnicodeEncodeError()
UnicodeEncodeError('a')
UnicodeEncodeError(1,2,3,4,5)
UnicodeEncodeError('ascii', b'x', 1, 2, 'r')
UnicodeEncodeError('ascii', 'x', '1', 2, 'r')
UnicodeEncodeError('ascii', 'x', 1, 2, 3)
UnicodeEncodeError(1, 'x', 1, 2, 'r')
UnicodeDecodeError('ascii', 'x', 1, 2, 'r')
UnicodeDecodeError('ascii', b'x', 1, 2, 'r')
UnicodeDecodeError('ascii', bytearray(b'x'), 0, 1, 'r').object
UnicodeDecodeError('ascii', memoryview(b'x'), 0, 1, 'r').object
UnicodeTranslateError(b'x', 1, 2, 'r')
UnicodeTranslateError('x', 1, 2)
str(UnicodeEncodeError('ascii', 'xyz', 1, 3, 'r'))
str(UnicodeEncodeError('ascii', 'xyz', 0, 1, 'r'))
str(UnicodeEncodeError('ascii', 'x\\u1234z', 1, 2, 'r'))
str(UnicodeEncodeError('ascii', 'x\\U00012345z', 1, 2, 'r'))
str(UnicodeEncodeError('ascii', 'xyz', -5, 1, 'r'))
str(UnicodeEncodeError('ascii', 'xyz', 5, 6, 'r'))
str(UnicodeEncodeError('ascii', 'xyz', 2, 100, 'r'))
str(UnicodeEncodeError('ascii', '', 0, 1, 'r'))
UnicodeEncodeError('ascii', 'xyz', -5, 1, 'r').start
UnicodeEncodeError('ascii', 'xyz', 5, 100, 'r').start
UnicodeEncodeError('ascii', 'xyz', 5, 100, 'r').end
UnicodeEncodeError('ascii', 'xyz', 1, -100, 'r').end
UnicodeEncodeError('ascii', '', 1, 1, 'r').start
str(UnicodeDecodeError('ascii', b'xyz', 1, 2, 'r'))
str(UnicodeDecodeError('ascii', b'xyz', 1, 3, 'r'))
str(UnicodeTranslateError('xyz', 1, 3, 'r'))
UnicodeError('a','b')
str(UnicodeError('a','b'))
UnicodeError().args
UnicodeEncodeError.__new__(UnicodeEncodeError)
str(UnicodeEncodeError.__new__(UnicodeEncodeError))
UnicodeEncodeError.__new__(UnicodeEncodeError).encoding
UnicodeEncodeError.__new__(UnicodeEncodeError).start
UnicodeDecodeError.__new__(UnicodeDecodeError).object
''')
def setattrs(e):
    for n,vs in dict(encoding=['utf','',1,None],object=[],start=[1,'a',None,-1,1<<70],end=[2,'a'],reason=['zz',1,None]).items():
        for v in vs:
            try:
                setattr(e,n,v)
                print(n, v, getattr(e,n), str(e))
            except Exception as ex: print(n, v, type(ex).__name__, ex)
        try:
            delattr(e,n); print('del', n)
            print(getattr(e,n))
        except Exception as ex: print(n,'del', type(ex).__name__, ex)
    try: print(str(e))
    except Exception as ex: print(type(ex).__name__, ex)
setattrs(enc); setattrs(dec); setattrs(tr)
class S(UnicodeEncodeError):
    def __init__(self,*a):
        super().__init__('x','abc',0,1,'zz')
print(S(1,2).args, str(S()))
