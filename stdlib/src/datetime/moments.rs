//! Datetimes by the clock: now, of seconds since 1970, and in other zones.

use super::arguments::check_zone;
use super::datetime::{self, DateTime};
use super::fields::{Clock, DAY, Day, EPOCH};
use super::offsets::{self, Question};
use super::span::Span;
use super::{state, timedelta, timezone};
use crate::calendar::{self, Fields};
use crate::time;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::number;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// Seconds since 1970, and microseconds of the next.
type Moment = (i64, i32);

/// `now()`.
pub fn now(vm: &mut Vm, args: &[Value]) -> Res {
    check_zone(vm, &args[1])?;
    let moment = present(vm);
    in_zone(vm, &args[0], moment, &args[1])
}

/// `utcnow()`.
pub fn utcnow(vm: &mut Vm, args: &[Value]) -> Res {
    vm.warn(
        Exc::DeprecationWarning,
        "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware \
         objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
    )?;
    let moment = present(vm);
    of_utc(vm, &args[0], moment, Value::NONE)
}

/// `fromtimestamp()`.
pub fn from_timestamp(vm: &mut Vm, args: &[Value]) -> Res {
    check_zone(vm, &args[2])?;
    let moment = given(vm, &args[1])?;
    in_zone(vm, &args[0], moment, &args[2])
}

/// `utcfromtimestamp()`.
pub fn utc_from_timestamp(vm: &mut Vm, args: &[Value]) -> Res {
    vm.warn(
        Exc::DeprecationWarning,
        "datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use \
         timezone-aware objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, \
         datetime.UTC).",
    )?;
    let moment = given(vm, &args[1])?;
    of_utc(vm, &args[0], moment, Value::NONE)
}

/// `timestamp()`.
pub fn timestamp(vm: &mut Vm, args: &[Value]) -> Res {
    let moment = datetime::data(&args[0]);
    if moment.zone().is_none() {
        let seconds = seconds_of_local(moment);
        return Ok(Value::float(seconds as f64 + f64::from(moment.clock.microsecond) / 1e6));
    }
    let utc = state::utc(vm)?;
    let epoch = DateTime::new(Day { year: 1970, month: 1, day: 1 }, Clock::default(), utc, false);
    let epoch = datetime::object(vm, epoch);
    let since = datetime::between(vm, &args[0], &epoch)?;
    timedelta::seconds(vm, timedelta::of(&since).unwrap_or_default())
}

/// `astimezone()`.
pub fn as_time_zone(vm: &mut Vm, args: &[Value]) -> Res {
    let (this, zone) = (&args[0], &args[1]);
    check_zone(vm, zone)?;
    let moment = datetime::data(this);
    let mut own = moment.zone();
    if own.is_none() {
        own = local_zone(vm, seconds_of_local(moment))?;
    }
    if own.is(zone) {
        return Ok(this.clone());
    }
    let offset = match offsets::span(vm, &own, Question::Offset, this)? {
        Some(offset) => offset,
        None => {
            // The zone does not know: it is taken for local time.
            own = local_zone(vm, seconds_of_local(moment))?;
            if own.is(zone) {
                return Ok(this.clone());
            }
            offsets::span(vm, &own, Question::Offset, this)?.unwrap_or_default()
        }
    };
    let result = datetime::shifted(vm, this, offset, true)?;
    let Some(utc) = result.foreign::<DateTime>() else { return Ok(result) };
    let zone = match zone.is_none() {
        true => local_zone(vm, seconds_of(utc.day, utc.clock))?,
        false => zone.clone(),
    };
    utc.set_zone(zone.clone());
    vm.call_method(&zone, "fromutc", &[result])
}

/// The local zone at a moment.
fn local_zone(vm: &mut Vm, seconds: i64) -> Res {
    let local = time::local(vm, seconds)?;
    let offset = timedelta::object(vm, Span::of_seconds(local.offset.unwrap_or(0)));
    timezone::made(vm, offset, Value::from(local.zone.unwrap_or_default()))
}

