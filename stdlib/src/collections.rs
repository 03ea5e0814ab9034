//! `_collections`: `deque`, and the fields of named tuples. For [`dicts`] see there.

use crate::dicts;
use crate::module::{add_functions, module};
use rondo_vm::fault::LONG;
use rondo_vm::heap::{Gc, Interior, Kind, Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData, ITER, NEXT};
use rondo_vm::object::generic_alias;
use rondo_vm::object::int::methods::index_i64;
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::number;
use rondo_vm::object::slice;
use rondo_vm::object::struct_sequence;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::ops::{Compare, equal_leaf};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{class_method, function, getter, method};
use std::cell::Cell;
use std::collections::VecDeque;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_collections", "High performance data structures.", dicts::FUNCTIONS);
    add_functions(&module, "_collections", &[struct_sequence::MAKE_CLASS, struct_sequence::MAKE]);
    for (name, spec) in [
        ("deque", &DEQUE),
        ("_deque_iterator", &DEQUE_ITER),
        ("_deque_reverse_iterator", &DEQUE_REVERSE_ITER),
        ("_tuplegetter", &TUPLE_GETTER),
    ] {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

/// A double-ended queue.
pub(crate) struct Deque {
    items: Interior<VecDeque<Value>>,
    maxlen: Cell<Option<usize>>,
    /// Counts changes of length, for iterators to notice.
    changes: Cell<u64>,
}

impl ForeignData for Deque {
    fn length(&self) -> Option<usize> {
        Some(self.len())
    }

    fn item(&self, index: i64) -> Option<Value> {
        self.get(slice::place(index, self.len())?)
    }

    fn items(&self) -> Option<Vec<Value>> {
        Some(self.snapshot())
    }

    fn trace(&self, visit: &mut Visitor) {
        self.items.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.items.replace(VecDeque::new()));
    }
}

/// The class `deque`.
pub static DEQUE: TypeSpec = TypeSpec {
    name: "collections.deque",
    doc: "A sequence that grows and shrinks at both ends; past maxlen, what is at the other end falls out.",
    constructor: Some(&function!("deque(iterable=(), maxlen=None)", new)),
    methods: DEQUE_METHODS,
    flags: flag::FILLED_BY_INIT | flag::INDEXED,
};

static DEQUE_METHODS: &[NativeDef] = &[
    method!("__init__(self, iterable=(), maxlen=None)", init),
    method!("append(self, item, /)", append),
    method!("appendleft(self, item, /)", appendleft),
    method!("clear(self, /)", clear),
    method!("copy(self, /)", copy),
    method!("__copy__(self, /)", copy),
    method!("count(self, value, /)", count),
    method!("extend(self, iterable, /)", extend),
    method!("extendleft(self, iterable, /)", extendleft),
    method!("index(self, value, start=0, stop=?, /)", index),
    method!("insert(self, index, value, /)", insert),
    method!("pop(self, /)", pop),
    method!("popleft(self, /)", popleft),
    method!("remove(self, value, /)", remove),
    method!("reverse(self, /)", reverse),
    method!("rotate(self, n=1, /)", rotate),
    getter!("maxlen", maxlen),
    method!("__len__(self, /)", len),
    method!("__getitem__(self, index, /)", getitem),
    method!("__setitem__(self, index, value, /)", setitem),
    method!("__delitem__(self, index, /)", delitem),
    method!("__contains__(self, value, /)", contains),
    method!("__iter__(self, /)", iter),
    method!("__reversed__(self, /)", reversed),
    method!("__add__(self, other, /)", add),
    method!("__iadd__(self, other, /)", iadd),
    method!("__mul__(self, n, /)", mul),
    method!("__rmul__(self, n, /)", mul),
    method!("__imul__(self, n, /)", imul),
    method!("__eq__(self, other, /)", |vm, args| compare(vm, args, Compare::Eq)),
    method!("__ne__(self, other, /)", |vm, args| compare(vm, args, Compare::Ne)),
    method!("__lt__(self, other, /)", |vm, args| compare(vm, args, Compare::Lt)),
    method!("__le__(self, other, /)", |vm, args| compare(vm, args, Compare::Le)),
    method!("__gt__(self, other, /)", |vm, args| compare(vm, args, Compare::Gt)),
    method!("__ge__(self, other, /)", |vm, args| compare(vm, args, Compare::Ge)),
    method!("__repr__(self, /)", repr),
    method!("__reduce__(self, /)", reduce),
    class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
];

