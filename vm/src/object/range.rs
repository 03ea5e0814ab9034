//! `range`, and the iterator that `for i in range(...)` runs on.

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::value::Value;
use std::cell::Cell;

/// A range; the three numbers are integers of any size.
pub struct Range {
    /// First number.
    pub start: Value,
    /// Bound, not included.
    pub stop: Value,
    /// Distance, not zero.
    pub step: Value,
}

impl Body for Range {
    const KIND: Kind = Kind::Range;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.start);
        visit(&self.stop);
        visit(&self.step);
    }
}

/// An iterator over a range of small integers.
pub struct RangeIter {
    /// The next number.
    pub next: Cell<i64>,
    /// How many numbers are left.
    pub left: Cell<i64>,
    /// Distance.
    pub step: i64,
}

impl Body for RangeIter {
    const KIND: Kind = Kind::RangeIter;
}

impl RangeIter {
    /// An iterator over `count` numbers from `start`; all of them small integers.
    pub fn value(start: i64, count: i64, step: i64) -> Value {
        Gc::new(RangeIter { next: Cell::new(start), left: Cell::new(count), step }).into_value()
    }
}
