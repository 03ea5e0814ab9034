//! Trace and profile functions (`sys.settrace`, `sys.setprofile`): what [`Op::Trace`] does, and what is reported where there
//! is no instruction for it. The tools of `sys.monitoring` are told of the same in `monitor.rs`, after them.
//!
//! Events are CPython's, in its order. A frame is marked from its `call` event to its `return` event, and a generator has
//! both whenever it is resumed; those that delegate to one that is resumed are told of it from the outermost in.

use super::instrument::{self, Detail, Report};
use super::jump;
use super::monitor;
use super::resume::running;
use super::slow::reg;
use super::{Flow, share};
use crate::code::Flags;
use crate::frame::{EXTRAS, Frame, OnReturn, State, TRACED};
use crate::heap::{Kind, live_objects};
use crate::object::code::Code;
use crate::object::exception::{Exc, Exception};
use crate::object::frame_object;
use crate::object::method::BoundMethod;
use crate::object::tuple::Tuple;
use crate::op::{Ins, Op};
use crate::value::Value;
use crate::vm::{Res, Vm};

/// What a thread is traced by.
#[derive(Default)]
pub(crate) struct Tracing {
    /// There is a function, and it does not run just now.
    pub on: bool,
    /// `sys.gettrace()`, unset for none.
    pub function: Value,
    /// `sys.getprofile()`, unset for none.
    pub profile: Value,
    /// One of them runs: nothing is reported.
    busy: bool,
    /// The frame for which a generator or coroutine has just returned, and what.
    ended: Option<(usize, Value)>,
    /// The frame that one of them has just been told of, and what.
    pub event: Option<(usize, Event)>,
    /// The natives that frames have called, for the profile function.
    called: Vec<(usize, Value)>,
    /// There are events that tools of `sys.monitoring` want.
    monitored: bool,
    /// The calls that frames are in, for those tools.
    pub(super) calls: Vec<monitor::Call>,
}

/// What trace functions are told, as far as it matters to jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A line.
    Line,
    /// A call, or that a generator goes on.
    Call,
    /// The frame yields, or goes on after it has.
    Yield,
    /// A native is called, or has returned.
    Native,
    /// Anything else.
    Other,
}

impl Tracing {
    /// That of a thread that has not begun.
    pub fn of_new_thread(vm: &Vm) -> Tracing {
        Tracing { on: vm.tracing.monitored, monitored: vm.tracing.monitored, ..Tracing::default() }
    }

    fn any(&self) -> bool {
        self.has_functions() || self.monitored
    }

    fn has_functions(&self) -> bool {
        !self.function.is_unset() || !self.profile.is_unset()
    }

    /// Says whether there are events that tools want.
    fn monitor(&mut self, wanted: bool) {
        self.monitored = wanted;
        self.on = self.any() && !self.busy;
        if !wanted {
            self.calls = Vec::new();
        }
    }

    /// Sets one of the functions, unset for none.
    pub fn set(&mut self, profile: bool, function: Value) {
        let place = if profile { &mut self.profile } else { &mut self.function };
        drop(std::mem::replace(place, function));
        self.on = self.any() && !self.busy;
        if !self.has_functions() {
            self.called = Vec::new();
        }
        if !self.any() {
            self.ended = None;
        }
    }
}

impl Vm {
    /// `sys.settrace`, or `sys.setprofile`; `None` for no function. `everywhere`: for all threads.
    pub(crate) fn set_tracing(&mut self, profile: bool, function: &Value, everywhere: bool) {
        let function = if function.is_none() { Value::UNSET } else { function.clone() };
        if everywhere {
            self.threads.tracing_of_others().for_each(|tracing| tracing.set(profile, function.clone()));
        }
        self.tracing.set(profile, function);
        self.instrument();
    }

    /// Tools of `sys.monitoring` want other events than before.
    pub(crate) fn set_monitoring(&mut self) {
        let wanted = self.monitoring.any();
        self.threads.tracing_of_others().for_each(|tracing| tracing.monitor(wanted));
        self.tracing.monitor(wanted);
        self.instrument();
    }

