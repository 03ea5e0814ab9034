//! The built-in functions, and the namespace `builtins`.

pub mod attributes;
pub(crate) mod code;
pub(crate) mod items;
pub mod numbers;
mod print;
mod site;
pub(crate) mod sum;

use crate::heap::Kind;
use crate::object as o;
use crate::object::exception::Exc;
use crate::object::native::{NativeDef, NativeFunction};
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
pub(crate) use attributes::is_callable;

/// The functions in the order of the documentation.
static FUNCTIONS: &[&[NativeDef]] =
    &[attributes::FUNCTIONS, code::FUNCTIONS, items::FUNCTIONS, numbers::FUNCTIONS, print::FUNCTIONS];

/// The specifications of built-in classes by the kind of their instances.
static BY_KIND: &[(Kind, &TypeSpec)] = &[
    (Kind::List, &o::list::methods::SPEC),
    (Kind::Tuple, &o::tuple::SPEC),
    (Kind::Dict, &o::dict::SPEC),
    (Kind::DictView, &o::dict_view::KEYS_SPEC),
    (Kind::Set, &o::set::SET_SPEC),
    (Kind::FrozenSet, &o::set::FROZENSET_SPEC),
    (Kind::Range, &o::range::SPEC),
    (Kind::RangeIter, &o::iter::ITERATOR_SPEC),
    (Kind::Slice, &o::slice::SPEC),
    (Kind::MappingProxy, &o::mapping_proxy::SPEC),
];

/// The classes of built-in kinds that are names of `builtins`.
static NAMED_KINDS: &[Kind] = &[
    Kind::Complex,
    Kind::Str,
    Kind::Bytes,
    Kind::ByteArray,
    Kind::MemoryView,
    Kind::List,
    Kind::Tuple,
    Kind::Dict,
    Kind::Set,
    Kind::FrozenSet,
    Kind::Range,
    Kind::Slice,
    Kind::Super,
];

/// Gives containers and iterators their methods.
pub(crate) fn fill_containers(vm: &mut Vm) {
    use o::iter::IterClass;
    for (kind, spec) in BY_KIND {
        vm.types.fill(vm.types.of_kind(*kind), spec);
    }
    vm.types.fill(&vm.types.dict_values, &o::dict_view::VALUES_SPEC);
    vm.types.fill(&vm.types.dict_items, &o::dict_view::ITEMS_SPEC);
    for (class, _) in IterClass::ALL {
        let spec = match class {
            IterClass::Enumerate => &o::iter::ENUMERATE_SPEC,
            IterClass::Zip => &o::iter::ZIP_SPEC,
            IterClass::Map => &o::iter::MAP_SPEC,
            IterClass::Filter => &o::iter::FILTER_SPEC,
            IterClass::Reversed => &o::iter::REVERSED_SPEC,
            IterClass::Call => &o::iter::CALL_SPEC,
            IterClass::Memory => &o::iter::MEMORY_SPEC,
            IterClass::Set
            | IterClass::DictKeys
            | IterClass::DictValues
            | IterClass::DictItems
            | IterClass::ReversedDictKeys
            | IterClass::ReversedDictValues
            | IterClass::ReversedDictItems => &o::iter::TABLE_SPEC,
            _ => &o::iter::ITERATOR_SPEC,
        };
        vm.types.fill(vm.types.of_iterator(*class), spec);
    }
}

/// Fills the namespace `builtins` with functions, classes and constants. `open`, `__import__` and `__build_class__` are
/// added by those who know how.
pub fn install(vm: &mut Vm) {
    use o::iter::IterClass;
    let module = Value::from("builtins");
    for def in FUNCTIONS.iter().copied().flatten() {
        let function = NativeFunction::new(def, module.clone()).into_value();
        vm.builtins.set_name(def.name(), function);
    }
    vm.builtins.set_name("__import__", NativeFunction::new(&crate::import::IMPORT, module.clone()).into_value());
    vm.builtins.set_name("__name__", module.clone());
    let types = &vm.types;
    let mut classes = vec![&types.object, &types.type_, &types.bool, &types.int, &types.float];
    classes.extend([&types.property, &types.class_method, &types.static_method]);
    classes.extend(NAMED_KINDS.iter().map(|kind| types.of_kind(*kind)));
    let iterators = [IterClass::Enumerate, IterClass::Zip, IterClass::Map, IterClass::Filter, IterClass::Reversed];
    classes.extend(iterators.iter().map(|class| types.of_iterator(*class)));
    classes.extend(Exc::ALL.iter().map(|exc| types.exception(*exc)));
    for class in classes {
        vm.builtins.set_name(&class.name_text(), class.to_value());
    }
    let os_error = types.exception(Exc::OSError).to_value();
    vm.builtins.set_name("EnvironmentError", os_error.clone());
    vm.builtins.set_name("IOError", os_error);
    let constants = [
        ("__name__", Value::from("builtins")),
        ("None", Value::NONE),
        ("True", Value::TRUE),
        ("False", Value::FALSE),
        ("Ellipsis", Value::ELLIPSIS),
        ("NotImplemented", Value::NOT_IMPLEMENTED),
        ("__debug__", Value::TRUE),
    ];
    for (name, value) in constants {
        vm.builtins.set_name(name, value);
    }
    site::install(vm);
}

/// An attribute's name as an interned string; TypeError if it is no string.
fn attribute_name(vm: &mut Vm, name: &Value) -> Res {
    match o::str::Str::interned(name.clone()) {
        Some(interned) => Ok(interned),
        None => Err(vm.type_error_about("attribute name must be string, not '{}'", name)),
    }
}
