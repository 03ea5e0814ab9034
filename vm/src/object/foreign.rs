//! Objects of native modules' own types: sockets, queues, futures, random generators, ...

use crate::heap::{Body, Gc, Kind, Slot, Visitor, visit_gc};
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::file::descriptor::Descriptor;
use crate::object::memoryview::Format;
use crate::object::native::{Keywords, NativeDef};
use crate::op::Op;
use crate::ops::Compare;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};
use std::any::Any;

/// What a native module keeps in an object of its own type.
pub trait ForeignData: Any {
    /// Show every value the data owns, each once, as it is: not by a further reference to it, whose end would count.
    fn trace(&self, visit: &mut Visitor) {
        let _ = visit;
    }

    /// Give up references to break a cycle.
    fn clear(&self) {}

    /// `len()` of a container, which is true if it is not empty.
    fn length(&self) -> Option<usize> {
        None
    }

    /// The item at a place of a sequence, counted from the end if it is negative. `None`: there is none, or only
    /// `__getitem__` knows.
    fn item(&self, index: i64) -> Option<Value> {
        let _ = index;
        None
    }

    /// Sets the item at a place, counted from the end if it is negative; `false`: only `__setitem__` knows how.
    fn set_item(&self, index: i64, value: &Value) -> bool {
        let _ = (index, value);
        false
    }

    /// The bytes of an object that has the buffer protocol: a bytearray, and the format of the items in it.
    fn buffer(&self) -> Option<(&Value, Format)> {
        None
    }

    /// Where attributes set by programs live, a dict or unset, if objects of the type take any. To be traced.
    fn attributes(&self) -> Option<&Slot> {
        None
    }

    /// The place of the item that this gets of a tuple, if it is the descriptor of a field of a named tuple.
    fn tuple_field(&self) -> Option<usize> {
        None
    }

    /// The file descriptor of a socket or another object that has one and is open.
    fn descriptor(&self) -> Option<Descriptor> {
        None
    }

    /// Is it what [`ForeignData::call`] calls, without a look at its class? That then has [`CALL`].
    fn is_callable(&self) -> bool {
        false
    }

    /// A call of the object. `this` is the object.
    fn call(&self, vm: &mut Vm, this: &Value, args: &[Value], keywords: Keywords) -> Res {
        let _ = (this, args, keywords);
        Err(vm.error(Exc::TypeError, "not callable"))
    }

    /// `this op other` where the special methods of neither need to be looked for: what the class's own method results in.
    /// `None`: ask the methods. The other is no instance of a class of the program's.
    fn binary(&self, vm: &mut Vm, op: Op, other: &Value) -> Option<Res> {
        let _ = (vm, op, other);
        None
    }

    /// As [`ForeignData::binary`], for a comparison.
    fn compare(&self, vm: &mut Vm, op: Compare, other: &Value) -> Option<Res> {
        let _ = (vm, op, other);
        None
    }

    /// `str()`, what the class's `__str__` results in. `None`: ask the method.
    fn str(&self, vm: &mut Vm) -> Option<Res> {
        let _ = vm;
        None
    }

    /// The hash, what the class's `__hash__` results in. `None`: ask the method.
    fn hash(&self) -> Option<u64> {
        None
    }

    /// Is it true? What the class's `__bool__` results in. `None`: ask the method, if there is one.
    fn truth(&self) -> Option<bool> {
        None
    }

    /// Is it an iterator that [`ForeignData::next`] advances? Its class then has [`ITER`] and [`NEXT`].
    fn is_iterator(&self) -> bool {
        false
    }

    /// Does `iter()` of an iterator have to ask its `__iter__`, which refuses? So do files that are closed.
    fn may_refuse_iter(&self) -> bool {
        false
    }

    /// The next item of an iterator, where that takes no code of the program and no error. `None`: only
    /// [`ForeignData::next`] knows; nothing has been done. At most `levels` iterators of native modules may be asked
    /// inside one another, with [`crate::object::iter::next_leaf`].
    fn next_leaf(&self, levels: usize) -> Option<Value> {
        let _ = levels;
        None
    }

