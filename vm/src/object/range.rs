//! `range`, and the iterator that `for i in range(...)` runs on.

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::object::exception::Exc;
use crate::object::int::from_big;
use crate::object::iter::{Iter, IterState};
use crate::object::number;
use crate::object::slice::{self, Slice, read_only};
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::cell::Cell;

/// A range; the three numbers are integers of any size.
pub struct Range {
    /// First number.
    pub start: Value,
    /// Bound, not included.
    pub stop: Value,
    /// Distance, not zero.
    pub step: Value,
}

impl Body for Range {
    const KIND: Kind = Kind::Range;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.start);
        visit(&self.stop);
        visit(&self.step);
    }
}

/// An iterator over a range of small integers.
pub struct RangeIter {
    /// The next number.
    pub next: Cell<i64>,
    /// How many numbers are left.
    pub left: Cell<i64>,
    /// Distance.
    pub step: i64,
}

impl Body for RangeIter {
    const KIND: Kind = Kind::RangeIter;
}

impl RangeIter {
    /// An iterator over `count` numbers from `start`; all of them small integers.
    pub fn value(start: i64, count: i64, step: i64) -> Value {
        Gc::new(RangeIter { next: Cell::new(start), left: Cell::new(count), step }).into_value()
    }

    /// The next number.
    #[inline(always)]
    pub fn advance(&self) -> Option<Value> {
        let left = self.left.get();
        if left == 0 {
            return None;
        }
        let next = self.next.get();
        self.left.set(left - 1);
        self.next.set(next + self.step);
        Some(Value::small_int_unchecked(next))
    }
}

impl Range {
    /// A range of integers as values; the step is not zero.
    pub fn value(start: Value, stop: Value, step: Value) -> Value {
        Gc::new(Range { start, stop, step }).into_value()
    }

    /// Start, stop and step, if all are small integers.
    #[inline]
    fn small(&self) -> Option<(i64, i64, i64)> {
        Some((self.start.as_small_int()?, self.stop.as_small_int()?, self.step.as_small_int()?))
    }

    /// The number at a place, counted from the end if it is negative; `None`: there is none, or not all are small.
    pub(crate) fn item(&self, index: i64) -> Option<Value> {
        let at = slice::place(index, self.len()?)? as i64;
        let (start, _, step) = self.small()?;
        Some(Value::small_int_unchecked(start + at * step))
    }

    /// How many numbers there are, if start, stop and step are small integers.
    pub(crate) fn len(&self) -> Option<usize> {
        let (start, stop, step) = self.small()?;
        usize::try_from(small_count(start, stop, step)).ok()
    }

    fn big(&self) -> (BigInt, BigInt, BigInt) {
        let part = |v: &Value| number::to_bigint(v).unwrap_or_default();
        (part(&self.start), part(&self.stop), part(&self.step))
    }

    /// How many numbers there are.
    fn count(&self) -> BigInt {
        if let Some((start, stop, step)) = self.small() {
            return small_count(start, stop, step).into();
        }
        let (start, stop, step) = self.big();
        let distance = if step.is_negative() { &start - &stop } else { &stop - &start };
        if distance.is_positive() { (distance - 1u32) / step.abs() + 1u32 } else { BigInt::zero() }
    }

    /// Number `index` of the range, which is less than the count.
    fn at(&self, index: &BigInt) -> Value {
        let (start, _, step) = self.big();
        from_big(start + index * step)
    }
}

/// How many numbers a range of small integers has.
fn small_count(start: i64, stop: i64, step: i64) -> i64 {
    if step > 0 && start < stop {
        (stop - start - 1) / step + 1
    } else if step < 0 && stop < start {
        (start - stop - 1) / -step + 1
    } else {
        0
    }
}

/// `len(range)`.
pub fn length(vm: &mut Vm, range: &Range) -> Res<usize> {
    match range.count().to_i64() {
        Some(count) => Ok(count as usize),
        None => Err(vm.error(Exc::OverflowError, "Python int too large to convert to C ssize_t")),
    }
}

/// `iter(range)`.
pub fn iter(range: &Range) -> Value {
    match range.small() {
        Some((start, stop, step)) => RangeIter::value(start, small_count(start, stop, step), step),
        None => {
            let (next, _, step) = range.big();
            Iter::value(IterState::LongRange { next, step, left: range.count() })
        }
    }
}

