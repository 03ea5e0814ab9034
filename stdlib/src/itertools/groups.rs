//! Iterators over groups of the items of an iterable: `batched`, `groupby`, `pairwise`.

use super::{iterator, this, until_exhausted};
use rondo_vm::function;
use rondo_vm::heap::{Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{self, ForeignData};
use rondo_vm::object::int::methods::index_i64;
use rondo_vm::object::iter::next_held;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::cell::Cell;

static METHODS: &[NativeDef] = &[foreign::ITER, foreign::NEXT];

// ---------------------------------------------------------------------------------------------------------------
// batched

struct Batched {
    /// Unset when it is exhausted or has raised.
    iterator: Slot,
    size: usize,
    strict: bool,
}

pub(super) static BATCHED: TypeSpec = TypeSpec {
    name: "itertools.batched",
    doc: "Tuples of n items each, of which the last may be shorter; ValueError instead of a shorter one if strict is\n\
          true.",
    constructor: Some(&function!("batched(iterable, n, *, strict=False)", batched)),
    methods: METHODS,
    flags: flag::NO_WEAKREF,
};

fn batched(vm: &mut Vm, args: &[Value]) -> Res {
    let (size, strict) = (index_i64(vm, &args[1])?, vm.truth(&args[2])?);
    let Some(size) = usize::try_from(size).ok().filter(|&size| size > 0) else {
        return Err(vm.error(Exc::ValueError, "n must be at least one"));
    };
    let source = Slot::new(vm.iter(&args[0])?);
    iterator(vm, &BATCHED, Batched { iterator: source, size, strict })
}

impl ForeignData for Batched {
    fn trace(&self, visit: &mut Visitor) {
        self.iterator.trace(visit);
    }

    fn clear(&self) {
        drop(self.iterator.take());
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        until_exhausted(&self.iterator, |iterator| self.next_batch(vm, iterator))
    }
}

impl Batched {
    fn next_batch(&self, vm: &mut Vm, iterator: &Value) -> Res<Option<Value>> {
        /// Batches are made as long as this before the items come.
        const LIKELY: usize = 64;
        let mut items = Vec::with_capacity(self.size.min(LIKELY));
        while items.len() < self.size {
            match vm.next(iterator)? {
                Some(item) => {
                    vm.room_to_push(&items, items.capacity())?;
                    items.push(item);
                }
                None if items.is_empty() => return Ok(None),
                None if self.strict => return Err(vm.error(Exc::ValueError, "batched(): incomplete batch")),
                None => break,
            }
        }
        Ok(Some(Tuple::value(items)))
    }
}

// ---------------------------------------------------------------------------------------------------------------
// groupby

struct GroupBy {
    iterator: Value,
    /// `None`: items are their own keys.
    key: Value,
    /// The key of the group that was given last; unset before the first.
    target: Slot,
    /// The key of the item that was taken last; unset if a group has given it away.
    current: Slot,
    /// That item; unset if a group has given it away.
    value: Slot,
    /// Only the group of this number has items still.
    group: Cell<u64>,
}

pub(super) static GROUPBY: TypeSpec = TypeSpec {
    name: "itertools.groupby",
    doc: "Pairs of a key and an iterator over the items one after the other whose key that is; the key of an item is\n\
          key(item), or the item itself. A group ends when the next pair is asked for.",
    constructor: Some(&function!("groupby(iterable, key=None)", groupby)),
    methods: METHODS,
    flags: flag::NO_WEAKREF,
};

fn groupby(vm: &mut Vm, args: &[Value]) -> Res {
    let (source, key) = (vm.iter(&args[0])?, args[1].clone());
    let [target, current, value] = [const { Slot::new(Value::UNSET) }; 3];
    iterator(vm, &GROUPBY, GroupBy { iterator: source, key, target, current, value, group: Cell::new(0) })
}

impl ForeignData for GroupBy {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.iterator);
        visit(&self.key);
        self.target.trace(visit);
        self.current.trace(visit);
        self.value.trace(visit);
    }

    fn clear(&self) {
        drop((self.target.take(), self.current.take(), self.value.take()));
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, this: &Value) -> Res<Option<Value>> {
        self.group.set(self.group.get() + 1);
        // What is left of the group before is passed over.
        loop {
            let (current, target) = (self.current.get(), self.target.get());
            if !current.is_unset() && (target.is_unset() || !vm.eq(&target, &current)?) {
                break;
            }
            if !self.step(vm)? {
                return Ok(None);
            }
        }
        let key = self.current.get();
        self.target.set(key.clone());
        let group = grouper(vm, this, &key)?;
        Ok(Some(Tuple::of([key, group])))
    }
}

