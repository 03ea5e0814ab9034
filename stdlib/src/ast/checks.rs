//! What CPython's `_PyAST_Validate` refuses in trees that programs make.

use super::read::{Context, Reader};
use rondo_grammar::ast::{Arguments, Constant, Expr, ExprKind, Operator, UnaryOp};
use rondo_vm::object::exception::Exc;
use rondo_vm::value::Value;
use rondo_vm::vm::Res;

impl Reader<'_> {
    /// ValueError if `holds` does not.
    pub(super) fn require(&mut self, holds: bool, message: impl Into<String>) -> Res<()> {
        match holds {
            true => Ok(()),
            false => Err(self.vm.error(Exc::ValueError, message.into())),
        }
    }

    pub(super) fn not_empty<T>(&mut self, items: &[T], field: &str, owner: &str) -> Res<()> {
        self.require(!items.is_empty(), format!("empty {field} on {owner}"))
    }

    /// No field that holds a name may hold a keyword that is a value.
    pub(super) fn check_name(&mut self, name: &str) -> Res<()> {
        let forbidden = matches!(name, "None" | "True" | "False");
        self.require(!forbidden, format!("identifier field can't represent '{name}' constant"))
    }

    /// The context that a node has must be the one its place asks for.
    pub(super) fn check_context(&mut self, found: Context, wanted: Context) -> Res<()> {
        let message =
            format!("expression must have {} context but has {} instead", wanted.class_name(), found.class_name());
        self.require(found == wanted, message)
    }

    /// A position must not end before it begins; `-1` stands for what is not known.
    pub(super) fn check_position(&mut self, [line, column, end_line, end_column]: [i64; 4]) -> Res<()> {
        self.require(line <= end_line, format!("AST node line range ({line}, {end_line}) is not valid"))?;
        let known = !(line < 0 && end_line != line || column < 0 && column != end_column);
        let message =
            format!("AST node column range ({column}, {end_column}) for line range ({line}, {end_line}) is not valid");
        self.require(known, message)?;
        let message = format!("line {line}, column {column}-{end_column} is not a valid range");
        self.require(line != end_line || column <= end_column, message)
    }

    pub(super) fn check_arguments(&mut self, args: &Arguments) -> Res<()> {
        let positional = args.posonlyargs.len() + args.args.len();
        self.require(args.defaults.len() <= positional, "more positional defaults than args on arguments")?;
        let matched = args.kwonlyargs.len() == args.kw_defaults.len();
        self.require(matched, "length of kwonlyargs is not the same as kw_defaults on arguments")
    }

    /// What a pattern may compare with.
    pub(super) fn check_pattern_value(&mut self, value: &Expr) -> Res<()> {
        let fits = match &value.kind {
            ExprKind::Constant(constant) => {
                let plain = matches!(
                    constant,
                    Constant::Int(_)
                        | Constant::BigInt { .. }
                        | Constant::Float(_)
                        | Constant::Imaginary(_)
                        | Constant::Complex(..)
                        | Constant::Str(_)
                        | Constant::Bytes(_)
                );
                return self.require(plain, "unexpected constant inside of a literal pattern");
            }
            ExprKind::Attribute { .. } | ExprKind::JoinedStr(_) | ExprKind::TemplateStr(_) => true,
            ExprKind::UnaryOp { .. } => is_negative(value, true),
            ExprKind::BinOp { left, op: Operator::Add | Operator::Sub, right } => {
                let real = is_number(left, false) || is_negative(left, false);
                let imaginary =
                    |e: &Expr| matches!(e.kind, ExprKind::Constant(Constant::Imaginary(_) | Constant::Complex(..)));
                real && imaginary(right)
            }
            _ => false,
        };
        self.require(fits, "patterns may only match literals and attribute lookups")
    }

    /// The class of a class pattern: a name or attributes of one.
    pub(super) fn check_pattern_class(&mut self, cls: &Expr) -> Res<()> {
        let mut cls = cls;
        loop {
            match &cls.kind {
                ExprKind::Name(_) => return Ok(()),
                ExprKind::Attribute { value, .. } => cls = value,
                _ => {
                    let message = "MatchClass cls field can only contain Name or Attribute nodes.";
                    return self.require(false, message);
                }
            }
        }
    }

    /// What is bound by a pattern.
    pub(super) fn check_capture(&mut self, name: &str) -> Res<()> {
        self.require(name != "_", "can't capture name '_' in patterns")?;
        self.check_name(name)
    }

    /// The value of a `Constant` node.
    pub(super) fn wrong_constant(&mut self, value: &Value) -> rondo_vm::vm::Raised {
        let message = format!("got an invalid type in Constant: {}", self.vm.type_name(value));
        self.vm.error(Exc::TypeError, message)
    }
}

fn is_number(e: &Expr, or_imaginary: bool) -> bool {
    match &e.kind {
        ExprKind::Constant(Constant::Int(_) | Constant::BigInt { .. } | Constant::Float(_)) => true,
        ExprKind::Constant(Constant::Imaginary(_) | Constant::Complex(..)) => or_imaginary,
        _ => false,
    }
}

fn is_negative(e: &Expr, or_imaginary: bool) -> bool {
    matches!(&e.kind, ExprKind::UnaryOp { op: UnaryOp::USub, operand } if is_number(operand, or_imaginary))
}
