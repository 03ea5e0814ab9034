//! The tools of `sys.monitoring` (PEP 669): which events they want, and how they are told of them.
//!
//! Tools are numbered; the one with the highest number is told first, as in CPython. What happens is found by the instructions and the cold paths that report to trace functions (`trace.rs`). Offsets are
//! twice the index of an instruction of the plain code, as `f_lasti` and `co_positions()` have them.

use super::instrument::{Detail, jump_of};
use super::slow::reg;
use super::trace::{self, call_untraced};
use crate::code::Flags;
use crate::frame::Frame;
use crate::heap::Kind;
use crate::object::exception::Exc;
use crate::object::list::List;
use crate::object::method::BoundMethod;
use crate::object::tuple::Tuple;
use crate::op::Op;
use crate::value::Value;
use crate::vm::{Res, Vm};
use rustc_hash::FxHashMap;

/// So many tools there can be.
pub(crate) const TOOLS: usize = 6;

macro_rules! events {
    ($($variant:ident $name:literal)*) => {
        /// What tools are told of, by the number of its bit.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Event {
            $(#[doc = $name] $variant,)*
        }

        impl Event {
            /// All of them, by number.
            pub const ALL: &[Event] = &[$(Event::$variant),*];

            /// The name in `sys.monitoring.events`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Event::$variant => $name,)*
                }
            }
        }
    };
}

events! {
    PyStart "PY_START"
    PyResume "PY_RESUME"
    PyReturn "PY_RETURN"
    PyYield "PY_YIELD"
    Call "CALL"
    Line "LINE"
    Instruction "INSTRUCTION"
    Jump "JUMP"
    BranchLeft "BRANCH_LEFT"
    BranchRight "BRANCH_RIGHT"
    StopIteration "STOP_ITERATION"
    Raise "RAISE"
    ExceptionHandled "EXCEPTION_HANDLED"
    PyUnwind "PY_UNWIND"
    PyThrow "PY_THROW"
    Reraise "RERAISE"
    CReturn "C_RETURN"
    CRaise "C_RAISE"
    Branch "BRANCH"
}

impl Event {
    /// Its bit in a set of events.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Has it a place in the code, so that it can be wanted of single code objects and disabled?
    pub const fn is_local(self) -> bool {
        (self as u8) < Event::Raise as u8
    }

    /// The bits with which tools ask for it.
    const fn asked_by(self) -> u32 {
        match self {
            Event::CReturn | Event::CRaise => Event::Call.bit(),
            other => other.bit(),
        }
    }
}

/// The events for which copies of code need more than trace functions do.
const IN_DETAIL: u32 = Event::Call.bit()
    | Event::Instruction.bit()
    | Event::Jump.bit()
    | Event::BranchLeft.bit()
    | Event::BranchRight.bit();

/// One tool.
#[derive(Default)]
pub(crate) struct Tool {
    /// Its name, unset for a number that is not in use.
    pub name: Value,
    /// The events that it wants of all code.
    pub events: u32,
    /// What it is told by, unset for nothing.
    pub callbacks: [Value; Event::ALL.len()],
}

/// What `sys.monitoring` knows.
pub(crate) struct Monitoring {
    /// The tools, by number.
    pub tools: [Tool; TOOLS],
    /// By a code object's id: the events that tools want of it.
    local: FxHashMap<u64, [u32; TOOLS]>,
    /// By a code object's id, a place in it and an event: the tools that do not want it there, as bits.
    disabled: FxHashMap<(u64, u64, u8), u8>,
    /// The events that any tool wants of any code.
    wanted: u32,
    /// `DISABLE`.
    pub disable: Value,
    /// `MISSING`.
    pub missing: Value,
}

impl Default for Monitoring {
    fn default() -> Monitoring {
        Monitoring {
            tools: Default::default(),
            local: FxHashMap::default(),
            disabled: FxHashMap::default(),
            wanted: 0,
            disable: Value::UNSET,
            missing: Value::UNSET,
        }
    }
}

impl Monitoring {
    /// Does any tool want anything?
    pub fn any(&self) -> bool {
        self.wanted != 0
    }

    /// Does any tool want the event?
    pub fn wants(&self, event: Event) -> bool {
        self.wanted & event.asked_by() != 0
    }

    /// What copies of code must report.
    pub fn detail(&self) -> Detail {
        match self.wanted {
            0 => Detail::Nothing,
            wanted if wanted & IN_DETAIL == 0 => Detail::Lines,
            _ => Detail::Instructions,
        }
    }

    /// The events that a tool wants of one code object.
    pub fn local_events(&self, tool: usize, code: u64) -> u32 {
        self.local.get(&code).map_or(0, |events| events[tool])
    }

