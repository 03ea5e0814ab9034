//! Processes: making them, and waiting for what becomes of them.

use super::files::{path, plain};
use crate::module::integer32;
use crate::{cpu_timers, signals};
use nix::spawn::{PosixSpawnAttr, PosixSpawnFileActions, PosixSpawnFlags};
use nix::sys::signal::{SigSet, Signal};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus as ChildStatus};
use rondo_vm::builtins::attributes::is_callable;
use rondo_vm::function;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::list::List;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::report::unraisable_in;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, WaitOptions, WaitStatus};
use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    function!("fork()", |vm, _| {
        vm.audit("os.fork", |_| [])?;
        fork(vm, "fork")
    }),
    function!("_fork_with_terminal()", |vm, _| {
        vm.audit("os.forkpty", |_| [])?;
        fork(vm, "forkpty")
    }),
    // For a child that becomes another program at once: nobody is told.
    function!("_fork_to_run()", |vm, _| {
        let forked = forked(vm).map_err(|e| vm.os_error(&e))?;
        Ok(from_i64(forked.unwrap_or(0).into()))
    }),
    function!("login_tty(fd, /)", login_tty),
    function!("register_at_fork(*, before=None, after_in_child=None, after_in_parent=None)", register_at_fork),
    function!("_posix_spawn(path, argv, env, actions, group, flags, mask, defaults, search, /)", posix_spawn),
    function!("waitpid(pid, options, /)", |vm, args| {
        let (pid, options) = (integer32(vm, &args[0])?, integer32(vm, &args[1])?);
        let (pid, status) = wait(vm, pid, options)?;
        Ok(Tuple::value([pid, status].map(from_i64).into()))
    }),
    function!("_waitid(idtype, id, options, /)", waitid),
];

// ------------------------------------------------------------------------------------------------------------- Forking

/// The lists of functions that programs have registered, in the module's dict.
const HOOKS: [&str; 3] = ["_before_fork", "_after_fork_in_child", "_after_fork_in_parent"];

/// Modules of the library with a function `_after_fork`, for the child.
const CONCERNED: [&str; 3] = ["threading", "random", "logging"];

fn register_at_fork(vm: &mut Vm, args: &[Value]) -> Res {
    if args.iter().all(Value::is_none) {
        return Err(vm.error(Exc::TypeError, "At least one argument is required."));
    }
    for (name, function) in ["before", "after_in_child", "after_in_parent"].iter().zip(args) {
        if !function.is_none() && !is_callable(vm, function) {
            let message = format!("'{name}' must be callable, not {}", vm.argument_type_name(function));
            return Err(vm.error(Exc::TypeError, message));
        }
    }
    let module = vm.import_module("posix")?;
    for (name, function) in HOOKS.iter().zip(args) {
        if function.is_none() {
            continue;
        }
        match hooks(vm, &module, name) {
            Some(list) => vm.call_method(&list, "append", std::slice::from_ref(function)).map(drop)?,
            None => vm.set_attr(&module, &Value::from(*name), List::value(vec![function.clone()]))?,
        }
    }
    Ok(Value::NONE)
}

fn hooks(vm: &mut Vm, module: &Value, name: &str) -> Option<Value> {
    let list = vm.get_attr(module, &Value::from(name));
    list.map_err(|raised| drop((raised, vm.take_raised()))).ok()
}

/// Calls what has been registered; what it raises is reported.
fn run_hooks(vm: &mut Vm, which: usize) -> Res<()> {
    let module = vm.import_module("posix")?;
    let Some(list) = hooks(vm, &module, HOOKS[which]) else { return Ok(()) };
    let mut functions = vm.collect(&list)?;
    if which == 0 {
        functions.reverse();
    }
    for function in functions {
        if vm.call(&function, &[]).is_err() {
            let exception = vm.take_raised();
            unraisable_in(vm, exception, &function);
        }
    }
    Ok(())
}

/// The number of a child that goes on as this process does, 0 in the child. `function` is what the program has called.
fn fork(vm: &mut Vm, function: &str) -> Res {
    run_hooks(vm, 0)?;
    let forked = forked(vm);
    if let Ok(None) = forked {
        for name in CONCERNED {
            let Some(module) = vm.modules.get_name(name) else { continue };
            if vm.call_method(&module, "_after_fork", &[]).is_err() {
                let exception = vm.take_raised();
                unraisable_in(vm, exception, &module);
            }
        }
        run_hooks(vm, 1)?;
        return Ok(from_i64(0));
    }
    run_hooks(vm, 2)?;
    let child = forked.map_err(|e| vm.os_error(&e))?;
    warn_of_threads(vm, function);
    Ok(child.map_or(Value::NONE, |child| from_i64(child.into())))
}

/// Forks: the child's number, `None` in the child.
fn forked(vm: &mut Vm) -> std::io::Result<Option<i32>> {
    let timers = (signals::HeldTimer::hold(), cpu_timers::HeldTimers::hold());
    let forked = vm.fork();
    if let Ok(None) = forked {
        timers.0.forget();
        timers.1.forget();
    }
    forked
}

