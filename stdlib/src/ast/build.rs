//! Trees of the grammar to nodes of `ast`.

use rondo_grammar::LineIndex;
use rondo_grammar::ast::{
    Alias, Arg, Arguments, BoolOp, CmpOp, Comprehension, Constant, ExceptHandler, Expr, ExprKind, FunctionDef, Keyword,
    MatchCase, Mod, Name, Operator, Pattern, PatternKind, Span, Stmt, StmtKind, TypeParam, TypeParamKind, UnaryOp,
    WithItem,
};
use rondo_vm::compiler::too_many_digits;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::complex::Complex;
use rondo_vm::object::int::text::max_str_digits;
use rondo_vm::object::int::{from_big, from_i64};
use rondo_vm::object::list::List;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::collections::HashMap;

/// The tree of `source`, the text of a file, which parses to `module`, in nodes that `make(class, fields, position)` makes of the `classes`.
pub(super) fn build(vm: &mut Vm, (source, filename): (&str, &str), module: &Mod, classes: &Value, make: &Value) -> Res {
    let (classes, make) = (classes.clone(), make.clone());
    Builder { vm, source, filename, index: LineIndex::new(source), classes, make, known: HashMap::new() }.module(module)
}

struct Builder<'a> {
    vm: &'a mut Vm,
    source: &'a str,
    filename: &'a str,
    index: LineIndex,
    classes: Value,
    make: Value,
    /// Classes that have been looked up.
    known: HashMap<&'static str, Value>,
}

/// How an expression is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Load,
    Store,
    Del,
}

fn strings(names: &[Name]) -> Value {
    List::value(names.iter().map(|name| Value::from(&*name.id)).collect())
}

fn name_or_none(name: &Option<Name>) -> Value {
    name.as_ref().map_or(Value::NONE, |name| Value::from(&*name.id))
}

