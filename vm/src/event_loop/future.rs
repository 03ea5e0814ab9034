//! `asyncio.Future`: a result that is not there yet, and who waits for it.
//!
//! A task and the future that `gather` returns are futures with a [`Part`] behind. What waits natively (a task, a
//! gather, a wait, the loop in `run_until_complete`) is told through the ready queue without a callback object.
//!
//! A program may derive classes from `Future` and `Task`. The object it sees is then an instance around the `Future`
//! here, so whoever waits or is scheduled is kept and passed on as a value, called `this` below.

use crate::event_loop::gather::Gather;
use crate::event_loop::task::TaskPart;
use crate::event_loop::wait::Wait;
use crate::event_loop::{EventLoop, Ready};
use crate::heap::{self, Body, FINALIZE, Gc, Interior, Kind, Slot, Tailed, Visitor};
use crate::object::class::flag;
use crate::object::dict::Dict;
use crate::object::exception::{Exc, Exception};
use crate::object::instance::Instance;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use std::cell::Cell;

/// A future.
pub struct Future {
    state: Cell<FutureState>,
    flags: Cell<u8>,
    /// Cancellations asked of a task and not taken back.
    pub(crate) cancels: Cell<u32>,
    /// The result or the exception. While pending: the message of a cancellation to come, the result of a sleep.
    /// When cancelled: the message, or the exception that ended the task.
    pub(crate) outcome: Slot,
    /// The first to wait, if it waits natively. Once done: the exception's traceback.
    waiter: Slot,
    /// What few futures have.
    more: Interior<Option<Box<More>>>,
    /// The loop; unset if `__init__` was never called.
    pub(crate) event_loop: Slot,
}

#[cfg(not(debug_assertions))]
const _: () = assert!(size_of::<Future>() == 40);

/// What few futures have, behind a pointer so that the others stay small.
#[derive(Default)]
struct More {
    /// All who wait if there are callbacks among them or more than one.
    callbacks: Vec<Callback>,
    /// In debug mode: the stack where the future was made, a list; else unset.
    source: Value,
    /// The dict of attributes set by programs; unset if there are none.
    attributes: Value,
}

/// Who is told when a future is done: a callable with its context, or a native waiter.
pub(crate) struct Callback {
    pub callback: Value,
    pub context: Value,
}

/// What a future is beside a future.
pub enum Part {
    /// A task.
    Task(TaskPart),
    /// The result of `gather`.
    Gather(Box<Gather>),
    /// What `wait` sleeps on.
    Wait(Box<Wait>),
}

/// How far a future is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FutureState {
    /// No result yet.
    Pending,
    /// It was cancelled.
    Cancelled,
    /// It has a result or an exception.
    Finished,
}

/// Somebody has been told to wait for it by a yield: `_asyncio_future_blocking`.
const BLOCKING: u8 = 1;
/// Its exception has not been looked at.
const UNRETRIEVED: u8 = 2;
/// It is among the loop's timers.
pub(crate) const TIMED: u8 = 4;
/// Not a future but the awaitable of `sleep(0)`.
const YIELDS: u8 = 8;
/// `outcome` is an exception.
const FAILED: u8 = 16;
/// The task will be cancelled at its next step.
pub(crate) const MUST_CANCEL: u8 = 32;
/// It has a part.
const PART: u8 = 64;
/// Nobody cares if the task is destroyed while pending.
pub(crate) const QUIET: u8 = 128;

impl Body for Future {
    const KIND: Kind = Kind::Future;

    fn trace(&self, visit: &mut Visitor) {
        self.for_each_value(visit);
    }

    fn clear(&self) {
        drop(self.outcome.take());
        drop(self.waiter.take());
        drop(self.more.replace(None));
        match self.tail().first() {
            Some(Part::Task(task)) => task.clear(),
            Some(Part::Gather(gather)) => gather.clear(),
            Some(Part::Wait(wait)) => wait.clear(),
            None => (),
        }
    }

    unsafe fn drop_tail(&self) {
        // SAFETY: as promised by the caller.
        unsafe { heap::drop_items(self) }
    }
}

impl Tailed for Future {
    type Item = Part;

    #[inline(always)]
    fn tail_len(&self) -> usize {
        self.has(PART) as usize
    }
}

