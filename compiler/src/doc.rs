//! Docstrings.

use rondo_grammar::Text;
use rondo_grammar::ast::{Constant, ExprKind, Span, Stmt, StmtKind};

/// The docstring that a body begins with, where it stands, and the rest of the body.
pub(super) fn split(body: &[Stmt]) -> Option<(&Text, Span, &[Stmt])> {
    let (first, rest) = body.split_first()?;
    let StmtKind::Expr(e) = &first.kind else { return None };
    let ExprKind::Constant(Constant::Str(doc)) = &e.kind else { return None };
    Some((doc, e.span, rest))
}

/// The docstring without the indentation of its lines, as CPython stores it since 3.13.
pub(super) fn clean(doc: &Text) -> Text {
    let text = expand_tabs(doc);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or_default();
    let margin = lines.clone().filter(|l| indent(l) < l.len()).map(indent).min().unwrap_or(0);
    if indent(first) == 0 && margin == 0 {
        return if text == **doc { doc.clone() } else { text.into() };
    }
    let mut cleaned = first.trim_start_matches(' ').to_string();
    for line in lines {
        cleaned.push('\n');
        cleaned.push_str(&line[margin.min(indent(line))..]);
    }
    cleaned.into()
}

fn expand_tabs(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                expanded.extend(std::iter::repeat_n(' ', width));
                column += width;
            }
            '\n' | '\r' => {
                expanded.push(c);
                column = 0;
            }
            _ => {
                expanded.push(c);
                column += 1;
            }
        }
    }
    expanded
}
