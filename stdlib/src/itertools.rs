//! `_itertools`: the iterators of `itertools` that call no code while they run; the others are generators.

use crate::module::module;
use rondo_vm::heap::{Gc, Interior, Visitor};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::int::methods::index_i64;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};
use std::cell::Cell;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_itertools", "", &[]);
    for (name, spec) in [
        ("count", &COUNT),
        ("repeat", &REPEAT),
        ("product", &PRODUCT),
        ("permutations", &PERMUTATIONS),
        ("combinations", &COMBINATIONS),
        ("combinations_with_replacement", &WITH_REPLACEMENT),
    ] {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

fn stop(vm: &mut Vm) -> Res {
    Err(vm.error_with(Exc::StopIteration, Vec::new()))
}

fn itself(_: &mut Vm, args: &[Value]) -> Res {
    Ok(args[0].clone())
}

// ---------------------------------------------------------------------------------------------------------------
// count

struct Count {
    next: Interior<Value>,
    step: Value,
}

impl ForeignData for Count {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.next.borrow());
        visit(&self.step);
    }
}

static COUNT: TypeSpec = TypeSpec {
    name: "itertools.count",
    doc: "Numbers from start on, in steps of step.",
    constructor: Some(&function!("count(start=0, step=1)", count_new)),
    methods: &[
        method!("__iter__(self, /)", itself),
        method!("__next__(self, /)", count_next),
        method!("__repr__(self, /)", count_repr),
    ],
    flags: 0,
};

fn count_new(vm: &mut Vm, args: &[Value]) -> Res {
    for arg in args {
        let is_number = arg.is_small_int() || arg.is_float() || {
            let names = [vm.names.add.clone(), vm.names.radd.clone()];
            arg.as_str().is_none() && names.iter().any(|name| vm.lookup_special(arg, name).is_some())
        };
        if !is_number {
            return Err(vm.error(Exc::TypeError, "a number is required"));
        }
    }
    let count = Count { next: Interior::new(args[0].clone()), step: args[1].clone() };
    Ok(Foreign::new(vm.types.native_class(&COUNT), count).into_value())
}

fn this_count(value: &Value) -> &Count {
    match value.foreign() {
        Some(count) => count,
        None => unreachable!("a method of count is bound to one only"),
    }
}

fn count_next(vm: &mut Vm, args: &[Value]) -> Res {
    let count = this_count(&args[0]);
    let current = count.next.borrow().clone();
    let next = match Value::add_small(&current, &count.step) {
        Some(next) => next,
        None => vm.binary(Op::Add, false, &current, &count.step)?,
    };
    drop(count.next.replace(next));
    Ok(current)
}

fn count_repr(vm: &mut Vm, args: &[Value]) -> Res {
    let count = this_count(&args[0]);
    let next = count.next.borrow().clone();
    let start = vm.repr(&next)?;
    if count.step.as_small_int() == Some(1) {
        return Ok(Value::from(format!("count({start})")));
    }
    let step = vm.repr(&count.step)?;
    Ok(Value::from(format!("count({start}, {step})")))
}

// ---------------------------------------------------------------------------------------------------------------
// repeat

struct Repeat {
    item: Value,
    /// `None`: without end.
    left: Cell<Option<usize>>,
}

impl ForeignData for Repeat {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.item);
    }
}

static REPEAT: TypeSpec = TypeSpec {
    name: "itertools.repeat",
    doc: "repeat(object [,times]) -> the object again and again, or so many times.",
    constructor: Some(&function!("repeat(object, times=?)", repeat_new)),
    methods: &[
        method!("__iter__(self, /)", itself),
        method!("__next__(self, /)", repeat_next),
        method!("__length_hint__(self, /)", repeat_len),
        method!("__repr__(self, /)", repeat_repr),
    ],
    flags: 0,
};

fn repeat_new(vm: &mut Vm, args: &[Value]) -> Res {
    let left = if args[1].is_unset() { None } else { Some(index_i64(vm, &args[1])?.max(0) as usize) };
    let repeat = Repeat { item: args[0].clone(), left: Cell::new(left) };
    Ok(Foreign::new(vm.types.native_class(&REPEAT), repeat).into_value())
}

