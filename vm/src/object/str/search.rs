//! Methods of `str` that look for something in a string: finding, counting, splitting, stripping, replacing.

use super::arguments::{receiver, searched, text_at};
use super::{Str, build, unicode};
use crate::object::exception::Exc;
use crate::object::int::methods::index_i64;
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// The character index at which `find` finds the second argument between the bounds.
fn position(vm: &mut Vm, args: &[Value], function: &str, find: fn(&str, &str) -> Option<usize>) -> Res<Option<usize>> {
    let [own, sub, start, end] = args else { return Ok(None) };
    let sub = text_at(vm, sub, function, 1)?;
    let Some(own) = own.get::<Str>() else { return Ok(None) };
    let Some((part, first)) = searched(vm, own, start, end)? else { return Ok(None) };
    Ok(find(part, sub)
        .map(|offset| if own.is_ascii() { first + offset } else { own.char_index(own.byte_offset(first) + offset) }))
}

fn forward(part: &str, sub: &str) -> Option<usize> {
    find_text(part, sub)
}

/// False starts after which a search goes on with an algorithm that takes linear time in any case but long to set up.
const FALSE_STARTS: usize = 32;

/// The offset of the first `sub` in `text`.
pub(crate) fn find_text(text: &str, sub: &str) -> Option<usize> {
    let (text_bytes, sub_bytes) = (text.as_bytes(), sub.as_bytes());
    let Some((&first, rest)) = sub_bytes.split_first() else { return Some(0) };
    if rest.is_empty() {
        return find_byte(first, text_bytes);
    }
    let mut from = 0;
    for _ in 0..FALSE_STARTS {
        let at = from + find_byte(first, &text_bytes[from..])?;
        if text_bytes[at + 1..].starts_with(rest) {
            return Some(at);
        }
        from = at + 1;
    }
    memchr::memmem::find(&text_bytes[from..], sub_bytes).map(|at| from + at)
}

/// Up to so many bytes are looked through a word at a time, before a search of many at once has begun.
const FEW: usize = 32;

/// The place of the first `byte`.
#[inline]
fn find_byte(byte: u8, bytes: &[u8]) -> Option<usize> {
    const LOWEST: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
    if bytes.len() > FEW {
        return memchr::memchr(byte, bytes);
    }
    let (words, rest) = bytes.as_chunks::<8>();
    for (i, word) in words.iter().enumerate() {
        let differences = u64::from_le_bytes(*word) ^ (LOWEST * byte as u64);
        // The lowest of these bits belongs to the first byte that does not differ; those above it say nothing.
        let equal = differences.wrapping_sub(LOWEST) & !differences & HIGHEST;
        if equal != 0 {
            return Some(i * 8 + equal.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|&b| b == byte).map(|at| words.len() * 8 + at)
}

/// How often `sub`, which is not empty, is found in `text`, each time behind the time before.
fn count_in(text: &str, sub: &str) -> usize {
    match *sub.as_bytes() {
        [byte] if text.len() <= FEW => text.bytes().filter(|&b| b == byte).count(),
        [byte] => memchr::memchr_iter(byte, text.as_bytes()).count(),
        _ => parts(text, sub, usize::MAX).count() - 1,
    }
}

/// The parts of `text` between the first `most` occurrences of `sub`, which is not empty.
fn parts<'a>(text: &'a str, sub: &str, most: usize) -> impl Iterator<Item = &'a str> {
    let (mut rest, mut left) = (Some(text), most);
    std::iter::from_fn(move || {
        let text = rest?;
        let found = if left > 0 { find_text(text, sub) } else { None };
        left = left.saturating_sub(1);
        match found {
            Some(at) => {
                rest = Some(&text[at + sub.len()..]);
                Some(&text[..at])
            }
            None => rest.take(),
        }
    })
}

fn backward(part: &str, sub: &str) -> Option<usize> {
    part.rfind(sub)
}

fn or_minus_one(found: Option<usize>) -> Value {
    found.map_or(Value::small_int_unchecked(-1), Value::from)
}

fn or_error(vm: &mut Vm, found: Option<usize>) -> Res {
    match found {
        Some(index) => Ok(Value::from(index)),
        None => Err(vm.error(Exc::ValueError, "substring not found")),
    }
}

pub(super) fn find(vm: &mut Vm, args: &[Value]) -> Res {
    position(vm, args, "find", forward).map(or_minus_one)
}

pub(super) fn rfind(vm: &mut Vm, args: &[Value]) -> Res {
    position(vm, args, "rfind", backward).map(or_minus_one)
}

pub(super) fn index(vm: &mut Vm, args: &[Value]) -> Res {
    let found = position(vm, args, "index", forward)?;
    or_error(vm, found)
}

pub(super) fn rindex(vm: &mut Vm, args: &[Value]) -> Res {
    let found = position(vm, args, "rindex", backward)?;
    or_error(vm, found)
}

