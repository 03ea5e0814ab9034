//! What to tell a user whose program needs what CPython's library has and Rondo lacks: its name, and what to do.

use crate::import::is_standard;
use crate::object::exception::base::field;
use crate::object::exception::import::import_field;
use crate::object::exception::{Exc, Exception};
use crate::object::module::Module;
use crate::value::Value;
use crate::vm::Vm;

/// What there is instead of modules, a line each: `names: advice`.
const INSTEAD: &str = include_str!("missing_modules.txt");

/// What to do where nothing stands in for a module.
const OTHERWISE: &str = "a module in Python that does the same can be put beside the program or on PYTHONPATH";

/// What modules have in CPython 3.14 and not here, constants left out, a line each: `module: names`.
const ATTRIBUTES: &str = include_str!("missing_attributes.txt");

/// The line that is added to the report of an uncaught exception; empty for most.
pub fn note(vm: &mut Vm, value: &Value) -> String {
    let Some(exception) = value.exact::<Exception>() else { return String::new() };
    let found = if vm.is_exception(value, Exc::ModuleNotFoundError) {
        module(vm, exception)
    } else if vm.is_exception(value, Exc::ImportError) {
        let module = field(exception, import_field::NAME);
        attribute(&module, &field(exception, import_field::NAME_FROM))
    } else if vm.is_exception(value, Exc::AttributeError) {
        let object = field(exception, 1);
        let name = object.exact::<Module>().and_then(|module| module.dict.get_str(&vm.names.name));
        attribute(&name.unwrap_or_default(), &field(exception, 0))
    } else {
        None
    };
    match found {
        Some((name, advice)) => {
            format!("note: '{name}' belongs to CPython's standard library, but this Rondo does not have it: {advice}\n")
        }
        None => String::new(),
    }
}

fn module(vm: &Vm, exception: &Exception) -> Option<(String, &'static str)> {
    let name = field(exception, import_field::NAME);
    let name = name.as_str()?;
    let top = name.split('.').next().unwrap_or(name);
    // A submodule of a module that is there is no module of CPython's, unless the list has it.
    let advice = instead_of(name);
    if advice.is_none() && (!is_standard(top) || top != name && vm.modules.get_name(top).is_some()) {
        return None;
    }
    let advice = advice.or_else(|| instead_of(top));
    let internal = top.starts_with('_').then_some("it is a part of CPython's own; other modules show what it does");
    Some((name.to_string(), advice.or(internal).unwrap_or(OTHERWISE)))
}

fn instead_of(module: &str) -> Option<&'static str> {
    let mut lines = INSTEAD.lines().filter_map(|line| line.split_once(": "));
    lines.find(|(names, _)| names.split(' ').any(|name| name == module)).map(|(_, advice)| advice)
}

fn attribute(module: &Value, name: &Value) -> Option<(String, &'static str)> {
    let (module, name) = (module.as_str()?, name.as_str()?);
    let (_, missing) = ATTRIBUTES.lines().filter_map(|line| line.split_once(": ")).find(|(of, _)| *of == module)?;
    if !missing.split(' ').any(|n| n == name) {
        return None;
    }
    Some((format!("{module}.{name}"), "docs/modules.md lists what modules have"))
}
