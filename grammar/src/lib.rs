//! Python 3.14's syntax: source text to tokens to AST. Nothing outside this crate knows syntax.
//!
//! [`parse`] is the way in; [`ast`] is what comes out; [`SyntaxError`] is what comes out otherwise.

pub mod ast;
pub mod error;
pub mod surrogate;

pub use error::{ErrorKind, SyntaxError};

/// What kind of text is parsed, as the third argument of Python's `compile`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A file: any number of statements.
    Exec,
    /// One expression.
    Eval,
    /// One statement at the prompt.
    Single,
}
