//! Generators, coroutines and async generators as objects. What they hold is a [`Frame`].

use crate::call::{Resume, Step};
use crate::code::Flags;
use crate::frame::{ASYNC_CLOSED, AWAITED, Frame, HOOKED, State};
use crate::heap::{FINALIZE, Gc, Kind};
use crate::interp::resume::{caller_of, finish};
use crate::object::awaitable::{AwaitMode, Awaitable};
use crate::object::class::{Class, flag};
use crate::object::exception::{Exc, Exception};
use crate::object::function::audited;
use crate::object::generic_alias;
use crate::object::native::{NativeDef, Special};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{class_method, getter, method};

/// `generator`.
pub static GENERATOR_SPEC: TypeSpec = TypeSpec {
    name: "generator",
    doc: "",
    constructor: None,
    methods: &[
        method!("__iter__(self, /)", itself),
        method!("__next__(self, /)", |vm, args| step(vm, &args[0], Resume::Send(Value::NONE)))
            .special(Special::GeneratorNext),
        method!("send(self, arg, /)", |vm, args| step(vm, &args[0], Resume::Send(args[1].clone())))
            .special(Special::Send),
        method!("throw(self, type, value=?, traceback=?, /)", throw).special(Special::Throw),
        method!("close(self, /)", close).special(Special::Close),
        method!("__del__(self, /)", |_, _| Ok(Value::NONE)),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
        method!("__repr__(self, /)", repr),
        getter!("gi_running", running),
        getter!("gi_suspended", |_, args| Ok(Value::bool(state_name(frame(&args[0])) == "SUSPENDED"))),
        getter!("gi_frame", |vm, args| frame_of(vm, args, "gi_frame")),
        getter!("gi_code", |vm, args| code_of(vm, args, "gi_code")),
        getter!("gi_yieldfrom", delegate),
        NAME,
        QUALNAME,
    ],
    flags: crate::object::class::flag::FINAL,
};

/// `coroutine`.
pub static COROUTINE_SPEC: TypeSpec = TypeSpec {
    name: "coroutine",
    doc: "",
    constructor: None,
    methods: &[
        method!("send(self, arg, /)", |vm, args| step(vm, &args[0], Resume::Send(args[1].clone())))
            .special(Special::Send),
        method!("throw(self, type, value=?, traceback=?, /)", throw).special(Special::Throw),
        method!("close(self, /)", close).special(Special::Close),
        method!("__await__(self, /)", |_, args| Ok(Awaitable::value(AwaitMode::Coroutine, &args[0], Value::UNSET))),
        method!("__del__(self, /)", |_, _| Ok(Value::NONE)),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
        method!("__repr__(self, /)", repr),
        getter!("cr_running", running),
        getter!("cr_suspended", |_, args| Ok(Value::bool(state_name(frame(&args[0])) == "SUSPENDED"))),
        getter!("cr_frame", |vm, args| frame_of(vm, args, "cr_frame")),
        getter!("cr_code", |vm, args| code_of(vm, args, "cr_code")),
        getter!("cr_await", delegate),
        getter!("cr_origin", |_, args| Ok(frame(&args[0]).origin())),
        NAME,
        QUALNAME,
    ],
    flags: crate::object::class::flag::FINAL,
};

/// `async_generator`.
pub static ASYNC_GENERATOR_SPEC: TypeSpec = TypeSpec {
    name: "async_generator",
    doc: "",
    constructor: None,
    methods: &[
        method!("__aiter__(self, /)", itself),
        method!("__anext__(self, /)", |vm, args| async_step(vm, &args[0], AwaitMode::Send, Value::NONE)),
        method!("asend(self, value, /)", |vm, args| async_step(vm, &args[0], AwaitMode::Send, args[1].clone())),
        method!("athrow(self, /, *args)", |vm, args| {
            if args[1].exact::<Tuple>().is_some_and(|given| given.items().len() > 1) {
                warn_of_signature(vm, "athrow")?;
            }
            async_step(vm, &args[0], AwaitMode::Throw, args[1].clone())
        }),
        method!("aclose(self, /)", |vm, args| async_step(vm, &args[0], AwaitMode::Close, Value::NONE)),
        method!("__del__(self, /)", |_, _| Ok(Value::NONE)),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
        method!("__repr__(self, /)", repr),
        getter!("ag_running", |_, args| Ok(Value::bool(frame(&args[0]).marked(crate::frame::ASYNC_RUNNING)))),
        getter!("ag_suspended", |_, args| Ok(Value::bool(state_name(frame(&args[0])) == "SUSPENDED"))),
        getter!("ag_frame", |vm, args| frame_of(vm, args, "ag_frame")),
        getter!("ag_code", |vm, args| code_of(vm, args, "ag_code")),
        getter!("ag_await", delegate),
        NAME,
        QUALNAME,
    ],
    flags: crate::object::class::flag::FINAL,
};

