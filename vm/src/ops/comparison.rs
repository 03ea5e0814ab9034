//! `==`, `<` and the other comparisons.

use super::arithmetic::numbers_inside;
use super::is_proper_subclass;
use crate::heap::{Gc, Kind};
use crate::object::bytes::Bytes;
use crate::object::class::Class;
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::dict_view::{self, DictView};
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::instance::Instance;
use crate::object::list::List;
use crate::object::mapping_proxy::MappingProxy;
use crate::object::method::BoundMethod;
use crate::object::number::Number;
use crate::object::range::{self, Range};
use crate::object::slice::Slice;
use crate::object::str::{Str, same_text};
use crate::object::tuple::Tuple;
use crate::object::{dict, number, set, weakref};
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::cmp::Ordering;

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

impl Compare {
    /// The operator that says the same with the operands exchanged.
    pub fn reflected(self) -> Compare {
        match self {
            Compare::Lt => Compare::Gt,
            Compare::Le => Compare::Ge,
            Compare::Gt => Compare::Lt,
            Compare::Ge => Compare::Le,
            same => same,
        }
    }

    /// As in a program.
    pub fn symbol(self) -> &'static str {
        match self {
            Compare::Lt => "<",
            Compare::Le => "<=",
            Compare::Eq => "==",
            Compare::Ne => "!=",
            Compare::Gt => ">",
            Compare::Ge => ">=",
        }
    }

    /// The special method's name.
    pub fn special(self, vm: &Vm) -> &Value {
        let n = &vm.names;
        match self {
            Compare::Lt => &n.lt,
            Compare::Le => &n.le,
            Compare::Eq => &n.eq,
            Compare::Ne => &n.ne,
            Compare::Gt => &n.gt,
            Compare::Ge => &n.ge,
        }
    }

    /// Does it hold for operands in this order?
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Compare::Lt => order.is_lt(),
            Compare::Le => order.is_le(),
            Compare::Eq => order.is_eq(),
            Compare::Ne => order.is_ne(),
            Compare::Gt => order.is_gt(),
            Compare::Ge => order.is_ge(),
        }
    }
}

/// Equality that can be told without running code and without recursion.
#[inline]
pub fn equal_leaf(a: &Value, b: &Value) -> Option<bool> {
    if let (Some(a), Some(b)) = (a.exact::<Str>(), b.exact::<Str>()) {
        return Some(a.as_str() == b.as_str());
    }
    if let (Some(a), Some(b)) = (a.exact::<Bytes>(), b.exact::<Bytes>()) {
        return Some(a.as_slice() == b.as_slice());
    }
    if a.is_none() && b.kind() != Some(Kind::Instance) && b.kind() != Some(Kind::Foreign) {
        return Some(b.is_none());
    }
    number::compare(Compare::Eq, a, b)
}

/// As [`equal_leaf`], for a key that is looked up and one of equal hash in a table: also of tuples and lists of leaves.
#[inline]
pub(crate) fn equal_quick(a: &Value, b: &Value) -> Option<bool> {
    match (a.exact::<Str>(), b.exact::<Str>()) {
        (Some(a), Some(b)) => Some(same_text(a, b)),
        _ => equal_rest(a, b),
    }
}

#[inline(never)]
fn equal_rest(a: &Value, b: &Value) -> Option<bool> {
    if !is_sequence(a) {
        return equal_leaf(a, b);
    }
    both_sequences(a, b, |x, y| {
        if x.len() != y.len() {
            return Some(false);
        }
        for (a, b) in x.iter().zip(y) {
            if !a.is(b) && !equal_leaf(a, b)? {
                return Some(false);
            }
        }
        Some(true)
    })
}

/// Is it a tuple or a list?
fn is_sequence(value: &Value) -> bool {
    matches!(value.kind(), Some(Kind::Tuple | Kind::List))
}

/// What the items of two tuples or of two lists come to, by what runs no code.
#[inline(always)]
fn both_sequences<T>(a: &Value, b: &Value, compare: impl Fn(&[Value], &[Value]) -> Option<T>) -> Option<T> {
    if let (Some(a), Some(b)) = (a.exact::<Tuple>(), b.exact::<Tuple>()) {
        return compare(a.items(), b.items());
    }
    let (a, b) = (a.exact::<List>()?, b.exact::<List>()?);
    compare(&a.items().borrow(), &b.items().borrow())
}

