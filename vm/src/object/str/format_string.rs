//! `str.format` and `str.format_map`: replacement fields (PEP 3101).

use super::arguments::receiver;
use super::{build, repr, unicode};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// How deep fields nest: a field in the format specification of a field.
const DEPTH: usize = 2;

/// What fields refer to.
struct Fields<'a> {
    /// Positional arguments; `None` for `format_map`.
    positional: Option<&'a [Value]>,
    /// Keyword arguments, or the mapping of `format_map`.
    named: &'a Value,
    /// The next automatic number.
    next: usize,
    /// Are fields numbered by hand? Not known before the first.
    manual: Option<bool>,
}

pub(super) fn format(vm: &mut Vm, args: &[Value]) -> Res {
    let positional = args[1].exact::<Tuple>().map_or(&[][..], Tuple::items);
    let mut fields = Fields { positional: Some(positional), named: &args[2], next: 0, manual: None };
    let text = expand(vm, receiver(args), &mut fields, DEPTH)?;
    build::checked(vm, &text)
}

pub(super) fn format_map(vm: &mut Vm, args: &[Value]) -> Res {
    let mut fields = Fields { positional: None, named: &args[1], next: 0, manual: None };
    let text = expand(vm, receiver(args), &mut fields, DEPTH)?;
    build::checked(vm, &text)
}

/// The text with its fields replaced.
fn expand(vm: &mut Vm, text: &str, fields: &mut Fields, depth: usize) -> Res<String> {
    if depth == 0 {
        return Err(vm.error(Exc::ValueError, "Max string recursion exceeded"));
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..at + 1];
        rest = &rest[at + 1..];
        if rest.starts_with(brace) {
            out.push_str(brace);
            rest = &rest[1..];
        } else if brace == "}" || rest.is_empty() {
            return Err(vm.error(Exc::ValueError, format!("Single '{brace}' encountered in format string")));
        } else {
            let (field, after) = match Field::parse(rest) {
                Ok(parsed) => parsed,
                Err(message) => return Err(vm.error(Exc::ValueError, message)),
            };
            rest = after;
            let value = field_value(vm, field.name, fields)?;
            let value = match field.conversion {
                None => value,
                Some('r') => Value::from(vm.repr(&value)?),
                Some('s') => Value::from(vm.str(&value)?),
                Some('a') => Value::from(repr::ascii(&vm.repr(&value)?)),
                Some(c) => {
                    let shown = if c > ' ' && c < '\x7f' { c.to_string() } else { format!("\\x{:x}", c as u32) };
                    return Err(vm.error(Exc::ValueError, format!("Unknown conversion specifier {shown}")));
                }
            };
            if field.spec.contains('{') {
                let spec = expand(vm, field.spec, fields, depth - 1)?;
                out.push_str(&vm.format(&value, &spec)?);
            } else {
                out.push_str(&vm.format(&value, field.spec)?);
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}

/// A replacement field taken apart.
#[derive(Debug, Default, PartialEq)]
struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    spec: &'a str,
}

impl Field<'_> {
    /// The field that begins after an opening brace, and the text after its closing one.
    fn parse(text: &str) -> Result<(Field<'_>, &str), &'static str> {
        let mut in_brackets = false;
        let mut end = None;
        for (i, c) in text.char_indices() {
            match c {
                '{' => return Err("unexpected '{' in field name"),
                '[' => in_brackets = true,
                ']' => in_brackets = false,
                '}' | ':' | '!' if !in_brackets => {
                    end = Some((i, c));
                    break;
                }
                _ => (),
            }
        }
        let Some((end, mark)) = end else { return Err("expected '}' before end of string") };
        let mut field = Field { name: &text[..end], ..Field::default() };
        let mut rest = &text[end + 1..];
        if mark == '}' {
            return Ok((field, rest));
        }
        if mark == '!' {
            let mut chars = rest.chars();
            field.conversion = chars.next();
            if field.conversion.is_none() {
                return Err("end of string while looking for conversion specifier");
            }
            let next = chars.next();
            match next {
                Some('}') => return Ok((field, chars.as_str())),
                Some(':') | None => rest = chars.as_str(),
                Some(_) => return Err("expected ':' after conversion specifier"),
            }
        }
        let mut depth = 1;
        for (i, c) in rest.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => (),
            }
            if depth == 0 {
                field.spec = &rest[..i];
                return Ok((field, &rest[i + 1..]));
            }
        }
        Err("unmatched '{' in format spec")
    }
}

