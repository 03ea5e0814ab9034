//! `localcontext()`: a context for the length of a block.

use super::context::{self, CONTEXT, Context, set_by_name};
use super::state;
use rondo_vm::heap::Visitor;
use rondo_vm::method;
use rondo_vm::object::class::flag;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// Sets a context and restores the one before.
struct Manager {
    local: Value,
    outer: Value,
}

impl ForeignData for Manager {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.local);
        visit(&self.outer);
    }
}

static MANAGER: TypeSpec = TypeSpec {
    name: "decimal.ContextManager",
    doc: "Sets a context and restores the one before.",
    constructor: None,
    methods: &[
        method!("__enter__(self, /)", |vm, args| {
            let local = manager(&args[0]).local.clone();
            state::set_current_context(vm, &local)?;
            Ok(local)
        }),
        method!("__exit__(self, /, *args)", |vm, args| {
            state::set_current_context(vm, &manager(&args[0]).outer)?;
            Ok(Value::FALSE)
        }),
    ],
    flags: flag::FINAL,
};

fn manager(value: &Value) -> &Manager {
    match value.foreign() {
        Some(manager) => manager,
        None => unreachable!("the binder checks"),
    }
}

/// `localcontext(ctx=None, **kwargs)`.
pub fn local_context(vm: &mut Vm, args: &[Value]) -> Res {
    let outer = state::current_context(vm)?;
    let model = match args[0].is_none() {
        true => &outer,
        false if args[0].foreign::<Context>().is_some() => &args[0],
        false => return Err(vm.error(Exc::TypeError, "optional argument must be a context")),
    };
    let local = context::of(model).copied();
    let local = Foreign::new(vm.types.native_class(&CONTEXT), local).into_value();
    for entry in args[1].exact::<Dict>().map(Dict::entries).unwrap_or_default() {
        set_by_name(vm, &local, entry.key.as_str().unwrap_or_default(), &entry.value)?;
    }
    Ok(Foreign::new(vm.types.native_class(&MANAGER), Manager { local, outer }).into_value())
}
