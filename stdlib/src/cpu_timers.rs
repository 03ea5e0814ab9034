//! The clocks behind `signal.setitimer` that count how long the processor has worked for the program: ITIMER_VIRTUAL
//! without, ITIMER_PROF with the time in the system.

use crate::module::number;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use rondo_vm::event_loop::signal;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::io::Errno;
use rustix::process::Signal;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often a thread looks at the time that the processor has worked, which nothing else tells it.
const LONGEST_LOOK: Duration = Duration::from_millis(10);

struct Timer {
    /// The time used by then; `None` if no signal is to be sent.
    next: Option<Duration>,
    interval: Duration,
    /// Is there a thread that looks at the timer?
    watched: bool,
}

/// One of the two clocks.
struct Clock {
    with_system: bool,
    signal: Signal,
    timer: Mutex<Timer>,
    changed: Condvar,
}

impl Clock {
    const fn new(with_system: bool, signal: Signal) -> Clock {
        let timer = Timer { next: None, interval: Duration::ZERO, watched: false };
        Clock { with_system, signal, timer: Mutex::new(timer), changed: Condvar::new() }
    }

    fn timer(&self) -> MutexGuard<'_, Timer> {
        // Nothing panics while it holds the lock.
        self.timer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long the processor has worked.
    fn used(&self) -> Duration {
        // The system always knows what its own process has used.
        let Ok(usage) = getrusage(UsageWho::RUSAGE_SELF) else { return Duration::ZERO };
        let user = usage.user_time().num_microseconds();
        let system = if self.with_system { usage.system_time().num_microseconds() } else { 0 };
        Duration::from_micros(u64::try_from(user + system).unwrap_or(0))
    }

    /// Sends the signals, for ever.
    fn watch(&self) {
        signal::leave_to_others();
        let mut timer = self.timer();
        loop {
            let Some(next) = timer.next else {
                timer = self.changed.wait(timer).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let used = self.used();
            if used < next {
                let look = (next - used).clamp(Duration::from_millis(1), LONGEST_LOOK);
                timer = self.changed.wait_timeout(timer, look).unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            timer.next = (timer.interval > Duration::ZERO).then(|| used + timer.interval);
            // A process may always signal itself.
            let _ = rustix::process::kill_process(rustix::process::getpid(), self.signal);
        }
    }

    /// The seconds that are left, and between two signals.
    fn left(&self, timer: &Timer) -> Value {
        let left = match timer.next {
            None => Duration::ZERO,
            Some(next) => next.saturating_sub(self.used()).max(Duration::from_micros(1)),
        };
        Tuple::value(vec![Value::float(left.as_secs_f64()), Value::float(timer.interval.as_secs_f64())])
    }
}

static VIRTUAL: Clock = Clock::new(false, Signal::VTALARM);
static PROF: Clock = Clock::new(true, Signal::PROF);

fn clock(vm: &mut Vm, prof: &Value) -> Res<&'static Clock> {
    Ok(if vm.truth(prof)? { &PROF } else { &VIRTUAL })
}

/// `set_cpu_timer(prof, seconds, interval)`: has the signal sent when the processor has worked for so many seconds more
/// (0: not any more), and then at every interval (0: once). Returns what was left, and the interval.
pub fn set(vm: &mut Vm, args: &[Value]) -> Res {
    let clock = clock(vm, &args[0])?;
    let (seconds, interval) = (number(vm, &args[1])?, number(vm, &args[2])?);
    if ![seconds, interval].iter().all(|n| (0.0..1e9).contains(n)) {
        return Err(vm.os_error(&Errno::INVAL.into()));
    }
    let mut timer = clock.timer();
    let old = clock.left(&timer);
    timer.next = (seconds > 0.0).then(|| clock.used() + Duration::from_secs_f64(seconds));
    timer.interval = if seconds > 0.0 { Duration::from_secs_f64(interval) } else { Duration::ZERO };
    if !timer.watched && timer.next.is_some() {
        let thread = std::thread::Builder::new().name("cpu timer".into()).stack_size(64 << 10);
        thread.spawn(|| clock.watch()).map_err(|e| vm.os_error(&e))?;
        timer.watched = true;
    }
    clock.changed.notify_all();
    Ok(old)
}

/// `get_cpu_timer(prof)`: the seconds that are left until the signal is sent, and the interval.
pub fn get(vm: &mut Vm, args: &[Value]) -> Res {
    let clock = clock(vm, &args[0])?;
    let timer = clock.timer();
    Ok(clock.left(&timer))
}

/// Both timers, of which nobody else has hold while the process forks.
pub struct HeldTimers([MutexGuard<'static, Timer>; 2]);

impl HeldTimers {
    /// Waits until nobody else has hold of them.
    pub fn hold() -> HeldTimers {
        HeldTimers([VIRTUAL.timer(), PROF.timer()])
    }

    /// In the child: it inherits no timers, nor the threads that look at them.
    pub fn forget(mut self) {
        for timer in &mut self.0 {
            **timer = Timer { next: None, interval: Duration::ZERO, watched: false };
        }
    }
}
