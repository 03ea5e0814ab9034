//! Arithmetic, comparison and hashing of numbers of all kinds: what `int`, `bool`, `float` and `complex` share.
//!
//! The functions on values look at exact built-in numbers only: an instance of a subclass may have overridden the
//! operator, so the caller goes through its special methods, which end in the functions on [`Number`].

use crate::fault::Fault;
use crate::object::complex::{self, Complex};
use crate::object::float;
use crate::object::int::arithmetic::{self as int, Integer};
use crate::object::int::{Int, from_i64};
use crate::object::tuple::Tuple;
use crate::op::Op;
use crate::ops::Compare;
use crate::value::Value;
use crate::vm::{Res, Vm};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use std::cmp::Ordering;

/// A number as arithmetic sees it.
#[derive(Clone, Copy, Debug)]
pub enum Number<'a> {
    /// An int or bool.
    Int(Integer<'a>),
    /// A float.
    Float(f64),
    /// A complex number.
    Complex(f64, f64),
}

impl Number<'_> {
    /// The number, unless the value is something else or an instance of a user-defined class.
    #[inline]
    pub fn exact(value: &Value) -> Option<Number<'_>> {
        if let Some(i) = value.as_small_int() {
            return Some(Number::Int(Integer::Small(i)));
        }
        if let Some(f) = value.as_float() {
            return Some(Number::Float(f));
        }
        if let Some(b) = value.as_bool() {
            return Some(Number::Int(Integer::Small(b as i64)));
        }
        if let Some(i) = value.exact::<Int>() {
            return Some(Number::Int(i.integer()));
        }
        value.exact::<Complex>().map(|c| Number::Complex(c.re, c.im))
    }

    /// The number, also of an instance of a subclass of a number class.
    #[inline]
    pub fn of(value: &Value) -> Option<Number<'_>> {
        Number::exact(value.unwrap_base())
    }

    /// The float nearest to a real number.
    ///
    /// # Errors
    /// OverflowError for a huge int; `None` for a complex number.
    pub fn to_float(self) -> Option<Result<f64, Fault>> {
        match self {
            Number::Int(i) => Some(i.to_float()),
            Number::Float(f) => Some(Ok(f)),
            Number::Complex(..) => None,
        }
    }
}

/// `a op b` for built-in numbers. `None`: not both are, or they do not support the operator.
#[inline]
pub fn binary(vm: &mut Vm, op: Op, a: &Value, b: &Value) -> Option<Res> {
    let (x, y) = (Number::exact(a)?, Number::exact(b)?);
    if let (Op::BitAnd | Op::BitOr | Op::BitXor, Some(p), Some(q)) = (op, a.as_bool(), b.as_bool()) {
        return Some(Ok(Value::bool(match op {
            Op::BitAnd => p & q,
            Op::BitOr => p | q,
            _ => p ^ q,
        })));
    }
    Some(arithmetic(op, x, y)?.map_err(|fault| vm.fault(fault)))
}

/// `a op b`. `None`: numbers of these kinds do not support the operator.
pub fn arithmetic(op: Op, a: Number, b: Number) -> Option<Result<Value, Fault>> {
    match (a, b) {
        (Number::Int(x), Number::Int(y)) => int::binary(op, x, y),
        (Number::Complex(..), _) | (_, Number::Complex(..)) => complex::binary(op, a, b),
        (Number::Float(x), Number::Float(y)) => float::binary(op, x, y),
        _ => {
            if matches!(op, Op::MatMul | Op::LShift | Op::RShift | Op::BitAnd | Op::BitOr | Op::BitXor) {
                return None;
            }
            match (a.to_float()?, b.to_float()?) {
                (Ok(x), Ok(y)) => float::binary(op, x, y),
                (Err(fault), _) | (_, Err(fault)) => Some(Err(fault)),
            }
        }
    }
}

/// `divmod(a, b)`: quotient and remainder. `None` for complex numbers.
pub fn divmod(a: Number, b: Number) -> Option<Result<(Value, Value), Fault>> {
    if let (Number::Int(x), Number::Int(y)) = (a, b) {
        return Some(int::divmod(x, y));
    }
    match (a.to_float()?, b.to_float()?) {
        (Ok(x), Ok(y)) => Some(float::divmod(x, y).map(|(q, r)| (Value::float(q), Value::float(r)))),
        (Err(fault), _) | (_, Err(fault)) => Some(Err(fault)),
    }
}

