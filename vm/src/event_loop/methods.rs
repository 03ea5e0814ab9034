//! The methods of futures, tasks and loops, as programs call them.

use crate::event_loop::future::{Future, Part, QUIET};
use crate::event_loop::handle::{self, Handle};
use crate::event_loop::poll::{self, Side};
use crate::event_loop::task::{self, TaskPart};
use crate::event_loop::{EventLoop, Ready, context, module, other, repr, run_forever};
use crate::frame::Frame;
use crate::heap::{Gc, Kind, Visitor};
use crate::object::class::{Class, flag};
use crate::object::dict::Dict;
use crate::object::exception::{Exc, Exception};
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::list::List;
use crate::object::native::{Keywords, Special};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, getter, method};
use std::cell::Cell;
use std::os::fd::RawFd;

/// `asyncio.Future`.
pub static FUTURE: TypeSpec = TypeSpec {
    name: "Future",
    doc: "A result that will be available later.",
    constructor: Some(&function!("Future(*, loop=None)", |vm, args| {
        let event_loop = match args[0].is_none() {
            true if vm.deriving => Value::UNSET,
            true => vm.any_loop()?,
            false => args[0].clone(),
        };
        let future = Future::new(event_loop);
        note_source(vm, &future)?;
        Ok(future.into_value())
    })),
    methods: &[
        method!("__init__(self, *, loop=None)", |vm, args| {
            let event_loop = if args[1].is_none() { vm.any_loop()? } else { args[1].clone() };
            future(args).reset();
            future(args).event_loop.set(event_loop);
            note_source(vm, future(args))?;
            Ok(Value::NONE)
        }),
        method!("result(self, /)", |vm, args| with_state(vm, args)?.result(vm)),
        method!("exception(self, /)", |vm, args| with_state(vm, args)?.exception(vm)),
        method!("set_result(self, result, /)", set_result),
        method!("set_exception(self, exception, /)", set_exception),
        method!("add_done_callback(self, fn, /, *, context=None)", |vm, args| {
            let context = context_argument(vm, &args[2])?;
            let context = if context.is_unset() { vm.copy_context() } else { context };
            initialized(vm, args)?.add_callback(vm, &args[0], args[1].clone(), context)?;
            Ok(Value::NONE)
        }),
        method!("remove_done_callback(self, fn, /)", |vm, args| {
            Ok(Value::from(initialized(vm, args)?.remove_callback(vm, &args[1])?))
        }),
        method!("cancel(self, /, msg=None)", |vm, args| {
            let message = if args[1].is_none() { Value::UNSET } else { args[1].clone() };
            initialized(vm, args)?;
            Ok(task::cancel(vm, &args[0], message)?.into())
        }),
        method!("cancelled(self, /)", |_, args| Ok(future(args).is_cancelled().into())),
        method!("done(self, /)", |_, args| Ok(future(args).is_done().into())),
        method!("get_loop(self, /)", |vm, args| Ok(initialized(vm, args)?.event_loop.get())),
        method!("__iter__(self, /)", await_),
        method!("__await__(self, /)", await_),
        method!("__repr__(self, /)", |vm, args| {
            initialized(vm, args)?;
            Ok(Value::from(repr::future(vm, &args[0])?))
        }),
        method!("__del__(self, /)", |vm, args| {
            crate::event_loop::finalize(vm, &args[0])?;
            Ok(Value::NONE)
        }),
        getter!("_asyncio_awaited_by", awaited_by),
        method!("_make_cancelled_error(self, /)", |vm, args| Ok(future(args).cancelled_error(vm))),
        class_method!("__class_getitem__(cls, item, /)", crate::object::generic_alias::class_getitem),
        getter!("_asyncio_future_blocking", |_, args| Ok(future(args).is_blocking().into()), |vm, args| {
            let blocking = assigned(vm, args, "_asyncio_future_blocking")?;
            future(args).set_blocking(blocking);
            Ok(Value::NONE)
        }),
        getter!("_state", |vm, args| Ok(Value::from(repr::state_name(initialized(vm, args)?.state())))),
        getter!("_loop", |_, args| Ok(or_none(future(args).event_loop.get()))),
        getter!("_exception", |vm, args| Ok(initialized(vm, args)?.failure().unwrap_or(Value::NONE))),
        getter!("_result", |vm, args| Ok(or_none(initialized(vm, args)?.plain_result()))),
        getter!("_callbacks", |vm, args| {
            initialized(vm, args)?;
            callbacks(vm, args)
        }),
        getter!("_source_traceback", |_, args| Ok(or_none(future(args).source()))),
        getter!("_cancel_message", |_, args| Ok(or_none(future(args).cancel_message())), |vm, args| {
            not_deleted(vm, args, "_cancel_message")?;
            future(args).set_cancel_message(args[1].clone());
            Ok(Value::NONE)
        }),
        getter!("_log_traceback", |vm, args| Ok(initialized(vm, args)?.is_unretrieved().into()), |vm, args| {
            if assigned(vm, args, "_log_traceback")? {
                return Err(vm.error(Exc::ValueError, "_log_traceback can only be set to False"));
            }
            future(args).retrieved();
            Ok(Value::NONE)
        }),
    ],
    flags: flag::FILLED_BY_INIT,
};

