//! `type` and `object`: making classes, and what every object can do.

use crate::heap::{Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::descriptor::{Descriptor, DescriptorKind};
use crate::object::dict::Dict;
use crate::object::docs;
use crate::object::exception::{Exc, Exception};
use crate::object::instance::Instance;
use crate::object::mapping_proxy::MappingProxy;
use crate::object::module::Module;
use crate::object::native::{Keywords, Special};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{class_method, getter, method, static_method};

/// `type`.
pub static TYPE_SPEC: TypeSpec = TypeSpec {
    name: "type",
    doc: "type(object) -> the object's class\ntype(name, bases, dict, **kwds) -> a new class",
    constructor: None,
    methods: &[
        static_method!("__new__(metaclass, *args, **kwargs)", type_new),
        method!("__init__(self, *args, **kwargs)", type_init),
        method!("__call__(self, *args, **kwargs)", type_call).special(Special::MakeInstance),
        method!("mro(self, /)", type_mro),
        method!("__subclasses__(self, /)", subclasses),
        method!("__instancecheck__(self, instance, /)", |vm, args| {
            Ok(Value::bool(vm.is_instance_plain(&args[1], &args[0])?))
        }),
        method!("__subclasscheck__(self, subclass, /)", |vm, args| {
            Ok(Value::bool(vm.is_subclass_plain(&args[1], &args[0])?))
        }),
        class_method!("__prepare__(metaclass, *args, **kwargs)", |_, _| Ok(Dict::new().into_value())),
        method!("__getattribute__(self, name, /)", getattribute),
        method!("__setattr__(self, name, value, /)", |vm, args| {
            let name = attribute_name(vm, &args[1])?;
            let class = vm.class_of(&args[0]);
            vm.set_plain(&args[0], &class, &name, args[2].clone())?;
            Ok(Value::NONE)
        }),
        method!("__delattr__(self, name, /)", |vm, args| {
            let name = attribute_name(vm, &args[1])?;
            let class = vm.class_of(&args[0]);
            vm.del_plain(&args[0], &class, &name)?;
            Ok(Value::NONE)
        }),
        method!("__repr__(self, /)", type_repr),
        method!("__dir__(self, /)", |vm, args| vm.dir_of_class(&args[0])),
        method!("__or__(self, other, /)", |vm, args| crate::object::union::union_of(vm, &args[0], &args[1])),
        method!("__ror__(self, other, /)", |vm, args| crate::object::union::union_of(vm, &args[1], &args[0])),
        getter!("__name__", |_, args| Ok(class(&args[0]).name.get()), set_name),
        getter!("__qualname__", |_, args| Ok(class(&args[0]).qualname.get()), set_qualname),
        getter!("__bases__", bases, |vm, args| {
            let Some(class) = args[0].to_gc::<Class>() else { return Ok(Value::NONE) };
            audit_change(vm, args, "__bases__")?;
            vm.set_bases(&class, &args[1])?;
            Ok(Value::NONE)
        }),
        getter!("__base__", base),
        getter!("__mro__", |vm, args| {
            match class(&args[0]).has(flag::UNORDERED) {
                true => Ok(Value::NONE),
                false => Ok(Tuple::value(mro_of(vm, &args[0])?)),
            }
        }),
        getter!("__dict__", |_, args| {
            let mapping = class(&args[0]).dict().to_value();
            Ok(Gc::new(MappingProxy { mapping }).into_value())
        }),
        getter!("__module__", class_module, set_class_module),
        getter!("__doc__", class_doc, set_class_doc),
        getter!("__text_signature__", |vm, args| {
            let this = class(&args[0]);
            if this.has(flag::SHOWS_MODULE) && !this.is_builtin {
                // One that is written in the language, and a built-in one in CPython.
                let said = docs::signature_of("classes", &this.name_text()).flatten();
                return Ok(said.map_or(Value::NONE, Value::from));
            }
            if !this.is_builtin || std::ptr::eq(this, &**vm.types.of_kind(Kind::Class)) {
                return Ok(Value::NONE);
            }
            if let Some(said) = docs::signature_of("classes", &this.name_text()) {
                return Ok(said.map_or(Value::NONE, Value::from));
            }
            let constructor = this.constructor.borrow().clone();
            let text =
                constructor.and_then(|native| Some(&native.def().signature[native.def().signature.find('(')?..]));
            let said = text.filter(|text| !text.contains("=?") && !text.contains("*args"));
            Ok(said.map_or(Value::NONE, Value::from))
        }),
        getter!("__annotations__", class_annotations, set_class_annotations),
        getter!("__annotate__", class_annotate, set_class_annotate),
        getter!(
            "__type_params__",
            |vm, args| {
                // What `type` has under the name is this getter.
                let own = class(&args[0]).dict().get_name("__type_params__");
                Ok(own.filter(|_| !args[0].is(&vm.types.type_.to_value())).unwrap_or_else(|| Tuple::value(Vec::new())))
            },
            |vm, args| {
                audit_change(vm, args, "__type_params__")?;
                class(&args[0]).dict().set_name("__type_params__", args[1].clone());
                Ok(Value::NONE)
            }
        ),
        getter!("__abstractmethods__", abstract_methods, set_abstract_methods),
        getter!("__flags__", flags),
        getter!("__basicsize__", |_, args| Ok(Value::small_int_unchecked(sizes(class(&args[0])).0))),
        getter!("__itemsize__", |_, args| Ok(Value::small_int_unchecked(sizes(class(&args[0])).1))),
        getter!("__dictoffset__", |vm, args| {
            let Some(class) = args[0].to_gc::<Class>() else { unreachable!("the binder checks") };
            Ok(Value::small_int_unchecked(if vm.instances_have_dict(&class) { -1 } else { 0 }))
        }),
        getter!("__weakrefoffset__", |vm, args| {
            let class = class(&args[0]);
            let offset = sizes(class).0 - 8;
            Ok(Value::small_int_unchecked(if vm.is_weakly_referable(class) { offset } else { 0 }))
        }),
    ],
    flags: flag::METACLASS,
};

/// `__basicsize__` and `__itemsize__`: what CPython's objects of these kinds take up.
fn sizes(class: &Class) -> (i64, i64) {
    let own = match class.base_kind.get() {
        Some(Kind::Int) => (24, 4),
        Some(Kind::Tuple) => (24, 8),
        Some(Kind::Bytes) => (33, 1),
        Some(Kind::Str) => (64, 0),
        Some(Kind::List) => (40, 0),
        Some(Kind::Dict) => (48, 0),
        Some(Kind::Set | Kind::FrozenSet) => (200, 0),
        Some(Kind::Complex) => (32, 0),
        Some(Kind::ByteArray) => (56, 0),
        Some(Kind::Class) => (928, 40),
        Some(Kind::Exception) => (72, 0),
        Some(Kind::Instance | Kind::Foreign) | None => (16, 0),
        Some(_) => (48, 0),
    };
    (own.0 + 8 * class.members() as i64, own.1)
}

/// `__flags__`: those of CPython's that programs look at.
fn flags(vm: &mut Vm, args: &[Value]) -> Res {
    const IMMUTABLE: i64 = 1 << 8;
    const HEAP: i64 = 1 << 9;
    const BASE: i64 = 1 << 10;
    const READY: i64 = 1 << 12;
    const ABSTRACT: i64 = 1 << 20;
    let this = class(&args[0]);
    let mut flags = READY | if this.has(flag::IMMUTABLE) { IMMUTABLE } else { HEAP };
    if !this.has(flag::FINAL) {
        flags |= BASE;
    }
    if this.has(flag::ABSTRACT) {
        flags |= ABSTRACT;
    }
    let types = &vm.types;
    let families = [
        (24, &types.int),
        (25, types.of_kind(Kind::List)),
        (26, types.of_kind(Kind::Tuple)),
        (27, types.of_kind(Kind::Bytes)),
        (28, types.of_kind(Kind::Str)),
        (29, types.of_kind(Kind::Dict)),
        (30, types.exception(Exc::BaseException)),
        (31, &types.type_),
    ];
    for (bit, family) in families {
        if this.is_subclass_of(family) || std::ptr::eq(this, &**family) {
            flags |= 1 << bit;
        }
    }
    Ok(Value::small_int_unchecked(flags))
}

/// `object`.
pub static OBJECT_SPEC: TypeSpec = TypeSpec {
    name: "object",
    doc: "The class that all others are derived from.",
    constructor: None,
    methods: &[
        static_method!("__new__(cls, *args, **kwargs)", object_new),
        method!("__init__(self, *args, **kwargs)", object_init),
        method!("__getattribute__(self, name, /)", getattribute),
        method!("__setattr__(self, name, value, /)", |vm, args| {
            refuse_class(vm, &args[0], "__setattr__")?;
            let name = attribute_name(vm, &args[1])?;
            let class = vm.class_of(&args[0]);
            vm.set_plain(&args[0], &class, &name, args[2].clone())?;
            Ok(Value::NONE)
        }),
        method!("__delattr__(self, name, /)", |vm, args| {
            refuse_class(vm, &args[0], "__delattr__")?;
            let name = attribute_name(vm, &args[1])?;
            let class = vm.class_of(&args[0]);
            vm.del_plain(&args[0], &class, &name)?;
            Ok(Value::NONE)
        }),
        method!("__repr__(self, /)", |vm, args| Ok(Str::value(&crate::ops::repr_default(vm, &args[0])))),
        method!("__str__(self, /)", |vm, args| vm.repr_value(&args[0])),
        method!("__format__(self, format_spec, /)", object_format),
        method!("__hash__(self, /)", |_, args| Ok(Value::small_int_unchecked((args[0].bits() >> 4) as i64))),
        method!("__eq__(self, value, /)", |_, args| Ok(identity(args[0].is(&args[1])))),
        method!("__ne__(self, value, /)", object_ne),
        method!("__lt__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        method!("__le__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        method!("__gt__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        method!("__ge__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        method!("__dir__(self, /)", |vm, args| vm.dir_of_object(&args[0])),
        method!("__sizeof__(self, /)", sizeof),
        class_method!("__init_subclass__(cls, /)", |_, _| Ok(Value::NONE)),
        class_method!("__subclasshook__(cls, subclass, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        getter!("__class__", |vm, args| Ok(vm.class_of(&args[0]).into_value()), set_class),
    ],
    flags: 0,
};

/// The comparisons of classes that compare in one way have the others too.
pub const COMPARISONS: &[crate::object::native::NativeDef] = &[
    method!("__ne__(self, value, /)", object_ne),
    method!("__lt__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
    method!("__le__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
    method!("__gt__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
    method!("__ge__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
];

/// `__new__` of built-in classes that can be called.
pub static NEW: &[crate::object::native::NativeDef] = &[static_method!("__new__(cls, *args, **kwargs)", object_new)];

/// What classes have that CPython gives an entry of their own for what `object` does.
const BASICS: &[crate::object::native::NativeDef] =
    &[method!("__getattribute__(self, name, /)", getattribute), method!("__sizeof__(self, /)", sizeof)];

/// The part of [`BASICS`] that a class of this name, dotted for those of modules, has.
pub(crate) fn own_basics(name: &str) -> &'static [crate::object::native::NativeDef] {
    match name {
        "collections.deque" => BASICS,
        "super" | "method" | "module" => &BASICS[..1],
        "bytearray" | "dict" | "int" | "list" | "set" | "frozenset" | "str" | "async_generator" | "code"
        | "coroutine" | "frame" | "generator" | "type" => &BASICS[1..],
        // It has a way of its own.
        "types.GenericAlias" => &[],
        // In CPython, those of asyncio's locks are classes in the language.
        _ if name.starts_with("_contextvars.") || name.starts_with("_locks.") => &[],
        _ if name.contains('.') => &BASICS[..1],
        _ => &[],
    }
}

/// The getter that classes get when their instances have a `__dict__`.
pub static DICT_GETTER: crate::object::native::NativeDef = getter!("__dict__", instance_dict, set_instance_dict);

/// The getter that classes get when their instances can be weakly referenced.
pub static WEAKREF_GETTER: crate::object::native::NativeDef = getter!("__weakref__", |_, args| {
    Ok(crate::object::weakref::references_to(&args[0]).into_iter().next().unwrap_or(Value::NONE))
});

use crate::object::list::List;

fn class(value: &Value) -> &Class {
    match value.exact::<Class>() {
        Some(class) => class,
        None => unreachable!("methods of type are given classes: the binder checks"),
    }
}

fn identity(same: bool) -> Value {
    if same { Value::TRUE } else { Value::NOT_IMPLEMENTED }
}

/// The name argument of `getattr`-like functions, interned.
pub fn attribute_name(vm: &mut Vm, name: &Value) -> Res {
    match name.as_str() {
        Some(text) => Ok(Str::intern(text).into_value()),
        None => {
            let got = vm.type_name(name);
            Err(vm.error(Exc::TypeError, format!("attribute name must be string, not '{got}'")))
        }
    }
}

fn sizeof(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Value::from(args[0].header().map_or(8, |header| header.size())))
}

fn getattribute(vm: &mut Vm, args: &[Value]) -> Res {
    let name = attribute_name(vm, &args[1])?;
    let class = vm.class_of(&args[0]);
    match vm.find_plain(&args[0], &class, &name)? {
        Some(found) => Ok(found),
        None => Err(vm.no_attribute(&args[0], &name)),
    }
}

/// What `object` says of a class is not what the class's own class would: it must not get past that.
fn refuse_class(vm: &mut Vm, value: &Value, name: &str) -> Res<()> {
    if !value.is_kind(Kind::Class) {
        return Ok(());
    }
    let class = vm.type_name(value);
    Err(vm.error(Exc::TypeError, format!("can't apply this {name} to {class} object")))
}

fn object_ne(vm: &mut Vm, args: &[Value]) -> Res {
    let name = vm.names.eq.clone();
    match vm.call_special(&args[0], &name, &[args[1].clone()])? {
        Some(equal) if !equal.is_not_implemented() => Ok(Value::bool(!vm.truth(&equal)?)),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn object_format(vm: &mut Vm, args: &[Value]) -> Res {
    match args[1].as_str() {
        Some("") => vm.str_value(&args[0]),
        Some(_) => {
            let name = vm.type_name(&args[0]);
            Err(vm.error(Exc::TypeError, format!("unsupported format string passed to {name}.__format__")))
        }
        None => {
            let got = vm.argument_type_name(&args[1]);
            Err(vm.error(Exc::TypeError, format!("__format__() argument must be str, not {got}")))
        }
    }
}

fn class_argument(vm: &mut Vm, value: &Value, what: &str) -> Res<Gc<Class>> {
    match value.to_gc::<Class>() {
        Some(class) => Ok(class),
        None => {
            let got = vm.type_name(value);
            Err(vm.error(Exc::TypeError, format!("{what}.__new__(X): X is not a type object ({got})")))
        }
    }
}

fn object_new(vm: &mut Vm, args: &[Value]) -> Res {
    let class = class_argument(vm, &args[0], "object")?;
    if !vm.builtin_base(&class).is(&vm.types.object) {
        // `int.__new__` and its like: what a class derived from a built-in type finds under this name.
        let positional = args[1].exact::<Tuple>().map_or(&[][..], Tuple::items);
        if args[2].exact::<Dict>().is_none_or(Dict::is_empty) {
            return vm.new_of_class(&class, positional, Keywords::NONE);
        }
        let (_, names, values) = spread(args);
        return vm.new_of_class(&class, positional, Keywords { names: &names, values: &values });
    }
    let extra = args[1].exact::<Tuple>().map_or(0, |t| t.items().len()) + args[2].exact::<Dict>().map_or(0, Dict::len);
    if extra > 0 {
        let new = class.lookup(&vm.names.new).is_some_and(|n| !vm.is_builtin_new(&n));
        let init = class.lookup(&vm.names.init).is_some_and(|i| !vm.is_object_init(&i));
        if new {
            return Err(
                vm.error(Exc::TypeError, "object.__new__() takes exactly one argument (the type to instantiate)")
            );
        }
        if !init {
            let name = class.name_text();
            return Err(vm.error(Exc::TypeError, format!("{name}() takes no arguments")));
        }
    }
    vm.new_of_class(&class, &[], Keywords::NONE)
}

fn object_init(vm: &mut Vm, args: &[Value]) -> Res {
    let extra = args[1].exact::<Tuple>().map_or(0, |t| t.items().len()) + args[2].exact::<Dict>().map_or(0, Dict::len);
    if extra > 0 {
        let class = vm.class_of(&args[0]);
        let init = class.lookup(&vm.names.init).is_some_and(|i| !vm.is_object_init(&i));
        let new = class.lookup(&vm.names.new).is_some_and(|new| !vm.is_object_new(&class, &new));
        if init {
            return Err(
                vm.error(Exc::TypeError, "object.__init__() takes exactly one argument (the instance to initialize)")
            );
        }
        if !new {
            let name = class.name_text();
            return Err(vm.error(
                Exc::TypeError,
                format!("{name}.__init__() takes exactly one argument (the instance to initialize)"),
            ));
        }
    }
    Ok(Value::NONE)
}

const IMMUTABLE_CLASS: &str = "__class__ assignment only supported for mutable types or ModuleType subclasses";

fn set_class(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "can't delete __class__ attribute"));
    }
    if !args[1].is_kind(Kind::Class) {
        let got = vm.type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("__class__ must be set to a class, not '{got}' object")));
    }
    let Some(class) = args[1].to_gc::<Class>() else { unreachable!("the kind was just checked") };
    audit_change(vm, args, "__class__")?;
    let Some(instance) = args[0].to_gc::<Instance>() else {
        let slot = match args[0].kind() {
            Some(Kind::Class) if class.has(flag::METACLASS) => args[0].exact::<Class>().map(|c| &c.metaclass),
            Some(Kind::Exception) if class.has(flag::EXCEPTION) => args[0].exact::<Exception>().map(|e| &e.class),
            Some(Kind::Module) => return set_module_class(vm, &args[0], &class),
            _ => None,
        };
        let old = vm.class_of(&args[0]);
        match slot {
            Some(slot) if !class.is_builtin && !old.is_builtin => {
                vm.check_same_layout(&old, &class)?;
                slot.set(class.into_value());
                if let Some(changed) = args[0].exact::<Class>() {
                    changed.changed();
                }
                return Ok(Value::NONE);
            }
            _ => return Err(vm.error(Exc::TypeError, IMMUTABLE_CLASS)),
        }
    };
    let old = instance.class();
    if class.is_builtin || old.is_builtin {
        return Err(vm.error(Exc::TypeError, IMMUTABLE_CLASS));
    }
    vm.check_same_layout(&old, &class)?;
    instance.set_class(&class);
    if vm.descriptor_methods(&old) != vm.descriptor_methods(&class) {
        class.descriptors_changed();
    }
    instance.header().set(crate::heap::FINALIZE, class.has(flag::DEL));
    Ok(Value::NONE)
}

/// `module.__class__ = class`, a class derived from `module`.
fn set_module_class(vm: &mut Vm, module: &Value, class: &Gc<Class>) -> Res {
    let (Some(module), true) = (module.exact::<Module>(), class.is_subclass_of(vm.types.of_kind(Kind::Module))) else {
        return Err(vm.error(Exc::TypeError, IMMUTABLE_CLASS));
    };
    module.class.set(if class.is_builtin { Value::UNSET } else { class.to_value() });
    module.dict.outdate_caches();
    Ok(Value::NONE)
}

fn instance_dict(vm: &mut Vm, args: &[Value]) -> Res {
    if let Some(dict) = args[0].exact::<Instance>().and_then(Instance::dict_as_set) {
        return Ok(dict);
    }
    match vm.attribute_dict(&args[0]) {
        Some(dict) => Ok(dict.into_value()),
        None => {
            let name = Str::intern("__dict__").into_value();
            Err(vm.no_attribute(&args[0], &name))
        }
    }
}

fn set_instance_dict(vm: &mut Vm, args: &[Value]) -> Res {
    let given = if args[1].is_unset() { Dict::new().into_value() } else { args[1].clone() };
    if !given.unwrap_base().is_kind(Kind::Dict) {
        let got = vm.type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("__dict__ must be set to a dictionary, not a '{got}'")));
    }
    if let Some(instance) = args[0].exact::<Instance>() {
        instance.attribute_dict();
        instance.use_dict(given);
    }
    Ok(Value::NONE)
}

// --------------------------------------------------------------------------------------------------- Class attributes

fn type_repr(vm: &mut Vm, args: &[Value]) -> Res {
    let name = vm.qualified_class_name(class(&args[0]));
    Ok(Str::value(&format!("<class '{name}'>")))
}

fn require_mutable(vm: &mut Vm, value: &Value, name: &str, new: &Value) -> Res<()> {
    if new.is_unset() {
        let class = vm.descriptor_owner(value);
        return Err(vm.error(Exc::TypeError, format!("cannot delete '{name}' attribute of immutable type '{class}'")));
    }
    if class(value).has(flag::IMMUTABLE) {
        let class = vm.descriptor_owner(value);
        return Err(vm.error(Exc::TypeError, format!("cannot set '{name}' attribute of immutable type '{class}'")));
    }
    vm.audit("object.__setattr__", |_| [value.clone(), Value::from(name), new.clone()])
}

/// Tells the audit hooks that an attribute of an object gets another value.
fn audit_change(vm: &mut Vm, args: &[Value], name: &str) -> Res<()> {
    vm.audit("object.__setattr__", |_| [args[0].clone(), Value::from(name), args[1].clone()])
}

fn set_text(vm: &mut Vm, args: &[Value], name: &str) -> Res {
    require_mutable(vm, &args[0], name, &args[1])?;
    if args[1].as_str().is_none() {
        let (class, got) = (class(&args[0]).name_text(), vm.type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, format!("can only assign string to {class}.{name}, not '{got}'")));
    }
    if name == "__name__" && args[1].as_str().is_some_and(|text| text.contains('\0')) {
        return Err(vm.error(Exc::ValueError, "type name must not contain null characters"));
    }
    if name == "__name__" && args[1].as_str().is_some_and(|text| text.contains(rondo_grammar::surrogate::is_surrogate))
    {
        vm.call_method(&args[1], "encode", &[])?;
    }
    Ok(args[1].clone())
}

