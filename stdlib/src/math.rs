//! `math`: functions of real numbers and of integers.

use crate::gcd::gcd_small;
use crate::module::{big_integer, integer_of, module, number};
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::{from_big, from_i64};
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    let module = module("math", "This module provides access to the mathematical functions.", FUNCTIONS);
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        module.dict.set_name(name, Value::float(value));
    }
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    // Number-theoretic functions
    function!("comb(n, k, /)", comb),
    function!("factorial(n, /)", factorial),
    function!("gcd(*integers)", gcd),
    function!("isqrt(n, /)", isqrt),
    function!("lcm(*integers)", lcm),
    function!("perm(n, k=None, /)", perm),
    // Floating point arithmetic
    function!("ceil(x, /)", ceil),
    function!("fabs(x, /)", |vm, args| plain(vm, args, f64::abs)),
    function!("floor(x, /)", floor),
    function!("fma(x, y, z, /)", fma),
    function!("fmod(x, y, /)", fmod),
    function!("modf(x, /)", modf),
    function!("remainder(x, y, /)", remainder),
    function!("trunc(x, /)", trunc),
    // Floating point manipulation
    function!("copysign(x, y, /)", |vm, args| plain2(vm, args, f64::copysign)),
    function!("frexp(x, /)", frexp),
    function!("isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)", isclose),
    function!("isfinite(x, /)", |vm, args| Ok(Value::bool(number(vm, &args[0])?.is_finite()))),
    function!("isinf(x, /)", |vm, args| Ok(Value::bool(number(vm, &args[0])?.is_infinite()))),
    function!("isnan(x, /)", |vm, args| Ok(Value::bool(number(vm, &args[0])?.is_nan()))),
    function!("ldexp(x, i, /)", ldexp),
    function!("nextafter(x, y, /, *, steps=None)", nextafter),
    function!("ulp(x, /)", |vm, args| plain(vm, args, ulp)),
    // Power, exponential and logarithmic functions
    function!("cbrt(x, /)", |vm, args| plain(vm, args, f64::cbrt)),
    function!("exp(x, /)", |vm, args| can_overflow(vm, args, f64::exp)),
    function!("exp2(x, /)", |vm, args| can_overflow(vm, args, f64::exp2)),
    function!("expm1(x, /)", |vm, args| can_overflow(vm, args, f64::exp_m1)),
    function!("log(x, base=?, /)", log),
    function!("log1p(x, /)", log1p),
    function!("log2(x, /)", |vm, args| Ok(Value::float(logarithm(vm, &args[0], f64::log2)?))),
    function!("log10(x, /)", |vm, args| Ok(Value::float(logarithm(vm, &args[0], f64::log10)?))),
    function!("pow(x, y, /)", pow),
    function!("sqrt(x, /)", sqrt),
    // Summation and product functions
    function!("dist(p, q, /)", dist),
    function!("fsum(seq, /)", fsum),
    function!("hypot(*coordinates)", hypot),
    function!("prod(iterable, /, *, start=1)", prod),
    function!("sumprod(p, q, /)", sumprod),
    // Angular conversion
    function!("degrees(x, /)", |vm, args| plain(vm, args, |x| x * (180.0 / std::f64::consts::PI))),
    function!("radians(x, /)", |vm, args| plain(vm, args, |x| x * (std::f64::consts::PI / 180.0))),
    // Trigonometric functions
    function!("acos(x, /)", |vm, args| in_domain(vm, args, f64::acos, UNIT)),
    function!("asin(x, /)", |vm, args| in_domain(vm, args, f64::asin, UNIT)),
    function!("atan(x, /)", |vm, args| plain(vm, args, f64::atan)),
    function!("atan2(y, x, /)", |vm, args| plain2(vm, args, f64::atan2)),
    function!("cos(x, /)", |vm, args| in_domain(vm, args, f64::cos, "expected a finite input")),
    function!("sin(x, /)", |vm, args| in_domain(vm, args, f64::sin, "expected a finite input")),
    function!("tan(x, /)", |vm, args| in_domain(vm, args, f64::tan, "expected a finite input")),
    // Hyperbolic functions
    function!("acosh(x, /)", |vm, args| in_domain(vm, args, libm::acosh, "expected argument value not less than 1")),
    function!("asinh(x, /)", |vm, args| plain(vm, args, libm::asinh)),
    function!("atanh(x, /)", atanh),
    function!("cosh(x, /)", |vm, args| can_overflow(vm, args, f64::cosh)),
    function!("sinh(x, /)", |vm, args| can_overflow(vm, args, f64::sinh)),
    function!("tanh(x, /)", |vm, args| plain(vm, args, f64::tanh)),
    // Special functions
    function!("erf(x, /)", |vm, args| plain(vm, args, libm::erf)),
    function!("erfc(x, /)", |vm, args| plain(vm, args, libm::erfc)),
    function!("gamma(x, /)", gamma),
    function!("lgamma(x, /)", lgamma),
];

