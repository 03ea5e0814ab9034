//! Functions, lambdas and classes.

use super::emit::Operand;
use super::fold::fold_all;
use super::scope::Part;
use super::{Compiler, Res, call, doc};
use crate::code::{Const, Flags, Proto};
use crate::op::{Common, Intrinsic, Op};
use rondo_grammar::ast::*;
use std::rc::Rc;

/// Bits of `MakeFunction`'s `x`.
mod part {
    pub const DEFAULTS: u8 = 1;
    pub const KEYWORD_DEFAULTS: u8 = 2;
    pub const ANNOTATE: u8 = 4;
    pub const CLOSURE: u8 = 8;
}

impl<'a> Compiler<'a> {
    // Functions.

    pub(super) fn function_def(&mut self, def: &'a FunctionDef, span: Span) -> Res {
        let mark = self.u.top;
        let decorators = self.decorators(&def.decorator_list)?;
        let t = self.u.alloc();
        if def.type_params.is_empty() {
            self.function(def, None, t, span)?;
        } else {
            self.generic_function(def, t, span)?;
        }
        self.decorate(&def.decorator_list, decorators, t);
        let value = Operand::temp(if def.decorator_list.is_empty() { t } else { decorators });
        self.store_name(&def.name.id, value, span)?;
        self.u.top = mark;
        Ok(())
    }

    /// Evaluates decorators to consecutive registers; the first one.
    fn decorators(&mut self, decorators: &'a [Expr]) -> Res<u16> {
        let first = self.u.top;
        for decorator in decorators {
            let t = self.u.alloc();
            self.expr(decorator, t)?;
            // The moves of two variables may have become one.
            self.mark(decorator.span);
        }
        Ok(first)
    }

    /// Calls the decorators from `first` on what is in the register after them, innermost first.
    fn decorate(&mut self, decorators: &'a [Expr], first: u16, decorated: u16) {
        for (decorator, base) in decorators.iter().zip(first..decorated).rev() {
            self.op(Op::Call, 0, base, base, 1, decorator.span);
        }
    }

    /// The function object; defaults come from the registers of the type parameters' scope if `generic` says so.
    fn function(&mut self, def: &'a FunctionDef, generic: Option<(u16, u16)>, dst: u16, span: Span) -> Res {
        let id = self.table.of(def, Part::Body);
        let qualname = self.qualname(&def.name.id);
        let base = self.u.window(dst);
        let mut parts = match generic {
            None => self.defaults(&def.args, span)?,
            Some((defaults, keyword_defaults)) => {
                let mut parts = 0;
                for (bit, has, from) in [
                    (part::DEFAULTS, !def.args.defaults.is_empty(), defaults),
                    (part::KEYWORD_DEFAULTS, def.args.kw_defaults.iter().any(Option::is_some), keyword_defaults),
                ] {
                    if has {
                        let t = self.u.alloc();
                        self.op(Op::Move, 0, t, from, 0, span);
                        parts |= bit;
                    }
                }
                parts
            }
        };
        if self.function_annotations(&def.args, def.returns.as_ref(), &qualname, span)? {
            parts |= part::ANNOTATE;
        }
        self.begin(id, qualname, def.decorator_list.first().map_or(span, |d| d.span));
        self.begin_parameters(&def.args);
        let mut body = &def.body[..];
        if let Some((text, _, rest)) = doc::split(body) {
            self.u.proto.doc = (self.options.optimize < 2).then(|| doc::clean(text));
            body = rest;
        }
        let (begin, marks) = (self.u.here(), self.u.proto.lines.marks.len());
        self.body(body)?;
        if self.u.here() == begin && self.u.proto.lines.marks.len() == marks {
            self.mark(def.decorator_list.first().map_or(span, |d| d.span));
        }
        self.u.quiet = true;
        self.op(Op::ReturnNone, 0, 0, 0, 0, def.body.last().map_or(span, |s| s.span));
        let proto = self.end(span)?;
        self.make_closure(proto, parts, base, dst, span)
    }

    pub(super) fn lambda(&mut self, e: &'a Expr, args: &'a Arguments, body: &'a Expr, dst: u16) -> Res {
        let id = self.table.of(e, Part::Body);
        let qualname = self.qualname(&"<lambda>".into());
        let base = self.u.window(dst);
        let parts = self.defaults(args, e.span)?;
        self.begin(id, qualname, e.span);
        self.begin_parameters(args);
        let value = self.operand(body)?;
        let returns = !self.table.scopes[id].is_generator || !self.table.scopes[id].is_coroutine;
        if returns {
            self.op(Op::Return, 0, value.reg, 0, 0, body.span);
        } else {
            self.discard(value, body.span);
            self.op(Op::ReturnNone, 0, 0, 0, 0, body.span);
        }
        self.u.stop();
        let proto = self.end(e.span)?;
        self.make_closure(proto, parts, base, dst, e.span)
    }

