//! `tzinfo`, which subclasses say of what a zone knows.

use super::offsets::Question;
use super::span::Span;
use super::timezone::Zone;
use super::{datetime, offsets};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};

/// There is nothing in a `tzinfo`.
struct TzInfo;

impl ForeignData for TzInfo {}

/// The class.
pub static TZINFO: TypeSpec = TypeSpec {
    name: "datetime.tzinfo",
    doc: "What a time knows of its zone; subclasses say what.",
    constructor: Some(&function!("tzinfo(*args, **kwargs)", |vm, _| {
        Ok(Foreign::new(vm.types.native_class(&TZINFO), TzInfo).into_value())
    })),
    methods: &[
        method!("tzname(self, object, /)", |vm, _| must_be_implemented(vm, "tzname")),
        method!("utcoffset(self, object, /)", |vm, _| must_be_implemented(vm, "utcoffset")),
        method!("dst(self, object, /)", |vm, _| must_be_implemented(vm, "dst")),
        method!("fromutc(self, object, /)", from_utc),
        method!("__reduce__(self, /)", reduce),
    ],
    flags: 0,
};

/// Is it a `tzinfo` or an instance of a subclass?
pub fn is_zone(value: &Value) -> bool {
    value.foreign::<TzInfo>().is_some() || value.foreign::<Zone>().is_some()
}

fn must_be_implemented(vm: &mut Vm, name: &str) -> Res {
    Err(vm.error(Exc::NotImplementedError, format!("a tzinfo subclass must implement {name}()")))
}

/// Checks that the argument of `fromutc()` is a datetime of this zone.
pub fn check_from_utc(vm: &mut Vm, args: &[Value]) -> Res<()> {
    match args[1].foreign::<datetime::DateTime>() {
        Some(moment) if moment.zone().is(&args[0]) => Ok(()),
        Some(_) => Err(vm.error(Exc::ValueError, "fromutc: dt.tzinfo is not self")),
        None => Err(vm.error(Exc::TypeError, "fromutc: argument must be a datetime")),
    }
}

fn from_utc(vm: &mut Vm, args: &[Value]) -> Res {
    check_from_utc(vm, args)?;
    let (zone, moment) = (&args[0], &args[1]);
    let Some(offset) = offsets::span(vm, zone, Question::Offset, moment)? else {
        return Err(vm.error(Exc::ValueError, "fromutc: non-None utcoffset() result required"));
    };
    let Some(dst) = offsets::span(vm, zone, Question::Dst, moment)? else {
        return Err(vm.error(Exc::ValueError, "fromutc: non-None dst() result required"));
    };
    // First by the standard offset, then by what is in force there.
    let standard = Span::of_total(offset.total() - dst.total()).unwrap_or_default();
    let result = datetime::shifted(vm, moment, standard, false)?;
    let own = datetime::data(&result).zone();
    match offsets::span(vm, &own, Question::Dst, &result)? {
        Some(dst) if dst.is_zero() => Ok(result),
        Some(dst) => datetime::shifted(vm, &result, dst, false),
        None => {
            let message = "fromutc: tz.dst() gave inconsistent results; cannot convert";
            Err(vm.error(Exc::ValueError, message))
        }
    }
}

fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let arguments = match vm.get_attr_opt(&args[0], &Value::from("__getinitargs__"))? {
        Some(method) => vm.call(&method, &[])?,
        None => Tuple::value(Vec::new()),
    };
    let state = vm.call_method(&args[0], "__getstate__", &[])?;
    Ok(Tuple::of([super::arguments::class_of(vm, &args[0]), arguments, state]))
}