/// `a op b` for a comparison of built-in numbers. `None`: not both are numbers, or they have no order.
#[inline]
pub fn compare(op: Compare, a: &Value, b: &Value) -> Option<bool> {
    compare_numbers(op, Number::exact(a)?, Number::exact(b)?)
}

/// `a op b` for a comparison. `None`: complex numbers have no order.
pub fn compare_numbers(op: Compare, a: Number, b: Number) -> Option<bool> {
    if matches!(a, Number::Complex(..)) || matches!(b, Number::Complex(..)) {
        let equal = complex::equal(a, b);
        return match op {
            Compare::Eq => Some(equal),
            Compare::Ne => Some(!equal),
            _ => None,
        };
    }
    Some(holds(op, order(a, b)))
}

/// Does a comparison hold for this order? `None` is how a NaN compares.
pub fn holds(op: Compare, order: Option<Ordering>) -> bool {
    match op {
        Compare::Eq => order == Some(Ordering::Equal),
        Compare::Ne => order != Some(Ordering::Equal),
        Compare::Lt => order == Some(Ordering::Less),
        Compare::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Compare::Gt => order == Some(Ordering::Greater),
        Compare::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// The exact order of two real numbers; `None` if one is a NaN.
fn order(a: Number, b: Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(x), Number::Int(y)) => Some(x.order(y)),
        (Number::Float(x), Number::Float(y)) => x.partial_cmp(&y),
        (Number::Int(x), Number::Float(y)) => order_int_float(x, y),
        (Number::Float(x), Number::Int(y)) => order_int_float(y, x).map(Ordering::reverse),
        (Number::Complex(..), _) | (_, Number::Complex(..)) => None,
    }
}

/// Rounding the int to a float first would call different numbers equal.
fn order_int_float(i: Integer, f: f64) -> Option<Ordering> {
    match i {
        Integer::Small(i) if i.unsigned_abs() <= 1 << 53 => (i as f64).partial_cmp(&f),
        Integer::Small(_) | Integer::Wide(_) => order_int_float(Integer::Big(&i.to_big()), f),
        Integer::Big(_) if f.is_nan() => None,
        // An int beyond 53 bits is further from zero than such a float.
        Integer::Big(i) if f.is_infinite() || f.abs() < (1_u64 << 53) as f64 => {
            let f_is_above = f.is_infinite() && f > 0.0;
            let f_is_below = f.is_infinite() && f < 0.0;
            Some(if f_is_above || (!f_is_below && i.is_negative()) { Ordering::Less } else { Ordering::Greater })
        }
        Integer::Big(i) => {
            let whole = float::to_bigint(f.trunc());
            Some(i.cmp(&whole).then_with(|| 0.0_f64.total_cmp(&(f.fract() + 0.0))))
        }
    }
}

/// `-a`, `+a`, `~a` for a built-in number. `None`: it is none, does not support the operator, or is a bool to be
/// inverted, which its special method warns of.
pub fn unary(op: Op, a: &Value) -> Option<Value> {
    if op == Op::Invert && a.as_bool().is_some() {
        return None;
    }
    unary_number(op, Number::exact(a)?)
}

/// `-a`, `+a`, `~a`. `None`: numbers of this kind do not support the operator.
pub fn unary_number(op: Op, a: Number) -> Option<Value> {
    match (op, a) {
        (Op::Neg, Number::Int(i)) => Some(int::negate(i)),
        (Op::Pos, Number::Int(i)) => Some(i.to_value()),
        (Op::Invert, Number::Int(i)) => Some(int::invert(i)),
        (Op::Neg, Number::Float(f)) => Some(Value::float(-f)),
        (Op::Pos, Number::Float(f)) => Some(Value::float(f)),
        (Op::Neg, Number::Complex(re, im)) => Some(Complex::value(-re, -im)),
        (Op::Pos, Number::Complex(re, im)) => Some(Complex::value(re, im)),
        _ => None,
    }
}

