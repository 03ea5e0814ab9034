//! Calls.

use super::emit::Operand;
use super::fold::fold;
use super::names::Variable;
use super::scope::{Scope, ScopeKind, flag};
use super::{Compiler, Res, error};
use crate::code::Const;
use crate::op::Op;
use rondo_grammar::ast::*;

/// More arguments are passed as a tuple.
const MAX_WINDOW_ARGS: usize = 1000;

/// How many arguments a method call can say in its `x`.
const MAX_METHOD_ARGS: usize = 255;

impl<'a> Compiler<'a> {
    pub(super) fn call(
        &mut self,
        e: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        dst: u16,
    ) -> Res {
        check_keywords(keywords)?;
        let plain = is_plain(args, keywords) && args.len() + keywords.len() <= MAX_METHOD_ARGS;
        match &func.kind {
            ExprKind::Attribute { value, attr } if plain => self.call_method(e, func, value, attr, args, keywords, dst),
            ExprKind::Name(name)
                if plain && keywords.is_empty() && self.is_global(name) && args.iter().all(|e| is_quiet(e, false)) =>
            {
                self.call_global(Op::CallGlobal, e, func, name, args, dst)
            }
            _ => {
                let base = self.u.window(dst);
                let t = self.u.alloc();
                self.expr(func, t)?;
                self.arguments(base, 0, args, keywords, None, dst, e.span)
            }
        }
    }

    /// A call of the global `name`, without loading it.
    fn call_global(&mut self, op: Op, e: &'a Expr, func: &'a Expr, name: &'a Ident, args: &'a [Expr], dst: u16) -> Res {
        let whole = self.position(e.span);
        if whole.line != whole.end_line {
            self.mark(func.span);
        }
        let base = self.u.window(dst);
        self.u.alloc();
        self.positional(args)?;
        let name = self.mangled(name);
        let site = self.u.global_site(&name);
        let callee = self.position(func.span);
        self.u.note_callee(callee);
        self.op(op, args.len() as u8, dst, base, site, e.span);
        Ok(())
    }

    /// A call of an attribute without a bound method. The call looks the method up, after the arguments are evaluated; if
    /// these may run code, [`Op::FindMethod`] goes before them. So what can be seen of the order is as in CPython, unless
    /// an argument replaces a method that takes no code to be found.
    #[allow(clippy::too_many_arguments)]
    fn call_method(
        &mut self,
        e: &'a Expr,
        func: &'a Expr,
        object: &'a Expr,
        attr: &'a Name,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        dst: u16,
    ) -> Res {
        let base = self.u.window(dst);
        let t = self.u.alloc();
        self.check_receiver_of_super(object);
        let of_super = if keywords.is_empty() { self.method_super(object) } else { None };
        match of_super {
            Some((callee, name)) => self.call_global(Op::LoadSuper, object, callee, name, &[], t)?,
            None => self.expr(object, t)?,
        }
        let name = self.mangled(&attr.id);
        // Names are numbered in the order of the text.
        self.u.name(&name);
        let site = self.u.attr_site(&name);
        let mut values = args.iter().chain(keywords.iter().map(|keyword| &keyword.value));
        if !values.all(|e| is_quiet(e, true)) {
            self.find_method(func, attr, t, site);
        }
        self.positional(args)?;
        self.keyword_values(keywords, func.span)?;
        let count = args.len() + keywords.len();
        let op = match of_super {
            Some(_) => Op::CallSuper,
            None if keywords.is_empty() => Op::CallMethod,
            None => Op::CallMethodKw,
        };
        self.method_of_window(op, e, func, attr, site, count as u8, dst, base);
        Ok(())
    }

    /// Looks the method of a site up in `receiver`, before arguments that may run code.
    fn find_method(&mut self, func: &'a Expr, attr: &'a Name, receiver: u16, site: u16) {
        let span = self.attribute_span(func.span, attr);
        self.op(Op::FindMethod, 0, receiver, 0, site, span);
    }

