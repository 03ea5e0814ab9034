//! One code object in the making: instructions, labels, registers, constants and what is known to be bound.
//!
//! Code that cannot be reached is not emitted: after an unconditional jump [`Unit::bound`] is `None` and emission does
//! nothing until a label that is jumped to is placed.

use super::scope::{Place, ScopeId};
use crate::code::{Const, Flags, Handler, HandlerAction, LineNotes, Position, Positions, Proto};
use crate::op::{Ins, KILL_A, KILL_B, KILL_C, Op};
use rondo_grammar::Text;
use rondo_grammar::ast::{Ident, Span, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// A register that an instruction reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Operand {
    pub reg: u16,
    /// A temporary that dies with the instruction that reads it.
    pub temp: bool,
}

impl Operand {
    pub fn temp(reg: u16) -> Operand {
        Operand { reg, temp: true }
    }

    pub fn kept(reg: u16) -> Operand {
        Operand { reg, temp: false }
    }

    pub fn kill_a(self) -> u8 {
        if self.temp { KILL_A } else { 0 }
    }

    pub fn kill_b(self) -> u8 {
        if self.temp { KILL_B } else { 0 }
    }

    /// The kill bit as operand b of an instruction that overwrites `dst`: none if it is overwritten anyway.
    pub fn kill_b_unless(self, dst: u16) -> u8 {
        if self.temp && self.reg != dst { KILL_B } else { 0 }
    }

    pub fn kill_c(self) -> u8 {
        if self.temp { KILL_C } else { 0 }
    }

    /// The kill bits of operands b and c of an instruction that overwrites `dst`. What is overwritten is said to die
    /// only where the other operand dies too: the left one is dropped first.
    pub fn kill_both(self, right: Operand, dst: u16) -> u8 {
        if right.temp && right.reg != dst { self.kill_b() | KILL_C } else { self.kill_b_unless(dst) }
    }
}

/// What stands for the registers behind all others, in which frames hold constants, until it is known where those begin.
const FIRST_HELD: u16 = 0xFFFF - MOST_HELD as u16;

/// A frame holds no more constants than these: each takes eight bytes of it.
const MOST_HELD: usize = 32;

/// A place in the code, number of its unit's labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(usize);

#[derive(Debug, Default)]
struct LabelState {
    at: Option<usize>,
    /// How many marks ([`LineNotes::marks`]) there were when it was placed.
    marks: usize,
    /// What is bound whenever it is jumped to; `None` while nothing jumps.
    bound: Option<Bits>,
}

/// A set of registers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub fn has(&self, i: u16) -> bool {
        self.0.get(i as usize / 64).is_some_and(|word| word >> (i % 64) & 1 != 0)
    }

    pub fn insert(&mut self, i: u16) {
        let word = i as usize / 64;
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (i % 64);
    }

    pub fn remove(&mut self, i: u16) {
        if let Some(word) = self.0.get_mut(i as usize / 64) {
            *word &= !(1 << (i % 64));
        }
    }

    fn intersect(&mut self, other: &Bits) {
        self.0.truncate(other.0.len());
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a &= b;
        }
    }

    fn subtract(&mut self, other: &Bits) {
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            *a &= !b;
        }
    }
}

