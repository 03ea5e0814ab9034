//! Python's protocols on values: equality, hashing, truth, length, iteration, items, operators, `repr` and `str`.
//!
//! Built-in kinds are handled by their own files; whatever else by the special methods of the value's class, through a
//! nested call. The interpreter pushes a frame for the special methods that an instruction invokes and comes here only
//! for the rest.

use crate::op::Op;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

/// The hash of a compile-time constant.
pub fn hash_constant(value: &Value) -> u64 {
    let _ = value;
    todo!()
}

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Compare {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

#[allow(unused_variables)]
impl Vm {
    /// `a == b`, identity first, as containers compare.
    pub fn eq(&mut self, a: &Value, b: &Value) -> Res<bool> {
        todo!()
    }

    /// `hash(value)`; TypeError if unhashable.
    pub fn hash(&mut self, value: &Value) -> Res<u64> {
        todo!()
    }

    /// `bool(value)`.
    pub fn truth(&mut self, value: &Value) -> Res<bool> {
        todo!()
    }

    /// `len(value)`.
    pub fn len(&mut self, value: &Value) -> Res<usize> {
        todo!()
    }

    /// `repr(value)` as text.
    pub fn repr(&mut self, value: &Value) -> Res<String> {
        todo!()
    }

    /// `str(value)` as text.
    pub fn str(&mut self, value: &Value) -> Res<String> {
        todo!()
    }

    /// `format(value, spec)`.
    pub fn format(&mut self, value: &Value, spec: &str) -> Res<String> {
        todo!()
    }

    /// `a op b` for a comparison: any object may result.
    pub fn compare(&mut self, op: Compare, a: &Value, b: &Value) -> Res {
        todo!()
    }

    /// `a op b` for an arithmetic or bitwise operator, `a op= b` if `inplace`.
    pub fn binary(&mut self, op: Op, inplace: bool, a: &Value, b: &Value) -> Res {
        todo!()
    }

    /// `-a`, `+a`, `~a`.
    pub fn unary(&mut self, op: Op, a: &Value) -> Res {
        todo!()
    }

    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> Res<bool> {
        todo!()
    }

    /// `iter(value)`.
    pub fn iter(&mut self, value: &Value) -> Res {
        todo!()
    }

    /// `next(iterator)`; `None` when it is exhausted.
    pub fn next(&mut self, iterator: &Value) -> Result<Option<Value>, Raised> {
        todo!()
    }

    /// All items of an iterable.
    pub fn collect(&mut self, iterable: &Value) -> Result<Vec<Value>, Raised> {
        todo!()
    }

    /// `container[key]`.
    pub fn get_item(&mut self, container: &Value, key: &Value) -> Res {
        todo!()
    }

    /// `container[key] = value`.
    pub fn set_item(&mut self, container: &Value, key: &Value, value: Value) -> Res<()> {
        todo!()
    }

    /// `del container[key]`.
    pub fn del_item(&mut self, container: &Value, key: &Value) -> Res<()> {
        todo!()
    }

    /// The integer of anything with `__index__`, clamped to the range of `i64`; TypeError otherwise.
    pub fn index_clamped(&mut self, value: &Value) -> Res<i64> {
        todo!()
    }
}
