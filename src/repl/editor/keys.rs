//! What arrives from a terminal, as keys.

/// A key, or a block that was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character that is to be inserted.
    Char(char),
    /// A letter with Ctrl, in lower case; `_` for Ctrl-_.
    Ctrl(char),
    /// A character after Escape or with Alt.
    Alt(char),
    /// Return.
    Enter,
    /// Return with Alt.
    AltEnter,
    /// Tab.
    Tab,
    /// Tab with Shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Backspace with Alt.
    AltBackspace,
    /// Delete.
    Delete,
    /// An arrow.
    Left,
    /// An arrow.
    Right,
    /// An arrow.
    Up,
    /// An arrow.
    Down,
    /// An arrow with Ctrl or Alt.
    WordLeft,
    /// An arrow with Ctrl or Alt.
    WordRight,
    /// Home.
    Home,
    /// End.
    End,
    /// A block of text, its line ends made `\n`.
    Paste(String),
    /// A key without a meaning here.
    Other,
}

/// Bytes that have come and are not keys yet.
#[derive(Default)]
pub struct Decoder {
    bytes: Vec<u8>,
}

const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

impl Decoder {
    /// Takes note of bytes that have come.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Was Ctrl-C typed ahead? Then it and what was typed before it are forgotten.
    pub fn take_interrupt(&mut self) -> bool {
        let at = self.bytes.iter().rposition(|byte| *byte == 3);
        at.map(|at| self.bytes.drain(..=at)).is_some()
    }

    /// Has more come than the keys that were asked for?
    pub fn has_more(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// The next key; `None` until more bytes come.
    pub fn next(&mut self) -> Option<Key> {
        let (key, length) = decode(&self.bytes)?;
        self.bytes.drain(..length);
        Some(key)
    }
}

/// The first key of `bytes` and how many of them it is.
fn decode(bytes: &[u8]) -> Option<(Key, usize)> {
    let first = *bytes.first()?;
    Some(match first {
        b'\r' | b'\n' => (Key::Enter, 1),
        b'\t' => (Key::Tab, 1),
        0x7f | 0x08 => (Key::Backspace, 1),
        0x1b => return escape(bytes),
        0x1f => (Key::Ctrl('_'), 1),
        1..=26 => (Key::Ctrl((b'a' + first - 1) as char), 1),
        0..0x20 => (Key::Other, 1),
        _ => return character(bytes).map(|(c, length)| (c.map_or(Key::Other, Key::Char), length)),
    })
}

/// A character in UTF-8; no character for bytes that are none.
fn character(bytes: &[u8]) -> Option<(Option<char>, usize)> {
    let length = match bytes[0] {
        0..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return Some((None, 1)),
    };
    let encoded = bytes.get(..length)?;
    match std::str::from_utf8(encoded) {
        Ok(text) => Some((text.chars().next(), length)),
        Err(_) => Some((None, 1)),
    }
}

/// What begins with Escape. By itself it means nothing, so it waits for what follows.
fn escape(bytes: &[u8]) -> Option<(Key, usize)> {
    let second = *bytes.get(1)?;
    Some(match second {
        b'[' if bytes.starts_with(PASTE_START) => return paste(bytes),
        b'[' => {
            let end = 2 + bytes[2..].iter().position(|b| (0x40..=0x7e).contains(b))?;
            (sequence(&bytes[2..end], bytes[end]), end + 1)
        }
        b'O' => (sequence(b"", *bytes.get(2)?), 3),
        b'\r' | b'\n' => (Key::AltEnter, 2),
        0x7f | 0x08 => (Key::AltBackspace, 2),
        // A second Escape begins anew.
        0x1b => (Key::Other, 1),
        0..0x20 => (Key::Other, 2),
        _ => {
            let (c, length) = character(&bytes[1..])?;
            (c.map_or(Key::Other, Key::Alt), 1 + length)
        }
    })
}

/// A control sequence: its parameters and its last byte.
fn sequence(parameters: &[u8], last: u8) -> Key {
    let with_modifier = parameters.contains(&b';');
    match (last, with_modifier) {
        (b'A', _) => Key::Up,
        (b'B', _) => Key::Down,
        (b'C', true) => Key::WordRight,
        (b'D', true) => Key::WordLeft,
        (b'C', false) => Key::Right,
        (b'D', false) => Key::Left,
        (b'H', _) => Key::Home,
        (b'F', _) => Key::End,
        (b'Z', _) => Key::BackTab,
        (b'~', _) => match parameters.split(|b| *b == b';').next() {
            Some(b"1" | b"7") => Key::Home,
            Some(b"4" | b"8") => Key::End,
            Some(b"3") => Key::Delete,
            _ => Key::Other,
        },
        _ => Key::Other,
    }
}

fn paste(bytes: &[u8]) -> Option<(Key, usize)> {
    let rest = &bytes[PASTE_START.len()..];
    let length = rest.windows(PASTE_END.len()).position(|window| window == PASTE_END)?;
    let text = String::from_utf8_lossy(&rest[..length]).replace("\r\n", "\n").replace('\r', "\n");
    let text = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    Some((Key::Paste(text), PASTE_START.len() + length + PASTE_END.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(bytes: &[u8]) -> Vec<Key> {
        let mut decoder = Decoder::default();
        decoder.push(bytes);
        std::iter::from_fn(|| decoder.next()).collect()
    }

    #[test]
    fn sequences_become_keys() {
        assert_eq!(keys("aé\r".as_bytes()), [Key::Char('a'), Key::Char('é'), Key::Enter]);
        assert_eq!(keys(b"\x1b[A\x1bOB\x1b[1;5C\x1b[3~"), [Key::Up, Key::Down, Key::WordRight, Key::Delete]);
        assert_eq!(keys(b"\x03\x1bf\x1b[Z"), [Key::Ctrl('c'), Key::Alt('f'), Key::BackTab]);
        assert_eq!(keys(b"\x1b[200~a\r\nb\x1b[201~c"), [Key::Paste("a\nb".into()), Key::Char('c')]);
    }

    #[test]
    fn what_is_incomplete_waits() {
        let mut decoder = Decoder::default();
        for part in ["\x1b".as_bytes(), b"\x1b[", &"é".as_bytes()[..1], b"\x1b[200~x"] {
            decoder.bytes.clear();
            decoder.push(part);
            assert_eq!(decoder.next(), None);
        }
        assert_eq!(keys(b"\xff\xfea"), [Key::Other, Key::Other, Key::Char('a')]);
    }
}
