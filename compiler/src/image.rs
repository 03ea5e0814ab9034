//! Compiled code as bytes: the standard library is compiled when Rondo is built, and read from the binary when it is
//! wanted.
//!
//! An [`Image`] is the texts that the code refers to, one behind the other, and the code: the ends of the texts, then one
//! record a code object, nested ones before those that refer to them, then the offset of the outermost. A record begins
//! with what a function needs to exist and to be called, a [`Head`]; the rest is read when the code first runs. Numbers
//! are LEB128, signed ones zigzag; ends and offsets are 32 bits.

use crate::Options;
use crate::code::{Const, Flags, Handler, HandlerAction, LineNotes, Position, Positions, Proto};
use crate::op::{Ins, Op};
use rondo_grammar::Text;
use rondo_grammar::{Mode, SyntaxError};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Compiled code as it lies in the binary.
pub struct Image {
    /// The texts.
    pub texts: &'static str,
    /// The code that refers to them.
    pub code: &'static [u8],
}

/// An [`Image`] that was just written.
#[derive(Debug, PartialEq, Eq)]
pub struct Written {
    /// As [`Image::texts`].
    pub texts: String,
    /// As [`Image::code`].
    pub code: Vec<u8>,
}

/// What of a code object is known before it first runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// As [`Proto::flags`].
    pub flags: Flags,
    /// As [`Proto::argcount`].
    pub argcount: u16,
    /// As [`Proto::kwonlyargcount`].
    pub kwonlyargcount: u16,
    /// As [`Proto::nregs`].
    pub nregs: u16,
    /// The number of [`Proto::held`].
    pub held: u16,
    /// As [`Proto::must_finalize`].
    pub must_finalize: bool,
}

impl Proto {
    /// Must a frame run that is dropped while suspended? It has handlers, or delegates.
    pub fn must_finalize(&self) -> bool {
        !self.handlers.is_empty()
            || self.flags.has(Flags::COROUTINE | Flags::ASYNC_GENERATOR)
            || self.ins.iter().any(|i| matches!(i.op, Op::YieldFrom | Op::Await))
    }

    /// The part that is known before the code first runs.
    pub fn head(&self) -> Head {
        Head {
            flags: self.flags,
            argcount: self.argcount,
            kwonlyargcount: self.kwonlyargcount,
            nregs: self.nregs,
            held: self.held.len() as u16,
            must_finalize: self.must_finalize(),
        }
    }
}

/// Compiles a module of the library, whose frames tracebacks hide, to an image.
///
/// # Errors
/// What [`rondo_grammar::parse`] and [`compile`](crate::compile) reject.
pub fn of_library(text: &str, filename: &str) -> Result<Written, SyntaxError> {
    let module = rondo_grammar::parse(text, Mode::Exec)?;
    let options = Options { hidden: true, ..Options::new(filename) };
    Ok(write(&*crate::compile(&module, text, &options)?))
}

/// Writes code, nested code included, as an image.
pub fn write(proto: &Proto) -> Written {
    let mut writer = Writer::default();
    let outermost = writer.code(proto);
    let mut texts = String::new();
    let mut code = Vec::new();
    code.extend_from_slice(&(writer.texts.len() as u32).to_le_bytes());
    for text in &writer.texts {
        texts.push_str(text);
        code.extend_from_slice(&(texts.len() as u32).to_le_bytes());
    }
    code.extend_from_slice(&writer.records);
    code.extend_from_slice(&outermost.to_le_bytes());
    Written { texts, code }
}

#[derive(Default)]
struct Writer {
    texts: Vec<Text>,
    known: FxHashMap<Text, u32>,
    records: Vec<u8>,
}

