//! Expressions.

use super::emit::{Block, Operand};
use super::fold::{fold, fold_all};
use super::{Compiler, Res, error};
use crate::code::{Const, Flags};
use crate::op::{INPLACE, KILL_B, Op};
use rondo_grammar::ast::*;

/// Displays of more elements are built piece by piece: a window needs a register an element.
const MAX_WINDOW: usize = 48;

impl<'a> Compiler<'a> {
    /// Compiles an expression to an operand: the register of a variable itself, or a fresh temporary.
    pub(super) fn operand(&mut self, e: &'a Expr) -> Res<Operand> {
        self.operand_in(e, None)
    }

    /// As [`Self::operand`], with a register to use as the temporary.
    pub(super) fn operand_in(&mut self, e: &'a Expr, scratch: Option<u16>) -> Res<Operand> {
        match &e.kind {
            ExprKind::Name(name) if &**name != "__debug__" => {
                if let Some(reg) = self.local_register(name, e.span) {
                    if self.u.spans_lines {
                        let line = self.lines.position(e.span).line;
                        self.u.mark_operand(line);
                    }
                    return Ok(Operand::kept(reg));
                }
            }
            ExprKind::NamedExpr { target, value } => {
                if let Some(reg) = self.store_register(&target.id) {
                    self.expr(value, reg)?;
                    self.stored(&target.id);
                    return Ok(Operand::kept(reg));
                }
            }
            _ => {}
        }
        let t = scratch.unwrap_or_else(|| self.u.alloc());
        self.expr(e, t)?;
        Ok(Operand::temp(t))
    }

    /// As [`Self::operand_in`], of an instruction that only reads it: a constant may be one that the frame holds, see
    /// [`Self::held`].
    pub(super) fn source(&mut self, e: &'a Expr, scratch: Option<u16>, near: u32) -> Res<Operand> {
        let foldable = matches!(
            e.kind,
            ExprKind::Constant(_)
                | ExprKind::Name(_)
                | ExprKind::UnaryOp { .. }
                | ExprKind::BinOp { .. }
                | ExprKind::Tuple(_)
        );
        if foldable
            && let Some(value) = fold(e, self.debug())
            && let Some(held) = self.held(&value, e.span, near)
        {
            return Ok(held);
        }
        self.operand_in(e, scratch)
    }

    /// The register of a constant that the frame holds. The frames of generators and coroutines, of which there may be
    /// many that wait, hold only those of loops. None if what is compiled next, which stands between the constant and
    /// `near`, is of another line: that of the constant would then come to no instruction.
    fn held(&mut self, value: &Const, span: Span, near: u32) -> Option<Operand> {
        let suspends = self.u.proto.flags.has(Flags::GENERATOR | Flags::COROUTINE | Flags::ASYNC_GENERATOR);
        let in_loop = || self.u.blocks.iter().any(|block| matches!(block, Block::Loop { .. }));
        let fits = self.lines.in_one_line(span, near) && (!suspends || in_loop());
        if fits { self.u.held(value.clone()) } else { None }
    }

