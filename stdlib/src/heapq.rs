//! `_heapq`: the functions of `heapq` on heaps, lists whose item `k` does not come after items `2k + 1` and `2k + 2`.

use crate::module::module;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_heapq", "Heaps: lists whose item k is not larger than items 2k+1 and 2k+2.", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!("heappush(heap, item, /)", |vm, args| push(vm, args, "heappush", SMALLEST)),
    function!("heappop(heap, /)", |vm, args| pop(vm, args, "heappop", SMALLEST)),
    function!("heapify(heap, /)", |vm, args| heapify(vm, args, "heapify", SMALLEST)),
    function!("heapreplace(heap, item, /)", |vm, args| replace(vm, args, "heapreplace", SMALLEST)),
    function!("heappushpop(heap, item, /)", |vm, args| push_pop(vm, args, "heappushpop", SMALLEST)),
    function!("heappush_max(heap, item, /)", |vm, args| push(vm, args, "heappush_max", LARGEST)),
    function!("heappop_max(heap, /)", |vm, args| pop(vm, args, "heappop_max", LARGEST)),
    function!("heapify_max(heap, /)", |vm, args| heapify(vm, args, "heapify_max", LARGEST)),
    function!("heapreplace_max(heap, item, /)", |vm, args| replace(vm, args, "heapreplace_max", LARGEST)),
    function!("heappushpop_max(heap, item, /)", |vm, args| push_pop(vm, args, "heappushpop_max", LARGEST)),
];

/// Does one item come before another in a heap of this kind?
type Before = fn(&mut Vm, &Value, &Value) -> Res<bool>;

/// The smallest item comes first.
const SMALLEST: Before = |vm, a, b| vm.less(a, b);
/// The largest item comes first.
const LARGEST: Before = |vm, a, b| vm.less(b, a);

/// The list that is a function's first argument.
fn heap<'a>(vm: &mut Vm, args: &'a [Value], function: &str) -> Res<&'a List> {
    if let Some(list) = args[0].get::<List>() {
        return Ok(list);
    }
    let (place, got) = (if args.len() > 1 { " 1" } else { "" }, vm.argument_type_name(&args[0]));
    Err(vm.error(Exc::TypeError, format!("{function}() argument{place} must be list, not {got}")))
}

fn push(vm: &mut Vm, args: &[Value], function: &str, before: Before) -> Res {
    let heap = heap(vm, args, function)?;
    heap.room_to_push(vm)?;
    heap.push(args[1].clone());
    rise(vm, heap, 0, heap.len() - 1, before)?;
    Ok(Value::NONE)
}

fn pop(vm: &mut Vm, args: &[Value], function: &str, before: Before) -> Res {
    let heap = heap(vm, args, function)?;
    let Some(last) = heap.items().borrow_mut().pop() else { return Err(empty(vm)) };
    if heap.is_empty() {
        return Ok(last);
    }
    let first = std::mem::replace(&mut heap.items().borrow_mut()[0], last);
    sink(vm, heap, 0, before)?;
    Ok(first)
}

fn replace(vm: &mut Vm, args: &[Value], function: &str, before: Before) -> Res {
    let heap = heap(vm, args, function)?;
    if heap.is_empty() {
        return Err(empty(vm));
    }
    let first = std::mem::replace(&mut heap.items().borrow_mut()[0], args[1].clone());
    sink(vm, heap, 0, before)?;
    Ok(first)
}

fn push_pop(vm: &mut Vm, args: &[Value], function: &str, before: Before) -> Res {
    let heap = heap(vm, args, function)?;
    let Some(first) = heap.get(0) else { return Ok(args[1].clone()) };
    if !before(vm, &first, &args[1])? {
        return Ok(args[1].clone());
    }
    // Which looks again whether there is an item: the comparison may have emptied the heap.
    replace(vm, args, function, before)
}

fn heapify(vm: &mut Vm, args: &[Value], function: &str, before: Before) -> Res {
    let heap = heap(vm, args, function)?;
    for place in (0..heap.len() / 2).rev() {
        sink(vm, heap, place, before)?;
    }
    Ok(Value::NONE)
}

fn empty(vm: &mut Vm) -> rondo_vm::vm::Raised {
    vm.error(Exc::IndexError, "index out of range")
}

/// Compares two items of the heap, which the comparison may change.
fn compare(vm: &mut Vm, heap: &List, a: usize, b: usize, before: Before) -> Res<bool> {
    let len = heap.len();
    let (Some(first), Some(second)) = (heap.get(a), heap.get(b)) else { return Err(changed(vm)) };
    let result = before(vm, &first, &second)?;
    if heap.len() == len { Ok(result) } else { Err(changed(vm)) }
}

fn changed(vm: &mut Vm) -> rondo_vm::vm::Raised {
    vm.error(Exc::RuntimeError, "list changed size during iteration")
}

/// The item at `place` goes up to where it belongs, not beyond `top`.
fn rise(vm: &mut Vm, heap: &List, top: usize, mut place: usize, before: Before) -> Res<()> {
    while place > top {
        let above = (place - 1) / 2;
        if !compare(vm, heap, place, above, before)? {
            break;
        }
        heap.items().borrow_mut().swap(place, above);
        place = above;
    }
    Ok(())
}

/// The item at `top` goes down to where it belongs. The child that comes first moves up all the way to a leaf; from there
/// the item rises. That takes fewer comparisons than asking at each level whether it belongs there, as items taken from
/// the end mostly sink to the bottom.
fn sink(vm: &mut Vm, heap: &List, top: usize, before: Before) -> Res<()> {
    let end = heap.len();
    let mut place = top;
    while 2 * place + 1 < end {
        let (left, right) = (2 * place + 1, 2 * place + 2);
        let child = if right < end && !compare(vm, heap, left, right, before)? { right } else { left };
        heap.items().borrow_mut().swap(place, child);
        place = child;
    }
    rise(vm, heap, top, place, before)
}