/// The class of asyncio that the native loop's method `name` is of in CPython, by which programs see it named.
pub(crate) fn class_in_library(name: &str) -> &'static str {
    let of_selector = ["reader", "writer"].iter().any(|what| name.ends_with(what)) || name.starts_with("sock_");
    if of_selector { "BaseSelectorEventLoop" } else { "BaseEventLoop" }
}

/// The future that a method was called on; natives are only called on instances of their class.
fn future(args: &[Value]) -> &Future {
    match args.first().and_then(Value::get::<Future>) {
        Some(future) => future,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

/// As [`future`]; RuntimeError if its `__init__` was never called.
fn initialized<'a>(vm: &mut Vm, args: &'a [Value]) -> Res<&'a Future> {
    let future = future(args);
    match future.event_loop.peek().is_unset() {
        true => Err(vm.error(Exc::RuntimeError, "Future object is not initialized.")),
        false => Ok(future),
    }
}

/// The truth of what is assigned to the attribute `name`, which cannot be deleted.
fn assigned(vm: &mut Vm, args: &[Value], name: &str) -> Res<bool> {
    not_deleted(vm, args, name)?;
    vm.truth(&args[1])
}

/// AttributeError if a setter is asked to delete its attribute.
fn not_deleted(vm: &mut Vm, args: &[Value], name: &str) -> Res<()> {
    if !args[1].is_unset() {
        return Ok(());
    }
    let class = if future(args).task().is_some() { "Task" } else { "Future" };
    Err(vm.error(Exc::AttributeError, format!("attribute '{name}' of '_asyncio.{class}' objects cannot be deleted")))
}

/// As [`initialized`], for what asks for the outcome: InvalidStateError.
fn with_state<'a>(vm: &mut Vm, args: &'a [Value]) -> Res<&'a Future> {
    let future = future(args);
    match future.event_loop.peek().is_unset() {
        true => Err(vm.invalid_state("Future object is not initialized.")),
        false => Ok(future),
    }
}

/// The set of the tasks and futures that wait for this one; `None` if there are none.
fn awaited_by(vm: &mut Vm, args: &[Value]) -> Res {
    let mut found = super::graph::awaiters(vm, &args[0])?;
    if let Some(module) = vm.modules.get_name("asyncio.futures") {
        let noted = vm.call_method(&module, "_noted_awaiters", &args[..1])?;
        found.extend(vm.collect(&noted)?);
    }
    if found.is_empty() {
        return Ok(Value::NONE);
    }
    let set = vm.types.of_kind(crate::heap::Kind::Set).to_value();
    vm.call(&set, &[List::value(found)])
}

/// In debug mode a future knows where it was made.
pub(crate) fn note_source(vm: &mut Vm, future: &Future) -> Res<()> {
    let event_loop = future.event_loop.get();
    if !event_loop.is_unset() && handle::debugs(vm, &event_loop)? {
        future.set_source(vm.source_traceback()?);
    }
    Ok(())
}

/// A list of pairs of callback and context; `None` if there are none.
fn callbacks(vm: &mut Vm, args: &[Value]) -> Res {
    let all = future(args).callbacks();
    if all.is_empty() {
        return Ok(Value::NONE);
    }
    let mut pairs = Vec::with_capacity(all.len());
    for (callback, context) in all {
        let callback = match (callback.get::<EventLoop>(), callback.get::<Future>()) {
            (Some(_), _) => run_until_complete_cb(vm).unwrap_or(callback),
            (None, Some(_)) => other::done_callback(vm, callback),
            (None, None) => callback,
        };
        pairs.push(Tuple::value(vec![callback, vm.context_object(context)]));
    }
    Ok(List::value(pairs))
}

/// What stands for a loop that runs until a future is done: CPython's name for it, by which programs find the main task.
fn run_until_complete_cb(vm: &Vm) -> Option<Value> {
    let module = vm.modules.get_name("asyncio.base_events")?;
    module.exact::<crate::object::module::Module>()?.dict.get_name("_run_until_complete_cb")
}

fn or_none(value: Value) -> Value {
    if value.is_unset() { Value::NONE } else { value }
}

fn check_pending(vm: &mut Vm, this: &Value) -> Res<()> {
    if !this.get::<Future>().is_some_and(Future::is_done) {
        return Ok(());
    }
    Err(vm.invalid_state("invalid state"))
}

