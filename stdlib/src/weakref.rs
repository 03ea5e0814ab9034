//! `_weakref`: the native half of `weakref`.

use crate::module::module;
use rondo_vm::function;
use rondo_vm::heap::{Gc, Kind};
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::weakref::{attached, references_to, shared_proxy};
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_weakref", "Weak-reference support module.", FUNCTIONS);
    let class = vm.types.of_kind(Kind::WeakRef).to_value();
    module.dict.set_name("ref", class.clone());
    module.dict.set_name("ReferenceType", class);
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("getweakrefcount(object, /)", |_, args| Ok(Value::from(references_to(&args[0]).len()))),
    function!("attach(object, callback, proxy, /)", |vm, args| attached(vm, &args[0], &args[1], &args[2])),
    function!("shared_proxy(object, cls, /)", |vm, args| {
        Ok(shared_proxy(vm, &args[0], &args[1]).unwrap_or(Value::NONE))
    }),
    function!("getweakrefs(object, /)", |_, args| Ok(List::value(references_to(&args[0])))),
];
