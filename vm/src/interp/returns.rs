//! Delivering what a frame returns or yields, when that is more than storing it in the caller's register.

use super::call::{pop_plain, pop_registers};
use super::exec::apart_from_first;
use super::resume::{self, Step, complete, exhausted, finish, root_of};
use super::{Flow, drain, header_of, inner, kill_operands, registers_of, slow, waiting_at};
use crate::code::Flags;
use crate::frame::{ASYNC_RUNNING, EXTRAS, Frame, OnReturn, State, THROWN, VIEWED};
use crate::heap::{Header, Kind, WEAKLY_REFERENCED};
use crate::object::awaitable::Awaitable;
use crate::object::exception::Exc;
use crate::op::{Ins, KILL_A, KILL_B, KILL_C, Op};
use crate::value::Value;
use crate::vm::Vm;
use std::ptr::NonNull;

/// The current frame returns `value`.
pub(crate) fn deliver(vm: &mut Vm, value: Value) -> Flow {
    let frame = vm.frame;
    // SAFETY: the current frame is alive, and so is its caller, which waits for the result.
    unsafe {
        let on_return = (*frame).on_return.get();
        let caller = (*frame).caller.get();
        let flags = (*frame).code().flags.get();
        if flags.has(Flags::GENERATOR | Flags::COROUTINE | Flags::ASYNC_GENERATOR) {
            vm.frame = caller;
            finish(frame);
            let _generator = (on_return == OnReturn::Inner).then(|| inner::left(frame));
            return generator_returned(vm, value, on_return, flags.has(Flags::ASYNC_GENERATOR));
        }
        let instance = if on_return == OnReturn::Init { take_instance(frame) } else { Value::UNSET };
        pop_plain(frame);
        vm.frame = caller;
        match on_return {
            OnReturn::Leave => Flow::Leave(Step::Returned(value)),
            OnReturn::Init => match vm.check_init_result(&value) {
                Ok(()) => store(vm, instance),
                Err(_) => Flow::Raise,
            },
            _ => special_returned(vm, value, on_return),
        }
    }
}

/// Was the frame pushed by a plain call, so that what it returns is to be stored?
///
/// # Safety
/// `frame` is the running one.
#[inline(always)]
pub(crate) unsafe fn to_plain_call(frame: *mut Frame) -> bool {
    // SAFETY: as promised by the caller.
    unsafe { (*frame).on_return.get() == OnReturn::Store }
}

/// Is storing all that becomes of `value`, or of the instance in a call of `__init__`, which `frame` is about to return,
/// though its caller is no plain call?
///
/// # Safety
/// `frame` is the running one, and its caller, if it has one, is alive.
#[inline(always)]
pub(crate) unsafe fn stores(frame: *mut Frame, value: &Value) -> bool {
    // SAFETY: as promised by the caller.
    unsafe {
        match apart_from_first(&(*frame).on_return).get() {
            OnReturn::Init => value.is_none(),
            OnReturn::Length => value.as_small_int().is_some_and(|length| length >= 0),
            OnReturn::Text => value.is_kind(Kind::Str),
            // Operands that die do so when the method's frame is gone.
            OnReturn::Operator => {
                !value.is_not_implemented() && waiting_at((*frame).caller.get()).x & (KILL_A | KILL_B | KILL_C) == 0
            }
            _ => false,
        }
    }
}

/// Is the frame, about to return, that of a `__next__` which a loop has called?
///
/// # Safety
/// `frame` is the running one.
#[inline(always)]
pub(crate) unsafe fn gives_item(frame: *mut Frame) -> bool {
    // SAFETY: as promised by the caller.
    unsafe { (*frame).on_return.get() == OnReturn::ForIter && !(*frame).is_generator() }
}