fn set_name(vm: &mut Vm, args: &[Value]) -> Res {
    let text = set_text(vm, args, "__name__")?;
    class(&args[0]).name.set(text);
    Ok(Value::NONE)
}

fn set_qualname(vm: &mut Vm, args: &[Value]) -> Res {
    let text = set_text(vm, args, "__qualname__")?;
    class(&args[0]).qualname.set(text);
    Ok(Value::NONE)
}

fn class_module(_: &mut Vm, args: &[Value]) -> Res {
    let class = class(&args[0]);
    match class.dict().get_name("__module__") {
        Some(module) if class.is_builtin && module.is_kind(Kind::Descriptor) => Ok(Value::from("builtins")),
        Some(module) => Ok(module),
        None => Ok(Value::from("builtins")),
    }
}

fn set_class_module(vm: &mut Vm, args: &[Value]) -> Res {
    require_mutable(vm, &args[0], "__module__", &args[1])?;
    class(&args[0]).dict().set_name("__module__", args[1].clone());
    drop(class(&args[0]).dict().remove_str(&crate::object::str::Str::intern("__firstlineno__").into_value()));
    Ok(Value::NONE)
}

fn class_doc(_: &mut Vm, args: &[Value]) -> Res {
    match class(&args[0]).dict().get_name("__doc__") {
        Some(doc) => match doc.exact::<crate::object::descriptor::Descriptor>() {
            Some(own) if class(&args[0]).is_builtin => Ok(own.class_doc()),
            _ => Ok(doc),
        },
        None => Ok(Value::NONE),
    }
}

