//! `time`: a time of day, of a zone or of none.

use super::arguments::{check_text, class_of, clock, fold, hms, int_or, new_int, pickled, precision, replace_by, zone};
use super::fields::{Clock, Day, broken_down};
use super::offsets::{self, Question};
use super::span::Span;
use super::{date, iso, strftime, timedelta};
use crate::module::integer32;
use rondo_vm::heap::{Gc, Visitor};
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::class::Class;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::native::Keywords;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::ops::Compare;
use rondo_vm::ops::hashing::{hash_small_ints, hash_value};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{class_method, function, getter, method};
use std::cmp::Ordering;

/// A time of day.
pub struct Time {
    pub clock: Clock,
    /// The zone, or `None`.
    pub zone: Value,
    /// Is it the second of two equal times?
    pub fold: bool,
}

impl ForeignData for Time {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.zone);
    }

    fn compare(&self, _: &mut Vm, op: Compare, other: &Value) -> Option<Res> {
        let other = other.foreign::<Time>()?;
        // Of different zones the offsets decide, which are asked for by the methods.
        self.zone.is(&other.zone).then(|| Ok(Value::bool(op.holds(self.clock.cmp(&other.clock)))))
    }

    fn hash(&self) -> Option<u64> {
        self.zone.is_none().then(|| hash_small_ints(&[self.clock.microseconds()]))
    }
}

/// The class.
pub static TIME: TypeSpec = TypeSpec {
    name: "datetime.time",
    doc: "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object",
    constructor: Some(&function!("(hour=?, minute=?, second=?, microsecond=?, tzinfo=?, *, fold=0)", new)),
    methods: &[
        class_method!("fromisoformat(cls, object, /)", |vm, args| {
            let text = check_text(vm, &args[1])?;
            let Some(read) = iso::time(text.strip_prefix('T').unwrap_or(text).as_bytes()) else {
                return Err(date::no_iso_format(vm, &args[1]));
            };
            let [minute, second, microsecond] = read.clock;
            if read.hour == 24 && read.clock != [0; 3] {
                return Err(vm.error(Exc::ValueError, iso::MIDNIGHT));
            }
            let hour = if read.hour == 24 { 0 } else { read.hour };
            let zone = offsets::zone_of(vm, read.offset)?;
            of_numbers(vm, &args[0], [hour, minute, second, microsecond], zone, false)
        }),
        class_method!("strptime(cls, string, format, /)", |vm, args| date::strptime(vm, args, "time")),
        getter!("hour", |_, args| Ok(Value::from(i64::from(this(args).clock.hour)))),
        getter!("minute", |_, args| Ok(Value::from(i64::from(this(args).clock.minute)))),
        getter!("second", |_, args| Ok(Value::from(i64::from(this(args).clock.second)))),
        getter!("microsecond", |_, args| Ok(Value::from(i64::from(this(args).clock.microsecond)))),
        getter!("tzinfo", |_, args| Ok(this(args).zone.clone())),
        getter!("fold", |_, args| Ok(Value::from(this(args).fold as i64))),
        method!("isoformat(self, /, timespec=?)", |vm, args| {
            let precision = precision(vm, &args[1], 1)?;
            let time = this(args);
            let mut text = String::with_capacity(32);
            iso::push_clock(&mut text, time.clock, precision);
            if let Some(offset) = offset(vm, time)? {
                text.push_str(&offset.offset_text(":"));
            }
            Ok(Value::from(text))
        }),
        method!("strftime(self, format)", |vm, args| {
            let format = strftime::format_argument(vm, args)?;
            let time = this(args);
            let asked =
                strftime::Asked { microsecond: time.clock.microsecond, zone: time.zone.clone(), moment: Value::NONE };
            // A time has no day, but C's function wants one.
            let fields = crate::calendar::Fields {
                weekday: 0,
                ..broken_down(Day { year: 1900, month: 1, day: 1 }, time.clock, -1)
            };
            strftime::text(vm, format, &fields, &asked)
        }),
        method!("__format__(self, format, /)", strftime::format),
        method!("utcoffset(self, /)", |vm, args| offsets::ask(vm, &this(args).zone, Question::Offset, &Value::NONE)),
        method!("tzname(self, /)", |vm, args| offsets::name(vm, &this(args).zone, &Value::NONE)),
        method!("dst(self, /)", |vm, args| offsets::ask(vm, &this(args).zone, Question::Dst, &Value::NONE)),
        method!("replace(self, /, hour=?, minute=?, second=?, microsecond=?, tzinfo=?, *, fold=?)", |vm, args| {
            let time = this(args);
            let clock = time.clock;
            let numbers = [
                new_int(vm, &args[1], clock.hour)?,
                new_int(vm, &args[2], clock.minute)?,
                new_int(vm, &args[3], clock.second)?,
                new_int(vm, &args[4], clock.microsecond)?,
            ];
            let zone = if args[5].is_unset() { time.zone.clone() } else { args[5].clone() };
            let number = new_int(vm, &args[6], time.fold as i32)?;
            let fold = fold(vm, number)?;
            let class = class_of(vm, &args[0]);
            of_numbers(vm, &class, numbers, zone, fold)
        }),
        method!("__replace__(self, /, *args, **changes)", |vm, args| replace_by(vm, class, args)),
        method!("__repr__(self, /)", repr),
        method!("__str__(self, /)", |vm, args| vm.call_method(&args[0], "isoformat", &[])),
        method!("__eq__(self, value, /)", |vm, args| compare(vm, Compare::Eq, args)),
        method!("__ne__(self, value, /)", |vm, args| compare(vm, Compare::Ne, args)),
        method!("__lt__(self, value, /)", |vm, args| compare(vm, Compare::Lt, args)),
        method!("__le__(self, value, /)", |vm, args| compare(vm, Compare::Le, args)),
        method!("__gt__(self, value, /)", |vm, args| compare(vm, Compare::Gt, args)),
        method!("__ge__(self, value, /)", |vm, args| compare(vm, Compare::Ge, args)),
        method!("__hash__(self, /)", |vm, args| {
            let time = this(args);
            let offset = offset(vm, time)?.map_or(0, Span::offset_microseconds);
            Ok(hash_value(hash_small_ints(&[time.clock.microseconds() - offset])))
        }),
        method!("__reduce_ex__(self, proto, /)", |vm, args| {
            let protocol = integer32(vm, &args[1])?;
            Ok(reduce(vm, args, protocol))
        }),
        method!("__reduce__(self, /)", |vm, args| Ok(reduce(vm, args, 2))),
    ],
    flags: 0,
};

