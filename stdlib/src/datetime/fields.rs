//! Days of the proleptic Gregorian calendar and times of day, as numbers in their ranges.

use crate::calendar::{self, civil_from_days, days_from_civil, days_in_month};

/// The first year.
pub const MIN_YEAR: i32 = 1;
/// The last year.
pub const MAX_YEAR: i32 = 9999;
/// The ordinal of the last day; that of the first is 1.
pub const MAX_ORDINAL: i64 = 3_652_059;
/// The ordinal of 1970-01-01.
pub const EPOCH: i64 = 719_163;
/// Microseconds of a day.
pub const DAY: i64 = 86_400_000_000;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    pub year: i32,
    pub month: i32,
    pub day: i32,
}

impl Day {
    /// The day of these numbers, or what is wrong with them.
    pub fn checked(year: i32, month: i32, day: i32) -> Result<Day, String> {
        if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
            return Err(year_out_of_range(year.into()));
        }
        if !(1..=12).contains(&month) {
            return Err(format!("month must be in 1..12, not {month}"));
        }
        let last = days_in_month(year.into(), month.into());
        if !(1..=last).contains(&day.into()) {
            return Err(format!("day {day} must be in range 1..{last} for month {month} in year {year}"));
        }
        Ok(Day { year, month, day })
    }

    /// How many days it is since the first one, which has 1.
    pub fn ordinal(self) -> i64 {
        days_from_civil(self.year.into(), self.month.into(), self.day.into()) + EPOCH
    }

    /// The day of an ordinal; `None` if that is out of range.
    pub fn of_ordinal(ordinal: i64) -> Option<Day> {
        if !(1..=MAX_ORDINAL).contains(&ordinal) {
            return None;
        }
        let (year, month, day) = civil_from_days(ordinal - EPOCH);
        Some(Day { year: year as i32, month: month as i32, day: day as i32 })
    }

    /// As [`Day::of_ordinal`], or what is wrong.
    pub fn of_any_ordinal(ordinal: i64) -> Result<Day, String> {
        Day::of_ordinal(ordinal).ok_or_else(|| year_out_of_range(civil_from_days(ordinal - EPOCH).0))
    }

    /// The day of the week; that of Monday is 0.
    pub fn weekday(self) -> i64 {
        (self.ordinal() + 6) % 7
    }

    /// The day of the year, from 1.
    pub fn day_of_year(self) -> i64 {
        self.ordinal() - first_of(self.year) + 1
    }

    /// Year, week and weekday of ISO 8601; that of Monday is 1.
    pub fn week(self) -> (i64, i64, i64) {
        let ordinal = self.ordinal();
        let mut year = i64::from(self.year);
        if ordinal >= first_monday(year + 1) {
            year += 1;
        } else if ordinal < first_monday(year) {
            year -= 1;
        }
        let days = ordinal - first_monday(year);
        (year, days / 7 + 1, days % 7 + 1)
    }

    /// The day of a year, week and weekday of ISO 8601, or what is wrong with them.
    pub fn of_week(year: i32, week: i32, weekday: i32) -> Result<Day, String> {
        Day::of_any_ordinal(ordinal_of_week(year, week, weekday)?)
    }
}

/// The ordinal of a year's week's day, which may be behind the last year's last, or what is wrong with them.
pub fn ordinal_of_week(year: i32, week: i32, weekday: i32) -> Result<i64, String> {
    if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
        return Err(year_out_of_range(year.into()));
    }
    let monday = first_monday(year.into());
    let weeks = (first_monday(i64::from(year) + 1) - monday) / 7;
    if !(1..=weeks).contains(&week.into()) {
        return Err(format!("Invalid week: {week}"));
    }
    if !(1..=7).contains(&weekday) {
        return Err(format!("Invalid weekday: {weekday} (range is [1, 7])"));
    }
    Ok(monday + i64::from(week - 1) * 7 + i64::from(weekday - 1))
}

