//! `_struct`: packing values into bytes and back.

use crate::module::{big_integer, bytes, module, number};
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::bytes_of;
use rondo_vm::object::bytes::{Bytes, with_bytes};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_struct", "Values as the bytes of C structs, and back.", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!("calcsize(format, /)", |vm, a| {
        let layout = Layout::parse(vm, &a[0])?;
        Ok(Value::from(layout.size as i64))
    }),
    function!("pack(format, /, *values)", |vm, a| {
        let layout = Layout::parse(vm, &a[0])?;
        let values = a[1].get::<Tuple>().map_or(&[][..], Tuple::items);
        let packed = layout.pack(vm, values)?;
        Ok(Bytes::value(&packed))
    }),
    function!("unpack_at(format, buffer, offset, /)", |vm, a| {
        let layout = Layout::parse(vm, &a[0])?;
        let offset = crate::module::integer(vm, &a[2])? as usize;
        let found = with_bytes(&a[1], |b| b.get(offset..offset + layout.size).map(<[u8]>::to_vec));
        let Some(part) = found else {
            bytes(vm, &a[1])?;
            unreachable!("bytes() has raised for what is not bytes-like");
        };
        match part {
            Some(part) => Ok(Tuple::value(layout.unpack(&part))),
            None => Err(error(vm, format!("unpack requires a buffer of {} bytes", layout.size))),
        }
    }),
];

/// One or several values of the same kind.
struct Field {
    code: u8,
    /// How many; for `s` and `p` the length.
    count: usize,
    /// Where it begins.
    offset: usize,
}

struct Layout {
    fields: Vec<Field>,
    size: usize,
    big_endian: bool,
    native: bool,
}

fn error(vm: &mut Vm, message: impl Into<String>) -> Raised {
    let made = vm.import_module("struct").and_then(|module| {
        let class = vm.get_attr_text(&module, "error")?;
        vm.call(&class, &[Value::from(message.into())])
    });
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// The size of a value; `None` for a code that does not exist.
fn size_of(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' => {
            if native {
                8
            } else {
                4
            }
        }
        b'q' | b'Q' | b'd' => 8,
        b'n' | b'N' | b'P' if native => 8,
        _ => return None,
    })
}

impl Layout {
    fn parse(vm: &mut Vm, format: &Value) -> Res<Layout> {
        let text = match format.as_str() {
            Some(text) => text.as_bytes().to_vec(),
            None => match bytes_of(format) {
                Some(bytes) => bytes.into_owned(),
                None => {
                    let message =
                        format!("Struct() argument 1 must be a str or bytes object, not {}", vm.type_name(format));
                    return Err(vm.error(Exc::TypeError, message));
                }
            },
        };
        let (mut at, native, aligned, big_endian) = match text.first() {
            Some(b'<') => (1, false, false, false),
            Some(b'>' | b'!') => (1, false, false, true),
            Some(b'=') => (1, false, false, cfg!(target_endian = "big")),
            Some(b'@') => (1, true, true, cfg!(target_endian = "big")),
            _ => (0, true, true, cfg!(target_endian = "big")),
        };
        let mut fields = Vec::new();
        let mut size = 0usize;
        while let Some(&byte) = text.get(at) {
            if byte.is_ascii_whitespace() {
                at += 1;
                continue;
            }
            let mut count = None;
            while let Some(digit) = text.get(at).filter(|b| b.is_ascii_digit()) {
                let next = count.unwrap_or(0usize).checked_mul(10).and_then(|n| n.checked_add((digit - b'0') as usize));
                let Some(next) = next else { return Err(error(vm, "overflow in item count")) };
                count = Some(next);
                at += 1;
            }
            let Some(&code) = text.get(at) else {
                return Err(error(vm, "repeat count given without format specifier"));
            };
            at += 1;
            let Some(one) = size_of(code, native) else { return Err(error(vm, "bad char in struct format")) };
            if aligned {
                size = size.next_multiple_of(one);
            }
            let count = count.unwrap_or(1);
            let end = one.checked_mul(count).and_then(|n| n.checked_add(size)).filter(|n| *n <= isize::MAX as usize);
            let Some(end) = end else { return Err(error(vm, "total struct size too long")) };
            fields.push(Field { code, count, offset: size });
            size = end;
        }
        Ok(Layout { fields, size, big_endian, native })
    }

    /// How many values it holds.
    fn values(&self) -> usize {
        self.fields
            .iter()
            .map(|field| match field.code {
                b'x' => 0,
                b's' | b'p' => 1,
                _ => field.count,
            })
            .sum()
    }

    fn pack(&self, vm: &mut Vm, values: &[Value]) -> Res<Vec<u8>> {
        if values.len() != self.values() {
            let message = format!("pack expected {} items for packing (got {})", self.values(), values.len());
            return Err(error(vm, message));
        }
        vm.room_for(self.size, 1)?;
        let mut out = vec![0; self.size];
        let mut values = values.iter();
        for field in &self.fields {
            match field.code {
                b'x' => (),
                b's' | b'p' => {
                    let Some(value) = values.next() else { unreachable!("the values were counted") };
                    let Some(given) = bytes_of(value) else {
                        let message = format!("argument for '{}' must be a bytes object", field.code as char);
                        return Err(error(vm, message));
                    };
                    let room = &mut out[field.offset..field.offset + field.count];
                    if field.code == b's' {
                        let length = given.len().min(field.count);
                        room[..length].copy_from_slice(&given[..length]);
                    } else if let Some((length, text)) = room.split_first_mut() {
                        let taken = given.len().min(text.len()).min(255);
                        *length = taken as u8;
                        text[..taken].copy_from_slice(&given[..taken]);
                    }
                }
                code => {
                    let Some(size) = size_of(code, self.native) else { unreachable!("the format was checked") };
                    for (i, value) in values.by_ref().take(field.count).enumerate() {
                        let start = field.offset + i * size;
                        let mut encoded = self.encode(vm, code, size, value)?;
                        if self.big_endian {
                            encoded.reverse();
                        }
                        out[start..start + size].copy_from_slice(&encoded);
                    }
                }
            }
        }
        Ok(out)
    }

