//! A SyntaxError's own lines: file, source text and the marker under it.

use super::keywords::{Typo, typo};
use super::theme::{PLAIN, Theme};
use crate::object::exception::base::field;
use crate::object::exception::syntax::syntax_field::*;
use crate::object::exception::{Exception, base};
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::Vm;

/// What a SyntaxError says, its attributes as they are.
#[derive(Default)]
pub struct SyntaxDetails {
    /// `msg`.
    pub message: Option<String>,
    /// `filename`.
    pub filename: Option<String>,
    /// `lineno`, as text.
    pub line: Option<String>,
    /// `offset`.
    pub offset: Option<i64>,
    /// `text`.
    pub text: Option<String>,
    /// `end_lineno`, as text.
    pub end_line: Option<String>,
    /// `end_offset`.
    pub end_offset: Option<i64>,
}

impl SyntaxDetails {
    /// The attributes of `exception`, a SyntaxError.
    pub fn of(vm: &mut Vm, exception: &Exception) -> SyntaxDetails {
        let mut text = |index: usize| match field(exception, index) {
            none if none.is_none() => None,
            value => Some(super::chain::safe_str(vm, &value, "<exception str() failed>")),
        };
        let [message, filename, line, source, end_line] = [MSG, FILENAME, LINENO, TEXT, END_LINENO].map(&mut text);
        let [offset, end_offset] = [OFFSET, END_OFFSET].map(|i| Value::as_small_int(&base::field(exception, i)));
        let mut details = SyntaxDetails { message, filename, line, offset, text: source, end_line, end_offset };
        details.suggest_keyword(exception);
        details
    }

    /// Points at a misspelt keyword instead, if that is what is wrong.
    fn suggest_keyword(&mut self, exception: &Exception) {
        if let Some(typo) = typo_of(exception) {
            self.message = Some(message_about(&typo));
            self.offset = Some(typo.columns.0 as i64 + 1);
            self.end_offset = Some(typo.columns.1 as i64 + 1);
            self.end_line = self.line.clone();
        }
    }

    /// The lines, the last of which names the exception `class`.
    pub fn format(&self, class: &str, theme: Theme) -> String {
        let mut out = String::new();
        let mut suffix = String::new();
        match (&self.line, &self.filename) {
            (Some(line), filename) => {
                let filename = filename.as_deref().filter(|f| !f.is_empty()).unwrap_or("<string>");
                let file = theme.place(&format!("\"{filename}\""));
                out.push_str(&format!("  File {file}, line {}\n", theme.place(line)));
            }
            (None, Some(filename)) => suffix = format!(" ({filename})"),
            (None, None) => (),
        }
        if let Some(text) = &self.text {
            out.push_str(&self.source_lines(text, theme));
        }
        let message = self.message.as_deref().filter(|m| !m.is_empty()).unwrap_or("<no detail available>");
        out.push_str(&format!("{}: {}{suffix}\n", theme.class(class), theme.place(message)));
        out
    }

    /// The source line, and the marker if it is in the line.
    fn source_lines(&self, text: &str, theme: Theme) -> String {
        let right: Vec<char> = text.trim_end_matches('\n').chars().collect();
        let spaces = right.iter().take_while(|c| matches!(c, ' ' | '\n' | '\x0c')).count();
        let shown: String = right[spaces..].iter().collect();
        let mut out = format!("    {shown}\n");
        let Some(mut start) = self.offset else { return out };
        let past_end = right.len() as i64 + 1;
        let length = text.chars().count() as i64;
        let mut end = match self.line == self.end_line {
            true => self.end_offset.filter(|end| *end != 0).unwrap_or(start),
            false => past_end,
        };
        if length > 0 && start > length {
            start = past_end;
        }
        if length > 0 && end > length {
            end = past_end;
        }
        if start >= end || end < 0 {
            end = start + 1;
        }
        let (start, end) = (start - 1 - spaces as i64, end - 1 - spaces as i64);
        if start >= 0 {
            // Tabs and other blanks stay, so that the marker lines up.
            let before = shown.chars().take(start as usize).map(|c| if c.is_whitespace() { c } else { ' ' });
            let before: String = before.collect();
            let width = (end - start) as usize;
            let part = |skip: usize, take: usize| shown.chars().skip(skip).take(take).collect::<String>();
            let (from, to) = (start as usize, end as usize);
            let blamed = if theme == PLAIN { part(from, width) } else { theme.blamed(&part(from, width)) };
            out = format!("    {}{blamed}{}\n", part(0, from), part(to, usize::MAX));
            out.push_str(&format!("    {before}{}\n", theme.blamed(&"^".repeat(width))));
        }
        out
    }
}

/// The misspelt keyword that a SyntaxError, which has kept its source for that, is due to.
fn typo_of(exception: &Exception) -> Option<Typo> {
    let message = field(exception, MSG);
    let message = message.as_str()?;
    if message != "invalid syntax" && !message.contains("Perhaps you forgot a comma") {
        return None;
    }
    let metadata = field(exception, METADATA);
    let source = metadata.exact::<Tuple>()?.items().get(2)?.clone();
    typo(source.as_str()?, field(exception, LINENO).as_small_int()?.try_into().ok()?)
}

fn message_about(typo: &Typo) -> String {
    format!("invalid syntax. Did you mean '{}'?", typo.keyword)
}

/// What a SyntaxError that is due to a misspelt keyword says instead: message, `offset` and `end_offset`.
pub fn keyword_hint(exception: &Exception) -> Option<(String, i64, i64)> {
    let typo = typo_of(exception)?;
    Some((message_about(&typo), typo.columns.0 as i64 + 1, typo.columns.1 as i64 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: i64, offset: Option<i64>, text: &str, end_line: i64, end_offset: i64) -> String {
        let details = SyntaxDetails {
            message: Some("m".into()),
            filename: Some("f".into()),
            line: Some(line.to_string()),
            offset,
            text: Some(text.into()),
            end_line: Some(end_line.to_string()),
            end_offset: Some(end_offset),
        };
        details.format("SyntaxError", PLAIN)
    }

    #[test]
    fn the_marker_lies_under_the_range() {
        let lines = |middle: &str| format!("  File \"f\", line 1\n{middle}SyntaxError: m\n");
        assert_eq!(shown(1, Some(2), "  text\n", 1, 4), lines("    text\n"));
        assert_eq!(shown(1, Some(4), "  text\n", 1, 6), lines("    text\n     ^^\n"));
        assert_eq!(shown(1, Some(4), "\t\ttext x\n", 1, 6), lines("    \t\ttext x\n    \t\t ^^\n"));
        assert_eq!(shown(1, Some(4), "  text\n", 2, 6), lines("    text\n     ^^^\n"));
        assert_eq!(shown(1, None, "  text\n", 2, 6), lines("    text\n"));
        assert_eq!(shown(1, Some(0), "  text\n", 1, 0), lines("    text\n"));
        assert_eq!(shown(1, Some(30), "  text\n", 1, 40), lines("    text\n        ^\n"));
        assert_eq!(shown(1, Some(5), "日本 = = 1", 1, 6), lines("    日本 = = 1\n        ^\n"));
    }

    #[test]
    fn what_is_missing_is_left_out() {
        let nothing = SyntaxDetails::default();
        assert_eq!(nothing.format("SyntaxError", PLAIN), "SyntaxError: <no detail available>\n");
        let file = SyntaxDetails { filename: Some("f".into()), message: Some("m".into()), ..SyntaxDetails::default() };
        assert_eq!(file.format("TabError", PLAIN), "TabError: m (f)\n");
    }
}