/// The deque a method was called on: the binder has checked its class.
fn this(value: &Value) -> &Deque {
    match value.foreign::<Deque>() {
        Some(deque) => deque,
        None => unreachable!("a method of deque is bound to deques only"),
    }
}

impl Deque {
    fn new() -> Deque {
        Deque { items: Interior::new(VecDeque::new()), maxlen: Cell::new(None), changes: Cell::new(0) }
    }

    fn changed(&self) {
        self.changes.set(self.changes.get() + 1);
    }

    /// Appends; what falls off at the other end is returned, to be dropped outside.
    pub(crate) fn push_back(&self, item: Value) -> Option<Value> {
        self.changed();
        let mut items = self.items.borrow_mut();
        items.push_back(item);
        if self.maxlen.get().is_some_and(|max| items.len() > max) { items.pop_front() } else { None }
    }

    fn push_front(&self, item: Value) -> Option<Value> {
        self.changed();
        let mut items = self.items.borrow_mut();
        items.push_front(item);
        if self.maxlen.get().is_some_and(|max| items.len() > max) { items.pop_back() } else { None }
    }

    pub(crate) fn len(&self) -> usize {
        self.items.borrow().len()
    }

    /// Removes the first item.
    pub(crate) fn pop_front(&self) -> Option<Value> {
        let item = self.items.borrow_mut().pop_front()?;
        self.changed();
        Some(item)
    }

    fn get(&self, index: usize) -> Option<Value> {
        self.items.borrow().get(index).cloned()
    }

    fn snapshot(&self) -> Vec<Value> {
        self.items.borrow().iter().cloned().collect()
    }

    fn extend(&self, vm: &mut Vm, iterable: &Value) -> Res<()> {
        // A deque extended by itself goes over what it was before.
        if iterable.foreign::<Deque>().is_some_and(|other| std::ptr::eq(self, other)) {
            self.snapshot().into_iter().for_each(|item| drop(self.push_back(item)));
            return Ok(());
        }
        // What a list or a tuple holds takes no code to go over.
        if self.maxlen.get().is_none() && matches!(iterable.kind(), Some(Kind::List | Kind::Tuple)) {
            let more = vm.collect(iterable)?;
            vm.room_for(self.len() + more.len(), size_of::<Value>())?;
            self.changed();
            self.items.borrow_mut().extend(more);
            return Ok(());
        }
        let iterator = vm.iter(iterable)?;
        while let Some(item) = vm.next(&iterator)? {
            let (len, capacity) = (self.items.borrow().len(), self.items.borrow().capacity());
            if len == capacity && len >= LONG && self.maxlen.get().is_none() {
                vm.room_for(2 * len, size_of::<Value>())?;
            }
            drop(self.push_back(item));
        }
        Ok(())
    }
}

fn new_value(vm: &mut Vm, items: impl IntoIterator<Item = Value>, maxlen: Option<usize>) -> Value {
    let deque = Deque::new();
    deque.maxlen.set(maxlen);
    for item in items {
        drop(deque.push_back(item));
    }
    Foreign::new(vm.types.native_class(&DEQUE), deque).into_value()
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let value = new_value(vm, [], None);
    init(vm, &[value.clone(), args[0].clone(), args[1].clone()])?;
    Ok(value)
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let maxlen = if args[2].is_none() {
        None
    } else if number::integer(&args[2]).is_some() {
        match usize::try_from(index_i64(vm, &args[2])?) {
            Ok(maxlen) => Some(maxlen),
            Err(_) => return Err(vm.error(Exc::ValueError, "maxlen must be non-negative")),
        }
    } else {
        return Err(vm.error(Exc::TypeError, "an integer is required"));
    };
    deque.maxlen.set(maxlen);
    deque.changed();
    drop(deque.items.replace(VecDeque::new()));
    deque.extend(vm, &args[1])?;
    Ok(Value::NONE)
}

fn append(_: &mut Vm, args: &[Value]) -> Res {
    drop(this(&args[0]).push_back(args[1].clone()));
    Ok(Value::NONE)
}

fn appendleft(_: &mut Vm, args: &[Value]) -> Res {
    drop(this(&args[0]).push_front(args[1].clone()));
    Ok(Value::NONE)
}

