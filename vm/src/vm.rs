//! The virtual machine: what all of it shares, and how natives talk to it.

use crate::event_loop::{self, choice::Schedule};
use crate::frame::{Frame, OnReturn};
use crate::heap::{Gc, Kind};
use crate::import::Importer;
use crate::interp::call::{Arguments, Entered};
use crate::interp::monitor::Monitoring;
use crate::interp::threads::Threads;
use crate::interp::trace::Tracing;
use crate::names::Names;
use crate::object::class::{Class, flag};
use crate::object::dict::Dict;
use crate::object::exception::{Exc, Exception};
use crate::object::instance::Instance;
use crate::object::native::Keywords;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::{TypeSpec, Types};
use crate::value::Value;
use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

/// An exception has been raised and is parked in the VM: the error type of everything that can raise.
///
/// Made only by [`Vm::raise`] and what calls it, so that it always comes with an exception.
#[derive(Debug)]
#[must_use]
pub struct Raised(());

/// The result of an operation that can raise.
pub type Res<T = Value> = Result<T, Raised>;

const _: () = assert!(size_of::<Res>() == 8);

/// How deep natives may nest: calls back into the language, `repr` and `==` of containers in containers. A level takes
/// less than 4 KB of Rust's stack.
pub(crate) const MAX_NATIVE_DEPTH: u32 = 8_000 * NATIVE_LEVEL;

/// What one level counts. A native iterator inside another, which takes less than 1 KB, counts one.
pub(crate) const NATIVE_LEVEL: u32 = 16;

/// What was last thrown into a generator: to compare with, for what they stand for may be gone.
#[derive(Default)]
pub(crate) struct Thrown {
    /// The address of the async generator whose awaitable has thrown it: to whoever awaits that it is raised, not thrown.
    pub by: usize,
    /// The address of one whose awaitable is about to throw.
    pub next_by: usize,
}

/// A virtual machine. One thread, one heap, one current frame.
pub struct Vm {
    /// The frame that runs or called the native that runs; null outside.
    pub(crate) frame: *mut Frame,
    /// The parked exception; unset if none.
    raised: Value,
    /// The parked exception was raised just now: it gets its context from the exception being handled.
    pub(crate) raised_anew: bool,
    /// What the iterator that ended last inside another one returned, while somebody wants to know; else unset.
    pub(crate) ended_with: Value,
    /// What was last thrown into a generator.
    pub(crate) thrown: Thrown,
    /// Handlers that are active in all frames, so that a raise need not look for them where there is none.
    pub(crate) active_handlers: usize,
    /// How many frames deep calls may go below the outermost one: one less than `sys.getrecursionlimit()`.
    pub recursion_limit: u32,
    /// How deep natives are nested in Rust's stack, [`NATIVE_LEVEL`] a level.
    pub(crate) depth: u32,
    /// The flag that SIGINT sets.
    pub(crate) interrupt: &'static AtomicBool,
    /// A built-in value is being made that `__init__` of a derived class will fill.
    pub(crate) deriving: bool,
    /// The class `type`, where comparing with it is cheap.
    pub(crate) type_value: Value,
    /// The hooks for the first iteration and the finalization of async generators (PEP 525).
    pub async_generator_hooks: (Value, Value),
    /// The exception that `throw()` made last and the arguments it was made from.
    pub(crate) thrown_arguments: Option<(Value, Vec<Value>)>,
    /// Code of functions that were given other code while frames may still run it.
    pub(crate) retired_code: Vec<Value>,
    /// The built-in classes.
    pub types: Types,
    /// Names that the VM itself looks up.
    pub names: Names,
    /// Modules, `sys` and what the VM was started with.
    pub importer: Importer,
    /// The `builtins` module's namespace.
    pub builtins: Gc<Dict>,
    /// `sys.modules`.
    pub modules: Gc<Dict>,
    /// Clocks, readiness, randomness: the one choice point.
    pub schedule: Box<dyn Schedule>,
    /// The event loops, and what runs in them.
    pub loops: event_loop::State,
    /// The threads, and which of them runs.
    pub(crate) threads: Threads,
    /// The running thread's trace and profile functions.
    pub(crate) tracing: Tracing,
    /// The tools of `sys.monitoring`.
    pub(crate) monitoring: Monitoring,
    /// The functions of `sys.addaudithook`.
    pub(crate) audit_hooks: Vec<Value>,
    /// What native modules keep, by the address of its type's specification.
    kept: HashMap<usize, Value, rustc_hash::FxBuildHasher>,
}

