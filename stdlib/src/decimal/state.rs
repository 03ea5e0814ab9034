//! What the module keeps: its classes, and the variable with the current context.

use super::context::{CONTEXT, Context};
use super::settings::Status;
use super::signals::{self, Exceptions};
use super::{class, context};
use rondo_vm::heap::{Gc, Visitor};
use rondo_vm::object::class::Class;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// What the module keeps.
pub struct State {
    pub exceptions: Exceptions,
    pub signal_dict: Value,
    /// The named tuple of `Decimal.as_tuple()`.
    pub tuple: Value,
    pub decimal: Gc<Class>,
    /// The context variable.
    variable: Value,
    /// What a thread's first context is a copy of.
    pub default: Value,
    pub basic: Value,
    pub extended: Value,
}

impl ForeignData for State {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.exceptions.base);
        self.exceptions.signals.iter().chain(&self.exceptions.conditions).for_each(&mut *visit);
        for value in [&self.signal_dict, &self.tuple, &self.variable, &self.default, &self.basic, &self.extended] {
            visit(value);
        }
        rondo_vm::heap::visit_gc(&self.decimal, visit);
    }
}

static STATE: TypeSpec =
    TypeSpec { name: "_decimal._state", doc: "What the module keeps.", constructor: None, methods: &[], flags: 0 };

/// The state, made when first asked for.
#[inline]
pub fn of(vm: &mut Vm) -> Res {
    match vm.kept(&STATE) {
        Some(state) => Ok(state),
        None => make(vm),
    }
}

#[cold]
fn make(vm: &mut Vm) -> Res {
    let exceptions = Exceptions::new(vm)?;
    let signal_dict = signals::dict_class(vm)?;
    let tuple = {
        let collections = vm.import_module("collections")?;
        let named_tuple = vm.get_attr_text(&collections, "namedtuple")?;
        let class = vm.call(&named_tuple, &[Value::from("DecimalTuple"), Value::from("sign digits exponent")])?;
        let name = vm.names.module.clone();
        vm.set_attr(&class, &name, Value::from("decimal"))?;
        class
    };
    let context = vm.types.native_class(&CONTEXT);
    let object = |made: Context| Foreign::new(context.clone(), made).into_value();
    let usual = Status::INVALID | Status::DIVISION_BY_ZERO | Status::OVERFLOW;
    let state = State {
        exceptions,
        signal_dict,
        tuple,
        decimal: vm.types.native_class(&class::DECIMAL),
        variable: vm.new_context_variable("decimal_context"),
        default: object(Context::new(context::DEFAULT, usual)),
        basic: object(Context::new(context::BASIC, usual | Status::CLAMPED | Status::UNDERFLOW)),
        extended: object(Context::new(context::EXTENDED, Status::NONE)),
    };
    let class = vm.types.native_class(&STATE);
    let state = Foreign::new(class, state).into_value();
    vm.keep(&STATE, state.clone());
    Ok(state)
}

/// What is in it.
#[inline]
pub fn data(state: &Value) -> &State {
    match state.foreign() {
        Some(state) => state,
        None => unreachable!("only states are kept under their type"),
    }
}

/// The current context.
#[inline]
pub fn current_context(vm: &mut Vm) -> Res {
    let state = of(vm)?;
    let state = data(&state);
    match vm.context_value(&state.variable) {
        Some(context) => Ok(context),
        None => {
            let first = Foreign::new(vm.types.native_class(&CONTEXT), context::of(&state.default).without_flags());
            let first = first.into_value();
            vm.set_context_value(&state.variable, first.clone());
            Ok(first)
        }
    }
}

/// Makes a context the current one; of the module's own, a copy.
pub fn set_current_context(vm: &mut Vm, context: &Value) -> Res<()> {
    let state = of(vm)?;
    let state = data(&state);
    let is_template = [&state.default, &state.basic, &state.extended].iter().any(|template| template.is(context));
    let context = match is_template {
        true => Foreign::new(vm.types.native_class(&CONTEXT), context::of(context).without_flags()).into_value(),
        false => context.clone(),
    };
    vm.set_context_value(&state.variable, context);
    Ok(())
}
