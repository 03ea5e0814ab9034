//! The class `int`: constructor and methods; and the conversion of arguments to ints.

use crate::format;
use crate::heap::Kind;
use crate::object::bytes::{self, Bytes};
use crate::object::exception::Exc;
use crate::object::float;
use crate::object::int::arithmetic::Integer;
use crate::object::int::text::{self, Malformed};
use crate::object::int::{from_big, from_i64, from_i128};
use crate::object::memoryview::exported;
use crate::object::native::NativeDef;
use crate::object::number::{self, Number, Rank};
use crate::object::tuple::Tuple;
use crate::op::Op;
use crate::ops::Compare;
use crate::ops::index::is_strict_subclass;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, getter, method, real_methods};
use num_bigint::{BigInt, BigUint, Sign};

/// `int`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "int",
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nAn integer: of a number without its fraction, or of \
          a text of digits in a base.",
    constructor: Some(&CONSTRUCTOR),
    methods: METHODS,
    flags: 0,
};

static CONSTRUCTOR: NativeDef = function!("int(x=?, /, base=?)", new);

static METHODS: &[NativeDef] = real_methods!(
    Rank::Int,
    [
        method!("__lshift__(self, value, /)", |vm, args| n::operator(vm, Op::LShift, false, Rank::Int, args)),
        method!("__rlshift__(self, value, /)", |vm, args| n::operator(vm, Op::LShift, true, Rank::Int, args)),
        method!("__rshift__(self, value, /)", |vm, args| n::operator(vm, Op::RShift, false, Rank::Int, args)),
        method!("__rrshift__(self, value, /)", |vm, args| n::operator(vm, Op::RShift, true, Rank::Int, args)),
        method!("__and__(self, value, /)", |vm, args| n::operator(vm, Op::BitAnd, false, Rank::Int, args)),
        method!("__rand__(self, value, /)", |vm, args| n::operator(vm, Op::BitAnd, true, Rank::Int, args)),
        method!("__or__(self, value, /)", |vm, args| n::operator(vm, Op::BitOr, false, Rank::Int, args)),
        method!("__ror__(self, value, /)", |vm, args| n::operator(vm, Op::BitOr, true, Rank::Int, args)),
        method!("__xor__(self, value, /)", |vm, args| n::operator(vm, Op::BitXor, false, Rank::Int, args)),
        method!("__rxor__(self, value, /)", |vm, args| n::operator(vm, Op::BitXor, true, Rank::Int, args)),
        method!("__invert__(self, /)", |_, args| n::unary_operator(Op::Invert, args)),
        method!("__int__(self, /)", plain),
        method!("__index__(self, /)", plain),
        method!("__trunc__(self, /)", plain),
        method!("__floor__(self, /)", plain),
        method!("__ceil__(self, /)", plain),
        method!("__round__(self, ndigits=None, /)", round),
        method!("__float__(self, /)", |vm, args| own(args).to_float().map(Value::float).map_err(|f| vm.fault(f))),
        method!("__format__(self, format_spec, /)", format::method),
        method!("__getnewargs__(self, /)", |vm, args| Ok(Tuple::value(vec![plain(vm, args)?]))),
        method!("as_integer_ratio(self, /)", |vm, args| Ok(Tuple::value(vec![plain(vm, args)?, from_i64(1)]))),
        method!("bit_count(self, /)", bit_count),
        method!("bit_length(self, /)", |_, args| Ok(from_i64(own(args).bit_length() as i64))),
        method!("conjugate(self, /)", plain),
        class_method!("from_bytes(type, bytes, byteorder='big', *, signed=False)", from_bytes),
        method!("is_integer(self, /)", |_, _| Ok(Value::TRUE)),
        method!("to_bytes(self, length=1, byteorder='big', *, signed=False)", to_bytes),
        getter!("real", plain),
        getter!("imag", |_, _| Ok(from_i64(0))),
        getter!("numerator", plain),
        getter!("denominator", |_, _| Ok(from_i64(1))),
    ]
);