fn present(vm: &mut Vm) -> Moment {
    let microseconds = vm.schedule.wall().div_euclid(1000);
    (microseconds.div_euclid(1_000_000), microseconds.rem_euclid(1_000_000) as i32)
}

/// The moment of a number of seconds, rounded to microseconds, half to even.
fn given(vm: &mut Vm, seconds: &Value) -> Res<Moment> {
    if number::integer(seconds).is_some() {
        return Ok((time::moment_given(vm, seconds)?, 0));
    }
    let Some(float) = seconds.unwrap_base().as_float() else {
        return Err(vm.type_error_about("argument must be int or float, not {}", seconds));
    };
    if float.is_nan() {
        return Err(vm.error(Exc::ValueError, "Invalid value NaN (not a number)"));
    }
    let (mut whole, mut rest) = (float.trunc(), (float.fract() * 1e6).round_ties_even());
    if rest >= 1e6 {
        (whole, rest) = (whole + 1.0, rest - 1e6);
    } else if rest < 0.0 {
        (whole, rest) = (whole - 1.0, rest + 1e6);
    }
    if whole.abs() >= 9.2e18 {
        return Err(vm.error(Exc::OverflowError, "timestamp out of range for platform time_t"));
    }
    Ok((whole as i64, rest as i32))
}

fn in_zone(vm: &mut Vm, class: &Value, moment: Moment, zone: &Value) -> Res {
    if zone.is_none() {
        return of_local(vm, class, moment);
    }
    let utc = of_utc(vm, class, moment, zone.clone())?;
    vm.call_method(zone, "fromutc", &[utc])
}

fn of_utc(vm: &mut Vm, class: &Value, (seconds, microsecond): Moment, zone: Value) -> Res {
    let fields = time::utc(vm, seconds)?;
    of_fields(vm, class, &fields, microsecond, zone, false)
}

fn of_local(vm: &mut Vm, class: &Value, (seconds, microsecond): Moment) -> Res {
    let fields = time::local(vm, seconds)?;
    // Is it the second of two equal local times? Then the clock was put back within the last day.
    let offset = fields.offset.unwrap_or(0);
    let shift = offset - calendar::local_offset(seconds - 86_400);
    let fold = shift < 0 && calendar::local_offset(seconds + shift) == offset - shift;
    of_fields(vm, class, &fields, microsecond, Value::NONE, fold)
}

fn of_fields(vm: &mut Vm, class: &Value, f: &Fields, microsecond: i32, zone: Value, fold: bool) -> Res {
    let day = (i32::try_from(f.year).unwrap_or(i32::MAX), f.month as i32, f.day as i32);
    let numbers = [f.hour as i32, f.minute as i32, f.second as i32, microsecond];
    datetime::of_numbers(vm, class, day, numbers, zone, fold)
}

/// Seconds from 1970 to what calendar and clock show.
fn seconds_of(day: Day, clock: Clock) -> i64 {
    (day.ordinal() - EPOCH) * (DAY / 1_000_000) + clock.seconds()
}

/// Seconds since 1970 of a local time; of two equal ones the one that its fold says, and where clocks skip it the time
/// that is as far behind the gap as it was before, or the other way round (PEP 495).
fn seconds_of_local(moment: &DateTime) -> i64 {
    let wall = seconds_of(moment.day, moment.clock);
    let offset = calendar::local_offset;
    let first = offset(wall);
    let guess = wall - first;
    let is_right = offset(guess) == first;
    // The offset on the other side of a change nearby.
    let second = match is_right {
        true => offset(guess + if moment.fold { 86_400 } else { -86_400 }),
        false => offset(guess),
    };
    if is_right && first == second {
        return guess;
    }
    let other = wall - second;
    if offset(other) == second {
        return other;
    }
    match (is_right, moment.fold) {
        (true, _) => guess,
        (false, true) => guess.min(other),
        (false, false) => guess.max(other),
    }
}