fn clear(_: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    deque.changed();
    drop(deque.items.replace(VecDeque::new()));
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let class = vm.class_of(&args[0]);
    if class.is_builtin {
        return Ok(new_value(vm, deque.snapshot(), deque.maxlen.get()));
    }
    match deque.maxlen.get() {
        None => vm.call(&class.into_value(), &args[..1]),
        Some(max) => vm.call(&class.into_value(), &[args[0].clone(), Value::from(max)]),
    }
}

fn count(vm: &mut Vm, args: &[Value]) -> Res {
    let (deque, mut found) = (this(&args[0]), 0i64);
    let changes = deque.changes.get();
    for i in 0..deque.len() {
        let Some(item) = deque.get(i) else { break };
        found += vm.eq(&item, &args[1])? as i64;
        if deque.changes.get() != changes {
            return Err(vm.error(Exc::RuntimeError, "deque mutated during iteration"));
        }
    }
    Ok(Value::from(found))
}

fn extend(vm: &mut Vm, args: &[Value]) -> Res {
    this(&args[0]).extend(vm, &args[1])?;
    Ok(Value::NONE)
}

fn extendleft(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    if args[1].foreign::<Deque>().is_some_and(|other| std::ptr::eq(deque, other)) {
        deque.snapshot().into_iter().for_each(|item| drop(deque.push_front(item)));
        return Ok(Value::NONE);
    }
    let iterator = vm.iter(&args[1])?;
    while let Some(item) = vm.next(&iterator)? {
        drop(deque.push_front(item));
    }
    Ok(Value::NONE)
}

/// The position of a value in a range of indices.
fn position(vm: &mut Vm, deque: &Deque, value: &Value, start: usize, stop: usize) -> Res<Option<usize>> {
    let changes = deque.changes.get();
    let mut i = start;
    while i < stop.min(deque.len()) {
        // Those that can be told apart without code are passed over.
        i += deque.items.borrow().range(i..).take_while(|item| equal_quickly(item, value) == Some(false)).count();
        let Some(item) = deque.get(i).filter(|_| i < stop) else { break };
        let equal = vm.eq(&item, value)?;
        if deque.changes.get() != changes {
            return Err(vm.error(Exc::RuntimeError, "deque mutated during iteration"));
        }
        if equal {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

/// Are two values equal, as [`Vm::eq`] says? `None`: that may take code of the program.
fn equal_quickly(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) { Some(true) } else { equal_leaf(a, b) }
}

/// An index of a slice's bounds, counted from the end if negative.
fn bound(vm: &mut Vm, value: &Value, len: usize, absent: usize) -> Res<usize> {
    if value.is_unset() {
        return Ok(absent);
    }
    let i = vm.index_clamped(value)?;
    Ok(if i < 0 { i.saturating_add(len as i64).max(0) as usize } else { i as usize })
}

fn index(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let len = deque.len();
    let (start, stop) = (bound(vm, &args[2], len, 0)?, bound(vm, &args[3], len, len)?);
    match position(vm, deque, &args[1], start, stop)? {
        Some(i) => Ok(Value::from(i)),
        None => Err(vm.error(Exc::ValueError, "deque.index(x): x not in deque")),
    }
}

fn insert(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let index = index_i64(vm, &args[1])?;
    if deque.maxlen.get().is_some_and(|max| deque.len() >= max) {
        return Err(vm.error(Exc::IndexError, "deque already at its maximum size"));
    }
    let from_end = if index < 0 { deque.len() as i64 } else { 0 };
    let at = usize::try_from(index.saturating_add(from_end)).unwrap_or(0).min(deque.len());
    deque.changed();
    deque.items.borrow_mut().insert(at, args[2].clone());
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let popped = deque.items.borrow_mut().pop_back();
    deque.changed();
    popped.ok_or_else(|| vm.error(Exc::IndexError, "pop from an empty deque"))
}

fn popleft(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let popped = deque.items.borrow_mut().pop_front();
    deque.changed();
    popped.ok_or_else(|| vm.error(Exc::IndexError, "pop from an empty deque"))
}

fn remove(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let found = match position(vm, deque, &args[1], 0, usize::MAX) {
        // Of all methods that search, this one says so by an IndexError.
        Err(_) if deque.len() == 0 && vm.raised_is(Exc::RuntimeError) => {
            drop(vm.take_raised());
            return Err(vm.error(Exc::IndexError, "deque mutated during remove()."));
        }
        found => found?,
    };
    match found {
        Some(i) => {
            deque.changed();
            let removed = deque.items.borrow_mut().remove(i);
            drop(removed);
            Ok(Value::NONE)
        }
        None => Err(vm.error(Exc::ValueError, "deque.remove(x): x not in deque")),
    }
}

fn reverse(_: &mut Vm, args: &[Value]) -> Res {
    let mut items = this(&args[0]).items.borrow_mut();
    items.make_contiguous().reverse();
    Ok(Value::NONE)
}

fn rotate(vm: &mut Vm, args: &[Value]) -> Res {
    let n = index_i64(vm, &args[1])?;
    let deque = this(&args[0]);
    let mut items = deque.items.borrow_mut();
    if !items.is_empty() {
        let len = items.len() as i64;
        items.rotate_right(n.rem_euclid(len) as usize);
    }
    drop(items);
    deque.changed();
    Ok(Value::NONE)
}

fn maxlen(_: &mut Vm, args: &[Value]) -> Res {
    Ok(this(&args[0]).maxlen.get().map_or(Value::NONE, Value::from))
}

fn len(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::from(this(&args[0]).len()))
}

/// The index of an item that must exist.
fn item_index(vm: &mut Vm, deque: &Deque, value: &Value) -> Res<usize> {
    if vm.index_opt(value)?.is_none() {
        let message = format!("sequence index must be integer, not '{}'", vm.type_name(value));
        return Err(vm.error(Exc::TypeError, message));
    }
    vm.place(value, deque.len(), "deque", "deque index")
}

fn getitem(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let index = item_index(vm, deque, &args[1])?;
    Ok(deque.get(index).unwrap_or_default())
}

fn setitem(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let index = item_index(vm, deque, &args[1])?;
    let old = deque.items.borrow_mut().get_mut(index).map(|slot| std::mem::replace(slot, args[2].clone()));
    drop(old);
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let index = item_index(vm, deque, &args[1])?;
    deque.changed();
    let removed = deque.items.borrow_mut().remove(index);
    drop(removed);
    Ok(Value::NONE)
}

fn contains(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::bool(position(vm, this(&args[0]), &args[1], 0, usize::MAX)?.is_some()))
}

