//! Union, intersection, difference, subsets: what methods and operators of sets and dict views are made of.

use super::methods::same_type;
use super::{Elements, elements};
use crate::heap::Kind;
use crate::object::dict::Dict;
use crate::object::dict_view::{DictView, Part};
use crate::op::Op;
use crate::ops::Compare;
use crate::value::Value;
use crate::vm::{Res, Vm};

impl Elements {
    /// The distinct items of an iterable.
    pub fn from_iterable(vm: &mut Vm, iterable: &Value) -> Res<Elements> {
        let new = Elements::new();
        update(vm, &new, iterable)?;
        Ok(new)
    }
}

/// Adds the items of an iterable.
pub fn update(vm: &mut Vm, set: &Elements, iterable: &Value) -> Res<()> {
    if let Some(other) = elements(iterable) {
        return set.merge(vm, other);
    }
    let keys = iterable.exact::<DictView>().filter(|view| view.part == Part::Keys).map(|view| view.dict.clone());
    if let Some(dict) = keys.or_else(|| iterable.to_gc::<Dict>()) {
        set.reserve(dict.len());
        for entry in dict.entries() {
            set.add_hashed(vm, entry.key, entry.hash)?;
        }
        return Ok(());
    }
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        set.add(vm, item)?;
    }
    Ok(())
}

/// The elements and the items of an iterable.
pub fn union(vm: &mut Vm, set: &Elements, other: &Value) -> Res<Elements> {
    let new = set.copy();
    update(vm, &new, other)?;
    Ok(new)
}

