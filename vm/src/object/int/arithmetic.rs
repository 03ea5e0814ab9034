//! Arithmetic on ints of any size, exact and with Python's rounding: `//` and `%` towards minus infinity, `/` to the
//! nearest float.

use crate::fault::Fault;
use crate::object::exception::Exc;
use crate::object::float;
use crate::object::int::{from_big, from_i64, from_i128};
use crate::op::Op;
use crate::value::Value;
use num_bigint::{BigInt, Sign};
use num_integer::Integer as _;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Results of more bits than this are refused with MemoryError: the allocator would end the process.
const MOST_BITS: u64 = 1 << 33;

/// An int: its value if it fits into a machine word, else a reference to it.
#[derive(Clone, Copy, Debug)]
pub enum Integer<'a> {
    /// Within 64 bits.
    Small(i64),
    /// Beyond 64 bits, within 128.
    Wide(i128),
    /// Beyond 128 bits.
    Big(&'a BigInt),
}

/// The largest int up to which all are exact in a double.
const EXACT: u64 = 1 << 53;

impl Integer<'_> {
    /// The number in a big integer of its own.
    pub fn to_big(self) -> BigInt {
        match self {
            Integer::Small(i) => BigInt::from(i),
            Integer::Wide(i) => BigInt::from(i),
            Integer::Big(i) => i.clone(),
        }
    }

    /// The number as a big integer, borrowed if it is one.
    fn as_big(&self) -> Cow<'_, BigInt> {
        match self {
            Integer::Small(i) => Cow::Owned(BigInt::from(*i)),
            Integer::Wide(i) => Cow::Owned(BigInt::from(*i)),
            Integer::Big(i) => Cow::Borrowed(i),
        }
    }

    /// The number, if it is within 128 bits.
    #[inline]
    pub fn as_i128(self) -> Option<i128> {
        match self {
            Integer::Small(i) => Some(i as i128),
            Integer::Wide(i) => Some(i),
            Integer::Big(_) => None,
        }
    }

    /// The `int` value.
    pub fn to_value(self) -> Value {
        match self {
            Integer::Small(i) => from_i64(i),
            Integer::Wide(i) => from_i128(i),
            Integer::Big(i) => from_big(i.clone()),
        }
    }

    /// Is it zero?
    pub fn is_zero(self) -> bool {
        matches!(self, Integer::Small(0))
    }

    /// Is it below zero?
    pub fn is_negative(self) -> bool {
        match self {
            Integer::Small(i) => i < 0,
            Integer::Wide(i) => i < 0,
            Integer::Big(i) => i.is_negative(),
        }
    }

    /// The number of bits of the absolute value.
    pub fn bit_length(self) -> u64 {
        match self {
            Integer::Small(i) => 64 - i.unsigned_abs().leading_zeros() as u64,
            Integer::Wide(i) => 128 - i.unsigned_abs().leading_zeros() as u64,
            Integer::Big(i) => i.bits(),
        }
    }

    /// The nearest float.
    ///
    /// # Errors
    /// OverflowError if there is none.
    pub fn to_float(self) -> Result<f64, Fault> {
        match self {
            Integer::Small(i) => Ok(i as f64),
            Integer::Wide(i) => Ok(i as f64),
            Integer::Big(i) => match float::from_bigint(i) {
                f if f.is_finite() => Ok(f),
                _ => Err(Fault::overflow("int too large to convert to float")),
            },
        }
    }

    /// The order of two ints.
    pub fn order(self, other: Integer) -> Ordering {
        match (self, other) {
            (Integer::Small(x), Integer::Small(y)) => x.cmp(&y),
            (Integer::Big(x), Integer::Big(y)) => x.cmp(y),
            (_, Integer::Big(y)) => Ordering::Less.reverse_if(y.is_negative()),
            (Integer::Big(x), _) => Ordering::Greater.reverse_if(x.is_negative()),
            (x, y) => x.as_i128().cmp(&y.as_i128()),
        }
    }
}

trait ReverseIf {
    fn reverse_if(self, condition: bool) -> Self;
}

impl ReverseIf for Ordering {
    fn reverse_if(self, condition: bool) -> Ordering {
        if condition { self.reverse() } else { self }
    }
}

