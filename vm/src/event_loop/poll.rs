//! Readiness: which descriptors the loops watch, and what happens when one is ready.
//!
//! The system reports each change once (edge-triggered). Streams read and write until that would block, so they miss
//! nothing; a callback of `add_reader` may leave data behind, so its descriptor is asked about again after each call.

use crate::event_loop::choice::Readiness;
use crate::event_loop::handle::Handle;
use crate::event_loop::net;
use crate::event_loop::transport::{self, Transport};
use crate::event_loop::{EventLoop, Ready, stuck};
use crate::heap::{Gc, Visitor, visit_gc};
use crate::interp::threads::Woken;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::weakref::{self, WeakRef};
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use mio::Interest;
use mio::unix::SourceFd;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;
use std::os::fd::RawFd;
use std::time::Duration;

/// All descriptors that are watched, of all loops of a VM. A source's token is its index.
#[derive(Default)]
pub struct Sources {
    entries: Vec<Option<Source>>,
    free: Vec<usize>,
    /// The source of a descriptor that `add_reader` or `add_writer` watch.
    by_fd: FxHashMap<RawFd, usize>,
    /// The source of a descriptor that a transport or listening socket reads.
    streams: FxHashMap<RawFd, usize>,
    /// Descriptors with callbacks that must be asked about again before the next poll.
    rearm: Vec<usize>,
    /// Those of loops that did not run when they had something to report: they are asked about again when a loop does.
    idle: FxHashSet<usize>,
    /// Streams that may have more to be read: the next poll reports them whatever the system says.
    again: Vec<usize>,
    /// Reused from poll to poll.
    ready: Vec<Readiness>,
}

struct Source {
    fd: RawFd,
    /// What the program knows the descriptor by: a transport has a duplicate of that of the program's socket.
    number: RawFd,
    event_loop: Value,
    target: Target,
}

enum Target {
    /// Callbacks of `add_reader` and `add_writer`.
    Callbacks { reader: Option<Gc<Handle>>, writer: Option<Gc<Handle>> },
    /// A transport or a listening socket.
    Stream(Value),
    /// A transport that only the program keeps alive: a weak reference.
    Idle(Value),
}

impl Target {
    /// The transport or listening socket, unless it has gone.
    fn stream(&self) -> Option<Value> {
        match self {
            Target::Callbacks { .. } => None,
            Target::Stream(target) => Some(target.clone()),
            Target::Idle(reference) => {
                reference.get::<WeakRef>().map(WeakRef::target).filter(|target| !target.is_none())
            }
        }
    }
}

/// Something that happened to a transport or listening socket, to be acted on in the turn.
pub(crate) struct Event {
    target: Value,
    readable: bool,
    writable: bool,
}

impl Event {
    /// Makes a new transport begin to read.
    pub fn start(target: Value) -> Event {
        Event { target, readable: false, writable: false }
    }

    pub fn trace(&self, visit: &mut Visitor) {
        visit(&self.target);
    }
}

impl Sources {
    /// Is none watched?
    pub fn is_empty(&self) -> bool {
        self.entries.iter().all(Option::is_none)
    }

    fn add(&mut self, source: Source) -> usize {
        match self.free.pop() {
            Some(token) => {
                self.entries[token] = Some(source);
                token
            }
            None => {
                self.entries.push(Some(source));
                self.entries.len() - 1
            }
        }
    }

    fn get(&mut self, token: usize) -> Option<&mut Source> {
        self.entries.get_mut(token)?.as_mut()
    }
}

/// Acts on an event of a transport or listening socket.
pub(crate) fn run(vm: &mut Vm, event: Event) -> Res<()> {
    if net::on_event(vm, &event.target)? {
        return Ok(());
    }
    transport::on_event(vm, &event.target, event.readable, event.writable)
}

/// A loop begins to run: the next poll reports what it has not been told of.
pub(crate) fn begin(vm: &mut Vm) {
    let sources = &mut vm.loops.sources;
    sources.rearm.extend(sources.idle.drain());
}

