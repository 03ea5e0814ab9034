//! Methods of `bytes` and `bytearray` that look for something: finding, counting, splitting, stripping, replacing.

use super::bytes_of;
use super::construct::byte_of;
use super::shared::{buffer, is_array, is_space, made, own, piece, unchanged};
use crate::object::exception::Exc;
use crate::object::int::methods::index_i64;
use crate::object::list::List;
use crate::object::memoryview::exported;
use crate::object::number;
use crate::object::str::arguments::window;
use crate::object::str::search::most_splits;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};
use memchr::memmem;
use std::borrow::Cow;

/// What to look for: a bytes-like object, or an int for a single byte.
fn needle<'a>(vm: &mut Vm, value: &'a Value) -> Res<Cow<'a, [u8]>> {
    if let Some(bytes) = bytes_of(value) {
        return Ok(bytes);
    }
    let name = vm.names.index.clone();
    if number::integer(value).is_none() && vm.lookup_special(value, &name).is_none() {
        if let Some(bytes) = exported(vm, value)? {
            return Ok(Cow::Owned(bytes));
        }
        let got = vm.type_name(value);
        let message = format!("argument should be integer or bytes-like object, not '{got}'");
        return Err(vm.error(Exc::TypeError, message));
    }
    byte_of(vm, value, "byte").map(|byte| Cow::Owned(vec![byte]))
}

pub(crate) fn contains(vm: &mut Vm, args: &[Value]) -> Res {
    match vm.index_opt(&args[1]) {
        Ok(Some(byte)) => {
            let byte = byte_of(vm, &byte, "byte")?;
            return Ok(Value::bool(own(args, |bytes| memchr::memchr(byte, bytes).is_some())));
        }
        Ok(None) => (),
        // What cannot be a number may still be bytes.
        Err(raised) => drop((raised, vm.take_raised())),
    }
    let sub = buffer(vm, &args[1])?;
    Ok(Value::bool(own(args, |bytes| find_bytes(bytes, &sub).is_some())))
}

/// The index at which `find` finds the second argument between the bounds.
fn position(vm: &mut Vm, args: &[Value], find: fn(&[u8], &[u8]) -> Option<usize>) -> Res<Option<usize>> {
    let bounds = window(vm, own(args, <[u8]>::len), &args[2], &args[3])?;
    let sub = needle(vm, &args[1])?;
    let Some((start, end)) = bounds else { return Ok(None) };
    Ok(own(args, |bytes| find(bytes.get(start..end)?, &sub).map(|place| start + place)))
}

fn or_minus_one(found: Option<usize>) -> Value {
    found.map_or(Value::small_int_unchecked(-1), Value::from)
}

fn or_error(vm: &mut Vm, found: Option<usize>) -> Res {
    match found {
        Some(index) => Ok(Value::from(index)),
        None => Err(vm.error(Exc::ValueError, "subsection not found")),
    }
}

pub(crate) fn find(vm: &mut Vm, args: &[Value]) -> Res {
    position(vm, args, find_bytes).map(or_minus_one)
}

pub(crate) fn rfind(vm: &mut Vm, args: &[Value]) -> Res {
    position(vm, args, memmem::rfind).map(or_minus_one)
}

pub(crate) fn index(vm: &mut Vm, args: &[Value]) -> Res {
    let found = position(vm, args, find_bytes)?;
    or_error(vm, found)
}

pub(crate) fn rindex(vm: &mut Vm, args: &[Value]) -> Res {
    let found = position(vm, args, memmem::rfind)?;
    or_error(vm, found)
}

pub(crate) fn count(vm: &mut Vm, args: &[Value]) -> Res {
    let bounds = window(vm, own(args, <[u8]>::len), &args[2], &args[3])?;
    let sub = needle(vm, &args[1])?;
    let Some((start, end)) = bounds else { return Ok(Value::from(0_usize)) };
    Ok(Value::from(own(args, |bytes| match bytes.get(start..end) {
        Some(part) if sub.is_empty() => part.len() + 1,
        Some(part) => memmem::find_iter(part, &*sub).count(),
        None => 0,
    })))
}

