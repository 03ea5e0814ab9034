//! `asyncio.Handle` and `asyncio.TimerHandle`: a callback that a loop will call.

use crate::event_loop::{EventLoop, methods};
use crate::heap::{Body, Gc, Interior, Kind, Slot, Visitor};
use crate::object::dict::Dict;
use crate::object::list::List;
use crate::object::tuple::Tuple;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};
use std::cell::Cell;

/// A callback that waits to be called.
pub struct Handle {
    /// Unset once cancelled.
    callback: Slot,
    /// A tuple, or unset for no arguments.
    args: Slot,
    /// The context it runs in, unset for an empty one.
    context: Slot,
    event_loop: Slot,
    /// When it is due; NaN if it is not a timer.
    when: Cell<f64>,
    flags: Cell<u8>,
    rare: Interior<Option<Box<Rare>>>,
}

/// What a handle knows in debug mode, and what timers of classes derived from other loops may have.
#[derive(Default)]
struct Rare {
    /// When it is due, if that is no plain number; unset if it is.
    when: Value,
    /// The stack where it was made, a list; or unset.
    source: Value,
    /// How it shows itself since it was cancelled, when it has given up its callback.
    shown: Option<String>,
}

const CANCELLED: u8 = 1;
/// It is among the loop's timers.
const SCHEDULED: u8 = 2;
/// Its time was given as an integer.
const WHOLE: u8 = 4;
/// It is of `call_soon_threadsafe`.
const THREAD_SAFE: u8 = 8;

impl Body for Handle {
    const KIND: Kind = Kind::Handle;

    fn trace(&self, visit: &mut Visitor) {
        [&self.callback, &self.args, &self.context, &self.event_loop].into_iter().for_each(|s| visit(s.peek()));
        if let Some(rare) = &*self.rare.borrow() {
            visit(&rare.source);
            visit(&rare.when);
        }
    }

    fn clear(&self) {
        for slot in [&self.callback, &self.args, &self.context] {
            drop(slot.take());
        }
        drop(self.rare.replace(None));
    }
}

impl Handle {
    /// A handle that runs `callback(*args)` in `context`. `args` is a tuple or unset.
    pub(crate) fn new(event_loop: Value, callback: Value, args: Value, context: Value) -> Gc<Handle> {
        Gc::new(Handle {
            callback: Slot::new(callback),
            args: Slot::new(args),
            context: Slot::new(context),
            event_loop: Slot::new(event_loop),
            when: Cell::new(f64::NAN),
            flags: Cell::new(0),
            rare: Interior::new(None),
        })
    }

    /// In debug mode a handle knows where it was made.
    ///
    /// # Errors
    /// Those of the loop's `get_debug`.
    pub(crate) fn note_source(&self, vm: &mut Vm) -> Res<()> {
        let event_loop = self.event_loop.get();
        if debugs(vm, &event_loop)? {
            let source = vm.source_traceback()?;
            self.rare.borrow_mut().get_or_insert_default().source = source;
        }
        Ok(())
    }

    /// How it showed itself when it was cancelled in debug mode.
    fn shown(&self) -> Option<String> {
        self.rare.borrow().as_ref().and_then(|rare| rare.shown.clone())
    }

    /// The stack where it was made; unset if that was not kept.
    fn source(&self) -> Value {
        self.rare.borrow().as_ref().map(|rare| rare.source.clone()).unwrap_or_default()
    }

    /// When it is due, if that is no plain number.
    fn rare_when(&self) -> Option<Value> {
        self.rare.borrow().as_ref().map(|rare| rare.when.clone()).filter(|when| !when.is_unset())
    }

    /// Makes it a timer that its loop holds.
    pub(crate) fn set_timer(&self, when: f64) {
        self.when.set(when);
        self.flags.set(self.flags.get() | SCHEDULED);
    }

    /// Its time was given as an integer, and is shown as one.
    pub(crate) fn set_whole(&self) {
        self.flags.set(self.flags.get() | WHOLE);
    }

    /// The loop no longer holds it as a timer.
    pub(crate) fn set_due(&self) {
        self.flags.set(self.flags.get() & !SCHEDULED);
    }

    /// It is what `call_soon_threadsafe` returns.
    pub(crate) fn set_thread_safe(&self) {
        self.flags.set(self.flags.get() | THREAD_SAFE);
    }

    /// Is it what `call_soon_threadsafe` has returned?
    pub fn is_thread_safe(&self) -> bool {
        self.flags.get() & THREAD_SAFE != 0
    }

    /// Is it a timer, or has it been one?
    pub fn is_timer(&self) -> bool {
        !self.when.get().is_nan()
    }

    /// Has it been cancelled?
    #[inline]
    pub fn is_cancelled(&self) -> bool {
        self.flags.get() & CANCELLED != 0
    }

