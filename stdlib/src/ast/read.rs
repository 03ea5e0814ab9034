//! Nodes of `ast` to trees of the grammar, with CPython's messages about what is missing or of a wrong type.

use rondo_grammar::Mode;
use rondo_grammar::ast::{
    Alias, Arg, Arguments, BoolOp, ClassDef, CmpOp, Comprehension, Constant, ExceptHandler, Expr, ExprKind, For,
    FunctionDef, Ident, Keyword, Mod, Name, Operator, Span, Stmt, StmtKind, Try, TypeParam, TypeParamKind, UnaryOp,
    With, WithItem,
};
use rondo_vm::compiler::Places;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::complex::Complex;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::list::List;
use rondo_vm::object::number;
use rondo_vm::object::set;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use std::collections::HashMap;
use std::rc::Rc;

/// Trees nest no deeper: the compiler walks them recursively.
const MAX_DEPTH: u32 = 2000;

/// The tree of a `Module`, `Expression` or `Interactive` node, as `mode` asks for, and the places in it.
///
/// # Errors
/// TypeError and ValueError for what no parser would make; whatever attributes of nodes raise.
pub(super) fn read(vm: &mut Vm, tree: &Value, mode: Mode, classes: &Value) -> Res<(Mod, Places)> {
    let mut names = HashMap::new();
    for pair in vm.call_method(classes, "items", &[]).and_then(|items| vm.collect(&items))? {
        if let Some([name, class]) = pair.get::<Tuple>().map(Tuple::items) {
            names.insert(class.bits(), Rc::from(name.as_str().unwrap_or_default()));
        }
    }
    let mut reader = Reader { vm, names, places: Places::default(), depth: 0 };
    let module = reader.module(tree, mode)?;
    Ok((module, reader.places))
}

pub(super) struct Reader<'a> {
    pub(super) vm: &'a mut Vm,
    /// The names of the classes of nodes, and of the subclasses that have been met, by the classes' bits.
    names: HashMap<u64, Rc<str>>,
    places: Places,
    depth: u32,
}

/// How an expression is used.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Load,
    Store,
    Del,
}

impl Context {
    pub(super) fn class_name(self) -> &'static str {
        match self {
            Context::Load => "Load",
            Context::Store => "Store",
            Context::Del => "Del",
        }
    }
}

