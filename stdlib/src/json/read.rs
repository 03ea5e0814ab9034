//! JSON text to values.

use super::MAX_DEPTH;
use crate::module::integer;
use rondo_grammar::surrogate::char_of;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::from_digits;
use rondo_vm::object::list::List;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// How a text is read: the arguments of `decode`, `None` where there is no hook.
struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    strict: bool,
    document: &'a Value,
    object_hook: &'a Value,
    object_pairs_hook: &'a Value,
    parse_float: &'a Value,
    parse_int: &'a Value,
    parse_constant: &'a Value,
    error: &'a Value,
    /// Keys that have occurred: objects of the same kind share them.
    keys: std::collections::HashMap<String, Value>,
}

/// The value that begins at a position, and the position behind it.
pub(super) fn decode(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(string) = args[0].get::<Str>() else {
        let message = format!("first argument must be a string, not {}", vm.type_name(&args[0]));
        return Err(vm.error(Exc::TypeError, message));
    };
    let start = integer(vm, &args[1])?.max(0) as usize;
    let mut reader = Reader {
        text: string.as_str(),
        bytes: string.as_str().as_bytes(),
        at: string.byte_offset(start.min(string.char_len())),
        depth: 0,
        strict: vm.truth(&args[2])?,
        document: &args[0],
        object_hook: &args[3],
        object_pairs_hook: &args[4],
        parse_float: &args[5],
        parse_int: &args[6],
        parse_constant: &args[7],
        error: &args[8],
        keys: Default::default(),
    };
    let value = reader.value(vm)?;
    let end = reader.text[..reader.at].chars().count();
    Ok(Tuple::value(vec![value, Value::from(end)]))
}

