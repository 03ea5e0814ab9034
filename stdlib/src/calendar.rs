//! Dates and times of day as `time` and `datetime` share them: broken-down time, `strftime`, `strptime`, time zones.

use jiff::Timestamp;
use jiff::tz::TimeZone;

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
    let Ok(timestamp) = Timestamp::from_second(seconds) else { return utc(seconds) };
    let zone = TimeZone::system();
    let info = zone.to_offset_info(timestamp);
    let offset = info.offset().seconds() as i64;
    Fields {
        dst: info.dst().is_dst() as i64,
        zone: Some(info.abbreviation().to_string()),
        offset: Some(offset),
        ..utc(seconds + offset)
    }
}

/// Seconds since 1970 of a local time. Fields may lie outside their ranges; `dst` tells apart a time that comes twice.
pub fn from_local(f: &Fields) -> i64 {
    let months = f.year * 12 + f.month - 1;
    let days = days_from_civil(months.div_euclid(12), months.rem_euclid(12) + 1, 1) + f.day - 1;
    let as_utc = days * 86_400 + f.hour * 3600 + f.minute * 60 + f.second;
    let offset_at = |seconds: i64| local(seconds).offset.unwrap_or(0);
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

/// Text of a time after a format, in the C locale.
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
        // glibc's flags that change the padding.
        let (pad, directive) = match directive {
            '-' | '_' | '0' | '^' | '#' => match chars.next() {
                Some(next) => (directive, next),
                None => {
                    out.extend(['%', directive]);
                    break;
                }
            },
            other => (' ', other),
        };
        match directive_text(directive, f) {
            Some((text, width, fill)) => {
                let (width, fill) = match pad {
                    '-' => (0, fill),
                    '_' => (width, ' '),
                    '0' => (width, '0'),
                    _ => (width, fill),
                };
                let text = if pad == '^' { text.to_uppercase() } else { text };
                out.extend(std::iter::repeat_n(fill, width.saturating_sub(text.len())));
                out.push_str(&text);
            }
            None => {
                out.push('%');
                out.push(directive);
            }
        }
    }
    out
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
            let offset = f.offset.unwrap_or(0);
            let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
            Some((format!("{sign}{:02}{:02}", minutes / 60, minutes % 60), 0, ' '))
        }
        'Z' => text(f.zone.as_deref().unwrap_or("")),
        '%' => text("%"),
        _ => None,
    }
}

/// What `strptime` has read.
#[derive(Debug)]
pub struct Parsed {
    /// The time; `offset` and `zone` only if the text had them.
    pub fields: Fields,
    /// Microseconds.
    pub microsecond: i64,
    /// Microseconds of the offset from UTC.
    pub offset_microsecond: i64,
}

/// Reads a time from text after a format. The error is the message of CPython's ValueError.
pub fn strptime(text: &str, format: &str) -> Result<Parsed, String> {
    let mismatch = || format!("time data {} does not match format {}", quoted(text), quoted(format));
    let mut reader = Reader { rest: text, ..Reader::default() };
    reader.read(format).map_err(|error| error.unwrap_or_else(mismatch))?;
    if !reader.rest.is_empty() {
        return Err(format!("unconverted data remains: {}", reader.rest));
    }
    reader.finish()
}

/// As `repr` shows plain text.
fn quoted(text: &str) -> String {
    if text.contains('\'') && !text.contains('"') {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"))
    }
}

#[derive(Default)]
struct Reader<'a> {
    rest: &'a str,
    year: Option<i64>,
    century_year: Option<i64>,
    iso_year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    hour: Option<i64>,
    hour12: Option<i64>,
    afternoon: Option<bool>,
    minute: i64,
    second: i64,
    microsecond: i64,
    weekday: Option<i64>,
    yearday: Option<i64>,
    week_monday: Option<i64>,
    week_sunday: Option<i64>,
    iso_week: Option<i64>,
    zone: Option<String>,
    offset: Option<i64>,
    offset_microsecond: i64,
}

