//! Parameterized generics (PEP 585): `list[int]`.

use crate::heap::{Kind, Visitor};
use crate::object::class::{Class, flag};
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::iter::Iter;
use crate::object::native::Keywords;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::object::union;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, getter, method};

/// A generic class with arguments.
pub struct GenericAlias {
    origin: Value,
    /// A tuple.
    args: Value,
    /// The distinct type variables among the arguments, a tuple.
    parameters: Value,
    /// Does it stand for its arguments, as in `*tuple[int, str]`?
    unpacked: bool,
}

impl ForeignData for GenericAlias {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.origin);
        visit(&self.args);
        visit(&self.parameters);
    }
}

/// `__class_getitem__(cls, item)` of generic built-in classes.
pub fn class_getitem(vm: &mut Vm, args: &[Value]) -> Res {
    subscript(vm, &args[0], &args[1])
}

/// `origin[item]`; a tuple is several arguments.
pub fn subscript(vm: &mut Vm, origin: &Value, item: &Value) -> Res {
    let args = if item.get::<Tuple>().is_some() { item.clone() } else { Tuple::of([item.clone()]) };
    make(vm, origin.clone(), args)
}

fn make(vm: &mut Vm, origin: Value, args: Value) -> Res {
    let parameters = Tuple::value(parameters_of(vm, items(&args))?);
    let class = vm.types.native_class(&SPEC);
    Ok(Foreign::new(class, GenericAlias { origin, args, parameters, unpacked: false }).into_value())
}

fn items(tuple: &Value) -> &[Value] {
    tuple.get::<Tuple>().map_or(&[], Tuple::items)
}

/// The distinct type variables in type arguments, those of nested generics included.
pub fn parameters_of(vm: &mut Vm, args: &[Value]) -> Res<Vec<Value>> {
    let mut found: Vec<Value> = Vec::new();
    for arg in args.iter().filter(|arg| !arg.is_kind(Kind::Class)) {
        let several = if let Some(tuple) = arg.get::<Tuple>() {
            parameters_of(vm, tuple.items())?
        } else if attribute(vm, arg, "__typing_subst__")?.is_some() {
            vec![arg.clone()]
        } else {
            match attribute(vm, arg, "__parameters__")? {
                Some(parameters) => items(&parameters).to_vec(),
                None => Vec::new(),
            }
        };
        for parameter in several {
            if !found.iter().any(|p| p.is(&parameter)) {
                found.push(parameter);
            }
        }
    }
    Ok(found)
}

fn attribute(vm: &mut Vm, value: &Value, name: &str) -> Res<Option<Value>> {
    if !value.is_object() {
        return Ok(None);
    }
    vm.get_attr_opt(value, &Str::intern(name).into_value())
}

/// The alias that a method was called on; the binder has checked that it is one.
fn alias<'a>(vm: &mut Vm, value: &'a Value) -> Res<&'a GenericAlias> {
    match value.foreign::<GenericAlias>() {
        Some(alias) => Ok(alias),
        None => Err(vm.type_error_about("a generic alias is required, not '{}'", value)),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    subscript(vm, &args[0], &args[1])
}

/// A type argument as in a program: the name of a class, `...`, else its `repr`.
pub fn repr_argument(vm: &mut Vm, argument: &Value) -> Res<String> {
    if argument.is_ellipsis() {
        return Ok("...".to_string());
    }
    if let Some(list) = argument.exact::<crate::object::list::List>() {
        let items = list.items().borrow().clone();
        return Ok(format!("[{}]", repr_arguments(vm, &items)?));
    }
    match argument.exact::<Class>() {
        Some(class) => Ok(vm.qualified_class_name(class)),
        None if matches!(argument.kind(), Some(Kind::Function | Kind::Native)) => {
            let qualname = vm.names.qualname.clone();
            let qualname = vm.get_attr(argument, &qualname)?;
            let module = vm.names.module.clone();
            let module = vm.get_attr(argument, &module)?;
            match (module.as_str(), qualname.as_str()) {
                (Some("builtins"), Some(qualname)) => Ok(qualname.to_string()),
                (Some(module), Some(qualname)) => Ok(format!("{module}.{qualname}")),
                _ => vm.repr(argument),
            }
        }
        None => vm.repr(argument),
    }
}

fn repr_arguments(vm: &mut Vm, args: &[Value]) -> Res<String> {
    let mut texts = Vec::with_capacity(args.len());
    for arg in args {
        texts.push(repr_argument(vm, arg)?);
    }
    Ok(texts.join(", "))
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let this = alias(vm, &args[0])?;
    let origin = repr_argument(vm, &this.origin)?;
    let inside = match items(&this.args) {
        [] => "()".to_string(),
        args => repr_arguments(vm, args)?,
    };
    let star = if this.unpacked { "*" } else { "" };
    Ok(Value::from(format!("{star}{origin}[{inside}]")))
}

