//! What stands between a program and a frame that it drives: `coro.__await__()`, `agen.asend(v)`, `agen.athrow(e)`,
//! `agen.aclose()`, and `anext(iterator, default)`.

use crate::call::{Resume, Step};
use crate::frame::{ASYNC_CLOSED, ASYNC_RUNNING, Frame, State};
use crate::heap::{Body, FINALIZE, Gc, Interior, Kind, Visitor, visit_gc};
use crate::interp::resume::{finish, start_awaitable};
use crate::method;
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::generator::{thrown, warn_of_three};
use crate::object::native::NativeDef;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::cell::Cell;

/// What drives a coroutine or a step of an async generator.
pub struct Awaitable {
    /// What it does when driven.
    pub mode: AwaitMode,
    /// The coroutine or async generator.
    pub frame: Gc<Frame>,
    /// The value of the first step (`asend`), or a tuple of what `athrow` was given.
    pub argument: Interior<Value>,
    /// Has it been started or finished?
    pub state: Cell<AwaitState>,
}

/// What an [`Awaitable`] does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwaitMode {
    /// `coroutine.__await__`.
    Coroutine,
    /// `async_generator.__anext__` and `asend`.
    Send,
    /// `async_generator.athrow`.
    Throw,
    /// `async_generator.aclose`.
    Close,
}

/// How far an [`Awaitable`] of an async generator is. That of a coroutine has no state of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwaitState {
    /// Not started.
    New,
    /// Started.
    Running,
    /// Finished: it cannot be awaited again.
    Done,
}

impl Body for Awaitable {
    const KIND: Kind = Kind::Awaitable;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.frame, visit);
        visit(&self.argument.borrow());
    }

    fn clear(&self) {
        drop(self.argument.replace(Value::UNSET));
    }
}

impl AwaitMode {
    /// How the warning that it was never awaited, and the message that the generator runs already, name it.
    pub(crate) fn method(self) -> &'static str {
        match self {
            AwaitMode::Coroutine => "__await__",
            AwaitMode::Send => "asend",
            AwaitMode::Throw => "athrow",
            AwaitMode::Close => "aclose",
        }
    }
}

impl Awaitable {
    /// An awaitable that drives the generator `frame`.
    pub fn value(mode: AwaitMode, frame: &Value, argument: Value) -> Value {
        let Some(frame) = frame.to_gc::<Frame>() else { unreachable!("the binder checks") };
        let state = Cell::new(AwaitState::New);
        let awaitable = Gc::new(Awaitable { mode, frame, argument: Interior::new(argument), state });
        awaitable.header().set(FINALIZE, mode != AwaitMode::Coroutine);
        awaitable.into_value()
    }

    /// It has been started: nobody needs to be told that it was never awaited.
    pub(crate) fn started(&self, header: &crate::heap::Header) {
        self.state.set(AwaitState::Running);
        header.set(FINALIZE, false);
    }

    /// It is finished, and the async generator can be asked for the next step.
    pub(crate) fn finished(&self) {
        if self.mode != AwaitMode::Coroutine {
            self.state.set(AwaitState::Done);
            self.frame.mark(ASYNC_RUNNING, false);
        }
    }
}

const METHODS: &[NativeDef] = &[
    method!("__await__(self, /)", itself),
    method!("__iter__(self, /)", itself),
    method!("__next__(self, /)", |vm, args| step(vm, &args[0], Resume::Send(Value::NONE))),
    method!("send(self, arg, /)", |vm, args| step(vm, &args[0], Resume::Send(args[1].clone()))),
    method!("throw(self, type, value=?, traceback=?, /)", |vm, args| {
        warn_of_three(vm, args)?;
        match thrown(vm, args) {
            Ok(exception) => step(vm, &args[0], Resume::Throw(exception)),
            Err(_) => refuse_to_throw(vm, &args[0]),
        }
    }),
    method!("close(self, /)", close),
];

