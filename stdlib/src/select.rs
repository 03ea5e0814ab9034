//! `select`: waiting for many descriptors at once, through the schedule.

use crate::module::{add_integers, integer, integer32, module, unsigned};
use crate::socket::descriptor_of;
use crate::time::duration;
use rondo_vm::heap::{Gc, Interior};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};
use rustix::event::{PollFd, PollFlags, epoll};
use rustix::io::Errno;
use std::time::Duration;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("select", "Waiting for several files at once.", FUNCTIONS);
    module.dict.set_name("error", vm.types.exception(Exc::OSError).to_value());
    module.dict.set_name("epoll", vm.types.native_class(&EPOLL).into_value());
    add_integers(&module, CONSTANTS);
    Ok(module)
}

const CONSTANTS: &[(&str, i64)] = &[
    ("POLLIN", 1),
    ("POLLPRI", 2),
    ("POLLOUT", 4),
    ("POLLERR", 8),
    ("POLLHUP", 16),
    ("POLLNVAL", 32),
    ("POLLRDNORM", 64),
    ("POLLRDBAND", 128),
    ("POLLWRNORM", 256),
    ("POLLWRBAND", 512),
    ("POLLRDHUP", 0x2000),
    ("EPOLLIN", 1),
    ("EPOLLPRI", 2),
    ("EPOLLOUT", 4),
    ("EPOLLERR", 8),
    ("EPOLLHUP", 16),
    ("EPOLLRDNORM", 64),
    ("EPOLLRDBAND", 128),
    ("EPOLLWRNORM", 256),
    ("EPOLLWRBAND", 512),
    ("EPOLLMSG", 1024),
    ("EPOLLRDHUP", 0x2000),
    ("EPOLLEXCLUSIVE", 1 << 28),
    ("EPOLLONESHOT", 1 << 30),
    ("EPOLLET", 1 << 31),
    ("EPOLL_CLOEXEC", 0x80000),
    ("PIPE_BUF", 4096),
];

static FUNCTIONS: &[NativeDef] =
    &[function!("poll()", poll_new), function!("select(rlist, wlist, xlist, timeout=None, /)", select)];

/// The descriptor of a number or of an object with `fileno`.
pub(crate) fn descriptor(vm: &mut Vm, value: &Value) -> Res<Descriptor> {
    // A socket that is open needs no call. (A subclass may have its own `fileno`, of the same descriptor.)
    if let Some(descriptor) = descriptor_of(value) {
        return Ok(descriptor);
    }
    let number = number(vm, value)?;
    Descriptor::of_number(number).map_err(|e| vm.os_error(&e))
}

/// The number of a descriptor given as such or by an object with `fileno`.
fn number(vm: &mut Vm, value: &Value) -> Res<i32> {
    let by_method;
    let number = match value.unwrap_base().as_small_int() {
        Some(_) => value,
        None => {
            let name = rondo_vm::object::str::Str::intern("fileno").into_value();
            let Some(method) = vm.get_attr_opt(value, &name)? else {
                return Err(vm.error(Exc::TypeError, "argument must be an int, or have a fileno() method."));
            };
            by_method = vm.call(&method, &[])?;
            if by_method.unwrap_base().as_small_int().is_none() {
                return Err(vm.error(Exc::TypeError, "fileno() returned a non-integer"));
            }
            &by_method
        }
    };
    let number = integer32(vm, number)?;
    if number < 0 {
        let message = format!("file descriptor cannot be a negative integer ({number})");
        return Err(vm.error(Exc::ValueError, message));
    }
    Ok(number)
}

