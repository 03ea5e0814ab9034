//! Coefficients: natural numbers seen as rows of decimal digits. Those of up to 38 digits are in place.

use super::settings::Status;
use super::wide;
use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};
use std::borrow::Cow;
use std::cmp::Ordering;

/// The most digits that are in place.
pub const IN_PLACE: i64 = 38;

/// The most digits that a coefficient may get by shifting. What has more is out of memory's reach.
pub const MOST_DIGITS: i64 = 1 << 29;

/// So many digits are converted at once between a row of digits and a number; longer rows are halved.
const ROW: usize = 2_000;

/// The powers of ten that are in place.
pub static POWERS: [u128; 39] = {
    let mut powers = [1; 39];
    let mut i = 1;
    while i < 39 {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// A natural number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coefficient {
    /// Up to 38 digits.
    Small(u128),
    /// More.
    Large(Box<BigUint>),
}

/// What was cut off a coefficient, as far as rounding asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rest {
    Nothing,
    BelowHalf,
    Half,
    AboveHalf,
}

impl Rest {
    fn of(order: Ordering) -> Rest {
        match order {
            Ordering::Less => Rest::BelowHalf,
            Ordering::Equal => Rest::Half,
            Ordering::Greater => Rest::AboveHalf,
        }
    }
}

/// The number of digits; 1 for 0.
#[inline]
pub fn count(n: u128) -> i64 {
    let bits = 128 - (n | 1).leading_zeros();
    // 1233 / 4096 is a little less than the logarithm of two.
    let guess = ((bits * 1233) >> 12) as usize;
    guess as i64 + (n >= POWERS[guess]) as i64 + (n == 0) as i64
}

/// Ten to the power of `n`.
pub fn power_of_ten(n: u64) -> BigUint {
    match POWERS.get(n as usize) {
        Some(power) => BigUint::from(*power),
        None => BigUint::from(5_u32).pow(n as u32) << n,
    }
}

impl From<u128> for Coefficient {
    fn from(n: u128) -> Coefficient {
        if n < POWERS[IN_PLACE as usize] { Coefficient::Small(n) } else { Coefficient::Large(Box::new(n.into())) }
    }
}

impl From<BigUint> for Coefficient {
    fn from(n: BigUint) -> Coefficient {
        match n.to_u128() {
            Some(small) if small < POWERS[IN_PLACE as usize] => Coefficient::Small(small),
            _ => Coefficient::Large(Box::new(n)),
        }
    }
}

impl Coefficient {
    pub const ZERO: Coefficient = Coefficient::Small(0);
    pub const ONE: Coefficient = Coefficient::Small(1);

    #[inline]
    pub fn is_zero(&self) -> bool {
        matches!(self, Coefficient::Small(0))
    }

    pub fn is_odd(&self) -> bool {
        match self {
            Coefficient::Small(n) => n & 1 == 1,
            Coefficient::Large(n) => n.bit(0),
        }
    }

    pub fn last_digit(&self) -> u8 {
        match self {
            Coefficient::Small(n) => (n % 10) as u8,
            Coefficient::Large(n) => (&**n % 10_u32).to_u8().unwrap_or_default(),
        }
    }

