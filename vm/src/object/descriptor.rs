//! Built-in descriptors: `property`, `classmethod`, `staticmethod`, `__slots__` members, computed attributes.

use crate::heap::{Body, Gc, Kind, Slot, Visitor};
use crate::object::class::Class;
use crate::object::exception::Exc;
use crate::object::function::{Function, RareAttr};
use crate::object::method::BoundMethod;
use crate::object::native::{Flavor, Keywords, NativeDef, NativeFunction};
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};

/// A descriptor.
pub struct Descriptor {
    /// Which kind.
    pub kind: DescriptorKind,
    /// The getter of a property, the callable of a class or static method, the class of a member or attribute.
    pub first: Slot,
    /// The setter of a property.
    pub second: Slot,
    /// The deleter of a property; set in a member that is read-only.
    pub third: Slot,
    /// `__doc__`, and the name of a property or member.
    pub doc: Slot,
    /// `__name__` of a property or member.
    pub name: Slot,
    /// Attributes set by programs: a dict or unset.
    pub dict: Slot,
}

/// The kinds of descriptor.
#[derive(Clone, Copy, Debug)]
pub enum DescriptorKind {
    /// `property`.
    Property,
    /// `classmethod`.
    ClassMethod,
    /// `staticmethod`.
    StaticMethod,
    /// A name in `__slots__`.
    Member,
    /// An attribute of a built-in type computed by native code.
    Getter(&'static NativeDef),
}

impl Body for Descriptor {
    const KIND: Kind = Kind::Descriptor;

    fn trace(&self, visit: &mut Visitor) {
        for slot in [&self.first, &self.second, &self.third, &self.doc, &self.name, &self.dict] {
            visit(slot.peek());
        }
    }

    fn clear(&self) {
        for slot in [&self.first, &self.second, &self.third, &self.dict] {
            drop(slot.take());
        }
    }
}

impl Descriptor {
    /// The slot of a member of `__slots__` in its instances.
    #[inline]
    pub fn member_slot(&self) -> usize {
        self.second.peek().as_small_int().unwrap_or(0) as usize
    }

    /// Is it a member of `__slots__` of `class` or of one of its ancestors?
    pub fn is_member_of(&self, class: &Class) -> bool {
        matches!(self.kind, DescriptorKind::Member)
            && self.first.peek().exact::<Class>().is_some_and(|owner| class.descends_from(owner))
    }

    /// Is it a member that only reading is allowed of, as those of structure sequences are?
    pub fn is_read_only(&self) -> bool {
        !self.third.peek().is_unset()
    }

    /// The docstring of the built-in class whose objects' docstrings this attribute computes.
    pub fn class_doc(&self) -> Value {
        or_none(&self.doc)
    }

    /// The native of a class method of a built-in class.
    pub fn native_class_method(&self) -> Option<&NativeFunction> {
        let native = self.first.peek().exact::<NativeFunction>()?;
        let is = matches!(self.kind, DescriptorKind::ClassMethod) && native.def().flavor == Flavor::ClassMethod;
        is.then_some(native)
    }

    /// Is it what CPython keeps in a field of the object: a member, not a computed attribute?
    pub fn is_member(&self) -> bool {
        let DescriptorKind::Getter(def) = self.kind else {
            return matches!(self.kind, DescriptorKind::Member);
        };
        let owner = self.first.peek().exact::<Class>().map(|c| c.name_text()).unwrap_or_default();
        MEMBERS.iter().any(|(class, names)| *class == owner && names.split(' ').any(|name| name == def.name()))
    }

    /// Is it an attribute that natives get, of `class` or of one of its ancestors?
    pub fn is_getter_of(&self, class: &Class) -> bool {
        matches!(self.kind, DescriptorKind::Getter(_))
            && self.first.peek().exact::<Class>().is_some_and(|owner| class.descends_from(owner))
    }

