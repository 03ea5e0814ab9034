//! Exceptions where nobody can catch them: in `__del__`, in a generator closed because nobody wants it any more.

use super::chain::{self, safe_str};
use super::source::SourceLines;
use crate::heap::{Gc, Kind, Slot};
use crate::interp::call::current_frame;
use crate::object::exception::Exception;
use crate::object::traceback::Traceback;
use crate::value::Value;
use crate::vm::Vm;

/// Reports `exception` by `sys.unraisablehook`. `what` begins the message, `object` ends it: `Exception ignored while
/// closing generator <generator object g at 0x...>`.
pub fn unraisable(vm: &mut Vm, exception: Value, object: &Value, what: &str) {
    let message = match object.is_none() || object.is_unset() {
        true => what.to_string(),
        false => format!("{what} {}", shown(vm, object)),
    };
    report(vm, exception, &message, Value::from(message.as_str()), Value::NONE);
}

/// Reports it as one that came out of `object`, which hooks are told.
pub fn unraisable_in(vm: &mut Vm, exception: Value, object: &Value) {
    let message = format!("Exception ignored in: {}", shown(vm, object));
    report(vm, exception, &message, Value::NONE, object.clone());
}

fn shown(vm: &mut Vm, object: &Value) -> String {
    let text = vm.repr(object);
    text.unwrap_or_else(|raised| {
        drop((raised, vm.take_raised()));
        "<object repr() failed>".to_string()
    })
}

/// `message` is written; hooks are told what `said` and `object` are.
fn report(vm: &mut Vm, exception: Value, message: &str, said: Value, object: Value) {
    // An exception that passed no frame is reported for the place where the program is.
    if let (Some(e), Some(frame)) = (exception.exact::<Exception>(), current_frame(vm))
        && !e.traceback.get().is_kind(Kind::Traceback)
    {
        let instruction = frame.instruction() as u32;
        let (frame, next) = (Slot::new(frame.into_value()), Slot::new(Value::NONE));
        e.traceback.set(Gc::new(Traceback { frame, instruction, odd: false, line: 0, next }).into_value());
    }
    let hook = vm.sys_attribute("unraisablehook");
    if let (Some(hook), false) = (&hook, vm.audit_hooks.is_empty()) {
        let args = crate::sys::unraisable_args(vm, &exception, said.clone(), object.clone());
        if let Err(raised) = vm.audit("sys.unraisablehook", |_| [hook.clone(), args]) {
            drop(raised);
            let error = vm.take_raised();
            return write(vm, &error, "Exception ignored in audit hook");
        }
    }
    if hook.as_ref().is_none_or(|h| vm.is_default_hook("__unraisablehook__", h)) {
        return write(vm, &exception, message);
    }
    let hook = hook.unwrap_or(Value::NONE);
    let args = crate::sys::unraisable_args(vm, &exception, said, object);
    if let Err(raised) = vm.call(&hook, &[args]) {
        drop(raised);
        let error = vm.take_raised();
        write(vm, &error, "Exception ignored in sys.unraisablehook");
    }
}

/// `sys.__unraisablehook__`: message, unless it is empty, traceback without markers, exception.
pub fn write(vm: &mut Vm, exception: &Value, message: &str) {
    let mut out = if message.is_empty() { String::new() } else { format!("{message}:\n") };
    let entries = exception.exact::<Exception>().map(chain::entries).unwrap_or_default();
    if !entries.is_empty() {
        out.push_str("Traceback (most recent call last):\n");
        let mut lines = SourceLines::new(vm);
        for entry in &entries {
            let line = entry.position.line;
            out.push_str(&format!("  File \"{}\", line {line}, in {}\n", entry.filename, entry.name));
            // Only files are read here, as in CPython.
            let text = if entry.filename.starts_with('<') { None } else { lines.line(&entry.filename, line) };
            if let Some(text) = text.map(|t| t.trim().to_string()).filter(|t| !t.is_empty()) {
                out.push_str(&format!("    {text}\n"));
            }
        }
    }
    let class = vm.class_of(exception);
    out.push_str(&chain::class_title(vm, &class));
    match safe_str(vm, exception, "<exception str() failed>") {
        text if text.is_empty() => (),
        text => out.push_str(&format!(": {text}")),
    }
    out.push('\n');
    super::write(vm, &out);
}
