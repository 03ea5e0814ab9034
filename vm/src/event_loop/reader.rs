//! The native half of `asyncio.StreamReader`: the buffer between a transport and the coroutine that reads.
//!
//! Its `_read`, `_read_exactly` and `_read_until` return bytes, or `None` if the coroutine must wait for more. What
//! arrives while the buffer is empty is kept as the one bytes object it arrived in, and handed on as it is.

use crate::event_loop::future::Future;
use crate::event_loop::transport::Transport;
use crate::heap::{Interior, Slot, Visitor};
use crate::method;
use crate::object::bytearray::ByteArray;
use crate::object::bytes::{Bytes, bytes_of};
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{function, getter};
use std::cell::Cell;

/// The limit of a reader that is given none.
const DEFAULT_LIMIT: usize = 1 << 16;

/// A stream's buffer.
pub(crate) struct Reader {
    /// The first bytes if they arrived in one piece and nothing of them was read; then `rest` follows.
    chunk: Slot,
    rest: Interior<Vec<u8>>,
    /// The bytearray that holds what there is instead, since a program has looked at `_buffer`; else `None`.
    shown: Slot,
    /// How much of `rest` has been read.
    start: Cell<usize>,
    /// How far `rest` has been searched for the separators `sought`, the tuple of the call that goes on.
    searched: Cell<usize>,
    sought: Slot,
    eof: Cell<bool>,
    exception: Slot,
    limit: Cell<usize>,
    event_loop: Slot,
    /// The future of the coroutine that waits; `None` if nobody does.
    waiter: Slot,
    transport: Slot,
    paused: Cell<bool>,
}

impl ForeignData for Reader {
    fn trace(&self, visit: &mut Visitor) {
        let held =
            [&self.shown, &self.chunk, &self.exception, &self.event_loop, &self.waiter, &self.transport, &self.sought];
        for slot in held {
            visit(slot.peek());
        }
    }

    fn clear(&self) {
        for slot in [&self.exception, &self.waiter, &self.transport] {
            drop(slot.replace(Value::NONE));
        }
    }
}

impl Reader {
    fn new() -> Reader {
        Reader {
            chunk: Slot::default(),
            rest: Interior::default(),
            shown: Slot::new(Value::NONE),
            start: Cell::new(0),
            searched: Cell::new(0),
            sought: Slot::new(Value::NONE),
            eof: Cell::new(false),
            exception: Slot::new(Value::NONE),
            limit: Cell::new(DEFAULT_LIMIT),
            event_loop: Slot::new(Value::NONE),
            waiter: Slot::new(Value::NONE),
            transport: Slot::new(Value::NONE),
            paused: Cell::new(false),
        }
    }

    fn len(&self) -> usize {
        if let Some(shown) = self.shown.peek().exact::<ByteArray>() {
            return shown.bytes.borrow().len();
        }
        match self.chunk.peek().exact::<Bytes>() {
            Some(chunk) => chunk.as_slice().len(),
            None => self.rest.borrow().len() - self.start.get(),
        }
    }

    /// Adds data, in a bytes object of its own or in the scratch buffer of a read, and wakes who waits.
    pub fn feed(&self, vm: &mut Vm, data: &[u8], own: Option<&Value>) -> Res<()> {
        if data.is_empty() {
            return Ok(());
        }
        if let Some(shown) = self.shown.peek().exact::<ByteArray>() {
            check_no_exports(vm, shown)?;
            shown.bytes.borrow_mut().extend_from_slice(data);
        } else if self.len() == 0 {
            self.clear_rest();
            self.chunk.set(own.cloned().unwrap_or_else(|| Bytes::value(data)));
        } else {
            self.flatten();
            self.rest.borrow_mut().extend_from_slice(data);
        }
        self.wake(vm)?;
        if !self.paused.get() && self.len() > 2 * self.limit.get() {
            let transport = self.transport.get();
            if !transport.is_none() {
                self.paused.set(true);
                match transport.foreign::<Transport>() {
                    Some(native) => native.set_reading(vm, false)?,
                    None => match vm.call_method(&transport, "pause_reading", &[]) {
                        Ok(_) => (),
                        Err(_) if vm.raised_is(Exc::NotImplementedError) => {
                            // It cannot pause, and is not asked again.
                            drop(vm.take_raised());
                            self.paused.set(false);
                            self.transport.set(Value::NONE);
                        }
                        Err(raised) => return Err(raised),
                    },
                }
            }
        }
        Ok(())
    }

