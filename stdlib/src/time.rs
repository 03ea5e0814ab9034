//! `time`: clocks, sleeping and broken-down time. Clocks and sleep go through the schedule.

use crate::calendar::{self, Fields};
use crate::module::{add_integers, beyond_clock, integer, module, text, within_clock};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::time::Duration;

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    let module = module("time", "Clocks, sleep and time as text.", FUNCTIONS);
    let clocks = [
        ("CLOCK_REALTIME", REALTIME),
        ("CLOCK_MONOTONIC", MONOTONIC),
        ("CLOCK_MONOTONIC_RAW", MONOTONIC_RAW),
        ("CLOCK_BOOTTIME", BOOTTIME),
        ("CLOCK_PROCESS_CPUTIME_ID", PROCESS),
        ("CLOCK_THREAD_CPUTIME_ID", 3),
        ("CLOCK_TAI", 11),
    ];
    add_integers(&module, &clocks);
    module.late_names.set(LATE_NAMES);
    Ok(module)
}

const REALTIME: i64 = 0;
const MONOTONIC: i64 = 1;
const PROCESS: i64 = 2;
const MONOTONIC_RAW: i64 = 4;
const BOOTTIME: i64 = 7;

static FUNCTIONS: &[NativeDef] = &[
    function!("asctime(t=None, /)", asctime),
    function!("clock_getres(clk_id, /)", resolution),
    function!("clock_gettime(clk_id, /)", |vm, args| Ok(seconds(clock(vm, &args[0])?))),
    function!("clock_gettime_ns(clk_id, /)", |vm, args| Ok(from_i64(clock(vm, &args[0])?))),
    function!("ctime(seconds=None, /)", ctime),
    function!("get_clock_info(name, /)", get_clock_info),
    function!("gmtime(seconds=None, /)", gmtime),
    function!("localtime(seconds=None, /)", localtime),
    function!("mktime(t, /)", mktime),
    function!("monotonic()", |vm, _| Ok(seconds(vm.schedule.monotonic() as i64))),
    function!("monotonic_ns()", |vm, _| Ok(from_i64(vm.schedule.monotonic() as i64))),
    function!("perf_counter()", |vm, _| Ok(seconds(vm.schedule.monotonic() as i64))),
    function!("perf_counter_ns()", |vm, _| Ok(from_i64(vm.schedule.monotonic() as i64))),
    function!("process_time()", |vm, _| Ok(seconds(vm.schedule.cpu() as i64))),
    function!("process_time_ns()", |vm, _| Ok(from_i64(vm.schedule.cpu() as i64))),
    function!("sleep(seconds, /)", sleep),
    function!("strftime(format, t=None, /)", strftime),
    function!("strptime(string, format='%a %b %d %H:%M:%S %Y', /)", strptime),
    function!("thread_time()", |vm, _| Ok(seconds(vm.schedule.cpu() as i64))),
    function!("thread_time_ns()", |vm, _| Ok(from_i64(vm.schedule.cpu() as i64))),
    function!("time()", |vm, _| Ok(seconds(vm.schedule.wall()))),
    function!("time_ns()", |vm, _| Ok(from_i64(vm.schedule.wall()))),
    function!("tzset()", |_, _| Ok(Value::NONE)),
    function!("__getattr__(name, /)", getattr),
];

/// What `__getattr__` makes.
const LATE_NAMES: &[&str] = &["altzone", "daylight", "struct_time", "timezone", "tzname"];

/// What all clocks tell apart, in seconds.
const RESOLUTION: f64 = 1e-9;

/// Nanoseconds as seconds.
fn seconds(nanoseconds: i64) -> Value {
    Value::float(nanoseconds as f64 / 1e9)
}

fn clock(vm: &mut Vm, id: &Value) -> Res<i64> {
    if vm.lookup_special(id, &vm.names.index).is_none() {
        return Err(vm.type_error_about("clk_id should be integer, not {}", id));
    }
    match integer(vm, id)? {
        REALTIME => Ok(vm.schedule.wall()),
        MONOTONIC | MONOTONIC_RAW | BOOTTIME => Ok(vm.schedule.monotonic() as i64),
        PROCESS | 3 => Ok(vm.schedule.cpu() as i64),
        _ => Err(vm.os_error(&rustix::io::Errno::INVAL.into())),
    }
}

fn resolution(vm: &mut Vm, args: &[Value]) -> Res {
    let id = from_i64(integer(vm, &args[0])?);
    clock(vm, &id).map(|_| Value::float(RESOLUTION))
}

fn get_clock_info(vm: &mut Vm, args: &[Value]) -> Res {
    let name = text(vm, &args[0], "get_clock_info() argument 1")?;
    let (function, monotonic) = match name {
        "time" => ("clock_gettime(CLOCK_REALTIME)", false),
        "monotonic" | "perf_counter" => ("clock_gettime(CLOCK_MONOTONIC)", true),
        "process_time" => ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true),
        "thread_time" => ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true),
        _ => return Err(vm.error(Exc::ValueError, "unknown clock")),
    };
    let namespace = Dict::new();
    namespace.set_name("implementation", Value::from(function));
    namespace.set_name("monotonic", Value::bool(monotonic));
    namespace.set_name("adjustable", Value::bool(!monotonic));
    namespace.set_name("resolution", Value::float(RESOLUTION));
    let types = vm.import_module("types")?;
    let class = vm.get_attr(&types, &Str::intern("SimpleNamespace").into_value())?;
    vm.call(&class, &[namespace.into_value()])
}

