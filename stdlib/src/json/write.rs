//! Values to JSON text.

use super::MAX_DEPTH;
use rondo_grammar::surrogate;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::Int;
use rondo_vm::object::list::List;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use std::fmt::Write;

/// How values are written: the arguments of `encode`.
struct Writer<'a> {
    out: String,
    default: &'a Value,
    ensure_ascii: bool,
    /// What a level is indented by; `None`: all on one line.
    indent: Option<&'a str>,
    item_separator: &'a str,
    key_separator: &'a str,
    sort_keys: bool,
    skipkeys: bool,
    allow_nan: bool,
    check_circular: bool,
    /// The containers around what is being written.
    around: Vec<Value>,
}

/// A value's JSON text.
pub(super) fn encode(vm: &mut Vm, args: &[Value]) -> Res {
    let mut flags = [false; 5];
    for (flag, i) in flags.iter_mut().zip([2, 6, 7, 8, 9]) {
        *flag = vm.truth(&args[i])?;
    }
    let mut writer = Writer {
        out: String::new(),
        default: &args[1],
        ensure_ascii: flags[0],
        indent: args[3].as_str(),
        item_separator: args[4].as_str().unwrap_or(", "),
        key_separator: args[5].as_str().unwrap_or(": "),
        sort_keys: flags[1],
        skipkeys: flags[2],
        allow_nan: flags[3],
        check_circular: flags[4],
        around: Vec::new(),
    };
    writer.value(vm, &args[0])?;
    Ok(Value::from(writer.out))
}

/// A text as a JSON string.
pub(super) fn encode_string(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(text) = args[0].as_str() else {
        let message = format!("first argument must be a string, not {}", vm.type_name(&args[0]));
        return Err(vm.error(Exc::TypeError, message));
    };
    let mut out = String::new();
    quote(&mut out, text, vm.truth(&args[1])?);
    Ok(Value::from(out))
}