fn call(vm: &mut Vm, args: &[Value]) -> Res {
    let origin = alias(vm, &args[0])?.origin.clone();
    let keywords = match args[2].to_gc::<crate::object::dict::Dict>() {
        Some(dict) => dict.entries(),
        None => Vec::new(),
    };
    let names: Vec<Value> = keywords.iter().map(|e| e.key.clone()).collect();
    let values: Vec<Value> = keywords.into_iter().map(|e| e.value).collect();
    let made = vm.call_with(&origin, items(&args[1]), Keywords { names: &names, values: &values })?;
    let name = Str::intern("__orig_class__").into_value();
    match vm.set_attr(&made, &name, args[0].clone()) {
        Ok(()) => (),
        Err(raised) if vm.raised_is(Exc::AttributeError) || vm.raised_is(Exc::TypeError) => {
            drop((raised, vm.take_raised()));
        }
        Err(raised) => return Err(raised),
    }
    Ok(made)
}

/// `alias[item]`: the arguments in place of the type variables.
fn getitem(vm: &mut Vm, args: &[Value]) -> Res {
    let (origin, own, parameters) = {
        let this = alias(vm, &args[0])?;
        (this.origin.clone(), this.args.clone(), this.parameters.clone())
    };
    let parameters = items(&parameters);
    let given = args[1].get::<Tuple>().map_or(&args[1..2], Tuple::items);
    let made = if needs_typing(vm, parameters, given)? {
        let module = vm.import_module("typing")?;
        let function = vm.get_attr_text(&module, "_subscript_native")?;
        vm.call(&function, &[args[0].clone(), Tuple::value(given.to_vec())])?
    } else {
        Tuple::value(substitute(vm, &args[0], items(&own), parameters, given)?)
    };
    make(vm, origin, made)
}

