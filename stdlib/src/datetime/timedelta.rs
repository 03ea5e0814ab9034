//! `timedelta`: a span of time.

use super::span::{Span, divide_nearest};
use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::int::from_i128;
use rondo_vm::object::number;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::op::Op;
use rondo_vm::ops::Compare;
use rondo_vm::ops::hashing::{hash_small_ints, hash_value};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, getter, method};

impl ForeignData for Span {
    fn binary(&self, vm: &mut Vm, op: Op, other: &Value) -> Option<Res> {
        match op {
            Op::Add => Some(of_total(vm, self.total() + of(other)?.total())),
            Op::Sub => Some(of_total(vm, self.total() - of(other)?.total())),
            _ => None,
        }
    }

    fn compare(&self, _: &mut Vm, op: Compare, other: &Value) -> Option<Res> {
        Some(Ok(Value::bool(op.holds(self.cmp(&of(other)?)))))
    }

    fn hash(&self) -> Option<u64> {
        Some(hash(*self))
    }

    fn truth(&self) -> Option<bool> {
        Some(!self.is_zero())
    }
}

/// The class.
pub static TIMEDELTA: TypeSpec = TypeSpec {
    name: "datetime.timedelta",
    doc: "A span of time: days, seconds and microseconds.",
    constructor: Some(&function!(
        "__new__(days=?, seconds=?, microseconds=?, milliseconds=?, minutes=?, hours=?, weeks=?)",
        new
    )),
    methods: &[
        method!("__repr__(self, /)", |vm, args| {
            let name = vm.type_name(&args[0]);
            Ok(Value::from(format!("{name}({})", this(args).arguments())))
        }),
        method!("__str__(self, /)", |_, args| Ok(Value::from(this(args).text()))),
        method!("__add__(self, value, /)", |vm, args| sum(vm, args, 1)),
        method!("__radd__(self, value, /)", |vm, args| sum(vm, args, 1)),
        method!("__sub__(self, value, /)", |vm, args| sum(vm, args, -1)),
        method!("__rsub__(self, value, /)", |vm, args| match of(&args[1]) {
            Some(other) => of_total(vm, other.total() - this(args).total()),
            None => Ok(Value::NOT_IMPLEMENTED),
        }),
        method!("__mul__(self, value, /)", multiply),
        method!("__rmul__(self, value, /)", multiply),
        method!("__truediv__(self, value, /)", divide),
        method!("__rtruediv__(self, value, /)", |vm, args| of_spans(vm, args, true, |vm, x, y| {
            vm.binary(Op::TrueDiv, false, x, y)
        })),
        method!("__floordiv__(self, value, /)", |vm, args| {
            match number::integer(&args[1]) {
                Some(_) => {
                    let quotient = vm.binary(Op::FloorDiv, false, &from_i128(this(args).total()), &args[1])?;
                    of_integer(vm, &quotient)
                }
                None => of_spans(vm, args, false, |vm, x, y| vm.binary(Op::FloorDiv, false, x, y)),
            }
        }),
        method!("__rfloordiv__(self, value, /)", |vm, args| of_spans(vm, args, true, |vm, x, y| {
            vm.binary(Op::FloorDiv, false, x, y)
        })),
        method!("__mod__(self, value, /)", |vm, args| of_spans(vm, args, false, modulo)),
        method!("__rmod__(self, value, /)", |vm, args| of_spans(vm, args, true, modulo)),
        method!("__divmod__(self, value, /)", |vm, args| of_spans(vm, args, false, divmod)),
        method!("__rdivmod__(self, value, /)", |vm, args| of_spans(vm, args, true, divmod)),
        method!("__neg__(self, /)", |vm, args| of_total(vm, -this(args).total())),
        method!("__pos__(self, /)", |vm, args| Ok(object(vm, *this(args)))),
        method!("__abs__(self, /)", |vm, args| of_total(vm, this(args).total().abs())),
        method!("__bool__(self, /)", |_, args| Ok(Value::bool(!this(args).is_zero()))),
        method!("__eq__(self, value, /)", |_, args| compare(Compare::Eq, args)),
        method!("__ne__(self, value, /)", |_, args| compare(Compare::Ne, args)),
        method!("__lt__(self, value, /)", |_, args| compare(Compare::Lt, args)),
        method!("__le__(self, value, /)", |_, args| compare(Compare::Le, args)),
        method!("__gt__(self, value, /)", |_, args| compare(Compare::Gt, args)),
        method!("__ge__(self, value, /)", |_, args| compare(Compare::Ge, args)),
        method!("__hash__(self, /)", |_, args| Ok(hash_value(hash(*this(args))))),
        method!("__reduce__(self, /)", |vm, args| {
            Ok(Tuple::of([super::arguments::class_of(vm, &args[0]), Tuple::of(parts(*this(args)))]))
        }),
        getter!("days", |_, args| Ok(Value::from(i64::from(this(args).days)))),
        getter!("seconds", |_, args| Ok(Value::from(i64::from(this(args).seconds)))),
        getter!("microseconds", |_, args| Ok(Value::from(i64::from(this(args).microseconds)))),
        method!("total_seconds(self, /)", |vm, args| seconds(vm, *this(args))),
    ],
    flags: 0,
};

