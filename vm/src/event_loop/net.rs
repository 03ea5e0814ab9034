//! Sockets before they are transports: addresses, looking up names, connecting, listening.

use crate::event_loop::future::Future;
use crate::event_loop::handle::Handle;
use crate::event_loop::poll::{self, Side, os_error};
use crate::event_loop::transport::{Transport, in_context};
use crate::event_loop::{EventLoop, Ready};
use crate::function;
use crate::heap::{Gc, Interior, Slot, Visitor};
use crate::object::bytes::Bytes;
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::file::descriptor::Descriptor;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::list::List;
use crate::object::native::NativeDef;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};
use mio::Interest;
use socket2::{Domain, SockAddr, Socket, Type};
use std::cell::Cell;
use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6, ToSocketAddrs};
use std::os::fd::{AsFd, AsRawFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::sync::mpsc;

// ------------------------------------------------------------------------------------------------------- Addresses

/// The address that Python writes as `(host, port)`, `(host, port, flowinfo, scope_id)` or, for a Unix socket, a path.
fn address_of(vm: &mut Vm, value: &Value) -> Res<SockAddr> {
    if let Some(path) = value.as_str() {
        return unix_address(vm, path.as_ref());
    }
    if let Some(path) = value.get::<Bytes>() {
        return unix_address(vm, OsStr::from_bytes(path.as_slice()));
    }
    let items = value.exact::<Tuple>().map_or(&[][..], Tuple::items);
    let host = items.first().and_then(Value::as_str).and_then(|h| h.parse::<IpAddr>().ok());
    let port = items.get(1).and_then(Value::as_small_int).and_then(|p| u16::try_from(p).ok());
    let number = |i: usize| items.get(i).and_then(Value::as_small_int).unwrap_or(0) as u32;
    match (host, port) {
        (Some(IpAddr::V6(ip)), Some(port)) => Ok(SocketAddrV6::new(ip, port, number(2), number(3)).into()),
        (Some(ip), Some(port)) => Ok(SocketAddr::new(ip, port).into()),
        _ => {
            let shown = vm.repr(value)?;
            Err(vm.error(Exc::ValueError, format!("invalid address: {shown}")))
        }
    }
}

fn unix_address(vm: &mut Vm, path: &OsStr) -> Res<SockAddr> {
    // The system is not asked: a path that does not fit into an address is found out before.
    SockAddr::unix(path).map_err(|_| vm.error(Exc::OSError, "AF_UNIX path too long"))
}

/// An address as Python shows it.
fn address_value(address: &SockAddr) -> Value {
    if let Some(address) = address.as_socket() {
        let (host, port) = (Value::from(address.ip().to_string()), Value::from(i64::from(address.port())));
        return Tuple::value(match address {
            SocketAddr::V4(_) => vec![host, port],
            SocketAddr::V6(v6) => {
                vec![host, port, Value::from(i64::from(v6.flowinfo())), Value::from(i64::from(v6.scope_id()))]
            }
        });
    }
    if let Some(name) = address.as_abstract_namespace().filter(|name| !name.is_empty()) {
        return Bytes::value(&[b"\0", name].concat());
    }
    Value::from(address.as_pathname().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default())
}

/// The addresses of both ends, `None` where there is none.
pub(crate) fn names(socket: &Socket) -> [Value; 2] {
    [socket.local_addr(), socket.peer_addr()].map(|a| a.map_or(Value::NONE, |a| address_value(&a)))
}

/// `AF_INET`, `SOCK_STREAM` and their like as numbers.
const STREAM: i64 = 1;

// --------------------------------------------------------------------------------------------------------- Lookups

/// What the worker threads report: the future to fill and the addresses found.
pub(crate) struct Lookup {
    number: usize,
    found: io::Result<Vec<SocketAddr>>,
}

/// Name lookups that are under way.
#[derive(Default)]
pub(crate) struct Lookups {
    channel: Option<(mpsc::Sender<Lookup>, mpsc::Receiver<Lookup>)>,
    waiting: Vec<Option<Waiting>>,
}

impl Lookups {
    /// Is one under way?
    pub fn any(&self) -> bool {
        self.waiting.iter().any(Option::is_some)
    }
}

/// The address of a listener's or transport's socket, and that of its peer if that can still cause an event; `None` for
/// what is no socket that is open.
pub(crate) fn ends(value: &Value) -> Option<(SockAddr, Option<SockAddr>)> {
    match value.foreign::<Transport>() {
        Some(transport) => {
            let peer = |s: &Socket| s.peer_addr().ok().filter(|_| transport.depends_on_peer());
            transport.with_socket(|s| s.local_addr().ok().map(|own| (own, peer(s)))).flatten()
        }
        None => with_socket(value, |s| s.local_addr().ok().map(|own| (own, None))).flatten(),
    }
}

/// Who waits for a lookup, and what of the result it wants.
struct Waiting {
    future: Value,
    wanted: Wanted,
}

#[derive(Clone, Copy)]
struct Wanted {
    family: i64,
    kind: i64,
    protocol: i64,
}

/// The tuples of `getaddrinfo`.
fn address_infos(addresses: &[SocketAddr], wanted: Wanted) -> Value {
    let kinds = if wanted.kind == 0 { vec![(1, 6), (2, 17), (3, 0)] } else { vec![(wanted.kind, 0)] };
    let mut infos = Vec::new();
    for address in addresses {
        let family = i64::from(i32::from(Domain::for_address(*address)));
        if wanted.family != 0 && wanted.family != family {
            continue;
        }
        for &(kind, protocol) in &kinds {
            let protocol = match (wanted.protocol, kind) {
                (0, 1) => 6,
                (0, 2) => 17,
                (0, _) => protocol,
                (given, _) => given,
            };
            infos.push(Tuple::value(vec![
                Value::from(family),
                Value::from(kind),
                Value::from(protocol),
                Value::from(""),
                address_value(&(*address).into()),
            ]));
        }
    }
    List::value(infos)
}

/// `_resolve(host, port, family, type, proto, flags)`: a future of the list of `getaddrinfo`. A name is looked up on a
/// thread of its own.
fn resolve(vm: &mut Vm, args: &[Value]) -> Res {
    let [host, port, family, kind, protocol, flags] = args else { return Ok(Value::NONE) };
    let event_loop = vm.running_loop()?;
    let number = |vm: &mut Vm, value: &Value| vm.index_clamped(value);
    let wanted = Wanted { family: number(vm, family)?, kind: number(vm, kind)?, protocol: number(vm, protocol)? };
    let passive = number(vm, flags)? & 1 != 0;
    let future = Future::new(event_loop.clone());
    let this = future.to_value();
    let port = match port.as_str() {
        Some(text) => text.parse().ok(),
        None if port.is_none() => Some(0),
        None => u16::try_from(vm.index_clamped(port)?).ok(),
    };
    let Some(port) = port else {
        // The package has found the number of a named service.
        let _ = vm.error(Exc::OverflowError, "getaddrinfo() argument 2 must be a port between 0 and 65535");
        let exception = vm.take_raised();
        future.set_exception(vm, &this, exception)?;
        return Ok(this);
    };
    let host = crate::object::bytes::bytes_of(host)
        .map(|b| String::from_utf8_lossy(&b).into_owned())
        .or_else(|| host.as_str().map(str::to_string));
    let known = match host.as_deref() {
        None | Some("") if passive => Some(vec![IpAddr::V4(Ipv4Addr::UNSPECIFIED), IpAddr::V6(Ipv6Addr::UNSPECIFIED)]),
        None | Some("") => Some(vec![IpAddr::V6(Ipv6Addr::LOCALHOST), IpAddr::V4(Ipv4Addr::LOCALHOST)]),
        Some(text) => text.parse().ok().map(|ip| vec![ip]),
    };
    if let Some(known) = known {
        let addresses: Vec<SocketAddr> = known.into_iter().map(|ip| SocketAddr::new(ip, port)).collect();
        future.set_result(vm, &this, address_infos(&addresses, wanted))?;
        return Ok(this);
    }
    let waker = match vm.schedule.waker() {
        Ok(waker) => waker,
        Err(e) => return Err(os_error(vm, &e)),
    };
    let lookups = &mut vm.loops.lookups;
    let (sender, _) = lookups.channel.get_or_insert_with(mpsc::channel);
    let (sender, number) = (sender.clone(), lookups.waiting.len());
    lookups.waiting.push(Some(Waiting { future: this.clone(), wanted }));
    if let Some(body) = event_loop.get::<EventLoop>() {
        body.watched.set(body.watched.get() + 1);
    }
    let host = host.unwrap_or_default();
    std::thread::spawn(move || {
        crate::event_loop::signal::leave_to_others();
        let found = (host.as_str(), port).to_socket_addrs().map(Iterator::collect);
        // Nobody listens any more if the VM has gone; there is nothing left to wake then.
        if sender.send(Lookup { number, found }).is_ok() {
            let _ = waker.wake();
        }
    });
    Ok(this)
}

/// Fills the futures of lookups that have come back.
pub(crate) fn finish_lookups(vm: &mut Vm) -> Res<()> {
    loop {
        let arrived = match &vm.loops.lookups.channel {
            Some((_, receiver)) => receiver.try_recv(),
            None => return Ok(()),
        };
        let Ok(Lookup { number, found }) = arrived else { return Ok(()) };
        let Some(waiting) = vm.loops.lookups.waiting.get_mut(number).and_then(Option::take) else { continue };
        if vm.loops.lookups.waiting.iter().all(Option::is_none) {
            vm.loops.lookups.waiting.clear();
        }
        let this = waiting.future;
        let Some(future) = this.get::<Future>() else { continue };
        if let Some(body) = future.event_loop.get().get::<EventLoop>() {
            body.watched.set(body.watched.get().saturating_sub(1));
        }
        if future.is_done() {
            continue;
        }
        match found {
            Ok(addresses) => future.set_result(vm, &this, address_infos(&addresses, waiting.wanted))?,
            // The package turns `None` into `socket.gaierror`.
            Err(_) => future.set_result(vm, &this, Value::NONE)?,
        }
    }
}

// ----------------------------------------------------------------------------------------------------- Connections

/// A connected socket that no transport has taken yet.
pub(crate) struct Connection {
    socket: Interior<Option<Socket>>,
    /// The program's socket object that it was taken from, or `None`.
    original: Slot,
}

impl ForeignData for Connection {
    fn trace(&self, visit: &mut Visitor) {
        visit(self.original.peek());
    }
}

/// The number by which the program knows a socket: that of the object it was taken from, if it was.
pub(crate) fn number(socket: &Socket, original: &Value) -> RawFd {
    match original.get::<Foreign>().and_then(Foreign::descriptor) {
        Some(fd) => fd.number(),
        None => socket.as_raw_fd(),
    }
}

/// Closes the program's socket object that was taken over, if there is one.
pub(crate) fn close_original(vm: &mut Vm, original: &Slot) -> Res<()> {
    let original = original.replace(Value::NONE);
    match original.is_none() {
        true => Ok(()),
        false => vm.call_method(&original, "close", &[]).map(drop),
    }
}

impl Connection {
    /// The socket, once, and the program's object for it.
    pub fn take(&self) -> Option<(Socket, Value)> {
        Some((self.socket.replace(None)?, self.original.get()))
    }
}

static CONNECTION: TypeSpec = TypeSpec {
    name: "_asyncio.Connection",
    doc: "",
    constructor: None,
    methods: &[method!("_close(self, /)", |_, args| {
        drop(args[0].foreign::<Connection>().and_then(|connection| connection.socket.replace(None)));
        Ok(Value::NONE)
    })],
    flags: flag::FINAL,
};

fn connection(vm: &mut Vm, socket: Socket, original: Value) -> Value {
    let class = vm.types.native_class(&CONNECTION);
    let connection = Connection { socket: Interior::new(Some(socket)), original: Slot::new(original) };
    Foreign::new(class, connection).into_value()
}

/// A connection that is being made.
struct Connecting {
    socket: Interior<Option<Socket>>,
    token: Cell<Option<usize>>,
    future: Slot,
    address: Value,
}

impl ForeignData for Connecting {
    fn trace(&self, visit: &mut Visitor) {
        visit(self.future.peek());
        visit(&self.address);
    }

    fn clear(&self) {
        drop(self.future.replace(Value::NONE));
    }
}

static CONNECTING: TypeSpec = TypeSpec {
    name: "_asyncio.Connecting",
    doc: "",
    constructor: None,
    methods: &[
        getter!("future", |_, args| { Ok(args[0].foreign::<Connecting>().map_or(Value::NONE, |c| c.future.get())) }),
        method!("_close(self, /)", |vm, args| {
            if let Some(connecting) = args[0].foreign::<Connecting>() {
                if let Some(token) = connecting.token.take() {
                    poll::unwatch_stream(vm, token);
                }
                drop(connecting.socket.replace(None));
            }
            Ok(Value::NONE)
        }),
    ],
    flags: flag::FINAL,
};

/// `_connect(address, local_addr)`: an object with a `future` of the connection, to be closed when that is done.
fn connect(vm: &mut Vm, args: &[Value]) -> Res {
    let event_loop = vm.running_loop()?;
    let address = address_of(vm, &args[0])?;
    let begun = begin_connect(&address);
    let socket = match begun {
        Ok(socket) => socket,
        Err(e) => return Err(os_error(vm, &e)),
    };
    if !args[1].is_none() {
        let local = address_of(vm, &args[1])?;
        if let Err(e) = socket.bind(&local) {
            return Err(os_error(vm, &e));
        }
    }
    let future = Future::new(event_loop.clone());
    let this = future.to_value();
    let class = vm.types.native_class(&CONNECTING);
    let fd = socket.as_raw_fd();
    let outcome = socket.connect(&address);
    let connecting = Connecting {
        socket: Interior::new(Some(socket)),
        token: Cell::new(None),
        future: Slot::new(this.clone()),
        address: args[0].clone(),
    };
    let connecting = Foreign::new(class, connecting).into_value();
    let Some(body) = connecting.foreign::<Connecting>() else { return Ok(connecting) };
    match outcome {
        Ok(()) => connected(vm, body)?,
        Err(e) if e.kind() == ErrorKind::WouldBlock || e.raw_os_error() == Some(IN_PROGRESS) => {
            let token = poll::watch_stream(vm, &event_loop, fd, connecting.clone(), Interest::WRITABLE)?;
            body.token.set(Some(token));
        }
        Err(e) => connect_failed(vm, body, &e)?,
    }
    Ok(connecting)
}

/// `EINPROGRESS`.
const IN_PROGRESS: i32 = rustix::io::Errno::INPROGRESS.raw_os_error();

fn begin_connect(address: &SockAddr) -> io::Result<Socket> {
    let socket = Socket::new(address.domain(), Type::STREAM, None)?;
    socket.set_nonblocking(true)?;
    Ok(socket)
}

fn connected(vm: &mut Vm, connecting: &Connecting) -> Res<()> {
    let this = connecting.future.get();
    let Some(socket) = connecting.socket.replace(None) else { return Ok(()) };
    match this.get::<Future>() {
        Some(future) if !future.is_done() => {
            let connection = connection(vm, socket, Value::NONE);
            future.set_result(vm, &this, connection)
        }
        _ => Ok(()),
    }
}

fn connect_failed(vm: &mut Vm, connecting: &Connecting, error: &io::Error) -> Res<()> {
    let this = connecting.future.get();
    let (number, text) = poll::describe(error);
    let text = match connecting.address.as_str() {
        Some(_) => text,
        None => format!("Connect call failed {}", vm.repr(&connecting.address)?),
    };
    let class = vm.types.exception(Exc::OSError).to_value();
    let exception = vm.call(&class, &[Value::from(i64::from(number)), Value::from(text)])?;
    match this.get::<Future>() {
        Some(future) if !future.is_done() => future.set_exception(vm, &this, exception),
        _ => Ok(()),
    }
}

/// The socket of a Python `socket` object, for a connection that a transport takes over.
fn adopt(vm: &mut Vm, args: &[Value]) -> Res {
    let socket = duplicate(vm, &args[0])?;
    vm.call_method(&args[0], "setblocking", &[Value::FALSE])?;
    Ok(connection(vm, socket, args[0].clone()))
}

/// A duplicate of a Python `socket` object's descriptor.
fn duplicate(vm: &mut Vm, object: &Value) -> Res<Socket> {
    let duplicate = match object.get::<Foreign>().and_then(Foreign::descriptor) {
        Some(fd) => fd.as_fd().try_clone_to_owned(),
        // A socket that was closed has none any more.
        None if object.get::<Foreign>().is_some() => Err(rustix::io::Errno::BADF.into()),
        None => {
            let got = vm.type_name(object);
            return Err(vm.error(Exc::TypeError, format!("a socket is required, not {got}")));
        }
    };
    let socket = match duplicate {
        Ok(fd) => Socket::from(fd),
        Err(e) => return Err(os_error(vm, &e)),
    };
    match socket.set_nonblocking(true) {
        Ok(()) => Ok(socket),
        Err(e) => Err(os_error(vm, &e)),
    }
}

// ------------------------------------------------------------------------------------------------------- Listening

/// A listening socket.
struct Listener {
    socket: Interior<Option<Socket>>,
    /// The family and the protocol.
    kind: (i64, i64),
    fd: RawFd,
    token: Cell<Option<usize>>,
    event_loop: Slot,
    /// Called with each connection.
    callback: Slot,
    backlog: i32,
    /// The program's socket object that it took over, or `None`: closed with it.
    original: Slot,
    /// The context in which it accepts, a copy of the one in which it began to.
    context: Slot,
}

impl Listener {
    /// The number by which the program knows the socket.
    fn number(&self) -> RawFd {
        self.socket.borrow().as_ref().map_or(-1, |socket| number(socket, &self.original.get()))
    }
}

impl ForeignData for Listener {
    fn trace(&self, visit: &mut Visitor) {
        visit(self.event_loop.peek());
        visit(self.callback.peek());
        visit(self.original.peek());
        visit(self.context.peek());
    }

    fn clear(&self) {
        drop(self.context.take());
        drop(self.original.replace(Value::NONE));
        drop(self.callback.replace(Value::NONE));
    }
}

/// A transport's socket as `get_extra_info('socket')` shows it: for looking and setting options.
struct ShownSocket {
    transport: Value,
    /// The family and the protocol.
    kind: (i64, i64),
}

impl ForeignData for ShownSocket {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.transport);
    }
}

