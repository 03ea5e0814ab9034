//! Uncaught exceptions, ignored exceptions and warnings as text: CPython 3.14's, to the character.

pub mod chain;
pub mod frame;
pub mod hints;
mod keywords;
mod missing;
pub mod source;
pub mod suggest;
mod syntax;
pub mod theme;
mod unraisable;
pub mod warning;

pub use suggest::closest as suggest;
pub use syntax::keyword_hint;
pub use unraisable::{unraisable, unraisable_in, write as write_unraisable};
pub use warning::{warn, warn_at, warn_never_awaited};

use crate::event_loop::DEADLOCK;
use crate::object::exception::{Exc, Exception};
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::Vm;
use std::io::Write;

/// The text of an exception with traceback, causes, contexts and members. Ends with a newline.
pub fn format_exception(vm: &mut Vm, exception: &Value) -> String {
    chain::format(vm, exception, chain::Style { chain: true, tasks: false, theme: theme::PLAIN }).concat()
}

/// Tells the user about an exception that ends the program, by `sys.excepthook`, and returns the exit status.
/// Nothing that fails here escapes.
pub fn uncaught(vm: &mut Vm, exception: &Value) -> i32 {
    if let Some(status) = exit_status(vm, exception) {
        return status;
    }
    let deadlock = is_deadlock(vm, exception);
    let status = if deadlock { DEADLOCK } else { 1 };
    vm.threads.deadlock_told |= deadlock;
    let hook = vm.sys_attribute("excepthook");
    if let Err(raised) = vm.audit("sys.excepthook", |vm| {
        let traceback = exception.exact::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
        let class = vm.class_of(exception).into_value();
        [hook.clone().unwrap_or(Value::NONE), class, exception.clone(), traceback]
    }) {
        drop(raised);
        let error = vm.take_raised();
        if vm.is_exception(&error, Exc::RuntimeError) {
            return 1;
        }
        unraisable::write(vm, &error, "Exception ignored in audit hook");
    }
    if hook.is_none() && vm.importer.sys.is_some() {
        write(vm, "sys.excepthook is missing\n");
    }
    if hook.as_ref().is_none_or(|h| vm.is_default_hook("__excepthook__", h)) {
        display(vm, exception);
        return status;
    }
    let hook = hook.unwrap_or(Value::NONE);
    let traceback = exception.exact::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
    let class = vm.class_of(exception).into_value();
    if let Err(raised) = vm.call(&hook, &[class, exception.clone(), traceback]) {
        drop(raised);
        let error = vm.take_raised();
        if let Some(status) = exit_status(vm, &error) {
            return status;
        }
        write(vm, "Error in sys.excepthook:\n");
        display(vm, &error);
        write(vm, "\nOriginal exception was:\n");
        display(vm, exception);
    }
    status
}

/// Is it what `Vm::deadlock` made?
pub(crate) fn is_deadlock(vm: &Vm, exception: &Value) -> bool {
    let payload = exception.exact::<Exception>().map(|e| e.payload.get()).unwrap_or_default();
    vm.class_of(exception).is(vm.types.exception(Exc::RuntimeError))
        && payload.as_small_int() == Some(i64::from(DEADLOCK))
}

/// Writes which threads the end of the program would wait for, unless a deadlock has ended the program.
pub(crate) fn deadlock_at_end(vm: &mut Vm, error: &Value) {
    if !vm.threads.deadlock_told
        && let Ok(text) = vm.str(error)
    {
        write(vm, &format!("rondo: {text}\n"));
    }
}

/// Writes an exception to `sys.stderr`: `sys.__excepthook__`.
pub fn display(vm: &mut Vm, exception: &Value) {
    let style = chain::Style { chain: true, tasks: true, theme: theme::of_stderr(vm) };
    let text = chain::format(vm, exception, style).concat() + &missing::note(vm, exception);
    write(vm, &text);
}

/// Writes to `sys.stderr`, or to the real standard error if the program has closed or broken it.
pub fn write(vm: &mut Vm, text: &str) {
    match vm.sys_attribute("stderr") {
        Some(none) if none.is_none() => return,
        Some(stream) => {
            let written = vm.call_method(&stream, "write", &[Value::from(text)]).is_ok();
            if !written || vm.call_method(&stream, "flush", &[]).is_err() {
                drop(vm.take_raised());
            }
            if written {
                return;
            }
        }
        None => (),
    }
    let bytes = text.chars().map(rondo_grammar::surrogate::code_of).map(|code| match char::from_u32(code) {
        Some(c) => c.to_string(),
        None => format!("\\u{code:04x}"),
    });
    // There is nobody left to tell that this failed.
    let _ = std::io::stderr().write_all(bytes.collect::<String>().as_bytes());
}

/// The exit status that an exception which ends the program stands for; `None` if it has to be reported first.
/// Writes what `sys.exit("message")` says.
pub fn exit_status(vm: &mut Vm, exception: &Value) -> Option<i32> {
    if !vm.is_exception(exception, Exc::SystemExit) {
        return None;
    }
    let code = exception.exact::<Exception>().map(|e| e.payload.get()).unwrap_or_default();
    // A subclass with an `__init__` of its own may not have set it.
    let code = match code {
        unset if unset.is_unset() => match exception.exact::<Exception>().map(|e| e.args.get()) {
            Some(args) => match args.exact::<Tuple>().map(|t| t.items().to_vec()).as_deref() {
                None | Some([]) => Value::NONE,
                Some([one]) => one.clone(),
                Some(_) => args,
            },
            None => Value::NONE,
        },
        code => code,
    };
    if code.is_none() {
        return Some(0);
    }
    if let Some(truth) = code.as_bool() {
        return Some(truth as i32);
    }
    if vm.is_instance_of_exactly_or_below(&code, &vm.types.int.to_value()) {
        let status = code.unwrap_base().as_small_int();
        return Some(status.map_or(-1, |n| (n & 0xff) as i32));
    }
    let text = chain::safe_str(vm, &code, "");
    write(vm, &format!("{text}\n"));
    Some(1)
}
