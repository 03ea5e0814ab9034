//! `asyncio.Task`: a coroutine that the loop drives.

use crate::call::{Resume, Step};
use crate::event_loop::future::{Future, FutureState, MUST_CANCEL, Part, finalize_when_freed};
use crate::event_loop::origin::{self, Origin};
use crate::event_loop::{EventLoop, Ready, methods, other};
use crate::frame::Frame;
use crate::heap::{self, Kind, Slot};
use crate::object::exception::Exc;
use crate::object::native::Keywords;
use crate::object::str::Str;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// What makes a future a task.
pub struct TaskPart {
    /// What is driven: a frame, or any object with `send` and `throw`. Unset before `__init__`.
    pub coroutine: Slot,
    /// The context it runs in; unset while that is empty.
    pub context: Slot,
    /// The future it waits for; unset if none.
    pub waiting_on: Slot,
    /// Its name: a string, or the number of a default name.
    pub name: Slot,
    /// Where it was made.
    pub origin: Origin,
}

impl TaskPart {
    /// A task that drives `coroutine`.
    pub fn new(coroutine: Value, context: Value, name: Value) -> TaskPart {
        TaskPart {
            coroutine: Slot::new(coroutine),
            context: Slot::new(context),
            waiting_on: Slot::new(Value::UNSET),
            name: Slot::new(name),
            origin: Origin::default(),
        }
    }

    #[inline(always)]
    pub(super) fn for_each_value(&self, mut visit: impl FnMut(&Value)) {
        [&self.coroutine, &self.context, &self.waiting_on, &self.name].into_iter().for_each(|s| visit(s.peek()));
        visit(self.origin.peek());
    }

    pub(super) fn clear(&self) {
        for slot in [&self.coroutine, &self.context, &self.waiting_on] {
            drop(slot.take());
        }
        self.origin.clear();
    }

    /// `get_name()`.
    pub fn name(&self) -> Value {
        let name = self.name.get();
        match name.as_small_int() {
            Some(number) => {
                let name = Str::value(&format!("Task-{number}"));
                self.name.set(name.clone());
                name
            }
            None => name,
        }
    }
}

/// Makes a task of `coroutine` in `event_loop` and schedules its first step. `context` is unset for a copy of the
/// current one, `name` unset for a default one.
///
/// # Errors
/// The loop is closed.
pub(crate) fn spawn(vm: &mut Vm, event_loop: &Value, coroutine: Value, context: Value, name: Value) -> Res {
    if let Some(body) = event_loop.get::<EventLoop>() {
        body.check_open(vm)?;
    }
    let context = if context.is_unset() { vm.copy_context() } else { context };
    let name = if name.is_unset() { next_name(vm) } else { name };
    let part = TaskPart::new(coroutine, context, name);
    part.origin.note(vm);
    let task = Future::with_part(event_loop.clone(), Part::Task(part));
    methods::note_source(vm, &task)?;
    let task = task.into_value();
    register(event_loop, &task);
    vm.queue(event_loop, Ready::Step(task.clone()))?;
    Ok(task)
}

/// The loop takes note of a new task.
pub(crate) fn register(event_loop: &Value, task: &Value) {
    finalize_when_freed(task, true);
    if let Some(event_loop) = event_loop.get::<EventLoop>() {
        event_loop.pending_tasks.set(event_loop.pending_tasks.get() + 1);
    }
}

/// The number of the next default name.
pub(crate) fn next_name(vm: &mut Vm) -> Value {
    let number = vm.loops.next_task;
    vm.loops.next_task += 1;
    Value::small_int_unchecked(number as i64)
}

/// Drives the task until it waits, sleeps or ends.
pub(crate) fn step(vm: &mut Vm, this: &Value) -> Res<()> {
    let Some((future, task)) = parts(this) else { return Ok(()) };
    let waited = task.waiting_on.take();
    let mut thrown = Value::UNSET;
    if let Some(awaited) = waited.get::<Future>()
        && (waited.is_kind(Kind::Future) || !vm.is_overridden(&waited, Kind::Future, "result"))
    {
        // What the awaited future failed with is thrown in; its result the coroutine takes itself.
        match awaited.state() {
            FutureState::Cancelled => thrown = awaited.cancelled_error(vm),
            FutureState::Finished if awaited.failure().is_some() && awaited.result(vm).is_err() => {
                thrown = vm.take_raised();
            }
            _ => (),
        }
    } else if !waited.is_unset() && vm.call_method(&waited, "result", &[]).is_err() {
        thrown = vm.take_raised();
    }
    drop(waited);
    drive(vm, this, future, task, thrown)
}