fn this_repeat(value: &Value) -> &Repeat {
    match value.foreign() {
        Some(repeat) => repeat,
        None => unreachable!("a method of repeat is bound to one only"),
    }
}

fn repeat_next(vm: &mut Vm, args: &[Value]) -> Res {
    let repeat = this_repeat(&args[0]);
    match repeat.left.get() {
        Some(0) => return stop(vm),
        Some(n) => repeat.left.set(Some(n - 1)),
        None => (),
    }
    Ok(repeat.item.clone())
}

fn repeat_len(vm: &mut Vm, args: &[Value]) -> Res {
    match this_repeat(&args[0]).left.get() {
        Some(n) => Ok(Value::from(n)),
        None => Err(vm.error(Exc::TypeError, "len() of unsized object")),
    }
}

fn repeat_repr(vm: &mut Vm, args: &[Value]) -> Res {
    let repeat = this_repeat(&args[0]);
    let item = vm.repr(&repeat.item)?;
    Ok(Value::from(match repeat.left.get() {
        Some(n) => format!("repeat({item}, {n})"),
        None => format!("repeat({item})"),
    }))
}

// ---------------------------------------------------------------------------------------------------------------
// Combinatoric iterators

/// An iterator over choices from pools: the indices of the next choice, and how they advance.
struct Choices {
    /// The pools; all but `product` have one.
    pools: Vec<Vec<Value>>,
    /// How many items a choice has.
    len: usize,
    state: Interior<State>,
    /// Makes the next choice's indices; false after the last.
    advance: fn(&[Vec<Value>], &mut State) -> bool,
}

struct State {
    /// Of the choice's items, and for `permutations` of the items left over.
    indices: Vec<usize>,
    /// For `permutations`: the countdowns of the positions.
    cycles: Vec<usize>,
    started: bool,
    done: bool,
}

impl ForeignData for Choices {
    fn trace(&self, visit: &mut Visitor) {
        self.pools.iter().flatten().for_each(visit);
    }
}

macro_rules! choices {
    ($spec:ident, $name:literal, $doc:literal, $signature:literal, $new:expr) => {
        static $spec: TypeSpec = TypeSpec {
            name: $name,
            doc: $doc,
            constructor: Some(&function!($signature, $new)),
            methods: CHOICES_METHODS,
            flags: 0,
        };
    };
}

static CHOICES_METHODS: &[NativeDef] =
    &[method!("__iter__(self, /)", itself), method!("__next__(self, /)", choices_next)];

choices!(
    PRODUCT,
    "itertools.product",
    "Cartesian product of input iterables.  Equivalent to nested for-loops.",
    "product(*iterables, repeat=1)",
    product_new
);
choices!(
    PERMUTATIONS,
    "itertools.permutations",
    "The tuples of r items in all orders.",
    "permutations(iterable, r=None)",
    permutations_new
);
choices!(
    COMBINATIONS,
    "itertools.combinations",
    "The tuples of r items, in the items' order.",
    "combinations(iterable, r)",
    |vm, args| combinations_new(vm, args, &COMBINATIONS, next_combination)
);
choices!(
    WITH_REPLACEMENT,
    "itertools.combinations_with_replacement",
    "The tuples of r items, in the items' order, of which each may come again.",
    "combinations_with_replacement(iterable, r)",
    |vm, args| combinations_new(vm, args, &WITH_REPLACEMENT, next_with_replacement)
);

fn choices(vm: &mut Vm, spec: &'static TypeSpec, choices: Choices) -> Res {
    Ok(Foreign::new(vm.types.native_class(spec), choices).into_value())
}

fn choices_next(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(choices) = args[0].foreign::<Choices>() else {
        unreachable!("a method of a combinatoric iterator is bound to one only");
    };
    let mut state = choices.state.borrow_mut();
    if !state.done {
        if state.started {
            state.done = !(choices.advance)(&choices.pools, &mut state);
        }
        state.started = true;
    }
    if state.done {
        drop(state);
        return stop(vm);
    }
    let one_pool = choices.pools.len() == 1;
    let pool = |position: usize| &choices.pools[if one_pool { 0 } else { position }];
    let items = state.indices[..choices.len].iter().enumerate().map(|(position, &index)| pool(position)[index].clone());
    Ok(Tuple::value(items.collect()))
}

