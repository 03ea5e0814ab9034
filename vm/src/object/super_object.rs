//! `super`: attribute lookup that starts after a class.

use crate::heap::{Body, Gc, Kind, Visitor, visit_gc};
use crate::object::class::Class;
use crate::value::Value;

/// A super object.
pub struct Super {
    /// The class after which lookup starts.
    pub after: Gc<Class>,
    /// The instance or class that methods are bound to; unset for an unbound one.
    pub receiver: Value,
    /// The class whose resolution order is used.
    pub receiver_class: Option<Gc<Class>>,
}

impl Body for Super {
    const KIND: Kind = Kind::Super;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.after, visit);
        visit(&self.receiver);
        if let Some(class) = &self.receiver_class {
            visit_gc(class, visit);
        }
    }
}
