"""Servers on sockets: each request is handled by an object of its own, in turn, in a thread or in a process of its own."""
import io
import os
import selectors
import socket
import sys
import threading
from time import monotonic

__all__ = ["BaseServer", "TCPServer", "UDPServer", "ThreadingUDPServer", "ThreadingTCPServer", "BaseRequestHandler",
           "StreamRequestHandler", "DatagramRequestHandler", "ThreadingMixIn", "ForkingUDPServer", "ForkingTCPServer",
           "ForkingMixIn", "UnixStreamServer", "UnixDatagramServer", "ThreadingUnixStreamServer",
           "ThreadingUnixDatagramServer", "ForkingUnixStreamServer", "ForkingUnixDatagramServer"]


class BaseServer:
    """What servers of all kinds have in common. Derived classes bring a socket."""

    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address = server_address
        self.RequestHandlerClass = RequestHandlerClass
        self.__stopped = threading.Event()
        self.__stopping = False

    def server_activate(self):
        """Begins to listen."""

    def serve_forever(self, poll_interval=0.5):
        """Handles requests until shutdown() is called, which is looked at so often, in seconds."""
        self.__stopped.clear()
        try:
            with selectors.PollSelector() as selector:
                selector.register(self, selectors.EVENT_READ)
                while not self.__stopping:
                    ready = selector.select(poll_interval)
                    if self.__stopping:
                        break
                    if ready:
                        self._handle_request_noblock()
                    self.service_actions()
        finally:
            self.__stopping = False
            self.__stopped.set()

    def shutdown(self):
        """Ends serve_forever(), which runs in another thread, and waits for that."""
        self.__stopping = True
        self.__stopped.wait()

    def service_actions(self):
        """Called by serve_forever() in each round."""

    def handle_request(self):
        """Handles one request; waits for it no longer than `timeout` says."""
        timeout = self.socket.gettimeout()
        if timeout is None:
            timeout = self.timeout
        elif self.timeout is not None:
            timeout = min(timeout, self.timeout)
        end = None if timeout is None else monotonic() + timeout
        with selectors.PollSelector() as selector:
            selector.register(self, selectors.EVENT_READ)
            while not selector.select(timeout):
                if end is not None:
                    timeout = end - monotonic()
                    if timeout < 0:
                        return self.handle_timeout()
            return self._handle_request_noblock()

    def _handle_request_noblock(self):
        try:
            request, client_address = self.get_request()
        except OSError:
            return
        if not self.verify_request(request, client_address):
            self.shutdown_request(request)
            return
        try:
            self.process_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
            self.shutdown_request(request)
        except:
            self.shutdown_request(request)
            raise

    def handle_timeout(self):
        """No request has come within `timeout`."""

    def verify_request(self, request, client_address):
        """Is the request to be handled?"""
        return True

    def process_request(self, request, client_address):
        """Handles a request and ends it."""
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def server_close(self):
        """Frees what the server holds."""

    def finish_request(self, request, client_address):
        """Makes the object that handles the request."""
        self.RequestHandlerClass(request, client_address, self)

    def shutdown_request(self, request):
        """Ends a request."""
        self.close_request(request)

    def close_request(self, request):
        """Frees what a request holds."""

    def handle_error(self, request, client_address):
        """Reports the exception that handling a request has ended with."""
        import traceback
        line = "-" * 40
        print(line, file=sys.stderr)
        print("Exception occurred during processing of request from", client_address, file=sys.stderr)
        traceback.print_exc()
        print(line, file=sys.stderr)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.server_close()


class TCPServer(BaseServer):
    """A server of connections."""

    address_family = socket.AF_INET
    socket_type = socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = False
    allow_reuse_port = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if bind_and_activate:
            try:
                self.server_bind()
                self.server_activate()
            except:
                self.server_close()
                raise

    def server_bind(self):
        """Gives the socket its address."""
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if self.allow_reuse_port and self.address_family in (socket.AF_INET, socket.AF_INET6):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def server_activate(self):
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        self.socket.close()

    def fileno(self):
        """The socket's descriptor."""
        return self.socket.fileno()

    def get_request(self):
        """The next request and where it comes from."""
        return self.socket.accept()

    def shutdown_request(self, request):
        try:
            request.shutdown(socket.SHUT_WR)
        except OSError:
            # The client has gone already.
            pass
        self.close_request(request)

    def close_request(self, request):
        request.close()


class UDPServer(TCPServer):
    """A server of datagrams: a request is a pair of data and the socket to answer by."""

    socket_type = socket.SOCK_DGRAM
    max_packet_size = 8192

    def get_request(self):
        data, client_address = self.socket.recvfrom(self.max_packet_size)
        return (data, self.socket), client_address

    def server_activate(self):
        pass

    def shutdown_request(self, request):
        self.close_request(request)

    def close_request(self, request):
        pass


