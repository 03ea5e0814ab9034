//! Instructions for trace functions: a copy of a code object's instructions with [`Op::Trace`] where there is something to
//! report.
//!
//! Code is compiled without them, and a program that nobody traces runs nothing of this. When a trace function is set, every
//! code object's entry becomes the instruction that reads code: the next call makes the copy and begins in it. Frames that
//! wait go on in the copy too. An instruction's index is always that in the plain code, so tables are the same for both.

use crate::code::{HandlerAction, Proto};
use crate::op::{Ins, Op};
use std::cell::Cell;

/// How much the copies report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Detail {
    /// Nothing: plain code runs.
    Nothing,
    /// What trace functions are told.
    Lines,
    /// Also calls of all kinds, jumps and instructions, for `sys.monitoring`. What a fused call calls is loaded before it.
    Instructions,
}

thread_local! {
    static DETAIL: Cell<Detail> = const { Cell::new(Detail::Nothing) };
}

/// What the trace functions of all threads of the VM, and the tools of `sys.monitoring`, need.
pub(crate) fn detail() -> Detail {
    DETAIL.get()
}

/// Does code that begins run in a copy?
pub(crate) fn is_on() -> bool {
    detail() != Detail::Nothing
}

/// Says what is needed.
pub(super) fn set_detail(detail: Detail) {
    DETAIL.set(detail);
}

/// What a [`Op::Trace`] reports: its `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Report {
    /// The code begins.
    Call,
    /// A line is come to; not reported if it is the one before.
    Line,
    /// What follows is another round of a loop: its line is reported even if it is the one before.
    Round,
    /// The frame is about to return the value in `a`.
    Return,
    /// The frame is about to return `None`.
    ReturnNone,
    /// The frame is about to yield the value in `a`.
    Yield,
    /// The frame may have been suspended.
    Resume,
    /// A call comes next: natives are reported to profile functions.
    BeforeCall,
    /// The call is over.
    AfterCall,
    /// The context manager in `a` is about to be entered.
    BeforeEnter,
    /// An instruction comes next.
    Instruction,
    /// A jump comes next.
    Jump,
    /// A conditional jump was taken.
    Taken,
    /// A conditional jump was not taken.
    NotTaken,
}

impl Report {
    const ALL: [Report; 14] = [
        Report::Call,
        Report::Line,
        Report::Round,
        Report::Return,
        Report::ReturnNone,
        Report::Yield,
        Report::Resume,
        Report::BeforeCall,
        Report::AfterCall,
        Report::BeforeEnter,
        Report::Instruction,
        Report::Jump,
        Report::Taken,
        Report::NotTaken,
    ];

    /// What an instruction reports.
    pub fn of(ins: Ins) -> Report {
        Report::ALL[ins.x as usize]
    }
}

/// The instructions of a code object with those that report.
pub(crate) struct Traced {
    ins: Box<[Ins]>,
    /// The index in the plain code that each stands for.
    plain: Box<[u32]>,
    /// By plain index: where what stands for an instruction begins.
    starts: Box<[u32]>,
    /// By plain index: where the instruction itself is.
    places: Box<[u32]>,
    /// By plain index: where the reports of lines without instructions, which come first, end.
    behind_marks: Box<[u32]>,
}

/// Where a jump goes: its 16-bit or its 32-bit operand. One past a call is none here: whoever is told of calls is told of
/// this one.
pub(super) fn jump_of(ins: &Ins) -> Option<i64> {
    if ins.op == Op::JumpAppended {
        return None;
    }
    match ins.op.describe().1.as_bytes()[1..] {
        [_, b'j'] => Some(ins.c as i16 as i64),
        [b'J'] => Some(ins.bc() as i64),
        _ => None,
    }
}

/// The instruction with another offset; `None` if that is too far.
fn with_jump(ins: Ins, offset: i64) -> Option<Ins> {
    Some(match ins.op.describe().1.as_bytes()[1..] {
        [b'J'] => Ins::wide(ins.op, ins.x, ins.a, i32::try_from(offset).ok()?),
        _ => Ins { c: i16::try_from(offset).ok()? as u16, ..ins },
    })
}