const UNIT: &str = "expected a number in range from -1 up to 1";

fn domain_error(vm: &mut Vm, expected: &str, x: f64) -> Raised {
    match vm.repr(&Value::float(x)) {
        Ok(shown) => vm.error(Exc::ValueError, format!("{expected}, got {shown}")),
        Err(raised) => raised,
    }
}

fn math_domain(vm: &mut Vm) -> Raised {
    vm.error(Exc::ValueError, "math domain error")
}

fn math_range(vm: &mut Vm) -> Raised {
    vm.error(Exc::OverflowError, "math range error")
}

/// A function without errors.
fn plain(vm: &mut Vm, args: &[Value], f: fn(f64) -> f64) -> Res {
    Ok(Value::float(f(number(vm, &args[0])?)))
}

fn plain2(vm: &mut Vm, args: &[Value], f: fn(f64, f64) -> f64) -> Res {
    let (x, y) = (number(vm, &args[0])?, number(vm, &args[1])?);
    Ok(Value::float(f(x, y)))
}

/// A function whose result is NaN outside its domain.
fn in_domain(vm: &mut Vm, args: &[Value], f: fn(f64) -> f64, expected: &str) -> Res {
    let x = number(vm, &args[0])?;
    let result = f(x);
    if result.is_nan() && !x.is_nan() { Err(domain_error(vm, expected, x)) } else { Ok(Value::float(result)) }
}

/// A function whose result can be too large.
fn can_overflow(vm: &mut Vm, args: &[Value], f: fn(f64) -> f64) -> Res {
    let x = number(vm, &args[0])?;
    let result = f(x);
    if result.is_infinite() && x.is_finite() { Err(math_range(vm)) } else { Ok(Value::float(result)) }
}

// ---------------------------------------------------------------------------------------------------------------
// Number-theoretic functions

/// The two arguments, which must not be negative.
fn naturals(vm: &mut Vm, args: &[Value]) -> Res<(BigInt, BigInt)> {
    let (n, k) = (big_integer(vm, &args[0])?, big_integer(vm, &args[1])?);
    for (number, name) in [(&n, "n"), (&k, "k")] {
        if number.is_negative() {
            return Err(vm.error(Exc::ValueError, format!("{name} must be a non-negative integer")));
        }
    }
    Ok((n, k))
}

/// The product `low * (low + 1) * ... * high`, halved again and again so that factors stay of like size.
fn product(low: &BigInt, count: u64) -> BigInt {
    match count {
        0 => BigInt::one(),
        1 => low.clone(),
        _ => {
            let half = count / 2;
            product(low, half) * product(&(low + half), count - half)
        }
    }
}

/// `n` over `k`, if it fits in here on the way.
fn comb_small(n: u64, k: u64) -> Option<u128> {
    let mut result = 1_u64;
    for i in 0..k {
        let Some(next) = result.checked_mul(n - i) else {
            let mut result = u128::from(result);
            for i in i..k {
                result = result.checked_mul(u128::from(n - i))? / u128::from(i + 1);
            }
            return Some(result);
        };
        result = next / (i + 1);
    }
    Some(result.into())
}

