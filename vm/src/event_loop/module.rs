//! The module `_asyncio`: what the package `asyncio` takes from the VM.

use crate::code::Flags;
use crate::event_loop::future::{Future, TIMED};
use crate::event_loop::handle::Handle;
use crate::event_loop::wait::{self, Until};
use crate::event_loop::{
    EventLoop, Ready, gather, graph, group, handle, methods, net, poll, reader, repr, run_until, task, timeout,
    transport, waiters,
};
use crate::frame::Frame;
use crate::function;
use crate::heap::{self, Gc, Kind};
use crate::object::awaitable::Awaitable;
use crate::object::bytes::bytes_of;
use crate::object::class::Class;
use crate::object::exception::Exc;
use crate::object::function::{Function, RareAttr};
use crate::object::instance::Instance;
use crate::object::list::List;
use crate::object::module::Module;
use crate::object::native::{Keywords, NativeDef, NativeFunction, Special};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::op::Op;
use crate::value::Value;
use crate::vm::{Res, Vm};
use rustc_hash::FxHashSet;

/// Adds functions to a module.
pub(crate) fn add_functions(module: &Gc<Module>, functions: &'static [NativeDef]) {
    let owner = module.dict.get_name("__name__").unwrap_or_default();
    for def in functions {
        module.dict.set_name(def.name(), NativeFunction::new(def, owner.clone()).into_value());
    }
}

/// The module `_asyncio`.
///
/// # Errors
/// None; the importer asks for a result.
pub fn module(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = Module::new("_asyncio");
    let types = &vm.types;
    let classes = [
        (types.of_kind(Kind::Future), "_asyncio"),
        (&types.task, "_asyncio"),
        (&types.gathering_future, "asyncio.tasks"),
        (types.of_kind(Kind::EventLoop), "_asyncio"),
        (types.of_kind(Kind::Handle), "asyncio.events"),
        (&types.timer_handle, "asyncio.events"),
        (&types.thread_safe_handle, "asyncio.events"),
    ];
    for (class, owner) in classes {
        class.dict().set_name("__module__", Value::from(owner));
        module.dict.set_str(class.name.get(), class.to_value());
    }
    for class in [&vm.loops.cancelled_error, &vm.loops.invalid_state_error] {
        module.dict.set_str(class.name.get(), class.to_value());
    }
    module.dict.set_name("_yielding", vm.loops.yielding.to_value());
    add_functions(&module, FUNCTIONS);
    add_functions(&module, net::FUNCTIONS);
    add_functions(&module, timeout::FUNCTIONS);
    add_functions(&module, group::FUNCTIONS);
    for spec in [&group::SPEC, &reader::SPEC, &timeout::SPEC, &waiters::SPEC] {
        let class = vm.types.native_class(spec);
        module.dict.set_str(class.name.get(), class.into_value());
    }
    Ok(module)
}

