//! Numbers laid out by a format specification.

use super::spec::{Spec, pad};
use crate::fault::Fault;
use crate::object::float::text;
use crate::object::int::arithmetic::Integer;
use crate::object::int::text::decimal;
use rondo_grammar::surrogate;

/// What a number consists of before it is padded.
#[derive(Default)]
struct Parts {
    sign: Option<char>,
    prefix: &'static str,
    /// Digits before the point; `inf` and `nan` too.
    digits: String,
    /// Are they digits, so that separators go between them?
    groupable: bool,
    /// The digits after the point, with it.
    fraction: String,
    /// Exponent, percent sign.
    tail: String,
}

/// An int.
///
/// # Errors
/// ValueError, OverflowError.
pub fn integer(i: Integer, spec: &Spec, class: &str) -> Result<String, Fault> {
    let ty = spec.ty.unwrap_or('d');
    let radix = match ty {
        'b' => 2,
        'o' => 8,
        'x' | 'X' => 16,
        'd' | 'n' | 'c' => 10,
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => return float(i.to_float()?, spec, class),
        _ => return Err(spec.unknown_type(class)),
    };
    let fault = match ty {
        _ if spec.precision.is_some() => Some("Precision not allowed in integer format specifier"),
        _ if spec.no_negative_zero => Some("Negative zero coercion (z) not allowed in integer format specifier"),
        'c' if spec.sign.is_some() => Some("Sign not allowed with integer format specifier 'c'"),
        'c' if spec.alternate => Some("Alternate form (#) not allowed with integer format specifier 'c'"),
        _ => None,
    };
    if let Some(message) = fault {
        return Err(Fault::value_error(message));
    }
    if ty == 'c' {
        let code = match i {
            Integer::Small(i) => u32::try_from(i).ok(),
            Integer::Wide(_) | Integer::Big(_) => {
                return Err(Fault::overflow("Python int too large to convert to C long"));
            }
        };
        return match code.and_then(surrogate::char_of) {
            Some(c) => assemble(Parts { digits: c.to_string(), ..Parts::default() }, spec, 0),
            None => Err(Fault::overflow("%c arg not in range(0x110000)")),
        };
    }
    let mut digits = if radix == 10 { decimal(i)? } else { in_radix(i, radix) };
    if digits.starts_with('-') {
        digits.remove(0);
    }
    if ty == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = match ty {
        _ if !spec.alternate => "",
        'b' => "0b",
        'o' => "0o",
        'x' => "0x",
        'X' => "0X",
        _ => "",
    };
    let parts = Parts { sign: sign(spec, i.is_negative()), prefix, digits, groupable: true, ..Parts::default() };
    assemble(parts, spec, if radix == 10 { 3 } else { 4 })
}

/// The digits of an int in a radix, with its sign.
pub fn in_radix(i: Integer, radix: u32) -> String {
    match i {
        Integer::Wide(_) => i.to_big().to_str_radix(radix),
        Integer::Big(i) => i.to_str_radix(radix),
        Integer::Small(i) => {
            if !radix.is_power_of_two() {
                return i.to_string();
            }
            // From the last digit on: 64 of them and a sign at most.
            let mut text = [0; 65];
            let mut at = text.len();
            let mut put = |c: u8| {
                at -= 1;
                text[at] = c;
            };
            let mut rest = i.unsigned_abs();
            loop {
                put(b"0123456789abcdef"[rest as usize & (radix as usize - 1)]);
                rest >>= radix.trailing_zeros();
                if rest == 0 {
                    break;
                }
            }
            if i < 0 {
                put(b'-');
            }
            text[at..].iter().map(|&c| char::from(c)).collect()
        }
    }
}

fn sign(spec: &Spec, negative: bool) -> Option<char> {
    match spec.sign {
        _ if negative => Some('-'),
        Some('-') | None => None,
        plus => plus,
    }
}