/// The ordinal of a year's first day.
fn first_of(year: i32) -> i64 {
    days_from_civil(year.into(), 1, 1) + EPOCH
}

/// The ordinal of the Monday of the week that has a year's first Thursday.
fn first_monday(year: i64) -> i64 {
    let fourth = days_from_civil(year, 1, 4) + EPOCH;
    fourth - (fourth + 6).rem_euclid(7)
}

fn year_out_of_range(year: i64) -> String {
    format!("year must be in {MIN_YEAR}..{MAX_YEAR}, not {year}")
}

/// The day after, of year, month and day that may be in no calendar; `None` if they are not.
pub fn following(year: i32, month: i32, day: i32) -> Option<(i32, i32, i32)> {
    let exists = (1..=12).contains(&month) && i64::from(day) <= days_in_month(year.into(), month.into());
    if !exists {
        return None;
    }
    Some(match (month, i64::from(day) == days_in_month(year.into(), month.into())) {
        (12, true) => (year + 1, 1, 1),
        (_, true) => (year, month + 1, 1),
        _ => (year, month, day + 1),
    })
}

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    pub hour: i32,
    pub minute: i32,
    pub second: i32,
    pub microsecond: i32,
}

impl Clock {
    /// The time of these numbers, or what is wrong with them.
    pub fn checked(hour: i32, minute: i32, second: i32, microsecond: i32) -> Result<Clock, String> {
        let ranges = [("hour", hour, 23), ("minute", minute, 59), ("second", second, 59)];
        for (name, value, last) in ranges.into_iter().chain([("microsecond", microsecond, 999_999)]) {
            if !(0..=last).contains(&value) {
                return Err(format!("{name} must be in 0..{last}, not {value}"));
            }
        }
        Ok(Clock { hour, minute, second, microsecond })
    }

    /// Seconds since midnight.
    pub fn seconds(self) -> i64 {
        i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }

    /// Microseconds since midnight.
    pub fn microseconds(self) -> i64 {
        self.seconds() * 1_000_000 + i64::from(self.microsecond)
    }

    /// The time so many microseconds after midnight, which are less than a day's.
    pub fn of_microseconds(microseconds: i64) -> Clock {
        let seconds = microseconds / 1_000_000;
        Clock {
            hour: (seconds / 3600) as i32,
            minute: (seconds / 60 % 60) as i32,
            second: (seconds % 60) as i32,
            microsecond: (microseconds % 1_000_000) as i32,
        }
    }
}

/// Broken-down time of a day and a time, as `timetuple()` has it.
pub fn broken_down(day: Day, clock: Clock, dst: i64) -> calendar::Fields {
    calendar::Fields {
        year: day.year.into(),
        month: day.month.into(),
        day: day.day.into(),
        hour: clock.hour.into(),
        minute: clock.minute.into(),
        second: clock.second.into(),
        weekday: day.weekday(),
        yearday: day.day_of_year(),
        dst,
        zone: None,
        offset: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_count_all_days() {
        let mut day = Day { year: 1, month: 1, day: 1 };
        for ordinal in 1..=MAX_ORDINAL {
            assert_eq!((day.ordinal(), Day::of_ordinal(ordinal)), (ordinal, Some(day)));
            let (year, month, next) = following(day.year, day.month, day.day).expect("it is in the calendar");
            day = Day { year, month, day: next };
        }
        assert_eq!(day, Day { year: 10_000, month: 1, day: 1 });
        assert_eq!(Day::of_ordinal(MAX_ORDINAL + 1), None);
    }

    #[test]
    fn weeks_lead_back() {
        for ordinal in (1..MAX_ORDINAL).step_by(13) {
            let day = Day::of_ordinal(ordinal).expect("it is in range");
            let (year, week, weekday) = day.week();
            assert_eq!(Day::of_week(year as i32, week as i32, weekday as i32), Ok(day));
        }
        assert_eq!(Day::of_week(2021, 53, 1), Err("Invalid week: 53".to_string()));
    }
}
