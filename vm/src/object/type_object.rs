//! `type` and `object`: making classes, and what every object can do.

use crate::heap::{Gc, Kind};
use crate::object::class::{Class, flag};
use crate::object::descriptor::{Descriptor, DescriptorKind};
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::mapping_proxy::MappingProxy;
use crate::object::module::Module;
use crate::object::native::{Keywords, NativeFunction};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, getter, method, static_method};

/// `type`.
pub static TYPE_SPEC: TypeSpec = TypeSpec {
    name: "type",
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    constructor: None,
    methods: &[
        static_method!("__new__(metaclass, *args, **kwargs)", type_new),
        method!("__init__(self, *args, **kwargs)", type_init),
        method!("__call__(self, *args, **kwargs)", type_call),
        method!("mro(self, /)", |vm, args| Ok(List::value(mro_of(vm, &args[0])?))),
        method!("__subclasses__(self, /)", subclasses),
        method!("__instancecheck__(self, instance, /)", |vm, args| {
            Ok(Value::bool(vm.is_instance_plain(&args[1], &args[0])?))
        }),
        method!("__subclasscheck__(self, subclass, /)", |vm, args| {
            Ok(Value::bool(vm.is_subclass_plain(&args[1], &args[0])?))
        }),
        class_method!("__prepare__(metaclass, *args, **kwargs)", |_, _| Ok(Dict::new().into_value())),
        method!("__repr__(self, /)", type_repr),
        method!("__dir__(self, /)", |vm, args| vm.dir_of_class(&args[0])),
        method!("__or__(self, other, /)", |vm, args| crate::object::union::union_of(vm, &args[0], &args[1])),
        method!("__ror__(self, other, /)", |vm, args| crate::object::union::union_of(vm, &args[1], &args[0])),
        getter!("__name__", |_, args| Ok(class(&args[0]).name.get()), set_name),
        getter!("__qualname__", |_, args| Ok(class(&args[0]).qualname.get()), set_qualname),
        getter!("__bases__", bases),
        getter!("__base__", base),
        getter!("__mro__", |vm, args| Ok(Tuple::value(mro_of(vm, &args[0])?))),
        getter!("__dict__", |_, args| {
            let mapping = class(&args[0]).dict.to_value();
            Ok(Gc::new(MappingProxy { mapping }).into_value())
        }),
        getter!("__module__", class_module, set_class_module),
        getter!("__doc__", class_doc, set_class_doc),
        getter!("__annotations__", class_annotations, set_class_annotations),
        getter!("__annotate__", class_annotate, set_class_annotate),
        getter!(
            "__type_params__",
            |_, args| {
                Ok(class(&args[0]).dict.get_name("__type_params__").unwrap_or_else(|| Tuple::value(Vec::new())))
            },
            |_, args| {
                class(&args[0]).dict.set_name("__type_params__", args[1].clone());
                Ok(Value::NONE)
            }
        ),
        getter!("__abstractmethods__", abstract_methods, set_abstract_methods),
        getter!("__flags__", flags),
    ],
    flags: flag::METACLASS,
};

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
    doc: "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n",
    constructor: None,
    methods: &[
        static_method!("__new__(cls, *args, **kwargs)", object_new),
        method!("__init__(self, *args, **kwargs)", object_init),
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
        method!("__repr__(self, /)", |vm, args| Ok(Str::value(&crate::ops::repr_default(vm, &args[0])))),
        method!("__str__(self, /)", |vm, args| Ok(Str::value(&vm.repr(&args[0])?))),
        method!("__format__(self, format_spec, /)", object_format),
        method!("__hash__(self, /)", |_, args| Ok(Value::small_int_unchecked((args[0].bits() >> 4) as i64))),
        method!("__eq__(self, value, /)", |_, args| Ok(identity(args[0].is(&args[1])))),
        method!("__ne__(self, value, /)", object_ne),
        method!("__lt__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        method!("__le__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        method!("__gt__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        method!("__ge__(self, value, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        method!("__dir__(self, /)", |vm, args| vm.dir_of_object(&args[0])),
        method!("__sizeof__(self, /)", |_, args| { Ok(Value::from(args[0].header().map_or(8, |h| h.size()))) }),
        class_method!("__init_subclass__(cls, /)", |_, _| Ok(Value::NONE)),
        class_method!("__subclasshook__(cls, subclass, /)", |_, _| Ok(Value::NOT_IMPLEMENTED)),
        getter!("__class__", |vm, args| Ok(vm.class_of(&args[0]).into_value()), set_class),
    ],
    flags: 0,
};

/// The getters that classes get when their instances have a `__dict__`.
pub static DICT_GETTER: crate::object::native::NativeDef = getter!("__dict__", instance_dict, set_instance_dict);

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

fn getattribute(vm: &mut Vm, args: &[Value]) -> Res {
    let name = attribute_name(vm, &args[1])?;
    let class = vm.class_of(&args[0]);
    match vm.find_plain(&args[0], &class, &name)? {
        Some(found) => Ok(found),
        None => Err(vm.no_attribute(&args[0], &name)),
    }
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
        Some("") => Ok(Str::value(&vm.str(&args[0])?)),
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
        let (positional, names, values) = spread(args);
        return vm.new_of_class(&class, &positional, Keywords { names: &names, values: &values });
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
        let new = class.lookup(&vm.names.new).is_some_and(|n| !vm.is_builtin_new(&n));
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

fn set_class(vm: &mut Vm, args: &[Value]) -> Res {
    if !args[1].is_kind(Kind::Class) {
        let got = vm.type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("__class__ must be set to a class, not '{got}' object")));
    }
    let (Some(instance), Some(class)) = (args[0].exact::<Instance>(), args[1].to_gc::<Class>()) else {
        return Err(
            vm.error(Exc::TypeError, "__class__ assignment only supported for mutable types or ModuleType subclasses")
        );
    };
    let old = instance.class();
    if class.is_builtin
        || class.reserved_slots() != old.reserved_slots()
        || class.has(flag::NO_DICT) != old.has(flag::NO_DICT)
    {
        let (new, old) = (class.name_text(), old.name_text());
        return Err(
            vm.error(Exc::TypeError, format!("__class__ assignment: '{new}' object layout differs from '{old}'"))
        );
    }
    instance.set_class(&class);
    Ok(Value::NONE)
}

fn instance_dict(vm: &mut Vm, args: &[Value]) -> Res {
    match vm.attribute_dict(&args[0]) {
        Some(dict) => Ok(dict.into_value()),
        None => {
            let name = Str::intern("__dict__").into_value();
            Err(vm.no_attribute(&args[0], &name))
        }
    }
}

fn set_instance_dict(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(dict) = args[1].to_gc::<Dict>() else {
        let got = vm.type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("__dict__ must be set to a dictionary, not a '{got}'")));
    };
    if let Some(instance) = args[0].exact::<Instance>() {
        instance.attribute_dict();
        instance.use_dict(dict);
    }
    Ok(Value::NONE)
}