/// Runs `turn`, a single turn of a loop that does not run, or the poll of one.
pub(crate) fn in_turn<T>(vm: &mut Vm, event_loop: &EventLoop, turn: impl FnOnce(&mut Vm) -> T) -> T {
    begin(vm);
    event_loop.turning.set(true);
    let result = turn(vm);
    event_loop.turning.set(false);
    result
}

/// Waits for events and queues what they cause in the loops concerned.
pub(crate) fn poll(vm: &mut Vm, timeout: Option<Duration>) -> Res<()> {
    for token in std::mem::take(&mut vm.loops.sources.rearm) {
        let Some(source) = vm.loops.sources.get(token) else { continue };
        let (fd, interest) = (source.fd, source.interest());
        if let Some(interest) = interest {
            // It fails only if the descriptor was closed: nothing will be reported then.
            let _ = vm.schedule.reregister(&mut SourceFd(&fd), token, interest);
        }
    }
    let mut ready = std::mem::take(&mut vm.loops.sources.ready);
    let again = std::mem::take(&mut vm.loops.sources.again);
    let timeout = if again.is_empty() { timeout } else { Some(Duration::ZERO) };
    if vm.schedule.is_virtual() {
        expect(vm);
    }
    let timeout = if vm.threads.many() { let_others_run(vm, timeout)? } else { timeout };
    if let Err(e) = vm.schedule.poll(timeout, &mut ready) {
        return Err(os_error(vm, &e));
    }
    ready.extend(again.iter().map(|&token| Readiness { token, readable: true, writable: false, closed: false }));
    for Readiness { token, readable, writable, closed } in ready.drain(..) {
        let sources = &mut vm.loops.sources;
        let Some(source) = sources.entries.get_mut(token).and_then(Option::as_mut) else { continue };
        let Some(event_loop) = source.event_loop.get::<EventLoop>() else { continue };
        if !event_loop.running.get() && !event_loop.turning.get() {
            sources.idle.insert(token);
            continue;
        }
        match &source.target {
            Target::Callbacks { reader, writer } => {
                if let Some(handle) = reader.as_ref().filter(|_| readable) {
                    event_loop.push(Ready::Handle(handle.clone()));
                }
                if let Some(handle) = writer.as_ref().filter(|_| writable) {
                    event_loop.push(Ready::Handle(handle.clone()));
                }
                sources.rearm.push(token);
            }
            Target::Stream(target) => {
                if target.foreign::<Transport>().is_none_or(|t| t.wants(readable, writable, closed)) {
                    event_loop.push(Ready::Source(Event { target: target.clone(), readable, writable }));
                }
            }
            Target::Idle(_) => {
                if let Some(target) = source.target.stream()
                    && target.foreign::<Transport>().is_some_and(|t| t.wants(readable, writable, closed))
                {
                    event_loop.push(Ready::Source(Event { target, readable, writable }));
                }
            }
        }
    }
    vm.loops.sources.ready = ready;
    if vm.threads.many() {
        // What was reported may concern loops of other threads.
        vm.unpark_loops();
    }
    net::finish_lookups(vm)
}

/// Other threads run, until the poll has something to report or `timeout` is over. Returns what is left to wait.
#[cold]
fn let_others_run(vm: &mut Vm, timeout: Option<Duration>) -> Res<Option<Duration>> {
    if timeout == Some(Duration::ZERO) {
        vm.yield_to_threads();
        return Ok(timeout);
    }
    let deadline = timeout.map(|t| vm.deadline(t));
    if vm.park_for(&mut [], deadline, true) == Woken::Deadlock {
        let event_loop = vm.loops.running.clone();
        return Err(stuck(vm, &event_loop));
    }
    Ok(Some(Duration::ZERO))
}

