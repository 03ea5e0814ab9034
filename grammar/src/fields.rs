//! What is wrong with a replacement field of an f-string or t-string.

use crate::diagnose::{Failure, closes, opens};
use crate::error::SyntaxError;
use crate::token::TokenKind as T;

/// Is the brace at token `brace` that of a replacement field?
pub(crate) fn is_field(failure: &Failure, brace: usize) -> bool {
    let mut depth = 0usize;
    for index in (0..brace).rev() {
        let kind = failure.kind(index);
        if closes(kind) {
            depth += 1;
        } else if opens(kind) {
            if depth > 0 {
                depth -= 1;
                continue;
            }
            return match kind {
                T::FStringStart | T::TStringStart => true,
                // A field inside the format specification of a field.
                T::LBrace => is_field(failure, index) && specification(failure, index, brace).is_some(),
                _ => false,
            };
        } else if depth == 0 && kind == T::Newline {
            return false;
        }
    }
    false
}

/// The colon that starts the format specification of the field at `brace`, if it stands before token `at`.
fn specification(failure: &Failure, brace: usize, at: usize) -> Option<usize> {
    failure.find_directly(brace, at, |index| failure.kind(index) == T::Colon)
}

/// The message of CPython's rules for replacement fields, if the failure is in one.
pub(crate) fn diagnose(failure: &Failure) -> Option<SyntaxError> {
    // Within brackets of its own, the field fails where these begin.
    let mut at = failure.at;
    let brace = loop {
        let open = failure.enclosing(at)?;
        if failure.kind(open) == T::LBrace && is_field(failure, open) {
            break open;
        }
        at = open;
    };
    let failure = &Failure { at, ..*failure };
    let letter = letter(failure, brace);
    let kind = failure.kind(at);
    let message = |text: &str| format!("{letter}-string: {text}");
    if at == brace + 1 {
        let sign = match kind {
            T::Equal => "=",
            T::Exclamation => "!",
            T::Colon => ":",
            T::RBrace => "}",
            _ => return Some(failure.here(message("expecting a valid expression after '{'"))),
        };
        return Some(failure.here(message(&format!("valid expression required before '{sign}'"))));
    }
    if let Some(colon) = specification(failure, brace, at) {
        if let Some(lambda) = (brace + 1..colon).find(|index| failure.kind(*index) == T::Lambda) {
            let span = failure.tokens[lambda].span.to(failure.tokens[colon].span);
            return Some(SyntaxError::new(message("lambda expressions are not allowed without parentheses"), span));
        }
        return Some(failure.here(message("expecting '}', or format specs")));
    }
    let Some((mut next, _)) = failure.expression(brace + 1) else {
        return Some(failure.at_token(brace + 1, message("expecting a valid expression after '{'")));
    };
    while failure.kind(next) == T::Comma {
        next = match failure.expression(next + 1) {
            Some((end, _)) => end,
            None => {
                next += 1;
                break;
            }
        };
    }
    let debug = failure.kind(next) == T::Equal;
    if debug {
        next += 1;
    }
    if failure.kind(next) == T::Exclamation {
        return Some(match failure.kind(next + 1) {
            T::Colon | T::RBrace => failure.at_token(next + 1, message("missing conversion character")),
            T::Name if matches!(failure.kind(next + 2), T::Colon | T::RBrace) => return None,
            T::Name if matches!(failure.text(next + 1), "s" | "r" | "a") => {
                failure.at_token(next + 2, message("expecting ':' or '}'"))
            }
            T::Name => {
                let name = failure.text(next + 1);
                let text = format!("invalid conversion character '{name}': expected 's', 'r', or 'a'");
                failure.at_token(next + 1, message(&text))
            }
            _ => failure.at_token(next + 1, message("invalid conversion character")),
        });
    }
    let expected = if debug { "expecting '!', or ':', or '}'" } else { "expecting '=', or '!', or ':', or '}'" };
    Some(failure.at_token(next, message(expected)))
}

/// An action speaks of f-strings where it may have met a t-string.
pub(crate) fn named_after_prefix(failure: &Failure, mut error: SyntaxError) -> SyntaxError {
    if error.message.starts_with("f-string: ") {
        error.message.replace_range(..1, letter(failure, failure.at).encode_utf8(&mut [0; 4]));
    }
    error
}

/// `f` or `t`.
fn letter(failure: &Failure, brace: usize) -> char {
    let mut at = brace;
    while let Some(open) = failure.enclosing(at) {
        match failure.kind(open) {
            T::FStringStart => return 'f',
            T::TStringStart => return 't',
            _ => at = open,
        }
    }
    'f'
}
