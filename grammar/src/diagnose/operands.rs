//! What is wrong with expressions: operands that follow each other, arguments, displays.

use super::{FORGOTTEN_COMMA, Failure, ends_operand, is_legacy, is_operator_of_operands, starts_operand};
use crate::ast::{Constant, ExprKind, Span};
use crate::error::{Extent, SyntaxError};
use crate::fields;
use crate::target::describe;
use crate::token::TokenKind as T;
use std::cell::Cell;

impl Failure<'_> {
    /// Does `async`, the token before the failing one, follow the first element in its brackets?
    pub(super) fn follows_first_element(&self) -> bool {
        let inner = Failure { at: self.at - 1, ..*self };
        self.enclosing(inner.at).is_some_and(|open| inner.element_start() == open + 1 && open + 1 < inner.at)
    }

    /// Is the failing token part of a call's argument that starts with `*`, after which no expression begins?
    pub(super) fn in_starred_argument(&self) -> bool {
        let mut at = self.at;
        while let Some(open) = self.enclosing(at) {
            let start = Failure { at, ..*self }.element_start();
            let is_call = self.opens_call(open);
            if is_call
                && start > open + 1
                && self.kind(start - 1) == T::Star
                && !self.in_header(open)
                && self.expression(start).is_none()
            {
                return true;
            }
            at = open;
        }
        false
    }

    /// Arguments of calls.
    pub(super) fn arguments(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        let open = self.open_call()?;
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

    /// The bracket of the call in whose arguments the parser stopped.
    fn open_call(&self) -> Option<usize> {
        self.enclosing(self.at).filter(|open| self.opens_call(*open))
    }

    /// `expression=` as an argument of that call.
    pub(super) fn wrong_argument(&self) -> Option<SyntaxError> {
        self.assigning_argument(self.open_call()?)
    }

    /// `expression=` as an argument of the call whose parenthesis is at token `open`, whatever comes after it.
    pub(super) fn assigning_argument(&self, open: usize) -> Option<SyntaxError> {
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
    pub(super) fn displays(&self) -> Option<SyntaxError> {
        let (kind, at) = (self.kind(self.at), self.at);
        let open = self.enclosing(at)?;
        let bracket = self.kind(open);
        let clause = kind == T::For || kind == T::Async && self.kind(at + 1) == T::For;
        if clause && matches!(bracket, T::LBracket | T::LBrace) {
            let message = "did you forget parentheses around the comprehension target?";
            let holds = |wanted| self.find_directly(open, at, |index| self.kind(index) == wanted).is_some();
            if holds(T::Comma) && !holds(T::Colon) {
                return Some(self.over(open + 1, at - 1, message));
            }
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

    /// May a whole expression, and not only an operand, stand behind token `at`?
    fn may_follow(&self, at: usize) -> bool {
        let kind = self.kind(at);
        !is_operator_of_operands(kind)
            && !matches!(kind, T::Dot | T::Tilde | T::Not | T::Await | T::And | T::Or | T::Is)
            && (kind != T::If || self.line_start(at) == at)
            || kind == T::Star && !self.is_operator(at)
    }

    /// `print x` and `exec x`.
    pub(super) fn legacy(&self) -> Option<SyntaxError> {
        let at = self.at;
        if at == 0 || self.kind(at - 1) != T::Name || !starts_operand(self.kind(at)) {
            return None;
        }
        let name = self.text(at - 1);
        let imports = matches!(self.kind(self.line_start(at)), T::Import | T::From);
        if !is_legacy(name) || imports || at >= 2 && !self.may_follow(at - 2) {
            return None;
        }
        // Of several such words the last is named.
        let next = self.kind(at + 1);
        if self.kind(at) == T::Name && is_legacy(self.text(at)) && starts_operand(next) && next != T::LParen {
            return Failure { at: at + 1, ..*self }.legacy();
        }
        let (end, _) = self.expressions(at)?;
        let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
        Some(self.over(at - 1, end - 1, message))
    }

    /// Operands that follow each other, and conditional expressions that are not whole.
    pub(super) fn operands(&self) -> Option<SyntaxError> {
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
        // A star that nothing stands before unpacks.
        let is_operator =
            matches!(self.previous(), T::Plus | T::Minus | T::Tilde) || at >= 2 && ends_operand(self.kind(at - 2));
        if kind == T::Not && after_operator && is_operator {
            let (end, _) = self.expression(at)?;
            return Some(self.over(at, end - 1, "'not' after an operator must be parenthesized"));
        }
        // Nothing but a prefix may stand between it and the failing token.
        let prefix = |kind| matches!(kind, T::Not | T::Await | T::Minus | T::Plus | T::Tilde);
        let keyword = (0..at).rev().find(|&index| !prefix(self.kind(index))).filter(|&k| self.kind(k) == T::Else);
        if let Some(keyword) = keyword
            && (self.enclosing(at).is_some() || self.line_start(at) < keyword)
        {
            return Some(self.at_token(keyword + 1, "expected expression after 'else', but statement is given"));
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
        let open = self.enclosing(at)?;
        if !starts_operand(kind) || start >= at {
            // What follows an operand in square brackets may be a list of its own.
            let subscript = self.kind(open) == T::LBracket && self.is_operator(open);
            return if subscript { Failure { at: open, ..*self }.operands() } else { None };
        }
        if self.is_operand_only(open, start) {
            return None;
        }
        // What a display unpacks is no whole expression, but its first element is tried as that of a comprehension.
        if start > open + 2 && self.kind(start - 1) == T::Star && !self.is_operator(open) {
            return None;
        }
        if !self.holds_expressions(open, start) {
            return None;
        }
        if self.is_spared(start) {
            return None;
        }
        let left = self.exactly(start, at)?;
        if matches!(left.kind, ExprKind::IfExp { .. } | ExprKind::Lambda { .. }) {
            return None;
        }
        let (end, _) = self.expression(at)?;
        Some(self.over(start, end - 1, format!("invalid syntax. {FORGOTTEN_COMMA}")))
    }

    /// `a if b` without `else`, also around the brackets that the failing token is in.
    pub(super) fn conditional(&self) -> Option<SyntaxError> {
        let mut inner = Failure { ..*self };
        loop {
            let (start, at) = (inner.start_of_element(false), inner.at);
            let keyword = self.find_directly(start.saturating_sub(1), at, |index| self.kind(index) == T::If);
            if let Some(keyword) = keyword.filter(|&keyword| keyword > start)
                && let Some(body) = self.exactly(start, keyword)
                && let Some((end, condition)) = self.expression_within(keyword + 1, at)
                && !matches!(self.kind(end), T::Else | T::Colon)
            {
                let message = "expected 'else' after 'if' expression";
                return Some(SyntaxError::new(message, body.span.to(condition.span)));
            }
            inner.at = self.enclosing(at)?;
        }
    }

    /// A name and an expression after it, also around the brackets that the failing token is in: the expression is
    /// looked at by itself, as for statements that have become functions.
    pub(super) fn after_name(&self) -> Option<SyntaxError> {
        let mut at = self.at;
        loop {
            let inner = Failure { at, ..*self };
            let (start, next) = (inner.element_start(), inner.element_start() + 1);
            let follows = next <= at && self.kind(start) == T::Name && starts_operand(self.kind(next));
            let held = inner.enclosing(at).is_none_or(|open| inner.holds_expressions(open, start));
            let imports = matches!(self.kind(self.line_start(at)), T::Import | T::From | T::Global | T::Nonlocal);
            if follows && held && !imports && self.kind(next) != T::LParen {
                for (name, from) in [(start, next), (next, next + 1)] {
                    let operand = self.kind(from) != T::LParen && starts_operand(self.kind(from));
                    if operand
                        && self.kind(name) == T::Name
                        && is_legacy(self.text(name))
                        && let Some((end, _)) = self.expressions(from)
                    {
                        let name_text = self.text(name);
                        let message =
                            format!("Missing parentheses in call to '{name_text}'. Did you mean {name_text}(...)?");
                        return Some(self.over(name, end - 1, message));
                    }
                }
                let failing = next + self.accepted(next, true);
                // What is in brackets has been read, and is not looked at again.
                if (next + 1..self.tokens.len()).contains(&failing)
                    && failing >= self.at
                    && self.enclosing(failing) == inner.enclosing(at)
                {
                    let rest = Failure { at: failing, floor: next, ..*self };
                    if let Some(error) = rest.legacy().or_else(|| rest.operands()) {
                        return Some(error);
                    }
                }
            }
            at = self.enclosing(at)?;
        }
    }

    /// Strings and bytes that stand beside each other.
    pub(super) fn mixed_strings(&self) -> Option<SyntaxError> {
        let (mut texts, mut bytes) = (false, false);
        let mut at = self.at;
        while at > 0 {
            at -= 1;
            match self.kind(at) {
                T::String => {
                    let prefix = self.text(at).split(['"', '\'']).next().unwrap_or_default();
                    *(if prefix.contains(['b', 'B']) { &mut bytes } else { &mut texts }) = true;
                }
                T::FStringEnd => {
                    texts = true;
                    at = self.enclosing(at)?;
                }
                _ => break,
            }
        }
        (texts && bytes).then(|| self.here("cannot mix bytes and nonbytes literals"))
    }

    /// `*` without what it unpacks.
    pub(super) fn starred(&self) -> Option<SyntaxError> {
        let at = self.at;
        let open = self.enclosing(at)?;
        let begins = at == open + 2 && self.previous() == T::Star && !starts_operand(self.kind(at));
        let display = begins && self.holds_expressions(open, at - 1) && !fields::is_field(self, open);
        display.then(|| self.here("Invalid star expression"))
    }

    /// What is wrong, without a message of its own, in what a call unpacks.
    pub(super) fn unpacked(&self) -> Option<SyntaxError> {
        self.in_starred_argument().then(|| self.at_token(self.reach(), "Invalid star expression"))
    }

    /// `<>` behind an operand.
    pub(super) fn not_equal(&self) -> Option<SyntaxError> {
        let is_operator = self.kind(self.at) == T::LessGreater && self.accepts(T::NotEqual);
        is_operator.then(|| self.here("invalid syntax.  Maybe you meant '!=' instead of '<>'?"))
    }

    /// `"a" b "c"`: a string that ends too early.
    pub(super) fn broken_string(&self) -> Option<SyntaxError> {
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