fn set_class_doc(vm: &mut Vm, args: &[Value]) -> Res {
    require_mutable(vm, &args[0], "__doc__", &args[1])?;
    class(&args[0]).dict().set_name("__doc__", args[1].clone());
    Ok(Value::NONE)
}

fn class_annotate(vm: &mut Vm, args: &[Value]) -> Res {
    if class(&args[0]).is_builtin {
        return Err(vm.no_attribute(&args[0], &Str::intern("__annotate__").into_value()));
    }
    let dict = &class(&args[0]).dict();
    Ok(dict
        .get_name("__annotate_func__")
        .or_else(|| dict.get_name("__annotate__"))
        .filter(|v| !v.is_kind(Kind::Descriptor))
        .unwrap_or(Value::NONE))
}

fn set_class_annotate(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return Err(vm.error(Exc::TypeError, "cannot delete __annotate__ attribute"));
    }
    require_mutable(vm, &args[0], "__annotate__", &args[1])?;
    if !args[1].is_none() && !crate::builtins::is_callable(vm, &args[1]) {
        return Err(vm.error(Exc::TypeError, "__annotate__ must be callable or None"));
    }
    let dict = &class(&args[0]).dict();
    dict.set_name("__annotate_func__", args[1].clone());
    if !args[1].is_none() {
        dict.remove_str(&Str::intern("__annotations_cache__").into_value());
    }
    Ok(Value::NONE)
}

