//! Transports, stream buffers and listening sockets.

use crate::value::Value;
use crate::vm::{Res, Vm};

/// Acts on readiness.
pub(crate) fn on_event(vm: &mut Vm, target: &Value, readable: bool, writable: bool) -> Res<()> {
    let _ = (vm, target, readable, writable);
    Ok(())
}