/// The number that a method is called on.
fn own(args: &[Value]) -> Integer<'_> {
    // A method's receiver is an instance of its class.
    number::integer(&args[0]).unwrap_or(Integer::Small(0))
}

fn plain(_: &mut Vm, args: &[Value]) -> Res {
    Ok(number::plain_int(&args[0]).unwrap_or(Value::NOT_IMPLEMENTED))
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let [x, base] = args else { return Ok(from_i64(0)) };
    if base.is_unset() {
        return if x.is_unset() { Ok(from_i64(0)) } else { convert(vm, x) };
    }
    if x.is_unset() {
        return Err(vm.error(Exc::TypeError, "int() missing string argument"));
    }
    let base = match index_i64(vm, base) {
        Err(raised) if !vm.raised_is(Exc::OverflowError) => return Err(raised),
        Err(_) => {
            drop(vm.take_raised());
            1
        }
        Ok(base) => base,
    };
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.error(Exc::ValueError, "int() base must be >= 2 and <= 36, or 0"));
    }
    // A view has no text of its own, though `int(view)` reads what it shows.
    let has_text = !x.is_kind(Kind::MemoryView);
    let number = if has_text { read(vm, x, base as u32)? } else { None };
    match number {
        Some(number) => Ok(number),
        None => Err(vm.error(Exc::TypeError, "int() can't convert non-string with explicit base")),
    }
}

