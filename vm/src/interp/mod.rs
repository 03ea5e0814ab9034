//! The interpreter: the loop, and the parts of it that are not hot.
//!
//! - [`run`] is the loop: one `match` over opcodes with the fast paths inline.
//! - [`leaf`] holds what takes no code of the program, too long for the loop.
//! - [`slow`] holds what an instruction does when no fast path fits; it may push a frame for a special method.
//! - [`attributes`] loads, stores and calls attributes by name, and fills the inline caches of such instructions.
//! - [`call`] pushes frames for calls of any callable and binds arguments; [`bind`] does so without a detour where
//!   they fit.
//! - [`resume`] switches into generators and coroutines and out of them; [`drain`] has natives take all of a generator's
//!   items so, and [`inner`] loops over natives that ask generators.
//! - [`instrument`] puts instructions into code that report to trace functions, and [`trace`] is what these do; [`jump`]
//!   takes a frame to another line for one.
//! - [`unwind`] finds handlers, and [`returns`] delivers results that are more than a store.
//!
//! Rules for editing the loop:
//! 1. Only `at`, the next instruction, and `regs` live across instructions; the frame is found from `regs`, the rest
//!    through it. No arm uses its instruction after it has changed `at`: the two would need a machine register each.
//! 2. Slow paths get nothing by `&mut at`: `sync!` stores it, `reload!` takes it back when the frame changed.
//! 3. A register is overwritten only through `set!`, which drops the old value and looks whether that left code to run.
//! 4. An instruction that can raise or switch does its register writes last.

mod attributes;
mod bind;
mod build;
pub mod call;
#[cfg(debug_assertions)]
pub(crate) mod counts;
mod drain;
mod exec;
mod inner;
pub(crate) mod instrument;
pub(crate) mod jump;
mod leaf;
pub(crate) mod monitor;
mod raise;
pub mod resume;
pub mod returns;
pub mod slow;
mod spread;
pub mod threads;
pub(crate) mod trace;
pub mod unwind;

use crate::frame::{Frame, OnReturn};
use crate::heap::{self, Gc, Header, Visitor};
use crate::op::{Ins, KILL_A, KILL_B, KILL_C};
use crate::value::Value;
use crate::vm::Vm;
use resume::Step;
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

/// Why the interpreter's loop ended.
#[derive(Debug)]
pub(crate) enum Exit {
    /// The frame that was to leave did.
    Left(Step),
    /// The current frame waits for an event loop to run.
    RunLoop(Box<RunLoop>),
}

/// An event loop is to run, until it is stopped or `future` is done.
#[derive(Debug)]
pub(crate) struct RunLoop {
    /// The loop.
    pub event_loop: Value,
    /// What is waited for, whose result the frame gets; unset to run until stopped.
    pub future: Value,
}

/// Runs `vm.frame` until a frame that is to leave is done. If `raise` is set the parked exception is raised at the
/// frame's present instruction first.
///
/// An event loop runs from here, not from the instruction that asks for it: between its turns nothing of the
/// interpreter is on the Rust stack.
#[inline]
pub(crate) fn run(vm: &mut Vm, raise: bool) -> Step {
    match exec::run(vm, raise) {
        Exit::Left(outcome) => outcome,
        Exit::RunLoop(wanted) => run_loop(vm, *wanted),
    }
}

/// Runs the event loop that the current frame wants run, and the frame on to its end.
#[cold]
fn run_loop(vm: &mut Vm, mut wanted: RunLoop) -> Step {
    loop {
        let waiting = vm.frame;
        let result = crate::event_loop::run_wanted(vm, wanted);
        vm.frame = waiting;
        let raise = match result {
            Ok(value) => {
                returns::store(vm, value);
                false
            }
            Err(_) => true,
        };
        match exec::run(vm, raise) {
            Exit::Left(outcome) => return outcome,
            Exit::RunLoop(again) => wanted = *again,
        }
    }
}

/// What the loop does after a slow path.
#[derive(Debug)]
pub(crate) enum Flow {
    /// Go on with the instruction after the present one, or wherever the slow path set the frame's `pc` to.
    Next,
    /// The current frame is another one now.
    Switch,
    /// An exception is parked: find its handler.
    Raise,
    /// As `Raise`, but the exception was raised before and passes on: no context, no traceback entry here.
    Reraise,
    /// The frame that was to leave is done.
    Leave(Step),
    /// The current frame's call goes on draining its generator.
    Drain,
    /// Leave the loop for an event loop to run; its result goes to the current frame.
    RunLoop(Box<RunLoop>),
}

