//! Texts of ISO 8601: reading what `fromisoformat()` takes, and writing times of day.
//!
//! Reading is what CPython's is, to what it does not look at: digits of a fraction behind the sixth, a colon before an
//! offset, what stands behind a date of ten characters without hyphens.

use super::fields::{Clock, Day, EPOCH, ordinal_of_week};
use crate::calendar::civil_from_days;

/// A time that was read, the hour perhaps 24.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Time {
    pub hour: i32,
    pub clock: [i32; 3],
    /// Microseconds of the offset from UTC, if there is one.
    pub offset: Option<i64>,
}

/// Year, month and day of a text that is a date, which may be in no calendar.
pub fn date(text: &str) -> Option<(i32, i32, i32)> {
    if !matches!(text.len(), 7 | 8 | 10) {
        return None;
    }
    date_at_start(text.as_bytes(), text.len())
}

/// A date that ends at `end`.
fn date_at_start(text: &[u8], end: usize) -> Option<(i32, i32, i32)> {
    let mut reader = Reader { text, at: 0 };
    let year = reader.digits(4)?;
    let hyphens = reader.skip(b'-');
    if reader.skip(b'W') {
        let week = reader.digits(2)?;
        let mut weekday = 1;
        if reader.at < end {
            if hyphens && !reader.skip(b'-') {
                return None;
            }
            weekday = reader.digits(1)?;
        }
        let (year, month, day) = civil_from_days(ordinal_of_week(year, week, weekday).ok()? - EPOCH);
        return Some((year as i32, month as i32, day as i32));
    }
    let month = reader.digits(2)?;
    if hyphens && !reader.skip(b'-') {
        return None;
    }
    Some((year, month, reader.digits(2)?))
}

/// What is wrong with a time.
pub const MIDNIGHT: &str = "minute, second, and microsecond must be 0 when hour is 24";

/// Year, month and day, and the time, of a text that is a date with or without a time.
pub fn date_time(text: &str) -> Option<((i32, i32, i32), Time)> {
    let bytes = text.as_bytes();
    if text.chars().count() < 7 {
        return None;
    }
    let end = date_end(bytes)?;
    let day = date_at_start(bytes, end)?;
    if bytes.len() - end.min(bytes.len()) <= 1 {
        // A separator alone stands for nothing, but is none of a date either.
        return if bytes.len() == end { Some((day, Time::default())) } else { None };
    }
    let separator = text.get(end..)?.chars().next()?;
    Some((day, time(&bytes[end + separator.len_utf8()..])?))
}

/// Where the date ends; formats of dates are told apart by their fifth and sixth character, and by what follows.
fn date_end(text: &[u8]) -> Option<usize> {
    let is_digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let len = text.len();
    if len == 7 {
        return Some(7);
    }
    Some(match (text.get(4)?, text.get(5)?) {
        (b'-', b'W') if len > 8 && text[8] == b'-' => match len {
            9 => return None,
            // Of YYYY-Www-dd the last two are rather an hour behind a hyphen than a day with a digit as separator.
            _ if is_digit(10) => 8,
            _ => 10,
        },
        (b'-', b'W') => 8,
        (b'-', _) => 10,
        (b'W', _) => {
            let end = (7..len).find(|&at| !is_digit(at)).unwrap_or(len);
            // Digits of the time come in pairs, so an odd one is a weekday.
            match end {
                7 | 8 => end,
                _ if end % 2 == 0 => 7,
                _ => 8,
            }
        }
        _ => 8,
    })
}

/// A time of day with or without an offset.
pub fn time(text: &[u8]) -> Option<Time> {
    let zone = text.iter().position(|c| matches!(c, b'+' | b'-' | b'Z')).unwrap_or(text.len());
    let (clock, is_whole) = clock(text, zone)?;
    let [hour, minute, second, microsecond] = clock;
    let read = Time { hour, clock: [minute, second, microsecond], offset: None };
    match text.get(zone) {
        None => is_whole.then_some(read),
        Some(b'Z') => (zone + 1 == text.len()).then_some(Time { offset: Some(0), ..read }),
        Some(sign) => {
            let rest = &text[zone + 1..];
            let (offset, is_whole) = self::clock(rest, rest.len())?;
            let [hour, minute, second, microsecond] = offset.map(i64::from);
            let offset = (hour * 3600 + minute * 60 + second) * 1_000_000 + microsecond;
            let offset = if *sign == b'-' { -offset } else { offset };
            is_whole.then_some(Time { offset: Some(offset), ..read })
        }
    }
}

