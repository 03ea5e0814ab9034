//! Heap objects: the header, typed references, allocation by size class, and freeing.
//!
//! Every object starts with an eight-byte [`Header`]. Objects of up to 2 KB come from blocks of one size class each,
//! so that the collector can find all objects by walking blocks; larger ones come from the system allocator.
//!
//! Invariants:
//! - An object never moves.
//! - Freeing never runs Python. What must run (a generator's `finally`, `__del__`) is queued with
//!   [`queue_finalizer`] and [`pending`] becomes true; the interpreter looks right after the current instruction.
//! - Deep structures are freed iteratively: a body dropped while another is being dropped is put on a list.

mod interior;
pub(crate) mod reserve;
pub(crate) mod system;

pub use interior::{Borrow, BorrowMut, Interior, Slot};
pub use system::Allocator;

use crate::value::Value;
use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::cell::{Cell, UnsafeCell};
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::ptr::NonNull;

/// What every heap object starts with.
#[repr(C)]
pub struct Header {
    rc: Cell<u32>,
    kind: Kind,
    flags: Cell<u8>,
    /// Size in units of 16 bytes; 0 for an object from the system allocator.
    size16: u16,
}

const _: () = assert!(size_of::<Header>() == 8);

/// Before it is freed the object must run code: a generator inside `try`, an object with `__del__`, ...
pub const FINALIZE: u8 = 1;
/// Weak references to the object exist.
pub const WEAKLY_REFERENCED: u8 = 2;
/// The string is in the table of interned strings.
pub const INTERNED: u8 = 4;
/// The object has survived a collection.
pub const OLD: u8 = 8;
/// A native that compares many values, and runs no code meanwhile, has come by the object.
const SEEN: u8 = 16;

impl Header {
    /// The object's kind.
    #[inline(always)]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The number of references.
    #[inline(always)]
    pub fn refcount(&self) -> u32 {
        self.rc.get()
    }

    /// Is a flag set?
    #[inline(always)]
    pub fn has(&self, flag: u8) -> bool {
        self.flags.get() & flag != 0
    }

    /// The flags that are set.
    pub(crate) fn flags(&self) -> u8 {
        self.flags.get()
    }

    /// Set or clear a flag.
    #[inline(always)]
    pub fn set(&self, flag: u8, on: bool) {
        self.flags.set(if on { self.flags.get() | flag } else { self.flags.get() & !flag });
    }

    #[inline(always)]
    pub(crate) fn incref(&self) {
        // A count that overflows would free a live object; 2^32 references need 32 GB, so it is checked in debug only.
        debug_assert!(self.rc.get() < u32::MAX);
        self.rc.set(self.rc.get().wrapping_add(1));
    }

    /// Is the object garbage on trial?
    #[inline(always)]
    pub(crate) fn on_trial(&self) -> bool {
        self.rc.get() & TRIAL != 0
    }

    /// Puts the object on trial.
    #[inline(always)]
    pub(crate) fn put_on_trial(&self) {
        self.rc.set(self.rc.get() | TRIAL);
    }

    /// Is the object known to live?
    #[inline(always)]
    pub(crate) fn is_marked_live(&self) -> bool {
        self.rc.get() >= TRIAL | LIVE
    }

    /// Marks the object as one that lives.
    #[inline(always)]
    pub(crate) fn mark_live(&self) {
        self.rc.set(self.rc.get() | TRIAL | LIVE);
    }

    /// Takes the marks away.
    #[inline(always)]
    pub(crate) fn take_off_trial(&self) {
        self.rc.set(self.rc.get() & !(TRIAL | LIVE));
    }

    /// Changes the count, for the collector.
    #[inline(always)]
    pub(crate) fn add_references(&self, change: i32) {
        self.rc.set(self.rc.get().wrapping_add_signed(change));
    }

    /// The bytes the object occupies, header included.
    pub fn size(&self) -> usize {
        match self.size16 {
            // SAFETY: an object from the system allocator is preceded by its prefix.
            0 => unsafe { (*large_prefix(self as *const Header as *mut Header)).size },
            n => n as usize * 16,
        }
    }
}

/// Set in the count of garbage that is not known yet to be freed.
pub(crate) const TRIAL: u32 = 1 << 31;
/// Set, beside it, in the count of an object that is known to live.
pub(crate) const LIVE: u32 = 1 << 30;

/// What the collector and the accounting call for every value that an object owns.
pub type Visitor<'a> = dyn FnMut(&Value) + 'a;

/// What stands behind the header of an object of one kind.
pub trait Body: Sized + 'static {
    /// The kind.
    const KIND: Kind;

    /// Show every value that the body owns to `visit`, each once, as it is: not by a further reference to it, whose end
    /// would count.
    fn trace(&self, visit: &mut Visitor) {
        let _ = visit;
    }

    /// Give up references to break a cycle. The object is garbage; it must stay safe to drop.
    fn clear(&self) {}

    /// Drop what lies behind the body, if it has a tail.
    ///
    /// # Safety
    /// Called once, when the object is freed, before the body itself is dropped.
    unsafe fn drop_tail(&self) {}
}

/// A body followed in memory by a number of items that is fixed at creation.
pub trait Tailed: Body {
    /// The items' type.
    type Item;

    /// How many there are.
    fn tail_len(&self) -> usize;

    /// The items.
    #[inline(always)]
    fn tail(&self) -> &[Self::Item] {
        // SAFETY: `Gc::with_tail` allocated and initialised `tail_len` items behind the body. The address goes
        // through an integer because a reference to the body alone may not reach past it.
        unsafe { std::slice::from_raw_parts(tail_ptr(self), self.tail_len()) }
    }
}

