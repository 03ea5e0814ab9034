//! `slice`.

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::object::exception::Exc;
use crate::object::number;
use crate::object::tuple::Tuple;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};
use num_bigint::BigInt;

/// A slice.
pub struct Slice {
    /// Start or `None`.
    pub start: Value,
    /// Stop or `None`.
    pub stop: Value,
    /// Step or `None`.
    pub step: Value,
}

impl Body for Slice {
    const KIND: Kind = Kind::Slice;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.start);
        visit(&self.stop);
        visit(&self.step);
    }
}

/// What a slice selects of a sequence of known length: `count` places from `start`, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Indices {
    /// The first place.
    pub start: i64,
    /// The bound, in the range of places of the sequence or one beside it.
    pub stop: i64,
    /// The distance, not zero.
    pub step: i64,
    /// How many places are selected.
    pub count: usize,
}

impl Indices {
    /// The selected places in order.
    pub fn places(self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        (0..self.count).map(move |i| (self.start + i as i64 * self.step) as usize)
    }
}

impl Slice {
    /// A slice.
    pub fn value(start: Value, stop: Value, step: Value) -> Value {
        Gc::new(Slice { start, stop, step }).into_value()
    }

    /// Start, stop and step, as a tuple.
    pub fn as_tuple(&self) -> Value {
        Tuple::value(vec![self.start.clone(), self.stop.clone(), self.step.clone()])
    }

    /// What the slice selects of a sequence of `len` items.
    ///
    /// # Errors
    /// TypeError if a part is neither `None` nor an integer, ValueError if the step is zero, what `__index__` raises.
    pub fn indices(&self, vm: &mut Vm, len: impl FnOnce() -> usize) -> Res<Indices> {
        let (start, stop, step) = self.unpack(vm)?;
        Ok(adjust(start, stop, step, len()))
    }

    /// Start, stop and step as [`Slice::unpack`] gives them, if all are `None` or small integers and the step is not 0.
    pub fn plain(&self) -> Option<(i64, i64, i64)> {
        plain(&self.start, &self.stop, &self.step)
    }

    /// Start, stop and step as numbers, before a length is known. `__index__` methods run here, and may change the
    /// sequence: take its length afterwards and use [`adjust`].
    pub fn unpack(&self, vm: &mut Vm) -> Res<(i64, i64, i64)> {
        let step = part(vm, &self.step)?.unwrap_or(1);
        if step == 0 {
            return Err(vm.error(Exc::ValueError, "slice step cannot be zero"));
        }
        let (first, last) = if step < 0 { (i64::MAX, i64::MIN) } else { (0, i64::MAX) };
        let start = part(vm, &self.start)?.unwrap_or(first);
        let stop = part(vm, &self.stop)?.unwrap_or(last);
        // So that it can be negated.
        Ok((start, stop, step.max(-i64::MAX)))
    }
}

/// As [`Slice::plain`], of the parts of a slice.
#[inline]
pub fn plain(start: &Value, stop: &Value, step: &Value) -> Option<(i64, i64, i64)> {
    let number = |v: &Value, default| if v.is_none() { Some(default) } else { v.as_small_int() };
    let step = number(step, 1).filter(|&step| step != 0)?;
    let (first, last) = if step < 0 { (i64::MAX, i64::MIN) } else { (0, i64::MAX) };
    Some((number(start, first)?, number(stop, last)?, step))
}

/// The place that `index`, counted from the end if it is negative, means in a sequence of `len` items, if it has one there.
#[inline(always)]
pub fn place(index: i64, len: usize) -> Option<usize> {
    let at = if index < 0 { index + len as i64 } else { index };
    if (at as u64) < len as u64 { Some(at as usize) } else { None }
}

/// The places that start, stop and step select of a sequence of `len` items.
pub fn adjust(start: i64, stop: i64, step: i64, len: usize) -> Indices {
    let len = len as i64;
    let bound = |i: i64| {
        let i = if i < 0 { i.saturating_add(len) } else { i };
        if step < 0 { i.clamp(-1, len - 1) } else { i.clamp(0, len) }
    };
    // Without a stop a backward slice goes to the very first item, which no number says.
    let stop = if stop == i64::MIN { if step < 0 { -1 } else { 0 } } else { bound(stop) };
    let start = bound(start);
    let span = if step < 0 { start - stop } else { stop - start };
    let count = match step.abs() {
        _ if span <= 0 => 0,
        // By far the most frequent, and spared the division.
        1 => span,
        step => (span - 1) / step + 1,
    };
    Indices { start, stop, step, count: count as usize }
}