/// `|`, `&`, `-` or `^` of two sets or frozensets, as [`is_exact`] knows them; the result is of the first one's type.
pub fn combine(vm: &mut Vm, op: Op, a: &Value, b: &Value) -> Res {
    let operation = match op {
        Op::BitOr => union,
        Op::BitAnd => intersection,
        Op::Sub => difference,
        Op::BitXor => symmetric_difference,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    match elements(a) {
        Some(set) => Ok(same_type(a, operation(vm, set, b)?)),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// `a op= b` for a set `a` and an operator of sets, where `b` is a set or frozenset: `a`, changed.
///
/// # Errors
/// What `__eq__` of elements raises.
pub fn combine_inplace(vm: &mut Vm, op: Op, a: &Value, b: &Value) -> Res {
    let Some(set) = elements(a).filter(|_| elements(b).is_some()) else { return Ok(Value::NOT_IMPLEMENTED) };
    match op {
        Op::BitOr => update(vm, set, b)?,
        Op::BitAnd => {
            let common = intersection(vm, set, b)?;
            set.replace(common);
        }
        Op::Sub => remove_all(vm, set, b)?,
        Op::BitXor => toggle(vm, set, b)?,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    }
    Ok(a.clone())
}

/// Is it a set or frozenset, and no instance of a subclass?
pub fn is_exact(value: &Value) -> bool {
    value.is_kind(Kind::Set) || value.is_kind(Kind::FrozenSet)
}

/// The elements that the iterable has too.
pub fn intersection(vm: &mut Vm, set: &Elements, other: &Value) -> Res<Elements> {
    let new = Elements::new();
    if let Some(other) = elements(other) {
        if std::ptr::eq(set, other) {
            return Ok(set.copy());
        }
        let (few, many) = if other.len() > set.len() { (set, other) } else { (other, set) };
        let mut from = 0;
        while let Some((element, hash, next)) = few.hashed_from(from) {
            if many.contains(vm, &element, hash)? {
                new.add_hashed(vm, element, hash)?;
            }
            from = next;
        }
        return Ok(new);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        let hash = vm.hash_element(&item)?;
        if set.contains(vm, &item, hash)? {
            new.add_hashed(vm, item, hash)?;
        }
    }
    Ok(new)
}

/// The elements that the iterable does not have.
pub fn difference(vm: &mut Vm, set: &Elements, other: &Value) -> Res<Elements> {
    let other_set = elements(other);
    let dict = other.to_gc::<Dict>();
    let size = match (other_set, &dict) {
        (Some(other), _) => other.len(),
        (None, Some(dict)) => dict.len(),
        (None, None) => usize::MAX,
    };
    // If little is removed, a copy is faster. Which way it goes is visible in the order of the result.
    if size == usize::MAX || set.len() >> 2 > size {
        let new = set.copy();
        remove_all(vm, &new, other)?;
        return Ok(new);
    }
    let new = Elements::new();
    let mut from = 0;
    while let Some((element, hash, next)) = set.hashed_from(from) {
        let found = match (other_set, &dict) {
            (Some(other), _) => other.contains(vm, &element, hash)?,
            (None, Some(dict)) => dict.get_hashed(vm, &element, hash)?.is_some(),
            (None, None) => false,
        };
        if !found {
            new.add_hashed(vm, element, hash)?;
        }
        from = next;
    }
    Ok(new)
}

/// Removes the items of an iterable.
pub fn remove_all(vm: &mut Vm, set: &Elements, other: &Value) -> Res<()> {
    if let Some(other) = elements(other) {
        if std::ptr::eq(set, other) {
            set.clear();
            return Ok(());
        }
        let mut from = 0;
        while let Some((element, hash, next)) = other.hashed_from(from) {
            set.discard(vm, &element, hash)?;
            from = next;
        }
        set.tidy();
        return Ok(());
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        let hash = vm.hash_element(&item)?;
        set.discard(vm, &item, hash)?;
    }
    set.tidy();
    Ok(())
}

/// The elements and the items of an iterable that are not in both.
pub fn symmetric_difference(vm: &mut Vm, set: &Elements, other: &Value) -> Res<Elements> {
    let new = Elements::from_iterable(vm, other)?;
    toggle_all(vm, &new, set)?;
    Ok(new)
}

/// Removes the items of an iterable that are in `set` and adds those that are not.
pub fn toggle(vm: &mut Vm, set: &Elements, other: &Value) -> Res<()> {
    match elements(other) {
        Some(other) => toggle_all(vm, set, other),
        None => {
            let other = Elements::from_iterable(vm, other)?;
            toggle_all(vm, set, &other)
        }
    }
}

/// Removes the elements of `other` that are in `set` and adds those that are not.
fn toggle_all(vm: &mut Vm, set: &Elements, other: &Elements) -> Res<()> {
    if std::ptr::eq(set, other) {
        set.clear();
        return Ok(());
    }
    let mut from = 0;
    while let Some((element, hash, next)) = other.hashed_from(from) {
        if !set.discard(vm, &element, hash)? {
            set.add_hashed(vm, element, hash)?;
        }
        from = next;
    }
    Ok(())
}

/// Are all elements of `a` in `b`?
pub fn is_subset(vm: &mut Vm, a: &Elements, b: &Elements) -> Res<bool> {
    if a.len() > b.len() {
        return Ok(false);
    }
    let mut from = 0;
    while let Some((element, hash, next)) = a.hashed_from(from) {
        if !b.contains(vm, &element, hash)? {
            return Ok(false);
        }
        from = next;
    }
    Ok(true)
}

/// Has the iterable no element of the set?
pub fn is_disjoint(vm: &mut Vm, set: &Elements, other: &Value) -> Res<bool> {
    if let Some(other) = elements(other) {
        let (few, many) = if other.len() > set.len() { (set, other) } else { (other, set) };
        let mut from = 0;
        while let Some((element, hash, next)) = few.hashed_from(from) {
            if many.contains(vm, &element, hash)? {
                return Ok(false);
            }
            from = next;
        }
        return Ok(true);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        let hash = vm.hash_element(&item)?;
        if set.contains(vm, &item, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// `a op b` for a set and anything: subset, superset, equality. `NotImplemented` if `b` is no set.
pub fn compare(vm: &mut Vm, op: Compare, a: &Value, b: &Value) -> Res {
    let (Some(x), Some(y)) = (elements(a), elements(b)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (sizes, a_is_b) = (x.len().cmp(&y.len()), a.is_kind(Kind::FrozenSet) && a.is(b));
    Ok(Value::bool(match op {
        Compare::Eq => a_is_b || (sizes.is_eq() && is_subset(vm, x, y)?),
        Compare::Ne => !a_is_b && (sizes.is_ne() || !is_subset(vm, x, y)?),
        Compare::Le => is_subset(vm, x, y)?,
        Compare::Lt => sizes.is_lt() && is_subset(vm, x, y)?,
        Compare::Ge => is_subset(vm, y, x)?,
        Compare::Gt => sizes.is_gt() && is_subset(vm, y, x)?,
    }))
}
