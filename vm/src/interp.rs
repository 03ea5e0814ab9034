//! The interpreter loop.

use crate::frame::Frame;
use crate::heap::Visitor;

/// Shows the instance that a running `__init__` will return.
pub(crate) fn visit_instance(frame: &Frame, visit: &mut Visitor) {
    let _ = (frame, visit);
}
