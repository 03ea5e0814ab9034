//! Numbers read from text: the numeric strings of the specification.

use super::coefficient::Coefficient;
use super::number::{Kind, Number};
use rondo_vm::object::str::unicode;
use std::borrow::Cow;

/// The ASCII text of a numeric string: digits of any script become those of ASCII, and spaces around it and underscores
/// are left out if they are allowed. `None` if there is something in it that no number has.
pub fn ascii(text: &str, lenient: bool) -> Option<Cow<'_, str>> {
    let text = if lenient { unicode::trim(text) } else { text };
    if text.is_ascii() && !(lenient && text.contains('_')) {
        return Some(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '_' if lenient => (),
            c if c.is_ascii() => out.push(c),
            c => out.push(char::from(b'0' + unicode::decimal(c)?)),
        }
    }
    Some(Cow::Owned(out))
}

/// The number that ASCII text writes; `None` if it writes none. An exponent beyond all limits is one that is.
pub fn parse(text: &str) -> Option<Number> {
    let (negative, rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    match rest.as_bytes().first()? {
        b'0'..=b'9' | b'.' => finite(negative, rest),
        _ => special(negative, rest),
    }
}

fn finite(negative: bool, text: &str) -> Option<Number> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], exponent(&text[at + 1..])?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let coefficient = match fraction.is_empty() {
        true => Coefficient::from_digits(whole.as_bytes()),
        false => Coefficient::from_digits(&[whole.as_bytes(), fraction.as_bytes()].concat()),
    };
    Some(Number::finite(negative, coefficient, exponent.saturating_sub(fraction.len() as i64)))
}

/// What no exponent of a number reaches, and from which sums do not overflow.
const BEYOND: i64 = 4_000_000_000_000_000_000;

fn exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = digits.trim_start_matches('0');
    let exponent = match digits.len() {
        0 => 0,
        1..=18 => digits.parse().ok()?,
        _ => digits.parse().unwrap_or(BEYOND).min(BEYOND),
    };
    Some(if negative { -exponent } else { exponent })
}

fn special(negative: bool, text: &str) -> Option<Number> {
    if text.eq_ignore_ascii_case("inf") || text.eq_ignore_ascii_case("infinity") {
        return Some(Number::infinity(negative));
    }
    let after = |name: &str| {
        let head = text.get(..name.len())?;
        head.eq_ignore_ascii_case(name).then(|| &text[name.len()..])
    };
    let (kind, payload) = match (after("nan"), after("snan")) {
        (Some(payload), _) => (Kind::QuietNan, payload),
        (_, Some(payload)) => (Kind::SignalingNan, payload),
        _ => return None,
    };
    let is_number = payload.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Number { negative, kind, exponent: 0, coefficient: Coefficient::from_digits(payload.as_bytes()) })
}
