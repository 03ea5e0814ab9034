//! `_functools`: the parts of `functools` that are called often.

use crate::lru_cache;
use crate::module::module;
use rondo_vm::heap::{Gc, Interior, Slot, Visitor};
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{self, DICT_GETTER, Foreign, ForeignData};
use rondo_vm::object::generic_alias;
use rondo_vm::object::method::BoundMethod;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::{Keywords, NativeDef};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::ops::Compare;
use rondo_vm::sys::audit::given;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{class_method, function, getter, method};

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_functools", "Tools that operate on functions.", FUNCTIONS);
    module.dict.set_name("partial", vm.types.native_class(&PARTIAL).into_value());
    module.dict.set_name("Placeholder", placeholder(vm));
    module.dict.set_name("_lru_cache_wrapper", vm.types.native_class(&lru_cache::WRAPPER).into_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] =
    &[function!("cmp_to_key(mycmp)", cmp_to_key), function!("reduce(*args, initial=?)", reduce)];

fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let given = tuple_items(&args[0]);
    if given.len() < 2 || given.len() > 3 {
        let bound = if given.len() < 2 { "least 2 positional" } else { "most 3" };
        let message = format!("reduce() takes at {bound} arguments ({} given)", given.len());
        return Err(vm.error(Exc::TypeError, message));
    }
    let initial = match given.get(2) {
        Some(_) if !args[1].is_unset() => {
            let message = "argument for reduce() given by name ('initial') and position (3)";
            return Err(vm.error(Exc::TypeError, message));
        }
        Some(initial) => initial.clone(),
        None => args[1].clone(),
    };
    let iterator = match vm.iter(&given[1]) {
        Err(raised) if vm.raised_is(Exc::TypeError) => {
            drop(vm.take_raised());
            let _ = raised;
            return Err(vm.error(Exc::TypeError, "reduce() arg 2 must support iteration"));
        }
        result => result?,
    };
    let mut result = match initial.is_unset() {
        false => initial,
        true => match vm.next(&iterator)? {
            Some(first) => first,
            None => return Err(vm.error(Exc::TypeError, "reduce() of empty iterable with no initial value")),
        },
    };
    while let Some(item) = vm.next(&iterator)? {
        result = vm.call(&given[0], &[result, item])?;
    }
    Ok(result)
}

// ---------------------------------------------------------------------------------------------------------------
// cmp_to_key

/// A sort key that compares by a function, or (without an object) what makes such keys.
struct Key {
    compare: Value,
    object: Value,
}

impl ForeignData for Key {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.compare);
        visit(&self.object);
    }

    fn compare(&self, vm: &mut Vm, op: Compare, other: &Value) -> Option<Res> {
        Some(self.compare_with(vm, op, other))
    }
}

impl Key {
    /// `self op other`, by what the function says of both objects.
    fn compare_with(&self, vm: &mut Vm, op: Compare, other: &Value) -> Res {
        let Some(other) = other.foreign::<Key>() else {
            return Err(vm.error(Exc::TypeError, "other argument must be K instance"));
        };
        // The first of all keys has none.
        if self.object.is_unset() || other.object.is_unset() {
            return Err(vm.error(Exc::AttributeError, "object"));
        }
        let order = vm.call(&self.compare, &[self.object.clone(), other.object.clone()])?;
        vm.compare(op, &order, &Value::from(0i64))
    }
}

static KEY: TypeSpec = TypeSpec {
    name: "functools.KeyWrapper",
    doc: "",
    constructor: None,
    methods: &[
        method!("__call__(self, obj)", key_call),
        getter!("obj", |_, args| Ok(given(&key(&args[0]).object))),
        method!("__lt__(self, other, /)", |vm, args| key_compare(vm, args, Compare::Lt)),
        method!("__le__(self, other, /)", |vm, args| key_compare(vm, args, Compare::Le)),
        method!("__eq__(self, other, /)", |vm, args| key_compare(vm, args, Compare::Eq)),
        method!("__ne__(self, other, /)", |vm, args| key_compare(vm, args, Compare::Ne)),
        method!("__gt__(self, other, /)", |vm, args| key_compare(vm, args, Compare::Gt)),
        method!("__ge__(self, other, /)", |vm, args| key_compare(vm, args, Compare::Ge)),
    ],
    flags: 0,
};

