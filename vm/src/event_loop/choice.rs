//! The one choice point: clocks, readiness, randomness, and which ready task runs next.
//!
//! Nothing else in Rondo reads a clock, polls or asks for random bytes. The real world is one [`Schedule`], virtual time
//! another.

use crate::event_loop::signal;
use mio::event::Source;
use mio::{Events, Interest, Poll, Token, Waker};
use rustix::event::PollFd;
use rustix::time::{ClockId, Timespec, clock_gettime};
use std::io::{self, ErrorKind};
use std::os::fd::{AsRawFd, RawFd};
use std::sync::Arc;
use std::time::Duration;

/// What happened to a registered source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// The number the source was registered with.
    pub token: usize,
    /// Reading will not block: there is data, the end of the stream, or an error to be read.
    pub readable: bool,
    /// Writing will not block: there is room, or an error to be learnt.
    pub writable: bool,
    /// The peer will send no more than can be read now.
    pub closed: bool,
}

/// Where every decision comes from that is not the program's own.
pub trait Schedule {
    /// The monotonic clock in nanoseconds.
    fn monotonic(&mut self) -> u64;

    /// Nanoseconds since 1970-01-01 UTC.
    fn wall(&mut self) -> i64;

    /// Nanoseconds of processor time this process has used.
    fn cpu(&mut self) -> u64;

    /// Blocks the whole machine for `duration`, less if a signal comes.
    fn sleep(&mut self, duration: Duration);

    /// Waits until a file descriptor has one of its events, a signal comes or `timeout` is over (`None`: never), as
    /// `poll(2)` does, and says in `fds` what happened. For calls that block the whole machine. Returns how many have
    /// something to say: none after a timeout or a signal.
    fn wait(&mut self, fds: &mut [PollFd], timeout: Option<Duration>) -> io::Result<usize>;

    /// Waits until a source is ready, a signal comes, the waker is called or `timeout` is over (`None`: never), and
    /// appends what is ready. A timeout of zero does not wait.
    fn poll(&mut self, timeout: Option<Duration>, ready: &mut Vec<Readiness>) -> io::Result<()>;

    /// Begins to report a source's readiness, each change once (edge-triggered), under `token`.
    fn register(&mut self, source: &mut dyn Source, token: usize, interest: Interest) -> io::Result<()>;

    /// Changes what is reported; a source that is ready now is reported again.
    fn reregister(&mut self, source: &mut dyn Source, token: usize, interest: Interest) -> io::Result<()>;

    /// Ends reports about a source.
    fn deregister(&mut self, source: &mut dyn Source) -> io::Result<()>;

    /// What ends a `poll` from another thread.
    fn waker(&mut self) -> io::Result<Arc<Waker>>;

    /// A descriptor that is readable while `poll` has something to report, to be waited for along with others; `None`
    /// if nothing is registered.
    fn poll_descriptor(&mut self) -> Option<RawFd> {
        None
    }

    /// This process has been forked off: what was registered is the parent's business, and is registered anew.
    fn after_fork(&mut self) {}

    /// Does the clock jump over waits? Then [`Schedule::expect`] is called before each.
    fn is_virtual(&self) -> bool {
        false
    }

    /// Tells a virtual clock what the next wait may end with: something from outside the program, or data that the
    /// program has sent to itself.
    fn expect(&mut self, outside: bool, inside: bool) {
        let _ = (outside, inside);
    }

    /// Fills `bytes` with random ones.
    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()>;

    /// Does the clock stand still while the program runs? Then what waits equally long is due at the very same time.
    fn stands_still(&self) -> bool {
        false
    }

    /// Does this schedule choose among the ready tasks? If not, `pick` is never called and they run in their order.
    fn picks(&self) -> bool {
        false
    }

    /// The index, below `ready`, of what runs next of that many ready tasks and callbacks.
    fn pick(&mut self, ready: usize) -> usize {
        let _ = ready;
        0
    }
}

/// The real clocks, sockets and random bytes.
#[derive(Default)]
pub struct Real {
    /// Made when first needed: a program without sockets pays nothing.
    poll: Option<RealPoll>,
}

struct RealPoll {
    poll: Poll,
    events: Events,
    waker: Option<Arc<Waker>>,
}

/// Tokens of the schedule's own sources.
const WAKER: Token = Token(usize::MAX - 1);
const SIGNAL: Token = Token(usize::MAX - 2);
/// How many events one poll takes at most.
const BATCH: usize = 1024;

