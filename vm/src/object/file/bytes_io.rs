//! `BytesIO`: a binary file in memory.

use super::{copy_into, limit, room_of, stop, whence, with_bytes, write_lines};
use crate::heap::{Slot, Visitor};
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::foreign::{self, DICT_GETTER, Foreign, ForeignData};
use crate::object::int::methods::index_i64;
use crate::object::list::List;
use crate::object::memoryview;
use crate::object::reduce;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};
use std::cell::Cell;

/// A binary file in memory.
struct BytesFile {
    /// The contents, a bytearray: memoryviews show them and then keep their length.
    contents: Value,
    at: Cell<usize>,
    closed: Cell<bool>,
    attributes: Slot,
}

impl ForeignData for BytesFile {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.contents);
        visit(self.attributes.peek());
    }

    fn clear(&self) {
        drop(self.attributes.take());
    }

    fn attributes(&self) -> Option<&Slot> {
        Some(&self.attributes)
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        self.take(vm, None, true, |line| if line.is_empty() { None } else { Some(Bytes::value(line)) })
    }
}

impl BytesFile {
    /// Shows `f` the next `n` bytes, all of them if it is `None`, or of them the first line, and goes behind them.
    fn take<T>(&self, vm: &mut Vm, n: Option<usize>, line: bool, f: impl FnOnce(&[u8]) -> T) -> Res<T> {
        let Some(array) = self.contents.get::<ByteArray>().filter(|_| !self.closed.get()) else {
            return Err(super::text::closed(vm));
        };
        let (bytes, at) = (array.bytes.borrow(), self.at.get());
        let rest = bytes.get(at..).unwrap_or_default();
        let mut end = n.map_or(rest.len(), |n| n.min(rest.len()));
        if line && let Some(newline) = memchr::memchr(b'\n', &rest[..end]) {
            end = newline + 1;
        }
        self.at.set(at + end);
        Ok(f(&rest[..end]))
    }
}

/// The class `BytesIO`.
pub static BYTES_IO: TypeSpec = TypeSpec {
    name: "_io.BytesIO",
    doc: "A file of bytes in memory.",
    constructor: Some(&function!("BytesIO(initial_bytes=None)", bytes_new)),
    methods: &[
        method!("__init__(self, initial_bytes=None)", bytes_init),
        method!("getvalue(self, /)", |vm, args| bytes_with(vm, args, |bytes, _| Bytes::value(bytes))),
        method!("getbuffer(self, /)", getbuffer),
        method!("read(self, size=-1, /)", bytes_read),
        method!("read1(self, size=-1, /)", bytes_read),
        method!("readinto(self, buffer, /)", bytes_readinto),
        method!("readinto1(self, buffer, /)", bytes_readinto),
        method!("detach(self, /)", |vm, _| Err(super::unsupported(vm, "detach"))),
        method!("readline(self, size=-1, /)", bytes_readline),
        method!("readlines(self, size=-1, /)", bytes_readlines),
        method!("write(self, b, /)", bytes_write),
        method!("writelines(self, lines, /)", |vm, args| {
            bytes_with(vm, args, |_, _| ())?;
            write_lines(vm, args, bytes_write)
        }),
        method!("seek(self, pos, whence=0, /)", bytes_seek),
        method!("tell(self, /)", |vm, args| bytes_with(vm, args, |_, at| Value::from(at.get()))),
        method!("truncate(self, size=None, /)", bytes_truncate),
        method!("flush(self, /)", |vm, args| bytes_with(vm, args, |_, _| Value::NONE)),
        method!("__del__(self, /)", super::delete),
        method!("close(self, /)", bytes_close),
        method!("readable(self, /)", |vm, args| bytes_with(vm, args, |_, _| Value::TRUE)),
        method!("writable(self, /)", |vm, args| bytes_with(vm, args, |_, _| Value::TRUE)),
        method!("seekable(self, /)", |vm, args| bytes_with(vm, args, |_, _| Value::TRUE)),
        method!("isatty(self, /)", |vm, args| bytes_with(vm, args, |_, _| Value::FALSE)),
        method!("fileno(self, /)", |vm, _| Err(super::unsupported(vm, "fileno"))),
        getter!("closed", |_, args| Ok(Value::bool(bytes_file(&args[0]).closed.get()))),
        DICT_GETTER,
        method!("__getstate__(self, /)", get_state),
        method!("__setstate__(self, state, /)", set_state),
        method!("__enter__(self, /)", bytes_itself),
        method!("__exit__(self, /, *args)", bytes_close),
        foreign::ITER,
        method!("__next__(self, /)", bytes_next),
    ],
    flags: flag::FILLED_BY_INIT | flag::DEL,
};

