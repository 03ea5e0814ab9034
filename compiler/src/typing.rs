//! Annotations (PEP 649), type parameters and type aliases (PEP 695).

use super::emit::Operand;
use super::scope::{Part, ScopeId};
use super::unparse::unparse;
use super::walk::{annotated_parameters, visit_annotated};
use super::{Compiler, Res};
use crate::code::Const;
use crate::op::{Intrinsic, KILL_A, KILL_B, KILL_C, Op};
use rondo_grammar::Text;
use rondo_grammar::ast::*;
use std::rc::Rc;

/// An annotated variable of a module or class body.
struct Annotated<'a> {
    name: &'a Ident,
    annotation: &'a Expr,
    /// Whether it is reached is known only at run time: recorded under this number.
    condition: Option<i64>,
}

impl<'a> Compiler<'a> {
    // Annotations.

    /// Makes the `__annotate__` function of parameters on top of the registers, if there are annotations.
    pub(super) fn function_annotations(
        &mut self,
        args: &'a Arguments,
        returns: Option<&'a Expr>,
        qualname: &Text,
        span: Span,
    ) -> Res<bool> {
        let Some(id) = self.table.get(args, Part::Annotations) else { return Ok(false) };
        let qualname = format!("{qualname}.__annotate__").into();
        let t = self.u.alloc();
        self.begin_annotate(id, qualname, span);
        let base = self.u.top;
        let mut count = 0;
        let parameters = annotated_parameters(args).map(|arg| (&arg.arg, arg.annotation.as_deref()));
        let result: Ident = "return".into();
        for (name, annotation) in parameters.chain([(&result, returns)]) {
            let Some(annotation) = annotation else { continue };
            let name = self.mangled(name);
            let t = self.u.alloc();
            self.load_const(Const::Str(name), t, annotation.span);
            let t = self.u.alloc();
            self.annotation(annotation, t)?;
            count += 1;
        }
        self.op(Op::BuildDict, 0, base, base, count, span);
        self.end_annotate(base, t, span)?;
        Ok(true)
    }

    /// What the annotated variables of a module or class need before its body. A module may be looked at before it has run
    /// whole, so it has its `__annotate__` from the first.
    pub(super) fn annotations_before(&mut self, body: &'a [Stmt]) -> Res {
        let scope = &self.table.scopes[self.u.scope];
        let is_conditional = scope.conditional_annotations > 0;
        if scope.annotations.is_none() {
            return Ok(());
        }
        if self.table.future_annotations {
            return self.set_up_annotations(body);
        }
        let annotated = self.annotated(body);
        let Some(first) = annotated.first() else { return Ok(()) };
        let span = first.annotation.span;
        if is_conditional {
            let t = self.u.alloc();
            self.op(Op::BuildSet, 0, t, t, 0, span);
            self.store_name(&"__conditional_annotations__".into(), Operand::temp(t), span)?;
            self.u.top = t;
        }
        if self.in_class() { Ok(()) } else { self.define_annotate(annotated, span) }
    }

    /// What those of a class need after its body: `__annotate__`.
    pub(super) fn annotations_after(&mut self, body: &'a [Stmt], span: Span) -> Res {
        if self.table.future_annotations {
            return Ok(());
        }
        let annotated = self.annotated(body);
        if annotated.is_empty() { Ok(()) } else { self.define_annotate(annotated, span) }
    }