const NAME: NativeDef = getter!("__name__", |_, args| Ok(frame(&args[0]).name()), |vm, args| {
    let name = new_name(vm, args, "__name__")?;
    drop(frame(&args[0]).set_extras(|extras| std::mem::replace(&mut extras.name, name)));
    Ok(Value::NONE)
});
const QUALNAME: NativeDef = getter!("__qualname__", |_, args| Ok(frame(&args[0]).qualname()), |vm, args| {
    let name = new_name(vm, args, "__qualname__")?;
    drop(frame(&args[0]).set_extras(|extras| std::mem::replace(&mut extras.qualname, name)));
    Ok(Value::NONE)
});

fn frame(value: &Value) -> &Frame {
    match value.exact::<Frame>() {
        Some(frame) => frame,
        None => unreachable!("methods of generators are given generators: the binder checks"),
    }
}

fn new_name(vm: &mut Vm, args: &[Value], which: &str) -> Res {
    if args[1].as_str().is_none() {
        return Err(vm.error(Exc::TypeError, format!("{which} must be set to a string object")));
    }
    Ok(args[1].clone())
}

fn itself(_: &mut Vm, args: &[Value]) -> Res {
    Ok(args[0].clone())
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let (class, name) = (vm.type_name(&args[0]), frame(&args[0]).qualname());
    let name = name.as_str().unwrap_or_default();
    Ok(Str::value(&format!("<{class} object {name} at {:#x}>", args[0].bits())))
}

fn running(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(state_name(frame(&args[0])) == "RUNNING"))
}

/// `CREATED`, `RUNNING`, `SUSPENDED` or `CLOSED`, as `inspect` names the states after a prefix.
pub fn state_name(frame: &Frame) -> &'static str {
    match frame.state.get() {
        State::Created => "CREATED",
        State::Closed => "CLOSED",
        State::Suspended => "SUSPENDED",
        State::Running if frame_is_running(frame) => "RUNNING",
        State::Running => "SUSPENDED",
    }
}

fn frame_is_running(frame: &Frame) -> bool {
    crate::interp::resume::running(frame)
}

fn frame_of(vm: &mut Vm, args: &[Value], name: &str) -> Res {
    vm.audit("object.__getattr__", |_| [args[0].clone(), Value::from(name)])?;
    match args[0].to_gc::<Frame>() {
        Some(frame) if frame.state.get() != State::Closed => Ok(crate::object::frame_object::view(vm, frame)),
        _ => Ok(Value::NONE),
    }
}

fn code_of(vm: &mut Vm, args: &[Value], name: &str) -> Res {
    audited(vm, args, name, frame(&args[0]).function().code().into_value())
}

fn delegate(_: &mut Vm, args: &[Value]) -> Res {
    let frame = frame(&args[0]);
    if crate::interp::resume::running(frame) {
        return Ok(Value::NONE);
    }
    let Some(value) = crate::interp::resume::delegate_value(frame) else { return Ok(Value::NONE) };
    match value.exact::<Frame>() {
        // `async for` drives an async generator without what programs see between the two.
        Some(inner)
            if inner.code().has(Flags::ASYNC_GENERATOR)
                && frame.code().has(Flags::COROUTINE | Flags::ASYNC_GENERATOR) =>
        {
            let shown = Awaitable::value(AwaitMode::Send, &value, Value::NONE);
            if let Some(awaitable) = shown.to_gc::<Awaitable>() {
                awaitable.started(awaitable.header());
            }
            Ok(shown)
        }
        _ => Ok(value),
    }
}

