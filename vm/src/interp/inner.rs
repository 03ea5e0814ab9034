//! Loops over `enumerate`, `zip` and native iterators that pass on the items of another as they are, such as
//! `itertools.chain`. Asked as natives they would enter the interpreter anew for each item of a generator inside them;
//! here that runs in the loop that runs the `for`, whose frame waits at its `ForIter` meanwhile.

use super::resume::{self, Resume, frame_ptr};
use super::slow::{ins, next_item, reg, signals_raise};
use super::{Flow, frame_of, header_of, registers_of, returns, share};
use crate::frame::{Frame, OnReturn, State};
use crate::heap::{Gc, Kind};
use crate::object::foreign::Foreign;
use crate::object::iter::{self, Asked, Iter};
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::ptr::NonNull;

/// Has the iterator go on that the current frame's `ForIter` is at. `None`: it is none of these; nothing was done.
pub(super) fn start(vm: &mut Vm) -> Option<Flow> {
    if vm.tracing.on {
        return None;
    }
    let holder = reg(vm, ins(vm).b);
    let generator = match holder.kind()? {
        Kind::Iter if holder.exact::<Iter>().is_some_and(iter::can_ask) => None,
        Kind::Foreign => Some(holder.exact::<Foreign>()?.passes_on().filter(can_run)?),
        _ => return None,
    };
    if signals_raise(vm) {
        return Some(Flow::Raise);
    }
    Some(match generator {
        Some(generator) => enter(vm, &generator),
        None => go_on(vm, iter::ask),
    })
}

/// The generator that the current frame's loop waits for does so no longer: returns the reference that [`enter`] has left.
///
/// # Safety
/// It was resumed with `OnReturn::Inner`, and has just suspended or ended.
pub(super) unsafe fn left(generator: *mut Frame) -> Gc<Frame> {
    // SAFETY: as promised by the caller; `header_of` is never null.
    unsafe { Gc::from_header(NonNull::new_unchecked(header_of(generator))) }
}

/// The generator that the current frame's loop waits for has yielded `item`.
pub(super) fn take(vm: &mut Vm, item: Value) -> Flow {
    if let Some(foreign) = reg(vm, ins(vm).b).exact::<Foreign>() {
        foreign.passed();
        return returns::for_iter_value(vm, item);
    }
    go_on(vm, |vm, iter| iter::give(vm, iter, item))
}

/// The generator that the current frame's loop waits for has ended.
pub(super) fn end(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    if reg(vm, i.b).is_kind(Kind::Foreign) {
        return match next_item(vm, i) {
            Ok(item) => returns::for_iter_value(vm, item),
            Err(flow) => flow,
        };
    }
    go_on(vm, |vm, iter| iter::inner_ended(vm, iter).map(|()| Asked::End))
}

/// The generator that the current frame's loop waits for has raised.
pub(super) fn abandon(vm: &Vm) {
    if let Some(iter) = reg(vm, ins(vm).b).exact::<Iter>() {
        iter::abandon(iter);
    }
}

/// Is it a generator that has not ended?
fn can_run(value: &Value) -> bool {
    value.exact::<Frame>().is_some_and(|frame| frame.is_generator() && frame.state.get() != State::Closed)
}

/// Does what `asking` the iterator says is to be done.
fn go_on(vm: &mut Vm, asking: impl FnOnce(&mut Vm, &Iter) -> Res<Asked>) -> Flow {
    let holder = reg(vm, ins(vm).b).clone();
    let iter = holder.exact::<Iter>().unwrap_or_else(|| {
        unreachable!("`start` has seen that the register has it, and the loop alone puts something else there")
    });
    match asking(vm, iter) {
        Ok(Asked::Item(item)) => returns::for_iter_value(vm, item),
        Ok(Asked::End) => returns::for_iter_end(vm),
        Ok(Asked::Generator(generator)) => enter(vm, &generator),
        Err(_) => Flow::Raise,
    }
}

/// Has the generator run that the iterator of the current frame's loop keeps. Its code may have the iterator let go of it:
/// a reference is left to it, for [`left`].
fn enter(vm: &mut Vm, generator: &Value) -> Flow {
    // SAFETY: it is a frame, which the iterator keeps; the current frame's `pc` is stored.
    unsafe {
        let generator = frame_ptr(generator);
        std::mem::forget(share(generator));
        if resume::can_switch_simply(generator) && (*vm.frame).depth.get() < vm.recursion_limit {
            let regs = resume::switch_simply(registers_of(vm.frame), generator, OnReturn::Inner);
            vm.frame = frame_of(regs);
            return Flow::Switch;
        }
        resume::enter_generator(vm, generator, Resume::Send(Value::NONE), OnReturn::Inner).unwrap_or_else(|_| {
            abandon(vm);
            drop(left(generator));
            Flow::Raise
        })
    }
}