/// A statement that must be left in an orderly way by `break`, `continue` and `return`.
#[derive(Clone, Copy)]
pub(super) enum Block<'a> {
    /// A loop; `iterator` is the register of a `for` loop's iterator, of `width` registers.
    Loop { next: Label, end: Label, iterator: Option<(u16, u16)> },
    /// A `try` block whose `finally` block must run; covered by the protection of that number.
    Finally { body: &'a [Stmt], protection: usize },
    /// A `try` block with handlers.
    Try { protection: usize },
    /// The body of a `with` statement: where the exit function is.
    With { exit: u16, is_async: bool, span: Span, protection: usize },
    /// The handler of the exception in `reg`.
    Handler { reg: u16, protection: usize },
    /// The body of `except ... as name`.
    HandlerName { name: &'a Ident, span: Span, protection: usize },
    /// A `finally` block, its copy for exceptions or for another exit: temporaries `from..to` are dead when it is left.
    FinallyBody { from: u16, to: u16 },
    /// The handler of an `except*`: cannot be left.
    ExceptStar,
}

/// A range of instructions that an entry of the exception table covers.
#[derive(Clone, Copy, Debug)]
struct Protection {
    /// Start of the range now open.
    open: Option<usize>,
    target: Option<Label>,
    reg: u16,
}

/// The iteration variables of an inlined comprehension.
#[derive(Debug)]
pub(super) struct Inlined {
    pub scope: ScopeId,
    pub vars: Vec<InlinedVar>,
}

/// An iteration variable of an inlined comprehension.
#[derive(Debug)]
pub(super) struct InlinedVar {
    pub name: Ident,
    pub reg: u16,
    pub is_cell: bool,
    /// Is it bound at the point now compiled?
    pub bound: bool,
}

/// Constants by value; floats by bits, so that `0.0` and `-0.0` differ.
#[derive(Clone, PartialEq, Eq, Hash)]
enum ConstKey {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    BigInt(u32, Text),
    Float(u64),
    Complex(u64, u64),
    Str(Text),
    Bytes(Rc<[u8]>),
    Tuple(Vec<ConstKey>),
    FrozenSet(Vec<ConstKey>),
}

fn key_of(value: &Const) -> Option<ConstKey> {
    let all = |values: &[Const]| values.iter().map(key_of).collect::<Option<Vec<_>>>();
    Some(match value {
        Const::None => ConstKey::None,
        Const::Ellipsis => ConstKey::Ellipsis,
        Const::Bool(b) => ConstKey::Bool(*b),
        Const::Int(i) => ConstKey::Int(*i),
        Const::BigInt(radix, digits) => ConstKey::BigInt(*radix, digits.clone()),
        Const::Float(f) => ConstKey::Float(f.to_bits()),
        Const::Complex(re, im) => ConstKey::Complex(re.to_bits(), im.to_bits()),
        Const::Str(s) => ConstKey::Str(s.clone()),
        Const::Bytes(b) => ConstKey::Bytes(b.clone()),
        Const::Tuple(values) => ConstKey::Tuple(all(values)?),
        Const::FrozenSet(values) => ConstKey::FrozenSet(all(values)?),
        Const::Code(_) | Const::Stored(_) => return None,
    })
}

/// One code object in the making.
pub(super) struct Unit<'a> {
    pub scope: ScopeId,
    /// What becomes of it; instructions, constants and tables are filled in by [`Unit::finish`].
    pub proto: Proto,
    /// Registers of the scope's own variables.
    pub locals: FxHashMap<Ident, u16>,
    /// The inlined comprehensions being compiled, outermost first.
    pub inlined: Vec<Inlined>,
    pub blocks: Vec<Block<'a>>,
    /// Locals that may be unbound again after having been bound.
    pub unbound_later: Bits,
    /// What is bound here; `None` where control cannot come.
    pub bound: Option<Bits>,
    /// The first temporary.
    pub first_temp: u16,
    /// The next free temporary.
    pub top: u16,
    /// Names assigned as `self.name` in the methods of a class body.
    pub static_attributes: Vec<Ident>,
    /// Positions of the callees of fused calls, see [`Proto::callees`].
    callees: Vec<(u32, Position)>,
    /// What is emitted now is part of no line, see [`LineNotes::quiet`].
    pub quiet: bool,
    /// May operands of the statement be on other lines than its instructions?
    pub spans_lines: bool,
    places: FxHashMap<(ScopeId, Ident), Place>,
    labels: Vec<LabelState>,
    jumps: Vec<(usize, Label)>,
    /// Where the last label was placed: what stands there is no part of what stands before.
    last_label: usize,
    protections: Vec<Protection>,
    handlers: Vec<(Handler, Option<Label>)>,
    const_index: FxHashMap<ConstKey, u32>,
    name_index: FxHashMap<Ident, u32>,
    global_index: FxHashMap<Ident, u32>,
    overflow: Option<&'static str>,
}

