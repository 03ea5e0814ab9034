//! The only activation record: a call, a generator, a coroutine and an async generator are all frames.
//!
//! A frame is a heap object that never moves: caller link, program counter, function, code, one link word, state, and
//! the registers inline. Behind those lie the constants that its instructions read as registers: they are the code's, and
//! neither counted nor dropped here. Calling takes one from a free list, returning gives it back, suspending copies nothing.
//!
//! **Delegation.** A generator delegates when it is suspended at `YieldFrom`, `Await` or `AsyncForNext` and the
//! iterator in its register is a frame too: that frame's `caller` is then the delegator, suspended or not. The
//! outermost of such a chain is its *root*, the innermost its *leaf*. While the root is suspended its `link` is the
//! leaf; the `link` of every other frame of the chain is the root, or a frame further out on the way to it. So
//! resuming, and yielding, take the same time at any depth.

use crate::code::Flags;
use crate::heap::{self, Body, Gc, Header, Kind, Slot, Tailed, Visitor};
use crate::interp::jump::Jump;
use crate::object::cell::CellObject;
use crate::object::code::{Code, CodeBody};
use crate::object::dict::Dict;
use crate::object::function::Function;
use crate::op::Ins;
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::mem::ManuallyDrop;
use std::rc::Rc;

/// A frame. The registers are the tail.
#[repr(C)]
pub struct Frame {
    /// Who gets the result: the caller, whoever resumed a generator, or the delegator. Not counted.
    pub caller: Cell<*mut Frame>,
    /// The next instruction.
    pub pc: Cell<*const Ins>,
    /// The function being run: its globals and closure. Keeps the code alive.
    pub function: Value,
    /// The function's code. Not counted: the function keeps it, and retired code is kept by the VM.
    pub code: Cell<*const Code>,
    /// Root or leaf of a chain of delegation (see above), or null. In a call to `__init__` the instance's bits.
    pub link: Cell<*mut Frame>,
    /// What to do with the result.
    pub on_return: Cell<OnReturn>,
    /// How many handlers of this frame are active, for the search of the exception being handled.
    pub handlers: Cell<u8>,
    /// How far it is.
    pub state: Cell<State>,
    /// What a driver has said about it; see the constants.
    pub marks: Cell<u8>,
    /// How many frames deep the call is; the recursion limit compares.
    pub depth: Cell<u32>,
}

const _: () = assert!(size_of::<Frame>() == 48);

/// The size class of a frame with `registers` registers.
pub(crate) fn size_class(registers: u16) -> u32 {
    let size = size_of::<Header>() + size_of::<Frame>() + registers as usize * size_of::<Value>();
    heap::size_class(size) as u32
}

/// Frames of one code object whose calls are over, kept for its next calls: their variables are unset, and what is the
/// same in all frames of the code is in place. They hang together by `caller`. To the heap they are free memory.
pub(crate) struct Spares {
    first: Cell<*mut Frame>,
    /// How many more are kept.
    room: Cell<u32>,
}

/// No more spares are kept of one code object: deep recursion is not to keep its memory from others.
const MOST_SPARES: u32 = 64;

impl Spares {
    /// Those of code with so many registers: none are kept of frames that are too large for blocks.
    pub fn new(registers: u16) -> Spares {
        let room = if heap::in_blocks(size_class(registers) as usize) { MOST_SPARES } else { 0 };
        Spares { first: Cell::default(), room: Cell::new(room) }
    }

    /// Takes one, or null. Its function, caller, depth, and state are to be set, and its arguments; `pc` too, unless the
    /// caller goes on in it without.
    #[inline(always)]
    pub fn take(&self) -> *mut Frame {
        let frame = self.first.get();
        if !frame.is_null() {
            // SAFETY: spares are whole frames, which belong to this list alone.
            unsafe { self.first.set((*frame).caller.get()) };
            self.room.set(self.room.get() + 1);
        }
        frame
    }

    /// Will a frame be kept?
    #[inline(always)]
    pub fn have_room(&self) -> bool {
        self.room.get() != 0
    }

    /// Keeps a frame.
    ///
    /// # Safety
    /// There is room; the frame is of this code, and nobody refers to it; its variables are unset, its temporaries own
    /// nothing, and its link is null. Its function is the caller's to drop.
    #[inline(always)]
    pub unsafe fn keep(&self, frame: *mut Frame) {
        self.room.set(self.room.get() - 1);
        // SAFETY: as promised by the caller.
        unsafe {
            debug_assert!((*frame).link.get().is_null());
            (*frame).caller.set(self.first.replace(frame));
        }
    }
}

