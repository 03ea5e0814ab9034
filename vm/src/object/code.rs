//! Code objects: a [`Proto`] with its constants and names as values, and the inline caches beside it.

use crate::code::{Const, Flags, Handler, HandlerAction, Position, Proto};
use crate::compiler::image::{Head, Stored};
use crate::frame::Spares;
use crate::heap::{Body, Gc, Interior, Kind, Visitor};
use crate::interp::instrument::{self, Detail, Traced};
use crate::object::class::flag;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::native::NativeRun;
use crate::object::str::Str;
use crate::op::{Ins, Op};
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{function, getter, method};
use rondo_grammar::Text;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

/// A code object. Immutable but for its caches; it lives as long as a function or frame refers to it.
///
/// Code of an image is read when it first runs or is first asked for anything that stands in its [`CodeBody`].
pub struct Code {
    /// What kind of code it is.
    pub flags: Cell<Flags>,
    /// The number of registers that own what they hold.
    pub nregs: u16,
    /// The number of constants that frames hold in the registers behind those.
    pub held: u16,
    /// The size class of its frames' memory.
    pub frame_class: u32,
    /// The number of positional parameters.
    pub argcount: u16,
    /// A call with exactly `argcount` positional arguments needs no binding: there are no other parameters. False while
    /// generator code is unread: its frames exist before they run.
    pub exact: Cell<bool>,
    /// `exact`, and the call runs at once: not a generator.
    pub plain: bool,
    /// `argcount` if the code is plain, or a number that no call has arguments: one comparison tells whether a call
    /// needs no binding.
    pub plain_args: u16,
    /// As `plain_args`, if the code is exact and that of a generator, coroutine or async generator; known when it is read.
    pub(crate) made_args: Cell<u16>,
    /// Frames of calls that are over, for the next calls.
    pub(crate) spares: Spares,
    /// A frame that is dropped while suspended must run: it has handlers, or delegates.
    pub finalize: bool,
    /// Of a coroutine function: its code has nothing to wait at, so that a call that is awaited at once can be a plain one.
    /// False while the code is unread.
    pub leaf: Cell<bool>,
    /// Of a coroutine function: does what awaiting a call with these arguments would do and gives its result, if that
    /// needs no waiting; unset if it does, with nothing done.
    pub at_once: Cell<Option<NativeRun>>,
    /// Of a generator or coroutine: it can be suspended while it handles an exception. Known once it was asked for.
    suspends_in_handlers: OnceCell<bool>,
    /// A number that no other code object of the process has; stable across a snapshot.
    pub id: u32,
    entry: Cell<*const Ins>,
    /// The instructions with those that report to trace functions among them, once there is such a function.
    traced: [OnceCell<Option<Box<Traced>>>; 2],
    body: OnceCell<CodeBody>,
    stored: Option<Stored>,
}

/// What a code object needs to run.
pub struct CodeBody {
    /// What the compiler made.
    pub proto: Rc<Proto>,
    /// The instructions, in place. Frames point into them.
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
    /// Which of the closure's cells is `__class__`, the class whose method this is, if one is.
    pub class_cell: Option<usize>,
}

/// Where code begins that is not read yet.
static UNREAD: [Ins; 1] = [Ins::new(Op::ReadCode, 0, 0, 0, 0)];

/// The inline cache of one instruction that uses an attribute: one entry in front, where the loop looks first, and those
/// of other receivers behind it.
pub struct AttrSite {
    /// The attribute's name, interned.
    pub name: Value,
    /// What is cached for `key`.
    pub hit: AttrHit,
    /// What it knows the receiver by; 0 for an empty cache.
    pub key: u32,
    /// Entries for other keys. Few sites have any.
    others: Option<Box<Others>>,
}

/// What a site that sees objects of more than one shape remembers, beside what is in front.
#[derive(Default)]
struct Others {
    /// Groups of [`GROUP`] entries, a power of two of them: each key and what is cached for it.
    entries: Vec<(u32, AttrHit)>,
}

const GROUP: usize = 4;
/// The number of other entries that a site begins with, and that it may come to have.
const FIRST_OTHERS: usize = 4 * GROUP;
const MOST_OTHERS: usize = 16 * GROUP;