fn product_new(vm: &mut Vm, args: &[Value]) -> Res {
    let times = index_i64(vm, &args[1])?;
    let Ok(times) = usize::try_from(times) else {
        return Err(vm.error(Exc::ValueError, "repeat argument cannot be negative"));
    };
    let iterables = args[0].exact::<Tuple>().map_or(&[][..], |t| t.items());
    let mut once = Vec::new();
    for iterable in iterables {
        once.push(vm.collect(iterable)?);
    }
    if once.len().saturating_mul(times) > 1 << 20 {
        return Err(vm.error(Exc::OverflowError, "repeat argument too large"));
    }
    let pools: Vec<Vec<Value>> = std::iter::repeat_n(once, times).flatten().collect();
    let done = pools.iter().any(Vec::is_empty);
    let state = State { indices: vec![0; pools.len()], cycles: Vec::new(), started: false, done };
    choices(vm, &PRODUCT, Choices { len: pools.len(), pools, state: Interior::new(state), advance: next_product })
}

fn next_product(pools: &[Vec<Value>], state: &mut State) -> bool {
    for (index, pool) in state.indices.iter_mut().zip(pools).rev() {
        *index += 1;
        if *index < pool.len() {
            return true;
        }
        *index = 0;
    }
    false
}

/// `r`, which must not be negative.
fn length(vm: &mut Vm, r: &Value) -> Res<usize> {
    match usize::try_from(index_i64(vm, r)?) {
        Ok(r) => Ok(r),
        Err(_) => Err(vm.error(Exc::ValueError, "r must be non-negative")),
    }
}

fn permutations_new(vm: &mut Vm, args: &[Value]) -> Res {
    let pool = vm.collect(&args[0])?;
    let n = pool.len();
    let r = if args[1].is_none() {
        n
    } else if rondo_vm::object::number::integer(&args[1]).is_some() {
        length(vm, &args[1])?
    } else {
        return Err(vm.error(Exc::TypeError, "Expected int as r"));
    };
    let done = r > n;
    let len = r.min(n);
    let state = State { indices: (0..n).collect(), cycles: (0..len).map(|i| n - i).collect(), started: false, done };
    let advance = next_permutation;
    choices(vm, &PERMUTATIONS, Choices { pools: vec![pool], len, state: Interior::new(state), advance })
}

fn next_permutation(pools: &[Vec<Value>], state: &mut State) -> bool {
    let n = pools[0].len();
    for i in (0..state.cycles.len()).rev() {
        state.cycles[i] -= 1;
        if state.cycles[i] > 0 {
            state.indices.swap(i, n - state.cycles[i]);
            return true;
        }
        state.indices[i..].rotate_left(1);
        state.cycles[i] = n - i;
    }
    false
}

fn combinations_new(
    vm: &mut Vm,
    args: &[Value],
    spec: &'static TypeSpec,
    advance: fn(&[Vec<Value>], &mut State) -> bool,
) -> Res {
    let pool = vm.collect(&args[0])?;
    let r = length(vm, &args[1])?;
    let replaces = std::ptr::eq(spec, &WITH_REPLACEMENT);
    let done = if replaces { r > 0 && pool.is_empty() } else { r > pool.len() };
    let indices = match done {
        true => Vec::new(),
        false if replaces => vec![0; r],
        false => (0..r).collect(),
    };
    let len = indices.len();
    let state = State { indices, cycles: Vec::new(), started: false, done };
    choices(vm, spec, Choices { pools: vec![pool], len, state: Interior::new(state), advance })
}

fn next_combination(pools: &[Vec<Value>], state: &mut State) -> bool {
    let (n, indices) = (pools[0].len(), &mut state.indices);
    let r = indices.len();
    let Some(at) = (0..r).rev().find(|&i| indices[i] != i + n - r) else { return false };
    indices[at] += 1;
    for i in at + 1..r {
        indices[i] = indices[i - 1] + 1;
    }
    true
}

fn next_with_replacement(pools: &[Vec<Value>], state: &mut State) -> bool {
    let (n, indices) = (pools[0].len(), &mut state.indices);
    let Some(at) = (0..indices.len()).rev().find(|&i| indices[i] != n - 1) else { return false };
    let next = indices[at] + 1;
    indices[at..].fill(next);
    true
}
