//! Jumps that a trace function asks for by setting `frame.f_lineno`.
//!
//! What registers hold at each instruction is found as CPython's `mark_stacks` finds what its stack holds: by walking the
//! code from its beginning. A jump drops what only the place it leaves has, and may not go to where there would have to be
//! more. It is taken when the trace function has returned, or, from a `yield`, when the frame goes on.

use super::instrument::{Report, Traced};
use super::trace::Event;
use crate::code::{Flags, Handler, HandlerAction, Proto};
use crate::frame::Frame;
use crate::heap::Kind;
use crate::object::code::Code;
use crate::object::exception::Exc;
use crate::op::{Ins, Intrinsic, KILL_A, KILL_B, KILL_C, Op};
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::rc::Rc;

/// What a register behind the variables holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    /// The iterator of a loop.
    Iterator,
    /// The exception that a clause is being run for.
    Exception,
    /// An exception of which it is not known yet whether a clause fits, or which passes through `finally` or `with`.
    Caught,
    /// The exit of a context manager.
    Exit,
    /// Anything else: the part of an expression.
    Value,
}

/// The registers behind the variables that hold something, in ascending order.
type Stack = Vec<(u16, Held)>;

/// The stack in front of each instruction; `None` where no way leads.
struct Stacks {
    before: Vec<Option<Stack>>,
    first: u16,
}

/// The number of registers that are no temporaries.
fn variables(proto: &Proto) -> u16 {
    let namespace = proto.flags.has(Flags::CLASS_BODY | Flags::NAMESPACE);
    (proto.varnames.len() as u16).max(namespace as u16)
}

impl Stacks {
    fn of(proto: &Proto) -> Stacks {
        let mut stacks = Stacks { before: vec![None; proto.ins.len()], first: variables(proto) };
        let mut todo = Vec::new();
        stacks.reach(0, Vec::new(), &mut todo);
        while let Some(at) = todo.pop() {
            let Some(before) = stacks.before[at].clone() else { continue };
            for handler in proto.handlers.iter().filter(|handler| (handler.start..handler.end).contains(&(at as u32))) {
                if let HandlerAction::Catch(target) = handler.action {
                    let mut caught: Stack = before.iter().copied().filter(|held| held.0 < handler.reg).collect();
                    caught.push((handler.reg, caught_at(proto, target as usize, handler.reg)));
                    stacks.reach(target as usize, caught, &mut todo);
                }
            }
            stacks.go_on(proto, at, before, &mut todo);
        }
        stacks
    }

    /// The instruction at `at` is come to with this stack; where two ways meet, what both have counts.
    fn reach(&mut self, at: usize, stack: Stack, todo: &mut Vec<usize>) {
        let Some(known) = self.before.get_mut(at) else { return };
        let merged = match known {
            None => stack,
            Some(known) => known.iter().copied().filter(|held| stack.contains(held)).collect(),
        };
        if known.as_ref() != Some(&merged) {
            *known = Some(merged);
            todo.push(at);
        }
    }

    /// The stack at a place where a line begins: in front of a clause for all exceptions its line has dropped nothing yet.
    fn at(&self, proto: &Proto, place: &Place) -> Option<Stack> {
        let mut stack = self.before.get(place.plain)?.clone()?;
        let begins = |register: u16| {
            let catches = |handler: &Handler| {
                handler.action == HandlerAction::Catch(place.plain as u32) && handler.reg == register
            };
            proto.handlers.iter().any(catches)
                || proto.ins.iter().enumerate().any(|(at, ins)| {
                    let leads_here = || at as i64 + 1 + ins.c as i16 as i64 == place.plain as i64;
                    ins.op == Op::JumpIfNoMatch && ins.a == register && leads_here()
                })
        };
        if let Some(last) =
            stack.last_mut().filter(|last| place.is_first && last.1 == Held::Exception && begins(last.0))
        {
            last.1 = Held::Caught;
        }
        Some(stack)
    }

