//! What a session at a prompt needs of its loop: turns while it waits for input, and statements that await.
//!
//! Between statements the session's loop does not run, so that `asyncio.run` works at the prompt, but code outside of
//! any loop finds it: `asyncio.create_task` gives it work, which goes on while the prompt waits.

use crate::event_loop::future::Future;
use crate::event_loop::{EventLoop, async_generator_hooks, check_not_running, poll, run_until, task, turn};
use crate::interp::threads::Woken;
use crate::object::exception::Exc;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use rustix::event::{PollFd, PollFlags};
use std::os::fd::BorrowedFd;
use std::time::Duration;

/// Begins a session: its loop is made when something asks for it.
pub fn begin_session(vm: &mut Vm) {
    vm.loops.session = Some(Value::UNSET);
}

/// The session's loop, if it has been made.
pub fn existing_loop(vm: &Vm) -> Option<Value> {
    vm.loops.session.clone().filter(|l| !l.is_unset())
}

/// The session's loop, made when first asked for.
///
/// # Errors
/// What importing `asyncio` raises.
pub fn session_loop(vm: &mut Vm) -> Res {
    if let Some(made) = existing_loop(vm) {
        return Ok(made);
    }
    let events = vm.import_module("asyncio.events")?;
    let made = vm.call_method(&events, "new_event_loop", &[])?;
    vm.loops.session = Some(made.clone());
    Ok(made)
}

/// Waits until `input` can be read. The session's loop, if there is one, and other threads go on meanwhile; `idle` is
/// called whenever they have run.
///
/// # Errors
/// `KeyboardInterrupt` when Ctrl-C comes; what ends the program or the loop.
pub fn attend(vm: &mut Vm, input: BorrowedFd<'_>, idle: &mut dyn FnMut(&mut Vm)) -> Res<()> {
    loop {
        vm.check_signals()?;
        let event_loop = existing_loop(vm).unwrap_or_default();
        let busy = one_turn(vm, &event_loop)?;
        idle(vm);
        let mut fds = [PollFd::from_borrowed_fd(input, PollFlags::IN)];
        // What is there already is taken before any clock moves.
        if matches!(vm.schedule.wait(&mut fds, Some(Duration::ZERO)), Ok(1..)) {
            return Ok(());
        }
        if busy {
            vm.yield_to_threads();
            continue;
        }
        let due = event_loop.get::<EventLoop>().and_then(|l| l.timers.borrow().next_due());
        let deadline = due.map(|due| (due.max(0.0) * 1e9) as u64);
        let mut fds = [PollFd::from_borrowed_fd(input, PollFlags::IN)];
        match vm.park_for(&mut fds, deadline, true) {
            Woken::Signal => vm.check_signals()?,
            _ if !fds[0].revents().is_empty() => return Ok(()),
            _ => (),
        }
    }
}

/// One turn of the loop, if it is one, which does not wait. Is there more to do at once?
///
/// # Errors
/// What ends the program or the loop.
pub fn one_turn(vm: &mut Vm, this: &Value) -> Res<bool> {
    let Some(event_loop) = this.get::<EventLoop>().filter(|l| !l.closed.get()) else { return Ok(false) };
    check_not_running(vm, event_loop)?;
    poll::in_turn(vm, event_loop, |vm| poll::poll(vm, Some(Duration::ZERO)))?;
    let hooks = async_generator_hooks(vm, this)?;
    let outer_hooks = std::mem::replace(&mut vm.async_generator_hooks, hooks);
    vm.loops.running = this.clone();
    event_loop.running.set(true);
    let result = turn(vm, this, event_loop, Some(0.0));
    event_loop.running.set(false);
    vm.loops.running = Value::UNSET;
    vm.async_generator_hooks = outer_hooks;
    result.map(|()| !event_loop.ready.borrow().is_empty())
}

/// What became of a coroutine that [`complete`] ran.
pub enum Completed {
    /// It returned or raised.
    Done(Res),
    /// Ctrl-C ended it while it waited.
    Interrupted,
    /// Nothing could wake it, which has been reported.
    Stuck,
}

/// Runs `coroutine` as a task of the session's loop to its end. Ctrl-C cancels it while it waits and interrupts it while it
/// runs; the other tasks go on.
///
/// # Errors
/// What ends the program or the loop from within another task.
pub fn complete(vm: &mut Vm, coroutine: Value) -> Res<Completed> {
    let this = &session_loop(vm)?;
    // What a statement sets in a context variable stays set; and the program's own tasks are numbered from 1.
    let context = vm.current_context();
    let name = Value::from("the prompt");
    let task = task::spawn(vm, this, coroutine, context, name)?;
    vm.loops.interrupts.statement = task.clone();
    vm.loops.interrupts.count = 0;
    let mut result = run_until(vm, this, &task);
    let mut stuck = false;
    if let Err(raised) = result {
        result = match left_pending(vm, &task) {
            true => {
                stuck = vm.raised_is(Exc::SystemExit);
                drop((raised, vm.take_raised()));
                task::cancel_awaited(vm, &task, Value::UNSET)?;
                run_until(vm, this, &task)
            }
            false => Err(raised),
        };
    }
    vm.loops.interrupts.statement = Value::UNSET;
    let interrupted = vm.loops.interrupts.count > 0;
    match result {
        Err(raised) if (interrupted || stuck) && cancelled(vm) => {
            drop((raised, vm.take_raised()));
            Ok(if stuck { Completed::Stuck } else { Completed::Interrupted })
        }
        result => Ok(Completed::Done(result)),
    }
}

/// Did the loop end by itself, by a second Ctrl-C or because nothing could wake it, while the task was pending?
fn left_pending(vm: &Vm, task: &Value) -> bool {
    let pending = task.get::<Future>().is_some_and(|task| !task.is_done());
    pending && (vm.raised_is(Exc::KeyboardInterrupt) || vm.raised_is(Exc::SystemExit))
}

fn cancelled(vm: &Vm) -> bool {
    vm.is_cancelled_error(vm.raised())
}

/// Ends the session's loop as `asyncio.run` ends its own: tasks that are left are cancelled and run to their end.
///
/// # Errors
/// What they raise that ends the program.
pub fn close(vm: &mut Vm) -> Res<()> {
    let Some(this) = &existing_loop(vm) else { return Ok(()) };
    let runners = vm.import_module("asyncio.runners")?;
    let result: Result<(), Raised> =
        vm.call_method(&runners, "_cancel_all_tasks", std::slice::from_ref(this)).map(drop);
    for name in ["shutdown_asyncgens", "shutdown_default_executor"] {
        let coroutine = vm.call_method(this, name, &[])?;
        vm.call_method(this, "run_until_complete", &[coroutine])?;
    }
    vm.loops.session = None;
    vm.call_method(this, "close", &[])?;
    result
}
