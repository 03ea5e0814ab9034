//! Descriptors of Linux's own kinds, terminals' other ends, and what else there is for descriptors and processors.

use super::files::{descriptor, path_at, plain};
use super::number;
use super::system::Transfer;
use crate::module::{bytes, integer, integer32, unsigned};
use rondo_vm::function;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::file::{copy_into, room_of};
use rondo_vm::object::int::from_i64;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::event::EventfdFlags;
use rustix::fs::{Advice, CWD, Dev, FileType, FlockOperation, Mode};
use rustix::io::{Errno, FdFlags, IoSlice, IoSliceMut, ReadWriteFlags};
use rustix::pipe::SpliceFlags;
use rustix::process::Pid;
use rustix::pty::OpenptFlags;
use rustix::thread::CpuSet;
use std::num::NonZeroU64;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;

pub(super) const CONSTANTS: &[(&str, i64)] = &[
    ("EFD_CLOEXEC", 0x80000),
    ("EFD_NONBLOCK", 0x800),
    ("EFD_SEMAPHORE", 1),
    ("MFD_HUGETLB", 4),
    ("MFD_HUGE_16GB", 2281701376),
    ("MFD_HUGE_16MB", 1610612736),
    ("MFD_HUGE_1GB", 2013265920),
    ("MFD_HUGE_1MB", 1342177280),
    ("MFD_HUGE_256MB", 1879048192),
    ("MFD_HUGE_2GB", 2080374784),
    ("MFD_HUGE_2MB", 1409286144),
    ("MFD_HUGE_32MB", 1677721600),
    ("MFD_HUGE_512KB", 1275068416),
    ("MFD_HUGE_512MB", 1946157056),
    ("MFD_HUGE_64KB", 1073741824),
    ("MFD_HUGE_8MB", 1543503872),
    ("MFD_HUGE_MASK", 63),
    ("MFD_HUGE_SHIFT", 26),
    ("TFD_CLOEXEC", 0x80000),
    ("TFD_NONBLOCK", 0x800),
    ("TFD_TIMER_ABSTIME", 1),
    ("TFD_TIMER_CANCEL_ON_SET", 2),
    ("POSIX_SPAWN_OPEN", 0),
    ("POSIX_SPAWN_CLOSE", 1),
    ("POSIX_SPAWN_DUP2", 2),
    ("POSIX_SPAWN_CLOSEFROM", 3),
    ("POSIX_FADV_NORMAL", 0),
    ("POSIX_FADV_RANDOM", 1),
    ("POSIX_FADV_SEQUENTIAL", 2),
    ("POSIX_FADV_WILLNEED", 3),
    ("POSIX_FADV_DONTNEED", 4),
    ("POSIX_FADV_NOREUSE", 5),
    ("RWF_HIPRI", 1),
    ("RWF_DSYNC", 2),
    ("RWF_SYNC", 4),
    ("RWF_NOWAIT", 8),
    ("RWF_APPEND", 16),
    ("SPLICE_F_MOVE", 1),
    ("SPLICE_F_NONBLOCK", 2),
    ("SPLICE_F_MORE", 4),
    ("XATTR_CREATE", 1),
    ("XATTR_REPLACE", 2),
    ("XATTR_SIZE_MAX", 65536),
];

