//! Methods that `bytes` and `bytearray` share, but for those that search. Results are of the receiver's class.

use super::construct::byte_of;
use super::{Bytes, bytes_of, with_bytes};
use crate::heap::{Gc, Kind};
use crate::object::bytearray::ByteArray;
use crate::object::exception::Exc;
use crate::object::int::from_i64;
use crate::object::int::methods::{index_i32, index_i64};
use crate::object::memoryview::exported;
use crate::object::slice::{Indices, Slice};
use crate::object::str::arguments::text_of;
use crate::object::str::build::{CERTAINLY_SMALL, check_len};
use crate::object::str::layout::centered;
use crate::object::str::{Str, codec, printf};
use crate::object::tuple::Tuple;
use crate::ops::Compare;
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::borrow::Cow;

/// What does not fit is refused with MemoryError: the allocator would end the process.
const MOST: usize = 1 << 33;

/// Shows the receiver's bytes to `f`, which must not run user code. A method's receiver is an instance of its class.
pub(crate) fn own<R: Default>(args: &[Value], f: impl FnOnce(&[u8]) -> R) -> R {
    with_bytes(&args[0], f).unwrap_or_default()
}

/// Is the receiver a bytearray?
pub(crate) fn is_array(args: &[Value]) -> bool {
    args[0].get::<ByteArray>().is_some()
}

/// A new object of the receiver's class.
pub(crate) fn made(args: &[Value], bytes: &[u8]) -> Value {
    if is_array(args) { ByteArray::value(bytes.to_vec()) } else { Bytes::value(bytes) }
}

/// The receiver itself if it is `bytes`, which do not change, else a copy.
pub(crate) fn unchanged(args: &[Value]) -> Value {
    if is_array(args) { own(args, |bytes| ByteArray::value(bytes.to_vec())) } else { args[0].unwrap_base().clone() }
}

/// `part`, a piece of the receiver's bytes; the receiver itself if it is `bytes` and the piece all of it.
pub(crate) fn piece(args: &[Value], whole: &[u8], part: &[u8]) -> Value {
    match is_array(args) || part.len() < whole.len() {
        true => made(args, part),
        false => args[0].unwrap_base().clone(),
    }
}

/// The bytes of an argument that must be bytes-like.
///
/// # Errors
/// TypeError.
pub(crate) fn buffer<'a>(vm: &mut Vm, value: &'a Value) -> Res<Cow<'a, [u8]>> {
    match bytes_of(value) {
        Some(bytes) => Ok(bytes),
        None => {
            if let Some(bytes) = exported(vm, value)? {
                return Ok(Cow::Owned(bytes));
            }
            let got = vm.type_name(value);
            Err(vm.error(Exc::TypeError, format!("a bytes-like object is required, not '{got}'")))
        }
    }
}

pub(crate) fn add(vm: &mut Vm, args: &[Value]) -> Res {
    if let (Some(a), Some(b)) = (args[0].get::<Bytes>(), args[1].get::<Bytes>()) {
        let len = a.as_slice().len().saturating_add(b.as_slice().len());
        vm.room_for(len, 1)?;
        return Ok(Gc::with_room(Bytes { len }, &[a.as_slice(), b.as_slice()], 0).into_value());
    }
    let more = match bytes_of(&args[1]) {
        Some(more) => more,
        None => match exported(vm, &args[1])? {
            Some(more) => more.into(),
            None => return Err(cannot_concat(vm, args)),
        },
    };
    vm.room_for(own(args, <[u8]>::len).saturating_add(more.len()).saturating_mul(2), 1)?;
    Ok(own(args, |bytes| made(args, &[bytes, &more].concat())))
}

pub(crate) fn cannot_concat(vm: &mut Vm, args: &[Value]) -> crate::vm::Raised {
    let (class, got) = (vm.type_name(&args[0]), vm.type_name(&args[1]));
    vm.error(Exc::TypeError, format!("can't concat {got} to {class}"))
}

