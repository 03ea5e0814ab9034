//! `binascii`: binary data as ASCII text and back.

use crate::module::{bytes, integer, module};
use crate::zlib;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::{Bytes, bytes_of, hex_text};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use std::borrow::Cow;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("binascii", "Binary data as ASCII text and back.", FUNCTIONS);
    let (malformed, short) = ("What is to be decoded is malformed.", "What is to be decoded ends too early.");
    for (full, name, base, doc) in [
        ("binascii.Error", "Error", Exc::ValueError, malformed),
        ("binascii.Incomplete", "Incomplete", Exc::Exception, short),
    ] {
        let class = vm.types.native_exception(full, vm.types.exception(base));
        class.dict().set_name("__doc__", Value::from(doc));
        module.dict.set_name(name, class.into_value());
    }
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("a2b_base64(data, /, *, strict_mode=False)", a2b_base64),
    function!("a2b_hex(hexstr, /)", unhexlify),
    function!("a2b_qp(data, header=False)", a2b_qp),
    function!("a2b_uu(data, /)", a2b_uu),
    function!("b2a_base64(data, /, *, newline=True)", b2a_base64),
    function!("b2a_hex(data, sep=?, bytes_per_sep=1)", hexlify),
    function!("b2a_qp(data, quotetabs=False, istext=True, header=False)", b2a_qp),
    function!("b2a_uu(data, /, *, backtick=False)", b2a_uu),
    function!("crc32(data, crc=0, /)", |vm, args| {
        let before = integer(vm, &args[1])? as u32;
        Ok(from_i64(zlib::crc32(&bytes(vm, &args[0])?, before).into()))
    }),
    function!("crc_hqx(data, crc, /)", crc_hqx),
    function!("hexlify(data, sep=?, bytes_per_sep=1)", hexlify),
    function!("unhexlify(hexstr, /)", unhexlify),
];

/// Raises `binascii.Error`.
#[cold]
pub fn error(vm: &mut Vm, message: &str) -> Raised {
    let made = vm.import_module("binascii").and_then(|module| {
        let class = vm.get_attr_text(&module, "Error")?;
        vm.call(&class, &[Value::from(message)])
    });
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// The bytes of a bytes-like object or of a text that is ASCII.
fn ascii<'a>(vm: &mut Vm, data: &'a Value) -> Res<Cow<'a, [u8]>> {
    if let Some(text) = data.as_str() {
        if !text.is_ascii() {
            return Err(vm.error(Exc::ValueError, "string argument should contain only ASCII characters"));
        }
        return Ok(Cow::Borrowed(text.as_bytes()));
    }
    match bytes_of(data) {
        Some(bytes) => Ok(bytes),
        None => Err(vm.type_error_about("argument should be bytes, buffer or ASCII string, not '{}'", data)),
    }
}

// ------------------------------------------------------------------------------------------------ Hexadecimal

fn hexlify(vm: &mut Vm, args: &[Value]) -> Res {
    if !args[1].is_unset() {
        let data = Bytes::value(&bytes(vm, &args[0])?);
        let text = vm.call_method(&data, "hex", &args[1..])?;
        return Ok(Bytes::value(text.as_str().unwrap_or_default().as_bytes()));
    }
    let data = bytes(vm, &args[0])?;
    Ok(Bytes::value(hex_text(&data, None, 0).as_bytes()))
}

fn digit(code: u8) -> Option<u8> {
    char::from(code).to_digit(16).map(|digit| digit as u8)
}

fn unhexlify(vm: &mut Vm, args: &[Value]) -> Res {
    let text = ascii(vm, &args[0])?;
    let (pairs, []) = text.as_chunks::<2>() else { return Err(error(vm, "Odd-length string")) };
    let mut out = Vec::with_capacity(pairs.len());
    for &[high, low] in pairs {
        match (digit(high), digit(low)) {
            (Some(high), Some(low)) => out.push(high << 4 | low),
            _ => return Err(error(vm, "Non-hexadecimal digit found")),
        }
    }
    Ok(Bytes::value(&out))
}

// ------------------------------------------------------------------------------------------------ Base64

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// No character of the alphabet.
const NONE: u8 = 0xff;

/// What each character stands for.
static VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < 64 {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
};

