//! Statements.

use super::emit::{Block, Label, Operand};
use super::expr::constant_container;
use super::fold::{fold, truth};
use super::scope::ScopeKind;
use super::visit::each_child;
use super::{Compiler, Res, doc, error};
use crate::code::Const;
use crate::op::{Common, Intrinsic, KILL_B, Op};
use rondo_grammar::ast::*;

impl<'a> Compiler<'a> {
    pub(super) fn body(&mut self, body: &'a [Stmt]) -> Res {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    fn stmt(&mut self, s: &'a Stmt) -> Res {
        let mark = self.u.top;
        let spans_lines = !self.lines.in_one_line(s.span, s.span.end);
        let was = std::mem::replace(&mut self.u.spans_lines, spans_lines);
        self.stmt_inner(s)?;
        self.u.spans_lines = was;
        debug_assert_eq!(mark, self.u.top, "a statement leaves no temporaries");
        Ok(())
    }

    fn stmt_inner(&mut self, s: &'a Stmt) -> Res {
        let span = s.span;
        match &s.kind {
            StmtKind::FunctionDef(def) => self.function_def(def, span),
            StmtKind::ClassDef(def) => self.class_def(def, span),
            StmtKind::Return(value) => self.return_stmt(value.as_deref(), span),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|target| self.delete(target)),
            StmtKind::Assign { targets, value } => self.assign_all(targets, value),
            StmtKind::TypeAlias { name, type_params, value } => self.type_alias(s, name, type_params, value),
            StmtKind::AugAssign { target, op, value } => self.augmented(target, *op, value, span),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated_assign(s, target, annotation, value.as_deref(), *simple)
            }
            StmtKind::For(f) => self.for_stmt(f, span),
            StmtKind::While { test, body, orelse } => self.while_stmt(test, body, orelse, span),
            StmtKind::If { test, body, orelse } => self.if_stmt(test, body, orelse, span),
            StmtKind::With(w) => self.with_stmt(w, &w.items, span),
            StmtKind::Match { subject, cases } => self.match_stmt(subject, cases, span),
            StmtKind::Raise { exc, cause } => self.raise(exc.as_deref(), cause.as_deref(), span),
            StmtKind::Try(t) => self.try_stmt(t, span),
            StmtKind::Assert { test, msg } => self.assert(test, msg.as_deref(), span),
            StmtKind::Import(names) => names.iter().try_for_each(|alias| self.import(alias, span)),
            StmtKind::ImportFrom { module, names, level } => self.import_from(module.as_ref(), names, *level, span),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(()),
            StmtKind::Pass => {
                self.mark(span);
                Ok(())
            }
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Break => self.loop_exit(true, span),
            StmtKind::Continue => self.loop_exit(false, span),
        }
    }

    fn expr_stmt(&mut self, e: &'a Expr) -> Res {
        let mark = self.u.top;
        if self.interactive && self.outer.is_empty() {
            let base = self.u.alloc();
            self.expr(e, base)?;
            self.op(Op::Intrinsic, 0, base, base, Intrinsic::Print as u16, e.span);
            self.kill(base, e.span);
        } else if matches!(e.kind, ExprKind::Constant(_)) {
            self.mark(e.span);
        } else if !self.append_stmt(e)? {
            let before = self.u.here();
            let value = self.operand(e)?;
            if self.u.here() == before {
                self.mark(e.span);
            }
            if let ExprKind::Yield(_) = e.kind {
                self.u.drop_sent();
            } else {
                self.discard(value, e.span);
            }
        }
        self.u.top = mark;
        Ok(())
    }

    fn if_stmt(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], span: Span) -> Res {
        if let Some(target) = self.plain_loop_exit(body).filter(|_| orelse.is_empty()) {
            let jumps = self.u.jump_count();
            self.jump_if(test, true, target)?;
            let line = self.position(body[0].span).line;
            self.u.mark_jumps(jumps, target, line);
            return Ok(());
        }
        let (other, end) = (self.u.label(), self.u.label());
        if fold(test, self.debug()).is_some() {
            self.mark(test.span);
        }
        self.jump_if(test, false, other)?;
        self.body(body)?;
        if !orelse.is_empty() {
            self.goto(end, span);
        }
        self.u.place_label(other);
        self.body(orelse)?;
        self.u.place_label(end);
        Ok(())
    }

    /// Where a body goes that is nothing but a `break` or `continue` with nothing to clean up.
    fn plain_loop_exit(&self, body: &[Stmt]) -> Option<Label> {
        let ([only], Some(&Block::Loop { next, end, iterator })) = (body, self.u.blocks.last()) else { return None };
        match only.kind {
            StmtKind::Continue => Some(next),
            StmtKind::Break if iterator.is_none() => Some(end),
            _ => None,
        }
    }

    fn while_stmt(&mut self, test: &'a Expr, body: &'a [Stmt], orelse: &'a [Stmt], span: Span) -> Res {
        let (head, next, otherwise, end) = (self.u.label(), self.u.label(), self.u.label(), self.u.label());
        let constant = fold(test, self.debug()).map(|value| truth(&value));
        // Names bound by the condition are known to be bound in the body only if the condition comes first.
        let test_first = constant.is_none() && binds_names(test);
        if constant.is_some() {
            self.mark(test.span);
        }
        let lasting = self.u.lasting_bound();
        if constant.is_some() || test_first {
            self.jump_if(test, false, otherwise)?;
            let bound = if test_first { self.u.lasting_bound() } else { self.u.bound.as_ref().and(lasting) };
            self.u.place_loop_label(head, bound);
        } else {
            self.goto(next, span);
            self.u.place_loop_label(head, lasting);
        }
        self.enter_block(Block::Loop { next, end, iterator: None }, span)?;
        self.body(body)?;
        self.u.blocks.pop();
        self.u.place_label(next);
        self.jump_if(test, false, otherwise)?;
        if !self.u.turn_back(otherwise, head) {
            self.jump(Op::JumpBack, 0, 0, 0, head, test.span);
        }
        self.u.mark_jumps(self.u.jump_count().saturating_sub(1), head, 0);
        self.u.place_label(otherwise);
        self.body(orelse)?;
        self.u.place_label(end);
        Ok(())
    }

    fn for_stmt(&mut self, f: &'a For, span: Span) -> Res {
        if f.is_async {
            self.check_async("'async for' outside async function", span)?;
        }
        let mark = self.u.top;
        let (body, first, next, end) = (self.u.label(), self.u.label(), self.u.label(), self.u.label());
        let iterator = self.u.alloc();
        let width = if f.is_async { 2 } else { 1 };
        if f.is_async {
            self.u.alloc();
        }
        let source = match constant_container(&f.iter).filter(|_| !f.is_async) {
            Some(value) => {
                self.load_const(value, iterator, f.iter.span);
                Operand::temp(iterator)
            }
            None => self.operand_in(&f.iter, Some(iterator))?,
        };
        let (get, advance) = if f.is_async { (Op::GetAIter, Op::AsyncForNext) } else { (Op::GetIter, Op::ForIter) };
        self.op(get, source.kill_b_unless(iterator), iterator, source.reg, 0, f.iter.span);
        if f.is_async {
            // Nothing is awaited yet.
            self.kill(iterator + 1, f.iter.span);
        }
        let lasting = self.u.lasting_bound();
        self.goto(first, f.iter.span);
        self.u.place_loop_label(body, lasting);
        let loop_top = self.u.top;
        let target = self.loop_target(&f.target);
        self.store_loop_target(&f.target, target)?;
        self.u.top = loop_top;
        self.enter_block(Block::Loop { next, end, iterator: Some((iterator, width)) }, span)?;
        self.body(&f.body)?;
        self.u.blocks.pop();
        self.place_loop_end(next, first);
        // CPython shows the whole statement where the wait for an item fails.
        self.jump(advance, 0, target, iterator, body, if f.is_async { span } else { f.iter.span });
        self.u.top = mark;
        self.body(&f.orelse)?;
        self.u.place_label(end);
        Ok(())
    }

    /// Places the labels at the end of a loop, where it is decided whether it goes on: `next`, where rounds end, and `first`,
    /// where the first one begins.
    pub(super) fn place_loop_end(&mut self, next: Label, first: Label) {
        self.u.place_label(next);
        self.u.mark(0);
        self.u.place_label(first);
    }

    pub(super) fn check_async(&mut self, message: &str, span: Span) -> Res {
        let scope = &self.table.scopes[self.u.scope];
        if scope.is_coroutine { Ok(()) } else { error(message, span) }
    }

    fn loop_exit(&mut self, is_break: bool, span: Span) -> Res {
        self.mark(span);
        let Some(unwound) = self.unwind_loop(is_break, span)? else {
            let message = if is_break { "'break' outside loop" } else { "'continue' not properly in loop" };
            return error(message, span);
        };
        let Some(&Block::Loop { next, end, .. }) = self.u.blocks.last() else { unreachable!("unwound to a loop") };
        self.goto(if is_break { end } else { next }, span);
        self.rewind(unwound);
        Ok(())
    }

    fn return_stmt(&mut self, value: Option<&'a Expr>, span: Span) -> Res {
        let scope = &self.table.scopes[self.u.scope];
        if !scope.kind.is_function_like() {
            return error("'return' outside function", span);
        }
        if value.is_some() && scope.is_coroutine && scope.is_generator {
            return error("'return' with value in async generator", span);
        }
        let constant = match value {
            Some(e) => fold(e, self.debug()),
            None => Some(Const::None),
        };
        // CPython shows a constant instead of the statement.
        let span = value.filter(|_| constant.is_some()).map_or(span, |e| e.span);
        let mark = self.u.top;
        let mut result = None;
        if let (Some(e), None) = (value, &constant) {
            let operand = self.operand(e)?;
            // What is returned is settled before `finally` blocks and context managers run.
            result = Some(if operand.temp || !self.unwinding_runs_code() {
                operand
            } else {
                let t = self.u.alloc();
                self.move_to(t, operand, span);
                Operand::temp(t)
            });
        }
        let runs_code = self.unwinding_runs_code();
        if runs_code {
            self.mark(span);
        }
        let unwound = self.unwind_all(result, span)?;
        let was = std::mem::replace(&mut self.u.quiet, runs_code);
        match (result, constant) {
            (Some(value), _) => self.op(Op::Return, 0, value.reg, 0, 0, span),
            (None, Some(Const::None)) | (None, None) => self.op(Op::ReturnNone, 0, 0, 0, 0, span),
            (None, Some(value)) => {
                let t = self.u.alloc();
                self.load_const(value, t, span);
                self.op(Op::Return, 0, t, 0, 0, span);
            }
        }
        self.u.quiet = was;
        self.u.stop();
        self.rewind(unwound);
        self.u.top = mark;
        Ok(())
    }

    fn raise(&mut self, exc: Option<&'a Expr>, cause: Option<&'a Expr>, span: Span) -> Res {
        let mark = self.u.top;
        match (exc, cause) {
            (None, _) => self.op(Op::RaiseCurrent, 0, 0, 0, 0, span),
            (Some(exc), None) => {
                let exc = self.operand(exc)?;
                self.op(Op::Raise, exc.kill_a(), exc.reg, 0, 0, span);
            }
            (Some(exc), Some(cause)) => {
                let exc = self.operand_before(exc, None, &[cause])?;
                let cause = self.operand(cause)?;
                self.op(Op::RaiseFrom, exc.kill_a() | cause.kill_b(), exc.reg, cause.reg, 0, span);
            }
        }
        self.u.stop();
        self.u.top = mark;
        Ok(())
    }

    fn assert(&mut self, test: &'a Expr, msg: Option<&'a Expr>, span: Span) -> Res {
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.u.label();
        if fold(test, self.debug()).is_some() {
            self.mark(test.span);
        }
        self.jump_if(test, true, end)?;
        let mark = self.u.top;
        let base = self.u.alloc();
        self.op(Op::LoadCommon, 0, base, Common::AssertionError as u16, 0, test.span);
        if let Some(msg) = msg {
            let t = self.u.alloc();
            self.expr(msg, t)?;
            self.op(Op::Call, 0, base, base, 1, span);
        }
        self.op(Op::Raise, Operand::temp(base).kill_a(), base, 0, 0, test.span);
        self.u.stop();
        self.u.top = mark;
        self.u.place_label(end);
        Ok(())
    }

    // Imports.

    fn import(&mut self, alias: &'a Alias, span: Span) -> Res {
        let mark = self.u.top;
        let module = self.import_name(Const::None, 0, &alias.name, span);
        match &alias.asname {
            None => {
                let top: Ident = alias.name.split('.').next().unwrap_or_default().into();
                self.store_name(&top, Operand::temp(module), span)?;
            }
            Some(name) => {
                for part in alias.name.split('.').skip(1) {
                    let n = self.u.name(&part.into());
                    self.op(Op::ImportFrom, 0, module, module, n, span);
                }
                self.store_name(name, Operand::temp(module), span)?;
            }
        }
        self.u.top = mark;
        Ok(())
    }

    fn import_from(&mut self, module: Option<&'a Name>, names: &'a [Alias], level: u32, span: Span) -> Res {
        let mark = self.u.top;
        let from: Vec<Const> = names.iter().map(|alias| Const::Str(alias.name.clone())).collect();
        let name = module.map_or_else(|| "".into(), |module| module.id.clone());
        let module = self.import_name(Const::Tuple(from), level, &name, span);
        if let [Alias { name, .. }] = names
            && &**name == "*"
        {
            let x = if self.options.namespace { 1 } else { 0 };
            self.op(Op::ImportStar, x | KILL_B, 0, module, 0, span);
            self.u.top = mark;
            return Ok(());
        }
        for alias in names {
            let mark = self.u.top;
            let t = self.u.alloc();
            let n = self.u.name(&self.mangled(&alias.name));
            self.op(Op::ImportFrom, 0, t, module, n, span);
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name), Operand::temp(t), span)?;
            self.u.top = mark;
        }
        self.kill(module, span);
        self.u.top = mark;
        Ok(())
    }

    /// The register of the imported module, a temporary.
    fn import_name(&mut self, from: Const, level: u32, name: &Ident, span: Span) -> u16 {
        let base = self.u.alloc();
        self.load_const(from, base, span);
        let t = self.u.alloc();
        self.load_const(Const::Int(level.into()), t, span);
        let n = self.u.name(&self.mangled(name));
        self.op(Op::ImportName, 0, base, base, n, span);
        self.u.top = t;
        base
    }

    /// Is the unit's code a class body?
    pub(super) fn in_class(&self) -> bool {
        self.table.scopes[self.u.scope].kind == ScopeKind::Class
    }
}

