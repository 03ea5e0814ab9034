//! What the module keeps: `timezone.utc`, and the class of `isocalendar()`.

use super::timezone;
use super::{timedelta, week};
use rondo_vm::heap::Visitor;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

struct State {
    utc: Value,
    week: Value,
}

impl ForeignData for State {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.utc);
        visit(&self.week);
    }
}

static STATE: TypeSpec =
    TypeSpec { name: "_datetime._state", doc: "What the module keeps.", constructor: None, methods: &[], flags: 0 };

fn of(vm: &mut Vm) -> Res {
    if let Some(state) = vm.kept(&STATE) {
        return Ok(state);
    }
    let zero = timedelta::object(vm, Default::default());
    let utc = timezone::object(vm, zero, Value::NONE);
    let week = week::class(vm)?;
    let class = vm.types.native_class(&STATE);
    let state = Foreign::new(class, State { utc, week }).into_value();
    vm.keep(&STATE, state.clone());
    Ok(state)
}

fn data(state: &Value) -> &State {
    match state.foreign() {
        Some(state) => state,
        None => unreachable!("only states are kept under their type"),
    }
}

/// `timezone.utc`.
pub fn utc(vm: &mut Vm) -> Res {
    Ok(data(&of(vm)?).utc.clone())
}

/// `IsoCalendarDate`.
pub fn week(vm: &mut Vm) -> Res {
    Ok(data(&of(vm)?).week.clone())
}
