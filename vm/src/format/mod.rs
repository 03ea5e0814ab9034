//! The format specification mini-language (PEP 3101, PEP 378, PEP 515, PEP 682): what `format()`, f-strings and
//! `str.format` do with built-in values.

mod number;
mod spec;

pub use number::{in_radix, plain_float};
pub use spec::Spec;

use crate::fault::Fault;
use crate::object::exception::Exc;
use crate::object::number::{self as numbers, Number};
use crate::value::Value;
use crate::vm::{Res, Vm};

/// `format(value, spec)` for exact strings and numbers; `None` for anything else, whose `__format__` must be called.
pub fn format_value(vm: &mut Vm, value: &Value, spec: &str) -> Option<Res<String>> {
    let result = if let Some(text) = value.exact::<crate::object::str::Str>() {
        if spec.is_empty() { Ok(text.as_str().to_string()) } else { format_text(text.as_str(), spec, "str") }
    } else if spec.is_empty() {
        numbers::repr(value)?
    } else {
        let class = match (Number::exact(value)?, value.as_bool()) {
            (_, Some(_)) => "bool",
            (Number::Int(_), _) => "int",
            (Number::Float(_), _) => "float",
            (Number::Complex(..), _) => "complex",
        };
        format_number(Number::exact(value)?, spec, class)
    };
    Some(result.map_err(|fault| vm.fault(fault)))
}

/// `__format__` of strings and numbers.
pub fn method(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(spec) = args[1].as_str() else {
        let got = vm.type_name(&args[1]);
        return Err(vm.error(Exc::TypeError, format!("__format__() argument must be str, not {got}")));
    };
    if let Some(result) = format_value(vm, &args[0], spec) {
        return result.map(Value::from);
    }
    if spec.is_empty() {
        return vm.str(&args[0]).map(Value::from);
    }
    let class = vm.type_name(&args[0]);
    let result = match (args[0].as_str(), Number::of(&args[0])) {
        (Some(text), _) => format_text(text, spec, &class),
        (_, Some(number)) => format_number(number, spec, &class),
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    result.map(Value::from).map_err(|fault| vm.fault(fault))
}

/// A string laid out as `spec` says; `class` is the name of its class, for messages.
///
/// # Errors
/// ValueError.
pub fn format_text(text: &str, spec: &str, class: &str) -> Result<String, Fault> {
    let spec = Spec::parse(spec, class, 's', '<')?;
    if spec.ty.is_some_and(|ty| ty != 's') {
        return Err(spec.unknown_type(class));
    }
    let fault = match spec.sign {
        Some(' ') => Some("Space not allowed in string format specifier"),
        Some(_) => Some("Sign not allowed in string format specifier"),
        None if spec.no_negative_zero => Some("Negative zero coercion (z) not allowed in string format specifier"),
        None if spec.alternate => Some("Alternate form (#) not allowed in string format specifier"),
        None if spec.align == Some('=') => Some("'=' alignment not allowed in string format specifier"),
        None => None,
    };
    if let Some(message) = fault {
        return Err(Fault::value_error(message));
    }
    let text = match spec.precision {
        Some(most) => match text.char_indices().nth(most) {
            Some((end, _)) => &text[..end],
            None => text,
        },
        None => text,
    };
    spec.pad(text, '<')
}

/// A number laid out as `spec`, which is not empty, says; `class` is the name of its class, for messages.
///
/// # Errors
/// ValueError, OverflowError.
pub fn format_number(number: Number, spec: &str, class: &str) -> Result<String, Fault> {
    let spec = Spec::parse(spec, class, if matches!(number, Number::Int(_)) { 'd' } else { '\0' }, '>')?;
    match number {
        Number::Int(i) => number::integer(i, &spec, class),
        Number::Float(f) => number::float(f, &spec, class),
        Number::Complex(re, im) => number::complex(re, im, &spec, class),
    }
}