/// As [`product`] of the numbers up to `n`, of which there are few.
fn factorial_small(n: u64) -> BigUint {
    let (mut result, mut part) = (BigUint::one(), 1_u64);
    for factor in 2..=n {
        part = part.checked_mul(factor).unwrap_or_else(|| {
            result *= part;
            factor
        });
    }
    result * part
}

fn comb(vm: &mut Vm, args: &[Value]) -> Res {
    if let (Some(n), Some(k)) = (args[0].as_small_int(), args[1].as_small_int())
        && 0 <= k
        && k <= n
        && let Some(result) = comb_small(n as u64, k.min(n - k) as u64)
    {
        return Ok(i64::try_from(result).map_or_else(|_| from_big(result.into()), from_i64));
    }
    let (n, k) = naturals(vm, args)?;
    if k > n {
        return Ok(from_i64(0));
    }
    let Some(k) = (&n - &k).min(k).to_i64() else {
        return Err(vm.error(Exc::OverflowError, format!("min(n - k, k) must not exceed {}", i64::MAX)));
    };
    let k = k as u64;
    Ok(from_big(product(&(&n - k + 1), k) / product(&BigInt::one(), k)))
}

fn factorial(vm: &mut Vm, args: &[Value]) -> Res {
    let n = big_integer(vm, &args[0])?;
    if n.is_negative() {
        return Err(vm.error(Exc::ValueError, "factorial() not defined for negative values"));
    }
    match n.to_i64() {
        Some(n) if n <= 20 => Ok(from_i64((2..=n).product())),
        Some(n) if n <= 500 => Ok(from_big(factorial_small(n as u64).into())),
        Some(n) => Ok(from_big(product(&BigInt::one(), n as u64))),
        None => Err(vm.error(Exc::OverflowError, format!("factorial() argument should not exceed {}", i64::MAX))),
    }
}

/// The integers of `*integers`.
fn integers(vm: &mut Vm, args: &Value) -> Res<Vec<BigInt>> {
    let Some(items) = args.exact::<Tuple>() else { return Ok(Vec::new()) };
    items.items().iter().map(|item| big_integer(vm, item)).collect()
}

fn gcd(vm: &mut Vm, args: &[Value]) -> Res {
    if let Some([a, b]) = args[0].exact::<Tuple>().map(Tuple::items)
        && let (Some(a), Some(b)) = (a.as_small_int(), b.as_small_int())
    {
        return Ok(from_i64(gcd_small(a.unsigned_abs(), b.unsigned_abs()) as i64));
    }
    let numbers = integers(vm, &args[0])?;
    Ok(from_big(numbers.iter().fold(BigUint::zero(), |a, b| crate::gcd::gcd(&a, b.magnitude())).into()))
}

fn lcm(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(from_big(integers(vm, &args[0])?.iter().fold(BigInt::one(), |a, b| a.lcm(b))))
}

fn isqrt(vm: &mut Vm, args: &[Value]) -> Res {
    let n = big_integer(vm, &args[0])?;
    if n.is_negative() {
        return Err(vm.error(Exc::ValueError, "isqrt() argument must be nonnegative"));
    }
    Ok(from_big(n.sqrt()))
}