/// Where the tail of `body` begins.
#[inline(always)]
pub(crate) fn tail_ptr<T: Tailed>(body: &T) -> *mut T::Item {
    (body as *const T as usize + tail_offset::<T>()) as *mut T::Item
}

const fn tail_offset<T: Tailed>() -> usize {
    size_of::<T>().next_multiple_of(align_of::<T::Item>())
}

macro_rules! kinds {
    ($($kind:ident $leaf:literal $body:path, $doc:literal;)*) => {
        /// What a heap object is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Kind {
            /// A slot on a free list.
            Free,
            $(#[doc = $doc] $kind,)*
        }

        /// How objects of each kind are dropped and traced.
        static OPERATIONS: &[Operations] = &[
            Operations { leaf: true, drop: |_| (), trace: |_, _| (), clear: |_| () },
            $(Operations {
                leaf: $leaf,
                drop: drop_object::<$body>,
                trace: trace_object::<$body>,
                clear: clear_object::<$body>,
            },)*
        ];

        /// The kinds of objects that own values, a bit each.
        const CYCLIC: u64 = $((!$leaf as u64) << Kind::$kind as u64)|*;

        /// The number of kinds, `Free` included.
        pub const KIND_COUNT: usize = [Kind::Free, $(Kind::$kind),*].len();

        $(const _: () = assert!(<$body as Body>::KIND as u8 == Kind::$kind as u8);)*
    };
}

struct Operations {
    /// Dropping the body drops no `Value`: it needs no care for depth.
    leaf: bool,
    drop: unsafe fn(*mut Header),
    trace: unsafe fn(*mut Header, &mut Visitor),
    clear: unsafe fn(*mut Header),
}

use crate::object as o;
kinds! {
    Int true o::int::Int, "An integer beyond 49 bits.";
    Complex true o::complex::Complex, "A complex number.";
    Str true o::str::Str, "A string.";
    Bytes true o::bytes::Bytes, "A bytes object.";
    ByteArray true o::bytearray::ByteArray, "A bytearray.";
    MemoryView false o::memoryview::MemoryView, "A memoryview.";
    Tuple false o::tuple::Tuple, "A tuple.";
    List false o::list::List, "A list.";
    Dict false o::dict::Dict, "A dict.";
    DictView false o::dict_view::DictView, "A view of a dict: keys, values or items.";
    Set false o::set::Set, "A set.";
    FrozenSet false o::set::FrozenSet, "A frozenset.";
    Range false o::range::Range, "A range.";
    RangeIter true o::range::RangeIter, "An iterator over a range of small integers.";
    Slice false o::slice::Slice, "A slice.";
    Iter false o::iter::Iter, "A built-in iterator.";
    Cell false o::cell::CellObject, "A cell of a closure.";
    Code false o::code::Code, "A code object.";
    Function false o::function::Function, "A function.";
    BoundMethod false o::method::BoundMethod, "A bound method.";
    Native false o::native::NativeFunction, "A native function, method or constructor.";
    Descriptor false o::descriptor::Descriptor, "A property, classmethod, staticmethod, slot member or native attribute.";
    Super false o::super_object::Super, "A super object.";
    MappingProxy false o::mapping_proxy::MappingProxy, "A read-only view of a class's dict.";
    Class false o::class::Class, "A class.";
    Shape false o::shape::Shape, "A hidden class.";
    Instance false o::instance::Instance, "An instance of a class defined in the language.";
    Module false o::module::Module, "A module.";
    Exception false o::exception::Exception, "An exception.";
    Traceback false o::traceback::Traceback, "A traceback entry.";
    Frame false crate::frame::Frame, "A frame: a running call, a generator, a coroutine or an async generator.";
    Awaitable false o::awaitable::Awaitable, "What `coro.__await__()`, `agen.asend()` and their like return.";
    WeakRef false o::weakref::WeakRef, "A weak reference.";
    Future false crate::event_loop::future::Future, "A future or a task.";
    Handle false crate::event_loop::handle::Handle, "A callback scheduled in an event loop.";
    EventLoop false crate::event_loop::EventLoop, "An event loop.";
    Foreign false o::foreign::Foreign, "An object of a native module's own type.";
}

unsafe fn drop_object<T: Body>(header: *mut Header) {
    // SAFETY: called once by `release`, for an object of this kind that nobody refers to any more.
    unsafe {
        let body = body_ptr::<T>(header);
        (*body).drop_tail();
        std::ptr::drop_in_place(body);
    }
}

unsafe fn trace_object<T: Body>(header: *mut Header, visit: &mut Visitor) {
    // SAFETY: the caller has checked the kind.
    unsafe { (*body_ptr::<T>(header)).trace(visit) }
}

unsafe fn clear_object<T: Body>(header: *mut Header) {
    // SAFETY: the caller has checked the kind.
    unsafe { (*body_ptr::<T>(header)).clear() }
}

#[inline(always)]
fn body_ptr<T>(header: *mut Header) -> *mut T {
    const { assert!(align_of::<T>() <= 8) };
    header.wrapping_add(1) as *mut T
}

/// The body behind a header.
///
/// # Safety
/// The object is a `T`.
#[inline(always)]
pub(crate) unsafe fn body_of<T: Body>(header: &Header) -> &T {
    let address = header as *const Header as usize + size_of::<Header>();
    // SAFETY: the caller vouches for the type. The address goes through an integer because a reference to the header
    // alone may not reach past it.
    unsafe { &*(address as *const T) }
}

