//! Assignment, augmented assignment and deletion.

use super::emit::Operand;
use super::expr::small_integer;
use super::{Compiler, Res, error};
use crate::op::Op;
use rondo_grammar::ast::*;

impl<'a> Compiler<'a> {
    /// `target = value`.
    pub(super) fn assign(&mut self, target: &'a Expr, value: &'a Expr) -> Res {
        let mark = self.u.top;
        match &target.kind {
            ExprKind::Name(name) if self.store_register(name).is_some() => {
                let reg = self.store_register(name).expect("just checked");
                self.expr(value, reg)?;
                self.stored(name);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) if is_parallel(targets, value) => {
                self.assign_parallel(targets, value)?;
            }
            _ => {
                let value = self.operand_before(value, None, &[target])?;
                self.store(target, value)?;
            }
        }
        self.u.top = mark;
        Ok(())
    }

    /// `targets[0] = targets[1] = ... = value`.
    pub(super) fn assign_all(&mut self, targets: &'a [Expr], value: &'a Expr) -> Res {
        let [target] = targets else {
            let mark = self.u.top;
            let t = self.u.alloc();
            self.expr(value, t)?;
            let (last, firsts) = targets.split_last().expect("an assignment has targets");
            for target in firsts {
                self.store(target, Operand::kept(t))?;
            }
            self.store(last, Operand::temp(t))?;
            self.u.top = mark;
            return Ok(());
        };
        self.assign(target, value)
    }

    /// `a, b = c, d` without a tuple.
    fn assign_parallel(&mut self, targets: &'a [Expr], value: &'a Expr) -> Res {
        let ExprKind::Tuple(values) = &value.kind else { unreachable!("checked by the caller") };
        let regs = self.distinct_registers(targets);
        let mut temps = Vec::new();
        let last = values.len() - 1;
        for (i, value) in values.iter().enumerate() {
            // Where all targets are variables, the last value can be computed in place: the others are in temporaries.
            if let Some(regs) = regs.as_ref().filter(|_| i == last) {
                self.expr(value, regs[i])?;
                temps.push(regs[i]);
                continue;
            }
            let t = self.u.alloc();
            self.expr(value, t)?;
            temps.push(t);
        }
        for (i, (target, t)) in targets.iter().zip(temps).enumerate() {
            match (&regs, &target.kind) {
                (Some(_), ExprKind::Name(name)) if i == last => self.stored(name),
                _ => self.store(target, Operand::temp(t))?,
            }
        }
        Ok(())
    }

    /// The registers of targets that are all different variables in registers.
    fn distinct_registers(&mut self, targets: &[Expr]) -> Option<Vec<u16>> {
        let mut regs = Vec::with_capacity(targets.len());
        for target in targets {
            let ExprKind::Name(name) = &target.kind else { return None };
            let reg = self.store_register(name)?;
            if regs.contains(&reg) {
                return None;
            }
            regs.push(reg);
        }
        Some(regs)
    }

