//! Exceptions: the objects, and the hierarchy of built-in classes.

pub mod base;
pub mod group;
pub(crate) mod import;
pub mod os;
pub(crate) mod syntax;
pub mod unicode;

pub use base::construct;
pub(crate) use base::make;

use crate::heap::{Body, Gc, Kind, Slot, Visitor};
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::value::Value;

/// An exception, of a built-in class or of one derived from it.
pub struct Exception {
    /// Its class.
    pub class: Slot,
    /// `args`, a tuple.
    pub args: Slot,
    /// `__cause__` or `None`.
    pub cause: Slot,
    /// `__context__` or `None`.
    pub context: Slot,
    /// `__traceback__` or `None`.
    pub traceback: Slot,
    /// `__suppress_context__`, a bool.
    pub suppress_context: Slot,
    /// What the class keeps beside `args`: `StopIteration.value`, `SystemExit.code`, ...; unset for most.
    pub payload: Slot,
    /// Other attributes: a dict or unset.
    pub dict: Slot,
    /// The first task that it came out of, as `event_loop::origin` has it; unset for most.
    pub task: Slot,
}

impl Body for Exception {
    const KIND: Kind = Kind::Exception;

    fn trace(&self, visit: &mut Visitor) {
        self.slots().into_iter().for_each(|slot| visit(slot.peek()));
    }

    fn clear(&self) {
        for slot in [&self.cause, &self.context, &self.traceback] {
            drop(slot.replace(Value::NONE));
        }
        drop(self.payload.take());
        drop(self.dict.take());
        drop(self.task.take());
    }
}

impl Exception {
    /// An exception of `class` with `args`, a tuple.
    pub fn new(class: Value, args: Value) -> Gc<Exception> {
        Gc::new(Exception {
            class: Slot::new(class),
            args: Slot::new(args),
            cause: Slot::new(Value::NONE),
            context: Slot::new(Value::NONE),
            traceback: Slot::new(Value::NONE),
            suppress_context: Slot::new(Value::FALSE),
            payload: Slot::new(Value::UNSET),
            dict: Slot::new(Value::UNSET),
            task: Slot::new(Value::UNSET),
        })
    }

    fn slots(&self) -> [&Slot; 9] {
        [
            &self.class,
            &self.args,
            &self.cause,
            &self.context,
            &self.traceback,
            &self.suppress_context,
            &self.payload,
            &self.dict,
            &self.task,
        ]
    }

    /// The attributes set by programs, made when first asked for.
    pub fn attribute_dict(&self) -> Gc<Dict> {
        match self.dict.get().to_gc::<Dict>() {
            Some(dict) => dict,
            None => {
                let dict = Dict::new();
                self.dict.set(dict.to_value());
                dict
            }
        }
    }
}

macro_rules! exceptions {
    ($($name:ident($base:ident) $doc:literal;)*) => {
        /// The built-in exception classes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Exc {
            #[doc = "Common base class for all exceptions"]
            BaseException,
            $(#[doc = $doc] $name,)*
        }

        impl Exc {
            /// All of them, bases first.
            pub const ALL: &[Exc] = &[Exc::BaseException, $(Exc::$name),*];

            /// The class's name.
            pub fn name(self) -> &'static str {
                match self {
                    Exc::BaseException => "BaseException",
                    $(Exc::$name => stringify!($name),)*
                }
            }

            /// The class's base.
            pub fn base(self) -> Option<Exc> {
                match self {
                    Exc::BaseException => None,
                    $(Exc::$name => Some(Exc::$base),)*
                }
            }

            /// The class's docstring.
            pub fn doc(self) -> &'static str {
                match self {
                    Exc::BaseException => "Common base class for all exceptions",
                    $(Exc::$name => $doc,)*
                }
            }
        }
    };
}