fn tail_match(vm: &mut Vm, args: &[Value], function: &str, matches: fn(&[u8], &[u8]) -> bool) -> Res {
    let bounds = window(vm, own(args, <[u8]>::len), &args[2], &args[3])?;
    let test = |affix: &[u8]| {
        own(args, |bytes| {
            bounds.and_then(|(start, end)| bytes.get(start..end)).is_some_and(|part| matches(part, affix))
        })
    };
    if let Some(affix) = bytes_of(&args[1]) {
        return Ok(Value::bool(test(&affix)));
    }
    let Some(tuple) = args[1].get::<Tuple>() else {
        if let Some(affix) = exported(vm, &args[1])? {
            return Ok(Value::bool(test(&affix)));
        }
        let got = vm.type_name(&args[1]);
        let message = format!("{function} first arg must be bytes or a tuple of bytes, not {got}");
        return Err(vm.error(Exc::TypeError, message));
    };
    for affix in tuple.items() {
        if test(&buffer(vm, affix)?) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(crate) fn startswith(vm: &mut Vm, args: &[Value]) -> Res {
    tail_match(vm, args, "startswith", |part, affix| part.starts_with(affix))
}

pub(crate) fn endswith(vm: &mut Vm, args: &[Value]) -> Res {
    tail_match(vm, args, "endswith", |part, affix| part.ends_with(affix))
}

pub(crate) fn removeprefix(vm: &mut Vm, args: &[Value]) -> Res {
    let prefix = buffer(vm, &args[1])?;
    Ok(own(args, |bytes| piece(args, bytes, bytes.strip_prefix(&*prefix).unwrap_or(bytes))))
}

pub(crate) fn removesuffix(vm: &mut Vm, args: &[Value]) -> Res {
    let suffix = buffer(vm, &args[1])?;
    Ok(own(args, |bytes| piece(args, bytes, bytes.strip_suffix(&*suffix).unwrap_or(bytes))))
}

fn strip_ends(vm: &mut Vm, args: &[Value], left: bool, right: bool) -> Res {
    let chars = if args[1].is_none() { None } else { Some(buffer(vm, &args[1])?) };
    let keep = |b: &u8| match &chars {
        None => !is_space(*b),
        Some(chars) => !chars.contains(b),
    };
    Ok(own(args, |bytes| {
        let start = if left { bytes.iter().position(keep).unwrap_or(bytes.len()) } else { 0 };
        let end = if right { bytes.iter().rposition(keep).map_or(start, |last| last + 1) } else { bytes.len() };
        piece(args, bytes, &bytes[start..end.max(start)])
    }))
}

pub(crate) fn strip(vm: &mut Vm, args: &[Value]) -> Res {
    strip_ends(vm, args, true, true)
}

pub(crate) fn lstrip(vm: &mut Vm, args: &[Value]) -> Res {
    strip_ends(vm, args, true, false)
}

pub(crate) fn rstrip(vm: &mut Vm, args: &[Value]) -> Res {
    strip_ends(vm, args, false, true)
}

/// A separator that must not be empty.
fn separator<'a>(vm: &mut Vm, value: &'a Value) -> Res<Cow<'a, [u8]>> {
    let separator = buffer(vm, value)?;
    if separator.is_empty() {
        return Err(vm.error(Exc::ValueError, "empty separator"));
    }
    Ok(separator)
}

/// Where `wanted` is first.
pub(crate) fn find_bytes(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    match wanted {
        [byte] => memchr::memchr(*byte, bytes),
        _ => memmem::find(bytes, wanted),
    }
}

/// The separator as `partition` shows it: `bytes` give back what they were given, a bytearray makes a new one.
fn found_separator(args: &[Value], sep: &[u8]) -> Value {
    if is_array(args) { made(args, sep) } else { args[1].clone() }
}

pub(crate) fn partition(vm: &mut Vm, args: &[Value]) -> Res {
    let sep = separator(vm, &args[1])?;
    Ok(own(args, |bytes| {
        Tuple::of(match find_bytes(bytes, &sep) {
            Some(at) => [made(args, &bytes[..at]), found_separator(args, &sep), made(args, &bytes[at + sep.len()..])],
            None => [piece(args, bytes, bytes), made(args, b""), made(args, b"")],
        })
    }))
}

pub(crate) fn rpartition(vm: &mut Vm, args: &[Value]) -> Res {
    let sep = separator(vm, &args[1])?;
    Ok(own(args, |bytes| {
        Tuple::value(match memmem::rfind(bytes, &sep) {
            Some(at) => {
                vec![made(args, &bytes[..at]), found_separator(args, &sep), made(args, &bytes[at + sep.len()..])]
            }
            None => vec![made(args, b""), made(args, b""), piece(args, bytes, bytes)],
        })
    }))
}

