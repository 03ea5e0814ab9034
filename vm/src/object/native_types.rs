//! The types of native functions and methods as programs see them, alone and bound to what they were looked up on.

use crate::event_loop::methods;
use crate::heap::Kind;
use crate::object::class::{Class, flag};
use crate::object::docs;
use crate::object::exception::Exc;
use crate::object::int::from_i64;
use crate::object::method::BoundMethod;
use crate::object::native::{Flavor, NativeDef, NativeFunction};
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};

const NAME: NativeDef = getter!("__name__", |_, args| Ok(Value::from(native(&args[0]).name())));
const DOC: NativeDef = getter!("__doc__", |_, args| {
    let this = native(&args[0]);
    let owner = this.owner.get();
    let slot = this.def().flavor == Flavor::Method && (this.is_slot() || this.name() == "__getitem__");
    let class = owner.exact::<Class>().map(|c| c.name_text()).unwrap_or_default();
    let doc = match owner.as_str() {
        Some(module) => docs::of(module, this.name(), false),
        None if this.name() == "__new__" => docs::of("object", "__new__", false),
        None => docs::of(&class, this.name(), slot).or_else(|| docs::of("object", this.name(), slot)),
    };
    Ok(doc.map_or(Value::NONE, Value::from))
});
const OWNER: NativeDef = getter!("__objclass__", |_, args| Ok(native(&args[0]).owner.get()));
const TEXT_SIGNATURE: NativeDef = getter!("__text_signature__", text_signature);
const CALL: NativeDef =
    method!("__call__(self, *args, **kwargs)", |vm, args| vm.call_spread(&args[0], &args[1], &args[2]));
const GET: NativeDef = method!("__get__(self, instance, owner=None, /)", |vm, args| {
    if args[1].is_none() && args[2].is_none() {
        return Err(vm.error(Exc::TypeError, "__get__(None, None) is invalid"));
    }
    let this = native(&args[0]);
    let owner = this.owner.get();
    let to_none = owner.exact::<Class>().is_some_and(|owner| std::ptr::eq(owner, &*vm.types.none));
    if args[1].is_none() && !to_none {
        return Ok(args[0].clone());
    }
    if let Some(owner) = owner.exact::<Class>()
        && !vm.class_of(&args[1]).descends_from(owner)
    {
        let (name, class, got) = (this.name(), owner.name_text(), vm.type_name(&args[1]));
        let message = format!("descriptor '{name}' for '{class}' objects doesn't apply to a '{got}' object");
        return Err(vm.error(Exc::TypeError, message));
    }
    Ok(BoundMethod::value(args[0].clone(), args[1].clone()))
});
/// The same native bound to the same object.
const EQ: NativeDef = method!("__eq__(self, value, /)", |vm, args| {
    if !vm.class_of(&args[0]).is(&vm.class_of(&args[1])) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Ok(Value::bool(match (args[0].exact::<BoundMethod>(), args[1].exact::<BoundMethod>()) {
        (Some(a), Some(b)) => a.function.is(&b.function) && a.receiver.is(&b.receiver),
        _ => args[0].is(&args[1]),
    }))
});
const HASH: NativeDef =
    method!("__hash__(self, /)", |vm, args| { vm.hash(&args[0]).map(|hash| from_i64(hash as i64)) });
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
            None if native(&args[0]).def().flavor == Flavor::StaticMethod => native(&args[0]).owner.get(),
            None => {
                let owner = native(&args[0]).owner.get();
                let Some(name) = owner.as_str() else { return Ok(Value::NONE) };
                match vm.modules.get_name(name) {
                    Some(module) => module,
                    // That of `open` comes to exist when somebody asks for it.
                    None => vm.import_module(name)?,
                }
            }
        })),
        TEXT_SIGNATURE,
        CALL,
        method!("__reduce__(self, /)", reduce),
        EQ,
        HASH,
        method!("__repr__(self, /)", |vm, args| {
            let this = native(&args[0]);
            let (name, owner) = (this.name(), this.owner.get());
            let receiver = match receiver(&args[0]) {
                None if this.def().flavor == Flavor::StaticMethod && owner.is_kind(Kind::Class) => Some(&owner),
                receiver => receiver,
            };
            Ok(Str::value(&match receiver {
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
        EQ,
        HASH,
        method!("__repr__(self, /)", |vm, args| {
            let receiver = receiver(&args[0]).cloned().unwrap_or(Value::NONE);
            let (name, class) = (native(&args[0]).name(), vm.type_name(&receiver));
            Ok(Str::value(&format!("<method-wrapper '{name}' of {class} object at {:#x}>", receiver.bits())))
        }),
    ],
    flags: flag::FINAL | flag::NO_WEAKREF,
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
    let this = native(&args[0]);
    let name = this.name();
    let owner = || Some(this.owner.get()).filter(|owner| owner.is_kind(Kind::Class));
    let Some(receiver) = receiver(&args[0]).cloned().or_else(owner) else { return Ok(Value::from(name)) };
    if this.owner.get().is(&vm.types.of_kind(Kind::EventLoop).to_value()) {
        return Ok(Value::from(format!("{}.{name}", methods::class_in_library(name))));
    }
    let class = match receiver.is_kind(Kind::Class) {
        true => receiver,
        false => vm.class_of(&receiver).into_value(),
    };
    let class = vm.get_attr_text(&class, "__qualname__")?;
    Ok(Value::from(format!("{}.{name}", class.as_str().unwrap_or_default())))
}

/// The signature as `inspect` reads it: the receiver is `$self`. `None` if a parameter's default has no value.
fn text_signature(_: &mut Vm, args: &[Value]) -> Res {
    let this = native(&args[0]);
    let def = this.def();
    let owner = this.owner.get();
    let class = owner.exact::<Class>().map(|class| class.name_text());
    if let Some(said) = class.as_deref().or(owner.as_str()).and_then(|owner| docs::signature_of(owner, def.name())) {
        return Ok(said.map_or(Value::NONE, Value::from));
    }
    let text = def.signature.trim_start_matches(def.name());
    if text.contains("=?") || !text.starts_with('(') {
        return Ok(Value::NONE);
    }
    Ok(match def.flavor {
        Flavor::Method | Flavor::ClassMethod => {
            // The receiver is never passed by name.
            let first = text.find([',', ')']).unwrap_or(text.len());
            let (receiver, rest) = text.split_at(first);
            let slash = if text.contains(", /") { "" } else { ", /" };
            let name = if def.flavor == Flavor::ClassMethod { "type" } else { &receiver[1..] };
            Value::from(format!("(${name}{slash}{rest}"))
        }
        _ if this.owner.peek().as_str().is_some() => {
            Value::from(text.replacen('(', if text == "()" { "($module" } else { "($module, " }, 1))
        }
        _ => Value::from(text),
    })
}

fn described(vm: &mut Vm, value: &Value, what: &str) -> Res {
    let this = native(value);
    let owner = vm.descriptor_owner(this.owner.peek());
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
