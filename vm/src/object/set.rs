//! `set` and `frozenset`.

pub(crate) mod algebra;
mod methods;
mod table;

pub use algebra::{
    compare, difference, intersection, is_disjoint, is_subset, remove_all, symmetric_difference, toggle, union, update,
};
pub use methods::{FROZENSET_SPEC, SET_SPEC};
pub use table::Elements;

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::object::exception::Exc;
use crate::object::iter::{Iter, IterState};
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use std::cell::Cell;

/// A set.
pub struct Set {
    /// The elements.
    pub elements: Elements,
}

/// A frozenset.
pub struct FrozenSet {
    /// The elements, which never change once programs see the set.
    pub elements: Elements,
    hash: Cell<Option<u64>>,
}

impl Body for Set {
    const KIND: Kind = Kind::Set;

    fn trace(&self, visit: &mut Visitor) {
        self.elements.trace(visit);
    }

    fn clear(&self) {
        self.elements.clear();
    }
}

impl Body for FrozenSet {
    const KIND: Kind = Kind::FrozenSet;

    fn trace(&self, visit: &mut Visitor) {
        self.elements.trace(visit);
    }
}

impl Set {
    /// An empty set.
    pub fn new() -> Gc<Set> {
        Set::of(Elements::new())
    }

    /// A set of these elements.
    pub fn of(elements: Elements) -> Gc<Set> {
        Gc::new(Set { elements })
    }

    /// Adds an element.
    pub fn add(&self, vm: &mut Vm, element: Value) -> Result<(), Raised> {
        self.elements.add(vm, element)?;
        Ok(())
    }
}

impl FrozenSet {
    /// A frozenset of these elements.
    pub fn of(elements: Elements) -> Gc<FrozenSet> {
        Gc::new(FrozenSet { elements, hash: Cell::new(None) })
    }

    /// The frozenset of a compiled constant: its elements are constants, so their equality needs no code of classes.
    pub fn of_constants(constants: Vec<Value>) -> Value {
        let elements = Elements::new();
        for constant in constants {
            let hash = crate::ops::hash_constant(&constant);
            elements.add_constant(constant, hash);
        }
        FrozenSet::of(elements).into_value()
    }

    /// The hash, from those of the elements whatever their order.
    pub fn hash(&self) -> u64 {
        match self.hash.get() {
            Some(hash) => hash,
            None => {
                let hash = self.elements.frozen_hash();
                self.hash.set(Some(hash));
                hash
            }
        }
    }
}

/// The elements of a set or frozenset, also inside an instance of a subclass.
#[inline]
pub fn elements(value: &Value) -> Option<&Elements> {
    match value.exact::<Set>() {
        Some(set) => Some(&set.elements),
        None => match value.exact::<FrozenSet>() {
            Some(set) => Some(&set.elements),
            None => value.base_value().and_then(elements),
        },
    }
}

/// The elements of the set that a method was called on; the binder has checked that it is one.
fn receiver<'a>(vm: &mut Vm, value: &'a Value) -> Res<&'a Elements> {
    match elements(value) {
        Some(elements) => Ok(elements),
        None => Err(vm.type_error_about("a set is required, not '{}'", value)),
    }
}

/// `element in set`. An unhashable set stands for the frozenset of its elements.
pub fn contains(vm: &mut Vm, set: &Value, element: &Value) -> Res<bool> {
    let this = receiver(vm, set)?;
    match hash_or_freeze(vm, element)? {
        (hash, None) => this.contains(vm, element, hash),
        (hash, Some(frozen)) => this.contains(vm, &frozen, hash),
    }
}

/// The hash of an element that is looked for. If it is a set, the hash of the frozenset that stands for it, and that.
fn hash_or_freeze(vm: &mut Vm, element: &Value) -> Res<(u64, Option<Value>)> {
    match vm.hash_element(element) {
        Ok(hash) => Ok((hash, None)),
        Err(raised) => match element.get::<Set>() {
            Some(set) if vm.raised_is(Exc::TypeError) => {
                drop((raised, vm.take_raised()));
                let frozen = FrozenSet::of(set.elements.copy());
                Ok((frozen.hash(), Some(frozen.into_value())))
            }
            _ => Err(raised),
        },
    }
}

/// `iter(set)`.
pub fn iter(set: &Value) -> Value {
    let set = set.unwrap_base().clone();
    let len = elements(&set).map_or(0, Elements::len);
    Iter::value(IterState::Set { set, place: 0, len })
}