    /// The number as one of any length.
    pub fn to_big(&self) -> Cow<'_, BigUint> {
        match self {
            Coefficient::Small(n) => Cow::Owned(BigUint::from(*n)),
            Coefficient::Large(n) => Cow::Borrowed(n),
        }
    }

    /// The number of digits; 1 for 0.
    #[inline]
    pub fn digits(&self) -> i64 {
        match self {
            Coefficient::Small(n) => count(*n),
            Coefficient::Large(n) => {
                let bits = n.bits() as f64;
                let (least, most) =
                    (((bits - 1.0) * std::f64::consts::LOG10_2) as i64, (bits * std::f64::consts::LOG10_2) as i64);
                // The estimate is good to a part in 10^15: where it decides, both ends agree by far more.
                if least == most || **n < power_of_ten(most as u64) { least + 1 } else { most + 1 }
            }
        }
    }

    /// Nines only.
    pub fn nines(digits: i64, status: &mut Status) -> Coefficient {
        match POWERS.get(digits as usize) {
            Some(power) => Coefficient::Small(power - 1),
            None => Coefficient::ONE.shift_left(digits, status).minus(&Coefficient::ONE),
        }
    }

    #[inline]
    pub fn plus(&self, other: &Coefficient) -> Coefficient {
        match (self, other) {
            (Coefficient::Small(a), Coefficient::Small(b)) => Coefficient::from(a + b),
            _ => Coefficient::from(&*self.to_big() + &*other.to_big()),
        }
    }

    /// The difference to one that is not greater.
    #[inline]
    pub fn minus(&self, other: &Coefficient) -> Coefficient {
        match (self, other) {
            (Coefficient::Small(a), Coefficient::Small(b)) => Coefficient::Small(a - b),
            _ if self.cmp(other).is_le() => Coefficient::ZERO,
            _ => Coefficient::from(&*self.to_big() - &*other.to_big()),
        }
    }

    pub fn times(&self, other: &Coefficient) -> Coefficient {
        if let (Coefficient::Small(a), Coefficient::Small(b)) = (self, other)
            && let (0, product) = wide::product(*a, *b)
        {
            return Coefficient::from(product);
        }
        Coefficient::from(&*self.to_big() * &*other.to_big())
    }

    /// Quotient and remainder of a division by what is not zero.
    pub fn div_rem(&self, other: &Coefficient) -> (Coefficient, Coefficient) {
        match (self, other) {
            (Coefficient::Small(a), Coefficient::Small(b)) => (Coefficient::Small(a / b), Coefficient::Small(a % b)),
            _ => {
                let (quotient, remainder) = self.to_big().div_rem(&other.to_big());
                (quotient.into(), remainder.into())
            }
        }
    }

    /// With `n` zeros behind it.
    pub fn shift_left(&self, n: i64, status: &mut Status) -> Coefficient {
        if n <= 0 || self.is_zero() {
            return self.clone();
        }
        if let Coefficient::Small(small) = self
            && let Some(power) = POWERS.get(n as usize)
            && let (0, product) = wide::product(*small, *power)
        {
            return Coefficient::from(product);
        }
        if n.saturating_add(self.digits()) > MOST_DIGITS {
            *status |= Status::OUT_OF_MEMORY;
            return Coefficient::ZERO;
        }
        Coefficient::from(&*self.to_big() * power_of_ten(n as u64))
    }

    /// Without the last `n` digits, and what these were.
    pub fn shift_right(&self, n: i64) -> (Coefficient, Rest) {
        if n <= 0 || self.is_zero() {
            return (self.clone(), Rest::Nothing);
        }
        match self {
            Coefficient::Small(_) if n > IN_PLACE => (Coefficient::ZERO, Rest::BelowHalf),
            Coefficient::Small(a) => {
                let power = POWERS[n as usize];
                let (quotient, rest) = (a / power, a % power);
                let rest = if rest == 0 { Rest::Nothing } else { Rest::of(rest.cmp(&(power / 2))) };
                (Coefficient::Small(quotient), rest)
            }
            Coefficient::Large(_) if n > self.digits() => (Coefficient::ZERO, Rest::BelowHalf),
            Coefficient::Large(a) => {
                let power = power_of_ten(n as u64);
                let (quotient, rest) = a.div_rem(&power);
                let rest = if rest.is_zero() { Rest::Nothing } else { Rest::of((rest << 1_u32).cmp(&power)) };
                (quotient.into(), rest)
            }
        }
    }

    /// The last `n` digits.
    pub fn low_digits(&self, n: i64) -> Coefficient {
        if n <= 0 {
            return Coefficient::ZERO;
        }
        match self {
            Coefficient::Small(_) if n >= IN_PLACE => self.clone(),
            Coefficient::Small(a) => Coefficient::Small(a % POWERS[n as usize]),
            Coefficient::Large(_) if n >= self.digits() => self.clone(),
            Coefficient::Large(a) => Coefficient::from(&**a % power_of_ten(n as u64)),
        }
    }

    /// The number of zeros behind the last other digit.
    pub fn trailing_zeros(&self) -> i64 {
        match self {
            Coefficient::Small(0) => 0,
            Coefficient::Small(n) => {
                let (mut n, mut zeros) = (*n, 0);
                for step in [16, 8, 4, 2, 1] {
                    // A number that ten divides so often, two does as well.
                    while n.trailing_zeros() >= step && n % POWERS[step as usize] == 0 {
                        n /= POWERS[step as usize];
                        zeros += step as i64;
                    }
                }
                zeros
            }
            Coefficient::Large(_) => {
                let digits = self.to_digits();
                (digits.len() - digits.trim_end_matches('0').len()) as i64
            }
        }
    }

    /// One, zeros behind it: for what power of ten?
    pub fn power_of_ten(&self) -> Option<i64> {
        let zeros = self.digits() - 1;
        (self.trailing_zeros() == zeros && self.shift_right(zeros).0 == Coefficient::ONE).then_some(zeros)
    }

    /// The digits as text.
    pub fn to_digits(&self) -> String {
        match self {
            Coefficient::Small(n) => match u64::try_from(*n) {
                Ok(n) => n.to_string(),
                Err(_) => n.to_string(),
            },
            Coefficient::Large(n) => {
                let mut out = String::new();
                write_digits(n, self.digits() as usize, &mut out);
                out
            }
        }
    }

    /// The number that ASCII digits write.
    pub fn from_digits(digits: &[u8]) -> Coefficient {
        let start = digits.iter().position(|digit| *digit != b'0').unwrap_or(digits.len());
        let digits = &digits[start..];
        if digits.len() as i64 > IN_PLACE {
            return Coefficient::from(read_digits(digits));
        }
        if digits.len() < 20 {
            let n = digits.iter().fold(0_u64, |n, digit| n.wrapping_mul(10).wrapping_add((digit - b'0') as u64));
            return Coefficient::Small(n as u128);
        }
        Coefficient::Small(digits.iter().fold(0, |n, digit| n * 10 + (digit - b'0') as u128))
    }
}

