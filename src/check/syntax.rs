//! The syntax errors of several places in one text: a faulty statement is taken out and the rest is read again.

use super::diagnostic::Diagnostic;
use rondo_grammar::ast::Mod;
use rondo_grammar::{ErrorKind, Mode, SyntaxError, parse, tokenize};
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
        let again = !taken.insert(line);
        if !again && (found.is_empty() || !follows(&error, lines.get(line - 1).map_or("", String::as_str))) {
            found.push(Diagnostic::error(file, &current, text, &error));
        }
        if !take_out(&mut lines, &current, &error, line) {
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
fn take_out(lines: &mut [String], text: &str, error: &SyntaxError, line: usize) -> bool {
    let endless = ["never closed", "unterminated triple", "unexpected EOF"];
    if endless.iter().any(|words| error.message.contains(words)) || line == 0 || line > lines.len() {
        return false;
    }
    let (first, last) = statement(text, error).unwrap_or((line, line));
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

/// The first and the last line of the logical line that holds the error, if the text has tokens.
fn statement(text: &str, error: &SyntaxError) -> Option<(usize, usize)> {
    use rondo_grammar::token::TokenKind::{Dedent, Indent, Newline};
    let tokens = tokenize(text).ok()?;
    let index = rondo_grammar::LineIndex::new(text);
    let at = error.span.start;
    let end = tokens.iter().position(|token| token.kind == Newline && token.span.end > at)?;
    let layout = |at: usize| matches!(tokens[at].kind, Newline | Indent | Dedent) || at == 0;
    let before = (0..end).rev().find(|at| layout(*at)).unwrap_or(0);
    let first = tokens.get(before + 1)?;
    Some((index.line(first.span.start) as usize, index.line(tokens[end].span.start) as usize))
}
