//! What the compiler makes: instructions, constants, exception table, span table, as plain data.
//!
//! A [`Proto`] holds no heap values and can be written out; the VM turns it into a code object.

use crate::image::{Stored, StoredPositions};
use crate::op::Ins;
use rondo_grammar::Text;
use std::cell::OnceCell;
use std::rc::Rc;

/// A compiled function body, class body, module or expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Proto {
    /// `__name__`: `<module>`, `<lambda>`, `<genexpr>` or an identifier.
    pub name: Text,
    /// `__qualname__`.
    pub qualname: Text,
    /// The file name that tracebacks show.
    pub filename: Text,
    /// The line of its definition (1-based; of its first decorator if it has any).
    pub first_line: u32,
    /// What kind of code it is.
    pub flags: Flags,
    /// The number of positional parameters, positional-only ones included.
    pub argcount: u16,
    /// The number of positional-only parameters.
    pub posonlyargcount: u16,
    /// The number of keyword-only parameters.
    pub kwonlyargcount: u16,
    /// Names of the first registers: positional parameters, keyword-only parameters, `*args`, `**kwargs`, then the
    /// other locals (cell variables among them: their registers hold cells).
    pub varnames: Vec<Text>,
    /// Those of `varnames` that live in cells. A parameter among them is wrapped by `MakeCell` in the prologue.
    pub cellvars: Vec<Text>,
    /// Names of the closure's cells, in the order of its closure tuple.
    pub freevars: Vec<Text>,
    /// The number of registers that own what they hold, `varnames.len()` at least.
    pub nregs: u16,
    /// The constants that frames hold in the registers behind those, for instructions to read there: indices into
    /// `consts`.
    pub held: Vec<u16>,
    /// The instructions.
    pub ins: Vec<Ins>,
    /// One position an instruction.
    pub positions: Positions,
    /// The constants.
    pub consts: Vec<Const>,
    /// The names that operands of kind `n` index.
    pub names: Vec<Text>,
    /// Attribute sites: index into `names` of each. Every instruction has a site of its own.
    pub attr_sites: Vec<u32>,
    /// Global sites: index into `names` of each, one a name.
    pub global_sites: Vec<u32>,
    /// Where the callee of a `CallMethod`, `CallMethodKw` or `CallGlobal` stands (instruction, position; ascending):
    /// what a traceback underlines when looking the callee up fails.
    pub callees: Vec<(u32, Position)>,
    /// Exception table, innermost entries first.
    pub handlers: Vec<Handler>,
    /// The variables of inlined comprehensions: the instructions where each lives, its name and its register.
    pub comprehension_variables: Vec<(std::ops::Range<u32>, Text, u16)>,
    /// What of the source's lines the instructions do not tell, for those who trace them. Code of the library has none.
    pub lines: LineNotes,
    /// The docstring, if the body begins with one.
    pub doc: Option<Text>,
}

/// Lines that a program passes through without an instruction of their own: `pass`, `try:`, a `continue` that became a part
/// of the jump before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LineNotes {
    /// Instruction and line, in the order of the source: the line is passed before the instruction is come to. Line 0: what
    /// falls through to the instruction has come to the head of a loop.
    pub marks: Vec<(u32, u32)>,
    /// Jumps (instructions) that come to their targets behind so many of the marks there; ascending.
    pub late: Vec<(u32, u32)>,
    /// Jumps (instructions) that pass a line when they are taken; line 0 as for marks.
    pub edges: Vec<(u32, u32)>,
    /// Variables that an instruction reads where they are, on a line that may be another than its own: that instruction
    /// and the line, in the order in which they are read.
    pub operands: Vec<(u32, u32)>,
    /// Instructions that are part of no line: what is done at the end of a block, whatever position reports show; ascending.
    pub quiet: Vec<u32>,
}

/// What a [`Proto`] is, bit by bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u16);