/// Calls `f` with the socket of a listener or shown socket; `None` once it is closed.
fn with_socket<T>(value: &Value, f: impl FnOnce(&Socket) -> T) -> Option<T> {
    if let Some(listener) = value.foreign::<Listener>() {
        return listener.socket.borrow().as_ref().map(f);
    }
    value.foreign::<ShownSocket>()?.transport.foreign::<Transport>()?.with_socket(f)
}

/// The family and the protocol of a listener or shown socket, also when it is closed.
fn kind(value: &Value) -> (i64, i64) {
    let shown = value.foreign::<ShownSocket>().map(|shown| shown.kind);
    shown.or_else(|| value.foreign::<Listener>().map(|listener| listener.kind)).unwrap_or_default()
}

/// The family and the protocol of a socket.
fn kind_of(socket: &Socket) -> (i64, i64) {
    const TCP: i64 = 6;
    match socket.local_addr() {
        Ok(address) => (i64::from(i32::from(address.domain())), if address.as_socket().is_some() { TCP } else { 0 }),
        Err(_) => (0, 0),
    }
}

/// The program's object for the socket of a listener or shown socket, or `None`.
fn original(value: &Value) -> Value {
    if let Some(listener) = value.foreign::<Listener>() {
        return listener.original.get();
    }
    let shown = value.foreign::<ShownSocket>();
    shown.and_then(|s| s.transport.foreign::<Transport>()).map_or(Value::NONE, |t| t.original())
}

