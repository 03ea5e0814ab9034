//! Files in memory: `BytesIO` and `StringIO`.

use super::text::Newline;
use super::{copy_into, limit, room_of, whence, with_bytes};
use crate::heap::Interior;
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::list::List;
use crate::object::memoryview;
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{function, getter, method};

fn closed(vm: &mut Vm) -> Raised {
    vm.error(Exc::ValueError, "I/O operation on closed file.")
}

fn stop(vm: &mut Vm) -> Res {
    Err(vm.error_with(Exc::StopIteration, Vec::new()))
}

// ---------------------------------------------------------------------------------------------------------------
// BytesIO

/// A binary file in memory; `None` when it is closed.
struct BytesFile(Interior<Option<BytesInside>>);

#[derive(Default)]
struct BytesInside {
    bytes: Vec<u8>,
    at: usize,
}

impl ForeignData for BytesFile {}

/// The class `BytesIO`.
pub static BYTES_IO: TypeSpec = TypeSpec {
    name: "_io.BytesIO",
    doc: "Buffered I/O implementation using an in-memory bytes buffer.",
    constructor: Some(&function!("BytesIO(initial_bytes=None)", bytes_new)),
    methods: &[
        method!("__init__(self, initial_bytes=None)", bytes_init),
        method!("getvalue(self, /)", |vm, args| bytes_with(vm, args, |i| Bytes::value(&i.bytes))),
        method!("getbuffer(self, /)", getbuffer),
        method!("read(self, size=-1, /)", bytes_read),
        method!("read1(self, size=-1, /)", bytes_read),
        method!("readinto(self, buffer, /)", bytes_readinto),
        method!("readinto1(self, buffer, /)", bytes_readinto),
        method!("detach(self, /)", |vm, _| Err(super::unsupported(vm, "detach"))),
        method!("readline(self, size=-1, /)", bytes_readline),
        method!("readlines(self, size=-1, /)", bytes_readlines),
        method!("write(self, b, /)", bytes_write),
        method!("writelines(self, lines, /)", |vm, args| write_lines(vm, args, bytes_write)),
        method!("seek(self, pos, whence=0, /)", bytes_seek),
        method!("tell(self, /)", |vm, args| bytes_with(vm, args, |i| Value::from(i.at))),
        method!("truncate(self, size=None, /)", bytes_truncate),
        method!("flush(self, /)", |vm, args| bytes_with(vm, args, |_| Value::NONE)),
        method!("close(self, /)", bytes_close),
        method!("readable(self, /)", |vm, args| bytes_with(vm, args, |_| Value::TRUE)),
        method!("writable(self, /)", |vm, args| bytes_with(vm, args, |_| Value::TRUE)),
        method!("seekable(self, /)", |vm, args| bytes_with(vm, args, |_| Value::TRUE)),
        method!("isatty(self, /)", |vm, args| bytes_with(vm, args, |_| Value::FALSE)),
        method!("fileno(self, /)", |vm, _| Err(super::unsupported(vm, "fileno"))),
        getter!("closed", |_, args| Ok(Value::bool(bytes_file(&args[0]).0.borrow().is_none()))),
        method!("__enter__(self, /)", bytes_itself),
        method!("__exit__(self, /, *args)", bytes_close),
        method!("__iter__(self, /)", bytes_itself),
        method!("__next__(self, /)", bytes_next),
    ],
    flags: flag::FILLED_BY_INIT,
};

fn bytes_file(value: &Value) -> &BytesFile {
    match value.foreign::<BytesFile>() {
        Some(file) => file,
        None => unreachable!("a method of BytesIO is bound to one only"),
    }
}

/// Calls `f` with the open file's inside.
fn bytes_with<T>(vm: &mut Vm, args: &[Value], f: impl FnOnce(&mut BytesInside) -> T) -> Res<T> {
    if let Some(inside) = &mut *bytes_file(&args[0]).0.borrow_mut() {
        return Ok(f(inside));
    }
    Err(closed(vm))
}

fn bytes_new(vm: &mut Vm, args: &[Value]) -> Res {
    let file = BytesFile(Interior::new(Some(BytesInside::default())));
    let value = Foreign::new(vm.types.native_class(&BYTES_IO), file).into_value();
    bytes_init(vm, &[value.clone(), args[0].clone()])?;
    Ok(value)
}

