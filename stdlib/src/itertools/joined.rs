//! Iterators over the items of several iterables: `chain`, one after the other, and `zip_longest`, side by side.

use super::iterator;
use rondo_vm::heap::{Interior, Slot, Visitor};
use rondo_vm::object::class::{Class, flag};
use rondo_vm::object::foreign::{self, ForeignData};
use rondo_vm::object::generic_alias;
use rondo_vm::object::iter::next_held;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{class_method, function};
use std::cell::Cell;

// ---------------------------------------------------------------------------------------------------------------
// chain

struct Chain {
    /// An iterator over the iterables; unset when it is exhausted or has raised.
    source: Slot,
    /// The iterator over the present one of them, or unset.
    active: Slot,
}

pub(super) static CHAIN: TypeSpec = TypeSpec {
    name: "itertools.chain",
    doc: "chain(*iterables) -> the items of the first iterable, then those of the second, and so on.",
    constructor: Some(&function!("chain(*iterables)", |vm, args| chain(vm, &args[0]))),
    methods: &[
        foreign::ITER,
        foreign::NEXT,
        class_method!("from_iterable(cls, iterable, /)", from_iterable),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    ],
    flags: flag::NO_WEAKREF,
};

fn chain(vm: &mut Vm, iterables: &Value) -> Res {
    let source = Slot::new(vm.iter(iterables)?);
    iterator(vm, &CHAIN, Chain { source, active: Slot::default() })
}

fn from_iterable(vm: &mut Vm, args: &[Value]) -> Res {
    let chain = chain(vm, &args[1])?;
    match args[0].to_gc::<Class>() {
        Some(class) if !class.is_builtin => vm.wrap_base(&class, chain),
        _ => Ok(chain),
    }
}

impl ForeignData for Chain {
    fn trace(&self, visit: &mut Visitor) {
        self.source.trace(visit);
        self.active.trace(visit);
    }

    fn clear(&self) {
        drop((self.source.take(), self.active.take()));
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, levels: usize) -> Option<Value> {
        next_held(&self.active, levels)
    }

    fn passes_on(&self) -> Option<Value> {
        Some(self.active.get()).filter(|active| !active.is_unset())
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        loop {
            let mut active = self.active.get();
            if active.is_unset() {
                let source = self.source.get();
                if source.is_unset() {
                    return Ok(None);
                }
                active = match next_iterator(vm, &source) {
                    Ok(Some(iterator)) => iterator,
                    end => {
                        vm.forget_end();
                        drop((self.source.take(), self.active.take()));
                        return end;
                    }
                };
                self.active.set(active.clone());
            }
            if let Some(item) = vm.next(&active)? {
                return Ok(Some(item));
            }
            vm.forget_end();
            drop(self.active.take());
        }
    }
}

/// An iterator over the next item of `source`.
fn next_iterator(vm: &mut Vm, source: &Value) -> Res<Option<Value>> {
    match vm.next(source)? {
        Some(iterable) => vm.iter(&iterable).map(Some),
        None => Ok(None),
    }
}

// ---------------------------------------------------------------------------------------------------------------
// zip_longest

struct ZipLongest {
    /// Unset where one is exhausted.
    iterators: Interior<Vec<Value>>,
    /// How many are not; none after an error.
    active: Cell<usize>,
    filler: Value,
}

pub(super) static ZIP_LONGEST: TypeSpec = TypeSpec {
    name: "itertools.zip_longest",
    doc: "Tuples of the first items of the iterables, of the second, and so on, until the longest ends; fillvalue\n\
          stands for the items of those that have ended.",
    constructor: Some(&function!("zip_longest(*iterables, fillvalue=None)", zip_longest)),
    methods: &[foreign::ITER, foreign::NEXT],
    flags: flag::NO_WEAKREF,
};

fn zip_longest(vm: &mut Vm, args: &[Value]) -> Res {
    let iterables = args[0].exact::<Tuple>().map_or(&[][..], Tuple::items);
    let iterators: Vec<Value> = iterables.iter().map(|iterable| vm.iter(iterable)).collect::<Res<_>>()?;
    let active = Cell::new(iterators.len());
    iterator(vm, &ZIP_LONGEST, ZipLongest { iterators: Interior::new(iterators), active, filler: args[1].clone() })
}

impl ForeignData for ZipLongest {
    fn trace(&self, visit: &mut Visitor) {
        self.iterators.borrow().iter().for_each(&mut *visit);
        visit(&self.filler);
    }

    fn clear(&self) {
        self.active.set(0);
        drop(self.iterators.replace(Vec::new()));
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        /// Tuples as short as this are made without a vector.
        const FEW: usize = 4;
        let count = self.iterators.borrow().len();
        if self.active.get() == 0 {
            return Ok(None);
        }
        let mut few = [const { Value::UNSET }; FEW];
        match few.get_mut(..count) {
            Some(few) => Ok(self.fill(vm, few)?.then(|| Tuple::from_window(few))),
            None => {
                let mut items = vec![Value::UNSET; count];
                Ok(self.fill(vm, &mut items)?.then(|| Tuple::value(items)))
            }
        }
    }
}

impl ZipLongest {
    /// Puts in an item of each iterator; false when the last has ended.
    fn fill(&self, vm: &mut Vm, items: &mut [Value]) -> Res<bool> {
        for (place, to) in items.iter_mut().enumerate() {
            let iterator = self.iterators.borrow()[place].clone();
            if iterator.is_unset() {
                *to = self.filler.clone();
                continue;
            }
            match vm.next(&iterator) {
                Ok(Some(item)) => *to = item,
                Ok(None) => {
                    self.active.set(self.active.get().saturating_sub(1));
                    if self.active.get() == 0 {
                        vm.forget_end();
                        return Ok(false);
                    }
                    let ended = std::mem::take(&mut self.iterators.borrow_mut()[place]);
                    drop(ended);
                    *to = self.filler.clone();
                }
                Err(raised) => {
                    self.active.set(0);
                    return Err(raised);
                }
            }
        }
        Ok(true)
    }
}
