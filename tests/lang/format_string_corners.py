# oracle: 3.14
"""f-strings, right and wrong."""
def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print('ok', repr(r)[:300])
    except BaseException as e:
        print(type(e).__name__, '|', str(e)[:300])
def x(src, ns=None):
    try:
        d = ns if ns is not None else {}
        exec(src, d)
        print('ok', {k:v for k,v in d.items() if k!='__builtins__' and not callable(v)})
    except BaseException as e:
        print(type(e).__name__, '|', str(e)[:300], getattr(e,'lineno',''), getattr(e,'offset',''))


a=5; b='x'; d={'k':1,"q'":2}; w=10; 
class F:
    def __format__(s,f): return f'<{f}>'
    def __repr__(s): return 'R'
    def __str__(s): return 'S'
f=F()
for s in ["f'{a}'","f'{a!r}'","f'{a=}'","f'{a = }'","f'{a=!s}'","f'{a=:>5}'","f'{b!r:>{w}}'","f'{f:{w}}'","f'{f:{{}}}'","f'{f:a{w}b{w}c}'","f'{f:%H:%M}'","f'{f!s:>3}'","f'{f!a}'","f'{f=}'","f'{f=!s}'","f'{f=:x}'","f'{d[\"k\"]}'","f'{d[\"q\\'\"]}'","f'{a:{w}.{a}}'","f'{1.5:{w}.{a}f}'","f'{a}{b}'","f'{{{a}}}'","f'{{}}'","f'}}{{'","f'{a:}}'","rf'\\{a}'","f'\\x41{a}'","f'\\N{DIGIT ONE}'","rf'\\N{a}'","f'{a if a else b}'","f'{(lambda x:x*2)(3)}'","f'{ {1:2}[1] }'","f'{[x for x in range(3)]}'","f'{a,b}'","f'{*[1,2],}'","f'{a#comment\n}'","f'''{\na\n}'''","f'''{a:\n}'''","f'{a!r:^{w}}'","f'{a:0>{w}}'","f'{a:=+5}'","f'{(a:=7)}'","f'{a:=7}'","f'{yield_}'","f'{b\"x\"}'","f'{\"a\" \"b\"}'","f'{f\"{f\\'{1}\\'}\"}'","f'{f\"{f\"{1}\"}\"}'","f\"{'\\n'.join(['a','b'])}\"","f'{a:{b!r}}'","f'{a:{\"d\"}}'","f'{None}'","f'{a!z}'","f'{a!}'","f'{!r}'","f'{}'","f'{ }'","f'{a b}'","f'{a'","f'{a:'","f'}'","f'{a}}'","f'{{a}'","f'{a:{b:{w}}}'","f'{a:{b:{w:{a}}}}'","f'{lambda x:1}'","f'{a:{lambda x:1}}'","f'{a;b}'","f'{a=b}'","f'{a==b}'","f'{a!=b}'","f'{a<=b}'","f'{a:=b}'","f'{a>=w}'","f'{not a}'","f'{a or b}'","f'{-a}'","f'{a.real}'","f'{a .real}'","f'{3.__class__}'","f'{3 .__class__}'","f'{3.0.__class__}'","f'{\"\\\\\"}'","f'{chr(10)}'","f'{a}' f'{b}' 'c'","'a' f'{a}' 'b'","f'{a}' b'x'","f''","f'' ''","f'a' 'b'","f'{a:d}{a:x}{a:b}{a:o}{a:c}{a:e}{a:g}{a:%}'","f'{b:d}'","f'{a:s}'","f'{d:5}'","f'{None:5}'","f'{a:\\x3e5}'","rf'{a:\\x3e5}'","f'{a:>5}'","f'{\"{\"}'","f'{\"}\"}'","f'{\\'a\\'}'","f'{a!r }'","f'{a! r}'","f'{a !r}'","f'{a!r:}'","f'{a:!r}'","f'{f:!r}'","f'{f::}'","f'{f:::}'","f'{f:\\n}'","f'{f:{\"x\"}:{\"y\"}}'","f'{f:{f}}'","f'{f:{f!r}}'","f'{f:{f=}}'","f'{a=  }'","f'{  a  =  }'","f'{a+1=}'","f'{a+1 = :>5}'","f'{b[0]=}'","f'{\"=\"}'","f'{a==5=}'","f'{\"a\"=}'","f'''{\n3\n=}'''","f'{0==1}'","f'{x:=5}'","f'{a,=}'","f'{lambda: 1=}'","f'{await x}'","f'{import x}'","f'{1if 1else 2}'","f'{a:{{}}}'","f'{a:}}}'","f'{f:}}}'","f'{a:x' '}'","f'{a' '}'","f'{\n'","f'{'","f'{a['","f'{a(]}'","f'{a)}'","f'{(a}'","f'{a)b'","F'{a}'","fR'{a}\\n'","Rf'{a}\\n'","f'\\{a}'","f'\\{{a}}'","f'{{\\x41}}'","f'\\u0041{a}'","f'\\777'","f'{__debug__}'","f'{...}'","f'{...!r}'","f'{1_0}'","f'{a:{1_0}}'","f'{a:{\"\"}}'","f'{a!s:{\"\"}}'","f'{f:{\"\"}}'"]:
    t(eval,s)
import string
try:
    from string.templatelib import Template, Interpolation
    T=True
except ImportError: T=False
n='world'
print(f"{n!r:>10}|{n:^11}|{n:*<8}|{len(n)=}")
def z(): 
    x=1
    return f'{x}{(lambda: x)()}{[x for _ in "a"]}'
t(z)
class C:
    v=3
    s=f'{v}'
    def m(self): return f'{self.v} {__class__.__name__}'
t(lambda: C.s+C().m())
