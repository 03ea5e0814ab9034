//! The built-in classes: which there are, and what each has.

use crate::code::Flags;
use crate::event_loop::future::{Future, Part};
use crate::event_loop::handle::Handle;
use crate::frame::Frame;
use crate::heap::{Gc, KIND_COUNT, Kind};
use crate::object as o;
use crate::object::class::{Class, Contents, flag};
use crate::object::exception::Exc;
use crate::object::native::{NativeDef, NativeFunction};
use crate::value::Value;
use std::collections::HashMap;

/// The built-in classes.
pub struct Types {
    by_kind: Vec<Gc<Class>>,
    exceptions: Vec<Gc<Class>>,
    /// The classes of native modules, by the address of their specification.
    native: HashMap<usize, Gc<Class>, rustc_hash::FxBuildHasher>,
    /// `asyncio.Task`, derived from the class of the kind `Future`.
    pub task: Gc<Class>,
    /// The class of what `asyncio.gather` returns, derived from the class of the kind `Future`.
    pub gathering_future: Gc<Class>,
    /// `asyncio.TimerHandle`, derived from the class of the kind `Handle`.
    pub timer_handle: Gc<Class>,
    /// What `call_soon_threadsafe` returns, derived from the class of the kind `Handle`.
    pub thread_safe_handle: Gc<Class>,
    /// `object`.
    pub object: Gc<Class>,
    /// `type`.
    pub type_: Gc<Class>,
    /// `NoneType`.
    pub none: Gc<Class>,
    /// `bool`.
    pub bool: Gc<Class>,
    /// `int`.
    pub int: Gc<Class>,
    /// `float`.
    pub float: Gc<Class>,
    /// `ellipsis`.
    pub ellipsis: Gc<Class>,
    /// `NotImplementedType`.
    pub not_implemented: Gc<Class>,
    /// `generator`.
    pub generator: Gc<Class>,
    /// `coroutine`.
    pub coroutine: Gc<Class>,
    /// `async_generator`.
    pub async_generator: Gc<Class>,
    /// `async_generator_asend`.
    pub asend: Gc<Class>,
    /// `async_generator_athrow`.
    pub athrow: Gc<Class>,
    /// `property`.
    pub property: Gc<Class>,
    /// `classmethod`.
    pub class_method: Gc<Class>,
    /// `staticmethod`.
    pub static_method: Gc<Class>,
    /// `classmethod_descriptor`, for class methods of built-in classes.
    pub class_method_descriptor: Gc<Class>,
    /// `method_descriptor`, for natives looked up on their class.
    pub method_descriptor: Gc<Class>,
    /// `wrapper_descriptor`, for special methods looked up on their class.
    pub wrapper_descriptor: Gc<Class>,
    /// `method-wrapper`, for special methods bound to a value.
    pub method_wrapper: Gc<Class>,
    /// `member_descriptor`, for names in `__slots__`.
    pub member: Gc<Class>,
    /// `dict_values`.
    pub dict_values: Gc<Class>,
    /// `dict_items`.
    pub dict_items: Gc<Class>,
    /// The classes of built-in iterators, by [`o::iter::IterClass`].
    iterators: Vec<Gc<Class>>,
}

/// Flag of a specification: the class's `__hash__` is `None`.
pub const UNHASHABLE: u32 = 1 << 31;

/// What a built-in class has. Each file of `object/` that is a type defines one as `SPEC`.
pub struct TypeSpec {
    /// The class's name.
    pub name: &'static str,
    /// Its docstring.
    pub doc: &'static str,
    /// Makes a value from the arguments of a call; `None` if the class cannot be called. The signature's parameters
    /// do not include the class: an instance of a subclass is wrapped around what this makes.
    pub constructor: Option<&'static NativeDef>,
    /// Methods and computed attributes.
    pub methods: &'static [NativeDef],
    /// Further flags of [`o::class::flag`].
    pub flags: u32,
}

