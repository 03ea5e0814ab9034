//! Comprehensions, inlined (PEP 709) or as generator functions.

use super::emit::{Inlined, InlinedVar, Label, Operand};
use super::expr::constant_container;
use super::scope::Part;
use super::{Compiler, Res};
use crate::op::{KILL_A, Op};
use rondo_grammar::ast::*;

/// What a comprehension does with its elements.
#[derive(Clone, Copy)]
enum Collect<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, e: &'a Expr, dst: u16) -> Res {
        let (collect, generators) = match &e.kind {
            ExprKind::ListComp { elt, generators } => (Collect::List(elt), generators),
            ExprKind::SetComp { elt, generators } => (Collect::Set(elt), generators),
            ExprKind::DictComp { key, value, generators } => (Collect::Dict(key, value), generators),
            ExprKind::GeneratorExp { elt, generators } => (Collect::Yield(elt), generators),
            _ => unreachable!("not a comprehension"),
        };
        let id = self.table.of(e, Part::Body);
        if self.table.scopes[id].is_inlined {
            self.inlined_comprehension(e, collect, generators, dst)
        } else {
            self.nested_comprehension(e, collect, generators, dst)
        }
    }

    fn inlined_comprehension(
        &mut self,
        e: &'a Expr,
        collect: Collect<'a>,
        clauses: &'a [Comprehension],
        dst: u16,
    ) -> Res {
        let id = self.table.of(e, Part::Body);
        let result = self.u.scratch(dst);
        let iterator = self.first_iterator(&clauses[0])?;
        self.op(collect.build(), 0, result, self.u.top, 0, e.span);
        let scope = &self.table.scopes[id];
        let mut vars = Vec::new();
        for symbol in &scope.symbols {
            if symbol.is_cell || scope.binds(&symbol.name) {
                let reg = self.u.alloc();
                // What a temporary held is not the variable's.
                self.kill(reg, e.span);
                if symbol.is_cell {
                    self.op(Op::MakeCell, 0, reg, 0, 0, e.span);
                }
                let name = symbol.name.clone();
                vars.push(InlinedVar { name, reg, is_cell: symbol.is_cell, bound: false });
            }
        }
        self.u.inlined.push(Inlined { scope: id, vars });
        let start = self.u.proto.ins.len() as u32;
        self.clauses(e, collect, clauses, result, iterator)?;
        let end = self.u.proto.ins.len() as u32;
        let inlined = self.u.inlined.pop().expect("pushed above");
        for var in inlined.vars {
            self.u.proto.comprehension_variables.push((start..end, var.name.clone(), var.reg));
            self.kill(var.reg, e.span);
        }
        self.move_to(dst, Operand::temp(result), e.span);
        Ok(())
    }

    /// The iterator of the outermost clause, which is evaluated in the scope around the comprehension, in registers of
    /// its own.
    fn first_iterator(&mut self, clause: &'a Comprehension) -> Res<u16> {
        let iterator = self.u.alloc();
        if clause.is_async {
            self.u.alloc();
        }
        self.iterator(clause, iterator)?;
        Ok(iterator)
    }

    fn iterator(&mut self, clause: &'a Comprehension, iterator: u16) -> Res {
        let mark = self.u.top;
        let op = if clause.is_async { Op::GetAIter } else { Op::GetIter };
        let source = match constant_container(&clause.iter).filter(|_| !clause.is_async) {
            Some(value) => {
                self.load_const(value, iterator, clause.iter.span);
                Operand::temp(iterator)
            }
            None => self.operand_in(&clause.iter, Some(iterator))?,
        };
        self.op(op, source.kill_b_unless(iterator), iterator, source.reg, 0, clause.iter.span);
        self.u.top = mark;
        Ok(())
    }

    fn nested_comprehension(
        &mut self,
        e: &'a Expr,
        collect: Collect<'a>,
        clauses: &'a [Comprehension],
        dst: u16,
    ) -> Res {
        let id = self.table.of(e, Part::Body);
        let name = self.table.scopes[id].name.clone();
        let qualname = self.qualname(&name);
        let base = self.u.window(dst);
        let callee = self.u.alloc();
        self.begin(id, qualname, e.span);
        self.u.proto.argcount = 1;
        let result = match collect {
            Collect::Yield(_) => 0,
            _ => {
                let result = self.u.alloc();
                self.op(collect.build(), 0, result, self.u.top, 0, e.span);
                result
            }
        };
        // An asynchronous iterator needs two registers, the parameter is only one.
        let mut iterator = 0;
        if clauses[0].is_async {
            iterator = self.u.alloc();
            self.u.alloc();
            self.op(Op::Move, crate::op::KILL_B, iterator, 0, 0, e.span);
        }
        self.clauses(e, collect, clauses, result, iterator)?;
        match collect {
            Collect::Yield(_) => self.op(Op::ReturnNone, 0, 0, 0, 0, e.span),
            _ => self.op(Op::Return, 0, result, 0, 0, e.span),
        }
        let proto = self.end(e.span)?;
        self.make_closure(proto, 0, self.u.top, callee, e.span)?;
        let argument = self.u.alloc();
        let op = if clauses[0].is_async { Op::GetAIter } else { Op::GetIter };
        let first = &clauses[0];
        let source = self.operand_in(&first.iter, Some(argument))?;
        self.op(op, source.kill_b_unless(argument), argument, source.reg, 0, first.iter.span);
        self.op(Op::Call, 0, dst, base, 1, e.span);
        Ok(())
    }

    /// The loops, the outermost one over `iterator`.
    fn clauses(
        &mut self,
        e: &'a Expr,
        collect: Collect<'a>,
        clauses: &'a [Comprehension],
        result: u16,
        iterator: u16,
    ) -> Res {
        let (clause, rest) = clauses.split_first().expect("a comprehension has a for clause");
        let (body, next, first) = (self.u.label(), self.u.label(), self.u.label());
        let lasting = self.u.lasting_bound();
        if clause.is_async {
            // Nothing is awaited yet.
            self.kill(iterator + 1, clause.iter.span);
        }
        self.goto(first, e.span);
        self.u.place_loop_label(body, lasting);
        let mark = self.u.top;
        let target = self.loop_target(&clause.target);
        self.store_loop_target(&clause.target, target)?;
        for condition in &clause.ifs {
            self.jump_if(condition, false, next)?;
        }
        if rest.is_empty() {
            self.collect(collect, result)?;
        } else if let Some(value) = single_value(&rest[0]) {
            // `for x in [value]` is an assignment.
            self.assignment_clause(e, collect, rest, value, result, next)?;
        } else {
            let inner = self.first_iterator(&rest[0])?;
            self.clauses(e, collect, rest, result, inner)?;
        }
        self.u.top = mark;
        self.place_loop_end(next, first);
        let op = if clause.is_async { Op::AsyncForNext } else { Op::ForIter };
        self.jump(op, 0, target, iterator, body, clause.iter.span);
        Ok(())
    }

    fn assignment_clause(
        &mut self,
        e: &'a Expr,
        collect: Collect<'a>,
        clauses: &'a [Comprehension],
        value: &'a Expr,
        result: u16,
        next: Label,
    ) -> Res {
        let (clause, rest) = clauses.split_first().expect("given by the caller");
        self.assign(&clause.target, value)?;
        for condition in &clause.ifs {
            self.jump_if(condition, false, next)?;
        }
        match rest.first() {
            None => self.collect(collect, result),
            Some(inner) => match single_value(inner) {
                Some(value) => self.assignment_clause(e, collect, rest, value, result, next),
                None => {
                    let iterator = self.first_iterator(inner)?;
                    self.clauses(e, collect, rest, result, iterator)
                }
            },
        }
    }

    fn collect(&mut self, collect: Collect<'a>, result: u16) -> Res {
        let mark = self.u.top;
        match collect {
            Collect::List(elt) | Collect::Set(elt) => {
                let op = if matches!(collect, Collect::List(_)) { Op::ListAppend } else { Op::SetAdd };
                let value = self.source(elt, None, elt.span.start)?;
                self.op(op, value.kill_b(), result, value.reg, 0, elt.span);
            }
            Collect::Dict(key, value) => {
                let span = self.lines.join(key.span, value.span);
                let key = self.operand_before(key, None, &[value])?;
                let value = self.source(value, None, span.start)?;
                self.op(Op::DictInsert, key.kill_b() | value.kill_c(), result, key.reg, value.reg, span);
            }
            Collect::Yield(elt) => {
                let value = self.operand(elt)?;
                let sent = self.u.alloc();
                self.op(Op::Yield, value.kill_b() | KILL_A, sent, value.reg, 0, elt.span);
            }
        }
        self.u.top = mark;
        Ok(())
    }
}

impl Collect<'_> {
    fn build(self) -> Op {
        match self {
            Collect::List(_) | Collect::Yield(_) => Op::BuildList,
            Collect::Set(_) => Op::BuildSet,
            Collect::Dict(..) => Op::BuildDict,
        }
    }
}

/// The value of `for x in [value]` and `for x in (value,)`.
fn single_value(clause: &Comprehension) -> Option<&Expr> {
    match &clause.iter.kind {
        ExprKind::List(elts) | ExprKind::Tuple(elts) => match &elts[..] {
            [value] if !clause.is_async && !matches!(value.kind, ExprKind::Starred(_)) => Some(value),
            _ => None,
        },
        _ => None,
    }
}
