//! `format()` of decimals: the format specification mini-language as decimals know it.

use super::arithmetic::rescaled;
use super::number::{Kind, Number};
use super::settings::{MAX_PREC, Settings, Status};
use super::text::push_with_point;

/// How digits before the point are separated.
pub struct Separators {
    pub point: String,
    pub separator: String,
    /// How many digits stand in each group, from the point on; the last is repeated.
    pub grouping: Vec<u8>,
}

/// A format specification.
pub struct Spec {
    fill: char,
    /// One of `<>^=`, or `z` for zeros between the sign and the digits.
    align: char,
    sign: char,
    no_negative_zero: bool,
    /// Does a point always stand behind the whole digits?
    alternate: bool,
    width: usize,
    precision: Option<i64>,
    /// One of `efg%`.
    kind: char,
    capitals: bool,
    /// Does it end in `n`: are the separators those of the locale?
    pub by_locale: bool,
    pub separators: Option<Separators>,
    /// What stands between groups of three digits behind the point.
    fraction_separator: Option<char>,
}

fn take(rest: &mut &str, one_of: &[char]) -> Option<char> {
    let c = rest.chars().next().filter(|c| one_of.contains(c))?;
    *rest = &rest[c.len_utf8()..];
    Some(c)
}

/// ASCII digits, as a number that is not too large.
fn take_number(rest: &mut &str) -> Option<i64> {
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    *rest = after;
    digits.parse().ok()
}

impl Spec {
    /// Reads a specification; `None` if it is none. `capitals` is for numbers that are written without a type.
    pub fn parse(text: &str, capitals: bool) -> Option<Spec> {
        const ALIGNMENTS: [char; 4] = ['<', '>', '=', '^'];
        let mut rest = text;
        let mut spec = Spec {
            fill: ' ',
            align: '>',
            sign: '-',
            no_negative_zero: false,
            alternate: false,
            width: 0,
            precision: None,
            kind: 'g',
            capitals,
            by_locale: false,
            separators: None,
            fraction_separator: None,
        };
        let mut chars = text.chars();
        let mut is_aligned = false;
        if let (Some(fill), Some(align)) = (chars.next(), chars.next())
            && ALIGNMENTS.contains(&align)
        {
            (spec.fill, spec.align, is_aligned) = (fill, align, true);
            rest = chars.as_str();
        } else if let Some(align) = take(&mut rest, &ALIGNMENTS) {
            (spec.align, is_aligned) = (align, true);
        }
        if let Some(sign) = take(&mut rest, &['+', '-', ' ']) {
            spec.sign = sign;
        }
        spec.no_negative_zero = take(&mut rest, &['z']).is_some();
        spec.alternate = take(&mut rest, &['#']).is_some();
        if take(&mut rest, &['0']).is_some() {
            // Zeros say where the number stands, which is not to be said twice.
            if is_aligned {
                return None;
            }
            (spec.align, spec.fill) = ('z', '0');
        }
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            spec.width = take_number(&mut rest)?.try_into().ok()?;
        }
        if let Some(separator) = take(&mut rest, &[',', '_']) {
            let (point, separator) = (".".to_string(), separator.to_string());
            spec.separators = Some(Separators { point, separator, grouping: vec![3, 3] });
        }
        if take(&mut rest, &['.']).is_some() {
            let has_digits = rest.starts_with(|c: char| c.is_ascii_digit());
            if has_digits {
                spec.precision = Some(take_number(&mut rest)?);
            }
            spec.fraction_separator = take(&mut rest, &[',', '_']);
            if !has_digits && spec.fraction_separator.is_none() {
                return None;
            }
        }
        if let Some(kind) = take(&mut rest, &['e', 'E', 'f', 'F', 'g', 'G', '%', 'n', 'N']) {
            spec.capitals = kind.is_ascii_uppercase();
            spec.by_locale = matches!(kind, 'n' | 'N');
            if spec.by_locale && spec.separators.is_some() {
                return None;
            }
            spec.kind = if spec.by_locale { 'g' } else { kind.to_ascii_lowercase() };
        }
        rest.is_empty().then_some(spec)
    }

    /// Does it ask for more than any number has?
    pub fn exceeds_limits(&self) -> bool {
        self.width as i64 > MAX_PREC || self.precision.is_some_and(|precision| precision > MAX_PREC)
    }

    /// The number as the specification, which is within the limits, says; `None` if memory cannot hold it.
    pub fn apply(&self, number: &Number, settings: &Settings) -> Option<String> {
        let mut status = Status::NONE;
        let (mut negative, body) = match number.kind {
            Kind::Finite => {
                let scaled = self.scaled(number, settings, &mut status);
                let negative = number.negative && !(self.no_negative_zero && scaled.is_zero());
                (negative, self.digits(&scaled, &mut status)?)
            }
            _ => (number.negative, number.clone().with_sign(false).to_text(super::text::Notation::Scientific, true)),
        };
        if status.has(Status::ERRORS) {
            return None;
        }
        negative &= !body.is_empty();
        let sign = match (negative, self.sign) {
            (true, _) => "-",
            (false, '+') => "+",
            (false, ' ') => " ",
            _ => "",
        };
        let percent = if self.kind == '%' { "%" } else { "" };
        let is_number = number.is_finite();
        let body = match self.fraction_separator {
            Some(separator) if is_number => with_grouped_fraction(&body, separator),
            _ => body,
        };
        let body = match &self.separators {
            Some(separators) if is_number => {
                let width = if self.align == 'z' { self.width.saturating_sub(sign.len() + percent.len()) } else { 0 };
                separators.separate(&body, width)
            }
            _ => body,
        };
        let (fill, align) = match self.align {
            'z' if !is_number => (' ', '>'),
            align => (self.fill, align),
        };
        let text = format!("{body}{percent}");
        let missing = self.width.saturating_sub(sign.len() + text.chars().count());
        let (left, inner, right) = match align {
            '<' => (0, 0, missing),
            '^' => (missing / 2, 0, missing - missing / 2),
            '=' | 'z' => (0, missing, 0),
            _ => (missing, 0, 0),
        };
        let mut out = String::new();
        out.try_reserve(self.width + text.len()).ok()?;
        out.extend(std::iter::repeat_n(fill, left));
        out.push_str(sign);
        out.extend(std::iter::repeat_n(fill, inner));
        out.push_str(&text);
        out.extend(std::iter::repeat_n(fill, right));
        Some(out)
    }

    /// The number rounded to the digits that are asked for.
    fn scaled(&self, number: &Number, settings: &Settings, status: &mut Status) -> Number {
        let mut number = number.clone();
        if self.kind == '%' {
            number.exponent += 2;
        }
        let Some(precision) = self.precision else { return number };
        let significant = match self.kind {
            'f' | '%' => return rescaled(&number, -precision, settings.rounding, status),
            'e' if number.is_zero() => return number,
            'e' => precision + 1,
            _ => precision.max(1),
        };
        if self.kind == 'g' && number.digits() <= significant {
            return number;
        }
        let exponent = number.exponent + number.digits() - significant;
        let rounded = rescaled(&number, exponent, settings.rounding, status);
        // Nines may have become one digit more.
        match rounded.digits() > significant {
            true => rescaled(&rounded, exponent + 1, settings.rounding, status),
            false => rounded,
        }
    }

    /// The digits of a number with their point and exponent, without a sign.
    fn digits(&self, number: &Number, status: &mut Status) -> Option<String> {
        let digits = number.coefficient.to_digits();
        let whole = number.exponent + digits.len() as i64;
        let point = match self.kind {
            'e' => match (number.is_zero(), self.precision) {
                (true, Some(precision)) => 1 - precision,
                _ => 1,
            },
            'g' if number.exponent > 0 || whole <= -6 => 1,
            _ if number.is_zero() && number.exponent > 0 => 1,
            _ => whole,
        };
        let zeros = (point - digits.len() as i64).max(-point).max(0);
        if zeros > 1 << 31 {
            *status |= Status::OUT_OF_MEMORY;
            return None;
        }
        let mut out = String::new();
        push_with_point(&mut out, &digits, point);
        if self.alternate && !out.contains('.') {
            out.push('.');
        }
        let has_exponent = self.kind == 'e' || self.kind == 'g' && point != whole;
        if has_exponent {
            let exponent = whole - point;
            out.push(if self.capitals { 'E' } else { 'e' });
            out.push_str(if exponent < 0 { "-" } else { "+" });
            out.push_str(&exponent.unsigned_abs().to_string());
        }
        Some(out)
    }
}