impl Writer {
    /// Appends the record of a code object after those nested in it; its offset among the records.
    fn code(&mut self, proto: &Proto) -> u32 {
        let nested: Vec<u32> = proto
            .consts
            .iter()
            .filter_map(|c| match c {
                Const::Code(nested) => Some(self.code(nested)),
                Const::Stored(stored) => Some(self.code(&stored.read())),
                _ => None,
            })
            .collect();
        let offset = self.records.len() as u32;
        let Head { flags, argcount, kwonlyargcount, nregs, held, must_finalize } = proto.head();
        for n in [flags.0, argcount, kwonlyargcount, nregs, held, must_finalize as u16] {
            self.number(n.into());
        }
        for text in [&proto.name, &proto.qualname, &proto.filename] {
            self.text(text);
        }
        self.number(proto.first_line.into());
        self.number(proto.posonlyargcount.into());
        for names in [&proto.varnames, &proto.cellvars, &proto.freevars, &proto.names] {
            self.number(names.len() as u64);
            names.iter().for_each(|name| self.text(name));
        }
        for sites in [&proto.attr_sites, &proto.global_sites] {
            self.number(sites.len() as u64);
            sites.iter().for_each(|&site| self.number(site.into()));
        }
        self.number(proto.ins.len() as u64);
        for i in &proto.ins {
            self.records.extend_from_slice(&[i.op as u8, i.x]);
            for operand in [i.a, i.b, i.c] {
                self.records.extend_from_slice(&operand.to_le_bytes());
            }
        }
        proto.held.iter().for_each(|&constant| self.number(constant.into()));
        let first = Position { line: proto.first_line, ..Position::default() };
        let mut before = first;
        self.number(proto.callees.len() as u64);
        for &(at, position) in &proto.callees {
            self.number(at.into());
            self.position(&mut before, position);
        }
        self.number(proto.handlers.len() as u64);
        for handler in &proto.handlers {
            let target = match handler.action {
                HandlerAction::Leave => 0,
                HandlerAction::Catch(target) => u64::from(target) + 1,
            };
            for n in [handler.start.into(), handler.end.into(), target, handler.reg.into()] {
                self.number(n);
            }
        }
        self.number(proto.comprehension_variables.len() as u64);
        for (range, name, register) in &proto.comprehension_variables {
            self.number(range.start.into());
            self.number(range.end.into());
            self.text(name);
            self.number((*register).into());
        }
        self.number(proto.doc.is_some() as u64);
        proto.doc.iter().for_each(|doc| self.text(doc));
        self.number(proto.consts.len() as u64);
        let mut nested = nested.into_iter();
        for constant in &proto.consts {
            self.constant(constant, &mut nested);
        }
        let mut before = first;
        for position in proto.positions.iter() {
            self.position(&mut before, *position);
        }
        offset
    }

    fn constant(&mut self, constant: &Const, nested: &mut impl Iterator<Item = u32>) {
        let tag = |writer: &mut Writer, tag: Tag| writer.records.push(tag as u8);
        match constant {
            Const::None => tag(self, Tag::None),
            Const::Bool(false) => tag(self, Tag::False),
            Const::Bool(true) => tag(self, Tag::True),
            Const::Ellipsis => tag(self, Tag::Ellipsis),
            Const::Int(i) => {
                tag(self, Tag::Int);
                self.signed(*i);
            }
            Const::BigInt(radix, digits) => {
                tag(self, Tag::BigInt);
                self.number((*radix).into());
                self.text(digits);
            }
            Const::Float(f) => {
                tag(self, Tag::Float);
                self.records.extend_from_slice(&f.to_bits().to_le_bytes());
            }
            Const::Complex(re, im) => {
                tag(self, Tag::Complex);
                self.records.extend_from_slice(&re.to_bits().to_le_bytes());
                self.records.extend_from_slice(&im.to_bits().to_le_bytes());
            }
            Const::Str(text) => {
                tag(self, Tag::Str);
                self.text(text);
            }
            Const::Bytes(bytes) => {
                tag(self, Tag::Bytes);
                self.number(bytes.len() as u64);
                self.records.extend_from_slice(bytes);
            }
            Const::Tuple(items) | Const::FrozenSet(items) => {
                tag(self, if matches!(constant, Const::Tuple(_)) { Tag::Tuple } else { Tag::FrozenSet });
                self.number(items.len() as u64);
                items.iter().for_each(|item| self.constant(item, nested));
            }
            Const::Code(_) | Const::Stored(_) => {
                tag(self, Tag::Code);
                let offset = nested.next().expect("the code constants of a body stand in its list of constants");
                self.number(offset.into());
            }
        }
    }

    /// A position, as the differences from the one before.
    fn position(&mut self, before: &mut Position, position: Position) {
        let difference = |a: u32, b: u32| i64::from(a) - i64::from(b);
        self.signed(difference(position.line, before.line));
        self.signed(difference(position.end_line, position.line));
        self.signed(difference(position.col, before.col));
        self.signed(difference(position.end_col, position.col));
        *before = position;
    }

    fn text(&mut self, text: &Text) {
        let next = self.texts.len() as u32;
        let index = *self.known.entry(text.clone()).or_insert(next);
        if index == next {
            self.texts.push(text.clone());
        }
        self.number(index.into());
    }

    fn signed(&mut self, n: i64) {
        self.number((n << 1 ^ n >> 63) as u64);
    }

    fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.records.push(n as u8 | 0x80);
            n >>= 7;
        }
        self.records.push(n as u8);
    }
}

/// What kind of constant follows.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Tag {
    None,
    False,
    True,
    Ellipsis,
    Int,
    BigInt,
    Float,
    Complex,
    Str,
    Bytes,
    Tuple,
    FrozenSet,
    Code,
}

impl Tag {
    const ALL: [Tag; 13] = {
        use Tag::*;
        [None, False, True, Ellipsis, Int, BigInt, Float, Complex, Str, Bytes, Tuple, FrozenSet, Code]
    };
}

/// A code object in an image, not yet read.
#[derive(Clone, Copy)]
pub struct Stored {
    image: &'static Image,
    /// Where the record begins, among the records.
    offset: u32,
}

impl PartialEq for Stored {
    fn eq(&self, other: &Stored) -> bool {
        std::ptr::eq(self.image, other.image) && self.offset == other.offset
    }
}

impl std::fmt::Debug for Stored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stored({})", self.offset)
    }
}

impl Stored {
    /// The outermost code of an image that [`write`] made.
    ///
    /// # Panics
    /// This and the other methods, if it is anything else.
    pub fn outermost(image: &'static Image) -> Stored {
        let (_, offset) = image.code.split_last_chunk().expect("an image ends with an offset");
        Stored { image, offset: u32::from_le_bytes(*offset) }
    }

    /// What a function of this code needs to exist.
    pub fn head(self) -> Head {
        Reader::at(self).head()
    }

    /// Reads the code. What is nested in it stays stored.
    pub fn read(self) -> Rc<Proto> {
        Rc::new(Reader::at(self).code())
    }
}

/// The positions of a code object in an image, not yet read.
#[derive(Clone, Copy)]
pub struct StoredPositions {
    image: &'static Image,
    at: usize,
    count: usize,
    first_line: u32,
}

impl StoredPositions {
    /// Reads the positions.
    pub fn read(self) -> Vec<Position> {
        let mut reader = Reader { image: self.image, at: self.at };
        let mut before = Position { line: self.first_line, ..Position::default() };
        (0..self.count).map(|_| reader.position(&mut before)).collect()
    }
}

struct Reader {
    image: &'static Image,
    at: usize,
}

impl Reader {
    fn at(stored: Stored) -> Reader {
        let mut reader = Reader { image: stored.image, at: 0 };
        reader.at = 4 * (reader.u32_at(0) + 1) + stored.offset as usize;
        reader
    }

    /// The 32-bit number at the start of the code with this index.
    fn u32_at(&self, index: usize) -> usize {
        let bytes = &self.image.code[4 * index..4 * index + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
    }

    fn head(&mut self) -> Head {
        Head {
            flags: Flags(self.number() as u16),
            argcount: self.number() as u16,
            kwonlyargcount: self.number() as u16,
            nregs: self.number() as u16,
            held: self.number() as u16,
            must_finalize: self.number() != 0,
        }
    }

    fn code(&mut self) -> Proto {
        let head = self.head();
        let [name, qualname, filename] = [(); 3].map(|_| self.text());
        let (first_line, posonlyargcount) = (self.number() as u32, self.number() as u16);
        let [varnames, cellvars, freevars, names] = [(); 4].map(|_| self.list(Reader::text));
        let [attr_sites, global_sites] = [(); 2].map(|_| self.list(|r| r.number() as u32));
        let ins = self.list(Reader::instruction);
        let held = (0..head.held).map(|_| self.number() as u16).collect();
        let mut before = Position { line: first_line, ..Position::default() };
        let mut proto = Proto {
            name,
            qualname,
            filename,
            first_line,
            flags: head.flags,
            argcount: head.argcount,
            posonlyargcount,
            kwonlyargcount: head.kwonlyargcount,
            varnames,
            cellvars,
            freevars,
            nregs: head.nregs,
            held,
            ins,
            positions: Positions::default(),
            names,
            attr_sites,
            global_sites,
            callees: self.list(|r| (r.number() as u32, r.position(&mut before))),
            handlers: self.list(Reader::handler),
            comprehension_variables: self.list(|r| (r.number() as u32..r.number() as u32, r.text(), r.number() as u16)),
            lines: LineNotes::default(),
            doc: (self.number() != 0).then(|| self.text()),
            consts: self.list(Reader::constant),
        };
        let count = proto.ins.len();
        proto.positions = Positions::stored(StoredPositions { image: self.image, at: self.at, count, first_line });
        proto
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Reader) -> T) -> Vec<T> {
        (0..self.number()).map(|_| item(self)).collect()
    }

