//! `asyncio.gather`: one future for the results of many.

use crate::event_loop::future::{Future, Part, QUIET};
use crate::event_loop::task::cancel_child;
use crate::event_loop::{module, other};
use crate::heap::{self, Interior, Slot, Visitor};
use crate::object::list::List;
use crate::value::Value;
use crate::vm::{Res, Vm};
use rustc_hash::FxHashMap;
use std::cell::Cell;

/// What a gather knows of its children. It waits for each natively, without a callback object.
pub struct Gather {
    /// One for each argument; an argument given twice is there twice.
    children: Interior<Vec<Value>>,
    /// Different children that are not done.
    left: Cell<usize>,
    return_exceptions: bool,
    cancel_requested: Cell<bool>,
    /// The message that the last argument was to be cancelled with, if it was not waiting for anything.
    last_message: Slot,
    /// It is cancelling its children: one that waits for the gather must not ask it to.
    cancelling: Cell<bool>,
}

impl Gather {
    pub(super) fn trace(&self, visit: &mut Visitor) {
        self.children.borrow().iter().for_each(&mut *visit);
        visit(self.last_message.peek());
    }

    pub(super) fn clear(&self) {
        drop(self.children.replace(Vec::new()));
        drop(self.last_message.take());
    }

    /// One future for each argument.
    pub fn children(&self) -> Vec<Value> {
        self.children.borrow().clone()
    }

    /// Were all children asked to end?
    pub fn is_cancel_requested(&self) -> bool {
        self.cancel_requested.get()
    }

    /// Is it cancelling its children?
    pub fn is_cancelling(&self) -> bool {
        self.cancelling.get()
    }

    /// The children that are not done.
    pub fn pending(&self) -> Vec<Value> {
        let children = self.children.borrow();
        children.iter().filter(|c| c.get::<Future>().is_some_and(|f| !f.is_done())).cloned().collect()
    }

    /// `cancel()` of the future it belongs to: cancels all children.
    pub fn cancel(&self, vm: &mut Vm, own: &Future, message: Value) -> Res<bool> {
        if own.is_done() {
            return Ok(false);
        }
        self.cancelling.set(true);
        let asked = self.cancel_children(vm, message);
        self.cancelling.set(false);
        let any = asked?;
        if any {
            self.cancel_requested.set(true);
            let last = self.children.borrow().last().cloned().unwrap_or_default();
            self.last_message.set(last.get::<Future>().map(Future::cancel_message).unwrap_or_default());
        }
        Ok(any)
    }

    /// Cancels each child; says whether any was not done.
    fn cancel_children(&self, vm: &mut Vm, message: Value) -> Res<bool> {
        let mut any = false;
        let children = self.children.borrow().clone();
        for child in children {
            any |= cancel_child(vm, &child, message.clone())?;
        }
        Ok(any)
    }

    /// A child is done.
    pub fn child_done(&self, vm: &mut Vm, this: &Value, child: &Value) -> Res<()> {
        let Some(own) = this.exact::<Future>() else { return Ok(()) };
        self.left.set(self.left.get().saturating_sub(1));
        if own.is_done() {
            // Nobody will look at what the child failed with.
            if let End::Failed(_) = failure_of(vm, child)? {
                retrieved(child);
            }
            return Ok(());
        }
        if !self.return_exceptions {
            match failure_of(vm, child)? {
                End::Cancelled => {
                    let exception = cancelled_error_of(vm, child)?;
                    return own.set_exception(vm, this, exception);
                }
                End::Failed(exception) => {
                    retrieved(child);
                    return own.set_exception(vm, this, exception);
                }
                End::Returned(_) => (),
            }
        }
        if self.left.get() > 0 {
            return Ok(());
        }
        let children = self.children.borrow().clone();
        let mut results = Vec::with_capacity(children.len());
        for each in &children {
            results.push(match end_of(vm, each)? {
                End::Cancelled => {
                    let message = each.get::<Future>().map(Future::cancel_message).unwrap_or_default();
                    let message = if message.is_unset() || message.is_none() { Value::from("") } else { message };
                    vm.cancelled_error(message)
                }
                End::Failed(exception) => {
                    retrieved(each);
                    exception
                }
                End::Returned(value) => value,
            });
        }
        if self.cancel_requested.get() {
            // All children were asked to end, so whoever waits is told that, whatever became of them: with the message
            // that the last argument got, as in CPython.
            let last = children.last().unwrap_or(child);
            let exception = match last.get::<Future>() {
                Some(future) if !future.is_cancelled() => vm.cancelled_error(self.last_message.get()),
                _ => cancelled_error_of(vm, last)?,
            };
            return own.set_exception(vm, this, exception);
        }
        own.set_result(vm, this, List::value(results))
    }
}

