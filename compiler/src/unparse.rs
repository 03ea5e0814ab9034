//! Expressions back to text, as annotations are kept under `from __future__ import annotations`.
//!
//! The rules are those of CPython's `ast_unparse.c`: every operator but `**` is separated by spaces, parentheses stand
//! only where precedence needs them.

use crate::literal::text::{bytes_repr, push_repr, repr};
use crate::literal::{complex, float};
use num_bigint::BigInt;
use rondo_grammar::ast::*;

/// The expression's text.
pub(super) fn unparse(e: &Expr) -> String {
    let mut text = Unparser(String::new());
    text.expr(e, Level::Test);
    text.0
}

/// How tightly an expression binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arithmetic,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    fn next(self) -> Level {
        use Level::*;
        match self {
            Tuple => Test,
            Test => Or,
            Or => And,
            And => Not,
            Not => Compare,
            Compare => BitOr,
            BitOr => BitXor,
            BitXor => BitAnd,
            BitAnd => Shift,
            Shift => Arithmetic,
            Arithmetic => Term,
            Term => Factor,
            Factor => Power,
            Power => Await,
            Await | Atom => Atom,
        }
    }
}

struct Unparser(String);

impl Unparser {
    fn push(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// Writes `e` where something that binds as tightly as `level` is expected.
    fn expr(&mut self, e: &Expr, level: Level) {
        match &e.kind {
            ExprKind::BoolOp { op, values } => {
                let (own, word) = match op {
                    BoolOp::And => (Level::And, " and "),
                    BoolOp::Or => (Level::Or, " or "),
                };
                self.grouped(level > own, |this| this.joined(values, word, own.next()));
            }
            ExprKind::NamedExpr { target, value } => self.grouped(level > Level::Tuple, |this| {
                this.push(&target.id);
                this.push(" := ");
                this.expr(value, Level::Atom);
            }),
            ExprKind::BinOp { left, op, right } => {
                let (own, word) = binary(*op);
                let power = *op == Operator::Pow;
                self.grouped(level > own, |this| {
                    this.expr(left, if power { own.next() } else { own });
                    this.push(word);
                    this.expr(right, if power { own } else { own.next() });
                });
            }
            ExprKind::UnaryOp { op, operand } => {
                let (own, word) = match op {
                    UnaryOp::Invert => (Level::Factor, "~"),
                    UnaryOp::Not => (Level::Not, "not "),
                    UnaryOp::UAdd => (Level::Factor, "+"),
                    UnaryOp::USub => (Level::Factor, "-"),
                };
                self.grouped(level > own, |this| {
                    this.push(word);
                    this.expr(operand, own);
                });
            }
            ExprKind::Lambda { args, body } => self.grouped(level > Level::Test, |this| {
                // As CPython: no space before `*`.
                this.push(if args.args.is_empty() { "lambda" } else { "lambda " });
                this.arguments(args);
                this.push(": ");
                this.expr(body, Level::Test);
            }),
            ExprKind::IfExp { test, body, orelse } => self.grouped(level > Level::Test, |this| {
                this.expr(body, Level::Or);
                this.push(" if ");
                this.expr(test, Level::Or);
                this.push(" else ");
                this.expr(orelse, Level::Test);
            }),
            ExprKind::Dict { keys, values } => {
                self.push("{");
                for (i, (key, value)) in keys.iter().zip(values).enumerate() {
                    self.push(if i > 0 { ", " } else { "" });
                    match key {
                        Some(key) => {
                            self.expr(key, Level::Test);
                            self.push(": ");
                            self.expr(value, Level::Test);
                        }
                        None => {
                            self.push("**");
                            self.expr(value, Level::BitOr);
                        }
                    }
                }
                self.push("}");
            }
            ExprKind::Set(elts) => self.bracketed("{", elts, "}"),
            ExprKind::List(elts) => self.bracketed("[", elts, "]"),
            ExprKind::Tuple(elts) if elts.is_empty() => self.push("()"),
            ExprKind::Tuple(elts) => self.grouped(level > Level::Tuple, |this| {
                this.joined(elts, ", ", Level::Test);
                this.push(if elts.len() == 1 { "," } else { "" });
            }),
            ExprKind::ListComp { elt, generators } => self.comprehension("[", elt, generators, "]"),
            ExprKind::SetComp { elt, generators } => self.comprehension("{", elt, generators, "}"),
            ExprKind::GeneratorExp { elt, generators } => self.comprehension("(", elt, generators, ")"),
            ExprKind::DictComp { key, value, generators } => {
                self.push("{");
                self.expr(key, Level::Test);
                self.push(": ");
                self.expr(value, Level::Test);
                self.clauses(generators);
                self.push("}");
            }
            ExprKind::Await(value) => self.grouped(level > Level::Await, |this| {
                this.push("await ");
                this.expr(value, Level::Atom);
            }),
            ExprKind::Yield(None) => self.push("(yield)"),
            ExprKind::Yield(Some(value)) => {
                self.push("(yield ");
                self.expr(value, Level::Test);
                self.push(")");
            }
            ExprKind::YieldFrom(value) => {
                self.push("(yield from ");
                self.expr(value, Level::Test);
                self.push(")");
            }
            ExprKind::Compare { left, ops, comparators } => self.grouped(level > Level::Compare, |this| {
                this.expr(left, Level::BitOr);
                for (op, right) in ops.iter().zip(comparators) {
                    this.push(comparison(*op));
                    this.expr(right, Level::BitOr);
                }
            }),
            ExprKind::Call { func, args, keywords } => self.call(func, args, keywords),
            ExprKind::JoinedStr(values) => self.format_string("f", values),
            ExprKind::TemplateStr(values) => self.format_string("t", values),
            ExprKind::FormattedValue { .. } => self.format_string("f", std::slice::from_ref(e)),
            ExprKind::Interpolation { .. } => self.format_string("t", std::slice::from_ref(e)),
            ExprKind::Constant(value) => self.constant(value),
            ExprKind::Attribute { value, attr } => {
                self.expr(value, Level::Atom);
                let is_integer = matches!(&value.kind, ExprKind::Constant(Constant::Int(_) | Constant::BigInt { .. }));
                self.push(if is_integer { " ." } else { "." });
                self.push(&attr.id);
            }
            ExprKind::Subscript { value, slice } => {
                self.expr(value, Level::Atom);
                self.push("[");
                self.expr(slice, Level::Tuple);
                self.push("]");
            }
            ExprKind::Starred(value) => {
                self.push("*");
                self.expr(value, Level::BitOr);
            }
            ExprKind::Name(name) => self.push(name),
            ExprKind::Slice { lower, upper, step } => {
                lower.iter().for_each(|e| self.expr(e, Level::Test));
                self.push(":");
                upper.iter().for_each(|e| self.expr(e, Level::Test));
                if let Some(step) = step {
                    self.push(":");
                    self.expr(step, Level::Test);
                }
            }
        }
    }

    fn grouped(&mut self, group: bool, write: impl FnOnce(&mut Self)) {
        self.push(if group { "(" } else { "" });
        write(self);
        self.push(if group { ")" } else { "" });
    }

    fn joined(&mut self, elts: &[Expr], separator: &str, level: Level) {
        for (i, e) in elts.iter().enumerate() {
            self.push(if i > 0 { separator } else { "" });
            self.expr(e, level);
        }
    }

    fn bracketed(&mut self, open: &str, elts: &[Expr], close: &str) {
        self.push(open);
        self.joined(elts, ", ", Level::Test);
        self.push(close);
    }

    fn comprehension(&mut self, open: &str, elt: &Expr, clauses: &[Comprehension], close: &str) {
        self.push(open);
        self.expr(elt, Level::Test);
        self.clauses(clauses);
        self.push(close);
    }

    fn clauses(&mut self, clauses: &[Comprehension]) {
        for clause in clauses {
            self.push(if clause.is_async { " async for " } else { " for " });
            self.expr(&clause.target, Level::Tuple);
            self.push(" in ");
            self.expr(&clause.iter, Level::Or);
            for condition in &clause.ifs {
                self.push(" if ");
                self.expr(condition, Level::Or);
            }
        }
    }

    fn call(&mut self, func: &Expr, args: &[Expr], keywords: &[Keyword]) {
        self.expr(func, Level::Atom);
        if let ([only], []) = (args, keywords)
            && matches!(only.kind, ExprKind::GeneratorExp { .. })
        {
            return self.expr(only, Level::Atom);
        }
        self.push("(");
        self.joined(args, ", ", Level::Test);
        for (i, keyword) in keywords.iter().enumerate() {
            self.push(if i > 0 || !args.is_empty() { ", " } else { "" });
            match &keyword.arg {
                Some(name) => {
                    self.push(&name.id);
                    self.push("=");
                }
                None => self.push("**"),
            }
            self.expr(&keyword.value, Level::Test);
        }
        self.push(")");
    }

    fn arguments(&mut self, args: &Arguments) {
        let mut first = true;
        let mut comma = |this: &mut Self| {
            this.push(if std::mem::take(&mut first) { "" } else { ", " });
        };
        let count = args.posonlyargs.len() + args.args.len();
        let without_default = count - args.defaults.len();
        for (i, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            comma(self);
            self.push(&arg.arg);
            if i >= without_default {
                self.push("=");
                self.expr(&args.defaults[i - without_default], Level::Test);
            }
            if i + 1 == args.posonlyargs.len() {
                self.push(", /");
            }
        }
        if args.vararg.is_some() || !args.kwonlyargs.is_empty() {
            comma(self);
            self.push("*");
            if let Some(arg) = &args.vararg {
                self.push(&arg.arg);
            }
        }
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            comma(self);
            self.push(&arg.arg);
            if let Some(default) = default {
                self.push("=");
                self.expr(default, Level::Test);
            }
        }
        if let Some(arg) = &args.kwarg {
            comma(self);
            self.push("**");
            self.push(&arg.arg);
        }
    }

