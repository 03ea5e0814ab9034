//! Classes: bases, method resolution order, attributes, and what their instances look like.

use crate::heap::{Body, Gc, Interior, Kind, Slot, Visitor, visit_gc};
use crate::object::code::{CLASS_BIT, KIND_BIT};
use crate::object::descriptor::{Descriptor, DescriptorKind};
use crate::object::dict::Dict;
use crate::object::native::{Flavor, NativeDef, NativeFunction, Special};
use crate::object::shape::{Shape, next_id};
use crate::object::str::Str;
use crate::value::Value;
use crate::vm::Vm;
use std::cell::Cell;

/// A class.
pub struct Class {
    /// `__name__`.
    pub name: Slot,
    /// `__qualname__`.
    pub qualname: Slot,
    /// `__bases__`.
    pub bases: Interior<Vec<Gc<Class>>>,
    /// The method resolution order after the class itself.
    pub ancestors: Interior<Vec<Gc<Class>>>,
    /// The attributes, but for those that are pending.
    attributes: Gc<Dict>,
    /// What a built-in class has and nobody has asked for yet: most programs use few of the classes.
    pending: Cell<Option<Contents>>,
    /// The class's class; unset for `type` itself while the VM starts.
    pub metaclass: Slot,
    /// The kind of built-in value that instances are or extend; `None` for plain objects.
    pub base_kind: Cell<Option<Kind>>,
    /// Instances of exactly this class are values of a built-in kind, not `Instance` objects.
    pub is_builtin: bool,
    /// Makes the value of a built-in class from the arguments of a call.
    pub constructor: Interior<Option<Gc<NativeFunction>>>,
    flags: Cell<u32>,
    /// What inline caches know it by, and its objects if they have no shape. Changes when the class or an ancestor does.
    key: Cell<u32>,
    /// What [`Class::lookup`] found for a name (by the address of the interned string) that is no plain value, or that
    /// it found nothing.
    lookups: Interior<Lookups>,
    /// The version of `dict` that they are of.
    lookups_version: Cell<u32>,
    /// How a call makes an instance, as far as that is known.
    construction: Interior<Construction>,
    /// Instances are known to be hashed by their identity.
    identity_hashes: Cell<bool>,
    /// Which [`native_items`] its instances are known to have.
    native_items: Cell<u8>,
    root_shape: Interior<Option<Gc<Shape>>>,
    dict_shape: Interior<Option<Gc<Shape>>>,
    /// Members of `__slots__`, inherited ones included.
    members: Cell<u16>,
    /// The most slots an instance has used, so that the next is made with room for them.
    inline_slots: Cell<u16>,
    /// Direct subclasses: the addresses of the class and of its object. They are not held; one that is freed takes
    /// itself out.
    subclasses: Interior<Vec<(usize, usize)>>,
}