fn bytes_init(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes =
        if args[1].is_none() || args[1].is_unset() { Vec::new() } else { with_bytes(vm, &args[1], |b| b.to_vec())? };
    drop(bytes_file(&args[0]).0.replace(Some(BytesInside { bytes, at: 0 })));
    Ok(Value::NONE)
}

/// A view of a copy: changes do not come back.
fn getbuffer(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = bytes_with(vm, args, |i| i.bytes.clone())?;
    memoryview::view_of(vm, &ByteArray::value(bytes))
}

fn bytes_take(vm: &mut Vm, args: &[Value], n: Option<usize>, line: bool) -> Res<Vec<u8>> {
    bytes_with(vm, args, |i| {
        let rest = i.bytes.get(i.at..).unwrap_or_default();
        let mut end = n.map_or(rest.len(), |n| n.min(rest.len()));
        if line && let Some(newline) = rest[..end].iter().position(|&b| b == b'\n') {
            end = newline + 1;
        }
        let taken = rest[..end].to_vec();
        i.at += end;
        taken
    })
}

fn bytes_read(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    Ok(Bytes::value(&bytes_take(vm, args, n, false)?))
}

fn bytes_readinto(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = bytes_take(vm, args, Some(room_of(&args[1])), false)?;
    Ok(Value::from(copy_into(vm, &args[1], &bytes)?))
}

fn bytes_readline(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    Ok(Bytes::value(&bytes_take(vm, args, n, true)?))
}

fn bytes_readlines(vm: &mut Vm, args: &[Value]) -> Res {
    let hint = limit(vm, &args[1])?.filter(|&n| n > 0);
    let (mut lines, mut total) = (Vec::new(), 0);
    while hint.is_none_or(|hint| total < hint) {
        let line = bytes_take(vm, args, None, true)?;
        if line.is_empty() {
            break;
        }
        total += line.len();
        lines.push(Bytes::value(&line));
    }
    Ok(List::value(lines))
}

fn bytes_write(vm: &mut Vm, args: &[Value]) -> Res {
    let new = with_bytes(vm, &args[1], |b| b.to_vec())?;
    bytes_with(vm, args, |i| {
        if i.bytes.len() < i.at {
            i.bytes.resize(i.at, 0);
        }
        let overlap = (i.bytes.len() - i.at).min(new.len());
        i.bytes[i.at..i.at + overlap].copy_from_slice(&new[..overlap]);
        i.bytes.extend_from_slice(&new[overlap..]);
        i.at += new.len();
        Value::from(new.len())
    })
}

fn write_lines(vm: &mut Vm, args: &[Value], write: fn(&mut Vm, &[Value]) -> Res) -> Res {
    let iterator = vm.iter(&args[1])?;
    while let Some(line) = vm.next(&iterator)? {
        write(vm, &[args[0].clone(), line])?;
    }
    Ok(Value::NONE)
}

fn bytes_seek(vm: &mut Vm, args: &[Value]) -> Res {
    let (offset, whence) = (vm.index_clamped(&args[1])?, whence(vm, &args[2])?);
    if whence == 0 && offset < 0 {
        return Err(vm.error(Exc::ValueError, format!("negative seek value {offset}")));
    }
    bytes_with(vm, args, |i| {
        let base = [0, i.at, i.bytes.len()][whence as usize] as i64;
        i.at = base.saturating_add(offset).max(0) as usize;
        Value::from(i.at)
    })
}

fn bytes_truncate(vm: &mut Vm, args: &[Value]) -> Res {
    let size = if args[1].is_none() { None } else { Some(vm.index_clamped(&args[1])?) };
    if let Some(size) = size.filter(|s| *s < 0) {
        return Err(vm.error(Exc::ValueError, format!("negative size value {size}")));
    }
    bytes_with(vm, args, |i| {
        let size = size.map_or(i.at, |s| s as usize);
        i.bytes.truncate(size);
        Value::from(size)
    })
}

fn bytes_close(_: &mut Vm, args: &[Value]) -> Res {
    drop(bytes_file(&args[0]).0.replace(None));
    Ok(Value::NONE)
}

fn bytes_itself(vm: &mut Vm, args: &[Value]) -> Res {
    bytes_with(vm, args, |_| args[0].clone())
}

fn bytes_next(vm: &mut Vm, args: &[Value]) -> Res {
    let line = bytes_take(vm, args, None, true)?;
    if line.is_empty() { stop(vm) } else { Ok(Bytes::value(&line)) }
}

// ---------------------------------------------------------------------------------------------------------------
// StringIO

