//! Built-in iterators: over lists, tuples, strings, dicts, sets, ..., and `reversed`, `enumerate`, `zip` and their
//! like. Each is plain data that says what comes next.

use crate::heap::{Body, Gc, Interior, Kind, Visitor};
use crate::value::Value;

/// An iterator.
pub struct Iter {
    /// What it goes over, and how far it is.
    pub state: Interior<IterState>,
}

/// The kinds of built-in iterator.
pub enum IterState {
    /// Exhausted: it stays so.
    Done,
    /// Items of a list from an index on.
    List(Value, usize),
    /// Items of a tuple from an index on.
    Tuple(Value, usize),
}

impl Body for Iter {
    const KIND: Kind = Kind::Iter;

    fn trace(&self, visit: &mut Visitor) {
        match &*self.state.borrow() {
            IterState::Done => (),
            IterState::List(v, _) | IterState::Tuple(v, _) => visit(v),
        }
    }

    fn clear(&self) {
        drop(self.state.replace(IterState::Done));
    }
}

impl Iter {
    /// An iterator.
    pub fn value(state: IterState) -> Value {
        Gc::new(Iter { state: Interior::new(state) }).into_value()
    }
}
