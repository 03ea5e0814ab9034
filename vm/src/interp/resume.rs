//! Switching into generators and coroutines, and delegation between them.

use super::{Flow, header_of, registers_of, returns, trace, waiting_at};
use crate::code::Flags;
use crate::event_loop::future::Future;
use crate::frame::{ASYNC_CLOSED, ASYNC_RUNNING, AWAITED, EXTRAS, Frame, OnReturn, State, THROWN, VIEWED};
use crate::heap::{FINALIZE, Gc, Kind};
use crate::object::awaitable::{AwaitMode, AwaitState, Awaitable};
use crate::object::exception::Exc;
use crate::object::frame_object;
use crate::object::iter;
use crate::op::{Ins, KILL_A, Op};
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

/// What a suspended frame is given.
pub enum Resume {
    /// The value of the `yield` it waits at.
    Send(Value),
    /// An exception object, raised there.
    Throw(Value),
}

/// What a generator or coroutine did when it was resumed.
#[derive(Debug)]
pub enum Step {
    /// It yielded and is suspended.
    Yielded(Value),
    /// It returned.
    Returned(Value),
    /// It raised; the exception is parked.
    Raised,
}

/// Did a fast path switch frames?
pub(crate) enum Resumed {
    /// `vm.frame` is the frame to go on with.
    Switched,
    /// Nothing happened: take the slow path.
    Not,
}

/// The frame that a value of kind `Frame` is.
///
/// # Safety
/// The value is of kind `Frame`.
#[inline(always)]
pub(crate) unsafe fn frame_ptr(value: &Value) -> *mut Frame {
    debug_assert!(value.is_kind(Kind::Frame));
    value.as_header_ptr().wrapping_add(1) as *mut Frame
}

/// Is it a generator that is new, or suspended at a `yield` of its own, and that nobody delegates to?
///
/// # Safety
/// `frame` is alive.
#[inline(always)]
pub(crate) unsafe fn can_switch_simply(frame: *mut Frame) -> bool {
    // SAFETY: as promised by the caller. A suspended frame has executed an instruction.
    unsafe {
        (*frame).link.get().is_null()
            && (*frame).code().has(Flags::GENERATOR)
            && match (*frame).state.get() {
                State::Created => true,
                State::Suspended => waiting_at(frame).op == Op::Yield,
                _ => false,
            }
    }
}

/// Switches into a generator for which [`can_switch_simply`] holds, sending `None`; returns its registers.
///
/// # Safety
/// As said; `regs` are the running frame's, whose `pc` is stored.
#[inline(always)]
pub(crate) unsafe fn switch_simply(regs: *mut Value, generator: *mut Frame, on_return: OnReturn) -> *mut Value {
    // SAFETY: as promised by the caller.
    unsafe {
        let caller = super::frame_of(regs);
        let g = &*generator;
        g.caller.set(caller);
        g.on_return.set(on_return);
        g.depth.set((*caller).depth.get() + 1);
        let regs = registers_of(generator);
        if g.state.replace(State::Running) == State::Suspended {
            let waiting = waiting_at(generator);
            if waiting.x & KILL_A == 0 {
                let destination = &mut *regs.add(waiting.a as usize);
                if destination.is_object() {
                    drop(std::mem::take(destination));
                }
                *destination = Value::NONE;
            }
        }
        regs
    }
}

/// The next item of a generator that waits, or whose innermost frame does, at a `yield from` of an iterator which gives
/// it without any code: the item passes through the chain, of which no frame is entered. `None`: nothing has been done.
///
/// # Safety
/// `root` is alive, and a generator.
#[inline(never)]
pub(crate) unsafe fn item_passed_on(vm: &Vm, root: *mut Frame) -> Option<Value> {
    // SAFETY: the root keeps the frames of its chain alive. A suspended frame has executed an instruction, whose operands
    // are registers.
    unsafe {
        let is_suspended = |frame: *mut Frame| (*frame).state.get() == State::Suspended;
        if !is_suspended(root) || (*root).on_return.get() == OnReturn::Delegate || vm.tracing.on {
            return None;
        }
        let leaf = (*root).link.get();
        let leaf = if leaf.is_null() { root } else { leaf };
        let waiting = waiting_at(leaf);
        if waiting.op != Op::YieldFrom || !is_suspended(leaf) {
            return None;
        }
        iter::next_leaf(&*registers_of(leaf).add(waiting.b as usize), iter::NESTED)
    }
}

/// As [`send`] of `None`, to a generator.
///
/// # Safety
/// As [`send`].
#[inline(always)]
pub(crate) unsafe fn next(vm: &Vm, regs: *mut Value, pc: *const Ins, generator: &Value) -> *mut Value {
    match generator.exact::<Frame>() {
        // SAFETY: as promised by the caller.
        Some(frame) if frame.code().has(Flags::GENERATOR) => unsafe {
            let caller = super::frame_of(regs);
            let is_new = frame.state.get() == State::Created && frame.link.get().is_null();
            if is_new && (*caller).depth.get() < vm.recursion_limit {
                (*caller).pc.set(pc);
                return switch_simply(regs, frame_ptr(generator), OnReturn::Next);
            }
            send(vm, regs, pc, generator, &mut const { Value::NONE })
        },
        _ => std::ptr::null_mut(),
    }
}

/// Resumes a generator or coroutine as [`enter_waiting`] does, from the running frame. Returns the registers to go on
/// with, or null: nothing has been done then.
///
/// # Safety
/// `regs` are the running frame's; `pc` is the instruction after the one it executes.
#[inline(never)]
pub(crate) unsafe fn send(
    vm: &Vm,
    regs: *mut Value,
    pc: *const Ins,
    generator: &Value,
    argument: &mut Value,
) -> *mut Value {
    if !generator.is_kind(Kind::Frame) {
        return std::ptr::null_mut();
    }
    // SAFETY: the value keeps the generator alive.
    unsafe {
        let caller = super::frame_of(regs);
        let regs = enter_waiting(vm, caller, frame_ptr(generator), OnReturn::Next, argument);
        if !regs.is_null() {
            (*caller).pc.set(pc);
        }
        regs
    }
}

