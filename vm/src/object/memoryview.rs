//! `memoryview`: a window onto the bytes of another object.

use crate::heap::{Body, Kind, Visitor};
use crate::value::Value;

/// A memoryview of a bytes object or bytearray.
pub struct MemoryView {
    /// Whose bytes are shown.
    pub base: Value,
    /// The first byte shown.
    pub start: usize,
    /// How many bytes are shown.
    pub len: usize,
}

impl Body for MemoryView {
    const KIND: Kind = Kind::MemoryView;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.base);
    }
}
