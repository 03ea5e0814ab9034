//! `os.fork`: this process twice. In the child only the thread that called goes on, as its main one.
//!
//! Threads of the system that help the VM, clocks and lookups of names, are not in the child: what they did is started
//! again when it is next needed. The child waits with a poll of its own, which watches what the parent's does.

use super::{CLOCK, COUNT, Threads};
use crate::event_loop::{net, poll, watch};
use crate::heap::system;
use crate::value::Value;
use crate::vm::Vm;
use nix::unistd::ForkResult;
use std::io;
use std::sync::atomic::Ordering;

impl Vm {
    /// Makes a child process that goes on here as this one does. Returns its number, and `None` in the child itself.
    ///
    /// # Errors
    /// Those of `fork(2)`.
    pub fn fork(&mut self) -> io::Result<Option<i32>> {
        // SAFETY: the child may do what this process may: of the threads of the system that are not in it none holds a
        // lock that is waited for, as this one holds that of the allocator, and the C library those of its own.
        let forked = system::with_store(|| unsafe { nix::unistd::fork() })?;
        if let ForkResult::Parent { child } = forked {
            return Ok(Some(child.as_raw()));
        }
        self.threads.leave_others();
        watch::forget();
        self.schedule.after_fork();
        poll::watch_anew(self);
        self.loops.lookups = net::Lookups::default();
        self.loops.running = Value::UNSET;
        self.loops.task = Value::UNSET;
        Ok(None)
    }
}

impl Threads {
    /// Forgets the threads that do not run: they are the parent's. The main one stays where it is, as the scheduler runs
    /// on its stack, but never runs again.
    fn leave_others(&mut self) {
        let mut index = 0;
        let running = self.list[self.current].id;
        self.list.retain_mut(|thread| {
            index += 1;
            if index == 1 || thread.id == running {
                return true;
            }
            // Nothing may run to unwind its stack.
            std::mem::forget(thread.routine.take());
            false
        });
        self.runnable.clear();
        self.signal_for_main = false;
        COUNT.store(self.list.len() - 1, Ordering::Relaxed);
        CLOCK.store(false, Ordering::Relaxed);
        if self.current != 0 {
            self.current = 1;
            self.main = 1;
            self.list[0].wait = None;
            self.list[0].saved.frame = std::ptr::null_mut();
        }
    }
}