/// A text file in memory; `None` when it is closed.
struct StringFile(Interior<Option<StringInside>>);

struct StringInside {
    text: String,
    /// Byte offset of the position; `beyond` further characters if it lies behind the end.
    at: usize,
    beyond: usize,
    newline: Newline,
}

impl ForeignData for StringFile {}

/// The class `StringIO`.
pub static STRING_IO: TypeSpec = TypeSpec {
    name: "_io.StringIO",
    doc: "Text I/O implementation using an in-memory buffer.",
    constructor: Some(&function!("StringIO(initial_value='', newline=?)", string_new)),
    methods: &[
        method!("__init__(self, initial_value='', newline=?)", string_init),
        method!("getvalue(self, /)", |vm, args| string_with(vm, args, |i| Value::from(i.text.as_str()))),
        method!("read(self, size=-1, /)", string_read),
        method!("readline(self, size=-1, /)", string_readline),
        method!("readlines(self, hint=-1, /)", string_readlines),
        method!("write(self, s, /)", string_write),
        method!("writelines(self, lines, /)", |vm, args| write_lines(vm, args, string_write)),
        method!("detach(self, /)", |vm, _| Err(super::unsupported(vm, "detach"))),
        method!("seek(self, pos, whence=0, /)", string_seek),
        method!("tell(self, /)", |vm, args| string_with(vm, args, |i| Value::from(i.position()))),
        method!("truncate(self, pos=None, /)", string_truncate),
        method!("flush(self, /)", |vm, args| string_with(vm, args, |_| Value::NONE)),
        method!("close(self, /)", string_close),
        method!("readable(self, /)", |vm, args| string_with(vm, args, |_| Value::TRUE)),
        method!("writable(self, /)", |vm, args| string_with(vm, args, |_| Value::TRUE)),
        method!("seekable(self, /)", |vm, args| string_with(vm, args, |_| Value::TRUE)),
        method!("isatty(self, /)", |vm, args| string_with(vm, args, |_| Value::FALSE)),
        method!("fileno(self, /)", |vm, _| Err(super::unsupported(vm, "fileno"))),
        getter!("closed", |_, args| Ok(Value::bool(string_file(&args[0]).0.borrow().is_none()))),
        getter!("line_buffering", |_, _| Ok(Value::FALSE)),
        getter!("newlines", |_, _| Ok(Value::NONE)),
        getter!("encoding", |_, _| Ok(Value::NONE)),
        getter!("errors", |_, _| Ok(Value::NONE)),
        method!("__enter__(self, /)", string_itself),
        method!("__exit__(self, /, *args)", string_close),
        method!("__iter__(self, /)", string_itself),
        method!("__next__(self, /)", string_next),
    ],
    flags: flag::FILLED_BY_INIT,
};

impl StringInside {
    fn position(&self) -> usize {
        self.beyond + self.text[..self.at].chars().count()
    }

    fn set_position(&mut self, characters: usize) {
        let mut offsets = self.text.char_indices();
        match offsets.nth(characters) {
            Some((offset, _)) => (self.at, self.beyond) = (offset, 0),
            None => {
                self.at = self.text.len();
                self.beyond = characters - self.text.chars().count();
            }
        }
    }

    fn take(&mut self, n: Option<usize>, line: bool) -> String {
        if self.beyond > 0 {
            return String::new();
        }
        let rest = &self.text[self.at..];
        let mut end = n.and_then(|n| rest.char_indices().nth(n)).map_or(rest.len(), |(offset, _)| offset);
        if line && let Some(newline) = self.newline.line_end(&rest[..end], true) {
            end = newline;
        }
        let taken = rest[..end].to_string();
        self.at += end;
        taken
    }

    fn write(&mut self, new: &str) {
        let new = match self.newline {
            Newline::Universal if new.contains('\r') => &new.replace("\r\n", "\n").replace('\r', "\n"),
            Newline::Cr => &new.replace('\n', "\r"),
            Newline::CrLf => &new.replace('\n', "\r\n"),
            _ => new,
        };
        if self.beyond > 0 {
            self.text.extend(std::iter::repeat_n('\0', self.beyond));
            (self.at, self.beyond) = (self.text.len(), 0);
        }
        if self.at == self.text.len() {
            self.text.push_str(new);
        } else {
            let rest = &self.text[self.at..];
            let covered = rest.char_indices().nth(new.chars().count()).map_or(rest.len(), |(offset, _)| offset);
            self.text.replace_range(self.at..self.at + covered, new);
        }
        self.at += new.len();
    }
}