    /// It will not be called any more.
    ///
    /// # Errors
    /// Those of a loop that is not native, which is told of its timers.
    pub fn cancel(&self, vm: &mut Vm, this: &Value) -> Res<()> {
        if self.is_cancelled() {
            return Ok(());
        }
        let event_loop = self.event_loop.get();
        self.flags.set(self.flags.get() | CANCELLED);
        if !event_loop.is_unset() && debugs(vm, &event_loop)? {
            let shown = format!("<{}>", repr_info(vm, this)?.join(" "));
            self.rare.borrow_mut().get_or_insert_default().shown = Some(shown);
        }
        drop(self.callback.take());
        drop(self.args.take());
        match event_loop.get::<EventLoop>() {
            Some(body) if self.flags.get() & SCHEDULED != 0 => body.timers.borrow_mut().note_cancelled(),
            None if self.is_timer() => {
                vm.call_method(&event_loop, "_timer_handle_cancelled", std::slice::from_ref(this))?;
            }
            _ => (),
        }
        Ok(())
    }

    /// Calls it. What it raises goes to the loop's exception handler, `SystemExit` and `KeyboardInterrupt` to the
    /// caller.
    pub(crate) fn run(&self, vm: &mut Vm, this: &Value) -> Res<()> {
        let callback = self.callback.get();
        if callback.is_unset() {
            return Ok(());
        }
        let args = self.args.get();
        let args = args.exact::<Tuple>().map_or(&[][..], Tuple::items);
        let outer = std::mem::replace(&mut vm.loops.context, self.context.take());
        let result = vm.call(&callback, args);
        self.context.set(std::mem::replace(&mut vm.loops.context, outer));
        match result {
            Ok(_) => Ok(()),
            Err(raised) if vm.raised_ends_program() => Err(raised),
            Err(_) => {
                let exception = vm.take_raised();
                let event_loop = self.event_loop.get();
                let what = describe(vm, &callback, args, &event_loop);
                let report = Dict::new();
                report.set_name("message", Value::from(format!("Exception in callback {what}")));
                report.set_name("exception", exception.clone());
                report.set_name("handle", this.clone());
                let source = self.source();
                if !source.is_unset() {
                    report.set_name("source_traceback", source);
                }
                let module = vm.import_module("asyncio.base_events")?;
                vm.call_method(&module, "_report_handled", &[event_loop, exception, report.into_value()]).map(drop)
            }
        }
    }
}

/// A callback as reports show it: `f() at program.py:3`, with its arguments if the loop is in debug mode.
pub(crate) fn describe(vm: &mut Vm, callback: &Value, args: &[Value], event_loop: &Value) -> String {
    let debug = is_debugged(vm, event_loop);
    describe_as(vm, callback, args, debug)
}

/// As [`describe`], with the arguments if `debug`.
pub(crate) fn describe_as(vm: &mut Vm, callback: &Value, args: &[Value], debug: bool) -> String {
    let name = crate::event_loop::repr::callable_name(vm, callback, debug);
    let mut shown = Vec::with_capacity(args.len());
    if debug {
        for arg in args {
            shown.push(crate::event_loop::repr::short(vm, arg));
        }
    }
    let place = crate::event_loop::repr::definition(vm, callback).map(|p| format!(" at {p}")).unwrap_or_default();
    format!("{name}({}){place}", shown.join(", "))
}

/// Is a loop of any kind in debug mode?
///
/// # Errors
/// Those of the `get_debug` of a loop that is not native.
pub(crate) fn debugs(vm: &mut Vm, event_loop: &Value) -> Res<bool> {
    if let Some(body) = event_loop.get::<EventLoop>() {
        return Ok(body.debug.get());
    }
    let answer = vm.call_method(event_loop, "get_debug", &[])?;
    vm.truth(&answer)
}

/// As [`debugs`], for what only shows something.
pub(crate) fn is_debugged(vm: &mut Vm, event_loop: &Value) -> bool {
    if event_loop.is_unset() || event_loop.is_none() {
        return false;
    }
    debugs(vm, event_loop).unwrap_or_else(|_| {
        drop(vm.take_raised());
        false
    })
}

