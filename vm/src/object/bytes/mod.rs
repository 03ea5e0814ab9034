//! `bytes`: immutable sequences of bytes; and the bytes of all bytes-like objects.

mod construct;
pub mod methods;
pub(crate) mod search;
pub(crate) mod shared;

pub(crate) use construct::construct;
pub use construct::{bytes_from_object, bytes_of_any};
pub use methods::SPEC;
pub use shared::hex_text;

use crate::heap::{Body, Gc, Kind, Tailed};
use crate::object::bytearray::ByteArray;
use crate::object::foreign::Foreign;
use crate::object::int::from_i64;
use crate::object::memoryview::MemoryView;
use crate::value::Value;
use std::borrow::Cow;

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

/// Shows the bytes of a bytes-like object to `f`: of `bytes`, `bytearray`, `memoryview`, instances of subclasses, and of
/// native objects with the buffer protocol.
/// `None` if the value is something else. `f` must not run user code: a bytearray is borrowed meanwhile.
pub fn with_bytes<R>(value: &Value, f: impl FnOnce(&[u8]) -> R) -> Option<R> {
    if let Some(bytes) = value.get::<Bytes>() {
        return Some(f(bytes.as_slice()));
    }
    if let Some(array) = value.get::<ByteArray>() {
        return Some(f(&array.bytes.borrow()));
    }
    if let Some(foreign) = value.get::<Foreign>() {
        return Some(f(&foreign.buffer()?.0.get::<ByteArray>()?.bytes.borrow()));
    }
    value.get::<MemoryView>()?.with_bytes(f)
}

/// The bytes of a bytes-like object: `bytes`, `bytearray`, `memoryview` and instances of their subclasses. Those of a
/// mutable object are copied, so that nothing can change them meanwhile.
pub fn bytes_of(value: &Value) -> Option<Cow<'_, [u8]>> {
    match value.get::<Bytes>() {
        Some(bytes) => Some(Cow::Borrowed(bytes.as_slice())),
        None => with_bytes(value, |bytes| Cow::Owned(bytes.to_vec())),
    }
}

/// The number of bytes of a bytes-like object.
pub fn len_of(value: &Value) -> Option<usize> {
    with_bytes(value, <[u8]>::len)
}

/// The byte at an index of a bytes-like object, as an int: one step of an iteration.
#[inline]
pub fn item(value: &Value, index: usize) -> Option<Value> {
    with_bytes(value, |bytes| bytes.get(index).map(|&byte| from_i64(byte as i64)))?
}