    /// A descriptor whose other fields are unset.
    pub fn new(kind: DescriptorKind, first: Value) -> Gc<Descriptor> {
        let unset = || Slot::new(Value::UNSET);
        Gc::new(Descriptor {
            kind,
            first: Slot::new(first),
            second: unset(),
            third: unset(),
            doc: unset(),
            name: unset(),
            dict: unset(),
        })
    }
}

/// The computed attributes that CPython keeps in fields, by class.
const MEMBERS: &[(&str, &str)] = &[
    ("slice", "start stop step"),
    ("range", "start stop step"),
    ("complex", "real imag"),
    ("timedelta", "days seconds microseconds"),
    ("property", "fget fset fdel"),
    ("staticmethod", "__func__ __wrapped__"),
    ("classmethod", "__func__ __wrapped__"),
    ("super", "__thisclass__ __self__ __self_class__"),
    ("method", "__func__ __self__"),
    ("function", "__closure__ __globals__ __builtins__ __doc__ __module__"),
    ("traceback", "tb_frame tb_lasti"),
    ("module", "__dict__"),
    ("type", "__base__ __basicsize__ __dictoffset__ __flags__ __itemsize__ __weakrefoffset__"),
    (
        "code",
        "co_argcount co_cellvars co_consts co_exceptiontable co_filename co_firstlineno co_flags co_kwonlyargcount \
         co_linetable co_name co_names co_nlocals co_posonlyargcount co_qualname co_stacksize",
    ),
    ("BaseException", "__suppress_context__"),
    ("BaseExceptionGroup", "message exceptions"),
    ("wrapper_descriptor", "__name__ __objclass__"),
    ("method_descriptor", "__name__ __objclass__"),
    ("classmethod_descriptor", "__name__ __objclass__"),
    ("getset_descriptor", "__name__ __objclass__"),
    ("member_descriptor", "__name__ __objclass__"),
    ("coroutine", "cr_origin"),
    ("async_generator", "ag_running"),
    ("frame", "f_trace_lines"),
    ("ReferenceType", "__callback__"),
    ("ContextVar", "name"),
    ("AttributeError", "name obj"),
    ("NameError", "name"),
    ("ImportError", "msg name path name_from"),
    ("OSError", "errno strerror filename filename2"),
    ("StopIteration", "value"),
    ("SystemExit", "code"),
    ("SyntaxError", "msg filename lineno offset text end_lineno end_offset print_file_and_line _metadata"),
    ("UnicodeEncodeError", "encoding object start end reason"),
    ("UnicodeDecodeError", "encoding object start end reason"),
    ("UnicodeTranslateError", "encoding object start end reason"),
];

/// `property`.
pub static PROPERTY_SPEC: TypeSpec = TypeSpec {
    name: "property",
    doc: "An attribute that functions get, set and delete.",
    constructor: Some(&function!("property(fget=None, fset=None, fdel=None, doc=None)", new_property)),
    methods: &[
        method!("__init__(self, fget=None, fset=None, fdel=None, doc=None)", init_property),
        method!("getter(self, fget, /)", |vm, args| copy_property(vm, &args[0], Some(&args[1]), None, None)),
        method!("setter(self, fset, /)", |vm, args| copy_property(vm, &args[0], None, Some(&args[1]), None)),
        method!("deleter(self, fdel, /)", |vm, args| copy_property(vm, &args[0], None, None, Some(&args[1]))),
        method!("__get__(self, instance, owner=None, /)", |vm, args| {
            if args[1].is_none() {
                return self_without_instance(vm, args);
            }
            vm.bind_special(args[0].unwrap_base(), &args[1])
        }),
        method!("__set__(self, instance, value, /)", |vm, args| { set_through(vm, args, args[2].clone()) }),
        method!("__delete__(self, instance, /)", |vm, args| { set_through(vm, args, Value::UNSET) }),
        method!("__set_name__(self, *args)", |vm, args| {
            let given = vm.collect(&args[1])?;
            let [_, name] = given.as_slice() else {
                let count = given.len();
                let message = format!("__set_name__() takes 2 positional arguments but {count} were given");
                return Err(vm.error(Exc::TypeError, message));
            };
            descriptor(&args[0]).name.set(name.clone());
            Ok(Value::NONE)
        }),
        getter!("fget", |_, args| Ok(or_none(&descriptor(&args[0]).first))),
        getter!("fset", |_, args| Ok(or_none(&descriptor(&args[0]).second))),
        getter!("fdel", |_, args| Ok(or_none(&descriptor(&args[0]).third))),
        getter!("__doc__", property_doc, |_, args| {
            descriptor(&args[0]).doc.set(args[1].clone());
            Ok(Value::NONE)
        }),
        getter!(
            "__name__",
            |vm, args| {
                let d = descriptor(&args[0]);
                if !d.name.peek().is_unset() {
                    return Ok(d.name.get());
                }
                let name = vm.names.name.clone();
                let getter = d.first.get();
                let of_getter =
                    if getter.is_unset() || getter.is_none() { None } else { vm.get_attr_opt(&getter, &name)? };
                match of_getter {
                    Some(found) => Ok(found),
                    None => Err(vm.no_attribute(&args[0], &name)),
                }
            },
            |_, args| {
                descriptor(&args[0]).name.set(args[1].clone());
                Ok(Value::NONE)
            }
        ),
        getter!("__isabstractmethod__", is_abstract),
    ],
    flags: crate::object::class::flag::FILLED_BY_INIT,
};

/// `classmethod`.
pub static CLASS_METHOD_SPEC: TypeSpec = TypeSpec {
    name: "classmethod",
    doc: "A method that is called with the class.",
    constructor: Some(&function!("classmethod(*args)", |vm, args| wrap(
        vm,
        args,
        DescriptorKind::ClassMethod,
        "classmethod"
    ))),
    methods: WRAPPER_METHODS,
    flags: crate::object::class::flag::FILLED_BY_INIT,
};

/// `staticmethod`.
pub static STATIC_METHOD_SPEC: TypeSpec = TypeSpec {
    name: "staticmethod",
    doc: "A method that is called with neither instance nor class.",
    constructor: Some(&function!("staticmethod(*args)", |vm, args| wrap(
        vm,
        args,
        DescriptorKind::StaticMethod,
        "staticmethod"
    ))),
    methods: STATIC_METHOD_METHODS,
    flags: crate::object::class::flag::FILLED_BY_INIT,
};

/// `descriptor.__get__(None, owner)`: the descriptor itself.
fn self_without_instance(vm: &mut Vm, args: &[Value]) -> Res {
    if args[2].is_none() {
        return Err(vm.error(Exc::TypeError, "__get__(None, None) is invalid"));
    }
    Ok(args[0].clone())
}

/// Members and computed attributes.
pub static GETSET_SPEC: TypeSpec = TypeSpec {
    name: "getset_descriptor",
    doc: "",
    constructor: None,
    methods: &[
        method!("__get__(self, instance, owner=None, /)", |vm, args| {
            if args[1].is_none() {
                return self_without_instance(vm, args);
            }
            vm.bind_special(&args[0], &args[1])
        }),
        method!("__set__(self, instance, value, /)", |vm, args| { set_through(vm, args, args[2].clone()) }),
        method!("__delete__(self, instance, /)", |vm, args| { set_through(vm, args, Value::UNSET) }),
        getter!("__doc__", |_, args| Ok(or_none(&descriptor(&args[0]).doc))),
        getter!("__qualname__", |_, args| {
            let (name, owner) = (own_name(&args[0]), descriptor(&args[0]).first.get());
            let owner = owner.exact::<Class>().map(|c| c.qualname.get()).unwrap_or_default();
            let text = format!("{}.{}", owner.as_str().unwrap_or_default(), name.as_str().unwrap_or_default());
            Ok(Value::from(text))
        }),
        getter!("__name__", |_, args| Ok(own_name(&args[0]))),
        getter!("__objclass__", |_, args| Ok(descriptor(&args[0]).first.get())),
        method!("__repr__(self, /)", |vm, args| {
            let (name, owner) = (own_name(&args[0]), descriptor(&args[0]).first.get());
            let owner = vm.descriptor_owner(&owner);
            let kind = if descriptor(&args[0]).is_member() { "member" } else { "attribute" };
            Ok(Str::value(&format!("<{kind} '{}' of '{owner}' objects>", name.as_str().unwrap_or_default())))
        }),
    ],
    flags: crate::object::class::flag::FINAL,
};

/// `classmethod_descriptor`.
pub static CLASS_METHOD_DESCRIPTOR_SPEC: TypeSpec = TypeSpec {
    name: "classmethod_descriptor",
    doc: "",
    constructor: None,
    methods: &[
        method!("__get__(self, instance, owner=None, /)", |vm, args| {
            let class = if args[2].is_none() { vm.class_of(&args[1]).into_value() } else { args[2].clone() };
            if args[1].is_none() && args[2].is_none() {
                return Err(vm.error(Exc::TypeError, "__get__(None, None) is invalid"));
            }
            let class = class_for(vm, &args[0], &class, " as arg 2")?;
            vm.bind(&args[0], &args[1], &class)
        }),
        method!("__call__(self, *args, **kwargs)", |vm, args| {
            let positional = vm.collect(&args[1])?;
            let Some(native) = descriptor(&args[0]).native_class_method() else { return Ok(Value::NONE) };
            let Some(class) = positional.first() else {
                let owner = vm.class_name_of_class(native.owner.peek());
                let message = format!("descriptor '{}' of '{owner}' object needs an argument", native.name());
                return Err(vm.error(Exc::TypeError, message));
            };
            class_for(vm, &args[0], class, " as arg 2")?;
            let entries = args[2].exact::<crate::object::dict::Dict>().map(|d| d.entries()).unwrap_or_default();
            let (names, values): (Vec<Value>, Vec<Value>) = entries.into_iter().map(|e| (e.key, e.value)).unzip();
            let function = descriptor(&args[0]).first.get();
            vm.call_with(&function, &positional, Keywords { names: &names, values: &values })
        }),
        getter!("__name__", |vm, args| forwarded(vm, &args[0], "__name__")),
        getter!("__qualname__", |vm, args| forwarded(vm, &args[0], "__qualname__")),
        getter!("__doc__", |vm, args| forwarded(vm, &args[0], "__doc__")),
        getter!("__text_signature__", |vm, args| forwarded(vm, &args[0], "__text_signature__")),
        getter!("__objclass__", |_, args| {
            Ok(descriptor(&args[0]).native_class_method().map_or(Value::NONE, |native| native.owner.get()))
        }),
        method!("__repr__(self, /)", |vm, args| {
            let Some(native) = descriptor(&args[0]).native_class_method() else { return Ok(Value::NONE) };
            let owner = vm.descriptor_owner(native.owner.peek());
            Ok(Str::value(&format!("<method '{}' of '{owner}' objects>", native.name())))
        }),
    ],
    flags: crate::object::class::flag::FINAL,
};

/// The class that a class method of a built-in class is asked for or called with: one derived from its own.
fn class_for(vm: &mut Vm, method: &Value, class: &Value, place: &str) -> Res<Gc<Class>> {
    let native = descriptor(method).native_class_method();
    let (name, owner) = native.map_or(("", Value::NONE), |native| (native.name(), native.owner.get()));
    let own = vm.class_name_of_class(&owner);
    let Some(found) = class.to_gc::<Class>() else {
        let got = vm.type_name(class);
        let message = format!("descriptor '{name}' for type '{own}' needs a type, not a '{got}'{place}");
        return Err(vm.error(Exc::TypeError, message));
    };
    if owner.exact::<Class>().is_some_and(|owner| !found.descends_from(owner)) {
        let got = found.name_text();
        let message = format!("descriptor '{name}' requires a subtype of '{own}' but received '{got}'");
        return Err(vm.error(Exc::TypeError, message));
    }
    Ok(found)
}

macro_rules! wrapper_methods {
    ($($more:expr),*) => {
        &[
    method!("__init__(self, function, /)", |_, args| {
        descriptor(&args[0]).first.set(args[1].clone());
        Ok(Value::NONE)
    }),
    method!("__get__(self, instance, owner=None, /)", |vm, args| {
        let class = match args[2].to_gc::<crate::object::class::Class>() {
            Some(class) => class,
            None => vm.class_of(&args[1]),
        };
        if args[1].is_none() && args[2].is_none() {
            return Err(vm.error(Exc::TypeError, "__get__(None, None) is invalid"));
        }
        let own = args[0].unwrap_base();
        if !args[2].is_none() && !args[2].is_kind(Kind::Class) && matches!(descriptor(own).kind, DescriptorKind::ClassMethod)
        {
            return Ok(BoundMethod::value(descriptor(own).first.get(), args[2].clone()));
        }
        vm.bind(own, &args[1], &class)
    }),
    getter!("__dict__", |vm, args| {
        let own = args[0].unwrap_base().clone();
        Ok(vm.attribute_dict(&own).map_or(Value::NONE, crate::heap::Gc::into_value))
    }),
    getter!("__func__", |_, args| Ok(descriptor(&args[0]).first.get())),
    getter!("__wrapped__", |_, args| Ok(descriptor(&args[0]).first.get())),
    getter!("__isabstractmethod__", is_abstract),
    getter!("__name__", |vm, args| forwarded(vm, &args[0], "__name__")),
    getter!("__qualname__", |vm, args| forwarded(vm, &args[0], "__qualname__")),
    getter!("__doc__", |vm, args| forwarded(vm, &args[0], "__doc__")),
    getter!("__annotations__", |vm, args| forwarded(vm, &args[0], "__annotations__")),
    getter!("__annotate__", |vm, args| forwarded(vm, &args[0], "__annotate__")),
    getter!("__module__", |vm, args| forwarded(vm, &args[0], "__module__")),
    method!("__repr__(self, /)", |vm, args| {
        let (class, function) = (vm.type_name(&args[0]), descriptor(&args[0]).first.get());
        let function = vm.repr(&function)?;
        Ok(Str::value(&format!("<{class}({function})>")))
    }),
        $($more),*
        ]
    };
}

const WRAPPER_METHODS: &[crate::object::native::NativeDef] = wrapper_methods!();
const STATIC_METHOD_METHODS: &[crate::object::native::NativeDef] =
    wrapper_methods!(method!("__call__(self, *args, **kwargs)", |vm, args| {
        let positional = vm.collect(&args[1])?;
        let entries = args[2].exact::<crate::object::dict::Dict>().map(|d| d.entries()).unwrap_or_default();
        let (names, values): (Vec<Value>, Vec<Value>) = entries.into_iter().map(|e| (e.key, e.value)).unzip();
        let function = descriptor(&args[0]).first.get();
        vm.call_with(&function, &positional, crate::object::native::Keywords { names: &names, values: &values })
    }));

/// A class or static method of the one argument.
fn wrap(vm: &mut Vm, args: &[Value], kind: DescriptorKind, name: &str) -> Res {
    if vm.deriving {
        return Ok(Descriptor::new(kind, Value::NONE).into_value());
    }
    let given = vm.collect(&args[0])?;
    let [function] = &given[..] else {
        let count = given.len();
        return Err(vm.error(Exc::TypeError, format!("{name} expected 1 argument, got {count}")));
    };
    let wrapper = Descriptor::new(kind, function.clone()).into_value();
    // As CPython copies them: what describes the function is found among the wrapper's own attributes.
    if !function.is_kind(Kind::Function) {
        for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
            let key = Str::intern(name).into_value();
            if let (Some(found), Some(dict)) = (vm.get_attr_opt(function, &key)?, vm.attribute_dict(&wrapper)) {
                dict.set_str(key, found);
            }
        }
    }
    Ok(wrapper)
}