/// One step, driven from native code.
fn step(vm: &mut Vm, generator: &Value, resume: Resume) -> Res {
    let Some(frame) = generator.to_gc::<Frame>() else { unreachable!("the binder checks") };
    match vm.resume(&frame, resume) {
        Step::Yielded(value) => Ok(value),
        Step::Returned(value) => Err(vm.stop_iteration(value)),
        Step::Raised => Err(vm.still_raised()),
    }
}

/// The exception that `throw(type, value, traceback)` throws: what goes wrong in making it is thrown instead.
///
/// # Errors
/// The arguments do not fit.
pub(crate) fn thrown(vm: &mut Vm, args: &[Value]) -> Res {
    thrown_exception(vm, &args[1], &args[2], &args[3])
}

/// Warns of a `throw` that gets more than an exception.
///
/// # Errors
/// The warning, if a filter makes it an exception.
pub(crate) fn warn_of_three(vm: &mut Vm, args: &[Value]) -> Res<()> {
    if args[2].is_unset() && args[3].is_unset() { Ok(()) } else { warn_of_signature(vm, "throw") }
}

/// The exception that `athrow(*given)` throws.
///
/// # Errors
/// The arguments do not fit.
pub(crate) fn thrown_tuple(vm: &mut Vm, given: &Value) -> Res {
    let items = given.exact::<Tuple>().map_or(&[][..], Tuple::items);
    let (bound, count) = match items.len() {
        0 => ("at least", 1),
        1..=3 => {
            let argument = |k: usize| items.get(k).cloned().unwrap_or(Value::UNSET);
            return thrown_exception(vm, &argument(0), &argument(1), &argument(2));
        }
        _ => ("at most", 3),
    };
    let plural = if count == 1 { "" } else { "s" };
    Err(vm.error(Exc::TypeError, format!("athrow expected {bound} {count} argument{plural}, got {}", items.len())))
}

fn warn_of_signature(vm: &mut Vm, method: &str) -> Res<()> {
    let message =
        format!("the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature instead.");
    vm.warn(Exc::DeprecationWarning, &message)
}

/// The exception that the arguments of `throw` mean; those left out are unset.
///
/// # Errors
/// The arguments do not fit.
pub(crate) fn thrown_exception(vm: &mut Vm, kind: &Value, value: &Value, traceback: &Value) -> Res {
    if !traceback.is_unset() && !traceback.is_none() && !traceback.is_kind(Kind::Traceback) {
        return Err(vm.error(Exc::TypeError, "throw() third argument must be a traceback object"));
    }
    let no_value = value.is_unset() || value.is_none();
    let made = if kind.is_kind(Kind::Exception) {
        if !no_value {
            return Err(vm.error(Exc::TypeError, "instance exception may not have a separate value"));
        }
        Ok(kind.clone())
    } else if let Some(class) = kind.to_gc::<Class>().filter(|c| c.has(flag::EXCEPTION)) {
        if value.is_kind(Kind::Exception) && vm.class_of(value).is_subclass_of(&class) {
            Ok(value.clone())
        } else if no_value {
            vm.call(kind, &[]).and_then(|made| vm.expect_exception(kind, made))
        } else {
            let arguments = value.exact::<Tuple>().map_or(std::slice::from_ref(value), Tuple::items);
            vm.call(kind, arguments).and_then(|made| vm.expect_exception(kind, made))
        }
    } else {
        let got = vm.type_name(kind);
        return Err(vm.error(
            Exc::TypeError,
            format!("exceptions must be classes or instances deriving from BaseException, not {got}"),
        ));
    };
    let exception = made.unwrap_or_else(|_| vm.take_raised_here());
    if let Some(e) = exception.exact::<Exception>().filter(|_| traceback.is_kind(Kind::Traceback)) {
        e.traceback.set(traceback.clone());
    }
    Ok(exception)
}