fn bytes_file(value: &Value) -> &BytesFile {
    match value.foreign::<BytesFile>() {
        Some(file) => file,
        None => unreachable!("a method of BytesIO is bound to one only"),
    }
}

/// Calls `f` with the contents and the position of an open file.
fn bytes_with<T>(vm: &mut Vm, args: &[Value], f: impl FnOnce(&[u8], &Cell<usize>) -> T) -> Res<T> {
    let file = bytes_file(&args[0]);
    match file.contents.get::<ByteArray>() {
        Some(array) if !file.closed.get() => Ok(f(&array.bytes.borrow(), &file.at)),
        _ => Err(super::text::closed(vm)),
    }
}

/// Calls `f` with the contents, to change them, and the position of an open file.
///
/// # Errors
/// BufferError while a memoryview shows the contents.
fn change<T>(vm: &mut Vm, args: &[Value], f: impl FnOnce(&mut Vec<u8>, &Cell<usize>) -> T) -> Res<T> {
    let file = bytes_file(&args[0]);
    match file.contents.get::<ByteArray>() {
        Some(array) if !file.closed.get() => match array.exports.get() {
            0 => Ok(f(&mut array.bytes.borrow_mut(), &file.at)),
            _ => Err(vm.error(Exc::BufferError, "Existing exports of data: object cannot be re-sized")),
        },
        _ => Err(super::text::closed(vm)),
    }
}

fn bytes_new(vm: &mut Vm, args: &[Value]) -> Res {
    let file = BytesFile {
        contents: ByteArray::value(Vec::new()),
        at: Cell::new(0),
        closed: Cell::new(false),
        attributes: Slot::default(),
    };
    let value = Foreign::new(vm.types.native_class(&BYTES_IO), file).into_value();
    bytes_init(vm, &[value.clone(), args[0].clone()])?;
    Ok(value)
}

fn bytes_init(vm: &mut Vm, args: &[Value]) -> Res {
    let new =
        if args[1].is_none() || args[1].is_unset() { Vec::new() } else { with_bytes(vm, &args[1], |b| b.to_vec())? };
    bytes_file(&args[0]).closed.set(false);
    change(vm, args, |bytes, at| {
        *bytes = new;
        at.set(0);
    })?;
    Ok(Value::NONE)
}

/// What `__setstate__` takes: the contents, the position and the attributes.
fn get_state(vm: &mut Vm, args: &[Value]) -> Res {
    let attributes = super::attributes_of(vm, &args[0]);
    bytes_with(vm, args, |bytes, at| Tuple::of([Bytes::value(bytes), Value::from(at.get()), attributes]))
}

fn set_state(vm: &mut Vm, args: &[Value]) -> Res {
    let parts = args[1].get::<Tuple>().map(Tuple::items);
    let Some([contents, at, attributes]) = parts else {
        let (class, got) = (vm.type_name(&args[0]), vm.type_name(&args[1]));
        let message = format!("{class}.__setstate__ argument should be 3-tuple, got {got}");
        return Err(vm.error(Exc::TypeError, message));
    };
    bytes_init(vm, &[args[0].clone(), contents.clone()])?;
    if vm.index_opt(at)?.is_none() {
        let got = vm.type_name(at);
        return Err(vm.error(Exc::TypeError, format!("second item of state must be an integer, not {got}")));
    }
    match usize::try_from(vm.index_clamped(at)?) {
        Ok(at) => bytes_file(&args[0]).at.set(at),
        Err(_) => return Err(vm.error(Exc::ValueError, "position value cannot be negative")),
    }
    reduce::restore_attributes(vm, &args[0], attributes, "third")?;
    Ok(Value::NONE)
}