impl Types {
    /// The classes, still without attributes.
    pub(crate) fn new() -> Types {
        let object = Class::new("object", None, true);
        let class = |name: &str, kind: Option<Kind>, base: &Gc<Class>| {
            let class = Class::new(name, kind, true);
            derive(&class, base);
            class
        };
        let int = class("int", Some(Kind::Int), &object);
        let mut types = Types {
            by_kind: vec![object.clone(); KIND_COUNT],
            exceptions: Vec::new(),
            native: HashMap::default(),
            task: object.clone(),
            gathering_future: object.clone(),
            timer_handle: object.clone(),
            thread_safe_handle: object.clone(),
            type_: class("type", Some(Kind::Class), &object),
            none: class("NoneType", None, &object),
            bool: class("bool", Some(Kind::Int), &int),
            float: class("float", Some(Kind::Free), &object),
            ellipsis: class("ellipsis", None, &object),
            not_implemented: class("NotImplementedType", None, &object),
            generator: class("generator", Some(Kind::Frame), &object),
            coroutine: class("coroutine", Some(Kind::Frame), &object),
            async_generator: class("async_generator", Some(Kind::Frame), &object),
            asend: class("async_generator_asend", Some(Kind::Awaitable), &object),
            athrow: class("async_generator_athrow", Some(Kind::Awaitable), &object),
            property: class("property", Some(Kind::Descriptor), &object),
            class_method: class("classmethod", Some(Kind::Descriptor), &object),
            static_method: class("staticmethod", Some(Kind::Descriptor), &object),
            class_method_descriptor: class("classmethod_descriptor", Some(Kind::Descriptor), &object),
            method_descriptor: class("method_descriptor", Some(Kind::Native), &object),
            wrapper_descriptor: class("wrapper_descriptor", Some(Kind::Native), &object),
            method_wrapper: class("method-wrapper", Some(Kind::BoundMethod), &object),
            member: class("member_descriptor", Some(Kind::Descriptor), &object),
            dict_values: class("dict_values", Some(Kind::DictView), &object),
            dict_items: class("dict_items", Some(Kind::DictView), &object),
            iterators: o::iter::IterClass::ALL.iter().map(|(_, name)| class(name, Some(Kind::Iter), &object)).collect(),
            int,
            object,
        };
        for (kind, name) in KIND_NAMES {
            types.by_kind[*kind as usize] = class(name, Some(*kind), &types.object);
        }
        let future = types.of_kind(Kind::Future).clone();
        types.task = class("Task", Some(Kind::Future), &future);
        for class in [&future, &types.task] {
            class.set_flags(flag::SHOWS_MODULE);
        }
        types.gathering_future = class("_GatheringFuture", Some(Kind::Future), &future);
        types.timer_handle = class("TimerHandle", Some(Kind::Handle), types.of_kind(Kind::Handle));
        types.thread_safe_handle = class("_ThreadSafeHandle", Some(Kind::Handle), types.of_kind(Kind::Handle));
        types.by_kind[Kind::Int as usize] = types.int.clone();
        types.by_kind[Kind::Class as usize] = types.type_.clone();
        for exc in Exc::ALL {
            let base = match exc.base() {
                Some(base) => types.exceptions[base as usize].clone(),
                None => types.object.clone(),
            };
            let class = class(exc.name(), Some(Kind::Exception), &base);
            class.set_flags(flag::EXCEPTION);
            types.exceptions.push(class);
        }
        types
    }

    /// All classes that are made at the start.
    pub(crate) fn all(&self) -> Vec<Gc<Class>> {
        let single = [
            &self.object,
            &self.type_,
            &self.none,
            &self.bool,
            &self.int,
            &self.float,
            &self.ellipsis,
            &self.not_implemented,
            &self.generator,
            &self.coroutine,
            &self.async_generator,
            &self.asend,
            &self.athrow,
            &self.property,
            &self.class_method,
            &self.static_method,
            &self.class_method_descriptor,
            &self.member,
            &self.method_descriptor,
            &self.wrapper_descriptor,
            &self.method_wrapper,
            &self.dict_values,
            &self.dict_items,
            &self.task,
            &self.gathering_future,
            &self.timer_handle,
            &self.thread_safe_handle,
        ];
        let lists = [&self.by_kind, &self.exceptions, &self.iterators];
        single.into_iter().chain(lists.into_iter().flatten()).cloned().collect()
    }

