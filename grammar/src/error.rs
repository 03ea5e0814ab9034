//! What is wrong with a source text, in CPython's words and at CPython's place.

use crate::ast::Span;
use crate::line_index::LineIndex;

/// Which exception class reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// `RecursionError`: an expression nested deeper than the compiler can follow.
    Recursion,
    /// `MemoryError`: an expression nested deeper than the parser can follow.
    Memory,
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
    /// What `end_offset` is told.
    pub extent: Extent,
    /// How far the parser had read when it gave up, an offset of the text, or [`SyntaxError::WITHIN_TOKEN`]; `None` for
    /// errors found in the tree, whose line CPython takes from the file.
    pub read: Option<u32>,
}

/// How much CPython knows of the columns of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Where it starts and ends.
    Range,
    /// Where it starts; `end_offset` is 0.
    Start,
    /// Where a token of layout stands, which has no columns: `end_offset` is -1.
    Layout,
    /// Nothing but the line: both are 0.
    Line,
}

impl SyntaxError {
    /// Stands for the span of the token that the parser read last, which an action does not know.
    pub(crate) const NEXT_TOKEN: Span = Span { start: u32::MAX, end: u32::MAX };

    /// How far was read when a token itself is faulty: not to the end of its line.
    pub(crate) const WITHIN_TOKEN: u32 = u32::MAX;

    /// A `SyntaxError` with `message` at `span`.
    pub fn new(message: impl Into<String>, span: Span) -> SyntaxError {
        SyntaxError {
            kind: ErrorKind::Syntax,
            message: message.into(),
            span,
            incomplete: false,
            extent: Extent::Range,
            read: None,
        }
    }

    /// The same error, of whose columns CPython knows as much.
    pub(crate) fn with(self, extent: Extent) -> SyntaxError {
        SyntaxError { extent, ..self }
    }

    /// An `IndentationError` with `message` at `span`.
    pub fn indentation(message: impl Into<String>, span: Span) -> SyntaxError {
        SyntaxError { kind: ErrorKind::Indentation, ..SyntaxError::new(message, span) }
    }
}

impl ErrorKind {
    /// The name of the exception class.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::Syntax => "SyntaxError",
            ErrorKind::Indentation => "IndentationError",
            ErrorKind::Tab => "TabError",
            ErrorKind::Recursion => "RecursionError",
            ErrorKind::Memory => "MemoryError",
        }
    }
}

/// Where a [`SyntaxError`] is, as the attributes of Python's exception have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// `lineno`, from 1.
    pub line: u32,
    /// `offset`: the column in characters, from 1; 0 if no column of the line is meant.
    pub column: u32,
    /// `end_lineno`.
    pub end_line: u32,
    /// `end_offset`.
    pub end_column: i32,
    /// `text`: the line, with its end if it was the last that was read.
    pub text: String,
}

impl SyntaxError {
    /// Where in `source`, the text it was found in, the error is.
    pub fn location(&self, source: &str) -> Location {
        let index = LineIndex::new(source);
        let line = index.line(self.span.start);
        let (mut end_line, mut end_column) =
            (index.line(self.span.end), index.column_in_chars(source, self.span.end) + 1);
        if end_line > line && end_column == 1 {
            // The range ends with a line end, which counts as one more column.
            end_line -= 1;
            end_column = index.line_text(source, end_line).chars().count() as u32 + 2;
        }
        // So does a line end that is missing.
        end_column += u32::from(self.span.end as usize > source.len());
        let mut column = index.column_in_chars(source, self.span.start) + 1;
        let end_column = match self.extent {
            Extent::Range => end_column as i32,
            Extent::Start => 0,
            // Where a dedent to the margin came instead of what was expected, CPython points before the line.
            Extent::Layout => {
                let stands = source[self.span.start as usize..].starts_with(|c: char| !c.is_whitespace());
                column -= u32::from(column == 1 && stands && self.message.starts_with("expected "));
                -1
            }
            Extent::Line => {
                column = 0;
                0
            }
        };
        let mut text = index.line_text(source, line).to_string();
        if self.read.is_none_or(|read| read != SyntaxError::WITHIN_TOKEN && index.line(read) <= line) {
            text.push('\n');
        }
        Location { line, column, end_line, end_column, text }
    }
}

/// The block that CPython prints for `error` in `source`, which came from `filename`: file and line, the source line
/// with carets, the exception. Ends with a newline.
pub fn format_error(error: &SyntaxError, source: &str, filename: &str) -> String {
    let location = error.location(source);
    let mut out = format!("  File \"{filename}\", line {}\n", location.line);
    let text = location.text.trim_end_matches('\n');
    if !text.is_empty() {
        let length = text.chars().count() as u32;
        let stripped = text.trim_start_matches([' ', '\x0c']);
        out.push_str(&format!("    {stripped}\n"));
        let indent = length - stripped.chars().count() as u32;
        let start = location.column.min(length + 1);
        // A range that runs over several lines is underlined to the end of the first.
        let end = if location.end_line > location.line { length + 1 } else { location.end_column.max(0) as u32 };
        let end = if end <= start { start + 1 } else { end };
        if start > indent {
            // Tabs and other blanks stay, so that carets line up in a terminal.
            let before = stripped.chars().take((start - 1 - indent) as usize);
            let padding: String = before.map(|c| if c.is_whitespace() { c } else { ' ' }).collect();
            let carets = "^".repeat((end - start) as usize);
            out.push_str(&format!("    {padding}{carets}\n"));
        }
    }
    out.push_str(&format!("{}: {}\n", error.kind.name(), error.message));
    out
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