/// `int(x)`.
///
/// # Errors
/// TypeError, ValueError, OverflowError.
pub fn convert(vm: &mut Vm, x: &Value) -> Res {
    match Number::exact(x) {
        Some(Number::Int(i)) => return Ok(i.to_value()),
        Some(Number::Float(f)) => return from_float(vm, f),
        _ => (),
    }
    for name in [vm.names.int.clone(), vm.names.index.clone()] {
        if let Some(result) = vm.call_special(x, &name, &[])? {
            return match number::plain_int(&result) {
                Some(plain) => {
                    if is_strict_subclass(&result) {
                        vm.warn_of_subclass(name.as_str().unwrap_or_default(), &result, "int")?;
                    }
                    Ok(plain)
                }
                None => {
                    let (name, got) = (name.as_str().unwrap_or_default().to_string(), vm.type_name(&result));
                    Err(vm.error(Exc::TypeError, format!("{name} returned non-int (type {got})")))
                }
            };
        }
    }
    match read(vm, x, 10)? {
        Some(number) => Ok(number),
        None => {
            if let Some(bytes) = exported(vm, x)? {
                return Ok(read(vm, &Bytes::value(&bytes), 10)?.unwrap_or(Value::NONE));
            }
            let got = vm.type_name(x);
            let message = format!("int() argument must be a string, a bytes-like object or a real number, not '{got}'");
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// The int that a float is cut to.
///
/// # Errors
/// ValueError for a NaN, OverflowError for an infinity.
pub fn from_float(vm: &mut Vm, f: f64) -> Res {
    if f.is_nan() {
        return Err(vm.error(Exc::ValueError, "cannot convert float NaN to integer"));
    }
    if f.is_infinite() {
        return Err(vm.error(Exc::OverflowError, "cannot convert float infinity to integer"));
    }
    Ok(from_big(float::to_bigint(f.trunc())))
}

/// Reads an int from text or bytes; `None` if `x` is neither.
fn read(vm: &mut Vm, x: &Value, base: u32) -> Res<Option<Value>> {
    let parsed = match x.as_str() {
        Some(text) => {
            if let Some(i) = few_digits(text).filter(|_| base == 10) {
                return Ok(Some(from_i64(i)));
            }
            text::parse(text, base)
        }
        None => match bytes::bytes_of(x) {
            Some(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) if text.is_ascii() => text::parse(text, base),
                _ => Err(Malformed::Literal),
            },
            None => return Ok(None),
        },
    };
    match parsed {
        Ok(number) => Ok(Some(from_big(number))),
        Err(Malformed::Fault(fault)) => Err(vm.fault(fault)),
        Err(Malformed::Literal) => {
            // Text as its class shows it, of whatever else holds bytes those.
            let shown = match x.as_str() {
                Some(_) => vm.repr(x)?.to_string(),
                None => crate::object::str::repr::bytes_repr(&bytes::bytes_of(x).unwrap_or_default()),
            };
            // As much of it as CPython shows.
            let shown: String = shown.chars().take(200).collect();
            Err(vm.error(Exc::ValueError, format!("invalid literal for int() with base {base}: {shown}")))
        }
    }
}

/// The number that a short text of decimal digits alone says: what programs read most.
fn few_digits(text: &str) -> Option<i64> {
    let digits = text.as_bytes();
    if digits.is_empty() || digits.len() > 18 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(digits.iter().fold(0, |value, digit| value * 10 + (digit - b'0') as i64))
}

/// The int that an argument is or stands for by `__index__`.
///
/// # Errors
/// TypeError if it stands for none.
pub fn index(vm: &mut Vm, value: &Value) -> Res {
    if let Some(plain) = number::plain_int(value) {
        return Ok(plain);
    }
    let name = vm.names.index.clone();
    match vm.call_special(value, &name, &[])? {
        Some(result) => match number::plain_int(&result) {
            Some(plain) => {
                if is_strict_subclass(&result) {
                    vm.warn_of_subclass("__index__", &result, "int")?;
                }
                Ok(plain)
            }
            None => {
                let got = vm.type_name(&result);
                Err(vm.error(Exc::TypeError, format!("__index__ returned non-int (type {got})")))
            }
        },
        None => {
            let got = vm.type_name(value);
            Err(vm.error(Exc::TypeError, format!("'{got}' object cannot be interpreted as an integer")))
        }
    }
}

/// As [`index`], as a machine integer.
///
/// # Errors
/// Also OverflowError.
pub fn index_i64(vm: &mut Vm, value: &Value) -> Res<i64> {
    if let Some(i) = value.as_small_int() {
        return Ok(i);
    }
    let plain = index(vm, value)?;
    match number::to_i64(&plain) {
        Some(i) => Ok(i),
        None => Err(vm.error(Exc::OverflowError, "Python int too large to convert to C ssize_t")),
    }
}

/// As [`index`], as what C calls an int.
///
/// # Errors
/// Also OverflowError.
pub fn index_i32(vm: &mut Vm, value: &Value) -> Res<i32> {
    let plain = index(vm, value)?;
    match number::to_i64(&plain).and_then(|i| i32::try_from(i).ok()) {
        Some(i) => Ok(i),
        None => Err(vm.error(Exc::OverflowError, "Python int too large to convert to C int")),
    }
}

fn bit_count(_: &mut Vm, args: &[Value]) -> Res {
    let count = match own(args) {
        Integer::Small(i) => i.unsigned_abs().count_ones() as u64,
        Integer::Wide(i) => i.unsigned_abs().count_ones() as u64,
        Integer::Big(i) => i.magnitude().count_ones(),
    };
    Ok(from_i64(count as i64))
}

fn round(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_none() {
        return plain(vm, args);
    }
    let digits = index(vm, &args[1])?;
    let digits = match number::integer(&digits) {
        Some(digits) if digits.is_negative() => digits,
        _ => return plain(vm, args),
    };
    let number = own(args);
    // Each digit has more than three bits: beyond that, everything is rounded off.
    let count = match digits {
        Integer::Small(digits) if digits.unsigned_abs() <= number.bit_length() / 3 + 1 => digits.unsigned_abs(),
        _ => return Ok(from_i64(0)),
    };
    let unit = BigInt::from(10).pow(count as u32);
    Ok(from_big(float::arithmetic::divide_nearest(&number.to_big(), &unit) * unit))
}

/// Is the order of bytes little-endian?
fn is_little(vm: &mut Vm, byteorder: &Value, function: &str) -> Res<bool> {
    match byteorder.as_str() {
        Some("little") => Ok(true),
        Some("big") => Ok(false),
        Some(_) => Err(vm.error(Exc::ValueError, "byteorder must be either 'little' or 'big'")),
        None => {
            let got = vm.argument_type_name(byteorder);
            Err(vm.error(Exc::TypeError, format!("{function}() argument 'byteorder' must be str, not {got}")))
        }
    }
}

fn to_bytes(vm: &mut Vm, args: &[Value]) -> Res {
    let length = index_i64(vm, &args[1])?;
    let little = is_little(vm, &args[2], "to_bytes")?;
    let signed = vm.truth(&args[3])?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.error(Exc::ValueError, "length argument must be non-negative"));
    };
    let number = own(args);
    if number.is_negative() && !signed {
        return Err(vm.error(Exc::OverflowError, "can't convert negative int to unsigned"));
    }
    if let Integer::Small(number) = number
        && let Some(mut bytes) = few_bytes(number, length, signed)
    {
        let bytes = &mut bytes[..length];
        if !little {
            bytes.reverse();
        }
        return Ok(Bytes::value(bytes));
    }
    let number = number.to_big();
    let mut bytes = if signed { number.to_signed_bytes_le() } else { number.magnitude().to_bytes_le() };
    // Zero has no digits: it fits into no bytes at all.
    if number.sign() == Sign::NoSign {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(vm.error(Exc::OverflowError, "int too big to convert"));
    }
    vm.room_for(length, 1)?;
    bytes.resize(length, if number.sign() == Sign::Minus { 0xFF } else { 0 });
    if !little {
        bytes.reverse();
    }
    Ok(Bytes::value(&bytes))
}

