//! What is wrong with a source text, in CPython's words and at CPython's place.

use crate::ast::Span;

/// Which exception class reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
}

/// A syntax error: CPython 3.14's message and the range its caret points at.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    /// Which exception class reports it.
    pub kind: ErrorKind,
    /// The message, without file and line.
    pub message: String,
    /// The range that CPython underlines; line and column follow from the text. Empty where CPython points at a
    /// single place.
    pub span: Span,
    /// Could more input complete the text? The prompt then asks for a further line.
    pub incomplete: bool,
}

impl SyntaxError {
    /// A `SyntaxError` with `message` at `span`.
    pub fn new(message: impl Into<String>, span: Span) -> SyntaxError {
        SyntaxError { kind: ErrorKind::Syntax, message: message.into(), span, incomplete: false }
    }

    /// An `IndentationError` with `message` at `span`.
    pub fn indentation(message: impl Into<String>, span: Span) -> SyntaxError {
        SyntaxError { kind: ErrorKind::Indentation, ..SyntaxError::new(message, span) }
    }
}

/// A `SyntaxWarning` found while reading the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// The message.
    pub message: String,
    /// The place it speaks of.
    pub span: Span,
}

impl Warning {
    /// A warning with `message` at `span`.
    pub fn new(message: impl Into<String>, span: Span) -> Warning {
        Warning { message: message.into(), span }
    }
}