/// The attributes of a built-in class, as its specification has them.
#[derive(Clone, Copy)]
pub struct Contents {
    /// `__doc__`.
    pub doc: &'static str,
    /// Methods and other natives.
    pub natives: [&'static [NativeDef]; 4],
    /// Is `__hash__` None?
    pub unhashable: bool,
}

/// What a class was found to have, or not to have, under some names: a small open-addressed table by the address of the
/// interned name, which is never 0.
#[derive(Default)]
struct Lookups {
    /// A power of two of places, at most half of them taken, or none.
    places: Vec<(u64, Option<Value>)>,
    taken: usize,
}

impl Lookups {
    fn place(&self, name: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut place = (name.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while self.places[place].0 != name && self.places[place].0 != 0 {
            place = (place + 1) & mask;
        }
        place
    }

    #[inline]
    fn get(&self, name: u64) -> Option<&Option<Value>> {
        if self.places.is_empty() {
            return None;
        }
        let (known, found) = &self.places[self.place(name)];
        (*known == name).then_some(found)
    }

    /// Adds what is not there yet.
    fn insert(&mut self, name: u64, found: Option<Value>) {
        if (self.taken + 1) * 2 > self.places.len() {
            let larger = vec![(0, None); (self.places.len() * 2).max(16)];
            let old = std::mem::replace(&mut self.places, larger);
            for entry in old.into_iter().filter(|entry| entry.0 != 0) {
                let place = self.place(entry.0);
                self.places[place] = entry;
            }
        }
        let place = self.place(name);
        self.places[place] = (name, found);
        self.taken += 1;
    }

    /// The values that were found.
    fn found(&self) -> impl Iterator<Item = &Value> {
        self.places.iter().filter_map(|entry| entry.1.as_ref())
    }
}

/// Methods that instances of a class derived from a built-in one may inherit from it: on items, from containers.
pub(crate) mod native_items {
    /// `__getitem__`.
    pub const GET: u8 = 1;
    /// `__setitem__`.
    pub const SET: u8 = 2;
    /// `__contains__`.
    pub const CONTAINS: u8 = 4;
    /// `__len__`.
    pub const LEN: u8 = 8;
    /// `__iter__`.
    pub const ITER: u8 = 16;
    /// All binary operators and comparisons, from a number.
    pub const OPERATORS: u8 = 32;
    /// Not all of those: it was looked at.
    pub const OWN_OPERATORS: u8 = 64;
}

/// How a call of a class makes an instance.
#[derive(Default)]
pub enum Construction {
    /// Not looked at since the class last changed.
    #[default]
    Unknown,
    /// A plain instance, then this function as `__init__`.
    Init(Value),
    /// A plain instance and no more; there are no arguments.
    Bare,
    /// What this function as `__new__` returns: the class inherits `object.__init__`, and there is no subclass.
    New(Value),
    /// An exception that keeps its arguments.
    PlainException,
    /// Such an exception, then this function as `__init__`.
    ExceptionInit(Value),
    /// Any other way.
    General,
}

/// Properties of a class that are looked at often.
pub mod flag {
    /// The class or an ancestor defines `__getattr__`.
    pub const GETATTR: u32 = 1;
    /// The class or an ancestor defines `__getattribute__`.
    pub const GETATTRIBUTE: u32 = 2;
    /// The class or an ancestor defines `__setattr__` or `__delattr__`.
    pub const SETATTR: u32 = 4;
    /// The class or an ancestor defines `__del__`.
    pub const DEL: u32 = 8;
    /// Instances have no `__dict__`: the class and all ancestors define `__slots__`.
    pub const NO_DICT: u32 = 16;
    /// Derived from `BaseException`.
    pub const EXCEPTION: u32 = 32;
    /// Derived from `type`.
    pub const METACLASS: u32 = 64;
    /// Attributes cannot be set: a built-in class.
    pub const IMMUTABLE: u32 = 128;
    /// Cannot be subclassed: `bool`, `function`, ...
    pub const FINAL: u32 = 256;
    /// Instances are made by a call of a built-in kind whose `__init__` fills them (`list`, `dict`, `set`), so the
    /// constructor is given no arguments for a subclass.
    pub const FILLED_BY_INIT: u32 = 512;
    /// Inline caches hold plain values of the class's dict.
    pub const VALUES_CACHED: u32 = 1024;
    /// Plain values of the class's dict are replaced by others: caching them would not pay.
    pub const VALUES_CHANGE: u32 = 2048;
    /// Has abstract methods: cannot be instantiated.
    pub const ABSTRACT: u32 = 4096;
    /// Messages name the class with its module, as CPython does for native classes outside `builtins`.
    pub const SHOWS_MODULE: u32 = 8192;
    /// Instances cannot be weakly referenced: the class and all ancestors define `__slots__` without `__weakref__`.
    pub const NO_WEAKREF: u32 = 16384;
    /// A native class that CPython gives a `__setattr__` of its own: messages about attributes that cannot be set do not
    /// say that there is no `__dict__`.
    pub const SETS_ATTRIBUTES: u32 = 32768;
    /// A sequence whose items have an index, but which is no mapping to `%`: CPython's `deque` has only the sequence's slot.
    pub const INDEXED: u32 = 65536;
    /// It is being made, and its metaclass asked for the order of resolution, which is not known before.
    pub const UNORDERED: u32 = 131072;
    /// What a class has if one of its ancestors has it.
    pub const INHERITED: u32 = GETATTR | GETATTRIBUTE | SETATTR | DEL | EXCEPTION | METACLASS | FILLED_BY_INIT;
}

impl Body for Class {
    const KIND: Kind = Kind::Class;

