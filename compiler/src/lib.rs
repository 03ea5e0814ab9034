//! AST to register bytecode: scopes first, then code.
//!
//! The walk: [`walk`] and [`scope`] build the symbol table; [`stmt`], [`expr`] and their neighbours compile
//! destination-driven code into a [`Unit`], one per code object; [`emit`] finishes it.
//!
//! Invariants. Variables have registers of their own, temporaries follow in stack discipline: compiling an expression
//! leaves `top` where it was. Whoever compiles into a destination may use it as scratch space if it is a temporary,
//! and writes it last, once, if it is a variable. A temporary is unset by the instruction that reads it last.

mod assign;
mod call;
pub mod code;
mod comprehension;
mod condition;
mod define;
pub mod disassemble;
mod doc;
mod emit;
mod expr;
mod fold;
pub mod image;
mod lines;
pub mod literal;
mod names;
pub mod op;
mod pattern;
mod protect;
mod scope;
mod stmt;
mod typing;
mod unparse;
pub mod visit;
mod walk;
mod warn;

use crate::code::{Const, Flags, Position, Proto};
use crate::op::{Ins, Op};
use emit::{Label, Operand, Unit};
use lines::Lines;
pub use lines::Places;
use rondo_grammar::ast::*;
use rondo_grammar::{SyntaxError, Text, Warning};
use scope::{ScopeId, ScopeKind, SymbolTable};
use std::rc::Rc;
pub use walk::too_many_digits;

/// How to compile.
#[derive(Clone, Debug)]
pub struct Options {
    /// The file name that tracebacks show.
    pub filename: Text,
    /// Is it code of the prelude or the library, whose frames tracebacks hide?
    pub hidden: bool,
    /// Does module-level code use a namespace in register 0 (`exec` with locals)?
    pub namespace: bool,
    /// May `await` stand outside functions?
    pub top_level_await: bool,
    /// Does `from __future__ import annotations` hold, whatever the text says?
    pub future_annotations: bool,
    /// 1: `assert` does nothing, and `__debug__` is false. 2: neither are there docstrings.
    pub optimize: u8,
    /// The most digits of a decimal integer literal (`sys.set_int_max_str_digits`); 0 for no limit.
    pub max_str_digits: usize,
}

/// The most digits of a decimal integer literal if nothing else is said.
pub const DEFAULT_MAX_STR_DIGITS: usize = 4300;

impl Options {
    /// The options for an ordinary file.
    pub fn new(filename: impl Into<Text>) -> Options {
        Options {
            filename: filename.into(),
            hidden: false,
            namespace: false,
            top_level_await: false,
            future_annotations: false,
            optimize: 0,
            max_str_digits: DEFAULT_MAX_STR_DIGITS,
        }
    }
}

/// Compiles a parsed `source` to its code.
///
/// # Errors
/// What CPython's compiler rejects though it parses: `return` outside a function, duplicate parameters and the like.
pub fn compile(module: &Mod, source: &str, options: &Options) -> Result<Rc<Proto>, SyntaxError> {
    compile_at(module, Lines::new(source), options)
}

/// Compiles a tree that has no text: its spans are indices of `places`. Also returns what CPython would issue a
/// `SyntaxWarning` for.
///
/// # Errors
/// As [`compile`]; their spans are indices of `places`, too.
pub fn compile_tree(
    module: &Mod,
    places: &Places,
    options: &Options,
) -> Result<(Rc<Proto>, Vec<Warning>), SyntaxError> {
    let proto = compile_at(module, Lines::Tree(places), options)?;
    Ok((proto, warn::warnings(module)))
}

fn compile_at(module: &Mod, lines: Lines<'_>, options: &Options) -> Result<Rc<Proto>, SyntaxError> {
    let future_annotations = stmt::future_annotations(module)? || options.future_annotations;
    let table = SymbolTable::build(module, future_annotations, options)?;
    Compiler::new(&table, lines, options).module(module)
}

/// As [`compile`], and also returns what CPython would issue a `SyntaxWarning` for.
///
/// # Errors
/// As [`compile`].
pub fn compile_with_warnings(
    module: &Mod,
    source: &str,
    options: &Options,
) -> Result<(Rc<Proto>, Vec<Warning>), SyntaxError> {
    let proto = compile(module, source, options)?;
    Ok((proto, warn::warnings(module)))
}

/// What compiling yields, or the error that ends it.
type Res<T = ()> = Result<T, SyntaxError>;

/// The compiler's state: the unit being compiled and those around it.
struct Compiler<'a> {
    table: &'a SymbolTable,
    lines: Lines<'a>,
    options: &'a Options,
    u: Unit<'a>,
    outer: Vec<Unit<'a>>,
    /// Values of expression statements are shown (`Mod::Interactive`).
    interactive: bool,
}

