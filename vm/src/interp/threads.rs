//! Threads of the language: each runs on a stack of its own, all in the VM's one system thread.
//!
//! Exactly one runs at a time; another one goes on where the running one blocks, ends, or has had its time slice. All
//! natives that wait do so in [`Vm::park`], so that only a program whose every thread waits makes the system wait, for
//! all their descriptors and deadlines at once. Where nothing can end any of the waits, the main thread is told.
//!
//! The scheduler runs on the main thread's stack: a thread that stops running switches there, never to its like.

mod fork;

use super::trace::Tracing;
use crate::code::Flags;
use crate::event_loop::DEADLOCK;
use crate::frame::Frame;
use crate::heap::Gc;
use crate::object::exception::{Exc, Exception};
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult, Yielder};
use rustix::event::{PollFd, PollFlags};
use std::cell::Cell;
use std::collections::VecDeque;
use std::io;
use std::os::fd::BorrowedFd;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// What a thread reserves for its stack; pages are taken when they are touched.
const STACK: usize = 64 << 20;
/// How deep natives may nest in a thread other than the main one.
const NATIVE_DEPTH: u32 = 1_000 * crate::vm::NATIVE_LEVEL;
/// Stacks of ended threads that are kept for the next ones.
const SPARE_STACKS: usize = 16;
/// A thread runs no longer than this while others could: CPython's `sys.getswitchinterval()`.
const TIME_SLICE: Duration = Duration::from_millis(5);
/// While there is something to run, descriptors and deadlines are looked at this often, in nanoseconds.
const LOOK_EVERY: u64 = 500_000;

/// The running thread's time slice is over.
static SLICE_OVER: AtomicBool = AtomicBool::new(false);
/// How many threads other than main ones there are in the process: the clock of slices runs while there are any.
static COUNT: AtomicUsize = AtomicUsize::new(0);
/// Has the clock of slices been started?
static CLOCK: AtomicBool = AtomicBool::new(false);

/// Why a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Somebody called [`Vm::unpark`].
    Told,
    /// A descriptor is ready, or the loops' poll has something to say.
    Ready,
    /// The deadline has passed.
    Late,
    /// A signal came; only the main thread is told.
    Signal,
    /// No thread can ever go on; only the main thread is told.
    Deadlock,
}

/// A thread, for [`Vm::unpark`]. Numbers are not used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ThreadId(u64);

impl ThreadId {
    /// The number of the thread: 0 for the main one, then in the order in which they were started.
    pub fn number(self) -> u64 {
        self.0
    }

    /// What `threading.get_ident()` says.
    pub fn ident(self) -> i64 {
        0x7f00_0000_0000 + self.0 as i64 * 0x1000
    }
}

/// The threads of a VM.
pub(crate) struct Threads {
    list: Vec<Thread>,
    /// The index of the one that runs.
    current: usize,
    /// The index of the one that signals are for: 0, but in a child that another thread than the main one forked off.
    main: usize,
    /// Those that could run, in the order in which they became able to.
    runnable: VecDeque<ThreadId>,
    next_id: u64,
    /// Clock time of the next look at descriptors and deadlines.
    look_at: u64,
    /// A signal came while another thread ran.
    signal_for_main: bool,
    stacks: Vec<DefaultStack>,
    /// Where the VM was when the first thread was started; stacks refer to it.
    home: *mut Vm,
    /// A deadlock has been reported: the end of the program, which may run into it again, need not.
    pub(crate) deadlock_told: bool,
}

struct Thread {
    id: ThreadId,
    /// `None` for the main thread, and while the thread runs.
    routine: Option<Coroutine<(), (), ()>>,
    yielder: *const Yielder<(), ()>,
    saved: Surroundings,
    wait: Option<Wait>,
    woken: Woken,
    /// The name that reports show.
    name: Value,
    /// What `_thread._locals()` returns: it dies with the thread.
    locals: Value,
    /// By what the end of the program waits for the thread; unset if it does not.
    awaited: Value,
    /// Where the lock that the thread waits for says who has it; null if it waits for none.
    holder: *const Cell<Option<ThreadId>>,
}