fn key(value: &Value) -> &Key {
    match value.foreign() {
        Some(key) => key,
        None => unreachable!("a method of KeyWrapper is bound to one only"),
    }
}

fn cmp_to_key(vm: &mut Vm, args: &[Value]) -> Res {
    let key = Key { compare: args[0].clone(), object: Value::UNSET };
    Ok(Foreign::new(vm.types.native_class(&KEY), key).into_value())
}

fn key_call(vm: &mut Vm, args: &[Value]) -> Res {
    let key = Key { compare: key(&args[0]).compare.clone(), object: args[1].clone() };
    Ok(Foreign::new(vm.types.native_class(&KEY), key).into_value())
}

fn key_compare(vm: &mut Vm, args: &[Value], op: Compare) -> Res {
    key(&args[0]).compare_with(vm, op, &args[1])
}

// ---------------------------------------------------------------------------------------------------------------
// partial

/// A function with some of its arguments.
struct Partial {
    inside: Interior<Inside>,
    /// Attributes set by programs: a dict or unset.
    dict: Slot,
}

#[derive(Clone)]
struct Inside {
    function: Value,
    /// A tuple.
    args: Value,
    keywords: Gc<Dict>,
    /// How many of `args` are `Placeholder`.
    placeholders: usize,
}

impl ForeignData for Partial {
    fn trace(&self, visit: &mut Visitor) {
        let inside = self.inside.borrow();
        visit(&inside.function);
        visit(&inside.args);
        rondo_vm::heap::visit_gc(&inside.keywords, visit);
        self.dict.trace(visit);
    }

    fn clear(&self) {
        let keywords = self.inside.borrow().keywords.clone();
        keywords.clear_entries();
        drop(self.dict.take());
    }

    fn attributes(&self) -> Option<&Slot> {
        Some(&self.dict)
    }

    fn is_callable(&self) -> bool {
        true
    }

    fn call(&self, vm: &mut Vm, _: &Value, args: &[Value], keywords: Keywords) -> Res {
        // What is called may change the partial meanwhile.
        let inside = self.inside.borrow().clone();
        inside.call(vm, args, keywords)
    }
}

static PARTIAL: TypeSpec = TypeSpec {
    name: "functools.partial",
    doc: "A function with some of its arguments given in advance.",
    constructor: Some(&function!("partial(*args, **keywords)", partial_new)),
    methods: &[
        foreign::CALL,
        method!("__get__(self, instance, owner=None, /)", partial_get),
        method!("__reduce__(self, /)", partial_reduce),
        method!("__repr__(self, /)", partial_repr),
        method!("__setstate__(self, state, /)", partial_set_state),
        getter!("func", |_, args| Ok(partial(&args[0]).function), read_only),
        getter!("args", |_, args| Ok(partial(&args[0]).args), read_only),
        getter!("keywords", |_, args| Ok(partial(&args[0]).keywords.to_value()), read_only),
        DICT_GETTER,
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    ],
    flags: 0,
};

static PLACEHOLDER: TypeSpec = TypeSpec {
    name: "functools._PlaceholderType",
    doc: "The class of Placeholder, which keeps a place free among the arguments of a partial.",
    constructor: Some(&function!("_PlaceholderType(*args, **kwargs)", |vm, args| {
        let is_empty = args[0].exact::<Tuple>().is_none_or(|args| args.items().is_empty())
            && args[1].exact::<Dict>().is_none_or(Dict::is_empty);
        match is_empty {
            true => Ok(placeholder(vm)),
            false => Err(vm.error(Exc::TypeError, "PlaceholderType takes no arguments")),
        }
    })),
    methods: &[
        method!("__repr__(self, /)", |_, _| Ok(Value::from("Placeholder"))),
        method!("__reduce__(self, /)", |_, _| Ok(Value::from("Placeholder"))),
    ],
    flags: rondo_vm::object::class::flag::FINAL,
};

