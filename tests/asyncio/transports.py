# Transports and protocols: streams, buffered, datagrams; sock_* and readers.
import asyncio, socket
log=[]
class P(asyncio.Protocol):
    def __init__(s,n,loop): s.n=n; s.done=loop.create_future(); s.data=b''
    def connection_made(s,t): print(s.n,'made'); s.t=t
    def data_received(s,d): print(s.n,'data',len(d)); s.data+=d
    def eof_received(s): print(s.n,'eof')
    def connection_lost(s,e): print(s.n,'lost',type(e).__name__ if e else None); s.done.set_result(1)
    def pause_writing(s): print(s.n,'pause')
    def resume_writing(s): print(s.n,'resume')
class B(asyncio.BufferedProtocol):
    def __init__(s,loop): s.buf=bytearray(4); s.got=b''; s.done=loop.create_future()
    def connection_made(s,t): print('bmade'); s.t=t
    def get_buffer(s,hint): print('hint',hint); return s.buf
    def buffer_updated(s,n): s.got+=s.buf[:n]; print('upd',n)
    def eof_received(s): print('beof')
    def connection_lost(s,e): print('blost',e, s.got); s.done.set_result(1)
class U(asyncio.DatagramProtocol):
    def __init__(s,n): s.n=n; s.q=asyncio.Queue(); s.closed=asyncio.get_running_loop().create_future()
    def connection_made(s,t): s.t=t; print(s.n,'umade')
    def datagram_received(s,d,a): print(s.n,'dgram',d,a[0] if a else a); s.q.put_nowait((d,a))
    def error_received(s,e): print(s.n,'err',type(e).__name__)
    def connection_lost(s,e): print(s.n,'ulost',e); s.closed.set_result(1)
async def main():
    loop=asyncio.get_running_loop()
    a,b=socket.socketpair(); a.setblocking(False); b.setblocking(False)
    t,p=await loop.create_connection(lambda:P('A',loop),sock=a)
    print(t.get_write_buffer_limits(), t.is_reading(), t.is_closing())
    t.set_write_buffer_limits(high=100); print(t.get_write_buffer_limits()); t.set_write_buffer_limits(low=10); print(t.get_write_buffer_limits()); 
    t.set_write_buffer_limits(); print(t.get_write_buffer_limits())
    t.set_write_buffer_limits(0); print(t.get_write_buffer_limits())
    try: t.set_write_buffer_limits(high=5,low=9)
    except ValueError as e: print(e)
    await loop.sock_sendall(b,b'hello'); await asyncio.sleep(0.01)
    t.pause_reading(); print(t.is_reading()); await loop.sock_sendall(b,b'held'); await asyncio.sleep(0.01); t.resume_reading(); await asyncio.sleep(0.01)
    t.pause_reading(); t.pause_reading(); t.resume_reading(); t.resume_reading()
    t.write(b'x'*3000000); print(t.get_write_buffer_size()>0)
    n=0
    while n<3000000: n+=len(await loop.sock_recv(b,1<<20)); 
    await asyncio.sleep(0.01); print(n, t.get_write_buffer_size())
    try: t.write('str')
    except TypeError as e: print(str(e).rpartition(' ')[2])
    t.write(memoryview(b'mv')); t.writelines([b'1',b'2']); await asyncio.sleep(0.01); print(await loop.sock_recv(b,10))
    t.close(); t.close(); print(t.is_closing()); await p.done
    t.write(b'after'); t.abort(); b.close()
    a,b=socket.socketpair(); b.setblocking(False)
    t,p=await loop.create_connection(lambda:P('C',loop),sock=a)
    t.write(b'y'*3000000); t.abort(); await p.done; b.close()
    a,b=socket.socketpair(); b.setblocking(False)
    t,p=await loop.create_connection(lambda:B(loop),sock=a)
    b.send(b'abcdefghij'); b.close(); await p.done
    t,p=await loop.create_datagram_endpoint(lambda:U('S'),local_addr=('127.0.0.1',0))
    addr=t.get_extra_info('sockname'); 
    t2,p2=await loop.create_datagram_endpoint(lambda:U('C'),remote_addr=addr)
    print(t2.get_extra_info('peername')==addr)
    t2.sendto(b'ping'); d,frm=await p.q.get(); t.sendto(b'pong',frm); print((await p2.q.get())[0])
    try: t2.sendto(b'x',('127.0.0.1',9))
    except ValueError as e: print('ValueError', str(e).split('(')[0])
    try: t2.sendto('x')
    except TypeError as e: print(e)
    t2.sendto(b''); print((await p.q.get())[0])
    t.close(); await p.closed; t2.sendto(b'to nobody'); await asyncio.sleep(0.02); t2.sendto(b'again'); await asyncio.sleep(0.02)
    t2.close(); await p2.closed; print(t2.is_closing())
    try: await loop.create_datagram_endpoint(lambda:U('x'))
    except ValueError as e: print(e)
    # sock methods
    ls=socket.create_server(('127.0.0.1',0)); ls.setblocking(False)
    c=socket.socket(); c.setblocking(False)
    (conn,ad),_=await asyncio.gather(loop.sock_accept(ls),loop.sock_connect(c,ls.getsockname()))
    await loop.sock_sendall(c,b'abc'); buf=bytearray(10); print(await loop.sock_recv_into(conn,buf),buf)
    c.close(); print(await loop.sock_recv(conn,10)); conn.close(); ls.close()
    u1=socket.socket(type=socket.SOCK_DGRAM); u1.bind(('127.0.0.1',0)); u1.setblocking(False)
    u2=socket.socket(type=socket.SOCK_DGRAM); u2.bind(('127.0.0.1',0)); u2.setblocking(False)
    print(await loop.sock_sendto(u1,b'dg',u2.getsockname())); d,ad=await loop.sock_recvfrom(u2,10); print(d,ad==u1.getsockname())
    print(await loop.sock_sendto(u1,b'dg2',u2.getsockname())); print(await loop.sock_recvfrom_into(u2,buf), buf[:3]) if False else None
    u1.close(); u2.close()
    bs=socket.socket(); 
    try: loop.set_debug(True); await loop.sock_recv(bs,1)
    except ValueError as e: print(e)
    loop.set_debug(False); bs.close()
    print(await loop.getaddrinfo('127.0.0.1',80,type=socket.SOCK_STREAM)); print(await loop.getnameinfo(('127.0.0.1',80),socket.NI_NUMERICHOST|socket.NI_NUMERICSERV))
    # add_reader
    a,b=socket.socketpair(); got=asyncio.Event()
    loop.add_reader(a,lambda *x:(print('rd',a.recv(10),x),got.set()),1,2); b.send(b'q'); await got.wait(); print(loop.remove_reader(a),loop.remove_reader(a))
    wr=asyncio.Event(); loop.add_writer(a.fileno(),wr.set); await wr.wait(); print(loop.remove_writer(a)); 
    a.close(); b.close()
asyncio.run(main())
