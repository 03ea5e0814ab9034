# Faults: resets, half-closes, slow readers, refused, cancellation, closing under load.
import asyncio, socket, os, gc
def fds(): return len(os.listdir('/proc/self/fd'))
async def main():
    loop=asyncio.get_running_loop()
    events=[]
    async def echo(r,w):
        try:
            while d:=await r.read(65536): w.write(d); await w.drain()
            events.append('eof')
        except ConnectionError as e: events.append(type(e).__name__)
        except asyncio.CancelledError: events.append('cancelled'); raise
        finally:
            events.append('finally'); w.close()
    srv=await asyncio.start_server(echo,'127.0.0.1',0); addr=srv.sockets[0].getsockname()
    base=fds()
    # reset by peer
    s=socket.create_connection(addr); s.sendall(b'x'); await asyncio.sleep(0.05)
    s.setsockopt(socket.SOL_SOCKET,socket.SO_LINGER,(1).to_bytes(4,'little')+bytes(4)); s.close(); await asyncio.sleep(0.05)
    print('reset', events); events.clear()
    # half close: the answer still comes
    r,w=await asyncio.open_connection(*addr); w.write(b'half'); w.write_eof(); print(await r.read()); w.close(); await w.wait_closed()
    await asyncio.sleep(0.02); print('half', events); events.clear()
    # slow reader: drain waits, memory bounded
    s=socket.create_connection(addr); s.setblocking(False)
    sent=0
    async def push():
        nonlocal sent
        data=b'z'*65536
        while sent < 64<<20:
            await loop.sock_sendall(s,data); sent+=len(data)
    t=asyncio.create_task(push()); await asyncio.sleep(0.3)
    print('slow', t.done(), sent < 32<<20)
    t.cancel()
    try: await t
    except asyncio.CancelledError: print('push cancelled')
    s.close(); await asyncio.sleep(0.05); print('slow end', events[-1]); events.clear()
    # refused
    p=socket.socket(); p.bind(('127.0.0.1',0)); dead=p.getsockname(); 
    try: await asyncio.open_connection(*dead)
    except ConnectionRefusedError as e: print('refused', e.errno)
    p.close()
    # cancelled while reading
    r,w=await asyncio.open_connection(*addr)
    t=asyncio.create_task(r.read(10)); await asyncio.sleep(0.01); t.cancel()
    print((await asyncio.gather(t,return_exceptions=True))); w.write(b'later'); print(await r.read(10)); w.close(); await w.wait_closed()
    # cancelled while draining
    r,w=await asyncio.open_connection(*addr); w.transport.set_write_buffer_limits(high=1000)
    w.transport.pause_reading()
    async def flood():
        while True: w.write(b'q'*100000); await w.drain()
    t=asyncio.create_task(flood()); await asyncio.sleep(0.1); t.cancel(); x=(await asyncio.gather(t,return_exceptions=True))[0]; print(type(x).__name__); w.transport.abort()
    try: await w.wait_closed()
    except Exception as e: print(type(e).__name__)
    # cancelled while accepting
    ls=socket.create_server(('127.0.0.1',0)); ls.setblocking(False)
    t=asyncio.create_task(loop.sock_accept(ls)); await asyncio.sleep(0.01); t.cancel(); await asyncio.gather(t,return_exceptions=True)
    c=socket.create_connection(ls.getsockname()); conn,_=await loop.sock_accept(ls); print('accept after cancel'); conn.close(); c.close(); ls.close()
    await asyncio.sleep(0.1); gc.collect()
    # close clients
    cl=[await asyncio.open_connection(*addr) for _ in range(5)]
    await asyncio.sleep(0.02); events.clear()
    srv.close(); srv.close_clients(); await srv.wait_closed(); print('closed', events)
    for r,w in cl: print(await r.read(), end=' '); w.close(); await w.wait_closed()
    print(); gc.collect(); await asyncio.sleep(0.02)
    print('leaks', fds()-base > 0)
asyncio.run(main())