fn b2a_base64(vm: &mut Vm, args: &[Value]) -> Res {
    let data = bytes(vm, &args[0])?;
    let newline = vm.truth(&args[1])?;
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + 1);
    let (groups, rest) = data.as_chunks::<3>();
    let digits = |group: u32| [18, 12, 6, 0].map(|shift| ALPHABET[(group >> shift & 63) as usize]);
    for &[a, b, c] in groups {
        out.extend_from_slice(&digits(u32::from_be_bytes([0, a, b, c])));
    }
    match *rest {
        [a] => {
            out.extend_from_slice(&digits((a as u32) << 16)[..2]);
            out.extend_from_slice(b"==");
        }
        [a, b] => {
            out.extend_from_slice(&digits(u32::from_be_bytes([0, a, b, 0]))[..3]);
            out.push(b'=');
        }
        _ => (),
    }
    if newline {
        out.push(b'\n');
    }
    Ok(Bytes::value(&out))
}

fn a2b_base64(vm: &mut Vm, args: &[Value]) -> Res {
    let text = ascii(vm, &args[0])?;
    let strict = vm.truth(&args[1])?;
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    // Whole groups of the alphabet's characters need no further look.
    let (groups, _) = text.as_chunks::<4>();
    let mut plain = 0;
    for group in groups {
        let [a, b, c, d] = group.map(|code| VALUES[code as usize]);
        if a | b | c | d == NONE {
            break;
        }
        out.extend_from_slice(&[a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]);
        plain += 4;
    }
    let (mut bits, mut digits, mut pads) = (0, 0, 0);
    for (index, &code) in text.iter().enumerate().skip(plain) {
        if code == b'=' {
            pads += 1;
            // RFC 4648, section 3.3: padding where it says nothing may be read over.
            if !strict || digits >= 2 && digits + pads <= 4 {
                continue;
            }
            match (digits, index) {
                (1, _) => break,
                (0, 0) => return Err(error(vm, "Leading padding not allowed")),
                _ => return Err(error(vm, "Excess padding not allowed")),
            }
        }
        let value = VALUES[code as usize];
        if value == NONE {
            if strict {
                return Err(error(vm, "Only base64 data is allowed"));
            }
            continue;
        }
        if strict && pads > 0 {
            let is_whole = digits + pads == 4;
            let message = if is_whole { "Excess data after padding" } else { "Discontinuous padding not allowed" };
            return Err(error(vm, message));
        }
        pads = 0;
        match digits {
            0 => (),
            1 => out.push(bits << 2 | value >> 4),
            2 => out.push(bits << 4 | value >> 2),
            _ => out.push(bits << 6 | value),
        }
        bits = value;
        digits = (digits + 1) % 4;
    }
    match digits {
        0 => Ok(Bytes::value(&out)),
        1 => {
            let count = out.len() / 3 * 4 + 1;
            let message = format!(
                "Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple \
                 of 4"
            );
            Err(error(vm, &message))
        }
        _ if digits + pads >= 4 => Ok(Bytes::value(&out)),
        _ => Err(error(vm, "Incorrect padding")),
    }
}

// ------------------------------------------------------------------------------------------------ uuencode

fn b2a_uu(vm: &mut Vm, args: &[Value]) -> Res {
    let data = bytes(vm, &args[0])?;
    let backtick = vm.truth(&args[1])?;
    if data.len() > 45 {
        return Err(error(vm, "At most 45 bytes at once"));
    }
    let encoded = |value: u8| if backtick && value == 0 { b'`' } else { value + b' ' };
    let mut out = vec![encoded(data.len() as u8)];
    for group in data.chunks(3) {
        let byte = |place: usize| group.get(place).copied().unwrap_or(0);
        let group = u32::from_be_bytes([0, byte(0), byte(1), byte(2)]);
        out.extend([18, 12, 6, 0].map(|shift| encoded((group >> shift & 63) as u8)));
    }
    out.push(b'\n');
    Ok(Bytes::value(&out))
}

