//! Rondo's compiler, values, frames, interpreter and event loop.

pub mod code;
pub mod compiler;
pub mod op;
