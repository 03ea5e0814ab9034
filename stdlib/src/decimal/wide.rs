//! Products of 256 bits, and their division: what two coefficients in place make.

/// The product of two numbers: the upper and the lower 128 bits.
#[inline]
pub fn product(a: u128, b: u128) -> (u128, u128) {
    const LOW: u128 = u64::MAX as u128;
    if (a | b) <= LOW {
        return (0, a * b);
    }
    let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let (low, high) = (a0 * b0, a1 * b1);
    let (cross1, cross2) = (a0 * b1, a1 * b0);
    let middle = (low >> 64) + (cross1 & LOW) + (cross2 & LOW);
    (high + (cross1 >> 64) + (cross2 >> 64) + (middle >> 64), middle << 64 | low & LOW)
}

/// Quotient and remainder of 256 bits and a divisor that is greater than the upper half, so that the quotient fits (Knuth,
/// The Art of Computer Programming, volume 2, algorithm D, with digits of 64 bits).
pub fn divide((high, low): (u128, u128), divisor: u128) -> (u128, u128) {
    debug_assert!(high < divisor);
    if high == 0 {
        return (low / divisor, low % divisor);
    }
    let shift = divisor.leading_zeros();
    let divisor = divisor << shift;
    let (high, low) = if shift == 0 { (high, low) } else { (high << shift | low >> (128 - shift), low << shift) };
    let (q1, rest) = digit(high, (low >> 64) as u64, divisor);
    let (q0, rest) = digit(rest, low as u64, divisor);
    ((q1 as u128) << 64 | q0 as u128, rest >> shift)
}

/// One digit of 64 bits: three digits by a divisor of two, whose highest bit is set.
#[inline]
fn digit(high: u128, next: u64, divisor: u128) -> (u64, u128) {
    let (d1, d0) = (divisor >> 64, divisor & u64::MAX as u128);
    let mut quotient = high / d1;
    let mut rest = high % d1;
    // The estimate is at most two too large.
    while quotient >> 64 != 0 || quotient * d0 > (rest << 64 | next as u128) {
        quotient -= 1;
        rest += d1;
        if rest >> 64 != 0 {
            break;
        }
    }
    let remainder = (high << 64 | next as u128).wrapping_sub(quotient.wrapping_mul(divisor));
    (quotient as u64, remainder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_divided_again() {
        let numbers =
            [1, 9, u64::MAX as u128, 1 << 64, 10_u128.pow(19), 10_u128.pow(28) + 7, 10_u128.pow(38) - 1, u128::MAX];
        for a in numbers {
            for b in numbers {
                for rest in [0, 1, b - 1] {
                    let (high, low) = product(a, b);
                    let (low, carry) = low.overflowing_add(rest.min(b - 1));
                    assert_eq!(divide((high + carry as u128, low), b), (a, rest.min(b - 1)), "{a} {b}");
                }
            }
        }
    }
}
