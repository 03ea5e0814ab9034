//! `_opcode`: what `dis` asks about Rondo's instructions.

use crate::module::module;
use rondo_vm::compiler::disassemble::disassemble;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::code::Code;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

const FUNCTIONS: &[NativeDef] = &[
    function!("names()", |_, _| { Ok(Tuple::value(Op::ALL.iter().map(|op| Value::from(op.describe().0)).collect())) }),
    function!("disassemble(code, /)", |vm, args| match args[0].exact::<Code>() {
        Some(code) => Ok(Value::from(disassemble(&code.proto))),
        None => {
            let got = vm.type_name(&args[0]);
            Err(vm.error(Exc::TypeError, format!("a code object is required, not '{got}'")))
        }
    }),
];

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_opcode", "Names of Rondo's instructions.", FUNCTIONS))
}
