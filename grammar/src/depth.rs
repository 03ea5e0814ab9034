//! Bounds how deeply the AST can nest, before it is built.
//!
//! The parser itself does not recurse, but whoever walks or drops the AST does. Brackets and indentation have
//! CPython's limits; this file bounds what they do not: chains such as `a + a + ...`, `a.b.c...`, `- - - a`,
//! `a if b else c if d else ...`, `lambda: lambda: ...` and `elif` after `elif`.

use crate::ast::Span;
use crate::error::{ErrorKind, SyntaxError};
use crate::token::{Token, TokenKind};

/// Chains of up to half this length are legal whatever surrounds them. A recursive walk can afford 10 KB of a 64 MB
/// stack for each level.
const MAX_DEPTH: u32 = 6000;

/// What is open at one bracket or lambda.
#[derive(Default)]
struct Level {
    /// Operators since the last token that starts a sibling.
    chain: u32,
    /// `else` and `lambda`, which nest to the right, since the last comma.
    right: u32,
    is_lambda: bool,
}

/// Checks the sum of all that is open at any token, which the depth of the AST cannot exceed by more than a constant
/// factor.
pub(crate) fn check(tokens: &[Token]) -> Result<(), SyntaxError> {
    let mut levels = vec![Level::default()];
    let mut blocks = vec![0u32];
    let mut total = 0u32;
    let mut statement_start = true;
    let mut in_pattern = false;
    let mut previous = TokenKind::StartModule;
    for token in tokens {
        let last = levels.len() - 1;
        let top = &mut levels[last];
        let starts_statement = std::mem::take(&mut statement_start);
        match token.kind {
            TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => {
                // A call or subscript makes its chain longer; other brackets nest, with a limit of their own.
                if token.kind != TokenKind::LBrace && ends_operand(previous) {
                    top.chain += 1;
                    total += 1;
                }
                levels.push(Level::default());
            }
            TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => {
                while levels.len() > 1 {
                    let Some(level) = levels.pop() else { break };
                    total -= level.chain + level.right;
                    if !level.is_lambda {
                        break;
                    }
                }
            }
            TokenKind::Comma | TokenKind::Equal => {
                total -= top.chain + top.right;
                (top.chain, top.right) = (0, 0);
            }
            TokenKind::Newline | TokenKind::Semi => {
                levels.clear();
                levels.push(Level::default());
                total = blocks.iter().sum();
                statement_start = true;
                in_pattern = false;
            }
            TokenKind::Indent => {
                blocks.push(0);
                statement_start = true;
            }
            TokenKind::Dedent => {
                if blocks.len() > 1 {
                    total -= blocks.pop().unwrap_or(0);
                }
                statement_start = true;
            }
            TokenKind::Lambda => {
                top.right += 1;
                total += 1;
                levels.push(Level { is_lambda: true, ..Level::default() });
            }
            TokenKind::Colon if top.is_lambda => {
                total -= top.chain + top.right;
                levels.pop();
            }
            TokenKind::Else => {
                total = total - top.chain + 1;
                top.chain = 0;
                top.right += 1;
            }
            TokenKind::And
            | TokenKind::Or
            | TokenKind::If
            | TokenKind::For
            | TokenKind::In
            | TokenKind::Colon
            | TokenKind::ColonEqual => {
                total -= top.chain;
                top.chain = 0;
                in_pattern &= token.kind != TokenKind::If;
            }
            // The alternatives of a pattern are a flat list.
            TokenKind::Bar if in_pattern => {}
            TokenKind::Plus
            | TokenKind::Minus
            | TokenKind::Star
            | TokenKind::Slash
            | TokenKind::DoubleSlash
            | TokenKind::Percent
            | TokenKind::At
            | TokenKind::Ampersand
            | TokenKind::Bar
            | TokenKind::Caret
            | TokenKind::Tilde
            | TokenKind::LeftShift
            | TokenKind::RightShift
            | TokenKind::DoubleStar
            | TokenKind::Dot
            | TokenKind::Not
            | TokenKind::Await => {
                top.chain += 1;
                total += 1;
            }
            _ => {}
        }
        if starts_statement && !statement_start {
            let block = blocks.len() - 1;
            match token.kind {
                TokenKind::Elif => {
                    blocks[block] += 1;
                    total += 1;
                }
                TokenKind::Else => {}
                TokenKind::Case => in_pattern = true,
                _ => {
                    total -= blocks[block];
                    blocks[block] = 0;
                }
            }
        }
        if total > MAX_DEPTH {
            return Err(too_deep(token, previous));
        }
        previous = token.kind;
    }
    Ok(())
}

/// Can a token of this kind be an operand's last?
fn ends_operand(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Number
            | TokenKind::String
            | TokenKind::FStringEnd
            | TokenKind::RParen
            | TokenKind::RBracket
            | TokenKind::RBrace
            | TokenKind::None
            | TokenKind::True
            | TokenKind::False
            | TokenKind::Ellipsis
    )
}

/// CPython's parser recurses into what nests to the right and gives up; what nests to the left it reads in a loop, and
/// its compiler gives up.
fn too_deep(token: &Token, previous: TokenKind) -> SyntaxError {
    let leftward = match token.kind {
        TokenKind::DoubleStar | TokenKind::Else | TokenKind::Elif | TokenKind::Lambda | TokenKind::Not => false,
        TokenKind::Await | TokenKind::Tilde => false,
        _ => ends_operand(previous),
    };
    let (kind, message) = match leftward {
        true => (ErrorKind::Recursion, "maximum recursion depth exceeded during compilation"),
        false => (ErrorKind::Memory, "Parser stack overflowed - Python source too complex to parse"),
    };
    SyntaxError { kind, ..SyntaxError::new(message, Span::new(token.span.start, token.span.start)) }
}
