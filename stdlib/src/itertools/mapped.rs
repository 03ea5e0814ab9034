//! Iterators over what a function makes of items: `accumulate`, `starmap`.

use super::iterator;
use rondo_vm::function;
use rondo_vm::heap::{Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::foreign::{self, ForeignData};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

// ---------------------------------------------------------------------------------------------------------------
// accumulate

struct Accumulate {
    iterator: Value,
    /// `None`: addition.
    function: Value,
    /// The value before the first item, until it has been given; then `None`.
    initial: Slot,
    /// Unset before the first item.
    total: Slot,
}

pub(super) static ACCUMULATE: TypeSpec = TypeSpec {
    name: "itertools.accumulate",
    doc: "The sum of the first item, of the first two, and so on; or what a function of the total so far and the next\n\
          item makes of them. With an initial value, that comes first.",
    constructor: Some(&function!("accumulate(iterable, func=None, *, initial=None)", accumulate)),
    methods: &[foreign::ITER, foreign::NEXT],
    flags: flag::NO_WEAKREF,
};

fn accumulate(vm: &mut Vm, args: &[Value]) -> Res {
    let source = vm.iter(&args[0])?;
    let (function, initial) = (args[1].clone(), Slot::new(args[2].clone()));
    iterator(vm, &ACCUMULATE, Accumulate { iterator: source, function, initial, total: Slot::default() })
}

impl ForeignData for Accumulate {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.iterator);
        visit(&self.function);
        self.initial.trace(visit);
        self.total.trace(visit);
    }

    fn clear(&self) {
        drop((self.initial.replace(Value::NONE), self.total.take()));
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let initial = self.initial.replace(Value::NONE);
        if !initial.is_none() {
            self.total.set(initial.clone());
            return Ok(Some(initial));
        }
        let Some(item) = vm.next(&self.iterator)? else { return Ok(None) };
        let total = self.total.get();
        let total = if total.is_unset() {
            item
        } else if !self.function.is_none() {
            vm.call(&self.function, &[total, item])?
        } else if let Some(sum) = Value::add_small(&total, &item) {
            sum
        } else {
            vm.binary(Op::Add, false, &total, &item)?
        };
        self.total.set(total.clone());
        Ok(Some(total))
    }
}

// ---------------------------------------------------------------------------------------------------------------
// starmap

struct Starmap {
    function: Value,
    iterator: Value,
}

pub(super) static STARMAP: TypeSpec = TypeSpec {
    name: "itertools.starmap",
    doc: "What a function returns for the arguments in each item of an iterable: function(*item).",
    constructor: Some(&function!("starmap(function, iterable, /)", starmap)),
    methods: &[foreign::ITER, foreign::NEXT],
    flags: flag::NO_WEAKREF,
};

fn starmap(vm: &mut Vm, args: &[Value]) -> Res {
    let source = vm.iter(&args[1])?;
    iterator(vm, &STARMAP, Starmap { function: args[0].clone(), iterator: source })
}

impl ForeignData for Starmap {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.function);
        visit(&self.iterator);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let Some(args) = vm.next(&self.iterator)? else { return Ok(None) };
        let result = match args.exact::<Tuple>() {
            Some(tuple) => vm.call(&self.function, tuple.items()),
            None => {
                let items = vm.collect(&args)?;
                vm.call(&self.function, &items)
            }
        };
        result.map(Some)
    }
}
