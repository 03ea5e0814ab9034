//! Signals: one that comes sets a flag that the interpreter looks at, and ends a wait.

use crate::event_loop::future::Future;
use crate::event_loop::{poll, task, watch};
use crate::function;
use crate::heap::{Gc, reserve};
use crate::interp::threads;
use crate::object::exception::Exc;
use crate::object::file::descriptor::Descriptor;
use crate::object::module::Module;
use crate::object::native::{NativeDef, NativeFunction};
use crate::object::str::Str;
use crate::value::Value;
use crate::vm::{Res, Vm};
use mio::{Interest, Registry, Token};
use rustc_hash::FxHashMap;
use rustix::event::{PollFd, PollFlags};
use rustix::time::Timespec;
use signal_hook::consts::{self, SIGINT};
use std::io::{self, ErrorKind, Read};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// What signal handlers touch: flags for the interpreter, a pipe for whoever waits.
struct Signals {
    /// A signal has come.
    any: &'static Arc<AtomicBool>,
    /// As `any`, but time slices, which end by setting that, leave it alone.
    signaled: &'static Arc<AtomicBool>,
    /// Which, by number.
    came: Vec<Arc<AtomicBool>>,
    /// Where a byte arrives for each.
    read: UnixStream,
    write: UnixStream,
    /// Those that are caught.
    caught: Mutex<Vec<i32>>,
}

static SIGNALS: OnceLock<Signals> = OnceLock::new();

/// Stays false when no handler is installed.
static NEVER: AtomicBool = AtomicBool::new(false);

/// One more than the largest number of a signal.
const COUNT: i32 = 65;

/// Installs the handlers of SIGINT and of SIGUSR1, which has tasks dumped. Called once, by the command; a library user decides otherwise.
///
/// # Errors
/// Those of the system calls.
pub fn install() -> io::Result<()> {
    if SIGNALS.get().is_none() {
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        write.set_nonblocking(true)?;
        // The handlers can run until the process ends, so the flag is given up for good.
        let [any, signaled] = [(); 2].map(|()| &*Box::leak(Box::new(Arc::new(AtomicBool::new(false)))));
        let came = (0..COUNT).map(|_| Arc::new(AtomicBool::new(false))).collect();
        let _ = SIGNALS.set(Signals { any, signaled, came, read, write, caught: Mutex::new(Vec::new()) });
    }
    catch(SIGINT)?;
    catch(consts::SIGUSR1)
}

/// Has a signal set the flags instead of what it does by itself.
fn catch(number: i32) -> io::Result<()> {
    let Some(signals) = SIGNALS.get() else { return Ok(()) };
    let Some(came) = signals.came.get(number as usize) else { return Err(ErrorKind::InvalidInput.into()) };
    // Nothing panics while it holds the lock.
    let mut caught = signals.caught.lock().unwrap_or_else(PoisonError::into_inner);
    if caught.contains(&number) {
        return Ok(());
    }
    // In this order: whoever sees a flag or a byte sees those before.
    signal_hook::flag::register(number, came.clone())?;
    signal_hook::flag::register(number, signals.any.clone())?;
    signal_hook::flag::register(number, signals.signaled.clone())?;
    signal_hook::low_level::pipe::register(number, signals.write.try_clone()?)?;
    caught.push(number);
    Ok(())
}

/// The flag that a signal sets, for a VM to keep: looking at it costs one load.
pub fn flag() -> &'static AtomicBool {
    SIGNALS.get().map_or(&NEVER, |s| s.any)
}

/// Has the VM look as if a signal had come: it is to be told of something.
pub(crate) fn look_soon() {
    flag().store(true, Ordering::Relaxed);
    if let Some(signals) = SIGNALS.get() {
        signals.signaled.store(true, Ordering::Relaxed);
    }
}