/// The class `asyncio.Handle`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "Handle",
    doc: "A call that a loop makes as soon as it can.",
    constructor: Some(&function!("Handle(callback, args, loop, context=None)", |vm, args| {
        Ok(made(vm, &args[0], &args[1], &args[2], &args[3])?.into_value())
    })),
    methods: &[
        method!("cancel(self, /)", |vm, args| {
            if let Some(handle) = args[0].get::<Handle>() {
                handle.cancel(vm, &args[0])?;
            }
            Ok(Value::NONE)
        }),
        method!("_run(self, /)", |vm, args| {
            if let Some(handle) = args[0].get::<Handle>() {
                handle.run(vm, &args[0])?;
            }
            Ok(Value::NONE)
        }),
        method!("get_context(self, /)", |vm, args| Ok(context(vm, args))),
        getter!("_context", |vm, args| Ok(context(vm, args))),
        getter!(
            "_cancelled",
            |_, args| Ok(args[0].get::<Handle>().is_some_and(Handle::is_cancelled).into()),
            |vm, args| set_flag(vm, args, CANCELLED)
        ),
        getter!("_loop", |_, args| Ok(part(args, |h| &h.event_loop))),
        getter!("_source_traceback", |_, args| Ok(match args[0].get::<Handle>().map(Handle::source) {
            Some(source) if !source.is_unset() => source,
            _ => Value::NONE,
        })),
        getter!("_repr", |_, args| {
            let shown = args[0].get::<Handle>().and_then(Handle::shown);
            Ok(shown.map_or(Value::NONE, Value::from))
        }),
        method!("_repr_info(self, /)", |vm, args| {
            let info = repr_info(vm, &args[0])?;
            Ok(List::value(info.into_iter().map(Value::from).collect()))
        }),
        method!("cancelled(self, /)", |_, args| Ok(args[0].get::<Handle>().is_some_and(Handle::is_cancelled).into())),
        method!("__repr__(self, /)", handle_repr),
        getter!("_callback", |_, args| Ok(part(args, |h| &h.callback)), |_, args| {
            if let Some(handle) = args[0].get::<Handle>() {
                handle.callback.set(args[1].clone());
            }
            Ok(Value::NONE)
        }),
        getter!("_args", |_, args| {
            let args = args[0].get::<Handle>().filter(|h| !h.is_cancelled()).map(|h| h.args.get());
            Ok(match args {
                Some(args) if args.is_unset() => Tuple::value(Vec::new()),
                Some(args) => args,
                None => Value::NONE,
            })
        }),
    ],
    flags: 0,
};

/// The class of what `call_soon_threadsafe` returns. Threads here take turns, so it is safe as any handle is.
pub static THREAD_SAFE_SPEC: TypeSpec = TypeSpec {
    name: "_ThreadSafeHandle",
    doc: "A call that a loop makes as soon as it can, of another thread.",
    constructor: Some(&function!("_ThreadSafeHandle(callback, args, loop, context=None)", |vm, args| {
        let handle = made(vm, &args[0], &args[1], &args[2], &args[3])?;
        handle.set_thread_safe();
        Ok(handle.into_value())
    })),
    methods: &[],
    flags: 0,
};

/// The class `asyncio.TimerHandle`.
pub static TIMER_SPEC: TypeSpec = TypeSpec {
    name: "TimerHandle",
    doc: "A call that a loop makes at a time.",
    constructor: Some(&function!("TimerHandle(when, callback, args, loop, context=None)", |vm, args| {
        let handle = made(vm, &args[1], &args[2], &args[3], &args[4])?;
        set_when(&handle, &args[0]);
        Ok(handle.into_value())
    })),
    methods: &[
        method!("when(self, /)", |_, args| Ok(when(&args[0]))),
        getter!("_when", |_, args| Ok(when(&args[0])), |_, args| {
            if let Some(handle) = args[0].get::<Handle>() {
                set_when(handle, &args[1]);
            }
            Ok(Value::NONE)
        }),
        getter!(
            "_scheduled",
            |_, args| Ok(args[0].get::<Handle>().is_some_and(|h| h.flags.get() & SCHEDULED != 0).into()),
            |vm, args| set_flag(vm, args, SCHEDULED)
        ),
        method!("__lt__(self, other, /)", |vm, args| compare(vm, args, Compare::Lt)),
        method!("__le__(self, other, /)", |vm, args| or_equal(vm, args, Compare::Lt)),
        method!("__gt__(self, other, /)", |vm, args| compare(vm, args, Compare::Gt)),
        method!("__ge__(self, other, /)", |vm, args| or_equal(vm, args, Compare::Gt)),
        method!("__eq__(self, other, /)", equal),
        method!("__hash__(self, /)", |vm, args| {
            let when = when(&args[0]);
            vm.call_method(&when, "__hash__", &[])
        }),
    ],
    flags: 0,
};

/// Sets or clears a flag of a handle, as the truth of a value says.
fn set_flag(vm: &mut Vm, args: &[Value], flag: u8) -> Res {
    let on = vm.truth(&args[1])?;
    if let Some(handle) = args[0].get::<Handle>() {
        let flags = handle.flags.get();
        handle.flags.set(if on { flags | flag } else { flags & !flag });
    }
    Ok(Value::NONE)
}

