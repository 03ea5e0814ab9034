//! The class `memoryview`: its methods.

use super::{Format, Layout, MemoryView};
use crate::object::bytes::{self, Bytes, bytes_of, shared};
use crate::object::exception::Exc;
use crate::object::foreign::Foreign;
use crate::object::int::from_i64;
use crate::object::int::methods::{index_i32, index_i64};
use crate::object::iter::{Iter, IterClass, IterState};
use crate::object::list::List;
use crate::object::native::NativeDef;
use crate::object::number;
use crate::object::slice::Slice;
use crate::object::str::Str;
use crate::object::str::arguments::text_of;
use crate::object::tuple::Tuple;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, getter, method};

/// `memoryview`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "memoryview",
    doc: "The memory of another object, such as bytes, without a copy.",
    constructor: Some(&CONSTRUCTOR),
    methods: METHODS,
    flags: crate::object::class::flag::FINAL,
};

static CONSTRUCTOR: NativeDef = function!("memoryview(object)", |vm, args| view_of(vm, &args[0]));

static METHODS: &[NativeDef] = &[
    method!("__buffer__(self, flags, /)", own_view),
    method!("__delitem__(self, key, /)", del_item),
    method!("__enter__(self, /)", |vm, args| open(vm, args).map(|_| args[0].clone())),
    method!("__eq__(self, value, /)", |vm, args| equal(vm, args, Compare::Eq)),
    method!("__exit__(self, /, *exc_info)", release),
    method!("__getitem__(self, key, /)", get_item),
    method!("__hash__(self, /)", hash),
    method!("__iter__(self, /)", iterate),
    method!("__len__(self, /)", length),
    method!("__ne__(self, value, /)", |vm, args| equal(vm, args, Compare::Ne)),
    method!("__reduce_ex__(self, protocol, /)", |vm, _| {
        Err(vm.error(Exc::TypeError, "cannot pickle 'memoryview' object"))
    }),
    method!("__release_buffer__(self, buffer, /)", take_back),
    method!("__repr__(self, /)", repr),
    method!("__setitem__(self, key, value, /)", set_item),
    class_method!("__class_getitem__(cls, item, /)", crate::object::generic_alias::class_getitem),
    class_method!("_from_flags(cls, /, object, flags)", from_flags),
    method!("cast(self, /, format, shape=?)", cast),
    method!("count(self, value, /)", count),
    method!("index(self, value, start=0, stop=?, /)", index),
    method!("hex(self, /, sep=?, bytes_per_sep=1)", |vm, args| {
        open(vm, args)?;
        shared::hex(vm, args)
    }),
    method!("release(self, /)", release),
    method!("tobytes(self, /, order='C')", to_bytes),
    method!("tolist(self, /)", |vm, args| open(vm, args).map(items)),
    method!("toreadonly(self, /)", to_readonly),
    getter!("c_contiguous", |vm, args| open(vm, args).map(|view| Value::bool(view.layout.is_c_contiguous()))),
    getter!("contiguous", |vm, args| {
        let layout = &open(vm, args)?.layout;
        Ok(Value::bool(layout.is_c_contiguous() || layout.is_f_contiguous()))
    }),
    getter!("f_contiguous", |vm, args| open(vm, args).map(|view| Value::bool(view.layout.is_f_contiguous()))),
    getter!("format", |vm, args| open(vm, args).map(|view| Str::value(&view.layout.format.text()))),
    getter!("itemsize", |vm, args| open(vm, args).map(|view| Value::from(view.layout.format.size()))),
    getter!("nbytes", |vm, args| open(vm, args).map(|view| Value::from(view.layout.nbytes()))),
    getter!("ndim", |vm, args| open(vm, args).map(|view| Value::from(view.layout.shape.len()))),
    getter!("obj", |vm, args| open(vm, args).map(|view| view.owner.clone())),
    getter!("readonly", |vm, args| open(vm, args).map(|view| Value::bool(view.readonly))),
    getter!("shape", |vm, args| {
        open(vm, args).map(|view| Tuple::value(view.layout.shape.iter().map(|&len| Value::from(len)).collect()))
    }),
    getter!("strides", |vm, args| {
        open(vm, args).map(|view| Tuple::value(view.layout.strides.iter().map(|&stride| from_i64(stride)).collect()))
    }),
    getter!("suboffsets", |vm, args| open(vm, args).map(|_| Tuple::value(Vec::new()))),
];

