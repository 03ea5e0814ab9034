//! The `SyntaxWarning`s of CPython's compiler: code that is valid and surely not meant.

use super::fold::fold;
use super::visit::{each_child, each_part};
use crate::code::Const;
use rondo_grammar::Warning;
use rondo_grammar::ast::*;
use std::collections::HashSet;

/// All warnings about a module: jumps out of `finally` first (PEP 765), then the others in source order.
pub(super) fn warnings(module: &Mod) -> Vec<Warning> {
    let mut found = Warnings::default();
    match module {
        Mod::Module(body) | Mod::Interactive(body) => {
            found.jumps(body, Context::default());
            found.body(body);
        }
        Mod::Expression(e) => found.expr(e),
    }
    found.list
}

/// Where a jump stands.
#[derive(Clone, Copy, Default)]
struct Context {
    /// In a `finally` block, but in no function or loop inside it.
    in_finally: bool,
}

#[derive(Default)]
struct Warnings {
    list: Vec<Warning>,
    /// Subscripts that are assigned to or deleted: at run time something else is said about them.
    targets: HashSet<Span>,
}

impl Warnings {
    fn add(&mut self, message: impl Into<String>, span: Span) {
        self.list.push(Warning::new(message, span));
    }

    fn jumps(&mut self, body: &[Stmt], context: Context) {
        for s in body {
            let word = match &s.kind {
                StmtKind::Return(_) if context.in_finally => "return",
                StmtKind::Break if context.in_finally => "break",
                StmtKind::Continue if context.in_finally => "continue",
                StmtKind::FunctionDef(def) => {
                    self.jumps(&def.body, Context::default());
                    continue;
                }
                StmtKind::For(f) => {
                    self.jumps(&f.body, Context::default());
                    self.jumps(&f.orelse, context);
                    continue;
                }
                StmtKind::While { body, orelse, .. } => {
                    self.jumps(body, Context::default());
                    self.jumps(orelse, context);
                    continue;
                }
                StmtKind::Try(t) => {
                    self.jumps(&t.body, context);
                    t.handlers.iter().for_each(|handler| self.jumps(&handler.body, context));
                    self.jumps(&t.orelse, context);
                    self.jumps(&t.finalbody, Context { in_finally: true });
                    continue;
                }
                _ => {
                    each_part(s, &mut |_| {}, &mut |block| self.jumps(block, context));
                    continue;
                }
            };
            self.add(format!("'{word}' in a 'finally' block"), s.span);
        }
    }

    fn body(&mut self, body: &[Stmt]) {
        for s in body {
            if let StmtKind::Assert { test, .. } = &s.kind
                && matches!(&test.kind, ExprKind::Tuple(elts) if !elts.is_empty())
            {
                self.add("assertion is always true, perhaps remove parentheses?", s.span);
            }
            match &s.kind {
                StmtKind::Assign { targets, .. } | StmtKind::Delete(targets) => {
                    targets.iter().for_each(|target| self.target(target));
                }
                StmtKind::AugAssign { target, .. } | StmtKind::AnnAssign { target, .. } => self.target(target),
                StmtKind::For(f) => self.target(&f.target),
                StmtKind::With(with) => {
                    with.items.iter().filter_map(|item| item.optional_vars.as_ref()).for_each(|e| self.target(e));
                }
                _ => {}
            }
            each_part(s, &mut |e| self.expr(e), &mut |_| {});
            each_part(s, &mut |_| {}, &mut |block| self.body(block));
        }
    }

