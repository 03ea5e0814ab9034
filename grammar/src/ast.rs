//! The abstract syntax tree: CPython's `ast` module, node for node and field for field, with byte spans.
//!
//! Names, field order and meaning follow the ASDL of Python 3.14 (<https://docs.python.org/3.14/library/ast.html>),
//! so that whoever knows `ast.dump` can read this. Contexts (`Load`, `Store`, `Del`) are implied by position.

use crate::Text;
use std::rc::Rc;

/// An identifier, NFKC-normalised as PEP 3131 asks.
pub type Ident = Text;

/// A half-open range of byte offsets into the source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset just past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// An identifier where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The identifier.
    pub id: Ident,
    /// Where it stands.
    pub span: Span,
}

/// What a source text parses to.
#[derive(Clone, Debug, PartialEq)]
pub enum Mod {
    /// A file, or the text given to `exec`.
    Module(Vec<Stmt>),
    /// A single statement typed at the prompt.
    Interactive(Vec<Stmt>),
    /// The text given to `eval`.
    Expression(Box<Expr>),
}

/// A statement and where it stands (from its first decorator's line for a decorated definition's body, as CPython:
/// the span starts at `def`/`class`, decorators carry their own spans).
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// Where it stands.
    pub span: Span,
}

/// `def` or `async def`.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionDef {
    /// `async def`?
    pub is_async: bool,
    /// The function's name.
    pub name: Name,
    /// Its parameters.
    pub args: Arguments,
    /// Its body, never empty.
    pub body: Vec<Stmt>,
    /// Decorators, outermost first.
    pub decorator_list: Vec<Expr>,
    /// The annotation after `->`.
    pub returns: Option<Expr>,
    /// `[T, *Ts, **P]`.
    pub type_params: Vec<TypeParam>,
}

/// `class`.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassDef {
    /// The class's name.
    pub name: Name,
    /// Positional bases, `Starred` among them.
    pub bases: Vec<Expr>,
    /// `metaclass=` and other keywords; `arg` is `None` for `**mapping`.
    pub keywords: Vec<Keyword>,
    /// Its body, never empty.
    pub body: Vec<Stmt>,
    /// Decorators, outermost first.
    pub decorator_list: Vec<Expr>,
    /// `[T, *Ts, **P]`.
    pub type_params: Vec<TypeParam>,
}

/// `for` or `async for`.
#[derive(Clone, Debug, PartialEq)]
pub struct For {
    /// `async for`?
    pub is_async: bool,
    /// Assignment target.
    pub target: Expr,
    /// What is iterated.
    pub iter: Expr,
    /// The loop's body.
    pub body: Vec<Stmt>,
    /// The `else` block, empty if absent.
    pub orelse: Vec<Stmt>,
}

/// `with` or `async with`.
#[derive(Clone, Debug, PartialEq)]
pub struct With {
    /// `async with`?
    pub is_async: bool,
    /// The context managers, at least one.
    pub items: Vec<WithItem>,
    /// The body.
    pub body: Vec<Stmt>,
}

/// `try`.
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    /// Are the handlers `except*`?
    pub is_star: bool,
    /// The guarded block.
    pub body: Vec<Stmt>,
    /// The handlers.
    pub handlers: Vec<ExceptHandler>,
    /// The `else` block, empty if absent.
    pub orelse: Vec<Stmt>,
    /// The `finally` block, empty if absent.
    pub finalbody: Vec<Stmt>,
}

