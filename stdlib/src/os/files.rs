//! Files, folders and file descriptors.

use super::number;
use crate::module::{bytes, integer, number as float};
use rondo_vm::function;
use rondo_vm::object::bytes::Bytes;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::file::open::{path_of, path_text};
use rondo_vm::object::int::from_i64;
use rondo_vm::object::list::List;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::event::PollFlags;
use rustix::fs::{Access, AtFlags, CWD, Mode, OFlags, SeekFrom, Timespec, Timestamps};
use rustix::io::{Errno, FdFlags};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

pub(super) const CONSTANTS: &[(&str, i64)] = &[
    ("F_OK", 0),
    ("X_OK", 1),
    ("W_OK", 2),
    ("R_OK", 4),
    ("O_RDONLY", 0),
    ("O_WRONLY", 1),
    ("O_RDWR", 2),
    ("O_CREAT", 0o100),
    ("O_EXCL", 0o200),
    ("O_NOCTTY", 0o400),
    ("O_TRUNC", 0o1000),
    ("O_APPEND", 0o2000),
    ("O_NONBLOCK", 0o4000),
    ("O_DSYNC", 0o10000),
    ("O_DIRECTORY", 0o200000),
    ("O_NOFOLLOW", 0o400000),
    ("O_CLOEXEC", 0o2000000),
    ("O_SYNC", 0o4010000),
    ("EX_OK", 0),
    ("WNOHANG", 1),
    ("O_ACCMODE", 3),
    ("O_ASYNC", 8192),
    ("O_DIRECT", 16384),
    ("O_FSYNC", 1052672),
    ("O_LARGEFILE", 0),
    ("O_NDELAY", 2048),
    ("O_NOATIME", 262144),
    ("O_PATH", 2097152),
    ("O_RSYNC", 1052672),
    ("O_TMPFILE", 4259840),
    ("EX_CANTCREAT", 73),
    ("EX_CONFIG", 78),
    ("EX_DATAERR", 65),
    ("EX_IOERR", 74),
    ("EX_NOHOST", 68),
    ("EX_NOINPUT", 66),
    ("EX_NOPERM", 77),
    ("EX_NOUSER", 67),
    ("EX_OSERR", 71),
    ("EX_OSFILE", 72),
    ("EX_PROTOCOL", 76),
    ("EX_SOFTWARE", 70),
    ("EX_TEMPFAIL", 75),
    ("EX_UNAVAILABLE", 69),
    ("EX_USAGE", 64),
    ("F_LOCK", 1),
    ("F_TEST", 3),
    ("F_TLOCK", 2),
    ("F_ULOCK", 0),
    ("NGROUPS_MAX", 65536),
    ("TMP_MAX", 238328),
    ("PRIO_PGRP", 1),
    ("PRIO_PROCESS", 0),
    ("PRIO_USER", 2),
    ("P_ALL", 0),
    ("P_PGID", 2),
    ("P_PID", 1),
    ("P_PIDFD", 3),
    ("RTLD_DEEPBIND", 8),
    ("RTLD_GLOBAL", 256),
    ("RTLD_LAZY", 1),
    ("RTLD_LOCAL", 0),
    ("RTLD_NODELETE", 4096),
    ("RTLD_NOLOAD", 4),
    ("RTLD_NOW", 2),
    ("SCHED_BATCH", 3),
    ("SCHED_FIFO", 1),
    ("SCHED_IDLE", 5),
    ("SCHED_OTHER", 0),
    ("SCHED_RESET_ON_FORK", 1073741824),
    ("SCHED_RR", 2),
    ("SEEK_DATA", 3),
    ("SEEK_HOLE", 4),
    ("ST_APPEND", 256),
    ("ST_MANDLOCK", 64),
    ("ST_NOATIME", 1024),
    ("ST_NODEV", 4),
    ("ST_NODIRATIME", 2048),
    ("ST_NOEXEC", 8),
    ("ST_NOSUID", 2),
    ("ST_RDONLY", 1),
    ("ST_RELATIME", 4096),
    ("ST_SYNCHRONOUS", 16),
    ("ST_WRITE", 128),
    ("WCONTINUED", 8),
    ("WEXITED", 4),
    ("WNOWAIT", 16777216),
    ("WSTOPPED", 2),
    ("WUNTRACED", 2),
    ("CLD_CONTINUED", 6),
    ("CLD_DUMPED", 3),
    ("CLD_EXITED", 1),
    ("CLD_KILLED", 2),
    ("CLD_STOPPED", 5),
    ("CLD_TRAPPED", 4),
    ("GRND_NONBLOCK", 1),
    ("GRND_RANDOM", 2),
    ("MFD_ALLOW_SEALING", 2),
    ("MFD_CLOEXEC", 1),
    ("MFD_HUGETLB", 4),
];

