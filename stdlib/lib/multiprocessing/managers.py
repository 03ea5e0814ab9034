"""Managers: processes that keep objects, which other processes use by proxies.

A manager's server has a thread for each thread that talks to it. A request is a tuple of an object's ident, the name of
a method, and arguments; the answer begins with #RETURN, #PROXY, #ERROR or #TRACEBACK.
"""
import array
import queue
import signal
import sys
import threading
import traceback
import types

from . import connection, context, pool, process, reduction, util
from .util import Namespace

__all__ = ["BaseManager", "SyncManager", "BaseProxy", "Token"]

_SERIALIZERS = {"pickle": (connection.Listener, connection.Client)}
listener_client = _SERIALIZERS


def _rebuild_array(array_):
    return array.array, (array_.typecode, array_.tobytes())


reduction.register(array.array, _rebuild_array)
# Views of dicts are sent as lists.
for _view in (type({}.items()), type({}.keys()), type({}.values())):
    reduction.register(_view, lambda view: (list, (list(view),)))
del _view


class Token:
    """Which object of which server."""

    __slots__ = "typeid", "address", "id"

    def __init__(self, typeid, address, id):
        self.typeid, self.address, self.id = typeid, address, id

    def __getstate__(self):
        return self.typeid, self.address, self.id

    def __setstate__(self, state):
        self.typeid, self.address, self.id = state

    def __repr__(self):
        return f"{type(self).__name__}(typeid={self.typeid!r}, address={self.address!r}, id={self.id!r})"


class RemoteError(Exception):
    """An exception of the server, as its traceback's text."""

    def __str__(self):
        line = "-" * 75
        return f"\n{line}\n{self.args[0]}{line}"


def dispatch(c, id, methodname, args=(), kwds={}):
    """Asks the server behind a connection, and returns what it answered."""
    c.send((id, methodname, args, kwds))
    kind, result = c.recv()
    if kind == "#RETURN":
        return result
    raise convert_to_error(kind, result)


def convert_to_error(kind, result):
    """The exception of an answer that is none of a result."""
    if kind == "#ERROR":
        return result
    if kind in ("#TRACEBACK", "#UNSERIALIZABLE"):
        if not isinstance(result, str):
            raise TypeError(f"Result {result!r} (kind '{kind}') type is {type(result)}, not str")
        return RemoteError(result if kind == "#TRACEBACK" else f"Unserializable message: {result}\n")
    return ValueError(f"Unrecognized message type {kind!r}")


def all_methods(obj):
    """The names of an object's methods."""
    return [name for name in dir(obj) if callable(getattr(obj, name))]


def public_methods(obj):
    """Those that do not begin with an underscore."""
    return [name for name in all_methods(obj) if name[0] != "_"]