/// The class as an object.
pub fn class(vm: &mut Vm) -> Gc<Class> {
    vm.types.native_class(&TIME)
}

/// A time as an object.
pub fn object(vm: &mut Vm, time: Time) -> Value {
    Foreign::new(class(vm), time).into_value()
}

fn this(args: &[Value]) -> &Time {
    match args[0].foreign() {
        Some(time) => time,
        None => unreachable!("the binder checks"),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let is_hour = |state: &[u8; 6]| state[0] & 0x7f < 24;
    if let Some(state) = pickled(vm, &args[0], "time", is_hour)?
        && args[2].is_unset()
    {
        let zone = pickled_zone(vm, &args[1])?;
        let (clock, fold) = unpickle(state);
        return Ok(object(vm, Time { clock, zone, fold }));
    }
    let numbers = hms(vm, &args[..4])?;
    let number = int_or(vm, &args[5], 0)?;
    made(vm, numbers, &args[4], number)
}

/// The zone behind the state of a pickled time or datetime.
pub fn pickled_zone(vm: &mut Vm, given: &Value) -> Res {
    if given.is_unset() || given.is_none() {
        return Ok(Value::NONE);
    }
    match super::tzinfo::is_zone(given) {
        true => Ok(given.clone()),
        false => Err(vm.error(Exc::TypeError, "bad tzinfo state arg")),
    }
}

/// The time of day in a pickled state, whose first byte has the fold.
pub fn unpickle([first, minute, second, high, middle, low]: [u8; 6]) -> (Clock, bool) {
    let clock = Clock {
        hour: (first & 0x7f).into(),
        minute: minute.into(),
        second: second.into(),
        microsecond: i32::from(high) << 16 | i32::from(middle) << 8 | i32::from(low),
    };
    (clock, first & 0x80 != 0)
}

/// What a time of day is pickled as.
pub fn pickle(clock: Clock) -> [u8; 6] {
    let us = clock.microsecond;
    [clock.hour as u8, clock.minute as u8, clock.second as u8, (us >> 16) as u8, (us >> 8) as u8, us as u8]
}

fn made(vm: &mut Vm, numbers: [i32; 4], given: &Value, number: i32) -> Res {
    let clock = clock(vm, numbers)?;
    let fold = fold(vm, number)?;
    let zone = zone(vm, given)?;
    Ok(object(vm, Time { clock, zone, fold }))
}

/// An object of a class: `time`, or one of the program's, which is called.
pub fn of_numbers(vm: &mut Vm, of: &Value, numbers: [i32; 4], zone: Value, fold: bool) -> Res {
    if of.is(&class(vm).into_value()) {
        return made(vm, numbers, &zone, fold as i32);
    }
    let [hour, minute, second, microsecond] = numbers.map(|number| Value::from(i64::from(number)));
    let fold = fold.then_some(Value::from(1_i64));
    let names = [Value::from("fold")];
    let keywords = match &fold {
        Some(one) => Keywords { names: &names, values: std::slice::from_ref(one) },
        None => Keywords::NONE,
    };
    vm.call_with(of, &[hour, minute, second, microsecond, zone], keywords)
}

fn offset(vm: &mut Vm, time: &Time) -> Res<Option<Span>> {
    offsets::span(vm, &time.zone, Question::Offset, &Value::NONE)
}

/// The numbers that `repr()` shows, those that are zero left out at the end.
pub fn arguments(clock: Clock) -> String {
    let Clock { hour, minute, second, microsecond } = clock;
    match (second, microsecond) {
        (0, 0) => format!("{hour}, {minute}"),
        (_, 0) => format!("{hour}, {minute}, {second}"),
        _ => format!("{hour}, {minute}, {second}, {microsecond}"),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let (name, time) = (vm.type_name(&args[0]), this(args));
    let mut shown = arguments(time.clock);
    if !time.zone.is_none() {
        shown.push_str(&format!(", tzinfo={}", vm.repr(&time.zone)?));
    }
    if time.fold {
        shown.push_str(", fold=1");
    }
    Ok(Value::from(format!("{name}({shown})")))
}

fn compare(vm: &mut Vm, op: Compare, args: &[Value]) -> Res {
    let Some(other) = args[1].foreign::<Time>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let own = this(args);
    let order = match own.zone.is(&other.zone) {
        true => Some(own.clock.cmp(&other.clock)),
        false => by_offsets(vm, own, other)?,
    };
    match (order, op) {
        (Some(order), _) => Ok(Value::bool(op.holds(order))),
        (None, Compare::Eq | Compare::Ne) => Ok(Value::bool(op == Compare::Ne)),
        (None, _) => Err(vm.error(Exc::TypeError, "can't compare offset-naive and offset-aware times")),
    }
}

/// The order of two times of different zones; `None` if only one knows its offset.
fn by_offsets(vm: &mut Vm, a: &Time, b: &Time) -> Res<Option<Ordering>> {
    let (of_a, of_b) = (offset(vm, a)?, offset(vm, b)?);
    Ok(match (of_a, of_b) {
        _ if of_a == of_b => Some(a.clock.cmp(&b.clock)),
        (Some(of_a), Some(of_b)) => {
            // CPython leaves out parts of a second of an offset.
            let utc = |clock: Clock, offset: Span| {
                let offset = i64::from(offset.days) * 86_400 + i64::from(offset.seconds);
                (clock.seconds() - offset, clock.microsecond)
            };
            Some(utc(a.clock, of_a).cmp(&utc(b.clock, of_b)))
        }
        _ => None,
    })
}

fn reduce(vm: &mut Vm, args: &[Value], protocol: i32) -> Value {
    let time = this(args);
    let mut state = pickle(time.clock);
    if time.fold && protocol > 3 {
        state[0] |= 0x80;
    }
    with_zone(class_of(vm, &args[0]), &state, &time.zone)
}

/// What `__reduce__()` returns for a state and a zone.
pub fn with_zone(class: Value, state: &[u8], zone: &Value) -> Value {
    let state = Bytes::value(state);
    Tuple::of([class, if zone.is_none() { Tuple::of([state]) } else { Tuple::of([state, zone.clone()]) }])
}

/// The class's constants.
pub fn add_constants(vm: &mut Vm) {
    let class = class(vm);
    let last = Clock { hour: 23, minute: 59, second: 59, microsecond: 999_999 };
    for (name, clock) in [("min", Clock::default()), ("max", last)] {
        let value = object(vm, Time { clock, zone: Value::NONE, fold: false });
        class.dict().set_name(name, value);
    }
    let resolution = timedelta::object(vm, Span::RESOLUTION);
    class.dict().set_name("resolution", resolution);
}