/// PEP 649: annotations are computed when first asked for.
fn class_annotations(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = class(&args[0]).dict().clone();
    if let Some(own) = dict.get_name("__annotations__").filter(|v| !v.is_kind(Kind::Descriptor)) {
        return Ok(own);
    }
    if let Some(cached) = dict.get_name("__annotations_cache__") {
        return Ok(cached);
    }
    if class(&args[0]).is_builtin {
        let name = vm.names.annotations.clone();
        return Err(vm.no_attribute(&args[0], &name));
    }
    let annotate = class_annotate(vm, args)?;
    let annotations = match annotate.is_none() {
        true => Dict::new().into_value(),
        false => {
            let made = vm.call(&annotate, &[Value::small_int_unchecked(1)])?;
            if made.get::<Dict>().is_none() {
                let got = vm.type_name(&made);
                let message = format!("__annotate__ returned non-dict of type '{got}'");
                return Err(vm.error(Exc::TypeError, message));
            }
            made
        }
    };
    dict.set_name("__annotations_cache__", annotations.clone());
    Ok(annotations)
}

fn set_class_annotations(vm: &mut Vm, args: &[Value]) -> Res {
    if class(&args[0]).has(flag::IMMUTABLE) {
        require_mutable(vm, &args[0], "__annotations__", &Value::NONE)?;
    }
    let dict = &class(&args[0]).dict();
    let [cache, own] = ["__annotations_cache__", "__annotations__"].map(|name| Str::intern(name).into_value());
    if args[1].is_unset() {
        if dict.remove_str(&cache).is_none() && dict.remove_str(&own).is_none() {
            return Err(vm.error(Exc::AttributeError, "__annotations__"));
        }
    } else {
        let name = if dict.get_str(&own).is_some() { own } else { cache };
        dict.set_str(name, args[1].clone());
    }
    for name in ["__annotate_func__", "__annotate__"] {
        dict.remove_str(&Str::intern(name).into_value());
    }
    Ok(Value::NONE)
}

