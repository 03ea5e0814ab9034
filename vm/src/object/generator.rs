//! Generators, coroutines and async generators as objects. What they hold is a [`Frame`].

use crate::frame::Frame;
use crate::heap::{Body, Gc, Interior, Kind, Visitor, visit_gc};
use crate::value::Value;
use std::cell::Cell;

/// What stands between a program and a frame it drives: `coro.__await__()`, `agen.asend(v)`, `agen.athrow(e)`,
/// `agen.aclose()`.
pub struct Awaitable {
    /// What it does when driven.
    pub mode: AwaitMode,
    /// The coroutine or async generator.
    pub frame: Gc<Frame>,
    /// The value of the first step (`asend`), or the exception (`athrow`).
    pub argument: Interior<Value>,
    /// Has it been started or finished?
    pub state: Cell<AwaitState>,
}

/// What an [`Awaitable`] does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwaitMode {
    /// `coroutine.__await__`.
    Coroutine,
    /// `async_generator.__anext__` and `asend`.
    Send,
    /// `async_generator.athrow`.
    Throw,
    /// `async_generator.aclose`.
    Close,
}

/// How far an [`Awaitable`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwaitState {
    /// Not started.
    New,
    /// Started.
    Running,
    /// Finished: it cannot be awaited again.
    Done,
}

impl Body for Awaitable {
    const KIND: Kind = Kind::Awaitable;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.frame, visit);
        visit(&self.argument.borrow());
    }

    fn clear(&self) {
        drop(self.argument.replace(Value::UNSET));
    }
}