    fn target(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Subscript { .. } => drop(self.targets.insert(e.span)),
            ExprKind::Tuple(elts) | ExprKind::List(elts) => elts.iter().for_each(|e| self.target(e)),
            ExprKind::Starred(value) => self.target(value),
            _ => {}
        }
    }

    fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::ListComp { generators, .. }
            | ExprKind::SetComp { generators, .. }
            | ExprKind::GeneratorExp { generators, .. }
            | ExprKind::DictComp { generators, .. } => generators.iter().for_each(|clause| self.target(&clause.target)),
            ExprKind::Compare { left, ops, comparators } => self.compare(e, left, ops, comparators),
            ExprKind::Call { func, .. } => self.callee(func),
            ExprKind::Subscript { .. } if self.targets.contains(&e.span) => {}
            ExprKind::Subscript { value, slice } => self.subscript(value, slice),
            _ => {}
        }
        each_child(e, &mut |child| self.expr(child));
    }

    fn compare(&mut self, e: &Expr, left: &Expr, ops: &[CmpOp], rights: &[Expr]) {
        let lefts = std::iter::once(left).chain(rights);
        for ((left, op), right) in lefts.zip(ops).zip(rights) {
            let (is, instead) = match op {
                CmpOp::Is => ("is", "=="),
                CmpOp::IsNot => ("is not", "!="),
                _ => continue,
            };
            let Some(name) = compared_literal(left).or_else(|| compared_literal(right)) else { continue };
            self.add(format!("\"{is}\" with '{name}' literal. Did you mean \"{instead}\"?"), e.span);
            return;
        }
    }

    fn callee(&mut self, func: &Expr) {
        if matches!(func.kind, ExprKind::Lambda { .. }) {
            return;
        }
        if let Some(name) = type_name(func) {
            self.add(format!("'{name}' object is not callable; perhaps you missed a comma?"), func.span);
        }
    }

    fn subscript(&mut self, value: &Expr, slice: &Expr) {
        let Some(name) = type_name(value) else { return };
        let unsubscriptable = match &value.kind {
            ExprKind::Constant(c) => !matches!(c, Constant::Str(_) | Constant::Bytes(_)),
            ExprKind::Set(_) | ExprKind::SetComp { .. } | ExprKind::GeneratorExp { .. } | ExprKind::Lambda { .. } => {
                true
            }
            ExprKind::TemplateStr(_) | ExprKind::Interpolation { .. } => true,
            _ => false,
        };
        if unsubscriptable {
            self.add(format!("'{name}' object is not subscriptable; perhaps you missed a comma?"), value.span);
            return;
        }
        if matches!(value.kind, ExprKind::Dict { .. } | ExprKind::DictComp { .. }) {
            return;
        }
        if let Some(index) = type_name(slice).filter(|&index| index != "int" && index != "bool") {
            let message =
                format!("{name} indices must be integers or slices, not {index}; perhaps you missed a comma?");
            self.add(message, value.span);
        }
    }
}

/// The type of a literal that comparing with `is` is surely a mistake.
fn compared_literal(e: &Expr) -> Option<&'static str> {
    // What only folding makes a constant, as `-1`, is none yet where CPython looks.
    if !matches!(e.kind, ExprKind::Constant(_) | ExprKind::Tuple(_)) {
        return None;
    }
    Some(match fold(e, true)? {
        Const::Int(_) | Const::BigInt(..) => "int",
        Const::Float(_) => "float",
        Const::Complex(..) => "complex",
        Const::Str(_) => "str",
        Const::Bytes(_) => "bytes",
        Const::Tuple(_) => "tuple",
        _ => return None,
    })
}

/// The name of the type that the expression has for certain.
fn type_name(e: &Expr) -> Option<&'static str> {
    Some(match &e.kind {
        ExprKind::Tuple(_) => "tuple",
        ExprKind::List(_) | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set(_) | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda { .. } => "function",
        ExprKind::JoinedStr(_) | ExprKind::FormattedValue { .. } => "str",
        ExprKind::TemplateStr(_) => "string.templatelib.Template",
        ExprKind::Interpolation { .. } => "string.templatelib.Interpolation",
        ExprKind::Constant(c) => match c {
            Constant::None => "NoneType",
            Constant::True | Constant::False => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
            Constant::Int(_) | Constant::BigInt { .. } => "int",
            Constant::Float(_) => "float",
            Constant::Imaginary(_) | Constant::Complex(..) => "complex",
            Constant::Tuple(_) => "tuple",
            Constant::FrozenSet(_) => "frozenset",
        },
        _ => return None,
    })
}
