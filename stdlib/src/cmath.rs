//! `cmath`: mathematical functions of complex numbers. The algorithms are those of W. Kahan, "Branch cuts for complex
//! elementary functions", as CPython has them; values at infinities and NaNs are those of C99, annex G.

use crate::module::{module, number};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::complex::Complex;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::f64::consts::{E, LN_2, LN_10, TAU};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    let module = module("cmath", "Mathematical functions of complex numbers.", FUNCTIONS);
    for (name, value) in [("pi", P), ("e", E), ("tau", TAU), ("inf", I), ("nan", N)] {
        module.dict.set_name(name, Value::float(value));
    }
    module.dict.set_name("infj", Complex::value(0.0, I));
    module.dict.set_name("nanj", Complex::value(0.0, N));
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("acos(z, /)", |vm, args| computed(vm, args, acos)),
    function!("acosh(z, /)", |vm, args| computed(vm, args, acosh)),
    function!("asin(z, /)", |vm, args| computed(vm, args, |z| turned(z, asinh))),
    function!("asinh(z, /)", |vm, args| computed(vm, args, asinh)),
    function!("atan(z, /)", |vm, args| computed(vm, args, |z| turned(z, atanh))),
    function!("atanh(z, /)", |vm, args| computed(vm, args, atanh)),
    function!("cos(z, /)", |vm, args| computed(vm, args, |(x, y)| cosh((-y, x)))),
    function!("cosh(z, /)", |vm, args| computed(vm, args, cosh)),
    function!("exp(z, /)", |vm, args| computed(vm, args, exp)),
    function!("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", is_close),
    function!("isfinite(z, /)", |vm, args| {
        let z = complex(vm, &args[0])?;
        Ok((!is_special(z)).into())
    }),
    function!("isinf(z, /)", |vm, args| {
        let z = complex(vm, &args[0])?;
        Ok(is_infinite(z).into())
    }),
    function!("isnan(z, /)", |vm, args| {
        let (x, y) = complex(vm, &args[0])?;
        Ok((x.is_nan() || y.is_nan()).into())
    }),
    function!("log(z, base=?, /)", |vm, args| {
        let z = complex(vm, &args[0])?;
        if args[1].is_unset() {
            let log = log(z).or_else(|problem| problem.raise(vm))?;
            return Ok(Complex::value(log.0, log.1));
        }
        let base = complex(vm, &args[1])?;
        let base = log(base).or_else(|problem| problem.raise(vm))?;
        if base == (0.0, 0.0) {
            return Problem::Domain.raise(vm);
        }
        // That of zero is minus infinity where it is only a part.
        let parts = [log(z).unwrap_or((f64::NEG_INFINITY, z.1.atan2(z.0))), base].map(|(x, y)| Complex::value(x, y));
        vm.binary(rondo_vm::op::Op::TrueDiv, false, &parts[0], &parts[1])
    }),
    function!("log10(z, /)", |vm, args| { computed(vm, args, |z| log(z).map(|(x, y)| (x / LN_10, y / LN_10))) }),
    function!("phase(z, /)", |vm, args| {
        let (x, y) = complex(vm, &args[0])?;
        Ok(Value::float(y.atan2(x)))
    }),
    function!("polar(z, /)", |vm, args| {
        let (x, y) = complex(vm, &args[0])?;
        let r = size((x, y));
        if r.is_infinite() && !is_infinite((x, y)) {
            return Problem::Range.raise(vm);
        }
        Ok(Tuple::value(vec![Value::float(r), Value::float(y.atan2(x))]))
    }),
    function!("rect(r, phi, /)", |vm, args| {
        let (r, phi) = (number(vm, &args[0])?, number(vm, &args[1])?);
        let (x, y) = rect(r, phi).or_else(|problem| problem.raise(vm))?;
        Ok(Complex::value(x, y))
    }),
    function!("sin(z, /)", |vm, args| computed(vm, args, |z| turned(z, sinh))),
    function!("sinh(z, /)", |vm, args| computed(vm, args, sinh)),
    function!("sqrt(z, /)", |vm, args| computed(vm, args, |z| Ok(sqrt(z)))),
    function!("tan(z, /)", |vm, args| computed(vm, args, |z| turned(z, tanh))),
    function!("tanh(z, /)", |vm, args| computed(vm, args, tanh)),
];