/// The methods of `asyncio.trsock.TransportSocket`.
macro_rules! socket_methods {
    ($($more:expr,)*) => {
        &[
            method!("fileno(self, /)", |_, args| {
                Ok(Value::from(with_socket(&args[0], |s| i64::from(number(s, &original(&args[0])))).unwrap_or(-1)))
            }),
            method!("getsockname(self, /)", |vm, args| {
                match with_socket(&args[0], Socket::local_addr) {
                    Some(Ok(address)) => Ok(address_value(&address)),
                    Some(Err(e)) => Err(os_error(vm, &e)),
                    None => Err(closed(vm)),
                }
            }),
            method!("getpeername(self, /)", |vm, args| {
                match with_socket(&args[0], Socket::peer_addr) {
                    Some(Ok(address)) => Ok(address_value(&address)),
                    Some(Err(e)) => Err(os_error(vm, &e)),
                    None => Err(closed(vm)),
                }
            }),
            method!("gettimeout(self, /)", |_, _| Ok(Value::from(0i64))),
            method!("setblocking(self, flag, /)", |vm, args| match vm.truth(&args[1])? {
                true => Err(vm.error(Exc::ValueError, "setblocking(): transport sockets cannot be blocking")),
                false => Ok(Value::NONE),
            }),
            method!("settimeout(self, value, /)", |vm, args| {
                match vm.eq(&args[1], &Value::from(0i64))? {
                    true => Ok(Value::NONE),
                    false => {
                        Err(vm.error(Exc::ValueError, "settimeout(): only 0 timeout is allowed on transport sockets"))
                    }
                }
            }),
            method!("setsockopt(self, level, optname, value, optlen=?, /)", |vm, args| {
                by_socket(vm, &args[0], "setsockopt", &args[1..])
            }),
            method!("getsockopt(self, level, optname, buflen=?, /)", |vm, args| {
                by_socket(vm, &args[0], "getsockopt", &args[1..])
            }),
            method!("shutdown(self, how, /)", |vm, args| by_socket(vm, &args[0], "shutdown", &args[1..])),
            method!("dup(self, /)", |vm, args| as_socket(vm, &args[0])),
            method!("get_inheritable(self, /)", |vm, args| by_socket(vm, &args[0], "get_inheritable", &[])),
            getter!("family", |_, args| Ok(Value::from(kind(&args[0]).0))),
            getter!("type", |_, _| Ok(Value::from(STREAM))),
            getter!("proto", |_, args| Ok(Value::from(kind(&args[0]).1))),
            method!("__repr__(self, /)", show_socket),
            $($more,)*
        ]
    };
}

