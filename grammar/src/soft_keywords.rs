//! Which names are keywords: `match`, `case` and `type` are so only where a statement of that form stands.
//!
//! Also decides whether the parenthesis after `with` encloses the items or belongs to the first, which no LR(1)
//! grammar can.

use crate::token::{Token, TokenKind};

/// Turns the kinds of such tokens into keywords, in place.
pub(crate) fn resolve(source: &str, tokens: &mut [Token]) {
    // For each open block: do `case` clauses stand directly in it?
    let mut blocks: Vec<bool> = vec![false];
    let mut match_header = false;
    let mut statement_start = true;
    let mut line_start = true;
    let mut depth = 0u32;
    for at in 0..tokens.len() {
        let kind = tokens[at].kind;
        let (starts_statement, starts_line) = (statement_start, line_start);
        (statement_start, line_start) = (false, false);
        match kind {
            TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => depth += 1,
            TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => depth = depth.saturating_sub(1),
            TokenKind::Indent => {
                blocks.push(std::mem::take(&mut match_header));
                (statement_start, line_start) = (true, true);
            }
            TokenKind::Dedent => {
                if blocks.len() > 1 {
                    blocks.pop();
                }
                (statement_start, line_start) = (true, true);
            }
            TokenKind::Newline | TokenKind::StartModule | TokenKind::StartInteractive => {
                match_header &= tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Indent);
                (statement_start, line_start, depth) = (true, true, 0);
            }
            TokenKind::Semi => statement_start = true,
            TokenKind::Colon if depth == 0 => statement_start = true,
            TokenKind::With
                if tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::LParen)
                    && encloses_items(&tokens[at + 1..]) =>
            {
                tokens[at].kind = TokenKind::WithParenthesized;
            }
            TokenKind::Name if starts_statement => {
                let span = tokens[at].span;
                match &source[span.start as usize..span.end as usize] {
                    "match" if starts_line && is_match(source, &tokens[at + 1..]) => {
                        tokens[at].kind = TokenKind::Match;
                        match_header = true;
                    }
                    "case" if starts_line && blocks[blocks.len() - 1] => tokens[at].kind = TokenKind::Case,
                    "type" if tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Name) => {
                        tokens[at].kind = TokenKind::Type;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// Do `tokens`, which follow `match` at the start of a line, make it a statement?
fn is_match(source: &str, tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    match first.kind {
        // Two operands in a row are nothing else.
        TokenKind::Name
        | TokenKind::Number
        | TokenKind::String
        | TokenKind::FStringStart
        | TokenKind::TStringStart
        | TokenKind::LBrace
        | TokenKind::Tilde
        | TokenKind::Ellipsis
        | TokenKind::None
        | TokenKind::True
        | TokenKind::False
        | TokenKind::Lambda
        | TokenKind::Await => true,
        TokenKind::Not => {
            tokens.get(1).is_some_and(|next| next.kind != TokenKind::In) || ends_like_match(source, tokens)
        }
        TokenKind::LParen | TokenKind::LBracket | TokenKind::Minus | TokenKind::Plus | TokenKind::Star => {
            ends_like_match(source, tokens)
        }
        _ => false,
    }
}

/// Does the logical line end with a colon, and a `case` follow?
fn ends_like_match(source: &str, tokens: &[Token]) -> bool {
    let mut depth = 0u32;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => depth += 1,
            TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => depth = depth.saturating_sub(1),
            TokenKind::Newline => {
                let colon = at > 0 && tokens[at - 1].kind == TokenKind::Colon;
                return colon
                    && tokens.get(at + 1).is_none_or(|next| {
                        next.kind != TokenKind::Indent
                            || tokens
                                .get(at + 2)
                                .is_some_and(|case| &source[case.span.start as usize..case.span.end as usize] == "case")
                    });
            }
            _ => {}
        }
    }
    false
}

/// `tokens` start with the parenthesis after `with`: does it enclose the statement's items?
fn encloses_items(tokens: &[Token]) -> bool {
    let mut depth = 0u32;
    let mut lambdas = 0u32;
    let mut item_start = false;
    let mut named = false;
    for (at, token) in tokens.iter().enumerate() {
        let starts_item = std::mem::take(&mut item_start);
        match token.kind {
            TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => {
                depth += 1;
                item_start = depth == 1;
            }
            TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let colon = tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Colon);
                    return (colon || named) && at > 1;
                }
            }
            TokenKind::Lambda if depth == 1 => lambdas += 1,
            TokenKind::Colon if depth == 1 => lambdas = lambdas.saturating_sub(1),
            TokenKind::Comma if depth == 1 => item_start = lambdas == 0,
            // A tuple, generator expression or other parenthesised expression.
            TokenKind::Star | TokenKind::Yield if starts_item => return false,
            TokenKind::For | TokenKind::ColonEqual if depth == 1 => return false,
            TokenKind::As if depth == 1 => named = true,
            TokenKind::Newline => return false,
            _ => {}
        }
    }
    // The text ends within it.
    named
}