    /// The call of the method of a site, whose receiver and `count` arguments lie in the window at `base`.
    #[allow(clippy::too_many_arguments)]
    fn method_of_window(
        &mut self,
        op: Op,
        e: &'a Expr,
        func: &'a Expr,
        attr: &'a Name,
        site: u16,
        count: u8,
        dst: u16,
        base: u16,
    ) {
        let callee = self.attribute_span(func.span, attr);
        let callee = self.position(callee);
        self.u.note_callee(callee);
        let span = self.attribute_span(e.span, attr);
        self.op(op, count, dst, base, site, span);
    }

    /// The callee of `super()`, and its name, if `object` is that.
    fn plain_super(&mut self, object: &'a Expr) -> Option<(&'a Expr, &'a Ident)> {
        let ExprKind::Call { func, args, keywords } = &object.kind else { return None };
        let ExprKind::Name(callee) = &func.kind else { return None };
        let is_plain = &**callee == "super" && args.is_empty() && keywords.is_empty() && self.is_global(callee);
        is_plain.then_some((func, callee))
    }

    /// As [`Compiler::plain_super`], in a method of which it is certain that its first parameter is the same when the call
    /// of a method of the super object is made as when that object would be.
    fn method_super(&mut self, object: &'a Expr) -> Option<(&'a Expr, &'a Ident)> {
        let found = self.plain_super(object)?;
        let scope = &self.table.scopes[self.u.scope];
        let receiver = scope.params.first()?;
        let rebinds = |scope: &Scope| scope.directives.iter().any(|(name, _)| name == receiver);
        let stays = scope.flags(receiver) & flag::LOCAL == 0
            && !scope.unbound_later.contains(receiver)
            && !self.table.scopes.iter().any(rebinds);
        (scope.kind == ScopeKind::Function && self.u.proto.argcount > 0 && stays).then_some(found)
    }

    /// `super().name` reads the first parameter by its name first: one that is deleted is an unbound variable. In a
    /// module that itself speaks of `super` nothing is known of that name.
    pub(super) fn check_receiver_of_super(&mut self, object: &'a Expr) {
        if self.plain_super(object).is_none() {
            return;
        }
        let scope = &self.table.scopes[self.u.scope];
        let Some(receiver) = scope.params.first().filter(|name| scope.unbound_later.contains(*name)).cloned() else {
            return;
        };
        let in_module = self.table.scopes[0].symbols.iter().any(|symbol| &*symbol.name == "super");
        if !scope.kind.is_function_like() || self.u.proto.argcount == 0 || in_module {
            return;
        }
        let mark = self.u.top;
        let t = self.u.alloc();
        match self.variable(&receiver) {
            Variable::Cell(_) => {
                self.load_name(&receiver, t, object.span);
                self.kill(t, object.span);
            }
            _ => drop(self.local_register(&receiver, object.span)),
        }
        self.u.top = mark;
    }

    /// If `e` is of the form `object.append(item)`, compiles it as a statement: to a list, which it mostly is, the item is
    /// appended without a call, and a call follows for every other object.
    pub(super) fn append_stmt(&mut self, e: &'a Expr) -> Res<bool> {
        let ExprKind::Call { func, args, keywords } = &e.kind else { return Ok(false) };
        let ExprKind::Attribute { value: object, attr } = &func.kind else { return Ok(false) };
        let ([item], true) = (&args[..], &*attr.id == "append" && is_plain(args, keywords) && keywords.is_empty())
        else {
            return Ok(false);
        };
        let mark = self.u.top;
        let base = self.u.alloc();
        let is_quiet = is_quiet(item, true);
        let receiver = if is_quiet {
            self.operand_before(object, Some(base), &[item])?
        } else {
            self.expr(object, base)?;
            Operand::temp(base)
        };
        // Names are numbered in the order of the text.
        let name = self.mangled(&attr.id);
        self.u.name(&name);
        let site = self.u.attr_site(&name);
        if !is_quiet {
            self.find_method(func, attr, base, site);
        }
        let place = self.u.alloc();
        let item = self.source(item, Some(place), e.span.end)?;
        let appended = self.u.label();
        let span = self.attribute_span(e.span, attr);
        self.jump(Op::JumpAppended, receiver.kill_a() | item.kill_b(), receiver.reg, item.reg, appended, span);
        self.move_to(base, receiver, span);
        self.move_to(place, item, span);
        self.method_of_window(Op::CallMethod, e, func, attr, site, 1, base, base);
        self.kill(base, span);
        self.u.place_label(appended);
        self.u.top = mark;
        Ok(true)
    }