/// A number of seconds as a duration.
///
/// # Errors
/// ValueError for NaN, OverflowError for what is out of range.
pub fn duration(vm: &mut Vm, value: &Value, negative: &str) -> Res<Duration> {
    let seconds = crate::module::seconds(vm, value)?;
    if seconds < 0.0 {
        return Err(vm.error(Exc::ValueError, negative));
    }
    if !within_clock(seconds) {
        return Err(beyond_clock(vm));
    }
    Ok(Duration::from_secs_f64(seconds))
}

fn sleep(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("time.sleep", |_| [args[0].clone()])?;
    let duration = duration(vm, &args[0], "sleep length must be non-negative")?;
    vm.block_for(duration)?;
    Ok(Value::NONE)
}

/// Seconds since 1970 of an argument; now if it is `None`.
fn moment(vm: &mut Vm, value: &Value) -> Res<i64> {
    if value.is_none() {
        return Ok(vm.schedule.wall().div_euclid(1_000_000_000));
    }
    if let Some(i) = value.as_small_int() {
        return Ok(i);
    }
    let seconds = match value.unwrap_base().as_float() {
        Some(f) if f.is_nan() => return Err(vm.error(Exc::ValueError, "Invalid value NaN (not a number)")),
        Some(f) => f.floor(),
        None => {
            return integer(vm, value).map_err(|raised| {
                drop(raised);
                let exception = vm.take_raised();
                match vm.is_exception(&exception, Exc::OverflowError) {
                    true => vm.error(Exc::OverflowError, "timestamp out of range for platform time_t"),
                    false => vm.raise(exception),
                }
            });
        }
    };
    if seconds.abs() > 9e18 {
        return Err(vm.error(Exc::OverflowError, "timestamp out of range for platform time_t"));
    }
    Ok(seconds as i64)
}

/// As [`moment`], where `None` is no number.
pub fn moment_given(vm: &mut Vm, value: &Value) -> Res<i64> {
    if value.is_none() {
        return Err(vm.error(Exc::TypeError, "'NoneType' object cannot be interpreted as an integer"));
    }
    moment(vm, value)
}

/// Broken-down local time.
///
/// # Errors
/// OSError if the year is out of range.
pub fn local(vm: &mut Vm, seconds: i64) -> Res<Fields> {
    check_moment(vm, seconds)?;
    Ok(calendar::local(seconds))
}

/// Broken-down UTC.
///
/// # Errors
/// As [`local`].
pub fn utc(vm: &mut Vm, seconds: i64) -> Res<Fields> {
    check_moment(vm, seconds)?;
    Ok(calendar::utc(seconds))
}

/// Years that C's `int` holds.
fn check_moment(vm: &mut Vm, seconds: i64) -> Res<()> {
    if seconds.abs() > 67_000_000_000_000_000 {
        return Err(vm.os_error(&rustix::io::Errno::OVERFLOW.into()));
    }
    Ok(())
}

/// The class `struct_time`, which is defined in the language.
fn struct_time_class(vm: &mut Vm) -> Res {
    let module = vm.import_module("_struct_time")?;
    vm.get_attr(&module, &Str::intern("struct_time").into_value())
}

fn getattr(vm: &mut Vm, args: &[Value]) -> Res {
    match args[0].as_str() {
        Some("struct_time") => struct_time_class(vm),
        Some(name @ ("timezone" | "altzone" | "daylight" | "tzname")) => {
            let (standard, summer) = calendar::zones();
            let west = |f: &Fields| from_i64(-f.offset.unwrap_or(0));
            Ok(match name {
                "timezone" => west(&standard),
                "altzone" => west(&summer),
                "daylight" => from_i64((summer.dst == 1) as i64),
                _ => {
                    let names = [standard.zone, summer.zone].map(|n| Value::from(n.unwrap_or_default()));
                    Tuple::value(names.into())
                }
            })
        }
        name => {
            let message = format!("module 'time' has no attribute '{}'", name.unwrap_or_default());
            Err(vm.error(Exc::AttributeError, message))
        }
    }
}

/// The items of a `struct_time`, nine and the two hidden ones.
fn items(f: &Fields) -> Vec<Value> {
    let numbers = [f.year, f.month, f.day, f.hour, f.minute, f.second, f.weekday, f.yearday, f.dst];
    let mut items: Vec<Value> = numbers.into_iter().map(from_i64).collect();
    items.push(f.zone.as_deref().map_or(Value::NONE, Value::from));
    items.push(f.offset.map_or(Value::NONE, from_i64));
    items
}

