//! Exceptions: finding the handler, building the traceback, and the exception being handled.

use super::call::pop_plain;
use super::instrument::own_line;
use super::resume::Step;
use super::resume::{close, exhausted, finish, noun};
use super::returns::{closing, complete_awaitable, finish_awaitable, for_iter_end, store_step, take_instance};
use super::{Flow, header_of, inner, registers_of, share, trace, waiting_at};
use crate::code::{Flags, HandlerAction, Proto};
use crate::frame::{Frame, OnReturn, State, THROWN, VIEWED};
use crate::heap::Gc;
use crate::object::exception::{Exc, Exception};
use crate::object::frame_object;
use crate::object::traceback::Traceback;
use crate::op::Op;
use crate::value::Value;
use crate::vm::Vm;
use std::ops::Range;

/// Finds the handler of the parked exception, starting at the current frame. `entry`: the current frame gets a
/// traceback entry (not when an exception is raised again).
#[cold]
pub(crate) fn unwind(vm: &mut Vm, entry: bool) -> Flow {
    vm.set_context();
    let mut entry = entry;
    loop {
        let frame = vm.frame;
        // SAFETY: the current frame is alive.
        unsafe {
            let at = (*frame).instruction();
            // What the failed instruction dropped is finalized where it failed.
            finalize_now(vm);
            if entry {
                vm.add_traceback(frame, at);
                if vm.tracing.on && trace::raised(vm) {
                    vm.set_context();
                    vm.add_traceback(frame, at);
                }
            } else if vm.tracing.on {
                trace::raised_again(vm);
            }
            entry = true;
            if waiting_at_or_first(frame) == Op::AsyncForNext && vm.raised_is(Exc::StopAsyncIteration) {
                drop(vm.take_raised());
                return exhausted(vm);
            }
            if let Some(flow) = handle(vm, frame, at as u32) {
                return flow;
            }
            if vm.tracing.on {
                if (*frame).is_generator() {
                    convert_stop_iteration(vm, &*frame);
                }
                trace::left(vm);
            }
            if let Some(flow) = leave(vm, frame) {
                return flow;
            }
        }
    }
}

/// Is it the code that unbinds the name of `except ... as name`? CPython has no handler around that.
fn only_unbinds(proto: &Proto, mut range: Range<u32>) -> bool {
    range.len() > 1 && range.all(|at| own_line(proto, at as usize) == 0)
}

/// The opcode at which a frame stands.
unsafe fn waiting_at_or_first(frame: *mut Frame) -> Op {
    // SAFETY: the frame is alive, and its instruction index is one of its code's.
    unsafe { (*frame).code().ins[(*frame).instruction()].op }
}

/// Enters the innermost handler of `frame` that covers instruction `at`.
unsafe fn handle(vm: &mut Vm, frame: *mut Frame, at: u32) -> Option<Flow> {
    // SAFETY: the frame is the current one; the table's registers and targets are of its code.
    unsafe {
        let code = (*frame).code();
        let regs = registers_of(frame);
        for handler in code.handlers() {
            if !(handler.start <= at && at < handler.end) {
                continue;
            }
            match handler.action {
                HandlerAction::Leave => {
                    vm.leave_handler(&*frame);
                    drop(std::mem::take(&mut *regs.add(handler.reg as usize)));
                    if vm.tracing.on && !only_unbinds(&code.proto, handler.start..handler.end) {
                        trace::passed(vm);
                    }
                }
                HandlerAction::Catch(target) => {
                    let exception = vm.take_raised();
                    hide_generator(&exception, frame);
                    // From the top, as a stack is.
                    for k in (handler.reg..code.nregs).rev() {
                        drop(std::mem::take(&mut *regs.add(k as usize)));
                    }
                    finalize_now(vm);
                    *regs.add(handler.reg as usize) = exception;
                    (*frame).handlers.set((*frame).handlers.get() + 1);
                    vm.active_handlers += 1;
                    let place = code.place((*frame).pc.get(), target as usize);
                    if vm.tracing.on {
                        // What a tool raises is raised in the handler.
                        (*frame).pc.set(place.add(1));
                        let exception = (*regs.add(handler.reg as usize)).clone();
                        if trace::handled(vm, &exception).is_err() {
                            return Some(Flow::Raise);
                        }
                    }
                    (*frame).pc.set(place);
                    return Some(Flow::Switch);
                }
            }
        }
        None
    }
}