impl Future {
    /// Shows what it refers to.
    #[inline(always)]
    pub(crate) fn for_each_value(&self, mut visit: impl FnMut(&Value)) {
        visit(self.outcome.peek());
        visit(self.waiter.peek());
        visit(self.event_loop.peek());
        if let Some(more) = &*self.more.borrow() {
            visit(&more.source);
            visit(&more.attributes);
            for c in &more.callbacks {
                visit(&c.callback);
                visit(&c.context);
            }
        }
        match self.tail().first() {
            Some(Part::Task(task)) => task.for_each_value(visit),
            Some(Part::Gather(gather)) => gather.trace(&mut visit),
            Some(Part::Wait(wait)) => wait.trace(&mut visit),
            None => (),
        }
    }

    /// A pending future of `event_loop`.
    pub fn new(event_loop: Value) -> Gc<Future> {
        Gc::with_tail(Future::body(event_loop, 0), [])
    }

    /// A pending future with a part.
    pub(crate) fn with_part(event_loop: Value, part: Part) -> Gc<Future> {
        Gc::with_tail(Future::body(event_loop, PART), [part])
    }

    /// The awaitable of `sleep(0)`: it yields `None` once. One serves all.
    pub(crate) fn yielding() -> Gc<Future> {
        Gc::with_tail(Future::body(Value::UNSET, YIELDS), [])
    }

    fn body(event_loop: Value, flags: u8) -> Future {
        Future {
            state: Cell::new(FutureState::Pending),
            flags: Cell::new(flags),
            cancels: Cell::new(0),
            outcome: Slot::new(Value::UNSET),
            waiter: Slot::new(Value::UNSET),
            more: Interior::new(None),
            event_loop: Slot::new(event_loop),
        }
    }

    #[inline(always)]
    pub(crate) fn has(&self, flag: u8) -> bool {
        self.flags.get() & flag != 0
    }

    #[inline(always)]
    pub(crate) fn flag(&self, flag: u8, on: bool) {
        self.flags.set(if on { self.flags.get() | flag } else { self.flags.get() & !flag });
    }

    /// How far it is.
    pub fn state(&self) -> FutureState {
        self.state.get()
    }

    /// Has it a result, an exception, or been cancelled?
    #[inline(always)]
    pub fn is_done(&self) -> bool {
        self.state.get() != FutureState::Pending
    }

    /// Has it been cancelled?
    pub fn is_cancelled(&self) -> bool {
        self.state.get() == FutureState::Cancelled
    }

    /// Its exception, if it finished with one. It does not count as retrieved.
    pub fn failure(&self) -> Option<Value> {
        (self.state.get() == FutureState::Finished && self.has(FAILED)).then(|| self.outcome.get())
    }

    /// What makes it a task.
    #[inline(always)]
    pub(crate) fn task(&self) -> Option<&TaskPart> {
        match self.tail().first() {
            Some(Part::Task(task)) => Some(task),
            _ => None,
        }
    }

    pub(crate) fn part(&self) -> Option<&Part> {
        self.tail().first()
    }

    /// `_asyncio_future_blocking`: a coroutine has just asked its task to wait for this future.
    pub fn is_blocking(&self) -> bool {
        self.has(BLOCKING)
    }

    /// Sets `_asyncio_future_blocking`.
    pub fn set_blocking(&self, on: bool) {
        self.flag(BLOCKING, on);
    }

    /// Will its exception be reported if nobody looks at it?
    pub fn is_unretrieved(&self) -> bool {
        self.has(UNRETRIEVED)
    }

    /// Sets whether its exception will be reported if nobody looks at it.
    pub(crate) fn set_unretrieved(&self, this: &Value, on: bool) {
        self.flag(UNRETRIEVED, on);
        if on {
            finalize_when_freed(this, true);
        }
    }

    /// `await future`, first look: its result or exception, or `None` if the coroutine must wait. It then suspends
    /// and yields what [`Future::asks`] says to whoever drives it; when it is resumed it calls [`Future::resumed`].
    #[inline]
    pub fn poll(&self, vm: &mut Vm) -> Option<Res> {
        if self.is_done() {
            return Some(self.result(vm));
        }
        if !self.has(YIELDS) {
            if self.has(BLOCKING) {
                // Whoever was given it by another coroutine has not taken it.
                return Some(self.resumed(vm));
            }
            self.flag(BLOCKING, true);
        }
        None
    }

    /// What a coroutine that awaits the pending future `this` yields: the future, or `None` for `sleep(0)`.
    #[inline]
    pub fn asks(&self, this: &Value) -> Value {
        if self.has(YIELDS) { Value::NONE } else { this.clone() }
    }

