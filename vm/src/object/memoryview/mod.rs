//! `memoryview`: a window onto the bytes of another object, without a copy, as items of a format in any number of
//! dimensions.

mod item;
mod methods;

pub use item::{Format, Item, extended};
pub(crate) use methods::take_back;
pub use methods::{SPEC, exported, own_view, view_of};

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::object::bytearray::ByteArray;
use crate::object::bytes::Bytes;
use crate::object::foreign::Foreign;
use crate::object::slice::{self, Indices};
use crate::value::Value;
use smallvec::{SmallVec, smallvec};
use std::cell::Cell;

/// A memoryview of a bytes object or bytearray.
pub struct MemoryView {
    /// Whose bytes are shown: `bytes` or a `bytearray`.
    base: Value,
    /// The object that was asked for a view: the base or what it is inside of.
    owner: Value,
    /// Where the first item starts.
    start: usize,
    layout: Layout,
    /// Can the bytes be changed?
    readonly: bool,
    released: Cell<bool>,
    /// The object with a `__buffer__` of its own whose view this is, and the view that it gave: its `__release_buffer__`
    /// takes that back.
    lender: Option<(Value, Value)>,
}

/// Which items a view shows.
#[derive(Clone)]
pub struct Layout {
    format: Format,
    /// How many items there are in each dimension.
    shape: SmallVec<[usize; 1]>,
    /// The distance in bytes between two items in each dimension.
    strides: SmallVec<[i64; 1]>,
}

impl Layout {
    /// `len` items in one dimension, one after the other.
    fn line(format: Format, len: usize) -> Layout {
        Layout { format, shape: smallvec![len], strides: smallvec![format.size() as i64] }
    }

    /// The strides of items that lie one after the other, the last dimension fastest.
    fn packed(format: Format, shape: SmallVec<[usize; 1]>) -> Layout {
        let mut strides = smallvec![0; shape.len()];
        let mut stride = format.size() as i64;
        for (slot, len) in strides.iter_mut().zip(&shape).rev() {
            *slot = stride;
            stride = stride.wrapping_mul(*len as i64);
        }
        Layout { format, shape, strides }
    }

    /// The number of items.
    fn count(&self) -> usize {
        self.shape.iter().product()
    }

    /// The number of bytes.
    fn nbytes(&self) -> usize {
        self.count() * self.format.size()
    }

    /// Do the items lie one after the other, the last dimension fastest?
    fn is_c_contiguous(&self) -> bool {
        self.follows(self.shape.iter().zip(&self.strides).rev())
    }

    /// Do the items lie one after the other, the first dimension fastest?
    fn is_f_contiguous(&self) -> bool {
        self.follows(self.shape.iter().zip(&self.strides))
    }

    fn follows<'a>(&self, dimensions: impl Iterator<Item = (&'a usize, &'a i64)>) -> bool {
        if self.count() == 0 {
            return true;
        }
        let mut expected = self.format.size() as i64;
        for (&len, &stride) in dimensions {
            if len > 1 && stride != expected {
                return false;
            }
            expected *= len as i64;
        }
        true
    }

    /// The place of each item relative to the first, in order of indices, the last fastest.
    fn offsets(&self) -> Vec<i64> {
        let mut offsets = vec![0];
        for (&len, &stride) in self.shape.iter().zip(&self.strides) {
            offsets = offsets.iter().flat_map(|&o| (0..len as i64).map(move |i| o + i * stride)).collect();
        }
        offsets
    }
}

impl Body for MemoryView {
    const KIND: Kind = Kind::MemoryView;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.base);
        visit(&self.owner);
        if let Some((object, view)) = &self.lender {
            visit(object);
            visit(view);
        }
    }
}

impl Drop for MemoryView {
    fn drop(&mut self) {
        self.release();
    }
}

impl MemoryView {
    /// A view of `base` from the byte `start` on.
    fn value(base: Value, start: usize, layout: Layout, readonly: bool) -> Value {
        MemoryView::owned(base.clone(), base, start, layout, readonly)
    }

    /// As [`MemoryView::value`], of the bytes of `owner`.
    fn owned(owner: Value, base: Value, start: usize, layout: Layout, readonly: bool) -> Value {
        MemoryView::lent(None, owner, base, start, layout, readonly)
    }

    fn lent(
        lender: Option<(Value, Value)>,
        owner: Value,
        base: Value,
        start: usize,
        layout: Layout,
        readonly: bool,
    ) -> Value {
        if let Some(array) = base.get::<ByteArray>() {
            array.exports.set(array.exports.get() + 1);
        }
        Gc::new(MemoryView { base, owner, start, layout, readonly, released: Cell::new(false), lender }).into_value()
    }

    /// Another view of the same bytes.
    fn again(&self, start: usize, layout: Layout) -> Value {
        MemoryView::owned(self.owner.clone(), self.base.clone(), start, layout, self.readonly)
    }

    /// The item at a place in the only dimension, counted from the end if it is negative; `None`: there is none, or only
    /// `__getitem__` knows.
    pub(crate) fn item(&self, index: i64) -> Option<Value> {
        let at = self.start.checked_add_signed(self.offset(index)?)?;
        let format = self.layout.format;
        self.with_base(|all| all.get(at..at + format.size()).map(|bytes| format.unpack(bytes)))?
    }

