//! `bool`: the two ints `False` and `True`.

use crate::object::exception::Exc;
use crate::object::native::NativeDef;
use crate::object::number::{self, Rank};
use crate::op::Op;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, method};

/// `bool`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "bool",
    doc: "A truth value, True or False: is the argument true?",
    constructor: Some(&CONSTRUCTOR),
    methods: METHODS,
    flags: crate::object::class::flag::FINAL,
};

static CONSTRUCTOR: NativeDef = function!("bool(object=False, /)", |vm, args| Ok(Value::bool(vm.truth(&args[0])?)));

static METHODS: &[NativeDef] = &[
    method!("__repr__(self, /)", number::repr_method),
    method!("__invert__(self, /)", invert),
    method!("__and__(self, value, /)", |vm, args| bitwise(vm, Op::BitAnd, args)),
    method!("__rand__(self, value, /)", |vm, args| bitwise(vm, Op::BitAnd, args)),
    method!("__or__(self, value, /)", |vm, args| bitwise(vm, Op::BitOr, args)),
    method!("__ror__(self, value, /)", |vm, args| bitwise(vm, Op::BitOr, args)),
    method!("__xor__(self, value, /)", |vm, args| bitwise(vm, Op::BitXor, args)),
    method!("__rxor__(self, value, /)", |vm, args| bitwise(vm, Op::BitXor, args)),
];

/// On two bools the result is a bool.
fn bitwise(vm: &mut Vm, op: Op, args: &[Value]) -> Res {
    match number::binary(vm, op, &args[0], &args[1]) {
        Some(result) => result,
        None => number::operator(vm, op, false, Rank::Int, args),
    }
}

fn invert(vm: &mut Vm, args: &[Value]) -> Res {
    let message = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the \
                   bitwise inversion of the underlying int object and is usually not what you expect from the \
                   negation of a bool object. Use the 'not' operator for boolean negation or ~int(x) for the bitwise \
                   inversion of the underlying int.";
    vm.warn(Exc::DeprecationWarning, message)?;
    number::unary_operator(Op::Invert, args)
}
