//! The symbol table: the scopes of a module, the names in each, and where every name lives.
//!
//! One walk over the tree collects the scopes and their symbols, a second pass resolves free names outward. The rules
//! and the errors are those of CPython's `symtable.c`; list, set and dict comprehensions that are inlined (PEP 709)
//! have a scope of their own here but belong to the code of the scope around them.

use super::Options;
use super::walk::Walker;
use rondo_grammar::ast::{Ident, Mod, Span, Stmt};
use rondo_grammar::{SyntaxError, Text};
use rustc_hash::{FxHashMap, FxHashSet};

/// Bits of [`Symbol::flags`].
pub(super) mod flag {
    /// Declared `global`.
    pub const GLOBAL: u16 = 1;
    /// Assigned in this scope.
    pub const LOCAL: u16 = 2;
    /// A parameter.
    pub const PARAM: u16 = 4;
    /// Declared `nonlocal`, or a `:=` target of a comprehension.
    pub const NONLOCAL: u16 = 8;
    /// Read in this scope.
    pub const USED: u16 = 16;
    /// Annotated.
    pub const ANNOTATED: u16 = 32;
    /// Iteration variable of a comprehension.
    pub const ITERATION: u16 = 64;
    /// A type parameter.
    pub const TYPE_PARAM: u16 = 128;
    /// Imported in this scope.
    pub const IMPORTED: u16 = 256;
    /// Bound in this scope in one way or another.
    pub const BOUND: u16 = LOCAL | PARAM | TYPE_PARAM;
}

/// Number of a scope in its table.
pub(super) type ScopeId = usize;

/// What opened a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    ListComp,
    SetComp,
    DictComp,
    GeneratorExp,
    /// The `__annotate__` function of a module, class or function.
    Annotations,
    /// The scope of `[T]` in `def f[T]`, `class C[T]`, `type A[T]`.
    TypeParams,
    /// The lazily evaluated value of a `type` statement.
    TypeAlias,
    /// The lazily evaluated bound or default of a type parameter.
    TypeVariable,
}

impl ScopeKind {
    /// Is it code that has locals of its own, unlike modules and classes?
    pub fn is_function_like(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class)
    }

    /// What error messages call a comprehension; `None` for everything else.
    pub fn comprehension(self) -> Option<&'static str> {
        match self {
            ScopeKind::ListComp => Some("list comprehension"),
            ScopeKind::SetComp => Some("set comprehension"),
            ScopeKind::DictComp => Some("dict comprehension"),
            ScopeKind::GeneratorExp => Some("generator expression"),
            _ => None,
        }
    }
}

/// A name of a scope.
#[derive(Clone, Debug)]
pub(super) struct Symbol {
    /// The name, mangled.
    pub name: Ident,
    /// See [`flag`].
    pub flags: u16,
    /// Is it captured by an inner code object?
    pub is_cell: bool,
}

/// Where a name lives, seen from one scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the scope itself: a register of a function, a global of a module, in the namespace of a class.
    Local(ScopeId),
    /// In a cell made by the code that owns this scope.
    Cell(ScopeId),
    /// In a cell of the closure.
    Free,
    /// In the globals by declaration.
    GlobalExplicit,
    /// In the globals or builtins.
    GlobalImplicit,
}

