//! The class `bytearray`: what changes bytes in place; the rest it shares with `bytes`.

use super::ByteArray;
use crate::heap::Kind;
use crate::object::bytes::shared::{self, byte, own};
use crate::object::bytes::{bytes_from_object, bytes_of, construct};
use crate::object::exception::Exc;
use crate::object::int::from_i64;
use crate::object::int::methods::index_i64;
use crate::object::memoryview::exported;
use crate::object::native::NativeDef;
use crate::object::reduce;
use crate::object::slice::{Indices, Slice};
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{byte_methods, class_method, function};

/// `bytearray`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "bytearray",
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n\
          bytearray(bytes_or_buffer) -> bytearray\nbytearray(int) -> bytearray\nbytearray() -> bytearray\n\n\
          Bytes that can be changed: of integers below 256, of an encoded text, of an object's memory, or so \
          many zeros.",
    constructor: Some(&CONSTRUCTOR),
    methods: METHODS,
    flags: crate::object::class::flag::FILLED_BY_INIT | crate::types::UNHASHABLE,
};

static CONSTRUCTOR: NativeDef = function!("bytearray(source=?, encoding=?, errors=?)", new);

static METHODS: &[NativeDef] = byte_methods!([
    method!("__alloc__(self, /)", |vm, args| Ok(Value::from(vm.len(&args[0])? + 1))),
    method!("__buffer__(self, flags, /)", shared::buffer_method),
    method!("__release_buffer__(self, buffer, /)", crate::object::memoryview::take_back),
    method!("__delitem__(self, key, /)", del_item),
    method!("__iadd__(self, value, /)", iadd),
    method!("__imul__(self, value, /)", imul),
    method!("__init__(self, source=?, encoding=?, errors=?)", init),
    method!("__reduce__(self, /)", |vm, args| reduce::byte_array(vm, &args[0], 2)),
    method!("__reduce_ex__(self, proto=0, /)", |vm, args| {
        let protocol = index_i64(vm, &args[1])?;
        reduce::byte_array(vm, &args[0], protocol)
    }),
    method!("__setitem__(self, key, value, /)", set_item),
    method!("append(self, item, /)", append),
    method!("clear(self, /)", clear),
    method!("copy(self, /)", |_, args| Ok(shared::unchanged(args))),
    method!("extend(self, iterable_of_ints, /)", extend),
    class_method!("fromhex(type, string, /)", from_hex),
    method!("insert(self, index, item, /)", insert),
    method!("pop(self, index=-1, /)", pop),
    method!("remove(self, value, /)", remove),
    method!("resize(self, size, /)", resize),
    method!("reverse(self, /)", reverse),
]);

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    construct(vm, args, "bytearray").map(ByteArray::value)
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = construct(vm, &args[1..], "bytearray")?;
    change(vm, args, |all| *all = bytes)?;
    Ok(Value::NONE)
}

fn from_hex(vm: &mut Vm, args: &[Value]) -> Res {
    let bytes = shared::from_hex(vm, &args[1])?;
    let bytes = ByteArray::value(bytes);
    if args[0].is(&vm.types.of_kind(Kind::ByteArray).to_value()) { Ok(bytes) } else { vm.call(&args[0], &[bytes]) }
}

/// Changes the receiver's bytes and maybe their number.
///
/// # Errors
/// BufferError while a memoryview shows them.
fn change<R>(vm: &mut Vm, args: &[Value], f: impl FnOnce(&mut Vec<u8>) -> R) -> Res<R> {
    match args[0].get::<ByteArray>() {
        Some(array) if array.exports.get() == 0 => Ok(f(&mut array.bytes.borrow_mut())),
        _ => Err(cannot_resize(vm)),
    }
}

/// Changes the receiver's bytes but not their number.
fn overwrite<R>(args: &[Value], f: impl FnOnce(&mut [u8]) -> R) -> Option<R> {
    args[0].get::<ByteArray>().map(|array| f(&mut array.bytes.borrow_mut()))
}

