//! `str`: immutable text, UTF-8 inside, indexed by character.

pub(crate) mod arguments;
pub mod build;
mod case;
pub mod codec;
mod format_string;
pub(crate) mod layout;
pub mod methods;
pub mod printf;
pub(crate) mod search;
pub mod unicode;
mod unicode_data;

pub use rondo_compiler::literal::text as repr;

pub use build::{append, character, concat, next_character, repeat};
pub use methods::SPEC;

use crate::heap::{Body, Gc, INTERNED, Kind, Tailed};
use crate::value::Value;
use rondo_grammar::Text;
use siphasher::sip::SipHasher13;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashSet;
use std::hash::Hasher;

/// A string. Behind the body lie its UTF-8 bytes and, if it is long and not ASCII, an index of byte offsets, one for
/// every [`STRIDE`] characters, so that indexing does not scan.
pub struct Str {
    hash: Cell<u64>,
    /// Bytes of text.
    len: Cell<u32>,
    /// Characters.
    chars: Cell<u32>,
}

/// The most bytes a string has.
pub const MAX_LEN: usize = u32::MAX as usize / 2;

/// Characters between two entries of the offset index.
const STRIDE: usize = 64;

/// Are the texts equal? Most texts of the same length that differ do so at the beginning.
#[inline(always)]
pub(crate) fn same_text(a: &Str, b: &Str) -> bool {
    let (a, b) = (a.as_str().as_bytes(), b.as_str().as_bytes());
    match (a, b) {
        ([first, rest @ ..], [other, others @ ..]) => {
            rest.len() == others.len() && first == other && (rest.is_empty() || rest == others)
        }
        _ => a.len() == b.len(),
    }
}

impl Body for Str {
    const KIND: Kind = Kind::Str;
}

impl Tailed for Str {
    type Item = u8;

    fn tail_len(&self) -> usize {
        self.byte_len() + self.index_len() * 4
    }
}

/// The place of the empty string in the table of shared strings.
const EMPTY: usize = 128;

/// A string of the table of shared strings: by the code of an ASCII character, or [`EMPTY`].
fn ascii_character(code: usize) -> Value {
    SHARED.with(|shared| {
        let table = shared.get_or_init(|| {
            let mut table: Vec<Gc<Str>> =
                (0..128).map(|code| Str::intern(char::from(code as u8).encode_utf8(&mut [0; 4]))).collect();
            table.push(Str::intern(""));
            table
        });
        table[code].to_value()
    })
}

/// The string of a character from U+0080 to U+00FF; these are shared too, from the first one on that is asked for.
#[cold]
fn latin_character(character: char) -> Value {
    LATIN.with(|latin| {
        let table: &Vec<Gc<Str>> =
            latin.get_or_init(|| ('\u{80}'..='\u{ff}').map(|c| Str::new(c.encode_utf8(&mut [0; 4]))).collect());
        table[character as usize - 0x80].to_value()
    })
}

/// Room for the names of a program that imports little, which are known at once; growing to it would be a twentieth of
/// what a start takes.
const NAMES_AT_START: usize = 1792;

thread_local! {
    /// The single ASCII characters and the empty string.
    static SHARED: OnceCell<Vec<Gc<Str>>> = const { OnceCell::new() };
    /// The other characters of Latin-1, from U+0080 on.
    static LATIN: OnceCell<Vec<Gc<Str>>> = const { OnceCell::new() };
    /// The key of string hashes. Set once, before the first string is made.
    static HASH_KEY: Cell<[u64; 2]> = const { Cell::new([0; 2]) };
    static INTERNED_STRINGS: RefCell<HashSet<Interned, rustc_hash::FxBuildHasher>> =
        const { RefCell::new(HashSet::with_hasher(rustc_hash::FxBuildHasher)) };
}

/// An entry of the table of interned strings, compared by text. The table keeps its strings for good: they are names
/// that occur in code.
struct Interned(Gc<Str>);

impl PartialEq for Interned {
    fn eq(&self, other: &Interned) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}
impl Eq for Interned {}
impl std::hash::Hash for Interned {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_str().hash(state)
    }
}
impl std::borrow::Borrow<str> for Interned {
    fn borrow(&self) -> &str {
        self.0.as_str()
    }
}

impl Str {
    /// A new string.
    pub fn new(text: &str) -> Gc<Str> {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        let body = Str::body(text.len(), chars);
        if body.index_len() == 0 {
            return Gc::with_bytes(body, text.as_bytes());
        }
        let mut bytes = Vec::with_capacity(body.tail_len());
        bytes.extend_from_slice(text.as_bytes());
        for (i, (offset, _)) in text.char_indices().enumerate() {
            if i % STRIDE == 0 && i > 0 {
                bytes.extend_from_slice(&(offset as u32).to_le_bytes());
            }
        }
        Gc::with_bytes(body, &bytes)
    }

    fn body(len: usize, chars: usize) -> Str {
        debug_assert!(len <= MAX_LEN);
        Str { hash: Cell::new(0), len: Cell::new(len as u32), chars: Cell::new(chars as u32) }
    }

    /// A string as a value. The empty string and single characters of Latin-1 are shared.
    pub fn value(text: &str) -> Value {
        match text.as_bytes() {
            [] => ascii_character(EMPTY),
            [byte @ 0..128] => ascii_character(*byte as usize),
            [0xC2 | 0xC3, _] => text.chars().next().map_or_else(|| ascii_character(EMPTY), latin_character),
            _ => Str::new(text).into_value(),
        }
    }