fn abstract_methods(vm: &mut Vm, args: &[Value]) -> Res {
    match class(&args[0]).dict().get_name("__abstractmethods__").filter(|v| !v.is_kind(Kind::Descriptor)) {
        Some(methods) => Ok(methods),
        None => Err(no_abstract_methods(vm, &args[0])),
    }
}

fn no_abstract_methods(vm: &mut Vm, class: &Value) -> Raised {
    let name = Str::intern("__abstractmethods__").into_value();
    vm.attribute_error(class, &name, "__abstractmethods__".to_string())
}

fn set_abstract_methods(vm: &mut Vm, args: &[Value]) -> Res {
    let class = class(&args[0]);
    if args[1].is_unset() {
        let name = Str::intern("__abstractmethods__").into_value();
        if class.dict().remove_str(&name).is_none() {
            return Err(no_abstract_methods(vm, &args[0]));
        }
        class.clear_flags(flag::ABSTRACT);
        class.changed();
        return Ok(Value::NONE);
    }
    class.dict().set_name("__abstractmethods__", args[1].clone());
    if vm.truth(&args[1])? {
        class.set_flags(flag::ABSTRACT);
    } else {
        class.clear_flags(flag::ABSTRACT);
    }
    class.changed();
    Ok(Value::NONE)
}

