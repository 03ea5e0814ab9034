//! Which names each scope binds, and what is known of them.

use rondo_grammar::ast::*;
use rondo_vm::compiler::visit::{each_child, each_part};
use std::collections::{HashMap, HashSet};

/// What a name is bound to.
#[derive(Clone, Debug, PartialEq)]
pub enum Binding {
    /// Nothing but a coroutine function.
    Coroutine,
    /// Nothing but a module, or something of a module: its dotted name.
    Imported(String),
    /// Anything.
    Other,
}

/// What opened a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Module,
    Class,
    /// A function or lambda; is it `async def`?
    Function(bool),
    Comprehension,
    TypeParameters,
}

/// The names of one scope.
#[derive(Debug)]
pub struct Scope {
    pub kind: Kind,
    pub names: HashMap<Ident, Binding>,
    /// Names that belong to the module.
    pub globals: HashSet<Ident>,
    nonlocals: HashSet<Ident>,
    /// The first parameter.
    pub first: Option<Ident>,
}

impl Scope {
    /// A scope without names.
    pub fn new(kind: Kind) -> Scope {
        Scope { kind, names: HashMap::new(), globals: HashSet::new(), nonlocals: HashSet::new(), first: None }
    }

    /// The scope of a body.
    pub fn of_body(kind: Kind, body: &[Stmt]) -> Scope {
        let mut scope = Scope::new(kind);
        scope.block(body);
        let (globals, nonlocals) = (std::mem::take(&mut scope.globals), std::mem::take(&mut scope.nonlocals));
        scope.names.retain(|name, _| !globals.contains(name) && !nonlocals.contains(name));
        Scope { globals, nonlocals, ..scope }
    }

    /// Adds the parameters of a function.
    pub fn parameters(&mut self, args: &Arguments) {
        let positional = args.posonlyargs.iter().chain(&args.args);
        self.first = positional.clone().next().map(|arg| arg.arg.clone());
        for arg in positional.chain(&args.vararg).chain(&args.kwonlyargs).chain(&args.kwarg) {
            self.bind(&arg.arg, Binding::Other);
        }
    }

    /// Adds the names of type parameters.
    pub fn type_parameters(&mut self, parameters: &[TypeParam]) {
        parameters.iter().for_each(|parameter| self.bind(&parameter.name.id, Binding::Other));
    }

    /// Adds a name; one that is bound twice may be anything.
    pub fn bind(&mut self, name: &Ident, binding: Binding) {
        let bound = self.names.entry(name.clone()).or_insert_with(|| binding.clone());
        if *bound != binding {
            *bound = Binding::Other;
        }
    }

    /// Adds the names of an assignment target.
    pub fn target(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Name(name) => {
                // A second value of the same kind is another value.
                self.names.insert(name.clone(), Binding::Other);
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().for_each(|item| self.target(item)),
            ExprKind::Starred(inner) => self.target(inner),
            _ => self.walrus(e),
        }
    }

    /// Adds the targets of `:=` in an expression, those in its comprehensions included.
    pub fn walrus(&mut self, e: &Expr) {
        if let ExprKind::NamedExpr { target, .. } = &e.kind {
            self.bind(&target.id, Binding::Other);
        }
        if !matches!(e.kind, ExprKind::Lambda { .. }) {
            each_child(e, &mut |child| self.walrus(child));
        }
    }

    fn block(&mut self, body: &[Stmt]) {
        body.iter().for_each(|s| self.statement(s));
    }

