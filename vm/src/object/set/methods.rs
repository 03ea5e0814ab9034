//! The methods of `set` and `frozenset`.

use super::{Elements, FrozenSet, Set, algebra, elements, hash_or_freeze, iter, receiver};
use crate::heap::Kind;
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::iter::Iter;
use crate::object::native::{NativeDef, Special};
use crate::object::tuple::Tuple;
use crate::object::{generic_alias, reduce};
use crate::op::Op;
use crate::ops::Compare;
use crate::types::{TypeSpec, UNHASHABLE};
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, method};

/// A set or frozenset of `elements`, as `like` is.
pub(super) fn same_type(like: &Value, elements: Elements) -> Value {
    if like.unwrap_base().is_kind(Kind::FrozenSet) {
        FrozenSet::of(elements).into_value()
    } else {
        Set::of(elements).into_value()
    }
}

fn new_set(vm: &mut Vm, args: &[Value]) -> Res {
    let elements = Elements::from_iterable(vm, &args[0])?;
    Ok(Set::of(elements).into_value())
}

fn new_frozenset(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_kind(Kind::FrozenSet) {
        return Ok(args[0].clone());
    }
    let elements = Elements::from_iterable(vm, &args[0])?;
    Ok(FrozenSet::of(elements).into_value())
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    this.clear();
    algebra::update(vm, this, &args[1])?;
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_kind(Kind::FrozenSet) {
        return Ok(args[0].clone());
    }
    Ok(same_type(&args[0], receiver(vm, &args[0])?.copy()))
}

/// The items of `*others`.
fn others(value: &Value) -> &[Value] {
    value.exact::<Tuple>().map_or(&[], Tuple::items)
}

fn union(vm: &mut Vm, args: &[Value]) -> Res {
    let new = receiver(vm, &args[0])?.copy();
    for other in others(&args[1]) {
        algebra::update(vm, &new, other)?;
    }
    Ok(same_type(&args[0], new))
}

fn intersect_all(vm: &mut Vm, args: &[Value]) -> Res<Elements> {
    let this = receiver(vm, &args[0])?;
    let mut result = None;
    for other in others(&args[1]) {
        result = Some(algebra::intersection(vm, result.as_ref().unwrap_or(this), other)?);
    }
    Ok(result.unwrap_or_else(|| this.copy()))
}

fn intersection(vm: &mut Vm, args: &[Value]) -> Res {
    let result = intersect_all(vm, args)?;
    Ok(same_type(&args[0], result))
}

fn difference(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    let Some((first, rest)) = others(&args[1]).split_first() else { return Ok(same_type(&args[0], this.copy())) };
    let result = algebra::difference(vm, this, first)?;
    for other in rest {
        algebra::remove_all(vm, &result, other)?;
    }
    Ok(same_type(&args[0], result))
}

fn symmetric_difference(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    let result = algebra::symmetric_difference(vm, this, &args[1])?;
    Ok(same_type(&args[0], result))
}

fn issubset(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    let result = match elements(&args[1]) {
        Some(other) => algebra::is_subset(vm, this, other)?,
        None => algebra::intersection(vm, this, &args[1])?.len() == this.len(),
    };
    Ok(Value::bool(result))
}