/// Is the frame, about to return, a generator or coroutine to which nobody refers but the frame that delegates to it or
/// loops over it, so that its end is as simple as a call's? The reference is `b` of that frame's instruction.
///
/// # Safety
/// `frame` is the running one, and its caller is alive.
#[inline(always)]
pub(crate) unsafe fn held_by_caller_alone(frame: *mut Frame) -> bool {
    // SAFETY: as promised by the caller.
    unsafe {
        if !matches!((*frame).on_return.get(), OnReturn::Delegate | OnReturn::ForIter) {
            return false;
        }
        let header = header_of(frame);
        let caller = (*frame).caller.get();
        let i = &*(*caller).pc.get().sub(1);
        (*header).refcount() == 1
            && !(*header).has(WEAKLY_REFERENCED)
            && (*frame).marks.get() & (EXTRAS | VIEWED) == 0
            && matches!(i.op, Op::Await | Op::YieldFrom | Op::ForIter)
            && (*registers_of(caller).add(i.b as usize)).bits() == header as u64
    }
}

/// Is the frame, about to return, that of a call from native code, to which nobody else refers?
///
/// # Safety
/// `frame` is the running one.
#[inline(always)]
pub(crate) unsafe fn leaves(frame: *mut Frame) -> bool {
    // SAFETY: as promised by the caller.
    unsafe {
        (*frame).on_return.get() == OnReturn::Leave && (*header_of(frame)).refcount() == 1 && !(*frame).is_generator()
    }
}

/// Ends the frame of such a call, of which only the first `used` registers can own anything.
///
/// # Safety
/// As [`leaves`], which holds; the caller of this does not use the frame afterwards.
#[inline(never)]
pub(crate) unsafe fn leave(vm: &mut Vm, frame: *mut Frame, used: u16) {
    // SAFETY: as promised by the caller.
    unsafe {
        // What dies with the frame may look at frames.
        vm.frame = (*frame).caller.get();
        pop_registers(frame, used);
    }
}

/// The instance that a frame of `__init__` was entered with.
///
/// # Safety
/// The frame returns to `Init`.
pub(crate) unsafe fn take_instance(frame: *mut Frame) -> Value {
    // SAFETY: `link` holds the instance's counted reference, taken over here.
    unsafe {
        let link = (*frame).link.replace(std::ptr::null_mut());
        (*frame).on_return.set(OnReturn::Store);
        match NonNull::new(link as *mut Header) {
            Some(header) => Value::from_header(header),
            None => Value::NONE,
        }
    }
}

/// Stores a result where the current frame's instruction wants it.
pub(crate) fn store(vm: &mut Vm, value: Value) -> Flow {
    // SAFETY: the current frame waits at an instruction whose `a` is a register.
    unsafe {
        let i = waiting_at(vm.frame);
        let old = std::mem::replace(&mut *registers_of(vm.frame).add(i.a as usize), value);
        drop(old);
    }
    Flow::Switch
}

/// Unsets the register that kept the generator alive which the current frame resumed by a call: the first of its window.
///
/// # Safety
/// `regs` are the registers of a frame that waits at `i`.
#[inline(always)]
pub(crate) unsafe fn release_window(regs: *mut Value, i: Ins) {
    // SAFETY: as promised by the caller.
    unsafe { drop(std::mem::take(&mut *regs.add(i.b as usize))) }
}

/// The innermost frame of a chain is about to yield: finds the root. If a simple store delivers what is yielded, the
/// root is suspended already.
///
/// # Safety
/// `frame` is the running one, and is delegated to.
#[inline(never)]
pub(crate) unsafe fn suspend_root(frame: *mut Frame) -> *mut Frame {
    // SAFETY: as promised by the caller.
    unsafe {
        let root = root_of(frame);
        if matches!((*root).on_return.get(), OnReturn::Next | OnReturn::ForIter) {
            (*root).mark(THROWN, false);
            (*root).state.set(State::Suspended);
            (*root).link.set(frame);
        }
        root
    }
}

/// Stores what a generator resumed by `next()` or its like gave.
pub(crate) fn store_step(vm: &mut Vm, value: Value) -> Flow {
    // SAFETY: the current frame waits at the call that resumed the generator.
    unsafe { release_window(registers_of(vm.frame), waiting_at(vm.frame)) };
    store(vm, value)
}

