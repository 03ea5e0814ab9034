//! From "the parser stopped at this token" to CPython's message.
//!
//! CPython parses a faulty text a second time with extra rules (`invalid_...` in its grammar) that recognise common
//! mistakes. Here the tokens around the failure are examined instead. Two questions are put to the parser itself:
//! would another token have been accepted there, and how far does an expression reach.

use crate::ast::{Constant, Expr, ExprKind, Mod, Span};
use crate::error::{ErrorKind, Extent, SyntaxError};
use crate::fields;
use crate::lexer::Lexed;
use crate::parser::{self, Outcome};
use crate::target::{describe, is_comparable};
use crate::token::{Token, TokenKind as T};
use std::cell::Cell;

/// The parser's view of a text it could not parse.
pub(crate) struct Failure<'t> {
    pub source: &'t str,
    pub tokens: &'t [Token],
    /// The index of the token that could not be accepted.
    pub at: usize,
    /// The innermost bracket that is never closed, and where.
    pub unclosed: Option<(u8, u32)>,
}

/// The error to report for a failure, or for an error `found` by an action, in the light of what follows it in the
/// text: faults of the tokens themselves take precedence, as in CPython.
pub(crate) fn report(source: &str, lexed: &Lexed, at: usize, found: Option<SyntaxError>) -> SyntaxError {
    let error = explain(source, lexed, at, found);
    // The end of the text is on its last line.
    let last = source.strip_suffix('\n').unwrap_or(source).len() as u32;
    let read = error.read.unwrap_or_else(|| lexed.tokens[at].span.start.min(last).max(error.span.start));
    SyntaxError { read: Some(read), ..error }
}

/// The error of a token, which is the last that was read.
pub(crate) fn faulty_token(error: &SyntaxError) -> SyntaxError {
    let whole_line = error.extent != Extent::Range || error.kind != ErrorKind::Syntax;
    let read = if whole_line { error.span.start } else { SyntaxError::WITHIN_TOKEN };
    SyntaxError { read: Some(read), ..error.clone() }
}

fn explain(source: &str, lexed: &Lexed, at: usize, found: Option<SyntaxError>) -> SyntaxError {
    let failure = Failure { source, tokens: &lexed.tokens, at, unclosed: lexed.open_brackets.last().copied() };
    // Nothing after a block that nobody asked for is looked at.
    if found.is_none() && lexed.tokens[at].kind == T::Indent {
        return failure.unexpected_indent();
    }
    // Faults of indentation come to light only when the parser gets there.
    if let Some(error) = lexed.error.as_ref().filter(|error| error.kind == ErrorKind::Syntax) {
        return faulty_token(error);
    }
    let at_end = lexed.tokens[at].kind == T::EndOfFile;
    if let Some((_, start)) = failure.unclosed.filter(|_| lexed.error.is_none()) {
        let line = crate::line_index::line_number(source, lexed.tokens[at].span.start as usize);
        if (at_end && found.is_none()) || line > crate::line_index::line_number(source, start as usize) {
            return failure.never_closed();
        }
    }
    let mut error = match found {
        Some(error) if error.span == SyntaxError::NEXT_TOKEN => failure.here(error.message),
        Some(error) => fields::named_after_prefix(&failure, error),
        None => failure.diagnose(),
    };
    error.incomplete |= at_end;
    error
}

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
}

impl<'t> Failure<'t> {
    pub(crate) fn kind(&self, at: usize) -> T {
        self.tokens.get(at).map_or(T::EndOfFile, |token| token.kind)
    }

