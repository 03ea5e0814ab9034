//! Rondo's values, frames, interpreter and event loop.

pub use rondo_compiler::{self as compiler, code, op};

pub mod attr;
pub mod builtins;
pub mod call;
pub mod collect;
pub mod event_loop;
pub mod fault;
pub mod finish;
pub mod flags;
pub mod format;
pub mod frame;
mod gc;
pub mod heap;
pub mod import;
pub mod interp;
pub mod names;
pub mod object;
pub mod ops;
pub mod patterns;
pub mod report;
pub mod start;
pub mod sys;
pub mod types;
pub mod value;
pub mod vm;