const FUNCTIONS: &[NativeDef] = &[
    transport::OPEN,
    transport::DERIVE,
    function!("_name_methods(classes, of_unix, of_selectors, /)", name_methods),
    function!("get_running_loop()", |vm, _| vm.running_loop()),
    function!("_get_running_loop()", |vm, _| Ok(or_none(vm.loops.running.clone()))),
    function!("_set_running_loop(loop, /)", |vm, args| {
        vm.loops.running = if args[0].is_none() { Value::UNSET } else { args[0].clone() };
        Ok(Value::NONE)
    }),
    function!("get_event_loop()", |vm, _| vm.any_loop()),
    function!("_get_current_loop()", |vm, _| vm.current_loop()),
    function!("_set_policy(policy, /)", |vm, args| {
        vm.loops.policy = if args[0].is_none() { Value::UNSET } else { args[0].clone() };
        Ok(Value::NONE)
    }),
    // From now on the loop waits by its method `_select(timeout)`.
    function!("_use_selector(loop, /)", |_, args| {
        if let Some(body) = args[0].get::<EventLoop>() {
            body.selects.set(true);
        }
        Ok(Value::NONE)
    }),
    // Stops watching descriptors for the loop; returns what was watched: (descriptor, reader, writer). None if it has
    // native transports.
    function!("_take_watches(loop, /)", |vm, args| {
        let taken = poll::take_callbacks(vm, &args[0]);
        Ok(taken.map_or(Value::NONE, |taken| {
            let entry = |(fd, reader, writer)| Tuple::value(vec![Value::from(i64::from(fd)), reader, writer]);
            List::value(taken.into_iter().map(entry).collect())
        }))
    }),
    // The loop's native transports, by their descriptors.
    function!("_transports(loop, /)", |vm, args| poll::transports(vm, &args[0])),
    // The loop calls the handle's callback in its next turn, unless it is cancelled.
    function!("_add_ready(loop, handle, /)", |_, args| {
        if let (Some(body), Some(handle)) = (args[0].get::<EventLoop>(), args[1].to_gc::<Handle>())
            && !handle.is_cancelled()
        {
            body.push(Ready::Handle(handle));
        }
        Ok(Value::NONE)
    }),
    // Has the object itself, not its class, one of the attributes?
    function!("_has_own(obj, names, /)", |vm, args| {
        let names = vm.collect(&args[1])?;
        let instance = args[0].exact::<Instance>();
        Ok(instance.is_some_and(|i| names.iter().any(|name| i.get(name).is_some())).into())
    }),
    // Is debug mode asked for, by the command or the environment?
    function!("_debug_wanted()", |vm, _| {
        let variable = vm.importer.flags.variable("PYTHONASYNCIODEBUG").is_some();
        Ok((variable || vm.loops.debug).into())
    }),
    // Sets both hooks for async generators; returns the old ones.
    function!("_set_asyncgen_hooks(hooks, /)", |vm, args| {
        let hooks = vm.collect(&args[0])?;
        let [first, last] = hooks.as_slice() else { return Ok(Value::NONE) };
        let old = std::mem::replace(&mut vm.async_generator_hooks, (first.clone(), last.clone()));
        Ok(Tuple::value(vec![old.0, old.1]))
    }),
    function!("_set_event_loop(loop, /)", |vm, args| {
        vm.loops.current = args[0].clone();
        Ok(Value::NONE)
    }),
    function!("current_task(loop=None)", current_task),
    // Where a task was made, as `file:line, in function`; `None` if that is not known.
    function!("_origin(task, /)", |_, args| {
        let place = args[0].get::<Future>().and_then(|future| future.task()?.origin.place());
        Ok(place.map_or(Value::NONE, |place| Value::from(place.to_string())))
    }),
    function!("_format_exception(exception, /)", |vm, args| {
        Ok(Value::from(crate::report::format_exception(vm, &args[0])))
    }),
    function!("_describe_callback(callback, args, debug, /)", |vm, args| {
        let debug = vm.truth(&args[2])?;
        let items = args[1].exact::<Tuple>().map_or(&[][..], Tuple::items);
        Ok(Value::from(handle::describe_as(vm, &args[0], items, debug)))
    }),
    function!("_describe_coroutine(coroutine, /)", |vm, args| {
        Ok(Value::from(repr::describe_coroutine(vm, &args[0])?))
    }),
    // What a task waits for: a word for its kind, and the futures behind it; `None` if it does not wait.
    function!("_waits_for(task, /)", |vm, args| graph::waits_for(vm, &args[0])),
    // What an awaitable drives: the async generator of `asend()`, the coroutine of `__await__()`; others themselves.
    function!("_driven_by(awaitable, /)", |_, args| {
        Ok(args[0].exact::<Awaitable>().map_or_else(|| args[0].clone(), |awaitable| awaitable.frame.to_value()))
    }),
    // Which other threads wait, and where, as far as they do so in the program.
    function!("_waiting_threads()", |vm, _| {
        Ok(List::value(vm.waiting_threads().into_iter().map(Value::from).collect()))
    }),
    // The tasks of all loops that are not done.
    function!("_pending_tasks()", |_, _| { Ok(List::value(pending_tasks(|_| true))) }),
    function!("_awaiters(future, /)", |vm, args| {
        let awaiters = graph::awaiters(vm, &args[0])?;
        Ok(List::value(awaiters))
    }),
    function!("_copy_context()", |vm, _| {
        let copy = vm.copy_context();
        Ok(vm.context_object(copy))
    }),
    function!("_swap_task(task, /)", |vm, args| {
        let new = if args[0].is_none() { Value::UNSET } else { args[0].clone() };
        Ok(or_none(std::mem::replace(&mut vm.loops.task, new)))
    }),
    function!("_all_tasks(loop, /)", all_tasks),
    function!("_async_generators(loop, keep, /)", async_generators),
    function!("create_task(coro, *, name=?, context=?, eager_start=?, **kwargs=?)", create_task),
    function!("_sleep(delay, result, /)", sleep),
    function!("_gather(awaitables, return_exceptions, ensure_future, /)", gather_),
    function!("_wait(futures, timeout, return_when, /)", wait_),
    function!("_detach(waiter, /)", |vm, args| {
        wait::detach(vm, &args[0])?;
        Ok(Value::NONE)
    }),
    function!("_run_until(loop, future, /)", |vm, args| run_until(vm, &args[0], &args[1])).special(Special::RunUntil),
    function!("_watch_interrupts(task, /)", |vm, args| {
        vm.loops.interrupts.main_task = args[0].clone();
        vm.loops.interrupts.count = 0;
        Ok(Value::NONE)
    }),
    function!("_unwatch_interrupts()", |vm, _| {
        vm.loops.interrupts.main_task = Value::UNSET;
        Ok(Value::from(i64::from(vm.loops.interrupts.count)))
    }),
    function!("isfuture(obj, /)", |vm, args| {
        if args[0].get::<Future>().is_some() {
            return Ok(Value::TRUE);
        }
        // Duck-typed futures say what they are with this class attribute.
        let name = Str::intern("_asyncio_future_blocking").into_value();
        // The class may be one that the object only claims to have, as mocks do.
        let class = vm.get_attr(&args[0], &Str::intern("__class__").into_value())?;
        Ok(match vm.get_attr_opt(&class, &name)? {
            Some(_) => vm.get_attr_opt(&args[0], &name)?.is_some_and(|v| !v.is_none()).into(),
            None => Value::FALSE,
        })
    }),
    function!("iscoroutine(obj)", |vm, args| Ok(methods::is_coroutine(vm, &args[0]).into())),
    function!("_drop_consumed(reader, consumed, separator, /)", |vm, args| {
        let consumed = vm.index_clamped(&args[1])?.max(0) as usize;
        let separator = bytes_of(&args[2]).unwrap_or_default();
        reader::drop_consumed(vm, &args[0], consumed, &separator)?;
        Ok(Value::NONE)
    }),
];

