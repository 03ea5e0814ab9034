//! Natives that take all items of a generator: `sum`, `any`, `all`, `min`, `max`, `list`, `tuple`, `set`, `frozenset`,
//! `sorted`, `str.join`, `list.extend` and `set.update`. Run as natives they would enter the interpreter anew for each
//! item; here the frame that calls them waits at its call while the generator runs in the same loop, and each `yield`
//! gives the item to a [`Drain`], which lies where the callable was, in front of the generator. Where taking the item
//! needs no code, the `yield` is not more than that: the generator is not even suspended.

use super::resume::{self, Resume, frame_ptr};
use super::slow::{ins, reg, set, signals_raise};
use super::{Flow, leaf, registers_of, returns, waiting_at};
use crate::builtins::items::no_extreme;
use crate::builtins::sum::Total;
use crate::code::Flags;
use crate::frame::{Frame, OnReturn, State};
use crate::heap::{Gc, Slot, Visitor, visit_gc};
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::list::{List, sort};
use crate::object::native::Special;
use crate::object::number;
use crate::object::set::{FrozenSet, Set};
use crate::object::str::layout;
use crate::object::tuple::Tuple;
use crate::ops::Compare;
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::cell::RefCell;

/// A call of a native that takes the items of a generator.
struct Drain {
    native: Special,
    /// What a method is called on; unset otherwise.
    receiver: Value,
    making: Making,
}

/// What becomes of the items.
enum Making {
    Sum(RefCell<Total>),
    /// Whether one of them has this truth.
    Truth(bool),
    /// The first that is better than all before it; unset before there is one.
    Extreme(Compare, Slot),
    List(Gc<List>),
    Set(Gc<Set>),
}

impl ForeignData for Drain {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.receiver);
        match &self.making {
            Making::Sum(total) => {
                if let Total::Any(total) = &*total.borrow() {
                    visit(total);
                }
            }
            Making::Truth(_) => (),
            Making::Extreme(_, best) => visit(best.peek()),
            Making::List(list) => visit_gc(list, visit),
            Making::Set(set) => visit_gc(set, visit),
        }
    }
}

/// Begins a call of `native` by the current frame on `count` arguments from register `first` on. `None`: the last of them
/// is no generator that can be resumed, and nothing was done.
pub(super) fn start(vm: &mut Vm, native: Special, first: u16, count: u16) -> Option<Flow> {
    let is_method = matches!(native, Special::Join | Special::Extend | Special::Update);
    let in_place = first + count == generator_register(vm) + 1;
    if count != 1 + is_method as u16 || !in_place || vm.tracing.on {
        return None;
    }
    let generator = reg(vm, first + count - 1).exact::<Frame>()?;
    let code = generator.code();
    let waits = match generator.state.get() {
        State::Created => true,
        State::Suspended => generator.on_return.get() != OnReturn::Delegate,
        _ => false,
    };
    if !waits || !code.has(Flags::GENERATOR) || code.has(Flags::COROUTINE | Flags::ASYNC_GENERATOR) {
        return None;
    }
    let making = match native {
        Special::Sum => Making::Sum(RefCell::new(Total::Ints(0))),
        Special::Any => Making::Truth(true),
        Special::All => Making::Truth(false),
        Special::Max => Making::Extreme(Compare::Gt, Slot::new(Value::UNSET)),
        Special::Min => Making::Extreme(Compare::Lt, Slot::new(Value::UNSET)),
        Special::Set | Special::FrozenSet => Making::Set(Set::new()),
        Special::Extend => Making::List(reg(vm, first).to_gc()?),
        Special::Update => Making::Set(reg(vm, first).to_gc()?),
        _ => Making::List(List::new(Vec::new())),
    };
    let receiver = if is_method { std::mem::take(reg(vm, first)) } else { Value::UNSET };
    let drain = Drain { native, receiver, making };
    let drain = Foreign::new(vm.types.object.clone(), drain).into_value();
    set(vm, ins(vm).b, drain);
    Some(go_on(vm))
}

/// The register of the generator that the current frame's call drains.
fn generator_register(vm: &Vm) -> u16 {
    ins(vm).b + 1
}

/// The generator that the current frame's call drains.
fn generator(vm: &Vm) -> *mut Frame {
    // SAFETY: `start` has seen that the register has a frame, and nothing else is put there until the call is over.
    unsafe { frame_ptr(reg(vm, generator_register(vm))) }
}

/// Has the generator go on that the current frame's call drains.
pub(super) fn go_on(vm: &mut Vm) -> Flow {
    let generator = generator(vm);
    loop {
        // What a generator delegates to may give items for ever without a loop.
        if signals_raise(vm) {
            return failed(vm);
        }
        // SAFETY: the register keeps the generator.
        let Some(item) = (unsafe { resume::item_passed_on(vm, generator) }) else { break };
        match step(vm, item) {
            Ok(None) => (),
            Ok(Some(result)) => return done(vm, result),
            Err(_) => return failed(vm),
        }
    }
    // SAFETY: the register keeps the generator.
    if unsafe { (*generator).state.get() } == State::Closed {
        return end(vm);
    }
    match resume::enter_generator(vm, generator, Resume::Send(Value::NONE), OnReturn::Drain) {
        Ok(flow) => flow,
        Err(_) => failed(vm),
    }
}