/// Waits for the events of `fds`; Ctrl-C raises. Returns how many have something to say.
fn wait(vm: &mut Vm, fds: &mut [PollFd], timeout: Option<Duration>) -> Res<usize> {
    let deadline = timeout.map(|t| vm.schedule.monotonic().saturating_add(t.as_nanos() as u64));
    loop {
        let left = deadline.map(|d| Duration::from_nanos(d.saturating_sub(vm.schedule.monotonic())));
        match vm.wait_for(fds, left) {
            Ok(0) => {
                vm.check_signals()?;
                if deadline.is_some_and(|d| vm.schedule.monotonic() >= d) {
                    return Ok(0);
                }
            }
            Ok(n) => return Ok(n),
            Err(e) => return Err(vm.os_error(&e)),
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------
// select

fn select(vm: &mut Vm, args: &[Value]) -> Res {
    let timeout = if args[3].is_none() {
        None
    } else if args[3].is_float() || args[3].unwrap_base().as_small_int().is_some() || args[3].as_bool().is_some() {
        Some(duration(vm, &args[3], "timeout must be non-negative")?)
    } else {
        let index = vm.names.index.clone();
        match vm.lookup_special(&args[3], &index) {
            Some(_) => Some(duration(vm, &args[3], "timeout must be non-negative")?),
            None => return Err(vm.error(Exc::TypeError, "timeout must be a float or None")),
        }
    };
    // Which list, the object, its descriptor.
    let mut all: Vec<(usize, Value, Descriptor)> = Vec::new();
    for (list, arg) in args[..3].iter().enumerate() {
        let items = vm.collect(arg).map_err(|raised| match vm.raised_is(Exc::TypeError) {
            true => {
                drop(vm.take_raised());
                vm.error(Exc::TypeError, "arguments 1-3 must be sequences")
            }
            false => raised,
        })?;
        for item in items {
            let descriptor = descriptor(vm, &item)?;
            all.push((list, item, descriptor));
        }
    }
    const WANTED: [PollFlags; 3] = [PollFlags::IN, PollFlags::OUT, PollFlags::PRI];
    const SAYS: [PollFlags; 3] = [
        PollFlags::IN.union(PollFlags::HUP).union(PollFlags::ERR),
        PollFlags::OUT.union(PollFlags::ERR),
        PollFlags::PRI,
    ];
    let mut fds: Vec<PollFd> = all.iter().map(|(list, _, d)| PollFd::new(d, WANTED[*list])).collect();
    wait(vm, &mut fds, timeout)?;
    if fds.iter().any(|fd| fd.revents().contains(PollFlags::NVAL)) {
        return Err(vm.os_error(&Errno::BADF.into()));
    }
    let mut ready: [Vec<Value>; 3] = Default::default();
    for ((list, item, _), fd) in all.iter().zip(&fds) {
        if fd.revents().intersects(SAYS[*list]) {
            ready[*list].push(item.clone());
        }
    }
    Ok(Tuple::value(ready.map(List::value).into()))
}

// ---------------------------------------------------------------------------------------------------------------
// poll

/// A poll object: descriptors and the events asked for, in the order of registration.
struct Poll(Interior<Vec<(i32, u16)>>);

impl ForeignData for Poll {}

static POLL: TypeSpec = TypeSpec {
    name: "select.poll",
    doc: "",
    constructor: None,
    methods: &[
        method!("register(self, fd, eventmask=7, /)", poll_register),
        method!("modify(self, fd, eventmask, /)", poll_modify),
        method!("unregister(self, fd, /)", poll_unregister),
        method!("poll(self, timeout=None, /)", poll_poll),
    ],
    flags: 0,
};

fn poll_new(vm: &mut Vm, _: &[Value]) -> Res {
    Ok(Foreign::new(vm.types.native_class(&POLL), Poll(Interior::new(Vec::new()))).into_value())
}

fn this_poll(value: &Value) -> &Poll {
    match value.foreign::<Poll>() {
        Some(poll) => poll,
        None => unreachable!("a method of poll is bound to one only"),
    }
}

fn mask(vm: &mut Vm, value: &Value) -> Res<u16> {
    Ok(unsigned(vm, value, u16::BITS, "unsigned short")? as u16)
}

fn poll_register(vm: &mut Vm, args: &[Value]) -> Res {
    let (number, mask) = (number(vm, &args[1])?, mask(vm, &args[2])?);
    let mut entries = this_poll(&args[0]).0.borrow_mut();
    match entries.iter_mut().find(|(n, _)| *n == number) {
        Some(entry) => entry.1 = mask,
        None => entries.push((number, mask)),
    }
    Ok(Value::NONE)
}

fn poll_modify(vm: &mut Vm, args: &[Value]) -> Res {
    let (number, mask) = (number(vm, &args[1])?, mask(vm, &args[2])?);
    if let Some(entry) = this_poll(&args[0]).0.borrow_mut().iter_mut().find(|(n, _)| *n == number) {
        entry.1 = mask;
        return Ok(Value::NONE);
    }
    Err(vm.os_error(&Errno::NOENT.into()))
}

fn poll_unregister(vm: &mut Vm, args: &[Value]) -> Res {
    let number = number(vm, &args[1])?;
    let found = {
        let mut entries = this_poll(&args[0]).0.borrow_mut();
        let place = entries.iter().position(|(n, _)| *n == number);
        place.map(|i| entries.remove(i))
    };
    match found {
        Some(_) => Ok(Value::NONE),
        None => Err(vm.error_with(Exc::KeyError, vec![Value::from(number as i64)])),
    }
}

/// A timeout in milliseconds; `None` and negative ones wait without end.
fn poll_poll(vm: &mut Vm, args: &[Value]) -> Res {
    let timeout = if args[1].is_none() {
        None
    } else {
        let milliseconds = crate::module::number(vm, &args[1])?;
        if milliseconds.abs() > f64::from(i32::MAX) {
            return Err(vm.error(Exc::OverflowError, "timeout is too large"));
        }
        (milliseconds >= 0.0).then(|| Duration::from_secs_f64((milliseconds / 1e3).min(1e9)))
    };
    let entries = this_poll(&args[0]).0.borrow().clone();
    let (mut open, mut ready) = (Vec::new(), Vec::new());
    let event = |number: i32, events: u16| Tuple::value(vec![Value::from(number as i64), Value::from(events as i64)]);
    for (number, mask) in entries {
        match Descriptor::of_number(number) {
            Ok(descriptor) => open.push((number, mask, descriptor)),
            Err(_) => ready.push(event(number, PollFlags::NVAL.bits())),
        }
    }
    let timeout = if ready.is_empty() { timeout } else { Some(Duration::ZERO) };
    let mut fds: Vec<PollFd> =
        open.iter().map(|(_, mask, d)| PollFd::new(d, PollFlags::from_bits_retain(*mask))).collect();
    wait(vm, &mut fds, timeout)?;
    for ((number, _, _), fd) in open.iter().zip(&fds) {
        if !fd.revents().is_empty() {
            ready.push(event(*number, fd.revents().bits()));
        }
    }
    Ok(List::value(ready))
}

// ---------------------------------------------------------------------------------------------------------------
// epoll

/// An epoll object; `None` when it is closed.
struct Epoll(Interior<Option<Descriptor>>);

impl ForeignData for Epoll {}

impl Drop for Epoll {
    fn drop(&mut self) {
        if let Some(descriptor) = self.0.replace(None) {
            descriptor.close();
        }
    }
}

static EPOLL: TypeSpec = TypeSpec {
    name: "select.epoll",
    doc: "An epoll object of the system.",
    constructor: Some(&function!("epoll(sizehint=-1, flags=0)", epoll_new)),
    methods: &[
        method!("close(self, /)", epoll_close),
        rondo_vm::getter!("closed", |_, args| Ok(Value::bool(this_epoll(&args[0]).0.borrow().is_none()))),
        method!("fileno(self, /)", |vm, args| Ok(Value::from(opened(vm, &args[0])?.number() as i64))),
        method!("register(self, fd, eventmask=7)", |vm, args| epoll_change(vm, args, Change::Add)),
        method!("modify(self, fd, eventmask)", |vm, args| epoll_change(vm, args, Change::Modify)),
        method!("unregister(self, fd)", |vm, args| epoll_change(vm, args, Change::Delete)),
        method!("poll(self, timeout=None, maxevents=-1)", epoll_poll),
        method!("__enter__(self, /)", |vm, args| opened(vm, &args[0]).map(|_| args[0].clone())),
        method!("__exit__(self, /, *args)", epoll_close),
    ],
    flags: 0,
};

fn this_epoll(value: &Value) -> &Epoll {
    match value.foreign::<Epoll>() {
        Some(epoll) => epoll,
        None => unreachable!("a method of epoll is bound to one only"),
    }
}

fn opened(vm: &mut Vm, value: &Value) -> Res<Descriptor> {
    let descriptor = this_epoll(value).0.borrow().clone();
    descriptor.ok_or_else(|| vm.error(Exc::ValueError, "I/O operation on closed epoll object"))
}

fn epoll_new(vm: &mut Vm, args: &[Value]) -> Res {
    let (hint, flags) = (integer32(vm, &args[0])?, integer32(vm, &args[1])?);
    if hint <= 0 && hint != -1 {
        return Err(vm.error(Exc::ValueError, "negative sizehint"));
    }
    if flags & !(epoll::CreateFlags::CLOEXEC.bits() as i32) != 0 {
        return Err(vm.error(Exc::OSError, "invalid flags"));
    }
    let made = epoll::create(epoll::CreateFlags::CLOEXEC).map_err(|e| vm.os_error(&e.into()))?;
    let epoll = Epoll(Interior::new(Some(Descriptor::new(made))));
    Ok(Foreign::new(vm.types.native_class(&EPOLL), epoll).into_value())
}

fn epoll_close(_: &mut Vm, args: &[Value]) -> Res {
    if let Some(descriptor) = this_epoll(&args[0]).0.replace(None) {
        descriptor.close();
    }
    Ok(Value::NONE)
}

enum Change {
    Add,
    Modify,
    Delete,
}

fn epoll_change(vm: &mut Vm, args: &[Value], change: Change) -> Res {
    let (epoll, target) = (opened(vm, &args[0])?, descriptor(vm, &args[1])?);
    let data = epoll::EventData::new_u64(target.number() as u64);
    let flags = match args.get(2) {
        Some(mask) => epoll::EventFlags::from_bits_retain(integer(vm, mask)? as u32),
        None => epoll::EventFlags::empty(),
    };
    let result = match change {
        Change::Add => epoll::add(&epoll, &target, data, flags),
        Change::Modify => epoll::modify(&epoll, &target, data, flags),
        Change::Delete => epoll::delete(&epoll, &target),
    };
    result.map_err(|e| vm.os_error(&e.into()))?;
    Ok(Value::NONE)
}

/// A timeout in seconds; `None` and negative ones wait without end.
fn epoll_poll(vm: &mut Vm, args: &[Value]) -> Res {
    let timeout = if args[1].is_none() {
        None
    } else {
        let seconds = crate::module::number(vm, &args[1])?;
        (seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(1e9)))
    };
    let most = integer(vm, &args[2])?;
    if most < -1 || most == 0 {
        let message = format!("maxevents must be greater than 0, got {most}");
        return Err(vm.error(Exc::ValueError, message));
    }
    let most = if most == -1 { 1023 } else { most as usize };
    let epoll = opened(vm, &args[0])?;
    let mut fds = [PollFd::new(&epoll, PollFlags::IN)];
    if wait(vm, &mut fds, timeout)? == 0 {
        return Ok(List::value(Vec::new()));
    }
    let mut events = Vec::with_capacity(most.min(4096));
    let now = rustix::time::Timespec { tv_sec: 0, tv_nsec: 0 };
    epoll::wait(&epoll, rustix::buffer::spare_capacity(&mut events), Some(&now)).map_err(|e| vm.os_error(&e.into()))?;
    let shown = events.into_iter().map(|event: epoll::Event| {
        let (flags, data) = (event.flags, event.data);
        Tuple::value(vec![Value::from(data.u64() as i64), Value::from(flags.bits() as i64)])
    });
    Ok(List::value(shown.collect()))
}