fn bases(_: &mut Vm, args: &[Value]) -> Res {
    Ok(Tuple::value(class(&args[0]).bases.borrow().iter().map(Gc::to_value).collect()))
}

fn base(vm: &mut Vm, args: &[Value]) -> Res {
    Ok(vm.base_of(class(&args[0])).map_or(Value::NONE, Gc::into_value))
}

fn mro_of(_: &mut Vm, value: &Value) -> Res<Vec<Value>> {
    let mut order = vec![value.clone()];
    order.extend(class(value).ancestors.borrow().iter().map(Gc::to_value));
    Ok(order)
}

/// `type.mro`: the order computed from the bases.
fn type_mro(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(class) = args[0].to_gc::<Class>() else { unreachable!("the binder checks") };
    let mut order = vec![args[0].clone()];
    if class.is_builtin {
        order.extend(class.ancestors.borrow().iter().map(Gc::to_value));
    } else {
        order.extend(vm.linear_order(&class)?.into_iter().map(Gc::into_value));
    }
    Ok(List::value(order))
}

fn subclasses(_: &mut Vm, args: &[Value]) -> Res {
    Ok(List::value(class(&args[0]).subclasses()))
}

// ------------------------------------------------------------------------------------------------------ Making classes

fn type_call(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(class) = args[0].to_gc::<Class>() else { unreachable!("the binder checks") };
    let (positional, names, values) = spread(args);
    if class.is(&vm.types.type_) && positional.len() == 1 {
        if !names.is_empty() {
            return Err(vm.error(Exc::TypeError, "type() takes no keyword arguments"));
        }
        return Ok(vm.class_of(&positional[0]).into_value());
    }
    vm.call_type(class, &positional, Keywords { names: &names, values: &values })
}

