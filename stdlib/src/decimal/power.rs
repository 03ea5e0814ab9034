//! Powers and square roots. A power is what repeated multiplication or the logarithm results in with some digits more; it
//! is not always the nearest number, and is the same that libmpdec finds.

use super::arithmetic::{divide, multiply};
use super::coefficient::{Coefficient, Rest, count, power_of_ten};
use super::compare::order_magnitudes;
use super::elementary::{exp, ln};
use super::number::Number;
use super::rounding::nan_of;
use super::settings::{Rounding, Settings, Status};
use num_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};
use std::cmp::Ordering;

const ONE: Number = Number::small(false, 1, 0);

/// The most zeros at the end of an exponent of [`power_modulo`].
const MOST_ZEROS: i64 = 1_000_000;

/// An exponent beyond all limits.
const INFINITE_EXPONENT: i64 = 2_000_000_000_000_000_001;

/// `base` to the power of `exponent`.
pub fn power(base: &Number, exponent: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[base, exponent], settings, status) {
        return nan;
    }
    let to_integer = exponent.is_integer();
    let negative = base.negative && to_integer && exponent.is_odd();
    if base.is_zero() {
        return if exponent.is_zero() {
            Number::none(status, Status::INVALID_OPERATION)
        } else if exponent.negative {
            Number::infinity(negative)
        } else {
            Number::zero(negative, 0)
        };
    }
    if base.negative && !to_integer {
        return Number::none(status, Status::INVALID_OPERATION);
    }
    if exponent.is_infinite() {
        let order = if base.is_infinite() { Ordering::Greater } else { order_magnitudes(base, &ONE) };
        return match order {
            Ordering::Equal => {
                *status |= Status::INEXACT_ROUNDED;
                padded_one(settings.prec - 1, negative, status)
            }
            order if order.is_gt() == exponent.negative => Number::zero(negative, 0),
            _ => Number::infinity(negative),
        };
    }
    if base.is_infinite() {
        return if exponent.is_zero() {
            Number::small(negative, 1, 0)
        } else if exponent.negative {
            Number::zero(negative, 0)
        } else {
            Number::infinity(negative)
        };
    }
    if exponent.is_zero() {
        return Number::small(negative, 1, 0);
    }
    let order = order_magnitudes(base, &ONE);
    if order.is_eq() {
        return power_of_one(base, exponent, to_integer, negative, settings, status);
    }
    if let Some(result) = out_of_bounds(base, exponent, order.is_lt(), negative, settings, status) {
        return result;
    }
    if to_integer {
        return power_to_integer(base, exponent, negative, settings, status);
    }
    let mut result = power_to_real(base, exponent, settings, status);
    if result.is_infinite() {
        result = Number::small(false, 1, INFINITE_EXPONENT);
    } else if result.is_finite() && order_magnitudes(&result, &ONE).is_eq() {
        result = padded_one(settings.prec - 1, false, status);
    }
    result.finish(settings, status)
}

/// One, with so many zeros behind the point.
fn padded_one(zeros: i64, negative: bool, status: &mut Status) -> Number {
    Number::finite(negative, Coefficient::ONE.shift_left(zeros, status), -zeros)
}

/// A power of 1, 1.0, 1.00 or -1: with as many places as multiplication would have.
fn power_of_one(
    base: &Number,
    exponent: &Number,
    to_integer: bool,
    negative: bool,
    settings: &Settings,
    status: &mut Status,
) -> Number {
    let most = settings.prec - 1;
    let mut zeros = most;
    if !to_integer {
        *status |= Status::INEXACT_ROUNDED;
    } else if exponent.negative {
        return Number::small(negative, 1, 0);
    } else {
        let mut ignored = Status::NONE;
        let places = multiply(exponent, &Number::integer(-base.exponent), settings, &mut ignored);
        let places = integer_part(&places).filter(|_| places.is_integer()).and_then(|places| places.to_i64());
        match places {
            Some(places) if places <= most => zeros = places,
            _ => *status |= Status::ROUNDED,
        }
    }
    padded_one(zeros, negative, status)
}

