//! The methods of `Context`: arithmetic in it.

use super::arguments::{Binary, Unary, evaluate, object, required};
use super::arithmetic as a;
use super::class as decimal;
use super::compare as c;
use super::context::{self, of};
use super::number::{Kind, Number};
use super::settings::Settings;
use super::signals::Which;
use super::text::Notation;
use super::{construct, digits as d, elementary, power};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{getter, method};

/// What contexts have.
pub static CONTEXT: &[NativeDef] = &[
    method!(
        "__init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
        context::init
    ),
    getter!("prec", |_, args| Ok(Value::from(settings(args).prec)), context::set_prec),
    getter!("rounding", |_, args| Ok(Value::from(settings(args).rounding.name())), context::set_rounding),
    getter!("Emin", |_, args| Ok(Value::from(settings(args).emin)), context::set_emin),
    getter!("Emax", |_, args| Ok(Value::from(settings(args).emax)), context::set_emax),
    getter!("capitals", |_, args| Ok(Value::from(of(&args[0]).capitals.get() as i64)), context::set_capitals),
    getter!("clamp", |_, args| Ok(Value::from(settings(args).clamp as i64)), context::set_clamp),
    getter!("flags", |vm, args| context::signal_dict(vm, args, Which::Flags), |vm, args| {
        context::set_signals(vm, args, Which::Flags)
    }),
    getter!("traps", |vm, args| context::signal_dict(vm, args, Which::Traps), |vm, args| {
        context::set_signals(vm, args, Which::Traps)
    }),
    method!("__repr__(self, /)", context::repr),
    method!("__reduce__(self, /)", context::reduce),
    method!("__copy__(self, /)", context::copy),
    method!("copy(self, /)", context::copy),
    method!("clear_flags(self, /)", |_, args| {
        of(&args[0]).signals.status.take();
        Ok(Value::NONE)
    }),
    method!("clear_traps(self, /)", |_, args| {
        of(&args[0]).signals.traps.take();
        Ok(Value::NONE)
    }),
    method!("create_decimal(self, num='0', /)", |vm, args| construct::rounded(vm, &args[1], &args[0])),
    method!("create_decimal_from_float(self, f, /)", |vm, args| {
        let number = construct::of_float(vm, &args[1])?;
        evaluate(vm, &args[0], |settings, status| number.finish(settings, status))
    }),
    method!("Etiny(self, /)", |_, args| Ok(Value::from(settings(args).etiny()))),
    method!("Etop(self, /)", |_, args| Ok(Value::from(settings(args).etop()))),
    method!("radix(self, /)", |vm, _| Ok(object(vm, Number::small(false, 10, 0)))),
    method!("_apply(self, object, /)", |vm, args| unary(vm, args, |a, settings, status| {
        a.clone().finish(settings, status)
    })),
    method!("abs(self, x, /)", |vm, args| unary(vm, args, a::absolute)),
    method!("add(self, x, y, /)", |vm, args| binary(vm, args, a::add)),
    method!("canonical(self, x, /)", |vm, args| {
        match args[1].foreign::<Number>() {
            Some(_) => Ok(args[1].clone()),
            None => Err(vm.error(Exc::TypeError, "argument must be a Decimal")),
        }
    }),
    method!("compare(self, x, y, /)", |vm, args| binary(vm, args, c::compare)),
    method!("compare_signal(self, x, y, /)", |vm, args| binary(vm, args, c::compare_signal)),
    method!("compare_total(self, x, y, /)", |vm, args| binary(vm, args, |a, b, _, _| c::compare_total(a, b))),
    method!("compare_total_mag(self, x, y, /)", |vm, args| {
        binary(vm, args, |a, b, _, _| c::compare_total_magnitude(a, b))
    }),
    method!("copy_abs(self, x, /)", |vm, args| unary(vm, args, |a, _, _| a.clone().with_sign(false))),
    method!("copy_decimal(self, x, /)", |vm, args| match args[1].foreign::<Number>() {
        Some(_) => Ok(args[1].clone()),
        None => unary(vm, args, |a, _, _| a.clone()),
    }),
    method!("copy_negate(self, x, /)", |vm, args| unary(vm, args, |a, _, _| a.clone().negated())),
    method!("copy_sign(self, x, y, /)", |vm, args| binary(vm, args, |a, b, _, _| a.clone().with_sign(b.negative))),
    method!("divide(self, x, y, /)", |vm, args| binary(vm, args, a::divide)),
    method!("divide_int(self, x, y, /)", |vm, args| binary(vm, args, a::divide_integer)),
    method!("divmod(self, x, y, /)", |vm, args| {
        let (x, y) = (required(vm, &args[1])?, required(vm, &args[2])?);
        decimal::divide_modulo(vm, &x, &y, &args[0])
    }),
    method!("exp(self, x, /)", |vm, args| unary(vm, args, elementary::exp)),
    method!("fma(self, x, y, z, /)", |vm, args| {
        let (x, y, z) = (required(vm, &args[1])?, required(vm, &args[2])?, required(vm, &args[3])?);
        evaluate(vm, &args[0], |settings, status| a::fused_multiply_add(&x, &y, &z, settings, status))
    }),
    method!("is_canonical(self, x, /)", |vm, args| match args[1].foreign::<Number>() {
        Some(_) => Ok(Value::TRUE),
        None => Err(vm.error(Exc::TypeError, "argument must be a Decimal")),
    }),
    method!("is_finite(self, x, /)", |vm, args| ask(vm, args, |x, _| x.is_finite())),
    method!("is_infinite(self, x, /)", |vm, args| ask(vm, args, |x, _| x.is_infinite())),
    method!("is_nan(self, x, /)", |vm, args| ask(vm, args, |x, _| x.is_nan())),
    method!("is_normal(self, x, /)", |vm, args| ask(vm, args, decimal::is_normal)),
    method!("is_qnan(self, x, /)", |vm, args| ask(vm, args, |x, _| x.kind == Kind::QuietNan)),
    method!("is_signed(self, x, /)", |vm, args| ask(vm, args, |x, _| x.negative)),
    method!("is_snan(self, x, /)", |vm, args| ask(vm, args, |x, _| x.is_signaling())),
    method!("is_subnormal(self, x, /)", |vm, args| ask(vm, args, d::is_subnormal)),
    method!("is_zero(self, x, /)", |vm, args| ask(vm, args, |x, _| x.is_zero())),
    method!("ln(self, x, /)", |vm, args| unary(vm, args, elementary::ln)),
    method!("log10(self, x, /)", |vm, args| unary(vm, args, elementary::log10)),
    method!("logb(self, x, /)", |vm, args| unary(vm, args, d::logb)),
    method!("logical_and(self, x, y, /)", |vm, args| binary(vm, args, decimal::logical_and)),
    method!("logical_invert(self, x, /)", |vm, args| unary(vm, args, d::logical_invert)),
    method!("logical_or(self, x, y, /)", |vm, args| binary(vm, args, decimal::logical_or)),
    method!("logical_xor(self, x, y, /)", |vm, args| binary(vm, args, decimal::logical_xor)),
    method!("max(self, x, y, /)", |vm, args| binary(vm, args, decimal::max)),
    method!("max_mag(self, x, y, /)", |vm, args| binary(vm, args, decimal::max_magnitude)),
    method!("min(self, x, y, /)", |vm, args| binary(vm, args, decimal::min)),
    method!("min_mag(self, x, y, /)", |vm, args| binary(vm, args, decimal::min_magnitude)),
    method!("minus(self, x, /)", |vm, args| unary(vm, args, a::minus)),
    method!("multiply(self, x, y, /)", |vm, args| binary(vm, args, a::multiply)),
    method!("next_minus(self, x, /)", |vm, args| unary(vm, args, d::next_minus)),
    method!("next_plus(self, x, /)", |vm, args| unary(vm, args, d::next_plus)),
    method!("next_toward(self, x, y, /)", |vm, args| binary(vm, args, d::next_toward)),
    method!("normalize(self, x, /)", |vm, args| unary(vm, args, a::normalize)),
    method!("number_class(self, x, /)", |vm, args| {
        let x = required(vm, &args[1])?;
        Ok(Value::from(d::class_name(&x, &settings(args))))
    }),
    method!("plus(self, x, /)", |vm, args| unary(vm, args, a::plus)),
    method!("power(self, /, a, b, modulo=None)", |vm, args| {
        let (a, b) = (required(vm, &args[1])?, required(vm, &args[2])?);
        if args[3].is_none() {
            return evaluate(vm, &args[0], |settings, status| power::power(&a, &b, settings, status));
        }
        let modulus = required(vm, &args[3])?;
        evaluate(vm, &args[0], |settings, status| power::power_modulo(&a, &b, &modulus, settings, status))
    }),
    method!("quantize(self, x, y, /)", |vm, args| binary(vm, args, a::quantize)),
    method!("remainder(self, x, y, /)", |vm, args| binary(vm, args, a::remainder)),
    method!("remainder_near(self, x, y, /)", |vm, args| binary(vm, args, a::remainder_near)),
    method!("rotate(self, x, y, /)", |vm, args| binary(vm, args, d::rotate)),
    method!("same_quantum(self, x, y, /)", |vm, args| {
        let (x, y) = (required(vm, &args[1])?, required(vm, &args[2])?);
        Ok(Value::bool(d::same_quantum(&x, &y)))
    }),
    method!("scaleb(self, x, y, /)", |vm, args| binary(vm, args, d::scale)),
    method!("shift(self, x, y, /)", |vm, args| binary(vm, args, d::shift)),
    method!("sqrt(self, x, /)", |vm, args| unary(vm, args, power::square_root)),
    method!("subtract(self, x, y, /)", |vm, args| binary(vm, args, a::subtract)),
    method!("to_eng_string(self, x, /)", |vm, args| text(vm, args, Notation::Engineering)),
    method!("to_integral(self, x, /)", |vm, args| {
        unary(vm, args, |a, settings, status| a::to_integral(a, false, settings, status))
    }),
    method!("to_integral_exact(self, x, /)", |vm, args| {
        unary(vm, args, |a, settings, status| a::to_integral(a, true, settings, status))
    }),
    method!("to_integral_value(self, x, /)", |vm, args| {
        unary(vm, args, |a, settings, status| a::to_integral(a, false, settings, status))
    }),
    method!("to_sci_string(self, x, /)", |vm, args| text(vm, args, Notation::Scientific)),
];

fn settings(args: &[Value]) -> Settings {
    of(&args[0]).settings.get()
}

fn unary(vm: &mut Vm, args: &[Value], operation: Unary) -> Res {
    let x = required(vm, &args[1])?;
    evaluate(vm, &args[0], |settings, status| operation(&x, settings, status))
}

fn binary(vm: &mut Vm, args: &[Value], operation: Binary) -> Res {
    let (x, y) = (required(vm, &args[1])?, required(vm, &args[2])?);
    evaluate(vm, &args[0], |settings, status| operation(&x, &y, settings, status))
}

fn ask(vm: &mut Vm, args: &[Value], question: fn(&Number, &Settings) -> bool) -> Res {
    let x = required(vm, &args[1])?;
    Ok(Value::bool(question(&x, &settings(args))))
}

fn text(vm: &mut Vm, args: &[Value], notation: Notation) -> Res {
    let x = required(vm, &args[1])?;
    Ok(Value::from(x.to_text(notation, of(&args[0]).capitals.get())))
}
