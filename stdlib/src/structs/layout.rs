//! What a format says: which values there are and where, and how all of them are packed and unpacked.

use super::{error, item};
use rondo_vm::object::bytes::{Bytes, bytes_of};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// One or several values of the same kind.
struct Field {
    code: u8,
    /// How many; for `s` and `p` the length.
    count: usize,
    /// How many bytes one of them takes.
    size: usize,
    /// How many of those each part of it takes: complex numbers have two.
    part: usize,
    /// Where it begins.
    offset: usize,
}

/// A format that has been read.
pub struct Layout {
    fields: Vec<Field>,
    /// How many bytes it takes.
    pub size: usize,
    /// How many values it holds.
    values: usize,
    big_endian: bool,
}

/// The size of a value; `None` for a code that does not exist.
fn size_of(code: u8, native: bool) -> Option<usize> {
    Some(match code {
        b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' if native => 8,
        b'l' | b'L' => 4,
        b'q' | b'Q' | b'd' | b'F' => 8,
        b'n' | b'N' | b'P' if native => 8,
        b'D' => 16,
        _ => return None,
    })
}

/// The size of what byte order and alignment are of: one of the two floats of a complex number, or else all of the value.
fn part_of(code: u8, size: usize) -> usize {
    if matches!(code, b'F' | b'D') { size / 2 } else { size }
}

impl Layout {
    /// Reads a format.
    pub fn parse(vm: &mut Vm, text: &[u8]) -> Res<Layout> {
        let (mut at, native, aligned, big_endian) = match text.first() {
            Some(b'<') => (1, false, false, false),
            Some(b'>' | b'!') => (1, false, false, true),
            Some(b'=') => (1, false, false, cfg!(target_endian = "big")),
            Some(b'@') => (1, true, true, cfg!(target_endian = "big")),
            _ => (0, true, true, cfg!(target_endian = "big")),
        };
        let mut fields = Vec::new();
        let (mut size, mut values) = (0usize, 0);
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
            let part = part_of(code, one);
            if aligned {
                size = size.next_multiple_of(part);
            }
            let count = count.unwrap_or(1);
            let end = one.checked_mul(count).and_then(|n| n.checked_add(size)).filter(|n| *n <= isize::MAX as usize);
            let Some(end) = end else { return Err(error(vm, "total struct size too long")) };
            values += match code {
                b'x' => 0,
                b's' | b'p' => 1,
                _ => count,
            };
            fields.push(Field { code, count, size: one, part, offset: size });
            size = end;
        }
        Ok(Layout { fields, size, values, big_endian })
    }

    /// The bytes of values, for the function `name`.
    pub fn pack(&self, vm: &mut Vm, values: &[Value], name: &str) -> Res {
        /// So many bytes are put together without memory of their own.
        const FEW: usize = 64;
        self.check_count(vm, values, name)?;
        if self.size <= FEW {
            let mut room = [0; FEW];
            self.pack_into(vm, values, &mut room[..self.size])?;
            return Ok(Bytes::value(&room[..self.size]));
        }
        vm.room_for(self.size, 1)?;
        let mut room = vec![0; self.size];
        self.pack_into(vm, values, &mut room)?;
        Ok(Bytes::value(&room))
    }

    /// There must be as many values as the format says.
    pub fn check_count(&self, vm: &mut Vm, values: &[Value], name: &str) -> Res<()> {
        if values.len() == self.values {
            return Ok(());
        }
        let message = format!("{name} expected {} items for packing (got {})", self.values, values.len());
        Err(error(vm, message))
    }

    /// Puts the bytes of values into `out`, which has the right length and is zero.
    pub fn pack_into(&self, vm: &mut Vm, values: &[Value], out: &mut [u8]) -> Res<()> {
        let mut values = values.iter();
        for field in &self.fields {
            let room = &mut out[field.offset..];
            match field.code {
                b'x' => (),
                b's' | b'p' => {
                    let Some(value) = values.next() else { unreachable!("the values were counted") };
                    pack_text(vm, field, value, &mut room[..field.count])?;
                }
                code => {
                    let places = room.chunks_exact_mut(field.size).take(field.count);
                    for (room, value) in places.zip(values.by_ref()) {
                        item::encode(vm, code, value, room)?;
                        if self.big_endian {
                            room.chunks_exact_mut(field.part).for_each(<[u8]>::reverse);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// The values of bytes, of which there are enough.
    pub fn unpack(&self, data: &[u8]) -> Value {
        /// So many values are put together without memory of their own.
        const FEW: usize = 8;
        if self.values > FEW {
            let mut values = Vec::with_capacity(self.values);
            self.unpack_each(data, |value| values.push(value));
            return Tuple::value(values);
        }
        let mut values = [const { Value::UNSET }; FEW];
        let mut places = values.iter_mut();
        self.unpack_each(data, |value| {
            if let Some(place) = places.next() {
                *place = value;
            }
        });
        Tuple::from_window(&mut values[..self.values])
    }

    fn unpack_each(&self, data: &[u8], mut each: impl FnMut(Value)) {
        for field in &self.fields {
            let data = &data[field.offset..];
            match field.code {
                b'x' => (),
                b's' => each(Bytes::value(&data[..field.count])),
                b'p' => each(match data[..field.count].split_first() {
                    Some((length, text)) => Bytes::value(&text[..(*length as usize).min(text.len())]),
                    None => Bytes::value(b""),
                }),
                code => {
                    let parts = data.chunks_exact(field.size).take(field.count);
                    parts.for_each(|part| each(item::decode(code, self.big_endian, part)));
                }
            }
        }
    }
}

fn pack_text(vm: &mut Vm, field: &Field, value: &Value, room: &mut [u8]) -> Res<()> {
    let Some(given) = bytes_of(value) else {
        let message = format!("argument for '{}' must be a bytes object", field.code as char);
        return Err(error(vm, message));
    };
    if field.code == b's' {
        let length = given.len().min(room.len());
        room[..length].copy_from_slice(&given[..length]);
    } else if let Some((length, text)) = room.split_first_mut() {
        let taken = given.len().min(text.len()).min(255);
        *length = taken as u8;
        text[..taken].copy_from_slice(&given[..taken]);
    }
    Ok(())
}
