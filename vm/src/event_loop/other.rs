//! Loops and futures that a program brings along: they are told and asked through their methods, as PEP 3156 says.
//!
//! The native loop keeps what is ready as [`Ready`]. Any other loop, or a class derived from the native one that
//! schedules by itself, is given a callable instead, through `call_soon`.

use crate::event_loop::future::Future;
use crate::event_loop::handle::Handle;
use crate::event_loop::{EventLoop, Ready, run};
use crate::heap::{Kind, Visitor};
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::instance::Instance;
use crate::object::native::Keywords;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};

/// What the native code may do for a loop without asking the loop's methods, because nobody has replaced them, neither
/// in a derived class nor in the instance. It holds as long as the instance has the same shape.
#[derive(Clone, Copy, Default)]
pub(crate) struct Native {
    /// The shape that was looked at; 0 before the first look.
    shape: u32,
    /// Schedule what is ready.
    pub schedules: bool,
    /// Make tasks, unless there is a task factory.
    pub makes_tasks: bool,
    /// Make futures.
    pub makes_futures: bool,
}

/// What must be left alone for a loop to be scheduled natively.
const SCHEDULING: &[&str] = &["call_soon", "call_at", "call_later", "time", "_run_once"];

impl Vm {
    /// What the native code may do for `event_loop`; `None` if that is no native loop.
    #[inline(always)]
    pub(crate) fn native_part<'a>(&mut self, event_loop: &'a Value) -> Option<(&'a EventLoop, Native)> {
        let (body, shape) = match event_loop.exact::<Instance>() {
            Some(instance) => (event_loop.get::<EventLoop>()?, instance.shape_id()),
            None => (event_loop.exact::<EventLoop>()?, u32::MAX),
        };
        let native = body.native.get();
        Some((body, if native.shape == shape { native } else { self.look_at_methods(event_loop, body, shape) }))
    }

    #[cold]
    fn look_at_methods(&mut self, event_loop: &Value, body: &EventLoop, shape: u32) -> Native {
        let mut own = |names: &[&str]| names.iter().any(|n| self.is_overridden(event_loop, Kind::EventLoop, n));
        let native = Native {
            shape,
            schedules: !own(SCHEDULING),
            makes_tasks: !own(&["create_task"]),
            makes_futures: !own(&["create_future"]),
        };
        // A dict changes without its instance changing shape.
        if !event_loop.exact::<Instance>().is_some_and(|i| i.shape().in_dict) {
            body.native.set(native);
        }
        native
    }

    /// The native loop `event_loop`, if nobody but it schedules what is ready in it.
    #[inline(always)]
    pub(crate) fn native_loop<'a>(&mut self, event_loop: &'a Value) -> Option<&'a EventLoop> {
        self.native_part(event_loop).filter(|(_, native)| native.schedules).map(|(body, _)| body)
    }

    /// `event_loop.create_future()`.
    ///
    /// # Errors
    /// What a method of a loop of another kind raises.
    pub(crate) fn new_future(&mut self, event_loop: &Value) -> Res {
        match self.native_part(event_loop) {
            Some((body, native)) if native.makes_futures => {
                let future = Future::new(event_loop.clone());
                if body.debug.get() {
                    future.set_source(self.source_traceback()?);
                }
                Ok(future.into_value())
            }
            _ => self.call_method(event_loop, "create_future", &[]),
        }
    }

    /// The stack of the call that runs, as debug mode keeps it.
    ///
    /// # Errors
    /// Those of the module `traceback`.
    #[cold]
    pub(crate) fn source_traceback(&mut self) -> Res {
        let module = self.import_module("asyncio.format_helpers")?;
        self.call_method(&module, "_source_traceback", &[])
    }

    /// Has the object a method `name` other than that of the native class of `kind`, by a derived class or of its own?
    pub(crate) fn is_overridden(&mut self, value: &Value, kind: Kind, name: &str) -> bool {
        let name = Str::intern(name).into_value();
        if let Some(instance) = value.exact::<Instance>() {
            // A slot stays in a shape when the attribute is deleted, so the shape alone may tell.
            let shape = instance.shape();
            if if shape.in_dict { instance.get(&name).is_some() } else { shape.slot_of(&name).is_some() } {
                return true;
            }
        }
        match (self.class_of(value).lookup(&name), self.types.of_kind(kind).lookup(&name)) {
            (Some(own), Some(native)) => !own.is(&native),
            (own, _) => own.is_some(),
        }
    }

    /// Has `ready` happen in one of the next turns of `event_loop`.
    ///
    /// # Errors
    /// The loop is closed; what the `call_soon` of a loop of another kind raises.
    #[inline]
    pub(crate) fn queue(&mut self, event_loop: &Value, ready: Ready) -> Res<()> {
        match self.native_loop(event_loop) {
            Some(body) => {
                body.check_open(self)?;
                body.push(ready);
                Ok(())
            }
            None => queue_elsewhere(self, event_loop, ready),
        }
    }

    /// `event_loop.call_soon(callback, *args, context=context)`.
    pub(crate) fn call_soon(&mut self, event_loop: &Value, callback: Value, args: &[Value], context: Value) -> Res<()> {
        if let Some(body) = self.native_loop(event_loop) {
            body.check_open(self)?;
            let args = if args.is_empty() { Value::UNSET } else { Tuple::from_slice(args).into_value() };
            body.push(Ready::Handle(Handle::new(event_loop.clone(), callback, args, context)));
            return Ok(());
        }
        if event_loop.is_unset() {
            return Err(self.error(Exc::RuntimeError, "Future object is not initialized."));
        }
        let context = self.context_object(context);
        let method = self.get_attr(event_loop, &Str::intern("call_soon").into_value())?;
        let names = [Str::intern("context").into_value()];
        let all = [&[callback], args].concat();
        self.call_with(&method, &all, Keywords { names: &names, values: &[context] }).map(drop)
    }
}