fn descriptor(value: &Value) -> &Descriptor {
    match value.get::<Descriptor>() {
        Some(descriptor) => descriptor,
        None => unreachable!("methods of descriptors are given descriptors: the binder checks"),
    }
}

fn own_name(value: &Value) -> Value {
    match descriptor(value).kind {
        DescriptorKind::Getter(def) => Value::from(def.name()),
        _ => descriptor(value).name.get(),
    }
}

fn or_none(slot: &Slot) -> Value {
    if slot.peek().is_unset() { Value::NONE } else { slot.get() }
}

fn forwarded(vm: &mut Vm, value: &Value, name: &str) -> Res {
    let function = descriptor(value).first.get();
    let name = Str::intern(name).into_value();
    match vm.get_attr_opt(&function, &name)? {
        Some(found) => Ok(found),
        None => Err(vm.no_attribute(value, &name)),
    }
}

fn set_through(vm: &mut Vm, args: &[Value], new: Value) -> Res {
    vm.set_by_descriptor(args[0].unwrap_base(), &args[1], new)?;
    Ok(Value::NONE)
}

fn new_property(_: &mut Vm, args: &[Value]) -> Res {
    let property = Descriptor::new(DescriptorKind::Property, args[0].clone());
    property.second.set(args[1].clone());
    property.third.set(args[2].clone());
    if !args[3].is_none() {
        property.doc.set(args[3].clone());
    }
    Ok(property.into_value())
}