impl Others {
    /// Where the entry for `key` is if it can be, else it is beside that in its group. Shapes are numbered in the order in
    /// which they are made, so that those of classes that are alike are often evenly spaced: the highest bits of the product
    /// spread them.
    #[inline(always)]
    fn place(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9E37_79B9) >> 26) as usize & self.entries.len().wrapping_sub(1)
    }

    /// The group of the entries for `key`.
    fn group(&mut self, key: u32) -> &mut [(u32, AttrHit)] {
        let place = self.place(key);
        self.entries.chunks_mut(GROUP).nth(place / GROUP).unwrap_or_default()
    }

    /// What is cached for `key`.
    #[inline(always)]
    fn hit_for(&self, key: u32) -> Option<&AttrHit> {
        let place = self.place(key);
        let (other, hit) = self.entries.get(place)?;
        if *other == key { Some(hit) } else { self.hit_beside(place, key) }
    }

    /// What is cached for `key` beside the place of its own.
    #[inline(never)]
    fn hit_beside(&self, place: usize, key: u32) -> Option<&AttrHit> {
        let group = self.entries.chunks(GROUP).nth(place / GROUP)?;
        group.iter().find(|(other, _)| *other == key).map(|(_, hit)| hit)
    }

    /// Takes out what is cached for `key`.
    fn take(&mut self, key: u32) -> Option<AttrHit> {
        let found = self.group(key).iter_mut().find(|(other, _)| *other == key)?;
        Some(std::mem::take(found).1)
    }

    /// Adds an entry. Where its group has no place for it there come to be more groups, or an older entry goes.
    fn add(&mut self, key: u32, hit: AttrHit) {
        if self.entries.is_empty() {
            self.entries.resize_with(FIRST_OTHERS, Default::default);
        }
        let place = self.place(key);
        let first = place - place % GROUP;
        let is_free = |place: &usize| self.entries[*place].0 == 0;
        match std::iter::once(place).chain(first..first + GROUP).find(is_free) {
            Some(free) => self.entries[free] = (key, hit),
            None if self.entries.len() < MOST_OTHERS => {
                let more = std::iter::repeat_with(Default::default).take(2 * self.entries.len()).collect();
                let old = std::mem::replace(&mut self.entries, more);
                old.into_iter().filter(|entry| entry.0 != 0).for_each(|(key, hit)| self.add(key, hit));
                self.add(key, hit);
            }
            None => self.entries[place] = (key, hit),
        }
    }
}

impl AttrSite {
    /// An empty cache.
    fn new(name: Value) -> AttrSite {
        AttrSite { name, hit: AttrHit::Empty, key: 0, others: None }
    }

    /// What is cached for `key`.
    #[inline(always)]
    pub fn hit_for(&self, key: u32) -> Option<&AttrHit> {
        if self.key == key {
            return Some(&self.hit);
        }
        self.others.as_deref()?.hit_for(key)
    }

    /// Is there an entry for `key`? It is in front then.
    #[inline(always)]
    pub fn finds(&mut self, key: u32) -> bool {
        self.key == key || (self.others.is_some() && self.bring_forward(key))
    }

    #[inline(never)]
    fn bring_forward(&mut self, key: u32) -> bool {
        let Some(hit) = self.others.as_deref_mut().and_then(|others| others.take(key)) else { return false };
        self.remember(key, hit);
        true
    }

    /// Remembers what was found for `key`. What was in front goes behind it, in the place of another.
    pub fn remember(&mut self, key: u32, hit: AttrHit) {
        let old = (std::mem::replace(&mut self.key, key), std::mem::replace(&mut self.hit, hit));
        if old.0 == key || matches!(old.1, AttrHit::Empty) {
            return;
        }
        let others = self.others.get_or_insert_default();
        drop(others.take(key));
        others.add(old.0, old.1);
    }

    /// Shows what the entries hold.
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.name);
        self.hit.trace(visit);
        self.others.iter().flat_map(|others| &others.entries).for_each(|entry| entry.1.trace(visit));
    }

    /// Forgets all entries and returns what they held.
    fn forget(&mut self) -> impl Sized + use<> {
        self.key = 0;
        (std::mem::take(&mut self.hit), self.others.take())
    }
}

/// Marks a cache key that is a kind, not a shape.
pub const KIND_BIT: u32 = 1 << 31;
/// Marks, beside [`KIND_BIT`], the cache key of a class that is itself the receiver.
pub const CLASS_BIT: u32 = 1 << 30;

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
    /// A property's getter, a function of one parameter to be called with the instance; or a descriptor of a getter of a
    /// native type.
    Getter(Value),
    /// The field of a named tuple: this item of the instance's tuple.
    Item(u16),
    /// What the class that is the receiver has itself, or a static method of the instance that is.
    OfClass(Value),
    /// The function of a class method of the instance that is the receiver, to be called with its class.
    ClassMethod(Value),
    /// The attribute is at this index of the dict of the module that is the receiver.
    Entry(u32),
    /// A plain attribute of a class whose values change: it is likely to be at this index of the dict of the class or a
    /// base.
    OfClassDict(Gc<Dict>, u32),
    /// The instance keeps its attributes in a dict, where this one is likely to be at this index.
    InDict(u32),
    /// The instance keeps its attributes in a dict; if that has none of the name, it is this function or plain attribute
    /// of the class.
    BehindDict(Value),
    /// Of `super()` in a method of a class called on the instance: a tuple of that class and the function or native to be
    /// called with the instance.
    OfSuper(Value),
}

