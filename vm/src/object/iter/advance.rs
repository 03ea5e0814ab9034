//! The next item of each kind of built-in iterator.

use super::together::{self, with_room};
use super::{Iter, IterState};
use crate::heap::{Kind, Slot};
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::dict_view::Part;
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::int::{from_big, from_i64};
use crate::object::list::List;
use crate::object::range::RangeIter;
use crate::object::set;
use crate::object::str::{Str, next_character};
use crate::object::tuple::Tuple;
use crate::op::Op;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use num_traits::Zero;

/// How many iterators of native modules [`next_leaf`] asks inside one another: deeper ones are asked by
/// [`Vm::next`], which counts them.
pub(crate) const NESTED: usize = 8;

/// A step of an iterator whose next item needs code run or an error raised, so that the state must be let go first.
enum Step {
    /// This is the next item.
    Item(Value),
    /// There are no more.
    End,
    /// What is iterated over was changed.
    Fault(&'static str),
    /// What to do without holding the state.
    Sequence(Value, usize),
    Call(Value, Value),
    Reversed(Value, usize),
    Enumerate(Value),
    Zip(usize),
    Map(Value, usize),
}

/// `next(iterator)`; `None` when it is exhausted.
#[inline]
pub fn advance(vm: &mut Vm, iter: &Iter) -> Res<Option<Value>> {
    // The most frequent without a call.
    if let IterState::List(list, place) = &mut *iter.state.borrow_mut()
        && let Some(item) = list.exact::<List>().and_then(|list| list.get(*place))
    {
        *place += 1;
        return Ok(Some(item));
    }
    if let Some(item) = advance_leaf(iter) {
        return Ok(Some(item));
    }
    advance_calling(vm, iter)
}

/// As [`advance`], where [`advance_leaf`] knows of no item.
#[inline(never)]
pub(crate) fn advance_calling(vm: &mut Vm, iter: &Iter) -> Res<Option<Value>> {
    vm.enter_iterator()?;
    let alone = one_argument(&iter.state.borrow());
    let found = match alone {
        Some((By::Map, function, iterator)) => map_one(vm, &function, &iterator),
        Some((By::Filter, function, iterator)) => filter(vm, &function, &iterator),
        None => {
            let step = step(&mut iter.state.borrow_mut());
            finish(vm, iter, step)
        }
    };
    vm.depth -= 1;
    iter.calls.set(iter.class.asks_another());
    found
}

/// What calls a function with the items of one iterator.
enum By {
    Map,
    Filter,
}

/// The function and the iterator of a `map` of one iterator, or of a `filter`.
fn one_argument(state: &IterState) -> Option<(By, Value, Value)> {
    match state {
        IterState::Map(function, together) => match &together.iterators[..] {
            [iterator] if !together.strict => Some((By::Map, function.clone(), iterator.clone())),
            _ => None,
        },
        IterState::Filter(function, iterator) => Some((By::Filter, function.clone(), iterator.clone())),
        _ => None,
    }
}

/// The next item, where that takes no code of the program and no error. `None`: only [`advance`] knows; nothing has
/// been done.
#[inline(never)]
pub(crate) fn advance_leaf(iter: &Iter) -> Option<Value> {
    match &mut *iter.state.borrow_mut() {
        IterState::List(list, place) => {
            let item = list.exact::<List>()?.get(*place)?;
            *place += 1;
            Some(item)
        }
        IterState::Tuple(tuple, place) => {
            let item = tuple.exact::<Tuple>()?.items().get(*place)?.clone();
            *place += 1;
            Some(item)
        }
        IterState::Str(text, offset) => {
            let (character, next) = next_character(text.exact::<Str>()?, *offset)?;
            *offset = next;
            Some(character)
        }
        IterState::Bytes(bytes, place) => {
            let byte = *bytes.exact::<Bytes>()?.as_slice().get(*place)?;
            *place += 1;
            Some(Value::small_int_unchecked(byte as i64))
        }
        IterState::ByteArray(bytes, place) => {
            let byte = *bytes.exact::<ByteArray>()?.bytes.borrow().get(*place)?;
            *place += 1;
            Some(Value::small_int_unchecked(byte as i64))
        }
        // What is wrong with the dict is said once.
        IterState::Dict { dict, part, place, left, len } if dict.len() == *len && *left > 0 => {
            let (index, item) = dict.next_as(*place, |entry| part.of(entry))?;
            *place = index + 1;
            *left -= 1;
            Some(item)
        }
        IterState::Set { set, place, len } => {
            let elements = set::elements(set).filter(|elements| elements.len() == *len)?;
            let (element, next) = elements.next_from(*place)?;
            *place = next;
            Some(element)
        }
        IterState::ReversedList(list, place) => {
            let item = list.exact::<List>()?.get(place.checked_sub(1)?)?;
            *place -= 1;
            Some(item)
        }
        IterState::Enumerate(iterator, count) => {
            let next = Value::add_small(count, &Value::small_int_unchecked(1))?;
            let item = next_leaf(iterator, NESTED)?;
            Some(Tuple::of([std::mem::replace(count, next), item]))
        }
        IterState::Zip(together) => match &together.iterators[..] {
            [a, b] => next_leaves(a, b, NESTED).map(|(first, second)| Tuple::of([first, second])),
            [a, b, c] if !a.is(c) && !b.is(c) && has_next(c) == Some(true) => {
                let (first, second) = next_leaves(a, b, NESTED)?;
                Some(Tuple::of([first, second, next_leaf(c, NESTED)?]))
            }
            _ => None,
        },
        _ => None,
    }
}

/// As [`advance_leaf`] for an iterator that gives pairs, which are wanted in parts.
#[inline(never)]
pub(crate) fn advance_pair(iter: &Iter) -> Option<(Value, Value)> {
    match &mut *iter.state.borrow_mut() {
        IterState::Enumerate(iterator, count) => {
            let next = Value::add_small(count, &Value::small_int_unchecked(1))?;
            let item = next_leaf(iterator, NESTED)?;
            Some((std::mem::replace(count, next), item))
        }
        IterState::Zip(together) => match &together.iterators[..] {
            [a, b] => next_leaves(a, b, NESTED),
            _ => None,
        },
        IterState::Dict { dict, part: Part::Items, place, left, len } if dict.len() == *len && *left > 0 => {
            let (index, entry) = dict.next_entry(*place)?;
            *place = index + 1;
            *left -= 1;
            Some((entry.key, entry.value))
        }
        _ => None,
    }
}

/// An item of each of two iterators, as [`next_leaf`]: of both or of none. One of a native module comes first only where
/// it takes nothing from another one, which might be the second.
#[inline]
fn next_leaves(a: &Value, b: &Value, levels: usize) -> Option<(Value, Value)> {
    if a.is(b) || has_next(b) != Some(true) || a.is_kind(Kind::Foreign) && has_next(a) != Some(true) {
        return None;
    }
    Some((next_leaf(a, levels)?, next_leaf(b, levels)?))
}

/// Is an iterator at its end for which [`advance_leaf`] knows no item, where that takes no code to tell? It has let go of
/// what it went over then.
#[inline(never)]
pub(crate) fn ends_leaf(iter: &Iter) -> bool {
    let over = match &*iter.state.borrow() {
        IterState::Done
        | IterState::List(..)
        | IterState::Tuple(..)
        | IterState::Str(..)
        | IterState::Bytes(..)
        | IterState::ByteArray(..)
        | IterState::ReversedList(..) => true,
        IterState::Dict { dict, place, len, .. } => dict.len() == *len && dict.next_entry(*place).is_none(),
        IterState::Set { set, len, .. } => set::elements(set).is_some_and(|elements| elements.len() == *len),
        IterState::Enumerate(iterator, _) => inner_ends(iterator),
        // `zip` asks its iterators again when it is asked again.
        IterState::Zip(together) if !together.strict => return together.iterators.first().is_some_and(inner_ends),
        _ => false,
    };
    if over {
        end(iter);
    }
    over
}

/// Is an iterator inside another at its end, as [`ends_leaf`]? Those inside of which there is none again are asked.
fn inner_ends(iterator: &Value) -> bool {
    has_next(iterator) == Some(false) && iterator.exact::<Iter>().is_none_or(ends_leaf)
}

/// The next item of an iterator inside another, where that takes no code of the program and no error. `None`: only
/// [`Vm::next`] knows; nothing has been done. At most `levels` iterators of native modules are asked inside one another.
pub fn next_leaf(iterator: &Value, levels: usize) -> Option<Value> {
    if let Some(range) = iterator.exact::<RangeIter>() {
        return range.advance();
    }
    let Some(iter) = iterator.exact::<Iter>() else {
        return iterator.exact::<Foreign>()?.next_leaf(levels.checked_sub(1)?);
    };
    // Those inside of which there is another one. It may be such that is being asked itself, whose state is held.
    if iter.class.asks_another() {
        return None;
    }
    if let IterState::List(list, place) = &mut *iter.state.borrow_mut() {
        let item = list.exact::<List>()?.get(*place)?;
        *place += 1;
        return Some(item);
    }
    advance_leaf(iter)
}

/// As [`next_leaf`], of an iterator in a slot: no reference to the iterator is counted.
#[inline]
pub fn next_held(slot: &Slot, levels: usize) -> Option<Value> {
    next_leaf(slot.peek(), levels)
}

/// Has an iterator inside another an item for [`next_leaf`], or is it at its end? `None`: only who asks it knows, which a
/// `zip` must not do before it has asked those in front.
fn has_next(iterator: &Value) -> Option<bool> {
    if let Some(range) = iterator.exact::<RangeIter>() {
        return Some(range.left.get() > 0);
    }
    let Some(iter) = iterator.exact::<Iter>() else {
        return iterator.exact::<Foreign>()?.has_next().then_some(true);
    };
    if iter.class.asks_another() {
        return None;
    }
    match &*iter.state.borrow() {
        IterState::List(list, place) => Some(*place < list.exact::<List>()?.len()),
        IterState::Tuple(tuple, place) => Some(*place < tuple.exact::<Tuple>()?.items().len()),
        IterState::Dict { left: 0, .. } | IterState::Done => Some(false),
        _ => None,
    }
}

/// Moves the state on, of which [`advance_leaf`] knows no item, as far as that goes without running code.
#[inline(never)]
fn step(state: &mut IterState) -> Step {
    match state {
        IterState::Done
        | IterState::List(..)
        | IterState::Tuple(..)
        | IterState::Str(..)
        | IterState::Bytes(..)
        | IterState::ByteArray(..)
        | IterState::ReversedList(..) => Step::End,
        IterState::Dict { dict, len, .. } if dict.len() != *len => {
            *len = usize::MAX;
            Step::Fault("dictionary changed size during iteration")
        }
        IterState::Dict { dict, place, len, .. } => match dict.next_entry(*place) {
            Some(_) => {
                *len = usize::MAX;
                Step::Fault("dictionary keys changed during iteration")
            }
            None => Step::End,
        },
        IterState::ReversedDict { dict, part, place, len } => {
            if dict.len() != *len {
                *len = usize::MAX;
                return Step::Fault("dictionary changed size during iteration");
            }
            match dict.previous_entry(*place) {
                Some((index, entry)) => {
                    *place = index;
                    Step::Item(part.of(&entry))
                }
                None => Step::End,
            }
        }
        IterState::Set { set, len, .. } => match set::elements(set) {
            Some(elements) if elements.len() != *len => {
                *len = usize::MAX;
                Step::Fault("Set changed size during iteration")
            }
            _ => Step::End,
        },
        IterState::LongRange { next, step, left } => {
            if left.is_zero() {
                return Step::End;
            }
            let item = from_big(next.clone());
            *next += &*step;
            *left -= 1u32;
            Step::Item(item)
        }
        IterState::Sequence(sequence, place) => {
            *place += 1;
            Step::Sequence(sequence.clone(), *place - 1)
        }
        IterState::Reversed(sequence, place) => {
            if *place == 0 {
                return Step::End;
            }
            *place -= 1;
            Step::Reversed(sequence.clone(), *place)
        }
        IterState::Call(callable, sentinel) => Step::Call(callable.clone(), sentinel.clone()),
        IterState::Enumerate(iterator, _) => Step::Enumerate(iterator.clone()),
        IterState::Zip(together) => Step::Zip(together.iterators.len()),
        IterState::Map(function, together) => Step::Map(function.clone(), together.iterators.len()),
        IterState::Filter(..) => unreachable!("is advanced without steps"),
    }
}

fn finish(vm: &mut Vm, iter: &Iter, step: Step) -> Res<Option<Value>> {
    let found = match step {
        Step::Item(item) => Some(item),
        Step::End => {
            vm.forget_end();
            None
        }
        Step::Fault(message) => return Err(vm.error(Exc::RuntimeError, message)),
        Step::Sequence(sequence, place) => item_or_end(vm, &sequence, place)?,
        Step::Reversed(sequence, place) => item_or_end(vm, &sequence, place)?,
        Step::Call(callable, sentinel) => match vm.call(&callable, &[]) {
            Ok(result) if vm.eq(&sentinel, &result)? => None,
            Ok(result) => Some(result),
            Err(raised) => stop_iteration(vm, raised)?,
        },
        Step::Enumerate(iterator) => return enumerate(vm, iter, &iterator),
        Step::Zip(0) => None,
        Step::Zip(count) => with_room(count, |room| {
            let filled = together::fill(vm, iter, room)?;
            Ok(filled.then(|| Tuple::from_window(room)))
        })?,
        Step::Map(function, count) => with_room(count, |room| {
            if together::fill(vm, iter, room)? { vm.call(&function, room).map(Some) } else { Ok(None) }
        })?,
    };
    // `zip` and `map` ask their iterators again when they are asked again.
    let may_go_on = matches!(&*iter.state.borrow(), IterState::Zip(..) | IterState::Map(..));
    if found.is_none() && !may_go_on {
        end(iter);
    }
    Ok(found)
}

/// An iterator that has come to its end lets go of what it went over.
fn end(iter: &Iter) {
    drop((iter.state.replace(IterState::Done), iter.holder.take()));
}

/// `None` for the parked StopIteration, which is dropped; other exceptions stay raised.
fn stop_iteration(vm: &mut Vm, raised: Raised) -> Res<Option<Value>> {
    if vm.raised_is(Exc::StopIteration) {
        drop((raised, vm.take_raised()));
        return Ok(None);
    }
    Err(raised)
}

/// `sequence[place]`; `None` for IndexError and StopIteration.
fn item_or_end(vm: &mut Vm, sequence: &Value, place: usize) -> Res<Option<Value>> {
    match vm.get_item(sequence, &Value::from(place)) {
        Ok(item) => Ok(Some(item)),
        Err(raised) if vm.raised_is(Exc::IndexError) => {
            drop((raised, vm.take_raised()));
            Ok(None)
        }
        Err(raised) => stop_iteration(vm, raised),
    }
}

fn enumerate(vm: &mut Vm, iter: &Iter, iterator: &Value) -> Res<Option<Value>> {
    match vm.next(iterator)? {
        Some(item) => numbered(vm, iter, item),
        None => Ok(None),
    }
}

/// The pair of an item and its number, for an `enumerate`.
pub(super) fn numbered(vm: &mut Vm, iter: &Iter, item: Value) -> Res<Option<Value>> {
    // Code that ran meanwhile may have counted on.
    let count = match &*iter.state.borrow() {
        IterState::Enumerate(_, count) => count.clone(),
        _ => return Ok(None),
    };
    let next = match Value::add_small(&count, &Value::small_int_unchecked(1)) {
        Some(next) => next,
        None => vm.binary(Op::Add, false, &count, &from_i64(1))?,
    };
    let mut old = next;
    if let IterState::Enumerate(_, count) = &mut *iter.state.borrow_mut() {
        std::mem::swap(count, &mut old);
    }
    drop(old);
    Ok(Some(Tuple::of([count, item])))
}

fn map_one(vm: &mut Vm, function: &Value, iterator: &Value) -> Res<Option<Value>> {
    match inner_next(vm, iterator)? {
        Some(item) => vm.call(function, std::slice::from_ref(&item)).map(Some),
        None => Ok(None),
    }
}

/// The next item of the iterator inside a `map` or `filter`.
#[inline]
fn inner_next(vm: &mut Vm, iterator: &Value) -> Res<Option<Value>> {
    match next_leaf(iterator, NESTED) {
        Some(item) => Ok(Some(item)),
        None => vm.next(iterator),
    }
}

fn filter(vm: &mut Vm, function: &Value, iterator: &Value) -> Res<Option<Value>> {
    let by_truth = function.is_none() || function.bits() == vm.types.bool.to_value().bits();
    while let Some(item) = inner_next(vm, iterator)? {
        let keep = if by_truth {
            vm.truth(&item)?
        } else {
            let verdict = vm.call(function, std::slice::from_ref(&item))?;
            vm.truth(&verdict)?
        };
        if keep {
            return Ok(Some(item));
        }
    }
    Ok(None)
}
