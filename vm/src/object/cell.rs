//! Cells: variables shared between a function and the functions inside it.

use crate::heap::{Body, Gc, Kind, Slot, Visitor};
use crate::value::Value;

/// A cell; its content is unset while the variable is unbound.
pub struct CellObject {
    /// The variable's value.
    pub content: Slot,
}

impl Body for CellObject {
    const KIND: Kind = Kind::Cell;

    fn trace(&self, visit: &mut Visitor) {
        visit(self.content.peek());
    }

    fn clear(&self) {
        drop(self.content.take());
    }
}

impl CellObject {
    /// A cell holding `content`.
    pub fn new(content: Value) -> Gc<CellObject> {
        Gc::new(CellObject { content: Slot::new(content) })
    }
}
