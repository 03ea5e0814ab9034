//! Floats as text: hexadecimal, and reading what `float()` reads.

use crate::fault::Fault;
use crate::object::float::arithmetic::{decompose, round_scaled};
use crate::object::str::unicode;
pub use rondo_compiler::literal::float::*;

/// The float that text denotes, as `float()` reads it: blanks around it, underscores between digits.
pub fn parse(text: &str) -> Option<f64> {
    let mut ascii = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = unicode::trim_number(text).chars().peekable();
    while let Some(c) = rest.next() {
        if c == '_' {
            let digit_follows = rest.peek().is_some_and(|&c| unicode::decimal(c).is_some());
            if !before.is_ascii_digit() || !digit_follows {
                return None;
            }
            before = c;
            continue;
        }
        before = match unicode::decimal(c) {
            Some(digit) => char::from(b'0' + digit),
            None => c,
        };
        ascii.push(before);
    }
    // What Rust reads is what Python reads.
    ascii.parse().ok()
}

/// `f.hex()`.
pub fn hex(f: f64) -> String {
    if !f.is_finite() {
        return non_finite(f).to_string();
    }
    let sign = if f.is_sign_negative() { "-" } else { "" };
    if f == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let (mantissa, exponent) = decompose(f);
    let lead = mantissa >> 52;
    format!("{sign}0x{lead}.{:013x}p{:+}", mantissa & ((1 << 52) - 1), exponent + 52)
}

/// `float.fromhex(text)`.
///
/// # Errors
/// ValueError if malformed, OverflowError if too large.
pub fn from_hex(text: &str) -> Result<f64, Fault> {
    let invalid = || Fault::value_error("invalid hexadecimal floating-point string");
    let text = unicode::trim_number(text);
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = text.to_ascii_lowercase();
    let magnitude = match lower.as_str() {
        "inf" | "infinity" => f64::INFINITY,
        "nan" => f64::NAN,
        text => {
            let text = text.strip_prefix("0x").unwrap_or(text);
            let (digits, exponent) = match text.split_once('p') {
                Some((digits, exponent)) => (digits, Some(exponent)),
                None => (text, None),
            };
            let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
            if whole.is_empty() && fraction.is_empty() {
                return Err(invalid());
            }
            let mut value = 0_u128;
            let mut shift = 0_i64;
            for (i, c) in whole.chars().chain(fraction.chars()).enumerate() {
                let digit = c.to_digit(16).ok_or_else(invalid)? as u128;
                let in_fraction = i >= whole.len();
                if value >> 120 == 0 {
                    value = value << 4 | digit;
                    shift -= 4 * in_fraction as i64;
                } else {
                    // Only whether anything follows matters now.
                    value |= (digit != 0) as u128;
                    shift += 4 * !in_fraction as i64;
                }
            }
            let exponent = match exponent {
                None => 0,
                Some(text) => {
                    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
                    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                        return Err(invalid());
                    }
                    // Clamped: far beyond the range either way.
                    let clamped = digits.parse::<i64>().unwrap_or(i64::MAX).min(1 << 40);
                    if text.starts_with('-') { -clamped } else { clamped }
                }
            };
            match round_scaled(value, shift + exponent) {
                f if f.is_infinite() => {
                    return Err(Fault::overflow("hexadecimal value too large to represent as a float"));
                }
                f => f,
            }
        }
    };
    Ok(if negative { -magnitude } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_reads_what_float_reads() {
        for (text, f) in [(" 1_0.5e3 ", 10500.0), ("1.", 1.0), (".5", 0.5), ("-iNf", f64::NEG_INFINITY), ("١٢", 12.0)]
        {
            assert_eq!(parse(text), Some(f), "{text}");
        }
        assert!(parse("nan").is_some_and(f64::is_nan));
        for text in ["", " ", "1__0", "_1", "1_", "1_.5", "1e", "0x10", "1 0", "e5", ".", "in_f"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn hexadecimal_both_ways() {
        for (f, text) in [
            (3.0, "0x1.8000000000000p+1"),
            (-0.1, "-0x1.999999999999ap-4"),
            (5e-324, "0x0.0000000000001p-1022"),
            (0.0, "0x0.0p+0"),
        ] {
            assert_eq!(hex(f), text);
            assert_eq!(from_hex(text), Ok(f));
        }
        assert_eq!(from_hex("0x.8p1"), Ok(1.0));
        assert_eq!(from_hex("ff"), Ok(255.0));
        assert!(from_hex("0x1p1024").is_err());
        assert!(from_hex("0xg").is_err());
    }
}