    /// A built-in exception class.
    pub fn exception(&self, exc: Exc) -> &Gc<Class> {
        &self.exceptions[exc as usize]
    }

    /// The class of objects of a kind. Kinds whose objects carry their class are asked through [`Types::class_of`].
    pub fn of_kind(&self, kind: Kind) -> &Gc<Class> {
        &self.by_kind[kind as usize]
    }

    /// The class of built-in iterators of a sort.
    pub fn of_iterator(&self, class: o::iter::IterClass) -> &Gc<Class> {
        &self.iterators[class as usize]
    }

    /// The class of a value.
    #[inline]
    pub fn class_of(&self, value: &Value) -> Gc<Class> {
        match value.kind() {
            Some(Kind::Instance) => match value.exact::<o::instance::Instance>() {
                Some(instance) => instance.class(),
                None => unreachable!("the kind was just matched"),
            },
            Some(kind) => self.class_of_object(value, kind),
            None if value.is_small_int() => self.int.clone(),
            None if value.is_float() => self.float.clone(),
            None if value.as_bool().is_some() => self.bool.clone(),
            None if value.is_none() => self.none.clone(),
            None if value.is_ellipsis() => self.ellipsis.clone(),
            None => self.not_implemented.clone(),
        }
    }

    fn class_of_object(&self, value: &Value, kind: Kind) -> Gc<Class> {
        let own = match kind {
            Kind::Exception => value.exact::<o::exception::Exception>().map(|e| e.class.get()),
            Kind::Class => value.exact::<Class>().map(|c| c.metaclass.get()),
            Kind::Module => value.exact::<o::module::Module>().map(|m| m.class.get()),
            Kind::Foreign => {
                return value.exact::<o::foreign::Foreign>().map_or(self.object.clone(), |f| f.class.clone());
            }
            Kind::Frame => return self.class_of_frame(value),
            Kind::Awaitable => return self.class_of_awaitable(value),
            Kind::Future => return self.class_of_future(value),
            Kind::Handle => match value.exact::<Handle>() {
                Some(handle) if handle.is_timer() => return self.timer_handle.clone(),
                Some(handle) if handle.is_thread_safe() => return self.thread_safe_handle.clone(),
                _ => None,
            },
            Kind::Descriptor => return self.class_of_descriptor(value),
            Kind::Native | Kind::BoundMethod => return self.class_of_callable(value, kind),
            Kind::Iter => {
                return value.exact::<o::iter::Iter>().map_or(&self.object, |i| self.of_iterator(i.class)).clone();
            }
            Kind::DictView => return self.class_of_view(value),
            _ => None,
        };
        own.and_then(|class| class.to_gc::<Class>()).unwrap_or_else(|| self.by_kind[kind as usize].clone())
    }

    fn class_of_frame(&self, value: &Value) -> Gc<Class> {
        let flags = value.exact::<Frame>().map(|f| f.code().flags.get()).unwrap_or_default();
        if flags.has(Flags::ASYNC_GENERATOR) {
            self.async_generator.clone()
        } else if flags.has(Flags::COROUTINE) {
            self.coroutine.clone()
        } else if flags.has(Flags::GENERATOR) {
            self.generator.clone()
        } else {
            self.by_kind[Kind::Frame as usize].clone()
        }
    }

    fn class_of_view(&self, value: &Value) -> Gc<Class> {
        use o::dict_view::Part;
        match value.exact::<o::dict_view::DictView>().map(|v| v.part) {
            Some(Part::Values) => self.dict_values.clone(),
            Some(Part::Items) => self.dict_items.clone(),
            _ => self.by_kind[Kind::DictView as usize].clone(),
        }
    }