/// Tells a virtual clock what the wait may end with.
#[cold]
fn expect(vm: &mut Vm) {
    let sources = &vm.loops.sources;
    let mut own = FxHashSet::default();
    let mut peers = Vec::new();
    let mut outside = vm.loops.lookups.any();
    for source in sources.entries.iter().flatten() {
        match source.target.stream().and_then(|target| net::ends(&target)) {
            Some((name, peer)) => {
                own.insert(name);
                peers.extend(peer);
            }
            None => outside |= source.interest().is_some(),
        }
    }
    outside |= peers.iter().any(|peer| !own.contains(peer));
    let inside = !peers.is_empty();
    vm.schedule.expect(outside, inside);
}

/// Has the next poll report a stream as readable.
pub(crate) fn again(vm: &mut Vm, token: usize) {
    vm.loops.sources.again.push(token);
}

impl Source {
    fn interest(&self) -> Option<Interest> {
        match &self.target {
            Target::Callbacks { reader: Some(_), writer: Some(_) } => Some(Interest::READABLE | Interest::WRITABLE),
            Target::Callbacks { reader: Some(_), writer: None } => Some(Interest::READABLE),
            Target::Callbacks { reader: None, writer: Some(_) } => Some(Interest::WRITABLE),
            Target::Callbacks { reader: None, writer: None } => None,
            Target::Stream(_) | Target::Idle(_) => Some(Interest::READABLE | Interest::WRITABLE),
        }
    }
}

/// Watches a transport's or listener's descriptor for reading and writing. Returns its token.
///
/// # Errors
/// OSError.
pub(crate) fn watch_stream(
    vm: &mut Vm,
    event_loop: &Value,
    fd: RawFd,
    target: Value,
    interest: Interest,
) -> Res<usize> {
    let number = net::number_of_listener(&target).or_else(|| target.foreign().map(Transport::number)).unwrap_or(fd);
    let source = Source { fd, number, event_loop: event_loop.clone(), target: Target::Stream(target) };
    let token = vm.loops.sources.add(source);
    if let Err(e) = vm.schedule.register(&mut SourceFd(&fd), token, interest) {
        release(vm, token);
        return Err(os_error(vm, &e));
    }
    vm.loops.sources.streams.insert(number, token);
    count(event_loop, true);
    Ok(token)
}

/// The open transport whose descriptor `fd` is: programs may not watch it themselves.
pub(crate) fn transport_of(vm: &Vm, fd: RawFd) -> Option<Value> {
    let sources = &vm.loops.sources;
    let target = sources.entries.get(*sources.streams.get(&fd)?)?.as_ref()?.target.stream()?;
    target.foreign::<Transport>().is_some_and(|t| !t.is_closing()).then_some(target)
}

/// A dict of the open transports of a loop, by their descriptors.
pub(crate) fn transports(vm: &mut Vm, event_loop: &Value) -> Res {
    let mut open = Vec::new();
    for source in vm.loops.sources.entries.iter().flatten() {
        if let Some(target) = source.target.stream()
            && source.event_loop.is(event_loop)
            && target.foreign::<Transport>().is_some_and(|t| !t.is_closing())
        {
            open.push((Value::from(i64::from(source.number)), target));
        }
    }
    let found = Dict::new();
    for (fd, transport) in open {
        found.set(vm, fd, transport)?;
    }
    Ok(found.into_value())
}

/// From now on a transport that is watched lives as long as the program has it, or, if `on`, as long as it is watched.
pub(crate) fn keep_alive(vm: &mut Vm, token: usize, transport: &Value, on: bool) {
    let Some(source) = vm.loops.sources.get(token) else { return };
    match (&source.target, on) {
        (Target::Stream(_), false) => source.target = Target::Idle(weakref::unshared(transport, Value::NONE)),
        (Target::Idle(_), true) => source.target = Target::Stream(transport.clone()),
        _ => (),
    }
}

/// Is `token` that of the open descriptor `fd`? A loop that has been closed watches nothing any more.
pub(crate) fn is_watched(vm: &mut Vm, token: usize, fd: RawFd) -> bool {
    vm.loops.sources.get(token).is_some_and(|source| source.fd == fd)
}

/// Ends the watch of a transport or listener. The descriptor is still open.
pub(crate) fn unwatch_stream(vm: &mut Vm, token: usize) {
    if let Some(source) = release(vm, token) {
        // It fails only if the descriptor is not registered any more.
        let _ = vm.schedule.deregister(&mut SourceFd(&source.fd));
        count(&source.event_loop, false);
    }
}

