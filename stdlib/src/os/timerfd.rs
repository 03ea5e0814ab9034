//! Timers that are descriptors: readable when they are due.

use super::files::{descriptor, plain};
use crate::module::{integer, integer32, number};
use rondo_vm::function;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::io::Errno;
use rustix::time::{Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec};

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("timerfd_create(clockid, /, *, flags=524288)", create),
    function!("timerfd_gettime(fd, /)", |vm, args| {
        let left = left(vm, &args[0])?;
        Ok(in_seconds(&left))
    }),
    function!("timerfd_gettime_ns(fd, /)", |vm, args| {
        let left = left(vm, &args[0])?;
        Ok(in_nanoseconds(&left))
    }),
    function!("timerfd_settime(fd, /, *, flags=0, initial=0.0, interval=0.0)", |vm, args| {
        let new = Itimerspec { it_interval: seconds(vm, &args[3])?, it_value: seconds(vm, &args[2])? };
        set(vm, args, new).map(|old| in_seconds(&old))
    }),
    function!("timerfd_settime_ns(fd, /, *, flags=0, initial=0, interval=0)", |vm, args| {
        let new = Itimerspec { it_interval: nanoseconds(vm, &args[3])?, it_value: nanoseconds(vm, &args[2])? };
        set(vm, args, new).map(|old| in_nanoseconds(&old))
    }),
];

const BILLION: i64 = 1_000_000_000;

fn seconds(vm: &mut Vm, value: &Value) -> Res<Timespec> {
    let seconds = number(vm, value)?;
    let whole = seconds.floor();
    Ok(Timespec { tv_sec: whole as i64, tv_nsec: ((seconds - whole) * BILLION as f64) as i64 })
}

fn nanoseconds(vm: &mut Vm, value: &Value) -> Res<Timespec> {
    let all = integer(vm, value)?;
    Ok(Timespec { tv_sec: all.div_euclid(BILLION), tv_nsec: all.rem_euclid(BILLION) })
}

/// The time until a timer is due next, and its interval.
fn in_seconds(timer: &Itimerspec) -> Value {
    let times = [timer.it_value, timer.it_interval];
    Tuple::value(times.map(|t| Value::float(t.tv_sec as f64 + t.tv_nsec as f64 * 1e-9)).into())
}

fn in_nanoseconds(timer: &Itimerspec) -> Value {
    let times = [timer.it_value, timer.it_interval];
    Tuple::value(times.map(|t| from_i64(t.tv_sec.saturating_mul(BILLION).saturating_add(t.tv_nsec))).into())
}

fn create(vm: &mut Vm, args: &[Value]) -> Res {
    use TimerfdClockId::{Boottime, BoottimeAlarm, Monotonic, Realtime, RealtimeAlarm};
    let wanted = integer32(vm, &args[0])?;
    let clocks = [Realtime, Monotonic, Boottime, RealtimeAlarm, BoottimeAlarm];
    let Some(clock) = clocks.into_iter().find(|clock| *clock as i32 == wanted) else {
        return plain(vm, Err(Errno::INVAL));
    };
    let flags = TimerfdFlags::from_bits_retain(integer32(vm, &args[1])? as u32);
    let made = plain(vm, rustix::time::timerfd_create(clock, flags))?;
    Ok(from_i64(Descriptor::new(made).number().into()))
}

fn left(vm: &mut Vm, fd: &Value) -> Res<Itimerspec> {
    let timer = descriptor(vm, fd)?;
    plain(vm, rustix::time::timerfd_gettime(&timer))
}

/// Sets a timer; returns what it was set to.
fn set(vm: &mut Vm, args: &[Value], new: Itimerspec) -> Res<Itimerspec> {
    let timer = descriptor(vm, &args[0])?;
    let flags = TimerfdTimerFlags::from_bits_retain(integer32(vm, &args[1])? as u32);
    plain(vm, rustix::time::timerfd_settime(&timer, flags, &new))
}