impl Drop for Spares {
    fn drop(&mut self) {
        loop {
            let frame = self.take();
            if frame.is_null() {
                return;
            }
            // SAFETY: nobody refers to a spare.
            unsafe { heap::free_shell(crate::interp::header_of(frame)) };
        }
    }
}

/// How far a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// A generator that has not been started.
    Created,
    /// A generator waiting at `Yield` or delegating.
    Suspended,
    /// Running, or waiting for a call it made. A delegator stays in this state only as long as its root runs.
    Running,
    /// Finished: returned, raised or closed.
    Closed,
}

/// What happens with the value that a frame returns or yields, and with the instruction of the caller that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum OnReturn {
    /// Store it in the caller's register `pc[-1].a`.
    Store,
    /// Leave the interpreter loop: the call came from Rust.
    Leave,
    /// Drop it: `__setattr__`, `__setitem__` and the like.
    Discard,
    /// It must be `None`; the instance, in `link`, is stored instead.
    Init,
    /// It is `__bool__`'s: a bool, which decides the conditional jump at `pc[-1]`.
    BoolJump,
    /// It is `__contains__`'s: its truth decides the conditional jump at `pc[-1]`.
    Jump,
    /// Its truth is stored.
    Truth,
    /// The negation of its truth is stored.
    NotTruth,
    /// It is `__bool__`'s: a bool, whose negation is stored.
    NotBool,
    /// It is `__len__`'s: a length, stored.
    Length,
    /// It is `__str__`'s: a string, stored.
    Text,
    /// It is an operator's: `NotImplemented` goes on as Python's rules say. Operands die now.
    Operator,
    /// It is a comparison's in a conditional jump: `NotImplemented` goes on as Python's rules say, then as `Jump`.
    CompareJump,
    /// It must be an iterator; stored.
    Iterator,
    /// A generator resumed by `next()`, `send()` or `throw()`: a yield is stored, a return raises StopIteration.
    Next,
    /// A generator, or `__next__`, resumed by `ForIter`: a value goes to the body, the end falls through.
    ForIter,
    /// A generator that a native drains: a yield is an item for it, a return its end; see `interp/drain.rs`.
    Drain,
    /// A generator inside of an `enumerate` or `zip` that is looped over: what it yields goes to that; see
    /// `interp/inner.rs`.
    Inner,
    /// A generator resumed by `close()`: a yield is a RuntimeError.
    Close,
    /// A frame that another delegates to: a yield goes to the root's caller, a return to the delegator.
    Delegate,
}

/// `marks`: a warning that the coroutine was never awaited has been given or is not due.
pub const AWAITED: u8 = 1;
/// `marks`: an async generator whose first iteration hook has been called.
pub const HOOKED: u8 = 2;
/// `marks`: an async generator that is being run by an awaitable of its own.
pub const ASYNC_RUNNING: u8 = 4;
/// `marks`: an async generator that was closed or has ended: its finalizer hook is not called any more.
pub const ASYNC_CLOSED: u8 = 8;
/// `marks`: a generator with names of its own, or a coroutine that knows where it was made; see [`Extras`].
pub const EXTRAS: u8 = 16;
/// `marks`: something has been thrown into a generator that another delegates to; see `Vm::raise_thrown`.
pub const THROWN: u8 = 64;
/// `marks`: there has been a frame object: when the call is over it is to know its caller.
pub const VIEWED: u8 = 32;
/// `marks`: trace functions have been told of its call, or that it goes on, and not yet that it was left.
pub const TRACED: u8 = 128;

/// What few frames have beside the rest.
#[derive(Default)]
pub struct Extras {
    /// `__name__`, if it has been set.
    pub name: Value,
    /// `__qualname__`, if it has been set.
    pub qualname: Value,
    /// `cr_origin`, if it is tracked.
    pub origin: Value,
    /// Of an async generator that was started: the finalizer hook that was in force then, if there was one.
    pub finalizer: Value,
    /// The event loop that is to close the async generator when it shuts down.
    pub closed_by: Value,
    /// The caller of a call that is over.
    pub back: Value,
    /// A dict of names that a program put into `f_locals` and that are no variables of the function.
    pub locals: Value,
    /// Of a suspended generator: the frame that stands for it in tracebacks; see `frame_object::stand_in`.
    pub stand_in: Value,
    /// Of a frame that stands for a generator: a weak reference to that.
    pub stands_for: Value,
    /// `f_trace`: the trace function of this frame.
    pub trace: Value,
    /// Of a frame that has one: `f_trace_lines` is false.
    pub no_lines: bool,
    /// `f_trace_opcodes`.
    pub opcodes: bool,
    /// The line that was reported last, 0 for none.
    pub line: u32,
    /// The line that tools of `sys.monitoring` were told of last, 0 for none.
    pub monitored_line: u32,
    /// Where a trace function wants it to go on.
    pub(crate) jump: Option<Rc<Jump>>,
}

