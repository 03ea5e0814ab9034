//! The standard streams, and what the command does to their descriptors before anything else.

use super::{binary, descriptor::Descriptor, text};
use crate::value::Value;
use crate::vm::Vm;
use nix::sys::signal::{SigHandler, Signal, signal};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::time::Timespec;
use std::fs::File;
use std::os::fd::{BorrowedFd, FromRawFd, IntoRawFd, OwnedFd, RawFd};
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// Which of the descriptors 0, 1 and 2 were closed when the process started, as bits.
static CLOSED: AtomicU8 = AtomicU8::new(0);

/// Which of the descriptors from 3 to 63 were open then and have not been asked for yet, as bits.
static INHERITED: AtomicU64 = AtomicU64::new(0);

/// Called once, by the command, before it opens anything: writing to a pipe that nobody reads is an error and no signal,
/// and a standard descriptor that is closed leads to `/dev/null`, so that no file opened later gets its number.
pub fn take_over() {
    // SAFETY: SIGPIPE is ignored, no handler is installed.
    let _ = unsafe { signal(Signal::SIGPIPE, SigHandler::SigIgn) };
    let streams = [rustix::stdio::stdin(), rustix::stdio::stdout(), rustix::stdio::stderr()];
    let mut asked = streams.each_ref().map(|stream| PollFd::new(stream, PollFlags::empty())).to_vec();
    // SAFETY: `poll` looks at numbers, and says of those that stand for nothing that they do.
    asked.extend((3..64).map(|n| PollFd::from_borrowed_fd(unsafe { BorrowedFd::borrow_raw(n) }, PollFlags::empty())));
    if poll(&mut asked, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).is_err() {
        return;
    }
    let is_open = |(_, answer): &(usize, &PollFd)| !answer.revents().contains(PollFlags::NVAL);
    let inherited = asked.iter().enumerate().skip(3).filter(is_open).fold(0, |bits, (number, _)| bits | 1 << number);
    INHERITED.store(inherited, Ordering::Relaxed);
    for (number, answer) in asked.iter().take(3).enumerate() {
        if answer.revents().contains(PollFlags::NVAL)
            && let Ok(nowhere) = File::options().read(true).write(true).open("/dev/null")
        {
            // It has the lowest number that is free, which is this one, and keeps it.
            let _ = nowhere.into_raw_fd();
            CLOSED.fetch_or(1 << number, Ordering::Relaxed);
        }
    }
}

/// The descriptor of a number that was open when the process started; `None` if it was not, or has been given out.
pub(super) fn inherited(number: RawFd) -> Option<OwnedFd> {
    let bit = u32::try_from(number).ok().and_then(|number| 1u64.checked_shl(number))?;
    let found = INHERITED.fetch_and(!bit, Ordering::Relaxed) & bit != 0;
    // SAFETY: it is open, as nothing here closes it before it is given out, which is done once.
    found.then(|| unsafe { OwnedFd::from_raw_fd(number) })
}

/// `sys.stdin`, `sys.stdout` and `sys.stderr`, as a program finds them: None if the process was started without.
pub fn standard_files(vm: &mut Vm) -> [Value; 3] {
    use Descriptor::{Stderr, Stdin, Stdout};
    let closed = CLOSED.load(Ordering::Relaxed);
    let unbuffered = vm.importer.flags.unbuffered;
    let errors = if in_c_locale() { "surrogateescape" } else { "strict" };
    [(0, Stdin, "<stdin>", "r"), (1, Stdout, "<stdout>", "w"), (2, Stderr, "<stderr>", "w")].map(
        |(number, descriptor, name, mode)| {
            if closed & (1 << number) != 0 {
                return Value::NONE;
            }
            let is_terminal = descriptor.is_terminal();
            let is_stderr = matches!(descriptor, Stderr);
            let buffer = binary::Binary::new(descriptor, Value::from(name), mode, true).into_value(vm);
            let settings = text::Settings {
                encoding: "utf-8".to_string(),
                errors: if is_stderr { "backslashreplace" } else { errors }.to_string(),
                newline: text::Newline::Universal,
                line_buffering: is_terminal || is_stderr,
                write_through: unbuffered && mode == "w",
            };
            text::TextFile::new(buffer, settings, mode).into_value(vm)
        },
    )
}

/// Does the environment ask for the locale C, or one that CPython takes in its place? Bytes that are not UTF-8 then pass
/// through the standard streams (PEP 538, PEP 540).
fn in_c_locale() -> bool {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set);
    locale.is_none_or(|name| matches!(name.as_str(), "C" | "POSIX" | "C.UTF-8" | "C.utf8" | "UTF-8"))
}
