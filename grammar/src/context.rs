//! What the grammar's actions share: the source text, the interned names, the warnings.

use crate::ast::{Constant, Expr, ExprKind, Ident, Name, Span};
use crate::error::{SyntaxError, Warning};
use crate::number;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

/// The state of one parse.
pub(crate) struct Context<'s> {
    pub source: &'s str,
    pub warnings: Vec<Warning>,
    /// Comments inside brackets, which `{value=}` does not repeat.
    pub comments: Vec<Span>,
    names: FxHashMap<&'s str, Ident>,
}

impl<'s> Context<'s> {
    pub fn new(source: &'s str, warnings: Vec<Warning>, comments: Vec<Span>) -> Context<'s> {
        Context { source, warnings, comments, names: FxHashMap::default() }
    }

    /// The source text in `start..end`.
    pub fn text(&self, start: u32, end: u32) -> &'s str {
        &self.source[start as usize..end as usize]
    }

    /// The identifier at `start..end`, normalised; equal identifiers share one allocation.
    pub fn intern(&mut self, start: u32, end: u32) -> Ident {
        let text = self.text(start, end);
        if let Some(ident) = self.names.get(text) {
            return ident.clone();
        }
        let ident: Ident = if text.is_ascii() { text.into() } else { text.nfkc().collect::<String>().into() };
        self.names.insert(text, ident.clone());
        ident
    }

    /// The identifier at `start..end` and where it stands.
    pub fn name(&mut self, start: u32, end: u32) -> Name {
        Name { id: self.intern(start, end), span: Span::new(start, end) }
    }

    /// A dotted name as one.
    pub fn dotted(&mut self, mut parts: Vec<Name>) -> Name {
        let span = parts[0].span.to(parts[parts.len() - 1].span);
        if parts.len() == 1 {
            return parts.remove(0);
        }
        let ids: Vec<&str> = parts.iter().map(|part| &*part.id).collect();
        Name { id: ids.join(".").into(), span }
    }

    pub fn number(&mut self, start: u32, end: u32) -> Expr {
        Expr { kind: ExprKind::Constant(self.number_value(start, end)), span: Span::new(start, end) }
    }

    fn number_value(&self, start: u32, end: u32) -> Constant {
        number::value(self.text(start, end))
    }

    /// The conversion whose `!` ends at `mark` and whose name stands at `start..end`.
    pub fn conversion(&mut self, mark: u32, start: u32, end: u32) -> Result<char, SyntaxError> {
        let span = Span::new(start, end);
        if mark != start {
            let message = "f-string: conversion type must come right after the exclamation mark";
            return Err(SyntaxError::new(message, Span::new(mark - 1, end)));
        }
        match self.text(start, end) {
            "s" => Ok('s'),
            "r" => Ok('r'),
            "a" => Ok('a'),
            other => Err(SyntaxError::new(
                format!("f-string: invalid conversion character '{other}': expected 's', 'r', or 'a'"),
                span,
            )),
        }
    }
}
