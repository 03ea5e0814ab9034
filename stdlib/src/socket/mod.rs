//! `_socket`: the native half of `socket`.
//!
//! A blocking call tries first without blocking and then waits through the schedule, where Ctrl-C and the socket's
//! timeout end the wait. The descriptor's own mode is what CPython makes it: non-blocking iff there is a timeout.

mod address;
mod lookup;
mod message;
mod options;

use crate::module::{add_integers, bytes, integer32, module};
use crate::time::duration;
use address::{from_address, to_address};
use rondo_vm::heap::{Gc, Interior};
use rondo_vm::object::bytes::{Bytes, bytes_of};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::copy_into;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::memoryview::writable_len;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, getter, method};
use rustix::event::PollFlags;
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::net::{self, AddressFamily, Protocol, RecvFlags, SendFlags, Shutdown, SocketFlags, SocketType};
use std::cell::Cell;
use std::mem::MaybeUninit;
use std::time::Duration;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_socket", "Implementation module for socket operations.", lookup::FUNCTIONS);
    crate::module::add_functions(&module, "_socket", FUNCTIONS);
    crate::module::add_functions(&module, "_socket", message::FUNCTIONS);
    let class = vm.types.native_class(&SOCKET).into_value();
    module.dict.set_name("socket", class.clone());
    module.dict.set_name("SocketType", class);
    module.dict.set_name("has_ipv6", Value::TRUE);
    let os_error = vm.types.exception(Exc::OSError).to_value();
    for name in ["gaierror", "herror"] {
        module.dict.set_name(name, lookup::error_class(vm, name, &os_error)?);
    }
    module.dict.set_name("timeout", vm.types.exception(Exc::TimeoutError).to_value());
    module.dict.set_name("error", os_error);
    add_integers(&module, options::CONSTANTS);
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("close(fd, /)", close_number),
    function!("dup(fd, /)", dup_number),
    function!("getdefaulttimeout()", |_, _| Ok(timeout_value(DEFAULT_TIMEOUT.get()))),
    function!("setdefaulttimeout(timeout, /)", setdefaulttimeout),
    function!("socketpair(family=1, type=1, proto=0, /)", socketpair),
];

thread_local! {
    static DEFAULT_TIMEOUT: Cell<Option<Duration>> = const { Cell::new(None) };
}

/// A socket.
pub struct Socket {
    /// `None` when it is closed or detached.
    descriptor: Interior<Option<Descriptor>>,
    family: Cell<i32>,
    kind: Cell<i32>,
    proto: Cell<i32>,
    /// `None`: blocks. Zero: does not wait at all.
    timeout: Cell<Option<Duration>>,
}

impl ForeignData for Socket {
    fn descriptor(&self) -> Option<Descriptor> {
        self.descriptor.borrow().clone()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        if let Some(descriptor) = self.descriptor.replace(None) {
            descriptor.close();
        }
    }
}

/// The class `_socket.socket`.
pub static SOCKET: TypeSpec = TypeSpec {
    name: "_socket.socket",
    doc: "An end of a connection.",
    // `__init__` opens the descriptor.
    constructor: Some(&function!("socket(*args, **kwargs)", new)),
    methods: METHODS,
    flags: flag::FILLED_BY_INIT,
};