fn or_none(value: Value) -> Value {
    if value.is_unset() { Value::NONE } else { value }
}

/// Is it a native coroutine object?
fn is_native_coroutine(value: &Value) -> bool {
    value.exact::<Frame>().is_some_and(|f| f.code().has(Flags::COROUTINE))
}

fn current_task(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_none() {
        vm.running_loop()?;
    } else if !args[0].is(&vm.loops.running) {
        return Ok(Value::NONE);
    }
    Ok(or_none(vm.loops.task.clone()))
}

/// The tasks of a loop that are not done. They are found by walking the heap, so that a task costs nothing more.
fn all_tasks(_: &mut Vm, args: &[Value]) -> Res {
    if args[0].get::<EventLoop>().is_some_and(|l| l.pending_tasks.get() == 0) {
        return Ok(List::value(Vec::new()));
    }
    Ok(List::value(pending_tasks(|task| task.event_loop.peek().is(&args[0]))))
}

/// The tasks that are not done, as programs see them, of those that `wanted` takes.
fn pending_tasks(wanted: impl Fn(&Future) -> bool) -> Vec<Value> {
    let is_pending = |future: &Future| {
        !future.is_done() && future.task().is_some_and(|t| !t.coroutine.peek().is_unset()) && wanted(future)
    };
    let derived: Vec<Value> =
        heap::live_objects(Kind::Instance).into_iter().filter(|v| v.get::<Future>().is_some_and(is_pending)).collect();
    // The task inside an instance of a derived class is seen by nobody.
    let inner: FxHashSet<*const Future> =
        derived.iter().filter_map(Value::get::<Future>).map(std::ptr::from_ref).collect();
    let plain = heap::live_objects(Kind::Future)
        .into_iter()
        .filter(|v| v.exact::<Future>().is_some_and(|f| is_pending(f) && !inner.contains(&std::ptr::from_ref(f))));
    plain.chain(derived).collect()
}

/// The async generators that were started while the loop ran and are still there. Unless `keep`, it forgets them.
fn async_generators(vm: &mut Vm, args: &[Value]) -> Res {
    let keep = vm.truth(&args[1])?;
    let Some(event_loop) = args[0].get::<EventLoop>() else { return Ok(List::value(Vec::new())) };
    // Looking through the heap takes time.
    if !event_loop.starts_generators.get() {
        return Ok(List::value(Vec::new()));
    }
    event_loop.starts_generators.set(keep);
    let mut generators = heap::live_objects(Kind::Frame);
    generators.retain(|v| v.exact::<Frame>().is_some_and(|f| f.extra(|extras| extras.closed_by.is(&args[0]))));
    if !keep {
        generators.iter().filter_map(Value::exact::<Frame>).for_each(|frame| frame.set_closed_by(Value::UNSET));
    }
    Ok(List::value(generators))
}

/// `asyncio.create_task`: a task of the running loop.
fn create_task(vm: &mut Vm, args: &[Value]) -> Res {
    let event_loop = vm.running_loop()?;
    let [coroutine, name, context, eager_start, rest] = args else { return Ok(Value::NONE) };
    let is_plain = eager_start.is_unset() && rest.is_unset() && is_native_coroutine(coroutine);
    if is_plain && makes_plain_tasks(vm, &event_loop) {
        let name = methods::task_name(vm, name)?;
        let context = methods::context_argument(vm, context)?;
        return task::spawn(vm, &event_loop, coroutine.clone(), context, name);
    }
    let method = vm.get_attr(&event_loop, &Str::intern("create_task").into_value())?;
    let (names, values) = methods::task_keywords(&args[1..]);
    vm.call_with(&method, std::slice::from_ref(coroutine), Keywords { names: &names, values: &values })
}