/// The registers of a frame.
///
/// # Safety
/// `frame` is alive.
#[inline(always)]
pub(crate) unsafe fn registers_of(frame: *mut Frame) -> *mut Value {
    (frame as usize + size_of::<Frame>()) as *mut Value
}

/// The frame whose registers these are.
#[inline(always)]
pub(crate) fn frame_of(regs: *mut Value) -> *mut Frame {
    (regs as usize - size_of::<Frame>()) as *mut Frame
}

/// The header of a frame.
#[inline(always)]
pub(crate) fn header_of(frame: *mut Frame) -> *mut Header {
    (frame as usize - size_of::<Header>()) as *mut Header
}

/// A further counted reference to a frame.
///
/// # Safety
/// `frame` is alive.
#[inline(always)]
pub(crate) unsafe fn share(frame: *mut Frame) -> Gc<Frame> {
    // SAFETY: the frame is alive, and the count is raised for the reference that is handed out.
    unsafe {
        (*header_of(frame)).incref();
        Gc::from_header(NonNull::new_unchecked(header_of(frame)))
    }
}

/// The instruction before `pc`: the one being executed, or at which a frame waits.
///
/// # Safety
/// `frame` is alive and has executed an instruction.
#[inline(always)]
pub(crate) unsafe fn waiting_at(frame: *mut Frame) -> Ins {
    // SAFETY: as promised by the caller.
    unsafe { *(*frame).pc.get().sub(1) }
}

/// Drops a value; says whether that left something for [`Vm::run_pending`].
#[inline(always)]
pub(crate) fn drop_value(value: Value) -> bool {
    if value.is_object() {
        let value = ManuallyDrop::new(value);
        // SAFETY: the value's reference ends here.
        unsafe {
            let header = value.as_header_ptr();
            let last = (*header).refcount() == 1;
            heap::decref(NonNull::new_unchecked(header));
            return last && heap::pending();
        }
    }
    false
}

/// Unsets the register operands that die with the instruction.
///
/// # Safety
/// `regs` are the registers of the frame that executes `i`.
#[inline(always)]
pub(crate) unsafe fn kill_operands(regs: *mut Value, i: Ins) {
    // SAFETY: the compiler checked that operands are registers of the code.
    unsafe {
        if i.x & KILL_A != 0 {
            drop(std::mem::take(&mut *regs.add(i.a as usize)));
        }
        if i.x & KILL_B != 0 {
            drop(std::mem::take(&mut *regs.add(i.b as usize)));
        }
        if i.x & KILL_C != 0 {
            drop(std::mem::take(&mut *regs.add(i.c as usize)));
        }
    }
}

/// Shows the instance that a running `__init__` will return.
pub(crate) fn visit_instance(frame: &Frame, visit: &mut Visitor) {
    debug_assert!(frame.on_return.get() == OnReturn::Init);
    if let Some(header) = NonNull::new(frame.link.get() as *mut Header) {
        // SAFETY: in a frame that returns to `Init`, `link` is the instance's counted reference; it is only lent here.
        let value = ManuallyDrop::new(unsafe { Value::from_header(header) });
        visit(&value);
    }
}

/// For how many objects, one dropped by the finalizer of another, finalizers are run in a row.
const ROUNDS: usize = 16;

impl Vm {
    /// Runs what freeing objects left to do, and collects if it is time.
    #[cold]
    #[inline(never)]
    pub(crate) fn run_pending(&mut self) {
        let frame = self.frame;
        // What finalizers raise is reported, and must not disturb the exception that is on its way.
        let raised = self.take_raised();
        heap::set_pending(false);
        // The next one is the last. What a finalizer drops is finalized right after it, before what was dropped together
        // with its object; a chain of them that does not end goes on later.
        let mut waiting = heap::take_finalizers();
        waiting.reverse();
        let mut steps = waiting.len() * ROUNDS;
        while steps > 0
            && let Some(object) = waiting.pop()
        {
            self.finalize(object);
            self.frame = frame;
            steps -= 1;
            if heap::pending() {
                heap::set_pending(false);
                waiting.extend(heap::take_finalizers().into_iter().rev());
            }
        }
        waiting.into_iter().rev().for_each(heap::queue_finalizer);
        if heap::collection_due() && self.importer.collecting {
            crate::collect::collect_grown(self);
        }
        self.frame = frame;
        if !raised.is_unset() {
            let _ = self.raise(raised);
        }
    }
}