/// The real and the imaginary part.
type Parts = (f64, f64);

enum Problem {
    Domain,
    Range,
}

impl Problem {
    #[cold]
    fn raise<T>(self, vm: &mut Vm) -> Res<T> {
        Err(match self {
            Problem::Domain => vm.error(Exc::ValueError, "math domain error"),
            Problem::Range => vm.error(Exc::OverflowError, "math range error"),
        })
    }
}

type Answer = Result<Parts, Problem>;

/// The complex number of an argument.
pub fn complex(vm: &mut Vm, value: &Value) -> Res<Parts> {
    if let Some(z) = value.get::<Complex>() {
        return Ok((z.re, z.im));
    }
    if value.as_float().is_none() && !value.is_small_int() {
        let name = Str::intern("__complex__").into_value();
        if let Some(result) = vm.call_special(value, &name, &[])? {
            return match result.get::<Complex>() {
                Some(z) => Ok((z.re, z.im)),
                None => {
                    let message = format!("__complex__ returned non-complex (type {})", vm.type_name(&result));
                    Err(vm.error(Exc::TypeError, message))
                }
            };
        }
    }
    Ok((number(vm, value)?, 0.0))
}

#[inline]
fn computed(vm: &mut Vm, args: &[Value], function: impl FnOnce(Parts) -> Answer) -> Res {
    let z = complex(vm, &args[0])?;
    match function(z) {
        Ok((x, y)) => Ok(Complex::value(x, y)),
        Err(problem) => problem.raise(vm),
    }
}

/// `-i f(iz)`: what makes a function of a circle of one of a hyperbola.
fn turned((x, y): Parts, function: fn(Parts) -> Answer) -> Answer {
    function((-y, x)).map(|(x, y)| (y, -x))
}

fn is_special((x, y): Parts) -> bool {
    !(x.is_finite() && y.is_finite())
}

fn is_infinite((x, y): Parts) -> bool {
    x.is_infinite() || y.is_infinite()
}

fn size((x, y): Parts) -> f64 {
    x.hypot(y)
}

/// Halves of numbers as large as these can be added.
const LARGE: f64 = f64::MAX / 4.0;
/// The logarithm of [`LARGE`].
const LOG_LARGE: f64 = 708.396_418_532_264_1;
const SMALLEST: f64 = f64::MIN_POSITIVE;

fn is_large((x, y): Parts) -> bool {
    x.abs() > LARGE || y.abs() > LARGE
}

/// A number of a size in the direction of an angle.
fn sized(size: f64, angle: f64) -> Parts {
    (size.copysign(angle.cos()), size.copysign(angle.sin()))
}

fn acos(z @ (x, y): Parts) -> Answer {
    if is_special(z) {
        return Ok(looked_up(&ACOS, z));
    }
    if is_large(z) {
        let size = size((x / 2.0, y / 2.0)).ln() + LN_2 * 2.0;
        let imag = if x < 0.0 { -size.copysign(y) } else { size.copysign(-y) };
        return Ok((y.abs().atan2(x), imag));
    }
    let (s1, s2) = (sqrt((1.0 - x, -y)), sqrt((1.0 + x, y)));
    Ok((2.0 * s1.0.atan2(s2.0), libm::asinh(s2.0 * s1.1 - s2.1 * s1.0)))
}

fn acosh(z @ (x, y): Parts) -> Answer {
    if is_special(z) {
        return Ok(looked_up(&ACOSH, z));
    }
    if is_large(z) {
        return Ok((size((x / 2.0, y / 2.0)).ln() + LN_2 * 2.0, y.atan2(x)));
    }
    let (s1, s2) = (sqrt((x - 1.0, y)), sqrt((x + 1.0, y)));
    Ok((libm::asinh(s1.0 * s2.0 + s1.1 * s2.1), 2.0 * s1.1.atan2(s2.0)))
}