/// `throw()` got arguments that the parked exception is about: that ends what the method of an async generator returned,
/// unless it can not be begun.
///
/// # Errors
/// Always.
fn refuse_to_throw(vm: &mut Vm, this: &Value) -> Res {
    let error = vm.take_raised();
    if let Some(awaitable) = this.to_gc::<Awaitable>() {
        start_awaitable(vm, &awaitable, Resume::Throw(error.clone()))?;
        awaitable.finished();
    }
    Err(vm.raise_again(error))
}

/// `coroutine_wrapper`.
pub static WRAPPER_SPEC: TypeSpec = TypeSpec {
    name: "coroutine_wrapper",
    doc: "The iterator that awaits a coroutine.",
    constructor: None,
    // It is what awaits, and is not awaited itself.
    methods: match METHODS {
        [_, rest @ ..] => rest,
        [] => METHODS,
    },
    flags: flag::FINAL,
};

/// `async_generator_asend`.
pub static ASEND_SPEC: TypeSpec =
    TypeSpec { name: "async_generator_asend", doc: "", constructor: None, methods: METHODS, flags: flag::FINAL };

/// `async_generator_athrow`.
pub static ATHROW_SPEC: TypeSpec =
    TypeSpec { name: "async_generator_athrow", doc: "", constructor: None, methods: METHODS, flags: flag::FINAL };

fn itself(_: &mut Vm, args: &[Value]) -> Res {
    Ok(args[0].clone())
}

fn own(value: &Value) -> Gc<Awaitable> {
    match value.to_gc::<Awaitable>() {
        Some(awaitable) => awaitable,
        None => unreachable!("methods of awaitables are given awaitables: the binder checks"),
    }
}

/// One step of an awaitable, driven by hand.
fn step(vm: &mut Vm, value: &Value, resume: Resume) -> Res {
    let awaitable = own(value);
    let frame = awaitable.frame.clone();
    // What `athrow()` returned is not used up, in CPython, by an end that comes after its first step.
    let goes_on = awaitable.mode == AwaitMode::Throw
        && awaitable.state.get() == AwaitState::Running
        && matches!(resume, Resume::Send(_));
    let finish = |awaitable: &Awaitable| match goes_on {
        true => awaitable.frame.mark(ASYNC_RUNNING, false),
        false => awaitable.finished(),
    };
    let Some(resume) = start_awaitable(vm, &awaitable, resume)? else {
        return Err(vm.stop_iteration(Value::NONE));
    };
    let resume = match resume {
        Resume::Throw(exception) => match vm.before_throw(&frame, &exception) {
            Ok(()) => Resume::Throw(exception),
            Err(_) => Resume::Throw(vm.take_raised_here()),
        },
        send => send,
    };
    match vm.resume(&frame, resume) {
        Step::Yielded(value) => Ok(value),
        Step::Returned(value) => {
            finish(&awaitable);
            let suspended = frame.state.get() != State::Closed;
            match awaitable.mode {
                AwaitMode::Close if suspended => {
                    Err(vm.error(Exc::RuntimeError, "async generator ignored GeneratorExit"))
                }
                AwaitMode::Close => Err(vm.stop_iteration(Value::NONE)),
                _ if suspended || awaitable.mode == AwaitMode::Coroutine => Err(vm.stop_iteration(value)),
                _ => {
                    frame.mark(ASYNC_CLOSED, true);
                    Err(vm.error_with(Exc::StopAsyncIteration, Vec::new()))
                }
            }
        }
        Step::Raised => {
            finish(&awaitable);
            let exit = vm.raised_is(Exc::GeneratorExit) || vm.raised_is(Exc::StopAsyncIteration);
            if exit && awaitable.mode != AwaitMode::Coroutine {
                frame.mark(ASYNC_CLOSED, true);
            }
            if awaitable.mode == AwaitMode::Close && exit {
                drop(vm.take_raised());
                return Err(vm.stop_iteration(Value::NONE));
            }
            Err(vm.still_raised())
        }
    }
}

