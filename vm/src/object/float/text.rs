//! Floats as text: the shortest representation, a given number of digits, hexadecimal, and back.

use crate::fault::Fault;
use crate::object::float::arithmetic::{decompose, round_scaled};
use crate::object::str::unicode;

/// `repr(f)`: the shortest digits that read back as the same float.
pub fn repr(f: f64) -> String {
    if !f.is_finite() {
        return non_finite(f).to_string();
    }
    // Where no exponent is due, the layout is the same.
    if f == 0.0 || f.abs() >= 1e-4 && f.abs() < 1e16 {
        return ryu::Buffer::new().format_finite(f).to_string();
    }
    let mut out = String::with_capacity(24);
    let (negative, digits, exponent) = shortest(f);
    if negative {
        out.push('-');
    }
    general(&mut out, &digits, exponent, -4, 16, true);
    out
}

/// `nan`, `inf` or `-inf`.
pub fn non_finite(f: f64) -> &'static str {
    if f.is_nan() {
        "nan"
    } else if f > 0.0 {
        "inf"
    } else {
        "-inf"
    }
}

/// The sign, the shortest digits, and the decimal exponent of the first digit, of a finite float.
pub fn shortest(f: f64) -> (bool, String, i32) {
    let (negative, mut digits, exponent) = split(ryu::Buffer::new().format_finite(f), f);
    digits.truncate(digits.trim_end_matches('0').len().max(1));
    (negative, digits, exponent)
}

/// As [`shortest`], rounded to `count` significant digits, at least one.
pub fn significant(f: f64, count: usize) -> (bool, String, i32) {
    // A double has at most 767 significant digits; the formatting machinery takes no precision beyond 65,535.
    let exact = count.min(800);
    let (negative, mut digits, exponent) = split(&format!("{:.*e}", exact - 1, f.abs()), f);
    digits.extend(std::iter::repeat_n('0', count - exact));
    (negative, digits, exponent)
}

/// The sign, digits and exponent of a number written in any way.
fn split(text: &str, f: f64) -> (bool, String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let mantissa = mantissa.trim_start_matches('-');
    let point = mantissa.find('.').unwrap_or(mantissa.len()) as i32;
    let all: String = mantissa.chars().filter(|&c| c != '.').collect();
    let digits = all.trim_start_matches('0');
    if digits.is_empty() {
        return (f.is_sign_negative(), all, 0);
    }
    let leading = (all.len() - digits.len()) as i32;
    let exponent = exponent.parse::<i32>().unwrap_or_default() + point - 1 - leading;
    (f.is_sign_negative(), digits.to_string(), exponent)
}

/// `|f|` with `count` digits after the point, correctly rounded, with the sign of `f`.
pub fn fixed(f: f64, count: usize) -> String {
    // A double has at most 1,074 digits after the point.
    let exact = count.min(1100);
    let mut text = format!("{f:.exact$}");
    text.extend(std::iter::repeat_n('0', count - exact));
    text
}

/// Lays digits out as a plain number if the exponent lies in `low..high`, else with an exponent. `point`: a plain
/// whole number gets `.0`.
pub fn general(out: &mut String, digits: &str, exponent: i32, low: i32, high: i32, point: bool) {
    if exponent < low || exponent >= high {
        exponential(out, digits, exponent, false, 'e');
    } else if exponent < 0 {
        out.push_str("0.");
        out.extend(std::iter::repeat_n('0', (-exponent - 1) as usize));
        out.push_str(digits);
    } else {
        let whole = exponent as usize + 1;
        if digits.len() <= whole {
            out.push_str(digits);
            out.extend(std::iter::repeat_n('0', whole - digits.len()));
            if point {
                out.push_str(".0");
            }
        } else {
            out.push_str(&digits[..whole]);
            out.push('.');
            out.push_str(&digits[whole..]);
        }
    }
}

/// Lays digits out as `d.ddde+XX`; `point` asks for the point even if no digit follows it.
pub fn exponential(out: &mut String, digits: &str, exponent: i32, point: bool, letter: char) {
    out.push_str(&digits[..1]);
    if digits.len() > 1 || point {
        out.push('.');
        out.push_str(&digits[1..]);
    }
    out.push(letter);
    out.push(if exponent < 0 { '-' } else { '+' });
    out.push_str(&format!("{:02}", exponent.abs()));
}

/// The float that text denotes, as `float()` reads it: blanks around it, underscores between digits.
pub fn parse(text: &str) -> Option<f64> {
    let mut ascii = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = unicode::trim(text).chars().peekable();
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
    let text = unicode::trim(text);
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
    fn repr_is_cpythons() {
        for (f, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (123456789012345680.0, "1.2345678901234568e+17"),
            (1e15, "1000000000000000.0"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (5e-324, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (std::f64::consts::PI, "3.141592653589793"),
            (2.0_f64.powi(53), "9007199254740992.0"),
            (100.25, "100.25"),
            (f64::INFINITY, "inf"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(repr(f), text);
        }
    }

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

    #[test]
    fn rounding_is_half_even_on_the_exact_value() {
        assert_eq!(fixed(0.125, 2), "0.12");
        assert_eq!(fixed(0.375, 2), "0.38");
        assert_eq!(fixed(0.5, 0), "0");
        assert_eq!(fixed(1.5, 0), "2");
        assert_eq!(fixed(2.5, 0), "2");
        assert_eq!(fixed(2.675, 2), "2.67");
        assert_eq!(significant(2.5, 1).1, "2");
        assert_eq!(significant(3.5, 1).1, "4");
        assert_eq!(significant(0.00025, 1).1, "3");
        assert_eq!(significant(25.0, 1), (false, "2".to_string(), 1));
        assert_eq!(significant(125.0, 2), (false, "12".to_string(), 2));
        assert_eq!(significant(9.5, 1), (false, "1".to_string(), 1));
    }
}