/// Switches into a generator or coroutine that waits at a `yield`, of its own or of the innermost frame it delegates to;
/// `argument`, the value to be sent, is taken. Returns the registers to go on with, or null: nothing has been done then.
///
/// # Safety
/// `root` is alive; `caller` is the frame that waits for what it gives, or null.
#[inline(always)]
pub(super) unsafe fn enter_waiting(
    vm: &Vm,
    caller: *mut Frame,
    root: *mut Frame,
    on_return: OnReturn,
    argument: &mut Value,
) -> *mut Value {
    let nothing = std::ptr::null_mut();
    // SAFETY: the root keeps the frames of its chain alive. A suspended frame has executed an instruction.
    unsafe {
        let depth = if caller.is_null() { 0 } else { (*caller).depth.get() + 1 };
        let flags = (*root).code().flags.get();
        let fits = (*root).state.get() == State::Suspended
            && (*root).on_return.get() != OnReturn::Delegate
            && !flags.has(Flags::ASYNC_GENERATOR)
            && depth <= vm.recursion_limit;
        if !fits {
            return nothing;
        }
        let leaf = (*root).link.get();
        let leaf = if leaf.is_null() { root } else { leaf };
        let waiting = waiting_at(leaf);
        let dropped = waiting.x & KILL_A != 0;
        // What dies at once may leave code to run, which is not looked for here.
        if (*leaf).state.get() != State::Suspended || waiting.op != Op::Yield || dropped && argument.is_object() {
            return nothing;
        }
        (*root).link.set(std::ptr::null_mut());
        (*root).caller.set(caller);
        (*root).on_return.set(on_return);
        (*root).depth.set(depth);
        (*root).state.set(State::Running);
        (*leaf).state.set(State::Running);
        let regs = registers_of(leaf);
        let value = std::mem::take(argument);
        if !dropped {
            drop(std::mem::replace(&mut *regs.add(waiting.a as usize), value));
        }
        regs
    }
}

/// `Await` of a coroutine that has not been started: its frame is switched to.
#[inline(always)]
pub(crate) fn await_coroutine(vm: &mut Vm, regs: *mut Value, pc: *const Ins, i: Ins) -> Resumed {
    // SAFETY: the operand is a register of the running frame; a value of kind Frame is a frame.
    unsafe {
        let value = &*regs.add(i.b as usize);
        if !value.is_kind(Kind::Frame) {
            return Resumed::Not;
        }
        let sub = frame_ptr(value);
        let frame = super::frame_of(regs);
        let ready = (*sub).state.get() == State::Created
            && (*sub).code().has(Flags::COROUTINE)
            && (*frame).depth.get() < vm.recursion_limit;
        if !ready {
            return Resumed::Not;
        }
        (*frame).pc.set(pc);
        link(frame, sub);
        (*sub).state.set(State::Running);
        vm.frame = sub;
    }
    Resumed::Switched
}

/// Has the running frame await a coroutine that was just made for it; returns the coroutine's registers.
///
/// # Safety
/// `regs` are the running frame's, whose `pc` is stored; `coroutine` is a new one, which goes into a register of it.
#[inline(always)]
pub(crate) unsafe fn await_new(regs: *mut Value, coroutine: &Value) -> *mut Value {
    // SAFETY: as promised by the caller.
    unsafe {
        let sub = frame_ptr(coroutine);
        link(super::frame_of(regs), sub);
        (*sub).state.set(State::Running);
        registers_of(sub)
    }
}

/// Makes `frame` delegate to `sub`.
///
/// # Safety
/// Both are alive, and stay so while the delegation lasts: `frame` has `sub` in a register.
#[inline(always)]
unsafe fn link(frame: *mut Frame, sub: *mut Frame) {
    // SAFETY: as promised by the caller.
    unsafe {
        let f = &*frame;
        let root = if f.on_return.get() == OnReturn::Delegate { f.link.get() } else { frame };
        (*sub).caller.set(frame);
        (*sub).on_return.set(OnReturn::Delegate);
        (*sub).link.set(root);
        (*sub).depth.set(f.depth.get() + 1);
    }
}

/// The root of the chain in which `frame` runs.
///
/// # Safety
/// `frame` is alive and running.
#[inline(always)]
pub(crate) unsafe fn root_of(frame: *mut Frame) -> *mut Frame {
    // SAFETY: a frame that is delegated to has its delegators alive behind `caller`; `link` is one of them.
    unsafe {
        if (*frame).on_return.get() != OnReturn::Delegate {
            return frame;
        }
        let mut root = (*frame).link.get();
        while (*root).on_return.get() == OnReturn::Delegate {
            root = (*root).link.get();
        }
        if (*root).state.get() != State::Running {
            root = root_by_callers(frame);
        }
        (*frame).link.set(root);
        root
    }
}

/// The root found the long way, when a part of the chain has been advanced by itself and `link` is out of date.
#[cold]
pub(super) unsafe fn root_by_callers(frame: *mut Frame) -> *mut Frame {
    // SAFETY: as in `root_of`.
    unsafe {
        let mut root = frame;
        while (*root).on_return.get() == OnReturn::Delegate {
            root = (*root).caller.get();
        }
        root
    }
}

/// Something is thrown into a running frame that others delegate to: through all of these up to the root, or up to the
/// async generator `by` whose awaitable threw it. The root's mark is taken away when the chain suspends.
fn mark_thrown(frame: &Frame, by: usize) {
    let mut frame: *const Frame = frame;
    let mut passes = true;
    // SAFETY: the delegators of a frame that runs are alive.
    unsafe {
        while (*frame).on_return.get() == OnReturn::Delegate {
            (*frame).mark(THROWN, passes);
            passes &= frame as usize != by;
            frame = (*frame).caller.get();
        }
        (*frame).mark(THROWN, true);
    }
}

/// The value of the register in which a frame that waits at a delegating instruction keeps the iterator.
///
/// # Safety
/// `frame` is alive and suspended.
pub(crate) unsafe fn delegate_of(frame: *mut Frame) -> Option<Value> {
    // SAFETY: as promised by the caller; operands are registers.
    unsafe {
        if matches!((*frame).state.get(), State::Created | State::Closed) {
            return None;
        }
        let i = waiting_at(frame);
        let regs = registers_of(frame);
        match i.op {
            // It is unset while what is awaited runs as a plain call.
            Op::YieldFrom | Op::Await => Some((*regs.add(i.b as usize)).clone()).filter(|v| !v.is_unset()),
            Op::AsyncForNext => {
                let awaitable = (*regs.add(i.b as usize + 1)).clone();
                Some(if awaitable.is_unset() { (*regs.add(i.b as usize)).clone() } else { awaitable })
            }
            _ => None,
        }
    }
}