    fn set(&self, stack: &mut Stack, register: u16, held: Held) {
        if register >= self.first {
            stack.retain(|held| held.0 != register);
            let at = stack.partition_point(|held| held.0 < register);
            stack.insert(at, (register, held));
        }
    }

    /// What comes after an instruction.
    fn go_on(&mut self, proto: &Proto, at: usize, mut stack: Stack, todo: &mut Vec<usize>) {
        let ins = proto.ins[at];
        if ins.op == Op::JumpAppended {
            // Code that is traced goes past it.
            return self.reach(at + 1, stack, todo);
        }
        let (_, operands) = ins.op.describe();
        let target = |offset: i64| (at as i64 + 1 + offset) as usize;
        if kills(ins.op) {
            for (bit, register) in [(KILL_A, ins.a), (KILL_B, ins.b), (KILL_C, ins.c)] {
                if ins.x & bit != 0 {
                    stack.retain(|held| held.0 != register);
                }
            }
        }
        let window = moved_out(ins);
        stack.retain(|held| !window.contains(&(held.0 as u32)));
        match ins.op {
            Op::Return | Op::ReturnNone | Op::Raise | Op::RaiseFrom | Op::RaiseCurrent | Op::Reraise => return,
            Op::Jump | Op::JumpBack => return self.reach(target(ins.bc() as i64), stack, todo),
            Op::ForIter | Op::AsyncForNext => {
                let mut body = stack.clone();
                self.set(&mut body, ins.a, Held::Value);
                self.reach(target(ins.c as i16 as i64), body, todo);
                stack.retain(|held| held.0 != ins.b);
            }
            Op::Kill | Op::PopExcept => stack.retain(|held| held.0 != ins.a),
            Op::GetIter | Op::GetAIter => self.set(&mut stack, ins.a, Held::Iterator),
            Op::WithEnter | Op::AsyncWithEnter => {
                self.set(&mut stack, ins.a, Held::Value);
                self.set(&mut stack, ins.c, Held::Exit);
            }
            Op::YieldFrom | Op::Await => {
                stack.retain(|held| held.0 != ins.b);
                self.set(&mut stack, ins.a, Held::Value);
            }
            Op::Yield if ins.x & KILL_A != 0 => (),
            Op::Move2 | Op::ExceptStarSplit => {
                self.set(&mut stack, ins.a, Held::Value);
                self.set(&mut stack, ins.a + 1, Held::Value);
            }
            Op::UnpackSequence => (ins.a..ins.a + ins.c).for_each(|r| self.set(&mut stack, r, Held::Value)),
            Op::UnpackEx => {
                let count = (ins.c & 255) + (ins.c >> 8) + 1;
                (ins.a..ins.a + count).for_each(|r| self.set(&mut stack, r, Held::Value));
            }
            Op::JumpIfNoMatch => {
                let mut other = stack.clone();
                self.set(&mut other, ins.a, caught_at(proto, target(ins.c as i16 as i64), ins.a));
                self.reach(target(ins.c as i16 as i64), other, todo);
                self.set(&mut stack, ins.a, Held::Exception);
            }
            op if operands.ends_with('J') => {
                debug_assert!(!writes(op));
                self.reach(target(ins.bc() as i64), stack.clone(), todo);
            }
            _ if operands.ends_with('j') => self.reach(target(ins.c as i16 as i64), stack.clone(), todo),
            op if operands.starts_with('r') && writes(op) => self.set(&mut stack, ins.a, Held::Value),
            _ => (),
        }
        self.reach(at + 1, stack, todo);
    }
}

