//! Encodings: text to bytes and back, with error handlers.

use super::Str;
use super::arguments::{receiver, text_of};
use super::build::CERTAINLY_SMALL;
use super::repr::push_escape;
use crate::object::bytes::{Bytes, bytes_of};
use crate::object::exception::Exc;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use rondo_grammar::surrogate;

/// An encoding.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Codec {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Sig,
    /// ASCII.
    Ascii,
    /// ISO 8859-1.
    Latin1,
    /// UTF-16; without a fixed order a byte order mark says it.
    Utf16(Option<Order>),
    /// UTF-32; without a fixed order a byte order mark says it.
    Utf32(Option<Order>),
}

/// The order of bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Order {
    /// Least significant first.
    Little,
    /// Most significant first.
    Big,
}

impl Codec {
    /// The encoding of a name, in any spelling.
    pub fn named(name: &str) -> Option<Codec> {
        use Order::{Big, Little};
        match name {
            "utf-8" | "utf8" => return Some(Codec::Utf8),
            "ascii" => return Some(Codec::Ascii),
            "latin-1" => return Some(Codec::Latin1),
            _ => (),
        }
        let normal: String =
            name.chars().map(|c| if matches!(c, '_' | ' ') { '-' } else { c.to_ascii_lowercase() }).collect();
        Some(match normal.as_str() {
            "utf-8" | "utf8" | "u8" | "utf" | "utf8-ucs2" | "utf8-ucs4" | "cp65001" => Codec::Utf8,
            "utf-8-sig" | "utf8-sig" => Codec::Utf8Sig,
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" | "iso646-us" => Codec::Ascii,
            "latin-1" | "latin1" | "latin" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" | "l1" | "iso-ir-100" => {
                Codec::Latin1
            }
            "utf-16" | "utf16" | "u16" => Codec::Utf16(None),
            "utf-16-le" | "utf-16le" | "utf16-le" => Codec::Utf16(Some(Little)),
            "utf-16-be" | "utf-16be" | "utf16-be" => Codec::Utf16(Some(Big)),
            "utf-32" | "utf32" | "u32" => Codec::Utf32(None),
            "utf-32-le" | "utf-32le" | "utf32-le" => Codec::Utf32(Some(Little)),
            "utf-32-be" | "utf-32be" | "utf32-be" => Codec::Utf32(Some(Big)),
            _ => return None,
        })
    }

    /// The name that errors show.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Utf8 | Codec::Utf8Sig => "utf-8",
            Codec::Ascii => "ascii",
            Codec::Latin1 => "latin-1",
            Codec::Utf16(None) => "utf-16",
            Codec::Utf16(Some(Order::Little)) => "utf-16-le",
            Codec::Utf16(Some(Order::Big)) => "utf-16-be",
            Codec::Utf32(None) => "utf-32",
            Codec::Utf32(Some(Order::Little)) => "utf-32-le",
            Codec::Utf32(Some(Order::Big)) => "utf-32-be",
        }
    }

    /// Can a single byte stand in text of this encoding?
    fn has_single_bytes(self) -> bool {
        !matches!(self, Codec::Utf16(_) | Codec::Utf32(_))
    }

    /// Is the text encoded as it lies in memory?
    fn is_plain(self, text: &str) -> bool {
        match self {
            Codec::Utf8 => !has_surrogates(text),
            Codec::Ascii | Codec::Latin1 => text.is_ascii(),
            _ => false,
        }
    }

    /// The text in an encoding of units of one size, if the encoding has all its characters.
    fn encode_whole(self, text: &str) -> Option<Vec<u8>> {
        let big = matches!(self, Codec::Utf16(Some(Order::Big)) | Codec::Utf32(Some(Order::Big)));
        match self {
            Codec::Latin1 => {
                let mut out = Vec::with_capacity(text.len());
                let mut bytes = text.bytes();
                while let Some(byte) = bytes.next() {
                    match byte {
                        0..0x80 => out.push(byte),
                        0xC2 | 0xC3 => out.push(byte << 6 | bytes.next()? & 0x3F),
                        _ => return None,
                    }
                }
                Some(out)
            }
            Codec::Utf16(_) if !has_surrogates(text) => {
                let mut out = Vec::with_capacity(2 * text.len() + 2);
                if self == Codec::Utf16(None) {
                    push_unit16(&mut out, 0xFEFF, None);
                }
                let units = text.encode_utf16();
                match big {
                    true => units.for_each(|unit| out.extend_from_slice(&unit.to_be_bytes())),
                    false => units.for_each(|unit| out.extend_from_slice(&unit.to_le_bytes())),
                }
                Some(out)
            }
            Codec::Utf32(_) if !has_surrogates(text) => {
                let mut out = Vec::with_capacity(4 * text.len() + 4);
                if self == Codec::Utf32(None) {
                    push_unit32(&mut out, 0xFEFF, None);
                }
                let units = text.chars().map(u32::from);
                match big {
                    true => units.for_each(|unit| out.extend_from_slice(&unit.to_be_bytes())),
                    false => units.for_each(|unit| out.extend_from_slice(&unit.to_le_bytes())),
                }
                Some(out)
            }
            _ => None,
        }
    }

    fn is_utf(self) -> bool {
        !matches!(self, Codec::Ascii | Codec::Latin1)
    }

    /// Appends a character; `false` if the encoding does not have it.
    fn push(self, out: &mut Vec<u8>, c: char) -> bool {
        if surrogate::is_surrogate(c) {
            return false;
        }
        match self {
            Codec::Utf8 | Codec::Utf8Sig => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Codec::Ascii if !c.is_ascii() => return false,
            Codec::Latin1 if c as u32 > 0xFF => return false,
            Codec::Ascii | Codec::Latin1 => out.push(c as u8),
            Codec::Utf16(order) => c.encode_utf16(&mut [0; 2]).iter().for_each(|&unit| push_unit16(out, unit, order)),
            Codec::Utf32(order) => push_unit32(out, c as u32, order),
        }
        true
    }
}