/// The frame that `value` delegates to when it is awaited: itself, or the one behind an awaitable.
fn frame_behind(value: &Value) -> Option<*mut Frame> {
    if let Some(awaitable) = value.exact::<Awaitable>() {
        return Some(awaitable.frame.as_ptr());
    }
    if value.is_kind(Kind::Frame) {
        // SAFETY: the kind was just looked at.
        return Some(unsafe { frame_ptr(value) });
    }
    None
}

/// What `delegator` delegates to is about to be closed: it and those around it, up to `root`, which do not run, count as
/// executing meanwhile.
///
/// # Safety
/// The chain is alive and suspended.
unsafe fn mark_closing(root: *mut Frame, delegator: *mut Frame, inner: *mut Frame) {
    // SAFETY: as promised by the caller.
    unsafe {
        for frame in [root, inner] {
            if (*frame).on_return.get() == OnReturn::Delegate && !matches!((*frame).state.get(), State::Closed) {
                split_chain(frame);
            }
        }
        (*delegator).state.set(State::Running);
        (*root).state.set(State::Running);
    }
}

/// Can a generator be closed without being run: does it wait at a `yield` of its own, where nothing would handle the
/// exception? Nobody sees then that it runs.
pub(super) fn ends_without_running(vm: &Vm, generator: &Frame) -> bool {
    if vm.tracing.on || generator.state.get() != State::Suspended || generator.code().has(Flags::ASYNC_GENERATOR) {
        return false;
    }
    // SAFETY: the frame is alive and suspended.
    if unsafe { waiting_at(std::ptr::from_ref(generator).cast_mut()) }.op != Op::Yield {
        return false;
    }
    let at = generator.instruction() as u32;
    !generator.code().handlers().iter().any(|handler| handler.start <= at && at < handler.end)
}

/// Closing what a frame delegates to has failed: the frame has nothing any more that could be thrown into before itself.
///
/// # Safety
/// `frame` is alive and suspended.
unsafe fn give_up_delegate(frame: *mut Frame) {
    // SAFETY: as promised by the caller; operands are registers.
    unsafe {
        let i = waiting_at(frame);
        let register = match i.op {
            Op::YieldFrom | Op::Await => i.b as usize,
            Op::AsyncForNext => i.b as usize + 1,
            _ => return,
        };
        if delegate_of(frame).is_some() {
            drop(std::mem::replace(&mut *registers_of(frame).add(register), Value::NONE));
        }
    }
}

/// Before a frame is freed without having been closed: the frame it delegates to must not point at it any more.
pub(crate) fn orphan(frame: &Frame) {
    let frame = frame as *const Frame as *mut Frame;
    // SAFETY: the frame is still whole; the frames of its chain are alive as long as its registers are.
    unsafe {
        let Some(sub) = delegate_of(frame).and_then(|v| frame_behind(&v)) else { return };
        if (*sub).caller.get() == frame && (*sub).on_return.get() == OnReturn::Delegate {
            detach_as_root(sub);
        }
    }
}

/// Makes `sub`, an intermediate or last frame of a suspended chain, a root of its own.
///
/// # Safety
/// The chain is alive and suspended.
unsafe fn detach_as_root(sub: *mut Frame) {
    // SAFETY: as promised by the caller.
    unsafe {
        let mut leaf = sub;
        loop {
            let inner = delegate_of(leaf).and_then(|v| frame_behind(&v));
            match inner {
                Some(inner) if (*inner).caller.get() == leaf && (*inner).on_return.get() == OnReturn::Delegate => {
                    (*inner).link.set(sub);
                    leaf = inner;
                }
                _ => break,
            }
        }
        (*sub).on_return.set(OnReturn::Next);
        (*sub).caller.set(std::ptr::null_mut());
        (*sub).link.set(if leaf == sub { std::ptr::null_mut() } else { leaf });
        (*sub).state.set(State::Suspended);
    }
}

/// Is the frame, or the chain it is part of, running? An intermediate frame's own state does not tell.
///
/// # Safety
/// `frame` is alive.
pub(crate) unsafe fn is_running(frame: *mut Frame) -> bool {
    // SAFETY: as promised by the caller.
    unsafe {
        (*frame).state.get() == State::Running
            && ((*frame).on_return.get() != OnReturn::Delegate
                || (*root_by_callers(frame)).state.get() == State::Running)
    }
}

/// Is the frame, or the chain it is part of, running?
pub(crate) fn running(frame: &Frame) -> bool {
    // SAFETY: the reference keeps the frame alive.
    unsafe { is_running(frame as *const Frame as *mut Frame) }
}

/// What a suspended frame delegates to, if it does.
pub(crate) fn delegate_value(frame: &Frame) -> Option<Value> {
    // SAFETY: the reference keeps the frame alive.
    unsafe { delegate_of(frame as *const Frame as *mut Frame) }
}

/// The caller of a frame that runs.
pub(crate) fn caller_of(frame: &Frame) -> Option<Gc<Frame>> {
    if frame.state.get() != State::Running || frame.caller.get().is_null() {
        return None;
    }
    // SAFETY: the caller of a running frame is alive.
    Some(unsafe { super::share(frame.caller.get()) })
}

impl Vm {
    /// Resumes a generator, coroutine or async generator and runs it until it yields, returns or raises. An async
    /// generator's own `yield` counts as a return that leaves it suspended.
    pub fn resume(&mut self, generator: &Gc<Frame>, resume: Resume) -> Step {
        self.resume_kept(&generator.clone(), resume)
    }