    /// Sets them.
    pub fn set_local_events(&mut self, tool: usize, code: u64, events: u32) {
        let of_code = self.local.entry(code).or_default();
        of_code[tool] = events;
        if of_code.iter().all(|&events| events == 0) {
            self.local.remove(&code);
        }
    }

    /// A tool wants nothing any more. What it was told by is returned.
    pub fn clear(&mut self, tool: usize) -> [Value; Event::ALL.len()] {
        self.tools[tool].events = 0;
        self.local.values_mut().for_each(|events| events[tool] = 0);
        self.local.retain(|_, events| events.iter().any(|&events| events != 0));
        std::mem::take(&mut self.tools[tool].callbacks)
    }

    /// What is disabled is not any more.
    pub fn restart(&mut self) {
        self.disabled.clear();
    }

    /// Events were set.
    pub fn count(&mut self) {
        let everywhere = self.tools.iter().fold(0, |all, tool| all | tool.events);
        self.wanted = self.local.values().flatten().fold(everywhere, |all, events| all | events);
    }

    /// The tools to be told of an event, as bits.
    fn told(&self, event: Event, code: u64, place: u64) -> u8 {
        let of_code = self.local.get(&code);
        let wants = |tool: &usize| {
            let own = of_code.map_or(0, |events| events[*tool]);
            (self.tools[*tool].events | own) & event.asked_by() != 0
        };
        let tools = (0..TOOLS).filter(wants).fold(0, |tools, tool| tools | 1 << tool);
        tools & !self.disabled.get(&(code, place, event as u8)).copied().unwrap_or(0)
    }
}

/// A call that a frame is in.
pub(super) struct Call {
    frame: usize,
    callee: Value,
    first: Value,
}

/// Tells the tools that want it of an event in `frame`: the code, the offset and `rest`.
///
/// # Errors
/// What the tool raises, and ValueError for `DISABLE` where it means nothing.
pub(super) fn tell(vm: &mut Vm, event: Event, frame: *mut Frame, rest: &[Value]) -> Res<()> {
    if !vm.monitoring.wants(event) || !vm.tracing.on {
        return Ok(());
    }
    // SAFETY: the frame runs, or delegates to one that does.
    let offset = unsafe { (*frame).instruction() as u32 * 2 };
    tell_at(vm, event, frame, offset as u64, Value::from(offset as i64), rest)
}

/// Tells them of a line.
pub(super) fn tell_line(vm: &mut Vm, frame: *mut Frame, line: u32) -> Res<()> {
    if !vm.monitoring.wants(Event::Line) || !vm.tracing.on {
        return Ok(());
    }
    // SAFETY: the frame runs, or delegates to one that does.
    let this = unsafe { &*frame };
    if this.extra(|extras| extras.monitored_line) == line {
        return Ok(());
    }
    this.set_extras(|extras| extras.monitored_line = line);
    let offset = this.instruction() as u32 * 2;
    // Several lines can begin at one instruction, some of which have none of their own.
    tell_at(vm, Event::Line, frame, offset as u64 | (line as u64) << 32, Value::from(line as i64), &[])
}

/// `place`: what it is known by if it is disabled.
fn tell_at(vm: &mut Vm, event: Event, frame: *mut Frame, place: u64, what: Value, rest: &[Value]) -> Res<()> {
    // SAFETY: the frame runs, or delegates to one that does.
    let this = unsafe { &*frame };
    if this.code().has(Flags::HIDDEN) {
        return Ok(());
    }
    let code = this.function().code();
    let id = code.id as u64;
    let tools = vm.monitoring.told(event, id, place);
    if tools == 0 {
        return Ok(());
    }
    let mut args = vec![code.into_value(), what];
    args.extend_from_slice(rest);
    let kind = match event {
        Event::Line => trace::Event::Line,
        Event::PyStart | Event::PyThrow => trace::Event::Call,
        Event::PyResume | Event::PyYield => trace::Event::Yield,
        Event::Call | Event::CReturn | Event::CRaise => trace::Event::Native,
        _ => trace::Event::Other,
    };
    for tool in (0..TOOLS).rev().filter(|tool| tools & 1 << tool != 0) {
        let callback = vm.monitoring.tools[tool].callbacks[event as usize].clone();
        if callback.is_unset() {
            continue;
        }
        let result = call_untraced(vm, &callback, &args, (frame as usize, kind))?;
        if !result.is(&vm.monitoring.disable) || result.is_unset() {
            continue;
        }
        if !event.is_local() {
            drop(std::mem::take(&mut vm.monitoring.tools[tool].callbacks[event as usize]));
            let message = format!("Cannot disable {} events. Callback removed.", event.name());
            return Err(vm.error(Exc::ValueError, message));
        }
        *vm.monitoring.disabled.entry((id, place, event as u8)).or_default() |= 1 << tool;
    }
    Ok(())
}