/// The order of two values that can be told without running code: numbers that are no NaNs, strings, bytes, and tuples
/// and lists of such.
#[inline]
pub(crate) fn order_leaf(a: &Value, b: &Value) -> Option<Ordering> {
    if Value::both_small_ints(a, b) {
        return Some(a.small_int_value().cmp(&b.small_int_value()));
    }
    if let (Some(x), Some(y)) = (a.as_float(), b.as_float()) {
        return x.partial_cmp(&y);
    }
    match (a.exact::<Str>(), b.exact::<Str>()) {
        (Some(x), Some(y)) => Some(x.as_str().cmp(y.as_str())),
        _ => order_rest(a, b),
    }
}

fn order_rest(a: &Value, b: &Value) -> Option<Ordering> {
    if let (Some(x), Some(y)) = (a.exact::<Bytes>(), b.exact::<Bytes>()) {
        return Some(x.as_slice().cmp(y.as_slice()));
    }
    both_sequences(a, b, |x, y| {
        for (a, b) in x.iter().zip(y) {
            // A sequence in the sequence is left to others, so that this does not recurse.
            if is_sequence(a) {
                return None;
            }
            match order_leaf(a, b)? {
                Ordering::Equal => (),
                unequal => return Some(unequal),
            }
        }
        Some(x.len().cmp(&y.len()))
    })
}

/// Equality of compile-time constants of equal hash: what is no leaf is a bytes object, a tuple or a frozenset.
pub(crate) fn equal_constants(a: &Value, b: &Value) -> bool {
    if let Some(equal) = equal_leaf(a, b) {
        return equal;
    }
    if let (Some(x), Some(y)) = (a.exact::<Tuple>(), b.exact::<Tuple>()) {
        let (x, y) = (x.items(), y.items());
        return x.len() == y.len() && x.iter().zip(y).all(|(a, b)| equal_constants(a, b));
    }
    match (a.exact::<Bytes>(), b.exact::<Bytes>()) {
        (Some(x), Some(y)) => x.as_slice() == y.as_slice(),
        _ => a.is(b),
    }
}

impl Vm {
    /// `a < b`, as a condition.
    ///
    /// # Errors
    /// TypeError if the two have no order, and what their methods raise.
    #[inline]
    pub fn less(&mut self, a: &Value, b: &Value) -> Res<bool> {
        match order_leaf(a, b) {
            Some(order) => Ok(order.is_lt()),
            None => self.test(Compare::Lt, a, b),
        }
    }

    /// `a == b`, identity first, as containers compare.
    #[inline]
    pub fn eq(&mut self, a: &Value, b: &Value) -> Res<bool> {
        if a.is(b) {
            return Ok(true);
        }
        match equal_leaf(a, b) {
            Some(equal) => Ok(equal),
            None => self.test(Compare::Eq, a, b),
        }
    }

    /// The truth of `a op b`.
    pub fn test(&mut self, op: Compare, a: &Value, b: &Value) -> Res<bool> {
        let result = self.compare(op, a, b)?;
        self.truth(&result)
    }

