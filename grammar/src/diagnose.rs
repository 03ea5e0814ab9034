//! From "the parser stopped at this token" to CPython's message.
//!
//! CPython parses a faulty text a second time with extra rules (`invalid_...` in its grammar) that recognise common
//! mistakes. Here the tokens around the failure are examined instead. Two questions are put to the parser itself:
//! would another token have been accepted there, and how far does an expression reach.

mod operands;
mod reading;
mod statements;

use crate::ast::{Expr, Mod, Span};
use crate::error::{ErrorKind, Extent, SyntaxError};
use crate::fields;
use crate::lexer::Lexed;
use crate::parser::{self, Outcome};
use crate::token::{Token, TokenKind as T};

/// The parser's view of a text it could not parse.
pub(crate) struct Failure<'t> {
    pub source: &'t str,
    pub tokens: &'t [Token],
    /// The index of the token that could not be accepted.
    pub at: usize,
    /// What comes before this token does not belong to the expression that failed.
    pub floor: usize,
    /// The innermost bracket that is never closed, and where.
    pub unclosed: Option<(u8, u32)>,
}

/// The error to report for a failure, or for an error `found` by an action, in the light of what follows it in the
/// text: faults of the tokens themselves take precedence, as in CPython.
pub(crate) fn report(source: &str, lexed: &Lexed, at: usize, found: Option<SyntaxError>) -> SyntaxError {
    let (error, reach) = explain(source, lexed, at, found);
    // The end of the text is on its last line.
    let last = source.strip_suffix('\n').unwrap_or(source).len() as u32;
    let reached = lexed.tokens.get(reach).map_or(last, |token| token.span.start);
    let read = error.read.unwrap_or_else(|| reached.min(last).max(error.span.start));
    SyntaxError { read: Some(read), ..error }
}

/// The error of a token, which is the last that was read.
pub(crate) fn faulty_token(error: &SyntaxError) -> SyntaxError {
    let whole_line = error.extent != Extent::Range || error.kind != ErrorKind::Syntax;
    let read = if whole_line { error.span.start } else { SyntaxError::WITHIN_TOKEN };
    SyntaxError { read: Some(read), ..error.clone() }
}

/// The error, and how far CPython reads before it knows.
fn explain(source: &str, lexed: &Lexed, at: usize, found: Option<SyntaxError>) -> (SyntaxError, usize) {
    let end = lexed.tokens.len();
    let unclosed = lexed.open_brackets.last().copied();
    let failure = Failure { source, tokens: &lexed.tokens, at, floor: 0, unclosed };
    // Nothing after a block that nobody asked for is looked at.
    if found.is_none() && lexed.tokens[at].kind == T::Indent {
        return (failure.unexpected_indent(), at);
    }
    // It tries whether an operand follows another.
    let reach = if found.is_none() { failure.reach() } else { at };
    // Faults of indentation come to light only when the parser gets there.
    let faulty = lexed.error.as_ref().filter(|error| error.kind == ErrorKind::Syntax);
    if let Some(error) = faulty.filter(|_| !lexed.is_late || reach >= end) {
        // Its end is not what is wrong.
        return (SyntaxError { incomplete: false, ..faulty_token(error) }, reach);
    }
    let unclosed = unclosed.filter(|_| lexed.error.is_none());
    let line = unclosed.map(|(_, start)| crate::line_index::line_number(source, start as usize));
    let is_left_behind = |last: usize| line.is_some_and(|line| failure.line(last) > line);
    // An action has seen the token after what it found wrong; CPython has not read that yet.
    let last = if found.is_none() { reach } else { at.saturating_sub(1) };
    let ends = found.is_none() && line.is_some() && failure.kind(last) == T::EndOfFile;
    let never_closed = || SyntaxError { incomplete: lexed.tokens[at].kind == T::EndOfFile, ..failure.never_closed() };
    if ends || is_left_behind(last) {
        // What is wrong with an argument is known before the end of the call is missed.
        let argument = if found.is_none() { failure.wrong_argument() } else { None };
        return argument.map_or_else(|| (never_closed(), end), |error| (error, reach));
    }
    let mut error = match found {
        Some(error) if error.span == SyntaxError::NEXT_TOKEN => failure.here(error.message),
        Some(error) => fields::named_after_prefix(&failure, error),
        None => failure.diagnose(),
    };
    // The token after the second operand has been read.
    let after = lexed.tokens.iter().position(|token| token.span.start >= error.span.end).unwrap_or(end);
    if error.message.ends_with(FORGOTTEN_COMMA) && (is_left_behind(after) || line.is_some() && after + 1 >= end) {
        return (never_closed(), end);
    }
    error.incomplete |= lexed.tokens[at].kind == T::EndOfFile;
    (error, reach)
}