/// The line that the instruction at `index` is a part of; 0 for none.
pub(crate) fn own_line(proto: &Proto, index: usize) -> u32 {
    match proto.ins[index].op {
        Op::Kill | Op::PopExcept | Op::Jump | Op::Reraise | Op::MakeCell => 0,
        _ if proto.lines.quiet.binary_search(&(index as u32)).is_ok() => 0,
        _ => proto.positions.get(index).map_or(0, |position| position.line),
    }
}

/// The lines without instructions, by the instructions that they come before.
pub(crate) fn marks_in_order(proto: &Proto) -> Vec<(u32, u32)> {
    let mut marks = proto.lines.marks.clone();
    marks.sort_by_key(|mark| mark.0);
    marks
}

/// Does it jump or go on?
fn is_conditional(ins: &Ins) -> bool {
    jump_of(ins).is_some() && !matches!(ins.op, Op::Jump | Op::JumpBack)
}

/// A call that looks its callee up, as the look-up and a call of what is in the first register.
fn unfused(ins: Ins) -> Option<(Ins, Ins)> {
    let load = match ins.op {
        Op::CallMethod | Op::CallMethodKw => Ins::new(Op::LoadAttr, 0, ins.b, ins.b, ins.c),
        Op::CallGlobal => Ins::new(Op::LoadGlobal, 0, ins.b, ins.c, 0),
        _ => return None,
    };
    let op = if ins.op == Op::CallMethodKw { Op::CallKw } else { Op::Call };
    Some((load, Ins::new(op, 0, ins.a, ins.b, ins.x as u16)))
}

/// As `ins`, where both calls in `super().method()` are reported.
fn as_calls(ins: Ins) -> Ins {
    match ins.op {
        Op::LoadSuper => Ins { op: Op::CallGlobal, ..ins },
        Op::CallSuper => Ins { op: Op::CallMethod, ..ins },
        _ => ins,
    }
}

fn trace(report: Report, register: u16, line: u32) -> Ins {
    Ins::wide(Op::Trace, report as u8, register, line as i32)
}

