//! The arithmetic operations of the General Decimal Arithmetic specification: add, subtract, multiply, divide,
//! divide-integer, remainder, remainder-near, fused-multiply-add, and what rounds to an exponent.

use super::coefficient::{Coefficient, IN_PLACE, POWERS, Rest, count};
use super::compare::order_magnitudes;
use super::number::Number;
use super::rounding::nan_of;
use super::settings::{Rounding, Settings, Status};
use super::wide;
use std::cmp::Ordering;

/// `a + b`.
#[inline]
pub fn add(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    add_signed(a, b, b.negative, settings, status)
}

/// `a - b`.
#[inline]
pub fn subtract(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    add_signed(a, b, !b.negative, settings, status)
}

/// `a + b`, with another sign of `b`.
fn add_signed(a: &Number, b: &Number, negative: bool, settings: &Settings, status: &mut Status) -> Number {
    if !a.is_finite() || !b.is_finite() {
        if let Some(nan) = nan_of(&[a, b], settings, status) {
            return nan;
        }
        return match (a.is_infinite(), b.is_infinite()) {
            (true, true) if a.negative != negative => Number::none(status, Status::INVALID_OPERATION),
            (true, _) => Number::infinity(a.negative),
            _ => Number::infinity(negative),
        };
    }
    // The one with the greater exponent is brought to that of the other.
    let (high, low) = if a.exponent >= b.exponent { (a, b) } else { (b, a) };
    let distance = high.exponent - low.exponent;
    let mut exponent = low.exponent;
    let mut low_coefficient = &low.coefficient;
    let stand_in;
    let mut shift = distance;
    if distance > 0 && !high.coefficient.is_zero() {
        // What lies too far behind to change more than the rounding is as good as a one there.
        let digits = high.digits();
        let behind = high.exponent - 1 + if digits > settings.prec { 0 } else { digits - settings.prec - 1 };
        if low.adjusted() < behind {
            stand_in = if low.coefficient.is_zero() { Coefficient::ZERO } else { Coefficient::ONE };
            low_coefficient = &stand_in;
            exponent = behind;
            shift = high.exponent - behind;
        }
    }
    let high_coefficient = if shift > 0 { &high.coefficient.shift_left(shift, status) } else { &high.coefficient };
    let (x, y) =
        if std::ptr::eq(high, a) { (high_coefficient, low_coefficient) } else { (low_coefficient, high_coefficient) };
    let result = if a.negative == negative {
        Number::finite(negative, x.plus(y), exponent)
    } else {
        match x.cmp(y) {
            Ordering::Greater => Number::finite(a.negative, x.minus(y), exponent),
            Ordering::Less => Number::finite(negative, y.minus(x), exponent),
            Ordering::Equal => Number::zero(settings.rounding == Rounding::Floor, exponent),
        }
    };
    result.finish(settings, status)
}

/// `a * b`.
pub fn multiply(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    match multiply_in_place(a, b, settings, status) {
        Some(product) => product,
        None => exact_product(a, b, settings, status).finish(settings, status),
    }
}

/// The product of two coefficients in place that is longer than the precision, well within the limits.
#[inline]
fn multiply_in_place(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Option<Number> {
    let (Coefficient::Small(x), Coefficient::Small(y)) = (&a.coefficient, &b.coefficient) else { return None };
    if !a.is_finite() || !b.is_finite() || settings.prec >= IN_PLACE || *x == 0 || *y == 0 {
        return None;
    }
    // The product has so many digits or one less.
    let most = count(*x) + count(*y);
    if most <= settings.prec + 1 {
        return None;
    }
    let exponent = a.exponent + b.exponent;
    if exponent + most > settings.emax || exponent + most - 2 < settings.emin {
        return None;
    }
    let product = wide::product(*x, *y);
    let mut cut = most - 1 - settings.prec;
    if cut > IN_PLACE - 1 {
        return None;
    }
    let is_long = |cut: i64| {
        let limit = wide::product(POWERS[settings.prec as usize], POWERS[cut as usize]);
        product >= limit
    };
    cut += is_long(cut) as i64;
    let power = POWERS[cut as usize];
    if product.0 >= power {
        return None;
    }
    let (quotient, rest) = wide::divide(product, power);
    let rest = match rest {
        0 => Rest::Nothing,
        _ => match rest.cmp(&(power / 2)) {
            Ordering::Less => Rest::BelowHalf,
            Ordering::Equal => Rest::Half,
            Ordering::Greater => Rest::AboveHalf,
        },
    };
    *status |= if rest == Rest::Nothing { Status::ROUNDED } else { Status::INEXACT_ROUNDED };
    let mut result = Number::finite(a.negative != b.negative, Coefficient::Small(quotient), exponent + cut);
    result.round_by(rest, settings, status);
    Some(result)
}

/// The product, not yet rounded.
fn exact_product(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    let negative = a.negative != b.negative;
    if a.is_finite() && b.is_finite() {
        return Number::finite(negative, a.coefficient.times(&b.coefficient), a.exponent + b.exponent);
    }
    if let Some(nan) = nan_of(&[a, b], settings, status) {
        return nan;
    }
    if a.is_zero() || b.is_zero() {
        return Number::none(status, Status::INVALID_OPERATION);
    }
    Number::infinity(negative)
}

/// `a * b + c`, rounded once.
pub fn fused_multiply_add(a: &Number, b: &Number, c: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a, b, c], settings, status) {
        return nan;
    }
    let product = exact_product(a, b, settings, status);
    add(&product, c, settings, status)
}

