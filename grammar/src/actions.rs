//! What the grammar does when it has recognised something: the nodes that need more than a constructor.

#![expect(
    clippy::vec_box,
    clippy::boxed_local,
    reason = "what lies on the parser's stack is moved at every step, and boxed to be small"
)]

use crate::ast::*;
use crate::error::SyntaxError;
use crate::target;

type Checked<T> = Result<T, SyntaxError>;

// ---- Expressions

pub(crate) fn constant(start: u32, value: Constant, end: u32) -> Expr {
    Expr { kind: ExprKind::Constant(value), span: Span::new(start, end) }
}

pub(crate) fn name_expression(name: Name) -> Expr {
    Expr { kind: ExprKind::Name(name.id), span: name.span }
}

pub(crate) fn tuple(start: u32, elements: Vec<Expr>, end: u32) -> Expr {
    Expr { kind: ExprKind::Tuple(elements), span: Span::new(start, end) }
}

pub(crate) fn starred(start: u32, value: Box<Expr>, end: u32) -> Expr {
    Expr { kind: ExprKind::Starred(value), span: Span::new(start, end) }
}

pub(crate) fn unary(start: u32, op: UnaryOp, operand: Box<Expr>, end: u32) -> Expr {
    Expr { kind: ExprKind::UnaryOp { op, operand }, span: Span::new(start, end) }
}

pub(crate) fn binary(start: u32, left: Box<Expr>, op: Operator, right: Box<Expr>, end: u32) -> Expr {
    Expr { kind: ExprKind::BinOp { left, op, right }, span: Span::new(start, end) }
}

pub(crate) fn attribute(start: u32, value: Expr, attr: Name) -> Expr {
    let span = Span::new(start, attr.span.end);
    Expr { kind: ExprKind::Attribute { value: Box::new(value), attr }, span }
}

pub(crate) fn subscript(start: u32, value: Box<Expr>, slice: Box<Expr>, end: u32) -> Expr {
    Expr { kind: ExprKind::Subscript { value, slice }, span: Span::new(start, end) }
}

/// `a[*b]` is `a[(*b,)]`.
pub(crate) fn single_slice(slice: Expr) -> Box<Expr> {
    let span = slice.span;
    match slice.kind {
        ExprKind::Starred(_) => Box::new(tuple(span.start, vec![slice], span.end)),
        _ => Box::new(slice),
    }
}

/// An expression in parentheses of its own.
pub(crate) fn group(inner: Expr) -> Checked<Expr> {
    match inner.kind {
        ExprKind::Starred(_) => Err(SyntaxError::new("cannot use starred expression here", inner.span)),
        _ => Ok(inner),
    }
}

pub(crate) fn comprehension(element: Box<Expr>, kind: impl FnOnce(Box<Expr>) -> ExprKind, span: Span) -> Checked<Expr> {
    match element.kind {
        ExprKind::Starred(_) => {
            Err(SyntaxError::new("iterable unpacking cannot be used in comprehension", element.span))
        }
        _ => Ok(Expr { kind: kind(element), span }),
    }
}

pub(crate) fn generator(start: u32, elt: Box<Expr>, generators: Vec<Comprehension>, end: u32) -> Checked<Expr> {
    comprehension(elt, |elt| ExprKind::GeneratorExp { elt, generators }, Span::new(start, end))
}

pub(crate) fn for_clause(is_async: bool, target: Box<Expr>, iter: Expr, ifs: Vec<Expr>) -> Checked<Box<Comprehension>> {
    Ok(Box::new(Comprehension { target: target::bound(*target)?, iter, ifs, is_async }))
}

/// The items of a dict display; the first `**`'s place is kept, as a comprehension cannot have one.
#[derive(Debug, Default)]
pub(crate) struct DictItems {
    pub keys: Vec<Option<Expr>>,
    pub values: Vec<Expr>,
    mapping_at: Option<u32>,
}