/// Calls `visit` for every value the object owns.
///
/// # Safety
/// `header` points at a live object.
pub(crate) unsafe fn trace(header: *mut Header, visit: &mut Visitor) {
    // SAFETY: as promised by the caller; the table is indexed by the object's own kind.
    unsafe { (OPERATIONS[(*header).kind as usize].trace)(header, visit) }
}

/// Makes the object give up its references.
///
/// # Safety
/// `header` points at a live object.
pub(crate) unsafe fn clear(header: *mut Header) {
    // SAFETY: as promised by the caller; the table is indexed by the object's own kind.
    unsafe { (OPERATIONS[(*header).kind as usize].clear)(header) }
}

/// Shows a typed reference to a visitor.
#[inline]
pub fn visit_gc<T: Body>(gc: &Gc<T>, visit: &mut Visitor) {
    // SAFETY: the value borrows the reference's count for the visit and is not dropped.
    let value = ManuallyDrop::new(unsafe { Value::from_header(gc.header) });
    visit(&value);
}

/// Is an object there more than once among these values?
pub(crate) fn has_repeated(values: &[Value]) -> bool {
    let objects = || values.iter().filter_map(Value::header);
    let mut repeated = false;
    for object in objects() {
        repeated |= object.has(SEEN);
        object.set(SEEN, true);
    }
    objects().for_each(|object| object.set(SEEN, false));
    repeated
}

/// A counted reference to an object whose type is known.
pub struct Gc<T: Body> {
    header: NonNull<Header>,
    of: PhantomData<T>,
}

/// Bodies that programs of the VM cannot come by but as part of an object.
///
/// # Safety
/// No method is called of a body that is not in an object yet.
pub unsafe trait OnHeap: Body {}

// SAFETY: `Class::new` alone makes one, right into an object.
unsafe impl OnHeap for crate::object::class::Class {}

impl<T: Body> Gc<T> {
    /// A new object.
    #[inline]
    pub fn new(body: T) -> Gc<T> {
        let header = allocate(size_of::<Header>() + size_of::<T>(), T::KIND);
        // SAFETY: freshly allocated with room for the body; it is initialised before anyone sees it.
        unsafe {
            body_ptr::<T>(header.as_ptr()).write(body);
            Gc::from_header(header)
        }
    }

    /// A further reference to the object whose body this is.
    pub fn of(body: &T) -> Gc<T>
    where
        T: OnHeap,
    {
        // SAFETY: the body is part of an object, right behind its header, and alive; its count is raised.
        unsafe {
            let header = (std::ptr::from_ref(body) as *mut Header).sub(1);
            (*header).incref();
            Gc::from_header(NonNull::new_unchecked(header))
        }
    }

    /// The reference as an untyped value.
    #[inline(always)]
    pub fn into_value(self) -> Value {
        let this = ManuallyDrop::new(self);
        // SAFETY: this reference's count is handed over.
        unsafe { Value::from_header(this.header) }
    }

    /// A further reference as an untyped value.
    #[inline(always)]
    pub fn to_value(&self) -> Value {
        self.clone().into_value()
    }

    /// The object's header.
    #[inline(always)]
    pub fn header(&self) -> &Header {
        // SAFETY: this reference keeps the object alive.
        unsafe { self.header.as_ref() }
    }

    /// The object's address, for frames and other places that link without counting.
    #[inline(always)]
    pub(crate) fn as_ptr(&self) -> *mut T {
        body_ptr::<T>(self.header.as_ptr())
    }

    /// Takes over one counted reference to the object at `header`.
    ///
    /// # Safety
    /// The object is a live `T`, and one of its counted references is the caller's to give.
    #[inline(always)]
    pub(crate) unsafe fn from_header(header: NonNull<Header>) -> Gc<T> {
        Gc { header, of: PhantomData }
    }

    /// The same object?
    #[inline(always)]
    pub fn is(&self, other: &Gc<T>) -> bool {
        self.header == other.header
    }
}

impl<T: Tailed> Gc<T> {
    /// A new object with a tail of exactly as many items as `body.tail_len()` says.
    ///
    /// # Panics
    /// When the iterator is shorter than it promised: that would leave items uninitialised.
    pub fn with_tail(body: T, items: impl IntoIterator<Item = T::Item>) -> Gc<T> {
        let len = body.tail_len();
        let header = allocate(size_of::<Header>() + tail_offset::<T>() + len * size_of::<T::Item>(), T::KIND);
        // SAFETY: freshly allocated with room for body and tail; all of it is initialised before anyone sees it.
        unsafe {
            body_ptr::<T>(header.as_ptr()).write(body);
            let tail = (header.as_ptr() as usize + size_of::<Header>() + tail_offset::<T>()) as *mut T::Item;
            let mut written = 0;
            for item in items.into_iter().take(len) {
                tail.add(written).write(item);
                written += 1;
            }
            assert_eq!(written, len, "a tail must be initialised whole");
            Gc::from_header(header)
        }
    }
}

impl<T: Tailed<Item = u8>> Gc<T> {
    /// A new object whose tail is a copy of `bytes`, `body.tail_len()` long.
    pub fn with_bytes(body: T, bytes: &[u8]) -> Gc<T> {
        assert_eq!(body.tail_len(), bytes.len(), "a tail must be initialised whole");
        let header = allocate(size_of::<Header>() + tail_offset::<T>() + bytes.len(), T::KIND);
        // SAFETY: freshly allocated with room for body and tail; all of it is initialised before anyone sees it.
        unsafe {
            body_ptr::<T>(header.as_ptr()).write(body);
            let tail = (header.as_ptr() as usize + size_of::<Header>() + tail_offset::<T>()) as *mut u8;
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), tail, bytes.len());
            Gc::from_header(header)
        }
    }
}

