"""Items and slices of arrays, memoryviews, ranges and mapping proxies; operators of bytes, dicts and sets."""

from array import array
import types
for code in 'bBhHiIlLqQfd':
    a=array(code,[1,2,3])
    print(code,a[0],a[-1],a[True])
    for v in (0,-1,127,128,255,256,32767,-32768,-32769,65535,65536,2**31-1,2**31,2**32,2**62,2**63-1,2**63,2**64-1,2**64,-2**63,-2**63-1,1.5,True,'x',None,1e300,float('nan'),2**70):
        try:
            a[1]=v
            print(a[1])
        except Exception as e:
            print(type(e).__name__,e)
    for i in (3,-4,10**9,2**70,1.0,'x',None):
        try:
            print(a[i])
        except Exception as e:
            print(type(e).__name__,e)
        try:
            a[i]=1
        except Exception as e:
            print(type(e).__name__,e)
    m=memoryview(bytearray(48)).cast(code)
    for v in (0,-1,127,128,255,256,32767,-32768,-32769,65535,65536,2**31-1,2**31,2**32,2**62,2**63-1,2**63,2**64-1,2**64,-2**63,-2**63-1,1.5,True,'x',None,1e300,float('nan'),2**70):
        try:
            m[1]=v
            print(m[1])
        except Exception as e:
            print(type(e).__name__,e)
    try:
        m[-1]=3
        print(m[-1], m[-len(m)], len(m))
        m[len(m)]
    except Exception as e:
        print(type(e).__name__,e)
    try:
        m[-len(m)-1]=4
    except Exception as e:
        print(type(e).__name__,e)
    r=m.toreadonly()
    try:
        r[0]=1
    except Exception as e:
        print(type(e).__name__,e)
    s=m[::2]; s[1]=7; print(m.tolist(), s.tolist(), m[::-1].tolist()[:4], m[-1:2:-2].tolist(), m[5:2].tolist(), s[1:][0], m[0:100].nbytes)
    m.release()
    for f in (lambda: m[0], lambda: m[1:], lambda: m.__setitem__(0,1)):
        try:
            f()
        except Exception as e:
            print(type(e).__name__,e)
m2=memoryview(bytes(range(12))).cast('B',(3,4))
for k in (0,(1,2),slice(1,2),slice(None,None,-1)):
    try:
        x=m2[k]
        print(x if isinstance(x,int) else x.tolist())
    except Exception as e:
        print(type(e).__name__,e)
m0=memoryview(bytes(1)).cast('B',())
for k in (0,(),slice(1)):
    try:
        print(m0[k])
    except Exception as e:
        print(type(e).__name__,e)
try:
    m0[1:2]
except Exception as e:
    print(type(e).__name__,e)
class A(array):
    pass
a=A('d',[1,2]); a[0]=3.5; print(a[0],a[1]); a.x=1
class B(array):
    def __getitem__(s,i):
        return 'B%r'%i
    def __setitem__(s,i,v):
        print('set',i,v)
b=B('i',[1]); print(b[0]); b[0]=2
w=array('w','abc'); w[1]='z'; print(w[0],w[1],w); 
r=range(3,30,4); print(r[0],r[-1],r[2]); 
for i in (7,-8,2**62,-2**62,2**80):
    try:
        print(r[i])
    except Exception as e:
        print(type(e).__name__,e)
print(range(2**61)[2**60])
p=types.MappingProxyType({'a':1,2:3}); print(p['a'],p[2])
try:
    p['b']
except KeyError as e:
    print(e)
x=b'abc'; y=b'abd'; print(x==y,x!=y,x<y,x<=y,x>y,x>=y,x==bytearray(x),x<bytearray(y),x==memoryview(x),sorted([y,x,b'',b'ab']),x=='abc',max(x,y))
try:
    x<'a'
except TypeError as e:
    print(e)
print(97 in x, 98 in y, b'bc' in x, b'' in x, 300 in [1])
for bad in (256,-1,'a',None):
    try:
        bad in x
    except Exception as e:
        print(type(e).__name__,e)
    try:
        print(bad in x)
    except Exception as e:
        print(type(e).__name__,e)
z=x; z+=y; print(x,z,x+y,x*3,3*x,x*0,x*-1)
ba=bytearray(b'q'); bb=ba; ba+=x; print(bb, ba is bb)
mv=memoryview(ba)
try:
    ba+=x
except BufferError as e:
    print(e)
ba+=b''
mv.release()
print(x+bytearray(b'z'), bytearray(b'z')+x, x+memoryview(b'zz'))
class BS(bytes):
    def __add__(s,o):
        return 'add'
    def __radd__(s,o):
        return 'radd'
print(BS(b'a')+b'b', b'b'+BS(b'a'), BS(b'a')==b'a')
d={1:2}; e=d; d|={3:4}; print(e, d|{1:9}, {1:9}|d)
d|=[(5,6)]; print(d)
try:
    d|[(1,2)]
except TypeError as e2:
    print(e2)
class D(dict):
    def __or__(s,o):
        return 'or'
    def __ror__(s,o):
        return 'ror'
print(D()|{}, {}|D())
s={1,2,3}; t=s; s|={4}; s&={1,2,4}; s^={1,9}; s-={9}; print(s,t is s); s-=s; print(s); s|=frozenset([1]); f=frozenset([1]); g=f; f|={2}; print(sorted(f),g, type(f))
f^=frozenset([1]); print(f)
try:
    s|=[1]
except TypeError as e3:
    print(e3)
print(bool(b''), bool(b'a'), not b'', [1 if x else 0 for x in (b'',b'1')])

b=bytearray(b'abc'); m=memoryview(b); 
print(len(b),len(m),len(m[1:]),len(b'xy'),len(range(5)),len(range(5,1)),len(range(0,10,3)),len(range(10,0,-3)))
print(len(m.cast('B',(1,3))))
try:
    print(len(m.cast('B',(3,)).cast('B',())) )
except TypeError as e:
    print(e)
z=memoryview(bytes(1)).cast('B',())
try:
    print(len(z))
except TypeError as e:
    print(e)
m.release()
try:
    len(m)
except ValueError as e:
    print(e)
try:
    len(range(2**70))
except OverflowError as e:
    print(e)
print(len(range(2**45)), bytes(b), bytes(memoryview(b'qq')), bytearray(b'x'), bytearray(memoryview(b'zz')), bytes(bytearray()))
try:
    bytes(b,'utf-8')
except TypeError as e:
    print(e)
