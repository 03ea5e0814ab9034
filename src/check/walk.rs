//! The one walk over a module: it knows the scopes around each place and shows each place to the families of warnings.

use super::diagnostic::Diagnostic;
use super::scopes::{Binding, Kind, Scope, holds};
use super::{awaiting, blocking, cancellation, names, unreachable};
use rondo_grammar::ast::*;
use rondo_vm::compiler::visit::each_child;
use std::collections::HashSet;

/// The state of the walk.
pub struct Walk<'a> {
    file: &'a str,
    text: &'a str,
    pub builtins: &'a HashSet<String>,
    /// The scopes around the place, the module's first.
    pub scopes: Vec<Scope>,
    /// Names come from where the walk does not see.
    pub any_name: bool,
    /// How many `try` statements around catch `NameError`.
    pub name_errors_caught: usize,
    found: Vec<Diagnostic>,
}

/// All warnings about a module.
pub fn warnings(file: &str, text: &str, module: &Mod, builtins: &HashSet<String>) -> Vec<Diagnostic> {
    let (Mod::Module(body) | Mod::Interactive(body)) = module else { return Vec::new() };
    let mut scope = Scope::of_body(Kind::Module, body);
    declared_global(body, &mut scope);
    let any_name = names::unseen(body);
    let scopes = vec![scope];
    let mut walk = Walk { file, text, builtins, scopes, any_name, name_errors_caught: 0, found: Vec::new() };
    names::exported(&mut walk, body, file.ends_with("__init__.py"));
    walk.block(body);
    walk.found
}

/// Adds what functions declare `global`, wherever they stand.
fn declared_global(body: &[Stmt], module: &mut Scope) {
    for s in body {
        if let StmtKind::Global(names) = &s.kind {
            names.iter().for_each(|name| module.bind(&name.id, Binding::Other));
        }
        rondo_vm::compiler::visit::each_part(s, &mut |_| {}, &mut |block| declared_global(block, module));
    }
}

impl<'a> Walk<'a> {
    /// Adds a warning.
    pub fn warn(&mut self, name: &'static str, span: Span, message: String) {
        self.found.push(Diagnostic::warning(self.file, self.text, name, span, message));
    }

    /// Does the place belong to a coroutine?
    pub fn in_coroutine(&self) -> bool {
        let function = self.scopes.iter().rev().find(|scope| !matches!(scope.kind, Kind::Comprehension));
        function.is_some_and(|scope| scope.kind == Kind::Function(true))
    }

    /// What a name means here; `None` if no scope binds it.
    pub fn lookup(&self, name: &str) -> Option<&Binding> {
        let mut direct = true;
        for scope in self.scopes.iter().rev() {
            if scope.globals.contains(name) {
                return self.scopes[0].names.get(name);
            }
            if (direct || scope.kind != Kind::Class)
                && let Some(binding) = scope.names.get(name)
            {
                return Some(binding);
            }
            direct &= scope.kind == Kind::TypeParameters;
        }
        None
    }

    /// The dotted name of something imported: `time.sleep`, however it was imported.
    pub fn imported(&self, e: &Expr) -> Option<String> {
        match &e.kind {
            ExprKind::Name(name) => match self.lookup(name)? {
                Binding::Imported(path) => Some(path.clone()),
                _ => None,
            },
            ExprKind::Attribute { value, attr } => Some(format!("{}.{}", self.imported(value)?, attr.id)),
            _ => None,
        }
    }

    fn inside(&mut self, scope: Scope, work: impl FnOnce(&mut Walk<'a>)) {
        self.scopes.push(scope);
        work(self);
        self.scopes.pop();
    }

    fn block(&mut self, body: &[Stmt]) {
        unreachable::block(self, body);
        body.iter().for_each(|s| self.statement(s));
    }

    fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) {
        exprs.into_iter().for_each(|e| self.expr(e));
    }

