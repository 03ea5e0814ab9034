//! `_subprocess`: starting processes and waiting for their end. What programs call is in `lib/subprocess.py`.

use crate::module::{integer32, module};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::bytes_of;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::event::PollFlags;
use rustix::fs::Access;
use rustix::io::FdFlags;
use rustix::process::{Pid, PidfdFlags, WaitOptions, WaitStatus, pidfd_open, waitpid};
use std::ffi::{OsStr, OsString};
use std::os::fd::AsFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::time::Duration;

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_subprocess", "Processes.", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!(
        "spawn(args, executable, cwd, env, stdin, stdout, stderr, process_group, umask, pass_fds, user, group, /)",
        spawn
    ),
    function!("wait(pid, timeout, /)", wait),
];

/// A string, bytes or path as the system takes it; no null bytes.
fn os_string(vm: &mut Vm, value: &Value) -> Res<OsString> {
    let bytes = match (value.as_str(), bytes_of(value)) {
        (Some(text), _) => text.as_bytes().to_vec(),
        (_, Some(bytes)) => bytes.into_owned(),
        _ => {
            let message = format!("expected str, bytes or os.PathLike object, not {}", vm.type_name(value));
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    if bytes.contains(&0) {
        return Err(vm.error(Exc::ValueError, "embedded null byte"));
    }
    Ok(OsString::from_vec(bytes))
}

/// A child's standard stream: a copy of a descriptor, or this process's own for -1.
fn stream(vm: &mut Vm, value: &Value) -> Res<Stdio> {
    let number = integer32(vm, value)?;
    if number < 0 {
        return Ok(Stdio::inherit());
    }
    let copy = Descriptor::of_number(number).and_then(|d| d.as_fd().try_clone_to_owned());
    copy.map(Stdio::from).map_err(|e| vm.os_error(&e))
}

/// The descriptors `numbers` are inherited by processes started from now on, or are not any more.
fn set_inherited(vm: &mut Vm, numbers: &[Descriptor], inherited: bool) -> Res<()> {
    let flags = if inherited { FdFlags::empty() } else { FdFlags::CLOEXEC };
    for descriptor in numbers {
        rustix::io::fcntl_setfd(descriptor, flags).map_err(|e| vm.os_error(&e.into()))?;
    }
    Ok(())
}

/// Where in a list of directories the program of a name lies. `None`: only the system can tell, as the name is a path, one
/// of the directories before it is a relative one, or there is no such program.
fn search(name: &OsStr, path: &OsStr) -> Option<OsString> {
    if name.is_empty() || name.as_bytes().contains(&b'/') {
        return None;
    }
    for directory in std::env::split_paths(path) {
        if !directory.is_absolute() {
            return None;
        }
        let file = directory.join(name);
        if file.is_file() && rustix::fs::access(&file, Access::EXEC_OK).is_ok() {
            return Some(file.into_os_string());
        }
    }
    None
}

/// `spawn(args, executable, cwd, env, stdin, stdout, stderr, process_group, umask, pass_fds, user, group)`: the process's
/// number. `env` is a list of pairs or `None`; streams are descriptors or -1; `process_group`, `umask`, `user` and
/// `group` are -1 for those of this process.
fn spawn(vm: &mut Vm, args: &[Value]) -> Res {
    let words = vm.collect(&args[0])?;
    let mut texts = Vec::with_capacity(words.len());
    for word in &words {
        texts.push(os_string(vm, word)?);
    }
    let Some((name, rest)) = texts.split_first() else {
        return Err(vm.error(Exc::IndexError, "list index out of range"));
    };
    let executable = if args[1].is_none() { name.clone() } else { os_string(vm, &args[1])? };
    let (user, group_id) = (integer32(vm, &args[10])?, integer32(vm, &args[11])?);
    let mut path = None;
    let mut environment = Vec::new();
    if args[3].is_none() {
        path = std::env::var_os("PATH");
    } else {
        for pair in vm.collect(&args[3])? {
            let pair = vm.collect(&pair)?;
            if let [key, value] = &pair[..] {
                let (key, value) = (os_string(vm, key)?, os_string(vm, value)?);
                if key == "PATH" {
                    path = Some(value.clone());
                }
                environment.push((key, value));
            }
        }
    }
    // A program whose place is known is started without copying this process first.
    let found = if user < 0 && group_id < 0 { path.and_then(|path| search(&executable, &path)) } else { None };
    let mut command = Command::new(found.unwrap_or(executable));
    command.arg0(name).args(rest);
    if !args[2].is_none() {
        command.current_dir(os_string(vm, &args[2])?);
    }
    if !args[3].is_none() {
        command.env_clear().envs(environment);
    }
    command.stdin(stream(vm, &args[4])?).stdout(stream(vm, &args[5])?).stderr(stream(vm, &args[6])?);
    let group = integer32(vm, &args[7])?;
    if group >= 0 {
        command.process_group(group);
    }
    let umask = integer32(vm, &args[8])?;
    if user >= 0 {
        command.uid(user as u32);
    }
    if group_id >= 0 {
        command.gid(group_id as u32);
    }
    let mut passed = Vec::new();
    for number in vm.collect(&args[9])? {
        let number = integer32(vm, &number)?;
        passed.push(Descriptor::of_number(number).map_err(|e| vm.os_error(&e))?);
    }
    set_inherited(vm, &passed, true)?;
    let old = (umask >= 0).then(|| rustix::process::umask(rustix::fs::Mode::from_bits_truncate(umask as u32)));
    let child = command.spawn();
    if let Some(old) = old {
        rustix::process::umask(old);
    }
    set_inherited(vm, &passed, false)?;
    match child {
        Ok(child) => Ok(Value::from(i64::from(child.id()))),
        Err(e) => Err(vm.os_error(&e)),
    }
}

fn pid(vm: &mut Vm, value: &Value) -> Res<Pid> {
    match Pid::from_raw(integer32(vm, value)?) {
        Some(pid) => Ok(pid),
        None => Err(vm.error(Exc::ValueError, "invalid process number")),
    }
}

/// `wait(pid, timeout)`: the exit status, minus the signal's number after a signal; `None` if the process has not ended
/// within `timeout` seconds (`None`: for ever). Other threads run meanwhile.
fn wait(vm: &mut Vm, args: &[Value]) -> Res {
    let pid = pid(vm, &args[0])?;
    let timeout = match args[1].is_none() {
        true => None,
        false => Some(Duration::from_secs_f64(crate::module::number(vm, &args[1])?.clamp(0.0, 1e9))),
    };
    if let Some(status) = ended(vm, pid)? {
        return Ok(Value::from(status));
    }
    if timeout == Some(Duration::ZERO) {
        return Ok(Value::NONE);
    }
    let fd = match pidfd_open(pid, PidfdFlags::empty()) {
        Ok(fd) => Descriptor::new(fd),
        Err(e) => return Err(vm.os_error(&e.into())),
    };
    let ready = vm.wait_ready(&fd, PollFlags::IN, timeout);
    fd.close();
    ready?;
    Ok(ended(vm, pid)?.map_or(Value::NONE, Value::from))
}

/// The status of a process that has ended, which is thereby forgotten.
fn ended(vm: &mut Vm, pid: Pid) -> Res<Option<i64>> {
    let status: Option<(Pid, WaitStatus)> = match waitpid(Some(pid), WaitOptions::NOHANG) {
        Ok(status) => status,
        Err(e) => return Err(vm.os_error(&e.into())),
    };
    Ok(status.map(|(_, status)| match (status.exit_status(), status.terminating_signal()) {
        (Some(code), _) => i64::from(code),
        (_, Some(signal)) => -i64::from(signal),
        _ => -1,
    }))
}