class Server:
    """What runs in a manager's process."""

    public = ["shutdown", "create", "accept_connection", "get_methods", "debug_info", "number_of_objects", "dummy",
              "incref", "decref"]

    def __init__(self, registry, address, authkey, serializer):
        if not isinstance(authkey, bytes):
            raise TypeError(f"Authkey {authkey!r} is type {type(authkey)!s}, not bytes")
        self.registry = registry
        self.authkey = process.AuthenticationString(authkey)
        self.listener = _SERIALIZERS[serializer][0](address=address, backlog=128)
        self.address = self.listener.address
        # Objects with the names of their methods, and how many proxies refer to each.
        self.id_to_obj = {"0": (None, (), {})}
        self.id_to_refcount = {}
        self.id_to_local_proxy_obj = {}
        self.mutex = threading.Lock()

    def serve_forever(self):
        """Serves until shutdown() is asked for, then ends the process."""
        self.stop_event = threading.Event()
        process.current_process()._manager_server = self
        try:
            threading.Thread(target=self._accept, daemon=True).start()
            try:
                while not self.stop_event.is_set():
                    self.stop_event.wait(1)
            except (KeyboardInterrupt, SystemExit):
                pass
        finally:
            if sys.stdout != sys.__stdout__:
                sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
            sys.exit(0)

    def _accept(self):
        while True:
            try:
                c = self.listener.accept()
            except OSError:
                continue
            threading.Thread(target=self.handle_request, args=(c,), daemon=True).start()

    def handle_request(self, conn):
        """One request to the server itself, with which a connection begins."""
        try:
            connection.deliver_challenge(conn, self.authkey)
            connection.answer_challenge(conn, self.authkey)
            try:
                _, funcname, args, kwds = request = conn.recv()
                assert funcname in self.public, f"{funcname!r} unrecognized"
                message = "#RETURN", getattr(self, funcname)(conn, *args, **kwds)
            except Exception:
                message = "#TRACEBACK", traceback.format_exc()
            try:
                conn.send(message)
            except Exception:
                conn.send(("#TRACEBACK", traceback.format_exc()))
        except SystemExit:
            pass
        except Exception as e:
            util.info("Failure to send message: %r", e)
        conn.close()

    def serve_client(self, conn):
        """The requests of one thread of a client, until it goes."""
        while not self.stop_event.is_set():
            try:
                request = conn.recv()
            except (EOFError, OSError):
                sys.exit(0)
            try:
                message = self._answer(*request)
            except Exception:
                message = "#TRACEBACK", traceback.format_exc()
            try:
                try:
                    conn.send(message)
                except Exception:
                    conn.send(("#UNSERIALIZABLE", traceback.format_exc()))
            except Exception as e:
                util.info("exception in thread serving %r: %r", threading.current_thread().name, e)
                conn.close()
                sys.exit(1)

    def _answer(self, ident, methodname, args, kwds):
        try:
            obj, exposed, method_to_typeid = self.id_to_obj[ident]
        except KeyError:
            # A proxy that the server itself holds.
            obj, exposed, method_to_typeid = self.id_to_local_proxy_obj[ident]
        if methodname not in exposed:
            if methodname in self.fallback_mapping:
                return "#RETURN", self.fallback_mapping[methodname](self, None, ident, obj, *args, **kwds)
            raise AttributeError(f"method {methodname!r} of {type(obj)!r} object is not in exposed={exposed!r}")
        try:
            result = getattr(obj, methodname)(*args, **kwds)
        except Exception as e:
            return "#ERROR", e
        typeid = method_to_typeid and method_to_typeid.get(methodname)
        if typeid:
            id, exposed = self.create(None, typeid, result)
            return "#PROXY", (exposed, Token(typeid, self.address, id))
        return "#RETURN", result

    def fallback_getvalue(self, conn, ident, obj):
        return obj

    def fallback_str(self, conn, ident, obj):
        return str(obj)

    def fallback_repr(self, conn, ident, obj):
        return repr(obj)

    fallback_mapping = {"__str__": fallback_str, "__repr__": fallback_repr, "#GETVALUE": fallback_getvalue}

    def dummy(self, c):
        pass

    def debug_info(self, c):
        """The objects with their reference counts, as text."""
        with self.mutex:
            return "\n".join(f"  {id}:       refcount={count}\n    {str(self.id_to_obj[id][0])[:75]}"
                             for id, count in sorted(self.id_to_refcount.items()) if id != "0")

    def number_of_objects(self, c):
        return len(self.id_to_refcount)

    def shutdown(self, c):
        """Ends the server."""
        try:
            util.debug("manager received shutdown message")
            c.send(("#RETURN", None))
        finally:
            self.stop_event.set()

    def create(self, c, typeid, /, *args, **kwds):
        """Makes an object; returns its ident and the names of its methods."""
        with self.mutex:
            callable_, exposed, method_to_typeid, _ = self.registry[typeid]
            if callable_ is None:
                if kwds or len(args) != 1:
                    raise ValueError("Without callable, must have one non-keyword argument")
                obj = args[0]
            else:
                obj = callable_(*args, **kwds)
            if exposed is None:
                exposed = public_methods(obj)
            if method_to_typeid is not None:
                if not isinstance(method_to_typeid, dict):
                    raise TypeError(
                        f"Method_to_typeid {method_to_typeid!r}: type {type(method_to_typeid)!s}, not dict")
                exposed = list(exposed) + list(method_to_typeid)
            ident = f"{id(obj):x}"
            self.id_to_obj[ident] = obj, set(exposed), method_to_typeid
            self.id_to_refcount.setdefault(ident, 0)
        self.incref(c, ident)
        return ident, tuple(exposed)

    def get_methods(self, c, token):
        """The names of an object's methods."""
        return tuple(self.id_to_obj[token.id][1])

    def accept_connection(self, c, name):
        """The connection is for a thread of a client, of that name."""
        threading.current_thread().name = name
        c.send(("#RETURN", None))
        self.serve_client(c)

    def incref(self, c, ident):
        with self.mutex:
            if ident not in self.id_to_refcount and ident in self.id_to_local_proxy_obj:
                # It is used again, by another process.
                self.id_to_refcount[ident] = 0
                self.id_to_obj[ident] = self.id_to_local_proxy_obj[ident]
            self.id_to_refcount[ident] += 1

    def decref(self, c, ident):
        gone = None
        with self.mutex:
            if ident not in self.id_to_refcount and ident in self.id_to_local_proxy_obj:
                return
            if self.id_to_refcount[ident] <= 0:
                raise AssertionError(f"Id {ident!s} ({self.id_to_obj[ident]!r}) has refcount "
                                     f"{self.id_to_refcount[ident]:n}, not 1+")
            self.id_to_refcount[ident] -= 1
            if self.id_to_refcount[ident] == 0:
                del self.id_to_refcount[ident]
                gone = self.id_to_obj.pop(ident)
        # What it runs when it goes may ask the server for something.
        del gone


