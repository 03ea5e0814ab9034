//! The event loop: futures and tasks, the ready queue, timers, readiness of sockets, signals.
//!
//! A turn is: one poll, the timers that are due, then what was ready when the turn began, in order; what becomes ready
//! meanwhile waits for the next turn. This is CPython's order, and programs see it.

pub mod attend;
pub mod choice;
pub mod context;
pub mod future;
pub mod gather;
mod graph;
pub mod group;
pub mod handle;
pub(crate) mod methods;
pub mod module;
pub(crate) mod net;
pub mod origin;
mod other;
pub mod poll;
mod reader;
pub mod repr;
pub mod signal;
pub mod task;
pub mod timeout;
mod timer;
mod transport;
pub mod virtual_time;
pub mod wait;
pub mod waiters;
pub(crate) mod watch;

use crate::event_loop::future::{Future, QUIET, TIMED};
use crate::event_loop::handle::Handle;
use crate::event_loop::other::Native;
use crate::event_loop::signal::Interrupts;
use crate::event_loop::timer::Timers;
use crate::heap::{self, Body, Gc, Interior, Kind, Slot, Visitor, visit_gc};
use crate::interp::RunLoop;
use crate::object::class::Class;
use crate::object::dict::Dict;
use crate::object::exception::Exc;
use crate::object::list::List;
use crate::object::str::Str;
use crate::types::Types;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use std::cell::Cell;
use std::collections::VecDeque;
use std::time::Duration;

/// What a VM knows of loops: which one runs, and what runs in it.
pub struct State {
    /// The loop that runs; unset if none does.
    pub(crate) running: Value,
    /// The loop of `set_event_loop`; unset if none.
    pub(crate) current: Value,
    /// In a session at the prompt: its loop, which code outside of any loop finds; unset until it is needed.
    pub(crate) session: Option<Value>,
    /// The policy of `set_event_loop_policy`; unset for the default one.
    pub(crate) policy: Value,
    /// Are loops made in debug mode?
    pub debug: bool,
    /// The step that runs, in debug mode.
    pub(crate) watched: Option<watch::Watched>,
    /// The task that runs; unset if none does.
    pub(crate) task: Value,
    /// The current `contextvars` context; unset while it is empty and nobody has asked for it.
    pub(crate) context: Value,
    /// The class `asyncio.TaskGroup`.
    pub(crate) group: group::Known,
    /// The class `asyncio.Timeout`.
    pub(crate) timeout: timeout::Known,
    /// The number in the next task's default name.
    pub(crate) next_task: u64,
    /// The awaitable of `sleep(0)`.
    pub(crate) yielding: Gc<Future>,
    /// `asyncio.CancelledError`.
    pub(crate) cancelled_error: Gc<Class>,
    /// `asyncio.InvalidStateError`.
    pub(crate) invalid_state_error: Gc<Class>,
    /// What Ctrl-C does.
    pub(crate) interrupts: Interrupts,
    /// Sockets and other descriptors that are watched.
    pub(crate) sources: poll::Sources,
    /// Name lookups on other threads.
    pub(crate) lookups: net::Lookups,
    /// Where sockets are read into.
    pub(crate) scratch: Vec<u8>,
}

impl State {
    /// The state of a VM in which no loop has been made.
    pub fn new(types: &mut Types) -> State {
        let exception = types.exception(Exc::Exception).clone();
        let base = types.exception(Exc::BaseException).clone();
        State {
            running: Value::UNSET,
            current: Value::UNSET,
            session: None,
            policy: Value::UNSET,
            debug: false,
            watched: None,
            task: Value::UNSET,
            context: Value::UNSET,
            group: group::Known::default(),
            timeout: timeout::Known::default(),
            next_task: 1,
            yielding: Future::yielding(),
            cancelled_error: types.native_exception("asyncio.exceptions.CancelledError", &base),
            invalid_state_error: types.native_exception("asyncio.exceptions.InvalidStateError", &exception),
            interrupts: Interrupts::default(),
            sources: poll::Sources::default(),
            lookups: net::Lookups::default(),
            scratch: Vec::new(),
        }
    }
}

