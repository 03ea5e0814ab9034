//! Processes, their groups and owners, and what else can be done with descriptors and files.

use super::files::{about, descriptor, folder, following, named, path, path_at, path_or_descriptor, plain};
use super::number;
use crate::module::{bytes, integer, integer32};
use rondo_vm::function;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::list::List;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::fs::{AtFlags, CWD, FallocateFlags, FileType, Gid, MemfdFlags, Mode, Uid};
use rustix::io::{Errno, FdFlags, IoSlice};
use rustix::pipe::PipeFlags;
use rustix::process::{Pid, PidfdFlags};
use std::os::unix::process::CommandExt;
use std::process::Command;

pub(super) static FUNCTIONS: &[NativeDef] = &[
    // Processes
    function!("_exec(path, args, env, /)", exec),
    function!("getgroups()", getgroups),
    function!("getpgid(pid)", |vm, args| {
        let pid = process(vm, &args[0])?;
        group_value(vm, nix::unistd::getpgid(pid.map(to_nix)))
    }),
    function!("getpgrp()", |vm, _| group_value(vm, Ok(nix::unistd::getpgrp()))),
    function!("getpriority(which, who)", getpriority),
    function!("getsid(pid, /)", |vm, args| {
        let pid = process(vm, &args[0])?;
        group_value(vm, nix::unistd::getsid(pid.map(to_nix)))
    }),
    function!("nice(increment, /)", |vm, args| {
        let increment = integer32(vm, &args[0])?;
        plain(vm, rustix::process::nice(increment)).map(|n| from_i64(n.into()))
    }),
    function!("pidfd_open(pid, flags=0)", |vm, args| {
        let Some(pid) = Pid::from_raw(integer32(vm, &args[0])?) else { return plain(vm, Err(Errno::INVAL)) };
        let flags = PidfdFlags::from_bits_retain(integer32(vm, &args[1])? as u32);
        let fd = plain(vm, rustix::process::pidfd_open(pid, flags))?;
        Ok(Value::from(i64::from(Descriptor::new(fd).number())))
    }),
    function!("setpgid(pid, pgrp, /)", |vm, args| {
        let (pid, group) = (process(vm, &args[0])?, process(vm, &args[1])?);
        plain(vm, rustix::process::setpgid(pid, group)).map(|()| Value::NONE)
    }),
    function!("setpriority(which, who, priority)", setpriority),
    function!("setsid()", |vm, _| plain(vm, rustix::process::setsid()).map(|_| Value::NONE)),
    function!("_sched_getaffinity(pid, /)", sched_getaffinity),
    // Descriptors
    function!("closerange(fd_low, fd_high, /)", closerange),
    function!("copy_file_range(src, dst, count, offset_src=None, offset_dst=None)", copy_file_range),
    function!("dup2(fd, fd2, inheritable=True)", dup2),
    function!("fchdir(fd)", |vm, args| {
        vm.audit("os.chdir", |_| [args[0].clone()])?;
        let descriptor = descriptor(vm, &args[0])?;
        plain(vm, rustix::process::fchdir(&descriptor)).map(|()| Value::NONE)
    }),
    function!("fchmod(fd, mode)", |vm, args| {
        vm.audit("os.chmod", |_| [args[0].clone(), args[1].clone(), from_i64(-1)])?;
        let (descriptor, mode) = (descriptor(vm, &args[0])?, integer32(vm, &args[1])?);
        plain(vm, rustix::fs::fchmod(&descriptor, Mode::from_raw_mode(mode as u32))).map(|()| Value::NONE)
    }),
    function!("fchown(fd, uid, gid)", |vm, args| {
        vm.audit("os.chown", |_| [args[0].clone(), account(&args[1]), account(&args[2]), from_i64(-1)])?;
        let descriptor = descriptor(vm, &args[0])?;
        let (owner, group) = (user(vm, &args[1])?, group(vm, &args[2])?);
        plain(vm, rustix::fs::fchown(&descriptor, owner, group)).map(|()| Value::NONE)
    }),
    function!("fdatasync(fd)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        plain(vm, rustix::fs::fdatasync(&descriptor)).map(|()| Value::NONE)
    }),
    function!("memfd_create(name, flags=1)", memfd_create),
    function!("pipe2(flags, /)", pipe2),
    function!("posix_fallocate(fd, offset, length, /)", posix_fallocate),
    function!("pread(fd, length, offset, /)", pread),
    function!("pwrite(fd, buffer, offset, /)", pwrite),
    function!("_statvfs_of(fd, /)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        plain(vm, rustix::fs::fstatvfs(&descriptor)).map(|found| statvfs_items(&found))
    }),
    function!("sync()", |_, _| {
        rustix::fs::sync();
        Ok(Value::NONE)
    }),
    function!("tcgetpgrp(fd, /)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        plain(vm, rustix::termios::tcgetpgrp(&descriptor)).map(pid_value)
    }),
    function!("ttyname(fd, /)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        let name = plain(vm, rustix::termios::ttyname(&descriptor, Vec::new()))?;
        Ok(Value::from(name.to_string_lossy().into_owned()))
    }),
    function!("writev(fd, buffers, /)", writev),
    // Files
    function!("chown(path, uid, gid, *, dir_fd=None, follow_symlinks=True)", chown),
    function!("chroot(path)", |vm, args| {
        let path = path(vm, &args[0], "chroot")?;
        about(vm, &args[0], rustix::process::chroot(&path).map_err(Into::into)).map(|()| Value::NONE)
    }),
    function!("lchown(path, uid, gid)", |vm, args| {
        vm.audit("os.chown", |vm| [named(vm, &args[0]), account(&args[1]), account(&args[2]), from_i64(-1)])?;
        let path = path(vm, &args[0], "lchown")?;
        let (owner, group) = (user(vm, &args[1])?, group(vm, &args[2])?);
        let result = rustix::fs::chownat(CWD, &path, owner, group, AtFlags::SYMLINK_NOFOLLOW);
        about(vm, &args[0], result.map_err(Into::into)).map(|()| Value::NONE)
    }),
    function!("major(device, /)", |vm, args| {
        let device = integer(vm, &args[0])?;
        Ok(from_i64(rustix::fs::major(device as u64).into()))
    }),
    function!("makedev(major, minor, /)", |vm, args| {
        let (major, minor) = (integer(vm, &args[0])?, integer(vm, &args[1])?);
        Ok(from_i64(rustix::fs::makedev(major as u32, minor as u32) as i64))
    }),
    function!("minor(device, /)", |vm, args| {
        let device = integer(vm, &args[0])?;
        Ok(from_i64(rustix::fs::minor(device as u64).into()))
    }),
    function!("mkfifo(path, mode=438, *, dir_fd=None)", mkfifo),
    function!("_statvfs(path, /)", |vm, args| {
        let path = path(vm, &args[0], "statvfs")?;
        let found = about(vm, &args[0], rustix::fs::statvfs(&path).map_err(Into::into))?;
        Ok(statvfs_items(&found))
    }),
];