/// What the register of an exception holds where its handler begins, or an `except` clause that did not fit has ended: a
/// clause for all exceptions is the only code that cannot raise it again.
fn caught_at(proto: &Proto, at: usize, register: u16) -> Held {
    let mut seen = vec![false; proto.ins.len()];
    let mut todo = vec![at];
    while let Some(at) = todo.pop() {
        let Some(&ins) = proto.ins.get(at).filter(|_| !std::mem::replace(&mut seen[at], true)) else { continue };
        match ins.op {
            Op::Reraise | Op::JumpIfNoMatch if ins.a == register => return Held::Caught,
            Op::PopExcept if ins.a == register => continue,
            Op::Return | Op::ReturnNone | Op::Raise | Op::RaiseFrom | Op::RaiseCurrent | Op::Reraise => continue,
            _ => (),
        }
        todo.extend(super::instrument::jump_of(&ins).map(|offset| (at as i64 + 1 + offset) as usize));
        if !matches!(ins.op, Op::Jump | Op::JumpBack) && at + 1 < proto.ins.len() {
            todo.push(at + 1);
        }
    }
    Held::Exception
}

/// Does `x` hold kill bits?
fn kills(op: Op) -> bool {
    !matches!(
        op,
        Op::LoadClassDeref
            | Op::CallMethod
            | Op::CallMethodKw
            | Op::CallGlobal
            | Op::LoadSuper
            | Op::CallSuper
            | Op::MakeFunction
            | Op::MatchClass
            | Op::ImportStar
            | Op::Intrinsic
            | Op::Trace
    )
}

/// Is `a` the destination?
fn writes(op: Op) -> bool {
    use Op::*;
    !matches!(
        op,
        CheckBound
            | DeleteLocal
            | StoreGlobal
            | StoreName
            | StoreDeref
            | DeleteDeref
            | StoreFree
            | StoreAttr
            | DeleteAttr
            | FindMethod
    ) && !matches!(
        op,
        SetItem
            | SetSlice
            | DelItem
            | ListAppend
            | SetAdd
            | DictInsert
            | ListExtend
            | SetUpdate
            | DictUpdate
            | DictMerge
    ) && !matches!(op, JumpIfTrue | JumpIfFalse | JumpIfNone | JumpIfNotNone)
}

/// The window that an instruction moves its operands out of.
fn moved_out(ins: Ins) -> std::ops::Range<u32> {
    let (b, c, x) = (ins.b as u32, ins.c as u32, ins.x as u32);
    match ins.op {
        Op::GetSlice => c..c + 3,
        Op::SetSlice | Op::BuildSlice | Op::BuildInterpolation | Op::CallEx => b..b + 3,
        Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString => b..b + c,
        Op::BuildDict => b..b + 2 * c,
        Op::Call => b..b + c + 1,
        Op::CallKw => b..b + c + 2,
        Op::CallMethod | Op::CallGlobal | Op::LoadSuper | Op::CallSuper => b..b + x + 1,
        Op::CallMethodKw => b..b + x + 2,
        Op::MakeFunction => c..c + ins.x.count_ones(),
        Op::MatchClass | Op::ImportName => match ins.op {
            Op::MatchClass => c..c + 2,
            _ => b..b + 2,
        },
        Op::Intrinsic => b..b + Intrinsic::from_number(ins.c).map_or(0, |intrinsic| intrinsic.arity() as u32),
        _ => 0..0,
    }
}

/// What of `from` stays when control goes to where the stack is `to`; `None` if that has more, or other things. As CPython
/// does, an exit is had of anything. Parts of expressions are had of nothing: instructions rely on what they are.
fn kept<'a>(from: &'a [(u16, Held)], to: &[(u16, Held)]) -> Option<&'a [(u16, Held)]> {
    let kept = from.get(..to.len())?;
    let fits = |at: usize| match (kept[at].1, to[at].1) {
        (_, Held::Value) => false,
        (_, Held::Exit) => true,
        // A clause has dropped the exception itself.
        (Held::Caught, Held::Exception) => at + 1 == to.len(),
        (from, to) => from == to,
    };
    (0..to.len()).all(fits).then_some(kept)
}

/// How much a stack holds: with an exception that no clause has dropped lies the one before.
fn depth(stack: &[(u16, Held)]) -> usize {
    stack.iter().map(|held| if held.1 == Held::Caught { 2 } else { 1 }).sum()
}

