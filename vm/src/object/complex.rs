//! `complex`.

use crate::heap::{Body, Gc, Kind};
use crate::value::Value;

/// A complex number.
pub struct Complex {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Body for Complex {
    const KIND: Kind = Kind::Complex;
}

impl Complex {
    /// A complex number.
    pub fn value(re: f64, im: f64) -> Value {
        Gc::new(Complex { re, im }).into_value()
    }
}