/// A float.
///
/// # Errors
/// ValueError.
pub fn float(f: f64, spec: &Spec, class: &str) -> Result<String, Fault> {
    match spec.ty {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => (),
        Some(_) => return Err(spec.unknown_type(class)),
    }
    let (kind, precision) = match (spec.ty, spec.precision) {
        (None, None) => (Kind::Repr, 0),
        (None, Some(precision)) => (Kind::General { whole: true }, precision),
        (Some('n'), precision) => (Kind::General { whole: false }, precision.unwrap_or(6)),
        (Some(ty), precision) => (Kind::of(ty), precision.unwrap_or(6)),
    };
    let f = if spec.ty == Some('%') { f * 100.0 } else { f };
    let mut parts = lay_out(f, kind, precision, spec);
    if spec.ty.is_some_and(|ty| ty.is_ascii_uppercase()) {
        parts.digits.make_ascii_uppercase();
        parts.tail.make_ascii_uppercase();
    }
    if spec.ty == Some('%') {
        parts.tail.push('%');
    }
    assemble(parts, spec, 3)
}

/// A complex number.
///
/// # Errors
/// ValueError.
pub fn complex(re: f64, im: f64, spec: &Spec, class: &str) -> Result<String, Fault> {
    match spec.ty {
        None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n') => (),
        Some(_) => return Err(spec.unknown_type(class)),
    }
    if spec.fill == Some('0') {
        return Err(Fault::value_error("Zero padding is not allowed in complex format specifier"));
    }
    if spec.align == Some('=') {
        return Err(Fault::value_error("'=' alignment flag is not allowed in complex format specifier"));
    }
    let (kind, precision) = match (spec.ty, spec.precision) {
        (None, None) => (Kind::Shortest, 0),
        (None | Some('n'), precision) => (Kind::General { whole: false }, precision.unwrap_or(6)),
        (Some(ty), precision) => (Kind::of(ty), precision.unwrap_or(6)),
    };
    let part = |f: f64, sign: Option<char>| {
        let spec = Spec { sign, width: 0, align: None, fill: None, ..*spec };
        let mut parts = lay_out(f, kind, precision, &spec);
        if spec.ty.is_some_and(|ty| ty.is_ascii_uppercase()) {
            parts.digits.make_ascii_uppercase();
            parts.tail.make_ascii_uppercase();
        }
        assemble(parts, &spec, 3)
    };
    let imaginary = |sign| part(im, sign);
    let text = if spec.ty.is_none() && re == 0.0 && re.is_sign_positive() {
        format!("{}j", imaginary(spec.sign)?)
    } else {
        let inner = format!("{}{}j", part(re, spec.sign)?, imaginary(Some('+'))?);
        if spec.ty.is_none() { format!("({inner})") } else { inner }
    };
    spec.pad(&text, '>')
}

/// How a float becomes digits.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// The shortest digits, a whole number with `.0`.
    Repr,
    /// The shortest digits.
    Shortest,
    Exponent,
    Fixed,
    /// Significant digits; `whole`: a whole number gets `.0`.
    General {
        whole: bool,
    },
}

impl Kind {
    fn of(ty: char) -> Kind {
        match ty {
            'e' | 'E' => Kind::Exponent,
            'g' | 'G' => Kind::General { whole: false },
            _ => Kind::Fixed,
        }
    }
}

/// A float without padding and sign rules: `'%.3e' % f` and its like. `ty` is one of `eEfFgG`.
pub fn plain_float(f: f64, ty: char, precision: usize, alternate: bool) -> (bool, String) {
    let spec = Spec { alternate, ..Spec::default() };
    let mut parts = lay_out(f, Kind::of(ty), precision, &spec);
    let mut text = std::mem::take(&mut parts.digits);
    text.push_str(&parts.fraction);
    text.push_str(&parts.tail);
    if ty.is_ascii_uppercase() {
        text.make_ascii_uppercase();
    }
    (parts.sign == Some('-'), text)
}