/// The number with a separator after every third digit behind the point.
fn with_grouped_fraction(body: &str, separator: char) -> String {
    let Some((whole, rest)) = body.split_once('.') else { return body.to_string() };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let mut out = format!("{whole}.");
    for (place, digit) in rest[..end].chars().enumerate() {
        if place > 0 && place % 3 == 0 {
            out.push(separator);
        }
        out.push(digit);
    }
    out.push_str(&rest[end..]);
    out
}

impl Separators {
    /// Digits with separators and the point in place, and zeros before them up to a width.
    fn separate(&self, body: &str, width: usize) -> String {
        let whole_end = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
        let (whole, rest) = body.split_at(whole_end);
        let rest = match rest.strip_prefix('.') {
            Some(fraction) => format!("{}{fraction}", self.point),
            None => rest.to_string(),
        };
        let width = width.saturating_sub(rest.chars().count());
        let mut digits = whole.bytes().rev();
        let mut sizes = self.grouping.iter().copied().take_while(|size| *size != 0);
        let mut size = sizes.next();
        // From the point on, reversed.
        let mut groups: Vec<String> = Vec::new();
        let (mut used, mut left) = (0, whole.len());
        loop {
            let limit = match size {
                Some(127) | None => usize::MAX,
                Some(size) => size as usize,
            };
            let wanted = left.max(width.saturating_sub(used).min(left.max(width)));
            let len = limit.min(wanted.max(1));
            let group: Vec<u8> = (0..len).map(|_| digits.next().unwrap_or(b'0')).collect();
            left = left.saturating_sub(len);
            used += len;
            groups.push(group.iter().rev().map(|digit| char::from(*digit)).collect());
            if left == 0 && used >= width {
                break;
            }
            used += self.separator.chars().count();
            if let Some(next) = sizes.next() {
                size = Some(next);
            }
        }
        groups.reverse();
        format!("{}{rest}", groups.join(&self.separator))
    }
}
