//! What `Counter` and `OrderedDict` do often with the dicts that they are.

use rondo_vm::heap::{Kind, Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{self, Foreign, ForeignData};
use rondo_vm::object::iter::next_held;
use rondo_vm::object::list::List;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, method};

/// Functions of `_collections`.
pub static FUNCTIONS: &[NativeDef] = &[
    function!("_count_elements(mapping, iterable, /)", count_elements),
    function!("_fill(dict, items, /)", fill),
    function!("_move_entry(dict, key, last, /)", move_entry),
    function!("_pop_entry(dict, last, /)", pop_entry),
    function!("_same_order(a, b, /)", same_order),
    function!("_odict_iterator(iterator, /)", |vm, args| {
        let class = vm.types.native_class(&ORDERED_ITERATOR);
        Ok(Foreign::new(class, OrderedIterator { inner: Slot::new(args[0].clone()) }).into_value())
    }),
];

/// An iterator over an `OrderedDict`.
struct OrderedIterator {
    /// That over the dict that it is.
    inner: Slot,
}

static ORDERED_ITERATOR: TypeSpec = TypeSpec {
    name: "odict_iterator",
    doc: "",
    constructor: None,
    methods: &[
        foreign::ITER,
        foreign::NEXT,
        method!("__reduce__(self, /)", |vm, args| match args[0].foreign::<OrderedIterator>() {
            Some(iterator) => vm.call_method(&iterator.inner.get(), "__reduce__", &[]),
            None => unreachable!("methods are bound to objects of their class only"),
        }),
    ],
    flags: flag::NO_WEAKREF,
};

impl ForeignData for OrderedIterator {
    fn trace(&self, visit: &mut Visitor) {
        self.inner.trace(visit);
    }

    fn clear(&self) {
        drop(self.inner.take());
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next_leaf(&self, levels: usize) -> Option<Value> {
        next_held(&self.inner, levels)
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let inner = self.inner.get();
        if inner.is_unset() {
            return Ok(None);
        }
        vm.next(&inner).map_err(|raised| match vm.raised_is(Exc::RuntimeError) {
            true => {
                drop(vm.take_raised());
                mutated(vm)
            }
            false => raised,
        })
    }
}

fn mutated(vm: &mut Vm) -> Raised {
    vm.error(Exc::RuntimeError, "OrderedDict mutated during iteration")
}

/// Are the keys of two dicts equal, one after the other?
fn same_order(vm: &mut Vm, args: &[Value]) -> Res {
    let (Some(a), Some(b)) = (args[0].get::<Dict>(), args[1].get::<Dict>()) else {
        return Err(vm.error(Exc::TypeError, "_same_order() arguments must be dicts"));
    };
    let versions = (a.version(), b.version());
    let (mut in_a, mut in_b) = (0, 0);
    loop {
        let (x, y) = match (a.next_as(in_a, |e| e.key.clone()), b.next_as(in_b, |e| e.key.clone())) {
            (Some((i, x)), Some((j, y))) => {
                (in_a, in_b) = (i + 1, j + 1);
                (x, y)
            }
            (None, None) => return Ok(Value::TRUE),
            _ => return Ok(Value::FALSE),
        };
        if !x.is(&y) && !vm.eq(&x, &y)? {
            return Ok(Value::FALSE);
        }
        if (a.version(), b.version()) != versions {
            return Err(mutated(vm));
        }
    }
}

/// Adds one to the count of each item.
fn count_elements(vm: &mut Vm, args: &[Value]) -> Res {
    let (mapping, iterable) = (&args[0], &args[1]);
    let iterator = vm.iter(iterable)?;
    if let Some(dict) = plain_dict(vm, mapping) {
        while let Some(item) = vm.next(&iterator)? {
            dict.count(vm, item)?;
        }
        return Ok(Value::NONE);
    }
    let get = vm.get_attr_text(mapping, "get")?;
    let (zero, one) = (Value::from(0i64), Value::from(1i64));
    while let Some(item) = vm.next(&iterator)? {
        let count = vm.call(&get, &[item.clone(), zero.clone()])?;
        let count = vm.binary(Op::Add, false, &count, &one)?;
        vm.set_item(mapping, &item, count)?;
    }
    Ok(Value::NONE)
}

/// The dict that `mapping` is, if its class gets and sets items as dicts do.
fn plain_dict<'a>(vm: &mut Vm, mapping: &'a Value) -> Option<&'a Dict> {
    let dict = mapping.get::<Dict>()?;
    let (class, base) = (vm.class_of(mapping), vm.types.of_kind(Kind::Dict).clone());
    let inherits = |name: &Value| match (class.lookup(name), base.lookup(name)) {
        (Some(own), Some(inherited)) => own.is(&inherited),
        _ => false,
    };
    let get = Str::intern("get").into_value();
    (inherits(&get) && inherits(&vm.names.setitem)).then_some(dict)
}

/// Sets the items of a dict, of another object of the same class, which is derived from dict, or of a list or tuple of
/// pairs. False, and nothing is done, if it is none of these.
fn fill(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(dict) = args[0].get::<Dict>() else {
        return Err(vm.error(Exc::TypeError, "_fill() argument 1 must be dict"));
    };
    let other = match args[1].kind() {
        Some(Kind::Dict) => args[1].exact::<Dict>(),
        _ if std::ptr::eq(&*vm.class_of(&args[0]), &*vm.class_of(&args[1])) => args[1].get::<Dict>(),
        _ => None,
    };
    // Code that hashing and comparing run may change what is gone over.
    let pairs: Vec<(Value, Value)> = match other {
        Some(other) => other.entries().into_iter().map(|entry| (entry.key, entry.value)).collect(),
        None if !matches!(args[1].kind(), Some(Kind::List | Kind::Tuple)) => return Ok(Value::FALSE),
        None => match vm.collect(&args[1])?.iter().map(plain_pair).collect() {
            Some(pairs) => pairs,
            None => return Ok(Value::FALSE),
        },
    };
    for (key, value) in pairs {
        dict.set(vm, key, value)?;
    }
    Ok(Value::TRUE)
}

/// Key and value, if `pair` is a tuple or a list of both.
fn plain_pair(pair: &Value) -> Option<(Value, Value)> {
    let both = |items: &[Value]| match items {
        [key, value] => Some((key.clone(), value.clone())),
        _ => None,
    };
    match pair.exact::<Tuple>() {
        Some(tuple) => both(tuple.items()),
        None => both(&pair.exact::<List>()?.items().borrow()),
    }
}

/// Moves an entry to the end of a dict, or to the beginning.
fn move_entry(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(dict) = args[0].get::<Dict>() else {
        return Err(vm.error(Exc::TypeError, "_move_entry() argument 1 must be dict"));
    };
    let last = vm.truth(&args[2])?;
    match dict.move_entry(vm, &args[1], last)? {
        true => Ok(Value::NONE),
        false => Err(vm.error_with(Exc::KeyError, vec![args[1].clone()])),
    }
}

/// Removes the last entry of a dict, or the first, and returns key and value.
fn pop_entry(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(dict) = args[0].get::<Dict>() else {
        return Err(vm.error(Exc::TypeError, "_pop_entry() argument 1 must be dict"));
    };
    let entry = match vm.truth(&args[1])? {
        true => dict.pop_last(),
        false => dict.next_as(0, |_| ()).map(|(index, ())| dict.remove_at(index)),
    };
    match entry {
        Some(entry) => Ok(Tuple::of([entry.key, entry.value])),
        None => Err(vm.error(Exc::KeyError, "dictionary is empty")),
    }
}