/// An event loop.
#[derive(Default)]
pub struct EventLoop {
    ready: Interior<VecDeque<Ready>>,
    pub(crate) timers: Interior<Timers>,
    pub(crate) stopping: Cell<bool>,
    pub(crate) running: Cell<bool>,
    /// It takes a single turn, without running.
    pub(crate) turning: Cell<bool>,
    pub(crate) closed: Cell<bool>,
    pub(crate) debug: Cell<bool>,
    /// Of a loop that has coroutines know where they were made: how deep they knew it before.
    origin_depth: Cell<Option<i64>>,
    /// Tasks that are not done.
    pub(crate) pending_tasks: Cell<usize>,
    /// Were async generators started while it ran, and not closed by `shutdown_asyncgens` since?
    pub(crate) starts_generators: Cell<bool>,
    /// Sources that are watched on its behalf.
    pub(crate) watched: Cell<usize>,
    /// Which methods are native. Found out when first needed.
    pub(crate) native: Cell<Native>,
    pub(crate) exception_handler: Slot,
    pub(crate) task_factory: Slot,
    /// Does it wait with a selector that the program brought along?
    pub(crate) selects: Cell<bool>,
}

/// What will run at one of the next turns.
pub(crate) enum Ready {
    /// A task's step: its first, the one after `sleep(0)`, or the one after what it waited for is done.
    Step(Value),
    /// A task's step that begins with an exception, for a bad yield.
    Throw(Box<(Value, Value)>),
    /// A native waiter other than a task learns that a future is done.
    Told { waiter: Value, from: Value },
    /// A callback.
    Handle(Gc<Handle>),
    /// A future whose time has come: a sleep, a wait's timeout.
    Due(Value),
    /// A source's data is to be read or its buffer written.
    Source(poll::Event),
}

impl Ready {
    /// `waiter` is told that `from` is done.
    pub fn told(waiter: Value, from: &Value) -> Ready {
        match waiter.get::<Future>() {
            Some(future) if future.task().is_some() => Ready::Step(waiter),
            _ => Ready::Told { waiter, from: from.clone() },
        }
    }
}

impl Body for EventLoop {
    const KIND: Kind = Kind::EventLoop;

    fn trace(&self, visit: &mut Visitor) {
        for ready in self.ready.borrow().iter() {
            match ready {
                Ready::Step(v) | Ready::Due(v) => visit(v),
                Ready::Throw(pair) => {
                    visit(&pair.0);
                    visit(&pair.1);
                }
                Ready::Told { waiter, from } => {
                    visit(waiter);
                    visit(from);
                }
                Ready::Handle(handle) => visit_gc(handle, visit),
                Ready::Source(event) => event.trace(visit),
            }
        }
        self.timers.borrow().trace(visit);
        visit(self.exception_handler.peek());
        visit(self.task_factory.peek());
    }

    fn clear(&self) {
        self.drop_work();
        drop(self.exception_handler.take());
        drop(self.task_factory.take());
    }
}

/// A loop never waits longer than this, in seconds, as in CPython.
const LONGEST_WAIT: f64 = 24.0 * 3600.0;
/// A timer this close, in seconds, is due: the clock's resolution.
const RESOLUTION: f64 = 1e-9;

impl EventLoop {
    /// Adds to the end of the ready queue.
    #[inline]
    pub(crate) fn push(&self, ready: Ready) {
        self.ready.borrow_mut().push_back(ready);
    }

    /// Adds a timer that is due a delay from now.
    pub(crate) fn push_timer(&self, vm: &Vm, when: f64, target: Value) {
        self.timers.borrow_mut().push(when, target, vm.schedule.stands_still());
    }

    /// RuntimeError if the loop is closed.
    #[inline]
    pub(crate) fn check_open(&self, vm: &mut Vm) -> Res<()> {
        if self.closed.get() { Err(vm.error(Exc::RuntimeError, "Event loop is closed")) } else { Ok(()) }
    }

    /// Forgets everything that is to run.
    pub(crate) fn drop_work(&self) {
        let ready = self.ready.replace(VecDeque::new());
        let timers = self.timers.borrow_mut().take_all();
        drop((ready, timers));
    }
}

