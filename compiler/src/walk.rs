//! The walk that collects scopes and symbols, and the errors CPython reports while it does so.

use super::Options;
use super::scope::{Part, ScopeId, ScopeKind, SymbolTable, flag, mangle};
use super::stmt::LATE_FUTURE_IMPORT;
use rondo_grammar::ast::*;
use rondo_grammar::{Extent, SyntaxError, Text};

type Res<T = ()> = Result<T, SyntaxError>;

fn error<T>(message: impl Into<String>, span: Span) -> Res<T> {
    Err(SyntaxError::new(message, span))
}

/// Fills a [`SymbolTable`].
pub(super) struct Walker<'t> {
    table: &'t mut SymbolTable,
    current: ScopeId,
    options: &'t Options,
    /// Inside `if`, `for`, `try`... of a module or class body, where an annotation may not be reached.
    conditional: bool,
}

impl<'t> Walker<'t> {
    pub fn new(table: &'t mut SymbolTable, options: &'t Options) -> Walker<'t> {
        Walker { table, current: 0, options, conditional: false }
    }

    pub fn module(&mut self, module: &Mod) -> Res {
        match module {
            Mod::Module(body) | Mod::Interactive(body) => self.body(body),
            Mod::Expression(e) => self.expr(e),
        }
    }

    fn scope(&mut self) -> &mut super::scope::Scope {
        &mut self.table.scopes[self.current]
    }

    /// Walks with another scope as the current one.
    fn within<T>(&mut self, id: ScopeId, walk: impl FnOnce(&mut Self) -> Res<T>) -> Res<T> {
        let outer = std::mem::replace(&mut self.current, id);
        let conditional = std::mem::replace(&mut self.conditional, false);
        let result = walk(self);
        self.current = outer;
        self.conditional = conditional;
        result
    }

    fn conditionally(&mut self, walk: impl FnOnce(&mut Self) -> Res) -> Res {
        let outer = std::mem::replace(&mut self.conditional, true);
        let result = walk(self);
        self.conditional = outer;
        result
    }

    // Names.

    fn mangled(&mut self, name: &Ident) -> Ident {
        mangle(self.scope().private.as_ref(), name)
    }

    fn bind(&mut self, name: &Ident, flags: u16, span: Span) -> Res {
        check_assignable(name, span)?;
        let unmangled = name;
        let name = self.mangled(name);
        let in_target = self.scope().in_iteration_target;
        let known = self.scope().flags(&name);
        if flags & flag::TYPE_PARAM != 0 && known & flag::TYPE_PARAM != 0 {
            return error(format!("duplicate type parameter '{name}'"), span);
        }
        let mut flags = flags;
        if in_target {
            if known & (flag::GLOBAL | flag::NONLOCAL) != 0 {
                let message =
                    format!("comprehension inner loop cannot rebind assignment expression target '{unmangled}'");
                return error(message, span);
            }
            flags |= flag::ITERATION;
        }
        self.scope().add(&name, flags);
        Ok(())
    }

    fn read(&mut self, name: &Ident) {
        let name = self.mangled(name);
        let scope = self.scope();
        scope.add(&name, flag::USED);
        if &*name == "super" && scope.kind.is_function_like() {
            scope.add(&"__class__".into(), flag::USED);
        }
    }

    fn unbind(&mut self, name: &Ident) {
        let name = self.mangled(name);
        self.scope().unbound_later.insert(name);
    }

    fn declare(&mut self, names: &[Name], bit: u16, word: &str, span: Span) -> Res {
        for name in names {
            let name = self.mangled(&name.id);
            let known = self.scope().flags(&name);
            if known & flag::PARAM != 0 {
                return error(format!("name '{name}' is parameter and {word}"), span);
            }
            if known & flag::USED != 0 {
                return error(format!("name '{name}' is used prior to {word} declaration"), span);
            }
            if known & flag::ANNOTATED != 0 {
                return error(format!("annotated name '{name}' can't be {word}"), span);
            }
            if known & (flag::LOCAL | flag::IMPORTED) == flag::LOCAL {
                return error(format!("name '{name}' is assigned to before {word} declaration"), span);
            }
            self.scope().add(&name, bit);
            self.scope().directives.push((name, span));
        }
        Ok(())
    }

    // Statements.

    fn body(&mut self, body: &[Stmt]) -> Res {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    fn block(&mut self, body: &[Stmt]) -> Res {
        self.conditionally(|w| w.body(body))
    }

    fn stmt(&mut self, s: &Stmt) -> Res {
        match &s.kind {
            StmtKind::FunctionDef(def) => self.function(def, s.span),
            StmtKind::ClassDef(def) => self.class(def, s.span),
            StmtKind::Return(value) => self.option(value.as_deref()),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|t| self.delete(t)),
            StmtKind::Assign { targets, value } => {
                targets.iter().try_for_each(|t| self.target(t))?;
                self.expr(value)
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                self.bind(&name.id, flag::LOCAL, name.span)?;
                self.generic(s, &name.id, type_params, |w, _| {
                    let id = w.table.open(&**value, Part::Value, ScopeKind::TypeAlias, name.id.clone(), w.current);
                    w.see_class(id);
                    w.make_lazy(id, "a type alias");
                    w.within(id, |w| w.expr(value))
                })
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.target(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(s, target, annotation, value.as_deref(), *simple)
            }
            StmtKind::For(f) => {
                if f.is_async {
                    self.require_async("'async for' outside async function", s.span)?;
                }
                self.target(&f.target)?;
                self.expr(&f.iter)?;
                self.block(&f.body)?;
                self.block(&f.orelse)
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.block(body)?;
                self.block(orelse)
            }
            StmtKind::With(w) => {
                if w.is_async {
                    self.require_async("'async with' outside async function", s.span)?;
                }
                for item in &w.items {
                    self.expr(&item.context_expr)?;
                    if let Some(target) = &item.optional_vars {
                        self.target(target)?;
                    }
                }
                self.block(&w.body)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&case.pattern)?;
                    self.option(case.guard.as_ref())?;
                    self.block(&case.body)?;
                }
                Ok(())
            }
            StmtKind::Raise { exc, cause } => {
                self.option(exc.as_deref())?;
                self.option(cause.as_deref())
            }
            StmtKind::Try(t) => {
                self.block(&t.body)?;
                for handler in &t.handlers {
                    self.option(handler.typ.as_ref())?;
                    if let Some(name) = &handler.name {
                        self.bind(&name.id, flag::LOCAL, handler.span)?;
                        self.unbind(&name.id);
                    }
                    self.block(&handler.body)?;
                }
                self.block(&t.orelse)?;
                self.block(&t.finalbody)
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.option(msg.as_deref())
            }
            StmtKind::ImportFrom { module: Some(module), level: 0, .. }
                if &*module.id == "__future__" && (self.conditional || self.scope().kind != ScopeKind::Module) =>
            {
                error(LATE_FUTURE_IMPORT, s.span)
            }
            StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|alias| self.import(alias))
            }
            StmtKind::Global(names) => self.declare(names, flag::GLOBAL, "global", s.span),
            StmtKind::Nonlocal(names) => self.declare(names, flag::NONLOCAL, "nonlocal", s.span),
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }

    fn import(&mut self, alias: &Alias) -> Res {
        if &*alias.name == "*" {
            if self.scope().kind != ScopeKind::Module {
                return error("import * only allowed at module level", alias.span);
            }
            return Ok(());
        }
        let name = match &alias.asname {
            Some(name) => name.clone(),
            None => alias.name.split('.').next().unwrap_or_default().into(),
        };
        check_assignable(&name, alias.span)?;
        // What is imported may be declared global later in the body, unlike what is assigned.
        self.bind(&name, flag::LOCAL | flag::IMPORTED, alias.span)
    }

    fn annotated(&mut self, s: &Stmt, target: &Expr, annotation: &Expr, value: Option<&Expr>, simple: bool) -> Res {
        let kind = self.scope().kind;
        if let ExprKind::Name(id) | ExprKind::Attribute { attr: Name { id, .. }, .. } = &target.kind {
            check_assignable(id, s.span)?;
        }
        if let ExprKind::Name(id) = &target.kind {
            let name = self.mangled(id);
            let known = self.scope().flags(&name);
            if known & (flag::GLOBAL | flag::NONLOCAL) != 0 && kind != ScopeKind::Module && simple {
                let word = if known & flag::GLOBAL != 0 { "global" } else { "nonlocal" };
                return error(format!("annotated name '{name}' can't be {word}"), s.span);
            }
            if simple {
                self.bind(id, flag::LOCAL | flag::ANNOTATED, target.span)?;
            } else if value.is_some() {
                self.bind(id, flag::LOCAL, target.span)?;
            }
        } else {
            self.target(target)?;
        }
        self.variable_annotation(annotation)?;
        let conditional = self.conditional || kind == ScopeKind::Module;
        if simple && conditional && !kind.is_function_like() {
            self.table.number_annotation(self.current, s);
        }
        self.option(value)
    }

    fn variable_annotation(&mut self, annotation: &Expr) -> Res {
        let outer = self.current;
        let id = match self.table.scopes[outer].annotations {
            Some(id) => id,
            None => {
                let id = self.table.open_anonymous(ScopeKind::Annotations, "__annotate__".into(), outer);
                self.see_class(id);
                self.make_lazy(id, "an annotation");
                self.table.scopes[outer].annotations = Some(id);
                id
            }
        };
        self.annotation(id, annotation)
    }

    /// Walks an annotation in its scope. Under `from __future__ import annotations` it is only text and its names
    /// capture nothing.
    fn annotation(&mut self, id: ScopeId, annotation: &Expr) -> Res {
        if self.table.future_annotations {
            let throwaway = self.table.open_anonymous(ScopeKind::Annotations, "__annotate__".into(), 0);
            self.table.scopes[throwaway].description = "an annotation";
            return self.within(throwaway, |w| w.expr(annotation));
        }
        self.within(id, |w| w.expr(annotation))
    }

    /// Lets an annotation-like scope look into the class it stands in.
    fn see_class(&mut self, id: ScopeId) {
        let parent = self.table.scopes[id].parent.expect("an annotation scope has a parent");
        let outer = &self.table.scopes[parent];
        let class = if outer.kind == ScopeKind::Class { Some(parent) } else { outer.class };
        if class.is_some() {
            self.table.scopes[id].class = class;
            self.table.scopes[id].add(&"__classdict__".into(), flag::USED);
        }
    }

    /// Makes a scope that of a lazily evaluated expression, a function of the format asked for.
    fn make_lazy(&mut self, id: ScopeId, description: &'static str) {
        let scope = &mut self.table.scopes[id];
        scope.description = description;
        scope.add(&".format".into(), flag::PARAM);
        scope.params.push(".format".into());
    }

    fn function(&mut self, def: &FunctionDef, span: Span) -> Res {
        self.bind(&def.name.id, flag::LOCAL, span)?;
        self.defaults(&def.args)?;
        // Annotations of methods may look into the class; CPython expects them of every `def`.
        if self.scope().kind == ScopeKind::Class {
            self.scope().make_cell(&"__classdict__".into());
        }
        self.generic(def, &def.name.id, &def.type_params, |w, _| {
            let name = def.name.id.clone();
            let id = w.table.open(def, Part::Body, ScopeKind::Function, name, w.current);
            w.table.scopes[id].is_coroutine = def.is_async;
            w.parameter_annotations(&def.args, def.returns.as_ref(), w.current)?;
            w.within(id, |w| {
                w.parameters(&def.args)?;
                w.body(&def.body)
            })
        })?;
        def.decorator_list.iter().try_for_each(|d| self.expr(d))
    }

    fn defaults(&mut self, args: &Arguments) -> Res {
        args.defaults.iter().try_for_each(|d| self.expr(d))?;
        args.kw_defaults.iter().flatten().try_for_each(|d| self.expr(d))
    }

    fn parameter_annotations(&mut self, args: &Arguments, returns: Option<&Expr>, outer: ScopeId) -> Res {
        let all = || annotated_parameters(args).filter_map(|a| a.annotation.as_deref()).chain(returns);
        if all().next().is_none() {
            return Ok(());
        }
        let id = self.table.open(args, Part::Annotations, ScopeKind::Annotations, "__annotate__".into(), outer);
        self.see_class(id);
        self.make_lazy(id, "an annotation");
        for annotation in all() {
            let annotation = if let ExprKind::Starred(inner) = &annotation.kind { inner } else { annotation };
            self.annotation(id, annotation)?;
        }
        Ok(())
    }

    fn parameters(&mut self, args: &Arguments) -> Res {
        let plain = args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs);
        for arg in plain.chain(&args.vararg).chain(&args.kwarg) {
            check_assignable(&arg.arg, arg.span)?;
            let name = self.mangled(&arg.arg);
            if self.scope().flags(&name) & flag::PARAM != 0 {
                return error(format!("duplicate argument '{name}' in function definition"), arg.span);
            }
            self.scope().add(&name, flag::PARAM);
            self.scope().params.push(name);
        }
        Ok(())
    }

    fn class(&mut self, def: &ClassDef, span: Span) -> Res {
        self.bind(&def.name.id, flag::LOCAL, span)?;
        def.decorator_list.iter().try_for_each(|d| self.expr(d))?;
        self.generic(def, &def.name.id, &def.type_params, |w, generic| {
            if generic {
                // The class statement runs inside the scope of its type parameters, whose names are mangled by it.
                let scope = w.scope();
                scope.private = Some(def.name.id.clone());
                scope.add(&".type_params".into(), flag::LOCAL | flag::USED);
                scope.add(&".generic_base".into(), flag::LOCAL | flag::USED);
            }
            def.bases.iter().try_for_each(|b| w.expr(b))?;
            def.keywords.iter().try_for_each(|k| w.keyword(k))?;
            let id = w.table.open(def, Part::Body, ScopeKind::Class, def.name.id.clone(), w.current);
            w.table.scopes[id].private = Some(def.name.id.clone());
            w.within(id, |w| {
                if generic {
                    w.scope().add(&".type_params".into(), flag::USED);
                    w.scope().add(&"__type_params__".into(), flag::LOCAL);
                }
                w.body(&def.body)
            })
        })
    }

    /// Walks what follows type parameters, inside their scope if there are any.
    fn generic<T>(
        &mut self,
        node: &T,
        name: &Ident,
        type_params: &[TypeParam],
        walk: impl FnOnce(&mut Self, bool) -> Res,
    ) -> Res {
        if type_params.is_empty() {
            return walk(self, false);
        }
        let code_name: Text = format!("<generic parameters of {name}>").into();
        let outer = self.current;
        let id = self.table.open(node, Part::TypeParams, ScopeKind::TypeParams, code_name, outer);
        self.see_class(id);
        self.table.scopes[id].description = "the definition of a generic";
        for param in [".defaults", ".kwdefaults"] {
            self.table.scopes[id].add(&param.into(), flag::PARAM);
            self.table.scopes[id].params.push(param.into());
        }
        self.within(id, |w| {
            let mut default_seen = false;
            for param in type_params {
                w.type_param(param)?;
                if param.default.is_some() {
                    default_seen = true;
                } else if default_seen {
                    let message =
                        format!("non-default type parameter '{}' follows default type parameter", param.name.id);
                    return error(message, param.span);
                }
            }
            walk(w, true)
        })
    }

    fn type_param(&mut self, param: &TypeParam) -> Res {
        self.bind(&param.name.id, flag::TYPE_PARAM | flag::LOCAL, param.span)?;
        let is_tuple = param.bound.as_ref().is_some_and(|b| matches!(b.kind, ExprKind::Tuple(_)));
        let bound = if is_tuple { "a TypeVar constraint" } else { "a TypeVar bound" };
        let default = match param.kind {
            TypeParamKind::TypeVar => "a TypeVar default",
            TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
            TypeParamKind::ParamSpec => "a ParamSpec default",
        };
        for (e, part, description) in [(&param.bound, Part::Value, bound), (&param.default, Part::Default, default)] {
            let Some(e) = e else { continue };
            let id = self.table.open(param, part, ScopeKind::TypeVariable, param.name.id.clone(), self.current);
            self.see_class(id);
            self.make_lazy(id, description);
            let e = if let ExprKind::Starred(inner) = &e.kind { inner } else { e };
            self.within(id, |w| w.expr(e))?;
        }
        Ok(())
    }

    // Patterns.

    fn pattern(&mut self, p: &Pattern) -> Res {
        match &p.kind {
            PatternKind::MatchValue(e) => self.expr(e),
            PatternKind::MatchSingleton(_) => Ok(()),
            PatternKind::MatchSequence(patterns) | PatternKind::MatchOr(patterns) => {
                patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                keys.iter().try_for_each(|k| self.expr(k))?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                rest.iter().try_for_each(|name| self.bind(&name.id, flag::LOCAL, p.span))
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.expr(cls)?;
                patterns.iter().try_for_each(|p| self.pattern(p))?;
                kwd_attrs.iter().try_for_each(|name| check_assignable(&name.id, p.span))?;
                kwd_patterns.iter().try_for_each(|p| self.pattern(p))
            }
            PatternKind::MatchStar(name) => name.iter().try_for_each(|name| self.bind(&name.id, flag::LOCAL, p.span)),
            PatternKind::MatchAs { pattern, name } => {
                pattern.iter().try_for_each(|p| self.pattern(p))?;
                name.iter().try_for_each(|name| self.bind(&name.id, flag::LOCAL, p.span))
            }
        }
    }

    // Expressions.

    fn option(&mut self, e: Option<&Expr>) -> Res {
        e.map_or(Ok(()), |e| self.expr(e))
    }

    fn all(&mut self, exprs: &[Expr]) -> Res {
        exprs.iter().try_for_each(|e| self.expr(e))
    }

    fn target(&mut self, e: &Expr) -> Res {
        match &e.kind {
            ExprKind::Name(name) => self.bind(name, flag::LOCAL, e.span),
            ExprKind::Tuple(elts) | ExprKind::List(elts) => elts.iter().try_for_each(|e| self.target(e)),
            ExprKind::Starred(inner) => self.target(inner),
            ExprKind::Attribute { value, attr } => {
                check_assignable(&attr.id, e.span)?;
                self.expr(value)
            }
            _ => self.expr(e),
        }
    }

    fn delete(&mut self, e: &Expr) -> Res {
        match &e.kind {
            ExprKind::Name(name) => {
                if &**name == "__debug__" {
                    return error("cannot delete __debug__", e.span);
                }
                self.bind(name, flag::LOCAL, e.span)?;
                self.unbind(name);
                Ok(())
            }
            ExprKind::Tuple(elts) | ExprKind::List(elts) => elts.iter().try_for_each(|e| self.delete(e)),
            ExprKind::Attribute { value, attr } => {
                if &*attr.id == "__debug__" {
                    return error("cannot delete __debug__", e.span);
                }
                self.expr(value)
            }
            _ => self.expr(e),
        }
    }

    fn expr(&mut self, e: &Expr) -> Res {
        match &e.kind {
            ExprKind::BoolOp { values, .. } => self.all(values),
            ExprKind::NamedExpr { target, value } => self.named(target, value, e.span),
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.expr(operand),
            ExprKind::Lambda { args, body } => {
                self.defaults(args)?;
                let id = self.table.open(e, Part::Body, ScopeKind::Lambda, "<lambda>".into(), self.current);
                self.within(id, |w| {
                    w.parameters(args)?;
                    w.expr(body)
                })
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                for (key, value) in keys.iter().zip(values) {
                    self.option(key.as_ref())?;
                    self.expr(value)?;
                }
                Ok(())
            }
            ExprKind::Set(elts) | ExprKind::List(elts) | ExprKind::Tuple(elts) => self.all(elts),
            ExprKind::ListComp { elt, generators } => {
                self.comprehension(e, ScopeKind::ListComp, "<listcomp>", &[elt], generators)
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(e, ScopeKind::SetComp, "<setcomp>", &[elt], generators)
            }
            ExprKind::DictComp { key, value, generators } => {
                self.comprehension(e, ScopeKind::DictComp, "<dictcomp>", &[value, key], generators)
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(e, ScopeKind::GeneratorExp, "<genexpr>", &[elt], generators)
            }
            ExprKind::Await(value) => {
                self.reject_in_annotation("await expression", e.span)?;
                if !self.allows_top_level_await() {
                    let scope = self.scope();
                    if !scope.kind.is_function_like() {
                        return error("'await' outside function", e.span);
                    }
                    if !self.is_async_function() && self.scope().kind.comprehension().is_none() {
                        return error("'await' outside async function", e.span);
                    }
                }
                self.expr(value)?;
                self.scope().is_coroutine = true;
                Ok(())
            }
            ExprKind::Yield(value) => {
                self.yields(e.span)?;
                self.option(value.as_deref())?;
                self.reject_in_comprehension(e.span)
            }
            ExprKind::YieldFrom(value) => {
                self.yields(e.span)?;
                self.expr(value)?;
                self.reject_in_comprehension(e.span)
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.all(comparators)
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.all(args)?;
                keywords.iter().try_for_each(|k| self.keyword(k))
            }
            ExprKind::FormattedValue { value, format_spec, .. }
            | ExprKind::Interpolation { value, format_spec, .. } => {
                self.expr(value)?;
                self.option(format_spec.as_deref())
            }
            ExprKind::JoinedStr(values) | ExprKind::TemplateStr(values) => self.all(values),
            ExprKind::Constant(Constant::BigInt { radix: 10, digits }) => self.number_of_digits(digits.len(), e.span),
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Attribute { value, .. } => self.expr(value),
            ExprKind::Subscript { value, slice } => {
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Starred(value) => self.expr(value),
            ExprKind::Name(name) => {
                self.read(name);
                Ok(())
            }
            ExprKind::Slice { lower, upper, step } => {
                self.option(lower.as_deref())?;
                self.option(upper.as_deref())?;
                self.option(step.as_deref())
            }
        }
    }

    fn keyword(&mut self, keyword: &Keyword) -> Res {
        if let Some(name) = &keyword.arg {
            check_assignable(&name.id, keyword.span)?;
        }
        self.expr(&keyword.value)
    }

    fn yields(&mut self, span: Span) -> Res {
        self.reject_in_annotation("yield expression", span)?;
        self.scope().is_generator = true;
        Ok(())
    }

    fn reject_in_comprehension(&mut self, span: Span) -> Res {
        match self.scope().kind.comprehension() {
            Some(what) => error(format!("'yield' inside {what}"), span),
            None => Ok(()),
        }
    }

    fn reject_in_annotation(&mut self, what: &str, span: Span) -> Res {
        match self.scope().description {
            "" => Ok(()),
            place => error(format!("{what} cannot be used within {place}"), span),
        }
    }

    /// The limit of `sys.set_int_max_str_digits` holds for literals too.
    fn number_of_digits(&self, digits: usize, span: Span) -> Res {
        let limit = self.options.max_str_digits;
        if limit == 0 || digits <= limit {
            return Ok(());
        }
        Err(too_many_digits(limit, digits, span))
    }

    fn allows_top_level_await(&mut self) -> bool {
        self.options.top_level_await && self.scope().kind == ScopeKind::Module
    }

    fn is_async_function(&mut self) -> bool {
        let scope = self.scope();
        scope.kind == ScopeKind::Function && scope.is_coroutine
    }

    fn require_async(&mut self, message: &str, span: Span) -> Res {
        if self.allows_top_level_await() {
            self.scope().is_coroutine = true;
        }
        if self.scope().is_coroutine { Ok(()) } else { error(message, span) }
    }

    fn named(&mut self, target: &Name, value: &Expr, span: Span) -> Res {
        self.reject_in_annotation("named expression", span)?;
        if self.scope().in_iterable > 0 {
            return error("assignment expression cannot be used in a comprehension iterable expression", span);
        }
        if self.scope().kind.comprehension().is_some() {
            self.bind_around_comprehension(target)?;
        }
        self.expr(value)?;
        if self.scope().kind.comprehension().is_none() {
            self.bind(&target.id, flag::LOCAL, target.span)?;
            let name = self.mangled(&target.id);
            self.scope().walrus.insert(name);
        }
        Ok(())
    }

    /// Binds a `:=` target of a comprehension in the function or module around it (PEP 572).
    fn bind_around_comprehension(&mut self, target: &Name) -> Res {
        check_assignable(&target.id, target.span)?;
        let name = self.mangled(&target.id);
        let mut at = self.current;
        loop {
            let scope = &self.table.scopes[at];
            let flags = scope.flags(&name);
            if scope.kind.comprehension().is_some() {
                if flags & flag::ITERATION != 0 && flags & (flag::LOCAL | flag::GLOBAL) != 0 {
                    let message =
                        format!("assignment expression cannot rebind comprehension iteration variable '{}'", target.id);
                    return error(message, target.span);
                }
                at = scope.parent.expect("a comprehension has a parent");
                continue;
            }
            let here = match scope.kind {
                ScopeKind::Function | ScopeKind::Lambda => {
                    let is_global = flags & flag::GLOBAL != 0;
                    self.table.scopes[at].add(&name, flag::LOCAL);
                    if is_global { flag::GLOBAL } else { flag::NONLOCAL }
                }
                ScopeKind::Module => {
                    self.table.scopes[at].add(&name, flag::GLOBAL);
                    flag::GLOBAL
                }
                ScopeKind::Class => {
                    let message = "assignment expression within a comprehension cannot be used in a class body";
                    return error(message, target.span);
                }
                ScopeKind::TypeParams => {
                    let message = "assignment expression within a comprehension cannot be used within the definition of a generic";
                    return error(message, target.span);
                }
                ScopeKind::TypeAlias => {
                    let message = "assignment expression within a comprehension cannot be used in a type alias";
                    return error(message, target.span);
                }
                ScopeKind::TypeVariable => {
                    let message = "assignment expression within a comprehension cannot be used in a TypeVar bound";
                    return error(message, target.span);
                }
                _ => return self.reject_in_annotation_at(at, target.span),
            };
            self.table.scopes[at].walrus.insert(name.clone());
            let span = target.span;
            self.scope().add(&name, here);
            self.scope().directives.push((name, span));
            return Ok(());
        }
    }

    fn reject_in_annotation_at(&mut self, at: ScopeId, span: Span) -> Res {
        let place = self.table.scopes[at].description;
        error(format!("named expression cannot be used within {place}"), span)
    }

    fn comprehension(
        &mut self,
        e: &Expr,
        kind: ScopeKind,
        name: &str,
        elements: &[&Expr],
        generators: &[Comprehension],
    ) -> Res {
        let (first, rest) = generators.split_first().expect("a comprehension has a for clause");
        self.scope().in_iterable += 1;
        self.expr(&first.iter)?;
        self.scope().in_iterable -= 1;
        let is_generator = kind == ScopeKind::GeneratorExp;
        let id = self.table.open(e, Part::Body, kind, name.into(), self.current);
        let sees_class = self.scope().class.is_some();
        let scope = &mut self.table.scopes[id];
        scope.is_inlined = !is_generator && !sees_class;
        scope.is_coroutine = first.is_async;
        if !scope.is_inlined {
            scope.params.push(".0".into());
            scope.add(&".0".into(), flag::PARAM);
        }
        self.within(id, |w| {
            w.clause_target(first)?;
            w.all(&first.ifs)?;
            for clause in rest {
                w.clause_target(clause)?;
                w.scope().in_iterable += 1;
                w.expr(&clause.iter)?;
                w.scope().in_iterable -= 1;
                w.all(&clause.ifs)?;
                if clause.is_async {
                    w.scope().is_coroutine = true;
                }
            }
            elements.iter().try_for_each(|e| w.expr(e))
        })?;
        self.table.scopes[id].is_generator = is_generator;
        if !is_generator && self.table.scopes[id].is_coroutine {
            // An annotation that is only text is never run.
            let is_text = self.table.future_annotations && self.scope().description == "an annotation";
            let allowed = is_text
                || self.is_async_function()
                || self.scope().kind.comprehension().is_some()
                || self.allows_top_level_await();
            if !allowed {
                return error("asynchronous comprehension outside of an asynchronous function", e.span);
            }
            self.scope().is_coroutine = true;
        }
        Ok(())
    }

    fn clause_target(&mut self, clause: &Comprehension) -> Res {
        self.scope().in_iteration_target = true;
        self.target(&clause.target)?;
        self.scope().in_iteration_target = false;
        Ok(())
    }
}

