//! `posix`: the native half of `os`.

mod attributes;
mod files;
mod limits;
mod linux;
mod owners;
pub mod path;
mod process;
mod system;
mod timerfd;

use crate::module::{add_integers, integer, integer32, module};
use nix::sys::resource::UsageWho;
use num_traits::ToPrimitive;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::open::path_text;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::process::{Pid, Signal};
use std::os::unix::ffi::OsStrExt;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("posix", "This module provides access to operating system functionality.", FUNCTIONS);
    crate::module::add_functions(&module, "posix", files::FUNCTIONS);
    let others = [
        process::FUNCTIONS,
        timerfd::FUNCTIONS,
        system::FUNCTIONS,
        attributes::FUNCTIONS,
        limits::FUNCTIONS,
        linux::FUNCTIONS,
        owners::FUNCTIONS,
    ];
    others.into_iter().for_each(|functions| crate::module::add_functions(&module, "posix", functions));
    add_integers(&module, files::CONSTANTS);
    add_integers(&module, linux::CONSTANTS);
    limits::add_names(&module);
    let environ = Dict::new();
    for (name, value) in std::env::vars_os() {
        let name = Str::value(&path_text(name.as_bytes()));
        environ.set(vm, name, Value::from(path_text(value.as_bytes())))?;
    }
    module.dict.set_name("environ", environ.into_value());
    module.dict.set_name("error", vm.types.exception(Exc::OSError).to_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    // Process parameters
    function!("fspath(path)", fspath),
    function!("getegid()", |_, _| Ok(from_i64(rustix::process::getegid().as_raw() as i64))),
    function!("geteuid()", |_, _| Ok(from_i64(rustix::process::geteuid().as_raw() as i64))),
    function!("getgid()", |_, _| Ok(from_i64(rustix::process::getgid().as_raw() as i64))),
    function!("getuid()", |_, _| Ok(from_i64(rustix::process::getuid().as_raw() as i64))),
    function!("getpid()", |_, _| Ok(from_i64(rustix::process::getpid().as_raw_pid() as i64))),
    function!("getppid()", |_, _| Ok(from_i64(rustix::process::getppid().map_or(0, |p| p.as_raw_pid() as i64)))),
    function!("strerror(code, /)", strerror),
    function!("umask(mask, /)", umask),
    function!("_uname()", uname),
    // Process management
    function!("_exit(status)", exit),
    function!("abort()", |_, _| std::process::abort()),
    function!("kill(pid, signal, /)", kill),
    function!("_times()", times),
    // Miscellaneous system information
    function!("cpu_count()", cpu_count),
    function!("process_cpu_count()", cpu_count),
    function!("getloadavg()", getloadavg),
    function!("sched_yield()", |_, _| Ok(Value::NONE)),
    // Random numbers
    function!("getrandom(size, flags=0)", urandom),
    function!("urandom(size, /)", urandom),
];

fn fspath(vm: &mut Vm, args: &[Value]) -> Res {
    let is_path = |value: &Value| value.as_str().is_some() || value.get::<Bytes>().is_some();
    if is_path(&args[0]) {
        return Ok(args[0].clone());
    }
    let name = vm.names.fspath.clone();
    match vm.call_special(&args[0], &name, &[])? {
        Some(path) if is_path(&path) => Ok(path),
        Some(other) => {
            let (own, got) = (vm.type_name(&args[0]), vm.type_name(&other));
            let message = format!("expected {own}.__fspath__() to return str or bytes, not {got}");
            Err(vm.error(Exc::TypeError, message))
        }
        None => {
            let message = format!("expected str, bytes or os.PathLike object, not {}", vm.type_name(&args[0]));
            Err(vm.error(Exc::TypeError, message))
        }
    }
}

fn strerror(vm: &mut Vm, args: &[Value]) -> Res {
    let code = integer32(vm, &args[0])?;
    Ok(Value::from(rondo_vm::object::exception::os::strerror(code)))
}

fn umask(vm: &mut Vm, args: &[Value]) -> Res {
    let mask = rustix::fs::Mode::from_raw_mode(integer32(vm, &args[0])? as u32);
    Ok(from_i64(rustix::process::umask(mask).as_raw_mode() as i64))
}