fn quote(out: &mut String, text: &str, ensure_ascii: bool) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            ' '..='~' => out.push(c),
            _ if ensure_ascii || (c as u32) < 0x20 => {
                let code = surrogate::code_of(c);
                if code >= 0x10000 {
                    let rest = code - 0x10000;
                    // Writing to a string cannot fail.
                    let _ = write!(out, "\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
                } else {
                    let _ = write!(out, "\\u{code:04x}");
                }
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

impl Writer<'_> {
    fn value(&mut self, vm: &mut Vm, value: &Value) -> Res<()> {
        if let Some(text) = value.as_str() {
            quote(&mut self.out, text, self.ensure_ascii);
            return Ok(());
        }
        if value.is_none() {
            self.out.push_str("null");
        } else if let Some(b) = value.as_bool() {
            self.out.push_str(if b { "true" } else { "false" });
        } else if let Some(text) = self.number(vm, value)? {
            self.out.push_str(&text);
        } else if value.get::<Dict>().is_some() {
            self.container(vm, value, Writer::object)?;
        } else if value.get::<List>().is_some() || value.get::<Tuple>().is_some() {
            self.container(vm, value, Writer::array)?;
        } else {
            self.container(vm, value, Writer::replaced)?;
        }
        Ok(())
    }

    /// The text of an integer or float; of subclasses it is that of the number inside.
    fn number(&self, vm: &mut Vm, value: &Value) -> Res<Option<String>> {
        let base = value.unwrap_base();
        if let Some(i) = base.as_small_int() {
            return Ok(Some(i.to_string()));
        }
        if base.exact::<Int>().is_some() {
            return vm.repr(base).map(Some);
        }
        let Some(f) = base.as_float() else { return Ok(None) };
        if f.is_finite() {
            return vm.repr(base).map(Some);
        }
        if !self.allow_nan {
            let shown = vm.repr(base)?;
            return Err(vm.error(Exc::ValueError, format!("Out of range float values are not JSON compliant: {shown}")));
        }
        Ok(Some(match f.is_nan() {
            true => "NaN".to_string(),
            false if f > 0.0 => "Infinity".to_string(),
            false => "-Infinity".to_string(),
        }))
    }

    fn container(&mut self, vm: &mut Vm, value: &Value, write: fn(&mut Self, &mut Vm, &Value) -> Res<()>) -> Res<()> {
        if self.check_circular && self.around.iter().any(|outer| outer.is(value)) {
            return Err(vm.error(Exc::ValueError, "Circular reference detected"));
        }
        if self.around.len() >= MAX_DEPTH {
            return Err(vm.error(Exc::RecursionError, "maximum recursion depth exceeded while encoding a JSON object"));
        }
        self.around.push(value.clone());
        write(self, vm, value)?;
        self.around.pop();
        Ok(())
    }

    /// What `default` returns, written in place of a value that JSON does not know.
    fn replaced(&mut self, vm: &mut Vm, value: &Value) -> Res<()> {
        if self.default.is_none() {
            let name = vm.class_of(value).name_text();
            return Err(vm.error(Exc::TypeError, format!("Object of type {name} is not JSON serializable")));
        }
        let other = vm.call(self.default, std::slice::from_ref(value))?;
        self.value(vm, &other).map_err(|raised| {
            let name = vm.full_type_name(value);
            noted(vm, raised, format!("when serializing {name} object"))
        })
    }

    fn new_line(&mut self, depth: usize) {
        if let Some(indent) = self.indent {
            self.out.push('\n');
            for _ in 0..depth {
                self.out.push_str(indent);
            }
        }
    }

    fn array(&mut self, vm: &mut Vm, value: &Value) -> Res<()> {
        let items = vm.collect(value)?;
        if items.is_empty() {
            self.out.push_str("[]");
            return Ok(());
        }
        let depth = self.around.len();
        self.out.push('[');
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.out.push_str(self.item_separator);
            }
            self.new_line(depth);
            if let Err(raised) = self.value(vm, item) {
                let name = vm.type_name(value);
                return Err(noted(vm, raised, format!("when serializing {name} item {i}")));
            }
        }
        self.new_line(depth - 1);
        self.out.push(']');
        Ok(())
    }

    fn object(&mut self, vm: &mut Vm, value: &Value) -> Res<()> {
        let mut pairs: Vec<(Value, Value)> = match value.exact::<Dict>() {
            Some(dict) => dict.entries().into_iter().map(|e| (e.key, e.value)).collect(),
            // A subclass may have its own `items`.
            None => {
                let items = vm.call_method(value, "items", &[])?;
                let items = vm.collect(&items)?;
                items
                    .iter()
                    .filter_map(|p| p.get::<Tuple>().map(|t| (t.items()[0].clone(), t.items()[1].clone())))
                    .collect()
            }
        };
        if pairs.is_empty() {
            self.out.push_str("{}");
            return Ok(());
        }
        if self.sort_keys {
            let tuples = pairs.into_iter().map(|(k, v)| Tuple::value(vec![k, v])).collect();
            let list = List::value(tuples);
            let sorted = vm.builtins.get_name("sorted").unwrap_or_default();
            let sorted = vm.call(&sorted, &[list])?;
            let sorted = vm.collect(&sorted)?;
            pairs = sorted
                .iter()
                .filter_map(|p| p.get::<Tuple>().map(|t| (t.items()[0].clone(), t.items()[1].clone())))
                .collect();
        }
        let depth = self.around.len();
        self.out.push('{');
        let mut first = true;
        for (key, item) in pairs {
            let Some(text) = self.key(vm, &key)? else { continue };
            if !std::mem::take(&mut first) {
                self.out.push_str(self.item_separator);
            }
            self.new_line(depth);
            quote(&mut self.out, &text, self.ensure_ascii);
            self.out.push_str(self.key_separator);
            if let Err(raised) = self.value(vm, &item) {
                let (name, key) = (vm.type_name(value), kept(vm, |vm| vm.repr(&key)));
                return Err(noted(vm, raised, format!("when serializing {name} item {key}")));
            }
        }
        if !first {
            self.new_line(depth - 1);
        }
        self.out.push('}');
        Ok(())
    }

    /// A key's text; `None` if it is to be skipped.
    fn key(&self, vm: &mut Vm, key: &Value) -> Res<Option<String>> {
        if let Some(text) = key.as_str() {
            return Ok(Some(text.to_string()));
        }
        if key.is_none() {
            return Ok(Some("null".to_string()));
        }
        if let Some(b) = key.as_bool() {
            return Ok(Some(if b { "true" } else { "false" }.to_string()));
        }
        if let Some(text) = self.number(vm, key)? {
            return Ok(Some(text));
        }
        if self.skipkeys {
            return Ok(None);
        }
        let message = format!("keys must be str, int, float, bool or None, not {}", vm.type_name(key));
        Err(vm.error(Exc::TypeError, message))
    }
}

/// Runs something while an exception is parked, which stays parked; an error gives the empty text.
fn kept(vm: &mut Vm, f: impl FnOnce(&mut Vm) -> Res<String>) -> String {
    let exception = vm.take_raised();
    let text = match f(vm) {
        Ok(text) => text,
        Err(raised) => {
            drop(raised);
            drop(vm.take_raised());
            String::new()
        }
    };
    drop(vm.raise_again(exception));
    text
}

/// Adds a note to the parked exception.
fn noted(vm: &mut Vm, raised: Raised, note: String) -> Raised {
    drop(raised);
    let exception = vm.take_raised();
    if let Err(raised) = vm.call_method(&exception, "add_note", &[Value::from(note)]) {
        drop(raised);
        drop(vm.take_raised());
    }
    vm.raise_again(exception)
}
