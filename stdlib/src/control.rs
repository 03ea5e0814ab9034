//! `fcntl` and `termios`: what descriptors and terminals are set to.

use crate::module::{add_functions, add_integers, integer, module};
use crate::select::descriptor as descriptor_of_file;
use nix::fcntl::{FcntlArg, FdFlag, OFlag};
use nix::libc;
use nix::sys::termios::{self, BaudRate, FlowArg, FlushArg, SetArg, Termios};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::{Bytes, bytes_of};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::file::descriptor::Descriptor;
use rondo_vm::object::int::from_i64;
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustix::fs::FlockOperation;

/// The module `fcntl`.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    let module = module("fcntl", "Flags and locks of descriptors.", &[]);
    add_functions(&module, "fcntl", FCNTL);
    add_integers(&module, FCNTL_NUMBERS);
    Ok(module)
}

/// The native half of the module `termios`.
pub fn load_termios(_: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_termios", "What terminals are set to.", &[]);
    add_functions(&module, "termios", TERMIOS);
    add_integers(&module, TERMIOS_NUMBERS);
    Ok(module)
}

static FCNTL: &[NativeDef] = &[
    function!("fcntl(fd, cmd, arg=0, /)", fcntl),
    function!("flock(fd, operation, /)", |vm, args| {
        vm.audit("fcntl.flock", |_| [args[0].clone(), args[1].clone()])?;
        let (descriptor, operation) = (descriptor_of_file(vm, &args[0])?, integer(vm, &args[1])?);
        let Some(operation) = flock_operation(operation) else {
            return Err(vm.error(Exc::ValueError, "unrecognized lock operation"));
        };
        plain(vm, rustix::fs::flock(&descriptor, operation))?;
        Ok(Value::NONE)
    }),
    function!("lockf(fd, cmd, len=0, start=0, whence=0, /)", lockf),
    function!("ioctl(fd, request, arg=0, mutate_flag=True, /)", ioctl),
];

const FCNTL_NUMBERS: &[(&str, i64)] = &[
    ("LOCK_SH", 1),
    ("LOCK_EX", 2),
    ("LOCK_NB", 4),
    ("LOCK_UN", 8),
    ("F_DUPFD", 0),
    ("F_GETFD", 1),
    ("F_SETFD", 2),
    ("F_GETFL", 3),
    ("F_SETFL", 4),
    ("F_GETLK", 5),
    ("F_SETLK", 6),
    ("F_SETLKW", 7),
    ("F_DUPFD_CLOEXEC", 1030),
    ("F_RDLCK", 0),
    ("F_WRLCK", 1),
    ("F_UNLCK", 2),
    ("F_GETPIPE_SZ", 1032),
    ("F_SETPIPE_SZ", 1031),
    ("FD_CLOEXEC", 1),
    ("FASYNC", 0x2000),
];

fn flock_operation(operation: i64) -> Option<FlockOperation> {
    Some(match operation {
        1 => FlockOperation::LockShared,
        2 => FlockOperation::LockExclusive,
        5 => FlockOperation::NonBlockingLockShared,
        6 => FlockOperation::NonBlockingLockExclusive,
        8 => FlockOperation::Unlock,
        12 => FlockOperation::NonBlockingUnlock,
        _ => return None,
    })
}

/// A system call's result without a file's name.
fn plain<T>(vm: &mut Vm, result: Result<T, rustix::io::Errno>) -> Res<T> {
    result.map_err(|e| vm.os_error(&e.into()))
}

/// A result of the crate that asks the system.
fn checked<T>(vm: &mut Vm, result: nix::Result<T>) -> Res<T> {
    result.map_err(|e| vm.os_error(&std::io::Error::from_raw_os_error(e as i32)))
}