/// `property.__init__`: a subclass keeps the docstring among the attributes of its instances, where it hides the
/// class's own.
fn init_property(vm: &mut Vm, args: &[Value]) -> Res {
    let property = descriptor(&args[0]);
    property.first.set(args[1].clone());
    property.second.set(args[2].clone());
    property.third.set(args[3].clone());
    property.doc.set(if args[4].is_none() { Value::UNSET } else { args[4].clone() });
    property.name.set(Value::UNSET);
    if let Some(instance) = args[0].exact::<crate::object::instance::Instance>() {
        let doc = property_doc(vm, args)?;
        let name = vm.names.doc.clone();
        let class = instance.class();
        // A subclass may say itself what becomes of a docstring.
        let own =
            class.lookup(&name).is_some_and(|found| found.is_kind(Kind::Descriptor) || vm.is_data_descriptor(&found));
        if own && !doc.is_none() {
            vm.set_attr(&args[0], &name, doc)?;
        } else if !class.has(crate::object::class::flag::NO_DICT) {
            instance.set(&name, doc);
        } else if !doc.is_none() {
            let message = format!("'{}' object attribute '__doc__' is read-only", class.name_text());
            return Err(vm.attribute_error(&args[0], &name, message));
        }
    }
    Ok(Value::NONE)
}

