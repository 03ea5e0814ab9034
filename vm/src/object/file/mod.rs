//! File objects: descriptors, buffered binary files, text files over them, and files in memory.

pub mod binary;
pub mod bytes_io;
pub mod descriptor;
pub mod open;
pub mod standard;
pub mod string_io;
pub mod text;

use crate::heap::{Gc, Kind};
use crate::object::bytes;
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::int::methods::index_i32;
use crate::object::memoryview;
use crate::object::reduce;
use crate::object::str::Str;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

impl Vm {
    /// Writes text to a file object as `file.write(text)` does, without a call if it is one of ours that nobody has given
    /// another `write`.
    pub fn write_text(&mut self, file: &Value, text: &str) -> Res<()> {
        let plain = file.exact::<Foreign>().filter(|file| file.existing_dict().is_none());
        match plain.and_then(|file| file.data::<text::TextFile>()) {
            Some(target) => target.write(self, text),
            None => self.call_method(file, "write", &[Value::from(text)]).map(drop),
        }
    }
}

/// The class of a file in its repr: those that are built in with their module, derived ones by name.
fn shown_class(vm: &Vm, file: &Value) -> String {
    let class = vm.class_of(file);
    if class.is_builtin { format!("_io.{}", class.name_text()) } else { class.name_text().to_string() }
}

/// Nobody refers to the file any more: one that the program has opened and not closed is reported, and closed.
pub(crate) fn finalize(vm: &mut Vm, file: &Value) {
    let binary = match file.foreign::<text::TextFile>() {
        Some(text) => text.binary(),
        None => file.foreign::<binary::Binary>(),
    };
    if !binary.is_some_and(binary::Binary::is_left_open) {
        return;
    }
    let shown = vm.repr(file);
    let warned = shown.and_then(|shown| vm.warn_about(Exc::ResourceWarning, &format!("unclosed file {shown}"), file));
    if warned.is_err() {
        let exception = vm.take_raised();
        crate::report::unraisable(vm, exception, file, FINALIZING);
    }
    close_unraisably(vm, file);
}

/// What the report of an error begins with that nobody else can be told of.
pub const FINALIZING: &str = "Exception ignored while finalizing file";

/// Closes a file for which nobody is left to be told of an error.
fn close_unraisably(vm: &mut Vm, file: &Value) {
    if vm.call_method(file, "close", &[]).is_err() {
        let exception = vm.take_raised();
        crate::report::unraisable(vm, exception, file, FINALIZING);
    }
}

/// `__del__` of files, for classes derived from them: one that is not closed is closed by its own `close`.
pub(crate) fn delete(vm: &mut Vm, args: &[Value]) -> Res {
    let file = &args[0];
    let closed = vm.get_attr(file, &Str::intern("closed").into_value()).and_then(|closed| vm.truth(&closed));
    match closed {
        Err(_) => drop(vm.take_raised()),
        Ok(true) => (),
        Ok(false) if file.foreign::<text::TextFile>().is_some() || file.foreign::<binary::Binary>().is_some() => {
            finalize(vm, file);
            let closed = vm.get_attr(file, &Str::intern("closed").into_value()).and_then(|closed| vm.truth(&closed));
            match closed {
                Ok(false) => close_unraisably(vm, file),
                Ok(true) => (),
                Err(_) => drop(vm.take_raised()),
            }
        }
        Ok(false) => close_unraisably(vm, file),
    }
    Ok(Value::NONE)
}

/// A copy of an object's own attributes, `None` if it has none: a part of the state of streams in memory.
pub(crate) fn attributes_of(vm: &mut Vm, object: &Value) -> Value {
    let attributes = reduce::copied_attributes(vm, object);
    match attributes.exact::<Dict>().is_some_and(|dict| dict.is_empty()) {
        true => Value::NONE,
        false => attributes,
    }
}