    /// As [`Vm::resume`]. The reference must keep the frame until it is left, whatever the program drops meanwhile.
    #[inline(always)]
    pub(crate) fn resume_kept(&mut self, generator: &Gc<Frame>, mut resume: Resume) -> Step {
        if self.enter_native().is_err() {
            return Step::Raised;
        }
        let base = self.frame;
        let waiting = match &mut resume {
            // SAFETY: the generator is alive, and so is the frame that called the native.
            Resume::Send(value) => unsafe { enter_waiting(self, base, generator.as_ptr(), OnReturn::Leave, value) },
            Resume::Throw(_) => std::ptr::null_mut(),
        };
        let step = if waiting.is_null() {
            match enter_generator(self, generator.as_ptr(), resume, OnReturn::Leave) {
                Err(_) => Step::Raised,
                Ok(Flow::Leave(step)) => step,
                Ok(Flow::RunLoop(_) | Flow::Drain) => unreachable!("entering a generator calls no native"),
                Ok(Flow::Raise | Flow::Reraise) => super::run(self, true),
                Ok(Flow::Next | Flow::Switch) => super::run(self, false),
            }
        } else {
            self.frame = super::frame_of(waiting);
            super::run(self, false)
        };
        self.frame = base;
        self.leave_native();
        step
    }
}

/// How messages name the object that a frame is.
pub(crate) fn noun(frame: &Frame) -> &'static str {
    let code = frame.code();
    if code.has(Flags::ASYNC_GENERATOR) {
        "async generator"
    } else if code.has(Flags::COROUTINE) {
        "coroutine"
    } else {
        "generator"
    }
}

/// Switches into a generator. `Err` if it cannot be resumed: nothing has changed then, and the exception is the
/// current frame's. The frame that delivers is the current one afterwards.
pub(crate) fn enter_generator(
    vm: &mut Vm,
    generator: *mut Frame,
    resume: Resume,
    on_return: OnReturn,
) -> Result<Flow, Raised> {
    // SAFETY: the caller holds a reference to the generator's object, which is a frame.
    unsafe {
        let g = &*generator;
        if g.state.get() == State::Running {
            if is_running(generator) {
                return Err(vm.error(Exc::ValueError, format!("{} already executing", noun(g))));
            }
            split_chain(generator);
        } else if g.state.get() == State::Suspended && g.on_return.get() == OnReturn::Delegate {
            split_chain(generator);
        }
        match g.state.get() {
            State::Closed => return Err(resume_closed(vm, g, resume)),
            State::Created => match resume {
                Resume::Send(v) if !v.is_none() => {
                    let noun = noun(g);
                    return Err(vm.error(Exc::TypeError, format!("can't send non-None value to a just-started {noun}")));
                }
                Resume::Throw(exception) => {
                    g.mark(AWAITED, true);
                    return Err(throw_into_new(vm, generator, exception));
                }
                Resume::Send(_) => (),
            },
            _ => (),
        }
        let depth = if vm.frame.is_null() { 0 } else { (*vm.frame).depth.get() + 1 };
        if depth > vm.recursion_limit {
            return Err(vm.recursion_error());
        }
        let leaf = if g.link.get().is_null() { generator } else { g.link.get() };
        // While the root runs its link means nothing; a yield of its own finds it empty.
        g.link.set(std::ptr::null_mut());
        g.caller.set(vm.frame);
        g.on_return.set(on_return);
        g.depth.set(depth);
        Ok(enter_leaf(vm, generator, leaf, resume))
    }
}

/// A part of a suspended chain is about to be advanced by itself: it becomes a root, and the delegator the leaf of
/// what remains.
///
/// # Safety
/// `frame` is part of a suspended chain and not its root.
#[cold]
unsafe fn split_chain(frame: *mut Frame) {
    // SAFETY: as promised by the caller: everything behind `caller` is alive.
    unsafe {
        let delegator = (*frame).caller.get();
        let root = root_by_callers(frame);
        detach_as_root(frame);
        (*delegator).state.set(State::Suspended);
        (*root).link.set(if delegator == root { std::ptr::null_mut() } else { delegator });
    }
}

#[cold]
fn resume_closed(vm: &mut Vm, frame: &Frame, resume: Resume) -> Raised {
    match resume {
        _ if frame.code().has(Flags::COROUTINE) => {
            vm.error(Exc::RuntimeError, "cannot reuse already awaited coroutine")
        }
        Resume::Throw(exception) => vm.raise_again(exception),
        Resume::Send(_) if frame.code().has(Flags::ASYNC_GENERATOR) => {
            vm.error_with(Exc::StopAsyncIteration, Vec::new())
        }
        Resume::Send(_) => vm.stop_iteration(Value::NONE),
    }
}

/// Goes on at the leaf of a chain whose root's caller is set.
///
/// # Safety
/// The chain is alive and resumable.
unsafe fn enter_leaf(vm: &mut Vm, root: *mut Frame, leaf: *mut Frame, resume: Resume) -> Flow {
    // SAFETY: as promised by the caller.
    unsafe {
        (*root).state.set(State::Running);
        let was = (*leaf).state.replace(State::Running);
        vm.frame = leaf;
        if was == State::Created || leaf == root && (*leaf).code().is_entry((*leaf).pc.get()) {
            (*leaf).mark(AWAITED, true);
            return Flow::Switch;
        }
        if was == State::Closed {
            // Somebody finished it behind the back of its delegator.
            return finished_behind(vm, leaf, resume);
        }
        let i = waiting_at(leaf);
        if i.op == Op::Yield {
            return match resume {
                Resume::Send(value) => {
                    if i.x & KILL_A == 0 {
                        let old = std::mem::replace(&mut *registers_of(leaf).add(i.a as usize), value);
                        drop(old);
                    }
                    Flow::Switch
                }
                Resume::Throw(exception) => {
                    let _ = vm.raise_thrown(exception);
                    Flow::Raise
                }
            };
        }
        if i.op == Op::Await
            && let Resume::Send(_) = &resume
            && let Some(future) = (*registers_of(leaf).add(i.b as usize)).to_gc::<Future>()
        {
            return match future.resumed(vm) {
                Ok(result) => complete(vm, result),
                Err(_) => Flow::Raise,
            };
        }
        delegate(vm, resume, false)
    }
}

/// The leaf of a chain has been finished by somebody else: its delegator goes on as if it had returned `None`.
#[cold]
unsafe fn finished_behind(vm: &mut Vm, leaf: *mut Frame, resume: Resume) -> Flow {
    // SAFETY: the delegator keeps the closed leaf in a register, so both are alive.
    unsafe {
        (*leaf).state.set(State::Closed);
        let delegator = (*leaf).caller.get();
        vm.frame = delegator;
        (*delegator).state.set(State::Running);
        match resume {
            Resume::Send(_) => complete(vm, Value::NONE),
            Resume::Throw(exception) => {
                let _ = vm.raise(exception);
                Flow::Raise
            }
        }
    }
}