    /// `a op b` for a comparison: any object may result.
    pub fn compare(&mut self, op: Compare, a: &Value, b: &Value) -> Res {
        if let Some(result) = number::compare(op, a, b) {
            return Ok(Value::bool(result));
        }
        if let (Some(a), Some(b)) = (a.exact::<Str>(), b.exact::<Str>()) {
            return Ok(Value::bool(op.holds(a.as_str().cmp(b.as_str()))));
        }
        if a.is_object() && a.kind() == b.kind() && a.kind() != Some(Kind::Instance) {
            let result = self.compare_kinds(op, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        if let Some((x, y)) = numbers_inside(a, b)
            && let Some(result) = number::compare(op, x, y)
        {
            return Ok(Value::bool(result));
        }
        if let Some(result) = self.compare_identities(op, a, b) {
            return Ok(Value::bool(result));
        }
        self.nested(" in comparison", |vm| vm.compare_special(op, a, b))
    }

    /// `a == b` or `a != b` of an instance and another, None, a number or a str, where their classes leave that to `object`.
    fn compare_identities(&self, op: Compare, a: &Value, b: &Value) -> Option<bool> {
        let result = match op {
            Compare::Eq => a.is(b),
            Compare::Ne => !a.is(b),
            _ => return None,
        };
        let is_default = |class: &Gc<Class>| {
            let own = |name| self.own_special(class, name).is_some();
            !(own(&self.names.eq) || op == Compare::Ne && own(&self.names.ne))
        };
        let left = a.exact::<Instance>()?.class();
        if !is_default(&left) {
            return None;
        }
        let knows = match b.exact::<Instance>() {
            Some(right) => right.class().is(&left) || is_default(&right.class()),
            None => b.is_none() || b.is_kind(Kind::Str) || Number::exact(b).is_some(),
        };
        knows.then_some(result)
    }

    /// `a op b` by the operands' special methods, `NotImplemented` taken into account.
    fn compare_special(&mut self, op: Compare, a: &Value, b: &Value) -> Res {
        self.note_operators(a);
        self.note_operators(b);
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        let reflected = op.reflected();
        let right_first = is_proper_subclass(&class_b, &class_a);
        if right_first {
            let result = self.compare_by(reflected, b, a)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let result = self.compare_by(op, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
        if !right_first {
            let result = self.compare_by(reflected, b, a)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        self.compare_default(op, a, b)
    }

    /// `a op b` when neither operand knows: identity, or TypeError.
    pub(crate) fn compare_default(&mut self, op: Compare, a: &Value, b: &Value) -> Res {
        if self.importer.flags.bytes_warning > 0 && matches!(op, Compare::Eq | Compare::Ne) {
            self.warn_of_bytes(a, b)?;
        }
        match op {
            Compare::Eq => Ok(Value::bool(a.is(b))),
            Compare::Ne => Ok(Value::bool(!a.is(b))),
            _ => {
                let (left, right) = (self.type_name(a), self.type_name(b));
                let symbol = op.symbol();
                let message = format!("'{symbol}' not supported between instances of '{left}' and '{right}'");
                Err(self.error(Exc::TypeError, message))
            }
        }
    }

    /// The warning of `-b` for bytes that are compared with what is never equal to them.
    #[cold]
    fn warn_of_bytes(&mut self, a: &Value, b: &Value) -> Res<()> {
        let kinds = [a, b].map(|value| value.unwrap_base().kind());
        let is_int = |value: &Value| number::integer(value).is_some();
        for (kind, other, value) in [(kinds[0], kinds[1], b), (kinds[1], kinds[0], a)] {
            let message = match (kind, other) {
                (Some(Kind::Bytes), Some(Kind::Str)) => "Comparison between bytes and string",
                (Some(Kind::ByteArray), Some(Kind::Str)) => "Comparison between bytearray and string",
                (Some(Kind::Bytes), _) if is_int(value) => "Comparison between bytes and int",
                _ => continue,
            };
            return self.warn(Exc::BytesWarning, message);
        }
        Ok(())
    }

    /// What the class of `a` says about `a op b`; `NotImplemented` if nothing. `!=` is the inverse of `==` unless the
    /// class defines it.
    pub(crate) fn compare_by(&mut self, op: Compare, a: &Value, b: &Value) -> Res {
        if a.kind() != Some(Kind::Instance) {
            let result = self.compare_kinds(op, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        let class = self.class_of(a);
        let name = op.special(self).clone();
        if let Some(method) = self.own_special(&class, &name) {
            return self.call_found(&method, &name, a, b);
        }
        if op != Compare::Ne {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        let name = self.names.eq.clone();
        let Some(method) = self.own_special(&class, &name) else { return Ok(Value::NOT_IMPLEMENTED) };
        let result = self.call_found(&method, &name, a, b)?;
        if result.is_not_implemented() {
            return Ok(result);
        }
        Ok(Value::bool(!self.truth(&result)?))
    }

    /// `a op b` as the built-in class of `a` defines it; `NotImplemented` if it does not know. Looks inside instances
    /// of subclasses: it is what `list.__lt__` and its like do.
    pub fn compare_kinds(&mut self, op: Compare, a: &Value, b: &Value) -> Res {
        let (a, b) = (a.unwrap_base(), b.unwrap_base());
        let Some(kind) = a.kind() else { return Ok(Value::NOT_IMPLEMENTED) };
        let equality = matches!(op, Compare::Eq | Compare::Ne);
        let equal = match kind {
            Kind::Tuple | Kind::List if b.is_kind(kind) => {
                return self.nested(" in comparison", |vm| vm.compare_sequences(op, a, b));
            }
            Kind::Foreign => {
                let answer = a.exact::<Foreign>().and_then(|foreign| foreign.compare(self, op, b));
                return answer.unwrap_or(Ok(Value::NOT_IMPLEMENTED));
            }
            Kind::Set | Kind::FrozenSet => return set::compare(self, op, a, b),
            Kind::DictView => {
                return match a.exact::<DictView>() {
                    Some(view) => dict_view::compare(self, op, view, b),
                    None => Ok(Value::NOT_IMPLEMENTED),
                };
            }
            Kind::Slice => match (a.exact::<Slice>(), b.exact::<Slice>()) {
                (Some(x), Some(y)) => {
                    let (x, y) = (x.as_tuple(), y.as_tuple());
                    return self.compare_sequences(op, &x, &y);
                }
                _ => return Ok(Value::NOT_IMPLEMENTED),
            },
            Kind::MappingProxy => match a.exact::<MappingProxy>() {
                Some(proxy) => {
                    let mapping = proxy.mapping.clone();
                    return self.compare(op, &mapping, b);
                }
                None => return Ok(Value::NOT_IMPLEMENTED),
            },
            Kind::Dict if equality => match (a.to_gc::<Dict>(), b.to_gc::<Dict>()) {
                (Some(x), Some(y)) => self.nested(" in comparison", |vm| dict::equal(vm, &x, &y))?,
                _ => return Ok(Value::NOT_IMPLEMENTED),
            },
            Kind::WeakRef => return self.nested(" in comparison", |vm| weakref::compare(vm, op, a, b)),
            Kind::Range if equality => match (a.exact::<Range>(), b.exact::<Range>()) {
                (Some(x), Some(y)) => range::equal(self, x, y)?,
                _ => return Ok(Value::NOT_IMPLEMENTED),
            },
            Kind::Code if equality => match (a.exact::<Code>(), b.exact::<Code>()) {
                (Some(x), Some(y)) => crate::object::code::same(x, y),
                _ => return Ok(Value::NOT_IMPLEMENTED),
            },
            Kind::BoundMethod if equality => match (a.exact::<BoundMethod>(), b.exact::<BoundMethod>()) {
                (Some(x), Some(y)) => x.receiver.is(&y.receiver) && self.eq(&x.function, &y.function)?,
                _ => return Ok(Value::NOT_IMPLEMENTED),
            },
            _ => return Ok(Value::NOT_IMPLEMENTED),
        };
        Ok(Value::bool(equal == (op == Compare::Eq)))
    }

    /// Two lists or two tuples: the first items that differ decide, else the lengths.
    fn compare_sequences(&mut self, op: Compare, a: &Value, b: &Value) -> Res {
        let len = |v: &Value| match v.exact::<List>() {
            Some(list) => list.items().borrow().len(),
            None => v.exact::<Tuple>().map_or(0, |t| t.items().len()),
        };
        let item = |v: &Value, i: usize| match v.exact::<List>() {
            Some(list) => list.items().borrow().get(i).cloned(),
            None => v.exact::<Tuple>().and_then(|t| t.items().get(i).cloned()),
        };
        if matches!(op, Compare::Eq | Compare::Ne) && len(a) != len(b) && a.is_kind(Kind::List) {
            return Ok(Value::bool(op == Compare::Ne));
        }
        let mut i = same_items(a, b, 0);
        // The items are fetched anew each time: comparing them can run code that changes a list.
        while let (Some(x), Some(y)) = (item(a, i), item(b, i)) {
            if !self.eq(&x, &y)? {
                return match op {
                    Compare::Eq => Ok(Value::FALSE),
                    Compare::Ne => Ok(Value::TRUE),
                    _ => self.compare(op, &x, &y),
                };
            }
            i = same_items(a, b, i + 1);
        }
        Ok(Value::bool(op.holds(len(a).cmp(&len(b)))))
    }
}

/// The place, `from` or behind it, of the first items of two lists or two tuples that are not the same object.
fn same_items(a: &Value, b: &Value, from: usize) -> usize {
    let same = |a: &[Value], b: &[Value]| {
        let (a, b) = (a.get(from..).unwrap_or_default(), b.get(from..).unwrap_or_default());
        from + a.iter().zip(b).take_while(|(x, y)| x.is(y)).count()
    };
    match (a.exact::<List>(), b.exact::<List>(), a.exact::<Tuple>(), b.exact::<Tuple>()) {
        (Some(a), Some(b), ..) => same(&a.items().borrow(), &b.items().borrow()),
        (.., Some(a), Some(b)) => same(a.items(), b.items()),
        _ => from,
    }
}