class State:
    __slots__ = ["value"]
    INITIAL, STARTED, SHUTDOWN = range(3)


class BaseManager:
    """Starts a server, or is a client of one that runs elsewhere."""

    _registry = {}
    _Server = Server

    def __init__(self, address=None, authkey=None, serializer="pickle", ctx=None, *, shutdown_timeout=1.0):
        if authkey is None:
            authkey = process.current_process().authkey
        self._address = address
        self._authkey = process.AuthenticationString(authkey)
        self._state = State()
        self._state.value = State.INITIAL
        self._serializer = serializer
        self._Listener, self._Client = _SERIALIZERS[serializer]
        self._ctx = ctx or context._default_context.get_context()
        self._shutdown_timeout = shutdown_timeout

    def _check_initial(self):
        if self._state.value == State.STARTED:
            raise context.ProcessError("Already started server")
        if self._state.value == State.SHUTDOWN:
            raise context.ProcessError("Manager has shut down")
        if self._state.value != State.INITIAL:
            raise context.ProcessError(f"Unknown state {self._state.value!r}")

    def get_server(self):
        """A server to be run by this process, with serve_forever()."""
        self._check_initial()
        return Server(self._registry, self._address, self._authkey, self._serializer)

    def connect(self):
        """Makes it a client of the server at its address."""
        conn = self._Client(self._address, authkey=self._authkey)
        dispatch(conn, None, "dummy")
        self._state.value = State.STARTED

    def start(self, initializer=None, initargs=()):
        """Starts a process with a server."""
        self._check_initial()
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        reader, writer = connection.Pipe(duplex=False)
        self._process = self._ctx.Process(
            target=type(self)._run_server,
            args=(self._registry, self._address, self._authkey, self._serializer, writer, initializer, initargs))
        ident = ":".join(str(i) for i in self._process._identity)
        self._process.name = f"{type(self).__name__}-{ident}"
        self._process.start()
        writer.close()
        self._address = reader.recv()
        reader.close()
        self._state.value = State.STARTED
        self.shutdown = util.Finalize(
            self, type(self)._finalize_manager,
            args=(self._process, self._address, self._authkey, self._state, self._Client, self._shutdown_timeout),
            exitpriority=0)

    @classmethod
    def _run_server(cls, registry, address, authkey, serializer, writer, initializer=None, initargs=()):
        # Whoever is at the keyboard means the program, which ends the server.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if initializer is not None:
            initializer(*initargs)
        server = cls._Server(registry, address, authkey, serializer)
        writer.send(server.address)
        writer.close()
        util.info("manager serving at %r", server.address)
        server.serve_forever()

    def _create(self, typeid, /, *args, **kwds):
        assert self._state.value == State.STARTED, "server not yet started"
        with self._Client(self._address, authkey=self._authkey) as conn:
            id, exposed = dispatch(conn, None, "create", (typeid, *args), kwds)
        return Token(typeid, self._address, id), exposed

    def join(self, timeout=None):
        """Waits for the process of the server."""
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def _debug_info(self):
        with self._Client(self._address, authkey=self._authkey) as conn:
            return dispatch(conn, None, "debug_info")

    def _number_of_objects(self):
        with self._Client(self._address, authkey=self._authkey) as conn:
            return dispatch(conn, None, "number_of_objects")

    def __enter__(self):
        if self._state.value == State.INITIAL:
            self.start()
        if self._state.value != State.STARTED:
            raise context.ProcessError("Unable to start server" if self._state.value == State.INITIAL else
                                       "Manager has shut down" if self._state.value == State.SHUTDOWN else
                                       f"Unknown state {self._state.value!r}")
        return self

    def __exit__(self, *args):
        self.shutdown()

    @staticmethod
    def _finalize_manager(process, address, authkey, state, _Client, shutdown_timeout):
        if process.is_alive():
            util.info("sending shutdown message to manager")
            try:
                with _Client(address, authkey=authkey) as conn:
                    dispatch(conn, None, "shutdown")
            except Exception:
                pass
            process.join(timeout=shutdown_timeout)
            for end in process.terminate, process.kill:
                if process.is_alive():
                    end()
                    process.join(timeout=shutdown_timeout)
        state.value = State.SHUTDOWN
        BaseProxy._address_to_local.pop(address, None)

    @property
    def address(self):
        return self._address

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        """Has the manager make objects of a name: a method of that name returns proxies of what `callable` returns."""
        if "_registry" not in cls.__dict__:
            cls._registry = cls._registry.copy()
        proxytype = proxytype or AutoProxy
        exposed = exposed or getattr(proxytype, "_exposed_", None)
        method_to_typeid = method_to_typeid or getattr(proxytype, "_method_to_typeid_", None)
        if method_to_typeid:
            for key, value in list(method_to_typeid.items()):
                assert type(key) is str, f"{key!r} is not a string"
                assert type(value) is str, f"{value!r} is not a string"
        cls._registry[typeid] = callable, exposed, method_to_typeid, proxytype
        if create_method:
            def make(self, /, *args, **kwds):
                util.debug("requesting creation of a shared %r object", typeid)
                token, exposed = self._create(typeid, *args, **kwds)
                proxy = proxytype(token, self._serializer, manager=self, authkey=self._authkey, exposed=exposed)
                with self._Client(token.address, authkey=self._authkey) as conn:
                    dispatch(conn, None, "decref", (token.id,))
                return proxy

            make.__name__ = typeid
            setattr(cls, typeid, make)