    fn trace(&self, visit: &mut Visitor) {
        visit(self.name.peek());
        visit(self.qualname.peek());
        self.bases.borrow().iter().for_each(|c| visit_gc(c, visit));
        self.ancestors.borrow().iter().for_each(|c| visit_gc(c, visit));
        visit_gc(&self.attributes, visit);
        visit(self.metaclass.peek());
        match &*self.construction.borrow() {
            Construction::Init(function) | Construction::New(function) | Construction::ExceptionInit(function) => {
                visit(function)
            }
            Construction::Unknown | Construction::Bare | Construction::PlainException | Construction::General => (),
        }
        self.lookups.borrow().found().for_each(&mut *visit);
        for shape in [&self.root_shape, &self.dict_shape] {
            if let Some(shape) = &*shape.borrow() {
                visit_gc(shape, visit);
            }
        }
        if let Some(constructor) = &*self.constructor.borrow() {
            visit_gc(constructor, visit);
        }
    }

    fn clear(&self) {
        self.pending.take();
        self.attributes.clear_entries();
        drop(self.lookups.replace(Lookups::default()));
        drop(self.construction.replace(Construction::Unknown));
        drop(self.root_shape.replace(None));
        drop(self.dict_shape.replace(None));
    }
}

impl Drop for Class {
    fn drop(&mut self) {
        for base in self.bases.borrow().iter() {
            base.forget_subclass(self);
        }
    }
}

impl Class {
    /// A class with nothing in it. Its order of resolution must be set before it is used.
    pub fn new(name: &str, base_kind: Option<Kind>, is_builtin: bool) -> Gc<Class> {
        let class = Gc::new(Class {
            name: Slot::new(Str::intern(name).into_value()),
            qualname: Slot::new(Str::intern(name).into_value()),
            bases: Interior::new(Vec::new()),
            ancestors: Interior::new(Vec::new()),
            attributes: Dict::new(),
            pending: Cell::new(None),
            metaclass: Slot::new(Value::UNSET),
            base_kind: Cell::new(base_kind),
            is_builtin,
            constructor: Interior::new(None),
            flags: Cell::new(0),
            key: Cell::new(next_id()),
            lookups: Interior::default(),
            lookups_version: Cell::new(0),
            construction: Interior::new(Construction::Unknown),
            identity_hashes: Cell::new(false),
            native_items: Cell::new(0),
            root_shape: Interior::new(None),
            dict_shape: Interior::new(None),
            inline_slots: Cell::new(0),
            members: Cell::new(0),
            subclasses: Interior::new(Vec::new()),
        });
        if !is_builtin {
            Class::make_shapes(&class);
        }
        class
    }

    /// The attributes.
    #[inline]
    pub fn dict(&self) -> &Gc<Dict> {
        if let Some(contents) = self.pending.take() {
            self.fill(contents);
        }
        &self.attributes
    }

    /// Gives a built-in class its attributes, which it gets when somebody asks for one.
    pub(crate) fn promise(&self, contents: Contents) {
        self.pending.set(Some(contents));
    }

    #[cold]
    #[inline(never)]
    fn fill(&self, contents: Contents) {
        let owner = Gc::of(self).into_value();
        let doc = if contents.doc.is_empty() { Value::NONE } else { Value::from(contents.doc) };
        self.attributes.set_name("__doc__", doc);
        for def in contents.natives.into_iter().flatten() {
            let value = match def.flavor {
                Flavor::Getter => {
                    let getter = Descriptor::new(DescriptorKind::Getter(def), owner.clone());
                    if def.name() == "__doc__" && !contents.doc.is_empty() {
                        getter.doc.set(Value::from(contents.doc));
                    }
                    getter.into_value()
                }
                _ => {
                    let native = NativeFunction::new(def, owner.clone()).into_value();
                    match def.flavor {
                        Flavor::ClassMethod => Descriptor::new(DescriptorKind::ClassMethod, native).into_value(),
                        Flavor::StaticMethod if def.name() != "__new__" => {
                            Descriptor::new(DescriptorKind::StaticMethod, native).into_value()
                        }
                        _ => native,
                    }
                }
            };
            self.attributes.set_name(def.name(), value);
        }
        if contents.unhashable {
            self.attributes.set_name("__hash__", Value::NONE);
        }
    }