impl<T: Tailed<Item = u8>> Gc<T> {
    /// A new object whose tail is a copy of `parts`, together `body.tail_len()` long, with room for more bytes that
    /// [`Gc::append_bytes`] can fill.
    pub fn with_room(body: T, parts: &[&[u8]], room: usize) -> Gc<T> {
        let len = parts.iter().map(|part| part.len()).sum::<usize>();
        assert_eq!(body.tail_len(), len, "a tail must be initialised whole");
        let header = allocate(size_of::<Header>() + tail_offset::<T>() + len + room, T::KIND);
        // SAFETY: freshly allocated with room for body and tail; all that counts as tail is initialised before anyone
        // sees it.
        unsafe {
            body_ptr::<T>(header.as_ptr()).write(body);
            let mut end = (header.as_ptr() as usize + size_of::<Header>() + tail_offset::<T>()) as *mut u8;
            for part in parts {
                std::ptr::copy_nonoverlapping(part.as_ptr(), end, part.len());
                end = end.add(part.len());
            }
            Gc::from_header(header)
        }
    }

    /// Appends to the tail in place, if this is the only reference and there is room; was it done? `grow` makes the
    /// body count the new bytes.
    pub fn append_bytes(&mut self, bytes: &[u8], grow: impl FnOnce(&T)) -> bool {
        let used = size_of::<Header>() + tail_offset::<T>() + self.tail_len();
        if self.header().refcount() != 1 || bytes.len() > self.header().size() - used {
            return false;
        }
        // SAFETY: the only reference is borrowed exclusively, so nobody looks at the object, `bytes` included; the
        // allocation reaches `size` bytes from the header.
        unsafe {
            let end = (self.header.as_ptr() as usize + used) as *mut u8;
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), end, bytes.len());
        }
        grow(self);
        true
    }
}

impl<T: Body> Gc<T> {
    /// The typed reference that a value owns; the value itself if its object is no `T`.
    #[inline(always)]
    pub fn from_value(value: Value) -> Result<Gc<T>, Value> {
        if !value.is_kind(T::KIND) {
            return Err(value);
        }
        let value = ManuallyDrop::new(value);
        // SAFETY: the kind was checked, and the value's reference is handed over.
        Ok(unsafe { Gc::from_header(NonNull::new_unchecked(value.as_header_ptr())) })
    }
}

/// Drops the items of a tail. For implementations of [`Body::drop_tail`].
///
/// # Safety
/// As [`Body::drop_tail`].
pub unsafe fn drop_items<T: Tailed>(body: &T) {
    // Last to first, as CPython drops the items of its sequences.
    for i in (0..body.tail_len()).rev() {
        // SAFETY: as promised by the caller; the items are not used afterwards.
        unsafe { std::ptr::drop_in_place(tail_ptr(body).add(i)) }
    }
}

/// As [`drop_items`], the first item first: attributes die in the order in which they were set.
///
/// # Safety
/// As [`Body::drop_tail`].
pub unsafe fn drop_items_in_order<T: Tailed>(body: &T) {
    // SAFETY: as promised by the caller; the items are not used afterwards.
    unsafe { std::ptr::drop_in_place(std::ptr::slice_from_raw_parts_mut(tail_ptr(body), body.tail_len())) }
}

impl<T: Body> Deref for Gc<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: this reference keeps the object alive, and it is a `T`.
        unsafe { &*self.as_ptr() }
    }
}

impl<T: Body> Clone for Gc<T> {
    #[inline(always)]
    fn clone(&self) -> Gc<T> {
        self.header().incref();
        Gc { header: self.header, of: PhantomData }
    }
}

impl<T: Body> Drop for Gc<T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: this reference ends here.
        unsafe { decref(self.header) }
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Allocation

/// Objects up to this many units of 16 bytes come from blocks: none if the system's allocator is to see them all.
const CLASSES: usize = if cfg!(feature = "system-allocator") { 0 } else { 128 };
/// A block holds objects of one size and is aligned to its size.
const BLOCK: usize = 32 * 1024;
/// Blocks are taken from the system this many at a time.
const ARENA_BLOCKS: usize = 32;
/// So many bytes of a block, in slots of one size, are made ready for use at once.
const CARVED_AT_ONCE: usize = 1024;
/// How much must be carved from fresh memory before the next collection: some twenty thousand objects, so that a pause
/// is a few milliseconds.
const COLLECT_EVERY: usize = 2 << 20;
/// As much before the first: starting takes some, none of which is garbage.
const FIRST_COLLECTION: usize = 4 << 20;
/// So many objects must have become old since the last collection of all before the next, or as many as were old then.
const FULL_COLLECTION: usize = 300_000;
/// So many collections of young objects at most are left out after one that was in vain.
const MOST_LEFT_OUT: u32 = 3;

/// What a block starts with; objects follow.
#[repr(C)]
struct Block {
    slot_size: u32,
    /// Multiplying by this, and dropping 32 bits, divides what is smaller than a block by the size of its slots.
    reciprocal: u32,
    /// Slots handed out so far; those beyond have never been used.
    used: Cell<usize>,
    /// The slots that hold old objects, a bit each.
    old: [Cell<u64>; BLOCK / SMALLEST / 64],
}

/// No object is smaller: a header and a word.
const SMALLEST: usize = 16;

