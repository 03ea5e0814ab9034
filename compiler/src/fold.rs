//! Constant folding: what CPython folds and nobody can tell from computing it at run time.

use crate::code::Const;
use rondo_grammar::ast::*;

/// The longest string or bytes that folding makes.
const MAX_LENGTH: usize = 4096;

/// The value of a constant expression; `debug` is that of `__debug__`.
pub(super) fn fold(e: &Expr, debug: bool) -> Option<Const> {
    match &e.kind {
        ExprKind::Constant(c) => Some(constant(c)),
        ExprKind::Name(name) if &**name == "__debug__" => Some(Const::Bool(debug)),
        ExprKind::UnaryOp { op, operand } => unary(*op, fold(operand, debug)?),
        ExprKind::BinOp { left, op, right } => {
            let right = fold(right, debug)?;
            binary(*op, fold(left, debug)?, right)
        }
        ExprKind::Tuple(elts) => Some(Const::Tuple(fold_all(elts, debug)?)),
        ExprKind::JoinedStr(values) if values.is_empty() => Some(Const::Str("".into())),
        _ => None,
    }
}

/// The values of expressions that are all constant.
pub(super) fn fold_all(elts: &[Expr], debug: bool) -> Option<Vec<Const>> {
    // Looking at the last one first makes long displays that are not constant cheap to refuse.
    if let Some(last) = elts.last() {
        fold(last, debug)?;
    }
    elts.iter().map(|e| fold(e, debug)).collect()
}

/// The constant's truth, as `if` sees it.
pub(super) fn truth(value: &Const) -> bool {
    match value {
        Const::None => false,
        Const::Bool(b) => *b,
        Const::Ellipsis | Const::Code(_) | Const::Stored(_) => true,
        Const::Int(i) => *i != 0,
        Const::BigInt(_, digits) => digits.bytes().any(|d| d != b'0'),
        Const::Float(f) => *f != 0.0,
        Const::Complex(re, im) => *re != 0.0 || *im != 0.0,
        Const::Str(s) => !s.is_empty(),
        Const::Bytes(b) => !b.is_empty(),
        Const::Tuple(values) | Const::FrozenSet(values) => !values.is_empty(),
    }
}

/// The literal's value.
pub(super) fn constant(c: &Constant) -> Const {
    match c {
        Constant::None => Const::None,
        Constant::True => Const::Bool(true),
        Constant::False => Const::Bool(false),
        Constant::Ellipsis => Const::Ellipsis,
        Constant::Str(s) => Const::Str(s.clone()),
        Constant::Bytes(b) => Const::Bytes(b.clone()),
        Constant::Int(i) => Const::Int(*i),
        Constant::BigInt { radix, digits } => Const::BigInt(*radix, digits.clone()),
        Constant::Float(f) => Const::Float(*f),
        Constant::Imaginary(f) => Const::Complex(0.0, *f),
        Constant::Complex(re, im) => Const::Complex(*re, *im),
        Constant::Tuple(items) => Const::Tuple(items.iter().map(constant).collect()),
        Constant::FrozenSet(items) => Const::FrozenSet(items.iter().map(constant).collect()),
    }
}

fn unary(op: UnaryOp, value: Const) -> Option<Const> {
    Some(match (op, value) {
        (UnaryOp::Not, value) => Const::Bool(!truth(&value)),
        (UnaryOp::USub, Const::Int(i)) => Const::Int(i.checked_neg()?),
        (UnaryOp::USub, Const::Float(f)) => Const::Float(-f),
        (UnaryOp::UAdd, value @ (Const::Int(_) | Const::Float(_))) => value,
        (UnaryOp::Invert, Const::Int(i)) => Const::Int(!i),
        (UnaryOp::USub, Const::BigInt(radix, digits)) => match digits.strip_prefix('-') {
            Some(positive) => Const::BigInt(radix, positive.into()),
            None => Const::BigInt(radix, format!("-{digits}").into()),
        },
        _ => return None,
    })
}

fn binary(op: Operator, left: Const, right: Const) -> Option<Const> {
    match (left, right) {
        (Const::Int(a), Const::Int(b)) => integers(op, a, b),
        (Const::Float(a), Const::Float(b)) => floats(op, a, b),
        (Const::Float(a), Const::Int(b)) => floats(op, a, exact(b)?),
        (Const::Int(a), Const::Float(b)) => floats(op, exact(a)?, b),
        (Const::Str(a), Const::Str(b)) if op == Operator::Add && a.len() + b.len() <= MAX_LENGTH => {
            Some(Const::Str(format!("{a}{b}").into()))
        }
        (Const::Str(s), Const::Int(n)) if op == Operator::Mult => {
            let n = usize::try_from(n).unwrap_or(0);
            (s.len().checked_mul(n)? <= MAX_LENGTH).then(|| Const::Str(s.repeat(n).into()))
        }
        (Const::Bytes(s), Const::Int(n)) if op == Operator::Mult => {
            let n = usize::try_from(n).unwrap_or(0);
            (s.len().checked_mul(n)? <= MAX_LENGTH).then(|| Const::Bytes(s.repeat(n).into()))
        }
        _ => None,
    }
}

fn exact(i: i64) -> Option<f64> {
    (i.unsigned_abs() <= 1 << 53).then_some(i as f64)
}

fn integers(op: Operator, a: i64, b: i64) -> Option<Const> {
    Some(Const::Int(match op {
        Operator::Add => a.checked_add(b)?,
        Operator::Sub => a.checked_sub(b)?,
        Operator::Mult => a.checked_mul(b)?,
        Operator::FloorDiv => {
            let quotient = a.checked_div(b)?;
            quotient - i64::from(a % b != 0 && (a < 0) != (b < 0))
        }
        Operator::Mod => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
        }
        Operator::Pow => a.checked_pow(u32::try_from(b).ok()?)?,
        Operator::LShift => {
            let shift = u32::try_from(b).ok().filter(|&shift| shift < 63)?;
            a.checked_mul(1 << shift)?
        }
        Operator::RShift => a >> u32::try_from(b).ok()?.min(63),
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        Operator::BitAnd => a & b,
        Operator::Div => {
            let (a, b) = (exact(a)?, exact(b)?);
            return (b != 0.0).then_some(Const::Float(a / b));
        }
        Operator::MatMult => return None,
    }))
}

fn floats(op: Operator, a: f64, b: f64) -> Option<Const> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Const::Float(value))
}