impl PartialOrd for Coefficient {
    fn partial_cmp(&self, other: &Coefficient) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Coefficient {
    fn cmp(&self, other: &Coefficient) -> Ordering {
        match (self, other) {
            (Coefficient::Small(a), Coefficient::Small(b)) => a.cmp(b),
            (Coefficient::Small(_), Coefficient::Large(_)) => Ordering::Less,
            (Coefficient::Large(_), Coefficient::Small(_)) => Ordering::Greater,
            (Coefficient::Large(a), Coefficient::Large(b)) => a.cmp(b),
        }
    }
}

/// Appends `n` in exactly `width` digits.
fn write_digits(n: &BigUint, width: usize, out: &mut String) {
    if width <= ROW {
        let text = n.to_str_radix(10);
        out.extend(std::iter::repeat_n('0', width.saturating_sub(text.len())));
        out.push_str(&text);
        return;
    }
    let low = width / 2;
    let (head, tail) = n.div_rem(&power_of_ten(low as u64));
    write_digits(&head, width - low, out);
    write_digits(&tail, low, out);
}

fn read_digits(digits: &[u8]) -> BigUint {
    if digits.len() <= ROW {
        return BigUint::parse_bytes(digits, 10).unwrap_or_default();
    }
    let (head, tail) = digits.split_at(digits.len() - digits.len() / 2);
    read_digits(head) * power_of_ten(tail.len() as u64) + read_digits(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_at_every_power_of_ten() {
        for (i, power) in POWERS.iter().enumerate() {
            assert_eq!(count(*power), i as i64 + 1);
            assert_eq!(count(power - 1), (i as i64).max(1));
        }
        for n in [38, 39, 40, 77, 1000, 5000] {
            let power = Coefficient::from(power_of_ten(n));
            assert_eq!(power.digits(), n as i64 + 1);
            assert_eq!(power.minus(&Coefficient::ONE).digits(), n as i64);
            assert_eq!(power.trailing_zeros(), n as i64);
        }
    }

    #[test]
    fn rows_of_digits_are_read_as_they_are_written() {
        let row: String = (0..9001).map(|i| char::from(b'1' + (i * i % 7) as u8)).collect();
        assert_eq!(Coefficient::from_digits(row.as_bytes()).to_digits(), row);
    }

    #[test]
    fn rests_are_told_apart() {
        for (n, cut, kept, rest) in [
            (1250, 2, 12, Rest::Half),
            (1249, 2, 12, Rest::BelowHalf),
            (1251, 2, 12, Rest::AboveHalf),
            (1200, 2, 12, Rest::Nothing),
            (5, 1, 0, Rest::Half),
            (5, 2, 0, Rest::BelowHalf),
            (5, 60, 0, Rest::BelowHalf),
        ] {
            assert_eq!(Coefficient::from(n).shift_right(cut), (Coefficient::from(kept), rest));
            let long = Coefficient::from(n).shift_left(50, &mut Status::default());
            assert_eq!(long.shift_right(cut + 50), (Coefficient::from(kept), rest));
        }
    }
}