impl Vm {
    /// A VM of parts; its classes are still without attributes.
    pub(crate) fn assemble(
        types: Types,
        names: Names,
        importer: Importer,
        schedule: Box<dyn Schedule>,
        loops: event_loop::State,
    ) -> Vm {
        static NO_SIGNALS: AtomicBool = AtomicBool::new(false);
        Vm {
            frame: std::ptr::null_mut(),
            raised: Value::UNSET,
            raised_anew: false,
            ended_with: Value::UNSET,
            thrown: Thrown::default(),
            active_handlers: 0,
            recursion_limit: 999,
            depth: 0,
            interrupt: &NO_SIGNALS,
            deriving: false,
            type_value: Value::UNSET,
            async_generator_hooks: (Value::NONE, Value::NONE),
            thrown_arguments: None,
            retired_code: Vec::new(),
            types,
            names,
            importer,
            builtins: Dict::new(),
            modules: Dict::new(),
            schedule,
            loops,
            threads: Threads::default(),
            tracing: Tracing::default(),
            monitoring: Monitoring::default(),
            audit_hooks: Vec::new(),
            kept: HashMap::default(),
        }
    }

    /// What a native module keeps under the specification of its type.
    #[inline]
    pub fn kept(&self, spec: &'static TypeSpec) -> Option<Value> {
        self.kept.get(&(std::ptr::from_ref(spec) as usize)).cloned()
    }

    /// Keeps an object for a native module for as long as the VM lives.
    pub fn keep(&mut self, spec: &'static TypeSpec, object: Value) {
        self.kept.insert(std::ptr::from_ref(spec) as usize, object);
    }

    /// Raises `exception`, an exception object.
    pub fn raise(&mut self, exception: Value) -> Raised {
        debug_assert!(exception.is_kind(Kind::Exception));
        self.raised = exception;
        self.raised_anew = true;
        Raised(())
    }

    /// Parks an exception that was raised before and passes on: its context stays as it is.
    pub fn raise_again(&mut self, exception: Value) -> Raised {
        self.raised = exception;
        self.raised_anew = false;
        Raised(())
    }

    /// Raises what has just been raised as `raise ... from None` does.
    pub fn hiding_context(&mut self, raised: Raised) -> Raised {
        if let Some(e) = self.raised.exact::<Exception>() {
            e.suppress_context.set(Value::TRUE);
        }
        raised
    }

    /// The marker of an exception that is parked already, for callers that lost it on the way.
    pub(crate) fn still_raised(&mut self) -> Raised {
        debug_assert!(!self.raised.is_unset());
        Raised(())
    }

    /// Parks the exception that a thread left parked; unset for none.
    pub(crate) fn set_raised(&mut self, exception: Value) {
        self.raised = exception;
    }

    /// The parked exception.
    pub(crate) fn raised(&self) -> &Value {
        &self.raised
    }

    /// An exception object of a built-in class.
    pub fn new_exception(&mut self, class: Exc, args: Vec<Value>) -> Value {
        let class = self.types.exception(class).to_value();
        Exception::new(class, Tuple::value(args)).into_value()
    }

    /// Raises StopIteration with the value a generator returned.
    pub fn stop_iteration(&mut self, value: Value) -> Raised {
        let args = if value.is_none() { Vec::new() } else { vec![value.clone()] };
        let exception = self.new_exception(Exc::StopIteration, args);
        if let Some(e) = exception.exact::<Exception>() {
            e.payload.set(value);
        }
        self.raise(exception)
    }

    /// The value of a parked StopIteration, which is thereby handled; any other exception stays parked.
    pub fn take_stop_iteration(&mut self, raised: Raised) -> Result<Value, Raised> {
        if !self.raised_is(Exc::StopIteration) {
            return Err(raised);
        }
        let exception = self.take_raised();
        let value = exception.exact::<Exception>().map(|e| e.payload.get()).unwrap_or_default();
        Ok(if value.is_unset() { Value::NONE } else { value })
    }

    /// `next(iterator)`: the item, or what StopIteration carried.
    pub fn next_or_return(&mut self, iterator: &Value) -> Res<Result<Value, Value>> {
        match self.next_of_native(iterator) {
            Some(Ok(found)) => return Ok(found),
            Some(Err(raised)) => return self.take_stop_iteration(raised).map(Err),
            None => (),
        }
        let name = self.names.next.clone();
        match self.call_special(iterator, &name, &[]) {
            Ok(Some(item)) => Ok(Ok(item)),
            Ok(None) => {
                let got = self.type_name(iterator);
                Err(self.error(Exc::TypeError, format!("'{got}' object is not an iterator")))
            }
            Err(raised) => self.take_stop_iteration(raised).map(Err),
        }
    }