fn fcntl(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("fcntl.fcntl", |_| [args[0].clone(), args[1].clone(), args[2].clone()])?;
    let (descriptor, command) = (descriptor_of_file(vm, &args[0])?, integer(vm, &args[1])?);
    if bytes_of(&args[2]).is_some() {
        return Err(vm.error(Exc::NotImplementedError, "fcntl.fcntl() of a structure is not possible in Rondo"));
    }
    let number = integer(vm, &args[2])? as i32;
    if matches!(command, 0 | 1030) {
        let copy = plain(vm, rustix::io::fcntl_dupfd_cloexec(&descriptor, number))?;
        if command == 0 {
            plain(vm, rustix::io::fcntl_setfd(&copy, rustix::io::FdFlags::empty()))?;
        }
        return Ok(from_i64(Descriptor::new(copy).number() as i64));
    }
    let command = match command {
        1 => FcntlArg::F_GETFD,
        2 => FcntlArg::F_SETFD(FdFlag::from_bits_retain(number)),
        3 => FcntlArg::F_GETFL,
        4 => FcntlArg::F_SETFL(OFlag::from_bits_retain(number)),
        #[cfg(target_os = "linux")]
        1031 => FcntlArg::F_SETPIPE_SZ(number),
        #[cfg(target_os = "linux")]
        1032 => FcntlArg::F_GETPIPE_SZ,
        other => {
            let message = format!("fcntl.fcntl() with the command {other} is not possible in Rondo");
            return Err(vm.error(Exc::NotImplementedError, message));
        }
    };
    let result = nix::fcntl::fcntl(&descriptor, command);
    checked(vm, result).map(|n| from_i64(n.into()))
}

fn lockf(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("fcntl.lockf", |_| [0, 1, 2, 3, 4].map(|i| args[i].clone()))?;
    let descriptor = descriptor_of_file(vm, &args[0])?;
    let (operation, length) = (integer(vm, &args[1])?, integer(vm, &args[2])?);
    let (start, whence) = (integer(vm, &args[3])?, integer(vm, &args[4])?);
    let kind = match operation & !4 {
        1 => libc::F_RDLCK,
        2 => libc::F_WRLCK,
        8 => libc::F_UNLCK,
        _ => return Err(vm.error(Exc::ValueError, "unrecognized lockf argument")),
    };
    let lock = libc::flock { l_type: kind as _, l_whence: whence as _, l_start: start, l_len: length, l_pid: 0 };
    let command = if operation & 4 != 0 { FcntlArg::F_SETLK(&lock) } else { FcntlArg::F_SETLKW(&lock) };
    let result = nix::fcntl::fcntl(&descriptor, command);
    checked(vm, result)?;
    Ok(Value::NONE)
}

/// The requests about the size of a terminal and about what can be read.
fn ioctl(vm: &mut Vm, args: &[Value]) -> Res {
    vm.audit("fcntl.ioctl", |_| [args[0].clone(), args[1].clone(), args[2].clone()])?;
    const GET_SIZE: i64 = 0x5413;
    const SET_SIZE: i64 = 0x5414;
    const READABLE: i64 = 0x541b;
    let (descriptor, request) = (descriptor_of_file(vm, &args[0])?, integer(vm, &args[1])?);
    let given = bytes_of(&args[2]).map(|bytes| bytes.into_owned());
    let answer: Vec<u8> = match request {
        GET_SIZE => {
            let size = plain(vm, rustix::termios::tcgetwinsize(&descriptor))?;
            [size.ws_row, size.ws_col, size.ws_xpixel, size.ws_ypixel].iter().flat_map(|n| n.to_ne_bytes()).collect()
        }
        SET_SIZE => {
            let bytes = given.clone().unwrap_or_default();
            let number = |i: usize| bytes.get(2 * i..2 * i + 2).map_or(0, |b| u16::from_ne_bytes([b[0], b[1]]));
            let size = rustix::termios::Winsize {
                ws_row: number(0),
                ws_col: number(1),
                ws_xpixel: number(2),
                ws_ypixel: number(3),
            };
            plain(vm, rustix::termios::tcsetwinsize(&descriptor, size))?;
            bytes
        }
        READABLE => {
            let count = plain(vm, rustix::io::ioctl_fionread(&descriptor))?;
            (count as u32).to_ne_bytes().to_vec()
        }
        other => {
            let message = format!("fcntl.ioctl() with the request {other:#x} is not possible in Rondo");
            return Err(vm.error(Exc::NotImplementedError, message));
        }
    };
    if given.is_none() {
        return Ok(from_i64(0));
    }
    if args[2].get::<Bytes>().is_none() && vm.truth(&args[3])? {
        // What can be written to gets the answer.
        rondo_vm::object::memoryview::write_into(&args[2], &answer);
        return Ok(from_i64(0));
    }
    Ok(Bytes::value(&answer))
}