pub(super) static FUNCTIONS: &[NativeDef] = &[
    // Counters
    function!("eventfd(initval, flags=524288)", |vm, args| {
        let start = unsigned(vm, &args[0], u32::BITS, "unsigned int")? as u32;
        let flags = EventfdFlags::from_bits_retain(integer32(vm, &args[1])? as u32);
        let made = plain(vm, rustix::event::eventfd(start, flags))?;
        Ok(numbered(made))
    }),
    function!("eventfd_read(fd)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        let mut count = [0; 8];
        plain(vm, rustix::io::read(&descriptor, &mut count[..]))?;
        Ok(Value::from(u64::from_ne_bytes(count) as i64))
    }),
    function!("eventfd_write(fd, value)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        let count = integer(vm, &args[1])? as u64;
        plain(vm, rustix::io::write(&descriptor, &count.to_ne_bytes())).map(|_| Value::NONE)
    }),
    // Reading and writing
    function!("lockf(fd, command, length, /)", lockf),
    function!("posix_fadvise(fd, offset, length, advice, /)", posix_fadvise),
    function!("preadv(fd, buffers, offset, flags=0, /)", preadv),
    function!("pwritev(fd, buffers, offset, flags=0, /)", pwritev),
    function!("splice(src, dst, count, offset_src=None, offset_dst=None, flags=0)", splice),
    // Files
    function!("mknod(path, mode=384, device=0, *, dir_fd=None)", |vm, args| {
        let path = path_at(vm, &args[0], &args[3], "mknod")?;
        let mode = integer32(vm, &args[1])? as u32;
        let device = integer(vm, &args[2])? as Dev;
        let kind = match FileType::from_raw_mode(mode) {
            FileType::Unknown => FileType::RegularFile,
            kind => kind,
        };
        let done = rustix::fs::mknodat(CWD, &path, kind, Mode::from_raw_mode(mode), device);
        plain(vm, done).map(|()| Value::NONE)
    }),
    // Terminals
    function!("openpty()", openpty),
    function!("posix_openpt(oflag, /)", |vm, args| {
        let flags = OpenptFlags::from_bits_retain(integer32(vm, &args[0])? as u32);
        let made = plain(vm, rustix::pty::openpt(flags))?;
        plain(vm, rustix::io::fcntl_setfd(&made, FdFlags::CLOEXEC))?;
        Ok(numbered(made))
    }),
    function!("grantpt(fd, /)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        plain(vm, rustix::pty::grantpt(&descriptor)).map(|()| Value::NONE)
    }),
    function!("unlockpt(fd, /)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        plain(vm, rustix::pty::unlockpt(&descriptor)).map(|()| Value::NONE)
    }),
    function!("ptsname(fd, /)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        let name = plain(vm, rustix::pty::ptsname(&descriptor, Vec::new()))?;
        Ok(Value::from(name.to_string_lossy().into_owned()))
    }),
    function!("tcsetpgrp(fd, pgid, /)", |vm, args| {
        let descriptor = descriptor(vm, &args[0])?;
        let Some(group) = Pid::from_raw(integer32(vm, &args[1])?) else { return plain(vm, Err(Errno::INVAL)) };
        plain(vm, rustix::termios::tcsetpgrp(&descriptor, group)).map(|()| Value::NONE)
    }),
    // Processors and groups of processes
    function!("sched_setaffinity(pid, mask, /)", sched_setaffinity),
    function!("setpgrp()", |vm, _| plain(vm, rustix::process::setpgid(None, None)).map(|()| Value::NONE)),
];

/// The number of a new descriptor, which the program has to close.
fn numbered(made: OwnedFd) -> Value {
    from_i64(Descriptor::new(made).number().into())
}

/// `lockf`: a lock on the whole of the file, whatever the length, which must be 0.
fn lockf(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("os.lockf", |_| [args[0].clone(), args[1].clone(), args[2].clone()])?;
    let descriptor = descriptor(vm, &args[0])?;
    let (command, length) = (integer32(vm, &args[1])?, integer(vm, &args[2])?);
    if length != 0 {
        return Err(vm.error(Exc::NotImplementedError, "os.lockf() of a part of a file"));
    }
    let operation = match command {
        0 => FlockOperation::Unlock,
        1 => FlockOperation::LockExclusive,
        2 => FlockOperation::NonBlockingLockExclusive,
        _ => return plain(vm, Err(Errno::INVAL)),
    };
    plain(vm, rustix::fs::fcntl_lock(&descriptor, operation)).map(|()| Value::NONE)
}

fn posix_fadvise(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let (offset, length) = (integer(vm, &args[1])?, integer(vm, &args[2])?);
    let advice = match integer32(vm, &args[3])? {
        0 => Advice::Normal,
        1 => Advice::Random,
        2 => Advice::Sequential,
        3 => Advice::WillNeed,
        4 => Advice::DontNeed,
        5 => Advice::NoReuse,
        _ => return plain(vm, Err(Errno::INVAL)),
    };
    let Ok(length) = u64::try_from(length) else { return plain(vm, Err(Errno::INVAL)) };
    plain(vm, rustix::fs::fadvise(&descriptor, offset as u64, NonZeroU64::new(length), advice)).map(|()| Value::NONE)
}