/// `frame.f_lineno = line`.
///
/// # Errors
/// ValueError if the frame cannot go on there; what becomes of the warning about variables without values.
pub(crate) fn set_line(vm: &mut Vm, frame: &Frame, line: &Value) -> Res<()> {
    let Some(wanted) = (line.is_small_int() || line.is_kind(Kind::Int)).then(|| line.as_small_int()) else {
        return Err(vm.error(Exc::ValueError, "lineno must be an integer"));
    };
    let code = frame.code();
    let event = vm.tracing.event.filter(|event| event.0 == std::ptr::from_ref(frame) as usize).map(|event| event.1);
    let Some(event) = event.filter(|_| code.traced_at(frame.pc.get()).is_some()) else {
        return Err(vm.error(Exc::ValueError, "f_lineno can only be set in a trace function"));
    };
    match event {
        Event::Line | Event::Yield => (),
        Event::Call => {
            return Err(vm.error(Exc::ValueError, "can't jump from the 'call' trace event of a new frame"));
        }
        Event::Native => return Err(vm.error(Exc::ValueError, "can't jump during a call")),
        Event::Other => return Err(vm.error(Exc::ValueError, "can only jump from a 'line' trace event")),
    }
    let Some(wanted) = wanted.filter(|&wanted| i32::try_from(wanted).is_ok()) else {
        return Err(vm.error(Exc::ValueError, "lineno out of range"));
    };
    let first = code.proto.first_line as i64;
    if wanted < first {
        return Err(vm.error(Exc::ValueError, format!("line {wanted} comes before the current code block")));
    }
    let places = places(frame);
    let Some(line) = places.iter().map(|place| place.line).filter(|&line| line as i64 >= wanted).min() else {
        return Err(vm.error(Exc::ValueError, format!("line {wanted} comes after the current code block")));
    };
    let stacks = Stacks::of(&code.proto);
    let Some(from) = stack_of_event(&stacks, code, frame) else {
        return Err(vm.error(Exc::ValueError, "can't jump from unreachable code"));
    };
    let mut best: Option<(usize, Stack)> = None;
    let mut refused = None;
    for place in places.iter().filter(|place| place.line == line) {
        match stacks.at(&code.proto, place) {
            Some(to) if kept(&from, &to).is_some() => {
                if best.as_ref().is_none_or(|best| depth(&best.1) < depth(&to)) {
                    best = Some((place.index, to));
                }
            }
            other => refused = Some(other),
        }
    }
    let Some((index, to)) = best else {
        let why = match refused.map(|to| to.map(|to| to.last().map(|held| held.1))) {
            Some(None) => "can't jump into an exception handler, or code may be unreachable",
            Some(Some(Some(Held::Exception | Held::Caught))) => {
                "can't jump into an 'except' block as there's no exception"
            }
            Some(Some(Some(Held::Iterator))) => "can't jump into the body of a for loop",
            Some(Some(_)) => "incompatible stacks",
            None => "cannot find bytecode for specified line",
        };
        return Err(vm.error(Exc::ValueError, why));
    };
    bind_unbound(vm, frame)?;
    let kept = kept(&from, &to).unwrap_or_default();
    let moves = kept.iter().zip(&to).map(|(from, to)| (from.0, to.0)).collect();
    let left = from[kept.len()..].iter().filter(|held| matches!(held.1, Held::Exception | Held::Caught)).count() as u8;
    let jump = Jump { index: index as u32, line, moves, left };
    drop(frame.set_extras(|extras| extras.jump.replace(Rc::new(jump))));
    Ok(())
}

/// A jump to be taken.
#[derive(Debug)]
pub(crate) struct Jump {
    /// The instruction of the copy with trace instructions.
    index: u32,
    /// The line it begins.
    pub line: u32,
    /// From which register to which what stays is moved.
    moves: Vec<(u16, u16)>,
    /// How many handlers of exceptions are left.
    left: u8,
}

/// A place in the copy with trace instructions at which a line begins.
struct Place {
    index: usize,
    /// The instruction whose stack is that of the place.
    plain: usize,
    line: u32,
    /// Is it the first place of the instruction, and of a line that has none of its own?
    is_first: bool,
}

