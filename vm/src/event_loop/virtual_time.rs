//! Virtual time: a clock that stands still while the program runs and jumps to the next timer when nothing is ready.
//!
//! Descriptors are real. While one of them may bring something from outside the program, a wait is a real one and the
//! clock goes on as the real one does; a server that waits for clients, and connections from the program to itself,
//! bring nothing that is not there already, so they do not hold the clock.

use crate::event_loop::choice::{Readiness, Real, Schedule};
use mio::event::Source;
use mio::{Interest, Waker};
use rustix::event::PollFd;
use std::io;
use std::os::fd::{AsFd, AsRawFd, RawFd};
use std::sync::Arc;
use std::time::Duration;

/// Where the clock of the calendar starts: 2026-01-01 00:00 UTC, in every run.
const WALL_START: i64 = 1_767_225_600_000_000_000;
/// Where the monotonic clock starts. Not at zero, which programs take for "never".
const START: u64 = 1_000_000_000_000;
/// How long data that the program sends to itself may be on its way.
const TRANSIT: Duration = Duration::from_millis(2);

/// The real descriptors and random bytes, a virtual clock.
#[derive(Default)]
pub struct Virtual {
    real: Real,
    /// How far the clock has gone, in nanoseconds.
    gone: u64,
    /// May a descriptor bring something from outside the program?
    outside: bool,
    /// Does the program send data to itself?
    inside: bool,
}

impl Virtual {
    fn advance(&mut self, duration: Duration) {
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        self.gone = self.gone.saturating_add(nanoseconds).min(i64::MAX as u64 / 2);
    }

    /// Waits for real with `wait`, and lets the clock go on as much, no longer than `timeout`.
    fn really<T>(&mut self, timeout: Option<Duration>, wait: impl FnOnce(&mut Real) -> T) -> T {
        let before = self.real.monotonic();
        let result = wait(&mut self.real);
        let passed = Duration::from_nanos(self.real.monotonic().saturating_sub(before));
        self.advance(timeout.map_or(passed, |t| passed.min(t)));
        result
    }
}

impl Schedule for Virtual {
    fn monotonic(&mut self) -> u64 {
        START + self.gone
    }

    fn wall(&mut self) -> i64 {
        WALL_START + self.gone as i64
    }

    fn cpu(&mut self) -> u64 {
        self.real.cpu()
    }

    fn sleep(&mut self, duration: Duration) {
        self.advance(duration);
    }

    fn wait(&mut self, fds: &mut [PollFd], timeout: Option<Duration>) -> io::Result<usize> {
        let own = self.real.poll_descriptor();
        let others = fds.iter().any(|fd| Some(fd.as_fd().as_raw_fd()) != own);
        match timeout {
            Some(time) if time.is_zero() => self.real.wait(fds, timeout),
            None if !others && !self.outside => self.real.wait(fds, timeout),
            Some(time) if !others && !self.outside => {
                let ready = self.real.wait(fds, Some(if self.inside { TRANSIT.min(time) } else { Duration::ZERO }))?;
                if ready == 0 {
                    self.advance(time);
                }
                Ok(ready)
            }
            _ => self.really(timeout, |real| real.wait(fds, timeout)),
        }
    }

    fn poll(&mut self, timeout: Option<Duration>, ready: &mut Vec<Readiness>) -> io::Result<()> {
        let time = match timeout {
            Some(time) if !time.is_zero() && !self.outside => time,
            None if self.outside => return self.really(timeout, |real| real.poll(timeout, ready)),
            Some(time) if !time.is_zero() => return self.really(timeout, |real| real.poll(timeout, ready)),
            _ => return self.real.poll(timeout, ready),
        };
        let before = ready.len();
        self.real.poll(Some(if self.inside { TRANSIT.min(time) } else { Duration::ZERO }), ready)?;
        if ready.len() == before && !crate::event_loop::signal::pending() {
            self.advance(time);
        }
        Ok(())
    }

    fn register(&mut self, source: &mut dyn Source, token: usize, interest: Interest) -> io::Result<()> {
        self.real.register(source, token, interest)
    }

    fn reregister(&mut self, source: &mut dyn Source, token: usize, interest: Interest) -> io::Result<()> {
        self.real.reregister(source, token, interest)
    }

    fn deregister(&mut self, source: &mut dyn Source) -> io::Result<()> {
        self.real.deregister(source)
    }

    fn stands_still(&self) -> bool {
        true
    }

    fn waker(&mut self) -> io::Result<Arc<Waker>> {
        self.real.waker()
    }

    fn poll_descriptor(&mut self) -> Option<RawFd> {
        self.real.poll_descriptor()
    }

    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.real.random(bytes)
    }

    fn is_virtual(&self) -> bool {
        true
    }

    fn expect(&mut self, outside: bool, inside: bool) {
        (self.outside, self.inside) = (outside, inside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_takes_no_time() -> io::Result<()> {
        let mut time = Virtual::default();
        let hour = Duration::from_secs(3600);
        time.sleep(hour);
        time.poll(Some(hour), &mut Vec::new())?;
        time.wait(&mut [], Some(hour))?;
        assert_eq!(time.monotonic(), START + 3 * 3_600_000_000_000);
        assert_eq!(time.wall(), WALL_START + 3 * 3_600_000_000_000);
        Ok(())
    }
}
