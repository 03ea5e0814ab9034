"""Sockets, descriptors and transports, and what programs find that look into them, as a test suite asks about them."""
import asyncio
import contextvars
import io
import selectors
import socket
import tempfile
import unittest
from asyncio import base_events, exceptions, runners
from unittest import mock

from _methods import *


class Recorder(asyncio.Protocol):
    def __init__(self, loop):
        self.data = []
        self.done = loop.create_future()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.data.append(data)

    def connection_lost(self, exc):
        self.done.set_result(exc)


class Descriptors(Case):
    def test_what_is_none(self):
        for method in (self.loop.add_reader, self.loop.add_writer):
            for fd, text in ((-1, "Invalid file descriptor: -1"), ("x", "Invalid file object: 'x'"),
                             (None, "Invalid file object: None")):
                with self.assertRaises(ValueError) as caught:
                    method(fd, print)
                self.assertEqual(str(caught.exception), text)
        for fd in ("x", None):
            with self.assertRaisesRegex(ValueError, "Invalid file object"):
                self.loop.remove_reader(fd)

    def test_of_a_transport(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            connecting = self.loop.create_connection(lambda: Recorder(self.loop), *listener.getsockname())
            transport, protocol = self.loop.run_until_complete(connecting)
            fd = transport.get_extra_info("socket").fileno()
            for method, args in ((self.loop.add_reader, (print,)), (self.loop.add_writer, (print,)),
                                 (self.loop.remove_reader, ()), (self.loop.remove_writer, ())):
                with self.assertRaisesRegex(RuntimeError, f"File descriptor {fd} is used by transport <_Selector"):
                    method(fd, *args)
            transport.abort()
            self.loop.run_until_complete(protocol.done)
        r, w = socket.socketpair()
        with r, w:
            self.loop.add_reader(r, print)
            self.assertTrue(self.loop.remove_reader(r))
            self.assertFalse(self.loop.remove_reader(r))

    def test_readers_and_writers_in_turn(self):
        for selector in (None, selectors.SelectSelector(), selectors.PollSelector(), selectors.EpollSelector()):
            loop = asyncio.SelectorEventLoop(selector)
            r, w = socket.socketpair()
            seen = []
            loop.add_reader(r, lambda: seen.append(r.recv(10)))
            loop.add_writer(w, seen.append, "room")
            w.send(b"one")
            run_once(loop)
            self.assertEqual(sorted(map(str, seen)), ["b'one'", "room"])
            self.assertTrue(loop.remove_writer(w))
            w.send(b"two")
            run_once(loop)
            self.assertEqual(seen[-1], b"two")
            self.assertTrue(loop.remove_reader(r))
            r.close()
            w.close()
            loop.close()


class Transports(Case):
    def connect(self):
        a, b = socket.socketpair()
        transport, protocol = self.loop.run_until_complete(
            self.loop.create_connection(lambda: Recorder(self.loop), sock=a))
        return transport, protocol, b

    def test_classes(self):
        transport, protocol, peer = self.connect()
        for kind in (asyncio.BaseTransport, asyncio.ReadTransport, asyncio.WriteTransport, asyncio.Transport):
            self.assertIsInstance(transport, kind)
        self.assertNotIsInstance(transport, asyncio.DatagramTransport)
        self.assertTrue(issubclass(type(transport), asyncio.Transport))
        transport.abort()
        self.loop.run_until_complete(protocol.done)
        peer.close()

    def test_innards(self):
        transport, protocol, peer = self.connect()
        self.assertIs(transport._protocol, protocol)
        self.assertIs(transport._loop, self.loop)
        self.assertIsNone(transport._server)
        self.assertEqual(transport._sock.fileno(), transport._sock_fd)
        self.assertEqual((transport._conn_lost, transport._eof, transport._paused, transport._protocol_paused),
                         (0, False, False, False))
        self.assertEqual((transport._high_water, transport._low_water), (65536, 16384))
        self.assertEqual(sorted(transport._extra), ["peername", "socket", "sockname"])
        self.assertFalse(transport._buffer)
        self.assertEqual(transport.max_size, 256 * 1024)
        transport.write(b"x" * 4_000_000)
        self.assertTrue(transport._buffer)
        self.assertEqual(sum(map(len, transport._buffer)), transport.get_write_buffer_size())
        self.assertTrue(transport._protocol_paused)
        transport.pause_reading()
        self.assertTrue(transport._paused)
        transport.abort()
        self.assertTrue(transport._conn_lost)
        self.loop.run_until_complete(protocol.done)
        for name in ("_sock", "_protocol", "_loop", "_server"):
            self.assertIsNone(getattr(transport, name), name)
        peer.close()

    def test_server_of_a_transport(self):
        protocols = []

        def factory():
            protocols.append(Recorder(self.loop))
            return protocols[-1]

        server = self.loop.run_until_complete(self.loop.create_server(factory, "127.0.0.1", 0))
        with socket.create_connection(server.sockets[0].getsockname()) as peer:
            peer.send(b"hello")
            while not protocols or not protocols[0].data:
                run_briefly(self.loop)
            self.assertIs(protocols[0].transport._server, server)
        self.loop.run_until_complete(protocols[0].done)
        server.close()
        self.loop.run_until_complete(server.wait_closed())


class Addresses(Case):
    def test_services_and_families(self):
        async def ask(host, port, **kwargs):
            try:
                infos = await self.loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, **kwargs)
            except (socket.gaierror, TypeError) as exc:
                print(host, port, repr(exc))
            else:
                print(host, port, infos)

        async def main():
            await ask("127.0.0.1", "http")
            await ask("127.0.0.1", b"80")
            await ask("127.0.0.1", "80")
            await ask("127.0.0.1", None)
            await ask("127.0.0.1", "no-such-service")
            await ask("127.0.0.1", -1)
            await ask("::1", 80, family=socket.AF_INET)
            await ask("127.0.0.1", 80, family=socket.AF_INET6)
            await ask(b"127.0.0.1", 80)
            await ask(3, 4)

        self.loop.run_until_complete(main())

    def test_connecting(self):
        async def main():
            for address in (("127.0.0.1", "no-such-service"), ("::1", 80, 0, 0)):
                with socket.socket() as sock:
                    sock.setblocking(False)
                    try:
                        await self.loop.sock_connect(sock, address)
                    except OSError as exc:
                        print(address, repr(exc))

        self.loop.run_until_complete(main())

    def test_sockets_without_a_name(self):
        a, b = socket.socketpair()
        with a, b, socket.socket(socket.AF_UNIX) as c:
            print(repr(a.getsockname()), repr(b.getpeername()), repr(c.getsockname()), "laddr" in repr(a))

    def test_small_buffers(self):
        with socket.socket(type=socket.SOCK_DGRAM) as sock:
            for name in ("recv_into", "recvfrom_into"):
                with self.assertRaises(ValueError) as caught:
                    getattr(sock, name)(bytearray(3), 5)
                print(name, caught.exception)