fn asinh(z @ (x, y): Parts) -> Answer {
    if is_special(z) {
        return Ok(looked_up(&ASINH, z));
    }
    if is_large(z) {
        let size = size((x / 2.0, y / 2.0)).ln() + LN_2 * 2.0;
        let real = if y >= 0.0 { size.copysign(x) } else { -size.copysign(-x) };
        return Ok((real, y.atan2(x.abs())));
    }
    let (s1, s2) = (sqrt((1.0 + y, -x)), sqrt((1.0 - y, x)));
    Ok((libm::asinh(s1.0 * s2.1 - s2.0 * s1.1), y.atan2(s1.0 * s2.0 - s1.1 * s2.1)))
}

fn atanh(z @ (x, y): Parts) -> Answer {
    if is_special(z) {
        return Ok(looked_up(&ATANH, z));
    }
    if x.is_sign_negative() {
        return atanh((-x, -y)).map(|(x, y)| (-x, -y));
    }
    let ay = y.abs();
    if x > LARGE.sqrt() || ay > LARGE.sqrt() {
        let h = size((x / 2.0, y / 2.0));
        return Ok((x / 4.0 / h / h, -P12.copysign(-y)));
    }
    if x == 1.0 && ay < SMALLEST.sqrt() {
        if ay == 0.0 {
            return Err(Problem::Domain);
        }
        return Ok((-(ay.sqrt() / ay.hypot(2.0).sqrt()).ln(), (2.0f64.atan2(-ay) / 2.0).copysign(y)));
    }
    let real = (4.0 * x / ((1.0 - x) * (1.0 - x) + ay * ay)).ln_1p() / 4.0;
    Ok((real, -(-2.0 * y).atan2((1.0 - x) * (1.0 + x) - ay * ay) / 2.0))
}

fn cosh(z: Parts) -> Answer {
    hyperbolic(z, &COSH, |x| (x.cosh(), x.sinh()), |(real, imag)| (real, -imag))
}

/// What `cosh` and `sinh` share: the `factors` of `x` go with the cosine and the sine of `y`, and `mirrored` makes of what is
/// at the infinity above what is at the one below.
fn hyperbolic(z @ (x, y): Parts, special: &Table, factors: fn(f64) -> Parts, mirrored: fn(Parts) -> Parts) -> Answer {
    if is_special(z) {
        if y.is_infinite() && !x.is_nan() {
            return Err(Problem::Domain);
        }
        if x.is_infinite() && y.is_finite() && y != 0.0 {
            let above = sized(I, y);
            return Ok(if x > 0.0 { above } else { mirrored(above) });
        }
        return Ok(looked_up(special, z));
    }
    let (x, scale) = if x.abs() > LOG_LARGE { (x - 1.0f64.copysign(x), E) } else { (x, 1.0) };
    let (with_cos, with_sin) = factors(x);
    let r = (y.cos() * with_cos * scale, y.sin() * with_sin * scale);
    if is_infinite(r) { Err(Problem::Range) } else { Ok(r) }
}

fn exp(z @ (x, y): Parts) -> Answer {
    if is_special(z) {
        if y.is_infinite() && (x.is_finite() || x == I) {
            return Err(Problem::Domain);
        }
        if x.is_infinite() && y.is_finite() && y != 0.0 {
            return Ok(sized(if x > 0.0 { I } else { 0.0 }, y));
        }
        return Ok(looked_up(&EXP, z));
    }
    let r = if x > LOG_LARGE {
        let size = (x - 1.0).exp();
        (size * y.cos() * E, if y == 0.0 { y } else { size * y.sin() * E })
    } else {
        let size = x.exp();
        (size * y.cos(), size * y.sin())
    };
    if is_infinite(r) { Err(Problem::Range) } else { Ok(r) }
}