static METHODS: &[NativeDef] = &[
    method!("__init__(self, family=-1, type=-1, proto=-1, fileno=None)", init),
    method!("_accept(self, /)", accept),
    method!("bind(self, address, /)", bind),
    method!("close(self, /)", close),
    method!("connect(self, address, /)", connect),
    method!("connect_ex(self, address, /)", connect_ex),
    method!("detach(self, /)", detach),
    method!("fileno(self, /)", |_, args| Ok(Value::from(number_of(&args[0])))),
    method!("getpeername(self, /)", getpeername),
    method!("getsockname(self, /)", getsockname),
    method!("getsockopt(self, level, option, buflen=?, /)", getsockopt),
    method!("getblocking(self, /)", |_, args| Ok(Value::bool(this(&args[0]).timeout.get() != Some(Duration::ZERO)))),
    method!("gettimeout(self, /)", |_, args| Ok(timeout_value(this(&args[0]).timeout.get()))),
    method!("listen(self, backlog=128, /)", listen),
    method!("recv(self, bufsize, flags=0, /)", recv),
    method!("recv_into(self, buffer, nbytes=0, flags=0)", recv_into),
    method!("recvfrom(self, bufsize, flags=0, /)", recvfrom),
    method!("recvfrom_into(self, buffer, nbytes=0, flags=0)", recvfrom_into),
    method!("send(self, data, flags=0, /)", send),
    method!("sendall(self, data, flags=0, /)", sendall),
    method!("sendto(self, data=?, flags=?, address=?, /)", sendto),
    method!("sendmsg(self, buffers, ancdata=(), flags=0, address=None, /)", message::sendmsg),
    method!("recvmsg(self, bufsize, ancbufsize=0, flags=0, /)", message::recvmsg),
    method!("recvmsg_into(self, buffers, ancbufsize=0, flags=0, /)", message::recvmsg_into),
    method!("setblocking(self, flag, /)", setblocking),
    method!("settimeout(self, timeout, /)", settimeout),
    method!("setsockopt(self, level, option, value, optlen=?, /)", setsockopt),
    method!("shutdown(self, how, /)", shutdown),
    getter!("family", |_, args| Ok(Value::from(this(&args[0]).family.get() as i64))),
    getter!("type", |_, args| Ok(Value::from(this(&args[0]).kind.get() as i64))),
    getter!("proto", |_, args| Ok(Value::from(this(&args[0]).proto.get() as i64))),
    getter!("timeout", |_, args| Ok(timeout_value(this(&args[0]).timeout.get()))),
];

fn this(value: &Value) -> &Socket {
    match value.foreign::<Socket>() {
        Some(socket) => socket,
        None => unreachable!("a method of socket is bound to one only"),
    }
}

/// The descriptor of a socket object, for `select` and its like; `None` if it is no socket or closed.
pub fn descriptor_of(value: &Value) -> Option<Descriptor> {
    value.foreign::<Socket>().and_then(|s| s.descriptor.borrow().clone())
}

/// The number of its descriptor, -1 when it is closed.
fn number_of(value: &Value) -> i64 {
    descriptor_of(value).map_or(-1, |d| d.number() as i64)
}

fn timeout_value(timeout: Option<Duration>) -> Value {
    timeout.map_or(Value::NONE, |t| Value::float(t.as_secs_f64()))
}

/// Raises the OSError of an error number.
fn failed(vm: &mut Vm, errno: Errno) -> Raised {
    vm.os_error(&errno.into())
}

impl Socket {
    fn get(&self, vm: &mut Vm) -> Res<Descriptor> {
        let descriptor = self.descriptor.borrow().clone();
        descriptor.ok_or_else(|| failed(vm, Errno::BADF))
    }

    /// Makes the descriptor blocking or not, as the timeout asks.
    fn apply_timeout(&self, vm: &mut Vm, timeout: Option<Duration>) -> Res<()> {
        self.timeout.set(timeout);
        let descriptor = self.get(vm)?;
        set_nonblocking(&descriptor, timeout.is_some()).map_err(|e| failed(vm, e))
    }

    /// Runs `attempt`, which does not block, until it succeeds; waits for `flags` in between, within the timeout.
    fn until_ready<T>(
        &self,
        vm: &mut Vm,
        flags: PollFlags,
        attempt: impl FnMut(&Descriptor) -> Result<T, Errno>,
    ) -> Res<T> {
        self.until_ready_unless(vm, false, flags, attempt)
    }

    /// As [`Socket::until_ready`], but for MSG_DONTWAIT: a socket without a timeout fails then where it would wait.
    fn until_ready_unless<T>(
        &self,
        vm: &mut Vm,
        dont_wait: bool,
        flags: PollFlags,
        mut attempt: impl FnMut(&Descriptor) -> Result<T, Errno>,
    ) -> Res<T> {
        let descriptor = self.get(vm)?;
        let mut deadline = None;
        let waits = match self.timeout.get() {
            None => !dont_wait,
            Some(timeout) => timeout != Duration::ZERO,
        };
        loop {
            match attempt(&descriptor) {
                Ok(done) => return Ok(done),
                Err(Errno::INTR) => vm.check_signals()?,
                Err(Errno::AGAIN) if waits => {
                    self.wait(vm, &descriptor, flags, &mut deadline)?;
                }
                Err(errno) => return Err(failed(vm, errno)),
            }
        }
    }

