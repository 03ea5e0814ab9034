//! How objects are taken apart for copies and pickles: `object.__reduce_ex__` and what it asks (PEP 307).

use crate::heap::Kind;
use crate::method;
use crate::object::bytes::Bytes;
use crate::object::class::flag;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::instance::Instance;
use crate::object::int::methods::index_i64;
use crate::object::list::List;
use crate::object::native::{NativeDef, NativeFunction};
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};

/// The methods of `object` that take an instance apart.
pub static METHODS: &[NativeDef] = &[
    method!("__reduce__(self, /)", |vm, args| by_protocol(vm, &args[0], 0)),
    method!("__reduce_ex__(self, protocol, /)", reduce_ex),
    method!("__getstate__(self, /)", |vm, args| default_state(vm, &args[0], false)),
];

/// Is it the method `name` that `object` itself has?
fn is_objects_own(found: &Value, name: &str) -> bool {
    found
        .exact::<NativeFunction>()
        .is_some_and(|native| METHODS.iter().any(|def| def.name() == name && std::ptr::eq(native.def(), def)))
}

fn reduce_ex(vm: &mut Vm, args: &[Value]) -> Res {
    let protocol = index_i64(vm, &args[1])?;
    let own = vm.lookup_special(&args[0], &Str::intern("__reduce__").into_value());
    if own.is_some_and(|found| !is_objects_own(&found, "__reduce__")) {
        return vm.call_method(&args[0], "__reduce__", &[]);
    }
    by_protocol(vm, &args[0], protocol)
}

fn by_protocol(vm: &mut Vm, object: &Value, protocol: i64) -> Res {
    let copyreg = vm.import_module("copyreg")?;
    if protocol < 2 {
        return vm.call_method(&copyreg, "_reduce_ex", &[object.clone(), Value::from(protocol as usize)]);
    }
    let class = vm.class_of(object);
    let cannot_be_made = class.has(flag::IMMUTABLE) && class.constructor.borrow().is_none();
    if cannot_be_made && !class.is(&vm.types.object) {
        return Err(cannot_pickle(vm, object));
    }
    let (args, keywords) = new_arguments(vm, object)?;
    let has_args = args.is_some();
    let args = args.unwrap_or_default();
    let (maker, maker_args) = match keywords {
        None => {
            let mut all = vec![class.into_value()];
            all.extend(args);
            ("__newobj__", all)
        }
        Some(keywords) => ("__newobj_ex__", vec![class.into_value(), Tuple::value(args), keywords]),
    };
    let maker = vm.get_attr_text(&copyreg, maker)?;
    let is_list = object.get::<List>().is_some();
    let is_dict = object.get::<Dict>().is_some();
    let state = state(vm, object, !(has_args || is_list || is_dict))?;
    let list_items = if is_list { vm.iter(object)? } else { Value::NONE };
    let dict_items = if is_dict {
        let items = vm.call_method(object, "items", &[])?;
        vm.iter(&items)?
    } else {
        Value::NONE
    };
    Ok(Tuple::of([maker, Tuple::value(maker_args), state, list_items, dict_items]))
}

fn cannot_pickle(vm: &mut Vm, object: &Value) -> Raised {
    let got = vm.type_name(object);
    let message = match got.strip_prefix("_io.") {
        Some(stream) => format!("cannot pickle '{stream}' instances"),
        None => format!("cannot pickle '{got}' object"),
    };
    vm.error(Exc::TypeError, message)
}

/// The arguments that `__new__` is to get, positional and by keyword, if the object says so.
fn new_arguments(vm: &mut Vm, object: &Value) -> Res<(Option<Vec<Value>>, Option<Value>)> {
    let ex = Str::intern("__getnewargs_ex__").into_value();
    if let Some(method) = vm.get_attr_opt(object, &ex)? {
        let result = vm.call(&method, &[])?;
        let Some(pair) = result.get::<Tuple>() else {
            return Err(vm.type_error_about("__getnewargs_ex__ should return a tuple, not '{}'", &result));
        };
        let [args, keywords] = pair.items() else {
            let count = pair.items().len();
            let message = format!("__getnewargs_ex__ should return a tuple of length 2, not {count}");
            return Err(vm.error(Exc::ValueError, message));
        };
        let Some(items) = args.get::<Tuple>() else {
            let message = "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'";
            return Err(vm.type_error_about(message, args));
        };
        let Some(dict) = keywords.get::<Dict>() else {
            let message = "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'";
            return Err(vm.type_error_about(message, keywords));
        };
        let keywords = (!dict.is_empty()).then(|| keywords.clone());
        return Ok((Some(items.items().to_vec()), keywords));
    }
    let plain = Str::intern("__getnewargs__").into_value();
    let Some(method) = vm.get_attr_opt(object, &plain)? else { return Ok((None, None)) };
    let result = vm.call(&method, &[])?;
    match result.get::<Tuple>() {
        Some(args) => Ok((Some(args.items().to_vec()), None)),
        None => Err(vm.type_error_about("__getnewargs__ should return a tuple, not '{}'", &result)),
    }
}

