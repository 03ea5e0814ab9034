//! Timers: a binary heap by due time.
//!
//! The heap moves its entries exactly as Python's `heapq` does, because that decides the order of timers that are due
//! at the same time. Those with equal delays are, where the clock stands still while the program runs; they come in the
//! order in which they were made, as on a clock that goes on. Cancelled timers stay until they reach the top or until
//! they are more than half of all.

use crate::event_loop::future::Future;
use crate::event_loop::handle::Handle;
use crate::heap::Visitor;
use crate::value::Value;

/// When something is due, in seconds of the loop's clock, and what: a [`Handle`], or a [`Future`] to be given its
/// result.
pub(crate) struct Timer {
    pub when: f64,
    /// Which of those that are due at the same time comes first: the lower; if equal, `heapq` decides.
    pub turn: u64,
    pub target: Value,
}

impl Timer {
    /// Has it become pointless: the handle cancelled, the future done?
    fn is_cancelled(&self) -> bool {
        match self.target.exact::<Handle>() {
            Some(handle) => handle.is_cancelled(),
            None => self.target.exact::<Future>().is_none_or(|f| f.is_done()),
        }
    }

    /// Not of a NaN, which `heapq` leaves where it is.
    fn comes_before(&self, other: &Timer) -> bool {
        self.when < other.when || self.when == other.when && self.turn < other.turn
    }
}

/// The timers of a loop.
#[derive(Default)]
pub(crate) struct Timers {
    heap: Vec<Timer>,
    /// How many are cancelled, at least.
    cancelled: usize,
    /// How many were made to come in turn.
    in_turn: u64,
}

/// Below this many timers cancelled ones are not swept.
const SWEEP_FROM: usize = 100;

impl Timers {
    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// Adds a timer. `in_turn`: after those due at the same time that were added so before.
    pub fn push(&mut self, when: f64, target: Value, in_turn: bool) {
        self.in_turn += u64::from(in_turn);
        self.heap.push(Timer { when, turn: if in_turn { self.in_turn } else { 0 }, target });
        self.rise(0, self.heap.len() - 1);
    }

    /// One more timer has been cancelled.
    pub fn note_cancelled(&mut self) {
        self.cancelled += 1;
    }

    /// Removes cancelled timers: all if they are many, else those at the top. Returns them, to be dropped when the
    /// heap is not borrowed.
    #[must_use]
    pub fn sweep(&mut self) -> Vec<Timer> {
        let mut removed = Vec::new();
        if self.cancelled == 0 {
            return removed;
        }
        if self.heap.len() > SWEEP_FROM && self.cancelled * 2 > self.heap.len() {
            for timer in std::mem::take(&mut self.heap) {
                if timer.is_cancelled() { removed.push(timer) } else { self.heap.push(timer) }
            }
            for at in (0..self.heap.len() / 2).rev() {
                self.sink(at);
            }
            self.cancelled = 0;
            return removed;
        }
        while self.heap.first().is_some_and(Timer::is_cancelled) {
            removed.extend(self.pop());
            self.cancelled = self.cancelled.saturating_sub(1);
        }
        removed
    }

    /// What the timers are for, in the order of the heap.
    pub fn targets(&self) -> Vec<Value> {
        self.heap.iter().map(|t| t.target.clone()).collect()
    }

    /// How many are cancelled, at least.
    pub fn cancelled(&self) -> usize {
        self.cancelled
    }

    /// When the next one is due.
    pub fn next_due(&self) -> Option<f64> {
        self.heap.first().map(|t| t.when)
    }

    /// When `target` is due, if it is among the timers.
    pub fn when_due(&self, target: &Value) -> Option<f64> {
        self.heap.iter().find(|t| t.target.is(target)).map(|t| t.when)
    }

    /// Removes the next timer if it is due before `end`.
    pub fn pop_before(&mut self, end: f64) -> Option<Timer> {
        if self.heap.first()?.when >= end {
            return None;
        }
        let timer = self.pop()?;
        if timer.is_cancelled() {
            self.cancelled = self.cancelled.saturating_sub(1);
        }
        Some(timer)
    }

    fn pop(&mut self) -> Option<Timer> {
        let last = self.heap.pop()?;
        match self.heap.first_mut() {
            Some(top) => {
                let top = std::mem::replace(top, last);
                self.sink(0);
                Some(top)
            }
            None => Some(last),
        }
    }

    /// Moves the entry at `at` towards the top, not above `start`, until its parent is not due later.
    fn rise(&mut self, start: usize, mut at: usize) {
        while at > start {
            let parent = (at - 1) / 2;
            if !self.heap[at].comes_before(&self.heap[parent]) {
                break;
            }
            self.heap.swap(at, parent);
            at = parent;
        }
    }

    /// Moves the entry at `at` down along the smaller children to a leaf, then up to its place.
    fn sink(&mut self, at: usize) {
        let (start, end) = (at, self.heap.len());
        let mut at = at;
        loop {
            let left = 2 * at + 1;
            if left >= end {
                break;
            }
            let right = left + 1;
            let left_first = self.heap.get(right).is_none_or(|right| self.heap[left].comes_before(right));
            let smaller = if left_first { left } else { right };
            self.heap.swap(at, smaller);
            at = smaller;
        }
        self.rise(start, at);
    }

    /// All of them, to be dropped when the heap is not borrowed.
    #[must_use]
    pub fn take_all(&mut self) -> Vec<Timer> {
        self.cancelled = 0;
        std::mem::take(&mut self.heap)
    }

    pub fn trace(&self, visit: &mut Visitor) {
        self.heap.iter().for_each(|t| visit(&t.target));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timers(whens: &[f64], in_turn: bool) -> Timers {
        let mut timers = Timers::default();
        for (i, &when) in whens.iter().enumerate() {
            timers.push(when, Value::from(i), in_turn);
        }
        timers
    }

    fn order(mut timers: Timers) -> Vec<i64> {
        std::iter::from_fn(|| timers.pop()).filter_map(|t| t.target.as_small_int()).collect()
    }

    #[test]
    fn timers_come_by_due_time() {
        assert_eq!(order(timers(&[5.0, 1.0, 4.0, 2.0, 3.0], false)), [1, 3, 4, 2, 0]);
    }

    #[test]
    fn equal_timers_come_in_the_order_of_heapq() {
        // [heapq.heappop(h) for _ in range(6)] of six handles with the same time, pushed in order, gives this.
        assert_eq!(order(timers(&[1.0; 6], false)), [0, 2, 5, 4, 1, 3]);
    }

    #[test]
    fn equal_timers_may_come_in_turn() {
        assert_eq!(order(timers(&[2.0, 1.0, 1.0, 2.0, 1.0, 1.0], true)), [1, 2, 4, 5, 0, 3]);
    }

    #[test]
    fn only_due_timers_are_taken() {
        let mut timers = timers(&[1.0, 2.0], false);
        assert_eq!(timers.pop_before(1.5).map(|t| t.when), Some(1.0));
        assert!(timers.pop_before(1.5).is_none());
        assert_eq!(timers.next_due(), Some(2.0));
    }
}