fn log(z @ (x, y): Parts) -> Answer {
    if is_special(z) {
        return Ok(looked_up(&LOG, z));
    }
    let (ax, ay) = (x.abs(), y.abs());
    let real = if is_large(z) {
        (ax / 2.0).hypot(ay / 2.0).ln() + LN_2
    } else if ax < SMALLEST && ay < SMALLEST {
        if ax == 0.0 && ay == 0.0 {
            return Err(Problem::Domain);
        }
        libm::ldexp(ax, 53).hypot(libm::ldexp(ay, 53)).ln() - 53.0 * LN_2
    } else {
        let h = ax.hypot(ay);
        if (0.71..=1.73).contains(&h) {
            // Near one the logarithm of the sum of squares is exacter.
            let (large, small) = if ax > ay { (ax, ay) } else { (ay, ax) };
            ((large - 1.0) * (large + 1.0) + small * small).ln_1p() / 2.0
        } else {
            h.ln()
        }
    };
    Ok((real, y.atan2(x)))
}

fn rect(r: f64, phi: f64) -> Answer {
    if r.is_finite() && phi.is_finite() {
        return Ok(if phi == 0.0 { (r, r * phi) } else { (r * phi.cos(), r * phi.sin()) });
    }
    if r.is_infinite() && phi.is_finite() && phi != 0.0 {
        let (x, y) = sized(I, phi);
        return Ok(if r > 0.0 { (x, y) } else { (-x, -y) });
    }
    if phi == 0.0 {
        // The sign of zero is that of the product.
        let imag = if r.is_nan() { 0.0 } else { phi.copysign(phi.signum() * r.signum()) };
        return Ok((r, imag));
    }
    if r != 0.0 && !r.is_nan() && phi.is_infinite() {
        return Err(Problem::Domain);
    }
    if r == 0.0 {
        return Ok((0.0, 0.0));
    }
    Ok((if r.is_infinite() { I } else { N }, N))
}

fn sinh(z: Parts) -> Answer {
    hyperbolic(z, &SINH, |x| (x.sinh(), x.cosh()), |(real, imag)| (-real, imag))
}

fn sqrt(z @ (x, y): Parts) -> Parts {
    if is_special(z) {
        return looked_up(&SQRT, z);
    }
    if x == 0.0 && y == 0.0 {
        return (0.0, y);
    }
    let (ax, ay) = (x.abs(), y.abs());
    let s = if ax < SMALLEST && ay < SMALLEST {
        // Subnormal numbers are scaled, to lose no digits.
        let ax = libm::ldexp(ax, 53);
        libm::ldexp((ax + ax.hypot(libm::ldexp(ay, 53))).sqrt(), -27)
    } else {
        let ax = ax / 8.0;
        2.0 * (ax + ax.hypot(ay / 8.0)).sqrt()
    };
    let d = ay / (2.0 * s);
    if x >= 0.0 { (s, d.copysign(y)) } else { (d, s.copysign(y)) }
}

fn tanh(z @ (x, y): Parts) -> Answer {
    if is_special(z) {
        if y.is_infinite() && x.is_finite() {
            return Err(Problem::Domain);
        }
        if x.is_infinite() && y.is_finite() && y != 0.0 {
            return Ok((1.0f64.copysign(x), 0.0f64.copysign(2.0 * y.sin() * y.cos())));
        }
        return Ok(looked_up(&TANH, z));
    }
    if x.abs() > LOG_LARGE {
        return Ok((1.0f64.copysign(x), 4.0 * y.sin() * y.cos() * (-2.0 * x.abs()).exp()));
    }
    let (tx, ty, cx) = (x.tanh(), y.tan(), 1.0 / x.cosh());
    let product = tx * ty;
    let denominator = 1.0 + product * product;
    Ok((tx * (1.0 + ty * ty) / denominator, ty / denominator * cx * cx))
}

