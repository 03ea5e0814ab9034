//! `_ast`: syntax trees as objects of the classes of the module `ast`, made from texts and compiled to code.

mod build;
mod checks;
mod patterns;
mod read;

use crate::module::{integer, module, text};
use rondo_grammar::Mode;
use rondo_vm::compiler::Options;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_ast", "Syntax trees of program texts.", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!("parse(source, filename, mode, classes, make, /)", parse),
    function!("compile(tree, filename, mode, flags, optimize, classes, /)", compile),
];

/// `parse(source, filename, mode, classes, make)`: the tree of a text. `classes` maps the names of nodes to classes;
/// `make(class, fields, position)` makes a node.
fn parse(vm: &mut Vm, args: &[Value]) -> Res {
    let source = text(vm, &args[0], "parse() argument 1")?;
    let filename = text(vm, &args[1], "parse() argument 2")?;
    let mode = mode_of(&args[2]);
    let parsed = match rondo_grammar::parse_with_warnings(source, mode) {
        Ok(parsed) => parsed,
        Err(error) => return Err(vm.syntax_error(&error, source, filename)),
    };
    vm.syntax_warnings(&parsed.warnings, true, source, filename)?;
    build::build(vm, (source, filename), &parsed.module, &args[3], &args[4])
}

fn mode_of(mode: &Value) -> Mode {
    match mode.as_str() {
        Some("eval") => Mode::Eval,
        Some("single") => Mode::Single,
        _ => Mode::Exec,
    }
}

/// `compile(tree, filename, mode, flags, optimize, classes)`: the code of a tree; `None` if `flags` ask for no code.
fn compile(vm: &mut Vm, args: &[Value]) -> Res {
    /// `ast.PyCF_ONLY_AST`.
    const ONLY_AST: i64 = 0x400;
    let filename = text(vm, &args[1], "compile() argument 2")?;
    let (flags, optimize) = (integer(vm, &args[3])?, integer(vm, &args[4])?);
    let (module, places) = read::read(vm, &args[0], mode_of(&args[2]), &args[5])?;
    if flags & ONLY_AST != 0 {
        return Ok(Value::NONE);
    }
    let mut options = Options::new(filename);
    options.optimize = optimize.clamp(0, 2) as u8;
    Ok(vm.compile_tree(&module, &places, options, flags)?.into_value())
}