fn lay_out(f: f64, kind: Kind, precision: usize, spec: &Spec) -> Parts {
    if !f.is_finite() {
        let negative = f.is_sign_negative() && !f.is_nan();
        let digits = if f.is_nan() { "nan" } else { "inf" }.to_string();
        return Parts { sign: sign(spec, negative), digits, ..Parts::default() };
    }
    let mut text = String::new();
    match kind {
        Kind::Fixed => {
            text = text::fixed(f.abs(), precision);
            if spec.alternate && precision == 0 {
                text.push('.');
            }
        }
        Kind::Exponent => {
            let (_, digits, exponent) = text::significant(f, precision.saturating_add(1));
            text::exponential(&mut text, &digits, exponent, spec.alternate, 'e');
        }
        Kind::Repr | Kind::Shortest => {
            let (_, digits, exponent) = text::shortest(f);
            layout(&mut text, &digits, exponent, 16, kind == Kind::Repr, spec.alternate);
        }
        Kind::General { whole } => {
            let precision = precision.max(1);
            let (_, mut digits, exponent) = text::significant(f, precision);
            if !spec.alternate {
                digits.truncate(digits.trim_end_matches('0').len().max(1));
            }
            layout(&mut text, &digits, exponent, precision as i32 - whole as i32, whole, spec.alternate);
        }
    }
    let (mantissa, tail) = match text.find('e') {
        Some(at) => text.split_at(at),
        None => (text.as_str(), ""),
    };
    let (digits, fraction) = match mantissa.find('.') {
        Some(at) => mantissa.split_at(at),
        None => (mantissa, ""),
    };
    let vanished = spec.no_negative_zero && mantissa.bytes().all(|b| matches!(b, b'0' | b'.'));
    Parts {
        sign: sign(spec, f.is_sign_negative() && !vanished),
        prefix: "",
        digits: digits.to_string(),
        groupable: true,
        fraction: fraction.to_string(),
        tail: tail.to_string(),
    }
}

/// Digits as a plain number, or with an exponent outside `-4..high`. `alternate` keeps the point.
fn layout(out: &mut String, digits: &str, exponent: i32, high: i32, whole: bool, alternate: bool) {
    if exponent < -4 || exponent >= high {
        text::exponential(out, digits, exponent, alternate, 'e');
    } else {
        text::general(out, digits, exponent, i32::MIN, i32::MAX, whole);
        if alternate && !out.contains('.') {
            out.push('.');
        }
    }
}

/// Puts the parts together: separators between groups of `group` digits, and padding.
fn assemble(mut parts: Parts, spec: &Spec, group: usize) -> Result<String, Fault> {
    if let Some(separator) = spec.fraction_grouping
        && parts.fraction.len() > 1
    {
        let digits = &parts.fraction[1..];
        let mut grouped = String::from(".");
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && i % 3 == 0 {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        parts.fraction = grouped;
    }
    let others = parts.sign.is_some() as usize + parts.prefix.len() + parts.fraction.len() + parts.tail.len();
    if let Some(separator) = spec.grouping
        && parts.groupable
    {
        // Padding zeros are digits: they are grouped too.
        let zeros = spec.align == Some('=') && spec.fill == Some('0');
        let least = if zeros { spec.width.saturating_sub(others) } else { 0 };
        parts.digits = group_digits(&parts.digits, separator, group, least);
    }
    let mut text = String::with_capacity(others + parts.digits.len());
    text.extend(parts.sign);
    text.push_str(parts.prefix);
    if spec.align == Some('=') {
        let missing = spec.width.saturating_sub(others + parts.digits.chars().count());
        pad(&mut text, spec.fill.unwrap_or(' '), missing);
    }
    text.push_str(&parts.digits);
    text.push_str(&parts.fraction);
    text.push_str(&parts.tail);
    if spec.align == Some('=') { Ok(text) } else { spec.pad(&text, '>') }
}

/// Digits in groups from the right, filled up with zeros to a width that counts the separators.
fn group_digits(digits: &str, separator: char, group: usize, least: usize) -> String {
    let mut reversed = String::with_capacity(digits.len() * 4 / 3 + least);
    let mut rest = digits.bytes().rev();
    let mut next = rest.next();
    let mut count = 0;
    while next.is_some() || reversed.len() < least {
        if count > 0 && count % group == 0 {
            reversed.push(separator);
        }
        reversed.push(next.unwrap_or(b'0') as char);
        next = rest.next();
        count += 1;
    }
    reversed.chars().rev().collect()
}
