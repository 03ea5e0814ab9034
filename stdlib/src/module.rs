//! Making native modules, and reading the arguments of their functions.

use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::bytes_of;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::{NativeDef, NativeFunction};
use rondo_vm::object::number;
use rondo_vm::object::str::Str;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use std::borrow::Cow;

/// A module named `name` with the functions.
pub fn module(name: &str, doc: &str, functions: &'static [NativeDef]) -> Gc<Module> {
    let module = Module::new(name);
    module.dict.set_name("__doc__", Value::from(doc));
    add_functions(&module, name, functions);
    module
}

/// Adds functions to a module.
pub fn add_functions(module: &Gc<Module>, name: &str, functions: &'static [NativeDef]) {
    let owner = Str::intern(name).into_value();
    for def in functions {
        module.dict.set_name(def.name(), NativeFunction::new(def, owner.clone()).into_value());
    }
}

/// Adds integer constants to a module.
pub fn add_integers(module: &Gc<Module>, constants: &[(&str, i64)]) {
    for (name, value) in constants {
        module.dict.set_name(name, Value::from(*value));
    }
}

/// The integer of an argument, `True` and `False` and anything with `__index__` included.
pub fn big_integer(vm: &mut Vm, value: &Value) -> Res<BigInt> {
    match integer_of(value) {
        Some(i) => Ok(i),
        None => {
            let index = vm.index(value)?;
            integer_of(&index).ok_or_else(|| vm.type_error_about("__index__ returned non-int (type {})", &index))
        }
    }
}

/// The value of an `int`, bool included; `None` for anything else.
pub fn integer_of(value: &Value) -> Option<BigInt> {
    number::to_bigint(value)
}

/// The integer of an argument, which must fit into 64 bits.
pub fn integer(vm: &mut Vm, value: &Value) -> Res<i64> {
    if let Some(i) = value.as_small_int() {
        return Ok(i);
    }
    match big_integer(vm, value)?.to_i64() {
        Some(i) => Ok(i),
        None => Err(vm.error(Exc::OverflowError, "Python int too large to convert to C long")),
    }
}

/// As [`integer`], for what C calls an int.
pub fn integer32(vm: &mut Vm, value: &Value) -> Res<i32> {
    let i = match value.as_small_int() {
        Some(i) => i32::try_from(i).ok(),
        None => big_integer(vm, value)?.to_i32(),
    };
    i.ok_or_else(|| vm.error(Exc::OverflowError, "Python int too large to convert to C int"))
}

/// An argument of an unsigned type of C that has so many bits.
pub fn unsigned(vm: &mut Vm, value: &Value, bits: u32, c_type: &str) -> Res<u64> {
    let n = big_integer(vm, value)?;
    if n.is_negative() {
        return Err(vm.error(Exc::ValueError, "Cannot convert negative int"));
    }
    match n.to_u64().filter(|n| bits == 64 || n >> bits == 0) {
        Some(n) => Ok(n),
        None => Err(vm.error(Exc::OverflowError, format!("Python int too large for C {c_type}"))),
    }
}

/// The seconds of an argument that says how long to wait: of a float, or of anything with `__index__`.
pub fn seconds(vm: &mut Vm, value: &Value) -> Res<f64> {
    if let Some(seconds) = value.unwrap_base().as_float() {
        return match seconds.is_nan() {
            true => Err(vm.error(Exc::ValueError, "Invalid value NaN (not a number)")),
            false => Ok(seconds),
        };
    }
    if integer_of(value).is_none() && vm.lookup_special(value, &vm.names.index.clone()).is_none() {
        let message = format!("'{}' object cannot be interpreted as an integer or float", vm.type_name(value));
        return Err(vm.error(Exc::TypeError, message));
    }
    match big_integer(vm, value)?.to_f64() {
        Some(seconds) if within_clock(seconds) => Ok(seconds),
        _ => Err(beyond_clock(vm)),
    }
}

/// Can a clock of 64 bits, which counts nanoseconds, tell so many seconds?
pub fn within_clock(seconds: f64) -> bool {
    seconds.abs() * 1e9 < i64::MAX as f64
}

/// The error of a time that is not [`within_clock`].
#[cold]
pub fn beyond_clock(vm: &mut Vm) -> Raised {
    vm.error(Exc::OverflowError, "timestamp out of range for C PyTime_t")
}

/// The number of a float, of an integer, or of anything with `__float__` or `__index__`.
pub fn number(vm: &mut Vm, value: &Value) -> Res<f64> {
    if let Some(f) = value.as_float() {
        return Ok(f);
    }
    if let Some(i) = value.as_small_int() {
        return Ok(i as f64);
    }
    let base = value.unwrap_base();
    if let Some(f) = base.as_float() {
        return Ok(f);
    }
    if let Some(i) = integer_of(base) {
        return float_of_big(vm, &i);
    }
    let (float, index) = (vm.names.float.clone(), vm.names.index.clone());
    if let Some(result) = vm.call_special(value, &float, &[])? {
        return match result.unwrap_base().as_float() {
            Some(f) => Ok(f),
            None => {
                let (own, got) = (vm.type_name(value), vm.type_name(&result));
                Err(vm.error(Exc::TypeError, format!("{own}.__float__ returned non-float (type {got})")))
            }
        };
    }
    if vm.lookup_special(value, &index).is_some() {
        let i = big_integer(vm, value)?;
        return float_of_big(vm, &i);
    }
    let message = format!("must be real number, not {}", vm.type_name(value));
    Err(vm.error(Exc::TypeError, message))
}

/// The nearest float, OverflowError if there is none.
pub fn float_of_big(vm: &mut Vm, i: &BigInt) -> Res<f64> {
    match i.to_f64() {
        Some(f) if f.is_finite() => Ok(f),
        _ => Err(vm.error(Exc::OverflowError, "int too large to convert to float")),
    }
}

/// Text that must be a `str`; `what` names the function and argument: `strftime() argument 1`.
pub fn text<'a>(vm: &mut Vm, value: &'a Value, what: &str) -> Res<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => {
            let message = format!("{what} must be str, not {}", vm.argument_type_name(value));
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// The bytes of a bytes-like object, copied if they can change; TypeError for anything else.
pub fn bytes<'a>(vm: &mut Vm, value: &'a Value) -> Res<Cow<'a, [u8]>> {
    match bytes_of(value) {
        Some(bytes) => Ok(bytes),
        None => {
            let message = format!("a bytes-like object is required, not '{}'", vm.type_name(value));
            Err(vm.error(Exc::TypeError, message))
        }
    }
}
