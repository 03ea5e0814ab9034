//! One value as bytes, and back.

use super::error;
use crate::cmath;
use crate::module::{big_integer, integer_of, number};
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use rondo_vm::object::bytes::{Bytes, bytes_of};
use rondo_vm::object::complex::Complex;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::{from_big, from_i64};
use rondo_vm::value::{Value, canonical};
use rondo_vm::vm::{Raised, Res, Vm};

/// Puts the bytes of a value into `room`, the lowest of each part first.
#[inline]
pub fn encode(vm: &mut Vm, code: u8, value: &Value, room: &mut [u8]) -> Res<()> {
    match code {
        b'd' | b'f' | b'e' => encode_float(vm, code, value, room),
        b'F' | b'D' => encode_complex(vm, code, value, room),
        b'c' => match bytes_of(value) {
            Some(given) if given.len() == 1 => {
                room[0] = given[0];
                Ok(())
            }
            _ => Err(error(vm, "char format requires a bytes object of length 1")),
        },
        b'?' => {
            room[0] = vm.truth(value)? as u8;
            Ok(())
        }
        _ => match value.as_small_int() {
            Some(i) if fits(i, code, room.len()) => {
                room.copy_from_slice(&i.to_le_bytes()[..room.len()]);
                Ok(())
            }
            _ => encode_integer(vm, code, value, room),
        },
    }
}

/// Can an integer be written with so many bytes?
#[inline]
fn fits(i: i64, code: u8, size: usize) -> bool {
    let bits = 8 * size as u32;
    match code.is_ascii_lowercase() {
        true => bits == 64 || i >> (bits - 1) == i >> 63,
        false => i >= 0 && (bits == 64 || i >> bits == 0),
    }
}

fn encode_integer(vm: &mut Vm, code: u8, value: &Value, room: &mut [u8]) -> Res<()> {
    let index = vm.names.index.clone();
    if integer_of(value).is_none() && vm.lookup_special(value, &index).is_none() {
        return Err(error(vm, "required argument is not an integer"));
    }
    let integer = big_integer(vm, value)?;
    let bits = 8 * room.len() as u32;
    let one = BigInt::from(1);
    let (low, high) = match code.is_ascii_lowercase() {
        true => (-(&one << (bits - 1)), (&one << (bits - 1)) - &one),
        false => (BigInt::from(0), (&one << bits) - &one),
    };
    if integer < low || integer > high {
        return Err(out_of_range(vm, code, &low, &high));
    }
    let wrapped = if integer.sign() == Sign::Minus { integer + (one << bits) } else { integer };
    let Some(wrapped) = wrapped.to_u64() else { unreachable!("the range was checked") };
    room.copy_from_slice(&wrapped.to_le_bytes()[..room.len()]);
    Ok(())
}

#[cold]
fn out_of_range(vm: &mut Vm, code: u8, low: &BigInt, high: &BigInt) -> Raised {
    let message = match code {
        b'n' | b'N' | b'P' => "int too large to convert".to_string(),
        _ => format!("'{}' format requires {low} <= number <= {high}", code as char),
    };
    error(vm, message)
}

#[inline]
fn encode_float(vm: &mut Vm, code: u8, value: &Value, room: &mut [u8]) -> Res<()> {
    let f = match value.as_float() {
        Some(f) => f,
        None => float_of(vm, value)?,
    };
    let f = canonical(f);
    match code {
        b'd' => room.copy_from_slice(&f.to_le_bytes()),
        b'f' => {
            let single = f as f32;
            if single.is_infinite() && f.is_finite() {
                return Err(vm.error(Exc::OverflowError, "float too large to pack with f format"));
            }
            room.copy_from_slice(&single.to_le_bytes());
        }
        _ => match half_of(f) {
            Some(half) => room.copy_from_slice(&half.to_le_bytes()),
            None => return Err(vm.error(Exc::OverflowError, "float too large to pack with e format")),
        },
    }
    Ok(())
}

/// The real part, then the imaginary one.
fn encode_complex(vm: &mut Vm, code: u8, value: &Value, room: &mut [u8]) -> Res<()> {
    let (real, imaginary) = match value.get::<Complex>() {
        Some(complex) => (complex.re, complex.im),
        None => cmath::complex(vm, value).map_err(|raised| {
            if !vm.raised_is(Exc::TypeError) {
                return raised;
            }
            drop((raised, vm.take_raised()));
            error(vm, "required argument is not a complex")
        })?,
    };
    let (first, second) = room.split_at_mut(room.len() / 2);
    for (part, room) in [(real, first), (imaginary, second)] {
        match code {
            // Unlike a float alone, a part that is too large is infinite.
            b'F' => room.copy_from_slice(&(part as f32).to_le_bytes()),
            _ => room.copy_from_slice(&part.to_le_bytes()),
        }
    }
    Ok(())
}

fn float_of(vm: &mut Vm, value: &Value) -> Res<f64> {
    let is_number = value.unwrap_base().is_float() || integer_of(value).is_some() || {
        let float = vm.names.float.clone();
        vm.lookup_special(value, &float).is_some()
    };
    match is_number {
        true => number(vm, value),
        false => Err(error(vm, "required argument is not a float")),
    }
}

/// The value of bytes.
#[inline]
pub fn decode(code: u8, big_endian: bool, bytes: &[u8]) -> Value {
    if matches!(code, b'F' | b'D') {
        let part_code = if code == b'F' { b'f' } else { b'd' };
        let (real, imaginary) = bytes.split_at(bytes.len() / 2);
        let [real, imaginary] =
            [real, imaginary].map(|part| decode(part_code, big_endian, part).as_float().unwrap_or_default());
        return Complex::value(real, imaginary);
    }
    let mut wide = [0u8; 8];
    wide[..bytes.len()].copy_from_slice(bytes);
    let missing = 64 - 8 * bytes.len() as u32;
    let unsigned = if big_endian { u64::from_be_bytes(wide) >> missing } else { u64::from_le_bytes(wide) };
    match code {
        b'c' => Bytes::value(bytes),
        b'?' => Value::bool(unsigned != 0),
        b'd' => Value::from(f64::from_bits(unsigned)),
        b'f' => Value::from(f64::from(f32::from_bits(unsigned as u32))),
        b'e' => Value::from(double_of(unsigned as u16)),
        code if code.is_ascii_lowercase() => from_i64((unsigned << missing) as i64 >> missing),
        _ => match i64::try_from(unsigned) {
            Ok(i) => from_i64(i),
            Err(_) => from_big(BigInt::from(unsigned)),
        },
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