pub(super) static FUNCTIONS: &[NativeDef] = &[
    // Descriptors
    function!("close(fd)", close),
    function!("dup(fd, /)", dup),
    function!("_fstat(fd)", fstat),
    function!("fsync(fd)", fsync),
    function!("ftruncate(fd, length, /)", ftruncate),
    function!("get_blocking(fd, /)", get_blocking),
    function!("get_inheritable(fd, /)", get_inheritable),
    function!("_get_terminal_size(fd=1, /)", get_terminal_size),
    function!("isatty(fd, /)", isatty),
    function!("lseek(fd, position, whence, /)", lseek),
    function!("open(path, flags, mode=511, *, dir_fd=None)", open),
    function!("pipe()", pipe),
    function!("read(fd, length, /)", read),
    function!("set_blocking(fd, blocking, /)", set_blocking),
    function!("sendfile(out_fd, in_fd, offset, count)", sendfile),
    function!("set_inheritable(fd, inheritable, /)", set_inheritable),
    function!("write(fd, data, /)", write),
    // Files and folders
    function!("access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", access),
    function!("chdir(path)", chdir),
    function!("chmod(path, mode, *, dir_fd=None, follow_symlinks=True)", chmod),
    function!("getcwd()", getcwd),
    function!("getcwdb()", getcwdb),
    function!("link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", link),
    function!("listdir(path=None)", listdir),
    function!("_scandir(path)", scandir),
    function!("mkdir(path, mode=511, *, dir_fd=None)", mkdir),
    function!("readlink(path, *, dir_fd=None)", readlink),
    function!("remove(path, *, dir_fd=None)", remove),
    function!("rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", rename),
    function!("replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", rename),
    function!("rmdir(path, *, dir_fd=None)", rmdir),
    function!("_stat(path, follow_symlinks, dir_fd=None)", stat),
    function!("symlink(src, dst, target_is_directory=False, *, dir_fd=None)", symlink),
    function!("truncate(path, length)", truncate),
    function!("unlink(path, *, dir_fd=None)", remove),
    function!("utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)", utime),
];

/// A path as the audit hooks are told of it.
pub(super) fn named(vm: &mut Vm, path: &Value) -> Value {
    vm.path_text_or_self(path.clone())
}

/// A `dir_fd` as the audit hooks are told of it.
pub(super) fn folder(dir_fd: &Value) -> Value {
    if dir_fd.is_none() { from_i64(-1) } else { dir_fd.clone() }
}

/// The path of an argument.
pub(super) fn path(vm: &mut Vm, value: &Value, function: &str) -> Res<PathBuf> {
    path_of(vm, value, &format!("{function}: path"))
}

/// As [`path`], relative to the folder that `dir_fd` is open as, unless that is `None`.
pub(super) fn path_at(vm: &mut Vm, value: &Value, dir_fd: &Value, function: &str) -> Res<PathBuf> {
    let path = path(vm, value, function)?;
    if dir_fd.is_none() || path.is_absolute() {
        return Ok(path);
    }
    let number = number(vm, dir_fd)?;
    let folder = about(vm, value, Descriptor::of_number(number))?;
    Ok(PathBuf::from(format!("/proc/self/fd/{}", folder.number())).join(path))
}