    /// `await future`, second look, when the driver has resumed the coroutine.
    #[inline]
    pub fn resumed(&self, vm: &mut Vm) -> Res {
        if self.is_done() {
            self.result(vm)
        } else if self.has(YIELDS) {
            Ok(Value::NONE)
        } else {
            Err(vm.error(Exc::RuntimeError, "await wasn't used with future"))
        }
    }

    /// `result()`. Marks the exception as retrieved.
    pub fn result(&self, vm: &mut Vm) -> Res {
        match self.state.get() {
            FutureState::Finished if !self.has(FAILED) => Ok(self.outcome.get()),
            FutureState::Finished => {
                self.retrieved();
                let exception = self.outcome.get();
                if let Some(e) = exception.exact::<Exception>() {
                    // Each awaiter's traceback starts where the exception left the task.
                    let traceback = self.waiter.take();
                    e.traceback.set(if traceback.is_unset() { Value::NONE } else { traceback });
                }
                Err(vm.raise(exception))
            }
            FutureState::Cancelled => {
                let exception = self.cancelled_error(vm);
                Err(vm.raise(exception))
            }
            FutureState::Pending => Err(vm.invalid_state("Result is not set.")),
        }
    }

    /// `exception()`: the exception or `None`. Marks it as retrieved.
    pub fn exception(&self, vm: &mut Vm) -> Res {
        match self.state.get() {
            FutureState::Finished if !self.has(FAILED) => Ok(Value::NONE),
            FutureState::Finished => {
                self.retrieved();
                Ok(self.outcome.get())
            }
            FutureState::Cancelled => {
                let exception = self.cancelled_error(vm);
                Err(vm.raise(exception))
            }
            FutureState::Pending => Err(vm.invalid_state("Exception is not set.")),
        }
    }

    /// The exception will not be reported.
    #[inline]
    pub(crate) fn retrieved(&self) {
        self.flag(UNRETRIEVED, false);
    }

    /// The `CancelledError` for whoever awaits the cancelled future: the very one that ended the task, to the first
    /// who asks; then new ones.
    pub(crate) fn cancelled_error(&self, vm: &mut Vm) -> Value {
        if self.has(FAILED) {
            self.flag(FAILED, false);
            return self.outcome.take();
        }
        let message = self.outcome.get();
        vm.cancelled_error(message)
    }

    /// The message of the cancellation, also of one to come; unset if there is none.
    pub(crate) fn cancel_message(&self) -> Value {
        if self.holds_message() { self.outcome.get() } else { Value::UNSET }
    }

    /// Replaces the message of the cancellation.
    pub(crate) fn set_cancel_message(&self, message: Value) {
        if self.holds_message() {
            self.outcome.set(message);
        }
    }

    fn holds_message(&self) -> bool {
        match self.state.get() {
            FutureState::Pending => !self.has(TIMED),
            FutureState::Cancelled => !self.has(FAILED),
            FutureState::Finished => false,
        }
    }

    /// `__init__()` of a future that may have been used: it is pending, and nobody waits.
    pub(crate) fn reset(&self) {
        if self.is_done() || !self.waiter.peek().is_unset() || self.has_callbacks() {
            self.flags.set(self.flags.get() & PART);
            self.state.set(FutureState::Pending);
            drop(self.outcome.take());
            drop(self.waiter.take());
            drop(self.more.replace(None));
        }
    }

    /// The result; unset if there is none.
    pub(crate) fn plain_result(&self) -> Value {
        match self.state.get() {
            FutureState::Finished if !self.has(FAILED) => self.outcome.get(),
            _ => Value::UNSET,
        }
    }

    /// `cancel(msg)` of a plain future: false if it is done. Tasks and gathers have their own.
    pub(crate) fn cancel_plain(&self, vm: &mut Vm, this: &Value, message: Value) -> Res<bool> {
        self.retrieved();
        if self.is_done() {
            return Ok(false);
        }
        if self.has(TIMED)
            && let Some(event_loop) = self.event_loop.get().get::<EventLoop>()
        {
            event_loop.timers.borrow_mut().note_cancelled();
        }
        self.settle(vm, this, FutureState::Cancelled, message, false)?;
        Ok(true)
    }

    /// The task was ended by `exception`, a `CancelledError`.
    pub(crate) fn end_cancelled(&self, vm: &mut Vm, this: &Value, exception: Value) -> Res<()> {
        self.settle(vm, this, FutureState::Cancelled, exception, true)
    }

    /// Gives it its result and tells all who wait. It is pending.
    pub fn set_result(&self, vm: &mut Vm, this: &Value, result: Value) -> Res<()> {
        self.settle(vm, this, FutureState::Finished, result, false)
    }

