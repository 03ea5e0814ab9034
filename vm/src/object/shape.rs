//! Hidden classes: which attribute of an instance lies in which slot.
//!
//! Instances of one class that got their attributes in the same order share a shape. Inline caches compare a shape's
//! [`id`](Shape::id). The id also stands for the class's methods: when a class or one of its bases changes, all its
//! shapes get new ids, and every cache that knew the old ones misses.

use crate::heap::{Body, Gc, Interior, Kind, Visitor};
use crate::object::class::Class;
use crate::object::code::CLASS_BIT;
use crate::value::Value;
use rustc_hash::FxHashMap;
use std::cell::Cell;

/// A shape: the attribute names of an instance in slot order.
pub struct Shape {
    id: Cell<u32>,
    /// The instance keeps its attributes in a dict, which lies in the first slot after the base value.
    pub in_dict: bool,
    /// The class of the instances.
    class: Interior<Option<Gc<Class>>>,
    /// Slots in use.
    len: u16,
    /// Slot of each name, by the address of the interned string, which lives as long as the process.
    slots: FxHashMap<u64, u16>,
    names: Vec<Value>,
    transitions: Interior<FxHashMap<u64, Gc<Shape>>>,
}

thread_local! {
    static NEXT_ID: Cell<u32> = const { Cell::new(1) };
}

/// A number that no cache has seen. 0 is never one. Wraps after 2^30 changes of shapes and classes: the bits above are
/// for other keys of caches.
pub(super) fn next_id() -> u32 {
    let id = NEXT_ID.get();
    NEXT_ID.set(((id + 1) & (CLASS_BIT - 1)).max(1));
    id
}

impl Body for Shape {
    const KIND: Kind = Kind::Shape;

    fn trace(&self, visit: &mut Visitor) {
        if let Some(class) = &*self.class.borrow() {
            crate::heap::visit_gc(class, visit);
        }
        self.names.iter().for_each(&mut *visit);
        self.transitions.borrow().values().for_each(|s| crate::heap::visit_gc(s, visit));
    }

    fn clear(&self) {
        // The class stays: instances that are garbage too ask for it, and a class lets go of its shapes itself.
        drop(self.transitions.replace(FxHashMap::default()));
    }
}

impl Shape {
    /// The shape of an instance of `class` without attributes; its first `reserved` slots have no name.
    pub fn root(class: Option<Gc<Class>>, reserved: u16, in_dict: bool) -> Gc<Shape> {
        Gc::new(Shape {
            id: Cell::new(next_id()),
            in_dict,
            class: Interior::new(class),
            len: reserved,
            slots: FxHashMap::default(),
            names: Vec::new(),
            transitions: Interior::new(FxHashMap::default()),
        })
    }

    /// What inline caches compare.
    #[inline(always)]
    pub fn id(&self) -> u32 {
        self.id.get()
    }

    /// The class of instances of this shape.
    #[inline(always)]
    pub fn class(&self) -> Gc<Class> {
        match &*self.class.borrow() {
            Some(class) => class.clone(),
            None => unreachable!("only what has a class has instances"),
        }
    }

    /// The attribute `name`, an interned string, of the class of instances of this shape.
    #[inline]
    pub fn class_attribute(&self, name: &Value) -> Option<Value> {
        self.class.borrow().as_ref()?.lookup(name)
    }

    /// Are instances of both of the same class?
    #[inline(always)]
    pub fn has_class_of(&self, other: &Shape) -> bool {
        match (&*self.class.borrow(), &*other.class.borrow()) {
            (Some(class), Some(other)) => class.is(other),
            _ => false,
        }
    }

    /// Slots in use, unnamed ones included.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Are no slots in use?
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The slot of an interned name.
    #[inline]
    pub fn slot_of(&self, name: &Value) -> Option<usize> {
        self.slots.get(&name.bits()).map(|&i| i as usize)
    }

    /// Names with their slots, in slot order.
    pub fn names(&self) -> impl Iterator<Item = (&Value, usize)> {
        let first = self.len as usize - self.names.len();
        self.names.iter().enumerate().map(move |(i, name)| (name, first + i))
    }

    /// The shape after the attribute `name`, an interned string, has been added; it is the last slot.
    /// `None` when there are too many attributes for slots.
    pub fn with(&self, name: &Value) -> Option<Gc<Shape>> {
        if let Some(next) = self.transitions.borrow().get(&name.bits()) {
            return Some(next.clone());
        }
        if self.names.len() >= MAX_SLOTS {
            return None;
        }
        let mut slots = self.slots.clone();
        slots.insert(name.bits(), self.len);
        let mut names = self.names.clone();
        names.push(name.clone());
        let next = Gc::new(Shape {
            id: Cell::new(next_id()),
            in_dict: false,
            class: Interior::new(Some(self.class())),
            len: self.len + 1,
            slots,
            names,
            transitions: Interior::new(FxHashMap::default()),
        });
        self.transitions.borrow_mut().insert(name.bits(), next.clone());
        Some(next)
    }

    /// Makes every inline cache that knows this shape or one reached from it miss.
    pub fn renew(&self) {
        self.id.set(next_id());
        let next: Vec<Gc<Shape>> = self.transitions.borrow().values().cloned().collect();
        next.iter().for_each(|s| s.renew());
    }
}

/// An instance with more attributes than this keeps them in a dict.
const MAX_SLOTS: usize = 64;
