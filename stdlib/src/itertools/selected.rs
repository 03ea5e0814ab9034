//! Iterators over some of the items of an iterable: `compress`, `dropwhile`, `filterfalse`, `islice`, `takewhile`.

use super::{iterator, until_exhausted};
use rondo_vm::function;
use rondo_vm::heap::{Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{self, ForeignData};
use rondo_vm::object::int::methods::index_i64;
use rondo_vm::object::iter::next_held;
use rondo_vm::object::native::NativeDef;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use std::cell::Cell;

static METHODS: &[NativeDef] = &[foreign::ITER, foreign::NEXT];

// ---------------------------------------------------------------------------------------------------------------
// compress

struct Compress {
    data: Value,
    selectors: Value,
}

pub(super) static COMPRESS: TypeSpec = TypeSpec {
    name: "itertools.compress",
    doc: "The items of data whose selectors are true.",
    constructor: Some(&function!("compress(data, selectors)", compress)),
    methods: METHODS,
    flags: flag::NO_WEAKREF,
};

fn compress(vm: &mut Vm, args: &[Value]) -> Res {
    let (data, selectors) = (vm.iter(&args[0])?, vm.iter(&args[1])?);
    iterator(vm, &COMPRESS, Compress { data, selectors })
}

impl ForeignData for Compress {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.data);
        visit(&self.selectors);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        loop {
            let Some(item) = vm.next(&self.data)? else { return Ok(None) };
            let Some(selector) = vm.next(&self.selectors)? else { return Ok(None) };
            if vm.truth(&selector)? {
                return Ok(Some(item));
            }
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------
// dropwhile, filterfalse, takewhile

/// An iterator over the items of which a predicate holds, or does not.
struct Tested {
    predicate: Value,
    iterator: Value,
    /// Has `dropwhile` found its first item, or `takewhile` its end?
    decided: Cell<bool>,
    next: fn(&Tested, &mut Vm) -> Res<Option<Value>>,
}

macro_rules! tested {
    ($spec:ident, $name:literal, $doc:literal, $signature:literal, $next:path) => {
        pub(super) static $spec: TypeSpec = TypeSpec {
            name: $name,
            doc: $doc,
            constructor: Some(&function!($signature, |vm, args| {
                let (predicate, source) = (args[0].clone(), vm.iter(&args[1])?);
                iterator(vm, &$spec, Tested { predicate, iterator: source, decided: Cell::new(false), next: $next })
            })),
            methods: METHODS,
            flags: flag::NO_WEAKREF,
        };
    };
}

tested!(
    DROPWHILE,
    "itertools.dropwhile",
    "The items from the first on for which predicate(item) is false.",
    "dropwhile(predicate, iterable, /)",
    Tested::drop_while
);
tested!(
    FILTERFALSE,
    "itertools.filterfalse",
    "The items for which function(item) is false; the false ones if function is None.",
    "filterfalse(function, iterable, /)",
    Tested::filter_false
);
tested!(
    TAKEWHILE,
    "itertools.takewhile",
    "The items before the first for which predicate(item) is false.",
    "takewhile(predicate, iterable, /)",
    Tested::take_while
);

impl ForeignData for Tested {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.predicate);
        visit(&self.iterator);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        (self.next)(self, vm)
    }
}

impl Tested {
    /// The truth of `predicate(item)`.
    fn holds(&self, vm: &mut Vm, item: &Value) -> Res<bool> {
        let verdict = vm.call(&self.predicate, std::slice::from_ref(item))?;
        vm.truth(&verdict)
    }

    fn drop_while(&self, vm: &mut Vm) -> Res<Option<Value>> {
        loop {
            let Some(item) = vm.next(&self.iterator)? else { return Ok(None) };
            if self.decided.get() {
                return Ok(Some(item));
            }
            if !self.holds(vm, &item)? {
                self.decided.set(true);
                return Ok(Some(item));
            }
        }
    }

    fn filter_false(&self, vm: &mut Vm) -> Res<Option<Value>> {
        let by_truth = self.predicate.is_none() || self.predicate.is(&vm.types.bool.to_value());
        loop {
            let Some(item) = vm.next(&self.iterator)? else { return Ok(None) };
            if !(if by_truth { vm.truth(&item)? } else { self.holds(vm, &item)? }) {
                return Ok(Some(item));
            }
        }
    }