impl<'a> Unit<'a> {
    /// A unit without instructions.
    pub fn new(scope: ScopeId, name: Text, qualname: Text, filename: Text, first_line: u32) -> Unit<'a> {
        Unit {
            scope,
            proto: Proto {
                name,
                qualname,
                filename,
                first_line,
                flags: Flags(0),
                argcount: 0,
                posonlyargcount: 0,
                kwonlyargcount: 0,
                varnames: Vec::new(),
                cellvars: Vec::new(),
                freevars: Vec::new(),
                nregs: 0,
                held: Vec::new(),
                ins: Vec::new(),
                positions: Positions::default(),
                consts: Vec::new(),
                names: Vec::new(),
                attr_sites: Vec::new(),
                global_sites: Vec::new(),
                callees: Vec::new(),
                handlers: Vec::new(),
                comprehension_variables: Vec::new(),
                lines: LineNotes::default(),
                doc: None,
            },
            locals: FxHashMap::default(),
            inlined: Vec::new(),
            blocks: Vec::new(),
            unbound_later: Bits::default(),
            bound: Some(Bits::default()),
            first_temp: 0,
            top: 0,
            static_attributes: Vec::new(),
            callees: Vec::new(),
            quiet: false,
            spans_lines: true,
            places: FxHashMap::default(),
            labels: Vec::new(),
            jumps: Vec::new(),
            last_label: 0,
            protections: Vec::new(),
            handlers: Vec::new(),
            const_index: FxHashMap::default(),
            name_index: FxHashMap::default(),
            global_index: FxHashMap::default(),
            overflow: None,
        }
    }

    // Registers.

    /// Gives a variable the next register; only before any temporary.
    pub fn add_local(&mut self, name: &Ident) -> u16 {
        let reg = self.alloc();
        self.first_temp = self.top;
        self.proto.varnames.push(name.clone());
        self.locals.insert(name.clone(), reg);
        reg
    }

    /// A fresh temporary on top of the others. It is given back by resetting `top`.
    pub fn alloc(&mut self) -> u16 {
        let reg = self.top;
        if reg == FIRST_HELD - 1 {
            self.overflow = Some("too many local variables and temporaries");
        } else {
            self.top += 1;
            self.proto.nregs = self.proto.nregs.max(self.top);
        }
        reg
    }

    /// The register of a constant that the frames hold; `None` if they hold as many as they may.
    pub fn held(&mut self, value: Const) -> Option<Operand> {
        if !self.reachable() {
            return None;
        }
        let constant = u16::try_from(self.constant(value)).ok()?;
        let held = &mut self.proto.held;
        let place = match held.iter().position(|&other| other == constant) {
            Some(place) => place,
            None if held.len() < MOST_HELD => {
                held.push(constant);
                held.len() - 1
            }
            None => return None,
        };
        Some(Operand::kept(FIRST_HELD + place as u16))
    }

    /// Is the register a temporary, not a variable of the function or of a comprehension inlined into it?
    pub fn is_temp(&self, reg: u16) -> bool {
        reg >= self.first_temp && !self.inlined.iter().any(|inlined| inlined.vars.iter().any(|var| var.reg == reg))
    }

    /// The first register of a window that an instruction with destination `dst` consumes: `dst` itself where it is
    /// the topmost temporary. The window's registers are then taken with [`Self::alloc`], the first one included.
    pub fn window(&mut self, dst: u16) -> u16 {
        if self.is_temp(dst) && dst + 1 == self.top {
            self.top = dst;
        }
        self.top
    }

    /// A temporary to compute a part of what goes to `dst` in: `dst` itself unless it is a variable.
    pub fn scratch(&mut self, dst: u16) -> u16 {
        if self.is_temp(dst) { dst } else { self.alloc() }
    }

    // Instructions.

    /// Can control come here?
    pub fn reachable(&self) -> bool {
        self.bound.is_some()
    }

    /// Number of the next instruction.
    pub fn here(&self) -> usize {
        self.proto.ins.len()
    }

    /// The program does not want what is sent to the `Yield` that is the last instruction.
    pub fn drop_sent(&mut self) {
        if let Some(ins) = self.proto.ins.last_mut().filter(|_| self.bound.is_some()) {
            debug_assert_eq!(ins.op, Op::Yield);
            ins.x |= KILL_A;
        }
    }

    pub fn emit(&mut self, mut ins: Ins, position: Position) {
        if self.reachable() {
            if ins.op == Op::Move && self.joins_last_move(ins, position.line) {
                return;
            }
            if matches!(ins.op, Op::Return | Op::ReturnNone) {
                // Temporaries above those in use are dead.
                ins.b = self.top.max(self.first_temp);
            }
            if self.quiet {
                self.proto.lines.quiet.push(self.here() as u32);
            }
            self.proto.ins.push(ins);
            self.proto.positions.make_mut().push(position);
        }
    }

    /// Makes the last instruction, if that is a move as well, one of two moves to registers that follow each other. Not
    /// if the second is of a variable: what that drops is dropped in a line of its own.
    fn joins_last_move(&mut self, ins: Ins, line: u32) -> bool {
        if !self.is_temp(ins.a) {
            return false;
        }
        let here = self.here();
        let Some(last) = self.proto.ins.last_mut() else { return false };
        if last.op != Op::Move || last.a + 1 != ins.a || self.last_label >= here {
            return false;
        }
        let first = self.proto.positions.get(here - 1).map_or(line, |position| position.line);
        if first != line {
            // Both lines are passed, unless others are in between.
            let (lines, at) = (&mut self.proto.lines, here as u32 - 1);
            if [&lines.marks, &lines.operands].iter().any(|notes| notes.last().is_some_and(|noted| noted.0 > at)) {
                return false;
            }
            lines.operands.extend([(at, first), (at, line)]);
            lines.quiet.push(at);
        }
        let kill = if ins.x & KILL_B != 0 { KILL_C } else { 0 };
        *last = Ins { op: Op::Move2, x: last.x | kill, c: ins.b, ..*last };
        true
    }

    /// Makes the last instruction, if it builds the slice in `key`, one that takes the slice `key` of `object` to `dst`;
    /// was it?
    pub fn join_slice(&mut self, object: Operand, key: Operand, dst: u16, position: Position) -> bool {
        self.replace_built_slice(key, position, |parts| Ins {
            op: Op::GetSlice,
            x: object.kill_b_unless(dst),
            a: dst,
            b: object.reg,
            c: parts,
        })
    }

    /// Likewise, one that replaces the slice `key` of `object` by `value`.
    pub fn join_replaced_slice(&mut self, object: Operand, key: Operand, value: Operand, position: Position) -> bool {
        self.replace_built_slice(key, position, |parts| Ins {
            op: Op::SetSlice,
            x: object.kill_a() | value.kill_c(),
            a: object.reg,
            b: parts,
            c: value.reg,
        })
    }

    /// Puts what `make` makes of the first register of a slice's parts in the place of the last instruction, if that builds
    /// the slice in `key`; did it?
    fn replace_built_slice(&mut self, key: Operand, position: Position, make: impl FnOnce(u16) -> Ins) -> bool {
        let here = self.here();
        let Some(last) = self.proto.ins.last_mut() else { return false };
        if last.op != Op::BuildSlice || last.a != key.reg || !key.temp || self.last_label >= here {
            return false;
        }
        *last = make(last.b);
        self.proto.positions.make_mut()[here - 1] = position;
        true
    }

    /// Where the last instruction stands, if there is one since the one numbered `first`.
    pub fn last_position_since(&self, first: usize) -> Option<Position> {
        self.proto.positions.get(first..)?.last().copied()
    }

    /// A jump; its offset is filled in when everything is placed.
    pub fn jump(&mut self, ins: Ins, label: Label, position: Position) {
        if !self.reachable() {
            return;
        }
        self.jumps.push((self.here(), label));
        self.emit(ins, position);
        self.arrive(label);
        if matches!(ins.op, Op::Jump | Op::JumpBack) {
            self.bound = None;
        }
    }

    /// If the last instruction is a conditional jump to `exit`, which is to be placed here, makes it the opposite one to
    /// `head`, the placed head of a loop; was it?
    pub fn turn_back(&mut self, exit: Label, head: Label) -> bool {
        let last = self.here().wrapping_sub(1);
        let Some(&(at, label)) = self.jumps.last() else { return false };
        if at != last || label.0 != exit.0 || self.last_label >= self.here() || !self.reachable() {
            return false;
        }
        let Some(inverse) = self.proto.ins[last].op.inverse() else { return false };
        self.proto.ins[last].op = inverse;
        if let Some(jump) = self.jumps.last_mut() {
            jump.1 = head;
        }
        true
    }

    /// Nothing comes after an instruction that never falls through.
    pub fn stop(&mut self) {
        self.bound = None;
    }

    /// Notes that the callee of the next instruction stands at `position`.
    pub fn note_callee(&mut self, position: Position) {
        if self.reachable() {
            let here = self.here() as u32;
            self.callees.push((here, position));
        }
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(LabelState::default());
        Label(self.labels.len() - 1)
    }

    /// Places a label that only earlier instructions have jumped to.
    pub fn place_label(&mut self, label: Label) {
        let state = &mut self.labels[label.0];
        state.at = Some(self.proto.ins.len());
        state.marks = self.proto.lines.marks.len();
        if state.bound.is_some() {
            self.last_label = self.proto.ins.len();
        }
        match (&mut self.bound, state.bound.take()) {
            (Some(here), Some(there)) => here.intersect(&there),
            (here @ None, there) => *here = there,
            (Some(_), None) => {}
        }
    }

    /// Places a label that later instructions jump to: `bound` holds there whatever comes.
    pub fn place_loop_label(&mut self, label: Label, bound: Option<Bits>) {
        let state = &mut self.labels[label.0];
        (state.at, state.marks) = (Some(self.proto.ins.len()), self.proto.lines.marks.len());
        self.last_label = self.proto.ins.len();
        self.bound = bound;
    }

    /// A statement at `line` begins here that may come to no instruction; line 0 for the head of a loop.
    pub fn mark(&mut self, line: u32) {
        if self.reachable() {
            self.proto.lines.marks.push((self.here() as u32, line));
        }
    }

    /// The next instruction reads a variable that stands on `line`, see [`LineNotes::operands`].
    pub fn mark_operand(&mut self, line: u32) {
        if self.reachable() {
            self.proto.lines.operands.push((self.here() as u32, line));
        }
    }

    /// The jumps to `label` that were emitted since there were `since` of them pass a statement at `line` on their way.
    pub fn mark_jumps(&mut self, since: usize, label: Label, line: u32) {
        let jumps = self.jumps[since..].iter().filter(|jump| jump.1 == label);
        self.proto.lines.edges.extend(jumps.map(|&(at, _)| (at as u32, line)));
    }

    /// How many jumps have been emitted.
    pub fn jump_count(&self) -> usize {
        self.jumps.len()
    }

    fn arrive(&mut self, label: Label) {
        let Some(here) = &self.bound else { return };
        let state = &mut self.labels[label.0];
        if state.at.is_some() {
            return;
        }
        match &mut state.bound {
            Some(bound) => bound.intersect(here),
            bound @ None => *bound = Some(here.clone()),
        }
    }

    // What is bound.

    /// What is bound here and stays so whatever is unbound in between: what holds at the head of a loop that starts
    /// here, or in a handler of a block that starts here.
    pub fn lasting_bound(&self) -> Option<Bits> {
        let mut bound = self.bound.clone();
        if let Some(bound) = &mut bound {
            bound.subtract(&self.unbound_later);
        }
        bound
    }

    pub fn set_bound(&mut self, reg: u16) {
        if let Some(bound) = &mut self.bound {
            bound.insert(reg);
        }
    }

    pub fn set_unbound(&mut self, reg: u16) {
        if let Some(bound) = &mut self.bound {
            bound.remove(reg);
        }
    }

    pub fn is_bound(&self, reg: u16) -> bool {
        self.bound.as_ref().is_none_or(|bound| bound.has(reg))
    }

    // Constants and names.

    pub fn constant(&mut self, value: Const) -> u32 {
        let key = key_of(&value);
        if let Some(&i) = key.as_ref().and_then(|key| self.const_index.get(key)) {
            return i;
        }
        let i = self.proto.consts.len() as u32;
        self.proto.consts.push(value);
        if let Some(key) = key {
            self.const_index.insert(key, i);
        }
        i
    }

    /// The index of a constant where only 16 bits are left for it.
    pub fn short_constant(&mut self, value: Const) -> u16 {
        let i = self.constant(value);
        self.short(i, "too many constants")
    }

    pub fn name(&mut self, name: &Ident) -> u16 {
        let i = self.name_number(name);
        self.short(i, "too many names")
    }

    pub fn attr_site(&mut self, name: &Ident) -> u16 {
        let n = self.name_number(name);
        let i = self.proto.attr_sites.len() as u32;
        if self.reachable() {
            self.proto.attr_sites.push(n);
        }
        self.short(i, "too many attributes")
    }

    pub fn global_site(&mut self, name: &Ident) -> u16 {
        let i = match self.global_index.get(name) {
            Some(&i) => i,
            None => {
                let n = self.name_number(name);
                let i = self.proto.global_sites.len() as u32;
                self.proto.global_sites.push(n);
                self.global_index.insert(name.clone(), i);
                i
            }
        };
        self.short(i, "too many global names")
    }

    fn name_number(&mut self, name: &Ident) -> u32 {
        if let Some(&i) = self.name_index.get(name) {
            return i;
        }
        let i = self.proto.names.len() as u32;
        self.proto.names.push(name.clone());
        self.name_index.insert(name.clone(), i);
        i
    }

    fn short(&mut self, i: u32, message: &'static str) -> u16 {
        if i >= 0xFFFF {
            self.overflow = Some(message);
        }
        i as u16
    }

    /// Where a name lives: [`super::scope::SymbolTable::place`], remembered.
    pub fn place_of(&mut self, scope: ScopeId, name: &Ident, find: impl FnOnce() -> Place) -> Place {
        *self.places.entry((scope, name.clone())).or_insert_with(find)
    }

    // Exception table.

    /// Opens a range whose exceptions go to `target` (with the exception in `reg`), or, without a target, which is the
    /// handler of the exception in `reg`.
    pub fn protect(&mut self, target: Option<Label>, reg: u16) -> usize {
        let open = Some(self.here());
        self.protections.push(Protection { open, target, reg });
        self.protections.len() - 1
    }

    /// Ends the range here, for good or until [`Self::resume`].
    pub fn suspend(&mut self, protection: usize) {
        let here = self.here();
        let Protection { open, target, reg } = self.protections[protection];
        self.protections[protection].open = None;
        let Some(start) = open.filter(|&start| start < here) else { return };
        let action = HandlerAction::Leave;
        self.handlers.push((Handler { start: start as u32, end: here as u32, action, reg }, target));
    }

    /// Opens the range again after [`Self::suspend`].
    pub fn resume(&mut self, protection: usize) {
        self.protections[protection].open = Some(self.here());
    }

    // The end.

    /// The finished code, or what there is too much of.
    pub fn finish(mut self) -> Result<Proto, &'static str> {
        if let Some(message) = self.overflow {
            return Err(message);
        }
        self.thread_jumps();
        self.lengthen_jumps();
        self.patch_jumps();
        self.note_late_jumps();
        self.place_held();
        let labels = &self.labels;
        let handler = |(handler, target): &(Handler, Option<Label>)| match target {
            Some(label) => Handler {
                action: HandlerAction::Catch(labels[label.0].at.expect("handlers are placed") as u32),
                ..*handler
            },
            None => *handler,
        };
        self.proto.handlers = self.handlers.iter().map(handler).collect();
        self.proto.callees = std::mem::take(&mut self.callees);
        debug_assert!(self.is_well_formed());
        Ok(self.proto)
    }

    /// Lets instructions read the constants that frames hold where those are: behind the other registers.
    fn place_held(&mut self) {
        if self.proto.held.is_empty() {
            return;
        }
        for ins in &mut self.proto.ins {
            let operands = ins.op.describe().1.bytes().zip([&mut ins.a, &mut ins.b, &mut ins.c]);
            for (_, operand) in
                operands.filter(|(kind, operand)| *kind == b'r' && (FIRST_HELD..0xFFFF).contains(*operand))
            {
                *operand = *operand - FIRST_HELD + self.proto.nregs;
            }
        }
    }

    fn target(&self, label: Label) -> usize {
        self.labels[label.0].at.expect("every label that is jumped to is placed")
    }

    /// Lets jumps to unconditional jumps go to where those go, unless they pass lines there that no instruction tells.
    fn thread_jumps(&mut self) {
        let unconditional = |&&(at, _): &&(usize, Label)| self.proto.ins[at].op == Op::Jump;
        let onward: FxHashMap<usize, Label> = self.jumps.iter().filter(unconditional).copied().collect();
        for i in 0..self.jumps.len() {
            let mut label = self.jumps[i].1;
            // A chain may be a loop of nothing but jumps.
            for _ in 0..8 {
                match onward.get(&self.target(label)) {
                    Some(&next) if !self.passes_marks(label) => label = next,
                    _ => break,
                }
            }
            self.jumps[i].1 = label;
        }
    }

    /// Are there marks of lines where a label is, and not all of them before it?
    fn passes_marks(&self, label: Label) -> bool {
        let state = &self.labels[label.0];
        let mark = self.proto.lines.marks.get(state.marks);
        mark.is_some_and(|mark| Some(mark.0 as usize) == state.at && mark.1 != 0)
    }

    /// Notes which jumps come to their targets behind marks there.
    fn note_late_jumps(&mut self) {
        let lines = &mut self.proto.lines;
        if lines.marks.is_empty() {
            return;
        }
        for &(at, label) in &self.jumps {
            let label = &self.labels[label.0];
            let (Some(target), before) = (label.at, label.marks) else { continue };
            let passed = lines.marks[..before].iter().rev().take_while(|mark| mark.0 as usize == target).count();
            if passed > 0 {
                lines.late.push((at as u32, passed as u32));
            }
        }
        lines.late.sort_unstable();
    }

    fn patch_jumps(&mut self) {
        for &(at, label) in &self.jumps {
            let offset = self.target(label) as i64 - (at as i64 + 1);
            let ins = &mut self.proto.ins[at];
            *ins = if is_short_jump(ins.op) {
                Ins { c: offset as i16 as u16, ..*ins }
            } else {
                Ins::wide(ins.op, ins.x, ins.a, offset as i32)
            };
        }
    }

    /// Turns each 16-bit jump that does not reach its target into `jump over; skip; Jump target`.
    fn lengthen_jumps(&mut self) {
        loop {
            let too_far = |&&(at, label): &&(usize, Label)| {
                is_short_jump(self.proto.ins[at].op)
                    && i16::try_from(self.target(label) as i64 - (at as i64 + 1)).is_err()
            };
            let far: Vec<usize> = self.jumps.iter().filter(too_far).map(|&(at, _)| at).collect();
            if far.is_empty() {
                return;
            }
            let goes_back = |&&(at, label): &&(usize, Label)| self.target(label) <= at;
            let back: FxHashSet<usize> =
                self.jumps.iter().filter(too_far).filter(goes_back).map(|&(at, _)| at).collect();
            // Where an instruction that was at `i` is now: each long jump before it has grown by two instructions.
            let moved = |i: usize| i + 2 * far.partition_point(|&at| at < i);
            for label in &mut self.labels {
                label.at = label.at.map(moved);
            }
            for (handler, _) in &mut self.handlers {
                handler.start = moved(handler.start as usize) as u32;
                handler.end = moved(handler.end as usize) as u32;
            }
            let lines = &mut self.proto.lines;
            for (at, _) in &mut self.callees {
                *at = moved(*at as usize) as u32;
            }
            let noted = lines.marks.iter_mut().chain(&mut lines.operands);
            for at in noted.map(|mark| &mut mark.0).chain(&mut lines.quiet) {
                *at = moved(*at as usize) as u32;
            }
            for (at, _) in &mut lines.edges {
                let long = far.binary_search(&(*at as usize)).is_ok();
                *at = moved(*at as usize) as u32 + if long { 2 } else { 0 };
            }
            let mut ins = Vec::with_capacity(self.proto.ins.len() + 2 * far.len());
            let mut positions = Vec::with_capacity(ins.capacity());
            for (i, (&old, &position)) in self.proto.ins.iter().zip(&*self.proto.positions).enumerate() {
                ins.push(old);
                positions.push(position);
                if far.binary_search(&i).is_ok() {
                    let long = ins.len() - 1;
                    ins[long].c = 1;
                    ins.push(Ins::wide(Op::Jump, 0, 0, 1));
                    ins.push(Ins::wide(if back.contains(&i) { Op::JumpBack } else { Op::Jump }, 0, 0, 0));
                    positions.extend([position; 2]);
                }
            }
            for (at, _) in &mut self.jumps {
                let long = far.binary_search(at).is_ok();
                *at = moved(*at) + if long { 2 } else { 0 };
            }
            self.proto.ins = ins;
            self.proto.positions = positions.into();
        }
    }

    fn is_well_formed(&self) -> bool {
        let proto = &self.proto;
        let all = proto.nregs + proto.held.len() as u16;
        let count = proto.ins.len() as i64;
        let in_range = |at: i64| (0..count).contains(&at);
        proto.positions.len() == proto.ins.len()
            && proto.varnames.len() <= proto.nregs as usize
            && proto.ins.iter().enumerate().all(|(i, ins)| {
                let (_, operands) = ins.op.describe();
                let mut fields = operands.bytes().zip([ins.a, ins.b, ins.c]);
                let next = i as i64 + 1;
                fields.all(|(kind, value)| match kind {
                    b'r' => value < all || value == 0xFFFF || ins.op == Op::LoadClassDeref,
                    b'w' => value <= proto.nregs,
                    b'n' => (value as usize) < proto.names.len(),
                    b's' => (value as usize) < proto.attr_sites.len(),
                    b'g' => (value as usize) < proto.global_sites.len(),
                    b'j' => in_range(next + value as i16 as i64),
                    b'J' => in_range(next + ins.bc() as i64),
                    b'K' => (ins.bc() as usize) < proto.consts.len(),
                    _ => true,
                })
            })
            && proto.handlers.iter().all(|h| {
                h.start < h.end
                    && (h.end as i64) <= count
                    && h.reg < proto.nregs
                    && !matches!(h.action, HandlerAction::Catch(at) if !in_range(at as i64))
            })
    }
}

/// Is its offset the 16-bit operand c?
pub(super) fn is_short_jump(op: Op) -> bool {
    op.describe().1.ends_with('j')
}