/// As [`path_at`], for a function that takes a descriptor too.
pub(super) fn path_or_descriptor(vm: &mut Vm, value: &Value, dir_fd: &Value, function: &str) -> Res<PathBuf> {
    if value.unwrap_base().as_small_int().is_none() {
        return path_at(vm, value, dir_fd, function);
    }
    if !dir_fd.is_none() {
        let message = format!("{function}: can't specify dir_fd without matching path");
        return Err(vm.error(Exc::ValueError, message));
    }
    of_descriptor(vm, value)
}

/// The name that the system has for what a descriptor is open as.
fn of_descriptor(vm: &mut Vm, value: &Value) -> Res<PathBuf> {
    let descriptor = descriptor(vm, value)?;
    Ok(PathBuf::from(format!("/proc/self/fd/{}", descriptor.number())))
}

/// The flags of a call that does not follow a link at the end of a path if it is told so.
pub(super) fn following(vm: &mut Vm, follow_symlinks: &Value) -> Res<AtFlags> {
    Ok(if vm.truth(follow_symlinks)? { AtFlags::empty() } else { AtFlags::SYMLINK_NOFOLLOW })
}

/// A system call's result, its error an OSError about `file`.
pub(super) fn about<T>(vm: &mut Vm, file: &Value, result: io::Result<T>) -> Res<T> {
    result.map_err(|e| vm.os_error_at(&e, file.clone()))
}

fn done<T>(vm: &mut Vm, file: &Value, result: io::Result<T>) -> Res {
    about(vm, file, result).map(|_| Value::NONE)
}

/// A system call's result without a file's name.
pub(super) fn plain<T>(vm: &mut Vm, result: Result<T, Errno>) -> Res<T> {
    result.map_err(|e| vm.os_error(&e.into()))
}

/// A path as a program gets it: bytes if it asked with bytes.
fn shown(path: &Path, asked: &Value) -> Value {
    let raw = path.as_os_str().as_bytes();
    if asked.get::<Bytes>().is_some() { Bytes::value(raw) } else { Value::from(path_text(raw)) }
}

// ---------------------------------------------------------------------------------------------------------------
// Descriptors

pub(super) fn descriptor(vm: &mut Vm, value: &Value) -> Res<Descriptor> {
    let number = number(vm, value)?;
    Descriptor::of_number(number).map_err(|e| vm.os_error(&e))
}

fn close(vm: &mut Vm, args: &[Value]) -> Res {
    let number = number(vm, &args[0])?;
    Descriptor::close_number(number).map_err(|e| vm.os_error(&e))?;
    Ok(Value::NONE)
}

fn dup(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let copy = plain(vm, rustix::io::fcntl_dupfd_cloexec(&descriptor, 0))?;
    Ok(from_i64(Descriptor::new(copy).number() as i64))
}

fn fstat(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let file = std::fs::metadata(format!("/proc/self/fd/{}", descriptor.number()));
    match file {
        Ok(metadata) => Ok(stat_items(&metadata)),
        Err(e) => Err(vm.os_error(&e)),
    }
}

fn fsync(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    plain(vm, rustix::fs::fsync(&descriptor))?;
    Ok(Value::NONE)
}

fn ftruncate(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.truncate", |_| [args[0].clone(), args[1].clone()])?;
    let descriptor = descriptor(vm, &args[0])?;
    let length = integer(vm, &args[1])?;
    plain(vm, rustix::fs::ftruncate(&descriptor, length.max(0) as u64))?;
    Ok(Value::NONE)
}

fn get_inheritable(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let flags = plain(vm, rustix::io::fcntl_getfd(&descriptor))?;
    Ok(Value::bool(!flags.contains(FdFlags::CLOEXEC)))
}

