//! Source text to AST: the lexer, the filter and the generated parser in a row.

use crate::Mode;
use crate::ast::{ExprKind, Mod, Span, Stmt, StmtKind};
use crate::context::Context;
use crate::depth;
use crate::diagnose;
use crate::error::{Extent, SyntaxError, Warning};
use crate::lexer;
use crate::soft_keywords;
use crate::token::{Token, TokenKind};
use lalrpop_util::ParseError;
use std::cell::Cell;

#[allow(clippy::all, clippy::pedantic, missing_docs, unused)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/python.rs"));
}

/// An AST and what was odd about its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The AST.
    pub module: Mod,
    /// `SyntaxWarning`s, in the order of the text.
    pub warnings: Vec<Warning>,
}

/// Parses `source`.
///
/// # Errors
/// The `SyntaxError` that CPython 3.14 would raise, if the fault is one of syntax; faults of context, such as a
/// `return` outside a function, are the compiler's to find.
pub fn parse(source: &str, mode: Mode) -> Result<Mod, SyntaxError> {
    parse_with_warnings(source, mode).map(|parsed| parsed.module)
}

/// As [`parse`], and also returns what CPython would issue a `SyntaxWarning` for.
///
/// # Errors
/// As [`parse`].
pub fn parse_with_warnings(source: &str, mode: Mode) -> Result<Parsed, SyntaxError> {
    parse_as_read(source, mode, false)
}

/// As [`parse_with_warnings`] for a text that is read `by_line`, as far as the parser wants to: what makes it wrong
/// before its end comes before brackets that are open there.
///
/// # Errors
/// As [`parse`].
pub fn parse_as_read(source: &str, mode: Mode, by_line: bool) -> Result<Parsed, SyntaxError> {
    let first = match mode {
        Mode::Exec => TokenKind::StartModule,
        Mode::Eval => TokenKind::StartExpression,
        Mode::Single => TokenKind::StartInteractive,
    };
    if source.len() >= u32::MAX as usize {
        return Err(SyntaxError::new("source code is too long", Span::default()));
    }
    if source.as_bytes().contains(&0) {
        return Err(SyntaxError::new("source code string cannot contain null bytes", Span::default()));
    }
    let mut lexed = lexer::lex(source, first);
    soft_keywords::resolve(source, &mut lexed.tokens);
    depth::check(&lexed.tokens)?;
    let mut context = Context::new(source, std::mem::take(&mut lexed.warnings), std::mem::take(&mut lexed.comments));
    match feed(&mut context, lexed.tokens.iter().copied()) {
        (_, Ok(module)) => {
            single_statement(source, &module, &lexed.tokens)?;
            unstarred(mode, &module)?;
            let mut warnings = context.warnings;
            warnings.sort_by_key(|warning| warning.span.start);
            Ok(Parsed { module, warnings })
        }
        (read, Err(error)) => {
            let at = read.saturating_sub(1);
            if by_line && lexed.tokens.get(at).is_some_and(|token| token.kind != TokenKind::EndOfFile) {
                lexed.open_brackets.clear();
            }
            Err(match error {
                // The tokens ended early, and all were accepted.
                ParseError::UnrecognizedEof { .. } => match lexed.error {
                    Some(error) => diagnose::faulty_token(&error),
                    None => diagnose::report(source, &lexed, at, None),
                },
                ParseError::User { error } => diagnose::report(source, &lexed, at, Some(error)),
                _ => diagnose::report(source, &lexed, at, None),
            })
        }
    }
}

type Fault = ParseError<u32, TokenKind, SyntaxError>;

/// Feeds `tokens` to the parser; also returns how many it took.
fn feed(context: &mut Context, tokens: impl Iterator<Item = Token>) -> (usize, Result<Mod, Fault>) {
    let read = Cell::new(0);
    let stream = tokens.map(|token| {
        read.set(read.get() + 1);
        Ok((token.span.start, token.kind, token.span.end))
    });
    let result = generated::TopParser::new().parse(context, stream);
    (read.get(), result)
}

/// What becomes of some tokens.
pub(crate) enum Outcome {
    /// They are a whole text.
    Parsed(Mod),
    /// They are not.
    Rejected,
}

/// Parses `tokens`, which need not be those of all of `source`.
pub(crate) fn run(source: &str, tokens: impl Iterator<Item = Token>) -> Outcome {
    match feed(&mut Context::new(source, Vec::new(), Vec::new()), tokens).1 {
        Ok(module) => Outcome::Parsed(module),
        Err(_) => Outcome::Rejected,
    }
}

/// How many of `tokens` the parser accepts.
pub(crate) fn accepted(source: &str, tokens: impl Iterator<Item = Token>) -> usize {
    match feed(&mut Context::new(source, Vec::new(), Vec::new()), tokens) {
        (read, Ok(_) | Err(ParseError::UnrecognizedEof { .. })) => read,
        (read, Err(_)) => read.saturating_sub(1),
    }
}