fn perm(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_none() {
        return factorial(vm, args);
    }
    let (n, k) = naturals(vm, args)?;
    if k > n {
        return Ok(from_i64(0));
    }
    match k.to_i64() {
        Some(k) => Ok(from_big(product(&(&n - k + 1), k as u64))),
        None => Err(vm.error(Exc::OverflowError, format!("k must not exceed {}", i64::MAX))),
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Floating point arithmetic

/// The integer of a float without fraction.
fn whole(vm: &mut Vm, x: f64) -> Res {
    if x.is_nan() {
        return Err(vm.error(Exc::ValueError, "cannot convert float NaN to integer"));
    }
    if x.is_infinite() {
        return Err(vm.error(Exc::OverflowError, "cannot convert float infinity to integer"));
    }
    if x.abs() < (1i64 << 62) as f64 {
        return Ok(from_i64(x as i64));
    }
    let (mantissa, exponent) = parts(x);
    let (mantissa, exponent) = ((mantissa * (1u64 << 53) as f64) as i64, exponent - 53);
    Ok(from_big(BigInt::from(mantissa) << exponent.max(0)))
}

fn rounding(vm: &mut Vm, value: &Value, special: Value, f: fn(f64) -> f64) -> Res {
    match value.unwrap_base().as_float() {
        Some(x) if value.is_float() => whole(vm, f(x)),
        _ => match vm.call_special(value, &special, &[])? {
            Some(result) => Ok(result),
            None => {
                let x = number(vm, value)?;
                whole(vm, f(x))
            }
        },
    }
}

fn ceil(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_small_int() {
        return Ok(args[0].clone());
    }
    rounding(vm, &args[0], vm.names.ceil.clone(), f64::ceil)
}

fn floor(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_small_int() {
        return Ok(args[0].clone());
    }
    rounding(vm, &args[0], vm.names.floor.clone(), f64::floor)
}

fn trunc(vm: &mut Vm, args: &[Value]) -> Res {
    if let Some(x) = args[0].as_float() {
        return whole(vm, x.trunc());
    }
    let name = vm.names.trunc.clone();
    match vm.call_special(&args[0], &name, &[])? {
        Some(result) => Ok(result),
        None => {
            let message = format!("type {} doesn't define __trunc__ method", vm.type_name(&args[0]));
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn fma(vm: &mut Vm, args: &[Value]) -> Res {
    let (x, y, z) = (number(vm, &args[0])?, number(vm, &args[1])?, number(vm, &args[2])?);
    let result = x.mul_add(y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(vm.error(Exc::ValueError, "invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(vm.error(Exc::OverflowError, "overflow in fma"));
    }
    Ok(Value::float(result))
}

fn fmod(vm: &mut Vm, args: &[Value]) -> Res {
    let (x, y) = (number(vm, &args[0])?, number(vm, &args[1])?);
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() {
        return Err(math_domain(vm));
    }
    Ok(Value::float(result))
}

fn modf(vm: &mut Vm, args: &[Value]) -> Res {
    let x = number(vm, &args[0])?;
    let fraction = if x.is_infinite() { 0f64.copysign(x) } else { (x % 1.0).copysign(x) };
    let whole = if x.is_nan() { x } else { x.trunc() };
    Ok(Tuple::value(vec![Value::float(fraction), Value::float(whole)]))
}

fn remainder(vm: &mut Vm, args: &[Value]) -> Res {
    let (x, y) = (number(vm, &args[0])?, number(vm, &args[1])?);
    if x.is_nan() || y.is_nan() {
        return Ok(Value::float(x + y));
    }
    if x.is_infinite() || y == 0.0 {
        return Err(math_domain(vm));
    }
    if y.is_infinite() {
        return Ok(Value::float(x));
    }
    let (ax, ay) = (x.abs(), y.abs());
    let m = ax % ay;
    let c = ay - m;
    let result = if m < c {
        m
    } else if m > c {
        -c
    } else {
        // Halfway: to the even quotient.
        m - 2.0 * ((0.5 * (ax - m)) % ay)
    };
    Ok(Value::float(1f64.copysign(x) * result))
}

// ---------------------------------------------------------------------------------------------------------------
// Floating point manipulation

/// Mantissa, of absolute value in [0.5, 1), and exponent of a finite number that is not zero.
fn parts(x: f64) -> (f64, i32) {
    // Subnormal numbers are scaled into the normal range first.
    let (x, shift) = if x.abs() < f64::MIN_POSITIVE { (x * (1u64 << 54) as f64, 54) } else { (x, 0) };
    let exponent = ((x.to_bits() >> 52) & 0x7ff) as i32 - 1022;
    let mantissa = f64::from_bits(x.to_bits() & !(0x7ff << 52) | 1022 << 52);
    (mantissa, exponent - shift)
}

/// `x * 2**exponent`, rounded once.
fn scaled(x: f64, exponent: i32) -> f64 {
    libm::ldexp(x, exponent)
}

fn frexp(vm: &mut Vm, args: &[Value]) -> Res {
    let x = number(vm, &args[0])?;
    let (mantissa, exponent) = if x == 0.0 || !x.is_finite() { (x, 0) } else { parts(x) };
    Ok(Tuple::value(vec![Value::float(mantissa), from_i64(exponent as i64)]))
}

fn isclose(vm: &mut Vm, args: &[Value]) -> Res {
    let (a, b) = (number(vm, &args[0])?, number(vm, &args[1])?);
    let (relative, absolute) = (number(vm, &args[2])?, number(vm, &args[3])?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.error(Exc::ValueError, "tolerances must be non-negative"));
    }
    if a == b {
        return Ok(Value::TRUE);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::FALSE);
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::bool(close))
}

fn ldexp(vm: &mut Vm, args: &[Value]) -> Res {
    let x = number(vm, &args[0])?;
    let Some(exponent) = integer_of(&args[1]) else {
        return Err(vm.error(Exc::TypeError, "Expected an int as second argument to ldexp."));
    };
    if x == 0.0 || !x.is_finite() {
        return Ok(Value::float(x));
    }
    let exponent = exponent.to_i32().unwrap_or(if exponent.is_negative() { i32::MIN } else { i32::MAX });
    let result = scaled(x, exponent);
    if result.is_infinite() { Err(math_range(vm)) } else { Ok(Value::float(result)) }
}

/// Floats as integers in the same order.
fn rank(x: f64) -> i64 {
    let bits = x.to_bits() as i64;
    if bits < 0 { i64::MIN.wrapping_sub(bits) } else { bits }
}

fn nextafter(vm: &mut Vm, args: &[Value]) -> Res {
    let (x, y) = (number(vm, &args[0])?, number(vm, &args[1])?);
    let steps = if args[2].is_none() { BigInt::one() } else { big_integer(vm, &args[2])? };
    if steps.is_negative() {
        return Err(vm.error(Exc::ValueError, "steps must be a non-negative integer"));
    }
    let steps = steps.to_u64().unwrap_or(u64::MAX);
    if x.is_nan() || y.is_nan() {
        return Ok(Value::float(x + y));
    }
    if steps == 0 {
        return Ok(Value::float(x));
    }
    let (from, to) = (rank(x), rank(y));
    let distance = (to as i128 - from as i128).unsigned_abs() as u64;
    if distance <= steps {
        return Ok(Value::float(y));
    }
    let reached = if to > from { from + steps as i64 } else { from - steps as i64 };
    let bits = if reached < 0 { i64::MIN.wrapping_sub(reached) } else { reached };
    let result = f64::from_bits(bits as u64);
    Ok(Value::float(if result == 0.0 { 0f64.copysign(if from < 0 { -1.0 } else { 1.0 }) } else { result }))
}

fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let next = x.next_up();
    if next.is_infinite() { x - x.next_down() } else { next - x }
}

// ---------------------------------------------------------------------------------------------------------------
// Power, exponential and logarithmic functions

/// A logarithm, of integers of any size too.
fn logarithm(vm: &mut Vm, value: &Value, f: fn(f64) -> f64) -> Res<f64> {
    if let Some(i) = integer_of(value) {
        if !i.is_positive() {
            return Err(vm.error(Exc::ValueError, "expected a positive input"));
        }
        if let Some(x) = i.to_f64().filter(|x| x.is_finite()) {
            return Ok(f(x));
        }
        let shift = i.bits() - 64;
        let mantissa = (i >> shift).to_f64().unwrap_or(f64::INFINITY);
        return Ok(f(mantissa) + f(2.0) * shift as f64);
    }
    let x = number(vm, value)?;
    if x <= 0.0 {
        return Err(domain_error(vm, "expected a positive input", x));
    }
    Ok(f(x))
}

fn log(vm: &mut Vm, args: &[Value]) -> Res {
    let x = logarithm(vm, &args[0], f64::ln)?;
    if args[1].is_unset() {
        return Ok(Value::float(x));
    }
    let base = logarithm(vm, &args[1], f64::ln)?;
    if base == 0.0 {
        return Err(vm.error(Exc::ZeroDivisionError, "division by zero"));
    }
    Ok(Value::float(x / base))
}

fn log1p(vm: &mut Vm, args: &[Value]) -> Res {
    let x = number(vm, &args[0])?;
    if x <= -1.0 {
        return Err(domain_error(vm, "expected argument value > -1", x));
    }
    Ok(Value::float(x.ln_1p()))
}

fn pow(vm: &mut Vm, args: &[Value]) -> Res {
    let (x, y) = (number(vm, &args[0])?, number(vm, &args[1])?);
    let result = x.powf(y);
    if x.is_finite() && y.is_finite() {
        if result.is_nan() || result.is_infinite() && x == 0.0 {
            return Err(math_domain(vm));
        }
        if result.is_infinite() {
            return Err(math_range(vm));
        }
    }
    Ok(Value::float(result))
}

fn sqrt(vm: &mut Vm, args: &[Value]) -> Res {
    in_domain(vm, args, f64::sqrt, "expected a nonnegative input")
}

// ---------------------------------------------------------------------------------------------------------------
// Summation and product functions

/// The floats of an iterable.
fn numbers(vm: &mut Vm, iterable: &Value) -> Res<Vec<f64>> {
    let items = vm.collect(iterable)?;
    items.iter().map(|item| number(vm, item)).collect()
}

fn dist(vm: &mut Vm, args: &[Value]) -> Res {
    let (p, q) = (numbers(vm, &args[0])?, numbers(vm, &args[1])?);
    if p.len() != q.len() {
        return Err(vm.error(Exc::ValueError, "both points must have the same number of dimensions"));
    }
    Ok(Value::float(norm(p.iter().zip(&q).map(|(a, b)| (a - b).abs()).collect())))
}

fn hypot(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::float(norm(numbers(vm, &args[0])?.into_iter().map(f64::abs).collect())))
}

/// The Euclidean norm of numbers that are not negative: scaled by a power of two against overflow, squares summed in
/// twice the precision, the root corrected once.
fn norm(coordinates: Vec<f64>) -> f64 {
    let max = coordinates.iter().fold(0.0, |a: f64, &b| a.max(b));
    if coordinates.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if max == 0.0 || coordinates.len() == 1 {
        return max;
    }
    let exponent = parts(max).1;
    let mut sum = Sum::default();
    for x in coordinates {
        let x = scaled(x, -exponent);
        let square = x * x;
        sum.add(square, x.mul_add(x, -square));
    }
    let root = sum.value().sqrt();
    let square = root * root;
    sum.add(-square, -root.mul_add(root, -square));
    scaled(root + sum.value() / (2.0 * root), exponent)
}

/// A sum with what rounding lost of it.
#[derive(Default)]
struct Sum {
    high: f64,
    low: f64,
}

impl Sum {
    /// Adds a term and its own error.
    fn add(&mut self, term: f64, error: f64) {
        let total = self.high + term;
        let back = total - self.high;
        self.low += (self.high - (total - back)) + (term - back) + error;
        self.high = total;
    }

    fn value(&self) -> f64 {
        if self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

/// Shewchuk's algorithm: partial sums that do not overlap.
fn fsum(vm: &mut Vm, args: &[Value]) -> Res {
    let mut partials: Vec<f64> = Vec::new();
    let (mut special, mut infinities) = (0.0, 0.0);
    let iterator = vm.iter(&args[0])?;
    while let Some(item) = vm.next(&iterator)? {
        let item = number(vm, &item)?;
        let mut x = item;
        let mut kept = 0;
        for i in 0..partials.len() {
            let mut y = partials[i];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        if x != 0.0 {
            if !x.is_finite() {
                if item.is_finite() {
                    return Err(vm.error(Exc::OverflowError, "intermediate overflow in fsum"));
                }
                if item.is_infinite() {
                    infinities += item;
                }
                special += item;
                partials.clear();
            } else {
                partials.push(x);
            }
        }
    }
    if special != 0.0 {
        if f64::is_nan(infinities) {
            return Err(vm.error(Exc::ValueError, "-inf + inf in fsum"));
        }
        return Ok(Value::float(special));
    }
    let Some(mut high) = partials.pop() else { return Ok(Value::float(0.0)) };
    let mut low = 0.0;
    while let Some(y) = partials.pop() {
        let x = high;
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // Half-even rounding across several partials.
    if let Some(&next) = partials.last()
        && (low < 0.0 && next < 0.0 || low > 0.0 && next > 0.0)
    {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    Ok(Value::float(high))
}

fn prod(vm: &mut Vm, args: &[Value]) -> Res {
    let iterator = vm.iter(&args[0])?;
    let mut product = args[1].clone();
    while let Some(item) = vm.next(&iterator)? {
        let small = product.as_small_int().zip(item.as_small_int()).and_then(|(a, b)| a.checked_mul(b));
        product = match (small, product.as_float().zip(item.as_float())) {
            (Some(small), _) => from_i64(small),
            (None, Some((a, b))) => Value::float(a * b),
            (None, None) => vm.binary(Op::Mul, false, &product, &item)?,
        };
    }
    Ok(product)
}

fn sumprod(vm: &mut Vm, args: &[Value]) -> Res {
    let (p, q) = (vm.collect(&args[0])?, vm.collect(&args[1])?);
    if p.len() != q.len() {
        return Err(vm.error(Exc::ValueError, "Inputs are not the same length"));
    }
    if p.iter().chain(&q).any(Value::is_float) && p.iter().chain(&q).all(|x| x.is_float() || x.is_small_int()) {
        return sumprod_floats(vm, &p, &q);
    }
    let mut sum = from_i64(0);
    for (a, b) in p.iter().zip(&q) {
        let product = vm.binary(Op::Mul, false, a, b)?;
        sum = vm.binary(Op::Add, false, &sum, &product)?;
    }
    Ok(sum)
}

/// In twice the precision, as products and sums of two floats with their errors.
fn sumprod_floats(vm: &mut Vm, p: &[Value], q: &[Value]) -> Res {
    let mut sum = Sum::default();
    for (a, b) in p.iter().zip(q) {
        let (a, b) = (number(vm, a)?, number(vm, b)?);
        let product = a * b;
        sum.add(product, a.mul_add(b, -product));
    }
    Ok(Value::float(sum.value()))
}

// ---------------------------------------------------------------------------------------------------------------
// Hyperbolic and special functions

fn atanh(vm: &mut Vm, args: &[Value]) -> Res {
    let x = number(vm, &args[0])?;
    if x.abs() >= 1.0 {
        return Err(domain_error(vm, "expected a number between -1 and 1", x));
    }
    Ok(Value::float(libm::atanh(x)))
}

fn gamma(vm: &mut Vm, args: &[Value]) -> Res {
    let x = number(vm, &args[0])?;
    if x == f64::NEG_INFINITY || x == 0.0 || x < 0.0 && x == x.floor() {
        return Err(domain_error(vm, "expected a noninteger or positive integer", x));
    }
    let result = crate::gamma::gamma(x);
    if result.is_infinite() && x.is_finite() { Err(math_range(vm)) } else { Ok(Value::float(result)) }
}

fn lgamma(vm: &mut Vm, args: &[Value]) -> Res {
    let x = number(vm, &args[0])?;
    if x.is_infinite() {
        return Ok(Value::float(f64::INFINITY));
    }
    if x <= 0.0 && x == x.floor() {
        return Err(domain_error(vm, "expected a noninteger or positive integer", x));
    }
    let result = crate::gamma::ln_gamma(x);
    if result.is_infinite() { Err(math_range(vm)) } else { Ok(Value::float(result)) }
}
