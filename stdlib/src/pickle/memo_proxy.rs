//! The memo of a pickler or an unpickler as programs see it.

use rondo_vm::heap::Visitor;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};

/// What stands for the memo of `owner`.
pub struct MemoProxy {
    owner: Value,
}

impl ForeignData for MemoProxy {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.owner);
    }
}

/// The memo of `owner`, as an object of its class.
pub fn value(vm: &mut Vm, spec: &'static TypeSpec, owner: &Value) -> Value {
    Foreign::new(vm.types.native_class(spec), MemoProxy { owner: owner.clone() }).into_value()
}

/// Whose memo `value` is, if it is that of a `T`.
pub fn owner_of<T: ForeignData>(value: &Value) -> Option<&T> {
    value.foreign::<MemoProxy>()?.owner.foreign()
}

/// Whose memo a method was called on: the binder has checked its class.
pub fn owner<T: ForeignData>(args: &[Value]) -> &T {
    match owner_of(&args[0]) {
        Some(owner) => owner,
        None => unreachable!("methods of memos are bound to such objects only"),
    }
}

/// `__reduce__` of a memo with this `copy`: a dict of what is in it.
pub fn reduce(vm: &mut Vm, args: &[Value], copy: fn(&mut Vm, &[Value]) -> Res) -> Res {
    let copy = copy(vm, args)?;
    let dict = vm.class_of(&copy).into_value();
    Ok(Tuple::of([dict, Tuple::of([copy])]))
}

/// What assigning `value`, neither a memo nor a dict, to the attribute `memo` raises. `proxy` names the class of memos.
pub fn refused(vm: &mut Vm, value: &Value, proxy: &str) -> Raised {
    if value.is_unset() {
        return vm.error(Exc::TypeError, "attribute deletion is not supported");
    }
    vm.type_error_about(&format!("'memo' attribute must be {proxy} object or dict, not {{}}"), value)
}
