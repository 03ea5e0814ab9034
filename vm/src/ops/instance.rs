//! `isinstance` and `issubclass`.

use crate::heap::Kind;
use crate::object::class::{Class, flag};
use crate::object::exception::Exc;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};

const NOT_CLASSES: &str = "isinstance() arg 2 must be a type, a tuple of types, or a union";
const NOT_SUPERCLASSES: &str = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

impl Vm {
    /// `isinstance(value, classes)`: a class, a union, or a tuple of such, nested or not.
    pub fn is_instance(&mut self, value: &Value, classes: &Value) -> Res<bool> {
        if let Some(class) = classes.exact::<Class>()
            && std::ptr::eq(class, &*self.class_of(value))
        {
            return Ok(true);
        }
        if self.is_ordinary_class(classes) {
            return self.is_instance_plain(value, classes);
        }
        if let Some(tuple) = classes.get::<Tuple>() {
            return self.nested(" in __instancecheck__", |vm| {
                for class in tuple.items() {
                    if vm.is_instance(value, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        let name = self.names.instancecheck.clone();
        let result =
            self.nested(" in __instancecheck__", |vm| vm.call_special(classes, &name, std::slice::from_ref(value)))?;
        match result {
            Some(result) => self.truth(&result),
            None => self.is_instance_plain(value, classes),
        }
    }

    /// As [`Vm::is_instance`] for a class or a tuple of classes, where no code of the program has to run to tell.
    pub(crate) fn is_instance_leaf(&self, value: &Value, classes: &Value) -> Option<bool> {
        let Some(tuple) = classes.exact::<Tuple>() else { return self.is_instance_of_class(value, classes) };
        for class in tuple.items() {
            if self.is_instance_of_class(value, class)? {
                return Some(true);
            }
        }
        Some(false)
    }

    fn is_instance_of_class(&self, value: &Value, class: &Value) -> Option<bool> {
        let class = class.exact::<Class>()?;
        let own = self.class_of(value);
        if std::ptr::eq(class, &*own) {
            return Some(true);
        }
        if !class.metaclass.peek().is(self.type_value()) {
            return None;
        }
        if own.descends_from(class) {
            return Some(true);
        }
        self.shows_its_class(value, &own).then_some(false)
    }

    /// Does an object of the class `own` claim to be of no other one?
    fn shows_its_class(&self, value: &Value, own: &Class) -> bool {
        // Of the built-in types only those of native modules have objects that claim another class.
        if own.is_builtin && !value.is_kind(Kind::Foreign) {
            return true;
        }
        let name = &self.names.class;
        let inherited = match (own.lookup(name), self.types.object.lookup(name)) {
            (Some(own), Some(inherited)) => own.is(&inherited),
            (own, _) => own.is_none(),
        };
        inherited && !own.has(flag::GETATTRIBUTE)
    }

    /// Is it a class whose class is `type` itself, so that no `__instancecheck__` needs to be looked for?
    fn is_ordinary_class(&self, value: &Value) -> bool {
        value.is_kind(Kind::Class) && self.class_of(value).is(&self.types.type_)
    }

    /// What `type.__instancecheck__` says: by the value's class and by its `__class__`.
    pub fn is_instance_plain(&mut self, value: &Value, class: &Value) -> Res<bool> {
        let own = self.class_of(value);
        if let Some(class) = class.to_gc::<Class>() {
            if own.is_subclass_of(&class) {
                return Ok(true);
            }
            if self.shows_its_class(value, &own) {
                return Ok(false);
            }
            let name = self.names.class.clone();
            let claimed = self.get_attr_opt(value, &name)?;
            return Ok(claimed.and_then(|c| c.to_gc::<Class>()).is_some_and(|c| c.is_subclass_of(&class)));
        }
        if self.bases_of(class)?.is_none() {
            return Err(self.error(Exc::TypeError, NOT_CLASSES));
        }
        let name = self.names.class.clone();
        match self.get_attr_opt(value, &name)? {
            Some(claimed) => self.derives(&claimed, class),
            None => Ok(false),
        }
    }

    /// `issubclass(class, classes)`: as [`Vm::is_instance`].
    pub fn is_subclass(&mut self, class: &Value, classes: &Value) -> Res<bool> {
        if self.is_ordinary_class(classes) {
            if class.is(classes) {
                return Ok(true);
            }
            return self.is_subclass_plain(class, classes);
        }
        if let Some(tuple) = classes.get::<Tuple>() {
            return self.nested(" in __subclasscheck__", |vm| {
                for candidate in tuple.items() {
                    if vm.is_subclass(class, candidate)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            });
        }
        let name = self.names.subclasscheck.clone();
        let result =
            self.nested(" in __subclasscheck__", |vm| vm.call_special(classes, &name, std::slice::from_ref(class)))?;
        match result {
            Some(result) => self.truth(&result),
            None => self.is_subclass_plain(class, classes),
        }
    }

    /// What `type.__subclasscheck__` says: by the order of resolution.
    pub fn is_subclass_plain(&mut self, class: &Value, of: &Value) -> Res<bool> {
        if let (Some(class), Some(of)) = (class.exact::<Class>(), of.to_gc::<Class>()) {
            return Ok(class.is_subclass_of(&of));
        }
        if self.bases_of(class)?.is_none() {
            return Err(self.error(Exc::TypeError, "issubclass() arg 1 must be a class"));
        }
        if self.bases_of(of)?.is_none() {
            return Err(self.error(Exc::TypeError, NOT_SUPERCLASSES));
        }
        self.derives(class, of)
    }

    /// `__bases__` of a class or of an object that looks like one.
    fn bases_of(&mut self, value: &Value) -> Res<Option<Value>> {
        if !value.is_object() {
            return Ok(None);
        }
        let name = self.names.bases.clone();
        Ok(self.get_attr_opt(value, &name)?.filter(|bases| bases.get::<Tuple>().is_some()))
    }

    /// Is `class` the object `of` or, going by `__bases__`, derived from it?
    fn derives(&mut self, class: &Value, of: &Value) -> Res<bool> {
        if class.is(of) {
            return Ok(true);
        }
        let Some(bases) = self.bases_of(class)? else { return Ok(false) };
        self.nested(" in __subclasscheck__", |vm| {
            for base in bases.get::<Tuple>().map_or(&[][..], Tuple::items) {
                if vm.derives(base, of)? {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }
}