    /// Has code run as it must for those who are told of it.
    fn instrument(&mut self) {
        let any = self.tracing.any() || self.threads.tracing_of_others().any(|tracing| tracing.any());
        let wanted = match (self.monitoring.detail(), any) {
            (Detail::Nothing, true) => Detail::Lines,
            (detail, _) => detail,
        };
        if wanted != instrument::detail() {
            switch(wanted);
        }
        let mut frame = self.frame;
        while !frame.is_null() {
            // SAFETY: callers of the running frame are alive.
            unsafe {
                (*frame).mark(TRACED, true);
                frame = (*frame).caller.get();
            }
        }
    }

    /// Calls with tracing as if a trace function did.
    pub(crate) fn without_tracing<T>(&mut self, call: impl FnOnce(&mut Vm) -> T) -> T {
        let busy = std::mem::replace(&mut self.tracing.busy, true);
        self.tracing.on = false;
        let result = call(self);
        self.tracing.busy = busy;
        self.tracing.on = self.tracing.any() && !busy;
        result
    }

    /// `sys.call_tracing`: calls with tracing as if it were not a trace function that does.
    pub(crate) fn call_tracing(&mut self, callable: &Value, args: &[Value]) -> Res {
        let busy = std::mem::replace(&mut self.tracing.busy, false);
        self.tracing.on = self.tracing.any();
        let result = self.call(callable, args);
        self.tracing.busy = busy;
        self.tracing.on = self.tracing.any() && !busy;
        result
    }
}

/// Has all code begin with the instructions for trace functions, or without; frames that wait go on with them.
fn switch(detail: Detail) {
    let was = instrument::detail();
    instrument::set_detail(detail);
    for code in live_objects(Kind::Code) {
        if let Some(code) = code.exact::<Code>() {
            code.reconsider();
        }
    }
    if detail < was {
        return;
    }
    for value in live_objects(Kind::Frame) {
        let Some(frame) = value.exact::<Frame>() else { continue };
        let code = frame.code();
        if was == Detail::Nothing {
            frame.mark(TRACED, running(frame));
        }
        if !matches!(frame.state.get(), State::Running | State::Suspended) || code.body_if_read().is_none() {
            continue;
        }
        let (pc, plain) = (frame.pc.get() as usize, code.ins.as_ptr() as usize);
        let index = pc.wrapping_sub(plain) / size_of::<Ins>();
        let Some(traced) = code.traced() else { continue };
        if index <= code.ins.len() {
            frame.pc.set(if index == 0 { traced.first() } else { traced.behind(index - 1) });
        } else if let Some(place) = code.traced_at(frame.pc.get()).and_then(|old| {
            let is_other = !std::ptr::eq(old, traced);
            if is_other { traced.same_place(old, frame.pc.get()) } else { None }
        }) {
            frame.pc.set(place);
        }
    }
}

/// The line of a frame that stands where something is reported; `None` elsewhere.
pub(crate) fn line(frame: &Frame) -> Option<u32> {
    let pc = frame.pc.get();
    if let Some(jump) = frame.extra(|extras| extras.jump.clone()) {
        return Some(jump.line);
    }
    frame.code().traced_at(pc)?;
    if frame.code().is_entry(pc) {
        return None;
    }
    // SAFETY: the frame stands in the copy of its code, behind its first instruction.
    let ins = unsafe { *pc.sub(1) };
    let last = || Some(frame.extra(|extras| extras.line)).filter(|&line| line != 0);
    match ins.op {
        Op::Trace => (),
        Op::Reraise => return last(),
        _ => return None,
    }
    match ins.bc() as u32 {
        line if line != 0 || Report::of(ins) == Report::Call => Some(line),
        _ => last(),
    }
}

