//! `date`: a day. A `datetime` has its methods too.

use super::arguments::{check_text, class_of, day, int, new_int, pickled, replace_by, valid};
use super::datetime::{self, DateTime};
use super::fields::{Clock, Day, broken_down};
use super::span::Span;
use super::{iso, strftime, timedelta, week};
use crate::time;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::class::Class;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::ops::Compare;
use rondo_vm::ops::hashing::{hash_small_ints, hash_value};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{class_method, function, getter, method};

impl ForeignData for Day {
    fn binary(&self, vm: &mut Vm, op: Op, other: &Value) -> Option<Res> {
        match op {
            Op::Add => Some(later(vm, *self, timedelta::of(other)?.days.into()).map(|day| object(vm, day))),
            Op::Sub => match timedelta::of(other) {
                Some(span) => Some(later(vm, *self, -i64::from(span.days)).map(|day| object(vm, day))),
                None => Some(Ok(between(vm, *self, *other.foreign::<Day>()?))),
            },
            _ => None,
        }
    }

    fn compare(&self, _: &mut Vm, op: Compare, other: &Value) -> Option<Res> {
        Some(Ok(Value::bool(op.holds(self.cmp(other.foreign::<Day>()?)))))
    }

    fn hash(&self) -> Option<u64> {
        Some(hash_small_ints(&[self.year, self.month, self.day].map(i64::from)))
    }
}

