//! The class `bytes`.

use super::construct::construct;
use super::{Bytes, shared};
use crate::heap::Kind;
use crate::object::int::from_i64;
use crate::object::native::NativeDef;
use crate::ops::Compare;
use crate::ops::hashing::hash_bytes;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{byte_methods, class_method, function};

/// `bytes`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "bytes",
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) \
          -> bytes\nbytes(int) -> bytes\nbytes() -> bytes\n\nBytes that cannot change: of integers below 256, of \
          an encoded text, of an object's memory, or so many zeros.",
    constructor: Some(&CONSTRUCTOR),
    methods: METHODS,
    flags: 0,
};

static CONSTRUCTOR: NativeDef = function!("bytes(source=?, encoding=?, errors=?)", new);

static METHODS: &[NativeDef] = byte_methods!([
    method!("__buffer__(self, flags, /)", shared::buffer_method),
    method!("__bytes__(self, /)", |_, args| Ok(args[0].unwrap_base().clone())),
    method!("__getnewargs__(self, /)", shared::getnewargs),
    method!("__hash__(self, /)", hash),
    class_method!("fromhex(type, string, /)", from_hex),
]);

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_kind(Kind::Bytes) && args[1].is_unset() && args[2].is_unset() {
        return Ok(args[0].clone());
    }
    construct(vm, args, "bytes").map(|bytes| Bytes::value(&bytes))
}

fn hash(_: &mut Vm, args: &[Value]) -> Res {
    Ok(from_i64(shared::own(args, hash_bytes) as i64))
}

fn from_hex(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = shared::from_hex(vm, &args[1])?;
    let bytes = Bytes::value(&bytes);
    if args[0].is(&vm.types.of_kind(Kind::Bytes).to_value()) { Ok(bytes) } else { vm.call(&args[0], &[bytes]) }
}
