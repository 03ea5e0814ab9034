# Applications, handlers, a server and a validator of WSGI.
from wsgiref import util, headers, handlers, simple_server, validate, types
from io import BytesIO, StringIO
import sys, threading, urllib.request, warnings
stderr, sys.stderr = sys.stderr, StringIO()
def sp(sn,pi):
    e={'SCRIPT_NAME':sn,'PATH_INFO':pi}; util.setup_testing_defaults(e); r=util.shift_path_info(e); return r,e['SCRIPT_NAME'],e['PATH_INFO']
for a in (('/','' ),('','/x/y'),('','/'),('/a','/x/y'),('/a','/x/y/'),('/a/','/x/y/'),('/a','/x'),('/a','/x/'),('/a//b','//x//y/..//z//'),('/a','/./b'),('/a','/.'),('/a','/..'),('/a/b','/../c/d'),('/a','a/b'),('/a','//'),('','//x'),('/a','/x//'),('/a','/./'),('','./x')): print(a, sp(*a))
for k in ({},{'HTTPS':'on'},{'SCRIPT_NAME':'/foo'},{'SCRIPT_NAME':'/fo\xe4'},{'SCRIPT_NAME':'/foo','PATH_INFO':'/b r/;x=1,2'},{'PATH_INFO':'/a','QUERY_STRING':'q=1'},{'HTTP_HOST':'','SERVER_PORT':'81'},{'HTTP_HOST':'','SERVER_PORT':'443','wsgi.url_scheme':'https'}, {'SCRIPT_NAME':'','PATH_INFO':''}):
    e=dict(k); util.setup_testing_defaults(e); print(util.application_uri(e), util.request_uri(e), util.request_uri(e,False), util.guess_scheme(e))
print([util.is_hop_by_hop(x) for x in 'Connection TE x Upgrade'.split()])
print(list(util.FileWrapper(StringIO('abcdefgh'),3)), util.FileWrapper([],1).__dict__)
H=headers.Headers
h=H([('a','1'),('B','2'),('A','3')]); print(len(h),h['A'],h.get_all('a'),h.get('z','d'),h.keys(),h.values(),h.items(),repr(h),repr(str(h)),bytes(h),'b' in h,'q' in h, h.setdefault('b','9'), h.setdefault('n','9'))
h['A']='7'; del h['b']; del h['zz']; h.add_header('content-disposition','attachment',filename='bud.gif',a_b=None,q='x"y\\'); h.add_header('Foo',None,bar='') ; print(h)
for a in ((1,),({},),([(b'a','b')],)):
    try: H(*a)
    except Exception as e: print(type(e).__name__,e)
try: h['a']=b'x'
except Exception as e: print(type(e).__name__,e)
class EH(handlers.SimpleHandler):
    os_environ={}
    def __init__(self,**kw): handlers.SimpleHandler.__init__(self,BytesIO(),BytesIO(),StringIO(),kw)
class TE(EH):
    http_version='1.0'; server_software=None
def run(app, cls=TE, **kw):
    env={}; util.setup_testing_defaults(env); env.update(kw); h=cls(**env); 
    try: h.run(app)
    except BaseException as e: print('raised',type(e).__name__,e)
    import re
    out=h.stdout.getvalue(); out=re.sub(rb'Date: .*\r\n',b'Date: D\r\n',out); print(out); print(h.stderr.getvalue().strip().split('\n')[-1]); return h
def a0(e,s): s('200 OK',[]); return [e['wsgi.url_scheme'].encode()]
def a1(e,s): e['wsgi.errors']; s('200 OK',[])(b'abc'); return [b'd']
def a2(e,s): s('200 OK',[('Content-Length','5')]); return iter([b'a',b'bcde'])
def a3(e,s): raise AssertionError('x')
def a4(e,s): s('200 OK',[])(b'x'); raise AssertionError('late')
def a5(e,s): s('200 OK',[]); return []
def a6(e,s): return [b'x']
def a7(e,s): s('200 OK',[('a','b')]); s('201 OK',[]); return []
def a8(e,s): s('20',[]); return []
def a9(e,s): s('abcd',[]); return []
def a10(e,s): s('200x',[]); return []
def a11(e,s): s('200 OK',[('Connection','x')]); return []
def a12(e,s): s('200 OK',[]); return ['str']
def a13(e,s):
    s('200 OK',[])
    try: raise ValueError('q')
    except ValueError: s('500 x',[('X','y')],sys.exc_info())
    return [b'z']
