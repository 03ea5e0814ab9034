//! Flat sequences of operands and operators into trees, by precedence.
//!
//! The grammar collects `a + b * c` as a sequence; here it becomes a tree. Everything is a loop: the length of a
//! sequence costs no stack.

#![expect(
    clippy::boxed_local,
    reason = "what lies on the parser's stack is moved at every step, and boxed to be small"
)]

use crate::actions;
use crate::ast::{BoolOp, CmpOp, Expr, ExprKind, Operator, Span, UnaryOp};

/// A left-associative binary operator and how tightly it binds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BinaryOp {
    precedence: u8,
    operator: Operator,
}

#[rustfmt::skip]
impl BinaryOp {
    pub const BIT_OR: BinaryOp = BinaryOp { precedence: 0, operator: Operator::BitOr };
    pub const BIT_XOR: BinaryOp = BinaryOp { precedence: 1, operator: Operator::BitXor };
    pub const BIT_AND: BinaryOp = BinaryOp { precedence: 2, operator: Operator::BitAnd };
    pub const LEFT_SHIFT: BinaryOp = BinaryOp { precedence: 3, operator: Operator::LShift };
    pub const RIGHT_SHIFT: BinaryOp = BinaryOp { precedence: 3, operator: Operator::RShift };
    pub const ADD: BinaryOp = BinaryOp { precedence: 4, operator: Operator::Add };
    pub const SUBTRACT: BinaryOp = BinaryOp { precedence: 4, operator: Operator::Sub };
    pub const MULTIPLY: BinaryOp = BinaryOp { precedence: 5, operator: Operator::Mult };
    pub const DIVIDE: BinaryOp = BinaryOp { precedence: 5, operator: Operator::Div };
    pub const FLOOR_DIVIDE: BinaryOp = BinaryOp { precedence: 5, operator: Operator::FloorDiv };
    pub const MODULO: BinaryOp = BinaryOp { precedence: 5, operator: Operator::Mod };
    pub const MATRIX_MULTIPLY: BinaryOp = BinaryOp { precedence: 5, operator: Operator::MatMult };
}

/// An expression with the range of its tokens, which includes its parentheses where its own span does not.
#[derive(Debug)]
struct Operand {
    expr: Expr,
    start: u32,
    end: u32,
}

/// A sequence of operands joined by [`BinaryOp`]s: what tighter operators have not yet consumed.
#[derive(Debug)]
pub(crate) struct Arithmetic {
    operands: Vec<Operand>,
    /// One fewer than operands; precedences strictly increase.
    operators: Vec<BinaryOp>,
}

impl Arithmetic {
    pub fn new(start: u32, expr: Expr, end: u32) -> Box<Arithmetic> {
        let mut operands = Vec::with_capacity(2);
        operands.push(Operand { expr, start, end });
        Box::new(Arithmetic { operands, operators: Vec::new() })
    }

    pub fn push(mut self: Box<Self>, op: BinaryOp, start: u32, expr: Expr, end: u32) -> Box<Self> {
        while self.operators.last().is_some_and(|last| last.precedence >= op.precedence) {
            self.reduce();
        }
        self.operators.push(op);
        self.operands.push(Operand { expr, start, end });
        self
    }

    /// Joins the last two operands.
    fn reduce(&mut self) {
        if let (Some(op), Some(right), Some(left)) = (self.operators.pop(), self.operands.pop(), self.operands.pop()) {
            let (start, end) = (left.start, right.end);
            let expr = actions::binary(start, Box::new(left.expr), op.operator, Box::new(right.expr), end);
            self.operands.push(Operand { expr, start, end });
        }
    }

    pub fn build(mut self: Box<Self>) -> Expr {
        while !self.operators.is_empty() {
            self.reduce();
        }
        self.operands.swap_remove(0).expr
    }
}

