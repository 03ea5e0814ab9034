//! Tracebacks: where an exception passed on its way out.

use crate::frame::Frame;
use crate::heap::{Body, Gc, Kind, Slot, Visitor, visit_gc};
use crate::value::Value;

/// One entry; the next one is further in.
pub struct Traceback {
    /// The frame that the exception passed.
    pub frame: Gc<Frame>,
    /// Index of the instruction that raised.
    pub instruction: u32,
    /// The next entry or `None`.
    pub next: Slot,
}

impl Body for Traceback {
    const KIND: Kind = Kind::Traceback;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.frame, visit);
        visit(self.next.peek());
    }

    fn clear(&self) {
        drop(self.next.replace(Value::NONE));
    }
}