    /// Sets the item at a place in the only dimension, counted from the end if it is negative; `false`: only `__setitem__`
    /// knows how.
    pub(crate) fn set(&self, index: i64, value: &Value) -> bool {
        let at = self.offset(index).and_then(|offset| self.start.checked_add_signed(offset));
        let (Some(at), Some(array)) = (at, self.base.get::<ByteArray>()) else { return false };
        if self.readonly || self.released.get() {
            return false;
        }
        let format = self.layout.format;
        array.bytes.borrow_mut().get_mut(at..at + format.size()).is_some_and(|item| format.pack_plain(value, item))
    }

    /// Where the item at a place in the only dimension starts, from the first on.
    fn offset(&self, index: i64) -> Option<isize> {
        let ([len], [stride]) = (&*self.layout.shape, &*self.layout.strides) else { return None };
        Some((slice::place(index, *len)? as i64 * stride) as isize)
    }

    /// How many items the first dimension has; `None`: there is no dimension, or the view was released.
    pub(crate) fn len(&self) -> Option<usize> {
        if self.released.get() { None } else { self.layout.shape.first().copied() }
    }

    /// The part of the view that a slice selects of its first dimension; `None`: it has none, or was released.
    pub(crate) fn part(&self, start: i64, stop: i64, step: i64) -> Option<Value> {
        if self.released.get() {
            return None;
        }
        Some(self.selection(slice::adjust(start, stop, step, *self.layout.shape.first()?)))
    }

    /// The view of what a slice selects of the first dimension.
    fn selection(&self, Indices { start, step, count, .. }: Indices) -> Value {
        let stride = self.layout.strides[0];
        let first = if count > 0 { self.start as i64 + start * stride } else { self.start as i64 };
        let mut layout = self.layout.clone();
        layout.shape[0] = count;
        layout.strides[0] = stride.wrapping_mul(step);
        self.again(first.max(0) as usize, layout)
    }

    /// Lets go of the bytes: a bytearray may change its length again.
    fn release(&self) {
        if !self.released.replace(true)
            && let Some(array) = self.base.get::<ByteArray>()
        {
            array.exports.set(array.exports.get() - 1);
        }
    }

    /// Shows all bytes of the base to `f`; `None` if the view was released.
    fn with_base<R>(&self, f: impl FnOnce(&[u8]) -> R) -> Option<R> {
        if self.released.get() {
            return None;
        }
        match (self.base.get::<Bytes>(), self.base.get::<ByteArray>()) {
            (Some(bytes), _) => Some(f(bytes.as_slice())),
            (_, Some(array)) => Some(f(&array.bytes.borrow())),
            _ => None,
        }
    }

    /// Shows the bytes to `f`, which must not run user code; `None` if the view was released.
    pub fn with_bytes<R>(&self, f: impl FnOnce(&[u8]) -> R) -> Option<R> {
        self.with_base(|all| {
            if self.layout.is_c_contiguous() {
                return f(all.get(self.start..self.start + self.layout.nbytes()).unwrap_or_default());
            }
            f(&self.gather(all, self.layout.offsets()))
        })
    }

    /// The bytes of the items at these offsets, one after the other.
    fn gather(&self, all: &[u8], offsets: Vec<i64>) -> Vec<u8> {
        let size = self.layout.format.size();
        let mut bytes = Vec::with_capacity(offsets.len() * size);
        for offset in offsets {
            let at = (self.start as i64 + offset) as usize;
            bytes.extend_from_slice(all.get(at..at + size).unwrap_or_default());
        }
        bytes
    }

    /// Changes the items from a place on; `new` has the bytes of whole items. What reads into a buffer comes here.
    pub fn overwrite(&self, place: usize, new: &[u8]) -> bool {
        let Some(array) = self.base.get::<ByteArray>() else { return false };
        if self.readonly || self.released.get() {
            return false;
        }
        let mut all = array.bytes.borrow_mut();
        if self.layout.is_c_contiguous() {
            let from = self.start + place;
            return match all.get_mut(from..from + new.len()) {
                Some(target) => {
                    target.copy_from_slice(new);
                    true
                }
                None => false,
            };
        }
        let size = self.layout.format.size();
        for (offset, bytes) in self.layout.offsets().iter().skip(place / size).zip(new.chunks(size)) {
            let at = (self.start as i64 + offset) as usize;
            if let Some(target) = all.get_mut(at..at + bytes.len()) {
                target.copy_from_slice(bytes);
            }
        }
        true
    }

    /// Changes the bytes at an offset from the first item.
    fn overwrite_at(&self, offset: i64, new: &[u8]) {
        let Some(array) = self.base.get::<ByteArray>() else { return };
        let at = (self.start as i64 + offset) as usize;
        if let Some(target) = array.bytes.borrow_mut().get_mut(at..at + new.len()) {
            target.copy_from_slice(new);
        }
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
    if let Some(foreign) = buffer.get::<Foreign>() {
        return write_into(foreign.buffer()?.0, new);
    }
    let view = buffer.get::<MemoryView>()?;
    let count = new.len().min(view.layout.nbytes());
    view.overwrite(0, &new[..count]).then_some(count)
}

/// The length of a writable buffer, a bytearray or memoryview of one; `None` if the object is none.
pub fn writable_len(buffer: &Value) -> Option<usize> {
    match (buffer.get::<ByteArray>(), buffer.get::<MemoryView>()) {
        (Some(array), _) => Some(array.bytes.borrow().len()),
        _ if let Some(foreign) = buffer.get::<Foreign>() => writable_len(foreign.buffer()?.0),
        (_, Some(view)) if !view.readonly && !view.released.get() => Some(view.layout.nbytes()),
        _ => None,
    }
}
