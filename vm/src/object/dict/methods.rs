//! The methods of `dict`.

use super::{Dict, Entry};
use crate::heap::{Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::dict_view::{self, DictView, Part};
use crate::object::exception::Exc;
use crate::object::generic_alias;
use crate::object::iter::Iter;
use crate::object::tuple::Tuple;
use crate::ops::Compare;
use crate::types::{TypeSpec, UNHASHABLE};
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{class_method, function, method};

/// The dict that a method was called on; the binder has checked that it is one.
fn receiver(vm: &mut Vm, value: &Value) -> Res<Gc<Dict>> {
    match value.unwrap_base().to_gc::<Dict>() {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error_about("a dict is required, not '{}'", value)),
    }
}

/// `a == b`: the same keys with equal values.
pub fn equal(vm: &mut Vm, a: &Dict, b: &Dict) -> Res<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let mut from = 0;
    while let Some((index, entry)) = a.next_entry(from) {
        match b.get_hashed(vm, &entry.key, entry.hash)? {
            Some(value) if vm.eq(&entry.value, &value)? => (),
            _ => return Ok(false),
        }
        from = index + 1;
    }
    Ok(true)
}

/// Updates a dict from a mapping or an iterable of pairs, as `dict.update`.
pub fn update(vm: &mut Vm, dict: &Dict, source: &Value) -> Res<()> {
    if let Some(other) = plain_dict(vm, source) {
        if std::ptr::eq(dict, &*other) {
            return Ok(());
        }
        if dict.is_empty() {
            vm.room_for(other.len(), size_of::<Entry>())?;
            dict.fill(&other);
            return Ok(());
        }
        let entries = other.entries();
        let len = entries.len();
        for entry in entries {
            dict.set_hashed(vm, entry.key, entry.hash, entry.value)?;
            if other.len() != len {
                return Err(vm.error(Exc::RuntimeError, "dict mutated during update"));
            }
        }
        return Ok(());
    }
    let name = vm.names.keys.clone();
    let Some(keys) = vm.get_attr_opt(source, &name)? else { return update_from_pairs(vm, dict, source) };
    let keys = vm.call(&keys, &[])?;
    if vm.lookup_special(&keys, &vm.names.iter).is_none() && vm.lookup_special(&keys, &vm.names.getitem).is_none() {
        let (of, got) = (vm.type_name(source), vm.type_name(&keys));
        return Err(vm.error(Exc::TypeError, format!("{of}.keys() returned a non-iterable (type {got})")));
    }
    let iterator = vm.iter(&keys)?;
    while let Some(key) = vm.next(&iterator)? {
        let value = vm.get_item(source, &key)?;
        dict.set(vm, key, value)?;
    }
    Ok(())
}

/// A dict whose items are taken without asking its class, as of every one that iterates as dicts do.
pub(crate) fn plain_dict(vm: &Vm, value: &Value) -> Option<Gc<Dict>> {
    if let Some(dict) = value.to_gc::<Dict>() {
        return Some(dict);
    }
    let dict = value.unwrap_base().to_gc::<Dict>()?;
    let class = vm.class_of(value);
    let native = vm.types.of_kind(Kind::Dict);
    match (class.lookup(&vm.names.iter), native.lookup(&vm.names.iter)) {
        (Some(own), Some(inherited)) if own.is(&inherited) => Some(dict),
        _ => None,
    }
}

/// Updates a dict from an iterable of pairs.
///
/// # Errors
/// TypeError or ValueError for an item that is no pair.
pub fn update_from_pairs(vm: &mut Vm, dict: &Dict, pairs: &Value) -> Res<()> {
    let iterator = vm.iter(pairs)?;
    let mut i = 0;
    while let Some(pair) = vm.next(&iterator)? {
        if let Some([key, value]) = pair.exact::<Tuple>().map(Tuple::items) {
            dict.set(vm, key.clone(), value.clone())?;
            i += 1;
            continue;
        }
        let collected = match vm.is_iterable(&pair) {
            true => vm.collect(&pair),
            false => Err(vm.error(Exc::TypeError, "object is not iterable")),
        };
        let items = match collected {
            Ok(items) => items,
            Err(raised) => return Err(with_note(vm, raised, i)),
        };
        let [key, value] = items.as_slice() else {
            let len = items.len();
            let message = format!("dictionary update sequence element #{i} has length {len}; 2 is required");
            return Err(vm.error(Exc::ValueError, message));
        };
        dict.set(vm, key.clone(), value.clone())?;
        i += 1;
    }
    Ok(())
}