fn getbuffer(vm: &mut Vm, args: &[Value]) -> Res {
    bytes_with(vm, args, |_, _| ())?;
    memoryview::view_of(vm, &bytes_file(&args[0]).contents)
}

fn bytes_read(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    bytes_file(&args[0]).take(vm, n, false, Bytes::value)
}

fn bytes_readinto(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = bytes_file(&args[0]).take(vm, Some(room_of(&args[1])), false, <[u8]>::to_vec)?;
    Ok(Value::from(copy_into(vm, &args[1], &bytes)?))
}

fn bytes_readline(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    bytes_file(&args[0]).take(vm, n, true, Bytes::value)
}

fn bytes_readlines(vm: &mut Vm, args: &[Value]) -> Res {
    let hint = limit(vm, &args[1])?.filter(|&n| n > 0);
    let (mut lines, mut total) = (Vec::new(), 0);
    while hint.is_none_or(|hint| total < hint) {
        let (len, line) = bytes_file(&args[0]).take(vm, None, true, |line| (line.len(), Bytes::value(line)))?;
        if len == 0 {
            break;
        }
        total += len;
        lines.push(line);
    }
    Ok(List::value(lines))
}

fn bytes_write(vm: &mut Vm, args: &[Value]) -> Res {
    let new = with_bytes(vm, &args[1], |b| b.to_vec())?;
    let start = bytes_with(vm, args, |_, at| at.get())?;
    if new.is_empty() {
        return Ok(Value::from(0usize));
    }
    let Some(end) = start.checked_add(new.len()).filter(|&end| end <= i64::MAX as usize) else {
        return Err(vm.error(Exc::OverflowError, "new buffer size too large"));
    };
    vm.room_for(end, 1)?;
    change(vm, args, |bytes, at| {
        let start = at.get();
        if bytes.len() < start {
            bytes.resize(start, 0);
        }
        let overlap = bytes.len().saturating_sub(start).min(new.len());
        bytes[start.min(end - new.len() + overlap)..][..overlap].copy_from_slice(&new[..overlap]);
        bytes.extend_from_slice(&new[overlap..]);
        at.set(end);
        Value::from(new.len())
    })
}

fn bytes_seek(vm: &mut Vm, args: &[Value]) -> Res {
    bytes_with(vm, args, |_, _| ())?;
    let (offset, whence) = (index_i64(vm, &args[1])?, whence(vm, &args[2])?);
    if whence == 0 && offset < 0 {
        return Err(vm.error(Exc::ValueError, format!("negative seek value {offset}")));
    }
    let target = bytes_with(vm, args, |bytes, at| {
        let base = [0, at.get(), bytes.len()][whence as usize] as i64;
        let target = base.checked_add(offset)?.max(0) as usize;
        at.set(target);
        Some(Value::from(target))
    })?;
    target.ok_or_else(|| vm.error(Exc::OverflowError, "new position too large"))
}

fn bytes_truncate(vm: &mut Vm, args: &[Value]) -> Res {
    let size = match args[1].is_none() {
        true => None,
        false => {
            let size = vm.index(&args[1])?;
            Some(crate::object::number::to_i64(&size).ok_or_else(|| super::binary::too_large(vm))?)
        }
    };
    if let Some(size) = size.filter(|s| *s < 0) {
        return Err(vm.error(Exc::ValueError, format!("negative size value {size}")));
    }
    change(vm, args, |bytes, at| {
        let size = size.map_or(at.get(), |s| s as usize);
        bytes.truncate(size);
        Value::from(size)
    })
}

fn bytes_close(vm: &mut Vm, args: &[Value]) -> Res {
    let file = bytes_file(&args[0]);
    if !file.closed.get() {
        change(vm, args, |bytes, _| *bytes = Vec::new())?;
        file.closed.set(true);
    }
    Ok(Value::NONE)
}

fn bytes_itself(vm: &mut Vm, args: &[Value]) -> Res {
    bytes_with(vm, args, |_, _| args[0].clone())
}

fn bytes_next(vm: &mut Vm, args: &[Value]) -> Res {
    let line = bytes_file(&args[0]).next(vm, &args[0])?;
    line.map_or_else(|| stop(vm), Ok)
}