/// The number of a user or group as the audit hooks are told of it; -1 stands for the one that there is.
fn account(number: &Value) -> Value {
    if number.as_small_int() == Some(-1) { from_i64(u32::MAX.into()) } else { number.clone() }
}

fn pid_value(pid: Pid) -> Value {
    from_i64(pid.as_raw_pid().into())
}

fn to_nix(pid: Pid) -> nix::unistd::Pid {
    nix::unistd::Pid::from_raw(pid.as_raw_pid())
}

/// The number of a process group or a session. It is 0 where the leader lives outside the namespace of processes that
/// this one sees, as in a container; rustix's `Pid` could not hold that.
fn group_value(vm: &mut Vm, result: nix::Result<nix::unistd::Pid>) -> Res {
    let group = result.map_err(|e| vm.os_error(&e.into()))?;
    Ok(from_i64(group.as_raw().into()))
}

/// The process of a number; `None` for 0, which stands for this one.
fn process(vm: &mut Vm, value: &Value) -> Res<Option<Pid>> {
    let number = integer32(vm, value)?;
    if number < 0 {
        return Err(vm.os_error(&Errno::SRCH.into()));
    }
    Ok(Pid::from_raw(number))
}

/// A user's number; `None` for -1, which leaves the owner as it is.
fn user(vm: &mut Vm, value: &Value) -> Res<Option<Uid>> {
    let number = integer(vm, value)?;
    Ok((number != -1).then(|| Uid::from_raw(number as u32)))
}

/// A group's number; `None` for -1, which leaves the group as it is.
fn group(vm: &mut Vm, value: &Value) -> Res<Option<Gid>> {
    let number = integer(vm, value)?;
    Ok((number != -1).then(|| Gid::from_raw(number as u32)))
}

/// Replaces this process by another program: `args` are its words, `env` is a list of pairs or `None` for the
/// environment that there is. Comes back only with an error.
fn exec(vm: &mut Vm, args: &[Value]) -> Res {
    let program = path(vm, &args[0], "execve")?;
    let mut words = Vec::new();
    for word in vm.collect(&args[1])? {
        words.push(path(vm, &word, "execve")?.into_os_string());
    }
    let mut command = Command::new(&program);
    if let Some((name, rest)) = words.split_first() {
        command.arg0(name).args(rest);
    }
    if !args[2].is_none() {
        command.env_clear();
        for pair in vm.collect(&args[2])? {
            if let [name, value] = &vm.collect(&pair)?[..] {
                command.env(path(vm, name, "execve")?, path(vm, value, "execve")?);
            }
        }
    }
    let error = command.exec();
    Err(vm.os_error(&error))
}

