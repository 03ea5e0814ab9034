//! Cells: variables shared between a function and the functions inside it.

use crate::heap::{Body, Gc, Kind, Slot, Visitor};
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};

/// A cell; its content is unset while the variable is unbound.
pub struct CellObject {
    /// The variable's value.
    pub content: Slot,
}

impl Body for CellObject {
    const KIND: Kind = Kind::Cell;

    fn trace(&self, visit: &mut Visitor) {
        visit(self.content.peek());
    }

    fn clear(&self) {
        drop(self.content.take());
    }
}

impl CellObject {
    /// A cell holding `content`.
    pub fn new(content: Value) -> Gc<CellObject> {
        Gc::new(CellObject { content: Slot::new(content) })
    }
}

/// `cell`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "cell",
    doc: "The place of a variable that functions share.",
    constructor: Some(&function!("cell(contents=?, /)", |_, args| Ok(CellObject::new(args[0].clone()).into_value()))),
    methods: &[
        getter!("cell_contents", contents, |_, args| {
            own(&args[0]).content.set(args[1].clone());
            Ok(Value::NONE)
        }),
        method!("__eq__(self, other, /)", |vm, args| compare(vm, Compare::Eq, args)),
        method!("__ne__(self, other, /)", |vm, args| compare(vm, Compare::Ne, args)),
        method!("__lt__(self, other, /)", |vm, args| compare(vm, Compare::Lt, args)),
        method!("__le__(self, other, /)", |vm, args| compare(vm, Compare::Le, args)),
        method!("__gt__(self, other, /)", |vm, args| compare(vm, Compare::Gt, args)),
        method!("__ge__(self, other, /)", |vm, args| compare(vm, Compare::Ge, args)),
        method!("__repr__(self, /)", |vm, args| {
            let content = own(&args[0]).content.get();
            let what = match content.is_unset() {
                true => "empty".to_string(),
                false => format!("{} object at {:#x}", vm.type_name(&content), content.bits()),
            };
            Ok(Str::value(&format!("<cell at {:#x}: {what}>", args[0].bits())))
        }),
    ],
    flags: crate::object::class::flag::FINAL | crate::types::UNHASHABLE,
};

fn own(value: &Value) -> &CellObject {
    match value.exact::<CellObject>() {
        Some(cell) => cell,
        None => unreachable!("methods of cells are given cells: the binder checks"),
    }
}

/// Cells compare as what they hold; an empty one is less than any other.
fn compare(vm: &mut Vm, op: Compare, args: &[Value]) -> Res {
    let Some(other) = args[1].exact::<CellObject>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let (a, b) = (own(&args[0]).content.get(), other.content.get());
    if !a.is_unset() && !b.is_unset() {
        return vm.compare(op, &a, &b);
    }
    let [a, b] = [a, b].map(|v| Value::from(!v.is_unset() as i64));
    vm.compare(op, &a, &b)
}

fn contents(vm: &mut crate::vm::Vm, args: &[Value]) -> Res {
    let content = own(&args[0]).content.get();
    if content.is_unset() {
        return Err(vm.error(Exc::ValueError, "Cell is empty"));
    }
    Ok(content)
}