fn a2b_uu(vm: &mut Vm, args: &[Value]) -> Res {
    let text = ascii(vm, &args[0])?;
    let Some((first, mut rest)) = text.split_first() else { return Err(error(vm, "Missing length byte")) };
    let len = (first.wrapping_sub(b' ') & 63) as usize;
    let mut out = Vec::with_capacity(len);
    let (mut bits, mut count) = (0u32, 0);
    while out.len() < len {
        let value = match rest.first().copied().unwrap_or(0) {
            0 | b'\n' | b'\r' => 0,
            code @ b' '..=b'`' => (code - b' ') & 63,
            _ => return Err(error(vm, "Illegal char")),
        };
        rest = rest.get(1..).unwrap_or_default();
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    match rest.iter().all(|code| matches!(code, b' ' | b'`' | b'\n' | b'\r')) {
        true => Ok(Bytes::value(&out)),
        false => Err(error(vm, "Trailing garbage")),
    }
}

// ------------------------------------------------------------------------------------------------ Quoted-printable

fn a2b_qp(vm: &mut Vm, args: &[Value]) -> Res {
    let text = ascii(vm, &args[0])?;
    let header = vm.truth(&args[1])?;
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while let Some(&code) = text.get(i) {
        i += 1;
        if code != b'=' {
            out.push(if header && code == b'_' { b' ' } else { code });
            continue;
        }
        match (text.get(i), text.get(i + 1)) {
            (None, _) => break,
            // A soft line break.
            (Some(b'\n' | b'\r'), _) => match memchr::memchr(b'\n', &text[i..]) {
                Some(end) => i += end + 1,
                None => break,
            },
            (Some(b'='), _) => {
                out.push(b'=');
                i += 1;
            }
            (Some(&high), low) => match (digit(high), low.and_then(|&low| digit(low))) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    i += 2;
                }
                _ => out.push(b'='),
            },
        }
    }
    Ok(Bytes::value(&out))
}

/// Lines get no longer.
const LINE: usize = 76;

fn b2a_qp(vm: &mut Vm, args: &[Value]) -> Res {
    let data = bytes(vm, &args[0])?;
    let (quote_tabs, is_text, header) = (vm.truth(&args[1])?, vm.truth(&args[2])?, vm.truth(&args[3])?);
    let crlf = memchr::memchr(b'\n', &data).is_some_and(|first| first > 0 && data[first - 1] == b'\r');
    let (soft_break, line_break): (&[u8], &[u8]) = if crlf { (b"=\r\n", b"\r\n") } else { (b"=\n", b"\n") };
    let mut out = Vec::with_capacity(data.len());
    let quote = |out: &mut Vec<u8>, code: u8| out.extend_from_slice(format!("={code:02X}").as_bytes());
    let (mut i, mut line) = (0, 0);
    while let Some(&code) = data.get(i) {
        let following = data.get(i + 1).copied();
        let at_line_end = matches!(following, None | Some(b'\n' | b'\r'));
        let quoted = match code {
            127.. | b'=' => true,
            b'_' => header,
            b'.' => line == 0 && matches!(following, None | Some(b'\n' | b'\r' | 0)),
            b'\n' | b'\r' => !is_text,
            b'\t' | b' ' => following.is_none() || quote_tabs,
            _ => code < b'!',
        };
        if quoted {
            if line + 3 >= LINE {
                out.extend_from_slice(soft_break);
                line = 0;
            }
            quote(&mut out, code);
            line += 3;
            i += 1;
        } else if is_text && (code == b'\n' || code == b'\r' && following == Some(b'\n')) {
            line = 0;
            // White space before the end of a line would get lost.
            if let Some(&last @ (b'\t' | b' ')) = out.last() {
                out.pop();
                quote(&mut out, last);
            }
            out.extend_from_slice(line_break);
            i += if code == b'\r' { 2 } else { 1 };
        } else {
            if !at_line_end && line + 1 >= LINE {
                out.extend_from_slice(soft_break);
                line = 0;
            }
            line += 1;
            out.push(if header && code == b' ' { b'_' } else { code });
            i += 1;
        }
    }
    Ok(Bytes::value(&out))
}

// ------------------------------------------------------------------------------------------------ Checksums

fn crc_hqx(vm: &mut Vm, args: &[Value]) -> Res {
    let mut crc = integer(vm, &args[1])? as u16;
    for &byte in &*bytes(vm, &args[0])? {
        crc ^= (byte as u16) << 8;
        for _ in 0..8 {
            crc = crc << 1 ^ if crc & 0x8000 != 0 { 0x1021 } else { 0 };
        }
    }
    Ok(from_i64(crc.into()))
}