/// `x op y`. `None`: ints do not support the operator (`@`).
#[inline]
pub fn binary(op: Op, x: Integer, y: Integer) -> Option<Result<Value, Fault>> {
    Some(match (op, x, y) {
        (Op::Add, Integer::Small(x), Integer::Small(y)) => Ok(from_i128(x as i128 + y as i128)),
        (Op::Sub, Integer::Small(x), Integer::Small(y)) => Ok(from_i128(x as i128 - y as i128)),
        (Op::Mul, Integer::Small(x), Integer::Small(y)) => Ok(from_i128(x as i128 * y as i128)),
        (Op::FloorDiv | Op::Mod | Op::TrueDiv, _, Integer::Small(0)) => Err(Fault::division_by_zero()),
        (Op::FloorDiv, Integer::Small(x), Integer::Small(y)) => Ok(divmod_small(x, y).0),
        (Op::Mod, Integer::Small(x), Integer::Small(y)) => Ok(divmod_small(x, y).1),
        (Op::BitAnd, Integer::Small(x), Integer::Small(y)) => Ok(from_i64(x & y)),
        (Op::BitOr, Integer::Small(x), Integer::Small(y)) => Ok(from_i64(x | y)),
        (Op::BitXor, Integer::Small(x), Integer::Small(y)) => Ok(from_i64(x ^ y)),
        // Both are exact in a double, so one division rounds once.
        (Op::TrueDiv, Integer::Small(x), Integer::Small(y)) if x.unsigned_abs() | y.unsigned_abs() < EXACT => {
            Ok(Value::float(x as f64 / y as f64))
        }
        (Op::TrueDiv, ..) => true_divide(&x.as_big(), &y.as_big()).map(Value::float),
        (Op::Pow, ..) => power(x, y),
        (Op::LShift, ..) => shift_left(x, y),
        (Op::RShift, ..) => shift_right(x, y),
        (Op::MatMul, ..) => return None,
        _ => return wide(op, x, y).or_else(|| big(op, x, y)).map(Ok),
    })
}

/// Operators on ints within 128 bits, the divisor not zero. `None`: one is not, nor is perhaps the result.
fn wide(op: Op, x: Integer, y: Integer) -> Option<Value> {
    let (x, y) = (x.as_i128()?, y.as_i128()?);
    Some(from_i128(match op {
        Op::Add => x.checked_add(y)?,
        Op::Sub => x.checked_sub(y)?,
        Op::Mul => x.checked_mul(y)?,
        Op::FloorDiv => wide_divmod(x, y)?.0,
        Op::Mod => wide_divmod(x, y)?.1,
        Op::BitAnd => x & y,
        Op::BitOr => x | y,
        Op::BitXor => x ^ y,
        _ => return None,
    }))
}

/// As [`divmod_small`]. `None`: the one quotient that does not fit.
fn wide_divmod(x: i128, y: i128) -> Option<(i128, i128)> {
    let quotient = x.checked_div(y)?;
    let rest = x - quotient * y;
    let is_above = rest != 0 && (rest < 0) != (y < 0);
    Some(if is_above { (quotient - 1, rest + y) } else { (quotient, rest) })
}

/// Operators on ints of which one or the result is big, the divisor not zero.
fn big(op: Op, x: Integer, y: Integer) -> Option<Value> {
    use Integer::{Big, Small};
    let result = match (op, x, y) {
        (Op::Add, Big(x), Small(y)) | (Op::Add, Small(y), Big(x)) => x + y,
        (Op::Add, ..) => &*x.as_big() + &*y.as_big(),
        (Op::Sub, Big(x), Small(y)) => x - y,
        (Op::Sub, Small(x), Big(y)) => x - y,
        (Op::Sub, ..) => &*x.as_big() - &*y.as_big(),
        (Op::Mul, Big(x), Small(y)) | (Op::Mul, Small(y), Big(x)) => x * y,
        (Op::Mul, ..) => &*x.as_big() * &*y.as_big(),
        (Op::FloorDiv, ..) => x.as_big().div_floor(&y.as_big()),
        (Op::Mod, Big(x), Small(y)) => {
            let rest = (x % y).to_i64().unwrap_or_default();
            return Some(from_i64(if rest != 0 && (rest < 0) != (y < 0) { rest + y } else { rest }));
        }
        (Op::Mod, ..) => x.as_big().mod_floor(&y.as_big()),
        // A mask that keeps low bits: those of the two's complement.
        (Op::BitAnd, Big(x), Small(y @ 0..)) | (Op::BitAnd, Small(y @ 0..), Big(x)) => {
            let low = x.iter_u64_digits().next().unwrap_or_default();
            let low = if x.is_negative() { low.wrapping_neg() } else { low };
            return Some(from_i64(low as i64 & y));
        }
        (Op::BitAnd, ..) => &*x.as_big() & &*y.as_big(),
        (Op::BitOr, ..) => &*x.as_big() | &*y.as_big(),
        (Op::BitXor, ..) => &*x.as_big() ^ &*y.as_big(),
        _ => return None,
    };
    Some(from_big(result))
}

