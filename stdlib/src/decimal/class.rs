//! `Decimal`.

use super::arguments::{
    binary, context_or_current, evaluate, object, operand, operator, reflected, required, rounding, this, unary,
};
use super::arithmetic as a;
use super::compare::{self as c, Choice, partial_order};
use super::format::{Separators, Spec};
use super::number::{Kind, Number};
use super::settings::{Rounding, Settings, Status};
use super::text::Notation;
use super::{construct, context, digits as d, elementary, power, state};
use num_bigint::BigInt;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::ForeignData;
use rondo_vm::object::int::{from_big, from_i64};
use rondo_vm::object::number;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::ops::Compare;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{class_method, function, getter, method};

impl ForeignData for Number {
    fn binary(&self, vm: &mut Vm, op: Op, other: &Value) -> Option<Res> {
        let operation: super::arguments::Binary = match op {
            Op::Add => a::add,
            Op::Sub => a::subtract,
            Op::Mul => a::multiply,
            Op::TrueDiv => a::divide,
            _ => return None,
        };
        let other = operand(other)?;
        Some(
            state::current_context(vm).and_then(|context| {
                evaluate(vm, &context, |settings, status| operation(self, &other, settings, status))
            }),
        )
    }

    fn compare(&self, vm: &mut Vm, op: Compare, other: &Value) -> Option<Res> {
        let other = operand(other)?;
        Some(answer(vm, op, self, &other))
    }

    fn str(&self, vm: &mut Vm) -> Option<Res> {
        Some(text_value(vm, self))
    }

    fn hash(&self) -> Option<u64> {
        Number::hash(self).map(|hash| hash as u64)
    }

    fn truth(&self) -> Option<bool> {
        Some(!self.is_zero())
    }
}