class ProcessLocalSet(set):
    """A set that is empty in a process that begins as a copy."""

    def __init__(self):
        util.register_after_fork(self, lambda self: self.clear())

    def __reduce__(self):
        return type(self), ()


class BaseProxy:
    """Stands for an object of a manager."""

    # For each server a connection of each thread, and the objects that this process refers to.
    _address_to_local = {}
    _mutex = util.ForkAwareThreadLock()

    def __init__(self, token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
        with BaseProxy._mutex:
            tls_serials = BaseProxy._address_to_local.get(token.address)
            if tls_serials is None:
                tls_serials = util.ForkAwareLocal(), ProcessLocalSet()
                BaseProxy._address_to_local[token.address] = tls_serials
        self._tls, self._idset = tls_serials
        self._token = token
        self._id = token.id
        self._manager = manager
        self._serializer = serializer
        self._Client = _SERIALIZERS[serializer][1]
        # The server is asked for no reference to its own objects.
        self._owned_by_manager = manager_owned
        if authkey is not None:
            self._authkey = process.AuthenticationString(authkey)
        elif manager is not None:
            self._authkey = manager._authkey
        else:
            self._authkey = process.current_process().authkey
        if incref:
            self._incref()
        util.register_after_fork(self, BaseProxy._after_fork)

    def _connect(self):
        name = process.current_process().name
        if threading.current_thread().name != "MainThread":
            name += "|" + threading.current_thread().name
        conn = self._Client(self._token.address, authkey=self._authkey)
        dispatch(conn, None, "accept_connection", (name,))
        self._tls.connection = conn

    def _callmethod(self, methodname, args=(), kwds={}):
        """Calls a method of the object and returns a copy of its result."""
        try:
            conn = self._tls.connection
        except AttributeError:
            self._connect()
            conn = self._tls.connection
        conn.send((self._id, methodname, args, kwds))
        kind, result = conn.recv()
        if kind == "#RETURN":
            return result
        if kind == "#PROXY":
            exposed, token = result
            proxytype = self._manager._registry[token.typeid][-1]
            token.address = self._token.address
            proxy = proxytype(token, self._serializer, manager=self._manager, authkey=self._authkey, exposed=exposed)
            with self._Client(token.address, authkey=self._authkey) as conn:
                dispatch(conn, None, "decref", (token.id,))
            return proxy
        error = convert_to_error(kind, result)
        try:
            raise error
        finally:
            # It refers to this frame: no cycle may hold the proxy.
            del error, result

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod("#GETVALUE")

    def _incref(self):
        if self._owned_by_manager:
            return
        with self._Client(self._token.address, authkey=self._authkey) as conn:
            dispatch(conn, None, "incref", (self._id,))
        self._idset.add(self._id)
        state = self._manager and self._manager._state
        self._close = util.Finalize(
            self, BaseProxy._decref,
            args=(self._token, self._authkey, state, self._tls, self._idset, self._Client), exitpriority=10)

    @staticmethod
    def _decref(token, authkey, state, tls, idset, _Client):
        idset.discard(token.id)
        if state is None or state.value == State.STARTED:
            try:
                with _Client(token.address, authkey=authkey) as conn:
                    dispatch(conn, None, "decref", (token.id,))
            except Exception as e:
                util.debug("... decref failed: %s", e)
        if not idset and hasattr(tls, "connection"):
            # The thread has no proxy of the server any more.
            tls.connection.close()
            del tls.connection

    def _after_fork(self):
        self._manager = None
        try:
            self._incref()
        except Exception as e:
            util.info("incref failed: %s", e)

    def __reduce__(self):
        kwds = {}
        if context.get_spawning_popen() is not None:
            kwds["authkey"] = self._authkey
        if getattr(self, "_isauto", False):
            kwds["exposed"] = self._exposed_
            return RebuildProxy, (AutoProxy, self._token, self._serializer, kwds)
        return RebuildProxy, (type(self), self._token, self._serializer, kwds)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return f"<{type(self).__name__} object, typeid {self._token.typeid!r} at {id(self):#x}>"

    def __str__(self):
        try:
            return self._callmethod("__repr__")
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def RebuildProxy(func, token, serializer, kwds):
    """A proxy that was pickled; in the server's own process it needs no reference."""
    server = getattr(process.current_process(), "_manager_server", None)
    if server and server.address == token.address:
        kwds["manager_owned"] = True
        if token.id not in server.id_to_local_proxy_obj:
            server.id_to_local_proxy_obj[token.id] = server.id_to_obj[token.id]
    incref = kwds.pop("incref", True) and not getattr(process.current_process(), "_inheriting", False)
    return func(token, serializer, incref=incref, **kwds)


def MakeProxyType(name, exposed, _cache={}):
    """A class of proxies with methods of these names."""
    exposed = tuple(exposed)
    if (name, exposed) in _cache:
        return _cache[name, exposed]

    def method(name):
        def call(self, /, *args, **kwds):
            return self._callmethod(name, args, kwds)
        call.__name__ = name
        return call

    proxytype = type(name, (BaseProxy,), {each: method(each) for each in exposed})
    proxytype._exposed_ = exposed
    _cache[name, exposed] = proxytype
    return proxytype


def AutoProxy(token, serializer, manager=None, authkey=None, exposed=None, incref=True, manager_owned=False):
    """A proxy with the methods that the object turns out to have."""
    if authkey is None:
        authkey = manager._authkey if manager is not None else process.current_process().authkey
    if exposed is None:
        with _SERIALIZERS[serializer][1](token.address, authkey=authkey) as conn:
            exposed = dispatch(conn, None, "get_methods", (token,))
    proxytype = MakeProxyType(f"AutoProxy[{token.typeid}]", exposed)
    proxy = proxytype(token, serializer, manager=manager, authkey=authkey, incref=incref, manager_owned=manager_owned)
    proxy._isauto = True
    return proxy


# The objects of a SyncManager.

class Value:
    """An object with the attribute `value`."""

    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    def get(self):
        return self._value

    def set(self, value):
        self._value = value

    def __repr__(self):
        return f"{type(self).__name__}({self._typecode!r}, {self._value!r})"

    value = property(get, set)


def Array(typecode, sequence, lock=True):
    return array.array(typecode, sequence)


class IteratorProxy(BaseProxy):
    _exposed_ = "__next__", "send", "throw", "close"

    def __iter__(self):
        return self

    def __next__(self, *args):
        return self._callmethod("__next__", args)

    def send(self, *args):
        return self._callmethod("send", args)

    def throw(self, *args):
        return self._callmethod("throw", args)

    def close(self, *args):
        return self._callmethod("close", args)


class AcquirerProxy(BaseProxy):
    _exposed_ = "acquire", "release", "locked"

    def acquire(self, blocking=True, timeout=None):
        return self._callmethod("acquire", (blocking,) if timeout is None else (blocking, timeout))

    def release(self):
        return self._callmethod("release")

    def locked(self):
        return self._callmethod("locked")

    def __enter__(self):
        return self._callmethod("acquire")

    def __exit__(self, *args):
        return self._callmethod("release")


class ConditionProxy(AcquirerProxy):
    _exposed_ = "acquire", "release", "locked", "wait", "notify", "notify_all"

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))

    def notify(self, n=1):
        return self._callmethod("notify", (n,))

    def notify_all(self):
        return self._callmethod("notify_all")

    # The predicate is asked in this process.
    wait_for = threading.Condition.wait_for


