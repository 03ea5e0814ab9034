//! Numbers as text: `str()`, and engineering notation.

use super::coefficient::Coefficient;
use super::number::{Kind, Number};

/// How an exponent is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    Scientific,
    /// Exponents are multiples of three.
    Engineering,
}

impl Number {
    /// The number as text; `capitals` is for the `E`.
    pub fn to_text(&self, notation: Notation, capitals: bool) -> String {
        let sign = if self.negative { "-" } else { "" };
        let name = match self.kind {
            Kind::Finite => return self.finite_text(sign, notation, capitals),
            Kind::Infinite => return format!("{sign}Infinity"),
            Kind::QuietNan => "NaN",
            Kind::SignalingNan => "sNaN",
        };
        match self.coefficient.is_zero() {
            true => format!("{sign}{name}"),
            false => format!("{sign}{name}{}", self.coefficient.to_digits()),
        }
    }

    /// The text of a finite number of few digits that is written without an exponent, put into `room`.
    pub fn short_text<'a>(&self, room: &'a mut [u8; 48]) -> Option<&'a str> {
        let Coefficient::Small(coefficient) = self.coefficient else { return None };
        let mut rest = u64::try_from(coefficient).ok()?;
        if self.kind != Kind::Finite || self.exponent > 0 || self.adjusted() < -6 {
            return None;
        }
        let (mut at, mut behind_point) = (room.len(), -self.exponent);
        let mut push = |byte| {
            at -= 1;
            room[at] = byte;
        };
        while rest > 0 || behind_point >= 0 {
            push(b'0' + (rest % 10) as u8);
            rest /= 10;
            behind_point -= 1;
            if behind_point == 0 {
                push(b'.');
            }
        }
        if self.negative {
            push(b'-');
        }
        std::str::from_utf8(&room[at..]).ok()
    }

    fn finite_text(&self, sign: &str, notation: Notation, capitals: bool) -> String {
        let digits = self.coefficient.to_digits();
        let len = digits.len() as i64;
        // How many digits stand before the point, were there no exponent.
        let whole = self.exponent + len;
        let point = if self.exponent <= 0 && whole > -6 {
            whole
        } else if notation == Notation::Scientific {
            1
        } else if self.coefficient.is_zero() {
            (whole + 1).rem_euclid(3) - 1
        } else {
            (whole - 1).rem_euclid(3) + 1
        };
        let mut out = String::with_capacity(digits.len() + 16);
        out.push_str(sign);
        push_with_point(&mut out, &digits, point);
        if whole != point {
            let exponent = whole - point;
            out.push(if capitals { 'E' } else { 'e' });
            out.push_str(if exponent < 0 { "-" } else { "+" });
            out.push_str(&exponent.unsigned_abs().to_string());
        }
        out
    }
}

/// The digits with a point behind the first `point` of them, and zeros where there are too few.
pub fn push_with_point(out: &mut String, digits: &str, point: i64) {
    let zeros = |n: i64| std::iter::repeat_n('0', n.max(0) as usize);
    let len = digits.len() as i64;
    if point <= 0 {
        out.push_str("0.");
        out.extend(zeros(-point));
        out.push_str(digits);
    } else if point >= len {
        out.push_str(digits);
        out.extend(zeros(point - len));
    } else {
        let (whole, fraction) = digits.split_at(point as usize);
        out.push_str(whole);
        out.push('.');
        out.push_str(fraction);
    }
}