/// `Op::Trace` of the current frame.
pub(super) fn report(vm: &mut Vm, ins: Ins) -> Flow {
    let report = Report::of(ins);
    // SAFETY: the current frame is alive.
    let frame = unsafe { &*vm.frame };
    if !vm.tracing.on {
        if matches!(report, Report::Return | Report::ReturnNone | Report::Yield) {
            frame.mark(TRACED, false);
            frame.forget_trace();
        }
        if report == Report::Resume {
            jump::take(vm, frame);
        }
        return Flow::Next;
    }
    let done = match report {
        Report::Call => called(vm, vm.frame, Began::Called),
        _ if !frame.marked(TRACED) => resumed(vm, Began::Resumed).and_then(|()| go_on(vm, ins, report)),
        _ => go_on(vm, ins, report),
    };
    match done {
        Ok(()) => {
            if report == Report::Resume {
                jump::take(vm, frame);
            }
            Flow::Next
        }
        Err(_) => Flow::Raise,
    }
}

fn go_on(vm: &mut Vm, ins: Ins, report: Report) -> Res<()> {
    let frame = vm.frame;
    // SAFETY: the current frame is alive.
    let this = unsafe { &*frame };
    match report {
        Report::Call => Ok(()),
        Report::Line => {
            let line = ins.bc() as u32;
            let (traced, last, lines) = this.extra(|extras| (!extras.trace.is_unset(), extras.line, !extras.no_lines));
            let is_new = traced && last != line;
            if is_new {
                this.set_extras(|extras| extras.line = line);
                if lines {
                    tell_local(vm, frame, "line", Value::NONE)?;
                }
            }
            monitor::tell_line(vm, frame, line)?;
            if jump::take(vm, this) || !is_new {
                // The line it is at now is not reported.
                return Ok(());
            }
            opcode(vm, frame)
        }
        Report::Round => {
            if this.extra(|extras| !extras.trace.is_unset()) {
                this.set_extras(|extras| extras.line = 0);
            }
            Ok(())
        }
        Report::Return | Report::ReturnNone => {
            let value = if report == Report::Return { reg(vm, ins.a).clone() } else { Value::NONE };
            if this.is_generator() && tells_caller(this, &value) {
                vm.tracing.ended = Some((this.caller.get() as usize, value.clone()));
            }
            returns(vm, frame, value.clone())?;
            staying(frame, monitor::tell(vm, monitor::Event::PyReturn, frame, &[value]))
        }
        Report::Yield => {
            let value = reg(vm, ins.a).clone();
            if this.code().has(Flags::ASYNC_GENERATOR) {
                return yields(vm, frame, value);
            }
            suspends(vm, &value)
        }
        Report::Resume => match vm.tracing.ended.take() {
            Some((caller, _))
                if caller == frame as usize && this.code().ins[this.instruction()].op == Op::AsyncForNext =>
            {
                let exception = vm.new_exception(Exc::StopAsyncIteration, Vec::new());
                let arg = exception_argument(vm, &exception, Value::NONE);
                tell_local(vm, frame, "exception", arg)?;
                monitor::tell(vm, monitor::Event::Raise, frame, std::slice::from_ref(&exception))?;
                monitor::tell(vm, monitor::Event::ExceptionHandled, frame, &[exception])
            }
            Some((caller, value)) if caller == frame as usize => {
                let args = if value.is_none() { Vec::new() } else { vec![value] };
                let exception = vm.new_exception(Exc::StopIteration, args);
                let arg = exception_argument(vm, &exception, Value::NONE);
                tell_local(vm, frame, "exception", arg)?;
                monitor::tell(vm, monitor::Event::StopIteration, frame, &[exception])
            }
            _ => Ok(()),
        },
        Report::BeforeCall => {
            if !vm.tracing.profile.is_unset()
                && let Some(callee) = native_callee(vm)
            {
                vm.tracing.called.push((frame as usize, callee.clone()));
                tell_profile(vm, frame, "c_call", callee)?;
            }
            monitor::call_begins(vm, frame)
        }
        Report::AfterCall => {
            if let Some(callee) = vm.tracing.leave_native(frame) {
                tell_profile(vm, frame, "c_return", callee)?;
            }
            monitor::call_ends(vm, frame, monitor::Event::CReturn)?;
            opcode(vm, frame)
        }
        Report::BeforeEnter => monitor::enters(vm, frame, reg(vm, ins.a).clone()),
        Report::Instruction => monitor::tell(vm, monitor::Event::Instruction, frame, &[]),
        Report::Jump => monitor::jumps(vm, frame, monitor::Event::Jump),
        Report::Taken => monitor::jumps(vm, frame, monitor::Event::BranchLeft),
        Report::NotTaken => monitor::jumps(vm, frame, monitor::Event::BranchRight),
    }
}