/// A field name that is a number: its value. `Err`: it has too many digits.
fn number(name: &str) -> Result<Option<usize>, ()> {
    let mut value = None;
    for c in name.chars() {
        let Some(digit) = unicode::decimal(c) else { return Ok(None) };
        let longer = value.unwrap_or(0_usize).checked_mul(10).and_then(|n| n.checked_add(digit as usize));
        value = Some(longer.filter(|&n| n <= isize::MAX as usize).ok_or(())?);
    }
    Ok(value)
}

/// The object that a field name such as `0.name[key]` refers to.
fn field_value(vm: &mut Vm, name: &str, fields: &mut Fields) -> Res {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, mut rest) = name.split_at(end);
    let too_long = "Too many decimal digits in format string";
    let Ok(index) = number(first) else { return Err(vm.error(Exc::ValueError, too_long)) };
    let mut value = match index {
        None if !first.is_empty() => {
            let key = Value::from(first);
            match fields.named.exact::<Dict>() {
                Some(dict) if fields.positional.is_some() => match dict.get(vm, &key)? {
                    Some(value) => value,
                    None => return Err(vm.error_with(Exc::KeyError, vec![key])),
                },
                _ => vm.get_item(fields.named, &key)?,
            }
        }
        index => {
            let manual = index.is_some();
            if fields.manual.is_some_and(|before| before != manual) {
                return Err(vm.error(
                    Exc::ValueError,
                    if manual {
                        "cannot switch from automatic field numbering to manual field specification"
                    } else {
                        "cannot switch from manual field specification to automatic field numbering"
                    },
                ));
            }
            fields.manual = Some(manual);
            let index = index.unwrap_or_else(|| {
                fields.next += 1;
                fields.next - 1
            });
            let Some(positional) = fields.positional else {
                return Err(vm.error(Exc::ValueError, "Format string contains positional fields"));
            };
            match positional.get(index) {
                Some(value) => value.clone(),
                None => {
                    let message = format!("Replacement index {index} out of range for positional args tuple");
                    return Err(vm.error(Exc::IndexError, message));
                }
            }
        }
    };
    while !rest.is_empty() {
        let is_item = rest.starts_with('[');
        rest = &rest[1..];
        let end = match is_item {
            true => match rest.find(']') {
                Some(end) => end,
                None => return Err(vm.error(Exc::ValueError, "Missing ']' in format string")),
            },
            false => rest.find(['.', '[']).unwrap_or(rest.len()),
        };
        let part = &rest[..end];
        rest = &rest[end + is_item as usize..];
        if part.is_empty() {
            return Err(vm.error(Exc::ValueError, "Empty attribute in format string"));
        }
        if is_item {
            if !rest.is_empty() && !rest.starts_with(['.', '[']) {
                let message = "Only '.' or '[' may follow ']' in format field specifier";
                return Err(vm.error(Exc::ValueError, message));
            }
            let key = match number(part) {
                Ok(Some(index)) => Value::from(index),
                Ok(None) => Value::from(part),
                Err(()) => return Err(vm.error(Exc::ValueError, too_long)),
            };
            value = vm.get_item(&value, &key)?;
        } else {
            value = vm.get_attr(&value, &Str::intern(part).into_value())?;
        }
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        let field = |name, conversion, spec| Field { name, conversion, spec };
        for (text, expected) in [
            ("} rest", Ok((field("", None, ""), " rest"))),
            ("a.b[:]!r:>{w}}x", Ok((field("a.b[:]", Some('r'), ">{w}"), "x"))),
            ("0!r}", Ok((field("0", Some('r'), ""), ""))),
            ("0", Err("expected '}' before end of string")),
            ("0!}", Err("unmatched '{' in format spec")),
            ("0!", Err("end of string while looking for conversion specifier")),
            ("0!rr}", Err("expected ':' after conversion specifier")),
            ("a{}", Err("unexpected '{' in field name")),
        ] {
            assert_eq!(Field::parse(text), expected, "{text}");
        }
    }
}
