//! What is wrong with a statement: its header, its block, its targets, its parameters.

use super::reading::MOST_OPERANDS;
use super::{Failure, augments, closes, ends_operand, is_operator_of_operands, opens, starts_operand};
use crate::ast::{ExprKind, Span};
use crate::error::{ErrorKind, Extent, SyntaxError};
use crate::target::{self, describe, is_comparable, leading_operand, unbindable};
use crate::token::TokenKind as T;
use std::cell::Cell;

impl Failure<'_> {
    /// Do parameters begin after token `at`?
    pub(super) fn opens_parameters(&self, at: usize) -> bool {
        self.kind(at) == T::Lambda || self.kind(at) == T::LParen && self.in_header(at)
    }

    /// The bracket of a function's type parameters, if the failing token is among them.
    pub(super) fn type_parameters(&self) -> Option<usize> {
        let mut open = self.enclosing(self.at)?;
        while let Some(outer) = self.enclosing(open) {
            open = outer;
        }
        let header = self.header(self.line_start(open));
        (self.kind(header) == T::Def && self.kind(open) == T::LBracket && open == header + 2).then_some(open)
    }

    /// Where the target of `del`, `for` or `with` ends, if the parser went past that.
    pub(super) fn target_end(&self) -> Option<usize> {
        if self.enclosing(self.at).is_some() {
            return None;
        }
        let header = self.header(self.line_start(self.at));
        let start = match self.kind(header) {
            T::Del | T::For => header + 1,
            T::With => (header..self.at).rev().find(|&at| self.kind(at) == T::As && self.enclosing(at).is_none())? + 1,
            _ => return None,
        };
        let mut at = start;
        while at < self.at {
            match self.kind(at) {
                T::Name | T::Dot | T::Comma | T::Star => at += 1,
                kind if opens(kind) => {
                    at = (at + 1..self.at).find(|&i| closes(self.kind(i)) && self.enclosing(i) == Some(at))? + 1;
                }
                // The statement behind the colon is wrong.
                T::Colon if self.kind(header) == T::With => return None,
                T::In if self.kind(header) == T::For => return None,
                _ => return (at > start || self.kind(header) == T::For).then_some(at),
            }
        }
        None
    }

    /// Is the parenthesis at token `open` that of a function's parameters?
    pub(super) fn in_header(&self, open: usize) -> bool {
        self.kind(self.header(self.line_start(open))) == T::Def && self.enclosing(open).is_none()
    }

    /// Can what stands before the last colon be annotated?
    pub(super) fn colon_annotates(&self) -> bool {
        let colon = self.at - 1;
        let start = self.statement_start(colon);
        self.enclosing(colon).is_some()
            || self.exactly(start, colon).is_none_or(|target| {
                matches!(target.kind, ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. })
            })
    }

    /// Blocks that are missing or that nothing asked for.
    pub(super) fn layout(&self) -> Option<SyntaxError> {
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

    pub(super) fn unexpected_indent(&self) -> SyntaxError {
        let start = self.tokens[self.at].span.start.saturating_sub(1);
        let span = Span::new(start, start);
        if self.at > 0 && self.wants_handlers() {
            return SyntaxError::new("expected 'except' or 'finally' block", span).with(Extent::Layout);
        }
        SyntaxError::indentation("unexpected indent", span).with(Extent::Layout)
    }

    /// Does a `try` lack its clauses?
    pub(super) fn wants_handlers(&self) -> bool {
        self.accepts(T::Finally) && self.accepts(T::Except) && !self.accepts(T::Pass)
    }

    /// Has the colon of the header that starts at token `header` come already?
    pub(super) fn is_past_header(&self, header: usize) -> bool {
        let lambdas = Cell::new(0usize);
        let colon = self.find_directly(header, self.at, |index| match self.kind(index) {
            T::Lambda => {
                lambdas.set(lambdas.get() + 1);
                false
            }
            T::Colon if lambdas.get() > 0 => {
                lambdas.set(lambdas.get() - 1);
                false
            }
            kind => kind == T::Colon,
        });
        colon.is_some_and(|colon| colon + 1 < self.at)
    }

    /// Is it among the patterns of a `case`, before its guard, that the parser stopped?
    pub(super) fn in_pattern(&self) -> bool {
        let header = self.line_start(self.at);
        let ends = |index| matches!(self.kind(index), T::If | T::Colon);
        self.kind(header) == T::Case && header < self.at && self.find_directly(header, self.at, ends).is_none()
    }

    /// What stands after `as` in a pattern and is no name.
    pub(super) fn wrong_name(&self) -> Option<SyntaxError> {
        let at = self.at;
        let is_longer = matches!(self.kind(at), T::Dot | T::LBracket | T::LParen);
        let from = if self.previous() != T::As && is_longer { at - 1 } else { at };
        if self.kind(from - 1) != T::As {
            return None;
        }
        let (_, expr) = self.expression(from).filter(|(_, expr)| !matches!(expr.kind, ExprKind::Starred(_)))?;
        Some(SyntaxError::new(format!("cannot use {} as pattern target", describe(&expr)), expr.span))
    }

    /// Headers of compound statements.
    pub(super) fn blocks(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        if at == 0 || self.enclosing(at).is_some() {
            return None;
        }
        // `try` without its clauses, `elif` after `else`.
        if matches!(self.previous(), T::Dedent | T::Newline) {
            if self.wants_handlers() {
                return Some(self.at_token(at, "expected 'except' or 'finally' block"));
            }
            if kind == T::Elif && self.follows_else() {
                return Some(self.here("'elif' block follows an 'else' block"));
            }
            return None;
        }
        let start = self.line_start(at);
        let header = self.header(start);
        if self.is_past_header(header) {
            return None;
        }
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
            T::Except if self.find_directly(header, at, |index| self.kind(index) == T::As).is_some() => {
                let star = if self.kind(header + 1) == T::Star { "*" } else { "" };
                let (caught, _) = self.expression(header + 1 + star.len())?;
                let (end, expr) = self.expression(caught + 1)?;
                let named = self.kind(caught) == T::As && self.kind(end) == T::Colon;
                let bound = named && !matches!(expr.kind, ExprKind::Starred(_));
                bound.then(|| {
                    let message = format!("cannot use except{star} statement with {}", describe(&expr));
                    SyntaxError::new(message, expr.span)
                })
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
    pub(super) fn follows_else(&self) -> bool {
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

    pub(super) fn imports(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        let start = self.statement_start(at);
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
    pub(super) fn parameters(&self) -> Option<SyntaxError> {
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
            let begins = at == first || self.previous() == T::Comma;
            if kind == T::LParen && begins && self.plain_parameters(first, at) {
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
        let header = self.header(self.line_start(open));
        let owner = self.kind(header);
        if !matches!(owner, T::Def | T::Class | T::Type) || open != header + 2 {
            return None;
        }
        if kind == T::RBracket && at == open + 1 {
            // Up to the token that was read last: after a soft keyword one more than elsewhere.
            let read = if owner == T::Type { self.tokens.get(at + 1) } else { None };
            let start = self.tokens[at].span.start;
            let end = read.map_or(start, |token| token.span.end - 1);
            return Some(SyntaxError::new("Type parameter list cannot be empty", Span::new(start, end)));
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
    pub(super) fn plain_parameters(&self, from: usize, to: usize) -> bool {
        (from..to).all(|index| matches!(self.kind(index), T::Name | T::Comma))
    }

    /// The `lambda` after token `from` whose parameters the failing token is among.
    pub(super) fn open_lambda(&self, from: usize) -> Option<usize> {
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

    /// The `lambda` whose parameters end at the colon at `colon`.
    fn lambda_before(&self, colon: usize) -> Option<usize> {
        let mut at = colon;
        while at > 0 {
            at -= 1;
            match self.kind(at) {
                T::Lambda => return Some(at),
                T::Name | T::Comma | T::Star | T::DoubleStar | T::Slash => {}
                _ => return None,
            }
        }
        None
    }

    /// `=` and `:=` where they cannot be.
    pub(super) fn assignments(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        let open = self.enclosing(at);
        let in_lambda = || self.open_lambda(open.map_or(0, |open| open + 1)).is_some();
        if kind != T::Equal && kind != T::ColonEqual || in_lambda() {
            return None;
        }
        let keyword = self.kind(self.line_start(at));
        if open.is_none() && keyword == T::Assert || matches!(keyword, T::Import | T::From) {
            return None;
        }
        let start = self.element_start();
        let before = self.kind(start.saturating_sub(1));
        let in_call = open.is_some_and(|open| self.opens_call(open));
        if kind == T::ColonEqual && before == T::Colon && !in_call {
            // What `:=` stands behind is the whole `lambda`.
            let lambda = self.lambda_before(start - 1)?;
            let whole = self.exactly(lambda, at)?;
            return matches!(whole.kind, ExprKind::Lambda { .. })
                .then(|| SyntaxError::new("cannot use assignment expressions with lambda", whole.span));
        }
        let in_clause = || {
            let open = open?;
            (before == T::In && self.in_comprehension(open, start - 1)).then_some(())
        };
        if augments(before) || before == T::ColonEqual || in_clause().is_some() {
            return None;
        }
        if matches!(before, T::StartExpression | T::Colon | T::Return | T::Del | T::Yield | T::From | T::Raise)
            || matches!(before, T::With | T::As)
            || before == T::Equal
            || before == T::In && open.is_none()
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
            if self.kind(right_end) == T::EndOfFile && self.unclosed.is_some() {
                return Some(self.never_closed());
            }
            return Some(self.over(start - 1, right_end - 1, format!("cannot assign to {what}")));
        }
        if kind == T::ColonEqual {
            if in_call || matches!(left.kind, ExprKind::Name(_)) && start + 1 == at {
                return None;
            }
            let message = format!("cannot use assignment expressions with {}", describe(&left));
            return Some(SyntaxError::new(message, left.span));
        }
        if in_call && !matches!(left.kind, ExprKind::Name(_)) {
            // It is said of the argument, whatever follows.
            return None;
        }
        let unclosed = self.unclosed.map(|(_, start)| crate::line_index::line_number(self.source, start as usize));
        match self.kind(right_end) {
            T::Equal | T::ColonEqual => return None,
            // The token after it has been read.
            _ if unclosed.is_some_and(|line| self.line(right_end) > line)
                && (matches!(left.kind, ExprKind::Name(_)) || is_comparable(&left)) =>
            {
                return Some(self.never_closed());
            }
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

    /// Targets that cannot be assigned to, of a statement whose value is wrong too.
    pub(super) fn assigned(&self) -> Option<SyntaxError> {
        if self.enclosing(self.at).is_some() {
            return None;
        }
        let start = self.statement_start(self.at);
        let mut targets = Vec::new();
        let mut from = start;
        while let Some(equal) = self.find_directly(from.checked_sub(1)?, self.at, |at| self.kind(at) == T::Equal) {
            if self.is_yield(from, equal) {
                return Some(self.over(from, equal - 1, "assignment to yield expression not possible"));
            }
            targets.push(self.exactly(from, equal)?);
            from = equal + 1;
        }
        let value = self.expression(from).map(|(_, value)| value);
        target::invalid(self.tokens[start].span.start, &targets, value.as_ref())
    }

    /// Are the tokens `from..end` a `yield` with what it yields?
    fn is_yield(&self, from: usize, end: usize) -> bool {
        let delegates = self.kind(from + 1) == T::From;
        self.kind(from) == T::Yield
            && (from + 1 == end || self.exactly(from + 1 + usize::from(delegates), end).is_some())
    }

    /// What cannot be changed in place, of a statement whose value is wrong too.
    pub(super) fn augmented(&self) -> Option<SyntaxError> {
        if self.enclosing(self.at).is_some() {
            return None;
        }
        let start = self.statement_start(self.at);
        let operator =
            self.find_directly(start.checked_sub(1)?, self.at, |at| at >= start && augments(self.kind(at)))?;
        let target = self.exactly(start, operator)?;
        self.expression(operator + 1)?;
        target::unchangeable(&target)
    }

    /// What cannot be deleted, of a statement that goes on where it should end.
    pub(super) fn deleted(&self) -> Option<SyntaxError> {
        let start = self.statement_start(self.at);
        if self.kind(start) != T::Del || self.enclosing(self.at).is_some() {
            return None;
        }
        let mut targets = Vec::new();
        let mut from = start + 1;
        while let Some((end, target)) = self.expression(from) {
            targets.push(target);
            if self.kind(end) != T::Comma {
                break;
            }
            from = end + 1;
        }
        target::delete(targets).err()
    }

    /// Are the tokens of the statement before token `end` a name, an attribute or an item?
    pub(super) fn is_single_target(&self, end: usize) -> bool {
        self.exactly(self.statement_start(end), end).is_some_and(|left| {
            matches!(left.kind, ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. })
        })
    }

    /// The first token of the statement that holds token `at`, outside brackets.
    fn statement_start(&self, at: usize) -> usize {
        let line = self.line_start(at);
        let mut start = line;
        while let Some(end) = self.find_directly(start.saturating_sub(1), at, |index| {
            index >= start && (self.kind(index) == T::Semi || self.kind(index) == T::Colon && self.is_header(line))
        }) {
            start = end + 1;
        }
        start
    }

    /// Does a compound statement start at token `start`?
    fn is_header(&self, start: usize) -> bool {
        matches!(
            self.kind(self.header(start)),
            T::If
                | T::Elif
                | T::Else
                | T::For
                | T::While
                | T::Try
                | T::Except
                | T::Finally
                | T::With
                | T::Def
                | T::Class
        )
    }

    /// Targets of `for` after which no `in` comes.
    pub(super) fn looped(&self) -> Option<SyntaxError> {
        let mut at = self.at;
        while let Some(open) = self.enclosing(at) {
            if let Some(keyword) = self.open_for(open, at)
                && let Some(end) = self.operands_end(keyword + 1)
                && self.kind(end) != T::In
                && end <= self.at
            {
                // After an operator, and for a target with a star, it has read on.
                let follows = self.kind(end - 1) == T::Comma && self.kind(end) == T::Star;
                let place = if follows || is_operator_of_operands(self.kind(end)) { self.at } else { end };
                return Some(self.at_token(place, "'in' expected after for-loop variables"));
            }
            // Of what begins with these words, all up to the end is the target.
            if let Some(keyword) = self.open_for(open, at)
                && keyword + 1 == self.at
                && matches!(self.kind(self.at), T::Lambda | T::Not)
                && let Some((_, expr)) = self.expression(self.at)
                && let Some(bad) = unbindable(&expr)
            {
                return Some(SyntaxError::new(format!("cannot assign to {}", describe(bad)), bad.span));
            }
            at = open;
        }
        let keyword = self.open_for(self.line_start(at).saturating_sub(1), at)?;
        let (end, _) = self.expressions(keyword + 1)?;
        let expr = self.exactly(keyword + 1, end)?;
        let bad = unbindable(&expr)?;
        Some(SyntaxError::new(format!("cannot assign to {}", describe(bad)), bad.span))
    }

    /// The `for` directly in the bracket at token `open`, or after that token, whose targets token `at` is among.
    pub(super) fn open_for(&self, open: usize, at: usize) -> Option<usize> {
        let keyword = Cell::new(None);
        let _ = self.find_directly(open, at, |index| {
            match self.kind(index) {
                T::For => keyword.set(Some(index)),
                T::In => keyword.set(None),
                _ => {}
            }
            false
        });
        keyword.get()
    }

    /// The end of the operands from token `from` on, joined by commas.
    pub(super) fn operands_end(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            let (end, expr) = self.expression(at)?;
            let last = leading_operand(&expr)?.span.end;
            at = (at..end)
                .find(|&index| self.tokens[index].span.start >= last && !closes(self.kind(index)))
                .unwrap_or(end);
            if self.kind(at) != T::Comma {
                return Some(at);
            }
            at += 1;
            if !starts_operand(self.kind(at)) {
                return Some(at);
            }
        }
    }

    /// `a, b c = d`: what follows the elements of a tuple is read as a further one.
    pub(super) fn juxtaposed(&self) -> Option<SyntaxError> {
        let mut at = self.at;
        let start = self.line_start(at);
        if self.enclosing(at).is_some() || at == 0 || !ends_operand(self.kind(at - 1)) || start >= at {
            return None;
        }
        if self.open_lambda(start).is_some() {
            return None;
        }
        let holds = |wanted| self.find_directly(start, at, |index| self.kind(index) == wanted).is_some();
        if !(starts_operand(self.kind(start)) || self.kind(start) == T::Star) || !holds(T::Comma) || holds(T::Equal) {
            return None;
        }
        for _ in 0..MOST_OPERANDS {
            if !starts_operand(self.kind(at)) {
                break;
            }
            let (end, expr) = self.expression(at)?;
            if self.kind(end) == T::Equal {
                let (right_end, _) = self.expression(end + 1)?;
                return match &expr.kind {
                    _ if matches!(self.kind(right_end), T::Equal | T::ColonEqual) => None,
                    ExprKind::Name(_) => {
                        let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                        Some(self.over(at, right_end - 1, message))
                    }
                    _ if is_comparable(&expr) => {
                        let what = describe(&expr);
                        let message = format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
                        Some(SyntaxError::new(message, expr.span))
                    }
                    _ => None,
                };
            }
            at = end;
        }
        None
    }
}
