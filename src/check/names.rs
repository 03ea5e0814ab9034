//! `undefined-name`: names that no scope binds and no module has.

use super::scopes::holds;
use super::walk::Walk;
use rondo_grammar::ast::*;
use rondo_vm::compiler::visit::each_part;

/// What every module's namespace holds.
const OF_MODULES: [&str; 11] = [
    "__name__",
    "__file__",
    "__doc__",
    "__package__",
    "__spec__",
    "__loader__",
    "__path__",
    "__builtins__",
    "__annotations__",
    "__cached__",
    "__debug__",
];

/// Do names come from a star import, from `exec`, from changes to `globals()` or from an enumeration that exports its
/// members?
pub fn unseen(body: &[Stmt]) -> bool {
    let calls = |e: &Expr| match &e.kind {
        ExprKind::Call { func, .. } => match &func.kind {
            ExprKind::Name(name) => matches!(&**name, "exec" | "globals" | "vars" | "locals"),
            ExprKind::Attribute { attr, .. } => &*attr.id == "_convert_",
            _ => false,
        },
        _ => false,
    };
    let star = |s: &Stmt| match &s.kind {
        StmtKind::ImportFrom { names, .. } => names.iter().any(|alias| &*alias.name == "*"),
        _ => false,
    };
    if holds(body, &calls, &star) {
        return true;
    }
    body.iter().any(|s| {
        let mut found = match &s.kind {
            StmtKind::ClassDef(def) => def.decorator_list.iter().any(exports_members),
            _ => false,
        };
        each_part(s, &mut |_| {}, &mut |block| found = found || unseen(block));
        found
    })
}

/// Is it the decorator `enum.global_enum`, or one that may be made of it?
fn exports_members(decorator: &Expr) -> bool {
    match &decorator.kind {
        ExprKind::Call { func, .. } => exports_members(func),
        ExprKind::Attribute { attr, .. } => matches!(&*attr.id, "global_enum" | "_simple_enum"),
        ExprKind::Name(name) => matches!(&**name, "global_enum" | "_simple_enum"),
        _ => false,
    }
}

/// Does the handler catch what an undefined name raises?
pub fn catches_name_error(handler: &ExceptHandler) -> bool {
    fn named(e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Tuple(items) => items.iter().any(named),
            ExprKind::Name(name) => {
                matches!(&**name, "NameError" | "UnboundLocalError" | "Exception" | "BaseException")
            }
            _ => false,
        }
    }
    handler.typ.as_ref().is_none_or(named)
}

/// Looks at a name that is read.
pub fn used(walk: &mut Walk, name: &str, span: Span) {
    let known = walk.any_name
        || walk.name_errors_caught > 0
        || walk.lookup(name).is_some()
        || walk.builtins.contains(name)
        || OF_MODULES.contains(&name);
    if !known {
        walk.warn("undefined-name", span, format!("undefined name '{name}'"));
    }
}

/// Looks at the names in `__all__`; a package's may be its modules.
pub fn exported(walk: &mut Walk, body: &[Stmt], is_package: bool) {
    if is_package || walk.any_name || walk.lookup("__getattr__").is_some() {
        return;
    }
    for s in body {
        let StmtKind::Assign { targets, value } = &s.kind else { continue };
        let is_all = matches!(targets.as_slice(), [Expr { kind: ExprKind::Name(name), .. }] if &**name == "__all__");
        let (ExprKind::List(items) | ExprKind::Tuple(items)) = &value.kind else { continue };
        for item in items.iter().filter(|_| is_all) {
            if let ExprKind::Constant(Constant::Str(name)) = &item.kind
                && walk.lookup(name).is_none()
            {
                walk.warn("undefined-name", item.span, format!("undefined name '{name}' in __all__"));
            }
        }
    }
}