    /// Waits, at most until the deadline, which is set when the first wait begins.
    fn wait(&self, vm: &mut Vm, descriptor: &Descriptor, flags: PollFlags, deadline: &mut Option<u64>) -> Res<()> {
        let left = match self.timeout.get() {
            None => None,
            Some(timeout) => {
                let now = vm.schedule.monotonic();
                let deadline = *deadline.get_or_insert(now.saturating_add(timeout.as_nanos() as u64));
                Some(Duration::from_nanos(deadline.saturating_sub(now)))
            }
        };
        match vm.wait_ready(descriptor, flags, left)? {
            true => Ok(()),
            false => Err(vm.error(Exc::TimeoutError, "timed out")),
        }
    }
}

fn set_nonblocking(descriptor: &Descriptor, on: bool) -> Result<(), Errno> {
    let flags = rustix::fs::fcntl_getfl(descriptor)?;
    let wanted = if on { flags | OFlags::NONBLOCK } else { flags - OFlags::NONBLOCK };
    if wanted == flags { Ok(()) } else { rustix::fs::fcntl_setfl(descriptor, wanted) }
}

// ---------------------------------------------------------------------------------------------------------------
// Making and unmaking

fn new(vm: &mut Vm, _: &[Value]) -> Res {
    let socket = Socket {
        descriptor: Interior::new(None),
        family: Cell::new(0),
        kind: Cell::new(0),
        proto: Cell::new(0),
        timeout: Cell::new(None),
    };
    Ok(Foreign::new(vm.types.native_class(&SOCKET), socket).into_value())
}

const AF_INET: i32 = 2;
const SOCK_STREAM: i32 = 1;

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let socket = this(&args[0]);
    let (mut family, mut kind, mut proto) =
        (integer32(vm, &args[1])?, integer32(vm, &args[2])?, integer32(vm, &args[3])?);
    let descriptor = if args[4].is_none() {
        family = if family == -1 { AF_INET } else { family };
        kind = if kind == -1 { SOCK_STREAM } else { kind };
        proto = proto.max(0);
        vm.audit("socket.__new__", |_| {
            let [family, kind, proto] = [family, kind, proto].map(|n| Value::from(i64::from(n)));
            [args[0].clone(), family, kind, proto]
        })?;
        let made = net::socket_with(
            AddressFamily::from_raw(family as u16),
            SocketType::from_raw((kind & 0xf) as u32),
            SocketFlags::CLOEXEC | SocketFlags::from_bits_truncate((kind & !0xf) as u32),
            std::num::NonZeroU32::new(proto as u32).map(Protocol::from_raw),
        );
        Descriptor::new(made.map_err(|e| failed(vm, e))?)
    } else {
        let number = integer32(vm, &args[4])?;
        if number < 0 {
            return Err(vm.error(Exc::ValueError, "negative file descriptor"));
        }
        let descriptor = Descriptor::of_number(number).map_err(|e| vm.os_error(&e))?;
        let found = net::sockopt::socket_type(&descriptor).map_err(|e| failed(vm, e))?;
        kind = if kind == -1 { found.as_raw() as i32 } else { kind };
        if family == -1 {
            family = net::sockopt::socket_domain(&descriptor).map_or(AF_INET, |f| f.as_raw() as i32);
        }
        if proto == -1 {
            let found = net::sockopt::socket_protocol(&descriptor).ok().flatten();
            proto = found.map_or(0, |p| p.as_raw().get() as i32);
        }
        descriptor
    };
    fill(vm, socket, descriptor, family, kind & 0xf, proto)?;
    Ok(Value::NONE)
}