    /// Do instances extend a built-in value? It is their slot 0 then.
    #[inline(always)]
    pub fn has_base_value(&self) -> bool {
        matches!(self.base_kind.get(), Some(kind) if kind != Kind::Exception && kind != Kind::Class)
    }

    /// Slots of an instance that belong to no shape: the built-in value, then the members of `__slots__`.
    #[inline(always)]
    pub fn reserved_slots(&self) -> usize {
        self.has_base_value() as usize + self.members.get() as usize
    }

    /// Reserves a slot for a further member of `__slots__`; returns its index.
    pub fn add_member(&self) -> usize {
        self.members.set(self.members.get() + 1);
        self.reserved_slots() - 1
    }

    /// The number of members of `__slots__`, inherited ones included.
    pub fn members(&self) -> u16 {
        self.members.get()
    }

    /// Lays instances out after `members` inherited members of `__slots__`.
    pub fn inherit_members(&self, members: u16) {
        self.members.set(members);
    }

    /// Makes the shapes, when the number of reserved slots is known.
    pub fn make_shapes(this: &Gc<Class>) {
        let reserved = this.reserved_slots() as u16;
        *this.root_shape.borrow_mut() = Some(Shape::root(Some(this.clone()), reserved, false));
        *this.dict_shape.borrow_mut() = Some(Shape::root(Some(this.clone()), reserved, true));
    }

    /// The shape of an instance without attributes. Classes of built-in values have none.
    pub fn root_shape(&self) -> Gc<Shape> {
        match &*self.root_shape.borrow() {
            Some(shape) => shape.clone(),
            None => Shape::root(None, 0, false),
        }
    }

    /// The shape of an instance whose attributes are in a dict.
    pub fn dict_shape(&self) -> Gc<Shape> {
        match &*self.dict_shape.borrow() {
            Some(shape) => shape.clone(),
            None => Shape::root(None, 0, true),
        }
    }

    /// How many slots a new instance should have room for.
    #[inline(always)]
    pub fn inline_slots(&self) -> usize {
        self.inline_slots.get() as usize
    }

    /// An instance has `n` slots now.
    #[inline]
    pub fn note_slots(&self, n: usize) {
        if n > self.inline_slots.get() as usize && n <= MAX_INLINE_SLOTS {
            self.inline_slots.set(n as u16);
        }
    }

    /// What inline caches know the class by, and its objects if they have no shape.
    #[inline(always)]
    pub fn key(&self) -> u32 {
        self.key.get()
    }

    /// The key of inline caches for the class itself as receiver, and for exceptions of the class.
    #[inline(always)]
    pub(crate) fn cache_key(&self) -> u32 {
        KIND_BIT | CLASS_BIT | self.key()
    }

