//! Where tasks were made, for the reports of what they raise.

use crate::code::Flags;
use crate::event_loop::task::TaskPart;
use crate::frame::Frame;
use crate::heap::Slot;
use crate::interp::call::current_frame;
use crate::interp::resume::caller_of;
use crate::object::code::Code;
use crate::object::exception::Exception;
use crate::object::tuple::Tuple;
use crate::report::frame::shown_name;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;
use std::fmt::{self, Display, Formatter};

/// The place in the program that made a task.
#[derive(Default)]
pub struct Origin {
    /// The code of the innermost frame that tracebacks show; unset if there was none.
    code: Slot,
    /// The instruction that it was at.
    instruction: Cell<u32>,
}

impl Origin {
    /// Takes note of where the program is.
    pub(super) fn note(&self, vm: &Vm) {
        let mut frame = current_frame(vm);
        while let Some(f) = frame {
            if !f.code().has(Flags::HIDDEN) {
                self.instruction.set(f.instruction() as u32);
                self.code.set(f.function().code().into_value());
                return;
            }
            frame = caller_of(&f);
        }
    }

    /// What it refers to.
    pub(super) fn peek(&self) -> &Value {
        self.code.peek()
    }

    pub(super) fn clear(&self) {
        drop(self.code.take());
    }

    /// The place, if there is one.
    pub(super) fn place(&self) -> Option<Place> {
        place(&self.code.get(), self.instruction.get())
    }
}

/// A place in a program.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The file.
    pub filename: String,
    /// The line.
    pub line: u32,
    /// The function, or `<module>`.
    pub name: String,
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}, in {}", shown_name(&self.filename), self.line, self.name)
    }
}

fn place(code: &Value, instruction: u32) -> Option<Place> {
    let code = code.exact::<Code>()?;
    let line = code.position(instruction as usize).line;
    Some(Place { filename: code.proto.filename.to_string(), line, name: code.proto.name.to_string() })
}

/// The task is about to fail with `exception`, which remembers the first task that it comes out of.
pub(super) fn mark(task: &TaskPart, exception: &Value) {
    let Some(exception) = exception.exact::<Exception>().filter(|e| e.task.peek().is_unset()) else { return };
    let (code, instruction) = (task.origin.code.get(), task.origin.instruction.get());
    if !code.is_unset() {
        // Not the coroutine itself, which would keep its variables alive.
        let coroutine = task.coroutine.get();
        let function = coroutine.exact::<Frame>().map_or(Value::NONE, |f| Value::from(&*f.code().proto.name));
        let items = vec![task.name(), function, code, Value::from(i64::from(instruction))];
        exception.task.set(Tuple::value(items));
    }
}

/// What a report says about a task.
pub struct Report {
    /// Its name.
    pub task: String,
    /// The function that it runs, if that is known.
    pub function: Option<String>,
    /// Where it was made.
    pub place: Place,
}

/// The first task that `exception` came out of, if it has come out of one that the program made.
pub fn of_exception(exception: &Exception) -> Option<Report> {
    let marked = exception.task.get();
    let [name, function, code, instruction] = marked.exact::<Tuple>()?.items() else { return None };
    let function = function.as_str().map(str::to_string);
    let place = place(code, instruction.as_small_int()? as u32)?;
    Some(Report { task: name.as_str()?.to_string(), function, place })
}