exceptions! {
    GeneratorExit(BaseException) "Request that a generator exit.";
    KeyboardInterrupt(BaseException) "Program interrupted by user.";
    SystemExit(BaseException) "Request to exit from the interpreter.";
    BaseExceptionGroup(BaseException) "A combination of multiple unrelated exceptions.";
    Exception(BaseException) "Common base class for all non-exit exceptions.";
    ArithmeticError(Exception) "Base class for arithmetic errors.";
    FloatingPointError(ArithmeticError) "Floating-point operation failed.";
    OverflowError(ArithmeticError) "Result too large to be represented.";
    ZeroDivisionError(ArithmeticError) "Second argument to a division or modulo operation was zero.";
    AssertionError(Exception) "Assertion failed.";
    AttributeError(Exception) "Attribute not found.";
    BufferError(Exception) "Buffer error.";
    EOFError(Exception) "Read beyond end of file.";
    ImportError(Exception) "Import can't find module, or can't find name in module.";
    ModuleNotFoundError(ImportError) "Module not found.";
    LookupError(Exception) "Base class for lookup errors.";
    IndexError(LookupError) "Sequence index out of range.";
    KeyError(LookupError) "Mapping key not found.";
    MemoryError(Exception) "Out of memory.";
    NameError(Exception) "Name not found globally.";
    UnboundLocalError(NameError) "Local name referenced but not bound to a value.";
    OSError(Exception) "Base class for I/O related errors.";
    BlockingIOError(OSError) "I/O operation would block.";
    ChildProcessError(OSError) "Child process error.";
    ConnectionError(OSError) "Connection error.";
    BrokenPipeError(ConnectionError) "Broken pipe.";
    ConnectionAbortedError(ConnectionError) "Connection aborted.";
    ConnectionRefusedError(ConnectionError) "Connection refused.";
    ConnectionResetError(ConnectionError) "Connection reset.";
    FileExistsError(OSError) "File already exists.";
    FileNotFoundError(OSError) "File not found.";
    InterruptedError(OSError) "Interrupted by signal.";
    IsADirectoryError(OSError) "Operation doesn't work on directories.";
    NotADirectoryError(OSError) "Operation only works on directories.";
    PermissionError(OSError) "Not enough permissions.";
    ProcessLookupError(OSError) "Process not found.";
    TimeoutError(OSError) "Timeout expired.";
    ReferenceError(Exception) "Weak ref proxy used after referent went away.";
    RuntimeError(Exception) "Unspecified run-time error.";
    NotImplementedError(RuntimeError) "Method or function hasn't been implemented yet.";
    PythonFinalizationError(RuntimeError) "Operation blocked during Python finalization.";
    RecursionError(RuntimeError) "Recursion limit exceeded.";
    StopAsyncIteration(Exception) "Signal the end from iterator.__anext__().";
    StopIteration(Exception) "Signal the end from iterator.__next__().";
    SyntaxError(Exception) "Invalid syntax.";
    IndentationError(SyntaxError) "Improper indentation.";
    TabError(IndentationError) "Improper mixture of spaces and tabs.";
    SystemError(Exception) "Internal error in the Python interpreter.";
    TypeError(Exception) "Inappropriate argument type.";
    ValueError(Exception) "Inappropriate argument value (of correct type).";
    UnicodeError(ValueError) "Unicode related error.";
    UnicodeDecodeError(UnicodeError) "Unicode decoding error.";
    UnicodeEncodeError(UnicodeError) "Unicode encoding error.";
    UnicodeTranslateError(UnicodeError) "Unicode translation error.";
    ExceptionGroup(BaseExceptionGroup) "A combination of multiple unrelated exceptions.";
    Warning(Exception) "Base class for warning categories.";
    BytesWarning(Warning) "Base class for warnings about bytes and buffer related problems.";
    DeprecationWarning(Warning) "Base class for warnings about deprecated features.";
    EncodingWarning(Warning) "Base class for warnings about encodings.";
    FutureWarning(Warning) "Base class for warnings about constructs that will change semantically in the future.";
    ImportWarning(Warning) "Base class for warnings about probable mistakes in module imports";
    PendingDeprecationWarning(Warning) "Base class for warnings about features which will be deprecated in the future.";
    ResourceWarning(Warning) "Base class for warnings about resource usage.";
    RuntimeWarning(Warning) "Base class for warnings about dubious runtime behavior.";
    SyntaxWarning(Warning) "Base class for warnings about dubious syntax.";
    UnicodeWarning(Warning) "Base class for warnings about Unicode related problems.";
    UserWarning(Warning) "Base class for warnings generated by user code.";
}

/// The class of an exception object, typed.
pub fn class_of(exception: &Exception) -> Option<Gc<Class>> {
    exception.class.get().to_gc::<Class>()
}