class EventProxy(BaseProxy):
    _exposed_ = "is_set", "set", "clear", "wait"

    def is_set(self):
        return self._callmethod("is_set")

    def set(self):
        return self._callmethod("set")

    def clear(self):
        return self._callmethod("clear")

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))


def _remote(name):
    return property(lambda self: self._callmethod("__getattribute__", (name,)))


class BarrierProxy(BaseProxy):
    _exposed_ = "__getattribute__", "wait", "abort", "reset"

    def wait(self, timeout=None):
        return self._callmethod("wait", (timeout,))

    def abort(self):
        return self._callmethod("abort")

    def reset(self):
        return self._callmethod("reset")

    parties = _remote("parties")
    n_waiting = _remote("n_waiting")
    broken = _remote("broken")


class NamespaceProxy(BaseProxy):
    _exposed_ = "__getattribute__", "__setattr__", "__delattr__"

    def __getattr__(self, key):
        if key[0] == "_":
            return object.__getattribute__(self, key)
        return object.__getattribute__(self, "_callmethod")("__getattribute__", (key,))

    def __setattr__(self, key, value):
        if key[0] == "_":
            return object.__setattr__(self, key, value)
        return object.__getattribute__(self, "_callmethod")("__setattr__", (key, value))

    def __delattr__(self, key):
        if key[0] == "_":
            return object.__delattr__(self, key)
        return object.__getattribute__(self, "_callmethod")("__delattr__", (key,))