/// What ends a thread's wait, besides being told.
struct Wait {
    deadline: Option<u64>,
    /// The descriptors, in the stack of the thread that waits.
    fds: *mut [PollFd<'static>],
    /// Does it wait for the poll of the event loops?
    polls: bool,
}

/// What the VM looks at while a thread runs, set aside while it does not.
struct Surroundings {
    frame: *mut Frame,
    raised: Value,
    raised_anew: bool,
    active_handlers: usize,
    depth: u32,
    async_generator_hooks: (Value, Value),
    running: Value,
    loop_: Value,
    task: Value,
    context: Value,
    tracing: Tracing,
}

impl Surroundings {
    /// Those of a thread that has not begun.
    fn new() -> Surroundings {
        Surroundings {
            frame: std::ptr::null_mut(),
            raised: Value::UNSET,
            raised_anew: false,
            active_handlers: 0,
            depth: crate::vm::MAX_NATIVE_DEPTH - NATIVE_DEPTH,
            async_generator_hooks: (Value::NONE, Value::NONE),
            running: Value::UNSET,
            loop_: Value::UNSET,
            task: Value::UNSET,
            context: Value::UNSET,
            tracing: Tracing::default(),
        }
    }
}

impl Default for Threads {
    fn default() -> Threads {
        Threads {
            list: vec![Thread::new(ThreadId(0))],
            current: 0,
            main: 0,
            runnable: VecDeque::new(),
            next_id: 1,
            look_at: 0,
            signal_for_main: false,
            stacks: Vec::new(),
            home: std::ptr::null_mut(),
            deadlock_told: false,
        }
    }
}

impl Thread {
    fn new(id: ThreadId) -> Thread {
        Thread {
            id,
            routine: None,
            yielder: std::ptr::null(),
            saved: Surroundings::new(),
            wait: None,
            woken: Woken::Told,
            name: Value::NONE,
            locals: Value::NONE,
            awaited: Value::UNSET,
            holder: std::ptr::null(),
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        for thread in &mut self.list {
            // A thread that the program left behind is never run again. Its stack cannot be unwound: it refers to a VM
            // that is going.
            std::mem::forget(thread.routine.take());
        }
        COUNT.fetch_sub(self.list.len() - 1, Ordering::Relaxed);
    }
}

impl Threads {
    /// Are there others than the main thread?
    #[inline]
    pub fn many(&self) -> bool {
        self.list.len() > 1
    }

    /// The trace and profile functions of the threads that do not run.
    pub fn tracing_of_others(&mut self) -> impl Iterator<Item = &mut Tracing> {
        let current = self.current;
        self.list
            .iter_mut()
            .enumerate()
            .filter(move |(i, _)| *i != current)
            .map(|(_, thread)| &mut thread.saved.tracing)
    }

    fn index(&self, id: ThreadId) -> Option<usize> {
        self.list.iter().position(|t| t.id == id)
    }

    /// Ends the wait of a thread; nothing happens to one that does not wait.
    fn wake(&mut self, index: usize, why: Woken) {
        let thread = &mut self.list[index];
        if thread.wait.take().is_some() {
            thread.woken = why;
            self.runnable.push_back(thread.id);
        }
    }
}

/// Is the running thread's time slice over? Then another one begins.
pub(crate) fn slice_over() -> bool {
    SLICE_OVER.load(Ordering::Relaxed) && SLICE_OVER.swap(false, Ordering::Relaxed)
}

/// Starts the clock that ends time slices by setting `interrupt`, which the interpreter looks at.
fn start_clock(interrupt: &'static AtomicBool) {
    if CLOCK.swap(true, Ordering::Relaxed) {
        return;
    }
    // Without it threads still switch wherever they wait.
    let _ = std::thread::Builder::new().name("slices".into()).stack_size(64 << 10).spawn(move || {
        crate::event_loop::signal::leave_to_others();
        loop {
            std::thread::sleep(if COUNT.load(Ordering::Relaxed) > 0 { TIME_SLICE } else { 10 * TIME_SLICE });
            if COUNT.load(Ordering::Relaxed) > 0 {
                SLICE_OVER.store(true, Ordering::Relaxed);
                interrupt.store(true, Ordering::Relaxed);
            }
        }
    });
}

impl Vm {
    /// The thread that runs.
    pub fn current_thread(&self) -> ThreadId {
        self.threads.list[self.threads.current].id
    }