def a14(e,s): s('200 OK',[]); return e['wsgi.file_wrapper'](BytesIO(b'filefile'))
class C:
    def __iter__(self): yield b'1'; raise KeyError('in')
    def close(self): print('closed')
def a15(e,s): s('200 OK',[]); return C()
def a16(e,s): raise ConnectionResetError
def a17(e,s): raise KeyboardInterrupt
for a in (a0,a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16,a17): print(a.__name__); run(a); run(a,SERVER_PROTOCOL='HTTP/0.9')
class CG(EH): origin_server=False
run(a0,CG)
class SW(EH): server_software='Rondo/1'; wsgi_file_wrapper=None
h=run(a0,SW)
for f in ((validate.validator(a0)),validate.validator(simple_server.demo_app)):
    h=run(f, wsgi_x='1') if f is None else None
def check(app, args=None, **kw):
    e={}; util.setup_testing_defaults(e); e.update(kw)
    out=[]
    def sr(st,hd,exc=None): out.append((st,hd)); return out.append
    try:
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter('always')
            it=validate.validator(app)(*((e,sr) if args is None else args)); r=list(it); it.close(); print(r,out,[str(x.message) for x in w])
    except Exception as x: print(type(x).__name__, x)
ok=[('Content-Type','text/plain')]
def mk(status='200 OK',hd=ok,res=(b'x',),start=True,ei=()):
    def app(e,s):
        if start: s(status,hd,*ei)
        return list(res) if isinstance(res,tuple) else res
    return app
check(mk()); check(mk(hd=[])); check(mk(status='204 No')); check(mk(status='204 No',hd=[])); check(mk(status='2000 x')); check(mk(status='099 x')); check(mk(status='200')); check(mk(hd=())); check(mk(hd=[['a','b']])); check(mk(hd=[('status','b')])); check(mk(hd=[('a:','b')])); check(mk(hd=[('1a','b')])); check(mk(hd=[('a-','b')])); check(mk(hd=[('a','b\x01')])); check(mk(hd=[(b'a','b')])); check(mk(res='x')); check(mk(res=('s',))); check(mk(start=False)); check(mk(ei=(1,))); check(mk(res=False)); check(mk(),args=(1,)); check(mk(),args=({},None)); check(mk(),args=(1,None)); check(mk(),REQUEST_METHOD='X'); check(mk(),SCRIPT_NAME='/'); check(mk(),SCRIPT_NAME='x'); check(mk(),PATH_INFO='x'); check(mk(),CONTENT_LENGTH='-1'); check(mk(),X=1); check(mk(),HTTP_CONTENT_TYPE='1'); check(mk(), QUERY_STRING='')
def rd(e,s):
    s('200 OK',ok); i=e['wsgi.input']
    for f in (lambda: i.read(), lambda: i.read(3), lambda: i.readline(), lambda: i.readlines(), lambda: list(i), lambda: i.close(), lambda: e['wsgi.errors'].write(b'x'), lambda: e['wsgi.errors'].close()):
        try: print(f())
        except AssertionError as x: print('AE',x)
    return [b'']
check(rd)
class Q(simple_server.WSGIRequestHandler):
    def log_message(self,*a): print('log', (a[0]%a[1:]).rsplit(None,1)[0])
s=simple_server.make_server('127.0.0.1',0,simple_server.demo_app,handler_class=Q)
t=threading.Thread(target=s.handle_request); t.start()
r=urllib.request.urlopen(f'http://127.0.0.1:{s.server_port}/a%20b?x=1'); b=r.read().decode(); t.join()
print(r.status,r.headers['content-type'], [l for l in b.split('\n') if l.startswith(('Hello','PATH_I','QUERY','REQUEST_M','wsgi.m','wsgi.v','SERVER_SOFT','SERVER_PRO','CONTENT'))])
s.server_close()
print(sys.stderr.getvalue().count('Iterator garbage collected without being closed'))