#[cold]
fn queue_elsewhere(vm: &mut Vm, event_loop: &Value, ready: Ready) -> Res<()> {
    let mut args = Vec::new();
    let mut context = Value::UNSET;
    if let Ready::Step(task) = &ready
        && let Some(task) = task.get::<Future>().and_then(Future::task)
    {
        // The task and the handle share one context object.
        context = vm.context_object(task.context.get());
        task.context.set(context.clone());
        if !task.waiting_on.peek().is_unset() {
            args.push(task.waiting_on.get());
        }
    }
    let callback = wakeup(vm, ready);
    vm.call_soon(event_loop, callback, &args, context)
}

/// A callable that makes something happen which a native loop would keep as [`Ready`].
struct Wakeup {
    what: What,
}

enum What {
    Step(Value),
    Throw(Value, Value),
    Told(Value, Value),
    /// The waiter is told that the callable's argument is done.
    ToldOfArgument(Value),
    Due(Value),
}

impl ForeignData for Wakeup {
    fn trace(&self, visit: &mut Visitor) {
        match &self.what {
            What::Step(a) | What::ToldOfArgument(a) | What::Due(a) => visit(a),
            What::Throw(a, b) | What::Told(a, b) => {
                visit(a);
                visit(b);
            }
        }
    }
}

fn new_wakeup(vm: &mut Vm, spec: &'static TypeSpec, what: What) -> Value {
    let class = vm.types.native_class(spec);
    Foreign::new(class, Wakeup { what }).into_value()
}

/// A callable that does what `ready` says.
pub(crate) fn wakeup(vm: &mut Vm, ready: Ready) -> Value {
    match ready {
        Ready::Step(task) => {
            let waits = task.get::<Future>().and_then(Future::task).is_some_and(|t| !t.waiting_on.peek().is_unset());
            new_wakeup(vm, if waits { &WAKEUP } else { &STEP }, What::Step(task))
        }
        Ready::Throw(pair) => {
            let (task, exception) = *pair;
            new_wakeup(vm, &STEP, What::Throw(task, exception))
        }
        Ready::Told { waiter, from } => new_wakeup(vm, &WAKEUP, What::Told(waiter, from)),
        Ready::Due(future) => new_wakeup(vm, &WAKEUP, What::Due(future)),
        // Sources and handles are the native loop's own.
        Ready::Handle(handle) => handle.into_value(),
        Ready::Source(_) => Value::NONE,
    }
}

/// A callable that gives `future` its result, `None`, for a timer of a loop of another kind.
pub(crate) fn due(vm: &mut Vm, future: Value) -> Value {
    wakeup(vm, Ready::Due(future))
}

/// What a future of a program's own is given as a callback: `waiter`, a native one, is told that the future is done.
pub(crate) fn done_callback(vm: &mut Vm, waiter: Value) -> Value {
    new_wakeup(vm, &WAKEUP, What::ToldOfArgument(waiter))
}

/// The native future that `value` is, unless its class is derived and replaces one of the methods `names`, which the
/// native code would not call.
#[inline]
pub(crate) fn plain<'a>(vm: &mut Vm, value: &'a Value, names: &[&str]) -> Option<&'a Future> {
    let future = value.get::<Future>()?;
    let replaced = !value.is_kind(Kind::Future) && names.iter().any(|n| vm.is_overridden(value, Kind::Future, n));
    (!replaced).then_some(future)
}

/// Has the native `waiter` told when `future` is done, whatever kind of future that is. Returns the callback that the
/// future was given for it; unset if it needed none.
pub(crate) fn subscribe(vm: &mut Vm, future: &Value, waiter: &Value) -> Res {
    if let Some(body) = plain(vm, future, &["add_done_callback", "remove_done_callback"]) {
        return body.add_waiter(vm, future, waiter.clone()).map(|()| Value::UNSET);
    }
    let callback = done_callback(vm, waiter.clone());
    let method = vm.get_attr(future, &Str::intern("add_done_callback").into_value())?;
    let Some(task) = waiter.get::<Future>().and_then(Future::task) else {
        vm.call(&method, std::slice::from_ref(&callback))?;
        return Ok(callback);
    };
    let context = vm.context_object(task.context.get());
    task.context.set(context.clone());
    let names = [Str::intern("context").into_value()];
    vm.call_with(&method, std::slice::from_ref(&callback), Keywords { names: &names, values: &[context] })?;
    Ok(callback)
}

