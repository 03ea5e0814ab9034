//! The formats of a memoryview's items, those of the module `struct` with native size: bytes to values and back.

use crate::object::bytes::Bytes;
use crate::object::exception::Exc;
use crate::object::float::methods::to_float_opt;
use crate::object::int::{from_i64, from_i128};
use crate::object::number;
use crate::value::{Value, canonical};
use crate::vm::{Raised, Res, Vm};
use num_traits::ToPrimitive;

/// The bytes of an item, at the front of as many as the longest has.
pub type Item = [u8; 8];

/// The bytes of a shorter item.
pub fn extended<const N: usize>(bytes: [u8; N]) -> Item {
    let mut item = [0; 8];
    item[..N].copy_from_slice(&bytes);
    item
}

/// The format of an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Format {
    code: u8,
    /// Is it written with an `@` before it?
    marked: bool,
}

impl Format {
    /// Unsigned bytes: what the bytes of an object are when nothing else is said.
    pub const BYTES: Format = Format { code: b'B', marked: false };

    /// The format that a text names, if it is one of a single native item.
    pub fn parse(text: &str) -> Option<Format> {
        let (marked, code) = match text.as_bytes() {
            [code] => (false, *code),
            [b'@', code] => (true, *code),
            _ => return None,
        };
        b"cbB?hHiIlLqQnNPefd".contains(&code).then_some(Format { code, marked })
    }

    /// The format of an array's items: its type code, or `w` for characters.
    pub fn of_array(code: u8) -> Format {
        Format { code: if code == b'u' { b'w' } else { code }, marked: false }
    }

    /// The text that names it.
    pub fn text(self) -> String {
        format!("{}{}", if self.marked { "@" } else { "" }, self.code as char)
    }

    /// The size of an item in bytes.
    pub fn size(self) -> usize {
        match self.code {
            b'c' | b'b' | b'B' | b'?' => 1,
            b'h' | b'H' | b'e' => 2,
            b'i' | b'I' | b'f' | b'w' => 4,
            _ => 8,
        }
    }

    /// Is an item a byte?
    pub fn is_byte(self) -> bool {
        matches!(self.code, b'c' | b'b' | b'B')
    }

    /// Are equal items equal bytes, in this format and another?
    pub fn compares_bytes(self, other: Format) -> bool {
        self.code == other.code && !matches!(self.code, b'e' | b'f' | b'd' | b'?')
    }

    fn is_signed(self) -> bool {
        matches!(self.code, b'b' | b'h' | b'i' | b'l' | b'q' | b'n')
    }

    /// The value of an item's bytes.
    pub fn unpack(self, bytes: &[u8]) -> Value {
        match self.code {
            b'c' => Bytes::value(bytes),
            b'?' => Value::bool(bytes.iter().any(|&b| b != 0)),
            b'f' => Value::float(f32::from_ne_bytes(bytes.try_into().unwrap_or_default()) as f64),
            b'd' => Value::float(f64::from_ne_bytes(bytes.try_into().unwrap_or_default())),
            b'e' => Value::float(half_to_double(u16::from_ne_bytes(bytes.try_into().unwrap_or_default()))),
            _ => {
                let mut wide = [0; 8];
                wide[..bytes.len()].copy_from_slice(bytes);
                let raw = u64::from_le_bytes(wide);
                if self.is_signed() {
                    let unused = 64 - 8 * bytes.len() as u32;
                    return from_i64(((raw << unused) as i64) >> unused);
                }
                i64::try_from(raw).map_or_else(|_| from_i128(raw.into()), from_i64)
            }
        }
    }

    /// Makes `item` the bytes of a value that is a plain number and in range; `false`: see [`Format::pack`]. `item` is as
    /// long as an item.
    pub fn pack_plain(self, value: &Value, item: &mut [u8]) -> bool {
        let bytes = match self.code {
            b'c' | b'?' | b'e' | b'w' => return false,
            b'f' | b'd' => {
                let Some(number) = value.as_float().or_else(|| value.as_small_int().map(|n| n as f64)) else {
                    return false;
                };
                let number = canonical(number);
                if self.code == b'd' { number.to_ne_bytes() } else { extended((number as f32).to_ne_bytes()) }
            }
            _ => match value.as_small_int().and_then(|number| self.integer(number.into())) {
                Some(bytes) => bytes,
                None => return false,
            },
        };
        item.copy_from_slice(&bytes[..item.len()]);
        true
    }