impl AttrHit {
    fn trace(&self, visit: &mut Visitor) {
        match self {
            AttrHit::Method(v)
            | AttrHit::ClassValue(v)
            | AttrHit::Getter(v)
            | AttrHit::OfClass(v)
            | AttrHit::ClassMethod(v)
            | AttrHit::BehindDict(v)
            | AttrHit::OfSuper(v) => visit(v),
            AttrHit::Add(shape) => crate::heap::visit_gc(shape, visit),
            AttrHit::OfClassDict(dict, _) => crate::heap::visit_gc(dict, visit),
            AttrHit::Empty | AttrHit::Slot(_) | AttrHit::Item(_) | AttrHit::Entry(_) | AttrHit::InDict(_) => (),
        }
    }
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
        let Some(body) = self.body.get() else { return };
        body.consts.iter().for_each(&mut *visit);
        body.names.iter().for_each(&mut *visit);
        body.varnames.iter().for_each(&mut *visit);
        body.attr_sites.iter().for_each(|site| site.borrow().trace(visit));
        for site in &body.global_sites {
            visit(&site.name);
        }
    }

    fn clear(&self) {
        self.forget_attributes();
    }
}

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(1) };
}

/// Can it suspend the frame?
fn waits(i: &Ins) -> bool {
    matches!(i.op, Op::Await | Op::AsyncForNext | Op::Yield | Op::YieldFrom)
}

/// Empties the attribute caches of all code: a class must not live on because instances of it were seen somewhere.
pub(crate) fn forget_all_attributes() {
    for code in crate::heap::live_objects(Kind::Code) {
        if let Some(code) = code.exact::<Code>() {
            code.forget_attributes();
        }
    }
}

impl Code {
    fn forget_attributes(&self) {
        let Some(body) = self.body.get() else { return };
        for site in &body.attr_sites {
            let old = site.borrow_mut().forget();
            drop(old);
        }
    }

    /// The code object of a compiled body, nested ones included.
    pub fn new(proto: &Rc<Proto>) -> Gc<Code> {
        let code = Code::unread(proto.head(), None);
        code.set_body(proto);
        Gc::new(code)
    }

    /// A code object of an image, to be read when it is wanted.
    pub fn stored(stored: Stored) -> Gc<Code> {
        Gc::new(Code::unread(stored.head(), Some(stored)))
    }

    /// The code object of a body with other constants, if they are given.
    fn with_constants(proto: &Rc<Proto>, consts: Option<Box<[Value]>>) -> Gc<Code> {
        let code = Code::unread(proto.head(), None);
        if let Some(consts) = consts {
            // Nobody has read the body before, so this is it.
            let body = CodeBody { consts, ..CodeBody::new(proto) };
            drop(code.body.set(body));
        }
        code.set_body(proto);
        Gc::new(code)
    }

    fn unread(head: Head, stored: Option<Stored>) -> Code {
        let id = NEXT_ID.get();
        NEXT_ID.set(id + 1);
        let exact = head.kwonlyargcount == 0 && !head.flags.has(Flags::VARARGS | Flags::VARKEYWORDS);
        let plain = exact && !head.flags.has(Flags::GENERATOR | Flags::COROUTINE | Flags::ASYNC_GENERATOR);
        Code {
            flags: Cell::new(head.flags),
            nregs: head.nregs,
            held: head.held,
            frame_class: crate::frame::size_class(head.nregs + head.held),
            argcount: head.argcount,
            exact: Cell::new(plain),
            plain,
            plain_args: if plain { head.argcount } else { u16::MAX },
            made_args: Cell::new(u16::MAX),
            spares: Spares::new(head.nregs + head.held),
            leaf: Cell::new(false),
            at_once: Cell::new(None),
            finalize: head.must_finalize,
            suspends_in_handlers: OnceCell::new(),
            id,
            entry: Cell::new(UNREAD.as_ptr()),
            traced: Default::default(),
            body: OnceCell::new(),
            stored,
        }
    }

    /// Fills in the body, which is not there yet; returns it.
    fn set_body(&self, proto: &Rc<Proto>) -> &CodeBody {
        let body = self.body.get_or_init(|| CodeBody::new(proto));
        if !instrument::is_on() {
            self.entry.set(body.ins.as_ptr());
        }
        self.exact.set(proto.kwonlyargcount == 0 && !proto.flags.has(Flags::VARARGS | Flags::VARKEYWORDS));
        self.made_args.set(if self.exact.get() && !self.plain { self.argcount } else { u16::MAX });
        self.leaf.set(proto.flags.has(Flags::COROUTINE) && !body.ins.iter().any(waits));
        body
    }

    /// Can a generator be suspended while it handles an exception?
    #[cold]
    pub(crate) fn suspends_in_handlers(&self) -> bool {
        *self.suspends_in_handlers.get_or_init(|| {
            let handled = self.handlers().iter().filter(|handler| handler.action == HandlerAction::Leave);
            let mut bodies = handled.filter_map(|handler| self.ins.get(handler.start as usize..handler.end as usize));
            bodies.any(|body| body.iter().any(waits))
        })
    }

    /// The body if it has been read.
    #[inline(always)]
    pub(crate) fn body_if_read(&self) -> Option<&CodeBody> {
        self.body.get()
    }

