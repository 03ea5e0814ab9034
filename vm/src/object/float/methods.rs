//! The class `float`: constructor and methods; and the conversion of arguments to floats.

use crate::format;
use crate::object::bytes;
use crate::object::exception::Exc;
use crate::object::float::{arithmetic, text};
use crate::object::int::from_big;
use crate::object::int::methods as int;
use crate::object::memoryview::exported;
use crate::object::native::NativeDef;
use crate::object::number::{Number, Rank};
use crate::object::tuple::Tuple;
use crate::op::Op;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, getter, method, real_methods};

/// `float`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "float",
    doc: "A floating-point number of 64 bits: of a number or a text.",
    constructor: Some(&CONSTRUCTOR),
    methods: METHODS,
    flags: 0,
};

static CONSTRUCTOR: NativeDef = function!("float(x=0.0, /)", |vm, args| new(vm, &args[0]));

static METHODS: &[NativeDef] = real_methods!(
    Rank::Float,
    [
        method!("__float__(self, /)", plain),
        method!("__int__(self, /)", |vm, args| int::from_float(vm, own(args))),
        method!("__trunc__(self, /)", |vm, args| int::from_float(vm, own(args))),
        method!("__floor__(self, /)", |vm, args| int::from_float(vm, own(args).floor())),
        method!("__ceil__(self, /)", |vm, args| int::from_float(vm, own(args).ceil())),
        method!("__round__(self, ndigits=None, /)", round),
        method!("__format__(self, format_spec, /)", format::method),
        method!("__getnewargs__(self, /)", |vm, args| Ok(Tuple::value(vec![plain(vm, args)?]))),
        method!("as_integer_ratio(self, /)", as_integer_ratio),
        method!("conjugate(self, /)", plain),
        class_method!("from_number(type, number, /)", from_number),
        class_method!("__getformat__(type, typestr, /)", |vm, args| match args[1].as_str() {
            Some("double" | "float") => {
                let order = if cfg!(target_endian = "little") { "little" } else { "big" };
                Ok(Value::from(format!("IEEE, {order}-endian")))
            }
            Some(_) => {
                Err(vm.error(Exc::ValueError, "__getformat__() argument 1 must be 'double' or 'float'"))
            }
            None => {
                let message = format!("__getformat__() argument must be str, not {}", vm.argument_type_name(&args[1]));
                Err(vm.error(Exc::TypeError, message))
            }
        }),
        class_method!("fromhex(type, string, /)", from_hex),
        method!("hex(self, /)", |_, args| Ok(Value::from(text::hex(own(args))))),
        method!("is_integer(self, /)", |_, args| {
            let f = own(args);
            Ok(Value::bool(f.is_finite() && f.fract() == 0.0))
        }),
        getter!("real", plain),
        getter!("imag", |_, _| Ok(Value::float(0.0))),
    ]
);

/// The number that a method is called on.
fn own(args: &[Value]) -> f64 {
    // A method's receiver is an instance of its class.
    args[0].unwrap_base().as_float().unwrap_or(f64::NAN)
}

fn plain(_: &mut Vm, args: &[Value]) -> Res {
    Ok(args[0].unwrap_base().clone())
}

fn new(vm: &mut Vm, x: &Value) -> Res {
    let of_bytes = |bytes: &[u8]| std::str::from_utf8(bytes).ok().and_then(text::parse);
    let parsed = if let Some(text) = x.as_str() {
        text::parse(text)
    } else if x.is_float() {
        return Ok(x.clone());
    } else if let Some(f) = to_float_opt(vm, x)? {
        return Ok(Value::float(f));
    } else if let Some(bytes) = bytes::bytes_of(x) {
        of_bytes(&bytes)
    } else if let Some(bytes) = exported(vm, x)? {
        of_bytes(&bytes)
    } else {
        let got = vm.type_name(x);
        return Err(
            vm.error(Exc::TypeError, format!("float() argument must be a string or a real number, not '{got}'"))
        );
    };
    match parsed {
        Some(f) if f.is_nan() => Ok(Value::distinct_nan(f.is_sign_negative())),
        Some(f) => Ok(Value::float(f)),
        None => {
            let shown = vm.repr(x)?;
            Err(vm.error(Exc::ValueError, format!("could not convert string to float: {shown}")))
        }
    }
}

