//! How a task drives its frame. The interpreter's own `resume` takes this file's place.

use crate::frame::Frame;
use crate::heap::Gc;
use crate::value::Value;
use crate::vm::Vm;

/// What a suspended coroutine is given.
pub enum Resume {
    /// A value.
    Send(Value),
    /// An exception object.
    Throw(Value),
}

/// What a resumed coroutine did. A raised exception is parked in the VM.
pub enum Step {
    /// It yielded.
    Yielded(Value),
    /// It returned.
    Returned(Value),
    /// It raised.
    Raised,
}

impl Vm {
    pub(crate) fn resume_frame(&mut self, _: &Gc<Frame>, _: Resume) -> Step {
        Step::Raised
    }
}