fn throw(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(frame) = args[0].to_gc::<Frame>() else { unreachable!("the binder checks") };
    warn_of_three(vm, args)?;
    let exception = match thrown(vm, args) {
        Ok(exception) => exception,
        Err(_) if is_generator_exit(vm, &args[1]) => {
            // What is delegated to is closed before anybody looks at the other arguments.
            let error = vm.take_raised_here();
            let exit = vm.generator_exit();
            match vm.before_throw(&frame, &exit) {
                Ok(()) => return Err(vm.raise_again(error)),
                Err(_) => vm.take_raised_here(),
            }
        }
        Err(_) => {
            // The innermost of those that delegate looks at the arguments, unless its iterator has a `throw`, which gets
            // them as they are; to those around it the error is one of the iterator they delegate to.
            let error = vm.take_raised_here();
            vm.refuse_to_throw(&frame, error)?
        }
    };
    let exception = match vm.before_throw(&frame, &exception) {
        Ok(()) => exception,
        // Closing what it delegates to failed: that is what its delegator sees.
        Err(_) => vm.take_raised_here(),
    };
    throw_arguments(vm, args, exception)
}

/// Throws `exception`; an iterator with a `throw` gets the arguments that were given instead.
fn throw_arguments(vm: &mut Vm, args: &[Value], exception: Value) -> Res {
    if !exception.is(&args[1]) {
        let given = args[1..].iter().filter(|a| !a.is_unset()).cloned().collect();
        vm.thrown_arguments = Some((exception.clone(), given));
    }
    let result = step(vm, &args[0], Resume::Throw(exception));
    drop(vm.thrown_arguments.take());
    result
}

fn is_generator_exit(vm: &Vm, kind: &Value) -> bool {
    match kind.to_gc::<Class>() {
        Some(class) => class.is_subclass_of(vm.types.exception(Exc::GeneratorExit)),
        None => vm.is_exception(kind, Exc::GeneratorExit),
    }
}

fn close(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(frame) = args[0].to_gc::<Frame>() else { unreachable!("the binder checks") };
    vm.close_generator(&frame)
}

fn async_step(vm: &mut Vm, generator: &Value, mode: AwaitMode, argument: Value) -> Res {
    if let Some(frame) = generator.to_gc::<Frame>() {
        vm.before_first_iteration(&frame)?;
    }
    Ok(Awaitable::value(mode, generator, argument))
}

impl Vm {
    /// What `await value` delegates to. `position` is what the instruction says: 0 an expression, 1 `__aenter__`,
    /// 2 `__aexit__`, 3 `__anext__`.
    pub(crate) fn awaitable_iterator(&mut self, value: &Value, position: u8) -> Res {
        match self.plain_awaitable_iterator(value, position) {
            Err(_) if position == 3 => {
                // What is wrong with an item of `async for` is the cause of one message for all.
                let cause = self.take_raised();
                let got = self.type_name(value);
                let message = format!("'async for' received an invalid object from __anext__: {got}");
                let raised = self.error(Exc::TypeError, message);
                if let Some(e) = self.raised().exact::<Exception>() {
                    e.cause.set(cause.clone());
                    e.context.set(cause);
                    e.suppress_context.set(Value::TRUE);
                }
                self.raised_anew = false;
                Err(raised)
            }
            other => other,
        }
    }

    /// Is it a future whose class has no `__await__` of its own?
    fn is_plain_future(&self, value: &Value, await_: &Value) -> bool {
        value.is_kind(Kind::Future)
            || (value.get::<crate::event_loop::future::Future>().is_some()
                && !self.lookup_special(value, await_).is_some_and(|method| method.is_kind(Kind::Function)))
    }

