//! `asyncio.gather`: one future for the results of many.

use crate::event_loop::future::{Future, Part, QUIET};
use crate::event_loop::module;
use crate::event_loop::task::cancel_awaited;
use crate::heap::{Interior, Visitor};
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
}

impl Gather {
    pub(super) fn trace(&self, visit: &mut Visitor) {
        self.children.borrow().iter().for_each(visit);
    }

    pub(super) fn clear(&self) {
        drop(self.children.replace(Vec::new()));
    }

    /// `cancel()` of the future it belongs to: cancels all children.
    pub fn cancel(&self, vm: &mut Vm, own: &Future, message: Value) -> Res<bool> {
        if own.is_done() {
            return Ok(false);
        }
        let mut any = false;
        let children = self.children.borrow().clone();
        for child in children {
            any |= cancel_awaited(vm, &child, message.clone())?;
        }
        if any {
            self.cancel_requested.set(true);
        }
        Ok(any)
    }

    /// A child is done.
    pub fn child_done(&self, vm: &mut Vm, this: &Value, child: &Value) -> Res<()> {
        let (Some(own), Some(child)) = (this.exact::<Future>(), child.get::<Future>()) else { return Ok(()) };
        self.left.set(self.left.get().saturating_sub(1));
        if own.is_done() {
            // Nobody will look at what the child failed with.
            child.retrieved();
            return Ok(());
        }
        if !self.return_exceptions {
            if child.is_cancelled() {
                let exception = child.cancelled_error(vm);
                return own.set_exception(vm, this, exception);
            }
            if let Some(exception) = child.failure() {
                child.retrieved();
                return own.set_exception(vm, this, exception);
            }
        }
        if self.left.get() > 0 {
            return Ok(());
        }
        let children = self.children.borrow().clone();
        let mut results = Vec::with_capacity(children.len());
        for each in &children {
            let Some(each) = each.get::<Future>() else { continue };
            results.push(if each.is_cancelled() {
                let message = each.cancel_message();
                let message = if message.is_unset() || message.is_none() { Value::from("") } else { message };
                vm.cancelled_error(message)
            } else {
                match each.failure() {
                    Some(exception) => {
                        each.retrieved();
                        exception
                    }
                    None => each.outcome.get(),
                }
            });
        }
        if self.cancel_requested.get() {
            // All children were asked to end, so whoever waits is told that, whatever became of them.
            let exception = match child.is_cancelled() {
                true => child.cancelled_error(vm),
                false => vm.cancelled_error(Value::UNSET),
            };
            return own.set_exception(vm, this, exception);
        }
        own.set_result(vm, this, List::value(results))
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
    let mut event_loop = Value::UNSET;
    let mut children: Vec<Value> = Vec::with_capacity(awaitables.len());
    let mut seen: FxHashMap<u64, usize> = FxHashMap::default();
    seen.reserve(awaitables.len());
    let mut different = Vec::with_capacity(awaitables.len());
    for (i, awaitable) in awaitables.iter().enumerate() {
        if let Some(&same) = seen.get(&awaitable.bits()) {
            children.push(children[same].clone());
            continue;
        }
        let future = module::ensure_future(vm, awaitable, &event_loop, ensure_future)?;
        let Some(body) = future.get::<Future>() else { continue };
        if event_loop.is_unset() {
            event_loop = body.event_loop.get();
        }
        if !future.is(awaitable) {
            body.flag(QUIET, true);
        }
        seen.insert(awaitable.bits(), i);
        different.push(future.clone());
        children.push(future);
    }
    let part = Gather {
        children: Interior::new(children),
        left: Cell::new(different.len()),
        return_exceptions,
        cancel_requested: Cell::new(false),
    };
    let outer = Future::with_part(event_loop, Part::Gather(Box::new(part)));
    let this = outer.to_value();
    let mut done = Vec::new();
    for child in different {
        match child.get::<Future>() {
            Some(future) if future.is_done() => done.push(child),
            Some(future) => future.add_waiter(vm, &child, this.clone())?,
            None => (),
        }
    }
    if let Some(Part::Gather(gather)) = outer.part() {
        for child in done {
            gather.child_done(vm, &this, &child)?;
        }
    }
    Ok(this)
}