    /// Notes the parameters of the code just begun.
    fn begin_parameters(&mut self, args: &Arguments) {
        let proto = &mut self.u.proto;
        proto.posonlyargcount = args.posonlyargs.len() as u16;
        proto.argcount = (args.posonlyargs.len() + args.args.len()) as u16;
        proto.kwonlyargcount = args.kwonlyargs.len() as u16;
        let mut flags = proto.flags.0;
        if args.vararg.is_some() {
            flags |= Flags::VARARGS;
        }
        if args.kwarg.is_some() {
            flags |= Flags::VARKEYWORDS;
        }
        self.u.proto.flags = Flags(flags);
    }

    /// Puts the defaults that there are into the registers on top; the bits of `MakeFunction`.
    fn defaults(&mut self, args: &'a Arguments, span: Span) -> Res<u8> {
        let mut parts = 0;
        if !args.defaults.is_empty() {
            let t = self.u.alloc();
            self.defaults_tuple(args, t, span)?;
            parts |= part::DEFAULTS;
        }
        if args.kw_defaults.iter().any(Option::is_some) {
            let t = self.u.alloc();
            self.keyword_defaults(args, t, span)?;
            parts |= part::KEYWORD_DEFAULTS;
        }
        Ok(parts)
    }

    fn defaults_tuple(&mut self, args: &'a Arguments, dst: u16, span: Span) -> Res {
        match fold_all(&args.defaults, self.debug()) {
            Some(values) => {
                self.load_const(Const::Tuple(values), dst, span);
                Ok(())
            }
            None => {
                let mark = self.u.top;
                self.display(super::expr::Display::Tuple, &args.defaults, dst, span)?;
                self.u.top = mark;
                Ok(())
            }
        }
    }

