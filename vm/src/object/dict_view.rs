//! Views of a dict: `keys()`, `values()`, `items()`.

use crate::heap::{Body, Gc, Kind, Visitor, visit_gc};
use crate::object::class::flag;
use crate::object::dict::{Dict, Entry};
use crate::object::exception::Exc;
use crate::object::iter::{Iter, IterState};
use crate::object::mapping_proxy::MappingProxy;
use crate::object::native::NativeDef;
use crate::object::set::{self, Elements, Set};
use crate::object::tuple::Tuple;
use crate::ops::Compare;
use crate::types::{TypeSpec, UNHASHABLE};
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};

/// A view.
pub struct DictView {
    /// The dict.
    pub dict: Gc<Dict>,
    /// What of it is shown.
    pub part: Part,
    /// The instance of a subclass that the dict is the value of, else unset.
    pub holder: Value,
}

impl DictView {
    /// What the view was asked of: a dict or an instance of a subclass.
    fn mapping(&self) -> Value {
        if self.holder.is_unset() { self.dict.to_value() } else { self.holder.clone() }
    }
}

/// What a view shows of each entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The key.
    Keys,
    /// The value.
    Values,
    /// A tuple of both.
    Items,
}

impl Body for DictView {
    const KIND: Kind = Kind::DictView;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.dict, visit);
        visit(&self.holder);
    }
}

impl Part {
    /// What a view shows of an entry.
    #[inline]
    pub fn of(self, entry: &Entry) -> Value {
        match self {
            Part::Keys => entry.key.clone(),
            Part::Values => entry.value.clone(),
            Part::Items => pair(entry),
        }
    }
}

/// An entry as a tuple.
pub fn pair(entry: &Entry) -> Value {
    Tuple::of([entry.key.clone(), entry.value.clone()])
}

/// An iterator over a part of each entry.
pub fn iter(dict: Gc<Dict>, part: Part) -> Value {
    let len = dict.len();
    Iter::value(IterState::Dict { dict, part, place: 0, left: len, len })
}

/// An iterator over a part of each entry, last one first.
pub fn reversed(dict: Gc<Dict>, part: Part) -> Value {
    let (len, place) = (dict.len(), dict.slots());
    Iter::value(IterState::ReversedDict { dict, part, place, len })
}

/// `item in view`.
pub fn contains(vm: &mut Vm, view: &DictView, item: &Value) -> Res<bool> {
    match view.part {
        Part::Keys => view.dict.contains(vm, item),
        Part::Items => {
            let Some([key, value]) = item.get::<Tuple>().map(Tuple::items) else { return Ok(false) };
            match view.dict.get(vm, key)? {
                Some(found) => vm.eq(&found, value),
                None => Ok(false),
            }
        }
        Part::Values => {
            let (mut from, len) = (0, view.dict.len());
            while let Some((index, entry)) = view.dict.next_entry(from) {
                if vm.eq(&entry.value, item)? {
                    return Ok(true);
                }
                if view.dict.len() != len {
                    return Err(vm.error(Exc::RuntimeError, "dictionary changed size during iteration"));
                }
                from = index + 1;
            }
            Ok(false)
        }
    }
}

/// The number of elements, if a value can be compared with a view of keys or items: a set or another such view.
fn set_like_len(value: &Value) -> Option<usize> {
    if let Some(elements) = set::elements(value) {
        return Some(elements.len());
    }
    value.exact::<DictView>().filter(|v| v.part != Part::Values).map(|v| v.dict.len())
}

/// `view op other`: subset, superset, equality. `NotImplemented` unless both are like sets.
pub fn compare(vm: &mut Vm, op: Compare, view: &DictView, other: &Value) -> Res {
    let Some(other_len) = set_like_len(other).filter(|_| view.part != Part::Values) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let this = Gc::new(DictView { dict: view.dict.clone(), part: view.part, holder: Value::UNSET }).into_value();
    let sizes = view.dict.len().cmp(&other_len);
    Ok(Value::bool(match op {
        Compare::Eq => sizes.is_eq() && all_in(vm, &this, other)?,
        Compare::Ne => sizes.is_ne() || !all_in(vm, &this, other)?,
        Compare::Le => sizes.is_le() && all_in(vm, &this, other)?,
        Compare::Lt => sizes.is_lt() && all_in(vm, &this, other)?,
        Compare::Ge => sizes.is_ge() && all_in(vm, other, &this)?,
        Compare::Gt => sizes.is_gt() && all_in(vm, other, &this)?,
    }))
}