/// As [`step`], beginning with an exception.
pub(crate) fn step_throwing(vm: &mut Vm, this: &Value, exception: Value) -> Res<()> {
    let Some((future, task)) = parts(this) else { return Ok(()) };
    drop(task.waiting_on.take());
    drive(vm, this, future, task, exception)
}

#[inline(always)]
fn parts(this: &Value) -> Option<(&Future, &TaskPart)> {
    let future = this.get::<Future>()?;
    Some((future, future.task()?))
}

#[inline(always)]
fn drive(vm: &mut Vm, this: &Value, future: &Future, task: &TaskPart, mut thrown: Value) -> Res<()> {
    if future.is_done() {
        let shown = vm.repr(this)?;
        let thrown = if thrown.is_unset() { "None".to_string() } else { vm.repr(&thrown)? };
        let _ = vm.invalid_state(&format!("__step(): already done: {shown} {thrown}"));
        let (exception, event_loop) = (vm.take_raised(), future.event_loop.get());
        return vm.report_to_loop(&event_loop, "Exception in callback Task.__step()", &[("exception", exception)]);
    }
    if future.has(MUST_CANCEL) {
        if thrown.is_unset() || !vm.is_cancelled_error(&thrown) {
            let message = future.outcome.get();
            thrown = vm.cancelled_error(message);
        }
        future.flag(MUST_CANCEL, false);
    }
    let coroutine = task.coroutine.get();
    let outer_task = std::mem::replace(&mut vm.loops.task, this.clone());
    let outer_context = std::mem::replace(&mut vm.loops.context, task.context.take());
    let input = if thrown.is_unset() { Resume::Send(Value::NONE) } else { Resume::Throw(thrown) };
    let step = match coroutine.to_gc::<Frame>() {
        Some(frame) => vm.resume(&frame, input),
        None => resume_object(vm, &coroutine, input),
    };
    if heap::pending() && !matches!(step, Step::Raised) {
        // What went with the coroutine's variables is finalized while this is still the task that runs.
        vm.run_pending();
    }
    task.context.set(std::mem::replace(&mut vm.loops.context, outer_context));
    let result = match step {
        Step::Yielded(value) => yielded(vm, this, future, task, value),
        Step::Returned(value) => returned(vm, this, future, value),
        Step::Raised => raised(vm, this, future, task),
    };
    vm.loops.task = outer_task;
    result
}

/// Drives a coroutine that is not a frame: an object with `send` and `throw`.
#[cold]
fn resume_object(vm: &mut Vm, coroutine: &Value, input: Resume) -> Step {
    let result = match input {
        Resume::Send(value) => vm.call_method(coroutine, "send", &[value]),
        Resume::Throw(exception) => vm.call_method(coroutine, "throw", &[exception]),
    };
    match result {
        Ok(value) => Step::Yielded(value),
        Err(_) if vm.raised_is(Exc::StopIteration) => {
            let (stop, name) = (vm.take_raised(), vm.names.value.clone());
            match vm.get_attr(&stop, &name) {
                Ok(value) => Step::Returned(value),
                Err(_) => Step::Raised,
            }
        }
        Err(_) => Step::Raised,
    }
}

#[inline(always)]
fn yielded(vm: &mut Vm, this: &Value, future: &Future, task: &TaskPart, value: Value) -> Res<()> {
    if value.is_none() {
        let event_loop = future.event_loop.get();
        return vm.queue(&event_loop, Ready::Step(this.clone()));
    }
    match value.get::<Future>() {
        Some(awaited)
            if awaited.is_blocking() && awaited.event_loop.peek().is(future.event_loop.peek()) && !value.is(this) =>
        {
            if value.is_kind(Kind::Future) {
                awaited.set_blocking(false);
                awaited.add_waiter(vm, &value, this.clone())?;
            } else {
                if !other::loop_of(vm, &value)?.is(future.event_loop.peek()) {
                    return bad_yield(vm, this, future, value, None);
                }
                awaited.set_blocking(false);
                other::subscribe(vm, &value, this)?;
            }
            waits(vm, future, task, value)
        }
        Some(_) => bad_yield(vm, this, future, value, None),
        None => yielded_other(vm, this, future, task, value),
    }
}

