//! How iterators are taken apart for copies and pickles, and set to a place: `__reduce__`, `__setstate__`.

use super::{Iter, IterClass, IterState, advance};
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::exception::Exc;
use crate::object::int::from_big;
use crate::object::int::methods::index;
use crate::object::list::List;
use crate::object::number;
use crate::object::range::{Range, RangeIter};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};
use num_bigint::BigInt;
use num_traits::{Signed, Zero};

/// `iterator.__reduce__()`.
pub fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let this = args[0].unwrap_base();
    if let Some(range) = this.exact::<RangeIter>() {
        let (start, left) = (range.next.get(), range.left.get());
        let rest = [start, start + left * range.step, range.step].map(crate::object::int::from_i64);
        return range_parts(vm, rest);
    }
    let Some(iter) = this.exact::<Iter>() else { return Ok(Value::NOT_IMPLEMENTED) };
    let class = vm.class_of(&args[0]).into_value();
    // What is left of a dict or a set is listed: the table itself may change.
    let copy = match &*iter.state.borrow() {
        IterState::Dict { dict, part, place, left, len } => {
            Some(IterState::Dict { dict: dict.clone(), part: *part, place: *place, left: *left, len: *len })
        }
        IterState::ReversedDict { dict, part, place, len } => {
            Some(IterState::ReversedDict { dict: dict.clone(), part: *part, place: *place, len: *len })
        }
        IterState::Set { set, place, len } => Some(IterState::Set { set: set.clone(), place: *place, len: *len }),
        _ => None,
    };
    if let Some(copy) = copy {
        let rest = Iter::value(copy);
        let mut items = Vec::new();
        while let Some(item) = rest.exact::<Iter>().map_or(Ok(None), |rest| advance(vm, rest))? {
            items.push(item);
        }
        return by_iter(vm, List::value(items), None);
    }
    let (maker, mut args, place) = {
        let state = iter.state.borrow();
        match &*state {
            IterState::List(v, place)
            | IterState::Tuple(v, place)
            | IterState::Bytes(v, place)
            | IterState::ByteArray(v, place)
            | IterState::Sequence(v, place) => (None, vec![v.clone()], Some(Value::from(*place))),
            IterState::Str(v, offset) => {
                let place = v.exact::<Str>().map_or(0, |text| text.char_index(*offset));
                (None, vec![v.clone()], Some(Value::from(place)))
            }
            IterState::LongRange { next, step, left } => {
                let parts = [next.clone(), next + step * left, step.clone()].map(from_big);
                drop(state);
                return range_parts(vm, parts);
            }
            IterState::Call(callable, sentinel) => (None, vec![callable.clone(), sentinel.clone()], None),
            IterState::ReversedList(v, place) | IterState::Reversed(v, place) => (
                Some(vm.types.of_iterator(IterClass::Reversed).to_value()),
                vec![v.clone()],
                Some(place_before(*place)),
            ),
            IterState::Enumerate(iterator, count) => (Some(class), vec![iterator.clone(), count.clone()], None),
            IterState::Zip(together) => {
                (Some(class), together.iterators.clone(), together.strict.then_some(Value::TRUE))
            }
            IterState::Map(function, together) => {
                let args = std::iter::once(function).chain(&together.iterators).cloned();
                (Some(class), args.collect(), together.strict.then_some(Value::TRUE))
            }
            IterState::Filter(function, iterator) => (Some(class), vec![function.clone(), iterator.clone()], None),
            IterState::Dict { .. } | IterState::ReversedDict { .. } | IterState::Set { .. } | IterState::Done => {
                match iter.class {
                    IterClass::Str | IterClass::StrAscii => (None, vec![Str::value("")], None),
                    IterClass::Sequence
                    | IterClass::Tuple
                    | IterClass::Bytes
                    | IterClass::ByteArray
                    | IterClass::Call => (None, vec![Tuple::value(Vec::new())], None),
                    IterClass::Reversed => (Some(class), vec![Tuple::value(Vec::new())], None),
                    IterClass::ReversedList => {
                        let reversed = vm.types.of_iterator(IterClass::Reversed).to_value();
                        (Some(reversed), vec![List::value(Vec::new())], None)
                    }
                    _ => (None, vec![List::value(Vec::new())], None),
                }
            }
        }
    };
    if !iter.holder.peek().is_unset() {
        args[0] = iter.holder.get();
    }
    let maker = match maker {
        Some(maker) => maker,
        None => iter_function(vm)?,
    };
    let mut parts = vec![maker, Tuple::value(args)];
    parts.extend(place);
    Ok(Tuple::value(parts))
}

