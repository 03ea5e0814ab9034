//! One entry of a traceback: file, line, function, the source text and the markers under it.
//!
//! The markers follow CPython's `traceback` module: `^` under what the instruction covers, `~` around the operator,
//! brackets or parentheses that are to blame, and nothing where the whole line is.

use super::theme::Theme;
use crate::code::Position;
use rondo_grammar::Mode;
use rondo_grammar::ast::{Expr, ExprKind, Mod, Stmt, StmtKind};

/// What a traceback shows of a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The file.
    pub filename: String,
    /// The function.
    pub name: String,
    /// What the instruction covers; line 0 if it comes from no line.
    pub position: Position,
}

/// How many times the same entry is shown before the rest is only counted.
const REPETITIONS: usize = 3;

/// The entries as text. `line` gives a file's line by number, if it can.
pub fn format_entries(
    entries: &[Entry],
    theme: Theme,
    mut line: impl FnMut(&str, u32) -> Option<String>,
) -> Vec<String> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < entries.len() {
        let same = |e: &Entry| {
            (&e.filename, e.position.line, &e.name)
                == (&entries[i].filename, entries[i].position.line, &entries[i].name)
        };
        let count = entries[i..].iter().take_while(|e| same(e)).count();
        for entry in &entries[i..i + count.min(REPETITIONS)] {
            out.push(format_entry(entry, theme, &mut line));
        }
        if count > REPETITIONS {
            let more = count - REPETITIONS;
            out.push(format!("  [Previous line repeated {more} more time{}]\n", if more > 1 { "s" } else { "" }));
        }
        i += count;
    }
    out
}

/// One entry as text, with its source lines.
fn format_entry(entry: &Entry, theme: Theme, line: &mut impl FnMut(&str, u32) -> Option<String>) -> String {
    let at = entry.position;
    let shown = shown_name(&entry.filename);
    let (file, number) = (theme.place(&format!("\"{shown}\"")), theme.place(&at.line.to_string()));
    let mut out = format!("  File {file}, line {number}, in {}\n", theme.place(&entry.name));
    let last = at.end_line.max(at.line);
    let original: Vec<String> = (at.line..=last)
        .map(|number| line(&entry.filename, number).map_or(String::new(), |text| text.trim_end().to_string()))
        .collect();
    out.push_str(&source_lines(&original, at, theme));
    out
}

/// The lines from `at.line` to `at.end_line`, indented by four, with markers; empty if they are blank.
pub fn source_lines(original: &[String], at: Position, theme: Theme) -> String {
    let dedented = dedent(original);
    match dedented.iter().any(|text| !text.is_empty()) {
        true => source_block(original, &dedented, at, theme),
        false => String::new(),
    }
}

/// The name under which a traceback shows a file: what is typed at a plain prompt has numbered names that look the same.
pub(crate) fn shown_name(filename: &str) -> &str {
    if filename.starts_with("<stdin>-") { "<stdin>" } else { filename }
}

/// Lines without the indentation they share; blank lines do not count.
fn dedent(lines: &[String]) -> Vec<String> {
    let indents = lines.iter().filter(|l| !l.trim().is_empty()).map(|l| &l[..l.len() - l.trim_start().len()]);
    let common = indents.reduce(|a, b| {
        let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
        &a[..same]
    });
    let common = common.unwrap_or_default().len();
    lines.iter().map(|l| if l.trim().is_empty() { String::new() } else { l[common..].to_string() }).collect()
}

/// A text's character offset for a byte offset; past the end it is the length.
fn char_offset(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}

/// How wide the first `chars` characters of a text are on a terminal.
fn display_width(text: &str, chars: usize) -> usize {
    if text.is_ascii() {
        return chars;
    }
    text.chars().take(chars).map(|c| 1 + is_wide(c) as usize).sum()
}

