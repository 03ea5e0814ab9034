# oracle: 3.14
# What happens to streams that nobody has any more, and what buffers say of raw streams that do not behave.
import io, sys, os, gc, re, warnings, tempfile, _io
warnings.simplefilter('ignore')
sys.unraisablehook = lambda u: print('UNRAISABLE', u.exc_type.__name__, u.exc_value, re.sub(' (at|encoding).*', '', u.err_msg), u.object)
n = 0
def t(f):
    global n
    n += 1
    try: r = f()
    except BaseException as e: print(n, type(e).__name__, e)
    else: print(n, repr(r) if not isinstance(r, (io.IOBase,)) else type(r).__name__)
folder = tempfile.TemporaryDirectory(); p = os.path.join(folder.name, 'f')
def wr(b):
    with open(p, 'wb') as f: f.write(b)
# finalization
class S(io.StringIO):
    def close(self): print('S.close'); super().close()
s = S('x'); del s
class B(io.BytesIO):
    def close(self): print('B.close'); super().close()
b = B(b'x'); del b
class S2(io.StringIO):
    def __del__(self): print('S2.del'); super().__del__()
    def close(self): print('S2.close', self.closed); super().close()
    def flush(self): print('S2.flush'); super().flush()
s = S2(); del s
class BW(io.BufferedWriter):
    def __del__(self): print('BW.del'); super().__del__()
    def close(self): print('BW.close'); super().close()
    def flush(self): print('BW.flush'); super().flush()
w = BW(io.BytesIO()); w.write(b'abc'); del w
class Raw(io.RawIOBase):
    def __init__(self, data=b''): self.data = data; self.log = []
    def readable(self): return True
    def writable(self): return True
    def readinto(self, b):
        n = min(len(b), len(self.data)); b[:n] = self.data[:n]; self.data = self.data[n:]; return n
    def write(self, b): self.log.append(bytes(b)); return len(b)
    def close(self): print('Raw.close'); super().close()
    def flush(self): print('Raw.flush'); super().flush()
r = Raw(); del r
w = io.BufferedWriter(Raw()); w.write(b'abc'); del w
r = io.BufferedReader(Raw(b'abc')); t(lambda: r.read()); del r
tw = io.TextIOWrapper(io.BufferedWriter(Raw()), 'ascii'); tw.write('abc'); del tw
class Bad(Raw):
    def write(self, b): raise OSError('no write')
    def close(self): print('Bad.close'); io.RawIOBase.close(self)
w = io.BufferedWriter(Bad()); w.write(b'abc'); del w
class BadC(Raw):
    def close(self): raise OSError('no close')
w = io.BufferedWriter(BadC()); del w
r = BadC(); del r
class S3(io.StringIO):
    def close(self): raise ValueError('bad close')
s = S3(); del s
b = io.TextIOWrapper(BadC()); del b
class RWraw(Raw):
    def seekable(self): return True
    def seek(self, *a): return 0
    def tell(self): return 0
rw = io.BufferedRandom(RWraw()); del rw
wr(b'hello\nworld\r\nx')
f = open(p); del f
f = open(p, 'rb'); del f
f = open(p, 'rb', 0); del f
f = open(p, 'wb'); f.write(b'abc'); del f
t(lambda: open(p, 'rb').read())
class F(io.FileIO):
    def close(self): print('F.close'); super().close()
    def __del__(self): print('F.del'); super().__del__()
f = F(p); del f
f = F(p); f.close(); del f
class T(io.TextIOWrapper):
    def close(self): print('T.close'); super().close()
    def flush(self): print('T.flush'); super().flush()
f = T(io.BytesIO()); f.write('x'); del f
class IOB(io.IOBase):
    def close(self): print('IOB.close', self.closed); super().close(); print(self.closed)
    def flush(self): print('IOB.flush')
x = IOB(); del x
x = IOB(); x.close(); x.close(); del x
x = IOB(); a = x; x.me = x; del x, a; gc.collect()
class IOBD(io.IOBase):
    def __del__(self): print('own del only')
x = IOBD(); del x
t(lambda: io.IOBase().__del__())
t(lambda: io.IOBase().readline()); t(lambda: io.IOBase().readlines()); t(lambda: io.IOBase().seek(0)); t(lambda: io.IOBase().tell())
t(lambda: io.IOBase().truncate()); t(lambda: io.IOBase().fileno()); t(lambda: io.IOBase().isatty()); t(lambda: io.IOBase().flush())
t(lambda: io.IOBase().readable()); t(lambda: io.IOBase().writelines([])); t(lambda: io.IOBase().writelines([1])); t(lambda: list(io.IOBase()))
t(lambda: io.IOBase()._checkClosed()); t(lambda: io.IOBase()._checkReadable()); t(lambda: io.IOBase()._checkSeekable())
def closed(c):
    c.close(); return c
