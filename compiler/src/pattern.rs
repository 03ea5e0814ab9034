//! `match`.
//!
//! A pattern jumps to its failure label with temporaries in whatever state; the failure path unsets all of them.
//! Captured values wait in temporaries until the whole pattern has succeeded.

use super::emit::{Label, Operand};
use super::expr::small_integer;
use super::fold::{constant, fold};
use super::{Compiler, Res, error};
use crate::code::Const;
use crate::literal;
use crate::op::{KILL_A, KILL_B, Op};
use rondo_grammar::ast::*;

/// What a pattern has captured: names and the temporaries that hold their values.
type Captures<'a> = Vec<(&'a Name, u16)>;

impl<'a> Compiler<'a> {
    pub(super) fn match_stmt(&mut self, subject: &'a Expr, cases: &'a [MatchCase], span: Span) -> Res {
        let mark = self.u.top;
        let end = self.u.label();
        let value = self.u.alloc();
        self.expr(subject, value)?;
        for (i, case) in cases.iter().enumerate() {
            let last = i + 1 == cases.len();
            if !last && case.guard.is_none() {
                check_refutable(&case.pattern)?;
            }
            self.case(case, value, last, end)?;
        }
        self.kill(value, span);
        self.u.place_label(end);
        self.u.top = mark;
        Ok(())
    }

    fn case(&mut self, case: &'a MatchCase, subject: u16, last: bool, end: Label) -> Res {
        let (failed, next) = (self.u.label(), self.u.label());
        let span = case.pattern.span;
        self.mark(span);
        let mark = self.u.top;
        let mut captures = Vec::new();
        match &case.pattern.kind {
            PatternKind::MatchSequence(patterns) if last => {
                self.sequence_pattern(patterns, Operand::temp(subject), failed, &mut captures, span)?;
            }
            _ => self.pattern(&case.pattern, subject, failed, &mut captures)?,
        }
        let used = self.u.top;
        let mut dead: Vec<u16> = (mark..used).collect();
        for (name, reg) in captures {
            let value = if reg == subject { Operand::kept(reg) } else { Operand::temp(reg) };
            self.store_name(&name.id, value, span)?;
            dead.retain(|&d| d != reg);
        }
        for reg in dead {
            self.kill(reg, span);
        }
        self.u.top = mark;
        if let Some(guard) = &case.guard {
            self.jump_if(guard, false, next)?;
        }
        self.kill(subject, span);
        self.body(&case.body)?;
        self.goto(end, span);
        self.u.place_label(failed);
        for reg in mark..used {
            self.kill(reg, span);
        }
        self.u.place_label(next);
        Ok(())
    }

    /// Goes on if the value in `subject`, which stays there, matches; its temporaries stay allocated.
    fn pattern(&mut self, p: &'a Pattern, subject: u16, failed: Label, captures: &mut Captures<'a>) -> Res {
        let span = p.span;
        match &p.kind {
            PatternKind::MatchValue(_) | PatternKind::MatchSingleton(_) => {
                self.literal_pattern(p, subject, false, failed)?;
            }
            PatternKind::MatchSequence(patterns) => {
                self.sequence_pattern(patterns, Operand::kept(subject), failed, captures, span)?;
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                self.mapping_pattern(keys, patterns, rest.as_ref(), subject, failed, captures, span)?;
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.class_pattern(cls, patterns, kwd_attrs, kwd_patterns, subject, failed, captures, span)?;
            }
            PatternKind::MatchStar(name) => {
                if let Some(name) = name {
                    capture(captures, name, subject, span)?;
                }
            }
            PatternKind::MatchAs { pattern, name } => match (pattern, name) {
                (None, Some(name)) => capture(captures, name, subject, span)?,
                (Some(pattern), Some(name)) => {
                    self.pattern(pattern, subject, failed, captures)?;
                    let t = self.u.alloc();
                    self.op(Op::Move, 0, t, subject, 0, span);
                    capture(captures, name, t, span)?;
                }
                _ => {}
            },
            PatternKind::MatchOr(alternatives) => self.or_pattern(alternatives, subject, failed, captures, span)?,
        }
        Ok(())
    }

