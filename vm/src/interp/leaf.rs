//! Leaf paths: what the instructions on containers and strings do where that takes no code of the program and raises
//! nothing. The loop tries them before its slow paths: nothing has to be stored in the frame or reloaded around them.
//!
//! Each returns `None` where only the slow path knows the answer, and has changed nothing then.

use super::attributes;
use crate::frame::Frame;
use crate::heap::{FINALIZE, Gc, Kind};
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::bytes::search::find_bytes;
use crate::object::class::{Class, flag, native_items};
use crate::object::code::{AttrHit, AttrSite, Code, GlobalSite};
use crate::object::dict::Dict;
use crate::object::exception::Exception;
use crate::object::float;
use crate::object::foreign::Foreign;
use crate::object::function::Function;
use crate::object::instance::{Instance, native_container};
use crate::object::iter::{IterState, NESTED};
use crate::object::list::{self, List};
use crate::object::mapping_proxy::MappingProxy;
use crate::object::memoryview::MemoryView;
use crate::object::module::Module;
use crate::object::native::{NativeFunction, Special};
use crate::object::number;
use crate::object::range::Range;
use crate::object::set;
use crate::object::slice::{self, Slice, place};
use crate::object::str::search::find_text;
use crate::object::str::{Str, build, character, same_text};
use crate::object::super_object;
use crate::object::tuple::Tuple;
use crate::op::{Ins, KILL_B, Op};
use crate::ops::{Compare, equal_leaf, equal_quick, length_leaf, order_leaf};
use crate::value::Value;
use crate::vm::Vm;

/// `container[key]`.
#[inline(never)]
pub(super) fn get_item(container: &Value, key: &Value) -> Option<Value> {
    let kind = container.kind()?;
    if kind == Kind::Dict {
        return container.exact::<Dict>()?.get_leaf(key);
    }
    if kind == Kind::MappingProxy {
        return container.exact::<MappingProxy>()?.mapping.exact::<Dict>()?.get_leaf(key);
    }
    if kind == Kind::Instance {
        return get_item(native_container(container, native_items::GET)?, key);
    }
    let Some(index) = key.as_small_int() else {
        let (start, stop, step) = key.exact::<Slice>()?.plain()?;
        return select(container, start, stop, step);
    };
    match kind {
        Kind::Str => {
            let text = container.exact::<Str>()?;
            Some(character(text, place(index, text.char_len())?))
        }
        Kind::Bytes => {
            let bytes = container.exact::<Bytes>()?.as_slice();
            Some(Value::small_int_unchecked(bytes[place(index, bytes.len())?] as i64))
        }
        Kind::ByteArray => {
            let bytes = container.exact::<ByteArray>()?.bytes.borrow();
            Some(Value::small_int_unchecked(bytes[place(index, bytes.len())?] as i64))
        }
        // The loop has looked at those that are no instance's.
        Kind::List => {
            let items = container.exact::<List>()?.items().borrow();
            Some(items[place(index, items.len())?].clone())
        }
        Kind::Tuple => {
            let items = container.exact::<Tuple>()?.items();
            Some(items[place(index, items.len())?].clone())
        }
        Kind::Foreign => container.exact::<Foreign>()?.item(index),
        Kind::MemoryView => container.exact::<MemoryView>()?.item(index),
        Kind::Range => container.exact::<Range>()?.item(index),
        _ => None,
    }
}

/// `container[start:stop:step]`, of the numbers of [`slice::plain`].
fn select(container: &Value, start: i64, stop: i64, step: i64) -> Option<Value> {
    match container.kind()? {
        Kind::Str => {
            let text = container.exact::<Str>()?;
            let selected = slice::adjust(start, stop, step, text.char_len());
            if selected.step != 1 {
                return Some(build::pick(text, selected.places()));
            }
            Some(build::part(container, selected.start as usize, selected.start as usize + selected.count))
        }
        Kind::List => {
            let items = container.exact::<List>()?.items().borrow();
            let selected = slice::adjust(start, stop, step, items.len());
            Some(List::value(list::select(&items, selected)))
        }
        Kind::Tuple => {
            let items = container.exact::<Tuple>()?.items();
            let selected = slice::adjust(start, stop, step, items.len());
            if selected.step == 1 && selected.count == items.len() {
                return Some(container.clone());
            }
            Some(Tuple::value(list::select(items, selected)))
        }
        Kind::Bytes => {
            let bytes = container.exact::<Bytes>()?.as_slice();
            let selected = slice::adjust(start, stop, step, bytes.len());
            if selected.step == 1 && selected.count == bytes.len() {
                return Some(container.clone());
            }
            let first = selected.start as usize;
            (selected.step == 1).then(|| Bytes::value(&bytes[first..first + selected.count]))
        }
        Kind::ByteArray => {
            let bytes = container.exact::<ByteArray>()?.bytes.borrow();
            let selected = slice::adjust(start, stop, step, bytes.len());
            let first = selected.start as usize;
            (selected.step == 1).then(|| ByteArray::value(bytes[first..first + selected.count].to_vec()))
        }
        Kind::MemoryView => container.exact::<MemoryView>()?.part(start, stop, step),
        _ => None,
    }
}

