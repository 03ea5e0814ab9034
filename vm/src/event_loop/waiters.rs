//! Queues of futures that tasks wait on: what locks, events, conditions, semaphores and queues are made of.
//!
//! A waiter stays in line, woken or not, until its task takes it out. That takes the same time wherever it stands:
//! thousands of tasks may give up in any order.

use crate::event_loop::future::Future;
use crate::heap::{self, Interior, Kind, Slot, Visitor};
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::list::List;
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, method};
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::collections::VecDeque;

/// Futures in the order they came.
#[derive(Default)]
pub struct Waiters {
    line: Interior<Line>,
    /// The identity of the task that holds the lock, for reports; it may be gone by now.
    holder: Cell<u64>,
    /// The loop in which the owner is known to be waited for; unset before the first wait.
    event_loop: Slot,
}

#[derive(Default)]
struct Line {
    /// Unset where one was taken out of the middle.
    futures: VecDeque<Value>,
    /// Those that are not unset.
    len: usize,
    /// How many have left at the front since the beginning: the number of the first.
    first: u64,
    /// The number of each future by its identity; kept only while the line is long.
    numbers: FxHashMap<u64, u64>,
    /// The number of the first that may not be done yet: many can be woken before the first of them leaves.
    pending: u64,
}

/// From here on a future in the middle is found by its number instead of by looking.
const LONG: usize = 16;

impl ForeignData for Waiters {
    fn trace(&self, visit: &mut Visitor) {
        visit(self.event_loop.peek());
        self.line.borrow().futures.iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.line.replace(Line::default()));
        drop(self.event_loop.take());
    }
}

impl Line {
    fn push(&mut self, future: Value) {
        if self.futures.len() == LONG && self.numbers.is_empty() {
            self.numbers = self.futures.iter().zip(self.first..).map(|(f, n)| (f.bits(), n)).collect();
        }
        if !self.numbers.is_empty() {
            self.numbers.insert(future.bits(), self.first + self.futures.len() as u64);
        }
        self.futures.push_back(future);
        self.len += 1;
    }

    /// Takes a future out; unset if it is not there.
    #[must_use]
    fn take(&mut self, future: &Value) -> Value {
        let at = match self.futures.front() {
            Some(front) if front.is(future) => Some(0),
            _ if self.numbers.is_empty() => self.futures.iter().position(|f| f.is(future)),
            _ => self.numbers.get(&future.bits()).map(|n| (n - self.first) as usize),
        };
        let Some(taken) = at.and_then(|at| self.futures.get_mut(at)).map(std::mem::take) else {
            return Value::UNSET;
        };
        if taken.is_unset() {
            return taken;
        }
        self.len -= 1;
        self.numbers.remove(&taken.bits());
        while self.futures.front().is_some_and(Value::is_unset) {
            self.futures.pop_front();
            self.first += 1;
        }
        if self.futures.len() < LONG / 2 && !self.numbers.is_empty() {
            self.numbers.clear();
        }
        taken
    }
}

impl Waiters {
    /// An empty line.
    pub fn value(vm: &mut Vm) -> Value {
        let class = vm.types.native_class(&SPEC);
        Foreign::new(class, Waiters::default()).into_value()
    }

    /// The waiters that a value is.
    #[inline]
    pub fn of(value: &Value) -> Option<&Waiters> {
        value.foreign()
    }

    /// Is there one that was not cancelled?
    #[inline]
    pub fn any_waits(&self) -> bool {
        // What a program has put there instead of a future waits, unless `any_waits_asking` finds out better.
        self.line.borrow().futures.iter().any(|f| !f.is_unset() && f.get::<Future>().is_none_or(|f| !f.is_cancelled()))
    }