/// Is the StopIteration by which a generator or coroutine returns `value` seen in its caller? Loops see none without a
/// value; a coroutine that ran as a plain call returns as others do.
fn tells_caller(generator: &Frame, value: &Value) -> bool {
    match generator.on_return.get() {
        OnReturn::ForIter => !value.is_none(),
        OnReturn::Delegate | OnReturn::Store => true,
        _ => false,
    }
}

/// How a frame comes to run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Began {
    Called,
    Resumed,
    Thrown,
}

impl Tracing {
    /// The native that a frame has called for the profile function, which is left.
    fn leave_native(&mut self, frame: *mut Frame) -> Option<Value> {
        if self.called.last()?.0 != frame as usize {
            return None;
        }
        self.called.pop().map(|called| called.1)
    }
}

/// Reports an instruction, if the frame wants that: the first one of a line, and that after a call.
fn opcode(vm: &mut Vm, frame: *mut Frame) -> Res<()> {
    // SAFETY: the frame runs.
    if !unsafe { (*frame).marked(EXTRAS) && (*frame).extra(|extras| extras.opcodes) } {
        return Ok(());
    }
    tell_local(vm, frame, "opcode", Value::NONE)
}

/// A call of `frame` begins, or a generator goes on.
fn called(vm: &mut Vm, frame: *mut Frame, how: Began) -> Res<()> {
    // SAFETY: the frame runs, or delegates to one that does.
    unsafe { (*frame).mark(TRACED, true) };
    if !vm.tracing.function.is_unset() {
        let function = vm.tracing.function.clone();
        tell(vm, &function, frame, "call", Value::NONE)?;
    }
    tell_profile(vm, frame, "call", Value::NONE)?;
    match how {
        Began::Called => monitor::tell(vm, monitor::Event::PyStart, frame, &[]),
        Began::Resumed => monitor::tell(vm, monitor::Event::PyResume, frame, &[]),
        // The caller knows the exception.
        Began::Thrown => Ok(()),
    }
}

/// The current frame goes on after it was suspended: it, and those that delegate to it, are called again.
fn resumed(vm: &mut Vm, how: Began) -> Res<()> {
    let mut chain = Vec::new();
    let mut frame = vm.frame;
    // SAFETY: whoever delegates to a running frame is alive.
    unsafe {
        while !(*frame).marked(TRACED) {
            chain.push(frame);
            if (*frame).on_return.get() != OnReturn::Delegate {
                break;
            }
            frame = (*frame).caller.get();
        }
    }
    for frame in chain.into_iter().rev() {
        // SAFETY: as above.
        match unsafe { (*frame).code() }.has(Flags::HIDDEN) {
            // SAFETY: as above.
            true => unsafe { (*frame).mark(TRACED, true) },
            false => called(vm, frame, how)?,
        }
    }
    Ok(())
}

/// What the current frame delegates to is no frame, and is asked for another item.
pub(super) fn goes_on(vm: &mut Vm) -> Res<()> {
    // SAFETY: the current frame is alive.
    if unsafe { (*vm.frame).marked(TRACED) } { Ok(()) } else { resumed(vm, Began::Resumed) }
}

