//! File descriptors that this program has opened, by number.
//!
//! Programs handle descriptors as integers (`os.pipe`, `fileno`, `select`). Only those in this table, the three standard
//! ones, and those that were open when the program began can be used: any other number is a bad file descriptor.

use crate::value::Value;
use rustix::event::{PollFd, PollFlags};
use rustix::fs::{FileType, Mode, OFlags};
use rustix::io::Errno;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::io::IsTerminal;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::rc::Rc;

/// How much a pipe that can be written takes without a wait: Linux's `PIPE_BUF`. Sockets and terminals take more.
pub(super) const ROOM: usize = 4096;

thread_local! {
    static OPEN: RefCell<HashMap<RawFd, Rc<OwnedFd>, rustc_hash::FxBuildHasher>> =
        const { RefCell::new(HashMap::with_hasher(rustc_hash::FxBuildHasher)) };
}

/// What is shown the bytes that a program is about to write to standard output or standard error: the editor of a
/// prompt, which makes room on the terminal.
pub type BeforeOutput = fn(&[u8]);

thread_local! {
    static BEFORE_OUTPUT: std::cell::Cell<Option<BeforeOutput>> = const { std::cell::Cell::new(None) };
}

/// Has `hook` called before each write of this thread to standard output or standard error; `None` for no hook.
pub fn set_before_output(hook: Option<BeforeOutput>) {
    BEFORE_OUTPUT.set(hook);
}

pub(crate) fn before_output(descriptor: &Descriptor, bytes: &[u8]) {
    if matches!(descriptor, Descriptor::Stdout | Descriptor::Stderr)
        && let Some(hook) = BEFORE_OUTPUT.get()
    {
        hook(bytes);
    }
}

/// An open descriptor. It is closed when the table and everyone who uses it have given it up.
#[derive(Clone)]
pub enum Descriptor {
    /// Opened by this program.
    Open(Rc<OwnedFd>),
    /// Standard input.
    Stdin,
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

impl AsFd for Descriptor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Descriptor::Open(fd) => fd.as_fd(),
            Descriptor::Stdin => rustix::stdio::stdin(),
            Descriptor::Stdout => rustix::stdio::stdout(),
            Descriptor::Stderr => rustix::stdio::stderr(),
        }
    }
}

/// Enters a descriptor that the program has inherited into the table, if the number is that of one.
fn adopted(number: RawFd) -> Option<Rc<OwnedFd>> {
    let listed = OPEN.with_borrow(|open| open.contains_key(&number));
    let fd = Rc::new((!listed).then(|| super::standard::inherited(number)).flatten()?);
    OPEN.with_borrow_mut(|open| open.insert(number, fd.clone()));
    Some(fd)
}

impl Descriptor {
    /// Enters a new descriptor into the table.
    pub fn new(fd: impl Into<OwnedFd>) -> Descriptor {
        let fd = Rc::new(fd.into());
        OPEN.with_borrow_mut(|open| open.insert(fd.as_raw_fd(), fd.clone()));
        Descriptor::Open(fd)
    }

    /// The descriptor of a number.
    ///
    /// # Errors
    /// EBADF for a number that is not open here.
    pub fn of_number(number: RawFd) -> io::Result<Descriptor> {
        match number {
            0 => Ok(Descriptor::Stdin),
            1 => Ok(Descriptor::Stdout),
            2 => Ok(Descriptor::Stderr),
            _ => match OPEN.with_borrow(|open| open.get(&number).cloned()).or_else(|| adopted(number)) {
                Some(fd) => Ok(Descriptor::Open(fd)),
                None => Err(Errno::BADF.into()),
            },
        }
    }

    /// The numbers of the table, in no order.
    pub fn numbers() -> Vec<RawFd> {
        OPEN.with_borrow(|open| open.keys().copied().collect())
    }

    /// Takes a number out of the table: it is closed as soon as nobody uses it any more.
    ///
    /// # Errors
    /// EBADF for a number that is not open here.
    pub fn close_number(number: RawFd) -> io::Result<()> {
        let _ = adopted(number);
        match OPEN.with_borrow_mut(|open| open.remove(&number)) {
            Some(_) => Ok(()),
            None if (0..3).contains(&number) => close_standard(number),
            None => Err(Errno::BADF.into()),
        }
    }

    /// Has `os.close` taken its number, with nothing opened under it since?
    pub fn is_closed_elsewhere(&self) -> bool {
        matches!(self, Descriptor::Open(fd) if OPEN.with_borrow(|open| !open.contains_key(&fd.as_raw_fd())))
    }