    /// As [`Waiters::any_waits`]; what a program has put into the line is asked too, whatever it is.
    ///
    /// # Errors
    /// Those of its method `cancelled`.
    pub fn any_waits_asking(&self, vm: &mut Vm) -> Res<bool> {
        for waiter in self.all() {
            let cancelled = match waiter.get::<Future>() {
                Some(future) => future.is_cancelled(),
                None => {
                    let answer = vm.call_method(&waiter, "cancelled", &[])?;
                    vm.truth(&answer)?
                }
            };
            if !cancelled {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Has nobody ever stood in this line?
    pub fn is_new(&self) -> bool {
        let line = self.line.borrow();
        line.first == 0 && line.futures.is_empty()
    }

    /// All in the line.
    fn all(&self) -> Vec<Value> {
        self.line.borrow().futures.iter().filter(|f| !f.is_unset()).cloned().collect()
    }

    /// Puts a future that somebody else made last in line.
    pub fn append(&self, future: Value) {
        self.line.borrow_mut().push(future);
    }

    /// The first that is not done.
    fn first_pending(&self) -> Option<Value> {
        let mut line = self.line.borrow_mut();
        let start = line.pending.saturating_sub(line.first) as usize;
        let found = line.futures.iter().skip(start).position(|f| f.get::<Future>().is_some_and(|f| !f.is_done()));
        let at = found.map_or(line.futures.len(), |at| start + at);
        line.pending = line.first + at as u64;
        line.futures.get(at).cloned()
    }

    /// A new future of the loop, last in line.
    pub fn add(&self, vm: &mut Vm, event_loop: &Value) -> Res {
        let future = vm.new_future(event_loop)?;
        self.line.borrow_mut().push(future.clone());
        Ok(future)
    }

    /// A new future of the running loop, last in line. `_get_loop` of the owner, a lock or its like, says which loop
    /// that is at the first wait, and complains of another loop later.
    pub fn join(&self, vm: &mut Vm, owner: &Value) -> Res {
        let running = vm.loops.running.clone();
        if !running.is_unset() && self.event_loop.peek().is(&running) {
            return self.add(vm, &running);
        }
        let own = vm.call_method(owner, "_get_loop", &[])?;
        self.event_loop.set(own.clone());
        self.add(vm, &own)
    }

    /// Takes a future out; was it there?
    pub fn remove(&self, future: &Value) -> bool {
        !self.line.borrow_mut().take(future).is_unset()
    }

    /// Gives the first that is not done its result; was there one?
    pub fn wake(&self, vm: &mut Vm, result: &Value) -> Res<bool> {
        let Some(future) = self.first_pending() else { return Ok(false) };
        set_result(vm, &future, result)?;
        Ok(true)
    }

    /// If the very first is not done it is given its result.
    pub fn wake_first(&self, vm: &mut Vm, result: &Value) -> Res<()> {
        let first = self.line.borrow().futures.front().cloned().unwrap_or_default();
        if first.get::<Future>().is_some_and(|f| !f.is_done()) {
            set_result(vm, &first, result)?;
        }
        Ok(())
    }

    /// Gives all that are not done their result.
    pub fn wake_all(&self, vm: &mut Vm, result: &Value) -> Res<()> {
        while self.wake(vm, result)? {}
        Ok(())
    }

    /// The current task has taken the lock.
    #[inline]
    pub fn hold(&self, vm: &Vm) {
        self.holder.set(vm.loops.task.bits());
    }
}

fn this(args: &[Value]) -> &Waiters {
    match args.first().and_then(Waiters::of) {
        Some(waiters) => waiters,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

fn set_result(vm: &mut Vm, future: &Value, result: &Value) -> Res<()> {
    match future.get::<Future>() {
        Some(body) => body.set_result(vm, future, result.clone()),
        None => Ok(()),
    }
}

/// Takes futures out of the line `waiters` from the first on until one is found that is not done; gives that its
/// result. False: there was none, or `waiters` is none.
///
/// # Errors
/// Those of the loop, which has to run what waits for the future.
pub fn wake_next(vm: &mut Vm, waiters: &Value, result: &Value) -> Res<bool> {
    let Some(waiters) = waiters.foreign::<Waiters>() else { return Ok(false) };
    loop {
        let first = waiters.line.borrow().futures.front().cloned().unwrap_or_default();
        if first.is_unset() {
            return Ok(false);
        }
        drop(waiters.line.borrow_mut().take(&first));
        if first.get::<Future>().is_some_and(|f| !f.is_done()) {
            set_result(vm, &first, result)?;
            return Ok(true);
        }
    }
}

/// The class `_asyncio._Waiters`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "_asyncio._Waiters",
    doc: "Futures that tasks wait on, first come, first served: a deque from whose middle a future leaves at once.",
    constructor: Some(&function!("_Waiters()", |vm, _| Ok(Waiters::value(vm)))),
    methods: &[
        method!("_join(self, owner, /)", |vm, args| this(args).join(vm, &args[1])),
        method!("_wake(self, result, /)", |vm, args| Ok(this(args).wake(vm, &args[1])?.into())),
        // Takes futures out from the first on until one is found that is not done; gives that its result.
        method!("_wake_next(self, result, /)", |vm, args| Ok(wake_next(vm, &args[0], &args[1])?.into())),
        // Takes a future out, if it is there.
        method!("_take_out(self, future, /)", |_, args| Ok(this(args).remove(&args[1]).into())),
        // The task that took the lock last, if it is not done.
        method!("_holder(self, /)", |_, args| {
            let bits = this(args).holder.get();
            let mut tasks = heap::live_objects(Kind::Future).into_iter().chain(heap::live_objects(Kind::Instance));
            Ok(tasks
                .find(|t| t.bits() == bits && t.get::<Future>().is_some_and(|f| !f.is_done()))
                .unwrap_or(Value::NONE))
        }),
        // To programs the line is a deque.
        method!("append(self, future, /)", |_, args| {
            this(args).append(args[1].clone());
            Ok(Value::NONE)
        }),
        method!("extend(self, futures, /)", |vm, args| {
            for future in vm.collect(&args[1])? {
                this(args).append(future);
            }
            Ok(Value::NONE)
        }),
        method!("remove(self, future, /)", |vm, args| match this(args).remove(&args[1]) {
            true => Ok(Value::NONE),
            false => Err(vm.error(Exc::ValueError, "deque.remove(x): x not in deque")),
        }),
        method!("popleft(self, /)", |vm, args| match this(args).all().first() {
            Some(first) => Ok(this(args).line.borrow_mut().take(first)),
            None => Err(vm.error(Exc::IndexError, "pop from an empty deque")),
        }),
        method!("clear(self, /)", |_, args| {
            for future in this(args).all() {
                this(args).remove(&future);
            }
            Ok(Value::NONE)
        }),
        method!("__len__(self, /)", |_, args| Ok(Value::from(this(args).line.borrow().len))),
        method!("__iter__(self, /)", |vm, args| vm.iter(&List::value(this(args).all()))),
        method!("__getitem__(self, index, /)", |vm, args| vm.get_item(&List::value(this(args).all()), &args[1])),
        method!("__eq__(self, other, /)", |vm, args| {
            let other = match Waiters::of(&args[1]) {
                Some(other) => other.all(),
                None if vm.class_of(&args[1]).name_text() == "deque" => vm.collect(&args[1])?,
                None => return Ok(Value::NOT_IMPLEMENTED),
            };
            let (own, other) = (List::value(this(args).all()), List::value(other));
            Ok(vm.eq(&own, &other)?.into())
        }),
        method!("__repr__(self, /)", |vm, args| {
            let items = vm.repr(&List::value(this(args).all()))?;
            Ok(Str::value(&format!("deque({items})")))
        }),
    ],
    flags: flag::FINAL,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_future_can_leave_a_long_line() {
        let futures: Vec<Value> = (0..100).map(|_| Future::new(Value::UNSET).into_value()).collect();
        let mut line = Line::default();
        futures.iter().for_each(|f| line.push(f.clone()));
        for i in (1..100).step_by(2).chain((0..100).step_by(4)) {
            assert!(line.take(&futures[i]).is(&futures[i]), "{i}");
            assert!(line.take(&futures[i]).is_unset(), "{i}");
        }
        assert_eq!(line.len, 25);
        for i in (2..100).step_by(4) {
            assert!(line.take(&futures[i]).is(&futures[i]), "{i}");
        }
        assert_eq!((line.len, line.futures.len(), line.numbers.len()), (0, 0, 0));
    }

    #[test]
    fn a_line_that_grows_and_shrinks_loses_nobody() {
        let mut line = Line::default();
        let mut waiting: VecDeque<Value> = VecDeque::new();
        for round in 0..200usize {
            for _ in 0..round % 23 {
                let future = Future::new(Value::UNSET).into_value();
                line.push(future.clone());
                waiting.push_back(future);
            }
            for _ in 0..(round * 7) % 25 {
                let Some(future) = waiting.remove(round % waiting.len().max(1)) else { break };
                assert!(line.take(&future).is(&future));
            }
            assert_eq!(line.len, waiting.len());
        }
    }
}