/// `struct_time` of broken-down time.
pub fn struct_time(vm: &mut Vm, f: &Fields) -> Res {
    let class = struct_time_class(vm)?;
    vm.call(&class, &[Tuple::value(items(f))])
}

fn gmtime(vm: &mut Vm, args: &[Value]) -> Res {
    let seconds = moment(vm, &args[0])?;
    let fields = utc(vm, seconds)?;
    struct_time(vm, &fields)
}

fn localtime(vm: &mut Vm, args: &[Value]) -> Res {
    let seconds = moment(vm, &args[0])?;
    let fields = local(vm, seconds)?;
    struct_time(vm, &fields)
}

/// The fields of a tuple of nine integers; local time now if it is `None`.
pub fn fields(vm: &mut Vm, value: &Value, function: &str) -> Res<Fields> {
    if value.is_none() {
        return Ok(calendar::local(moment(vm, value)?));
    }
    let Some(tuple) = value.get::<Tuple>() else {
        return Err(vm.error(Exc::TypeError, "Tuple or struct_time argument required"));
    };
    let items = tuple.items();
    if items.len() != 9 {
        let message = format!("{function}(): illegal time tuple argument");
        return Err(vm.error(Exc::TypeError, message));
    }
    let mut n = [0i64; 9];
    for (i, item) in items.iter().enumerate() {
        n[i] = integer(vm, item)?;
    }
    let mut fields = Fields {
        year: n[0],
        month: n[1],
        day: n[2],
        hour: n[3],
        minute: n[4],
        second: n[5],
        weekday: n[6],
        yearday: n[7],
        dst: n[8],
        zone: None,
        offset: None,
    };
    // A struct_time that knows its zone keeps it.
    if let Some(zone) = vm.get_attr_opt(value, &Str::intern("tm_zone").into_value())? {
        fields.zone = zone.as_str().map(str::to_string);
    }
    if let Some(offset) = vm.get_attr_opt(value, &Str::intern("tm_gmtoff").into_value())? {
        fields.offset = offset.as_small_int();
    }
    Ok(fields)
}

/// Zero stands for the first month and day; anything else out of its range is an error.
fn checked(vm: &mut Vm, mut f: Fields) -> Res<Fields> {
    f.month += (f.month == 0) as i64;
    f.day += (f.day == 0) as i64;
    f.yearday += (f.yearday == 0) as i64;
    let ranges = [
        (f.month, 1, 12, "month out of range"),
        (f.day, 1, 31, "day of month out of range"),
        (f.hour, 0, 23, "hour out of range"),
        (f.minute, 0, 59, "minute out of range"),
        (f.second, 0, 61, "seconds out of range"),
        (f.weekday, -1, i64::MAX, "day of week out of range"),
        (f.yearday, 1, 366, "day of year out of range"),
    ];
    for (value, low, high, message) in ranges {
        if !(low..=high).contains(&value) {
            return Err(vm.error(Exc::ValueError, message));
        }
    }
    Ok(f)
}

fn mktime(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_none() {
        return Err(vm.error(Exc::TypeError, "Tuple or struct_time argument required"));
    }
    let f = fields(vm, &args[0], "mktime")?;
    if [f.year, f.month, f.day, f.hour, f.minute, f.second].iter().any(|n| n.abs() > i32::MAX as i64) {
        return Err(vm.error(Exc::OverflowError, "mktime argument out of range"));
    }
    Ok(Value::float(calendar::from_local(&f) as f64))
}

/// A time that does not know its zone has the name of the local one, if it knows whether it is summer, but no offset.
pub fn in_local_zone(f: Fields) -> Fields {
    if f.zone.is_some() || f.dst < 0 {
        return f;
    }
    let (standard, summer) = calendar::zones();
    let zone = if f.dst == 1 { summer.zone } else { standard.zone };
    Fields { zone, offset: f.offset.or(Some(0)), ..f }
}

/// `strftime()`.
pub fn strftime(vm: &mut Vm, args: &[Value]) -> Res {
    let format = text(vm, &args[0], "strftime() argument 1")?;
    let f = fields(vm, &args[1], "strftime")?;
    let f = checked(vm, f)?;
    Ok(Value::from(calendar::strftime(format, &in_local_zone(f))))
}

fn asctime(vm: &mut Vm, args: &[Value]) -> Res {
    let f = fields(vm, &args[0], "asctime")?;
    let f = checked(vm, f)?;
    Ok(Value::from(calendar::strftime("%a %b %e %H:%M:%S %Y", &f)))
}

fn ctime(vm: &mut Vm, args: &[Value]) -> Res {
    let seconds = moment(vm, &args[0])?;
    let fields = local(vm, seconds)?;
    Ok(Value::from(calendar::strftime("%a %b %e %H:%M:%S %Y", &fields)))
}

/// In the language: the format becomes a regular expression.
fn strptime(vm: &mut Vm, args: &[Value]) -> Res {
    let module = vm.import_module("_strptime")?;
    vm.call_method(&module, "_strptime_time", args)
}