    /// The rest of a call whose callee is in `base` and whose first `given` arguments follow it there: `args` (and
    /// the `extra` register) and `keywords`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn arguments(
        &mut self,
        base: u16,
        given: u16,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        extra: Option<u16>,
        dst: u16,
        span: Span,
    ) -> Res {
        if !is_plain(args, keywords) || args.len() > MAX_WINDOW_ARGS {
            return self.unpacking_call(base, given, args, keywords, extra, dst, span);
        }
        self.positional(args)?;
        if let Some(extra) = extra {
            let t = self.u.alloc();
            self.move_to(t, Operand::temp(extra), span);
        }
        self.keyword_values(keywords, span)?;
        let count = given as usize + args.len() + keywords.len() + usize::from(extra.is_some());
        if count > u16::MAX as usize / 2 {
            return error("too many arguments", span);
        }
        let op = if keywords.is_empty() { Op::Call } else { Op::CallKw };
        self.op(op, 0, dst, base, count as u16, span);
        Ok(())
    }

    fn positional(&mut self, args: &'a [Expr]) -> Res {
        for arg in args {
            let t = self.u.alloc();
            self.expr(arg, t)?;
        }
        Ok(())
    }

    fn keyword_values(&mut self, keywords: &'a [Keyword], span: Span) -> Res {
        if keywords.is_empty() {
            return Ok(());
        }
        let mut names = Vec::with_capacity(keywords.len());
        for keyword in keywords {
            let t = self.u.alloc();
            self.expr(&keyword.value, t)?;
            let name = keyword.arg.as_ref().expect("a plain call has no **");
            names.push(Const::Str(self.mangled(&name.id)));
        }
        let t = self.u.alloc();
        self.load_const(Const::Tuple(names), t, span);
        Ok(())
    }

    #[allow(clippy::too_many_arguments)]
    fn unpacking_call(
        &mut self,
        base: u16,
        given: u16,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        extra: Option<u16>,
        dst: u16,
        span: Span,
    ) -> Res {
        let list = base + 1;
        if given == 0 {
            self.u.alloc();
        }
        let mut mark = self.u.top;
        let starred = |e: &Expr| matches!(e.kind, ExprKind::Starred(_));
        if !args.iter().any(starred) && given == 0 && extra.is_none() && args.len() <= MAX_METHOD_ARGS {
            self.u.top = list;
            for arg in args {
                let t = self.u.alloc();
                self.expr(arg, t)?;
            }
            self.u.top = mark;
            self.op(Op::BuildTuple, 0, list, list, args.len() as u16, span);
        } else if let ([Expr { kind: ExprKind::Starred(only), .. }], 0, None) = (args, given, extra) {
            self.expr(only, list)?;
        } else {
            self.op(Op::BuildList, 0, list, list, given, span);
            self.u.top = list + 1;
            mark = self.u.top;
            for arg in args {
                let (op, arg) = match &arg.kind {
                    ExprKind::Starred(inner) => (Op::ListExtend, &**inner),
                    _ => (Op::ListAppend, arg),
                };
                let item = self.operand(arg)?;
                self.op(op, item.kill_b(), list, item.reg, 0, span);
                self.u.top = mark;
            }
            if let Some(extra) = extra {
                self.op(Op::ListAppend, Operand::temp(extra).kill_b(), list, extra, 0, span);
            }
        }
        let dict = self.u.alloc();
        debug_assert_eq!(dict, base + 2);
        if let [Keyword { arg: None, value, .. }] = keywords {
            self.expr(value, dict)?;
            self.op(Op::CallEx, 0, dst, base, 1, span);
            return Ok(());
        }
        let mut built = false;
        let mut rest = keywords;
        while !rest.is_empty() {
            let named = rest.iter().take_while(|k| k.arg.is_some()).count();
            let (run, after) = rest.split_at(named);
            let into = if built { self.u.alloc() } else { dict };
            self.u.top = into;
            for keyword in run {
                let name = self.mangled(&keyword.arg.as_ref().expect("a run of names").id);
                let t = self.u.alloc();
                self.load_const(Const::Str(name), t, keyword.span);
                let t = self.u.alloc();
                self.expr(&keyword.value, t)?;
            }
            self.u.top = into + 1;
            if !built || named > 0 {
                self.op(Op::BuildDict, 0, into, into, named as u16, span);
            }
            if built && named > 0 {
                self.op(Op::DictMerge, Operand::temp(into).kill_b(), dict, into, base, span);
            }
            self.u.top = dict + 1;
            built = true;
            let Some((mapping, after)) = after.split_first() else { break };
            let value = self.operand(&mapping.value)?;
            self.op(Op::DictMerge, value.kill_b(), dict, value.reg, base, span);
            self.u.top = dict + 1;
            rest = after;
        }
        self.op(Op::CallEx, 0, dst, base, !keywords.is_empty() as u16, span);
        Ok(())
    }

    fn is_global(&mut self, name: &Ident) -> bool {
        let name = self.mangled(name);
        &*name != "__debug__" && self.variable(&name) == Variable::Global
    }
}

