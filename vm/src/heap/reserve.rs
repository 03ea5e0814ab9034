//! What is left when the system has no more memory: a reserve, which is given up so that the program can be told.
//!
//! Rust's vectors end the process when there is no memory for them, and the language promises MemoryError. So an
//! allocation that fails gives the reserve back to the system and tries again, and the VM raises MemoryError when it next
//! looks at the flag of signals: up to there the reserve lasts. It is taken anew as soon as that can be done. The system
//! maps its pages when they are touched, so that it costs addresses and no memory.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ptr::null_mut;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

/// So much is reserved; what is larger must be asked for in a way that can fail.
const SIZE: usize = 64 << 20;

const LAYOUT: Layout = match Layout::from_size_align(SIZE, 16) {
    Ok(layout) => layout,
    Err(_) => unreachable!(),
};

static RESERVE: AtomicPtr<u8> = AtomicPtr::new(null_mut());
/// Is there to be a reserve?
static KEPT: AtomicBool = AtomicBool::new(false);
/// Has the reserve been given up, and nobody been told?
static EXHAUSTED: AtomicBool = AtomicBool::new(false);

/// Takes the reserve for the first time.
pub(super) fn keep() {
    KEPT.store(true, Ordering::Relaxed);
    refill();
}

/// Takes the reserve again if it was given up. Is there one now?
pub(crate) fn refill() -> bool {
    if !KEPT.load(Ordering::Relaxed) || !RESERVE.load(Ordering::Acquire).is_null() {
        return true;
    }
    // SAFETY: the layout is not empty.
    let taken = unsafe { System.alloc(LAYOUT) };
    if taken.is_null() {
        return false;
    }
    if RESERVE.compare_exchange(null_mut(), taken, Ordering::AcqRel, Ordering::Acquire).is_err() {
        // SAFETY: it was allocated above, and nobody has seen it.
        unsafe { System.dealloc(taken, LAYOUT) };
    }
    true
}

/// The program is to be told at the next occasion that memory is scarce.
pub(super) fn warn() {
    EXHAUSTED.store(true, Ordering::Release);
    crate::event_loop::signal::look_soon();
}

/// Is the program to be told? Asking is promising to.
pub(crate) fn take_exhausted() -> bool {
    EXHAUSTED.load(Ordering::Relaxed) && EXHAUSTED.swap(false, Ordering::AcqRel)
}

/// Gives the reserve up for an allocation that has failed: is there anything to try again with?
#[cold]
#[inline(never)]
pub(super) fn give_up(size: usize) -> bool {
    if size >= SIZE {
        return false;
    }
    let reserve = RESERVE.swap(null_mut(), Ordering::AcqRel);
    if reserve.is_null() {
        return false;
    }
    // SAFETY: it was allocated with this layout, and the swap made it ours alone.
    unsafe { System.dealloc(reserve, LAYOUT) };
    warn();
    true
}