impl Real {
    fn opened(&mut self) -> io::Result<&mut RealPoll> {
        if self.poll.is_none() {
            let poll = Poll::new()?;
            signal::register(poll.registry(), SIGNAL)?;
            self.poll = Some(RealPoll { poll, events: Events::with_capacity(BATCH), waker: None });
        }
        match &mut self.poll {
            Some(poll) => Ok(poll),
            None => unreachable!("it was just made"),
        }
    }
}

fn nanoseconds(time: Timespec) -> i64 {
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

impl Schedule for Real {
    fn monotonic(&mut self) -> u64 {
        nanoseconds(clock_gettime(ClockId::Monotonic)) as u64
    }

    fn wall(&mut self) -> i64 {
        nanoseconds(clock_gettime(ClockId::Realtime))
    }

    fn cpu(&mut self) -> u64 {
        nanoseconds(clock_gettime(ClockId::ProcessCPUTime)) as u64
    }

    fn sleep(&mut self, duration: Duration) {
        let deadline = self.monotonic().saturating_add(duration.as_nanos().min(u64::MAX as u128) as u64);
        loop {
            let now = self.monotonic();
            if now >= deadline || signal::wait(Duration::from_nanos(deadline - now)) {
                return;
            }
        }
    }

    fn wait(&mut self, fds: &mut [PollFd], timeout: Option<Duration>) -> io::Result<usize> {
        signal::wait_with(fds, timeout)
    }

    fn poll(&mut self, timeout: Option<Duration>, ready: &mut Vec<Readiness>) -> io::Result<()> {
        let real = self.opened()?;
        // A signal that came before the poll began must not be slept over.
        let timeout = if signal::pending() { Some(Duration::ZERO) } else { timeout };
        match real.poll.poll(&mut real.events, timeout) {
            Err(e) if e.kind() == ErrorKind::Interrupted => return Ok(()),
            result => result?,
        }
        for event in &real.events {
            match event.token() {
                WAKER => (),
                SIGNAL => signal::drain(),
                Token(token) => ready.push(Readiness {
                    token,
                    readable: event.is_readable() || event.is_read_closed() || event.is_error(),
                    writable: event.is_writable() || event.is_write_closed() || event.is_error(),
                    closed: event.is_read_closed(),
                }),
            }
        }
        Ok(())
    }

    fn register(&mut self, source: &mut dyn Source, token: usize, interest: Interest) -> io::Result<()> {
        source.register(self.opened()?.poll.registry(), Token(token), interest)
    }

    fn reregister(&mut self, source: &mut dyn Source, token: usize, interest: Interest) -> io::Result<()> {
        source.reregister(self.opened()?.poll.registry(), Token(token), interest)
    }

    fn deregister(&mut self, source: &mut dyn Source) -> io::Result<()> {
        source.deregister(self.opened()?.poll.registry())
    }

    fn waker(&mut self) -> io::Result<Arc<Waker>> {
        let real = self.opened()?;
        if let Some(waker) = &real.waker {
            return Ok(waker.clone());
        }
        let waker = Arc::new(Waker::new(real.poll.registry(), WAKER)?);
        real.waker = Some(waker.clone());
        Ok(waker)
    }

    fn after_fork(&mut self) {
        self.poll = None;
    }

    fn poll_descriptor(&mut self) -> Option<RawFd> {
        self.opened().ok().map(|real| real.poll.as_raw_fd())
    }

    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        getrandom::fill(bytes).map_err(io::Error::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_advance_and_random_bytes_differ() {
        let mut real = Real::default();
        let before = real.monotonic();
        real.sleep(Duration::from_millis(2));
        assert!(real.monotonic() - before >= 2_000_000);
        assert!(real.wall() > 1_700_000_000_000_000_000);
        let (mut a, mut b) = ([0; 16], [0; 16]);
        assert!(real.random(&mut a).is_ok() && real.random(&mut b).is_ok());
        assert_ne!(a, b);
    }

    #[test]
    fn a_poll_ends_with_its_timeout_or_the_waker() -> io::Result<()> {
        let mut real = Real::default();
        let mut ready = Vec::new();
        let before = real.monotonic();
        real.poll(Some(Duration::from_millis(3)), &mut ready)?;
        assert!(real.monotonic() - before >= 3_000_000);
        let waker = real.waker()?;
        std::thread::spawn(move || waker.wake());
        real.poll(None, &mut ready)?;
        assert!(ready.is_empty());
        Ok(())
    }
}
