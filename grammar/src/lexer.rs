//! Text to tokens: indentation, line ends, brackets and strings around what logos recognises.
//!
//! The whole text is tokenised at once, so that later stages can look any number of tokens ahead. An error ends the
//! tokens; whether it or an earlier fault of syntax is reported is the parser's business.

use crate::ast::Span;
use crate::error::{ErrorKind, Extent, SyntaxError, Warning};
use crate::number;
use crate::token::{Token, TokenKind};
use logos::Logos;

/// CPython's limit on open brackets.
const MAX_BRACKETS: usize = 200;
/// CPython's limit on indentation.
const MAX_INDENTS: usize = 100;
/// CPython's limit on f-strings within f-strings.
const MAX_STRINGS: usize = 150;
/// CPython's limit on replacement fields within format specifications of one f-string.
const MAX_FIELDS: usize = 3;

const AFTER_BACKSLASH: &str = "unexpected character after line continuation character";

/// What the lexer made of a text.
pub(crate) struct Lexed {
    /// The tokens; without an error the last is `EndOfFile`.
    pub tokens: Vec<Token>,
    /// What ended the tokens early.
    pub error: Option<SyntaxError>,
    /// The error counts only if the parser gets there: it is within an f-string, or of a backslash.
    pub is_late: bool,
    /// Deprecated forms met on the way.
    pub warnings: Vec<Warning>,
    /// Comments inside replacement fields.
    pub comments: Vec<Span>,
    /// The brackets still open at the end: character and offset.
    pub open_brackets: Vec<(u8, u32)>,
}

/// Tokenises `source`, which holds no NUL and is shorter than 4 GiB. `first` becomes the first token.
pub(crate) fn lex(source: &str, first: TokenKind) -> Lexed {
    let mut lexer = Lexer {
        source,
        bytes: source.as_bytes(),
        logos: TokenKind::lexer(source),
        tokens: Vec::with_capacity(source.len() / 4 + 8),
        indents: vec![(0, 0)],
        brackets: Vec::new(),
        strings: Vec::new(),
        modes: Vec::new(),
        warnings: Vec::new(),
        comments: Vec::new(),
    };
    lexer.push(first, 0, 0);
    let error = lexer.run().err();
    let is_late = !lexer.strings.is_empty() || error.as_ref().is_some_and(|error| error.message == AFTER_BACKSLASH);
    Lexed {
        is_late,
        tokens: lexer.tokens,
        error,
        warnings: lexer.warnings,
        comments: lexer.comments,
        open_brackets: lexer.brackets,
    }
}

/// An f-string or t-string being read.
pub(crate) struct OpenString {
    pub quote: u8,
    pub triple: bool,
    pub raw: bool,
    pub template: bool,
    /// Where the token, prefix included, starts.
    pub start: usize,
    /// How many replacement fields are open.
    pub fields: usize,
}

impl OpenString {
    /// `f` or `t`, for messages.
    pub fn letter(&self) -> char {
        if self.template { 't' } else { 'f' }
    }
}

/// What is being read inside an f-string.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum StringMode {
    /// Literal text of the string itself.
    Text,
    /// The expression of a replacement field, whose brace is bracket number `depth`.
    Field { depth: usize },
    /// The text of a format specification.
    Specification,
}

pub(crate) struct Lexer<'s> {
    pub(crate) source: &'s str,
    pub(crate) bytes: &'s [u8],
    pub(crate) logos: logos::Lexer<'s, TokenKind>,
    tokens: Vec<Token>,
    /// Indentation columns, with tabs to multiples of 8 and with tabs as one.
    indents: Vec<(u32, u32)>,
    pub(crate) brackets: Vec<(u8, u32)>,
    pub(crate) strings: Vec<OpenString>,
    pub(crate) modes: Vec<StringMode>,
    pub(crate) warnings: Vec<Warning>,
    comments: Vec<Span>,
}

pub(crate) type LexResult<T> = Result<T, SyntaxError>;