fn getgroups(vm: &mut Vm, _: &[Value]) -> Res {
    let groups = plain(vm, rustix::process::getgroups())?;
    Ok(List::value(groups.iter().map(|group| from_i64(group.as_raw().into())).collect()))
}

fn getpriority(vm: &mut Vm, args: &[Value]) -> Res {
    let (which, who) = (integer32(vm, &args[0])?, process(vm, &args[1])?);
    let result = match which {
        0 => rustix::process::getpriority_process(who),
        1 => rustix::process::getpriority_pgrp(who),
        2 => rustix::process::getpriority_user(Uid::from_raw(who.map_or(0, |pid| pid.as_raw_pid() as u32))),
        _ => Err(Errno::INVAL),
    };
    plain(vm, result).map(|n| from_i64(n.into()))
}

fn setpriority(vm: &mut Vm, args: &[Value]) -> Res {
    let (which, who) = (integer32(vm, &args[0])?, process(vm, &args[1])?);
    let priority = integer32(vm, &args[2])?;
    let result = match which {
        0 => rustix::process::setpriority_process(who, priority),
        1 => rustix::process::setpriority_pgrp(who, priority),
        2 => {
            let user = Uid::from_raw(who.map_or(0, |pid| pid.as_raw_pid() as u32));
            rustix::process::setpriority_user(user, priority)
        }
        _ => Err(Errno::INVAL),
    };
    plain(vm, result).map(|()| Value::NONE)
}

/// The numbers of the processors that a process may run on, as a list.
fn sched_getaffinity(vm: &mut Vm, args: &[Value]) -> Res {
    let pid = process(vm, &args[0])?;
    let set = plain(vm, rustix::thread::sched_getaffinity(pid))?;
    let numbers = (0..rustix::thread::CpuSet::MAX_CPU).filter(|n| set.is_set(*n));
    Ok(List::value(numbers.map(|n| from_i64(n as i64)).collect()))
}

fn closerange(vm: &mut Vm, args: &[Value]) -> Res {
    let (low, high) = (number(vm, &args[0])?, number(vm, &args[1])?);
    for number in Descriptor::numbers().into_iter().filter(|n| (low..high).contains(n)) {
        // What was closed meanwhile is closed.
        let _ = Descriptor::close_number(number);
    }
    Ok(Value::NONE)
}

/// Bytes to be moved from one file to another: the first five arguments of those functions.
pub(super) struct Transfer {
    pub from: Descriptor,
    pub to: Descriptor,
    pub count: usize,
    /// Where in each; its own position if there is none.
    pub offsets: [Option<u64>; 2],
}

impl Transfer {
    pub fn of(vm: &mut Vm, args: &[Value]) -> Res<Transfer> {
        let (from, to) = (descriptor(vm, &args[0])?, descriptor(vm, &args[1])?);
        let Ok(count) = usize::try_from(integer(vm, &args[2])?) else {
            return Err(vm.error(Exc::ValueError, "negative value for 'count' not allowed"));
        };
        let mut offsets = [None, None];
        for (place, value) in offsets.iter_mut().zip(&args[3..5]) {
            if !value.is_none() {
                *place = Some(integer(vm, value)? as u64);
            }
        }
        Ok(Transfer { from, to, count, offsets })
    }
}

fn copy_file_range(vm: &mut Vm, args: &[Value]) -> Res {
    let Transfer { from, to, count, offsets: [mut start, mut end] } = Transfer::of(vm, args)?;
    let copied = rustix::fs::copy_file_range(&from, start.as_mut(), &to, end.as_mut(), count);
    plain(vm, copied).map(|n| from_i64(n as i64))
}

fn dup2(vm: &mut Vm, args: &[Value]) -> Res {
    let old = descriptor(vm, &args[0])?;
    let wanted = number(vm, &args[1])?;
    let inheritable = vm.truth(&args[2])?;
    if wanted < 0 {
        return Err(vm.os_error(&Errno::BADF.into()));
    }
    if wanted == old.number() {
        return Ok(from_i64(wanted.into()));
    }
    match wanted {
        0 => plain(vm, rustix::stdio::dup2_stdin(&old))?,
        1 => plain(vm, rustix::stdio::dup2_stdout(&old))?,
        2 => plain(vm, rustix::stdio::dup2_stderr(&old))?,
        _ => {
            // The number is given up, then the copy gets the first free one from there on: this one.
            let _ = Descriptor::close_number(wanted);
            let copy = plain(vm, rustix::io::fcntl_dupfd_cloexec(&old, wanted))?;
            let copy = Descriptor::new(copy);
            if copy.number() != wanted {
                let _ = Descriptor::close_number(copy.number());
                return Err(vm.os_error(&Errno::BUSY.into()));
            }
            if inheritable {
                plain(vm, rustix::io::fcntl_setfd(&copy, FdFlags::empty()))?;
            }
        }
    }
    Ok(from_i64(wanted.into()))
}

