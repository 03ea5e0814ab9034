//! Iterators over the items of several iterables: `chain`, one after the other, and `zip_longest`, side by side.

use super::iterator;
use rondo_vm::heap::{Interior, Slot, Visitor};
use rondo_vm::object::class::{Class, flag};
use rondo_vm::object::foreign::{self, ForeignData};
use rondo_vm::object::generic_alias;
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
                        drop((self.source.take(), self.active.take()));
                        return end;
                    }
                };
                self.active.set(active.clone());
            }
            if let Some(item) = vm.next(&active)? {
                return Ok(Some(item));
            }
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
    fill: Value,
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
    iterator(vm, &ZIP_LONGEST, ZipLongest { iterators: Interior::new(iterators), active, fill: args[1].clone() })
}

impl ForeignData for ZipLongest {
    fn trace(&self, visit: &mut Visitor) {
        self.iterators.borrow().iter().for_each(&mut *visit);
        visit(&self.fill);
    }

    fn clear(&self) {
        self.active.set(0);
        drop(self.iterators.replace(Vec::new()));
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let count = self.iterators.borrow().len();
        if self.active.get() == 0 {
            return Ok(None);
        }
        let mut items = Vec::with_capacity(count);
        for place in 0..count {
            let iterator = self.iterators.borrow()[place].clone();
            if iterator.is_unset() {
                items.push(self.fill.clone());
                continue;
            }
            match vm.next(&iterator) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => {
                    self.active.set(self.active.get().saturating_sub(1));
                    if self.active.get() == 0 {
                        return Ok(None);
                    }
                    let ended = std::mem::take(&mut self.iterators.borrow_mut()[place]);
                    drop(ended);
                    items.push(self.fill.clone());
                }
                Err(raised) => {
                    self.active.set(0);
                    return Err(raised);
                }
            }
        }
        Ok(Some(Tuple::value(items)))
    }
}
