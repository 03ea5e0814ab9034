//! The types of native functions and methods as programs see them, alone and bound to what they were looked up on.

use crate::heap::Kind;
use crate::object::class::{Class, flag};
use crate::object::method::BoundMethod;
use crate::object::native::{Flavor, NativeDef, NativeFunction};
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};

const NAME: NativeDef = getter!("__name__", |_, args| Ok(Value::from(native(&args[0]).name())));
const DOC: NativeDef = getter!("__doc__", |_, _| Ok(Value::NONE));
const OWNER: NativeDef = getter!("__objclass__", |_, args| Ok(native(&args[0]).owner.get()));
const TEXT_SIGNATURE: NativeDef = getter!("__text_signature__", text_signature);
const CALL: NativeDef =
    method!("__call__(self, *args, **kwargs)", |vm, args| vm.call_spread(&args[0], &args[1], &args[2]));
const GET: NativeDef = method!("__get__(self, instance, owner=None, /)", |_, args| {
    if args[1].is_none() {
        return Ok(args[0].clone());
    }
    Ok(BoundMethod::value(args[0].clone(), args[1].clone()))
});
/// The name with that of the class that defines the method.
const QUALNAME: NativeDef = getter!("__qualname__", |vm, args| {
    let this = native(&args[0]);
    Ok(Value::from(format!("{}.{}", vm.class_name_of_class(this.owner.peek()), this.name())))
});

/// `builtin_function_or_method`.
pub static FUNCTION_SPEC: TypeSpec = TypeSpec {
    name: "builtin_function_or_method",
    doc: "",
    constructor: None,
    methods: &[
        NAME,
        getter!("__qualname__", function_qualname),
        getter!("__module__", |_, args| {
            let owner = native(&args[0]).owner.get();
            Ok(if owner.as_str().is_some() { owner } else { Value::NONE })
        }),
        DOC,
        getter!("__self__", |vm, args| Ok(match receiver(&args[0]) {
            Some(receiver) => receiver.clone(),
            None => {
                let owner = native(&args[0]).owner.get();
                owner.as_str().and_then(|name| vm.modules.get_name(name)).unwrap_or(Value::NONE)
            }
        })),
        TEXT_SIGNATURE,
        CALL,
        method!("__reduce__(self, /)", reduce),
        method!("__repr__(self, /)", |vm, args| {
            let name = native(&args[0]).name();
            Ok(Str::value(&match receiver(&args[0]) {
                None => format!("<built-in function {name}>"),
                Some(receiver) => {
                    let class = vm.type_name(receiver);
                    format!("<built-in method {name} of {class} object at {:#x}>", receiver.bits())
                }
            }))
        }),
    ],
    flags: flag::FINAL,
};

/// `method-wrapper`.
pub static WRAPPER_SPEC: TypeSpec = TypeSpec {
    name: "method-wrapper",
    doc: "",
    constructor: None,
    methods: &[
        NAME,
        QUALNAME,
        DOC,
        OWNER,
        getter!("__self__", |_, args| Ok(receiver(&args[0]).cloned().unwrap_or(Value::NONE))),
        TEXT_SIGNATURE,
        CALL,
        method!("__reduce__(self, /)", reduce),
        method!("__repr__(self, /)", |vm, args| {
            let receiver = receiver(&args[0]).cloned().unwrap_or(Value::NONE);
            let (name, class) = (native(&args[0]).name(), vm.type_name(&receiver));
            Ok(Str::value(&format!("<method-wrapper '{name}' of {class} object at {:#x}>", receiver.bits())))
        }),
    ],
    flags: flag::FINAL,
};

/// `method_descriptor`.
pub static DESCRIPTOR_SPEC: TypeSpec = TypeSpec {
    name: "method_descriptor",
    doc: "",
    constructor: None,
    methods: &[
        NAME,
        QUALNAME,
        DOC,
        OWNER,
        TEXT_SIGNATURE,
        CALL,
        GET,
        method!("__reduce__(self, /)", reduce),
        method!("__repr__(self, /)", |vm, args| described(vm, &args[0], "method")),
    ],
    flags: flag::FINAL,
};

