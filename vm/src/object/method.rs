//! Bound methods: a callable and the receiver it was looked up on.

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::value::Value;

/// A bound method, of a function or of a native.
pub struct BoundMethod {
    /// What is called.
    pub function: Value,
    /// Its first argument.
    pub receiver: Value,
}

impl Body for BoundMethod {
    const KIND: Kind = Kind::BoundMethod;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.function);
        visit(&self.receiver);
    }
}

impl BoundMethod {
    /// `function` bound to `receiver`.
    pub fn value(function: Value, receiver: Value) -> Value {
        Gc::new(BoundMethod { function, receiver }).into_value()
    }
}