const FORGOTTEN_COMMA: &str = "Perhaps you forgot a comma?";

fn starts_operand(kind: T) -> bool {
    matches!(
        kind,
        T::Name
            | T::Number
            | T::String
            | T::FStringStart
            | T::TStringStart
            | T::LParen
            | T::LBracket
            | T::LBrace
            | T::None
            | T::True
            | T::False
            | T::Ellipsis
            | T::Lambda
            | T::Not
            | T::Await
            | T::Minus
            | T::Plus
            | T::Tilde
    )
}

pub(crate) fn opens(kind: T) -> bool {
    matches!(kind, T::LParen | T::LBracket | T::LBrace | T::FStringStart | T::TStringStart)
}

pub(crate) fn closes(kind: T) -> bool {
    matches!(kind, T::RParen | T::RBracket | T::RBrace | T::FStringEnd)
}

/// Is it a statement of Python 2 that has become a function?
fn is_legacy(name: &str) -> bool {
    name == "print" || name == "exec"
}

/// What no expression reaches across, outside brackets of its own.
fn bounds(kind: T) -> bool {
    closes(kind)
        || matches!(
            kind,
            T::Comma
                | T::Newline
                | T::Semi
                | T::Equal
                | T::ColonEqual
                | T::EndOfFile
                | T::FStringMiddle
                | T::Exclamation
                | T::Indent
                | T::Dedent
        )
        || augments(kind)
}

fn augments(kind: T) -> bool {
    matches!(
        kind,
        T::PlusEqual
            | T::MinusEqual
            | T::StarEqual
            | T::SlashEqual
            | T::DoubleSlashEqual
            | T::PercentEqual
            | T::AtEqual
            | T::AmpersandEqual
            | T::BarEqual
            | T::CaretEqual
            | T::LeftShiftEqual
            | T::RightShiftEqual
            | T::DoubleStarEqual
    )
}

/// Does an operand stand on both sides of it?
fn is_operator_of_operands(kind: T) -> bool {
    matches!(
        kind,
        T::Plus
            | T::Minus
            | T::Star
            | T::Slash
            | T::DoubleSlash
            | T::Percent
            | T::At
            | T::Ampersand
            | T::Bar
            | T::Caret
            | T::LeftShift
            | T::RightShift
            | T::DoubleStar
    )
}

/// Can an operand end with the token?
fn ends_operand(kind: T) -> bool {
    closes(kind) || matches!(kind, T::Name | T::Number | T::String | T::None | T::True | T::False | T::Ellipsis)
}

impl<'t> Failure<'t> {
    pub(crate) fn kind(&self, at: usize) -> T {
        self.tokens.get(at).map_or(T::EndOfFile, |token| token.kind)
    }

