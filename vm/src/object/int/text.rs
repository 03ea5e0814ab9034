//! Ints as text: decimal digits with the limit on their number, and literals in any base.

use crate::fault::Fault;
use crate::object::int::arithmetic::Integer;
use crate::object::str::unicode;
use num_bigint::{BigInt, BigUint};
use num_traits::Num;
use std::cell::Cell;

thread_local! {
    /// `sys.get_int_max_str_digits()`; 0 is no limit.
    static MAX_STR_DIGITS: Cell<usize> = const { Cell::new(crate::compiler::DEFAULT_MAX_STR_DIGITS) };
}

/// The most decimal digits that are converted; 0 if there is no limit.
pub fn max_str_digits() -> usize {
    MAX_STR_DIGITS.get()
}

/// Sets the most decimal digits that are converted.
pub fn set_max_str_digits(digits: usize) {
    MAX_STR_DIGITS.set(digits);
}

/// The decimal digits of an int.
///
/// # Errors
/// ValueError beyond the limit.
pub fn decimal(i: Integer) -> Result<String, Fault> {
    match i {
        Integer::Small(i) => Ok(i.to_string()),
        // No limit may be set that it could be beyond.
        Integer::Wide(i) => Ok(i.to_string()),
        Integer::Big(i) => {
            let limit = max_str_digits();
            // 10 has 3.32 bits: a quick test spares the conversion of numbers far beyond the limit.
            let far_beyond = limit > 0 && i.bits() as usize > limit * 10 / 3 + 64;
            let text = if far_beyond { String::new() } else { i.to_string() };
            if far_beyond || limit > 0 && text.len() - text.starts_with('-') as usize > limit {
                return Err(Fault::value_error(format!(
                    "Exceeds the limit ({limit} digits) for integer string conversion; \
                     use sys.set_int_max_str_digits() to increase the limit"
                )));
            }
            Ok(text)
        }
    }
}

/// Why text is no int.
#[derive(Debug, PartialEq)]
pub enum Malformed {
    /// The text is no literal of the base.
    Literal,
    /// Something else.
    Fault(Fault),
}

/// Reads an int as `int(text, base)` does: blanks around it, a sign, a prefix, underscores between digits.
///
/// # Errors
/// [`Malformed`]; the caller words the message, which shows the original object.
pub fn parse(text: &str, base: u32) -> Result<BigInt, Malformed> {
    let text = unicode::trim_number(text);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let prefix = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 0,
    };
    let (radix, mut digits) = match base {
        0 if prefix > 0 => (prefix, &text[2..]),
        0 => (10, text),
        _ if base == prefix => (base, &text[2..]),
        _ => (base, text),
    };
    if digits.len() < text.len() {
        // `0x_ff` is as good as `0xff`.
        digits = digits.strip_prefix('_').unwrap_or(digits);
    }
    let mut clean = String::with_capacity(digits.len());
    let mut underscore = true;
    for c in digits.chars() {
        if c == '_' && !underscore {
            underscore = true;
            continue;
        }
        let value = match unicode::decimal(c) {
            Some(digit) => Some(digit as u32),
            None => c.to_digit(36),
        };
        match value.filter(|&value| value < radix).and_then(|value| char::from_digit(value, radix)) {
            Some(digit) => clean.push(digit),
            None => return Err(Malformed::Literal),
        }
        underscore = false;
    }
    if underscore {
        return Err(Malformed::Literal);
    }
    if base == 0 && prefix == 0 && clean.starts_with('0') && clean.bytes().any(|b| b != b'0') {
        return Err(Malformed::Literal);
    }
    let limit = max_str_digits();
    if limit > 0 && clean.len() > limit && !radix.is_power_of_two() {
        return Err(Malformed::Fault(Fault::value_error(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            clean.len()
        ))));
    }
    if let Ok(small) = i64::from_str_radix(&clean, radix) {
        return Ok(BigInt::from(if negative { -small } else { small }));
    }
    let magnitude = BigUint::from_str_radix(&clean, radix).map_err(|_| Malformed::Literal)?;
    Ok(if negative { -BigInt::from(magnitude) } else { BigInt::from(magnitude) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals() {
        for (text, base, value) in [
            (" 12 ", 10, 12),
            ("-1_000", 10, -1000),
            ("+7", 10, 7),
            ("0x_ff", 16, 255),
            ("0xff", 0, 255),
            ("ff", 16, 255),
            ("0b101", 0, 5),
            ("0b1", 16, 0xb1),
            ("0o17", 8, 15),
            ("z", 36, 35),
            ("000", 0, 0),
            ("007", 10, 7),
            ("١٢٣", 10, 123),
            ("\u{a0}5\n", 10, 5),
        ] {
            assert_eq!(parse(text, base), Ok(BigInt::from(value)), "{text} in base {base}");
        }
        for (text, base) in [
            ("", 10),
            ("-", 10),
            ("1__0", 10),
            ("_1", 10),
            ("1_", 10),
            ("12", 2),
            ("0x", 16),
            ("010", 0),
            ("1 2", 10),
            ("--1", 10),
            ("0x1", 10),
            ("é", 36),
        ] {
            assert_eq!(parse(text, base), Err(Malformed::Literal), "{text} in base {base}");
        }
    }

    #[test]
    fn decimal_digits_are_limited() {
        assert_eq!(decimal(Integer::Small(-5)), Ok("-5".to_string()));
        let big = BigInt::from(10).pow(4299);
        assert!(decimal(Integer::Big(&big)).is_ok());
        assert!(decimal(Integer::Big(&(big * 10))).is_err());
        assert!(parse(&"1".repeat(4301), 10).is_err());
    }
}
