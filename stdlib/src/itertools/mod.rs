//! `itertools`: iterators over iterators. Each is plain data that [`ForeignData::next`] moves on, so that one asks
//! another without a call; how deep they may be nested [`Vm::next`] knows.
//!
//! While an iterator asks another one, or calls a function of the program, that code may advance the same iterator, let
//! it go, or raise: what an iterator has is looked at before, changed after, and never held meanwhile.

mod combinatoric;
mod copies;
mod groups;
mod infinite;
mod joined;
mod mapped;
mod selected;

use crate::module::module;
use rondo_vm::heap::{Gc, Slot};
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::module::Module;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("itertools", "Iterators that are made of others, and some that never end.", copies::FUNCTIONS);
    for spec in [
        &mapped::ACCUMULATE,
        &groups::BATCHED,
        &joined::CHAIN,
        &combinatoric::COMBINATIONS,
        &combinatoric::WITH_REPLACEMENT,
        &selected::COMPRESS,
        &infinite::COUNT,
        &infinite::CYCLE,
        &selected::DROPWHILE,
        &selected::FILTERFALSE,
        &groups::GROUPBY,
        &groups::GROUPER,
        &selected::ISLICE,
        &groups::PAIRWISE,
        &combinatoric::PERMUTATIONS,
        &combinatoric::PRODUCT,
        &infinite::REPEAT,
        &mapped::STARMAP,
        &selected::TAKEWHILE,
        &copies::TEE,
        &copies::TEE_BLOCK,
        &joined::ZIP_LONGEST,
    ] {
        let name = spec.name.rsplit_once('.').map_or(spec.name, |(_, name)| name);
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

/// An iterator of a class.
fn iterator(vm: &mut Vm, spec: &'static TypeSpec, data: impl ForeignData) -> Res {
    Ok(Foreign::new(vm.types.native_class(spec), data).into_value())
}

/// What `step` makes of the iterator in `source`, which lets go of it when there is no more, or `step` raises.
fn until_exhausted(source: &Slot, step: impl FnOnce(&Value) -> Res<Option<Value>>) -> Res<Option<Value>> {
    let iterator = source.get();
    if iterator.is_unset() {
        return Ok(None);
    }
    let made = step(&iterator);
    if !matches!(made, Ok(Some(_))) {
        drop(source.take());
    }
    made
}

/// The data of the iterator that a method was called on: the binder has checked its class.
fn this<T: ForeignData>(value: &Value) -> &T {
    match value.foreign() {
        Some(data) => data,
        None => unreachable!("methods are bound to objects of their class only"),
    }
}
