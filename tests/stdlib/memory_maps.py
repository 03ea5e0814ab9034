# oracle: 3.14
"""mmap: files and memory as mutable bytes; what is wrong with arguments, closed and read-only maps."""
import copy
import mmap
import os
import pickle
import re
import tempfile

os.chdir(tempfile.mkdtemp())
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except BaseException as e: print(type(e).__name__, e)
open('x','wb').write(b'hello\nworld\n'+b'.'*5000)
f=open('x','r+b')
m=mmap.mmap(f.fileno(),0)
print(m, type(m), len(m), m[0], m[-1], m[:5], m[0:10:2], m[::-1][:3], m[5000:9000] == b'.'*12, bool(m))
t(lambda: m[9999]); t(lambda: m['a']); t(lambda: m[5012])
m[0]=72; m[1:3]=b'EL'; print(m[:5], open('x','rb').read(5))
def s(i,v): m[i]=v
t(s,0,256); t(s,0,-1); t(s,0,b'a'); t(s,slice(0,2),b'abc'); t(s,slice(0,2),'ab'); t(s,9999,1); t(s,slice(0,6,2),b'XYZ'); print(m[:6])
def d(i): del m[i]
t(d,0)
print(m.find(b'world'), m.find(b'w',7), m.rfind(b'.'), m.rfind(b'o',0,8), m.find(b''), m.find(b'zz'), m.find(b'o',-5000,-1))
print(m.tell(), m.readline(), m.tell(), m.read(3), m.read_byte(), m.tell(), m.readline(), len(m.read()), m.read(), m.readline(), m.tell())
t(m.read_byte); print(m.seek(0), m.seek(5,1), m.seek(-2,2), m.tell()); t(m.seek,-1); t(m.seek,99999); t(m.seek,0,9); m.seek(0)
print(m.write(b'abc'), m.tell(), m.write_byte(100), m[:6]); t(m.write_byte,300); t(m.write,'x'); m.seek(0,2); t(m.write,b'toolong'); t(m.write_byte,1)
m.seek(0); m.move(10,0,5); print(m[:16]); t(m.move,0,5000,100); t(m.move,-1,0,1)
print(m.flush(), m.flush(0,4096), m.size()); t(m.flush,1,5); t(m.flush, 0, 999999)
m.resize(6000); print(len(m), m.size(), m[5500], os.path.getsize('x')); m.resize(100); print(len(m), os.path.getsize('x'))
t(m.resize,-1)
print(b'w' in m, 119 in m, list(m)[:3], re.search(b'o', m), m.madvise(mmap.MADV_NORMAL), hash(m)!=0)
t(m.madvise,9999999)
print(m == m)
print(m.closed, m.close(), m.closed, m)
for f2 in (lambda: len(m), lambda: m[0], m.read, m.size, lambda: m.find(b'a'), m.flush, m.tell, m.close, lambda: m.__enter__(), m.readline, lambda: m.seek(0), lambda: list(m)): t(f2)
for k in (dict(length=0,access=9),dict(length=-1),dict(length=10,offset=-1),dict(length=10,offset=5),dict(length=10**9),dict(length=0,offset=4096*50),dict(length=0,access=1,prot=1),dict(length=0,flags=mmap.MAP_SHARED,prot=mmap.PROT_READ)): t(lambda: len(mmap.mmap(f.fileno(),**k)))
open('empty','wb').close(); e=open('empty','r+b'); t(mmap.mmap,e.fileno(),0); t(mmap.mmap,99,5); t(mmap.mmap,-1,0); t(mmap.mmap,'a',1); t(mmap.mmap,f.fileno(),'a')
with mmap.mmap(f.fileno(),0,access=mmap.ACCESS_READ) as r:
    print(r, r[:4])
    def s(i,v): r[i]=v
    t(s,0,1); t(r.write,b'a'); t(r.write_byte,1); t(r.move,0,1,1); t(r.resize,5); t(r.flush)
with mmap.mmap(f.fileno(),0,access=mmap.ACCESS_COPY) as c:
    c[0]=65; print(c, c[:4], open('x','rb').read(4)); t(c.resize,5); t(c.flush)
with mmap.mmap(-1,50) as a:
    print(a, a[:3], a.write(b'anon'), a[:5]); t(a.size)
    pid=os.fork()
    if not pid: a[0]=90; os._exit(0)
    os.waitpid(pid,0); print(a[:4])
    t(a.resize,100); a.resize(30); print(len(a), a[:4])
with mmap.mmap(-1,50,mmap.MAP_PRIVATE|mmap.MAP_ANONYMOUS) as a:
    a[49]=9; a.resize(100); print(len(a), a[49:52])
with open('big','wb') as b: b.write(b'A'*4096+b'B'*4096+b'C'*100)
with open('big','r+b') as b:
    o=mmap.mmap(b.fileno(),0,offset=4096); print(len(o), o[0], o[4096:4100], o.size(), o); o[0]=68; b.seek(4096); print(b.read(2)); o.close()
    o=mmap.mmap(b.fileno(),4100,offset=4096); print(len(o)); 
    class M(mmap.mmap):
        def __new__(cls,*a,**k): return super().__new__(cls,*a,**k)
        x=5
    q=M(b.fileno(),10); print(type(q).__name__, q.x, q[:2], repr(q)); q.y=3; print(q.y)
ro=open('x','rb'); t(mmap.mmap,ro.fileno(),0); print(len(mmap.mmap(ro.fileno(),0,prot=mmap.PROT_READ)))

t(pickle.dumps,o); t(copy.copy,o)
print(bytes(o)[:3], o.readable() if hasattr(o,'readable') else '', o.seekable(), issubclass(mmap.error,OSError), mmap.error is OSError)
print({name: getattr(mmap, name) for name in dir(mmap) if name.isupper() and name[0] != "_"})
