//! `bytes`: immutable sequences of bytes.

use crate::heap::{Body, Gc, Kind, Tailed};
use crate::value::Value;

/// A bytes object; the bytes are the tail.
pub struct Bytes {
    len: usize,
}

impl Body for Bytes {
    const KIND: Kind = Kind::Bytes;
}

impl Tailed for Bytes {
    type Item = u8;

    fn tail_len(&self) -> usize {
        self.len
    }
}

impl Bytes {
    /// A new bytes object.
    pub fn value(bytes: &[u8]) -> Value {
        Gc::with_bytes(Bytes { len: bytes.len() }, bytes).into_value()
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        self.tail()
    }
}
