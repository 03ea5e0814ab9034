//! The patterns of `match`.

#![expect(clippy::vec_box, reason = "what lies on the parser's stack is moved at every step, and boxed to be small")]

use crate::actions;
use crate::ast::{Constant, Expr, ExprKind, Name, Operator, Pattern, PatternKind, Span};
use crate::error::SyntaxError;

fn pattern(start: u32, kind: PatternKind, end: u32) -> Box<Pattern> {
    Box::new(Pattern { kind, span: Span::new(start, end) })
}

pub(crate) fn sequence(start: u32, patterns: Vec<Box<Pattern>>, end: u32) -> Box<Pattern> {
    pattern(start, PatternKind::MatchSequence(unbox(patterns)), end)
}

pub(crate) fn alternatives(start: u32, patterns: Vec<Pattern>, end: u32) -> Box<Pattern> {
    pattern(start, PatternKind::MatchOr(patterns), end)
}

fn unbox(patterns: Vec<Box<Pattern>>) -> Vec<Pattern> {
    patterns.into_iter().map(|p| *p).collect()
}

pub(crate) fn star(start: u32, name: Name, end: u32) -> Box<Pattern> {
    let name = (&*name.id != "_").then_some(name);
    pattern(start, PatternKind::MatchStar(name), end)
}

/// A bare name binds, except `_`.
pub(crate) fn capture(name: Name) -> Box<Pattern> {
    let span = name.span;
    let name = (&*name.id != "_").then_some(name);
    Box::new(Pattern { kind: PatternKind::MatchAs { pattern: None, name }, span })
}

pub(crate) fn capture_as(start: u32, inner: Box<Pattern>, name: Name, end: u32) -> Result<Box<Pattern>, SyntaxError> {
    if &*name.id == "_" {
        return Err(SyntaxError::new("cannot use '_' as a target", name.span));
    }
    Ok(pattern(start, PatternKind::MatchAs { pattern: Some(inner), name: Some(name) }, end))
}

pub(crate) fn value(expr: Expr) -> Box<Pattern> {
    let span = expr.span;
    Box::new(Pattern { kind: PatternKind::MatchValue(Box::new(expr)), span })
}

pub(crate) fn singleton(start: u32, constant: Constant, end: u32) -> Box<Pattern> {
    pattern(start, PatternKind::MatchSingleton(constant), end)
}

/// `real + imaginary`.
pub(crate) fn complex(
    start: u32,
    real: Box<Expr>,
    op: Operator,
    imaginary: Expr,
    end: u32,
) -> Result<Expr, SyntaxError> {
    let part = match &real.kind {
        ExprKind::UnaryOp { operand, .. } => &operand.kind,
        kind => kind,
    };
    if matches!(part, ExprKind::Constant(Constant::Imaginary(_))) {
        return Err(SyntaxError::new("real number required in complex literal", real.span));
    }
    if !matches!(imaginary.kind, ExprKind::Constant(Constant::Imaginary(_))) {
        return Err(SyntaxError::new("imaginary number required in complex literal", imaginary.span));
    }
    Ok(actions::binary(start, real, op, Box::new(imaginary), end))
}

/// `{key: pattern, **rest}`. The rest of a mapping is always allowed for, so `**_` would say nothing and is no syntax.
pub(crate) fn mapping(
    start: u32,
    items: Option<Box<(Vec<Expr>, Vec<Pattern>)>>,
    rest: Option<Name>,
    end: u32,
) -> Result<Box<Pattern>, SyntaxError> {
    if let Some(rest) = rest.as_ref().filter(|rest| &*rest.id == "_") {
        return Err(SyntaxError::new("invalid syntax", rest.span));
    }
    let (keys, patterns) = items.map(|items| *items).unwrap_or_default();
    Ok(pattern(start, PatternKind::MatchMapping { keys, patterns, rest }, end))
}

/// `cls(arguments)`; an argument without a name is positional.
pub(crate) fn class(
    start: u32,
    cls: Box<Expr>,
    arguments: Vec<Box<(Option<Name>, Pattern)>>,
    end: u32,
) -> Result<Box<Pattern>, SyntaxError> {
    let (mut patterns, mut kwd_attrs, mut kwd_patterns) = (Vec::new(), Vec::new(), Vec::new());
    for argument in arguments {
        match *argument {
            (Some(name), inner) => {
                kwd_attrs.push(name);
                kwd_patterns.push(inner);
            }
            (None, inner) if kwd_attrs.is_empty() => patterns.push(inner),
            (None, inner) => {
                return Err(SyntaxError::new("positional patterns follow keyword patterns", inner.span));
            }
        }
    }
    Ok(pattern(start, PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns }, end))
}
