//! `strftime()` of dates and times: what they know beside broken-down time is filled in, the rest is `time.strftime()`'s.

use super::offsets::{self, Question};
use crate::calendar::{self, Fields, iso_week};
use crate::{module, time};
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// Whom to ask for what broken-down time has not.
pub struct Asked {
    pub microsecond: i32,
    pub zone: Value,
    /// What the zone is asked about.
    pub moment: Value,
}

impl Asked {
    /// A date knows of none of it.
    pub const NOTHING: Asked = Asked { microsecond: 0, zone: Value::NONE, moment: Value::NONE };

    fn offset(&self, vm: &mut Vm, separator: &str) -> Res<String> {
        let span = offsets::span(vm, &self.zone, Question::Offset, &self.moment)?;
        Ok(span.map_or(String::new(), |span| span.offset_text(separator)))
    }

    fn name(&self, vm: &mut Vm) -> Res<String> {
        let name = offsets::name(vm, &self.zone, &self.moment)?;
        Ok(name.as_str().unwrap_or_default().to_string())
    }
}

/// The format, an argument.
pub fn format_argument<'a>(vm: &mut Vm, args: &'a [Value]) -> Res<&'a str> {
    module::text(vm, &args[1], "strftime() argument 1")
}

/// `__format__()`.
pub fn format(vm: &mut Vm, args: &[Value]) -> Res {
    match module::text(vm, &args[1], "__format__() argument 1")? {
        "" => vm.str_value(&args[0]),
        _ => vm.call_method(&args[0], "strftime", &args[1..]),
    }
}

/// The text of broken-down time after a format.
pub fn text(vm: &mut Vm, format: &str, fields: &Fields, asked: &Asked) -> Res {
    let format = filled_in(vm, format, fields, asked)?;
    Ok(Value::from(match format.contains(['Z', 'z']) {
        // With flags these are not filled in.
        true => calendar::strftime(&format, &time::in_local_zone(fields.clone())),
        false => calendar::strftime(&format, fields),
    }))
}

/// As [`text`], of what `timetuple()` of an object of a program's class says.
pub fn by_tuple(vm: &mut Vm, this: &Value, format: &str, asked: &Asked) -> Res {
    let tuple = vm.call_method(this, "timetuple", &[])?;
    let fields = time::fields(vm, &tuple, "strftime")?;
    let format = filled_in(vm, format, &fields, asked)?;
    time::strftime(vm, &[Value::from(format), tuple])
}

/// The format with the texts of those directives that it has to be asked for. Years have four digits.
fn filled_in(vm: &mut Vm, format: &str, fields: &Fields, asked: &Asked) -> Res<String> {
    let mut out = String::with_capacity(format.len() + 8);
    let mut rest = format;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let directive = rest.chars().next();
        let filled = match directive {
            Some('f') => Some(format!("{:06}", asked.microsecond)),
            Some('z') => Some(asked.offset(vm, "")?),
            Some('Z') => Some(asked.name(vm)?.replace('%', "%%")),
            Some(':') if rest.starts_with(":z") => {
                rest = &rest[1..];
                Some(asked.offset(vm, ":")?)
            }
            Some('Y') if fields.year < 1000 => Some(format!("{:04}", fields.year)),
            Some('G') if fields.year < 1000 => Some(format!("{:04}", iso_week(fields).0)),
            Some('C') if fields.year < 1000 => Some(format!("{:02}", fields.year / 100)),
            Some('F') if fields.year < 1000 => {
                Some(format!("{:04}-{:02}-{:02}", fields.year, fields.month, fields.day))
            }
            _ => None,
        };
        match (filled, directive) {
            (Some(text), _) => out.push_str(&text),
            (None, Some(directive)) => out.extend(['%', directive]),
            (None, None) => out.push('%'),
        }
        rest = &rest[directive.map_or(0, char::len_utf8)..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The text of `ctime()`.
pub fn ctime(fields: &Fields) -> String {
    calendar::strftime(&format!("%a %b %e %H:%M:%S {:04}", fields.year), fields)
}