/// Is the East Asian width of `c` W or F (Unicode Standard Annex 11)? Blocks, not single characters.
fn is_wide(c: char) -> bool {
    matches!(c as u32,
        0x1100..=0x115f | 0x231a..=0x231b | 0x23e9..=0x23ec | 0x2614..=0x2615 | 0x2648..=0x2653 | 0x26a1
        | 0x26bd..=0x26be | 0x26c4..=0x26c5 | 0x2705 | 0x270a..=0x270b | 0x2728 | 0x274c | 0x274e | 0x2753..=0x2755
        | 0x2757 | 0x2795..=0x2797 | 0x2b1b..=0x2b1c | 0x2b50 | 0x2b55 | 0x2e80..=0x303e | 0x3041..=0x33ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xa000..=0xa4cf | 0xa960..=0xa97f | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe10..=0xfe19 | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f004 | 0x1f0cf | 0x1f18e
        | 0x1f191..=0x1f19a | 0x1f200..=0x1f320 | 0x1f32d..=0x1f335 | 0x1f337..=0x1f37c | 0x1f37e..=0x1f393
        | 0x1f3a0..=0x1f3ca | 0x1f3cf..=0x1f3d3 | 0x1f3e0..=0x1f3f0 | 0x1f3f4 | 0x1f3f8..=0x1f43e | 0x1f440
        | 0x1f442..=0x1f4fc | 0x1f4ff..=0x1f53d | 0x1f54b..=0x1f54e | 0x1f550..=0x1f567 | 0x1f57a
        | 0x1f595..=0x1f596 | 0x1f5a4 | 0x1f5fb..=0x1f64f | 0x1f680..=0x1f6c5 | 0x1f6cc | 0x1f6d0..=0x1f6d2
        | 0x1f6d5..=0x1f6d7 | 0x1f6dc..=0x1f6df | 0x1f6eb..=0x1f6ec | 0x1f6f4..=0x1f6fc | 0x1f7e0..=0x1f7eb
        | 0x1f7f0 | 0x1f90c..=0x1f93a | 0x1f93c..=0x1f945 | 0x1f947..=0x1f9ff | 0x1fa70..=0x1faff
        | 0x20000..=0x2fffd | 0x30000..=0x3fffd)
}

/// The source lines of an entry, indented by four, with markers.
fn source_block(original: &[String], lines: &[String], at: Position, theme: Theme) -> String {
    let last = lines.len() - 1;
    let dropped = original[0].chars().count() - lines[0].chars().count();
    let start = char_offset(&original[0], at.col as usize).saturating_sub(dropped);
    let end = char_offset(&original[last], at.end_col as usize).saturating_sub(dropped);
    let segment = segment(lines, start, end);
    let anchors = anchors(&segment);
    let markers = Markers {
        shown: should_show(lines, start, end, anchors.is_some()),
        start: display_width(&lines[0], start),
        end: display_width(&lines[last], end),
        anchors: anchors.map(|(left, right)| {
            let width = |(line, column): (usize, usize)| {
                let column = if line == 0 { column + start } else { column };
                (line, lines.get(line).map_or(column, |text| display_width(text, column)))
            };
            (width(left), width(right))
        }),
        last,
        theme,
    };
    let mut significant = vec![0, last];
    if let Some(((left, _), (right, _))) = anchors {
        for line in [left, right] {
            significant.extend((line.saturating_sub(1)..=line + 1).filter(|n| *n <= last));
        }
    }
    significant.sort_unstable();
    significant.dedup();
    let mut shown = Vec::new();
    for (i, &number) in significant.iter().enumerate() {
        if i > 0 {
            match number - significant[i - 1] {
                1 => (),
                2 => markers.push(number - 1, &lines[number - 1], &mut shown),
                gap => shown.push(format!("...<{} lines>...", gap - 1)),
            }
        }
        markers.push(number, &lines[number], &mut shown);
    }
    // Once more: the line with the least indentation may be one that is not shown.
    dedent(&shown).iter().map(|line| format!("    {line}\n")).collect()
}

/// The text that the instruction covers.
fn segment(lines: &[String], start: usize, end: usize) -> String {
    let text = lines.join("\n");
    let tail = lines[lines.len() - 1].chars().count().saturating_sub(end);
    let length = text.chars().count();
    text.chars().skip(start).take(length.saturating_sub(tail).saturating_sub(start)).collect()
}

/// A place in several lines: line and column in characters, both from 0.
type Place = (usize, usize);

/// What is marked, in columns of the terminal.
struct Markers {
    shown: bool,
    start: usize,
    end: usize,
    anchors: Option<(Place, Place)>,
    last: usize,
    theme: Theme,
}

