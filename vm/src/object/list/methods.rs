//! The methods of `list`.

use super::{List, concat, drop_backwards, extend, repeat};
use crate::object::exception::Exc;
use crate::object::generic_alias;
use crate::object::iter::{Iter, IterState};
use crate::object::native::Special;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::{self, Value};
use crate::vm::{Res, Vm};
use crate::{class_method, function, method};

/// The list that a method was called on; the binder has checked that it is one.
fn list<'a>(vm: &mut Vm, value: &'a Value) -> Res<&'a List> {
    match value.get::<List>() {
        Some(list) => Ok(list),
        None => Err(vm.type_error_about("a list is required, not '{}'", value)),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(List::value(vm.collect(&args[0])?))
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    drop(this.items().replace(Vec::new()));
    extend(vm, this, &args[1])?;
    Ok(Value::NONE)
}

fn append(vm: &mut Vm, args: &[Value]) -> Res {
    let list = list(vm, &args[0])?;
    list.room_to_push(vm)?;
    list.push(args[1].clone());
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: &[Value]) -> Res {
    drop_backwards(list(vm, &args[0])?.items().replace(Vec::new()));
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &[Value]) -> Res {
    let items = value::clones(&list(vm, &args[0])?.items().borrow());
    Ok(List::value(items))
}

fn count(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    let (mut count, mut i) = (0_usize, 0);
    while let Some(item) = this.get(i) {
        count += vm.eq(&item, &args[1])? as usize;
        i += 1;
    }
    Ok(Value::from(count))
}

fn index(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    let len = this.len() as i64;
    let [start, stop] = [&args[2], &args[3]].map(|v| v.clone());
    let start = bound(vm, &start, 0, len)?;
    let stop = bound(vm, &stop, i64::MAX, len)?;
    let mut i = start as usize;
    while (i as i64) < stop
        && let Some(item) = this.get(i)
    {
        if vm.eq(&item, &args[1])? {
            return Ok(Value::from(i));
        }
        i += 1;
    }
    Err(vm.error(Exc::ValueError, "list.index(x): x not in list"))
}