    fn plain_awaitable_iterator(&mut self, value: &Value, position: u8) -> Res {
        if let Some(frame) = value.exact::<Frame>() {
            let flags = frame.code().flags.get();
            if flags.has(Flags::COROUTINE) {
                // A coroutine that somebody else awaits already cannot be awaited again.
                let waits = matches!(frame.state.get(), State::Running | State::Suspended)
                    && crate::interp::resume::delegate_value(frame).is_some();
                if waits && !frame_is_running(frame) {
                    return Err(self.error(Exc::RuntimeError, "coroutine is being awaited already"));
                }
                return Ok(value.clone());
            }
            if flags.has(Flags::ITERABLE_COROUTINE) {
                return Ok(value.clone());
            }
        }
        let name = self.names.await_.clone();
        if value.is_kind(Kind::Awaitable) || self.is_plain_future(value, &name) {
            return Ok(value.clone());
        }
        let Some(iterator) = self.call_special(value, &name, &[])? else {
            return Err(self.not_awaitable(value, position));
        };
        let is_coroutine =
            iterator.exact::<Frame>().is_some_and(|f| f.code().has(Flags::COROUTINE | Flags::ITERABLE_COROUTINE));
        if is_coroutine {
            return Err(self.error(Exc::TypeError, "__await__() returned a coroutine"));
        }
        if !self.is_iterator(&iterator) {
            let got = self.type_name(&iterator);
            return Err(self.error(Exc::TypeError, format!("__await__() returned non-iterator of type '{got}'")));
        }
        Ok(iterator)
    }

    #[cold]
    fn not_awaitable(&mut self, value: &Value, position: u8) -> Raised {
        let got = self.type_name(value);
        let message = match position {
            1 => format!("'async with' received an object from __aenter__ that does not implement __await__: {got}"),
            2 => format!("'async with' received an object from __aexit__ that does not implement __await__: {got}"),
            _ => format!("'{got}' object can't be awaited"),
        };
        self.error(Exc::TypeError, message)
    }

    /// `value.__aiter__()` for an `async for`.
    pub(crate) fn async_iter(&mut self, value: &Value) -> Res {
        let got = self.type_name(value);
        let name = self.names.aiter.clone();
        let Some(iterator) = self.call_special(value, &name, &[])? else {
            let message = format!("'async for' requires an object with __aiter__ method, got {got}");
            return Err(self.error(Exc::TypeError, message));
        };
        if self.lookup_special(&iterator, &self.names.anext).is_none() {
            let got = self.type_name(&iterator);
            let message =
                format!("'async for' received an object from __aiter__ that does not implement __anext__: {got}");
            return Err(self.error(Exc::TypeError, message));
        }
        Ok(iterator)
    }

    /// `iterator.__anext__()` for an `async for`.
    pub(crate) fn async_next(&mut self, iterator: &Value) -> Res {
        let name = self.names.anext.clone();
        match self.call_special(iterator, &name, &[])? {
            Some(awaitable) => Ok(awaitable),
            None => {
                let got = self.type_name(iterator);
                let message = format!("'async for' requires an iterator with __anext__ method, got {got}");
                Err(self.error(Exc::TypeError, message))
            }
        }
    }

