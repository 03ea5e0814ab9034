//! The encodings of documents: what the first bytes or the declaration say.

use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// What turns the bytes of a document into text.
#[derive(Default)]
pub struct Decoder {
    encoding: Option<Encoding>,
    /// Bytes that were not enough to say which encoding it is, or that begin a character.
    rest: Vec<u8>,
    /// Bytes that are no text in the encoding have come: there is nothing to be read behind them.
    pub is_broken: bool,
}

enum Encoding {
    Utf8,
    Utf16 {
        little: bool,
    },
    Ascii,
    Latin1,
    /// The characters of the 256 bytes; U+FFFD for what is none.
    Table(Vec<char>),
}

impl Decoder {
    /// The text of the next bytes; `name` is the encoding that the program has said. Text that is fed as such is in UTF-8,
    /// whatever the document says.
    pub fn decode(&mut self, vm: &mut Vm, name: Option<&str>, data: &[u8], is_text: bool, last: bool) -> Res<String> {
        if is_text && self.encoding.is_none() && self.rest.is_empty() {
            self.encoding = Some(Encoding::Utf8);
        }
        if self.rest.is_empty() && matches!(self.encoding, Some(Encoding::Utf8)) {
            // Mostly all of it is text, of which nothing has to be put together.
            return Ok(self.utf8(data, last));
        }
        self.rest.extend_from_slice(data);
        if self.encoding.is_none() && !self.find_encoding(vm, name, last)? {
            return Ok(String::new());
        }
        let data = std::mem::take(&mut self.rest);
        Ok(match &self.encoding {
            Some(Encoding::Utf16 { little }) => {
                let little = *little;
                self.utf16(&data, little, last)
            }
            Some(Encoding::Ascii) => {
                let end = data.iter().position(|byte| !byte.is_ascii()).unwrap_or(data.len());
                self.is_broken = end < data.len();
                String::from_utf8_lossy(&data[..end]).into_owned()
            }
            Some(Encoding::Latin1) => data.iter().map(|&byte| byte as char).collect(),
            Some(Encoding::Table(table)) => {
                let text: String = data.iter().map(|&byte| table[byte as usize]).collect();
                match text.find('\u{fffd}') {
                    Some(end) => {
                        self.is_broken = true;
                        text[..end].to_owned()
                    }
                    None => text,
                }
            }
            Some(Encoding::Utf8) | None => self.utf8(&data, last),
        })
    }

    /// Is the document in an encoding of 16 bits?
    pub fn is_wide(&self) -> bool {
        matches!(self.encoding, Some(Encoding::Utf16 { .. }))
    }

    fn utf8(&mut self, data: &[u8], last: bool) -> String {
        match std::str::from_utf8(data) {
            Ok(text) => text.to_owned(),
            Err(error) => {
                let (good, rest) = data.split_at(error.valid_up_to());
                match error.error_len() {
                    None if !last => self.rest = rest.to_vec(),
                    _ => self.is_broken = true,
                }
                String::from_utf8_lossy(good).into_owned()
            }
        }
    }

    fn utf16(&mut self, data: &[u8], little: bool, last: bool) -> String {
        let (pairs, rest) = data.as_chunks::<2>();
        let unit = |pair: &[u8; 2]| if little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) };
        let mut text = String::with_capacity(pairs.len());
        let mut kept = rest.to_vec();
        for (i, found) in char::decode_utf16(pairs.iter().map(unit)).enumerate() {
            match found {
                Ok(c) => text.push(c),
                Err(_) if i + 1 == pairs.len() && !last => {
                    kept = [&pairs[i][..], rest].concat();
                    break;
                }
                Err(_) => {
                    self.is_broken = true;
                    break;
                }
            }
        }
        // The second half of a pair may be still to come.
        if !last && kept.len() == rest.len() && pairs.last().is_some_and(|pair| (0xD800..0xDC00).contains(&unit(pair)))
        {
            self.is_broken = false;
            kept = [&pairs[pairs.len() - 1][..], rest].concat();
        }
        self.rest = kept;
        self.is_broken |= last && !self.rest.is_empty();
        text
    }

    /// Finds out which encoding it is; false if more bytes are needed for that.
    fn find_encoding(&mut self, vm: &mut Vm, name: Option<&str>, last: bool) -> Res<bool> {
        let head = &self.rest;
        const MARKS: [(&[u8], usize, bool, bool); 5] = [
            (b"\xEF\xBB\xBF", 3, false, false),
            (b"\xFF\xFE", 2, true, true),
            (b"\xFE\xFF", 2, true, false),
            (b"<\0", 0, true, true),
            (b"\0<", 0, true, false),
        ];
        if head.len() < 3 && !last {
            return Ok(false);
        }
        for (mark, skipped, wide, little) in MARKS {
            if head.starts_with(mark) {
                self.encoding = Some(if wide { Encoding::Utf16 { little } } else { Encoding::Utf8 });
                self.rest.drain(..skipped);
                return Ok(true);
            }
        }
        let name = match name {
            Some(name) => name.to_owned(),
            None => {
                const BEGIN: &[u8] = b"<?xml";
                if !head.starts_with(BEGIN) && (!BEGIN.starts_with(head) || last) {
                    "utf-8".to_owned()
                } else {
                    match (head.windows(2).position(|two| two == b"?>"), last) {
                        (None, false) => return Ok(false),
                        (end, _) => declared(&head[..end.unwrap_or(head.len())]).unwrap_or("utf-8".to_owned()),
                    }
                }
            }
        };
        self.encoding = Some(Encoding::named(vm, &name)?);
        Ok(true)
    }
}

impl Encoding {
    fn named(vm: &mut Vm, name: &str) -> Res<Encoding> {
        Ok(match name.to_ascii_lowercase().as_str() {
            // What cannot be true of bytes like these is told where the declaration is read.
            "utf-8" | "utf-16" | "utf-16le" | "utf-16be" => Encoding::Utf8,
            "us-ascii" => Encoding::Ascii,
            "iso-8859-1" => Encoding::Latin1,
            _ => {
                let all: Vec<u8> = (0..=255).collect();
                let text =
                    vm.call_method(&Bytes::value(&all), "decode", &[Value::from(name), Value::from("replace")])?;
                let table: Vec<char> = text.as_str().unwrap_or_default().chars().collect();
                if table.len() != 256 {
                    return Err(vm.error(Exc::ValueError, "multi-byte encodings are not supported"));
                }
                Encoding::Table(table)
            }
        })
    }
}

/// The encoding that a declaration names.
fn declared(head: &[u8]) -> Option<String> {
    const WORD: &[u8] = b"encoding";
    let at = head.windows(WORD.len()).position(|word| word == WORD)? + WORD.len();
    let mut rest = head[at..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start().iter();
    let quote = rest.next().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let name: Vec<u8> = rest.take_while(|byte| *byte != quote).copied().collect();
    String::from_utf8(name).ok()
}
