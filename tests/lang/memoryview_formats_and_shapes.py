# memoryview: formats, shapes, slices, casts, items, comparison, release.
# oracle: 3.14
from _probe import run, show
import sys
METHODS = ['__getitem__', '__setitem__', '__delitem__', 'cast', 'tobytes', 'c_contiguous', 'contiguous',
           'f_contiguous', 'format', 'itemsize', 'nbytes', 'ndim', 'readonly', 'shape', 'strides', 'suboffsets']
A=[(0,),(1,),(-1,),(10,),(None,),('B',),('b',),('c',),('I',),('i',),('H',),('d',),('f',),('q',),('?',),('@B',),('<i',),('xx',),(5,5),(slice(1,3),),(2.5,),((0,),),((0,0),),(()),(...,),('B',[2,4]),('B',(8,)),('B',[2,2]),('B',[0]),(':',),(':',2),(b'ab',),('C',),('F',),('A',),(slice(0,2),b'xy'),(slice(0,2),b'x'),(0,300),(0,'a'),(0,65),(0,b'a'),(slice(0,4,2),b'xy')]
for l,m in [('mv',lambda:memoryview(b'abcdefgh')),('mva',lambda:memoryview(bytearray(b'abcdefgh'))),('mvi',lambda:memoryview(bytearray(8)).cast('i')),('mv2',lambda:memoryview(b'abcdefgh').cast('B',[2,4])),('mvs',lambda:memoryview(b'abcdefgh')[::2]),('mvd',lambda:memoryview(bytearray(16)).cast('d')),('mvc',lambda:memoryview(bytearray(b'abcd')).cast('c')),('mv0',lambda:memoryview(b'')),('mvt',lambda:memoryview(bytearray(b'\0\1\2')).cast('?')),('mvneg',lambda:memoryview(bytearray(b'abc'))[::-1]),('mvz',lambda:memoryview(b'a').cast('B',()))]:
    for n in METHODS:
        for a in A:
            o=m()
            try: f=getattr(o,n)
            except BaseException as e: print(l,n,type(e).__name__,e); break
            if not callable(f): print(l,n,show(f)); break
            def g():
                r=f(*a)
                if isinstance(r,memoryview): return ('MV',r.tobytes(),r.format,r.shape,r.strides,r.ndim,r.itemsize,r.nbytes,r.readonly,r.contiguous)
                return r
            run(f'{l}.{n}{a!r}'.split(' at 0x')[0],g,())
            try:
                if o.tobytes()!=m().tobytes(): print('  now',o.tobytes())
            except ValueError as e: print('  rel',e)
def t(e,init='memoryview(bytearray(b"abcdef"))'):
    ns={'m':eval(init)}
    try: exec(e,ns); print(e,'->',ns.get('r'),bytes(ns['m'].tobytes()))
    except BaseException as ex: print(e,'->',type(ex).__name__,ex)
for e in ['m[0]=65','m[0]=300','m[0]=-1','m[0]="a"','m[0]=1.5','m[9]=1','m["a"]=1','m[0:2]=b"xy"','m[0:2]=b"xyz"','m[0:2]="xy"','m[::2]=b"XYZ"','m[::-1]=m','m[1:]=m[:-1]','del m[0]','del m[0:1]','r=m==b"abcdef"','r=m==memoryview(b"abcdef")','r=m!=b"x"','m<m','r=hash(m)','r=hash(memoryview(b"ab"))==hash(b"ab")','m.release();m[0]','m.release();m.release()','m.release();m.tobytes()','m.release();len(m)','m.release();r=m.obj','m.release();r=m.format','m.release();r=repr(m).split(" at")[0]','m.release();r=m==m','with m as x: r=x[0]','with m: pass\nm[0]','with m:\n  m.release()','n=m[1:];m.release();n[0]','n=memoryview(m);m.release();r=n[0]','r=m.toreadonly().readonly','m.toreadonly()[0]=1','r=m.cast("H").tolist()','r=m.cast("H")[1]','m.cast("i")','m.cast("H").cast("I")','r=m.cast("B",[2,3]).tolist()','r=m.cast("B",[2,3])[1,2]','r=m.cast("B",[2,3])[-1,-1]','m.cast("B",[2,3])[2,0]','m.cast("B",[2,3])[0]','m.cast("B",[2,3])[0,0,0]','m.cast("B",[2,3])[0:1]','m.cast("B",[2,3])[0,0]=90','r=len(m.cast("B",[2,3]))','r=list(m.cast("B",[2,3]))','r=m.cast("B",shape=[3,2]).shape','r=m.cast(format="b").format','m.cast()','m.cast(1)','m.cast("B",[4])','m.cast("B",[-1,6])','m.cast("B",["a"])','m.cast("H",[3,1])','m[::2].cast("B")','r=65 in m,97 in m','r=list(m)','r=list(reversed(m))','r=m[::-2].tolist()','r=m.hex(":")','r=m.hex(sep="-",bytes_per_sep=2)','r=m.tobytes("C")','m.tobytes("X")','m.tobytes(order=None)','r=bytes(m),bytearray(m)','r=b"x".join([m])','r=m.obj','r=m.suboffsets,m.c_contiguous,m.f_contiguous','r=m[1:3].contiguous,m[::2].contiguous','memoryview(5)','memoryview("a")','memoryview()','memoryview(object=b"a")','class X(memoryview):pass','m.x=1','m.nbytes=1','r=m[()]','memoryview(b"a").cast("B",())[()]','r=memoryview(b"a").cast("B",())[()]','r=memoryview(b"a").cast("B",()).tolist()','m[...]=1','r=m[...]is m','m[0,]','r=m[0,]','m[0.5]','m+m','m*2','x=memoryview(b"abc");x[0]=1','x=memoryview(b"ab");x[0:1]=b"a"','r=int.from_bytes(m[:2],"big")','r=m.itemsize,m.nbytes,m.ndim,m.shape,m.strides,m.format,m.readonly','r=memoryview(bytes(8)).cast("d").tolist()','r=memoryview(bytes(8)).cast("P").tolist()','r=memoryview(bytes(8)).cast("n").format','x=memoryview(bytearray(8)).cast("d");x[0]=1.5;r=x.tolist(),x.tobytes()','x=memoryview(bytearray(8)).cast("d");x[0]="a"','x=memoryview(bytearray(8)).cast("q");x[0]=2**63','x=memoryview(bytearray(8)).cast("b");x[0]=128','x=memoryview(bytearray(8)).cast("c");x[0]=b"z";r=x[0]','x=memoryview(bytearray(8)).cast("c");x[0]=5','x=memoryview(bytearray(8)).cast("?");x[0]=5;r=x[0]','x=memoryview(bytearray(8)).cast("i");x[0:1]=memoryview(bytearray(4)).cast("i");','x=memoryview(bytearray(8)).cast("i");x[0:1]=b"abcd"','x=memoryview(bytearray(4)).cast("e");x[0]=0.5;r=x.tolist()','for c in "bBhHiIlLqQnNfd?c": print(c, memoryview(bytes(range(8))).cast(c).tolist())']: t(e)
