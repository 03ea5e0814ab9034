//! Rondo's compiler, values, frames, interpreter and event loop.

pub mod attr;
pub mod builtins;
pub mod call;
pub mod code;
pub mod collect;
pub mod compiler;
pub mod disassemble;
pub mod event_loop;
pub mod fault;
pub mod finish;
pub mod format;
pub mod frame;
mod gc;
pub mod heap;
pub mod import;
pub mod interp;
pub mod names;
pub mod object;
pub mod op;
pub mod ops;
pub mod patterns;
pub mod report;
pub mod start;
pub mod sys;
pub mod types;
pub mod value;
pub mod vm;
