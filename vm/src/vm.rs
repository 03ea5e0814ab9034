//! The virtual machine: what all of it shares, and how natives talk to it.

use crate::event_loop::{self, choice::Schedule};
use crate::frame::Frame;
use crate::heap::{Gc, Kind};
use crate::names::Names;
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::exception::{Exc, Exception};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::Types;
use crate::value::Value;

/// An exception has been raised and is parked in the VM: the error type of everything that can raise.
///
/// Made only by [`Vm::raise`] and what calls it, so that it always comes with an exception.
#[derive(Debug)]
#[must_use]
pub struct Raised(());

/// The result of an operation that can raise.
pub type Res<T = Value> = Result<T, Raised>;

const _: () = assert!(size_of::<Res>() == 8);

/// A virtual machine. One thread, one heap, one current frame.
pub struct Vm {
    /// The frame that runs or called the native that runs; null outside.
    pub(crate) frame: *mut Frame,
    /// The parked exception; unset if none.
    raised: Value,
    /// The built-in classes.
    pub types: Types,
    /// Names that the VM itself looks up.
    pub names: Names,
    /// The `builtins` module's namespace.
    pub builtins: Gc<Dict>,
    /// `sys.modules`.
    pub modules: Gc<Dict>,
    /// Clocks, readiness, randomness: the one choice point.
    pub schedule: Box<dyn Schedule>,
    /// The event loops, and what runs in them.
    pub loops: event_loop::State,
}

impl Vm {
    /// Raises `exception`, an exception object.
    pub fn raise(&mut self, exception: Value) -> Raised {
        debug_assert!(exception.is_kind(Kind::Exception));
        self.raised = exception;
        Raised(())
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
        match value.exact::<Exception>().and_then(|e| e.class.get().to_gc::<Class>()) {
            Some(own) => own.is_subclass_of(self.types.exception(class)),
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
        self.class_of(value).name_text()
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
