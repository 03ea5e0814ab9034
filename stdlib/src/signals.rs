//! `_signals`: masks of signals, waiting for them, and the clock that sends SIGALRM.

use crate::module::{beyond_clock, integer32, module, number, seconds, within_clock};
use nix::sys::signal::{SigSet, SigmaskHow, Signal};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use rondo_vm::event_loop::signal;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::interp::threads::Woken;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::process::Signal as ProcessSignal;
use std::fs;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_signals", "Masks of signals, waiting for them, and the clock that sends SIGALRM.", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!("pthread_sigmask(how, mask, /)", sigmask),
    function!("sigpending()", pending),
    function!("wait(sigset, timeout, /)", wait),
    function!("pause()", pause),
    function!("setitimer(seconds, interval, /)", set_timer),
    function!("getitimer()", |_, _| {
        let timer = timer();
        Ok(timer.left())
    }),
    function!("set_cpu_timer(prof, seconds, interval, /)", crate::cpu_timers::set),
    function!("get_cpu_timer(prof, /)", crate::cpu_timers::get),
];

fn failed(vm: &mut Vm, errno: nix::errno::Errno) -> Raised {
    vm.os_error(&errno.into())
}

/// The signals of an iterable of numbers.
fn set_of(vm: &mut Vm, value: &Value) -> Res<SigSet> {
    let mut set = SigSet::empty();
    for item in vm.collect(value)? {
        let number = integer32(vm, &item)?;
        match Signal::try_from(number) {
            Ok(signal) => set.add(signal),
            // The real-time signals have no names; nobody here waits for one.
            Err(_) if (1..=64).contains(&number) => (),
            Err(_) => {
                return Err(vm.error(Exc::ValueError, format!("signal number {number} out of range [1; 64]")));
            }
        }
    }
    Ok(set)
}

fn numbers(set: &SigSet) -> Value {
    List::value(set.iter().map(|signal| Value::from(signal as i64)).collect())
}

/// Changes which signals are blocked; those that were before.
fn sigmask(vm: &mut Vm, args: &[Value]) -> Res {
    let how = integer32(vm, &args[0])?;
    let set = set_of(vm, &args[1])?;
    let how = match how {
        0 => SigmaskHow::SIG_BLOCK,
        1 => SigmaskHow::SIG_UNBLOCK,
        2 => SigmaskHow::SIG_SETMASK,
        _ => return Err(vm.os_error(&Errno::INVAL.into())),
    };
    let old = set.thread_swap_mask(how).map_err(|e| failed(vm, e))?;
    // Those that were pending have come now.
    vm.check_signals()?;
    Ok(numbers(&old))
}

/// The signals that are blocked and have come, from what the system tells of this process.
fn pending(vm: &mut Vm, _: &[Value]) -> Res {
    let status = fs::read_to_string("/proc/thread-self/status").map_err(|e| vm.os_error(&e))?;
    let mask = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        u64::from_str_radix(line.trim(), 16).ok()
    };
    let bits = mask("SigPnd:").unwrap_or(0) | mask("ShdPnd:").unwrap_or(0);
    let numbers = (1..=64i64).filter(|n| bits & (1 << (n - 1)) != 0);
    Ok(List::value(numbers.map(Value::from).collect()))
}

/// Takes the first signal of the set that comes: (signo, code, errno, pid, uid, status, band); `None` after `timeout`
/// seconds, which may be `None` for ever. Other threads run meanwhile.
fn wait(vm: &mut Vm, args: &[Value]) -> Res {
    let set = set_of(vm, &args[0])?;
    let timeout = match args[1].is_none() {
        true => None,
        false => Some(Duration::from_secs_f64(number(vm, &args[1])?.clamp(0.0, 1e9))),
    };
    // The descriptor tells only of signals that are not handled.
    let old = set.thread_swap_mask(SigmaskHow::SIG_BLOCK).map_err(|e| failed(vm, e))?;
    let result = take(vm, &set, timeout);
    let restored = old.thread_set_mask().map_err(|e| failed(vm, e));
    let result = result?;
    restored?;
    Ok(result)
}

