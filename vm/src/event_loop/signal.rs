//! Signals: Ctrl-C sets a flag that the interpreter looks at and ends a wait.

use mio::{Interest, Registry, Token};
use rustix::event::{PollFd, PollFlags};
use rustix::time::Timespec;
use std::io::{self, Read};
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// What the handler of SIGINT touches: a flag for the interpreter, a pipe for whoever waits.
struct Interrupt {
    flag: &'static AtomicBool,
    pipe: UnixStream,
}

static INTERRUPT: OnceLock<Interrupt> = OnceLock::new();

/// Stays false when no handler is installed.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Installs the handler of SIGINT. Called once, by the command; a library user decides otherwise.
///
/// # Errors
/// Those of the system calls.
pub fn install() -> io::Result<()> {
    if INTERRUPT.get().is_some() {
        return Ok(());
    }
    let (read, write) = UnixStream::pair()?;
    read.set_nonblocking(true)?;
    write.set_nonblocking(true)?;
    // The handler can run until the process ends, so the flag is given up for good.
    let flag: &'static Arc<AtomicBool> = Box::leak(Box::new(Arc::new(AtomicBool::new(false))));
    let _ = INTERRUPT.set(Interrupt { flag, pipe: read });
    signal_hook::flag::register(signal_hook::consts::SIGINT, flag.clone())?;
    signal_hook::low_level::pipe::register(signal_hook::consts::SIGINT, write)?;
    Ok(())
}

/// The flag that SIGINT sets, for a VM to keep: looking at it costs one load.
pub fn flag() -> &'static AtomicBool {
    INTERRUPT.get().map_or(&NEVER, |i| i.flag)
}

/// Has SIGINT come since the last [`take`]?
pub fn pending() -> bool {
    flag().load(Ordering::Relaxed)
}

/// Has SIGINT come? Forgets it.
pub fn take() -> bool {
    flag().swap(false, Ordering::Relaxed)
}

/// Waits for `duration`, or until a signal comes: then true. The wait may end a little early.
pub(crate) fn wait(duration: Duration) -> bool {
    let Some(interrupt) = INTERRUPT.get() else {
        std::thread::sleep(duration);
        return false;
    };
    // In this order no signal is slept over: one that comes after the look at the flag is in the pipe.
    drain();
    if pending() {
        return true;
    }
    let timeout = Timespec { tv_sec: duration.as_secs() as i64, tv_nsec: duration.subsec_nanos() as i64 };
    let mut fds = [PollFd::new(&interrupt.pipe, PollFlags::IN)];
    // An error here is EINTR: the caller looks at the clock and the flag again.
    let _ = rustix::event::poll(&mut fds, Some(&timeout));
    pending()
}

/// Empties the pipe, so that it reports the next signal.
pub(crate) fn drain() {
    if let Some(interrupt) = INTERRUPT.get() {
        let mut bytes = [0; 64];
        while matches!((&interrupt.pipe).read(&mut bytes), Ok(n) if n > 0) {}
    }
}

/// Makes a poll end when a signal comes.
pub(crate) fn register(registry: &Registry, token: Token) -> io::Result<()> {
    match INTERRUPT.get() {
        Some(i) => registry.register(&mut mio::unix::SourceFd(&i.pipe.as_raw_fd()), token, Interest::READABLE),
        None => Ok(()),
    }
}