/// The delegation of the current frame is over; `value` is its result.
pub(crate) fn complete(vm: &mut Vm, value: Value) -> Flow {
    // SAFETY: the current frame waits at a delegating instruction; operands are registers.
    unsafe {
        let frame = vm.frame;
        let i = waiting_at(frame);
        let regs = registers_of(frame);
        if i.op == Op::AsyncForNext {
            drop(std::mem::take(&mut *regs.add(i.b as usize + 1)));
            (*frame).pc.set((*frame).pc.get().offset(i.c as i16 as isize));
        } else {
            drop(std::mem::take(&mut *regs.add(i.b as usize)));
        }
        let old = std::mem::replace(&mut *regs.add(i.a as usize), value);
        drop(old);
    }
    Flow::Switch
}

/// An `async for` of the current frame is over.
pub(crate) fn exhausted(vm: &mut Vm) -> Flow {
    // SAFETY: the current frame waits at `AsyncForNext`; operands are registers.
    unsafe {
        let i = waiting_at(vm.frame);
        let regs = registers_of(vm.frame);
        drop(std::mem::take(&mut *regs.add(i.b as usize + 1)));
        drop(std::mem::take(&mut *regs.add(i.b as usize)));
    }
    Flow::Switch
}

/// The current frame stands at a delegating instruction: one step of the iterator it delegates to, the first or a
/// later one.
pub(crate) fn delegate(vm: &mut Vm, resume: Resume, first: bool) -> Flow {
    // SAFETY: the current frame is alive and waits; what it delegates to is in its register.
    let Some(sub) = (unsafe { delegate_of(vm.frame) }) else { unreachable!("the instruction delegates") };
    match sub.kind() {
        Some(Kind::Frame) => {
            // SAFETY: the kind was just looked at.
            let frame = unsafe { frame_ptr(&sub) };
            delegate_to_frame(vm, frame, resume)
        }
        Some(Kind::Awaitable) => match sub.to_gc::<Awaitable>() {
            Some(awaitable) => delegate_to_awaitable(vm, &awaitable, resume),
            None => unreachable!("the kind was just matched"),
        },
        _ if vm.tracing.on && !first && matches!(resume, Resume::Send(_)) && trace::goes_on(vm).is_err() => Flow::Raise,
        _ => match step_object(vm, &sub, resume, first) {
            Ok(Step::Yielded(value)) => {
                if vm.tracing.on && trace::suspends(vm, &value).is_err() {
                    return Flow::Raise;
                }
                returns::suspended(vm, value)
            }
            Ok(Step::Returned(value)) => complete(vm, value),
            Ok(Step::Raised) => refused(vm),
            Err(_) => Flow::Raise,
        },
    }
}

/// Looking for the `throw` of what the current frame delegates to has raised: the frame waits on, and the error goes to
/// the frame that delegates to it, or to whoever threw.
#[cold]
fn refused(vm: &mut Vm) -> Flow {
    let frame = vm.frame;
    // SAFETY: the current frame is alive, as is whoever resumed it; it waits at a delegating instruction.
    unsafe {
        let caller = (*frame).caller.get();
        match (*frame).on_return.get() {
            OnReturn::Delegate => {
                detach_as_root(frame);
                vm.frame = caller;
                (*caller).state.set(State::Running);
                returns::finish_awaitable(vm);
                let error = vm.take_raised();
                match vm.throw_at_delegation(error) {
                    Ok(Step::Returned(value) | Step::Yielded(value)) => {
                        let flow = complete(vm, value);
                        // What was delegated to goes before the delegator goes on.
                        vm.run_pending();
                        flow
                    }
                    Ok(Step::Raised) | Err(_) => Flow::Raise,
                }
            }
            on_return => {
                (*frame).state.set(State::Suspended);
                (*frame).link.set(std::ptr::null_mut());
                vm.frame = caller;
                if on_return == OnReturn::Leave { Flow::Leave(Step::Raised) } else { Flow::Raise }
            }
        }
    }
}

fn delegate_to_frame(vm: &mut Vm, sub: *mut Frame, resume: Resume) -> Flow {
    // SAFETY: the current frame holds `sub` in a register.
    unsafe {
        let s = &*sub;
        if is_running(sub) {
            let _ = vm.error(Exc::ValueError, format!("{} already executing", noun(s)));
            return Flow::Raise;
        }
        let suspended_inside = matches!(s.state.get(), State::Running | State::Suspended);
        if suspended_inside && s.on_return.get() == OnReturn::Delegate {
            // Another delegator waits for it too: whoever comes first gets the next item.
            split_chain(sub);
        }
        match (s.state.get(), resume) {
            (State::Closed, Resume::Send(_)) if s.code().has(Flags::COROUTINE) => {
                let _ = vm.error(Exc::RuntimeError, "cannot reuse already awaited coroutine");
                Flow::Raise
            }
            (State::Closed, Resume::Send(_)) if s.code().has(Flags::ASYNC_GENERATOR) => {
                let _ = vm.error_with(Exc::StopAsyncIteration, Vec::new());
                Flow::Raise
            }
            (State::Closed, Resume::Send(_)) => complete(vm, Value::NONE),
            (State::Closed, Resume::Throw(exception)) => match vm.throw_at_delegation(exception) {
                Ok(Step::Returned(value) | Step::Yielded(value)) => complete(vm, value),
                Ok(Step::Raised) | Err(_) => Flow::Raise,
            },
            (State::Created, Resume::Send(v)) if !v.is_none() => {
                let _ = vm.error(Exc::TypeError, format!("can't send non-None value to a just-started {}", noun(s)));
                Flow::Raise
            }
            (State::Created, Resume::Throw(exception)) => {
                let _ = throw_into_new(vm, sub, exception);
                Flow::Raise
            }
            (_, resume) => {
                if (*vm.frame).depth.get() >= vm.recursion_limit {
                    if s.state.get() == State::Created {
                        // It was to begin, so nobody forgot to await it.
                        finish(sub);
                    }
                    let _ = vm.recursion_error();
                    return Flow::Raise;
                }
                let leaf = if s.link.get().is_null() { sub } else { s.link.get() };
                link(vm.frame, sub);
                if leaf != sub {
                    (*leaf).link.set(sub);
                }
                enter_leaf(vm, sub, leaf, resume)
            }
        }
    }
}