/// `reversed(range)`.
pub fn reversed(range: &Range) -> Value {
    if let Some((start, stop, step)) = range.small() {
        let count = small_count(start, stop, step);
        return RangeIter::value(start + (count - 1) * step, count, -step);
    }
    let (start, _, step) = range.big();
    let left = range.count();
    Iter::value(IterState::LongRange { next: start + (&left - 1u32) * &step, step: -step, left })
}

/// `range[key]`.
pub fn get_item(vm: &mut Vm, range: &Range, key: &Value) -> Res {
    if let Some(slice) = key.exact::<Slice>() {
        return get_slice(vm, range, slice);
    }
    if let Some(item) = key.as_small_int().and_then(|index| range.item(index)) {
        return Ok(item);
    }
    let Some(index) = vm.index_opt(key)? else {
        return Err(vm.type_error_about("range indices must be integers or slices, not {}", key));
    };
    let (count, mut index) = (range.count(), number::to_bigint(&index).unwrap_or_default());
    if index.is_negative() {
        index += &count;
    }
    if index.is_negative() || index >= count {
        return Err(vm.error(Exc::IndexError, "range object index out of range"));
    }
    Ok(range.at(&index))
}

/// `range[slice]`: another range.
fn get_slice(vm: &mut Vm, range: &Range, slice: &Slice) -> Res {
    let count = range.count();
    let mut part = |value: &Value| -> Res<Option<BigInt>> {
        if value.is_none() {
            return Ok(None);
        }
        match vm.index_opt(value)? {
            Some(int) => Ok(Some(number::to_bigint(&int).unwrap_or_default())),
            None => {
                let message = "slice indices must be integers or None or have an __index__ method";
                Err(vm.error(Exc::TypeError, message))
            }
        }
    };
    let stride = part(&slice.step)?.unwrap_or_else(BigInt::one);
    let (from, to) = (part(&slice.start)?, part(&slice.stop)?);
    if stride.is_zero() {
        return Err(vm.error(Exc::ValueError, "slice step cannot be zero"));
    }
    let back = stride.is_negative();
    let (low, high) = if back { (BigInt::from(-1), &count - 1u32) } else { (BigInt::zero(), count.clone()) };
    let bound = |given: Option<BigInt>, default: &BigInt| match given {
        Some(i) if i.is_negative() => (i + &count).max(low.clone()),
        Some(i) => i.min(high.clone()),
        None => default.clone(),
    };
    let (from, to) = if back { (bound(from, &high), bound(to, &low)) } else { (bound(from, &low), bound(to, &high)) };
    let (start, _, step) = range.big();
    Ok(Range::value(from_big(&start + from * &step), from_big(&start + to * &step), from_big(step * stride)))
}