    fn statement(&mut self, s: &Stmt) {
        match &s.kind {
            StmtKind::FunctionDef(def) => {
                let plain = def.is_async && def.decorator_list.is_empty() && !yields(&def.body);
                let again = self.names.contains_key(&def.name.id);
                self.bind(&def.name.id, if plain && !again { Binding::Coroutine } else { Binding::Other });
                return;
            }
            StmtKind::ClassDef(def) => return self.bind(&def.name.id, Binding::Other),
            StmtKind::TypeAlias { name, .. } => return self.bind(&name.id, Binding::Other),
            StmtKind::Assign { targets, .. } | StmtKind::Delete(targets) => targets.iter().for_each(|t| self.target(t)),
            StmtKind::AugAssign { target, .. } | StmtKind::AnnAssign { target, .. } => self.target(target),
            StmtKind::For(f) => self.target(&f.target),
            StmtKind::With(w) => {
                w.items.iter().filter_map(|item| item.optional_vars.as_ref()).for_each(|t| self.target(t))
            }
            StmtKind::Import(aliases) => aliases.iter().for_each(|alias| self.import(alias)),
            StmtKind::ImportFrom { module, names, level } => {
                for alias in names {
                    let binding = match module {
                        Some(module) if *level == 0 => Binding::Imported(format!("{}.{}", module.id, alias.name)),
                        _ => Binding::Other,
                    };
                    self.bind(alias.asname.as_ref().unwrap_or(&alias.name), binding);
                }
            }
            StmtKind::Global(names) => self.globals.extend(names.iter().map(|name| name.id.clone())),
            StmtKind::Nonlocal(names) => self.nonlocals.extend(names.iter().map(|name| name.id.clone())),
            StmtKind::Match { cases, .. } => cases.iter().for_each(|case| self.pattern(&case.pattern)),
            StmtKind::Try(t) => {
                t.handlers.iter().filter_map(|h| h.name.as_ref()).for_each(|name| self.bind(&name.id, Binding::Other));
            }
            _ => {}
        }
        let mut blocks = Vec::new();
        each_part(s, &mut |e| self.walrus(e), &mut |block| blocks.push(block));
        blocks.into_iter().for_each(|block| self.block(block));
    }

    fn import(&mut self, alias: &Alias) {
        match &alias.asname {
            Some(name) => self.bind(name, Binding::Imported(alias.name.to_string())),
            None => {
                let first = alias.name.split('.').next().unwrap_or_default();
                self.bind(&first.into(), Binding::Imported(first.to_owned()));
            }
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::MatchStar(name) | PatternKind::MatchAs { name, pattern: None } => {
                name.iter().for_each(|name| self.bind(&name.id, Binding::Other));
            }
            PatternKind::MatchAs { name, pattern: Some(inner) } => {
                name.iter().for_each(|name| self.bind(&name.id, Binding::Other));
                self.pattern(inner);
            }
            PatternKind::MatchMapping { patterns, rest, .. } => {
                rest.iter().for_each(|name| self.bind(&name.id, Binding::Other));
                patterns.iter().for_each(|inner| self.pattern(inner));
            }
            PatternKind::MatchClass { patterns, kwd_patterns, .. } => {
                patterns.iter().chain(kwd_patterns).for_each(|inner| self.pattern(inner));
            }
            PatternKind::MatchSequence(patterns) | PatternKind::MatchOr(patterns) => {
                patterns.iter().for_each(|inner| self.pattern(inner));
            }
            PatternKind::MatchValue(_) | PatternKind::MatchSingleton(_) => {}
        }
    }
}

/// Does a function with this body yield?
fn yields(body: &[Stmt]) -> bool {
    holds(body, &|e| matches!(e.kind, ExprKind::Yield(_) | ExprKind::YieldFrom(_)), &|_| false)
}

/// Does a block hold a statement or an expression that is wanted, outside functions and classes of its own?
pub fn holds(body: &[Stmt], wanted: &dyn Fn(&Expr) -> bool, statement: &dyn Fn(&Stmt) -> bool) -> bool {
    body.iter().any(|s| {
        if matches!(s.kind, StmtKind::FunctionDef(_) | StmtKind::ClassDef(_)) {
            return false;
        }
        let (mut found, mut blocks) = (statement(s), Vec::new());
        each_part(s, &mut |e| found = found || within(e, wanted), &mut |block| blocks.push(block));
        found || blocks.into_iter().any(|block| holds(block, wanted, statement))
    })
}

fn within(e: &Expr, wanted: &dyn Fn(&Expr) -> bool) -> bool {
    let mut found = wanted(e);
    if !matches!(e.kind, ExprKind::Lambda { .. }) {
        each_child(e, &mut |child| found = found || within(child, wanted));
    }
    found
}