fn set_result(vm: &mut Vm, args: &[Value]) -> Res {
    if initialized(vm, args)?.task().is_some() {
        return Err(vm.error(Exc::RuntimeError, "Task does not support set_result operation"));
    }
    check_pending(vm, &args[0])?;
    future(args).set_result(vm, &args[0], args[1].clone())?;
    Ok(Value::NONE)
}

fn set_exception(vm: &mut Vm, args: &[Value]) -> Res {
    if initialized(vm, args)?.task().is_some() {
        return Err(vm.error(Exc::RuntimeError, "Task does not support set_exception operation"));
    }
    check_pending(vm, &args[0])?;
    let mut exception = args[1].clone();
    if exception.is_kind(crate::heap::Kind::Class) {
        exception = vm.call(&exception, &[])?;
    }
    if exception.exact::<Exception>().is_none() {
        return Err(vm.error(Exc::TypeError, "invalid exception object"));
    }
    if vm.is_exception(&exception, Exc::StopIteration) {
        // A coroutine that awaits the future would take it for its own end.
        let _ = vm.error(
            Exc::RuntimeError,
            "StopIteration interacts badly with generators and cannot be raised into a Future",
        );
        let wrapper = vm.take_raised();
        if let Some(wrapper) = wrapper.exact::<Exception>() {
            wrapper.cause.set(exception.clone());
            wrapper.context.set(exception.clone());
        }
        exception = wrapper;
    }
    future(args).set_exception(vm, &args[0], exception)?;
    Ok(Value::NONE)
}

/// What `fut.__await__()` and `fut.__iter__()` return: it yields the future once. The instruction `await` does without.
struct FutureIter {
    future: Cell<Option<Value>>,
}

impl ForeignData for FutureIter {
    fn trace(&self, visit: &mut Visitor) {
        let future = self.future.take();
        if let Some(future) = &future {
            visit(future);
        }
        self.future.set(future);
    }

    fn clear(&self) {
        drop(self.future.take());
    }
}

static FUTURE_ITER: TypeSpec = TypeSpec {
    name: "_asyncio.FutureIter",
    doc: "",
    constructor: None,
    methods: &[
        method!("__iter__(self, /)", |_, args| Ok(args[0].clone())),
        method!("__next__(self, /)", advance),
        method!("send(self, value, /)", |vm, args| advance(vm, &args[..1])),
        method!("throw(self, type, value=?, traceback=?, /)", |vm, args| {
            crate::object::generator::warn_of_three(vm, args)?;
            if let Some(iter) = args[0].foreign::<FutureIter>() {
                drop(iter.future.take());
            }
            let is_class = args[1].to_gc::<Class>().is_some_and(|class| class.has(flag::EXCEPTION));
            if !is_class && args[1].exact::<Exception>().is_none() {
                let message = "exceptions must be classes deriving BaseException or instances of such a class";
                return Err(vm.error(Exc::TypeError, message));
            }
            if !args[3].is_unset() && !args[3].is_none() && !args[3].is_kind(Kind::Traceback) {
                return Err(vm.error(Exc::TypeError, "throw() third argument must be a traceback"));
            }
            let exception = crate::object::generator::thrown_exception(vm, &args[1], &args[2], &args[3])?;
            Err(vm.raise(exception))
        }),
        method!("close(self, /)", |_, args| {
            if let Some(iter) = args[0].foreign::<FutureIter>() {
                drop(iter.future.take());
            }
            Ok(Value::NONE)
        }),
    ],
    flags: flag::FINAL,
};

fn await_(vm: &mut Vm, args: &[Value]) -> Res {
    initialized(vm, args)?;
    let class = vm.types.native_class(&FUTURE_ITER);
    Ok(Foreign::new(class, FutureIter { future: Cell::new(Some(args[0].clone())) }).into_value())
}

fn advance(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(iter) = args[0].foreign::<FutureIter>() else { return Ok(Value::NONE) };
    let Some(this) = iter.future.take() else {
        return Err(vm.error_with(Exc::StopIteration, Vec::new()));
    };
    let Some(future) = this.get::<Future>() else { return Ok(Value::NONE) };
    if !future.is_blocking() || future.is_done() {
        let polled = future.poll(vm);
        let asked = if polled.is_none() { future.asks(&this) } else { Value::NONE };
        // As in CPython, one that is asked again says the same again.
        iter.future.set(Some(this));
        let Some(result) = polled else { return Ok(asked) };
        let value = result?;
        return Err(vm.stop_iteration(value));
    }
    let result = future.resumed(vm);
    iter.future.set(Some(this));
    let value = result?;
    Err(vm.stop_iteration(value))
}