impl<'s> Lexer<'s> {
    fn run(&mut self) -> LexResult<()> {
        self.indentation()?;
        loop {
            if matches!(self.modes.last(), Some(StringMode::Text | StringMode::Specification)) {
                self.string_text()?;
                continue;
            }
            let Some(kind) = self.logos.next() else { return self.end_of_file() };
            let span = self.logos.span();
            let Ok(kind) = kind else {
                if matches!(self.bytes[span.start], b'$' | b'?' | b'`') {
                    self.push(TokenKind::Unknown, span.start, span.end);
                    continue;
                }
                return Err(self.invalid_character(span.start));
            };
            match kind {
                TokenKind::Name => {
                    if !self.source[span.clone()].is_ascii() {
                        self.verify_identifier(span.start, span.end)?;
                    }
                    if matches!(self.bytes.get(span.end), Some(b'\'' | b'"')) {
                        self.check_prefix(span.start, span.end)?;
                    }
                    self.push(TokenKind::Name, span.start, span.end);
                }
                TokenKind::Comment => {
                    if !self.strings.is_empty() {
                        self.comments.push(Span::new(span.start as u32, span.end as u32));
                    }
                }
                TokenKind::Newline => {
                    if self.brackets.is_empty() {
                        self.push(TokenKind::Newline, span.start, span.end);
                        self.indentation()?;
                    }
                }
                TokenKind::Continuation => {
                    if self.pos() == self.source.len() {
                        let at = Span::new(span.start as u32 + 1, span.start as u32 + 1);
                        let mut error = SyntaxError::new("unexpected EOF while parsing", at).with(Extent::Layout);
                        error.incomplete = true;
                        return Err(error);
                    }
                }
                TokenKind::LParen | TokenKind::LBracket | TokenKind::LBrace => {
                    self.open_bracket(span.start)?;
                    self.push(kind, span.start, span.end);
                }
                TokenKind::RParen | TokenKind::RBracket | TokenKind::RBrace => self.close_bracket(kind, span.start)?,
                TokenKind::Colon | TokenKind::ColonEqual => self.colon(kind, span.start, span.end),
                TokenKind::Number => {
                    let end = number::scan(self.source, span.start, &mut self.warnings)?;
                    self.logos.bump(end - span.end);
                    self.push(TokenKind::Number, span.start, end);
                }
                TokenKind::Quote => self.string(span.start, span.end)?,
                _ => self.push(kind, span.start, span.end),
            }
        }
    }

    pub(crate) fn push(&mut self, kind: TokenKind, start: usize, end: usize) {
        self.tokens.push(Token { kind, span: Span::new(start as u32, end as u32) });
    }

    pub(crate) fn pos(&self) -> usize {
        self.logos.span().end
    }

    /// Continues at `pos`, forwards or backwards.
    pub(crate) fn seek(&mut self, pos: usize) {
        self.logos = TokenKind::lexer(self.source);
        self.logos.bump(pos);
    }

    /// Measures the indentation of the next line that holds a token, and skips the lines before it.
    fn indentation(&mut self) -> LexResult<()> {
        let bytes = self.bytes;
        let mut pos = self.pos();
        let (mut column, mut alternate);
        loop {
            (column, alternate) = (0, 0);
            // The column before the first backslash, if the indentation itself is continued on another line; where it
            // stands in the first column, the other line is the one that is measured.
            let mut continued = None;
            loop {
                match bytes.get(pos) {
                    Some(b' ') => (column, alternate) = (column + 1, alternate + 1),
                    Some(b'\t') => (column, alternate) = ((column / 8 + 1) * 8, alternate + 1),
                    Some(b'\x0c') => (column, alternate) = (0, 0),
                    Some(b'\\') if matches!(bytes.get(pos + 1), Some(b'\r' | b'\n')) => {
                        if column > 0 {
                            continued.get_or_insert((column, alternate));
                        }
                        pos = line_end_after(bytes, pos + 1) - 1;
                    }
                    _ => break,
                }
                pos += 1;
            }
            if let Some(place) = continued {
                (column, alternate) = place;
            }
            if bytes.get(pos) == Some(&b'#') {
                pos += bytes[pos..].iter().position(ends_line).unwrap_or(bytes.len() - pos);
            }
            match bytes.get(pos) {
                Some(b'\n' | b'\r') => pos = line_end_after(bytes, pos),
                _ => break,
            }
        }
        self.logos.bump(pos - self.pos());
        if pos == bytes.len() {
            return Ok(());
        }
        self.change_indentation(pos, column, alternate)
    }