    /// Copies the first piece into `rest`.
    fn flatten(&self) {
        let chunk = self.chunk.take();
        if let Some(chunk) = chunk.exact::<Bytes>() {
            self.clear_rest();
            self.rest.borrow_mut().extend_from_slice(chunk.as_slice());
        }
    }

    fn clear_rest(&self) {
        self.rest.borrow_mut().clear();
        self.start.set(0);
        self.searched.set(0);
    }

    /// The stream is over.
    pub fn feed_eof(&self, vm: &mut Vm) -> Res<()> {
        self.eof.set(true);
        self.wake(vm)
    }

    fn wake(&self, vm: &mut Vm) -> Res<()> {
        let waiter = self.waiter.replace(Value::NONE);
        match waiter.get::<Future>() {
            Some(future) if !future.is_done() => future.set_result(vm, &waiter, Value::NONE),
            _ => Ok(()),
        }
    }

    /// `set_exception(exc)`: whoever reads gets it, now or later.
    pub fn fail(&self, vm: &mut Vm, exception: Value) -> Res<()> {
        self.exception.set(exception.clone());
        let waiter = self.waiter.replace(Value::NONE);
        match waiter.get::<Future>() {
            Some(future) if !future.is_done() => future.set_exception(vm, &waiter, exception),
            _ => Ok(()),
        }
    }

    /// Has it failed?
    pub fn exception(&self) -> Value {
        self.exception.get()
    }

    fn check(&self, vm: &mut Vm) -> Res<()> {
        match self.exception.get() {
            exception if exception.is_none() => Ok(()),
            exception => Err(vm.raise(exception)),
        }
    }

    /// The first `n` bytes, which are there.
    fn take(&self, vm: &mut Vm, n: usize) -> Res {
        let shown = self.shown.get();
        let whole = self.chunk.peek().exact::<Bytes>().is_some_and(|c| c.as_slice().len() == n);
        let data = if let Some(shown) = shown.exact::<ByteArray>() {
            check_no_exports(vm, shown)?;
            Bytes::value(&shown.bytes.borrow_mut().drain(..n).collect::<Vec<u8>>())
        } else if whole {
            self.chunk.take()
        } else {
            self.flatten();
            let (start, end) = (self.start.get(), self.start.get() + n);
            let mut rest = self.rest.borrow_mut();
            let data = Bytes::value(&rest[start..end]);
            self.searched.set(0);
            if end == rest.len() {
                rest.clear();
                self.start.set(0);
            } else if end > rest.len() / 2 && end > 4096 {
                // More is read than is left: what is left moves to the front.
                rest.drain(..end);
                self.start.set(0);
            } else {
                self.start.set(end);
            }
            data
        };
        self.maybe_resume(vm)?;
        Ok(data)
    }

    /// The transport reads again if it was told to pause and little enough is left.
    fn maybe_resume(&self, vm: &mut Vm) -> Res<()> {
        if self.paused.get() && self.len() <= self.limit.get() { self.resume(vm) } else { Ok(()) }
    }

    fn resume(&self, vm: &mut Vm) -> Res<()> {
        self.paused.set(false);
        let transport = self.transport.get();
        match transport.foreign::<Transport>() {
            Some(native) => native.set_reading(vm, true),
            None => vm.call_method(&transport, "resume_reading", &[]).map(drop),
        }
    }

    /// The bytes from `from` on, without taking them.
    fn find(&self, separator: &[u8], from: usize) -> Option<usize> {
        if let Some(shown) = self.shown.peek().exact::<ByteArray>() {
            return search(&shown.bytes.borrow(), separator, from);
        }
        match self.chunk.peek().exact::<Bytes>() {
            Some(chunk) => search(chunk.as_slice(), separator, from),
            None => search(&self.rest.borrow()[self.start.get()..], separator, from),
        }
    }
}