/// `asyncio.Task`.
pub static TASK: TypeSpec = TypeSpec {
    name: "Task",
    doc: "A coroutine that an event loop runs.",
    constructor: Some(&function!(
        "Task(coro=?, *, loop=None, name=None, context=None, eager_start=False)",
        |vm, args| {
            let part = Part::Task(TaskPart::new(Value::UNSET, Value::UNSET, Value::UNSET));
            let task = Future::with_part(Value::UNSET, part).into_value();
            if !vm.deriving {
                if args[0].is_unset() {
                    return Err(vm.error(Exc::TypeError, "Task() missing required argument 'coro' (pos 1)"));
                }
                init_task(vm, &task, args)?;
            }
            Ok(task)
        }
    )),
    methods: &[
        method!("__init__(self, coro=?, *, loop=None, name=None, context=None, eager_start=False)", |vm, args| {
            if args[1].is_unset() {
                return Err(vm.error(Exc::TypeError, "Task() missing required argument 'coro' (pos 1)"));
            }
            init_task(vm, &args[0], &args[1..])?;
            Ok(Value::NONE)
        }),
        method!("get_name(self, /)", |_, args| Ok(or_none(
            future(args).task().map(TaskPart::name).unwrap_or_default()
        ))),
        method!("set_name(self, value, /)", |vm, args| {
            let name = Value::from(vm.str(&args[1])?);
            if let Some(task) = future(args).task() {
                task.name.set(name);
            }
            Ok(Value::NONE)
        }),
        method!("get_coro(self, /)", |_, args| {
            Ok(or_none(future(args).task().map(|t| t.coroutine.get()).unwrap_or_default()))
        }),
        method!("get_context(self, /)", |vm, args| {
            if args[0].is(&vm.loops.task) {
                return Ok(vm.current_context());
            }
            let Some(task) = future(args).task() else { return Ok(Value::NONE) };
            let context = vm.context_object(task.context.get());
            task.context.set(context.clone());
            Ok(context)
        }),
        method!("cancelling(self, /)", |_, args| Ok(Value::from(i64::from(future(args).cancels.get())))),
        method!("uncancel(self, /)", |_, args| Ok(Value::from(task::uncancel(future(args))))),
        method!("get_stack(self, /, *, limit=None)", |vm, args| {
            let module = vm.import_module("asyncio.base_tasks")?;
            vm.call_method(&module, "_task_get_stack", args)
        }),
        method!("print_stack(self, /, *, limit=None, file=None)", |vm, args| {
            let module = vm.import_module("asyncio.base_tasks")?;
            vm.call_method(&module, "_task_print_stack", args)
        }),
        getter!("_coro", |_, args| Ok(or_none(future(args).task().map(|t| t.coroutine.get()).unwrap_or_default()))),
        getter!("_must_cancel", |_, args| Ok(future(args).has(super::future::MUST_CANCEL).into())),
        getter!("_fut_waiter", |_, args| {
            Ok(or_none(future(args).task().map(|t| t.waiting_on.get()).unwrap_or_default()))
        }),
        getter!("_log_destroy_pending", |_, args| Ok((!future(args).has(QUIET)).into()), |vm, args| {
            let on = assigned(vm, args, "_log_destroy_pending")?;
            future(args).flag(QUIET, !on);
            Ok(Value::NONE)
        }),
    ],
    flags: flag::FILLED_BY_INIT,
};

/// What `asyncio.gather` returns.
pub static GATHERING: TypeSpec = TypeSpec {
    name: "_GatheringFuture",
    doc: "The results of many awaitables.",
    constructor: None,
    methods: &[
        getter!("_children", |_, args| {
            let children = gather_part(args).map(|g| g.children());
            Ok(List::value(children.unwrap_or_default()))
        }),
        getter!("_cancel_requested", |_, args| {
            Ok(gather_part(args).is_some_and(|g| g.is_cancel_requested()).into())
        }),
    ],
    flags: flag::FINAL,
};

fn gather_part(args: &[Value]) -> Option<&super::gather::Gather> {
    match args[0].get::<Future>()?.part() {
        Some(Part::Gather(gather)) => Some(gather),
        _ => None,
    }
}

/// A task's name from an argument: unset for a default one.
pub(crate) fn task_name(vm: &mut Vm, name: &Value) -> Res {
    if name.is_none() || name.is_unset() {
        return Ok(Value::UNSET);
    }
    match name.exact::<Str>() {
        Some(_) => Ok(name.clone()),
        None => Ok(Value::from(vm.str(name)?)),
    }
}

/// A context from an argument: unset for `None`.
pub(crate) fn context_argument(vm: &mut Vm, context: &Value) -> Res {
    if context.is_none() || context.is_unset() {
        return Ok(Value::UNSET);
    }
    if context::is_context(context) {
        return Ok(context.clone());
    }
    let got = vm.type_name(context);
    Err(vm.error(Exc::TypeError, format!("a context was expected, got {got}")))
}

