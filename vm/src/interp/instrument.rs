//! Instructions for trace functions: a copy of a code object's instructions with [`Op::Trace`] where there is something to
//! report.
//!
//! Code is compiled without them, and a program that nobody traces runs nothing of this. When a trace function is set, every
//! code object's entry becomes the instruction that reads code: the next call makes the copy and begins in it. Frames that
//! wait go on in the copy too. An instruction's index is always that in the plain code, so tables are the same for both.

use crate::code::{HandlerAction, Proto};
use crate::op::{Ins, Op};
use std::cell::Cell;

thread_local! {
    static ON: Cell<bool> = const { Cell::new(false) };
}

/// Is there a trace or profile function in any thread of the VM?
pub(crate) fn is_on() -> bool {
    ON.get()
}

/// Says whether there is.
pub(super) fn set_on(on: bool) {
    ON.set(on);
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
}

impl Report {
    const ALL: [Report; 9] = [
        Report::Call,
        Report::Line,
        Report::Round,
        Report::Return,
        Report::ReturnNone,
        Report::Yield,
        Report::Resume,
        Report::BeforeCall,
        Report::AfterCall,
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

/// Where a jump goes: its 16-bit or its 32-bit operand.
pub(super) fn jump_of(ins: &Ins) -> Option<i64> {
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

fn trace(report: Report, register: u16, line: u32) -> Ins {
    Ins::wide(Op::Trace, report as u8, register, line as i32)
}

impl Traced {
    /// The copy for a body; `None` if its jumps would get too long.
    pub fn of(proto: &Proto) -> Option<Traced> {
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
        let own_line = |i: usize| match proto.ins[i].op {
            Op::Kill | Op::PopExcept | Op::Jump | Op::Reraise | Op::MakeCell => 0,
            _ if notes.quiet.binary_search(&(i as u32)).is_ok() => 0,
            _ => proto.positions.get(i).map_or(0, |position| position.line),
        };
        let mut marks: Vec<(u32, u32)> = notes.marks.clone();
        marks.sort_by_key(|mark| mark.0);
        let mut out = Copy { ins: Vec::with_capacity(count * 2), plain: Vec::with_capacity(count * 2) };
        let (mut starts, mut places) = (Vec::with_capacity(count), Vec::with_capacity(count));
        // Where each mark's instruction is, and where those end.
        let mut mark_places: Vec<u32> = Vec::with_capacity(marks.len());
        let mut behind_marks = Vec::with_capacity(count);
        // Where code is come to from elsewhere its line is not known to be the one before.
        let (mut last_line, mut next_mark, mut is_fresh) = (0, 0, true);
        for (i, &ins) in proto.ins.iter().enumerate() {
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
            let line = own_line(i);
            if line != 0 && (line != last_line || is_fresh) {
                out.push(trace(Report::Line, 0, line), i);
                (last_line, is_fresh) = (line, false);
            }
            match ins.op {
                Op::Return => out.push(trace(Report::Return, ins.a, line), i),
                Op::ReturnNone => out.push(trace(Report::ReturnNone, 0, line), i),
                Op::Yield => out.push(trace(Report::Yield, ins.b, line), i),
                Op::Call | Op::CallKw | Op::CallEx | Op::CallMethod | Op::CallMethodKw | Op::CallGlobal => {
                    out.push(trace(Report::BeforeCall, 0, line), i);
                }
                _ => (),
            }
            places.push(out.here());
            out.push(ins, i);
            match ins.op {
                Op::Call | Op::CallKw | Op::CallEx | Op::CallMethod | Op::CallMethodKw | Op::CallGlobal => {
                    out.push(trace(Report::AfterCall, 0, line), i);
                }
                Op::Yield | Op::YieldFrom | Op::Await | Op::AsyncForNext | Op::ForIter => {
                    out.push(trace(Report::Resume, 0, line), i);
                }
                _ => (),
            }
        }
        // A jump that passes a line goes there by way of a piece of code at the end.
        let mut pieces = Vec::new();
        for &(at, line) in &notes.edges {
            pieces.push((at, out.here()));
            out.push(trace(if line == 0 { Report::Round } else { Report::Line }, 0, line), at as usize);
            out.push(Ins::wide(Op::Jump, 0, 0, 0), at as usize);
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
            if let Some(&(_, piece)) = pieces.iter().find(|piece| piece.0 as usize == i) {
                out.ins[from as usize] = with_jump(*ins, piece as i64 - (from as i64 + 1))?;
                from = piece + 1;
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
