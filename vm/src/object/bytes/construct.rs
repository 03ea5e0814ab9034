//! What `bytes()` and `bytearray()` make of their arguments.

use super::{Bytes, bytes_of};
use crate::heap::Kind;
use crate::object::exception::Exc;
use crate::object::int::methods::{index, index_i64};
use crate::object::memoryview;
use crate::object::number;
use crate::object::str::codec;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// What does not fit is refused with MemoryError: the allocator would end the process.
const MOST: usize = 1 << 33;

/// What CPython's bytes objects take beside their bytes: with more than fits beside that, the length itself is wrong.
const OVERHEAD: usize = 33;

/// The bytes that `class(source, encoding, errors)` makes; the arguments may be unset.
///
/// # Errors
/// TypeError, ValueError, what encoding and iteration raise.
pub(crate) fn construct(vm: &mut Vm, args: &[Value], class: &str) -> Res<Vec<u8>> {
    let [source, encoding, errors] = args else { return Ok(Vec::new()) };
    for (argument, name) in [(encoding, "encoding"), (errors, "errors")] {
        if !argument.is_unset() {
            text_argument(vm, argument, class, name)?;
        }
    }
    let text_arguments = !encoding.is_unset() || !errors.is_unset();
    if class == "bytes"
        && !text_arguments
        && !source.is_unset()
        && let Some(bytes) = by_special_method(vm, source)?
    {
        return Ok(bytes);
    }
    if let Some(text) = source.as_str() {
        if encoding.is_unset() {
            return Err(vm.error(Exc::TypeError, "string argument without an encoding"));
        }
        let encoding = text_argument(vm, encoding, class, "encoding")?;
        let errors = if errors.is_unset() { "strict" } else { text_argument(vm, errors, class, "errors")? };
        return codec::encode(vm, text, encoding, errors);
    }
    if text_arguments {
        let which = if encoding.is_unset() { "errors" } else { "encoding" };
        return Err(vm.error(Exc::TypeError, format!("{which} without a string argument")));
    }
    if source.is_unset() {
        return Ok(Vec::new());
    }
    if has_no_methods_of_its_own(source) {
        return from_object(vm, source, class);
    }
    let name = vm.names.index.clone();
    if number::integer(source).is_some() || vm.lookup_special(source, &name).is_some() {
        let count = match index(vm, source) {
            // What is no number after all may be a sequence of some.
            Err(_) if vm.raised_is(Exc::TypeError) => {
                drop(vm.take_raised());
                return from_object(vm, source, class);
            }
            count => count?,
        };
        return match number::to_i64(&count) {
            Some(count) if count < 0 => Err(vm.error(Exc::ValueError, "negative count")),
            Some(count) if count as usize > i64::MAX as usize - OVERHEAD && class == "bytes" => {
                Err(vm.error(Exc::OverflowError, "byte string is too large"))
            }
            Some(count) if count as usize > MOST => Err(vm.error_with(Exc::MemoryError, Vec::new())),
            Some(count) => Ok(vec![0; count as usize]),
            None => Err(vm.error(Exc::OverflowError, "cannot fit 'int' into an index-sized integer")),
        };
    }
    from_object(vm, source, class)
}

fn text_argument<'a>(vm: &mut Vm, value: &'a Value, class: &str, name: &str) -> Res<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => {
            let got = vm.argument_type_name(value);
            Err(vm.error(Exc::TypeError, format!("{class}() argument '{name}' must be str, not {got}")))
        }
    }
}

/// The bytes that `bytes(value)` makes of an object other than a number or string: those of a bytes-like object, else
/// the ints of an iterable.
///
/// # Errors
/// TypeError, ValueError.
pub fn bytes_from_object(vm: &mut Vm, value: &Value) -> Res<Vec<u8>> {
    from_object(vm, value, "bytes")
}

/// The bytes that `bytes(value)` has, which is no number: those that `__bytes__` says come first.
///
/// # Errors
/// TypeError, ValueError, what `__bytes__` and iteration raise.
pub fn bytes_of_any(vm: &mut Vm, value: &Value) -> Res<Vec<u8>> {
    match by_special_method(vm, value)? {
        Some(bytes) => Ok(bytes),
        None => from_object(vm, value, "bytes"),
    }
}

/// Is it of a built-in type whose contents are its bytes, or the ints that are, without `__bytes__` or `__index__`?
fn has_no_methods_of_its_own(value: &Value) -> bool {
    matches!(value.kind(), Some(Kind::Bytes | Kind::ByteArray | Kind::MemoryView | Kind::List | Kind::Tuple))
}

/// What `__bytes__` of an object that is not simply bytes says; `None` if it has no such method.
fn by_special_method(vm: &mut Vm, value: &Value) -> Res<Option<Vec<u8>>> {
    if has_no_methods_of_its_own(value) {
        return Ok(None);
    }
    let name = vm.names.bytes.clone();
    let Some(result) = vm.call_special(value, &name, &[])? else { return Ok(None) };
    match result.get::<Bytes>() {
        Some(bytes) => Ok(Some(bytes.as_slice().to_vec())),
        None => {
            let got = vm.type_name(&result);
            Err(vm.error(Exc::TypeError, format!("__bytes__ returned non-bytes (type {got})")))
        }
    }
}

fn from_object(vm: &mut Vm, value: &Value, class: &str) -> Res<Vec<u8>> {
    if let Some(bytes) = bytes_of(value) {
        return Ok(bytes.into_owned());
    }
    if let Some(bytes) = memoryview::exported(vm, value)? {
        return Ok(bytes);
    }
    let (iter, getitem) = (vm.names.iter.clone(), vm.names.getitem.clone());
    let iterable = vm.lookup_special(value, &iter).is_some() || vm.lookup_special(value, &getitem).is_some();
    if value.as_str().is_some() || !iterable {
        let got = vm.type_name(value);
        return Err(vm.error(Exc::TypeError, format!("cannot convert '{got}' object to {class}")));
    }
    let mut bytes = Vec::new();
    for item in vm.collect(value)? {
        bytes.push(byte_of(vm, &item, if class == "bytes" { "bytes" } else { "byte" })?);
    }
    Ok(bytes)
}

/// The byte of an int.
///
/// # Errors
/// TypeError if it is no int, ValueError out of range; `subject` begins that message.
pub(crate) fn byte_of(vm: &mut Vm, value: &Value, subject: &str) -> Res<u8> {
    let byte = match value.as_small_int() {
        Some(i) => i,
        None => match index_i64(vm, value) {
            Err(_) if vm.raised_is(Exc::OverflowError) => {
                drop(vm.take_raised());
                -1
            }
            result => result?,
        },
    };
    match u8::try_from(byte) {
        Ok(byte) => Ok(byte),
        Err(_) => Err(vm.error(Exc::ValueError, format!("{subject} must be in range(0, 256)"))),
    }
}
