//! The state of `asyncio.Timeout`, and what its block does without coroutines when its time is not over.

use crate::event_loop::future::Future;
use crate::event_loop::handle::Handle;
use crate::event_loop::task;
use crate::heap::{Interior, Kind, Visitor};
use crate::object::class::{Class, flag};
use crate::object::exception::{Exc, Exception};
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::function::set_at_once;
use crate::object::instance::Instance;
use crate::object::method::BoundMethod;
use crate::object::native::{NativeDef, NativeRun};
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};
use std::cell::Cell;

/// How far a timeout is.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Created,
    Entered,
    Expiring,
    Expired,
    Exited,
}

/// What programs see of the stages, as `_state`.
const STAGES: [(Stage, &str); 5] = [
    (Stage::Created, "created"),
    (Stage::Entered, "active"),
    (Stage::Expiring, "expiring"),
    (Stage::Expired, "expired"),
    (Stage::Exited, "finished"),
];

/// The state of a timeout. Programs see its parts as attributes like any others.
#[derive(Default)]
struct Timeout {
    stage: Cell<Stage>,
    /// How often the task's cancellation had been asked for when the block was entered.
    cancelling: Cell<i64>,
    parts: Interior<Parts>,
}

/// Each is unset for `None`.
#[derive(Default)]
struct Parts {
    when: Value,
    task: Value,
    handler: Value,
}

/// What the VM knows of the class `asyncio.Timeout`.
#[derive(Default)]
pub(crate) struct Known {
    class: Value,
    on_timeout: Value,
}

impl ForeignData for Timeout {
    fn trace(&self, visit: &mut Visitor) {
        let Parts { when, task, handler } = &*self.parts.borrow();
        [when, task, handler].into_iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.parts.replace(Parts::default()));
    }
}

/// The class `_asyncio.TimeoutState`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "_asyncio.TimeoutState",
    doc: "The attributes of a timeout.",
    constructor: Some(&function!("TimeoutState(*args, **kwargs)", |vm, _| {
        Ok(Foreign::new(vm.types.native_class(&SPEC), Timeout::default()).into_value())
    })),
    methods: &[
        method!("_on_timeout(self, /)", on_timeout),
        getter!("_state", |_, args| Ok(name_of(this(args).stage.get())), set_stage),
        getter!("_cancelling", |_, args| Ok(Value::from(this(args).cancelling.get())), |vm, args| {
            let Some(count) = args[1].as_small_int() else {
                return Err(vm.error(Exc::TypeError, "a number of cancellations is an integer"));
            };
            this(args).cancelling.set(count);
            Ok(Value::NONE)
        }),
        getter!("_when", |_, args| read(args, |p| &p.when), |_, args| write(args, |p| &mut p.when)),
        getter!("_task", |_, args| read(args, |p| &p.task), |_, args| write(args, |p| &mut p.task)),
        getter!("_timeout_handler", |_, args| read(args, |p| &p.handler), |_, args| write(args, |p| &mut p.handler)),
    ],
    flags: flag::FILLED_BY_INIT,
};

/// Functions of the module `_asyncio`.
pub(super) const FUNCTIONS: &[NativeDef] = &[
    // Says which class is `asyncio.Timeout`.
    function!("_know_timeouts(cls, /)", |vm, args| {
        let Some(class) = args[0].get::<Class>() else { return Ok(Value::NONE) };
        for (name, run) in [("__aenter__", enter_at_once as NativeRun), ("__aexit__", exit_at_once)] {
            let method = class.lookup(&Str::intern(name).into_value()).unwrap_or_default();
            set_at_once(&method, run);
        }
        let on_timeout = class.lookup(&Str::intern("_on_timeout").into_value()).unwrap_or_default();
        vm.loops.timeout = Known { class: args[0].clone(), on_timeout };
        Ok(Value::NONE)
    }),
    function!("_timeout_in(delay, /)", timeout_in),
];

fn this(args: &[Value]) -> &Timeout {
    match args.first().and_then(Value::foreign::<Timeout>) {
        Some(timeout) => timeout,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

fn read(args: &[Value], part: fn(&Parts) -> &Value) -> Res {
    let value = part(&this(args).parts.borrow()).clone();
    Ok(if value.is_unset() { Value::NONE } else { value })
}

fn write(args: &[Value], part: fn(&mut Parts) -> &mut Value) -> Res {
    let new = if args[1].is_none() { Value::UNSET } else { args[1].clone() };
    let old = std::mem::replace(part(&mut this(args).parts.borrow_mut()), new);
    drop(old);
    Ok(Value::NONE)
}

fn name_of(stage: Stage) -> Value {
    let name = STAGES.iter().find(|(s, _)| *s == stage).map_or("", |(_, name)| name);
    Str::intern(name).into_value()
}

fn set_stage(vm: &mut Vm, args: &[Value]) -> Res {
    let name = args[1].as_str();
    match STAGES.iter().find(|(_, n)| name == Some(n)) {
        Some((stage, _)) => {
            this(args).stage.set(*stage);
            Ok(Value::NONE)
        }
        None => Err(vm.error(Exc::ValueError, "not a state of a timeout")),
    }
}

/// The time is over: the block's task is cancelled.
fn on_timeout(vm: &mut Vm, args: &[Value]) -> Res {
    let timeout = this(args);
    let task = timeout.parts.borrow().task.clone();
    if task.is_kind(Kind::Future) {
        task::cancel(vm, &task, Value::UNSET)?;
    } else {
        vm.call_method(&task, "cancel", &[])?;
    }
    timeout.stage.set(Stage::Expiring);
    let handler = std::mem::take(&mut timeout.parts.borrow_mut().handler);
    drop(handler);
    Ok(Value::NONE)
}

/// The timeout, if it is of the class itself and a program has put no attributes into it, which could stand for methods.
fn plain<'a>(vm: &Vm, timeout: &'a Value) -> Option<&'a Timeout> {
    timeout.exact::<Instance>()?.is_plain(&vm.loops.timeout.class).then(|| timeout.foreign())?
}

