"""What programs see that look into loops, readers and futures, or replace their methods."""
import asyncio, unittest, socket, signal, selectors, gc, weakref, sys, logging
from unittest import mock
from asyncio import base_events, selector_events, futures, tasks, events, streams

from _methods import *


class Sel(unittest.TestCase):
    def test_private_attrs(self):
        sel = selectors.SelectSelector()
        loop = asyncio.SelectorEventLoop(sel)
        self.assertIs(loop._selector, sel)
        self.assertIsNotNone(loop._ssock)
        self.assertIsNotNone(loop._csock)
        print(type(loop._transports).__name__, loop._internal_fds)
        print(list((k.events for k in sel.get_map().values())))
        loop.close()
        print(loop._selector, loop._ssock, loop._csock, loop._internal_fds)

    def test_private_attrs_default(self):
        loop = asyncio.new_event_loop()
        print(type(loop._ssock).__name__, type(loop._csock).__name__, type(loop._transports).__name__, loop._internal_fds, type(loop._selector).__name__)
        print([k.events for k in loop._selector.get_map().values()])
        loop.close()
        print(loop._selector, loop._ssock, loop._csock, loop._internal_fds)

    def test_wrapped(self):
        class W(selectors.DefaultSelector):
            log = []
            def register(self, f, e, data=None):
                self.log.append(('reg', e))
                return super().register(f, e, data)
            def unregister(self, f):
                self.log.append(('unreg',))
                return super().unregister(f)
            def modify(self, f, e, data=None):
                self.log.append(('mod', e))
                return super().modify(f, e, data)
            def select(self, t=None):
                return super().select(t)
        loop = asyncio.SelectorEventLoop(W())
        async def main():
            async def h(r, w):
                d = await r.read(100)
                w.write(d)
                await w.drain()
                w.close()
                await w.wait_closed()
            s = await asyncio.start_server(h, '127.0.0.1', 0)
            r, w = await asyncio.open_connection(*s.sockets[0].getsockname())
            w.write(b'x')
            print(await r.read())
            print(type(w.transport).__name__, loop._transports.get(w.get_extra_info('socket').fileno()) is w.transport)
            w.close()
            await w.wait_closed()
            s.close()
            await s.wait_closed()
        loop.run_until_complete(main())
        loop.close()
        print(W.log)

    def test_transports_default(self):
        loop = asyncio.new_event_loop()
        async def main():
            async def h(r, w):
                d = await r.read(100)
                w.write(d)
                await w.drain()
                w.close()
                await w.wait_closed()
            s = await asyncio.start_server(h, '127.0.0.1', 0)
            r, w = await asyncio.open_connection(*s.sockets[0].getsockname())
            print(len(loop._transports))
            w.write(b'x')
            print(await r.read())
            print(type(w.transport).__name__, loop._transports.get(w.get_extra_info('socket').fileno()) is w.transport)
            w.close()
            await w.wait_closed()
            s.close()
            await s.wait_closed()
        loop.run_until_complete(main())
        loop.close()

    def test_base_sock_notimpl(self):
        loop = base_events.BaseEventLoop()
        loop._process_events = mock.Mock()
        s = mock.Mock()
        for name, args in [('sock_recv', (s, 1)), ('sock_recv_into', (s, b'')), ('sock_recvfrom', (s, 1)), ('sock_sendall', (s, b'')), ('sock_sendto', (s, b'', 1)), ('sock_connect', (s, 1)), ('sock_accept', (s,)), ('add_reader', (1, 1)), ('remove_reader', (1,)), ('add_writer', (1, 1)), ('connect_read_pipe', (1, 1)), ('create_unix_server', (1,)), ('create_unix_connection', (1,)), ('add_signal_handler', (1, 1)), ('remove_signal_handler', (1,)), ('_sock_sendfile_native', (1, 1, 1, 1)), ('sock_recvfrom_into', (s, b''))]:
            try:
                r = getattr(loop, name)(*args)
                if asyncio.iscoroutine(r):
                    try:
                        r.send(None)
                    except StopIteration as e:
                        print('stop', e.value)
            except BaseException as e:
                print(name, type(e).__name__, e)
        loop.close()

    def test_debug_selector(self):
        with self.assertLogs('asyncio', level='DEBUG') as cm:
            asyncio.new_event_loop().close()
        print(cm.output)

    def test_poll_took(self):
        with self.assertLogs('asyncio', level='DEBUG') as cm:
            loop = asyncio.new_event_loop()
            loop.set_debug(True)
            loop.slow_callback_duration = 10
            loop.run_until_complete(asyncio.sleep(0.01))
            loop.close()
        print(len(cm.output))
        print('\n'.join(cm.output))

    def test_getaddrinfo_debug(self):
        with self.assertLogs('asyncio', level='DEBUG') as cm:
            loop = asyncio.new_event_loop()
            loop.set_debug(True)
            loop.slow_callback_duration = 10
            loop.run_until_complete(loop.getaddrinfo('127.0.0.1', 80, type=socket.SOCK_STREAM))
            loop.close()
        print('\n'.join((x for x in cm.output if 'address' in x)))

    def test_buffer(self):
        loop = asyncio.new_event_loop()
        r = asyncio.StreamReader(loop=loop)
        r.feed_data(b'abc')
        self.assertIs(r._buffer, r._buffer)
        r._buffer.extend(b'def')
        print(r, r._buffer)
        del r._buffer[:2]
        print(loop.run_until_complete(r.read(100)))
        r._buffer = bytearray(b'hello\nx')
        print(loop.run_until_complete(r.readline()))
        loop.close()

    def test_sys_exception(self):
        loop = asyncio.new_event_loop()
        def h(l, ctx):
            print('in handler', repr(sys.exception()), ctx)
        loop.set_exception_handler(h)
        def bad():
            1 / 0
        loop.call_soon(bad)
        loop.call_soon(loop.stop)
        loop.run_forever()
        loop.close()

    def test_subclass_get_loop(self):
        calls = []
        class F(asyncio.Future):
            def get_loop(self):
                calls.append('get_loop')
                return super().get_loop()
            def done(self):
                calls.append('done')
                return super().done()
            def result(self):
                calls.append('result')
                return super().result()
            def exception(self):
                calls.append('exception')
                return super().exception()
            def cancelled(self):
                calls.append('cancelled')
                return super().cancelled()
            def add_done_callback(self, *a, **k):
                calls.append('add')
                return super().add_done_callback(*a, **k)
            def remove_done_callback(self, *a, **k):
                calls.append('remove')
                return super().remove_done_callback(*a, **k)
        async def main():
            loop = asyncio.get_running_loop()
            for kind in ('gather', 'wait', 'wait_for', 'await', 'as_completed', 'ensure', 'wrap'):
                f = F()
                loop.call_soon(f.set_result, 3)
                calls.clear()
                if kind == 'gather':
                    r = await asyncio.gather(f)
                elif kind == 'wait':
                    r = len((await asyncio.wait([f]))[0])
                elif kind == 'shield':
                    r = await asyncio.shield(f)
                elif kind == 'wait_for':
                    r = await asyncio.wait_for(f, 1)
                elif kind == 'await':
                    r = await f
                elif kind == 'as_completed':
                    r = [await x for x in asyncio.as_completed([f])]
                elif kind == 'ensure':
                    r = asyncio.ensure_future(f) is f
                else:
                    r = asyncio.wrap_future(f) is f
                await asyncio.sleep(0)
                print(kind, r, calls)
        asyncio.run(main())

    def test_kw(self):
        loop = asyncio.new_event_loop()
        def f(*a, **k):
            print('f', a, k)
        loop.call_soon(callback=f)
        loop.call_later(delay=0, callback=f)
        loop.call_at(when=loop.time(), callback=f)
        loop.call_soon_threadsafe(callback=f)
        loop.set_debug(enabled=False)
        loop.set_exception_handler(handler=None)
        loop.set_task_factory(factory=None)
        async def c():
            await asyncio.sleep(0.001)
            return 1
        print(loop.run_until_complete(future=loop.create_task(coro=c())))
        import socket
        a, b = socket.socketpair()
        loop.add_reader(fd=a, callback=f)
        loop.add_writer(a, callback=f)
        print(loop.remove_writer(fd=a), loop.remove_reader(fd=a))
        a.close()
        b.close()
        r = asyncio.StreamReader(loop=loop)
        r.feed_data(data=b'x')
        r.set_exception(exc=ValueError())
        r.set_transport(transport=5)
        signal.signal(signalnum=signal.SIGUSR2, handler=signal.SIG_IGN)
        print(signal.getsignal(signalnum=signal.SIGUSR2))
        signal.pthread_sigmask(how=signal.SIG_BLOCK, mask=[])
        loop.close()


run_methods()
