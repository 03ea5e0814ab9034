//! Iterators without end: `count`, `cycle`, `repeat`.

use super::{iterator, this};
use rondo_vm::function;
use rondo_vm::heap::{Interior, Slot, Visitor};
use rondo_vm::method;
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{self, ForeignData};
use rondo_vm::object::int::methods::index_i64;
use rondo_vm::object::iter::next_held;
use rondo_vm::object::number;
use rondo_vm::op::Op;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::cell::Cell;

// ---------------------------------------------------------------------------------------------------------------
// count

struct Count {
    next: Slot,
    step: Value,
}

pub(super) static COUNT: TypeSpec = TypeSpec {
    name: "itertools.count",
    doc: "Numbers from start on, in steps of step, without end.",
    constructor: Some(&function!("count(start=0, step=1)", count)),
    methods: &[foreign::ITER, foreign::NEXT, method!("__repr__(self, /)", count_repr)],
    flags: flag::NO_WEAKREF,
};

fn count(vm: &mut Vm, args: &[Value]) -> Res {
    for arg in args {
        if !is_number(vm, arg) {
            return Err(vm.error(Exc::TypeError, "a number is required"));
        }
    }
    let (mut next, mut step) = (args[0].clone(), args[1].clone());
    // Steps of one from an integer are counted as plain integers, whatever subclasses of `int` were given.
    if let (Some(start), Some(1)) = (number::to_i64(&next), number::to_i64(&step)) {
        (next, step) = (Value::from(start), Value::from(1i64));
    }
    iterator(vm, &COUNT, Count { next: Slot::new(next), step })
}

/// Is it a number, as far as that can be seen?
fn is_number(vm: &Vm, value: &Value) -> bool {
    number::integer(value).is_some()
        || value.is_float()
        || value.unwrap_base().exact::<rondo_vm::object::complex::Complex>().is_some()
        || [&vm.names.index, &vm.names.int, &vm.names.float].iter().any(|name| vm.lookup_special(value, name).is_some())
}

impl ForeignData for Count {
    fn trace(&self, visit: &mut Visitor) {
        self.next.trace(visit);
        visit(&self.step);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, _: usize) -> Option<Value> {
        let next = Value::add_small(&self.next.get(), &self.step)?;
        Some(self.next.replace(next))
    }

    fn has_next(&self) -> bool {
        Value::add_small(&self.next.get(), &self.step).is_some()
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let current = self.next.get();
        let next = match Value::add_small(&current, &self.step) {
            Some(next) => next,
            None => vm.binary(Op::Add, false, &current, &self.step)?,
        };
        self.next.set(next);
        Ok(Some(current))
    }
}

fn count_repr(vm: &mut Vm, args: &[Value]) -> Res {
    let count: &Count = this(&args[0]);
    let (class, start) = (vm.class_of(&args[0]).name_text(), vm.repr(&count.next.get())?);
    if number::to_i64(&count.step) == Some(1) {
        return Ok(Value::from(format!("{class}({start})")));
    }
    let step = vm.repr(&count.step)?;
    Ok(Value::from(format!("{class}({start}, {step})")))
}

// ---------------------------------------------------------------------------------------------------------------
// cycle

struct Cycle {
    /// Unset when it is exhausted.
    iterator: Slot,
    /// The items that it has given.
    saved: Interior<Vec<Value>>,
    /// Which of them comes next when there are no others.
    place: Cell<usize>,
}

pub(super) static CYCLE: TypeSpec = TypeSpec {
    name: "itertools.cycle",
    doc: "The items of an iterable, then the same again and again.",
    constructor: Some(&function!("cycle(iterable, /)", cycle)),
    methods: &[foreign::ITER, foreign::NEXT],
    flags: flag::NO_WEAKREF,
};

fn cycle(vm: &mut Vm, args: &[Value]) -> Res {
    let source = Slot::new(vm.iter(&args[0])?);
    iterator(vm, &CYCLE, Cycle { iterator: source, saved: Interior::new(Vec::new()), place: Cell::new(0) })
}

impl ForeignData for Cycle {
    fn trace(&self, visit: &mut Visitor) {
        self.iterator.trace(visit);
        self.saved.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        drop((self.iterator.take(), self.saved.replace(Vec::new())));
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, levels: usize) -> Option<Value> {
        if self.iterator.is_unset() {
            return self.next_saved();
        }
        let item = next_held(&self.iterator, levels)?;
        self.saved.borrow_mut().push(item.clone());
        Some(item)
    }

    fn has_next(&self) -> bool {
        self.iterator.is_unset() && !self.saved.borrow().is_empty()
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let source = self.iterator.get();
        if !source.is_unset() {
            if let Some(item) = vm.next(&source)? {
                self.saved.borrow_mut().push(item.clone());
                return Ok(Some(item));
            }
            drop(self.iterator.take());
            // The iterator may have gone through this one to its end, and on.
            self.place.set(0);
        }
        Ok(self.next_saved())
    }
}

impl Cycle {
    /// The next of the items that the iterator has given; `None` if it has given none.
    fn next_saved(&self) -> Option<Value> {
        let (saved, place) = (self.saved.borrow(), self.place.get());
        let item = saved.get(place)?.clone();
        self.place.set(if place + 1 < saved.len() { place + 1 } else { 0 });
        Some(item)
    }
}

// ---------------------------------------------------------------------------------------------------------------
// repeat

struct Repeat {
    item: Slot,
    /// `None`: without end.
    left: Cell<Option<usize>>,
}

pub(super) static REPEAT: TypeSpec = TypeSpec {
    name: "itertools.repeat",
    doc: "repeat(object [,times]) -> the object again and again, or so many times.",
    constructor: Some(&function!("repeat(object, times=?)", repeat)),
    methods: &[
        foreign::ITER,
        foreign::NEXT,
        method!("__length_hint__(self, /)", repeat_len),
        method!("__repr__(self, /)", repeat_repr),
    ],
    flags: flag::NO_WEAKREF,
};

fn repeat(vm: &mut Vm, args: &[Value]) -> Res {
    let left = if args[1].is_unset() { None } else { Some(index_i64(vm, &args[1])?.max(0) as usize) };
    iterator(vm, &REPEAT, Repeat { item: Slot::new(args[0].clone()), left: Cell::new(left) })
}

impl ForeignData for Repeat {
    fn trace(&self, visit: &mut Visitor) {
        self.item.trace(visit);
    }

    fn clear(&self) {
        self.left.set(Some(0));
        drop(self.item.take());
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, _: usize) -> Option<Value> {
        if let Some(left) = self.left.get() {
            self.left.set(Some(left.checked_sub(1)?));
        }
        Some(self.item.get())
    }

    fn has_next(&self) -> bool {
        self.left.get() != Some(0)
    }

    fn next(&self, _: &mut Vm, _: &Value) -> Res<Option<Value>> {
        Ok(self.next_leaf(0))
    }
}

fn repeat_len(vm: &mut Vm, args: &[Value]) -> Res {
    match this::<Repeat>(&args[0]).left.get() {
        Some(left) => Ok(Value::from(left)),
        None => Err(vm.error(Exc::TypeError, "len() of unsized object")),
    }
}

fn repeat_repr(vm: &mut Vm, args: &[Value]) -> Res {
    let repeat: &Repeat = this(&args[0]);
    let (class, item) = (vm.class_of(&args[0]).name_text(), vm.repr(&repeat.item.get())?);
    Ok(Value::from(match repeat.left.get() {
        Some(left) => format!("{class}({item}, {left})"),
        None => format!("{class}({item})"),
    }))
}