/// A start or stop argument of `index`: negative ones count from the end.
pub(crate) fn bound(vm: &mut Vm, value: &Value, default: i64, len: i64) -> Res<i64> {
    if value.is_unset() {
        return Ok(default);
    }
    match vm.index_opt(value)? {
        Some(int) => {
            let i = crate::ops::clamp(&int);
            Ok(if i < 0 { (i.saturating_add(len)).max(0) } else { i })
        }
        None => {
            let message = "slice indices must be integers or have an __index__ method";
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn insert(vm: &mut Vm, args: &[Value]) -> Res {
    let index = crate::object::int::methods::index_i64(vm, &args[1])?;
    let mut items = list(vm, &args[0])?.items().borrow_mut();
    let len = items.len() as i64;
    let place = if index < 0 { (index + len).max(0) } else { index.min(len) };
    items.insert(place as usize, args[2].clone());
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    if args[1].is_unset() {
        let last = this.items().borrow_mut().pop();
        return last.ok_or_else(|| vm.error(Exc::IndexError, "pop from empty list"));
    }
    let index = crate::object::int::methods::index_i64(vm, &args[1])?;
    let len = this.len() as i64;
    if len == 0 {
        return Err(vm.error(Exc::IndexError, "pop from empty list"));
    }
    let place = if index < 0 { index + len } else { index };
    if !(0..len).contains(&place) {
        return Err(vm.error(Exc::IndexError, "pop index out of range"));
    }
    Ok(this.items().borrow_mut().remove(place as usize))
}

fn remove(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    let mut i = 0;
    while let Some(item) = this.get(i) {
        if vm.eq(&item, &args[1])? {
            let mut items = this.items().borrow_mut();
            // The comparison may have shortened the list.
            let removed = if i < items.len() { Some(items.remove(i)) } else { None };
            drop(items);
            drop(removed);
            return Ok(Value::NONE);
        }
        i += 1;
    }
    Err(vm.error(Exc::ValueError, "list.remove(x): x not in list"))
}

fn reverse(vm: &mut Vm, args: &[Value]) -> Res {
    list(vm, &args[0])?.items().borrow_mut().reverse();
    Ok(Value::NONE)
}

fn sort(vm: &mut Vm, args: &[Value]) -> Res {
    let reverse = vm.truth(&args[2])?;
    let this = list(vm, &args[0])?;
    super::sort::sort(vm, this, &args[1], reverse)?;
    Ok(Value::NONE)
}

fn add(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    match args[1].get::<List>() {
        Some(other) => {
            vm.room_for(this.len() + other.len(), size_of::<Value>())?;
            Ok(concat(this, other))
        }
        None => Err(vm.type_error_about("can only concatenate list (not \"{}\") to list", &args[1])),
    }
}

pub(crate) fn iadd(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    extend(vm, this, &args[1])?;
    Ok(args[0].clone())
}

fn mul(vm: &mut Vm, args: &[Value]) -> Res {
    let times = vm.index_sized(&args[1])?;
    let items = list(vm, &args[0])?.items().borrow().clone();
    Ok(List::value(repeat(vm, &items, times)?))
}

fn imul(vm: &mut Vm, args: &[Value]) -> Res {
    let times = vm.index_sized(&args[1])?;
    let this = list(vm, &args[0])?;
    let items = this.items().borrow().clone();
    let repeated = repeat(vm, &items, times)?;
    drop(this.items().replace(repeated));
    Ok(args[0].clone())
}

fn getitem(vm: &mut Vm, args: &[Value]) -> Res {
    let this = args[0].unwrap_base().clone();
    vm.get_item(&this, &args[1])
}

fn setitem(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    super::set_item(vm, args[0].unwrap_base(), this, &args[1], args[2].clone())?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    super::del_item(vm, this, &args[1])?;
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let this = list(vm, &args[0])?;
    let text = vm.repr_guarded(args[0].unwrap_base(), "[...]", |vm| {
        let mut text = "[".to_string();
        let mut i = 0;
        // The items are fetched one by one: their `__repr__` may change the list.
        let items = std::iter::from_fn(|| {
            i += 1;
            this.get(i - 1)
        });
        vm.repr_items(items, &mut text)?;
        text.push(']');
        Ok(text)
    })?;
    Ok(Value::from(text))
}

fn reversed(vm: &mut Vm, args: &[Value]) -> Res {
    let len = list(vm, &args[0])?.len();
    Ok(Iter::held(Iter::value(IterState::ReversedList(args[0].unwrap_base().clone(), len)), &args[0]))
}

/// The class `list`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "list",
    doc: "A sequence that can change, of the items of an iterable.",
    constructor: Some(&function!("list(iterable=(), /)", new).special(Special::List)),
    methods: &[
        method!("__init__(self, iterable=(), /)", init),
        method!("append(self, object, /)", append).special(Special::Append),
        method!("clear(self, /)", clear),
        method!("copy(self, /)", copy),
        method!("count(self, value, /)", count),
        method!("extend(self, iterable, /)", |vm, a| {
            let this = list(vm, &a[0])?;
            extend(vm, this, &a[1])?;
            Ok(Value::NONE)
        })
        .special(Special::Extend),
        method!("index(self, value, start=?, stop=?, /)", index),
        method!("insert(self, index, object, /)", insert),
        method!("pop(self, index=?, /)", pop),
        method!("remove(self, value, /)", remove),
        method!("reverse(self, /)", reverse),
        method!("sort(self, /, *, key=None, reverse=False)", sort),
        method!("__add__(self, value, /)", add),
        method!("__iadd__(self, value, /)", iadd),
        method!("__mul__(self, value, /)", mul),
        method!("__rmul__(self, value, /)", mul),
        method!("__imul__(self, value, /)", imul),
        method!("__contains__(self, key, /)", |vm, a| {
            let this = a[0].unwrap_base().clone();
            vm.contains(&this, &a[1]).map(Value::bool)
        }),
        method!("__getitem__(self, key, /)", getitem),
        method!("__setitem__(self, key, value, /)", setitem),
        method!("__delitem__(self, key, /)", delitem),
        method!("__iter__(self, /)", |_, a| {
            Ok(Iter::held(Iter::value(IterState::List(a[0].unwrap_base().clone(), 0)), &a[0]))
        }),
        method!("__reversed__(self, /)", reversed),
        method!("__len__(self, /)", |vm, a| Ok(Value::from(list(vm, &a[0])?.len()))),
        method!("__repr__(self, /)", repr),
        method!("__eq__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Eq, &a[0], &a[1])),
        method!("__ne__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ne, &a[0], &a[1])),
        method!("__lt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Lt, &a[0], &a[1])),
        method!("__le__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Le, &a[0], &a[1])),
        method!("__gt__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Gt, &a[0], &a[1])),
        method!("__ge__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ge, &a[0], &a[1])),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    ],
    flags: crate::object::class::flag::FILLED_BY_INIT | crate::types::UNHASHABLE,
};