class ThreadingMixIn:
    """Has each request handled in a thread of its own."""

    daemon_threads = False
    block_on_close = True
    # Those that server_close() waits for.
    _threads = ()

    def process_request_thread(self, request, client_address):
        """As process_request() of the server, in a thread."""
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def process_request(self, request, client_address):
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address))
        thread.daemon = self.daemon_threads
        if self.block_on_close and not thread.daemon:
            self._threads = [*(t for t in self._threads if t.is_alive()), thread]
        thread.start()

    def server_close(self):
        super().server_close()
        threads, self._threads = self._threads, ()
        for thread in threads:
            thread.join()


class ForkingMixIn:
    """Has each request handled in a process of its own."""

    timeout = 300
    active_children = None
    max_children = 40
    block_on_close = True

    def collect_children(self, *, blocking=False):
        """Learns which processes have ended; waits for some while there are too many, or for all if `blocking`."""
        if self.active_children is None:
            return
        while len(self.active_children) >= self.max_children:
            self._collect(-1, 0)
        for process in self.active_children.copy():
            self._collect(process, 0 if blocking else os.WNOHANG)

    def _collect(self, process, flags):
        try:
            ended, _ = os.waitpid(process, flags)
            self.active_children.discard(ended)
        except ChildProcessError:
            if process == -1:
                self.active_children.clear()
            else:
                self.active_children.discard(process)
        except OSError:
            # Whether it has ended is not known: it is asked again later.
            pass

    def handle_timeout(self):
        self.collect_children()

    def service_actions(self):
        self.collect_children()

    def process_request(self, request, client_address):
        process = os.fork()
        if process:
            if self.active_children is None:
                self.active_children = set()
            self.active_children.add(process)
            self.close_request(request)
            return
        # The new process never returns to the loop of the server.
        status = 1
        try:
            self.finish_request(request, client_address)
            status = 0
        except Exception:
            self.handle_error(request, client_address)
        finally:
            try:
                self.shutdown_request(request)
            finally:
                os._exit(status)

    def server_close(self):
        super().server_close()
        self.collect_children(blocking=self.block_on_close)


class ForkingUDPServer(ForkingMixIn, UDPServer):
    """A server of datagrams with processes."""


class ForkingTCPServer(ForkingMixIn, TCPServer):
    """A server of connections with processes."""


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    """A server of datagrams with threads."""


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    """A server of connections with threads."""


class UnixStreamServer(TCPServer):
    """A server of connections on a Unix socket."""

    address_family = socket.AF_UNIX


class UnixDatagramServer(UDPServer):
    """A server of datagrams on a Unix socket."""

    address_family = socket.AF_UNIX


class ForkingUnixStreamServer(ForkingMixIn, UnixStreamServer):
    """A server of connections on a Unix socket, with processes."""


class ForkingUnixDatagramServer(ForkingMixIn, UnixDatagramServer):
    """A server of datagrams on a Unix socket, with processes."""


class ThreadingUnixStreamServer(ThreadingMixIn, UnixStreamServer):
    """A server of connections on a Unix socket, with threads."""


class ThreadingUnixDatagramServer(ThreadingMixIn, UnixDatagramServer):
    """A server of datagrams on a Unix socket, with threads."""


class BaseRequestHandler:
    """Handles a request when it is made: derived classes say how in handle()."""

    def __init__(self, request, client_address, server):
        self.request = request
        self.client_address = client_address
        self.server = server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        """Called before handle()."""

    def handle(self):
        """Does the work."""

    def finish(self):
        """Called after handle()."""


class StreamRequestHandler(BaseRequestHandler):
    """Handles a connection by two files, `rfile` and `wfile`."""

    rbufsize = -1
    wbufsize = 0
    timeout = None
    disable_nagle_algorithm = False

    def setup(self):
        self.connection = self.request
        if self.timeout is not None:
            self.connection.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = self.connection.makefile("rb", self.rbufsize)
        self.wfile = _SocketWriter(self.connection) if self.wbufsize == 0 else self.connection.makefile(
            "wb", self.wbufsize)

    def finish(self):
        if not self.wfile.closed:
            try:
                self.wfile.flush()
            except OSError:
                # The client has gone.
                pass
        self.wfile.close()
        self.rfile.close()


class _SocketWriter(io.BufferedIOBase):
    """A file that writes all of what it is given to a socket at once."""

    def __init__(self, sock):
        self._sock = sock

    def writable(self):
        return True

    def write(self, b):
        self._sock.sendall(b)
        with memoryview(b) as view:
            return view.nbytes

    def fileno(self):
        return self._sock.fileno()


class DatagramRequestHandler(BaseRequestHandler):
    """Handles a datagram by two files; what is written is the answer."""

    def setup(self):
        self.packet, self.socket = self.request
        self.rfile = io.BytesIO(self.packet)
        self.wfile = io.BytesIO()

    def finish(self):
        self.socket.sendto(self.wfile.getvalue(), self.client_address)