    fn text(&self, at: usize) -> &'t str {
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
        let mut error = SyntaxError::new(message, Span::new(start, start)).with(Extent::Start);
        error.incomplete = true;
        error
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
            T::EndOfFile | T::Dedent if span.start as usize == self.source.len() => {
                let end = self.source.trim_end_matches(['\n', '\r']).len() as u32;
                span = Span::new(end, end);
            }
            // CPython has no column for a dedent and points before what follows.
            T::Dedent => {
                let line = self.source[..span.start as usize].rfind(['\n', '\r']).map_or(0, |end| end as u32 + 1);
                let place = span.start.saturating_sub(1).max(line);
                span = Span::new(place, place);
            }
            // The line end counts as one column, also where it is missing or two bytes.
            T::Newline => span = Span::new(span.start, span.start + 1),
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
        self.layout()
            .or_else(|| self.blocks())
            .or_else(|| self.imports())
            .or_else(|| self.parameters())
            .or_else(|| self.assignments())
            .or_else(|| self.arguments())
            .or_else(|| self.displays())
            .or_else(|| self.legacy())
            .or_else(|| self.operands())
            .or_else(|| fields::diagnose(self))
            .unwrap_or_else(|| self.generic())
    }

    fn generic(&self) -> SyntaxError {
        match self.kind(self.at) {
            T::Dedent => {
                SyntaxError::indentation("unexpected unindent", self.tokens[self.at].span).with(Extent::Layout)
            }
            T::EndOfFile => self.here("invalid syntax").with(Extent::Line),
            _ if self.unclosed.is_some() && self.runs_into_the_end() => self.never_closed(),
            kind if self.previous() == T::Async
                && !matches!(kind, T::For | T::With | T::Def)
                && self.line_start(self.at) + 1 < self.at =>
            {
                self.at_token(self.at - 1, "invalid syntax")
            }
            _ if self.in_starred_argument() => self.here("Invalid star expression"),
            T::Newline if self.previous() == T::Colon && !self.colon_annotates() => {
                self.at_token(self.at - 1, "invalid syntax")
            }
            _ => self.here("invalid syntax"),
        }
    }

    /// Does an expression start at the failing token that only the end of the text stops?
    fn runs_into_the_end(&self) -> bool {
        let rest = self.tokens[self.at..].iter().copied();
        let first = Token { kind: T::StartExpression, span: Span::default() };
        let end = self.tokens.len() - self.at;
        let names = |at: usize| matches!(self.kind(at), T::Import | T::Global | T::Nonlocal | T::As | T::From | T::Def);
        if names(self.at.saturating_sub(1)) || names(self.at.saturating_sub(2)) {
            return false;
        }
        starts_operand(self.kind(self.at)) && parser::accepted(self.source, [first].into_iter().chain(rest)) >= end
    }

    /// Is the failing token part of a call's argument that starts with `*`?
    fn in_starred_argument(&self) -> bool {
        let mut at = self.at;
        while let Some(open) = self.enclosing(at) {
            let inner = Failure { at, ..*self };
            let start = inner.element_start();
            let is_call = self.kind(open) == T::LParen && open > 0 && self.is_operator(open);
            if is_call && start > open + 1 && self.kind(start - 1) == T::Star && !self.in_header(open) {
                return true;
            }
            at = open;
        }
        false
    }

    /// Is the parenthesis at token `open` that of a function's parameters?
    fn in_header(&self, open: usize) -> bool {
        self.kind(self.header(self.line_start(open))) == T::Def && self.enclosing(open).is_none()
    }

    /// Can what stands before the last colon be annotated?
    fn colon_annotates(&self) -> bool {
        let colon = self.at - 1;
        let start = self.line_start(colon);
        self.exactly(start, colon).is_none_or(|target| {
            matches!(target.kind, ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. })
        })
    }

    /// Blocks that are missing or that nothing asked for.
    fn layout(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        if kind != T::Indent && self.previous() == T::Newline && at >= 2 && self.kind(at - 2) == T::Colon {
            let start = self.line_start(at - 1);
            let header = self.header(start);
            let line = crate::line_index::line_number(self.source, self.tokens[header].span.start as usize);
            let what = match self.kind(header) {
                T::Def => "function definition".to_string(),
                T::Class => "class definition".to_string(),
                T::Except if self.kind(header + 1) == T::Star => "'except*' statement".to_string(),
                T::Match | T::Case => format!("'{}' statement", self.text(header)),
                T::If
                | T::Elif
                | T::Else
                | T::While
                | T::For
                | T::Try
                | T::Except
                | T::Finally
                | T::With
                | T::WithParenthesized => format!("'{}' statement", self.text(header)),
                _ => return None,
            };
            let message = format!("expected an indented block after {what} on line {line}");
            let mut error = SyntaxError { kind: ErrorKind::Indentation, ..self.at_token(at, message) };
            error.incomplete = kind == T::EndOfFile;
            return Some(error);
        }
        None
    }

    fn unexpected_indent(&self) -> SyntaxError {
        let start = self.tokens[self.at].span.start.saturating_sub(1);
        SyntaxError::indentation("unexpected indent", Span::new(start, start)).with(Extent::Layout)
    }

    /// Headers of compound statements.
    fn blocks(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        if at == 0 || self.enclosing(at).is_some() {
            return None;
        }
        // `try` without its clauses, `elif` after `else`.
        if matches!(self.previous(), T::Dedent | T::Newline) {
            if self.accepts(T::Finally) && self.accepts(T::Except) && !self.accepts(T::Pass) {
                return Some(self.at_token(at, "expected 'except' or 'finally' block"));
            }
            if kind == T::Elif && self.follows_else() {
                return Some(self.here("'elif' block follows an 'else' block"));
            }
            return None;
        }
        let start = self.line_start(at);
        let header = self.header(start);
        match self.kind(header) {
            T::Else | T::Try | T::Finally if self.accepts(T::Colon) => Some(self.here("expected ':'")),
            T::Def => {
                if self.accepts(T::Colon) {
                    return Some(self.here("expected ':'"));
                }
                if self.previous() == T::Arrow {
                    return Some(self.at_token(at - 1, "expected ':'"));
                }
                let named = self.kind(header + 1) == T::Name;
                if named && self.accepts(T::LParen) && matches!(self.previous(), T::Name | T::RBracket) {
                    return Some(self.here("expected '('"));
                }
                None
            }
            T::Except if self.kind(header + 1) == T::Star && at == header + 2 => {
                matches!(kind, T::Newline | T::Colon).then(|| self.here("expected one or more exception types"))
            }
            T::Except if matches!(kind, T::Dot | T::LBracket | T::LParen) => {
                let name = at - 1;
                let (end, expr) = self.expression(name)?;
                let bound = self.kind(name - 1) == T::As && self.kind(end) == T::Colon;
                let star = if self.kind(header + 1) == T::Star { "*" } else { "" };
                bound.then(|| {
                    let message = format!("cannot use except{star} statement with {}", describe(&expr));
                    SyntaxError::new(message, expr.span)
                })
            }
            T::Case if matches!(kind, T::Dot | T::LBracket | T::LParen) && at >= 2 && self.kind(at - 2) == T::As => {
                let (_, expr) = self.expression(at - 1)?;
                Some(SyntaxError::new(format!("cannot use {} as pattern target", describe(&expr)), expr.span))
            }
            T::If
            | T::Elif
            | T::While
            | T::For
            | T::With
            | T::WithParenthesized
            | T::Class
            | T::Except
            | T::Match
            | T::Case
                if kind == T::Newline && self.accepts(T::Colon) =>
            {
                Some(self.here("expected ':'"))
            }
            _ => None,
        }
    }

    /// Is the statement before the failing token, at the same indentation, an `else` block?
    fn follows_else(&self) -> bool {
        let mut depth = 0i32;
        for index in (1..self.at).rev() {
            match self.kind(index) {
                T::Dedent => depth += 1,
                T::Indent => depth -= 1,
                _ => {}
            }
            let first = matches!(self.kind(index - 1), T::Newline | T::Indent | T::Dedent | T::StartModule);
            if depth == 0 && first && !matches!(self.kind(index), T::Dedent | T::Indent) {
                return self.kind(index) == T::Else;
            }
        }
        false
    }

    fn imports(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        let start = self.line_start(at);
        let keyword = self.kind(start);
        if keyword != T::Import && keyword != T::From {
            return None;
        }
        if self.previous() == T::Import && kind == T::Newline {
            let end = self.tokens[at].span.start;
            return Some(SyntaxError::new("Expected one or more names after 'import'", Span::new(end, end)));
        }
        if keyword == T::Import && kind == T::From && self.kind(at + 1) == T::Name {
            let mut end = at + 1;
            while self.kind(end + 1) == T::Dot && self.kind(end + 2) == T::Name {
                end += 2;
            }
            return Some(self.over(start, end, "Did you mean to use 'from ... import ...' instead?"));
        }
        if keyword == T::From && kind == T::Newline && self.previous() == T::Comma && self.enclosing(at).is_none() {
            return Some(self.here("trailing comma not allowed without surrounding parentheses"));
        }
        let target = if self.previous() == T::As {
            at
        } else if at >= 2 && self.kind(at - 2) == T::As {
            at - 1
        } else {
            return None;
        };
        let (_, expr) = self.expression(target)?;
        Some(SyntaxError::new(format!("cannot use {} as import target", describe(&expr)), expr.span))
    }

    /// Parameter lists of `def` and `lambda`, and type parameters.
    fn parameters(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        let open = self.enclosing(at);
        let lambda = self.open_lambda(open.map_or(0, |open| open + 1));
        let in_def = open.is_some_and(|open| {
            self.kind(open) == T::LParen
                && (open >= 2 && self.kind(open - 2) == T::Def
                    || self.kind(open.saturating_sub(1)) == T::RBracket
                        && self.kind(self.header(self.line_start(open))) == T::Def)
        });
        if in_def || lambda.is_some() {
            if self.previous() == T::Equal && matches!(kind, T::Comma | T::RParen) {
                return Some(self.at_token(at - 1, "expected default value expression"));
            }
            let what = if lambda.is_some() { "Lambda expression" } else { "Function" };
            let first = match lambda {
                Some(lambda) => lambda + 1,
                None => open.map_or(0, |open| open + 1),
            };
            if kind == T::LParen && self.plain_parameters(first, at) {
                let close = (at + 1..self.tokens.len()).find(|i| !matches!(self.kind(*i), T::Name | T::Comma))?;
                if self.kind(close) == T::RParen && close > at + 1 {
                    return Some(self.over(at, close, format!("{what} parameters cannot be parenthesized")));
                }
            }
            if kind == T::Star && self.previous() == T::Slash {
                return Some(self.here("expected comma between / and *"));
            }
        }
        // `[]` and bounds of `*Ts` and `**P`.
        let open = open.filter(|open| self.kind(*open) == T::LBracket)?;
        let owner = self.kind(self.header(self.line_start(open)));
        if !matches!(owner, T::Def | T::Class | T::Type) {
            return None;
        }
        if kind == T::RBracket && at == open + 1 {
            let end = self.tokens[at].span.start;
            return Some(SyntaxError::new("Type parameter list cannot be empty", Span::new(end, end)));
        }
        if kind == T::Colon && self.previous() == T::Name && at >= 2 {
            let name = match self.kind(at - 2) {
                T::Star => "TypeVarTuple",
                T::DoubleStar => "ParamSpec",
                _ => return None,
            };
            let (end, expr) = self.expression(at + 1)?;
            let what = if matches!(expr.kind, ExprKind::Tuple(_)) { "constraints" } else { "bound" };
            return Some(self.over(at, end - 1, format!("cannot use {what} with {name}")));
        }
        None
    }

    /// Are the tokens `from..to` nothing but names and commas?
    fn plain_parameters(&self, from: usize, to: usize) -> bool {
        (from..to).all(|index| matches!(self.kind(index), T::Name | T::Comma))
    }

    /// The `lambda` after token `from` whose parameters the failing token is among.
    fn open_lambda(&self, from: usize) -> Option<usize> {
        let mut open = Vec::new();
        let mut depth = 0usize;
        for index in from.max(self.line_start(self.at))..self.at {
            match self.kind(index) {
                kind if opens(kind) => depth += 1,
                kind if closes(kind) => depth = depth.saturating_sub(1),
                T::Lambda if depth == 0 => open.push(index),
                T::Colon if depth == 0 => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.pop()
    }

    /// Where the expression that ends before the failing token starts, within its brackets.
    fn element_start(&self) -> usize {
        let mut depth = 0usize;
        for index in (0..self.at).rev() {
            let kind = self.kind(index);
            if closes(kind) {
                depth += 1;
            } else if opens(kind) && depth > 0 {
                depth -= 1;
            } else if depth == 0
                && (opens(kind)
                    || bounds(kind)
                    || matches!(kind, T::Colon | T::Else | T::Return | T::Yield | T::From | T::StartModule)
                    || matches!(kind, T::If | T::Elif | T::While | T::In | T::Del | T::Match)
                    || matches!(kind, T::With | T::Raise | T::StartInteractive | T::StartExpression)
                    || matches!(kind, T::Star | T::DoubleStar) && !self.is_operator(index))
            {
                return index + 1;
            }
        }
        0
    }

    /// Does the `*` or `**` at token `index` stand between two operands?
    fn is_operator(&self, index: usize) -> bool {
        index > 0
            && (closes(self.kind(index - 1))
                || matches!(self.kind(index - 1), T::Name | T::Number | T::String | T::None | T::True | T::False))
    }

    /// `=` and `:=` where they cannot be.
    fn assignments(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        let open = self.enclosing(at);
        if kind != T::Equal && kind != T::ColonEqual {
            return None;
        }
        if open.is_none() && self.kind(self.line_start(at)) == T::Assert {
            return None;
        }
        let start = self.element_start();
        let before = self.kind(start.saturating_sub(1));
        if matches!(before, T::StartExpression | T::Colon | T::Return | T::Del | T::Yield | T::From | T::Raise)
            || before == T::Equal && open.is_none()
        {
            return None;
        }
        let left = self.exactly(start, at)?;
        let (right_end, _) = self.expression(at + 1)?;
        let unpacking = match self.kind(start.saturating_sub(1)) {
            T::Star => Some("iterable argument unpacking"),
            T::DoubleStar => Some("keyword argument unpacking"),
            _ => None,
        };
        if let Some(what) = unpacking
            && kind == T::Equal
            && open.is_some_and(|open| self.kind(open) == T::LParen)
        {
            return Some(self.over(start - 1, right_end - 1, format!("cannot assign to {what}")));
        }
        if kind == T::ColonEqual {
            if matches!(left.kind, ExprKind::Name(_)) {
                return None;
            }
            let message = format!("cannot use assignment expressions with {}", describe(&left));
            return Some(SyntaxError::new(message, left.span));
        }
        match self.kind(right_end) {
            T::Equal | T::ColonEqual => return None,
            T::EndOfFile if !matches!(left.kind, ExprKind::Name(_)) && !is_comparable(&left) => return None,
            T::EndOfFile if self.unclosed.is_some() => return Some(self.never_closed()),
            _ => {}
        }
        match &left.kind {
            ExprKind::Name(_) => {
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                Some(self.over(start, right_end - 1, message))
            }
            _ if !is_comparable(&left) => None,
            _ => {
                let message =
                    format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", describe(&left));
                Some(SyntaxError::new(message, left.span))
            }
        }
    }

    /// Arguments of calls.
    fn arguments(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        let open = self.enclosing(at).filter(|open| self.kind(*open) == T::LParen)?;
        if at < 2 || open < 1 || !self.is_operator(open) {
            return None;
        }
        if self.previous() == T::Equal && self.kind(at - 2) == T::Name && matches!(kind, T::Comma | T::RParen) {
            return Some(self.over(at - 2, at - 1, "expected argument value expression"));
        }
        if let Some(error) = self.assigning_argument(open) {
            return Some(error);
        }
        if matches!(kind, T::For | T::Async) {
            let start = self.element_start();
            if start >= 2 && self.kind(start - 1) == T::Equal && self.kind(start - 2) == T::Name {
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                return Some(self.over(start - 2, start - 1, message));
            }
        }
        None
    }

    /// `expression=` as an argument of the call whose parenthesis is at token `open`, whatever comes after it.
    fn assigning_argument(&self, open: usize) -> Option<SyntaxError> {
        if self.in_header(open) {
            return None;
        }
        let last_comma = Cell::new(open);
        let _ = self.find_directly(open, self.at, |index| {
            if self.kind(index) == T::Comma {
                last_comma.set(index);
            }
            false
        });
        let start = last_comma.get() + 1;
        let end = self.at + usize::from(self.kind(self.at) == T::Equal);
        let equals = self.find_directly(open, end, |index| index > start && self.kind(index) == T::Equal)?;
        let argument = self.exactly(start, equals)?;
        match &argument.kind {
            ExprKind::Name(_) if equals == start + 1 => None,
            ExprKind::Constant(Constant::None | Constant::True | Constant::False) => {
                Some(self.over(start, equals, format!("cannot assign to {}", describe(&argument))))
            }
            _ => {
                let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
                Some(self.over(start, equals, message))
            }
        }
    }

    /// Lists, sets, dicts and comprehensions.
    fn displays(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        let open = self.enclosing(at)?;
        let bracket = self.kind(open);
        if matches!(kind, T::For | T::Async) && matches!(bracket, T::LBracket | T::LBrace) {
            let message = "did you forget parentheses around the comprehension target?";
            let holds = |wanted| self.find_directly(open, at, |index| self.kind(index) == wanted).is_some();
            if holds(T::Comma) && !holds(T::Colon) {
                return Some(self.over(open + 1, at - 1, message));
            }
        }
        if self.in_comprehension_targets(open) && kind != T::In && self.accepts(T::In) {
            return Some(self.here("'in' expected after for-loop variables"));
        }
        if bracket == T::LParen && kind == T::DoubleStar && at == open + 1 && !self.is_operator(open) {
            return Some(self.here("cannot use double starred expression here"));
        }
        if bracket != T::LBrace || fields::is_field(self, open) {
            return None;
        }
        self.find_directly(open, at, |index| {
            self.kind(index) == T::Colon
                || self.kind(index) == T::DoubleStar && matches!(self.kind(index - 1), T::LBrace | T::Comma)
        })?;
        if self.previous() == T::Colon {
            return match kind {
                T::RBrace | T::Comma => Some(self.at_token(at - 1, "expression expected after dictionary key and ':'")),
                T::Star => {
                    let (end, _) = self.expression(at + 1)?;
                    Some(self.over(at, end - 1, "cannot use a starred expression in a dictionary value"))
                }
                _ => None,
            };
        }
        let start = self.element_start();
        let after_item = matches!(self.kind(start.saturating_sub(1)), T::Comma | T::LBrace);
        if after_item && start < at && kind != T::Colon && self.accepts(T::Colon) && self.exactly(start, at).is_some() {
            let comma = self.kind(start - 1) == T::Comma;
            if comma {
                let end = self.tokens[at - 1].span.end - 1;
                let error = SyntaxError::new("':' expected after dictionary key", Span::new(end, end));
                return Some(error.with(Extent::Start));
            }
        }
        None
    }

    /// Is the failing token among the targets of a comprehension's `for`?
    fn in_comprehension_targets(&self, open: usize) -> bool {
        for index in (open + 1..self.at).rev() {
            match self.kind(index) {
                T::For => return self.enclosing(index) == Some(open),
                T::In | T::If => {
                    return false;
                }
                _ => {}
            }
        }
        false
    }

    /// `print x` and `exec x`.
    fn legacy(&self) -> Option<SyntaxError> {
        let at = self.at;
        if at == 0 || self.kind(at - 1) != T::Name || !starts_operand(self.kind(at)) {
            return None;
        }
        let name = self.text(at - 1);
        if name != "print" && name != "exec" {
            return None;
        }
        let (end, _) = self.expressions(at)?;
        let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
        Some(self.over(at - 1, end - 1, message))
    }

    /// Operands that follow each other, and conditional expressions that are not whole.
    fn operands(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        if at == 0 {
            return None;
        }
        // `a not b`: the `not` was taken for that of `not in`.
        if self.previous() == T::Not && kind != T::In && at >= 2 && self.is_operator(at - 1) {
            return Failure { at: at - 1, ..*self }.operands();
        }
        let after_operator = matches!(
            self.previous(),
            T::Plus | T::Minus | T::Star | T::Slash | T::Percent | T::DoubleSlash | T::At | T::Tilde
        );
        if kind == T::Not && after_operator {
            let (end, _) = self.expression(at)?;
            return Some(self.over(at, end - 1, "'not' after an operator must be parenthesized"));
        }
        if self.previous() == T::Else && self.enclosing(at).is_none() && self.line_start(at) < at - 1
            || self.previous() == T::Else && self.enclosing(at).is_some()
        {
            return Some(self.here("expected expression after 'else', but statement is given"));
        }
        for keyword in [at - 1, at] {
            if matches!(self.kind(keyword), T::Pass | T::Break | T::Continue)
                && self.kind(keyword + 1) == T::If
                && self.expression(keyword + 2).is_some_and(|(end, _)| self.kind(end) == T::Else)
            {
                return Some(self.at_token(keyword, "expected expression before 'if', but statement is given"));
            }
        }
        if let Some(error) = self.broken_string() {
            return Some(error);
        }
        let start = self.element_start();
        // `a if b` without `else`.
        if start >= 2 && self.kind(start - 1) == T::If {
            let condition = self.expression_within(start, at).filter(|(end, _)| {
                !matches!(self.kind(*end), T::Else | T::Colon) && !self.is_keyword_of_for(start - 1)
            });
            let before = Failure { source: self.source, tokens: self.tokens, at: start - 1, unclosed: None };
            let body_start = before.element_start();
            if let Some((end, _)) = condition
                && body_start < start - 1
                && before.exactly(body_start, start - 1).is_some()
            {
                return Some(self.over(body_start, end - 1, "expected 'else' after 'if' expression"));
            }
        }
        let open = self.enclosing(at)?;
        if !starts_operand(kind) || start >= at {
            // What follows an operand in square brackets may be a list of its own.
            let subscript = self.kind(open) == T::LBracket && self.is_operator(open);
            return if subscript { Failure { at: open, ..*self }.operands() } else { None };
        }
        if matches!(self.kind(start - 1), T::In | T::If) && self.in_comprehension(open, start - 1) {
            return None;
        }
        if !self.holds_expressions(open, start) {
            return None;
        }
        // CPython takes every name that a soft keyword starts with for one.
        let soft_keywords = ["match", "case", "type", "_"];
        let is_soft = |name: &str| soft_keywords.iter().any(|keyword| keyword.starts_with(name));
        let soft = |index| self.kind(index) == T::Name && is_soft(self.text(index));
        if self.kind(start) == T::Name && self.kind(start + 1) == T::String || soft(start) {
            return None;
        }
        let left = self.exactly(start, at)?;
        if matches!(left.kind, ExprKind::IfExp { .. } | ExprKind::Lambda { .. }) {
            return None;
        }
        let (end, _) = self.expression(at)?;
        if self.kind(end) == T::EndOfFile && self.unclosed.is_some() {
            return Some(self.never_closed());
        }
        Some(self.over(start, end - 1, "invalid syntax. Perhaps you forgot a comma?"))
    }

    /// Is the `if` at token `keyword` that of a comprehension?
    fn is_keyword_of_for(&self, keyword: usize) -> bool {
        self.enclosing(keyword).is_some_and(|open| self.in_comprehension(open, keyword))
    }

    /// Is the `in` or `if` at token `keyword` that of a comprehension in the bracket at token `open`?
    fn in_comprehension(&self, open: usize, keyword: usize) -> bool {
        let last = Cell::new(T::Comma);
        let _ = self.find_directly(open, keyword, |index| {
            if matches!(self.kind(index), T::Comma | T::For | T::In) {
                last.set(self.kind(index));
            }
            false
        });
        match self.kind(keyword) {
            T::In => last.get() == T::For,
            _ => self.find_directly(open, keyword, |index| self.kind(index) == T::For).is_some(),
        }
    }

    /// Is what starts at token `start`, inside the bracket at token `open`, an expression and not a parameter, an
    /// imported name, a pattern or what follows `**` in a dict?
    fn holds_expressions(&self, open: usize, start: usize) -> bool {
        let before = self.kind(start - 1);
        if matches!(before, T::Equal | T::Colon) {
            return true;
        }
        if before == T::Exclamation || before == T::DoubleStar && self.kind(open) == T::LBrace {
            return false;
        }
        let line = self.header(self.line_start(open));
        match self.kind(line) {
            T::Def => open > line + 2 || self.kind(line + 1) != T::Name,
            T::Import | T::From => false,
            T::Case => false,
            T::Class | T::Type => !(self.kind(open) == T::LBracket && open == line + 2),
            _ => true,
        }
    }

    /// `"a" b "c"`: a string that ends too early.
    fn broken_string(&self) -> Option<SyntaxError> {
        let at = self.at;
        let (first, mut end) = match (self.previous(), self.kind(at)) {
            (T::String, kind) if starts_operand(kind) && kind != T::String => (at, at),
            _ => return None,
        };
        let mut last = first;
        while self.kind(end) != T::String {
            let (next, _) = self.expression(end)?;
            last = next - 1;
            end = next;
        }
        Some(self.over(first, last, "invalid syntax. Is this intended to be part of the string?"))
    }
}