impl Traced {
    /// The copy for a body; `None` if its jumps would get too long.
    pub fn of(proto: &Proto, detail: Detail) -> Option<Traced> {
        let whole = detail == Detail::Instructions;
        let count = proto.ins.len();
        let mut is_target = vec![false; count];
        for (i, ins) in proto.ins.iter().enumerate() {
            if let Some(offset) = jump_of(ins) {
                is_target[(i as i64 + 1 + offset) as usize] = true;
            }
        }
        for handler in &proto.handlers {
            if let HandlerAction::Catch(target) = handler.action {
                is_target[target as usize] = true;
            }
        }
        let notes = &proto.lines;
        let own_line = |i: usize| own_line(proto, i);
        let marks = marks_in_order(proto);
        let mut out = Copy { ins: Vec::with_capacity(count * 2), plain: Vec::with_capacity(count * 2) };
        let (mut starts, mut places) = (Vec::with_capacity(count), Vec::with_capacity(count));
        // Where each mark's instruction is, and where those end.
        let mut mark_places: Vec<u32> = Vec::with_capacity(marks.len());
        let mut behind_marks = Vec::with_capacity(count);
        // Where code is come to from elsewhere its line is not known to be the one before.
        let (mut last_line, mut next_mark, mut next_operand, mut is_fresh) = (0, 0, 0, true);
        for (i, ins) in proto.ins.iter().map(|&ins| as_calls(ins)).enumerate() {
            starts.push(out.here());
            if i == 0 {
                let line = if &*proto.name == "<module>" { 0 } else { proto.first_line };
                out.push(trace(Report::Call, 0, line), i);
            }
            is_fresh |= is_target[i];
            while let Some(&(_, line)) = marks.get(next_mark).filter(|mark| mark.0 as usize == i) {
                mark_places.push(out.here());
                out.push(trace(if line == 0 { Report::Round } else { Report::Line }, 0, line), i);
                (is_fresh, next_mark) = (true, next_mark + 1);
            }
            behind_marks.push(out.here());
            while let Some(&(_, line)) = notes.operands.get(next_operand).filter(|operand| operand.0 as usize == i) {
                if line != last_line || is_fresh {
                    out.push(trace(Report::Line, 0, line), i);
                    (last_line, is_fresh) = (line, false);
                }
                next_operand += 1;
            }
            let line = own_line(i);
            if line != 0 && (line != last_line || is_fresh) {
                out.push(trace(Report::Line, 0, line), i);
                (last_line, is_fresh) = (line, false);
            }
            if ins.op == Op::JumpAppended {
                places.push(out.here());
                continue;
            }
            let mut done = ins;
            if whole {
                out.push(trace(Report::Instruction, 0, line), i);
                if let Some((load, call)) = unfused(ins) {
                    out.push(load, i);
                    done = call;
                }
            }
            match ins.op {
                Op::Return => out.push(trace(Report::Return, ins.a, line), i),
                Op::ReturnNone => out.push(trace(Report::ReturnNone, 0, line), i),
                Op::Yield => out.push(trace(Report::Yield, ins.b, line), i),
                Op::Call | Op::CallKw | Op::CallEx | Op::CallMethod | Op::CallMethodKw | Op::CallGlobal => {
                    out.push(trace(Report::BeforeCall, 0, line), i);
                }
                Op::WithEnter | Op::AsyncWithEnter if whole => out.push(trace(Report::BeforeEnter, ins.b, line), i),
                Op::Jump | Op::JumpBack if whole => out.push(trace(Report::Jump, 0, line), i),
                _ => (),
            }
            places.push(out.here());
            out.push(done, i);
            match ins.op {
                Op::Call | Op::CallKw | Op::CallEx | Op::CallMethod | Op::CallMethodKw | Op::CallGlobal => {
                    out.push(trace(Report::AfterCall, 0, line), i);
                }
                Op::WithEnter | Op::AsyncWithEnter if whole => out.push(trace(Report::AfterCall, 0, line), i),
                Op::Yield | Op::YieldFrom | Op::Await | Op::AsyncForNext | Op::ForIter => {
                    out.push(trace(Report::Resume, 0, line), i);
                }
                _ => (),
            }
            if whole && is_conditional(&ins) {
                out.push(trace(Report::NotTaken, 0, line), i);
            }
        }
        // A jump that passes a line, or that is reported, goes there by way of a piece of code at the end.
        let mut pieces: Vec<Option<(u32, u32)>> = vec![None; count];
        for (i, ins) in proto.ins.iter().enumerate() {
            let edge = notes.edges.iter().find(|edge| edge.0 as usize == i);
            let is_branch = whole && is_conditional(ins);
            if edge.is_none() && !is_branch {
                continue;
            }
            let piece = out.here();
            if is_branch {
                out.push(trace(Report::Taken, 0, own_line(i)), i);
            }
            if let Some(&(_, line)) = edge {
                out.push(trace(if line == 0 { Report::Round } else { Report::Line }, 0, line), i);
            }
            pieces[i] = Some((piece, out.here()));
            out.push(Ins::wide(Op::Jump, 0, 0, 0), i);
        }
        for (i, ins) in proto.ins.iter().enumerate() {
            let Some(offset) = jump_of(ins) else { continue };
            let target = (i as i64 + 1 + offset) as usize;
            let to = match notes.late.binary_search_by_key(&(i as u32), |late| late.0) {
                Err(_) => starts[target],
                Ok(late) => {
                    let first = marks.partition_point(|mark| (mark.0 as usize) < target);
                    let passed = first + notes.late[late].1 as usize;
                    match marks.get(passed).filter(|mark| mark.0 as usize == target) {
                        Some(_) => mark_places[passed],
                        None => behind_marks[target],
                    }
                }
            };
            // Code that begins with a loop begins but once.
            let to = if to == 0 { 1 } else { to };
            let mut from = places[i];
            if let Some((piece, end)) = pieces[i] {
                out.ins[from as usize] = with_jump(*ins, piece as i64 - (from as i64 + 1))?;
                from = end;
                if to < from {
                    // Signals are looked at there.
                    out.ins[from as usize].op = Op::JumpBack;
                }
            }
            let jump = out.ins[from as usize];
            out.ins[from as usize] = with_jump(jump, to as i64 - (from as i64 + 1))?;
        }
        Some(Traced {
            ins: out.ins.into(),
            plain: out.plain.into(),
            starts: starts.into(),
            places: places.into(),
            behind_marks: behind_marks.into(),
        })
    }

