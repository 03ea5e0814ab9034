//! `StringIO`: a text file in memory.

use super::text::{Newline, Seen};
use super::{limit, next_of_derived, stop, write_lines};
use crate::heap::{Interior, Kind, Slot, Visitor};
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::foreign::{DICT_GETTER, Foreign, ForeignData};
use crate::object::int::methods::{index_i32, index_i64};
use crate::object::list::List;
use crate::object::reduce;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};

/// A text file in memory, `None` when it is closed; and its attributes.
struct StringFile(Interior<Option<StringInside>>, Slot);

struct StringInside {
    text: String,
    /// Byte offset of the position; `beyond` further characters if it lies behind the end.
    at: usize,
    beyond: usize,
    newline: Newline,
    /// Which ends of lines were written, if any are recognised.
    seen: Seen,
}

impl ForeignData for StringFile {
    fn trace(&self, visit: &mut Visitor) {
        visit(self.1.peek());
    }

    fn clear(&self) {
        drop(self.1.take());
    }

    fn attributes(&self) -> Option<&Slot> {
        Some(&self.1)
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn may_refuse_iter(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        self.with(vm, |inside| {
            inside.take(None, true, |line| if line.is_empty() { None } else { Some(Value::from(line)) })
        })
    }
}

impl StringFile {
    /// Calls `f` with the open file's inside.
    fn with<T>(&self, vm: &mut Vm, f: impl FnOnce(&mut StringInside) -> T) -> Res<T> {
        if let Some(inside) = &mut *self.0.borrow_mut() {
            return Ok(f(inside));
        }
        Err(vm.error(Exc::ValueError, "I/O operation on closed file"))
    }