    /// Gives it its exception and tells all who wait. It is pending.
    pub fn set_exception(&self, vm: &mut Vm, this: &Value, exception: Value) -> Res<()> {
        let traceback = exception.exact::<Exception>().map(|e| e.traceback.get()).unwrap_or_default();
        self.settle(vm, this, FutureState::Finished, exception, true)?;
        self.waiter.set(traceback);
        self.set_unretrieved(this, true);
        Ok(())
    }

    fn settle(&self, vm: &mut Vm, this: &Value, state: FutureState, outcome: Value, failed: bool) -> Res<()> {
        self.state.set(state);
        self.outcome.set(outcome);
        self.flag(FAILED, failed);
        let waiter = self.waiter.take();
        let callbacks = self.take_callbacks();
        if waiter.is_unset() && callbacks.is_empty() {
            return Ok(());
        }
        let event_loop = self.event_loop.get();
        if !waiter.is_unset() {
            vm.queue(&event_loop, Ready::told(waiter, this))?;
        }
        for c in callbacks {
            c.tell(vm, &event_loop, this)?;
        }
        Ok(())
    }

    fn take_callbacks(&self) -> Vec<Callback> {
        let mut more = self.more.borrow_mut();
        match &mut *more {
            None => Vec::new(),
            Some(own) if own.source.is_unset() && own.attributes.is_unset() => {
                more.take().map(|own| own.callbacks).unwrap_or_default()
            }
            Some(own) => std::mem::take(&mut own.callbacks),
        }
    }

    fn has_callbacks(&self) -> bool {
        self.more.borrow().as_ref().is_some_and(|more| !more.callbacks.is_empty())
    }

    /// The stack where it was made, if its loop was in debug mode; else unset.
    pub(crate) fn source(&self) -> Value {
        self.more.borrow().as_ref().map(|more| more.source.clone()).unwrap_or_default()
    }

    /// Sets the stack where it was made.
    pub(crate) fn set_source(&self, source: Value) {
        let old = std::mem::replace(&mut self.more.borrow_mut().get_or_insert_default().source, source);
        drop(old);
    }

    /// The dict of attributes set by programs, if there is one already.
    pub(crate) fn existing_dict(&self) -> Option<Gc<Dict>> {
        self.more.borrow().as_ref()?.attributes.to_gc::<Dict>()
    }

    /// The dict of attributes set by programs, made if there is none.
    pub(crate) fn attribute_dict(&self) -> Gc<Dict> {
        if let Some(dict) = self.existing_dict() {
            return dict;
        }
        let dict = Dict::new();
        self.more.borrow_mut().get_or_insert_default().attributes = dict.to_value();
        dict
    }

    /// Adds a native waiter: a task, a gather, a wait or a loop.
    pub(crate) fn add_waiter(&self, vm: &mut Vm, this: &Value, waiter: Value) -> Res<()> {
        if self.is_done() {
            return self.tell_soon(vm, Callback { callback: waiter, context: Value::UNSET }, this);
        }
        if self.waiter.peek().is_unset() && !self.has_callbacks() {
            self.waiter.set(waiter);
            return Ok(());
        }
        self.add(Callback { callback: waiter, context: Value::UNSET });
        Ok(())
    }

    /// `add_done_callback(callback, context=context)`.
    pub(crate) fn add_callback(&self, vm: &mut Vm, this: &Value, callback: Value, context: Value) -> Res<()> {
        let callback = Callback { callback, context };
        if self.is_done() {
            return self.tell_soon(vm, callback, this);
        }
        self.add(callback);
        Ok(())
    }

    fn tell_soon(&self, vm: &mut Vm, callback: Callback, this: &Value) -> Res<()> {
        let event_loop = self.event_loop.get();
        callback.tell(vm, &event_loop, this)
    }

    /// The order of waiting is the order of telling, so the first waiter moves to the head of the list.
    fn add(&self, callback: Callback) {
        let first = self.waiter.take();
        let mut more = self.more.borrow_mut();
        let list = &mut more.get_or_insert_default().callbacks;
        if !first.is_unset() {
            list.push(Callback { callback: first, context: Value::UNSET });
        }
        list.push(callback);
    }

    /// Removes a native waiter.
    pub(crate) fn remove_waiter(&self, waiter: &Value) {
        if self.waiter.peek().is(waiter) {
            // Once the future is done the slot holds a traceback, which is never a waiter.
            drop(self.waiter.take());
            return;
        }
        let removed: Vec<Callback> = match &mut *self.more.borrow_mut() {
            Some(more) => more.callbacks.extract_if(.., |c| c.callback.is(waiter)).collect(),
            None => Vec::new(),
        };
        drop(removed);
    }

