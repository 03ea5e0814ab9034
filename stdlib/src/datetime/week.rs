//! `IsoCalendarDate`, what `isocalendar()` returns: a tuple of year, week and weekday.

use super::arguments::int;
use super::{fields::Day, state};
use rondo_vm::heap::Kind;
use rondo_vm::object::class::{Class, flag};
use rondo_vm::object::descriptor::{Descriptor, DescriptorKind};
use rondo_vm::object::dict::Dict;
use rondo_vm::object::native::{Flavor, NativeDef, NativeFunction};
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, getter, method, static_method};

static METHODS: &[NativeDef] = &[
    static_method!("__new__(cls, *args, **kwargs)", |vm, args| {
        let bind = NativeFunction::new(&NEW, Value::UNSET).into_value();
        let items = vm.call_spread(&bind, &args[1], &args[2])?;
        match args[0].to_gc::<Class>() {
            Some(class) => vm.wrap_base(&class, items),
            None => Ok(items),
        }
    }),
    method!("__repr__(self, /)", |vm, args| {
        let name = vm.type_name(&args[0]);
        let [year, week, weekday] = [0, 1, 2].map(|place| item(&args[0], place));
        let (year, week, weekday) = (vm.repr(&year)?, vm.repr(&week)?, vm.repr(&weekday)?);
        Ok(Value::from(format!("{name}(year={year}, week={week}, weekday={weekday})")))
    }),
    method!("__reduce__(self, /)", |vm, args| {
        let class = vm.types.of_kind(Kind::Tuple).to_value();
        Ok(Tuple::of([class, Tuple::of([args[0].unwrap_base().clone()])]))
    }),
    getter!("year", |_, args| Ok(item(&args[0], 0))),
    getter!("week", |_, args| Ok(item(&args[0], 1))),
    getter!("weekday", |_, args| Ok(item(&args[0], 2))),
];

/// Binds the arguments of a call of the class.
static NEW: NativeDef = function!("IsoCalendarDate(year, week, weekday)", |vm, args| {
    let [year, week, weekday] = [int(vm, &args[0])?, int(vm, &args[1])?, int(vm, &args[2])?];
    Ok(Tuple::of([year, week, weekday].map(|number| Value::from(i64::from(number)))))
});

fn item(this: &Value, place: usize) -> Value {
    this.get::<Tuple>().and_then(|tuple| tuple.items().get(place)).cloned().unwrap_or_default()
}

/// The class, which is made once.
pub fn class(vm: &mut Vm) -> Res {
    let namespace = Dict::new();
    namespace.set_name("__module__", Value::from("datetime"));
    namespace.set_name("__slots__", Tuple::value(Vec::new()));
    namespace.set_name("__doc__", Value::from("Year, week and weekday of ISO 8601."));
    let bases = Tuple::of([vm.types.of_kind(Kind::Tuple).to_value()]);
    let metaclass = vm.types.type_.to_value();
    let made = vm.call(&metaclass, &[Value::from("IsoCalendarDate"), bases, namespace.into_value()])?;
    if let Some(class) = made.exact::<Class>() {
        class.dict().remove_str(&Str::intern("__slots__").into_value());
        for def in METHODS {
            let value = match def.flavor {
                Flavor::Getter => Descriptor::new(DescriptorKind::Getter(def), made.clone()).into_value(),
                _ => NativeFunction::new(def, made.clone()).into_value(),
            };
            class.dict().set_name(def.name(), value);
        }
        class.set_flags(flag::FINAL | flag::SHOWS_MODULE | flag::IMMUTABLE);
        class.changed();
    }
    Ok(made)
}

/// The week of a day.
pub fn of_day(vm: &mut Vm, day: Day) -> Res {
    let (year, week, weekday) = day.week();
    let items = Tuple::of([year, week, weekday].map(Value::from));
    match state::week(vm)?.to_gc::<Class>() {
        Some(class) => vm.wrap_base(&class, items),
        None => Ok(items),
    }
}
