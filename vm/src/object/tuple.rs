//! `tuple`: an immutable sequence, its items inline.

use crate::heap::{self, Body, Gc, Kind, Tailed, Visitor};
use crate::object::exception::Exc;
use crate::object::generic_alias;
use crate::object::iter::{Iter, IterState};
use crate::object::list::{self, List, methods::bound};
use crate::object::native::Special;
use crate::object::slice::{self, Slice};
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, method};

/// A tuple; its items are the tail.
pub struct Tuple {
    len: usize,
}

impl Body for Tuple {
    const KIND: Kind = Kind::Tuple;

    fn trace(&self, visit: &mut Visitor) {
        self.tail().iter().for_each(visit);
    }

    unsafe fn drop_tail(&self) {
        // SAFETY: as promised by the caller.
        unsafe { heap::drop_items(self) }
    }
}

impl Tailed for Tuple {
    type Item = Value;

    #[inline(always)]
    fn tail_len(&self) -> usize {
        self.len
    }
}

impl Tuple {
    /// A new tuple.
    pub fn new(items: Vec<Value>) -> Gc<Tuple> {
        Gc::with_tail(Tuple { len: items.len() }, items)
    }

    /// A new tuple of clones.
    pub fn from_slice(items: &[Value]) -> Gc<Tuple> {
        Gc::with_tail(Tuple { len: items.len() }, items.iter().cloned())
    }

    /// A new tuple as a value.
    pub fn value(items: Vec<Value>) -> Value {
        Tuple::new(items).into_value()
    }

    /// A new tuple of a fixed number of items, as a value.
    #[inline]
    pub fn of<const N: usize>(items: [Value; N]) -> Value {
        Gc::with_tail(Tuple { len: N }, items).into_value()
    }

    /// A new tuple of what is taken out of `window`.
    #[inline]
    pub fn from_window(window: &mut [Value]) -> Value {
        Gc::with_tail(Tuple { len: window.len() }, window.iter_mut().map(std::mem::take)).into_value()
    }

    /// The items.
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        self.tail()
    }
}

/// `tuple[slice]`; the whole tuple is itself.
pub fn get_slice(vm: &mut Vm, object: &Value, slice: &Slice) -> Res {
    let items = tuple(vm, object)?.items();
    let (start, stop, step) = slice.unpack(vm)?;
    let selected = slice::adjust(start, stop, step, items.len());
    if selected.step == 1 && selected.count == items.len() {
        return Ok(object.clone());
    }
    Ok(Tuple::value(list::select(items, selected)))
}

/// The tuple that a method was called on; the binder has checked that it is one.
fn tuple<'a>(vm: &mut Vm, value: &'a Value) -> Res<&'a Tuple> {
    match value.get::<Tuple>() {
        Some(tuple) => Ok(tuple),
        None => Err(vm.type_error_about("a tuple is required, not '{}'", value)),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].is_kind(Kind::Tuple) {
        return Ok(args[0].clone());
    }
    if let Some(list) = args[0].exact::<List>() {
        return Ok(Tuple::from_slice(&list.items().borrow()).into_value());
    }
    Ok(Tuple::value(vm.collect(&args[0])?))
}

fn count(vm: &mut Vm, args: &[Value]) -> Res {
    let mut count = 0_usize;
    for item in tuple(vm, &args[0])?.items() {
        count += vm.eq(item, &args[1])? as usize;
    }
    Ok(Value::from(count))
}

fn index(vm: &mut Vm, args: &[Value]) -> Res {
    let items = tuple(vm, &args[0])?.items();
    let len = items.len() as i64;
    let start = bound(vm, &args[2], 0, len)?;
    let stop = bound(vm, &args[3], i64::MAX, len)?.min(len);
    for place in start..stop {
        if vm.eq(&items[place as usize], &args[1])? {
            return Ok(Value::from(place));
        }
    }
    Err(vm.error(Exc::ValueError, "tuple.index(x): x not in tuple"))
}

pub(crate) fn add(vm: &mut Vm, args: &[Value]) -> Res {
    let items = tuple(vm, &args[0])?.items();
    match args[1].get::<Tuple>() {
        Some(other) => Ok(match (items, other.items()) {
            ([], _) if args[1].is_kind(Kind::Tuple) => args[1].clone(),
            (_, []) if args[0].is_kind(Kind::Tuple) => args[0].clone(),
            (a, b) => Gc::with_tail(Tuple { len: a.len() + b.len() }, a.iter().chain(b).cloned()).into_value(),
        }),
        None => Err(vm.type_error_about("can only concatenate tuple (not \"{}\") to tuple", &args[1])),
    }
}

fn mul(vm: &mut Vm, args: &[Value]) -> Res {
    let times = vm.index_sized(&args[1])?;
    if times == 1 && args[0].is_kind(Kind::Tuple) {
        return Ok(args[0].clone());
    }
    let items = tuple(vm, &args[0])?.items();
    Ok(Tuple::value(list::repeat(vm, items, times)?))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let items = tuple(vm, &args[0])?.items();
    let text = vm.repr_guarded(args[0].unwrap_base(), "(...)", |vm| {
        let mut text = "(".to_string();
        vm.repr_items(items.iter().cloned(), &mut text)?;
        text.push_str(if items.len() == 1 { ",)" } else { ")" });
        Ok(text)
    })?;
    Ok(Value::from(text))
}

fn getitem(vm: &mut Vm, args: &[Value]) -> Res {
    let this = args[0].unwrap_base().clone();
    vm.get_item(&this, &args[1])
}

/// The class `tuple`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "tuple",
    doc: "A sequence that cannot change, of the items of an iterable; a tuple itself.",
    constructor: Some(&function!("tuple(iterable=(), /)", new).special(Special::Tuple)),
    methods: &[
        method!("count(self, value, /)", count),
        method!("index(self, value, start=?, stop=?, /)", index),
        method!("__add__(self, value, /)", add),
        method!("__mul__(self, value, /)", mul),
        method!("__rmul__(self, value, /)", mul),
        method!("__contains__(self, key, /)", |vm, a| {
            let this = a[0].unwrap_base().clone();
            vm.contains(&this, &a[1]).map(Value::bool)
        }),
        method!("__getitem__(self, key, /)", getitem),
        method!("__iter__(self, /)", |_, a| {
            Ok(Iter::held(Iter::value(IterState::Tuple(a[0].unwrap_base().clone(), 0)), &a[0]))
        }),
        method!("__len__(self, /)", |vm, a| Ok(Value::from(tuple(vm, &a[0])?.items().len()))),
        method!("__repr__(self, /)", repr),
        method!("__hash__(self, /)", |vm, a| vm.hash(a[0].unwrap_base()).map(crate::ops::hash_value)),
        method!("__getnewargs__(self, /)", |_, a| Ok(Tuple::value(vec![a[0].unwrap_base().clone()]))),
        method!("__eq__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Eq, &a[0], &a[1])),
        method!("__ne__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ne, &a[0], &a[1])),
        method!("__lt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Lt, &a[0], &a[1])),
        method!("__le__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Le, &a[0], &a[1])),
        method!("__gt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Gt, &a[0], &a[1])),
        method!("__ge__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ge, &a[0], &a[1])),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    ],
    flags: 0,
};
