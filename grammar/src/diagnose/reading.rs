//! How far CPython reads in search of a message, and what the failing token stands in.

use super::{Failure, bounds, closes, ends_operand, opens, starts_operand};
use crate::ast::Span;
use crate::parser;
use crate::token::{Token, TokenKind as T};

/// So many operands in a row are looked at, at most.
pub(super) const MOST_OPERANDS: usize = 40;

impl Failure<'_> {
    /// The line of a token.
    pub(super) fn line(&self, at: usize) -> usize {
        let token = self.tokens.get(at).or(self.tokens.last());
        crate::line_index::line_number(self.source, token.map_or(0, |token| token.span.start as usize))
    }

    /// How many of the tokens from `from` on begin an expression, up to the end of the line at most.
    /// `commas`: they may join several.
    pub(super) fn accepted(&self, from: usize, commas: bool) -> usize {
        let first = Token { kind: T::StartExpression, span: Span::default() };
        let mut depth = 0usize;
        let line = self.tokens[from..].iter().copied().take_while(|token| {
            match token.kind {
                kind if opens(kind) => depth += 1,
                kind if closes(kind) => depth = depth.saturating_sub(1),
                T::Comma if depth == 0 && !commas => return false,
                _ => {}
            }
            token.kind != T::Newline
        });
        parser::accepted(self.source, [first].into_iter().chain(line)).saturating_sub(1)
    }

    /// The index of the last token that CPython reads in search of a message; as many as there are if that is the
    /// faulty token at which they end. Where an operand follows another, the second is read as an expression.
    pub(super) fn reach(&self) -> usize {
        let mut at = self.at;
        // It tries whether one of these statements stands where an operand of `if` should.
        if self.enclosing(at).is_some() && matches!(self.kind(at), T::Pass | T::Break | T::Continue) {
            return at + 1;
        }
        // Few lines have more, and each is looked for from the start of the line.
        for _ in 0..MOST_OPERANDS {
            let follows = at > 0 && ends_operand(self.kind(at - 1)) && starts_operand(self.kind(at));
            if !follows || !(Failure { at, ..*self }).tries_operand() {
                break;
            }
            let accepted = self.accepted(at, false);
            if accepted == 0 {
                break;
            }
            at += accepted;
            if self.enclosing(self.at).is_some() {
                break;
            }
        }
        at
    }

    /// Does CPython try whether the failing token starts another operand?
    pub(super) fn tries_operand(&self) -> bool {
        let (start, at) = (self.element_start(), self.at);
        let Some(open) = self.enclosing(at) else {
            let header = self.header(self.line_start(at));
            let names = matches!(
                self.kind(header),
                T::Def | T::Class | T::Import | T::From | T::Global | T::Nonlocal | T::Del | T::For
            );
            return !names || self.is_past_header(header);
        };
        if start >= at || !self.holds_expressions(open, start) || self.is_operand_only(open, start) {
            return false;
        }
        // A name is tried as that of a statement which is a function by now, such as `print`.
        self.kind(start) == T::Name && start + 1 == at || !self.is_spared(start)
    }

    /// Stands an operand, not any expression, at token `start` in the bracket at token `open`?
    pub(super) fn is_operand_only(&self, open: usize, start: usize) -> bool {
        match self.kind(start - 1) {
            T::If | T::For => true,
            T::In => self.in_comprehension(open, start - 1),
            _ => false,
        }
    }

    /// Is nothing said of what follows an operand that starts with token `start`?
    pub(super) fn is_spared(&self, start: usize) -> bool {
        if self.kind(start) != T::Name {
            return false;
        }
        matches!(self.text(start), "match" | "case" | "type" | "_") || self.kind(start + 1) == T::String
    }

    /// Where the expression that ends before the failing token starts, within its brackets.
    pub(super) fn element_start(&self) -> usize {
        self.start_of_element(true)
    }

    /// As [`Self::element_start`]; `conditions`: an `if` ends what is looked at.
    pub(super) fn start_of_element(&self, conditions: bool) -> usize {
        let mut depth = 0usize;
        for index in (self.floor..self.at).rev() {
            let kind = self.kind(index);
            if closes(kind) {
                depth += 1;
            } else if opens(kind) && depth > 0 {
                depth -= 1;
            } else if depth == 0
                && (opens(kind)
                    || bounds(kind)
                    || matches!(kind, T::Colon | T::Else | T::Return | T::Yield | T::From | T::StartModule)
                    || matches!(kind, T::Elif | T::While | T::Del | T::Match | T::As)
                    || matches!(kind, T::With | T::Raise | T::StartInteractive | T::StartExpression)
                    || kind == T::If && (conditions || self.is_keyword_of_for(index))
                    || kind == T::In && self.ends_targets(index)
                    || matches!(kind, T::Star | T::DoubleStar) && !self.is_operator(index))
            {
                return index + 1;
            }
        }
        self.floor
    }

    /// Is the `in` at token `index` that of a `for`?
    pub(super) fn ends_targets(&self, index: usize) -> bool {
        let mut depth = 0usize;
        for before in (self.floor..index).rev() {
            let kind = self.kind(before);
            if closes(kind) {
                depth += 1;
            } else if opens(kind) && depth > 0 {
                depth -= 1;
            } else if depth == 0 {
                match kind {
                    T::For => return true,
                    T::In | T::Newline | T::Colon | T::If | T::Else | T::Equal => return false,
                    kind if opens(kind) => return false,
                    _ => {}
                }
            }
        }
        false
    }

    /// Does the `*` or `**` at token `index` stand between two operands?
    pub(super) fn is_operator(&self, index: usize) -> bool {
        index > 0
            && (closes(self.kind(index - 1))
                || matches!(self.kind(index - 1), T::Name | T::Number | T::String | T::None | T::True | T::False))
    }

    /// Is the bracket at token `open` that of a call's arguments?
    pub(super) fn opens_call(&self, open: usize) -> bool {
        self.kind(open) == T::LParen && self.is_operator(open)
    }

    /// Is the `if` at token `keyword` that of a comprehension?
    pub(super) fn is_keyword_of_for(&self, keyword: usize) -> bool {
        self.enclosing(keyword).is_some_and(|open| self.in_comprehension(open, keyword))
    }

    /// Is the `in` or `if` at token `keyword` that of a comprehension in the bracket at token `open`?
    pub(super) fn in_comprehension(&self, open: usize, keyword: usize) -> bool {
        match self.kind(keyword) {
            T::In => self.ends_targets(keyword),
            _ => self.find_directly(open, keyword, |index| self.kind(index) == T::For).is_some(),
        }
    }

    /// Is what starts at token `start`, inside the bracket at token `open`, an expression and not a parameter, an
    /// imported name, a pattern or what follows `**` in a dict?
    pub(super) fn holds_expressions(&self, open: usize, start: usize) -> bool {
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
            T::Case if (Failure { at: open, ..*self }).in_pattern() => false,
            T::Class => !(self.kind(open) == T::LBracket && open == line + 2),
            _ => true,
        }
    }
}
