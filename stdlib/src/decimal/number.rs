//! Decimal numbers: finite ones, which are a sign, a coefficient and an exponent, infinities, and what is no number.

use super::coefficient::Coefficient;
use super::settings::Status;

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Finite,
    Infinite,
    QuietNan,
    SignalingNan,
}

/// A number. The coefficient of a NaN is its payload, 0 if it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    pub negative: bool,
    pub kind: Kind,
    pub exponent: i64,
    pub coefficient: Coefficient,
}

impl Number {
    pub const NAN: Number = Number::special(false, Kind::QuietNan);

    #[inline]
    pub const fn finite(negative: bool, coefficient: Coefficient, exponent: i64) -> Number {
        Number { negative, kind: Kind::Finite, exponent, coefficient }
    }

    /// A number in place.
    pub const fn small(negative: bool, coefficient: u64, exponent: i64) -> Number {
        Number::finite(negative, Coefficient::Small(coefficient as u128), exponent)
    }

    pub const fn zero(negative: bool, exponent: i64) -> Number {
        Number::finite(negative, Coefficient::ZERO, exponent)
    }

    const fn special(negative: bool, kind: Kind) -> Number {
        Number { negative, kind, exponent: 0, coefficient: Coefficient::ZERO }
    }

    pub const fn infinity(negative: bool) -> Number {
        Number::special(negative, Kind::Infinite)
    }

    /// The result of an operation that has none, for a reason.
    pub fn none(status: &mut Status, reason: Status) -> Number {
        *status |= reason;
        Number::NAN
    }

    /// An integer.
    pub fn integer(i: i64) -> Number {
        Number::finite(i < 0, Coefficient::Small(i.unsigned_abs() as u128), 0)
    }

    #[inline]
    pub fn is_finite(&self) -> bool {
        self.kind == Kind::Finite
    }

    pub fn is_infinite(&self) -> bool {
        self.kind == Kind::Infinite
    }

    pub fn is_nan(&self) -> bool {
        matches!(self.kind, Kind::QuietNan | Kind::SignalingNan)
    }

    pub fn is_signaling(&self) -> bool {
        self.kind == Kind::SignalingNan
    }

    #[inline]
    pub fn is_zero(&self) -> bool {
        self.is_finite() && self.coefficient.is_zero()
    }

    pub fn digits(&self) -> i64 {
        self.coefficient.digits()
    }

    /// The exponent of the first digit.
    #[inline]
    pub fn adjusted(&self) -> i64 {
        self.exponent + self.digits() - 1
    }

    /// Is it an integer? No matter how it is written.
    pub fn is_integer(&self) -> bool {
        self.is_finite()
            && (self.coefficient.is_zero()
                || self.exponent >= 0
                || self.coefficient.trailing_zeros() >= self.exponent.saturating_neg())
    }

    /// Is it an odd integer?
    pub fn is_odd(&self) -> bool {
        self.is_integer() && self.exponent <= 0 && self.coefficient.shift_right(-self.exponent).0.is_odd()
    }

    pub fn negated(mut self) -> Number {
        self.negative = !self.negative;
        self
    }

    pub fn with_sign(mut self, negative: bool) -> Number {
        self.negative = negative;
        self
    }
}