impl Builder<'_> {
    fn class(&mut self, name: &'static str) -> Res {
        if let Some(class) = self.known.get(name) {
            return Ok(class.clone());
        }
        let class = self.vm.call_method(&self.classes, "__getitem__", &[Value::from(name)])?;
        self.known.insert(name, class.clone());
        Ok(class)
    }

    /// A node with fields and, unless it has no place of its own, a position.
    fn node<const N: usize>(&mut self, name: &'static str, fields: [Value; N], span: Option<Span>) -> Res {
        let class = self.class(name)?;
        let position = match span {
            Some(span) => {
                let (start, end) = (span.start, span.end);
                let number = |n: u32| from_i64(n.into());
                Tuple::of([
                    number(self.index.line(start)),
                    number(self.index.column_in_bytes(start)),
                    number(self.index.line(end)),
                    number(self.index.column_in_bytes(end)),
                ])
            }
            None => Value::NONE,
        };
        let make = self.make.clone();
        self.vm.call(&make, &[class, Tuple::of(fields), position])
    }

    /// A node without fields: an operator or a context.
    fn plain(&mut self, name: &'static str) -> Res {
        let class = self.class(name)?;
        self.vm.get_attr_text(&class, "_single")
    }

    fn list<T>(&mut self, items: &[T], mut f: impl FnMut(&mut Self, &T) -> Res) -> Res {
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            values.push(f(self, item)?);
        }
        Ok(List::value(values))
    }

    fn module(&mut self, module: &Mod) -> Res {
        match module {
            Mod::Module(body) => {
                let fields = [self.body(body)?, List::value(Vec::new())];
                self.node("Module", fields, None)
            }
            Mod::Interactive(body) => {
                let fields = [self.body(body)?];
                self.node("Interactive", fields, None)
            }
            Mod::Expression(body) => {
                let fields = [self.load(body)?];
                self.node("Expression", fields, None)
            }
        }
    }

    fn body(&mut self, body: &[Stmt]) -> Res {
        self.list(body, Builder::statement)
    }

    fn loads(&mut self, items: &[Expr]) -> Res {
        self.list(items, Builder::load)
    }

    fn load(&mut self, expr: &Expr) -> Res {
        self.expression(expr, Context::Load)
    }

    fn store(&mut self, expr: &Expr) -> Res {
        self.expression(expr, Context::Store)
    }

    fn load_opt(&mut self, expr: Option<&Expr>) -> Res {
        expr.map_or(Ok(Value::NONE), |expr| self.load(expr))
    }

    fn function(&mut self, f: &FunctionDef, span: Span) -> Res {
        let fields = [
            Value::from(&*f.name.id),
            self.arguments(&f.args)?,
            self.body(&f.body)?,
            self.loads(&f.decorator_list)?,
            self.load_opt(f.returns.as_ref())?,
            Value::NONE,
            self.list(&f.type_params, Builder::type_param)?,
        ];
        self.node(if f.is_async { "AsyncFunctionDef" } else { "FunctionDef" }, fields, Some(span))
    }

    fn statement(&mut self, stmt: &Stmt) -> Res {
        let span = Some(stmt.span);
        match &stmt.kind {
            StmtKind::FunctionDef(f) => self.function(f, stmt.span),
            StmtKind::ClassDef(c) => {
                let fields = [
                    Value::from(&*c.name.id),
                    self.loads(&c.bases)?,
                    self.list(&c.keywords, Builder::keyword)?,
                    self.body(&c.body)?,
                    self.loads(&c.decorator_list)?,
                    self.list(&c.type_params, Builder::type_param)?,
                ];
                self.node("ClassDef", fields, span)
            }
            StmtKind::Return(value) => {
                let fields = [self.load_opt(value.as_deref())?];
                self.node("Return", fields, span)
            }
            StmtKind::Delete(targets) => {
                let fields = [self.list(targets, |b, target| b.expression(target, Context::Del))?];
                self.node("Delete", fields, span)
            }
            StmtKind::Assign { targets, value } => {
                let fields = [self.list(targets, Builder::store)?, self.load(value)?, Value::NONE];
                self.node("Assign", fields, span)
            }
            StmtKind::TypeAlias { name, type_params, value } => {
                let fields =
                    [self.name(name, Context::Store)?, self.list(type_params, Builder::type_param)?, self.load(value)?];
                self.node("TypeAlias", fields, span)
            }
            StmtKind::AugAssign { target, op, value } => {
                let fields = [self.store(target)?, self.plain(operator(*op))?, self.load(value)?];
                self.node("AugAssign", fields, span)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                let fields = [
                    self.store(target)?,
                    self.load(annotation)?,
                    self.load_opt(value.as_deref())?,
                    from_i64(*simple as i64),
                ];
                self.node("AnnAssign", fields, span)
            }
            StmtKind::For(f) => {
                let fields = [
                    self.store(&f.target)?,
                    self.load(&f.iter)?,
                    self.body(&f.body)?,
                    self.body(&f.orelse)?,
                    Value::NONE,
                ];
                self.node(if f.is_async { "AsyncFor" } else { "For" }, fields, span)
            }
            StmtKind::While { test, body, orelse } => {
                let fields = [self.load(test)?, self.body(body)?, self.body(orelse)?];
                self.node("While", fields, span)
            }
            StmtKind::If { test, body, orelse } => {
                let fields = [self.load(test)?, self.body(body)?, self.body(orelse)?];
                self.node("If", fields, span)
            }
            StmtKind::With(w) => {
                let fields = [self.list(&w.items, Builder::with_item)?, self.body(&w.body)?, Value::NONE];
                self.node(if w.is_async { "AsyncWith" } else { "With" }, fields, span)
            }
            StmtKind::Match { subject, cases } => {
                let fields = [self.load(subject)?, self.list(cases, Builder::case)?];
                self.node("Match", fields, span)
            }
            StmtKind::Raise { exc, cause } => {
                let fields = [self.load_opt(exc.as_deref())?, self.load_opt(cause.as_deref())?];
                self.node("Raise", fields, span)
            }
            StmtKind::Try(t) => {
                let fields = [
                    self.body(&t.body)?,
                    self.list(&t.handlers, Builder::handler)?,
                    self.body(&t.orelse)?,
                    self.body(&t.finalbody)?,
                ];
                self.node(if t.is_star { "TryStar" } else { "Try" }, fields, span)
            }
            StmtKind::Assert { test, msg } => {
                let fields = [self.load(test)?, self.load_opt(msg.as_deref())?];
                self.node("Assert", fields, span)
            }
            StmtKind::Import(names) => {
                let fields = [self.list(names, Builder::alias)?];
                self.node("Import", fields, span)
            }
            StmtKind::ImportFrom { module, names, level } => {
                let fields = [name_or_none(module), self.list(names, Builder::alias)?, from_i64((*level).into())];
                self.node("ImportFrom", fields, span)
            }
            StmtKind::Global(names) => self.node("Global", [strings(names)], span),
            StmtKind::Nonlocal(names) => self.node("Nonlocal", [strings(names)], span),
            StmtKind::Expr(value) => {
                let fields = [self.load(value)?];
                self.node("Expr", fields, span)
            }
            StmtKind::Pass => self.node("Pass", [], span),
            StmtKind::Break => self.node("Break", [], span),
            StmtKind::Continue => self.node("Continue", [], span),
        }
    }

    fn context(&mut self, context: Context) -> Res {
        self.plain(match context {
            Context::Load => "Load",
            Context::Store => "Store",
            Context::Del => "Del",
        })
    }

    fn name(&mut self, name: &Name, context: Context) -> Res {
        let fields = [Value::from(&*name.id), self.context(context)?];
        self.node("Name", fields, Some(name.span))
    }

    fn expression(&mut self, expr: &Expr, context: Context) -> Res {
        let span = Some(expr.span);
        match &expr.kind {
            ExprKind::BoolOp { op, values } => {
                let op = if *op == BoolOp::And { "And" } else { "Or" };
                let fields = [self.plain(op)?, self.loads(values)?];
                self.node("BoolOp", fields, span)
            }
            ExprKind::NamedExpr { target, value } => {
                let fields = [self.name(target, Context::Store)?, self.load(value)?];
                self.node("NamedExpr", fields, span)
            }
            ExprKind::BinOp { left, op, right } => {
                let fields = [self.load(left)?, self.plain(operator(*op))?, self.load(right)?];
                self.node("BinOp", fields, span)
            }
            ExprKind::UnaryOp { op, operand } => {
                let op = match op {
                    UnaryOp::Invert => "Invert",
                    UnaryOp::Not => "Not",
                    UnaryOp::UAdd => "UAdd",
                    UnaryOp::USub => "USub",
                };
                let fields = [self.plain(op)?, self.load(operand)?];
                self.node("UnaryOp", fields, span)
            }
            ExprKind::Lambda { args, body } => {
                let fields = [self.arguments(args)?, self.load(body)?];
                self.node("Lambda", fields, span)
            }
            ExprKind::IfExp { test, body, orelse } => {
                let fields = [self.load(test)?, self.load(body)?, self.load(orelse)?];
                self.node("IfExp", fields, span)
            }
            ExprKind::Dict { keys, values } => {
                let fields = [self.list(keys, |b, key| b.load_opt(key.as_ref()))?, self.loads(values)?];
                self.node("Dict", fields, span)
            }
            ExprKind::Set(items) => {
                let fields = [self.loads(items)?];
                self.node("Set", fields, span)
            }
            ExprKind::ListComp { elt, generators } => self.comprehension("ListComp", elt, generators, span),
            ExprKind::SetComp { elt, generators } => self.comprehension("SetComp", elt, generators, span),
            ExprKind::GeneratorExp { elt, generators } => self.comprehension("GeneratorExp", elt, generators, span),
            ExprKind::DictComp { key, value, generators } => {
                let fields = [self.load(key)?, self.load(value)?, self.list(generators, Builder::generator)?];
                self.node("DictComp", fields, span)
            }
            ExprKind::Await(value) => {
                let fields = [self.load(value)?];
                self.node("Await", fields, span)
            }
            ExprKind::Yield(value) => {
                let fields = [self.load_opt(value.as_deref())?];
                self.node("Yield", fields, span)
            }
            ExprKind::YieldFrom(value) => {
                let fields = [self.load(value)?];
                self.node("YieldFrom", fields, span)
            }
            ExprKind::Compare { left, ops, comparators } => {
                let fields =
                    [self.load(left)?, self.list(ops, |b, op| b.plain(comparison(*op)))?, self.loads(comparators)?];
                self.node("Compare", fields, span)
            }
            ExprKind::Call { func, args, keywords } => {
                let fields = [self.load(func)?, self.loads(args)?, self.list(keywords, Builder::keyword)?];
                self.node("Call", fields, span)
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                let fields = [self.load(value)?, conversion_code(*conversion), self.load_opt(format_spec.as_deref())?];
                self.node("FormattedValue", fields, span)
            }
            ExprKind::Interpolation { value, text, conversion, format_spec } => {
                let fields = [
                    self.load(value)?,
                    Value::from(&**text),
                    conversion_code(*conversion),
                    self.load_opt(format_spec.as_deref())?,
                ];
                self.node("Interpolation", fields, span)
            }
            ExprKind::JoinedStr(values) => {
                let fields = [self.loads(values)?];
                self.node("JoinedStr", fields, span)
            }
            ExprKind::TemplateStr(values) => {
                let fields = [self.loads(values)?];
                self.node("TemplateStr", fields, span)
            }
            ExprKind::Constant(constant) => {
                if let Constant::BigInt { radix: 10, digits } = constant {
                    let limit = max_str_digits();
                    if limit != 0 && digits.len() > limit {
                        let error = too_many_digits(limit, digits.len(), expr.span);
                        return Err(self.vm.syntax_error(&error, self.source, self.filename));
                    }
                }
                let fields = [self.constant(constant), self.constant_kind(constant, expr.span)];
                self.node("Constant", fields, span)
            }
            ExprKind::Attribute { value, attr } => {
                let fields = [self.load(value)?, Value::from(&*attr.id), self.context(context)?];
                self.node("Attribute", fields, span)
            }
            ExprKind::Subscript { value, slice } => {
                let fields = [self.load(value)?, self.load(slice)?, self.context(context)?];
                self.node("Subscript", fields, span)
            }
            ExprKind::Starred(value) => {
                let fields = [self.expression(value, context)?, self.context(context)?];
                self.node("Starred", fields, span)
            }
            ExprKind::Name(id) => {
                let fields = [Value::from(&**id), self.context(context)?];
                self.node("Name", fields, span)
            }
            ExprKind::List(items) => {
                let fields = [self.list(items, |b, item| b.expression(item, context))?, self.context(context)?];
                self.node("List", fields, span)
            }
            ExprKind::Tuple(items) => {
                let fields = [self.list(items, |b, item| b.expression(item, context))?, self.context(context)?];
                self.node("Tuple", fields, span)
            }
            ExprKind::Slice { lower, upper, step } => {
                let fields = [
                    self.load_opt(lower.as_deref())?,
                    self.load_opt(upper.as_deref())?,
                    self.load_opt(step.as_deref())?,
                ];
                self.node("Slice", fields, span)
            }
        }
    }

    fn comprehension(
        &mut self,
        name: &'static str,
        elt: &Expr,
        generators: &[Comprehension],
        span: Option<Span>,
    ) -> Res {
        let fields = [self.load(elt)?, self.list(generators, Builder::generator)?];
        self.node(name, fields, span)
    }

    fn constant(&mut self, constant: &Constant) -> Value {
        match constant {
            Constant::None => Value::NONE,
            Constant::True => Value::TRUE,
            Constant::False => Value::FALSE,
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Str(text) => Value::from(&**text),
            Constant::Bytes(bytes) => Bytes::value(bytes),
            Constant::Int(int) => from_i64(*int),
            Constant::BigInt { radix, digits } => {
                from_big(num_bigint::BigInt::parse_bytes(digits.as_bytes(), *radix).unwrap_or_default())
            }
            Constant::Float(float) => Value::float(*float),
            Constant::Imaginary(imaginary) => Complex::value(0.0, *imaginary),
            // Only trees that programs make have these.
            Constant::Complex(re, im) => Complex::value(*re, *im),
            Constant::Tuple(_) | Constant::FrozenSet(_) => Value::NONE,
        }
    }

    /// `'u'` for a string that is written with that prefix.
    fn constant_kind(&self, constant: &Constant, span: Span) -> Value {
        let is_text = matches!(constant, Constant::Str(_));
        match is_text && self.source.split_at_checked(span.start as usize).is_some_and(has_prefix_u) {
            true => Value::from("u"),
            false => Value::NONE,
        }
    }

    fn generator(&mut self, generator: &Comprehension) -> Res {
        let fields = [
            self.store(&generator.target)?,
            self.load(&generator.iter)?,
            self.loads(&generator.ifs)?,
            from_i64(generator.is_async as i64),
        ];
        self.node("comprehension", fields, None)
    }

    fn handler(&mut self, handler: &ExceptHandler) -> Res {
        let fields = [self.load_opt(handler.typ.as_ref())?, name_or_none(&handler.name), self.body(&handler.body)?];
        self.node("ExceptHandler", fields, Some(handler.span))
    }

    fn arguments(&mut self, args: &Arguments) -> Res {
        let fields = [
            self.list(&args.posonlyargs, Builder::arg)?,
            self.list(&args.args, Builder::arg)?,
            args.vararg.as_ref().map_or(Ok(Value::NONE), |arg| self.arg(arg))?,
            self.list(&args.kwonlyargs, Builder::arg)?,
            self.list(&args.kw_defaults, |b, default| b.load_opt(default.as_ref()))?,
            args.kwarg.as_ref().map_or(Ok(Value::NONE), |arg| self.arg(arg))?,
            self.loads(&args.defaults)?,
        ];
        self.node("arguments", fields, None)
    }

    fn arg(&mut self, arg: &Arg) -> Res {
        let fields = [Value::from(&*arg.arg), self.load_opt(arg.annotation.as_deref())?, Value::NONE];
        self.node("arg", fields, Some(arg.span))
    }

    fn keyword(&mut self, keyword: &Keyword) -> Res {
        let fields = [name_or_none(&keyword.arg), self.load(&keyword.value)?];
        self.node("keyword", fields, Some(keyword.span))
    }

    fn alias(&mut self, alias: &Alias) -> Res {
        let fields =
            [Value::from(&*alias.name), alias.asname.as_ref().map_or(Value::NONE, |name| Value::from(&**name))];
        self.node("alias", fields, Some(alias.span))
    }

    fn with_item(&mut self, item: &WithItem) -> Res {
        let target = match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => Value::NONE,
        };
        let fields = [self.load(&item.context_expr)?, target];
        self.node("withitem", fields, None)
    }

    fn case(&mut self, case: &MatchCase) -> Res {
        let fields = [self.pattern(&case.pattern)?, self.load_opt(case.guard.as_ref())?, self.body(&case.body)?];
        self.node("match_case", fields, None)
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> Res {
        self.list(patterns, Builder::pattern)
    }

    fn pattern(&mut self, pattern: &Pattern) -> Res {
        let span = Some(pattern.span);
        match &pattern.kind {
            PatternKind::MatchValue(value) => {
                let fields = [self.load(value)?];
                self.node("MatchValue", fields, span)
            }
            PatternKind::MatchSingleton(constant) => {
                let fields = [self.constant(constant)];
                self.node("MatchSingleton", fields, span)
            }
            PatternKind::MatchSequence(patterns) => {
                let fields = [self.patterns(patterns)?];
                self.node("MatchSequence", fields, span)
            }
            PatternKind::MatchMapping { keys, patterns, rest } => {
                let fields = [self.loads(keys)?, self.patterns(patterns)?, name_or_none(rest)];
                self.node("MatchMapping", fields, span)
            }
            PatternKind::MatchClass { cls, patterns, kwd_attrs, kwd_patterns } => {
                let fields =
                    [self.load(cls)?, self.patterns(patterns)?, strings(kwd_attrs), self.patterns(kwd_patterns)?];
                self.node("MatchClass", fields, span)
            }
            PatternKind::MatchStar(name) => self.node("MatchStar", [name_or_none(name)], span),
            PatternKind::MatchAs { pattern, name } => {
                let inner = match pattern {
                    Some(pattern) => self.pattern(pattern)?,
                    None => Value::NONE,
                };
                self.node("MatchAs", [inner, name_or_none(name)], span)
            }
            PatternKind::MatchOr(patterns) => {
                let fields = [self.patterns(patterns)?];
                self.node("MatchOr", fields, span)
            }
        }
    }

    fn type_param(&mut self, param: &TypeParam) -> Res {
        let name = Value::from(&*param.name.id);
        let default = self.load_opt(param.default.as_deref())?;
        let span = Some(param.span);
        match param.kind {
            TypeParamKind::TypeVar => {
                let fields = [name, self.load_opt(param.bound.as_deref())?, default];
                self.node("TypeVar", fields, span)
            }
            TypeParamKind::TypeVarTuple => self.node("TypeVarTuple", [name, default], span),
            TypeParamKind::ParamSpec => self.node("ParamSpec", [name, default], span),
        }
    }
}

