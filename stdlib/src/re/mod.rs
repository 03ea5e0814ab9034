//! `_sre`: compiled regular expressions, for the module `re`.

mod case;
mod matched;
mod matcher;
mod parse;
mod pattern;
mod program;
mod replace;
mod syntax;

use crate::module::{add_integers, module};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::bytes_of;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use syntax::Case;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_sre", "Compiled regular expressions.", FUNCTIONS);
    add_integers(&module, &[("CODESIZE", 4), ("MAXREPEAT", 0xFFFF_FFFF), ("MAXGROUPS", 0x3FFF_FFFF)]);
    module.dict.set_name("Pattern", vm.types.native_class(&pattern::PATTERN).into_value());
    module.dict.set_name("Match", vm.types.native_class(&matched::MATCH).into_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("compile(pattern, flags, /)", compile),
    function!("ascii_iscased(character, /)", |vm, a| is_cased(vm, a, Case::Ascii)),
    function!("ascii_tolower(character, /)", |vm, a| to_lower(vm, a, Case::Ascii)),
    function!("unicode_iscased(character, /)", |vm, a| is_cased(vm, a, Case::Unicode)),
    function!("unicode_tolower(character, /)", |vm, a| to_lower(vm, a, Case::Unicode)),
];

fn is_cased(vm: &mut Vm, args: &[Value], case: Case) -> Res {
    let code = crate::module::integer32(vm, &args[0])? as u32;
    Ok(Value::bool(match case {
        Case::Unicode => case::lower(code) != code || case::upper(code) != code,
        _ => u8::try_from(code).is_ok_and(|b| b.is_ascii_alphabetic()),
    }))
}

fn to_lower(vm: &mut Vm, args: &[Value], case: Case) -> Res {
    let code = crate::module::integer32(vm, &args[0])? as u32;
    Ok(Value::from(i64::from(match case {
        Case::Unicode => case::lower(code),
        case => case::fold(code, case),
    })))
}

/// The characters of a pattern or template, or its bytes; is it a `str`? `None` for anything else.
fn characters(value: &Value) -> Option<(Vec<u32>, bool)> {
    if let Some(text) = value.as_str() {
        return Some((text.chars().map(rondo_grammar::surrogate::code_of).collect(), true));
    }
    bytes_of(value).map(|bytes| (bytes.iter().map(|&b| u32::from(b)).collect(), false))
}

fn compile(vm: &mut Vm, args: &[Value]) -> Res {
    let Some((text, is_str)) = characters(&args[0]) else {
        return Err(vm.error(Exc::TypeError, "first argument must be string or compiled pattern"));
    };
    let flags = crate::module::integer(vm, &args[1])? as u32;
    let mut warnings = Vec::new();
    let parsed = parse::parse(&text, is_str, flags, &mut warnings);
    for warning in warnings {
        let module = vm.import_module("re")?;
        vm.call_method(&module, "_warn_of_set", &[Value::from(warning)])?;
    }
    match parsed {
        Ok(parsed) => pattern::Pattern::value(vm, args[0].clone(), is_str, parsed),
        Err(error) => Err(raise(vm, error, &args[0])),
    }
}

/// Raises what is wrong with a pattern or template.
fn raise(vm: &mut Vm, error: parse::Error, pattern: &Value) -> Raised {
    let from_none = error.from_none;
    let raised = raise_shown(vm, error, pattern);
    if from_none { vm.hiding_context(raised) } else { raised }
}

fn raise_shown(vm: &mut Vm, error: parse::Error, pattern: &Value) -> Raised {
    if error.overflow {
        return vm.error(Exc::OverflowError, error.message);
    }
    if error.value {
        return vm.error(Exc::ValueError, error.message);
    }
    let position = error.position.map_or(Value::NONE, |p| Value::from(p as i64));
    let made = vm.import_module("re").and_then(|module| {
        let class = vm.get_attr_text(&module, "PatternError")?;
        vm.call(&class, &[Value::from(error.message), pattern.clone(), position])
    });
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}