    /// The constants that frames hold; none while the code is unread.
    pub(crate) fn held_constants(&self) -> impl Iterator<Item = &Value> {
        self.body.get().into_iter().flat_map(|body| body.proto.held.iter().map(|&at| &body.consts[at as usize]))
    }

    #[cold]
    #[inline(never)]
    fn read(&self) -> &CodeBody {
        match &self.stored {
            Some(stored) => self.set_body(&stored.read()),
            None => unreachable!("code that is not stored was made with its body"),
        }
    }

    /// Where a call begins: the first instruction, or one that reads the code.
    #[inline(always)]
    pub fn entry(&self) -> *const Ins {
        self.entry.get()
    }

    /// Calls begin where it is decided anew whether the code is traced.
    pub(crate) fn reconsider(&self) {
        self.entry.set(UNREAD.as_ptr());
    }

    /// The code is about to run from its beginning, for the first time since [`Code::reconsider`] or ever: where.
    pub(crate) fn begin(&self) -> *const Ins {
        let plain = self.ins.as_ptr();
        let first = match self.traced() {
            Some(traced) => traced.first(),
            None => plain,
        };
        self.entry.set(first);
        first
    }

    /// The instructions for trace functions, in the detail that is wanted now; `None` for the VM's own code, and where they
    /// do not fit.
    pub(crate) fn traced(&self) -> Option<&Traced> {
        if !instrument::is_on() || self.has(Flags::HIDDEN) {
            return None;
        }
        let of =
            |detail| self.traced[detail as usize - 1].get_or_init(|| Traced::of(&self.proto, detail).map(Box::new));
        of(instrument::detail()).as_deref().or_else(|| of(Detail::Lines).as_deref())
    }

    /// The copy for trace functions that has the instruction before `pc`.
    pub(crate) fn traced_at(&self, pc: *const Ins) -> Option<&Traced> {
        self.copies().find(|traced| traced.plain_index(pc).is_some())
    }

    /// The copies for trace functions that there are.
    fn copies(&self) -> impl Iterator<Item = &Traced> {
        self.traced.iter().filter_map(|traced| traced.get()?.as_deref())
    }

    /// Is it where a call begins?
    pub(crate) fn is_entry(&self, pc: *const Ins) -> bool {
        pc == UNREAD.as_ptr()
            || self.body.get().is_some_and(|body| pc == body.ins.as_ptr())
            || self.copies().any(|traced| pc == traced.first())
    }

