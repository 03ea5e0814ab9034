//! `datetime`: a day and a time of day, of a zone or of none. What it has from clocks is in `moments`.

use super::arguments::{
    class_of, clock, fold, hms, int_or, new_int, pickled, precision, replace_by, valid, wrong_type, ymd, zone,
};
use super::fields::{Clock, DAY, Day, broken_down};
use super::offsets::{self, Question};
use super::span::Span;
use super::time::{self, Time};
use super::{date, iso, moments, strftime, timedelta};
use crate::calendar::Fields;
use crate::module::integer32;
use rondo_vm::heap::{Gc, Slot, Visitor};
use rondo_vm::object::class::Class;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::native::Keywords;
use rondo_vm::op::Op;
use rondo_vm::ops::Compare;
use rondo_vm::ops::hashing::{hash_small_ints, hash_value};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{class_method, function, getter, method};
use std::cmp::Ordering;

/// A moment, as somebody's calendar and clock show it.
pub struct DateTime {
    pub day: Day,
    pub clock: Clock,
    zone: Slot,
    /// Is it the second of two equal times?
    pub fold: bool,
}

impl ForeignData for DateTime {
    fn trace(&self, visit: &mut Visitor) {
        self.zone.trace(visit);
    }

    fn binary(&self, vm: &mut Vm, op: Op, other: &Value) -> Option<Res> {
        match op {
            Op::Add => Some(self.moved(vm, timedelta::of(other)?, false).map(|moment| object(vm, moment))),
            Op::Sub => match timedelta::of(other) {
                Some(span) => Some(self.moved(vm, span, true).map(|moment| object(vm, moment))),
                None => {
                    let other = other.foreign::<DateTime>()?;
                    self.zone().is(&other.zone()).then(|| timedelta::of_total(vm, self.since(other).into()))
                }
            },
            _ => None,
        }
    }

    fn compare(&self, _: &mut Vm, op: Compare, other: &Value) -> Option<Res> {
        let other = other.foreign::<DateTime>()?;
        // Of different zones the offsets decide, which are asked for by the methods.
        self.zone().is(&other.zone()).then(|| Ok(Value::bool(op.holds(self.order(other)))))
    }

    fn hash(&self) -> Option<u64> {
        self.zone().is_none().then(|| self.hash_with(0))
    }
}

impl DateTime {
    pub fn new(day: Day, clock: Clock, zone: Value, fold: bool) -> DateTime {
        DateTime { day, clock, zone: Slot::new(zone), fold }
    }

    /// The zone, or `None`.
    pub fn zone(&self) -> Value {
        self.zone.get()
    }

    /// Puts it into another zone, what calendar and clock show left as it is. For objects that nobody has seen yet.
    pub fn set_zone(&self, zone: Value) {
        self.zone.set(zone);
    }

    /// The order of what calendars and clocks show.
    fn order(&self, other: &DateTime) -> Ordering {
        (self.day, self.clock).cmp(&(other.day, other.clock))
    }

    /// The microseconds between what calendars and clocks show.
    fn since(&self, other: &DateTime) -> i64 {
        let days = self.day.ordinal() - other.day.ordinal();
        days * DAY + self.clock.microseconds() - other.clock.microseconds()
    }

    /// The hash, by the microseconds of the zone's offset.
    fn hash_with(&self, offset: i64) -> u64 {
        hash_small_ints(&[self.day.ordinal() * DAY + self.clock.microseconds() - offset])
    }

    /// A span later, or earlier.
    #[inline]
    fn moved(&self, vm: &mut Vm, span: Span, back: bool) -> Res<DateTime> {
        let sign = if back { -1 } else { 1 };
        let of_day = i64::from(span.seconds) * 1_000_000 + i64::from(span.microseconds);
        let microseconds = self.clock.microseconds() + sign * of_day;
        let ordinal = self.day.ordinal() + sign * i64::from(span.days) + microseconds.div_euclid(DAY);
        match Day::of_ordinal(ordinal) {
            Some(day) => {
                let clock = Clock::of_microseconds(microseconds.rem_euclid(DAY));
                Ok(DateTime::new(day, clock, self.zone(), false))
            }
            None => Err(vm.error(Exc::OverflowError, "date value out of range")),
        }
    }
}