    fn constant(&mut self, value: &Constant) {
        match value {
            Constant::None => self.push("None"),
            Constant::True => self.push("True"),
            Constant::False => self.push("False"),
            Constant::Ellipsis => self.push("..."),
            Constant::Str(s) => push_repr(&mut self.0, s),
            Constant::Bytes(b) => self.push(&bytes_repr(b)),
            Constant::Int(i) => self.push(&i.to_string()),
            Constant::BigInt { radix, digits } => match BigInt::parse_bytes(digits.as_bytes(), *radix) {
                Some(value) => self.push(&value.to_string()),
                None => self.push(digits),
            },
            Constant::Float(f) => self.push(&finite(*f)),
            Constant::Imaginary(f) => {
                let text = finite(*f);
                self.push(text.strip_suffix(".0").unwrap_or(&text));
                self.push("j");
            }
            Constant::Complex(re, im) => self.push(&complex(*re, *im)),
            Constant::Tuple(items) => self.constants("(", items, if items.len() == 1 { ",)" } else { ")" }),
            Constant::FrozenSet(items) if items.is_empty() => self.push("frozenset()"),
            Constant::FrozenSet(items) => self.constants("frozenset({", items, "})"),
        }
    }

    fn constants(&mut self, open: &str, items: &[Constant], close: &str) {
        self.push(open);
        for (i, item) in items.iter().enumerate() {
            self.push(if i > 0 { ", " } else { "" });
            self.constant(item);
        }
        self.push(close);
    }