fn release(vm: &mut Vm, token: usize) -> Option<Source> {
    let sources = &mut vm.loops.sources;
    let source = sources.entries.get_mut(token)?.take()?;
    sources.free.push(token);
    sources.idle.remove(&token);
    let by_fd = match source.target {
        Target::Callbacks { .. } => &mut sources.by_fd,
        Target::Stream(_) | Target::Idle(_) => &mut sources.streams,
    };
    if by_fd.get(&source.number) == Some(&token) {
        by_fd.remove(&source.number);
    }
    Some(source)
}

fn count(event_loop: &Value, more: bool) {
    if let Some(event_loop) = event_loop.get::<EventLoop>() {
        let n = event_loop.watched.get();
        event_loop.watched.set(if more { n + 1 } else { n.saturating_sub(1) });
    }
}

/// A program wants to watch the descriptor of a listening socket: from now on this accepts by a callback like those of
/// `add_reader`, which the program's replaces.
///
/// # Errors
/// OSError, for a descriptor that cannot be watched.
pub(crate) fn share_listener(vm: &mut Vm, fd: RawFd) -> Res<()> {
    let sources = &vm.loops.sources;
    let Some(&token) = sources.streams.get(&fd) else { return Ok(()) };
    let Some(source) = sources.entries.get(token).and_then(Option::as_ref) else { return Ok(()) };
    let event_loop = source.event_loop.clone();
    let Some(target) = source.target.stream() else { return Ok(()) };
    let Some(handle) = net::accept_by_callback(vm, &target)? else { return Ok(()) };
    unwatch_stream(vm, token);
    add(vm, &event_loop, fd, Side::Reader, handle)
}

/// Which callback of a descriptor.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Reader,
    Writer,
}

/// `add_reader` and `add_writer`: `handle` will run whenever `fd` is ready. Replaces the callback that was there.
///
/// # Errors
/// OSError, for a descriptor that cannot be watched.
pub(crate) fn add(vm: &mut Vm, event_loop: &Value, fd: RawFd, side: Side, handle: Gc<Handle>) -> Res<()> {
    let known = vm.loops.sources.by_fd.get(&fd).copied();
    let token = known.unwrap_or_else(|| {
        let target = Target::Callbacks { reader: None, writer: None };
        let token = vm.loops.sources.add(Source { fd, number: fd, event_loop: event_loop.clone(), target });
        vm.loops.sources.by_fd.insert(fd, token);
        token
    });
    let Some(source) = vm.loops.sources.get(token) else { return Ok(()) };
    let mut old = None;
    if let Target::Callbacks { reader, writer } = &mut source.target {
        let slot = if side == Side::Reader { reader } else { writer };
        old = slot.replace(handle);
    }
    if let Some(old) = &old {
        old.cancel(vm, &old.to_value())?;
    }
    let Some(source) = vm.loops.sources.get(token) else { return Ok(()) };
    let Some(interest) = source.interest() else { return Ok(()) };
    let mut result = match known {
        Some(_) => vm.schedule.reregister(&mut SourceFd(&fd), token, interest),
        None => vm.schedule.register(&mut SourceFd(&fd), token, interest),
    };
    if known.is_some() && result.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::NotFound) {
        // The descriptor that was watched has been closed, and another one has its number.
        result = vm.schedule.register(&mut SourceFd(&fd), token, interest);
    }
    match result {
        Ok(()) => {
            if known.is_none() {
                count(event_loop, true);
            }
            Ok(())
        }
        Err(e) => {
            if known.is_none() {
                release(vm, token);
            }
            Err(os_error(vm, &e))
        }
    }
}

