//! Conditions: expressions compiled to jumps.

use super::emit::{Label, Operand};
use super::expr::small_integer;
use super::fold::{fold, truth};
use super::{Compiler, Res};
use crate::op::Op;
use rondo_grammar::ast::*;

impl<'a> Compiler<'a> {
    /// Jumps to `target` if the truth of `e` is `sense`; goes on otherwise.
    pub(super) fn jump_if(&mut self, e: &'a Expr, sense: bool, target: Label) -> Res {
        if let Some(value) = fold(e, self.debug()) {
            if truth(&value) == sense {
                self.goto(target, e.span);
            }
            return Ok(());
        }
        match &e.kind {
            ExprKind::UnaryOp { op: UnaryOp::Not, operand } => self.jump_if(operand, !sense, target),
            ExprKind::BoolOp { op, values } => {
                // What an operand must be for the whole to be decided.
                let decides = *op == BoolOp::Or;
                if decides == sense {
                    return values.iter().try_for_each(|value| self.jump_if(value, sense, target));
                }
                let skip = self.u.label();
                let (last, firsts) = values.split_last().expect("a BoolOp has operands");
                for value in firsts {
                    self.jump_if(value, decides, skip)?;
                }
                self.jump_if(last, sense, target)?;
                self.u.place_label(skip);
                Ok(())
            }
            ExprKind::IfExp { test, body, orelse } => {
                let (other, end) = (self.u.label(), self.u.label());
                self.jump_if(test, false, other)?;
                self.jump_if(body, sense, target)?;
                self.goto(end, e.span);
                self.u.place_label(other);
                self.jump_if(orelse, sense, target)?;
                self.u.place_label(end);
                Ok(())
            }
            ExprKind::Compare { left, ops, comparators } => self.jump_compare(e, left, ops, comparators, sense, target),
            _ => self.jump_truth(e, sense, target),
        }
    }

    fn jump_truth(&mut self, e: &'a Expr, sense: bool, target: Label) -> Res {
        let mark = self.u.top;
        let value = self.operand(e)?;
        let op = if sense { Op::JumpIfTrue } else { Op::JumpIfFalse };
        self.jump(op, value.kill_a(), value.reg, 0, target, e.span);
        self.u.top = mark;
        Ok(())
    }

    fn jump_compare(
        &mut self,
        e: &'a Expr,
        left: &'a Expr,
        ops: &[CmpOp],
        rights: &'a [Expr],
        sense: bool,
        target: Label,
    ) -> Res {
        let span = e.span;
        let mark = self.u.top;
        let later: Vec<&Expr> = rights.iter().collect();
        let mut l = self.operand_before(left, None, &later)?;
        let skip = self.u.label();
        // Where the chain ends early: to the target or past the last comparison, without the middle operand.
        let early = if sense { skip } else { target };
        let mut exits = Vec::new();
        for (i, (&op, right)) in ops.iter().zip(rights).enumerate() {
            if i + 1 == ops.len() {
                self.jump_compared(l, op, right, sense, target, span)?;
                break;
            }
            let r = self.operand_before(right, None, &later[i + 1..])?;
            let exit = if r.temp { self.u.label() } else { early };
            if matches!(op, CmpOp::In | CmpOp::NotIn) {
                let t = self.u.alloc();
                let op = if op == CmpOp::In { Op::In } else { Op::NotIn };
                self.op(op, l.kill_b(), t, l.reg, r.reg, span);
                self.jump(Op::JumpIfFalse, Operand::temp(t).kill_a(), t, 0, exit, span);
            } else {
                self.jump(fused(op, false), l.kill_a(), l.reg, r.reg, exit, span);
            }
            if r.temp {
                exits.push((exit, r));
            }
            l = r;
        }
        if !exits.is_empty() {
            let over = self.u.label();
            self.goto(over, span);
            for (exit, r) in exits {
                self.u.place_label(exit);
                self.discard(r, span);
                self.goto(early, span);
            }
            self.u.place_label(over);
        }
        self.u.place_label(skip);
        self.u.top = mark;
        Ok(())
    }

    /// The last comparison of a chain, or its only one.
    fn jump_compared(&mut self, l: Operand, op: CmpOp, right: &'a Expr, sense: bool, target: Label, span: Span) -> Res {
        if matches!(op, CmpOp::Is | CmpOp::IsNot) && matches!(right.kind, ExprKind::Constant(Constant::None)) {
            let op = if (op == CmpOp::Is) == sense { Op::JumpIfNone } else { Op::JumpIfNotNone };
            self.jump(op, l.kill_a(), l.reg, 0, target, span);
            return Ok(());
        }
        if let (Some(op), Some(i)) = (fused_immediate(op, sense), small_integer(right)) {
            self.jump(op, l.kill_a(), l.reg, i as u16, target, span);
            return Ok(());
        }
        if matches!(op, CmpOp::In | CmpOp::NotIn) {
            let r = self.right_of_comparison(op, right, None, span)?;
            self.jump(fused(op, sense), l.kill_a() | r.kill_b(), l.reg, r.reg, target, span);
            return Ok(());
        }
        let r = self.source(right, None, span.start)?;
        self.jump(fused(op, sense), l.kill_a() | r.kill_b(), l.reg, r.reg, target, span);
        Ok(())
    }
}

/// The fused jump that is taken if the comparison's truth is `sense`.
fn fused(op: CmpOp, sense: bool) -> Op {
    match (op, sense) {
        (CmpOp::Eq, true) => Op::JumpEq,
        (CmpOp::NotEq, true) => Op::JumpNe,
        (CmpOp::Lt, true) => Op::JumpLt,
        (CmpOp::LtE, true) => Op::JumpLe,
        (CmpOp::Gt, true) => Op::JumpGt,
        (CmpOp::GtE, true) => Op::JumpGe,
        (CmpOp::Eq, false) => Op::JumpNotEq,
        (CmpOp::NotEq, false) => Op::JumpNotNe,
        (CmpOp::Lt, false) => Op::JumpNotLt,
        (CmpOp::LtE, false) => Op::JumpNotLe,
        (CmpOp::Gt, false) => Op::JumpNotGt,
        (CmpOp::GtE, false) => Op::JumpNotGe,
        (CmpOp::Is, true) | (CmpOp::IsNot, false) => Op::JumpIs,
        (CmpOp::IsNot, true) | (CmpOp::Is, false) => Op::JumpIsNot,
        (CmpOp::In, true) | (CmpOp::NotIn, false) => Op::JumpIn,
        (CmpOp::NotIn, true) | (CmpOp::In, false) => Op::JumpNotIn,
    }
}

fn fused_immediate(op: CmpOp, sense: bool) -> Option<Op> {
    Some(match (op, sense) {
        (CmpOp::Eq, true) => Op::JumpEqI,
        (CmpOp::NotEq, true) => Op::JumpNeI,
        (CmpOp::Lt, true) => Op::JumpLtI,
        (CmpOp::LtE, true) => Op::JumpLeI,
        (CmpOp::Gt, true) => Op::JumpGtI,
        (CmpOp::GtE, true) => Op::JumpGeI,
        (CmpOp::Eq, false) => Op::JumpNotEqI,
        (CmpOp::NotEq, false) => Op::JumpNotNeI,
        (CmpOp::Lt, false) => Op::JumpNotLtI,
        (CmpOp::LtE, false) => Op::JumpNotLeI,
        (CmpOp::Gt, false) => Op::JumpNotGtI,
        (CmpOp::GtE, false) => Op::JumpNotGeI,
        _ => return None,
    })
}