/// A part of a slice as a number; `None` for `None`.
fn part(vm: &mut Vm, value: &Value) -> Res<Option<i64>> {
    if value.is_none() {
        return Ok(None);
    }
    if let Some(i) = value.as_small_int() {
        return Ok(Some(i));
    }
    match vm.index_opt(value)? {
        Some(int) => Ok(Some(crate::ops::clamp(&int))),
        None => {
            let message = "slice indices must be integers or None or have an __index__ method";
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// The slice among the arguments of a native whose receiver the binder has checked.
fn receiver<'a>(vm: &mut Vm, value: &'a Value) -> Res<&'a Slice> {
    match value.get::<Slice>() {
        Some(slice) => Ok(slice),
        None => Err(vm.type_error_about("a slice is required, not '{}'", value)),
    }
}

fn new(_: &mut Vm, args: &[Value]) -> Res {
    let given = |v: &Value| if v.is_unset() { Value::NONE } else { v.clone() };
    if args[1].is_unset() {
        return Ok(Slice::value(Value::NONE, args[0].clone(), Value::NONE));
    }
    Ok(Slice::value(args[0].clone(), args[1].clone(), given(&args[2])))
}

fn indices(vm: &mut Vm, args: &[Value]) -> Res {
    let len = vm.index(&args[1])?;
    let len = number::to_bigint(&len).unwrap_or_default();
    if len < BigInt::ZERO {
        return Err(vm.error(Exc::ValueError, "length should not be negative"));
    }
    let slice = receiver(vm, &args[0])?;
    if let (Some((start, stop, step)), Ok(len)) = (slice.plain(), u32::try_from(&len)) {
        let found = adjust(start, stop, step.max(-i64::MAX), len as usize);
        return Ok(Tuple::of([found.start, found.stop, found.step].map(Value::from)));
    }
    let mut parts = [const { None }; 3];
    for (part, of) in parts.iter_mut().rev().zip([&slice.step, &slice.stop, &slice.start]) {
        *part = if of.is_none() { None } else { Some(slice_number(vm, of)?) };
    }
    large_indices(vm, parts, len)
}

/// A part of a slice as a number.
fn slice_number(vm: &mut Vm, part: &Value) -> Res<BigInt> {
    match vm.index_opt(part)?.as_ref().and_then(number::to_bigint) {
        Some(number) => Ok(number),
        None => {
            let message = "slice indices must be integers or None or have an __index__ method";
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// What `slice.indices` gives, however large the numbers.
fn large_indices(vm: &mut Vm, parts: [Option<BigInt>; 3], len: BigInt) -> Res {
    let [start, stop, step] = parts;
    let step = step.unwrap_or_else(|| BigInt::from(1));
    if step == BigInt::ZERO {
        return Err(vm.error(Exc::ValueError, "slice step cannot be zero"));
    }
    let back = step < BigInt::ZERO;
    let (lower, upper) = if back { (BigInt::from(-1), &len - 1) } else { (BigInt::ZERO, len.clone()) };
    let bound = |part: Option<BigInt>, default: &BigInt| match part {
        None => default.clone(),
        Some(part) if part < BigInt::ZERO => (part + &len).max(lower.clone()),
        Some(part) => part.min(upper.clone()),
    };
    let start = bound(start, if back { &upper } else { &lower });
    let stop = bound(stop, if back { &lower } else { &upper });
    Ok(Tuple::of([start, stop, step].map(crate::object::int::from_big)))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let slice = receiver(vm, &args[0])?;
    let parts = [&slice.start, &slice.stop, &slice.step].map(Value::clone);
    let mut text = "slice(".to_string();
    vm.repr_items(parts.into_iter(), &mut text)?;
    text.push(')');
    Ok(Value::from(text))
}

/// Setting a part of a slice or range.
pub(crate) fn read_only(vm: &mut Vm, _: &[Value]) -> Res {
    Err(vm.error(Exc::AttributeError, "readonly attribute"))
}

/// The class `slice`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "slice",
    doc: "slice(stop)\nslice(start, stop[, step])\n\nWhat stands in the brackets of x[start:stop:step].",
    constructor: Some(&function!("slice(start, stop=?, step=?, /)", new)),
    methods: &[
        getter!("start", |vm, a| Ok(receiver(vm, &a[0])?.start.clone()), read_only),
        getter!("stop", |vm, a| Ok(receiver(vm, &a[0])?.stop.clone()), read_only),
        getter!("step", |vm, a| Ok(receiver(vm, &a[0])?.step.clone()), read_only),
        method!("indices(self, length, /)", indices),
        method!("__repr__(self, /)", repr),
        method!("__reduce__(self, /)", crate::object::reduce::three_parts),
        method!("__hash__(self, /)", |vm, a| vm.hash(a[0].unwrap_base()).map(crate::ops::hash_value)),
        method!("__eq__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Eq, &a[0], &a[1])),
        method!("__ne__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ne, &a[0], &a[1])),
        method!("__lt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Lt, &a[0], &a[1])),
        method!("__le__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Le, &a[0], &a[1])),
        method!("__gt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Gt, &a[0], &a[1])),
        method!("__ge__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ge, &a[0], &a[1])),
    ],
    flags: crate::object::class::flag::FINAL,
};

#[cfg(test)]
mod tests {
    use super::adjust;

    fn select(start: i64, stop: i64, step: i64, len: usize) -> Vec<usize> {
        adjust(start, stop, step, len).places().collect()
    }

    #[test]
    fn places() {
        assert_eq!(select(0, i64::MAX, 1, 3), [0, 1, 2]);
        assert_eq!(select(-2, i64::MAX, 1, 3), [1, 2]);
        assert_eq!(select(i64::MAX, i64::MIN, -1, 3), [2, 1, 0]);
        assert_eq!(select(i64::MAX, i64::MIN, -2, 4), [3, 1]);
        assert_eq!(select(5, 1, 1, 10), [] as [usize; 0]);
        assert_eq!(select(-100, 100, 3, 7), [0, 3, 6]);
        assert_eq!(select(2, -1, -1, 3), [] as [usize; 0]);
        assert_eq!(select(0, i64::MAX, i64::MAX, 3), [0]);
        assert_eq!(select(i64::MAX, i64::MIN, -i64::MAX, 3), [2]);
        assert_eq!(select(0, i64::MAX, 1, 0), [] as [usize; 0]);
    }
}
