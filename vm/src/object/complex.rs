//! `complex`.

use crate::fault::Fault;
use crate::format;
use crate::heap::{Body, Gc, Kind};
use crate::object::exception::Exc;
use crate::object::float;
use crate::object::native::NativeDef;
use crate::object::number::{Number, Rank, compare_numbers};
use crate::object::str::unicode;
use crate::op::Op;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, getter, method, number_methods};

/// A complex number.
pub struct Complex {
    /// Real part.
    pub re: f64,
    /// Imaginary part.
    pub im: f64,
}

impl Body for Complex {
    const KIND: Kind = Kind::Complex;
}

impl Complex {
    /// A complex number.
    pub fn value(re: f64, im: f64) -> Value {
        Gc::new(Complex { re, im }).into_value()
    }
}

/// `complex`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "complex",
    doc: "A complex number: of its parts or of a text.",
    constructor: Some(&CONSTRUCTOR),
    methods: METHODS,
    flags: 0,
};

static CONSTRUCTOR: NativeDef = function!("complex(real=?, imag=?)", new);

static METHODS: &[NativeDef] = number_methods!(
    Rank::Complex,
    [
        method!("__complex__(self, /)", |_, args| Ok(own_value(args))),
        method!("__format__(self, format_spec, /)", format::method),
        method!("__getnewargs__(self, /)", |_, args| {
            let (re, im) = own(args);
            Ok(crate::object::tuple::Tuple::value(vec![Value::float(re), Value::float(im)]))
        }),
        method!("conjugate(self, /)", |_, args| {
            let (re, im) = own(args);
            Ok(Complex::value(re, -im))
        }),
        class_method!("from_number(type, number, /)", from_number),
        getter!("real", |_, args| Ok(Value::float(own(args).0))),
        getter!("imag", |_, args| Ok(Value::float(own(args).1))),
    ]
);

/// The number that a method is called on.
fn own(args: &[Value]) -> (f64, f64) {
    match Number::of(&args[0]) {
        Some(Number::Complex(re, im)) => (re, im),
        // A method's receiver is an instance of its class.
        _ => (f64::NAN, f64::NAN),
    }
}

fn own_value(args: &[Value]) -> Value {
    args[0].unwrap_base().clone()
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let [real, imag] = args else { return Ok(Value::NONE) };
    if let Some(text) = real.as_str().filter(|_| imag.is_unset()) {
        return match parse(text) {
            Some((re, im)) => Ok(Complex::value(re, im)),
            None => Err(vm.error(Exc::ValueError, "complex() arg is a malformed string")),
        };
    }
    if imag.is_unset() && real.is_kind(Kind::Complex) {
        return Ok(real.clone());
    }
    let (mut re, mut im) = (0.0, 0.0);
    // By what it is or by what its `__complex__` returns.
    let is_complex = matches!(Number::of(real), Some(Number::Complex(..)))
        || !real.is_unset() && vm.lookup_special(real, &vm.names.complex).is_some();
    if !real.is_unset() {
        let message = match imag.is_unset() {
            true => "complex() argument must be a string or a number, not ",
            false => "complex() argument 'real' must be a real number, not ",
        };
        (re, im) = part(vm, real, message)?;
        if !imag.is_unset() && is_complex {
            warn_of_complex(vm, "real", real)?;
        }
    }
    if !imag.is_unset() {
        let message = "complex() argument 'imag' must be a real number, not ";
        match Number::of(imag) {
            Some(Number::Complex(more_re, more_im)) => {
                warn_of_complex(vm, "imag", imag)?;
                re -= more_im;
                im += more_re;
            }
            // A real number leaves the sign of a zero as it is.
            _ => match float::methods::to_float_opt(vm, imag)? {
                Some(f) if is_complex => im += f,
                Some(f) => im = f,
                None => {
                    let got = vm.full_type_name(imag);
                    return Err(vm.error(Exc::TypeError, format!("{message}{got}")));
                }
            },
        }
    }
    Ok(Complex::value(re, im))
}

/// One of two parts is a complex number itself, which is deprecated.
fn warn_of_complex(vm: &mut Vm, part: &str, value: &Value) -> Res<()> {
    let got = vm.type_name(value);
    vm.warn(Exc::DeprecationWarning, &format!("complex() argument '{part}' must be a real number, not {got}"))
}

fn from_number(vm: &mut Vm, args: &[Value]) -> Res {
    let (re, im) = part(vm, &args[1], "must be real number, not ")?;
    let number = Complex::value(re, im);
    if args[0].is(&vm.types.of_kind(Kind::Complex).to_value()) { Ok(number) } else { vm.call(&args[0], &[number]) }
}