fn string_file(value: &Value) -> &StringFile {
    match value.foreign::<StringFile>() {
        Some(file) => file,
        None => unreachable!("a method of StringIO is bound to one only"),
    }
}

/// Calls `f` with the open file's inside.
fn string_with<T>(vm: &mut Vm, args: &[Value], f: impl FnOnce(&mut StringInside) -> T) -> Res<T> {
    if let Some(inside) = &mut *string_file(&args[0]).0.borrow_mut() {
        return Ok(f(inside));
    }
    Err(closed(vm))
}

fn string_new(vm: &mut Vm, args: &[Value]) -> Res {
    let file = StringFile(Interior::new(None));
    let value = Foreign::new(vm.types.native_class(&STRING_IO), file).into_value();
    string_init(vm, &[value.clone(), args[0].clone(), args[1].clone()])?;
    Ok(value)
}

fn string_init(vm: &mut Vm, args: &[Value]) -> Res {
    let newline = if args[2].is_unset() { Newline::Lf } else { Newline::of(vm, &args[2])? };
    let mut inside = StringInside { text: String::new(), at: 0, beyond: 0, newline };
    match args[1].as_str() {
        Some(initial) => inside.write(initial),
        None if args[1].is_none() => (),
        None => {
            let message = format!("initial_value must be str or None, not {}", vm.type_name(&args[1]));
            return Err(vm.error(Exc::TypeError, message));
        }
    }
    inside.at = 0;
    drop(string_file(&args[0]).0.replace(Some(inside)));
    Ok(Value::NONE)
}

fn string_read(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    string_with(vm, args, |i| i.take(n, false)).map(Value::from)
}

fn string_readline(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    string_with(vm, args, |i| i.take(n, true)).map(Value::from)
}

fn string_readlines(vm: &mut Vm, args: &[Value]) -> Res {
    let hint = limit(vm, &args[1])?.filter(|&n| n > 0);
    let (mut lines, mut total) = (Vec::new(), 0);
    while hint.is_none_or(|hint| total < hint) {
        let line = string_with(vm, args, |i| i.take(None, true))?;
        if line.is_empty() {
            break;
        }
        total += line.len();
        lines.push(Value::from(line));
    }
    Ok(List::value(lines))
}

fn string_write(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(new) = args[1].get::<Str>() else {
        let message = format!("string argument expected, got '{}'", vm.type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, message));
    };
    string_with(vm, args, |i| i.write(new.as_str()))?;
    Ok(Value::from(new.char_len()))
}

fn string_seek(vm: &mut Vm, args: &[Value]) -> Res {
    let (offset, whence) = (vm.index_clamped(&args[1])?, whence(vm, &args[2])?);
    if whence > 0 && offset != 0 {
        return Err(vm.error(Exc::OSError, "Can't do nonzero cur-relative seeks"));
    }
    if offset < 0 {
        return Err(vm.error(Exc::ValueError, format!("Negative seek position {offset}")));
    }
    string_with(vm, args, |i| {
        match whence {
            0 => i.set_position(offset as usize),
            2 => (i.at, i.beyond) = (i.text.len(), 0),
            _ => (),
        }
        Value::from(i.position())
    })
}

fn string_truncate(vm: &mut Vm, args: &[Value]) -> Res {
    let size = if args[1].is_none() { None } else { Some(vm.index_clamped(&args[1])?) };
    if let Some(size) = size.filter(|s| *s < 0) {
        return Err(vm.error(Exc::ValueError, format!("Negative size value {size}")));
    }
    string_with(vm, args, |i| {
        let size = size.map_or_else(|| i.position(), |s| s as usize);
        if let Some((offset, _)) = i.text.char_indices().nth(size) {
            let position = i.position();
            i.text.truncate(offset);
            i.set_position(position);
        }
        Value::from(size)
    })
}

fn string_close(_: &mut Vm, args: &[Value]) -> Res {
    drop(string_file(&args[0]).0.replace(None));
    Ok(Value::NONE)
}

fn string_itself(vm: &mut Vm, args: &[Value]) -> Res {
    string_with(vm, args, |_| args[0].clone())
}

fn string_next(vm: &mut Vm, args: &[Value]) -> Res {
    let line = string_with(vm, args, |i| i.take(None, true))?;
    if line.is_empty() { stop(vm) } else { Ok(Value::from(line)) }
}