struct Placeholder;

impl ForeignData for Placeholder {}

fn placeholder(vm: &mut Vm) -> Value {
    let class = vm.types.native_class(&PLACEHOLDER);
    if let Some(made) = class.dict().get_name("_instance") {
        return made;
    }
    let made = Foreign::new(class.clone(), Placeholder).into_value();
    class.dict().set_name("_instance", made.clone());
    made
}

/// What the partial that a method was called on holds.
fn partial(value: &Value) -> Inside {
    match value.foreign::<Partial>() {
        Some(partial) => partial.inside.borrow().clone(),
        None => unreachable!("a method of partial is bound to one only"),
    }
}

fn tuple_items(value: &Value) -> &[Value] {
    value.get::<Tuple>().map_or(&[], |t| t.items())
}

fn partial_new(vm: &mut Vm, args: &[Value]) -> Res {
    let given = tuple_items(&args[0]);
    let Some((function, given)) = given.split_first() else {
        return Err(vm.error(Exc::TypeError, "type 'partial' takes at least one argument"));
    };
    if !is_callable(vm, function) {
        return Err(vm.error(Exc::TypeError, "the first argument must be callable"));
    }
    let gap = placeholder(vm);
    if given.last().is_some_and(|last| last.is(&gap)) {
        return Err(vm.error(Exc::TypeError, "trailing Placeholders are not allowed"));
    }
    let Some(keywords) = args[1].to_gc::<Dict>() else { unreachable!("**keywords arrives as a dict") };
    if keywords.entries().iter().any(|entry| entry.value.is(&gap)) {
        return Err(vm.error(Exc::TypeError, "Placeholder cannot be passed as a keyword argument"));
    }
    // A partial of a partial is flattened.
    let (function, all, keywords) = match function.exact::<Foreign>().and_then(Foreign::data::<Partial>) {
        Some(inner) if inner.dict.get().is_unset() => {
            let inner = inner.inside.borrow().clone();
            let merged = inner.keywords.copy();
            for entry in keywords.entries() {
                merged.set_str(entry.key, entry.value);
            }
            let all = filled(tuple_items(&inner.args), given, &gap);
            (inner.function, all, merged)
        }
        _ => (function.clone(), given.to_vec(), keywords),
    };
    let placeholders = all.iter().filter(|a| a.is(&gap)).count();
    let inside = Inside { function, args: Tuple::value(all), keywords, placeholders };
    let partial = Partial { inside: Interior::new(inside), dict: Slot::default() };
    Ok(Foreign::new(vm.types.native_class(&PARTIAL), partial).into_value())
}

fn is_callable(vm: &mut Vm, value: &Value) -> bool {
    let call = vm.names.call.clone();
    vm.lookup_special(value, &call).is_some() || is_builtin_callable(value)
}

/// Kinds whose call needs no `__call__` attribute.
fn is_builtin_callable(value: &Value) -> bool {
    use rondo_vm::heap::Kind::*;
    matches!(value.kind(), Some(Function | BoundMethod | Native | Class))
}

/// The arguments of the partial with its gaps filled from those of the call.
fn filled(own: &[Value], given: &[Value], gap: &Value) -> Vec<Value> {
    let mut given = given.iter().cloned();
    let mut all: Vec<Value> =
        own.iter().map(|a| if a.is(gap) { given.next().unwrap_or_else(|| gap.clone()) } else { a.clone() }).collect();
    all.extend(given);
    all
}