fn closed(vm: &mut Vm) -> crate::vm::Raised {
    os_error(vm, &io::Error::from_raw_os_error(rustix::io::Errno::BADF.raw_os_error()))
}

/// A `socket.socket` with a duplicate of the descriptor: what the module knows about sockets it knows about this one.
fn as_socket(vm: &mut Vm, this: &Value) -> Res {
    let duplicate = match with_socket(this, Socket::try_clone) {
        Some(Ok(duplicate)) => duplicate,
        Some(Err(e)) => return Err(os_error(vm, &e)),
        None => return Err(closed(vm)),
    };
    let module = vm.import_module("socket")?;
    let class = vm.get_attr_text(&module, "socket")?;
    let unknown = Value::from(-1i64);
    let descriptor = Descriptor::new(duplicate);
    let number = Value::from(i64::from(descriptor.number()));
    let made = vm.call(&class, &[unknown.clone(), unknown.clone(), unknown, number]);
    if made.is_err() {
        descriptor.close();
    }
    made
}

/// Calls a method of `socket.socket`; what is set is set for the socket itself, which the duplicate shares.
fn by_socket(vm: &mut Vm, this: &Value, method: &str, args: &[Value]) -> Res {
    let socket = as_socket(vm, this)?;
    let given = args.iter().position(Value::is_unset).unwrap_or(args.len());
    let result = vm.call_method(&socket, method, &args[..given]);
    match result {
        Ok(value) => vm.call_method(&socket, "close", &[]).map(|_| value),
        Err(_) => {
            let exception = vm.take_raised();
            vm.call_method(&socket, "close", &[])?;
            Err(vm.raise_again(exception))
        }
    }
}