/// A special method, called by an instruction of the current frame, returned.
pub(super) fn special_returned(vm: &mut Vm, value: Value, on_return: OnReturn) -> Flow {
    match on_return {
        OnReturn::Store => store(vm, value),
        OnReturn::Discard => Flow::Switch,
        OnReturn::BoolJump => match vm.bool_result(&value) {
            Ok(truth) => slow::take_jump(vm, truth),
            Err(_) => Flow::Raise,
        },
        OnReturn::Jump => match vm.truth(&value) {
            Ok(truth) => slow::take_jump(vm, truth),
            Err(_) => Flow::Raise,
        },
        OnReturn::Truth | OnReturn::NotTruth => match vm.truth(&value) {
            Ok(truth) => store(vm, Value::bool(truth == (on_return == OnReturn::Truth))),
            Err(_) => Flow::Raise,
        },
        OnReturn::NotBool => match vm.bool_result(&value) {
            Ok(truth) => store(vm, Value::bool(!truth)),
            Err(_) => Flow::Raise,
        },
        OnReturn::Length => match vm.length_result(&value) {
            Ok(length) => store(vm, Value::from(length)),
            Err(_) => Flow::Raise,
        },
        OnReturn::Text => match vm.str_result(value) {
            Ok(text) => store(vm, text),
            Err(_) => Flow::Raise,
        },
        OnReturn::Operator if value.is_not_implemented() => slow::operator_not_implemented(vm),
        OnReturn::Operator => {
            // SAFETY: the operands are registers of the current frame, kept until the operator was done.
            unsafe { kill_operands(registers_of(vm.frame), waiting_at(vm.frame)) };
            store(vm, value)
        }
        OnReturn::CompareJump if value.is_not_implemented() => slow::compare_not_implemented(vm),
        OnReturn::CompareJump => match vm.truth(&value) {
            Ok(truth) => slow::take_jump(vm, truth),
            Err(_) => Flow::Raise,
        },
        OnReturn::Iterator => match vm.check_iterator(value) {
            Ok(iterator) => store(vm, iterator),
            Err(_) => Flow::Raise,
        },
        OnReturn::ForIter => for_iter_value(vm, value),
        OnReturn::Leave
        | OnReturn::Init
        | OnReturn::Next
        | OnReturn::Drain
        | OnReturn::Inner
        | OnReturn::Close
        | OnReturn::Delegate => unreachable!("{on_return:?} is no special method's"),
    }
}

/// A `ForIter` of the current frame got a value.
pub(crate) fn for_iter_value(vm: &mut Vm, value: Value) -> Flow {
    // SAFETY: the current frame waits at `ForIter`, whose jump stays inside the code.
    unsafe {
        let frame = vm.frame;
        let i = waiting_at(frame);
        let old = std::mem::replace(&mut *registers_of(frame).add(i.a as usize), value);
        (*frame).pc.set((*frame).pc.get().offset(i.c as i16 as isize));
        drop(old);
    }
    Flow::Switch
}

/// A `ForIter` of the current frame is over.
pub(crate) fn for_iter_end(vm: &mut Vm) -> Flow {
    // SAFETY: the current frame waits at `ForIter`.
    unsafe {
        let i = waiting_at(vm.frame);
        drop(std::mem::take(&mut *registers_of(vm.frame).add(i.b as usize)));
    }
    Flow::Switch
}

/// A generator returned to the current frame.
fn generator_returned(vm: &mut Vm, value: Value, on_return: OnReturn, is_async: bool) -> Flow {
    match on_return {
        OnReturn::Leave => Flow::Leave(Step::Returned(value)),
        OnReturn::Next if is_async => {
            let _ = vm.error_with(Exc::StopAsyncIteration, Vec::new());
            Flow::Raise
        }
        OnReturn::Next => {
            let _ = vm.stop_iteration(value);
            Flow::Raise
        }
        OnReturn::ForIter => for_iter_end(vm),
        OnReturn::Drain => drain::end(vm),
        OnReturn::Inner => inner::end(vm),
        OnReturn::Close => store_step(vm, value),
        OnReturn::Delegate if is_async => {
            // SAFETY: the current frame waits at the instruction that awaits the async generator.
            if unsafe { waiting_at(vm.frame) }.op == Op::AsyncForNext && !awaits_explicitly(vm) {
                return exhausted(vm);
            }
            if closing(vm) {
                return complete_awaitable(vm, Value::NONE);
            }
            finish_awaitable(vm);
            let _ = vm.error_with(Exc::StopAsyncIteration, Vec::new());
            Flow::Raise
        }
        OnReturn::Delegate => complete(vm, value),
        _ => unreachable!("{on_return:?} is no generator's"),
    }
}

