//! Bound methods: a callable and the receiver it was looked up on.

use crate::heap::{Body, Gc, Kind, Visitor};
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};

/// A bound method, of a function or of a native.
pub struct BoundMethod {
    /// What is called.
    pub function: Value,
    /// Its first argument.
    pub receiver: Value,
}

impl Body for BoundMethod {
    const KIND: Kind = Kind::BoundMethod;

    fn trace(&self, visit: &mut Visitor) {
        visit(&self.function);
        visit(&self.receiver);
    }
}

impl BoundMethod {
    /// `function` bound to `receiver`.
    pub fn value(function: Value, receiver: Value) -> Value {
        Gc::new(BoundMethod { function, receiver }).into_value()
    }
}

/// `method`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "method",
    doc: "A function bound to what becomes its first argument.",
    constructor: Some(&function!("method(function, instance, /)", |vm, args| {
        if !crate::builtins::attributes::is_callable(vm, &args[0]) {
            return Err(vm.error(Exc::TypeError, "first argument must be callable"));
        }
        if args[1].is_none() {
            return Err(vm.error(Exc::TypeError, "instance must not be None"));
        }
        Ok(BoundMethod::value(args[0].clone(), args[1].clone()))
    })),
    methods: &[
        getter!("__func__", |_, args| Ok(own(&args[0]).function.clone())),
        getter!("__self__", |_, args| Ok(own(&args[0]).receiver.clone())),
        getter!("__name__", |vm, args| forwarded(vm, args, "__name__")),
        getter!("__qualname__", |vm, args| forwarded(vm, args, "__qualname__")),
        getter!("__doc__", |vm, args| forwarded(vm, args, "__doc__")),
        getter!("__module__", |vm, args| forwarded(vm, args, "__module__")),
        method!("__get__(self, instance, owner=None, /)", |vm, args| match args[1].is_none() && args[2].is_none() {
            true => Err(vm.error(Exc::TypeError, "__get__(None, None) is invalid")),
            false => Ok(args[0].clone()),
        }),
        method!("__call__(self, *args, **kwargs)", |vm, args| vm.call_spread(&args[0], &args[1], &args[2])),
        method!("__eq__(self, other, /)", |_, args| {
            let Some(other) = args[1].exact::<BoundMethod>() else { return Ok(Value::NOT_IMPLEMENTED) };
            let this = own(&args[0]);
            Ok(Value::bool(this.function.is(&other.function) && this.receiver.is(&other.receiver)))
        }),
        method!("__hash__(self, /)", |_, args| {
            let this = own(&args[0]);
            Ok(Value::small_int_unchecked(
                ((this.function.bits() ^ this.receiver.bits().rotate_left(7)) >> 4) as i64 & 0xFFFF_FFFF_FFFF,
            ))
        }),
        method!("__repr__(self, /)", repr),
        method!("__reduce__(self, /)", |vm, args| {
            let receiver = own(&args[0]).receiver.clone();
            let name = forwarded(vm, args, "__name__")?;
            let getattr = vm.builtins.get_name("getattr").unwrap_or(Value::NONE);
            Ok(Tuple::of([getattr, Tuple::of([receiver, name])]))
        }),
    ],
    flags: crate::object::class::flag::FINAL,
};

fn own(value: &Value) -> &BoundMethod {
    match value.exact::<BoundMethod>() {
        Some(method) => method,
        None => unreachable!("methods of methods are given methods: the binder checks"),
    }
}

fn forwarded(vm: &mut Vm, args: &[Value], name: &str) -> Res {
    let function = own(&args[0]).function.clone();
    vm.get_attr_text(&function, name)
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let this = own(&args[0]);
    let Some(name) = qualified_name(vm, &this.function)? else {
        let receiver = vm.repr(&this.receiver)?;
        return Ok(Str::value(&format!("<bound method ? of {receiver}>")));
    };
    let receiver = vm.repr(&this.receiver)?;
    Ok(Str::value(&format!("<bound method {} of {receiver}>", name.as_str().unwrap_or("?"))))
}

/// `__qualname__`, or else `__name__`, of what is bound, if that is a string.
fn qualified_name(vm: &mut Vm, function: &Value) -> Res<Option<Value>> {
    for name in ["__qualname__", "__name__"] {
        let name = Str::intern(name).into_value();
        if let Some(found) = vm.get_attr_opt(function, &name)? {
            return Ok(Some(found).filter(|found| found.as_str().is_some()));
        }
    }
    Ok(None)
}