impl Block {
    /// The block of an object that came from one, and the number of its slot.
    ///
    /// # Safety
    /// The object at `header` came from a block.
    unsafe fn of<'a>(header: *mut Header) -> (&'a Block, usize) {
        let block = header as usize & !(BLOCK - 1);
        // SAFETY: blocks are aligned to their size and begin with their header; none is ever given back.
        let found = unsafe { &*(block as *const Block) };
        let offset = header as usize - block - BLOCK_HEADER;
        (found, ((offset as u64 * found.reciprocal as u64) >> 32) as usize)
    }

    /// A block of slots of `16 * class` bytes, all unused.
    fn new(class: usize) -> Block {
        let slot_size = class as u32 * 16;
        let reciprocal = u32::MAX / slot_size + 1;
        Block { slot_size, reciprocal, used: Cell::new(0), old: [const { Cell::new(0) }; BLOCK / SMALLEST / 64] }
    }

    /// The slot with this number.
    fn slot(&self, index: usize) -> *mut Header {
        (self as *const Block as usize + BLOCK_HEADER + index * self.slot_size as usize) as *mut Header
    }
}

const BLOCK_HEADER: usize = size_of::<Block>();
const _: () = assert!(BLOCK_HEADER.is_multiple_of(16));

/// What precedes an object from the system allocator.
#[repr(C)]
struct LargePrefix {
    size: usize,
    /// Its place in the list of large objects.
    index: usize,
}

fn large_prefix(header: *mut Header) -> *mut LargePrefix {
    (header as usize - size_of::<LargePrefix>()) as *mut LargePrefix
}

/// A slot on a free list: its header says `Free`, the next pointer lies behind.
#[repr(C)]
struct FreeSlot {
    header: Header,
    next: *mut FreeSlot,
}

struct Heap {
    free: [*mut FreeSlot; CLASSES + 1],
    /// The block of each class that still has unused slots.
    current: [*mut Block; CLASSES + 1],
    blocks: Vec<*mut Block>,
    large: Vec<*mut Header>,
    fresh: Vec<*mut Block>,
    /// Objects with no reference left, waiting for the one being dropped.
    dead: Vec<*mut Header>,
    draining: bool,
    /// A collection changes the counts: no reference may come or go.
    #[cfg(debug_assertions)]
    counting: bool,
    finalizers: Vec<Value>,
    /// Bytes taken from unused memory, and how many there may be before the next collection.
    carved: usize,
    collect_at: usize,
    /// Objects that survived a collection, and how many there may be before the next looks at all.
    old: usize,
    old_limit: usize,
    /// The last collections that found hardly any garbage, and how many have been left out since.
    in_vain: u32,
    left_out: u32,
    /// There has been a collection since the VM was made.
    collected: bool,
    weak_died: Option<fn(*mut Header)>,
}

thread_local! {
    // No destructor, so that an access is a plain load: the heap lives as long as its thread, as do its objects.
    static HEAP: ManuallyDrop<UnsafeCell<Heap>> = const {
        ManuallyDrop::new(UnsafeCell::new(Heap {
            free: [std::ptr::null_mut(); CLASSES + 1],
            current: [std::ptr::null_mut(); CLASSES + 1],
            blocks: Vec::new(),
            large: Vec::new(),
            fresh: Vec::new(),
            dead: Vec::new(),
            draining: false,
            #[cfg(debug_assertions)]
            counting: false,
            finalizers: Vec::new(),
            carved: 0,
            collect_at: FIRST_COLLECTION,
            old: 0,
            old_limit: FULL_COLLECTION,
            in_vain: 0,
            left_out: 0,
            collected: false,
            weak_died: None,
        }))
    };
    static PENDING: Cell<bool> = const { Cell::new(false) };
}

#[inline(always)]
fn heap() -> *mut Heap {
    HEAP.with(|h| h.get())
}

/// Must the interpreter look at the finalizer queue, or collect?
#[inline(always)]
pub fn pending() -> bool {
    PENDING.get()
}

/// Ask the interpreter to look.
pub fn set_pending(on: bool) {
    PENDING.set(on);
}

/// A further reference to the object at `address`, for weak references, whose address becomes 0 when the object dies;
/// `None` for 0.
pub(crate) fn live_reference(address: usize) -> Value {
    match NonNull::new(address as *mut Header) {
        None => Value::NONE,
        // SAFETY: only `object::weakref` calls this, with an address that its death hook keeps up to date.
        Some(header) => unsafe {
            header.as_ref().incref();
            Value::from_header(header)
        },
    }
}

/// A further reference to the object at `address`, for a table whose entries its objects remove when they are dropped;
/// `None` for an object that is being freed.
pub(crate) fn reference_if_live(address: usize) -> Option<Value> {
    let header = NonNull::new(address as *mut Header)?;
    // SAFETY: the table's entry goes when the object is dropped, so its memory is still an object's.
    unsafe { (header.as_ref().refcount() > 0).then(|| live_reference(header.as_ptr() as usize)) }
}

/// Queue an object whose last reference went but that must run code first.
pub fn queue_finalizer(object: Value) {
    // SAFETY: a short access to the thread's own heap; nothing in it re-enters.
    unsafe { (*heap()).finalizers.push(object) };
    PENDING.set(true);
}

/// The objects to finalize, oldest first.
pub fn take_finalizers() -> Vec<Value> {
    // SAFETY: as above.
    unsafe { std::mem::take(&mut (*heap()).finalizers) }
}

/// Has the heap grown enough for a collection to pay?
pub fn collection_due() -> bool {
    // SAFETY: as above.
    unsafe { (*heap()).carved >= (*heap()).collect_at }
}

