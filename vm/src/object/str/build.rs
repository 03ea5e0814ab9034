//! New strings from old ones: concatenation, repetition, items and slices.

use super::{MAX_LEN, STRIDE, Str};
use crate::heap::{Gc, INTERNED, Kind};
use crate::object::exception::Exc;
use crate::op::Op;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// Strings shorter than this are not given room to grow: copying them is cheaper than the memory.
const GROWING: usize = 128;

/// `text` as a value.
///
/// # Errors
/// MemoryError if it is too long for a string.
pub fn checked(vm: &mut Vm, text: &str) -> Res {
    check_len(vm, text.len())?;
    Ok(Str::value(text))
}

/// Up to this many bytes nobody asks whether there is room for them.
pub const CERTAINLY_SMALL: usize = 1 << 24;

/// Can there be a string of `len` bytes?
///
/// # Errors
/// MemoryError.
pub fn check_len(vm: &mut Vm, len: usize) -> Res<()> {
    if len > MAX_LEN {
        return Err(vm.error_with(Exc::MemoryError, Vec::new()));
    }
    vm.room_for(len, 1)
}

/// `a + b`.
///
/// # Errors
/// MemoryError.
pub fn concat(vm: &mut Vm, a: &Str, b: &Str) -> Res {
    let len = a.byte_len() + b.byte_len();
    if len > MAX_LEN {
        return Err(vm.error_with(Exc::MemoryError, Vec::new()));
    }
    if len > CERTAINLY_SMALL {
        vm.room_for(len, 1)?;
    }
    Ok(joined(a, b, 0))
}

/// `a + b` with `room` for more bytes if it is ASCII.
fn joined(a: &Str, b: &Str, room: usize) -> Value {
    let (first, second) = (a.as_str().as_bytes(), b.as_str().as_bytes());
    let body = Str::body(first.len() + second.len(), a.char_len() + b.char_len());
    let entries = body.index_len();
    if entries == 0 {
        let room = if body.is_ascii() { room } else { 0 };
        return Gc::with_room(body, &[first, second], room).into_value();
    }
    let mut index = Vec::with_capacity(entries * 4);
    append_index(&mut index, a, b, entries);
    Gc::with_room(body, &[first, second, &index], 0).into_value()
}

/// Appends the offset index of the joined text: the first string's own as far as it goes, then that of the second.
fn append_index(bytes: &mut Vec<u8>, a: &Str, b: &Str, entries: usize) {
    for entry in 1..=entries {
        let index = entry * STRIDE;
        let offset = match index.checked_sub(a.char_len()) {
            None => a.byte_offset(index),
            Some(index) => a.byte_len() + b.byte_offset(index),
        };
        bytes.extend_from_slice(&(offset as u32).to_le_bytes());
    }
}

/// `a + b` for two exact strings, where the reference in `place` to `a` is about to go: it is taken out, and if it was
/// the only one, the string grows in place, so that building one piece by piece takes linear time.
///
/// # Errors
/// MemoryError; `place` is then left as it was.
pub fn append(vm: &mut Vm, place: &mut Value, b: &Value) -> Res {
    let Some(more) = b.exact::<Str>() else { return vm.binary(Op::Add, true, place, b) };
    let len = more.byte_len() + place.exact::<Str>().map_or(0, Str::byte_len);
    if len > MAX_LEN {
        return Err(vm.error_with(Exc::MemoryError, Vec::new()));
    }
    if len > CERTAINLY_SMALL {
        // With room to grow further.
        vm.room_for(len + len / 2, 1)?;
    }
    let mut string = match Gc::<Str>::from_value(std::mem::take(place)) {
        Ok(string) => string,
        Err(a) => {
            *place = a;
            return vm.binary(Op::Add, true, place, b);
        }
    };
    if more.byte_len() == 0 {
        return Ok(string.into_value());
    }
    if string.byte_len() == 0 {
        return Ok(b.clone());
    }
    let ascii = string.is_ascii() && more.is_ascii();
    let unique = string.header().refcount() == 1 && !string.header().has(INTERNED);
    let grow = |body: &Str| {
        body.len.set(len as u32);
        body.chars.set(len as u32);
        body.hash.set(0);
    };
    if ascii && unique && string.append_bytes(more.as_str().as_bytes(), grow) {
        return Ok(string.into_value());
    }
    let room = if ascii && unique && len >= GROWING { len / 2 } else { 0 };
    Ok(joined(&string, more, room))
}