/// The class.
pub static DECIMAL: TypeSpec = TypeSpec {
    name: "decimal.Decimal",
    doc: "A decimal number, made of a number or a text exactly.",
    constructor: Some(&function!("Decimal(value=?, context=None)", |vm, args| {
        if args[0].is_unset() {
            return Ok(object(vm, Number::zero(false, 0)));
        }
        let context = context_or_current(vm, &args[1])?;
        construct::exact(vm, &args[0], &context)
    })),
    methods: &[
        method!("__add__(self, value, /)", |vm, args| operator(vm, args, a::add)),
        method!("__radd__(self, value, /)", |vm, args| reflected(vm, args, a::add)),
        method!("__sub__(self, value, /)", |vm, args| operator(vm, args, a::subtract)),
        method!("__rsub__(self, value, /)", |vm, args| reflected(vm, args, a::subtract)),
        method!("__mul__(self, value, /)", |vm, args| operator(vm, args, a::multiply)),
        method!("__rmul__(self, value, /)", |vm, args| reflected(vm, args, a::multiply)),
        method!("__truediv__(self, value, /)", |vm, args| operator(vm, args, a::divide)),
        method!("__rtruediv__(self, value, /)", |vm, args| reflected(vm, args, a::divide)),
        method!("__floordiv__(self, value, /)", |vm, args| operator(vm, args, a::divide_integer)),
        method!("__rfloordiv__(self, value, /)", |vm, args| reflected(vm, args, a::divide_integer)),
        method!("__mod__(self, value, /)", |vm, args| operator(vm, args, a::remainder)),
        method!("__rmod__(self, value, /)", |vm, args| reflected(vm, args, a::remainder)),
        method!("__divmod__(self, value, /)", |vm, args| match operand(&args[1]) {
            Some(other) => divmod(vm, this(args), &other),
            None => Ok(Value::NOT_IMPLEMENTED),
        }),
        method!("__rdivmod__(self, value, /)", |vm, args| match operand(&args[1]) {
            Some(other) => divmod(vm, &other, this(args)),
            None => Ok(Value::NOT_IMPLEMENTED),
        }),
        method!("__pow__(self, value, mod=None, /)", |vm, args| raise_to(vm, &args[0], &args[1], &args[2])),
        method!("__rpow__(self, value, mod=None, /)", |vm, args| raise_to(vm, &args[1], &args[0], &args[2])),
        method!("__neg__(self, /)", |vm, args| current(vm, args, a::minus)),
        method!("__pos__(self, /)", |vm, args| current(vm, args, a::plus)),
        method!("__abs__(self, /)", |vm, args| current(vm, args, a::absolute)),
        method!("__bool__(self, /)", |_, args| Ok(Value::bool(!this(args).is_zero()))),
        method!("__eq__(self, value, /)", |vm, args| compare(vm, Compare::Eq, args)),
        method!("__ne__(self, value, /)", |vm, args| compare(vm, Compare::Ne, args)),
        method!("__lt__(self, value, /)", |vm, args| compare(vm, Compare::Lt, args)),
        method!("__le__(self, value, /)", |vm, args| compare(vm, Compare::Le, args)),
        method!("__gt__(self, value, /)", |vm, args| compare(vm, Compare::Gt, args)),
        method!("__ge__(self, value, /)", |vm, args| compare(vm, Compare::Ge, args)),
        method!("__hash__(self, /)", hash),
        method!("__int__(self, /)", |vm, args| to_int(vm, this(args), Rounding::Down)),
        method!("__trunc__(self, /)", |vm, args| to_int(vm, this(args), Rounding::Down)),
        method!("__floor__(self, /)", |vm, args| to_int(vm, this(args), Rounding::Floor)),
        method!("__ceil__(self, /)", |vm, args| to_int(vm, this(args), Rounding::Ceiling)),
        method!("__round__(self, ndigits=?, /)", round),
        method!("__float__(self, /)", |vm, args| to_float(vm, this(args)).map(Value::float)),
        method!("__complex__(self, /)", |vm, args| {
            let real = to_float(vm, this(args))?;
            Ok(rondo_vm::object::complex::Complex::value(real, 0.0))
        }),
        method!("__repr__(self, /)", |vm, args| Ok(Value::from(format!("Decimal('{}')", text(vm, this(args))?)))),
        method!("__str__(self, /)", |vm, args| text_value(vm, this(args))),
        method!("__format__(self, format_spec, override=?, /)", format),
        method!("__reduce__(self, /)", |vm, args| {
            let class = vm.get_attr_text(&args[0], "__class__")?;
            let text = text(vm, this(args))?;
            Ok(Tuple::of([class, Tuple::of([Value::from(text)])]))
        }),
        method!("__copy__(self, /)", |_, args| Ok(args[0].clone())),
        method!("__deepcopy__(self, memo, /)", |_, args| Ok(args[0].clone())),
        method!("__sizeof__(self, /)", |_, args| {
            const IN_PLACE: i64 = 104;
            Ok(Value::from(IN_PLACE + (this(args).digits() - 76).max(0) / 2))
        }),
        class_method!("from_float(cls, f, /)", |vm, args| {
            let number = construct::of_float(vm, &args[1])?;
            construct::of_class(vm, &args[0], number)
        }),
        class_method!("from_number(cls, number, /)", |vm, args| {
            let is_number = operand(&args[1]).is_some() || args[1].unwrap_base().as_float().is_some();
            if !is_number {
                let shown = vm.repr(&args[1])?;
                return Err(vm.error(Exc::TypeError, format!("Cannot convert {shown} to Decimal")));
            }
            let number = match operand(&args[1]) {
                Some(number) => number.into_owned(),
                None => construct::of_float(vm, &args[1])?,
            };
            construct::of_class(vm, &args[0], number)
        }),
        getter!("real", |_, args| Ok(args[0].clone())),
        getter!("imag", |vm, _| Ok(object(vm, Number::zero(false, 0)))),
        method!("adjusted(self, /)", |_, args| Ok(Value::from(adjusted(this(args))))),
        method!("as_tuple(self, /)", as_tuple),
        method!("as_integer_ratio(self, /)", as_integer_ratio),
        method!("canonical(self, /)", |_, args| Ok(args[0].clone())),
        method!("conjugate(self, /)", |_, args| Ok(args[0].clone())),
        method!("compare(self, /, other, context=None)", |vm, args| binary(vm, args, c::compare)),
        method!("compare_signal(self, /, other, context=None)", |vm, args| binary(vm, args, c::compare_signal)),
        method!("compare_total(self, /, other, context=None)", |vm, args| {
            binary(vm, args, |a, b, _, _| c::compare_total(a, b))
        }),
        method!("compare_total_mag(self, /, other, context=None)", |vm, args| {
            binary(vm, args, |a, b, _, _| c::compare_total_magnitude(a, b))
        }),
        method!("copy_abs(self, /)", |vm, args| Ok(object(vm, this(args).clone().with_sign(false)))),
        method!("copy_negate(self, /)", |vm, args| Ok(object(vm, this(args).clone().negated()))),
        method!("copy_sign(self, /, other, context=None)", |vm, args| {
            binary(vm, args, |a, b, _, _| a.clone().with_sign(b.negative))
        }),
        method!("exp(self, /, context=None)", |vm, args| unary(vm, args, elementary::exp)),
        method!("fma(self, /, other, third, context=None)", |vm, args| {
            let context = context_or_current(vm, &args[3])?;
            let (other, third) = (required(vm, &args[1])?, required(vm, &args[2])?);
            evaluate(vm, &context, |settings, status| {
                a::fused_multiply_add(this(args), &other, &third, settings, status)
            })
        }),
        method!("is_canonical(self, /)", |_, _| Ok(Value::TRUE)),
        method!("is_finite(self, /)", |_, args| Ok(Value::bool(this(args).is_finite()))),
        method!("is_infinite(self, /)", |_, args| Ok(Value::bool(this(args).is_infinite()))),
        method!("is_nan(self, /)", |_, args| Ok(Value::bool(this(args).is_nan()))),
        method!("is_normal(self, /, context=None)", |vm, args| {
            with_settings(vm, args, |number, settings| Value::bool(is_normal(number, settings)))
        }),
        method!("is_qnan(self, /)", |_, args| Ok(Value::bool(this(args).kind == Kind::QuietNan))),
        method!("is_signed(self, /)", |_, args| Ok(Value::bool(this(args).negative))),
        method!("is_snan(self, /)", |_, args| Ok(Value::bool(this(args).is_signaling()))),
        method!("is_subnormal(self, /, context=None)", |vm, args| {
            with_settings(vm, args, |number, settings| Value::bool(d::is_subnormal(number, settings)))
        }),
        method!("is_zero(self, /)", |_, args| Ok(Value::bool(this(args).is_zero()))),
        method!("ln(self, /, context=None)", |vm, args| unary(vm, args, elementary::ln)),
        method!("log10(self, /, context=None)", |vm, args| unary(vm, args, elementary::log10)),
        method!("logb(self, /, context=None)", |vm, args| unary(vm, args, d::logb)),
        method!("logical_and(self, /, other, context=None)", |vm, args| binary(vm, args, logical_and)),
        method!("logical_invert(self, /, context=None)", |vm, args| unary(vm, args, d::logical_invert)),
        method!("logical_or(self, /, other, context=None)", |vm, args| binary(vm, args, logical_or)),
        method!("logical_xor(self, /, other, context=None)", |vm, args| binary(vm, args, logical_xor)),
        method!("max(self, /, other, context=None)", |vm, args| binary(vm, args, max)),
        method!("max_mag(self, /, other, context=None)", |vm, args| binary(vm, args, max_magnitude)),
        method!("min(self, /, other, context=None)", |vm, args| binary(vm, args, min)),
        method!("min_mag(self, /, other, context=None)", |vm, args| binary(vm, args, min_magnitude)),
        method!("next_minus(self, /, context=None)", |vm, args| unary(vm, args, d::next_minus)),
        method!("next_plus(self, /, context=None)", |vm, args| unary(vm, args, d::next_plus)),
        method!("next_toward(self, /, other, context=None)", |vm, args| binary(vm, args, d::next_toward)),
        method!("normalize(self, /, context=None)", |vm, args| unary(vm, args, a::normalize)),
        method!("number_class(self, /, context=None)", |vm, args| {
            with_settings(vm, args, |number, settings| Value::from(d::class_name(number, settings)))
        }),
        method!("quantize(self, /, exp, rounding=None, context=None)", |vm, args| {
            let context = context_or_current(vm, &args[3])?;
            let mode = mode(vm, &args[2])?;
            let exponent = required(vm, &args[1])?;
            evaluate(vm, &context, |settings, status| {
                a::quantize(this(args), &exponent, &with_mode(settings, mode), status)
            })
        }),
        method!("radix(self, /)", |vm, _| Ok(object(vm, Number::small(false, 10, 0)))),
        method!("remainder_near(self, /, other, context=None)", |vm, args| binary(vm, args, a::remainder_near)),
        method!("rotate(self, /, other, context=None)", |vm, args| binary(vm, args, d::rotate)),
        method!("same_quantum(self, /, other, context=None)", |vm, args| {
            context_or_current(vm, &args[2])?;
            let other = required(vm, &args[1])?;
            Ok(Value::bool(d::same_quantum(this(args), &other)))
        }),
        method!("scaleb(self, /, other, context=None)", |vm, args| binary(vm, args, d::scale)),
        method!("shift(self, /, other, context=None)", |vm, args| binary(vm, args, d::shift)),
        method!("sqrt(self, /, context=None)", |vm, args| unary(vm, args, power::square_root)),
        method!("to_eng_string(self, /, context=None)", |vm, args| {
            let context = context_or_current(vm, &args[1])?;
            Ok(Value::from(this(args).to_text(Notation::Engineering, context::of(&context).capitals.get())))
        }),
        method!("to_integral(self, /, rounding=None, context=None)", |vm, args| to_integral(vm, args, false)),
        method!("to_integral_exact(self, /, rounding=None, context=None)", |vm, args| to_integral(vm, args, true)),
        method!("to_integral_value(self, /, rounding=None, context=None)", |vm, args| to_integral(vm, args, false)),
    ],
    flags: 0,
};