class Files(Case):
    def test_to_a_socket(self):
        a, b = socket.socketpair()
        a.setblocking(False)

        async def send(file, *args, **kwargs):
            try:
                print(await self.loop.sock_sendfile(a, file, *args, **kwargs), end=" ")
            except BaseException as exc:
                print(type(exc).__name__, str(exc).split("<")[0], end=" ")

        async def main():
            with tempfile.TemporaryFile() as file:
                file.write(b"0123456789")
                file.flush()
                for args in ((), (3,), (3, 4), (8, 50), (20,)):
                    await send(file, *args)
                    # From beyond the end 3.14 leaves the file there.
                    print(min(file.tell(), 10))
                for args in ((-1,), ("1",), (0, -1), (0, 0), (0, "x"), (0, 1.5)):
                    await send(file, *args)
            await send(io.StringIO("text"))
            await send(io.BytesIO(b"bytes"))
            await send(io.BytesIO(b"bytes"), fallback=False)
            print()

        with a, b:
            self.loop.run_until_complete(main())
            print(b.recv(100))

    def test_to_a_transport(self):
        a, b = socket.socketpair()

        async def main():
            transport, protocol = await self.loop.create_connection(lambda: Recorder(self.loop), sock=a)
            with tempfile.TemporaryFile() as file:
                file.write(b"0123456789")
                file.flush()
                print(await self.loop.sendfile(transport, file), await self.loop.sendfile(transport, file, 5, 3))
                print(await self.loop.sendfile(transport, file, 2, fallback=False))
                print(await self.loop.sendfile(transport, io.BytesIO(b"bytes")))
                try:
                    await self.loop.sendfile(transport, io.BytesIO(b"bytes"), fallback=False)
                except exceptions.SendfileNotAvailableError as exc:
                    print(exc)
                transport.close()
                await protocol.done
                try:
                    await self.loop.sendfile(transport, file)
                except RuntimeError as exc:
                    print(exc)

        with a, b:
            self.loop.run_until_complete(main())
            print(b.recv(100))