/// The five texts of `os.uname_result`.
fn uname(_: &mut Vm, _: &[Value]) -> Res {
    let name = rustix::system::uname();
    let parts = [name.sysname(), name.nodename(), name.release(), name.version(), name.machine()];
    Ok(Tuple::value(parts.iter().map(|p| Value::from(p.to_string_lossy().into_owned())).collect()))
}

fn exit(vm: &mut Vm, args: &[Value]) -> Res {
    let status = integer32(vm, &args[0])?;
    std::process::exit(status)
}

fn kill(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.kill", |_| [args[0].clone(), args[1].clone()])?;
    let (pid, number) = (integer32(vm, &args[0])?, integer32(vm, &args[1])?);
    if number != 0 && i64::from(pid) == i64::from(std::process::id()) {
        // Sent to the process, it could come to a thread of the system that does not look at it at once.
        rondo_vm::event_loop::signal::raise(number).map_err(|e| vm.os_error(&e))?;
        vm.check_signals()?;
        return Ok(Value::NONE);
    }
    let signal = Signal::from_named_raw(number);
    let result = match (pid.checked_abs().map(Pid::from_raw), signal) {
        (None, _) => Err(rustix::io::Errno::SRCH),
        (Some(None), _) if number == 0 => rustix::process::test_kill_current_process_group(),
        (Some(Some(group)), _) if number == 0 && pid < 0 => rustix::process::test_kill_process_group(group),
        (Some(Some(pid)), _) if number == 0 => rustix::process::test_kill_process(pid),
        (Some(Some(group)), Some(signal)) if pid < 0 => rustix::process::kill_process_group(group, signal),
        (Some(Some(pid)), Some(signal)) => rustix::process::kill_process(pid, signal),
        (Some(None), Some(signal)) => rustix::process::kill_current_process_group(signal),
        _ => Err(rustix::io::Errno::INVAL),
    };
    match result {
        Ok(()) => {
            vm.check_signals()?;
            Ok(Value::NONE)
        }
        Err(errno) => Err(vm.os_error(&errno.into())),
    }
}

/// User and system time of the process and of its children that were waited for, and a wall clock, in seconds.
fn times(vm: &mut Vm, _: &[Value]) -> Res {
    let mut seconds = Vec::with_capacity(5);
    for who in [UsageWho::RUSAGE_SELF, UsageWho::RUSAGE_CHILDREN] {
        let usage = nix::sys::resource::getrusage(who).map_err(|e| vm.os_error(&e.into()))?;
        let times = [usage.user_time(), usage.system_time()];
        seconds.extend(times.map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 * 1e-6));
    }
    seconds.push(vm.schedule.monotonic() as f64 / 1e9);
    Ok(Tuple::value(seconds.into_iter().map(Value::float).collect()))
}

fn cpu_count(_: &mut Vm, _: &[Value]) -> Res {
    Ok(std::thread::available_parallelism().map_or(Value::NONE, |n| Value::from(n.get())))
}

fn getloadavg(vm: &mut Vm, _: &[Value]) -> Res {
    let info = rustix::system::sysinfo();
    let _ = vm;
    Ok(Tuple::value(info.loads.map(|l| Value::float(l as f64 / 65536.0)).into()))
}

fn urandom(vm: &mut Vm, args: &[Value]) -> Res {
    let size = crate::module::big_integer(vm, &args[0])?;
    let Some(size) = size.to_usize().filter(|n| *n <= isize::MAX as usize) else {
        return Err(vm.error(Exc::ValueError, "negative argument not allowed"));
    };
    vm.room_for(size, 1)?;
    let mut bytes = vec![0; size];
    vm.schedule.random(&mut bytes).map_err(|e| vm.os_error(&e))?;
    Ok(Bytes::value(&bytes))
}

/// A file descriptor's number.
fn number(vm: &mut Vm, value: &Value) -> Res<i32> {
    match i32::try_from(integer(vm, value)?) {
        Ok(n) => Ok(n),
        Err(_) => Err(vm.error(Exc::OverflowError, "Python int too large to convert to C int")),
    }
}
