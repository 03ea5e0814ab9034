//! The arguments of `str` and `bytes` methods.

use super::Str;
use crate::object::exception::Exc;
use crate::object::int::methods::index;
use crate::object::number;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// The text that a method is called on: its receiver is an instance of its class.
#[inline]
pub fn receiver(args: &[Value]) -> &str {
    args[0].as_str().unwrap_or_default()
}

/// The text of an argument that must be a string, named in messages.
///
/// # Errors
/// TypeError.
pub fn text_of<'a>(vm: &mut Vm, value: &'a Value, function: &str, argument: &str) -> Res<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => {
            let got = vm.argument_type_name(value);
            let message = format!("{function}() argument '{argument}' must be str, not {got}");
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// The text of an argument that must be a string, numbered in messages.
///
/// # Errors
/// TypeError.
pub fn text_at<'a>(vm: &mut Vm, value: &'a Value, function: &str, position: usize) -> Res<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => {
            let got = vm.argument_type_name(value);
            let message = match position {
                0 => format!("{function}() argument must be str, not {got}"),
                _ => format!("{function}() argument {position} must be str, not {got}"),
            };
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// The bounds of a search, `start=None, end=None`, in a sequence of `len` items; `None` if the start lies beyond the
/// end, so that not even the empty sequence is found.
///
/// # Errors
/// TypeError.
pub fn window(vm: &mut Vm, len: usize, start: &Value, end: &Value) -> Res<Option<(usize, usize)>> {
    let len = len as i64;
    let start = bound(vm, start, 0)?;
    let end = bound(vm, end, i64::MAX)?;
    let clip = |i: i64| if i < 0 { (i.saturating_add(len)).max(0) } else { i };
    let (start, end) = (clip(start), clip(end).min(len));
    Ok((start <= end).then_some((start as usize, end as usize)))
}

/// A bound of a search: `None`, or an index of any size.
fn bound(vm: &mut Vm, value: &Value, default: i64) -> Res<i64> {
    if value.is_none() {
        return Ok(default);
    }
    if let Some(i) = number::to_i64(value) {
        return Ok(i);
    }
    let name = vm.names.index.clone();
    if vm.lookup_special(value, &name).is_none() {
        let message = "slice indices must be integers or None or have an __index__ method";
        return Err(vm.error(Exc::TypeError, message));
    }
    let plain = index(vm, value)?;
    Ok(match number::integer(&plain) {
        Some(i) => number::to_i64(&plain).unwrap_or(if i.is_negative() { i64::MIN } else { i64::MAX }),
        None => default,
    })
}

/// The part of a string between the bounds of a search, with the character index of its start.
///
/// # Errors
/// TypeError.
pub fn searched<'a>(vm: &mut Vm, own: &'a Str, start: &Value, end: &Value) -> Res<Option<(&'a str, usize)>> {
    if start.is_none() && end.is_none() {
        return Ok(Some((own.as_str(), 0)));
    }
    Ok(window(vm, own.char_len(), start, end)?.map(|(start, end)| (own.slice(start, end), start)))
}