    fn statement(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::FunctionDef(def) => self.function(def),
            StmtKind::ClassDef(def) => {
                self.exprs(&def.decorator_list);
                self.with_type_parameters(&def.type_params, |walk| {
                    walk.exprs(def.bases.iter().chain(def.keywords.iter().map(|keyword| &keyword.value)));
                    let mut scope = Scope::of_body(Kind::Class, &def.body);
                    ["__module__", "__qualname__"].iter().for_each(|name| scope.bind(&(*name).into(), Binding::Other));
                    walk.inside(scope, |walk| walk.block(&def.body));
                });
            }
            StmtKind::Return(value) => self.exprs(value.as_deref()),
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.target(target)),
            StmtKind::Assign { targets, value } => {
                self.expr(value);
                targets.iter().for_each(|target| self.target(target));
            }
            StmtKind::TypeAlias { type_params, value, .. } => {
                self.with_type_parameters(type_params, |walk| walk.expr(value));
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.target(target);
                self.expr(annotation);
                self.exprs(value.as_deref());
            }
            StmtKind::For(f) => {
                self.expr(&f.iter);
                self.target(&f.target);
                self.block(&f.body);
                self.block(&f.orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test);
                self.block(body);
                self.block(orelse);
            }
            StmtKind::With(w) => {
                for item in &w.items {
                    self.expr(&item.context_expr);
                    item.optional_vars.iter().for_each(|target| self.target(target));
                }
                self.block(&w.body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    self.pattern(&case.pattern);
                    self.exprs(&case.guard);
                    self.block(&case.body);
                }
            }
            StmtKind::Raise { exc, cause } => self.exprs([exc, cause].into_iter().flatten().map(|e| &**e)),
            StmtKind::Try(t) => {
                cancellation::handlers(self, t);
                let catches = t.handlers.iter().any(names::catches_name_error);
                self.name_errors_caught += usize::from(catches);
                self.block(&t.body);
                self.name_errors_caught -= usize::from(catches);
                for handler in &t.handlers {
                    self.exprs(&handler.typ);
                    self.block(&handler.body);
                }
                self.block(&t.orelse);
                self.block(&t.finalbody);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.exprs(msg.as_deref());
            }
            StmtKind::Expr(e) => {
                awaiting::statement(self, e);
                self.expr(e);
            }
            StmtKind::Import(_) | StmtKind::ImportFrom { .. } | StmtKind::Global(_) | StmtKind::Nonlocal(_) => {}
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
    }

    fn with_type_parameters(&mut self, parameters: &[TypeParam], work: impl FnOnce(&mut Walk<'a>)) {
        let mut scope = Scope::new(Kind::TypeParameters);
        scope.type_parameters(parameters);
        self.inside(scope, |walk| {
            walk.exprs(parameters.iter().flat_map(|p| [&p.bound, &p.default]).flatten().map(|e| &**e));
            work(walk);
        });
    }

    fn function(&mut self, def: &FunctionDef) {
        self.exprs(&def.decorator_list);
        let args = &def.args;
        self.exprs(args.defaults.iter().chain(args.kw_defaults.iter().flatten()));
        let in_class = self.scopes.last().is_some_and(|scope| scope.kind == Kind::Class);
        self.with_type_parameters(&def.type_params, |walk| {
            let all = args.posonlyargs.iter().chain(&args.args).chain(&args.vararg).chain(&args.kwonlyargs);
            walk.exprs(all.chain(&args.kwarg).filter_map(|arg| arg.annotation.as_deref()).chain(&def.returns));
            let mut scope = Scope::of_body(Kind::Function(def.is_async), &def.body);
            scope.parameters(args);
            if in_class {
                scope.bind(&"__class__".into(), Binding::Other);
            }
            walk.inside(scope, |walk| walk.block(&def.body));
        });
    }

    /// What an assignment target reads.
    fn target(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Name(_) => {}
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.target(item)),
            ExprKind::Starred(inner) => self.target(inner),
            _ => each_child(e, &mut |child| self.expr(child)),
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::MatchValue(value) => self.expr(value),
            PatternKind::MatchMapping { keys, patterns, .. } => {
                self.exprs(keys);
                patterns.iter().for_each(|inner| self.pattern(inner));
            }
            PatternKind::MatchClass { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls);
                patterns.iter().chain(kwd_patterns).for_each(|inner| self.pattern(inner));
            }
            PatternKind::MatchSequence(patterns) | PatternKind::MatchOr(patterns) => {
                patterns.iter().for_each(|inner| self.pattern(inner));
            }
            PatternKind::MatchAs { pattern: Some(inner), .. } => self.pattern(inner),
            PatternKind::MatchAs { .. } | PatternKind::MatchStar(_) | PatternKind::MatchSingleton(_) => {}
        }
    }

    fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Name(name) => names::used(self, name, e.span),
            ExprKind::Lambda { args, body } => {
                self.exprs(args.defaults.iter().chain(args.kw_defaults.iter().flatten()));
                let mut scope = Scope::new(Kind::Function(false));
                scope.parameters(args);
                scope.walrus(body);
                self.inside(scope, |walk| walk.expr(body));
            }
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => self.comprehension(&[elt], generators),
            ExprKind::DictComp { key, value, generators } => self.comprehension(&[key, value], generators),
            ExprKind::Call { func, .. } => {
                blocking::call(self, e, func);
                each_child(e, &mut |child| self.expr(child));
            }
            _ => each_child(e, &mut |child| self.expr(child)),
        }
    }

    fn comprehension(&mut self, elements: &[&Expr], clauses: &[Comprehension]) {
        self.exprs(clauses.first().map(|clause| &clause.iter));
        let mut scope = Scope::new(Kind::Comprehension);
        clauses.iter().for_each(|clause| scope.target(&clause.target));
        self.inside(scope, |walk| {
            for (at, clause) in clauses.iter().enumerate() {
                walk.target(&clause.target);
                if at > 0 {
                    walk.expr(&clause.iter);
                }
                walk.exprs(&clause.ifs);
            }
            walk.exprs(elements.iter().copied());
        });
    }
}

/// Does a block wait for anything, outside functions of its own?
pub fn waits(body: &[Stmt]) -> bool {
    let statement = |s: &Stmt| match &s.kind {
        StmtKind::For(f) => f.is_async,
        StmtKind::With(w) => w.is_async,
        _ => false,
    };
    holds(body, &|e| matches!(e.kind, ExprKind::Await(_)), &statement)
}
