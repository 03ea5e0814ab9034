//! Attribute lookup, storing and deletion, and the inline caches of them.
//!
//! The order is Python's: a data descriptor of the class, the instance, any other attribute of the class,
//! `__getattr__`.

use crate::call::takes_receiver;
use crate::event_loop::future::Future;
use crate::heap::{Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::code::{AttrHit, AttrSite};
use crate::object::descriptor::{Descriptor, DescriptorKind};
use crate::object::dict::Dict;
use crate::object::exception::{Exc, Exception};
use crate::object::foreign::Foreign;
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::method::BoundMethod;
use crate::object::module::Module;
use crate::object::native::{Flavor, NativeFunction};
use crate::object::super_object::Super;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

/// How a store to an instance's attribute is carried out.
pub(crate) enum Stored {
    /// Into the instance itself.
    Plain,
    /// By a property's setter, a function of the language.
    Call(Value),
    /// By the `__set__` of a descriptor, a function of the language, and that descriptor.
    Descriptor(Value, Value),
    /// By [`Vm::set_attr`].
    General,
}

impl Vm {
    /// `value.name`; `name` is an interned string.
    pub fn get_attr(&mut self, value: &Value, name: &Value) -> Res {
        match self.find_attr(value, name) {
            Ok(Some(found)) => Ok(found),
            Ok(None) => Err(self.no_attribute(value, name)),
            Err(raised) => {
                self.name_attribute_error(value, name);
                Err(raised)
            }
        }
    }

    /// An AttributeError raised by the program itself learns what was looked for where, if it does not say.
    #[cold]
    fn name_attribute_error(&mut self, value: &Value, name: &Value) {
        if !self.raised_is(Exc::AttributeError) {
            return;
        }
        if let Some(exception) = self.raised().exact::<Exception>()
            && exception.payload.peek().is_unset()
        {
            let fields = crate::object::list::List::value(vec![name.clone(), value.clone()]);
            exception.payload.set(fields);
        }
    }

    /// `value.name`, `None` instead of AttributeError.
    pub fn get_attr_opt(&mut self, value: &Value, name: &Value) -> Res<Option<Value>> {
        match self.find_attr(value, name) {
            Err(raised) if self.raised_is(Exc::AttributeError) => {
                drop((raised, self.take_raised()));
                Ok(None)
            }
            other => other,
        }
    }

    /// `value.name` for a name that is not interned yet.
    pub fn get_attr_text(&mut self, value: &Value, name: &str) -> Res {
        let name = crate::object::str::Str::intern(name).into_value();
        self.get_attr(value, &name)
    }

    fn find_attr(&mut self, value: &Value, name: &Value) -> Res<Option<Value>> {
        let class = self.class_of(value);
        if class.has(flag::GETATTRIBUTE) {
            return self.by_getattribute(value, &class, name);
        }
        let found = self.find_plain(value, &class, name);
        self.or_getattr(value, &class, name, found)
    }

    /// `__getattribute__` of the class, then its `__getattr__`.
    fn by_getattribute(&mut self, value: &Value, class: &Gc<Class>, name: &Value) -> Res<Option<Value>> {
        let special = self.names.getattribute.clone();
        let found = self.call_special(value, &special, std::slice::from_ref(name));
        self.or_getattr(value, class, name, found)
    }

    /// Asks `__getattr__` for what was not found.
    fn or_getattr(
        &mut self,
        value: &Value,
        class: &Gc<Class>,
        name: &Value,
        found: Res<Option<Value>>,
    ) -> Res<Option<Value>> {
        if !class.has(flag::GETATTR) {
            return found;
        }
        match found {
            Ok(Some(found)) => return Ok(Some(found)),
            Ok(None) => (),
            Err(raised) if self.raised_is(Exc::AttributeError) => drop((raised, self.take_raised())),
            Err(raised) => return Err(raised),
        }
        let special = self.names.getattr.clone();
        self.call_special(value, &special, std::slice::from_ref(name))
    }

    /// What `object.__getattribute__` (or that of a type or module) finds.
    pub fn find_plain(&mut self, value: &Value, class: &Gc<Class>, name: &Value) -> Res<Option<Value>> {
        match value.kind() {
            Some(Kind::Class) => return self.find_in_class(value, class, name),
            Some(Kind::Super) => return self.find_in_super(value, name),
            Some(Kind::Instance) if class.base_kind.get() == Some(Kind::Super) => {
                return self.find_in_super(value, name);
            }
            _ => (),
        }
        let found = class.lookup(name);
        if let Some(found) = &found
            && self.is_data_descriptor(found)
            && self.can_get(found)
        {
            return self.bind(found, value, class).map(Some);
        }
        if let Some(own) = self.own_attribute(value, name)? {
            return Ok(Some(own));
        }
        match found {
            Some(found) => self.bind(&found, value, class).map(Some),
            None => match value.to_gc::<Module>() {
                Some(module) => self.module_getattr(&module, name),
                None => self.attribute_of_function(value, name),
            },
        }
    }

    /// What a bound method passes on: an attribute of its function that it does not have itself.
    fn attribute_of_function(&mut self, value: &Value, name: &Value) -> Res<Option<Value>> {
        match value.exact::<BoundMethod>() {
            Some(method) if crate::object::native_types::spec_of(value).is_none() => {
                let function = method.function.clone();
                self.get_attr_opt(&function, name)
            }
            _ => Ok(None),
        }
    }

    /// An attribute of the object itself, not of its class.
    fn own_attribute(&mut self, value: &Value, name: &Value) -> Res<Option<Value>> {
        Ok(match value.kind() {
            Some(Kind::Instance) => value.exact::<Instance>().and_then(|i| i.get(name)),
            Some(Kind::Module) => value.exact::<Module>().and_then(|module| module.dict.get_str(name)),
            _ => self.existing_dict(value).and_then(|dict| dict.get_str(name)),
        })
    }

    /// The method that `value.name` is bound from, where that is all there is to it: a function or native of the class that
    /// no attribute of the object's own hides. `None`: [`Vm::get_attr`] knows.
    pub(crate) fn method_of(&mut self, value: &Value, name: &Value) -> Option<Value> {
        let class = self.class_of(value);
        if class.has(flag::GETATTRIBUTE)
            || matches!(value.kind(), Some(Kind::Class | Kind::Super | Kind::Module))
            || class.base_kind.get() == Some(Kind::Super)
        {
            return None;
        }
        let method = class.lookup(name).filter(takes_receiver)?;
        match self.own_attribute(value, name) {
            Ok(None) => Some(method),
            _ => None,
        }
    }

    /// A module's `__getattr__` (PEP 562).
    fn module_getattr(&mut self, module: &Gc<Module>, name: &Value) -> Res<Option<Value>> {
        if matches!(name.as_str(), Some("__spec__" | "__loader__" | "__cached__")) {
            self.describe_module(module)?;
            if let Some(found) = module.dict.get_str(name) {
                return Ok(Some(found));
            }
        }
        let special = self.names.getattr.clone();
        match module.dict.get_str(&special) {
            Some(function) => self.call(&function, std::slice::from_ref(name)).map(Some),
            None => Ok(None),
        }
    }

    /// The dict in which an object of a built-in kind keeps attributes set by programs, if it has one already.
    fn existing_dict(&self, value: &Value) -> Option<Gc<Dict>> {
        match value.kind()? {
            Kind::Exception => value.exact::<Exception>()?.dict.get().to_gc::<Dict>(),
            Kind::Function => value.exact::<Function>()?.rare(crate::object::function::RareAttr::Dict).to_gc::<Dict>(),
            Kind::Descriptor => value.exact::<Descriptor>()?.dict.get().to_gc::<Dict>(),
            Kind::Module => Some(value.exact::<Module>()?.dict.clone()),
            Kind::Foreign => value.exact::<Foreign>()?.existing_dict(),
            Kind::Future => value.exact::<Future>()?.existing_dict(),
            _ => None,
        }
    }

    /// The dict for attributes set by programs, made if there is none; `None` if the kind has no such dict.
    pub fn attribute_dict(&mut self, value: &Value) -> Option<Gc<Dict>> {
        match value.kind()? {
            Kind::Instance => {
                let instance = value.exact::<Instance>()?;
                if instance.class().has(flag::NO_DICT) { None } else { Some(instance.attribute_dict()) }
            }
            Kind::Exception => Some(value.exact::<Exception>()?.attribute_dict()),
            Kind::Function => Some(value.exact::<Function>()?.attribute_dict()),
            Kind::Module => Some(value.exact::<Module>()?.dict.clone()),
            Kind::Foreign => value.exact::<Foreign>()?.attribute_dict(),
            Kind::Future => Some(value.exact::<Future>()?.attribute_dict()),
            Kind::Descriptor => {
                let descriptor = value.exact::<Descriptor>()?;
                let wraps = matches!(descriptor.kind, DescriptorKind::ClassMethod | DescriptorKind::StaticMethod);
                if !wraps || descriptor.native_class_method().is_some() {
                    return None;
                }
                if let Some(dict) = descriptor.dict.get().to_gc::<Dict>() {
                    return Some(dict);
                }
                let dict = Dict::new();
                descriptor.dict.set(dict.to_value());
                Some(dict)
            }
            _ => None,
        }
    }

    /// An attribute of a class: of its metaclass if that is a data descriptor, of itself and its ancestors, of its
    /// metaclass.
    fn find_in_class(&mut self, value: &Value, metaclass: &Gc<Class>, name: &Value) -> Res<Option<Value>> {
        let Some(class) = value.to_gc::<Class>() else { return Ok(None) };
        let of_metaclass = metaclass.lookup(name);
        if let Some(found) = &of_metaclass
            && self.is_data_descriptor(found)
        {
            return self.bind(found, value, metaclass).map(Some);
        }
        if let Some(found) = class.lookup(name) {
            return self.bind_to_class(&found, &class).map(Some);
        }
        match of_metaclass {
            Some(found) => self.bind(&found, value, metaclass).map(Some),
            None => Ok(None),
        }
    }

    /// An attribute of a super object.
    fn find_in_super(&mut self, value: &Value, name: &Value) -> Res<Option<Value>> {
        let Some(sup) = value.get::<Super>() else { return Ok(None) };
        if let Some(class) = &sup.receiver_class
            && !name.is(&self.names.class)
            && let Some(found) = class.lookup_after(&sup.after, name)
        {
            let receiver = sup.receiver.clone();
            // Bound to a class, methods see the class itself as their receiver would be `None`.
            let on_class = receiver.to_gc::<Class>().filter(|c| c.is(class));
            let class = class.clone();
            return match on_class {
                Some(_) => self.bind_to_class(&found, &class).map(Some),
                None => self.bind(&found, &receiver, &class).map(Some),
            };
        }
        let own = self.class_of(value);
        let of_class = own.lookup(name);
        let hidden = of_class.as_ref().is_some_and(|found| self.is_data_descriptor(found));
        if !hidden && let Some(own) = value.exact::<Instance>().and_then(|instance| instance.get(name)) {
            return Ok(Some(own));
        }
        match of_class {
            Some(found) => self.bind(&found, value, &own).map(Some),
            None => Ok(None),
        }
    }

    /// Does assigning to it on an instance go through it?
    pub fn is_data_descriptor(&self, found: &Value) -> bool {
        match found.kind() {
            Some(Kind::Descriptor) => match found.exact::<Descriptor>().map(|d| d.kind) {
                Some(DescriptorKind::ClassMethod | DescriptorKind::StaticMethod) | None => false,
                Some(_) => true,
            },
            Some(Kind::Instance | Kind::Foreign) => {
                let class = self.class_of(found);
                class.lookup(&self.names.set).is_some() || class.lookup(&self.names.delete).is_some()
            }
            _ => false,
        }
    }

    /// The names of the methods by which an object is a descriptor.
    fn names_of_descriptors(&self) -> [&Value; 3] {
        [&self.names.get, &self.names.set, &self.names.delete]
    }

    /// Which of the methods of descriptors have instances of `class`?
    pub(crate) fn descriptor_methods(&self, class: &Class) -> [bool; 3] {
        self.names_of_descriptors().map(|name| class.lookup(name).is_some())
    }

    /// Has a data descriptor a `__get__`? One without leaves reading to the instance.
    fn can_get(&self, found: &Value) -> bool {
        !matches!(found.kind(), Some(Kind::Instance | Kind::Foreign))
            || self.class_of(found).lookup(&self.names.get).is_some()
    }

    /// Is it an attribute that is returned as it is, whatever it is looked up on?
    fn is_plain_value(&self, found: &Value) -> bool {
        match found.kind() {
            None => true,
            Some(Kind::Function | Kind::Native | Kind::Descriptor | Kind::Super) => false,
            Some(Kind::Instance | Kind::Foreign) => self.class_of(found).lookup(&self.names.get).is_none(),
            Some(_) => true,
        }
    }

    /// An attribute found in the class of `receiver`, as seen on `receiver`.
    pub fn bind(&mut self, found: &Value, receiver: &Value, class: &Gc<Class>) -> Res {
        match found.kind() {
            Some(Kind::Function) => Ok(BoundMethod::value(found.clone(), receiver.clone())),
            Some(Kind::Native) => match found.exact::<NativeFunction>().map(|n| n.def().flavor) {
                Some(Flavor::Method) => Ok(BoundMethod::value(found.clone(), receiver.clone())),
                _ => Ok(found.clone()),
            },
            Some(Kind::Descriptor) => match found.exact::<Descriptor>() {
                Some(descriptor) => self.bind_descriptor(descriptor, receiver, class),
                None => unreachable!("the kind was just matched"),
            },
            Some(Kind::Instance | Kind::Foreign) => {
                // It is called as it is found, without being bound.
                match self.class_of(found).lookup(&self.names.get) {
                    Some(get) => self.call(&get, &[found.clone(), receiver.clone(), class.to_value()]),
                    None => Ok(found.clone()),
                }
            }
            Some(Kind::Super) => crate::object::super_object::bind(self, found, receiver),
            _ => Ok(found.clone()),
        }
    }

    fn bind_descriptor(&mut self, descriptor: &Descriptor, receiver: &Value, class: &Gc<Class>) -> Res {
        match descriptor.kind {
            DescriptorKind::Property => {
                let getter = descriptor.first.get();
                if getter.is_none() || getter.is_unset() {
                    return Err(self.property_lacks(descriptor, receiver, "getter"));
                }
                self.call(&getter, std::slice::from_ref(receiver))
            }
            DescriptorKind::ClassMethod => {
                let function = descriptor.first.get();
                // As CPython since 3.13: a descriptor inside is not asked.
                Ok(BoundMethod::value(function, class.to_value()))
            }
            DescriptorKind::StaticMethod => Ok(descriptor.first.get()),
            DescriptorKind::Member => {
                self.check_owner(descriptor, receiver, class)?;
                let name = descriptor.name.get();
                let value = match receiver.exact::<Instance>() {
                    Some(instance) => instance.slot(descriptor.member_slot()),
                    None => self.existing_dict(receiver).and_then(|d| d.get_str(&name)).unwrap_or_default(),
                };
                if value.is_unset() {
                    let (class, text) = (self.full_type_name(receiver), name.as_str().unwrap_or_default());
                    let message = format!("'{class}' object has no attribute '{text}'");
                    return Err(self.attribute_error(receiver, &name, message));
                }
                Ok(value)
            }
            DescriptorKind::Getter(def) => {
                self.check_owner(descriptor, receiver, class)?;
                (def.run)(self, std::slice::from_ref(receiver))
            }
        }
    }

    /// A descriptor of a built-in type or of `__slots__` is of use for instances of its own class only.
    #[inline]
    fn check_owner(&mut self, descriptor: &Descriptor, receiver: &Value, class: &Gc<Class>) -> Res<()> {
        match descriptor.first.peek().exact::<Class>() {
            Some(owner) if !class.descends_from(owner) => Err(self.wrong_receiver(descriptor, receiver)),
            _ => Ok(()),
        }
    }

    #[cold]
    fn wrong_receiver(&mut self, descriptor: &Descriptor, receiver: &Value) -> Raised {
        let owner = self.descriptor_owner(descriptor.first.peek());
        let name = match descriptor.kind {
            DescriptorKind::Getter(def) => def.name().to_string(),
            _ => descriptor.name.get().as_str().unwrap_or_default().to_string(),
        };
        let got = self.type_name(receiver);
        let message = format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{got}' object");
        self.error(Exc::TypeError, message)
    }

    /// An attribute found in `class` or its ancestors, as seen on the class itself.
    pub fn bind_to_class(&mut self, found: &Value, class: &Gc<Class>) -> Res {
        match found.kind() {
            Some(Kind::Descriptor) => match found.exact::<Descriptor>() {
                Some(d) => match d.kind {
                    DescriptorKind::ClassMethod => {
                        let function = d.first.get();
                        Ok(BoundMethod::value(function, class.to_value()))
                    }
                    DescriptorKind::StaticMethod => Ok(d.first.get()),
                    _ => Ok(found.clone()),
                },
                None => unreachable!("the kind was just matched"),
            },
            Some(Kind::Instance | Kind::Foreign) => {
                let get = self.names.get.clone();
                let args = [Value::NONE, class.to_value()];
                Ok(self.call_special(found, &get, &args)?.unwrap_or_else(|| found.clone()))
            }
            _ => Ok(found.clone()),
        }
    }

    /// A special method as found in the class of `receiver`, bound to it.
    pub fn bind_special(&mut self, found: &Value, receiver: &Value) -> Res {
        if found.is_kind(Kind::Function) {
            return Ok(BoundMethod::value(found.clone(), receiver.clone()));
        }
        let class = self.class_of(receiver);
        self.bind(found, receiver, &class)
    }

    /// `value.name = new`.
    pub fn set_attr(&mut self, value: &Value, name: &Value, new: Value) -> Res<()> {
        let class = self.class_of(value);
        if class.has(flag::SETATTR) {
            let special = self.names.setattr.clone();
            if class.lookup(&special).is_some_and(|f| !f.is_kind(Kind::Native)) {
                self.call_special(value, &special, &[name.clone(), new])?;
                return Ok(());
            }
        }
        self.set_plain(value, &class, name, new)
    }

    /// What `object.__setattr__` (or `type.__setattr__`) does.
    pub fn set_plain(&mut self, value: &Value, class: &Gc<Class>, name: &Value, new: Value) -> Res<()> {
        let found = class.lookup(name);
        if let Some(found) = &found
            && let Some(done) = self.set_by_descriptor(found, value, new.clone())?
        {
            return Ok(done);
        }
        match value.kind() {
            Some(Kind::Instance) => {
                let Some(instance) = value.exact::<Instance>() else { unreachable!("the kind was just matched") };
                if class.has(flag::NO_DICT) {
                    return Err(self.cannot_set(value, name, found.is_some()));
                }
                instance.set(name, new);
                Ok(())
            }
            Some(Kind::Class) => self.set_class_attr(value, name, Some(new)),
            _ => match self.attribute_dict(value) {
                Some(dict) => {
                    dict.set_str(name.clone(), new);
                    Ok(())
                }
                None => Err(self.cannot_set(value, name, found.is_some())),
            },
        }
    }

    /// Stores through a data descriptor; `None` if it is none.
    pub(crate) fn set_by_descriptor(&mut self, found: &Value, receiver: &Value, new: Value) -> Res<Option<()>> {
        match found.kind() {
            Some(Kind::Descriptor) => {
                let Some(descriptor) = found.exact::<Descriptor>() else { return Ok(None) };
                match descriptor.kind {
                    DescriptorKind::Property => {
                        let deleting = new.is_unset();
                        let function = if deleting { descriptor.third.get() } else { descriptor.second.get() };
                        if function.is_none() || function.is_unset() {
                            let what = if deleting { "deleter" } else { "setter" };
                            return Err(self.property_lacks(descriptor, receiver, what));
                        }
                        if deleting {
                            self.call(&function, std::slice::from_ref(receiver))?;
                        } else {
                            self.call(&function, &[receiver.clone(), new])?;
                        }
                        Ok(Some(()))
                    }
                    DescriptorKind::Member => {
                        let class = self.class_of(receiver);
                        self.check_owner(descriptor, receiver, &class)?;
                        if descriptor.is_read_only() {
                            return Err(self.error(Exc::AttributeError, "readonly attribute"));
                        }
                        let deleting = new.is_unset();
                        let name = descriptor.name.get();
                        let old = match receiver.exact::<Instance>() {
                            Some(instance) => Some(instance.set_slot(descriptor.member_slot(), new)),
                            // Exceptions and modules have no slots: they keep members among their other attributes.
                            None if deleting => self.existing_dict(receiver).and_then(|d| d.remove_str(&name)),
                            None => self.attribute_dict(receiver).map(|dict| {
                                dict.set_str(name.clone(), new);
                                Value::UNSET
                            }),
                        };
                        if deleting && old.is_none_or(|old| old.is_unset()) {
                            let text = name.as_str().unwrap_or_default().to_string();
                            return Err(self.attribute_error(receiver, &name, text));
                        }
                        Ok(Some(()))
                    }
                    DescriptorKind::Getter(def) => match def.set {
                        Some(set) => {
                            let class = self.class_of(receiver);
                            self.check_owner(descriptor, receiver, &class)?;
                            set(self, &[receiver.clone(), new])?;
                            Ok(Some(()))
                        }
                        None => {
                            let name = def.name();
                            let class = match descriptor.first.peek().is_kind(Kind::Class) {
                                true => self.descriptor_owner(descriptor.first.peek()),
                                false => self.type_name(receiver),
                            };
                            let message = if matches!(name, "__doc__") && class != "method" {
                                format!("'{class}' object attribute '{name}' is read-only")
                            } else if (MEMBERS.contains(&name) && class != "int" && class != "float")
                                || (name == "__dict__" && class == "module")
                                || (name == "name" && class == "_contextvars.ContextVar")
                                || (name == "__name__" && class.ends_with("_descriptor"))
                            {
                                "readonly attribute".to_string()
                            } else {
                                format!("attribute '{name}' of '{class}' objects is not writable")
                            };
                            Err(self.error(Exc::AttributeError, message))
                        }
                    },
                    DescriptorKind::ClassMethod | DescriptorKind::StaticMethod => Ok(None),
                }
            }
            Some(Kind::Instance | Kind::Foreign) => {
                let (set, delete) = (self.names.set.clone(), self.names.delete.clone());
                if new.is_unset() {
                    if let Some(_result) = self.call_special(found, &delete, std::slice::from_ref(receiver))? {
                        return Ok(Some(()));
                    }
                    if self.lookup_special(found, &set).is_some() {
                        return Err(self.error(Exc::AttributeError, "__delete__"));
                    }
                    return Ok(None);
                }
                if let Some(_result) = self.call_special(found, &set, &[receiver.clone(), new])? {
                    return Ok(Some(()));
                }
                if self.lookup_special(found, &delete).is_some() {
                    return Err(self.error(Exc::AttributeError, "__set__"));
                }
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    /// `del value.name`.
    pub fn del_attr(&mut self, value: &Value, name: &Value) -> Res<()> {
        let class = self.class_of(value);
        if class.has(flag::SETATTR) {
            let special = self.names.delattr.clone();
            if class.lookup(&special).is_some_and(|f| !f.is_kind(Kind::Native)) {
                self.call_special(value, &special, std::slice::from_ref(name))?;
                return Ok(());
            }
        }
        self.del_plain(value, &class, name)
    }

    /// What `object.__delattr__` does.
    pub fn del_plain(&mut self, value: &Value, class: &Gc<Class>, name: &Value) -> Res<()> {
        if let Some(found) = class.lookup(name)
            && let Some(done) = self.set_by_descriptor(&found, value, Value::UNSET)?
        {
            return Ok(done);
        }
        let removed = match value.kind() {
            Some(Kind::Instance) => value.exact::<Instance>().is_some_and(|i| i.remove(name)),
            Some(Kind::Class) => return self.set_class_attr(value, name, None),
            _ => self.existing_dict(value).is_some_and(|dict| dict.remove_str(name).is_some()),
        };
        if removed {
            return Ok(());
        }
        let has_dict = !class.has(flag::NO_DICT)
            && matches!(
                value.kind(),
                Some(Kind::Instance | Kind::Exception | Kind::Function | Kind::Module | Kind::Future)
            )
            || value.is_kind(Kind::Descriptor) && self.attribute_dict(value).is_some()
            || value.exact::<Foreign>().is_some_and(|foreign| foreign.attribute_dict().is_some());
        if value.is_kind(Kind::Module) {
            let text = name.as_str().unwrap_or_default();
            let message = format!("'{}' object has no attribute '{text}'", self.type_name(value));
            return Err(self.attribute_error(value, name, message));
        }
        if has_dict {
            Err(self.no_attribute(value, name))
        } else {
            Err(self.cannot_set(value, name, class.lookup(name).is_some()))
        }
    }

    /// Sets or deletes an attribute of a class, and makes caches that could know the old one miss.
    fn set_class_attr(&mut self, value: &Value, name: &Value, new: Option<Value>) -> Res<()> {
        let Some(class) = value.exact::<Class>() else { unreachable!("the caller matched the kind") };
        let text = || name.as_str().unwrap_or_default();
        if class.has(flag::IMMUTABLE) {
            let (class, text) = (self.descriptor_owner(value), text());
            let message = format!("cannot set '{text}' attribute of immutable type '{class}'");
            return Err(self.error(Exc::TypeError, message));
        }
        let old = class.dict().get_str(name);
        match new {
            Some(new) => {
                // Caches never hold plain values of classes that change, so replacing one by another harms none.
                let is_plain = |value: &Value| self.is_plain_value(value) && !self.is_data_descriptor(value);
                let harmless = old.as_ref().is_some_and(is_plain) && is_plain(&new);
                if harmless {
                    class.set_flags(flag::VALUES_CHANGE);
                }
                class.dict().set_str(name.clone(), new);
                if harmless && !class.has(flag::VALUES_CACHED) {
                    return Ok(());
                }
                class.clear_flags(flag::VALUES_CACHED);
            }
            None => {
                if class.dict().remove_str(name).is_none() {
                    let (class, text) = (self.descriptor_owner(value), text());
                    let message = format!("type object '{class}' has no attribute '{text}'");
                    return Err(self.attribute_error(value, name, message));
                }
            }
        }
        self.note_special_methods(class);
        if self.names_of_descriptors().into_iter().any(|special| special.is(name)) {
            class.descriptors_changed();
        } else {
            class.changed();
        }
        Ok(())
    }

    // ---------------------------------------------------------------------------------------------------- Caches

    /// Fills the cache of a `LoadAttr`, if the attribute is one that can be cached.
    pub(crate) fn cache_load(&mut self, instance: &Instance, site: &mut AttrSite) {
        let shape = instance.shape();
        let class = shape.class();
        if class.has(flag::GETATTRIBUTE) {
            return;
        }
        let found = class.lookup(&site.name);
        if shape.in_dict && found.as_ref().is_none_or(|found| !self.is_data_descriptor(found)) {
            if let Some(hit) = self.cached_in_dict(instance, &class, &site.name, found) {
                site.remember(shape.id(), hit);
            }
            return;
        }
        let hit = match (shape.slot_of(&site.name), found) {
            (Some(slot), None) => AttrHit::Slot(slot as u16),
            (slot, Some(found)) if self.is_data_descriptor(&found) => {
                let _ = slot;
                match found.exact::<Descriptor>() {
                    Some(d) if d.is_member_of(&class) => AttrHit::Slot(d.member_slot() as u16),
                    Some(d) if matches!(d.kind, DescriptorKind::Property) => match plain_getter(&class, d) {
                        Some(getter) => AttrHit::Getter(getter),
                        None => return,
                    },
                    // Every instance that has this shape is one of this class.
                    Some(d) if d.is_getter_of(&class) && site.name.is(&self.names.class) => {
                        AttrHit::ClassValue(class.to_value())
                    }
                    Some(d) if d.is_getter_of(&class) => AttrHit::Getter(found.clone()),
                    Some(_) => return,
                    None => match found.exact::<Foreign>().and_then(Foreign::tuple_field) {
                        Some(index @ 0..=0xffff) => AttrHit::Item(index as u16),
                        _ => return,
                    },
                }
            }
            (Some(slot), Some(_)) => AttrHit::Slot(slot as u16),
            (None, Some(found)) if found.is_kind(Kind::Function) => AttrHit::Method(found),
            (None, Some(found)) => match self.plain_hit(&class, &site.name, found, AttrHit::ClassValue) {
                Some(hit) => hit,
                None => return,
            },
            _ => return,
        };
        site.remember(shape.id(), hit);
    }

    /// What a site is to know of an attribute of an instance that keeps them in a dict; `found` is the class's.
    fn cached_in_dict(
        &self,
        instance: &Instance,
        class: &Gc<Class>,
        name: &Value,
        found: Option<Value>,
    ) -> Option<AttrHit> {
        match (instance.held_dict()?.find_str(name), found) {
            (Some(index), _) => Some(AttrHit::InDict(index as u32)),
            (None, Some(found)) if found.is_kind(Kind::Function) || self.lasting_value(class, name, &found) => {
                Some(AttrHit::BehindDict(found))
            }
            _ => None,
        }
    }

    /// The class in whose dict `name` is found.
    fn holder_of(&self, class: &Gc<Class>, name: &Value) -> Gc<Class> {
        if class.dict().find_str(name).is_some() {
            return class.clone();
        }
        let ancestors = class.ancestors.borrow();
        ancestors.iter().find(|c| c.dict().find_str(name).is_some()).unwrap_or(class).clone()
    }

    /// Fills the cache of a `CallMethod`.
    pub(crate) fn cache_method(&mut self, instance: &Instance, site: &mut AttrSite) {
        let shape = instance.shape();
        let class = shape.class();
        if class.has(flag::GETATTRIBUTE) {
            return;
        }
        if shape.in_dict || shape.slot_of(&site.name).is_some() {
            // What is called may be an attribute of the instance.
            return self.cache_load(instance, site);
        }
        let Some(found) = class.lookup(&site.name) else { return };
        let is_method = match found.kind() {
            Some(Kind::Function) => true,
            Some(Kind::Native) => found.exact::<NativeFunction>().is_some_and(|n| n.is_method_of(&class)),
            _ => false,
        };
        if is_method {
            site.remember(shape.id(), AttrHit::Method(found));
        } else if let Some(d) = found.exact::<Descriptor>() {
            let function = d.first.get();
            match d.kind {
                DescriptorKind::StaticMethod if !function.is_unset() => {
                    site.remember(shape.id(), AttrHit::OfClass(function));
                }
                DescriptorKind::ClassMethod if function.is_kind(Kind::Function) => {
                    site.remember(shape.id(), AttrHit::ClassMethod(function));
                }
                DescriptorKind::Getter(_) if site.name.is(&self.names.class) && d.is_getter_of(&class) => {
                    site.remember(shape.id(), AttrHit::OfClass(class.to_value()));
                }
                _ if d.is_member_of(&class) => self.cache_load(instance, site),
                _ => (),
            }
        }
    }

    /// Fills the cache of an instruction that loads or calls an attribute of an object with neither shape nor attributes
    /// of its own.
    pub(crate) fn cache_native(&mut self, receiver: &Value, site: &mut AttrSite, key: u32) {
        let class = self.class_of(receiver);
        let Some(found) = class.lookup(&site.name) else { return };
        if found.exact::<NativeFunction>().is_some_and(|n| n.is_method_of(&class)) {
            site.remember(key, AttrHit::Method(found));
        } else if found.exact::<Descriptor>().is_some_and(|d| d.is_getter_of(&class)) {
            site.remember(key, AttrHit::Getter(found));
        }
    }

    /// As [`Vm::cache_native`], of a module.
    pub(crate) fn cache_module(&mut self, receiver: &Value, module: &Module, site: &mut AttrSite) {
        let Some(index) = module.dict.find_str(&site.name) else { return };
        let class = self.class_of(receiver);
        if class.has(flag::GETATTRIBUTE) {
            return;
        }
        if class.lookup(&site.name).is_none_or(|found| !self.is_data_descriptor(&found)) {
            site.remember(module.dict.version(), AttrHit::Entry(index as u32));
        }
    }

    /// As [`Vm::cache_native`], of a class.
    pub(crate) fn cache_class(&mut self, receiver: &Value, site: &mut AttrSite, key: u32) {
        let metaclass = self.class_of(receiver);
        let Some(class) = receiver.to_gc::<Class>() else { return };
        if metaclass.has(flag::GETATTRIBUTE) {
            return;
        }
        if let Some(found) = metaclass.lookup(&site.name).filter(|found| self.is_data_descriptor(found)) {
            if found.exact::<Descriptor>().is_some_and(|d| d.is_getter_of(&metaclass)) {
                site.remember(key, AttrHit::Getter(found));
            }
            return;
        }
        let Some(found) = class.lookup(&site.name) else { return };
        let hit = match found.kind() {
            Some(Kind::Function | Kind::Native) => AttrHit::OfClass(found),
            Some(Kind::Descriptor) => match found.exact::<Descriptor>() {
                Some(d) => match (d.kind, d.first.get()) {
                    (DescriptorKind::StaticMethod, function) if !function.is_unset() => AttrHit::OfClass(function),
                    (DescriptorKind::ClassMethod, function)
                        if function.is_kind(Kind::Function) || function.is_kind(Kind::Native) =>
                    {
                        AttrHit::Method(function)
                    }
                    _ => return,
                },
                None => return,
            },
            _ => match self.plain_hit(&class, &site.name, found, AttrHit::OfClass) {
                Some(hit) => hit,
                None => return,
            },
        };
        site.remember(key, hit);
    }

    /// What a site is to know of the plain value `found` of a class: `lasting` of it, or where it is. `None`: it is not
    /// plain.
    fn plain_hit(
        &self,
        class: &Gc<Class>,
        name: &Value,
        found: Value,
        lasting: fn(Value) -> AttrHit,
    ) -> Option<AttrHit> {
        if self.lasting_value(class, name, &found) {
            return Some(lasting(found));
        }
        if !self.is_plain_value(&found) {
            return None;
        }
        let holder = self.holder_of(class, name);
        let index = holder.dict().find_str(name)?;
        Some(AttrHit::OfClassDict(holder.dict().clone(), index as u32))
    }

    /// May caches hold the plain value `found` of a class? It says then when it changes.
    fn lasting_value(&self, class: &Gc<Class>, name: &Value, found: &Value) -> bool {
        if !self.is_plain_value(found) {
            return false;
        }
        let holder = self.holder_of(class, name);
        if !holder.has(flag::VALUES_CHANGE) {
            holder.set_flags(flag::VALUES_CACHED);
            return true;
        }
        false
    }

    /// How an instruction stores to an attribute of an instance; fills its cache if that is plain.
    pub(crate) fn cache_store(&mut self, instance: &Instance, site: &mut AttrSite) -> Stored {
        let shape = instance.shape();
        let class = shape.class();
        if class.has(flag::SETATTR) {
            return Stored::General;
        }
        if let Some(found) = class.lookup(&site.name) {
            if let Some(descriptor) = found.exact::<Descriptor>() {
                let setter = descriptor.second.get();
                return match descriptor.kind {
                    DescriptorKind::Property if setter.is_kind(Kind::Function) => Stored::Call(setter),
                    DescriptorKind::Member if descriptor.is_member_of(&class) && !descriptor.is_read_only() => {
                        site.remember(shape.id(), AttrHit::Slot(descriptor.member_slot() as u16));
                        Stored::General
                    }
                    _ => Stored::General,
                };
            }
            if self.is_data_descriptor(&found) {
                return match self.function_of_descriptor(&found, &self.names.set) {
                    Some(function) => Stored::Descriptor(function, found),
                    None => Stored::General,
                };
            }
        }
        if class.has(flag::NO_DICT) {
            return Stored::General;
        }
        if shape.in_dict {
            let index = instance.held_dict().and_then(|dict| dict.find_str(&site.name));
            site.remember(shape.id(), AttrHit::InDict(index.unwrap_or_default() as u32));
            return Stored::Plain;
        }
        let hit = match shape.slot_of(&site.name) {
            Some(slot) => AttrHit::Slot(slot as u16),
            None => match shape.with(&site.name) {
                Some(next) => AttrHit::Add(next),
                None => return Stored::Plain,
            },
        };
        site.remember(shape.id(), hit);
        Stored::Plain
    }

    /// The method `name` of a descriptor that is an instance, if that is a function of the language.
    fn function_of_descriptor(&self, descriptor: &Value, name: &Value) -> Option<Value> {
        descriptor.exact::<Instance>()?.class_attribute(name).filter(|method| method.is_kind(Kind::Function))
    }

    /// A load that a function of the language carries out, a property's getter or the `__get__` of a descriptor, with its
    /// arguments. The receiver is an instance or a class.
    pub(crate) fn attribute_call(&mut self, receiver: &Value, name: &Value) -> Option<(Value, Vec<Value>)> {
        let class = self.class_of(receiver);
        if class.has(flag::GETATTRIBUTE | flag::GETATTR) {
            // `__getattr__` is called by `get_attr`, which completes the AttributeError that it may raise.
            return None;
        }
        let own = || match receiver.exact::<Class>() {
            Some(receiver) => receiver.lookup(name),
            None => receiver.exact::<Instance>()?.get(name),
        };
        match class.lookup(name) {
            Some(found) if found.is_kind(Kind::Instance) => {
                let function = self.function_of_descriptor(&found, &self.names.get)?;
                if !self.is_data_descriptor(&found) && own().is_some() {
                    return None;
                }
                Some((function, vec![found, receiver.clone(), class.to_value()]))
            }
            Some(found) => {
                let descriptor = found.exact::<Descriptor>()?;
                let getter = descriptor.first.get();
                let is_property = matches!(descriptor.kind, DescriptorKind::Property);
                (is_property && getter.is_kind(Kind::Function)).then(|| (getter, vec![receiver.clone()]))
            }
            // What a class has itself is got of it without an instance.
            None => {
                let found = receiver.exact::<Class>()?.lookup(name)?;
                let function = self.function_of_descriptor(&found, &self.names.get)?;
                Some((function, vec![found, Value::NONE, receiver.clone()]))
            }
        }
    }

    /// The special method `name` of the value's class, not bound.
    pub fn lookup_special(&self, value: &Value, name: &Value) -> Option<Value> {
        match value.exact::<Instance>() {
            Some(instance) => instance.class_attribute(name),
            None => self.class_of(value).lookup(name),
        }
    }

    // ---------------------------------------------------------------------------------------------------- Errors

    /// AttributeError: no such attribute.
    #[cold]
    pub fn no_attribute(&mut self, value: &Value, name: &Value) -> Raised {
        let text = name.as_str().unwrap_or_default();
        let message = match value.kind() {
            Some(Kind::Class) => {
                format!("type object '{}' has no attribute '{text}'", self.descriptor_owner(value))
            }
            Some(Kind::Module) => match value.exact::<Module>() {
                Some(module) => self.no_module_attribute(module, text),
                None => unreachable!("the kind was just matched"),
            },
            // A method passes on what it does not know itself to its function.
            Some(Kind::BoundMethod) => {
                let function = value.exact::<BoundMethod>().map(|m| m.function.clone()).unwrap_or_default();
                let of = if function.is_kind(Kind::Function) { &function } else { value };
                format!("'{}' object has no attribute '{text}'", self.type_name(of))
            }
            _ => format!("'{}' object has no attribute '{text}'", self.type_name(value)),
        };
        self.attribute_error(value, name, message)
    }

    fn cannot_set(&mut self, value: &Value, name: &Value, exists: bool) -> Raised {
        let (class, text) = (self.type_name(value), name.as_str().unwrap_or_default().to_string());
        let message = if exists {
            format!("'{class}' object attribute '{text}' is read-only")
        } else if class_lacks_dict(self, value) && !self.class_of(value).has(flag::SETS_ATTRIBUTES | flag::SETATTR) {
            format!("'{class}' object has no attribute '{text}' and no __dict__ for setting new attributes")
        } else {
            format!("'{class}' object has no attribute '{text}'")
        };
        self.attribute_error(value, name, message)
    }

    fn property_lacks(&mut self, descriptor: &Descriptor, receiver: &Value, what: &str) -> Raised {
        let class = self.class_of(receiver);
        let class = class.qualname.get().as_str().unwrap_or_default().to_string();
        let mut name = descriptor.name.get();
        if let Some(getter) = descriptor.first.peek().exact::<Function>().filter(|_| name.is_unset()) {
            name = getter.name();
        }
        let message = match name.as_str() {
            Some(name) => format!("property '{name}' of '{class}' object has no {what}"),
            None => format!("property of '{class}' object has no {what}"),
        };
        self.error(Exc::AttributeError, message)
    }
}

/// Attributes of built-in types that CPython keeps as plain fields: it words the refusal to set them differently.
const MEMBERS: &[&str] = &[
    "ag_running",
    "cr_origin",
    "fget",
    "fset",
    "fdel",
    "message",
    "exceptions",
    "__callback__",
    "__base__",
    "__basicsize__",
    "__dictoffset__",
    "__flags__",
    "__itemsize__",
    "__weakrefoffset__",
    "__closure__",
    "__globals__",
    "__builtins__",
    "__func__",
    "__self__",
    "__wrapped__",
    "__thisclass__",
    "__self_class__",
    "__objclass__",
    "start",
    "stop",
    "step",
    "real",
    "imag",
    "tb_frame",
    "tb_lasti",
    "co_argcount",
    "co_posonlyargcount",
    "co_kwonlyargcount",
    "co_stacksize",
    "co_flags",
    "co_names",
    "co_filename",
    "co_name",
    "co_qualname",
    "co_firstlineno",
    "co_linetable",
    "co_exceptiontable",
    "co_consts",
    "__origin__",
    "__args__",
];

/// The getter of a property, if it is a function that can be pushed without binding.
fn plain_getter(class: &Class, property: &Descriptor) -> Option<Value> {
    let getter = property.first.get();
    let code = getter.exact::<Function>()?.code();
    (code.plain && code.argcount == 1 && !class.has(flag::GETATTR)).then_some(getter)
}

/// Have instances of the value's class no place for attributes set by programs?
fn class_lacks_dict(vm: &Vm, value: &Value) -> bool {
    !value.is_kind(Kind::Instance) || vm.class_of(value).lookup(&vm.names.dict).is_none()
}