fn issuperset(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    if let Some(other) = elements(&args[1]) {
        return algebra::is_subset(vm, other, this).map(Value::bool);
    }
    let iterator = vm.iter(&args[1])?;
    while let Some(item) = vm.next(&iterator)? {
        let hash = vm.hash_element(&item)?;
        if !this.contains(vm, &item, hash)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn isdisjoint(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    algebra::is_disjoint(vm, this, &args[1]).map(Value::bool)
}

fn add(vm: &mut Vm, args: &[Value]) -> Res {
    receiver(vm, &args[0])?.add(vm, args[1].clone())?;
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: &[Value]) -> Res {
    receiver(vm, &args[0])?.clear();
    Ok(Value::NONE)
}

/// Removes an element, an unhashable set standing for the frozenset of its elements; was it there?
fn take(vm: &mut Vm, args: &[Value]) -> Res<bool> {
    let this = receiver(vm, &args[0])?;
    match hash_or_freeze(vm, &args[1])? {
        (hash, None) => this.discard(vm, &args[1], hash),
        (hash, Some(frozen)) => this.discard(vm, &frozen, hash),
    }
}

fn discard(vm: &mut Vm, args: &[Value]) -> Res {
    take(vm, args)?;
    Ok(Value::NONE)
}

fn remove(vm: &mut Vm, args: &[Value]) -> Res {
    if take(vm, args)? {
        return Ok(Value::NONE);
    }
    Err(vm.error_with(Exc::KeyError, vec![args[1].clone()]))
}

fn pop(vm: &mut Vm, args: &[Value]) -> Res {
    match receiver(vm, &args[0])?.pop() {
        Some(element) => Ok(element),
        None => Err(vm.error(Exc::KeyError, "pop from an empty set")),
    }
}

fn update(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    for other in others(&args[1]) {
        algebra::update(vm, this, other)?;
    }
    Ok(Value::NONE)
}

fn intersection_update(vm: &mut Vm, args: &[Value]) -> Res {
    let result = intersect_all(vm, args)?;
    receiver(vm, &args[0])?.replace(result);
    Ok(Value::NONE)
}

fn difference_update(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    for other in others(&args[1]) {
        algebra::remove_all(vm, this, other)?;
    }
    Ok(Value::NONE)
}

fn symmetric_difference_update(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    algebra::toggle(vm, this, &args[1])?;
    Ok(Value::NONE)
}

/// An operator between two sets; `NotImplemented` unless the second operand is one too.
fn operator(vm: &mut Vm, a: &Value, b: &Value, f: fn(&mut Vm, &Elements, &Value) -> Res<Elements>) -> Res {
    match (elements(a), elements(b)) {
        (Some(this), Some(_)) => {
            let result = f(vm, this, b)?;
            Ok(same_type(a, result))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let this = receiver(vm, &args[0])?;
    let class = vm.type_name(&args[0]);
    if this.is_empty() {
        return Ok(Value::from(format!("{class}()")));
    }
    let inside_itself = format!("{class}(...)");
    let text = vm.repr_guarded(args[0].unwrap_base(), &inside_itself, |vm| {
        let plain = args[0].is_kind(Kind::Set);
        let mut text = if plain { "{".to_string() } else { format!("{class}({{") };
        vm.repr_items(this.to_vec().into_iter(), &mut text)?;
        text.push_str(if plain { "}" } else { "})" });
        Ok(text)
    })?;
    Ok(Value::from(text))
}

/// What both classes have, and then the rest of the list.
macro_rules! set_methods {
    ($($more:expr,)*) => {
        &[
            method!("copy(self, /)", copy),
            method!("difference(self, /, *others)", difference),
            method!("intersection(self, /, *others)", intersection),
            method!("isdisjoint(self, other, /)", isdisjoint),
            method!("issubset(self, other, /)", issubset),
            method!("issuperset(self, other, /)", issuperset),
            method!("symmetric_difference(self, other, /)", symmetric_difference),
            method!("union(self, /, *others)", union),
            method!("__and__(self, value, /)", |vm, a| operator(vm, &a[0], &a[1], algebra::intersection)),
            method!("__rand__(self, value, /)", |vm, a| operator(vm, &a[1], &a[0], algebra::intersection)),
            method!("__or__(self, value, /)", |vm, a| operator(vm, &a[0], &a[1], algebra::union)),
            method!("__ror__(self, value, /)", |vm, a| operator(vm, &a[1], &a[0], algebra::union)),
            method!("__sub__(self, value, /)", |vm, a| operator(vm, &a[0], &a[1], algebra::difference)),
            method!("__rsub__(self, value, /)", |vm, a| operator(vm, &a[1], &a[0], algebra::difference)),
            method!("__xor__(self, value, /)", |vm, a| operator(vm, &a[0], &a[1], algebra::symmetric_difference)),
            method!("__rxor__(self, value, /)", |vm, a| operator(vm, &a[1], &a[0], algebra::symmetric_difference)),
            method!("__contains__(self, key, /)", |vm, a| super::contains(vm, &a[0], &a[1]).map(Value::bool)),
            method!("__iter__(self, /)", |_, a| Ok(Iter::held(iter(&a[0]), &a[0]))),
            method!("__reduce__(self, /)", reduce::set),
            method!("__len__(self, /)", |vm, a| Ok(Value::from(receiver(vm, &a[0])?.len()))),
            method!("__repr__(self, /)", repr),
            method!("__eq__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Eq, &a[0], &a[1])),
            method!("__ne__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ne, &a[0], &a[1])),
            method!("__lt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Lt, &a[0], &a[1])),
            method!("__le__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Le, &a[0], &a[1])),
            method!("__gt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Gt, &a[0], &a[1])),
            method!("__ge__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ge, &a[0], &a[1])),
            class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
            $($more,)*
        ]
    };
}

static SET_METHODS: &[NativeDef] = set_methods![
    method!("__init__(self, iterable=(), /)", init),
    method!("add(self, object, /)", add),
    method!("clear(self, /)", clear),
    method!("difference_update(self, /, *others)", difference_update),
    method!("discard(self, object, /)", discard),
    method!("intersection_update(self, /, *others)", intersection_update),
    method!("pop(self, /)", pop),
    method!("remove(self, object, /)", remove),
    method!("symmetric_difference_update(self, other, /)", symmetric_difference_update),
    method!("update(self, /, *others)", update).special(Special::Update),
    method!("__iand__(self, value, /)", |vm, a| algebra::combine_inplace(vm, Op::BitAnd, &a[0], &a[1])),
    method!("__ior__(self, value, /)", |vm, a| algebra::combine_inplace(vm, Op::BitOr, &a[0], &a[1])),
    method!("__isub__(self, value, /)", |vm, a| algebra::combine_inplace(vm, Op::Sub, &a[0], &a[1])),
    method!("__ixor__(self, value, /)", |vm, a| algebra::combine_inplace(vm, Op::BitXor, &a[0], &a[1])),
];

static FROZENSET_METHODS: &[NativeDef] =
    set_methods![method!("__hash__(self, /)", |vm, a| vm.hash(a[0].unwrap_base()).map(crate::ops::hash_value)),];

/// The class `set`.
pub static SET_SPEC: TypeSpec = TypeSpec {
    name: "set",
    doc: "A collection in which each item is once.",
    constructor: Some(&function!("set(iterable=(), /)", new_set).special(Special::Set)),
    methods: SET_METHODS,
    flags: flag::FILLED_BY_INIT | UNHASHABLE,
};

/// The class `frozenset`.
pub static FROZENSET_SPEC: TypeSpec = TypeSpec {
    name: "frozenset",
    doc: "A collection in which each item is once, that cannot change.",
    constructor: Some(&function!("frozenset(iterable=(), /)", new_frozenset).special(Special::FrozenSet)),
    methods: FROZENSET_METHODS,
    flags: 0,
};