/// Quotient and remainder of a division that rounds towards minus infinity. The divisor is not zero.
#[inline]
fn divmod_small(x: i64, y: i64) -> (Value, Value) {
    // The one quotient that does not fit.
    if y == -1 {
        return (negate(Integer::Small(x)), from_i64(0));
    }
    let (quotient, rest) = (x / y, x % y);
    if rest != 0 && (rest < 0) != (y < 0) {
        (from_i64(quotient - 1), from_i64(rest + y))
    } else {
        (from_i64(quotient), from_i64(rest))
    }
}

/// `divmod(x, y)`.
///
/// # Errors
/// ZeroDivisionError.
pub fn divmod(x: Integer, y: Integer) -> Result<(Value, Value), Fault> {
    match (x, y) {
        (_, Integer::Small(0)) => Err(Fault::division_by_zero()),
        (Integer::Small(x), Integer::Small(y)) => Ok(divmod_small(x, y)),
        _ => {
            if let (Some(x), Some(y)) = (x.as_i128(), y.as_i128())
                && let Some((quotient, rest)) = wide_divmod(x, y)
            {
                return Ok((from_i128(quotient), from_i128(rest)));
            }
            let (quotient, rest) = x.as_big().div_mod_floor(&y.as_big());
            Ok((from_big(quotient), from_big(rest)))
        }
    }
}

/// `-x`.
pub fn negate(x: Integer) -> Value {
    match x {
        Integer::Small(x) => from_i128(-(x as i128)),
        Integer::Wide(x) => x.checked_neg().map_or_else(|| from_big(-BigInt::from(x)), from_i128),
        Integer::Big(x) => from_big(-x),
    }
}

/// `~x`.
pub fn invert(x: Integer) -> Value {
    match x {
        Integer::Small(x) => from_i64(!x),
        Integer::Wide(x) => from_i128(!x),
        Integer::Big(x) => from_big(!x),
    }
}

/// `abs(x)`.
pub fn absolute(x: Integer) -> Value {
    if x.is_negative() { negate(x) } else { x.to_value() }
}

/// `x / y`, rounded once. `y` is not zero.
fn true_divide(x: &BigInt, y: &BigInt) -> Result<f64, Fault> {
    if x.is_zero() {
        return Ok(if y.is_negative() { -0.0 } else { 0.0 });
    }
    // A quotient of at least 65 bits, so that what is cut off can only decide ties, as the sticky bit.
    let shift = y.bits() as i64 - x.bits() as i64 + 66;
    let (mut dividend, mut divisor) = (x.magnitude().clone(), y.magnitude().clone());
    if shift >= 0 {
        dividend <<= shift as u64;
    } else {
        divisor <<= shift.unsigned_abs();
    }
    let (quotient, rest) = dividend.div_rem(&divisor);
    // Of 66 or 67 bits.
    let bits = quotient.to_u128().unwrap_or_default() << 1 | !rest.is_zero() as u128;
    let result = float::round_scaled(bits, -shift - 1);
    if result.is_infinite() {
        return Err(Fault::overflow("integer division result too large for a float"));
    }
    Ok(if (x.sign() == Sign::Minus) != (y.sign() == Sign::Minus) { -result } else { result })
}