/// The class.
pub static DATETIME: TypeSpec = TypeSpec {
    name: "datetime.datetime",
    doc: "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])",
    constructor: Some(&function!(
        "(year=?, month=?, day=?, hour=?, minute=?, second=?, microsecond=?, tzinfo=?, *, fold=0)",
        new
    )),
    methods: &[
        class_method!("now(cls, /, tz=None)", moments::now),
        class_method!("utcnow(cls, /)", moments::utcnow),
        class_method!("fromtimestamp(cls, timestamp, tz=None)", moments::from_timestamp),
        class_method!("utcfromtimestamp(cls, timestamp, /)", moments::utc_from_timestamp),
        class_method!("strptime(cls, string, format, /)", |vm, args| date::strptime(vm, args, "datetime")),
        class_method!("combine(cls, date, time, tzinfo=?)", combine),
        class_method!("fromisoformat(cls, object, /)", from_iso_format),
        getter!("hour", |_, args| Ok(Value::from(i64::from(this(args).clock.hour)))),
        getter!("minute", |_, args| Ok(Value::from(i64::from(this(args).clock.minute)))),
        getter!("second", |_, args| Ok(Value::from(i64::from(this(args).clock.second)))),
        getter!("microsecond", |_, args| Ok(Value::from(i64::from(this(args).clock.microsecond)))),
        getter!("tzinfo", |_, args| Ok(this(args).zone())),
        getter!("fold", |_, args| Ok(Value::from(this(args).fold as i64))),
        method!("date(self, /)", |vm, args| Ok(date::object(vm, this(args).day))),
        method!("time(self, /)", |vm, args| {
            let moment = this(args);
            Ok(time::object(vm, Time { clock: moment.clock, zone: Value::NONE, fold: moment.fold }))
        }),
        method!("timetz(self, /)", |vm, args| {
            let moment = this(args);
            Ok(time::object(vm, Time { clock: moment.clock, zone: moment.zone(), fold: moment.fold }))
        }),
        method!("ctime(self, /)", |_, args| {
            let moment = this(args);
            Ok(Value::from(strftime::ctime(&broken_down(moment.day, moment.clock, -1))))
        }),
        method!("strftime(self, format)", |vm, args| {
            let format = strftime::format_argument(vm, args)?;
            let moment = this(args);
            let asked =
                strftime::Asked { microsecond: moment.clock.microsecond, zone: moment.zone(), moment: args[0].clone() };
            if date::is_exact(&args[0]) {
                let fields = fields(vm, &args[0])?;
                return strftime::text(vm, format, &fields, &asked);
            }
            strftime::by_tuple(vm, &args[0], format, &asked)
        }),
        method!("timetuple(self, /)", |vm, args| {
            let fields = fields(vm, &args[0])?;
            crate::time::struct_time(vm, &fields)
        }),
        method!("timestamp(self, /)", moments::timestamp),
        method!("utctimetuple(self, /)", |vm, args| {
            let moment = this(args);
            let utc = match offset(vm, &args[0])? {
                Some(offset) => &moment.moved(vm, offset, true)?,
                None => moment,
            };
            crate::time::struct_time(vm, &broken_down(utc.day, utc.clock, 0))
        }),
        method!("isoformat(self, /, sep=?, timespec=?)", iso_format),
        method!("utcoffset(self, /)", |vm, args| offsets::ask(vm, &this(args).zone(), Question::Offset, &args[0])),
        method!("tzname(self, /)", |vm, args| offsets::name(vm, &this(args).zone(), &args[0])),
        method!("dst(self, /)", |vm, args| offsets::ask(vm, &this(args).zone(), Question::Dst, &args[0])),
        method!(
            "replace(self, /, year=?, month=?, day=?, hour=?, minute=?, second=?, microsecond=?, tzinfo=?, *, fold=?)",
            replace
        ),
        method!("__replace__(self, /, *args, **changes)", |vm, args| replace_by(vm, class, args)),
        method!("astimezone(self, tz=None)", moments::as_time_zone),
        method!("__repr__(self, /)", repr),
        method!("__str__(self, /)", |vm, args| match date::is_exact(&args[0]) {
            true => iso_format(vm, &[args[0].clone(), Value::from(" "), Value::UNSET]),
            false => vm.call_method(&args[0], "isoformat", &[Value::from(" ")]),
        }),
        method!("__eq__(self, value, /)", |vm, args| compare(vm, Compare::Eq, args)),
        method!("__ne__(self, value, /)", |vm, args| compare(vm, Compare::Ne, args)),
        method!("__lt__(self, value, /)", |vm, args| compare(vm, Compare::Lt, args)),
        method!("__le__(self, value, /)", |vm, args| compare(vm, Compare::Le, args)),
        method!("__gt__(self, value, /)", |vm, args| compare(vm, Compare::Gt, args)),
        method!("__ge__(self, value, /)", |vm, args| compare(vm, Compare::Ge, args)),
        method!("__hash__(self, /)", hash),
        method!("__add__(self, value, /)", add),
        method!("__radd__(self, value, /)", add),
        method!("__sub__(self, value, /)", |vm, args| match timedelta::of(&args[1]) {
            Some(span) => shifted(vm, &args[0], span, true),
            None => between(vm, &args[0], &args[1]),
        }),
        method!("__rsub__(self, value, /)", |vm, args| between(vm, &args[1], &args[0])),
        method!("__reduce_ex__(self, proto, /)", |vm, args| {
            let protocol = integer32(vm, &args[1])?;
            Ok(reduce(vm, args, protocol))
        }),
        method!("__reduce__(self, /)", |vm, args| Ok(reduce(vm, args, 2))),
    ],
    flags: 0,
};