/// `*args` and `**kwargs` of a native that takes both after one parameter.
fn spread(args: &[Value]) -> (Vec<Value>, Vec<Value>, Vec<Value>) {
    let positional = args[1].exact::<Tuple>().map(|t| t.items().to_vec()).unwrap_or_default();
    let entries = args[2].exact::<Dict>().map(Dict::entries).unwrap_or_default();
    let (names, values) = entries.into_iter().map(|e| (e.key, e.value)).unzip();
    (positional, names, values)
}

fn type_new(vm: &mut Vm, args: &[Value]) -> Res {
    let metaclass = class_argument(vm, &args[0], "type")?;
    let (positional, names, values) = spread(args);
    if positional.len() != 3 && metaclass.is(&vm.types.type_) {
        let message = format!("type.__new__() takes exactly 3 arguments ({} given)", positional.len());
        return Err(vm.error(Exc::TypeError, message));
    }
    vm.make_class(&metaclass, &positional, Keywords { names: &names, values: &values })
}

fn type_init(vm: &mut Vm, args: &[Value]) -> Res {
    let count = args[1].exact::<Tuple>().map_or(0, |t| t.items().len());
    if count != 1 && count != 3 {
        return Err(vm.error(Exc::TypeError, "type.__init__() takes 1 or 3 arguments"));
    }
    Ok(Value::NONE)
}

