//! Dates and times of day as `time` and `datetime` share them: broken-down time, `strftime`, time zones.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::str::Chars;

/// Broken-down time, the items of `time.struct_time`.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// Year.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: i64,
    /// Day of the month, from 1.
    pub day: i64,
    /// Hour, 0 to 23.
    pub hour: i64,
    /// Minute.
    pub minute: i64,
    /// Second, 0 to 61.
    pub second: i64,
    /// Day of the week, Monday is 0.
    pub weekday: i64,
    /// Day of the year, from 1.
    pub yearday: i64,
    /// 1 in summer time, 0 if not, -1 if unknown.
    pub dst: i64,
    /// The zone's abbreviation.
    pub zone: Option<String>,
    /// Seconds east of UTC.
    pub offset: Option<i64>,
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March here, so that the leap day is a year's last.
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date that lies `days` after 1970-01-01.
pub fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let of_era = z.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let m = (5 * of_year + 2) / 153;
    let month = if m < 10 { m + 3 } else { m - 9 };
    (year + era * 400 + (month <= 2) as i64, month, of_year - (153 * m + 2) / 5 + 1)
}

/// Is it a leap year?
pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of a month.
pub fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + is_leap(year) as i64,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Broken-down UTC of seconds since 1970.
pub fn utc(seconds: i64) -> Fields {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil_from_days(days);
    Fields {
        year,
        month,
        day,
        hour: rest / 3600,
        minute: rest / 60 % 60,
        second: rest % 60,
        weekday: (days + 3).rem_euclid(7),
        yearday: days - days_from_civil(year, 1, 1) + 1,
        dst: 0,
        zone: Some("GMT".to_string()),
        offset: Some(0),
    }
}

/// Broken-down local time of seconds since 1970.
pub fn local(seconds: i64) -> Fields {
    let zone = TimeZone::system();
    let info = zone.to_offset_info(moment(seconds));
    let offset = info.offset().seconds() as i64;
    Fields {
        dst: info.dst().is_dst() as i64,
        zone: Some(info.abbreviation().to_string()),
        offset: Some(offset),
        ..utc(seconds + offset)
    }
}

/// How many seconds local time is ahead of UTC.
pub fn local_offset(seconds: i64) -> i64 {
    TimeZone::system().to_offset(moment(seconds)).seconds().into()
}

/// The moment, or one at which clocks show the same: jiff knows those of the years up to 9999 alone.
fn moment(seconds: i64) -> Timestamp {
    // The calendar, days of the week included, repeats itself.
    const FOUR_HUNDRED_YEARS: i64 = 146_097 * 86_400;
    let (first, last) = (Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    let seconds = match seconds > last {
        true => last - FOUR_HUNDRED_YEARS + (seconds - last).rem_euclid(FOUR_HUNDRED_YEARS),
        false => seconds.max(first),
    };
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MIN)
}

/// Seconds since 1970 of a local time. Fields may lie outside their ranges; `dst` tells apart a time that comes twice.
pub fn from_local(f: &Fields) -> i64 {
    let months = f.year * 12 + f.month - 1;
    let days = days_from_civil(months.div_euclid(12), months.rem_euclid(12) + 1, 1) + f.day - 1;
    let as_utc = days * 86_400 + f.hour * 3600 + f.minute * 60 + f.second;
    let offset_at = local_offset;
    // Away from changes both guesses agree. At a change they bracket it.
    let early = as_utc - offset_at(as_utc - 86_400);
    let late = as_utc - offset_at(as_utc + 86_400);
    let fits = |t: i64| t + offset_at(t) == as_utc;
    match (fits(early), fits(late)) {
        (true, true) if early != late => {
            if f.dst == 0 && local(early).dst == 1 {
                late
            } else {
                early
            }
        }
        (true, _) => early,
        (_, true) => late,
        _ => early,
    }
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn weekday_name(f: &Fields) -> &'static str {
    WEEKDAYS[f.weekday.rem_euclid(7) as usize]
}

fn month_name(f: &Fields) -> &'static str {
    MONTHS[(f.month - 1).clamp(0, 11) as usize]
}