fn add(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let Some(other) = args[1].foreign::<Deque>() else {
        let message = format!("can only concatenate deque (not \"{}\") to deque", vm.type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, message));
    };
    let items = deque.snapshot().into_iter().chain(other.snapshot());
    let sum = new_value(vm, items, deque.maxlen.get());
    of_class_of(vm, &args[0], sum)
}

/// A new deque as an instance of the subclass that an operand is of.
fn of_class_of(vm: &mut Vm, operand: &Value, new: Value) -> Res {
    let class = vm.class_of(operand);
    match this(operand).maxlen.get() {
        _ if class.is_builtin => Ok(new),
        None => vm.call(&class.into_value(), &[new]),
        Some(max) => vm.call(&class.into_value(), &[new, Value::from(max)]),
    }
}

fn iadd(vm: &mut Vm, args: &[Value]) -> Res {
    this(&args[0]).extend(vm, &args[1])?;
    Ok(args[0].clone())
}

fn mul(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    if vm.index_opt(&args[1])?.is_none() {
        let message = format!("can't multiply sequence by non-int of type '{}'", vm.type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, message));
    }
    let n = index_i64(vm, &args[1])?.max(0) as usize;
    let items = deque.snapshot();
    if items.len().saturating_mul(n) > isize::MAX as usize / 8 {
        return Err(vm.error(Exc::MemoryError, ""));
    }
    let len = items.len() * n;
    // Of a bounded deque only the last items remain.
    let skip = deque.maxlen.get().map_or(0, |max| len.saturating_sub(max));
    vm.room_for(len - skip, size_of::<Value>())?;
    let repeated = items.iter().cycle().skip(skip % items.len().max(1)).take(len - skip).cloned();
    let product = new_value(vm, repeated, deque.maxlen.get());
    of_class_of(vm, &args[0], product)
}

fn imul(vm: &mut Vm, args: &[Value]) -> Res {
    let product = mul(vm, args)?;
    let deque = this(&args[0]);
    deque.changed();
    let new = this(&product).items.replace(VecDeque::new());
    drop(deque.items.replace(new));
    Ok(args[0].clone())
}

