//! Iterators over choices: `product`, `permutations`, `combinations`, `combinations_with_replacement`.

use super::iterator;
use rondo_vm::function;
use rondo_vm::heap::{Interior, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{self, ForeignData};
use rondo_vm::object::int::methods::index_i64;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::number;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

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

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, _: &mut Vm, _: &Value) -> Res<Option<Value>> {
        Ok(self.next_leaf(0))
    }

    fn next_leaf(&self, _: usize) -> Option<Value> {
        let mut state = self.state.borrow_mut();
        if !state.done {
            if state.started {
                state.done = !(self.advance)(&self.pools, &mut state);
            }
            state.started = true;
        }
        if state.done {
            return None;
        }
        let one_pool = self.pools.len() == 1;
        let item = |place: usize, index: usize| self.pools[if one_pool { 0 } else { place }][index].clone();
        // Short tuples are made without a vector, the most frequent in place.
        match state.indices[..self.len] {
            [i, j] => return Some(Tuple::of([item(0, i), item(1, j)])),
            [i, j, k] => return Some(Tuple::of([item(0, i), item(1, j), item(2, k)])),
            _ => (),
        }
        let items = state.indices[..self.len].iter().enumerate().map(|(place, &index)| item(place, index));
        let mut few = [const { Value::UNSET }; 8];
        Some(match few.get_mut(..self.len) {
            Some(few) => {
                few.iter_mut().zip(items).for_each(|(to, item)| *to = item);
                Tuple::from_window(few)
            }
            None => Tuple::value(items.collect()),
        })
    }
}

macro_rules! choices {
    ($spec:ident, $name:literal, $doc:literal, $signature:literal, $new:expr) => {
        pub(super) static $spec: TypeSpec = TypeSpec {
            name: $name,
            doc: $doc,
            constructor: Some(&function!($signature, $new)),
            methods: METHODS,
            flags: flag::NO_WEAKREF,
        };
    };
}

static METHODS: &[NativeDef] = &[foreign::ITER, foreign::NEXT];

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
    iterator(vm, &PRODUCT, Choices { len: pools.len(), pools, state: Interior::new(state), advance: next_product })
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
    } else if number::integer(&args[1]).is_some() {
        length(vm, &args[1])?
    } else {
        return Err(vm.error(Exc::TypeError, "Expected int as r"));
    };
    let done = r > n;
    let len = r.min(n);
    let state = State { indices: (0..n).collect(), cycles: (0..len).map(|i| n - i).collect(), started: false, done };
    let advance = next_permutation;
    iterator(vm, &PERMUTATIONS, Choices { pools: vec![pool], len, state: Interior::new(state), advance })
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
    vm.room_for(r, size_of::<usize>())?;
    let indices = match done {
        true => Vec::new(),
        false if replaces => vec![0; r],
        false => (0..r).collect(),
    };
    let len = indices.len();
    let state = State { indices, cycles: Vec::new(), started: false, done };
    iterator(vm, spec, Choices { pools: vec![pool], len, state: Interior::new(state), advance })
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