fn show_socket(vm: &mut Vm, args: &[Value]) -> Res {
    let original = original(&args[0]);
    let looked = with_socket(&args[0], |s| (number(s, &original), s.local_addr(), s.peer_addr()));
    let (family, proto) = kind(&args[0]);
    let Some((fd, local, peer)) = looked else {
        let text = format!("<asyncio.TransportSocket fd=-1, family={family}, type={STREAM}, proto={proto}>");
        return Ok(Value::from(text));
    };
    let mut text = format!("<asyncio.TransportSocket fd={fd}, family={family}, type={STREAM}, proto={proto}");
    for (name, address) in [("laddr", local), ("raddr", peer)] {
        if let Ok(address) = address {
            let shown = vm.str(&address_value(&address))?;
            if !shown.is_empty() {
                text.push_str(&format!(", {name}={shown}"));
            }
        }
    }
    text.push('>');
    Ok(Value::from(text))
}

static LISTENER: TypeSpec = TypeSpec {
    name: "asyncio.TransportSocket",
    doc: "A listening socket.",
    constructor: None,
    methods: socket_methods![
        method!("_start(self, loop, callback, /)", start_listening),
        method!("_accept(self, /)", |vm, args| {
            if let Some(listener) = args[0].foreign::<Listener>() {
                accept(vm, &args[0], listener)?;
            }
            Ok(Value::NONE)
        }),
        method!("_resume(self, /)", |vm, args| {
            if let Some(listener) = args[0].foreign::<Listener>()
                && let Some(token) = listener.token.get()
            {
                poll::again(vm, token);
            }
            Ok(Value::NONE)
        }),
        method!("_close(self, /)", |vm, args| {
            if let Some(listener) = args[0].foreign::<Listener>() {
                match listener.token.take() {
                    Some(token) => poll::unwatch_stream(vm, token),
                    // The program may have put a callback in place of the listener's.
                    None => drop(poll::remove(vm, listener.number(), Side::Reader)),
                }
                drop(listener.socket.replace(None));
                close_original(vm, &listener.original)?;
            }
            Ok(Value::NONE)
        }),
    ],
    flags: flag::FINAL,
};