fn close(vm: &mut Vm, args: &[Value]) -> Res {
    let awaitable = own(&args[0]);
    if awaitable.mode == AwaitMode::Coroutine {
        return vm.close_generator(&awaitable.frame.clone());
    }
    if awaitable.state.get() == AwaitState::Done {
        return Ok(Value::NONE);
    }
    let exit = vm.new_exception(Exc::GeneratorExit, Vec::new());
    match step(vm, &args[0], Resume::Throw(exit)) {
        Ok(_) => Err(vm.error(Exc::RuntimeError, "coroutine ignored GeneratorExit")),
        Err(raised) => {
            let ended = [Exc::StopIteration, Exc::StopAsyncIteration, Exc::GeneratorExit];
            if !ended.into_iter().any(|exc| vm.raised_is(exc)) {
                return Err(raised);
            }
            drop((raised, vm.take_raised()));
            Ok(Value::NONE)
        }
    }
}

impl Vm {
    /// `RuntimeWarning: coroutine method 'asend' of 'g' was never awaited`.
    pub(crate) fn finalize_awaitable(&mut self, object: &Value) {
        let awaitable = own(object);
        if awaitable.state.get() != AwaitState::New {
            return;
        }
        let name = awaitable.frame.qualname();
        let message = format!(
            "coroutine method '{}' of '{}' was never awaited",
            awaitable.mode.method(),
            name.as_str().unwrap_or_default()
        );
        crate::report::warn_never_awaited(self, &message, object, "Exception ignored while finalizing coroutine");
    }

    /// Ends an async generator that `aclose()` finds not started.
    pub(crate) fn close_created(&mut self, frame: &Gc<Frame>) {
        frame.mark(ASYNC_CLOSED, true);
        finish(frame.as_ptr());
    }
}

// ------------------------------------------------------------------------------------------------- anext

/// `anext(iterator, default)`.
struct AnextOr {
    awaitable: Value,
    default: Value,
    /// The iterator of the awaitable, unset before the first step.
    iterator: Interior<Value>,
}

impl ForeignData for AnextOr {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.awaitable);
        visit(&self.default);
        visit(&self.iterator.borrow());
    }

    fn clear(&self) {
        drop(self.iterator.replace(Value::UNSET));
    }
}

static ANEXT_SPEC: TypeSpec = TypeSpec {
    name: "anext_awaitable",
    doc: "",
    constructor: None,
    methods: &[
        method!("__iter__(self, /)", itself),
        method!("__await__(self, /)", itself),
        method!("__next__(self, /)", |vm, args| drive(vm, &args[0], "__next__", &[])),
        method!("send(self, arg, /)", |vm, args| drive(vm, &args[0], "send", &args[1..])),
        method!("throw(self, type, value=?, traceback=?, /)", |vm, args| {
            let given: Vec<Value> = args[1..].iter().filter(|a| !a.is_unset()).cloned().collect();
            drive(vm, &args[0], "throw", &given)
        }),
        method!("close(self, /)", |vm, args| drive(vm, &args[0], "close", &[])),
    ],
    flags: flag::FINAL,
};

/// What `anext(iterator, default)` returns for the iterator's `awaitable`.
pub(crate) fn anext_or(vm: &mut Vm, awaitable: Value, default: Value) -> Value {
    let class = vm.types.native_class(&ANEXT_SPEC);
    Foreign::new(class, AnextOr { awaitable, default, iterator: Interior::new(Value::UNSET) }).into_value()
}

/// Passes a call on to the awaitable's iterator; the end of the async iterator becomes the default.
fn drive(vm: &mut Vm, this: &Value, method: &str, args: &[Value]) -> Res {
    let Some(data) = this.foreign::<AnextOr>() else { unreachable!("the binder checks") };
    let mut iterator = data.iterator.borrow().clone();
    if iterator.is_unset() {
        iterator = vm.awaitable_iterator(&data.awaitable, 0)?;
        if iterator.is_kind(Kind::Frame) && vm.lookup_special(&iterator, &vm.names.next.clone()).is_none() {
            iterator = Awaitable::value(AwaitMode::Coroutine, &iterator, Value::UNSET);
        }
        drop(data.iterator.replace(iterator.clone()));
    }
    match vm.call_method(&iterator, method, args) {
        Err(raised) if vm.raised_is(Exc::StopAsyncIteration) => {
            drop((raised, vm.take_raised()));
            let default = data.default.clone();
            Err(vm.stop_iteration(default))
        }
        other => other,
    }
}
