//! What governs arithmetic: precision, rounding, limits of exponents, and the conditions that operations come to.

use std::ops::{BitAnd, BitOr, BitOrAssign, Not};

/// The largest precision and exponent.
pub const MAX_PREC: i64 = 999_999_999_999_999_999;
/// The largest adjusted exponent.
pub const MAX_EMAX: i64 = MAX_PREC;
/// The smallest adjusted exponent of a normal number.
pub const MIN_EMIN: i64 = -MAX_PREC;
/// The smallest exponent.
pub const MIN_ETINY: i64 = MIN_EMIN - (MAX_PREC - 1);

/// A rounding mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    Up,
    Down,
    Ceiling,
    Floor,
    HalfUp,
    HalfDown,
    HalfEven,
    ZeroFiveUp,
}

impl Rounding {
    /// All of them, with their names.
    pub const ALL: [(Rounding, &str); 8] = [
        (Rounding::Up, "ROUND_UP"),
        (Rounding::Down, "ROUND_DOWN"),
        (Rounding::Ceiling, "ROUND_CEILING"),
        (Rounding::Floor, "ROUND_FLOOR"),
        (Rounding::HalfUp, "ROUND_HALF_UP"),
        (Rounding::HalfDown, "ROUND_HALF_DOWN"),
        (Rounding::HalfEven, "ROUND_HALF_EVEN"),
        (Rounding::ZeroFiveUp, "ROUND_05UP"),
    ];

    pub fn of(name: &str) -> Option<Rounding> {
        Rounding::ALL.iter().find(|(_, known)| *known == name).map(|(rounding, _)| *rounding)
    }

    pub fn name(self) -> &'static str {
        Rounding::ALL[self as usize].1
    }
}

/// A set of conditions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Status(pub u32);

impl Status {
    pub const CLAMPED: Status = Status(1);
    pub const CONVERSION_SYNTAX: Status = Status(1 << 1);
    pub const DIVISION_BY_ZERO: Status = Status(1 << 2);
    pub const DIVISION_IMPOSSIBLE: Status = Status(1 << 3);
    pub const DIVISION_UNDEFINED: Status = Status(1 << 4);
    pub const INEXACT: Status = Status(1 << 5);
    pub const INVALID_CONTEXT: Status = Status(1 << 6);
    pub const INVALID_OPERATION: Status = Status(1 << 7);
    pub const OUT_OF_MEMORY: Status = Status(1 << 8);
    pub const FLOAT_OPERATION: Status = Status(1 << 9);
    pub const OVERFLOW: Status = Status(1 << 10);
    pub const ROUNDED: Status = Status(1 << 11);
    pub const SUBNORMAL: Status = Status(1 << 12);
    pub const UNDERFLOW: Status = Status(1 << 13);
    pub const NONE: Status = Status(0);

    /// The conditions of the signal InvalidOperation.
    pub const INVALID: Status = Status(
        Status::CONVERSION_SYNTAX.0
            | Status::DIVISION_IMPOSSIBLE.0
            | Status::DIVISION_UNDEFINED.0
            | Status::INVALID_CONTEXT.0
            | Status::INVALID_OPERATION.0
            | Status::OUT_OF_MEMORY.0,
    );
    /// Conditions that leave no result.
    pub const ERRORS: Status = Status(Status::INVALID.0 | Status::DIVISION_BY_ZERO.0);
    pub const INEXACT_ROUNDED: Status = Status(Status::INEXACT.0 | Status::ROUNDED.0);

    /// Is any of these in it?
    #[inline]
    pub fn has(self, any: Status) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Status {
    type Output = Status;

    fn bitor(self, other: Status) -> Status {
        Status(self.0 | other.0)
    }
}

impl BitAnd for Status {
    type Output = Status;

    fn bitand(self, other: Status) -> Status {
        Status(self.0 & other.0)
    }
}

impl Not for Status {
    type Output = Status;

    fn not(self) -> Status {
        Status(!self.0)
    }
}

impl BitOrAssign for Status {
    fn bitor_assign(&mut self, other: Status) {
        self.0 |= other.0;
    }
}

/// The part of a context that operations look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    pub prec: i64,
    pub rounding: Rounding,
    pub emin: i64,
    pub emax: i64,
    pub clamp: bool,
}

impl Settings {
    /// The widest limits, in which nothing that fits into memory is rounded.
    pub const MAX: Settings =
        Settings { prec: MAX_PREC, rounding: Rounding::HalfEven, emin: MIN_EMIN, emax: MAX_EMAX, clamp: false };

    /// The smallest exponent of a subnormal number.
    #[inline]
    pub fn etiny(&self) -> i64 {
        self.emin - (self.prec - 1)
    }

    /// The largest exponent of a number of full precision.
    #[inline]
    pub fn etop(&self) -> i64 {
        self.emax - (self.prec - 1)
    }
}