/// The current frame, and those that delegate to it, are about to be suspended; `value` is yielded.
pub(super) fn suspends(vm: &mut Vm, value: &Value) -> Res<()> {
    let mut frame = vm.frame;
    loop {
        // SAFETY: whoever delegates to a running frame is alive.
        unsafe {
            if (*frame).marked(TRACED) {
                yields(vm, frame, value.clone())?;
            }
            if (*frame).on_return.get() != OnReturn::Delegate {
                return Ok(());
            }
            frame = (*frame).caller.get();
        }
    }
}

/// `frame` is left by a yield.
fn leaves(vm: &mut Vm, frame: *mut Frame, value: Value) -> Res<()> {
    // SAFETY: the frame runs, or delegates to one that does.
    let this = unsafe { &*frame };
    this.mark(TRACED, false);
    if this.code().has(Flags::HIDDEN) {
        return Ok(());
    }
    tell_local(vm, frame, "return", value.clone())?;
    tell_profile(vm, frame, "return", value)
}

/// `frame` is left by a yield, and whoever wants to know is told.
fn yields(vm: &mut Vm, frame: *mut Frame, value: Value) -> Res<()> {
    leaves(vm, frame, value.clone())?;
    staying(frame, monitor::tell(vm, monitor::Event::PyYield, frame, &[value]))
}

/// `frame` returns.
fn returns(vm: &mut Vm, frame: *mut Frame, value: Value) -> Res<()> {
    let done = leaves(vm, frame, value);
    // SAFETY: the frame runs.
    unsafe { (*frame).forget_trace() };
    done
}

/// A frame that a tool has hindered from leaving goes on to run.
fn staying(frame: *mut Frame, told: Res<()>) -> Res<()> {
    if told.is_err() {
        // SAFETY: the frame runs, or delegates to one that does.
        unsafe { (*frame).mark(TRACED, true) };
    }
    told
}

/// An exception is raised in the current frame, or comes to it. Says whether a trace function replaced it.
pub(super) fn raised(vm: &mut Vm) -> bool {
    let frame = vm.frame;
    // SAFETY: the current frame is alive.
    let this = unsafe { &*frame };
    if this.code().has(Flags::HIDDEN) {
        return false;
    }
    keeping_raised(vm, |vm, exception| {
        if !this.marked(TRACED) {
            resumed(vm, Began::Thrown)?;
            monitor::tell(vm, monitor::Event::PyThrow, frame, std::slice::from_ref(exception))?;
        }
        if let Some(callee) = vm.tracing.leave_native(frame) {
            tell_profile(vm, frame, "c_exception", callee)?;
        }
        monitor::call_ends(vm, frame, monitor::Event::CRaise)?;
        if this.extra(|extras| !extras.trace.is_unset()) {
            let traceback = exception.exact::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
            let arg = exception_argument(vm, exception, traceback);
            tell_local(vm, frame, "exception", arg)?;
        }
        monitor::tell(vm, monitor::Event::Raise, frame, std::slice::from_ref(exception))
    })
}

/// An exception is thrown into a generator that has not begun.
pub(super) fn thrown_at_definition(vm: &mut Vm, generator: *mut Frame) {
    keeping_raised(vm, |vm, exception| {
        called(vm, generator, Began::Thrown)?;
        monitor::tell(vm, monitor::Event::PyThrow, generator, std::slice::from_ref(exception))?;
        let traceback = exception.exact::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
        let arg = exception_argument(vm, exception, traceback);
        tell_local(vm, generator, "exception", arg)?;
        monitor::tell(vm, monitor::Event::Raise, generator, std::slice::from_ref(exception))?;
        returns(vm, generator, Value::NONE)?;
        monitor::tell(vm, monitor::Event::PyUnwind, generator, std::slice::from_ref(exception))
    });
}

/// An exception is raised again in the current frame.
pub(super) fn raised_again(vm: &mut Vm) {
    let frame = vm.frame;
    keeping_raised(vm, |vm, exception| {
        monitor::tell(vm, monitor::Event::Reraise, frame, std::slice::from_ref(exception))
    });
}

/// The current frame is about to handle an exception.
pub(super) fn handled(vm: &mut Vm, exception: &Value) -> Res<()> {
    let frame = vm.frame;
    monitor::tell(vm, monitor::Event::ExceptionHandled, frame, std::slice::from_ref(exception))
}