    /// Is a flag set?
    #[inline(always)]
    pub fn has(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    /// Sets flags.
    pub fn set_flags(&self, flags: u32) {
        self.flags.set(self.flags.get() | flags);
    }

    /// Clears flags.
    pub fn clear_flags(&self, flags: u32) {
        self.flags.set(self.flags.get() & !flags);
    }

    /// All flags.
    pub fn flags(&self) -> u32 {
        self.flags.get()
    }

    /// The attribute `name`, an interned string, of the class or its ancestors.
    pub fn lookup(&self, name: &Value) -> Option<Value> {
        let version = self.dict().version();
        if self.lookups_version.replace(version) != version {
            drop(self.lookups.replace(Lookups::default()));
        }
        if let Some(found) = self.lookups.borrow().get(name.bits()) {
            return found.clone();
        }
        let found = match self.dict().get_str(name) {
            Some(found) => Some(found),
            None => self.ancestors.borrow().iter().find_map(|c| c.dict().get_str(name)),
        };
        // A plain value may be replaced by another without the class being told.
        let is_lasting =
            found.as_ref().is_none_or(|f| matches!(f.kind(), Some(Kind::Function | Kind::Native | Kind::Descriptor)));
        if is_lasting {
            self.lookups.borrow_mut().insert(name.bits(), found.clone());
        }
        found
    }

    /// As [`Class::lookup`], starting after `after` in the resolution order: what `super` sees.
    pub fn lookup_after(&self, after: &Gc<Class>, name: &Value) -> Option<Value> {
        let ancestors = self.ancestors.borrow();
        let skip = if std::ptr::eq(self, &**after) { 0 } else { ancestors.iter().position(|c| c.is(after))? + 1 };
        let (next, behind) = ancestors[skip..].split_first()?;
        // Unless several bases meet, the next class has the rest of the order for its own, and remembers what it has.
        if next.ancestors.borrow().iter().map(Gc::as_ptr).eq(behind.iter().map(Gc::as_ptr)) {
            return next.lookup(name);
        }
        ancestors[skip..].iter().find_map(|c| c.dict().get_str(name))
    }

    /// Is it `other` or derived from it?
    #[inline]
    pub fn is_subclass_of(&self, other: &Gc<Class>) -> bool {
        std::ptr::eq(self, &**other) || self.ancestors.borrow().iter().any(|c| c.is(other))
    }

    /// As [`Class::is_subclass_of`].
    #[inline]
    pub fn descends_from(&self, other: &Class) -> bool {
        std::ptr::eq(self, other) || self.ancestors.borrow().iter().any(|c| std::ptr::eq(&**c, other))
    }

    /// Registers a direct subclass.
    pub fn add_subclass(&self, class: &Gc<Class>) {
        if matches!(*self.construction.borrow(), Construction::New(_)) {
            drop(self.construction.replace(Construction::Unknown));
        }
        let address = std::ptr::from_ref::<Class>(class) as usize;
        self.subclasses.borrow_mut().push((address, std::ptr::from_ref(class.header()) as usize));
    }

    fn forget_subclass(&self, class: &Class) {
        let address = std::ptr::from_ref(class) as usize;
        self.subclasses.borrow_mut().retain(|(known, _)| *known != address);
    }

    /// Forgets a direct subclass.
    pub fn remove_subclass(&self, class: &Gc<Class>) {
        self.forget_subclass(class);
    }

    /// The direct subclasses.
    pub fn subclasses(&self) -> Vec<Value> {
        self.subclasses.borrow().iter().filter_map(|(_, at)| crate::heap::reference_if_live(*at)).collect()
    }

    /// The function that is `__init__`, if that and a plain instance is all it takes to make one.
    pub fn plain_init(&self, vm: &Vm) -> Option<Value> {
        if matches!(*self.construction.borrow(), Construction::Unknown) {
            let found = self.find_construction(vm);
            drop(self.construction.replace(found));
        }
        match &*self.construction.borrow() {
            Construction::Init(init) => Some(init.clone()),
            _ => None,
        }
    }

    /// Is the `__call__` of its metaclass that of `type`?
    fn is_called_as_type_says(&self, vm: &Vm) -> bool {
        let metaclass = self.metaclass.peek();
        metaclass.is(vm.type_value())
            || metaclass.exact::<Class>().and_then(|metaclass| metaclass.lookup(&vm.names.call)).is_some_and(|call| {
                call.exact::<NativeFunction>().is_some_and(|call| call.def().special == Special::MakeInstance)
            })
    }

    #[cold]
    fn find_construction(&self, vm: &Vm) -> Construction {
        if self.is_builtin || !self.is_called_as_type_says(vm) || self.has(flag::EXCEPTION | flag::METACLASS) {
            return Construction::General;
        }
        let (Some(new), Some(init)) = (self.lookup(&vm.names.new), self.lookup(&vm.names.init)) else {
            return Construction::General;
        };
        let new = new.exact::<Descriptor>().map_or(new.clone(), |method| method.first.get());
        match (new.kind(), init.kind()) {
            (Some(Kind::Native), Some(init_kind)) if !self.has_base_value() && !self.has(flag::ABSTRACT) => {
                match init_kind {
                    Kind::Function => Construction::Init(init),
                    // Of the classes that instances like these are of, only `object` has a native one.
                    Kind::Native => Construction::Bare,
                    _ => Construction::General,
                }
            }
            (Some(Kind::Function), Some(Kind::Native))
                if self.subclasses.borrow().is_empty() && vm.is_object_init(&init) =>
            {
                Construction::New(new)
            }
            _ => Construction::General,
        }
    }

    /// The function that is `__new__`, if what it returns is all that a call makes. Known after [`Class::plain_init`] was
    /// asked.
    pub fn plain_new(&self) -> Option<Value> {
        match &*self.construction.borrow() {
            Construction::New(new) => Some(new.clone()),
            _ => None,
        }
    }

    /// Is an exception that keeps its arguments all that a call makes? `find_out` tells where it is not known yet.
    pub fn is_plain_exception(&self, find_out: impl FnOnce() -> Construction) -> bool {
        if matches!(*self.construction.borrow(), Construction::Unknown) {
            drop(self.construction.replace(find_out()));
        }
        matches!(*self.construction.borrow(), Construction::PlainException)
    }

    /// The function that is `__init__`, if that and an exception which keeps its arguments is all it takes to make one.
    /// Known after [`Class::is_plain_exception`] was asked.
    pub fn exception_init(&self) -> Option<Value> {
        match &*self.construction.borrow() {
            Construction::ExceptionInit(init) => Some(init.clone()),
            _ => None,
        }
    }

    /// Is a plain instance all that a call without arguments makes? Known after [`Class::plain_init`] was asked.
    pub fn is_bare(&self) -> bool {
        matches!(*self.construction.borrow(), Construction::Bare)
    }

    /// Is it known, until the class changes, that its instances are hashed by their identity?
    #[inline]
    pub(crate) fn hashes_by_identity(&self) -> bool {
        self.identity_hashes.get()
    }

    /// The `__hash__` of its instances was found to be `object`'s.
    pub(crate) fn note_identity_hashes(&self) {
        self.identity_hashes.set(true);
    }

    /// Do instances, which have the value of a built-in class inside, inherit this of its methods on items?
    #[inline]
    pub(crate) fn has_native_items(&self, method: u8) -> bool {
        self.native_items.get() & method != 0
    }

    /// Instances were found to inherit this method on items.
    pub(crate) fn note_native_items(&self, method: u8) {
        self.native_items.set(self.native_items.get() | method);
    }

    /// Must be called when an attribute of the class was set or deleted: caches of it and its subclasses miss.
    pub fn changed(&self) {
        self.key.set(next_id());
        if self.has(flag::METACLASS)
            && let Some(root) = self.ancestors.borrow().last()
        {
            // Any class may be one of this metaclass, in which its attributes are looked for too.
            root.renew_keys();
        }
        drop(self.construction.replace(Construction::Unknown));
        self.identity_hashes.set(false);
        self.native_items.set(0);
        drop(self.lookups.replace(Lookups::default()));
        for shape in [&self.root_shape, &self.dict_shape] {
            let shape = shape.borrow().clone();
            if let Some(shape) = shape {
                shape.renew();
            }
        }
        for class in self.subclasses() {
            if let Some(class) = class.exact::<Class>() {
                class.changed();
            }
        }
    }

    /// Must be called when instances of the class may have become descriptors, or are none any more: caches of all classes
    /// miss, any of which may have one of them as an attribute.
    pub(crate) fn descriptors_changed(&self) {
        match self.ancestors.borrow().last() {
            Some(root) => root.changed(),
            None => self.changed(),
        }
    }

    /// Caches of attributes of the class itself and its subclasses miss, as do those of how they are called.
    fn renew_keys(&self) {
        self.key.set(next_id());
        drop(self.construction.replace(Construction::Unknown));
        self.subclasses().iter().filter_map(Value::exact::<Class>).for_each(Class::renew_keys);
    }

    /// `__name__` as text.
    pub fn name_text(&self) -> String {
        self.name.get().as_str().unwrap_or_default().to_string()
    }
}

/// An instance with more slots than this keeps the rest in its overflow vector.
const MAX_INLINE_SLOTS: usize = 24;
