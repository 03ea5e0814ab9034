//! Methods of `str` that arrange text: padding, joining, tabs, translation.

use super::arguments::{receiver, text_at};
use super::{MAX_LEN, Str, build};
use crate::format::pad;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::int::methods::{index_i32, index_i64};
use crate::object::list::List;
use crate::object::number;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use rondo_grammar::surrogate;

/// The number of characters that are missing to a width, and the character to pad with.
fn padding(vm: &mut Vm, args: &[Value]) -> Res<(usize, char)> {
    let width = index_i64(vm, &args[1])?;
    let fill = match args[2].as_str() {
        Some(fill) => {
            let mut chars = fill.chars();
            match (chars.next(), chars.next()) {
                (Some(fill), None) => fill,
                _ => return Err(vm.error(Exc::TypeError, "The fill character must be exactly one character long")),
            }
        }
        None => {
            let got = vm.type_name(&args[2]);
            let message = format!("The fill character must be a unicode character, not {got}");
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    let len = args[0].get::<Str>().map_or(0, Str::char_len);
    Ok((missing(vm, width, len)?, fill))
}

fn missing(vm: &mut Vm, width: i64, len: usize) -> Res<usize> {
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(len);
    if missing > MAX_LEN / 4 {
        return Err(vm.error_with(Exc::MemoryError, Vec::new()));
    }
    Ok(missing)
}

fn padded(args: &[Value], left: usize, right: usize, fill: char) -> Value {
    if left + right == 0 {
        return args[0].unwrap_base().clone();
    }
    let own = receiver(args);
    let mut out = String::with_capacity(own.len() + (left + right) * fill.len_utf8());
    pad(&mut out, fill, left);
    out.push_str(own);
    pad(&mut out, fill, right);
    Value::from(out)
}

pub(super) fn ljust(vm: &mut Vm, args: &[Value]) -> Res {
    let (missing, fill) = padding(vm, args)?;
    Ok(padded(args, 0, missing, fill))
}

pub(super) fn rjust(vm: &mut Vm, args: &[Value]) -> Res {
    let (missing, fill) = padding(vm, args)?;
    Ok(padded(args, missing, 0, fill))
}

pub(super) fn center(vm: &mut Vm, args: &[Value]) -> Res {
    let (missing, fill) = padding(vm, args)?;
    let len = args[0].get::<Str>().map_or(0, Str::char_len);
    let left = centered(missing, len);
    Ok(padded(args, left, missing - left, fill))
}

/// How much of the padding goes to the left: the odd one too if the width is odd.
pub(crate) fn centered(missing: usize, len: usize) -> usize {
    missing / 2 + (missing & (missing + len) & 1)
}

pub(super) fn zfill(vm: &mut Vm, args: &[Value]) -> Res {
    let width = index_i64(vm, &args[1])?;
    let missing = missing(vm, width, args[0].get::<Str>().map_or(0, Str::char_len))?;
    if missing == 0 {
        return Ok(args[0].unwrap_base().clone());
    }
    let own = receiver(args);
    let sign = own.starts_with(['+', '-']) as usize;
    let mut out = String::with_capacity(own.len() + missing);
    out.push_str(&own[..sign]);
    out.extend(std::iter::repeat_n('0', missing));
    out.push_str(&own[sign..]);
    Ok(Value::from(out))
}

pub(super) fn expandtabs(vm: &mut Vm, args: &[Value]) -> Res {
    let size = index_i32(vm, &args[1])?;
    let own = receiver(args);
    let size = usize::try_from(size).unwrap_or(0);
    if size.saturating_mul(own.matches('\t').count()) > MAX_LEN / 4 {
        return Err(vm.error(Exc::OverflowError, "result too long"));
    }
    let mut out = String::with_capacity(own.len());
    let mut column = 0;
    for c in own.chars() {
        match c {
            '\t' if size > 0 => {
                let blanks = size - column % size;
                pad(&mut out, ' ', blanks);
                column += blanks;
            }
            '\t' => (),
            _ => {
                out.push(c);
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    build::checked(vm, &out)
}

pub(crate) fn join(vm: &mut Vm, args: &[Value]) -> Res {
    let [separator, iterable] = args else { return Ok(Value::NOT_IMPLEMENTED) };
    let Some(separator) = separator.get::<Str>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if let Some(list) = iterable.exact::<List>() {
        // No user code runs while the list is borrowed: its items are only looked at.
        let joined = build::join(vm, separator, &list.items().borrow());
        return match joined {
            Some(result) => result,
            None => {
                let items = list.items().borrow().clone();
                Err(no_string(vm, &items))
            }
        };
    }
    if let Some(tuple) = iterable.exact::<Tuple>() {
        return join_items(vm, separator, tuple.items());
    }
    let items = match vm.collect(iterable) {
        Ok(items) => items,
        Err(raised) => {
            let (iter, getitem) = (vm.names.iter.clone(), vm.names.getitem.clone());
            let is_iterable =
                vm.lookup_special(iterable, &iter).is_some() || vm.lookup_special(iterable, &getitem).is_some();
            if is_iterable || !vm.raised_is(Exc::TypeError) {
                return Err(raised);
            }
            drop(vm.take_raised());
            return Err(vm.error(Exc::TypeError, "can only join an iterable"));
        }
    };
    join_items(vm, separator, &items)
}

fn join_items(vm: &mut Vm, separator: &Str, items: &[Value]) -> Res {
    match build::join(vm, separator, items) {
        Some(result) => result,
        None => Err(no_string(vm, items)),
    }
}

/// The error about the first item that is no string.
fn no_string(vm: &mut Vm, items: &[Value]) -> Raised {
    let found = items.iter().enumerate().find(|(_, item)| item.as_str().is_none());
    let (i, got) = found.map(|(i, item)| (i, vm.type_name(item))).unwrap_or_default();
    vm.error(Exc::TypeError, format!("sequence item {i}: expected str instance, {got} found"))
}

pub(super) fn maketrans(vm: &mut Vm, args: &[Value]) -> Res {
    let [x, y, z] = args else { return Ok(Value::NOT_IMPLEMENTED) };
    let table = Dict::new();
    let code = |c: char| Value::from(surrogate::code_of(c) as usize);
    if y.is_unset() {
        let Some(given) = x.exact::<Dict>() else {
            let message = "if you give only one argument to maketrans it must be a dict";
            return Err(vm.error(Exc::TypeError, message));
        };
        for entry in given.entries() {
            let key = match entry.key.as_str() {
                Some(text) => {
                    let mut chars = text.chars();
                    match (chars.next(), chars.next()) {
                        (Some(c), None) => code(c),
                        _ => {
                            let message = "string keys in translate table must be of length 1";
                            return Err(vm.error(Exc::ValueError, message));
                        }
                    }
                }
                None if number::integer(&entry.key).is_some() => entry.key.clone(),
                None => {
                    let message = "keys in translate table must be strings or integers";
                    return Err(vm.error(Exc::TypeError, message));
                }
            };
            table.set(vm, key, entry.value.clone())?;
        }
        return Ok(table.into_value());
    }
    let to = text_at(vm, y, "maketrans", 2)?;
    let removed = if z.is_unset() { "" } else { text_at(vm, z, "maketrans", 3)? };
    let Some(from) = x.as_str() else {
        let message = "first maketrans argument must be a string if there is a second argument";
        return Err(vm.error(Exc::TypeError, message));
    };
    if from.chars().count() != to.chars().count() {
        let message = "the first two maketrans arguments must have equal length";
        return Err(vm.error(Exc::ValueError, message));
    }
    for (from, to) in from.chars().zip(to.chars()) {
        table.set(vm, code(from), code(to))?;
    }
    for c in removed.chars() {
        table.set(vm, code(c), Value::NONE)?;
    }
    Ok(table.into_value())
}

pub(super) fn translate(vm: &mut Vm, args: &[Value]) -> Res {
    let own = receiver(args);
    let table = &args[1];
    let mut out = String::with_capacity(own.len());
    for c in own.chars() {
        let code = Value::from(surrogate::code_of(c) as usize);
        let mapped = match table.exact::<Dict>() {
            Some(dict) => dict.get(vm, &code)?,
            None => match vm.get_item(table, &code) {
                Ok(mapped) => Some(mapped),
                Err(_) if vm.raised_is(Exc::LookupError) => {
                    drop(vm.take_raised());
                    None
                }
                Err(raised) => return Err(raised),
            },
        };
        let Some(mapped) = mapped else {
            out.push(c);
            continue;
        };
        if mapped.is_none() {
            continue;
        }
        if let Some(text) = mapped.as_str() {
            let len = out.len() + text.len();
            if len > build::CERTAINLY_SMALL {
                build::check_len(vm, len)?;
                if len > out.capacity() {
                    vm.room_for(2 * len, 1)?;
                }
            }
            out.push_str(text);
        } else if number::integer(&mapped).is_some() {
            match number::to_i64(&mapped).and_then(|i| u32::try_from(i).ok()).and_then(surrogate::char_of) {
                Some(c) => out.push(c),
                None => return Err(vm.error(Exc::ValueError, "character mapping must be in range(0x110000)")),
            }
        } else {
            return Err(vm.error(Exc::TypeError, "character mapping must return integer, None or str"));
        }
    }
    build::checked(vm, &out)
}
