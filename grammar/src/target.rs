//! Which expressions can be assigned to, and what is said of those that cannot.

use crate::ast::{CmpOp, Constant, Expr, ExprKind, Operator, Span, StmtKind, UnaryOp};
use crate::error::SyntaxError;

type Checked<T> = Result<T, SyntaxError>;

/// `first = rest[0] = ...`: the last is the value.
pub(crate) fn assign(start: u32, first: Expr, mut rest: Vec<Expr>) -> Checked<StmtKind> {
    let value = rest.pop();
    let mut targets = Vec::with_capacity(1 + rest.len());
    targets.push(first);
    targets.append(&mut rest);
    if let Some(error) = invalid(start, &targets, value.as_ref()) {
        return Err(error);
    }
    match value {
        Some(value) => Ok(StmtKind::Assign { targets, value: Box::new(value) }),
        None => Err(SyntaxError::new("invalid syntax", Span::default())),
    }
}

/// What is wrong with `targets[0] = targets[1] = ... = value`, of which the value may be missing.
pub(crate) fn invalid(start: u32, targets: &[Expr], value: Option<&Expr>) -> Option<SyntaxError> {
    for target in targets {
        if let Some(bad) = invalid_target(target, Place::Assignment) {
            if let Some(error) = compared(start, &targets[0], targets.get(1).or(value), targets.len() > 1) {
                return Some(error);
            }
            if matches!(bad.kind, ExprKind::Yield(_) | ExprKind::YieldFrom(_))
                && std::ptr::eq(bad, target)
                && !(std::ptr::eq(bad, &targets[0]) && bad.span.start != start)
            {
                return Some(SyntaxError::new("assignment to yield expression not possible", bad.span));
            }
            let what = describe(bad);
            return Some(SyntaxError::new(format!("cannot assign to {what}"), bad.span));
        }
    }
    None
}

/// `first = second`, in a statement where something cannot be assigned to, may be meant as a comparison: CPython looks at
/// the last element of `first` and the first of `second` as if they stood in brackets. `chained`: another `=` follows.
fn compared(start: u32, first: &Expr, second: Option<&Expr>, chained: bool) -> Option<SyntaxError> {
    let left = bare_elements(first).and_then(<[Expr]>::last).unwrap_or(first);
    if matches!(left.kind, ExprKind::Yield(_) | ExprKind::YieldFrom(_)) && left.span.start == start {
        return None;
    }
    let second = second?;
    let elements = bare_elements(second);
    let right = elements.and_then(<[Expr]>::first).unwrap_or(second);
    let operand = leading_operand(right)?;
    if chained && elements.is_none() && std::ptr::eq(operand, right) {
        return None;
    }
    if matches!(left.kind, ExprKind::Name(_)) {
        let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
        return Some(SyntaxError::new(message, left.span.to(operand.span)));
    }
    let message = format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", describe(left));
    // The words `True`, `False` and `None` count only in parentheses, which hide them; so do expressions that are no
    // operands without.
    let hidden = std::ptr::eq(left, first) && left.span.start > start;
    (hidden || is_comparable(left)).then(|| SyntaxError::new(message, left.span))
}

/// The elements of a tuple without parentheses.
fn bare_elements(expr: &Expr) -> Option<&[Expr]> {
    match &expr.kind {
        ExprKind::Tuple(elements) => {
            Some(&elements[..]).filter(|e| e.first().is_some_and(|e| e.span.start == expr.span.start))
        }
        _ => None,
    }
}

/// The operand of arithmetic that an expression starts with, if it does.
pub(crate) fn leading_operand(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        ExprKind::Compare { left, .. } => leading_operand(left),
        ExprKind::BoolOp { values, .. } => leading_operand(values.first()?),
        ExprKind::IfExp { body, .. } => leading_operand(body),
        ExprKind::Lambda { .. }
        | ExprKind::Starred(_)
        | ExprKind::Yield(_)
        | ExprKind::YieldFrom(_)
        | ExprKind::NamedExpr { .. }
        | ExprKind::UnaryOp { op: UnaryOp::Not, .. } => None,
        _ => Some(expr),
    }
}

/// The part of `expr`, which stands for a target of `for`, that cannot be one.
pub(crate) fn unbindable(expr: &Expr) -> Option<&Expr> {
    match &expr.kind {
        // `x in y` is a target and what it goes over.
        ExprKind::Compare { left, ops, .. } => (ops.first() == Some(&CmpOp::In)).then(|| unbindable(left)).flatten(),
        _ => invalid_target(expr, Place::Assignment),
    }
}

/// Could `expr` be meant as the left side of `==`?
pub(crate) fn is_comparable(expr: &Expr) -> bool {
    !matches!(
        expr.kind,
        ExprKind::Constant(Constant::None | Constant::True | Constant::False)
            | ExprKind::List(_)
            | ExprKind::Tuple(_)
            | ExprKind::GeneratorExp { .. }
            | ExprKind::Starred(_)
            | ExprKind::Lambda { .. }
            | ExprKind::IfExp { .. }
            | ExprKind::Compare { .. }
            | ExprKind::BoolOp { .. }
            | ExprKind::UnaryOp { op: UnaryOp::Not, .. }
    )
}