/// The field of a named tuple that is its item at `index`.
#[inline(never)]
pub(super) fn field(named: &Instance, index: u16) -> Option<Value> {
    named.base()?.exact::<Tuple>()?.items().get(index as usize).cloned()
}

/// The attribute of an instance that keeps them in a dict, where it is likely to be at `index`.
#[inline(never)]
pub(super) fn in_dict(instance: &Instance, name: &Value, index: u32) -> Option<Value> {
    instance.held_dict()?.get_str_at(index as usize, name)
}

/// Sets the attribute of an instance that keeps them in a dict, where it is likely to be at `index`; returns the value
/// that it had.
#[inline(never)]
pub(super) fn set_in_dict(instance: &Instance, name: &Value, index: u32, value: Value) -> Option<Value> {
    match instance.held_dict() {
        Some(dict) => dict.set_str_at(index as usize, name, value),
        None => {
            instance.set(name, value);
            None
        }
    }
}

/// `receiver.name` of a module or a class, or of an instance that holds it or whose static method it is, if the site's
/// cache has it.
#[inline(never)]
pub(super) fn attribute(receiver: &Value, site: &mut AttrSite) -> Option<Value> {
    match receiver.kind()? {
        Kind::Module => {
            let dict = &receiver.exact::<Module>()?.dict;
            match &site.hit {
                AttrHit::Entry(index) if site.key == dict.version() => Some(dict.value_at(*index as usize)),
                _ => None,
            }
        }
        Kind::Class => {
            let found = site.finds(receiver.exact::<Class>()?.cache_key());
            match &site.hit {
                AttrHit::OfClass(value) if found => Some(value.clone()),
                AttrHit::OfClassDict(dict, index) if found => dict.get_str_at(*index as usize, &site.name),
                _ => None,
            }
        }
        Kind::Instance => {
            let instance = receiver.exact::<Instance>().filter(|instance| site.finds(instance.shape_id()))?;
            // A call drops its receiver first, and nothing of the loop would run the finalizer before the function.
            let dies = receiver.header().is_some_and(|h| h.has(FINALIZE) && h.refcount() == 1);
            match &site.hit {
                _ if dies => None,
                AttrHit::OfClass(function) => Some(function.clone()),
                AttrHit::Slot(slot) => Some(instance.slot(*slot as usize)).filter(|value| !value.is_unset()),
                AttrHit::InDict(index) => in_dict(instance, &site.name, *index),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Does a site's cache know what a call of the attribute of `receiver` will call?
#[inline(never)]
pub(super) fn finds_method(receiver: &Value, site: &mut AttrSite) -> bool {
    let key = match receiver.exact::<Instance>() {
        Some(instance) => Some(instance.shape_id()),
        None => attributes::native_key(receiver),
    };
    let known = key.is_some_and(|key| site.finds(key));
    known && matches!(site.hit, AttrHit::Method(_) | AttrHit::ClassMethod(_)) || attribute(receiver, site).is_some()
}

/// `container[start:stop:step]`, where these are small integers or None.
#[inline(never)]
pub(super) fn get_slice(container: &Value, bounds: &[Value]) -> Option<Value> {
    let [start, stop, step] = bounds else { return None };
    let (start, stop, step) = slice::plain(start, stop, step)?;
    select(container, start, stop, step)
}

/// `list.append(item)`, where the item may be taken or is still needed; `false`: nothing was done.
#[inline(never)]
pub(super) fn append(list: &Value, item: &mut Value, taken: bool) -> bool {
    let Some(list) = list.exact::<List>() else { return false };
    let mut items = list.items().borrow_mut();
    if items.len() == items.capacity() {
        drop(items);
        return append_growing(list, item, taken);
    }
    items.push(if taken { std::mem::take(item) } else { item.clone() });
    true
}

/// As [`append`], to a list that is full: apart from it, so that it is short.
#[inline(never)]
fn append_growing(list: &List, item: &mut Value, taken: bool) -> bool {
    let room = !list.is_long_and_full();
    if room {
        list.push(if taken { std::mem::take(item) } else { item.clone() });
    }
    room
}

/// Is a native to be run on arguments, the last of which is the last of `args`: is there nothing that the interpreter
/// does instead?
#[inline(always)]
pub(super) fn is_plain(native: &NativeFunction, args: &[Value]) -> bool {
    let special = native.def().special;
    special == Special::No || special.drains() && !args.last().is_some_and(|last| last.is_kind(Kind::Frame))
}

/// The next item of an iterator of a native module, where that takes no code and no error.
#[inline(never)]
pub(super) fn next_of_foreign(iterator: &Value) -> Option<Value> {
    iterator.exact::<Foreign>()?.next_leaf(NESTED)
}

/// The method `__next__` of an instance, if a call of it needs no binding, and its code.
#[inline(never)]
pub(super) fn next_method(vm: &Vm, iterator: &Value) -> Option<(Value, *const Code)> {
    let method = iterator.exact::<Instance>()?.class_attribute(&vm.names.next)?;
    let code = method.exact::<Function>()?.code_ptr();
    // SAFETY: the function keeps its code.
    (unsafe { (*code).plain_args } == 1).then_some((method, code))
}

/// Does `super()` in this frame, by the name of the site, make what [`super_object::cached_method`] can do without?
#[inline(never)]
pub(super) fn is_super(vm: &Vm, frame: &Frame, site: &GlobalSite) -> bool {
    let is_class = |class: &Class| std::ptr::eq(class, &**vm.types.of_kind(Kind::Super));
    site.globals_version.get() == frame.globals().version()
        && site.builtins_version.get() == vm.builtins.version()
        && vm.builtins.value_at(site.index.get() as usize).exact::<Class>().is_some_and(is_class)
        && super_object::is_on_instance(frame)
}

/// What a built-in function or class gives for arguments that lie in the caller's registers, where it is one that the
/// interpreter knows: `len`, `isinstance`, `max` and `min` of two small integers, `abs`, `range`, `type` and conversions.
#[inline(never)]
pub(super) fn call_builtin(vm: &Vm, callee: &Value, args: &[Value]) -> Option<Value> {
    match callee.kind()? {
        Kind::Native => match (callee.exact::<NativeFunction>()?.def().special, args) {
            (Special::Len, [value]) => Some(Value::small_int_unchecked(length_leaf(value)? as i64)),
            (Special::IsInstance, [value, class]) => vm.is_instance_leaf(value, class).map(Value::bool),
            (which @ (Special::Max | Special::Min), [first, second, rest @ ..]) => {
                let better = if which == Special::Max { Compare::Gt } else { Compare::Lt };
                let mut best = first;
                for item in std::iter::once(second).chain(rest) {
                    let wins = match Value::both_small_ints(item, best) {
                        true => better.holds(item.small_int_value().cmp(&best.small_int_value())),
                        false => number::compare(better, item, best)?,
                    };
                    if wins {
                        best = item;
                    }
                }
                Some(best.clone())
            }
            (Special::Abs, [number]) => match number.as_small_int() {
                Some(n) => Value::small_int(n.abs()),
                None => number.as_float().map(|x| Value::float(x.abs())),
            },
            _ => None,
        },
        Kind::Class if args.len() < 3 => {
            let class = callee.exact::<Class>()?;
            if !std::ptr::eq(class, &**vm.types.of_kind(Kind::Range)) {
                return if let [value] = args { convert(vm, class, value) } else { None };
            }
            let (start, stop) = match args {
                [stop] => (&const { Value::small_int_const(0) }, stop),
                [start, stop] => (start, stop),
                _ => return None,
            };
            Value::both_small_ints(start, stop)
                .then(|| Range::value(start.clone(), stop.clone(), Value::small_int_unchecked(1)))
        }
        _ => None,
    }
}

/// `class(value)`: the class of a value, and numbers and strings of numbers and strings.
fn convert(vm: &Vm, class: &Class, value: &Value) -> Option<Value> {
    let types = &vm.types;
    let is = |known: &Gc<Class>| std::ptr::eq(class, &**known);
    if is(&types.type_) {
        return Some(vm.class_of(value).into_value());
    }
    if is(&types.int) {
        if value.is_small_int() {
            return Some(value.clone());
        }
        // In this range a double becomes a small integer.
        return match value.as_float() {
            Some(x) => (x.abs() < 1e14).then(|| Value::small_int_unchecked(x as i64)),
            None => value.exact::<Str>().and_then(|text| small_decimal(text.as_str().as_bytes())),
        };
    }
    if is(types.of_kind(Kind::Str)) {
        return format_plain(value);
    }
    if is(&types.float) {
        return match value.as_small_int() {
            Some(n) => Some(Value::float(n as f64)),
            None => value.is_float().then(|| value.clone()),
        };
    }
    if is(&types.bool) {
        let truth = truth(value).or_else(|| value.as_bool()).or_else(|| value.as_small_int().map(|n| n != 0));
        return truth.map(Value::bool);
    }
    None
}

/// The integer of a string of few digits and nothing else but a minus.
fn small_decimal(text: &[u8]) -> Option<Value> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if !(1..=14).contains(&digits.len()) {
        return None;
    }
    let mut number = 0;
    for &byte in digits {
        number = number * 10 + i64::from(byte.wrapping_sub(b'0'));
        if !byte.is_ascii_digit() {
            return None;
        }
    }
    Some(Value::small_int_unchecked(if digits.len() < text.len() { -number } else { number }))
}

/// `f"{value}"` of a string or a small integer, whose class has no say in it.
#[inline(never)]
pub(super) fn format_plain(value: &Value) -> Option<Value> {
    if value.is_kind(Kind::Str) {
        return Some(value.clone());
    }
    Some(Str::decimal(value.as_small_int()?))
}

/// The strings of a window, joined.
#[inline(never)]
pub(super) fn build_string(parts: &[Value]) -> Option<Value> {
    build::join_few(parts)
}

/// A list of what is taken out of a window.
#[inline(never)]
pub(super) fn build_list(window: &mut [Value]) -> Value {
    List::value(window.iter_mut().map(std::mem::take).collect())
}

/// An empty dict.
#[inline(never)]
pub(super) fn new_dict() -> Value {
    Dict::new().into_value()
}

/// Does `except class` catch the exception, where `class` is a class of exceptions?
#[inline(never)]
pub(super) fn matches(exception: &Value, class: &Value) -> Option<bool> {
    let class = class.exact::<Class>().filter(|class| class.has(flag::EXCEPTION))?;
    Some(exception.exact::<Exception>()?.class.peek().exact::<Class>()?.descends_from(class))
}

/// Adds an item to a set that is being built; `false`: nothing was done.
#[inline(never)]
pub(super) fn set_add(set: &Value, item: &Value) -> bool {
    set::elements(set).is_some_and(|elements| elements.add_leaf(item).is_some())
}

/// If what a `ForIter` gets is a pair that is unpacked into two registers, which is the first instruction of the loop's
/// body, and not used for anything else: the first of them.
///
/// # Safety
/// `pc` is the instruction after the `ForIter` `i`.
#[inline(always)]
pub(super) unsafe fn unpacks_pair(state: &IterState, pc: *const Ins, i: &Ins) -> Option<u16> {
    if !matches!(state, IterState::Enumerate(..) | IterState::Zip(..) | IterState::Dict { .. }) {
        return None;
    }
    // SAFETY: as promised by the caller; the body of the loop is code.
    let next = unsafe { &*pc.offset(i.c as i16 as isize) };
    let is_pair = next.op == Op::UnpackSequence && next.b == i.a && next.x & KILL_B != 0 && next.c == 2;
    is_pair.then_some(next.a)
}

/// `container[key] = value`; returns the value that was replaced, to be dropped. `value` is taken if it is to die with
/// the instruction.
#[inline(never)]
pub(super) fn set_item(container: &Value, key: &Value, value: &mut Value, dies: bool) -> Option<Value> {
    match container.kind()? {
        Kind::Dict => container.exact::<Dict>()?.set_leaf(key, || taken(value, dies)),
        Kind::ByteArray => {
            let mut bytes = container.exact::<ByteArray>()?.bytes.borrow_mut();
            let at = place(key.as_small_int()?, bytes.len())?;
            bytes[at] = u8::try_from(value.as_small_int()?).ok()?;
            Some(Value::UNSET)
        }
        Kind::Foreign => container.exact::<Foreign>()?.set_item(key.as_small_int()?, value).then_some(Value::UNSET),
        Kind::MemoryView => container.exact::<MemoryView>()?.set(key.as_small_int()?, value).then_some(Value::UNSET),
        // The loop has looked at those that are no instance's.
        Kind::List => {
            let mut items = container.exact::<List>()?.items().borrow_mut();
            let at = place(key.as_small_int()?, items.len())?;
            Some(std::mem::replace(&mut items[at], taken(value, dies)))
        }
        Kind::Instance => set_item(native_container(container, native_items::SET)?, key, value, dies),
        _ => None,
    }
}

/// `list[start:stop] = value`, where the bounds are small integers or None, for the items of another list or of a tuple
/// instead of such that are no objects; `false`: nothing was done.
#[inline(never)]
pub(super) fn set_slice(container: &Value, bounds: &[Value], value: &Value) -> bool {
    let (Some(list), [start, stop, step]) = (container.exact::<List>(), bounds) else { return false };
    slice::plain(start, stop, step).is_some_and(|(start, stop, step)| {
        step == 1 && !value.is(container) && list.replace_numbers(value, start, stop)
    })
}

fn taken(value: &mut Value, dies: bool) -> Value {
    if dies { std::mem::take(value) } else { value.clone() }
}

/// `item in container`.
#[inline(never)]
pub(super) fn contains(container: &Value, item: &Value) -> Option<bool> {
    match container.kind()? {
        Kind::Set | Kind::FrozenSet => set::elements(container)?.contains_leaf(item),
        Kind::Dict => container.exact::<Dict>()?.contains_leaf(item),
        Kind::Str => {
            let (text, part) = (container.exact::<Str>()?.as_str(), item.exact::<Str>()?.as_str());
            Some(find_text(text, part).is_some())
        }
        Kind::Bytes => {
            let bytes = container.exact::<Bytes>()?.as_slice();
            match item.as_small_int() {
                Some(byte) => Some(memchr::memchr(u8::try_from(byte).ok()?, bytes).is_some()),
                None => Some(find_bytes(bytes, item.exact::<Bytes>()?.as_slice()).is_some()),
            }
        }
        Kind::List => any_equal(&container.exact::<List>()?.items().borrow(), item),
        Kind::Tuple => any_equal(container.exact::<Tuple>()?.items(), item),
        Kind::Instance => contains(native_container(container, native_items::CONTAINS)?, item),
        _ => None,
    }
}

fn any_equal(items: &[Value], wanted: &Value) -> Option<bool> {
    for item in items {
        if item.is(wanted) || equal_leaf(item, wanted)? {
            return Some(true);
        }
    }
    Some(false)
}

/// `a op b` for a comparison.
#[inline(never)]
pub(super) fn compare(op: Compare, a: &Value, b: &Value) -> Option<bool> {
    if let (Some(x), Some(y)) = (a.exact::<Str>(), b.exact::<Str>()) {
        return Some(match op {
            Compare::Eq => a.is(b) || same_text(x, y),
            Compare::Ne => !a.is(b) && !same_text(x, y),
            _ => op.holds(x.as_str().cmp(y.as_str())),
        });
    }
    if let Some(Kind::Tuple | Kind::List | Kind::Bytes) = a.kind() {
        return match op {
            Compare::Eq => equal_quick(a, b),
            Compare::Ne => equal_quick(a, b).map(|equal| !equal),
            _ => order_leaf(a, b).map(|order| op.holds(order)),
        };
    }
    number::compare(op, a, b)
}

/// `base ** exponent` of small integers whose power is one too, and of floats.
#[inline(never)]
pub(super) fn power(base: &Value, exponent: &Value) -> Option<Value> {
    if let (Some(base), Some(exponent)) = (base.as_small_int(), exponent.as_small_int()) {
        return Value::small_int(base.checked_pow(u32::try_from(exponent).ok()?)?);
    }
    let double = |value: &Value| value.as_float().or_else(|| value.as_small_int().map(|n| n as f64));
    float::plain_power(double(base)?, double(exponent)?).map(Value::float)
}

/// The truth of a value that needs no code to tell.
#[inline(always)]
pub(super) fn simple_truth(v: &Value) -> Option<bool> {
    if let Some(b) = v.as_bool() {
        return Some(b);
    }
    if v.is_none() {
        return Some(false);
    }
    v.as_small_int().map(|n| n != 0)
}

/// `bool(value)`, of what [`simple_truth`] does not know.
#[inline(never)]
pub(super) fn truth(value: &Value) -> Option<bool> {
    Some(match value.kind() {
        None => value.as_float()? != 0.0,
        Some(Kind::Str) => value.exact::<Str>()?.byte_len() != 0,
        Some(Kind::Bytes) => !value.exact::<Bytes>()?.as_slice().is_empty(),
        Some(Kind::List) => !value.exact::<List>()?.is_empty(),
        Some(Kind::Dict) => !value.exact::<Dict>()?.is_empty(),
        Some(Kind::Tuple) => !value.exact::<Tuple>()?.items().is_empty(),
        Some(Kind::Set | Kind::FrozenSet) => !set::elements(value)?.is_empty(),
        _ => return None,
    })
}