    /// Jumps if whether the value in `subject` is that of a literal pattern is `sense`.
    fn literal_pattern(&mut self, p: &'a Pattern, subject: u16, sense: bool, target: Label) -> Res {
        let span = p.span;
        let mark = self.u.top;
        match &p.kind {
            PatternKind::MatchValue(value) if is_formatted(value) => {
                return error("patterns may only match literals and attribute lookups", span);
            }
            PatternKind::MatchValue(value) => match small_integer(value) {
                Some(i) => {
                    let op = if sense { Op::JumpEqI } else { Op::JumpNotEqI };
                    self.jump(op, 0, subject, i as u16, target, span);
                }
                None => {
                    let value = self.operand(value)?;
                    let op = if sense { Op::JumpEq } else { Op::JumpNotEq };
                    self.jump(op, value.kill_b(), subject, value.reg, target, span);
                }
            },
            PatternKind::MatchSingleton(Constant::None) => {
                let op = if sense { Op::JumpIfNone } else { Op::JumpIfNotNone };
                self.jump(op, 0, subject, 0, target, span);
            }
            PatternKind::MatchSingleton(value) => {
                let t = self.u.alloc();
                self.load_const(constant(value), t, span);
                let op = if sense { Op::JumpIs } else { Op::JumpIsNot };
                self.jump(op, KILL_B, subject, t, target, span);
            }
            _ => unreachable!("not a literal pattern"),
        }
        self.u.top = mark;
        Ok(())
    }

    fn literal_alternatives(&mut self, alternatives: &'a [Pattern], subject: u16, failed: Label) -> Res {
        let matched = self.u.label();
        let (last, firsts) = alternatives.split_last().expect("an or pattern has alternatives");
        for p in firsts {
            self.literal_pattern(p, subject, true, matched)?;
        }
        self.literal_pattern(last, subject, false, failed)?;
        self.u.place_label(matched);
        Ok(())
    }