class Innards(Case):
    def test_waiter_of_a_reader(self):
        reader = asyncio.StreamReader(loop=self.loop)

        async def main():
            task = asyncio.create_task(reader.read(1))
            await asyncio.sleep(0)
            self.assertFalse(reader._waiter.done())
            task.cancel()
            await asyncio.wait([task])
            self.assertIsNone(reader._waiter)
            reader.feed_data(b"data")
            self.assertEqual(await reader.read(10), b"data")

        self.loop.run_until_complete(main())

    def test_reader_of_a_writer(self):
        with self.assertRaises(AssertionError):
            asyncio.StreamWriter(mock.Mock(), mock.Mock(), object(), self.loop)

    def test_coroutine_yielded(self):
        async def inner():
            pass

        class Yields:
            def __await__(self):
                yield self.value

        for value in (inner(), (n for n in ())):
            async def main():
                awaited = Yields()
                awaited.value = value
                await awaited

            with self.assertRaises(RuntimeError) as caught:
                self.loop.run_until_complete(main())
            print(str(caught.exception).split("<")[0])
            value.close()

    def test_states_of_a_runner(self):
        runner = asyncio.Runner()
        self.assertIs(runner._state, runners._State.CREATED)
        self.assertEqual(runner._interrupt_count, 0)
        runner.get_loop()
        self.assertIs(runner._state, runners._State.INITIALIZED)
        runner.close()
        self.assertIs(runner._state, runners._State.CLOSED)

    def test_futures_with_a_way_of_their_own_to_be_awaited(self):
        class Doubled(asyncio.Future):
            def __await__(self):
                return 2 * (yield from super().__await__())

        async def main():
            future = Doubled()
            self.loop.call_soon(future.set_result, 4)
            self.assertEqual(await future, 8)
            self.assertEqual(await future, 8)
            done = asyncio.Future()
            done.set_result(4)
            self.assertEqual(await done, 4)

        self.loop.run_until_complete(main())

    def test_callback_of_the_main_task(self):
        async def main():
            callbacks = [callback for callback, context in asyncio.current_task()._callbacks]
            self.assertEqual(callbacks, [base_events._run_until_complete_cb])

        self.loop.run_until_complete(main())

    def test_selector_of_a_closed_loop(self):
        selector = selectors.SelectSelector()
        loop = asyncio.SelectorEventLoop(selector)
        self.assertIs(loop._selector, selector)
        loop.close()
        self.assertIsNone(loop._selector)
        self.assertIsNone(selector.get_map())

    def test_names_in_messages(self):
        variable = contextvars.ContextVar("variable")
        token = variable.set(1)

        async def coroutine():
            pass

        async def generator():
            yield

        made = coroutine()
        for task in (lambda: hash(token), lambda: type("X", (contextvars.Token,), {}),
                     lambda: type("X", (contextvars.Context,), {}), lambda: contextvars.Context[int],
                     lambda: setattr(variable, "name", "x"), lambda: setattr(made, "cr_origin", 1),
                     lambda: setattr(generator(), "ag_running", 1), lambda: setattr(token, "var", 1),
                     lambda: self.loop.create_future().absent, lambda: self.loop.create_future()[0]):
            try:
                task()
            except (TypeError, AttributeError) as exc:
                print(type(exc).__name__, exc)
        made.close()


run_methods()