/// Gives the task `this` its coroutine and schedules its first step, or takes that at once if it starts eagerly.
/// `args` are coroutine, loop, name, context and whether it does.
fn init_task(vm: &mut Vm, this: &Value, args: &[Value]) -> Res<()> {
    let [coroutine, event_loop, name, context, eager_start] = args else { return Ok(()) };
    let event_loop = if event_loop.is_none() { vm.any_loop()? } else { event_loop.clone() };
    if !is_coroutine(vm, coroutine) {
        let shown = vm.repr(coroutine)?;
        return Err(vm.error(Exc::TypeError, format!("a coroutine was expected, got {shown}")));
    }
    let context = context_argument(vm, context)?;
    let context = if context.is_unset() { vm.copy_context() } else { context };
    let name = match task_name(vm, name)? {
        name if name.is_unset() => task::next_name(vm),
        name => name,
    };
    let eager = vm.truth(eager_start)? && {
        let running = vm.call_method(&event_loop, "is_running", &[])?;
        vm.truth(&running)?
    };
    if eager && !event_loop.is(&vm.loops.running) {
        let shown = vm.repr(&event_loop)?;
        return Err(vm.error(Exc::RuntimeError, format!("loop {shown} is not the running loop")));
    }
    let Some(future) = this.get::<Future>() else { return Ok(()) };
    let Some(task) = future.task() else { return Ok(()) };
    if let Some(body) = event_loop.get::<EventLoop>() {
        body.check_open(vm)?;
    }
    future.event_loop.set(event_loop.clone());
    task.coroutine.set(coroutine.clone());
    task.context.set(context);
    task.name.set(name);
    task.origin.note(vm);
    note_source(vm, future)?;
    task::register(&event_loop, this);
    if !eager {
        return vm.queue(&event_loop, Ready::Step(this.clone()));
    }
    task::step(vm, this)?;
    if future.is_done() {
        // As in CPython, a task that was over at once has no coroutine to show.
        drop(task.coroutine.take());
    }
    Ok(())
}

/// `asyncio.iscoroutine`: a coroutine object, or anything with the methods of `collections.abc.Coroutine`.
pub(crate) fn is_coroutine(vm: &mut Vm, value: &Value) -> bool {
    if let Some(frame) = value.exact::<Frame>() {
        return frame.code().has(crate::code::Flags::COROUTINE);
    }
    let names = [vm.names.await_.clone(), vm.names.send.clone(), vm.names.throw.clone(), vm.names.close.clone()];
    names.iter().all(|name| vm.lookup_special(value, name).is_some())
}