impl DictItems {
    pub fn pair(mut self: Box<Self>, key: Expr, value: Expr) -> Box<Self> {
        self.keys.push(Some(key));
        self.values.push(value);
        self
    }

    pub fn mapping(mut self: Box<Self>, start: u32, value: Expr) -> Box<Self> {
        self.mapping_at.get_or_insert(start);
        self.keys.push(None);
        self.values.push(value);
        self
    }

    /// Nothing yet.
    pub fn new() -> Box<DictItems> {
        Box::default()
    }
}

pub(crate) fn dict_comprehension(
    start: u32,
    items: Box<DictItems>,
    generators: Vec<Comprehension>,
    end: u32,
) -> Checked<Expr> {
    let mut items = *items;
    if let Some(at) = items.mapping_at {
        let message = "dict unpacking cannot be used in dict comprehension";
        return Err(SyntaxError::new(message, Span::new(at, at + 2)));
    }
    match (items.keys.pop().flatten(), items.values.pop()) {
        (Some(key), Some(value)) if items.keys.is_empty() => Ok(Expr {
            kind: ExprKind::DictComp { key: Box::new(key), value: Box::new(value), generators },
            span: Span::new(start, end),
        }),
        _ => {
            // Several items before `for`: the parser would have stopped at the `for`.
            let at = items.values.last().map_or(start, |_| generators[0].target.span.start.saturating_sub(4));
            Err(SyntaxError::new("invalid syntax", Span::new(at, at + 3)))
        }
    }
}

// ---- Calls

/// One argument of a call.
#[derive(Debug)]
pub(crate) enum Argument {
    /// `value` or `*value`.
    Positional(Expr),
    /// `name=value` or `**value`.
    Keyword(Box<Keyword>),
    /// A generator expression without parentheses of its own.
    Generator(Box<Expr>),
}

impl Argument {
    pub fn generator(value: Expr) -> Argument {
        Argument::Generator(Box::new(value))
    }
}

/// The arguments of a call, as CPython's `ast` sorts them.
#[derive(Debug, Default)]
pub(crate) struct CallArguments {
    pub args: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    /// The first generator expression without parentheses that was met. It must be the only argument.
    generator: Option<Span>,
    /// Was there a comma after the last argument?
    trailing_comma: bool,
    unpacked_mapping: bool,
    /// What is wrong with the order of the arguments.
    misplaced: Option<&'static str>,
    /// Where the last comma stands.
    comma: u32,
}

impl CallArguments {
    /// No arguments.
    pub fn new() -> Box<CallArguments> {
        Box::default()
    }

    pub fn push(mut self: Box<Self>, argument: Argument) -> Checked<Box<Self>> {
        match argument {
            Argument::Positional(value) => {
                if !self.keywords.is_empty() {
                    let message = match (&value.kind, self.unpacked_mapping) {
                        (ExprKind::Starred(_), false) => None,
                        (ExprKind::Starred(_), true) => {
                            Some("iterable argument unpacking follows keyword argument unpacking")
                        }
                        (_, true) => Some("positional argument follows keyword argument unpacking"),
                        (_, false) => Some("positional argument follows keyword argument"),
                    };
                    match message {
                        Some(message) if matches!(value.kind, ExprKind::Starred(_)) => {
                            return Err(SyntaxError::new(message, Span::new(self.comma, value.span.end)));
                        }
                        // Reported when the closing parenthesis is known.
                        Some(message) => self.misplaced = self.misplaced.or(Some(message)),
                        None => {}
                    }
                }
                self.args.push(value);
            }
            Argument::Keyword(keyword) => {
                self.unpacked_mapping |= keyword.arg.is_none();
                self.keywords.push(*keyword);
            }
            Argument::Generator(value) => {
                self.generator.get_or_insert(value.span);
                self.args.push(*value);
            }
        }
        Ok(self)
    }

    pub fn after_comma(mut self: Box<Self>, at: u32) -> Box<Self> {
        self.comma = at;
        self
    }