/// The float that an argument is or stands for by `__float__` or `__index__`; `None` if it stands for none.
///
/// # Errors
/// OverflowError for a huge int, and what the methods raise.
pub fn to_float_opt(vm: &mut Vm, value: &Value) -> Res<Option<f64>> {
    if let Some(number) = Number::exact(value) {
        return match number.to_float() {
            Some(result) => result.map(Some).map_err(|fault| vm.fault(fault)),
            None => Ok(None),
        };
    }
    let name = vm.names.float.clone();
    if let Some(result) = vm.call_special(value, &name, &[])? {
        return match result.unwrap_base().as_float() {
            Some(f) => {
                if result.as_float().is_none() {
                    let class = vm.type_name(value);
                    vm.warn_of_subclass(&format!("{class}.__float__"), &result, "float")?;
                }
                Ok(Some(f))
            }
            None => {
                let (class, got) = (vm.type_name(value), vm.type_name(&result));
                Err(vm.error(Exc::TypeError, format!("{class}.__float__ returned non-float (type {got})")))
            }
        };
    }
    let name = vm.names.index.clone();
    if vm.lookup_special(value, &name).is_none() {
        return Ok(None);
    }
    let index = int::index(vm, value)?;
    match Number::exact(&index).and_then(Number::to_float) {
        Some(result) => result.map(Some).map_err(|fault| vm.fault(fault)),
        None => Ok(None),
    }
}

/// The float that an argument is or stands for.
///
/// # Errors
/// TypeError if it stands for none.
pub fn to_float(vm: &mut Vm, value: &Value) -> Res<f64> {
    match to_float_opt(vm, value)? {
        Some(f) => Ok(f),
        None => {
            let got = vm.type_name(value);
            Err(vm.error(Exc::TypeError, format!("must be real number, not {got}")))
        }
    }
}

fn round(vm: &mut Vm, args: &[Value]) -> Res {
    let f = own(args);
    if args[1].is_none() {
        return int::from_float(vm, f.round_ties_even());
    }
    let digits = int::index(vm, &args[1])?;
    // An absurd number of digits is clamped: the outcome is the same.
    let digits = match crate::object::number::to_i64(&digits) {
        Some(digits) => digits,
        None if crate::object::number::integer(&digits).is_some_and(|d| d.is_negative()) => i64::MIN,
        None => i64::MAX,
    };
    arithmetic::round_digits(f, digits).map(Value::float).map_err(|fault| vm.fault(fault))
}

fn as_integer_ratio(vm: &mut Vm, args: &[Value]) -> Res {
    let f = own(args);
    if f.is_nan() {
        return Err(vm.error(Exc::ValueError, "cannot convert NaN to integer ratio"));
    }
    if f.is_infinite() {
        return Err(vm.error(Exc::OverflowError, "cannot convert Infinity to integer ratio"));
    }
    let (numerator, denominator) = arithmetic::ratio(f);
    Ok(Tuple::value(vec![from_big(numerator), from_big(denominator)]))
}

/// An instance of `class`, `float` or a subclass of it.
fn instance(vm: &mut Vm, class: &Value, f: f64) -> Res {
    if class.is(&vm.types.float.to_value()) { Ok(Value::float(f)) } else { vm.call(class, &[Value::float(f)]) }
}

fn from_number(vm: &mut Vm, args: &[Value]) -> Res {
    let f = to_float(vm, &args[1])?;
    instance(vm, &args[0], f)
}

fn from_hex(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(text) = args[1].as_str() else {
        return Err(vm.error(Exc::TypeError, "bad argument type for built-in operation"));
    };
    match text::from_hex(text) {
        Ok(f) => instance(vm, &args[0], f),
        Err(fault) => Err(vm.fault(fault)),
    }
}
