//! `bytes`: immutable sequences of bytes.

use crate::heap::{Body, Gc, Kind, Tailed};
use crate::object::bytearray::ByteArray;
use crate::object::exception::Exc;
use crate::object::memoryview::MemoryView;
use crate::object::number;
use crate::value::Value;
use crate::vm::{Res, Vm};
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

/// The bytes of a bytes-like object: `bytes`, `bytearray`, `memoryview` and instances of their subclasses. Those of a
/// mutable object are copied, so that nothing can change them meanwhile.
pub fn bytes_of(value: &Value) -> Option<Cow<'_, [u8]>> {
    if let Some(bytes) = value.get::<Bytes>() {
        return Some(Cow::Borrowed(bytes.as_slice()));
    }
    if let Some(array) = value.get::<ByteArray>() {
        return Some(Cow::Owned(array.bytes.borrow().clone()));
    }
    let view = value.get::<MemoryView>()?;
    let end = view.start + view.len;
    match bytes_of(&view.base)? {
        Cow::Borrowed(bytes) => bytes.get(view.start..end).map(Cow::Borrowed),
        Cow::Owned(bytes) => bytes.get(view.start..end).map(|bytes| Cow::Owned(bytes.to_vec())),
    }
}

/// The bytes that `bytes(value)` makes of an object other than a number or string: those of a bytes-like object, else
/// the ints of an iterable.
///
/// # Errors
/// TypeError, ValueError.
pub fn bytes_from_object(vm: &mut Vm, value: &Value) -> Res<Vec<u8>> {
    if let Some(bytes) = bytes_of(value) {
        return Ok(bytes.into_owned());
    }
    let mut bytes = Vec::new();
    for item in vm.collect(value)? {
        match number::to_i64(&item).map(u8::try_from) {
            Some(Ok(byte)) => bytes.push(byte),
            _ => return Err(vm.error(Exc::ValueError, "bytes must be in range(0, 256)")),
        }
    }
    Ok(bytes)
}
