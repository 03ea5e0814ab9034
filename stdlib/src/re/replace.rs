//! Replacement templates: `\1`, `\g<name>` and escapes in the text that `sub` puts in.

use super::matcher::NONE;
use super::parse::Error;
use super::pattern::{Pattern, append};
use super::{characters, raise};
use rondo_vm::object::bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::str::unicode;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// A parsed template.
pub struct Template {
    parts: Vec<Part>,
}

enum Part {
    Text(Vec<u8>),
    Group(usize),
}

impl Template {
    /// Adds the text of the template for a match.
    pub fn expand(&self, out: &mut Vec<u8>, string: &Value, slots: &[usize]) {
        for part in &self.parts {
            match part {
                Part::Text(text) => out.extend_from_slice(text),
                Part::Group(group) => {
                    // A group that has not matched is empty.
                    if slots[group * 2 + 1] != NONE {
                        append(out, string, slots[group * 2], slots[group * 2 + 1]);
                    }
                }
            }
        }
    }
}

/// The template that a replacement is; `None` for one that is a function.
pub fn template(vm: &mut Vm, pattern: &Pattern, replacement: &Value) -> Res<Option<Template>> {
    let is_callable = {
        let call = vm.names.call.clone();
        vm.lookup_special(replacement, &call).is_some() || is_builtin_callable(replacement)
    };
    if is_callable {
        return Ok(None);
    }
    let Some((text, is_str)) = characters(replacement) else {
        let message = format!("decoding to str: need a bytes-like object, {} found", vm.type_name(replacement));
        return Err(vm.error(Exc::TypeError, message));
    };
    match parse(&text, is_str, pattern) {
        Ok(template) => Ok(Some(template)),
        Err(Problem::Syntax(error)) => Err(raise(vm, error, replacement)),
        Err(Problem::UnknownName(name)) => {
            let raised = vm.error(Exc::IndexError, format!("unknown group name '{name}'"));
            Err(vm.hiding_context(raised))
        }
    }
}

fn is_builtin_callable(value: &Value) -> bool {
    use rondo_vm::heap::Kind::*;
    matches!(value.kind(), Some(Function | BoundMethod | Native | Class))
}

/// TypeError for a replacement of the other kind: text for a bytes pattern, or bytes for a `str` pattern. `pieces` are
/// the parts that the new text has so far.
pub fn check_kind(vm: &mut Vm, pattern: &Pattern, replacement: &Value, pieces: usize) -> Res<()> {
    let is_str = replacement.as_str().is_some();
    if is_str == pattern.is_str() {
        return Ok(());
    }
    let wanted = if is_str { "a bytes-like object" } else { "str instance" };
    let message = format!("sequence item {pieces}: expected {wanted}, {} found", vm.type_name(replacement));
    Err(vm.error(Exc::TypeError, message))
}

/// `Match.expand`.
pub fn expand(vm: &mut Vm, pattern: &Pattern, text: &Value, string: &Value, slots: &[usize]) -> Res {
    let Some(template) = template(vm, pattern, text)? else {
        let message = format!("decoding to str: need a bytes-like object, {} found", vm.type_name(text));
        return Err(vm.error(Exc::TypeError, message));
    };
    check_kind(vm, pattern, text, 0)?;
    let mut out = Vec::new();
    template.expand(&mut out, string, slots);
    Ok(match String::from_utf8(out) {
        Ok(text) if pattern.is_str() => Value::from(text),
        Ok(text) => bytes::Bytes::value(text.as_bytes()),
        Err(error) => bytes::Bytes::value(error.as_bytes()),
    })
}

enum Problem {
    Syntax(Error),
    UnknownName(String),
}

fn syntax<T>(message: impl Into<String>, position: usize) -> Result<T, Problem> {
    Err(Problem::Syntax(Error::at(message, position)))
}

