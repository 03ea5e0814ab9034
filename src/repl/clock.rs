//! The clock of a session, which `:time` switches: the real one, or one that jumps over waits and stands still while
//! the prompt waits.

use mio::event::Source;
use mio::{Interest, Waker};
use rondo_vm::event_loop::choice::{Readiness, Real, Schedule};
use rondo_vm::event_loop::virtual_time::Virtual;
use rustix::event::PollFd;
use std::cell::Cell;
use std::io;
use std::os::fd::RawFd;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

/// What the session and its clock share.
#[derive(Debug, Default)]
pub struct Switch {
    /// Does the clock jump over waits?
    pub virtual_time: Cell<bool>,
    /// Does the prompt wait? A virtual clock stands still then.
    pub at_prompt: Cell<bool>,
}

/// A schedule with two clocks. Deadlines survive the change from one to the other.
pub struct Clock {
    switch: Rc<Switch>,
    /// The descriptors are its in both modes.
    virtual_: Virtual,
    real: Real,
    /// Which clock is in force.
    is_virtual: bool,
    /// What is to be added to the clock in force, in nanoseconds.
    offset: i64,
    /// What is to be added to the calendar of the virtual clock.
    calendar: i64,
}

impl Clock {
    /// A clock that obeys `switch`.
    pub fn new(switch: Rc<Switch>) -> Clock {
        let (virtual_, real) = (Virtual::default(), Real::default());
        Clock { switch, virtual_, real, is_virtual: false, offset: 0, calendar: 0 }
    }

    /// Changes the clock if that was asked for.
    fn settle(&mut self) {
        let wanted = self.switch.virtual_time.get();
        if wanted == self.is_virtual {
            return;
        }
        let now = self.bare() + self.offset;
        if !wanted {
            self.calendar += self.virtual_.wall();
        }
        self.is_virtual = wanted;
        self.offset = now - self.bare();
        if wanted {
            // The calendar goes on where the virtual clock was left: real time that passed does not count.
            let start = Virtual::default().wall();
            self.calendar = if self.calendar == 0 { start } else { self.calendar } - self.virtual_.wall();
        }
    }

    /// The clock in force, as it is by itself.
    fn bare(&mut self) -> i64 {
        if self.is_virtual { self.virtual_.monotonic() as i64 } else { self.real.monotonic() as i64 }
    }

    fn is_held(&self) -> bool {
        self.is_virtual && self.switch.at_prompt.get()
    }
}

impl Schedule for Clock {
    fn monotonic(&mut self) -> u64 {
        self.settle();
        (self.bare() + self.offset).max(0) as u64
    }

    fn wall(&mut self) -> i64 {
        self.settle();
        if self.is_virtual { self.virtual_.wall() + self.calendar } else { self.real.wall() }
    }

    fn cpu(&mut self) -> u64 {
        self.real.cpu()
    }

    fn sleep(&mut self, duration: Duration) {
        self.settle();
        if self.is_virtual { self.virtual_.sleep(duration) } else { self.real.sleep(duration) }
    }

    fn wait(&mut self, fds: &mut [PollFd], timeout: Option<Duration>) -> io::Result<usize> {
        self.settle();
        match timeout {
            Some(time) if self.is_held() && !time.is_zero() => self.real.wait(fds, None),
            None if self.is_held() => self.real.wait(fds, None),
            _ if self.is_virtual => self.virtual_.wait(fds, timeout),
            _ => self.real.wait(fds, timeout),
        }
    }

    fn poll(&mut self, timeout: Option<Duration>, ready: &mut Vec<Readiness>) -> io::Result<()> {
        self.settle();
        if !self.is_virtual {
            // Its waits are real ones then.
            self.virtual_.expect(true, false);
        }
        self.virtual_.poll(timeout, ready)
    }

    fn register(&mut self, source: &mut dyn Source, token: usize, interest: Interest) -> io::Result<()> {
        self.virtual_.register(source, token, interest)
    }

    fn reregister(&mut self, source: &mut dyn Source, token: usize, interest: Interest) -> io::Result<()> {
        self.virtual_.reregister(source, token, interest)
    }

    fn deregister(&mut self, source: &mut dyn Source) -> io::Result<()> {
        self.virtual_.deregister(source)
    }

    fn stands_still(&self) -> bool {
        self.is_virtual
    }

    fn waker(&mut self) -> io::Result<Arc<Waker>> {
        self.virtual_.waker()
    }

    fn poll_descriptor(&mut self) -> Option<RawFd> {
        self.virtual_.poll_descriptor()
    }

    fn is_virtual(&self) -> bool {
        self.switch.virtual_time.get()
    }

    fn expect(&mut self, outside: bool, inside: bool) {
        self.virtual_.expect(outside, inside);
    }

    fn random(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.real.random(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_survive_a_change_of_clocks() {
        let switch = Rc::new(Switch::default());
        let mut clock = Clock::new(switch.clone());
        let start = clock.monotonic();
        switch.virtual_time.set(true);
        let (wall, hour) = (clock.wall(), Duration::from_secs(3600));
        clock.sleep(hour);
        assert_eq!(clock.wall() - wall, 3_600_000_000_000);
        let later = clock.monotonic();
        assert!(later - start >= 3_600_000_000_000 && later - start < 3_700_000_000_000);
        switch.virtual_time.set(false);
        assert!(clock.monotonic() >= later && clock.monotonic() - later < 100_000_000_000);
        switch.virtual_time.set(true);
        assert_eq!(clock.wall() - wall, 3_600_000_000_000);
    }
}