    /// Is it one that the program opened, and used by nobody but whoever asks?
    pub fn is_used_once(&self) -> bool {
        let Descriptor::Open(fd) = self else { return false };
        let listed = OPEN.with_borrow(|open| open.get(&fd.as_raw_fd()).is_some_and(|entry| Rc::ptr_eq(entry, fd)));
        Rc::strong_count(fd) == 1 + usize::from(listed)
    }

    /// Gives the descriptor up.
    pub fn close(self) {
        if let Descriptor::Open(fd) = &self {
            // Its number may meanwhile stand for another one, opened after `os.close`.
            OPEN.with_borrow_mut(|open| {
                if open.get(&fd.as_raw_fd()).is_some_and(|entry| Rc::ptr_eq(entry, fd)) {
                    open.remove(&fd.as_raw_fd());
                }
            });
        }
    }

    /// The number.
    pub fn number(&self) -> RawFd {
        self.as_fd().as_raw_fd()
    }

    /// May writing have to wait: is it a pipe, a socket or a device, and not in non-blocking mode?
    pub fn blocks(&self) -> bool {
        rustix::fs::fstat(self).is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile)
            && rustix::fs::fcntl_getfl(self).is_ok_and(|flags| !flags.contains(OFlags::NONBLOCK))
    }

    /// Is it a terminal?
    pub fn is_terminal(&self) -> bool {
        self.as_fd().is_terminal()
    }
}

/// Closes a standard descriptor as far as reading and writing go. Its number stays taken, by a descriptor that refers to a
/// place and cannot be read or written, so that nothing else that is opened gets it: Rust's own streams have it too.
fn close_standard(number: RawFd) -> io::Result<()> {
    let place = rustix::fs::open("/", OFlags::PATH | OFlags::CLOEXEC, Mode::empty())?;
    match number {
        0 => rustix::stdio::dup2_stdin(&place)?,
        1 => rustix::stdio::dup2_stdout(&place)?,
        _ => rustix::stdio::dup2_stderr(&place)?,
    }
    Ok(())
}

impl crate::vm::Vm {
    /// Waits until reading (or writing) `descriptor` does not block. Ctrl-C ends the wait with KeyboardInterrupt.
    /// After `timeout` the answer is false.
    pub fn wait_ready(
        &mut self,
        descriptor: &Descriptor,
        flags: PollFlags,
        timeout: Option<std::time::Duration>,
    ) -> crate::vm::Res<bool> {
        let deadline = timeout.map(|t| self.schedule.monotonic().saturating_add(t.as_nanos() as u64));
        loop {
            let left = deadline.map(|d| std::time::Duration::from_nanos(d.saturating_sub(self.schedule.monotonic())));
            let mut fds = [PollFd::new(descriptor, flags)];
            match self.wait_for(&mut fds, left) {
                Ok(0) => {
                    self.check_signals()?;
                    if deadline.is_some_and(|d| self.schedule.monotonic() >= d) {
                        return Ok(false);
                    }
                }
                Ok(_) => return Ok(true),
                Err(e) => return Err(self.os_error_at(&e, Value::NONE)),
            }
        }
    }

    /// Waits until `descriptor` takes [`ROOM`] bytes at once.
    pub(super) fn wait_for_room(&mut self, descriptor: &Descriptor) -> crate::vm::Res<()> {
        loop {
            // Most have room, and none is left to a thread that another one was woken before.
            match self.schedule.wait(&mut [PollFd::new(descriptor, PollFlags::OUT)], Some(std::time::Duration::ZERO)) {
                Ok(0) => self.wait_ready(descriptor, PollFlags::OUT, None)?,
                Ok(_) => return Ok(()),
                Err(e) => return Err(self.os_error_at(&e, Value::NONE)),
            };
        }
    }

    /// Writes all of `data`, as a call that blocks does, while other threads run. Returns how much that was.
    ///
    /// # Errors
    /// Those of `write(2)` when nothing has been written, and what a signal's handler raises.
    pub fn write_beside_threads(&mut self, descriptor: &Descriptor, data: &[u8]) -> crate::vm::Res<usize> {
        let mut written = 0;
        while written < data.len() {
            self.wait_for_room(descriptor)?;
            match rustix::io::write(descriptor, &data[written..data.len().min(written + ROOM)]) {
                Ok(n) => written += n,
                Err(Errno::INTR) => self.check_signals()?,
                Err(_) if written > 0 => break,
                Err(errno) => return Err(self.os_error_at(&errno.into(), Value::NONE)),
            }
        }
        Ok(written)
    }
}
