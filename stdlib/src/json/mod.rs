//! `_json`: reading and writing JSON text, for `json`.

mod read;
mod write;

use crate::module::module;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_json", "json speedups", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!(
        "decode(text, start, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, error, /)",
        read::decode
    ),
    function!(
        "encode(obj, default, ensure_ascii, indent, item_separator, key_separator, sort_keys, skipkeys, allow_nan, check_circular, /)",
        write::encode
    ),
    function!("encode_string(text, ensure_ascii, /)", write::encode_string),
];

/// Arrays and objects may be nested this deep.
const MAX_DEPTH: usize = 1000;
