//! Modules.

use crate::heap::{Body, Gc, Kind, Visitor, visit_gc};
use crate::object::dict::Dict;
use crate::value::Value;

/// A module: a namespace.
pub struct Module {
    /// Its globals.
    pub dict: Gc<Dict>,
}

impl Body for Module {
    const KIND: Kind = Kind::Module;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.dict, visit);
    }

    fn clear(&self) {
        self.dict.clear_entries();
    }
}

impl Module {
    /// A module with `__name__` and the other names every module has.
    pub fn new(name: &str) -> Gc<Module> {
        let dict = Dict::new();
        dict.set_name("__name__", Value::from(name));
        for absent in ["__doc__", "__package__", "__loader__", "__spec__"] {
            dict.set_name(absent, Value::NONE);
        }
        Gc::new(Module { dict })
    }
}
