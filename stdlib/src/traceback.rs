//! `_traceback`: the VM's own reports of exceptions, for `traceback`.

use crate::module::{integer, module, text};
use rondo_vm::code::Position;
use rondo_vm::function;
use rondo_vm::heap::{Gc, Kind};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::report::chain;
use rondo_vm::report::frame::{Entry, format_entries};
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
    function!("format_entry(filename, name, line, end_line, col, end_col, lines, /)", format_entry),
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
    let pieces = chain::format(vm, &args[0], chain::Style { chain: with_chain, tasks: false, theme: PLAIN });
    Ok(List::value(pieces.into_iter().map(Value::from).collect()))
}

/// The report without the traceback.
fn format_exception_only(vm: &mut Vm, args: &[Value]) -> Res {
    check(vm, &args[0])?;
    Ok(Value::from(chain::format_only(vm, &args[0])))
}

/// One entry of a traceback; `lines` are the source lines from `line` to `end_line`.
fn format_entry(vm: &mut Vm, args: &[Value]) -> Res {
    let filename = text(vm, &args[0], "format_entry() argument 1")?.to_string();
    let name = text(vm, &args[1], "format_entry() argument 2")?.to_string();
    let mut numbers = [0u32; 4];
    for (number, arg) in numbers.iter_mut().zip(&args[2..6]) {
        *number = u32::try_from(integer(vm, arg)?).unwrap_or(0);
    }
    let [line, end_line, col, end_col] = numbers;
    let lines: Vec<String> =
        vm.collect(&args[6])?.iter().map(|line| line.as_str().unwrap_or_default().to_string()).collect();
    let entry = Entry { filename, name, position: Position { line, end_line, col, end_col } };
    let texts = format_entries(&[entry], PLAIN, |_, number| lines.get(number.checked_sub(line)? as usize).cloned());
    Ok(Value::from(texts.concat()))
}