    /// The threads that have a frame, with the innermost one of each.
    pub(crate) fn frames_of_threads(&self) -> Vec<(ThreadId, Gc<Frame>)> {
        let threads = &self.threads;
        let frame_of = |(i, thread): (usize, &Thread)| {
            let frame = if i == threads.current { self.frame } else { thread.saved.frame };
            // SAFETY: the frame that a thread runs, or has set aside, is alive.
            (!frame.is_null()).then(|| (thread.id, unsafe { super::share(frame) }))
        };
        threads.list.iter().enumerate().filter_map(frame_of).collect()
    }

    /// Does the main thread run?
    pub fn in_main_thread(&self) -> bool {
        self.threads.current == self.threads.main
    }

    /// How many threads there are, the main one included.
    pub fn thread_count(&self) -> usize {
        self.threads.list.len() - self.threads.main
    }

    /// The one that signals are for.
    pub fn main_thread(&self) -> ThreadId {
        self.threads.list[self.threads.main].id
    }

    /// Has the end of the program wait for a thread, by `handle`.
    pub fn await_thread(&mut self, id: ThreadId, handle: Value) {
        if let Some(index) = self.threads.index(id) {
            self.threads.list[index].awaited = handle;
        }
    }

    /// Takes the handle of the first thread that the end of the program waits for, other than the one that runs.
    pub fn take_awaited_thread(&mut self) -> Option<Value> {
        let current = self.threads.current;
        let others = self.threads.list.iter_mut().enumerate().filter(|(index, _)| *index != current);
        let awaited = others.map(|(_, thread)| &mut thread.awaited).find(|handle| !handle.is_unset())?;
        Some(std::mem::replace(awaited, Value::UNSET))
    }

    /// The value that belongs to the running thread and dies with it; `None` until it is set.
    pub fn thread_locals(&mut self) -> &mut Value {
        let current = self.threads.current;
        &mut self.threads.list[current].locals
    }

    /// The running thread's name, as reports show it; `None` until it is set.
    pub fn thread_name(&mut self) -> &mut Value {
        let current = self.threads.current;
        &mut self.threads.list[current].name
    }

    /// A new thread that runs `work`, when the present one waits or has had its time.
    ///
    /// # Errors
    /// RuntimeError if there is no memory for its stack.
    pub fn start_thread(&mut self, work: impl FnOnce(&mut Vm) + 'static) -> Res<ThreadId> {
        let stack = match self.threads.stacks.pop() {
            Some(stack) => stack,
            None => match DefaultStack::new(STACK) {
                Ok(stack) => stack,
                Err(_) => return Err(self.error(Exc::RuntimeError, "can't start new thread")),
            },
        };
        let home: *mut Vm = self;
        if self.threads.home.is_null() {
            self.threads.home = home;
        }
        let id = ThreadId(self.threads.next_id);
        let routine = Coroutine::with_stack(stack, move |yielder: &Yielder<(), ()>, ()| {
            // SAFETY: the VM is where it was when the thread was started, which `switch_to` checks, and nobody else
            // uses it while this stack runs.
            let vm = unsafe { &mut *home };
            let current = vm.threads.current;
            vm.threads.list[current].yielder = yielder;
            work(vm);
        });
        let tracing = Tracing::of_new_thread(self);
        let threads = &mut self.threads;
        threads.next_id += 1;
        let saved = Surroundings { tracing, ..Surroundings::new() };
        threads.list.push(Thread { routine: Some(routine), saved, ..Thread::new(id) });
        threads.runnable.push_back(id);
        COUNT.fetch_add(1, Ordering::Relaxed);
        start_clock(self.interrupt);
        Ok(id)
    }

    /// Ends the wait of a thread.
    pub fn unpark(&mut self, id: ThreadId) {
        if let Some(index) = self.threads.index(id) {
            self.threads.wake(index, Woken::Told);
        }
    }

    /// Ends the waits of all threads that wait for the poll of the event loops: a loop has been given work.
    pub(crate) fn unpark_loops(&mut self) {
        for index in 0..self.threads.list.len() {
            if self.threads.list[index].wait.as_ref().is_some_and(|w| w.polls) {
                self.threads.wake(index, Woken::Ready);
            }
        }
    }

    /// Waits until the thread is told, one of `fds` is ready, or the clock reaches `deadline`, in nanoseconds. Others
    /// run meanwhile. The caller calls `check_signals` after `Signal`, and fails after `Deadlock`.
    pub fn park(&mut self, fds: &mut [PollFd], deadline: Option<u64>) -> Woken {
        self.park_for(fds, deadline, false)
    }