/// `await` of `agen.asend(...)`, `agen.athrow(...)`, `agen.aclose()` or `coro.__await__()`.
fn delegate_to_awaitable(vm: &mut Vm, awaitable: &Gc<Awaitable>, resume: Resume) -> Flow {
    let resume = match resume {
        // It has been closed first, and takes nothing more.
        Resume::Throw(exception)
            if awaitable.state.get() == AwaitState::Done && vm.is_exception(&exception, Exc::GeneratorExit) =>
        {
            return match vm.throw_at_delegation(exception) {
                Ok(Step::Returned(value) | Step::Yielded(value)) => complete(vm, value),
                Ok(Step::Raised) | Err(_) => Flow::Raise,
            };
        }
        resume => resume,
    };
    let is_send = matches!(resume, Resume::Send(_));
    let resume = match start_awaitable(vm, awaitable, resume) {
        Ok(Some(resume)) => {
            if is_send && matches!(resume, Resume::Throw(_)) {
                vm.thrown.next_by = awaitable.frame.as_ptr() as usize;
            }
            resume
        }
        Ok(None) => return complete(vm, Value::NONE),
        Err(_) => return Flow::Raise,
    };
    let delegator = vm.frame;
    let flow = delegate_to_frame(vm, awaitable.frame.as_ptr(), resume);
    vm.thrown.next_by = 0;
    if matches!(flow, Flow::Raise) && vm.frame == delegator {
        // It could not be entered, or was thrown into before it began.
        awaitable.finished();
        let ended = vm.raised_is(Exc::GeneratorExit) || vm.raised_is(Exc::StopAsyncIteration);
        if awaitable.mode == AwaitMode::Close && ended {
            drop(vm.take_raised());
            return complete(vm, Value::NONE);
        }
        if vm.raised_is(Exc::StopIteration) {
            // Nothing has begun that would turn it into a RuntimeError, so it ends the delegation.
            let exception = vm.take_raised();
            return match vm.throw_at_delegation(exception) {
                Ok(Step::Returned(value) | Step::Yielded(value)) => complete(vm, value),
                Ok(Step::Raised) | Err(_) => Flow::Raise,
            };
        }
    }
    flow
}

/// What the first step of an awaitable gives the frame behind it; later steps pass through. `None`: there is nothing
/// to do, its result is `None`.
///
/// # Errors
/// It is used up, its generator is being run by another, or is closed.
pub(crate) fn start_awaitable(vm: &mut Vm, awaitable: &Gc<Awaitable>, resume: Resume) -> Res<Option<Resume>> {
    let (mode, frame) = (awaitable.mode, awaitable.frame.clone());
    if mode == AwaitMode::Coroutine {
        return Ok(Some(resume));
    }
    let is_send = matches!(resume, Resume::Send(_));
    match awaitable.state.get() {
        AwaitState::Done => {
            let what = if mode == AwaitMode::Send { "__anext__()/asend()" } else { "aclose()/athrow()" };
            return Err(vm.error(Exc::RuntimeError, format!("cannot reuse already awaited {what}")));
        }
        _ if mode != AwaitMode::Send && is_send && frame.state.get() == State::Closed => {
            awaitable.started(awaitable.header());
            awaitable.finished();
            return Ok(None);
        }
        AwaitState::Running => return Ok(Some(resume)),
        AwaitState::New => (),
    }
    if frame.marked(ASYNC_RUNNING) {
        awaitable.started(awaitable.header());
        awaitable.state.set(AwaitState::Done);
        let what = if mode == AwaitMode::Send { "anext" } else { mode.method() };
        return Err(vm.error(Exc::RuntimeError, format!("{what}(): asynchronous generator is already running")));
    }
    let resume = match resume {
        throw @ Resume::Throw(_) => throw,
        Resume::Send(value) if mode == AwaitMode::Send => {
            let argument = awaitable.argument.replace(Value::UNSET);
            Resume::Send(if value.is_none() { argument } else { value })
        }
        Resume::Send(_) if frame.marked(ASYNC_CLOSED) => {
            awaitable.started(awaitable.header());
            awaitable.finished();
            return Err(vm.error_with(Exc::StopAsyncIteration, Vec::new()));
        }
        Resume::Send(value) if !value.is_none() => {
            return Err(vm.error(Exc::RuntimeError, "can't send non-None value to a just-started coroutine"));
        }
        Resume::Send(_) if mode == AwaitMode::Close && frame.state.get() == State::Created => {
            awaitable.started(awaitable.header());
            awaitable.finished();
            vm.close_created(&frame);
            return Ok(None);
        }
        Resume::Send(_) if mode == AwaitMode::Close => {
            frame.mark(ASYNC_CLOSED, true);
            Resume::Throw(vm.new_exception(Exc::GeneratorExit, Vec::new()))
        }
        Resume::Send(_) => {
            let given = awaitable.argument.replace(Value::UNSET);
            match crate::object::generator::thrown_tuple(vm, &given) {
                Ok(exception) => Resume::Throw(exception),
                Err(raised) => {
                    awaitable.started(awaitable.header());
                    awaitable.finished();
                    return Err(raised);
                }
            }
        }
    };
    awaitable.started(awaitable.header());
    frame.mark(ASYNC_RUNNING, true);
    Ok(Some(resume))
}

/// One step of the await of a future: it is yielded to the driver once, unless it is done.
fn step_future(vm: &mut Vm, this: &Value, future: &Future, resume: Resume, first: bool) -> Res<Step> {
    match resume {
        Resume::Throw(exception) => vm.throw_at_delegation(exception),
        Resume::Send(_) if first => match future.poll(vm) {
            Some(result) => Ok(Step::Returned(result?)),
            None => Ok(Step::Yielded(future.asks(this))),
        },
        Resume::Send(_) => Ok(Step::Returned(future.resumed(vm)?)),
    }
}