/// The class as an object.
#[inline]
pub fn class(vm: &mut Vm) -> Gc<Class> {
    vm.types.native_subclass(&DATETIME, &date::DATE)
}

/// A moment as an object.
#[inline]
pub fn object(vm: &mut Vm, moment: DateTime) -> Value {
    Foreign::new(class(vm), moment).into_value()
}

/// What is in a datetime.
#[inline]
pub fn data(value: &Value) -> &DateTime {
    match value.foreign() {
        Some(moment) => moment,
        None => unreachable!("it is known to be one: the binder checks"),
    }
}

#[inline]
fn this(args: &[Value]) -> &DateTime {
    data(&args[0])
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let is_month = |state: &[u8; 10]| (1..=12).contains(&(state[2] & 0x7f));
    if args[2].is_unset()
        && let Some(state) = pickled(vm, &args[0], "datetime", is_month)?
    {
        let zone = time::pickled_zone(vm, &args[1])?;
        let [high, low, month, day, hour, minute, second, us2, us1, us0] = state;
        let day = Day { year: i32::from(high) * 256 + i32::from(low), month: (month & 0x7f).into(), day: day.into() };
        let (clock, _) = time::unpickle([hour, minute, second, us2, us1, us0]);
        // Bytes may say anything.
        let day = valid(vm, Day::checked(day.year, day.month, day.day))?;
        let clock = valid(vm, Clock::checked(clock.hour, clock.minute, clock.second, clock.microsecond))?;
        return Ok(object(vm, DateTime::new(day, clock, zone, month & 0x80 != 0)));
    }
    let day = ymd(vm, args)?;
    let numbers = hms(vm, &args[3..7])?;
    let number = int_or(vm, &args[8], 0)?;
    made(vm, day, numbers, &args[7], number)
}

fn made(vm: &mut Vm, day: (i32, i32, i32), numbers: [i32; 4], given: &Value, number: i32) -> Res {
    let day = valid(vm, Day::checked(day.0, day.1, day.2))?;
    let clock = clock(vm, numbers)?;
    let fold = fold(vm, number)?;
    let zone = zone(vm, given)?;
    Ok(object(vm, DateTime::new(day, clock, zone, fold)))
}

/// An object of a class: `datetime`, or one of the program's, which is called.
pub fn of_numbers(vm: &mut Vm, of: &Value, day: (i32, i32, i32), numbers: [i32; 4], zone: Value, fold: bool) -> Res {
    if of.is(&class(vm).into_value()) {
        return made(vm, day, numbers, &zone, fold as i32);
    }
    let mut args = Vec::with_capacity(8);
    args.extend([day.0, day.1, day.2].into_iter().chain(numbers).map(|number| Value::from(i64::from(number))));
    args.push(zone);
    let (names, values) = ([Value::from("fold")], [Value::from(1_i64)]);
    let keywords = if fold { Keywords { names: &names, values: &values } } else { Keywords::NONE };
    vm.call_with(of, &args, keywords)
}