/// An exception comes out of a handler of the current frame, or out of a generator: where CPython has code for that, which
/// handles it and raises it again.
pub(super) fn passed(vm: &mut Vm) {
    if !vm.monitoring.any() {
        return;
    }
    let frame = vm.frame;
    keeping_raised(vm, |vm, exception| {
        monitor::tell(vm, monitor::Event::ExceptionHandled, frame, std::slice::from_ref(exception))?;
        monitor::tell(vm, monitor::Event::Reraise, frame, std::slice::from_ref(exception))
    });
}

/// An exception leaves the current frame.
pub(super) fn left(vm: &mut Vm) -> bool {
    let frame = vm.frame;
    // SAFETY: the current frame is alive.
    if !unsafe { (*frame).marked(TRACED) } {
        return false;
    }
    // SAFETY: as above.
    if unsafe { (*frame).is_generator() && !(*frame).code().is_entry((*frame).pc.get()) } {
        passed(vm);
    }
    keeping_raised(vm, |vm, exception| {
        returns(vm, frame, Value::NONE)?;
        monitor::tell(vm, monitor::Event::PyUnwind, frame, std::slice::from_ref(exception))
    })
}

/// Reports while an exception is parked, which stays so unless the trace function raises. Says whether it did.
fn keeping_raised(vm: &mut Vm, report: impl FnOnce(&mut Vm, &Value) -> Res<()>) -> bool {
    let exception = vm.take_raised();
    match report(vm, &exception) {
        Ok(()) => {
            let _ = vm.raise_again(exception);
            false
        }
        Err(_) => true,
    }
}

/// `(type, value, traceback)`.
fn exception_argument(vm: &mut Vm, exception: &Value, traceback: Value) -> Value {
    let class = vm.class_of(exception).into_value();
    Tuple::value(vec![class, exception.clone(), traceback])
}

/// Calls the trace function of a frame, if it has one.
fn tell_local(vm: &mut Vm, frame: *mut Frame, event: &str, arg: Value) -> Res<()> {
    // SAFETY: the frame runs, or delegates to one that does.
    let function = unsafe { (*frame).extra(|extras| extras.trace.clone()) };
    if function.is_unset() || vm.tracing.function.is_unset() {
        return Ok(());
    }
    tell(vm, &function, frame, event, arg)
}

/// Calls a trace function; what it returns becomes that of the frame, unless it is `None`.
fn tell(vm: &mut Vm, function: &Value, frame: *mut Frame, event: &str, arg: Value) -> Res<()> {
    // SAFETY: the frame runs, or delegates to one that does.
    let this = unsafe { &*frame };
    match call(vm, function, frame, event, arg) {
        Ok(local) => {
            if !local.is_none() {
                drop(this.set_extras(|extras| std::mem::replace(&mut extras.trace, local)));
            }
            Ok(())
        }
        Err(raised) => {
            vm.set_tracing(false, &Value::NONE, false);
            this.forget_trace();
            Err(raised)
        }
    }
}

fn tell_profile(vm: &mut Vm, frame: *mut Frame, event: &str, arg: Value) -> Res<()> {
    // SAFETY: the frame runs, or delegates to one that does.
    if vm.tracing.profile.is_unset() || unsafe { (*frame).code() }.has(Flags::HIDDEN) {
        return Ok(());
    }
    let function = vm.tracing.profile.clone();
    match call(vm, &function, frame, event, arg) {
        Ok(_) => Ok(()),
        Err(raised) => {
            vm.set_tracing(true, &Value::NONE, false);
            Err(raised)
        }
    }
}