// Fields.
impl Reader<'_> {
    /// The name of the class of nodes that a value is an instance of; empty if of none.
    pub(super) fn kind(&mut self, node: &Value) -> Res<Rc<str>> {
        let class = self.vm.class_of(node);
        let bits = class.to_value().bits();
        if let Some(name) = self.names.get(&bits) {
            return Ok(name.clone());
        }
        let ancestors: Vec<u64> = class.ancestors.borrow().iter().map(|class| class.to_value().bits()).collect();
        let found = ancestors.iter().find_map(|class| self.names.get(class)).cloned();
        if let Some(name) = &found {
            self.names.insert(bits, name.clone());
        }
        Ok(found.unwrap_or_else(|| "".into()))
    }

    pub(super) fn not_a(&mut self, wanted: &str, node: &Value) -> Res<Raised> {
        let shown = self.vm.repr(node)?;
        Ok(self.vm.error(Exc::TypeError, format!("expected some sort of {wanted}, but got {shown}")))
    }

    pub(super) fn enter(&mut self, what: &str) -> Res<()> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = format!("maximum recursion depth exceeded while traversing '{what}' node");
            return Err(self.vm.error(Exc::RecursionError, message));
        }
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    fn field(&mut self, node: &Value, name: &str) -> Res<Option<Value>> {
        let key = Str::intern(name).into_value();
        self.vm.get_attr_opt(node, &key)
    }

    /// A field that must be there; it may be None.
    pub(super) fn required(&mut self, node: &Value, owner: &str, name: &str) -> Res {
        match self.field(node, name)? {
            Some(value) => Ok(value),
            None => {
                let message = format!("required field \"{name}\" missing from {owner}");
                Err(self.vm.error(Exc::TypeError, message))
            }
        }
    }

    /// A field that must be there and not None.
    fn needed(&mut self, node: &Value, owner: &str, name: &str) -> Res {
        let value = self.required(node, owner, name)?;
        self.require(!value.is_none(), format!("field '{name}' is required for {owner}"))?;
        Ok(value)
    }

    /// A field that need not be there; None then.
    pub(super) fn optional(&mut self, node: &Value, name: &str) -> Res {
        Ok(self.field(node, name)?.unwrap_or(Value::NONE))
    }

    pub(super) fn list(&mut self, node: &Value, owner: &str, name: &str) -> Res<Vec<Value>> {
        let Some(value) = self.field(node, name)? else { return Ok(Vec::new()) };
        match value.get::<List>() {
            Some(list) => Ok(list.items().borrow().clone()),
            None => {
                let found = self.vm.type_name(&value);
                let message = format!("{owner} field \"{name}\" must be a list, not a {found}");
                Err(self.vm.error(Exc::TypeError, message))
            }
        }
    }

    /// Reads each node of a list, of what CPython calls a `what`; with an empty `what`, None is a node, too.
    fn each<T>(
        &mut self,
        node: &Value,
        owner: &str,
        name: &str,
        what: &str,
        mut read: impl FnMut(&mut Self, &Value) -> Res<T>,
    ) -> Res<Vec<T>> {
        let items = self.list(node, owner, name)?;
        let mut all = Vec::with_capacity(items.len());
        for item in &items {
            // CPython takes what has no place of its own, and is no choice of several, as it finds it.
            self.require(what.is_empty() || !item.is_none(), format!("None disallowed in {what} list"))?;
            all.push(read(self, item)?);
        }
        Ok(all)
    }

    fn integer(&mut self, value: &Value) -> Res<i64> {
        match number::to_bigint(value) {
            Some(integer) => match i32::try_from(integer) {
                Ok(integer) => Ok(integer.into()),
                Err(_) => Err(self.vm.error(Exc::OverflowError, "Python int too large to convert to C int")),
            },
            None => {
                let shown = self.vm.repr(value)?;
                Err(self.vm.error(Exc::ValueError, format!("invalid integer value: {shown}")))
            }
        }
    }

    /// Where a node stands; CPython names the `owner` when that is missing.
    pub(super) fn span(&mut self, node: &Value, owner: &str) -> Res<Span> {
        let mut place = [0; 4];
        for (at, name) in ["lineno", "col_offset"].into_iter().enumerate() {
            let value = self.required(node, owner, name)?;
            place[at] = self.integer(&value)?;
        }
        for (at, name) in ["end_lineno", "end_col_offset"].into_iter().enumerate() {
            let value = self.optional(node, name)?;
            place[at + 2] = if value.is_none() { place[at] } else { self.integer(&value)? };
        }
        self.check_position(place)?;
        Ok(self.span_of(place))
    }

    fn span_of(&mut self, place: [i64; 4]) -> Span {
        let [line, column, end_line, end_column] = place.map(|n| n.max(0) as u32);
        Span::new(self.places.index(line, column), self.places.index(end_line, end_column))
    }

    fn text(&mut self, value: &Value) -> Res<Ident> {
        match value.exact::<Str>() {
            Some(_) => Ok(value.as_str().unwrap_or_default().into()),
            None => Err(self.vm.error(Exc::TypeError, "AST identifier must be of type str")),
        }
    }

    fn identifier(&mut self, node: &Value, owner: &str, name: &str, span: Span) -> Res<Name> {
        let value = self.needed(node, owner, name)?;
        Ok(Name { id: self.text(&value)?, span })
    }

    pub(super) fn optional_name(&mut self, node: &Value, name: &str, span: Span) -> Res<Option<Name>> {
        let value = self.optional(node, name)?;
        match value.is_none() {
            true => Ok(None),
            false => Ok(Some(Name { id: self.text(&value)?, span })),
        }
    }

    pub(super) fn names(&mut self, node: &Value, owner: &str, name: &str, span: Span) -> Res<Vec<Name>> {
        self.each(node, owner, name, "identifier", |reader, value| Ok(Name { id: reader.text(value)?, span }))
    }
}

