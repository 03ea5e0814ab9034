//! `_base64`: what `base64` does to each group of bytes in Base32 (RFC 4648), Base85 and Ascii85. Base64 itself is in
//! `binascii`; what the functions accept, and what stands around the groups, is in `lib/base64.py`.

use crate::binascii;
use crate::module::{bytes, module, text};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_base64", "Groups of Base32, Base85 and Ascii85.", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!("b32encode(data, alphabet, /)", b32encode),
    function!("b32decode(data, alphabet, /)", b32decode),
    function!("b85encode(data, alphabet, pad, /)", |vm, args| {
        let alphabet = bytes(vm, &args[1])?;
        let pad = vm.truth(&args[2])?;
        Ok(Bytes::value(&base85(&bytes(vm, &args[0])?, &alphabet, pad, |_| None)))
    }),
    function!("b85decode(data, alphabet, name, /)", b85decode),
    function!("a85encode(data, foldspaces, pad, /)", |vm, args| {
        let (fold, pad) = (vm.truth(&args[1])?, vm.truth(&args[2])?);
        let alphabet: Vec<u8> = (FIRST..=LAST).collect();
        let short = |word| match word {
            0 => Some(b'z'),
            SPACES if fold => Some(b'y'),
            _ => None,
        };
        Ok(Bytes::value(&base85(&bytes(vm, &args[0])?, &alphabet, pad, short)))
    }),
    function!("a85decode(data, foldspaces, ignored, /)", a85decode),
];

/// No character of an alphabet.
const NONE: u8 = 0xff;

/// What each character stands for.
fn values_of(alphabet: &[u8]) -> [u8; 256] {
    let mut values = [NONE; 256];
    for (value, &code) in (0..).zip(alphabet) {
        values[code as usize] = value;
    }
    values
}

// ------------------------------------------------------------------------------------------------ Base32

/// How many characters of a group of eight stand for so many bytes.
const CHARACTERS: [usize; 5] = [8, 2, 4, 5, 7];

fn b32encode(vm: &mut Vm, args: &[Value]) -> Res {
    let (data, alphabet) = (bytes(vm, &args[0])?, bytes(vm, &args[1])?);
    let mut out = Vec::with_capacity(data.len().div_ceil(5) * 8);
    for group in data.chunks(5) {
        let mut bits = [0; 8];
        bits[3..][..group.len()].copy_from_slice(group);
        let bits = u64::from_be_bytes(bits);
        let count = CHARACTERS[group.len() % 5];
        out.extend((0..count).map(|place| alphabet[(bits >> (35 - 5 * place) & 31) as usize]));
        out.extend((count..8).map(|_| b'='));
    }
    Ok(Bytes::value(&out))
}

/// `binascii.Error` for a character that is none of the alphabet, and for a wrong number of them.
fn b32decode(vm: &mut Vm, args: &[Value]) -> Res {
    let (data, alphabet) = (bytes(vm, &args[0])?, bytes(vm, &args[1])?);
    let values = values_of(&alphabet);
    let padding = data.iter().rev().take_while(|&&code| code == b'=').count();
    let digits = &data[..data.len() - padding];
    let mut out = Vec::with_capacity(digits.len().div_ceil(8) * 5);
    for group in digits.chunks(8) {
        let mut bits = 0u64;
        for &code in group {
            match values[code as usize] {
                NONE => return Err(binascii::error(vm, "Non-base32 digit found")),
                value => bits = bits << 5 | u64::from(value),
            }
        }
        bits <<= 5 * (8 - group.len());
        out.extend_from_slice(&bits.to_be_bytes()[3..]);
    }
    if data.len() % 8 != 0 || !matches!(padding, 0 | 1 | 3 | 4 | 6) {
        return Err(binascii::error(vm, "Incorrect padding"));
    }
    if padding > 0 && !out.is_empty() {
        out.truncate(out.len() - 5 + (43 - 5 * padding) / 8);
    }
    Ok(Bytes::value(&out))
}

// ------------------------------------------------------------------------------------------------ Base85