/// A text that is one expression has no star outside of brackets.
fn unstarred(mode: Mode, module: &Mod) -> Result<(), SyntaxError> {
    let Mod::Expression(expr) = module else { return Ok(()) };
    let starred = match &expr.kind {
        ExprKind::Starred(_) => Some(&**expr),
        ExprKind::Tuple(elements) if elements.first().is_some_and(|first| first.span.start == expr.span.start) => {
            elements.iter().find(|element| matches!(element.kind, ExprKind::Starred(_)))
        }
        _ => None,
    };
    match starred.filter(|_| mode == Mode::Eval) {
        Some(expr) => {
            let start = expr.span.start;
            let error = SyntaxError::new("invalid syntax", Span::new(start, start + 1));
            Err(SyntaxError { read: Some(start), ..error })
        }
        None => Ok(()),
    }
}

/// At the prompt, a text must be one statement or one line of simple statements, and a compound statement that ends where
/// it could go on needs a line end more.
fn single_statement(source: &str, module: &Mod, tokens: &[Token]) -> Result<(), SyntaxError> {
    let Mod::Interactive(body) = module else { return Ok(()) };
    let last_line = source.strip_suffix('\n').unwrap_or(source).rfind('\n').map_or(0, |end| end + 1);
    let unfinished = || {
        let at = Span::new(last_line as u32, last_line as u32);
        Err(SyntaxError { extent: Extent::Line, ..SyntaxError::new("invalid syntax", at) })
    };
    let (first, second) = match &body[..] {
        [] => return unfinished(),
        [only] => {
            let rest = &source[only.span.end as usize..];
            let goes_on = is_compound(only) && !rest.contains('\n') && !source[last_line..].starts_with([' ', '\t']);
            return if goes_on { unfinished() } else { Ok(()) };
        }
        [first, second, ..] => (first, second),
    };
    if is_compound(first) {
        let start = second.span.start;
        let token = tokens
            .iter()
            .find(|token| token.span.start == start && token.span.end > start)
            .map_or(second.span, |token| token.span);
        return Err(SyntaxError { read: Some(start), ..SyntaxError::new("invalid syntax", token) });
    }
    // Simple statements on one line have no line end between the first and the last.
    let last = &body[body.len() - 1];
    let line_end = tokens.iter().position(|t| t.kind == TokenKind::Newline && t.span.start < last.span.start);
    let Some(at) = line_end.and_then(|end| end.checked_sub(1)) else { return Ok(()) };
    // As CPython has it, the token reaches from a comment, if there is one, to behind the line end.
    let before = tokens[at].span.end as usize;
    let rest = &source[before..];
    let start = before + (rest.len() - rest.trim_start_matches([' ', '\t', '\x0c']).len());
    let end = before + rest.find('\n').map_or(rest.len(), |end| end + 1);
    let span = Span::new(start as u32, end as u32);
    let error = SyntaxError::new("multiple statements found while compiling a single statement", span);
    Err(SyntaxError { read: Some(last.span.start), ..error })
}

/// Has it a body of its own?
fn is_compound(statement: &Stmt) -> bool {
    use StmtKind::*;
    matches!(
        statement.kind,
        FunctionDef(_) | ClassDef(_) | For(_) | While { .. } | If { .. } | With(_) | Match { .. } | Try(_)
    )
}

/// Does `source` end within brackets, in a string of several lines or after a backslash, so that whatever line follows
/// belongs to it? No line makes good what is wrong already.
pub fn is_open(source: &str) -> bool {
    let mut lexed = lexer::lex(source, TokenKind::StartInteractive);
    let is_open = match &lexed.error {
        Some(error) => error.incomplete,
        None => !lexed.open_brackets.is_empty(),
    };
    if !is_open {
        return false;
    }
    soft_keywords::resolve(source, &mut lexed.tokens);
    let tokens = lexed.tokens.iter().copied().filter(|token| token.kind != TokenKind::EndOfFile);
    accepted(source, tokens.clone()) == tokens.count()
}

/// Where the brackets of `source` start that are never closed, the outermost first.
pub fn unclosed_brackets(source: &str) -> Vec<u32> {
    let lexed = lexer::lex(source, TokenKind::StartModule);
    lexed.open_brackets.iter().map(|(_, start)| *start).collect()
}

/// The tokens of `source` as the parser sees them.
///
/// # Errors
/// The first error of the tokens themselves.
pub fn tokenize(source: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut lexed = lexer::lex(source, TokenKind::StartModule);
    soft_keywords::resolve(source, &mut lexed.tokens);
    match lexed.error {
        Some(error) => Err(error),
        None => Ok(lexed.tokens),
    }
}