/// One step of an iterator that is not a frame: a future, a built-in iterator, an object with `__next__`. It has not been
/// made, which is [`Step::Raised`], if the iterator's `throw` can not be had.
fn step_object(vm: &mut Vm, sub: &Value, resume: Resume, first: bool) -> Res<Step> {
    if let Some(future) = sub.get::<Future>() {
        return step_future(vm, sub, future, resume, first);
    }
    match resume {
        Resume::Send(value) if value.is_none() => match vm.next_or_return(sub)? {
            Ok(value) => Ok(Step::Yielded(value)),
            Err(returned) => Ok(Step::Returned(returned)),
        },
        Resume::Send(value) => {
            let result = vm.call_method(sub, "send", &[value]);
            vm.step_of(result)
        }
        Resume::Throw(exception) => {
            if vm.is_exception(&exception, Exc::GeneratorExit) {
                let close = vm.names.close.clone();
                match vm.get_attr_opt(sub, &close) {
                    Ok(Some(close)) => {
                        if let Err(raised) = vm.call(&close, &[]) {
                            return vm.step_of(Err(raised));
                        }
                    }
                    Ok(None) => (),
                    Err(_) => {
                        let error = vm.take_raised();
                        crate::report::unraisable(vm, error, sub, "Exception ignored while closing generator");
                    }
                }
                return vm.throw_at_delegation(exception);
            }
            let throw = vm.names.throw.clone();
            match vm.get_attr_opt(sub, &throw) {
                Ok(Some(throw)) => {
                    let args = vm.thrown_as(&exception);
                    let result = vm.call(&throw, &args);
                    vm.step_of(result)
                }
                Ok(None) => vm.throw_at_delegation(exception),
                Err(_) => Ok(Step::Raised),
            }
        }
    }
}

impl Vm {
    /// Raises what is thrown into the current frame. Its context is what that frame is handling, not what its callers
    /// do: they throw it, and do not raise it. If it leaves the frame, it is thrown into the one that delegates to it.
    pub(crate) fn raise_thrown(&mut self, exception: Value) -> Raised {
        // SAFETY: the current frame is alive.
        let frame = unsafe { &*self.frame };
        self.thrown.by = std::mem::take(&mut self.thrown.next_by);
        if frame.on_return.get() == OnReturn::Delegate {
            mark_thrown(frame, self.thrown.by);
        }
        if frame.handlers.get() > 0 { self.raise(exception) } else { self.raise_again(exception) }
    }

    /// Throws into the current frame where it waits for an iterator that does not take what is thrown: the value of a
    /// StopIteration is the result of the delegation.
    fn throw_at_delegation(&mut self, exception: Value) -> Res<Step> {
        let raised = self.raise_thrown(exception);
        self.step_of(Err(raised))
    }

    /// Raises what is thrown into a generator that has not begun: its traceback shows where it is defined.
    ///
    /// # Safety
    /// As [`super::share`]: the generator is alive.
    unsafe fn raise_unstarted(&mut self, generator: *mut Frame, exception: Value) -> Raised {
        let raised = self.raise_again(exception);
        // SAFETY: as promised by the caller.
        unsafe { self.add_definition(generator) };
        if self.tracing.on {
            trace::thrown_at_definition(self, generator);
        }
        raised
    }

    /// What an iterator's `throw` is called with: what the program's own `throw` was.
    fn thrown_as(&mut self, exception: &Value) -> Vec<Value> {
        match self.thrown_arguments.take() {
            Some((thrown, args)) if thrown.is(exception) => args,
            _ => vec![exception.clone()],
        }
    }

    /// A generator method's result as a step: StopIteration is a return.
    fn step_of(&mut self, result: Res) -> Res<Step> {
        match result {
            Ok(value) => Ok(Step::Yielded(value)),
            Err(raised) => match self.take_stop_iteration(raised) {
                Ok(value) => Ok(Step::Returned(value)),
                Err(raised) => Err(raised),
            },
        }
    }

    /// Throws an exception into a generator as its `throw` does: GeneratorExit closes what it delegates to first.
    pub(crate) fn before_throw(&mut self, generator: &Gc<Frame>, exception: &Value) -> Res<()> {
        // SAFETY: the generator is alive.
        if !self.is_exception(exception, Exc::GeneratorExit) || unsafe { is_running(generator.as_ptr()) } {
            return Ok(());
        }
        // From the innermost frame outwards, without recursion: a chain may be long.
        let mut chain: Vec<Value> = Vec::new();
        let mut frame = generator.as_ptr();
        // SAFETY: every frame of the chain is held by the one before it.
        while let Some(sub) = unsafe { delegate_of(frame) } {
            let inner = frame_behind(&sub);
            chain.push(sub);
            match inner {
                Some(inner) => frame = inner,
                None => break,
            }
        }
        // What closing the last one raised, to go on in the frame that delegates to it, which is to be closed, too.
        let mut failed = None;
        while let Some(sub) = chain.pop() {
            // An iterator that is no frame is closed by the frame that delegates to it, when that gets the exception.
            let (inner, name) = match sub.exact::<Awaitable>() {
                Some(awaitable) if awaitable.mode == AwaitMode::Close => (Some(awaitable.frame.clone()), None),
                Some(awaitable) => (Some(awaitable.frame.clone()), Some("coroutine")),
                None => {
                    let inner = sub.to_gc::<Frame>();
                    // An `async for` delegates to what `__anext__` would have returned.
                    let is_async = inner.as_ref().is_some_and(|inner| inner.code().has(Flags::ASYNC_GENERATOR));
                    (inner, is_async.then_some("coroutine"))
                }
            };
            let Some(inner) = inner else { continue };
            let delegator = chain.last().and_then(frame_behind).unwrap_or(generator.as_ptr());
            // SAFETY: every frame is held by the one before it in the chain, the first by the caller.
            unsafe { mark_closing(generator.as_ptr(), delegator, inner.as_ptr()) };
            let closed = match failed.take() {
                Some(error) => self.throw_to_close(&inner, error, name),
                None => self.close_frame_alone(&inner, name),
            };
            if let Some(awaitable) = sub.exact::<Awaitable>() {
                awaitable.finished();
            }
            // SAFETY: as above.
            unsafe {
                (*delegator).state.set(State::Suspended);
                generator.state.set(State::Suspended);
                if let Err(raised) = closed {
                    give_up_delegate(delegator);
                    if chain.is_empty() {
                        return Err(raised);
                    }
                    failed = Some(self.take_raised_here());
                }
            }
        }
        Ok(())
    }