/// The kinds of statement.
#[derive(Clone, Debug, PartialEq)]
pub enum StmtKind {
    /// `def`, `async def`.
    FunctionDef(Box<FunctionDef>),
    /// `class`.
    ClassDef(Box<ClassDef>),
    /// `return [value]`.
    Return(Option<Box<Expr>>),
    /// `del targets`.
    Delete(Vec<Expr>),
    /// `targets[0] = targets[1] = ... = value`.
    Assign {
        /// At least one target, left to right.
        targets: Vec<Expr>,
        /// The value.
        value: Box<Expr>,
    },
    /// `type name[type_params] = value`.
    TypeAlias {
        /// The alias's name.
        name: Name,
        /// `[T, *Ts, **P]`.
        type_params: Vec<TypeParam>,
        /// The lazily evaluated value.
        value: Box<Expr>,
    },
    /// `target op= value`.
    AugAssign {
        /// Name, attribute or subscript.
        target: Box<Expr>,
        /// The operator.
        op: Operator,
        /// The right side.
        value: Box<Expr>,
    },
    /// `target: annotation [= value]`.
    AnnAssign {
        /// Name, attribute or subscript.
        target: Box<Expr>,
        /// The annotation.
        annotation: Box<Expr>,
        /// The value, if assigned.
        value: Option<Box<Expr>>,
        /// Is the target a bare, unparenthesised name?
        simple: bool,
    },
    /// `for`, `async for`.
    For(Box<For>),
    /// `while`.
    While {
        /// The condition.
        test: Box<Expr>,
        /// The body.
        body: Vec<Stmt>,
        /// The `else` block, empty if absent.
        orelse: Vec<Stmt>,
    },
    /// `if`; an `elif` is an `If` alone in `orelse`.
    If {
        /// The condition.
        test: Box<Expr>,
        /// The body.
        body: Vec<Stmt>,
        /// The `else` block, empty if absent.
        orelse: Vec<Stmt>,
    },
    /// `with`, `async with`.
    With(Box<With>),
    /// `match`.
    Match {
        /// What is matched.
        subject: Box<Expr>,
        /// The cases, at least one.
        cases: Vec<MatchCase>,
    },
    /// `raise [exc [from cause]]`.
    Raise {
        /// The exception.
        exc: Option<Box<Expr>>,
        /// The cause.
        cause: Option<Box<Expr>>,
    },
    /// `try`.
    Try(Box<Try>),
    /// `assert test [, msg]`.
    Assert {
        /// The condition.
        test: Box<Expr>,
        /// The message.
        msg: Option<Box<Expr>>,
    },
    /// `import names`.
    Import(Vec<Alias>),
    /// `from module import names`.
    ImportFrom {
        /// The dotted module; `None` in `from . import x`.
        module: Option<Name>,
        /// The names; a single `*` for a star import.
        names: Vec<Alias>,
        /// The number of leading dots.
        level: u32,
    },
    /// `global names`.
    Global(Vec<Name>),
    /// `nonlocal names`.
    Nonlocal(Vec<Name>),
    /// An expression as a statement.
    Expr(Box<Expr>),
    /// `pass`.
    Pass,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
}