/// The task waits for `awaited` from now on.
#[inline(always)]
fn waits(vm: &mut Vm, future: &Future, task: &TaskPart, awaited: Value) -> Res<()> {
    task.waiting_on.set(awaited.clone());
    if future.has(MUST_CANCEL) {
        let message = future.outcome.get();
        if cancel_awaited(vm, &awaited, message)? {
            future.flag(MUST_CANCEL, false);
        }
    }
    Ok(())
}

/// The coroutine yielded what is no native future; it may be one of the program's own.
#[cold]
fn yielded_other(vm: &mut Vm, this: &Value, future: &Future, task: &TaskPart, value: Value) -> Res<()> {
    let blocking = other::is_blocking(vm, &value)?;
    if blocking == Some(true) {
        let event_loop = other::loop_of(vm, &value)?;
        if event_loop.is(future.event_loop.peek()) {
            other::clear_blocking(vm, &value)?;
            other::subscribe(vm, &value, this)?;
            return waits(vm, future, task, value);
        }
    }
    bad_yield(vm, this, future, value, blocking)
}

/// The coroutine yielded what a task cannot wait for: it is told so at the next turn. `duck` tells of a future that is
/// not native whether it has just been awaited.
#[cold]
fn bad_yield(vm: &mut Vm, this: &Value, future: &Future, value: Value, duck: Option<bool>) -> Res<()> {
    let (task, what) = (vm.repr(this)?, vm.repr(&value)?);
    let blocking = value.get::<Future>().map(Future::is_blocking).or(duck);
    let message = match blocking {
        Some(_) if !other::loop_of(vm, &value)?.is(future.event_loop.peek()) => {
            format!("Task {task} got Future {what} attached to a different loop")
        }
        Some(true) => format!("Task cannot await on itself: {task}"),
        Some(false) => format!("yield was used instead of yield from in task {task} with {what}"),
        None if vm.class_of(&value).is(&vm.types.generator) => {
            format!("yield was used instead of yield from for generator in task {task} with {what}")
        }
        None => format!("Task got bad yield: {what}"),
    };
    let _ = vm.error(Exc::RuntimeError, message);
    let exception = vm.take_raised();
    let event_loop = future.event_loop.get();
    vm.queue(&event_loop, Ready::Throw(Box::new((this.clone(), exception))))
}

/// A task is about to be done.
#[inline]
fn ended(this: &Value, future: &Future) {
    finalize_when_freed(this, false);
    if let Some(event_loop) = future.event_loop.peek().get::<EventLoop>() {
        event_loop.pending_tasks.set(event_loop.pending_tasks.get().saturating_sub(1));
    }
}

#[inline(always)]
fn returned(vm: &mut Vm, this: &Value, future: &Future, value: Value) -> Res<()> {
    ended(this, future);
    if future.has(MUST_CANCEL) {
        future.flag(MUST_CANCEL, false);
        let message = future.outcome.take();
        return future.cancel_plain(vm, this, message).map(drop);
    }
    future.set_result(vm, this, value)
}

#[cold]
fn raised(vm: &mut Vm, this: &Value, future: &Future, task: &TaskPart) -> Res<()> {
    let exception = vm.take_raised();
    ended(this, future);
    if vm.is_cancelled_error(&exception) {
        return future.end_cancelled(vm, this, exception);
    }
    origin::mark(task, &exception);
    let ends = vm.is_exception(&exception, Exc::KeyboardInterrupt) || vm.is_exception(&exception, Exc::SystemExit);
    future.set_exception(vm, this, exception.clone())?;
    if ends { Err(vm.raise(exception)) } else { Ok(()) }
}