impl Vm {
    /// `loop.time()`: seconds of the monotonic clock.
    pub(crate) fn loop_time(&mut self) -> f64 {
        self.schedule.monotonic() as f64 * 1e-9
    }

    /// The running loop, or RuntimeError.
    pub(crate) fn running_loop(&mut self) -> Res {
        if !self.loops.running.is_unset() {
            return Ok(self.loops.running.clone());
        }
        if self.loops.session.is_some() && self.in_main_thread() {
            return attend::session_loop(self);
        }
        Err(self.error(Exc::RuntimeError, "no running event loop"))
    }

    #[cold]
    fn no_current_loop(&mut self) -> String {
        let name = self.thread_name().as_str().unwrap_or("MainThread").to_string();
        format!("There is no current event loop in thread '{name}'.")
    }

    /// The running loop, else what the policy says, else the one of `set_event_loop`, else RuntimeError.
    pub(crate) fn any_loop(&mut self) -> Res {
        if !self.loops.running.is_unset() {
            return Ok(self.loops.running.clone());
        }
        if !self.loops.policy.is_unset() {
            let policy = self.loops.policy.clone();
            return self.call_method(&policy, "get_event_loop", &[]);
        }
        self.current_loop()
    }

    /// The loop of `set_event_loop`, else RuntimeError.
    pub(crate) fn current_loop(&mut self) -> Res {
        if self.loops.current.is_unset() || self.loops.current.is_none() {
            if self.loops.session.is_some() && self.in_main_thread() {
                return attend::session_loop(self);
            }
            let message = self.no_current_loop();
            return Err(self.error(Exc::RuntimeError, message));
        }
        Ok(self.loops.current.clone())
    }

    /// Calls a loop's `call_exception_handler` with a message and further entries.
    #[cold]
    pub(crate) fn report_to_loop(&mut self, event_loop: &Value, message: &str, more: &[(&str, Value)]) -> Res<()> {
        let report = Dict::new();
        report.set_name("message", Value::from(message));
        for (key, value) in more {
            report.set_name(key, value.clone());
        }
        self.call_method(event_loop, "call_exception_handler", &[report.into_value()]).map(drop)
    }
}

/// Runs the loop that the program waits for; the result is the future's.
///
/// # Errors
/// Those of [`run_forever`] and [`run_until`].
pub(crate) fn run_wanted(vm: &mut Vm, wanted: RunLoop) -> Res {
    match wanted.future.is_unset() {
        true => run_forever(vm, &wanted.event_loop).map(|()| Value::NONE),
        false => run_until(vm, &wanted.event_loop, &wanted.future),
    }
}

/// Runs the loop `this` until it is stopped: `run_forever`.
///
/// # Errors
/// The loop is closed, or it or another one runs already; `KeyboardInterrupt` and `SystemExit` raised inside.
pub fn run_forever(vm: &mut Vm, this: &Value) -> Res<()> {
    let Some(event_loop) = this.get::<EventLoop>() else {
        return Err(vm.error(Exc::TypeError, "an event loop is required"));
    };
    event_loop.check_open(vm)?;
    check_not_running(vm, event_loop)?;
    let hooks = async_generator_hooks(vm, this)?;
    let outer_hooks = std::mem::replace(&mut vm.async_generator_hooks, hooks);
    event_loop.track_origins(vm, event_loop.debug.get());
    vm.loops.running = this.clone();
    event_loop.running.set(true);
    poll::begin(vm);
    let own_turns = vm.is_overridden(this, Kind::EventLoop, "_run_once");
    let result = loop {
        let turned = match own_turns {
            true => vm.call_method(this, "_run_once", &[]).map(drop),
            false => turn(vm, this, event_loop, None),
        };
        if let Err(raised) = turned {
            break Err(raised);
        }
        if event_loop.stopping.get() {
            break Ok(());
        }
    };
    event_loop.stopping.set(false);
    event_loop.running.set(false);
    vm.loops.running = Value::UNSET;
    event_loop.track_origins(vm, false);
    vm.async_generator_hooks = outer_hooks;
    result
}