/// `and` of logical operands.
pub fn logical_and(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    d::logical(a, b, |a, b| a & b, settings, status)
}

/// `or` of logical operands.
pub fn logical_or(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    d::logical(a, b, |a, b| a | b, settings, status)
}

/// `xor` of logical operands.
pub fn logical_xor(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    d::logical(a, b, |a, b| a ^ b, settings, status)
}

/// The greater of two.
pub fn max(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    c::choose(Choice::Greater, false, a, b, settings, status)
}

/// The smaller of two.
pub fn min(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    c::choose(Choice::Smaller, false, a, b, settings, status)
}

/// The one of greater magnitude.
pub fn max_magnitude(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    c::choose(Choice::Greater, true, a, b, settings, status)
}

/// The one of smaller magnitude.
pub fn min_magnitude(a: &Number, b: &Number, settings: &Settings, status: &mut Status) -> Number {
    c::choose(Choice::Smaller, true, a, b, settings, status)
}

/// Is it finite, not zero and not subnormal?
pub fn is_normal(number: &Number, settings: &Settings) -> bool {
    number.is_finite() && !number.is_zero() && !d::is_subnormal(number, settings)
}

/// `adjusted()`: 0 if there is no exponent.
pub fn adjusted(number: &Number) -> i64 {
    if number.is_finite() { number.adjusted() } else { 0 }
}

