//! `bytearray`: mutable sequences of bytes.

pub mod methods;

pub use methods::SPEC;

use crate::heap::{Body, Gc, Interior, Kind};
use crate::value::Value;
use std::cell::Cell;

/// A bytearray.
pub struct ByteArray {
    /// The bytes.
    pub bytes: Interior<Vec<u8>>,
    /// How many memoryviews show the bytes: while there are any, the length cannot change.
    pub exports: Cell<usize>,
}

impl Body for ByteArray {
    const KIND: Kind = Kind::ByteArray;
}

impl ByteArray {
    /// A new bytearray.
    pub fn value(bytes: Vec<u8>) -> Value {
        Gc::new(ByteArray { bytes: Interior::new(bytes), exports: Cell::new(0) }).into_value()
    }
}