impl Markers {
    /// Appends a line and the markers under it.
    fn push(&self, number: usize, line: &str, out: &mut Vec<String>) {
        if !self.shown {
            return out.push(line.to_string());
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let width = if number == self.last { self.end } else { display_width(line, line.chars().count()) };
        let mark = |column: usize| {
            if column < indent || (number == 0 && column < self.start) {
                return ' ';
            }
            match self.anchors {
                Some((left, right)) if left <= (number, column) && (number, column) < right => '^',
                Some(_) => '~',
                None => '^',
            }
        };
        let (line, markers) = self.theme.marked(line, &(0..width).map(mark).collect::<String>());
        out.extend([line, markers]);
    }
}

/// The expression that `segment` is, if it is one.
fn parse_segment(segment: &str) -> Option<Expr> {
    // In parentheses an expression may run over several lines.
    match rondo_grammar::parse(&format!("(\n{segment}\n)"), Mode::Exec).ok()? {
        Mod::Module(mut body) if body.len() == 1 => match body.remove(0).kind {
            StmtKind::Expr(expr) => Some(*expr),
            _ => None,
        },
        _ => None,
    }
}

/// Where the operator or the brackets of an expression begin and end, relative to the segment.
fn anchors(segment: &str) -> Option<(Place, Place)> {
    let expr = parse_segment(segment)?;
    let lines: Vec<Vec<char>> = segment.lines().map(|line| line.chars().collect()).collect();
    // Two bytes were put before the segment.
    let place = |offset: u32| -> Option<Place> {
        let before = segment.get(..(offset as usize).checked_sub(2)?)?;
        let line = before.matches('\n').count();
        Some((line, before.chars().rev().take_while(|c| *c != '\n').count()))
    };
    let cursor = Cursor { lines: &lines };
    match &expr.kind {
        ExprKind::BinOp { left, right, .. } => {
            let start = cursor.find(place(left.span.end)?, |c| !c.is_whitespace() && c != ')')?;
            let mut end = (start.0, start.1 + 1);
            let right = place(right.span.start)?;
            let second = lines[start.0].get(end.1).copied();
            // Operators have one or two characters.
            if end < right && second.is_some_and(|c| !c.is_whitespace() && c != '\\' && c != '#') {
                end.1 += 1;
            }
            Some((start, end))
        }
        ExprKind::Subscript { value, .. } => {
            Some((cursor.find(place(value.span.end)?, |c| c == '[')?, place(expr.span.end)?))
        }
        ExprKind::Call { func, .. } => Some((cursor.find(place(func.span.end)?, |c| c == '(')?, place(expr.span.end)?)),
        _ => None,
    }
}

/// Steps over the characters of several lines.
struct Cursor<'a> {
    lines: &'a [Vec<char>],
}

impl Cursor<'_> {
    /// The place itself, or the start of the next line that is not empty if the place is past its line's end.
    fn valid(&self, (mut line, mut column): Place) -> Option<Place> {
        while column >= self.lines.get(line)?.len() {
            line += 1;
            column = 0;
        }
        Some((line, column))
    }

    /// The first character from `from` on that is wanted; comments and continuation marks are skipped.
    fn find(&self, from: Place, wanted: impl Fn(char) -> bool) -> Option<Place> {
        let mut at = self.valid(from)?;
        loop {
            let c = self.lines[at.0][at.1];
            if c == '\\' || c == '#' {
                at = self.valid((at.0 + 1, 0))?;
            } else if wanted(c) {
                return Some(at);
            } else {
                at = self.valid((at.0, at.1 + 1))?;
            }
        }
    }
}

/// Do markers tell more than the line alone?
fn should_show(lines: &[String], start: usize, end: usize, has_anchors: bool) -> bool {
    let last = &lines[lines.len() - 1];
    if covers_call(lines, start, end).unwrap_or(false) {
        return false;
    }
    has_anchors
        || lines[0].chars().take(start).any(|c| !c.is_whitespace())
        || last.chars().skip(end).any(|c| !c.is_whitespace())
}

/// Is the range the whole right side of `return f(...)` or `x = f(...)`? `None` if the lines are no statement.
fn covers_call(lines: &[String], start: usize, end: usize) -> Option<bool> {
    let text = lines.join("\n");
    let Ok(Mod::Module(body)) = rondo_grammar::parse(&text, Mode::Exec) else { return None };
    let Some(Stmt { kind, .. }) = body.first() else { return Some(true) };
    let call = match kind {
        StmtKind::Return(Some(value)) => match &value.kind {
            ExprKind::Call { func, .. } if matches!(func.kind, ExprKind::Name(_)) => value,
            _ => return None,
        },
        StmtKind::Assign { targets, value } => match (targets.as_slice(), &value.kind) {
            ([target], ExprKind::Call { .. }) if matches!(target.kind, ExprKind::Name(_)) => value,
            _ => return None,
        },
        _ => return None,
    };
    let first_line_end = lines[0].len();
    let last_line_start = text.len() - lines[lines.len() - 1].len();
    let (from, to) = (call.span.start as usize, call.span.end as usize);
    Some(from == start && from <= first_line_end && to >= last_line_start && to - last_line_start == end)
}