fn push(literal: &mut Vec<u8>, code: u32, is_str: bool) {
    if !is_str {
        literal.push(code as u8);
    } else if let Some(c) = rondo_grammar::surrogate::char_of(code) {
        literal.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

fn parse(text: &[u32], is_str: bool, pattern: &Pattern) -> Result<Template, Problem> {
    let mut parts = Vec::new();
    let mut literal = Vec::new();
    let mut at = 0;
    let group = |parts: &mut Vec<Part>, literal: &mut Vec<u8>, index: usize, position: usize| {
        if index > pattern.groups() {
            return syntax(format!("invalid group reference {index}"), position);
        }
        if !literal.is_empty() {
            parts.push(Part::Text(std::mem::take(literal)));
        }
        parts.push(Part::Group(index));
        Ok(())
    };
    let digit = |at: usize| text.get(at).and_then(|&code| char::from_u32(code)).and_then(|c| c.to_digit(10));
    let octal = |at: usize| digit(at).filter(|d| *d < 8);
    while let Some(&code) = text.get(at) {
        let here = at;
        at += 1;
        if code != u32::from(b'\\') {
            push(&mut literal, code, is_str);
            continue;
        }
        let Some(&code) = text.get(at) else { return syntax("bad escape (end of pattern)", here) };
        at += 1;
        match char::from_u32(code) {
            Some('g') => {
                if text.get(at) != Some(&u32::from(b'<')) {
                    return syntax("missing <", at);
                }
                at += 1;
                let start = at;
                let Some(length) = text[at..].iter().position(|&code| code == u32::from(b'>')) else {
                    return match text.len() {
                        end if end == start => syntax("missing group name", start),
                        _ => syntax("missing >, unterminated name", start),
                    };
                };
                let name: String = text[start..start + length]
                    .iter()
                    .filter_map(|&code| rondo_grammar::surrogate::char_of(code))
                    .collect();
                at = start + length + 1;
                if name.is_empty() {
                    return syntax("missing group name", start);
                }
                if name.bytes().all(|b| b.is_ascii_digit()) {
                    let index = name.parse::<usize>().unwrap_or(usize::MAX);
                    group(&mut parts, &mut literal, index, start)?;
                } else if !unicode::is_identifier(&name) || !is_str && !name.is_ascii() {
                    let shown = rondo_vm::object::str::repr::repr(&name);
                    return syntax(format!("bad character in group name {shown}"), start);
                } else {
                    match pattern.names().iter().find(|(known, _)| *known == name) {
                        Some((_, index)) => group(&mut parts, &mut literal, *index, start)?,
                        None => return Err(Problem::UnknownName(name)),
                    }
                }
            }
            Some('0') => {
                let mut value = 0;
                for _ in 0..2 {
                    if let Some(d) = octal(at) {
                        value = value * 8 + d;
                        at += 1;
                    }
                }
                push(&mut literal, value, is_str);
            }
            Some(first @ '1'..='9') => {
                let mut index = first as u32 - u32::from(b'0');
                if let Some(second) = digit(at) {
                    at += 1;
                    if let (true, true, Some(third)) = (index < 8, second < 8, octal(at)) {
                        at += 1;
                        let value = index * 64 + second * 8 + third;
                        if value > 0o377 {
                            let message =
                                format!("octal escape value \\{index}{second}{third} outside of range 0-0o377");
                            return syntax(message, here);
                        }
                        push(&mut literal, value, is_str);
                        continue;
                    }
                    index = index * 10 + second;
                }
                group(&mut parts, &mut literal, index as usize, here + 1)?;
            }
            Some('a') => literal.push(7),
            Some('b') => literal.push(8),
            Some('f') => literal.push(12),
            Some('n') => literal.push(10),
            Some('r') => literal.push(13),
            Some('t') => literal.push(9),
            Some('v') => literal.push(11),
            Some('\\') => literal.push(b'\\'),
            Some(letter) if letter.is_ascii_alphabetic() => {
                let error = Error::at(format!("bad escape \\{letter}"), here);
                return Err(Problem::Syntax(Error { from_none: true, ..error }));
            }
            _ => {
                literal.push(b'\\');
                push(&mut literal, code, is_str);
            }
        }
    }
    if !literal.is_empty() {
        parts.push(Part::Text(literal));
    }
    Ok(Template { parts })
}