    /// An operand that is read after `later` has been evaluated: a variable that `later` binds anew is copied.
    pub(super) fn operand_before(&mut self, e: &'a Expr, scratch: Option<u16>, later: &[&'a Expr]) -> Res<Operand> {
        let near = later.last().map_or(e.span, |last| last.span);
        let near = if near.start < e.span.start { near.start } else { near.end };
        let operand = self.source(e, scratch, near)?;
        let (ExprKind::Name(name) | ExprKind::NamedExpr { target: Name { id: name, .. }, .. }) = &e.kind else {
            return Ok(operand);
        };
        if operand.temp || !later.iter().any(|e| self.rebinds(e, name)) {
            return Ok(operand);
        }
        let t = scratch.unwrap_or_else(|| self.u.alloc());
        self.op(Op::Move, 0, t, operand.reg, 0, e.span);
        Ok(Operand::temp(t))
    }

    /// `scratch` for the second of two operands.
    pub(super) fn left_over(&self, dst: u16, first: Operand) -> Option<u16> {
        (self.u.is_temp(dst) && first.reg != dst).then_some(dst)
    }

    pub(super) fn temp_or_none(&self, dst: u16) -> Option<u16> {
        self.u.is_temp(dst).then_some(dst)
    }

    /// Compiles an expression to the register `dst`.
    pub(super) fn expr(&mut self, e: &'a Expr, dst: u16) -> Res {
        let mark = self.u.top;
        self.expr_inner(e, dst)?;
        self.u.top = mark;
        Ok(())
    }

    fn expr_inner(&mut self, e: &'a Expr, dst: u16) -> Res {
        let span = e.span;
        match &e.kind {
            ExprKind::Constant(c) => self.load_const(super::fold::constant(c), dst, span),
            ExprKind::Name(name) => match fold(e, self.debug()) {
                Some(value) => self.load_const(value, dst, span),
                None => self.load_name(name, dst, span),
            },
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, dst, span)?,
            ExprKind::NamedExpr { target, value } => {
                let operand = self.operand_in(value, self.temp_or_none(dst))?;
                self.store_name(&target.id, Operand::kept(operand.reg), span)?;
                self.move_to(dst, operand, span);
            }
            ExprKind::BinOp { left, op, right } => match fold(e, self.debug()) {
                Some(value) => self.load_const(value, dst, span),
                None => {
                    let l = self.operand_before(left, self.temp_or_none(dst), &[right])?;
                    self.binary(*op, l, right, 0, dst, span)?;
                }
            },
            ExprKind::UnaryOp { op, operand } => {
                if let Some(value) = fold(e, self.debug()) {
                    self.load_const(value, dst, span);
                    return Ok(());
                }
                if *op == UnaryOp::Not && negated(operand).is_some() {
                    let ExprKind::Compare { left, comparators, .. } = &operand.kind else { unreachable!() };
                    let op = negated(operand).expect("just checked");
                    return self.compare(left, op, &comparators[0], dst, operand.span);
                }
                let value = self.operand_in(operand, self.temp_or_none(dst))?;
                let op = match op {
                    UnaryOp::Invert => Op::Invert,
                    UnaryOp::Not => Op::Not,
                    UnaryOp::UAdd => Op::Pos,
                    UnaryOp::USub => Op::Neg,
                };
                self.op(op, value.kill_b_unless(dst), dst, value.reg, 0, span);
            }
            ExprKind::Lambda { args, body } => self.lambda(e, args, body, dst)?,
            ExprKind::IfExp { test, body, orelse } => {
                let (other, end) = (self.u.label(), self.u.label());
                self.jump_if(test, false, other)?;
                self.expr(body, dst)?;
                self.goto(end, span);
                self.u.place_label(other);
                self.expr(orelse, dst)?;
                self.u.place_label(end);
            }
            ExprKind::Dict { keys, values } => self.dict(keys, values, dst, span)?,
            ExprKind::Set(elts) => self.display(Display::Set, elts, dst, span)?,
            ExprKind::List(elts) => self.display(Display::List, elts, dst, span)?,
            ExprKind::Tuple(elts) => match fold_all(elts, self.debug()) {
                Some(values) => self.load_const(Const::Tuple(values), dst, span),
                None => self.display(Display::Tuple, elts, dst, span)?,
            },
            ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. }
            | ExprKind::GeneratorExp { .. } => self.comprehension(e, dst)?,
            ExprKind::Await(value) => {
                let value = self.movable(value, dst)?;
                self.op(Op::Await, KILL_B, dst, value, 0, span);
            }
            ExprKind::Yield(value) => {
                self.check_in_function("'yield' outside function", span)?;
                let value = match value {
                    Some(value) => self.operand_in(value, self.temp_or_none(dst))?,
                    None => {
                        let t = self.u.scratch(dst);
                        self.op(Op::LoadNone, 0, t, 0, 0, span);
                        Operand::temp(t)
                    }
                };
                self.op(Op::Yield, value.kill_b(), dst, value.reg, 0, span);
            }
            ExprKind::YieldFrom(value) => {
                self.check_in_function("'yield from' outside function", span)?;
                let scope = &self.table.scopes[self.u.scope];
                if scope.kind == super::ScopeKind::Function && scope.is_coroutine {
                    return error("'yield from' inside async function", span);
                }
                let value = self.operand_in(value, self.temp_or_none(dst))?;
                let t = self.u.scratch(dst);
                self.op(Op::GetYieldFromIter, value.kill_b_unless(t), t, value.reg, 0, span);
                self.op(Op::YieldFrom, KILL_B, dst, t, 0, span);
            }
            ExprKind::Compare { left, ops, comparators } => match (&ops[..], &comparators[..]) {
                ([op], [right]) => self.compare(left, *op, right, dst, span)?,
                _ => self.compare_chain(left, ops, comparators, dst, span)?,
            },
            ExprKind::Call { func, args, keywords } => self.call(e, func, args, keywords, dst)?,
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.formatted(value, *conversion, format_spec.as_deref(), dst, span)?;
            }
            ExprKind::JoinedStr(values) => self.joined(values, dst, span)?,
            ExprKind::Interpolation { .. } => self.interpolation(e, dst)?,
            ExprKind::TemplateStr(values) => self.template(values, dst, span)?,
            ExprKind::Attribute { value, attr } => {
                self.check_receiver_of_super(value);
                let object = self.operand_in(value, self.temp_or_none(dst))?;
                self.load_attr(object, attr, dst, span);
            }
            ExprKind::Subscript { value, slice } => {
                let object = self.operand_before(value, self.temp_or_none(dst), &[slice])?;
                self.get_item(object, slice, dst, span)?;
            }
            ExprKind::Starred(_) => return error("can't use starred expression here", span),
            ExprKind::Slice { lower, upper, step } => {
                let base = self.u.window(dst);
                for bound in [lower, upper, step] {
                    let t = self.u.alloc();
                    match bound {
                        Some(bound) => self.expr(bound, t)?,
                        None => self.op(Op::LoadNone, 0, t, 0, 0, span),
                    }
                }
                self.op(Op::BuildSlice, 0, dst, base, 0, span);
            }
        }
        Ok(())
    }

    /// Compiles to a temporary that the instruction to come moves out of.
    fn movable(&mut self, e: &'a Expr, dst: u16) -> Res<u16> {
        let t = self.u.scratch(dst);
        self.expr(e, t)?;
        Ok(t)
    }

    fn check_in_function(&mut self, message: &str, span: Span) -> Res {
        if self.table.scopes[self.u.scope].kind.is_function_like() { Ok(()) } else { error(message, span) }
    }

    // Operators.

    /// `dst = left op right`, with bits for `x`.
    pub(super) fn binary(&mut self, op: Operator, l: Operand, right: &'a Expr, x: u8, dst: u16, span: Span) -> Res {
        if let (Some(op), Some(i)) = (immediate_operator(op), small_integer(right)) {
            self.op(op, x | l.kill_b_unless(dst), dst, l.reg, i as u16, span);
            return Ok(());
        }
        let r = self.source(right, self.left_over(dst, l), span.start)?;
        self.op(operator(op), x | l.kill_both(r, dst), dst, l.reg, r.reg, span);
        Ok(())
    }

    /// As [`Self::binary`] for an augmented assignment.
    pub(super) fn inplace(&mut self, op: Operator, l: Operand, right: &'a Expr, dst: u16, span: Span) -> Res {
        self.binary(op, l, right, INPLACE, dst, span)
    }

    fn compare(&mut self, left: &'a Expr, op: CmpOp, right: &'a Expr, dst: u16, span: Span) -> Res {
        let l = self.operand_before(left, self.temp_or_none(dst), &[right])?;
        let r = self.right_of_comparison(op, right, self.left_over(dst, l), span)?;
        self.op(comparison(op), l.kill_both(r, dst), dst, l.reg, r.reg, span);
        Ok(())
    }

    /// The right operand of a comparison: lists and sets of constants after `in` become constants.
    pub(super) fn right_of_comparison(
        &mut self,
        op: CmpOp,
        right: &'a Expr,
        scratch: Option<u16>,
        span: Span,
    ) -> Res<Operand> {
        if matches!(op, CmpOp::In | CmpOp::NotIn)
            && let Some(value) = constant_container(right)
        {
            if let Some(held) = self.held(&value, right.span, span.start) {
                return Ok(held);
            }
            let t = scratch.unwrap_or_else(|| self.u.alloc());
            self.load_const(value, t, right.span);
            return Ok(Operand::temp(t));
        }
        self.source(right, scratch, span.start)
    }

    fn compare_chain(&mut self, left: &'a Expr, ops: &[CmpOp], rights: &'a [Expr], dst: u16, span: Span) -> Res {
        let d = self.u.scratch(dst);
        let end = self.u.label();
        let later: Vec<&Expr> = rights.iter().collect();
        let mut l = self.operand_before(left, None, &later)?;
        let mut exits = Vec::new();
        for (i, (op, right)) in ops.iter().zip(rights).enumerate() {
            let last = i + 1 == ops.len();
            let r = self.operand_before(right, None, &later[i + 1..])?;
            let kill_r = if last { r.kill_c() } else { 0 };
            self.op(comparison(*op), l.kill_b() | kill_r, d, l.reg, r.reg, span);
            if !last {
                let exit = if r.temp { self.u.label() } else { end };
                self.jump(Op::JumpIfFalse, 0, d, 0, exit, span);
                self.kill(d, span);
                if r.temp {
                    exits.push((exit, r));
                }
            }
            l = r;
        }
        if !exits.is_empty() {
            self.goto(end, span);
        }
        for (exit, r) in exits {
            self.u.place_label(exit);
            self.discard(r, span);
            self.goto(end, span);
        }
        self.u.place_label(end);
        self.move_to(dst, Operand::temp(d), span);
        Ok(())
    }

    fn bool_op(&mut self, op: BoolOp, values: &'a [Expr], dst: u16, span: Span) -> Res {
        let (last, firsts) = values.split_last().expect("a BoolOp has operands");
        let d = self.u.scratch(dst);
        let end = self.u.label();
        let jump = if op == BoolOp::And { Op::JumpIfFalse } else { Op::JumpIfTrue };
        for value in firsts {
            if let Some(constant) = fold(value, self.debug()) {
                if super::fold::truth(&constant) == (op == BoolOp::Or) {
                    self.load_const(constant, d, value.span);
                    self.goto(end, value.span);
                }
                continue;
            }
            self.expr(value, d)?;
            // It is the whole expression that asks for the truth.
            self.jump(jump, 0, d, 0, end, span);
            self.kill(d, value.span);
        }
        self.expr(last, d)?;
        self.u.place_label(end);
        self.move_to(dst, Operand::temp(d), span);
        Ok(())
    }

    // Attributes and items.

    pub(super) fn load_attr(&mut self, object: Operand, attr: &Name, dst: u16, span: Span) {
        let name = self.mangled(&attr.id);
        let site = self.u.attr_site(&name);
        let span = self.attribute_span(span, attr);
        self.op(Op::LoadAttr, object.kill_b_unless(dst), dst, object.reg, site, span);
    }

    /// An attribute whose name stands on a later line than its object is shown where the name stands.
    pub(super) fn attribute_span(&self, span: Span, attr: &Name) -> Span {
        if self.lines.same_line(span.start, attr.span.start) { span } else { Span::new(attr.span.start, span.end) }
    }

    pub(super) fn get_item(&mut self, object: Operand, index: &'a Expr, dst: u16, span: Span) -> Res {
        if let Some(i) = small_integer(index) {
            self.op(Op::GetItemI, object.kill_b_unless(dst), dst, object.reg, i as u16, span);
            return Ok(());
        }
        let index = self.source(index, self.left_over(dst, object), span.start)?;
        if self.u.reachable() {
            let position = self.lines.position(span);
            if self.u.join_slice(object, index, dst, position) {
                return Ok(());
            }
        }
        self.op(Op::GetItem, object.kill_both(index, dst), dst, object.reg, index.reg, span);
        Ok(())
    }

    // Displays.

    pub(super) fn display(&mut self, kind: Display, elts: &'a [Expr], dst: u16, span: Span) -> Res {
        let starred = |e: &Expr| matches!(e.kind, ExprKind::Starred(_));
        if elts.len() <= MAX_WINDOW && !elts.iter().any(starred) {
            if kind != Display::Tuple
                && elts.len() >= 3
                && let Some(values) = fold_all(elts, self.debug())
            {
                return self.constant_display(kind, values, dst, span);
            }
            let base = self.u.window(dst);
            for e in elts {
                let t = self.u.alloc();
                self.expr(e, t)?;
            }
            self.op(kind.build(), 0, dst, base, elts.len() as u16, span);
            return Ok(());
        }
        let d = self.u.scratch(dst);
        let head = elts.iter().take(MAX_WINDOW).take_while(|e| !starred(e)).count();
        let (head, tail) = elts.split_at(head);
        let build = if kind == Display::Set { Op::BuildSet } else { Op::BuildList };
        let mark = self.u.top;
        let base = self.u.window(d);
        for e in head {
            let t = self.u.alloc();
            self.expr(e, t)?;
        }
        self.op(build, 0, d, base, head.len() as u16, span);
        self.u.top = mark;
        for e in tail {
            let (op, e) = match (&e.kind, kind) {
                (ExprKind::Starred(inner), Display::Set) => (Op::SetUpdate, &**inner),
                (ExprKind::Starred(inner), _) => (Op::ListExtend, &**inner),
                (_, Display::Set) => (Op::SetAdd, e),
                _ => (Op::ListAppend, e),
            };
            let item = self.operand(e)?;
            self.op(op, item.kill_b(), d, item.reg, 0, span);
            self.u.top = mark;
        }
        match kind {
            Display::Tuple => self.op(Op::ListToTuple, if d == dst { 0 } else { KILL_B }, dst, d, 0, span),
            _ => self.move_to(dst, Operand::temp(d), span),
        }
        Ok(())
    }

    fn constant_display(&mut self, kind: Display, values: Vec<Const>, dst: u16, span: Span) -> Res {
        let d = self.u.scratch(dst);
        let t = self.u.alloc();
        let (build, update, value) = match kind {
            Display::Set => (Op::BuildSet, Op::SetUpdate, Const::FrozenSet(values)),
            _ => (Op::BuildList, Op::ListExtend, Const::Tuple(values)),
        };
        self.op(build, 0, d, t, 0, span);
        self.load_const(value, t, span);
        self.op(update, KILL_B, d, t, 0, span);
        self.move_to(dst, Operand::temp(d), span);
        Ok(())
    }

    fn dict(&mut self, keys: &'a [Option<Expr>], values: &'a [Expr], dst: u16, span: Span) -> Res {
        let head = keys.iter().take(MAX_WINDOW / 2).take_while(|k| k.is_some()).count();
        let d = if head == keys.len() { dst } else { self.u.scratch(dst) };
        let mark = self.u.top;
        let base = self.u.window(d);
        for (key, value) in keys.iter().flatten().zip(values).take(head) {
            for e in [key, value] {
                let t = self.u.alloc();
                self.expr(e, t)?;
            }
        }
        self.op(Op::BuildDict, 0, d, base, head as u16, span);
        self.u.top = mark;
        for (key, value) in keys.iter().zip(values).skip(head) {
            let Some(key) = key else {
                let mapping = self.operand(value)?;
                self.op(Op::DictUpdate, mapping.kill_b(), d, mapping.reg, 0, span);
                self.u.top = mark;
                continue;
            };
            let key = self.operand_before(key, None, &[value])?;
            let value = self.operand(value)?;
            self.op(Op::DictInsert, key.kill_b() | value.kill_c(), d, key.reg, value.reg, span);
            self.u.top = mark;
        }
        self.move_to(dst, Operand::temp(d), span);
        Ok(())
    }

    // Formatted strings.

    fn formatted(
        &mut self,
        value: &'a Expr,
        conversion: Option<char>,
        spec: Option<&'a Expr>,
        dst: u16,
        span: Span,
    ) -> Res {
        let later: Vec<&Expr> = spec.into_iter().collect();
        let value = self.operand_before(value, self.temp_or_none(dst), &later)?;
        let x = conversion_number(conversion) << 4;
        let Some(spec) = spec else {
            self.op(Op::FormatValue, x | value.kill_b_unless(dst), dst, value.reg, 0xFFFF, span);
            return Ok(());
        };
        let spec = self.operand_in(spec, self.left_over(dst, value))?;
        self.op(Op::FormatValue, x | value.kill_both(spec, dst), dst, value.reg, spec.reg, span);
        Ok(())
    }

    fn joined(&mut self, values: &'a [Expr], dst: u16, span: Span) -> Res {
        match values {
            [] => self.load_const(Const::Str("".into()), dst, span),
            [only] => self.expr(only, dst)?,
            _ if values.len() > u16::MAX as usize / 2 => return error("too many parts in an f-string", span),
            _ => {
                let base = self.u.window(dst);
                for value in values {
                    let t = self.u.alloc();
                    self.expr(value, t)?;
                }
                self.op(Op::BuildString, 0, dst, base, values.len() as u16, span);
            }
        }
        Ok(())
    }

    fn interpolation(&mut self, e: &'a Expr, dst: u16) -> Res {
        let ExprKind::Interpolation { value, text, conversion, format_spec } = &e.kind else { unreachable!() };
        let base = self.u.window(dst);
        let t = self.u.alloc();
        self.expr(value, t)?;
        let t = self.u.alloc();
        self.load_const(Const::Str(text.clone()), t, e.span);
        let t = self.u.alloc();
        match format_spec {
            Some(spec) => self.expr(spec, t)?,
            None => self.load_const(Const::Str("".into()), t, e.span),
        }
        self.op(Op::BuildInterpolation, 0, dst, base, conversion_number(*conversion) as u16, e.span);
        Ok(())
    }

    /// Strings and interpolations alternate, beginning and ending with a string.
    fn template(&mut self, values: &'a [Expr], dst: u16, span: Span) -> Res {
        let base = self.u.window(dst);
        let mut count = 0;
        for value in values {
            let is_string = matches!(value.kind, ExprKind::Constant(_));
            if !is_string && count % 2 == 0 {
                let t = self.u.alloc();
                self.load_const(Const::Str("".into()), t, span);
                count += 1;
            }
            let t = self.u.alloc();
            self.expr(value, t)?;
            count += 1;
        }
        if count % 2 == 0 {
            let t = self.u.alloc();
            self.load_const(Const::Str("".into()), t, span);
            count += 1;
        }
        self.op(Op::BuildTuple, 0, base, base, count, span);
        let kill = if base == dst { 0 } else { KILL_B };
        self.op(Op::BuildTemplate, kill, dst, base, 0, span);
        Ok(())
    }

    // Questions about expressions.

    /// May evaluating `e` bind the variable `name` of this code anew?
    pub(super) fn rebinds(&self, e: &Expr, name: &Ident) -> bool {
        let name = self.mangled(name);
        let code = &self.table.scopes[self.u.scope];
        let candidate = code.walrus.contains(&name)
            || self.u.inlined.iter().any(|inlined| self.table.scopes[inlined.scope].walrus.contains(&name));
        candidate && !matches!(e.kind, ExprKind::Name(_) | ExprKind::Constant(_))
    }
}