/// The receiver's bytes a number of times.
pub(crate) fn repeated(vm: &mut Vm, args: &[Value]) -> Res<Vec<u8>> {
    let count = usize::try_from(vm.index_sized(&args[1])?).unwrap_or(0);
    let len = own(args, <[u8]>::len);
    match len.checked_mul(count) {
        Some(total) if total <= MOST => {
            // Once to repeat them, once as an object.
            vm.room_for(total, 2)?;
            Ok(own(args, |bytes| bytes.repeat(count)))
        }
        total if args[0].get::<Bytes>().is_some() && total.is_none_or(|total| total > isize::MAX as usize) => {
            Err(vm.error(Exc::OverflowError, "repeated bytes are too long"))
        }
        _ => Err(vm.error_with(Exc::MemoryError, Vec::new())),
    }
}

pub(crate) fn multiply(vm: &mut Vm, args: &[Value]) -> Res {
    repeated(vm, args).map(|bytes| made(args, &bytes))
}

pub(crate) fn compare(op: Compare, args: &[Value]) -> Res {
    // Bytes compare with bytes; a bytearray with all that is bytes-like.
    let knows = args[1].get::<Bytes>().is_some() || is_array(args);
    let Some(other) = bytes_of(&args[1]).filter(|_| knows) else { return Ok(Value::NOT_IMPLEMENTED) };
    Ok(Value::bool(own(args, |bytes| holds(op, bytes, &other))))
}

/// Does a comparison of two byte strings hold?
pub(crate) fn holds(op: Compare, a: &[u8], b: &[u8]) -> bool {
    match op {
        Compare::Eq => a == b,
        Compare::Ne => a != b,
        Compare::Lt => a < b,
        Compare::Le => a <= b,
        Compare::Gt => a > b,
        Compare::Ge => a >= b,
    }
}

pub(crate) fn length(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::from(own(args, <[u8]>::len)))
}

pub(crate) fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    if own(args, <[u8]>::len) > CERTAINLY_SMALL {
        // How long each byte is in the text, at most.
        let width = |byte: &u8| match byte {
            b'\t' | b'\n' | b'\r' | b'\\' | b'\'' => 2,
            b' '..=b'~' => 1,
            _ => 4,
        };
        let len = own(args, |bytes| bytes.iter().map(width).sum::<usize>());
        check_len(vm, len + 3)?;
    }
    let mut text = own(args, crate::object::str::repr::bytes_repr);
    if is_array(args) {
        // Unlike that of bytes, this repr escapes single quotes even between double ones.
        if text.starts_with("b\"") {
            text = text.replace('\'', "\\'");
        }
        text = format!("{}({text})", vm.type_name(&args[0]));
    }
    Ok(Value::from(text))
}

/// The place of an index, checked.
///
/// # Errors
/// TypeError, IndexError.
pub(crate) fn place(vm: &mut Vm, args: &[Value]) -> Res<usize> {
    let key = &args[1];
    let name = vm.names.index.clone();
    let (class, prefix) = if is_array(args) { ("bytearray", "bytearray ") } else { ("byte", "") };
    if key.as_small_int().is_none() && vm.lookup_special(key, &name).is_none() {
        let got = vm.type_name(key);
        return Err(vm.error(Exc::TypeError, format!("{class} indices must be integers or slices, not {got}")));
    }
    let index = match index_i64(vm, key) {
        Err(_) if vm.raised_is(Exc::OverflowError) => {
            drop(vm.take_raised());
            return Err(vm.error(Exc::IndexError, "cannot fit 'int' into an index-sized integer"));
        }
        index => index?,
    };
    let len = own(args, <[u8]>::len) as i64;
    let place = if index < 0 { index + len } else { index };
    if (0..len).contains(&place) {
        Ok(place as usize)
    } else {
        Err(vm.error(Exc::IndexError, format!("{prefix}index out of range")))
    }
}

