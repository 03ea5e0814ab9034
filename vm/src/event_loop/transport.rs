//! `asyncio` transports over stream sockets: what a protocol or a stream writer writes to.
//!
//! A transport hands what it reads to its protocol's `data_received`, or straight to a native stream reader. It reads
//! once a turn, as CPython's does; if there may be more it asks for another event (see [`poll::again`]).

use crate::event_loop::handle::{self, Handle};
use crate::event_loop::net::{self, Connection};
use crate::event_loop::poll;
use crate::event_loop::reader::Reader;
use crate::event_loop::{EventLoop, Ready};
use crate::heap::{FINALIZE, Interior, Slot, Visitor};
use crate::object::bytes::{Bytes, bytes_of};
use crate::object::class::{Class, flag};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::file::{copy_into, room_of};
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::list::List;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::{TypeSpec, derive};
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};
use mio::Interest;
use socket2::Socket;
use std::cell::Cell;
use std::io::{self, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::os::fd::RawFd;

/// A connection in use.
pub(crate) struct Transport {
    /// `None` once closed.
    socket: Interior<Option<Socket>>,
    /// What the poll knows it by; `None` before reading starts and after closing.
    token: Cell<Option<usize>>,
    event_loop: Slot,
    protocol: Slot,
    /// The native reader that gets the data; `None` if the protocol gets it.
    reader: Slot,
    /// The server that accepted it, or `None`.
    server: Slot,
    /// The program's socket object that it took over, or `None`: closed with it.
    original: Slot,
    fd: RawFd,
    /// This end's address and the other's.
    names: [Value; 2],
    /// What could not be sent yet, from `sent` on.
    buffer: Interior<Vec<u8>>,
    sent: Cell<usize>,
    high: Cell<usize>,
    low: Cell<usize>,
    flags: Cell<u16>,
    /// The context in which the protocol is told of what was read: a copy of the one in which reading began.
    reading: Slot,
    /// The one in which it is told that there is room again: a copy of the one in which it wrote more than there was.
    writing: Slot,
}

/// `close()` or `abort()` was called or the connection failed.
const CLOSING: u16 = 1;
/// `connection_lost` is about to be called or has been.
const LOST: u16 = 2;
/// `write_eof` was called.
const NO_MORE_WRITES: u16 = 4;
/// `pause_reading` was called.
const PAUSED: u16 = 8;
/// The end of the stream was read.
const ENDED: u16 = 16;
/// The protocol was told to pause writing.
const PROTOCOL_PAUSED: u16 = 32;
/// An event is in the ready queue.
const QUEUED: u16 = 64;
/// The peer has closed its side: the end comes after what there is to read.
const PEER_CLOSED: u16 = 128;
/// Something came while reading was paused.
const MISSED: u16 = 256;
/// The protocol has been told of the connection.
const CONNECTED: u16 = 512;
/// The protocol has buffers of its own: `get_buffer`.
const BUFFERED: u16 = 1024;
/// A file is being sent: nothing else may be written.
const SENDS_FILE: u16 = 2048;

/// How much one read takes at most.
const READ_SIZE: usize = 256 * 1024;
/// The default high-water mark of the write buffer.
const HIGH_WATER: usize = 64 * 1024;

impl ForeignData for Transport {
    fn trace(&self, visit: &mut Visitor) {
        [&self.event_loop, &self.protocol, &self.reader, &self.server, &self.original, &self.reading, &self.writing]
            .into_iter()
            .for_each(|s| visit(s.peek()));
        self.names.iter().for_each(visit);
    }

    fn clear(&self) {
        for slot in [&self.protocol, &self.reader, &self.server, &self.original] {
            drop(slot.replace(Value::NONE));
        }
        for slot in [&self.reading, &self.writing] {
            drop(slot.take());
        }
    }
}

impl Transport {
    fn has(&self, flag: u16) -> bool {
        self.flags.get() & flag != 0
    }

    fn flag(&self, flag: u16, on: bool) {
        self.flags.set(if on { self.flags.get() | flag } else { self.flags.get() & !flag });
    }

    /// Calls `f` with the socket; `None` once it is closed.
    pub fn with_socket<T>(&self, f: impl FnOnce(&Socket) -> T) -> Option<T> {
        self.socket.borrow().as_ref().map(f)
    }

    /// Has it been closed, or is it about to be?
    pub fn is_closing(&self) -> bool {
        self.has(CLOSING)
    }

    /// The program's socket object that it took over, or `None`.
    pub fn original(&self) -> Value {
        self.original.get()
    }

    /// The descriptor's number as the program knows it.
    pub fn number(&self) -> RawFd {
        self.fd
    }

    /// Can the other end still cause an event: is there more to read, or something to send that it must make room for?
    pub fn depends_on_peer(&self) -> bool {
        !self.has(ENDED) || self.pending() > 0
    }

    fn pending(&self) -> usize {
        self.buffer.borrow().len() - self.sent.get()
    }

    /// Does an event concern it now? Remembers what it must not forget.
    pub fn wants(&self, readable: bool, writable: bool, peer_closed: bool) -> bool {
        if peer_closed {
            self.flag(PEER_CLOSED, true);
        }
        if readable && self.has(PAUSED) {
            self.flag(MISSED, true);
        }
        let read = readable && !self.has(PAUSED | ENDED | CLOSING | LOST);
        let write = writable && self.pending() > 0;
        let wants = (read || write) && !self.has(QUEUED);
        if wants {
            self.flag(QUEUED, true);
        }
        wants
    }

    /// Pauses or resumes reading.
    pub fn set_reading(&self, vm: &mut Vm, on: bool) -> Res<()> {
        self.flag(PAUSED, !on);
        if on {
            self.reading.set(vm.copy_context());
        }
        if on && self.has(MISSED) {
            self.flag(MISSED, false);
            if let Some(token) = self.token.get() {
                poll::again(vm, token);
            }
        }
        Ok(())
    }
}

/// Acts on an event: sends what is buffered, reads once.
pub(crate) fn on_event(vm: &mut Vm, this: &Value, readable: bool, writable: bool) -> Res<()> {
    let Some(transport) = this.foreign::<Transport>() else { return Ok(()) };
    transport.flag(QUEUED, false);
    if transport.token.get().is_none() {
        return start(vm, this, transport);
    }
    if readable && !transport.has(PAUSED | ENDED | CLOSING | LOST) {
        in_context(vm, &transport.reading, |vm| read(vm, this, transport))?;
    }
    if writable && transport.pending() > 0 && !transport.has(LOST) {
        in_context(vm, &transport.writing, |vm| flush(vm, this, transport))?;
    }
    Ok(())
}

/// Runs `f` in the context that `slot` holds, which is unset for an empty one.
pub(super) fn in_context<T>(vm: &mut Vm, slot: &Slot, f: impl FnOnce(&mut Vm) -> T) -> T {
    let own = slot.get();
    let outer = std::mem::replace(&mut vm.loops.context, own.clone());
    let result = f(vm);
    let own_after = std::mem::replace(&mut vm.loops.context, outer);
    // Unless another has been put there: an empty one has become an object when `f` set a variable.
    if slot.get().is(&own) {
        slot.set(own_after);
    }
    result
}

/// Begins to watch the socket, after `connection_made`.
fn start(vm: &mut Vm, this: &Value, transport: &Transport) -> Res<()> {
    if transport.has(LOST) {
        return Ok(());
    }
    let fd = transport.socket.borrow().as_ref().map(std::os::fd::AsRawFd::as_raw_fd);
    let Some(fd) = fd else { return Ok(()) };
    let interest = Interest::READABLE | Interest::WRITABLE;
    let token = poll::watch_stream(vm, &transport.event_loop.get(), fd, this.clone(), interest)?;
    transport.token.set(Some(token));
    Ok(())
}

fn read(vm: &mut Vm, this: &Value, transport: &Transport) -> Res<()> {
    let buffer = match transport.has(BUFFERED) {
        true => match own_buffer(vm, transport) {
            Ok(buffer) => buffer,
            Err(_) => return fatal(vm, this, transport, "Fatal error: protocol.get_buffer() call failed."),
        },
        false => Value::NONE,
    };
    let size = match transport.has(BUFFERED) {
        true => match writable_size(vm, &buffer) {
            Ok(size) => size.min(READ_SIZE),
            Err(_) => return fatal(vm, this, transport, "Fatal read error on socket transport"),
        },
        false => READ_SIZE,
    };
    let mut scratch = std::mem::take(&mut vm.loops.scratch);
    scratch.resize(size, 0);
    let received = match &*transport.socket.borrow() {
        Some(socket) => {
            let mut socket: &Socket = socket;
            socket.read(&mut scratch)
        }
        None => Err(ErrorKind::WouldBlock.into()),
    };
    let result = match received {
        Ok(0) => ended(vm, this, transport),
        Ok(n) => {
            if (n == scratch.len() || transport.has(PEER_CLOSED))
                && let Some(token) = transport.token.get()
            {
                poll::again(vm, token);
            }
            match transport.has(BUFFERED) {
                true => fill(vm, this, transport, &buffer, &scratch[..n]),
                false => deliver(vm, this, transport, &scratch[..n]),
            }
        }
        Err(e) if matches!(e.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => Ok(()),
        Err(e) => failed(vm, this, transport, &e),
    };
    vm.loops.scratch = scratch;
    result
}

/// Is it an `asyncio.BufferedProtocol`?
fn is_buffered(vm: &Vm, protocol: &Value) -> bool {
    let name = crate::object::str::Str::intern("get_buffer").into_value();
    let stream = crate::object::str::Str::intern("data_received").into_value();
    let class = vm.class_of(protocol);
    class.lookup(&name).is_some() && class.lookup(&stream).is_none()
}

/// What the protocol wants to receive into.
fn own_buffer(vm: &mut Vm, transport: &Transport) -> Res {
    let buffer = vm.call_method(&transport.protocol.get(), "get_buffer", &[Value::from(-1i64)])?;
    if vm.len(&buffer)? == 0 {
        return Err(vm.error(Exc::RuntimeError, "get_buffer() returned an empty buffer"));
    }
    Ok(buffer)
}

/// How many bytes fit into what `get_buffer()` has returned.
///
/// # Errors
/// TypeError for what cannot be written to.
fn writable_size(vm: &mut Vm, buffer: &Value) -> Res<usize> {
    match room_of(buffer) {
        0 => {
            let got = vm.type_name(buffer);
            let message = format!("recv_into() argument 1 must be read-write bytes-like object, not {got}");
            Err(vm.error(Exc::TypeError, message))
        }
        size => Ok(size),
    }
}

/// Hands data to a protocol with buffers of its own.
fn fill(vm: &mut Vm, this: &Value, transport: &Transport, buffer: &Value, data: &[u8]) -> Res<()> {
    let result = match copy_into(vm, buffer, data) {
        Ok(n) => vm.call_method(&transport.protocol.get(), "buffer_updated", &[Value::from(n)]).map(drop),
        Err(raised) => Err(raised),
    };
    match result {
        Ok(()) => Ok(()),
        Err(_) => fatal(vm, this, transport, "Fatal error: protocol.buffer_updated() call failed."),
    }
}

/// Hands data to the reader or the protocol.
fn deliver(vm: &mut Vm, this: &Value, transport: &Transport, data: &[u8]) -> Res<()> {
    let reader = transport.reader.get();
    if let Some(reader) = reader.foreign::<Reader>() {
        return reader.feed(vm, data, None);
    }
    let protocol = transport.protocol.get();
    let data = Bytes::value(data);
    match vm.call_method(&protocol, "data_received", &[data]) {
        Ok(_) => Ok(()),
        Err(_) => fatal(vm, this, transport, "Fatal error: protocol.data_received() call failed."),
    }
}

/// Writes to the log of asyncio what happens to a transport, if its loop is in debug mode.
fn log(vm: &mut Vm, this: &Value, transport: &Transport, what: &str) -> Res<()> {
    if !handle::is_debugged(vm, &transport.event_loop.get()) {
        return Ok(());
    }
    let module = vm.import_module("asyncio.log")?;
    let logger = vm.get_attr(&module, &Str::intern("logger").into_value())?;
    vm.call_method(&logger, "debug", &[Value::from(format!("%r {what}")), this.clone()]).map(drop)
}

/// The end of the stream was read.
fn ended(vm: &mut Vm, this: &Value, transport: &Transport) -> Res<()> {
    log(vm, this, transport, "received EOF")?;
    transport.flag(ENDED, true);
    let protocol = transport.protocol.get();
    let keep_open = match vm.call_method(&protocol, "eof_received", &[]) {
        Ok(answer) => vm.truth(&answer),
        Err(raised) => Err(raised),
    };
    match keep_open {
        Ok(true) => {
            leave_to_program(vm, this, transport);
            Ok(())
        }
        Ok(false) => close(vm, this, transport),
        Err(_) => fatal(vm, this, transport, "Fatal error: protocol.eof_received() call failed."),
    }
}

/// A transport that has read all there is and has nothing to send is no longer kept alive by its loop: as in CPython it is
/// closed once the program lets go of it.
fn leave_to_program(vm: &mut Vm, this: &Value, transport: &Transport) {
    if let Some(token) = transport.token.get()
        && transport.has(ENDED)
        && !transport.has(CLOSING | LOST)
        && transport.pending() == 0
    {
        poll::keep_alive(vm, token, this, false);
    }
}

/// A system call on the socket failed.
fn failed(vm: &mut Vm, this: &Value, transport: &Transport, error: &io::Error) -> Res<()> {
    let _ = poll::os_error(vm, error);
    let exception = vm.take_raised();
    force_close(vm, this, transport, exception)
}

/// The protocol raised: the connection is given up. The parked exception is reported unless it is an OSError.
fn fatal(vm: &mut Vm, this: &Value, transport: &Transport, message: &str) -> Res<()> {
    let exception = vm.take_raised();
    if vm.is_exception(&exception, Exc::SystemExit) || vm.is_exception(&exception, Exc::KeyboardInterrupt) {
        return Err(vm.raise(exception));
    }
    if !vm.is_exception(&exception, Exc::OSError) {
        let event_loop = transport.event_loop.get();
        let more =
            [("exception", exception.clone()), ("transport", this.clone()), ("protocol", transport.protocol.get())];
        vm.report_to_loop(&event_loop, message, &more)?;
    }
    force_close(vm, this, transport, exception)
}

/// Drops what is buffered and tells the protocol of the loss at the next turn. `exception` may be `None`.
fn force_close(vm: &mut Vm, this: &Value, transport: &Transport, exception: Value) -> Res<()> {
    if transport.has(LOST) {
        return Ok(());
    }
    drop(transport.buffer.replace(Vec::new()));
    transport.sent.set(0);
    transport.flag(CLOSING | LOST, true);
    lose_soon(vm, this, transport, exception)
}

fn close(vm: &mut Vm, this: &Value, transport: &Transport) -> Res<()> {
    if transport.has(CLOSING) {
        return Ok(());
    }
    transport.flag(CLOSING, true);
    if transport.pending() > 0 {
        return Ok(());
    }
    transport.flag(LOST, true);
    lose_soon(vm, this, transport, Value::NONE)
}

/// Has `_call_connection_lost(exception)` called at the next turn.
fn lose_soon(vm: &mut Vm, this: &Value, transport: &Transport, exception: Value) -> Res<()> {
    let event_loop = transport.event_loop.get();
    let Some(body) = event_loop.get::<EventLoop>() else { return Ok(()) };
    body.check_open(vm)?;
    let name = crate::object::str::Str::intern("_call_connection_lost").into_value();
    let callback = vm.get_attr(this, &name)?;
    let context = vm.copy_context();
    let handle = Handle::new(event_loop.clone(), callback, Tuple::value(vec![exception]), context);
    body.push(Ready::Handle(handle));
    Ok(())
}

/// Tells the protocol that the connection is over and closes the socket.
fn lose(vm: &mut Vm, this: &Value, transport: &Transport, exception: &Value) -> Res<()> {
    let protocol = transport.protocol.replace(Value::NONE);
    let result = match transport.has(CONNECTED) {
        true => vm.call_method(&protocol, "connection_lost", std::slice::from_ref(exception)).map(drop),
        false => Ok(()),
    };
    if let Some(token) = transport.token.take() {
        poll::unwatch_stream(vm, token);
    }
    drop(transport.socket.replace(None));
    drop(transport.reader.replace(Value::NONE));
    net::close_original(vm, &transport.original)?;
    let server = transport.server.replace(Value::NONE);
    if !server.is_none() {
        match &result {
            Ok(()) => drop(vm.call_method(&server, "_detach", std::slice::from_ref(this))?),
            Err(_) => {
                let exception = vm.take_raised();
                drop(vm.call_method(&server, "_detach", std::slice::from_ref(this))?);
                return Err(vm.raise(exception));
            }
        }
    }
    result
}

/// Sends what is buffered.
fn flush(vm: &mut Vm, this: &Value, transport: &Transport) -> Res<()> {
    let result = match (&*transport.socket.borrow(), &*transport.buffer.borrow()) {
        (Some(socket), buffer) => send(socket, &buffer[transport.sent.get()..]),
        (None, _) => Ok(0),
    };
    match result {
        Ok(n) => {
            let sent = transport.sent.get() + n;
            if sent == transport.buffer.borrow().len() {
                transport.buffer.borrow_mut().clear();
                transport.sent.set(0);
            } else {
                transport.sent.set(sent);
            }
        }
        Err(e) => return failed(vm, this, transport, &e),
    }
    if transport.has(PROTOCOL_PAUSED) && transport.pending() <= transport.low.get() {
        transport.flag(PROTOCOL_PAUSED, false);
        tell_protocol(vm, this, transport, "resume_writing")?;
    }
    if transport.pending() == 0 {
        if transport.has(CLOSING) {
            transport.flag(LOST, true);
            return lose(vm, this, transport, &Value::NONE);
        }
        if transport.has(NO_MORE_WRITES) {
            shutdown(transport);
        }
        leave_to_program(vm, this, transport);
    }
    Ok(())
}

/// Sends once as much as the system takes without blocking; returns how much. If that is not all, the system tells when
/// there is room for more.
fn send(mut socket: &Socket, data: &[u8]) -> io::Result<usize> {
    loop {
        match socket.write(data) {
            Err(e) if e.kind() == ErrorKind::Interrupted => (),
            Err(e) if e.kind() == ErrorKind::WouldBlock => return Ok(0),
            result => return result,
        }
    }
}

fn shutdown(transport: &Transport) {
    if let Some(socket) = &*transport.socket.borrow() {
        // It fails if the peer has gone, which the next read tells.
        let _ = socket.shutdown(Shutdown::Write);
    }
}

/// `pause_writing` or `resume_writing`; what they raise is reported.
fn tell_protocol(vm: &mut Vm, this: &Value, transport: &Transport, method: &str) -> Res<()> {
    let protocol = transport.protocol.get();
    match vm.call_method(&protocol, method, &[]) {
        Ok(_) => Ok(()),
        Err(raised) if vm.raised_ends_program() => Err(raised),
        Err(_) => {
            let exception = vm.take_raised();
            let event_loop = transport.event_loop.get();
            let more = [("exception", exception), ("transport", this.clone()), ("protocol", protocol)];
            vm.report_to_loop(&event_loop, &format!("protocol.{method}() failed"), &more)
        }
    }
}

fn write(vm: &mut Vm, this: &Value, transport: &Transport, data: &Value) -> Res<()> {
    let Some(data) = bytes_of(data) else {
        let got = vm.type_name(data);
        let message = format!("data argument must be a bytes, bytearray, or memoryview object, not '{got}'");
        return Err(vm.error(Exc::TypeError, message));
    };
    check_takes_data(vm, transport, "write")?;
    if data.is_empty() || transport.has(LOST) {
        return Ok(());
    }
    let mut sent = 0;
    if transport.pending() == 0 {
        let result = match &*transport.socket.borrow() {
            Some(socket) => send(socket, &data),
            None => return Ok(()),
        };
        match result {
            Ok(n) => sent = n,
            Err(e) => return failed(vm, this, transport, &e),
        }
        if sent == data.len() {
            return Ok(());
        }
    }
    if transport.pending() == 0 {
        transport.writing.set(vm.copy_context());
    }
    transport.buffer.borrow_mut().extend_from_slice(&data[sent..]);
    if transport.pending() > transport.high.get() && !transport.has(PROTOCOL_PAUSED) {
        transport.flag(PROTOCOL_PAUSED, true);
        tell_protocol(vm, this, transport, "pause_writing")?;
    }
    Ok(())
}

/// RuntimeError if the method `name` may not write now.
fn check_takes_data(vm: &mut Vm, transport: &Transport, name: &str) -> Res<()> {
    let why = match (transport.has(NO_MORE_WRITES), transport.has(SENDS_FILE)) {
        (true, _) => format!("Cannot call {name}() after write_eof()"),
        (_, true) => format!("unable to {name}; sendfile is in progress"),
        _ => return Ok(()),
    };
    Err(vm.error(Exc::RuntimeError, why))
}

/// A transport for `connection`; `protocol.connection_made` is called at the next turn, then reading starts and
/// `waiter`, unless it is `None`, is told.
///
/// # Errors
/// The loop is closed.
pub(crate) fn open(
    vm: &mut Vm,
    connection: &Value,
    event_loop: &Value,
    protocol: &Value,
    waiter: &Value,
    server: &Value,
) -> Res {
    let Some((socket, original)) = connection.foreign::<Connection>().and_then(Connection::take) else {
        return Err(vm.error(Exc::RuntimeError, "the connection is in use already"));
    };
    let Some(body) = event_loop.get::<EventLoop>() else {
        return Err(vm.error(Exc::TypeError, "an event loop is required"));
    };
    body.check_open(vm)?;
    // Fails for other sockets than TCP's, which have no such delay.
    let _ = socket.set_tcp_nodelay(true);
    let names = net::names(&socket);
    let fd = net::number(&socket, &original);
    let class = vm.types.native_class(&SPEC);
    let transport = Transport {
        socket: Interior::new(Some(socket)),
        token: Cell::new(None),
        event_loop: Slot::new(event_loop.clone()),
        protocol: Slot::new(protocol.clone()),
        reader: Slot::new(Value::NONE),
        server: Slot::new(server.clone()),
        original: Slot::new(original),
        fd,
        names,
        buffer: Interior::default(),
        sent: Cell::new(0),
        high: Cell::new(HIGH_WATER),
        low: Cell::new(HIGH_WATER / 4),
        flags: Cell::new(CONNECTED | if is_buffered(vm, protocol) { BUFFERED } else { 0 }),
        reading: Slot::new(vm.copy_context()),
        writing: Slot::default(),
    };
    let this = Foreign::new(class, transport);
    this.header().set(FINALIZE, true);
    let this = this.into_value();
    if !server.is_none() {
        drop(vm.call_method(server, "_attach", std::slice::from_ref(&this))?);
    }
    let name = crate::object::str::Str::intern("connection_made").into_value();
    let callback = vm.get_attr(protocol, &name)?;
    let context = vm.copy_context();
    let handle = Handle::new(event_loop.clone(), callback, Tuple::value(vec![this.clone()]), context);
    body.push(Ready::Handle(handle));
    body.push(Ready::Source(poll::Event::start(this.clone())));
    if !waiter.is_none() {
        body.push(Ready::Due(waiter.clone()));
    }
    Ok(this)
}

/// Nobody refers to the transport any more: one that was not closed is reported, and its socket closed. One that has
/// something to send stays until that is done.
pub(crate) fn finalize(vm: &mut Vm, this: &Value, transport: &Transport) {
    let fd = transport.socket.borrow().as_ref().map(std::os::fd::AsRawFd::as_raw_fd);
    let Some(fd) = fd else { return };
    if let Some(token) = transport.token.get().filter(|&token| poll::is_watched(vm, token, fd)) {
        if transport.pending() > 0 && !transport.has(LOST) {
            this.header().into_iter().for_each(|header| header.set(FINALIZE, true));
            return poll::keep_alive(vm, token, this, true);
        }
        transport.token.set(None);
        poll::unwatch_stream(vm, token);
    }
    let message = format!("unclosed transport {}", shown(transport));
    crate::report::warn(vm, Exc::ResourceWarning, &message);
    drop(transport.socket.replace(None));
    let server = transport.server.replace(Value::NONE);
    let told = net::close_original(vm, &transport.original).and_then(|()| match server.is_none() {
        true => Ok(()),
        false => vm.call_method(&server, "_detach", std::slice::from_ref(this)).map(drop),
    });
    if told.is_err() {
        let exception = vm.take_raised();
        crate::report::unraisable_in(vm, exception, this);
    }
}

fn this(args: &[Value]) -> &Transport {
    match args.first().and_then(Value::foreign::<Transport>) {
        Some(transport) => transport,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

/// The class of transports.
pub static SPEC: TypeSpec = TypeSpec {
    name: "asyncio.selector_events._SelectorSocketTransport",
    doc: "A connection.",
    constructor: None,
    methods: &[
        method!("write(self, data, /)", |vm, args| {
            write(vm, &args[0], this(args), &args[1])?;
            Ok(Value::NONE)
        }),
        method!("writelines(self, list_of_data, /)", |vm, args| {
            check_takes_data(vm, this(args), "writelines")?;
            let mut all = Vec::new();
            for data in vm.collect(&args[1])? {
                match bytes_of(&data) {
                    Some(data) => all.extend_from_slice(&data),
                    None => {
                        let got = vm.type_name(&data);
                        let message = format!("memoryview: a bytes-like object is required, not '{got}'");
                        return Err(vm.error(Exc::TypeError, message));
                    }
                }
            }
            write(vm, &args[0], this(args), &Bytes::value(&all))?;
            Ok(Value::NONE)
        }),
        method!("_sends_file(self, on, /)", |vm, args| {
            let on = vm.truth(&args[1])?;
            this(args).flag(SENDS_FILE, on);
            Ok(Value::NONE)
        }),
        method!("_write_of_file(self, data, /)", |vm, args| {
            let transport = this(args);
            transport.flag(SENDS_FILE, false);
            let written = write(vm, &args[0], transport, &args[1]);
            transport.flag(SENDS_FILE, true);
            written.map(|()| Value::NONE)
        }),
        method!("write_eof(self, /)", |_, args| {
            let transport = this(args);
            if !transport.has(CLOSING | NO_MORE_WRITES) {
                transport.flag(NO_MORE_WRITES, true);
                if transport.pending() == 0 {
                    shutdown(transport);
                }
            }
            Ok(Value::NONE)
        }),
        method!("can_write_eof(self, /)", |_, _| Ok(Value::TRUE)),
        method!("close(self, /)", |vm, args| {
            close(vm, &args[0], this(args))?;
            Ok(Value::NONE)
        }),
        method!("abort(self, /)", |vm, args| {
            force_close(vm, &args[0], this(args), Value::NONE)?;
            Ok(Value::NONE)
        }),
        method!("_force_close(self, exc)", |vm, args| {
            force_close(vm, &args[0], this(args), args[1].clone())?;
            Ok(Value::NONE)
        }),
        method!("_call_connection_lost(self, exc)", |vm, args| {
            lose(vm, &args[0], this(args), &args[1])?;
            Ok(Value::NONE)
        }),
        method!("is_closing(self, /)", |_, args| Ok(this(args).has(CLOSING).into())),
        method!("_is_flowing(self, reader, /)", |_, args| {
            let failed = args[1].foreign::<Reader>().is_some_and(|r| !r.exception().is_none());
            Ok((!failed && !this(args).has(CLOSING | LOST | PROTOCOL_PAUSED)).into())
        }),
        method!("_set_reader(self, reader, /)", |_, args| {
            this(args).reader.set(args[1].clone());
            Ok(Value::NONE)
        }),
        method!("is_reading(self, /)", |_, args| Ok((!this(args).has(CLOSING | PAUSED)).into())),
        method!("pause_reading(self, /)", |vm, args| {
            let transport = this(args);
            if !transport.has(CLOSING | PAUSED) {
                transport.set_reading(vm, false)?;
                log(vm, &args[0], transport, "pauses reading")?;
            }
            Ok(Value::NONE)
        }),
        method!("resume_reading(self, /)", |vm, args| {
            let transport = this(args);
            if !transport.has(CLOSING) && transport.has(PAUSED) {
                transport.set_reading(vm, true)?;
                log(vm, &args[0], transport, "resumes reading")?;
            }
            Ok(Value::NONE)
        }),
        method!("get_protocol(self, /)", |_, args| Ok(this(args).protocol.get())),
        method!("set_protocol(self, protocol, /)", |vm, args| {
            let buffered = is_buffered(vm, &args[1]);
            this(args).protocol.set(args[1].clone());
            this(args).flag(BUFFERED, buffered);
            this(args).reader.set(Value::NONE);
            Ok(Value::NONE)
        }),
        method!("get_extra_info(self, name, default=None)", |vm, args| {
            Ok(match args[1].as_str() {
                Some("socket") => net::shown_socket(vm, &args[0]),
                Some("sockname") => this(args).names[0].clone(),
                Some("peername") => this(args).names[1].clone(),
                _ => args[2].clone(),
            })
        }),
        method!("get_write_buffer_size(self, /)", |_, args| Ok(Value::from(this(args).pending()))),
        method!("get_write_buffer_limits(self, /)", |_, args| {
            let transport = this(args);
            Ok(Tuple::value(vec![Value::from(transport.low.get()), Value::from(transport.high.get())]))
        }),
        method!("set_write_buffer_limits(self, high=None, low=None)", set_limits),
        method!("__repr__(self, /)", |_, args| Ok(Value::from(shown(this(args))))),
        // What programs find that look into CPython's transports.
        getter!("_loop", |_, args| Ok(unless_closed(this(args), |t| t.event_loop.get()))),
        getter!("_protocol", |_, args| Ok(unless_closed(this(args), |t| t.protocol.get()))),
        getter!("_server", |_, args| Ok(unless_closed(this(args), |t| t.server.get()))),
        getter!("_sock", |vm, args| {
            Ok(match this(args).with_socket(|_| ()) {
                Some(()) => net::shown_socket(vm, &args[0]),
                None => Value::NONE,
            })
        }),
        getter!("_extra", |vm, args| {
            let extra = Dict::new();
            extra.set_name("socket", net::shown_socket(vm, &args[0]));
            extra.set_name("sockname", this(args).names[0].clone());
            extra.set_name("peername", this(args).names[1].clone());
            Ok(extra.into_value())
        }),
        getter!("_sock_fd", |_, args| Ok(Value::from(i64::from(this(args).fd)))),
        getter!("_buffer", |_, args| {
            let transport = this(args);
            let unsent = transport.buffer.borrow()[transport.sent.get()..].to_vec();
            Ok(List::value(if unsent.is_empty() { Vec::new() } else { vec![Bytes::value(&unsent)] }))
        }),
        getter!("_conn_lost", |_, args| Ok(Value::from(i64::from(this(args).has(CLOSING | LOST))))),
        getter!("_closing", |_, args| Ok(this(args).has(CLOSING).into())),
        getter!("_eof", |_, args| Ok(this(args).has(NO_MORE_WRITES).into())),
        getter!("_paused", |_, args| Ok(this(args).has(PAUSED).into())),
        getter!("_protocol_paused", |_, args| Ok(this(args).has(PROTOCOL_PAUSED).into())),
        getter!("_high_water", |_, args| Ok(Value::from(this(args).high.get()))),
        getter!("_low_water", |_, args| Ok(Value::from(this(args).low.get()))),
        getter!("_start_tls_compatible", |_, _| Ok(Value::TRUE)),
        getter!("max_size", |_, _| Ok(Value::from(READ_SIZE))),
    ],
    flags: flag::FINAL,
};

/// `_derive_transports(base)`: native transports are instances of `asyncio.Transport`, which is written in the language.
pub(crate) const DERIVE: crate::object::native::NativeDef = function!("_derive_transports(base, /)", |vm, args| {
    if let Some(base) = args[0].to_gc::<Class>() {
        let class = vm.types.native_class(&SPEC);
        derive(&class, &base);
        class.changed();
    }
    Ok(Value::NONE)
});

/// What `get` finds; `None` once the connection is closed.
fn unless_closed(transport: &Transport, get: impl FnOnce(&Transport) -> Value) -> Value {
    transport.with_socket(|_| ()).map_or(Value::NONE, |()| get(transport))
}

fn shown(transport: &Transport) -> String {
    let mut info = vec!["_SelectorSocketTransport".to_string()];
    match &*transport.socket.borrow() {
        None => info.extend(["closed".to_string(), format!("fd={}", transport.fd)]),
        Some(_) => {
            if transport.has(CLOSING) {
                info.push("closing".to_string());
            }
            info.push(format!("fd={}", transport.fd));
            let polling = !transport.has(CLOSING | PAUSED | ENDED) && transport.token.get().is_some();
            info.push(format!("read={}", if polling { "polling" } else { "idle" }));
            let pending = transport.pending();
            info.push(format!("write=<{}, bufsize={pending}>", if pending > 0 { "polling" } else { "idle" }));
        }
    }
    format!("<{}>", info.join(" "))
}

fn set_limits(vm: &mut Vm, args: &[Value]) -> Res {
    let limit = |vm: &mut Vm, value: &Value| match value.is_none() {
        true => Ok(None),
        false => vm.index_clamped(value).map(Some),
    };
    let (high, low) = (limit(vm, &args[1])?, limit(vm, &args[2])?);
    let high = high.unwrap_or_else(|| low.map_or(HIGH_WATER as i64, |low| low.saturating_mul(4)));
    let low = low.unwrap_or(high.div_euclid(4));
    if !(0 <= low && low <= high) {
        return Err(vm.error(Exc::ValueError, format!("high ({high}) must be >= low ({low}) must be >= 0")));
    }
    let transport = this(args);
    transport.high.set(high as usize);
    transport.low.set(low as usize);
    if transport.pending() > transport.high.get() && !transport.has(PROTOCOL_PAUSED) {
        transport.flag(PROTOCOL_PAUSED, true);
        tell_protocol(vm, &args[0], transport, "pause_writing")?;
    }
    Ok(Value::NONE)
}

/// `_open(connection, loop, protocol, waiter, server=None)`.
pub(crate) const OPEN: crate::object::native::NativeDef =
    function!("_open(connection, loop, protocol, waiter, server=None, /)", |vm, args| {
        open(vm, &args[0], &args[1], &args[2], &args[3], &args[4])
    });