/// One scope.
#[derive(Debug)]
pub(super) struct Scope {
    pub kind: ScopeKind,
    /// `__name__` of its code.
    pub name: Text,
    pub parent: Option<ScopeId>,
    /// In order of first appearance.
    pub symbols: Vec<Symbol>,
    index: FxHashMap<Ident, usize>,
    /// Parameters in register order.
    pub params: Vec<Ident>,
    /// Contains `yield`.
    pub is_generator: bool,
    /// `async def`, or contains `await` or an asynchronous comprehension.
    pub is_coroutine: bool,
    /// A comprehension whose code is part of the enclosing code.
    pub is_inlined: bool,
    /// The class in whose namespace the names of an annotation-like scope are looked up first.
    pub class: Option<ScopeId>,
    /// Inner code refers to `__class__`.
    pub needs_class_cell: bool,
    /// Inner annotation scopes refer to the class namespace.
    pub needs_class_dict: bool,
    /// How many annotations of a module or class may not be reached: they are recorded as they are passed.
    pub conditional_annotations: i64,
    /// The names of the closure, sorted.
    pub free: Vec<Ident>,
    free_set: FxHashSet<Ident>,
    /// Names that `del` or the end of an `except ... as` unbinds.
    pub unbound_later: FxHashSet<Ident>,
    /// Targets of `:=`.
    pub walrus: FxHashSet<Ident>,
    /// The enclosing class's name, for mangling.
    pub private: Option<Ident>,
    /// The `__annotate__` scope of this module's or class's own variables.
    pub annotations: Option<ScopeId>,
    /// Nested in a function.
    pub is_nested: bool,
    /// What a lazily evaluated scope is, for error messages.
    pub description: &'static str,
    pub(super) directives: Vec<(Ident, Span)>,
    pub(super) in_iteration_target: bool,
    pub(super) in_iterable: u32,
}

impl Scope {
    fn new(kind: ScopeKind, name: Text, parent: Option<ScopeId>) -> Scope {
        Scope {
            kind,
            name,
            parent,
            symbols: Vec::new(),
            index: FxHashMap::default(),
            params: Vec::new(),
            is_generator: false,
            is_coroutine: false,
            is_inlined: false,
            class: None,
            needs_class_cell: false,
            needs_class_dict: false,
            conditional_annotations: 0,
            free: Vec::new(),
            free_set: FxHashSet::default(),
            unbound_later: FxHashSet::default(),
            walrus: FxHashSet::default(),
            private: None,
            annotations: None,
            is_nested: false,
            description: "",
            directives: Vec::new(),
            in_iteration_target: false,
            in_iterable: 0,
        }
    }

    /// The flags of a (mangled) name, 0 if the scope does not mention it.
    pub fn flags(&self, name: &str) -> u16 {
        self.index.get(name).map_or(0, |&i| self.symbols[i].flags)
    }

    /// Adds `flags` to a (mangled) name.
    pub fn add(&mut self, name: &Ident, flags: u16) {
        match self.index.get(name) {
            Some(&i) => self.symbols[i].flags |= flags,
            None => {
                self.index.insert(name.clone(), self.symbols.len());
                self.symbols.push(Symbol { name: name.clone(), flags, is_cell: false });
            }
        }
    }

    /// Does the scope itself bind the name?
    pub fn binds(&self, name: &str) -> bool {
        let flags = self.flags(name);
        flags & flag::BOUND != 0 && flags & (flag::NONLOCAL | flag::GLOBAL) == 0
    }

    /// Is the name one of its closure?
    pub fn is_free(&self, name: &str) -> bool {
        self.free_set.contains(name)
    }

    fn is_cell(&self, name: &str) -> bool {
        self.index.get(name).is_some_and(|&i| self.symbols[i].is_cell)
    }

    /// Makes the name a variable that nested scopes share.
    pub(super) fn make_cell(&mut self, name: &Ident) {
        self.add(name, 0);
        let i = self.index[name];
        self.symbols[i].is_cell = true;
    }
}

/// Which of a node's scopes is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// The body of a definition, lambda or comprehension.
    Body,
    /// Its type parameters.
    TypeParams,
    /// Its annotations.
    Annotations,
    /// The bound of a type parameter, the value of a type alias.
    Value,
    /// The default of a type parameter.
    Default,
}

/// The scopes of a module.
pub(super) struct SymbolTable {
    pub scopes: Vec<Scope>,
    nodes: FxHashMap<(usize, Part), ScopeId>,
    numbers: FxHashMap<usize, i64>,
    /// Does `from __future__ import annotations` hold?
    pub future_annotations: bool,
}

