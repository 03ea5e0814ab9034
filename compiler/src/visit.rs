//! Walking the expressions directly inside an expression or statement.

use rondo_grammar::ast::*;

/// Calls `visit` for each expression that is a direct part of `e`, in source order.
pub fn each_child<'a>(e: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    match &e.kind {
        ExprKind::Name(_) | ExprKind::Constant(_) => {}
        ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr(values) | ExprKind::TemplateStr(values) => {
            values.iter().for_each(visit);
        }
        ExprKind::Set(elts) | ExprKind::List(elts) | ExprKind::Tuple(elts) => elts.iter().for_each(visit),
        ExprKind::NamedExpr { value, .. }
        | ExprKind::UnaryOp { operand: value, .. }
        | ExprKind::Await(value)
        | ExprKind::YieldFrom(value)
        | ExprKind::Attribute { value, .. }
        | ExprKind::Starred(value) => visit(value),
        ExprKind::Yield(value) => value.iter().for_each(|value| visit(value)),
        ExprKind::BinOp { left, right, .. } | ExprKind::Subscript { value: left, slice: right } => {
            visit(left);
            visit(right);
        }
        ExprKind::Lambda { args, body } => {
            each_default(args, visit);
            visit(body);
        }
        ExprKind::IfExp { test, body, orelse } => [test, body, orelse].into_iter().for_each(|e| visit(e)),
        ExprKind::Dict { keys, values } => {
            for (key, value) in keys.iter().zip(values) {
                key.iter().for_each(&mut *visit);
                visit(value);
            }
        }
        ExprKind::ListComp { elt, generators }
        | ExprKind::SetComp { elt, generators }
        | ExprKind::GeneratorExp { elt, generators } => {
            visit(elt);
            each_clause(generators, visit);
        }
        ExprKind::DictComp { key, value, generators } => {
            visit(key);
            visit(value);
            each_clause(generators, visit);
        }
        ExprKind::Compare { left, comparators, .. } => {
            visit(left);
            comparators.iter().for_each(visit);
        }
        ExprKind::Call { func, args, keywords } => {
            visit(func);
            args.iter().for_each(&mut *visit);
            keywords.iter().for_each(|keyword| visit(&keyword.value));
        }
        ExprKind::FormattedValue { value, format_spec, .. } | ExprKind::Interpolation { value, format_spec, .. } => {
            visit(value);
            format_spec.iter().for_each(|spec| visit(spec));
        }
        ExprKind::Slice { lower, upper, step } => {
            [lower, upper, step].into_iter().flatten().for_each(|e| visit(e));
        }
    }
}

fn each_clause<'a>(clauses: &'a [Comprehension], visit: &mut dyn FnMut(&'a Expr)) {
    for clause in clauses {
        visit(&clause.target);
        visit(&clause.iter);
        clause.ifs.iter().for_each(&mut *visit);
    }
}

fn each_default<'a>(args: &'a Arguments, visit: &mut dyn FnMut(&'a Expr)) {
    args.defaults.iter().chain(args.kw_defaults.iter().flatten()).for_each(visit);
}

/// Calls `expr` for each expression and `block` for each block directly inside a statement, in source order.
pub fn each_part<'a>(s: &'a Stmt, expr: &mut dyn FnMut(&'a Expr), block: &mut dyn FnMut(&'a [Stmt])) {
    match &s.kind {
        StmtKind::FunctionDef(def) => {
            def.decorator_list.iter().for_each(&mut *expr);
            each_bound(&def.type_params, expr);
            let args = &def.args;
            let all = args.posonlyargs.iter().chain(&args.args).chain(&args.vararg).chain(&args.kwonlyargs);
            all.chain(&args.kwarg).filter_map(|arg| arg.annotation.as_deref()).for_each(&mut *expr);
            each_default(args, expr);
            def.returns.iter().for_each(expr);
            block(&def.body);
        }
        StmtKind::ClassDef(def) => {
            def.decorator_list.iter().for_each(&mut *expr);
            each_bound(&def.type_params, expr);
            def.bases.iter().for_each(&mut *expr);
            def.keywords.iter().for_each(|keyword| expr(&keyword.value));
            block(&def.body);
        }
        StmtKind::Return(value) => value.iter().for_each(|e| expr(e)),
        StmtKind::Delete(targets) => targets.iter().for_each(expr),
        StmtKind::Assign { targets, value } => {
            targets.iter().for_each(&mut *expr);
            expr(value);
        }
        StmtKind::TypeAlias { type_params, value, .. } => {
            each_bound(type_params, expr);
            expr(value);
        }
        StmtKind::AugAssign { target, value, .. } => {
            expr(target);
            expr(value);
        }
        StmtKind::AnnAssign { target, annotation, value, .. } => {
            expr(target);
            expr(annotation);
            value.iter().for_each(|e| expr(e));
        }
        StmtKind::For(f) => {
            expr(&f.target);
            expr(&f.iter);
            block(&f.body);
            block(&f.orelse);
        }
        StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
            expr(test);
            block(body);
            block(orelse);
        }
        StmtKind::With(w) => {
            for item in &w.items {
                expr(&item.context_expr);
                item.optional_vars.iter().for_each(&mut *expr);
            }
            block(&w.body);
        }
        StmtKind::Match { subject, cases } => {
            expr(subject);
            for case in cases {
                case.guard.iter().for_each(&mut *expr);
                block(&case.body);
            }
        }
        StmtKind::Raise { exc, cause } => [exc, cause].into_iter().flatten().for_each(|e| expr(e)),
        StmtKind::Try(t) => {
            block(&t.body);
            for handler in &t.handlers {
                handler.typ.iter().for_each(&mut *expr);
                block(&handler.body);
            }
            block(&t.orelse);
            block(&t.finalbody);
        }
        StmtKind::Assert { test, msg } => {
            expr(test);
            msg.iter().for_each(|e| expr(e));
        }
        StmtKind::Expr(e) => expr(e),
        StmtKind::Import(_) | StmtKind::ImportFrom { .. } | StmtKind::Global(_) | StmtKind::Nonlocal(_) => {}
        StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
    }
}

fn each_bound<'a>(params: &'a [TypeParam], visit: &mut dyn FnMut(&'a Expr)) {
    params.iter().flat_map(|param| [&param.bound, &param.default]).flatten().for_each(|e| visit(e));
}