/// Is a built-in number different from zero? `None`: it is no exact built-in number.
#[inline]
pub fn truth(a: &Value) -> Option<bool> {
    Some(match Number::exact(a)? {
        Number::Int(i) => !i.is_zero(),
        Number::Float(f) => f != 0.0,
        Number::Complex(re, im) => re != 0.0 || im != 0.0,
    })
}

// ---------------------------------------------------------------------------------------------------------------
// Hashing. "Hashing of numeric types" in Python's documentation: equal numbers hash equal whatever their type, by
// reduction modulo the prime 2^61 - 1.

const MODULUS: u64 = (1 << 61) - 1;

/// The hash of an exact built-in number.
#[inline]
pub fn hash(a: &Value) -> Option<u64> {
    Number::exact(a).map(hash_number)
}

/// The hash of a number.
pub fn hash_number(a: Number) -> u64 {
    match a {
        Number::Int(i) => hash_int(i),
        Number::Float(f) => hash_float(f),
        Number::Complex(re, im) => {
            finish((hash_float(re) as i64).wrapping_add((hash_float(im) as i64).wrapping_mul(1_000_003)))
        }
    }
}

/// The hash of an int.
#[inline]
pub fn hash_int(i: Integer) -> u64 {
    match i {
        Integer::Small(i) if i.unsigned_abs() < MODULUS => finish(i),
        Integer::Small(i) => finish(i % MODULUS as i64),
        Integer::Wide(i) => finish((i % MODULUS as i128) as i64),
        Integer::Big(i) => {
            let rest = (i % BigInt::from(MODULUS)).to_i64().unwrap_or_default();
            finish(rest)
        }
    }
}

/// The hash of a float.
pub fn hash_float(f: f64) -> u64 {
    if f.is_infinite() {
        return if f > 0.0 { 314_159 } else { -314_159_i64 as u64 };
    }
    if f == 0.0 {
        return 0;
    }
    // As `object.__hash__` does: a NaN is equal to nothing but itself.
    if f.is_nan() {
        return crate::ops::hashing::identity_hash(&Value::float(f));
    }
    let (mantissa, exponent) = float::decompose(f);
    // Reduction of mantissa * 2^exponent: 2^61 is 1, so a power of two rotates the 61 bits.
    let rest = mantissa % MODULUS;
    let turn = exponent.rem_euclid(61) as u32;
    let rest = if turn == 0 { rest } else { (rest << turn & MODULUS) | rest >> (61 - turn) };
    finish(if f < 0.0 { -(rest as i64) } else { rest as i64 })
}

/// No hash is -1: the C API keeps that for errors, and programs can see it.
fn finish(hash: i64) -> u64 {
    if hash == -1 { -2_i64 as u64 } else { hash as u64 }
}

// ---------------------------------------------------------------------------------------------------------------
// Conversions

/// The int of an int or bool, also inside an instance of a subclass, if it fits.
#[inline]
pub fn to_i64(value: &Value) -> Option<i64> {
    match integer(value)? {
        Integer::Small(i) => Some(i),
        Integer::Wide(_) | Integer::Big(_) => None,
    }
}

/// The int of an int or bool, also inside an instance of a subclass.
pub fn to_bigint(value: &Value) -> Option<BigInt> {
    integer(value).map(Integer::to_big)
}

/// The int or bool that a value is, also inside an instance of a subclass.
#[inline]
pub fn integer(value: &Value) -> Option<Integer<'_>> {
    match Number::of(value)? {
        Number::Int(i) => Some(i),
        _ => None,
    }
}

/// An int as a plain `int`: a bool becomes 0 or 1, an instance of a subclass what it extends.
pub fn plain_int(value: &Value) -> Option<Value> {
    match value.as_bool() {
        Some(b) => Some(from_i64(b as i64)),
        None => integer(value).map(|_| value.unwrap_base().clone()),
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Special methods

/// The order of the number classes: a class's special methods take operands of its own rank or below and return
/// `NotImplemented` for the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// `int` and `bool`.
    Int,
    /// `float`.
    Float,
    /// `complex`.
    Complex,
}

impl Number<'_> {
    fn rank(self) -> Rank {
        match self {
            Number::Int(_) => Rank::Int,
            Number::Float(_) => Rank::Float,
            Number::Complex(..) => Rank::Complex,
        }
    }
}

