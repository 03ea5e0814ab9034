//! Arguments of constructors, and what programs hand over as numbers and zones.

use super::fields::{Clock, Day};
use super::iso::Precision;
use super::tzinfo;
use rondo_vm::heap::{Gc, Kind};
use rondo_vm::object::bytes::bytes_of;
use rondo_vm::object::class::Class;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::methods::{index, index_i32};
use rondo_vm::object::number;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};

/// What C calls an int.
///
/// # Errors
/// TypeError, OverflowError.
#[inline]
pub fn int(vm: &mut Vm, value: &Value) -> Res<i32> {
    match value.as_small_int().and_then(|i| i32::try_from(i).ok()) {
        Some(i) => Ok(i),
        None => int_of_any(vm, value),
    }
}

#[cold]
fn int_of_any(vm: &mut Vm, value: &Value) -> Res<i32> {
    let plain = index(vm, value)?;
    let message = match number::to_i64(&plain).map(|i| (i, i32::try_from(i))) {
        Some((_, Ok(i))) => return Ok(i),
        Some((i, _)) if i < 0 => "signed integer is less than minimum",
        Some(_) => "signed integer is greater than maximum",
        None => "Python int too large to convert to C long",
    };
    Err(vm.error(Exc::OverflowError, message))
}

/// As [`int`] with the error of `replace()`, of an argument that may be missing.
#[inline]
pub fn new_int(vm: &mut Vm, value: &Value, old: i32) -> Res<i32> {
    if value.is_unset() { Ok(old) } else { index_i32(vm, value) }
}

/// As [`int`], of an argument that may be missing.
#[inline]
pub fn int_or(vm: &mut Vm, value: &Value, default: i32) -> Res<i32> {
    if value.is_unset() { Ok(default) } else { int(vm, value) }
}

/// What is wrong with numbers, as a ValueError.
pub fn valid<T>(vm: &mut Vm, checked: Result<T, String>) -> Res<T> {
    checked.map_err(|message| vm.error(Exc::ValueError, message))
}

/// The day of three arguments, all of which must be there.
pub fn day(vm: &mut Vm, args: &[Value]) -> Res<Day> {
    let (year, month, day) = ymd(vm, args)?;
    valid(vm, Day::checked(year, month, day))
}

/// The numbers of [`day`].
pub fn ymd(vm: &mut Vm, args: &[Value]) -> Res<(i32, i32, i32)> {
    let mut numbers = [0; 3];
    for (i, name) in ["year", "month", "day"].into_iter().enumerate() {
        if args[i].is_unset() {
            let message = format!("function missing required argument '{name}' (pos {})", i + 1);
            return Err(vm.error(Exc::TypeError, message));
        }
        numbers[i] = int(vm, &args[i])?;
    }
    let [year, month, day] = numbers;
    Ok((year, month, day))
}

/// The numbers of hour, minute, second and microsecond, each 0 if it is missing.
pub fn hms(vm: &mut Vm, args: &[Value]) -> Res<[i32; 4]> {
    let mut numbers = [0; 4];
    for (number, arg) in numbers.iter_mut().zip(args) {
        *number = int_or(vm, arg, 0)?;
    }
    Ok(numbers)
}

/// The time of [`hms`].
pub fn clock(vm: &mut Vm, [hour, minute, second, microsecond]: [i32; 4]) -> Res<Clock> {
    valid(vm, Clock::checked(hour, minute, second, microsecond))
}

/// The `fold` of a number.
pub fn fold(vm: &mut Vm, number: i32) -> Res<bool> {
    match number {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(vm.error(Exc::ValueError, format!("fold must be either 0 or 1, not {number}"))),
    }
}

/// A zone or `None`; `None` if the argument is missing.
///
/// # Errors
/// TypeError for anything else.
pub fn zone(vm: &mut Vm, value: &Value) -> Res {
    if value.is_unset() {
        return Ok(Value::NONE);
    }
    check_zone(vm, value)?;
    Ok(value.clone())
}

/// As [`zone`].
pub fn check_zone(vm: &mut Vm, value: &Value) -> Res<()> {
    if value.is_none() || tzinfo::is_zone(value) {
        return Ok(());
    }
    let got = vm.type_name(value);
    let message = format!("tzinfo argument must be None or of a tzinfo subclass, not type '{got}'");
    Err(vm.error(Exc::TypeError, message))
}

/// What a pickled object of the kind `what` is made of: bytes of a length, with an hour or a month in one place, or a text
/// of them, as Python 2 pickled them. `None`: it is something else.
pub fn pickled<const N: usize>(
    vm: &mut Vm,
    value: &Value,
    what: &str,
    fits: fn(&[u8; N]) -> bool,
) -> Res<Option<[u8; N]>> {
    if value.is_unset() || value.as_small_int().is_some() {
        return Ok(None);
    }
    if let Some(text) = value.as_str() {
        let chars: Option<[char; N]> = text.chars().collect::<Vec<char>>().try_into().ok();
        // A character that is no byte is told from one that is out of range.
        let Some(bytes) = chars.map(|chars| chars.map(|c| u8::try_from(c).unwrap_or(1))) else { return Ok(None) };
        if !fits(&bytes) {
            return Ok(None);
        }
        if text.chars().any(|c| u8::try_from(c).is_err()) {
            let message = format!(
                "Failed to encode latin1 string when unpickling a {what} object. pickle.load(data, encoding='latin1') \
                 is assumed."
            );
            return Err(vm.error(Exc::ValueError, message));
        }
        return Ok(Some(bytes));
    }
    if !value.unwrap_base().is_kind(Kind::Bytes) {
        return Ok(None);
    }
    let bytes = bytes_of(value).and_then(|bytes| <[u8; N]>::try_from(&*bytes).ok());
    Ok(bytes.filter(fits))
}

/// The class of a value, as a value.
pub fn class_of(vm: &Vm, value: &Value) -> Value {
    vm.class_of(value).into_value()
}

/// TypeError: an argument has the wrong type.
#[cold]
pub fn wrong_type(vm: &mut Vm, function: &str, place: usize, wanted: &str, value: &Value) -> Raised {
    let got = vm.argument_type_name(value);
    vm.error(Exc::TypeError, format!("{function}() argument {place} must be {wanted}, not {got}"))
}

/// `__replace__()`, which is the class's `replace()` with what `copy.replace()` gives.
pub fn replace_by(vm: &mut Vm, class: fn(&mut Vm) -> Gc<Class>, args: &[Value]) -> Res {
    let Some(method) = class(vm).dict().get_name("replace") else { return Ok(Value::NONE) };
    let mut all = vec![args[0].clone()];
    all.extend(args[1].exact::<Tuple>().map_or(&[][..], Tuple::items).iter().cloned());
    vm.call_spread(&method, &Tuple::value(all), &args[2])
}

/// The text that `fromisoformat()` is given.
pub fn check_text<'a>(vm: &mut Vm, value: &'a Value) -> Res<&'a str> {
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(vm.error(Exc::TypeError, "fromisoformat: argument must be str")),
    }
}

/// The `timespec` of `isoformat()`, in a place among the arguments.
pub fn precision(vm: &mut Vm, value: &Value, place: usize) -> Res<Precision> {
    if value.is_unset() {
        return Ok(Precision::Auto);
    }
    match value.as_str() {
        None => Err(wrong_type(vm, "isoformat", place, "str", value)),
        Some(name) => match Precision::of(name) {
            Some(precision) => Ok(precision),
            None => Err(vm.error(Exc::ValueError, "Unknown timespec value")),
        },
    }
}