/// A view of all bytes of a bytes-like object, or what its `__buffer__` shows (PEP 688).
///
/// # Errors
/// TypeError if it is none, ValueError if it is a released view.
pub fn view_of(vm: &mut Vm, object: &Value) -> Res {
    view_with(vm, object, FULL_READ_ONLY)
}

/// The most dimensions of a view.
const MAX_DIMENSIONS: usize = 64;
/// `inspect.BufferFlags.WRITABLE`.
const WRITABLE: i64 = 1;
/// `inspect.BufferFlags.FULL_RO`.
const FULL_READ_ONLY: i64 = 284;

/// `memoryview._from_flags`: a view by `__buffer__`, which is given `flags`.
///
/// # Errors
/// As for [`view_of`]; BufferError if `flags` ask for bytes that can be changed, and they cannot.
fn from_flags(vm: &mut Vm, args: &[Value]) -> Res {
    let flags = index_i32(vm, &args[2])?;
    view_with(vm, &args[1], flags.into())
}

fn view_with(vm: &mut Vm, object: &Value, flags: i64) -> Res {
    let class = vm.class_of(object);
    let name = Str::intern("__buffer__").into_value();
    let overridden =
        !class.is_builtin && class.lookup(&name).is_some_and(|method| !method.is_kind(crate::heap::Kind::Native));
    if overridden && let Some(view) = by_method(vm, object, flags)? {
        let inner = open(vm, std::slice::from_ref(&view))?;
        check_writable(vm, &view, flags, &view)?;
        let (owner, base, layout) = (inner.owner.clone(), inner.base.clone(), inner.layout.clone());
        let lender = Some((object.clone(), view.clone()));
        return Ok(MemoryView::lent(lender, owner, base, inner.start, layout, inner.readonly));
    }
    match native_view(vm, object)? {
        // A view of a view is as that one is.
        Some(view) if object.get::<MemoryView>().is_some() => Ok(view),
        Some(view) => check_writable(vm, &view, flags, object).map(|()| view),
        None => {
            let got = vm.type_name(object);
            Err(vm.error(Exc::TypeError, format!("memoryview: a bytes-like object is required, not '{got}'")))
        }
    }
}

/// `__buffer__` of a built-in class: a view of its own bytes.
///
/// # Errors
/// TypeError if `flags` is no integer, BufferError if it asks for bytes that can be changed, and they cannot.
pub fn own_view(vm: &mut Vm, args: &[Value]) -> Res {
    let flags = vm.index_sized(&args[1])?;
    let Some(view) = native_view(vm, &args[0])? else { return Ok(Value::NOT_IMPLEMENTED) };
    check_writable(vm, &view, flags, &args[0])?;
    Ok(view)
}

/// Can the bytes of `view`, which shows those of `object`, be changed if `flags` ask for it?
fn check_writable(vm: &mut Vm, view: &Value, flags: i64, object: &Value) -> Res<()> {
    if flags & WRITABLE == 0 || view.get::<MemoryView>().is_none_or(|view| !view.readonly) {
        return Ok(());
    }
    let message = match object.get::<MemoryView>() {
        Some(_) => "memoryview: underlying buffer is not writable",
        None => "Object is not writable.",
    };
    Err(vm.error(Exc::BufferError, message))
}

/// `__release_buffer__` of a built-in class.
///
/// # Errors
/// TypeError if it is given no view, ValueError if that is one of something else.
pub(crate) fn take_back(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(view) = args[1].get::<MemoryView>() else {
        return Err(vm.error(Exc::TypeError, "expected a memoryview object"));
    };
    let own = args[0].get::<MemoryView>().map_or(&args[0], |receiver| &receiver.owner);
    if !view.owner.is(own) {
        return Err(vm.error(Exc::ValueError, "memoryview's buffer is not this object"));
    }
    if view.released.get() {
        return Err(vm.error(Exc::ValueError, "memoryview's buffer has already been released"));
    }
    view.release();
    Ok(Value::NONE)
}

