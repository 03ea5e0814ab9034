//! Numbers among arguments, and results as objects.

use super::class::DECIMAL;
use super::context::{self, Context};
use super::number::Number;
use super::settings::{Rounding, Settings, Status};
use super::state;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::Foreign;
use rondo_vm::object::number;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use std::borrow::Cow;

/// A number as an object.
#[inline]
pub fn object(vm: &mut Vm, number: Number) -> Value {
    Foreign::new(vm.types.native_class(&DECIMAL), number).into_value()
}

/// The number of a Decimal or an int; `None` of anything else.
#[inline]
pub fn operand(value: &Value) -> Option<Cow<'_, Number>> {
    match value.foreign::<Number>() {
        Some(number) => Some(Cow::Borrowed(number)),
        None => number::integer(value).map(|i| Cow::Owned(Number::from(i))),
    }
}

/// As [`operand`].
///
/// # Errors
/// TypeError for anything else.
pub fn required<'a>(vm: &mut Vm, value: &'a Value) -> Res<Cow<'a, Number>> {
    match operand(value) {
        Some(number) => Ok(number),
        None => Err(not_supported(vm, value)),
    }
}

/// TypeError: no Decimal can be made of the value.
#[cold]
pub fn not_supported(vm: &mut Vm, value: &Value) -> Raised {
    let got = vm.type_name(value);
    vm.error(Exc::TypeError, format!("conversion from {got} to Decimal is not supported"))
}

/// The number that a method is called on.
#[inline]
pub fn this(args: &[Value]) -> &Number {
    match args[0].foreign() {
        Some(number) => number,
        None => unreachable!("a method of Decimal is bound to decimals only"),
    }
}

/// A context that may be given; else the current one.
#[inline]
pub fn context_or_current(vm: &mut Vm, given: &Value) -> Res {
    if given.is_none() {
        return state::current_context(vm);
    }
    match given.foreign::<Context>() {
        Some(_) => Ok(given.clone()),
        None => Err(vm.error(Exc::TypeError, "optional argument must be a context")),
    }
}

/// A rounding mode by its name.
pub fn rounding(vm: &mut Vm, given: &Value) -> Res<Rounding> {
    match given.as_str().and_then(Rounding::of) {
        Some(rounding) => Ok(rounding),
        None => Err(vm.error(
            Exc::TypeError,
            "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, \
             ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
        )),
    }
}

/// An operation on one number.
pub type Unary = fn(&Number, &Settings, &mut Status) -> Number;

/// An operation on two numbers.
pub type Binary = fn(&Number, &Number, &Settings, &mut Status) -> Number;

/// The result of an operation in a context, which hears of what it came to.
#[inline]
pub fn evaluate(vm: &mut Vm, context: &Value, operation: impl FnOnce(&Settings, &mut Status) -> Number) -> Res {
    let context = context::of(context);
    let mut status = Status::NONE;
    let result = operation(&context.settings.get(), &mut status);
    context.signal(vm, status)?;
    Ok(object(vm, result))
}

/// `args[0]` operated on in the context `args[1]`.
pub fn unary(vm: &mut Vm, args: &[Value], operation: Unary) -> Res {
    let context = context_or_current(vm, &args[1])?;
    evaluate(vm, &context, |settings, status| operation(this(args), settings, status))
}

/// `args[0]` and `args[1]` operated on in the context `args[2]`.
pub fn binary(vm: &mut Vm, args: &[Value], operation: Binary) -> Res {
    let context = context_or_current(vm, &args[2])?;
    let other = required(vm, &args[1])?;
    evaluate(vm, &context, |settings, status| operation(this(args), &other, settings, status))
}

/// An operator of `args[0]` and `args[1]`, in the current context.
#[inline]
pub fn operator(vm: &mut Vm, args: &[Value], operation: Binary) -> Res {
    let Some(other) = operand(&args[1]) else { return Ok(Value::NOT_IMPLEMENTED) };
    let context = state::current_context(vm)?;
    evaluate(vm, &context, |settings, status| operation(this(args), &other, settings, status))
}

/// As [`operator`], with the operands exchanged.
pub fn reflected(vm: &mut Vm, args: &[Value], operation: Binary) -> Res {
    let Some(other) = operand(&args[1]) else { return Ok(Value::NOT_IMPLEMENTED) };
    let context = state::current_context(vm)?;
    evaluate(vm, &context, |settings, status| operation(&other, this(args), settings, status))
}