    /// The arguments, if they are in order; their closing parenthesis ends at `end`.
    pub fn checked(self: Box<Self>, end: u32) -> Checked<Box<Self>> {
        match self.misplaced {
            Some(message) => Err(SyntaxError::new(message, Span::new(end - 1, end))),
            None => Ok(self),
        }
    }

    pub fn with_trailing_comma(mut self: Box<Self>) -> Box<Self> {
        self.trailing_comma = true;
        self
    }

    /// The generator expression that would have needed parentheses.
    fn misplaced_generator(&self) -> Option<Span> {
        let alone = self.args.len() + self.keywords.len() == 1 && !self.trailing_comma;
        if alone { None } else { self.generator }
    }
}

/// `func(arguments)`, its parenthesis at `paren`.
pub(crate) fn call(start: u32, func: Box<Expr>, paren: u32, arguments: Box<CallArguments>, end: u32) -> Checked<Expr> {
    if let Some(span) = arguments.misplaced_generator() {
        return Err(SyntaxError::new("Generator expression must be parenthesized", span));
    }
    let CallArguments { mut args, keywords, generator, .. } = *arguments.checked(end)?;
    if generator.is_some() {
        // The call's parentheses are the generator expression's.
        args[0].span = Span::new(paren, end);
    }
    Ok(Expr { kind: ExprKind::Call { func, args, keywords }, span: Span::new(start, end) })
}

/// `name=value`; `tokens` is the name's range with its parentheses, `equals_end` the end of the `=`.
pub(crate) fn keyword(name: Expr, tokens: Span, equals_end: u32, value: Expr, end: u32) -> Checked<Argument> {
    let span = Span::new(tokens.start, end);
    match name.kind {
        ExprKind::Name(id) if name.span == tokens => {
            Ok(Argument::Keyword(Box::new(Keyword { arg: Some(Name { id, span: name.span }), value, span })))
        }
        ExprKind::Constant(Constant::None | Constant::True | Constant::False) => {
            let message = format!("cannot assign to {}", target::describe(&name));
            Err(SyntaxError::new(message, Span::new(name.span.start, equals_end)))
        }
        _ => {
            let message = "expression cannot contain assignment, perhaps you meant \"==\"?";
            Err(SyntaxError::new(message, Span::new(name.span.start, equals_end)))
        }
    }
}

// ---- Parameters

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParameterKind {
    Plain,
    /// `/`
    Slash,
    /// `*`
    Star,
    /// `*name`
    VarArgs,
    /// `**name`
    VarKeywords,
}

/// One entry of a parameter list.
#[derive(Debug)]
pub(crate) struct Parameter {
    kind: ParameterKind,
    arg: Option<Arg>,
    default: Option<Box<Expr>>,
    span: Span,
}

impl Parameter {
    pub fn named(
        kind: ParameterKind,
        name: Name,
        annotation: Option<Box<Expr>>,
        default: Option<Box<Expr>>,
        span: Span,
        arg_end: u32,
    ) -> Box<Parameter> {
        let arg = Arg { arg: name.id, annotation, span: Span::new(name.span.start, arg_end) };
        Box::new(Parameter { kind, arg: Some(arg), default, span })
    }

    pub fn mark(kind: ParameterKind, span: Span) -> Box<Parameter> {
        Box::new(Parameter { kind, arg: None, default: None, span })
    }
}

