//! `UnicodeDecodeError`, `UnicodeEncodeError` and `UnicodeTranslateError`.

use super::Exception;
use super::base::{field, is_unset, plain_init, set_field, this};
use crate::heap::Kind;
use crate::object::bytes::{Bytes, bytes_of};
use crate::object::exception::Exc;
use crate::object::int::from_i64;
use crate::object::int::methods::index_i64;
use crate::object::native::NativeDef;
use crate::object::number;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{getter, method};
use rondo_grammar::surrogate;

const ENCODING: usize = 0;
const OBJECT: usize = 1;
const START: usize = 2;
const END: usize = 3;
const REASON: usize = 4;

macro_rules! unicode_error {
    ($name:ident, $init:ident, $str:ident) => {
        pub(super) const $name: &[NativeDef] = &[
            method!("__init__(self, /, *args, **kwargs)", $init),
            method!("__str__(self, /)", $str),
            getter!("encoding", |vm, a| Ok(field(this(vm, &a[0])?, 0)), |vm, a| store_object(vm, a, 0)),
            getter!("object", |vm, a| Ok(field(this(vm, &a[0])?, 1)), |vm, a| store_object(vm, a, 1)),
            getter!("start", |vm, a| number(vm, a, 2), |vm, a| store_number(vm, a, 2)),
            getter!("end", |vm, a| number(vm, a, 3), |vm, a| store_number(vm, a, 3)),
            getter!("reason", |vm, a| Ok(field(this(vm, &a[0])?, 4)), |vm, a| store_object(vm, a, 4)),
        ];
    };
}

unicode_error!(DECODE, decode_init, decode_str);
unicode_error!(ENCODE, encode_init, encode_str);
unicode_error!(TRANSLATE, translate_init, translate_str);

/// What an argument must be.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Str,
    Bytes,
    Int,
}

/// Checks the arguments of an `__init__` and sets the fields from number `first` on.
fn init(vm: &mut Vm, args: &[Value], wanted: &[Wanted], first: usize) -> Res {
    let items = plain_init(vm, args)?;
    if items.len() != wanted.len() {
        let message = format!("function takes exactly {} arguments ({} given)", wanted.len(), items.len());
        return Err(vm.error(Exc::TypeError, message));
    }
    for (i, (item, &want)) in items.into_iter().zip(wanted).enumerate() {
        let number = i + 1;
        let value = match want {
            Wanted::Str if item.as_str().is_none() => return Err(wrong_type(vm, number, "str", &item)),
            Wanted::Int => from_i64(index_i64(vm, &item)?),
            Wanted::Bytes if item.get::<Bytes>().is_none() => {
                if !matches!(item.unwrap_base().kind(), Some(Kind::ByteArray | Kind::MemoryView)) {
                    let name = vm.type_name(&item);
                    let message = format!("a bytes-like object is required, not '{name}'");
                    return Err(vm.error(Exc::TypeError, message));
                }
                Bytes::value(&bytes_of(&item).unwrap_or_default())
            }
            _ => item,
        };
        set_field(this(vm, &args[0])?, first + i, value);
    }
    Ok(Value::NONE)
}

fn wrong_type(vm: &mut Vm, number: usize, wanted: &str, got: &Value) -> Raised {
    let name = vm.argument_type_name(got);
    vm.error(Exc::TypeError, format!("argument {number} must be {wanted}, not {name}"))
}

fn decode_init(vm: &mut Vm, args: &[Value]) -> Res {
    init(vm, args, &[Wanted::Str, Wanted::Bytes, Wanted::Int, Wanted::Int, Wanted::Str], ENCODING)
}

fn encode_init(vm: &mut Vm, args: &[Value]) -> Res {
    init(vm, args, &[Wanted::Str, Wanted::Str, Wanted::Int, Wanted::Int, Wanted::Str], ENCODING)
}

fn translate_init(vm: &mut Vm, args: &[Value]) -> Res {
    init(vm, args, &[Wanted::Str, Wanted::Int, Wanted::Int, Wanted::Str], OBJECT)
}

/// Sets a field that holds an object: deleted, it reads as `None`.
fn store_object(vm: &mut Vm, args: &[Value], index: usize) -> Res {
    set_field(this(vm, &args[0])?, index, args[1].clone());
    Ok(Value::NONE)
}