/// The magnitude of an integer, unless it is far too long.
fn integer_part(n: &Number) -> Option<BigUint> {
    match n.exponent {
        _ if !n.is_finite() => None,
        ..0 => Some(n.coefficient.shift_right(-n.exponent).0.to_big().into_owned()),
        0..10_000 => Some(&*n.coefficient.to_big() * power_of_ten(n.exponent as u64)),
        _ => n.is_zero().then(BigUint::zero),
    }
}

/// The number of digits of an exponent.
fn exponent_digits(exponent: i64) -> i64 {
    count(exponent.unsigned_abs() as u128)
}

/// A lower bound of the adjusted exponent of the logarithm to the base of ten of `x`, which is positive and not one.
fn least_logarithm(x: &Number) -> i64 {
    let adjusted = x.adjusted();
    if adjusted > 0 {
        return exponent_digits(adjusted) - 1;
    }
    if adjusted < -1 {
        return exponent_digits(adjusted + 1) - 1;
    }
    let mut ignored = Status::NONE;
    let from_one = super::arithmetic::subtract(x, &ONE, &Settings::MAX, &mut ignored).adjusted();
    if adjusted == 0 { from_one - 2 } else { from_one - 1 }
}

/// The result of a power that overflows or underflows for certain.
fn out_of_bounds(
    base: &Number,
    exponent: &Number,
    is_below_one: bool,
    negative: bool,
    settings: &Settings,
    status: &mut Status,
) -> Option<Number> {
    let least = least_logarithm(&base.clone().with_sign(false)) + exponent.adjusted();
    let overflows = is_below_one == exponent.negative;
    let (limit, beyond) = match overflows {
        true => (settings.emax, INFINITE_EXPONENT),
        false => (settings.etiny(), settings.etiny() - 1),
    };
    (exponent_digits(limit) < least).then(|| Number::small(negative, 1, beyond).finish(settings, status))
}

fn power_to_integer(
    base: &Number,
    exponent: &Number,
    negative: bool,
    settings: &Settings,
    status: &mut Status,
) -> Number {
    let mut inner = Settings {
        prec: settings.prec + exponent.digits() + exponent.exponent + 2,
        rounding: Rounding::HalfEven,
        clamp: false,
        ..*settings
    };
    let mut base = base.clone();
    if exponent.negative {
        inner.prec += 1;
        let mut reached = Status::NONE;
        base = divide(&ONE, &base, &inner, &mut reached);
        *status |= reached;
        if reached.has(Status::ERRORS) {
            return Number::NAN;
        }
    }
    let Some(times) = integer_part(exponent) else { return Number::none(status, Status::OUT_OF_MEMORY) };
    let mut reached = Status::NONE;
    let result = match times.to_u64() {
        Some(times) => power_by_squaring(&base, times, &inner, &mut reached),
        None => power_by_bits(base, times, &inner, &mut reached),
    };
    *status |= reached;
    if !result.is_nan() && result.is_infinite() {
        // A rounding towards zero makes the largest number of it.
        return Number::small(negative, 1, INFINITE_EXPONENT).finish(settings, status);
    }
    result.with_sign(negative).finish(settings, status)
}

/// From the highest bit of the exponent to the lowest.
fn power_by_squaring(base: &Number, times: u64, settings: &Settings, status: &mut Status) -> Number {
    let mut result = base.clone();
    let mut bit = 1 << (63 - times.leading_zeros());
    while bit > 1 {
        bit >>= 1;
        result = multiply(&result, &result, settings, status);
        if times & bit != 0 {
            result = multiply(&result, base, settings, status);
        }
        if !result.is_finite() || result.is_zero() && status.has(Status::CLAMPED) {
            break;
        }
    }
    result
}

/// From the lowest bit of the exponent to the highest.
fn power_by_bits(mut base: Number, times: BigUint, settings: &Settings, status: &mut Status) -> Number {
    let mut result = ONE;
    let mut reached = Status::NONE;
    for i in 0..times.bits() {
        if times.bit(i) {
            result = multiply(&result, &base, settings, &mut reached);
            // What the last squaring, for a bit that is not there, comes to does not count.
            *status |= reached;
            if !result.is_finite() || result.is_zero() && status.has(Status::CLAMPED) {
                break;
            }
        }
        base = multiply(&base, &base, settings, &mut reached);
        if base.is_nan() {
            return base;
        }
    }
    result
}