impl Extras {
    fn values(&self) -> [&Value; 10] {
        let Extras { name, qualname, origin, finalizer, closed_by, back, locals, stand_in, stands_for, trace, .. } =
            self;
        [name, qualname, origin, finalizer, closed_by, back, locals, stand_in, stands_for, trace]
    }
}

thread_local! {
    /// The extras of frames that are marked so, by address. Objects are not freed while the thread's tables go.
    static ALL_EXTRAS: ManuallyDrop<RefCell<FxHashMap<usize, Extras>>> = ManuallyDrop::default();
}

impl Body for Frame {
    const KIND: Kind = Kind::Frame;

    fn trace(&self, visit: &mut Visitor) {
        self.for_each_value(visit);
    }

    fn clear(&self) {
        if self.state.get() != State::Running {
            self.leave_to_view();
            self.state.set(State::Closed);
            self.tail().iter().rev().for_each(|register| drop(register.take()));
        }
    }

    unsafe fn drop_tail(&self) {
        crate::interp::resume::orphan(self);
        self.leave_to_view();
        if self.marked(EXTRAS) {
            drop(self.take_extras());
        }
        // From the last to the first, as CPython clears a frame.
        self.tail().iter().rev().for_each(|register| drop(register.take()));
    }
}

impl Tailed for Frame {
    type Item = Slot;

    #[inline(always)]
    fn tail_len(&self) -> usize {
        // The function, dropped after the tail, keeps the code alive.
        self.code().nregs as usize
    }
}

impl Frame {
    /// Shows what it refers to.
    #[inline(always)]
    pub(crate) fn for_each_value(&self, mut visit: impl FnMut(&Value)) {
        visit(&self.function);
        self.tail().iter().for_each(|register| visit(register.peek()));
        if self.marked(EXTRAS) {
            self.extra(|extras| extras.values().into_iter().for_each(&mut visit));
        }
        if self.on_return.get() == OnReturn::Init && !self.link.get().is_null() {
            crate::interp::visit_instance(self, &mut visit);
        }
    }

    /// The code.
    #[inline(always)]
    pub fn code(&self) -> &Code {
        // SAFETY: `function` keeps the code alive, or the VM does if the function was given another.
        unsafe { &*self.code.get() }
    }

    /// The body of the code, which has been read: for the instructions in it.
    #[inline(always)]
    pub(crate) fn body(&self) -> &CodeBody {
        let body = self.code().body_if_read();
        debug_assert!(body.is_some(), "an instruction runs, so the code was read");
        // SAFETY: the one instruction of unread code is `ReadCode`, which does not ask.
        unsafe { body.unwrap_unchecked() }
    }

    /// The globals of the function.
    #[inline(always)]
    pub fn globals(&self) -> &Gc<Dict> {
        &self.function().globals
    }

    /// The function.
    #[inline(always)]
    pub fn function(&self) -> &Function {
        debug_assert!(self.function.is_kind(Kind::Function));
        // SAFETY: frames are made of functions.
        unsafe { heap::body_of(&*self.function.as_header_ptr()) }
    }

    /// The cells of the function's closure.
    #[inline(always)]
    pub fn closure(&self) -> &[Value] {
        self.function().closure_cells()
    }

    /// A cell of the closure.
    #[inline(always)]
    pub fn free_cell(&self, index: usize) -> &CellObject {
        match self.closure()[index].exact::<CellObject>() {
            Some(cell) => cell,
            None => unreachable!("closures are made of cells"),
        }
    }

    /// The registers.
    #[inline(always)]
    pub fn registers(&self) -> &[Slot] {
        self.tail()
    }

    /// The index of the instruction being executed, the one before `pc`; 0 before the first.
    pub fn instruction(&self) -> usize {
        let ins = &self.code().ins;
        let next = (self.pc.get() as usize).wrapping_sub(ins.as_ptr() as usize) / size_of::<Ins>();
        if next <= ins.len() {
            return next.saturating_sub(1);
        }
        // A frame at the entry of unread code is outside of both.
        let pc = self.pc.get();
        self.code().traced_at(pc).and_then(|traced| traced.plain_index(pc)).unwrap_or(0)
    }