    /// As [`Vm::park`]; `polls`: events of the loops' sources end the wait too.
    pub(crate) fn park_for(&mut self, fds: &mut [PollFd], deadline: Option<u64>, polls: bool) -> Woken {
        // The cast forgets the lifetime: the wait ends before the caller's borrow does.
        #[expect(clippy::unnecessary_cast)]
        let fds = std::ptr::from_mut(fds) as *mut [PollFd<'static>];
        let threads = &mut self.threads;
        threads.list[threads.current].wait = Some(Wait { deadline, fds, polls });
        self.leave();
        let threads = &self.threads;
        threads.list[threads.current].woken
    }

    /// Lets other threads run that can.
    pub fn yield_to_threads(&mut self) {
        if !self.threads.many() {
            return;
        }
        if self.threads.runnable.is_empty() {
            self.look(false);
        }
        if self.threads.runnable.is_empty() {
            return;
        }
        let id = self.current_thread();
        self.threads.runnable.push_back(id);
        self.leave();
    }

    /// A signal came while a thread runs that must not act on it: the main thread will, as soon as it can.
    pub(crate) fn signal_main(&mut self) {
        self.threads.signal_for_main = true;
        self.threads.wake(self.threads.main, Woken::Signal);
        self.yield_to_threads();
    }

    /// The running thread stops running; it returns when its turn has come.
    fn leave(&mut self) {
        let yielder = self.threads.list[self.threads.current].yielder;
        if self.threads.current == 0 {
            self.run_threads();
        } else {
            // SAFETY: the yielder lives at the bottom of the stack that runs.
            unsafe { (*yielder).suspend(()) };
        }
    }

    /// The scheduler: runs threads, on the main thread's stack, until it is that one's turn.
    fn run_threads(&mut self) {
        loop {
            self.look(self.threads.runnable.is_empty());
            let Some(id) = self.threads.runnable.pop_front() else { continue };
            match self.threads.index(id) {
                Some(0) => break,
                Some(index) => self.switch_to(index),
                None => (),
            }
        }
        if std::mem::take(&mut self.threads.signal_for_main) {
            self.interrupt.store(true, Ordering::Relaxed);
        }
    }

    fn switch_to(&mut self, index: usize) {
        let here: *mut Vm = self;
        // A program cannot bring this about, only Rust code that moves a VM between calls.
        assert!(here == self.threads.home, "a VM with threads must not be moved");
        let Some(mut routine) = self.threads.list[index].routine.take() else { return };
        self.exchange(0, index);
        self.threads.current = index;
        SLICE_OVER.store(false, Ordering::Relaxed);
        let result = routine.resume(());
        // Others may have ended meanwhile, which moves it.
        let index = self.threads.current;
        self.threads.current = 0;
        self.exchange(index, 0);
        match result {
            CoroutineResult::Yield(()) => self.threads.list[index].routine = Some(routine),
            // Its main thread was the last thing that a child lived for: it ends as the system ends a process whose last
            // thread has.
            CoroutineResult::Return(()) if index == self.threads.main => std::process::exit(0),
            CoroutineResult::Return(()) => {
                let thread = self.threads.list.remove(index);
                COUNT.fetch_sub(1, Ordering::Relaxed);
                if self.threads.stacks.len() < SPARE_STACKS {
                    self.threads.stacks.push(routine.into_stack());
                }
                drop(thread);
            }
        }
    }

    /// Puts what the VM looks at aside for thread `from`, and takes that of thread `to`.
    fn exchange(&mut self, from: usize, to: usize) {
        let new = std::mem::replace(&mut self.threads.list[to].saved, Surroundings::new());
        let old = Surroundings {
            frame: std::mem::replace(&mut self.frame, new.frame),
            raised: self.take_raised(),
            raised_anew: std::mem::replace(&mut self.raised_anew, new.raised_anew),
            active_handlers: std::mem::replace(&mut self.active_handlers, new.active_handlers),
            depth: std::mem::replace(&mut self.depth, new.depth),
            async_generator_hooks: std::mem::replace(&mut self.async_generator_hooks, new.async_generator_hooks),
            running: std::mem::replace(&mut self.loops.running, new.running),
            loop_: std::mem::replace(&mut self.loops.current, new.loop_),
            task: std::mem::replace(&mut self.loops.task, new.task),
            context: std::mem::replace(&mut self.loops.context, new.context),
            tracing: std::mem::replace(&mut self.tracing, new.tracing),
        };
        self.set_raised(new.raised);
        self.threads.list[from].saved = old;
    }

    /// Looks at the descriptors and deadlines of threads that wait, and wakes those concerned. `wait`: no thread can
    /// run, so this waits until one can.
    fn look(&mut self, wait: bool) {
        let now = self.schedule.monotonic();
        if !wait && now < self.threads.look_at {
            return;
        }
        self.threads.look_at = now + LOOK_EVERY;
        let mut all: Vec<PollFd> = Vec::new();
        let mut deadline: Option<u64> = None;
        let mut polls = false;
        for thread in &self.threads.list {
            let Some(waiting) = &thread.wait else { continue };
            // SAFETY: the descriptors are in a frame of the waiting thread's stack, which does not run.
            all.extend(unsafe { &*waiting.fds }.iter().cloned());
            deadline = deadline.into_iter().chain(waiting.deadline).min();
            polls |= waiting.polls;
        }
        if polls && let Some(fd) = self.schedule.poll_descriptor() {
            // SAFETY: the schedule keeps its poll open as long as it lives.
            all.push(PollFd::from_borrowed_fd(unsafe { BorrowedFd::borrow_raw(fd) }, PollFlags::IN));
        } else {
            polls = false;
        }
        let nothing_comes = match polls {
            true => all.len() == 1 && self.loops.sources.is_empty() && !self.loops.lookups.any(),
            false => all.is_empty(),
        };
        if wait && nothing_comes && deadline.is_none() && !self.loops.interrupts.has_handlers() {
            // The main thread waits too, or somebody could run.
            self.threads.wake(self.threads.main, Woken::Deadlock);
            return;
        }
        let timeout = match wait {
            true => deadline.map(|d| Duration::from_nanos(d.saturating_sub(now))),
            false => Some(Duration::ZERO),
        };
        let polled = match all.is_empty() && !wait {
            true => Ok(0),
            false => self.schedule.wait(&mut all, timeout),
        };
        let failed = polled.is_err();
        let loops_ready = polls && all.pop().is_some_and(|fd| !fd.revents().is_empty());
        let now = self.schedule.monotonic();
        let mut late: Vec<(u64, usize)> = Vec::new();
        let mut at = 0;
        for index in 0..self.threads.list.len() {
            let Some(waiting) = &self.threads.list[index].wait else { continue };
            // SAFETY: as above.
            let fds = unsafe { &mut *waiting.fds };
            let polled = &all[at..(at + fds.len()).min(all.len())];
            at += fds.len();
            let mut ready = failed && !fds.is_empty();
            for (fd, polled) in fds.iter_mut().zip(polled) {
                ready |= !polled.revents().is_empty();
                *fd = polled.clone();
            }
            if ready || (waiting.polls && loops_ready) {
                self.threads.wake(index, Woken::Ready);
            } else if let Some(deadline) = waiting.deadline
                && deadline <= now
            {
                late.push((deadline, index));
            }
        }
        // Not before: whoever is woken has no descriptors any more, and those of the others come one after another.
        if crate::event_loop::signal::pending() {
            self.threads.wake(self.threads.main, Woken::Signal);
        }
        late.sort_unstable();
        for (_, index) in late {
            self.threads.wake(index, Woken::Late);
        }
    }

    /// Waits for the events of `fds`, a signal, or the end of `timeout`; other threads run meanwhile. Returns how many
    /// of `fds` have something to say.
    ///
    /// # Errors
    /// Those of `poll(2)`.
    pub fn wait_for(&mut self, fds: &mut [PollFd], timeout: Option<Duration>) -> io::Result<usize> {
        if !self.threads.many() {
            return self.schedule.wait(fds, timeout);
        }
        let deadline = timeout.map(|t| self.deadline(t));
        self.park(fds, deadline);
        Ok(fds.iter().filter(|fd| !fd.revents().is_empty()).count())
    }

    /// `time.sleep`: waits for `duration`, less if a signal's handler raises.
    ///
    /// # Errors
    /// What a signal's handler raises.
    pub fn block_for(&mut self, duration: Duration) -> Res<()> {
        let deadline = self.deadline(duration);
        if self.threads.many() && duration.is_zero() {
            self.yield_to_threads();
        }
        loop {
            let now = self.schedule.monotonic();
            if now >= deadline {
                crate::event_loop::watch::look_after_wait(self);
                return self.check_signals();
            }
            if self.threads.many() {
                self.park(&mut [], Some(deadline));
            } else {
                self.schedule.sleep(Duration::from_nanos(deadline - now));
            }
            self.check_signals()?;
        }
    }

    /// The clock's reading when `duration` from now has passed.
    pub fn deadline(&mut self, duration: Duration) -> u64 {
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        self.schedule.monotonic().saturating_add(nanoseconds)
    }

    /// The error of a main thread whose wait nothing can end.
    #[cold]
    pub fn deadlock(&mut self, waits_for: &str) -> Raised {
        let others = self.thread_count() - 1;
        let who = match others {
            0 => "there is no other thread".to_string(),
            1 => "the other thread waits too".to_string(),
            n => format!("the {n} other threads wait too"),
        };
        let mut text = format!("deadlock: {waits_for} would wait forever, as {who}");
        for thread in &self.threads.list[1 + self.threads.main..] {
            text.push_str(&format!("\n  {}", self.describe_thread(thread)));
        }
        let error = self.error(Exc::RuntimeError, text);
        // By this the end of the program knows it.
        if let Some(exception) = self.raised().exact::<Exception>() {
            exception.payload.set(Value::from(i64::from(DEADLOCK)));
        }
        error
    }
}

impl Vm {
    /// Who waits, as `NAME: File "FILE", line N, in NAME`, and who has the lock if it is for one: all other threads that
    /// are somewhere in the program.
    pub(crate) fn waiting_threads(&self) -> Vec<String> {
        let others = self.threads.list.iter().enumerate().filter(|(index, _)| *index != self.threads.current);
        let waiting = others.filter(|(_, thread)| thread.wait.is_some() && thread.saved.place().is_some());
        waiting.map(|(_, thread)| self.describe_thread(thread)).collect()
    }

