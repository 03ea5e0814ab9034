# xmlrpc.client and xmlrpc.server: values as XML and back, calls between threads, faults, introspection.
import datetime, io, threading, sys
import xmlrpc.client as c
from xmlrpc.server import SimpleXMLRPCServer, SimpleXMLRPCRequestHandler, SimpleXMLRPCDispatcher, MultiPathXMLRPCServer, resolve_dotted_attribute, list_public_methods

def t(f, *a, **k):
    try:
        r = f(*a, **k)
        print(repr(r) if not isinstance(r, str) else r)
        return r
    except Exception as e:
        print(type(e).__name__, e if not isinstance(e, c.Error) else repr(e))

class Thing:
    def __init__(self): self.a, self.b = 1, [2]
class MyInt(int): pass
for v in (1, -5, 2**31, True, 1.5, 'a<b>&"c', 'é', b'bytes', bytearray(b'x'), [1, [2]], (1, 2), {'k': 'v<', 'n': {}}, None, datetime.datetime(2020, 1, 2, 3, 4, 5), c.DateTime('20200102T03:04:05'), c.Binary(b'\0\1'), Thing(), MyInt(3), {1: 2}, object(), 1j, set()):
    x = t(c.dumps, (v,))
    if x: t(c.loads, x.replace('DateTime', '')) if not isinstance(v, (bytes, bytearray, datetime.datetime, c.DateTime, c.Binary)) else print([str(i) for i in c.loads(x)[0]], c.loads(x, use_builtin_types=True))
l = []; l.append(l); t(c.dumps, (l,)); d = {}; d['d'] = d; t(c.dumps, (d,)); s = [1]; t(c.dumps, ([s, s],))
t(c.dumps, (None,), allow_none=True); t(c.dumps, (1, 'x'), 'meth.od'); t(c.dumps, ('r',), methodresponse=True); t(c.dumps, ('é',), encoding='latin-1'); t(c.dumps, c.Fault(3, 'bad')); t(c.dumps, (1, 2), methodresponse=1); t(c.dumps, [1])
t(c.loads, c.dumps(c.Fault(3, 'bad'))); t(c.loads, c.dumps((1, 'x'), 'meth.od'))
for x in ('<params><param><value>plain</value></param></params>', '<params><param><value><i4>5</i4></value></param><param><value><i8>9999999999</i8></value></param></params>', '<params><param><value><ex:nil xmlns:ex="u"/></value></param></params>', '<params><param><value><boolean>2</boolean></value></param></params>', '<params><param><value><foo>2</foo></value></param></params>', '<params><param><value><int>x</int></value></param></params>', '<params>', '<a/>', 'junk', '<params><param><value><bigdecimal>1.50</bigdecimal></value></param></params>', '<params><param><value><struct><member><name>a</name><value>b</value></member></struct></value></param></params>', '<params><param><value><array><data></data></array></value></param></params>', '<params><param><value></value></param></params>', '<params/>', '<params><param><value><dateTime.iso8601>20000101T00:00:00</dateTime.iso8601></value></param></params>'):
    t(lambda: [str(i) for i in c.loads(x)[0]])
d = c.DateTime('20200102T03:04:05')
print(d, repr(d)[:32], d == '20200102T03:04:05', d < c.DateTime('20210101T00:00:00'), d == datetime.datetime(2020, 1, 2, 3, 4, 5), d.timetuple()[:6], d == 5, str(c.DateTime(datetime.datetime(2001, 2, 3))), str(c.DateTime((2001, 2, 3, 4, 5, 6, 0, 0, 0))))
t(lambda: d < 5)
b = c.Binary(b'ab\xff'); print(str(b), b == b'ab\xff', b == c.Binary(b'ab\xff'), b == 1, b.data); t(c.Binary, 'x')
o = io.StringIO(); b.encode(o); d.encode(o); print(o.getvalue())
print(c.gzip_decode(c.gzip_encode(b'data')), c.escape('<&>')); t(c.gzip_decode, b'junk'); t(c.gzip_decode, c.gzip_encode(b'x' * 100), 50)
print(repr(c.Fault(1, 'x')), repr(c.ProtocolError('u', 404, 'm', {})), c.Error.__mro__[1], c.MAXINT, c.MININT, c.METHOD_NOT_FOUND)
t(c.ServerProxy, 'ftp://x'); p = c.ServerProxy('http://u:p@localhost:1/path?q=1'); print(repr(p), p('transport').get_host_info('u:p@h:80')); t(p, 'foo')

class Service:
    def _private(self): return 'no'
    def add(self, x, y):
        """Adds."""
        return x + y
    class inner:
        @staticmethod
        def deep(): return 'deep'
print(list_public_methods(Service())); print(resolve_dotted_attribute(Service(), 'inner.deep', True)()); t(resolve_dotted_attribute, Service(), '_private')
seen = []
class Handler(SimpleXMLRPCRequestHandler):
    rpc_paths = '/RPC2', '/other'
with SimpleXMLRPCServer(('127.0.0.1', 0), Handler, logRequests=False, allow_none=True) as server:
    server.register_introspection_functions(); server.register_multicall_functions()
    server.register_instance(Service(), allow_dotted_names=True)
    @server.register_function
    def echo(*a): return list(a)
    @server.register_function(name='div')
    def divide(a, b):
        """Divides a by b."""
        return a / b
    server.register_function(lambda: c.Fault, 'unmarshallable')
    @server.register_function
    def fault(): raise c.Fault(42, 'wanted')
    thread = threading.Thread(target=server.serve_forever, args=(0.01,)); thread.start()
    url = 'http://127.0.0.1:%d/' % server.server_address[1]
    with c.ServerProxy(url + 'RPC2', allow_none=True, use_builtin_types=True) as proxy:
        t(proxy.system.listMethods); t(proxy.system.methodHelp, 'div'); t(proxy.system.methodHelp, 'add'); t(proxy.system.methodSignature, 'div')
        t(proxy.echo, 1, 'two', [3.0, None], {'k': b'bin'}, datetime.datetime(2020, 1, 1)); t(proxy.div, 7, 2); t(proxy.div, 1, 0); t(proxy.fault); t(proxy.add, 'a', 'b'); t(proxy.inner.deep); t(proxy._private); t(proxy.nothing); t(proxy.add, 1)
        t(lambda: len(proxy.echo('x' * 100000)[0]))
        m = c.MultiCall(proxy); m.add(1, 2); m.div(1, 0); m.inner.deep(); r = m(); print(r[0], r[2]); t(lambda: r[1])
        try: proxy('nothing')
        except AttributeError as e: print(e)
    with c.ServerProxy(url + 'wrong') as proxy:
        try: proxy.add(1, 2)
        except c.ProtocolError as e: print(e.errcode, e.errmsg, e.url.endswith('/wrong'))
    with c.ServerProxy(url + 'other', headers=[('X-Own', 'v')]) as proxy: t(proxy.add, [1], [2])
    server.shutdown(); thread.join()
dispatcher = SimpleXMLRPCDispatcher(); dispatcher.register_function(pow)
print(dispatcher._marshaled_dispatch(c.dumps((2, 5), 'pow').encode())); print(dispatcher._marshaled_dispatch(b'junk')); print(dispatcher._marshaled_dispatch(c.dumps((), 'no').encode())); print(dispatcher.system_multicall([{'methodName': 'pow', 'params': [2, 3]}, {'methodName': 'x', 'params': []}]))
