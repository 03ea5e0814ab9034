//! `memoryview`: a window onto the bytes of another object, without a copy. Items are single bytes.

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::object::bytearray::ByteArray;
use crate::object::bytes::{self, Bytes, bytes_of, shared};
use crate::object::exception::Exc;
use crate::object::int::from_i64;
use crate::object::int::methods::index_i64;
use crate::object::native::NativeDef;
use crate::object::number;
use crate::object::slice::{Indices, Slice};
use crate::object::tuple::Tuple;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};
use std::cell::Cell;

/// A memoryview of a bytes object or bytearray.
pub struct MemoryView {
    /// Whose bytes are shown: `bytes` or a `bytearray`.
    base: Value,
    /// The place of the first byte shown.
    start: usize,
    /// The distance between two bytes shown.
    step: i64,
    /// How many bytes are shown.
    len: usize,
    /// Can the bytes be changed?
    readonly: bool,
    released: Cell<bool>,
}

impl Body for MemoryView {
    const KIND: Kind = Kind::MemoryView;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.base);
    }
}

impl Drop for MemoryView {
    fn drop(&mut self) {
        self.release();
    }
}

impl MemoryView {
    /// A view of `len` bytes of `base`, `step` apart from `start` on.
    fn value(base: Value, start: usize, step: i64, len: usize, readonly: bool) -> Value {
        if let Some(array) = base.get::<ByteArray>() {
            array.exports.set(array.exports.get() + 1);
        }
        Gc::new(MemoryView { base, start, step, len, readonly, released: Cell::new(false) }).into_value()
    }

    /// Lets go of the bytes: a bytearray may change its length again.
    fn release(&self) {
        if !self.released.replace(true)
            && let Some(array) = self.base.get::<ByteArray>()
        {
            array.exports.set(array.exports.get() - 1);
        }
    }

    /// Shows the bytes to `f`, which must not run user code; `None` if the view was released.
    pub fn with_bytes<R>(&self, f: impl FnOnce(&[u8]) -> R) -> Option<R> {
        if self.released.get() {
            return None;
        }
        let shown = |all: &[u8]| match self.step {
            1 => f(all.get(self.start..self.start + self.len).unwrap_or_default()),
            step => f(&shared::stepped(all, self.start, step, self.len)),
        };
        match (self.base.get::<Bytes>(), self.base.get::<ByteArray>()) {
            (Some(bytes), _) => Some(shown(bytes.as_slice())),
            (_, Some(array)) => Some(shown(&array.bytes.borrow())),
            _ => None,
        }
    }

    /// Changes the bytes, from a place on; they are as many as `new`. What reads into a buffer comes here.
    pub fn overwrite(&self, place: usize, new: &[u8]) -> bool {
        let Some(array) = self.base.get::<ByteArray>() else { return false };
        if self.readonly || self.released.get() || place + new.len() > self.len {
            return false;
        }
        let mut all = array.bytes.borrow_mut();
        for (i, &byte) in new.iter().enumerate() {
            let at = self.start as i64 + (place + i) as i64 * self.step;
            if let Some(slot) = all.get_mut(at as usize) {
                *slot = byte;
            }
        }
        true
    }
}

/// Writes bytes into the beginning of a writable buffer, a bytearray or memoryview of one: what `readinto` and
/// `recv_into` do. Returns how many fitted; `None` if the object is no writable buffer.
pub fn write_into(buffer: &Value, new: &[u8]) -> Option<usize> {
    if let Some(array) = buffer.get::<ByteArray>() {
        let mut bytes = array.bytes.borrow_mut();
        let count = new.len().min(bytes.len());
        bytes[..count].copy_from_slice(&new[..count]);
        return Some(count);
    }
    let view = buffer.get::<MemoryView>()?;
    let count = new.len().min(view.len);
    view.overwrite(0, &new[..count]).then_some(count)
}

/// The length of a writable buffer, a bytearray or memoryview of one; `None` if the object is none.
pub fn writable_len(buffer: &Value) -> Option<usize> {
    match (buffer.get::<ByteArray>(), buffer.get::<MemoryView>()) {
        (Some(array), _) => Some(array.bytes.borrow().len()),
        (_, Some(view)) if !view.readonly && !view.released.get() => Some(view.len),
        _ => None,
    }
}

/// `memoryview`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "memoryview",
    doc: "Create a new memoryview object which references the given object.",
    constructor: Some(&CONSTRUCTOR),
    methods: METHODS,
    flags: crate::object::class::flag::FINAL,
};

static CONSTRUCTOR: NativeDef = function!("memoryview(object)", |vm, args| view_of(vm, &args[0]));