fn set_item(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(slice) = args[1].get::<Slice>() else {
        let byte = match vm.index_opt(&args[1])? {
            Some(_) => Some(byte(vm, &args[2])?),
            None => None,
        };
        let place = shared::place(vm, args)?;
        let Some(byte) = byte else { return Ok(Value::NONE) };
        // `__index__` may have changed the length.
        return match overwrite(args, |bytes| bytes.get_mut(place).map(|slot| *slot = byte)).flatten() {
            Some(()) => Ok(Value::NONE),
            None => Err(vm.error(Exc::IndexError, "bytearray index out of range")),
        };
    };
    let new = match bytes_of(&args[2]) {
        Some(bytes) => bytes.into_owned(),
        None => {
            let (iter, index) = (vm.names.iter.clone(), vm.names.index.clone());
            let is_number = vm.lookup_special(&args[2], &index).is_some();
            if args[2].as_str().is_some() || is_number || vm.lookup_special(&args[2], &iter).is_none() {
                let message = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
                return Err(vm.error(Exc::TypeError, message));
            }
            bytes_from_object(vm, &args[2])?
        }
    };
    let Indices { start, step, count, .. } = slice.indices(vm, || own(args, <[u8]>::len))?;
    let start = start.max(0) as usize;
    if step != 1 && new.is_empty() {
        return del_item(vm, &args[..2]);
    }
    if step == 1 {
        if new.len() == count {
            overwrite(args, |bytes| bytes[start..start + count].copy_from_slice(&new));
        } else {
            change(vm, args, |bytes| drop(bytes.splice(start..start + count, new)))?;
        }
    } else if new.len() == count {
        overwrite(args, |bytes| {
            for (i, byte) in new.into_iter().enumerate() {
                bytes[(start as i64 + i as i64 * step) as usize] = byte;
            }
        });
    } else {
        let message = format!("attempt to assign bytes of size {} to extended slice of size {count}", new.len());
        return Err(vm.error(Exc::ValueError, message));
    }
    Ok(Value::NONE)
}

fn del_item(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(slice) = args[1].get::<Slice>() else {
        let place = shared::place(vm, args)?;
        change(vm, args, |bytes| bytes.remove(place))?;
        return Ok(Value::NONE);
    };
    let Indices { start, step, count, .. } = slice.indices(vm, || own(args, <[u8]>::len))?;
    let start = start.max(0) as usize;
    let (first, step) = match step {
        // The same places, in ascending order.
        ..0 if count > 0 => ((start as i64 + (count as i64 - 1) * step) as usize, step.unsigned_abs() as usize),
        _ => (start, step.unsigned_abs() as usize),
    };
    change(vm, args, |bytes| {
        if step == 1 {
            bytes.drain(first..first + count);
        } else {
            let mut place = 0;
            bytes.retain(|_| {
                let selected = place >= first && (place - first) % step == 0 && (place - first) / step < count;
                place += 1;
                !selected
            });
        }
    })?;
    Ok(Value::NONE)
}

fn cannot_resize(vm: &mut Vm) -> Raised {
    vm.error(Exc::BufferError, "Existing exports of data: object cannot be re-sized")
}

pub(crate) fn iadd(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is(&args[1]) {
        // It is read while it would grow, which nothing that is read may.
        return Err(cannot_resize(vm));
    }
    match bytes_of(&args[1]) {
        Some(more) => {
            vm.room_for(own(args, <[u8]>::len).saturating_add(more.len()).saturating_mul(2), 1)?;
            // Nothing is too much for those who look at the bytes.
            if !more.is_empty() {
                change(vm, args, |bytes| bytes.extend_from_slice(&more))?;
            }
            Ok(args[0].clone())
        }
        None => Err(shared::cannot_concat(vm, args)),
    }
}

