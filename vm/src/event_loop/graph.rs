//! Who waits for whom: the edges of call graphs, task dumps and hang reports.

use crate::event_loop::EventLoop;
use crate::event_loop::future::{Future, Part, TIMED};
use crate::object::list::List;
use crate::object::method::BoundMethod;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// The tasks and plain futures that wait for the future `this`: tasks that await it, directly or through `gather` and
/// `wait`, and the tasks whose task groups it belongs to.
pub(crate) fn awaiters(vm: &mut Vm, this: &Value) -> Res<Vec<Value>> {
    let Some(future) = this.get::<Future>() else { return Ok(Vec::new()) };
    let mut found: Vec<Value> = Vec::new();
    for waiter in future.waiters() {
        let more = match waiter.get::<Future>() {
            Some(w) => match w.part() {
                Some(Part::Gather(_) | Part::Wait(_)) => awaiters(vm, &waiter)?,
                _ => vec![waiter.clone()],
            },
            None => owner_of_callback(vm, &waiter)?.into_iter().collect(),
        };
        for awaiter in more {
            if !found.iter().any(|f| f.is(&awaiter)) {
                found.push(awaiter);
            }
        }
    }
    Ok(found)
}

/// The task behind a callback that is a method of a task group.
fn owner_of_callback(vm: &mut Vm, callback: &Value) -> Res<Option<Value>> {
    let Some(method) = callback.exact::<BoundMethod>() else { return Ok(None) };
    let receiver = method.receiver.clone();
    let task = vm.get_attr_opt(&receiver, &Str::intern("_parent_task").into_value())?;
    Ok(task.filter(|t| t.get::<Future>().is_some()))
}

/// What the task `this` waits for: a word for it, the futures it consists of, and when a sleep ends, as a tuple; `None`
/// if the task does not wait.
pub(crate) fn waits_for(vm: &mut Vm, this: &Value) -> Res {
    let Some(task) = this.get::<Future>().and_then(Future::task) else { return Ok(Value::NONE) };
    let awaited = task.waiting_on.get();
    if awaited.is_unset() {
        return Ok(Value::NONE);
    }
    let Some(future) = awaited.get::<Future>() else { return Ok(described("future", vec![awaited], Value::NONE)) };
    Ok(match future.part() {
        Some(Part::Task(_)) => described("task", vec![awaited], Value::NONE),
        Some(Part::Gather(gather)) => described("gather", gather.pending(), Value::NONE),
        Some(Part::Wait(wait)) => described("wait", wait.pending(), due(vm, &awaited)),
        None if future.has(TIMED) => described("sleep", Vec::new(), due(vm, &awaited)),
        None => described("future", vec![awaited], Value::NONE),
    })
}

fn described(what: &str, futures: Vec<Value>, due: Value) -> Value {
    Tuple::value(vec![Value::from(what), List::value(futures), due])
}

/// When a timed future is due; `None` if it is not timed.
fn due(vm: &mut Vm, this: &Value) -> Value {
    let event_loop = this.get::<Future>().map(|f| f.event_loop.get()).unwrap_or_default();
    let due = event_loop.get::<EventLoop>().and_then(|l| l.timers.borrow().when_due(this));
    due.map_or(Value::NONE, |when| {
        let now = vm.loop_time();
        Value::float((when - now).max(0.0))
    })
}