fn fill(vm: &mut Vm, socket: &Socket, descriptor: Descriptor, family: i32, kind: i32, proto: i32) -> Res<()> {
    if let Some(old) = socket.descriptor.replace(Some(descriptor)) {
        old.close();
    }
    socket.family.set(family);
    socket.kind.set(kind);
    socket.proto.set(proto);
    match DEFAULT_TIMEOUT.get() {
        Some(timeout) => socket.apply_timeout(vm, Some(timeout)),
        None => Ok(()),
    }
}

fn close(vm: &mut Vm, args: &[Value]) -> Res {
    if let Some(descriptor) = this(&args[0]).descriptor.replace(None) {
        if descriptor.is_closed_elsewhere() {
            return Err(failed(vm, Errno::BADF));
        }
        descriptor.close();
    }
    Ok(Value::NONE)
}

/// The number stays open: whoever gets it must close it or make a socket of it.
fn detach(_: &mut Vm, args: &[Value]) -> Res {
    let number = number_of(&args[0]);
    drop(this(&args[0]).descriptor.replace(None));
    Ok(Value::from(number))
}

fn close_number(vm: &mut Vm, args: &[Value]) -> Res {
    let number = integer32(vm, &args[0])?;
    Descriptor::close_number(number).map_err(|e| vm.os_error(&e))?;
    Ok(Value::NONE)
}

fn dup_number(vm: &mut Vm, args: &[Value]) -> Res {
    let number = integer32(vm, &args[0])?;
    let descriptor = Descriptor::of_number(number).map_err(|e| vm.os_error(&e))?;
    let copy = rustix::io::fcntl_dupfd_cloexec(&descriptor, 0).map_err(|e| failed(vm, e))?;
    Ok(Value::from(Descriptor::new(copy).number() as i64))
}

/// Two connected descriptors' numbers.
fn socketpair(vm: &mut Vm, args: &[Value]) -> Res {
    let (family, kind, proto) = (integer32(vm, &args[0])?, integer32(vm, &args[1])?, integer32(vm, &args[2])?);
    let made = net::socketpair(
        AddressFamily::from_raw(family as u16),
        SocketType::from_raw(kind as u32),
        SocketFlags::CLOEXEC,
        std::num::NonZeroU32::new(proto as u32).map(Protocol::from_raw),
    );
    let (a, b) = made.map_err(|e| failed(vm, e))?;
    let numbers = [a, b].map(|fd| Value::from(Descriptor::new(fd).number() as i64));
    Ok(Tuple::value(numbers.into()))
}

fn shutdown(vm: &mut Vm, args: &[Value]) -> Res {
    let how = match integer32(vm, &args[1])? {
        0 => Shutdown::Read,
        1 => Shutdown::Write,
        2 => Shutdown::Both,
        _ => return Err(failed(vm, Errno::INVAL)),
    };
    let descriptor = this(&args[0]).get(vm)?;
    net::shutdown(&descriptor, how).map_err(|e| failed(vm, e))?;
    Ok(Value::NONE)
}

// ---------------------------------------------------------------------------------------------------------------
// Connecting

fn bind(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("socket.bind", |_| [args[0].clone(), args[1].clone()])?;
    let socket = this(&args[0]);
    let address = to_address(vm, socket.family.get(), &args[1], "bind")?;
    let descriptor = socket.get(vm)?;
    net::bind(&descriptor, &address).map_err(|e| failed(vm, e))?;
    Ok(Value::NONE)
}

fn listen(vm: &mut Vm, args: &[Value]) -> Res {
    let backlog = integer32(vm, &args[1])?.max(0);
    let descriptor = this(&args[0]).get(vm)?;
    net::listen(&descriptor, backlog).map_err(|e| failed(vm, e))?;
    Ok(Value::NONE)
}

/// The number of the connection's descriptor, and the peer's address.
fn accept(vm: &mut Vm, args: &[Value]) -> Res {
    let socket = this(&args[0]);
    if socket.timeout.get().is_none() {
        // The descriptor blocks, so the wait comes first.
        let descriptor = socket.get(vm)?;
        socket.wait(vm, &descriptor, PollFlags::IN, &mut None)?;
    }
    let (connection, peer) =
        socket.until_ready(vm, PollFlags::IN, |d| net::acceptfrom_with(d, SocketFlags::CLOEXEC))?;
    let peer = peer.map_or(Value::NONE, |peer| from_address(&peer));
    Ok(Tuple::value(vec![Value::from(Descriptor::new(connection).number() as i64), peer]))
}

