//! `None`, `...` and `NotImplemented`: the classes of the immediate constants.

use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::ops::hash_value;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, method};

/// The class of a constant is called with nothing.
fn no_arguments(vm: &mut Vm, args: &[Value], name: &str) -> Res<()> {
    if vm.len(&args[0])? + vm.len(&args[1])? > 0 {
        return Err(vm.error(Exc::TypeError, format!("{name} takes no arguments")));
    }
    Ok(())
}

/// `NoneType`.
pub static NONE_SPEC: TypeSpec = TypeSpec {
    name: "NoneType",
    doc: "The class of None.",
    constructor: Some(&function!("NoneType(*args, **kwargs)", |vm, args| {
        no_arguments(vm, args, "NoneType")?;
        Ok(Value::NONE)
    })),
    methods: &[
        method!("__repr__(self, /)", |_, _| Ok(Str::value("None"))),
        method!("__bool__(self, /)", |_, _| Ok(Value::FALSE)),
        method!("__hash__(self, /)", |vm, args| Ok(hash_value(vm.hash(&args[0])?))),
        method!("__eq__(self, value, /)", |_, args| {
            Ok(if args[1].is_none() { Value::TRUE } else { Value::NOT_IMPLEMENTED })
        }),
    ],
    flags: flag::FINAL,
};

/// `ellipsis`.
pub static ELLIPSIS_SPEC: TypeSpec = TypeSpec {
    name: "ellipsis",
    doc: "The class of Ellipsis, the three dots.",
    constructor: Some(&function!("ellipsis(*args, **kwargs)", |vm, args| {
        no_arguments(vm, args, "EllipsisType")?;
        Ok(Value::ELLIPSIS)
    })),
    methods: &[
        method!("__repr__(self, /)", |_, _| Ok(Str::value("Ellipsis"))),
        method!("__reduce__(self, /)", |_, _| Ok(Str::value("Ellipsis"))),
    ],
    flags: flag::FINAL,
};

/// `NotImplementedType`.
pub static NOT_IMPLEMENTED_SPEC: TypeSpec = TypeSpec {
    name: "NotImplementedType",
    doc: "The class of NotImplemented.",
    constructor: Some(&function!("NotImplementedType(*args, **kwargs)", |vm, args| {
        no_arguments(vm, args, "NotImplementedType")?;
        Ok(Value::NOT_IMPLEMENTED)
    })),
    methods: &[
        method!("__repr__(self, /)", |_, _| Ok(Str::value("NotImplemented"))),
        method!("__bool__(self, /)", |vm, _| {
            Err(vm.error(Exc::TypeError, "NotImplemented should not be used in a boolean context"))
        }),
        method!("__reduce__(self, /)", |_, _| Ok(Str::value("NotImplemented"))),
    ],
    flags: flag::FINAL,
};