    /// The iterator whose next item is the next one of this iterator too, as it is. A loop may ask that one instead, and
    /// tells [`ForeignData::passed`] of an item it has got, and nothing of an end or an error.
    fn passes_on(&self) -> Option<Value> {
        None
    }

    /// See [`ForeignData::passes_on`].
    fn passed(&self) {}

    /// Has an iterator an item for [`ForeignData::next_leaf`], for which no other iterator is asked?
    fn has_next(&self) -> bool {
        false
    }

    /// All items of a container that is gone over without code of the program. `None`: its iterator knows them.
    fn items(&self) -> Option<Vec<Value>> {
        None
    }

    /// The next item of an iterator; `None` if there is none left. `this` is the object. Code of the program that runs
    /// meanwhile may advance the same iterator.
    fn next(&self, vm: &mut Vm, this: &Value) -> Res<Option<Value>> {
        let _ = this;
        Err(vm.error(Exc::TypeError, "not an iterator"))
    }
}

/// An object of a native module's own type.
pub struct Foreign {
    /// Its class.
    pub class: Gc<Class>,
    /// Does it take attributes from programs?
    takes_attributes: bool,
    is_iterator: bool,
    is_callable: bool,
    data: Box<dyn ForeignData>,
}

impl Body for Foreign {
    const KIND: Kind = Kind::Foreign;

    fn trace(&self, visit: &mut Visitor) {
        visit_gc(&self.class, visit);
        self.data.trace(visit);
    }

    fn clear(&self) {
        self.data.clear();
    }
}

impl Foreign {
    /// An object of `class` holding `data`.
    pub fn new(class: Gc<Class>, data: impl ForeignData) -> Gc<Foreign> {
        let (takes_attributes, is_iterator) = (data.attributes().is_some(), data.is_iterator());
        let is_callable = data.is_callable();
        Gc::new(Foreign { class, takes_attributes, is_iterator, is_callable, data: Box::new(data) })
    }

    /// What inline caches know it by, if all its attributes are its class's.
    #[inline]
    pub(crate) fn key(&self) -> Option<u32> {
        let has_own = self.takes_attributes && self.data.attributes().is_some_and(|own| !own.peek().is_unset());
        if has_own { None } else { Some(self.class.key()) }
    }

    /// As [`ForeignData::is_iterator`].
    #[inline]
    pub fn is_iterator(&self) -> bool {
        self.is_iterator
    }

    /// Is it an iterator, and `iter()` of it itself without a question?
    pub(crate) fn is_own_iterator(&self) -> bool {
        self.is_iterator && !self.data.may_refuse_iter()
    }

    /// As [`ForeignData::next_leaf`].
    #[inline]
    pub(crate) fn next_leaf(&self, levels: usize) -> Option<Value> {
        if self.is_iterator { self.data.next_leaf(levels) } else { None }
    }

    /// As [`ForeignData::passes_on`].
    pub(crate) fn passes_on(&self) -> Option<Value> {
        if self.is_iterator { self.data.passes_on() } else { None }
    }

    /// As [`ForeignData::passed`].
    pub(crate) fn passed(&self) {
        self.data.passed();
    }

    /// As [`ForeignData::has_next`].
    pub(crate) fn has_next(&self) -> bool {
        self.is_iterator && self.data.has_next()
    }

    /// As [`ForeignData::items`].
    pub(crate) fn items(&self) -> Option<Vec<Value>> {
        self.data.items()
    }

    /// As [`ForeignData::next`].
    #[inline]
    pub(crate) fn next(&self, vm: &mut Vm, this: &Value) -> Res<Option<Value>> {
        self.data.next(vm, this)
    }

    /// As [`ForeignData::call`], if that is what calls it.
    #[inline]
    pub(crate) fn call(&self, vm: &mut Vm, this: &Value, args: &[Value], keywords: Keywords) -> Option<Res> {
        self.is_callable.then(|| vm.nested("", |vm| self.data.call(vm, this, args, keywords)))
    }

    /// As [`ForeignData::binary`].
    #[inline]
    pub(crate) fn binary(&self, vm: &mut Vm, op: Op, other: &Value) -> Option<Res> {
        if other.is_kind(Kind::Instance) { None } else { self.data.binary(vm, op, other) }
    }

