# Streams and servers over TCP, Unix sockets and socket pairs.
import asyncio, socket, os
async def handler(reader, writer):
    print('peer', writer.get_extra_info('peername')[0], type(writer.get_extra_info('socket')).__name__, writer.get_extra_info('nope','dflt'))
    while data:=await reader.read(100):
        writer.write(data.upper()); await writer.drain()
    print('eof', reader.at_eof())
    writer.write_eof() if writer.can_write_eof() else None
    writer.close(); await writer.wait_closed(); print('closed', writer.is_closing())
async def main():
    srv=await asyncio.start_server(handler,'127.0.0.1',0)
    print(type(srv).__name__, srv.is_serving(), len(srv.sockets), type(srv.sockets).__name__, type(srv.sockets[0]).__name__)
    port=srv.sockets[0].getsockname()[1]
    r,w=await asyncio.open_connection('127.0.0.1',port)
    w.write(b'hello'); print(await r.read(100)); w.writelines([b'a',b'b',bytearray(b'c')]); print(await r.readexactly(3))
    w.write_eof(); print(await r.read()); 
    try: w.write(b'x')
    except RuntimeError as e: print(e)
    w.close(); await w.wait_closed()
    tr=w.transport
    print(tr.is_closing(), tr.get_write_buffer_size(), tr.get_protocol())
    srv.close(); await srv.wait_closed(); print(srv.sockets, srv.is_serving(), repr(srv))
    try: await asyncio.open_connection('127.0.0.1',port)
    except OSError as e: print(type(e).__name__, e.errno, str(e).replace(str(port),'PORT'))
    async with await asyncio.start_server(handler,'127.0.0.1',0,start_serving=False) as srv:
        print(srv.is_serving()); await srv.start_serving(); print(srv.is_serving())
        t=asyncio.create_task(srv.serve_forever()); await asyncio.sleep(0.01)
        try: await srv.serve_forever()
        except RuntimeError as e: print('already' in str(e))
        t.cancel()
        try: await t
        except asyncio.CancelledError: print('cancelled', srv.is_serving())
    try: await srv.serve_forever()
    except RuntimeError as e: print('closed' in str(e))
    p="/tmp/rondo_test_%d.sock" % os.getpid()
    srv=await asyncio.start_unix_server(handler_u,p); 
    r,w=await asyncio.open_unix_connection(p); w.write(b'u\n'); print(await r.readline()); w.close(); await w.wait_closed()
    print(srv.sockets[0].getsockname()==p, os.path.exists(p)); srv.close(); await srv.wait_closed(); print(os.path.exists(p))
    a,b=socket.socketpair()
    r,w=await asyncio.open_connection(sock=a); b.send(b'pair'); print(await r.read(10)); b.close(); print(await r.read()); w.close(); await w.wait_closed()
    for kw in (dict(host='127.0.0.1',port=1,sock=b), dict(), ):
        try: await asyncio.open_connection(**kw)
        except Exception as e: print(type(e).__name__, e)
    loop=asyncio.get_running_loop()
    try: await loop.create_server(asyncio.Protocol,'127.0.0.1',port,sock=b)
    except Exception as e: print(type(e).__name__, e)
    try: await loop.create_server(asyncio.Protocol)
    except Exception as e: print(type(e).__name__, e)
    try: await asyncio.open_connection('nonexistent.invalid',1)
    except OSError as e: print(type(e).__name__, e)
    try: await loop.create_connection(asyncio.Protocol,'127.0.0.1',1,server_hostname='x')
    except Exception as e: print(type(e).__name__, e)
    try: await loop.create_connection(asyncio.Protocol,'127.0.0.1',1,all_errors=True)
    except BaseException as e: print(type(e).__name__, e, e.exceptions)
async def handler_u(r,w):
    w.write(await r.readline()); await w.drain(); w.close()
asyncio.run(main())