/// The exception leaves `frame`, the current one. `None`: the caller is current now and is asked next.
unsafe fn leave(vm: &mut Vm, frame: *mut Frame) -> Option<Flow> {
    // SAFETY: the frame is alive, and so is its caller.
    unsafe {
        let on_return = (*frame).on_return.get();
        let caller = (*frame).caller.get();
        vm.active_handlers -= (*frame).handlers.replace(0) as usize;
        let thrown = (*frame).marked(THROWN) && (*super::resume::root_by_callers(frame)).marked(THROWN);
        // A coroutine that never waits may run as a plain call.
        let is_generator = (*frame).is_generator() && on_return != OnReturn::Store;
        if (*frame).is_generator() {
            convert_stop_iteration(vm, &*frame);
        }
        if is_generator {
            let code = (*frame).code();
            for k in (code.varnames.len()..code.nregs as usize).rev() {
                drop(std::mem::take(&mut *registers_of(frame).add(k)));
            }
            finalize_now(vm);
            // The frame lives: whoever resumed it has it.
            vm.frame = caller;
            if variables_stay(vm, frame, on_return) {
                close(&*frame);
            } else {
                finish(frame);
            }
            if !caller.is_null() {
                finalize_now(vm);
            }
        } else {
            if on_return == OnReturn::Init {
                drop(take_instance(frame));
            }
            pop_raised(vm, frame, caller);
        }
        vm.frame = caller;
        match on_return {
            OnReturn::Leave => Some(Flow::Leave(Step::Raised)),
            OnReturn::ForIter if !is_generator && vm.raised_is(Exc::StopIteration) => {
                if vm.tracing.on {
                    trace::raised(vm);
                }
                drop(vm.take_raised());
                Some(for_iter_end(vm))
            }
            OnReturn::Close if vm.raised_is(Exc::GeneratorExit) || vm.raised_is(Exc::StopIteration) => {
                drop(vm.take_raised());
                Some(store_step(vm, Value::NONE))
            }
            OnReturn::Delegate if awaits_close(vm) => {
                drop(vm.take_raised());
                Some(complete_awaitable(vm, Value::NONE))
            }
            OnReturn::Delegate => {
                if thrown && vm.thrown.by != frame as usize {
                    thrown_into_delegator(vm);
                }
                finish_awaitable_of(vm);
                None
            }
            OnReturn::Inner => {
                inner::abandon(vm);
                drop(inner::left(frame));
                None
            }
            _ => None,
        }
    }
}

/// What came of throwing into a generator is raised there and goes on to the current frame, which delegates to it: the
/// exception that this one is handling becomes its context, as if it were thrown here.
#[cold]
fn thrown_into_delegator(vm: &mut Vm) {
    // SAFETY: the current frame is alive.
    if unsafe { (*vm.frame).handlers.get() } > 0 {
        vm.raised_anew = true;
        vm.set_context();
    }
}

/// Is the exception the end that the `aclose()` awaited by the current frame expects?
fn awaits_close(vm: &Vm) -> bool {
    (vm.raised_is(Exc::GeneratorExit) || vm.raised_is(Exc::StopAsyncIteration)) && closing(vm)
}

/// An exception ends the await of an async generator's step; `aclose()` expects GeneratorExit.
fn finish_awaitable_of(vm: &mut Vm) {
    // SAFETY: the current frame waits at a delegating instruction.
    if unsafe { waiting_at(vm.frame) }.op != Op::YieldFrom {
        finish_awaitable(vm);
    }
}

/// Runs what dropping values left to do while the frame that held them is the current one.
#[inline]
fn finalize_now(vm: &mut Vm) {
    if crate::heap::pending() {
        vm.run_pending();
    }
}

/// Ends the frame of a call that an exception leaves. Temporaries are dropped while it is the current frame; the
/// locals stay for the traceback, or are dropped when the caller is the current frame.
unsafe fn pop_raised(vm: &mut Vm, frame: *mut Frame, caller: *mut Frame) {
    // SAFETY: the frame is the current one and is not used afterwards.
    unsafe {
        let code = &*(*frame).code.get();
        let regs = registers_of(frame);
        for k in (code.varnames.len()..code.nregs as usize).rev() {
            drop(std::mem::take(&mut *regs.add(k)));
        }
        finalize_now(vm);
        vm.frame = caller;
        (*frame).state.set(State::Closed);
        pop_plain(frame);
        if !caller.is_null() {
            finalize_now(vm);
        }
    }
}