/// The conversion of a replacement field as a number: that of its letter, or -1.
fn conversion_code(conversion: Option<char>) -> Value {
    from_i64(conversion.map_or(-1, |letter| letter as i64))
}

fn operator(op: Operator) -> &'static str {
    match op {
        Operator::Add => "Add",
        Operator::Sub => "Sub",
        Operator::Mult => "Mult",
        Operator::MatMult => "MatMult",
        Operator::Div => "Div",
        Operator::Mod => "Mod",
        Operator::Pow => "Pow",
        Operator::LShift => "LShift",
        Operator::RShift => "RShift",
        Operator::BitOr => "BitOr",
        Operator::BitXor => "BitXor",
        Operator::BitAnd => "BitAnd",
        Operator::FloorDiv => "FloorDiv",
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "Eq",
        CmpOp::NotEq => "NotEq",
        CmpOp::Lt => "Lt",
        CmpOp::LtE => "LtE",
        CmpOp::Gt => "Gt",
        CmpOp::GtE => "GtE",
        CmpOp::Is => "Is",
        CmpOp::IsNot => "IsNot",
        CmpOp::In => "In",
        CmpOp::NotIn => "NotIn",
    }
}

/// Does a literal with the prefix `u` follow what is before it? A text inside an f-string may begin like one.
fn has_prefix_u((before, text): (&str, &str)) -> bool {
    let quotes = ['\'', '"'];
    if !text.strip_prefix('u').is_some_and(|rest| rest.starts_with(quotes)) {
        return false;
    }
    let opened = before.trim_end_matches(quotes);
    let begins_inside = opened.len() < before.len() && opened.ends_with(|c: char| c.is_ascii_alphabetic());
    !begins_inside && !before.ends_with(['}', ':'])
}
