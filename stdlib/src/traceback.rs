//! `_traceback`: what the VM's own reports of exceptions are made of, for `traceback`.

use crate::module::{integer, module};
use rondo_vm::code::Position;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::exception::Exception;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::traceback::Traceback;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::report::theme::{COLORED, PLAIN};
use rondo_vm::report::{chain, frame, hints, keyword_hint, suggest};
use rondo_vm::sys;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_traceback", "", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!("place(traceback, exception, library, /)", place),
    function!("hint(exception, traceback, /)", hint),
    function!("keyword(exception, /)", keyword),
    function!("source_block(lines, col, end_col, colorize, /)", source_block),
    function!("distance(a, b, limit, /)", distance),
];

/// Where an entry of a traceback of `exception` is: `(line, end_line, col, end_col)`; `False` of an entry that is not
/// shown, as those of the library unless `library`, `None` of anything that is no traceback.
fn place(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(entry) = args[0].exact::<Traceback>() else { return Ok(Value::NONE) };
    let exception = args[1].exact::<Exception>();
    let shows_all = vm.truth(&args[2])? && !sys::is_prelude(&entry.frame());
    let shown = if shows_all { Some(chain::place_of_any(entry, exception)) } else { chain::place(entry, exception) };
    let Some(at) = shown else { return Ok(Value::FALSE) };
    let column = |column: u32| if at.end_col == 0 { Value::NONE } else { Value::from(i64::from(column)) };
    let line = |line: u32| if line == 0 { Value::NONE } else { Value::from(i64::from(line)) };
    Ok(Tuple::value(vec![line(at.line), line(at.end_line), column(at.col), column(at.end_col)]))
}

/// What to add to the text of an exception with that traceback: "Did you mean" and the like.
fn hint(vm: &mut Vm, args: &[Value]) -> Res {
    let text = match args[0].exact::<Exception>() {
        Some(exception) => hints::suggestion(vm, &args[0], exception, &args[1]),
        None => String::new(),
    };
    Ok(Value::from(text))
}

/// What a SyntaxError that is due to a misspelt keyword says instead, `(message, offset, end_offset)`; or `None`.
fn keyword(_: &mut Vm, args: &[Value]) -> Res {
    let found = args[0].exact::<Exception>().and_then(keyword_hint);
    Ok(found.map_or(Value::NONE, |(message, offset, end_offset)| {
        Tuple::of([Value::from(message), Value::from(offset), Value::from(end_offset)])
    }))
}

/// The source lines of an entry, indented, with markers from `col` of the first to `end_col` of the last.
fn source_block(vm: &mut Vm, args: &[Value]) -> Res {
    let lines: Vec<String> =
        vm.collect(&args[0])?.iter().map(|line| line.as_str().unwrap_or_default().to_string()).collect();
    let col = u32::try_from(integer(vm, &args[1])?).unwrap_or(0);
    let end_col = u32::try_from(integer(vm, &args[2])?).unwrap_or(0);
    let theme = if vm.truth(&args[3])? { COLORED } else { PLAIN };
    let line = 1;
    let end_line = (lines.len() as u32).max(1);
    Ok(Value::from(frame::source_lines(&lines, Position { line, end_line, col, end_col }, theme)))
}

/// The distance of two names by which suggestions are made; more than `limit` if it is larger than that.
fn distance(vm: &mut Vm, args: &[Value]) -> Res {
    let [a, b] = [0, 1].map(|i| args[i].as_str().unwrap_or_default().chars().collect::<Vec<char>>());
    let limit = usize::try_from(integer(vm, &args[2])?).unwrap_or(0);
    Ok(Value::from(suggest::distance(&a, &b, limit).unwrap_or(limit + 1) as i64))
}