/// Hour, minute, second and microsecond of a text that ends at `end`, and whether nothing follows.
fn clock(text: &[u8], end: usize) -> Option<([i32; 4], bool)> {
    let mut reader = Reader { text, at: 0 };
    let mut parts = [0; 4];
    let mut colons = true;
    for i in 0..3 {
        parts[i] = reader.digits(2)?;
        let following = reader.peek();
        if i == 0 {
            colons = following == Some(b':');
        }
        if reader.at + 1 >= end {
            return Some((parts, following.is_none()));
        }
        match following {
            Some(b':') if colons && i == 2 => return None,
            Some(b':') if colons => reader.at += 1,
            Some(b'.' | b',') if i == 2 => {
                reader.at += 1;
                break;
            }
            _ if colons => return None,
            _ => (),
        }
    }
    let digits = (end - reader.at).min(6);
    parts[3] = reader.digits(digits)? * 10_i32.pow(6 - digits as u32);
    while reader.peek().is_some_and(|c| c.is_ascii_digit()) {
        reader.at += 1;
    }
    Some((parts, reader.peek().is_none()))
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Goes past a character if it is there.
    fn skip(&mut self, wanted: u8) -> bool {
        let is_there = self.peek() == Some(wanted);
        self.at += is_there as usize;
        is_there
    }

    /// The number of so many digits.
    fn digits(&mut self, count: usize) -> Option<i32> {
        let digits = self.text.get(self.at..self.at + count)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.at += count;
        Some(digits.iter().fold(0, |value, digit| value * 10 + i32::from(digit - b'0')))
    }
}

/// The parts of a time of day that a text has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    Auto,
    Hours,
    Minutes,
    Seconds,
    Milliseconds,
    Microseconds,
}

impl Precision {
    /// By the name that `timespec` has.
    pub fn of(name: &str) -> Option<Precision> {
        Some(match name {
            "auto" => Precision::Auto,
            "hours" => Precision::Hours,
            "minutes" => Precision::Minutes,
            "seconds" => Precision::Seconds,
            "milliseconds" => Precision::Milliseconds,
            "microseconds" => Precision::Microseconds,
            _ => return None,
        })
    }
}

/// Adds a number in so many digits.
pub fn push_digits(out: &mut String, number: i32, count: u32) {
    for place in (0..count).rev() {
        out.push((b'0' + (number / 10_i32.pow(place) % 10) as u8) as char);
    }
}

/// Adds a date.
pub fn push_date(out: &mut String, day: Day) {
    push_digits(out, day.year, 4);
    out.push('-');
    push_digits(out, day.month, 2);
    out.push('-');
    push_digits(out, day.day, 2);
}

/// Adds a time of day.
pub fn push_clock(out: &mut String, clock: Clock, precision: Precision) {
    let precision = match precision {
        Precision::Auto if clock.microsecond != 0 => Precision::Microseconds,
        Precision::Auto => Precision::Seconds,
        given => given,
    };
    push_digits(out, clock.hour, 2);
    if precision == Precision::Hours {
        return;
    }
    out.push(':');
    push_digits(out, clock.minute, 2);
    if precision == Precision::Minutes {
        return;
    }
    out.push(':');
    push_digits(out, clock.second, 2);
    match precision {
        Precision::Milliseconds => {
            out.push('.');
            push_digits(out, clock.microsecond / 1000, 3);
        }
        Precision::Microseconds => {
            out.push('.');
            push_digits(out, clock.microsecond, 6);
        }
        _ => (),
    }
}
