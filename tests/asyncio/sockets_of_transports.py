# What `get_extra_info('socket')` and a server's `sockets` can be asked, and what options can be set.
import asyncio, socket
async def main():
    async def cb(r,w): await r.read(); w.close()
    srv=await asyncio.start_server(cb,'127.0.0.1',0)
    r,w=await asyncio.open_connection(*srv.sockets[0].getsockname())
    for s in (w.get_extra_info('socket'), srv.sockets[0]):
        print(type(s).__name__)
        print(s.family, s.type, s.proto, s.gettimeout(), s.get_inheritable())
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        print(s.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8))
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, bytes(8))
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 33); print(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE))
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True); print(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        try: s.setsockopt(1,9999,1)
        except OSError as e: print(repr(e))
        try: s.settimeout(1)
        except Exception as e: print(repr(e))
        try: s.setblocking(1)
        except Exception as e: print(repr(e))
        s.settimeout(0); s.setblocking(False)
        d=s.dup(); print(type(d), d.getsockname()==s.getsockname()); d.close()
        for a in ('recv','send','close','accept','connect','makefile','detach','x'):
            try: getattr(s,a); print('has',a)
            except AttributeError: pass
    w.get_extra_info('socket').shutdown(socket.SHUT_WR)
    print(await r.read())
    s=w.get_extra_info('socket')
    w.close(); await w.wait_closed(); srv.close(); await srv.wait_closed()
    print(s.fileno(), s)
    for f in (s.getsockname, lambda: s.setsockopt(1,9,1), lambda: s.getsockopt(1,9), s.getpeername, s.dup, lambda: s.shutdown(1), s.get_inheritable):
        try: print(f())
        except OSError as e: print(repr(e))
    print(s.family, s.type, s.proto)
asyncio.run(main())
