//! Methods of `str` about case and about what characters a string consists of.

use super::arguments::receiver;
use super::{build, unicode};
use crate::value::Value;
use crate::vm::{Res, Vm};

pub(super) fn lower(vm: &mut Vm, args: &[Value]) -> Res {
    let own = receiver(args);
    if own.is_ascii() {
        return Ok(build::ascii(own.bytes().map(|byte| byte.to_ascii_lowercase())));
    }
    build::checked(vm, &own.to_lowercase())
}

pub(super) fn upper(vm: &mut Vm, args: &[Value]) -> Res {
    let own = receiver(args);
    if own.is_ascii() {
        return Ok(build::ascii(own.bytes().map(|byte| byte.to_ascii_uppercase())));
    }
    build::checked(vm, &own.to_uppercase())
}

pub(super) fn casefold(vm: &mut Vm, args: &[Value]) -> Res {
    let own = receiver(args);
    if own.is_ascii() {
        return lower(vm, args);
    }
    let mut out = String::with_capacity(own.len());
    own.chars().for_each(|c| unicode::push_fold(&mut out, c));
    build::checked(vm, &out)
}

pub(super) fn capitalize(vm: &mut Vm, args: &[Value]) -> Res {
    build::checked(vm, &capitalized(receiver(args)))
}

fn capitalized(text: &str) -> String {
    let Some(first) = text.chars().next() else { return String::new() };
    let mut out = String::with_capacity(text.len());
    unicode::push_title(&mut out, first);
    // The whole text is lowered, not what follows the first letter: the form of a final sigma depends on it.
    let first_lowered: usize = first.to_lowercase().map(char::len_utf8).sum();
    out.push_str(text.to_lowercase().get(first_lowered..).unwrap_or_default());
    out
}

pub(super) fn title(vm: &mut Vm, args: &[Value]) -> Res {
    let own = receiver(args);
    if own.is_ascii() {
        let mut after_letter = false;
        return Ok(build::ascii(own.bytes().map(|byte| {
            let titled = if after_letter { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
            after_letter = byte.is_ascii_alphabetic();
            titled
        })));
    }
    build::checked(vm, &titled(own))
}

fn titled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_cased = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if after_cased {
            push_lower(&mut out, c, true, rest.as_str());
        } else {
            unicode::push_title(&mut out, c);
        }
        after_cased = unicode::is_cased(c);
    }
    out
}

/// Appends a character in lower case; a sigma that ends a word has a form of its own.
fn push_lower(out: &mut String, c: char, after_cased: bool, rest: &str) {
    if c == 'Σ' {
        let ends_word = after_cased && !rest.chars().next().is_some_and(unicode::is_cased);
        out.push(if ends_word { 'ς' } else { 'σ' });
    } else {
        out.extend(c.to_lowercase());
    }
}

pub(super) fn swapcase(vm: &mut Vm, args: &[Value]) -> Res {
    let own = receiver(args);
    let mut out = String::with_capacity(own.len());
    let mut after_cased = false;
    let mut rest = own.chars();
    while let Some(c) = rest.next() {
        if unicode::is_upper(c) {
            push_lower(&mut out, c, after_cased, rest.as_str());
        } else if unicode::is_lower(c) {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        after_cased = unicode::is_cased(c);
    }
    build::checked(vm, &out)
}

/// Are there characters, and all of them so?
fn all(args: &[Value], is: fn(char) -> bool) -> Res {
    let own = receiver(args);
    Ok(Value::bool(!own.is_empty() && own.chars().all(is)))
}

pub(super) fn isalnum(_: &mut Vm, args: &[Value]) -> Res {
    all(args, unicode::is_alnum)
}

pub(super) fn isalpha(_: &mut Vm, args: &[Value]) -> Res {
    all(args, unicode::is_alpha)
}

pub(super) fn isascii(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(receiver(args).is_ascii()))
}

pub(super) fn isdecimal(_: &mut Vm, args: &[Value]) -> Res {
    all(args, |c| unicode::decimal(c).is_some())
}

pub(super) fn isdigit(_: &mut Vm, args: &[Value]) -> Res {
    all(args, unicode::is_digit)
}

pub(super) fn isidentifier(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(unicode::is_identifier(receiver(args))))
}

pub(super) fn isnumeric(_: &mut Vm, args: &[Value]) -> Res {
    all(args, unicode::is_numeric)
}

pub(super) fn isprintable(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(receiver(args).chars().all(super::repr::is_printable)))
}

pub(super) fn isspace(_: &mut Vm, args: &[Value]) -> Res {
    all(args, unicode::is_space)
}

pub(super) fn islower(_: &mut Vm, args: &[Value]) -> Res {
    let own = receiver(args);
    let clash = own.chars().any(|c| unicode::is_upper(c) || unicode::is_title(c));
    Ok(Value::bool(!clash && own.chars().any(unicode::is_lower)))
}

pub(super) fn isupper(_: &mut Vm, args: &[Value]) -> Res {
    let own = receiver(args);
    let clash = own.chars().any(|c| unicode::is_lower(c) || unicode::is_title(c));
    Ok(Value::bool(!clash && own.chars().any(unicode::is_upper)))
}

pub(super) fn istitle(_: &mut Vm, args: &[Value]) -> Res {
    let (mut any, mut after_cased) = (false, false);
    for c in receiver(args).chars() {
        let begins_word = unicode::is_upper(c) || unicode::is_title(c);
        if begins_word && after_cased || unicode::is_lower(c) && !after_cased {
            return Ok(Value::FALSE);
        }
        after_cased = unicode::is_cased(c);
        any |= after_cased;
    }
    Ok(Value::bool(any))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_conversions() {
        assert_eq!(capitalized("ßA"), "Ssa");
        assert_eq!(capitalized("ΑΣ"), "Ας");
        assert_eq!(titled("they're bill's ǆ"), "They'Re Bill'S ǅ");
        assert_eq!(titled("ΌΣΟΣ"), "Όσος");
        assert_eq!(titled("ﬁn 1st"), "Fin 1St");
    }
}
