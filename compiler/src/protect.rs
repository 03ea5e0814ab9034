//! `try`, `with`, and leaving them by `return`, `break` and `continue`.

use super::emit::{Block, Operand};
use super::{Compiler, Res, error};
use crate::code::Position;
use crate::op::{Ins, KILL_A, KILL_B, KILL_C, Op};
use rondo_grammar::ast::*;

const LEAVES_EXCEPT_STAR: &str = "'break', 'continue' and 'return' cannot appear in an except* block";

/// How deep loops, `try` and `with` statements may nest in one code object.
const MAX_BLOCKS: usize = 21;

/// What [`Compiler::rewind`] restores after a jump out of blocks.
pub(super) struct Unwound<'a> {
    blocks: Vec<Block<'a>>,
    suspended: Vec<usize>,
}

impl<'a> Compiler<'a> {
    pub(super) fn enter_block(&mut self, block: Block<'a>, span: Span) -> Res {
        if self.u.blocks.len() >= MAX_BLOCKS {
            return error("too many statically nested blocks", span);
        }
        self.u.blocks.push(block);
        Ok(())
    }

    // Leaving blocks.

    /// Emits what leaving the blocks up to the innermost loop takes; `None` outside loops. The caller jumps and then
    /// calls [`Self::rewind`].
    pub(super) fn unwind_loop(&mut self, is_break: bool, span: Span) -> Res<Option<Unwound<'a>>> {
        match self.u.blocks.iter().rev().find(|block| matches!(block, Block::Loop { .. } | Block::ExceptStar)) {
            None => return Ok(None),
            Some(Block::Loop { .. }) => {}
            Some(_) => return error(LEAVES_EXCEPT_STAR, span),
        }
        let mut unwound = Unwound { blocks: self.u.blocks.clone(), suspended: Vec::new() };
        while let Some(&block) = self.u.blocks.last() {
            if let Block::Loop { iterator, .. } = block {
                if let Some((reg, _)) = iterator.filter(|_| is_break) {
                    self.kill(reg, span);
                }
                break;
            }
            self.unwind_block(block, None, false, span, &mut unwound)?;
        }
        Ok(Some(unwound))
    }

    /// Emits what leaving all blocks takes before returning `result`.
    pub(super) fn unwind_all(&mut self, result: Option<Operand>, span: Span) -> Res<Unwound<'a>> {
        let mut unwound = Unwound { blocks: self.u.blocks.clone(), suspended: Vec::new() };
        while let Some(&block) = self.u.blocks.last() {
            self.unwind_block(block, result, true, span, &mut unwound)?;
        }
        Ok(unwound)
    }

    /// Continues inside the blocks that have been left.
    pub(super) fn rewind(&mut self, unwound: Unwound<'a>) {
        self.u.blocks = unwound.blocks;
        for protection in unwound.suspended {
            self.u.resume(protection);
        }
    }

    /// Does returning from here run code of `finally` blocks or context managers?
    pub(super) fn unwinding_runs_code(&self) -> bool {
        self.u
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Finally { .. } | Block::With { .. } | Block::HandlerName { .. }))
    }

    fn unwind_block(
        &mut self,
        block: Block<'a>,
        result: Option<Operand>,
        returns: bool,
        span: Span,
        unwound: &mut Unwound<'a>,
    ) -> Res {
        let suspend = |this: &mut Self, unwound: &mut Unwound<'a>, protection| {
            this.u.suspend(protection);
            unwound.suspended.push(protection);
        };
        self.u.blocks.pop();
        match block {
            Block::Loop { iterator, .. } => {
                // The frame's end drops the iterator too, but a finally block must not find it alive.
                if let Some((reg, _)) = iterator.filter(|_| self.unwinding_runs_code()) {
                    self.kill(reg, span);
                }
            }
            Block::Try { protection } => suspend(self, unwound, protection),
            Block::Finally { body, protection } => {
                suspend(self, unwound, protection);
                let temp = result.filter(|operand| operand.temp);
                if let Some(operand) = temp {
                    self.u.blocks.push(Block::FinallyBody { from: operand.reg, to: operand.reg + 1 });
                }
                self.body(body)?;
                if temp.is_some() {
                    self.u.blocks.pop();
                }
            }
            Block::With { exit, is_async, span, protection } => {
                suspend(self, unwound, protection);
                self.call_exit(exit, is_async, span);
            }
            Block::HandlerName { name, span, protection } => {
                suspend(self, unwound, protection);
                self.forget_name(name, span)?;
            }
            Block::Handler { reg, protection } => {
                suspend(self, unwound, protection);
                self.op(Op::PopExcept, 0, reg, 0, 0, span);
            }
            Block::FinallyBody { from, to } => {
                for reg in from..to {
                    if !returns || self.unwinding_runs_code() {
                        self.kill(reg, span);
                    }
                }
            }
            Block::ExceptStar => {
                return error(LEAVES_EXCEPT_STAR, span);
            }
        }
        Ok(())
    }

    // try.

    pub(super) fn try_stmt(&mut self, t: &'a Try, span: Span) -> Res {
        self.mark(span);
        if t.finalbody.is_empty() {
            return self.try_except(t, span);
        }
        let (handler, end) = (self.u.label(), self.u.label());
        let lasting = self.u.lasting_bound();
        let reg = self.u.alloc();
        self.u.top = reg;
        let protection = self.u.protect(Some(handler), reg);
        self.enter_block(Block::Finally { body: &t.finalbody, protection }, span)?;
        if t.handlers.is_empty() {
            self.body(&t.body)?;
        } else {
            self.try_except(t, span)?;
        }
        self.u.blocks.pop();
        self.u.suspend(protection);
        self.body(&t.finalbody)?;
        self.goto(end, span);
        self.enter_handler(handler, lasting);
        self.handle(reg, |this| {
            let first = this.u.here();
            this.body(&t.finalbody)?;
            let position = match this.u.last_position_since(first) {
                Some(position) => position,
                None => this.position(t.finalbody[0].span),
            };
            this.reraise_at(reg, position);
            Ok(())
        })?;
        self.u.top = reg;
        self.u.place_label(end);
        Ok(())
    }

    /// Places a handler's label: it is reached from anywhere in the block that began with `bound`.
    fn enter_handler(&mut self, handler: super::Label, bound: Option<super::emit::Bits>) {
        self.u.place_loop_label(handler, bound);
    }

    /// Compiles code that runs while the exception in `reg` is being handled.
    fn handle(&mut self, reg: u16, code: impl FnOnce(&mut Self) -> Res) -> Res {
        let top = std::mem::replace(&mut self.u.top, reg);
        self.u.alloc();
        let protection = self.u.protect(None, reg);
        self.u.blocks.push(Block::Handler { reg, protection });
        code(self)?;
        self.u.blocks.pop();
        self.u.suspend(protection);
        self.u.top = top;
        Ok(())
    }

    fn try_except(&mut self, t: &'a Try, span: Span) -> Res {
        let (handler, end) = (self.u.label(), self.u.label());
        let lasting = self.u.lasting_bound();
        let reg = self.u.alloc();
        self.u.top = reg;
        let protection = self.u.protect(Some(handler), reg);
        self.enter_block(Block::Try { protection }, span)?;
        self.body(&t.body)?;
        self.u.blocks.pop();
        self.u.suspend(protection);
        self.body(&t.orelse)?;
        self.goto(end, span);
        self.enter_handler(handler, lasting);
        if t.is_star {
            self.star_handlers(t, reg, end, span)?;
        } else {
            self.handlers(t, reg, end, span)?;
        }
        self.u.place_label(end);
        Ok(())
    }

    fn handlers(&mut self, t: &'a Try, reg: u16, end: super::Label, span: Span) -> Res {
        self.u.top = reg;
        self.u.alloc();
        let protection = self.u.protect(None, reg);
        for (i, handler) in t.handlers.iter().enumerate() {
            let next = self.u.label();
            match &handler.typ {
                Some(typ) => {
                    let mark = self.u.top;
                    let class = self.operand(typ)?;
                    self.jump(Op::JumpIfNoMatch, class.kill_b(), reg, class.reg, next, handler.span);
                    self.u.top = mark;
                }
                None if i + 1 < t.handlers.len() => return error("default 'except:' must be last", handler.span),
                None => {}
            }
            self.u.blocks.push(Block::Handler { reg, protection });
            self.handler_body(handler, reg, |this| this.body(&handler.body))?;
            self.u.blocks.pop();
            self.u.suspend(protection);
            self.op(Op::PopExcept, 0, reg, 0, 0, handler.span);
            self.forget_handler_name(handler)?;
            self.goto(end, handler.span);
            self.u.resume(protection);
            self.u.place_label(next);
        }
        let last = t.handlers.iter().rev().find_map(|handler| handler.typ.as_ref());
        self.reraise(reg, last.map_or(span, |class| class.span));
        self.u.suspend(protection);
        self.u.top = reg;
        Ok(())
    }

    /// Raises the exception in `reg` again; its handler, which covers the instruction, is left.
    fn reraise(&mut self, reg: u16, span: Span) {
        let position = self.position(span);
        self.reraise_at(reg, position);
    }

    /// As [`Self::reraise`]; a frame that ends so stays at `position`.
    fn reraise_at(&mut self, reg: u16, position: Position) {
        if self.u.reachable() {
            self.u.emit(Ins::new(Op::Reraise, 0, reg, 0, 0), position);
        }
        self.u.stop();
    }

    fn forget_handler_name(&mut self, handler: &'a ExceptHandler) -> Res {
        handler.name.iter().try_for_each(|name| self.forget_name(&name.id, handler.span))
    }

    /// The body of a handler with its name bound to what `reg` holds; when an exception leaves it, the name is
    /// unbound here, otherwise by whoever leaves it.
    fn handler_body(&mut self, handler: &'a ExceptHandler, reg: u16, body: impl FnOnce(&mut Self) -> Res) -> Res {
        let Some(name) = &handler.name else { return body(self) };
        self.store_name(&name.id, Operand::kept(reg), handler.span)?;
        let (cleanup, after) = (self.u.label(), self.u.label());
        let lasting = self.u.lasting_bound();
        let inner = self.u.alloc();
        self.u.top = inner;
        let protection = self.u.protect(Some(cleanup), inner);
        self.u.blocks.push(Block::HandlerName { name: &name.id, span: handler.span, protection });
        body(self)?;
        self.u.blocks.pop();
        self.u.suspend(protection);
        self.goto(after, handler.span);
        self.enter_handler(cleanup, lasting);
        self.handle(inner, |this| {
            this.forget_name(&name.id, handler.span)?;
            this.reraise(inner, handler.span);
            Ok(())
        })?;
        self.u.place_label(after);
        Ok(())
    }

    /// The handlers of `except*`: `reg` holds the exception being handled, which is the matching part in the body of a
    /// handler; then come the original exception, the rest not yet matched, the list of what the handlers raised, and
    /// two registers for a match.
    fn star_handlers(&mut self, t: &'a Try, reg: u16, end: super::Label, span: Span) -> Res {
        self.u.top = reg;
        self.u.alloc();
        let protection = self.u.protect(None, reg);
        self.u.blocks.push(Block::Handler { reg, protection });
        let original = self.u.alloc();
        let rest = self.u.alloc();
        let raised = self.u.alloc();
        let was_quiet = std::mem::replace(&mut self.u.quiet, true);
        self.op(Op::Move, 0, original, reg, 0, span);
        self.op(Op::Move, 0, rest, reg, 0, span);
        self.op(Op::BuildList, 0, raised, self.u.top, 0, span);
        for handler in &t.handlers {
            let mark = self.u.top;
            let (next, failed) = (self.u.label(), self.u.label());
            let matched = self.u.alloc();
            let unmatched = self.u.alloc();
            let Some(typ) = &handler.typ else {
                return error("expected one or more exception types", handler.span);
            };
            self.u.quiet = was_quiet;
            let class = self.operand(typ)?;
            self.op(Op::ExceptStarSplit, class.kill_c(), matched, rest, class.reg, handler.span);
            self.op(Op::Move, KILL_B, rest, unmatched, 0, typ.span);
            self.u.top = unmatched;
            self.jump(Op::JumpIfNone, 0, matched, 0, next, typ.span);
            self.op(Op::Move, 0, reg, matched, 0, typ.span);
            let lasting = self.u.lasting_bound();
            let exception = self.u.alloc();
            let inner = self.u.protect(Some(failed), exception);
            self.u.blocks.push(Block::Try { protection: inner });
            self.u.blocks.push(Block::ExceptStar);
            self.handler_body(handler, matched, |this| this.body(&handler.body))?;
            self.u.quiet = true;
            self.u.blocks.pop();
            self.u.blocks.pop();
            self.u.suspend(inner);
            self.forget_handler_name(handler)?;
            self.goto(next, handler.span);
            self.enter_handler(failed, lasting);
            self.handle(exception, |this| {
                this.op(Op::ListAppend, 0, raised, exception, 0, handler.span);
                Ok(())
            })?;
            self.op(Op::PopExcept, 0, exception, 0, 0, handler.span);
            self.u.place_label(next);
            self.op(Op::Move, 0, reg, original, 0, handler.span);
            self.kill(matched, handler.span);
            self.u.top = mark;
        }
        let reraise = self.u.label();
        self.op(Op::ListAppend, KILL_B, raised, rest, 0, span);
        let joined = self.u.alloc();
        self.op(Op::ExceptStarJoin, KILL_B | KILL_C, joined, raised, original, span);
        self.jump(Op::JumpIfNotNone, 0, joined, 0, reraise, span);
        self.kill(joined, span);
        self.u.blocks.pop();
        self.u.suspend(protection);
        self.op(Op::PopExcept, 0, reg, 0, 0, span);
        self.goto(end, span);
        self.u.place_label(reraise);
        self.u.resume(protection);
        self.op(Op::Move, KILL_B, reg, joined, 0, span);
        self.reraise(reg, span);
        self.u.quiet = was_quiet;
        self.u.suspend(protection);
        self.u.top = reg;
        Ok(())
    }

    // with.

    pub(super) fn with_stmt(&mut self, w: &'a With, items: &'a [WithItem], span: Span) -> Res {
        if w.is_async {
            self.check_async("'async with' outside async function", span)?;
        }
        let (item, rest) = items.split_first().expect("a with statement has items");
        let place = item.context_expr.span;
        let (handler, suppressed, end) = (self.u.label(), self.u.label(), self.u.label());
        let exit = self.u.alloc();
        let mark = self.u.top;
        let direct = item.optional_vars.as_ref().and_then(|target| match &target.kind {
            ExprKind::Name(name) => self.store_register(name),
            _ => None,
        });
        let value = match direct.filter(|_| !w.is_async) {
            Some(reg) => reg,
            None => self.u.alloc(),
        };
        let manager = self.operand_in(&item.context_expr, self.temp_or_none(value))?;
        let op = if w.is_async { Op::AsyncWithEnter } else { Op::WithEnter };
        self.op(op, manager.kill_b_unless(value), value, manager.reg, exit, place);
        if w.is_async {
            self.op(Op::Await, 1 << 4 | KILL_B, value, value, 0, place);
        }
        let lasting = self.u.lasting_bound();
        let protection = self.u.protect(Some(handler), mark);
        self.enter_block(Block::With { exit, is_async: w.is_async, span: place, protection }, span)?;
        match &item.optional_vars {
            Some(target) => match &target.kind {
                ExprKind::Name(name) if direct == Some(value) => self.stored(name),
                _ => self.store(target, Operand::temp(value))?,
            },
            None => self.kill(value, place),
        }
        self.u.top = mark;
        match rest {
            [] => self.body(&w.body)?,
            _ => self.with_stmt(w, rest, span)?,
        }
        self.u.blocks.pop();
        self.u.suspend(protection);
        self.call_exit(exit, w.is_async, place);
        self.goto(end, place);
        self.enter_handler(handler, lasting);
        let exception = mark;
        self.handle(exception, |this| {
            let t = this.u.alloc();
            this.op(Op::WithExceptStart, KILL_B, t, exit, exception, place);
            if w.is_async {
                this.op(Op::Await, 2 << 4 | KILL_B, t, t, 0, place);
            }
            this.jump(Op::JumpIfTrue, KILL_A, t, 0, suppressed, place);
            this.reraise(exception, place);
            Ok(())
        })?;
        self.u.place_label(suppressed);
        self.op(Op::PopExcept, 0, exception, 0, 0, place);
        self.u.place_label(end);
        self.u.top = exit;
        Ok(())
    }

    /// Calls a context manager's exit function with three `None`s; its register is unset afterwards.
    fn call_exit(&mut self, exit: u16, is_async: bool, span: Span) {
        let mark = self.u.top;
        let base = self.u.window(exit);
        let t = self.u.alloc();
        self.move_to(t, Operand::temp(exit), span);
        for _ in 0..3 {
            let t = self.u.alloc();
            self.op(Op::LoadNone, 0, t, 0, 0, span);
        }
        self.op(Op::Call, 0, base, base, 3, span);
        if is_async {
            self.op(Op::Await, 2 << 4 | KILL_B, base, base, 0, span);
        }
        self.kill(base, span);
        self.u.top = mark;
    }
}