/// Is the current frame's `async for` at an awaitable, not directly at the async generator?
fn awaits_explicitly(vm: &Vm) -> bool {
    // SAFETY: the current frame waits at `AsyncForNext`, which has two registers.
    unsafe {
        let i = waiting_at(vm.frame);
        !(*registers_of(vm.frame).add(i.b as usize + 1)).is_unset()
    }
}

/// The awaitable that the current frame awaits, if it is one.
fn awaited(vm: &Vm) -> Option<Value> {
    // SAFETY: the current frame waits at a delegating instruction.
    unsafe { resume::delegate_of(vm.frame) }.filter(|v| v.exact::<Awaitable>().is_some())
}

/// Is the current frame awaiting `aclose()`?
pub(crate) fn closing(vm: &Vm) -> bool {
    use crate::object::awaitable::AwaitMode;
    awaited(vm).is_some_and(|v| v.exact::<Awaitable>().is_some_and(|a| a.mode == AwaitMode::Close))
}

/// Marks the awaitable that the current frame awaits as used up.
pub(crate) fn finish_awaitable(vm: &Vm) {
    if let Some(value) = awaited(vm)
        && let Some(awaitable) = value.exact::<Awaitable>()
    {
        awaitable.finished();
    }
}

pub(crate) fn complete_awaitable(vm: &mut Vm, value: Value) -> Flow {
    finish_awaitable(vm);
    complete(vm, value)
}

/// The current frame yields `value` at its `Yield`.
pub(crate) fn yielded(vm: &mut Vm, value: Value) -> Flow {
    let frame = vm.frame;
    // SAFETY: the current frame is alive, as are the frames that wait for it.
    unsafe {
        if !(*frame).code().has(Flags::ASYNC_GENERATOR) {
            return suspended(vm, value);
        }
        // An async generator's own yield ends the await of whoever asked for the item.
        (*frame).state.set(State::Suspended);
        (*frame).link.set(std::ptr::null_mut());
        (*frame).mark(ASYNC_RUNNING, false);
        let on_return = (*frame).on_return.replace(OnReturn::Next);
        vm.frame = (*frame).caller.replace(std::ptr::null_mut());
        match on_return {
            OnReturn::Leave => Flow::Leave(Step::Returned(value)),
            OnReturn::Delegate if closing(vm) => {
                finish_awaitable(vm);
                let _ = vm.error(Exc::RuntimeError, "async generator ignored GeneratorExit");
                Flow::Raise
            }
            OnReturn::Delegate => complete_awaitable(vm, value),
            _ => unreachable!("an async generator is run by a delegator or from Rust"),
        }
    }
}

/// The chain of the current frame suspends; `value` goes to whoever resumed the root.
pub(crate) fn suspended(vm: &mut Vm, value: Value) -> Flow {
    let frame = vm.frame;
    // SAFETY: the current frame is alive, as are the frames of its chain and whoever resumed the root.
    unsafe {
        let root = root_of(frame);
        (*frame).state.set(State::Suspended);
        if root != frame {
            (*root).mark(THROWN, false);
            (*root).state.set(State::Suspended);
            (*root).link.set(frame);
        } else {
            (*root).link.set(std::ptr::null_mut());
        }
        vm.frame = (*root).caller.get();
        match (*root).on_return.get() {
            OnReturn::Leave => Flow::Leave(Step::Yielded(value)),
            OnReturn::Next => store_step(vm, value),
            OnReturn::ForIter => for_iter_value(vm, value),
            OnReturn::Drain => drain::take(vm, value),
            OnReturn::Inner => {
                let _generator = inner::left(root);
                inner::take(vm, value)
            }
            OnReturn::Close => {
                let noun = resume::noun(&*root);
                let _ = vm.error(Exc::RuntimeError, format!("{noun} ignored GeneratorExit"));
                Flow::Raise
            }
            other => unreachable!("{other:?} does not resume a generator"),
        }
    }
}
