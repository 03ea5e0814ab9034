//! Code objects: a [`Proto`] with its constants and names as values, and the inline caches beside it.

use crate::code::{Const, Flags, Handler, Position, Proto};
use crate::heap::{Body, Gc, Interior, Kind, Visitor};
use crate::object::str::Str;
use crate::op::Ins;
use crate::value::Value;
use std::cell::Cell;
use std::rc::Rc;

/// A code object. Immutable but for its caches; it lives as long as a function or frame refers to it.
pub struct Code {
    /// The instructions' home. Frames point into it.
    pub proto: Rc<Proto>,
    /// The instructions, in place.
    pub ins: Box<[Ins]>,
    /// The constants.
    pub consts: Box<[Value]>,
    /// The names that `n` operands index, interned.
    pub names: Box<[Value]>,
    /// Names of the registers that have one, interned.
    pub varnames: Box<[Value]>,
    /// Caches of attribute sites.
    pub attr_sites: Box<[Interior<AttrSite>]>,
    /// Caches of global sites.
    pub global_sites: Box<[GlobalSite]>,
    /// What kind of code it is.
    pub flags: Cell<Flags>,
    /// A number that no other code object of the process has; stable across a snapshot.
    pub id: u32,
}

/// The inline cache of one instruction that uses an attribute.
pub struct AttrSite {
    /// The attribute's name, interned.
    pub name: Value,
    /// What is cached for `shape`.
    pub hit: AttrHit,
    /// The shape id, or the kind of a built-in type's object plus [`KIND_BIT`]; 0 for an empty cache.
    pub key: u32,
}

/// Marks a cache key that is a kind, not a shape.
pub const KIND_BIT: u32 = 1 << 31;

/// What an attribute cache found.
#[derive(Default)]
pub enum AttrHit {
    /// Nothing yet.
    #[default]
    Empty,
    /// The attribute is in this slot of the instance.
    Slot(u16),
    /// Storing adds a slot: the instance takes this shape.
    Add(Gc<super::shape::Shape>),
    /// A function or native of the class, to be called with the instance.
    Method(Value),
    /// A plain attribute of the class.
    ClassValue(Value),
}

/// The inline cache of one global name in one code object.
pub struct GlobalSite {
    /// The name, interned.
    pub name: Value,
    /// The version of the globals at which `index` is right; 0 for none.
    pub globals_version: Cell<u32>,
    /// The version of the builtins, if the name was found there; 0 if in the globals.
    pub builtins_version: Cell<u32>,
    /// The entry's index.
    pub index: Cell<u32>,
}

impl Body for Code {
    const KIND: Kind = Kind::Code;

    fn trace(&self, visit: &mut Visitor) {
        self.consts.iter().for_each(&mut *visit);
        self.names.iter().for_each(&mut *visit);
        self.varnames.iter().for_each(&mut *visit);
        for site in &self.attr_sites {
            let site = site.borrow();
            visit(&site.name);
            match &site.hit {
                AttrHit::Method(v) | AttrHit::ClassValue(v) => visit(v),
                AttrHit::Add(shape) => crate::heap::visit_gc(shape, visit),
                AttrHit::Empty | AttrHit::Slot(_) => (),
            }
        }
        for site in &self.global_sites {
            visit(&site.name);
        }
    }

    fn clear(&self) {
        for site in &self.attr_sites {
            let old = std::mem::take(&mut site.borrow_mut().hit);
            site.borrow_mut().key = 0;
            drop(old);
        }
    }
}

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(1) };
}

impl Code {
    /// The code object of a compiled body, nested ones included.
    pub fn new(proto: &Rc<Proto>) -> Gc<Code> {
        let intern = |name: &Rc<str>| Str::intern(name).into_value();
        let names: Box<[Value]> = proto.names.iter().map(intern).collect();
        let attr = |&i: &u32| Interior::new(AttrSite { name: names[i as usize].clone(), hit: AttrHit::Empty, key: 0 });
        let global = |&i: &u32| GlobalSite {
            name: names[i as usize].clone(),
            globals_version: Cell::new(0),
            builtins_version: Cell::new(0),
            index: Cell::new(0),
        };
        let id = NEXT_ID.get();
        NEXT_ID.set(id + 1);
        Gc::new(Code {
            ins: proto.ins.clone().into_boxed_slice(),
            consts: proto.consts.iter().map(constant).collect(),
            varnames: proto.varnames.iter().map(intern).collect(),
            attr_sites: proto.attr_sites.iter().map(attr).collect(),
            global_sites: proto.global_sites.iter().map(global).collect(),
            names,
            flags: Cell::new(proto.flags),
            id,
            proto: proto.clone(),
        })
    }

    /// The position of the instruction at `index`.
    pub fn position(&self, index: usize) -> Position {
        self.proto.positions.get(index).copied().unwrap_or_default()
    }

    /// The exception table, innermost entries first.
    pub fn handlers(&self) -> &[Handler] {
        &self.proto.handlers
    }

    /// Is any of the flags set?
    #[inline(always)]
    pub fn has(&self, flags: u16) -> bool {
        self.flags.get().has(flags)
    }

    /// The number of parameters, `*args` and `**kwargs` included.
    pub fn parameter_count(&self) -> usize {
        let p = &self.proto;
        (p.argcount + p.kwonlyargcount) as usize
            + p.flags.has(Flags::VARARGS) as usize
            + p.flags.has(Flags::VARKEYWORDS) as usize
    }
}

/// The value of a constant.
pub fn constant(c: &Const) -> Value {
    match c {
        Const::None => Value::NONE,
        Const::Bool(b) => Value::bool(*b),
        Const::Ellipsis => Value::ELLIPSIS,
        Const::Int(i) => super::int::from_i64(*i),
        Const::BigInt(radix, digits) => super::int::from_digits(*radix, digits),
        Const::Float(f) => Value::float(*f),
        Const::Imaginary(f) => super::complex::Complex::value(0.0, *f),
        Const::Str(s) if is_identifier_like(s) => Str::intern(s).into_value(),
        Const::Str(s) => Str::value(s),
        Const::Bytes(b) => super::bytes::Bytes::value(b),
        Const::Tuple(items) => super::tuple::Tuple::value(items.iter().map(constant).collect()),
        Const::FrozenSet(items) => super::set::FrozenSet::of_constants(items.iter().map(constant).collect()),
        Const::Code(proto) => Code::new(proto).into_value(),
    }
}

/// Constants that may serve as names are interned, as in CPython: `getattr(x, "name")` then finds by address.
fn is_identifier_like(s: &str) -> bool {
    s.len() <= 64 && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