/// Sorts a parameter list, which the grammar accepts in any order.
/// `colon` is a lambda's, where CPython points for some faults.
pub(crate) fn parameters(list: Vec<Box<Parameter>>, colon: Option<Span>) -> Checked<Box<Arguments>> {
    let mut out = Box::new(Arguments::default());
    let (mut seen_slash, mut seen_star, mut bare_star) = (false, false, None);
    let fail = |message: &str, span: Span| Err(SyntaxError::new(message, span));
    let count = list.len();
    for (number, parameter) in list.into_iter().enumerate() {
        let Parameter { kind, arg, default, span } = *parameter;
        if out.kwarg.is_some() {
            // A default is not underlined.
            let end = match (kind, &arg) {
                (ParameterKind::VarArgs, _) => span.start + 1,
                (ParameterKind::VarKeywords, _) => span.start + 2,
                (ParameterKind::Plain, Some(arg)) => arg.span.end,
                _ => span.end,
            };
            return fail("arguments cannot follow var-keyword argument", Span::new(span.start, end));
        }
        match (kind, arg) {
            (ParameterKind::Plain, Some(arg)) if seen_star => {
                bare_star = None;
                out.kwonlyargs.push(arg);
                out.kw_defaults.push(default.map(|d| *d));
            }
            (ParameterKind::Plain, Some(arg)) => {
                match default {
                    Some(default) => out.defaults.push(*default),
                    None if !out.defaults.is_empty() => {
                        return fail("parameter without a default follows parameter with a default", span);
                    }
                    None => {}
                }
                out.args.push(arg);
            }
            (ParameterKind::Slash, _) => {
                if seen_star {
                    return fail("/ must be ahead of *", span);
                }
                if seen_slash {
                    return fail("/ may appear only once", span);
                }
                if out.args.is_empty() && number + 1 == count {
                    return fail("invalid syntax", span);
                }
                if out.args.is_empty() {
                    return fail("at least one argument must precede /", span);
                }
                seen_slash = true;
                out.posonlyargs = std::mem::take(&mut out.args);
            }
            (ParameterKind::Star, _) => {
                if seen_star {
                    // The last parameter cannot be that in any case.
                    let is_last = number + 1 == count;
                    return fail(if is_last { "invalid syntax" } else { "* argument may appear only once" }, span);
                }
                seen_star = true;
                bare_star = Some(span);
            }
            (ParameterKind::VarArgs, arg) => {
                if seen_star {
                    return fail("* argument may appear only once", Span::new(span.start, span.start + 1));
                }
                if let (Some(_), Some(arg)) = (&default, &arg) {
                    return fail("var-positional argument cannot have default value", equals_after(arg));
                }
                seen_star = true;
                out.vararg = arg;
            }
            (_, arg) => {
                if bare_star.is_some() && colon.is_some() {
                    return fail("named arguments must follow bare *", Span::new(span.start, span.start + 2));
                }
                if let (Some(_), Some(arg)) = (&default, &arg) {
                    return fail("var-keyword argument cannot have default value", equals_after(arg));
                }
                out.kwarg = arg;
            }
        }
    }
    match bare_star {
        Some(span) => fail("named arguments must follow bare *", colon.unwrap_or(span)),
        None => Ok(out),
    }
}

/// Where the `=` after a parameter usually is.
fn equals_after(arg: &Arg) -> Span {
    Span::new(arg.span.end, arg.span.end + 1)
}

// ---- Statements

/// The statements of a block.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub body: Vec<Stmt>,
    /// The end of its last token other than layout: of the last statement, or of a semicolon after it.
    pub end: u32,
}

impl Block {
    pub fn push(mut self, statement: Stmt) -> Block {
        self.end = statement.span.end;
        self.body.push(statement);
        self
    }

    /// Adds the statements of a line that ends at `end`.
    pub fn extend(mut self, statements: Vec<Stmt>, end: u32) -> Block {
        self.body.extend(statements);
        self.end = end;
        self
    }

    pub fn of(body: Vec<Stmt>) -> Block {
        let end = body.last().map_or(0, |last| last.span.end);
        Block { body, end }
    }
}

/// A compound statement ends where the last of its blocks does; absent blocks end at 0.
fn compound(start: u32, kind: StmtKind, ends: &[u32]) -> Stmt {
    let end = ends.iter().copied().max().unwrap_or(start);
    Stmt { kind, span: Span::new(start, end) }
}

