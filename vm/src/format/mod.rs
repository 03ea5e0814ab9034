//! The format specification mini-language (PEP 3101, PEP 378, PEP 515, PEP 682): what `format()`, f-strings and
//! `str.format` do with built-in values.

mod number;
mod spec;

pub use number::{in_radix, plain_float};
pub use spec::{Spec, pad};

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
    } else if let Some(digits) = zero_filled(value, spec) {
        Ok(digits)
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

/// What `02d` and its like say of an integer that is not negative: most of what clocks and tables show.
fn zero_filled(value: &Value, spec: &str) -> Option<String> {
    let [b'0', width @ b'1'..=b'9', b'd'] = *spec.as_bytes() else { return None };
    let i = value.as_small_int().filter(|i| *i >= 0)?;
    Some(format!("{i:0width$}", width = (width - b'0') as usize))
}

/// `__format__` of strings and numbers.
pub fn method(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(spec) = args[1].as_str() else {
        let got = vm.argument_type_name(&args[1]);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::int::arithmetic::Integer;

    fn int(i: i64, spec: &str) -> String {
        format_number(Number::Int(Integer::Small(i)), spec, "int").unwrap_or_else(|fault| fault.message.into_owned())
    }

    fn float(f: f64, spec: &str) -> String {
        format_number(Number::Float(f), spec, "float").unwrap_or_else(|fault| fault.message.into_owned())
    }

    fn text(text: &str, spec: &str) -> String {
        format_text(text, spec, "str").unwrap_or_else(|fault| fault.message.into_owned())
    }

    #[test]
    fn ints() {
        for (i, spec, expected) in [
            (1234, "010,", "00,001,234"),
            (1234, "08,", "0,001,234"),
            (1234, "-^20,", "-------1,234--------"),
            (255, "#010x", "0x000000ff"),
            (-255, "#_b", "-0b1111_1111"),
            (255, "#X", "0XFF"),
            (255, "#o", "0o377"),
            (1, "=+5", "+   1"),
            (1, "<05", "10000"),
            (65, "5c", "    A"),
            (65, "c<5", "65ccc"),
            (1, "5%", "100.000000%"),
            (3, ".2f", "3.00"),
            (1, "s", "Unknown format code 's' for object of type 'int'"),
            (1, "\u{e9}", "Unknown format code '\\xe9' for object of type 'int'"),
            (1, ".3", "Precision not allowed in integer format specifier"),
            (1, ",x", "Cannot specify ',' with 'x'."),
            (1, "5 5", "Invalid format specifier '5 5' for object of type 'int'"),
            (-1, "c", "%c arg not in range(0x110000)"),
        ] {
            assert_eq!(int(i, spec), expected, "{i} {spec}");
        }
    }

    #[test]
    fn floats() {
        for (f, spec, expected) in [
            (1234567.891, ",.2f", "1,234,567.89"),
            (1e20, "#", "1.e+20"),
            (1e16, ".17", "1e+16"),
            (100.0, ".3", "1e+02"),
            (0.0001, ".3", "0.0001"),
            (-0.0, "z.1f", "0.0"),
            (1.0, "#.0f", "1."),
            (1.0, "#g", "1.00000"),
            (0.5, "%", "50.000000%"),
            (f64::INFINITY, "010", "0000000inf"),
            (f64::NAN, "+,f", "+nan"),
            (12345.678, "_.1e", "1.2e+04"),
            (1234567.0, ",", "1,234,567.0"),
            (1.5, "\u{e9}<9", "1.5\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}"),
            (1.23456789, ".8_f", "1.234_567_89"),
            (1.0, "_,", "Cannot specify both ',' and '_'."),
            (1.0, ".f", "Format specifier missing precision"),
            (1.0, "99999999999999999999", "Too many decimal digits in format string"),
        ] {
            assert_eq!(float(f, spec), expected, "{f} {spec}");
        }
    }

    #[test]
    fn strings() {
        for (s, spec, expected) in [
            ("abc", "\u{e9}^9.2", "\u{e9}\u{e9}\u{e9}ab\u{e9}\u{e9}\u{e9}\u{e9}"),
            ("a", "05", "a0000"),
            ("a", "d", "Unknown format code 'd' for object of type 'str'"),
            ("a", ",", "Cannot specify ',' with 's'."),
            ("a", "+", "Sign not allowed in string format specifier"),
            ("a", "=5", "'=' alignment not allowed in string format specifier"),
        ] {
            assert_eq!(text(s, spec), expected, "{s} {spec}");
        }
    }
}