/// ISO 8601's year and week of a date.
pub fn iso_week(f: &Fields) -> (i64, i64) {
    let week = (f.yearday - 1 - f.weekday + 10) / 7;
    if week < 1 {
        let days = 365 + is_leap(f.year - 1) as i64;
        return (f.year - 1, (f.yearday - 1 + days - f.weekday + 10) / 7);
    }
    if week == 53 {
        let days = 365 + is_leap(f.year) as i64;
        if f.yearday - f.weekday + 3 > days {
            return (f.year + 1, 1);
        }
    }
    (f.year, week)
}

/// Text of a time after a format, in the C locale. A text that is far longer than the format is empty.
pub fn strftime(format: &str, f: &Fields) -> String {
    let mut out = String::with_capacity(format.len() + 16);
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let Some(directive) = chars.next() else {
            out.push('%');
            break;
        };
        Directive::read(&mut chars, directive).write(&mut out, f);
    }
    // CPython makes its buffer no longer than this; what does not fit in is lost.
    let limit = (256 * format.len()).max(1024).next_power_of_two();
    if out.len() < limit { out } else { String::new() }
}

/// A directive with what glibc takes before its letter: flags, a width, and a modifier that changes nothing here.
#[derive(Default)]
struct Directive {
    /// None at the end of the format.
    letter: Option<char>,
    /// `-`, `_` or `0`.
    pad: Option<char>,
    upper: bool,
    other_case: bool,
    width: Option<usize>,
    /// Does the modifier not go with the letter?
    is_refused: bool,
    /// All that was read of it.
    read: String,
}

impl Directive {
    /// Reads on from the first character behind the `%`.
    fn read(chars: &mut Chars, first: char) -> Directive {
        let mut directive = Directive { letter: Some(first), ..Directive::default() };
        while let Some(flag @ ('-' | '_' | '0' | '^' | '#')) = directive.letter {
            match flag {
                '^' => directive.upper = true,
                '#' => directive.other_case = true,
                _ => directive.pad = Some(flag),
            }
            directive.go_on(chars, flag);
        }
        while let Some(digit @ '0'..='9') = directive.letter {
            // No text is as long as the limit.
            let width = directive.width.unwrap_or(0) * 10 + (digit as usize - '0' as usize);
            directive.width = Some(width.min(1 << 20));
            directive.go_on(chars, digit);
        }
        if let Some(modifier @ ('E' | 'O')) = directive.letter {
            directive.go_on(chars, modifier);
            let refused = if modifier == 'E' { "%aAbhBDdeHIklmMSUWwVgGjF" } else { "%aAcxDFXY" };
            directive.is_refused = directive.letter.is_some_and(|letter| refused.contains(letter));
        }
        directive.read.extend(directive.letter);
        directive
    }

    fn go_on(&mut self, chars: &mut Chars, from: char) {
        self.read.push(from);
        self.letter = chars.next();
    }

    fn write(&self, out: &mut String, f: &Fields) {
        let known = self.letter.filter(|_| !self.is_refused).and_then(|letter| directive_text(letter, f));
        // What is unknown stands as it is, from its last `%` on.
        let as_read = || if self.letter == Some('%') { "%".to_string() } else { format!("%{}", self.read) };
        let (text, width, fill) = known.unwrap_or_else(|| (as_read(), 0, ' '));
        let (width, fill) = match self.pad {
            Some('0') => (self.width.unwrap_or(width), '0'),
            Some('_') => (self.width.unwrap_or(width), ' '),
            Some(_) => (self.width.unwrap_or(0), ' '),
            None => (self.width.unwrap_or(width), fill),
        };
        out.extend(std::iter::repeat_n(fill, width.saturating_sub(text.chars().count())));
        match self.letter {
            Some('a' | 'A' | 'b' | 'B' | 'h') if self.upper || self.other_case => out.push_str(&text.to_uppercase()),
            Some('p' | 'Z') if self.other_case => out.push_str(&text.to_lowercase()),
            Some('p' | 'Z' | 'c' | 'r' | 'x' | 'X') if self.upper => out.push_str(&text.to_uppercase()),
            _ => out.push_str(&text),
        }
    }
}