static SHOWN: TypeSpec = TypeSpec {
    name: "asyncio.TransportSocket",
    doc: "The socket of a transport.",
    constructor: None,
    methods: socket_methods![],
    flags: flag::FINAL,
};

/// The object that `transport.get_extra_info('socket')` returns.
pub(crate) fn shown_socket(vm: &mut Vm, transport: &Value) -> Value {
    let class = vm.types.native_class(&SHOWN);
    let kind = transport.foreign::<Transport>().and_then(|t| t.with_socket(kind_of)).unwrap_or_default();
    Foreign::new(class, ShownSocket { transport: transport.clone(), kind }).into_value()
}

fn listener(vm: &mut Vm, socket: Socket, backlog: i32, original: Value) -> Value {
    let class = vm.types.native_class(&LISTENER);
    let listener = Listener {
        fd: socket.as_raw_fd(),
        kind: kind_of(&socket),
        socket: Interior::new(Some(socket)),
        token: Cell::new(None),
        event_loop: Slot::new(Value::NONE),
        callback: Slot::new(Value::NONE),
        backlog,
        original: Slot::new(original),
        context: Slot::default(),
    };
    Foreign::new(class, listener).into_value()
}

/// `_listen(address, backlog, reuse_address, reuse_port)`: a listener bound to the address, or `None` if the system
/// has no such addresses at all.
fn listen(vm: &mut Vm, args: &[Value]) -> Res {
    let address = address_of(vm, &args[0])?;
    let backlog = vm.index_clamped(&args[1])?.clamp(0, i64::from(i32::MAX)) as i32;
    let (reuse_address, reuse_port) = (args[2].is_true(), args[3].is_true());
    let socket = match Socket::new(address.domain(), Type::STREAM, None) {
        Ok(socket) => socket,
        Err(e) if e.raw_os_error() == Some(rustix::io::Errno::AFNOSUPPORT.raw_os_error()) => return Ok(Value::NONE),
        Err(e) => return Err(os_error(vm, &e)),
    };
    let path = args[0].as_str().map(str::to_string);
    if let Some(path) = &path {
        remove_stale_socket(path);
    }
    let options = || {
        if reuse_address {
            socket.set_reuse_address(true)?;
        }
        if reuse_port {
            socket.set_reuse_port(true)?;
        }
        if address.domain() == Domain::IPV6 {
            // IPv4 has a socket of its own.
            socket.set_only_v6(true)?;
        }
        socket.set_nonblocking(true)
    };
    if let Err(e) = options() {
        return Err(os_error(vm, &e));
    }
    if let Err(e) = socket.bind(&address) {
        let (number, text) = poll::describe(&e);
        if number == rustix::io::Errno::ADDRNOTAVAIL.raw_os_error() && address.domain() == Domain::IPV6 {
            return Ok(Value::NONE);
        }
        let shown = vm.repr(&args[0])?;
        let text = match path {
            Some(_) if number == rustix::io::Errno::ADDRINUSE.raw_os_error() => {
                format!("Address {shown} is already in use")
            }
            Some(_) => text,
            None => {
                let text = text.to_lowercase();
                format!("error while attempting to bind on address {shown}: [errno {number}] {text}")
            }
        };
        let class = vm.types.exception(Exc::OSError).to_value();
        let exception = vm.call(&class, &[Value::from(i64::from(number)), Value::from(text)])?;
        return Err(vm.raise(exception));
    }
    if let Err(e) = socket.listen(backlog) {
        return Err(os_error(vm, &e));
    }
    Ok(listener(vm, socket, backlog, Value::NONE))
}