/// The quotient of numbers of which not both are finite; `of_infinity` is that of a finite number by an infinity.
fn special_quotient(
    a: &Number,
    b: &Number,
    settings: &Settings,
    status: &mut Status,
    of_infinity: impl FnOnce(&mut Status) -> Number,
) -> Number {
    if let Some(nan) = nan_of(&[a, b], settings, status) {
        return nan;
    }
    match (a.is_infinite(), b.is_infinite()) {
        (true, true) => Number::none(status, Status::INVALID_OPERATION),
        (true, false) => Number::infinity(a.negative != b.negative),
        _ => of_infinity(status),
    }
}

/// `a / b`.
pub fn divide(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    let negative = a.negative != b.negative;
    if !a.is_finite() || !b.is_finite() {
        return special_quotient(a, b, settings, status, |status| {
            *status |= Status::CLAMPED;
            Number::zero(negative, settings.etiny())
        });
    }
    if let Some(result) = divided_by_zero(a, b, status) {
        return result;
    }
    let ideal = a.exponent - b.exponent;
    if a.is_zero() {
        return Number::zero(negative, ideal).finish(settings, status);
    }
    let shift = b.digits() - a.digits() + settings.prec + 1;
    let mut exponent = ideal - shift;
    let (mut quotient, exact) = quotient(&a.coefficient, &b.coefficient, shift, status);
    if !exact {
        // A last digit that rounding does not take for a half, or for nothing.
        if quotient.last_digit() % 5 == 0 {
            quotient = quotient.plus(&Coefficient::ONE);
        }
    } else if exponent < ideal {
        let zeros = quotient.trailing_zeros().min(ideal - exponent);
        quotient = quotient.shift_right(zeros).0;
        exponent += zeros;
    }
    Number::finite(negative, quotient, exponent).finish(settings, status)
}

/// The quotient of `a`, moved by `shift` digits to the left, and `b`; was there no remainder?
fn quotient(a: &Coefficient, b: &Coefficient, shift: i64, status: &mut Status) -> (Coefficient, bool) {
    if let (Coefficient::Small(x), Coefficient::Small(y)) = (a, b)
        && (0..=IN_PLACE).contains(&shift)
    {
        let dividend = wide::product(*x, POWERS[shift as usize]);
        if dividend.0 < *y {
            let (quotient, remainder) = wide::divide(dividend, *y);
            return (quotient.into(), remainder == 0);
        }
    }
    let (quotient, remainder) = match shift {
        0.. => a.shift_left(shift, status).div_rem(b),
        _ => a.div_rem(&b.shift_left(-shift, status)),
    };
    (quotient, remainder.is_zero())
}

/// What a division by zero results in.
fn divided_by_zero(a: &Number, b: &Number, status: &mut Status) -> Option<Number> {
    if !b.coefficient.is_zero() {
        return None;
    }
    if a.coefficient.is_zero() {
        return Some(Number::none(status, Status::DIVISION_UNDEFINED));
    }
    *status |= Status::DIVISION_BY_ZERO;
    Some(Number::infinity(a.negative != b.negative))
}