/// Has a signal come that nobody has acted on?
pub fn pending() -> bool {
    flag().load(Ordering::Relaxed)
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
    if let Some(signals) = SIGNALS.get() {
        // In this order no signal is slept over: one that comes after the look at the flag is in the pipe.
        drain();
        if pending() {
            return Ok(0);
        }
        all.push(PollFd::new(&signals.read, PollFlags::IN));
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

/// Has a signal come, for natives that run long: threads do not take turns in the middle of one.
#[inline]
pub fn signaled() -> bool {
    SIGNALS.get().is_some_and(|signals| signals.signaled.load(Ordering::Relaxed))
}

impl Vm {
    /// To be called by natives whose wait has ended, and between instructions: acts on SIGINT if it came.
    pub fn check_signals(&mut self) -> Res<()> {
        if pending() { interrupted(self) } else { Ok(()) }
    }
}

/// Sends this thread of the system a signal: it has come when this returns.
///
/// # Errors
/// EINVAL for a number that no signal has.
pub fn raise(number: i32) -> io::Result<()> {
    signal_hook::low_level::raise(number)
}

/// From now on no signal is handled in this thread of the system: whoever runs programs handles them all.
pub fn leave_to_others() {
    // It cannot fail: the set is a valid one.
    let _ = nix::sys::signal::SigSet::all().thread_block();
}

/// Acts as if the signal had come: the main thread runs its handler as soon as it can.
///
/// # Errors
/// ValueError for a number that no signal has.
pub fn simulate(vm: &mut Vm, number: i32) -> Res<()> {
    let came = SIGNALS.get().and_then(|s| Some((s, s.came.get(usize::try_from(number).ok().filter(|&n| n > 0)?)?)));
    let Some((signals, came)) = came else {
        return Err(vm.error(Exc::ValueError, "signal number out of range"));
    };
    let ignored = match vm.loops.interrupts.handlers.get(&number).map(Value::as_small_int) {
        Some(Some(_)) => true,
        None => number != SIGINT,
        Some(None) => false,
    };
    if !ignored {
        came.store(true, Ordering::Relaxed);
        signals.any.store(true, Ordering::Relaxed);
    }
    Ok(())
}

/// Empties the pipe, so that it reports the next signal.
pub(crate) fn drain() {
    if let Some(signals) = SIGNALS.get() {
        let mut bytes = [0; 64];
        while matches!((&signals.read).read(&mut bytes), Ok(n) if n > 0) {}
    }
}

/// Makes a poll end when a signal comes.
pub(crate) fn register(registry: &Registry, token: Token) -> io::Result<()> {
    match SIGNALS.get() {
        Some(s) => registry.register(&mut mio::unix::SourceFd(&s.read.as_raw_fd()), token, Interest::READABLE),
        None => Ok(()),
    }
}

/// What signals do in a VM: Ctrl-C raises `KeyboardInterrupt`, unless `asyncio.Runner` watches over a main task; others
/// are not caught before the program asks for it.
#[derive(Default)]
pub(crate) struct Interrupts {
    /// The main task of a runner; unset if none.
    pub main_task: Value,
    /// The task of a statement at the prompt; unset if none. While it waits, Ctrl-C cancels it, whatever else runs.
    pub statement: Value,
    /// How often Ctrl-C came since the runner or the prompt began to watch.
    pub count: u32,
    /// The program's handlers by the signals' numbers: callables, `SIG_DFL` or `SIG_IGN`.
    handlers: FxHashMap<i32, Value>,
    /// Where the numbers of signals that come are written, for programs that wait for a descriptor.
    wakeup: Option<Descriptor>,
}

impl Interrupts {
    /// Can a signal make the program do something?
    pub fn has_handlers(&self) -> bool {
        self.handlers.values().any(|h| h.as_small_int().is_none())
    }
}

/// Acts on signals: the interpreter calls it at a back-edge, the loop in a turn, when [`flag`] is set.
///
/// # Errors
/// `KeyboardInterrupt`, MemoryError if the reserve was needed, or what a handler of the program raises.
#[cold]
pub fn interrupted(vm: &mut Vm) -> Res<()> {
    flag().store(false, Ordering::Relaxed);
    let exhausted = reserve::take_exhausted();
    if !reserve::refill() {
        // To be tried again at the next occasion.
        flag().store(true, Ordering::Relaxed);
    }
    if exhausted {
        return Err(vm.error_with(Exc::MemoryError, Vec::new()));
    }
    watch::look(vm);
    if threads::slice_over() {
        vm.yield_to_threads();
    }
    let Some(signals) = SIGNALS.get() else { return Ok(()) };
    signals.signaled.store(false, Ordering::Relaxed);
    if signals.came.iter().all(|came| !came.load(Ordering::Relaxed)) {
        return Ok(());
    }
    if !vm.in_main_thread() {
        vm.signal_main();
        return Ok(());
    }
    for (number, came) in (0..).zip(&signals.came) {
        if !came.swap(false, Ordering::Relaxed) {
            continue;
        }
        let result = act(vm, number);
        if result.is_err() {
            // Others that came at the same time are acted on later.
            signals.any.store(true, Ordering::Relaxed);
            signals.signaled.store(true, Ordering::Relaxed);
            return result;
        }
    }
    Ok(())
}

fn act(vm: &mut Vm, number: i32) -> Res<()> {
    if let Some(descriptor) = &vm.loops.interrupts.wakeup {
        // A reader that is so late has been woken by what is still there.
        let _ = rustix::io::write(descriptor, &[number as u8]);
    }
    let handler = vm.loops.interrupts.handlers.get(&number).cloned().unwrap_or_default();
    match handler.as_small_int() {
        Some(DEFAULT) => {
            // It fails for signals that cannot be caught, which never get here.
            let _ = signal_hook::low_level::emulate_default_handler(number);
            Ok(())
        }
        Some(_) => Ok(()),
        None if !handler.is_unset() => {
            let sys = vm.import_module("sys")?;
            let frame = match vm.call_method(&sys, "_getframe", &[]) {
                Ok(frame) => frame,
                Err(_) => {
                    // Nothing of the program runs.
                    drop(vm.take_raised());
                    Value::NONE
                }
            };
            vm.call(&handler, &[Value::from(i64::from(number)), frame]).map(drop)
        }
        None if number == consts::SIGUSR1 => {
            super::dump(vm);
            Ok(())
        }
        None => keyboard_interrupt(vm),
    }
}

/// The first Ctrl-C cancels the main task of `asyncio.run`, as CPython's runner does; all others raise.
fn keyboard_interrupt(vm: &mut Vm) -> Res<()> {
    let main_task = vm.loops.interrupts.main_task.clone();
    if let Some(future) = main_task.get::<Future>() {
        vm.loops.interrupts.count += 1;
        if vm.loops.interrupts.count == 1 && !future.is_done() {
            return task::cancel_awaited(vm, &main_task, Value::UNSET).map(drop);
        }
    }
    let statement = vm.loops.interrupts.statement.clone();
    if let Some(future) = statement.get::<Future>().filter(|_| !vm.loops.task.is(&statement)) {
        vm.loops.interrupts.count += 1;
        if vm.loops.interrupts.count == 1 && !future.is_done() {
            return task::cancel_awaited(vm, &statement, Value::UNSET).map(drop);
        }
    }
    Err(vm.error_with(Exc::KeyboardInterrupt, Vec::new()))
}

// ---------------------------------------------------------------------------------------------- The module `signal`

/// `SIG_DFL` and `SIG_IGN`.
const DEFAULT: i64 = 0;
const IGNORE: i64 = 1;

const NAMES: &[(&str, i32)] = &[
    ("SIGABRT", consts::SIGABRT),
    ("SIGALRM", consts::SIGALRM),
    ("SIGBUS", consts::SIGBUS),
    ("SIGCHLD", consts::SIGCHLD),
    ("SIGCONT", consts::SIGCONT),
    ("SIGFPE", consts::SIGFPE),
    ("SIGHUP", consts::SIGHUP),
    ("SIGILL", consts::SIGILL),
    ("SIGINT", SIGINT),
    ("SIGKILL", consts::SIGKILL),
    ("SIGPIPE", consts::SIGPIPE),
    ("SIGQUIT", consts::SIGQUIT),
    ("SIGSEGV", consts::SIGSEGV),
    ("SIGSTOP", consts::SIGSTOP),
    ("SIGTERM", consts::SIGTERM),
    ("SIGTSTP", consts::SIGTSTP),
    ("SIGUSR1", consts::SIGUSR1),
    ("SIGUSR2", consts::SIGUSR2),
    ("SIGWINCH", consts::SIGWINCH),
    ("SIGTRAP", consts::SIGTRAP),
    ("SIGSTKFLT", 16),
    ("SIGTTIN", consts::SIGTTIN),
    ("SIGTTOU", consts::SIGTTOU),
    ("SIGURG", consts::SIGURG),
    ("SIGXCPU", consts::SIGXCPU),
    ("SIGXFSZ", consts::SIGXFSZ),
    ("SIGVTALRM", consts::SIGVTALRM),
    ("SIGPROF", consts::SIGPROF),
    ("SIGIO", consts::SIGIO),
    ("SIGPWR", 30),
    ("SIGSYS", consts::SIGSYS),
    ("SIGRTMIN", 34),
    ("SIGRTMAX", 64),
];

/// The system's words for signals 1 to 31.
const WORDS: [&str; 31] = [
    "Hangup",
    "Interrupt",
    "Quit",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Killed",
    "User defined signal 1",
    "Segmentation fault",
    "User defined signal 2",
    "Broken pipe",
    "Alarm clock",
    "Terminated",
    "Stack fault",
    "Child exited",
    "Continued",
    "Stopped (signal)",
    "Stopped",
    "Stopped (tty input)",
    "Stopped (tty output)",
    "Urgent I/O condition",
    "CPU time limit exceeded",
    "File size limit exceeded",
    "Virtual timer expired",
    "Profiling timer expired",
    "Window changed",
    "I/O possible",
    "Power failure",
    "Bad system call",
];

const FUNCTIONS: &[NativeDef] = &[
    function!("signal(signalnum, handler, /)", set_handler),
    function!("getsignal(signalnum, /)", |vm, args| {
        let number = number(vm, &args[0])?;
        handler(vm, number)
    }),
    function!("default_int_handler(signalnum, frame, /)", |vm, _| {
        Err(vm.error_with(Exc::KeyboardInterrupt, Vec::new()))
    }),
    function!("raise_signal(signalnum, /)", |vm, args| {
        let number = number(vm, &args[0])?;
        match raise(number) {
            Ok(()) => vm.check_signals().map(|()| Value::NONE),
            Err(e) => Err(poll::os_error(vm, &e)),
        }
    }),
    function!("_set_wakeup_fd(fd, /)", set_wakeup),
    function!("strsignal(signalnum, /)", |vm, args| {
        let number = number(vm, &args[0])?;
        Ok(match WORDS.get(number as usize - 1) {
            Some(words) => Value::from(*words),
            None if number >= 34 => Value::from(format!("Real-time signal {}", number - 34)),
            None => Value::NONE,
        })
    }),
];

fn number(vm: &mut Vm, value: &Value) -> Res<i32> {
    match vm.index_clamped(value)? {
        n if (1..i64::from(COUNT)).contains(&n) => Ok(n as i32),
        _ => Err(vm.error(Exc::ValueError, "signal number out of range")),
    }
}

/// The handler that is in force.
fn handler(vm: &mut Vm, number: i32) -> Res {
    match vm.loops.interrupts.handlers.get(&number) {
        Some(handler) => Ok(handler.clone()),
        None if number == SIGINT => {
            let module = vm.import_module("_signal")?;
            vm.get_attr(&module, &Str::intern("default_int_handler").into_value())
        }
        None => Ok(Value::from(DEFAULT)),
    }
}

/// Sets where the numbers of signals are written; returns the descriptor before, or -1.
fn set_wakeup(vm: &mut Vm, args: &[Value]) -> Res {
    if !vm.in_main_thread() {
        let message = "set_wakeup_fd only works in main thread of the main interpreter";
        return Err(vm.error(Exc::ValueError, message));
    }
    let number = vm.index_clamped(&args[0])?;
    let new = match i32::try_from(number) {
        Ok(-1) => None,
        Ok(number) => Some(Descriptor::of_number(number).map_err(|e| vm.os_error(&e))?),
        Err(_) => return Err(vm.os_error(&rustix::io::Errno::BADF.into())),
    };
    if let Some(descriptor) = &new {
        match rustix::fs::fcntl_getfl(descriptor) {
            Ok(flags) if flags.contains(rustix::fs::OFlags::NONBLOCK) => (),
            Ok(_) => {
                let message = format!("the fd {number} must be in non-blocking mode");
                return Err(vm.error(Exc::ValueError, message));
            }
            Err(errno) => return Err(vm.os_error(&errno.into())),
        }
    }
    let old = std::mem::replace(&mut vm.loops.interrupts.wakeup, new);
    Ok(Value::from(old.map_or(-1, |descriptor| i64::from(descriptor.number()))))
}

fn set_handler(vm: &mut Vm, args: &[Value]) -> Res {
    if !vm.in_main_thread() {
        let message = "signal only works in main thread of the main interpreter";
        return Err(vm.error(Exc::ValueError, message));
    }
    let number = number(vm, &args[0])?;
    let new = args[1].clone();
    let is_action = matches!(new.as_small_int(), Some(DEFAULT | IGNORE));
    if !is_action && !crate::builtins::attributes::is_callable(vm, &new) {
        let message = "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object";
        return Err(vm.error(Exc::TypeError, message));
    }
    let old = handler(vm, number)?;
    if [consts::SIGKILL, consts::SIGSTOP].contains(&number) {
        return Err(poll::os_error(vm, &io::Error::from_raw_os_error(rustix::io::Errno::INVAL.raw_os_error())));
    }
    if let Err(e) = catch(number) {
        return Err(poll::os_error(vm, &e));
    }
    let is_default = new.exact::<NativeFunction>().is_some_and(|n| n.name() == "default_int_handler");
    if number == SIGINT && is_default {
        vm.loops.interrupts.handlers.remove(&number);
    } else {
        vm.loops.interrupts.handlers.insert(number, new);
    }
    Ok(old)
}

/// The module `_signal`.
///
/// # Errors
/// None; the importer asks for a result.
pub fn module(_: &mut Vm) -> Res<Gc<Module>> {
    let module = Module::new("_signal");
    super::module::add_functions(&module, FUNCTIONS);
    for (name, number) in NAMES {
        module.dict.set_name(name, Value::from(i64::from(*number)));
    }
    module.dict.set_name("SIG_DFL", Value::from(DEFAULT));
    module.dict.set_name("SIG_IGN", Value::from(IGNORE));
    module.dict.set_name("NSIG", Value::from(i64::from(COUNT)));
    Ok(module)
}
