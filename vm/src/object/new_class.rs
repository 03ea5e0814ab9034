//! Making classes: what `type.__new__` does.

use crate::heap::{FINALIZE, Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::descriptor::{Descriptor, DescriptorKind};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::native::{Keywords, NativeDef, NativeFunction};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::object::type_object::{DICT_GETTER, WEAKREF_GETTER};
use crate::value::Value;
use crate::vm::{Res, Vm};

const METACLASS_CONFLICT: &str = "metaclass conflict: the metaclass of a derived class must be a (non-strict) \
                                  subclass of the metaclasses of all its bases";

impl Vm {
    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`.
    pub(crate) fn make_class(&mut self, metaclass: &Gc<Class>, args: &[Value], keywords: Keywords) -> Res {
        let [name, bases, namespace] = args else {
            if args.len() == 1 && metaclass.is(&self.types.type_) {
                return Ok(self.class_of(&args[0]).into_value());
            }
            let message = match metaclass.is(&self.types.type_) {
                true => "type() takes 1 or 3 arguments".to_string(),
                false => format!("type.__new__() takes exactly 3 arguments ({} given)", args.len()),
            };
            return Err(self.error(Exc::TypeError, message));
        };
        let Some(text) = name.as_str().map(str::to_string) else {
            let got = self.argument_type_name(name);
            return Err(self.error(Exc::TypeError, format!("type.__new__() argument 1 must be str, not {got}")));
        };
        let Some(base_values) = bases.get::<Tuple>().map(|t| t.items().to_vec()) else {
            let got = self.argument_type_name(bases);
            return Err(self.error(Exc::TypeError, format!("type.__new__() argument 2 must be tuple, not {got}")));
        };
        let Some(namespace) = namespace.get::<Dict>().map(Dict::copy) else {
            let got = self.argument_type_name(namespace);
            return Err(self.error(Exc::TypeError, format!("type.__new__() argument 3 must be dict, not {got}")));
        };
        let mut bases = Vec::new();
        for base in &base_values {
            match base.to_gc::<Class>() {
                Some(class) => bases.push(class),
                None if self.lookup_special(base, &self.names.mro_entries).is_some() => {
                    return Err(self
                        .error(Exc::TypeError, "type() doesn't support MRO entry resolution; use types.new_class()"));
                }
                None if !self.class_of(base).has(flag::METACLASS) => {
                    return Err(self.error(Exc::TypeError, METACLASS_CONFLICT));
                }
                None => return Err(self.error(Exc::TypeError, "bases must be types")),
            }
        }
        if bases.is_empty() {
            bases.push(self.types.object.clone());
        }
        let winner = self.most_derived_metaclass(metaclass, &bases)?;
        if !winner.is(metaclass) {
            let new = winner.lookup(&self.names.new).filter(|new| !self.is_builtin_new(new));
            if let Some(new) = new {
                let new = self.unwrap_static(&new);
                let all = [&[winner.to_value()], args].concat();
                return self.call_with(&new, &all, keywords);
            }
        }
        let metaclass = winner;
        let (base_kind, best) = self.layout_of(&bases)?;
        if text.contains('\0') {
            return Err(self.error(Exc::ValueError, "type name must not contain null characters"));
        }
        if text.contains(rondo_grammar::surrogate::is_surrogate) {
            self.call_method(name, "encode", &[])?;
        }
        let class = Class::new(&text, base_kind, false);
        class.metaclass.set(metaclass.to_value());
        class.header().set(FINALIZE, metaclass.has(flag::DEL));
        self.inherit(&class, bases, &best)?;
        self.fill_class(&class, &namespace)?;
        for base in class.bases.borrow().iter() {
            base.add_subclass(&class);
        }
        if let Some(cell) = namespace.get_str(&self.names.classdictcell) {
            class.dict().remove_str(&self.names.classdictcell);
            if cell.exact::<crate::object::cell::CellObject>().is_none() {
                let got = self.class_of(&cell).into_value();
                let message = format!("__classdictcell__ must be a nonlocal cell, not {}", self.repr(&got)?);
                return Err(self.error(Exc::TypeError, message));
            }
        }
        if let Some(cell) = namespace.get_str(&self.names.classcell) {
            class.dict().remove_str(&self.names.classcell);
            let Some(cell) = cell.exact::<crate::object::cell::CellObject>() else {
                let got = self.class_of(&cell).into_value();
                let got = self.repr(&got)?;
                let message = format!("__classcell__ must be a nonlocal cell, not {got}");
                return Err(self.error(Exc::TypeError, message));
            };
            cell.content.set(class.to_value());
        }
        self.foresee_slots(&class);
        self.set_names(&class)?;
        self.init_subclass(&class, keywords)?;
        Ok(class.into_value())
    }

    /// Lets instances of a new class have room for the attributes that its methods set, and those that instances of its
    /// bases have: so that the first ones, which may be the only ones, need no second piece of memory.
    fn foresee_slots(&self, class: &Gc<Class>) {
        let static_attributes = |class: &Class| class.dict().get_str(&self.names.static_attributes);
        let Some(own) = static_attributes(class) else { return };
        let ancestors = class.ancestors.borrow();
        let inherited: Vec<Value> = ancestors.iter().filter_map(|ancestor| static_attributes(ancestor)).collect();
        let is_new = |name: &&Value| {
            let is_theirs = |theirs: &Value| {
                theirs.exact::<Tuple>().is_some_and(|t| t.items().iter().any(|other| other.as_str() == name.as_str()))
            };
            !inherited.iter().any(is_theirs) && !class.lookup(name).is_some_and(|found| self.is_data_descriptor(&found))
        };
        let added = own.exact::<Tuple>().map_or(0, |own| own.items().iter().filter(is_new).count());
        let of_bases = class.bases.borrow().iter().map(|base| base.inline_slots()).max().unwrap_or(0);
        class.note_slots(of_bases.max(class.reserved_slots()) + added);
    }

    /// The metaclass that all bases' metaclasses agree with.
    fn most_derived_metaclass(&mut self, metaclass: &Gc<Class>, bases: &[Gc<Class>]) -> Res<Gc<Class>> {
        let mut winner = metaclass.clone();
        for base in bases {
            let other = self.class_of(&base.to_value());
            if winner.is_subclass_of(&other) {
                continue;
            }
            if other.is_subclass_of(&winner) {
                winner = other;
                continue;
            }
            return Err(self.error(Exc::TypeError, METACLASS_CONFLICT));
        }
        Ok(winner)
    }

    /// What instances of a class with these bases extend, and the base that decides the layout.
    fn layout_of(&mut self, bases: &[Gc<Class>]) -> Res<(Option<Kind>, Gc<Class>)> {
        if let Some(base) = bases.iter().find(|b| b.has(flag::FINAL)) {
            let name = self.descriptor_owner(&base.to_value());
            return Err(self.error(Exc::TypeError, format!("type '{name}' is not an acceptable base type")));
        }
        match self.best_base(bases) {
            Some((base, _)) => Ok((base.base_kind.get(), base)),
            None => Err(self.layout_conflict()),
        }
    }

    /// The ancestors of a class with these bases in the order of resolution: C3, or what the metaclass's `mro` says.
    pub(crate) fn resolution_order(&mut self, class: &Gc<Class>, bases: &[Gc<Class>]) -> Res<Vec<Gc<Class>>> {
        for (i, base) in bases.iter().enumerate() {
            if bases[..i].iter().any(|b| b.is(base)) {
                let name = base.name_text();
                return Err(self.error(Exc::TypeError, format!("duplicate base class {name}")));
            }
        }
        let own = match class.metaclass.peek().is(self.type_value()) {
            true => None,
            false => self.class_of(&class.to_value()).lookup(&self.names.mro).filter(|m| !m.is_kind(Kind::Native)),
        };
        let Some(own) = own else {
            return linearize(bases).ok_or_else(|| self.error(Exc::TypeError, no_linearization(bases)));
        };
        let solid = self.best_base(bases).map_or_else(|| self.types.object.clone(), |(_, solid)| solid);
        let order = self.call_found_method(&own, &class.to_value(), &[])?;
        let order = self.collect(&order)?;
        if order.is_empty() {
            return Err(self.error(Exc::TypeError, "type MRO must not be empty"));
        }
        let mut ancestors = Vec::new();
        for item in order {
            match item.to_gc::<Class>() {
                Some(ancestor) if ancestor.is(class) => (),
                Some(ancestor) if solid.is_subclass_of(&self.solid_base(&ancestor)) => ancestors.push(ancestor),
                Some(ancestor) => {
                    let name = ancestor.name_text();
                    let message = format!("mro() returned base with unsuitable layout ('{name}')");
                    return Err(self.error(Exc::TypeError, message));
                }
                None => {
                    let got = self.type_name(&item);
                    return Err(self.error(Exc::TypeError, format!("mro() returned a non-class ('{got}')")));
                }
            }
        }
        Ok(ancestors)
    }

    /// The ancestors of a class as C3 orders them.
    pub(crate) fn linear_order(&mut self, class: &Class) -> Res<Vec<Gc<Class>>> {
        let bases = class.bases.borrow().clone();
        linearize(&bases).ok_or_else(|| self.error(Exc::TypeError, no_linearization(&bases)))
    }

    /// Sets bases and resolution order, and what is inherited. `best` is the base that decides the layout.
    fn inherit(&mut self, class: &Gc<Class>, bases: Vec<Gc<Class>>, best: &Gc<Class>) -> Res<()> {
        // A metaclass's `mro` sees the bases, and no order yet.
        *class.bases.borrow_mut() = bases.clone();
        class.set_flags(flag::UNORDERED);
        let order = self.resolution_order(class, &bases)?;
        class.clear_flags(flag::UNORDERED);
        for ancestor in &order {
            class.set_flags(ancestor.flags() & flag::INHERITED);
        }
        drop(class.ancestors.replace(order));
        if best.base_kind.get() == Some(Kind::Super) {
            // Caches do not look where super objects do.
            class.set_flags(flag::GETATTRIBUTE);
        }
        class.changed();
        class.inherit_members(best.members());
        Ok(())
    }

    /// Moves the namespace of the class body into the class.
    fn fill_class(&mut self, class: &Gc<Class>, namespace: &Gc<Dict>) -> Res<()> {
        let mut odd_keys = false;
        for entry in namespace.entries() {
            let key = Str::interned(entry.key.clone()).unwrap_or(entry.key);
            let text = key.as_str().unwrap_or_default();
            // Some methods are class or static methods without being told.
            let value = match text {
                "__new__" if entry.value.is_kind(Kind::Function) => {
                    Descriptor::new(DescriptorKind::StaticMethod, entry.value).into_value()
                }
                "__init_subclass__" | "__class_getitem__" if entry.value.is_kind(Kind::Function) => {
                    Descriptor::new(DescriptorKind::ClassMethod, entry.value).into_value()
                }
                _ => entry.value,
            };
            match key.as_str() {
                Some(_) => class.dict().set_str(key, value),
                None => {
                    class.dict().set(self, key, value)?;
                    odd_keys = true;
                }
            }
        }
        if odd_keys {
            let message = format!("non-string key in the __dict__ of class {}", class.name_text());
            self.warn(Exc::RuntimeWarning, &message)?;
        }
        if let Some(qualname) = class.dict().remove_str(&self.names.qualname) {
            if qualname.as_str().is_none() {
                let got = self.type_name(&qualname);
                return Err(self.error(Exc::TypeError, format!("type __qualname__ must be a str, not {got}")));
            }
            class.qualname.set(qualname);
        }
        if class.dict().get_str(&self.names.module).is_none() {
            let module = self.current_globals().and_then(|g| g.get_str(&self.names.name));
            class.dict().set_name("__module__", module.unwrap_or_else(|| Value::from("builtins")));
        }
        if class.dict().get_str(&self.names.eq).is_some() && class.dict().get_str(&self.names.hash).is_none() {
            class.dict().set_name("__hash__", Value::NONE);
        }
        self.define_slots(class)?;
        match class.dict().get_str(&self.names.doc) {
            None => class.dict().set_name("__doc__", Value::NONE),
            Some(doc) => {
                if doc.as_str().is_some_and(|text| text.contains(rondo_grammar::surrogate::is_surrogate)) {
                    self.call_method(&doc, "encode", &[])?;
                }
            }
        }
        Class::make_shapes(class);
        self.note_special_methods(class);
        Ok(())
    }

    /// `__slots__`: a member descriptor a name; without a `__dict__` anywhere, instances get none.
    fn define_slots(&mut self, class: &Gc<Class>) -> Res<()> {
        let bases = class.bases.borrow().clone();
        let has_dict = bases.iter().any(|b| self.instances_have_dict(b));
        // Most of native modules' types can have weak references, and have no place for them.
        let is_foreign =
            |b: &Class| b.is_builtin && b.base_kind.get() == Some(Kind::Foreign) && !b.has(flag::NO_WEAKREF);
        let has_weakref = bases.iter().any(|b| self.is_weakly_referable(b) && !is_foreign(b));
        let can_weakref = has_weakref || bases.iter().any(|b| is_foreign(b));
        let sized = match class.base_kind.get() {
            Some(Kind::Int) => Some("int"),
            Some(Kind::Tuple) => Some("tuple"),
            Some(Kind::Bytes) => Some("bytes"),
            Some(Kind::Class) => Some("type"),
            _ => None,
        };
        let slots = class.dict().get_str(&self.names.slots);
        let Some(slots) = slots else {
            if !has_dict {
                self.add_getter(class, &DICT_GETTER);
            }
            if !has_weakref && sized.is_none() {
                self.add_getter(class, &WEAKREF_GETTER);
            } else if !has_weakref {
                class.set_flags(flag::NO_WEAKREF);
            }
            return Ok(());
        };
        let names = match slots.as_str() {
            Some(_) => vec![slots.clone()],
            None => self.collect(&slots)?,
        };
        if let Some(base) = sized.filter(|_| !names.is_empty()) {
            let message = format!("nonempty __slots__ not supported for subtype of '{base}'");
            return Err(self.error(Exc::TypeError, message));
        }
        let (mut own_dict, mut own_weakref) = (false, false);
        let mut members = Vec::new();
        for name in names {
            let Some(text) = name.as_str() else {
                let got = self.type_name(&name);
                return Err(self.error(Exc::TypeError, format!("__slots__ items must be strings, not '{got}'")));
            };
            if let "__dict__" | "__weakref__" = text {
                let (own, inherited) =
                    if text == "__dict__" { (&mut own_dict, has_dict) } else { (&mut own_weakref, has_weakref) };
                if inherited || *own {
                    let message = format!("{text} slot disallowed: we already got one");
                    return Err(self.error(Exc::TypeError, message));
                }
                *own = true;
                continue;
            }
            let mut chars = text.chars();
            let is_identifier = chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
                && chars.all(unicode_ident::is_xid_continue);
            if !is_identifier {
                return Err(self.error(Exc::TypeError, "__slots__ must be identifiers"));
            }
            let mangled = mangle(&class.name_text(), text);
            let key = Str::intern(&mangled).into_value();
            // The compiler puts these into class bodies.
            if class.dict().get_str(&key).is_some()
                && !matches!(text, "__qualname__" | "__classcell__" | "__classdictcell__")
            {
                return Err(
                    self.error(Exc::ValueError, format!("'{mangled}' in __slots__ conflicts with class variable"))
                );
            }
            members.push(key);
        }
        members.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        for key in members {
            let member = Descriptor::new(DescriptorKind::Member, class.to_value());
            member.name.set(key.clone());
            member.second.set(Value::from(class.add_member()));
            class.dict().set_str(key, member.into_value());
        }
        if own_dict {
            self.add_getter(class, &DICT_GETTER);
        } else if !has_dict {
            class.set_flags(flag::NO_DICT);
        }
        if own_weakref {
            self.add_getter(class, &WEAKREF_GETTER);
        } else if !can_weakref {
            class.set_flags(flag::NO_WEAKREF);
        }
        Ok(())
    }

    /// Have instances of the class a `__dict__`?
    pub(crate) fn instances_have_dict(&self, class: &Gc<Class>) -> bool {
        match class.base_kind.get() {
            _ if !class.is_builtin => !class.has(flag::NO_DICT),
            Some(kind) => matches!(kind, Kind::Exception | Kind::Class | Kind::Function | Kind::Module),
            None => false,
        }
    }

    fn add_getter(&mut self, class: &Gc<Class>, def: &'static NativeDef) {
        let getter = Descriptor::new(DescriptorKind::Getter(def), class.to_value());
        if class.dict().get_name(def.name()).is_none() {
            class.dict().set_name(def.name(), getter.into_value());
        }
    }

    /// Notes which of the special methods that change attribute access or finalization the class has.
    pub(crate) fn note_special_methods(&mut self, class: &Class) {
        let n = &self.names;
        let own = |name: &Value| class.dict().get_str(name).is_some_and(|v| !v.is_kind(Kind::Native));
        let pairs = [
            (&n.getattr, flag::GETATTR),
            (&n.getattribute, flag::GETATTRIBUTE),
            (&n.setattr, flag::SETATTR),
            (&n.delattr, flag::SETATTR),
            (&n.del, flag::DEL),
        ];
        for (name, bit) in pairs {
            if own(name) {
                set_flag_below(class, bit);
            }
        }
    }

    /// Calls `__set_name__` of the attributes that have it.
    fn set_names(&mut self, class: &Gc<Class>) -> Res<()> {
        let name = self.names.set_name.clone();
        for entry in class.dict().entries() {
            if entry.value.is_kind(Kind::Descriptor) {
                self.name_descriptor(&entry.value, &entry.key);
                continue;
            }
            let can_have = [Kind::Instance, Kind::Foreign, Kind::Class, Kind::Exception, Kind::Module];
            if !can_have.iter().any(|&kind| entry.value.is_kind(kind)) {
                continue;
            }
            if let Err(raised) = self.call_special(&entry.value, &name, &[class.to_value(), entry.key.clone()]) {
                let (kind, attr, own) = (
                    self.type_name(&entry.value),
                    entry.key.as_str().unwrap_or_default().to_string(),
                    class.name_text(),
                );
                self.add_note(&format!("Error calling __set_name__ on '{kind}' instance '{attr}' in '{own}'"));
                return Err(raised);
            }
        }
        Ok(())
    }

    /// A property learns the name it is bound to, for its messages.
    fn name_descriptor(&mut self, value: &Value, name: &Value) {
        if let Some(descriptor) = value.exact::<Descriptor>()
            && matches!(descriptor.kind, DescriptorKind::Property)
            && descriptor.name.get().is_unset()
        {
            descriptor.name.set(name.clone());
        }
    }

    /// Calls `__init_subclass__` of the bases with the class's keywords.
    fn init_subclass(&mut self, class: &Gc<Class>, keywords: Keywords) -> Res<()> {
        let name = self.names.init_subclass.clone();
        let Some(found) = class.lookup_after(class, &name) else { return Ok(()) };
        let bound = self.bind_to_class(&found, class)?;
        let named = keywords.names.iter().any(|n| n.as_str() != Some("metaclass"));
        if !named {
            self.call(&bound, &[])?;
            return Ok(());
        }
        let kept: Vec<usize> =
            (0..keywords.names.len()).filter(|&i| keywords.names[i].as_str() != Some("metaclass")).collect();
        let names: Vec<Value> = kept.iter().map(|&i| keywords.names[i].clone()).collect();
        let values: Vec<Value> = kept.iter().map(|&i| keywords.values[i].clone()).collect();
        let is_default =
            bound.exact::<crate::object::method::BoundMethod>().is_some_and(|m| m.function.is_kind(Kind::Native));
        if is_default {
            let own = class.qualname.get();
            let own = own.as_str().unwrap_or_default();
            return Err(self.error(Exc::TypeError, format!("{own}.__init_subclass__() takes no keyword arguments")));
        }
        self.call_with(&bound, &[], Keywords { names: &names, values: &values })?;
        Ok(())
    }

    /// `object.__new__` and its like: an instance made by the built-in part of a class.
    pub fn new_of_class(&mut self, class: &Gc<Class>, args: &[Value], keywords: Keywords) -> Res {
        if class.is_builtin && !class.has(flag::EXCEPTION | flag::METACLASS) {
            let constructor = class.constructor.borrow().clone();
            return match constructor {
                // `__init__` will fill it; that has not been called.
                Some(constructor) if class.has(flag::FILLED_BY_INIT) => {
                    self.deriving = true;
                    let made = constructor.call(self, &[], Keywords::NONE);
                    self.deriving = false;
                    made
                }
                Some(constructor) => constructor.call(self, args, keywords),
                None if class.is(&self.types.object) => Ok(self.plain_object()),
                None => {
                    let name = class.name_text();
                    Err(self.error(Exc::TypeError, format!("cannot create '{name}' instances")))
                }
            };
        }
        self.make_instance(class, args, keywords, true)
    }

    /// Is it the `__new__` of a built-in class, found in a class's attributes?
    pub fn is_builtin_new(&self, new: &Value) -> bool {
        let of_built_in = |new: &Value| match new.exact::<NativeFunction>() {
            Some(native) => native.owner.peek().exact::<Class>().is_none_or(|owner| owner.is_builtin),
            None => false,
        };
        match new.exact::<Descriptor>() {
            Some(d) => of_built_in(d.first.peek()),
            None => of_built_in(new),
        }
    }

    /// Is `new`, which the class has, `object.__new__`? Built-in classes make objects in ways of their own.
    pub(crate) fn is_object_new(&self, class: &Class, new: &Value) -> bool {
        let plain = class.base_kind.get().is_none() && (!class.is_builtin || std::ptr::eq(class, &*self.types.object));
        plain && self.is_builtin_new(new)
    }

    /// Is it `object.__init__`?
    pub(crate) fn is_object_init(&self, init: &Value) -> bool {
        init.exact::<NativeFunction>().is_some_and(|n| {
            let owner = n.owner.get();
            owner.exact::<Class>().is_some_and(|c| std::ptr::eq(c, &*self.types.object))
        })
    }

    /// The callable inside a static method; anything else is itself.
    pub(crate) fn unwrap_static(&self, value: &Value) -> Value {
        match value.exact::<Descriptor>() {
            Some(d) if matches!(d.kind, DescriptorKind::StaticMethod) => d.first.get(),
            _ => value.clone(),
        }
    }

    /// Instances of a class with abstract methods cannot be made.
    pub(crate) fn check_not_abstract(&mut self, class: &Gc<Class>) -> Res<()> {
        if !class.has(flag::ABSTRACT) {
            return Ok(());
        }
        let methods = class.dict().get_name("__abstractmethods__").unwrap_or(Value::NONE);
        let methods = if methods.is_none() { Vec::new() } else { self.collect(&methods)? };
        let mut names: Vec<String> = methods.iter().filter_map(|m| m.as_str()).map(|m| format!("'{m}'")).collect();
        names.sort();
        let (own, s) = (class.name_text(), if names.len() == 1 { "" } else { "s" });
        let list = names.join(", ");
        Err(self.error(
            Exc::TypeError,
            format!("Can't instantiate abstract class {own} without an implementation for abstract method{s} {list}"),
        ))
    }

    /// The `type` class as a value.
    #[inline]
    pub(crate) fn type_value(&self) -> &Value {
        &self.type_value
    }
}

/// Sets a flag on a class and everything derived from it.
fn set_flag_below(class: &Class, bit: u32) {
    class.set_flags(bit);
    for sub in class.subclasses() {
        if let Some(sub) = sub.exact::<Class>() {
            set_flag_below(sub, bit);
        }
    }
}

/// Private name mangling.
fn mangle(class: &str, name: &str) -> String {
    let stripped = class.trim_start_matches('_');
    if name.starts_with("__") && !name.ends_with("__") && !stripped.is_empty() {
        format!("_{stripped}{name}")
    } else {
        name.to_string()
    }
}

/// The message for bases without a consistent order: it names those that are still to be placed.
fn no_linearization(bases: &[Gc<Class>]) -> String {
    let mut heads: Vec<String> = Vec::new();
    for class in stuck_heads(bases) {
        if !heads.contains(&class) {
            heads.push(class);
        }
    }
    format!("Cannot create a consistent method resolution order (MRO) for bases {}", heads.join(", "))
}

/// The first classes of the sequences that the linearization could not merge any further.
fn stuck_heads(bases: &[Gc<Class>]) -> Vec<String> {
    let mut sequences = sequences_of(bases);
    loop {
        sequences.retain(|s| !s.is_empty());
        let Some(next) = next_class(&sequences) else {
            return sequences.iter().map(|s| s[0].name_text()).collect();
        };
        place(&mut sequences, &next);
    }
}

/// C3 linearization of the bases and their orders; `None` if there is no consistent one.
fn linearize(bases: &[Gc<Class>]) -> Option<Vec<Gc<Class>>> {
    let mut sequences = sequences_of(bases);
    let mut order = Vec::new();
    loop {
        sequences.retain(|s| !s.is_empty());
        if sequences.is_empty() {
            return Some(order);
        }
        let next = next_class(&sequences)?;
        place(&mut sequences, &next);
        order.push(next);
    }
}

/// What the linearization merges: the order of each base, and the bases themselves.
fn sequences_of(bases: &[Gc<Class>]) -> Vec<Vec<Gc<Class>>> {
    let order_of = |base: &Gc<Class>| {
        let mut order = vec![base.clone()];
        order.extend(base.ancestors.borrow().iter().cloned());
        order
    };
    bases.iter().map(order_of).chain([bases.to_vec()]).collect()
}

/// The first head that stands in no other sequence's tail.
fn next_class(sequences: &[Vec<Gc<Class>>]) -> Option<Gc<Class>> {
    let in_a_tail = |class: &Gc<Class>| sequences.iter().any(|s| s[1..].iter().any(|c| c.is(class)));
    sequences.iter().map(|s| &s[0]).find(|head| !in_a_tail(head)).cloned()
}

/// Removes a class from the sequences that begin with it.
fn place(sequences: &mut [Vec<Gc<Class>>], class: &Gc<Class>) {
    for sequence in sequences {
        if sequence.first().is_some_and(|head| head.is(class)) {
            sequence.remove(0);
        }
    }
}