    /// What `take` finds in what few frames have. It must not drop a value.
    #[cold]
    pub(crate) fn extra<T>(&self, take: impl FnOnce(&Extras) -> T) -> T {
        if !self.marked(EXTRAS) {
            return take(&Extras::default());
        }
        ALL_EXTRAS.with(|all| match all.borrow().get(&self.address()) {
            Some(extras) => take(extras),
            None => take(&Extras::default()),
        })
    }

    /// Leaves the variables of a generator that goes to its frame object, if there is one.
    fn leave_to_view(&self) {
        if self.marked(VIEWED) && self.is_generator() {
            drop(crate::object::frame_object::hand_over(self));
        }
    }

    /// Sets what few frames have. Values that are replaced are to be returned: as they go the table may change.
    #[cold]
    pub fn set_extras<T>(&self, set: impl FnOnce(&mut Extras) -> T) -> T {
        if self.marked(EXTRAS) {
            return ALL_EXTRAS.with(|all| set(all.borrow_mut().entry(self.address()).or_default()));
        }
        let mut extras = Extras::default();
        let result = set(&mut extras);
        self.mark(EXTRAS, true);
        // A frame that was where this one is may have left some.
        drop(ALL_EXTRAS.with(|all| all.borrow_mut().insert(self.address(), extras)));
        result
    }

    /// Forgets the extras if there is nothing in them.
    pub(crate) fn drop_empty_extras(&self) {
        let none = |extras: &Extras| extras.jump.is_none() && extras.values().iter().all(|value| value.is_unset());
        if self.marked(EXTRAS) && self.extra(none) {
            drop(self.take_extras());
        }
    }

    /// The extras, which the frame then has no more.
    fn take_extras(&self) -> Extras {
        if !self.marked(EXTRAS) {
            return Extras::default();
        }
        self.mark(EXTRAS, false);
        ALL_EXTRAS.with(|all| all.borrow_mut().remove(&self.address())).unwrap_or_default()
    }

    /// What the frame is known by in tables.
    fn address(&self) -> usize {
        std::ptr::from_ref(self) as usize
    }

    /// `__name__` of a generator: its own, or its function's.
    pub fn name(&self) -> Value {
        let name = self.extra(|extras| extras.name.clone());
        if name.is_unset() { self.function().name() } else { name }
    }

    /// `__qualname__` of a generator.
    pub fn qualname(&self) -> Value {
        let name = self.extra(|extras| extras.qualname.clone());
        if name.is_unset() { self.function().qualname() } else { name }
    }

    /// The caller of a call that is over, if it is known.
    pub fn back(&self) -> Option<Gc<Frame>> {
        self.extra(|extras| extras.back.to_gc::<Frame>())
    }

    /// The dict of what is in `f_locals` beside the variables; unset if there is none.
    pub fn extra_locals(&self) -> Value {
        self.extra(|extras| extras.locals.clone())
    }

    /// The hook that is to finalize an async generator; unset if there is none.
    pub fn finalizer(&self) -> Value {
        self.extra(|extras| extras.finalizer.clone())
    }

    /// Notes which loop, if any, is to close an async generator when it shuts down.
    pub(crate) fn set_closed_by(&self, event_loop: Value) {
        if self.marked(EXTRAS) || !event_loop.is_unset() {
            drop(self.set_extras(|extras| std::mem::replace(&mut extras.closed_by, event_loop)));
        }
    }

    /// `cr_origin` of a coroutine.
    pub fn origin(&self) -> Value {
        let origin = self.extra(|extras| extras.origin.clone());
        if origin.is_unset() { Value::NONE } else { origin }
    }

    /// Is it a generator, coroutine or async generator?
    #[inline(always)]
    pub fn is_generator(&self) -> bool {
        self.code().has(Flags::GENERATOR | Flags::COROUTINE | Flags::ASYNC_GENERATOR)
    }

    /// Is a mark set?
    #[inline(always)]
    pub fn marked(&self, mark: u8) -> bool {
        self.marks.get() & mark != 0
    }

    /// Sets or clears a mark.
    #[inline(always)]
    pub fn mark(&self, mark: u8, on: bool) {
        self.marks.set(if on { self.marks.get() | mark } else { self.marks.get() & !mark });
    }
}