impl Vm {
    /// `dir()` of a class.
    pub fn dir_of_class(&mut self, value: &Value) -> Res {
        let names = Dict::new();
        for class in mro_of(self, value)? {
            if let Some(class) = class.exact::<Class>() {
                for entry in class.dict().entries() {
                    names.set_str(entry.key, Value::NONE);
                }
            }
        }
        Ok(List::value(names.entries().into_iter().map(|e| e.key).collect()))
    }

    /// `dir()` of any other object.
    pub fn dir_of_object(&mut self, value: &Value) -> Res {
        let names = Dict::new();
        if let Some(module) = value.exact::<Module>() {
            return Ok(List::value(module.dict.entries().into_iter().map(|e| e.key).collect()));
        }
        let class = self.class_of(value);
        let dict_name = self.names.dict.clone();
        let is_getter = |found: Value| {
            found.exact::<Descriptor>().is_some_and(|found| matches!(found.kind, DescriptorKind::Getter(_)))
        };
        let is_plain = !class.has(flag::GETATTRIBUTE) && class.lookup(&dict_name).is_none_or(is_getter);
        match value.exact::<Instance>().filter(|_| is_plain) {
            Some(instance) if !instance.shape().in_dict => {
                // A dict of its attributes need not be made.
                let shape = instance.shape();
                for (name, slot) in shape.names() {
                    if !instance.slot(slot).is_unset() {
                        names.set_str(name.clone(), Value::NONE);
                    }
                }
            }
            _ => {
                let own = self.get_attr_opt(value, &dict_name)?;
                for entry in own.iter().filter_map(|own| own.unwrap_base().exact::<Dict>()).flat_map(Dict::entries) {
                    names.set_str(entry.key, Value::NONE);
                }
            }
        }
        let class_name = self.names.class.clone();
        let class = self.get_attr_opt(value, &class_name)?.filter(|class| class.is_kind(Kind::Class));
        if let Some(class) = class {
            let of_class = self.dir_of_class(&class)?;
            for name in self.collect(&of_class)? {
                names.set_str(name, Value::NONE);
            }
        }
        Ok(List::value(names.entries().into_iter().map(|e| e.key).collect()))
    }
}