/// The complex number that an argument stands for.
fn part(vm: &mut Vm, value: &Value, message: &str) -> Res<(f64, f64)> {
    if let Some(Number::Complex(re, im)) = Number::of(value) {
        return Ok((re, im));
    }
    let name = vm.names.complex.clone();
    if let Some(result) = vm.call_special(value, &name, &[])? {
        return match Number::of(&result) {
            Some(Number::Complex(re, im)) => {
                if Number::exact(&result).is_none() {
                    vm.warn_of_subclass("__complex__", &result, "complex")?;
                }
                Ok((re, im))
            }
            _ => {
                let got = vm.type_name(&result);
                Err(vm.error(Exc::TypeError, format!("__complex__ returned non-complex (type {got})")))
            }
        };
    }
    match float::methods::to_float_opt(vm, value)? {
        Some(f) => Ok((f, 0.0)),
        None => {
            let got = vm.type_name(value);
            Err(vm.error(Exc::TypeError, format!("{message}{got}")))
        }
    }
}

/// Reads a complex number as `complex(text)` does.
fn parse(text: &str) -> Option<(f64, f64)> {
    let text = unicode::trim_number(text);
    let text = match text.strip_prefix('(') {
        Some(rest) => unicode::trim_number(rest.strip_suffix(')')?),
        None => text,
    };
    if text.contains(unicode::is_space) {
        return None;
    }
    let Some(body) = text.strip_suffix(['j', 'J']) else { return Some((float::text::parse(text)?, 0.0)) };
    // The sign that separates the parts does not follow an exponent's `e`.
    let bytes = body.as_bytes();
    let split = (1..bytes.len())
        .rev()
        .find(|&i| matches!(bytes[i], b'+' | b'-') && !matches!(bytes[i - 1], b'e' | b'E'))
        .unwrap_or(0);
    let (real, imaginary) = body.split_at(split);
    let re = if real.is_empty() { 0.0 } else { float::text::parse(real)? };
    let im = match imaginary {
        "" | "+" => 1.0,
        "-" => -1.0,
        text => float::text::parse(text)?,
    };
    Some((re, im))
}

/// Do two numbers, one of them complex, equal each other?
pub fn equal(a: Number, b: Number) -> bool {
    let part = |x: Number, y: f64| compare_numbers(Compare::Eq, x, Number::Float(y)) == Some(true);
    match (a, b) {
        (Number::Complex(a, b), Number::Complex(c, d)) => a == c && b == d,
        (Number::Complex(re, im), real) | (real, Number::Complex(re, im)) => im == 0.0 && part(real, re),
        _ => false,
    }
}

/// `a op b` for numbers of which at least one is complex. A real operand has no imaginary part, not one of zero: C's
/// rules for mixed arithmetic.
pub fn binary(op: Op, a: Number, b: Number) -> Option<Result<Value, Fault>> {
    if !matches!(op, Op::Add | Op::Sub | Op::Mul | Op::TrueDiv | Op::Pow) {
        return None;
    }
    let result = match (a, b) {
        (Number::Complex(re, im), Number::Complex(re2, im2)) => both(op, (re, im), (re2, im2)),
        (Number::Complex(re, im), real) => match real.to_float()? {
            Err(fault) => Err(fault),
            Ok(f) => match op {
                Op::Add => Ok((re + f, im)),
                Op::Sub => Ok((re - f, im)),
                Op::Mul => Ok((re * f, im * f)),
                Op::TrueDiv if f == 0.0 => Err(Fault::division_by_zero()),
                Op::TrueDiv => Ok((re / f, im / f)),
                _ => both(op, (re, im), (f, 0.0)),
            },
        },
        (real, Number::Complex(re, im)) => match real.to_float()? {
            Err(fault) => Err(fault),
            Ok(f) => match op {
                Op::Add => Ok((f + re, im)),
                Op::Sub => Ok((f - re, -im)),
                Op::Mul => Ok((f * re, f * im)),
                _ => both(op, (f, 0.0), (re, im)),
            },
        },
        _ => return None,
    };
    Some(result.map(|(re, im)| Complex::value(re, im)))
}

fn both(op: Op, (a, b): (f64, f64), (c, d): (f64, f64)) -> Result<(f64, f64), Fault> {
    match op {
        Op::Add => Ok((a + c, b + d)),
        Op::Sub => Ok((a - c, b - d)),
        Op::Mul => Ok(multiply((a, b), (c, d))),
        Op::TrueDiv => divide((a, b), (c, d)),
        _ => power((a, b), (c, d)),
    }
}

/// An infinite number as one whose infinite parts are 1 and whose other parts are 0, with the signs that they have.
fn boxed((re, im): (f64, f64)) -> (f64, f64) {
    let unit = |part: f64| (if part.is_infinite() { 1.0_f64 } else { 0.0 }).copysign(part);
    (unit(re), unit(im))
}

fn is_infinite((re, im): (f64, f64)) -> bool {
    re.is_infinite() || im.is_infinite()
}

fn is_finite((re, im): (f64, f64)) -> bool {
    re.is_finite() && im.is_finite()
}