/// The collector begins to change counts, or has restored them.
pub(crate) fn set_counting(on: bool) {
    #[cfg(debug_assertions)]
    // SAFETY: as above.
    unsafe {
        (*heap()).counting = on
    };
    #[cfg(not(debug_assertions))]
    let _ = on;
}

/// What the next collection looks at.
pub(crate) enum Due {
    /// All objects.
    All,
    /// The young ones.
    Young,
    /// Nothing: the last ones found hardly any garbage.
    None,
}

/// What to look at when the heap has grown.
pub(crate) fn due_collection() -> Due {
    // SAFETY: as above.
    unsafe {
        let heap = &mut *heap();
        if heap.old >= heap.old_limit {
            return Due::All;
        }
        if heap.left_out < heap.in_vain.min(MOST_LEFT_OUT) {
            heap.left_out += 1;
            return Due::None;
        }
        Due::Young
    }
}

/// Called by the collector when it is done, with whether it looked at all objects, and in vain.
pub(crate) fn collection_done(full: bool, in_vain: bool) {
    // SAFETY: as above.
    unsafe {
        let heap = &mut *heap();
        heap.collect_at = heap.carved + COLLECT_EVERY;
        heap.collected = true;
        heap.left_out = 0;
        heap.in_vain = if in_vain { heap.in_vain + 1 } else { 0 };
        if full {
            heap.old_limit = heap.old + heap.old.max(FULL_COLLECTION);
        }
    }
}

/// Declares the young objects old, in place of a collection.
pub(crate) fn leave_collection_out() {
    age();
    // SAFETY: as above.
    unsafe {
        (*heap()).collect_at = (*heap()).carved + COLLECT_EVERY;
        (*heap()).collected = true;
    }
}

/// The VM has been made: its objects will stay, and count as old.
pub(crate) fn start() {
    age();
    // SAFETY: as above.
    unsafe {
        (*heap()).collected = false;
        (*heap()).old_limit = (*heap()).old + FULL_COLLECTION;
    }
}

/// Makes all young objects old that a collection could look at.
fn age() {
    // SAFETY: as above; the objects found are alive, and nothing is allocated or freed.
    unsafe {
        for_each_candidate(true, |header| {
            if can_cycle((*header).kind()) {
                became_old(header);
            }
        });
    }
}

/// Has there been a collection since [`start`]?
pub(crate) fn has_collected() -> bool {
    // SAFETY: as above.
    unsafe { (*heap()).collected }
}

/// A collection found that the object at `header` lives.
pub(crate) fn became_old(header: *mut Header) {
    // SAFETY: as above; the object is alive.
    unsafe {
        if (*header).has(OLD) {
            return;
        }
        (*header).set(OLD, true);
        (*heap()).old += 1;
        if (*header).size16 != 0 {
            let (block, slot) = Block::of(header);
            let word = &block.old[slot / 64];
            word.set(word.get() | 1 << (slot % 64));
        }
    }
}

/// An old object dies.
#[cold]
#[inline(never)]
unsafe fn forget_old(header: *mut Header) {
    // SAFETY: the object's memory is not reused yet.
    unsafe {
        (*heap()).old -= 1;
        if (*header).size16 != 0 {
            let (block, slot) = Block::of(header);
            let word = &block.old[slot / 64];
            word.set(word.get() & !(1 << (slot % 64)));
        }
    }
}

/// What is called with an object that dies while weak references to it exist.
pub fn on_weakly_referenced_death(hook: fn(*mut Header)) {
    // SAFETY: as above.
    unsafe { (*heap()).weak_died = Some(hook) };
}

/// The size class of objects of `size` bytes, header included.
#[inline(always)]
pub(crate) fn size_class(size: usize) -> usize {
    size.div_ceil(16)
}

/// Do objects of this size class lie in blocks?
pub(crate) fn in_blocks(class: usize) -> bool {
    class <= CLASSES
}

/// Memory for an object of `size` bytes, header included, which is initialised.
#[inline(always)]
pub(crate) fn allocate(size: usize, kind: Kind) -> NonNull<Header> {
    allocate_class(size_class(size), kind)
}

/// As [`allocate`], for objects whose size class is known.
#[inline(always)]
pub(crate) fn allocate_class(class: usize, kind: Kind) -> NonNull<Header> {
    // SAFETY: a short access to the thread's own heap; a slot on a free list is unused memory of its class's size.
    unsafe {
        if class <= CLASSES {
            let heap = heap();
            let slot = (*heap).free[class];
            if !slot.is_null() {
                (*heap).free[class] = (*slot).next;
                let header = slot as *mut Header;
                header.write(Header { rc: Cell::new(1), kind, flags: Cell::new(0), size16: class as u16 });
                return NonNull::new_unchecked(header);
            }
        }
        allocate_slow(class, kind)
    }
}