/// `item in range`: arithmetic for integers, a search for whatever else can be equal to one.
pub fn contains(vm: &mut Vm, range: &Range, item: &Value) -> Res<bool> {
    if is_plain_int(item) {
        return Ok(place_of(range, item).is_some());
    }
    let iterator = iter(range);
    while let Some(number) = vm.next(&iterator)? {
        if vm.eq(&number, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_plain_int(value: &Value) -> bool {
    value.is_small_int() || value.as_bool().is_some() || value.is_kind(Kind::Int)
}

/// Where in the range an integer is.
fn place_of(range: &Range, int: &Value) -> Option<BigInt> {
    let int = number::to_bigint(int)?;
    let (start, stop, step) = range.big();
    let inside = if step.is_negative() { int <= start && int > stop } else { int >= start && int < stop };
    let (place, rest) = (int - start).div_rem(&step);
    if inside && rest.is_zero() { Some(place) } else { None }
}

/// Do two ranges have the same numbers?
pub fn equal(vm: &mut Vm, a: &Range, b: &Range) -> Res<bool> {
    let count = a.count();
    if count != b.count() {
        return Ok(false);
    }
    if count.is_zero() {
        return Ok(true);
    }
    Ok(vm.eq(&a.start, &b.start)? && (count.is_one() || vm.eq(&a.step, &b.step)?))
}

/// `hash(range)`: of what equality compares.
pub fn hash(vm: &mut Vm, range: &Range) -> Res<u64> {
    let count = range.count();
    let start = if count.is_zero() { Value::NONE } else { range.start.clone() };
    let step = if count > BigInt::one() { range.step.clone() } else { Value::NONE };
    vm.hash_items(&[from_big(count), start, step])
}

/// The range that a method was called on; the binder has checked that it is one.
fn receiver<'a>(vm: &mut Vm, value: &'a Value) -> Res<&'a Range> {
    match value.get::<Range>() {
        Some(range) => Ok(range),
        None => Err(vm.type_error_about("a range is required, not '{}'", value)),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let one = Value::small_int_unchecked(1);
    if args[1].is_unset() {
        let stop = vm.index(&args[0])?;
        return Ok(Range::value(Value::small_int_unchecked(0), stop, one));
    }
    let (start, stop) = (vm.index(&args[0])?, vm.index(&args[1])?);
    let step = if args[2].is_unset() { one } else { vm.index(&args[2])? };
    if step.as_small_int() == Some(0) {
        return Err(vm.error(Exc::ValueError, "range() arg 3 must not be zero"));
    }
    Ok(Range::value(start, stop, step))
}

fn count(vm: &mut Vm, args: &[Value]) -> Res {
    let range = receiver(vm, &args[0])?;
    if is_plain_int(&args[1]) {
        return Ok(Value::from(place_of(range, &args[1]).is_some() as usize));
    }
    let (iterator, mut count) = (iter(range), 0_usize);
    while let Some(number) = vm.next(&iterator)? {
        count += vm.eq(&number, &args[1])? as usize;
    }
    Ok(Value::from(count))
}

fn index(vm: &mut Vm, args: &[Value]) -> Res {
    let range = receiver(vm, &args[0])?;
    if is_plain_int(&args[1]) {
        return match place_of(range, &args[1]) {
            Some(place) => Ok(from_big(place)),
            None => Err(vm.error(Exc::ValueError, "range.index(x): x not in range")),
        };
    }
    let (iterator, mut place) = (iter(range), 0_usize);
    while let Some(number) = vm.next(&iterator)? {
        if vm.eq(&number, &args[1])? {
            return Ok(Value::from(place));
        }
        place += 1;
    }
    Err(vm.error(Exc::ValueError, "sequence.index(x): x not in sequence"))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let range = receiver(vm, &args[0])?;
    let (start, stop) = (vm.repr(&range.start)?, vm.repr(&range.stop)?);
    Ok(Value::from(match range.step.as_small_int() {
        Some(1) => format!("range({start}, {stop})"),
        _ => format!("range({start}, {stop}, {})", vm.repr(&range.step)?),
    }))
}

/// The class `range`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "range",
    doc: "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers from start, 0 \
          by default, up to but without stop, in steps of step.",
    constructor: Some(&function!("range(start, stop=?, step=?, /)", new)),
    methods: &[
        getter!("start", |vm, a| Ok(receiver(vm, &a[0])?.start.clone()), read_only),
        getter!("stop", |vm, a| Ok(receiver(vm, &a[0])?.stop.clone()), read_only),
        getter!("step", |vm, a| Ok(receiver(vm, &a[0])?.step.clone()), read_only),
        method!("count(self, value, /)", count),
        method!("index(self, value, /)", index),
        method!("__bool__(self, /)", |vm, a| Ok(Value::bool(!receiver(vm, &a[0])?.count().is_zero()))),
        method!("__contains__(self, key, /)", |vm, a| {
            let range = receiver(vm, &a[0])?;
            contains(vm, range, &a[1]).map(Value::bool)
        }),
        method!("__getitem__(self, key, /)", |vm, a| {
            let range = receiver(vm, &a[0])?;
            get_item(vm, range, &a[1])
        }),
        method!("__iter__(self, /)", |vm, a| {
            let range = receiver(vm, &a[0])?;
            Ok(iter(range))
        }),
        method!("__reversed__(self, /)", |vm, a| Ok(reversed(receiver(vm, &a[0])?))),
        method!("__len__(self, /)", |vm, a| {
            let range = receiver(vm, &a[0])?;
            length(vm, range).map(Value::from)
        }),
        method!("__repr__(self, /)", repr),
        method!("__reduce__(self, /)", crate::object::reduce::three_parts),
        method!("__hash__(self, /)", |vm, a| vm.hash(a[0].unwrap_base()).map(crate::ops::hash_value)),
        method!("__eq__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Eq, &a[0], &a[1])),
        method!("__ne__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ne, &a[0], &a[1])),
    ],
    flags: crate::object::class::flag::FINAL,
};
