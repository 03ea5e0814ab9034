//! Loops over `enumerate` and `zip`. Asked as natives they would enter the interpreter anew for each item of a generator
//! inside them; here that runs in the loop that runs the `for`, whose frame waits at its `ForIter` meanwhile.

use super::resume::{self, Resume, frame_ptr};
use super::slow::{ins, reg, signals_raise};
use super::{Flow, frame_of, registers_of, returns};
use crate::frame::OnReturn;
use crate::object::iter::{self, Asked, Iter};
use crate::value::Value;
use crate::vm::{Res, Vm};

/// Has the iterator go on that the current frame's `ForIter` is at. `None`: it is none of these; nothing was done.
pub(super) fn start(vm: &mut Vm) -> Option<Flow> {
    if vm.tracing.on || !iterator(vm).is_some_and(iter::can_ask) {
        return None;
    }
    if signals_raise(vm) {
        return Some(Flow::Raise);
    }
    Some(go_on(vm, iter::ask))
}

/// The generator that the current frame's loop waits for has yielded `item`.
pub(super) fn take(vm: &mut Vm, item: Value) -> Flow {
    go_on(vm, |vm, iter| iter::give(vm, iter, item))
}

/// The generator that the current frame's loop waits for has ended.
pub(super) fn end(vm: &mut Vm) -> Flow {
    go_on(vm, |vm, iter| iter::inner_ended(vm, iter).map(|()| Asked::End))
}

/// The generator that the current frame's loop waits for has raised.
pub(super) fn abandon(vm: &Vm) {
    if let Some(iter) = iterator(vm) {
        iter::abandon(iter);
    }
}

/// The built-in iterator that the current frame's `ForIter` is at.
fn iterator(vm: &Vm) -> Option<&Iter> {
    reg(vm, ins(vm).b).exact::<Iter>()
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
        Ok(Asked::Generator(generator)) => {
            // SAFETY: it is a frame, which the iterator keeps; the current frame's `pc` is stored.
            unsafe {
                let generator = frame_ptr(&generator);
                if resume::can_switch_simply(generator) && (*vm.frame).depth.get() < vm.recursion_limit {
                    let regs = resume::switch_simply(registers_of(vm.frame), generator, OnReturn::Inner);
                    vm.frame = frame_of(regs);
                    return Flow::Switch;
                }
                resume::enter_generator(vm, generator, Resume::Send(Value::NONE), OnReturn::Inner).unwrap_or_else(
                    |_| {
                        iter::abandon(iter);
                        Flow::Raise
                    },
                )
            }
        }
        Err(_) => Flow::Raise,
    }
}