/// A call comes next: what is called lies in its first register.
pub(super) fn call_begins(vm: &mut Vm, frame: *mut Frame) -> Res<()> {
    if !vm.monitoring.wants(Event::Call) {
        return Ok(());
    }
    // SAFETY: the frame runs, and stands before the call in a copy of its code.
    let ins = unsafe { *(*frame).pc.get() };
    let first = match ins.op {
        Op::Call | Op::CallKw if ins.c > 0 => Some(reg(vm, ins.b + 1).clone()),
        Op::CallEx => {
            let items = reg(vm, ins.b + 1);
            let list = items.exact::<List>().and_then(|list| list.get(0));
            list.or_else(|| items.exact::<Tuple>().and_then(|tuple| tuple.items().first().cloned()))
        }
        Op::Call | Op::CallKw => None,
        // Code that is too long for more has only what trace functions need.
        _ => return Ok(()),
    };
    let callee = reg(vm, ins.b).clone();
    // SAFETY: the frame runs.
    let plain = unsafe { (*frame).code().ins[(*frame).instruction()].op };
    let is_looked_up = matches!(plain, Op::CallMethod | Op::CallMethodKw | Op::CallSuper);
    // Methods of natives are objects of their own in CPython, unless they are called where they are looked up.
    let apart =
        |m: &&BoundMethod| m.function.is_kind(Kind::Function) || is_looked_up && !m.receiver.is_kind(Kind::Class);
    let (callee, first) = match callee.exact::<BoundMethod>().filter(apart) {
        Some(method) => (method.function.clone(), Some(method.receiver.clone())),
        None => (callee, first),
    };
    begin(vm, frame, callee, first)
}

/// `manager` is about to be entered.
pub(super) fn enters(vm: &mut Vm, frame: *mut Frame, manager: Value) -> Res<()> {
    // SAFETY: the frame runs, and stands before the instruction in a copy of its code.
    let name = match unsafe { (*(*frame).pc.get()).op } {
        Op::AsyncWithEnter => "__aenter__",
        _ => "__enter__",
    };
    let name = crate::object::str::Str::intern(name).into_value();
    match vm.class_of(&manager).lookup(&name) {
        Some(found) if vm.monitoring.wants(Event::Call) => begin(vm, frame, found, Some(manager)),
        _ => Ok(()),
    }
}

fn begin(vm: &mut Vm, frame: *mut Frame, callee: Value, first: Option<Value>) -> Res<()> {
    let first = first.unwrap_or_else(|| vm.monitoring.missing.clone());
    // SAFETY: the frame runs.
    let (id, offset) = unsafe { ((*frame).function().code().id, (*frame).instruction() * 2) };
    if !vm.tracing.on || vm.monitoring.told(Event::Call, id as u64, offset as u64) == 0 {
        return Ok(());
    }
    tell(vm, Event::Call, frame, &[callee.clone(), first.clone()])?;
    let in_language = match callee.exact::<crate::object::function::Function>() {
        Some(function) => !function.code().has(Flags::HIDDEN),
        None => false,
    };
    if !in_language && vm.tracing.on {
        vm.tracing.calls.push(Call { frame: frame as usize, callee, first });
    }
    Ok(())
}

/// A call is over, or has raised an exception: of one that was not of a function in the language the tools are told.
pub(super) fn call_ends(vm: &mut Vm, frame: *mut Frame, event: Event) -> Res<()> {
    if vm.tracing.calls.last().is_none_or(|call| call.frame != frame as usize) {
        return Ok(());
    }
    match vm.tracing.calls.pop() {
        Some(call) => tell(vm, event, frame, &[call.callee, call.first]),
        None => Ok(()),
    }
}

/// A jump is about to be taken, or a conditional one was, or was not.
pub(super) fn jumps(vm: &mut Vm, frame: *mut Frame, event: Event) -> Res<()> {
    if !vm.monitoring.wants(event) {
        return Ok(());
    }
    // SAFETY: the frame runs.
    let this = unsafe { &*frame };
    let at = this.instruction();
    let next = at as i64 + 1;
    let to = match event {
        Event::BranchRight => next,
        _ => next + jump_of(&this.code().ins[at]).unwrap_or(0),
    };
    tell(vm, event, frame, &[Value::from(to * 2)])
}