#[cold]
#[inline(never)]
unsafe fn allocate_slow(class: usize, kind: Kind) -> NonNull<Header> {
    let size = class * 16;
    // SAFETY: memory from the allocator, checked for null, initialised before it is handed out.
    unsafe {
        let heap = &mut *heap();
        if class > CLASSES {
            let total = size + size_of::<LargePrefix>();
            let layout = Layout::from_size_align_unchecked(total, 16);
            let memory = alloc(layout);
            if memory.is_null() {
                handle_alloc_error(layout);
            }
            (memory as *mut LargePrefix).write(LargePrefix { size, index: heap.large.len() });
            let header = (memory as usize + size_of::<LargePrefix>()) as *mut Header;
            header.write(Header { rc: Cell::new(1), kind, flags: Cell::new(0), size16: 0 });
            heap.large.push(header);
            heap.grown(size);
            return NonNull::new_unchecked(header);
        }
        let slot_size = class * 16;
        let mut block = heap.current[class];
        if block.is_null() || BLOCK_HEADER + ((*block).used.get() + 1) * slot_size > BLOCK {
            block = heap.fresh_block();
            block.write(Block::new(class));
            heap.current[class] = block;
            heap.blocks.push(block);
        }
        let index = (*block).used.get();
        let unused = (BLOCK - BLOCK_HEADER) / slot_size - index;
        let count = (CARVED_AT_ONCE / slot_size).clamp(1, unused);
        (*block).used.set(index + count);
        heap.grown(count * slot_size);
        // Those behind the first become the free list, in the order of their addresses.
        let mut next = std::ptr::null_mut();
        for further in (index + 1..index + count).rev() {
            let slot = (*block).slot(further) as *mut FreeSlot;
            let header = Header { rc: Cell::new(0), kind: Kind::Free, flags: Cell::new(0), size16: class as u16 };
            slot.write(FreeSlot { header, next });
            next = slot;
        }
        heap.free[class] = next;
        let header = (*block).slot(index);
        header.write(Header { rc: Cell::new(1), kind, flags: Cell::new(0), size16: class as u16 });
        NonNull::new_unchecked(header)
    }
}

impl Heap {
    fn grown(&mut self, bytes: usize) {
        self.carved += bytes;
        if self.carved >= self.collect_at {
            PENDING.set(true);
        }
    }

    /// A block that has never been used.
    unsafe fn fresh_block(&mut self) -> *mut Block {
        if let Some(block) = self.fresh.pop() {
            return block;
        }
        // SAFETY: size and alignment are constants, valid for a layout.
        let arena = unsafe {
            let layout = Layout::from_size_align_unchecked(ARENA_BLOCKS * BLOCK, BLOCK);
            let arena = alloc(layout);
            if arena.is_null() {
                handle_alloc_error(layout);
            }
            arena as usize
        };
        self.fresh.extend((1..ARENA_BLOCKS).rev().map(|i| (arena + i * BLOCK) as *mut Block));
        arena as *mut Block
    }
}

/// Gives the memory of an object back. Its body has been dropped.
#[inline(always)]
unsafe fn free(header: *mut Header) {
    // SAFETY: nobody refers to the object, so its memory is ours to reuse.
    unsafe {
        if (*header).flags.get() & OLD != 0 {
            forget_old(header);
        }
        let class = (*header).size16 as usize;
        if class == 0 {
            return free_large(header);
        }
        let heap = heap();
        let slot = header as *mut FreeSlot;
        (*slot).header.kind = Kind::Free;
        debug_assert!(class <= CLASSES);
        let list = (*heap).free.as_mut_ptr().add(class);
        (*slot).next = *list;
        *list = slot;
    }
}

#[cold]
unsafe fn free_large(header: *mut Header) {
    // SAFETY: the object came from `allocate_slow` with this prefix and layout.
    unsafe {
        let heap = &mut *heap();
        let prefix = large_prefix(header);
        let (size, index) = ((*prefix).size, (*prefix).index);
        heap.large.swap_remove(index);
        if let Some(&moved) = heap.large.get(index) {
            (*large_prefix(moved)).index = index;
        }
        heap.carved = heap.carved.saturating_sub(size);
        let layout = Layout::from_size_align_unchecked(size + size_of::<LargePrefix>(), 16);
        dealloc(prefix as *mut u8, layout);
    }
}

/// Ends one reference.
///
/// # Safety
/// The caller owns one of the references counted in the object and does not use it afterwards.
#[inline(always)]
pub(crate) unsafe fn decref(header: NonNull<Header>) {
    // SAFETY: the object is alive as long as the caller's reference counts.
    unsafe {
        let rc = header.as_ref().rc.get() - 1;
        header.as_ref().rc.set(rc);
        if rc == 0 {
            release(header.as_ptr());
        }
    }
}

/// Frees an object that has no reference left, or queues it for finalization.
#[inline(never)]
unsafe fn release(header: *mut Header) {
    // SAFETY: nobody refers to the object; children that die meanwhile go to the `dead` list, so there is one
    // drop at a time and no recursion.
    unsafe {
        #[cfg(debug_assertions)]
        assert!(!(*heap()).counting, "a trace makes a reference to {:?} of its own", (*header).kind);
        let operations = &OPERATIONS[(*header).kind as usize];
        if operations.leaf && !must_tell(header) {
            (operations.drop)(header);
            free(header);
            return;
        }
        let heap = heap();
        if (*heap).draining {
            (*heap).dead.push(header);
            return;
        }
        if must_tell(header) && survives(header) {
            return;
        }
        (*heap).draining = true;
        (operations.drop)(header);
        free(header);
        (*heap).dead.reverse();
        while let Some(next) = (*heap).dead.pop() {
            // Only now, so that finalizers are queued in the order in which nested drops would come to them.
            if must_tell(next) && survives(next) {
                continue;
            }
            let waiting = (*heap).dead.len();
            (OPERATIONS[(*next).kind as usize].drop)(next);
            free(next);
            // What died now comes next, in the order in which it died: depth first, as nested drops would go.
            let dead = &mut (*heap).dead;
            if dead.len() > waiting + 1 {
                dead[waiting..].reverse();
            }
        }
        (*heap).draining = false;
    }
}

/// Does somebody have to hear of the object's death, or does it have to run code first?
#[inline(always)]
unsafe fn must_tell(header: *mut Header) -> bool {
    // SAFETY: the caller's object is intact.
    unsafe { (*header).flags.get() & (FINALIZE | WEAKLY_REFERENCED) != 0 }
}