// --------------------------------------------------------------------------------------------------- Class attributes

fn type_repr(vm: &mut Vm, args: &[Value]) -> Res {
    let name = vm.qualified_class_name(class(&args[0]));
    Ok(Str::value(&format!("<class '{name}'>")))
}

fn require_mutable(vm: &mut Vm, value: &Value, name: &str) -> Res<()> {
    if class(value).has(flag::IMMUTABLE) {
        let class = class(value).name_text();
        return Err(vm.error(Exc::TypeError, format!("cannot set '{name}' attribute of immutable type '{class}'")));
    }
    Ok(())
}

fn set_text(vm: &mut Vm, args: &[Value], name: &str) -> Res {
    require_mutable(vm, &args[0], name)?;
    if args[1].as_str().is_none() {
        let (class, got) = (class(&args[0]).name_text(), vm.type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, format!("can only assign string to {class}.{name}, not '{got}'")));
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
    match class.dict.get_name("__module__") {
        Some(module) if class.is_builtin && module.is_kind(Kind::Descriptor) => Ok(Value::from("builtins")),
        Some(module) => Ok(module),
        None => Ok(Value::from("builtins")),
    }
}

fn set_class_module(vm: &mut Vm, args: &[Value]) -> Res {
    require_mutable(vm, &args[0], "__module__")?;
    class(&args[0]).dict.set_name("__module__", args[1].clone());
    Ok(Value::NONE)
}

fn class_doc(_: &mut Vm, args: &[Value]) -> Res {
    match class(&args[0]).dict.get_name("__doc__") {
        Some(doc) if !doc.is_kind(Kind::Descriptor) => Ok(doc),
        Some(_) => Ok(Value::from(TYPE_SPEC.doc)),
        None => Ok(Value::NONE),
    }
}

fn set_class_doc(vm: &mut Vm, args: &[Value]) -> Res {
    require_mutable(vm, &args[0], "__doc__")?;
    class(&args[0]).dict.set_name("__doc__", args[1].clone());
    Ok(Value::NONE)
}

fn class_annotate(_: &mut Vm, args: &[Value]) -> Res {
    let dict = &class(&args[0]).dict;
    Ok(dict
        .get_name("__annotate_func__")
        .or_else(|| dict.get_name("__annotate__"))
        .filter(|v| !v.is_kind(Kind::Descriptor))
        .unwrap_or(Value::NONE))
}

