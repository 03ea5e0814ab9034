//! How many instructions and slow paths have been carried out, for tests that pin what a primitive takes. Only builds with
//! debug assertions count.

use std::cell::Cell;

thread_local! {
    static INSTRUCTIONS: Cell<u64> = const { Cell::new(0) };
    static SLOW_PATHS: Cell<u64> = const { Cell::new(0) };
}

/// An instruction begins.
#[inline(always)]
pub(super) fn instruction() {
    INSTRUCTIONS.set(INSTRUCTIONS.get() + 1);
}

/// The loop calls a slow path.
#[inline(always)]
pub(super) fn slow_path() {
    SLOW_PATHS.set(SLOW_PATHS.get() + 1);
}

/// The instructions and the slow paths of this thread so far.
pub(crate) fn counts() -> (u64, u64) {
    (INSTRUCTIONS.get(), SLOW_PATHS.get())
}