impl Inside {
    fn call(&self, vm: &mut Vm, given: &[Value], keywords: Keywords) -> Res {
        let own = tuple_items(&self.args);
        let mut few = [const { Value::UNSET }; 6];
        let many;
        let all = match few.get_mut(..own.len() + given.len()) {
            Some(all) if self.placeholders == 0 => {
                all[..own.len()].clone_from_slice(own);
                all[own.len()..].clone_from_slice(given);
                &*all
            }
            _ if given.len() < self.placeholders => {
                let message = format!(
                    "missing positional arguments in 'partial' call; expected at least {}, got {}",
                    self.placeholders,
                    given.len()
                );
                return Err(vm.error(Exc::TypeError, message));
            }
            _ => {
                let gap = placeholder(vm);
                many = filled(own, given, &gap);
                &many
            }
        };
        if self.keywords.is_empty() {
            return vm.call_with(&self.function, all, keywords);
        }
        let merged = match keywords.names.is_empty() {
            true => self.keywords.clone(),
            false => self.keywords.copy(),
        };
        for (name, value) in keywords.names.iter().zip(keywords.values) {
            merged.set_str(name.clone(), value.clone());
        }
        let (names, values): (Vec<Value>, Vec<Value>) = merged.entries().into_iter().map(|e| (e.key, e.value)).unzip();
        vm.call_with(&self.function, all, Keywords { names: &names, values: &values })
    }
}

fn partial_get(_: &mut Vm, args: &[Value]) -> Res {
    // As in Python 3.14 a partial is a method descriptor.
    if args[1].is_none() {
        return Ok(args[0].clone());
    }
    Ok(BoundMethod::value(args[0].clone(), args[1].clone()))
}

fn partial_repr(vm: &mut Vm, args: &[Value]) -> Res {
    // A partial can hold itself.
    let text = vm.repr_guarded(args[0].unwrap_base(), "...", |vm| shown_partial(vm, args))?;
    Ok(Value::from(text))
}

fn shown_partial(vm: &mut Vm, args: &[Value]) -> Res<String> {
    let this = partial(&args[0]);
    let mut shown = vec![vm.repr(&this.function)?];
    for arg in tuple_items(&this.args) {
        shown.push(vm.repr(arg)?);
    }
    for entry in this.keywords.entries() {
        let (name, value) = (vm.str(&entry.key)?, vm.repr(&entry.value)?);
        shown.push(format!("{name}={value}"));
    }
    let class = vm.class_of(&args[0]).into_value();
    let module = vm.get_attr_text(&class, "__module__")?;
    let name = vm.get_attr_text(&class, "__qualname__")?;
    Ok(format!("{}.{}({})", vm.str(&module)?, vm.str(&name)?, shown.join(", ")))
}

fn read_only(vm: &mut Vm, _: &[Value]) -> Res {
    Err(vm.error(Exc::AttributeError, "readonly attribute"))
}

fn partial_reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let this = partial(&args[0]);
    let dict = args[0].get::<Foreign>().and_then(Foreign::existing_dict).map_or(Value::NONE, Gc::into_value);
    let state = Tuple::of([this.function.clone(), this.args, this.keywords.into_value(), dict]);
    let class = vm.class_of(&args[0]).into_value();
    Ok(Tuple::of([class, Tuple::of([this.function]), state]))
}

fn partial_set_state(vm: &mut Vm, args: &[Value]) -> Res {
    let invalid = |vm: &mut Vm| Err(vm.error(Exc::TypeError, "invalid partial state"));
    let [function, given, keywords, dict] = tuple_items(&args[1]) else { return invalid(vm) };
    if !is_callable(vm, function) || given.get::<Tuple>().is_none() || !(dict.is_none() || dict.get::<Dict>().is_some())
    {
        return invalid(vm);
    }
    let keywords = match keywords.to_gc::<Dict>() {
        Some(keywords) => keywords,
        None if keywords.is_none() => Dict::new(),
        None => match keywords.get::<Dict>() {
            Some(subclass) => subclass.copy(),
            None => return invalid(vm),
        },
    };
    let gap = placeholder(vm);
    let given = tuple_items(given).to_vec();
    if given.last().is_some_and(|last| last.is(&gap)) {
        return Err(vm.error(Exc::TypeError, "trailing Placeholders are not allowed"));
    }
    let placeholders = given.iter().filter(|a| a.is(&gap)).count();
    let inside = Inside { function: function.clone(), args: Tuple::value(given), keywords, placeholders };
    if let Some(this) = args[0].foreign::<Partial>() {
        drop(this.inside.replace(inside));
        this.dict.set(if dict.is_none() { Value::UNSET } else { dict.clone() });
    }
    Ok(Value::NONE)
}