/// The child exists: a filter that makes the warning an error comes too late.
fn warn_of_threads(vm: &mut Vm, function: &str) {
    if vm.thread_count() > 1 {
        let pid = std::process::id();
        let message = format!(
            "This process (pid={pid}) is multi-threaded, use of {function}() may lead to deadlocks in the child."
        );
        if vm.warn(Exc::DeprecationWarning, &message).is_err() {
            drop(vm.take_raised());
        }
    }
}

/// Makes a terminal the one that controls a new session of this process, and its standard streams.
fn login_tty(vm: &mut Vm, args: &[Value]) -> Res {
    let terminal = super::files::descriptor(vm, &args[0])?;
    plain(vm, rustix::process::setsid())?;
    plain(vm, rustix::process::ioctl_tiocsctty(&terminal))?;
    plain(vm, rustix::stdio::dup2_stdin(&terminal))?;
    plain(vm, rustix::stdio::dup2_stdout(&terminal))?;
    plain(vm, rustix::stdio::dup2_stderr(&terminal))?;
    if terminal.number() > 2 {
        terminal.close();
    }
    Ok(Value::NONE)
}

// ------------------------------------------------------------------------------------------------------------ Spawning

fn text(vm: &mut Vm, value: &Value) -> Res<CString> {
    let path = path(vm, value, "posix_spawn")?;
    match CString::new(path.as_os_str().as_bytes()) {
        Ok(text) => Ok(text),
        Err(_) => Err(vm.error(Exc::ValueError, "embedded null byte")),
    }
}

fn texts(vm: &mut Vm, values: &Value) -> Res<Vec<CString>> {
    let mut all = Vec::new();
    for value in vm.collect(values)? {
        all.push(text(vm, &value)?);
    }
    Ok(all)
}

/// A set of signals of an iterable of numbers.
fn signal_set(vm: &mut Vm, numbers: &Value) -> Res<SigSet> {
    let mut set = SigSet::empty();
    for number in vm.collect(numbers)? {
        let number = integer32(vm, &number)?;
        match Signal::try_from(number) {
            Ok(signal) => set.add(signal),
            Err(_) if (1..65).contains(&number) => {
                let message = format!("posix_spawn: sets of signals do not hold the real-time signal {number}");
                return Err(vm.error(Exc::NotImplementedError, message));
            }
            Err(_) => {
                let message = format!("signal number {number} out of range [1; 64]");
                return Err(vm.error(Exc::ValueError, message));
            }
        }
    }
    Ok(set)
}

/// `_posix_spawn(path, argv, env, actions, group, flags, mask, defaults, search)`: the number of a new process. `env`
/// is a list of `NAME=VALUE`, `group` is -1 for that of this process, `mask` and `defaults` are `None` for those of this
/// process; `lib/os.py` has looked at the actions.
fn posix_spawn(vm: &mut Vm, args: &[Value]) -> Res {
    let (program, words, env) = (text(vm, &args[0])?, texts(vm, &args[1])?, texts(vm, &args[2])?);
    let mut actions = PosixSpawnFileActions::init().map_err(|e| vm.os_error(&e.into()))?;
    for action in vm.collect(&args[3])? {
        let parts = vm.collect(&action)?;
        let done = match &parts[..] {
            [_, fd, file, flags, mode] => {
                let (fd, file) = (integer32(vm, fd)?, text(vm, file)?);
                let flags = nix::fcntl::OFlag::from_bits_retain(integer32(vm, flags)?);
                let mode = nix::sys::stat::Mode::from_bits_retain(integer32(vm, mode)? as u32);
                actions.add_open(fd, file.as_c_str(), flags, mode)
            }
            [_, from, to] => {
                let (from, to) = (integer32(vm, from)?, integer32(vm, to)?);
                actions.add_dup2(from, to)
            }
            [_, fd] => {
                let fd = integer32(vm, fd)?;
                actions.add_close(fd)
            }
            _ => Ok(()),
        };
        done.map_err(|e| vm.os_error(&e.into()))?;
    }
    let mut attributes = PosixSpawnAttr::init().map_err(|e| vm.os_error(&e.into()))?;
    let mut flags = PosixSpawnFlags::from_bits_retain(integer32(vm, &args[5])?);
    let group = integer32(vm, &args[4])?;
    let mut set = Ok(());
    if group >= 0 {
        flags |= PosixSpawnFlags::POSIX_SPAWN_SETPGROUP;
        set = set.and_then(|()| attributes.set_pgroup(nix::unistd::Pid::from_raw(group)));
    }
    if !args[6].is_none() {
        flags |= PosixSpawnFlags::POSIX_SPAWN_SETSIGMASK;
        let mask = signal_set(vm, &args[6])?;
        set = set.and_then(|()| attributes.set_sigmask(&mask));
    }
    if !args[7].is_none() {
        flags |= PosixSpawnFlags::POSIX_SPAWN_SETSIGDEF;
        let defaults = signal_set(vm, &args[7])?;
        set = set.and_then(|()| attributes.set_sigdefault(&defaults));
    }
    set.and_then(|()| attributes.set_flags(flags)).map_err(|e| vm.os_error(&e.into()))?;
    let made = match vm.truth(&args[8])? {
        true => nix::spawn::posix_spawnp(&program, &actions, &attributes, &words, &env),
        false => nix::spawn::posix_spawn(program.as_c_str(), &actions, &attributes, &words, &env),
    };
    super::files::about(vm, &args[0], made.map_err(std::io::Error::from)).map(|pid| from_i64(pid.as_raw().into()))
}

