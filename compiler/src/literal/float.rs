//! Floats as text: the shortest representation and a given number of digits.

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
    if let Some(digits) = scaled(f, count) {
        let (sign, width) = (if f.is_sign_negative() { "-" } else { "" }, count + 1);
        let mut text = format!("{sign}{digits:0width$}");
        if count > 0 {
            text.insert(text.len() - count, '.');
        }
        return text;
    }
    // A double has at most 1,074 digits after the point.
    let exact = count.min(1100);
    let mut text = format!("{f:.exact$}");
    text.extend(std::iter::repeat_n('0', count - exact));
    text
}

/// `|f| * 10**count`, rounded to even, where that takes no more than 128 bits on the way.
fn scaled(f: f64, count: usize) -> Option<u64> {
    const HIDDEN_BIT: u64 = 1 << 52;
    let bits = f.to_bits();
    let mantissa = bits & (HIDDEN_BIT - 1) | HIDDEN_BIT;
    // |f| = mantissa / 2**shift
    let shift = 1075 - (bits >> 52 & 0x7ff) as i32;
    if count > 17 || !(1..=120).contains(&shift) {
        return None;
    }
    let product = mantissa as u128 * 10u128.pow(count as u32);
    let (quotient, rest) = (product >> shift, product & ((1 << shift) - 1));
    let half = 1u128 << (shift - 1);
    let up = rest > half || rest == half && quotient & 1 == 1;
    u64::try_from(quotient + up as u128).ok()
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
