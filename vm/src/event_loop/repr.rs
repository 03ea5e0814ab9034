//! How futures, tasks and callbacks show themselves: `<Task pending name='Task-1' coro=<main() running at a.py:3>>`.

use crate::event_loop::EventLoop;
use crate::event_loop::future::{Future, FutureState, Part};
use crate::frame::{Frame, State};
use crate::object::dict::Dict;
use crate::object::function::Function;
use crate::object::list::List;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Res, Vm};

/// `repr` of a future or task; `...` inside itself.
pub(crate) fn future(vm: &mut Vm, this: &Value) -> Res<String> {
    vm.repr_guarded(this, "...", |vm| unguarded(vm, this))
}

fn unguarded(vm: &mut Vm, this: &Value) -> Res<String> {
    let Some(future) = this.get::<Future>() else { return vm.repr(this) };
    let mut info = vec![vm.class_of(this).name_text()];
    match future.task() {
        Some(_) if future.cancels.get() > 0 && !future.is_done() => info.push("cancelling".to_string()),
        _ => info.push(state_name(future.state()).to_lowercase()),
    }
    if let Some(task) = future.task() {
        let name = task.name();
        info.push(format!("name={}", vm.repr(&name)?));
        let coroutine = task.coroutine.get();
        if !coroutine.is_unset() {
            info.push(format!("coro=<{}>", describe_coroutine(vm, &coroutine)?));
        }
        let waiting_on = task.waiting_on.get();
        if !waiting_on.is_unset() {
            info.push(format!("wait_for={}", vm.repr(&waiting_on)?));
        }
    }
    if let Some(exception) = future.failure() {
        info.push(format!("exception={}", vm.repr(&exception)?));
    } else if future.state() == FutureState::Finished {
        let result = future.outcome.get();
        info.push(format!("result={}", abridged(vm, &result)?));
    }
    let waiters = future.waiters();
    if !waiters.is_empty() {
        let shown: Vec<String> = waiters.iter().map(|w| describe_waiter(vm, w)).collect();
        info.push(match shown.as_slice() {
            [first, .., last] if shown.len() > 2 => format!("cb=[{first}, <{} more>, {last}]", shown.len() - 2),
            _ => format!("cb=[{}]", shown.join(", ")),
        });
    }
    info.extend(made_at(vm, &future.source())?);
    Ok(format!("<{}>", info.join(" ")))
}

/// `created at program.py:3`, from the stack where something was made, which is unset if that is not known.
///
/// # Errors
/// The stack is no list of sequences.
pub(crate) fn made_at(vm: &mut Vm, source: &Value) -> Res<Option<String>> {
    let Some(last) = source.get::<List>().and_then(|l| l.items().borrow().last().cloned()) else { return Ok(None) };
    let [file, line] = [0, 1].map(|i| vm.get_item(&last, &Value::small_int_unchecked(i)));
    let (file, line) = (file?, line?);
    Ok(Some(format!("created at {}:{}", vm.str(&file)?, vm.str(&line)?)))
}

/// `PENDING`, `CANCELLED` or `FINISHED`.
pub(crate) fn state_name(state: FutureState) -> &'static str {
    match state {
        FutureState::Pending => "PENDING",
        FutureState::Cancelled => "CANCELLED",
        FutureState::Finished => "FINISHED",
    }
}

fn describe_waiter(vm: &mut Vm, waiter: &Value) -> String {
    match waiter.get::<Future>().is_some() || waiter.get::<EventLoop>().is_some() {
        true if waiter.get::<Future>().is_some_and(|f| f.task().is_some()) => {
            format!("{}.task_wakeup()", vm.class_of(waiter).name_text())
        }
        true => format!("{}()", waiter_name(waiter)),
        false => super::handle::describe(vm, waiter, &[], &Value::UNSET),
    }
}

/// The name of the callback that CPython has in place of a native waiter.
pub(crate) fn waiter_name(waiter: &Value) -> &'static str {
    if waiter.get::<EventLoop>().is_some() {
        return "_run_until_complete_cb";
    }
    match waiter.get::<Future>().map(Future::part) {
        Some(Some(Part::Gather(_))) => "gather.<locals>._done_callback",
        Some(Some(Part::Wait(_))) => "_wait.<locals>._on_completion",
        _ => "Task.task_wakeup",
    }
}