static TERMIOS: &[NativeDef] = &[
    function!("tcgetattr(fd, /)", |vm, args| {
        let terminal = terminal(vm, &args[0])?;
        let settings = terminal_result(vm, termios::tcgetattr(&terminal))?;
        let raw = !settings.local_flags.contains(termios::LocalFlags::ICANON);
        let special = |(i, &c): (usize, &u8)| match i {
            // The least number of bytes, and the time to wait for them.
            5 | 6 if raw => from_i64(c.into()),
            _ => Bytes::value(&[c]),
        };
        let special = List::value(settings.control_chars.iter().enumerate().map(special).collect());
        let speeds = [termios::cfgetispeed(&settings), termios::cfgetospeed(&settings)];
        let mut items = vec![
            from_i64(settings.input_flags.bits().into()),
            from_i64(settings.output_flags.bits().into()),
            from_i64(settings.control_flags.bits().into()),
            from_i64(settings.local_flags.bits().into()),
        ];
        items.extend(speeds.map(|speed| from_i64(speed as i64)));
        items.push(special);
        Ok(List::value(items))
    }),
    function!("tcsetattr(fd, when, attributes, /)", |vm, args| {
        let terminal = terminal(vm, &args[0])?;
        let when = match integer(vm, &args[1])? {
            0 => SetArg::TCSANOW,
            1 => SetArg::TCSADRAIN,
            2 => SetArg::TCSAFLUSH,
            _ => return Err(invalid(vm)),
        };
        let items = match args[2].get::<List>() {
            Some(list) if list.len() == 7 => list.items().borrow().clone(),
            _ => {
                let message = "tcsetattr, arg 3: must be 7 element list";
                return Err(vm.error(Exc::TypeError, message));
            }
        };
        let mut settings = terminal_result(vm, termios::tcgetattr(&terminal))?;
        change(vm, &mut settings, &items)?;
        terminal_result(vm, termios::tcsetattr(&terminal, when, &settings))?;
        Ok(Value::NONE)
    }),
    function!("tcdrain(fd, /)", |vm, args| {
        let terminal = terminal(vm, &args[0])?;
        terminal_result(vm, termios::tcdrain(&terminal))?;
        Ok(Value::NONE)
    }),
    function!("tcflow(fd, action, /)", |vm, args| {
        let terminal = terminal(vm, &args[0])?;
        let action = match integer(vm, &args[1])? {
            0 => FlowArg::TCOOFF,
            1 => FlowArg::TCOON,
            2 => FlowArg::TCIOFF,
            3 => FlowArg::TCION,
            _ => return Err(invalid(vm)),
        };
        terminal_result(vm, termios::tcflow(&terminal, action))?;
        Ok(Value::NONE)
    }),
    function!("tcflush(fd, queue, /)", |vm, args| {
        let terminal = terminal(vm, &args[0])?;
        let queue = match integer(vm, &args[1])? {
            0 => FlushArg::TCIFLUSH,
            1 => FlushArg::TCOFLUSH,
            2 => FlushArg::TCIOFLUSH,
            _ => return Err(invalid(vm)),
        };
        terminal_result(vm, termios::tcflush(&terminal, queue))?;
        Ok(Value::NONE)
    }),
    function!("tcsendbreak(fd, duration, /)", |vm, args| {
        let terminal = terminal(vm, &args[0])?;
        let duration = integer(vm, &args[1])? as i32;
        terminal_result(vm, termios::tcsendbreak(&terminal, duration))?;
        Ok(Value::NONE)
    }),
    function!("tcgetwinsize(fd, /)", |vm, args| {
        let terminal = terminal(vm, &args[0])?;
        let size = plain(vm, rustix::termios::tcgetwinsize(&terminal))?;
        Ok(Tuple::value(vec![from_i64(size.ws_row.into()), from_i64(size.ws_col.into())]))
    }),
    function!("tcsetwinsize(fd, winsize, /)", |vm, args| {
        let terminal = terminal(vm, &args[0])?;
        let numbers = vm.collect(&args[1])?;
        let [rows, columns] = numbers.as_slice() else {
            return Err(vm.error(Exc::TypeError, "tcsetwinsize, arg 2: must be a two-item sequence"));
        };
        let (rows, columns) = (integer(vm, rows)? as u16, integer(vm, columns)? as u16);
        let mut size = plain(vm, rustix::termios::tcgetwinsize(&terminal))?;
        (size.ws_row, size.ws_col) = (rows, columns);
        plain(vm, rustix::termios::tcsetwinsize(&terminal, size))?;
        Ok(Value::NONE)
    }),
    function!("_openpty()", |vm, _| {
        let ends = checked(vm, nix::pty::openpty(None, None))?;
        let numbers = [ends.master, ends.slave].map(|fd| {
            // Whoever is started does not get them.
            let _ = rustix::io::fcntl_setfd(&fd, rustix::io::FdFlags::CLOEXEC);
            from_i64(Descriptor::new(fd).number() as i64)
        });
        Ok(Tuple::value(numbers.into()))
    }),
];

