//! Functions about objects: attributes, types, identity.

use super::attribute_name;
use crate::function;
use crate::heap::Kind;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::int::from_big;
use crate::object::list::List;
use crate::object::native::{NativeDef, Special};
use crate::value::Value;
use crate::vm::{Res, Vm};
use num_bigint::BigInt;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("callable(object, /)", |vm, a| Ok(Value::bool(is_callable(vm, &a[0])))),
    function!("delattr(object, name, /)", |vm, a| {
        let name = attribute_name(vm, &a[1])?;
        vm.del_attr(&a[0], &name)?;
        Ok(Value::NONE)
    }),
    function!("dir(object=?, /)", dir),
    function!("getattr(object, name, default=?, /)", |vm, a| {
        let name = attribute_name(vm, &a[1])?;
        if a[2].is_unset() {
            return vm.get_attr(&a[0], &name);
        }
        Ok(vm.get_attr_opt(&a[0], &name)?.unwrap_or_else(|| a[2].clone()))
    }),
    function!("hasattr(object, name, /)", |vm, a| {
        let name = attribute_name(vm, &a[1])?;
        Ok(Value::bool(vm.get_attr_opt(&a[0], &name)?.is_some()))
    }),
    function!("hash(object, /)", |vm, a| vm.hash(&a[0]).map(crate::ops::hash_value)),
    function!("id(object, /)", |vm, a| {
        let id = from_big(BigInt::from(a[0].bits()));
        vm.audit("builtins.id", |_| [id.clone()])?;
        Ok(id)
    }),
    function!("isinstance(object, class_or_tuple, /)", |vm, a| vm.is_instance(&a[0], &a[1]).map(Value::bool))
        .special(Special::IsInstance),
    function!("issubclass(class, class_or_tuple, /)", |vm, a| vm.is_subclass(&a[0], &a[1]).map(Value::bool)),
    function!("setattr(object, name, value, /)", |vm, a| {
        let name = attribute_name(vm, &a[1])?;
        vm.set_attr(&a[0], &name, a[2].clone())?;
        Ok(Value::NONE)
    }),
    function!("vars(object=?, /)", vars),
];

/// Can it be called?
pub fn is_callable(vm: &Vm, value: &Value) -> bool {
    match value.kind() {
        Some(Kind::Function | Kind::Native | Kind::BoundMethod | Kind::Class) => true,
        Some(_) => vm.lookup_special(value, &vm.names.call).is_some(),
        None => false,
    }
}

fn dir(vm: &mut Vm, args: &[Value]) -> Res {
    let names = if args[0].is_unset() {
        let locals = super::code::current_locals(vm)?;
        vm.collect(&locals)?
    } else {
        let name = vm.names.dir.clone();
        match vm.call_special(&args[0], &name, &[])? {
            Some(names) => vm.collect(&names)?,
            None => return Err(vm.error(Exc::TypeError, "object does not provide __dir__")),
        }
    };
    let mut names = names;
    crate::object::list::sort::sort_items(vm, &mut names, &Value::NONE, false)?;
    Ok(List::value(names))
}

fn vars(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_unset() {
        return super::code::current_locals(vm);
    }
    let name = vm.names.dict.clone();
    match vm.get_attr_opt(&args[0], &name)? {
        Some(dict) => Ok(dict),
        None => Err(vm.error(Exc::TypeError, "vars() argument must have __dict__ attribute")),
    }
}

/// The dict behind a value, also inside an instance of a subclass.
pub(super) fn as_dict(value: &Value) -> Option<crate::heap::Gc<Dict>> {
    value.unwrap_base().to_gc::<Dict>()
}