    /// The bytes of an integer that is in range, at the front.
    fn integer(self, number: i128) -> Option<Item> {
        let bits = 8 * self.size() as u32;
        let (low, high) = if self.is_signed() { (-(1 << (bits - 1)), 1 << (bits - 1)) } else { (0, 1 << bits) };
        if !(low..high).contains(&number) {
            return None;
        }
        let mut bytes = (number as i64).to_ne_bytes();
        if cfg!(target_endian = "big") {
            bytes.rotate_left(8 - self.size());
        }
        Some(bytes)
    }

    /// The bytes of a value as an item: as many as that has, at the front.
    ///
    /// # Errors
    /// TypeError, ValueError, OverflowError.
    pub fn pack(self, vm: &mut Vm, value: &Value) -> Res<Item> {
        match self.code {
            b'c' => match value.get::<Bytes>().map(Bytes::as_slice) {
                Some(&[byte]) => Ok(extended([byte])),
                Some(_) => Err(self.bad_value(vm)),
                None => Err(self.bad_type(vm)),
            },
            b'?' => Ok(extended([vm.truth(value)? as u8])),
            b'f' | b'd' | b'e' => {
                let number = match to_float_opt(vm, value) {
                    Ok(Some(number)) => canonical(number),
                    Ok(None) => return Err(self.bad_type(vm)),
                    Err(raised) => return Err(self.reworded(vm, raised)),
                };
                match self.code {
                    b'f' => Ok(extended((number as f32).to_ne_bytes())),
                    b'd' => Ok(number.to_ne_bytes()),
                    _ => match double_to_half(number) {
                        Some(half) => Ok(extended(half.to_ne_bytes())),
                        None => Err(vm.error(Exc::OverflowError, "float too large to pack with e format")),
                    },
                }
            }
            _ => {
                let int = match vm.index_opt(value) {
                    Ok(Some(int)) => number::to_bigint(&int).unwrap_or_default(),
                    Ok(None) => return Err(self.bad_type(vm)),
                    Err(raised) => return Err(self.reworded(vm, raised)),
                };
                int.to_i128().and_then(|number| self.integer(number)).ok_or_else(|| self.bad_value(vm))
            }
        }
    }

    fn bad_type(self, vm: &mut Vm) -> Raised {
        vm.error(Exc::TypeError, format!("memoryview: invalid type for format '{}'", self.code as char))
    }

    fn bad_value(self, vm: &mut Vm) -> Raised {
        vm.error(Exc::ValueError, format!("memoryview: invalid value for format '{}'", self.code as char))
    }

    /// What a conversion raised, in the words of memoryviews.
    fn reworded(self, vm: &mut Vm, raised: Raised) -> Raised {
        if vm.raised_is(Exc::TypeError) {
            drop(vm.take_raised());
            return self.bad_type(vm);
        }
        if vm.raised_is(Exc::OverflowError) || vm.raised_is(Exc::ValueError) {
            drop(vm.take_raised());
            return self.bad_value(vm);
        }
        raised
    }
}

/// A half-precision number (IEEE 754 binary16) as a double.
pub fn half_to_double(half: u16) -> f64 {
    let sign = if half >> 15 == 1 { -1.0 } else { 1.0 };
    let (exponent, fraction) = ((half >> 10 & 0x1F) as i32, (half & 0x3FF) as f64);
    match exponent {
        0 => sign * fraction * 2f64.powi(-24),
        0x1F if fraction == 0.0 => sign * f64::INFINITY,
        0x1F => f64::NAN.copysign(sign),
        _ => sign * (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    }
}

/// The half-precision number nearest to a double, ties to even; `None` if it is too large.
pub fn double_to_half(number: f64) -> Option<u16> {
    let sign = (number.is_sign_negative() as u16) << 15;
    let size = number.abs();
    if number.is_nan() {
        return Some(sign | 0x7E00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7C00);
    }
    if size < 2f64.powi(-14) {
        return Some(sign | (size * 2f64.powi(24)).round_ties_even() as u16);
    }
    let exponent = size.log2().floor() as i32;
    // The logarithm may round up at a power of two.
    let exponent = if 2f64.powi(exponent) > size { exponent - 1 } else { exponent };
    let fraction = ((size / 2f64.powi(exponent) - 1.0) * 1024.0).round_ties_even() as u32;
    let bits = (((exponent + 15) as u32) << 10) + fraction;
    (exponent <= 15 && bits < 0x7C00).then_some(sign | bits as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_survives_a_round_trip() {
        for half in (0..0x7C00_u16).chain(0x8000..0xFC00) {
            assert_eq!(double_to_half(half_to_double(half)), Some(half));
        }
        assert_eq!(double_to_half(65520.0), None);
        assert_eq!(double_to_half(65519.9), Some(0x7BFF));
    }
}
