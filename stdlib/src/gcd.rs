//! Greatest common divisors, by Lehmer's algorithm: the steps of Euclid's are found from the leading bits of both numbers,
//! and some thirty bits at once are taken off (Knuth, The Art of Computer Programming, volume 2, 4.5.2, algorithm L, with
//! the condition of Jebelean).

use num_bigint::BigUint;
use num_traits::ToPrimitive;

/// The greatest common divisor; the other number if one is zero.
pub fn gcd(a: &BigUint, b: &BigUint) -> BigUint {
    if let (Some(a), Some(b)) = (a.to_u64(), b.to_u64()) {
        return gcd_small(a, b).into();
    }
    let (mut a, mut b) = if a >= b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
    loop {
        if let Some(small) = b.to_u64() {
            return match small {
                0 => a,
                _ => gcd_small(small, (&a % small).to_u64().unwrap_or_default()).into(),
            };
        }
        (a, b) = match steps(&a, &b) {
            Some(Steps { a: [p, q], b: [r, s], even: true }) => (&a * p - &b * q, &b * s - &a * r),
            Some(Steps { a: [p, q], b: [r, s], even: false }) => (&b * p - &a * q, &a * s - &b * r),
            None => {
                let rest = &a % &b;
                (b, rest)
            }
        };
    }
}

/// As [`gcd`].
pub fn gcd_small(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// What several steps of Euclid's algorithm come to: factors of both numbers in the next two.
struct Steps {
    a: [u64; 2],
    b: [u64; 2],
    even: bool,
}

/// The steps that the leading bits decide; `None` if they decide none.
fn steps(a: &BigUint, b: &BigUint) -> Option<Steps> {
    let shift = a.bits() - 60;
    let leading = |n: &BigUint| (n >> shift).to_i64().unwrap_or_default();
    let (mut x, mut y) = (leading(a), leading(b));
    let (mut p, mut q, mut r, mut s) = (1_i64, 0_i64, 0_i64, 1_i64);
    let mut count = 0;
    // As long as what the bits behind may add does not change the quotient.
    while y != r {
        let quotient = (x + (p - 1)) / (y - r);
        let (next, rest) = (q + quotient * s, x - quotient * y);
        if next > rest {
            break;
        }
        (x, y) = (y, rest);
        (p, q, r, s) = (s, r, next, p + quotient * r);
        count += 1;
    }
    let even = count % 2 == 0;
    (count > 0).then_some(Steps { a: [p as u64, q as u64], b: [r as u64, s as u64], even })
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_integer::Integer;

    #[test]
    fn divisors_are_those_of_the_plain_algorithm() {
        let mut seed = BigUint::from(88_172_645_463_325_252_u64);
        let mut draw = |bits: u64| {
            let mut n = BigUint::ZERO;
            while n.bits() < bits {
                seed = (&seed * 6_364_136_223_846_793_005_u64 + 1_442_695_040_888_963_407_u64)
                    % (BigUint::from(1_u32) << 64);
                n = (n << 48) + (&seed >> 16_u32);
            }
            n >> 5_u32
        };
        for bits in [1, 30, 60, 63, 64, 65, 100, 127, 128, 200, 1000] {
            for other in [1, 20, 64, 90, 200, 700] {
                let (common, a, b) = (draw(bits / 2), draw(bits), draw(other));
                let (a, b) = (&common * a, &common * b);
                assert_eq!(gcd(&a, &b), a.gcd(&b), "{a} {b}");
            }
        }
        let (mut a, mut b) = (BigUint::from(1_u32), BigUint::from(1_u32));
        for _ in 0..1000 {
            (a, b) = (&a + &b, a);
            assert_eq!(gcd(&a, &b), BigUint::from(1_u32));
        }
    }
}
