//! Numbers from and to those of other types: ints, floats, fractions, hashes.

use super::coefficient::{Coefficient, MOST_DIGITS, power_of_ten};
use super::number::{Kind, Number};
use super::settings::Rounding;
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{ToPrimitive, Zero};
use rondo_vm::object::int::arithmetic::Integer;

impl From<Integer<'_>> for Number {
    fn from(i: Integer) -> Number {
        match i {
            Integer::Small(i) => Number::integer(i),
            Integer::Wide(i) => Number::finite(i < 0, Coefficient::from(BigUint::from(i.unsigned_abs())), 0),
            Integer::Big(i) => Number::finite(i.sign() == Sign::Minus, Coefficient::from(i.magnitude().clone()), 0),
        }
    }
}

impl Number {
    /// The exact value of a float.
    pub fn of_float(f: f64) -> Number {
        let negative = f.is_sign_negative();
        if f.is_nan() {
            return Number::NAN.with_sign(negative);
        }
        if f.is_infinite() {
            return Number::infinity(negative);
        }
        if f == 0.0 {
            return Number::zero(negative, 0);
        }
        let bits = f.to_bits();
        let (mantissa, exponent) = match (bits >> 52 & 0x7ff, bits & ((1 << 52) - 1)) {
            (0, mantissa) => (mantissa, -1074),
            (exponent, mantissa) => (mantissa | 1 << 52, exponent as i64 - 1075),
        };
        let twos = mantissa.trailing_zeros();
        let (mantissa, exponent) = (BigUint::from(mantissa >> twos), exponent + twos as i64);
        match exponent {
            0.. => Number::finite(negative, Coefficient::from(mantissa << exponent as u64), 0),
            // A half is five tenths.
            _ => {
                let fives = BigUint::from(5_u32).pow(exponent.unsigned_abs() as u32);
                Number::finite(negative, Coefficient::from(mantissa * fives), exponent)
            }
        }
    }

    /// The nearest float; a NaN is quiet.
    pub fn to_float(&self) -> f64 {
        let magnitude = match self.kind {
            Kind::Finite => {
                let text = format!("{}e{}", self.coefficient.to_digits(), self.exponent);
                text.parse().unwrap_or(f64::NAN)
            }
            Kind::Infinite => f64::INFINITY,
            Kind::QuietNan | Kind::SignalingNan => f64::NAN,
        };
        if self.negative { -magnitude } else { magnitude }
    }

    /// The int that a finite number is rounded to; `None` if memory cannot hold it.
    pub fn to_integer(&self, rounding: Rounding) -> Option<BigInt> {
        let magnitude = if self.exponent >= 0 && !self.coefficient.is_zero() {
            if self.adjusted() > MOST_DIGITS {
                return None;
            }
            &*self.coefficient.to_big() * power_of_ten(self.exponent as u64)
        } else {
            let mut rounded = self.clone();
            let (coefficient, rest) = self.coefficient.shift_right(self.exponent.saturating_neg());
            rounded.coefficient = coefficient;
            rounded.round_excess(rest, rounding);
            rounded.coefficient.to_big().into_owned()
        };
        let sign = if self.negative { Sign::Minus } else { Sign::Plus };
        Some(BigInt::from_biguint(sign, magnitude))
    }

    /// A finite number as a fraction in lowest terms; `None` if memory cannot hold it.
    pub fn to_ratio(&self) -> Option<(BigInt, BigInt)> {
        if self.coefficient.is_zero() {
            return Some((BigInt::zero(), 1.into()));
        }
        if self.exponent.saturating_abs().saturating_add(self.digits()) > MOST_DIGITS {
            return None;
        }
        let coefficient = self.coefficient.to_big();
        let power = power_of_ten(self.exponent.unsigned_abs());
        let sign = if self.negative { Sign::Minus } else { Sign::Plus };
        if self.exponent >= 0 {
            return Some((BigInt::from_biguint(sign, &*coefficient * power), 1.into()));
        }
        let divisor = crate::gcd::gcd(&coefficient, &power);
        Some((BigInt::from_biguint(sign, &*coefficient / &divisor), (power / divisor).into()))
    }

    /// The hash: that of any equal number of another type. `None` for NaNs.
    pub fn hash(&self) -> Option<i64> {
        const MODULUS: u64 = (1 << 61) - 1;
        /// What times ten is one.
        const INVERSE_OF_TEN: u64 = 2_075_258_708_292_324_556;
        const INFINITY: i64 = 314_159;
        let magnitude = match self.kind {
            Kind::Infinite => INFINITY,
            Kind::QuietNan | Kind::SignalingNan => return None,
            Kind::Finite => {
                let coefficient = match &self.coefficient {
                    Coefficient::Small(n) => (n % MODULUS as u128) as u64,
                    Coefficient::Large(n) => (&**n % MODULUS).to_u64().unwrap_or_default(),
                };
                let base = if self.exponent >= 0 { 10 } else { INVERSE_OF_TEN };
                modular_product(coefficient, modular_power(base, self.exponent.unsigned_abs(), MODULUS), MODULUS) as i64
            }
        };
        Some(match if self.negative { -magnitude } else { magnitude } {
            // No hash is -1.
            -1 => -2,
            hash => hash,
        })
    }
}

fn modular_product(a: u64, b: u64, modulus: u64) -> u64 {
    (a as u128 * b as u128 % modulus as u128) as u64
}

fn modular_power(mut base: u64, mut times: u64, modulus: u64) -> u64 {
    let mut result = 1;
    while times > 0 {
        if times & 1 == 1 {
            result = modular_product(result, base, modulus);
        }
        base = modular_product(base, base, modulus);
        times >>= 1;
    }
    result
}