fn operands(rank: Rank, args: &[Value]) -> Option<(Number<'_>, Number<'_>)> {
    let (a, b) = (Number::of(&args[0])?, Number::of(&args[1])?);
    (b.rank() <= rank).then_some((a, b))
}

/// `__add__` and its like; `reflected` for `__radd__`.
pub fn operator(vm: &mut Vm, op: Op, reflected: bool, rank: Rank, args: &[Value]) -> Res {
    let Some((a, b)) = operands(rank, args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = if reflected { (b, a) } else { (a, b) };
    match arithmetic(op, a, b) {
        Some(result) => result.map_err(|fault| vm.fault(fault)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `__pow__` and `__rpow__`, with the modulus as third argument.
pub fn power_operator(vm: &mut Vm, reflected: bool, rank: Rank, args: &[Value]) -> Res {
    let [_, _, modulus] = args else { return Ok(Value::NOT_IMPLEMENTED) };
    if modulus.is_none() {
        return operator(vm, Op::Pow, reflected, rank, args);
    }
    if matches!(rank, Rank::Float) {
        return Err(vm.fault(Fault::type_error("pow() 3rd argument not allowed unless all arguments are integers")));
    }
    let Some((a, b)) = operands(rank, args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = if reflected { (b, a) } else { (a, b) };
    match (a, b, Number::of(modulus)) {
        (Number::Int(a), Number::Int(b), Some(Number::Int(m))) => {
            int::power_mod(a, b, m).map_err(|fault| vm.fault(fault))
        }
        (Number::Int(_), Number::Int(_), None) => Ok(Value::NOT_IMPLEMENTED),
        (Number::Complex(..), ..) | (_, Number::Complex(..), _) | (_, _, Some(Number::Complex(..))) => {
            Err(vm.fault(Fault::value_error("complex modulo")))
        }
        _ => Err(vm.fault(Fault::type_error("pow() 3rd argument not allowed unless all arguments are integers"))),
    }
}

/// `__divmod__` and `__rdivmod__`.
pub fn divmod_operator(vm: &mut Vm, reflected: bool, rank: Rank, args: &[Value]) -> Res {
    let Some((a, b)) = operands(rank, args) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = if reflected { (b, a) } else { (a, b) };
    match divmod(a, b) {
        Some(Ok((quotient, rest))) => Ok(Tuple::value(vec![quotient, rest])),
        Some(Err(fault)) => Err(vm.fault(fault)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `__lt__` and its like.
pub fn comparison(op: Compare, rank: Rank, args: &[Value]) -> Res {
    Ok(operands(rank, args).and_then(|(a, b)| compare_numbers(op, a, b)).map_or(Value::NOT_IMPLEMENTED, Value::bool))
}

/// `__neg__`, `__pos__`, `__invert__`.
pub fn unary_operator(op: Op, args: &[Value]) -> Res {
    Ok(Number::of(&args[0]).and_then(|a| unary_number(op, a)).unwrap_or(Value::NOT_IMPLEMENTED))
}

/// `__abs__`.
pub fn absolute(vm: &mut Vm, args: &[Value]) -> Res {
    match Number::of(&args[0]) {
        Some(Number::Int(i)) => Ok(int::absolute(i)),
        Some(Number::Float(f)) => Ok(Value::float(f.abs())),
        Some(Number::Complex(re, im)) => complex::absolute(re, im).map(Value::float).map_err(|fault| vm.fault(fault)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `__bool__`.
pub fn is_true(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(truth(args[0].unwrap_base()).unwrap_or(true)))
}

/// `__hash__`.
pub fn hash_method(_: &mut Vm, args: &[Value]) -> Res {
    Ok(hash(args[0].unwrap_base()).map_or(Value::NOT_IMPLEMENTED, |hash| from_i64(hash as i64)))
}

/// `repr` of an exact built-in number.
///
/// # Errors
/// ValueError for ints with too many digits.
pub fn repr(value: &Value) -> Option<Result<String, Fault>> {
    if let Some(b) = value.as_bool() {
        return Some(Ok(if b { "True" } else { "False" }.to_string()));
    }
    Some(match Number::exact(value)? {
        Number::Int(i) => crate::object::int::text::decimal(i),
        Number::Float(f) => Ok(float::repr(f)),
        Number::Complex(re, im) => Ok(crate::compiler::literal::complex(re, im)),
    })
}

/// `__repr__`.
pub fn repr_method(vm: &mut Vm, args: &[Value]) -> Res {
    match repr(args[0].unwrap_base()) {
        Some(text) => text.map(Value::from).map_err(|fault| vm.fault(fault)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// The special methods that all number classes of a rank have, followed by a class's own.
#[macro_export]
macro_rules! number_methods {
    ($rank:expr, [$($own:expr),* $(,)?]) => {{
        use $crate::object::number as n;
        &[
            $crate::method!("__add__(self, value, /)", |vm, args| n::operator(vm, Op::Add, false, $rank, args)),
            $crate::method!("__radd__(self, value, /)", |vm, args| n::operator(vm, Op::Add, true, $rank, args)),
            $crate::method!("__sub__(self, value, /)", |vm, args| n::operator(vm, Op::Sub, false, $rank, args)),
            $crate::method!("__rsub__(self, value, /)", |vm, args| n::operator(vm, Op::Sub, true, $rank, args)),
            $crate::method!("__mul__(self, value, /)", |vm, args| n::operator(vm, Op::Mul, false, $rank, args)),
            $crate::method!("__rmul__(self, value, /)", |vm, args| n::operator(vm, Op::Mul, true, $rank, args)),
            $crate::method!("__truediv__(self, value, /)", |vm, args| {
                n::operator(vm, Op::TrueDiv, false, $rank, args)
            }),
            $crate::method!("__rtruediv__(self, value, /)", |vm, args| {
                n::operator(vm, Op::TrueDiv, true, $rank, args)
            }),
            $crate::method!("__pow__(self, value, mod=None, /)", |vm, args| {
                n::power_operator(vm, false, $rank, args)
            }),
            $crate::method!("__rpow__(self, value, mod=None, /)", |vm, args| {
                n::power_operator(vm, true, $rank, args)
            }),
            $crate::method!("__neg__(self, /)", |_, args| n::unary_operator(Op::Neg, args)),
            $crate::method!("__pos__(self, /)", |_, args| n::unary_operator(Op::Pos, args)),
            $crate::method!("__abs__(self, /)", n::absolute),
            $crate::method!("__bool__(self, /)", n::is_true),
            $crate::method!("__hash__(self, /)", n::hash_method),
            $crate::method!("__repr__(self, /)", n::repr_method),
            $crate::method!("__eq__(self, value, /)", |_, args| n::comparison(Compare::Eq, $rank, args)),
            $crate::method!("__ne__(self, value, /)", |_, args| n::comparison(Compare::Ne, $rank, args)),
            $crate::method!("__lt__(self, value, /)", |_, args| n::comparison(Compare::Lt, $rank, args)),
            $crate::method!("__le__(self, value, /)", |_, args| n::comparison(Compare::Le, $rank, args)),
            $crate::method!("__gt__(self, value, /)", |_, args| n::comparison(Compare::Gt, $rank, args)),
            $crate::method!("__ge__(self, value, /)", |_, args| n::comparison(Compare::Ge, $rank, args)),
            $($own,)*
        ]
    }};
}

/// The special methods of real numbers, followed by those of all numbers and a class's own.
#[macro_export]
macro_rules! real_methods {
    ($rank:expr, [$($own:expr),* $(,)?]) => {
        $crate::number_methods!($rank, [
            $crate::method!("__floordiv__(self, value, /)", |vm, args| {
                n::operator(vm, Op::FloorDiv, false, $rank, args)
            }),
            $crate::method!("__rfloordiv__(self, value, /)", |vm, args| {
                n::operator(vm, Op::FloorDiv, true, $rank, args)
            }),
            $crate::method!("__mod__(self, value, /)", |vm, args| n::operator(vm, Op::Mod, false, $rank, args)),
            $crate::method!("__rmod__(self, value, /)", |vm, args| n::operator(vm, Op::Mod, true, $rank, args)),
            $crate::method!("__divmod__(self, value, /)", |vm, args| n::divmod_operator(vm, false, $rank, args)),
            $crate::method!("__rdivmod__(self, value, /)", |vm, args| n::divmod_operator(vm, true, $rank, args)),
            $($own,)*
        ])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn big(digits: &str) -> Value {
        crate::object::int::from_digits(10, digits)
    }

    fn calculate(op: Op, a: &Value, b: &Value) -> String {
        let (Some(x), Some(y)) = (Number::exact(a), Number::exact(b)) else { return String::new() };
        match arithmetic(op, x, y) {
            Some(Ok(value)) => repr(&value).and_then(Result::ok).unwrap_or_default(),
            Some(Err(fault)) => fault.message.into_owned(),
            None => "unsupported".to_string(),
        }
    }

    #[test]
    fn operators() {
        let (i, f) = (from_i64, Value::float);
        for (op, a, b, expected) in [
            (Op::FloorDiv, i(-7), i(2), "-4"),
            (Op::Mod, i(-7), i(2), "1"),
            (Op::Mod, i(7), i(-2), "-1"),
            (Op::FloorDiv, f(-7.5), f(2.0), "-4.0"),
            (Op::Mod, f(-7.5), f(2.0), "0.5"),
            (Op::Mod, f(5.0), f(-5.0), "-0.0"),
            (Op::TrueDiv, big("100000000000000000000000000000001"), big("100000000000000000000000000000000"), "1.0"),
            (Op::TrueDiv, i(1), i(0), "division by zero"),
            (Op::FloorDiv, f(1.0), i(0), "division by zero"),
            (Op::Pow, i(2), i(-1), "0.5"),
            (Op::Pow, i(2), i(64), "18446744073709551616"),
            (Op::Pow, f(-8.0), f(0.5), "(1.7319121124709868e-16+2.8284271247461903j)"),
            (Op::Pow, i(0), i(-1), "zero to a negative power"),
            (Op::Pow, f(10.0), i(400), "Numerical result out of range"),
            (Op::Mul, i(1 << 40), i(1 << 40), "1208925819614629174706176"),
            (Op::RShift, i(-1), big("99999999999999999999"), "-1"),
            (Op::LShift, i(1), i(-1), "negative shift count"),
            (Op::LShift, f(1.0), i(1), "unsupported"),
            (Op::Add, Value::TRUE, Value::TRUE, "2"),
            (Op::Mul, Complex::value(1.0, f64::INFINITY), f(2.0), "(2+infj)"),
        ] {
            assert_eq!(calculate(op, &a, &b), expected, "{a:?} {op:?} {b:?}");
        }
    }

    #[test]
    fn comparison_of_ints_and_floats_is_exact() {
        let odd = big("9007199254740993");
        assert_eq!(compare(Compare::Eq, &odd, &Value::float(9007199254740992.0)), Some(false));
        assert_eq!(compare(Compare::Gt, &odd, &Value::float(9007199254740992.0)), Some(true));
        assert_eq!(compare(Compare::Lt, &from_i64(1), &Value::float(f64::NAN)), Some(false));
        assert_eq!(compare(Compare::Eq, &Value::TRUE, &Value::float(1.0)), Some(true));
        assert_eq!(compare(Compare::Eq, &Complex::value(1.0, 0.0), &from_i64(1)), Some(true));
        assert_eq!(compare(Compare::Lt, &Complex::value(1.0, 0.0), &from_i64(1)), None);
    }

    #[test]
    fn equal_numbers_have_equal_hashes() {
        for (value, expected) in [
            (from_i64(-1), -2),
            (Value::TRUE, 1),
            (Value::float(1.0), 1),
            (Value::float(0.5), 1_152_921_504_606_846_976),
            (Value::float(-1.5), -1_152_921_504_606_846_977),
            (Value::float(1e300), 1_224_995_262_755_759_164),
            (big("2305843009213693951"), 0),
            (Value::float(f64::INFINITY), 314_159),
            (Complex::value(1.0, 2.0), 2_000_007),
        ] {
            assert_eq!(hash(&value).map(|hash| hash as i64), Some(expected), "{value:?}");
        }
    }
}