// ------------------------------------------------------------------------------------------------------------- Waiting

/// How long the first look at children is put off while other threads run, and the longest.
const LOOKS: [Duration; 2] = [Duration::from_micros(500), Duration::from_millis(20)];

/// The number of a process that ended and its status as the system encodes it; two zeros where none did.
fn wait(vm: &mut Vm, pid: i32, options: i32) -> Res<(i64, i64)> {
    let options = WaitOptions::from_bits_retain(options as u32);
    let found = |found: Option<(Pid, WaitStatus)>| match found {
        Some((pid, status)) => (i64::from(pid.as_raw_pid()), i64::from(status.as_raw())),
        None => (0, 0),
    };
    // Other threads run while this one waits for a child.
    if let Some(child) = (pid > 0 && options.is_empty()).then(|| Pid::from_raw(pid)).flatten() {
        match rustix::process::waitpid(Some(child), WaitOptions::NOHANG) {
            Ok(None) => {
                if let Ok(fd) = rustix::process::pidfd_open(child, PidfdFlags::empty()) {
                    let fd = Descriptor::new(fd);
                    let ready = vm.wait_ready(&fd, PollFlags::IN, None);
                    fd.close();
                    ready?;
                }
            }
            Ok(status) => return Ok(found(status)),
            // Waiting says what is wrong.
            Err(_) => (),
        }
    }
    let look = |options| match pid {
        -1 => rustix::process::wait(options),
        group if group < -1 => match group.checked_neg().and_then(Pid::from_raw) {
            Some(group) => rustix::process::waitpgid(group, options),
            None => Err(Errno::SRCH),
        },
        // With 0 any child of this process's own group.
        pid => rustix::process::waitpid(Pid::from_raw(pid), options),
    };
    let mut pause = LOOKS[0];
    loop {
        let others = vm.thread_count() > 1 && !options.contains(WaitOptions::NOHANG);
        match look(if others { options | WaitOptions::NOHANG } else { options }) {
            Err(Errno::INTR) => vm.check_signals()?,
            Ok(None) if others => {
                vm.block_for(pause)?;
                pause = LOOKS[1].min(pause * 2);
            }
            result => return plain(vm, result.map(found)),
        }
    }
}

/// The five items of `os.waitid_result`; `None` where no child has changed.
fn waitid(vm: &mut Vm, args: &[Value]) -> Res {
    let (kind, number, options) = (integer32(vm, &args[0])?, integer32(vm, &args[1])?, integer32(vm, &args[2])?);
    let pid = nix::unistd::Pid::from_raw(number);
    let options = WaitPidFlag::from_bits_retain(options);
    let descriptor = if kind == 3 { Some(super::files::descriptor(vm, &args[1])?) } else { None };
    // Without taking the child off the system's list, which still knows whose it is then.
    let looking = options | WaitPidFlag::WNOWAIT;
    let mut pause = LOOKS[0];
    let found = loop {
        let which = match (kind, &descriptor) {
            (0, _) => Id::All,
            (1, _) => Id::Pid(pid),
            (2, _) => Id::PGid(pid),
            (3, Some(descriptor)) => Id::PIDFd(std::os::fd::AsFd::as_fd(descriptor)),
            _ => return plain(vm, Err(Errno::INVAL)),
        };
        let others = vm.thread_count() > 1 && !options.contains(WaitPidFlag::WNOHANG);
        match nix::sys::wait::waitid(which, if others { looking | WaitPidFlag::WNOHANG } else { looking }) {
            Err(nix::errno::Errno::EINTR) => vm.check_signals()?,
            Ok(ChildStatus::StillAlive) if others => {
                vm.block_for(pause)?;
                pause = LOOKS[1].min(pause * 2);
            }
            result => break result.map_err(|e| vm.os_error(&e.into()))?,
        }
    };
    let (pid, code, status) = match found {
        ChildStatus::Exited(pid, status) => (pid, 1, status),
        ChildStatus::Signaled(pid, signal, dumped) => (pid, if dumped { 3 } else { 2 }, signal as i32),
        ChildStatus::Stopped(pid, signal) => (pid, 5, signal as i32),
        ChildStatus::Continued(pid) => (pid, 6, Signal::SIGCONT as i32),
        _ => return Ok(Value::NONE),
    };
    let owner =
        std::fs::metadata(format!("/proc/{pid}")).map_or_else(|_| rustix::process::getuid().as_raw(), |m| m.uid());
    if !options.contains(WaitPidFlag::WNOWAIT) {
        // It is there, as it was just found.
        let _ = nix::sys::wait::waitid(Id::Pid(pid), options);
    }
    let items = [pid.as_raw(), owner as i32, Signal::SIGCHLD as i32, status, code];
    Ok(Tuple::value(items.map(|n| from_i64(n.into())).into()))
}