/// How deep coroutines know where they were made while a loop in debug mode runs; as `asyncio.constants` says.
const DEBUG_STACK_DEPTH: i64 = 10;

impl EventLoop {
    pub(crate) fn tracks_origins(&self) -> bool {
        self.origin_depth.get().is_some()
    }

    /// Has coroutines know where they were made, or ends that.
    pub(crate) fn track_origins(&self, vm: &mut Vm, on: bool) {
        match (on, self.origin_depth.get()) {
            (true, None) => {
                let before = std::mem::replace(&mut vm.importer.origin_depth, DEBUG_STACK_DEPTH);
                self.origin_depth.set(Some(before));
            }
            (false, Some(before)) => {
                vm.importer.origin_depth = before;
                self.origin_depth.set(None);
            }
            _ => (),
        }
    }
}

/// The hooks (PEP 525) that tell the loop of async generators that are started, and left in the middle.
fn async_generator_hooks(vm: &mut Vm, this: &Value) -> Res<(Value, Value)> {
    let [first, last] = ["_asyncgen_firstiter_hook", "_asyncgen_finalizer_hook"].map(|n| Str::intern(n).into_value());
    Ok((vm.get_attr(this, &first)?, vm.get_attr(this, &last)?))
}

/// RuntimeError if this loop or another runs.
pub(crate) fn check_not_running(vm: &mut Vm, event_loop: &EventLoop) -> Res<()> {
    if event_loop.running.get() {
        return Err(vm.error(Exc::RuntimeError, "This event loop is already running"));
    }
    if !vm.loops.running.is_unset() {
        return Err(vm.error(Exc::RuntimeError, "Cannot run the event loop while another loop is running"));
    }
    Ok(())
}

/// Runs the loop `this` until `future`, one of its own, is done, and returns its result: `run_until_complete`.
///
/// # Errors
/// Those of [`run_forever`], the future's exception, RuntimeError if the loop is stopped before.
pub fn run_until(vm: &mut Vm, this: &Value, future: &Value) -> Res {
    let Some(body) = future.get::<Future>() else {
        return Err(vm.error(Exc::TypeError, "a future is required"));
    };
    body.add_waiter(vm, future, this.clone())?;
    let result = run_forever(vm, this);
    if result.is_err() && body.is_done() {
        // Whoever catches what the loop raised knows of the failure.
        body.retrieved();
    }
    body.remove_waiter(this);
    result?;
    if !body.is_done() {
        return Err(vm.error(Exc::RuntimeError, "Event loop stopped before Future completed."));
    }
    body.result(vm)
}

/// `time()` of a loop, which a derived class may define.
pub(crate) fn time_of(vm: &mut Vm, this: &Value) -> Res<f64> {
    if vm.native_loop(this).is_some() {
        return Ok(vm.loop_time());
    }
    let time = vm.call_method(this, "time", &[])?;
    module::add_delay(vm, 0.0, &time)
}

/// One turn of the loop `this`. It waits no longer than until the time `end`, if that is given.
///
/// # Errors
/// What ends the program or the loop: `KeyboardInterrupt`, `SystemExit`, or an error of an exception handler.
pub fn turn(vm: &mut Vm, this: &Value, event_loop: &EventLoop, end: Option<f64>) -> Res<()> {
    if signal::pending() {
        signal::interrupted(vm)?;
    }
    let swept = event_loop.timers.borrow_mut().sweep();
    drop(swept);
    wait_for_events(vm, this, event_loop, end)?;
    if !event_loop.timers.borrow().is_empty() {
        let end = time_of(vm, this)? + RESOLUTION;
        loop {
            let due = event_loop.timers.borrow_mut().pop_before(end);
            let Some(timer) = due else { break };
            event_loop.push(match timer.target.to_gc::<Handle>() {
                Some(handle) => {
                    handle.set_due();
                    Ready::Handle(handle)
                }
                None => {
                    if let Some(future) = timer.target.exact::<Future>() {
                        future.flag(TIMED, false);
                    }
                    Ready::Due(timer.target)
                }
            });
        }
    }
    let count = event_loop.ready.borrow().len();
    let picks = vm.schedule.picks();
    for left in (1..=count).rev() {
        let next = if picks {
            let at = vm.schedule.pick(left);
            event_loop.ready.borrow_mut().remove(at)
        } else {
            event_loop.ready.borrow_mut().pop_front()
        };
        match next {
            Some(ready) if event_loop.debug.get() => watch::run_watched(vm, this, ready)?,
            Some(Ready::Step(task)) => task::step(vm, &task)?,
            Some(other) => run(vm, other)?,
            // The loop was closed or collected under our feet.
            None => break,
        }
        if heap::pending() {
            // Before the next one runs, and while the hooks for async generators are this loop's.
            vm.run_pending();
        }
    }
    Ok(())
}

