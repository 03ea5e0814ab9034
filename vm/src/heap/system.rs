//! Memory for what is no object of the heap: the vectors, tables and strings inside and around objects.
//!
//! Small pieces come from free lists of one size class each, a few instructions away; larger ones come from the system's
//! allocator. A piece that is freed goes to the list of the thread that frees it. Lists that get long go to a store that
//! all threads take from, and so does every piece that is freed by a thread which keeps no lists: whatever one thread
//! allocates and another frees is used again, and a thread that ends leaves nothing behind.

use super::reserve;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;
use std::mem::size_of;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The allocator that a program of the VM declares as its global one.
pub struct Allocator;

impl Allocator {
    /// Has this thread keep what it frees for itself: to be called by the thread that is to run the VM.
    pub fn keep_lists() {
        // SAFETY: a short access to the thread's own lists.
        LISTS.with(|lists| unsafe { (*lists.get()).most = MOST });
        reserve::keep();
    }
}

/// Sizes are multiples of this, as are addresses.
const UNIT: usize = 16;
/// Pieces of up to so many units are small: none if the system's allocator is to see them all.
const CLASSES: usize = if cfg!(feature = "system-allocator") { 0 } else { 64 };
/// Small pieces are cut from chunks of this size.
const CHUNK: usize = 32 * 1024;
/// By so many pieces a kept list may grow.
const MOST: i32 = 4096;

/// A free piece.
struct Free {
    next: *mut Free,
    /// Of the first piece of a list in the store: the first of the list below.
    below: *mut Free,
}

const _: () = assert!(size_of::<Free>() <= UNIT);

#[derive(Clone, Copy)]
struct List {
    first: *mut Free,
    /// By how many pieces it has grown since it was empty or came from the store.
    grown: i32,
}

const NO_PIECES: List = List { first: std::ptr::null_mut(), grown: 0 };

struct Lists {
    of_class: [List; CLASSES + 1],
    /// By how much a list may grow; 0 if the thread keeps none.
    most: i32,
    /// What is left of the newest chunk.
    rest: *mut u8,
    left: usize,
}

thread_local! {
    // No destructor, so that an access is a plain load, and possible to the thread's last moment.
    static LISTS: UnsafeCell<Lists> = const {
        UnsafeCell::new(Lists { of_class: [NO_PIECES; CLASSES + 1], most: 0, rest: std::ptr::null_mut(), left: 0 })
    };
}

/// By size class, the first pieces of stacks of lists.
struct Store([*mut Free; CLASSES + 1]);

// SAFETY: free memory belongs to no thread.
unsafe impl Send for Store {}

static STORE: Mutex<Store> = Mutex::new(Store([std::ptr::null_mut(); CLASSES + 1]));

fn store() -> MutexGuard<'static, Store> {
    STORE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does `work` while no other thread of the system is in the store. It must not need memory.
pub(crate) fn with_store<T>(work: impl FnOnce() -> T) -> T {
    let _held = store();
    work()
}

/// The size class of a layout that is small.
#[inline(always)]
fn class_of(layout: Layout) -> Option<usize> {
    let class = layout.size().div_ceil(UNIT);
    (class <= CLASSES && layout.align() <= UNIT).then_some(class)
}

/// Memory of the system's, of the reserve if there is no other; null if there is none.
#[inline]
unsafe fn from_system(layout: Layout) -> *mut u8 {
    // SAFETY: as promised by the caller.
    unsafe {
        let memory = System.alloc(layout);
        if memory.is_null() && reserve::give_up(layout.size()) { System.alloc(layout) } else { memory }
    }
}

/// A piece of a size class of which the thread has none; null if the system has no more memory.
#[cold]
#[inline(never)]
fn obtain(class: usize) -> *mut u8 {
    let size = class * UNIT;
    LISTS.with(|lists| {
        // SAFETY: short accesses to the thread's own lists and to the store; neither the lock nor the system's allocator
        // comes back here. The piece lies inside of the chunk.
        unsafe {
            let lists = lists.get();
            let mut store = store();
            let first = store.0[class];
            if !first.is_null() {
                store.0[class] = (*first).below;
                (*lists).of_class[class] = List { first: (*first).next, grown: 0 };
                return first as *mut u8;
            }
            drop(store);
            if (*lists).most == 0 {
                return from_system(Layout::from_size_align_unchecked(size, UNIT));
            }
            if (*lists).left < size {
                if !reserve::refill() {
                    reserve::warn();
                }
                let chunk = from_system(Layout::from_size_align_unchecked(CHUNK, UNIT));
                if chunk.is_null() {
                    return chunk;
                }
                (*lists).rest = chunk;
                (*lists).left = CHUNK;
            }
            let piece = (*lists).rest;
            (*lists).rest = piece.add(size);
            (*lists).left -= size;
            piece
        }
    })
}

/// Puts the list of a size class into the store.
#[cold]
#[inline(never)]
fn give(list: &mut List, class: usize) {
    let first = std::mem::replace(list, NO_PIECES).first;
    // SAFETY: what is on lists is free, and this list has a piece at least.
    unsafe { (*first).below = std::mem::replace(&mut store().0[class], first) };
}

// SAFETY: pieces are as large and aligned as was asked for, and belong to whoever asked until they are given back: to a
// list of their class, which follows from the layout.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let Some(class) = class_of(layout) else {
            // SAFETY: as promised by the caller.
            return unsafe { from_system(layout) };
        };
        LISTS.with(|lists| {
            // SAFETY: a short access to the thread's own lists; what is on them is free.
            unsafe {
                let list = &mut (*lists.get()).of_class[class];
                let piece = list.first;
                if piece.is_null() {
                    return obtain(class);
                }
                list.first = (*piece).next;
                list.grown -= 1;
                piece as *mut u8
            }
        })
    }

    #[inline]
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        let Some(class) = class_of(layout) else {
            // SAFETY: as promised by the caller: it came from there.
            return unsafe { System.dealloc(memory, layout) };
        };
        LISTS.with(|lists| {
            // SAFETY: as above; the piece is free from now on.
            unsafe {
                let lists = lists.get();
                let list = &mut (*lists).of_class[class];
                let piece = memory as *mut Free;
                (*piece).next = list.first;
                list.first = piece;
                list.grown += 1;
                if list.grown > (*lists).most {
                    give(list, class);
                }
            }
        });
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as promised by the caller.
        unsafe {
            if class_of(layout).is_none() {
                let memory = System.alloc_zeroed(layout);
                let again = memory.is_null() && reserve::give_up(layout.size());
                return if again { System.alloc_zeroed(layout) } else { memory };
            }
            let memory = self.alloc(layout);
            if !memory.is_null() {
                memory.write_bytes(0, layout.size());
            }
            memory
        }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // SAFETY: as promised by the caller.
        unsafe {
            let new = Layout::from_size_align_unchecked(new_size, layout.align());
            match (class_of(layout), class_of(new)) {
                (None, None) => {
                    let moved = System.realloc(memory, layout, new_size);
                    let again = moved.is_null() && reserve::give_up(new_size);
                    return if again { System.realloc(memory, layout, new_size) } else { moved };
                }
                (Some(old), Some(new)) if old == new => return memory,
                _ => (),
            }
            let moved = self.alloc(new);
            if !moved.is_null() {
                std::ptr::copy_nonoverlapping(memory, moved, layout.size().min(new_size));
                self.dealloc(memory, layout);
            }
            moved
        }
    }
}