pub(crate) fn if_statement(
    start: u32,
    test: Box<Expr>,
    body: Block,
    elifs: Vec<Box<(u32, Box<Expr>, Block)>>,
    orelse: Option<Block>,
) -> Stmt {
    let mut orelse = orelse.unwrap_or_default();
    for elif in elifs.into_iter().rev() {
        let (start, test, body) = *elif;
        let end = body.end.max(orelse.end);
        let kind = StmtKind::If { test, body: body.body, orelse: orelse.body };
        orelse = Block { body: vec![Stmt { kind, span: Span::new(start, end) }], end };
    }
    compound(start, StmtKind::If { test, body: body.body, orelse: orelse.body }, &[body.end, orelse.end])
}

pub(crate) fn while_statement(start: u32, test: Box<Expr>, body: Block, orelse: Option<Block>) -> Stmt {
    let orelse = orelse.unwrap_or_default();
    compound(start, StmtKind::While { test, body: body.body, orelse: orelse.body }, &[body.end, orelse.end])
}

pub(crate) fn for_statement(
    start: u32,
    is_async: bool,
    target: Box<Expr>,
    iter: Expr,
    body: Block,
    orelse: Option<Block>,
) -> Checked<Stmt> {
    let orelse = orelse.unwrap_or_default();
    let ends = [body.end, orelse.end];
    let target = target::bound(*target)?;
    let statement = For { is_async, target, iter, body: body.body, orelse: orelse.body };
    Ok(compound(start, StmtKind::For(Box::new(statement)), &ends))
}

pub(crate) fn handler(
    start: u32,
    is_star: bool,
    typ: Option<Expr>,
    name: Option<Name>,
    body: Block,
) -> Box<(bool, ExceptHandler)> {
    let span = Span::new(start, body.end);
    Box::new((is_star, ExceptHandler { typ, name, body: body.body, span }))
}

pub(crate) fn try_statement(
    start: u32,
    body: Block,
    clauses: Vec<Box<(bool, ExceptHandler)>>,
    orelse: Option<Block>,
    finalbody: Option<Block>,
) -> Checked<Stmt> {
    let is_star = clauses.first().is_some_and(|clause| clause.0);
    let mut handlers = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let (star, handler) = *clause;
        if star != is_star {
            let message = "cannot have both 'except' and 'except*' on the same 'try'";
            return Err(SyntaxError::new(
                message,
                Span::new(handler.span.start, handler.span.start + if star { 7 } else { 6 }),
            ));
        }
        handlers.push(handler);
    }
    let (orelse, finalbody) = (orelse.unwrap_or_default(), finalbody.unwrap_or_default());
    let last_handler = handlers.last().map_or(0, |handler| handler.span.end);
    let ends = [body.end, last_handler, orelse.end, finalbody.end];
    let statement = Try { is_star, body: body.body, handlers, orelse: orelse.body, finalbody: finalbody.body };
    Ok(compound(start, StmtKind::Try(Box::new(statement)), &ends))
}

pub(crate) fn with_item(context_expr: Expr, target: Expr) -> Checked<Box<WithItem>> {
    Ok(Box::new(WithItem { context_expr, optional_vars: Some(target::bound(target)?) }))
}

pub(crate) fn with_statement(start: u32, is_async: bool, items: Vec<Box<WithItem>>, body: Block) -> Stmt {
    let items = items.into_iter().map(|item| *item).collect();
    compound(start, StmtKind::With(Box::new(With { is_async, items, body: body.body })), &[body.end])
}

pub(crate) fn function(
    start: u32,
    is_async: bool,
    name: Name,
    type_params: Option<Vec<TypeParam>>,
    args: Arguments,
    returns: Option<Box<Expr>>,
    body: Block,
) -> Stmt {
    let definition = FunctionDef {
        is_async,
        name,
        args,
        body: body.body,
        decorator_list: Vec::new(),
        returns: returns.map(|r| *r),
        type_params: type_params.unwrap_or_default(),
    };
    compound(start, StmtKind::FunctionDef(Box::new(definition)), &[body.end])
}