    /// What to throw into a generator when `throw()` got arguments that `error` is about: whoever delegates to the
    /// innermost generator gets the error, as does that one where its iterator has a `throw` for the arguments.
    ///
    /// # Errors
    /// There is nobody to throw into: the error is that of `throw()`.
    #[cold]
    pub(crate) fn refuse_to_throw(&mut self, generator: &Gc<Frame>, error: Value) -> Res {
        // SAFETY: the generator is alive.
        if unsafe { is_running(generator.as_ptr()) } {
            return Err(self.raise_again(error));
        }
        let mut frame = generator.clone();
        let sub = loop {
            // SAFETY: every frame of the chain is held by the one before it.
            let sub = unsafe { delegate_of(frame.as_ptr()) };
            match sub.as_ref().and_then(Value::to_gc::<Frame>) {
                Some(inner) => frame = inner,
                None => break sub,
            }
        };
        if let Some(sub) = sub.filter(|sub| sub.get::<Future>().is_none() && !sub.is_kind(Kind::Awaitable)) {
            let throw = self.names.throw.clone();
            if self.get_attr_opt(&sub, &throw)?.is_some() {
                return Ok(error);
            }
        }
        if std::ptr::eq(frame.as_ptr(), generator.as_ptr()) {
            return Err(self.raise_again(error));
        }
        // SAFETY: the frame is part of the suspended chain of `generator`.
        unsafe {
            let delegator = (*frame.as_ptr()).caller.get();
            if delegator.is_null() {
                return Err(self.raise_again(error));
            }
            split_chain(frame.as_ptr());
            give_up_delegate(delegator);
        }
        Ok(error)
    }

    /// `close()` of a generator, coroutine or async generator (as far as it needs no await): returns what it returned.
    pub fn close_generator(&mut self, generator: &Gc<Frame>) -> Res {
        let may_run = matches!(generator.state.get(), State::Suspended | State::Running);
        if may_run && !ends_without_running(self, generator) {
            let exit = self.generator_exit();
            // SAFETY: the generator is alive.
            if !unsafe { is_running(generator.as_ptr()) }
                && let Err(raised) = self.before_throw(generator, &exit)
            {
                // What closing the delegate raised goes on in the delegator.
                let _ = raised;
                let exception = self.take_raised_here();
                return self.throw_to_close(generator, exception, None);
            }
        }
        self.close_frame_alone(generator, None)
    }

    /// Closes a generator that delegates to none; `name` is what a complaint calls it, if not what it is.
    fn close_frame_alone(&mut self, generator: &Gc<Frame>, name: Option<&str>) -> Res {
        match generator.state.get() {
            State::Created => {
                generator.mark(AWAITED, true);
                finish(generator.as_ptr());
                Ok(Value::NONE)
            }
            State::Closed => Ok(Value::NONE),
            _ if ends_without_running(self, generator) => {
                finish(generator.as_ptr());
                Ok(Value::NONE)
            }
            _ => {
                let exit = self.generator_exit();
                self.throw_to_close(generator, exit, name)
            }
        }
    }

    /// The exception by which `close()` ends a generator: raised where `close()` is called.
    pub(crate) fn generator_exit(&mut self) -> Value {
        let exit = self.new_exception(Exc::GeneratorExit, Vec::new());
        let handled = self.handled();
        if let Some(e) = exit.exact::<crate::object::exception::Exception>().filter(|_| !handled.is_none()) {
            e.context.set(handled);
        }
        exit
    }

    fn throw_to_close(&mut self, generator: &Gc<Frame>, exception: Value, name: Option<&str>) -> Res {
        match self.resume(generator, Resume::Throw(exception)) {
            // An async generator's own yield counts as a return here, but leaves it suspended.
            Step::Returned(value) if generator.state.get() == State::Closed => Ok(value),
            // To a step of an async generator its `yield` is the end; only what waits goes on in spite of the exit.
            Step::Returned(_) if name.is_some() && generator.code().has(Flags::ASYNC_GENERATOR) => {
                generator.mark(ASYNC_RUNNING, false);
                Ok(Value::NONE)
            }
            Step::Returned(_) | Step::Yielded(_) => {
                let name = name.unwrap_or_else(|| noun(generator));
                Err(self.error(Exc::RuntimeError, format!("{name} ignored GeneratorExit")))
            }
            Step::Raised if self.raised_is(Exc::GeneratorExit) || self.raised_is(Exc::StopIteration) => {
                drop(self.take_raised());
                Ok(Value::NONE)
            }
            Step::Raised => Err(self.still_raised()),
        }
    }
}

/// A generator is over.
pub(crate) fn close(frame: &Frame) {
    frame.state.set(State::Closed);
    frame.link.set(std::ptr::null_mut());
    frame.mark(ASYNC_RUNNING, false);
    // SAFETY: the frame is alive.
    unsafe { (*header_of(std::ptr::from_ref(frame).cast_mut())).set(FINALIZE, false) };
}

/// Ends a generator that has not begun by an exception, whose traceback shows its arguments.
///
/// # Safety
/// The frame is alive.
unsafe fn throw_into_new(vm: &mut Vm, generator: *mut Frame, exception: Value) -> Raised {
    // SAFETY: as promised by the caller; the frame that is shown is kept until the exception has it.
    unsafe {
        let shown = frame_object::hand_over(&*generator).unwrap_or_else(|| frame_object::survivor(&*generator));
        finish(generator);
        vm.raise_unstarted(shown.as_ptr(), exception)
    }
}

/// A generator is over: its registers are dropped, or go to its frame object if there is one.
pub(crate) fn finish(frame: *mut Frame) {
    // SAFETY: the frame is alive: its object is referred to by whoever drives it.
    unsafe {
        let f = &*frame;
        close(f);
        if f.marks.get() & (VIEWED | EXTRAS) != 0 {
            drop(frame_object::hand_over(f));
        }
        let regs = registers_of(frame);
        for k in (0..f.code().nregs as usize).rev() {
            drop(std::mem::take(&mut *regs.add(k)));
        }
    }
}
