//! Source text to AST: the lexer, the filter and the generated parser in a row.

use crate::Mode;
use crate::ast::{Mod, Span};
use crate::context::Context;
use crate::error::{SyntaxError, Warning};
use crate::lexer;
use crate::soft_keywords;
use crate::token::{Token, TokenKind};
use lalrpop_util::ParseError;

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
    let first = match mode {
        Mode::Exec => TokenKind::StartModule,
        Mode::Eval => TokenKind::StartExpression,
        Mode::Single => TokenKind::StartInteractive,
    };
    let mut lexed = lexer::lex(source, first);
    soft_keywords::resolve(source, &mut lexed.tokens);
    let mut context = Context::new(source, lexed.warnings);
    let tokens = lexed.tokens.iter().map(|token| Ok((token.span.start, token.kind, token.span.end)));
    let tokens = tokens.chain(lexed.error.clone().map(Err));
    match generated::TopParser::new().parse(&mut context, tokens) {
        Ok(module) => {
            let mut warnings = context.warnings;
            warnings.sort_by_key(|warning| warning.span.start);
            Ok(Parsed { module, warnings })
        }
        Err(error) => Err(match error {
            ParseError::User { error } => error,
            ParseError::UnrecognizedToken { token: (start, _, end), .. }
            | ParseError::ExtraToken { token: (start, _, end) } => {
                SyntaxError::new("invalid syntax", Span::new(start, end))
            }
            ParseError::InvalidToken { location } | ParseError::UnrecognizedEof { location, .. } => {
                SyntaxError::new("invalid syntax", Span::new(location, location))
            }
        }),
    }
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
