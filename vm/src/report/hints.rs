//! What is added to the text of NameError, AttributeError and ImportError: "Did you mean", "Did you forget to import".

use super::suggest::closest;
use crate::code::Flags;
use crate::frame::Frame;
use crate::heap::Gc;
use crate::import::is_standard;
use crate::object::dict::Dict;
use crate::object::exception::base::field;
use crate::object::exception::import::import_field;
use crate::object::exception::{Exc, Exception};
use crate::object::frame_object;
use crate::object::traceback::Traceback;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// What to add to the text of `value` with that traceback, or `None`; empty for most exceptions.
pub fn suggestion(vm: &mut Vm, value: &Value, exception: &Exception, traceback: &Value) -> String {
    let is = |class: Exc| vm.is_exception(value, class);
    let (is_name, is_attribute, is_import) = (is(Exc::NameError), is(Exc::AttributeError), is(Exc::ImportError));
    let wrong = match () {
        () if is_import => field(exception, import_field::NAME_FROM),
        () if is_name || is_attribute => field(exception, 0),
        () => return String::new(),
    };
    let Some(wrong) = wrong.as_str().map(str::to_string) else { return String::new() };
    let close = if is_import {
        near_import(vm, &field(exception, import_field::NAME), &wrong)
    } else if is_attribute {
        near_attribute(vm, &field(exception, 1), traceback, &wrong)
    } else {
        near_name(vm, traceback, &wrong)
    };
    let close = match close {
        Ok(close) => close,
        Err(raised) => {
            drop((raised, vm.take_raised()));
            None
        }
    };
    let mut out = close.as_ref().map_or(String::new(), |close| format!(". Did you mean: '{close}'?"));
    if is_name && is_standard(&wrong) {
        match close {
            Some(_) => out.push_str(&format!(" Or did you forget to import '{wrong}'?")),
            None => out.push_str(&format!(". Did you forget to import '{wrong}'?")),
        }
    }
    out
}

/// The names in `candidates` that can be meant; those with an underscore only for a name that has one.
fn best(candidates: &[String], wrong: &str, hide_underscored: bool) -> Option<String> {
    let candidates = candidates.iter().map(String::as_str).filter(|c| !(hide_underscored && c.starts_with('_')));
    closest(wrong, candidates).map(str::to_string)
}

/// The names in `dir(value)`, sorted if there is nothing else in it.
fn dir(vm: &mut Vm, value: &Value) -> Res<Vec<String>> {
    let dir = vm.names.dir.clone();
    let Some(found) = vm.call_special(value, &dir, &[])? else { return Ok(Vec::new()) };
    let found = vm.collect(&found)?;
    let mut names: Vec<String> = found.iter().filter_map(|name| name.as_str().map(str::to_string)).collect();
    if names.len() == found.len() {
        names.sort_unstable();
    }
    Ok(names)
}

fn near_import(vm: &mut Vm, module: &Value, wrong: &str) -> Res<Option<String>> {
    let Some(module) = module.as_str().map(str::to_string) else { return Ok(None) };
    let module = vm.import_module(&module)?;
    let names = dir(vm, &module)?;
    Ok(best(&names, wrong, !wrong.starts_with('_')))
}

fn near_attribute(vm: &mut Vm, object: &Value, traceback: &Value, wrong: &str) -> Res<Option<String>> {
    let names = dir(vm, object)?;
    let own = last_frame(traceback).and_then(|frame| local(&frame, "self"));
    let inside = own.is_some_and(|own| own.is(object));
    Ok(best(&names, wrong, !wrong.starts_with('_') && !inside))
}

fn near_name(vm: &mut Vm, traceback: &Value, wrong: &str) -> Res<Option<String>> {
    let Some(frame) = last_frame(traceback) else { return Ok(None) };
    if let Some(own) = local(&frame, "self") {
        let name = crate::object::str::Str::intern(wrong).into_value();
        if vm.get_attr_opt(&own, &name)?.is_some() {
            return Ok(Some(format!("self.{wrong}")));
        }
    }
    let mut names: Vec<String> = locals(&frame).into_iter().map(|(name, _)| name).collect();
    names.extend(keys(frame.globals()));
    names.extend(keys(&vm.builtins));
    Ok(best(&names, wrong, false))
}

fn keys(dict: &Dict) -> Vec<String> {
    dict.entries().iter().filter_map(|e| e.key.as_str().map(str::to_string)).collect()
}

/// The innermost frame of a traceback that it shows.
fn last_frame(traceback: &Value) -> Option<Gc<Frame>> {
    let mut found = None;
    let mut next = traceback.clone();
    while let Some(entry) = next.exact::<Traceback>() {
        if !entry.frame().code().has(Flags::HIDDEN) {
            found = Some(entry.frame());
        }
        next = entry.next.get();
    }
    found
}

fn local(frame: &Frame, name: &str) -> Option<Value> {
    locals(frame).into_iter().find(|(n, _)| n == name).map(|(_, value)| value)
}

/// The variables of a frame that have a value.
fn locals(frame: &Frame) -> Vec<(String, Value)> {
    let entries = frame_object::locals(frame).entries();
    entries.into_iter().filter_map(|e| Some((e.key.as_str()?.to_string(), e.value))).collect()
}
