//! What instances look like inside: which classes can be bases together, and which classes an instance can change to.

use crate::heap::{Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::descriptor::{Descriptor, DescriptorKind};
use crate::object::exception::Exc;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

/// Built-in exceptions with fields of their own: two of them cannot be bases of one class unless one is derived from
/// the other.
const EXCEPTIONS_WITH_FIELDS: &[Exc] = &[
    Exc::BaseException,
    Exc::BaseExceptionGroup,
    Exc::SystemExit,
    Exc::StopIteration,
    Exc::ImportError,
    Exc::NameError,
    Exc::AttributeError,
    Exc::OSError,
    Exc::SyntaxError,
    Exc::UnicodeDecodeError,
    Exc::UnicodeEncodeError,
    Exc::UnicodeTranslateError,
];

impl Vm {
    /// The class among `class` and its bases that decides how instances are laid out.
    pub(crate) fn solid_base(&self, class: &Gc<Class>) -> Gc<Class> {
        if class.is_builtin {
            let is_solid = match class.base_kind.get() {
                Some(Kind::Exception) => EXCEPTIONS_WITH_FIELDS.iter().any(|&exc| self.types.exception(exc).is(class)),
                // `bool` adds nothing to `int`.
                Some(_) => !class.is(&self.types.bool),
                None => true,
            };
            let base = class.bases.borrow().first().cloned();
            return match base {
                Some(base) if !is_solid => self.solid_base(&base),
                _ => class.clone(),
            };
        }
        if class.members() == 0 && class.base_kind.get().is_none() {
            return self.types.object.clone();
        }
        let bases = class.bases.borrow().clone();
        match self.best_base(&bases) {
            Some((base, solid)) if base.members() == class.members() => solid,
            _ => class.clone(),
        }
    }

    /// The base whose layout the others can share, and the class that decides it; `None` if there is none.
    pub(crate) fn best_base(&self, bases: &[Gc<Class>]) -> Option<(Gc<Class>, Gc<Class>)> {
        let mut best: Option<(Gc<Class>, Gc<Class>)> = None;
        for base in bases {
            let solid = self.solid_base(base);
            best = match best {
                None => Some((base.clone(), solid)),
                Some((winner, decides)) if decides.is_subclass_of(&solid) => Some((winner, decides)),
                Some((_, decides)) if solid.is_subclass_of(&decides) => Some((base.clone(), solid)),
                _ => return None,
            };
        }
        best
    }

    /// `__base__`: the base that decides the layout.
    pub(crate) fn base_of(&self, class: &Class) -> Option<Gc<Class>> {
        let bases = class.bases.borrow().clone();
        self.best_base(&bases).map(|(base, _)| base).or(bases.first().cloned())
    }

    /// Can objects of the class be weakly referenced?
    pub(crate) fn is_weakly_referable(&self, class: &Class) -> bool {
        match class.base_kind.get() {
            _ if class.has(flag::NO_WEAKREF) => false,
            _ if !class.is_builtin || class.has(flag::EXCEPTION) && !class.has(flag::IMMUTABLE) => true,
            Some(Kind::Native) => std::ptr::eq(class, &*self.types.of_kind(Kind::Native).clone()),
            Some(kind) => matches!(
                kind,
                Kind::Class
                    | Kind::Function
                    | Kind::BoundMethod
                    | Kind::Frame
                    | Kind::Set
                    | Kind::FrozenSet
                    | Kind::Module
                    | Kind::Foreign
                    | Kind::Future
                    | Kind::Native
                    | Kind::Code
                    | Kind::MemoryView
                    | Kind::EventLoop
                    | Kind::Handle
            ),
            None => false,
        }
    }

    /// `object.__class__ = class` for an instance of `old`.
    pub(crate) fn check_same_layout(&mut self, old: &Gc<Class>, new: &Gc<Class>) -> Res<()> {
        let flags = flag::NO_DICT | flag::NO_WEAKREF;
        let same = self.builtin_base(old).is(&self.builtin_base(new))
            && old.flags() & flags == new.flags() & flags
            && member_names(old) == member_names(new);
        if same {
            return Ok(());
        }
        let (new, old) = (new.name_text(), old.name_text());
        Err(self.error(Exc::TypeError, format!("__class__ assignment: '{new}' object layout differs from '{old}'")))
    }

    /// `class.__bases__ = bases`.
    pub(crate) fn set_bases(&mut self, class: &Gc<Class>, bases: &Value) -> Res<()> {
        let name = class.name_text();
        if class.has(flag::IMMUTABLE) {
            let message = format!("cannot set '__bases__' attribute of immutable type '{name}'");
            return Err(self.error(Exc::TypeError, message));
        }
        if bases.is_unset() {
            let message = format!("cannot delete '__bases__' attribute of immutable type '{name}'");
            return Err(self.error(Exc::TypeError, message));
        }
        let Some(tuple) = bases.get::<Tuple>() else {
            let got = self.type_name(bases);
            return Err(self.error(Exc::TypeError, format!("can only assign tuple to {name}.__bases__, not {got}")));
        };
        if tuple.items().is_empty() {
            let message = format!("can only assign non-empty tuple to {name}.__bases__, not ()");
            return Err(self.error(Exc::TypeError, message));
        }
        let mut new = Vec::new();
        for base in tuple.items() {
            let Some(base) = base.to_gc::<Class>() else {
                let got = self.type_name(base);
                let message = format!("{name}.__bases__ must be tuple of classes, not '{got}'");
                return Err(self.error(Exc::TypeError, message));
            };
            if base.is_subclass_of(class) {
                return Err(self.error(Exc::TypeError, "a __bases__ item causes an inheritance cycle"));
            }
            new.push(base);
        }
        let Some((best, solid)) = self.best_base(&new) else { return Err(self.layout_conflict()) };
        if let Some(base) = new.iter().find(|b| b.has(flag::FINAL)) {
            let base = self.descriptor_owner(&base.to_value());
            return Err(self.error(Exc::TypeError, format!("type '{base}' is not an acceptable base type")));
        }
        let old_best = self.base_of(class).unwrap_or_else(|| self.types.object.clone());
        let slots =
            |class: &Gc<Class>| (!class.is_builtin).then(|| member_names(class)).filter(|names| !names.is_empty());
        let same_slots = slots(&old_best).is_some_and(|names| slots(&best).is_some_and(|others| names == others));
        let same = (self.solid_base(&old_best).is(&solid) || same_slots)
            && old_best.is_builtin == best.is_builtin
            && (!class.is_builtin && best.flags() & flag::NO_DICT == old_best.flags() & flag::NO_DICT);
        if !same {
            let (new, old) = (best.name_text(), old_best.name_text());
            let message = format!("__bases__ assignment: '{new}' object layout differs from '{old}'");
            // CPython frees objects that the cycle collector does not know in another way.
            let is_plain = |class: &Gc<Class>| {
                class.is_builtin
                    && matches!(class.name_text().as_str(), "object" | "int" | "str" | "bytes" | "float" | "complex")
            };
            let message = if is_plain(&old_best) != is_plain(&best) {
                message.replace("object layout", "deallocator")
            } else {
                message
            };
            return Err(self.error(Exc::TypeError, message));
        }
        let old_bases = class.bases.borrow().clone();
        self.rebase(class, new)?;
        for base in old_bases {
            base.remove_subclass(class);
        }
        for base in class.bases.borrow().iter() {
            base.add_subclass(class);
        }
        class.descriptors_changed();
        Ok(())
    }

    /// Gives a class other bases and computes the orders of resolution of it and its subclasses anew; leaves all as it
    /// was if one of them has no order.
    fn rebase(&mut self, class: &Gc<Class>, bases: Vec<Gc<Class>>) -> Res<()> {
        let old = class.bases.replace(bases);
        let mut done: Vec<(Gc<Class>, Vec<Gc<Class>>)> = Vec::new();
        if let Err(raised) = self.reorder(class, &mut done) {
            for (class, ancestors) in done {
                drop(class.ancestors.replace(ancestors));
            }
            drop(class.bases.replace(old));
            class.changed();
            return Err(raised);
        }
        Ok(())
    }

    fn reorder(&mut self, class: &Gc<Class>, done: &mut Vec<(Gc<Class>, Vec<Gc<Class>>)>) -> Res<()> {
        let bases = class.bases.borrow().clone();
        let order = self.resolution_order(class, &bases)?;
        for ancestor in &order {
            class.set_flags(ancestor.flags() & flag::INHERITED);
        }
        done.push((class.clone(), class.ancestors.replace(order)));
        for sub in class.subclasses() {
            if let Some(sub) = sub.to_gc::<Class>() {
                self.reorder(&sub, done)?;
            }
        }
        Ok(())
    }

    /// TypeError: no layout fits all bases.
    #[cold]
    pub(crate) fn layout_conflict(&mut self) -> Raised {
        self.error(Exc::TypeError, "multiple bases have instance lay-out conflict")
    }
}

/// The names of the members of `__slots__`, interned strings' addresses, in the order of their slots, inherited ones
/// included.
fn member_names(class: &Gc<Class>) -> Vec<u64> {
    let mut names = vec![0; class.reserved_slots()];
    let classes = class.ancestors.borrow().clone();
    for class in classes.iter().chain([class]) {
        for entry in class.dict().entries() {
            if let Some(member) = entry.value.exact::<Descriptor>()
                && matches!(member.kind, DescriptorKind::Member)
                && member.first.get().exact::<Class>().is_some_and(|c| std::ptr::eq(c, &**class))
                && let Some(place) = names.get_mut(member.member_slot())
            {
                *place = entry.key.bits();
            }
        }
    }
    names
}
