//! `swallowed-cancellation`: handlers that keep a task from being cancelled.

use super::walk::{Walk, waits};
use rondo_grammar::ast::*;

/// Looks at the handlers of a `try` statement.
pub fn handlers(walk: &mut Walk, t: &Try) {
    if !walk.in_coroutine() || t.is_star || !waits(&t.body) {
        return;
    }
    for handler in &t.handlers {
        if handler.typ.as_ref().is_some_and(cancelled) {
            // Whoever names it means it, and later handlers do not get it.
            return;
        }
        let what = match &handler.typ {
            None => "except:",
            Some(e) if is_named(e, "BaseException") => "except BaseException:",
            Some(_) => continue,
        };
        if handler.body.iter().all(does_nothing) {
            let message = format!("'{what}' with nothing in it swallows CancelledError: the task cannot be cancelled");
            let end = handler.typ.as_ref().map_or(handler.span.start + "except".len() as u32, |e| e.span.end);
            walk.warn("swallowed-cancellation", Span::new(handler.span.start, end), message);
        }
    }
}

fn does_nothing(s: &Stmt) -> bool {
    match &s.kind {
        StmtKind::Pass | StmtKind::Continue => true,
        StmtKind::Expr(e) => matches!(e.kind, ExprKind::Constant(_)),
        _ => false,
    }
}

/// Is it `CancelledError`, or a tuple with it?
fn cancelled(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Tuple(items) => items.iter().any(cancelled),
        ExprKind::Attribute { attr, .. } => &*attr.id == "CancelledError",
        _ => is_named(e, "CancelledError"),
    }
}

/// Is it this name, or a tuple with it?
fn is_named(e: &Expr, wanted: &str) -> bool {
    match &e.kind {
        ExprKind::Name(name) => &**name == wanted,
        ExprKind::Tuple(items) => items.iter().any(|item| is_named(item, wanted)),
        _ => false,
    }
}