/// Gives the functions in the classes of a native loop the qualified names that they have in CPython's loops.
fn name_methods(vm: &mut Vm, args: &[Value]) -> Res {
    let (of_unix, of_selectors) = (vm.collect(&args[1])?, vm.collect(&args[2])?);
    let listed = |names: &[Value], name: &str| names.iter().any(|n| n.as_str() == Some(name));
    for class in vm.collect(&args[0])? {
        let Some(class) = class.get::<Class>() else { continue };
        for entry in class.dict().entries() {
            let (Some(name), Some(function)) = (entry.key.as_str(), entry.value.get::<Function>()) else { continue };
            let is_of_unix = ["unix", "signal", "pipe_"].iter().any(|part| name.contains(part));
            let owner = if is_of_unix || listed(&of_unix, name) {
                "_UnixSelectorEventLoop"
            } else if name.contains("sock_") || listed(&of_selectors, name) {
                "BaseSelectorEventLoop"
            } else {
                "BaseEventLoop"
            };
            function.set_rare(RareAttr::Qualname, Value::from(format!("{owner}.{name}")));
        }
    }
    Ok(Value::NONE)
}

/// Has the loop no task factory, and no `create_task` of a derived class?
fn makes_plain_tasks(vm: &mut Vm, event_loop: &Value) -> bool {
    let Some((body, native)) = vm.native_part(event_loop) else { return false };
    native.makes_tasks && body.task_factory.peek().is_unset()
}

/// The number of seconds in an argument, `now + delay` as CPython computes it.
pub(crate) fn add_delay(vm: &mut Vm, now: f64, delay: &Value) -> Res<f64> {
    if let Some(delay) = delay.as_float() {
        return Ok(now + delay);
    }
    if let Some(delay) = delay.as_small_int() {
        return Ok(now + delay as f64);
    }
    let sum = vm.binary(Op::Add, false, &Value::float(now), delay)?;
    match sum.unwrap_base().as_float() {
        Some(when) => Ok(when),
        None => {
            let got = vm.type_name(delay);
            Err(vm.error(Exc::TypeError, format!("must be real number, not {got}")))
        }
    }
}

/// A future that is done after `delay` seconds, without handle or callback; `None` if the loop is not native.
fn sleep(vm: &mut Vm, args: &[Value]) -> Res {
    let event_loop = vm.running_loop()?;
    if vm.native_loop(&event_loop).is_none() {
        return Ok(Value::NONE);
    }
    let now = vm.loop_time();
    let when = add_delay(vm, now, &args[0])?;
    let Some(body) = event_loop.get::<EventLoop>() else { return Ok(Value::NONE) };
    body.check_open(vm)?;
    let future = Future::new(event_loop.clone());
    future.flag(TIMED, true);
    future.outcome.set(args[1].clone());
    body.push_timer(vm, when, future.to_value());
    Ok(future.into_value())
}

fn gather_(vm: &mut Vm, args: &[Value]) -> Res {
    let return_exceptions = vm.truth(&args[1])?;
    let awaitables = args[0].exact::<Tuple>().map_or(&[][..], Tuple::items);
    gather::gather(vm, awaitables, return_exceptions, &args[2])
}

fn wait_(vm: &mut Vm, args: &[Value]) -> Res {
    let event_loop = vm.running_loop()?;
    let futures = vm.collect(&args[0])?;
    let until = match args[2].as_str() {
        Some("FIRST_COMPLETED") => Until::FirstCompleted,
        Some("FIRST_EXCEPTION") => Until::FirstException,
        _ => Until::AllCompleted,
    };
    wait::wait(vm, &event_loop, futures, until, &args[1])
}

/// `ensure_future(awaitable, loop)`: a future as it is, a coroutine as a task of the running loop, everything else as
/// `fallback(awaitable, loop)` says.
pub(crate) fn ensure_future(vm: &mut Vm, awaitable: &Value, event_loop: &Value, fallback: &Value) -> Res {
    if awaitable.get::<Future>().is_some() && (event_loop.is_unset() || same_loop(awaitable, event_loop)) {
        return Ok(awaitable.clone());
    }
    let running = if event_loop.is_unset() { vm.loops.running.clone() } else { event_loop.clone() };
    if is_native_coroutine(awaitable) && makes_plain_tasks(vm, &running) {
        return task::spawn(vm, &running, awaitable.clone(), Value::UNSET, Value::UNSET);
    }
    vm.call(fallback, &[awaitable.clone(), or_none(event_loop.clone())])
}

fn same_loop(future: &Value, event_loop: &Value) -> bool {
    future.get::<Future>().is_some_and(|f| f.event_loop.peek().is(event_loop))
}