/// Tells the weak references to an object that it is as good as dead.
///
/// # Safety
/// `header` points at a live object.
pub(crate) unsafe fn tell_weak_references(header: *mut Header) {
    // SAFETY: as promised by the caller.
    unsafe {
        (*header).set(WEAKLY_REFERENCED, false);
        if let Some(hook) = (*heap()).weak_died {
            hook(header);
        }
    }
}

/// Weak references are told; an object that must run code is brought back to life and queued.
#[cold]
#[inline(never)]
unsafe fn survives(header: *mut Header) -> bool {
    // SAFETY: the object is intact, it only has no reference.
    unsafe {
        if (*header).has(FINALIZE) {
            if (*header).kind == Kind::Frame && (*header).has(WEAKLY_REFERENCED) {
                // Weak references to a generator are told before it is closed, as in CPython.
                (*header).set(WEAKLY_REFERENCED, false);
                if let Some(hook) = (*heap()).weak_died {
                    hook(header);
                }
            }
            (*header).set(FINALIZE, false);
            (*header).rc.set(1);
            queue_finalizer(Value::from_header(NonNull::new_unchecked(header)));
            return true;
        }
        (*header).set(WEAKLY_REFERENCED, false);
        if let Some(hook) = (*heap()).weak_died {
            hook(header);
        }
        false
    }
}

/// Frees the memory of a frame whose registers are all unset and whose count has reached one: the fast path of a
/// returning call.
///
/// # Safety
/// The caller owns the only reference, and the body needs no drop any more.
#[inline(always)]
pub(crate) unsafe fn free_shell(header: *mut Header) {
    // SAFETY: as promised by the caller.
    unsafe { free(header) }
}

/// Makes the memory of a frame count as free, though it stays with whoever keeps it for [`reuse_shell`].
///
/// # Safety
/// As [`free_shell`]; the object is from a block.
#[inline(always)]
pub(crate) unsafe fn set_aside(header: *mut Header) {
    // SAFETY: as promised by the caller.
    unsafe {
        debug_assert!((*header).size16 != 0 && (*header).refcount() == 1);
        if (*header).flags.get() & OLD != 0 {
            forget_old(header);
        }
        (*header).kind = Kind::Free;
        (*header).flags.set(0);
    }
}

/// Makes an object with one reference, its body still to be written, of memory that was set aside.
///
/// # Safety
/// It was, and nobody else uses it.
#[inline(always)]
pub(crate) unsafe fn reuse_shell(header: *mut Header, kind: Kind) {
    // SAFETY: as promised by the caller. Count and size are as they were.
    unsafe {
        (*header).kind = kind;
        (*header).flags.set(0);
    }
}

/// Calls `f` with every live object.
///
/// # Safety
/// `f` neither allocates nor frees.
pub(crate) unsafe fn for_each_object(mut f: impl FnMut(*mut Header)) {
    // SAFETY: used slots of a block hold either an object or a free slot, and the header says which.
    unsafe {
        let heap = heap();
        for &block in &(*heap).blocks {
            for i in 0..(*block).used.get() {
                let header = (*block).slot(i);
                if (*header).kind != Kind::Free {
                    f(header);
                }
            }
        }
        for &header in &(*heap).large {
            f(header);
        }
    }
}

/// As [`for_each_object`], passing over the old objects in blocks if `young`: in a heap of mostly old objects a word of
/// bits stands for 64 of them.
///
/// # Safety
/// As [`for_each_object`].
pub(crate) unsafe fn for_each_candidate(young: bool, mut f: impl FnMut(*mut Header)) {
    if !young {
        // SAFETY: as promised by the caller.
        return unsafe { for_each_object(f) };
    }
    // SAFETY: as in `for_each_object`.
    unsafe {
        let heap = heap();
        for &block in &(*heap).blocks {
            let used = (*block).used.get();
            for (at, old) in (0..used).step_by(64).zip(&(*block).old) {
                let mut young = !old.get();
                if used - at < 64 {
                    young &= (1 << (used - at)) - 1;
                }
                while young != 0 {
                    let header = (*block).slot(at + young.trailing_zeros() as usize);
                    young &= young - 1;
                    if (*header).kind != Kind::Free {
                        f(header);
                    }
                }
            }
        }
        for &header in &(*heap).large {
            f(header);
        }
    }
}

/// All live objects of a kind, oldest memory first.
pub fn live_objects(kind: Kind) -> Vec<Value> {
    let mut headers = Vec::new();
    // SAFETY: the closure neither makes nor frees objects of the heap. Objects found there are alive, so a reference
    // may be counted; those whose count is zero are being dropped and left out.
    unsafe {
        for_each_object(|h| {
            if (*h).kind == kind && (*h).refcount() > 0 {
                headers.push(h);
            }
        });
        headers
            .into_iter()
            .map(|h| {
                (*h).incref();
                Value::from_header(NonNull::new_unchecked(h))
            })
            .collect()
    }
}

/// Live objects and their bytes.
pub fn statistics() -> (usize, usize) {
    let (mut objects, mut bytes) = (0, 0);
    // SAFETY: the closure only counts.
    unsafe {
        for_each_object(|h| {
            objects += 1;
            bytes += (*h).size();
        });
    }
    (objects, bytes)
}

/// Does an object of this kind own values, so that it can be part of a cycle?
#[inline(always)]
pub(crate) fn can_cycle(kind: Kind) -> bool {
    const { assert!(KIND_COUNT <= 64) };
    CYCLIC >> kind as u32 & 1 != 0
}