fn compare(vm: &mut Vm, args: &[Value], op: Compare) -> Res {
    let (a, Some(b)) = (this(&args[0]), args[1].foreign::<Deque>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if a.len() != b.len() && matches!(op, Compare::Eq | Compare::Ne) {
        return Ok(Value::bool(op == Compare::Ne));
    }
    let (a, b) = (List::value(a.snapshot()), List::value(b.snapshot()));
    vm.compare(op, &a, &b)
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let name = vm.class_of(&args[0]).name_text();
    let mut shown = Vec::new();
    for item in deque.snapshot() {
        // A deque in itself is the one cycle that a nested call would never leave.
        shown.push(if item.is(&args[0]) { "[...]".to_string() } else { vm.repr(&item)? });
    }
    let list = shown.join(", ");
    Ok(Value::from(match deque.maxlen.get() {
        None => format!("{name}([{list}])"),
        Some(max) => format!("{name}([{list}], maxlen={max})"),
    }))
}

fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let deque = this(&args[0]);
    let class = vm.class_of(&args[0]).into_value();
    let init = match deque.maxlen.get() {
        None => Vec::new(),
        Some(max) => vec![Tuple::value(Vec::new()), Value::from(max)],
    };
    let state = rondo_vm::object::reduce::state(vm, &args[0], false)?;
    let items = vm.iter(&args[0])?;
    Ok(Tuple::value(vec![class, Tuple::value(init), state, items]))
}

// ---------------------------------------------------------------------------------------------------------------
// Iterators

/// An iterator over a deque, in either direction.
struct DequeIter {
    deque: Interior<Option<Value>>,
    next: Cell<usize>,
    changes: u64,
    backwards: bool,
}

impl ForeignData for DequeIter {
    fn trace(&self, visit: &mut Visitor) {
        self.deque.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.deque.replace(None));
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, _: usize) -> Option<Value> {
        let deque = self.deque.borrow();
        let deque = this(deque.as_ref()?);
        if deque.changes.get() != self.changes {
            return None;
        }
        let (items, next) = (deque.items.borrow(), self.next.get());
        let place = if self.backwards { items.len().checked_sub(next + 1)? } else { next };
        let item = items.get(place)?.clone();
        self.next.set(next + 1);
        Some(item)
    }

    fn has_next(&self) -> bool {
        self.deque.borrow().as_ref().is_some_and(|value| {
            let deque = this(value);
            deque.changes.get() == self.changes && self.next.get() < deque.len()
        })
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let Some(value) = self.deque.borrow().clone() else { return Ok(None) };
        if this(&value).changes.get() != self.changes {
            return Err(vm.error(Exc::RuntimeError, "deque mutated during iteration"));
        }
        Ok(self.next_leaf(0))
    }
}

pub static DEQUE_ITER: TypeSpec = TypeSpec {
    name: "collections._deque_iterator",
    doc: "",
    constructor: Some(&function!("_deque_iterator(deque, index=0, /)", |vm, args| iter_at(vm, args, &DEQUE_ITER))),
    methods: ITER_METHODS,
    flags: 0,
};

pub static DEQUE_REVERSE_ITER: TypeSpec = TypeSpec {
    name: "collections._deque_reverse_iterator",
    doc: "",
    constructor: Some(&function!("_deque_reverse_iterator(deque, index=0, /)", |vm, args| {
        iter_at(vm, args, &DEQUE_REVERSE_ITER)
    })),
    methods: ITER_METHODS,
    flags: 0,
};

static ITER_METHODS: &[NativeDef] =
    &[ITER, NEXT, method!("__length_hint__(self, /)", iter_len), method!("__reduce__(self, /)", iter_reduce)];

fn iter(vm: &mut Vm, args: &[Value]) -> Res {
    iterate(vm, &args[0], &DEQUE_ITER, false)
}

fn reversed(vm: &mut Vm, args: &[Value]) -> Res {
    iterate(vm, &args[0], &DEQUE_REVERSE_ITER, true)
}

/// An iterator that has passed `index` items, as pickles make it.
fn iter_at(vm: &mut Vm, args: &[Value], spec: &'static TypeSpec) -> Res {
    if args[0].foreign::<Deque>().is_none() {
        return Err(vm.type_error_about("argument 1 must be collections.deque, not {}", &args[0]));
    }
    let index = index_i64(vm, &args[1])?.max(0) as usize;
    let made = iterate(vm, &args[0], spec, std::ptr::eq(spec, &DEQUE_REVERSE_ITER))?;
    this_iter(&made).next.set(index.min(this(&args[0]).len()));
    Ok(made)
}