/// By the logarithm; not yet rounded to the precision.
fn power_to_real(base: &Number, exponent: &Number, settings: &Settings, status: &mut Status) -> Number {
    /// The digits of the largest exponent, and some more.
    const MORE: i64 = 23;
    let inner = Settings { prec: base.digits().max(settings.prec) + MORE, ..Settings::MAX };
    let mut reached = Status::NONE;
    let logarithm = ln(base, &inner, &mut reached);
    let product = multiply(&logarithm, exponent, &inner, &mut reached);
    let result = exp(&product, &inner, status);
    *status |= reached & Status::ERRORS | Status::INEXACT_ROUNDED;
    result
}

/// `base` to the power of `exponent`, modulo `modulus`: of integers.
pub fn power_modulo(
    base: &Number,
    exponent: &Number,
    modulus: &Number,
    settings: &Settings,
    status: &mut Status,
) -> Number {
    if let Some(nan) = nan_of(&[base, exponent, modulus], settings, status) {
        return nan;
    }
    let integers = [base, exponent, modulus].iter().all(|n| n.is_integer());
    let is_invalid = !integers
        || modulus.is_zero()
        || modulus.digits() + modulus.exponent > settings.prec
        || exponent.is_zero() && base.is_zero()
        || exponent.negative && !exponent.is_zero();
    if is_invalid {
        return Number::none(status, Status::INVALID_OPERATION);
    }
    let negative = base.negative && exponent.is_odd();
    if base.is_zero() {
        return Number::zero(negative, 0);
    }
    let Some(modulus) = integer_part(modulus) else { return Number::none(status, Status::OUT_OF_MEMORY) };
    let base = modular(base, &modulus);
    // An exponent with zeros at its end is taken apart: its digits first, then ten for each zero.
    let (digits, zeros) = match exponent.exponent {
        ..0 => (exponent.coefficient.shift_right(-exponent.exponent).0.to_big().into_owned(), 0),
        zeros => (exponent.coefficient.to_big().into_owned(), zeros),
    };
    if zeros > MOST_ZEROS {
        return Number::none(status, Status::OUT_OF_MEMORY);
    }
    let mut result = base.modpow(&digits, &modulus);
    let ten = BigUint::from(10_u32);
    for _ in 0..zeros {
        result = result.modpow(&ten, &modulus);
    }
    Number::finite(negative, Coefficient::from(result), 0)
}

/// The magnitude of an integer modulo another.
fn modular(n: &Number, modulus: &BigUint) -> BigUint {
    match n.exponent {
        ..0 => n.coefficient.shift_right(-n.exponent).0.to_big().into_owned() % modulus,
        zeros => {
            let power = BigUint::from(10_u32).modpow(&BigUint::from(zeros as u64), modulus);
            &*n.coefficient.to_big() * power % modulus
        }
    }
}

/// The square root, rounded to the nearest.
pub fn square_root(a: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], settings, status) {
        return nan;
    }
    let settings = Settings { rounding: Rounding::HalfEven, ..*settings };
    let ideal = a.exponent.div_euclid(2);
    if a.is_zero() {
        return Number::zero(a.negative, ideal).finish(&settings, status);
    }
    if a.negative {
        return Number::none(status, Status::INVALID_OPERATION);
    }
    if a.is_infinite() {
        return Number::infinity(false);
    }
    let is_odd = a.exponent.rem_euclid(2);
    let coefficient = a.coefficient.shift_left(is_odd, status);
    // The root is to have one digit more than the precision.
    let shift = settings.prec + 1 - (a.digits() + is_odd + 1) / 2;
    let (radicand, rest) = match shift {
        0.. => (coefficient.shift_left(2 * shift, status), Rest::Nothing),
        _ => coefficient.shift_right(-2 * shift),
    };
    let root = radicand.to_big().sqrt();
    let is_exact = rest == Rest::Nothing && &root * &root == *radicand.to_big();
    let mut root = Coefficient::from(root);
    let mut exponent = ideal - shift;
    if is_exact {
        root = match shift {
            0.. => root.shift_right(shift).0,
            _ => root.shift_left(-shift, status),
        };
        exponent = ideal;
    } else if root.last_digit() % 5 == 0 {
        root = root.plus(&Coefficient::ONE);
    }
    Number::finite(false, root, exponent).finish(&settings, status)
}