/// Is `value` an object of a class of its own that behaves as a future, and has it been awaited just now? `None` if it
/// is no future at all.
pub(crate) fn is_blocking(vm: &mut Vm, value: &Value) -> Res<Option<bool>> {
    let name = Str::intern("_asyncio_future_blocking").into_value();
    match vm.get_attr_opt(value, &name)? {
        Some(blocking) if !blocking.is_none() => vm.truth(&blocking).map(Some),
        _ => Ok(None),
    }
}

/// The awaited future of a program's own has been noticed.
pub(crate) fn clear_blocking(vm: &mut Vm, value: &Value) -> Res<()> {
    vm.set_attr(value, &Str::intern("_asyncio_future_blocking").into_value(), Value::FALSE)
}

/// The loop of a future of any kind: `get_loop()`, else `_loop`.
pub(crate) fn loop_of(vm: &mut Vm, future: &Value) -> Res {
    if let Some(body) = plain(vm, future, &["get_loop"]) {
        return Ok(body.event_loop.get());
    }
    let method = Str::intern("get_loop").into_value();
    match vm.get_attr_opt(future, &method)? {
        Some(method) => vm.call(&method, &[]),
        None => vm.get_attr(future, &Str::intern("_loop").into_value()),
    }
}

const CALL: crate::object::native::NativeDef = method!("__call__(self, /, *args)", |vm, args| {
    let Some(wakeup) = args[0].foreign::<Wakeup>() else { return Ok(Value::NONE) };
    let ready = match &wakeup.what {
        What::Step(task) => Ready::Step(task.clone()),
        What::Throw(task, exception) => Ready::Throw(Box::new((task.clone(), exception.clone()))),
        What::Told(waiter, from) => Ready::Told { waiter: waiter.clone(), from: from.clone() },
        What::ToldOfArgument(waiter) => {
            let from = args[1].exact::<Tuple>().and_then(|t| t.items().first().cloned()).unwrap_or_default();
            Ready::told(waiter.clone(), &from)
        }
        What::Due(future) => Ready::Due(future.clone()),
    };
    if let Ready::Step(task) | Ready::Told { waiter: task, .. } = &ready {
        check_enters(vm, task)?;
    } else if let Ready::Throw(pair) = &ready {
        check_enters(vm, &pair.0)?;
    }
    run(vm, ready)?;
    Ok(Value::NONE)
});

/// RuntimeError if the loop of `waiter`, which is a task, does not run, or runs a task already.
fn check_enters(vm: &mut Vm, waiter: &Value) -> Res<()> {
    let Some(task) = waiter.get::<Future>().filter(|future| future.task().is_some()) else { return Ok(()) };
    let event_loop = task.event_loop.get();
    if !event_loop.is(&vm.loops.running) {
        let message = format!("loop {} is not the running loop", vm.repr(&event_loop)?);
        return Err(vm.error(Exc::RuntimeError, message));
    }
    let running = vm.loops.task.clone();
    if running.is_unset() {
        return Ok(());
    }
    let (task, running) = (vm.repr(waiter)?, vm.repr(&running)?);
    let message = format!("Cannot enter into task {task} while another task {running} is being executed.");
    Err(vm.error(Exc::RuntimeError, message))
}

const SELF: crate::object::native::NativeDef = getter!("__self__", |_, args| {
    Ok(match args[0].foreign::<Wakeup>().map(|w| &w.what) {
        Some(What::Step(v) | What::Throw(v, _) | What::Told(v, _) | What::ToldOfArgument(v) | What::Due(v)) => {
            v.clone()
        }
        None => Value::NONE,
    })
});

/// A task's step, as a callable.
static STEP: TypeSpec = TypeSpec {
    name: "_asyncio.TaskStepMethWrapper",
    doc: "",
    constructor: None,
    methods: &[CALL, SELF],
    flags: flag::FINAL,
};

/// What wakes a task or another native waiter, as a callable.
static WAKEUP: TypeSpec = TypeSpec {
    name: "builtin_function_or_method",
    doc: "",
    constructor: None,
    methods: &[
        CALL,
        SELF,
        getter!("__name__", |_, _| Ok(Value::from("task_wakeup"))),
        getter!("__qualname__", |_, args| {
            let waiter = match args[0].foreign::<Wakeup>().map(|w| &w.what) {
                Some(What::Step(v) | What::Told(v, _) | What::ToldOfArgument(v)) => v.clone(),
                _ => Value::NONE,
            };
            Ok(Value::from(crate::event_loop::repr::waiter_name(&waiter)))
        }),
    ],
    flags: flag::FINAL,
};
