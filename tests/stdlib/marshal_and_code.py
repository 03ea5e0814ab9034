"""Values as bytes and back, and a console in a program."""
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print('ok', repr(r)[:300])
    except BaseException as e:
        print(type(e).__name__, '|', str(e)[:300])


import marshal, io, code, sys
for v in [None,True,False,...,StopIteration,0,1,-1,2**31-1,2**31,-2**31,-2**31-1,2**100,-2**100,1.5,-0.0,float('inf'),1+2j,'','abc','é','\ud800','a'*300,b'',b'abc',bytearray(b'x'),memoryview(b'z'),(),(1,2),tuple(range(300)),[],[1,[2]],{},{1:2,'a':[]},set(),{1},frozenset([1]),10**30,{None:None}]:
    for ver in range(5):
        b=marshal.dumps(v,ver)
        r=marshal.loads(b)
        if r!=v or type(r)!=type(v) and not isinstance(v,(bytearray,memoryview)): print('BAD',v,ver,r)
for v in [object(),lambda:0,5 .__class__,[object()],type('I',(int,),{})(3),type('S',(str,),{})('a')]: t(marshal.dumps,v)
t(marshal.loads,b''); t(marshal.loads,b'i'); t(marshal.loads,b'?'); t(marshal.loads,'a'); t(marshal.loads,b'0'); t(marshal.loads,b'[\x01\0\0\0'); t(marshal.loads,b'l\x02\0\0\0\0\0\0\0'); t(marshal.loads,b'r\0\0\0\0'); t(marshal.loads,b'i\x01\0\0\0xxx'); t(marshal.loads,b'(\xff\xff\xff\xff')
f=io.BytesIO(); marshal.dump(1,f); marshal.dump([2],f); f.seek(0); print(marshal.load(f),marshal.load(f)); t(marshal.load,f); t(marshal.load,5); t(marshal.dump,1,5)
l=[]; l.append(l)
x=[]
for i in range(3000): x=[x]
t(marshal.dumps,x)
print(marshal.loads(marshal.dumps(float('nan'))))
i=code.InteractiveInterpreter(); sys.stderr=sys.stdout
print(i.runsource('x=1'), i.runsource('if 1:'), i.runsource('1/0'), i.runsource('x'), i.runsource('print(x)'), i.locals['x'])
c=code.InteractiveConsole(); print(c.push('def f():'), c.push('  return 5'), c.push(''), c.push('f()'))
lines=iter(['a=1','if a:','  print("yes")','','1/0','raise SystemExit(3)'])
def rd(p):
    print('prompt',repr(p))
    try: return next(lines)
    except StopIteration: raise EOFError
try: code.interact('banner',rd,{},'bye')
except SystemExit as e: print('exit',e.code)
lines=iter(['x=5','x'])
code.interact('',rd,{},'')
code.interact('b',rd,{})