/// How a future ended.
enum End {
    Cancelled,
    Failed(Value),
    Returned(Value),
}

/// How a future of any kind ended.
fn end_of(vm: &mut Vm, child: &Value) -> Res<End> {
    if let Some(future) = other::plain(vm, child, &["cancelled", "exception", "result"]) {
        return Ok(match future.failure() {
            Some(exception) => End::Failed(exception),
            None if future.is_cancelled() => End::Cancelled,
            None => End::Returned(future.outcome.get()),
        });
    }
    match failure_of(vm, child)? {
        End::Returned(_) => vm.call_method(child, "result", &[]).map(End::Returned),
        failure => Ok(failure),
    }
}

/// As [`end_of`], of which a result is not asked for.
fn failure_of(vm: &mut Vm, child: &Value) -> Res<End> {
    if other::plain(vm, child, &["cancelled", "exception", "result"]).is_some() {
        return end_of(vm, child);
    }
    let cancelled = vm.call_method(child, "cancelled", &[])?;
    if vm.truth(&cancelled)? {
        return Ok(End::Cancelled);
    }
    let exception = vm.call_method(child, "exception", &[])?;
    Ok(if exception.is_none() { End::Returned(Value::NONE) } else { End::Failed(exception) })
}

fn retrieved(child: &Value) {
    if let Some(future) = child.get::<Future>() {
        future.retrieved();
    }
}

fn cancelled_error_of(vm: &mut Vm, child: &Value) -> Res {
    match child.get::<Future>() {
        Some(future) => Ok(future.cancelled_error(vm)),
        None => vm.call_method(child, "_make_cancelled_error", &[]),
    }
}

/// `gather(*awaitables, return_exceptions=False)`. `ensure_future` is the function of that name, for what is neither
/// future nor coroutine.
///
/// # Errors
/// An argument is not awaitable; there is no loop.
pub(crate) fn gather(vm: &mut Vm, awaitables: &[Value], return_exceptions: bool, ensure_future: &Value) -> Res {
    if awaitables.is_empty() {
        let event_loop = vm.any_loop()?;
        let future = Future::new(event_loop).into_value();
        if let Some(body) = future.exact::<Future>() {
            body.set_result(vm, &future, List::value(Vec::new()))?;
        }
        return Ok(future);
    }
    let mut event_loop = vm.loops.running.clone();
    let mut children: Vec<Value> = Vec::with_capacity(awaitables.len());
    // Where each awaitable is first, and the places of those that are there again.
    let mut first: Option<FxHashMap<u64, usize>> = heap::has_repeated(awaitables).then(FxHashMap::default);
    let mut again = Vec::new();
    for (i, awaitable) in awaitables.iter().enumerate() {
        if let Some(first) = &mut first {
            let same = *first.entry(awaitable.bits()).or_insert(i);
            if same != i {
                again.push(i);
                children.push(children[same].clone());
                continue;
            }
        }
        if awaitable.get::<Future>().is_none() {
            // As CPython, whose dict of the arguments must be able to hold it.
            vm.hash_key(awaitable)?;
        }
        let future = module::ensure_future(vm, awaitable, &event_loop, ensure_future)?;
        if event_loop.is_unset() || future.is(awaitable) {
            // Futures of other classes see that they are asked.
            let own = other::loop_of(vm, &future)?;
            event_loop = if event_loop.is_unset() { own } else { event_loop };
        }
        match future.get::<Future>() {
            Some(body) if !future.is(awaitable) => body.flag(QUIET, true),
            _ => (),
        }
        children.push(future);
    }
    let count = children.len();
    let part = Gather {
        children: Interior::new(children),
        left: Cell::new(count - again.len()),
        return_exceptions,
        cancel_requested: Cell::new(false),
        last_message: Slot::default(),
        cancelling: Cell::new(false),
    };
    let outer = Future::with_part(event_loop, Part::Gather(Box::new(part)));
    let this = outer.to_value();
    let Some(Part::Gather(gather)) = outer.part() else { return Ok(this) };
    let mut done = Vec::new();
    for i in (0..count).filter(|i| again.binary_search(i).is_err()) {
        let Some(child) = gather.children.borrow().get(i).cloned() else { break };
        let is_done = match other::plain(vm, &child, &["done"]) {
            Some(future) => future.is_done(),
            None => {
                let done = vm.call_method(&child, "done", &[])?;
                vm.truth(&done)?
            }
        };
        if is_done {
            done.push(child);
        } else {
            other::subscribe(vm, &child, &this)?;
        }
    }
    for child in done {
        gather.child_done(vm, &this, &child)?;
    }
    Ok(this)
}