fn push_unit16(out: &mut Vec<u8>, unit: u16, order: Option<Order>) {
    out.extend_from_slice(&if order == Some(Order::Big) { unit.to_be_bytes() } else { unit.to_le_bytes() });
}

fn push_unit32(out: &mut Vec<u8>, unit: u32, order: Option<Order>) {
    out.extend_from_slice(&if order == Some(Order::Big) { unit.to_be_bytes() } else { unit.to_le_bytes() });
}

/// The encoding of a name.
///
/// # Errors
/// LookupError.
pub fn lookup(vm: &mut Vm, name: &str) -> Res<Codec> {
    match Codec::named(name) {
        Some(codec) => Ok(codec),
        None => Err(vm.error(Exc::LookupError, format!("unknown encoding: {name}"))),
    }
}

pub(super) fn encode_method(vm: &mut Vm, args: &[Value]) -> Res {
    let encoding = text_of(vm, &args[1], "encode", "encoding")?;
    let errors = text_of(vm, &args[2], "encode", "errors")?;
    let own = receiver(args);
    if Codec::named(encoding).is_some_and(|codec| codec.is_plain(own)) {
        return Ok(Bytes::value(own.as_bytes()));
    }
    encode(vm, own, encoding, errors).map(|bytes| Bytes::value(&bytes))
}

/// `text.encode(encoding, errors)`.
///
/// # Errors
/// LookupError for an unknown encoding or error handler, UnicodeEncodeError.
pub fn encode(vm: &mut Vm, text: &str, encoding: &str, errors: &str) -> Res<Vec<u8>> {
    let Some(codec) = Codec::named(encoding) else {
        let result = by_library(vm, "_text_encode", [Str::value(text), Str::value(encoding), Str::value(errors)])?;
        return Ok(bytes_of(&result).map(|bytes| bytes.into_owned()).unwrap_or_default());
    };
    let encoded = encode_with(vm, text, codec, errors);
    encoded.inspect_err(|_| note_failure(vm, "encoding", encoding))
}