#[cfg(test)]
mod tests {
    use super::super::theme::PLAIN;
    use super::*;

    /// The block shown for a range of `text`, given as (line, column, end line, end column).
    fn block(text: &str, (line, col, end_line, end_col): (u32, u32, u32, u32)) -> String {
        let lines: Vec<&str> = text.lines().collect();
        let entry =
            Entry { filename: "f".into(), name: "g".into(), position: Position { line, col, end_line, end_col } };
        let shown = format_entries(&[entry], PLAIN, |_, n| lines.get(n as usize - 1).map(|l| l.to_string()));
        shown.concat().split_once('\n').map(|(_, rest)| rest.to_string()).unwrap_or_default()
    }

    #[test]
    fn markers_point_at_operators_and_brackets() {
        assert_eq!(block("x = a / 0", (1, 4, 1, 9)), "    x = a / 0\n        ~~^~~\n");
        assert_eq!(block("x = (a) // (b)", (1, 4, 1, 14)), "    x = (a) // (b)\n        ~~~~^^~~~~\n");
        assert_eq!(block("    y[ 'k' ].z", (1, 4, 1, 12)), "    y[ 'k' ].z\n    ~^^^^^^^\n");
        assert_eq!(block("print(f(1, 2))", (1, 6, 1, 13)), "    print(f(1, 2))\n          ~^^^^^^\n");
        assert_eq!(block("a.b.c", (1, 0, 1, 3)), "    a.b.c\n    ^^^\n");
    }

    #[test]
    fn a_whole_line_has_no_markers() {
        assert_eq!(block("raise ValueError(1)", (1, 0, 1, 19)), "    raise ValueError(1)\n");
        assert_eq!(block("  return f(n + 1)", (1, 9, 1, 17)), "    return f(n + 1)\n");
        assert_eq!(block("x = f(n)", (1, 4, 1, 8)), "    x = f(n)\n");
        assert_eq!(block("x = y.f(n)", (1, 4, 1, 10)), "    x = y.f(n)\n");
        assert_eq!(block("return y.f(n)", (1, 7, 1, 13)), "    return y.f(n)\n           ~~~^^^\n");
    }

    #[test]
    fn several_lines() {
        let text = "    foo(\n        1,\n        2,\n        3,\n    )\n";
        assert_eq!(
            block(text, (1, 4, 5, 5)),
            "    foo(\n    ~~~^\n        1,\n        ^^\n        2,\n        ^^\n        3,\n        ^^\n    )\n    ^\n"
        );
        let long = format!("foo(\n{})", "    1,\n".repeat(9));
        assert_eq!(
            block(&long, (1, 0, 11, 1)),
            "    foo(\n    ~~~^\n        1,\n        ^^\n    ...<7 lines>...\n        1,\n        ^^\n    )\n    ^\n"
        );
        assert_eq!(
            block("x = (aaaa\n#hi\n  .foo(1,\n\n2)\n)", (1, 5, 5, 2)),
            "    x = (aaaa\n         ~~~~\n    #hi\n    ~~~\n      .foo(1,\n      ~~~~^^^\n    \n    \n    2)\n    ^^\n"
        );
        assert_eq!(
            block("x = a[\n 1][\n2\n][\n3]", (1, 4, 4, 1)),
            "    x = a[\n        ~~\n     1][\n     ~~^\n    2\n    ^\n    ][\n    ^\n"
        );
    }

    #[test]
    fn wide_characters() {
        assert_eq!(block("'日本' + 1", (1, 0, 1, 12)), "    '日本' + 1\n    ~~~~~~~^~~\n");
        assert_eq!(block("é = 'é' + 1", (1, 5, 1, 13)), "    é = 'é' + 1\n        ~~~~^~~\n");
    }

    #[test]
    fn repetitions_are_folded() {
        let entry =
            Entry { filename: "f".into(), name: "g".into(), position: Position { line: 1, ..Position::default() } };
        let shown = format_entries(&vec![entry.clone(); 10], PLAIN, |_, _| None);
        assert_eq!(shown.len(), 4);
        assert_eq!(shown[3], "  [Previous line repeated 7 more times]\n");
        assert_eq!(
            format_entries(&vec![entry.clone(); 4], PLAIN, |_, _| None)[3],
            "  [Previous line repeated 1 more time]\n"
        );
        assert_eq!(format_entries(&vec![entry; 3], PLAIN, |_, _| None).len(), 3);
    }
}