/// The class.
pub static DATE: TypeSpec = TypeSpec {
    name: "datetime.date",
    doc: "date(year, month, day) --> date object",
    constructor: Some(&function!("(year=?, month=?, day=?)", |vm, args| {
        let is_month = |state: &[u8; 4]| (1..=12).contains(&state[2]);
        let day = match pickled(vm, &args[0], "date", is_month)? {
            Some([high, low, month, day]) if args[1].is_unset() => {
                let year = i32::from(high) * 256 + i32::from(low);
                valid(vm, Day::checked(year, month.into(), day.into()))?
            }
            _ => day(vm, args)?,
        };
        Ok(object(vm, day))
    })),
    methods: &[
        class_method!("fromtimestamp(cls, timestamp, /)", |vm, args| {
            let seconds = time::moment_given(vm, &args[1])?;
            let fields = time::local(vm, seconds)?;
            of_numbers(vm, &args[0], fields.year as i32, fields.month as i32, fields.day as i32)
        }),
        class_method!("today(cls, /)", |vm, args| {
            if args[0].is(&class(vm).into_value()) {
                let now = vm.schedule.wall().div_euclid(1_000_000_000);
                let fields = time::local(vm, now)?;
                return of_numbers(vm, &args[0], fields.year as i32, fields.month as i32, fields.day as i32);
            }
            let now = Value::float(vm.schedule.wall() as f64 / 1e9);
            vm.call_method(&args[0], "fromtimestamp", &[now])
        }),
        class_method!("fromordinal(cls, ordinal, /)", |vm, args| {
            let ordinal = int(vm, &args[1])?;
            if ordinal < 1 {
                return Err(vm.error(Exc::ValueError, "ordinal must be >= 1"));
            }
            let day = valid(vm, Day::of_any_ordinal(ordinal.into()))?;
            of_class(vm, &args[0], day)
        }),
        class_method!("fromisoformat(cls, object, /)", |vm, args| {
            let text = check_text(vm, &args[1])?;
            match iso::date(text) {
                Some((year, month, day)) => of_numbers(vm, &args[0], year, month, day),
                None => Err(no_iso_format(vm, &args[1])),
            }
        }),
        class_method!("fromisocalendar(cls, year, week, day)", |vm, args| {
            let mut numbers = [0; 3];
            for (number, arg) in numbers.iter_mut().zip(&args[1..]) {
                *number = int(vm, arg).map_err(|raised| match vm.raised_is(Exc::OverflowError) {
                    true => vm.error(Exc::ValueError, "ISO calendar component out of range"),
                    false => raised,
                })?;
            }
            let [year, week, weekday] = numbers;
            let day = valid(vm, Day::of_week(year, week, weekday))?;
            of_class(vm, &args[0], day)
        }),
        class_method!("strptime(cls, string, format, /)", |vm, args| strptime(vm, args, "date")),
        method!("__repr__(self, /)", |vm, args| {
            let (name, day) = (vm.type_name(&args[0]), this(args));
            Ok(Value::from(format!("{name}({}, {}, {})", day.year, day.month, day.day)))
        }),
        method!("__str__(self, /)", |vm, args| vm.call_method(&args[0], "isoformat", &[])),
        method!("__format__(self, format, /)", strftime::format),
        method!("ctime(self, /)", |_, args| {
            let fields = broken_down(this(args), Clock::default(), -1);
            Ok(Value::from(strftime::ctime(&fields)))
        }),
        method!("strftime(self, format)", |vm, args| {
            let format = strftime::format_argument(vm, args)?;
            if is_exact(&args[0]) {
                let fields = broken_down(this(args), Clock::default(), -1);
                return strftime::text(vm, format, &fields, &strftime::Asked::NOTHING);
            }
            strftime::by_tuple(vm, &args[0], format, &strftime::Asked::NOTHING)
        }),
        method!("isoformat(self, /)", |_, args| {
            let mut text = String::with_capacity(10);
            iso::push_date(&mut text, this(args));
            Ok(Value::from(text))
        }),
        getter!("year", |_, args| Ok(Value::from(i64::from(this(args).year)))),
        getter!("month", |_, args| Ok(Value::from(i64::from(this(args).month)))),
        getter!("day", |_, args| Ok(Value::from(i64::from(this(args).day)))),
        method!("timetuple(self, /)", |vm, args| {
            time::struct_time(vm, &broken_down(this(args), Clock::default(), -1))
        }),
        method!("toordinal(self, /)", |_, args| Ok(Value::from(this(args).ordinal()))),
        method!("replace(self, /, year=?, month=?, day=?)", |vm, args| {
            let day = this(args);
            let year = new_int(vm, &args[1], day.year)?;
            let month = new_int(vm, &args[2], day.month)?;
            let day = new_int(vm, &args[3], day.day)?;
            let class = class_of(vm, &args[0]);
            of_numbers(vm, &class, year, month, day)
        }),
        method!("__replace__(self, /, *args, **changes)", |vm, args| replace_by(vm, class, args)),
        method!("__eq__(self, value, /)", |_, args| compare(Compare::Eq, args)),
        method!("__ne__(self, value, /)", |_, args| compare(Compare::Ne, args)),
        method!("__lt__(self, value, /)", |_, args| compare(Compare::Lt, args)),
        method!("__le__(self, value, /)", |_, args| compare(Compare::Le, args)),
        method!("__gt__(self, value, /)", |_, args| compare(Compare::Gt, args)),
        method!("__ge__(self, value, /)", |_, args| compare(Compare::Ge, args)),
        method!("__hash__(self, /)", |_, args| { Ok(this(args).hash().map_or(Value::NONE, hash_value)) }),
        method!("__add__(self, value, /)", |vm, args| shifted(vm, args, 1)),
        method!("__radd__(self, value, /)", |vm, args| shifted(vm, args, 1)),
        method!("__sub__(self, value, /)", |vm, args| match args[1].foreign::<Day>() {
            Some(other) if args[0].foreign::<Day>().is_some() => Ok(between(vm, this(args), *other)),
            _ => shifted(vm, args, -1),
        }),
        method!("__rsub__(self, value, /)", |vm, args| match args[1].foreign::<Day>() {
            Some(other) if args[0].foreign::<Day>().is_some() => Ok(between(vm, *other, this(args))),
            _ => Ok(Value::NOT_IMPLEMENTED),
        }),
        method!("weekday(self, /)", |_, args| Ok(Value::from(this(args).weekday()))),
        method!("isoweekday(self, /)", |_, args| Ok(Value::from(this(args).weekday() + 1))),
        method!("isocalendar(self, /)", |vm, args| week::of_day(vm, this(args))),
        method!("__reduce__(self, /)", |vm, args| {
            let state = Bytes::value(&pickle(this(args)));
            Ok(Tuple::of([class_of(vm, &args[0]), Tuple::of([state])]))
        }),
    ],
    flags: 0,
};

/// The class as an object.
#[inline]
pub fn class(vm: &mut Vm) -> Gc<Class> {
    vm.types.native_class(&DATE)
}

/// A day as an object.
pub fn object(vm: &mut Vm, day: Day) -> Value {
    Foreign::new(class(vm), day).into_value()
}

