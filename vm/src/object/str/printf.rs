//! `%` formatting of strings and bytes.

use super::repr;
use crate::format::plain_float;
use crate::heap::Kind;
use crate::object::bytes::{self, Bytes};
use crate::object::class::{Class, flag};
use crate::object::exception::Exc;
use crate::object::int::arithmetic::Integer;
use crate::object::int::methods as int;
use crate::object::int::text::decimal;
use crate::object::native::NativeFunction;
use crate::object::tuple::Tuple;
use crate::object::{float, number};
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use rondo_grammar::surrogate;

/// Widths and precisions beyond this are refused: the allocator would end the process.
const MOST: usize = 1 << 30;

/// `text % args`.
///
/// # Errors
/// TypeError, ValueError, OverflowError, what conversions raise.
pub fn format_text(vm: &mut Vm, text: &str, args: &Value) -> Res<String> {
    let bytes = Formatter::new(vm, text.as_bytes(), args, true).run()?;
    // All that was put together is text; a byte beyond ASCII comes from a text whole.
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// `bytes % args`.
///
/// # Errors
/// As [`format_text`].
pub fn format_bytes(vm: &mut Vm, text: &[u8], args: &Value) -> Res<Vec<u8>> {
    Formatter::new(vm, text, args, false).run()
}

/// A conversion specification taken apart.
#[derive(Default)]
struct Spec {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
    /// The value of the mapping key.
    keyed: Option<Value>,
}

struct Formatter<'a> {
    vm: &'a mut Vm,
    template: &'a [u8],
    /// The place in the template.
    at: usize,
    args: &'a Value,
    /// The arguments of a tuple.
    items: Option<&'a [Value]>,
    /// Arguments used so far.
    used: usize,
    text: bool,
    out: Vec<u8>,
}

