//! Statements at the prompt: when an input is whole, and what of it is run how.

use rondo_grammar::ast::{Mod, Span, Stmt, StmtKind};
use rondo_grammar::{Extent, Mode, SyntaxError};

/// Is `text`, whole lines, all that is to be read before it is run? As CPython's interactive mode has it: a compound
/// statement ends at an empty line, anything else as soon as it is a statement or cannot become one.
pub fn is_whole(text: &str) -> bool {
    if rondo_grammar::is_open(text) {
        return false;
    }
    let after_empty_line = text.ends_with("\n\n") || text == "\n";
    match rondo_grammar::parse(text, Mode::Exec) {
        Ok(module) => after_empty_line || !body(&module).last().is_some_and(is_compound),
        Err(error) => after_empty_line || !is_unfinished(&error, text),
    }
}

/// As [`is_whole`] for the text in the editor, whose last line may hold nothing but indentation.
pub fn is_whole_in_editor(text: &str) -> bool {
    let stripped = text.trim_end_matches([' ', '\t']);
    let text = if stripped.ends_with('\n') { stripped } else { text };
    // What is wrong already will not be right for an empty line.
    is_whole(&format!("{text}\n"))
}

/// Was it only the end of the text, or of blocks that end with it, that was not expected?
fn is_unfinished(error: &SyntaxError, text: &str) -> bool {
    let start = error.span.start as usize;
    let after_all = start >= text.len();
    let wants_more = error.message.starts_with("expected an indented block")
        || error.message.starts_with("expected 'except' or 'finally'")
        || error.message == "unexpected unindent";
    error.incomplete || after_all || start >= text.trim_end().len() && wants_more
}

fn body(module: &Mod) -> &[Stmt] {
    match module {
        Mod::Module(body) | Mod::Interactive(body) => body,
        Mod::Expression(_) => &[],
    }
}

/// Has the statement a block, so that more of it may follow?
fn is_compound(statement: &Stmt) -> bool {
    matches!(
        statement.kind,
        StmtKind::FunctionDef(..)
            | StmtKind::ClassDef(..)
            | StmtKind::For { .. }
            | StmtKind::While { .. }
            | StmtKind::If { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. }
            | StmtKind::Try { .. }
    )
}

/// Takes a parsed input apart: the last logical line, whose values are shown, and what comes before it.
///
/// # Errors
/// With `single`: the SyntaxError for a second statement on a line of its own.
pub fn pieces(module: Mod, text: &str, single: bool) -> Result<Vec<Mod>, SyntaxError> {
    let Mod::Module(mut body) = module else { return Ok(vec![module]) };
    let mut last = body.len().saturating_sub(1);
    while last > 0 && !text[body[last - 1].span.end as usize..body[last].span.start as usize].contains('\n') {
        last -= 1;
    }
    if last > 0 && single {
        let first = &body[1..].iter().find(|s| text[..s.span.start as usize].ends_with('\n')).unwrap_or(&body[last]);
        let error = SyntaxError::new("invalid syntax", first_token(text, first.span.start));
        return Err(SyntaxError { read: Some(error.span.end), ..error });
    }
    let shown = body.split_off(last);
    let before = if body.is_empty() { Vec::new() } else { vec![Mod::Module(body)] };
    Ok(before.into_iter().chain([Mod::Interactive(shown)]).collect())
}

/// The error of a plain input as CPython places it: what is missing is missed at the empty line that ended the input.
pub fn placed(error: SyntaxError, text: &str) -> SyntaxError {
    if !is_unfinished(&error, text) || !text.ends_with("\n\n") {
        return error;
    }
    let wants_block = error.message.starts_with("expected an indented block");
    let header = text.trim_end().lines().rev().find(|line| !line.trim_start().starts_with('#')).unwrap_or_default();
    let end = text.len() as u32;
    // The end of an outer block, which comes first, has no column.
    let extent = if wants_block && header.starts_with([' ', '\t']) { Extent::Line } else { Extent::Range };
    SyntaxError { span: Span::new(end - 1, end - 1), extent, read: Some(end), ..error }
}

/// The span of the token that starts at `start`.
fn first_token(text: &str, start: u32) -> Span {
    let tokens = rondo_grammar::tokenize(text).unwrap_or_default();
    tokens.iter().map(|t| t.span).find(|s| s.start == start && s.end > start).unwrap_or(Span::new(start, start + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_ends_as_at_cpythons_prompt() {
        let lines =
            ["x = 1\n", "\n", "# c\n", "while True\n", "x y\n", ")\n", "'abc\n", "if 1:\n  x y\n", "x = 5 if\n"];
        for text in lines {
            assert!(is_whole(text), "{text:?}");
        }
        for text in
            ["if 1:\n", "def f(): pass\n", "f(\n", "f(\n\n", "'''a\n", "'''a\n\n", "x = \\\n", "@d\n", "try:\n  f()\n"]
        {
            assert!(!is_whole(text), "{text:?}");
        }
        for header in
            ["@d", "if 1:", "try:\n    f()", "for x in y:", "def f():", "class B:", "match x:", "with x:", "else:"]
        {
            let text = format!("class A:\n  if x:\n    pass\n  {header}\n");
            assert!(!is_whole(&text), "{text:?}");
        }
        for text in ["if 1:\n  pass\n\n", "if 1:\n\n", "@d\n\n", "try:\n  f()\n\n", "f(\n1\n)\n"] {
            assert!(is_whole(text), "{text:?}");
        }
        assert!(!is_whole("if 1:\n  pass\n  \n"), "a line of blanks does not end a block");
        assert!(is_whole_in_editor("if 1:\n    pass\n    "));
        assert!(!is_whole_in_editor("if 1:\n    pass"));
    }
}
