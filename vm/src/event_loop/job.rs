//! Blocking work, `run_in_executor` and `to_thread`: jobs that the loop calls in the VM's one thread.
//!
//! While a job sleeps the loop runs, on top of it, so that other tasks and other jobs go on. A job that is under
//! another one on the stack ends after it.

use crate::event_loop::{EventLoop, turn};
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::time::Duration;

/// What a loop looks at while it runs, set aside.
struct Surroundings {
    running: Value,
    task: Value,
    context: Value,
    job: Value,
}

fn exchange(vm: &mut Vm, with: Surroundings) -> Surroundings {
    let loops = &mut vm.loops;
    Surroundings {
        running: std::mem::replace(&mut loops.running, with.running),
        task: std::mem::replace(&mut loops.task, with.task),
        context: std::mem::replace(&mut loops.context, with.context),
        job: std::mem::replace(&mut loops.job, with.job),
    }
}

/// Calls `work()` as a job of the running loop. Like code in another thread, it sees no running loop.
///
/// # Errors
/// What `work` raises.
pub(crate) fn run(vm: &mut Vm, work: &Value) -> Res {
    let (job, context) = (vm.loops.running.clone(), vm.copy_context());
    let outer = exchange(vm, Surroundings { running: Value::UNSET, task: Value::UNSET, context, job });
    let result = vm.call(work, &[]);
    exchange(vm, outer);
    result
}

impl Vm {
    /// `time.sleep`: blocks for `duration`, less if a signal's handler raises. The loop of a job goes on meanwhile.
    ///
    /// # Errors
    /// What a signal's handler raises, or what ends the loop.
    pub fn block_for(&mut self, duration: Duration) -> Res<()> {
        let end = self.loop_time() + duration.as_secs_f64();
        let this = self.loops.job.clone();
        let Some(event_loop) = this.get::<EventLoop>() else { return self.sleep_until(end) };
        let inner =
            Surroundings { running: this.clone(), task: Value::UNSET, context: Value::UNSET, job: Value::UNSET };
        let outer = exchange(self, inner);
        let mut result = Ok(());
        while result.is_ok() && !event_loop.stopping.get() && self.loop_time() < end {
            result = turn(self, event_loop, Some(end));
        }
        exchange(self, outer);
        result?;
        self.sleep_until(end)
    }

    fn sleep_until(&mut self, end: f64) -> Res<()> {
        loop {
            let left = end - self.loop_time();
            if left <= 0.0 {
                return self.check_signals();
            }
            self.schedule.sleep(Duration::from_secs_f64(left));
            self.check_signals()?;
        }
    }
}