    fn class_of_callable(&self, value: &Value, kind: Kind) -> Gc<Class> {
        use o::native_types::{DESCRIPTOR_SPEC, FUNCTION_SPEC, SLOT_SPEC, WRAPPER_SPEC, spec_of};
        match spec_of(value) {
            Some(spec) if std::ptr::eq(spec, &FUNCTION_SPEC) => self.of_kind(Kind::Native).clone(),
            Some(spec) if std::ptr::eq(spec, &DESCRIPTOR_SPEC) => self.method_descriptor.clone(),
            Some(spec) if std::ptr::eq(spec, &SLOT_SPEC) => self.wrapper_descriptor.clone(),
            Some(spec) if std::ptr::eq(spec, &WRAPPER_SPEC) => self.method_wrapper.clone(),
            _ => self.of_kind(kind).clone(),
        }
    }

    fn class_of_awaitable(&self, value: &Value) -> Gc<Class> {
        use o::awaitable::{AwaitMode, Awaitable};
        match value.exact::<Awaitable>().map(|a| a.mode) {
            Some(AwaitMode::Send) => self.asend.clone(),
            Some(AwaitMode::Throw | AwaitMode::Close) => self.athrow.clone(),
            _ => self.by_kind[Kind::Awaitable as usize].clone(),
        }
    }

    fn class_of_future(&self, value: &Value) -> Gc<Class> {
        match value.exact::<Future>().map(Future::part) {
            Some(Some(Part::Task(_))) => self.task.clone(),
            Some(Some(Part::Gather(_))) => self.gathering_future.clone(),
            _ => self.by_kind[Kind::Future as usize].clone(),
        }
    }

    fn class_of_descriptor(&self, value: &Value) -> Gc<Class> {
        use o::descriptor::DescriptorKind::*;
        let descriptor = value.exact::<o::descriptor::Descriptor>();
        match descriptor.map(|d| d.kind) {
            Some(ClassMethod) if descriptor.is_some_and(|d| d.native_class_method().is_some()) => {
                self.class_method_descriptor.clone()
            }
            Some(Getter(_)) if descriptor.is_some_and(|d| d.is_member()) => self.member.clone(),
            Some(Property) => self.property.clone(),
            Some(ClassMethod) => self.class_method.clone(),
            Some(StaticMethod) => self.static_method.clone(),
            Some(Member) => self.member.clone(),
            _ => self.by_kind[Kind::Descriptor as usize].clone(),
        }
    }
}

/// Names of the classes that belong to one kind each.
const KIND_NAMES: &[(Kind, &str)] = &[
    (Kind::Complex, "complex"),
    (Kind::Str, "str"),
    (Kind::Bytes, "bytes"),
    (Kind::ByteArray, "bytearray"),
    (Kind::MemoryView, "memoryview"),
    (Kind::Tuple, "tuple"),
    (Kind::List, "list"),
    (Kind::Dict, "dict"),
    (Kind::DictView, "dict_keys"),
    (Kind::Set, "set"),
    (Kind::FrozenSet, "frozenset"),
    (Kind::Range, "range"),
    (Kind::RangeIter, "range_iterator"),
    (Kind::Slice, "slice"),
    (Kind::Iter, "iterator"),
    (Kind::Cell, "cell"),
    (Kind::Code, "code"),
    (Kind::Function, "function"),
    (Kind::BoundMethod, "method"),
    (Kind::Native, "builtin_function_or_method"),
    (Kind::Descriptor, "getset_descriptor"),
    (Kind::Super, "super"),
    (Kind::MappingProxy, "mappingproxy"),
    (Kind::Module, "module"),
    (Kind::Traceback, "traceback"),
    (Kind::Frame, "frame"),
    (Kind::Awaitable, "coroutine_wrapper"),
    (Kind::WeakRef, "ReferenceType"),
    (Kind::Future, "Future"),
    (Kind::Handle, "Handle"),
    (Kind::EventLoop, "EventLoop"),
];

