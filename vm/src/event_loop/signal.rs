//! Signals: Ctrl-C sets a flag that the interpreter looks at and ends a wait.

use crate::event_loop::future::Future;
use crate::event_loop::task;
use crate::object::exception::Exc;
use crate::value::Value;
use crate::vm::{Res, Vm};
use mio::{Interest, Registry, Token};
use rustix::event::{PollFd, PollFlags};
use rustix::time::Timespec;
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// What the handler of SIGINT touches: a flag for the interpreter, a pipe for whoever waits.
struct Interrupt {
    flag: &'static AtomicBool,
    pipe: UnixStream,
}

static INTERRUPT: OnceLock<Interrupt> = OnceLock::new();

/// Stays false when no handler is installed.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Installs the handler of SIGINT. Called once, by the command; a library user decides otherwise.
///
/// # Errors
/// Those of the system calls.
pub fn install() -> io::Result<()> {
    if INTERRUPT.get().is_some() {
        return Ok(());
    }
    let (read, write) = UnixStream::pair()?;
    read.set_nonblocking(true)?;
    write.set_nonblocking(true)?;
    // The handler can run until the process ends, so the flag is given up for good.
    let flag: &'static Arc<AtomicBool> = Box::leak(Box::new(Arc::new(AtomicBool::new(false))));
    let _ = INTERRUPT.set(Interrupt { flag, pipe: read });
    signal_hook::flag::register(signal_hook::consts::SIGINT, flag.clone())?;
    signal_hook::low_level::pipe::register(signal_hook::consts::SIGINT, write)?;
    Ok(())
}

/// The flag that SIGINT sets, for a VM to keep: looking at it costs one load.
pub fn flag() -> &'static AtomicBool {
    INTERRUPT.get().map_or(&NEVER, |i| i.flag)
}

/// Has SIGINT come since the last [`take`]?
pub fn pending() -> bool {
    flag().load(Ordering::Relaxed)
}

/// Has SIGINT come? Forgets it.
pub fn take() -> bool {
    flag().swap(false, Ordering::Relaxed)
}

/// Waits for `duration`, or until a signal comes: then true. The wait may end a little early.
pub(crate) fn wait(duration: Duration) -> bool {
    // An error here is EINTR: the caller looks at the clock and the flag again.
    let _ = wait_with(&mut [], Some(duration));
    pending()
}

/// Waits for the events of `fds`, a signal, or the end of `timeout`. Returns how many of `fds` have something to say.
pub(crate) fn wait_with(fds: &mut [PollFd], timeout: Option<Duration>) -> io::Result<usize> {
    let timeout = timeout.map(|t| Timespec {
        tv_sec: i64::try_from(t.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(t.subsec_nanos()),
    });
    let mut all: Vec<PollFd> = fds.to_vec();
    if let Some(interrupt) = INTERRUPT.get() {
        // In this order no signal is slept over: one that comes after the look at the flag is in the pipe.
        drain();
        if pending() {
            return Ok(0);
        }
        all.push(PollFd::new(&interrupt.pipe, PollFlags::IN));
    }
    match rustix::event::poll(&mut all, timeout.as_ref()) {
        Err(rustix::io::Errno::INTR) => return Ok(0),
        result => result?,
    };
    let mut ready = 0;
    for (fd, polled) in fds.iter_mut().zip(&all) {
        *fd = polled.clone();
        ready += !polled.revents().is_empty() as usize;
    }
    Ok(ready)
}

impl Vm {
    /// To be called by natives whose wait has ended, and between instructions: acts on SIGINT if it came.
    pub fn check_signals(&mut self) -> Res<()> {
        if pending() { interrupted(self) } else { Ok(()) }
    }
}

/// Empties the pipe, so that it reports the next signal.
pub(crate) fn drain() {
    if let Some(interrupt) = INTERRUPT.get() {
        let mut bytes = [0; 64];
        while matches!((&interrupt.pipe).read(&mut bytes), Ok(n) if n > 0) {}
    }
}

/// Makes a poll end when a signal comes.
pub(crate) fn register(registry: &Registry, token: Token) -> io::Result<()> {
    match INTERRUPT.get() {
        Some(i) => registry.register(&mut mio::unix::SourceFd(&i.pipe.as_raw_fd()), token, Interest::READABLE),
        None => Ok(()),
    }
}

/// What Ctrl-C does in a VM: it raises `KeyboardInterrupt`, unless `asyncio.Runner` watches over a main task or the
/// program has set a handler.
#[derive(Default)]
pub(crate) struct Interrupts {
    /// The main task of a runner; unset if none.
    pub main_task: Value,
    /// How often Ctrl-C came since the runner began to watch.
    pub count: u32,
    /// A callable given the signal's number and `None`; unset for the default.
    pub handler: Value,
}

/// Acts on SIGINT: the interpreter calls it at a back-edge, the loop in a turn, when [`flag`] is set. The first one
/// cancels the main task of `asyncio.run`, as CPython's runner does.
///
/// # Errors
/// `KeyboardInterrupt`, or what the program's handler raises.
#[cold]
pub fn interrupted(vm: &mut Vm) -> Res<()> {
    if !take() {
        return Ok(());
    }
    let handler = vm.loops.interrupts.handler.clone();
    if !handler.is_unset() {
        let number = Value::from(signal_hook::consts::SIGINT as i64);
        return vm.call(&handler, &[number, Value::NONE]).map(drop);
    }
    let main_task = vm.loops.interrupts.main_task.clone();
    if let Some(future) = main_task.get::<Future>() {
        vm.loops.interrupts.count += 1;
        if vm.loops.interrupts.count == 1 && !future.is_done() {
            return task::cancel_awaited(vm, &main_task, Value::UNSET).map(drop);
        }
    }
    Err(vm.error_with(Exc::KeyboardInterrupt, Vec::new()))
}