/// What came of a connection attempt.
fn connected(vm: &mut Vm, args: &[Value], function: &str) -> Res<Result<(), Errno>> {
    let socket = this(&args[0]);
    let address = to_address(vm, socket.family.get(), &args[1], function)?;
    let descriptor = socket.get(vm)?;
    let blocks = socket.timeout.get().is_none();
    if blocks {
        set_nonblocking(&descriptor, true).map_err(|e| failed(vm, e))?;
    }
    let mut result = net::connect(&descriptor, &address);
    if matches!(result, Err(Errno::INPROGRESS | Errno::INTR)) && socket.timeout.get() != Some(Duration::ZERO) {
        let waited = socket.wait(vm, &descriptor, PollFlags::OUT, &mut None);
        result = match blocks && waited.is_ok() {
            // Asking again, as the system itself does in a call that blocks, leaves a socket that can try anew.
            true => match net::connect(&descriptor, &address) {
                Err(Errno::ISCONN) => Ok(()),
                outcome => outcome,
            },
            false => net::sockopt::socket_error(&descriptor).and_then(|outcome| outcome),
        };
        if let Err(raised) = waited {
            if blocks {
                let _ = set_nonblocking(&descriptor, false);
            }
            return Err(raised);
        }
    }
    if blocks {
        set_nonblocking(&descriptor, false).map_err(|e| failed(vm, e))?;
    }
    Ok(result)
}

fn connect(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("socket.connect", |_| [args[0].clone(), args[1].clone()])?;
    match connected(vm, args, "connect")? {
        Ok(()) => Ok(Value::NONE),
        Err(errno) => Err(failed(vm, errno)),
    }
}

fn connect_ex(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("socket.connect", |_| [args[0].clone(), args[1].clone()])?;
    match connected(vm, args, "connect_ex") {
        Ok(Ok(())) => Ok(Value::from(0i64)),
        Ok(Err(errno)) => Ok(Value::from(errno.raw_os_error() as i64)),
        // A timeout is reported as EAGAIN.
        Err(_) if vm.raised_is(Exc::TimeoutError) => {
            drop(vm.take_raised());
            Ok(Value::from(Errno::AGAIN.raw_os_error() as i64))
        }
        Err(raised) => Err(raised),
    }
}

fn getpeername(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = this(&args[0]).get(vm)?;
    match net::getpeername(&descriptor) {
        Ok(address) => Ok(address.map_or(Value::NONE, |a| from_address(&a))),
        Err(errno) => Err(failed(vm, errno)),
    }
}