fn native_view(vm: &mut Vm, object: &Value) -> Res<Option<Value>> {
    if object.get::<MemoryView>().is_some() {
        let view = open(vm, std::slice::from_ref(object))?;
        return Ok(Some(view.again(view.start, view.layout.clone())));
    }
    if let Some((base, format)) = object.get::<Foreign>().and_then(Foreign::buffer) {
        let layout = Layout::line(format, bytes::len_of(base).unwrap_or(0) / format.size());
        return Ok(Some(MemoryView::owned(object.clone(), base.clone(), 0, layout, false)));
    }
    if let Some(len) = bytes::len_of(object) {
        let readonly = object.get::<Bytes>().is_some();
        return Ok(Some(MemoryView::value(object.clone(), 0, Layout::line(Format::BYTES, len), readonly)));
    }
    Ok(None)
}

/// What `__buffer__` of an object shows, if it has one.
fn by_method(vm: &mut Vm, object: &Value, flags: i64) -> Res<Option<Value>> {
    let name = Str::intern("__buffer__").into_value();
    match vm.call_special(object, &name, &[from_i64(flags)])? {
        Some(view) if view.get::<MemoryView>().is_none() => {
            Err(vm.type_error_about("__buffer__ returned non-memoryview object", &view))
        }
        view => Ok(view),
    }
}