    fn take_while(&self, vm: &mut Vm) -> Res<Option<Value>> {
        if self.decided.get() {
            return Ok(None);
        }
        let Some(item) = vm.next(&self.iterator)? else { return Ok(None) };
        if self.holds(vm, &item)? {
            return Ok(Some(item));
        }
        self.decided.set(true);
        Ok(None)
    }
}

// ---------------------------------------------------------------------------------------------------------------
// islice

struct Slice {
    /// Unset when it is exhausted.
    iterator: Slot,
    /// How many items have been taken from it.
    taken: Cell<usize>,
    /// The place of the next item wanted; at the end, up to where items are taken and dropped.
    wanted: Cell<usize>,
    stop: Option<usize>,
    step: usize,
}

pub(super) static ISLICE: TypeSpec = TypeSpec {
    name: "itertools.islice",
    doc: "islice(iterable, stop), islice(iterable, start, stop[, step]) -> the items at the places start, start + step,\n\
          ... before stop, which are counted as in a slice; none is negative.",
    constructor: Some(&function!("islice(iterable, start, stop=?, step=None, /)", islice)),
    methods: METHODS,
    flags: flag::NO_WEAKREF,
};

fn islice(vm: &mut Vm, args: &[Value]) -> Res {
    let (start, stop) = if args[2].is_unset() { (&Value::NONE, &args[1]) } else { (&args[1], &args[2]) };
    let start = bound(vm, start, 0);
    let stop = if stop.is_none() {
        None
    } else {
        match bound(vm, stop, -1) {
            -1 => {
                return Err(wrong(vm, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."));
            }
            stop => Some(stop),
        }
    };
    let (Ok(start), Ok(stop)) = (usize::try_from(start), stop.map(usize::try_from).transpose()) else {
        return Err(wrong(vm, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."));
    };
    let Some(step) = usize::try_from(bound(vm, &args[3], 1)).ok().filter(|&step| step > 0) else {
        return Err(wrong(vm, "Step for islice() must be a positive integer or None."));
    };
    let source = Slot::new(vm.iter(&args[0])?);
    iterator(vm, &ISLICE, Slice { iterator: source, taken: Cell::new(0), wanted: Cell::new(start), stop, step })
}

/// A bound as a number: `none` for `None`, and -1 for what is no integer or too large, whatever it raises.
fn bound(vm: &mut Vm, value: &Value, none: i64) -> i64 {
    if value.is_none() {
        return none;
    }
    match index_i64(vm, value) {
        Ok(bound) => bound,
        Err(raised) => {
            drop((raised, vm.take_raised()));
            -1
        }
    }
}

fn wrong(vm: &mut Vm, message: &str) -> Raised {
    vm.error(Exc::ValueError, message)
}

impl ForeignData for Slice {
    fn trace(&self, visit: &mut Visitor) {
        self.iterator.trace(visit);
    }

    fn clear(&self) {
        drop(self.iterator.take());
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, levels: usize) -> Option<Value> {
        if !self.wants_next() {
            return None;
        }
        let item = next_held(&self.iterator, levels)?;
        self.count();
        Some(item)
    }

    fn passes_on(&self) -> Option<Value> {
        Some(self.iterator.get()).filter(|iterator| self.wants_next() && !iterator.is_unset())
    }

    fn passed(&self) {
        self.count();
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        until_exhausted(&self.iterator, |iterator| self.next_wanted(vm, iterator))
    }
}

impl Slice {
    /// Is the next item that the iterator gives the next one of the slice?
    fn wants_next(&self) -> bool {
        let taken = self.taken.get();
        taken == self.wanted.get() && self.stop.is_none_or(|stop| taken < stop)
    }

    fn next_wanted(&self, vm: &mut Vm, iterator: &Value) -> Res<Option<Value>> {
        while self.taken.get() < self.wanted.get() {
            if vm.next(iterator)?.is_none() {
                return Ok(None);
            }
            self.taken.set(self.taken.get() + 1);
        }
        if self.stop.is_some_and(|stop| self.taken.get() >= stop) {
            return Ok(None);
        }
        let item = vm.next(iterator)?;
        if item.is_some() {
            self.count();
        }
        Ok(item)
    }

    /// An item that was wanted has been taken.
    fn count(&self) {
        self.taken.set(self.taken.get() + 1);
        let wanted = self.wanted.get().saturating_add(self.step);
        self.wanted.set(self.stop.map_or(wanted, |stop| wanted.min(stop)));
    }
}