/// A directive's text without padding, the width to pad to, and what with.
fn directive_text(directive: char, f: &Fields) -> Option<(String, usize, char)> {
    let hour12 = match f.hour % 12 {
        0 => 12,
        h => h,
    };
    let number = |n: i64, width: usize| Some((n.to_string(), width, '0'));
    let text = |s: &str| Some((s.to_string(), 0, ' '));
    let nested = |format: &str| Some((strftime(format, f), 0, ' '));
    match directive {
        'a' => text(&weekday_name(f)[..3]),
        'A' => text(weekday_name(f)),
        'b' | 'h' => text(&month_name(f)[..3]),
        'B' => text(month_name(f)),
        'c' => nested("%a %b %e %H:%M:%S %Y"),
        'C' => number(f.year.div_euclid(100), 2),
        'd' => number(f.day, 2),
        'D' | 'x' => nested("%m/%d/%y"),
        'e' => Some((f.day.to_string(), 2, ' ')),
        'F' => nested("%Y-%m-%d"),
        'g' => number(iso_week(f).0.rem_euclid(100), 2),
        'G' => number(iso_week(f).0, 0),
        'H' => number(f.hour, 2),
        'I' => number(hour12, 2),
        'j' => number(f.yearday, 3),
        'k' => Some((f.hour.to_string(), 2, ' ')),
        'l' => Some((hour12.to_string(), 2, ' ')),
        'm' => number(f.month, 2),
        'M' => number(f.minute, 2),
        'n' => text("\n"),
        'p' => text(if f.hour < 12 { "AM" } else { "PM" }),
        'P' => text(if f.hour < 12 { "am" } else { "pm" }),
        'r' => nested("%I:%M:%S %p"),
        'R' => nested("%H:%M"),
        's' => number(from_local(f), 0),
        'S' => number(f.second, 2),
        't' => text("\t"),
        'T' | 'X' => nested("%H:%M:%S"),
        'u' => number(f.weekday.rem_euclid(7) + 1, 1),
        'U' => number((f.yearday - 1 + 7 - (f.weekday + 1).rem_euclid(7)) / 7, 2),
        'V' => number(iso_week(f).1, 2),
        'w' => number((f.weekday + 1).rem_euclid(7), 1),
        'W' => number((f.yearday - 1 + 7 - f.weekday.rem_euclid(7)) / 7, 2),
        'y' => number(f.year.rem_euclid(100), 2),
        'Y' => number(f.year, 0),
        'z' => {
            let Some(offset) = f.offset else { return text("") };
            let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
            Some((format!("{sign}{:02}{:02}", minutes / 60, minutes % 60), 0, ' '))
        }
        'Z' => text(f.zone.as_deref().unwrap_or("")),
        '%' => text("%"),
        _ => None,
    }
}

/// The abbreviations of local standard and summer time, the offset of standard time, and of summer time if there is
/// one, in seconds east of UTC: those of this decade's January and July.
pub fn zones() -> (Fields, Fields) {
    let (january, july) = (local(1_735_732_800), local(1_751_371_200));
    if january.dst == 1 { (july, january) } else { (january, july) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_days_agree() {
        for days in (-800_000..800_000).step_by(997) {
            let (y, m, d) = civil_from_days(days);
            assert_eq!(days_from_civil(y, m, d), days);
        }
        assert_eq!(civil_from_days(0), (1970, 1, 1));
        assert_eq!(civil_from_days(19_782), (2024, 2, 29));
    }

    #[test]
    fn formats() {
        let f = utc(1_709_210_096);
        let text = strftime("%a %A %b %B %d %H %I %j %m %M %p %S %U %w %W %y %Y %% %F %T %G-W%V-%u %e|%Q %-d", &f);
        assert_eq!(
            text,
            "Thu Thursday Feb February 29 12 12 060 02 34 PM 56 08 4 09 24 2024 % 2024-02-29 12:34:56 2024-W09-4 29|%Q 29"
        );
    }
}
