//! `exp`, `ln` and `log10`, correctly rounded: they are computed with some digits more, and with more still for as long as
//! these leave open how to round (A. Ziv, Fast evaluation of elementary mathematical functions with correctly rounded
//! last bit, 1991). Apart from the exact cases no result lies on a boundary, so that this ends.
//!
//! Numbers on the way are integers that count parts of a power of two.

use super::coefficient::{Coefficient, power_of_ten};
use super::number::Number;
use super::rounding::nan_of;
use super::settings::{Rounding, Settings, Status};
use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cell::RefCell;

/// The most digits that are computed.
const MOST_DIGITS: i64 = 1 << 26;

/// Digits beyond the precision in the first attempt.
const FIRST_GUARD: i64 = 6;

/// A context for results: these round to the nearest whatever the rounding of the context.
fn nearest(settings: &Settings) -> Settings {
    Settings { rounding: Rounding::HalfEven, ..*settings }
}

/// The bits that stand for so many digits.
fn bits_of(digits: i64) -> u64 {
    (digits as f64 * std::f64::consts::LOG2_10) as u64 + 1
}

/// The number of parts of 2^-bits in a finite number, rounded down.
fn fixed(x: &Number, bits: u64) -> BigInt {
    let magnitude = BigInt::from(x.coefficient.to_big().into_owned());
    let magnitude = if x.negative { -magnitude } else { magnitude };
    match x.exponent {
        0.. => (magnitude * BigInt::from(power_of_ten(x.exponent as u64))) << bits,
        _ => (magnitude << bits).div_floor_by(&BigInt::from(power_of_ten(x.exponent.unsigned_abs()))),
    }
}

trait Floor {
    fn div_floor_by(self, divisor: &BigInt) -> BigInt;
}

impl Floor for BigInt {
    fn div_floor_by(self, divisor: &BigInt) -> BigInt {
        num_integer::Integer::div_floor(&self, divisor)
    }
}

/// The inverse hyperbolic tangent of 1/n.
fn atanh_of_inverse(n: u32, bits: u64) -> BigInt {
    let square = n * n;
    let mut power = (BigInt::one() << bits) / n;
    let mut sum = power.clone();
    let mut i = 1_u32;
    while !power.is_zero() {
        power /= square;
        i += 2;
        sum += &power / i;
    }
    sum
}

/// The natural logarithm of ten; the error is less than a thousand parts.
fn ln_of_ten(bits: u64) -> BigInt {
    thread_local! {
        /// The longest that was computed, and its number of bits.
        static KNOWN: RefCell<(u64, BigInt)> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|(known, value)| {
        if *known < bits {
            *known = bits + bits / 4;
            *value = atanh_of_inverse(31, *known) * 46
                + atanh_of_inverse(49, *known) * 34
                + atanh_of_inverse(161, *known) * 20;
        }
        &*value >> (*known - bits)
    })
}

/// The exponential function of a number of magnitude below four; the error is less than sixteen parts.
fn exp_fixed(x: &BigInt, bits: u64) -> BigInt {
    // The series of a small part of the argument, squared again and again: each doubles the error.
    let halvings = (bits as f64).sqrt() as u64 / 2 + 2;
    let inner = bits + halvings + 32;
    let x = (x << (inner - bits)) >> halvings;
    let mut term = BigInt::one() << inner;
    let mut sum = term.clone();
    let mut i = 1_u32;
    loop {
        term = ((term * &x) >> inner) / i;
        // A negative term that is rounded down comes to -1 and stays there.
        if term.magnitude().bits() <= 1 {
            break;
        }
        sum += &term;
        i += 1;
    }
    for _ in 0..halvings {
        sum = (&sum * &sum) >> inner;
    }
    sum >> (inner - bits)
}

/// The natural logarithm of a number between 0.1 and 10; the error is less than 64 parts.
fn ln_fixed(m: &BigInt, bits: u64) -> BigInt {
    // What the logarithm of a float leaves is so near to one that the series is short.
    let float = {
        let cut = bits.saturating_sub(60);
        (m >> cut).to_f64().unwrap_or(1.0) / ((bits - cut) as f64).exp2()
    };
    let guess = float.ln();
    let inner = bits + 16;
    let guess = BigInt::from((guess * 60_f64.exp2()) as i64);
    let guess_fixed = if inner >= 60 { &guess << (inner - 60) } else { &guess >> (60 - inner) };
    let m = m << 16_u32;
    let rest = (m * exp_fixed(&-&guess_fixed, inner)) >> inner;
    // ln(1 + z) = 2 atanh(z / (2 + z))
    let one = BigInt::one() << inner;
    let quotient = ((&rest - &one) << inner).div_floor_by(&(&rest + &one));
    let square = (&quotient * &quotient) >> inner;
    let (mut power, mut sum, mut i) = (quotient.clone(), quotient, 1_u32);
    loop {
        power = (power * &square) >> inner;
        if power.magnitude().bits() <= 1 {
            break;
        }
        i += 2;
        sum += &power / i;
    }
    (guess_fixed + (sum << 1_u32)) >> 16_u32
}

/// A result that is known to two units of its last digit.
struct Approximation {
    negative: bool,
    digits: BigInt,
    exponent: i64,
}

/// Rounds what `compute` finds with so many digits more than the precision.
fn rounded(settings: &Settings, status: &mut Status, compute: impl Fn(i64) -> Approximation) -> Number {
    let settings = nearest(settings);
    let mut guard = FIRST_GUARD;
    loop {
        if settings.prec + guard > MOST_DIGITS {
            return Number::none(status, Status::OUT_OF_MEMORY);
        }
        let found = compute(guard);
        let finish = |offset: i32| {
            let mut reached = Status::NONE;
            let magnitude = (&found.digits + offset).magnitude().clone();
            let number = Number::finite(found.negative, Coefficient::from(magnitude), found.exponent);
            (number.finish(&settings, &mut reached), reached)
        };
        if finish(-2).0 == finish(2).0 {
            // No result ends so far behind the precision.
            let offset = (&found.digits % 10_u32).is_zero() as i32;
            let (number, reached) = finish(offset);
            *status |= reached | Status::INEXACT_ROUNDED;
            return number;
        }
        guard += guard.max(16);
    }
}