/// Which display of elements.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    Tuple,
    List,
    Set,
}

impl Display {
    fn build(self) -> Op {
        match self {
            Display::Tuple => Op::BuildTuple,
            Display::List => Op::BuildList,
            Display::Set => Op::BuildSet,
        }
    }
}

/// The value of an integer constant that fits an immediate.
pub(super) fn small_integer(e: &Expr) -> Option<i16> {
    match fold(e, true)? {
        Const::Int(i) => i16::try_from(i).ok(),
        _ => None,
    }
}

/// `not in` for `not (a in b)`, `is not` for `not (a is b)`.
fn negated(e: &Expr) -> Option<CmpOp> {
    let ExprKind::Compare { ops, .. } = &e.kind else { return None };
    match ops[..] {
        [CmpOp::In] => Some(CmpOp::NotIn),
        [CmpOp::NotIn] => Some(CmpOp::In),
        [CmpOp::Is] => Some(CmpOp::IsNot),
        [CmpOp::IsNot] => Some(CmpOp::Is),
        _ => None,
    }
}

/// A list or set of constants as the constant that `in` and `for` can use in its place.
pub(super) fn constant_container(e: &Expr) -> Option<Const> {
    match &e.kind {
        ExprKind::List(elts) => Some(Const::Tuple(fold_all(elts, true)?)),
        ExprKind::Set(elts) => Some(Const::FrozenSet(fold_all(elts, true)?)),
        _ => None,
    }
}