/// Four bytes, as a number, in five digits of base 85, the first of which weighs most. `short` may know one character for
/// all five. Without `pad`, what stands for bytes that are not there at the end is left out.
fn base85(data: &[u8], alphabet: &[u8], pad: bool, short: impl Fn(u32) -> Option<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len().div_ceil(4) * 5);
    for group in data.chunks(4) {
        let mut word = [0; 4];
        word[..group.len()].copy_from_slice(group);
        let mut rest = u32::from_be_bytes(word);
        let is_cut = group.len() < 4 && !pad;
        if let Some(code) = short(rest).filter(|_| !is_cut) {
            out.push(code);
            continue;
        }
        let mut digits = [0; 5];
        for digit in digits.iter_mut().rev() {
            *digit = alphabet[(rest % 85) as usize];
            rest /= 85;
        }
        out.extend_from_slice(&digits[..if is_cut { group.len() + 1 } else { 5 }]);
    }
    out
}

/// The four bytes that five digits stand for; `None` if they are more.
fn word_of(digits: &[u8]) -> Option<[u8; 4]> {
    let word = digits.iter().fold(0u64, |word, &digit| word * 85 + u64::from(digit));
    u32::try_from(word).ok().map(u32::to_be_bytes)
}

/// ValueError, which calls the encoding by its name, for a character that is none of the alphabet, and for more than four
/// bytes can be.
fn b85decode(vm: &mut Vm, args: &[Value]) -> Res {
    let (data, alphabet) = (bytes(vm, &args[0])?, bytes(vm, &args[1])?);
    let values = values_of(&alphabet);
    let mut out = Vec::with_capacity(data.len().div_ceil(5) * 4);
    for (index, group) in data.chunks(5).enumerate() {
        let mut digits = [84; 5];
        for (place, &code) in group.iter().enumerate() {
            digits[place] = values[code as usize];
            if digits[place] == NONE {
                let name = text(vm, &args[2], "name")?;
                let message = format!("bad {name} character at position {}", index * 5 + place);
                return Err(vm.error(Exc::ValueError, message));
            }
        }
        let Some(word) = word_of(&digits) else {
            let name = text(vm, &args[2], "name")?;
            let message = format!("{name} overflow in hunk starting at byte {}", index * 5);
            return Err(vm.error(Exc::ValueError, message));
        };
        out.extend_from_slice(&word[..group.len() - 1]);
    }
    Ok(Bytes::value(&out))
}

/// The digits of Ascii85 for 0 and 84.
const FIRST: u8 = b'!';
const LAST: u8 = b'u';

/// Four spaces.
const SPACES: u32 = 0x2020_2020;

/// ValueError for what is no digit and not ignored, for short forms inside a group, and for more than four bytes can be.
fn a85decode(vm: &mut Vm, args: &[Value]) -> Res {
    let data = bytes(vm, &args[0])?;
    let fold = vm.truth(&args[1])?;
    let ignored = bytes(vm, &args[2])?;
    let mut out = Vec::with_capacity(data.len().div_ceil(5) * 4);
    let (mut digits, mut count) = ([0; 5], 0);
    // The last group is filled up with the highest digit.
    for &code in data.iter().chain(&[LAST; 4]) {
        match code {
            FIRST..=LAST => {
                digits[count] = code - FIRST;
                count += 1;
                if count == 5 {
                    let Some(word) = word_of(&digits) else {
                        return Err(vm.error(Exc::ValueError, "Ascii85 overflow"));
                    };
                    out.extend_from_slice(&word);
                    count = 0;
                }
            }
            b'z' if count == 0 => out.extend_from_slice(&[0; 4]),
            b'z' => return Err(vm.error(Exc::ValueError, "z inside Ascii85 5-tuple")),
            b'y' if fold && count == 0 => out.extend_from_slice(&SPACES.to_be_bytes()),
            b'y' if fold => return Err(vm.error(Exc::ValueError, "y inside Ascii85 5-tuple")),
            _ if ignored.contains(&code) => {}
            _ => return Err(vm.error(Exc::ValueError, format!("Non-Ascii85 digit found: {}", char::from(code)))),
        }
    }
    out.truncate(out.len() - (4 - count));
    Ok(Bytes::value(&out))
}
