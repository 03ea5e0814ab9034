//! Spans to lines and columns: of a text, or of a tree that a program made.

use crate::code::Position;
use rondo_grammar::LineIndex;
use rondo_grammar::ast::Span;
use std::collections::HashMap;

/// The places of a tree without a text: what its spans hold in place of offsets are indices of this list, which are in
/// no order. Index 0 is no place.
#[derive(Clone, Debug)]
pub struct Places {
    /// 1-based line and 0-based column in bytes of each.
    list: Vec<(u32, u32)>,
    known: HashMap<(u32, u32), u32>,
}

impl Default for Places {
    fn default() -> Places {
        Places { list: vec![(1, 0)], known: HashMap::new() }
    }
}

impl Places {
    /// The index of a place; equal places have one.
    pub fn index(&mut self, line: u32, column: u32) -> u32 {
        let next = self.list.len() as u32;
        let index = *self.known.entry((line, column)).or_insert(next);
        if index == next {
            self.list.push((line, column));
        }
        index
    }

    /// The line and the column at an index that [`Places::index`] gave.
    pub fn at(&self, index: u32) -> (u32, u32) {
        self.list.get(index as usize).copied().unwrap_or((1, 0))
    }

    /// Where a span begins and ends.
    pub fn position(&self, span: Span) -> Position {
        let ((line, col), (end_line, end_col)) = (self.at(span.start), self.at(span.end));
        Position { line, end_line, col, end_col }
    }
}

/// Where the lines of a source text start, or the places of a tree.
pub(super) enum Lines<'a> {
    Text { source: &'a str, index: LineIndex, last: (Span, Position) },
    Tree(&'a Places),
}

impl<'a> Lines<'a> {
    pub fn new(source: &'a str) -> Lines<'a> {
        Lines::Text { source, index: LineIndex::new(source), last: Default::default() }
    }

    /// The 1-based line of a byte offset.
    pub fn line(&self, offset: u32) -> u32 {
        match self {
            Lines::Text { index, .. } => index.line(offset),
            Lines::Tree(places) => places.at(offset).0,
        }
    }

    /// Where a span stands; the empty span at 0 is no place at all.
    pub fn position(&mut self, span: Span) -> Position {
        match self {
            Lines::Text { index, last, .. } => {
                if last.0 != span {
                    let (line, end_line) = (index.line(span.start), index.line(span.end));
                    let column = |line: u32, offset: u32| offset - index.line_start(line);
                    let (col, end_col) = (column(line, span.start), column(end_line, span.end));
                    *last = (span, Position { line, end_line, col, end_col });
                }
                last.1
            }
            Lines::Tree(places) => places.position(span),
        }
    }

    /// Do both offsets stand in the same line?
    pub fn same_line(&self, a: u32, b: u32) -> bool {
        match self {
            Lines::Text { source, .. } => !source.as_bytes()[a as usize..b as usize].contains(&b'\n'),
            Lines::Tree(places) => places.at(a).0 == places.at(b).0,
        }
    }

    /// Does all between a span and an offset stand in one line, the span included?
    pub fn in_one_line(&self, span: Span, near: u32) -> bool {
        match self {
            Lines::Text { .. } => self.same_line(span.start.min(near), span.end.max(near)),
            Lines::Tree(_) => self.same_line(span.start, span.end) && self.same_line(span.start, near),
        }
    }

    /// From the beginning of one span to the end of a later one.
    pub fn join(&self, first: Span, second: Span) -> Span {
        Span::new(first.start, second.end)
    }
}