/// Makes `class` a direct subclass of `base`, single inheritance.
pub(crate) fn derive(class: &Gc<Class>, base: &Gc<Class>) {
    *class.bases.borrow_mut() = vec![base.clone()];
    let mut ancestors = vec![base.clone()];
    ancestors.extend(base.ancestors.borrow().iter().cloned());
    *class.ancestors.borrow_mut() = ancestors;
    class.set_flags(base.flags() & flag::EXCEPTION);
    base.add_subclass(class);
}

impl Types {
    /// The class of a native module's own type, whose objects are of kind `Foreign`; made when first asked for. The
    /// specification's name is dotted: `collections.deque`.
    pub fn native_class(&mut self, spec: &'static TypeSpec) -> Gc<Class> {
        match self.native.get(&(std::ptr::from_ref(spec) as usize)) {
            Some(class) => class.clone(),
            None => self.new_native_class(spec, &self.object.clone()),
        }
    }

    /// As [`Types::native_class`], derived from such a class.
    pub fn native_subclass(&mut self, spec: &'static TypeSpec, base: &'static TypeSpec) -> Gc<Class> {
        match self.native.get(&(std::ptr::from_ref(spec) as usize)) {
            Some(class) => class.clone(),
            None => {
                let base = self.native_class(base);
                self.new_native_class(spec, &base)
            }
        }
    }

    #[cold]
    fn new_native_class(&mut self, spec: &'static TypeSpec, base: &Gc<Class>) -> Gc<Class> {
        let (module, name) = spec.name.rsplit_once('.').unwrap_or(("builtins", spec.name));
        let class = Class::new(name, Some(Kind::Foreign), true);
        derive(&class, base);
        class.metaclass.set(self.type_.to_value());
        if module != "builtins" {
            class.set_flags(flag::SHOWS_MODULE);
        }
        class.dict().set_name("__module__", Value::from(module));
        let has = |name: &str| spec.methods.iter().any(|def| def.name() == name);
        self.fill_as(&class, spec, spec.flags & UNHASHABLE != 0 || (has("__eq__") && !has("__hash__")));
        self.native.insert(std::ptr::from_ref(spec) as usize, class.clone());
        class
    }

    /// A new exception class of a native module, derived from `base`. The name is dotted.
    pub fn native_exception(&self, name: &'static str, base: &Gc<Class>) -> Gc<Class> {
        let (module, name) = name.rsplit_once('.').unwrap_or(("builtins", name));
        let class = Class::new(name, Some(Kind::Exception), true);
        derive(&class, base);
        class.metaclass.set(self.type_.to_value());
        class.dict().set_name("__module__", Value::from(module));
        class
    }

    /// Gives a class what its specification says.
    pub(crate) fn fill(&self, class: &Gc<Class>, spec: &'static TypeSpec) {
        self.fill_as(class, spec, spec.flags & UNHASHABLE != 0);
    }

    fn fill_as(&self, class: &Gc<Class>, spec: &'static TypeSpec, unhashable: bool) {
        class.set_flags(spec.flags | flag::IMMUTABLE);
        let mut natives = [&[], &[], spec.methods, &[]];
        if let Some(def) = spec.constructor {
            *class.constructor.borrow_mut() = Some(NativeFunction::new(def, Value::UNSET));
            natives[0] = o::type_object::NEW;
        }
        if class.is(&self.object) {
            natives[3] = o::reduce::METHODS;
        } else {
            natives[3] = o::type_object::own_basics(spec.name);
        }
        if !class.is(&self.object) && spec.methods.iter().any(|def| def.name() == "__eq__") {
            natives[1] = o::type_object::COMPARISONS;
        }
        class.promise(Contents { doc: spec.doc, natives, unhashable });
    }
}
