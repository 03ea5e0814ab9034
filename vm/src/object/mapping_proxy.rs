//! `mappingproxy`: a read-only view of a mapping, such as a class's `__dict__`.

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::object::exception::Exc;
use crate::object::generic_alias;
use crate::op::Op;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, method};

/// A mappingproxy.
pub struct MappingProxy {
    /// What it shows.
    pub mapping: Value,
}

impl Body for MappingProxy {
    const KIND: Kind = Kind::MappingProxy;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.mapping);
    }
}

impl MappingProxy {
    /// A read-only view of `mapping`.
    pub fn value(mapping: Value) -> Value {
        Gc::new(MappingProxy { mapping }).into_value()
    }
}

/// The mapping behind the proxy that a method was called on; the binder has checked that it is one.
fn mapping(vm: &mut Vm, value: &Value) -> Res {
    match value.get::<MappingProxy>() {
        Some(proxy) => Ok(proxy.mapping.clone()),
        None => Err(vm.type_error_about("a mappingproxy is required, not '{}'", value)),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let is_mapping = vm.lookup_special(&args[0], &vm.names.getitem).is_some()
        && !matches!(args[0].unwrap_base().kind(), Some(Kind::List | Kind::Tuple));
    if is_mapping {
        return Ok(MappingProxy::value(args[0].clone()));
    }
    Err(vm.type_error_about("mappingproxy() argument must be a mapping, not {}", &args[0]))
}

fn union(vm: &mut Vm, args: &[Value]) -> Res {
    let inside = |v: &Value| v.get::<MappingProxy>().map_or_else(|| v.clone(), |proxy| proxy.mapping.clone());
    vm.binary(Op::BitOr, false, &inside(&args[0]), &inside(&args[1]))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let mapping = mapping(vm, &args[0])?;
    Ok(Value::from(format!("mappingproxy({})", vm.repr(&mapping)?)))
}

/// The class `mappingproxy`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "mappingproxy",
    doc: "A mapping seen through a window: it can be read only.",
    constructor: Some(&function!("mappingproxy(mapping)", new)),
    methods: &[
        method!("copy(self, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.call_method(&mapping, "copy", &[])
        }),
        method!("get(self, key, default=None, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.call_method(&mapping, "get", &a[1..])
        }),
        method!("items(self, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.call_method(&mapping, "items", &[])
        }),
        method!("keys(self, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.call_method(&mapping, "keys", &[])
        }),
        method!("values(self, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.call_method(&mapping, "values", &[])
        }),
        method!("__contains__(self, key, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.contains(&mapping, &a[1]).map(Value::bool)
        }),
        method!("__getitem__(self, key, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.get_item(&mapping, &a[1])
        }),
        method!("__iter__(self, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.iter(&mapping)
        }),
        method!("__reversed__(self, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            crate::object::iter::reversed(vm, &mapping)
        }),
        method!("__len__(self, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.len(&mapping).map(Value::from)
        }),
        method!("__or__(self, value, /)", union),
        method!("__ror__(self, value, /)", |vm, a| union(vm, &[a[1].clone(), a[0].clone()])),
        method!("__ior__(self, value, /)", |vm, _| {
            Err(vm.error(Exc::TypeError, "'|=' is not supported by mappingproxy; use '|' instead"))
        }),
        method!("__repr__(self, /)", repr),
        method!("__str__(self, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.str_value(&mapping)
        }),
        method!("__hash__(self, /)", |vm, a| {
            let mapping = mapping(vm, &a[0])?;
            vm.hash(&mapping).map(crate::ops::hash_value)
        }),
        method!("__eq__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Eq, &a[0], &a[1])),
        method!("__ne__(self, value, /)", |vm, a| vm.compare_kinds(Compare::Ne, &a[0], &a[1])),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    ],
    flags: crate::object::class::flag::FINAL,
};