/// A Unix socket that an earlier server left behind is in the way of the new one.
fn remove_stale_socket(path: &str) {
    use std::os::unix::fs::FileTypeExt;
    if std::fs::metadata(path).is_ok_and(|m| m.file_type().is_socket()) {
        // If it cannot be removed, binding tells why.
        let _ = std::fs::remove_file(path);
    }
}

fn adopt_listener(vm: &mut Vm, args: &[Value]) -> Res {
    let backlog = vm.index_clamped(&args[1])?.clamp(0, i64::from(i32::MAX)) as i32;
    let socket = duplicate(vm, &args[0])?;
    match socket.listen(backlog) {
        Ok(()) => Ok(listener(vm, socket, backlog, args[0].clone())),
        Err(e) => Err(os_error(vm, &e)),
    }
}

fn start_listening(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(listener) = args[0].foreign::<Listener>() else { return Ok(Value::NONE) };
    listener.event_loop.set(args[1].clone());
    listener.callback.set(args[2].clone());
    listener.context.set(vm.copy_context());
    let token = poll::watch_stream(vm, &args[1], listener.fd, args[0].clone(), Interest::READABLE)?;
    listener.token.set(Some(token));
    Ok(Value::NONE)
}

/// The number by which the program knows the descriptor of `target`, if that is a listener.
pub(crate) fn number_of_listener(target: &Value) -> Option<RawFd> {
    target.foreign().map(Listener::number)
}