/// `target op= value`, which starts at `start`; the operator is where its span says.
pub(crate) fn augmented(start: u32, target: Expr, (op, place): (Operator, Span), value: Expr) -> Checked<StmtKind> {
    if matches!(target.kind, ExprKind::Yield(_) | ExprKind::YieldFrom(_)) && target.span.start == start {
        return Err(SyntaxError::new("invalid syntax", place));
    }
    match unchangeable(&target) {
        Some(error) => Err(error),
        None => Ok(StmtKind::AugAssign { target: Box::new(target), op, value: Box::new(value) }),
    }
}

/// What is wrong with the target of an augmented assignment.
pub(crate) fn unchangeable(target: &Expr) -> Option<SyntaxError> {
    if matches!(target.kind, ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. }) {
        return None;
    }
    let message = format!("'{}' is an illegal expression for augmented assignment", describe(target));
    Some(SyntaxError::new(message, target.span))
}

/// `target: annotation = value`; `tokens` is the target's range with its parentheses, `colon` where the colon is.
pub(crate) fn annotated(
    target: Expr,
    tokens: Span,
    colon: u32,
    annotation: Expr,
    value: Option<Expr>,
) -> Checked<StmtKind> {
    let simple = match &target.kind {
        ExprKind::Starred(_) => return Err(SyntaxError::new("invalid syntax", Span::new(colon, colon + 1))),
        ExprKind::Name(_) => tokens == target.span,
        ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => false,
        kind => {
            let message = match kind {
                ExprKind::List(_) => "only single target (not list) can be annotated",
                ExprKind::Tuple(_) => "only single target (not tuple) can be annotated",
                _ => "illegal target for annotation",
            };
            // Of a tuple without parentheses, the first element is underlined.
            let span = match kind {
                ExprKind::Tuple(elements) => {
                    elements.first().map(|e| e.span).filter(|s| s.start == target.span.start).unwrap_or(target.span)
                }
                _ => target.span,
            };
            return Err(SyntaxError::new(message, span));
        }
    };
    Ok(StmtKind::AnnAssign {
        target: Box::new(target),
        annotation: Box::new(annotation),
        value: value.map(Box::new),
        simple,
    })
}

/// `del targets`.
pub(crate) fn delete(targets: Vec<Expr>) -> Checked<StmtKind> {
    for target in &targets {
        if let Some(bad) = invalid_target(target, Place::Deletion) {
            return Err(SyntaxError::new(format!("cannot delete {}", describe(bad)), bad.span));
        }
    }
    Ok(StmtKind::Delete(targets))
}

/// The target of `for`, `with` or a comprehension.
pub(crate) fn bound(target: Expr) -> Checked<Expr> {
    match invalid_target(&target, Place::Assignment) {
        Some(bad) => Err(SyntaxError::new(format!("cannot assign to {}", describe(bad)), bad.span)),
        None => Ok(target),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Assignment,
    Deletion,
}

/// The first part of `target` that cannot stand there. Recursion is bounded by the limit on brackets.
fn invalid_target(target: &Expr, place: Place) -> Option<&Expr> {
    match &target.kind {
        ExprKind::Name(_) | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => None,
        ExprKind::List(elements) | ExprKind::Tuple(elements) => {
            elements.iter().find_map(|element| invalid_target(element, place))
        }
        ExprKind::Starred(value) if place == Place::Assignment => invalid_target(value, place),
        _ => Some(target),
    }
}

/// CPython's name for a kind of expression.
pub(crate) fn describe(expr: &Expr) -> &'static str {
    match &expr.kind {
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred(_) => "starred",
        ExprKind::Name(_) => "name",
        ExprKind::List(_) => "list",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::Lambda { .. } => "lambda",
        ExprKind::Call { .. } => "function call",
        ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
        ExprKind::GeneratorExp { .. } => "generator expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Await(_) => "await expression",
        ExprKind::ListComp { .. } => "list comprehension",
        ExprKind::SetComp { .. } => "set comprehension",
        ExprKind::DictComp { .. } => "dict comprehension",
        ExprKind::Dict { .. } => "dict literal",
        ExprKind::Set(_) => "set display",
        ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => "f-string expression",
        ExprKind::TemplateStr(_) | ExprKind::Interpolation { .. } => "t-string expression",
        ExprKind::Constant(Constant::None) => "None",
        ExprKind::Constant(Constant::False) => "False",
        ExprKind::Constant(Constant::True) => "True",
        ExprKind::Constant(Constant::Ellipsis) => "ellipsis",
        ExprKind::Constant(_) => "literal",
        ExprKind::Compare { .. } => "comparison",
        ExprKind::IfExp { .. } => "conditional expression",
        ExprKind::NamedExpr { .. } => "named expression",
        ExprKind::Slice { .. } => "slice",
    }
}