pub(super) fn count(vm: &mut Vm, args: &[Value]) -> Res {
    let [own, sub, start, end] = args else { return Ok(Value::NOT_IMPLEMENTED) };
    let sub = text_at(vm, sub, "count", 1)?;
    let Some(own) = own.get::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let count = match searched(vm, own, start, end)? {
        Some((part, _)) if !sub.is_empty() => count_in(part, sub),
        Some((part, _)) => part.matches(sub).count(),
        None => 0,
    };
    Ok(Value::from(count))
}

/// `startswith` and `endswith`: a string or a tuple of strings.
fn tail_match(vm: &mut Vm, args: &[Value], function: &str, matches: fn(&str, &str) -> bool) -> Res {
    let [own, affix, start, end] = args else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(own) = own.get::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let part = searched(vm, own, start, end)?.map(|(part, _)| part);
    if let Some(affix) = affix.as_str() {
        return Ok(Value::bool(part.is_some_and(|part| matches(part, affix))));
    }
    let Some(tuple) = affix.get::<Tuple>() else {
        let got = vm.type_name(affix);
        let message = format!("{function} first arg must be str or a tuple of str, not {got}");
        return Err(vm.error(Exc::TypeError, message));
    };
    for affix in tuple.items() {
        let Some(affix) = affix.as_str() else {
            let got = vm.type_name(affix);
            let message = format!("tuple for {function} must only contain str, not {got}");
            return Err(vm.error(Exc::TypeError, message));
        };
        if part.is_some_and(|part| matches(part, affix)) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub(super) fn startswith(vm: &mut Vm, args: &[Value]) -> Res {
    tail_match(vm, args, "startswith", |part, affix| part.starts_with(affix))
}

pub(super) fn endswith(vm: &mut Vm, args: &[Value]) -> Res {
    tail_match(vm, args, "endswith", |part, affix| part.ends_with(affix))
}

pub(super) fn removeprefix(vm: &mut Vm, args: &[Value]) -> Res {
    let prefix = text_at(vm, &args[1], "removeprefix", 0)?;
    let own = receiver(args);
    Ok(build::piece(&args[0], own.strip_prefix(prefix).unwrap_or(own)))
}

pub(super) fn removesuffix(vm: &mut Vm, args: &[Value]) -> Res {
    let suffix = text_at(vm, &args[1], "removesuffix", 0)?;
    let own = receiver(args);
    Ok(build::piece(&args[0], own.strip_suffix(suffix).unwrap_or(own)))
}

/// Which ends to strip.
#[derive(Clone, Copy)]
enum Ends {
    Left,
    Right,
    Both,
}

fn strip_ends(vm: &mut Vm, args: &[Value], function: &str, ends: Ends) -> Res {
    let own = receiver(args);
    let chars = match (args[1].is_none(), args[1].as_str()) {
        (true, _) => None,
        (_, Some(chars)) => Some(chars),
        _ => return Err(vm.error(Exc::TypeError, format!("{function} arg must be None or str"))),
    };
    let drop = |c: char| match chars {
        None => unicode::is_space(c),
        Some(chars) => chars.contains(c),
    };
    let part = match ends {
        Ends::Left => own.trim_start_matches(drop),
        Ends::Right => own.trim_end_matches(drop),
        Ends::Both => own.trim_matches(drop),
    };
    Ok(build::piece(&args[0], part))
}

pub(super) fn strip(vm: &mut Vm, args: &[Value]) -> Res {
    strip_ends(vm, args, "strip", Ends::Both)
}

pub(super) fn lstrip(vm: &mut Vm, args: &[Value]) -> Res {
    strip_ends(vm, args, "lstrip", Ends::Left)
}

pub(super) fn rstrip(vm: &mut Vm, args: &[Value]) -> Res {
    strip_ends(vm, args, "rstrip", Ends::Right)
}

/// A separator that must be a string and not empty.
fn separator<'a>(vm: &mut Vm, value: &'a Value, kind: &str) -> Res<&'a str> {
    match value.as_str() {
        Some("") => Err(vm.error(Exc::ValueError, "empty separator")),
        Some(separator) => Ok(separator),
        None => {
            let got = vm.type_name(value);
            Err(vm.error(Exc::TypeError, format!("must be {kind}, not {got}")))
        }
    }
}

pub(super) fn partition(vm: &mut Vm, args: &[Value]) -> Res {
    let sep = separator(vm, &args[1], "str")?;
    let own = receiver(args);
    let parts = match find_text(own, sep).map(|at| (&own[..at], &own[at + sep.len()..])) {
        Some((before, after)) => {
            [build::piece(&args[0], before), args[1].unwrap_base().clone(), build::piece(&args[0], after)]
        }
        None => [args[0].unwrap_base().clone(), Value::from(""), Value::from("")],
    };
    Ok(Tuple::value(parts.into()))
}

pub(super) fn rpartition(vm: &mut Vm, args: &[Value]) -> Res {
    let sep = separator(vm, &args[1], "str")?;
    let parts = match receiver(args).rsplit_once(sep) {
        Some((before, after)) => [Value::from(before), args[1].unwrap_base().clone(), Value::from(after)],
        None => [Value::from(""), Value::from(""), args[0].unwrap_base().clone()],
    };
    Ok(Tuple::value(parts.into()))
}