fn set_class_annotate(vm: &mut Vm, args: &[Value]) -> Res {
    require_mutable(vm, &args[0], "__annotate__")?;
    let dict = &class(&args[0]).dict;
    dict.set_name("__annotate_func__", args[1].clone());
    dict.remove_str(&Str::intern("__annotations_cache__").into_value());
    Ok(Value::NONE)
}

/// PEP 649: annotations are computed when first asked for.
fn class_annotations(vm: &mut Vm, args: &[Value]) -> Res {
    let dict = class(&args[0]).dict.clone();
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
        false => vm.call(&annotate, &[Value::small_int_unchecked(1)])?,
    };
    dict.set_name("__annotations_cache__", annotations.clone());
    Ok(annotations)
}

fn set_class_annotations(vm: &mut Vm, args: &[Value]) -> Res {
    require_mutable(vm, &args[0], "__annotations__")?;
    class(&args[0]).dict.set_name("__annotations_cache__", args[1].clone());
    Ok(Value::NONE)
}

fn abstract_methods(vm: &mut Vm, args: &[Value]) -> Res {
    match class(&args[0]).dict.get_name("__abstractmethods__").filter(|v| !v.is_kind(Kind::Descriptor)) {
        Some(methods) => Ok(methods),
        None => {
            let name = Str::intern("__abstractmethods__").into_value();
            Err(vm.no_attribute(&args[0], &name))
        }
    }
}

fn set_abstract_methods(vm: &mut Vm, args: &[Value]) -> Res {
    let class = class(&args[0]);
    class.dict.set_name("__abstractmethods__", args[1].clone());
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
    let Some(own) = args[0].to_gc::<Class>() else { return Ok(Value::NONE) };
    let bases = own.bases.borrow().clone();
    // The base that decides the layout, else the first.
    let layout = bases.iter().find(|b| b.base_kind.get().is_some());
    let _ = vm;
    Ok(layout.or(bases.first()).map_or(Value::NONE, Gc::to_value))
}

fn mro_of(_: &mut Vm, value: &Value) -> Res<Vec<Value>> {
    let mut order = vec![value.clone()];
    order.extend(class(value).ancestors.borrow().iter().map(Gc::to_value));
    Ok(order)
}

fn subclasses(_: &mut Vm, args: &[Value]) -> Res {
    Ok(List::value(class(&args[0]).subclasses()))
}

// ------------------------------------------------------------------------------------------------------ Making classes

