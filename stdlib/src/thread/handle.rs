//! `_thread._ThreadHandle` and `start_joinable_thread`: threads that can be waited for.

use super::{ident, run};
use crate::module::{beyond_clock, seconds, within_clock};
use rondo_vm::heap::{Interior, Visitor};
use rondo_vm::interp::threads::{ThreadId, Woken};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, getter, method};
use std::cell::Cell;
use std::collections::VecDeque;
use std::time::Duration;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("start_joinable_thread(function, handle=None, daemon=True)", start_joinable),
    function!("_make_thread_handle(ident, /)", |vm, args| {
        let number = crate::module::integer(vm, &args[0])?;
        let handle = Handle { state: Cell::new(State::Running), ..Handle::new() };
        handle.ident.set(number);
        Ok(Foreign::new(vm.types.native_class(&HANDLE), handle).into_value())
    }),
    function!("_shutdown()", shutdown),
];

/// A thread, before, while and after it runs.
struct Handle {
    state: Cell<State>,
    /// As programs see it; 0 before the thread is started.
    ident: Cell<i64>,
    waiters: Interior<VecDeque<ThreadId>>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    NotStarted,
    Running,
    Done,
}

impl ForeignData for Handle {
    fn trace(&self, _: &mut Visitor) {}
}

impl Handle {
    fn new() -> Handle {
        Handle { state: Cell::new(State::NotStarted), ident: Cell::new(0), waiters: Interior::default() }
    }

    /// The thread has ended: nobody waits any longer.
    fn end(&self, vm: &mut Vm) {
        self.state.set(State::Done);
        let waiters = std::mem::take(&mut *self.waiters.borrow_mut());
        waiters.into_iter().for_each(|id| vm.unpark(id));
    }

    /// Waits until the thread has ended, or the time is over.
    ///
    /// # Errors
    /// RuntimeError if that cannot be; `what` says who waits.
    fn join(&self, vm: &mut Vm, what: &str, timeout: Option<Duration>) -> Res<()> {
        let me = vm.current_thread();
        let deadline = timeout.map(|timeout| vm.deadline(timeout));
        while self.state.get() != State::Done {
            if self.ident.get() == ident(me) {
                return Err(vm.error(Exc::RuntimeError, "Cannot join current thread"));
            }
            self.waiters.borrow_mut().push_back(me);
            let woken = vm.park(&mut [], deadline);
            self.waiters.borrow_mut().retain(|&id| id != me);
            match woken {
                Woken::Late => return Ok(()),
                Woken::Deadlock => return Err(vm.deadlock(what)),
                _ => vm.check_signals()?,
            }
        }
        Ok(())
    }
}

fn this(value: &Value) -> &Handle {
    match value.foreign::<Handle>() {
        Some(handle) => handle,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

/// `start_joinable_thread(function, handle, daemon)`: the handle, a new one if none is given.
fn start_joinable(vm: &mut Vm, args: &[Value]) -> Res {
    let function = args[0].clone();
    if !rondo_vm::builtins::attributes::is_callable(vm, &function) {
        return Err(vm.error(Exc::TypeError, "thread function must be callable"));
    }
    let handle = match &args[1] {
        none if none.is_none() => Foreign::new(vm.types.native_class(&HANDLE), Handle::new()).into_value(),
        given if given.foreign::<Handle>().is_some() => given.clone(),
        _ => return Err(vm.error(Exc::TypeError, "'handle' must be a _ThreadHandle")),
    };
    let daemon = vm.truth(&args[2])?;
    if this(&handle).state.get() != State::NotStarted {
        return Err(vm.error(Exc::RuntimeError, "thread already started"));
    }
    let own = handle.clone();
    let id = vm.start_thread(move |vm| {
        run(vm, &function, &Tuple::value(Vec::new()), &Value::NONE);
        this(&own).end(vm);
    })?;
    this(&handle).state.set(State::Running);
    this(&handle).ident.set(ident(id));
    if !daemon {
        vm.await_thread(id, handle.clone());
    }
    Ok(handle)
}

/// `_shutdown()`: waits for the threads that are not daemons.
fn shutdown(vm: &mut Vm, _: &[Value]) -> Res {
    while let Some(handle) = vm.take_awaited_thread() {
        this(&handle).join(vm, "the end of the program", None)?;
    }
    Ok(Value::NONE)
}

fn join(vm: &mut Vm, args: &[Value]) -> Res {
    let timeout = match &args[1] {
        none if none.is_none() => None,
        given => {
            let seconds = seconds(vm, given)?;
            if !within_clock(seconds) {
                return Err(beyond_clock(vm));
            }
            // What is negative has no end.
            Duration::try_from_secs_f64(seconds).ok()
        }
    };
    let handle = this(&args[0]);
    if handle.state.get() == State::NotStarted {
        return Err(vm.error(Exc::RuntimeError, "thread not started"));
    }
    handle.join(vm, "join()", timeout)?;
    Ok(Value::NONE)
}

pub(super) static HANDLE: TypeSpec = TypeSpec {
    name: "_thread._ThreadHandle",
    doc: "A handle of a thread that can be joined.",
    constructor: Some(&function!("_ThreadHandle()", |vm, _| {
        Ok(Foreign::new(vm.types.native_class(&HANDLE), Handle::new()).into_value())
    })),
    methods: &[
        getter!("ident", |_, args| Ok(Value::from(this(&args[0]).ident.get()))),
        method!("join(self, timeout=None, /)", join),
        method!("is_done(self, /)", |_, args| Ok((this(&args[0]).state.get() == State::Done).into())),
        method!("_set_done(self, /)", |vm, args| {
            if this(&args[0]).state.get() == State::NotStarted {
                return Err(vm.error(Exc::RuntimeError, "thread not started"));
            }
            this(&args[0]).end(vm);
            Ok(Value::NONE)
        }),
        method!("__repr__(self, /)", |_, args| {
            let ident = this(&args[0]).ident.get();
            Ok(Value::from(format!("<_thread._ThreadHandle object: ident={ident}>")))
        }),
    ],
    flags: flag::FINAL,
};