    /// `remove_done_callback(callback)`: how many were removed. Callbacks are compared with `==`.
    pub(crate) fn remove_callback(&self, vm: &mut Vm, callback: &Value) -> Res<usize> {
        let candidates: Vec<Value> = match &*self.more.borrow() {
            Some(more) => more.callbacks.iter().map(|c| c.callback.clone()).collect(),
            None => return Ok(0),
        };
        let mut removed = 0;
        for candidate in candidates {
            if !vm.eq(&candidate, callback)? {
                continue;
            }
            let taken = match &mut *self.more.borrow_mut() {
                Some(more) => {
                    let list = &mut more.callbacks;
                    list.iter().position(|c| c.callback.is(&candidate)).map(|at| list.remove(at))
                }
                None => None,
            };
            removed += taken.is_some() as usize;
        }
        Ok(removed)
    }

    /// The last cancellation asked for was taken back before the task learnt of it.
    pub(crate) fn take_back_cancel(&self) {
        if self.has(MUST_CANCEL) {
            self.flag(MUST_CANCEL, false);
            drop(self.outcome.take());
        }
    }

    /// Everybody who waits, for `repr`.
    pub(crate) fn waiters(&self) -> Vec<Value> {
        let mut all = Vec::new();
        if !self.is_done() && !self.waiter.peek().is_unset() {
            all.push(self.waiter.get());
        }
        if let Some(more) = &*self.more.borrow() {
            all.extend(more.callbacks.iter().map(|c| c.callback.clone()));
        }
        all
    }

    /// All who wait, each with its context; that of a native waiter is unset.
    pub(crate) fn callbacks(&self) -> Vec<(Value, Value)> {
        let mut all = Vec::new();
        if !self.is_done() && !self.waiter.peek().is_unset() {
            all.push((self.waiter.get(), Value::UNSET));
        }
        if let Some(more) = &*self.more.borrow() {
            all.extend(more.callbacks.iter().map(|c| (c.callback.clone(), c.context.clone())));
        }
        all
    }
}

/// Has [`crate::event_loop::finalize`] called with the future `this` when its last reference goes: of an instance of a
/// derived class by `__del__`, which the class may define.
pub(crate) fn finalize_when_freed(this: &Value, on: bool) {
    let defines = || this.exact::<Instance>().is_some_and(|instance| instance.class().has(flag::DEL));
    if let Some(header) = this.header() {
        header.set(FINALIZE, on || defines());
    }
}

impl Callback {
    /// Has the loop tell that the future `this` is done.
    fn tell(self, vm: &mut Vm, event_loop: &Value, this: &Value) -> Res<()> {
        if self.is_native() {
            return vm.queue(event_loop, Ready::told(self.callback, this));
        }
        vm.call_soon(event_loop, self.callback, std::slice::from_ref(this), self.context)
    }

    fn is_native(&self) -> bool {
        matches!(self.callback.kind(), Some(Kind::Future | Kind::EventLoop))
            || self.callback.get::<Future>().is_some()
            || self.callback.get::<EventLoop>().is_some()
    }
}

impl Vm {
    /// An `asyncio.InvalidStateError`.
    #[cold]
    pub(crate) fn invalid_state(&mut self, message: &str) -> Raised {
        let class = self.loops.invalid_state_error.to_value();
        let exception = Exception::new(class, Tuple::value(vec![Value::from(message)]));
        self.raise(exception.into_value())
    }

    /// A new `asyncio.CancelledError`, with a message unless it is unset or `None`.
    pub(crate) fn cancelled_error(&mut self, message: Value) -> Value {
        let args = if message.is_unset() || message.is_none() { vec![] } else { vec![message] };
        Exception::new(self.loops.cancelled_error.to_value(), Tuple::value(args)).into_value()
    }

    /// Is `value` an `asyncio.CancelledError`?
    pub(crate) fn is_cancelled_error(&self, value: &Value) -> bool {
        self.class_of(value).is_subclass_of(&self.loops.cancelled_error)
    }

    /// Is the parked exception one that no loop swallows: `SystemExit` or `KeyboardInterrupt`?
    pub(crate) fn raised_ends_program(&self) -> bool {
        self.raised_is(Exc::SystemExit) || self.raised_is(Exc::KeyboardInterrupt)
    }
}