/// Runs what is not a plain step of a task.
fn run(vm: &mut Vm, ready: Ready) -> Res<()> {
    match ready {
        Ready::Step(task) => task::step(vm, &task),
        Ready::Throw(pair) => task::step_throwing(vm, &pair.0, pair.1.clone()),
        Ready::Handle(handle) => handle.run(vm, &handle.to_value()),
        Ready::Told { waiter, from } => told(vm, &waiter, &from),
        Ready::Due(future) => match future.exact::<Future>() {
            Some(body) if !body.is_done() => {
                let result = body.outcome.take();
                body.set_result(vm, &future, if result.is_unset() { Value::NONE } else { result })
            }
            _ => Ok(()),
        },
        Ready::Source(event) => poll::run(vm, event),
    }
}

/// A native waiter learns that the future `from` is done.
fn told(vm: &mut Vm, waiter: &Value, from: &Value) -> Res<()> {
    if let Some(event_loop) = waiter.get::<EventLoop>() {
        // A failure that ends the program has ended the loop already.
        let ends = from
            .get::<Future>()
            .and_then(Future::failure)
            .is_some_and(|e| vm.is_exception(&e, Exc::SystemExit) || vm.is_exception(&e, Exc::KeyboardInterrupt));
        if !ends {
            event_loop.stopping.set(true);
        }
        return Ok(());
    }
    match waiter.exact::<Future>().and_then(Future::part) {
        Some(future::Part::Gather(gather)) => gather.child_done(vm, waiter, from),
        Some(future::Part::Wait(wait)) => wait.one_done(vm, waiter, from),
        _ => Ok(()),
    }
}

/// Polls, waiting if nothing is ready, and queues what has happened to sources.
fn wait_for_events(vm: &mut Vm, this: &Value, event_loop: &EventLoop, end: Option<f64>) -> Res<()> {
    let busy = event_loop.stopping.get() || !event_loop.ready.borrow().is_empty();
    if event_loop.selects.get() {
        return select(vm, this, event_loop, busy);
    }
    if busy && event_loop.watched.get() == 0 {
        if vm.threads.many() {
            vm.yield_to_threads();
        }
        return Ok(());
    }
    let timeout = if busy {
        Some(Duration::ZERO)
    } else {
        let due = event_loop.timers.borrow().next_due();
        match due.into_iter().chain(end).reduce(f64::min) {
            Some(due) => {
                let wait = due - time_of(vm, this)?;
                if wait <= 0.0 && event_loop.watched.get() == 0 {
                    return Ok(());
                }
                Some(Duration::from_secs_f64(wait.clamp(0.0, LONGEST_WAIT)))
            }
            None => {
                if event_loop.watched.get() == 0 && !vm.threads.many() && !vm.loops.interrupts.has_handlers() {
                    return Err(stuck(vm, this));
                }
                None
            }
        }
    };
    poll::poll(vm, timeout)?;
    if signal::pending() { signal::interrupted(vm) } else { Ok(()) }
}

/// Waits with the selector of the program: `loop._select(timeout)`.
#[cold]
fn select(vm: &mut Vm, this: &Value, event_loop: &EventLoop, busy: bool) -> Res<()> {
    let due = event_loop.timers.borrow().next_due();
    let timeout = match due {
        _ if busy => Value::small_int_unchecked(0),
        Some(due) => Value::float((due - time_of(vm, this)?).clamp(0.0, LONGEST_WAIT)),
        None => Value::NONE,
    };
    vm.call_method(this, "_select", &[timeout])?;
    if signal::pending() { signal::interrupted(vm) } else { Ok(()) }
}

