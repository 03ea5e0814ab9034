//! `_traceback`: the VM's own reports of exceptions, for `traceback`.

use crate::module::module;
use rondo_vm::function;
use rondo_vm::heap::{Gc, Kind};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::report::chain;
use rondo_vm::report::theme::PLAIN;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_traceback", "", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!("format_exception(exception, chain, /)", format_exception),
    function!("format_exception_only(exception, /)", format_exception_only),
];

fn check(vm: &mut Vm, value: &Value) -> Res<()> {
    if value.is_kind(Kind::Exception) {
        return Ok(());
    }
    let message = format!("Exception expected for value, {} found", vm.type_name(value));
    Err(vm.error(Exc::TypeError, message))
}

/// The pieces of the report of an exception, and of what led to it if wanted.
fn format_exception(vm: &mut Vm, args: &[Value]) -> Res {
    check(vm, &args[0])?;
    let with_chain = vm.truth(&args[1])?;
    let pieces = chain::format(vm, &args[0], with_chain, PLAIN);
    Ok(List::value(pieces.into_iter().map(Value::from).collect()))
}

/// The report without the traceback.
fn format_exception_only(vm: &mut Vm, args: &[Value]) -> Res {
    check(vm, &args[0])?;
    Ok(Value::from(chain::format_only(vm, &args[0])))
}