    /// What `yield from value` delegates to.
    pub(crate) fn yield_from_iterator(&mut self, value: &Value, inside_coroutine: bool) -> Res {
        if let Some(frame) = value.exact::<Frame>() {
            if frame.code().has(Flags::COROUTINE) {
                if inside_coroutine {
                    return Ok(value.clone());
                }
                return Err(
                    self.error(Exc::TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")
                );
            }
            if frame.code().has(Flags::GENERATOR) {
                return Ok(value.clone());
            }
        }
        self.iter(value)
    }

    /// The hook for an async generator's first iteration (PEP 525): the event loop notes it, to close it at the end.
    pub(crate) fn before_first_iteration(&mut self, generator: &Gc<Frame>) -> Res<()> {
        if generator.marked(HOOKED) {
            return Ok(());
        }
        generator.mark(HOOKED, true);
        let finalizer = self.async_generator_hooks.1.clone();
        if !finalizer.is_none() {
            generator.header().set(FINALIZE, true);
            drop(generator.set_extras(|extras| std::mem::replace(&mut extras.finalizer, finalizer)));
        }
        let hook = self.async_generator_hooks.0.clone();
        if !hook.is_none() {
            self.call(&hook, &[generator.to_value()])?;
        }
        Ok(())
    }

    /// Remembers where a coroutine was made, as deep as `sys.set_coroutine_origin_tracking_depth` asks.
    #[cold]
    pub(crate) fn note_coroutine_origin(&mut self, coroutine: &Value) {
        let Some(coroutine) = coroutine.exact::<Frame>().filter(|f| f.code().has(Flags::COROUTINE)) else { return };
        let mut places = Vec::new();
        let mut frame = crate::interp::call::current_frame(self);
        while let Some(f) = frame.filter(|_| (places.len() as i64) < self.importer.origin_depth) {
            let proto = &f.code().proto;
            if !f.code().has(Flags::HIDDEN) {
                let line = crate::object::frame_object::line(&f) as i64;
                let place = vec![Value::from(&proto.filename), Value::from(line), Value::from(&proto.name)];
                places.push(Tuple::value(place));
            }
            frame = caller_of(&f);
        }
        drop(coroutine.set_extras(|extras| std::mem::replace(&mut extras.origin, Tuple::value(places))));
    }

    /// An object whose last reference went must run code: a suspended generator, a coroutine never awaited, an
    /// instance with `__del__`. It has one reference again, given to this.
    pub(crate) fn finalize(&mut self, object: Value) {
        match object.kind() {
            Some(Kind::Frame) => self.finalize_frame(object),
            Some(Kind::WeakRef) => self.weak_callback(&object),
            Some(Kind::Awaitable) => self.finalize_awaitable(&object),
            Some(Kind::Instance | Kind::Module | Kind::Exception | Kind::Class) => {
                let name = self.names.del.clone();
                if self.call_special(&object, &name, &[]).is_err() {
                    let exception = self.take_raised();
                    let function = self.lookup_special(&object, &name).unwrap_or(Value::NONE);
                    crate::report::unraisable(
                        self,
                        exception,
                        &function,
                        "Exception ignored while calling deallocator",
                    );
                }
            }
            _ => {
                crate::object::file::finalize(self, &object);
                if crate::event_loop::finalize(self, &object).is_err() {
                    let exception = self.take_raised();
                    crate::report::unraisable(self, exception, &object, "Exception ignored while finalizing");
                }
            }
        }
    }

    fn finalize_frame(&mut self, object: Value) {
        let Some(frame) = object.to_gc::<Frame>() else { return };
        let flags = frame.code().flags.get();
        match frame.state.get() {
            State::Created | State::Suspended
                if flags.has(Flags::ASYNC_GENERATOR) && self.is_finalized_by_hook(&frame, &object) => {}
            State::Created => {
                if flags.has(Flags::COROUTINE) && !frame.marked(AWAITED) {
                    self.warn_never_awaited(&frame);
                }
                finish(frame.as_ptr());
            }
            State::Suspended | State::Running => self.close_ignoring(&frame, &object),
            State::Closed => (),
        }
    }

    /// Leaves an async generator to the finalizer hook that was in force when it was started.
    fn is_finalized_by_hook(&mut self, frame: &Gc<Frame>, object: &Value) -> bool {
        let hook = frame.finalizer();
        if hook.is_unset() || frame.marked(ASYNC_CLOSED) {
            return false;
        }
        if self.call(&hook, std::slice::from_ref(object)).is_err() {
            let exception = self.take_raised();
            crate::report::unraisable(self, exception, object, "Exception ignored while finalizing generator");
        }
        true
    }

    fn close_ignoring(&mut self, frame: &Gc<Frame>, object: &Value) {
        if self.close_generator(frame).is_err() {
            let exception = self.take_raised_here();
            // Coroutines are called so, too.
            crate::report::unraisable(self, exception, object, "Exception ignored while closing generator");
        }
    }

    /// `RuntimeWarning: coroutine 'f' was never awaited`.
    fn warn_never_awaited(&mut self, frame: &Gc<Frame>) {
        let name = frame.qualname();
        let mut message = format!("coroutine '{}' was never awaited", name.as_str().unwrap_or_default());
        message.push_str(&crate::report::warning::origin_text(self, &frame.origin()));
        crate::report::warn_never_awaited(
            self,
            &message,
            &frame.to_value(),
            "Exception ignored while finalizing coroutine",
        );
    }
}
