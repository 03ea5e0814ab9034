//! Functions about numbers and characters.

use crate::format::in_radix;
use crate::function;
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::exception::Exc;
use crate::object::int::arithmetic;
use crate::object::native::{NativeDef, Special};
use crate::object::number::{self, Number};
use crate::object::str::Str;
use crate::op::Op;
use crate::value::Value;
use crate::vm::{Res, Vm};
use rondo_grammar::surrogate;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("abs(number, /)", abs).special(Special::Abs),
    function!("bin(number, /)", |vm, a| digits(vm, &a[0], 2, "0b")),
    function!("chr(i, /)", chr),
    function!("divmod(x, y, /)", |vm, a| vm.divmod(&a[0], &a[1])),
    function!("hex(number, /)", |vm, a| digits(vm, &a[0], 16, "0x")),
    function!("oct(number, /)", |vm, a| digits(vm, &a[0], 8, "0o")),
    function!("ord(character, /)", ord),
    function!("pow(base, exp, mod=None)", |vm, a| {
        if a[2].is_none() { vm.binary(Op::Pow, false, &a[0], &a[1]) } else { vm.power_mod(&a[0], &a[1], &a[2]) }
    }),
    function!("round(number, ndigits=None)", round),
];

/// `abs(number)`.
///
/// # Errors
/// TypeError; what `__abs__` raises.
pub fn abs(vm: &mut Vm, args: &[Value]) -> Res {
    match Number::exact(&args[0]) {
        Some(Number::Int(i)) => return Ok(arithmetic::absolute(i)),
        Some(Number::Float(f)) => return Ok(Value::float(f.abs())),
        _ => (),
    }
    let name = vm.names.abs.clone();
    match vm.call_special(&args[0], &name, &[])? {
        Some(result) => Ok(result),
        None => Err(vm.type_error_about("bad operand type for abs(): '{}'", &args[0])),
    }
}

fn digits(vm: &mut Vm, value: &Value, radix: u32, prefix: &str) -> Res {
    let int = vm.index(value)?;
    let digits = number::integer(&int).map_or_else(|| "0".to_string(), |i| in_radix(i, radix));
    Ok(Value::from(match digits.strip_prefix('-') {
        Some(digits) => ["-", prefix, digits].concat(),
        None => [prefix, &digits].concat(),
    }))
}

fn chr(vm: &mut Vm, args: &[Value]) -> Res {
    let code = vm.index_clamped(&args[0])?;
    match u32::try_from(code).ok().and_then(surrogate::char_of) {
        Some(c) => Ok(Str::value(c.encode_utf8(&mut [0; 4]))),
        None => Err(vm.error(Exc::ValueError, "chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, args: &[Value]) -> Res {
    let value = args[0].unwrap_base();
    let (len, code) = if let Some(text) = value.exact::<Str>() {
        (text.char_len(), text.char_at(0).map(surrogate::code_of))
    } else if let Some(bytes) = value.exact::<Bytes>() {
        (bytes.as_slice().len(), bytes.as_slice().first().map(|&b| b.into()))
    } else if let Some(bytes) = value.exact::<ByteArray>() {
        let bytes = bytes.bytes.borrow();
        (bytes.len(), bytes.first().map(|&b| b.into()))
    } else {
        return Err(vm.type_error_about("ord() expected string of length 1, but {} found", &args[0]));
    };
    match code {
        Some(code) if len == 1 => Ok(Value::from(i64::from(code))),
        _ => {
            let message = format!("ord() expected a character, but string of length {len} found");
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn round(vm: &mut Vm, args: &[Value]) -> Res {
    let name = vm.names.round.clone();
    let digits = if args[1].is_none() { &[] } else { &args[1..2] };
    match vm.call_special(&args[0], &name, digits)? {
        Some(result) => Ok(result),
        None => Err(vm.type_error_about("type {} doesn't define __round__ method", &args[0])),
    }
}