/// May evaluating the expression bind names with `:=`?
fn binds_names(e: &Expr) -> bool {
    let mut binds = matches!(e.kind, ExprKind::NamedExpr { .. });
    each_child(e, &mut |child| binds |= binds_names(child));
    binds
}

pub(super) const LATE_FUTURE_IMPORT: &str = "from __future__ imports must occur at the beginning of the file";

/// Does the module begin with `from __future__ import annotations`? Checks the `__future__` imports of its body; those
/// inside other statements are found with the names.
pub(super) fn future_annotations(module: &Mod) -> Res<bool> {
    let (Mod::Module(body) | Mod::Interactive(body)) = module else { return Ok(false) };
    let mut annotations = false;
    let rest = doc::split(body).map_or(&body[..], |(_, _, rest)| rest);
    let mut at_start = true;
    for s in rest {
        let StmtKind::ImportFrom { module: Some(module), names, level: 0 } = &s.kind else {
            at_start = false;
            continue;
        };
        if &*module.id != "__future__" {
            at_start = false;
            continue;
        }
        if !at_start {
            return error(LATE_FUTURE_IMPORT, s.span);
        }
        for alias in names {
            match &*alias.name {
                "annotations" => annotations = true,
                "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement"
                | "print_function" | "unicode_literals" | "barry_as_FLUFL" | "generator_stop" => {}
                "braces" => return error("not a chance", alias.span),
                name => return error(format!("future feature {name} is not defined"), alias.span),
            }
        }
    }
    Ok(annotations)
}
