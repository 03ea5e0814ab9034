//! `int`: small ones are immediate, larger ones are boxed.

pub mod arithmetic;
pub mod methods;
pub mod text;

pub use methods::SPEC;

use crate::heap::{Body, Gc, Kind};
use crate::value::Value;
use num_bigint::BigInt;
use num_traits::{Num, ToPrimitive};

/// An integer beyond 49 bits. One that fits into 49 bits is never boxed.
pub struct Int {
    /// The number.
    pub value: BigInt,
}

impl Body for Int {
    const KIND: Kind = Kind::Int;
}

/// The value of an integer.
#[inline(always)]
pub fn from_i64(i: i64) -> Value {
    match Value::small_int(i) {
        Some(v) => v,
        None => boxed(BigInt::from(i)),
    }
}

#[cold]
fn boxed(value: BigInt) -> Value {
    Gc::new(Int { value }).into_value()
}

/// The value of a large integer, immediate if it is small after all.
pub fn from_big(value: BigInt) -> Value {
    match value.to_i64().and_then(Value::small_int) {
        Some(v) => v,
        None => boxed(value),
    }
}

/// The value of digits in a radix, both from the parser, which checked them.
pub fn from_digits(radix: u32, digits: &str) -> Value {
    from_big(BigInt::from_str_radix(digits, radix).unwrap_or_default())
}

impl From<i64> for Value {
    fn from(i: i64) -> Value {
        from_i64(i)
    }
}

impl From<usize> for Value {
    fn from(i: usize) -> Value {
        from_i64(i as i64)
    }
}