/// The integer quotient and the remainder of finite numbers, the second of which is not zero; `None` if the quotient has
/// too many digits.
fn integer_division(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Option<(Number, Number)> {
    let negative = a.negative != b.negative;
    let ideal = a.exponent.min(b.exponent);
    if a.is_zero() {
        return Some((Number::zero(negative, 0), Number::zero(a.negative, ideal)));
    }
    let distance = a.adjusted() - b.adjusted();
    if distance < 0 {
        let shift = if a.exponent > b.exponent { a.exponent - b.exponent } else { 0 };
        let remainder = Number::finite(a.negative, a.coefficient.shift_left(shift, status), a.exponent - shift);
        return Some((Number::zero(negative, 0), remainder));
    }
    if distance > settings.prec {
        *status |= Status::DIVISION_IMPOSSIBLE;
        return None;
    }
    let x = a.coefficient.shift_left(a.exponent - ideal, status);
    let y = b.coefficient.shift_left(b.exponent - ideal, status);
    if y.is_zero() {
        return None;
    }
    let (quotient, remainder) = x.div_rem(&y);
    if quotient.digits() > settings.prec {
        *status |= Status::DIVISION_IMPOSSIBLE;
        return None;
    }
    Some((Number::finite(negative, quotient, 0), Number::finite(a.negative, remainder, ideal)))
}

/// `a // b`.
pub fn divide_integer(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    let negative = a.negative != b.negative;
    if !a.is_finite() || !b.is_finite() {
        return special_quotient(a, b, settings, status, |_| Number::zero(negative, 0));
    }
    if let Some(result) = divided_by_zero(a, b, status) {
        return result;
    }
    match integer_division(a, b, settings, status) {
        Some((quotient, _)) => quotient.finish(settings, status),
        None => Number::NAN,
    }
}

/// What has no remainder: an infinite dividend, a divisor that is zero; and what is the remainder by an infinite one.
fn special_remainder(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Option<Number> {
    if !a.is_finite() || !b.is_finite() {
        if let Some(nan) = nan_of(&[a, b], settings, status) {
            return Some(nan);
        }
        if a.is_infinite() {
            return Some(Number::none(status, Status::INVALID_OPERATION));
        }
        return Some(a.clone().finish(settings, status));
    }
    if b.is_zero() {
        let reason = if a.is_zero() { Status::DIVISION_UNDEFINED } else { Status::INVALID_OPERATION };
        return Some(Number::none(status, reason));
    }
    None
}

/// `a % b`, with the sign of `a`.
pub fn remainder(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(result) = special_remainder(a, b, settings, status) {
        return result;
    }
    match integer_division(a, b, settings, status) {
        Some((_, remainder)) => remainder.finish(settings, status),
        None => Number::NAN,
    }
}

/// `a - b * n` where `n` is the integer nearest to the quotient, the even one of two.
pub fn remainder_near(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(result) = special_remainder(a, b, settings, status) {
        return result;
    }
    let Some((quotient, remainder)) = integer_division(a, b, settings, status) else { return Number::NAN };
    let mut reached = Status::NONE;
    let other = match a.negative == b.negative {
        true => subtract(&remainder, b, &Settings::MAX, &mut reached),
        false => add(&remainder, b, &Settings::MAX, &mut reached),
    };
    *status |= reached & Status::ERRORS;
    let order = order_magnitudes(&other, &remainder);
    if order.is_lt() || order.is_eq() && quotient.coefficient.is_odd() {
        // The quotient is one more, which may be too long.
        if quotient.coefficient.digits() == settings.prec
            && quotient.coefficient == Coefficient::nines(settings.prec, status)
        {
            return Number::none(status, Status::DIVISION_IMPOSSIBLE);
        }
        return other.finish(settings, status);
    }
    remainder.finish(settings, status)
}

/// `divmod(a, b)`.
pub fn divide_modulo(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> (Number, Number) {
    let negative = a.negative != b.negative;
    if !a.is_finite() || !b.is_finite() {
        if let Some(nan) = nan_of(&[a, b], settings, status) {
            return (nan.clone(), nan);
        }
        if a.is_infinite() {
            *status |= Status::INVALID_OPERATION;
            let quotient = if b.is_infinite() { Number::NAN } else { Number::infinity(negative) };
            return (quotient, Number::NAN);
        }
        return (Number::zero(negative, 0), a.clone().finish(settings, status));
    }
    if b.is_zero() {
        if a.is_zero() {
            return (Number::none(status, Status::DIVISION_UNDEFINED), Number::NAN);
        }
        *status |= Status::DIVISION_BY_ZERO | Status::INVALID_OPERATION;
        return (Number::infinity(negative), Number::NAN);
    }
    match integer_division(a, b, settings, status) {
        Some((quotient, remainder)) => (quotient.finish(settings, status), remainder.finish(settings, status)),
        None => (Number::NAN, Number::NAN),
    }
}

/// `+a`.
pub fn plus(a: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], settings, status) {
        return nan;
    }
    // Zero has a sign only if it is rounded to the floor.
    let negative = a.negative && (!a.is_zero() || settings.rounding == Rounding::Floor);
    a.clone().with_sign(negative).finish(settings, status)
}

/// `-a`.
pub fn minus(a: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], settings, status) {
        return nan;
    }
    let negative = !a.negative && (!a.is_zero() || settings.rounding == Rounding::Floor);
    a.clone().with_sign(negative).finish(settings, status)
}