fn with_mode(settings: &Settings, mode: Option<Rounding>) -> Settings {
    Settings { rounding: mode.unwrap_or(settings.rounding), ..*settings }
}

/// A rounding mode that may be given.
fn mode(vm: &mut Vm, given: &Value) -> Res<Option<Rounding>> {
    if given.is_none() { Ok(None) } else { rounding(vm, given).map(Some) }
}

fn current(vm: &mut Vm, args: &[Value], operation: super::arguments::Unary) -> Res {
    let context = state::current_context(vm)?;
    evaluate(vm, &context, |settings, status| operation(this(args), settings, status))
}

fn with_settings(vm: &mut Vm, args: &[Value], ask: fn(&Number, &Settings) -> Value) -> Res {
    let context = context_or_current(vm, &args[1])?;
    Ok(ask(this(args), &context::of(&context).settings.get()))
}

fn to_integral(vm: &mut Vm, args: &[Value], exact: bool) -> Res {
    let context = context_or_current(vm, &args[2])?;
    let mode = mode(vm, &args[1])?;
    evaluate(vm, &context, |settings, status| a::to_integral(this(args), exact, &with_mode(settings, mode), status))
}

fn divmod(vm: &mut Vm, x: &Number, y: &Number) -> Res {
    let context = state::current_context(vm)?;
    divide_modulo(vm, x, y, &context)
}