/// The event loop's native half; `asyncio.base_events.BaseEventLoop` is derived from it.
pub static EVENT_LOOP: TypeSpec = TypeSpec {
    name: "EventLoop",
    doc: "An event loop.",
    constructor: Some(&function!("EventLoop(selector=None)", |_, _| Ok(Gc::new(EventLoop::default()).into_value()))),
    methods: &[
        method!("run_forever(self, /)", |vm, args| {
            run_forever(vm, &args[0])?;
            Ok(Value::NONE)
        })
        .special(Special::RunForever),
        method!("_run_once(self, /)", |vm, args| {
            let event_loop = event_loop(args);
            let turn = |vm: &mut Vm| super::turn(vm, &args[0], event_loop, None).map(|()| Value::NONE);
            if event_loop.running.get() { turn(vm) } else { poll::in_turn(vm, event_loop, turn) }
        }),
        method!("stop(self, /)", |_, args| {
            event_loop(args).stopping.set(true);
            Ok(Value::NONE)
        }),
        method!("is_running(self, /)", |_, args| Ok(event_loop(args).running.get().into())),
        method!("is_closed(self, /)", |_, args| Ok(event_loop(args).closed.get().into())),
        method!("close(self, /)", close),
        method!("_check_closed(self, /)", |vm, args| {
            event_loop(args).check_open(vm)?;
            Ok(Value::NONE)
        }),
        method!("_check_running(self, /)", |vm, args| {
            super::check_not_running(vm, event_loop(args))?;
            Ok(Value::NONE)
        }),
        method!("time(self, /)", |vm, _| Ok(Value::float(vm.loop_time()))),
        method!("call_soon(self, callback, *args, context=None)", |vm, args| {
            if event_loop(args).debug.get() {
                check_callback(vm, &args[0], &args[1], "call_soon")?;
            }
            call_soon(vm, args)
        }),
        method!("call_soon_threadsafe(self, callback, *args, context=None)", |vm, args| {
            if event_loop(args).debug.get() {
                check_callback(vm, &args[0], &args[1], "call_soon_threadsafe")?;
            }
            let handle = call_soon(vm, args)?;
            if let Some(handle) = handle.get::<Handle>() {
                handle.set_thread_safe();
            }
            if vm.thread_count() > 1 {
                vm.unpark_loops();
            }
            Ok(handle)
        }),
        method!("call_later(self, delay, callback, *args, context=None)", |vm, args| {
            if args[1].is_none() {
                return Err(vm.error(Exc::TypeError, "delay must not be None"));
            }
            let now = super::time_of(vm, &args[0])?;
            let when = module::add_delay(vm, now, &args[1])?;
            if vm.is_overridden(&args[0], Kind::EventLoop, "call_at") {
                return call_at_of_derived(vm, args, when);
            }
            timer(vm, args, when, true)
        }),
        method!("call_at(self, when, callback, *args, context=None)", |vm, args| {
            if args[1].is_none() {
                return Err(vm.error(Exc::TypeError, "when cannot be None"));
            }
            let when = module::add_delay(vm, 0.0, &args[1])?;
            let timer = timer(vm, args, when, false)?;
            if let Some(handle) = timer.exact::<Handle>().filter(|_| args[1].as_float().is_none()) {
                handle.set_whole();
            }
            Ok(timer)
        }),
        method!("_asyncgen_firstiter_hook(self, agen, /)", |vm, args| {
            event_loop(args).starts_generators.set(true);
            if let Some(generator) = args[1].exact::<Frame>() {
                generator.set_closed_by(args[0].clone());
            }
            let name = Str::intern("_asyncgens_shutdown_called").into_value();
            match vm.get_attr_opt(&args[0], &name)? {
                Some(called) if vm.truth(&called)? => {
                    let module = vm.import_module("asyncio.base_events")?;
                    vm.call_method(&module, "_warn_of_late_generator", args)
                }
                _ => Ok(Value::NONE),
            }
        }),
        method!("_asyncgen_finalizer_hook(self, agen, /)", finalize_generator),
        method!("create_future(self, /)", |vm, args| {
            let future = Future::new(args[0].clone());
            note_source(vm, &future)?;
            Ok(future.into_value())
        }),
        method!("create_task(self, coro, *, name=?, context=?, eager_start=?, **kwargs=?)", create_task),
        method!("set_task_factory(self, factory)", |vm, args| {
            if !args[1].is_none() && !crate::builtins::attributes::is_callable(vm, &args[1]) {
                return Err(vm.error(Exc::TypeError, "task factory must be a callable or None"));
            }
            event_loop(args).task_factory.set(if args[1].is_none() { Value::UNSET } else { args[1].clone() });
            Ok(Value::NONE)
        }),
        method!("get_task_factory(self, /)", |_, args| Ok(or_none(event_loop(args).task_factory.get()))),
        method!("set_exception_handler(self, handler)", |vm, args| {
            if !args[1].is_none() && !crate::builtins::attributes::is_callable(vm, &args[1]) {
                let shown = vm.repr(&args[1])?;
                return Err(vm.error(Exc::TypeError, format!("A callable object or None is expected, got {shown}")));
            }
            event_loop(args).exception_handler.set(args[1].clone());
            Ok(Value::NONE)
        }),
        method!("get_exception_handler(self, /)", |_, args| Ok(or_none(event_loop(args).exception_handler.get()))),
        method!("get_debug(self, /)", |_, args| Ok(event_loop(args).debug.get().into())),
        method!("set_debug(self, enabled)", |vm, args| {
            let on = vm.truth(&args[1])?;
            event_loop(args).debug.set(on);
            if event_loop(args).running.get() {
                let track = vm.get_attr(&args[0], &Str::intern("_set_coroutine_origin_tracking").into_value())?;
                vm.call_method(&args[0], "call_soon_threadsafe", &[track, args[1].clone()])?;
            }
            Ok(Value::NONE)
        }),
        method!("_set_coroutine_origin_tracking(self, enabled)", |vm, args| {
            let on = vm.truth(&args[1])?;
            event_loop(args).track_origins(vm, on);
            Ok(Value::NONE)
        }),
        getter!("_coroutine_origin_tracking_enabled", |_, args| Ok(event_loop(args).tracks_origins().into())),
        getter!("_debug", |_, args| Ok(event_loop(args).debug.get().into()), |vm, args| {
            let on = vm.truth(&args[1])?;
            event_loop(args).debug.set(on);
            Ok(Value::NONE)
        }),
        getter!("_closed", |_, args| Ok(event_loop(args).closed.get().into())),
        getter!("_stopping", |_, args| Ok(event_loop(args).stopping.get().into())),
        getter!("_clock_resolution", |_, _| Ok(Value::float(super::RESOLUTION))),
        getter!("_ready", |vm, args| {
            let handles = super::ready_handles(vm, &args[0], event_loop(args))?;
            let module = vm.import_module("collections")?;
            vm.call_method(&module, "deque", &[handles])
        }),
        getter!("_scheduled", |_, args| Ok(List::value(event_loop(args).timers.borrow().targets()))),
        getter!("_timer_cancelled_count", |_, args| { Ok(Value::from(event_loop(args).timers.borrow().cancelled())) }),
        method!("add_reader(self, fd, callback, *args)", |vm, args| watch(vm, args, Side::Reader)),
        method!("add_writer(self, fd, callback, *args)", |vm, args| watch(vm, args, Side::Writer)),
        method!("remove_reader(self, fd)", |vm, args| {
            let fd = free_descriptor(vm, &args[1])?;
            poll::share_listener(vm, fd)?;
            Ok(poll::remove(vm, fd, Side::Reader).into())
        }),
        method!("remove_writer(self, fd)", |vm, args| {
            let fd = free_descriptor(vm, &args[1])?;
            Ok(poll::remove(vm, fd, Side::Writer).into())
        }),
    ],
    flags: 0,
};

