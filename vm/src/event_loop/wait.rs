//! What `asyncio.wait` sleeps on: a future that is done when enough of a set of futures are.

use crate::event_loop::future::{Future, Part, TIMED};
use crate::event_loop::{EventLoop, module, other};
use crate::heap::{Interior, Slot, Visitor};
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::cell::Cell;

/// When a wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// When the first is done.
    FirstCompleted,
    /// When the first has failed, or all are done.
    FirstException,
    /// When all are done.
    AllCompleted,
}

/// What a wait knows of the futures it waits for.
pub struct Wait {
    futures: Vec<Value>,
    /// The callbacks of those that needed one, with their futures.
    callbacks: Interior<Vec<(Value, Value)>>,
    left: Cell<usize>,
    until: Until,
    /// The handle of the timeout in a loop that is not native; else unset.
    timer: Slot,
}

impl Wait {
    pub(super) fn trace(&self, visit: &mut Visitor) {
        visit(self.timer.peek());
        for (future, callback) in self.callbacks.borrow().iter() {
            visit(future);
            visit(callback);
        }
        self.futures.iter().for_each(visit);
    }

    pub(super) fn clear(&self) {
        drop(self.callbacks.replace(Vec::new()));
        drop(self.timer.take());
    }

    /// The futures that are not done.
    pub fn pending(&self) -> Vec<Value> {
        self.futures.iter().filter(|f| f.get::<Future>().is_some_and(|f| !f.is_done())).cloned().collect()
    }

    /// One of the futures is done.
    pub fn one_done(&self, vm: &mut Vm, this: &Value, one: &Value) -> Res<()> {
        let Some(own) = this.exact::<Future>() else { return Ok(()) };
        self.left.set(self.left.get().saturating_sub(1));
        let over = match self.until {
            _ if self.left.get() == 0 => true,
            Until::FirstCompleted => true,
            Until::FirstException => {
                let failed = has_failed(vm, one)?;
                if let Some(one) = one.get::<Future>().filter(|_| failed) {
                    one.retrieved();
                }
                failed
            }
            Until::AllCompleted => false,
        };
        if !over || own.is_done() {
            return Ok(());
        }
        stop_timer(vm, own)?;
        own.set_result(vm, this, Value::NONE)
    }
}

/// Has a future of any kind, which is done, an exception?
fn has_failed(vm: &mut Vm, one: &Value) -> Res<bool> {
    if let Some(future) = other::plain(vm, one, &["cancelled", "exception"]) {
        return Ok(future.failure().is_some());
    }
    let cancelled = vm.call_method(one, "cancelled", &[])?;
    Ok(!vm.truth(&cancelled)? && !vm.call_method(one, "exception", &[])?.is_none())
}

/// The timeout, if any, is over.
fn stop_timer(vm: &mut Vm, own: &Future) -> Res<()> {
    if !own.has(TIMED) {
        return Ok(());
    }
    own.flag(TIMED, false);
    match own.part() {
        Some(Part::Wait(wait)) if !wait.timer.peek().is_unset() => {
            let timer = wait.timer.take();
            vm.call_method(&timer, "cancel", &[]).map(drop)
        }
        _ => {
            if let Some(event_loop) = own.event_loop.get().get::<EventLoop>() {
                event_loop.timers.borrow_mut().note_cancelled();
            }
            Ok(())
        }
    }
}

/// A future that is done when the wait for `futures` is over, or after `timeout` seconds unless that is `None`.
///
/// # Errors
/// The timeout is no number; what methods of loops and futures raise that are not native.
pub(crate) fn wait(vm: &mut Vm, event_loop: &Value, futures: Vec<Value>, until: Until, timeout: &Value) -> Res {
    let timer = Slot::new(Value::UNSET);
    let callbacks = Interior::default();
    let part = Wait { left: Cell::new(futures.len()), futures: futures.clone(), callbacks, until, timer };
    let own = Future::with_part(event_loop.clone(), Part::Wait(Box::new(part)));
    let this = own.to_value();
    if !timeout.is_none() {
        if vm.native_loop(event_loop).is_some() {
            let now = vm.loop_time();
            let due = module::add_delay(vm, now, timeout)?;
            if let Some(body) = event_loop.get::<EventLoop>() {
                body.push_timer(vm, due, this.clone());
            }
        } else {
            let callback = other::due(vm, this.clone());
            let handle = vm.call_method(event_loop, "call_later", &[timeout.clone(), callback])?;
            if let Some(Part::Wait(wait)) = own.part() {
                wait.timer.set(handle);
            }
        }
        own.flag(TIMED, true);
    }
    for future in futures {
        let callback = other::subscribe(vm, &future, &this)?;
        match own.part() {
            Some(Part::Wait(wait)) if !callback.is_unset() => wait.callbacks.borrow_mut().push((future, callback)),
            _ => (),
        }
    }
    Ok(this)
}

/// The wait is given up or over: nothing tells it any more.
///
/// # Errors
/// What methods of loops raise that are not native.
pub(crate) fn detach(vm: &mut Vm, this: &Value) -> Res<()> {
    let Some(own) = this.exact::<Future>() else { return Ok(()) };
    if !own.is_done() {
        stop_timer(vm, own)?;
    }
    if let Some(Part::Wait(wait)) = own.part() {
        for future in &wait.futures {
            if let Some(body) = future.get::<Future>() {
                body.remove_waiter(this);
            }
        }
        for (future, callback) in wait.callbacks.replace(Vec::new()) {
            vm.call_method(&future, "remove_done_callback", &[callback])?;
        }
    }
    Ok(())
}
