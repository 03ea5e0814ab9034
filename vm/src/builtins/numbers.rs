//! Functions about numbers and characters.

use crate::function;
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::exception::Exc;
use crate::object::int::arithmetic::{self, Integer};
use crate::object::native::{NativeDef, Special};
use crate::object::number::{self, Number};
use crate::object::str::Str;
use crate::op::Op;
use crate::value::Value;
use crate::vm::{Res, Vm};
use num_bigint::Sign;
use rondo_grammar::surrogate;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("abs(number, /)", abs).special(Special::Abs),
    function!("bin(number, /)", |vm, a| literal(vm, &a[0], 1, b'b')),
    function!("chr(i, /)", chr),
    function!("divmod(x, y, /)", |vm, a| vm.divmod(&a[0], &a[1])),
    function!("hex(number, /)", |vm, a| literal(vm, &a[0], 4, b'x')),
    function!("oct(number, /)", |vm, a| literal(vm, &a[0], 3, b'o')),
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

/// An integer as a literal with so many bits a digit, marked by `mark`.
fn literal(vm: &mut Vm, value: &Value, bits: u32, mark: u8) -> Res {
    let int = vm.index(value)?;
    let number = match number::integer(&int) {
        Some(Integer::Big(big)) => {
            let digits = big.magnitude().to_str_radix(1 << bits);
            let (sign, mark) = (if big.sign() == Sign::Minus { "-" } else { "" }, char::from(mark));
            return Ok(Value::from(format!("{sign}0{mark}{digits}")));
        }
        Some(Integer::Small(small)) => small,
        None => 0,
    };
    // From the last digit on: a sign, the mark behind a zero and 64 digits at most.
    let mut text = [0; 67];
    let mut at = text.len();
    let mut put = |c: u8| {
        at -= 1;
        text[at] = c;
    };
    let mut rest = number.unsigned_abs();
    loop {
        put(b"0123456789abcdef"[rest as usize & ((1 << bits) - 1)]);
        rest >>= bits;
        if rest == 0 {
            break;
        }
    }
    put(mark);
    put(b'0');
    if number < 0 {
        put(b'-');
    }
    Ok(Value::from(std::str::from_utf8(&text[at..]).unwrap_or_default()))
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
