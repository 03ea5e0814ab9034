//! `tuple`: an immutable sequence, its items inline.

use crate::heap::{self, Body, Gc, Kind, Tailed, Visitor};
use crate::value::Value;

/// A tuple; its items are the tail.
pub struct Tuple {
    len: usize,
}

impl Body for Tuple {
    const KIND: Kind = Kind::Tuple;

    fn trace(&self, visit: &mut Visitor) {
        self.tail().iter().for_each(visit);
    }

    unsafe fn drop_tail(&self) {
        // SAFETY: as promised by the caller.
        unsafe { heap::drop_items(self) }
    }
}

impl Tailed for Tuple {
    type Item = Value;

    #[inline(always)]
    fn tail_len(&self) -> usize {
        self.len
    }
}

impl Tuple {
    /// A new tuple.
    pub fn new(items: Vec<Value>) -> Gc<Tuple> {
        Gc::with_tail(Tuple { len: items.len() }, items)
    }

    /// A new tuple of clones.
    pub fn from_slice(items: &[Value]) -> Gc<Tuple> {
        Gc::with_tail(Tuple { len: items.len() }, items.iter().cloned())
    }

    /// A new tuple as a value.
    pub fn value(items: Vec<Value>) -> Value {
        Tuple::new(items).into_value()
    }

    /// The items.
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        self.tail()
    }
}
