//! `_io`: the native half of `io`.

use crate::module::{add_integers, module};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::file::{self, FINALIZING};
use rondo_vm::object::module::Module;
use rondo_vm::object::native::{NativeDef, NativeFunction};
use rondo_vm::object::str::Str;
use rondo_vm::report;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_io", "Files of text and bytes.", FUNCTIONS);
    for (name, class) in file::classes(vm) {
        module.dict.set_name(name, class.into_value());
    }
    // The same function that `builtins` has.
    let open = match vm.builtins.get_name("open") {
        Some(open) => open,
        None => NativeFunction::new(&file::open::OPEN, Str::intern("_io").into_value()).into_value(),
    };
    module.dict.set_name("open", open);
    add_integers(&module, &[("DEFAULT_BUFFER_SIZE", 128 * 1024)]);
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("text_encoding(encoding, stacklevel=2, /)", text_encoding),
    function!("_report_unraisable(exception, object, /)", |vm, args| {
        report::unraisable(vm, args[0].clone(), &args[1], FINALIZING);
        Ok(Value::NONE)
    }),
];

/// `text_encoding(encoding, stacklevel=2)`: PEP 597.
fn text_encoding(vm: &mut Vm, args: &[Value]) -> Res {
    if !args[0].is_none() {
        return Ok(args[0].clone());
    }
    if vm.importer.flags.warn_default_encoding
        && let Some(category) = vm.builtins.get_name("EncodingWarning")
    {
        let warnings = vm.import_module("warnings")?;
        vm.call_method(&warnings, "warn", &[Value::from(file::open::NO_ENCODING), category, args[1].clone()])?;
    }
    Ok(Value::from("locale"))
}