impl Flags {
    /// Has `*args`.
    pub const VARARGS: u16 = 1;
    /// Has `**kwargs`.
    pub const VARKEYWORDS: u16 = 2;
    /// A generator function (or generator expression).
    pub const GENERATOR: u16 = 4;
    /// A coroutine function.
    pub const COROUTINE: u16 = 8;
    /// An async generator function.
    pub const ASYNC_GENERATOR: u16 = 16;
    /// A generator made awaitable by `types.coroutine`.
    pub const ITERABLE_COROUTINE: u16 = 32;
    /// A class body: register 0 holds the namespace.
    pub const CLASS_BODY: u16 = 64;
    /// Module-level code that uses `LoadName`/`StoreName` with the namespace in register 0 (exec with locals).
    pub const NAMESPACE: u16 = 128;
    /// Defined inside a function.
    pub const NESTED: u16 = 256;
    /// Defined inside a class body (a method: its first parameter is the instance).
    pub const METHOD: u16 = 512;
    /// Code of the prelude or the library: its frames are hidden from tracebacks.
    pub const HIDDEN: u16 = 1024;
    /// `from __future__ import annotations` holds.
    pub const FUTURE_ANNOTATIONS: u16 = 2048;

    /// Is any of `bits` set?
    #[inline(always)]
    pub fn has(self, bits: u16) -> bool {
        self.0 & bits != 0
    }
}

/// Where an instruction comes from, as in a code object's `co_positions`: 1-based lines, 0-based columns in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// First line; 0 for code that comes from no line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
    /// First column.
    pub col: u32,
    /// Column just past the end.
    pub end_col: u32,
}

/// The positions of a body's instructions, a slice. Those of an image are read when somebody asks: few programs do.
#[derive(Clone, Default)]
pub struct Positions {
    known: OnceCell<Vec<Position>>,
    stored: Option<StoredPositions>,
}

impl Positions {
    /// Positions to be read from an image.
    pub fn stored(stored: StoredPositions) -> Positions {
        Positions { known: OnceCell::new(), stored: Some(stored) }
    }

    /// The positions, to be changed.
    pub fn make_mut(&mut self) -> &mut Vec<Position> {
        if self.known.get().is_none() {
            self.known = OnceCell::from(self.read());
        }
        match self.known.get_mut() {
            Some(known) => known,
            None => unreachable!("they are known now"),
        }
    }

    fn read(&self) -> Vec<Position> {
        self.stored.map(StoredPositions::read).unwrap_or_default()
    }
}

impl std::ops::Deref for Positions {
    type Target = [Position];

    fn deref(&self) -> &[Position] {
        self.known.get_or_init(|| self.read())
    }
}

impl From<Vec<Position>> for Positions {
    fn from(positions: Vec<Position>) -> Positions {
        Positions { known: OnceCell::from(positions), stored: None }
    }
}

impl PartialEq for Positions {
    fn eq(&self, other: &Positions) -> bool {
        **self == **other
    }
}

impl std::fmt::Debug for Positions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

/// One entry of the exception table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First instruction covered.
    pub start: u32,
    /// Just past the last instruction covered.
    pub end: u32,
    /// What happens.
    pub action: HandlerAction,
    /// The register that receives, or holds, the exception. All registers from here on are dead at the target and
    /// are unset by the unwinder first.
    pub reg: u16,
}

/// What an exception does at a [`Handler`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandlerAction {
    /// Enter the handler at this instruction: the exception is now being handled.
    Catch(u32),
    /// The covered range is the body of a handler of the exception in `reg`: it is left, and outer entries are tried.
    Leave,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// `None`.
    None,
    /// `True`, `False`.
    Bool(bool),
    /// `...`.
    Ellipsis,
    /// An integer.
    Int(i64),
    /// A large integer: radix and digits.
    BigInt(u32, Text),
    /// A float.
    Float(f64),
    /// A complex number: its real and its imaginary part.
    Complex(f64, f64),
    /// A string.
    Str(Text),
    /// A bytes object.
    Bytes(Rc<[u8]>),
    /// A tuple of constants.
    Tuple(Vec<Const>),
    /// A frozenset of constants.
    FrozenSet(Vec<Const>),
    /// A nested code object.
    Code(Rc<Proto>),
    /// A nested code object of an image, not yet read.
    Stored(Stored),
}