    /// Stores a value that has been computed.
    pub(super) fn store(&mut self, target: &'a Expr, value: Operand) -> Res {
        let span = target.span;
        let mark = self.u.top;
        match &target.kind {
            ExprKind::Name(name) => self.store_name(name, value, span)?,
            ExprKind::Attribute { value: object, attr } => {
                self.note_static_attribute(object, attr);
                let object = self.operand(object)?;
                let name = self.mangled(&attr.id);
                let site = self.u.attr_site(&name);
                let span = self.attribute_span(span, attr);
                self.op(Op::StoreAttr, object.kill_a() | value.kill_b(), object.reg, value.reg, site, span);
            }
            ExprKind::Subscript { value: object, slice } => {
                let object = self.operand_before(object, None, &[slice])?;
                let index = self.source(slice, None, span.start)?;
                if self.u.reachable() {
                    let position = self.lines.position(span);
                    if !self.u.join_replaced_slice(object, index, value, position) {
                        let kills = object.kill_a() | index.kill_b() | value.kill_c();
                        self.op(Op::SetItem, kills, object.reg, index.reg, value.reg, span);
                    }
                }
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => self.unpack(targets, value, span)?,
            ExprKind::Starred(_) => return error("starred assignment target must be in a list or tuple", span),
            _ => return error("cannot assign to expression", span),
        }
        self.u.top = mark;
        Ok(())
    }

    fn unpack(&mut self, targets: &'a [Expr], value: Operand, span: Span) -> Res {
        let is_starred = |e: &Expr| matches!(e.kind, ExprKind::Starred(_));
        let count = targets.len() as u16;
        let (op, shape) = match targets.iter().position(is_starred) {
            None => (Op::UnpackSequence, count),
            Some(before) => {
                let after = targets.len() - before - 1;
                if targets[before + 1..].iter().any(is_starred) {
                    return error("multiple starred expressions in assignment", span);
                }
                if before >= 1 << 8 || after >= 1 << 8 {
                    return error("too many expressions in star-unpacking assignment", span);
                }
                (Op::UnpackEx, (before | after << 8) as u16)
            }
        };
        if targets.len() > u16::MAX as usize / 2 {
            return error("too many targets in assignment", span);
        }
        // Variables in consecutive registers are unpacked to directly.
        if op == Op::UnpackSequence
            && let Some(regs) = self.distinct_registers(targets)
            && !regs.is_empty()
            && regs.windows(2).all(|pair| pair[1] == pair[0] + 1)
            && !regs.contains(&value.reg)
        {
            self.op(op, value.kill_b(), regs[0], value.reg, shape, span);
            for target in targets {
                if let ExprKind::Name(name) = &target.kind {
                    self.stored(name);
                }
            }
            return Ok(());
        }
        let first = self.u.top;
        for _ in targets {
            self.u.alloc();
        }
        self.op(op, value.kill_b(), first, value.reg, shape, span);
        for (i, target) in targets.iter().enumerate() {
            let target = if let ExprKind::Starred(inner) = &target.kind { inner } else { target };
            self.store(target, Operand::temp(first + i as u16))?;
        }
        Ok(())
    }

    /// The register that the next item of a `for` loop over `target` goes to: the variable itself or a temporary.
    pub(super) fn loop_target(&mut self, target: &Expr) -> u16 {
        match &target.kind {
            ExprKind::Name(name) => self.store_register(name).unwrap_or_else(|| self.u.alloc()),
            _ => self.u.alloc(),
        }
    }

    /// Stores what has arrived in the register of [`Self::loop_target`].
    pub(super) fn store_loop_target(&mut self, target: &'a Expr, reg: u16) -> Res {
        match &target.kind {
            ExprKind::Name(name) if self.store_register(name).is_some() => {
                self.stored(name);
                Ok(())
            }
            _ => self.store(target, Operand::temp(reg)),
        }
    }

    /// `target op= value`.
    pub(super) fn augmented(&mut self, target: &'a Expr, op: Operator, value: &'a Expr, span: Span) -> Res {
        let mark = self.u.top;
        match &target.kind {
            ExprKind::Name(name) => {
                let left = self.operand_before(target, None, &[value])?;
                match self.store_register(name) {
                    Some(reg) => {
                        self.inplace(op, left, value, reg, span)?;
                        self.stored(name);
                    }
                    None => {
                        self.inplace(op, left, value, left.reg, span)?;
                        self.store_name(name, left, target.span)?;
                    }
                }
            }
            ExprKind::Attribute { value: object, attr } => {
                self.note_static_attribute(object, attr);
                let object = self.operand_before(object, None, &[value])?;
                let t = self.u.alloc();
                self.load_attr(Operand::kept(object.reg), attr, t, target.span);
                self.inplace(op, Operand::temp(t), value, t, span)?;
                let name = self.mangled(&attr.id);
                let site = self.u.attr_site(&name);
                let kills = object.kill_a() | Operand::temp(t).kill_b();
                let span = self.attribute_span(target.span, attr);
                self.op(Op::StoreAttr, kills, object.reg, t, site, span);
            }
            ExprKind::Subscript { value: object, slice } => {
                let object = self.operand_before(object, None, &[slice, value])?;
                let index = self.operand_before(slice, None, &[value])?;
                let t = self.u.alloc();
                match small_integer(slice) {
                    Some(i) => self.op(Op::GetItemI, 0, t, object.reg, i as u16, target.span),
                    None => self.op(Op::GetItem, 0, t, object.reg, index.reg, target.span),
                }
                self.inplace(op, Operand::temp(t), value, t, span)?;
                let kills = object.kill_a() | index.kill_b() | Operand::temp(t).kill_c();
                self.op(Op::SetItem, kills, object.reg, index.reg, t, target.span);
            }
            _ => return error("illegal expression for augmented assignment", target.span),
        }
        self.u.top = mark;
        Ok(())
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> Res {
        let span = target.span;
        let mark = self.u.top;
        match &target.kind {
            ExprKind::Name(name) => self.delete_name(name, span),
            ExprKind::Attribute { value, attr } => {
                let object = self.operand(value)?;
                let name = self.mangled(&attr.id);
                let site = self.u.attr_site(&name);
                let span = self.attribute_span(span, attr);
                self.op(Op::DeleteAttr, object.kill_a(), object.reg, 0, site, span);
            }
            ExprKind::Subscript { value, slice } => {
                let object = self.operand_before(value, None, &[slice])?;
                let index = self.operand(slice)?;
                self.op(Op::DelItem, object.kill_a() | index.kill_b(), object.reg, index.reg, 0, span);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                targets.iter().try_for_each(|target| self.delete(target))?;
            }
            _ => return error("cannot delete expression", span),
        }
        self.u.top = mark;
        Ok(())
    }

    /// Remembers `self.name = ...` for the `__static_attributes__` of the class around.
    fn note_static_attribute(&mut self, object: &Expr, attr: &Name) {
        if !matches!(&object.kind, ExprKind::Name(name) if &**name == "self") {
            return;
        }
        let name = self.mangled(&attr.id);
        let table = self.table;
        let is_class = |scope: usize| table.scopes[scope].kind == super::ScopeKind::Class;
        if is_class(self.u.scope) {
            return;
        }
        let class = self.outer.iter_mut().rev().find(|unit| is_class(unit.scope));
        if let Some(unit) = class.filter(|unit| !unit.static_attributes.contains(&name)) {
            unit.static_attributes.push(name);
        }
    }
}

/// Is it an assignment of a tuple display to as many targets, without stars?
fn is_parallel(targets: &[Expr], value: &Expr) -> bool {
    let ExprKind::Tuple(values) = &value.kind else { return false };
    let starred = |e: &Expr| matches!(e.kind, ExprKind::Starred(_));
    (1..=16).contains(&values.len())
        && targets.len() == values.len()
        && !targets.iter().any(starred)
        && !values.iter().any(starred)
}