/// `wrapper_descriptor`.
pub static SLOT_SPEC: TypeSpec = TypeSpec {
    name: "wrapper_descriptor",
    doc: "",
    constructor: None,
    methods: &[
        NAME,
        QUALNAME,
        DOC,
        OWNER,
        TEXT_SIGNATURE,
        CALL,
        GET,
        method!("__reduce__(self, /)", reduce),
        method!("__repr__(self, /)", |vm, args| described(vm, &args[0], "slot wrapper")),
    ],
    flags: flag::FINAL,
};

/// Which of these types a value of kind `Native` or `BoundMethod` is of; `None`: `method`.
pub(crate) fn spec_of(value: &Value) -> Option<&'static TypeSpec> {
    if let Some(bound) = value.exact::<BoundMethod>() {
        let native = bound.function.exact::<NativeFunction>()?;
        return match native.def().flavor {
            Flavor::Method if native.is_slot() => Some(&WRAPPER_SPEC),
            Flavor::Method | Flavor::ClassMethod => Some(&FUNCTION_SPEC),
            _ => None,
        };
    }
    let native = value.exact::<NativeFunction>()?;
    Some(match native.def().flavor {
        Flavor::Method if native.is_slot() => &SLOT_SPEC,
        Flavor::Method => &DESCRIPTOR_SPEC,
        _ => &FUNCTION_SPEC,
    })
}

fn native(value: &Value) -> &NativeFunction {
    let function = value.exact::<BoundMethod>().map_or(value, |bound| &bound.function);
    match function.exact::<NativeFunction>() {
        Some(native) => native,
        None => unreachable!("methods of natives are given natives: the binder checks"),
    }
}

fn receiver(value: &Value) -> Option<&Value> {
    value.exact::<BoundMethod>().map(|bound| &bound.receiver)
}

/// `list.append` for a method of a list, `dict.fromkeys` for a class method, `len` for a function.
fn function_qualname(vm: &mut Vm, args: &[Value]) -> Res {
    let name = native(&args[0]).name();
    let Some(receiver) = receiver(&args[0]).cloned() else { return Ok(Value::from(name)) };
    let class = match receiver.is_kind(Kind::Class) {
        true => receiver,
        false => vm.class_of(&receiver).into_value(),
    };
    let class = vm.get_attr_text(&class, "__qualname__")?;
    Ok(Value::from(format!("{}.{name}", class.as_str().unwrap_or_default())))
}

/// The signature as `inspect` reads it: the receiver is `$self`. `None` if a parameter's default has no value.
fn text_signature(_: &mut Vm, args: &[Value]) -> Res {
    let def = native(&args[0]).def();
    let text = def.signature.trim_start_matches(def.name());
    if text.contains("=?") || !text.starts_with('(') {
        return Ok(Value::NONE);
    }
    Ok(match def.flavor {
        Flavor::Method => Value::from(text.replacen('(', "($", 1)),
        Flavor::ClassMethod => Value::from(text.replacen('(', "($", 1)),
        _ => Value::from(text),
    })
}

fn described(vm: &mut Vm, value: &Value, what: &str) -> Res {
    let this = native(value);
    let owner = vm.class_name_of_class(this.owner.peek());
    Ok(Str::value(&format!("<{what} '{}' of '{owner}' objects>", this.name())))
}

/// A function is pickled by name, a method as an attribute of what it is looked up on.
fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let this = native(&args[0]);
    let name = Value::from(this.name());
    let holder = match receiver(&args[0]) {
        Some(receiver) => receiver.clone(),
        None if this.owner.peek().exact::<Class>().is_some() => this.owner.get(),
        None => return Ok(name),
    };
    let getattr = vm.builtins.get_name("getattr").unwrap_or(Value::NONE);
    Ok(crate::object::tuple::Tuple::value(vec![getattr, crate::object::tuple::Tuple::value(vec![holder, name])]))
}