fn invalid(vm: &mut Vm) -> rondo_vm::vm::Raised {
    terminal_error(vm, nix::errno::Errno::EINVAL)
}

/// A descriptor, as a number or an object with `fileno()`.
fn terminal(vm: &mut Vm, value: &Value) -> Res<Descriptor> {
    descriptor_of_file(vm, value)
}

/// `termios.error`, which is no OSError.
fn terminal_error(vm: &mut Vm, errno: nix::errno::Errno) -> rondo_vm::vm::Raised {
    let text = std::io::Error::from_raw_os_error(errno as i32).to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let made = vm.import_module("termios").and_then(|module| vm.get_attr_text(&module, "error"));
    match made.and_then(|class| vm.call(&class, &[from_i64(errno as i64), Value::from(text)])) {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

fn terminal_result<T>(vm: &mut Vm, result: nix::Result<T>) -> Res<T> {
    result.map_err(|errno| terminal_error(vm, errno))
}

/// Takes settings over from the list that `tcgetattr` makes.
fn change(vm: &mut Vm, settings: &mut Termios, items: &[Value]) -> Res<()> {
    settings.input_flags = termios::InputFlags::from_bits_retain(integer(vm, &items[0])? as _);
    settings.output_flags = termios::OutputFlags::from_bits_retain(integer(vm, &items[1])? as _);
    settings.control_flags = termios::ControlFlags::from_bits_retain(integer(vm, &items[2])? as _);
    settings.local_flags = termios::LocalFlags::from_bits_retain(integer(vm, &items[3])? as _);
    for (item, input) in [(&items[4], true), (&items[5], false)] {
        let number = integer(vm, item)?;
        let Ok(speed) = BaudRate::try_from(number as libc::speed_t) else { return Err(invalid(vm)) };
        let set = if input { termios::cfsetispeed(settings, speed) } else { termios::cfsetospeed(settings, speed) };
        terminal_result(vm, set)?;
    }
    let special = vm.collect(&items[6])?;
    if special.len() != settings.control_chars.len() {
        let count = settings.control_chars.len();
        let message = format!("tcsetattr: attributes[6] must be {count} element list");
        return Err(vm.error(Exc::TypeError, message));
    }
    for (place, value) in special.iter().enumerate() {
        settings.control_chars[place] = match bytes_of(value).as_deref() {
            Some([byte]) => *byte,
            _ if rondo_vm::object::number::to_bigint(value).is_some() => integer(vm, value)? as u8,
            _ => {
                let message = "tcsetattr: elements of attributes must be characters or integers";
                return Err(vm.error(Exc::TypeError, message));
            }
        };
    }
    Ok(())
}

/// Linux's numbers.
#[rustfmt::skip]
const TERMIOS_NUMBERS: &[(&str, i64)] = &[
    ("TCSANOW", 0), ("TCSADRAIN", 1), ("TCSAFLUSH", 2),
    ("TCIFLUSH", 0), ("TCOFLUSH", 1), ("TCIOFLUSH", 2),
    ("TCOOFF", 0), ("TCOON", 1), ("TCIOFF", 2), ("TCION", 3),
    ("IGNBRK", 1), ("BRKINT", 2), ("IGNPAR", 4), ("PARMRK", 8), ("INPCK", 16), ("ISTRIP", 32), ("INLCR", 64),
    ("IGNCR", 128), ("ICRNL", 256), ("IUCLC", 512), ("IXON", 1024), ("IXANY", 2048), ("IXOFF", 4096),
    ("IMAXBEL", 8192), ("IUTF8", 16384),
    ("OPOST", 1), ("OLCUC", 2), ("ONLCR", 4), ("OCRNL", 8), ("ONOCR", 16), ("ONLRET", 32), ("OFILL", 64),
    ("OFDEL", 128), ("NLDLY", 256), ("NL0", 0), ("NL1", 256), ("CRDLY", 1536), ("TABDLY", 6144), ("BSDLY", 8192),
    ("VTDLY", 16384), ("FFDLY", 32768),
    ("CSIZE", 48), ("CS5", 0), ("CS6", 16), ("CS7", 32), ("CS8", 48), ("CSTOPB", 64), ("CREAD", 128),
    ("PARENB", 256), ("PARODD", 512), ("HUPCL", 1024), ("CLOCAL", 2048), ("CRTSCTS", 0x8000_0000),
    ("ISIG", 1), ("ICANON", 2), ("XCASE", 4), ("ECHO", 8), ("ECHOE", 16), ("ECHOK", 32), ("ECHONL", 64),
    ("NOFLSH", 128), ("TOSTOP", 256), ("ECHOCTL", 512), ("ECHOPRT", 1024), ("ECHOKE", 2048), ("FLUSHO", 4096),
    ("PENDIN", 16384), ("IEXTEN", 32768),
    ("VINTR", 0), ("VQUIT", 1), ("VERASE", 2), ("VKILL", 3), ("VEOF", 4), ("VTIME", 5), ("VMIN", 6), ("VSWTC", 7),
    ("VSTART", 8), ("VSTOP", 9), ("VSUSP", 10), ("VEOL", 11), ("VREPRINT", 12), ("VDISCARD", 13), ("VWERASE", 14),
    ("VLNEXT", 15), ("VEOL2", 16), ("NCCS", 32),
    ("B0", 0), ("B50", 1), ("B75", 2), ("B110", 3), ("B134", 4), ("B150", 5), ("B200", 6), ("B300", 7), ("B600", 8),
    ("B1200", 9), ("B1800", 10), ("B2400", 11), ("B4800", 12), ("B9600", 13), ("B19200", 14), ("B38400", 15),
    ("B57600", 4097), ("B115200", 4098), ("B230400", 4099), ("B460800", 4100), ("B500000", 4101), ("B576000", 4102),
    ("B921600", 4103), ("B1000000", 4104),
    ("TIOCGWINSZ", 0x5413), ("TIOCSWINSZ", 0x5414), ("FIONREAD", 0x541b), ("TIOCINQ", 0x541b), ("TIOCOUTQ", 0x5411),
    ("TIOCSCTTY", 0x540e), ("TIOCNOTTY", 0x5422), ("TIOCGPGRP", 0x540f), ("TIOCSPGRP", 0x5410), ("TIOCSTI", 0x5412),
    ("FIONBIO", 0x5421), ("TCGETS", 0x5401), ("TCSETS", 0x5402),
];