// Modules and statements.
impl Reader<'_> {
    fn module(&mut self, node: &Value, mode: Mode) -> Res<Mod> {
        let kind = self.kind(node)?;
        let wanted = match mode {
            Mode::Exec => "Module",
            Mode::Eval => "Expression",
            Mode::Single => "Interactive",
        };
        if &*kind != wanted {
            let message = format!("expected {wanted} node, got {}", self.vm.type_name(node));
            return Err(self.vm.error(Exc::TypeError, message));
        }
        Ok(match mode {
            Mode::Exec => Mod::Module(self.body(node, wanted, "body")?),
            Mode::Single => Mod::Interactive(self.body(node, wanted, "body")?),
            Mode::Eval => Mod::Expression(self.expression_of(node, wanted, "body")?),
        })
    }

    pub(super) fn body(&mut self, node: &Value, owner: &str, name: &str) -> Res<Vec<Stmt>> {
        self.each(node, owner, name, "statement", Reader::statement)
    }

    fn block(&mut self, node: &Value, owner: &str) -> Res<Vec<Stmt>> {
        let body = self.body(node, owner, "body")?;
        self.not_empty(&body, "body", owner)?;
        Ok(body)
    }

    fn statement(&mut self, node: &Value) -> Res<Stmt> {
        let span = self.span(node, "stmt")?;
        let kind = self.kind(node)?;
        let is_statement = matches!(
            &*kind,
            "FunctionDef"
                | "AsyncFunctionDef"
                | "ClassDef"
                | "Return"
                | "Delete"
                | "Assign"
                | "TypeAlias"
                | "AugAssign"
                | "AnnAssign"
                | "For"
                | "AsyncFor"
                | "While"
                | "If"
                | "With"
                | "AsyncWith"
                | "Match"
                | "Raise"
                | "Try"
                | "TryStar"
                | "Assert"
                | "Import"
                | "ImportFrom"
                | "Global"
                | "Nonlocal"
                | "Expr"
                | "Pass"
                | "Break"
                | "Continue"
        );
        if !is_statement {
            return Err(self.not_a("stmt", node)?);
        }
        self.enter("stmt")?;
        let kind = self.statement_kind(node, &kind, span)?;
        self.leave();
        Ok(Stmt { kind, span })
    }

    fn statement_kind(&mut self, node: &Value, kind: &str, span: Span) -> Res<StmtKind> {
        Ok(match kind {
            "FunctionDef" | "AsyncFunctionDef" => StmtKind::FunctionDef(Box::new(self.function(node, kind, span)?)),
            "ClassDef" => StmtKind::ClassDef(Box::new(self.class(node, kind, span)?)),
            "Return" => StmtKind::Return(self.optional_expression(node, "value")?.map(Box::new)),
            "Delete" => {
                let targets = self.expressions(node, kind, "targets", Context::Del)?;
                self.not_empty(&targets, "targets", kind)?;
                StmtKind::Delete(targets)
            }
            "Assign" => {
                let targets = self.expressions(node, kind, "targets", Context::Store)?;
                self.not_empty(&targets, "targets", kind)?;
                StmtKind::Assign { targets, value: self.expression_of(node, kind, "value")? }
            }
            "TypeAlias" => {
                let target = self.expression_in(node, kind, "name", Context::Store)?;
                let ExprKind::Name(id) = target.kind else {
                    return Err(self.vm.error(Exc::TypeError, "TypeAlias with non-Name name"));
                };
                let name = Name { id, span: target.span };
                let type_params = self.type_params(node, kind)?;
                StmtKind::TypeAlias { name, type_params, value: self.expression_of(node, kind, "value")? }
            }
            "AugAssign" => {
                let target = self.expression_in(node, kind, "target", Context::Store)?;
                self.check_target(&target, "augmented")?;
                let op = self.operator(node, kind)?;
                StmtKind::AugAssign { target, op, value: self.expression_of(node, kind, "value")? }
            }
            "AnnAssign" => {
                let target = self.expression_in(node, kind, "target", Context::Store)?;
                let annotation = self.expression_of(node, kind, "annotation")?;
                let value = self.optional_expression(node, "value")?.map(Box::new);
                let simple = self.needed(node, kind, "simple")?;
                let simple = self.integer(&simple)? != 0;
                if simple && !matches!(target.kind, ExprKind::Name(_)) {
                    return Err(self.vm.error(Exc::TypeError, "AnnAssign with simple non-Name target"));
                }
                self.check_target(&target, "annotated")?;
                StmtKind::AnnAssign { target, annotation, value, simple }
            }
            "For" | "AsyncFor" => StmtKind::For(Box::new(For {
                is_async: kind == "AsyncFor",
                target: *self.expression_in(node, kind, "target", Context::Store)?,
                iter: *self.expression_of(node, kind, "iter")?,
                body: self.block(node, kind)?,
                orelse: self.body(node, kind, "orelse")?,
            })),
            "While" => StmtKind::While {
                test: self.expression_of(node, kind, "test")?,
                body: self.block(node, kind)?,
                orelse: self.body(node, kind, "orelse")?,
            },
            "If" => StmtKind::If {
                test: self.expression_of(node, kind, "test")?,
                body: self.block(node, kind)?,
                orelse: self.body(node, kind, "orelse")?,
            },
            "With" | "AsyncWith" => {
                let items = self.each(node, kind, "items", "", Reader::with_item)?;
                self.not_empty(&items, "items", kind)?;
                StmtKind::With(Box::new(With { is_async: kind == "AsyncWith", items, body: self.block(node, kind)? }))
            }
            "Match" => {
                let subject = self.expression_of(node, kind, "subject")?;
                let cases = self.each(node, kind, "cases", "", Reader::case)?;
                self.not_empty(&cases, "cases", kind)?;
                StmtKind::Match { subject, cases }
            }
            "Raise" => {
                let exc = self.optional_expression(node, "exc")?.map(Box::new);
                let cause = self.optional_expression(node, "cause")?.map(Box::new);
                self.require(exc.is_some() || cause.is_none(), "Raise with cause but no exception")?;
                StmtKind::Raise { exc, cause }
            }
            "Try" | "TryStar" => StmtKind::Try(Box::new(self.try_statement(node, kind)?)),
            "Assert" => StmtKind::Assert {
                test: self.expression_of(node, kind, "test")?,
                msg: self.optional_expression(node, "msg")?.map(Box::new),
            },
            "Import" => StmtKind::Import(self.aliases(node, kind)?),
            "ImportFrom" => {
                let module = self.optional_name(node, "module", span)?;
                let level = self.optional(node, "level")?;
                let level = if level.is_none() { 0 } else { self.integer(&level)? };
                self.require(level >= 0, "Negative ImportFrom level")?;
                StmtKind::ImportFrom { module, names: self.aliases(node, kind)?, level: level as u32 }
            }
            "Global" | "Nonlocal" => {
                let names = self.names(node, kind, "names", span)?;
                self.not_empty(&names, "names", kind)?;
                if kind == "Global" { StmtKind::Global(names) } else { StmtKind::Nonlocal(names) }
            }
            "Expr" => StmtKind::Expr(self.expression_of(node, kind, "value")?),
            "Pass" => StmtKind::Pass,
            "Break" => StmtKind::Break,
            _ => StmtKind::Continue,
        })
    }

    /// What an augmented or annotated assignment can change.
    fn check_target(&mut self, target: &Expr, what: &str) -> Res<()> {
        let number = match target.kind {
            ExprKind::Starred(_) => 25,
            ExprKind::List(_) => 27,
            ExprKind::Tuple(_) => 28,
            _ => return Ok(()),
        };
        let message = format!("invalid node type ({number}) for {what} assignment");
        Err(self.vm.error(Exc::SystemError, message))
    }

    fn function(&mut self, node: &Value, kind: &str, span: Span) -> Res<FunctionDef> {
        let name = self.identifier(node, kind, "name", span)?;
        let args = self.required(node, kind, "args")?;
        let args = self.arguments(&args)?;
        Ok(FunctionDef {
            is_async: kind == "AsyncFunctionDef",
            name,
            args,
            body: self.block(node, kind)?,
            decorator_list: self.expressions(node, kind, "decorator_list", Context::Load)?,
            returns: self.optional_expression(node, "returns")?,
            type_params: self.type_params(node, kind)?,
        })
    }

    fn class(&mut self, node: &Value, kind: &str, span: Span) -> Res<ClassDef> {
        Ok(ClassDef {
            name: self.identifier(node, kind, "name", span)?,
            bases: self.expressions(node, kind, "bases", Context::Load)?,
            keywords: self.each(node, kind, "keywords", "", Reader::keyword)?,
            body: self.block(node, kind)?,
            decorator_list: self.expressions(node, kind, "decorator_list", Context::Load)?,
            type_params: self.type_params(node, kind)?,
        })
    }

    fn try_statement(&mut self, node: &Value, kind: &str) -> Res<Try> {
        let body = self.block(node, kind)?;
        let handlers = self.each(node, kind, "handlers", "excepthandler", Reader::handler)?;
        let orelse = self.body(node, kind, "orelse")?;
        let finalbody = self.body(node, kind, "finalbody")?;
        let has_either = !handlers.is_empty() || !finalbody.is_empty();
        self.require(has_either, format!("{kind} has neither except handlers nor finalbody"))?;
        let has_both = !handlers.is_empty() || orelse.is_empty();
        self.require(has_both, format!("{kind} has orelse but no except handlers"))?;
        let is_star = kind == "TryStar";
        if is_star && handlers.iter().any(|handler: &ExceptHandler| handler.typ.is_none()) {
            return Err(self.vm.error(Exc::SystemError, "an except* clause without a type"));
        }
        Ok(Try { is_star, body, handlers, orelse, finalbody })
    }

    fn handler(&mut self, node: &Value) -> Res<ExceptHandler> {
        let kind = "ExceptHandler";
        let span = self.span(node, "excepthandler")?;
        if &*self.kind(node)? != kind {
            return Err(self.not_a("excepthandler", node)?);
        }
        Ok(ExceptHandler {
            typ: self.optional_expression(node, "type")?,
            name: self.optional_name(node, "name", span)?,
            body: self.block(node, kind)?,
            span,
        })
    }

    fn aliases(&mut self, node: &Value, kind: &str) -> Res<Vec<Alias>> {
        let aliases = self.each(node, kind, "names", "", |reader, alias| {
            let name = reader.identifier(alias, "alias", "name", Span::default())?.id;
            let asname = reader.optional_name(alias, "asname", Span::default())?.map(|name| name.id);
            let span = reader.span(alias, "alias")?;
            Ok(Alias { name, asname, span })
        })?;
        self.not_empty(&aliases, "names", kind)?;
        Ok(aliases)
    }

    fn with_item(&mut self, node: &Value) -> Res<WithItem> {
        let context_expr = *self.expression_of(node, "withitem", "context_expr")?;
        let target = self.optional(node, "optional_vars")?;
        let optional_vars = match target.is_none() {
            true => None,
            false => Some(self.expression(&target, Context::Store)?),
        };
        Ok(WithItem { context_expr, optional_vars })
    }

    fn type_params(&mut self, node: &Value, owner: &str) -> Res<Vec<TypeParam>> {
        self.each(node, owner, "type_params", "type_param", |reader, param| {
            let span = reader.span(param, "type_param")?;
            let name = reader.kind(param)?;
            let kind = match &*name {
                "TypeVar" => TypeParamKind::TypeVar,
                "TypeVarTuple" => TypeParamKind::TypeVarTuple,
                "ParamSpec" => TypeParamKind::ParamSpec,
                _ => return Err(reader.not_a("type_param", param)?),
            };
            let ident = reader.identifier(param, &name, "name", span)?;
            reader.check_name(&ident.id)?;
            let bound = match kind {
                TypeParamKind::TypeVar => reader.optional_expression(param, "bound")?.map(Box::new),
                _ => None,
            };
            let default = reader.optional_expression(param, "default_value")?.map(Box::new);
            Ok(TypeParam { kind, name: ident, bound, default, span })
        })
    }
}