/// An expression and where it stands, without surrounding parentheses (a tuple's and a generator expression's own
/// parentheses belong to it).
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// `a and b and c`: all operands of one operator.
    BoolOp {
        /// The operator.
        op: BoolOp,
        /// At least two operands.
        values: Vec<Expr>,
    },
    /// `target := value`.
    NamedExpr {
        /// The name bound.
        target: Name,
        /// The value.
        value: Box<Expr>,
    },
    /// `left op right`.
    BinOp {
        /// Left operand.
        left: Box<Expr>,
        /// The operator.
        op: Operator,
        /// Right operand.
        right: Box<Expr>,
    },
    /// `op operand`.
    UnaryOp {
        /// The operator.
        op: UnaryOp,
        /// The operand.
        operand: Box<Expr>,
    },
    /// `lambda args: body`.
    Lambda {
        /// Its parameters.
        args: Box<Arguments>,
        /// Its body.
        body: Box<Expr>,
    },
    /// `body if test else orelse`.
    IfExp {
        /// The condition.
        test: Box<Expr>,
        /// The value if true.
        body: Box<Expr>,
        /// The value if false.
        orelse: Box<Expr>,
    },
    /// `{k: v, **m}`; a key of `None` stands for `**`.
    Dict {
        /// The keys.
        keys: Vec<Option<Expr>>,
        /// The values, as many as keys.
        values: Vec<Expr>,
    },
    /// `{a, b}`.
    Set(Vec<Expr>),
    /// `[elt for ...]`.
    ListComp {
        /// The element.
        elt: Box<Expr>,
        /// The `for` clauses, outermost first.
        generators: Vec<Comprehension>,
    },
    /// `{elt for ...}`.
    SetComp {
        /// The element.
        elt: Box<Expr>,
        /// The `for` clauses, outermost first.
        generators: Vec<Comprehension>,
    },
    /// `{key: value for ...}`.
    DictComp {
        /// The key.
        key: Box<Expr>,
        /// The value.
        value: Box<Expr>,
        /// The `for` clauses, outermost first.
        generators: Vec<Comprehension>,
    },
    /// `(elt for ...)`.
    GeneratorExp {
        /// The element.
        elt: Box<Expr>,
        /// The `for` clauses, outermost first.
        generators: Vec<Comprehension>,
    },
    /// `await value`.
    Await(Box<Expr>),
    /// `yield [value]`.
    Yield(Option<Box<Expr>>),
    /// `yield from value`.
    YieldFrom(Box<Expr>),
    /// `left op comparator op comparator ...`.
    Compare {
        /// The first operand.
        left: Box<Expr>,
        /// The operators.
        ops: Vec<CmpOp>,
        /// The further operands, as many as operators.
        comparators: Vec<Expr>,
    },
    /// `func(args, keywords)`.
    Call {
        /// What is called.
        func: Box<Expr>,
        /// Positional arguments, `Starred` among them.
        args: Vec<Expr>,
        /// Keyword arguments; `arg` is `None` for `**mapping`.
        keywords: Vec<Keyword>,
    },
    /// A replacement field of an f-string, the part in braces.
    FormattedValue {
        /// The expression.
        value: Box<Expr>,
        /// `s`, `r` or `a` after `!`.
        conversion: Option<char>,
        /// The format after `:`, always a `JoinedStr`.
        format_spec: Option<Box<Expr>>,
    },
    /// An f-string (PEP 701): constant strings and `FormattedValue`s. Adjacent literals are already joined.
    JoinedStr(Vec<Expr>),
    /// A replacement field of a t-string.
    Interpolation {
        /// The expression.
        value: Box<Expr>,
        /// The expression's source text.
        text: Ident,
        /// `s`, `r` or `a` after `!`.
        conversion: Option<char>,
        /// The format after `:`, always a `JoinedStr`.
        format_spec: Option<Box<Expr>>,
    },
    /// A t-string (PEP 750): constant strings and `Interpolation`s.
    TemplateStr(Vec<Expr>),
    /// A literal.
    Constant(Constant),
    /// `value.attr`.
    Attribute {
        /// The object.
        value: Box<Expr>,
        /// The attribute's name.
        attr: Name,
    },
    /// `value[slice]`.
    Subscript {
        /// The container.
        value: Box<Expr>,
        /// The index: any expression, a `Slice`, or a `Tuple` of them.
        slice: Box<Expr>,
    },
    /// `*value`.
    Starred(Box<Expr>),
    /// A name.
    Name(Ident),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `(a, b)` or `a, b`.
    Tuple(Vec<Expr>),
    /// `lower:upper:step`, only inside a subscript.
    Slice {
        /// The start.
        lower: Option<Box<Expr>>,
        /// The stop.
        upper: Option<Box<Expr>>,
        /// The step.
        step: Option<Box<Expr>>,
    },
}

/// A literal's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`.
    None,
    /// `True`.
    True,
    /// `False`.
    False,
    /// `...`.
    Ellipsis,
    /// A string; adjacent literals are already joined. Lone surrogates are mapped by [`crate::surrogate`].
    Str(Text),
    /// Bytes; adjacent literals are already joined.
    Bytes(Rc<[u8]>),
    /// An integer that fits.
    Int(i64),
    /// A larger integer: its digits without prefix and underscores.
    BigInt {
        /// 2, 8, 10 or 16.
        radix: u32,
        /// The digits.
        digits: Text,
    },
    /// A float.
    Float(f64),
    /// An imaginary number: its imaginary part.
    Imaginary(f64),
    /// A complex number with both its parts. Like the two below it, only in trees that programs make.
    Complex(f64, f64),
    /// A tuple of constants.
    Tuple(Vec<Constant>),
    /// A frozenset of constants.
    FrozenSet(Vec<Constant>),
}

/// `and`, `or`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BoolOp {
    And,
    Or,
}

/// The binary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Operator {
    Add,
    Sub,
    Mult,
    MatMult,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    BitOr,
    BitXor,
    BitAnd,
    FloorDiv,
}

/// The unary operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

/// The comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CmpOp {
    Eq,
    NotEq,
    Lt,
    LtE,
    Gt,
    GtE,
    Is,
    IsNot,
    In,
    NotIn,
}