/// The most splits to make: `maxsplit`, a negative number for all.
pub(crate) fn most_splits(vm: &mut Vm, value: &Value) -> Res<usize> {
    let most = index_i64(vm, value)?;
    // One less than the largest number, so that the number of parts is a number too.
    Ok(usize::try_from(most).unwrap_or(usize::MAX).min(usize::MAX - 1))
}

pub(super) fn split(vm: &mut Vm, args: &[Value]) -> Res {
    let most = most_splits(vm, &args[2])?;
    let own = receiver(args);
    let parts: Vec<Value> = if args[1].is_none() {
        split_space(own, most).into_iter().map(|part| build::piece(&args[0], part)).collect()
    } else {
        let sep = separator(vm, &args[1], "str or None")?;
        parts(own, sep, most).map(|part| build::piece(&args[0], part)).collect()
    };
    Ok(List::value(parts))
}

pub(super) fn rsplit(vm: &mut Vm, args: &[Value]) -> Res {
    let most = most_splits(vm, &args[2])?;
    let own = receiver(args);
    let mut parts: Vec<Value> = if args[1].is_none() {
        rsplit_space(own, most).into_iter().map(|part| build::piece(&args[0], part)).collect()
    } else {
        let sep = separator(vm, &args[1], "str or None")?;
        own.rsplitn(most + 1, sep).map(|part| build::piece(&args[0], part)).collect()
    };
    parts.reverse();
    Ok(List::value(parts))
}

/// The words of a text; what follows the last split is one part, with the white space at its end.
fn split_space(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start_matches(unicode::is_space);
    while !rest.is_empty() {
        let end = match parts.len() < most {
            true => rest.find(unicode::is_space).unwrap_or(rest.len()),
            false => rest.len(),
        };
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(unicode::is_space);
    }
    parts
}

/// As [`split_space`] from the end; the parts come last first.
fn rsplit_space(text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(unicode::is_space);
    while !rest.is_empty() {
        let start = match parts.len() < most {
            true => rest.char_indices().rfind(|&(_, c)| unicode::is_space(c)).map_or(0, |(i, c)| i + c.len_utf8()),
            false => 0,
        };
        parts.push(&rest[start..]);
        rest = rest[..start].trim_end_matches(unicode::is_space);
    }
    parts
}

pub(super) fn splitlines(vm: &mut Vm, args: &[Value]) -> Res {
    let keep = vm.truth(&args[1])?;
    let mut rest = receiver(args);
    let is_ascii = rest.is_ascii();
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let end = if is_ascii {
            rest.bytes().position(|byte| matches!(byte, b'\n'..=b'\r' | 0x1C..=0x1E))
        } else {
            rest.find(unicode::is_line_break)
        };
        let end = end.unwrap_or(rest.len());
        let mut breaks = rest[end..].chars();
        let mut next = end + breaks.next().map_or(0, char::len_utf8);
        if rest[end..].starts_with("\r\n") {
            next += 1;
        }
        lines.push(build::piece(&args[0], &rest[..if keep { next } else { end }]));
        rest = &rest[next..];
    }
    Ok(List::value(lines))
}

pub(super) fn replace(vm: &mut Vm, args: &[Value]) -> Res {
    let (old, new) = (text_at(vm, &args[1], "replace", 1)?, text_at(vm, &args[2], "replace", 2)?);
    let most = usize::try_from(index_i64(vm, &args[3])?).unwrap_or(usize::MAX);
    let own = receiver(args);
    let first = if old == new || most == 0 { None } else { find_text(own, old) };
    let Some(first) = first else { return Ok(args[0].unwrap_base().clone()) };
    let growth = new.len().saturating_sub(old.len());
    if growth > 0 && growth.saturating_mul(own.len()) > build::CERTAINLY_SMALL {
        let times = own.matches(old).count().min(most);
        build::check_len(vm, own.len().saturating_add(growth.saturating_mul(times)))?;
    }
    if old.is_empty() {
        return build::checked(vm, &own.replacen(old, new, most));
    }
    // With room for some that grow.
    let mut replaced = String::with_capacity(own.len() + growth.saturating_mul(4).min(own.len()));
    replaced.push_str(&own[..first]);
    for part in parts(&own[first + old.len()..], old, most - 1) {
        replaced.push_str(new);
        replaced.push_str(part);
    }
    build::checked(vm, &replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        assert_eq!(split_space("  a b\u{a0} c  ", usize::MAX), ["a", "b", "c"]);
        assert_eq!(split_space(" a b  c ", 1), ["a", "b  c "]);
        assert_eq!(split_space("  ", usize::MAX), [""; 0]);
        assert_eq!(rsplit_space(" a b  c ", 1), ["c", " a b"]);
        assert_eq!(rsplit_space(" a b  c ", usize::MAX), ["c", "b", "a"]);
    }
}