impl<'a> Compiler<'a> {
    fn new(table: &'a SymbolTable, lines: Lines<'a>, options: &'a Options) -> Compiler<'a> {
        let name: Text = "<module>".into();
        let u = Unit::new(0, name.clone(), name, options.filename.clone(), 1);
        Compiler { table, lines, options, u, outer: Vec::new(), interactive: false }
    }

    fn module(mut self, module: &'a Mod) -> Res<Rc<Proto>> {
        let mut flags = self.flags_of_all();
        if self.options.namespace {
            flags |= Flags::NAMESPACE;
            self.u.add_local(&".namespace".into());
            self.u.proto.argcount = 1;
            self.u.set_bound(0);
            self.u.proto.argcount = 1;
        }
        if self.table.scopes[0].is_coroutine {
            flags |= Flags::COROUTINE;
        }
        self.u.proto.flags = Flags(flags);
        match module {
            Mod::Module(body) => {
                let body = self.docstring(body)?;
                self.annotations_before(body)?;
                self.body(body)?;
            }
            Mod::Interactive(body) => {
                self.interactive = true;
                self.annotations_before(body)?;
                self.body(body)?;
            }
            Mod::Expression(e) => {
                let value = self.operand(e)?;
                self.op(Op::Return, 0, value.reg, 0, 0, e.span);
                self.u.stop();
            }
        }
        self.u.quiet = true;
        self.op(Op::ReturnNone, 0, 0, 0, 0, Span::default());
        self.finish(Span::default())
    }

    /// The flags of every code object of the module.
    fn flags_of_all(&self) -> u16 {
        let hidden = if self.options.hidden { Flags::HIDDEN } else { 0 };
        let future = if self.table.future_annotations { Flags::FUTURE_ANNOTATIONS } else { 0 };
        hidden | future
    }

    /// Stores a module's or class's docstring; the rest of the body.
    fn docstring(&mut self, body: &'a [Stmt]) -> Res<&'a [Stmt]> {
        let Some((doc, span, rest)) = doc::split(body) else { return Ok(body) };
        if self.options.optimize >= 2 {
            return Ok(rest);
        }
        let doc = doc::clean(doc);
        self.u.proto.doc = Some(doc.clone());
        let t = self.u.alloc();
        self.load_const(Const::Str(doc), t, span);
        self.store_name(&"__doc__".into(), Operand::temp(t), span)?;
        self.u.top = t;
        Ok(rest)
    }

    /// What `__debug__` is.
    fn debug(&self) -> bool {
        self.options.optimize == 0
    }

    // Units.

    /// Begins a nested code object for scope `id`.
    fn begin(&mut self, id: ScopeId, qualname: Text, span: Span) {
        let name = self.table.scopes[id].name.clone();
        let first_line = self.lines.line(span.start);
        let unit = Unit::new(id, name, qualname, self.options.filename.clone(), first_line);
        self.outer.push(std::mem::replace(&mut self.u, unit));
        let scope = &self.table.scopes[id];
        let mut flags = self.flags_of_all();
        if scope.is_nested {
            flags |= Flags::NESTED;
        }
        let in_class = scope.parent.is_some_and(|parent| self.table.scopes[parent].kind == ScopeKind::Class);
        if in_class && matches!(scope.kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::GeneratorExp) {
            flags |= Flags::METHOD;
        }
        flags |= match (scope.is_generator, scope.is_coroutine, scope.kind) {
            (_, _, ScopeKind::Class) => Flags::CLASS_BODY,
            (true, true, _) => Flags::ASYNC_GENERATOR,
            (true, false, _) => Flags::GENERATOR,
            (false, true, ScopeKind::Function) => Flags::COROUTINE,
            _ => 0,
        };
        self.u.proto.flags = Flags(flags);
        self.u.proto.freevars = scope.free.clone();
        if scope.kind == ScopeKind::Class {
            self.u.add_local(&".namespace".into());
            self.u.proto.argcount = 1;
            self.u.set_bound(0);
        }
        for name in &scope.params {
            let reg = self.u.add_local(name);
            self.u.set_bound(reg);
        }
        for symbol in &scope.symbols {
            let is_variable = symbol.is_cell || scope.kind.is_function_like() && scope.binds(&symbol.name);
            if is_variable && !self.u.locals.contains_key(&symbol.name) {
                self.u.add_local(&symbol.name);
            }
            if symbol.is_cell {
                self.u.proto.cellvars.push(symbol.name.clone());
            }
        }
        for name in &scope.unbound_later {
            if let Some(&reg) = self.u.locals.get(name) {
                self.u.unbound_later.insert(reg);
            }
        }
        for i in 0..self.u.proto.cellvars.len() {
            let reg = self.u.locals[&self.u.proto.cellvars[i]];
            self.op(Op::MakeCell, 0, reg, 0, 0, span);
        }
    }

    /// Ends the code object begun last.
    fn end(&mut self, span: Span) -> Res<Rc<Proto>> {
        let outer = self.outer.pop().expect("begin comes before end");
        let unit = std::mem::replace(&mut self.u, outer);
        finish(unit, span)
    }

    fn finish(self, span: Span) -> Res<Rc<Proto>> {
        finish(self.u, span)
    }

    /// The `__qualname__` of something called `name` that is defined here.
    fn qualname(&mut self, name: &Ident) -> Text {
        let mut parent = self.u.scope;
        let mut depth = self.outer.len();
        let unit_at = |this: &Self, depth: usize| match this.outer.get(depth) {
            Some(unit) => unit.proto.qualname.clone(),
            None => this.u.proto.qualname.clone(),
        };
        // Type parameters are transparent.
        while self.table.scopes[parent].kind == ScopeKind::TypeParams {
            parent = self.table.code_scope(self.table.scopes[parent].parent.expect("nested"));
            depth -= 1;
        }
        let scope = &self.table.scopes[parent];
        let declared_global = |name: &Ident| {
            let mangled = scope::mangle(scope.private.as_ref(), name);
            scope.flags(&mangled) & scope::flag::GLOBAL != 0
        };
        match scope.kind {
            ScopeKind::Module => name.clone(),
            _ if declared_global(name) => name.clone(),
            ScopeKind::Function | ScopeKind::Lambda => format!("{}.<locals>.{name}", unit_at(self, depth)).into(),
            _ => format!("{}.{name}", unit_at(self, depth)).into(),
        }
    }

    // Instructions.

    fn position(&mut self, span: Span) -> Position {
        self.lines.position(span)
    }

    /// A statement begins that may come to no instruction.
    fn mark(&mut self, span: Span) {
        let line = self.lines.position(span).line;
        self.u.mark(line);
    }

    fn op(&mut self, op: Op, x: u8, a: u16, b: u16, c: u16, span: Span) {
        if self.u.reachable() {
            let position = self.lines.position(span);
            self.u.emit(Ins::new(op, x, a, b, c), position);
        }
    }

    fn wide(&mut self, op: Op, x: u8, a: u16, bc: i32, span: Span) {
        if self.u.reachable() {
            let position = self.lines.position(span);
            self.u.emit(Ins::wide(op, x, a, bc), position);
        }
    }

    fn jump(&mut self, op: Op, x: u8, a: u16, b: u16, label: Label, span: Span) {
        if self.u.reachable() {
            let position = self.lines.position(span);
            self.u.jump(Ins::new(op, x, a, b, 0), label, position);
        }
    }

    fn goto(&mut self, label: Label, span: Span) {
        self.jump(Op::Jump, 0, 0, 0, label, span);
    }

    fn kill(&mut self, reg: u16, span: Span) {
        self.op(Op::Kill, 0, reg, 0, 0, span);
    }

    /// Unsets the operand if it is a temporary.
    fn discard(&mut self, operand: Operand, span: Span) {
        if operand.temp {
            self.kill(operand.reg, span);
        }
    }

    fn load_const(&mut self, value: Const, dst: u16, span: Span) {
        if !self.u.reachable() {
            return;
        }
        match value {
            Const::None => self.op(Op::LoadNone, 0, dst, 0, 0, span),
            Const::Bool(true) => self.op(Op::LoadTrue, 0, dst, 0, 0, span),
            Const::Bool(false) => self.op(Op::LoadFalse, 0, dst, 0, 0, span),
            Const::Int(i) if i32::try_from(i).is_ok() => self.wide(Op::LoadInt, 0, dst, i as i32, span),
            value => {
                let i = self.u.constant(value);
                self.wide(Op::LoadConst, 0, dst, i as i32, span);
            }
        }
    }

    /// Puts an operand into the register `dst`.
    fn move_to(&mut self, dst: u16, from: Operand, span: Span) {
        if dst != from.reg {
            self.op(Op::Move, from.kill_b(), dst, from.reg, 0, span);
        }
    }
}

fn finish(unit: Unit<'_>, span: Span) -> Res<Rc<Proto>> {
    unit.finish().map(Rc::new).map_err(|message| SyntaxError::new(message, span))
}

fn error<T>(message: impl Into<String>, span: Span) -> Res<T> {
    Err(SyntaxError::new(message, span))
}