fn set_inheritable(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let flags = if number(vm, &args[1])? != 0 { FdFlags::empty() } else { FdFlags::CLOEXEC };
    plain(vm, rustix::io::fcntl_setfd(&descriptor, flags))?;
    Ok(Value::NONE)
}

/// Copies from one descriptor to another within the system; without an offset, from where the first one stands.
fn sendfile(vm: &mut Vm, args: &[Value]) -> Res {
    let (to, from) = (descriptor(vm, &args[0])?, descriptor(vm, &args[1])?);
    let mut offset = match args[2].is_none() {
        true => None,
        false => Some(integer(vm, &args[2])? as u64),
    };
    let count = usize::try_from(integer(vm, &args[3])?).unwrap_or(0);
    loop {
        match rustix::fs::sendfile(&to, &from, offset.as_mut(), count) {
            Ok(n) => return Ok(Value::from(n)),
            Err(Errno::INTR) => vm.check_signals()?,
            Err(errno) => return Err(vm.os_error(&errno.into())),
        }
    }
}

fn get_blocking(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let flags = plain(vm, rustix::fs::fcntl_getfl(&descriptor))?;
    Ok(Value::bool(!flags.contains(OFlags::NONBLOCK)))
}

fn set_blocking(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let blocking = vm.truth(&args[1])?;
    let flags = plain(vm, rustix::fs::fcntl_getfl(&descriptor))?;
    let flags = if blocking { flags - OFlags::NONBLOCK } else { flags | OFlags::NONBLOCK };
    plain(vm, rustix::fs::fcntl_setfl(&descriptor, flags))?;
    Ok(Value::NONE)
}

fn get_terminal_size(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let size = plain(vm, rustix::termios::tcgetwinsize(&descriptor))?;
    Ok(Tuple::value(vec![from_i64(size.ws_col as i64), from_i64(size.ws_row as i64)]))
}

fn isatty(vm: &mut Vm, args: &[Value]) -> Res {
    let number = number(vm, &args[0])?;
    Ok(Value::bool(Descriptor::of_number(number).is_ok_and(|d| d.is_terminal())))
}

fn lseek(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let offset = integer(vm, &args[1])?;
    let to = match integer(vm, &args[2])? {
        0 => SeekFrom::Start(offset.max(0) as u64),
        1 => SeekFrom::Current(offset),
        2 => SeekFrom::End(offset),
        _ => return Err(vm.os_error(&Errno::INVAL.into())),
    };
    Ok(from_i64(plain(vm, rustix::fs::seek(&descriptor, to))? as i64))
}

fn open(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("open", |vm| {
        let flags = integer(vm, &args[1]).unwrap_or_default() | i64::from(OFlags::CLOEXEC.bits());
        [named(vm, &args[0]), Value::NONE, from_i64(flags)]
    })?;
    let file = path_at(vm, &args[0], &args[3], "open")?;
    let flags = OFlags::from_bits_retain(integer(vm, &args[1])? as u32) | OFlags::CLOEXEC;
    let mode = Mode::from_raw_mode(integer(vm, &args[2])? as u32);
    let opened = rustix::fs::open(&file, flags, mode).map_err(io::Error::from);
    let fd = about(vm, &args[0], opened)?;
    Ok(from_i64(Descriptor::new(fd).number() as i64))
}

fn pipe(vm: &mut Vm, _: &[Value]) -> Res {
    let (read, write) = plain(vm, rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC))?;
    let numbers = [read, write].map(|fd| from_i64(Descriptor::new(fd).number() as i64));
    Ok(Tuple::value(numbers.into()))
}

fn read(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let length = integer(vm, &args[1])?;
    let Ok(length) = usize::try_from(length) else { return Err(vm.os_error(&Errno::INVAL.into())) };
    let mut buffer = vec![0; length.min(1 << 30)];
    let blocks = rustix::fs::fcntl_getfl(&descriptor).is_ok_and(|f| !f.contains(OFlags::NONBLOCK));
    loop {
        if blocks {
            vm.wait_ready(&descriptor, PollFlags::IN, None)?;
        }
        match rustix::io::read(&descriptor, &mut buffer) {
            Err(Errno::INTR) => vm.check_signals()?,
            result => {
                let n = plain(vm, result)?;
                return Ok(Bytes::value(&buffer[..n]));
            }
        }
    }
}

