//! Instances of classes defined in the language: attributes in slots by shape.

use crate::heap::{self, Body, Gc, Interior, Kind, Slot, Tailed, Visitor};
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::shape::Shape;
use crate::value::Value;

/// An instance. The tail holds the first slots; those beyond are in `overflow`.
///
/// If the class is derived from a built-in type, slot 0 is the built-in value. Members of `__slots__` come next.
pub struct Instance {
    shape: Interior<Gc<Shape>>,
    // Boxed: few instances have any, and an empty vector would take three words.
    #[allow(clippy::box_collection)]
    overflow: Interior<Option<Box<Vec<Value>>>>,
    inline: u32,
    /// Is slot 0 the value of a built-in type that the class is derived from?
    has_base_value: bool,
}

impl Body for Instance {
    const KIND: Kind = Kind::Instance;

    fn trace(&self, visit: &mut Visitor) {
        self.for_each_value(visit);
    }

    fn clear(&self) {
        // The base value and the shape stay: natives rely on them even in garbage.
        let reserved = self.has_base_value as usize;
        self.tail().iter().skip(reserved).for_each(|slot| drop(slot.take()));
        drop(self.overflow.replace(None));
    }

    unsafe fn drop_tail(&self) {
        // SAFETY: as promised by the caller.
        unsafe { heap::drop_items_in_order(self) }
    }
}

impl Tailed for Instance {
    type Item = Slot;

    #[inline(always)]
    fn tail_len(&self) -> usize {
        self.inline as usize
    }
}

/// The built-in value inside an instance of a user-defined subclass of a built-in type.
#[inline]
pub fn base_value(value: &Value) -> Option<&Value> {
    value.exact::<Instance>()?.base()
}

/// The container inside an instance whose class inherits this of [`native_items`](class::native_items) from it.
#[inline]
pub(crate) fn native_container(instance: &Value, method: u8) -> Option<&Value> {
    let instance = instance.exact::<Instance>()?;
    instance.base().filter(|_| instance.class().has_native_items(method))
}

impl Instance {
    /// The value of a built-in type that it has inside, if its class extends one.
    #[inline]
    pub(crate) fn base(&self) -> Option<&Value> {
        if self.has_base_value { Some(self.tail()[0].peek()) } else { None }
    }

    /// Shows what it refers to.
    #[inline(always)]
    pub(crate) fn for_each_value(&self, mut visit: impl FnMut(&Value)) {
        heap::visit_gc(&*self.shape.borrow(), &mut visit);
        self.tail().iter().for_each(|slot| visit(slot.peek()));
        if let Some(more) = &*self.overflow.borrow() {
            more.iter().for_each(visit);
        }
    }

    /// An instance of `class` without attributes; `base` is the built-in value it extends, if any.
    pub fn new(class: &Gc<Class>, base: Option<Value>) -> Gc<Instance> {
        let reserved = class.reserved_slots();
        let inline = class.inline_slots().max(reserved).max(1) as u32;
        let shape = Interior::new(class.root_shape());
        debug_assert_eq!(class.has_base_value(), base.is_some());
        let body = Instance { shape, overflow: Interior::new(None), inline, has_base_value: base.is_some() };
        let first = base.unwrap_or(Value::UNSET);
        Gc::with_tail(body, std::iter::once(first).chain(std::iter::repeat(Value::UNSET)).map(Slot::new))
    }

    /// The shape.
    #[inline(always)]
    pub fn shape(&self) -> Gc<Shape> {
        self.shape.borrow().clone()
    }

    /// The shape's id, for inline caches.
    #[inline(always)]
    pub fn shape_id(&self) -> u32 {
        self.shape.borrow().id()
    }

    /// Has it never had an attribute of its own, as members of `__slots__` are not?
    #[inline]
    pub fn has_no_attributes(&self) -> bool {
        let shape = self.shape.borrow();
        !shape.in_dict && shape.id() == shape.class().root_shape().id()
    }

    /// Is it of this very class, and has no attributes of its own, which could stand for methods?
    pub(crate) fn is_plain(&self, class: &Value) -> bool {
        self.class().to_value().is(class) && self.has_no_attributes()
    }

    /// The class.
    #[inline(always)]
    pub fn class(&self) -> Gc<Class> {
        self.shape.borrow().class()
    }

    /// The attribute `name`, an interned string, of the class.
    #[inline]
    pub fn class_attribute(&self, name: &Value) -> Option<Value> {
        self.shape.borrow().class_attribute(name)
    }

    /// Are both of the same class?
    #[inline(always)]
    pub fn has_class_of(&self, other: &Instance) -> bool {
        self.shape.borrow().has_class_of(&other.shape.borrow())
    }