fn from_bytes(vm: &mut Vm, args: &[Value]) -> Res {
    let little = is_little(vm, &args[2], "from_bytes")?;
    let signed = vm.truth(&args[3])?;
    let number = match args[1].exact::<Bytes>().map(Bytes::as_slice) {
        Some(bytes) if (1..=8).contains(&bytes.len()) => of_few_bytes(bytes, little, signed),
        _ => {
            let mut bytes = bytes::bytes_of_any(vm, &args[1])?;
            if little {
                bytes.reverse();
            }
            from_big(match signed {
                true => BigInt::from_signed_bytes_be(&bytes),
                false => BigInt::from(BigUint::from_bytes_be(&bytes)),
            })
        }
    };
    if args[0].is(&vm.types.of_kind(Kind::Int).to_value()) { Ok(number) } else { vm.call(&args[0], &[number]) }
}

/// The bytes of a number, the least first, in the first `length` of eight; `None`: it does not fit into so many or so few.
fn few_bytes(number: i64, length: usize, signed: bool) -> Option<[u8; 8]> {
    let bits = match length {
        1..=7 => 8 * length as u32,
        8 => return Some(number.to_le_bytes()),
        _ => return None,
    };
    let range = if signed { -(1 << (bits - 1))..1 << (bits - 1) } else { 0..1 << bits };
    range.contains(&number).then(|| number.to_le_bytes())
}

/// The number whose bytes, at least one and at most eight, these are.
fn of_few_bytes(bytes: &[u8], little: bool, signed: bool) -> Value {
    let mut wide = [0; 8];
    wide[..bytes.len()].copy_from_slice(bytes);
    if !little {
        wide[..bytes.len()].reverse();
    }
    let (raw, unused) = (u64::from_le_bytes(wide), 64 - 8 * bytes.len() as u32);
    if signed { from_i64(((raw << unused) as i64) >> unused) } else { from_i128(raw.into()) }
}

/// The number of an argument that must fit into 64 bits without sign, such as a seed.
pub fn to_u64(value: &Value) -> Option<u64> {
    match number::integer(value)? {
        Integer::Small(i) => u64::try_from(i).ok(),
        Integer::Wide(i) => u64::try_from(i).ok(),
        Integer::Big(_) => None,
    }
}
