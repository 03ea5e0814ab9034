//! Decimals made of other values: `Decimal(value)`, exactly, and `Context.create_decimal(value)`, rounded.

use super::arguments::{not_supported, object};
use super::class::DECIMAL;
use super::coefficient::Coefficient;
use super::context;
use super::number::{Kind, Number};
use super::parse::{ascii, parse};
use super::settings::{Settings, Status};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::list::List;
use rondo_vm::object::number;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// `Decimal(value)`; what is wrong with a text is signaled in `context`.
pub fn exact(vm: &mut Vm, value: &Value, context: &Value) -> Res {
    if value.foreign::<Number>().is_some() {
        return Ok(value.unwrap_base().clone());
    }
    let mut status = Status::NONE;
    let number = if let Some(text) = value.as_str() {
        exactly(read(text, true), &mut status)
    } else if let Some(i) = number::integer(value) {
        Number::from(i)
    } else if let Some(parts) = sequence(value) {
        exactly(Some(of_parts(vm, &parts)?), &mut status)
    } else if let Some(f) = value.unwrap_base().as_float() {
        context::of(context).signal(vm, Status::FLOAT_OPERATION)?;
        Number::of_float(f)
    } else {
        return Err(not_supported(vm, value));
    };
    context::of(context).signal(vm, status & Status::ERRORS)?;
    Ok(object(vm, number))
}

/// `Context.create_decimal(value)`.
pub fn rounded(vm: &mut Vm, value: &Value, context: &Value) -> Res {
    let settings = context::of(context).settings.get();
    let mut status = Status::NONE;
    let number = if let Some(number) = value.foreign::<Number>() {
        within(Some(number.clone()), &settings, &mut status)
    } else if let Some(text) = value.as_str() {
        within(read(text, false), &settings, &mut status)
    } else if let Some(i) = number::integer(value) {
        Number::from(i).finish(&settings, &mut status)
    } else if let Some(parts) = sequence(value) {
        within(Some(of_parts(vm, &parts)?), &settings, &mut status)
    } else if let Some(f) = value.unwrap_base().as_float() {
        context::of(context).signal(vm, Status::FLOAT_OPERATION)?;
        Number::of_float(f).finish(&settings, &mut status)
    } else {
        return Err(not_supported(vm, value));
    };
    context::of(context).signal(vm, status)?;
    Ok(object(vm, number))
}

fn read(text: &str, lenient: bool) -> Option<Number> {
    ascii(text, lenient).and_then(|text| parse(&text))
}

/// What was read, if nothing of it is lost.
fn exactly(read: Option<Number>, status: &mut Status) -> Number {
    let mut reached = Status::NONE;
    let number = match read {
        Some(number) => number.finish(&Settings::MAX, &mut reached),
        None => Number::none(&mut reached, Status::CONVERSION_SYNTAX),
    };
    if reached.has(Status::INEXACT_ROUNDED | Status::CLAMPED) {
        return Number::none(status, Status::INVALID_OPERATION);
    }
    *status |= reached;
    number
}

/// What was read, within a context.
fn within(read: Option<Number>, settings: &Settings, status: &mut Status) -> Number {
    match read {
        Some(number) if !number.is_nan() => number.finish(settings, status),
        Some(nan) if nan.coefficient.is_zero() || nan.digits() <= settings.prec - settings.clamp as i64 => nan,
        _ => Number::none(status, Status::CONVERSION_SYNTAX),
    }
}

/// The items of a tuple or list.
fn sequence(value: &Value) -> Option<Vec<Value>> {
    if let Some(tuple) = value.get::<Tuple>() {
        return Some(tuple.items().to_vec());
    }
    value.get::<List>().map(|list| list.items().borrow().to_vec())
}

/// The number of a sign, digits and an exponent.
fn of_parts(vm: &mut Vm, parts: &[Value]) -> Res<Number> {
    let [sign, digits, exponent] = parts else {
        return Err(vm.error(Exc::ValueError, "argument must be a sequence of length 3"));
    };
    let negative = match number::to_i64(sign) {
        Some(0) => false,
        Some(1) => true,
        _ => return Err(vm.error(Exc::ValueError, "sign must be an integer with the value 0 or 1")),
    };
    let mut kind = Kind::Finite;
    let mut power = 0;
    if let Some(text) = exponent.as_str() {
        kind = match text {
            "F" => Kind::Infinite,
            "n" => Kind::QuietNan,
            "N" => Kind::SignalingNan,
            _ => {
                let message = "string argument in the third position must be 'F', 'n' or 'N'";
                return Err(vm.error(Exc::ValueError, message));
            }
        };
    } else if number::integer(exponent).is_none() {
        return Err(vm.error(Exc::ValueError, "exponent must be an integer"));
    } else {
        match number::to_i64(exponent) {
            Some(i) => power = i,
            None => return Err(vm.error(Exc::OverflowError, "Python int too large to convert to C ssize_t")),
        }
    }
    const WRONG: &str = "coefficient must be a tuple of digits";
    let Some(digits) = sequence(digits) else { return Err(vm.error(Exc::ValueError, WRONG)) };
    let digit = |value: &Value| number::to_i64(value).filter(|digit| (0..=9).contains(digit)).map(|d| b'0' + d as u8);
    let Some(digits) = digits.iter().map(digit).collect::<Option<Vec<u8>>>() else {
        return Err(vm.error(Exc::ValueError, WRONG));
    };
    Ok(match kind {
        Kind::Infinite => Number::infinity(negative),
        _ => Number { negative, kind, exponent: power, coefficient: Coefficient::from_digits(&digits) },
    })
}

/// The number of an int or float, exactly.
///
/// # Errors
/// TypeError for anything else.
pub fn of_float(vm: &mut Vm, value: &Value) -> Res<Number> {
    if let Some(i) = number::integer(value) {
        return Ok(Number::from(i));
    }
    match value.unwrap_base().as_float() {
        Some(f) => Ok(Number::of_float(f)),
        None => Err(vm.error(Exc::TypeError, "argument must be int or float")),
    }
}

/// What a class method makes: an object of its class.
pub fn of_class(vm: &mut Vm, class: &Value, number: Number) -> Res {
    let value = object(vm, number);
    if class.is(&vm.types.native_class(&DECIMAL).to_value()) {
        return Ok(value);
    }
    vm.call(class, &[value])
}
