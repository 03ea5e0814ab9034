//! `_bisect`: places in sorted lists.

use crate::module::module;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::int::methods::index_i64;
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_bisect", "Places in sorted lists.", FUNCTIONS);
    for (alias, name) in [("bisect", "bisect_right"), ("insort", "insort_right")] {
        if let Some(function) = module.dict.get_name(name) {
            module.dict.set_name(alias, function);
        }
    }
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("bisect_right(a, x, lo=0, hi=None, *, key=None)", |vm, args| place(vm, args, &args[1], Side::Right)
        .map(from_i64)),
    function!("bisect_left(a, x, lo=0, hi=None, *, key=None)", |vm, args| place(vm, args, &args[1], Side::Left)
        .map(from_i64)),
    function!("insort_right(a, x, lo=0, hi=None, *, key=None)", |vm, args| insert(vm, args, Side::Right)),
    function!("insort_left(a, x, lo=0, hi=None, *, key=None)", |vm, args| insert(vm, args, Side::Left)),
];

/// Where a place lies beside items that are equal to what is looked for.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

/// The place of `wanted` in the sequence `args[0]` between the bounds `args[2]` and `args[3]`, by the key `args[4]`.
fn place(vm: &mut Vm, args: &[Value], wanted: &Value, side: Side) -> Res<i64> {
    let [sequence, _, low, high, key] = args else { return Ok(0) };
    let mut low = index_i64(vm, low)?;
    if low < 0 {
        return Err(vm.error(Exc::ValueError, "lo must be non-negative"));
    }
    let mut high = if high.is_none() { -1 } else { index_i64(vm, high)? };
    // So CPython says that there is no bound.
    if high == -1 {
        high = vm.len(sequence)? as i64;
    }
    while low < high {
        let middle = low + (high - low) / 2;
        let mut item = match sequence.exact::<List>().and_then(|list| list.get(middle as usize)) {
            Some(item) => item,
            None => vm.get_item(sequence, &from_i64(middle))?,
        };
        if !key.is_none() {
            item = vm.call(key, &[item])?;
        }
        let goes_left = match side {
            Side::Right => vm.less(wanted, &item)?,
            Side::Left => !vm.less(&item, wanted)?,
        };
        if goes_left {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

fn insert(vm: &mut Vm, args: &[Value], side: Side) -> Res {
    let [sequence, item, .., key] = args else { return Ok(Value::NONE) };
    let wanted = if key.is_none() { item.clone() } else { vm.call(key, std::slice::from_ref(item))? };
    let place = place(vm, args, &wanted, side)?;
    if let Some(list) = sequence.exact::<List>() {
        list.room_to_push(vm)?;
        let mut items = list.items().borrow_mut();
        let place = items.len().min(place as usize);
        items.insert(place, item.clone());
        return Ok(Value::NONE);
    }
    let name = Value::from("insert");
    let method = vm.get_attr(sequence, &name)?;
    vm.call(&method, &[from_i64(place), item.clone()])?;
    Ok(Value::NONE)
}
