//! `str`: immutable text, UTF-8 inside, indexed by character.

pub mod repr;
pub mod unicode;
mod unicode_data;

use crate::heap::{Body, Gc, INTERNED, Kind, Tailed};
use crate::value::Value;
use siphasher::sip::SipHasher13;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::hash::Hasher;
use std::rc::Rc;

/// A string. Behind the body lie its UTF-8 bytes and, if it is long and not ASCII, an index of byte offsets, one for
/// every [`STRIDE`] characters, so that indexing does not scan.
pub struct Str {
    hash: Cell<u64>,
    /// Bytes of text.
    len: u32,
    /// Characters.
    chars: u32,
}

/// Characters between two entries of the offset index.
const STRIDE: usize = 64;

impl Body for Str {
    const KIND: Kind = Kind::Str;
}

impl Tailed for Str {
    type Item = u8;

    fn tail_len(&self) -> usize {
        self.len as usize + self.index_len() * 4
    }
}

thread_local! {
    /// The key of string hashes. Set once, before the first string is made.
    static HASH_KEY: Cell<u64> = const { Cell::new(0) };
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
        let body = Str { hash: Cell::new(0), len: text.len() as u32, chars: chars as u32 };
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

    /// A new string as a value.
    pub fn value(text: &str) -> Value {
        Str::new(text).into_value()
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

    /// Sets the key of string hashes.
    pub fn set_hash_key(key: u64) {
        HASH_KEY.set(key);
    }

    fn index_len(&self) -> usize {
        if self.is_ascii() { 0 } else { (self.chars as usize).saturating_sub(1) / STRIDE }
    }

    /// The text. Lone surrogates are mapped by `rondo_grammar::surrogate`.
    #[inline(always)]
    pub fn as_str(&self) -> &str {
        let bytes = &self.tail()[..self.len as usize];
        debug_assert!(std::str::from_utf8(bytes).is_ok());
        // The tail's first `len` bytes were copied from a `&str` and never change; checking them again on each access
        // would make every string operation linear.
        crate::value::utf8_of(bytes)
    }

    /// Length in characters.
    #[inline(always)]
    pub fn char_len(&self) -> usize {
        self.chars as usize
    }

    /// Is every character ASCII, so that byte and character offsets agree?
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.len == self.chars
    }

    /// The byte offset of character `index`, which is at most the length.
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index;
        }
        if index >= self.chars as usize {
            return self.len as usize;
        }
        let entry = index / STRIDE;
        let start = match entry {
            0 => 0,
            _ => {
                let at = self.len as usize + (entry - 1) * 4;
                let bytes = &self.tail()[at..at + 4];
                u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
            }
        };
        let rest = &self.as_str()[start..];
        start + rest.char_indices().nth(index % STRIDE).map_or(rest.len(), |(offset, _)| offset)
    }

    /// The character at `index`.
    pub fn char_at(&self, index: usize) -> Option<char> {
        if index >= self.chars as usize {
            return None;
        }
        self.as_str()[self.byte_offset(index)..].chars().next()
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
                let mut hasher = SipHasher13::new_with_keys(HASH_KEY.get(), 0x526f_6e64_6f);
                hasher.write(self.as_str().as_bytes());
                // Zero means "not computed yet".
                let hash = hasher.finish().max(1);
                self.hash.set(hash);
                hash
            }
            hash => hash,
        }
    }
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

impl From<&Rc<str>> for Value {
    fn from(text: &Rc<str>) -> Value {
        Str::value(text)
    }
}