fn write(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let data = bytes(vm, &args[1])?;
    if vm.thread_count() > 1 && descriptor.blocks() {
        return vm.write_beside_threads(&descriptor, &data).map(Value::from);
    }
    loop {
        match rustix::io::write(&descriptor, &data) {
            Err(Errno::INTR) => vm.check_signals()?,
            result => return Ok(Value::from(plain(vm, result)?)),
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Files and folders

fn access(vm: &mut Vm, args: &[Value]) -> Res {
    let file = path_at(vm, &args[0], &args[2], "access")?;
    let mode = Access::from_bits_retain(integer(vm, &args[1])? as u32);
    let mut flags = following(vm, &args[4])?;
    if vm.truth(&args[3])? {
        flags |= AtFlags::EACCESS;
    }
    // The call with flags is a younger one.
    let allowed =
        if flags.is_empty() { rustix::fs::access(&file, mode) } else { rustix::fs::accessat(CWD, &file, mode, flags) };
    Ok(Value::bool(allowed.is_ok()))
}

fn chdir(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.chdir", |vm| [named(vm, &args[0])])?;
    let folder = path_or_descriptor(vm, &args[0], &Value::NONE, "chdir")?;
    done(vm, &args[0], std::env::set_current_dir(folder))
}

fn chmod(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.chmod", |vm| [named(vm, &args[0]), args[1].clone(), folder(&args[2])])?;
    let file = path_or_descriptor(vm, &args[0], &args[2], "chmod")?;
    let mode = Mode::from_raw_mode(integer(vm, &args[1])? as u32);
    if !vm.truth(&args[3])? {
        let message = "chmod: follow_symlinks unavailable on this platform";
        return Err(vm.error(Exc::NotImplementedError, message));
    }
    done(vm, &args[0], rustix::fs::chmod(&file, mode).map_err(io::Error::from))
}

fn getcwd(vm: &mut Vm, _: &[Value]) -> Res {
    match std::env::current_dir() {
        Ok(folder) => Ok(shown(&folder, &Value::NONE)),
        Err(e) => Err(vm.os_error(&e)),
    }
}

fn getcwdb(vm: &mut Vm, _: &[Value]) -> Res {
    match std::env::current_dir() {
        Ok(folder) => Ok(Bytes::value(folder.as_os_str().as_bytes())),
        Err(e) => Err(vm.os_error(&e)),
    }
}

/// An operation on two files; `folders` are the `dir_fd` of each.
fn on_two(
    vm: &mut Vm,
    args: &[Value],
    folders: [&Value; 2],
    function: &str,
    act: impl Fn(&Path, &Path) -> io::Result<()>,
) -> Res {
    let (from, to) = (path_at(vm, &args[0], folders[0], function)?, path_at(vm, &args[1], folders[1], function)?);
    match act(&from, &to) {
        Ok(()) => Ok(Value::NONE),
        Err(e) => {
            let raised = vm.os_error_at(&e, args[0].clone());
            // The second name is known only here.
            let exception = vm.take_raised();
            let name = rondo_vm::object::str::Str::intern("filename2").into_value();
            let second = vm.path_text_or_self(args[1].clone());
            vm.set_attr(&exception, &name, second)?;
            drop(raised);
            Err(vm.raise(exception))
        }
    }
}

fn link(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.link", |vm| [named(vm, &args[0]), named(vm, &args[1]), folder(&args[2]), folder(&args[3])])?;
    // Of a link that is not to be followed the link itself gets another name.
    let flags = if vm.truth(&args[4])? { AtFlags::SYMLINK_FOLLOW } else { AtFlags::empty() };
    on_two(vm, args, [&args[2], &args[3]], "link", |from, to| {
        rustix::fs::linkat(CWD, from, CWD, to, flags).map_err(io::Error::from)
    })
}

fn symlink(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.symlink", |vm| [named(vm, &args[0]), named(vm, &args[1]), folder(&args[3])])?;
    on_two(vm, args, [&Value::NONE, &args[3]], "symlink", |from, to| std::os::unix::fs::symlink(from, to))
}

fn rename(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.rename", |vm| [named(vm, &args[0]), named(vm, &args[1]), folder(&args[2]), folder(&args[3])])?;
    on_two(vm, args, [&args[2], &args[3]], "rename", |from, to| std::fs::rename(from, to))
}

fn listdir(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.listdir", |vm| [named(vm, &args[0])])?;
    let asked = if args[0].is_none() { Value::from(".") } else { args[0].clone() };
    let folder = path_or_descriptor(vm, &asked, &Value::NONE, "listdir")?;
    let entries = about(vm, &asked, std::fs::read_dir(folder))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = about(vm, &asked, entry)?;
        names.push(shown(Path::new(&entry.file_name()), &asked));
    }
    Ok(List::value(names))
}

/// Names with what the folder says of them: is it a folder, a file, a link?
fn scandir(vm: &mut Vm, args: &[Value]) -> Res {
    let folder = path_or_descriptor(vm, &args[0], &Value::NONE, "scandir")?;
    let entries = about(vm, &args[0], std::fs::read_dir(folder))?;
    let mut found = Vec::new();
    for entry in entries {
        let entry = about(vm, &args[0], entry)?;
        let kind = about(vm, &args[0], entry.file_type())?;
        found.push(Tuple::value(vec![
            shown(Path::new(&entry.file_name()), &args[0]),
            Value::bool(kind.is_dir()),
            Value::bool(kind.is_file()),
            Value::bool(kind.is_symlink()),
        ]));
    }
    Ok(List::value(found))
}

fn mkdir(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.mkdir", |vm| [named(vm, &args[0]), args[1].clone(), folder(&args[2])])?;
    let folder = path_at(vm, &args[0], &args[2], "mkdir")?;
    let mode = Mode::from_raw_mode(integer(vm, &args[1])? as u32);
    done(vm, &args[0], rustix::fs::mkdir(&folder, mode).map_err(io::Error::from))
}

fn readlink(vm: &mut Vm, args: &[Value]) -> Res {
    let link = path_at(vm, &args[0], &args[1], "readlink")?;
    let target = about(vm, &args[0], std::fs::read_link(link))?;
    Ok(shown(&target, &args[0]))
}

fn remove(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.remove", |vm| [named(vm, &args[0]), folder(&args[1])])?;
    let file = path_at(vm, &args[0], &args[1], "remove")?;
    done(vm, &args[0], rustix::fs::unlink(&file).map_err(io::Error::from))
}

fn rmdir(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.rmdir", |vm| [named(vm, &args[0]), folder(&args[1])])?;
    let folder = path_at(vm, &args[0], &args[1], "rmdir")?;
    done(vm, &args[0], std::fs::remove_dir(folder))
}

/// The items of `os.stat_result`: ten, then times in seconds and nanoseconds, then block size and count.
fn stat_items(m: &std::fs::Metadata) -> Value {
    let seconds = |s: i64, ns: i64| Value::float(s as f64 + ns as f64 * 1e-9);
    let nanoseconds = |s: i64, ns: i64| from_i64(s * 1_000_000_000 + ns);
    Tuple::value(vec![
        from_i64(m.mode() as i64),
        from_i64(m.ino() as i64),
        from_i64(m.dev() as i64),
        from_i64(m.nlink() as i64),
        from_i64(m.uid() as i64),
        from_i64(m.gid() as i64),
        from_i64(m.size() as i64),
        from_i64(m.atime()),
        from_i64(m.mtime()),
        from_i64(m.ctime()),
        seconds(m.atime(), m.atime_nsec()),
        seconds(m.mtime(), m.mtime_nsec()),
        seconds(m.ctime(), m.ctime_nsec()),
        nanoseconds(m.atime(), m.atime_nsec()),
        nanoseconds(m.mtime(), m.mtime_nsec()),
        nanoseconds(m.ctime(), m.ctime_nsec()),
        from_i64(m.blksize() as i64),
        from_i64(m.blocks() as i64),
        from_i64(m.rdev() as i64),
    ])
}

fn stat(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].unwrap_base().as_small_int().is_some() {
        if !args[2].is_none() {
            return Err(vm.error(Exc::ValueError, "stat: can't specify dir_fd without matching path"));
        }
        if !vm.truth(&args[1])? {
            return Err(vm.error(Exc::ValueError, "stat: cannot use fd and follow_symlinks together"));
        }
        return fstat(vm, args);
    }
    let file = path_at(vm, &args[0], &args[2], "stat")?;
    let follows = vm.truth(&args[1])?;
    let metadata = if follows { std::fs::metadata(file) } else { std::fs::symlink_metadata(file) };
    about(vm, &args[0], metadata).map(|m| stat_items(&m))
}

fn truncate(vm: &mut Vm, args: &[Value]) -> Res {
    if args[0].unwrap_base().as_small_int().is_some() {
        return ftruncate(vm, args);
    }
    vm.audit("os.truncate", |vm| [named(vm, &args[0]), args[1].clone()])?;
    let file = path(vm, &args[0], "truncate")?;
    let length = integer(vm, &args[1])?.max(0) as u64;
    let result = std::fs::OpenOptions::new().write(true).open(file).and_then(|f| f.set_len(length));
    done(vm, &args[0], result)
}

fn utime(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.utime", |vm| [named(vm, &args[0]), args[1].clone(), args[2].clone(), folder(&args[3])])?;
    let file = path_or_descriptor(vm, &args[0], &args[3], "utime")?;
    let flags = following(vm, &args[4])?;
    let (times, ns) = (args[1].get::<Tuple>().map(Tuple::items), args[2].get::<Tuple>().map(Tuple::items));
    if !args[1].is_none() && !args[2].is_none() {
        let message = "utime: you may specify either 'times' or 'ns' but not both";
        return Err(vm.error(Exc::ValueError, message));
    }
    let (last_access, last_modification) = match (times, ns) {
        (Some([access, modified]), _) => (seconds(vm, access)?, seconds(vm, modified)?),
        (_, Some([access, modified])) => (nanoseconds(vm, access)?, nanoseconds(vm, modified)?),
        _ if !args[1].is_none() => {
            return Err(vm.error(Exc::TypeError, "utime: 'times' must be either a tuple of two ints or None"));
        }
        _ if !args[2].is_none() => {
            return Err(vm.error(Exc::TypeError, "utime: 'ns' must be a tuple of two ints"));
        }
        _ => {
            let now = from_nanoseconds(vm.schedule.wall());
            (now, now)
        }
    };
    let times = Timestamps { last_access, last_modification };
    let result = rustix::fs::utimensat(CWD, &file, &times, flags).map_err(io::Error::from);
    done(vm, &args[0], result)
}

fn from_nanoseconds(ns: i64) -> Timespec {
    Timespec { tv_sec: ns.div_euclid(1_000_000_000), tv_nsec: ns.rem_euclid(1_000_000_000) }
}

fn nanoseconds(vm: &mut Vm, value: &Value) -> Res<Timespec> {
    integer(vm, value).map(from_nanoseconds)
}

/// A number of seconds since 1970; the part of a second rounded down.
fn seconds(vm: &mut Vm, value: &Value) -> Res<Timespec> {
    let seconds = float(vm, value)?;
    let whole = seconds.floor();
    Ok(Timespec { tv_sec: whole as i64, tv_nsec: ((seconds - whole) * 1e9) as i64 })
}