/// `abs(a)`.
pub fn absolute(a: &Number, settings: &Settings, status: &mut Status) -> Number {
    if a.negative { minus(a, settings, status) } else { plus(a, settings, status) }
}

/// `a`, rounded to the exponent of `b`.
pub fn quantize(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    if !a.is_finite() || !b.is_finite() {
        if let Some(nan) = nan_of(&[a, b], settings, status) {
            return nan;
        }
        return match a.is_infinite() && b.is_infinite() {
            true => a.clone(),
            false => Number::none(status, Status::INVALID_OPERATION),
        };
    }
    let exponent = b.exponent;
    if exponent > settings.emax || exponent < settings.etiny() {
        return Number::none(status, Status::INVALID_OPERATION);
    }
    if a.is_zero() {
        return Number::zero(a.negative, exponent).finish(settings, status);
    }
    if a.digits() + a.exponent - exponent > settings.prec {
        return Number::none(status, Status::INVALID_OPERATION);
    }
    let mut reached = Status::NONE;
    let result = rescaled(a, exponent, settings.rounding, &mut reached);
    if result.adjusted() > settings.emax || result.digits() > settings.prec {
        return Number::none(status, Status::INVALID_OPERATION);
    }
    *status |= reached;
    result.finish(settings, status)
}

/// A finite number with another exponent, whatever its length.
pub fn rescaled(a: &Number, exponent: i64, rounding: Rounding, status: &mut Status) -> Number {
    if exponent <= a.exponent || a.is_zero() {
        let shift = if a.is_zero() { 0 } else { a.exponent - exponent };
        return Number::finite(a.negative, a.coefficient.shift_left(shift, status), exponent);
    }
    let (coefficient, rest) = a.coefficient.shift_right(exponent - a.exponent);
    let mut result = Number::finite(a.negative, coefficient, exponent);
    result.round_excess(rest, rounding);
    *status |= if rest == Rest::Nothing { Status::ROUNDED } else { Status::INEXACT_ROUNDED };
    result
}

/// `a`, rounded to an integer. An exact one has the conditions reported.
pub fn to_integral(a: &Number, exact: bool, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], settings, status) {
        return nan;
    }
    if a.is_infinite() || a.exponent >= 0 {
        return a.clone();
    }
    if a.is_zero() {
        return Number::zero(a.negative, 0);
    }
    let mut reached = Status::NONE;
    let result = rescaled(a, 0, settings.rounding, &mut reached);
    if exact {
        *status |= reached;
    }
    result
}

/// `a`, rounded, without zeros at its end.
pub fn normalize(a: &Number, settings: &Settings, status: &mut Status) -> Number {
    if let Some(nan) = nan_of(&[a], settings, status) {
        return nan;
    }
    let a = a.clone().finish(settings, status);
    if a.is_infinite() {
        return a;
    }
    if a.is_zero() {
        return Number::zero(a.negative, 0);
    }
    let most = if settings.clamp { settings.etop() } else { settings.emax };
    let zeros = a.coefficient.trailing_zeros().min(most - a.exponent).max(0);
    Number::finite(a.negative, a.coefficient.shift_right(zeros).0, a.exponent + zeros)
}
