//! What works on the digits of numbers: logical operations, rotating and shifting, the neighbours of a number, and moving
//! its exponent.

use super::coefficient::{Coefficient, MOST_DIGITS};
use super::compare::order;
use super::number::Number;
use super::rounding::nan_of;
use super::settings::{MAX_EMAX, MAX_PREC, MIN_ETINY, Rounding, Settings, Status};
use std::cmp::Ordering;

/// The digits of a logical operand, lowest first: a natural number, written with zeros and ones. As many as the precision
/// has count.
fn bits(a: &Number, settings: &Settings) -> Option<Vec<bool>> {
    if !a.is_finite() || a.negative || a.exponent != 0 {
        return None;
    }
    let digits = a.coefficient.to_digits();
    let bits = digits.bytes().rev().map(|digit| matches!(digit, b'0' | b'1').then_some(digit == b'1'));
    let mut bits = bits.collect::<Option<Vec<bool>>>()?;
    bits.truncate(settings.prec as usize);
    Some(bits)
}

fn of_bits(bits: impl DoubleEndedIterator<Item = bool>) -> Number {
    let digits: Vec<u8> = bits.rev().map(|bit| b'0' + bit as u8).collect();
    Number::finite(false, Coefficient::from_digits(&digits), 0)
}

/// `and`, `or`, `xor` of the digits of two operands.
pub fn logical(
    a: &Number,
    b: &Number,
    combine: fn(bool, bool) -> bool,
    settings: &Settings,
    status: &mut Status,
) -> Number {
    let (Some(x), Some(y)) = (bits(a, settings), bits(b, settings)) else {
        return Number::none(status, Status::INVALID_OPERATION);
    };
    let bit = |bits: &[bool], i: usize| bits.get(i).copied().unwrap_or(false);
    of_bits((0..x.len().max(y.len())).map(|i| combine(bit(&x, i), bit(&y, i))))
}

/// The other of each of `prec` digits.
pub fn logical_invert(a: &Number, settings: &Settings, status: &mut Status) -> Number {
    let Some(mut bits) = bits(a, settings) else { return Number::none(status, Status::INVALID_OPERATION) };
    let Some(missing) = usize::try_from(settings.prec).ok().and_then(|prec| prec.checked_sub(bits.len())) else {
        return Number::none(status, Status::INVALID_OPERATION);
    };
    if missing as i64 > MOST_DIGITS || bits.try_reserve(missing).is_err() {
        return Number::none(status, Status::OUT_OF_MEMORY);
    }
    bits.resize(bits.len() + missing, false);
    of_bits(bits.into_iter().map(|bit| !bit))
}

/// The integer that says how far to move; `None` if it is none, or further than `most`.
fn distance(b: &Number, most: i64) -> Option<i64> {
    if !b.is_finite() || b.exponent != 0 {
        return None;
    }
    let Coefficient::Small(n) = b.coefficient else { return None };
    let n = i64::try_from(n).ok().filter(|n| *n <= most)?;
    Some(if b.negative { -n } else { n })
}

/// The digits rotated by `b` places, to the left if it is positive.
pub fn rotate(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], settings, status) {
        return nan;
    }
    let Some(places) = distance(b, settings.prec) else { return Number::none(status, Status::INVALID_OPERATION) };
    if a.is_infinite() {
        return a.clone();
    }
    let left = if places >= 0 { places } else { settings.prec + places };
    let digits = a.coefficient.low_digits(settings.prec);
    let high = digits.low_digits(settings.prec - left).shift_left(left, status);
    let low = digits.shift_right(settings.prec - left).0;
    Number::finite(a.negative, high.plus(&low), a.exponent)
}

/// The digits shifted by `b` places, to the left if it is positive.
pub fn shift(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], settings, status) {
        return nan;
    }
    let Some(places) = distance(b, settings.prec) else { return Number::none(status, Status::INVALID_OPERATION) };
    if a.is_infinite() {
        return a.clone();
    }
    let coefficient = match places {
        0.. => a.coefficient.low_digits(settings.prec - places).shift_left(places, status),
        _ => a.coefficient.low_digits(settings.prec).shift_right(-places).0,
    };
    Number::finite(a.negative, coefficient, a.exponent)
}