    /// An f-string or t-string: its parts are written first, then quoted as a whole.
    fn format_string(&mut self, prefix: &str, values: &[Expr]) {
        let mut body = Unparser(String::new());
        body.format_parts(values);
        self.push(prefix);
        self.push(&repr(&body.0));
    }

    fn format_parts(&mut self, values: &[Expr]) {
        for value in values {
            match &value.kind {
                ExprKind::Constant(Constant::Str(s)) => self.push(&s.replace('{', "{{").replace('}', "}}")),
                ExprKind::FormattedValue { value, conversion, format_spec }
                | ExprKind::Interpolation { value, conversion, format_spec, .. } => {
                    let mut inner = Unparser(String::new());
                    inner.expr(value, Level::Or);
                    self.push(if inner.0.starts_with('{') { "{ " } else { "{" });
                    self.push(&inner.0);
                    if let Some(conversion) = conversion {
                        self.0.push('!');
                        self.0.push(*conversion);
                    }
                    if let Some(spec) = format_spec {
                        self.push(":");
                        match &spec.kind {
                            ExprKind::JoinedStr(values) => self.format_parts(values),
                            _ => self.format_parts(std::slice::from_ref(spec)),
                        }
                    }
                    self.push("}");
                }
                ExprKind::JoinedStr(values) => self.format_parts(values),
                _ => self.expr(value, Level::Test),
            }
        }
    }
}

/// The number's `repr`; infinity as a literal that overflows to it.
fn finite(f: f64) -> String {
    float::repr(f).replace("inf", "1e309")
}

fn binary(op: Operator) -> (Level, &'static str) {
    match op {
        Operator::Add => (Level::Arithmetic, " + "),
        Operator::Sub => (Level::Arithmetic, " - "),
        Operator::Mult => (Level::Term, " * "),
        Operator::MatMult => (Level::Term, " @ "),
        Operator::Div => (Level::Term, " / "),
        Operator::Mod => (Level::Term, " % "),
        Operator::LShift => (Level::Shift, " << "),
        Operator::RShift => (Level::Shift, " >> "),
        Operator::BitOr => (Level::BitOr, " | "),
        Operator::BitXor => (Level::BitXor, " ^ "),
        Operator::BitAnd => (Level::BitAnd, " & "),
        Operator::FloorDiv => (Level::Term, " // "),
        Operator::Pow => (Level::Power, " ** "),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}
