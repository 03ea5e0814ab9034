//! Exceptions: the objects, and the hierarchy of built-in classes.

pub mod base;
pub mod group;
pub(crate) mod import;
pub mod os;
pub(crate) mod syntax;
pub mod unicode;

pub use base::construct;
pub(crate) use base::{is_plain, made_alike, make};

use crate::heap::{Body, FINALIZE, Gc, Kind, Slot, Visitor};
use crate::object::class::{Class, flag};
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
        let has_finalizer = class.exact::<Class>().is_some_and(|class| class.has(flag::DEL));
        let exception = Gc::new(Exception {
            class: Slot::new(class),
            args: Slot::new(args),
            cause: Slot::new(Value::NONE),
            context: Slot::new(Value::NONE),
            traceback: Slot::new(Value::NONE),
            suppress_context: Slot::new(Value::FALSE),
            payload: Slot::new(Value::UNSET),
            dict: Slot::new(Value::UNSET),
            task: Slot::new(Value::UNSET),
        });
        exception.header().set(FINALIZE, has_finalizer);
        exception
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
    GeneratorExit(BaseException) "Raised where a generator waits when it is closed.";
    KeyboardInterrupt(BaseException) "The user interrupted the program.";
    SystemExit(BaseException) "The program is to end.";
    BaseExceptionGroup(BaseException) "Several exceptions at once.";
    Exception(BaseException) "The base of exceptions that programs are expected to handle.";
    ArithmeticError(Exception) "The base of errors of arithmetic.";
    FloatingPointError(ArithmeticError) "An operation on floats failed.";
    OverflowError(ArithmeticError) "A result is too large.";
    ZeroDivisionError(ArithmeticError) "A division by zero.";
    AssertionError(Exception) "An assert statement failed.";
    AttributeError(Exception) "There is no such attribute.";
    BufferError(Exception) "An operation on an object's memory is not possible.";
    EOFError(Exception) "The input is at its end.";
    ImportError(Exception) "A module, or a name in it, cannot be imported.";
    ModuleNotFoundError(ImportError) "There is no such module.";
    LookupError(Exception) "The base of errors of keys and indices.";
    IndexError(LookupError) "An index is out of range.";
    KeyError(LookupError) "There is no such key.";
    MemoryError(Exception) "There is no memory left.";
    NameError(Exception) "There is no such name.";
    UnboundLocalError(NameError) "A local name has no value yet, or no longer.";
    OSError(Exception) "The system reports an error.";
    BlockingIOError(OSError) "The operation would have to wait.";
    ChildProcessError(OSError) "An operation on a child process failed.";
    ConnectionError(OSError) "The base of errors of connections.";
    BrokenPipeError(ConnectionError) "The other end of the pipe or connection is closed.";
    ConnectionAbortedError(ConnectionError) "The other end gave the connection up.";
    ConnectionRefusedError(ConnectionError) "The other end does not take the connection.";
    ConnectionResetError(ConnectionError) "The other end reset the connection.";
    FileExistsError(OSError) "There is such a file already.";
    FileNotFoundError(OSError) "There is no such file.";
    InterruptedError(OSError) "A signal interrupted the operation.";
    IsADirectoryError(OSError) "The operation needs a file, not a directory.";
    NotADirectoryError(OSError) "The operation needs a directory.";
    PermissionError(OSError) "The operation is not permitted.";
    ProcessLookupError(OSError) "There is no such process.";
    TimeoutError(OSError) "The time is up.";
    ReferenceError(Exception) "What a weak reference led to is gone.";
    RuntimeError(Exception) "An error of no other class.";
    NotImplementedError(RuntimeError) "A method that subclasses are to define.";
    PythonFinalizationError(RuntimeError) "The operation is not possible while the interpreter ends.";
    RecursionError(RuntimeError) "Calls are nested too deeply.";
    StopAsyncIteration(Exception) "An asynchronous iterator has no more items.";
    StopIteration(Exception) "An iterator has no more items.";
    SyntaxError(Exception) "The text is not a program.";
    IndentationError(SyntaxError) "A line is indented wrongly.";
    TabError(IndentationError) "Tabs and spaces are mixed so that the indentation is not clear.";
    _IncompleteInputError(SyntaxError) "The text ends too early.";
    SystemError(Exception) "An error of the interpreter itself.";
    TypeError(Exception) "A value of a wrong type.";
    ValueError(Exception) "A value of the right type that is wrong all the same.";
    UnicodeError(ValueError) "The base of errors of encodings.";
    UnicodeDecodeError(UnicodeError) "Bytes cannot be decoded.";
    UnicodeEncodeError(UnicodeError) "Text cannot be encoded.";
    UnicodeTranslateError(UnicodeError) "Text cannot be translated.";
    ExceptionGroup(BaseExceptionGroup) "Several exceptions at once.";
    Warning(Exception) "The base of warnings.";
    BytesWarning(Warning) "Of bytes taken for text.";
    DeprecationWarning(Warning) "Of what is deprecated; for programmers.";
    EncodingWarning(Warning) "Of an encoding that depends on the locale.";
    FutureWarning(Warning) "Of what is deprecated; for users.";
    ImportWarning(Warning) "Of what is probably a mistake in an import.";
    PendingDeprecationWarning(Warning) "Of what will be deprecated.";
    ResourceWarning(Warning) "Of what should have been closed.";
    RuntimeWarning(Warning) "Of behaviour that is doubtful.";
    SyntaxWarning(Warning) "Of syntax that is doubtful.";
    UnicodeWarning(Warning) "Of text and encodings.";
    UserWarning(Warning) "Of what programs themselves warn about.";
}

/// The class of an exception object, typed.
pub fn class_of(exception: &Exception) -> Option<Gc<Class>> {
    exception.class.get().to_gc::<Class>()
}