fn copy_property(vm: &mut Vm, old: &Value, get: Option<&Value>, set: Option<&Value>, del: Option<&Value>) -> Res {
    if !old.is_kind(Kind::Descriptor) {
        // A subclass is asked to make the copy.
        let class = vm.class_of(old).into_value();
        let d = descriptor(old);
        let part = |new: Option<&Value>, slot: &Slot| new.cloned().unwrap_or_else(|| or_none(slot));
        let doc = if get.is_none() { or_none(&d.doc) } else { Value::NONE };
        let args = [part(get, &d.first), part(set, &d.second), part(del, &d.third), doc];
        let copy = vm.call(&class, &args)?;
        if let Some(new) = copy.get::<Descriptor>() {
            new.name.set(d.name.get());
        }
        return Ok(copy);
    }
    let old = descriptor(old);
    let pick = |new: Option<&Value>, slot: &Slot| new.cloned().unwrap_or_else(|| slot.get());
    let copy = Descriptor::new(DescriptorKind::Property, pick(get, &old.first));
    copy.second.set(pick(set, &old.second));
    copy.third.set(pick(del, &old.third));
    copy.doc.set(old.doc.get());
    copy.name.set(old.name.get());
    Ok(copy.into_value())
}

/// A property's docstring: its own, or its getter's.
fn property_doc(vm: &mut Vm, args: &[Value]) -> Res {
    let d = descriptor(&args[0]);
    if !d.doc.peek().is_unset() {
        return Ok(d.doc.get());
    }
    let getter = d.first.get();
    match getter.exact::<Function>() {
        Some(function) => {
            let doc = function.rare(RareAttr::Doc);
            let from_code = || function.code().proto.doc.as_ref().map_or(Value::NONE, |d| Value::from(&**d));
            Ok(if doc.is_unset() { from_code() } else { doc })
        }
        None if getter.is_none() || getter.is_unset() => Ok(Value::NONE),
        None => {
            let name = vm.names.doc.clone();
            Ok(vm.get_attr_opt(&getter, &name)?.unwrap_or(Value::NONE))
        }
    }
}

fn is_abstract(vm: &mut Vm, args: &[Value]) -> Res {
    let d = descriptor(&args[0]);
    let name = Str::intern("__isabstractmethod__").into_value();
    for part in [d.first.get(), d.second.get(), d.third.get()] {
        if part.is_unset() || part.is_none() {
            continue;
        }
        if let Some(answer) = vm.get_attr_opt(&part, &name)?
            && vm.truth(&answer)?
        {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}