impl SymbolTable {
    /// Collects and resolves the names of a module.
    pub fn build(module: &Mod, future_annotations: bool, options: &Options) -> Result<SymbolTable, SyntaxError> {
        let mut table = SymbolTable {
            scopes: Vec::new(),
            nodes: FxHashMap::default(),
            numbers: FxHashMap::default(),
            future_annotations,
        };
        table.scopes.push(Scope::new(ScopeKind::Module, "<module>".into(), None));
        Walker::new(&mut table, options).module(module)?;
        table.resolve()?;
        Ok(table)
    }

    /// The scope of one part of a tree node.
    pub fn of<T>(&self, node: &T, part: Part) -> ScopeId {
        self.nodes[&(address(node), part)]
    }

    /// As [`Self::of`], if the part has a scope.
    pub fn get<T>(&self, node: &T, part: Part) -> Option<ScopeId> {
        self.nodes.get(&(address(node), part)).copied()
    }

    /// Opens a scope for one part of a tree node.
    pub fn open<T>(&mut self, node: &T, part: Part, kind: ScopeKind, name: Text, parent: ScopeId) -> ScopeId {
        let id = self.open_anonymous(kind, name, parent);
        self.nodes.insert((address(node), part), id);
        id
    }

    /// Opens a scope that belongs to no node.
    pub fn open_anonymous(&mut self, kind: ScopeKind, name: Text, parent: ScopeId) -> ScopeId {
        let mut scope = Scope::new(kind, name, Some(parent));
        let outer = &self.scopes[parent];
        scope.is_nested = outer.is_nested || outer.kind.is_function_like();
        scope.private = outer.private.clone();
        scope.in_iterable = outer.in_iterable;
        self.scopes.push(scope);
        self.scopes.len() - 1
    }

    /// Numbers an annotated assignment of a module or class that may not be reached.
    pub fn number_annotation(&mut self, id: ScopeId, s: &Stmt) {
        let scope = &mut self.scopes[id];
        self.numbers.insert(address(s), scope.conditional_annotations);
        scope.conditional_annotations += 1;
        if let (ScopeKind::Class, Some(annotations)) = (scope.kind, scope.annotations) {
            self.scopes[annotations].add(&"__conditional_annotations__".into(), flag::USED);
        }
    }

    /// The number given by [`Self::number_annotation`].
    pub fn conditional_annotation(&self, s: &Stmt) -> Option<i64> {
        self.numbers.get(&address(s)).copied()
    }

    /// Where a (mangled) name lives, seen from scope `id`.
    pub fn place(&self, id: ScopeId, name: &str) -> Place {
        let mut id = id;
        loop {
            let scope = &self.scopes[id];
            if scope.flags(name) & flag::GLOBAL != 0 {
                return Place::GlobalExplicit;
            }
            if scope.is_cell(name) {
                return Place::Cell(id);
            }
            if scope.binds(name) {
                return Place::Local(id);
            }
            if !scope.is_inlined {
                return if scope.is_free(name) { Place::Free } else { self.global_place(id, name) };
            }
            id = scope.parent.expect("an inlined comprehension has a parent");
            // A comprehension sees what surrounds its class, not the class.
            if self.scopes[id].kind == ScopeKind::Class {
                return if self.scopes[id].is_free(name) { Place::Free } else { Place::GlobalImplicit };
            }
        }
    }

    /// The scope that owns the code of scope `id`.
    pub fn code_scope(&self, mut id: ScopeId) -> ScopeId {
        while self.scopes[id].is_inlined {
            id = self.scopes[id].parent.expect("an inlined comprehension has a parent");
        }
        id
    }

    fn global_place(&self, id: ScopeId, name: &str) -> Place {
        let scope = &self.scopes[id];
        match scope.class {
            Some(class) if self.scopes[class].flags(name) & flag::GLOBAL != 0 => Place::GlobalExplicit,
            _ => Place::GlobalImplicit,
        }
    }