/// What `__getstate__` returns; `required` if nothing else says what the object holds.
pub fn state(vm: &mut Vm, object: &Value, required: bool) -> Res {
    let name = Str::intern("__getstate__").into_value();
    let own = vm.lookup_special(object, &name);
    if own.is_some_and(|found| is_objects_own(&found, "__getstate__")) {
        return default_state(vm, object, required);
    }
    let method = vm.get_attr(object, &name)?;
    vm.call(&method, &[])
}

fn default_state(vm: &mut Vm, object: &Value, required: bool) -> Res {
    let holds_more = match object.exact::<Instance>() {
        Some(_) => object.base_value().is_some(),
        None => !(object.is_none() || object.is_kind(Kind::Instance)),
    };
    if required && holds_more && !object.is_kind(Kind::Exception) {
        return Err(cannot_pickle(vm, object));
    }
    let attributes = match vm.attribute_dict(object) {
        Some(dict) if !dict.is_empty() => dict.into_value(),
        _ => Value::NONE,
    };
    let copyreg = vm.import_module("copyreg")?;
    let class = vm.class_of(object).into_value();
    let names = vm.call_method(&copyreg, "_slotnames", &[class])?;
    let names = vm.collect(&names)?;
    let slots = Dict::new();
    for name in names {
        let Some(text) = name.as_str() else { continue };
        let interned = Str::intern(text).into_value();
        if let Some(value) = vm.get_attr_opt(object, &interned)? {
            slots.set_str(interned, value);
        }
    }
    if slots.is_empty() {
        return Ok(attributes);
    }
    Ok(Tuple::of([attributes, slots.into_value()]))
}

/// The attributes of an instance of a subclass, `None` if it has none: what a `__reduce__` gives as state.
pub fn attributes(vm: &mut Vm, object: &Value) -> Value {
    match vm.attribute_dict(object) {
        Some(dict) => dict.into_value(),
        None => Value::NONE,
    }
}

/// As [`attributes`], a copy.
pub fn copied_attributes(vm: &mut Vm, object: &Value) -> Value {
    vm.attribute_dict(object).map_or(Value::NONE, |dict| dict.copy().into_value())
}

/// Gives an object the attributes of a state: a dict or `None`.
///
/// # Errors
/// TypeError for anything else, which is the `which` item of the state.
pub fn restore_attributes(vm: &mut Vm, object: &Value, attributes: &Value, which: &str) -> Res<()> {
    if attributes.is_none() {
        return Ok(());
    }
    let Some(new) = attributes.get::<Dict>() else {
        let got = vm.type_name(attributes);
        let message = format!("{which} item of state should be a dict, got a {got}");
        return Err(vm.error(Exc::TypeError, message));
    };
    if let Some(dict) = vm.attribute_dict(object) {
        for entry in new.entries() {
            if let Some(name) = entry.key.as_str() {
                dict.set_str(Str::intern(name).into_value(), entry.value);
            }
        }
    }
    Ok(())
}

/// `bytearray.__reduce__` and `__reduce_ex__`: as a string for protocols without bytes.
pub fn byte_array(vm: &mut Vm, object: &Value, protocol: i64) -> Res {
    let class = vm.class_of(object).into_value();
    let bytes = crate::object::bytes::bytes_of(object).unwrap_or_default();
    let args = match bytes.is_empty() {
        true => Vec::new(),
        false if protocol >= 3 => vec![Bytes::value(&bytes)],
        false => {
            let text: String = bytes.iter().map(|&b| b as char).collect();
            vec![Str::value(&text), Str::value("latin-1")]
        }
    };
    let state = state(vm, object, false)?;
    Ok(Tuple::of([class, Tuple::value(args), state]))
}

/// `set.__reduce__`.
pub fn set(vm: &mut Vm, args: &[Value]) -> Res {
    let elements = vm.collect(&args[0])?;
    let class = vm.class_of(&args[0]).into_value();
    let state = state(vm, &args[0], false)?;
    Ok(Tuple::of([class, Tuple::of([List::value(elements)]), state]))
}

/// `__reduce__` of what three numbers make again: a range or a slice.
pub fn three_parts(vm: &mut Vm, args: &[Value]) -> Res {
    let class = vm.class_of(&args[0]).into_value();
    let part = |vm: &mut Vm, name: &str| vm.get_attr_text(&args[0], name);
    let parts = [part(vm, "start")?, part(vm, "stop")?, part(vm, "step")?];
    Ok(Tuple::of([class, Tuple::of(parts)]))
}
