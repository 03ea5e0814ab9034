//! Comparisons: of values, in the total order, and the greater and smaller of two.

use super::number::{Kind, Number};
use super::rounding::nan_of;
use super::settings::{Settings, Status};
use std::cmp::Ordering;

/// The order of two finite numbers by their magnitude.
pub fn order_magnitudes(a: &Number, b: &Number) -> Ordering {
    if a.coefficient.is_zero() || b.coefficient.is_zero() {
        return b.coefficient.is_zero().cmp(&a.coefficient.is_zero());
    }
    if a.exponent == b.exponent {
        return a.coefficient.cmp(&b.coefficient);
    }
    a.adjusted().cmp(&b.adjusted()).then_with(|| {
        // As long as each other, so that the shift is not longer than one of them.
        let mut status = Status::NONE;
        if a.exponent > b.exponent {
            a.coefficient.shift_left(a.exponent - b.exponent, &mut status).cmp(&b.coefficient)
        } else {
            a.coefficient.cmp(&b.coefficient.shift_left(b.exponent - a.exponent, &mut status))
        }
    })
}

/// The order of two numbers, of which none is a NaN.
pub fn order(a: &Number, b: &Number) -> Ordering {
    let sign = |n: &Number| if n.is_zero() { 0 } else { 1 - 2 * n.negative as i8 };
    let (x, y) = (sign(a), sign(b));
    if x != y || x == 0 {
        return x.cmp(&y);
    }
    let magnitudes = match (a.is_infinite(), b.is_infinite()) {
        (false, false) => order_magnitudes(a, b),
        (x, y) => x.cmp(&y),
    };
    if a.negative { magnitudes.reverse() } else { magnitudes }
}

/// The order of two numbers; `None` if one is a NaN.
pub fn partial_order(a: &Number, b: &Number) -> Option<Ordering> {
    if a.is_nan() || b.is_nan() { None } else { Some(order(a, b)) }
}

fn number_of(order: Ordering) -> Number {
    Number::integer(order as i64)
}

/// -1, 0 or 1.
pub fn compare(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    match nan_of(&[a, b], settings, status) {
        Some(nan) => nan,
        None => number_of(order(a, b)),
    }
}

/// As [`compare`]; a quiet NaN signals as well.
pub fn compare_signal(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    match nan_of(&[a, b], settings, status) {
        Some(nan) => {
            *status |= Status::INVALID_OPERATION;
            nan
        }
        None => number_of(order(a, b)),
    }
}

/// The total order: of what is equal, by exponents; NaNs are the greatest.
pub fn order_total(a: &Number, b: &Number) -> Ordering {
    if a.negative != b.negative {
        return b.negative.cmp(&a.negative);
    }
    let rank = |n: &Number| match n.kind {
        Kind::Finite => 0,
        Kind::Infinite => 1,
        Kind::SignalingNan => 2,
        Kind::QuietNan => 3,
    };
    let order = rank(a).cmp(&rank(b)).then_with(|| match a.kind {
        Kind::Finite => order_magnitudes(a, b).then(a.exponent.cmp(&b.exponent)),
        Kind::Infinite => Ordering::Equal,
        Kind::QuietNan | Kind::SignalingNan => a.coefficient.cmp(&b.coefficient),
    });
    if a.negative { order.reverse() } else { order }
}

/// -1, 0 or 1 by the total order.
pub fn compare_total(a: &Number, b: &Number) -> Number {
    number_of(order_total(a, b))
}

/// As [`compare_total`], without the signs.
pub fn compare_total_magnitude(a: &Number, b: &Number) -> Number {
    number_of(order_total(&a.clone().with_sign(false), &b.clone().with_sign(false)))
}

/// Which of two is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    Greater,
    Smaller,
}

/// `max` and `min`, by their magnitude or not. Of a number and a quiet NaN it is the number.
pub fn choose(
    choice: Choice,
    by_magnitude: bool,
    a: &Number,
    b: &Number,
    settings: &Settings,
    status: &mut Status,
) -> Number {
    if a.kind == Kind::QuietNan && !b.is_nan() {
        return b.clone().finish(settings, status);
    }
    if b.kind == Kind::QuietNan && !a.is_nan() {
        return a.clone().finish(settings, status);
    }
    if let Some(nan) = nan_of(&[a, b], settings, status) {
        return nan;
    }
    let magnitudes = match by_magnitude {
        true => order(&a.clone().with_sign(false), &b.clone().with_sign(false)),
        false => Ordering::Equal,
    };
    let by_value = magnitudes.then_with(|| order(a, b));
    let order = by_value.then_with(|| order_total(a, b));
    let first = match choice {
        Choice::Greater => order.is_ge(),
        Choice::Smaller => order.is_lt(),
    };
    (if first { a } else { b }).clone().finish(settings, status)
}