/// `await timeout.__aenter__()`, in a task of a native loop, if the time is not over yet; unset otherwise.
fn enter_at_once(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(timeout) = plain(vm, &args[0]).filter(|t| t.stage.get() == Stage::Created) else {
        return Ok(Value::UNSET);
    };
    let (task, event_loop) = (vm.loops.task.clone(), vm.loops.running.clone());
    let Some(cancels) = task.exact::<Future>().filter(|f| f.task().is_some()).map(|f| f.cancels.get()) else {
        return Ok(Value::UNSET);
    };
    let when = timeout.parts.borrow().when.clone();
    let handler = if when.is_unset() {
        Value::UNSET
    } else {
        let Some(body) = vm.native_loop(&event_loop).filter(|body| !body.debug.get() && !body.closed.get()) else {
            return Ok(Value::UNSET);
        };
        let Some(due) = when.as_float().or_else(|| when.as_small_int().map(|n| n as f64)) else {
            return Ok(Value::UNSET);
        };
        if due.is_nan() || due <= vm.loop_time() {
            return Ok(Value::UNSET);
        }
        let callback = BoundMethod::value(vm.loops.timeout.on_timeout.clone(), args[0].clone());
        let handle = Handle::new(event_loop.clone(), callback, Value::UNSET, vm.copy_context());
        handle.set_timer(due);
        body.push_timer(vm, due, handle.to_value());
        handle.into_value()
    };
    timeout.stage.set(Stage::Entered);
    timeout.cancelling.set(i64::from(cancels));
    let mut parts = timeout.parts.borrow_mut();
    let old = (std::mem::replace(&mut parts.task, task), std::mem::replace(&mut parts.handler, handler));
    drop(parts);
    drop(old);
    Ok(args[0].clone())
}

/// `await timeout.__aexit__(...)`, unless the time is over and the block was left by something other than that; unset
/// then.
fn exit_at_once(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(timeout) = plain(vm, &args[0]) else { return Ok(Value::UNSET) };
    match timeout.stage.get() {
        Stage::Entered => leave(vm, timeout),
        Stage::Expiring if vm.is_cancelled_error(&args[2]) => expire(vm, timeout, &args[2]),
        _ => Ok(Value::UNSET),
    }
}

/// The block is left in time.
fn leave(vm: &mut Vm, timeout: &Timeout) -> Res {
    let handler = timeout.parts.borrow().handler.clone();
    match handler.exact::<Handle>() {
        Some(handle) => handle.cancel(vm, &handler)?,
        None if handler.is_unset() => (),
        None => return Ok(Value::UNSET),
    }
    timeout.stage.set(Stage::Exited);
    let handler = std::mem::take(&mut timeout.parts.borrow_mut().handler);
    drop(handler);
    Ok(Value::NONE)
}

/// The block is left by a cancellation when the time is over. It ends here as TimeoutError, unless somebody else has
/// asked for it too.
fn expire(vm: &mut Vm, timeout: &Timeout, cancellation: &Value) -> Res {
    let task = timeout.parts.borrow().task.clone();
    let Some(future) = task.exact::<Future>() else { return Ok(Value::UNSET) };
    timeout.stage.set(Stage::Expired);
    if task::uncancel(future) > timeout.cancelling.get() {
        return Ok(Value::NONE);
    }
    let error = vm.new_exception(Exc::TimeoutError, Vec::new());
    if let Some(e) = error.exact::<Exception>() {
        e.cause.set(cancellation.clone());
        e.suppress_context.set(Value::TRUE);
    }
    Err(vm.raise(error))
}

/// A timeout of the class itself that ends after `delay` seconds, `None` for never; `None` if that is not for the native
/// code to reckon.
fn timeout_in(vm: &mut Vm, args: &[Value]) -> Res {
    let event_loop = vm.loops.running.clone();
    let class = vm.loops.timeout.class.clone();
    let (Some(_), Some(class)) = (vm.native_loop(&event_loop), class.to_gc::<Class>()) else { return Ok(Value::NONE) };
    let when = match (args[0].as_float(), args[0].as_small_int()) {
        (Some(delay), _) => Value::float(vm.loop_time() + delay),
        (_, Some(delay)) => Value::float(vm.loop_time() + delay as f64),
        _ if args[0].is_none() => Value::UNSET,
        _ => return Ok(Value::NONE),
    };
    let timeout = Timeout::default();
    timeout.parts.borrow_mut().when = when;
    let base = Foreign::new(vm.types.native_class(&SPEC), timeout).into_value();
    Ok(Instance::new(&class, Some(base)).into_value())
}