/// The pair of the integer quotient and the remainder.
pub fn divide_modulo(vm: &mut Vm, x: &Number, y: &Number, context: &Value) -> Res {
    let context = context::of(context);
    let mut status = Status::NONE;
    let (quotient, remainder) = a::divide_modulo(x, y, &context.settings.get(), &mut status);
    context.signal(vm, status)?;
    Ok(Tuple::of([object(vm, quotient), object(vm, remainder)]))
}

/// `base ** exponent`, modulo a third number if it is not None.
fn raise_to(vm: &mut Vm, base: &Value, exponent: &Value, modulus: &Value) -> Res {
    let (Some(x), Some(y)) = (operand(base), operand(exponent)) else { return Ok(Value::NOT_IMPLEMENTED) };
    let context = state::current_context(vm)?;
    if modulus.is_none() {
        return evaluate(vm, &context, |settings, status| power::power(&x, &y, settings, status));
    }
    let Some(z) = operand(modulus) else { return Ok(Value::NOT_IMPLEMENTED) };
    evaluate(vm, &context, |settings, status| power::power_modulo(&x, &y, &z, settings, status))
}

fn compare(vm: &mut Vm, op: Compare, args: &[Value]) -> Res {
    let number = this(args);
    if let Some(other) = operand(&args[1]) {
        return answer(vm, op, number, &other);
    }
    let equality = matches!(op, Compare::Eq | Compare::Ne);
    let mut float = args[1].unwrap_base().as_float();
    if float.is_none()
        && equality
        && let Some(number::Number::Complex(real, imaginary)) = number::Number::of(&args[1])
    {
        if imaginary != 0.0 {
            return Ok(Value::NOT_IMPLEMENTED);
        }
        float = Some(real);
    }
    if let Some(float) = float {
        let context = state::current_context(vm)?;
        let context = context::of(&context);
        match equality {
            // Whether they are equal can be asked without raising.
            true => context.signals.status.set(context.signals.status.get() | Status::FLOAT_OPERATION),
            false => context.signal(vm, Status::FLOAT_OPERATION)?,
        }
        return answer(vm, op, number, &Number::of_float(float));
    }
    // Anything but a fraction is no number for it.
    if args[1].kind().is_none() || args[1].as_str().is_some() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let numbers = vm.import_module("numbers")?;
    let rational = vm.get_attr_text(&numbers, "Rational")?;
    if !vm.is_instance(&args[1], &rational)? {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let denominator = vm.get_attr_text(&args[1], "denominator")?;
    let numerator = vm.get_attr_text(&args[1], "numerator")?;
    let denominator = required(vm, &denominator)?;
    let numerator = required(vm, &numerator)?;
    if !number.is_finite() {
        return answer(vm, op, number, &numerator);
    }
    let scaled = Number::finite(number.negative, number.coefficient.times(&denominator.coefficient), number.exponent);
    answer(vm, op, &scaled, &numerator)
}

/// The answer of a comparison; a NaN that has no order signals.
fn answer(vm: &mut Vm, op: Compare, a: &Number, b: &Number) -> Res {
    if let Some(order) = partial_order(a, b) {
        return Ok(Value::bool(op.holds(order)));
    }
    let equality = matches!(op, Compare::Eq | Compare::Ne);
    if !equality || a.is_signaling() || b.is_signaling() {
        let context = state::current_context(vm)?;
        context::of(&context).signal(vm, Status::INVALID_OPERATION)?;
    }
    Ok(Value::bool(op == Compare::Ne))
}

fn hash(vm: &mut Vm, args: &[Value]) -> Res {
    let number = this(args);
    match number.hash() {
        Some(hash) => Ok(from_i64(hash)),
        None if number.is_signaling() => Err(vm.error(Exc::TypeError, "Cannot hash a signaling NaN value")),
        None => {
            let object = vm.types.object.to_value();
            let hash = vm.get_attr_text(&object, "__hash__")?;
            vm.call(&hash, std::slice::from_ref(&args[0]))
        }
    }
}

/// The error for a number that has no integer, `what` it is to become.
#[cold]
fn no_integer(vm: &mut Vm, number: &Number, what: &str) -> Raised {
    match number.is_nan() {
        true => vm.error(Exc::ValueError, format!("cannot convert NaN to {what}")),
        false => vm.error(Exc::OverflowError, format!("cannot convert Infinity to {what}")),
    }
}

fn out_of_memory(vm: &mut Vm) -> Raised {
    vm.error_with(Exc::MemoryError, Vec::new())
}

fn to_int(vm: &mut Vm, number: &Number, rounding: Rounding) -> Res {
    if !number.is_finite() {
        return Err(no_integer(vm, number, "integer"));
    }
    number.to_integer(rounding).map(from_big).ok_or_else(|| out_of_memory(vm))
}

fn round(vm: &mut Vm, args: &[Value]) -> Res {
    if args[1].is_unset() {
        return to_int(vm, this(args), Rounding::HalfEven);
    }
    if number::integer(&args[1]).is_none() {
        return Err(vm.error(Exc::TypeError, "optional arg must be an integer"));
    }
    let Some(places) = number::to_i64(&args[1]) else {
        return Err(vm.error(Exc::OverflowError, "Python int too large to convert to C ssize_t"));
    };
    let context = state::current_context(vm)?;
    let unit = Number::small(false, 1, places.checked_neg().unwrap_or(i64::MAX));
    evaluate(vm, &context, |settings, status| a::quantize(this(args), &unit, settings, status))
}

fn to_float(vm: &mut Vm, number: &Number) -> Res<f64> {
    match number.is_signaling() {
        true => Err(vm.error(Exc::ValueError, "cannot convert signaling NaN to float")),
        false => Ok(number.to_float()),
    }
}

/// `str()`: an exponent is written as the current context says.
fn text_value(vm: &mut Vm, number: &Number) -> Res {
    match number.short_text(&mut [0; 48]) {
        Some(text) => Ok(Value::from(text)),
        None => text(vm, number).map(Value::from),
    }
}

/// As [`text_value`].
fn text(vm: &mut Vm, number: &Number) -> Res<String> {
    let context = state::current_context(vm)?;
    Ok(number.to_text(Notation::Scientific, context::of(&context).capitals.get()))
}

fn as_tuple(vm: &mut Vm, args: &[Value]) -> Res {
    let number = this(args);
    let digits = || {
        let digits = number.coefficient.to_digits();
        Tuple::value(digits.bytes().map(|digit| Value::from((digit - b'0') as i64)).collect())
    };
    let payload = || if number.coefficient.is_zero() { Tuple::value(Vec::new()) } else { digits() };
    let (digits, exponent) = match number.kind {
        Kind::Finite => (digits(), Value::from(number.exponent)),
        Kind::Infinite => (Tuple::of([Value::from(0_i64)]), Value::from("F")),
        Kind::QuietNan => (payload(), Value::from("n")),
        Kind::SignalingNan => (payload(), Value::from("N")),
    };
    let state = state::of(vm)?;
    vm.call(&state::data(&state).tuple, &[Value::from(number.negative as i64), digits, exponent])
}

fn as_integer_ratio(vm: &mut Vm, args: &[Value]) -> Res {
    let number = this(args);
    if !number.is_finite() {
        return Err(no_integer(vm, number, "integer ratio"));
    }
    let Some((numerator, denominator)): Option<(BigInt, BigInt)> = number.to_ratio() else {
        return Err(out_of_memory(vm));
    };
    Ok(Tuple::of([from_big(numerator), from_big(denominator)]))
}

fn format(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(text) = args[1].as_str() else {
        return Err(vm.error(Exc::TypeError, "format arg must be str"));
    };
    if text.ends_with('N') {
        vm.warn(Exc::DeprecationWarning, "Format specifier 'N' is deprecated and slated for removal in Python 3.18")?;
    }
    let context = state::current_context(vm)?;
    let context = context::of(&context);
    let Some(mut spec) = Spec::parse(text, context.capitals.get()) else {
        return Err(vm.error(Exc::ValueError, "invalid format string"));
    };
    if spec.by_locale {
        let locale = vm.import_module("locale")?;
        let conventions = vm.get_attr_text(&locale, "localeconv")?;
        let conventions = vm.call(&conventions, &[])?;
        spec.separators = Some(separators(vm, &conventions, None)?);
    }
    if !args[2].is_unset() {
        if args[2].get::<Dict>().is_none() {
            return Err(vm.error(Exc::TypeError, "optional argument must be a dict"));
        }
        let before = spec.separators.take();
        spec.separators = Some(separators(vm, &args[2], before)?);
    }
    if spec.exceeds_limits() {
        return Err(vm.error(Exc::ValueError, "format specification exceeds internal limits of _decimal"));
    }
    match spec.apply(this(args), &context.settings.get()) {
        Some(text) => Ok(Value::from(text)),
        None => Err(out_of_memory(vm)),
    }
}

/// The separators that a dict as that of `locale.localeconv()` says; what it does not say is as before.
fn separators(vm: &mut Vm, conventions: &Value, before: Option<Separators>) -> Res<Separators> {
    let empty = || Separators { point: String::new(), separator: String::new(), grouping: Vec::new() };
    let mut separators = before.unwrap_or_else(empty);
    let Some(dict) = conventions.get::<Dict>() else { return Ok(separators) };
    let part = |vm: &mut Vm, name: &str| -> Res<Option<String>> {
        match dict.get_name(name) {
            None => Ok(None),
            Some(value) => match value.as_str() {
                Some(text) => Ok(Some(text.to_string())),
                None => Err(vm.error(Exc::TypeError, "bad argument type for built-in operation")),
            },
        }
    };
    if let Some(point) = part(vm, "decimal_point")? {
        separators.point = point;
    }
    if let Some(separator) = part(vm, "thousands_sep")? {
        separators.separator = separator;
    }
    if let Some(list) = dict.get_name("grouping").filter(|grouping| grouping.as_str().is_none()) {
        let sizes = vm.call(&vm.types.of_kind(rondo_vm::heap::Kind::Tuple).to_value(), &[list])?;
        let sizes = sizes.exact::<Tuple>().map(|sizes| sizes.items().to_vec()).unwrap_or_default();
        separators.grouping = sizes.iter().filter_map(number::to_i64).map(|size| size as u8).collect();
    } else if let Some(grouping) = part(vm, "grouping")? {
        separators.grouping = grouping.into_bytes();
    }
    match separators.point.chars().count() == 1 && separators.separator.chars().count() <= 1 {
        true => Ok(separators),
        false => Err(vm.error(Exc::ValueError, "invalid override dict")),
    }
}