fn power(x: Integer, y: Integer) -> Result<Value, Fault> {
    if y.is_negative() {
        return float::power(x.to_float()?, y.to_float()?);
    }
    match (x, y) {
        (_, Integer::Small(0)) => return Ok(from_i64(1)),
        (Integer::Small(0 | 1), _) => return Ok(x.to_value()),
        (Integer::Small(-1), _) => {
            let odd = match y {
                Integer::Small(y) => y & 1 == 1,
                Integer::Wide(y) => y & 1 == 1,
                Integer::Big(y) => y.is_odd(),
            };
            return Ok(from_i64(if odd { -1 } else { 1 }));
        }
        _ => (),
    }
    let Integer::Small(exponent) = y else { return Err(Fault::memory()) };
    if (x.bit_length() - 1).checked_mul(exponent as u64).is_none_or(|bits| bits > MOST_BITS) {
        return Err(Fault::memory());
    }
    if let Some(x) = x.as_i128()
        && let Ok(exponent) = u32::try_from(exponent)
        && let Some(result) = x.checked_pow(exponent)
    {
        return Ok(from_i128(result));
    }
    // A power of two is a shift.
    let base = x.to_big();
    if let Some(twos) = base.trailing_zeros()
        && base.magnitude().bits() == twos + 1
    {
        let result = BigInt::one() << (twos * exponent as u64);
        return Ok(from_big(if base.is_negative() && exponent & 1 == 1 { -result } else { result }));
    }
    Ok(from_big(num_traits::pow::Pow::pow(&base, exponent as u64)))
}

/// `pow(x, y, modulus)`.
///
/// # Errors
/// ValueError if the modulus is zero, or if `y` is negative and `x` has no inverse.
pub fn power_mod(x: Integer, y: Integer, modulus: Integer) -> Result<Value, Fault> {
    if modulus.is_zero() {
        return Err(Fault::value_error("pow() 3rd argument cannot be 0"));
    }
    if let (Integer::Small(x), Integer::Small(y @ 0..), Integer::Small(modulus)) = (x, y, modulus) {
        return Ok(from_i64(small_power_mod(x, y as u64, modulus)));
    }
    let (mut base, mut exponent, modulus) = (x.to_big(), y.to_big(), modulus.to_big());
    if exponent.is_negative() {
        base = match base.modinv(&modulus) {
            Some(inverse) => inverse,
            None => return Err(Fault::value_error("base is not invertible for the given modulus")),
        };
        exponent = -exponent;
    }
    Ok(from_big(base.modpow(&exponent, &modulus)))
}

/// By squaring. The result has the sign of the modulus, which is not zero.
fn small_power_mod(x: i64, mut y: u64, modulus: i64) -> i64 {
    let size = modulus.unsigned_abs();
    let times = |a: u64, b: u64| match size <= u64::from(u32::MAX) {
        true => a * b % size,
        false => (u128::from(a) * u128::from(b) % u128::from(size)) as u64,
    };
    let mut square = i128::from(x).rem_euclid(i128::from(size)) as u64;
    let mut result = 1 % size;
    while y > 0 {
        if y & 1 == 1 {
            result = times(result, square);
        }
        y >>= 1;
        square = times(square, square);
    }
    // A result other than zero is that much above a negative modulus.
    if modulus < 0 && result > 0 { result.wrapping_sub(size) as i64 } else { result as i64 }
}

fn shift_left(x: Integer, y: Integer) -> Result<Value, Fault> {
    if y.is_negative() {
        return Err(Fault::value_error("negative shift count"));
    }
    if x.is_zero() {
        return Ok(from_i64(0));
    }
    match (x, y) {
        (Integer::Small(x), Integer::Small(y)) if y < 64 => Ok(from_i128((x as i128) << y)),
        (Integer::Wide(x), Integer::Small(y)) if y < i64::from(x.unsigned_abs().leading_zeros()) => {
            Ok(from_i128(x << y))
        }
        (_, Integer::Small(y)) if x.bit_length().saturating_add(y as u64) <= MOST_BITS => {
            Ok(from_big(&*x.as_big() << y as u64))
        }
        (_, Integer::Small(_)) => Err(Fault::memory()),
        _ => Err(Fault::new(Exc::OverflowError, "too many digits in integer")),
    }
}

fn shift_right(x: Integer, y: Integer) -> Result<Value, Fault> {
    if y.is_negative() {
        return Err(Fault::value_error("negative shift count"));
    }
    match (x, y) {
        (Integer::Small(x), Integer::Small(y)) => Ok(from_i64(x >> y.min(63))),
        (Integer::Wide(x), Integer::Small(y)) => Ok(from_i128(x >> y.min(127))),
        (Integer::Big(x), Integer::Small(y)) => Ok(from_big(x >> y as u64)),
        _ => Ok(from_i64(if x.is_negative() { -1 } else { 0 })),
    }
}