    fn instruction(&mut self) -> Ins {
        let bytes = &self.image.code[self.at..self.at + 8];
        self.at += 8;
        let operand = |i: usize| u16::from_le_bytes([bytes[i], bytes[i + 1]]);
        Ins::new(Op::ALL[bytes[0] as usize], bytes[1], operand(2), operand(4), operand(6))
    }

    fn handler(&mut self) -> Handler {
        let [start, end, target] = [(); 3].map(|_| self.number() as u32);
        let action = if target == 0 { HandlerAction::Leave } else { HandlerAction::Catch(target - 1) };
        Handler { start, end, action, reg: self.number() as u16 }
    }

    fn constant(&mut self) -> Const {
        let tag = Tag::ALL[self.image.code[self.at] as usize];
        self.at += 1;
        match tag {
            Tag::None => Const::None,
            Tag::False => Const::Bool(false),
            Tag::True => Const::Bool(true),
            Tag::Ellipsis => Const::Ellipsis,
            Tag::Int => Const::Int(self.signed()),
            Tag::BigInt => Const::BigInt(self.number() as u32, self.text()),
            Tag::Float => Const::Float(self.float()),
            Tag::Complex => Const::Complex(self.float(), self.float()),
            Tag::Str => Const::Str(self.text()),
            Tag::Bytes => {
                let len = self.number() as usize;
                self.at += len;
                Const::Bytes(self.image.code[self.at - len..self.at].into())
            }
            Tag::Tuple => Const::Tuple(self.list(Reader::constant)),
            Tag::FrozenSet => Const::FrozenSet(self.list(Reader::constant)),
            Tag::Code => Const::Stored(Stored { image: self.image, offset: self.number() as u32 }),
        }
    }

    fn float(&mut self) -> f64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.image.code[self.at..self.at + 8]);
        self.at += 8;
        f64::from_bits(u64::from_le_bytes(bytes))
    }

    fn position(&mut self, before: &mut Position) -> Position {
        let sum = |a: u32, difference: i64| (i64::from(a) + difference) as u32;
        let line = sum(before.line, self.signed());
        let end_line = sum(line, self.signed());
        let col = sum(before.col, self.signed());
        *before = Position { line, end_line, col, end_col: sum(col, self.signed()) };
        *before
    }

    fn text(&mut self) -> Text {
        let index = self.number() as usize;
        // The number before the ends is not an end, but how many there are.
        let start = if index == 0 { 0 } else { self.u32_at(index) };
        Text::Static(&self.image.texts[start..self.u32_at(index + 1)])
    }

    fn signed(&mut self) -> i64 {
        let n = self.number();
        (n >> 1) as i64 ^ -((n & 1) as i64)
    }

    fn number(&mut self) -> u64 {
        let (mut n, mut shift) = (0, 0);
        loop {
            let byte = self.image.code[self.at];
            self.at += 1;
            n |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return n;
            }
            shift += 7;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disassemble::disassemble;

    #[test]
    fn what_is_read_is_what_was_written() {
        let text = "\
'doc'
import math as m
K = (1, -2**40, 2**200, 1.5, 2j, 'text', b'bytes', None, True, ..., 'π')
class C[T](Exception, metaclass=type):
    x: int = 3
    def method(self, a, /, b=1, *c, d, e=2, **f):
        try:
            return [a + y for y in c if y in {1, 2}]
        except* ValueError as error:
            raise
        finally:
            del self.x
    async def wait(self):
        async with self as s, m.x(y=lambda: s):
            yield await s
";
        let module = rondo_grammar::parse(text, Mode::Exec).expect("the program parses");
        let proto = crate::compile(&module, text, &Options::new("<test>")).expect("the program compiles");
        let written = write(&proto);
        let image = Image { texts: written.texts.clone().leak(), code: written.code.clone().leak() };
        let stored = Stored::outermost(Box::leak(Box::new(image)));
        let read = stored.read();
        assert_eq!(stored.head(), proto.head());
        assert_eq!(disassemble(&read), disassemble(&proto));
        assert!(write(&read) == written, "nothing is lost in the nested code either");
        let nested =
            |proto: &Proto| proto.consts.iter().filter(|c| matches!(c, Const::Code(_) | Const::Stored(_))).count();
        assert_eq!(nested(&read), nested(&proto));
        let but_nested = |proto: &Proto| Proto { consts: Vec::new(), lines: LineNotes::default(), ..proto.clone() };
        assert_eq!(but_nested(&read), but_nested(&proto));
    }
}
