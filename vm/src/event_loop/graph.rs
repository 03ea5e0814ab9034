//! Who waits for whom: the edges of call graphs, task dumps and hang reports.

use crate::event_loop::future::{Future, Part};
use crate::object::method::BoundMethod;
use crate::object::str::Str;
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
