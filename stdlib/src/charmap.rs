//! `_charmap`: text to bytes and back by tables, for encodings of one byte a character. What a table does not have is for
//! the error handlers, which `lib/codecs.py` knows. Beside them are the encodings that strings know by themselves, without
//! the notes that `str.encode` and `bytes.decode` add to errors.

use crate::module::module;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::{Bytes, bytes_of, with_bytes};
use rondo_vm::object::dict::Dict;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::str::codec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_charmap", "Encodings of one byte a character.", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!("encode(text, mapping, /)", encode),
    function!("decode(data, table, /)", decode),
    function!("encode_known(text, encoding, errors, /)", encode_known),
    function!("decode_known(data, encoding, errors, /)", decode_known),
];

/// `encode_known(text, encoding, errors)`: by an encoding that strings know.
fn encode_known(vm: &mut Vm, args: &[Value]) -> Res {
    let [text, encoding, errors] = [0, 1, 2].map(|i| args[i].as_str().unwrap_or_default());
    let codec = codec::lookup(vm, encoding)?;
    Ok(Bytes::value(&codec::encode_with(vm, text, codec, errors)?))
}

/// `decode_known(data, encoding, errors)`: as [`encode_known`], back.
fn decode_known(vm: &mut Vm, args: &[Value]) -> Res {
    let [encoding, errors] = [1, 2].map(|i| args[i].as_str().unwrap_or_default());
    let codec = codec::lookup(vm, encoding)?;
    let data = bytes_of(&args[0]).unwrap_or_default();
    Ok(Value::from(codec::decode_with(vm, &data, codec, errors)?))
}

/// `encode(text, mapping)`: the bytes that a dict has for the code points of a text; `None` if it is no dict, or has
/// something other than a byte for one of them.
fn encode(vm: &mut Vm, args: &[Value]) -> Res {
    let (Some(text), Some(mapping)) = (args[0].as_str(), args[1].exact::<Dict>()) else { return Ok(Value::NONE) };
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        let byte = mapping.get(vm, &Value::from(i64::from(u32::from(c))))?;
        match byte.and_then(|byte| u8::try_from(byte.as_small_int()?).ok()) {
            Some(byte) => out.push(byte),
            None => return Ok(Value::NONE),
        }
    }
    Ok(Bytes::value(&out))
}

/// `decode(data, table)`: the characters that a string of 256 has for bytes; `None` if it has U+FFFE, which stands for
/// none, for one of them, or is something else.
fn decode(_: &mut Vm, args: &[Value]) -> Res {
    let Some(table) = args[1].as_str() else { return Ok(Value::NONE) };
    let mut characters = ['\u{FFFE}'; 256];
    let mut count = 0;
    for c in table.chars() {
        let Some(place) = characters.get_mut(count) else { return Ok(Value::NONE) };
        *place = c;
        count += 1;
    }
    let decoded = with_bytes(&args[0], |bytes| {
        let mut out = String::with_capacity(bytes.len());
        for &byte in bytes {
            match characters[usize::from(byte)] {
                '\u{FFFE}' => return None,
                c => out.push(c),
            }
        }
        Some(out)
    });
    Ok(if count == 256 { decoded.flatten().map_or(Value::NONE, Value::from) } else { Value::NONE })
}
