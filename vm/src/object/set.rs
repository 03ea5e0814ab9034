//! `set` and `frozenset`: a dict's table without values.

use crate::heap::{Body, Gc, Kind, Visitor, visit_gc};
use crate::object::dict::Dict;
use crate::value::Value;
use crate::vm::{Raised, Vm};

/// A set: the keys of a dict whose values are `None`.
pub struct Set {
    /// The elements.
    pub elements: Gc<Dict>,
}

/// A frozenset.
pub struct FrozenSet {
    /// The elements.
    pub elements: Gc<Dict>,
}

impl Body for Set {
    const KIND: Kind = Kind::Set;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.elements, visit);
    }

    fn clear(&self) {
        self.elements.clear_entries();
    }
}

impl Body for FrozenSet {
    const KIND: Kind = Kind::FrozenSet;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.elements, visit);
    }
}

impl Set {
    /// An empty set.
    pub fn new() -> Gc<Set> {
        Gc::new(Set { elements: Dict::new() })
    }

    /// Adds an element.
    pub fn add(&self, vm: &mut Vm, element: Value) -> Result<(), Raised> {
        self.elements.set(vm, element, Value::NONE)
    }
}

impl FrozenSet {
    /// The frozenset of a compiled constant: its elements are constants, so their equality needs no code of classes.
    pub fn of_constants(elements: Vec<Value>) -> Value {
        let dict = Dict::new();
        for element in elements {
            dict.set_constant(element);
        }
        Gc::new(FrozenSet { elements: dict }).into_value()
    }
}
