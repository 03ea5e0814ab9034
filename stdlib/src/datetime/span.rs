//! Spans of time, what a `timedelta` holds.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};

/// The most days of a span, to both sides.
pub const MAX_DAYS: i32 = 999_999_999;

/// A span: seconds and microseconds are in their ranges and never negative, days are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub days: i32,
    pub seconds: i32,
    pub microseconds: i32,
}

impl Span {
    pub const MIN: Span = Span { days: -MAX_DAYS, seconds: 0, microseconds: 0 };
    pub const MAX: Span = Span { days: MAX_DAYS, seconds: 86_399, microseconds: 999_999 };
    pub const RESOLUTION: Span = Span { days: 0, seconds: 0, microseconds: 1 };
    pub const DAY: Span = Span { days: 1, seconds: 0, microseconds: 0 };

    /// The span in microseconds.
    pub fn total(self) -> i128 {
        (i128::from(self.days) * 86_400 + i128::from(self.seconds)) * 1_000_000 + i128::from(self.microseconds)
    }

    /// The span of microseconds; the days that there would be if they are too many.
    #[inline]
    pub fn of_total(total: i128) -> Result<Span, i128> {
        // What is short enough takes no division of 128 bits.
        if let Ok(total) = i64::try_from(total) {
            let seconds = total.div_euclid(1_000_000);
            return Ok(Span { microseconds: total.rem_euclid(1_000_000) as i32, ..Span::of_seconds(seconds) });
        }
        let seconds = total.div_euclid(1_000_000);
        let days = seconds.div_euclid(86_400);
        match i32::try_from(days) {
            Ok(days) if days.abs() <= MAX_DAYS => Ok(Span {
                days,
                seconds: seconds.rem_euclid(86_400) as i32,
                microseconds: total.rem_euclid(1_000_000) as i32,
            }),
            _ => Err(days),
        }
    }

    /// The span of whole seconds, less than those of `MAX_DAYS`.
    #[inline]
    pub fn of_seconds(seconds: i64) -> Span {
        Span { days: seconds.div_euclid(86_400) as i32, seconds: seconds.rem_euclid(86_400) as i32, microseconds: 0 }
    }

    pub fn is_zero(self) -> bool {
        self == Span::default()
    }

    /// Is it shorter than a day, as the offset of a zone is?
    pub fn is_offset(self) -> bool {
        self.days == 0 || self.days == -1 && (self.seconds, self.microseconds) != (0, 0)
    }

    /// The microseconds of what [`Span::is_offset`].
    pub fn offset_microseconds(self) -> i64 {
        (i64::from(self.days) * 86_400 + i64::from(self.seconds)) * 1_000_000 + i64::from(self.microseconds)
    }

    /// As `str()` shows it.
    pub fn text(self) -> String {
        let (minutes, seconds) = (self.seconds / 60, self.seconds % 60);
        let clock = format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60);
        let fraction = match self.microseconds {
            0 => String::new(),
            us => format!(".{us:06}"),
        };
        match self.days {
            0 => format!("{clock}{fraction}"),
            1 | -1 => format!("{} day, {clock}{fraction}", self.days),
            days => format!("{days} days, {clock}{fraction}"),
        }
    }

    /// The arguments that `repr()` shows.
    pub fn arguments(self) -> String {
        let parts = [("days", self.days), ("seconds", self.seconds), ("microseconds", self.microseconds)];
        let shown: Vec<String> =
            parts.into_iter().filter(|(_, n)| *n != 0).map(|(name, n)| format!("{name}={n}")).collect();
        if shown.is_empty() { "0".to_string() } else { shown.join(", ") }
    }

    /// As the offset of a zone: `+01:30`, with seconds and microseconds if there are any.
    pub fn offset_text(self, separator: &str) -> String {
        let microseconds = self.offset_microseconds();
        let sign = if microseconds < 0 { '-' } else { '+' };
        let (seconds, fraction) = (microseconds.abs() / 1_000_000, microseconds.abs() % 1_000_000);
        let mut text = format!("{sign}{:02}{separator}{:02}", seconds / 3600, seconds / 60 % 60);
        if seconds % 60 != 0 || fraction != 0 {
            text.push_str(&format!("{separator}{:02}", seconds % 60));
        }
        if fraction != 0 {
            text.push_str(&format!(".{fraction:06}"));
        }
        text
    }
}

/// The integer nearest to `a / b`, the even one of two; `b` is not zero.
pub fn divide_nearest(a: &BigInt, b: &BigInt) -> BigInt {
    let (quotient, remainder) = a.div_mod_floor(b);
    let order = (remainder * 2_u32).abs().cmp(&b.abs());
    match order.is_gt() || order.is_eq() && !(&quotient % 2_u32).is_zero() {
        true => quotient + 1_u32,
        false => quotient,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotients_are_rounded_to_even() {
        let nearest = |a: i64, b: i64| divide_nearest(&BigInt::from(a), &BigInt::from(b));
        let expected =
            [(5, 2, 2), (7, 2, 4), (-5, 2, -2), (-7, 2, -4), (5, -2, -2), (7, -2, -4), (8, 3, 3), (-8, 3, -3)];
        for (a, b, quotient) in expected {
            assert_eq!(nearest(a, b), BigInt::from(quotient), "{a} / {b}");
        }
    }

    #[test]
    fn texts() {
        let span = Span::of_total(-1).expect("it is in range");
        assert_eq!(span.text(), "-1 day, 23:59:59.999999");
        assert_eq!(span.arguments(), "days=-1, seconds=86399, microseconds=999999");
        assert_eq!(span.offset_text(":"), "-00:00:00.000001");
        assert_eq!(Span::of_total(Span::MAX.total() + 1), Err(1_000_000_000));
        for total in [i128::from(i64::MAX), i128::from(i64::MIN)] {
            for total in [total - 1, total, total + 1] {
                assert_eq!(Span::of_total(total).map(Span::total), Ok(total));
            }
        }
    }
}