fn getsockname(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = this(&args[0]).get(vm)?;
    match net::getsockname(&descriptor) {
        Ok(address) => Ok(from_address(&address)),
        Err(errno) => Err(failed(vm, errno)),
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Receiving and sending

/// A buffer's size.
fn size(vm: &mut Vm, value: &Value, function: &str) -> Res<usize> {
    match usize::try_from(vm.index_clamped(value)?) {
        Ok(n) => Ok(n.min(1 << 31)),
        Err(_) => Err(vm.error(Exc::ValueError, format!("negative buffersize in {function}"))),
    }
}

fn recv_flags(vm: &mut Vm, value: &Value) -> Res<RecvFlags> {
    Ok(RecvFlags::from_bits_retain(integer32(vm, value)? as u32))
}

fn send_flags(vm: &mut Vm, value: &Value) -> Res<SendFlags> {
    Ok(SendFlags::from_bits_retain(integer32(vm, value)? as u32) | SendFlags::DONTWAIT | SendFlags::NOSIGNAL)
}

/// `MSG_DONTWAIT`: this one call does not block. All calls here are made with it, and wait in the VM.
const DONTWAIT: RecvFlags = RecvFlags::from_bits_retain(0x40);

thread_local! {
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Calls `f` with a place for `size` bytes. Programs ask for far more than comes: the place is neither cleared nor, if
/// it is of a common size, made anew each time.
fn with_buffer<T>(size: usize, f: impl FnOnce(&mut [MaybeUninit<u8>]) -> T) -> T {
    const KEPT: usize = 1 << 18;
    let mut buffer = BUFFER.take();
    buffer.reserve(size);
    let result = f(&mut buffer.spare_capacity_mut()[..size]);
    if size <= KEPT {
        BUFFER.set(buffer);
    }
    result
}

/// What is received, as `keep` takes it.
fn received<T>(vm: &mut Vm, socket: &Value, size: usize, flags: RecvFlags, keep: impl Fn(&[u8]) -> T) -> Res<T> {
    this(socket).until_ready_unless(vm, flags.contains(DONTWAIT), PollFlags::IN, |d| {
        with_buffer(size, |buffer| net::recv(d, buffer, flags | DONTWAIT).map(|((data, _), _)| keep(data)))
    })
}

fn recv(vm: &mut Vm, args: &[Value]) -> Res {
    let (size, flags) = (size(vm, &args[1], "recv")?, recv_flags(vm, &args[2])?);
    if size == 0 {
        return Ok(Bytes::value(b""));
    }
    received(vm, &args[0], size, flags, Bytes::value)
}

fn wanted(vm: &mut Vm, args: &[Value], function: &str) -> Res<usize> {
    let Some(room) = writable_len(&args[1]) else {
        let found = vm.type_name(&args[1]);
        let message = format!("{function}() argument 1 must be read-write bytes-like object, not {found}");
        return Err(vm.error(Exc::TypeError, message));
    };
    let n = size(vm, &args[2], function)?;
    if n > room {
        let message = match function {
            "recvfrom_into" => "nbytes is greater than the length of the buffer",
            _ => "buffer too small for requested bytes",
        };
        return Err(vm.error(Exc::ValueError, message));
    }
    Ok(if n == 0 { room } else { n })
}

fn recv_into(vm: &mut Vm, args: &[Value]) -> Res {
    let (n, flags) = (wanted(vm, args, "recv_into")?, recv_flags(vm, &args[3])?);
    if n == 0 {
        return Ok(Value::from(0i64));
    }
    let bytes = received(vm, &args[0], n, flags, <[u8]>::to_vec)?;
    Ok(Value::from(copy_into(vm, &args[1], &bytes)?))
}

fn received_from(vm: &mut Vm, socket: &Value, size: usize, flags: RecvFlags) -> Res<(Vec<u8>, Value)> {
    let dont_wait = flags.contains(DONTWAIT);
    let (data, from) = this(socket).until_ready_unless(vm, dont_wait, PollFlags::IN, |d| {
        with_buffer(size, |buffer| {
            net::recvfrom(d, buffer, flags | DONTWAIT).map(|((data, _), _, from)| (data.to_vec(), from))
        })
    })?;
    Ok((data, from.map_or(Value::NONE, |from| from_address(&from))))
}

fn recvfrom(vm: &mut Vm, args: &[Value]) -> Res {
    let (size, flags) = (size(vm, &args[1], "recvfrom")?, recv_flags(vm, &args[2])?);
    let (bytes, from) = received_from(vm, &args[0], size, flags)?;
    Ok(Tuple::value(vec![Bytes::value(&bytes), from]))
}

fn recvfrom_into(vm: &mut Vm, args: &[Value]) -> Res {
    let (n, flags) = (wanted(vm, args, "recvfrom_into")?, recv_flags(vm, &args[3])?);
    let (bytes, from) = received_from(vm, &args[0], n, flags)?;
    let n = copy_into(vm, &args[1], &bytes)?;
    Ok(Tuple::value(vec![Value::from(n), from]))
}

fn send(vm: &mut Vm, args: &[Value]) -> Res {
    let flags = send_flags(vm, &args[2])?;
    let data = bytes(vm, &args[1])?;
    let dont_wait = integer32(vm, &args[2])? as u32 & DONTWAIT.bits() != 0;
    let n = this(&args[0]).until_ready_unless(vm, dont_wait, PollFlags::OUT, |d| net::send(d, &data, flags))?;
    Ok(Value::from(n))
}

fn sendall(vm: &mut Vm, args: &[Value]) -> Res {
    let flags = send_flags(vm, &args[2])?;
    let data = bytes(vm, &args[1])?;
    let mut sent = 0;
    while sent < data.len() {
        sent += this(&args[0]).until_ready(vm, PollFlags::OUT, |d| net::send(d, &data[sent..], flags))?;
    }
    Ok(Value::NONE)
}

fn sendto(vm: &mut Vm, args: &[Value]) -> Res {
    // `sendto(data, address)` or `sendto(data, flags, address)`.
    if args[2].is_unset() {
        let given = args[1..].iter().filter(|arg| !arg.is_unset()).count();
        return Err(vm.error(Exc::TypeError, format!("sendto() takes 2 or 3 arguments ({given} given)")));
    }
    let (flags, address) = match args[3].is_unset() {
        true => (SendFlags::DONTWAIT | SendFlags::NOSIGNAL, &args[2]),
        false => (send_flags(vm, &args[2])?, &args[3]),
    };
    vm.audit("socket.sendto", |_| [args[0].clone(), address.clone()])?;
    let socket = this(&args[0]);
    let data = bytes(vm, &args[1])?;
    let address = to_address(vm, socket.family.get(), address, "sendto")?;
    let n = socket.until_ready(vm, PollFlags::OUT, |d| net::sendto(d, &data, flags, &address))?;
    Ok(Value::from(n))
}

// ---------------------------------------------------------------------------------------------------------------
// Settings

fn timeout_of(vm: &mut Vm, value: &Value) -> Res<Option<Duration>> {
    if value.is_none() { Ok(None) } else { duration(vm, value, "Timeout value out of range").map(Some) }
}

fn setdefaulttimeout(vm: &mut Vm, args: &[Value]) -> Res {
    DEFAULT_TIMEOUT.set(timeout_of(vm, &args[0])?);
    Ok(Value::NONE)
}

fn settimeout(vm: &mut Vm, args: &[Value]) -> Res {
    let timeout = timeout_of(vm, &args[1])?;
    this(&args[0]).apply_timeout(vm, timeout)?;
    Ok(Value::NONE)
}

fn setblocking(vm: &mut Vm, args: &[Value]) -> Res {
    let blocking = vm.truth(&args[1])?;
    this(&args[0]).apply_timeout(vm, if blocking { None } else { Some(Duration::ZERO) })?;
    Ok(Value::NONE)
}

fn getsockopt(vm: &mut Vm, args: &[Value]) -> Res {
    let (level, option) = (integer32(vm, &args[1])?, integer32(vm, &args[2])?);
    if !args[3].is_unset() && !(1..=1024).contains(&integer32(vm, &args[3])?) {
        return Err(vm.error(Exc::OSError, "getsockopt buflen out of range"));
    }
    let descriptor = this(&args[0]).get(vm)?;
    match options::get(&descriptor, level, option) {
        // With a buffer's length the answer is bytes.
        Ok(options::Setting::Integer(n)) if args[3].is_unset() => Ok(Value::from(n as i64)),
        Ok(options::Setting::Integer(n)) => Ok(Bytes::value(&n.to_ne_bytes())),
        Ok(options::Setting::Bytes(bytes)) => Ok(Bytes::value(&bytes)),
        Err(errno) => Err(failed(vm, errno)),
    }
}

fn setsockopt(vm: &mut Vm, args: &[Value]) -> Res {
    let (level, option) = (integer32(vm, &args[1])?, integer32(vm, &args[2])?);
    let setting = match bytes_of(&args[3]) {
        Some(bytes) => options::Setting::Bytes(bytes.into_owned()),
        None if crate::module::integer_of(&args[3]).is_some() => options::Setting::Integer(integer32(vm, &args[3])?),
        None if args[3].is_none() && !args[4].is_unset() => {
            integer32(vm, &args[4])?;
            // No address for a value: the system would say so.
            return Err(failed(vm, Errno::FAULT));
        }
        None => {
            let message = format!("a bytes-like object is required, not '{}'", vm.type_name(&args[3]));
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    let descriptor = this(&args[0]).get(vm)?;
    match options::set(&descriptor, level, option, setting) {
        Ok(()) => Ok(Value::NONE),
        Err(errno) => Err(failed(vm, errno)),
    }
}