/// Says in a note of the parked exception which codec failed, as CPython does for those that it looks up in its registry:
/// all but five, which strings know in a few spellings.
fn note_failure(vm: &mut Vm, operation: &str, encoding: &str) {
    let normal: String =
        encoding.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    let known = match normal.strip_prefix("utf") {
        Some(rest) => matches!(rest.strip_prefix('_').unwrap_or(rest), "8" | "16" | "32"),
        None => {
            matches!(normal.as_str(), "ascii" | "us_ascii" | "latin1" | "latin_1" | "iso_8859_1" | "iso8859_1")
        }
    };
    if !known {
        vm.add_note(&format!("{operation} with '{encoding}' codec failed"));
    }
}

/// As [`encode`], with the encoding looked up already.
///
/// # Errors
/// LookupError for an unknown error handler, UnicodeEncodeError.
pub fn encode_with(vm: &mut Vm, text: &str, codec: Codec, errors: &str) -> Res<Vec<u8>> {
    if codec.is_plain(text) {
        return Ok(text.as_bytes().to_vec());
    }
    if !is_known_handler(errors) {
        let args = [Str::value(text), Str::value(codec.name()), Str::value(errors)];
        let result = by_library(vm, "_encode_by_handler", args)?;
        return Ok(bytes_of(&result).map(|bytes| bytes.into_owned()).unwrap_or_default());
    }
    if let Some(bytes) = codec.encode_whole(text) {
        return Ok(bytes);
    }
    let mut out = Vec::with_capacity(text.len());
    match codec {
        Codec::Utf8Sig => out.extend_from_slice("\u{feff}".as_bytes()),
        Codec::Utf16(None) => push_unit16(&mut out, 0xFEFF, None),
        Codec::Utf32(None) => push_unit32(&mut out, 0xFEFF, None),
        _ => (),
    }
    let mut chars = text.chars().enumerate().peekable();
    while let Some((start, c)) = chars.next() {
        if codec.push(&mut out, c) {
            continue;
        }
        // Errors are handled for a run of characters at once.
        let mut run = vec![c];
        let mut scratch = Vec::new();
        while let Some((_, c)) = chars.next_if(|&(_, c)| !codec.push(&mut scratch, c)) {
            run.push(c);
        }
        handle_encode_error(vm, codec, errors, text, start, &run, &mut out)?;
    }
    Ok(out)
}

/// Does the text hold characters that stand for lone surrogates? They begin with the byte F4.
fn has_surrogates(text: &str) -> bool {
    text.as_bytes().contains(&0xF4) && text.chars().any(surrogate::is_surrogate)
}

/// Appends what an error handler puts in the place of characters that cannot be encoded.
fn handle_encode_error(
    vm: &mut Vm,
    codec: Codec,
    errors: &str,
    text: &str,
    start: usize,
    run: &[char],
    out: &mut Vec<u8>,
) -> Res<()> {
    // What the handlers put in is ASCII, which every encoding has.
    let push_text = |out: &mut Vec<u8>, text: &str| {
        text.chars().for_each(|c| {
            codec.push(out, c);
        })
    };
    for (i, &c) in run.iter().enumerate() {
        let code = surrogate::code_of(c);
        match errors {
            "ignore" => (),
            "replace" => push_text(out, "?"),
            "xmlcharrefreplace" => push_text(out, &format!("&#{code};")),
            "backslashreplace" | "namereplace" => {
                let mut escape = String::new();
                match unicode_names2::name(c).filter(|_| errors == "namereplace") {
                    Some(name) => escape = format!("\\N{{{name}}}"),
                    None => push_escape(&mut escape, code),
                }
                push_text(out, &escape);
            }
            "surrogateescape" if (0xDC80..=0xDCFF).contains(&code) && codec.has_single_bytes() => {
                out.push((code - 0xDC00) as u8)
            }
            "surrogatepass" if codec.is_utf() && surrogate::is_surrogate(c) => match codec {
                Codec::Utf16(order) => push_unit16(out, code as u16, order),
                Codec::Utf32(order) => push_unit32(out, code, order),
                _ => out.extend_from_slice(&[0xED, (code >> 6 & 0x3F) as u8 | 0x80, (code & 0x3F) as u8 | 0x80]),
            },
            "strict" | "surrogateescape" | "surrogatepass" => {
                return Err(encode_error(vm, codec, text, start + i, start + run.len()));
            }
            _ => return Err(vm.error(Exc::LookupError, format!("unknown error handler name '{errors}'"))),
        }
    }
    Ok(())
}

