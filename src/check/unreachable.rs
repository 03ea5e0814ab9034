//! `unreachable-code`: statements after one that never goes on.

use super::walk::Walk;
use rondo_grammar::ast::*;

/// Looks at the statements of a block.
pub fn block(walk: &mut Walk, body: &[Stmt]) {
    let Some(last) = body.iter().position(diverges) else { return };
    let rest = &body[last + 1..];
    // `return` and then a `yield` is how a generator without items is written.
    let yields = |s: &Stmt| matches!(&s.kind, StmtKind::Expr(e) if matches!(e.kind, ExprKind::Yield(_) | ExprKind::YieldFrom(_)));
    let Some(first) = rest.iter().find(|_| !rest.iter().any(yields)) else { return };
    let cause = match &body[last].kind {
        StmtKind::Return(_) => "'return'",
        StmtKind::Raise { .. } => "'raise'",
        StmtKind::Break => "'break'",
        StmtKind::Continue => "'continue'",
        StmtKind::While { .. } => "a loop without end",
        _ => "a statement that always leaves the block",
    };
    walk.warn("unreachable-code", first.span, format!("this never runs: it follows {cause}"));
}

/// Does the statement never go on to the next?
fn diverges(s: &Stmt) -> bool {
    match &s.kind {
        StmtKind::Return(_) | StmtKind::Raise { .. } | StmtKind::Break | StmtKind::Continue => true,
        StmtKind::If { body, orelse, .. } => ends(body) && ends(orelse),
        StmtKind::While { test, body, .. } => {
            let always = matches!(&test.kind, ExprKind::Constant(Constant::True | Constant::Int(1)));
            always && !breaks(body)
        }
        StmtKind::Try(t) => {
            let handled = t.handlers.iter().all(|handler| ends(&handler.body));
            ends(&t.finalbody) || (ends(&t.body) || ends(&t.orelse)) && handled
        }
        // A context manager may swallow what is raised, and a `match` may match nothing.
        _ => false,
    }
}

fn ends(body: &[Stmt]) -> bool {
    body.iter().any(diverges)
}

/// Is there a `break` of the loop with this body?
fn breaks(body: &[Stmt]) -> bool {
    body.iter().any(|s| match &s.kind {
        StmtKind::Break => true,
        StmtKind::For(f) => breaks(&f.orelse),
        StmtKind::While { orelse, .. } => breaks(orelse),
        StmtKind::If { body, orelse, .. } => breaks(body) || breaks(orelse),
        StmtKind::With(w) => breaks(&w.body),
        StmtKind::Match { cases, .. } => cases.iter().any(|case| breaks(&case.body)),
        StmtKind::Try(t) => {
            let handlers = t.handlers.iter().any(|handler| breaks(&handler.body));
            breaks(&t.body) || handlers || breaks(&t.orelse) || breaks(&t.finalbody)
        }
        _ => false,
    })
}
