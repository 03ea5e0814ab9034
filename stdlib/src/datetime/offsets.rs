//! What zones are asked.

use super::span::Span;
use super::timezone::Zone;
use super::{state, timedelta};
use rondo_vm::object::exception::Exc;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};

/// The questions that are answered by a timedelta or `None`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Question {
    Offset,
    Dst,
}

impl Question {
    fn name(self) -> &'static str {
        match self {
            Question::Offset => "utcoffset",
            Question::Dst => "dst",
        }
    }
}

/// What a zone answers about a moment, `None` or a timedelta shorter than a day; `None` without a zone.
pub fn ask(vm: &mut Vm, zone: &Value, question: Question, moment: &Value) -> Res {
    if zone.is_none() {
        return Ok(Value::NONE);
    }
    if let Some(fixed) = zone.foreign::<Zone>() {
        return Ok(if question == Question::Offset { fixed.offset.clone() } else { Value::NONE });
    }
    let answer = vm.call_method(zone, question.name(), std::slice::from_ref(moment))?;
    match answer.foreign::<Span>() {
        _ if answer.is_none() => Ok(answer),
        Some(span) if span.is_offset() => Ok(answer),
        Some(_) => Err(vm.error(
            Exc::ValueError,
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).",
        )),
        None => {
            let (name, got) = (question.name(), vm.type_name(&answer));
            let message = format!("tzinfo.{name}() must return None or timedelta, not '{got}'");
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

/// The span of [`ask`].
pub fn span(vm: &mut Vm, zone: &Value, question: Question, moment: &Value) -> Res<Option<Span>> {
    if zone.is_none() {
        return Ok(None);
    }
    Ok(ask(vm, zone, question, moment)?.foreign::<Span>().copied())
}

/// The name of a zone at a moment, `None` or a str; `None` without a zone.
pub fn name(vm: &mut Vm, zone: &Value, moment: &Value) -> Res {
    if zone.is_none() {
        return Ok(Value::NONE);
    }
    let answer = vm.call_method(zone, "tzname", std::slice::from_ref(moment))?;
    if answer.is_none() || answer.as_str().is_some() {
        return Ok(answer);
    }
    let got = vm.type_name(&answer);
    Err(vm.error(Exc::TypeError, format!("tzinfo.tzname() must return None or a string, not '{got}'")))
}

/// The zone of an offset in microseconds; UTC of none.
pub fn zone_of(vm: &mut Vm, offset: Option<i64>) -> Res {
    match offset {
        None => Ok(Value::NONE),
        Some(0) => state::utc(vm),
        Some(microseconds) => {
            let offset = timedelta::of_total(vm, microseconds.into())?;
            super::timezone::made(vm, offset, Value::NONE)
        }
    }
}