/// `text * count`.
///
/// # Errors
/// OverflowError if no text can be that long, MemoryError.
pub fn repeat(vm: &mut Vm, text: &Value, count: i64) -> Res {
    let Some(string) = text.get::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let count = usize::try_from(count).unwrap_or(0);
    if count == 1 {
        return Ok(text.unwrap_base().clone());
    }
    match string.byte_len().checked_mul(count) {
        Some(len) if len <= MAX_LEN => {
            if len > CERTAINLY_SMALL {
                // Once to repeat it, once as an object.
                vm.room_for(len, 2)?;
            }
            Ok(Str::value(&string.as_str().repeat(count)))
        }
        _ if string.char_len().checked_mul(count).is_none_or(|len| len > isize::MAX as usize) => {
            Err(vm.error(Exc::OverflowError, "repeated string is too long"))
        }
        _ => Err(vm.error_with(Exc::MemoryError, Vec::new())),
    }
}

/// `text[index]`; the empty string if the index is not below the length.
#[inline]
pub fn character(text: &Str, index: usize) -> Value {
    if text.is_ascii() {
        return match text.as_str().as_bytes().get(index) {
            Some(&byte) => super::ascii_character(byte as usize),
            None => Str::value(""),
        };
    }
    match text.char_at(index) {
        Some(c) => from_char(c),
        None => Str::value(""),
    }
}

/// The string of one character.
#[inline]
pub fn from_char(c: char) -> Value {
    Str::value(c.encode_utf8(&mut [0; 4]))
}

/// The character at a byte offset as a string, and the offset of the next: one step of an iteration.
#[inline]
pub fn next_character(text: &Str, offset: usize) -> Option<(Value, usize)> {
    if text.is_ascii() {
        let byte = *text.as_str().as_bytes().get(offset)?;
        return Some((super::ascii_character(byte as usize), offset + 1));
    }
    let c = text.as_str().get(offset..)?.chars().next()?;
    Some((from_char(c), offset + c.len_utf8()))
}

/// A string of ASCII characters.
pub fn ascii(bytes: impl Iterator<Item = u8>) -> Value {
    // Not `String::push`, which looks at each whether it is ASCII.
    let bytes: Vec<u8> = bytes.collect();
    Str::value(std::str::from_utf8(&bytes).unwrap_or_default())
}

/// The characters at `places`, each below the length.
pub fn pick(text: &Str, places: impl Iterator<Item = usize>) -> Value {
    if text.is_ascii() {
        let bytes = text.as_str().as_bytes();
        return ascii(places.map(|place| bytes[place]));
    }
    let picked: String = places.filter_map(|place| text.char_at(place)).collect();
    Str::value(&picked)
}

/// The characters from `start` up to `end`; `string` itself if that is all of it.
pub fn part(string: &Value, start: usize, end: usize) -> Value {
    let Some(text) = string.get::<Str>() else { return Value::NOT_IMPLEMENTED };
    if start == 0 && end == text.char_len() {
        return string.unwrap_base().clone();
    }
    if start >= end {
        return Str::value("");
    }
    within(text, text.slice(start, end))
}

/// `part`, a piece of the string's text, as a value; `string` itself if it is all of it.
pub fn piece(string: &Value, part: &str) -> Value {
    match string.get::<Str>() {
        Some(whole) if whole.byte_len() == part.len() => string.unwrap_base().clone(),
        Some(whole) => within(whole, part),
        None => Str::value(part),
    }
}

/// A piece of a string as a value. What is part of an ASCII string need not be looked through.
#[inline]
fn within(whole: &Str, part: &str) -> Value {
    if whole.is_ascii() && part.len() > 1 {
        return Gc::with_bytes(Str::body(part.len(), part.len()), part.as_bytes()).into_value();
    }
    Str::value(part)
}

