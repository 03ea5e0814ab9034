//! `timezone`: a zone that is always as far ahead of UTC.

use super::arguments::wrong_type;
use super::span::Span;
use super::{datetime, state, timedelta, tzinfo};
use rondo_vm::heap::{Gc, Visitor};
use rondo_vm::object::class::{Class, flag};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::ops::Compare;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};

/// A zone of a fixed offset.
pub struct Zone {
    /// The timedelta.
    pub offset: Value,
    /// What it holds.
    pub span: Span,
    /// A str, or `None`.
    name: Value,
}

impl ForeignData for Zone {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.offset);
        visit(&self.name);
    }

    fn compare(&self, _: &mut Vm, op: Compare, other: &Value) -> Option<Res> {
        equal(self, op, other).map(Ok)
    }
}

/// The class.
pub static TIMEZONE: TypeSpec = TypeSpec {
    name: "datetime.timezone",
    doc: "A zone that is always as far ahead of UTC.",
    constructor: Some(&function!("timezone(offset, name=?)", |vm, args| {
        let Some(span) = timedelta::of(&args[0]) else {
            return Err(wrong_type(vm, "timezone", 1, "datetime.timedelta", &args[0]));
        };
        if args[1].is_unset() {
            return if span.is_zero() { state::utc(vm) } else { made(vm, args[0].clone(), Value::NONE) };
        }
        if args[1].as_str().is_none() {
            return Err(wrong_type(vm, "timezone", 2, "str", &args[1]));
        }
        made(vm, args[0].clone(), args[1].clone())
    })),
    methods: &[
        method!("__repr__(self, /)", |vm, args| {
            if args[0].is(&state::utc(vm)?) {
                return Ok(Value::from("datetime.timezone.utc"));
            }
            let zone = this(args);
            let (class, offset) = (vm.type_name(&args[0]), vm.repr(&zone.offset)?);
            Ok(Value::from(match zone.name.is_none() {
                true => format!("{class}({offset})"),
                false => format!("{class}({offset}, {})", vm.repr(&zone.name)?),
            }))
        }),
        method!("__str__(self, /)", |_, args| Ok(name(this(args)))),
        method!("__hash__(self, /)", |vm, args| {
            let hash = vm.hash(&this(args).offset)?;
            Ok(rondo_vm::object::int::from_i64(hash as i64))
        }),
        method!("__eq__(self, value, /)", |_, args| Ok(answer(Compare::Eq, args))),
        method!("__ne__(self, value, /)", |_, args| Ok(answer(Compare::Ne, args))),
        method!("__lt__(self, value, /)", |_, args| Ok(answer(Compare::Lt, args))),
        method!("__le__(self, value, /)", |_, args| Ok(answer(Compare::Le, args))),
        method!("__gt__(self, value, /)", |_, args| Ok(answer(Compare::Gt, args))),
        method!("__ge__(self, value, /)", |_, args| Ok(answer(Compare::Ge, args))),
        method!("tzname(self, object, /)", |vm, args| {
            check_moment(vm, &args[1], "tzname")?;
            Ok(name(this(args)))
        }),
        method!("utcoffset(self, object, /)", |vm, args| {
            check_moment(vm, &args[1], "utcoffset")?;
            Ok(this(args).offset.clone())
        }),
        method!("dst(self, object, /)", |vm, args| {
            check_moment(vm, &args[1], "dst")?;
            Ok(Value::NONE)
        }),
        method!("fromutc(self, object, /)", |vm, args| {
            tzinfo::check_from_utc(vm, args)?;
            datetime::shifted(vm, &args[1], this(args).span, false)
        }),
        method!("__getinitargs__(self, /)", |_, args| {
            let zone = this(args);
            Ok(match zone.name.is_none() {
                true => Tuple::of([zone.offset.clone()]),
                false => Tuple::of([zone.offset.clone(), zone.name.clone()]),
            })
        }),
    ],
    flags: flag::FINAL,
};

/// The class as an object.
pub fn class(vm: &mut Vm) -> Gc<Class> {
    vm.types.native_subclass(&TIMEZONE, &tzinfo::TZINFO)
}

fn this(args: &[Value]) -> &Zone {
    match args[0].foreign() {
        Some(zone) => zone,
        None => unreachable!("the binder checks"),
    }
}

/// A zone as an object; the offset is known to be one.
pub fn object(vm: &mut Vm, offset: Value, name: Value) -> Value {
    let span = timedelta::of(&offset).unwrap_or_default();
    let class = class(vm);
    Foreign::new(class, Zone { offset, span, name }).into_value()
}

/// The zone of a timedelta and a name.
///
/// # Errors
/// ValueError unless the timedelta is shorter than a day.
pub fn made(vm: &mut Vm, offset: Value, name: Value) -> Res {
    if timedelta::of(&offset).is_some_and(Span::is_offset) {
        return Ok(object(vm, offset, name));
    }
    let shown = vm.repr(&offset)?;
    Err(vm.error(
        Exc::ValueError,
        format!(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {shown}"
        ),
    ))
}

fn equal(zone: &Zone, op: Compare, other: &Value) -> Option<Value> {
    let other = other.foreign::<Zone>()?;
    match op {
        Compare::Eq => Some(Value::bool(zone.span == other.span)),
        Compare::Ne => Some(Value::bool(zone.span != other.span)),
        _ => None,
    }
}

fn answer(op: Compare, args: &[Value]) -> Value {
    equal(this(args), op, &args[1]).unwrap_or(Value::NOT_IMPLEMENTED)
}

fn name(zone: &Zone) -> Value {
    match (zone.name.is_none(), zone.span.is_zero()) {
        (false, _) => zone.name.clone(),
        (true, true) => Value::from("UTC"),
        (true, false) => Value::from(format!("UTC{}", zone.span.offset_text(":"))),
    }
}

fn check_moment(vm: &mut Vm, moment: &Value, method: &str) -> Res<()> {
    if moment.is_none() || moment.foreign::<datetime::DateTime>().is_some() {
        return Ok(());
    }
    let got = vm.type_name(moment);
    let message = format!("{method}(dt) argument must be a datetime instance or None, not {got}");
    Err(vm.error(Exc::TypeError, message))
}

/// The class's constants.
pub fn add_constants(vm: &mut Vm) -> Res<()> {
    const FARTHEST: i64 = 23 * 3600 + 59 * 60;
    let utc = state::utc(vm)?;
    let class = class(vm);
    class.dict().set_name("utc", utc);
    for (name, seconds) in [("min", -FARTHEST), ("max", FARTHEST)] {
        let offset = timedelta::object(vm, Span::of_seconds(seconds));
        let zone = object(vm, offset, Value::NONE);
        class.dict().set_name(name, zone);
    }
    Ok(())
}