fn type_call(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(class) = args[0].to_gc::<Class>() else { unreachable!("the binder checks") };
    let (positional, names, values) = spread(args);
    if class.is(&vm.types.type_) && positional.len() == 1 && names.is_empty() {
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
    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`.
    pub(crate) fn make_class(&mut self, metaclass: &Gc<Class>, args: &[Value], keywords: Keywords) -> Res {
        let [name, bases, namespace] = args else {
            if args.len() == 1 && metaclass.is(&self.types.type_) {
                return Ok(self.class_of(&args[0]).into_value());
            }
            return Err(self.error(Exc::TypeError, "type() takes 1 or 3 arguments"));
        };
        let Some(text) = name.as_str().map(str::to_string) else {
            let got = self.type_name(name);
            return Err(self.error(Exc::TypeError, format!("type.__new__() argument 1 must be str, not {got}")));
        };
        let Some(base_values) = bases.get::<Tuple>().map(|t| t.items().to_vec()) else {
            let got = self.type_name(bases);
            return Err(self.error(Exc::TypeError, format!("type.__new__() argument 2 must be tuple, not {got}")));
        };
        let Some(namespace) = namespace.get::<Dict>().map(Dict::copy) else {
            let got = self.type_name(namespace);
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
        let base_kind = self.layout_of(&bases)?;
        let class = Class::new(&text, base_kind, false);
        class.metaclass.set(metaclass.to_value());
        self.inherit(&class, bases)?;
        self.fill_class(&class, &namespace)?;
        for base in class.bases.borrow().iter() {
            base.add_subclass(&class);
        }
        if let Some(cell) = namespace.get_str(&self.names.classcell) {
            class.dict.remove_str(&self.names.classcell);
            if let Some(cell) = cell.exact::<crate::object::cell::CellObject>() {
                cell.content.set(class.to_value());
            }
        }
        self.set_names(&class)?;
        self.init_subclass(&class, keywords)?;
        Ok(class.into_value())
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
            return Err(self.error(
                Exc::TypeError,
                "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
            ));
        }
        Ok(winner)
    }

    /// What instances of a class with these bases extend.
    fn layout_of(&mut self, bases: &[Gc<Class>]) -> Res<Option<Kind>> {
        let mut layout: Option<Kind> = None;
        for base in bases {
            if base.has(flag::FINAL) {
                let name = base.name_text();
                return Err(self.error(Exc::TypeError, format!("type '{name}' is not an acceptable base type")));
            }
            match (layout, base.base_kind.get()) {
                (_, None) => (),
                (None, kind) => layout = kind,
                (Some(a), Some(b)) if a == b => (),
                _ => {
                    return Err(self.error(Exc::TypeError, "multiple bases have instance lay-out conflict"));
                }
            }
        }
        Ok(layout)
    }

    /// Sets bases and resolution order, and the flags that are inherited.
    fn inherit(&mut self, class: &Gc<Class>, bases: Vec<Gc<Class>>) -> Res<()> {
        for (i, base) in bases.iter().enumerate() {
            if bases[..i].iter().any(|b| b.is(base)) {
                let name = base.name_text();
                return Err(self.error(Exc::TypeError, format!("duplicate base class {name}")));
            }
        }
        let Some(order) = linearize(&bases) else {
            return Err(self.error(Exc::TypeError, no_linearization(&bases)));
        };
        let inherited = flag::GETATTR
            | flag::GETATTRIBUTE
            | flag::SETATTR
            | flag::DEL
            | flag::EXCEPTION
            | flag::METACLASS
            | flag::FILLED_BY_INIT;
        for ancestor in &order {
            class.set_flags(ancestor.flags() & inherited);
        }
        *class.ancestors.borrow_mut() = order;
        let members = bases.iter().map(|b| b.members()).max().unwrap_or(0);
        if members > 0
            && bases.iter().filter(|b| b.members() == members).count()
                < bases.iter().filter(|b| b.members() > 0).count()
        {
            return Err(self.error(Exc::TypeError, "multiple bases have instance lay-out conflict"));
        }
        class.inherit_members(members);
        *class.bases.borrow_mut() = bases;
        Ok(())
    }

    /// Moves the namespace of the class body into the class.
    fn fill_class(&mut self, class: &Gc<Class>, namespace: &Gc<Dict>) -> Res<()> {
        for entry in namespace.entries() {
            let key = match entry.key.as_str() {
                Some(text) => Str::intern(text).into_value(),
                None => entry.key,
            };
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
            class.dict.set_str(key, value);
        }
        if let Some(qualname) = class.dict.remove_str(&self.names.qualname) {
            if qualname.as_str().is_none() {
                let got = self.type_name(&qualname);
                return Err(self.error(Exc::TypeError, format!("type __qualname__ must be a str, not {got}")));
            }
            class.qualname.set(qualname);
        }
        if class.dict.get_str(&self.names.module).is_none() {
            let module = self.current_globals().and_then(|g| g.get_str(&self.names.name));
            class.dict.set_name("__module__", module.unwrap_or_else(|| Value::from("builtins")));
        }
        if class.dict.get_str(&self.names.doc).is_none() {
            class.dict.set_name("__doc__", Value::NONE);
        }
        if class.dict.get_str(&self.names.eq).is_some() && class.dict.get_str(&self.names.hash).is_none() {
            class.dict.set_name("__hash__", Value::NONE);
        }
        self.define_slots(class)?;
        Class::make_shapes(class);
        self.note_special_methods(class);
        Ok(())
    }

    /// `__slots__`: a member descriptor a name; without a `__dict__` anywhere, instances get none.
    fn define_slots(&mut self, class: &Gc<Class>) -> Res<()> {
        let slots = class.dict.get_str(&self.names.slots);
        let Some(slots) = slots else {
            if !class.has(flag::EXCEPTION | flag::METACLASS) {
                let has_dict = class.ancestors.borrow().iter().any(|c| c.dict.get_str(&self.names.dict).is_some());
                if !has_dict {
                    self.add_dict_getter(class);
                }
            }
            return Ok(());
        };
        let names = match slots.as_str() {
            Some(_) => vec![slots],
            None => self.collect(&slots)?,
        };
        let mut has_dict = class.ancestors.borrow().iter().any(|c| c.dict.get_str(&self.names.dict).is_some());
        for name in names {
            let Some(text) = name.as_str() else {
                let got = self.type_name(&name);
                return Err(self.error(Exc::TypeError, format!("__slots__ items must be strings, not '{got}'")));
            };
            if text == "__dict__" {
                has_dict = true;
                self.add_dict_getter(class);
                continue;
            }
            if text == "__weakref__" {
                continue;
            }
            let is_identifier = !text.is_empty()
                && !text.starts_with(|c: char| c.is_ascii_digit())
                && text.chars().all(|c| c == '_' || c.is_alphanumeric());
            if !is_identifier {
                return Err(self.error(Exc::TypeError, "__slots__ must be identifiers"));
            }
            let mangled = mangle(&class.name_text(), text);
            let key = Str::intern(&mangled).into_value();
            if class.dict.get_str(&key).is_some() {
                return Err(
                    self.error(Exc::ValueError, format!("'{mangled}' in __slots__ conflicts with class variable"))
                );
            }
            let member = Descriptor::new(DescriptorKind::Member, class.to_value());
            member.name.set(key.clone());
            member.second.set(Value::from(class.add_member()));
            class.dict.set_str(key, member.into_value());
        }
        if !has_dict && class.ancestors.borrow().iter().all(|c| c.is_builtin || c.has(flag::NO_DICT)) {
            class.set_flags(flag::NO_DICT);
        }
        Ok(())
    }

    fn add_dict_getter(&mut self, class: &Gc<Class>) {
        let getter = Descriptor::new(DescriptorKind::Getter(&DICT_GETTER), class.to_value());
        class.dict.set_name("__dict__", getter.into_value());
    }

    /// Notes which of the special methods that change attribute access or finalization the class has.
    pub(crate) fn note_special_methods(&mut self, class: &Class) {
        let n = &self.names;
        let own = |name: &Value| class.dict.get_str(name).is_some_and(|v| !v.is_kind(Kind::Native));
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
        for entry in class.dict.entries() {
            if entry.value.is_kind(Kind::Descriptor) {
                self.name_descriptor(&entry.value, &entry.key);
                continue;
            }
            if !entry.value.is_kind(Kind::Instance) && !entry.value.is_kind(Kind::Foreign) {
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
            let own = class.name_text();
            return Err(self.error(Exc::TypeError, format!("{own}.__init_subclass__() takes no keyword arguments")));
        }
        self.call_with(&bound, &[], Keywords { names: &names, values: &values })?;
        Ok(())
    }

    /// `object.__new__` and its like: an instance made by the built-in part of a class.
    pub fn new_of_class(&mut self, class: &Gc<Class>, args: &[Value], keywords: Keywords) -> Res {
        let values = [args, keywords.values].concat();
        let names =
            if keywords.names.is_empty() { Value::UNSET } else { Tuple::from_slice(keywords.names).into_value() };
        let arguments = crate::interp::call::Arguments { values, names };
        if class.is_builtin && !class.has(flag::EXCEPTION | flag::METACLASS) {
            let constructor = class.constructor.borrow().clone();
            return match constructor {
                Some(constructor) => constructor.call(self, args, keywords),
                None if class.is(&self.types.object) => Ok(self.plain_object()),
                None => {
                    let name = class.name_text();
                    Err(self.error(Exc::TypeError, format!("cannot create '{name}' instances")))
                }
            };
        }
        self.make_instance(class, &arguments, true)
    }

    /// Is it the `__new__` of a built-in class, found in a class's attributes?
    pub(crate) fn is_builtin_new(&self, new: &Value) -> bool {
        match new.exact::<Descriptor>() {
            Some(d) => d.first.get().is_kind(Kind::Native),
            None => new.is_kind(Kind::Native),
        }
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
        let methods = class.dict.get_name("__abstractmethods__").unwrap_or(Value::NONE);
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

    /// `dir()` of a class.
    pub fn dir_of_class(&mut self, value: &Value) -> Res {
        let names = Dict::new();
        for class in mro_of(self, value)? {
            if let Some(class) = class.exact::<Class>() {
                for entry in class.dict.entries() {
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
        if let Some(instance) = value.exact::<Instance>() {
            let shape = instance.shape();
            if shape.in_dict {
                for entry in instance.attribute_dict().entries() {
                    names.set_str(entry.key, Value::NONE);
                }
            } else {
                for (name, slot) in shape.names() {
                    if !instance.slot(slot).is_unset() {
                        names.set_str(name.clone(), Value::NONE);
                    }
                }
            }
        } else if let Some(dict) = value.exact::<Function>().map(Function::attribute_dict) {
            for entry in dict.entries() {
                names.set_str(entry.key, Value::NONE);
            }
        }
        let class = self.class_of(value).into_value();
        let of_class = self.dir_of_class(&class)?;
        for name in self.collect(&of_class)? {
            names.set_str(name, Value::NONE);
        }
        Ok(List::value(names.entries().into_iter().map(|e| e.key).collect()))
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