/// As [`of_numbers`], of a moment.
pub fn of_class(vm: &mut Vm, of: &Value, moment: DateTime) -> Res {
    if of.is(&class(vm).into_value()) {
        return Ok(object(vm, moment));
    }
    let (day, clock) = (moment.day, moment.clock);
    let numbers = [clock.hour, clock.minute, clock.second, clock.microsecond];
    of_numbers(vm, of, (day.year, day.month, day.day), numbers, moment.zone(), moment.fold)
}

/// A datetime a span later, or earlier, of the same class.
pub fn shifted(vm: &mut Vm, moment: &Value, span: Span, back: bool) -> Res {
    let result = data(moment).moved(vm, span, back)?;
    let class = class_of(vm, moment);
    of_class(vm, &class, result)
}

fn add(vm: &mut Vm, args: &[Value]) -> Res {
    match timedelta::of(&args[1]) {
        Some(span) => shifted(vm, &args[0], span, false),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `a - b` of two datetimes.
pub fn between(vm: &mut Vm, a: &Value, b: &Value) -> Res {
    let (Some(x), Some(y)) = (a.foreign::<DateTime>(), b.foreign::<DateTime>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let total = i128::from(x.since(y));
    if x.zone().is(&y.zone()) {
        return timedelta::of_total(vm, total);
    }
    match (offset(vm, a)?, offset(vm, b)?) {
        (None, None) => timedelta::of_total(vm, total),
        (Some(of_x), Some(of_y)) => timedelta::of_total(vm, total - of_x.total() + of_y.total()),
        _ => Err(vm.error(Exc::TypeError, "can't subtract offset-naive and offset-aware datetimes")),
    }
}

/// The offset of a datetime's zone.
pub fn offset(vm: &mut Vm, moment: &Value) -> Res<Option<Span>> {
    offsets::span(vm, &data(moment).zone(), Question::Offset, moment)
}

/// As [`offset`], with another fold.
fn offset_of_fold(vm: &mut Vm, moment: &Value, fold: bool) -> Res<Option<Span>> {
    let own = data(moment);
    if own.fold == fold {
        return offset(vm, moment);
    }
    let other = object(vm, DateTime::new(own.day, own.clock, own.zone(), fold));
    offset(vm, &other)
}

fn compare(vm: &mut Vm, op: Compare, args: &[Value]) -> Res {
    let (own, Some(other)) = (this(args), args[1].foreign::<DateTime>()) else { return Ok(Value::NOT_IMPLEMENTED) };
    if own.zone().is(&other.zone()) {
        return Ok(Value::bool(op.holds(own.order(other))));
    }
    let equality = matches!(op, Compare::Eq | Compare::Ne);
    let offsets = (offset(vm, &args[0])?, offset(vm, &args[1])?);
    let order = match offsets {
        (a, b) if a == b => own.order(other),
        (Some(a), Some(b)) => (i128::from(own.since(other)) - a.total() + b.total()).cmp(&0),
        _ if equality => return Ok(Value::bool(op == Compare::Ne)),
        _ => return Err(vm.error(Exc::TypeError, "can't compare offset-naive and offset-aware datetimes")),
    };
    if equality && order.is_eq() {
        // A time that there are two of, or none, equals none of another zone (PEP 495).
        let flipped = (offset_of_fold(vm, &args[0], !own.fold)?, offset_of_fold(vm, &args[1], !other.fold)?);
        if flipped != offsets {
            return Ok(Value::bool(op == Compare::Ne));
        }
    }
    Ok(Value::bool(op.holds(order)))
}

fn hash(vm: &mut Vm, args: &[Value]) -> Res {
    let offset = offset_of_fold(vm, &args[0], false)?.map_or(0, Span::offset_microseconds);
    Ok(hash_value(this(args).hash_with(offset)))
}

/// Broken-down time, as `timetuple()` has it.
fn fields(vm: &mut Vm, this: &Value) -> Res<Fields> {
    let moment = data(this);
    let dst = match offsets::span(vm, &moment.zone(), Question::Dst, this)? {
        Some(span) => i64::from(!span.is_zero()),
        None => -1,
    };
    Ok(broken_down(moment.day, moment.clock, dst))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let (name, moment) = (vm.type_name(&args[0]), this(args));
    let Day { year, month, day } = moment.day;
    let mut shown = time::arguments(moment.clock);
    // The other way round than a time does it.
    if moment.fold {
        shown.push_str(", fold=1");
    }
    let zone = moment.zone();
    if !zone.is_none() {
        shown.push_str(&format!(", tzinfo={}", vm.repr(&zone)?));
    }
    Ok(Value::from(format!("{name}({year}, {month}, {day}, {shown})")))
}

fn combine(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(day) = date::of(&args[1]) else {
        return Err(wrong_type(vm, "combine", 1, "datetime.date", &args[1]));
    };
    let Some(time) = args[2].foreign::<Time>() else {
        return Err(wrong_type(vm, "combine", 2, "datetime.time", &args[2]));
    };
    let clock = time.clock;
    let zone = if args[3].is_unset() { time.zone.clone() } else { args[3].clone() };
    let numbers = [clock.hour, clock.minute, clock.second, clock.microsecond];
    of_numbers(vm, &args[0], (day.year, day.month, day.day), numbers, zone, time.fold)
}

fn from_iso_format(vm: &mut Vm, args: &[Value]) -> Res {
    let text = super::arguments::check_text(vm, &args[1])?;
    let Some((mut day, read)) = iso::date_time(text) else { return Err(date::no_iso_format(vm, &args[1])) };
    let zone = offsets::zone_of(vm, read.offset)?;
    let [minute, second, microsecond] = read.clock;
    let mut hour = read.hour;
    if hour == 24
        && let Some(next) = super::fields::following(day.0, day.1, day.2)
    {
        if read.clock != [0; 3] {
            return Err(vm.error(Exc::ValueError, iso::MIDNIGHT));
        }
        (day, hour) = (next, 0);
    }
    of_numbers(vm, &args[0], day, [hour, minute, second, microsecond], zone, false)
}

fn iso_format(vm: &mut Vm, args: &[Value]) -> Res {
    let separator = match args[1].as_str() {
        _ if args[1].is_unset() => 'T',
        Some(text) if text.chars().count() == 1 => text.chars().next().unwrap_or('T'),
        Some(text) => {
            let message = format!(
                "isoformat() argument 1 must be a unicode character, not a string of length {}",
                text.chars().count()
            );
            return Err(vm.error(Exc::TypeError, message));
        }
        None => return Err(wrong_type(vm, "isoformat", 1, "a unicode character", &args[1])),
    };
    let precision = precision(vm, &args[2], 2)?;
    let moment = this(args);
    let mut text = String::with_capacity(32);
    iso::push_date(&mut text, moment.day);
    text.push(separator);
    iso::push_clock(&mut text, moment.clock, precision);
    if let Some(offset) = offset(vm, &args[0])? {
        text.push_str(&offset.offset_text(":"));
    }
    Ok(Value::from(text))
}

fn replace(vm: &mut Vm, args: &[Value]) -> Res {
    let moment = this(args);
    let (day, clock) = (moment.day, moment.clock);
    let old = [day.year, day.month, day.day, clock.hour, clock.minute, clock.second, clock.microsecond];
    let mut new = [0; 7];
    for (i, number) in old.into_iter().enumerate() {
        new[i] = new_int(vm, &args[i + 1], number)?;
    }
    let [year, month, day, hour, minute, second, microsecond] = new;
    let zone = if args[8].is_unset() { moment.zone() } else { args[8].clone() };
    let number = new_int(vm, &args[9], moment.fold as i32)?;
    let fold = fold(vm, number)?;
    let class = class_of(vm, &args[0]);
    of_numbers(vm, &class, (year, month, day), [hour, minute, second, microsecond], zone, fold)
}

fn reduce(vm: &mut Vm, args: &[Value], protocol: i32) -> Value {
    let moment = this(args);
    let [high, low, month, day] = date::pickle(moment.day);
    let month = if moment.fold && protocol > 3 { month | 0x80 } else { month };
    let state = [&[high, low, month, day][..], &time::pickle(moment.clock)].concat();
    time::with_zone(class_of(vm, &args[0]), &state, &moment.zone())
}

/// The class's constants.
pub fn add_constants(vm: &mut Vm) {
    let class = class(vm);
    let last = Clock { hour: 23, minute: 59, second: 59, microsecond: 999_999 };
    let moments = [
        ("min", Day { year: 1, month: 1, day: 1 }, Clock::default()),
        ("max", Day { year: 9999, month: 12, day: 31 }, last),
    ];
    for (name, day, clock) in moments {
        let value = object(vm, DateTime::new(day, clock, Value::NONE, false));
        class.dict().set_name(name, value);
    }
    let resolution = timedelta::object(vm, Span::RESOLUTION);
    class.dict().set_name("resolution", resolution);
}