/// A copy of the bytes that `__buffer__` of an object shows, if it has one; the view is released.
///
/// # Errors
/// What `__buffer__` and `__release_buffer__` raise.
pub fn exported(vm: &mut Vm, object: &Value) -> Res<Option<Vec<u8>>> {
    let Some(view) = by_method(vm, object, FULL_READ_ONLY)? else { return Ok(None) };
    let bytes = bytes::with_bytes(&view, <[u8]>::to_vec);
    let name = Str::intern("__release_buffer__").into_value();
    vm.call_special(object, &name, &[view])?;
    Ok(bytes)
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

fn release(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(view) = args[0].get::<MemoryView>() else { return Ok(Value::NONE) };
    let lender = view.lender.clone().filter(|_| !view.released.get());
    view.release();
    if let Some((object, lent)) = lender {
        let name = Str::intern("__release_buffer__").into_value();
        vm.call_special(&object, &name, &[lent])?;
    }
    Ok(Value::NONE)
}

fn to_readonly(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    Ok(MemoryView::owned(view.owner.clone(), view.base.clone(), view.start, view.layout.clone(), true))
}

fn length(vm: &mut Vm, args: &[Value]) -> Res {
    match open(vm, args)?.layout.shape.first() {
        Some(&len) => Ok(Value::from(len)),
        None => Err(vm.error(Exc::TypeError, "0-dim memory has no length")),
    }
}

/// The items, in lists of lists as there are dimensions.
fn items(view: &MemoryView) -> Value {
    fn nested(flat: &mut impl Iterator<Item = Value>, shape: &[usize]) -> Value {
        match shape {
            [] => flat.next().unwrap_or_default(),
            [len, inner @ ..] => List::value((0..*len).map(|_| nested(flat, inner)).collect()),
        }
    }
    let mut flat = flat_items(view).into_iter();
    nested(&mut flat, &view.layout.shape)
}

fn flat_items(view: &MemoryView) -> Vec<Value> {
    let format = view.layout.format;
    view.with_bytes(|bytes| bytes.chunks(format.size()).map(|item| format.unpack(item)).collect()).unwrap_or_default()
}

fn to_bytes(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    let order = match args[1].as_str() {
        Some(order) => order,
        None if args[1].is_none() => "C",
        None => return Err(vm.type_error_about("tobytes() argument 'order' must be str or None, not {}", &args[1])),
    };
    let columns_first = match order {
        "C" => false,
        "A" => !view.layout.is_c_contiguous() && view.layout.is_f_contiguous(),
        "F" => true,
        _ => return Err(vm.error(Exc::ValueError, "order must be 'C', 'F' or 'A'")),
    };
    if columns_first && view.layout.shape.len() > 1 {
        let mut turned = view.layout.clone();
        turned.shape.reverse();
        turned.strides.reverse();
        let bytes = view.with_base(|all| view.gather(all, turned.offsets())).unwrap_or_default();
        return Ok(Bytes::value(&bytes));
    }
    Ok(view.with_bytes(Bytes::value).unwrap_or_default())
}

/// Do the items of a view lie as a cast needs them?
fn check_castable(vm: &mut Vm, view: &MemoryView, shaped: bool) -> Res<()> {
    let layout = &view.layout;
    let message = if !layout.is_c_contiguous() {
        "memoryview: casts are restricted to C-contiguous views"
    } else if (shaped || layout.shape.len() != 1) && layout.count() == 0 {
        "memoryview: cannot cast view with zeros in shape or strides"
    } else {
        return Ok(());
    };
    Err(vm.error(Exc::TypeError, message))
}

fn cast(vm: &mut Vm, args: &[Value]) -> Res {
    const WHICH: &str = "format must be a native single character format prefixed with an optional '@'";
    let view = open(vm, args)?;
    let text = text_of(vm, &args[1], "cast", "format")?;
    let shape = match (args[2].get::<List>(), args[2].get::<Tuple>()) {
        (Some(list), _) => Some(list.items().borrow().clone()),
        (_, Some(tuple)) => Some(tuple.items().to_vec()),
        _ if args[2].is_unset() || args[2].is_none() => None,
        _ => {
            check_castable(vm, view, true)?;
            return Err(vm.error(Exc::TypeError, "shape must be a list or a tuple"));
        }
    };
    let fail = |vm: &mut Vm, class: Exc, message: &str| Err(vm.error(class, format!("memoryview: {message}")));
    let old = &view.layout;
    check_castable(vm, view, shape.is_some())?;
    if shape.as_ref().is_some_and(|shape| shape.len() != 1) && old.shape.len() != 1 {
        return fail(vm, Exc::TypeError, "cast must be 1D -> ND or ND -> 1D");
    }
    let Some(format) = Format::parse(text) else {
        return fail(vm, Exc::ValueError, &format!("destination {WHICH}"));
    };
    if !format.is_byte() && !old.format.is_byte() {
        return fail(vm, Exc::TypeError, "cannot cast between two non-byte formats");
    }
    let nbytes = old.nbytes();
    if nbytes % format.size() != 0 {
        return fail(vm, Exc::TypeError, "length is not a multiple of itemsize");
    }
    let Some(shape) = shape else {
        return Ok(view.again(view.start, Layout::line(format, nbytes / format.size())));
    };
    if shape.len() > MAX_DIMENSIONS {
        let message = format!("memoryview: number of dimensions must not exceed {MAX_DIMENSIONS}");
        return Err(vm.error(Exc::ValueError, message));
    }
    let mut lens = Vec::new();
    for len in &shape {
        if number::integer(len).is_none() {
            return Err(vm.error(Exc::TypeError, "memoryview.cast(): elements of shape must be integers"));
        }
        match index_i64(vm, len)? {
            1.. => lens.push(len.as_small_int().unwrap_or(i64::MAX) as usize),
            _ => return Err(vm.error(Exc::ValueError, "memoryview.cast(): elements of shape must be integers > 0")),
        }
    }
    let product =
        lens.iter().try_fold(1usize, |all, len| all.checked_mul(*len)).filter(|&all| all <= i64::MAX as usize);
    let Some(product) = product else {
        return Err(vm.error(Exc::ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX"));
    };
    if product.checked_mul(format.size()) != Some(nbytes) {
        return fail(vm, Exc::TypeError, "product(shape) * itemsize != buffer size");
    }
    Ok(view.again(view.start, Layout::packed(format, lens.into())))
}

fn equal(vm: &mut Vm, args: &[Value], op: Compare) -> Res {
    let same_object = args[0].is(&args[1]);
    let verdict = |equal: bool| Ok(Value::bool(equal == (op == Compare::Eq)));
    let Some(view) = args[0].get::<MemoryView>().filter(|view| !view.released.get()) else {
        return verdict(same_object);
    };
    if bytes::len_of(&args[1]).is_none() {
        return if same_object || args[1].get::<MemoryView>().is_some() {
            verdict(same_object)
        } else {
            Ok(Value::NOT_IMPLEMENTED)
        };
    }
    let other = view_of(vm, &args[1])?;
    let Some(other) = other.get::<MemoryView>() else { return Ok(Value::NOT_IMPLEMENTED) };
    if view.layout.shape != other.layout.shape {
        return verdict(false);
    }
    if view.layout.format.compares_bytes(other.layout.format) {
        let bytes = other.with_bytes(<[u8]>::to_vec).unwrap_or_default();
        return verdict(view.with_bytes(|own| own == bytes).unwrap_or_default());
    }
    for (a, b) in flat_items(view).iter().zip(&flat_items(other)) {
        // A number that is no number differs even from itself.
        if vm.compare(Compare::Eq, a, b)?.as_bool() != Some(true) {
            return verdict(false);
        }
    }
    verdict(true)
}

fn hash(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    if !view.readonly {
        return Err(vm.error(Exc::ValueError, "cannot hash writable memoryview object"));
    }
    if !view.layout.format.is_byte() {
        let message = "memoryview: hashing is restricted to formats 'B', 'b' or 'c'";
        return Err(vm.error(Exc::ValueError, message));
    }
    vm.hash(&view.base)?;
    Ok(from_i64(view.with_bytes(crate::ops::hashing::hash_bytes).unwrap_or_default() as i64))
}

fn count(vm: &mut Vm, args: &[Value]) -> Res {
    let items = items(one_dimension(vm, args)?);
    vm.call_method(&items, "count", &args[1..])
}

fn index(vm: &mut Vm, args: &[Value]) -> Res {
    let items = items(one_dimension(vm, args)?);
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

/// The view that a method is called on, which must have one dimension to be gone over.
fn one_dimension<'a>(vm: &mut Vm, args: &'a [Value]) -> Res<&'a MemoryView> {
    let view = open(vm, args)?;
    match view.layout.shape.len() {
        0 => Err(vm.error(Exc::TypeError, "invalid indexing of 0-dim memory")),
        1 => Ok(view),
        _ => Err(vm.error(Exc::NotImplementedError, "multi-dimensional sub-views are not implemented")),
    }
}

fn iterate(vm: &mut Vm, args: &[Value]) -> Res {
    one_dimension(vm, args)?;
    let sequence = args[0].unwrap_base().clone();
    Ok(Iter::of_class(IterClass::Memory, IterState::Sequence(sequence, 0)))
}

/// The offset of an index in a dimension, checked.
fn offset(vm: &mut Vm, view: &MemoryView, dimension: usize, key: &Value) -> Res<i64> {
    let index = index_i64(vm, key).map_err(|raised| {
        if !vm.raised_is(Exc::OverflowError) {
            return raised;
        }
        drop(vm.take_raised());
        let got = vm.type_name(key);
        vm.error(Exc::IndexError, format!("cannot fit '{got}' into an index-sized integer"))
    })?;
    let len = view.layout.shape[dimension] as i64;
    let place = if index < 0 { index.saturating_add(len) } else { index };
    if (0..len).contains(&place) {
        return Ok(place * view.layout.strides[dimension]);
    }
    Err(vm.error(Exc::IndexError, format!("index out of bounds on dimension {}", dimension + 1)))
}

/// The view of a slice of a view's first dimension.
fn sliced(vm: &mut Vm, view: &MemoryView, slice: &Slice) -> Res {
    Ok(view.selection(slice.indices(vm, || view.layout.shape[0])?))
}

/// What a key selects.
enum Selected<'a> {
    /// One item, by its offset.
    Item(i64),
    /// The view itself.
    All,
    /// A part of the first dimension.
    Slice(&'a Slice),
}

fn select<'a>(vm: &mut Vm, view: &MemoryView, key: &'a Value, setting: bool) -> Res<Selected<'a>> {
    let dimensions = view.layout.shape.len();
    let empty_tuple = key.get::<Tuple>().is_some_and(|tuple| tuple.items().is_empty());
    if dimensions == 0 {
        return match key {
            _ if empty_tuple => Ok(Selected::Item(0)),
            _ if key.is_ellipsis() && setting => Ok(Selected::Item(0)),
            _ if key.is_ellipsis() => Ok(Selected::All),
            _ => Err(vm.error(Exc::TypeError, "invalid indexing of 0-dim memory")),
        };
    }
    let name = vm.names.index.clone();
    let is_index =
        |vm: &Vm, value: &Value| number::integer(value).is_some() || vm.lookup_special(value, &name).is_some();
    if is_index(vm, key) {
        if dimensions > 1 {
            let message = if setting {
                "sub-views are not implemented"
            } else {
                "multi-dimensional sub-views are not implemented"
            };
            return Err(vm.error(Exc::NotImplementedError, message));
        }
        return Ok(Selected::Item(offset(vm, view, 0, key)?));
    }
    if let Some(slice) = key.get::<Slice>() {
        return Ok(Selected::Slice(slice));
    }
    if let Some(keys) = key.get::<Tuple>().map(Tuple::items) {
        if keys.iter().all(|key| is_index(vm, key)) {
            if keys.len() < dimensions {
                return Err(vm.error(Exc::NotImplementedError, "sub-views are not implemented"));
            }
            if keys.len() > dimensions {
                let message = format!("cannot index {dimensions}-dimension view with {}-element tuple", keys.len());
                return Err(vm.error(Exc::TypeError, message));
            }
            let mut total = 0;
            for (dimension, key) in keys.iter().enumerate() {
                total += offset(vm, view, dimension, key)?;
            }
            return Ok(Selected::Item(total));
        }
        if keys.iter().all(|key| key.get::<Slice>().is_some()) {
            let message = if setting {
                "memoryview slice assignments are currently restricted to ndim = 1"
            } else {
                "multi-dimensional slicing is not implemented"
            };
            return Err(vm.error(Exc::NotImplementedError, message));
        }
    }
    Err(vm.error(Exc::TypeError, "memoryview: invalid slice key"))
}