    /// The decimal digits of an int as a value.
    pub fn decimal(i: i64) -> Value {
        let mut digits = [0; 20];
        Str::value(std::str::from_utf8(decimal_digits(i, &mut digits)).unwrap_or_default())
    }

    /// The one string object with this text that names are compared by.
    pub fn intern(text: &str) -> Gc<Str> {
        INTERNED_STRINGS.with_borrow_mut(|table| {
            if let Some(found) = table.get(text) {
                return found.0.clone();
            }
            let string = Str::new(text);
            string.header().set(INTERNED, true);
            table.insert(Interned(string.clone()));
            string
        })
    }

    /// The interned string with the text of one, mostly that one itself; `None` for what is no string.
    pub fn interned(string: Value) -> Option<Value> {
        if string.as_str().is_some() && string.header().is_some_and(|header| header.has(INTERNED)) {
            return Some(string);
        }
        string.as_str().map(|text| Str::intern(text).into_value())
    }

    /// Sets the key of string hashes.
    pub fn set_hash_key(key: [u64; 2]) {
        HASH_KEY.set(key);
        INTERNED_STRINGS.with_borrow_mut(|table| table.reserve(NAMES_AT_START));
    }

    fn index_len(&self) -> usize {
        if self.is_ascii() { 0 } else { self.char_len().saturating_sub(1) / STRIDE }
    }

    /// The text. Lone surrogates are mapped by `rondo_grammar::surrogate`.
    #[inline(always)]
    pub fn as_str(&self) -> &str {
        let bytes = &self.tail()[..self.byte_len()];
        debug_assert!(std::str::from_utf8(bytes).is_ok());
        // The tail's first `len` bytes were copied from a `&str` and never change; checking them again on each access
        // would make every string operation linear.
        crate::value::utf8_of(bytes)
    }

    /// Length in characters.
    #[inline(always)]
    pub fn char_len(&self) -> usize {
        self.chars.get() as usize
    }

    /// Length in bytes of UTF-8.
    #[inline(always)]
    pub fn byte_len(&self) -> usize {
        self.len.get() as usize
    }

    /// Is every character ASCII, so that byte and character offsets agree?
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.len.get() == self.chars.get()
    }

    /// The byte offset of character `index`, which is at most the length.
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index;
        }
        if index >= self.char_len() {
            return self.byte_len();
        }
        let entry = index / STRIDE;
        let start = match entry {
            0 => 0,
            _ => {
                let at = self.byte_len() + (entry - 1) * 4;
                let bytes = &self.tail()[at..at + 4];
                u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
            }
        };
        let rest = &self.as_str()[start..];
        start + rest.char_indices().nth(index % STRIDE).map_or(rest.len(), |(offset, _)| offset)
    }

    /// The character at `index`.
    pub fn char_at(&self, index: usize) -> Option<char> {
        if index >= self.char_len() {
            return None;
        }
        self.as_str()[self.byte_offset(index)..].chars().next()
    }

    /// The character index of a byte offset that begins a character.
    pub fn char_index(&self, offset: usize) -> usize {
        if self.is_ascii() {
            return offset;
        }
        // The entry of the index that lies before the offset spares counting from the start.
        let index = &self.tail()[self.byte_len()..];
        let entries = index.as_chunks::<4>().0;
        let before = entries.partition_point(|entry| u32::from_le_bytes(*entry) as usize <= offset);
        let from = match before {
            0 => 0,
            _ => u32::from_le_bytes(entries[before - 1]) as usize,
        };
        before * STRIDE + self.as_str()[from..offset].chars().count()
    }

    /// The text between two character indices, `start <= end <= char_len()`.
    pub fn slice(&self, start: usize, end: usize) -> &str {
        &self.as_str()[self.byte_offset(start)..self.byte_offset(end)]
    }

    /// The hash, the same for equal text.
    #[inline]
    pub fn hash(&self) -> u64 {
        match self.hash.get() {
            0 => {
                let hash = hash_of(self.as_str().as_bytes());
                self.hash.set(hash);
                hash
            }
            hash => hash,
        }
    }
}

/// The hash of text or bytes; of ASCII characters it is CPython's. Zero, which means "not computed yet", is that of none.
pub fn hash_of(bytes: &[u8]) -> u64 {
    if bytes.is_empty() {
        return 0;
    }
    let [first, second] = HASH_KEY.get();
    match SipHasher13::new_with_keys(first, second).hash(bytes) {
        0 => 1,
        // The hash that no Python object has.
        u64::MAX => -2_i64 as u64,
        hash => hash,
    }
}

/// Writes the decimal digits of an int to the end of `digits`, which has room for any; returns them.
pub(crate) fn decimal_digits(i: i64, digits: &mut [u8; 20]) -> &[u8] {
    let (mut rest, mut at) = (i.unsigned_abs(), digits.len());
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if i < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    &digits[at..]
}

impl Value {
    /// The text of a `str` or of an instance of a subclass.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        self.get::<Str>().map(Str::as_str)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Str::value(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Str::value(&text)
    }
}

impl From<&Text> for Value {
    fn from(text: &Text) -> Value {
        Str::value(text)
    }
}