/// A product. Infinities that would be lost among NaNs are kept, as in C11, annex G.5.1.
fn multiply((a, b): (f64, f64), (c, d): (f64, f64)) -> (f64, f64) {
    let products = [a * c, b * d, a * d, b * c];
    let (re, im) = (products[0] - products[1], products[2] + products[3]);
    if !(re.is_nan() && im.is_nan()) {
        return (re, im);
    }
    let without_nan = |(re, im): (f64, f64)| {
        let part = |part: f64| if part.is_nan() { 0.0_f64.copysign(part) } else { part };
        (part(re), part(im))
    };
    let (mut left, mut right) = ((a, b), (c, d));
    if is_infinite(left) {
        (left, right) = (boxed(left), without_nan(right));
    }
    if is_infinite(right) {
        (left, right) = (without_nan(left), boxed(right));
    }
    if !is_infinite((a, b)) && !is_infinite((c, d)) {
        if !products.iter().any(|product| product.is_infinite()) {
            return (re, im);
        }
        (left, right) = (without_nan(left), without_nan(right));
    }
    let ((a, b), (c, d)) = (left, right);
    (f64::INFINITY * (a * c - b * d), f64::INFINITY * (a * d + b * c))
}

/// A quotient by Smith's method: scaling by the larger part of the divisor avoids needless overflow. Infinities and zeros
/// that would be lost among NaNs are kept, as in C11, annex G.5.2.
fn divide((a, b): (f64, f64), (c, d): (f64, f64)) -> Result<(f64, f64), Fault> {
    if c == 0.0 && d == 0.0 {
        return Err(Fault::division_by_zero());
    }
    let (re, im) = if c.abs() >= d.abs() {
        let ratio = d / c;
        let denominator = c + d * ratio;
        ((a + b * ratio) / denominator, (b - a * ratio) / denominator)
    } else if d.abs() >= c.abs() {
        let ratio = c / d;
        let denominator = c * ratio + d;
        ((a * ratio + b) / denominator, (b * ratio - a) / denominator)
    } else {
        (f64::NAN, f64::NAN)
    };
    if re.is_nan() && im.is_nan() {
        if is_infinite((a, b)) && is_finite((c, d)) {
            let (x, y) = boxed((a, b));
            return Ok((f64::INFINITY * (x * c + y * d), f64::INFINITY * (y * c - x * d)));
        }
        if is_infinite((c, d)) && is_finite((a, b)) {
            let (x, y) = boxed((c, d));
            return Ok((0.0 * (a * x + b * y), 0.0 * (b * x - a * y)));
        }
    }
    Ok((re, im))
}

/// `(a + bj) ** (c + dj)`.
///
/// # Errors
/// ZeroDivisionError, OverflowError.
pub fn power((a, b): (f64, f64), (c, d): (f64, f64)) -> Result<(f64, f64), Fault> {
    let result = if c == 0.0 && d == 0.0 {
        (1.0, 0.0)
    } else if d == 0.0 && c == c.floor() && c.abs() <= 100.0 {
        // Small whole powers by multiplication are exact where they can be.
        let mut result = (1.0, 0.0);
        let mut square = (a, b);
        let mut rest = c.abs() as u32;
        while rest > 0 {
            if rest & 1 == 1 {
                result = multiply(result, square);
            }
            square = multiply(square, square);
            rest >>= 1;
        }
        if c < 0.0 {
            if a == 0.0 && b == 0.0 {
                return Err(Fault::new(Exc::ZeroDivisionError, "zero to a negative or complex power"));
            }
            divide((1.0, 0.0), result)?
        } else {
            result
        }
    } else if a == 0.0 && b == 0.0 {
        if d != 0.0 || c < 0.0 {
            return Err(Fault::new(Exc::ZeroDivisionError, "zero to a negative or complex power"));
        }
        (0.0, 0.0)
    } else {
        let size = a.hypot(b);
        let mut length = size.powf(c);
        let angle = b.atan2(a);
        let mut phase = angle * c;
        if d != 0.0 {
            length *= (-angle * d).exp();
            phase += d * size.ln();
        }
        // The C library knows no cosine of it, which is taken for this.
        if phase.is_infinite() {
            return Err(Fault::new(Exc::ZeroDivisionError, "zero to a negative or complex power"));
        }
        (length * phase.cos(), length * phase.sin())
    };
    if is_infinite(result) {
        return Err(Fault::overflow("complex exponentiation"));
    }
    Ok(result)
}

/// `abs(complex)`.
///
/// # Errors
/// OverflowError.
pub fn absolute(re: f64, im: f64) -> Result<f64, Fault> {
    let size = re.hypot(im);
    if size.is_infinite() && re.is_finite() && im.is_finite() {
        return Err(Fault::overflow("absolute value too large"));
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_what_complex_reads() {
        for (text, value) in [
            ("1+2j", Some((1.0, 2.0))),
            (" ( 1.5e-3-J ) ", Some((0.0015, -1.0))),
            ("j", Some((0.0, 1.0))),
            ("-3", Some((-3.0, 0.0))),
            ("1e+5j", Some((0.0, 1e5))),
            ("1 + 2j", None),
            ("", None),
            ("1+2", None),
            ("(1+2j", None),
        ] {
            assert_eq!(parse(text), value, "{text}");
        }
    }
}
