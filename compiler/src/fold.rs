//! Constant folding: what CPython folds and nobody can tell from computing it at run time.

use crate::code::Const;
use rondo_grammar::ast::*;

/// The longest string, bytes or tuple that folding makes.
const MAX_LENGTH: usize = 4096;
/// The longest integers that folding makes of a product, power or shift, in bits.
const MAX_BITS: u32 = 128;

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
    if let (Some(a), Some(b)) = (integer(&left), integer(&right)) {
        return integers(op, a, b);
    }
    match (left, right) {
        (Const::Float(a), Const::Float(b)) => floats(op, a, b),
        (Const::Float(a), Const::Int(b)) => floats(op, a, exact(b)?),
        (Const::Int(a), Const::Float(b)) => floats(op, exact(a)?, b),
        (Const::Str(a), Const::Str(b)) if op == Operator::Add && a.len() + b.len() <= MAX_LENGTH => {
            Some(Const::Str(format!("{a}{b}").into()))
        }
        (Const::Bytes(a), Const::Bytes(b)) if op == Operator::Add && a.len() + b.len() <= MAX_LENGTH => {
            Some(Const::Bytes([&a[..], &b[..]].concat().into()))
        }
        (Const::Tuple(a), Const::Tuple(b)) if op == Operator::Add && a.len() + b.len() <= MAX_LENGTH => {
            Some(Const::Tuple(a.into_iter().chain(b).collect()))
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

/// The integer that a constant is, if it is one of so many bits.
fn integer(value: &Const) -> Option<i128> {
    match value {
        Const::Int(i) => Some(i128::from(*i)),
        Const::BigInt(radix, digits) => i128::from_str_radix(digits, *radix).ok(),
        _ => None,
    }
}

fn integers(op: Operator, a: i128, b: i128) -> Option<Const> {
    let bits = |i: i128| i128::BITS - i.unsigned_abs().leading_zeros();
    let result = match op {
        Operator::Add => a.checked_add(b)?,
        Operator::Sub => a.checked_sub(b)?,
        Operator::Mult if bits(a) + bits(b) <= MAX_BITS => a.checked_mul(b)?,
        Operator::FloorDiv => {
            let quotient = a.checked_div(b)?;
            quotient - i128::from(a % b != 0 && (a < 0) != (b < 0))
        }
        Operator::Mod => {
            let rest = a.checked_rem(b)?;
            if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }
        }
        Operator::Pow => {
            let exponent = u32::try_from(b).ok()?;
            (bits(a).checked_mul(exponent)? <= MAX_BITS).then(|| a.checked_pow(exponent))??
        }
        Operator::LShift => {
            let shift = u32::try_from(b).ok().filter(|shift| bits(a).saturating_add(*shift) < MAX_BITS)?;
            a.checked_mul(1_i128.checked_shl(shift)?)?
        }
        Operator::RShift => a >> u32::try_from(b).ok()?.min(i128::BITS - 1),
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        Operator::BitAnd => a & b,
        Operator::Div => {
            let (a, b) = (exact(i64::try_from(a).ok()?)?, exact(i64::try_from(b).ok()?)?);
            return (b != 0.0).then_some(Const::Float(a / b));
        }
        Operator::Mult | Operator::MatMult => return None,
    };
    Some(match i64::try_from(result) {
        Ok(small) => Const::Int(small),
        Err(_) => Const::BigInt(10, result.to_string().into()),
    })
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