/// `cancel(msg)` of a future, task or gather: false if it is done.
///
/// Cancelling a task cancels what it waits for. A chain of tasks that wait for each other is walked in a loop, so it may
/// be of any length. Tasks that wait for each other in a circle, of which CPython's raise RecursionError, have nobody at
/// the end: the one where that is found out is cancelled.
pub(crate) fn cancel(vm: &mut Vm, this: &Value, message: Value) -> Res<bool> {
    let mut target = this.clone();
    let mut last_task = Value::UNSET;
    // Brent's search for a cycle: every task is compared with one further back, which moves up at powers of two.
    let (mut landmark, mut steps, mut next_landmark) = (Value::UNSET, 0_u64, 1);
    let answer = loop {
        if !last_task.is_unset() && !target.is_kind(Kind::Future) {
            break cancel_by_method(vm, &target, message.clone())?;
        }
        let Some(future) = target.get::<Future>() else { break false };
        match future.part() {
            Some(Part::Task(task)) => {
                future.retrieved();
                if future.is_done() {
                    break false;
                }
                if target.is(&landmark) {
                    return cut_cycle(vm, &last_task, &target, message);
                }
                if steps == next_landmark {
                    landmark = target.clone();
                    next_landmark *= 2;
                }
                steps += 1;
                future.cancels.set(future.cancels.get().saturating_add(1));
                let next = task.waiting_on.get();
                last_task = std::mem::replace(&mut target, next);
                if target.is_unset() {
                    break false;
                }
            }
            // One that is asked again while it asks its children is in a circle, too, and is done by this.
            Some(Part::Gather(gather)) if !gather.is_cancelling() => {
                break gather.cancel(vm, future, message.clone())?;
            }
            _ => break future.cancel_plain(vm, &target, message.clone())?,
        }
    };
    match last_task.get::<Future>() {
        None => Ok(answer),
        Some(_) if answer => Ok(true),
        Some(task) => {
            task.flag(MUST_CANCEL, true);
            task.outcome.set(message);
            Ok(true)
        }
    }
}

/// Cancels the task `this`, which waits for the task `awaited`, and that for it: it waits no longer.
#[cold]
fn cut_cycle(vm: &mut Vm, this: &Value, awaited: &Value, message: Value) -> Res<bool> {
    let (Some((future, task)), Some(awaited)) = (parts(this), awaited.get::<Future>()) else { return Ok(false) };
    awaited.remove_waiter(this);
    drop(task.waiting_on.take());
    let exception = vm.cancelled_error(message);
    let event_loop = future.event_loop.get();
    vm.queue(&event_loop, Ready::Throw(Box::new((this.clone(), exception))))?;
    Ok(true)
}

/// `uncancel()` of a task: how many requests to cancel it are left.
pub(crate) fn uncancel(task: &Future) -> i64 {
    let left = task.cancels.get().saturating_sub(1);
    if task.cancels.replace(left) == 1 {
        task.take_back_cancel();
    }
    i64::from(left)
}

/// Cancels what a task waits for or a gather is made of: by its own method if its class is derived from `Future`.
pub(crate) fn cancel_awaited(vm: &mut Vm, target: &Value, message: Value) -> Res<bool> {
    if target.is_kind(Kind::Future) { cancel(vm, target, message) } else { cancel_by_method(vm, target, message) }
}

/// As [`cancel_awaited`], for what a gather is made of: its `cancel` gets the message by name.
pub(crate) fn cancel_child(vm: &mut Vm, target: &Value, message: Value) -> Res<bool> {
    if target.is_kind(Kind::Future) {
        return cancel(vm, target, message);
    }
    let message = if message.is_unset() { Value::NONE } else { message };
    let method = vm.get_attr(target, &Str::intern("cancel").into_value())?;
    let names = [Str::intern("msg").into_value()];
    let answer = vm.call_with(&method, &[], Keywords { names: &names, values: &[message] })?;
    vm.truth(&answer)
}

#[cold]
fn cancel_by_method(vm: &mut Vm, target: &Value, message: Value) -> Res<bool> {
    let message = if message.is_unset() { Value::NONE } else { message };
    let answer = vm.call_method(target, "cancel", &[message])?;
    vm.truth(&answer)
}
