//! Arithmetic on doubles with Python's rules, and exact conversions between doubles and integers.

use crate::fault::Fault;
use crate::object::complex;
use crate::object::exception::Exc;
use crate::op::Op;
use crate::value::Value;
use num_bigint::BigInt;
use num_integer::Integer as _;
use num_traits::{Signed, ToPrimitive, Zero};

/// `x op y`. `None`: floats do not support the operator.
#[inline]
pub fn binary(op: Op, x: f64, y: f64) -> Option<Result<Value, Fault>> {
    if let Some(result) = plain(op, x, y) {
        return Some(Ok(Value::float(result)));
    }
    Some(match op {
        Op::TrueDiv | Op::FloorDiv | Op::Mod => Err(Fault::division_by_zero()),
        Op::Pow => power(x, y),
        _ => return None,
    })
}

/// `x op y` where that is a float; `None` otherwise. Powers are [`power`]'s.
#[inline]
pub fn plain(op: Op, x: f64, y: f64) -> Option<f64> {
    match op {
        Op::Add => Some(x + y),
        Op::Sub => Some(x - y),
        Op::Mul => Some(x * y),
        Op::TrueDiv if y != 0.0 => Some(x / y),
        Op::FloorDiv if y != 0.0 => Some(quotient_and_rest(x, y).0),
        Op::Mod if y != 0.0 => Some(quotient_and_rest(x, y).1),
        _ => None,
    }
}

/// `divmod(x, y)`.
///
/// # Errors
/// ZeroDivisionError.
pub fn divmod(x: f64, y: f64) -> Result<(f64, f64), Fault> {
    if y == 0.0 { Err(Fault::division_by_zero()) } else { Ok(quotient_and_rest(x, y)) }
}

/// `divmod(x, y)` for a divisor that is not zero: the remainder has the sign of `y`, the quotient is whole.
fn quotient_and_rest(x: f64, y: f64) -> (f64, f64) {
    let mut rest = x % y;
    // x - rest is a multiple of y but for rounding.
    let mut quotient = (x - rest) / y;
    if rest != 0.0 {
        if (y < 0.0) != (rest < 0.0) {
            rest += y;
            quotient -= 1.0;
        }
    } else {
        rest = 0.0_f64.copysign(y);
    }
    let quotient = if quotient != 0.0 {
        let floor = quotient.floor();
        if quotient - floor > 0.5 { floor + 1.0 } else { floor }
    } else {
        0.0_f64.copysign(x / y)
    };
    (quotient, rest)
}

/// `x ** y` where that is a finite float; `None`: see [`power`].
pub fn plain_power(x: f64, y: f64) -> Option<f64> {
    if x < 0.0 && y != y.floor() {
        return None;
    }
    Some(x.powf(y)).filter(|result| result.is_finite())
}

/// `x ** y`: complex if `x` is negative and `y` not whole.
///
/// # Errors
/// ZeroDivisionError for zero to a negative power, OverflowError.
pub fn power(x: f64, y: f64) -> Result<Value, Fault> {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Err(Fault::new(Exc::ZeroDivisionError, "zero to a negative power"));
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return complex::power((x, 0.0), (y, 0.0)).map(|(re, im)| complex::Complex::value(re, im));
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Err(Fault::range());
    }
    Ok(Value::float(result))
}

/// `(mantissa, exponent)` with `|f| = mantissa * 2**exponent`, for a finite float.
pub fn decompose(f: f64) -> (u64, i32) {
    let bits = f.to_bits();
    let fraction = bits & ((1 << 52) - 1);
    match (bits >> 52 & 0x7FF) as i32 {
        0 => (fraction, -1074),
        exponent => (fraction | 1 << 52, exponent - 1075),
    }
}

/// The integer that a whole, finite float is.
pub fn to_bigint(f: f64) -> BigInt {
    if f.abs() < (1_u64 << 63) as f64 {
        return BigInt::from(f as i64);
    }
    let (mantissa, exponent) = decompose(f);
    let magnitude = BigInt::from(mantissa) << exponent.max(0) as u32;
    if f < 0.0 { -magnitude } else { magnitude }
}