/// What is ready, as a list of handles.
pub(crate) fn ready_handles(vm: &mut Vm, this: &Value, event_loop: &EventLoop) -> Res {
    let mut handles = Vec::new();
    let count = event_loop.ready.borrow().len();
    for at in 0..count {
        let ready = match event_loop.ready.borrow().get(at) {
            Some(Ready::Handle(handle)) => {
                handles.push(handle.to_value());
                continue;
            }
            Some(Ready::Step(task)) => Ready::Step(task.clone()),
            Some(Ready::Throw(pair)) => Ready::Throw(pair.clone()),
            Some(Ready::Told { waiter, from }) => Ready::Told { waiter: waiter.clone(), from: from.clone() },
            Some(Ready::Due(future)) => Ready::Due(future.clone()),
            // It has no callback that a program could see.
            Some(Ready::Source(_)) | None => continue,
        };
        let callback = other::wakeup(vm, ready);
        handles.push(Handle::new(this.clone(), callback, Value::UNSET, Value::UNSET).into_value());
    }
    Ok(List::value(handles))
}

/// The exit status of a program whose event loop would wait forever: `EDEADLK`.
pub const DEADLOCK: i32 = 35;

/// Nothing can ever wake the tasks of the loop `this`: says who waits for what, and ends the program.
#[cold]
pub(crate) fn stuck(vm: &mut Vm, this: &Value) -> Raised {
    let reported = vm
        .import_module("asyncio.reports")
        .and_then(|m| vm.call_method(&m, "report_deadlock", std::slice::from_ref(this)));
    match reported {
        Ok(_) => {
            vm.threads.deadlock_told = true;
            vm.error_with(Exc::SystemExit, vec![Value::from(i64::from(DEADLOCK))])
        }
        Err(raised) => raised,
    }
}

/// Writes the tasks of all loops and what each waits for, as SIGUSR1 asks.
#[cold]
pub(crate) fn dump(vm: &mut Vm) {
    let dumped = vm.import_module("asyncio.reports").and_then(|m| vm.call_method(&m, "dump_tasks", &[]));
    if dumped.is_err() {
        let error = vm.take_raised();
        crate::report::write_unraisable(vm, &error, "Exception ignored while tasks were dumped");
    }
}

/// Runs what must happen when the last reference to a future has gone: the interpreter calls it for objects of kind
/// `Future` from the finalizer queue.
///
/// # Errors
/// Those of the loop's exception handler.
pub fn finalize(vm: &mut Vm, this: &Value) -> Res<()> {
    if let Some(transport) = this.foreign::<transport::Transport>() {
        transport::finalize(vm, this, transport);
        return Ok(());
    }
    let Some(future) = this.get::<Future>() else { return Ok(()) };
    let event_loop = future.event_loop.get();
    if event_loop.is_unset() {
        return Ok(());
    }
    let task = future.task().is_some();
    if task && !future.is_done() {
        if let Some(event_loop) = event_loop.get::<EventLoop>() {
            event_loop.pending_tasks.set(event_loop.pending_tasks.get().saturating_sub(1));
        }
        if future.has(QUIET) {
            return Ok(());
        }
        let more = with_source(vec![("task", this.clone())], future);
        return vm.report_to_loop(&event_loop, "Task was destroyed but it is pending!", &more);
    }
    if future.is_unretrieved()
        && let Some(exception) = future.failure()
    {
        future.retrieved();
        let message = format!("{} exception was never retrieved", vm.class_of(this).name_text());
        let more = with_source(vec![("exception", exception), ("future", this.clone())], future);
        return vm.report_to_loop(&event_loop, &message, &more);
    }
    Ok(())
}

/// The entries of a report, and where the future was made if that is known.
fn with_source<'a>(mut entries: Vec<(&'a str, Value)>, future: &Future) -> Vec<(&'a str, Value)> {
    let source = future.source();
    if !source.is_unset() {
        entries.push(("source_traceback", source));
    }
    entries
}