/// A span as an object.
#[inline]
pub fn object(vm: &mut Vm, span: Span) -> Value {
    Foreign::new(vm.types.native_class(&TIMEDELTA), span).into_value()
}

/// The span of a timedelta; `None` of anything else.
#[inline]
pub fn of(value: &Value) -> Option<Span> {
    value.foreign::<Span>().copied()
}

fn this(args: &[Value]) -> &Span {
    match args[0].foreign() {
        Some(span) => span,
        None => unreachable!("the binder checks"),
    }
}

/// That of a tuple of the parts, as in CPython.
fn hash(span: Span) -> u64 {
    hash_small_ints(&[span.days, span.seconds, span.microseconds].map(i64::from))
}

fn parts(span: Span) -> [Value; 3] {
    [span.days, span.seconds, span.microseconds].map(|part| Value::from(i64::from(part)))
}

/// The timedelta of microseconds.
///
/// # Errors
/// OverflowError for too many.
#[inline]
pub fn of_total(vm: &mut Vm, total: i128) -> Res {
    match Span::of_total(total) {
        Ok(span) => Ok(object(vm, span)),
        Err(days) => Err(vm.error(
            Exc::OverflowError,
            match i32::try_from(days) {
                Ok(days) => format!("days={days}; must have magnitude <= {}", super::span::MAX_DAYS),
                Err(_) => "Python int too large to convert to C int".to_string(),
            },
        )),
    }
}

fn of_big(vm: &mut Vm, total: &BigInt) -> Res {
    // What does not fit in here is out of range all the more.
    of_total(vm, total.to_i128().unwrap_or(i128::MAX))
}

/// As [`of_total`], of an int.
fn of_integer(vm: &mut Vm, total: &Value) -> Res {
    of_big(vm, &number::to_bigint(total).unwrap_or_default())
}

/// The span in seconds, as a float.
pub fn seconds(vm: &mut Vm, span: Span) -> Res {
    vm.binary(Op::TrueDiv, false, &from_i128(span.total()), &Value::from(1_000_000_i64))
}

fn compare(op: Compare, args: &[Value]) -> Res {
    Ok(match of(&args[1]) {
        Some(other) => Value::bool(op.holds(this(args).cmp(&other))),
        None => Value::NOT_IMPLEMENTED,
    })
}

