//! Rondo's compiler, values, frames, interpreter and event loop.