pub(crate) fn class(
    start: u32,
    name: Name,
    type_params: Option<Vec<TypeParam>>,
    arguments: Option<Box<CallArguments>>,
    body: Block,
) -> Checked<Stmt> {
    let arguments = arguments.unwrap_or_default();
    if let Some(span) = arguments.misplaced_generator() {
        return Err(SyntaxError::new("Generator expression must be parenthesized", span));
    }
    if let Some(span) = arguments.generator {
        let at = arguments.args.last().map_or(span.end, |element| match &element.kind {
            ExprKind::GeneratorExp { elt, .. } => elt.span.end + 1,
            _ => span.end,
        });
        return Err(SyntaxError::new("invalid syntax", Span::new(at, at + 3)));
    }
    let CallArguments { args: bases, keywords, .. } = *arguments;
    let definition = ClassDef {
        name,
        bases,
        keywords,
        body: body.body,
        decorator_list: Vec::new(),
        type_params: type_params.unwrap_or_default(),
    };
    Ok(compound(start, StmtKind::ClassDef(Box::new(definition)), &[body.end]))
}

/// Puts `decorators` on a function or class.
pub(crate) fn decorated(decorators: Vec<Expr>, mut definition: Stmt) -> Stmt {
    match &mut definition.kind {
        StmtKind::FunctionDef(function) => function.decorator_list = decorators,
        StmtKind::ClassDef(class) => class.decorator_list = decorators,
        _ => {}
    }
    definition
}

/// Each case comes with the end of its block.
pub(crate) fn match_statement(start: u32, subject: Box<Expr>, cases: Vec<Box<(MatchCase, u32)>>) -> Stmt {
    let end = cases.last().map_or(start, |case| case.1);
    let cases = cases.into_iter().map(|case| case.0).collect();
    compound(start, StmtKind::Match { subject, cases }, &[end])
}

// ---- Strings

/// One of adjacent string literals.
#[derive(Debug)]
pub(crate) enum StringPart {
    /// A string or bytes literal at this range.
    Plain(Span),
    /// An f-string or t-string.
    Formatted(Box<FormattedPart>),
}

/// An f-string or t-string literal.
#[derive(Debug)]
pub(crate) struct FormattedPart {
    pub template: bool,
    /// The prefix and opening quotes.
    pub opening: Span,
    pub items: Vec<FieldItem>,
    pub span: Span,
}

/// A part of an f-string: text or a replacement field.
#[derive(Debug)]
pub(crate) enum FieldItem {
    Text(Span),
    Field(Box<Field>),
}

/// A replacement field.
#[derive(Debug)]
pub(crate) struct Field {
    pub value: Box<Expr>,
    /// From after the brace to before the conversion, format or closing brace.
    pub text: Span,
    /// `{value=}`?
    pub debug: bool,
    pub conversion: Option<char>,
    pub spec: Option<Specification>,
    pub span: Span,
}

/// The range, colon included, and the parts of a format specification.
pub(crate) type Specification = Box<(Span, Vec<FieldItem>)>;

impl Field {
    /// The field whose braces are at `span`, the inner sides of which are `open` and `close`.
    pub fn item(
        value: Box<Expr>,
        open: u32,
        debug: bool,
        conversion: Option<(u32, char)>,
        spec: Option<Specification>,
        close: u32,
        span: Span,
    ) -> FieldItem {
        let end = match (&conversion, &spec) {
            (Some(conversion), _) => conversion.0,
            (None, Some(spec)) => spec.0.start,
            (None, None) => close,
        };
        let conversion = conversion.map(|c| c.1);
        FieldItem::Field(Box::new(Field { value, text: Span::new(open, end), debug, conversion, spec, span }))
    }
}

impl StringPart {
    pub fn plain(start: u32, end: u32) -> StringPart {
        StringPart::Plain(Span::new(start, end))
    }

    pub fn formatted(template: bool, start: u32, body: u32, items: Vec<FieldItem>, end: u32) -> StringPart {
        StringPart::Formatted(Box::new(FormattedPart {
            template,
            opening: Span::new(start, body),
            items,
            span: Span::new(start, end),
        }))
    }
}
