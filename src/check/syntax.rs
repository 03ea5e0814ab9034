//! The syntax errors of several places in one text: a faulty statement is taken out and the rest is read again.

use super::diagnostic::Diagnostic;
use rondo_grammar::ast::Mod;
use rondo_grammar::token::{Token, TokenKind as T};
use rondo_grammar::{ErrorKind, LineIndex, Mode, SyntaxError, parse, tokenize, unclosed_brackets};
use rondo_vm::compiler::{Options, compile};
use std::collections::HashSet;

/// More errors than that in one file are not looked for.
const MOST: usize = 50;

/// The AST of `text`, if it is correct, and its errors otherwise.
pub fn read(file: &str, text: &str) -> (Option<Mod>, Vec<Diagnostic>) {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut taken = HashSet::new();
    for _ in 0..MOST {
        let current = lines.join("\n");
        let error = match compiled(&current, file) {
            Ok(module) => return (Some(module), found),
            Err(error) => error,
        };
        let line = error.location(&current).line as usize;
        let bracket = left_open(&current, &error);
        let again = !taken.insert(line);
        if !again && (found.is_empty() || !follows(&error, lines.get(line - 1).map_or("", String::as_str))) {
            let help = bracket.and_then(|bracket| help(&current, &error, bracket));
            found.push(Diagnostic::error(file, &current, text, &error).with_help(help));
        }
        if !take_out(&mut lines, &current, &error, line, bracket) {
            break;
        }
    }
    (None, found)
}

fn compiled(text: &str, file: &str) -> Result<Mod, SyntaxError> {
    let module = parse(text, Mode::Exec)?;
    compile(&module, text, &Options::new(file))?;
    Ok(module)
}

/// May the error come of what was taken out before?
fn follows(error: &SyntaxError, line: &str) -> bool {
    let clause =
        |word| line.trim_start().strip_prefix(word).is_some_and(|rest: &str| !rest.starts_with(char::is_alphanumeric));
    error.kind != ErrorKind::Syntax
        || error.message == "expected 'except' or 'finally' block"
        || error.message == "invalid syntax" && ["else", "elif", "except", "finally", "case"].into_iter().any(clause)
}

/// Replaces the statement with the error by one that does nothing; false if what follows cannot be told from it.
/// `bracket` is never closed, and the error stands behind it.
fn take_out(lines: &mut [String], text: &str, error: &SyntaxError, line: usize, bracket: Option<u32>) -> bool {
    let endless = ["unterminated triple", "unexpected EOF"];
    if endless.iter().any(|words| error.message.contains(words)) || line == 0 || line > lines.len() {
        return false;
    }
    let (first, last) = Statements::of(text).and_then(|all| all.at_fault(error, bracket)).unwrap_or((line, line));
    let before = lines[first - 1..last].to_vec();
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let indent = indentation(&lines[first - 1]);
    let next = lines[last..].iter().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let opens = next.is_some_and(|next| indentation(next) > indent);
    let blank = lines[first - 1][..indent].to_owned();
    if error.message == "unexpected indent" {
        // The block that nobody asked for goes, as far as it is indented.
        for line in lines[first - 1..].iter_mut() {
            if !line.trim().is_empty() && indentation(line) < indent {
                break;
            }
            line.clear();
        }
        return true;
    }
    lines[first - 1] = blank + &instead_of(&lines[first - 1][indent..], opens);
    lines[first..last].iter_mut().for_each(String::clear);
    // What was taken out before is no more at fault: the error stands for something else.
    lines[first - 1..last] != before
}

/// A statement for the place of `line`: what it stood for goes on to hold, so that the rest is read as it was meant.
fn instead_of(line: &str, opens: bool) -> String {
    let word = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let header = match word {
        "def" => "def f():",
        "async" => "async def f():",
        "class" => "class C:",
        "for" | "while" => "while 1:",
        "try" => "try:",
        "elif" => "elif 1:",
        "else" => "else:",
        "except" => "except ValueError:",
        "finally" => "finally:",
        "case" => "case 0:",
        _ if opens => "if 1:",
        _ => return "pass".into(),
    };
    if opens { header.into() } else { format!("{header} pass") }
}

/// The tokens of a text, to tell its statements apart.
struct Statements<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    lines: LineIndex,
}

impl Statements<'_> {
    /// None if the text has no tokens.
    fn of(text: &str) -> Option<Statements<'_>> {
        Some(Statements { text, tokens: tokenize(text).ok()?, lines: LineIndex::new(text) })
    }

    /// The first and the last line of the statement, or its header, that is to go because of `error`.
    fn at_fault(&self, error: &SyntaxError, bracket: Option<u32>) -> Option<(usize, usize)> {
        match bracket {
            Some(bracket) => self.with_open(bracket),
            None => {
                let at = error.span.start;
                let end = self.tokens.iter().position(|token| token.kind == T::Newline && token.span.end > at)?;
                Some((self.line(self.first_before(end)?), self.line(end)))
            }
        }
    }

    /// The statement with a bracket that is never closed: it ends where the next one seems to begin.
    fn with_open(&self, bracket: u32) -> Option<(usize, usize)> {
        let opening = self.tokens.iter().position(|token| token.span.start == bracket && token.span.end > bracket)?;
        let first = self.first_before(opening)?;
        let column = |at: usize| self.lines.column_in_bytes(self.tokens[at].span.start);
        let begins = |at: &usize| {
            let kind = self.tokens[*at].kind;
            let closes = matches!(kind, T::RParen | T::RBracket | T::RBrace);
            let starts_line = self.line(*at) > self.line(*at - 1);
            starts_line && (begins_statement(kind) || !closes && column(*at) <= column(first))
        };
        let last = match (opening + 1..self.tokens.len()).find(begins) {
            Some(next) => self.line(next) - 1,
            None => self.text.lines().count(),
        };
        Some((self.line(first), last))
    }

    /// The first token of the logical line that goes on to `at`.
    fn first_before(&self, at: usize) -> Option<usize> {
        let layout = |at: &usize| *at == 0 || matches!(self.tokens[*at].kind, T::Newline | T::Indent | T::Dedent);
        let first = (0..at).rev().find(layout)? + 1;
        (first < self.tokens.len()).then_some(first)
    }

    fn line(&self, at: usize) -> usize {
        self.lines.line(self.tokens[at].span.start) as usize
    }
}

/// The outermost bracket that is never closed, if the error stands within it: all that follows is one logical line.
fn left_open(text: &str, error: &SyntaxError) -> Option<u32> {
    unclosed_brackets(text).first().copied().filter(|bracket| *bracket <= error.span.start)
}

/// What to say of `bracket` where `error` does not.
fn help(text: &str, error: &SyntaxError, bracket: u32) -> Option<String> {
    let line = LineIndex::new(text).line(bracket);
    let is_elsewhere = line < error.location(text).line;
    is_elsewhere.then(|| format!("the '{}' of line {line} is never closed", &text[bracket as usize..][..1]))
}

/// Can no line of an expression begin so?
fn begins_statement(kind: T) -> bool {
    matches!(
        kind,
        T::Def
            | T::Class
            | T::Return
            | T::Import
            | T::While
            | T::With
            | T::Try
            | T::Raise
            | T::Del
            | T::Pass
            | T::Break
            | T::Continue
            | T::Global
            | T::Nonlocal
            | T::Assert
    )
}
