//! `list`: a mutable sequence.

use crate::heap::{Body, Gc, Interior, Kind, Visitor};
use crate::value::Value;

/// A list.
pub struct List {
    items: Interior<Vec<Value>>,
}

impl Body for List {
    const KIND: Kind = Kind::List;

    fn trace(&self, visit: &mut Visitor) {
        self.items.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.items.replace(Vec::new()));
    }
}

impl List {
    /// A new list.
    pub fn new(items: Vec<Value>) -> Gc<List> {
        Gc::new(List { items: Interior::new(items) })
    }

    /// A new list as a value.
    pub fn value(items: Vec<Value>) -> Value {
        List::new(items).into_value()
    }

    /// The items. Borrows must end before user code can run; see [`Interior`].
    #[inline(always)]
    pub fn items(&self) -> &Interior<Vec<Value>> {
        &self.items
    }
}