    /// Where it begins.
    pub fn first(&self) -> *const Ins {
        self.ins.as_ptr()
    }

    /// Where what stands for the instruction at `index` begins.
    pub fn start(&self, index: usize) -> *const Ins {
        let start = self.starts[index] as usize;
        // What begins the code is passed once.
        self.ins[start.max((index == 0) as usize)..].as_ptr()
    }

    /// Where a frame goes on that has executed the instruction at `index`.
    pub fn behind(&self, index: usize) -> *const Ins {
        self.ins[self.places[index] as usize + 1..].as_ptr()
    }

    /// The instructions.
    pub fn instructions(&self) -> &[Ins] {
        &self.ins
    }

    /// Where a frame goes on that stands at `pc` in another copy of the same code; `None` if it does not.
    pub fn same_place(&self, other: &Traced, pc: *const Ins) -> Option<*const Ins> {
        let at = other.index_of(pc).checked_sub(1)?;
        let (ins, plain) = (other.ins.get(at)?, other.plain[at]);
        if ins.op != Op::Trace {
            return (other.places[plain as usize] as usize == at).then(|| self.behind(plain as usize));
        }
        let is_same =
            |i: usize| self.plain[i] == plain && self.ins[i] == *ins && self.is_piece(i) == other.is_piece(at);
        (0..self.ins.len()).find(|&i| is_same(i)).map(|i| self.ins[i + 1..].as_ptr())
    }

    /// The index of an instruction of the copy.
    pub fn index_of(&self, pc: *const Ins) -> usize {
        (pc as usize).wrapping_sub(self.ins.as_ptr() as usize) / size_of::<Ins>()
    }

    /// The index in the plain code of the instruction at `index` of the copy, or that it belongs to.
    pub fn plain_at(&self, index: usize) -> usize {
        self.plain[index] as usize
    }

    /// Does the instruction at `index` of the copy report a line that has no instruction of its own?
    pub fn is_mark(&self, index: usize) -> bool {
        self.is_piece(index) || (index as u32) < self.behind_marks[self.plain[index] as usize]
    }

    /// Is the instruction at `index` of the copy behind the code, on the way of a jump?
    pub fn is_piece(&self, index: usize) -> bool {
        self.places.last().is_some_and(|&last| index > last as usize)
    }

    /// The index in the plain code of the instruction before `pc`; `None` if that is no place in this copy.
    pub fn plain_index(&self, pc: *const Ins) -> Option<usize> {
        let next = (pc as usize).wrapping_sub(self.ins.as_ptr() as usize) / size_of::<Ins>();
        self.plain.get(next.saturating_sub(1)).filter(|_| next <= self.plain.len()).map(|&i| i as usize)
    }
}

/// The copy in the making.
struct Copy {
    ins: Vec<Ins>,
    plain: Vec<u32>,
}

impl Copy {
    fn here(&self) -> u32 {
        self.ins.len() as u32
    }

    fn push(&mut self, ins: Ins, plain: usize) {
        self.ins.push(ins);
        self.plain.push(plain as u32);
    }
}
