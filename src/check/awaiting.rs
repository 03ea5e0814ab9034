//! `unawaited-coroutine` and `unused-awaitable`: calls that do nothing as long as nobody awaits what they return.

use super::scopes::{Binding, Kind};
use super::walk::Walk;
use rondo_grammar::ast::*;

/// Functions of asyncio that only make something to await.
const AWAITABLES: [&str; 9] = [
    "asyncio.sleep",
    "asyncio.wait",
    "asyncio.wait_for",
    "asyncio.to_thread",
    "asyncio.open_connection",
    "asyncio.start_server",
    "asyncio.open_unix_connection",
    "asyncio.create_subprocess_exec",
    "asyncio.create_subprocess_shell",
];

/// Looks at an expression that is a statement.
pub fn statement(walk: &mut Walk, e: &Expr) {
    let ExprKind::Call { func, .. } = &e.kind else { return };
    if let Some(name) = coroutine(walk, func) {
        let message = format!("the coroutine '{name}' is never awaited, so it does not run");
        walk.warn("unawaited-coroutine", e.span, message);
    } else if let Some(path) = walk.imported(func).filter(|path| AWAITABLES.contains(&path.as_str())) {
        let message = format!("what '{path}' returns has to be awaited; by itself it does nothing");
        walk.warn("unused-awaitable", e.span, message);
    }
}

/// The name of the coroutine function that is called, if it certainly is one.
fn coroutine(walk: &Walk, func: &Expr) -> Option<String> {
    match &func.kind {
        ExprKind::Name(name) => (walk.lookup(name)? == &Binding::Coroutine).then(|| name.to_string()),
        // A method of the class around, called on `self`.
        ExprKind::Attribute { value, attr } => {
            let ExprKind::Name(owner) = &value.kind else { return None };
            let at = walk.scopes.iter().rposition(|scope| scope.first.as_ref() == Some(owner))?;
            let class = walk.scopes[..at].iter().rfind(|scope| scope.kind != Kind::TypeParameters)?;
            let is_method = class.kind == Kind::Class && class.names.get(&attr.id) == Some(&Binding::Coroutine);
            is_method.then(|| format!("{owner}.{}", attr.id))
        }
        _ => None,
    }
}
