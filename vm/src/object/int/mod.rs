//! `int`: small ones are immediate, larger ones are boxed.

pub mod arithmetic;
pub mod methods;
pub mod text;

pub use methods::SPEC;

use crate::heap::{Body, Gc, Kind};
use crate::object::int::arithmetic::Integer;
use crate::value::Value;
use num_bigint::BigInt;
use num_traits::{Num, ToPrimitive};

/// An integer beyond 49 bits. One that fits into 49 bits is never boxed.
pub struct Int(Boxed);

/// Most boxed numbers are intermediate results of hashes and random numbers: products of two words need no second
/// allocation either.
enum Boxed {
    /// Within 64 bits.
    Word(i64),
    /// Beyond 64 bits, within 128: the lower and the upper half, which need no more than a word's alignment.
    Wide(u64, i64),
    /// Beyond 128 bits.
    Big(BigInt),
}

impl Body for Int {
    const KIND: Kind = Kind::Int;
}

impl Int {
    /// The number.
    #[inline]
    pub fn integer(&self) -> Integer<'_> {
        match &self.0 {
            Boxed::Word(i) => Integer::Small(*i),
            Boxed::Wide(low, high) => Integer::Wide((*high as i128) << 64 | *low as i128),
            Boxed::Big(i) => Integer::Big(i),
        }
    }
}

/// The value of an integer.
#[inline(always)]
pub fn from_i64(i: i64) -> Value {
    match Value::small_int(i) {
        Some(v) => v,
        None => Gc::new(Int(Boxed::Word(i))).into_value(),
    }
}

/// The value of a product or sum of machine integers.
pub fn from_i128(i: i128) -> Value {
    match i64::try_from(i) {
        Ok(i) => from_i64(i),
        Err(_) => Gc::new(Int(Boxed::Wide(i as u64, (i >> 64) as i64))).into_value(),
    }
}

/// The value of a large integer, immediate if it is small after all.
pub fn from_big(value: BigInt) -> Value {
    match value.to_i128() {
        Some(i) => from_i128(i),
        None => Gc::new(Int(Boxed::Big(value))).into_value(),
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
