//! Leaf paths: what the instructions on containers and strings do where that takes no code of the program and raises
//! nothing. The loop tries them before its slow paths: nothing has to be stored in the frame or reloaded around them.
//!
//! Each returns `None` where only the slow path knows the answer, and has changed nothing then.

use crate::code::Flags;
use crate::frame::Frame;
use crate::heap::Kind;
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::dict::Dict;
use crate::object::iter::{Iter, IterState};
use crate::object::list::{self, List};
use crate::object::number;
use crate::object::range::{self, Range};
use crate::object::set;
use crate::object::slice::{self, Slice};
use crate::object::str::search::find_text;
use crate::object::str::{Str, build, character};
use crate::object::tuple::Tuple;
use crate::ops::{Compare, equal_leaf, equal_quick, order_leaf};
use crate::value::Value;

/// The place that `index` means in a sequence of `len` items.
#[inline(always)]
fn place(index: i64, len: usize) -> Option<usize> {
    let at = if index < 0 { index + len as i64 } else { index };
    if (at as u64) < len as u64 { Some(at as usize) } else { None }
}

/// `container[key]`.
#[inline(never)]
pub(super) fn get_item(container: &Value, key: &Value) -> Option<Value> {
    match container.kind()? {
        Kind::Dict => container.exact::<Dict>()?.get_leaf(key),
        Kind::Str => {
            let text = container.exact::<Str>()?;
            match key.as_small_int() {
                Some(index) => Some(character(text, place(index, text.char_len())?)),
                None => {
                    let selected = selection(key, text.char_len())?;
                    let (start, end) = (selected.start as usize, selected.start as usize + selected.count);
                    (selected.step == 1).then(|| build::part(container, start, end))
                }
            }
        }
        Kind::List => {
            let items = container.exact::<List>()?.items().borrow();
            let selected = selection(key, items.len())?;
            Some(List::value(list::select(&items, selected)))
        }
        Kind::Tuple => {
            let items = container.exact::<Tuple>()?.items();
            let selected = selection(key, items.len())?;
            if selected.step == 1 && selected.count == items.len() {
                return Some(container.clone());
            }
            Some(Tuple::value(list::select(items, selected)))
        }
        Kind::ByteArray => {
            let bytes = container.exact::<ByteArray>()?.bytes.borrow();
            let at = place(key.as_small_int()?, bytes.len())?;
            Some(Value::small_int_unchecked(bytes[at] as i64))
        }
        Kind::Bytes => {
            let bytes = container.exact::<Bytes>()?.as_slice();
            let at = place(key.as_small_int()?, bytes.len())?;
            Some(Value::small_int_unchecked(bytes[at] as i64))
        }
        _ => None,
    }
}

/// What a slice of plain integers selects.
fn selection(key: &Value, len: usize) -> Option<slice::Indices> {
    let (start, stop, step) = key.exact::<Slice>()?.plain()?;
    Some(slice::adjust(start, stop, step, len))
}

/// `container[key] = value`; returns the value that was replaced, to be dropped. `value` is taken if it is to die with
/// the instruction.
#[inline(never)]
pub(super) fn set_item(container: &Value, key: &Value, value: &mut Value, dies: bool) -> Option<Value> {
    match container.kind()? {
        Kind::Dict => container.exact::<Dict>()?.set_leaf(key, || taken(value, dies)),
        Kind::ByteArray => {
            let mut bytes = container.exact::<ByteArray>()?.bytes.borrow_mut();
            let at = place(key.as_small_int()?, bytes.len())?;
            bytes[at] = u8::try_from(value.as_small_int()?).ok()?;
            Some(Value::UNSET)
        }
        _ => None,
    }
}

fn taken(value: &mut Value, dies: bool) -> Value {
    if dies { std::mem::take(value) } else { value.clone() }
}

/// `iter(value)`.
#[inline(never)]
pub(super) fn iterator(value: &Value) -> Option<Value> {
    match value.kind()? {
        Kind::Range => Some(range::iter(value.exact::<Range>()?)),
        Kind::List => Some(Iter::value(IterState::List(value.clone(), 0))),
        Kind::Tuple => Some(Iter::value(IterState::Tuple(value.clone(), 0))),
        Kind::Iter => Some(value.clone()),
        Kind::Frame if value.exact::<Frame>()?.code().has(Flags::GENERATOR) => Some(value.clone()),
        _ => None,
    }
}

/// `item in container`.
#[inline(never)]
pub(super) fn contains(container: &Value, item: &Value) -> Option<bool> {
    match container.kind()? {
        Kind::Set | Kind::FrozenSet => set::elements(container)?.contains_leaf(item),
        Kind::Dict => container.exact::<Dict>()?.contains_leaf(item),
        Kind::Str => {
            let (text, part) = (container.exact::<Str>()?.as_str(), item.exact::<Str>()?.as_str());
            Some(find_text(text, part).is_some())
        }
        Kind::List => any_equal(&container.exact::<List>()?.items().borrow(), item),
        Kind::Tuple => any_equal(container.exact::<Tuple>()?.items(), item),
        _ => None,
    }
}

fn any_equal(items: &[Value], wanted: &Value) -> Option<bool> {
    for item in items {
        if item.is(wanted) || equal_leaf(item, wanted)? {
            return Some(true);
        }
    }
    Some(false)
}

/// `a op b` for a comparison.
#[inline(never)]
pub(super) fn compare(op: Compare, a: &Value, b: &Value) -> Option<bool> {
    if let (Some(x), Some(y)) = (a.exact::<Str>(), b.exact::<Str>()) {
        return Some(match op {
            Compare::Eq => a.is(b) || x.as_str() == y.as_str(),
            Compare::Ne => !a.is(b) && x.as_str() != y.as_str(),
            _ => op.holds(x.as_str().cmp(y.as_str())),
        });
    }
    if a.is_kind(Kind::Tuple) {
        return match op {
            Compare::Eq => equal_quick(a, b),
            Compare::Ne => equal_quick(a, b).map(|equal| !equal),
            _ => order_leaf(a, b).map(|order| op.holds(order)),
        };
    }
    number::compare(op, a, b)
}

/// `bool(value)`.
#[inline(never)]
pub(super) fn truth(value: &Value) -> Option<bool> {
    Some(match value.kind() {
        None => value.as_float()? != 0.0,
        Some(Kind::Str) => value.exact::<Str>()?.byte_len() != 0,
        Some(Kind::List) => !value.exact::<List>()?.is_empty(),
        Some(Kind::Dict) => !value.exact::<Dict>()?.is_empty(),
        Some(Kind::Tuple) => !value.exact::<Tuple>()?.items().is_empty(),
        Some(Kind::Set | Kind::FrozenSet) => !set::elements(value)?.is_empty(),
        _ => return None,
    })
}