fn event_loop(args: &[Value]) -> &EventLoop {
    match args.first().and_then(Value::get::<EventLoop>) {
        Some(event_loop) => event_loop,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

fn close(vm: &mut Vm, args: &[Value]) -> Res {
    let body = event_loop(args);
    if body.running.get() {
        return Err(vm.error(Exc::RuntimeError, "Cannot close a running event loop"));
    }
    if !body.closed.replace(true) {
        poll::forget_loop(vm, &args[0]);
        body.drop_work();
    }
    Ok(Value::NONE)
}

/// An async generator that was left in the middle is closed by a task.
fn finalize_generator(vm: &mut Vm, args: &[Value]) -> Res {
    if let Some(generator) = args[1].exact::<Frame>() {
        generator.set_closed_by(Value::UNSET);
    }
    if event_loop(args).closed.get() {
        return Ok(Value::NONE);
    }
    let close = vm.call_method(&args[1], "aclose", &[])?;
    let create = vm.get_attr(&args[0], &Str::intern("create_task").into_value())?;
    let context = vm.copy_context();
    let handle = Handle::new(args[0].clone(), create, Tuple::value(vec![close]), context);
    event_loop(args).push(Ready::Handle(handle));
    Ok(Value::NONE)
}

/// The handle for `callback(*args)`; the arguments are a tuple.
fn handle(vm: &mut Vm, event_loop: &Value, callback: &Value, args: &Value, context: &Value) -> Res<Gc<Handle>> {
    let context = context_argument(vm, context)?;
    let context = if context.is_unset() { vm.copy_context() } else { context };
    let none = args.exact::<Tuple>().is_some_and(|t| t.items().is_empty());
    let args = if none { Value::UNSET } else { args.clone() };
    let handle = Handle::new(event_loop.clone(), callback.clone(), args, context);
    handle.note_source(vm)?;
    Ok(handle)
}

fn call_soon(vm: &mut Vm, args: &[Value]) -> Res {
    let [this, callback, rest, context] = args else { return Ok(Value::NONE) };
    event_loop(args).check_open(vm)?;
    let handle = handle(vm, this, callback, rest, context)?;
    event_loop(args).push(Ready::Handle(handle.clone()));
    Ok(handle.into_value())
}

/// In debug mode: complains of what cannot be called back, in the language.
#[cold]
fn check_callback(vm: &mut Vm, this: &Value, callback: &Value, method: &str) -> Res<()> {
    vm.call_method(this, "_check_closed", &[])?;
    if method != "call_soon_threadsafe" {
        vm.call_method(this, "_check_thread", &[])?;
    }
    vm.call_method(this, "_check_callback", &[callback.clone(), Value::from(method)]).map(drop)
}

/// `self.call_at(when, callback, *args, context=context)` of a class that has its own.
#[cold]
fn call_at_of_derived(vm: &mut Vm, args: &[Value], when: f64) -> Res {
    let [this, _, callback, rest, context] = args else { return Ok(Value::NONE) };
    let method = vm.get_attr(this, &Str::intern("call_at").into_value())?;
    let mut positional = vec![Value::float(when), callback.clone()];
    positional.extend(rest.exact::<Tuple>().into_iter().flat_map(|t| t.items().iter().cloned()));
    let context = if context.is_unset() { Value::NONE } else { context.clone() };
    let keywords = Keywords { names: &[Str::intern("context").into_value()], values: &[context] };
    vm.call_with(&method, &positional, keywords)
}

/// The handle for a callback at `when`, which was given as a delay from now (`is_delay`) or as a time.
fn timer(vm: &mut Vm, args: &[Value], when: f64, is_delay: bool) -> Res {
    let [this, _, callback, rest, context] = args else { return Ok(Value::NONE) };
    if event_loop(args).debug.get() {
        check_callback(vm, this, callback, "call_at")?;
    }
    event_loop(args).check_open(vm)?;
    let handle = handle(vm, this, callback, rest, context)?;
    handle.set_timer(when);
    match is_delay {
        true => event_loop(args).push_timer(vm, when, handle.to_value()),
        false => event_loop(args).timers.borrow_mut().push(when, handle.to_value(), false),
    }
    Ok(handle.into_value())
}

fn create_task(vm: &mut Vm, args: &[Value]) -> Res {
    let [this, coroutine, name, context, eager, rest] = args else { return Ok(Value::NONE) };
    let body = event_loop(args);
    body.check_open(vm)?;
    let factory = body.task_factory.get();
    if !factory.is_unset() || !eager.is_unset() || !rest.is_unset() {
        return create_task_by(vm, args, factory);
    }
    if !is_coroutine(vm, coroutine) {
        let shown = vm.repr(coroutine)?;
        return Err(vm.error(Exc::TypeError, format!("a coroutine was expected, got {shown}")));
    }
    let name = task_name(vm, name)?;
    let context = context_argument(vm, context)?;
    task::spawn(vm, this, coroutine.clone(), context, name)
}

/// A task made by the loop's factory, or by the class; the keywords that were given are passed on.
#[cold]
fn create_task_by(vm: &mut Vm, args: &[Value], factory: Value) -> Res {
    let [this, coroutine, ..] = args else { return Ok(Value::NONE) };
    let (mut names, mut values) = task_keywords(&args[2..]);
    if !factory.is_unset() {
        let keywords = crate::object::native::Keywords { names: &names, values: &values };
        return vm.call_with(&factory, &[this.clone(), coroutine.clone()], keywords);
    }
    names.push(Str::intern("loop").into_value());
    values.push(this.clone());
    let class = vm.types.native_class(&TASK).into_value();
    vm.call_with(
        &class,
        std::slice::from_ref(coroutine),
        crate::object::native::Keywords { names: &names, values: &values },
    )
}

/// The keywords that `create_task` was given: name, context, eager_start, and a dict of what else there is.
pub(crate) fn task_keywords(given: &[Value]) -> (Vec<Value>, Vec<Value>) {
    let known = ["name", "context", "eager_start"].into_iter().zip(given).filter(|(_, value)| !value.is_unset());
    let mut keywords: Vec<_> = known.map(|(name, value)| (Str::intern(name).into_value(), value.clone())).collect();
    if let Some(rest) = given.last().and_then(Value::exact::<Dict>) {
        keywords.extend(rest.entries().into_iter().map(|entry| (entry.key, entry.value)));
    }
    keywords.into_iter().unzip()
}

/// As [`descriptor`], of one that no transport uses.
fn free_descriptor(vm: &mut Vm, value: &Value) -> Res<RawFd> {
    let fd = descriptor(vm, value)?;
    let Some(transport) = poll::transport_of(vm, fd) else { return Ok(fd) };
    let (fd, transport) = (vm.repr(value)?, vm.repr(&transport)?);
    Err(vm.error(Exc::RuntimeError, format!("File descriptor {fd} is used by transport {transport}")))
}

/// A file descriptor: an integer or an object with `fileno()`.
fn descriptor(vm: &mut Vm, value: &Value) -> Res<RawFd> {
    let number = match value.as_small_int() {
        Some(number) => Some(number),
        None => match vm.call_method(value, "fileno", &[]) {
            Ok(number) => number.as_small_int(),
            Err(_) if [Exc::AttributeError, Exc::TypeError, Exc::ValueError].iter().any(|e| vm.raised_is(*e)) => {
                drop(vm.take_raised());
                None
            }
            Err(raised) => return Err(raised),
        },
    };
    match number.and_then(|n| RawFd::try_from(n).ok()) {
        Some(fd) if fd >= 0 => Ok(fd),
        Some(fd) => Err(vm.error(Exc::ValueError, format!("Invalid file descriptor: {fd}"))),
        None => {
            let shown = vm.repr(value)?;
            Err(vm.error(Exc::ValueError, format!("Invalid file object: {shown}")))
        }
    }
}

fn watch(vm: &mut Vm, args: &[Value], side: Side) -> Res {
    let [this, fd, callback, rest] = args else { return Ok(Value::NONE) };
    event_loop(args).check_open(vm)?;
    let fd = free_descriptor(vm, fd)?;
    let handle = handle(vm, this, callback, rest, &Value::NONE)?;
    poll::share_listener(vm, fd)?;
    poll::add(vm, this, fd, side, handle)?;
    Ok(Value::NONE)
}
