//! `_datetime`: dates, times of day, spans between them, and zones.
//!
//! `fields`, `span` and `iso` are numbers and texts that know nothing of objects; `timedelta`, `date`, `time`, `datetime`
//! with `moments`, `tzinfo`, `timezone` and `week` are the classes; `arguments`, `offsets` and `strftime` are what these
//! share. `_pydatetime` is the same in the language.

mod arguments;
mod date;
#[expect(clippy::module_inception, reason = "the class is named as its module is")]
mod datetime;
mod fields;
mod iso;
mod moments;
mod offsets;
mod span;
mod state;
mod strftime;
mod time;
mod timedelta;
mod timezone;
mod tzinfo;
mod week;

use crate::module::{add_integers, module};
use fields::{MAX_YEAR, MIN_YEAR};
use rondo_vm::heap::Gc;
use rondo_vm::object::module::Module;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_datetime", "Dates and times.", &[]);
    let classes = [
        ("date", date::class(vm)),
        ("datetime", datetime::class(vm)),
        ("time", time::class(vm)),
        ("timedelta", vm.types.native_class(&timedelta::TIMEDELTA)),
        ("tzinfo", vm.types.native_class(&tzinfo::TZINFO)),
        ("timezone", timezone::class(vm)),
    ];
    for (name, class) in classes {
        module.dict.set_name(name, class.into_value());
    }
    timedelta::add_constants(vm);
    date::add_constants(vm);
    time::add_constants(vm);
    datetime::add_constants(vm);
    timezone::add_constants(vm)?;
    add_integers(&module, &[("MINYEAR", MIN_YEAR.into()), ("MAXYEAR", MAX_YEAR.into())]);
    module.dict.set_name("UTC", state::utc(vm)?);
    Ok(module)
}