/// The float nearest to an integer, ties to even; an infinity beyond the range.
pub fn from_bigint(i: &BigInt) -> f64 {
    let bits = i.bits();
    let magnitude = if bits <= 128 {
        round_scaled(i.magnitude().to_u128().unwrap_or_default(), 0)
    } else {
        let cut = bits - 127;
        let sticky = i.magnitude().trailing_zeros().is_some_and(|zeros| zeros < cut);
        let high = (i.magnitude() >> cut).to_u128().unwrap_or_default() << 1 | sticky as u128;
        round_scaled(high, (cut - 1).min(1 << 20) as i64)
    };
    if i.is_negative() { -magnitude } else { magnitude }
}

/// `value * 2**exponent` rounded once to a float, ties to even; an infinity beyond the range. A caller that cut bits
/// off sets the lowest bit of a value of at least 56 bits to mark them (the sticky bit).
pub fn round_scaled(value: u128, exponent: i64) -> f64 {
    let bits = 128 - value.leading_zeros() as i64;
    // The unit of the result: 53 bits are kept, fewer below the normal range.
    let drop = (bits - 53).max(-1074 - exponent).max(0);
    let kept = if drop >= 128 {
        0
    } else {
        let kept = value >> drop;
        let rest = value & !(u128::MAX << drop);
        let half = if drop == 0 { 0 } else { 1_u128 << (drop - 1) };
        kept + (drop > 0 && (rest > half || rest == half && kept & 1 == 1)) as u128
    };
    scale(kept as f64, exponent + drop)
}

/// `f * 2**exponent` for a float whose product is exact or overflows.
fn scale(f: f64, exponent: i64) -> f64 {
    match exponent {
        _ if f == 0.0 => f,
        ..-1074 => 0.0,
        -1074..=-1023 => f * f64::from_bits(1 << (exponent + 1074)),
        -1022..=1023 => f * f64::from_bits(((exponent + 1023) as u64) << 52),
        _ => f64::INFINITY,
    }
}

/// `(numerator, denominator)` in lowest terms of a finite float.
pub fn ratio(f: f64) -> (BigInt, BigInt) {
    let (mantissa, exponent) = decompose(f);
    if mantissa == 0 {
        return (BigInt::ZERO, BigInt::from(1));
    }
    let zeros = mantissa.trailing_zeros();
    let (mantissa, exponent) = (BigInt::from(mantissa >> zeros), exponent + zeros as i32);
    let numerator = if f < 0.0 { -mantissa } else { mantissa };
    if exponent >= 0 {
        (numerator << exponent as u32, BigInt::from(1))
    } else {
        (numerator, BigInt::from(1) << exponent.unsigned_abs())
    }
}

/// `dividend / divisor` rounded to a whole number, ties to even; the divisor is positive.
pub fn divide_nearest(dividend: &BigInt, divisor: &BigInt) -> BigInt {
    let (quotient, rest) = dividend.div_mod_floor(divisor);
    let twice: BigInt = rest * 2;
    if twice > *divisor || twice == *divisor && quotient.is_odd() { quotient + 1 } else { quotient }
}

/// `round(f, digits)`.
///
/// # Errors
/// OverflowError if rounding up leaves the range.
pub fn round_digits(f: f64, digits: i64) -> Result<f64, Fault> {
    // Beyond these a double has no digits left to round, or nothing but digits to drop.
    if !f.is_finite() || f == 0.0 || digits > 323 {
        return Ok(f);
    }
    if digits < -308 {
        return Ok(0.0_f64.copysign(f));
    }
    let rounded = if digits >= 0 {
        super::text::fixed(f, digits as usize).parse().unwrap_or(f)
    } else {
        let (numerator, denominator) = ratio(f);
        let unit = BigInt::from(10).pow(digits.unsigned_abs() as u32);
        let count = divide_nearest(&numerator, &(denominator * &unit));
        if count.is_zero() { 0.0_f64.copysign(f) } else { from_bigint(&(count * unit)) }
    };
    if rounded.is_infinite() {
        return Err(Fault::overflow("rounded value too large to represent"));
    }
    Ok(rounded)
}