    fn annotated(&self, body: &'a [Stmt]) -> Vec<Annotated<'a>> {
        let mut annotated = Vec::new();
        visit_annotated(body, &mut |s, name, annotation| {
            annotated.push(Annotated { name, annotation, condition: self.table.conditional_annotation(s) });
        });
        annotated
    }

    /// Defines `__annotate__` for the annotated variables of a module or class body.
    fn define_annotate(&mut self, annotated: Vec<Annotated<'a>>, span: Span) -> Res {
        let Some(id) = self.table.scopes[self.u.scope].annotations else { return Ok(()) };
        let t = self.u.alloc();
        let name: Ident = if self.in_class() { "__annotate_func__" } else { "__annotate__" }.into();
        let qualname = self.qualname(&"__annotate__".into());
        self.begin_annotate(id, qualname, span);
        let result = self.u.alloc();
        self.op(Op::BuildDict, 0, result, self.u.top, 0, span);
        for Annotated { name, annotation, condition } in annotated {
            let skip = self.u.label();
            let mark = self.u.top;
            if let Some(number) = condition {
                let number_reg = self.u.alloc();
                self.load_const(Const::Int(number), number_reg, annotation.span);
                let set = self.u.alloc();
                self.load_name(&"__conditional_annotations__".into(), set, annotation.span);
                let kills = Operand::temp(set).kill_c();
                self.op(Op::In, kills, number_reg, number_reg, set, annotation.span);
                self.jump(Op::JumpIfFalse, Operand::temp(number_reg).kill_a(), number_reg, 0, skip, annotation.span);
                self.u.top = mark;
            }
            let name = self.mangled(name);
            let key = self.u.alloc();
            self.load_const(Const::Str(name), key, annotation.span);
            let value = self.u.alloc();
            self.annotation(annotation, value)?;
            let kills = Operand::temp(key).kill_b() | Operand::temp(value).kill_c();
            self.op(Op::DictInsert, kills, result, key, value, annotation.span);
            self.u.top = mark;
            self.u.place_label(skip);
        }
        self.end_annotate(result, t, span)?;
        self.store_name(&name, Operand::temp(t), span)?;
        self.u.top = t;
        Ok(())
    }

    /// Under `from __future__ import annotations` their texts are collected in `__annotations__` as the body runs.
    fn set_up_annotations(&mut self, body: &'a [Stmt]) -> Res {
        let Some(first) = body.first() else { return Ok(()) };
        let t = self.u.alloc();
        self.op(Op::BuildDict, 0, t, t, 0, first.span);
        self.op(Op::Intrinsic, 0, t, t, Intrinsic::SetUpAnnotations as u16, first.span);
        self.kill(t, first.span);
        self.u.top = t;
        Ok(())
    }

    /// `__annotations__[name] = text`.
    fn record_text(&mut self, name: &Ident, annotation: &'a Expr, span: Span) -> Res {
        let mark = self.u.top;
        let annotations = self.u.alloc();
        self.load_name(&"__annotations__".into(), annotations, span);
        let key = self.u.alloc();
        let name = self.mangled(name);
        self.load_const(Const::Str(name), key, span);
        let text = self.u.alloc();
        self.annotation(annotation, text)?;
        self.op(Op::SetItem, KILL_A | KILL_B | KILL_C, annotations, key, text, span);
        self.u.top = mark;
        Ok(())
    }

    fn begin_annotate(&mut self, id: ScopeId, qualname: Text, span: Span) {
        self.begin(id, qualname, span);
        self.u.proto.argcount = 1;
        self.u.proto.posonlyargcount = 1;
        let t = self.u.alloc();
        let format = Operand::kept(0);
        self.move_to(t, format, span);
        self.op(Op::Intrinsic, 0, t, t, Intrinsic::CheckAnnotateFormat as u16, span);
        self.kill(t, span);
        self.u.top = t;
    }

    fn end_annotate(&mut self, result: u16, dst: u16, span: Span) -> Res {
        self.op(Op::Return, 0, result, 0, 0, span);
        self.u.stop();
        let mut proto = self.end(span)?;
        // A name that no annotation can mean, but callers are told of `format`.
        if let Some(name) = Rc::get_mut(&mut proto).and_then(|proto| proto.varnames.first_mut()) {
            *name = "format".into();
        }
        self.make_closure(proto, 0, self.u.top, dst, span)
    }

    fn annotation(&mut self, annotation: &'a Expr, dst: u16) -> Res {
        if self.table.future_annotations {
            self.load_const(Const::Str(unparse(annotation).into()), dst, annotation.span);
            return Ok(());
        }
        match &annotation.kind {
            ExprKind::Starred(inner) => self.unpack_one(inner, dst, annotation.span),
            _ => self.expr(annotation, dst),
        }
    }

    /// `*value` where one value is wanted: its only item.
    fn unpack_one(&mut self, value: &'a Expr, dst: u16, span: Span) -> Res {
        let mark = self.u.top;
        let value = self.operand(value)?;
        self.op(Op::UnpackSequence, value.kill_b(), dst, value.reg, 1, span);
        self.u.top = mark;
        Ok(())
    }

    /// `target: annotation = value`.
    pub(super) fn annotated_assign(
        &mut self,
        s: &'a Stmt,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) -> Res {
        if let Some(value) = value {
            self.assign(target, value)?;
        }
        let mark = self.u.top;
        let in_function = self.table.scopes[self.u.scope].kind.is_function_like();
        match &target.kind {
            ExprKind::Name(name) if simple && self.table.future_annotations && !in_function => {
                self.record_text(name, annotation, s.span)?;
            }
            ExprKind::Name(_) => self.record_conditional(s, simple)?,
            // Without a value the parts of the target are evaluated all the same.
            ExprKind::Attribute { value: object, .. } if value.is_none() => {
                let object = self.operand(object)?;
                self.discard(object, target.span);
            }
            ExprKind::Subscript { value: object, slice } if value.is_none() => {
                let object = self.operand(object)?;
                self.discard(object, target.span);
                self.u.top = mark;
                let index = self.operand(slice)?;
                self.discard(index, target.span);
            }
            _ => {}
        }
        self.u.top = mark;
        // An annotation of what is not a variable of a module or class is evaluated only in these.
        let evaluated = !simple && !self.table.future_annotations;
        if evaluated && !in_function {
            let value = self.operand(annotation)?;
            self.discard(value, annotation.span);
            self.u.top = mark;
        }
        Ok(())
    }

    /// Notes at run time that a conditional annotation of a module or class has been reached.
    fn record_conditional(&mut self, s: &'a Stmt, simple: bool) -> Res {
        let scope = &self.table.scopes[self.u.scope];
        if !simple || scope.kind.is_function_like() {
            return Ok(());
        }
        let Some(number) = self.table.conditional_annotation(s) else { return Ok(()) };
        let mark = self.u.top;
        let set = self.u.alloc();
        self.load_name(&"__conditional_annotations__".into(), set, s.span);
        let t = self.u.alloc();
        self.load_const(Const::Int(number), t, s.span);
        self.op(Op::SetAdd, Operand::temp(t).kill_b(), set, t, 0, s.span);
        self.kill(set, s.span);
        self.u.top = mark;
        Ok(())
    }

    // Type parameters.

    /// Makes the type parameters, binds their names and leaves their tuple in the register on top.
    pub(super) fn type_params(&mut self, params: &'a [TypeParam], span: Span) -> Res<u16> {
        let base = self.u.top;
        for param in params {
            let t = self.u.alloc();
            self.load_const(Const::Str(param.name.id.clone()), t, param.span);
            let make = match (param.kind, &param.bound) {
                (TypeParamKind::TypeVar, Some(bound)) => {
                    let constraints = matches!(bound.kind, ExprKind::Tuple(_));
                    let evaluate = self.u.alloc();
                    self.lazy_value(param, Part::Value, &param.name.id, bound, evaluate, param.span)?;
                    if constraints { Intrinsic::TypeVarWithConstraints } else { Intrinsic::TypeVarWithBound }
                }
                (TypeParamKind::TypeVar, None) => Intrinsic::TypeVar,
                (TypeParamKind::TypeVarTuple, _) => Intrinsic::TypeVarTuple,
                (TypeParamKind::ParamSpec, _) => Intrinsic::ParamSpec,
            };
            self.op(Op::Intrinsic, 0, t, t, make as u16, param.span);
            self.u.top = t + 1;
            if let Some(default) = &param.default {
                let evaluate = self.u.alloc();
                self.lazy_value(param, Part::Default, &param.name.id, default, evaluate, param.span)?;
                self.op(Op::Intrinsic, 0, t, t, Intrinsic::SetTypeParamDefault as u16, param.span);
                self.u.top = t + 1;
            }
            self.store_name(&param.name.id, Operand::kept(t), param.span)?;
        }
        self.op(Op::BuildTuple, 0, base, base, params.len() as u16, span);
        self.u.top = base + 1;
        Ok(base)
    }

    /// A function that evaluates `value` when asked to.
    fn lazy_value<T>(&mut self, node: &'a T, part: Part, name: &Ident, value: &'a Expr, dst: u16, span: Span) -> Res {
        let id = self.table.of(node, part);
        let qualname = self.qualname(name);
        let mark = self.u.top;
        let base = self.u.window(dst);
        let defaults = self.u.alloc();
        self.load_const(Const::Tuple(vec![Const::Int(1)]), defaults, span);
        self.begin_annotate(id, qualname, span);
        let result = match &value.kind {
            ExprKind::Starred(inner) => {
                let t = self.u.alloc();
                self.unpack_one(inner, t, value.span)?;
                Operand::temp(t)
            }
            _ => self.operand(value)?,
        };
        self.op(Op::Return, 0, result.reg, 0, 0, value.span);
        self.u.stop();
        let proto = self.end(span)?;
        self.make_closure(proto, 1, base, dst, span)?;
        self.u.top = mark;
        Ok(())
    }

    /// `type name[type_params] = value`.
    pub(super) fn type_alias(
        &mut self,
        s: &'a Stmt,
        name: &'a Name,
        type_params: &'a [TypeParam],
        value: &'a Expr,
    ) -> Res {
        let span = s.span;
        let mark = self.u.top;
        let base = self.u.alloc();
        let result = if type_params.is_empty() {
            self.load_const(Const::Str(name.id.clone()), base, span);
            let t = self.u.alloc();
            self.op(Op::LoadNone, 0, t, 0, 0, span);
            let t = self.u.alloc();
            self.lazy_value(value, Part::Value, &name.id, value, t, span)?;
            self.op(Op::Intrinsic, 0, base, base, Intrinsic::TypeAlias as u16, span);
            base
        } else {
            for _ in 0..2 {
                let t = self.u.alloc();
                self.op(Op::LoadNone, 0, t, 0, 0, span);
            }
            self.begin_type_params(s, span);
            let first = self.u.alloc();
            self.load_const(Const::Str(name.id.clone()), first, span);
            self.type_params(type_params, span)?;
            let t = self.u.alloc();
            self.lazy_value(value, Part::Value, &name.id, value, t, span)?;
            self.op(Op::Intrinsic, 0, first, first, Intrinsic::TypeAlias as u16, span);
            self.end_type_params(first, base, span)?;
            self.op(Op::Call, 0, base, base, 2, span);
            base
        };
        self.store_name(&name.id, Operand::temp(result), span)?;
        self.u.top = mark;
        Ok(())
    }
}