fn encode_error(vm: &mut Vm, codec: Codec, text: &str, start: usize, end: usize) -> Raised {
    let reason = match codec {
        Codec::Ascii => "ordinal not in range(128)",
        Codec::Latin1 => "ordinal not in range(256)",
        _ => "surrogates not allowed",
    };
    vm.unicode_error(Exc::UnicodeEncodeError, codec.name(), &Str::value(text), start, end, reason)
}

/// The text of a few bytes that are all ASCII, where the encoding has those as they are; `None`: see [`decode`].
pub fn plain_text<'a>(bytes: &'a [u8], encoding: &str) -> Option<&'a str> {
    let is_plain = bytes.len() <= CERTAINLY_SMALL
        && matches!(Codec::named(encoding)?, Codec::Utf8 | Codec::Utf8Sig | Codec::Ascii | Codec::Latin1)
        && bytes.is_ascii();
    if is_plain { std::str::from_utf8(bytes).ok() } else { None }
}

/// `bytes.decode(encoding, errors)`.
///
/// # Errors
/// LookupError for an unknown encoding or error handler, UnicodeDecodeError.
pub fn decode(vm: &mut Vm, bytes: &[u8], encoding: &str, errors: &str) -> Res<String> {
    if bytes.is_empty() {
        return Ok(String::new());
    }
    match Codec::named(encoding) {
        Some(codec) => {
            let decoded = decode_with(vm, bytes, codec, errors);
            decoded.inspect_err(|_| note_failure(vm, "decoding", encoding))
        }
        None => {
            let args = [Bytes::value(bytes), Str::value(encoding), Str::value(errors)];
            let result = by_library(vm, "_text_decode", args)?;
            Ok(result.as_str().unwrap_or_default().to_string())
        }
    }
}

/// Is it an error handler that is built in here? All others are those that programs register.
fn is_known_handler(errors: &str) -> bool {
    matches!(
        errors,
        "strict"
            | "ignore"
            | "replace"
            | "xmlcharrefreplace"
            | "backslashreplace"
            | "namereplace"
            | "surrogateescape"
            | "surrogatepass"
    )
}

/// Lets the library's `codecs` do what depends on registered encodings and error handlers.
fn by_library(vm: &mut Vm, function: &str, args: [Value; 3]) -> Res {
    let codecs = vm.import_module("codecs")?;
    vm.call_method(&codecs, function, &args)
}

/// As [`decode`], with the encoding looked up already.
///
/// # Errors
/// LookupError for an unknown error handler, UnicodeDecodeError.
pub fn decode_with(vm: &mut Vm, bytes: &[u8], codec: Codec, errors: &str) -> Res<String> {
    if !is_known_handler(errors) || matches!(errors, "xmlcharrefreplace" | "namereplace") {
        let args = [Bytes::value(bytes), Str::value(codec.name()), Str::value(errors)];
        let result = by_library(vm, "_decode_by_handler", args)?;
        return Ok(result.as_str().unwrap_or_default().to_string());
    }
    if codec == Codec::Latin1 {
        return Ok(latin1(bytes));
    }
    let mut decoder = Decoder { vm, codec, errors, bytes, out: String::with_capacity(bytes.len()) };
    match codec {
        Codec::Utf8 => decoder.utf8(0)?,
        Codec::Utf8Sig => decoder.utf8(if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 })?,
        Codec::Ascii => decoder.ascii()?,
        Codec::Latin1 => decoder.out.push_str(&latin1(bytes)),
        Codec::Utf16(order) => decoder.utf16(order)?,
        Codec::Utf32(order) => decoder.utf32(order)?,
    }
    Ok(decoder.out)
}

