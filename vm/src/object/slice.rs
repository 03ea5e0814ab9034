//! `slice`.

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::value::Value;

/// A slice.
pub struct Slice {
    /// Start or `None`.
    pub start: Value,
    /// Stop or `None`.
    pub stop: Value,
    /// Step or `None`.
    pub step: Value,
}

impl Body for Slice {
    const KIND: Kind = Kind::Slice;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.start);
        visit(&self.stop);
        visit(&self.step);
    }
}

impl Slice {
    /// A slice.
    pub fn value(start: Value, stop: Value, step: Value) -> Value {
        Gc::new(Slice { start, stop, step }).into_value()
    }
}