// Expressions.
impl Reader<'_> {
    pub(super) fn expression_of(&mut self, node: &Value, owner: &str, name: &str) -> Res<Box<Expr>> {
        self.expression_in(node, owner, name, Context::Load)
    }

    fn expression_in(&mut self, node: &Value, owner: &str, name: &str, context: Context) -> Res<Box<Expr>> {
        let value = self.needed(node, owner, name)?;
        Ok(Box::new(self.expression(&value, context)?))
    }

    pub(super) fn optional_expression(&mut self, node: &Value, name: &str) -> Res<Option<Expr>> {
        let value = self.optional(node, name)?;
        match value.is_none() {
            true => Ok(None),
            false => self.expression(&value, Context::Load).map(Some),
        }
    }

    pub(super) fn expressions(&mut self, node: &Value, owner: &str, name: &str, context: Context) -> Res<Vec<Expr>> {
        self.each(node, owner, name, "expression", |reader, value| reader.expression(value, context))
    }

    /// Expressions, some of which are None.
    fn expressions_or_none(&mut self, node: &Value, owner: &str, name: &str) -> Res<Vec<Option<Expr>>> {
        let items = self.list(node, owner, name)?;
        let mut all = Vec::with_capacity(items.len());
        for item in &items {
            all.push(if item.is_none() { None } else { Some(self.expression(item, Context::Load)?) });
        }
        Ok(all)
    }

    pub(super) fn expression(&mut self, node: &Value, context: Context) -> Res<Expr> {
        let span = self.span(node, "expr")?;
        let kind = self.kind(node)?;
        let has_context = matches!(&*kind, "Attribute" | "Subscript" | "Starred" | "Name" | "List" | "Tuple");
        let is_expression = has_context
            || matches!(
                &*kind,
                "BoolOp"
                    | "NamedExpr"
                    | "BinOp"
                    | "UnaryOp"
                    | "Lambda"
                    | "IfExp"
                    | "Dict"
                    | "Set"
                    | "ListComp"
                    | "SetComp"
                    | "DictComp"
                    | "GeneratorExp"
                    | "Await"
                    | "Yield"
                    | "YieldFrom"
                    | "Compare"
                    | "Call"
                    | "FormattedValue"
                    | "Interpolation"
                    | "JoinedStr"
                    | "TemplateStr"
                    | "Constant"
                    | "Slice"
            );
        if !is_expression {
            return Err(self.not_a("expr", node)?);
        }
        self.enter("expr")?;
        if has_context {
            let found = self.context(node, &kind)?;
            self.check_context(found, context)?;
        } else {
            let message = format!("expression which can't be assigned to in {} context", context.class_name());
            self.require(context == Context::Load, message)?;
        }
        let kind = self.expression_kind(node, &kind, span, context)?;
        self.leave();
        Ok(Expr { kind, span })
    }

    fn context(&mut self, node: &Value, owner: &str) -> Res<Context> {
        let ctx = self.required(node, owner, "ctx")?;
        Ok(match &*self.kind(&ctx)? {
            "Load" => Context::Load,
            "Store" => Context::Store,
            "Del" => Context::Del,
            _ => return Err(self.not_a("expr_context", &ctx)?),
        })
    }

    fn expression_kind(&mut self, node: &Value, kind: &str, span: Span, context: Context) -> Res<ExprKind> {
        Ok(match kind {
            "BoolOp" => {
                let op = self.required(node, kind, "op")?;
                let op = match &*self.kind(&op)? {
                    "And" => BoolOp::And,
                    "Or" => BoolOp::Or,
                    _ => return Err(self.not_a("boolop", &op)?),
                };
                let values = self.expressions(node, kind, "values", Context::Load)?;
                self.require(values.len() > 1, "BoolOp with less than 2 values")?;
                ExprKind::BoolOp { op, values }
            }
            "NamedExpr" => {
                let target = self.needed(node, kind, "target")?;
                if &*self.kind(&target)? != "Name" {
                    return Err(self.vm.error(Exc::TypeError, "NamedExpr target must be a Name"));
                }
                // CPython does not look at its context.
                let span = self.span(&target, "expr")?;
                let target = self.identifier(&target, "Name", "id", span)?;
                ExprKind::NamedExpr { target, value: self.expression_of(node, kind, "value")? }
            }
            "BinOp" => {
                let left = self.expression_of(node, kind, "left")?;
                let op = self.operator(node, kind)?;
                ExprKind::BinOp { left, op, right: self.expression_of(node, kind, "right")? }
            }
            "UnaryOp" => {
                let op = self.required(node, kind, "op")?;
                let op = match &*self.kind(&op)? {
                    "Invert" => UnaryOp::Invert,
                    "Not" => UnaryOp::Not,
                    "UAdd" => UnaryOp::UAdd,
                    "USub" => UnaryOp::USub,
                    _ => return Err(self.not_a("unaryop", &op)?),
                };
                ExprKind::UnaryOp { op, operand: self.expression_of(node, kind, "operand")? }
            }
            "Lambda" => {
                let args = self.required(node, kind, "args")?;
                let args = Box::new(self.arguments(&args)?);
                ExprKind::Lambda { args, body: self.expression_of(node, kind, "body")? }
            }
            "IfExp" => ExprKind::IfExp {
                test: self.expression_of(node, kind, "test")?,
                body: self.expression_of(node, kind, "body")?,
                orelse: self.expression_of(node, kind, "orelse")?,
            },
            "Dict" => {
                let keys = self.expressions_or_none(node, kind, "keys")?;
                let values = self.expressions(node, kind, "values", Context::Load)?;
                let message = "Dict doesn't have the same number of keys as values";
                self.require(keys.len() == values.len(), message)?;
                ExprKind::Dict { keys, values }
            }
            "Set" => ExprKind::Set(self.expressions(node, kind, "elts", Context::Load)?),
            "ListComp" | "SetComp" | "GeneratorExp" => {
                let generators = self.generators(node, kind)?;
                let elt = self.expression_of(node, kind, "elt")?;
                match kind {
                    "ListComp" => ExprKind::ListComp { elt, generators },
                    "SetComp" => ExprKind::SetComp { elt, generators },
                    _ => ExprKind::GeneratorExp { elt, generators },
                }
            }
            "DictComp" => {
                let generators = self.generators(node, kind)?;
                let key = self.expression_of(node, kind, "key")?;
                ExprKind::DictComp { key, value: self.expression_of(node, kind, "value")?, generators }
            }
            "Await" => ExprKind::Await(self.expression_of(node, kind, "value")?),
            "Yield" => ExprKind::Yield(self.optional_expression(node, "value")?.map(Box::new)),
            "YieldFrom" => ExprKind::YieldFrom(self.expression_of(node, kind, "value")?),
            "Compare" => self.compare(node, kind)?,
            "Call" => ExprKind::Call {
                func: self.expression_of(node, kind, "func")?,
                args: self.expressions(node, kind, "args", Context::Load)?,
                keywords: self.each(node, kind, "keywords", "", Reader::keyword)?,
            },
            "FormattedValue" => ExprKind::FormattedValue {
                value: self.expression_of(node, kind, "value")?,
                conversion: self.conversion(node, kind)?,
                format_spec: self.optional_expression(node, "format_spec")?.map(Box::new),
            },
            "Interpolation" => {
                let value = self.expression_of(node, kind, "value")?;
                let text = self.required(node, kind, "str")?;
                let text = text.as_str().unwrap_or_default().into();
                let conversion = self.conversion(node, kind)?;
                let format_spec = self.optional_expression(node, "format_spec")?.map(Box::new);
                ExprKind::Interpolation { value, text, conversion, format_spec }
            }
            "JoinedStr" => ExprKind::JoinedStr(self.expressions(node, kind, "values", Context::Load)?),
            "TemplateStr" => ExprKind::TemplateStr(self.expressions(node, kind, "values", Context::Load)?),
            "Constant" => {
                let value = self.required(node, kind, "value")?;
                ExprKind::Constant(self.constant(&value)?)
            }
            "Attribute" => {
                let value = self.expression_of(node, kind, "value")?;
                let mut attr = self.identifier(node, kind, "attr", span)?;
                // The name stands at the end.
                let (line, column) = self.places.at(span.end);
                let start = self.places.index(line, column.saturating_sub(attr.id.len() as u32));
                attr.span = Span::new(start, span.end);
                ExprKind::Attribute { value, attr }
            }
            "Subscript" => ExprKind::Subscript {
                value: self.expression_of(node, kind, "value")?,
                slice: self.expression_of(node, kind, "slice")?,
            },
            "Starred" => ExprKind::Starred(self.expression_in(node, kind, "value", context)?),
            "Name" => {
                let name = self.identifier(node, kind, "id", span)?;
                self.check_name(&name.id)?;
                ExprKind::Name(name.id)
            }
            "List" => ExprKind::List(self.expressions(node, kind, "elts", context)?),
            "Tuple" => ExprKind::Tuple(self.expressions(node, kind, "elts", context)?),
            _ => ExprKind::Slice {
                lower: self.optional_expression(node, "lower")?.map(Box::new),
                upper: self.optional_expression(node, "upper")?.map(Box::new),
                step: self.optional_expression(node, "step")?.map(Box::new),
            },
        })
    }

    fn compare(&mut self, node: &Value, kind: &str) -> Res<ExprKind> {
        let left = self.expression_of(node, kind, "left")?;
        let ops = self.each(node, kind, "ops", "cmpop", |reader, op| {
            Ok(match &*reader.kind(op)? {
                "Eq" => CmpOp::Eq,
                "NotEq" => CmpOp::NotEq,
                "Lt" => CmpOp::Lt,
                "LtE" => CmpOp::LtE,
                "Gt" => CmpOp::Gt,
                "GtE" => CmpOp::GtE,
                "Is" => CmpOp::Is,
                "IsNot" => CmpOp::IsNot,
                "In" => CmpOp::In,
                "NotIn" => CmpOp::NotIn,
                _ => return Err(reader.not_a("cmpop", op)?),
            })
        })?;
        let comparators = self.expressions(node, kind, "comparators", Context::Load)?;
        self.require(!comparators.is_empty(), "Compare with no comparators")?;
        let message = "Compare has a different number of comparators and operands";
        self.require(comparators.len() == ops.len(), message)?;
        Ok(ExprKind::Compare { left, ops, comparators })
    }

    fn operator(&mut self, node: &Value, owner: &str) -> Res<Operator> {
        let op = self.required(node, owner, "op")?;
        Ok(match &*self.kind(&op)? {
            "Add" => Operator::Add,
            "Sub" => Operator::Sub,
            "Mult" => Operator::Mult,
            "MatMult" => Operator::MatMult,
            "Div" => Operator::Div,
            "Mod" => Operator::Mod,
            "Pow" => Operator::Pow,
            "LShift" => Operator::LShift,
            "RShift" => Operator::RShift,
            "BitOr" => Operator::BitOr,
            "BitXor" => Operator::BitXor,
            "BitAnd" => Operator::BitAnd,
            "FloorDiv" => Operator::FloorDiv,
            _ => return Err(self.not_a("operator", &op)?),
        })
    }

    fn conversion(&mut self, node: &Value, owner: &str) -> Res<Option<char>> {
        let value = self.needed(node, owner, "conversion")?;
        Ok(match self.integer(&value)? {
            -1 => None,
            115 => Some('s'),
            114 => Some('r'),
            97 => Some('a'),
            other => {
                let message = format!("Unrecognized conversion character {other}");
                return Err(self.vm.error(Exc::SystemError, message));
            }
        })
    }

    /// The value of a literal.
    pub(super) fn constant(&mut self, value: &Value) -> Res<Constant> {
        if value.is_none() {
            return Ok(Constant::None);
        }
        if let Some(b) = value.as_bool() {
            return Ok(if b { Constant::True } else { Constant::False });
        }
        if value.is_ellipsis() {
            return Ok(Constant::Ellipsis);
        }
        if let Some(int) = value.as_small_int() {
            return Ok(Constant::Int(int));
        }
        if let Some(float) = value.as_float() {
            return Ok(Constant::Float(float));
        }
        if value.exact::<Str>().is_some() {
            return Ok(Constant::Str(value.as_str().unwrap_or_default().into()));
        }
        if let Some(bytes) = value.exact::<Bytes>() {
            return Ok(Constant::Bytes(bytes.as_slice().into()));
        }
        if let Some(complex) = value.exact::<Complex>() {
            return Ok(Constant::Complex(complex.re, complex.im));
        }
        let items = match value.exact::<Tuple>() {
            Some(tuple) => Some(tuple.items().to_vec()),
            None if value.is_kind(rondo_vm::heap::Kind::FrozenSet) => set::elements(value)
                .is_some()
                .then(|| set::iter(value))
                .map(|iter| self.vm.collect(&iter))
                .transpose()?,
            None => None,
        };
        if let Some(items) = items {
            self.enter("expr")?;
            let items = items.iter().map(|item| self.constant(item)).collect::<Res<Vec<Constant>>>()?;
            self.leave();
            return Ok(match value.exact::<Tuple>() {
                Some(_) => Constant::Tuple(items),
                None => Constant::FrozenSet(items),
            });
        }
        match number::to_bigint(value) {
            Some(int) if value.is_kind(rondo_vm::heap::Kind::Int) => Ok(match i64::try_from(&int) {
                Ok(int) => Constant::Int(int),
                Err(_) => Constant::BigInt { radix: 16, digits: int.to_str_radix(16).into() },
            }),
            _ => Err(self.wrong_constant(value)),
        }
    }

    fn generators(&mut self, node: &Value, kind: &str) -> Res<Vec<Comprehension>> {
        let generators = self.each(node, kind, "generators", "", |reader, clause| {
            let owner = "comprehension";
            let target = *reader.expression_in(clause, owner, "target", Context::Store)?;
            let iter = *reader.expression_of(clause, owner, "iter")?;
            let ifs = reader.expressions(clause, owner, "ifs", Context::Load)?;
            let is_async = reader.needed(clause, owner, "is_async")?;
            Ok(Comprehension { target, iter, ifs, is_async: reader.integer(&is_async)? != 0 })
        })?;
        self.require(!generators.is_empty(), "comprehension with no generators")?;
        Ok(generators)
    }

    fn arguments(&mut self, node: &Value) -> Res<Arguments> {
        let owner = "arguments";
        let one = |reader: &mut Self, name: &str| -> Res<Option<Arg>> {
            let value = reader.optional(node, name)?;
            if value.is_none() { Ok(None) } else { reader.arg(&value).map(Some) }
        };
        let args = Arguments {
            posonlyargs: self.each(node, owner, "posonlyargs", "", Reader::arg)?,
            args: self.each(node, owner, "args", "", Reader::arg)?,
            vararg: one(self, "vararg")?,
            kwonlyargs: self.each(node, owner, "kwonlyargs", "", Reader::arg)?,
            kw_defaults: self.expressions_or_none(node, owner, "kw_defaults")?,
            kwarg: one(self, "kwarg")?,
            defaults: self.expressions(node, owner, "defaults", Context::Load)?,
        };
        self.check_arguments(&args)?;
        Ok(args)
    }

    fn arg(&mut self, node: &Value) -> Res<Arg> {
        let arg = self.identifier(node, "arg", "arg", Span::default())?.id;
        let annotation = self.optional_expression(node, "annotation")?.map(Box::new);
        let span = self.span(node, "arg")?;
        Ok(Arg { arg, annotation, span })
    }

    fn keyword(&mut self, node: &Value) -> Res<Keyword> {
        let arg = self.optional_name(node, "arg", Span::default())?;
        let value = *self.expression_of(node, "keyword", "value")?;
        let span = self.span(node, "keyword")?;
        Ok(Keyword { arg: arg.map(|name| Name { span, ..name }), value, span })
    }
}
