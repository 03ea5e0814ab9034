# TLS: streams, start_tls, verification, blocking sockets, memory.
import asyncio, ssl, socket, threading
import os
CERT, KEY = (os.path.join(os.path.dirname(os.path.abspath(__file__)), 'certificates', n) for n in ('cert.pem', 'key.pem'))
def sctx():
    c=ssl.create_default_context(ssl.Purpose.CLIENT_AUTH); c.load_cert_chain(CERT,KEY); return c
def cctx():
    return ssl.create_default_context(cafile=CERT)
async def handler(r,w):
    try:
        while line:=await r.readline():
            w.write(line.upper()); await w.drain()
    except Exception as e: print('h',type(e).__name__)
    w.close()
async def main():
    srv=await asyncio.start_server(handler,'127.0.0.1',0,ssl=sctx()); port=srv.sockets[0].getsockname()[1]
    r,w=await asyncio.open_connection('localhost',port,ssl=cctx(),family=socket.AF_INET)
    w.write(b'hello\n'); print(await r.readline())
    print(w.get_extra_info('cipher')[1], type(w.get_extra_info('ssl_object')).__name__, w.get_extra_info('sslcontext').check_hostname, w.can_write_eof())
    big=b'x'*500000+b'\n'
    r._limit if hasattr(r,'_limit') else 0
    w.write(b'bye\n'); print(await r.readexactly(4))
    w.close(); await w.wait_closed()
    try: await asyncio.open_connection('127.0.0.1',port,ssl=ssl.create_default_context())
    except ssl.SSLCertVerificationError as e: print('verify', e.reason)
    try: await asyncio.open_connection('127.0.0.1',port,ssl=cctx(),server_hostname='example.com')
    except ssl.SSLCertVerificationError as e: print('host', e.reason, 'ostname mismatch' in str(e))
    c=ssl.create_default_context(); c.check_hostname=False; c.verify_mode=ssl.CERT_NONE
    r,w=await asyncio.open_connection('127.0.0.1',port,ssl=c); w.write(b'nv\n'); print(await r.readline()); w.close(); await w.wait_closed()
    srv.close(); await srv.wait_closed()
    # starttls
    async def st(r,w):
        print(await r.readline()); w.write(b'go\n'); await w.drain()
        await w.start_tls(sctx()); w.write(b'secure '+await r.readline()); await w.drain(); w.close()
    srv=await asyncio.start_server(st,'127.0.0.1',0); port=srv.sockets[0].getsockname()[1]
    r,w=await asyncio.open_connection('127.0.0.1',port); w.write(b'STARTTLS\n'); print(await r.readline())
    await w.start_tls(cctx(),server_hostname='localhost'); w.write(b'data\n'); print(await r.read()); w.close(); await w.wait_closed(); srv.close(); await srv.wait_closed()
asyncio.run(main())
ls=socket.create_server(('127.0.0.1',0)); addr=ls.getsockname()
def serve():
    with sctx().wrap_socket(ls,server_side=True) as s:
        c,_=s.accept()
        with c: 
            while d:=c.recv(1000): c.sendall(d[::-1])
t=threading.Thread(target=serve); t.start()
with socket.create_connection(addr) as s:
    with cctx().wrap_socket(s,server_hostname='localhost') as t2:
        print(t2.version(), t2.server_hostname); t2.sendall(b'abc'); print(t2.recv(10)); print(len(t2.getpeercert(True))>100)
t.join()
ci,co,si,so=[ssl.MemoryBIO() for _ in range(4)]
c=cctx().wrap_bio(ci,co,server_hostname='localhost'); s=sctx().wrap_bio(si,so,server_side=True)
for _ in range(6):
    for o in (c,s):
        try: o.do_handshake()
        except ssl.SSLWantReadError: pass
    si.write(co.read()); ci.write(so.read())
c.write(b'mem'); si.write(co.read()); print(s.read(10))
try: s.read(10)
except ssl.SSLWantReadError as e: print(type(e).__name__)
print(ssl.create_default_context().verify_mode, ssl.PROTOCOL_TLS_CLIENT)
try: ssl.create_default_context().wrap_socket(socket.socket())
except ValueError as e: print(e)