/// Notes when a timer is due. The native loop sorts its timers when they are made.
fn set_when(handle: &Handle, when: &Value) {
    handle.flags.set(handle.flags.get() & !WHOLE);
    if let Some(rare) = &mut *handle.rare.borrow_mut() {
        rare.when = Value::UNSET;
    }
    match (when.as_float(), when.as_small_int()) {
        (Some(when), _) if !when.is_nan() => handle.when.set(when),
        (_, Some(when)) => {
            handle.when.set(when as f64);
            handle.flags.set(handle.flags.get() | WHOLE);
        }
        _ => {
            // The program's loop may know what that means.
            handle.when.set(0.0);
            handle.rare.borrow_mut().get_or_insert_default().when = when.clone();
        }
    }
}

fn when(this: &Value) -> Value {
    let Some(handle) = this.get::<Handle>() else { return Value::NONE };
    match handle.rare_when() {
        Some(when) => when,
        None if handle.flags.get() & WHOLE != 0 => Value::from(handle.when.get() as i64),
        None => handle.when.get().into(),
    }
}

/// A handle made by the program.
fn made(vm: &mut Vm, callback: &Value, args: &Value, event_loop: &Value, context: &Value) -> Res<Gc<Handle>> {
    let context = match methods::context_argument(vm, context)? {
        context if context.is_unset() => vm.copy_context(),
        context => context,
    };
    let args = if args.exact::<Tuple>().is_some() { args.clone() } else { Tuple::value(vm.collect(args)?) };
    let handle = Handle::new(event_loop.clone(), callback.clone(), args, context);
    handle.note_source(vm)?;
    Ok(handle)
}

fn context(vm: &mut Vm, args: &[Value]) -> Value {
    let Some(handle) = args[0].get::<Handle>() else { return Value::NONE };
    let context = vm.context_object(handle.context.get());
    handle.context.set(context.clone());
    context
}

fn timers(args: &[Value]) -> Option<(&Handle, &Handle)> {
    let (a, b) = (args[0].get::<Handle>()?, args[1].get::<Handle>()?);
    (a.is_timer() && b.is_timer()).then_some((a, b))
}

fn compare(vm: &mut Vm, args: &[Value], by: Compare) -> Res {
    match timers(args) {
        Some((a, b)) if a.rare_when().is_some() || b.rare_when().is_some() => {
            vm.compare(by, &when(&args[0]), &when(&args[1]))
        }
        Some((a, b)) if by == Compare::Lt => Ok((a.when.get() < b.when.get()).into()),
        Some((a, b)) => Ok((a.when.get() > b.when.get()).into()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn or_equal(vm: &mut Vm, args: &[Value], by: Compare) -> Res {
    let strict = compare(vm, args, by)?;
    if strict.is(&Value::NOT_IMPLEMENTED) || vm.truth(&strict)? { Ok(strict) } else { equal(vm, args) }
}

fn equal(vm: &mut Vm, args: &[Value]) -> Res {
    let Some((a, b)) = timers(args) else { return Ok(Value::NOT_IMPLEMENTED) };
    if a.is_cancelled() != b.is_cancelled() || !vm.eq(&when(&args[0]), &when(&args[1]))? {
        return Ok(Value::FALSE);
    }
    for slot in [|h: &Handle| h.callback.get(), |h: &Handle| h.args.get()] {
        let (a, b) = (slot(a), slot(b));
        let same = a.is(&b) || (!a.is_unset() && !b.is_unset() && vm.eq(&a, &b)?);
        if !same {
            return Ok(Value::FALSE);
        }
    }
    Ok(Value::TRUE)
}

fn part(args: &[Value], slot: fn(&Handle) -> &Slot) -> Value {
    match args[0].get::<Handle>().map(|h| slot(h).get()) {
        Some(value) if !value.is_unset() => value,
        _ => Value::NONE,
    }
}

fn handle_repr(vm: &mut Vm, args: &[Value]) -> Res {
    if let Some(shown) = args[0].get::<Handle>().and_then(Handle::shown) {
        return Ok(Value::from(shown));
    }
    Ok(Value::from(format!("<{}>", repr_info(vm, &args[0])?.join(" "))))
}

fn repr_info(vm: &mut Vm, this: &Value) -> Res<Vec<String>> {
    let Some(handle) = this.get::<Handle>() else { return Ok(Vec::new()) };
    let mut info = vec![vm.type_name(this)];
    if handle.is_cancelled() {
        info.push("cancelled".to_string());
    }
    if handle.is_timer() {
        let when = vm.str(&when(this))?;
        info.push(format!("when={when}"));
    }
    let callback = handle.callback.get();
    if !callback.is_unset() && !callback.is_none() {
        let args = handle.args.get();
        let event_loop = handle.event_loop.get();
        let args = args.exact::<Tuple>().map_or(&[][..], Tuple::items);
        info.push(describe(vm, &callback, args, &event_loop));
    }
    info.extend(crate::event_loop::repr::made_at(vm, &handle.source())?);
    Ok(info)
}