/// Takes an item, if that needs no code: the generator, which `caller` drains, then goes on as if it had not yielded.
///
/// # Safety
/// `caller` is alive and drains a generator.
#[inline(never)]
pub(super) unsafe fn feed(caller: *mut Frame, item: &Value) -> bool {
    // SAFETY: as promised by the caller; operands are registers.
    let holder = unsafe { &*registers_of(caller).add(waiting_at(caller).b as usize) };
    match &drain(holder).making {
        Making::Sum(total) => total.borrow_mut().add_number(item),
        Making::Truth(wanted) => {
            leaf::simple_truth(item).or_else(|| leaf::truth(item)).is_some_and(|truth| truth != *wanted)
        }
        Making::Extreme(better, best) => match best.peek() {
            first if first.is_unset() => {
                best.set(item.clone());
                true
            }
            before => match number::compare(*better, item, before) {
                Some(true) => {
                    best.set(item.clone());
                    true
                }
                compared => compared.is_some(),
            },
        },
        Making::List(list) => {
            let has_room = !list.is_long_and_full();
            if has_room {
                list.push(item.clone());
            }
            has_room
        }
        Making::Set(set) => set.elements.add_leaf(item).is_some(),
    }
}

/// The generator that the current frame's call drains has yielded an item.
pub(super) fn take(vm: &mut Vm, item: Value) -> Flow {
    match step(vm, item) {
        Ok(None) => {
            // SAFETY: the register keeps the generator, the current frame is to wait for it.
            let regs = unsafe {
                resume::enter_waiting(vm, vm.frame, generator(vm), OnReturn::Drain, &mut const { Value::NONE })
            };
            if regs.is_null() {
                // What it delegates to may be asked for many items: not from here, as each would call this.
                return Flow::Drain;
            }
            vm.frame = super::frame_of(regs);
            Flow::Switch
        }
        Ok(Some(result)) => done(vm, result),
        Err(_) => failed(vm),
    }
}

/// The generator that the current frame's call drains is over.
pub(super) fn end(vm: &mut Vm) -> Flow {
    match result(vm) {
        Ok(result) => done(vm, result),
        Err(_) => failed(vm),
    }
}

/// Takes an item: the result of the call, if that is certain now.
fn step(vm: &mut Vm, item: Value) -> Res<Option<Value>> {
    let holder = reg(vm, ins(vm).b).clone();
    match &drain(&holder).making {
        Making::Sum(total) => {
            if !total.borrow_mut().add_number(&item) {
                let before = total.replace(Total::Ints(0));
                let after = before.add(vm, &item)?;
                drop(total.replace(after));
            }
        }
        Making::Truth(wanted) => {
            let truth = item.as_bool().map_or_else(|| vm.truth(&item), Ok)?;
            return Ok((truth == *wanted).then(|| Value::bool(*wanted)));
        }
        Making::Extreme(better, best) => {
            let before = best.get();
            if before.is_unset() || vm.test(*better, &item, &before)? {
                best.set(item);
            }
        }
        Making::List(list) => {
            list.room_to_push(vm)?;
            list.push(item);
        }
        Making::Set(set) => set.add(vm, item)?,
    }
    Ok(None)
}

/// What the native makes of the items when there are no more.
fn result(vm: &mut Vm) -> Res {
    let holder = reg(vm, ins(vm).b).clone();
    let drain = drain(&holder);
    match (&drain.making, drain.native) {
        (_, Special::Extend | Special::Update) => Ok(Value::NONE),
        (Making::Sum(total), _) => Ok(total.borrow().value()),
        (Making::Truth(wanted), _) => Ok(Value::bool(!wanted)),
        (Making::Extreme(better, best), _) if best.peek().is_unset() => {
            Err(no_extreme(vm, if *better == Compare::Gt { "max" } else { "min" }))
        }
        (Making::Extreme(_, best), _) => Ok(best.get()),
        (Making::Set(set), Special::FrozenSet) => Ok(FrozenSet::of(set.elements.take()).into_value()),
        (Making::Set(set), _) => Ok(set.to_value()),
        (Making::List(list), Special::Tuple) => Ok(Tuple::value(list.items().replace(Vec::new()))),
        (Making::List(list), Special::Sorted) => {
            let mut items = list.items().replace(Vec::new());
            sort::sort_items(vm, &mut items, &Value::NONE, false)?;
            Ok(List::value(items))
        }
        (Making::List(list), Special::Join) => layout::join(vm, &[drain.receiver.clone(), list.to_value()]),
        (Making::List(list), _) => Ok(list.to_value()),
    }
}

fn drain(holder: &Value) -> &Drain {
    let drain = holder.exact::<Foreign>().and_then(Foreign::data::<Drain>);
    drain.unwrap_or_else(|| {
        unreachable!("`start` has put it there, and nothing else is put there until the call is over")
    })
}

/// The call is over.
fn done(vm: &mut Vm, result: Value) -> Flow {
    release(vm);
    returns::store(vm, result)
}

fn failed(vm: &mut Vm) -> Flow {
    release(vm);
    Flow::Raise
}

/// Empties the window of the call: the generator first, as a native's arguments are dropped before it is.
fn release(vm: &mut Vm) {
    drop(std::mem::take(reg(vm, generator_register(vm))));
    drop(std::mem::take(reg(vm, ins(vm).b)));
}