/// A coroutine as a task's repr shows it: `main() running at program.py:7`.
pub(crate) fn describe_coroutine(vm: &mut Vm, coroutine: &Value) -> Res<String> {
    let Some(frame) = coroutine.exact::<Frame>() else { return describe_foreign_coroutine(vm, coroutine) };
    let code = frame.code();
    let (name, file) = (frame.qualname(), code.proto.filename.clone());
    let name = name.as_str().unwrap_or_default();
    Ok(match frame.state.get() {
        State::Closed => format!("{name}() done, defined at {file}:{}", code.proto.first_line),
        _ => format!("{name}() running at {file}:{}", crate::object::frame_object::line(frame)),
    })
}

/// A coroutine that is none of the language's own, such as a step of an async generator.
fn describe_foreign_coroutine(vm: &mut Vm, coroutine: &Value) -> Res<String> {
    let module = vm.import_module("asyncio.format_helpers")?;
    let text = vm.call_method(&module, "_format_foreign_coroutine", std::slice::from_ref(coroutine))?;
    Ok(text.as_str().unwrap_or_default().to_string())
}

/// The name of a callable as callbacks show it; of a `functools.partial` that of its function with its arguments.
pub(crate) fn callable_name(vm: &mut Vm, callable: &Value, debug: bool) -> String {
    if let Some(func) = wrapped_by_partial(vm, callable) {
        let name = callable_name(vm, &func, debug);
        return format!("{name}({})", if debug { partial_arguments(vm, callable) } else { String::new() });
    }
    for name in [vm.names.qualname.clone(), vm.names.name.clone()] {
        match vm.get_attr_opt(callable, &name) {
            Ok(Some(name)) if name.as_str().is_some_and(|n| !n.is_empty()) => {
                return name.as_str().unwrap_or_default().to_string();
            }
            Ok(_) => (),
            Err(_) => return unshowable(vm),
        }
    }
    vm.repr(callable).unwrap_or_else(|_| unshowable(vm))
}

/// The function of a `functools.partial`.
fn wrapped_by_partial(vm: &mut Vm, callable: &Value) -> Option<Value> {
    if vm.class_of(callable).name_text() != "partial" {
        return None;
    }
    let func = vm.get_attr_opt(callable, &Str::intern("func").into_value());
    func.unwrap_or_else(|_| {
        drop(vm.take_raised());
        None
    })
}

fn partial_arguments(vm: &mut Vm, partial: &Value) -> String {
    let mut shown = Vec::new();
    if let Ok(args) = vm.get_attr(partial, &Str::intern("args").into_value()) {
        for arg in args.exact::<Tuple>().map_or(&[][..], Tuple::items) {
            shown.push(short(vm, arg));
        }
    }
    if let Ok(keywords) = vm.get_attr(partial, &Str::intern("keywords").into_value()) {
        for entry in keywords.exact::<Dict>().map(Dict::entries).unwrap_or_default() {
            let value = short(vm, &entry.value);
            shown.push(format!("{}={value}", entry.key.as_str().unwrap_or_default()));
        }
    }
    shown.join(", ")
}

fn unshowable(vm: &mut Vm) -> String {
    drop(vm.take_raised());
    "<unprintable>".to_string()
}

/// Where a function is defined: `program.py:12`.
pub(crate) fn definition(vm: &mut Vm, callable: &Value) -> Option<String> {
    if let Some(func) = wrapped_by_partial(vm, callable) {
        return definition(vm, &func);
    }
    let function = callable.exact::<Function>()?;
    let wrapped = vm.get_attr_opt(callable, &Str::intern("__wrapped__").into_value());
    if let Ok(Some(wrapped)) = wrapped {
        return definition(vm, &wrapped);
    }
    let code = function.code();
    Some(format!("{}:{}", code.proto.filename, code.proto.first_line))
}

/// `reprlib.repr(result)`.
fn abridged(vm: &mut Vm, result: &Value) -> Res<String> {
    if result.as_str().is_some() || !result.is_object() {
        return Ok(short(vm, result));
    }
    let module = vm.import_module("reprlib")?;
    let text = vm.call_method(&module, "repr", std::slice::from_ref(result))?;
    Ok(text.as_str().unwrap_or_default().to_string())
}

/// `reprlib.repr(value)`: at most about thirty characters.
pub(crate) fn short(vm: &mut Vm, value: &Value) -> String {
    let full = match vm.repr(value) {
        Ok(full) => full,
        Err(_) => return unshowable(vm),
    };
    let length = full.chars().count();
    let limit = if value.is_small_int() { 40 } else { 30 };
    let builtin = value.as_str().is_some() || !value.is_object() || value.is_kind(crate::heap::Kind::Instance);
    if !builtin || length <= limit {
        return full;
    }
    let head = (limit - 3) / 2;
    let tail = limit - 3 - head;
    let start: String = full.chars().take(head).collect();
    let end: String = full.chars().skip(length - tail).collect();
    format!("{start}...{end}")
}