pub(crate) fn split(vm: &mut Vm, args: &[Value]) -> Res {
    let most = most_splits(vm, &args[2])?;
    let sep = if args[1].is_none() { None } else { Some(separator(vm, &args[1])?) };
    Ok(own(args, |bytes| {
        let mut parts = Vec::new();
        let mut rest = bytes;
        match &sep {
            None => {
                rest = rest.trim_start();
                while !rest.is_empty() {
                    let end = match parts.len() < most {
                        true => rest.iter().position(|&b| is_space(b)).unwrap_or(rest.len()),
                        false => rest.len(),
                    };
                    parts.push(piece(args, bytes, &rest[..end]));
                    rest = rest[end..].trim_start();
                }
            }
            Some(sep) => {
                while parts.len() < most
                    && let Some(at) = find_bytes(rest, sep)
                {
                    parts.push(made(args, &rest[..at]));
                    rest = &rest[at + sep.len()..];
                }
                parts.push(piece(args, bytes, rest));
            }
        }
        List::value(parts)
    }))
}

pub(crate) fn rsplit(vm: &mut Vm, args: &[Value]) -> Res {
    let most = most_splits(vm, &args[2])?;
    let sep = if args[1].is_none() { None } else { Some(separator(vm, &args[1])?) };
    Ok(own(args, |bytes| {
        let mut parts = Vec::new();
        let mut rest = bytes;
        match &sep {
            None => {
                rest = rest.trim_end();
                while !rest.is_empty() {
                    let start = match parts.len() < most {
                        true => rest.iter().rposition(|&b| is_space(b)).map_or(0, |space| space + 1),
                        false => 0,
                    };
                    parts.push(piece(args, bytes, &rest[start..]));
                    rest = rest[..start].trim_end();
                }
            }
            Some(sep) => {
                while parts.len() < most
                    && let Some(at) = memmem::rfind(rest, sep)
                {
                    parts.push(made(args, &rest[at + sep.len()..]));
                    rest = &rest[..at];
                }
                parts.push(piece(args, bytes, rest));
            }
        }
        parts.reverse();
        List::value(parts)
    }))
}

/// Trimming what Python takes for white space: Rust's own trimming leaves vertical tabs.
trait TrimPython {
    fn trim_start(&self) -> &Self;
    fn trim_end(&self) -> &Self;
}

impl TrimPython for [u8] {
    fn trim_start(&self) -> &[u8] {
        &self[self.iter().position(|&b| !is_space(b)).unwrap_or(self.len())..]
    }

    fn trim_end(&self) -> &[u8] {
        &self[..self.iter().rposition(|&b| !is_space(b)).map_or(0, |last| last + 1)]
    }
}

pub(crate) fn splitlines(vm: &mut Vm, args: &[Value]) -> Res {
    let keep = vm.truth(&args[1])?;
    Ok(own(args, |bytes| {
        let mut lines = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            let next = match &rest[end..] {
                [b'\r', b'\n', ..] => end + 2,
                [_, ..] => end + 1,
                [] => end,
            };
            lines.push(piece(args, bytes, &rest[..if keep { next } else { end }]));
            rest = &rest[next..];
        }
        List::value(lines)
    }))
}

pub(crate) fn replace(vm: &mut Vm, args: &[Value]) -> Res {
    let (old, new) = (buffer(vm, &args[1])?, buffer(vm, &args[2])?);
    let most = usize::try_from(index_i64(vm, &args[3])?).unwrap_or(usize::MAX);
    if old == new || most == 0 {
        return Ok(unchanged(args));
    }
    let len = own(args, <[u8]>::len);
    let growth = new.len().saturating_sub(old.len());
    if growth.saturating_mul(len) > 1 << 20 {
        let times = own(args, |bytes| memmem::find_iter(bytes, &old).take(most).count());
        vm.room_for(growth.saturating_mul(times).saturating_add(len), 1)?;
    }
    Ok(own(args, |bytes| {
        let mut out = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        let mut count = 0;
        if old.is_empty() {
            // Before every byte and at the end.
            while count < most {
                out.extend_from_slice(&new);
                count += 1;
                let Some((&first, after)) = rest.split_first() else { break };
                out.push(first);
                rest = after;
            }
        } else {
            while count < most
                && let Some(at) = find_bytes(rest, &old)
            {
                out.extend_from_slice(&rest[..at]);
                out.extend_from_slice(&new);
                rest = &rest[at + old.len()..];
                count += 1;
            }
        }
        if count == 0 {
            return piece(args, bytes, bytes);
        }
        out.extend_from_slice(rest);
        made(args, &out)
    }))
}