class ValueProxy(BaseProxy):
    _exposed_ = "get", "set"
    __class_getitem__ = classmethod(types.GenericAlias)

    def get(self):
        return self._callmethod("get")

    def set(self, value):
        return self._callmethod("set", (value,))

    value = property(get, set)


_LIST_METHODS = (
    "__add__", "__contains__", "__delitem__", "__getitem__", "__imul__", "__len__", "__mul__", "__reversed__",
    "__rmul__", "__setitem__", "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove",
    "reverse", "sort")

BaseListProxy = MakeProxyType("BaseListProxy", _LIST_METHODS)


class ListProxy(BaseListProxy):
    __class_getitem__ = classmethod(types.GenericAlias)

    def __iadd__(self, value):
        self._callmethod("extend", (value,))
        return self

    def __imul__(self, value):
        self._callmethod("__imul__", (value,))
        return self


_DICT_METHODS = (
    "__contains__", "__delitem__", "__getitem__", "__ior__", "__iter__", "__len__", "__or__", "__reversed__",
    "__ror__", "__setitem__", "clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault",
    "update", "values")

BaseDictProxy = MakeProxyType("BaseDictProxy", _DICT_METHODS)
BaseDictProxy._method_to_typeid_ = {"__iter__": "Iterator"}