fn is_plain(args: &[Expr], keywords: &[Keyword]) -> bool {
    !args.iter().any(|e| matches!(e.kind, ExprKind::Starred(_))) && keywords.iter().all(|k| k.arg.is_some())
}

/// Can the callee be looked up after evaluating this argument? Operators are taken to do nothing that could be seen,
/// except between constants where no folding is possible, as in `1/0`; so are attributes and what formats text, if
/// `attributes` says so.
fn is_quiet(e: &Expr, attributes: bool) -> bool {
    let quiet = |e: &Expr| is_quiet(e, attributes);
    let is_constant = |e: &Expr| matches!(e.kind, ExprKind::Constant(_));
    match &e.kind {
        ExprKind::Constant(_) | ExprKind::Name(_) => true,
        ExprKind::Lambda { args, .. } => args.defaults.is_empty() && args.kw_defaults.iter().all(Option::is_none),
        ExprKind::BinOp { left, right, .. } if is_constant(left) && is_constant(right) => fold(e, true).is_some(),
        ExprKind::BinOp { left, right, .. } => quiet(left) && quiet(right),
        ExprKind::UnaryOp { operand, .. } if is_constant(operand) => fold(e, true).is_some(),
        ExprKind::UnaryOp { operand, .. } => quiet(operand),
        ExprKind::Compare { left, comparators, .. } => quiet(left) && comparators.iter().all(quiet),
        ExprKind::BoolOp { values, .. } => values.iter().all(quiet),
        ExprKind::Tuple(elts) | ExprKind::List(elts) => elts.iter().all(quiet),
        ExprKind::Subscript { value, slice } => quiet(value) && quiet(slice),
        ExprKind::Slice { lower, upper, step } => [lower, upper, step].into_iter().flatten().all(|e| quiet(e)),
        ExprKind::Attribute { value, .. } => attributes && quiet(value),
        ExprKind::JoinedStr(parts) => attributes && parts.iter().all(quiet),
        ExprKind::FormattedValue { value, format_spec, .. } => {
            attributes && quiet(value) && format_spec.as_deref().is_none_or(quiet)
        }
        _ => false,
    }
}

/// No keyword may be given twice.
pub(super) fn check_keywords(keywords: &[Keyword]) -> Res {
    for (i, keyword) in keywords.iter().enumerate() {
        let Some(name) = &keyword.arg else { continue };
        let same = |k: &&Keyword| k.arg.as_ref().is_some_and(|other| other.id == name.id);
        if let Some(second) = keywords[i + 1..].iter().find(same) {
            return error(format!("keyword argument repeated: {}", name.id), second.span);
        }
    }
    Ok(())
}