/// An operand of `and` and `or`, with the `not`s before it.
#[derive(Debug)]
pub(crate) struct Negated {
    /// Where each `not` stands.
    nots: Vec<u32>,
    operand: Operand,
}

impl Negated {
    pub fn new(nots: Vec<u32>, start: u32, expr: Expr, end: u32) -> Box<Negated> {
        Box::new(Negated { nots, operand: Operand { expr, start, end } })
    }
}

/// A sequence of comparisons, `not`, `and` and `or`, read from left to right.
#[derive(Debug)]
pub(crate) struct Logic {
    /// Finished operands of the `or`.
    ors: Vec<Operand>,
    /// Finished operands of the current `and`.
    ands: Vec<Operand>,
    /// The current operand of that `and`.
    nots: Vec<u32>,
    left: Operand,
    ops: Vec<CmpOp>,
    comparators: Vec<Expr>,
    /// The end of the last comparator.
    end: u32,
}

impl Logic {
    pub fn new(nots: Vec<u32>, start: u32, expr: Expr, end: u32) -> Box<Logic> {
        Box::new(Logic {
            ors: Vec::new(),
            ands: Vec::new(),
            nots,
            left: Operand { expr, start, end },
            ops: Vec::new(),
            comparators: Vec::new(),
            end,
        })
    }

    pub fn compare(mut self: Box<Self>, op: CmpOp, _start: u32, expr: Expr, end: u32) -> Box<Self> {
        self.ops.push(op);
        self.comparators.push(expr);
        self.end = end;
        self
    }

    pub fn bool_op(mut self: Box<Self>, op: BoolOp, next: Box<Negated>) -> Box<Self> {
        let Negated { nots, operand } = *next;
        let next_end = operand.end;
        let left = std::mem::replace(&mut self.left, operand);
        let finished = self.finish_not(left);
        self.ands.push(finished);
        self.nots = nots;
        self.end = next_end;
        if op == BoolOp::Or {
            let finished = self.finish_and();
            self.ors.push(finished);
        }
        self
    }

    /// The comparison and the `not`s around it that start with `left`.
    fn finish_not(&mut self, left: Operand) -> Operand {
        let (mut start, end) = (left.start, self.end);
        let mut expr = left.expr;
        if !self.ops.is_empty() {
            let (ops, comparators) = (std::mem::take(&mut self.ops), std::mem::take(&mut self.comparators));
            let kind = ExprKind::Compare { left: Box::new(expr), ops, comparators };
            expr = Expr { kind, span: Span::new(start, end) };
        }
        while let Some(not) = self.nots.pop() {
            start = not;
            expr = actions::unary(start, UnaryOp::Not, Box::new(expr), end);
        }
        Operand { expr, start, end }
    }

    fn finish_and(&mut self) -> Operand {
        join(BoolOp::And, std::mem::take(&mut self.ands))
    }

    pub fn build(self: Box<Self>) -> Expr {
        let mut logic = *self;
        let placeholder = Expr { kind: ExprKind::List(Vec::new()), span: Span::default() };
        let left = std::mem::replace(&mut logic.left, Operand { expr: placeholder, start: 0, end: 0 });
        let last = logic.finish_not(left);
        if logic.ands.is_empty() && logic.ors.is_empty() {
            return last.expr;
        }
        logic.ands.push(last);
        let last = logic.finish_and();
        logic.ors.push(last);
        join(BoolOp::Or, logic.ors).expr
    }
}

/// One `BoolOp` of all `operands`, or the only one; never called without any.
fn join(op: BoolOp, mut operands: Vec<Operand>) -> Operand {
    if operands.len() == 1 {
        return operands.swap_remove(0);
    }
    let (start, end) = (operands[0].start, operands[operands.len() - 1].end);
    let values = operands.into_iter().map(|operand| operand.expr).collect();
    Operand { expr: Expr { kind: ExprKind::BoolOp { op, values }, span: Span::new(start, end) }, start, end }
}