fn conversion_number(conversion: Option<char>) -> u8 {
    match conversion {
        None => 0,
        Some('s') => 1,
        Some('r') => 2,
        Some(_) => 3,
    }
}

fn operator(op: Operator) -> Op {
    match op {
        Operator::Add => Op::Add,
        Operator::Sub => Op::Sub,
        Operator::Mult => Op::Mul,
        Operator::MatMult => Op::MatMul,
        Operator::Div => Op::TrueDiv,
        Operator::Mod => Op::Mod,
        Operator::Pow => Op::Pow,
        Operator::LShift => Op::LShift,
        Operator::RShift => Op::RShift,
        Operator::BitOr => Op::BitOr,
        Operator::BitXor => Op::BitXor,
        Operator::BitAnd => Op::BitAnd,
        Operator::FloorDiv => Op::FloorDiv,
    }
}

fn immediate_operator(op: Operator) -> Option<Op> {
    Some(match op {
        Operator::Add => Op::AddI,
        Operator::Sub => Op::SubI,
        Operator::Mult => Op::MulI,
        Operator::Div => Op::TrueDivI,
        Operator::Mod => Op::ModI,
        Operator::LShift => Op::LShiftI,
        Operator::RShift => Op::RShiftI,
        Operator::BitOr => Op::BitOrI,
        Operator::BitXor => Op::BitXorI,
        Operator::BitAnd => Op::BitAndI,
        Operator::FloorDiv => Op::FloorDivI,
        Operator::MatMult | Operator::Pow => return None,
    })
}

fn comparison(op: CmpOp) -> Op {
    match op {
        CmpOp::Eq => Op::Eq,
        CmpOp::NotEq => Op::Ne,
        CmpOp::Lt => Op::Lt,
        CmpOp::LtE => Op::Le,
        CmpOp::Gt => Op::Gt,
        CmpOp::GtE => Op::Ge,
        CmpOp::Is => Op::Is,
        CmpOp::IsNot => Op::IsNot,
        CmpOp::In => Op::In,
        CmpOp::NotIn => Op::NotIn,
    }
}
