//! Python 3.14's syntax: source text to tokens to AST. Nothing outside this crate knows syntax.
//!
//! [`parse`] is the way in; [`ast`] is what comes out; [`SyntaxError`] is what comes out otherwise.

mod actions;
pub mod ast;
mod context;
mod depth;
mod diagnose;
pub mod error;
mod fields;
mod fstring;
mod lexer;
mod line_index;
pub mod names;
mod number;
mod operators;
mod parser;
mod pattern;
mod soft_keywords;
mod source;
mod strings;
pub mod surrogate;
mod target;
mod text;
pub mod token;

pub use error::{ErrorKind, Extent, Location, SyntaxError, Warning, format_error};
pub use line_index::LineIndex;
pub use parser::{Parsed, is_open, parse, parse_as_read, parse_with_warnings, tokenize, unclosed_brackets};
pub use source::{decode, foreign_encoding};
pub use text::Text;

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