/// The parameters in the order of `__annotations__`.
pub(super) fn annotated_parameters(args: &Arguments) -> impl Iterator<Item = &Arg> {
    args.posonlyargs.iter().chain(&args.args).chain(&args.vararg).chain(&args.kwonlyargs).chain(&args.kwarg)
}

fn check_assignable(name: &str, span: Span) -> Res {
    if name == "__debug__" { error("cannot assign to __debug__", span) } else { Ok(()) }
}

/// The error of a literal of more decimal digits than the limit.
pub fn too_many_digits(limit: usize, digits: usize, span: Span) -> SyntaxError {
    let message = format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
         use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to \
         avoid decimal conversion limits."
    );
    SyntaxError { extent: Extent::Line, read: Some(span.start), ..SyntaxError::new(message, span) }
}

/// Calls `found` for each simple annotated variable of a module or class body, in source order.
pub(super) fn visit_annotated<'a>(body: &'a [Stmt], found: &mut dyn FnMut(&'a Stmt, &'a Ident, &'a Expr)) {
    for s in body {
        match &s.kind {
            StmtKind::AnnAssign { target, annotation, simple: true, .. } => {
                if let ExprKind::Name(name) = &target.kind {
                    found(s, name, annotation);
                }
            }
            StmtKind::For(f) => {
                visit_annotated(&f.body, found);
                visit_annotated(&f.orelse, found);
            }
            StmtKind::While { body, orelse, .. } | StmtKind::If { body, orelse, .. } => {
                visit_annotated(body, found);
                visit_annotated(orelse, found);
            }
            StmtKind::With(w) => visit_annotated(&w.body, found),
            StmtKind::Match { cases, .. } => {
                cases.iter().for_each(|case| visit_annotated(&case.body, found));
            }
            StmtKind::Try(t) => {
                visit_annotated(&t.body, found);
                t.handlers.iter().for_each(|handler| visit_annotated(&handler.body, found));
                visit_annotated(&t.orelse, found);
                visit_annotated(&t.finalbody, found);
            }
            _ => {}
        }
    }
}