    /// The value in a slot; unset if the attribute was deleted.
    #[inline(always)]
    pub fn slot(&self, index: usize) -> Value {
        match self.tail().get(index) {
            Some(slot) => slot.get(),
            None => self
                .overflow
                .borrow()
                .as_ref()
                .and_then(|more| more.get(index - self.inline as usize).cloned())
                .unwrap_or_default(),
        }
    }

    /// Puts a value into a slot and returns the old one.
    #[inline(always)]
    pub fn set_slot(&self, index: usize, value: Value) -> Value {
        match self.tail().get(index) {
            Some(slot) => slot.replace(value),
            None => self.set_overflow(index - self.inline as usize, value),
        }
    }

    #[cold]
    fn set_overflow(&self, index: usize, value: Value) -> Value {
        let mut overflow = self.overflow.borrow_mut();
        let more = overflow.get_or_insert_default();
        if more.len() <= index {
            more.resize(index + 1, Value::UNSET);
        }
        std::mem::replace(&mut more[index], value)
    }

    /// Takes over the shape that has one more slot, and fills that slot.
    #[inline(always)]
    pub fn add_slot(&self, shape: Gc<Shape>, value: Value) {
        let index = shape.len() - 1;
        drop(self.shape.replace(shape));
        drop(self.set_slot(index, value));
    }

    /// Gives the instance another class, keeping its attributes. The classes have the same base value.
    pub fn set_class(&self, class: &Gc<Class>) {
        let old = self.shape();
        if old.in_dict {
            drop(self.shape.replace(class.dict_shape()));
            return;
        }
        let mut shape = class.root_shape();
        for (name, _) in old.names() {
            match shape.with(name) {
                Some(next) => shape = next,
                None => {
                    self.attribute_dict();
                    drop(self.shape.replace(class.dict_shape()));
                    return;
                }
            }
        }
        drop(self.shape.replace(shape));
    }

    /// An instance attribute; not one of the class.
    pub fn get(&self, name: &Value) -> Option<Value> {
        let shape = self.shape();
        if shape.in_dict {
            return self.dict_of(&shape).get_str(name);
        }
        shape.slot_of(name).map(|i| self.slot(i)).filter(|v| !v.is_unset())
    }

    /// Sets an instance attribute.
    pub fn set(&self, name: &Value, value: Value) {
        let shape = self.shape();
        if shape.in_dict {
            return self.dict_of(&shape).set_str(name.clone(), value);
        }
        if let Some(index) = shape.slot_of(name) {
            drop(self.set_slot(index, value));
            return;
        }
        match shape.with(name) {
            Some(next) => {
                shape.class().note_slots(next.len());
                self.add_slot(next, value);
            }
            None => self.attribute_dict().set_str(name.clone(), value),
        }
    }

    /// Removes an instance attribute; was there one?
    pub fn remove(&self, name: &Value) -> bool {
        let shape = self.shape();
        if shape.in_dict {
            return self.dict_of(&shape).remove_str(name).is_some();
        }
        match shape.slot_of(name) {
            // The shape keeps the slot: caches see that it is unset.
            Some(index) => !self.set_slot(index, Value::UNSET).is_unset(),
            None => false,
        }
    }

    /// The instance's `__dict__`. From now on the attributes live there.
    pub fn attribute_dict(&self) -> Gc<Dict> {
        let shape = self.shape();
        if shape.in_dict {
            return self.dict_of(&shape);
        }
        let dict = Dict::new();
        for (name, slot) in shape.names() {
            let value = self.set_slot(slot, Value::UNSET);
            if !value.is_unset() {
                dict.set_str(name.clone(), value);
            }
        }
        self.use_dict(dict.to_value());
        dict
    }

    /// `__dict__` as programs see it, if it has been set: an instance of a subclass of dict stays one.
    pub fn dict_as_set(&self) -> Option<Value> {
        let shape = self.shape();
        shape.in_dict.then(|| self.slot(shape.class().reserved_slots()).clone()).filter(|dict| !dict.is_unset())
    }

    /// Replaces the instance's `__dict__` by a dict or an instance of a subclass.
    pub fn use_dict(&self, dict: Value) {
        let class = self.class();
        drop(self.shape.replace(class.dict_shape()));
        drop(self.overflow.replace(None));
        drop(self.set_slot(class.reserved_slots(), dict));
    }

    /// The dict in which the instance keeps its attributes, if it does.
    pub(crate) fn held_dict(&self) -> Option<&Dict> {
        let shape = self.shape.borrow();
        if !shape.in_dict {
            return None;
        }
        self.tail().get(shape.class().reserved_slots())?.peek().unwrap_base().exact::<Dict>()
    }

    fn dict_of(&self, shape: &Gc<Shape>) -> Gc<Dict> {
        let value = self.slot(shape.class().reserved_slots());
        match value.unwrap_base().to_gc::<Dict>() {
            Some(dict) => dict,
            // Cleared by the collector: nobody can see the attributes any more.
            None => Dict::new(),
        }
    }
}