    /// Where a frame at `pc` goes on at the instruction at `index`.
    pub(crate) fn place(&self, pc: *const Ins, index: usize) -> *const Ins {
        match self.traced_at(pc) {
            Some(traced) => traced.start(index),
            None => self.ins[index..].as_ptr(),
        }
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

impl std::ops::Deref for Code {
    type Target = CodeBody;

    #[inline(always)]
    fn deref(&self) -> &CodeBody {
        match self.body.get() {
            Some(body) => body,
            None => self.read(),
        }
    }
}

impl CodeBody {
    fn new(proto: &Rc<Proto>) -> CodeBody {
        let intern = |name: &Text| Str::intern(name).into_value();
        let names: Box<[Value]> = proto.names.iter().map(intern).collect();
        let attr = |&i: &u32| Interior::new(AttrSite::new(names[i as usize].clone()));
        let global = |&i: &u32| GlobalSite {
            name: names[i as usize].clone(),
            globals_version: Cell::new(0),
            builtins_version: Cell::new(0),
            index: Cell::new(0),
        };
        CodeBody {
            ins: proto.ins.clone().into_boxed_slice(),
            consts: proto.consts.iter().map(constant).collect(),
            varnames: proto.varnames.iter().map(intern).collect(),
            attr_sites: proto.attr_sites.iter().map(attr).collect(),
            global_sites: proto.global_sites.iter().map(global).collect(),
            class_cell: proto.freevars.iter().position(|name| &**name == "__class__"),
            names,
            proto: proto.clone(),
        }
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
        Const::Complex(re, im) => super::complex::Complex::value(*re, *im),
        Const::Str(s) if is_identifier_like(s) => Str::intern(s).into_value(),
        Const::Str(s) => Str::value(s),
        Const::Bytes(b) => super::bytes::Bytes::value(b),
        Const::Tuple(items) => super::tuple::Tuple::value(items.iter().map(constant).collect()),
        Const::FrozenSet(items) => super::set::FrozenSet::of_constants(items.iter().map(constant).collect()),
        Const::Code(proto) => Code::new(proto).into_value(),
        Const::Stored(stored) => Code::stored(*stored).into_value(),
    }
}

/// Constants that may serve as names are interned, as in CPython: `getattr(x, "name")` then finds by address.
fn is_identifier_like(s: &str) -> bool {
    s.len() <= 64 && s.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// `code`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "code",
    doc: "Code that can be run, of its parts. compile() makes it of text.",
    constructor: Some(&function!("code(*args)", make)),
    methods: &[
        getter!("co_name", |_, args| Ok(Value::from(&own(&args[0]).proto.name))),
        getter!("co_qualname", |_, args| Ok(Value::from(&own(&args[0]).proto.qualname))),
        getter!("co_filename", |_, args| Ok(Value::from(&own(&args[0]).proto.filename))),
        getter!("co_firstlineno", |_, args| Ok(Value::from(own(&args[0]).proto.first_line as i64))),
        getter!("co_argcount", |_, args| {
            // The namespace in the first register of a module's or class's code is no parameter of the language.
            let code = own(&args[0]);
            let has_namespace = code.has(Flags::NAMESPACE) || code.has(Flags::CLASS_BODY);
            Ok(Value::from(if has_namespace { 0 } else { code.proto.argcount as i64 }))
        }),
        getter!("co_posonlyargcount", |_, args| Ok(Value::from(own(&args[0]).proto.posonlyargcount as i64))),
        getter!("co_kwonlyargcount", |_, args| Ok(Value::from(own(&args[0]).proto.kwonlyargcount as i64))),
        getter!("co_nlocals", |_, args| Ok(Value::from(locals(own(&args[0])).len()))),
        getter!("co_stacksize", |_, args| Ok(Value::from(own(&args[0]).nregs as i64))),
        getter!("co_flags", flags),
        getter!("co_varnames", |_, args| { Ok(names(locals(own(&args[0])).into_iter())) }),
        getter!("co_cellvars", |_, args| Ok(names(own(&args[0]).proto.cellvars.iter()))),
        getter!("co_freevars", |_, args| Ok(names(own(&args[0]).proto.freevars.iter()))),
        getter!("co_names", |_, args| Ok(names(own(&args[0]).proto.names.iter()))),
        getter!("co_consts", |_, args| {
            let code = own(&args[0]);
            let doc = code.proto.doc.iter().map(|text| Value::from(&**text));
            Ok(super::tuple::Tuple::value(doc.chain(code.consts.iter().cloned()).collect()))
        }),
        getter!("co_code", |_, args| {
            let bytes = own(&args[0]).ins.iter().flat_map(|i| {
                let [a, b, c] = [i.a, i.b, i.c].map(u16::to_le_bytes);
                [i.op as u8, i.x, a[0], a[1], b[0], b[1], c[0], c[1]]
            });
            Ok(super::bytes::Bytes::value(&bytes.collect::<Vec<u8>>()))
        }),
        getter!("co_linetable", line_table),
        getter!("co_lnotab", |_, _| Ok(super::bytes::Bytes::value(b""))),
        method!("_varname_from_oparg(self, oparg, /)", |vm, args| {
            let place = vm.index_clamped(&args[1])?;
            let name = own(&args[0]).proto.varnames.get(usize::try_from(place).unwrap_or(usize::MAX)).map(Value::from);
            name.ok_or_else(|| vm.error(Exc::IndexError, "tuple index out of range"))
        }),
        method!("co_branches(self, /)", |vm, _| {
            let none = super::list::List::value(Vec::new());
            vm.iter(&none)
        }),
        getter!("co_exceptiontable", |_, _| Ok(super::bytes::Bytes::value(b""))),
        method!("replace(self, /, **changes)", replace),
        method!("__replace__(self, /, **changes)", replace),
        method!("__eq__(self, value, /)", |_, args| {
            Ok(match args[1].exact::<Code>() {
                Some(other) => Value::bool(same(own(&args[0]), other)),
                None => Value::NOT_IMPLEMENTED,
            })
        }),
        method!("co_positions(self, /)", positions),
        method!("co_lines(self, /)", lines),
        method!("__repr__(self, /)", |_, args| {
            let p = &own(&args[0]).proto;
            let text = format!(
                "<code object {} at {:#x}, file \"{}\", line {}>",
                p.name,
                args[0].bits(),
                p.filename,
                p.first_line
            );
            Ok(Str::value(&text))
        }),
    ],
    flags: flag::FINAL,
};

fn own(value: &Value) -> &Code {
    match value.exact::<Code>() {
        Some(code) => code,
        None => unreachable!("methods of code objects are given those: the binder checks"),
    }
}

fn is_parameter(code: &Code, name: &Text) -> bool {
    code.proto.varnames[..code.parameter_count()].contains(name)
}

fn names<'a>(names: impl Iterator<Item = &'a Text>) -> Value {
    super::tuple::Tuple::value(names.map(Value::from).collect())
}

/// Names of parameters and of locals that do not live in cells, then of the variables of inlined comprehensions.
fn locals(code: &Code) -> Vec<&Text> {
    let variables = code.proto.varnames.iter().filter(|n| &***n != ".namespace");
    let mut names: Vec<_> =
        variables.filter(|n| !code.proto.cellvars[..].contains(n) || is_parameter(code, n)).collect();
    for (_, name, _) in &code.proto.comprehension_variables {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Do two code objects say the same, whatever file they are from?
pub(crate) fn same(a: &Code, b: &Code) -> bool {
    std::ptr::eq(a, b)
        || a.flags.get() == b.flags.get()
            && (Rc::ptr_eq(&a.proto, &b.proto) || a.proto == b.proto || {
                let filename = &a.proto.filename;
                of_file(&a.proto, filename) == of_file(&b.proto, filename)
            })
}

/// As if the code, and all code in it, were from another file.
fn of_file(proto: &Rc<Proto>, filename: &Text) -> Rc<Proto> {
    let mut proto = (**proto).clone();
    proto.filename = filename.clone();
    for constant in &mut proto.consts {
        if let Const::Code(inner) = constant {
            *inner = of_file(inner, filename);
        }
    }
    Rc::new(proto)
}

/// Who gets the parts of a code object, for what is said of wrong ones.
#[derive(Clone, Copy)]
enum Called {
    /// `replace`, by keyword.
    Replace,
    /// The constructor, which numbers its arguments.
    Constructor(usize),
}

/// Is it the kind of object that a part of a code object must be?
fn check_field(vm: &mut Vm, field: &str, value: &Value, called: Called) -> Res<()> {
    let (fits, kind) = match field {
        "co_name" | "co_qualname" | "co_filename" => (value.as_str().is_some(), "str"),
        "co_consts" | "co_names" | "co_varnames" | "co_freevars" | "co_cellvars" => {
            (value.get::<super::tuple::Tuple>().is_some(), "tuple")
        }
        "co_code" | "co_linetable" | "co_exceptiontable" => (value.get::<super::bytes::Bytes>().is_some(), "bytes"),
        "co_argcount" | "co_posonlyargcount" | "co_kwonlyargcount" | "co_nlocals" | "co_stacksize" | "co_flags"
        | "co_firstlineno" => {
            if super::int::methods::index_i32(vm, value)? >= 0 {
                return Ok(());
            }
            let message = match called {
                Called::Replace => format!("{field} must be a positive integer"),
                Called::Constructor(_) => format!("code: {} must not be negative", field.trim_start_matches("co_")),
            };
            return Err(vm.error(Exc::ValueError, message));
        }
        _ => return Ok(()),
    };
    if fits {
        let is_names = !matches!(field, "co_consts") && kind == "tuple";
        if let (Called::Constructor(_), true) = (called, is_names)
            && let Some(other) = vm.collect(value)?.iter().find(|name| name.as_str().is_none())
        {
            return Err(vm.type_error_about("name tuples must contain only strings, not '{}'", other));
        }
        return Ok(());
    }
    let got = vm.argument_type_name(value);
    let argument = match called {
        Called::Replace => format!("replace() argument '{field}'"),
        Called::Constructor(number) => format!("code() argument {number}"),
    };
    Err(vm.error(Exc::TypeError, format!("{argument} must be {kind}, not {got}")))
}

/// `replace(co_name=..., ...)`: a copy with other names, file, line or flags. What the instructions rely on can only be
/// given as it is.
fn replace(vm: &mut Vm, args: &[Value]) -> Res {
    let this = own(&args[0]);
    let mut proto = (*this.proto).clone();
    let mut flags = this.flags.get();
    let mut consts = None;
    let changes = args[1].exact::<super::dict::Dict>().map(|d| d.entries()).unwrap_or_default();
    for change in changes {
        let field = change.key.as_str().unwrap_or_default().to_string();
        let value = change.value;
        check_field(vm, &field, &value, Called::Replace)?;
        match field.as_str() {
            "co_name" | "co_qualname" | "co_filename" => {
                let text = value.as_str().unwrap_or_default();
                match field.as_str() {
                    "co_name" => proto.name = text.into(),
                    "co_qualname" => proto.qualname = text.into(),
                    _ => proto.filename = text.into(),
                }
            }
            "co_firstlineno" => {
                let line = vm.index_clamped(&value)?.clamp(0, i32::MAX as i64);
                let shift = line - proto.first_line as i64;
                for position in proto.positions.make_mut().iter_mut().filter(|p| p.line > 0) {
                    position.line = (position.line as i64 + shift).max(0) as u32;
                    position.end_line = (position.end_line as i64 + shift).max(0) as u32;
                }
                proto.first_line = line as u32;
            }
            "co_flags" => {
                let bits = vm.index_clamped(&value)?;
                let on = bits & 256 != 0;
                let others = flags.0 & !Flags::ITERABLE_COROUTINE;
                flags = Flags(if on { others | Flags::ITERABLE_COROUTINE } else { others });
            }
            "co_names" | "co_varnames" | "co_freevars" | "co_cellvars" => {
                let new = vm.collect(&value)?;
                let mut texts: Vec<Text> = Vec::new();
                for name in &new {
                    let Some(text) = name.as_str() else {
                        return Err(vm.error(Exc::SystemError, "non-string found in code slot"));
                    };
                    texts.push(text.into());
                }
                let list = match field.as_str() {
                    "co_names" => &mut proto.names,
                    "co_freevars" => &mut proto.freevars,
                    "co_cellvars" => &mut proto.cellvars,
                    _ => {
                        rename(locals(this), &texts, vm, &mut proto)?;
                        continue;
                    }
                };
                if texts.len() != list.len() {
                    return Err(other_length(vm, &field, list.len(), texts.len()));
                }
                *list = texts;
            }
            "co_consts" => consts = Some(changed_constants(vm, this, &mut proto, &value)?),
            _ => {
                let name = Str::intern(&field).into_value();
                let Some(old) = vm.get_attr_opt(&args[0], &name)?.filter(|_| field.starts_with("co_")) else {
                    let message = format!("replace() got an unexpected keyword argument '{field}'");
                    return Err(vm.error(Exc::TypeError, message));
                };
                if !vm.eq(&old, &value)? {
                    let message = format!("code.replace() cannot change {field} in Rondo");
                    return Err(vm.error(Exc::ValueError, message));
                }
            }
        }
    }
    let code = Code::with_constants(&Rc::new(proto), consts);
    code.flags.set(flags);
    let code = code.into_value();
    vm.audit("code.__new__", |vm| {
        const TOLD: [&str; 9] = [
            "co_code",
            "co_filename",
            "co_name",
            "co_argcount",
            "co_posonlyargcount",
            "co_kwonlyargcount",
            "co_nlocals",
            "co_stacksize",
            "co_flags",
        ];
        TOLD.map(|field| vm.get_attr_text(&code, field).unwrap_or_default())
    })?;
    Ok(code)
}

fn other_length(vm: &mut Vm, field: &str, old: usize, new: usize) -> Raised {
    let message = format!("code.replace() cannot change the length of {field} in Rondo ({old} to {new})");
    vm.error(Exc::ValueError, message)
}

/// Gives the variables that `co_varnames` shows other names.
fn rename(old: Vec<&Text>, new: &[Text], vm: &mut Vm, proto: &mut Proto) -> Res<()> {
    if old.len() != new.len() {
        return Err(other_length(vm, "co_varnames", old.len(), new.len()));
    }
    let inlined = proto.comprehension_variables.iter_mut().map(|(_, name, _)| name);
    for name in proto.varnames.iter_mut().chain(inlined) {
        if let Some(i) = old.iter().position(|known| *known == name) {
            *name = new[i].clone();
        }
    }
    Ok(())
}

/// Other constants, as many: those that instructions take apart, code and tuples, only for ones like them.
fn changed_constants(vm: &mut Vm, code: &Code, proto: &mut Proto, value: &Value) -> Res<Box<[Value]>> {
    let mut new = vm.collect(value)?;
    let documented = proto.doc.is_some() as usize;
    let mut fits = new.len() == code.consts.len() + documented;
    if fits && documented > 0 {
        proto.doc = new.remove(0).as_str().map(Into::into);
    }
    for (old, new) in code.consts.iter().zip(&new) {
        fits &= match (old.exact::<Code>(), new.exact::<Code>()) {
            (Some(old), Some(new)) => old.proto.freevars.len() == new.proto.freevars.len(),
            (None, None) if old.is_kind(Kind::Tuple) || old.is_kind(Kind::FrozenSet) => vm.eq(old, new)?,
            (None, None) => !new.is_kind(Kind::Tuple),
            _ => false,
        };
    }
    if !fits {
        let message = "code.replace() cannot change the number or the types of co_consts in Rondo";
        return Err(vm.error(Exc::ValueError, message));
    }
    Ok(new.into_boxed_slice())
}

thread_local! {
    /// The bodies that programs have seen the line tables of, by the number in the table.
    static SEEN: std::cell::RefCell<Vec<std::rc::Weak<Proto>>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// `co_linetable`: it stands for the body, so that a code object can be made of the parts of another.
fn line_table(_: &mut Vm, args: &[Value]) -> Res {
    let proto = &own(&args[0]).proto;
    let number = SEEN.with_borrow_mut(|seen| {
        seen.iter().position(|old| std::ptr::eq(old.as_ptr(), Rc::as_ptr(proto))).unwrap_or_else(|| {
            seen.push(Rc::downgrade(proto));
            seen.len() - 1
        })
    });
    Ok(super::bytes::Bytes::value(&(number as u64).to_le_bytes()))
}

/// The fields in the order of the constructor's arguments; those after the sixteenth may be left out.
const FIELDS: [&str; 18] = [
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_nlocals",
    "co_stacksize",
    "co_flags",
    "co_code",
    "co_consts",
    "co_names",
    "co_varnames",
    "co_filename",
    "co_name",
    "co_qualname",
    "co_firstlineno",
    "co_linetable",
    "co_exceptiontable",
    "co_freevars",
    "co_cellvars",
];

/// `code(argcount, ...)`: of the parts of a code object that there is, with other names or constants.
fn make(vm: &mut Vm, args: &[Value]) -> Res {
    let given = vm.collect(&args[0])?;
    if given.len() < 16 || given.len() > 18 {
        let bound = if given.len() < 16 { "at least 16" } else { "at most 18" };
        let count = given.len();
        return Err(vm.error(Exc::TypeError, format!("code expected {bound} arguments, got {count}")));
    }
    for (i, (field, value)) in FIELDS.into_iter().zip(&given).enumerate() {
        check_field(vm, field, value, Called::Constructor(i + 1))?;
    }
    let table = super::bytes::bytes_of(&given[14]).unwrap_or_default().into_owned();
    let number = <[u8; 8]>::try_from(&table[..]).map(u64::from_le_bytes).unwrap_or(u64::MAX);
    let proto = SEEN.with_borrow(|seen| seen.get(number as usize).and_then(std::rc::Weak::upgrade));
    let Some(proto) = proto else {
        let message = "code() of bytecode that is no code object's is not possible in Rondo";
        return Err(vm.error(Exc::ValueError, message));
    };
    let original = Code::new(&proto).into_value();
    let changes = super::dict::Dict::new();
    for (name, value) in FIELDS.into_iter().zip(given) {
        if !matches!(name, "co_linetable" | "co_exceptiontable") {
            changes.set_name(name, value);
        }
    }
    replace(vm, &[original, changes.into_value()])
}

/// The bit of `co_flags`, and of `compile`'s flags, for `from __future__ import annotations`.
pub(crate) const FUTURE_ANNOTATIONS: i64 = 0x100_0000;

/// `co_flags`: the flags as CPython numbers them.
fn flags(_: &mut Vm, args: &[Value]) -> Res {
    let pairs = [
        (Flags::VARARGS, 4),
        (Flags::VARKEYWORDS, 8),
        (Flags::NESTED, 16),
        (Flags::GENERATOR, 32),
        (Flags::COROUTINE, 128),
        (Flags::ITERABLE_COROUTINE, 256),
        (Flags::ASYNC_GENERATOR, 512),
        (Flags::FUTURE_ANNOTATIONS, FUTURE_ANNOTATIONS),
        (Flags::METHOD, 0x800_0000),
    ];
    let code = own(&args[0]);
    let in_class = code.has(Flags::CLASS_BODY);
    // Optimized code with locals of its own, as all functions are. Nested is said of functions alone, too.
    let base = if in_class || &*code.proto.name == "<module>" { 0 } else { 3 };
    let said = |flag: u16| code.has(flag) && !(in_class && flag == Flags::NESTED);
    let bits: i64 = pairs.iter().filter(|(flag, _)| said(*flag)).map(|(_, bit)| bit).sum();
    let documented = base != 0 && code.proto.doc.is_some();
    Ok(Value::from(base + bits + if documented { 0x400_0000 } else { 0 }))
}

fn positions(vm: &mut Vm, args: &[Value]) -> Res {
    let entry = |p: &Position| {
        let numbers = [p.line, p.end_line, p.col, p.end_col];
        super::tuple::Tuple::value(numbers.iter().map(|n| Value::from(*n as i64)).collect())
    };
    let list = super::list::List::value(own(&args[0]).proto.positions.iter().map(entry).collect());
    vm.iter(&list)
}

/// `co_lines()`: the lines in the order of the code. One that has no instruction, as that of `def`, `pass` and `try:`, has
/// an empty range.
fn lines(vm: &mut Vm, args: &[Value]) -> Res {
    let proto = &own(&args[0]).proto;
    let entry_line = if &*proto.name == "<module>" { 0 } else { proto.first_line };
    let mut runs: Vec<(usize, usize, u32)> = vec![(0, 0, entry_line)];
    let pass = |runs: &mut Vec<(usize, usize, u32)>, at: usize, line: u32| {
        if line != 0 && runs.last().is_none_or(|run| run.2 != line) {
            runs.push((at, at, line));
        }
    };
    let (marks, operands) = (instrument::marks_in_order(proto), &proto.lines.operands);
    for i in 0..proto.ins.len() {
        let (first, end) = (marks.partition_point(|m| m.0 < i as u32), marks.partition_point(|m| m.0 <= i as u32));
        marks[first..end].iter().for_each(|&(_, line)| pass(&mut runs, i, line));
        let behind = &operands[operands.partition_point(|operand| operand.0 < i as u32)..];
        behind.iter().take_while(|operand| operand.0 == i as u32).for_each(|&(_, line)| pass(&mut runs, i, line));
        pass(&mut runs, i, instrument::own_line(proto, i));
        if let Some(run) = runs.last_mut() {
            run.1 = i + 1;
        }
        let edges = proto.lines.edges.iter().filter(|edge| edge.0 as usize == i);
        edges.for_each(|&(_, line)| pass(&mut runs, i + 1, line));
    }
    let entry = |(start, end, line): (usize, usize, u32)| {
        let numbers = [start * 2, end * 2, line as usize];
        super::tuple::Tuple::value(numbers.iter().map(|n| Value::from(*n)).collect())
    };
    let list = super::list::List::value(runs.into_iter().map(entry).collect());
    vm.iter(&list)
}