pub(crate) fn get_item(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(slice) = args[1].get::<Slice>() else {
        let place = place(vm, args)?;
        return Ok(own(args, |bytes| bytes.get(place).map(|&byte| from_i64(byte as i64))).unwrap_or_default());
    };
    let Indices { start, step, count, .. } = slice.indices(vm, || own(args, <[u8]>::len))?;
    let start = start.max(0) as usize;
    Ok(own(args, |bytes| match step {
        1 => piece(args, bytes, &bytes[start..start + count]),
        _ => made(args, &stepped(bytes, start, step, count)),
    }))
}

/// `count` bytes from `start`, `step` apart; all of them exist.
pub(crate) fn stepped(bytes: &[u8], start: usize, step: i64, count: usize) -> Vec<u8> {
    (0..count as i64).filter_map(|i| bytes.get((start as i64 + i * step) as usize)).copied().collect()
}

pub(crate) fn modulo(vm: &mut Vm, args: &[Value]) -> Res {
    let template = own(args, <[u8]>::to_vec);
    printf::format_bytes(vm, &template, &args[1]).map(|bytes| made(args, &bytes))
}

pub(crate) fn reflected_modulo(vm: &mut Vm, args: &[Value]) -> Res {
    // A template is of the receiver's own kind.
    let is_template =
        if is_array(args) { args[1].get::<ByteArray>().is_some() } else { args[1].get::<Bytes>().is_some() };
    match is_template {
        true => modulo(vm, &[args[1].clone(), args[0].clone()]),
        false => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub(crate) fn decode(vm: &mut Vm, args: &[Value]) -> Res {
    let encoding = text_of(vm, &args[1], "decode", "encoding")?;
    let errors = text_of(vm, &args[2], "decode", "errors")?;
    let bytes = bytes_of(&args[0]).unwrap_or_default();
    if let Some(text) = codec::plain_text(&bytes, encoding) {
        return Ok(Str::value(text));
    }
    codec::decode(vm, &bytes, encoding, errors).map(Value::from)
}

pub(crate) fn join(vm: &mut Vm, args: &[Value]) -> Res {
    let (iter, getitem) = (vm.names.iter.clone(), vm.names.getitem.clone());
    let iterable = &args[1];
    if !matches!(iterable.kind(), Some(Kind::List | Kind::Tuple))
        && vm.lookup_special(iterable, &iter).is_none()
        && vm.lookup_special(iterable, &getitem).is_none()
    {
        return Err(vm.error(Exc::TypeError, "can only join an iterable"));
    }
    let items = vm.collect(iterable)?;
    let separator = own(args, <[u8]>::to_vec);
    let mut out = Vec::new();
    for (i, item) in items.iter().enumerate() {
        // Long results are asked for before they grow.
        let len = with_bytes(item, <[u8]>::len).unwrap_or(0) + separator.len();
        if len > out.capacity() - out.len() {
            vm.room_for(out.len().saturating_mul(2) + len, 1)?;
        }
        if i > 0 {
            out.extend_from_slice(&separator);
        }
        if with_bytes(item, |bytes| out.extend_from_slice(bytes)).is_none() {
            if let Some(bytes) = exported(vm, item)? {
                vm.room_for(out.len().saturating_mul(2) + bytes.len(), 1)?;
                out.extend_from_slice(&bytes);
                continue;
            }
            let got = vm.type_name(item);
            let message = format!("sequence item {i}: expected a bytes-like object, {got} found");
            return Err(vm.error(Exc::TypeError, message));
        }
    }
    Ok(made(args, &out))
}

// ---------------------------------------------------------------------------------------------------------------
// Hexadecimal digits

pub(crate) fn hex(vm: &mut Vm, args: &[Value]) -> Res {
    let group = index_i64(vm, &args[2])?;
    let separator = if args[1].is_unset() { None } else { Some(separator(vm, &args[1])?) };
    Ok(Value::from(own(args, |bytes| hex_text(bytes, separator, group))))
}

fn separator(vm: &mut Vm, value: &Value) -> Res<char> {
    let (len, c) = match (value.as_str(), bytes_of(value)) {
        (Some(text), _) => (text.chars().count(), text.chars().next()),
        (_, Some(bytes)) if value.get::<Bytes>().is_some() => (bytes.len(), bytes.first().map(|&b| char::from(b))),
        _ => {
            let len = vm.len(value)?;
            return Err(match len {
                1 => vm.error(Exc::TypeError, "sep must be str or bytes."),
                _ => vm.error(Exc::ValueError, "sep must be length 1."),
            });
        }
    };
    match c {
        Some(c) if len == 1 && c.is_ascii() => Ok(c),
        Some(_) if len == 1 => Err(vm.error(Exc::ValueError, "sep must be ASCII.")),
        _ => Err(vm.error(Exc::ValueError, "sep must be length 1.")),
    }
}

/// Two digits a byte; `group` bytes between separators, counted from the right, from the left if negative.
pub fn hex_text(bytes: &[u8], separator: Option<char>, group: i64) -> String {
    let digit = |nibble: u8| b"0123456789abcdef"[nibble as usize & 15];
    let digits: Vec<u8> = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect();
    let digits = String::from_utf8(digits).unwrap_or_default();
    let (Some(separator), size @ 1..) = (separator, 2 * group.unsigned_abs() as usize) else { return digits };
    // The groups of a positive size are counted from the end.
    let first = if group > 0 { digits.len() % size } else { 0 };
    let (first, rest) = digits.split_at(first);
    let mut groups = vec![first];
    groups.retain(|group| !group.is_empty());
    groups.extend((0..rest.len()).step_by(size).map(|at| &rest[at..rest.len().min(at + size)]));
    groups.join(separator.encode_utf8(&mut [0; 4]))
}

/// The bytes of hexadecimal digits, white space between them skipped.
///
/// # Errors
/// TypeError, ValueError.
pub(crate) fn from_hex(vm: &mut Vm, value: &Value) -> Res<Vec<u8>> {
    let text = match (value.as_str(), bytes_of(value)) {
        (Some(text), _) => Cow::Borrowed(text),
        (_, Some(bytes)) => Cow::Owned(bytes.iter().map(|&b| char::from(b)).collect()),
        _ => {
            let got = vm.type_name(value);
            let message = format!("fromhex() argument must be str or bytes-like, not {got}");
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut chars = text.chars().enumerate();
    while let Some((place, c)) = chars.next() {
        if matches!(c, ' ' | '\t'..='\r') {
            continue;
        }
        let invalid = |vm: &mut Vm, place| {
            vm.error(Exc::ValueError, format!("non-hexadecimal number found in fromhex() arg at position {place}"))
        };
        let Some(high) = c.to_digit(16) else { return Err(invalid(vm, place)) };
        let Some((place, c)) = chars.next() else {
            let message = "fromhex() arg must contain an even number of hexadecimal digits";
            return Err(vm.error(Exc::ValueError, message));
        };
        let Some(low) = c.to_digit(16) else { return Err(invalid(vm, place)) };
        out.push((high << 4 | low) as u8);
    }
    Ok(out)
}

// ---------------------------------------------------------------------------------------------------------------
// Case and character classes: ASCII only

/// A method that maps bytes, knowing whether the byte before is a letter.
fn mapped(args: &[Value], map: fn(u8, bool, usize) -> u8) -> Res {
    Ok(own(args, |bytes| {
        let mut after_letter = false;
        let mapped: Vec<u8> = bytes
            .iter()
            .enumerate()
            .map(|(i, &b)| {
                let result = map(b, after_letter, i);
                after_letter = b.is_ascii_alphabetic();
                result
            })
            .collect();
        made(args, &mapped)
    }))
}

pub(crate) fn capitalize(_: &mut Vm, args: &[Value]) -> Res {
    mapped(args, |b, _, i| if i == 0 { b.to_ascii_uppercase() } else { b.to_ascii_lowercase() })
}

pub(crate) fn lower(_: &mut Vm, args: &[Value]) -> Res {
    Ok(own(args, |bytes| made(args, &bytes.to_ascii_lowercase())))
}

pub(crate) fn upper(_: &mut Vm, args: &[Value]) -> Res {
    Ok(own(args, |bytes| made(args, &bytes.to_ascii_uppercase())))
}

pub(crate) fn swapcase(_: &mut Vm, args: &[Value]) -> Res {
    mapped(args, |b, _, _| if b.is_ascii_alphabetic() { b ^ 0x20 } else { b })
}

pub(crate) fn title(_: &mut Vm, args: &[Value]) -> Res {
    mapped(args, |b, after, _| if after { b.to_ascii_lowercase() } else { b.to_ascii_uppercase() })
}

fn all(args: &[Value], is: fn(u8) -> bool) -> Res {
    Ok(Value::bool(own(args, |bytes| !bytes.is_empty() && bytes.iter().all(|&b| is(b)))))
}

/// White space as `bytes` methods know it.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

pub(crate) fn isalnum(_: &mut Vm, args: &[Value]) -> Res {
    all(args, |b| b.is_ascii_alphanumeric())
}

pub(crate) fn isalpha(_: &mut Vm, args: &[Value]) -> Res {
    all(args, |b| b.is_ascii_alphabetic())
}

pub(crate) fn isascii(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(own(args, <[u8]>::is_ascii)))
}

pub(crate) fn isdigit(_: &mut Vm, args: &[Value]) -> Res {
    all(args, |b| b.is_ascii_digit())
}

pub(crate) fn isspace(_: &mut Vm, args: &[Value]) -> Res {
    all(args, is_space)
}

pub(crate) fn islower(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(own(args, |bytes| {
        bytes.iter().any(u8::is_ascii_lowercase) && !bytes.iter().any(u8::is_ascii_uppercase)
    })))
}

pub(crate) fn isupper(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(own(args, |bytes| {
        bytes.iter().any(u8::is_ascii_uppercase) && !bytes.iter().any(u8::is_ascii_lowercase)
    })))
}

pub(crate) fn istitle(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(own(args, |bytes| {
        let mut after_letter = false;
        let fits = bytes.iter().all(|b| {
            let fits = !b.is_ascii_alphabetic() || b.is_ascii_uppercase() != after_letter;
            after_letter = b.is_ascii_alphabetic();
            fits
        });
        fits && bytes.iter().any(u8::is_ascii_alphabetic)
    })))
}