    /// What CPython takes from `IOBase` asks there whether the file is open, and words the error so.
    fn check_open(&self, vm: &mut Vm) -> Res<()> {
        if self.0.borrow().is_some() { Ok(()) } else { Err(super::text::closed(vm)) }
    }
}

/// The class `StringIO`.
pub static STRING_IO: TypeSpec = TypeSpec {
    name: "_io.StringIO",
    doc: "A file of text in memory.",
    constructor: Some(&function!("StringIO(initial_value='', newline=?)", string_new)),
    methods: &[
        method!("__init__(self, initial_value='', newline=?)", string_init),
        method!("getvalue(self, /)", |vm, args| string_with(vm, args, |i| Value::from(i.text.as_str()))),
        method!("read(self, size=-1, /)", string_read),
        method!("readline(self, size=-1, /)", string_readline),
        method!("readlines(self, hint=-1, /)", string_readlines),
        method!("write(self, s, /)", string_write),
        method!("writelines(self, lines, /)", |vm, args| {
            string_file(&args[0]).check_open(vm)?;
            write_lines(vm, args, string_write)
        }),
        method!("detach(self, /)", |vm, _| Err(super::unsupported(vm, "detach"))),
        method!("seek(self, pos, whence=0, /)", string_seek),
        method!("tell(self, /)", |vm, args| string_with(vm, args, |i| Value::from(i.position()))),
        method!("truncate(self, pos=None, /)", string_truncate),
        method!("flush(self, /)", |vm, args| string_with(vm, args, |_| Value::NONE)),
        method!("__del__(self, /)", super::delete),
        method!("close(self, /)", string_close),
        method!("readable(self, /)", |vm, args| string_with(vm, args, |_| Value::TRUE)),
        method!("writable(self, /)", |vm, args| string_with(vm, args, |_| Value::TRUE)),
        method!("seekable(self, /)", |vm, args| string_with(vm, args, |_| Value::TRUE)),
        method!("isatty(self, /)", |vm, args| {
            string_file(&args[0]).check_open(vm)?;
            Ok(Value::FALSE)
        }),
        method!("fileno(self, /)", |vm, _| Err(super::unsupported(vm, "fileno"))),
        getter!("closed", |_, args| Ok(Value::bool(string_file(&args[0]).0.borrow().is_none()))),
        getter!("line_buffering", |vm, args| string_with(vm, args, |_| Value::FALSE)),
        getter!("newlines", |vm, args| string_with(vm, args, |i| i.seen.value())),
        getter!("encoding", |_, _| Ok(Value::NONE)),
        getter!("errors", |_, _| Ok(Value::NONE)),
        DICT_GETTER,
        method!("__getstate__(self, /)", get_state),
        method!("__setstate__(self, state, /)", set_state),
        method!("__enter__(self, /)", string_itself),
        method!("__exit__(self, /, *args)", string_close),
        method!("__iter__(self, /)", string_itself),
        method!("__next__(self, /)", string_next),
    ],
    flags: flag::FILLED_BY_INIT | flag::DEL,
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

    /// Shows `f` the next `n` characters, all of them if it is `None`, or of them the first line, and goes behind them.
    fn take<T>(&mut self, n: Option<usize>, line: bool, f: impl FnOnce(&str) -> T) -> T {
        if self.beyond > 0 {
            return f("");
        }
        let rest = &self.text[self.at..];
        let mut end = n.and_then(|n| rest.char_indices().nth(n)).map_or(rest.len(), |(offset, _)| offset);
        if line && let Some(newline) = self.newline.line_end(&rest[..end], true) {
            end = newline;
        }
        self.at += end;
        f(&rest[..end])
    }

    fn write(&mut self, new: &str) {
        if matches!(self.newline, Newline::Universal | Newline::Any) {
            self.seen.note(new);
        }
        let new = match self.newline {
            Newline::Universal if new.contains('\r') => &new.replace("\r\n", "\n").replace('\r', "\n"),
            Newline::Cr => &new.replace('\n', "\r"),
            Newline::CrLf => &new.replace('\n', "\r\n"),
            _ => new,
        };
        if self.beyond > 0 && !new.is_empty() {
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
    string_file(&args[0]).with(vm, f)
}

fn string_new(vm: &mut Vm, args: &[Value]) -> Res {
    let file = StringFile(Interior::new(None), Slot::default());
    let value = Foreign::new(vm.types.native_class(&STRING_IO), file).into_value();
    string_init(vm, &[value.clone(), args[0].clone(), args[1].clone()])?;
    Ok(value)
}

/// The meaning of the `newline` argument.
fn newline_of(vm: &mut Vm, value: &Value) -> Res<Newline> {
    match value.as_str() {
        Some("" | "\n" | "\r" | "\r\n") => Newline::of(vm, value),
        Some(_) => {
            let message = format!("illegal newline value: {}", vm.repr(value)?);
            Err(vm.error(Exc::ValueError, message))
        }
        None if value.is_none() => Newline::of(vm, value),
        None => Err(vm.type_error_about("newline must be str or None, not {}", value)),
    }
}

fn string_init(vm: &mut Vm, args: &[Value]) -> Res {
    let newline = if args[2].is_unset() { Newline::Lf } else { newline_of(vm, &args[2])? };
    let mut inside = StringInside { text: String::new(), at: 0, beyond: 0, newline, seen: Seen::default() };
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

/// What `__setstate__` takes: the text, the `newline` argument, the position and the attributes.
fn get_state(vm: &mut Vm, args: &[Value]) -> Res {
    let attributes = super::attributes_of(vm, &args[0]);
    string_with(vm, args, |i| {
        let newline = i.newline.value();
        Tuple::of([Value::from(i.text.as_str()), newline, Value::from(i.position()), attributes])
    })
}

fn set_state(vm: &mut Vm, args: &[Value]) -> Res {
    let parts = args[1].get::<Tuple>().map(Tuple::items);
    let Some([text, newline, position, attributes]) = parts else {
        let (class, got) = (vm.type_name(&args[0]), vm.type_name(&args[1]));
        let message = format!("{class}.__setstate__ argument should be 4-tuple, got {got}");
        return Err(vm.error(Exc::TypeError, message));
    };
    // The text is as it was stored: it is not translated again.
    string_init(vm, &[args[0].clone(), Value::NONE, newline.clone()])?;
    let Some(text) = text.as_str().map(str::to_string) else {
        return Err(vm.type_error_about("initial_value must be str or None, not {}", text));
    };
    if vm.index_opt(position)?.is_none() {
        return Err(vm.type_error_about("third item of state must be an integer, got {}", position));
    }
    let Ok(position) = usize::try_from(vm.index_clamped(position)?) else {
        return Err(vm.error(Exc::ValueError, "position value cannot be negative"));
    };
    string_with(vm, args, |i| {
        i.text = text;
        i.set_position(position);
    })?;
    reduce::restore_attributes(vm, &args[0], attributes, "fourth")?;
    Ok(Value::NONE)
}

fn string_read(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    string_with(vm, args, |i| i.take(n, false, Str::value))
}

fn string_readline(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    string_with(vm, args, |i| i.take(n, true, Str::value))
}

fn string_readlines(vm: &mut Vm, args: &[Value]) -> Res {
    string_file(&args[0]).check_open(vm)?;
    let hint = limit(vm, &args[1])?.filter(|&n| n > 0);
    let (mut lines, mut total) = (Vec::new(), 0);
    while hint.is_none_or(|hint| total <= hint) {
        let (len, line) =
            string_with(vm, args, |i| i.take(None, true, |line| (line.chars().count(), Str::value(line))))?;
        if len == 0 {
            break;
        }
        total += len;
        lines.push(line);
    }
    Ok(List::value(lines))
}

fn string_write(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(new) = args[1].get::<Str>() else {
        let message = format!("string argument expected, got '{}'", vm.type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, message));
    };
    let start = string_with(vm, args, |i| if i.beyond > 0 { i.position() } else { 0 })?;
    if start > 0 && !new.as_str().is_empty() {
        let Some(end) = start.checked_add(new.char_len()).filter(|&end| end <= i64::MAX as usize) else {
            return Err(vm.error(Exc::OverflowError, "new position too large"));
        };
        // What CPython has for a character.
        if end > i64::MAX as usize / 4 {
            return Err(vm.error(Exc::OverflowError, "new buffer size too large"));
        }
        vm.room_for(end, 1)?;
    }
    string_with(vm, args, |i| i.write(new.as_str()))?;
    Ok(Value::from(new.char_len()))
}

fn string_seek(vm: &mut Vm, args: &[Value]) -> Res {
    let offset = index_i64(vm, &args[1])?;
    let whence = match index_i32(vm, &args[2])? {
        whence @ 0..=2 => whence,
        other => {
            let message = format!("Invalid whence ({other}, should be 0, 1 or 2)");
            return Err(vm.error(Exc::ValueError, message));
        }
    };
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
    let size = if args[1].is_none() { None } else { Some(vm.index_sized(&args[1])?) };
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
    match string_file(&args[0]).0.borrow().is_some() {
        true => Ok(args[0].clone()),
        false => Err(super::text::closed(vm)),
    }
}

fn string_next(vm: &mut Vm, args: &[Value]) -> Res {
    if !args[0].is_kind(Kind::Foreign) {
        return next_of_derived(vm, &args[0], Some(Kind::Str));
    }
    let line = string_file(&args[0]).next(vm, &args[0])?;
    line.map_or_else(|| stop(vm), Ok)
}