/// Says in a note on a parked TypeError which item of an update it was about.
fn with_note(vm: &mut Vm, raised: Raised, i: usize) -> Raised {
    if !vm.raised_is(Exc::TypeError) {
        return raised;
    }
    let exception = vm.take_raised();
    let note = format!("Cannot convert dictionary update sequence element #{i} to a sequence");
    match vm.call_method(&exception, "add_note", &[Value::from(note)]) {
        Ok(_) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// The value for a key that a dict does not have: `__missing__` of a subclass, else KeyError.
pub fn key_missing(vm: &mut Vm, object: &Value, key: &Value) -> Res {
    if object.is_kind(Kind::Instance) {
        let name = vm.names.missing.clone();
        if let Some(value) = vm.call_special(object, &name, std::slice::from_ref(key))? {
            return Ok(value);
        }
    }
    Err(key_error(vm, key))
}

fn key_error(vm: &mut Vm, key: &Value) -> Raised {
    vm.error_with(Exc::KeyError, vec![key.clone()])
}

fn fill(vm: &mut Vm, dict: &Dict, source: &Value, keywords: &Value) -> Res<()> {
    if !source.is_unset() {
        update(vm, dict, source)?;
    }
    update(vm, dict, keywords)
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = Dict::new();
    fill(vm, &dict, &args[0], &args[1])?;
    Ok(dict.into_value())
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = receiver(vm, &args[0])?;
    fill(vm, &dict, &args[1], &args[2])?;
    Ok(Value::NONE)
}

fn clear(vm: &mut Vm, args: &[Value]) -> Res {
    receiver(vm, &args[0])?.clear_entries();
    Ok(Value::NONE)
}

fn copy(vm: &mut Vm, args: &[Value]) -> Res {
    copied(vm, &args[0]).map(Gc::into_value)
}

/// A dict of what a dict holds, or, of an instance of a class that iterates in its own way, of what it says.
fn copied(vm: &mut Vm, value: &Value) -> Res<Gc<Dict>> {
    if let Some(dict) = plain_dict(vm, value) {
        return Ok(dict.copy());
    }
    let dict = Dict::new();
    update(vm, &dict, value)?;
    Ok(dict)
}

fn fromkeys(vm: &mut Vm, args: &[Value]) -> Res {
    let is_dict = args[0].exact::<Class>().is_some_and(|class| std::ptr::eq(class, &**vm.types.of_kind(Kind::Dict)));
    let made = if is_dict { Dict::new().into_value() } else { vm.call(&args[0], &[])? };
    let iterator = vm.iter(&args[1])?;
    while let Some(key) = vm.next(&iterator)? {
        vm.set_item(&made, &key, args[2].clone())?;
    }
    Ok(made)
}

fn get(vm: &mut Vm, args: &[Value]) -> Res {
    let found = receiver(vm, &args[0])?.get(vm, &args[1])?;
    Ok(found.unwrap_or_else(|| args[2].clone()))
}

fn pop(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = receiver(vm, &args[0])?;
    // An empty dict does not ask for the hash.
    let found = if dict.is_empty() { None } else { dict.remove(vm, &args[1])? };
    match found {
        Some(value) => Ok(value),
        None if args[2].is_unset() => Err(key_error(vm, &args[1])),
        None => Ok(args[2].clone()),
    }
}

fn popitem(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = receiver(vm, &args[0])?;
    match dict.pop_last() {
        Some(entry) => Ok(dict_view::pair(&entry)),
        None => Err(vm.error(Exc::KeyError, "popitem(): dictionary is empty")),
    }
}

fn setdefault(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = receiver(vm, &args[0])?;
    let hash = vm.hash_key(&args[1])?;
    if let Some(value) = dict.get_hashed(vm, &args[1], hash)? {
        return Ok(value);
    }
    dict.set_hashed(vm, args[1].clone(), hash, args[2].clone())?;
    Ok(args[2].clone())
}

fn update_method(vm: &mut Vm, args: &[Value]) -> Res {
    init(vm, args)
}

fn view(vm: &mut Vm, args: &[Value], part: Part) -> Res {
    let dict = receiver(vm, &args[0])?;
    let holder = if args[0].is_kind(Kind::Instance) { args[0].clone() } else { Value::UNSET };
    Ok(Gc::new(DictView { dict, part, holder }).into_value())
}

fn getitem(vm: &mut Vm, args: &[Value]) -> Res {
    match receiver(vm, &args[0])?.get(vm, &args[1])? {
        Some(value) => Ok(value),
        None => key_missing(vm, &args[0], &args[1]),
    }
}

fn setitem(vm: &mut Vm, args: &[Value]) -> Res {
    receiver(vm, &args[0])?.set(vm, args[1].clone(), args[2].clone())?;
    Ok(Value::NONE)
}

fn delitem(vm: &mut Vm, args: &[Value]) -> Res {
    match receiver(vm, &args[0])?.remove(vm, &args[1])? {
        Some(_) => Ok(Value::NONE),
        None => Err(key_error(vm, &args[1])),
    }
}

/// `a | b`; `NotImplemented` unless both are dicts.
fn union(vm: &mut Vm, a: &Value, b: &Value) -> Res {
    match (a.get::<Dict>(), b.get::<Dict>()) {
        (Some(_), Some(_)) => {
            let new = copied(vm, a)?;
            update(vm, &new, b)?;
            Ok(new.into_value())
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

pub(crate) fn or(vm: &mut Vm, args: &[Value]) -> Res {
    union(vm, &args[0], &args[1])
}

pub(crate) fn ior(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = receiver(vm, &args[0])?;
    update(vm, &dict, &args[1])?;
    Ok(args[0].clone())
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = receiver(vm, &args[0])?;
    let text = vm.repr_guarded(args[0].unwrap_base(), "{...}", |vm| {
        let mut text = "{".to_string();
        let mut from = 0;
        while let Some((index, entry)) = dict.next_entry(from) {
            if from > 0 {
                text.push_str(", ");
            }
            text.push_str(&vm.repr(&entry.key)?);
            text.push_str(": ");
            text.push_str(&vm.repr(&entry.value)?);
            from = index + 1;
        }
        text.push('}');
        Ok(text)
    })?;
    Ok(Value::from(text))
}

/// The class `dict`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "dict",
    doc: "dict(**kwargs) -> dict\ndict(mapping, **kwargs) -> dict\ndict(iterable, **kwargs) -> dict\n\nValues by \
          their keys, in the order in which the keys came: those of a mapping or of pairs, and the keyword\n\
          arguments.",
    constructor: Some(&function!("dict(iterable=?, /, **kwargs)", new)),
    methods: &[
        method!("__init__(self, iterable=?, /, **kwargs)", init),
        method!("clear(self, /)", clear),
        method!("copy(self, /)", copy),
        class_method!("fromkeys(cls, iterable, value=None, /)", fromkeys),
        method!("get(self, key, default=None, /)", get),
        method!("items(self, /)", |vm, a| view(vm, a, Part::Items)),
        method!("keys(self, /)", |vm, a| view(vm, a, Part::Keys)),
        method!("pop(self, key, default=?, /)", pop),
        method!("popitem(self, /)", popitem),
        method!("setdefault(self, key, default=None, /)", setdefault),
        method!("update(self, iterable=?, /, **kwargs)", update_method),
        method!("values(self, /)", |vm, a| view(vm, a, Part::Values)),
        method!("__contains__(self, key, /)", |vm, a| receiver(vm, &a[0])?.contains(vm, &a[1]).map(Value::bool)),
        method!("__getitem__(self, key, /)", getitem),
        method!("__setitem__(self, key, value, /)", setitem),
        method!("__delitem__(self, key, /)", delitem),
        method!("__iter__(self, /)", |vm, a| {
            Ok(Iter::held(dict_view::iter(receiver(vm, &a[0])?, Part::Keys), &a[0]))
        }),
        method!("__reversed__(self, /)", |vm, a| {
            Ok(Iter::held(dict_view::reversed(receiver(vm, &a[0])?, Part::Keys), &a[0]))
        }),
        method!("__len__(self, /)", |vm, a| Ok(Value::from(receiver(vm, &a[0])?.len()))),
        method!("__or__(self, value, /)", or),
        method!("__ror__(self, value, /)", |vm, a| union(vm, &a[1], &a[0])),
        method!("__ior__(self, value, /)", ior),
        method!("__repr__(self, /)", repr),
        method!("__eq__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Eq, &a[0], &a[1])),
        method!("__ne__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ne, &a[0], &a[1])),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    ],
    flags: flag::FILLED_BY_INIT | UNHASHABLE,
};