/// `isclose(a, b, rel_tol, abs_tol)`: are two numbers close to each other?
fn is_close(vm: &mut Vm, args: &[Value]) -> Res {
    let (a, b) = (complex(vm, &args[0])?, complex(vm, &args[1])?);
    let (relative, absolute) = (number(vm, &args[2])?, number(vm, &args[3])?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.error(Exc::ValueError, "tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if is_infinite(a) || is_infinite(b) {
        return Ok(Value::FALSE);
    }
    let difference = size((a.0 - b.0, a.1 - b.1));
    let is_close = difference <= relative * size(b) || difference <= relative * size(a) || difference <= absolute;
    Ok(is_close.into())
}

/// The row or column of a number in a table: -inf, negative, -0.0, 0.0, positive, inf, nan.
fn kind(x: f64) -> usize {
    match x {
        _ if x.is_nan() => 6,
        f64::NEG_INFINITY => 0,
        f64::INFINITY => 5,
        0.0 => 2 + x.is_sign_positive() as usize,
        _ => 1 + 3 * (x > 0.0) as usize,
    }
}

type Table = [[Parts; 7]; 7];

fn looked_up(table: &Table, (x, y): Parts) -> Parts {
    table[kind(x)][kind(y)]
}

const P: f64 = std::f64::consts::PI;
const P14: f64 = 0.25 * P;
const P12: f64 = 0.5 * P;
const P34: f64 = 0.75 * P;
const N: f64 = f64::NAN;
const I: f64 = f64::INFINITY;
/// Where the argument is finite, or the function says the value itself.
const OTHER: Parts = (N, N);

static ACOS: Table = [
    [(P34, I), (P, I), (P, I), (P, -I), (P, -I), (P34, -I), (N, I)],
    [(P12, I), OTHER, OTHER, OTHER, OTHER, (P12, -I), (N, N)],
    [(P12, I), OTHER, OTHER, OTHER, OTHER, (P12, -I), (P12, N)],
    [(P12, I), OTHER, OTHER, OTHER, OTHER, (P12, -I), (P12, N)],
    [(P12, I), OTHER, OTHER, OTHER, OTHER, (P12, -I), (N, N)],
    [(P14, I), (0.0, I), (0.0, I), (0.0, -I), (0.0, -I), (P14, -I), (N, I)],
    [(N, I), (N, N), (N, N), (N, N), (N, N), (N, -I), (N, N)],
];
static ACOSH: Table = [
    [(I, -P34), (I, -P), (I, -P), (I, P), (I, P), (I, P34), (I, N)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, N)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, P12)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, P12)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, N)],
    [(I, -P14), (I, -0.0), (I, -0.0), (I, 0.0), (I, 0.0), (I, P14), (I, N)],
    [(I, N), (N, N), (N, N), (N, N), (N, N), (I, N), (N, N)],
];
static ASINH: Table = [
    [(-I, -P14), (-I, -0.0), (-I, -0.0), (-I, 0.0), (-I, 0.0), (-I, P14), (-I, N)],
    [(-I, -P12), OTHER, OTHER, OTHER, OTHER, (-I, P12), (N, N)],
    [(-I, -P12), OTHER, OTHER, OTHER, OTHER, (-I, P12), (N, N)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, N)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, N)],
    [(I, -P14), (I, -0.0), (I, -0.0), (I, 0.0), (I, 0.0), (I, P14), (I, N)],
    [(I, N), (N, N), (N, -0.0), (N, 0.0), (N, N), (I, N), (N, N)],
];
static ATANH: Table = [
    [(-0.0, -P12), (-0.0, -P12), (-0.0, -P12), (-0.0, P12), (-0.0, P12), (-0.0, P12), (-0.0, N)],
    [(-0.0, -P12), OTHER, OTHER, OTHER, OTHER, (-0.0, P12), (N, N)],
    [(-0.0, -P12), OTHER, OTHER, OTHER, OTHER, (-0.0, P12), (-0.0, N)],
    [(0.0, -P12), OTHER, OTHER, OTHER, OTHER, (0.0, P12), (0.0, N)],
    [(0.0, -P12), OTHER, OTHER, OTHER, OTHER, (0.0, P12), (N, N)],
    [(0.0, -P12), (0.0, -P12), (0.0, -P12), (0.0, P12), (0.0, P12), (0.0, P12), (0.0, N)],
    [(0.0, -P12), (N, N), (N, N), (N, N), (N, N), (0.0, P12), (N, N)],
];
static COSH: Table = [
    [(I, N), OTHER, (I, 0.0), (I, -0.0), OTHER, (I, N), (I, N)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(N, 0.0), OTHER, OTHER, OTHER, OTHER, (N, 0.0), (N, 0.0)],
    [(N, 0.0), OTHER, OTHER, OTHER, OTHER, (N, 0.0), (N, 0.0)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(I, N), OTHER, (I, -0.0), (I, 0.0), OTHER, (I, N), (I, N)],
    [(N, N), (N, N), (N, 0.0), (N, 0.0), (N, N), (N, N), (N, N)],
];
static EXP: Table = [
    [(0.0, 0.0), OTHER, (0.0, -0.0), (0.0, 0.0), OTHER, (0.0, 0.0), (0.0, 0.0)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(I, N), OTHER, (I, -0.0), (I, 0.0), OTHER, (I, N), (I, N)],
    [(N, N), (N, N), (N, -0.0), (N, 0.0), (N, N), (N, N), (N, N)],
];
static LOG: Table = [
    [(I, -P34), (I, -P), (I, -P), (I, P), (I, P), (I, P34), (I, N)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, N)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, N)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, N)],
    [(I, -P12), OTHER, OTHER, OTHER, OTHER, (I, P12), (N, N)],
    [(I, -P14), (I, -0.0), (I, -0.0), (I, 0.0), (I, 0.0), (I, P14), (I, N)],
    [(I, N), (N, N), (N, N), (N, N), (N, N), (I, N), (N, N)],
];
static SINH: Table = [
    [(I, N), OTHER, (-I, -0.0), (-I, 0.0), OTHER, (I, N), (I, N)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(0.0, N), OTHER, OTHER, OTHER, OTHER, (0.0, N), (0.0, N)],
    [(0.0, N), OTHER, OTHER, OTHER, OTHER, (0.0, N), (0.0, N)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(I, N), OTHER, (I, -0.0), (I, 0.0), OTHER, (I, N), (I, N)],
    [(N, N), (N, N), (N, -0.0), (N, 0.0), (N, N), (N, N), (N, N)],
];
static SQRT: Table = [
    [(I, -I), (0.0, -I), (0.0, -I), (0.0, I), (0.0, I), (I, I), (N, I)],
    [(I, -I), OTHER, OTHER, OTHER, OTHER, (I, I), (N, N)],
    [(I, -I), OTHER, OTHER, OTHER, OTHER, (I, I), (N, N)],
    [(I, -I), OTHER, OTHER, OTHER, OTHER, (I, I), (N, N)],
    [(I, -I), OTHER, OTHER, OTHER, OTHER, (I, I), (N, N)],
    [(I, -I), (I, -0.0), (I, -0.0), (I, 0.0), (I, 0.0), (I, I), (I, N)],
    [(I, -I), (N, N), (N, N), (N, N), (N, N), (I, I), (N, N)],
];
static TANH: Table = [
    [(-1.0, 0.0), OTHER, (-1.0, -0.0), (-1.0, 0.0), OTHER, (-1.0, 0.0), (-1.0, 0.0)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(-0.0, N), OTHER, OTHER, OTHER, OTHER, (-0.0, N), (-0.0, N)],
    [(0.0, N), OTHER, OTHER, OTHER, OTHER, (0.0, N), (0.0, N)],
    [(N, N), OTHER, OTHER, OTHER, OTHER, (N, N), (N, N)],
    [(1.0, 0.0), OTHER, (1.0, -0.0), (1.0, 0.0), OTHER, (1.0, 0.0), (1.0, 0.0)],
    [(N, N), (N, N), (N, -0.0), (N, 0.0), (N, N), (N, N), (N, N)],
];