t(lambda: closed(io.IOBase()).flush()); t(lambda: closed(io.IOBase()).isatty()); t(lambda: closed(io.IOBase()).__enter__()); t(lambda: closed(io.IOBase()).__iter__())
t(lambda: io.RawIOBase().read()); t(lambda: io.RawIOBase().readall()); t(lambda: io.RawIOBase().readinto(bytearray(1))); t(lambda: io.RawIOBase().write(b''))
t(lambda: io.BufferedIOBase().read()); t(lambda: io.BufferedIOBase().read1()); t(lambda: io.BufferedIOBase().readinto(bytearray(2))); t(lambda: io.BufferedIOBase().write(b'')); t(lambda: io.BufferedIOBase().detach()); t(lambda: io.BufferedIOBase().readinto1(bytearray(1)))
t(lambda: io.TextIOBase().read()); t(lambda: io.TextIOBase().readline()); t(lambda: io.TextIOBase().write('')); t(lambda: io.TextIOBase().detach()); t(lambda: (io.TextIOBase().encoding, io.TextIOBase().errors, io.TextIOBase().newlines))
class R2(io.RawIOBase):
    def __init__(self, *parts): self.parts = list(parts)
    def readable(self): return True
    def readinto(self, b):
        if not self.parts: return 0
        x = self.parts.pop(0)
        if x is None: return None
        b[:len(x)] = x; return len(x)
t(lambda: R2(b'ab', b'cd').read()); t(lambda: R2(None).read()); t(lambda: R2(b'ab', None, b'c').readall()); t(lambda: R2(b'ab').read(1) if 0 else R2(b'a').read(1)); t(lambda: R2().read()); t(lambda: R2(b'ab\ncd').readline() if 0 else None)
t(lambda: R2(b'a', b'\n', b'c').readline()); t(lambda: list(R2(b'a', b'\n', b'c'))); t(lambda: R2(b'a', b'\n', b'c').readlines(1)); t(lambda: R2(b'a').readline(5)); t(lambda: R2(b'a').readline('x')); t(lambda: R2(b'a',b'b').readline(None))
class R4b(io.RawIOBase):
    def readinto(self, b): return 100
    def readable(self): return True
t(lambda: io.BufferedReader(R4b(), 3).read(5))
class R4(io.RawIOBase):
    def readinto(self, b): return -1
    def readable(self): return True
t(lambda: io.BufferedReader(R4(), 4).read(5))
class R5(io.RawIOBase):
    def readinto(self, b): return 'x'
    def readable(self): return True
t(lambda: R5().read(5)); t(lambda: io.BufferedReader(R5()).read(5)); t(lambda: io.BufferedReader(R5()).peek())
class W1(io.RawIOBase):
    def __init__(self, *r): self.r = list(r); self.got = []
    def writable(self): return True
    def write(self, b):
        self.got.append(bytes(b)); x = self.r.pop(0) if self.r else len(b); return x
def bw(*r, data=b'abcdef'):
    w1 = W1(*r); w = io.BufferedWriter(w1, 4)
    try: x = w.write(data); w.flush()
    except BaseException as e:
        res = type(e).__name__, str(e), getattr(e, 'characters_written', None), w1.got
        w1.r = []; 
        return res
    return x, w1.got
t(lambda: bw()); t(lambda: bw(2)); t(lambda: bw(-1)); t(lambda: bw(100)); t(lambda: bw('x')); t(lambda: bw(0, data=b'ab')); t(lambda: bw(3, 3)); t(lambda: bw(data=b'ab'))
t(lambda: io.BufferedReader(W1())); t(lambda: io.BufferedWriter(R2())); t(lambda: io.BufferedRandom(R2())); t(lambda: io.BufferedReader(R2(), 0)); t(lambda: io.BufferedReader(R2(), -1)); t(lambda: io.BufferedWriter(W1(), 0)); t(lambda: io.BufferedRWPair(R2(), R2())); t(lambda: io.BufferedRWPair(W1(), W1())); t(lambda: io.BufferedRWPair(R2(), W1(), 0)); t(lambda: io.BufferedReader('x'))
rd = io.BufferedReader(R2(b'hello', b'world'), 4)
t(lambda: rd.peek()); t(lambda: rd.peek(2)); t(lambda: rd.read1(2)); t(lambda: rd.read(3)); t(lambda: rd.read1()); t(lambda: rd.readline()); t(lambda: rd.read()); t(lambda: rd.read(0)); t(lambda: rd.read(-1)); t(lambda: rd.read(-2)); t(lambda: rd.read1(-1)); t(lambda: rd.seek(0)); t(lambda: rd.tell()); t(lambda: rd.seekable()); t(lambda: rd.name); t(lambda: rd.mode); t(lambda: rd.raw); t(lambda: rd.closed); t(lambda: repr(rd)); t(lambda: rd.detach()); t(lambda: rd.read()); t(lambda: rd.closed); t(lambda: rd.detach()); t(lambda: repr(rd)); t(lambda: rd.raw); t(lambda: rd.flush()); t(lambda: rd.close())
import pickle, copy
t(lambda: pickle.dumps(io.BufferedReader(R2()))); t(lambda: copy.copy(io.StringIO('abc')).getvalue()); t(lambda: copy.deepcopy(io.BytesIO(b'abc')).getvalue()); t(lambda: pickle.loads(pickle.dumps(io.StringIO('a\nb'))).read())