static METHODS: &[NativeDef] = &[
    method!("__delitem__(self, key, /)", del_item),
    method!("__enter__(self, /)", |vm, args| open(vm, args).map(|_| args[0].clone())),
    method!("__eq__(self, value, /)", |_, args| Ok(equal(args, Compare::Eq))),
    method!("__exit__(self, /, *exc_info)", release),
    method!("__getitem__(self, key, /)", get_item),
    method!("__hash__(self, /)", hash),
    method!("__iter__(self, /)", iterate),
    method!("__len__(self, /)", |vm, args| open(vm, args).map(|view| Value::from(view.len))),
    method!("__ne__(self, value, /)", |_, args| Ok(equal(args, Compare::Ne))),
    method!("__repr__(self, /)", repr),
    method!("__setitem__(self, key, value, /)", set_item),
    method!("cast(self, /, format, shape=?)", cast),
    method!("count(self, value, /)", count),
    method!("index(self, value, start=0, stop=?, /)", index),
    method!("hex(self, /, sep=?, bytes_per_sep=1)", |vm, args| {
        open(vm, args)?;
        shared::hex(vm, args)
    }),
    method!("release(self, /)", release),
    method!("tobytes(self, /, order='C')", |vm, args| Ok(open(vm, args)?.with_bytes(Bytes::value).unwrap_or_default())),
    method!("tolist(self, /)", |vm, args| Ok(open(vm, args)?.with_bytes(shared::to_list).unwrap_or_default())),
    method!("toreadonly(self, /)", to_readonly),
    getter!("c_contiguous", |vm, args| open(vm, args).map(|view| Value::bool(view.step == 1))),
    getter!("contiguous", |vm, args| open(vm, args).map(|view| Value::bool(view.step == 1))),
    getter!("f_contiguous", |vm, args| open(vm, args).map(|view| Value::bool(view.step == 1))),
    getter!("format", |vm, args| open(vm, args).map(|_| Value::from("B"))),
    getter!("itemsize", |vm, args| open(vm, args).map(|_| Value::from(1_i64))),
    getter!("nbytes", |vm, args| open(vm, args).map(|view| Value::from(view.len))),
    getter!("ndim", |vm, args| open(vm, args).map(|_| Value::from(1_i64))),
    getter!("obj", |vm, args| open(vm, args).map(|view| view.base.clone())),
    getter!("readonly", |vm, args| open(vm, args).map(|view| Value::bool(view.readonly))),
    getter!("shape", |vm, args| open(vm, args).map(|view| Tuple::value(vec![Value::from(view.len)]))),
    getter!("strides", |vm, args| open(vm, args).map(|view| Tuple::value(vec![from_i64(view.step)]))),
    getter!("suboffsets", |vm, args| open(vm, args).map(|_| Tuple::value(Vec::new()))),
];

/// A view of all bytes of a bytes-like object.
///
/// # Errors
/// TypeError if it is none, ValueError if it is a released view.
pub fn view_of(vm: &mut Vm, object: &Value) -> Res {
    if let Some(view) = object.get::<MemoryView>() {
        open(vm, std::slice::from_ref(object))?;
        return Ok(MemoryView::value(view.base.clone(), view.start, view.step, view.len, view.readonly));
    }
    match bytes::len_of(object) {
        Some(len) => Ok(MemoryView::value(object.clone(), 0, 1, len, object.get::<Bytes>().is_some())),
        None => {
            let got = vm.type_name(object);
            Err(vm.error(Exc::TypeError, format!("memoryview: a bytes-like object is required, not '{got}'")))
        }
    }
}

/// The view that a method is called on.
///
/// # Errors
/// ValueError if it was released.
fn open<'a>(vm: &mut Vm, args: &'a [Value]) -> Res<&'a MemoryView> {
    match args[0].get::<MemoryView>() {
        Some(view) if !view.released.get() => Ok(view),
        _ => Err(vm.error(Exc::ValueError, "operation forbidden on released memoryview object")),
    }
}

fn release(_: &mut Vm, args: &[Value]) -> Res {
    if let Some(view) = args[0].get::<MemoryView>() {
        view.release();
    }
    Ok(Value::NONE)
}

fn to_readonly(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    Ok(MemoryView::value(view.base.clone(), view.start, view.step, view.len, true))
}

fn cast(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    match args[1].as_str() {
        Some("B" | "b" | "c" | "@B") if args[2].is_unset() => {
            Ok(MemoryView::value(view.base.clone(), view.start, view.step, view.len, view.readonly))
        }
        _ => Err(vm.error(Exc::NotImplementedError, "memoryview.cast() supports single bytes in one dimension only")),
    }
}

fn equal(args: &[Value], op: Compare) -> Value {
    let same_object = args[0].is(&args[1]);
    let Some(other) = bytes_of(&args[1]) else {
        return if same_object { Value::bool(op == Compare::Eq) } else { Value::NOT_IMPLEMENTED };
    };
    match bytes::with_bytes(&args[0], |own| own == &*other) {
        Some(equal) => Value::bool(equal == (op == Compare::Eq)),
        None => Value::bool(same_object == (op == Compare::Eq)),
    }
}

