//! What `asyncio.wait` sleeps on: a future that is done when enough of a set of futures are.

use crate::event_loop::EventLoop;
use crate::event_loop::future::{Future, Part, TIMED};
use crate::heap::Visitor;
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
    left: Cell<usize>,
    until: Until,
}

impl Wait {
    pub(super) fn trace(&self, visit: &mut Visitor) {
        self.futures.iter().for_each(visit);
    }

    pub(super) fn clear(&self) {}

    /// One of the futures is done.
    pub fn one_done(&self, vm: &mut Vm, this: &Value, one: &Value) -> Res<()> {
        let (Some(own), Some(one)) = (this.exact::<Future>(), one.get::<Future>()) else { return Ok(()) };
        self.left.set(self.left.get().saturating_sub(1));
        let over = match self.until {
            _ if self.left.get() == 0 => true,
            Until::FirstCompleted => true,
            Until::FirstException => {
                let failed = one.failure().is_some();
                if failed {
                    one.retrieved();
                }
                failed
            }
            Until::AllCompleted => false,
        };
        if !over || own.is_done() {
            return Ok(());
        }
        stop_timer(own);
        own.set_result(vm, this, Value::NONE)
    }
}

/// The timeout, if any, is over.
fn stop_timer(own: &Future) {
    if own.has(TIMED)
        && let Some(event_loop) = own.event_loop.get().get::<EventLoop>()
    {
        own.flag(TIMED, false);
        event_loop.timers.borrow_mut().note_cancelled();
    }
}

/// A future that is done when the wait for `futures` is over, or at the time `due` unless that is `None`.
pub(crate) fn wait(vm: &mut Vm, event_loop: &Value, futures: Vec<Value>, until: Until, due: Option<f64>) -> Res {
    let part = Wait { left: Cell::new(futures.len()), futures: futures.clone(), until };
    let own = Future::with_part(event_loop.clone(), Part::Wait(Box::new(part)));
    let this = own.to_value();
    if let (Some(due), Some(event_loop)) = (due, event_loop.get::<EventLoop>()) {
        own.flag(TIMED, true);
        event_loop.push_timer(due, this.clone());
    }
    for future in futures {
        if let Some(body) = future.get::<Future>() {
            body.add_waiter(vm, &future, this.clone())?;
        }
    }
    Ok(this)
}

/// The wait is given up or over: nothing tells it any more.
pub(crate) fn detach(this: &Value) {
    let Some(own) = this.exact::<Future>() else { return };
    if !own.is_done() {
        stop_timer(own);
    }
    if let Some(Part::Wait(wait)) = own.part() {
        for future in &wait.futures {
            if let Some(body) = future.get::<Future>() {
                body.remove_waiter(this);
            }
        }
    }
}