/// Do the type parameters or their values follow rules that the module `typing` knows: defaults, parameters that take
/// several types, unpacked types?
fn needs_typing(vm: &mut Vm, parameters: &[Value], given: &[Value]) -> Res<bool> {
    if parameters.is_empty() {
        return Ok(false);
    }
    for parameter in parameters {
        if attribute(vm, parameter, "__typing_prepare_subst__")?.is_some() {
            return Ok(true);
        }
    }
    for value in given {
        if !value.is_kind(crate::heap::Kind::Class)
            && attribute(vm, value, "__typing_unpacked_tuple_args__")?.is_some_and(|args| !args.is_none())
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// `*alias`: one item, the alias that stands for its arguments.
fn iterate(vm: &mut Vm, receiver: &[Value]) -> Res {
    let this = alias(vm, &receiver[0])?;
    let (origin, args, parameters) = (this.origin.clone(), this.args.clone(), this.parameters.clone());
    let class = vm.types.native_class(&SPEC);
    let unpacked = Foreign::new(class, GenericAlias { origin, args, parameters, unpacked: true }).into_value();
    // The iterator is reduced to one over the alias itself.
    let iterator = vm.iter(&Tuple::value(vec![unpacked]))?;
    if let Some(iter) = iterator.exact::<Iter>() {
        iter.holder.set(receiver[0].clone());
    }
    Ok(iterator)
}

/// Type arguments with `parameters` replaced by `given`, which must be as many.
pub fn substitute(
    vm: &mut Vm,
    generic: &Value,
    args: &[Value],
    parameters: &[Value],
    given: &[Value],
) -> Res<Vec<Value>> {
    if parameters.is_empty() {
        let text = vm.repr(generic)?;
        return Err(vm.error(Exc::TypeError, format!("{text} is not a generic class")));
    }
    if parameters.len() != given.len() {
        let text = vm.repr(generic)?;
        let many = if given.len() > parameters.len() { "many" } else { "few" };
        let (got, want) = (given.len(), parameters.len());
        // The first for which there is none asks for one more.
        let want = if got < want { format!("at least {}", got + 1) } else { want.to_string() };
        let message = format!("Too {many} arguments for {text}; actual {got}, expected {want}");
        return Err(vm.error(Exc::TypeError, message));
    }
    let mut result = Vec::with_capacity(args.len());
    for arg in args {
        let found = parameters.iter().position(|p| p.is(arg));
        result.push(match found {
            Some(i) => given[i].clone(),
            None => {
                let inner = parameters_of(vm, std::slice::from_ref(arg))?;
                if inner.is_empty() {
                    arg.clone()
                } else {
                    let replaced = inner
                        .iter()
                        .map(|p| parameters.iter().position(|q| q.is(p)).map_or(p.clone(), |i| given[i].clone()))
                        .collect();
                    vm.get_item(arg, &Tuple::value(replaced))?
                }
            }
        });
    }
    Ok(result)
}

/// Attributes that an alias has itself; all others are its origin's.
const OWN_ATTRIBUTES: [&str; 12] = [
    "__args__",
    "__bases__",
    "__class__",
    "__copy__",
    "__deepcopy__",
    "__mro_entries__",
    "__origin__",
    "__parameters__",
    "__reduce__",
    "__reduce_ex__",
    "__typing_unpacked_tuple_args__",
    "__unpacked__",
];

fn getattribute(vm: &mut Vm, args: &[Value]) -> Res {
    let origin = alias(vm, &args[0])?.origin.clone();
    if !args[1].as_str().is_some_and(|name| OWN_ATTRIBUTES.contains(&name)) {
        return vm.get_attr(&origin, &args[1]);
    }
    let class = vm.class_of(&args[0]);
    match vm.find_plain(&args[0], &class, &args[1])? {
        Some(found) => Ok(found),
        None => Err(vm.no_attribute(&args[0], &args[1])),
    }
}

/// Attributes of the alias that `dir()` does not name.
const UNNAMED: [&str; 3] = ["__bases__", "__copy__", "__deepcopy__"];

/// `dir()`: what its origin has, and what it has itself.
fn dir(vm: &mut Vm, args: &[Value]) -> Res {
    let origin = alias(vm, &args[0])?.origin.clone();
    let dir = vm.builtins.get_name("dir").unwrap_or(Value::NONE);
    let names = vm.call(&dir, &[origin])?;
    if let Some(names) = names.exact::<crate::object::list::List>() {
        let mut names = names.items().borrow_mut();
        for name in OWN_ATTRIBUTES.into_iter().filter(|name| !UNNAMED.contains(name)) {
            if !names.iter().any(|known| known.as_str() == Some(name)) {
                names.push(Str::intern(name).into_value());
            }
        }
    }
    Ok(names)
}

fn refuse(vm: &mut Vm, function: &str) -> Res {
    let message = format!("{function}() argument 2 cannot be a parameterized generic");
    Err(vm.error(Exc::TypeError, message))
}

/// The class `types.GenericAlias`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "types.GenericAlias",
    doc: "A class with type arguments: list[int]",
    constructor: Some(&function!("GenericAlias(origin, args, /)", new)),
    methods: &[
        getter!("__origin__", |vm, a| Ok(alias(vm, &a[0])?.origin.clone())),
        getter!("__args__", |vm, a| Ok(alias(vm, &a[0])?.args.clone())),
        getter!("__parameters__", |vm, a| Ok(alias(vm, &a[0])?.parameters.clone())),
        getter!("__unpacked__", |vm, a| Ok(Value::bool(alias(vm, &a[0])?.unpacked))),
        getter!("__typing_unpacked_tuple_args__", |vm, a| {
            let this = alias(vm, &a[0])?;
            let is_tuple = this.origin.is(&vm.types.of_kind(crate::heap::Kind::Tuple).to_value());
            Ok(if this.unpacked && is_tuple { this.args.clone() } else { Value::NONE })
        }),
        method!("__iter__(self, /)", iterate),
        method!("__repr__(self, /)", repr),
        method!("__call__(self, /, *args, **kwargs)", call),
        method!("__getitem__(self, key, /)", getitem),
        method!("__getattribute__(self, name, /)", getattribute),
        method!("__dir__(self, /)", dir),
        method!("__mro_entries__(self, bases, /)", |vm, a| Ok(Tuple::value(vec![alias(vm, &a[0])?.origin.clone()]))),
        method!("__instancecheck__(self, instance, /)", |vm, _| refuse(vm, "isinstance")),
        method!("__subclasscheck__(self, class, /)", |vm, _| refuse(vm, "issubclass")),
        method!("__or__(self, value, /)", |vm, a| union::union_of(vm, &a[0], &a[1])),
        method!("__ror__(self, value, /)", |vm, a| union::union_of(vm, &a[1], &a[0])),
        method!("__eq__(self, value, /)", |vm, a| {
            let this = alias(vm, &a[0])?;
            match a[1].foreign::<GenericAlias>() {
                Some(other) => {
                    let equal = this.unpacked == other.unpacked
                        && vm.eq(&this.origin, &other.origin)?
                        && vm.test(Compare::Eq, &this.args, &other.args)?;
                    Ok(Value::bool(equal))
                }
                None => Ok(Value::NOT_IMPLEMENTED),
            }
        }),
        method!("__hash__(self, /)", |vm, a| {
            let this = alias(vm, &a[0])?;
            let hash = vm.hash(&this.origin)? ^ vm.hash(&this.args)?;
            Ok(crate::ops::hash_value(hash))
        }),
        class_method!("__class_getitem__(cls, item, /)", class_getitem),
        method!("__reduce__(self, /)", |vm, a| {
            let this = alias(vm, &a[0])?;
            let plain = Tuple::of([this.origin.clone(), this.args.clone()]);
            let class = vm.types.native_class(&SPEC).into_value();
            if !this.unpacked {
                return Ok(Tuple::of([class, plain]));
            }
            // `next(iter(alias))` is the unpacked one.
            let next = vm.builtins.get_name("next").unwrap_or(Value::NONE);
            let alias = vm.call(&class, plain.exact::<Tuple>().map(Tuple::items).unwrap_or_default())?;
            let iterator = vm.iter(&alias)?;
            Ok(Tuple::of([next, Tuple::of([iterator])]))
        }),
    ],
    flags: flag::GETATTRIBUTE,
};

/// The origin of a generic alias.
pub fn origin_of(value: &Value) -> Option<Value> {
    value.foreign::<GenericAlias>().map(|alias| alias.origin.clone())
}

/// Is it a generic alias?
pub fn is_alias(value: &Value) -> bool {
    value.foreign::<GenericAlias>().is_some()
}