/// BufferError if a memoryview shows the bytes, whose number is to change.
fn check_no_exports(vm: &mut Vm, bytes: &ByteArray) -> Res<()> {
    match bytes.exports.get() {
        0 => Ok(()),
        _ => Err(vm.error(Exc::BufferError, "Existing exports of data: object cannot be re-sized")),
    }
}

/// Where `separator` begins in `data`, from `from` on.
fn search(data: &[u8], separator: &[u8], from: usize) -> Option<usize> {
    let (&first, more) = separator.split_first()?;
    let mut at = from;
    loop {
        at += data.get(at..)?.iter().position(|&b| b == first)?;
        if data[at + 1..].starts_with(more) {
            return Some(at);
        }
        at += 1;
    }
}

/// An exception of `asyncio.exceptions`.
fn asyncio_error(vm: &mut Vm, class: &str, args: &[Value]) -> Raised {
    let module = vm.modules.get_name("asyncio.exceptions");
    let class = module.as_ref().and_then(|m| m.exact::<crate::object::module::Module>()?.dict.get_name(class));
    let Some(class) = class else {
        return vm.error(Exc::EOFError, "the stream ended");
    };
    match vm.call(&class, args) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

fn this(args: &[Value]) -> &Reader {
    match args.first().and_then(Value::foreign::<Reader>) {
        Some(reader) => reader,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

/// The class from which `asyncio.StreamReader` is derived.
pub static SPEC: TypeSpec = TypeSpec {
    name: "_asyncio._StreamReader",
    doc: "The buffer of a stream.",
    constructor: Some(&function!("_StreamReader()", |vm, _| {
        let class = vm.types.native_class(&SPEC);
        Ok(Foreign::new(class, Reader::new()).into_value())
    })),
    methods: &[
        method!("__init__(self, limit=65536, loop=None)", |vm, args| {
            let limit = vm.index_clamped(&args[1])?;
            if limit <= 0 {
                return Err(vm.error(Exc::ValueError, "Limit cannot be <= 0"));
            }
            let event_loop = if args[2].is_none() { vm.any_loop()? } else { args[2].clone() };
            this(args).limit.set(limit as usize);
            this(args).event_loop.set(event_loop);
            Ok(Value::NONE)
        }),
        method!("exception(self, /)", |_, args| Ok(this(args).exception())),
        method!("set_exception(self, exc)", |vm, args| {
            this(args).fail(vm, args[1].clone())?;
            Ok(Value::NONE)
        }),
        method!("set_transport(self, transport)", |vm, args| {
            if !this(args).transport.peek().is_none() {
                return Err(vm.error(Exc::AssertionError, "Transport already set"));
            }
            this(args).transport.set(args[1].clone());
            Ok(Value::NONE)
        }),
        method!("feed_eof(self, /)", |vm, args| {
            this(args).feed_eof(vm)?;
            Ok(Value::NONE)
        }),
        method!("at_eof(self, /)", |_, args| Ok((this(args).eof.get() && this(args).len() == 0).into())),
        method!("feed_data(self, data)", |vm, args| {
            let Some(data) = bytes_of(&args[1]) else {
                return Err(vm.error(Exc::TypeError, "a bytes-like object is required"));
            };
            if this(args).eof.get() {
                return Err(vm.error(Exc::AssertionError, "feed_data after feed_eof"));
            }
            let own = args[1].exact::<Bytes>().map(|_| &args[1]);
            this(args).feed(vm, &data, own)?;
            Ok(Value::NONE)
        }),
        method!("_wait_for_data(self, func_name, /)", wait_for_data),
        method!("_read(self, n, /)", |vm, args| {
            let reader = this(args);
            reader.check(vm)?;
            let n = vm.index_clamped(&args[1])?.max(0) as usize;
            match reader.len() {
                _ if n == 0 => Ok(Bytes::value(b"")),
                0 if !reader.eof.get() => Ok(Value::NONE),
                0 => Ok(Bytes::value(b"")),
                len => reader.take(vm, n.min(len)),
            }
        }),
        method!("_read_exactly(self, n, /)", |vm, args| {
            let reader = this(args);
            let n = vm.index_clamped(&args[1])?;
            if n < 0 {
                return Err(vm.error(Exc::ValueError, "readexactly size can not be less than zero"));
            }
            reader.check(vm)?;
            let len = reader.len();
            if len >= n as usize {
                return reader.take(vm, n as usize);
            }
            if !reader.eof.get() {
                return Ok(Value::NONE);
            }
            let partial = reader.take(vm, len)?;
            Err(asyncio_error(vm, "IncompleteReadError", &[partial, Value::from(n)]))
        }),
        method!("_read_until(self, separators, /)", read_until),
        method!("__repr__(self, /)", show),
        method!("_wakeup_waiter(self, /)", |vm, args| {
            this(args).wake(vm)?;
            Ok(Value::NONE)
        }),
        method!("_maybe_resume_transport(self, /)", |vm, args| {
            this(args).maybe_resume(vm)?;
            Ok(Value::NONE)
        }),
        getter!(
            "_buffer",
            |_, args| {
                let reader = this(args);
                if reader.shown.peek().is_none() {
                    reader.flatten();
                    let held = reader.rest.borrow()[reader.start.get()..].to_vec();
                    reader.clear_rest();
                    reader.shown.set(ByteArray::value(held));
                }
                Ok(reader.shown.get())
            },
            |vm, args| {
                let Some(data) = bytes_of(&args[1]) else {
                    return Err(vm.error(Exc::TypeError, "a bytes-like object is required"));
                };
                let reader = this(args);
                let given = args[1].exact::<ByteArray>().map(|_| args[1].clone());
                reader.shown.set(given.unwrap_or_else(|| ByteArray::value(data.to_vec())));
                drop(reader.chunk.take());
                reader.clear_rest();
                Ok(Value::NONE)
            }
        ),
        getter!("_eof", |_, args| Ok(this(args).eof.get().into()), |vm, args| {
            let on = vm.truth(&args[1])?;
            this(args).eof.set(on);
            Ok(Value::NONE)
        }),
        getter!("_limit", |_, args| Ok(Value::from(this(args).limit.get())), |vm, args| {
            let limit = vm.index_clamped(&args[1])?.max(0) as usize;
            this(args).limit.set(limit);
            Ok(Value::NONE)
        }),
        getter!("_paused", |_, args| Ok(this(args).paused.get().into()), |vm, args| {
            let on = vm.truth(&args[1])?;
            this(args).paused.set(on);
            Ok(Value::NONE)
        }),
        getter!("_exception", |_, args| Ok(this(args).exception.get()), |_, args| {
            this(args).exception.set(args[1].clone());
            Ok(Value::NONE)
        }),
        getter!("_loop", |_, args| Ok(this(args).event_loop.get())),
        getter!("_transport", |_, args| Ok(this(args).transport.get()), |_, args| {
            this(args).transport.set(args[1].clone());
            Ok(Value::NONE)
        }),
        getter!("_waiter", |_, args| Ok(this(args).waiter.get()), |_, args| {
            this(args).waiter.set(args[1].clone());
            Ok(Value::NONE)
        }),
    ],
    flags: flag::FILLED_BY_INIT,
};

/// `<StreamReader 3 bytes eof limit=10>`: what is not as usual.
fn show(vm: &mut Vm, args: &[Value]) -> Res {
    let reader = this(args);
    let mut info = vec!["StreamReader".to_string()];
    if reader.len() > 0 {
        info.push(format!("{} bytes", reader.len()));
    }
    if reader.eof.get() {
        info.push("eof".to_string());
    }
    if reader.limit.get() != DEFAULT_LIMIT {
        info.push(format!("limit={}", reader.limit.get()));
    }
    for (name, slot) in [("waiter", &reader.waiter), ("exception", &reader.exception), ("transport", &reader.transport)]
    {
        let value = slot.get();
        if !value.is_none() {
            let shown = vm.repr(&value)?;
            info.push(format!("{name}={shown}"));
        }
    }
    if reader.paused.get() {
        info.push("paused".to_string());
    }
    Ok(Value::from(format!("<{}>", info.join(" "))))
}

/// Returns the future of the next arrival, to be awaited. A stream that is paused is resumed: someone wants its data.
fn wait_for_data(vm: &mut Vm, args: &[Value]) -> Res {
    let reader = this(args);
    if !reader.waiter.peek().is_none() {
        let name = args[1].as_str().unwrap_or_default();
        let message = format!("{name}() called while another coroutine is already waiting for incoming data");
        return Err(vm.error(Exc::RuntimeError, message));
    }
    if reader.eof.get() {
        return Err(vm.error(Exc::AssertionError, "_wait_for_data after EOF"));
    }
    if reader.paused.get() {
        reader.resume(vm)?;
    }
    let future = Future::new(reader.event_loop.get()).into_value();
    reader.waiter.set(future.clone());
    Ok(future)
}

/// `separators` is a tuple of bytes objects. The separator that ends earliest counts.
fn read_until(vm: &mut Vm, args: &[Value]) -> Res {
    let reader = this(args);
    reader.check(vm)?;
    let separators = args[1].exact::<Tuple>().map_or(&[][..], Tuple::items);
    if reader.searched.get() > 0 && !(args[1].is(reader.sought.peek()) && reader.shown.peek().is_none()) {
        reader.searched.set(0);
    }
    let (mut longest, mut shortest) = (0, usize::MAX);
    let mut found: Option<(usize, usize)> = None;
    for separator in separators {
        let Some(separator) = bytes_of(separator) else { return Err(no_separator(vm, separator)) };
        longest = longest.max(separator.len());
        shortest = shortest.min(separator.len());
        // Where the last search ended, no shorter than the longest separator before the end, nothing was found.
        if let Some(at) = reader.find(&separator, reader.searched.get()) {
            let end = at + separator.len();
            if found.is_none_or(|(_, best)| end < best) {
                found = Some((at, end));
            }
        }
    }
    if shortest == 0 || separators.is_empty() {
        return Err(vm.error(Exc::ValueError, "Separator should be at least one-byte string"));
    }
    let (len, limit) = (reader.len(), reader.limit.get());
    if let Some((at, end)) = found {
        if at > limit {
            let args = [Value::from("Separator is found, but chunk is longer than limit"), Value::from(at)];
            return Err(asyncio_error(vm, "LimitOverrunError", &args));
        }
        return reader.take(vm, end);
    }
    let searched = (len + 1).saturating_sub(longest);
    reader.searched.set(searched);
    if searched > 0 && !args[1].is(reader.sought.peek()) {
        reader.sought.set(args[1].clone());
    }
    if searched > limit {
        let args = [Value::from("Separator is not found, and chunk exceed the limit"), Value::from(searched)];
        return Err(asyncio_error(vm, "LimitOverrunError", &args));
    }
    if !reader.eof.get() {
        return Ok(Value::NONE);
    }
    let partial = reader.take(vm, len)?;
    Err(asyncio_error(vm, "IncompleteReadError", &[partial, Value::NONE]))
}

/// What CPython says of a separator that is no bytes-like object.
#[cold]
fn no_separator(vm: &mut Vm, separator: &Value) -> Raised {
    match vm.len(separator) {
        Ok(0) => vm.error(Exc::ValueError, "Separator should be at least one-byte string"),
        Ok(_) => {
            let name = vm.type_name(separator);
            vm.error(Exc::TypeError, format!("argument should be integer or bytes-like object, not '{name}'"))
        }
        Err(raised) => raised,
    }
}

/// The text of what `consumed` bytes hold is dropped: what `readline` does with a line that is too long.
pub(crate) fn drop_consumed(vm: &mut Vm, reader: &Value, consumed: usize, separator: &[u8]) -> Res<()> {
    let Some(reader) = reader.foreign::<Reader>() else { return Ok(()) };
    let at_separator = reader.find(separator, consumed.min(reader.len())) == Some(consumed);
    let n = if at_separator { consumed + separator.len() } else { reader.len() };
    drop(reader.take(vm, n.min(reader.len()))?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::search;

    #[test]
    fn separators_are_found_from_an_offset_on() {
        assert_eq!(search(b"a\r\nb\r\n", b"\r\n", 0), Some(1));
        assert_eq!(search(b"a\r\nb\r\n", b"\r\n", 2), Some(4));
        assert_eq!(search(b"a\r", b"\r\n", 0), None);
        assert_eq!(search(b"", b"\n", 0), None);
        assert_eq!(search(b"aab", b"ab", 0), Some(1));
    }
}