fn sum(vm: &mut Vm, args: &[Value], sign: i128) -> Res {
    match of(&args[1]) {
        Some(other) => of_total(vm, this(args).total() + sign * other.total()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

/// An operation on the microseconds of two timedeltas.
fn of_spans(vm: &mut Vm, args: &[Value], reflected: bool, operation: fn(&mut Vm, &Value, &Value) -> Res) -> Res {
    let Some(other) = of(&args[1]) else { return Ok(Value::NOT_IMPLEMENTED) };
    let (own, other) = (from_i128(this(args).total()), from_i128(other.total()));
    if reflected { operation(vm, &other, &own) } else { operation(vm, &own, &other) }
}

fn modulo(vm: &mut Vm, x: &Value, y: &Value) -> Res {
    let remainder = vm.binary(Op::Mod, false, x, y)?;
    of_integer(vm, &remainder)
}

fn divmod(vm: &mut Vm, x: &Value, y: &Value) -> Res {
    let pair = vm.divmod(x, y)?;
    let Some([quotient, remainder]) = pair.exact::<Tuple>().map(Tuple::items) else { return Ok(pair) };
    let remainder = of_integer(vm, remainder)?;
    Ok(Tuple::of([quotient.clone(), remainder]))
}

/// Numerator and denominator of a float.
fn ratio(vm: &mut Vm, float: &Value) -> Res<(BigInt, BigInt)> {
    let pair = vm.call_method(float, "as_integer_ratio", &[])?;
    match pair.get::<Tuple>().map(Tuple::items) {
        Some([a, b]) => Ok((number::to_bigint(a).unwrap_or_default(), number::to_bigint(b).unwrap_or_default())),
        _ => Err(vm.error(Exc::TypeError, "as_integer_ratio() must return a 2-tuple")),
    }
}

fn multiply(vm: &mut Vm, args: &[Value]) -> Res {
    let total = this(args).total();
    if let Some(times) = args[1].as_small_int()
        && let Some(product) = total.checked_mul(times.into())
    {
        return of_total(vm, product);
    }
    if let Some(times) = number::to_bigint(&args[1]) {
        return of_big(vm, &(times * total));
    }
    if args[1].unwrap_base().as_float().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (numerator, denominator) = ratio(vm, &args[1])?;
    nearest(vm, numerator * total, denominator)
}

fn divide(vm: &mut Vm, args: &[Value]) -> Res {
    let total = BigInt::from(this(args).total());
    if let Some(divisor) = number::to_bigint(&args[1]) {
        return nearest(vm, total, divisor);
    }
    if args[1].unwrap_base().as_float().is_some() {
        let (numerator, denominator) = ratio(vm, &args[1])?;
        return nearest(vm, total * denominator, numerator);
    }
    of_spans(vm, args, false, |vm, x, y| vm.binary(Op::TrueDiv, false, x, y))
}

fn nearest(vm: &mut Vm, a: BigInt, b: BigInt) -> Res {
    if b.is_zero() {
        // The error of an integer division.
        return vm.binary(Op::FloorDiv, false, &Value::from(1_i64), &Value::from(0_i64));
    }
    of_big(vm, &divide_nearest(&a, &b))
}

/// The parameters, in the order in which they are added up: its place among them, its name, and its microseconds.
const UNITS: [(usize, &str, i64); 7] = [
    (2, "microseconds", 1),
    (3, "milliseconds", 1000),
    (1, "seconds", 1_000_000),
    (4, "minutes", 60_000_000),
    (5, "hours", 3_600_000_000),
    (0, "days", 86_400_000_000),
    (6, "weeks", 604_800_000_000),
];

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let mut total = 0;
    for (place, _, unit) in UNITS {
        match args[place].as_small_int() {
            Some(count) => total += i128::from(count) * i128::from(unit),
            None if args[place].is_unset() => (),
            None => return of_any_numbers(vm, args),
        }
    }
    of_total(vm, total)
}

/// Of ints and floats. Fractions are added up by themselves, so that little of them is lost.
#[cold]
fn of_any_numbers(vm: &mut Vm, args: &[Value]) -> Res {
    let mut total = BigInt::zero();
    let mut rest = 0.0_f64;
    for (place, name, unit) in UNITS {
        let arg = &args[place];
        if arg.is_unset() {
            continue;
        }
        if let Some(count) = number::to_bigint(arg) {
            total += count * unit;
        } else if let Some(count) = arg.unwrap_base().as_float() {
            total += whole(vm, count)? * unit;
            let microseconds = count.fract() * unit as f64;
            total += whole(vm, microseconds)?;
            rest += microseconds.fract();
        } else {
            let got = vm.type_name(arg);
            let message = format!("unsupported type for timedelta {name} component: {got}");
            return Err(vm.error(Exc::TypeError, message));
        }
    }
    if rest != 0.0 {
        let mut rounded = rest.round();
        if (rounded - rest).abs() == 0.5 {
            // Of two integers the one that makes the sum even.
            let odd = if (&total % 2_u32).is_zero() { 0.0 } else { 1.0 };
            rounded = 2.0 * ((rest + odd) * 0.5).round() - odd;
        }
        total += rounded as i64;
    }
    of_big(vm, &total)
}

/// The integer part of a float.
fn whole(vm: &mut Vm, float: f64) -> Res<BigInt> {
    let int = rondo_vm::object::int::methods::from_float(vm, float.trunc())?;
    Ok(number::to_bigint(&int).unwrap_or_default())
}

/// The class's constants.
pub fn add_constants(vm: &mut Vm) {
    let constants = [("min", Span::MIN), ("max", Span::MAX), ("resolution", Span::RESOLUTION)];
    let class = vm.types.native_class(&TIMEDELTA);
    for (name, span) in constants {
        let value = object(vm, span);
        class.dict().set_name(name, value);
    }
}
