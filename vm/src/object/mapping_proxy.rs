//! `mappingproxy`: a read-only view of a mapping, such as a class's `__dict__`.

use crate::heap::{Body, Kind, Visitor};
use crate::value::Value;

/// A mappingproxy.
pub struct MappingProxy {
    /// What it shows.
    pub mapping: Value,
}

impl Body for MappingProxy {
    const KIND: Kind = Kind::MappingProxy;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.mapping);
    }
}