/// `io.UnsupportedOperation`, which is defined in the language.
pub(crate) fn unsupported(vm: &mut Vm, message: &str) -> Raised {
    let made = vm.import_module("io").and_then(|io| {
        let class = vm.get_attr(&io, &Str::intern("UnsupportedOperation").into_value())?;
        vm.call(&class, &[Value::from(message)])
    });
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// Calls `f` with the bytes of a bytes-like object; TypeError for anything else. `f` must not run code.
pub fn with_bytes<T>(vm: &mut Vm, value: &Value, f: impl FnOnce(&[u8]) -> T) -> Res<T> {
    if bytes::len_of(value).is_none()
        && let Some(exported) = memoryview::exported(vm, value)?
    {
        return Ok(f(&exported));
    }
    if let Some(result) = bytes::with_bytes(value, f) {
        return Ok(result);
    }
    let message = format!("a bytes-like object is required, not '{}'", vm.type_name(value));
    Err(vm.error(Exc::TypeError, message))
}

/// Copies bytes into a bytearray or a memoryview of one, from its beginning; returns how many fitted.
pub fn copy_into(vm: &mut Vm, target: &Value, bytes: &[u8]) -> Res<usize> {
    match memoryview::write_into(target, bytes) {
        Some(n) => Ok(n),
        None => {
            let message =
                format!("readinto() argument must be read-write bytes-like object, not {}", vm.type_name(target));
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// The room in a target of [`copy_into`].
pub fn room_of(target: &Value) -> usize {
    memoryview::writable_len(target).unwrap_or(0)
}

/// A count of bytes or characters to read: `None` and negative ones mean all.
pub(crate) fn limit(vm: &mut Vm, value: &Value) -> Res<Option<usize>> {
    if value.is_none() || value.is_unset() {
        return Ok(None);
    }
    match vm.index_opt(value)? {
        Some(count) => Ok(usize::try_from(vm.index_sized(&count)?).ok()),
        None => {
            let message = format!("argument should be integer or None, not '{}'", vm.type_name(value));
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// `whence` of a seek.
pub(crate) fn whence(vm: &mut Vm, value: &Value) -> Res<i64> {
    match i64::from(index_i32(vm, value)?) {
        w @ 0..=2 => Ok(w),
        w => Err(vm.error(Exc::ValueError, format!("invalid whence ({w}, should be 0, 1 or 2)"))),
    }
}

/// `__next__` of an object of a class derived from a file's: what its own `readline` returns. `kind` says what that must
/// be; `None`: anything with a length, which is 0 at the end.
fn next_of_derived(vm: &mut Vm, file: &Value, kind: Option<Kind>) -> Res {
    let line = vm.call_method(file, "readline", &[])?;
    if let Some(kind) = kind
        && line.unwrap_base().kind() != Some(kind)
    {
        let wanted = if kind == Kind::Str { "str" } else { "bytes" };
        let message = format!("readline() should have returned a {wanted} object, not '{}'", vm.type_name(&line));
        return Err(vm.error(Exc::OSError, message));
    }
    if vm.len(&line)? == 0 { stop(vm) } else { Ok(line) }
}

/// The end of an iteration over lines.
fn stop(vm: &mut Vm) -> Res {
    Err(vm.error_with(Exc::StopIteration, Vec::new()))
}

/// Writes every item of an iterable, `args[1]`, as `write` does one.
fn write_lines(vm: &mut Vm, args: &[Value], write: fn(&mut Vm, &[Value]) -> Res) -> Res {
    let iterator = vm.iter(&args[1])?;
    while let Some(line) = vm.next(&iterator)? {
        write(vm, &[args[0].clone(), line])?;
    }
    Ok(Value::NONE)
}

/// The classes of this folder by their names in `_io`.
pub fn classes(vm: &mut Vm) -> Vec<(&'static str, Gc<Class>)> {
    [
        ("FileIO", &binary::FILE_IO),
        ("BufferedReader", &binary::BUFFERED_READER),
        ("BufferedWriter", &binary::BUFFERED_WRITER),
        ("BufferedRandom", &binary::BUFFERED_RANDOM),
        ("TextIOWrapper", &text::TEXT_IO_WRAPPER),
        ("BytesIO", &bytes_io::BYTES_IO),
        ("StringIO", &string_io::STRING_IO),
    ]
    .map(|(name, spec)| (name, vm.types.native_class(spec)))
    .into()
}
