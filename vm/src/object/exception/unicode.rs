//! `UnicodeDecodeError`, `UnicodeEncodeError` and `UnicodeTranslateError`.

use super::Exception;
use super::base::{field, plain_init, set_field, store_field, this};
use crate::heap::Kind;
use crate::object::bytes::Bytes;
use crate::object::exception::Exc;
use crate::object::native::NativeDef;
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
            getter!("encoding", |vm, a| Ok(field(this(vm, &a[0])?, 0)), |vm, a| store_field(vm, a, 0)),
            getter!("object", |vm, a| Ok(field(this(vm, &a[0])?, 1)), |vm, a| store_field(vm, a, 1)),
            getter!("start", |vm, a| Ok(field(this(vm, &a[0])?, 2)), |vm, a| store_field(vm, a, 2)),
            getter!("end", |vm, a| Ok(field(this(vm, &a[0])?, 3)), |vm, a| store_field(vm, a, 3)),
            getter!("reason", |vm, a| Ok(field(this(vm, &a[0])?, 4)), |vm, a| store_field(vm, a, 4)),
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
            Wanted::Int => Value::small_int_unchecked(vm.index_clamped(&item)?.clamp(0, i32::MAX.into())),
            Wanted::Bytes if item.get::<Bytes>().is_none() => {
                if !matches!(item.unwrap_base().kind(), Some(Kind::ByteArray | Kind::MemoryView)) {
                    let name = vm.type_name(&item);
                    let message = format!("a bytes-like object is required, not '{name}'");
                    return Err(vm.error(Exc::TypeError, message));
                }
                item
            }
            _ => item,
        };
        set_field(this(vm, &args[0])?, first + i, value);
    }
    Ok(Value::NONE)
}

fn wrong_type(vm: &mut Vm, number: usize, wanted: &str, got: &Value) -> Raised {
    let name = vm.type_name(got);
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

/// The range `start..end`, in bounds of an object of `len` items.
fn range(exception: &Exception, len: usize) -> (usize, usize) {
    let start = field(exception, START).as_small_int().unwrap_or(0).max(0) as usize;
    let end = field(exception, END).as_small_int().unwrap_or(0).max(0) as usize;
    let start = start.min(len.saturating_sub(1));
    (start, end.max(1).min(len.max(1)))
}

fn decode_str(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    let object = field(exception, OBJECT);
    if object.is_none() {
        return Ok(Value::from(""));
    }
    let (encoding, reason) = (vm.str(&field(exception, ENCODING))?, vm.str(&field(exception, REASON))?);
    let bytes: &[u8] = object.get::<Bytes>().map(Bytes::as_slice).unwrap_or_default();
    let (start, end) = range(exception, bytes.len());
    Ok(Value::from(match bytes.get(start) {
        Some(byte) if end == start + 1 => {
            format!("'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}")
        }
        _ => format!("'{encoding}' codec can't decode bytes in position {start}-{}: {reason}", end as i64 - 1),
    }))
}

/// The end of the messages about characters: `character '\xe9' in position 3: reason`.
fn characters(exception: &Exception) -> String {
    let object = field(exception, OBJECT);
    let text = object.get::<Str>();
    let (start, end) = range(exception, text.map_or(0, Str::char_len));
    match text.and_then(|t| t.char_at(start)) {
        Some(c) if end == start + 1 => {
            let code = surrogate::code_of(c);
            let shown = match code {
                0..=0xff => format!("\\x{code:02x}"),
                0x100..=0xffff => format!("\\u{code:04x}"),
                _ => format!("\\U{code:08x}"),
            };
            format!("character '{shown}' in position {start}")
        }
        _ => format!("characters in position {start}-{}", end as i64 - 1),
    }
}

fn encode_str(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    if field(exception, OBJECT).is_none() {
        return Ok(Value::from(""));
    }
    let (encoding, reason) = (vm.str(&field(exception, ENCODING))?, vm.str(&field(exception, REASON))?);
    Ok(Value::from(format!("'{encoding}' codec can't encode {}: {reason}", characters(exception))))
}

fn translate_str(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    if field(exception, OBJECT).is_none() {
        return Ok(Value::from(""));
    }
    let reason = vm.str(&field(exception, REASON))?;
    Ok(Value::from(format!("can't translate {}: {reason}", characters(exception))))
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
