//! `bytearray`: mutable sequences of bytes.

use crate::heap::{Body, Gc, Interior, Kind};
use crate::value::Value;

/// A bytearray.
pub struct ByteArray {
    /// The bytes.
    pub bytes: Interior<Vec<u8>>,
}

impl Body for ByteArray {
    const KIND: Kind = Kind::ByteArray;
}

impl ByteArray {
    /// A new bytearray.
    pub fn value(bytes: Vec<u8>) -> Value {
        Gc::new(ByteArray { bytes: Interior::new(bytes) }).into_value()
    }
}