fn imul(vm: &mut Vm, args: &[Value]) -> Res {
    let repeated = shared::repeated(vm, args)?;
    if repeated.len() != own(args, <[u8]>::len) {
        change(vm, args, |bytes| *bytes = repeated)?;
    }
    Ok(args[0].clone())
}

fn append(vm: &mut Vm, args: &[Value]) -> Res {
    let byte = byte(vm, &args[1])?;
    change(vm, args, |bytes| bytes.push(byte))?;
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: &[Value]) -> Res {
    change(vm, args, Vec::clear)?;
    Ok(Value::NONE)
}

fn extend(vm: &mut Vm, args: &[Value]) -> Res {
    let more = match bytes_of(&args[1]) {
        Some(bytes) => {
            vm.room_for(own(args, <[u8]>::len).saturating_add(bytes.len()).saturating_mul(3), 1)?;
            bytes.into_owned()
        }
        None => {
            if args[1].as_str().is_some() {
                return Err(vm.error(Exc::TypeError, "expected iterable of integers; got: 'str'"));
            }
            let (iter, getitem) = (vm.names.iter.clone(), vm.names.getitem.clone());
            if let Some(bytes) = exported(vm, &args[1])? {
                bytes
            } else if vm.lookup_special(&args[1], &iter).is_none() && vm.lookup_special(&args[1], &getitem).is_none() {
                let got = vm.type_name(&args[1]);
                return Err(vm.error(Exc::TypeError, format!("can't extend bytearray with {got}")));
            } else {
                let mut more = Vec::new();
                for item in vm.collect(&args[1])? {
                    more.push(byte(vm, &item)?);
                }
                more
            }
        }
    };
    if !more.is_empty() {
        change(vm, args, |bytes| bytes.extend_from_slice(&more))?;
    }
    Ok(Value::NONE)
}

fn insert(vm: &mut Vm, args: &[Value]) -> Res {
    let index = index_i64(vm, &args[1])?;
    let byte = byte(vm, &args[2])?;
    change(vm, args, |bytes| {
        let len = bytes.len() as i64;
        let place = if index < 0 { index.saturating_add(len) } else { index };
        bytes.insert(place.clamp(0, len) as usize, byte);
    })?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> Res {
    let index = index_i64(vm, &args[1])?;
    let popped = change(vm, args, |bytes| {
        let len = bytes.len() as i64;
        let place = if index < 0 { index.saturating_add(len) } else { index };
        match (0..len).contains(&place) {
            true => Ok(bytes.remove(place as usize)),
            false if len == 0 => Err("pop from empty bytearray"),
            false => Err("pop index out of range"),
        }
    })?;
    match popped {
        Ok(byte) => Ok(from_i64(byte as i64)),
        Err(message) => Err(vm.error(Exc::IndexError, message)),
    }
}

fn remove(vm: &mut Vm, args: &[Value]) -> Res {
    let byte = byte(vm, &args[1])?;
    let removed = change(vm, args, |bytes| memchr::memchr(byte, bytes).map(|place| bytes.remove(place)))?;
    match removed {
        Some(_) => Ok(Value::NONE),
        None => Err(vm.error(Exc::ValueError, "value not found in bytearray")),
    }
}

fn resize(vm: &mut Vm, args: &[Value]) -> Res {
    match usize::try_from(index_i64(vm, &args[1])?) {
        Ok(size) if size <= 1 << 33 => change(vm, args, |bytes| bytes.resize(size, 0)).map(|()| Value::NONE),
        Ok(_) => Err(vm.error_with(Exc::MemoryError, Vec::new())),
        Err(_) => {
            let size = args[1].as_small_int().unwrap_or(-1);
            Err(vm.error(Exc::ValueError, format!("Can only resize to positive sizes, got {size}")))
        }
    }
}

fn reverse(_: &mut Vm, args: &[Value]) -> Res {
    overwrite(args, <[u8]>::reverse);
    Ok(Value::NONE)
}