    fn change_indentation(&mut self, pos: usize, column: u32, alternate: u32) -> LexResult<()> {
        // The first entry is never popped.
        let mut top = self.indents[self.indents.len() - 1];
        if column > top.0 {
            if self.indents.len() >= MAX_INDENTS {
                return Err(SyntaxError::indentation("too many levels of indentation", self.line_span(pos)));
            }
            if alternate <= top.1 {
                return Err(self.tab_error(pos));
            }
            self.indents.push((column, alternate));
            self.push(TokenKind::Indent, pos, pos);
            return Ok(());
        }
        while column < top.0 {
            self.indents.pop();
            top = self.indents[self.indents.len() - 1];
            if column > top.0 {
                let end = self.line_span(pos).end;
                let message = "unindent does not match any outer indentation level";
                return Err(SyntaxError::indentation(message, Span::new(end, end)).with(Extent::Layout));
            }
            self.push(TokenKind::Dedent, pos, pos);
        }
        if alternate != top.1 {
            return Err(self.tab_error(pos));
        }
        Ok(())
    }

    fn tab_error(&self, pos: usize) -> SyntaxError {
        let span = self.line_span(pos);
        SyntaxError {
            kind: ErrorKind::Tab,
            extent: Extent::Start,
            ..SyntaxError::new("inconsistent use of tabs and spaces in indentation", Span::new(span.start, span.start))
        }
    }

    /// The line around `pos`, without its end.
    fn line_span(&self, pos: usize) -> Span {
        let start = self.bytes[..pos].iter().rposition(ends_line).map_or(0, |at| at + 1);
        let end = self.bytes[pos..].iter().position(ends_line).map_or(self.bytes.len(), |at| pos + at);
        Span::new(start as u32, end as u32)
    }

    fn open_bracket(&mut self, start: usize) -> LexResult<()> {
        if self.brackets.len() >= MAX_BRACKETS {
            return Err(self.error_at(start + 1, "too many nested parentheses"));
        }
        self.brackets.push((self.bytes[start], start as u32));
        Ok(())
    }

    fn close_bracket(&mut self, kind: TokenKind, start: usize) -> LexResult<()> {
        let found = self.bytes[start];
        let field = match self.modes.last() {
            Some(StringMode::Field { depth }) => Some(*depth),
            _ => None,
        };
        let prefix = match (field, self.strings.last()) {
            (Some(_), Some(string)) => format!("{}-string: ", string.letter()),
            _ => String::new(),
        };
        let Some(&(open, opened)) = self.brackets.last() else {
            return Err(self.error_at(start + 1, format!("unmatched '{}'", found as char)));
        };
        let expected = match open {
            b'(' => b')',
            b'[' => b']',
            _ => b'}',
        };
        if found != expected {
            if field == Some(self.brackets.len()) {
                return Err(self.error_at(start + 1, format!("{prefix}unmatched '{}'", found as char)));
            }
            let (here, there) = (self.line_of(start), self.line_of(opened as usize));
            let place = if here == there { String::new() } else { format!(" on line {there}") };
            return Err(self.error_at(
                start + 1,
                format!(
                    "closing parenthesis '{}' does not match opening parenthesis '{}'{place}",
                    found as char, open as char
                ),
            ));
        }
        if field == Some(self.brackets.len()) {
            self.modes.pop();
            if let Some(string) = self.strings.last_mut() {
                string.fields -= 1;
            }
        }
        self.brackets.pop();
        self.push(kind, start, start + 1);
        Ok(())
    }

    /// A colon directly inside a replacement field starts the format specification, even where `:=` stands.
    fn colon(&mut self, kind: TokenKind, start: usize, end: usize) {
        match self.modes.last() {
            Some(StringMode::Field { depth }) if *depth == self.brackets.len() => {
                if kind == TokenKind::ColonEqual {
                    self.seek(start + 1);
                }
                self.push(TokenKind::Colon, start, start + 1);
                self.modes.push(StringMode::Specification);
            }
            _ => self.push(kind, start, end),
        }
    }

    /// Opens a replacement field at the brace at `start`.
    pub(crate) fn open_field(&mut self, start: usize) -> LexResult<()> {
        let string = &mut self.strings.last_mut();
        if let Some(string) = string {
            string.fields += 1;
            if string.fields > MAX_FIELDS {
                let message = format!("{}-string: expressions nested too deeply", string.letter());
                return Err(self.error_at(start, message));
            }
        }
        self.open_bracket(start)?;
        self.push(TokenKind::LBrace, start, start + 1);
        self.modes.push(StringMode::Field { depth: self.brackets.len() });
        Ok(())
    }

