//! `tee`: iterators over the same items, each at a place of its own.
//!
//! What one of them has taken waits in blocks for the others. The blocks are a list in which each refers to the next
//! one only: what all have passed is freed.

use super::{iterator, this};
use rondo_vm::heap::{Interior, Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{self, Foreign, ForeignData};
use rondo_vm::object::int::methods::index_i64;
use rondo_vm::object::iter::next_leaf;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};
use std::cell::Cell;

/// How many items a block has.
const BLOCK: usize = 57;

struct Tee {
    /// The block that the next item is in, or behind which it will be.
    block: Slot,
    /// Its place there.
    place: Cell<usize>,
}

struct Block {
    iterator: Value,
    items: Interior<Vec<Value>>,
    /// Is the iterator being asked for the next item?
    asks: Cell<bool>,
    /// The next block, or unset.
    next: Slot,
}

pub(super) static TEE: TypeSpec = TypeSpec {
    name: "itertools._tee",
    doc: "An iterator of which there can be copies, each with a place of its own.",
    constructor: Some(&function!("_tee(iterable, /)", |vm, args| of_iterable(vm, &args[0]))),
    methods: &[foreign::ITER, foreign::NEXT, method!("__copy__(self, /)", copy)],
    flags: flag::FINAL,
};

/// Programs see these only by the collector's list.
pub(super) static TEE_BLOCK: TypeSpec = TypeSpec {
    name: "itertools._tee_dataobject",
    doc: "Items that tee iterators share.",
    constructor: None,
    methods: &[],
    flags: flag::NO_WEAKREF | flag::FINAL,
};

pub(super) static FUNCTIONS: &[NativeDef] = &[function!("tee(iterable, n=2, /)", tee)];

fn tee(vm: &mut Vm, args: &[Value]) -> Res {
    let Ok(count) = usize::try_from(index_i64(vm, &args[1])?) else {
        return Err(vm.error(Exc::ValueError, "n must be >= 0"));
    };
    if count == 0 {
        return Ok(Tuple::value(Vec::new()));
    }
    vm.room_for(count, size_of::<Value>())?;
    let first = of_iterable(vm, &args[0])?;
    let mut all = Vec::with_capacity(count);
    all.push(first.clone());
    while all.len() < count {
        all.push(copy(vm, std::slice::from_ref(&first))?);
    }
    Ok(Tuple::value(all))
}

/// A tee iterator over an iterable; a copy of one that is a tee iterator.
fn of_iterable(vm: &mut Vm, iterable: &Value) -> Res {
    let source = vm.iter(iterable)?;
    if source.foreign::<Tee>().is_some() {
        return copy(vm, &[source]);
    }
    let block = block(vm, source)?;
    iterator(vm, &TEE, Tee { block: Slot::new(block), place: Cell::new(0) })
}

fn block(vm: &mut Vm, iterator: Value) -> Res {
    let items = Interior::new(Vec::new());
    let block = Block { iterator, items, asks: Cell::new(false), next: Slot::default() };
    Ok(Foreign::new(vm.types.native_class(&TEE_BLOCK), block).into_value())
}

fn copy(vm: &mut Vm, args: &[Value]) -> Res {
    let tee: &Tee = this(&args[0]);
    iterator(vm, &TEE, Tee { block: Slot::new(tee.block.get()), place: tee.place.clone() })
}

impl ForeignData for Tee {
    fn trace(&self, visit: &mut Visitor) {
        self.block.trace(visit);
    }

    fn clear(&self) {
        drop(self.block.take());
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, levels: usize) -> Option<Value> {
        let (block, place) = (self.block.get(), self.place.get());
        let item = block.foreign::<Block>()?.item_leaf(place, levels)?;
        self.place.set(place + 1);
        Some(item)
    }

    fn has_next(&self) -> bool {
        let block = self.block.get();
        block.foreign::<Block>().is_some_and(|block| self.place.get() < block.items.borrow().len())
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let mut value = self.block.get();
        if self.place.get() == BLOCK {
            value = this::<Block>(&value).following(vm)?;
            self.block.set(value.clone());
            self.place.set(0);
        }
        let place = self.place.get();
        let item = this::<Block>(&value).item(vm, place)?;
        if item.is_some() {
            self.place.set(place + 1);
        }
        Ok(item)
    }
}

impl ForeignData for Block {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.iterator);
        self.items.borrow().iter().for_each(&mut *visit);
        self.next.trace(visit);
    }

    fn clear(&self) {
        drop((self.items.replace(Vec::new()), self.next.take()));
    }
}

impl Block {
    /// As [`Block::item`], where that takes no code of the program and no error.
    fn item_leaf(&self, place: usize, levels: usize) -> Option<Value> {
        let items = self.items.borrow();
        if let Some(known) = items.get(place) {
            return Some(known.clone());
        }
        drop(items);
        if place == BLOCK || self.asks.replace(true) {
            return None;
        }
        let found = next_leaf(&self.iterator, levels);
        self.asks.set(false);
        self.items.borrow_mut().extend(found.clone());
        found
    }

    /// The item at a place, at most the one behind those that have been taken.
    fn item(&self, vm: &mut Vm, place: usize) -> Res<Option<Value>> {
        let known = self.items.borrow().get(place).cloned();
        if known.is_some() {
            return Ok(known);
        }
        if self.asks.replace(true) {
            return Err(vm.error(Exc::RuntimeError, "cannot re-enter the tee iterator"));
        }
        let found = vm.next(&self.iterator);
        self.asks.set(false);
        match &found {
            Ok(Some(item)) => self.items.borrow_mut().push(item.clone()),
            _ => vm.forget_end(),
        }
        found
    }

    /// The block behind a full one.
    fn following(&self, vm: &mut Vm) -> Res {
        let mut next = self.next.get();
        if next.is_unset() {
            next = block(vm, self.iterator.clone())?;
            self.next.set(next.clone());
        }
        Ok(next)
    }
}