    fn resolve(&mut self) -> Result<(), SyntaxError> {
        for id in 0..self.scopes.len() {
            for i in 0..self.scopes[id].symbols.len() {
                let symbol = &self.scopes[id].symbols[i];
                let (name, flags) = (symbol.name.clone(), symbol.flags);
                self.resolve_name(id, &name, flags)?;
            }
        }
        for scope in &mut self.scopes {
            scope.free = scope.free_set.iter().cloned().collect();
            scope.free.sort();
        }
        Ok(())
    }

    fn resolve_name(&mut self, id: ScopeId, name: &Ident, flags: u16) -> Result<(), SyntaxError> {
        let scope = &self.scopes[id];
        if flags & flag::GLOBAL != 0 {
            if flags & flag::NONLOCAL != 0 {
                return Err(self.at_directive(id, name, format!("name '{name}' is nonlocal and global")));
            }
            return Ok(());
        }
        if flags & flag::NONLOCAL != 0 {
            if scope.kind == ScopeKind::Module {
                let message = "nonlocal declaration not allowed at module level".to_string();
                return Err(self.at_directive(id, name, message));
            }
            let Some(owner) = self.owner(id, name) else {
                return Err(self.at_directive(id, name, format!("no binding for nonlocal '{name}' found")));
            };
            if self.scopes[owner].flags(name) & flag::TYPE_PARAM != 0 {
                let message = format!("nonlocal binding not allowed for type parameter '{name}'");
                return Err(self.at_directive(id, name, message));
            }
            self.capture(id, owner, name);
            return Ok(());
        }
        if flags == 0 || flags & flag::BOUND != 0 || scope.kind == ScopeKind::Module {
            return Ok(());
        }
        if let Some(class) = scope.class {
            let in_class = self.scopes[class].flags(name);
            if in_class & flag::GLOBAL != 0 || self.scopes[class].binds(name) {
                return Ok(());
            }
        }
        if let Some(owner) = self.owner(id, name) {
            self.capture(id, owner, name);
        }
        Ok(())
    }

    /// The enclosing scope whose variable `name` means, if it is not a global.
    fn owner(&self, id: ScopeId, name: &str) -> Option<ScopeId> {
        let mut at = self.scopes[id].parent;
        while let Some(outer) = at {
            let scope = &self.scopes[outer];
            match scope.kind {
                ScopeKind::Module => return None,
                ScopeKind::Class => {
                    if matches!(name, "__class__" | "__classdict__" | "__conditional_annotations__") {
                        return Some(outer);
                    }
                }
                _ => {
                    if scope.flags(name) & flag::GLOBAL != 0 {
                        return None;
                    }
                    if scope.binds(name) {
                        return Some(outer);
                    }
                }
            }
            at = scope.parent;
        }
        None
    }

    /// Passes the variable of scope `owner` down to scope `id`, through the closures of all code between them.
    fn capture(&mut self, id: ScopeId, owner: ScopeId, name: &Ident) {
        let mut crosses = false;
        let mut at = id;
        while at != owner {
            let scope = &mut self.scopes[at];
            if !scope.is_inlined {
                crosses = true;
                scope.free_set.insert(name.clone());
            }
            at = scope.parent.expect("the owner encloses the scope");
        }
        if crosses {
            let scope = &mut self.scopes[owner];
            scope.make_cell(name);
            if scope.kind == ScopeKind::Class {
                scope.needs_class_cell |= &**name == "__class__";
                scope.needs_class_dict |= &**name == "__classdict__";
            }
        }
    }

    fn at_directive(&self, id: ScopeId, name: &str, message: String) -> SyntaxError {
        let directives = &self.scopes[id].directives;
        let span = directives.iter().find(|(n, _)| &**n == name).map_or(Span::default(), |(_, span)| *span);
        SyntaxError::new(message, span)
    }
}

/// The name as it is stored: `__x` inside class `C` is `_C__x`.
pub(super) fn mangle(private: Option<&Ident>, name: &Ident) -> Ident {
    let Some(class) = private else { return name.clone() };
    if !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.clone();
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() { name.clone() } else { format!("_{class}{name}").into() }
}

fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}