fn iter_reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let iter = this_iter(&args[0]);
    let deque = iter.deque.borrow().clone();
    // One that is at its end has let go of its deque.
    let deque = deque.unwrap_or_else(|| new_value(vm, [], None));
    let class = vm.class_of(&args[0]).into_value();
    Ok(Tuple::value(vec![class, Tuple::value(vec![deque, Value::from(iter.next.get())])]))
}

fn iterate(vm: &mut Vm, deque: &Value, spec: &'static TypeSpec, backwards: bool) -> Res {
    let iterator = DequeIter {
        deque: Interior::new(Some(deque.clone())),
        next: Cell::new(0),
        changes: this(deque).changes.get(),
        backwards,
    };
    Ok(Foreign::new(vm.types.native_class(spec), iterator).into_value())
}

fn this_iter(value: &Value) -> &DequeIter {
    match value.foreign::<DequeIter>() {
        Some(iter) => iter,
        None => unreachable!("a method of deque iterators is bound to them only"),
    }
}

fn iter_len(_: &mut Vm, args: &[Value]) -> Res {
    let iter = this_iter(&args[0]);
    let deque = iter.deque.borrow().clone();
    Ok(Value::from(deque.map_or(0, |d| this(&d).len().saturating_sub(iter.next.get()))))
}

// ---------------------------------------------------------------------------------------------------------------
// Named tuples

/// The descriptor of a named tuple's field.
struct TupleGetter {
    index: usize,
    doc: Slot,
}

impl ForeignData for TupleGetter {
    fn trace(&self, visit: &mut Visitor) {
        self.doc.trace(visit);
    }

    fn clear(&self) {
        self.doc.set(Value::NONE);
    }

    fn tuple_field(&self) -> Option<usize> {
        Some(self.index)
    }
}

static TUPLE_GETTER: TypeSpec = TypeSpec {
    name: "collections._tuplegetter",
    doc: "",
    constructor: Some(&function!("_tuplegetter(index, doc, /)", new_getter)),
    methods: &[
        method!("__get__(self, instance, owner=None, /)", get_field),
        method!("__set__(self, instance, value, /)", set_field),
        method!("__delete__(self, instance, /)", delete_field),
        getter!("__doc__", |_, args| Ok(field(&args[0]).doc.get()), |_, args| {
            field(&args[0]).doc.set(if args[1].is_unset() { Value::NONE } else { args[1].clone() });
            Ok(Value::NONE)
        }),
        method!("__repr__(self, /)", |vm, args| {
            let TupleGetter { index, doc } = field(&args[0]);
            let doc = vm.repr(&doc.get())?;
            Ok(Value::from(format!("_tuplegetter({index}, {doc})")))
        }),
        method!("__reduce__(self, /)", |vm, args| {
            let TupleGetter { index, doc } = field(&args[0]);
            let class = vm.types.native_class(&TUPLE_GETTER).into_value();
            Ok(Tuple::value(vec![class, Tuple::value(vec![Value::from(*index as i64), doc.get()])]))
        }),
    ],
    flags: 0,
};

fn field(value: &Value) -> &TupleGetter {
    match value.foreign::<TupleGetter>() {
        Some(field) => field,
        None => unreachable!("a method of _tuplegetter is bound to one only"),
    }
}

fn new_getter(vm: &mut Vm, args: &[Value]) -> Res {
    let index = index_i64(vm, &args[0])?.max(0) as usize;
    let class = vm.types.native_class(&TUPLE_GETTER);
    Ok(Foreign::new(class, TupleGetter { index, doc: Slot::new(args[1].clone()) }).into_value())
}

fn get_field(vm: &mut Vm, args: &[Value]) -> Res {
    let index = field(&args[0]).index;
    match args[1].get::<Tuple>() {
        Some(tuple) => match tuple.items().get(index) {
            Some(item) => Ok(item.clone()),
            None => Err(vm.error(Exc::IndexError, "tuple index out of range")),
        },
        None if args[1].is_none() => Ok(args[0].clone()),
        None => {
            let message = format!(
                "descriptor for index '{index}' for tuple subclasses doesn't apply to '{}' object",
                vm.type_name(&args[1])
            );
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn set_field(vm: &mut Vm, _: &[Value]) -> Res {
    Err(vm.error(Exc::AttributeError, "can't set attribute"))
}

fn delete_field(vm: &mut Vm, _: &[Value]) -> Res {
    Err(vm.error(Exc::AttributeError, "can't delete attribute"))
}