/// Calls a trace or profile function, which is not traced itself.
fn call(vm: &mut Vm, function: &Value, frame: *mut Frame, event: &str, arg: Value) -> Res {
    let kind = match event {
        "line" => Event::Line,
        "call" if stands_at(vm, frame, Report::Resume) => Event::Yield,
        "call" => Event::Call,
        "return" if stands_at(vm, frame, Report::Yield) => Event::Yield,
        "c_call" | "c_return" | "c_exception" => Event::Native,
        _ => Event::Other,
    };
    // SAFETY: the frame runs, or delegates to one that does.
    let view = frame_object::view(vm, unsafe { share(frame) });
    let args = [view, Value::from(crate::object::str::Str::intern(event)), arg];
    call_untraced(vm, function, &args, (frame as usize, kind))
}

/// Calls who is told of an event, and nobody is told of what happens there.
pub(super) fn call_untraced(vm: &mut Vm, function: &Value, args: &[Value], event: (usize, Event)) -> Res {
    let outer = vm.tracing.event.replace(event);
    vm.tracing.busy = true;
    vm.tracing.on = false;
    let result = vm.call(function, args);
    vm.tracing.event = outer;
    vm.tracing.busy = false;
    vm.tracing.on = vm.tracing.any();
    result
}

/// Is `frame`, which is the current one, at a `yield`, where this is reported?
fn stands_at(vm: &Vm, frame: *mut Frame, report: Report) -> bool {
    // SAFETY: the frame runs, or delegates to one that does; it stands behind an instruction.
    let this = unsafe { &*frame };
    let Some(traced) = this.code().traced_at(this.pc.get()).filter(|_| vm.frame == frame) else { return false };
    let Some(index) = traced.index_of(this.pc.get()).checked_sub(1) else { return false };
    let at_yield = this.code().ins[this.instruction()].op == Op::Yield;
    traced.instructions().get(index).is_some_and(|ins| ins.op == Op::Trace && Report::of(*ins) == report) && at_yield
}

/// What the call that comes next in the current frame calls, if that is a native.
fn native_callee(vm: &mut Vm) -> Option<Value> {
    // SAFETY: the current frame is alive.
    let frame = unsafe { &*vm.frame };
    // SAFETY: the frame stands before the call, in a copy of its code.
    let ins = unsafe { *frame.pc.get() };
    let callee = match ins.op {
        Op::CallGlobal => {
            let name = frame.code().global_sites[ins.c as usize].name.clone();
            frame.globals().get_str(&name).or_else(|| vm.builtins.get_str(&name))?
        }
        Op::CallMethod | Op::CallMethodKw => {
            let receiver = reg(vm, ins.b).clone();
            if let Some(callee) = super::attributes::found_before(&receiver) {
                return Some(callee);
            }
            let name = frame.code().attr_sites[ins.c as usize].borrow().name.clone();
            // Only what is found without running anything: attributes of modules, methods of classes.
            match receiver.kind() {
                Some(Kind::Module | Kind::Class) => (),
                _ => {
                    vm.class_of(&receiver).lookup(&name).filter(|found| found.is_kind(Kind::Native))?;
                }
            }
            match vm.get_attr_opt(&receiver, &name) {
                Ok(found) => found?,
                Err(_) => {
                    drop(vm.take_raised());
                    return None;
                }
            }
        }
        _ => reg(vm, ins.b).clone(),
    };
    let is_native = |value: &Value| match value.kind() {
        Some(Kind::Native) => true,
        Some(Kind::Function) => value.exact::<crate::object::function::Function>().is_some_and(|function| {
            let code = function.code();
            code.has(Flags::HIDDEN) && crate::sys::is_prelude_file(&code.proto.filename)
        }),
        _ => false,
    };
    let found = match callee.exact::<BoundMethod>() {
        Some(method) => is_native(&method.function),
        None => is_native(&callee),
    };
    found.then_some(callee)
}

impl Frame {
    /// Forgets the trace function of the frame.
    pub(crate) fn forget_trace(&self) {
        if self.marked(EXTRAS) {
            drop(self.set_extras(|extras| {
                (extras.line, extras.monitored_line, extras.no_lines, extras.opcodes) = (0, 0, false, false);
                std::mem::take(&mut extras.trace)
            }));
            self.drop_empty_extras();
        }
    }
}
