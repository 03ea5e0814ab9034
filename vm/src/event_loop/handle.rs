//! `asyncio.Handle` and `asyncio.TimerHandle`: a callback that a loop will call.

use crate::event_loop::EventLoop;
use crate::heap::{Body, Gc, Kind, Slot, Visitor};
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};
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
}

const CANCELLED: u8 = 1;
/// It is among the loop's timers.
const SCHEDULED: u8 = 2;

impl Body for Handle {
    const KIND: Kind = Kind::Handle;

    fn trace(&self, visit: &mut Visitor) {
        [&self.callback, &self.args, &self.context, &self.event_loop].into_iter().for_each(|s| visit(s.peek()));
    }

    fn clear(&self) {
        for slot in [&self.callback, &self.args, &self.context] {
            drop(slot.take());
        }
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
        })
    }

    /// Makes it a timer that its loop holds.
    pub(crate) fn set_timer(&self, when: f64) {
        self.when.set(when);
        self.flags.set(self.flags.get() | SCHEDULED);
    }

    /// The loop no longer holds it as a timer.
    pub(crate) fn set_due(&self) {
        self.flags.set(self.flags.get() & !SCHEDULED);
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
    pub fn cancel(&self) {
        if self.is_cancelled() {
            return;
        }
        if self.flags.get() & SCHEDULED != 0
            && let Some(event_loop) = self.event_loop.get().get::<EventLoop>()
        {
            event_loop.timers.borrow_mut().note_cancelled();
        }
        self.flags.set(self.flags.get() | CANCELLED);
        drop(self.callback.take());
        drop(self.args.take());
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
                let what = describe(vm, &callback, args);
                let event_loop = self.event_loop.get();
                vm.report_to_loop(
                    &event_loop,
                    &format!("Exception in callback {what}"),
                    &[("exception", exception), ("handle", this.clone())],
                )
            }
        }
    }
}

/// A callback with its arguments as reports show it: `f(1, 'a') at program.py:3`.
pub(crate) fn describe(vm: &mut Vm, callback: &Value, args: &[Value]) -> String {
    let name = crate::event_loop::repr::callable_name(vm, callback);
    let mut shown = Vec::with_capacity(args.len());
    for arg in args {
        shown.push(crate::event_loop::repr::short(vm, arg));
    }
    let place = crate::event_loop::repr::definition(callback).map(|p| format!(" at {p}")).unwrap_or_default();
    format!("{name}({}){place}", shown.join(", "))
}

/// The class `asyncio.Handle`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "Handle",
    doc: "Object returned by callback registration methods.",
    constructor: None,
    methods: &[
        method!("cancel(self, /)", |_, args| {
            if let Some(handle) = args[0].get::<Handle>() {
                handle.cancel();
            }
            Ok(Value::NONE)
        }),
        method!("cancelled(self, /)", |_, args| Ok(args[0].get::<Handle>().is_some_and(Handle::is_cancelled).into())),
        method!("__repr__(self, /)", handle_repr),
        getter!("_callback", |_, args| Ok(part(args, |h| &h.callback))),
        getter!("_args", |_, args| Ok(part(args, |h| &h.args))),
    ],
    flags: 0,
};

/// The class `asyncio.TimerHandle`.
pub static TIMER_SPEC: TypeSpec = TypeSpec {
    name: "TimerHandle",
    doc: "Object returned by timed callback registration methods.",
    constructor: None,
    methods: &[method!("when(self, /)", |_, args| Ok(args[0].get::<Handle>().map_or(0.0, |h| h.when.get()).into()))],
    flags: 0,
};

fn part(args: &[Value], slot: fn(&Handle) -> &Slot) -> Value {
    match args[0].get::<Handle>().map(|h| slot(h).get()) {
        Some(value) if !value.is_unset() => value,
        _ => Value::NONE,
    }
}

fn handle_repr(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(handle) = args[0].get::<Handle>() else { return Ok(Value::NONE) };
    let mut info = vec![vm.type_name(&args[0])];
    if handle.is_cancelled() {
        info.push("cancelled".to_string());
    }
    if handle.is_timer() {
        let when = vm.repr(&Value::float(handle.when.get()))?;
        info.push(format!("when={when}"));
    }
    let callback = handle.callback.get();
    if !callback.is_unset() {
        let args = handle.args.get();
        info.push(describe(vm, &callback, args.exact::<Tuple>().map_or(&[][..], Tuple::items)));
    }
    Ok(Value::from(format!("<{}>", info.join(" "))))
}