impl Reader<'_> {
    /// Raises JSONDecodeError at a byte offset.
    fn fail<T>(&self, vm: &mut Vm, message: &str, at: usize) -> Res<T> {
        let position = self.text.get(..at.min(self.text.len())).map_or(0, |before| before.chars().count());
        match vm.call(self.error, &[Value::from(message), self.document.clone(), Value::from(position)]) {
            Ok(exception) => Err(vm.raise(exception)),
            Err(raised) => Err(raised),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, vm: &mut Vm) -> Res {
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                let text = self.string(vm)?;
                Ok(Value::from(text))
            }
            Some(b'{') => self.nested(vm, "object", Reader::object),
            Some(b'[') => self.nested(vm, "array", Reader::array),
            Some(b'-' | b'0'..=b'9') => self.number(vm),
            _ => self.word(vm),
        }
    }

    fn nested(&mut self, vm: &mut Vm, kind: &str, read: fn(&mut Self, &mut Vm) -> Res) -> Res {
        if self.depth >= MAX_DEPTH {
            let message =
                format!("maximum recursion depth exceeded while decoding a JSON {kind} from a unicode string");
            return Err(vm.error(Exc::RecursionError, message));
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self, vm)?;
        self.depth -= 1;
        Ok(value)
    }

    fn array(&mut self, vm: &mut Vm) -> Res {
        let mut items = Vec::new();
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(List::value(items));
        }
        loop {
            items.push(self.value(vm)?);
            self.skip_space();
            match self.peek() {
                Some(b']') => {
                    self.at += 1;
                    return Ok(List::value(items));
                }
                Some(b',') => {
                    let comma = self.at;
                    self.at += 1;
                    self.skip_space();
                    if self.peek() == Some(b']') {
                        return self.fail(vm, "Illegal trailing comma before end of array", comma);
                    }
                }
                _ => return self.fail(vm, "Expecting ',' delimiter", self.at),
            }
        }
    }

    fn object(&mut self, vm: &mut Vm) -> Res {
        let mut pairs: Vec<(Value, Value)> = Vec::new();
        self.skip_space();
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                return self.made_object(vm, pairs);
            }
            Some(b'"') => (),
            _ => return self.fail(vm, "Expecting property name enclosed in double quotes", self.at),
        }
        loop {
            self.at += 1;
            let key = self.string(vm)?;
            let key = match self.keys.get(&key) {
                Some(known) => known.clone(),
                None => {
                    let value = Value::from(key.as_str());
                    self.keys.insert(key, value.clone());
                    value
                }
            };
            self.skip_space();
            if self.peek() != Some(b':') {
                return self.fail(vm, "Expecting ':' delimiter", self.at);
            }
            self.at += 1;
            self.skip_space();
            let value = self.value(vm)?;
            pairs.push((key, value));
            self.skip_space();
            match self.peek() {
                Some(b'}') => {
                    self.at += 1;
                    return self.made_object(vm, pairs);
                }
                Some(b',') => (),
                _ => return self.fail(vm, "Expecting ',' delimiter", self.at),
            }
            let comma = self.at;
            self.at += 1;
            self.skip_space();
            match self.peek() {
                Some(b'"') => (),
                Some(b'}') => return self.fail(vm, "Illegal trailing comma before end of object", comma),
                _ => return self.fail(vm, "Expecting property name enclosed in double quotes", self.at),
            }
        }
    }

    fn made_object(&mut self, vm: &mut Vm, pairs: Vec<(Value, Value)>) -> Res {
        if !self.object_pairs_hook.is_none() {
            let pairs = pairs.into_iter().map(|(k, v)| Tuple::value(vec![k, v])).collect();
            return vm.call(self.object_pairs_hook, &[List::value(pairs)]);
        }
        let dict = Dict::new();
        for (key, value) in pairs {
            dict.set(vm, key, value)?;
        }
        if self.object_hook.is_none() {
            return Ok(dict.into_value());
        }
        vm.call(self.object_hook, &[dict.into_value()])
    }

    /// The rest of a string whose opening quote has been read.
    fn string(&mut self, vm: &mut Vm) -> Res<String> {
        let begin = self.at - 1;
        let mut out = String::new();
        loop {
            let start = self.at;
            while let Some(b) = self.peek() {
                if b == b'"' || b == b'\\' || b < 0x20 && self.strict {
                    break;
                }
                self.at += 1;
            }
            out.push_str(&self.text[start..self.at]);
            match self.peek() {
                None => return self.fail(vm, "Unterminated string starting at", begin),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.at += 1;
                    let escaped = match self.peek() {
                        None => return self.fail(vm, "Unterminated string starting at", begin),
                        Some(b'u') => {
                            let c = self.unicode_escape(vm)?;
                            out.push(c);
                            continue;
                        }
                        Some(c @ (b'"' | b'\\' | b'/')) => c as char,
                        Some(b'b') => '\u{8}',
                        Some(b'f') => '\u{c}',
                        Some(b'n') => '\n',
                        Some(b'r') => '\r',
                        Some(b't') => '\t',
                        Some(_) => return self.fail(vm, "Invalid \\escape", self.at - 1),
                    };
                    self.at += 1;
                    out.push(escaped);
                }
                Some(_) => return self.fail(vm, "Invalid control character at", self.at),
            }
        }
    }

    /// `uXXXX`, and a second one if the two are a surrogate pair.
    fn unicode_escape(&mut self, vm: &mut Vm) -> Res<char> {
        let Some(first) = self.four_hex(self.at + 1) else {
            return self.fail(vm, "Invalid \\uXXXX escape", self.at);
        };
        self.at += 5;
        let mut code = first;
        if (0xD800..0xDC00).contains(&first)
            && self.bytes[self.at..].starts_with(b"\\u")
            && let Some(second @ 0xDC00..0xE000) = self.four_hex(self.at + 2)
        {
            code = 0x10000 + (first - 0xD800) * 0x400 + (second - 0xDC00);
            self.at += 6;
        }
        Ok(char_of(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_hex(&self, at: usize) -> Option<u32> {
        let digits = self.bytes.get(at..at + 4)?;
        if !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }

    fn number(&mut self, vm: &mut Vm) -> Res {
        let start = self.at;
        let mut end = start + (self.bytes[start] == b'-') as usize;
        let digits =
            |from: usize| self.bytes[from.min(self.bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
        match self.bytes.get(end) {
            Some(b'0') => end += 1,
            Some(b'1'..=b'9') => end += digits(end),
            _ if self.bytes[start..].starts_with(b"-Infinity") => {
                return self.constant(vm, "-Infinity", f64::NEG_INFINITY);
            }
            _ => return self.fail(vm, "Expecting value", start),
        }
        let mut is_float = false;
        if self.bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
            end += 1 + digits(end + 1);
            is_float = true;
        }
        if matches!(self.bytes.get(end), Some(b'e' | b'E')) {
            let sign = matches!(self.bytes.get(end + 1), Some(b'+' | b'-')) as usize;
            let exponent = digits(end + 1 + sign);
            if exponent > 0 {
                end += 1 + sign + exponent;
                is_float = true;
            }
        }
        self.at = end;
        let text = &self.text[start..end];
        if is_float {
            if !self.parse_float.is_none() {
                return vm.call(self.parse_float, &[Value::from(text)]);
            }
            return Ok(Value::float(text.parse().unwrap_or(f64::NAN)));
        }
        if !self.parse_int.is_none() {
            return vm.call(self.parse_int, &[Value::from(text)]);
        }
        match text.parse::<i64>() {
            Ok(n) => Ok(Value::from(n)),
            Err(_) => self.big_integer(vm, text),
        }
    }

    /// Beyond the length that Python converts, `int` raises.
    fn big_integer(&self, vm: &mut Vm, text: &str) -> Res {
        if text.len() > 4300 {
            let class = vm.types.int.to_value();
            return vm.call(&class, &[Value::from(text)]);
        }
        Ok(from_digits(10, text))
    }

    fn word(&mut self, vm: &mut Vm) -> Res {
        let rest = &self.bytes[self.at..];
        for (word, value) in [("null", Value::NONE), ("true", Value::TRUE), ("false", Value::FALSE)] {
            if rest.starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(value);
            }
        }
        if rest.starts_with(b"NaN") {
            return self.constant(vm, "NaN", f64::NAN);
        }
        if rest.starts_with(b"Infinity") {
            return self.constant(vm, "Infinity", f64::INFINITY);
        }
        self.fail(vm, "Expecting value", self.at)
    }

    fn constant(&mut self, vm: &mut Vm, word: &str, value: f64) -> Res {
        self.at += word.len();
        if self.parse_constant.is_none() {
            return Ok(Value::float(value));
        }
        vm.call(self.parse_constant, &[Value::from(word)])
    }
}
