//! Built-in descriptors: `property`, `classmethod`, `staticmethod`, `__slots__` members, computed attributes.

use crate::heap::{Body, Gc, Kind, Slot, Visitor};
use crate::object::native::NativeDef;
use crate::value::Value;

/// A descriptor.
pub struct Descriptor {
    /// Which kind.
    pub kind: DescriptorKind,
    /// The getter of a property, the callable of a class or static method, the class of a member or attribute.
    pub first: Slot,
    /// The setter of a property.
    pub second: Slot,
    /// The deleter of a property.
    pub third: Slot,
    /// `__doc__`, and the name of a property or member.
    pub doc: Slot,
    /// `__name__` of a property or member.
    pub name: Slot,
    /// Attributes set by programs: a dict or unset.
    pub dict: Slot,
}

/// The kinds of descriptor.
#[derive(Clone, Copy, Debug)]
pub enum DescriptorKind {
    /// `property`.
    Property,
    /// `classmethod`.
    ClassMethod,
    /// `staticmethod`.
    StaticMethod,
    /// A name in `__slots__`.
    Member,
    /// An attribute of a built-in type computed by native code.
    Getter(&'static NativeDef),
}

impl Body for Descriptor {
    const KIND: Kind = Kind::Descriptor;

    fn trace(&self, visit: &mut Visitor) {
        for slot in [&self.first, &self.second, &self.third, &self.doc, &self.name, &self.dict] {
            visit(slot.peek());
        }
    }

    fn clear(&self) {
        for slot in [&self.first, &self.second, &self.third, &self.dict] {
            drop(slot.take());
        }
    }
}

impl Descriptor {
    /// A descriptor whose other fields are unset.
    pub fn new(kind: DescriptorKind, first: Value) -> Gc<Descriptor> {
        let unset = || Slot::new(Value::UNSET);
        Gc::new(Descriptor {
            kind,
            first: Slot::new(first),
            second: unset(),
            third: unset(),
            doc: unset(),
            name: unset(),
            dict: unset(),
        })
    }
}