/// A generator is left by the parked exception, whose tracebacks show its variables. The generator object must not keep them,
/// so they move to a frame of their own, unless whoever drives the generator is the only one who has it and is about to
/// give it up: then they stay where they are. Says whether they do.
unsafe fn variables_stay(vm: &Vm, frame: *mut Frame, on_return: OnReturn) -> bool {
    // SAFETY: the frame is alive; nothing here runs code.
    unsafe {
        let holders = (*header_of(frame)).refcount();
        let exits = matches!(on_return, OnReturn::Close | OnReturn::Leave) && vm.raised_is(Exc::GeneratorExit);
        let exception = vm.raised();
        let dropped_at_once = exits && exception.header().is_some_and(|h| h.refcount() == 1);
        let shown = if dropped_at_once { 0 } else { each_entry(exception, frame, &mut |_| ()) };
        if shown == 0 {
            return false;
        }
        let driven = matches!(
            on_return,
            OnReturn::Delegate | OnReturn::ForIter | OnReturn::Drain | OnReturn::Inner | OnReturn::Leave
        );
        if driven && holders == shown + 1 && !(*frame).marked(VIEWED) {
            return true;
        }
        let viewed = if (*frame).marked(VIEWED) { frame_object::hand_over(&*frame) } else { None };
        let survivor = viewed.unwrap_or_else(|| frame_object::survivor(&*frame)).into_value();
        each_entry(exception, frame, &mut |entry| drop(entry.frame.replace(survivor.clone())));
        false
    }
}

/// Calls `f` with each entry of `frame` at the head of the tracebacks of an exception and its contexts, and counts them.
unsafe fn each_entry(exception: &Value, frame: *mut Frame, f: &mut dyn FnMut(&Traceback)) -> u32 {
    /// So many exceptions, and entries of each, are looked at: more than a frame has in any but made-up programs.
    const MOST: usize = 8;
    let mut found = 0;
    let mut exception = exception;
    for _ in 0..MOST {
        let Some(e) = exception.exact::<Exception>() else { break };
        let mut link = e.traceback.peek();
        for _ in 0..MOST {
            let Some(entry) = link.exact::<Traceback>() else { break };
            if !entry.is_of(frame) {
                break;
            }
            found += 1;
            f(entry);
            link = entry.next.peek();
        }
        exception = e.context.peek();
    }
    found
}

/// The next frame whose handled exception `frame`, which handles none, sees: that of its caller. Into what something was
/// thrown has been resumed from where that began: it does not see its delegators until it suspends.
///
/// # Safety
/// The frame runs.
unsafe fn sees(frame: *mut Frame) -> *mut Frame {
    // SAFETY: the callers of a running frame are alive.
    unsafe {
        let mut top = frame;
        while (*top).marked(THROWN) && (*top).on_return.get() == OnReturn::Delegate {
            top = (*top).caller.get();
        }
        match () {
            () if top == frame || !(*super::resume::root_by_callers(top)).marked(THROWN) => (*frame).caller.get(),
            () if (*top).on_return.get() == OnReturn::Delegate => top,
            () => (*top).caller.get(),
        }
    }
}

/// `exception` has been caught in `frame`: if that is a generator which may be suspended with it, another frame stands
/// for it in the tracebacks.
///
/// # Safety
/// The frame is alive.
unsafe fn hide_generator(exception: &Value, frame: *mut Frame) {
    // SAFETY: as promised by the caller.
    unsafe {
        if (*frame).is_generator() && (*frame).code().suspends_in_handlers() {
            each_entry(exception, frame, &mut |entry| {
                drop(entry.frame.replace(frame_object::stand_in(&share(frame)).into_value()));
            });
        }
    }
}

/// PEP 479: StopIteration must not leave a generator as itself.
fn convert_stop_iteration(vm: &mut Vm, frame: &Frame) {
    let is_async = frame.code().has(Flags::ASYNC_GENERATOR);
    let what = if vm.raised_is(Exc::StopIteration) {
        "StopIteration"
    } else if is_async && vm.raised_is(Exc::StopAsyncIteration) {
        "StopAsyncIteration"
    } else {
        return;
    };
    let cause = vm.take_raised();
    let _ = vm.error(Exc::RuntimeError, format!("{} raised {what}", noun(frame)));
    let error = vm.take_raised();
    if let Some(e) = error.exact::<Exception>() {
        e.cause.set(cause.clone());
        e.context.set(cause);
        e.suppress_context.set(Value::TRUE);
    }
    let _ = vm.raise_again(error);
}