fn hash(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    if !view.readonly {
        return Err(vm.error(Exc::ValueError, "cannot hash writable memoryview object"));
    }
    Ok(from_i64(view.with_bytes(crate::ops::hashing::hash_bytes).unwrap_or_default() as i64))
}

fn count(vm: &mut Vm, args: &[Value]) -> Res {
    let items = open(vm, args)?.with_bytes(shared::to_list).unwrap_or_default();
    vm.call_method(&items, "count", &args[1..])
}

fn index(vm: &mut Vm, args: &[Value]) -> Res {
    let items = open(vm, args)?.with_bytes(shared::to_list).unwrap_or_default();
    let given = if args[3].is_unset() { 3 } else { 4 };
    match vm.call_method(&items, "index", &args[1..given]) {
        Err(_) if vm.raised_is(Exc::ValueError) => {
            drop(vm.take_raised());
            Err(vm.error(Exc::ValueError, "memoryview.index(x): x not found"))
        }
        result => result,
    }
}

fn repr(_: &mut Vm, args: &[Value]) -> Res {
    let released = args[0].get::<MemoryView>().is_some_and(|view| view.released.get());
    Ok(Value::from(format!("<{}memory at {:#x}>", if released { "released " } else { "" }, args[0].bits())))
}

fn iterate(vm: &mut Vm, args: &[Value]) -> Res {
    let items = open(vm, args)?.with_bytes(shared::to_list).unwrap_or_default();
    vm.iter(&items)
}

/// The place of an index, checked.
fn place(vm: &mut Vm, view: &MemoryView, key: &Value) -> Res<usize> {
    let name = vm.names.index.clone();
    if number::integer(key).is_none() && vm.lookup_special(key, &name).is_none() {
        return Err(vm.error(Exc::TypeError, "memoryview: invalid slice key"));
    }
    let index = index_i64(vm, key)?;
    let len = view.len as i64;
    let place = if index < 0 { index.saturating_add(len) } else { index };
    if (0..len).contains(&place) {
        Ok(place as usize)
    } else {
        Err(vm.error(Exc::IndexError, "index out of bounds on dimension 1"))
    }
}

/// The view of a slice of a view.
fn sliced(vm: &mut Vm, view: &MemoryView, slice: &Slice) -> Res {
    let Indices { start, step, count, .. } = slice.indices(vm, view.len)?;
    let start = start.max(0) as usize;
    let first = (view.start as i64 + start as i64 * view.step).max(0) as usize;
    // The distance matters only between several bytes; a huge one must not overflow.
    let step = if count > 1 { view.step * step } else { 1 };
    Ok(MemoryView::value(view.base.clone(), first, step, count, view.readonly))
}

fn get_item(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    if let Some(slice) = args[1].get::<Slice>() {
        return sliced(vm, view, slice);
    }
    if args[1].is_ellipsis() {
        return Ok(args[0].clone());
    }
    let place = place(vm, view, &args[1])?;
    let at = (view.start as i64 + place as i64 * view.step) as usize;
    match bytes::item(&view.base, at) {
        Some(item) => Ok(item),
        None => Err(vm.error(Exc::IndexError, "index out of bounds on dimension 1")),
    }
}

fn set_item(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    if view.readonly {
        return Err(vm.error(Exc::TypeError, "cannot modify read-only memory"));
    }
    if let Some(slice) = args[1].get::<Slice>() {
        let target = sliced(vm, view, slice)?;
        let new = shared::buffer(vm, &args[2])?;
        let fits =
            target.get::<MemoryView>().is_some_and(|target| target.len == new.len() && target.overwrite(0, &new));
        if !fits {
            let message = "memoryview assignment: lvalue and rvalue have different structures";
            return Err(vm.error(Exc::ValueError, message));
        }
        return Ok(Value::NONE);
    }
    let place = place(vm, view, &args[1])?;
    let name = vm.names.index.clone();
    if number::integer(&args[2]).is_none() && vm.lookup_special(&args[2], &name).is_none() {
        return Err(vm.error(Exc::TypeError, "memoryview: invalid type for format 'B'"));
    }
    match u8::try_from(index_i64(vm, &args[2])?) {
        Ok(byte) => {
            view.overwrite(place, &[byte]);
            Ok(Value::NONE)
        }
        Err(_) => Err(vm.error(Exc::ValueError, "memoryview: invalid value for format 'B'")),
    }
}

fn del_item(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    let message = if view.readonly { "cannot modify read-only memory" } else { "cannot delete memory" };
    Err(vm.error(Exc::TypeError, message))
}