    fn keyword_defaults(&mut self, args: &'a Arguments, dst: u16, span: Span) -> Res {
        let mark = self.u.top;
        let base = self.u.window(dst);
        let mut count = 0u16;
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            let Some(default) = default else { continue };
            let name = self.mangled(&arg.arg);
            let t = self.u.alloc();
            self.load_const(Const::Str(name), t, span);
            let t = self.u.alloc();
            self.expr(default, t)?;
            // Registers run out first, which is reported when the unit is finished.
            count = count.saturating_add(1);
        }
        self.op(Op::BuildDict, 0, dst, base, count, span);
        self.u.top = mark;
        Ok(())
    }

    /// The function object of `proto`: `parts` says what is in the registers from `base`; the closure is added.
    pub(super) fn make_closure(&mut self, proto: Rc<Proto>, parts: u8, base: u16, dst: u16, span: Span) -> Res {
        if !self.u.reachable() {
            return Ok(());
        }
        let mark = self.u.top;
        let mut parts = parts;
        if !proto.freevars.is_empty() {
            let cells = self.u.top;
            for name in &proto.freevars {
                let t = self.u.alloc();
                self.load_cell(name, t, span);
            }
            self.op(Op::BuildTuple, 0, cells, cells, proto.freevars.len() as u16, span);
            parts |= part::CLOSURE;
        }
        let code = self.u.short_constant(Const::Code(proto));
        self.op(Op::MakeFunction, parts, dst, code, base, span);
        self.u.top = mark;
        Ok(())
    }

    /// `def f[T]`: a function that makes the type parameters and the function is made and called at once.
    fn generic_function(&mut self, def: &'a FunctionDef, dst: u16, span: Span) -> Res {
        let mark = self.u.top;
        let base = self.u.window(dst);
        let callee = self.u.alloc();
        for which in [part::DEFAULTS, part::KEYWORD_DEFAULTS] {
            let t = self.u.alloc();
            let args = &def.args;
            match which {
                part::DEFAULTS if !args.defaults.is_empty() => self.defaults_tuple(args, t, span)?,
                part::KEYWORD_DEFAULTS if args.kw_defaults.iter().any(Option::is_some) => {
                    self.keyword_defaults(args, t, span)?;
                }
                _ => self.op(Op::LoadNone, 0, t, 0, 0, span),
            }
        }
        self.begin_type_params(def, def.decorator_list.first().map_or(span, |d| d.span));
        let t = self.u.alloc();
        let params = self.type_params(&def.type_params, span)?;
        self.function(def, Some((0, 1)), t, span)?;
        debug_assert_eq!(params, t + 1);
        self.op(Op::Intrinsic, 0, t, t, Intrinsic::SetTypeParams as u16, span);
        self.end_type_params(t, callee, span)?;
        self.op(Op::Call, 0, dst, base, 2, span);
        self.u.top = mark;
        Ok(())
    }

    /// Begins the code of a definition's type parameters.
    pub(super) fn begin_type_params<T>(&mut self, node: &'a T, span: Span) {
        let id = self.table.of(node, Part::TypeParams);
        let name = self.table.scopes[id].name.clone();
        let qualname = self.qualname(&name);
        self.begin(id, qualname, span);
        self.u.proto.argcount = 2;
    }

    /// Returns `value` from the code of type parameters, whose function goes to `callee`.
    pub(super) fn end_type_params(&mut self, value: u16, callee: u16, span: Span) -> Res {
        self.op(Op::Return, 0, value, 0, 0, span);
        self.u.stop();
        let proto = self.end(span)?;
        self.make_closure(proto, 0, self.u.top, callee, span)
    }

    // Classes.

    pub(super) fn class_def(&mut self, def: &'a ClassDef, span: Span) -> Res {
        let mark = self.u.top;
        let decorators = self.decorators(&def.decorator_list)?;
        let t = self.u.alloc();
        if def.type_params.is_empty() {
            self.class(def, None, t, span)?;
        } else {
            self.generic_class(def, t, span)?;
        }
        self.decorate(&def.decorator_list, decorators, t);
        let value = Operand::temp(if def.decorator_list.is_empty() { t } else { decorators });
        self.store_name(&def.name.id, value, span)?;
        self.u.top = mark;
        Ok(())
    }

    fn generic_class(&mut self, def: &'a ClassDef, dst: u16, span: Span) -> Res {
        let mark = self.u.top;
        let base = self.u.window(dst);
        let callee = self.u.alloc();
        for _ in 0..2 {
            let t = self.u.alloc();
            self.op(Op::LoadNone, 0, t, 0, 0, span);
        }
        self.begin_type_params(def, def.decorator_list.first().map_or(span, |d| d.span));
        let params = self.type_params(&def.type_params, span)?;
        self.store_name(&".type_params".into(), Operand::kept(params), span)?;
        self.op(Op::Intrinsic, 0, params, params, Intrinsic::SubscriptGeneric as u16, span);
        let class = self.u.alloc();
        self.class(def, Some(params), class, span)?;
        self.end_type_params(class, callee, span)?;
        self.op(Op::Call, 0, dst, base, 2, span);
        self.u.top = mark;
        Ok(())
    }

    /// The class object; `generic_base` is the register of `Generic[...]`.
    fn class(&mut self, def: &'a ClassDef, generic_base: Option<u16>, dst: u16, span: Span) -> Res {
        call::check_keywords(&def.keywords)?;
        let mark = self.u.top;
        let base = self.u.window(dst);
        let t = self.u.alloc();
        self.op(Op::LoadCommon, 0, t, Common::BuildClass as u16, 0, span);
        let t = self.u.alloc();
        self.class_body(def, generic_base.is_some(), t, span)?;
        let t = self.u.alloc();
        self.load_const(Const::Str(def.name.id.clone()), t, span);
        self.arguments(base, 2, &def.bases, &def.keywords, generic_base, dst, span)?;
        self.u.top = mark;
        Ok(())
    }

    fn class_body(&mut self, def: &'a ClassDef, is_generic: bool, dst: u16, span: Span) -> Res {
        let id = self.table.of(def, Part::Body);
        let qualname = self.qualname(&def.name.id);
        let start = def.decorator_list.first().map_or(span, |d| d.span);
        self.begin(id, qualname.clone(), start);
        self.u.proto.argcount = 1;
        let first_line = self.u.proto.first_line;
        let t = self.u.alloc();
        let module = self.u.name(&"__name__".into());
        self.op(Op::LoadName, 0, t, module, 0, start);
        self.store_name(&"__module__".into(), Operand::temp(t), start)?;
        self.load_const(Const::Str(qualname), t, start);
        self.store_name(&"__qualname__".into(), Operand::temp(t), start)?;
        self.load_const(Const::Int(first_line.into()), t, start);
        self.store_name(&"__firstlineno__".into(), Operand::temp(t), start)?;
        if is_generic {
            self.load_name(&".type_params".into(), t, start);
            self.store_name(&"__type_params__".into(), Operand::temp(t), start)?;
        }
        if let Some(&cell) = self.u.locals.get("__classdict__") {
            self.op(Op::StoreDeref, 0, cell, 0, 0, start);
        }
        self.u.top = t;
        let body = self.docstring(&def.body)?;
        self.annotations_before(body)?;
        self.body(body)?;
        self.annotations_after(body, start)?;
        let t = self.u.alloc();
        self.u.quiet = true;
        let mut attributes = std::mem::take(&mut self.u.static_attributes);
        attributes.sort();
        let attributes = attributes.into_iter().map(Const::Str).collect();
        self.load_const(Const::Tuple(attributes), t, span);
        self.store_name(&"__static_attributes__".into(), Operand::temp(t), span)?;
        if let Some(cell) = self.u.locals.get("__classdict__").copied() {
            self.op(Op::Move, 0, t, cell, 0, span);
            self.store_name(&"__classdictcell__".into(), Operand::temp(t), span)?;
        }
        match self.u.locals.get("__class__").copied() {
            Some(cell) => {
                self.op(Op::Move, 0, t, cell, 0, span);
                self.store_name(&"__classcell__".into(), Operand::temp(t), span)?;
                self.op(Op::Return, 0, cell, 0, 0, span);
            }
            None => self.op(Op::ReturnNone, 0, 0, 0, 0, span),
        }
        self.u.stop();
        let proto = self.end(span)?;
        self.make_closure(proto, 0, self.u.top, dst, span)
    }
}