/// Every byte as the character of its number.
fn latin1(bytes: &[u8]) -> String {
    if let Some(ascii) = std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii()) {
        return ascii.to_string();
    }
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let mut out = String::with_capacity(bytes.len() + high);
    bytes.iter().for_each(|&byte| out.push(char::from(byte)));
    out
}

struct Decoder<'a> {
    vm: &'a mut Vm,
    codec: Codec,
    errors: &'a str,
    bytes: &'a [u8],
    out: String,
}

impl Decoder<'_> {
    fn utf8(&mut self, mut at: usize) -> Res<()> {
        loop {
            let rest = &self.bytes[at..];
            let error = match std::str::from_utf8(rest) {
                Ok(text) => {
                    self.out.push_str(text);
                    return Ok(());
                }
                Err(error) => error,
            };
            let good = error.valid_up_to();
            self.out.push_str(std::str::from_utf8(&rest[..good]).unwrap_or_default());
            at += good;
            let (end, reason) = match (error.error_len(), self.bytes[at]) {
                (None, _) => (self.bytes.len(), "unexpected end of data"),
                (Some(len), 0xC2..=0xF4) => (at + len, "invalid continuation byte"),
                (Some(len), _) => (at + len, "invalid start byte"),
            };
            at = self.error(at, end, reason)?;
        }
    }

    fn ascii(&mut self) -> Res<()> {
        if self.bytes.is_ascii() {
            return self.utf8(0);
        }
        let mut at = 0;
        while let Some(&byte) = self.bytes.get(at) {
            if byte.is_ascii() {
                self.out.push(byte as char);
                at += 1;
            } else {
                at = self.error(at, at + 1, "ordinal not in range(128)")?;
            }
        }
        Ok(())
    }

    fn utf16(&mut self, order: Option<Order>) -> Res<()> {
        let (order, mut at) = match (order, self.bytes) {
            (None, [0xFF, 0xFE, ..]) => (Order::Little, 2),
            (None, [0xFE, 0xFF, ..]) => (Order::Big, 2),
            (order, _) => (order.unwrap_or(Order::Little), 0),
        };
        self.codec = Codec::Utf16(Some(order));
        let units = self.bytes[at..].chunks_exact(2).map(|pair| match order {
            Order::Big => u16::from_be_bytes([pair[0], pair[1]]),
            Order::Little => u16::from_le_bytes([pair[0], pair[1]]),
        });
        // What is right, up to the first error.
        for c in char::decode_utf16(units).map_while(Result::ok) {
            self.out.push(c);
            at += 2 * c.len_utf16();
        }
        let unit = |bytes: &[u8], at: usize| {
            let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
            Some(if order == Order::Big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
        };
        while at < self.bytes.len() {
            let Some(first) = unit(self.bytes, at) else {
                at = self.error(at, self.bytes.len(), "truncated data")?;
                continue;
            };
            match (first, unit(self.bytes, at + 2)) {
                (0xD800..=0xDBFF, Some(second @ 0xDC00..=0xDFFF)) => {
                    let code = 0x10000 + ((first as u32 - 0xD800) << 10) + (second as u32 - 0xDC00);
                    self.out.extend(char::from_u32(code));
                    at += 4;
                }
                (0xD800..=0xDBFF, None) => at = self.error(at, self.bytes.len(), "unexpected end of data")?,
                (0xD800..=0xDBFF, _) => at = self.error(at, at + 2, "illegal UTF-16 surrogate")?,
                (0xDC00..=0xDFFF, _) => at = self.error(at, at + 2, "illegal encoding")?,
                _ => {
                    self.out.extend(char::from_u32(first as u32));
                    at += 2;
                }
            }
        }
        Ok(())
    }

    fn utf32(&mut self, order: Option<Order>) -> Res<()> {
        let (order, mut at) = match (order, self.bytes) {
            (None, [0xFF, 0xFE, 0, 0, ..]) => (Order::Little, 4),
            (None, [0, 0, 0xFE, 0xFF, ..]) => (Order::Big, 4),
            (order, _) => (order.unwrap_or(Order::Little), 0),
        };
        self.codec = Codec::Utf32(Some(order));
        while at < self.bytes.len() {
            let Some(&unit) = self.bytes[at..].first_chunk::<4>() else {
                at = self.error(at, self.bytes.len(), "truncated data")?;
                continue;
            };
            let code = if order == Order::Big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
            match char::from_u32(code) {
                Some(c) => {
                    self.out.push(c);
                    at += 4;
                }
                None => {
                    let reason = match code {
                        0xD800..=0xDFFF => "code point in surrogate code point range(0xd800, 0xe000)",
                        _ => "code point not in range(0x110000)",
                    };
                    at = self.error(at, at + 4, reason)?;
                }
            }
        }
        Ok(())
    }

    /// Lets the error handler deal with bytes that cannot be decoded. Returns where to go on.
    fn error(&mut self, start: usize, end: usize, reason: &str) -> Res<usize> {
        let bad = &self.bytes[start..end];
        match self.errors {
            "ignore" => (),
            "replace" => self.out.push(char::REPLACEMENT_CHARACTER),
            "backslashreplace" => bad.iter().for_each(|&b| push_escape(&mut self.out, b as u32)),
            "surrogateescape" if bad[0] >= 0x80 => {
                // The bytes are looked at again one by one: only the first is known to be wrong.
                self.out.extend(surrogate::char_of(0xDC00 + bad[0] as u32));
                return Ok(start + 1);
            }
            "surrogatepass" if self.codec.is_utf() && self.pass_surrogate(start).is_some() => {
                if let Some((c, end)) = self.pass_surrogate(start) {
                    self.out.push(c);
                    return Ok(end);
                }
            }
            "strict" | "surrogateescape" | "surrogatepass" => {
                let (object, name) = (Bytes::value(self.bytes), self.codec.name());
                return Err(self.vm.unicode_error(Exc::UnicodeDecodeError, name, &object, start, end, reason));
            }
            other => {
                return Err(self.vm.error(Exc::LookupError, format!("unknown error handler name '{other}'")));
            }
        }
        Ok(end)
    }

    /// The surrogate that is encoded at a place as if it were a character, and where it ends.
    fn pass_surrogate(&self, at: usize) -> Option<(char, usize)> {
        let rest = &self.bytes[at..];
        let (code, len) = match (self.codec, rest) {
            (Codec::Utf8 | Codec::Utf8Sig, [0xED, b @ 0xA0..=0xBF, c @ 0x80..=0xBF, ..]) => {
                (0xD000 | (*b as u32 & 0x3F) << 6 | (*c as u32 & 0x3F), 3)
            }
            (Codec::Utf16(Some(Order::Big)), [a, b, ..]) => (u16::from_be_bytes([*a, *b]) as u32, 2),
            (Codec::Utf16(_), [a, b, ..]) => (u16::from_le_bytes([*a, *b]) as u32, 2),
            (Codec::Utf32(Some(Order::Big)), [a, b, c, d, ..]) => (u32::from_be_bytes([*a, *b, *c, *d]), 4),
            (Codec::Utf32(_), [a, b, c, d, ..]) => (u32::from_le_bytes([*a, *b, *c, *d]), 4),
            _ => return None,
        };
        let c = surrogate::char_of(code).filter(|&c| surrogate::is_surrogate(c))?;
        Some((c, at + len))
    }
}