    pub(crate) fn text(&self, at: usize) -> &'t str {
        let span = self.tokens[at].span;
        &self.source[span.start as usize..span.end as usize]
    }

    fn previous(&self) -> T {
        if self.at == 0 { T::StartModule } else { self.kind(self.at - 1) }
    }

    /// The complaint about the innermost bracket left open.
    fn never_closed(&self) -> SyntaxError {
        let (bracket, start) = self.unclosed.unwrap_or_default();
        let message = format!("'{}' was never closed", bracket as char);
        SyntaxError::new(message, Span::new(start, start)).with(Extent::Start)
    }

    /// An error over the tokens `from..=to`.
    fn over(&self, from: usize, to: usize, message: impl Into<String>) -> SyntaxError {
        SyntaxError::new(message, self.tokens[from].span.to(self.tokens[to].span))
    }

    /// An error at the failing token.
    pub(crate) fn here(&self, message: impl Into<String>) -> SyntaxError {
        self.at_token(self.at, message)
    }

    /// An error at one token. Tokens without text stand at the end of the last line.
    pub(crate) fn at_token(&self, at: usize, message: impl Into<String>) -> SyntaxError {
        let token = self.tokens[at];
        let mut span = token.span;
        match token.kind {
            // Where no operator can stand, it is read as two.
            T::LessGreater if !self.accepts(T::NotEqual) => span.end -= 1,
            T::EndOfFile | T::Dedent if span.start as usize == self.source.len() => {
                let text = self.source.strip_suffix('\n').unwrap_or(self.source);
                let end = text.strip_suffix('\r').unwrap_or(text).len() as u32;
                span = Span::new(end, end);
            }
            // CPython has no column for a dedent and points before what follows.
            T::Dedent => {
                let line = self.source[..span.start as usize].rfind(['\n', '\r']).map_or(0, |end| end as u32 + 1);
                let place = span.start.saturating_sub(1).max(line);
                span = Span::new(place, place);
            }
            // The line end counts as one column, also where it is missing or two bytes. A comment belongs to it.
            T::Newline => {
                let before = at.checked_sub(1).map_or(0, |before| self.tokens[before].span.end);
                let between = &self.source[before as usize..span.start as usize];
                let start = between.find('#').map_or(span.start, |comment| before + comment as u32);
                span = Span::new(start, span.start + 1);
            }
            _ => {}
        }
        let layout = matches!(token.kind, T::EndOfFile | T::Dedent | T::Indent);
        SyntaxError::new(message, span).with(if layout { Extent::Layout } else { Extent::Range })
    }

    /// Would a token of this kind have been accepted where the parser stopped?
    pub(crate) fn accepts(&self, kind: T) -> bool {
        let probe = Token { kind, span: self.tokens[self.at].span };
        parser::accepted(self.source, self.tokens[..self.at].iter().copied().chain([probe])) > self.at
    }

    /// The longest expression that starts at token `from`: the index after it, and the expression. Commas end it.
    pub(crate) fn expression(&self, from: usize) -> Option<(usize, Expr)> {
        let mut depth = 0usize;
        let mut limit = from;
        while let Some(token) = self.tokens.get(limit) {
            if depth == 0 && bounds(token.kind) {
                break;
            }
            depth = match token.kind {
                kind if opens(kind) => depth + 1,
                kind if closes(kind) => depth.saturating_sub(1),
                _ => depth,
            };
            limit += 1;
        }
        self.expression_within(from, limit)
    }

    /// As [`Failure::expression`], but commas may join several into a tuple.
    fn expressions(&self, from: usize) -> Option<(usize, Span)> {
        let (mut end, first) = self.expression(from)?;
        let mut span = self.tokens[from].span.to(first.span);
        while self.kind(end) == T::Comma {
            match self.expression(end + 1) {
                Some((next, _)) => end = next,
                None => {
                    end += 1;
                    break;
                }
            }
        }
        span = span.to(self.tokens[end - 1].span);
        Some((end, span))
    }

    fn expression_within(&self, from: usize, limit: usize) -> Option<(usize, Expr)> {
        let tokens = self.tokens.get(from..limit)?;
        let first = Token { kind: T::StartExpression, span: Span::default() };
        let read = parser::accepted(self.source, [first].into_iter().chain(tokens.iter().copied()));
        // Backing up further than this would be a strange expression, and the search is quadratic.
        for end in (from + 1..=(from + read.saturating_sub(1)).min(limit)).rev().take(40) {
            if let Some(expr) = self.exactly(from, end) {
                return Some((end, expr));
            }
        }
        None
    }

    /// The expression that the tokens `from..end` are.
    pub(crate) fn exactly(&self, from: usize, end: usize) -> Option<Expr> {
        let tokens = self.tokens.get(from..end)?;
        let place = tokens.last()?.span;
        let first = Token { kind: T::StartExpression, span: Span::default() };
        let last = Token { kind: T::EndOfFile, span: Span::new(place.end, place.end) };
        let all = [first].into_iter().chain(tokens.iter().copied()).chain([last]);
        match parser::run(self.source, all) {
            Outcome::Parsed(Mod::Expression(expr)) => Some(*expr),
            _ => None,
        }
    }

    /// The innermost bracket or f-string still open before token `at`.
    pub(crate) fn enclosing(&self, at: usize) -> Option<usize> {
        let mut depth = 0usize;
        for index in (0..at).rev() {
            let kind = self.kind(index);
            if closes(kind) {
                depth += 1;
            } else if opens(kind) {
                if depth == 0 {
                    return Some(index);
                }
                depth -= 1;
            } else if depth == 0 && matches!(kind, T::Newline | T::Indent | T::Dedent) {
                return None;
            }
        }
        None
    }

    /// The first token that `wanted` holds for, directly inside the bracket at token `open` and before token `at`.
    pub(crate) fn find_directly(&self, open: usize, at: usize, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let mut depth = 0usize;
        for index in open + 1..at {
            if depth == 0 && wanted(index) {
                return Some(index);
            }
            match self.kind(index) {
                kind if opens(kind) => depth += 1,
                kind if closes(kind) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        None
    }

    /// The first token of the logical line that holds token `at`.
    fn line_start(&self, at: usize) -> usize {
        let layout = |kind| {
            matches!(
                kind,
                T::Newline | T::Indent | T::Dedent | T::StartModule | T::StartInteractive | T::StartExpression
            )
        };
        (0..at).rev().find(|index| layout(self.kind(*index))).map_or(0, |index| index + 1)
    }

    /// The keyword that starts the compound statement at token `start`, past `async`.
    fn header(&self, start: usize) -> usize {
        if self.kind(start) == T::Async { start + 1 } else { start }
    }

    fn diagnose(&self) -> SyntaxError {
        let early = self.layout().or_else(|| self.mixed_strings()).or_else(|| self.blocks());
        let early = early.or_else(|| self.not_equal());
        if self.in_pattern() {
            // What can be wrong with expressions cannot be with patterns.
            let pattern = || self.wrong_name().or_else(|| fields::diagnose(self));
            return early.or_else(pattern).unwrap_or_else(|| self.generic());
        }
        early
            .or_else(|| self.imports())
            .or_else(|| self.parameters())
            .or_else(|| self.looped())
            .or_else(|| self.starred())
            .or_else(|| self.juxtaposed())
            .or_else(|| self.assignments())
            .or_else(|| self.assigned())
            .or_else(|| self.augmented())
            .or_else(|| self.deleted())
            .or_else(|| self.arguments())
            .or_else(|| self.displays())
            .or_else(|| self.legacy())
            .or_else(|| self.operands())
            .or_else(|| self.conditional())
            .or_else(|| self.after_name())
            .or_else(|| self.unpacked())
            .or_else(|| fields::diagnose(self))
            .unwrap_or_else(|| self.generic())
    }

    fn generic(&self) -> SyntaxError {
        let (kind, at) = (self.kind(self.at), self.at);
        match kind {
            T::Dedent => SyntaxError::indentation("unexpected unindent", self.tokens[at].span).with(Extent::Layout),
            T::EndOfFile => self.here("invalid syntax").with(Extent::Line),
            _ if self.previous() == T::Async
                && !matches!(kind, T::For | T::With | T::Def)
                && self.line_start(at) + 1 < at
                && !self.follows_first_element() =>
            {
                self.at_token(at - 1, "invalid syntax")
            }
            _ if self.previous() == T::Colon && !self.colon_annotates() => self.at_token(at - 1, "invalid syntax"),
            _ if self.previous() == T::Slash && at >= 2 && self.opens_parameters(at - 2) => {
                self.at_token(at - 1, "invalid syntax")
            }
            // What cannot be changed in place ends before the operator.
            _ if augments(self.previous()) && self.enclosing(at).is_none() && !self.is_single_target(at - 1) => {
                self.at_token(at - 1, "invalid syntax")
            }
            _ => match self.type_parameters() {
                Some(open) => self.at_token(open, "expected '('"),
                None => self.at_token(self.target_end().unwrap_or(at), "invalid syntax"),
            },
        }
    }
}