/// A mismatch, or an error with its own message.
type ReadError = Option<String>;

impl Reader<'_> {
    fn read(&mut self, format: &str) -> Result<(), ReadError> {
        let mut chars = format.chars().peekable();
        while let Some(c) = chars.next() {
            if c.is_whitespace() {
                // White space of any length stands for white space of any length.
                while chars.peek().is_some_and(|c| c.is_whitespace()) {
                    chars.next();
                }
                let trimmed = self.rest.trim_start();
                if trimmed.len() == self.rest.len() {
                    return Err(None);
                }
                self.rest = trimmed;
            } else if c == '%' {
                match chars.next() {
                    Some(directive) => self.directive(directive, format)?,
                    None => return Err(Some(format!("stray % in format {}", quoted(format)))),
                }
            } else {
                let mut head = self.rest.chars();
                match head.next() {
                    Some(found) if found.to_lowercase().eq(c.to_lowercase()) => self.rest = head.as_str(),
                    _ => return Err(None),
                }
            }
        }
        Ok(())
    }

    /// One or more digits, as many as the limit if they keep the number in range.
    fn number(&mut self, digits: usize, low: i64, high: i64) -> Result<i64, ReadError> {
        let available = self.rest.bytes().take(digits).take_while(u8::is_ascii_digit).count();
        for len in (1..=available).rev() {
            if let Ok(n) = self.rest[..len].parse::<i64>()
                && (low..=high).contains(&n)
            {
                self.rest = &self.rest[len..];
                return Ok(n);
            }
        }
        Err(None)
    }

    /// The index of the longest name the text begins with, whatever its case.
    fn name(&mut self, names: &[&str]) -> Result<i64, ReadError> {
        let begins = |name: &str| self.rest.get(..name.len()).is_some_and(|s| s.eq_ignore_ascii_case(name));
        let found = (0..names.len()).filter(|&i| begins(names[i])).max_by_key(|&i| names[i].len());
        match found {
            Some(i) => {
                self.rest = &self.rest[names[i].len()..];
                Ok(i as i64)
            }
            None => Err(None),
        }
    }

    fn directive(&mut self, directive: char, format: &str) -> Result<(), ReadError> {
        let short = |names: &[&'static str]| -> Vec<&'static str> { names.iter().map(|n| &n[..3]).collect() };
        match directive {
            'a' => self.weekday = Some(self.name(&short(&WEEKDAYS))?),
            'A' => self.weekday = Some(self.name(&WEEKDAYS)?),
            'b' | 'h' => self.month = Some(self.name(&short(&MONTHS))? + 1),
            'B' => self.month = Some(self.name(&MONTHS)? + 1),
            'c' => self.read("%a %b %d %H:%M:%S %Y")?,
            'd' | 'e' => {
                if self.rest.starts_with(' ') {
                    self.rest = &self.rest[1..];
                }
                self.day = Some(self.number(2, 1, 31)?);
            }
            'D' | 'x' => self.read("%m/%d/%y")?,
            'f' => {
                let digits = self.rest.bytes().take(6).take_while(u8::is_ascii_digit).count();
                let value = self.number(6, 0, 999_999)?;
                self.microsecond = value * 10i64.pow(6 - digits as u32);
            }
            'F' => self.read("%Y-%m-%d")?,
            'G' => self.iso_year = Some(self.four_digits()?),
            'H' => self.hour = Some(self.number(2, 0, 23)?),
            'I' => self.hour12 = Some(self.number(2, 1, 12)?),
            'j' => self.yearday = Some(self.number(3, 1, 366)?),
            'm' => self.month = Some(self.number(2, 1, 12)?),
            'M' => self.minute = self.number(2, 0, 59)?,
            'p' => self.afternoon = Some(self.name(&["AM", "PM"])? == 1),
            'r' => self.read("%I:%M:%S %p")?,
            'R' => self.read("%H:%M")?,
            'S' => self.second = self.number(2, 0, 61)?,
            'T' | 'X' => self.read("%H:%M:%S")?,
            'u' => self.weekday = Some(self.number(1, 1, 7)? - 1),
            'U' => self.week_sunday = Some(self.number(2, 0, 53)?),
            'V' => self.iso_week = Some(self.number(2, 1, 53)?),
            'w' => self.weekday = Some((self.number(1, 0, 6)? + 6) % 7),
            'W' => self.week_monday = Some(self.number(2, 0, 53)?),
            'y' => {
                let digits = self.rest.bytes().take(2).take_while(u8::is_ascii_digit).count();
                if digits < 2 {
                    return Err(None);
                }
                self.century_year = Some(self.number(2, 0, 99)?);
            }
            'Y' => self.year = Some(self.four_digits()?),
            'z' => self.read_offset()?,
            'Z' => self.read_zone()?,
            '%' => match self.rest.strip_prefix('%') {
                Some(rest) => self.rest = rest,
                None => return Err(None),
            },
            other => {
                return Err(Some(format!("'{other}' is a bad directive in format {}", quoted(format))));
            }
        }
        Ok(())
    }

    fn four_digits(&mut self) -> Result<i64, ReadError> {
        if self.rest.bytes().take(4).take_while(u8::is_ascii_digit).count() < 4 {
            return Err(None);
        }
        self.number(4, 0, 9999)
    }

    /// `Z`, or `+hh:mm` with seconds and their fraction if wanted.
    fn read_offset(&mut self) -> Result<(), ReadError> {
        if let Some(rest) = self.rest.strip_prefix('Z') {
            self.rest = rest;
            self.offset = Some(0);
            return Ok(());
        }
        let negative = match self.rest.as_bytes().first() {
            Some(b'+') => false,
            Some(b'-') => true,
            _ => return Err(None),
        };
        self.rest = &self.rest[1..];
        let two = |reader: &mut Self, high: i64| {
            if reader.rest.bytes().take(2).take_while(u8::is_ascii_digit).count() < 2 {
                return Err(None);
            }
            reader.number(2, 0, high)
        };
        let hours = two(self, 99)?;
        let colon = self.rest.starts_with(':');
        if colon {
            self.rest = &self.rest[1..];
        }
        let mut seconds = hours * 3600 + two(self, 59)? * 60;
        let before = self.rest;
        let more = if colon { self.rest.strip_prefix(':') } else { Some(self.rest) };
        if let Some(rest) = more {
            self.rest = rest;
            match two(self, 59) {
                Ok(s) => {
                    seconds += s;
                    if let Some(rest) = self.rest.strip_prefix('.') {
                        self.rest = rest;
                        let digits = self.rest.bytes().take(6).take_while(u8::is_ascii_digit).count();
                        let value = self.number(6, 0, 999_999)?;
                        self.offset_microsecond = value * 10i64.pow(6 - digits as u32);
                    }
                }
                Err(_) => self.rest = before,
            }
        }
        if negative {
            seconds = -seconds;
            self.offset_microsecond = -self.offset_microsecond;
        }
        self.offset = Some(seconds);
        Ok(())
    }

    /// A zone's name: only UTC, GMT and the local ones are known.
    fn read_zone(&mut self) -> Result<(), ReadError> {
        let local = zone_names();
        let names = ["UTC", "GMT", &local.0, &local.1];
        let index = self.name(&names)?;
        self.zone = Some(names[index as usize].to_string());
        Ok(())
    }

    fn finish(self) -> Result<Parsed, String> {
        let hour = match (self.hour, self.hour12, self.afternoon) {
            (Some(hour), _, _) => hour,
            (None, Some(h), Some(true)) => h % 12 + 12,
            (None, Some(h), Some(false)) => h % 12,
            (None, Some(h), None) => h % 12,
            _ => 0,
        };
        let explicit = self.year.or(self.century_year.map(|y| if y <= 68 { 2000 + y } else { 1900 + y }));
        if explicit.is_none() && self.iso_year.is_some() {
            if self.iso_week.is_none() || self.weekday.is_none() {
                return Err("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday \
                            directive ('%A', '%a', '%w', or '%u')."
                    .to_string());
            }
        } else if self.iso_week.is_some() && self.iso_year.is_none() {
            return Err(match explicit.is_none() || self.weekday.is_none() {
                true => {
                    "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive \
                         ('%A', '%a', '%w', or '%u')."
                        .to_string()
                }
                false => "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' \
                          instead."
                    .to_string(),
            });
        }
        // A leap day without a year means a leap year.
        let leap_day = explicit.is_none() && self.month == Some(2) && self.day == Some(29);
        let year = explicit.unwrap_or(if leap_day { 1904 } else { 1900 });
        let (mut year, mut month, mut day) = (year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        let from_yearday = |year: i64, yearday: i64| civil_from_days(days_from_civil(year, 1, 1) + yearday - 1);
        if let (Some(iso_year), Some(week), Some(weekday)) = (self.iso_year, self.iso_week, self.weekday) {
            let fourth = days_from_civil(iso_year, 1, 4);
            let monday = fourth - (fourth + 3).rem_euclid(7);
            (year, month, day) = civil_from_days(monday + (week - 1) * 7 + weekday);
        } else if let Some(yearday) = self.yearday {
            if self.month.is_none() || self.day.is_none() {
                (year, month, day) = from_yearday(year, yearday);
            }
        } else if let (Some(weekday), Some((week, starts_monday))) =
            (self.weekday, self.week_monday.map(|w| (w, true)).or(self.week_sunday.map(|w| (w, false))))
        {
            let first = (days_from_civil(year, 1, 1) + 3).rem_euclid(7);
            let (first, weekday) = if starts_monday { (first, weekday) } else { ((first + 1) % 7, (weekday + 1) % 7) };
            let before = (7 - first) % 7;
            let yearday = if week == 0 { 1 + weekday - first } else { 1 + before + 7 * (week - 1) + weekday };
            (year, month, day) = from_yearday(year, yearday);
        }
        if day > days_in_month(year, month) {
            return Err("day is out of range for month".to_string());
        }
        let days = days_from_civil(year, month, day);
        let fields = Fields {
            year: if leap_day { 1900 } else { year },
            month,
            day,
            hour,
            minute: self.minute,
            second: self.second,
            weekday: (days + 3).rem_euclid(7),
            yearday: days - days_from_civil(year, 1, 1) + 1,
            dst: match &self.zone {
                Some(zone) if zone == &zone_names().1 && zone != &zone_names().0 => 1,
                Some(_) => 0,
                None => -1,
            },
            zone: self.zone,
            offset: self.offset,
        };
        Ok(Parsed { fields, microsecond: self.microsecond, offset_microsecond: self.offset_microsecond })
    }
}

/// The abbreviations of local standard and summer time, the offset of standard time, and of summer time if there is
/// one, in seconds east of UTC: those of this decade's January and July.
pub fn zones() -> (Fields, Fields) {
    let (january, july) = (local(1_735_732_800), local(1_751_371_200));
    if january.dst == 1 { (july, january) } else { (january, july) }
}

fn zone_names() -> (String, String) {
    let (standard, summer) = zones();
    (standard.zone.unwrap_or_default(), summer.zone.unwrap_or_default())
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

    #[test]
    fn reads_back() {
        let parsed = strptime("29 Feb 2024 12:34:56.25 +0130", "%d %b %Y %H:%M:%S.%f %z").expect("it fits");
        assert_eq!((parsed.fields.day, parsed.fields.month, parsed.fields.year), (29, 2, 2024));
        assert_eq!((parsed.microsecond, parsed.fields.offset), (250_000, Some(5400)));
        assert_eq!(strptime("x", "%Y").unwrap_err(), "time data 'x' does not match format '%Y'");
        assert_eq!(strptime("2024 5", "%Y").unwrap_err(), "unconverted data remains:  5");
        assert_eq!(strptime("2024-W09-4", "%G-W%V-%u").expect("it fits").fields.day, 29);
    }
}