impl Vm {
    /// A handler of `frame` is left.
    pub(crate) fn leave_handler(&mut self, frame: &Frame) {
        frame.handlers.set(frame.handlers.get().saturating_sub(1));
        self.active_handlers = self.active_handlers.saturating_sub(1);
    }

    /// Prepends an entry to the parked exception's traceback.
    unsafe fn add_traceback(&mut self, frame: *mut Frame, instruction: usize) {
        if let Some(exception) = self.raised().exact::<Exception>() {
            // SAFETY: the frame is the current one.
            unsafe { prepend_entry(exception, frame, instruction) };
        }
    }

    /// Gives `caught`, which a handler of the current frame gets, a traceback entry for the instruction that the frame is
    /// at.
    pub(crate) fn add_place_to(&self, caught: &Value) {
        if let Some(exception) = caught.exact::<Exception>() {
            // SAFETY: the current frame is alive.
            unsafe {
                prepend_entry(exception, self.frame, (*self.frame).instruction());
                hide_generator(caught, self.frame);
            }
        }
    }

    /// Prepends an entry for a generator that the parked exception was thrown into before it began.
    ///
    /// # Safety
    /// The generator is alive.
    pub(super) unsafe fn add_definition(&mut self, generator: *mut Frame) {
        if let Some(exception) = self.raised().exact::<Exception>() {
            let next = crate::heap::Slot::new(exception.traceback.take());
            // SAFETY: as promised by the caller.
            let frame = unsafe { share(generator) };
            let line = frame.code().proto.first_line;
            let frame = crate::heap::Slot::new(frame.into_value());
            exception.traceback.set(Gc::new(Traceback { frame, instruction: 0, odd: false, line, next }).into_value());
        }
    }

    /// The exception being handled in the current frame or one of its callers: what `raise` and `sys.exception()` see.
    pub fn handled(&self) -> Value {
        self.handled_by(self.frame)
    }

    /// The exception that a frame, or the next of its callers that does so, is handling.
    pub(crate) fn handled_by(&self, mut frame: *mut Frame) -> Value {
        if self.active_handlers == 0 {
            return Value::NONE;
        }
        while !frame.is_null() {
            // SAFETY: a running frame's callers are alive.
            unsafe {
                if (*frame).handlers.get() > 0 {
                    let at = (*frame).instruction() as u32;
                    let found = (*frame)
                        .code()
                        .handlers()
                        .iter()
                        .find(|h| h.action == HandlerAction::Leave && h.start <= at && at < h.end);
                    if let Some(handler) = found {
                        return (*registers_of(frame).add(handler.reg as usize)).clone();
                    }
                }
                frame = sees(frame);
            }
        }
        Value::NONE
    }

    /// Takes the parked exception with the context that it has where it was raised, to be thrown elsewhere.
    pub(crate) fn take_raised_here(&mut self) -> Value {
        self.set_context();
        self.take_raised()
    }

    /// Gives a newly raised exception its `__context__`.
    fn set_context(&mut self) {
        if !std::mem::take(&mut self.raised_anew) {
            return;
        }
        let handled = self.handled();
        let raised = self.raised().clone();
        if handled.is_none() || handled.is(&raised) {
            return;
        }
        // The chain of contexts must not become a cycle: where it meets the new exception it is cut.
        // A program may have made a cycle of its own: a slower walk behind finds it (Floyd).
        let (mut link, mut slow, mut advance) = (handled.clone(), handled.clone(), false);
        while let Some(next) = link.exact::<Exception>().map(|e| e.context.get()) {
            if next.is(&raised) {
                if let Some(e) = link.exact::<Exception>() {
                    e.context.set(Value::NONE);
                }
                break;
            }
            link = next;
            if advance {
                slow = slow.exact::<Exception>().map(|e| e.context.get()).unwrap_or_default();
            }
            advance = !advance;
            if link.is(&slow) {
                break;
            }
        }
        if let Some(e) = raised.exact::<Exception>() {
            e.context.set(handled);
        }
    }
}

/// Prepends an entry to the traceback of `exception`.
///
/// # Safety
/// The frame is alive.
unsafe fn prepend_entry(exception: &Exception, frame: *mut Frame, instruction: usize) {
    // SAFETY: as promised by the caller.
    let frame = unsafe { share(frame) };
    let entry = Traceback {
        frame: crate::heap::Slot::new(frame.into_value()),
        instruction: instruction as u32,
        odd: false,
        line: 0,
        next: crate::heap::Slot::new(exception.traceback.take()),
    };
    exception.traceback.set(Gc::new(entry).into_value());
}