/// The place of a reversed iterator as programs see it: the index of the next item, -1 at the end.
fn place_before(place: usize) -> Value {
    crate::object::int::from_i64(place as i64 - 1)
}

fn iter_function(vm: &mut Vm) -> Res {
    match vm.builtins.get_name("iter") {
        Some(function) => Ok(function),
        None => Err(vm.error(Exc::AttributeError, "iter")),
    }
}

fn by_iter(vm: &mut Vm, over: Value, place: Option<Value>) -> Res {
    let mut parts = vec![iter_function(vm)?, Tuple::of([over])];
    parts.extend(place);
    Ok(Tuple::value(parts))
}

fn range_parts(vm: &mut Vm, [start, stop, step]: [Value; 3]) -> Res {
    by_iter(vm, Range::value(start, stop, step), Some(Value::NONE))
}

/// The integer of 64 bits that a place must be; `kind` is what CPython has it in.
fn fitting(vm: &mut Vm, place: &Value, kind: &str) -> Res<i64> {
    match number::to_i64(place) {
        Some(place) => Ok(place),
        None => Err(vm.error(Exc::OverflowError, format!("Python int too large to convert to C {kind}"))),
    }
}

/// `iterator.__setstate__(place)`: a place outside is moved to the nearest inside.
pub fn set_state(vm: &mut Vm, args: &[Value]) -> Res {
    let this = args[0].unwrap_base();
    if let Some(range) = this.exact::<RangeIter>() {
        let place = index(vm, &args[1])?;
        let skip = fitting(vm, &place, "long")?.clamp(0, range.left.get());
        range.next.set(range.next.get() + skip * range.step);
        range.left.set(range.left.get() - skip);
        return Ok(Value::NONE);
    }
    let Some(iter) = this.exact::<Iter>() else { return Ok(Value::NONE) };
    let strictness = vm.truth(&args[1])?;
    if let IterState::Zip(together) | IterState::Map(_, together) = &mut *iter.state.borrow_mut() {
        together.strict = strictness;
        return Ok(Value::NONE);
    }
    if number::integer(&args[1]).is_none() {
        return Err(vm.error(Exc::TypeError, "an integer is required"));
    }
    if let IterState::LongRange { next, step, left } = &mut *iter.state.borrow_mut() {
        let skip = number::to_bigint(&args[1]).unwrap_or_default();
        let skip = if skip.is_negative() { BigInt::zero() } else { skip.min(left.clone()) };
        *next += &skip * &*step;
        *left -= skip;
        return Ok(Value::NONE);
    }
    let place = fitting(vm, &args[1], "ssize_t")?;
    let len = match &*iter.state.borrow() {
        IterState::List(v, _) | IterState::ReversedList(v, _) => v.exact::<List>().map(List::len),
        IterState::Tuple(v, _) => v.exact::<Tuple>().map(|t| t.items().len()),
        IterState::Str(v, _) => v.exact::<Str>().map(Str::char_len),
        IterState::Bytes(v, _) => v.exact::<Bytes>().map(|b| b.as_slice().len()),
        IterState::ByteArray(v, _) => v.exact::<ByteArray>().map(|b| b.bytes.borrow().len()),
        _ => None,
    };
    let reversed = match &*iter.state.borrow() {
        IterState::Reversed(v, _) => Some(v.clone()),
        _ => None,
    };
    let len = match reversed {
        Some(sequence) => vm.len(&sequence)?,
        None => len.unwrap_or(usize::MAX >> 1),
    };
    // The place -1 of an iterator over what can change is its end.
    if place < 0 && matches!(&*iter.state.borrow(), IterState::List(..) | IterState::ByteArray(..)) {
        drop(iter.state.replace(IterState::Done));
        return Ok(Value::NONE);
    }
    match &mut *iter.state.borrow_mut() {
        IterState::List(_, at)
        | IterState::Tuple(_, at)
        | IterState::Bytes(_, at)
        | IterState::ByteArray(_, at)
        | IterState::Sequence(_, at) => *at = (place.max(0) as usize).min(len),
        IterState::Str(text, at) => {
            if let Some(text) = text.exact::<Str>() {
                *at = text.byte_offset((place.max(0) as usize).min(len));
            }
        }
        IterState::ReversedList(_, at) | IterState::Reversed(_, at) => {
            *at = (place.max(-1).saturating_add(1) as usize).min(len);
        }
        _ => (),
    }
    Ok(Value::NONE)
}