impl<'a> Formatter<'a> {
    fn new(vm: &'a mut Vm, template: &'a [u8], args: &'a Value, text: bool) -> Formatter<'a> {
        let items = args.get::<Tuple>().map(Tuple::items);
        Formatter { vm, template, at: 0, args, items, used: 0, text, out: Vec::with_capacity(template.len()) }
    }

    fn run(mut self) -> Res<Vec<u8>> {
        while let Some(length) = memchr::memchr(b'%', &self.template[self.at..]) {
            self.out.extend_from_slice(&self.template[self.at..self.at + length]);
            self.at += length + 1;
            if self.peek() == Some(b'%') {
                self.out.push(b'%');
                self.at += 1;
            } else {
                self.conversion()?;
            }
        }
        self.out.extend_from_slice(&self.template[self.at..]);
        let all = self.items.map_or(1, <[Value]>::len);
        if self.used < all && !(self.items.is_none() && self.is_mapping()) {
            let kind = if self.text { "string" } else { "bytes" };
            return Err(self.error(Exc::TypeError, &format!("not all arguments converted during {kind} formatting")));
        }
        Ok(self.out)
    }

    fn error(&mut self, class: Exc, message: &str) -> Raised {
        self.vm.error(class, message)
    }

    /// Can the argument be asked for keys?
    fn is_mapping(&self) -> bool {
        let name = &self.vm.names.getitem;
        let sequence = self.items.is_some()
            || self.args.as_str().is_some()
            || !self.text
                && (self.args.get::<Bytes>().is_some()
                    || self.args.get::<crate::object::bytearray::ByteArray>().is_some());
        let by_index = |method: &Value| {
            let owner = method.exact::<NativeFunction>().and_then(|native| native.owner.peek().exact::<Class>());
            owner.is_some_and(|class| class.has(flag::INDEXED))
        };
        !sequence && self.vm.lookup_special(self.args, name).is_some_and(|method| !by_index(&method))
    }

    fn peek(&self) -> Option<u8> {
        self.template.get(self.at).copied()
    }

    fn next_arg(&mut self) -> Res {
        let found = match self.items {
            Some(items) => items.get(self.used).cloned(),
            None => (self.used == 0).then(|| self.args.clone()),
        };
        match found {
            Some(value) => {
                self.used += 1;
                Ok(value)
            }
            None => Err(self.error(Exc::TypeError, "not enough arguments for format string")),
        }
    }

    fn operand(&mut self, spec: &mut Spec) -> Res {
        match spec.keyed.take() {
            Some(value) => Ok(value),
            None => self.next_arg(),
        }
    }

    /// `%s` of an exact string and `%d` of a small int without flags, width and precision; false if it is none.
    fn plain_conversion(&mut self) -> bool {
        let arg = match self.items {
            Some(items) => items.get(self.used),
            None => (self.used == 0).then_some(self.args),
        };
        match (self.peek(), arg) {
            (Some(b's'), Some(arg)) if self.text && arg.is_kind(Kind::Str) => {
                self.out.extend_from_slice(arg.as_str().unwrap_or_default().as_bytes());
            }
            (Some(b's'), Some(arg)) if self.text && arg.is_small_int() => self.small_int(arg.small_int_value()),
            (Some(b'd'), Some(arg)) if arg.is_small_int() => self.small_int(arg.small_int_value()),
            _ => return false,
        }
        self.used += 1;
        self.at += 1;
        true
    }

    fn small_int(&mut self, i: i64) {
        self.out.extend_from_slice(super::decimal_digits(i, &mut [0; 20]));
    }

    fn conversion(&mut self) -> Res<()> {
        if self.plain_conversion() {
            return Ok(());
        }
        let mut spec = Spec::default();
        if self.peek() == Some(b'(') {
            self.key(&mut spec)?;
        }
        while let Some(flag) = self.peek() {
            match flag {
                b'-' => spec.left = true,
                b'+' => spec.plus = true,
                b' ' => spec.space = true,
                b'#' => spec.alternate = true,
                b'0' => spec.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        if let Some(width) = self.count(&mut spec, "width too big")? {
            spec.left |= width < 0;
            spec.width = width.unsigned_abs() as usize;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            let precision = self.count(&mut spec, "precision too big")?.unwrap_or(0);
            spec.precision = Some(precision.max(0) as usize);
        }
        if matches!(self.peek(), Some(b'h' | b'l' | b'L')) {
            self.at += 1;
        }
        if spec.width > MOST || spec.precision.is_some_and(|precision| precision > MOST) {
            return Err(self.vm.error_with(Exc::MemoryError, Vec::new()));
        }
        let Some(ty) = self.peek() else { return Err(self.error(Exc::ValueError, "incomplete format")) };
        self.at += 1;
        match ty {
            b'b' if !self.text => self.bytes(&mut spec),
            b's' if !self.text => self.bytes(&mut spec),
            b's' | b'r' | b'a' => self.shown(&mut spec, ty),
            b'c' => self.character(&mut spec),
            b'd' | b'i' | b'u' | b'o' | b'x' | b'X' => self.integer(&mut spec, ty),
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => self.float(&mut spec, ty),
            _ => {
                let place = self.at - 1;
                self.operand(&mut spec)?;
                Err(self.unsupported(place))
            }
        }
    }

    /// The error for an unknown conversion character.
    fn unsupported(&mut self, place: usize) -> Raised {
        let message = if self.text {
            let before = String::from_utf8_lossy(&self.template[..place]).chars().count();
            let rest = String::from_utf8_lossy(&self.template[place..]);
            let c = rest.chars().next().unwrap_or_default();
            let shown = if matches!(c, ' '..='\x7e') { c } else { '?' };
            format!("unsupported format character '{shown}' ({:#x}) at index {before}", c as u32)
        } else {
            let c = self.template[place];
            format!("unsupported format character '{}' ({c:#x}) at index {place}", c as char)
        };
        self.error(Exc::ValueError, &message)
    }

    /// `(key)`: the value to convert is an item of the argument.
    fn key(&mut self, spec: &mut Spec) -> Res<()> {
        if !self.is_mapping() {
            return Err(self.error(Exc::TypeError, "format requires a mapping"));
        }
        self.at += 1;
        let start = self.at;
        let mut depth = 1;
        while depth > 0 {
            match self.peek() {
                Some(b'(') => depth += 1,
                Some(b')') => depth -= 1,
                Some(_) => (),
                None => return Err(self.error(Exc::ValueError, "incomplete format key")),
            }
            self.at += 1;
        }
        let key = &self.template[start..self.at - 1];
        let key = if self.text { Value::from(String::from_utf8_lossy(key).as_ref()) } else { Bytes::value(key) };
        spec.keyed = Some(self.vm.get_item(self.args, &key)?);
        // What has been asked for keys is no argument itself any more.
        self.used = 1;
        Ok(())
    }

    /// A width or precision: digits, or `*` for the next argument.
    fn count(&mut self, spec: &mut Spec, too_big: &str) -> Res<Option<i64>> {
        if self.peek() == Some(b'*') {
            self.at += 1;
            let value = self.operand(spec)?;
            return match number::to_i64(&value) {
                Some(count) if count.unsigned_abs() <= isize::MAX as u64 => Ok(Some(count)),
                Some(_) => Err(self.error(Exc::OverflowError, too_big)),
                None if number::integer(&value).is_some() => {
                    Err(self.error(Exc::OverflowError, "Python int too large to convert to C ssize_t"))
                }
                None => Err(self.error(Exc::TypeError, "* wants int")),
            };
        }
        let mut count = None;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let longer = count.unwrap_or(0_i64).checked_mul(10).and_then(|n| n.checked_add((digit - b'0') as i64));
            match longer {
                Some(longer) => count = Some(longer),
                None => return Err(self.error(Exc::ValueError, too_big)),
            }
            self.at += 1;
        }
        if too_big.starts_with("precision") && count.is_some_and(|count| count > i32::MAX as i64) {
            return Err(self.error(Exc::ValueError, too_big));
        }
        Ok(count)
    }

    /// Appends a piece padded to the width; `length` is its length in characters.
    fn pad(&mut self, spec: &Spec, piece: &[u8], length: usize) {
        let missing = spec.width.saturating_sub(length);
        if !spec.left {
            self.out.extend(std::iter::repeat_n(b' ', missing));
        }
        self.out.extend_from_slice(piece);
        if spec.left {
            self.out.extend(std::iter::repeat_n(b' ', missing));
        }
    }

    /// Appends a number: its sign and prefix come before padding zeros.
    fn pad_number(&mut self, spec: &Spec, negative: bool, prefix: &str, digits: &str) {
        let sign = match (negative, spec.plus, spec.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        };
        let mut missing = spec.width.saturating_sub(sign.len() + prefix.len() + digits.len());
        if !spec.left && !spec.zero {
            self.out.extend(std::iter::repeat_n(b' ', missing));
            missing = 0;
        }
        self.out.extend_from_slice(sign.as_bytes());
        self.out.extend_from_slice(prefix.as_bytes());
        if !spec.left {
            self.out.extend(std::iter::repeat_n(b'0', missing));
        }
        self.out.extend_from_slice(digits.as_bytes());
        if spec.left {
            self.out.extend(std::iter::repeat_n(b' ', missing));
        }
    }

    /// `%s`, `%r` and `%a`, in bytes `%r` and `%a`.
    fn shown(&mut self, spec: &mut Spec, ty: u8) -> Res<()> {
        let value = self.operand(spec)?;
        let text = match ty {
            b's' => self.vm.str(&value)?,
            b'r' if self.text => self.vm.repr(&value)?,
            _ => repr::ascii(&self.vm.repr(&value)?),
        };
        let text = match spec.precision.and_then(|most| text.char_indices().nth(most)) {
            Some((end, _)) => &text[..end],
            None => &text,
        };
        self.pad(spec, text.as_bytes(), text.chars().count());
        Ok(())
    }

    /// `%b` and `%s` in bytes.
    fn bytes(&mut self, spec: &mut Spec) -> Res<()> {
        let value = self.operand(spec)?;
        let piece = match bytes::bytes_of(&value) {
            Some(bytes) => bytes.into_owned(),
            None => {
                let name = self.vm.names.bytes.clone();
                let result = self.vm.call_special(&value, &name, &[])?;
                match result {
                    Some(result) => match result.get::<bytes::Bytes>() {
                        Some(bytes) => bytes.as_slice().to_vec(),
                        None => {
                            let got = self.vm.type_name(&result);
                            return Err(
                                self.error(Exc::TypeError, &format!("__bytes__ returned non-bytes (type {got})"))
                            );
                        }
                    },
                    None => {
                        let got = self.vm.type_name(&value);
                        let message = format!(
                            "%b requires a bytes-like object, or an object that implements __bytes__, not '{got}'"
                        );
                        return Err(self.error(Exc::TypeError, &message));
                    }
                }
            }
        };
        let piece = &piece[..piece.len().min(spec.precision.unwrap_or(usize::MAX))];
        self.pad(spec, piece, piece.len());
        Ok(())
    }

    fn character(&mut self, spec: &mut Spec) -> Res<()> {
        let value = self.operand(spec)?;
        if !self.text {
            let byte = match bytes::bytes_of(&value).as_deref() {
                Some([byte]) => Some(*byte),
                Some(_) => None,
                None => match number::integer(&value).map(|_| number::to_i64(&value)) {
                    Some(code) => match code.map(u8::try_from) {
                        Some(Ok(byte)) => Some(byte),
                        _ => return Err(self.error(Exc::OverflowError, "%c arg not in range(256)")),
                    },
                    None => None,
                },
            };
            return match byte {
                Some(byte) => {
                    self.pad(spec, &[byte], 1);
                    Ok(())
                }
                None => {
                    if let Some(index) = self.vm.index_opt(&value)? {
                        let byte = number::to_i64(&index).and_then(|i| u8::try_from(i).ok());
                        let Some(byte) = byte else {
                            return Err(self.error(Exc::OverflowError, "%c arg not in range(256)"));
                        };
                        self.pad(spec, &[byte], 1);
                        return Ok(());
                    }
                    let message = match bytes::bytes_of(&value) {
                        Some(bytes) => format!(
                            "%c requires an integer in range(256) or a single byte, not a {} object of length {}",
                            self.vm.type_name(&value),
                            bytes.len()
                        ),
                        None => format!(
                            "%c requires an integer in range(256) or a single byte, not {}",
                            self.vm.type_name(&value)
                        ),
                    };
                    Err(self.error(Exc::TypeError, &message))
                }
            };
        }
        let c = match value.as_str() {
            Some(text) => {
                let mut chars = text.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => c,
                    _ => {
                        let length = text.chars().count();
                        let message =
                            format!("%c requires an int or a unicode character, not a string of length {length}");
                        return Err(self.error(Exc::TypeError, &message));
                    }
                }
            }
            None => {
                let name = self.vm.names.index.clone();
                if number::integer(&value).is_none() && self.vm.lookup_special(&value, &name).is_none() {
                    let got = self.vm.type_name(&value);
                    let message = format!("%c requires an int or a unicode character, not {got}");
                    return Err(self.error(Exc::TypeError, &message));
                }
                let code = int::index(self.vm, &value)?;
                let code = number::to_i64(&code).and_then(|code| u32::try_from(code).ok());
                match code.and_then(surrogate::char_of) {
                    Some(c) => c,
                    None => return Err(self.error(Exc::OverflowError, "%c arg not in range(0x110000)")),
                }
            }
        };
        self.pad(spec, c.encode_utf8(&mut [0; 4]).as_bytes(), 1);
        Ok(())
    }

    fn integer(&mut self, spec: &mut Spec, ty: u8) -> Res<()> {
        let value = self.operand(spec)?;
        let value = match number::plain_int(&value) {
            Some(plain) => plain,
            None => self.integer_of(&value, ty)?,
        };
        let number = number::integer(&value).unwrap_or(Integer::Small(0));
        let (prefix, mut digits) = match ty {
            b'o' => ("0o", crate::format::in_radix(number, 8)),
            b'x' => ("0x", crate::format::in_radix(number, 16)),
            b'X' => ("0X", crate::format::in_radix(number, 16).to_uppercase()),
            _ => ("", decimal(number).map_err(|fault| self.vm.fault(fault))?),
        };
        if number.is_negative() {
            digits.remove(0);
        }
        if let Some(precision) = spec.precision {
            let missing = precision.saturating_sub(digits.len());
            digits.insert_str(0, &"0".repeat(missing));
        }
        self.pad_number(spec, number.is_negative(), if spec.alternate { prefix } else { "" }, &digits);
        Ok(())
    }

    /// The int of what is not one: any real number for `%d`, an index for `%x`.
    fn integer_of(&mut self, value: &Value, ty: u8) -> Res {
        let decimal = matches!(ty, b'd' | b'i' | b'u');
        let names = [self.vm.names.int.clone(), self.vm.names.index.clone(), self.vm.names.float.clone()];
        let names = if decimal { &names[..] } else { &names[1..2] };
        if names.iter().any(|name| self.vm.lookup_special(value, name).is_some()) {
            let result = if decimal { int::convert(self.vm, value) } else { int::index(self.vm, value) };
            match result {
                Err(_) if self.vm.raised_is(Exc::TypeError) => drop(self.vm.take_raised()),
                other => return other,
            }
        }
        let (got, ty) = (self.vm.type_name(value), ty as char);
        let wanted = if decimal { "a real number" } else { "an integer" };
        Err(self.error(Exc::TypeError, &format!("%{ty} format: {wanted} is required, not {got}")))
    }

    fn float(&mut self, spec: &mut Spec, ty: u8) -> Res<()> {
        let value = self.operand(spec)?;
        let own = value.unwrap_base();
        // A float is the number that it is, whatever its `__float__` says.
        let number = if own.as_float().is_some() { own } else { &value };
        let f = match (float::methods::to_float_opt(self.vm, number)?, self.text) {
            (Some(f), _) => f,
            (None, true) => {
                let got = self.vm.type_name(&value);
                return Err(self.error(Exc::TypeError, &format!("must be real number, not {got}")));
            }
            (None, false) => {
                let got = self.vm.type_name(&value);
                return Err(self.error(Exc::TypeError, &format!("float argument required, not {got}")));
            }
        };
        let (negative, digits) = plain_float(f, ty as char, spec.precision.unwrap_or(6), spec.alternate);
        self.pad_number(spec, negative, "", &digits);
        Ok(())
    }
}
