//! What `Counter` and `OrderedDict` do often with the dicts that they are.

use rondo_vm::function;
use rondo_vm::heap::Kind;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// Functions of `_collections`.
pub static FUNCTIONS: &[NativeDef] = &[
    function!("_count_elements(mapping, iterable, /)", count_elements),
    function!("_move_entry(dict, key, last, /)", move_entry),
    function!("_pop_entry(dict, last, /)", pop_entry),
];

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