    /// A subject that is a temporary dies when it is unpacked.
    fn sequence_pattern(
        &mut self,
        patterns: &'a [Pattern],
        subject: Operand,
        failed: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Res {
        let is_star = |p: &Pattern| matches!(p.kind, PatternKind::MatchStar(_));
        let star = patterns.iter().position(is_star);
        if let Some(star) = star
            && patterns[star + 1..].iter().any(is_star)
        {
            return error("multiple starred names in sequence pattern", span);
        }
        let fixed = patterns.len() - usize::from(star.is_some());
        let (before, after) = match star {
            Some(star) => (star, patterns.len() - star - 1),
            None => (patterns.len(), 0),
        };
        if before >= 1 << 8 || after >= 1 << 8 {
            return error("too many expressions in star-unpacking sequence pattern", span);
        }
        let t = self.u.alloc();
        self.op(Op::MatchSequence, 0, t, subject.reg, 0, span);
        self.jump(Op::JumpIfFalse, KILL_A, t, 0, failed, span);
        let is_wild_star = |p: &Pattern| matches!(p.kind, PatternKind::MatchStar(None));
        if star.is_none() || fixed > 0 {
            self.op(Op::GetLen, 0, t, subject.reg, 0, span);
            let op = if star.is_none() { Op::JumpNotEqI } else { Op::JumpNotGeI };
            self.jump(op, KILL_A, t, fixed as u16, failed, span);
        }
        self.u.top = t;
        if patterns.iter().all(|p| is_wildcard(p) || is_wild_star(p)) {
            return Ok(());
        }
        if patterns.iter().any(is_wild_star) {
            return self.indexed_pattern(patterns, subject.reg, failed, captures, span);
        }
        let first = self.u.top;
        for _ in patterns {
            self.u.alloc();
        }
        match star {
            None => self.op(Op::UnpackSequence, subject.kill_b(), first, subject.reg, fixed as u16, span),
            Some(_) => self.op(Op::UnpackEx, subject.kill_b(), first, subject.reg, (before | after << 8) as u16, span),
        }
        for (i, p) in patterns.iter().enumerate() {
            self.pattern(p, first + i as u16, failed, captures)?;
        }
        Ok(())
    }

    /// A sequence pattern with `*_` looks its items up one by one.
    fn indexed_pattern(
        &mut self,
        patterns: &'a [Pattern],
        subject: u16,
        failed: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Res {
        let mut after_star = false;
        for (i, p) in patterns.iter().enumerate() {
            if matches!(p.kind, PatternKind::MatchStar(_)) {
                after_star = true;
                continue;
            }
            if is_wildcard(p) {
                continue;
            }
            let item = self.u.alloc();
            if after_star {
                let t = self.u.alloc();
                self.op(Op::GetLen, 0, t, subject, 0, span);
                self.op(Op::SubI, 0, t, t, (patterns.len() - i) as u16, span);
                self.op(Op::GetItem, Operand::temp(t).kill_c(), item, subject, t, span);
                self.u.top = t;
            } else {
                self.op(Op::GetItemI, 0, item, subject, i as u16, span);
            }
            self.pattern(p, item, failed, captures)?;
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn mapping_pattern(
        &mut self,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<&'a Name>,
        subject: u16,
        failed: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Res {
        let t = self.u.alloc();
        self.op(Op::MatchMapping, 0, t, subject, 0, span);
        self.jump(Op::JumpIfFalse, KILL_A, t, 0, failed, span);
        self.u.top = t;
        if keys.is_empty() && rest.is_none() {
            return Ok(());
        }
        if keys.len() > i16::MAX as usize {
            return error("too many sub-patterns in mapping pattern", span);
        }
        if !keys.is_empty() {
            self.op(Op::GetLen, 0, t, subject, 0, span);
            self.u.alloc();
            self.jump(Op::JumpNotGeI, KILL_A, t, keys.len() as u16, failed, span);
            self.u.top = t;
        }
        if keys.iter().any(is_formatted) {
            return error("mapping pattern keys may only match literals and attribute lookups", span);
        }
        check_keys(keys, span)?;
        let key_tuple = self.u.alloc();
        let mark = self.u.top;
        let base = self.u.window(key_tuple);
        for key in keys {
            let t = self.u.alloc();
            self.expr(key, t)?;
        }
        self.op(Op::BuildTuple, 0, key_tuple, base, keys.len() as u16, span);
        self.u.top = mark;
        let values = self.u.alloc();
        self.op(Op::MatchKeys, 0, values, subject, key_tuple, span);
        self.jump(Op::JumpIfNone, 0, values, 0, failed, span);
        let first = self.u.top;
        for _ in keys {
            self.u.alloc();
        }
        self.op(Op::UnpackSequence, KILL_B, first, values, keys.len() as u16, span);
        for (i, p) in patterns.iter().enumerate() {
            self.pattern(p, first + i as u16, failed, captures)?;
        }
        if let Some(name) = rest {
            let t = self.u.alloc();
            self.op(Op::MatchRest, 0, t, subject, key_tuple, span);
            capture(captures, name, t, span)?;
        }
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn class_pattern(
        &mut self,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        names: &'a [Name],
        named: &'a [Pattern],
        subject: u16,
        failed: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Res {
        let count = patterns.len() + named.len();
        if patterns.len() > u8::MAX as usize || count > i16::MAX as usize {
            return error("too many sub-patterns in class pattern", span);
        }
        for (i, name) in names.iter().enumerate() {
            if let Some(j) = names[..i].iter().position(|earlier| earlier.id == name.id) {
                let message = format!("attribute name repeated in class pattern: {}", name.id);
                return error(message, named[j + 1..=i].last().map_or(span, |p| p.span));
            }
        }
        let values = self.u.alloc();
        let base = self.u.window(values);
        let t = self.u.alloc();
        self.expr(cls, t)?;
        let t = self.u.alloc();
        let names = names.iter().map(|name| Const::Str(self.mangled(&name.id))).collect();
        self.load_const(Const::Tuple(names), t, span);
        self.op(Op::MatchClass, patterns.len() as u8, values, subject, base, span);
        self.u.top = values + 1;
        self.jump(Op::JumpIfNone, 0, values, 0, failed, span);
        let first = self.u.top;
        for _ in 0..count {
            self.u.alloc();
        }
        self.op(Op::UnpackSequence, KILL_B, first, values, count as u16, span);
        for (i, p) in patterns.iter().chain(named).enumerate() {
            if !is_wildcard(p) {
                self.pattern(p, first + i as u16, failed, captures)?;
            }
        }
        Ok(())
    }

    fn or_pattern(
        &mut self,
        alternatives: &'a [Pattern],
        subject: u16,
        failed: Label,
        captures: &mut Captures<'a>,
        span: Span,
    ) -> Res {
        if alternatives.iter().all(|p| matches!(p.kind, PatternKind::MatchValue(_) | PatternKind::MatchSingleton(_))) {
            return self.literal_alternatives(alternatives, subject, failed);
        }
        let mut names = Vec::new();
        bound_names(&alternatives[0], &mut names);
        let first = self.u.top;
        for _ in &names {
            self.u.alloc();
        }
        let mark = self.u.top;
        let matched = self.u.label();
        let (last, _) = alternatives.split_last().expect("an or pattern has alternatives");
        for alternative in alternatives {
            if !std::ptr::eq(alternative, last) {
                check_refutable(alternative)?;
            }
            let next = self.u.label();
            let mut found = Captures::new();
            self.pattern(alternative, subject, next, &mut found)?;
            let same = found.len() == names.len() && found.iter().all(|(n, _)| names.iter().any(|m| m.id == n.id));
            if !same {
                return error("alternative patterns bind different names", span);
            }
            for (name, reg) in found {
                let i = names.iter().position(|n| n.id == name.id).expect("just compared");
                let kill = if reg == subject { 0 } else { KILL_B };
                self.op(Op::Move, kill, first + i as u16, reg, 0, span);
            }
            let used = self.u.top;
            for reg in mark..used {
                self.kill(reg, span);
            }
            self.goto(matched, span);
            self.u.place_label(next);
            for reg in mark..used {
                self.kill(reg, span);
            }
            self.u.top = mark;
        }
        self.goto(failed, span);
        self.u.place_label(matched);
        for (i, name) in names.into_iter().enumerate() {
            capture(captures, name, first + i as u16, span)?;
        }
        Ok(())
    }
}

fn capture<'a>(captures: &mut Captures<'a>, name: &'a Name, reg: u16, span: Span) -> Res {
    if captures.iter().any(|(other, _)| other.id == name.id) {
        return error(format!("multiple assignments to name '{}' in pattern", name.id), span);
    }
    captures.push((name, reg));
    Ok(())
}

/// The names a pattern binds, in order.
fn bound_names<'a>(p: &'a Pattern, names: &mut Vec<&'a Name>) {
    match &p.kind {
        PatternKind::MatchValue(_) | PatternKind::MatchSingleton(_) => {}
        PatternKind::MatchSequence(patterns) => patterns.iter().for_each(|p| bound_names(p, names)),
        PatternKind::MatchOr(patterns) => bound_names(&patterns[0], names),
        PatternKind::MatchMapping { patterns, rest, .. } => {
            patterns.iter().for_each(|p| bound_names(p, names));
            names.extend(rest);
        }
        PatternKind::MatchClass { patterns, kwd_patterns, .. } => {
            patterns.iter().chain(kwd_patterns).for_each(|p| bound_names(p, names));
        }
        PatternKind::MatchStar(name) => names.extend(name),
        PatternKind::MatchAs { pattern, name } => {
            pattern.iter().for_each(|p| bound_names(p, names));
            names.extend(name);
        }
    }
}

fn is_wildcard(p: &Pattern) -> bool {
    matches!(p.kind, PatternKind::MatchAs { pattern: None, name: None })
}

/// A pattern before others must be able to fail.
fn check_refutable(p: &Pattern) -> Res {
    match &p.kind {
        PatternKind::MatchAs { pattern: None, name: None } => {
            error("wildcard makes remaining patterns unreachable", p.span)
        }
        PatternKind::MatchAs { pattern: None, name: Some(name) } => {
            error(format!("name capture '{}' makes remaining patterns unreachable", name.id), p.span)
        }
        PatternKind::MatchAs { pattern: Some(inner), .. } => check_refutable(inner),
        PatternKind::MatchOr(alternatives) => alternatives.last().map_or(Ok(()), check_refutable),
        _ => Ok(()),
    }
}

/// An f-string or t-string, which no pattern can be.
fn is_formatted(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::JoinedStr(_) | ExprKind::TemplateStr(_))
}

/// No key may be given twice; keys are compared as Python compares them.
fn check_keys(keys: &[Expr], span: Span) -> Res {
    let mut seen: Vec<Const> = Vec::new();
    for key in keys {
        let Some(value) = fold(key, true) else { continue };
        if seen.iter().any(|other| equal(other, &value)) {
            return error(format!("mapping pattern checks duplicate key ({})", repr(&value)), span);
        }
        seen.push(value);
    }
    Ok(())
}

/// Python's `==` for the constants that can be keys of a mapping pattern.
fn equal(a: &Const, b: &Const) -> bool {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

fn number(value: &Const) -> Option<f64> {
    match value {
        Const::Bool(b) => Some(f64::from(u8::from(*b))),
        Const::Int(i) if i.unsigned_abs() <= 1 << 53 => Some(*i as f64),
        Const::Float(f) => Some(*f),
        Const::Complex(re, 0.0) => Some(*re),
        _ => None,
    }
}

/// The `repr` of a literal key.
fn repr(value: &Const) -> String {
    match value {
        Const::Bool(true) => "True".into(),
        Const::Bool(false) => "False".into(),
        Const::None => "None".into(),
        Const::Int(i) => i.to_string(),
        Const::Float(f) => literal::float::repr(*f),
        Const::Complex(re, im) => literal::complex(*re, *im),
        Const::Str(s) => literal::text::repr(s),
        Const::Bytes(b) => literal::text::bytes_repr(b),
        Const::BigInt(_, digits) => digits.to_string(),
        _ => "...".into(),
    }
}