fn places(frame: &Frame) -> Vec<Place> {
    let code = frame.code();
    let Some(traced) = code.traced_at(frame.pc.get()) else { return Vec::new() };
    let mut places = Vec::new();
    let first_line = code.proto.first_line;
    if &*code.proto.name != "<module>" {
        places.push(Place { index: traced.index_of(traced.start(0)), plain: 0, line: first_line, is_first: false });
    }
    for (index, ins) in traced.instructions().iter().enumerate() {
        let line = ins.bc() as u32;
        let plain = traced.plain_at(index);
        // The rest of a statement whose beginning stands right before, or elsewhere: the end of a loop, of a `with`.
        let op = code.proto.ins[plain].op;
        let goes_on = !traced.is_mark(index)
            && (matches!(op, Op::ForIter | Op::AsyncForNext) || plain > 0 && code.position(plain - 1).line == line);
        if ins.op == Op::Trace && Report::of(*ins) == Report::Line && line != 0 && !goes_on {
            let is_first = traced.is_mark(index) && std::ptr::eq(traced.start(plain), ins);
            places.push(Place { index, plain: stack_place(code, traced, index), line, is_first });
        }
    }
    places
}

/// The plain instruction in front of which the stack is what it is at a trace instruction: those behind the code itself are
/// on the way of a jump.
fn stack_place(code: &Code, traced: &Traced, index: usize) -> usize {
    let plain = traced.plain_at(index);
    if !traced.is_piece(index) {
        return plain;
    }
    let ins = &code.proto.ins[plain];
    super::instrument::jump_of(ins).map_or(plain, |offset| (plain as i64 + 1 + offset) as usize)
}

/// The stack where something is reported of a frame.
fn stack_of_event(stacks: &Stacks, code: &Code, frame: &Frame) -> Option<Stack> {
    let traced = code.traced_at(frame.pc.get())?;
    let index = traced.index_of(frame.pc.get()).checked_sub(1)?;
    let ins = *traced.instructions().get(index)?;
    let mut stack = stacks.before[stack_place(code, traced, index)].clone()?;
    if matches!(Report::of(ins), Report::Yield | Report::Resume) {
        // What is yielded has gone when the frame goes on.
        let yielded = code.proto.ins[traced.plain_at(index)].b;
        stack.retain(|held| held.0 != yielded);
    }
    Some(stack)
}

/// Variables without a value get `None`, and a warning says so: code may rely on it that they have one.
fn bind_unbound(vm: &mut Vm, frame: &Frame) -> Res<()> {
    let unbound = || {
        let variables = frame.code().proto.varnames.iter().zip(frame.registers());
        variables.filter(|(name, register)| register.peek().is_unset() && !name.starts_with('.')).map(|pair| pair.1)
    };
    let count = unbound().count();
    if count > 0 {
        let s = if count == 1 { "" } else { "s" };
        vm.warn(Exc::RuntimeWarning, &format!("assigning None to {count} unbound local{s}"))?;
        unbound().for_each(|register| register.set(Value::NONE));
    }
    Ok(())
}

/// Takes the jump that the trace function of the current frame has asked for; `false` if it has not.
pub(super) fn take(vm: &mut Vm, frame: &Frame) -> bool {
    let Some(jump) = frame.extra(|extras| extras.jump.clone()) else { return false };
    drop(frame.set_extras(|extras| {
        (extras.line, extras.monitored_line) = (jump.line, jump.line);
        extras.jump.take()
    }));
    let Some(traced) = frame.code().traced_at(frame.pc.get()) else { return false };
    let registers = frame.registers();
    let kept: Vec<(u16, Value)> = jump.moves.iter().map(|&(from, to)| (to, registers[from as usize].take())).collect();
    registers[variables(&frame.code().proto) as usize..].iter().rev().for_each(|register| drop(register.take()));
    for (register, value) in kept {
        registers[register as usize].set(value);
    }
    (0..jump.left).for_each(|_| vm.leave_handler(frame));
    frame.pc.set(traced.instructions()[jump.index as usize..].as_ptr());
    true
}