fn get_item(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    match select(vm, view, &args[1], false)? {
        Selected::All => Ok(args[0].clone()),
        Selected::Slice(slice) => sliced(vm, view, slice),
        Selected::Item(offset) => {
            // An index's `__index__` may have released the view.
            let view = open(vm, args)?;
            let format = view.layout.format;
            let at = (view.start as i64 + offset) as usize;
            let item = view.with_base(|all| all.get(at..at + format.size()).map(|bytes| format.unpack(bytes)));
            match item.flatten() {
                Some(item) => Ok(item),
                None => Err(vm.error(Exc::IndexError, "index out of bounds on dimension 1")),
            }
        }
    }
}

fn set_item(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    if view.readonly {
        return Err(vm.error(Exc::TypeError, "cannot modify read-only memory"));
    }
    match select(vm, view, &args[1], true)? {
        Selected::Item(offset) => {
            let format = view.layout.format;
            let bytes = format.pack(vm, &args[2])?;
            open(vm, args)?.overwrite_at(offset, &bytes[..format.size()]);
        }
        Selected::Slice(slice) => {
            if view.layout.shape.len() > 1 {
                let message = "memoryview slice assignments are currently restricted to ndim = 1";
                return Err(vm.error(Exc::NotImplementedError, message));
            }
            let target = sliced(vm, view, slice)?;
            if bytes_of(&args[2]).is_none() {
                let got = vm.type_name(&args[2]);
                return Err(vm.error(Exc::TypeError, format!("a bytes-like object is required, not '{got}'")));
            }
            let source = view_of(vm, &args[2])?;
            let (Some(target), Some(source)) = (target.get::<MemoryView>(), source.get::<MemoryView>()) else {
                return Ok(Value::NONE);
            };
            let (to, from) = (&target.layout, &source.layout);
            if to.format.text().trim_start_matches('@') != from.format.text().trim_start_matches('@')
                || to.shape != from.shape
            {
                let message = "memoryview assignment: lvalue and rvalue have different structures";
                return Err(vm.error(Exc::ValueError, message));
            }
            let new = source.with_bytes(<[u8]>::to_vec).unwrap_or_default();
            target.overwrite(0, &new);
        }
        Selected::All => (),
    }
    Ok(Value::NONE)
}

fn del_item(vm: &mut Vm, args: &[Value]) -> Res {
    let view = open(vm, args)?;
    let message = if view.readonly { "cannot modify read-only memory" } else { "cannot delete memory" };
    Err(vm.error(Exc::TypeError, message))
}