    fn unpack(&self, data: &[u8]) -> Vec<Value> {
        let mut values = Vec::new();
        for field in &self.fields {
            let data = &data[field.offset..];
            match field.code {
                b'x' => (),
                b's' => values.push(Bytes::value(&data[..field.count])),
                b'p' => values.push(match data[..field.count].split_first() {
                    Some((length, text)) => Bytes::value(&text[..(*length as usize).min(text.len())]),
                    None => Bytes::value(b""),
                }),
                code => {
                    let Some(size) = size_of(code, self.native) else { unreachable!("the format was checked") };
                    for chunk in data[..field.count * size].chunks_exact(size) {
                        let mut chunk = chunk.to_vec();
                        if self.big_endian {
                            chunk.reverse();
                        }
                        values.push(decode(code, &chunk));
                    }
                }
            }
        }
        values
    }
}

impl Layout {
    /// The bytes of a value, the lowest first.
    fn encode(&self, vm: &mut Vm, code: u8, size: usize, value: &Value) -> Res<Vec<u8>> {
        match code {
            b'c' => match bytes_of(value) {
                Some(given) if given.len() == 1 => Ok(given.into_owned()),
                _ => Err(error(vm, "char format requires a bytes object of length 1")),
            },
            b'?' => Ok(vec![u8::from(vm.truth(value)?)]),
            b'f' | b'd' | b'e' => {
                let is_number = value.unwrap_base().is_float() || crate::module::integer_of(value).is_some() || {
                    let float = vm.names.float.clone();
                    vm.lookup_special(value, &float).is_some()
                };
                if !is_number {
                    return Err(error(vm, "required argument is not a float"));
                }
                let f = number(vm, value)?;
                match code {
                    b'd' => Ok(f.to_le_bytes().to_vec()),
                    b'f' => {
                        let single = f as f32;
                        if single.is_infinite() && f.is_finite() && !self.native {
                            return Err(vm.error(Exc::OverflowError, "float too large to pack with f format"));
                        }
                        Ok(single.to_le_bytes().to_vec())
                    }
                    _ => match half_of(f) {
                        Some(half) => Ok(half.to_le_bytes().to_vec()),
                        None => Err(vm.error(Exc::OverflowError, "float too large to pack with e format")),
                    },
                }
            }
            _ => {
                let index = vm.names.index.clone();
                if crate::module::integer_of(value).is_none() && vm.lookup_special(value, &index).is_none() {
                    return Err(error(vm, "required argument is not an integer"));
                }
                let integer = big_integer(vm, value)?;
                let bits = size as u32 * 8;
                let signed = code.is_ascii_lowercase();
                let one = BigInt::from(1);
                let (low, high) = if signed {
                    (-(&one << (bits - 1)), (&one << (bits - 1)) - &one)
                } else {
                    (BigInt::from(0), (&one << bits) - &one)
                };
                if integer < low || integer > high {
                    let message = match code {
                        b'n' | b'N' | b'P' => "int too large to convert".to_string(),
                        _ => format!("'{}' format requires {low} <= number <= {high}", code as char),
                    };
                    return Err(error(vm, message));
                }
                let wrapped = if integer.sign() == Sign::Minus { integer + (one << bits) } else { integer };
                let Some(wrapped) = wrapped.to_u64() else { unreachable!("the range was checked") };
                Ok(wrapped.to_le_bytes()[..size].to_vec())
            }
        }
    }
}

/// The value of bytes, the lowest first.
fn decode(code: u8, bytes: &[u8]) -> Value {
    let mut wide = [0u8; 8];
    wide[..bytes.len()].copy_from_slice(bytes);
    let unsigned = u64::from_le_bytes(wide);
    match code {
        b'c' => Bytes::value(bytes),
        b'?' => Value::bool(unsigned != 0),
        b'd' => Value::from(f64::from_bits(unsigned)),
        b'f' => Value::from(f64::from(f32::from_bits(unsigned as u32))),
        b'e' => Value::from(double_of(unsigned as u16)),
        code if code.is_ascii_lowercase() => {
            let shift = 64 - bytes.len() as u32 * 8;
            Value::from(((unsigned << shift) as i64) >> shift)
        }
        _ => rondo_vm::object::int::from_big(BigInt::from(unsigned)),
    }
}

/// The IEEE 754 half precision number nearest to a float; `None` if it is too large.
fn half_of(f: f64) -> Option<u16> {
    let sign = if f.is_sign_negative() { 0x8000 } else { 0 };
    if f.is_nan() {
        return Some(sign | 0x7e00);
    }
    if f.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let magnitude = f.abs();
    // Below the least normal number the steps are 2 to the power of -24.
    if magnitude < 2f64.powi(-14) {
        return Some(sign | (magnitude * 2f64.powi(24)).round_ties_even() as u16);
    }
    let exponent = ((magnitude.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    let fraction = (magnitude / 2f64.powi(exponent) - 1.0) * 1024.0;
    let bits = (((exponent + 15) as u32) << 10) + fraction.round_ties_even() as u32;
    (bits < 0x7c00).then_some(sign | bits as u16)
}

fn double_of(half: u16) -> f64 {
    let sign = if half & 0x8000 != 0 { -1.0 } else { 1.0 };
    let exponent = i32::from(half >> 10 & 0x1f);
    let fraction = f64::from(half & 0x3ff);
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    }
}