/// The strings among `items` with the separator between them; `None` if one of them is no string.
///
/// # Errors
/// MemoryError.
pub fn join(vm: &mut Vm, separator: &Str, items: &[Value]) -> Option<Res> {
    let gaps = items.len().saturating_sub(1);
    let (mut len, mut chars) = (separator.byte_len().saturating_mul(gaps), separator.char_len() * gaps);
    let mut parts = Vec::with_capacity(items.len() + gaps);
    for (i, item) in items.iter().enumerate() {
        let text = item.get::<Str>()?;
        if i > 0 && separator.byte_len() > 0 {
            parts.push(separator.as_str().as_bytes());
        }
        parts.push(text.as_str().as_bytes());
        len = len.saturating_add(text.byte_len());
        chars += text.char_len();
        if len > MAX_LEN {
            break;
        }
    }
    if len > MAX_LEN {
        return Some(Err(vm.error_with(Exc::MemoryError, Vec::new())));
    }
    if let [single] = items
        && single.is_kind(Kind::Str)
    {
        return Some(Ok(single.clone()));
    }
    if let Err(raised) = vm.room_for(len, 1) {
        return Some(Err(raised));
    }
    let body = Str::body(len, chars);
    // Not for the strings that are shared.
    if len > 1 && body.index_len() == 0 {
        return Some(Ok(Gc::with_room(body, &parts, 0).into_value()));
    }
    let mut out = String::with_capacity(len);
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(separator.as_str());
        }
        out.push_str(item.as_str().unwrap_or_default());
    }
    Some(Ok(Str::value(&out)))
}

/// A few strings, joined; `None` if there are many, or the result is shared, or has an index.
pub(crate) fn join_few(items: &[Value]) -> Option<Value> {
    let mut parts = [&[][..]; 12];
    let (mut len, mut chars) = (0_usize, 0);
    if items.len() > parts.len() {
        return None;
    }
    for (part, item) in parts.iter_mut().zip(items) {
        let text = item.exact::<Str>()?;
        *part = text.as_str().as_bytes();
        len += text.byte_len();
        chars += text.char_len();
    }
    let body = Str::body(len.min(MAX_LEN), chars);
    let is_plain = len > 1 && len <= MAX_LEN && body.index_len() == 0;
    is_plain.then(|| Gc::with_room(body, &parts[..items.len()], 0).into_value())
}

/// The strings `items`, one after the other: an f-string's parts.
///
/// # Errors
/// MemoryError.
pub fn join_all(vm: &mut Vm, items: &[Value]) -> Res {
    if let Some(joined) = join_few(items) {
        return Ok(joined);
    }
    let text: String = items.iter().filter_map(Value::as_str).collect();
    checked(vm, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &Value) -> &str {
        value.as_str().unwrap_or_default()
    }

    #[test]
    fn offsets_of_joined_strings() {
        let long = "añb€c\u{1f600}".repeat(40);
        let (a, b) = (Str::new(&long), Str::new(&long[..long.len() / 24 * 12]));
        let both = joined(&a, &b, 0);
        let whole = Str::new(&format!("{}{}", a.as_str(), b.as_str()));
        let joined = both.exact::<Str>();
        assert!(joined.is_some_and(|joined| {
            joined.as_str() == whole.as_str()
                && (0..=whole.char_len()).all(|i| {
                    let offset = joined.byte_offset(i);
                    offset == whole.byte_offset(i) && joined.char_index(offset) == i
                })
        }));
    }

    #[test]
    fn items_of_strings() {
        let string = Str::value("aé€");
        let body = string.exact::<Str>();
        assert!(body.is_some_and(|s| {
            text(&character(s, 0)) == "a"
                && text(&character(s, 2)) == "€"
                && text(&pick(s, [2, 0].into_iter())) == "€a"
                && next_character(s, 1).is_some_and(|(c, next)| text(&c) == "é" && next == 3)
                && next_character(s, 6).is_none()
        }));
        assert_eq!(text(&part(&string, 1, 3)), "é€");
        assert!(part(&string, 0, 3).is(&string));
        assert!(character_is_shared());
    }

    fn character_is_shared() -> bool {
        Str::value("a").is(&Str::value("a")) && Str::value("").is(&Str::value(""))
    }
}