fn take(vm: &mut Vm, set: &SigSet, timeout: Option<Duration>) -> Res {
    let flags = SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC;
    let signals = SignalFd::with_flags(set, flags).map_err(|e| failed(vm, e))?;
    let copy = std::os::fd::AsFd::as_fd(&signals).try_clone_to_owned().map_err(|e| vm.os_error(&e))?;
    let descriptor = Descriptor::new(copy);
    let ready = vm.wait_ready(&descriptor, PollFlags::IN, timeout);
    descriptor.close();
    if !ready? {
        return Ok(Value::NONE);
    }
    match signals.read_signal() {
        Ok(Some(info)) => {
            let parts = [
                i64::from(info.ssi_signo),
                i64::from(info.ssi_code),
                i64::from(info.ssi_errno),
                i64::from(info.ssi_pid),
                i64::from(info.ssi_uid),
                i64::from(info.ssi_status),
                i64::from(info.ssi_band),
            ];
            Ok(Tuple::value(parts.map(Value::from).into()))
        }
        Ok(None) => Ok(Value::NONE),
        Err(errno) => Err(failed(vm, errno)),
    }
}

/// Waits until a signal has been handled.
fn pause(vm: &mut Vm, _: &[Value]) -> Res {
    loop {
        match vm.park(&mut [], Some(u64::MAX)) {
            Woken::Signal => {
                vm.check_signals()?;
                return Ok(Value::NONE);
            }
            _ if signal::pending() => vm.check_signals()?,
            _ => (),
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------
// The clock

/// When SIGALRM is to be sent next, and how often after that.
struct Timer {
    next: Option<Instant>,
    interval: Duration,
    /// Is there a thread that looks at the timer?
    watched: bool,
}

impl Timer {
    /// The seconds that are left, and between two signals. While the thread is late, as if it were not: the rest of the
    /// interval under way, or as good as nothing.
    fn left(&self) -> Value {
        let now = Instant::now();
        let left = match self.next {
            None => Duration::ZERO,
            Some(next) if now < next => next - now,
            Some(_) if self.interval.is_zero() => Duration::from_micros(1),
            Some(next) => {
                let late = (now - next).as_nanos() % self.interval.as_nanos();
                // Shorter than an interval, which is of at most 1e9 seconds.
                self.interval - Duration::from_nanos(u64::try_from(late).unwrap_or(0))
            }
        };
        Tuple::value(vec![Value::float(left.as_secs_f64()), Value::float(self.interval.as_secs_f64())])
    }
}

static TIMER: Mutex<Timer> = Mutex::new(Timer { next: None, interval: Duration::ZERO, watched: false });
static CHANGED: Condvar = Condvar::new();

fn timer() -> MutexGuard<'static, Timer> {
    // Nothing panics while it holds the lock.
    TIMER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Has SIGALRM sent after so many seconds (0: not any more), and then at every interval (0: once). Returns what was left.
fn set_timer(vm: &mut Vm, args: &[Value]) -> Res {
    let (seconds, interval) = (seconds(vm, &args[0])?, seconds(vm, &args[1])?);
    if !within_clock(seconds) || !within_clock(interval) {
        return Err(beyond_clock(vm));
    }
    let valid = |n: f64| (0.0..1e9).contains(&n);
    if !valid(seconds) || !valid(interval) {
        return Err(vm.os_error(&Errno::INVAL.into()));
    }
    let mut timer = timer();
    let old = timer.left();
    timer.next = (seconds > 0.0).then(|| Instant::now() + Duration::from_secs_f64(seconds));
    timer.interval = if seconds > 0.0 { Duration::from_secs_f64(interval) } else { Duration::ZERO };
    if !timer.watched && timer.next.is_some() {
        let thread = std::thread::Builder::new().name("alarm".into()).stack_size(64 << 10);
        thread.spawn(send_alarms).map_err(|e| vm.os_error(&e))?;
        timer.watched = true;
    }
    CHANGED.notify_all();
    Ok(old)
}

fn send_alarms() {
    signal::leave_to_others();
    let mut timer = timer();
    loop {
        let Some(next) = timer.next else {
            timer = CHANGED.wait(timer).unwrap_or_else(PoisonError::into_inner);
            continue;
        };
        let now = Instant::now();
        if now < next {
            timer = CHANGED.wait_timeout(timer, next - now).unwrap_or_else(PoisonError::into_inner).0;
            continue;
        }
        timer.next = (timer.interval > Duration::ZERO).then(|| next + timer.interval);
        // A process may always signal itself.
        let _ = rustix::process::kill_process(rustix::process::getpid(), ProcessSignal::ALARM);
    }
}

/// The timer, of which nobody else has hold while the process forks.
pub struct HeldTimer(MutexGuard<'static, Timer>);

impl HeldTimer {
    /// Waits until nobody else has hold of it.
    pub fn hold() -> HeldTimer {
        HeldTimer(timer())
    }

    /// In the child: it inherits no timer, nor the thread that looks at it.
    pub fn forget(mut self) {
        *self.0 = Timer { next: None, interval: Duration::ZERO, watched: false };
    }
}