// ---------------------------------------------------------------------------------------------------------------
// Layout

/// How many bytes are missing to a width.
fn missing(vm: &mut Vm, args: &[Value]) -> Res<usize> {
    let width = usize::try_from(index_i64(vm, &args[1])?).unwrap_or(0);
    let missing = width.saturating_sub(own(args, <[u8]>::len));
    if missing > MOST {
        return Err(vm.error_with(Exc::MemoryError, Vec::new()));
    }
    // Once to put it together, once as an object.
    vm.room_for(missing, 3)?;
    Ok(missing)
}

fn padding(vm: &mut Vm, args: &[Value], function: &str) -> Res<(usize, u8)> {
    let missing = missing(vm, args)?;
    if args[2].is_unset() {
        return Ok((missing, b' '));
    }
    match bytes_of(&args[2]).as_deref() {
        Some([fill]) => Ok((missing, *fill)),
        Some(bytes) => {
            let (got, length) = (vm.type_name(&args[2]), bytes.len());
            let message = format!(
                "{function}(): argument 2 must be a byte string of length 1, not a {got} object of length {length}"
            );
            Err(vm.error(Exc::TypeError, message))
        }
        None => {
            let got = vm.argument_type_name(&args[2]);
            let message = format!("{function}() argument 2 must be a byte string of length 1, not {got}");
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn padded(args: &[Value], left: usize, right: usize, fill: u8) -> Value {
    if left + right == 0 {
        return unchanged(args);
    }
    own(args, |bytes| {
        let mut out = vec![fill; left];
        out.extend_from_slice(bytes);
        out.resize(left + bytes.len() + right, fill);
        made(args, &out)
    })
}

pub(crate) fn ljust(vm: &mut Vm, args: &[Value]) -> Res {
    let (missing, fill) = padding(vm, args, "ljust")?;
    Ok(padded(args, 0, missing, fill))
}

pub(crate) fn rjust(vm: &mut Vm, args: &[Value]) -> Res {
    let (missing, fill) = padding(vm, args, "rjust")?;
    Ok(padded(args, missing, 0, fill))
}

pub(crate) fn center(vm: &mut Vm, args: &[Value]) -> Res {
    let (missing, fill) = padding(vm, args, "center")?;
    let left = centered(missing, own(args, <[u8]>::len));
    Ok(padded(args, left, missing - left, fill))
}

pub(crate) fn zfill(vm: &mut Vm, args: &[Value]) -> Res {
    let missing = missing(vm, args)?;
    if missing == 0 {
        return Ok(unchanged(args));
    }
    Ok(own(args, |bytes| {
        let sign = matches!(bytes.first(), Some(b'+' | b'-')) as usize;
        made(args, &[&bytes[..sign], &vec![b'0'; missing], &bytes[sign..]].concat())
    }))
}

pub(crate) fn expandtabs(vm: &mut Vm, args: &[Value]) -> Res {
    let size = usize::try_from(index_i32(vm, &args[1])?).unwrap_or(0);
    let tabs = own(args, |bytes| bytes.iter().filter(|&&b| b == b'\t').count());
    if size.saturating_mul(tabs) > MOST {
        return Err(vm.error(Exc::OverflowError, "result too long"));
    }
    Ok(own(args, |bytes| {
        let mut out = Vec::with_capacity(bytes.len());
        let mut column = 0;
        for &b in bytes {
            match b {
                b'\t' if size > 0 => {
                    let blanks = size - column % size;
                    out.resize(out.len() + blanks, b' ');
                    column += blanks;
                }
                b'\t' => (),
                _ => {
                    out.push(b);
                    column = if matches!(b, b'\n' | b'\r') { 0 } else { column + 1 };
                }
            }
        }
        made(args, &out)
    }))
}

// ---------------------------------------------------------------------------------------------------------------
// Translation

pub(crate) fn maketrans(vm: &mut Vm, args: &[Value]) -> Res {
    let (from, to) = (buffer(vm, &args[0])?, buffer(vm, &args[1])?);
    if from.len() != to.len() {
        return Err(vm.error(Exc::ValueError, "maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(to.iter()) {
        table[from as usize] = to;
    }
    Ok(Bytes::value(&table))
}

pub(crate) fn translate(vm: &mut Vm, args: &[Value]) -> Res {
    let table = if args[1].is_none() { None } else { Some(buffer(vm, &args[1])?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.error(Exc::ValueError, "translation table must be 256 characters long"));
    }
    let delete = if args[2].is_unset() { Cow::default() } else { buffer(vm, &args[2])? };
    Ok(own(args, |bytes| {
        let kept = bytes.iter().filter(|b| !delete.contains(b));
        let mapped: Vec<u8> =
            kept.map(|&b| table.as_ref().and_then(|table| table.get(b as usize)).copied().unwrap_or(b)).collect();
        made(args, &mapped)
    }))
}

/// The bytes as a list of ints.
pub(crate) fn getnewargs(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Tuple::value(vec![own(args, Bytes::value)]))
}

/// A byte that an argument must be, as `bytearray` methods word it.
pub(crate) fn byte(vm: &mut Vm, value: &Value) -> Res<u8> {
    byte_of(vm, value, "byte")
}

/// The methods that `bytes` and `bytearray` share, followed by a class's own.
#[macro_export]
macro_rules! byte_methods {
    ([$($own:expr),* $(,)?]) => {{
        use $crate::method;
        use $crate::object::bytes::search;
        use $crate::object::bytes::shared as b;
        &[
            method!("__add__(self, value, /)", b::add),
            method!("__contains__(self, key, /)", search::contains),
            method!("__eq__(self, value, /)", |_, args| b::compare(Compare::Eq, args)),
            method!("__ge__(self, value, /)", |_, args| b::compare(Compare::Ge, args)),
            method!("__getitem__(self, key, /)", b::get_item),
            method!("__gt__(self, value, /)", |_, args| b::compare(Compare::Gt, args)),
            method!("__iter__(self, /)", |vm, args| {
                Ok($crate::object::iter::Iter::held(vm.iter(args[0].unwrap_base())?, &args[0]))
            }),
            method!("__le__(self, value, /)", |_, args| b::compare(Compare::Le, args)),
            method!("__len__(self, /)", b::length),
            method!("__lt__(self, value, /)", |_, args| b::compare(Compare::Lt, args)),
            method!("__mod__(self, value, /)", b::modulo),
            method!("__mul__(self, value, /)", b::multiply),
            method!("__ne__(self, value, /)", |_, args| b::compare(Compare::Ne, args)),
            method!("__repr__(self, /)", b::repr),
            method!("__rmod__(self, value, /)", b::reflected_modulo),
            method!("__rmul__(self, value, /)", b::multiply),
            method!("__str__(self, /)", b::repr),
            method!("capitalize(self, /)", b::capitalize),
            method!("center(self, width, fillchar=?, /)", b::center),
            method!("count(self, sub, start=None, end=None, /)", search::count),
            method!("decode(self, /, encoding='utf-8', errors='strict')", b::decode),
            method!("endswith(self, suffix, start=None, end=None, /)", search::endswith),
            method!("expandtabs(self, /, tabsize=8)", b::expandtabs),
            method!("find(self, sub, start=None, end=None, /)", search::find),
            method!("hex(self, /, sep=?, bytes_per_sep=1)", b::hex),
            method!("index(self, sub, start=None, end=None, /)", search::index),
            method!("isalnum(self, /)", b::isalnum),
            method!("isalpha(self, /)", b::isalpha),
            method!("isascii(self, /)", b::isascii),
            method!("isdigit(self, /)", b::isdigit),
            method!("islower(self, /)", b::islower),
            method!("isspace(self, /)", b::isspace),
            method!("istitle(self, /)", b::istitle),
            method!("isupper(self, /)", b::isupper),
            method!("join(self, iterable_of_bytes, /)", b::join),
            method!("ljust(self, width, fillchar=?, /)", b::ljust),
            method!("lower(self, /)", b::lower),
            method!("lstrip(self, bytes=None, /)", search::lstrip),
            method!("partition(self, sep, /)", search::partition),
            method!("removeprefix(self, prefix, /)", search::removeprefix),
            method!("removesuffix(self, suffix, /)", search::removesuffix),
            method!("replace(self, old, new, count=-1, /)", search::replace),
            method!("rfind(self, sub, start=None, end=None, /)", search::rfind),
            method!("rindex(self, sub, start=None, end=None, /)", search::rindex),
            method!("rjust(self, width, fillchar=?, /)", b::rjust),
            method!("rpartition(self, sep, /)", search::rpartition),
            method!("rsplit(self, /, sep=None, maxsplit=-1)", search::rsplit),
            method!("rstrip(self, bytes=None, /)", search::rstrip),
            method!("split(self, /, sep=None, maxsplit=-1)", search::split),
            method!("splitlines(self, /, keepends=False)", search::splitlines),
            method!("startswith(self, prefix, start=None, end=None, /)", search::startswith),
            method!("strip(self, bytes=None, /)", search::strip),
            method!("swapcase(self, /)", b::swapcase),
            method!("title(self, /)", b::title),
            method!("translate(self, table, /, delete=?)", b::translate),
            method!("upper(self, /)", b::upper),
            method!("zfill(self, width, /)", b::zfill),
            $crate::static_method!("maketrans(frm, to, /)", b::maketrans),
            $($own,)*
        ]
    }};
}

/// `__buffer__`: a view of the bytes (PEP 688).
pub(crate) fn buffer_method(vm: &mut Vm, args: &[Value]) -> Res {
    crate::object::memoryview::own_view(vm, args)
}