    fn describe_thread(&self, thread: &Thread) -> String {
        let place = thread.saved.place().unwrap_or_default();
        // SAFETY: the thread is in the call that takes the lock, and its caller keeps that.
        let holder = unsafe { thread.holder.as_ref() }.and_then(Cell::get);
        let holder = holder.filter(|&holder| holder != thread.id).and_then(|holder| self.threads.index(holder));
        let held = holder.map(|index| format!(", waits for a lock held by {}", self.threads.list[index].name()));
        format!("{}{place}{}", thread.name(), held.unwrap_or_default())
    }

    /// As [`Vm::park`], for a lock; `holder` is where it says who has it.
    pub fn park_for_lock(&mut self, holder: &Cell<Option<ThreadId>>, deadline: Option<u64>) -> Woken {
        self.threads.list[self.threads.current].holder = holder;
        let woken = self.park(&mut [], deadline);
        self.threads.list[self.threads.current].holder = std::ptr::null();
        woken
    }
}

impl Thread {
    /// Its name, for reports.
    fn name(&self) -> &str {
        self.name.as_str().unwrap_or("a thread")
    }
}

impl Surroundings {
    /// Where the program is: `: File "FILE", line N, in NAME`, leaving out the library's own frames.
    fn place(&self) -> Option<String> {
        place_of(self.frame, std::ptr::null_mut())
    }
}

impl Vm {
    /// Where the program is: `: File "FILE", line N, in NAME`, leaving out the library's own frames.
    /// Only frames above `base` are looked at.
    pub(crate) fn place_in_program(&self, base: Option<Gc<Frame>>) -> Option<String> {
        place_of(self.frame, base.map_or(std::ptr::null_mut(), |base| base.as_ptr()))
    }
}

/// Where a chain of frames is, from the innermost on the first that is the program's own.
fn place_of(mut frame: *mut Frame, base: *mut Frame) -> Option<String> {
    while !frame.is_null() && frame != base {
        // SAFETY: the frames of a thread are alive, each kept by the one it called.
        let body = unsafe { &*frame };
        let code = body.code();
        if !code.has(Flags::HIDDEN) && !code.proto.filename.starts_with(crate::import::LIBRARY) {
            let (file, line, name) = (&code.proto.filename, code.position(body.instruction()).line, &code.proto.name);
            return Some(format!(": File \"{file}\", line {line}, in {name}"));
        }
        frame = body.caller.get();
    }
    None
}