/// The day of a date or datetime; `None` of anything else.
#[inline]
pub fn of(value: &Value) -> Option<Day> {
    match value.foreign::<Day>() {
        Some(day) => Some(*day),
        None => value.foreign::<DateTime>().map(|moment| moment.day),
    }
}

#[inline]
fn this(args: &[Value]) -> Day {
    match of(&args[0]) {
        Some(day) => day,
        None => unreachable!("the binder checks"),
    }
}

/// Is the object of no subclass of the program's?
pub fn is_exact(value: &Value) -> bool {
    value.unwrap_base().is(value)
}

fn numbers(day: Day) -> [Value; 3] {
    [day.year, day.month, day.day].map(|number| Value::from(i64::from(number)))
}

/// What a day is pickled as.
pub fn pickle(day: Day) -> [u8; 4] {
    [(day.year / 256) as u8, (day.year % 256) as u8, day.month as u8, day.day as u8]
}

/// An object of a class: `date`, `datetime` or one of the program's, which is called.
pub fn of_class(vm: &mut Vm, of: &Value, day: Day) -> Res {
    if of.is(&class(vm).into_value()) {
        return Ok(object(vm, day));
    }
    if of.is(&datetime::class(vm).into_value()) {
        return Ok(datetime::object(vm, DateTime::new(day, Clock::default(), Value::NONE, false)));
    }
    vm.call(of, &numbers(day))
}

/// As [`of_class`], of numbers that may be in no calendar: a class of the program's sees them.
pub fn of_numbers(vm: &mut Vm, of: &Value, year: i32, month: i32, day: i32) -> Res {
    let is_own = of.is(&class(vm).into_value()) || of.is(&datetime::class(vm).into_value());
    if is_own {
        let day = valid(vm, Day::checked(year, month, day))?;
        return of_class(vm, of, day);
    }
    vm.call(of, &numbers(Day { year, month, day }))
}

/// ValueError: a text is none of ISO 8601.
#[cold]
pub fn no_iso_format(vm: &mut Vm, text: &Value) -> rondo_vm::vm::Raised {
    match vm.repr(text) {
        Ok(shown) => vm.error(Exc::ValueError, format!("Invalid isoformat string: {shown}")),
        Err(raised) => raised,
    }
}

/// `strptime()` of a class: what the function of `_strptime` for the kind makes.
pub fn strptime(vm: &mut Vm, args: &[Value], kind: &str) -> Res {
    crate::module::text(vm, &args[1], "strptime() argument 1")?;
    crate::module::text(vm, &args[2], "strptime() argument 2")?;
    let module = vm.import_module("_strptime")?;
    vm.call_method(&module, &format!("_strptime_datetime_{kind}"), args)
}

/// The day so many days later.
fn later(vm: &mut Vm, day: Day, days: i64) -> Res<Day> {
    match Day::of_ordinal(day.ordinal() + days) {
        Some(day) => Ok(day),
        None => Err(vm.error(Exc::OverflowError, "date value out of range")),
    }
}

/// `a - b`.
fn between(vm: &mut Vm, a: Day, b: Day) -> Value {
    timedelta::object(vm, Span { days: (a.ordinal() - b.ordinal()) as i32, ..Span::default() })
}

/// A date and a timedelta; a datetime has methods of its own for that.
fn shifted(vm: &mut Vm, args: &[Value], sign: i64) -> Res {
    let (Some(day), Some(span)) = (args[0].foreign::<Day>(), timedelta::of(&args[1])) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let day = later(vm, *day, sign * i64::from(span.days))?;
    let class = class_of(vm, &args[0]);
    of_class(vm, &class, day)
}

fn compare(op: Compare, args: &[Value]) -> Res {
    Ok(match (args[0].foreign::<Day>(), args[1].foreign::<Day>()) {
        (Some(own), Some(other)) => Value::bool(op.holds(own.cmp(other))),
        _ => Value::NOT_IMPLEMENTED,
    })
}

/// The class's constants.
pub fn add_constants(vm: &mut Vm) {
    let class = class(vm);
    for (name, day) in [("min", Day { year: 1, month: 1, day: 1 }), ("max", Day { year: 9999, month: 12, day: 31 })] {
        let value = object(vm, day);
        class.dict().set_name(name, value);
    }
    let resolution = timedelta::object(vm, Span::DAY);
    class.dict().set_name("resolution", resolution);
}