fn preadv(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let buffers = vm.collect(&args[1])?;
    let (offset, flags) = (integer(vm, &args[2])?, integer32(vm, &args[3])?);
    let mut pieces: Vec<Vec<u8>> = buffers.iter().map(|buffer| vec![0; room_of(buffer)]).collect();
    let mut slices: Vec<IoSliceMut<'_>> = pieces.iter_mut().map(|piece| IoSliceMut::new(piece)).collect();
    let flags = ReadWriteFlags::from_bits_retain(flags as u32);
    let got = plain(vm, rustix::io::preadv2(&descriptor, &mut slices, offset as u64, flags))?;
    let mut left = got;
    for (buffer, piece) in buffers.iter().zip(&pieces) {
        let part = left.min(piece.len());
        copy_into(vm, buffer, &piece[..part])?;
        left -= part;
    }
    Ok(from_i64(got as i64))
}

fn pwritev(vm: &mut Vm, args: &[Value]) -> Res {
    let descriptor = descriptor(vm, &args[0])?;
    let mut pieces = Vec::new();
    for buffer in vm.collect(&args[1])? {
        pieces.push(bytes(vm, &buffer)?.into_owned());
    }
    let (offset, flags) = (integer(vm, &args[2])?, integer32(vm, &args[3])?);
    let slices: Vec<IoSlice<'_>> = pieces.iter().map(|piece| IoSlice::new(piece)).collect();
    let flags = ReadWriteFlags::from_bits_retain(flags as u32);
    plain(vm, rustix::io::pwritev2(&descriptor, &slices, offset as u64, flags)).map(|n| from_i64(n as i64))
}

fn splice(vm: &mut Vm, args: &[Value]) -> Res {
    let Transfer { from, to, count, offsets: [mut start, mut end] } = Transfer::of(vm, args)?;
    let flags = SpliceFlags::from_bits_retain(integer32(vm, &args[5])? as u32);
    let moved = rustix::pipe::splice(&from, start.as_mut(), &to, end.as_mut(), count, flags);
    plain(vm, moved).map(|n| from_i64(n as i64))
}

fn openpty(vm: &mut Vm, _: &[Value]) -> Res {
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
    let master = plain(vm, rustix::pty::openpt(flags))?;
    plain(vm, rustix::io::fcntl_setfd(&master, FdFlags::CLOEXEC))?;
    plain(vm, rustix::pty::grantpt(&master).and_then(|()| rustix::pty::unlockpt(&master)))?;
    let name = plain(vm, rustix::pty::ptsname(&master, Vec::new()))?;
    let open = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::CLOEXEC;
    let slave = plain(vm, rustix::fs::open(std::ffi::OsStr::from_bytes(name.as_bytes()), open, Mode::empty()))?;
    Ok(Tuple::value(vec![numbered(master), numbered(slave)]))
}

fn sched_setaffinity(vm: &mut Vm, args: &[Value]) -> Res {
    let pid = number(vm, &args[0])?;
    let mut set = CpuSet::new();
    for cpu in vm.collect(&args[1])? {
        if vm.index_opt(&cpu)?.is_none() {
            let class = vm.class_of(&cpu).into_value();
            let message = format!("expected an iterator of ints, but iterator yielded {}", vm.repr(&class)?);
            return Err(vm.error(Exc::TypeError, message));
        }
        let cpu = integer(vm, &cpu)?;
        if cpu < 0 {
            return Err(vm.error(Exc::ValueError, "negative CPU number"));
        }
        if cpu >= CpuSet::MAX_CPU as i64 {
            return plain(vm, Err(Errno::INVAL));
        }
        set.set(cpu as usize);
    }
    plain(vm, rustix::thread::sched_setaffinity(Pid::from_raw(pid), &set)).map(|()| Value::NONE)
}
