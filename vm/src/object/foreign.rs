//! Objects of native modules' own types: sockets, queues, futures, random generators, ...

use crate::heap::{Body, Gc, Kind, Visitor, visit_gc};
use crate::object::class::Class;
use crate::object::file::descriptor::Descriptor;
use crate::value::Value;
use std::any::Any;

/// What a native module keeps in an object of its own type.
pub trait ForeignData: Any {
    /// Show every value the data owns, each once.
    fn trace(&self, visit: &mut Visitor) {
        let _ = visit;
    }

    /// Give up references to break a cycle.
    fn clear(&self) {}

    /// The file descriptor of a socket or another object that has one and is open.
    fn descriptor(&self) -> Option<Descriptor> {
        None
    }
}

/// An object of a native module's own type.
pub struct Foreign {
    /// Its class.
    pub class: Gc<Class>,
    data: Box<dyn ForeignData>,
}

impl Body for Foreign {
    const KIND: Kind = Kind::Foreign;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.class, visit);
        self.data.trace(visit);
    }

    fn clear(&self) {
        self.data.clear();
    }
}

impl Foreign {
    /// An object of `class` holding `data`.
    pub fn new(class: Gc<Class>, data: impl ForeignData) -> Gc<Foreign> {
        Gc::new(Foreign { class, data: Box::new(data) })
    }

    /// The object's file descriptor, if it has one.
    pub fn descriptor(&self) -> Option<Descriptor> {
        self.data.descriptor()
    }

    /// The data, if it is a `T`.
    pub fn data<T: ForeignData>(&self) -> Option<&T> {
        (&*self.data as &dyn Any).downcast_ref()
    }
}

impl Value {
    /// The data of a foreign object, or of the one inside an instance of a subclass.
    pub fn foreign<T: ForeignData>(&self) -> Option<&T> {
        self.get::<Foreign>().and_then(Foreign::data)
    }
}
