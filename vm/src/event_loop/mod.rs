//! The event loop: futures and tasks, the ready queue, timers, readiness of sockets, signals.

pub mod choice;
pub mod signal;
