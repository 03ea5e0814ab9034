//! Unions of types (PEP 604): `int | str`.

use crate::heap::{Kind, Visitor};
use crate::object::class::{Class, flag};
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::generic_alias;
use crate::object::set::Elements;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, getter, method};

/// A union of types.
pub struct Union {
    /// At least two distinct types, a tuple; `None` stands as its class.
    args: Value,
}

impl ForeignData for Union {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.args);
    }
}

/// The types of a union.
pub fn args(value: &Value) -> Option<&[Value]> {
    value.foreign::<Union>().and_then(|union| union.args.exact::<Tuple>()).map(Tuple::items)
}

/// Can it be an operand of `|` between types?
fn is_type_like(vm: &Vm, value: &Value) -> bool {
    if value.is_none() || value.is_kind(Kind::Class) || args(value).is_some() || generic_alias::is_alias(value) {
        return true;
    }
    // Type variables, type aliases and what else the language makes for annotations.
    let class = vm.class_of(value);
    let module = class.dict().get_str(&vm.names.module);
    value.is_object() && module.as_ref().and_then(Value::as_str) == Some("typing")
}

/// `a | b` between types; `NotImplemented` if one of them is no type.
pub fn union_of(vm: &mut Vm, a: &Value, b: &Value) -> Res {
    if !is_type_like(vm, a) || !is_type_like(vm, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    join(vm, &[a.clone(), b.clone()])
}

/// `a | b` of which one is a union: the other may be whatever [`class_getitem`] takes.
fn union_with(vm: &mut Vm, a: &Value, b: &Value) -> Res {
    if is_type_like(vm, a) && is_type_like(vm, b) {
        return join(vm, &[a.clone(), b.clone()]);
    }
    let types = [a, b].into_iter().map(|one| argument(vm, one)).collect::<Res<Vec<Value>>>()?;
    join(vm, &types)
}

/// Whether two parts of a union are one. What can be hashed must have the same hash, as `==` of what stands for the
/// text of an annotation is true of anything.
fn same_type(vm: &mut Vm, a: &Value, b: &Value) -> Res<bool> {
    if a.is(b) {
        return Ok(true);
    }
    let hashes = [a, b].map(|one| match vm.hash(one) {
        Ok(hash) => Some(hash),
        Err(_) => {
            vm.take_raised();
            None
        }
    });
    match hashes {
        [Some(a_hash), Some(b_hash)] if a_hash != b_hash => Ok(false),
        _ => vm.eq(a, b),
    }
}

/// The union of types: nested ones are flattened, duplicates removed; one type alone is itself.
pub fn join(vm: &mut Vm, types: &[Value]) -> Res {
    let mut all: Vec<Value> = Vec::new();
    for one in types {
        let none = [vm.types.none.to_value()];
        let parts = match args(one) {
            Some(parts) => parts,
            None if one.is_none() => &none,
            None => std::slice::from_ref(one),
        };
        // Those of one union differ from each other.
        let before = all.len();
        for part in parts {
            let mut known = false;
            for other in &all[..before] {
                known = known || same_type(vm, other, part)?;
            }
            if !known {
                all.push(part.clone());
            }
        }
    }
    if let [single] = all.as_slice() {
        return Ok(single.clone());
    }
    let class = vm.types.native_class(&SPEC);
    Ok(Foreign::new(class, Union { args: Tuple::value(all) }).into_value())
}

/// The types of the union that a method was called on; the binder has checked that it is one.
fn receiver(vm: &mut Vm, value: &Value) -> Res<Vec<Value>> {
    match args(value) {
        Some(args) => Ok(args.to_vec()),
        None => Err(vm.type_error_about("a union is required, not '{}'", value)),
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let mut texts = Vec::new();
    for part in receiver(vm, &args[0])? {
        let is_none = part.exact::<Class>().is_some_and(|class| std::ptr::eq(class, &*vm.types.none));
        texts.push(if is_none { "None".to_string() } else { generic_alias::repr_argument(vm, &part)? });
    }
    Ok(Value::from(texts.join(" | ")))
}

fn equal(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(other) = self::args(&args[1]).map(<[Value]>::to_vec) else { return Ok(Value::NOT_IMPLEMENTED) };
    let own = receiver(vm, &args[0])?;
    let mut equal = own.len() == other.len();
    for part in &own {
        let mut found = false;
        for candidate in &other {
            found = found || vm.eq(part, candidate)?;
        }
        equal = equal && found;
    }
    Ok(Value::bool(equal))
}

fn hash(vm: &mut Vm, args: &[Value]) -> Res {
    let own = Tuple::value(receiver(vm, &args[0])?);
    let elements = Elements::from_iterable(vm, &own)?;
    Ok(crate::ops::hash_value(elements.frozen_hash()))
}

fn check(vm: &mut Vm, args: &[Value], instance: bool) -> Res {
    for part in receiver(vm, &args[0])? {
        if generic_alias::is_alias(&part) {
            let function = if instance { "isinstance" } else { "issubclass" };
            let message = format!("{function}() argument 2 cannot be a parameterized generic");
            return Err(vm.error(Exc::TypeError, message));
        }
        let found = if instance { vm.is_instance(&args[1], &part)? } else { vm.is_subclass(&args[1], &part)? };
        if found {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

fn getitem(vm: &mut Vm, args: &[Value]) -> Res {
    let own = receiver(vm, &args[0])?;
    let parameters = generic_alias::parameters_of(vm, &own)?;
    let given = args[1].get::<Tuple>().map_or(&args[1..2], Tuple::items);
    let types = generic_alias::substitute(vm, &args[0], &own, &parameters, given)?;
    join(vm, &types)
}

/// `Union[...]`: what is no type by itself is left to `typing`, which makes forward references of strings.
fn class_getitem(vm: &mut Vm, args: &[Value]) -> Res {
    let given = args[1].get::<Tuple>().map_or(&args[1..2], Tuple::items);
    if given.is_empty() {
        return Err(vm.error(Exc::TypeError, "Cannot take a Union of no types."));
    }
    let types = given.iter().map(|one| argument(vm, one)).collect::<Res<Vec<Value>>>()?;
    join(vm, &types)
}

/// What stands in a union for one of its arguments.
fn argument(vm: &mut Vm, one: &Value) -> Res {
    if one.is_none() || one.is_kind(Kind::Class) || args(one).is_some() || generic_alias::is_alias(one) {
        return Ok(one.clone());
    }
    let module = vm.import_module("typing")?;
    let check = vm.get_attr_text(&module, "_union_argument")?;
    vm.call(&check, std::slice::from_ref(one))
}

/// The class `typing.Union`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "typing.Union",
    doc: "One of several types: int | str",
    constructor: None,
    methods: &[
        getter!("__name__", |_, _| Ok(Value::from("Union"))),
        getter!("__qualname__", |_, _| Ok(Value::from("Union"))),
        getter!("__args__", |vm, a| Ok(Tuple::value(receiver(vm, &a[0])?))),
        getter!("__origin__", |vm, _| Ok(vm.types.native_class(&SPEC).into_value())),
        getter!("__parameters__", |vm, a| {
            let own = receiver(vm, &a[0])?;
            generic_alias::parameters_of(vm, &own).map(Tuple::value)
        }),
        method!("__repr__(self, /)", repr),
        method!("__or__(self, value, /)", |vm, a| union_with(vm, &a[0], &a[1])),
        method!("__ror__(self, value, /)", |vm, a| union_with(vm, &a[1], &a[0])),
        method!("__eq__(self, value, /)", equal),
        method!("__hash__(self, /)", hash),
        method!("__getitem__(self, key, /)", getitem),
        method!("__instancecheck__(self, instance, /)", |vm, a| check(vm, a, true)),
        method!("__subclasscheck__(self, class, /)", |vm, a| check(vm, a, false)),
        method!("__mro_entries__(self, bases, /)", |vm, a| {
            let text = vm.repr(&a[0])?;
            Err(vm.error(Exc::TypeError, format!("Cannot subclass {text}")))
        }),
        class_method!("__class_getitem__(cls, item, /)", class_getitem),
    ],
    flags: flag::FINAL,
};