fn memfd_create(vm: &mut Vm, args: &[Value]) -> Res {
    let name = path(vm, &args[0], "memfd_create")?;
    let flags = MemfdFlags::from_bits_retain(integer32(vm, &args[1])? as u32);
    let made = plain(vm, rustix::fs::memfd_create(&name, flags))?;
    Ok(from_i64(Descriptor::new(made).number().into()))
}

fn pipe2(vm: &mut Vm, args: &[Value]) -> Res {
    let flags = PipeFlags::from_bits_retain(integer32(vm, &args[0])? as u32);
    let (reader, writer) = plain(vm, rustix::pipe::pipe_with(flags))?;
    let ends = [reader, writer].map(|end| from_i64(Descriptor::new(end).number().into()));
    Ok(Tuple::value(ends.into()))
}

fn posix_fallocate(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let (offset, length) = (integer(vm, &args[1])?, integer(vm, &args[2])?);
    if offset < 0 || length <= 0 {
        return Err(vm.os_error(&Errno::INVAL.into()));
    }
    let done = rustix::fs::fallocate(&descriptor, FallocateFlags::empty(), offset as u64, length as u64);
    plain(vm, done).map(|()| Value::NONE)
}

fn pread(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let (length, offset) = (integer(vm, &args[1])?, integer(vm, &args[2])?);
    if length < 0 || offset < 0 {
        return Err(vm.os_error(&Errno::INVAL.into()));
    }
    vm.room_for(length as usize, 1)?;
    let mut data = vec![0; length as usize];
    let got = plain(vm, rustix::io::pread(&descriptor, &mut data[..], offset as u64))?;
    Ok(Bytes::value(&data[..got]))
}

fn pwrite(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let data = bytes(vm, &args[1])?.into_owned();
    let offset = integer(vm, &args[2])?;
    if offset < 0 {
        return Err(vm.os_error(&Errno::INVAL.into()));
    }
    plain(vm, rustix::io::pwrite(&descriptor, &data, offset as u64)).map(|n| from_i64(n as i64))
}

fn writev(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let mut pieces = Vec::new();
    for buffer in vm.collect(&args[1])? {
        pieces.push(bytes(vm, &buffer)?.into_owned());
    }
    if vm.thread_count() > 1 && descriptor.blocks() {
        return vm.write_beside_threads(&descriptor, &pieces.concat()).map(Value::from);
    }
    let slices: Vec<IoSlice<'_>> = pieces.iter().map(|piece| IoSlice::new(piece)).collect();
    plain(vm, rustix::io::writev(&descriptor, &slices)).map(|n| from_i64(n as i64))
}

fn chown(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.chown", |vm| [named(vm, &args[0]), account(&args[1]), account(&args[2]), folder(&args[3])])?;
    let path = path_or_descriptor(vm, &args[0], &args[3], "chown")?;
    let (owner, group) = (user(vm, &args[1])?, group(vm, &args[2])?);
    let flags = following(vm, &args[4])?;
    let result = rustix::fs::chownat(CWD, &path, owner, group, flags);
    about(vm, &args[0], result.map_err(Into::into)).map(|()| Value::NONE)
}

fn mkfifo(vm: &mut Vm, args: &[Value]) -> Res {
    let path = path_at(vm, &args[0], &args[2], "mkfifo")?;
    let mode = Mode::from_raw_mode(integer32(vm, &args[1])? as u32);
    plain(vm, rustix::fs::mknodat(CWD, &path, FileType::Fifo, mode, 0)).map(|()| Value::NONE)
}

/// The eleven items of `os.statvfs_result`.
fn statvfs_items(found: &rustix::fs::StatVfs) -> Value {
    let items = [
        found.f_bsize,
        found.f_frsize,
        found.f_blocks,
        found.f_bfree,
        found.f_bavail,
        found.f_files,
        found.f_ffree,
        found.f_favail,
        found.f_flag.bits(),
        found.f_namemax,
        found.f_fsid,
    ];
    Tuple::value(items.map(|n| Value::from(n as i64)).into())
}
