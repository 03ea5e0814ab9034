//! "invalid syntax. Did you mean 'while'?": a name that makes sense of a faulty statement once it is a keyword.

use super::suggest::closest;
use rondo_grammar::token::TokenKind;
use rondo_grammar::{LineIndex, Mode};

/// The keywords, sorted as CPython's `keyword.kwlist`.
const KEYWORDS: &[&str] = &[
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];
/// Names that are looked at, and keywords that are tried for each.
const MAX_NAMES: usize = 10;
const MAX_MATCHES: usize = 3;
/// Longer statements are not tried.
const MAX_SOURCE: usize = 1024;

/// A name that should have been a keyword.
#[derive(Debug, PartialEq)]
pub struct Typo {
    /// Where the name is in its line, in characters from 0: start and end.
    pub columns: (usize, usize),
    /// The keyword.
    pub keyword: &'static str,
}

/// The typo in line `number`, from 1, of `source`, if the syntax error reported there is due to one.
pub fn typo(source: &str, number: u32) -> Option<Typo> {
    let index = LineIndex::new(source);
    let line = index.line_text(source, number);
    let statement = statement(source, &index, number);
    if statement.len() > MAX_SOURCE || is_accepted(&statement) {
        return None;
    }
    let start = statement.len() - line.trim_start().len();
    let indent = line.len() - line.trim_start().len();
    let tokens = rondo_grammar::tokenize(line.trim_start()).ok()?;
    let names = tokens.iter().filter(|t| t.kind == TokenKind::Name);
    for token in names.take(MAX_NAMES) {
        let (from, to) = (token.span.start as usize, token.span.end as usize);
        let name = line.trim_start().get(from..to)?;
        for keyword in candidates(name) {
            let mended = format!("{}{keyword}{}", &statement[..start + from], &statement[start + to..]);
            if is_accepted(&mended) {
                let column = |byte: usize| line[..indent + byte].chars().count();
                return Some(Typo { columns: (column(from), column(to)), keyword });
            }
        }
    }
    None
}

/// The faulty line with the statement or block header before it, indentation taken away.
fn statement(source: &str, index: &LineIndex, number: u32) -> String {
    let line = index.line_text(source, number);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let before = (1..number)
        .rev()
        .map(|n| index.line_text(source, n))
        .find(|l| !l.trim().is_empty() && !l.trim_start().starts_with('#') && indent(l) <= indent(line));
    if let Some(before) = before {
        let shared = indent(before);
        let both = format!("{}\n{}", &before[shared..], line.get(shared..).unwrap_or(line));
        // A line in the middle of a longer statement is of no use.
        if is_accepted(&before[shared..]) {
            return both;
        }
    }
    line.trim_start().to_string()
}

/// Is it a program, or the beginning of one?
fn is_accepted(source: &str) -> bool {
    match rondo_grammar::parse(source, Mode::Exec) {
        Ok(_) => true,
        // A block that is missing at the end can still come.
        Err(error) => {
            let at_end = error.span.start as usize >= source.trim_end().len();
            error.incomplete || at_end && error.message.starts_with("expected an indented block")
        }
    }
}

/// The keywords that `name` may stand for, the likeliest first.
fn candidates(name: &str) -> Vec<&'static str> {
    let mut found: Vec<&str> = closest(name, KEYWORDS.iter().copied()).into_iter().collect();
    let mut near: Vec<(f64, &str)> =
        KEYWORDS.iter().map(|k| (similarity(k, name), *k)).filter(|(r, _)| *r >= 0.5).collect();
    near.sort_by(|a, b| b.partial_cmp(a).unwrap_or(std::cmp::Ordering::Equal));
    found.extend(near.into_iter().take(MAX_MATCHES).map(|(_, keyword)| keyword));
    found.truncate(MAX_MATCHES);
    found.retain(|keyword| *keyword != name);
    found
}

/// How alike two words are, from 0 to 1: twice the letters in common blocks by the letters of both (Ratcliff and
/// Obershelp, as Python's `difflib`).
fn similarity(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    2.0 * common(&a, &b) as f64 / (a.len() + b.len()).max(1) as f64
}

/// The letters of the longest common block and of those on either side of it.
fn common(a: &[char], b: &[char]) -> usize {
    let mut best = (0, 0, 0);
    for i in 0..a.len() {
        for j in 0..b.len() {
            let length = a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count();
            if length > best.2 {
                best = (i, j, length);
            }
        }
    }
    let (i, j, length) = best;
    if length == 0 { 0 } else { length + common(&a[..i], &b[..j]) + common(&a[i + length..], &b[j + length..]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str, line: u32) -> Option<(usize, usize, &'static str)> {
        typo(source, line).map(|t| (t.columns.0, t.columns.1, t.keyword))
    }

    #[test]
    fn names_that_should_be_keywords() {
        assert_eq!(found("whille x: pass", 1), Some((0, 6, "while")));
        assert_eq!(found("x = 1\nfro i in range(3):\n    print(i)", 2), Some((0, 3, "for")));
        assert_eq!(found("class A:\n    deff f(self):\n        pass", 2), Some((4, 8, "def")));
        assert_eq!(found("impor os", 1), Some((0, 5, "import")));
        assert_eq!(found("a b", 1), None);
        assert_eq!(found("x = (1 2)", 1), None);
    }
}