/// e to the power of `x`.
pub fn exp(x: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[x], settings, status) {
        return nan;
    }
    if x.is_infinite() {
        return if x.negative { Number::zero(false, 0) } else { Number::infinity(false) };
    }
    if x.is_zero() {
        return Number::small(false, 1, 0);
    }
    let adjusted = x.adjusted();
    if adjusted < -(settings.prec + 2) {
        let digits = settings.prec - 1;
        *status |= Status::INEXACT_ROUNDED;
        let one = Number::finite(false, Coefficient::ONE.shift_left(digits, status), -digits);
        return one.finish(&nearest(settings), status);
    }
    // Beyond the limits of any context.
    if adjusted >= 19 {
        if x.negative {
            *status |= Status::INEXACT_ROUNDED | Status::SUBNORMAL | Status::UNDERFLOW | Status::CLAMPED;
            return Number::zero(false, settings.etiny());
        }
        *status |= Status::OVERFLOW | Status::INEXACT_ROUNDED;
        return Number::infinity(false);
    }
    rounded(settings, status, |guard| {
        let digits = settings.prec + guard;
        let bits = bits_of(digits) + 32;
        // The power of ten takes up to 63 bits of the argument.
        let wide = bits + 80;
        let (x, ten) = (fixed(x, wide), ln_of_ten(wide));
        let tens = x.clone().div_floor_by(&ten);
        let rest = (x - &tens * ten) >> 80_u32;
        let power = exp_fixed(&rest, bits);
        let digits_found = (power * BigInt::from(power_of_ten(digits as u64))) >> bits;
        Approximation { negative: false, digits: digits_found, exponent: tens.to_i64().unwrap_or_default() - digits }
    })
}

/// What logarithms have in common: results that are no numbers. `None` for a positive number.
fn special_logarithm(x: &Number, settings: &Settings, status: &mut Status) -> Option<Number> {
    if let Some(nan) = nan_of(&[x], settings, status) {
        return Some(nan);
    }
    if x.is_zero() {
        return Some(Number::infinity(true));
    }
    if x.negative {
        return Some(Number::none(status, Status::INVALID_OPERATION));
    }
    x.is_infinite().then(|| Number::infinity(false))
}

/// A positive number as a power of ten and a factor between 0.3 and 3, and how many zeros follow the point of the logarithm
/// of that at most.
fn split(x: &Number) -> (i64, Number, i64) {
    let digits = x.digits();
    let head = x.coefficient.shift_right((digits - 18).max(0)).0;
    let length = head.digits();
    // More than about the square root of ten goes one up.
    let leading = match &head {
        Coefficient::Small(n) => *n as f64 / 10_f64.powi(length as i32 - 1),
        Coefficient::Large(_) => 1.0,
    };
    let up = (leading > 3.0) as i64;
    let tens = x.adjusted() + up;
    let factor = Number::finite(false, x.coefficient.clone(), -(digits - 1 + up));
    let mut ignored = Status::NONE;
    let from_one = super::arithmetic::subtract(&factor, &Number::small(false, 1, 0), &Settings::MAX, &mut ignored);
    let zeros = if from_one.is_zero() { 0 } else { (-from_one.adjusted()).max(0) + 1 };
    (tens, factor, zeros)
}

/// The natural logarithm.
pub fn ln(x: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(special) = special_logarithm(x, settings, status) {
        return special;
    }
    let (tens, factor, zeros) = split(x);
    if tens == 0 && factor.coefficient.power_of_ten() == Some(-factor.exponent) {
        return Number::zero(false, 0);
    }
    logarithm(tens, &factor, zeros, settings, status, |logarithm, tens, bits| logarithm + ln_of_ten(bits + 80) * tens)
}

/// The logarithm to the base of ten.
pub fn log10(x: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(special) = special_logarithm(x, settings, status) {
        return special;
    }
    if x.coefficient.power_of_ten().is_some() {
        return Number::integer(x.adjusted()).finish(&nearest(settings), status);
    }
    let (tens, factor, zeros) = split(x);
    logarithm(tens, &factor, zeros, settings, status, |logarithm, tens, bits| {
        let bits = bits + 80;
        (logarithm << bits).div_floor_by(&ln_of_ten(bits)) + (BigInt::from(tens) << bits)
    })
}

/// A logarithm, which `join` makes of that of the factor and the power of ten; both count parts of 80 bits more.
fn logarithm(
    tens: i64,
    factor: &Number,
    zeros: i64,
    settings: &Settings,
    status: &mut Status,
    join: impl Fn(BigInt, i64, u64) -> BigInt,
) -> Number {
    // Only where no power of ten is added the result can be small.
    let zeros = if tens == 0 { zeros } else { 1 };
    if zeros > MOST_DIGITS {
        return Number::none(status, Status::OUT_OF_MEMORY);
    }
    rounded(settings, status, |guard| {
        let digits = settings.prec + guard + zeros;
        let bits = bits_of(digits) + 32;
        let wide = bits + 80;
        let found = join(ln_fixed(&fixed(factor, wide), wide), tens, bits);
        let negative = found.is_negative();
        let magnitude = (found.abs() * BigInt::from(power_of_ten(digits as u64))) >> wide;
        Approximation { negative, digits: magnitude, exponent: -digits }
    })
}