/// One `for` clause of a comprehension.
#[derive(Clone, Debug, PartialEq)]
pub struct Comprehension {
    /// Assignment target.
    pub target: Expr,
    /// What is iterated.
    pub iter: Expr,
    /// The `if` conditions.
    pub ifs: Vec<Expr>,
    /// `async for`?
    pub is_async: bool,
}

/// One `except` clause.
#[derive(Clone, Debug, PartialEq)]
pub struct ExceptHandler {
    /// The exception type or tuple of types; `None` for a bare `except:`. PEP 758's unparenthesised tuple is a `Tuple`.
    pub typ: Option<Expr>,
    /// The name after `as`.
    pub name: Option<Name>,
    /// The body.
    pub body: Vec<Stmt>,
    /// Where it stands.
    pub span: Span,
}

/// The parameters of a function or lambda.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments {
    /// Parameters before `/`.
    pub posonlyargs: Vec<Arg>,
    /// Ordinary parameters.
    pub args: Vec<Arg>,
    /// `*args`.
    pub vararg: Option<Arg>,
    /// Parameters after `*`.
    pub kwonlyargs: Vec<Arg>,
    /// Defaults of `kwonlyargs`, as many; `None` where required.
    pub kw_defaults: Vec<Option<Expr>>,
    /// `**kwargs`.
    pub kwarg: Option<Arg>,
    /// Defaults of the last `defaults.len()` positional parameters.
    pub defaults: Vec<Expr>,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Arg {
    /// Its name.
    pub arg: Ident,
    /// Its annotation.
    pub annotation: Option<Box<Expr>>,
    /// Where it stands.
    pub span: Span,
}

/// One keyword argument.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The name; `None` for `**value`.
    pub arg: Option<Name>,
    /// The value.
    pub value: Expr,
    /// Where it stands.
    pub span: Span,
}

/// `name [as asname]` of an import.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// The dotted name, or `*`.
    pub name: Ident,
    /// The name it is bound to.
    pub asname: Option<Ident>,
    /// Where it stands.
    pub span: Span,
}

/// One item of a `with` statement.
#[derive(Clone, Debug, PartialEq)]
pub struct WithItem {
    /// The context manager.
    pub context_expr: Expr,
    /// The target after `as`.
    pub optional_vars: Option<Expr>,
}

/// One `case`.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchCase {
    /// The pattern.
    pub pattern: Pattern,
    /// The condition after `if`.
    pub guard: Option<Expr>,
    /// The body.
    pub body: Vec<Stmt>,
}

/// A pattern and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of pattern.
#[derive(Clone, Debug, PartialEq)]
pub enum PatternKind {
    /// A literal or dotted name, compared with `==`.
    MatchValue(Box<Expr>),
    /// `None`, `True` or `False`, compared with `is`.
    MatchSingleton(Constant),
    /// `[a, *rest]` or `a, b`.
    MatchSequence(Vec<Pattern>),
    /// `{key: pattern, **rest}`.
    MatchMapping {
        /// Literal or dotted-name keys.
        keys: Vec<Expr>,
        /// As many patterns.
        patterns: Vec<Pattern>,
        /// The name after `**`.
        rest: Option<Name>,
    },
    /// `cls(patterns, kwd_attrs=kwd_patterns)`.
    MatchClass {
        /// The class.
        cls: Box<Expr>,
        /// Positional patterns.
        patterns: Vec<Pattern>,
        /// Keyword names.
        kwd_attrs: Vec<Name>,
        /// As many patterns.
        kwd_patterns: Vec<Pattern>,
    },
    /// `*name`; `None` for `*_`.
    MatchStar(Option<Name>),
    /// `pattern as name`, a capture `name` (no pattern), or the wildcard `_` (neither).
    MatchAs {
        /// The inner pattern.
        pattern: Option<Box<Pattern>>,
        /// The name bound.
        name: Option<Name>,
    },
    /// `a | b`.
    MatchOr(Vec<Pattern>),
}

/// One type parameter (PEP 695, defaults by PEP 696).
#[derive(Clone, Debug, PartialEq)]
pub struct TypeParam {
    /// Its kind.
    pub kind: TypeParamKind,
    /// Its name.
    pub name: Name,
    /// Bound or constraints, of a `TypeVar` only.
    pub bound: Option<Box<Expr>>,
    /// The default after `=`.
    pub default: Option<Box<Expr>>,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of type parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum TypeParamKind {
    TypeVar,
    TypeVarTuple,
    ParamSpec,
}
