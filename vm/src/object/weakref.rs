//! Weak references.

use crate::heap::{Body, Kind, Slot, Visitor};
use std::cell::Cell;

/// A weak reference. The table of them by referent is the VM's.
pub struct WeakRef {
    /// The referent's address, 0 once it has died. Not counted.
    pub referent: Cell<usize>,
    /// Called with the reference when the referent dies; `None` for nothing.
    pub callback: Slot,
}

impl Body for WeakRef {
    const KIND: Kind = Kind::WeakRef;

    fn trace(&self, visit: &mut Visitor) {
        visit(self.callback.peek());
    }
}
