//! Functions about iterables and containers.

use crate::function;
use crate::heap::Kind;
use crate::object::dict::{Dict, Entry};
use crate::object::exception::Exc;
use crate::object::iter::{Iter, IterState};
use crate::object::list::{List, sort};
use crate::object::native::{Keywords, NativeDef, Special};
use crate::object::tuple::Tuple;
use crate::ops::Compare;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("aiter(async_iterable, /)", aiter),
    function!("all(iterable, /)", |vm, a| Ok(Value::bool(!finds(vm, &a[0], false)?))).special(Special::All),
    function!("anext(aiterator, default=?, /)", anext),
    function!("any(iterable, /)", |vm, a| Ok(Value::bool(finds(vm, &a[0], true)?))).special(Special::Any),
    function!("iter(object, sentinel=?, /)", iter),
    function!("len(obj, /)", |vm, a| Ok(Value::from(vm.len(&a[0])?))).special(Special::Len),
    function!("max(*args, key=None, default=?)", |vm, a| extreme(vm, a, "max", Compare::Gt)).special(Special::Max),
    function!("min(*args, key=None, default=?)", |vm, a| extreme(vm, a, "min", Compare::Lt)).special(Special::Min),
    function!("next(iterator, default=?, /)", next).special(Special::Next),
    function!("sorted(iterable, /, **kwargs)", sorted).special(Special::Sorted),
    function!("sum(iterable, /, start=0)", super::sum::sum).special(Special::Sum),
];

fn sorted(vm: &mut Vm, args: &[Value]) -> Res {
    let mut items = vm.collect(&args[0])?;
    let keywords = args[1].exact::<Dict>().map_or(Vec::new(), Dict::entries);
    if keywords.is_empty() {
        sort::sort_items(vm, &mut items, &Value::NONE, false)?;
        return Ok(List::value(items));
    }
    // What has other names is for the list's `sort` to refuse.
    if let Some((key, reverse)) = order(&keywords) {
        let reverse = vm.truth(&reverse)?;
        sort::sort_items(vm, &mut items, &key, reverse)?;
        return Ok(List::value(items));
    }
    let list = List::value(items);
    let names: Vec<Value> = keywords.iter().map(|e| e.key.clone()).collect();
    let values: Vec<Value> = keywords.into_iter().map(|e| e.value).collect();
    let sort = vm.types.of_kind(Kind::List).dict().get_name("sort").unwrap_or_default();
    vm.call_with(&sort, std::slice::from_ref(&list), Keywords { names: &names, values: &values })?;
    Ok(list)
}

/// The key and the direction that are given by name, if nothing else is.
fn order(keywords: &[Entry]) -> Option<(Value, Value)> {
    let (mut key, mut reverse) = (Value::NONE, Value::FALSE);
    for entry in keywords {
        match entry.key.as_str() {
            Some("key") => key = entry.value.clone(),
            Some("reverse") => reverse = entry.value.clone(),
            _ => return None,
        }
    }
    Some((key, reverse))
}

/// Is there an item of this truth?
fn finds(vm: &mut Vm, iterable: &Value, wanted: bool) -> Res<bool> {
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.truth(&item)? == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

fn aiter(vm: &mut Vm, args: &[Value]) -> Res {
    let name = vm.names.aiter.clone();
    let Some(iterator) = vm.call_special(&args[0], &name, &[])? else {
        return Err(vm.type_error_about("'{}' object is not an async iterable", &args[0]));
    };
    if vm.lookup_special(&iterator, &vm.names.anext).is_none() {
        return Err(vm.type_error_about("aiter() returned not an async iterator of type '{}'", &iterator));
    }
    Ok(iterator)
}

fn anext(vm: &mut Vm, args: &[Value]) -> Res {
    let name = vm.names.anext.clone();
    let Some(awaitable) = vm.call_special(&args[0], &name, &[])? else {
        return Err(vm.type_error_about("'{}' object is not an async iterator", &args[0]));
    };
    if args[1].is_unset() {
        return Ok(awaitable);
    }
    Ok(crate::object::awaitable::anext_or(vm, awaitable, args[1].clone()))
}

fn iter(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return vm.iter(&args[0]);
    }
    if !super::attributes::is_callable(vm, &args[0]) {
        return Err(vm.error(Exc::TypeError, "iter(v, w): v must be callable"));
    }
    Ok(Iter::value(IterState::Call(args[0].clone(), args[1].clone())))
}

fn next(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        // The iterator's own StopIteration must come out, with its value.
        if let Some(found) = vm.next_of_native(&args[0]) {
            return match found? {
                Ok(item) => Ok(item),
                Err(value) => Err(vm.stop_iteration(value)),
            };
        }
        let name = vm.names.next.clone();
        return match vm.call_special(&args[0], &name, &[])? {
            Some(item) => Ok(item),
            None => Err(vm.type_error_about("'{}' object is not an iterator", &args[0])),
        };
    }
    match vm.next(&args[0])? {
        Some(item) => Ok(item),
        None => Ok(args[1].clone()),
    }
}

/// `max` and `min` have nothing to choose from.
pub(crate) fn no_extreme(vm: &mut Vm, name: &str) -> Raised {
    vm.error(Exc::ValueError, format!("{name}() iterable argument is empty"))
}

/// `max` and `min`: the first item for which `item better best` holds against all before it.
fn extreme(vm: &mut Vm, args: &[Value], name: &str, better: Compare) -> Res {
    let positional = args[0].exact::<Tuple>().map_or(&[][..], Tuple::items);
    let (key, default) = (&args[1], &args[2]);
    let iterable = match positional {
        [] => return Err(vm.error(Exc::TypeError, format!("{name} expected at least 1 argument, got 0"))),
        [single] => single,
        _ if !default.is_unset() => {
            let message = format!("Cannot specify a default for {name}() with multiple positional arguments");
            return Err(vm.error(Exc::TypeError, message));
        }
        _ => &args[0],
    };
    let iterator = vm.iter(iterable)?;
    let Some(mut best) = vm.next(&iterator)? else {
        return if default.is_unset() { Err(no_extreme(vm, name)) } else { Ok(default.clone()) };
    };
    if key.is_none() {
        while let Some(item) = vm.next(&iterator)? {
            if vm.test(better, &item, &best)? {
                best = item;
            }
        }
        return Ok(best);
    }
    let mut best_key = vm.call(key, std::slice::from_ref(&best))?;
    while let Some(item) = vm.next(&iterator)? {
        let item_key = vm.call(key, std::slice::from_ref(&item))?;
        if vm.test(better, &item_key, &best_key)? {
            (best, best_key) = (item, item_key);
        }
    }
    Ok(best)
}