impl GroupBy {
    /// Takes an item and makes its key; false if there is none.
    fn step(&self, vm: &mut Vm) -> Res<bool> {
        let Some(value) = vm.next(&self.iterator)? else {
            vm.forget_end();
            return Ok(false);
        };
        let key = match self.key.is_none() {
            true => value.clone(),
            false => vm.call(&self.key, std::slice::from_ref(&value))?,
        };
        drop((self.value.replace(value), self.current.replace(key)));
        Ok(true)
    }
}

/// A group: an iterator over items of its parent.
struct Grouper {
    parent: Value,
    key: Value,
    number: u64,
}

pub(super) static GROUPER: TypeSpec = TypeSpec {
    name: "itertools._grouper",
    doc: "The items of a groupby object whose key is target_key.",
    constructor: Some(&function!("_grouper(parent, target_key, /)", new_grouper)),
    methods: METHODS,
    flags: flag::NO_WEAKREF | flag::FINAL,
};

fn new_grouper(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].foreign::<GroupBy>().is_none() {
        let got = vm.argument_type_name(&args[0]);
        let message = format!("_grouper() argument 1 must be itertools.groupby, not {got}");
        return Err(vm.error(Exc::TypeError, message));
    }
    grouper(vm, args[0].unwrap_base(), &args[1])
}

/// The group of `parent` that may take its items from now on.
fn grouper(vm: &mut Vm, parent: &Value, key: &Value) -> Res {
    let numbers = &this::<GroupBy>(parent).group;
    numbers.set(numbers.get() + 1);
    iterator(vm, &GROUPER, Grouper { parent: parent.clone(), key: key.clone(), number: numbers.get() })
}

impl ForeignData for Grouper {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.parent);
        visit(&self.key);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let parent: &GroupBy = this(&self.parent);
        if parent.group.get() != self.number {
            return Ok(None);
        }
        // The item that ended another group, or the next one.
        let mut value = parent.value.get();
        if value.is_unset() {
            if !parent.step(vm)? {
                return Ok(None);
            }
            value = parent.value.get();
        }
        if !vm.eq(&self.key, &parent.current.get())? {
            return Ok(None);
        }
        drop((parent.value.take(), parent.current.take()));
        Ok(Some(value))
    }
}

// ---------------------------------------------------------------------------------------------------------------
// pairwise

struct Pairwise {
    /// Unset when it is exhausted or has raised.
    iterator: Slot,
    /// The item that was taken last; unset before the first.
    before: Slot,
}

pub(super) static PAIRWISE: TypeSpec = TypeSpec {
    name: "itertools.pairwise",
    doc: "The pairs of an item and the one behind it.",
    constructor: Some(&function!("pairwise(iterable, /)", pairwise)),
    methods: METHODS,
    flags: flag::NO_WEAKREF,
};

fn pairwise(vm: &mut Vm, args: &[Value]) -> Res {
    let source = Slot::new(vm.iter(&args[0])?);
    iterator(vm, &PAIRWISE, Pairwise { iterator: source, before: Slot::default() })
}

impl ForeignData for Pairwise {
    fn trace(&self, visit: &mut Visitor) {
        self.iterator.trace(visit);
        self.before.trace(visit);
    }

    fn clear(&self) {
        drop((self.iterator.take(), self.before.take()));
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, levels: usize) -> Option<Value> {
        if self.before.is_unset() {
            return None;
        }
        let item = next_held(&self.iterator, levels)?;
        let before = self.before.replace(item.clone());
        Some(Tuple::of([before, item]))
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let pair = until_exhausted(&self.iterator, |iterator| self.next_pair(vm, iterator));
        if !matches!(pair, Ok(Some(_))) {
            drop(self.before.take());
        }
        pair
    }
}

impl Pairwise {
    fn next_pair(&self, vm: &mut Vm, iterator: &Value) -> Res<Option<Value>> {
        let mut before = self.before.get();
        if before.is_unset() {
            let Some(first) = vm.next(iterator)? else { return Ok(None) };
            self.before.set(first.clone());
            before = first;
            if self.iterator.get().is_unset() {
                // The iterator was exhausted by code that it ran.
                return Ok(None);
            }
        }
        let Some(item) = vm.next(iterator)? else { return Ok(None) };
        self.before.set(item.clone());
        Ok(Some(Tuple::of([before, item])))
    }
}
