//! The ends of string literals and the text parts of f-strings and t-strings (PEP 701).

use crate::ast::Span;
use crate::error::Warning;
use crate::lexer::{LexResult, Lexer, OpenString, StringMode, line_end_after};
use crate::token::TokenKind;

impl Lexer<'_> {
    /// The end of the string literal that starts at `start` and whose text starts at `body`.
    pub(crate) fn plain_string(&mut self, start: usize, body: usize, quote: u8, triple: bool) -> LexResult<usize> {
        let bytes = self.bytes;
        let mut pos = body;
        let mut escaped_quote = false;
        loop {
            let ends = |&b: &u8| b == quote || b == b'\\' || !triple && matches!(b, b'\n' | b'\r');
            let next = bytes[pos..].iter().position(ends).map_or(bytes.len(), |at| pos + at);
            match bytes.get(next) {
                None | Some(b'\n' | b'\r') => return Err(self.unterminated(start, next, quote, triple, escaped_quote)),
                Some(b'\\') => {
                    pos = match bytes.get(next + 1) {
                        None => return Err(self.unterminated(start, next + 1, quote, triple, escaped_quote)),
                        Some(b'\r') => line_end_after(bytes, next + 1),
                        Some(&c) => {
                            escaped_quote |= c == quote;
                            next + 2
                        }
                    }
                }
                Some(_) if !triple => return Ok(next + 1),
                Some(_) if bytes[next..].starts_with(&[quote; 3]) => return Ok(next + 3),
                Some(_) => pos = next + 1,
            }
        }
    }

    fn unterminated(
        &self,
        start: usize,
        end: usize,
        quote: u8,
        triple: bool,
        escaped_quote: bool,
    ) -> crate::SyntaxError {
        // A quote that matches the surrounding f-string's was meant to end that one: its field lacks a brace.
        if let Some(string) = self.strings.last()
            && string.quote == quote
            && string.triple == triple
        {
            return self.error_at(start + 1, format!("{}-string: expecting '}}'", string.letter()));
        }
        let line = self.line_of(end) - usize::from(end == self.source.len() && self.source.ends_with(['\n', '\r']));
        if triple {
            let message = format!("unterminated triple-quoted string literal (detected at line {line})");
            let mut error = self.error_at(start + 1, message);
            error.incomplete = true;
            return error;
        }
        let hint = if escaped_quote { "; perhaps you escaped the end quote?" } else { "" };
        self.error_at(start + 1, format!("unterminated string literal (detected at line {line}){hint}"))
    }

    /// Reads text of an f-string or of a format specification, up to and including the brace or quote that ends it.
    pub(crate) fn string_text(&mut self) -> LexResult<()> {
        let bytes = self.bytes;
        let start = self.pos();
        let in_specification = self.modes.last() == Some(&StringMode::Specification);
        // A string mode is only ever pushed together with its string.
        let Some(&OpenString { quote, triple, raw, .. }) = self.strings.last() else { return Ok(()) };
        let mut pos = start;
        loop {
            let Some(&c) = bytes.get(pos) else { return Err(self.unterminated_text(pos)) };
            match c {
                b'\n' | b'\r' if !triple => {
                    if in_specification {
                        let letter = self.strings.last().map_or('f', OpenString::letter);
                        let message = format!(
                            "{letter}-string: newlines are not allowed in format specifiers for single quoted {letter}-strings"
                        );
                        return Err(self.error_at(pos + 1, message));
                    }
                    return Err(self.unterminated_text(pos));
                }
                b'{' if !in_specification && bytes.get(pos + 1) == Some(&b'{') => pos += 2,
                b'{' => {
                    self.middle(start, pos);
                    self.logos.bump(pos + 1 - start);
                    return self.open_field(pos);
                }
                b'}' if in_specification => {
                    self.middle(start, pos);
                    self.logos.bump(pos - start);
                    self.modes.pop();
                    return Ok(());
                }
                b'}' if bytes.get(pos + 1) == Some(&b'}') => pos += 2,
                b'}' => {
                    let letter = self.strings.last().map_or('f', OpenString::letter);
                    return Err(self.error_at(pos + 1, format!("{letter}-string: single '}}' is not allowed")));
                }
                b'\\' => match bytes.get(pos + 1) {
                    Some(b'{' | b'}') => {
                        if !raw {
                            let message = invalid_escape(bytes[pos + 1] as char);
                            self.warnings.push(Warning::new(message, Span::new(pos as u32, pos as u32 + 2)));
                        }
                        pos += 1;
                    }
                    Some(b'N') if !raw && bytes.get(pos + 2) == Some(&b'{') => {
                        pos += 3;
                        while bytes.get(pos).is_some_and(|c| !matches!(c, b'}' | b'\n' | b'\r') && *c != quote) {
                            pos += 1;
                        }
                        if bytes.get(pos) == Some(&b'}') {
                            pos += 1;
                        }
                    }
                    Some(b'\r') => pos = line_end_after(bytes, pos + 1),
                    Some(_) => pos += 2,
                    None => pos += 1,
                },
                _ if c == quote && (!triple || bytes[pos..].starts_with(&[quote; 3])) => {
                    self.middle(start, pos);
                    let end = pos + if triple { 3 } else { 1 };
                    self.logos.bump(end - start);
                    self.push(TokenKind::FStringEnd, pos, end);
                    self.close_string();
                    return Ok(());
                }
                _ => pos += 1,
            }
        }
    }

    fn middle(&mut self, start: usize, end: usize) {
        if start < end {
            self.push(TokenKind::FStringMiddle, start, end);
        }
    }

    /// Leaves the innermost f-string, and with it whatever field was left open; the parser will complain of that.
    fn close_string(&mut self) {
        while let Some(mode) = self.modes.pop() {
            match mode {
                StringMode::Text => break,
                // Its brackets stay open.
                StringMode::Field { .. } | StringMode::Specification => {}
            }
        }
        self.strings.pop();
    }

    fn unterminated_text(&self, end: usize) -> crate::SyntaxError {
        let line = self.line_of(end) - usize::from(end == self.source.len() && self.source.ends_with(['\n', '\r']));
        let (start, letter, triple) = self.strings.last().map_or((0, 'f', false), |s| (s.start, s.letter(), s.triple));
        let kind = if triple { "triple-quoted " } else { "" };
        let message = format!("unterminated {kind}{letter}-string literal (detected at line {line})");
        let mut error = self.error_at(start + 1, message);
        error.incomplete = triple;
        error
    }
}

/// CPython 3.14's warning for the escape `\c`.
pub(crate) fn invalid_escape(c: char) -> String {
    format!(
        "\"\\{c}\" is an invalid escape sequence. Such sequences will not work in the future. \
             Did you mean \"\\\\{c}\"? A raw string is also an option."
    )
}