/// Are all items of `a` in `b`?
fn all_in(vm: &mut Vm, a: &Value, b: &Value) -> Res<bool> {
    let iterator = vm.iter(a)?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.contains(b, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The view that a method was called on; the binder has checked that it is one.
fn receiver<'a>(vm: &mut Vm, value: &'a Value) -> Res<&'a DictView> {
    match value.exact::<DictView>() {
        Some(view) => Ok(view),
        None => Err(vm.type_error_about("a view of a dict is required, not '{}'", value)),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let class = vm.type_name(&args[0]);
    let text = vm.repr_guarded(&args[0], "...", |vm| {
        let items = vm.collect(&args[0])?;
        let mut text = format!("{class}([");
        vm.repr_items(items.into_iter(), &mut text)?;
        text.push_str("])");
        Ok(text)
    })?;
    Ok(Value::from(text))
}

fn intersection(vm: &mut Vm, args: &[Value]) -> Res {
    let [mut view, mut other] = [&args[0], &args[1]];
    // The operator may have been reflected.
    if set_like_len(view).is_none() || !view.is_kind(Kind::DictView) {
        (view, other) = (other, view);
    }
    let len = vm.len(view)?;
    if let Some(elements) = set::elements(other).filter(|e| len <= e.len()) {
        let result = set::intersection(vm, elements, view)?;
        return Ok(Set::of(result).into_value());
    }
    if other.is_kind(Kind::DictView) && set_like_len(other).is_some_and(|n| n > len) {
        (view, other) = (other, view);
    }
    let result = Elements::new();
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(view, &item)? {
            result.add(vm, item)?;
        }
    }
    Ok(Set::of(result).into_value())
}

fn union(vm: &mut Vm, args: &[Value]) -> Res {
    let result = Elements::from_iterable(vm, &args[0])?;
    set::update(vm, &result, &args[1])?;
    Ok(Set::of(result).into_value())
}

fn difference(vm: &mut Vm, args: &[Value]) -> Res {
    let result = Elements::from_iterable(vm, &args[0])?;
    set::remove_all(vm, &result, &args[1])?;
    Ok(Set::of(result).into_value())
}

fn symmetric_difference(vm: &mut Vm, args: &[Value]) -> Res {
    let result = Elements::from_iterable(vm, &args[0])?;
    set::toggle(vm, &result, &args[1])?;
    Ok(Set::of(result).into_value())
}

fn isdisjoint(vm: &mut Vm, args: &[Value]) -> Res {
    let iterator = vm.iter(&args[1])?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(&args[0], &item)? {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn swapped(args: &[Value]) -> [Value; 2] {
    [args[1].clone(), args[0].clone()]
}

/// What all views have, and then the rest of the list.
macro_rules! view_methods {
    ($($more:expr,)*) => {
        &[
            getter!("mapping", |vm, a| Ok(MappingProxy::value(receiver(vm, &a[0])?.mapping()))),
            method!("__iter__(self, /)", |vm, a| {
                let view = receiver(vm, &a[0])?;
                Ok(Iter::held(iter(view.dict.clone(), view.part), &view.holder))
            }),
            method!("__reversed__(self, /)", |vm, a| {
                let view = receiver(vm, &a[0])?;
                Ok(Iter::held(reversed(view.dict.clone(), view.part), &view.holder))
            }),
            method!("__len__(self, /)", |vm, a| Ok(Value::from(receiver(vm, &a[0])?.dict.len()))),
            method!("__repr__(self, /)", repr),
            $($more,)*
        ]
    };
}

static SET_LIKE_METHODS: &[NativeDef] = view_methods![
    method!("isdisjoint(self, other, /)", isdisjoint),
    method!("__contains__(self, key, /)", |vm, a| {
        let view = receiver(vm, &a[0])?;
        contains(vm, view, &a[1]).map(Value::bool)
    }),
    method!("__and__(self, value, /)", intersection),
    method!("__rand__(self, value, /)", |vm, a| intersection(vm, &swapped(a))),
    method!("__or__(self, value, /)", union),
    method!("__ror__(self, value, /)", |vm, a| union(vm, &swapped(a))),
    method!("__sub__(self, value, /)", difference),
    method!("__rsub__(self, value, /)", |vm, a| difference(vm, &swapped(a))),
    method!("__xor__(self, value, /)", symmetric_difference),
    method!("__rxor__(self, value, /)", |vm, a| symmetric_difference(vm, &swapped(a))),
    method!("__eq__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Eq, &a[0], &a[1])),
    method!("__ne__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ne, &a[0], &a[1])),
    method!("__lt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Lt, &a[0], &a[1])),
    method!("__le__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Le, &a[0], &a[1])),
    method!("__gt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Gt, &a[0], &a[1])),
    method!("__ge__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ge, &a[0], &a[1])),
];

static VALUES_METHODS: &[NativeDef] = view_methods![];

/// The class `dict_keys`.
pub static KEYS_SPEC: TypeSpec = TypeSpec {
    name: "dict_keys",
    doc: "",
    constructor: None,
    methods: SET_LIKE_METHODS,
    flags: flag::FINAL | UNHASHABLE,
};

/// The class `dict_items`.
pub static ITEMS_SPEC: TypeSpec = TypeSpec {
    name: "dict_items",
    doc: "",
    constructor: None,
    methods: SET_LIKE_METHODS,
    flags: flag::FINAL | UNHASHABLE,
};

/// The class `dict_values`.
pub static VALUES_SPEC: TypeSpec =
    TypeSpec { name: "dict_values", doc: "", constructor: None, methods: VALUES_METHODS, flags: flag::FINAL };
