//! Views of a dict: `keys()`, `values()`, `items()`.

use crate::heap::{Body, Gc, Kind, Visitor, visit_gc};
use crate::object::dict::Dict;

/// A view.
pub struct DictView {
    /// The dict.
    pub dict: Gc<Dict>,
    /// What of it is shown.
    pub part: Part,
}

/// What a view shows of each entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key.
    Keys,
    /// The value.
    Values,
    /// A tuple of both.
    Items,
}

impl Body for DictView {
    const KIND: Kind = Kind::DictView;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.dict, visit);
    }
}
