//! Byte spans to lines and columns.

use crate::code::Position;
use rondo_grammar::LineIndex;
use rondo_grammar::ast::Span;

/// Where the lines of a source text start.
pub(super) struct Lines<'a> {
    source: &'a str,
    index: LineIndex,
    last: (Span, Position),
}

impl<'a> Lines<'a> {
    pub fn new(source: &'a str) -> Lines<'a> {
        Lines { source, index: LineIndex::new(source), last: Default::default() }
    }

    /// The 1-based line of a byte offset.
    pub fn line(&self, offset: u32) -> u32 {
        self.index.line(offset)
    }

    /// Where a span stands; the empty span at 0 is no place at all.
    pub fn position(&mut self, span: Span) -> Position {
        if self.last.0 != span {
            let (line, end_line) = (self.line(span.start), self.line(span.end));
            let column = |line: u32, offset: u32| offset - self.index.line_start(line);
            let (col, end_col) = (column(line, span.start), column(end_line, span.end));
            self.last = (span, Position { line, end_line, col, end_col });
        }
        self.last.1
    }

    /// Do both offsets stand in the same line?
    pub fn same_line(&self, a: u32, b: u32) -> bool {
        !self.source.as_bytes()[a as usize..b as usize].contains(&b'\n')
    }
}