/// `remove_reader` and `remove_writer`: was there a callback?
pub(crate) fn remove(vm: &mut Vm, fd: RawFd, side: Side) -> bool {
    let Some(&token) = vm.loops.sources.by_fd.get(&fd) else { return false };
    let Some(source) = vm.loops.sources.get(token) else { return false };
    let Target::Callbacks { reader, writer } = &mut source.target else { return false };
    let slot = if side == Side::Reader { reader } else { writer };
    let Some(old) = slot.take() else { return false };
    let interest = source.interest();
    if old.cancel(vm, &old.to_value()).is_err() {
        // Only loops that are not native raise here, and they watch nothing.
        drop(vm.take_raised());
    }
    match interest {
        Some(interest) => {
            // It fails only if the descriptor was closed: nothing will be reported then.
            let _ = vm.schedule.reregister(&mut SourceFd(&fd), token, interest);
        }
        None => unwatch_stream(vm, token),
    }
    true
}

/// Stops watching for `event_loop`, and returns what was watched: for each descriptor the handles of its reader and its
/// writer. `None`, and nothing changes, if transports or listening sockets are among what is watched.
pub(crate) fn take_callbacks(vm: &mut Vm, event_loop: &Value) -> Option<Vec<(RawFd, Value, Value)>> {
    let shown = |handle: &Option<Gc<Handle>>| handle.as_ref().map_or(Value::NONE, Gc::to_value);
    let mut tokens = Vec::new();
    let mut taken = Vec::new();
    for (token, source) in vm.loops.sources.entries.iter().enumerate() {
        let Some(source) = source.as_ref().filter(|s| s.event_loop.is(event_loop)) else { continue };
        let Target::Callbacks { reader, writer } = &source.target else { return None };
        tokens.push(token);
        taken.push((source.fd, shown(reader), shown(writer)));
    }
    let watched = event_loop.get::<EventLoop>().map_or(0, |l| l.watched.get());
    if watched != tokens.len() {
        return None;
    }
    tokens.into_iter().for_each(|token| unwatch_stream(vm, token));
    Some(taken)
}

/// Watches in a process that has just been forked off what was watched before: it waits with a poll of its own.
pub(crate) fn watch_anew(vm: &mut Vm) {
    let sources = vm.loops.sources.entries.iter().enumerate();
    let watched = sources.filter_map(|(token, source)| source.as_ref().map(|s| (token, s.fd, s.interest())));
    for (token, fd, interest) in watched.collect::<Vec<_>>() {
        if let Some(interest) = interest {
            // It fails only if the descriptor was closed: nothing will be reported then.
            let _ = vm.schedule.register(&mut SourceFd(&fd), token, interest);
        }
    }
}

/// Ends all watches on behalf of a loop that is being closed.
pub(crate) fn forget_loop(vm: &mut Vm, event_loop: &Value) {
    for token in 0..vm.loops.sources.entries.len() {
        if vm.loops.sources.get(token).is_some_and(|s| s.event_loop.is(event_loop)) {
            unwatch_stream(vm, token);
        }
    }
}

/// An `OSError` of the right class for an error of the system, with its number and text.
pub(crate) fn os_error(vm: &mut Vm, error: &io::Error) -> Raised {
    let (number, text) = describe(error);
    let class = vm.types.exception(Exc::OSError).to_value();
    // Called as a program would, so that the class becomes the one that belongs to the number.
    match vm.call(&class, &[Value::from(i64::from(number)), Value::from(text)]) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// An error's number and text, without the number that `io::Error` adds.
pub(crate) fn describe(error: &io::Error) -> (i32, String) {
    let text = error.to_string();
    let text = match text.rfind(" (os error ") {
        Some(end) => text[..end].to_string(),
        None => text,
    };
    (error.raw_os_error().unwrap_or(0), text)
}

impl Sources {
    /// Shows what the sources hold; they belong to the VM, so the collector need not ask.
    pub fn trace(&self, visit: &mut Visitor) {
        for source in self.entries.iter().flatten() {
            visit(&source.event_loop);
            match &source.target {
                Target::Callbacks { reader, writer } => {
                    reader.iter().chain(writer).for_each(|h| visit_gc(h, visit));
                }
                Target::Stream(target) | Target::Idle(target) => visit(target),
            }
        }
    }
}