/// What accepts in place of the events of `target`, if that is a listener, which is told of none any more.
///
/// # Errors
/// MemoryError.
pub(crate) fn accept_by_callback(vm: &mut Vm, target: &Value) -> Res<Option<Gc<Handle>>> {
    let Some(listener) = target.foreign::<Listener>() else { return Ok(None) };
    let accept = vm.get_attr(target, &Str::intern("_accept").into_value())?;
    listener.token.set(None);
    Ok(Some(Handle::new(listener.event_loop.get(), accept, Value::UNSET, listener.context.get())))
}

/// Seconds until a listener that ran out of descriptors tries again.
const RETRY_AFTER: f64 = 1.0;

/// Accepts what has come, at most one more than the backlog.
fn accept(vm: &mut Vm, this: &Value, listener: &Listener) -> Res<()> {
    let event_loop = listener.event_loop.get();
    for _ in 0..=listener.backlog {
        let accepted = match &*listener.socket.borrow() {
            Some(socket) => socket.accept(),
            None => return Ok(()),
        };
        let socket = match accepted {
            Ok((socket, _)) => socket,
            Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => return Ok(()),
            Err(e) if e.kind() == ErrorKind::ConnectionAborted => continue,
            Err(e) => return out_of_resources(vm, this, listener, &e),
        };
        if let Err(e) = socket.set_nonblocking(true) {
            return Err(os_error(vm, &e));
        }
        let connection = connection(vm, socket, Value::NONE);
        // CPython makes a task for each connection accepted, which uses up a name.
        vm.loops.next_task += 1;
        let context = vm.copy_context();
        let args = Tuple::value(vec![connection]);
        let handle = Handle::new(event_loop.clone(), listener.callback.get(), args, context);
        if let Some(body) = event_loop.get::<EventLoop>() {
            body.push(Ready::Handle(handle));
        }
    }
    if let Some(token) = listener.token.get() {
        poll::again(vm, token);
    }
    Ok(())
}

/// There are too many open files: the clients wait in the backlog until some are closed.
#[cold]
fn out_of_resources(vm: &mut Vm, this: &Value, listener: &Listener, error: &io::Error) -> Res<()> {
    let _ = os_error(vm, error);
    let exception = vm.take_raised();
    let event_loop = listener.event_loop.get();
    let more = [("exception", exception), ("socket", this.clone())];
    vm.report_to_loop(&event_loop, "socket.accept() out of system resource", &more)?;
    let name = Str::intern("_resume").into_value();
    let resume = vm.get_attr(this, &name)?;
    let when = vm.loop_time() + RETRY_AFTER;
    let handle = Handle::new(event_loop.clone(), resume, Value::UNSET, Value::UNSET);
    handle.set_timer(when);
    if let Some(body) = event_loop.get::<EventLoop>() {
        body.push_timer(vm, when, handle.into_value());
    }
    Ok(())
}

/// Acts on an event of a listener or of a connection being made; false if `this` is neither.
pub(crate) fn on_event(vm: &mut Vm, this: &Value) -> Res<bool> {
    if let Some(listener) = this.foreign::<Listener>() {
        in_context(vm, &listener.context, |vm| accept(vm, this, listener))?;
        return Ok(true);
    }
    let Some(connecting) = this.foreign::<Connecting>() else { return Ok(false) };
    let error = match &*connecting.socket.borrow() {
        Some(socket) => socket.take_error(),
        None => return Ok(true),
    };
    if let Some(token) = connecting.token.take() {
        poll::unwatch_stream(vm, token);
    }
    match error {
        Ok(None) => connected(vm, connecting)?,
        Ok(Some(e)) | Err(e) => connect_failed(vm, connecting, &e)?,
    }
    Ok(true)
}

/// Functions of the module `_asyncio`.
pub(crate) const FUNCTIONS: &[NativeDef] = &[
    function!("_resolve(host, port, family, type, proto, flags, /)", resolve),
    function!("_connect(address, local_addr, /)", connect),
    function!("_adopt(sock, /)", adopt),
    function!("_adopt_listener(sock, backlog, /)", adopt_listener),
    function!("_listen(address, backlog, reuse_address, reuse_port, /)", listen),
];