    /// Reads a string literal whose prefix and first quote stand at `start..quote_end`.
    fn string(&mut self, start: usize, quote_end: usize) -> LexResult<()> {
        let quote = self.bytes[quote_end - 1];
        let triple = self.bytes[quote_end..].starts_with(&[quote, quote]);
        let (mut raw, mut formatted, mut template) = (false, false, false);
        for byte in &self.bytes[start..quote_end - 1] {
            match byte.to_ascii_lowercase() {
                b'r' => raw = true,
                b'f' => formatted = true,
                b't' => template = true,
                _ => {}
            }
        }
        let body = quote_end + if triple { 2 } else { 0 };
        self.logos.bump(body - quote_end);
        if !formatted && !template {
            let end = self.plain_string(start, body, quote, triple)?;
            self.logos.bump(end - body);
            self.push(TokenKind::String, start, end);
            return Ok(());
        }
        if self.strings.len() >= MAX_STRINGS {
            return Err(self.error_at(body, "too many nested f-strings or t-strings"));
        }
        let kind = if template { TokenKind::TStringStart } else { TokenKind::FStringStart };
        self.push(kind, start, body);
        self.strings.push(OpenString { quote, triple, raw, template, start, fields: 0 });
        self.modes.push(StringMode::Text);
        Ok(())
    }

    fn end_of_file(&mut self) -> LexResult<()> {
        let end = self.source.len();
        if self.brackets.is_empty() {
            if self.tokens.len() > 1 && self.tokens.last().is_some_and(|t| t.kind != TokenKind::Newline) {
                self.push(TokenKind::Newline, end, end);
            }
            for _ in 1..self.indents.len() {
                self.push(TokenKind::Dedent, end, end);
            }
        }
        self.push(TokenKind::EndOfFile, end, end);
        Ok(())
    }

    /// A name right before a quote may be letters that each are a string prefix, but not together.
    fn check_prefix(&self, start: usize, end: usize) -> LexResult<()> {
        let prefix = self.source[start..end].to_ascii_lowercase();
        let once = |c: char| prefix.matches(c).count() == 1;
        if !prefix.chars().all(|c| "burft".contains(c) && once(c)) {
            return Ok(());
        }
        for (one, other) in [('u', 'b'), ('u', 'r'), ('u', 'f'), ('u', 't'), ('b', 'f'), ('b', 't'), ('f', 't')] {
            if once(one) && once(other) {
                let message = format!("'{one}' and '{other}' prefixes are incompatible");
                return Err(SyntaxError::new(message, Span::new(start as u32, end as u32)));
            }
        }
        Ok(())
    }

    fn verify_identifier(&self, start: usize, end: usize) -> LexResult<()> {
        let text = &self.source[start..end];
        for (offset, c) in text.char_indices() {
            let fits = match offset {
                0 => c == '_' || unicode_ident::is_xid_start(c),
                _ => unicode_ident::is_xid_continue(c),
            };
            if !fits {
                return Err(self.invalid_character(start + offset));
            }
        }
        Ok(())
    }

    fn invalid_character(&self, start: usize) -> SyntaxError {
        let c = self.source[start..].chars().next().unwrap_or('\0');
        let at = Span::new(start as u32, start as u32);
        if c == '\\' {
            let at = Span::new(start as u32 + 1, start as u32 + 1);
            if start + 1 == self.source.len() {
                let error = SyntaxError::new("unexpected EOF while parsing", at).with(Extent::Layout);
                return SyntaxError { incomplete: true, ..error };
            }
            return SyntaxError::new(AFTER_BACKSLASH, at).with(Extent::Start);
        }
        // Rust escapes for debugging exactly what is not printable.
        if c.escape_debug().len() > 1 {
            SyntaxError::new(format!("invalid non-printable character U+{:04X}", c as u32), at)
        } else {
            SyntaxError::new(format!("invalid character '{c}' (U+{:04X})", c as u32), at)
        }
    }

    /// An error where CPython's tokenizer stands after reading up to `pos`: it points at the character before.
    pub(crate) fn error_at(&self, pos: usize, message: impl Into<String>) -> SyntaxError {
        let mut at = pos.saturating_sub(1);
        while !self.source.is_char_boundary(at) {
            at -= 1;
        }
        SyntaxError::new(message, Span::new(at as u32, at as u32))
    }

    /// The number of the line that holds `offset`, for messages.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        crate::line_index::line_number(self.source, offset)
    }
}

/// Is it the first byte of a line end?
fn ends_line(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The offset after the line end that stands at `pos`.
pub(crate) fn line_end_after(bytes: &[u8], pos: usize) -> usize {
    if bytes[pos] == b'\r' && bytes.get(pos + 1) == Some(&b'\n') { pos + 2 } else { pos + 1 }
}