class DictProxy(BaseDictProxy):
    __class_getitem__ = classmethod(types.GenericAlias)

    def __ior__(self, value):
        self._callmethod("__ior__", (value,))
        return self


_SET_METHODS = (
    "__and__", "__class_getitem__", "__contains__", "__iand__", "__ior__", "__isub__", "__iter__", "__ixor__",
    "__len__", "__or__", "__rand__", "__ror__", "__rsub__", "__rxor__", "__sub__", "__xor__", "__ge__", "__gt__",
    "__le__", "__lt__", "__eq__", "__ne__", "add", "clear", "copy", "difference", "difference_update", "discard",
    "intersection", "intersection_update", "isdisjoint", "issubset", "issuperset", "pop", "remove",
    "symmetric_difference", "symmetric_difference_update", "union", "update")

BaseSetProxy = MakeProxyType("BaseSetProxy", _SET_METHODS)
BaseSetProxy._method_to_typeid_ = {"__iter__": "Iterator"}


class SetProxy(BaseSetProxy):
    __class_getitem__ = classmethod(types.GenericAlias)

    def __ior__(self, value):
        self._callmethod("__ior__", (value,))
        return self

    def __iand__(self, value):
        self._callmethod("__iand__", (value,))
        return self

    def __ixor__(self, value):
        self._callmethod("__ixor__", (value,))
        return self

    def __isub__(self, value):
        self._callmethod("__isub__", (value,))
        return self


ArrayProxy = MakeProxyType("ArrayProxy", ("__len__", "__getitem__", "__setitem__"))

BasePoolProxy = MakeProxyType("PoolProxy", (
    "apply", "apply_async", "close", "imap", "imap_unordered", "join", "map", "map_async", "starmap", "starmap_async",
    "terminate"))
BasePoolProxy._method_to_typeid_ = {
    "apply_async": "AsyncResult", "map_async": "AsyncResult", "starmap_async": "AsyncResult", "imap": "Iterator",
    "imap_unordered": "Iterator",
}


class PoolProxy(BasePoolProxy):
    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.terminate()


class SyncManager(BaseManager):
    """Makes the objects that programs mostly share."""


SyncManager.register("Queue", queue.Queue)
SyncManager.register("JoinableQueue", queue.Queue)
SyncManager.register("Event", threading.Event, EventProxy)
SyncManager.register("Lock", threading.Lock, AcquirerProxy)
SyncManager.register("RLock", threading.RLock, AcquirerProxy)
SyncManager.register("Semaphore", threading.Semaphore, AcquirerProxy)
SyncManager.register("BoundedSemaphore", threading.BoundedSemaphore, AcquirerProxy)
SyncManager.register("Condition", threading.Condition, ConditionProxy)
SyncManager.register("Barrier", threading.Barrier, BarrierProxy)
SyncManager.register("Pool", pool.Pool, PoolProxy)
SyncManager.register("list", list, ListProxy)
SyncManager.register("dict", dict, DictProxy)
SyncManager.register("set", set, SetProxy)
SyncManager.register("Value", Value, ValueProxy)
SyncManager.register("Array", Array, ArrayProxy)
SyncManager.register("Namespace", Namespace, NamespaceProxy)
# What methods return.
SyncManager.register("Iterator", proxytype=IteratorProxy, create_method=False)
SyncManager.register("AsyncResult", create_method=False)
