//! What `rondo check` reports, and how it looks: for people with the line and its caret, for programs as JSON.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use rondo_grammar::ast::Span;
use rondo_grammar::{LineIndex, SyntaxError};
use std::fmt::Write;
use std::io::IsTerminal;

/// Something found in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The file as it was named.
    pub file: String,
    /// The kind, in kebab case; `docs/checks` has a page of that name.
    pub name: &'static str,
    /// Does the file not compile?
    pub is_error: bool,
    /// What is wrong.
    pub message: String,
    /// The line, from 1.
    pub line: u32,
    /// The first column, in characters from 1.
    pub column: u32,
    /// The column after the last, on the same line.
    pub end_column: u32,
    /// What may be behind it, or where to read more.
    help: Option<String>,
    /// The line's text.
    text: String,
}

impl Diagnostic {
    /// A warning about `span` of `text`, as far as that is on one line.
    pub fn warning(file: &str, text: &str, name: &'static str, span: Span, message: String) -> Diagnostic {
        let index = LineIndex::new(text);
        let line = index.line(span.start);
        let shown = index.line_text(text, line).to_owned();
        let column = index.column_in_chars(text, span.start) + 1;
        let end_column = if index.line(span.end) == line {
            index.column_in_chars(text, span.end) + 1
        } else {
            shown.trim_end().chars().count() as u32 + 1
        };
        let help = Some(format!("docs/checks/{name}.md says more; `# rondo: ignore[{name}]` silences it"));
        Diagnostic { file: file.into(), name, is_error: false, message, line, column, end_column, help, text: shown }
    }

    /// A syntax error of `text`, shown with the line that `original` has there.
    pub fn error(file: &str, text: &str, original: &str, error: &SyntaxError) -> Diagnostic {
        let at = error.location(text);
        let shown = original.split('\n').nth(at.line.saturating_sub(1) as usize).unwrap_or("").trim_end_matches('\r');
        let width = shown.chars().count() as u32;
        let column = at.column.clamp(1, width + 1);
        let end = if at.end_line == at.line && at.end_column > 0 { at.end_column as u32 } else { column + 1 };
        let end_column = if at.end_line > at.line { width + 1 } else { end.clamp(column, width + 1) };
        let message = format!("{}: {}", error.kind.name(), error.message);
        Diagnostic {
            file: file.into(),
            name: "syntax-error",
            is_error: true,
            message,
            line: at.line,
            column,
            end_column,
            help: None,
            text: shown.to_owned(),
        }
    }

    /// The same, and what may be behind it.
    pub fn with_help(self, help: Option<String>) -> Diagnostic {
        Diagnostic { help, ..self }
    }

    /// A text that is none: the error that [`rondo_grammar::decode`] found.
    pub fn undecodable(file: &str, bytes: &[u8], error: &SyntaxError) -> Diagnostic {
        let text = String::from_utf8_lossy(bytes);
        let message = format!("{}: {}", error.kind.name(), error.message);
        let shown = text.lines().next().unwrap_or("").to_owned();
        let (file, name) = (file.into(), "syntax-error");
        Diagnostic { file, name, is_error: true, message, line: 1, column: 1, end_column: 1, help: None, text: shown }
    }

    /// The line of `text` that it is about.
    pub fn text_of_line<'t>(&self, text: &'t str) -> &'t str {
        text.lines().nth(self.line.saturating_sub(1) as usize).unwrap_or("")
    }

    fn render(&self, renderer: &Renderer) -> String {
        let offset = |column: u32| {
            let at = self.text.char_indices().map(|(at, _)| at).nth(column.saturating_sub(1) as usize);
            at.unwrap_or(self.text.len())
        };
        let level = if self.is_error { Level::ERROR } else { Level::WARNING };
        let place = AnnotationKind::Primary.span(offset(self.column)..offset(self.end_column));
        let snippet = Snippet::source(self.text.as_str()).line_start(self.line as usize).path(self.file.as_str());
        let mut report = level.primary_title(self.message.as_str()).id(self.name).element(snippet.annotation(place));
        if let Some(help) = &self.help {
            report = report.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[report]).to_string()
    }
}

/// The report for people; coloured where stdout is a terminal and `NO_COLOR` is not set.
pub fn text(found: &[Diagnostic]) -> String {
    let plain = !std::io::stdout().is_terminal()
        || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    let renderer = if plain { Renderer::plain() } else { Renderer::styled() };
    let mut out: String = found.iter().map(|diagnostic| diagnostic.render(&renderer) + "\n\n").collect();
    let errors = found.iter().filter(|diagnostic| diagnostic.is_error).count();
    if !found.is_empty() {
        let _ = writeln!(out, "{}, {}", counted(errors, "error"), counted(found.len() - errors, "warning"));
    }
    out
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The report for programs: an array of objects, one a line.
pub fn json(found: &[Diagnostic]) -> String {
    let objects: Vec<String> = found.iter().map(object).collect();
    match objects.is_empty() {
        true => "[]\n".into(),
        false => format!("[\n{}\n]\n", objects.join(",\n")),
    }
}

fn object(d: &Diagnostic) -> String {
    let severity = if d.is_error { "error" } else { "warning" };
    format!(
        "  {{\"file\": {}, \"line\": {}, \"column\": {}, \"end_column\": {}, \"severity\": \"{severity}\", \
         \"name\": \"{}\", \"message\": {}}}",
        quoted(&d.file),
        d.line,
        d.column,
        d.end_column,
        d.name,
        quoted(&d.message)
    )
}

/// A string of JSON (RFC 8259).
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out + "\""
}