/// `a` times ten to the power of `b`.
pub fn scale(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], settings, status) {
        return nan;
    }
    // Twice the sum of the precision and the largest exponent, as far as that can be written.
    let most = settings.emax.saturating_add(settings.prec).saturating_mul(2);
    let Some(places) = distance(b, most) else { return Number::none(status, Status::INVALID_OPERATION) };
    if a.is_infinite() {
        return a.clone();
    }
    let exponent = a.exponent.saturating_add(places).clamp(MIN_ETINY - MAX_PREC, MAX_EMAX * 2);
    Number::finite(a.negative, a.coefficient.clone(), exponent).finish(settings, status)
}

/// The exponent of the first digit, as a number.
pub fn logb(a: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], settings, status) {
        return nan;
    }
    if a.is_infinite() {
        return Number::infinity(false);
    }
    if a.is_zero() {
        *status |= Status::DIVISION_BY_ZERO;
        return Number::infinity(true);
    }
    Number::integer(a.adjusted()).finish(settings, status)
}

/// The largest finite number of a context.
fn largest(negative: bool, settings: &Settings, status: &mut Status) -> Number {
    Number::finite(negative, Coefficient::nines(settings.prec, status), settings.etop())
}

/// The next number in a direction.
fn neighbour(a: &Number, upwards: bool, settings: &Settings, status: &mut Status) -> Number {
    if a.is_infinite() {
        return if a.negative == upwards { largest(a.negative, settings, status) } else { a.clone() };
    }
    let rounding = if upwards { Rounding::Ceiling } else { Rounding::Floor };
    let settings = Settings { rounding, clamp: false, ..*settings };
    let mut reached = Status::NONE;
    let rounded = a.clone().finish(&settings, &mut reached);
    if reached.has(Status::INEXACT) {
        *status |= reached & Status::ERRORS;
        return rounded;
    }
    let tiny = Number::small(!upwards, 1, settings.etiny() - 1);
    let mut reached = Status::NONE;
    let next = super::arithmetic::add(a, &tiny, &settings, &mut reached);
    *status |= reached & Status::ERRORS;
    next
}

/// The smallest number that is greater.
pub fn next_plus(a: &Number, settings: &Settings, status: &mut Status) -> Number {
    match nan_of(&[a], settings, status) {
        Some(nan) => nan,
        None => neighbour(a, true, settings, status),
    }
}

/// The greatest number that is smaller.
pub fn next_minus(a: &Number, settings: &Settings, status: &mut Status) -> Number {
    match nan_of(&[a], settings, status) {
        Some(nan) => nan,
        None => neighbour(a, false, settings, status),
    }
}

/// The number next to `a` in the direction of `b`.
pub fn next_toward(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b], settings, status) {
        return nan;
    }
    let upwards = match order(a, b) {
        Ordering::Equal => return a.clone().with_sign(b.negative),
        order => order.is_lt(),
    };
    let result = neighbour(a, upwards, settings, status);
    if result.is_infinite() {
        *status |= Status::OVERFLOW | Status::INEXACT_ROUNDED;
    } else if result.adjusted() < settings.emin {
        *status |= Status::UNDERFLOW | Status::SUBNORMAL | Status::INEXACT_ROUNDED;
        if result.is_zero() {
            *status |= Status::CLAMPED;
        }
    }
    result
}

/// Have both the same exponent, or are both infinite or NaNs?
pub fn same_quantum(a: &Number, b: &Number) -> bool {
    match (a.is_finite(), b.is_finite()) {
        (true, true) => a.exponent == b.exponent,
        (false, false) => a.is_nan() == b.is_nan(),
        _ => false,
    }
}

/// Is a finite number, not zero, so small that it has not the full precision?
pub fn is_subnormal(a: &Number, settings: &Settings) -> bool {
    a.is_finite() && !a.is_zero() && a.adjusted() < settings.emin
}

/// What sort of number it is, as the specification calls it.
pub fn class_name(a: &Number, settings: &Settings) -> &'static str {
    if a.is_nan() {
        return if a.is_signaling() { "sNaN" } else { "NaN" };
    }
    let (below, above) = if a.is_infinite() {
        ("-Infinity", "+Infinity")
    } else if a.is_zero() {
        ("-Zero", "+Zero")
    } else if is_subnormal(a, settings) {
        ("-Subnormal", "+Subnormal")
    } else {
        ("-Normal", "+Normal")
    };
    if a.negative { below } else { above }
}