    /// As [`ForeignData::compare`].
    #[inline]
    pub(crate) fn compare(&self, vm: &mut Vm, op: Compare, other: &Value) -> Option<Res> {
        if other.is_kind(Kind::Instance) { None } else { self.data.compare(vm, op, other) }
    }

    /// As [`ForeignData::str`].
    pub(crate) fn str(&self, vm: &mut Vm) -> Option<Res> {
        self.data.str(vm)
    }

    /// As [`ForeignData::hash`].
    #[inline]
    pub(crate) fn hash(&self) -> Option<u64> {
        self.data.hash()
    }

    /// As [`ForeignData::truth`].
    #[inline]
    pub(crate) fn truth(&self) -> Option<bool> {
        self.data.truth()
    }

    /// As [`ForeignData::item`].
    pub(crate) fn item(&self, index: i64) -> Option<Value> {
        self.data.item(index)
    }

    /// As [`ForeignData::set_item`].
    pub(crate) fn set_item(&self, index: i64, value: &Value) -> bool {
        self.data.set_item(index, value)
    }

    /// The length of a container.
    pub(crate) fn length(&self) -> Option<usize> {
        self.data.length()
    }

    /// As [`ForeignData::tuple_field`].
    pub(crate) fn tuple_field(&self) -> Option<usize> {
        self.data.tuple_field()
    }

    /// The object's file descriptor, if it has one.
    pub fn descriptor(&self) -> Option<Descriptor> {
        self.data.descriptor()
    }

    /// The object's bytes, if it has the buffer protocol: a bytearray, and the format of the items in it.
    pub fn buffer(&self) -> Option<(&Value, Format)> {
        self.data.buffer()
    }

    /// The dict of attributes set by programs, if there is one already.
    pub fn existing_dict(&self) -> Option<Gc<Dict>> {
        self.data.attributes()?.get().to_gc::<Dict>()
    }

    /// The dict of attributes set by programs, made if there is none; `None` if the type has no such dict.
    pub fn attribute_dict(&self) -> Option<Gc<Dict>> {
        let slot = self.data.attributes()?;
        if let Some(dict) = slot.get().to_gc::<Dict>() {
            return Some(dict);
        }
        let dict = Dict::new();
        slot.set(dict.to_value());
        Some(dict)
    }

    /// The data, if it is a `T`.
    pub fn data<T: ForeignData>(&self) -> Option<&T> {
        (&*self.data as &dyn Any).downcast_ref()
    }
}

impl Value {
    /// The data of a foreign object, or of the one inside an instance of a subclass.
    pub fn foreign<T: ForeignData>(&self) -> Option<&T> {
        self.get::<Foreign>().and_then(Foreign::data)
    }
}

/// `iterator.__iter__()` of native iterators.
pub const ITER: NativeDef = method!("__iter__(self, /)", |_, args| Ok(args[0].clone()));

/// `__call__()` of what [`ForeignData::call`] calls.
pub const CALL: NativeDef = method!("__call__(self, /, *args, **kwargs)", |vm, args| {
    vm.call_spread(args[0].unwrap_base(), &args[1], &args[2])
});

/// `iterator.__next__()` of native iterators.
pub const NEXT: NativeDef = method!("__next__(self, /)", next);

fn next(vm: &mut Vm, args: &[Value]) -> Res {
    let this = args[0].unwrap_base();
    match vm.next_of_native(this) {
        Some(found) => found?.map_err(|value| vm.stop_iteration(value)),
        None => unreachable!("the binder checks"),
    }
}

/// The attribute `__dict__` of types whose objects take attributes.
pub const DICT_GETTER: NativeDef = getter!("__dict__", get_dict, set_dict);

fn get_dict(_: &mut Vm, args: &[Value]) -> Res {
    Ok(args[0].get::<Foreign>().and_then(Foreign::attribute_dict).map_or(Value::NONE, Gc::into_value))
}

fn set_dict(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "cannot delete __dict__"));
    }
    if args[1].get::<Dict>().is_none() {
        let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, message));
    }
    if let Some(slot) = args[0].get::<Foreign>().and_then(|foreign| foreign.data.attributes()) {
        slot.set(args[1].clone());
    }
    Ok(Value::NONE)
}