    /// One level deeper in Rust's stack; RecursionError if that is too deep.
    #[inline]
    pub(crate) fn enter_native(&mut self) -> Res<()> {
        if self.depth >= MAX_NATIVE_DEPTH {
            return Err(self.recursion_error());
        }
        self.depth += NATIVE_LEVEL;
        Ok(())
    }

    /// The level that [`Vm::enter_native`] entered is left.
    #[inline]
    pub(crate) fn leave_native(&mut self) {
        self.depth -= NATIVE_LEVEL;
    }

    /// Is a built-in value being made without arguments, for `__init__` of a derived class to fill?
    pub fn is_deriving(&self) -> bool {
        self.deriving
    }

    /// The globals of the function that runs.
    pub fn current_globals(&self) -> Option<Gc<Dict>> {
        if self.frame.is_null() {
            return None;
        }
        crate::interp::call::current_frame(self).map(|f| f.globals().clone())
    }

    /// `object()`.
    pub fn plain_object(&mut self) -> Value {
        Instance::new(&self.types.object, None).into_value()
    }

    /// A class called by native code, its metaclass not asked: `type.__call__`.
    pub(crate) fn call_type(&mut self, class: Gc<Class>, args: &[Value], keywords: Keywords) -> Res {
        let base = self.frame;
        let values = [args, keywords.values].concat();
        let names =
            if keywords.names.is_empty() { Value::UNSET } else { Tuple::from_slice(keywords.names).into_value() };
        match self.instantiate(class, Arguments { values, names }, OnReturn::Leave)? {
            Entered::Done(value) => Ok(value),
            Entered::Pushed => self.finish(base),
        }
    }

    /// A signal came: its handler runs, or KeyboardInterrupt is raised where the program is.
    pub fn handle_signals(&mut self) -> Res<()> {
        event_loop::signal::interrupted(self)
    }

    /// Raises a built-in exception with a message: `return Err(vm.error(Exc::ValueError, "math domain error"))`.
    #[cold]
    pub fn error(&mut self, class: Exc, message: impl Into<String>) -> Raised {
        let message = Str::value(&message.into());
        self.error_with(class, vec![message])
    }

    /// Raises a built-in exception with arguments.
    #[cold]
    pub fn error_with(&mut self, class: Exc, args: Vec<Value>) -> Raised {
        let class = self.types.exception(class).to_value();
        let exception = Exception::new(class, Tuple::value(args));
        self.raise(exception.into_value())
    }

    /// Takes the parked exception, to handle it. Unset if there is none.
    pub fn take_raised(&mut self) -> Value {
        std::mem::take(&mut self.raised)
    }

    /// Is the parked exception an instance of a built-in class (or of one derived from it)?
    pub fn raised_is(&self, class: Exc) -> bool {
        self.is_exception(&self.raised, class)
    }

    /// Is `value` an exception of a built-in class or of one derived from it?
    pub fn is_exception(&self, value: &Value, class: Exc) -> bool {
        match value.exact::<Exception>().and_then(|e| e.class.peek().exact::<Class>()) {
            Some(own) => own.descends_from(self.types.exception(class)),
            None => false,
        }
    }

    /// The class of a value.
    #[inline]
    pub fn class_of(&self, value: &Value) -> Gc<Class> {
        self.types.class_of(value)
    }

    /// The name of a value's class, as messages show it.
    pub fn type_name(&self, value: &Value) -> String {
        let class = self.class_of(value);
        let module = if class.has(flag::SHOWS_MODULE) { class.dict().get_name("__module__") } else { None };
        match module.as_ref().and_then(Value::as_str) {
            Some(module) => format!("{module}.{}", class.name_text()),
            None => class.name_text(),
        }
    }

    /// What messages about an argument's type call it: `None`, else the name of its class.
    pub fn argument_type_name(&self, value: &Value) -> String {
        if value.is_none() { "None".to_string() } else { self.type_name(value) }
    }

    /// The name of a class given as a value.
    pub fn class_name_of_class(&self, class: &Value) -> String {
        class.exact::<Class>().map(Class::name_text).unwrap_or_default()
    }

    /// Is `value` an instance of `class` (a class as a value) by its type, `__instancecheck__` not asked?
    pub fn is_instance_of_exactly_or_below(&self, value: &Value, class: &Value) -> bool {
        class.to_gc::<Class>().is_some_and(|class| self.class_of(value).is_subclass_of(&class))
    }
}