/// A field that holds a number: 0 until it is set.
fn number(vm: &mut Vm, args: &[Value], index: usize) -> Res {
    let value = field(this(vm, &args[0])?, index);
    Ok(if value.is_none() { Value::small_int_unchecked(0) } else { value })
}

fn store_number(vm: &mut Vm, args: &[Value], index: usize) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "can't delete numeric/char attribute"));
    }
    if number::integer(&args[1]).is_none() {
        return Err(vm.error(Exc::TypeError, "an integer is required"));
    }
    let value = from_i64(index_i64(vm, &args[1])?);
    set_field(this(vm, &args[0])?, index, value);
    Ok(Value::NONE)
}

/// The text of the field with the encoding or the reason.
fn text_of(vm: &mut Vm, exception: &Exception, index: usize) -> Res<String> {
    if is_unset(exception, index) {
        return Ok("<NULL>".to_string());
    }
    vm.str(&field(exception, index)).map(|text| text.to_string())
}

/// `start`, `end`, and whether they name one item of an object of `len` items.
fn range(exception: &Exception, len: usize) -> (i64, i64, bool) {
    let number = |index| number::to_i64(&field(exception, index)).unwrap_or(0);
    let (start, end, len) = (number(START), number(END), len as i64);
    (start, end, start >= 0 && start < len && end <= len && end == start + 1)
}

fn wrong_object(vm: &mut Vm, wanted: &str) -> Raised {
    vm.error(Exc::TypeError, format!("UnicodeError 'object' attribute must be a {wanted}"))
}

fn decode_str(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    if is_unset(exception, OBJECT) {
        return Ok(Value::from(""));
    }
    let (encoding, reason) = (text_of(vm, exception, ENCODING)?, text_of(vm, exception, REASON)?);
    let object = field(exception, OBJECT);
    let Some(bytes) = object.get::<Bytes>().map(Bytes::as_slice) else {
        return Err(wrong_object(vm, "bytes"));
    };
    let (start, end, one) = range(exception, bytes.len());
    Ok(Value::from(match bytes.get(start as usize) {
        Some(byte) if one => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end.wrapping_sub(1)),
    }))
}

/// The end of the messages about characters: `character '\xe9' in position 3: reason`.
fn characters(vm: &mut Vm, exception: &Exception) -> Res<String> {
    let object = field(exception, OBJECT);
    let Some(text) = object.get::<Str>() else { return Err(wrong_object(vm, "string")) };
    let (start, end, one) = range(exception, text.char_len());
    Ok(match if one { text.char_at(start as usize) } else { None } {
        Some(c) => {
            let code = surrogate::code_of(c);
            let shown = match code {
                0..=0xff => format!("\\x{code:02x}"),
                0x100..=0xffff => format!("\\u{code:04x}"),
                _ => format!("\\U{code:08x}"),
            };
            format!("character '{shown}' in position {start}")
        }
        None => format!("characters in position {start}-{}", end.wrapping_sub(1)),
    })
}

fn encode_str(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    if is_unset(exception, OBJECT) {
        return Ok(Value::from(""));
    }
    let (encoding, reason) = (text_of(vm, exception, ENCODING)?, text_of(vm, exception, REASON)?);
    let characters = characters(vm, exception)?;
    Ok(Value::from(format!("'{encoding}' codec can't encode {characters}: {reason}")))
}

fn translate_str(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    if is_unset(exception, OBJECT) {
        return Ok(Value::from(""));
    }
    let reason = text_of(vm, exception, REASON)?;
    let characters = characters(vm, exception)?;
    Ok(Value::from(format!("can't translate {characters}: {reason}")))
}

impl Vm {
    /// Raises a UnicodeDecodeError (`object` is bytes) or UnicodeEncodeError (`object` is a str) about
    /// `object[start:end]`.
    #[cold]
    pub fn unicode_error(
        &mut self,
        class: Exc,
        encoding: &str,
        object: &Value,
        start: usize,
        end: usize,
        reason: &str,
    ) -> Raised {
        let number = |n: usize| Value::small_int_unchecked(n as i64);
        let args = [Value::from(encoding), object.clone(), number(start), number(end), Value::from(reason)];
        let exception = Exception::new(self.types.exception(class).to_value(), Tuple::from_slice(&args).into_value());
        for (i, value) in args.into_iter().enumerate() {
            set_field(&exception, i, value);
        }
        self.raise(exception.into_value())
    }
}
