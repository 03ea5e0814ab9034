//! `_locks`: the state of asyncio's locks, semaphores, events and conditions, what changes it, and what they do without a
//! coroutine when nobody has to wait.

use crate::module::{integer, module};
use rondo_vm::event_loop::future::Future;
use rondo_vm::event_loop::waiters::Waiters;
use rondo_vm::heap::{Gc, Interior, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::function::set_at_once;
use rondo_vm::object::instance::Instance;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, getter, method};
use std::cell::Cell;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_locks", "The state of asyncio's locks and what changes it.", FUNCTIONS);
    for (name, spec) in
        [("LockState", &LOCK), ("SemaphoreState", &SEMAPHORE), ("EventState", &EVENT), ("ConditionState", &CONDITION)]
    {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    // Says which functions are `acquire` or `wait` of the classes, `__aenter__` and `__aexit__`.
    function!("at_once(acquire, enter, exit, /)", |vm, args| {
        for acquire in vm.collect(&args[0])? {
            set_at_once(&acquire, acquire_at_once);
        }
        set_at_once(&args[1], enter_at_once);
        set_at_once(&args[2], exit_at_once);
        Ok(Value::NONE)
    }),
];

// ------------------------------------------------------------------------------------ Locks, semaphores and events

/// What a [`State`] is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Lock,
    Semaphore,
    Event,
}

/// The state of a lock, a semaphore or an event. Programs see its parts as attributes like any others.
struct State {
    of: Of,
    /// What a semaphore can still be acquired. A lock that is free and an event that is not set have 0, others 1.
    value: Cell<i64>,
    /// What the value of a bounded semaphore does not exceed.
    bound: Cell<i64>,
    /// What a semaphore's value that was not given as an integer is above `value`, below 1.
    rest: Cell<f64>,
    common: Common,
}

/// What conditions have too.
#[derive(Default)]
struct Common {
    /// `_waiters`; unset until `__init__` sets it.
    waiters: Interior<Value>,
    /// A program has set `_waiters`.
    line_given: Cell<bool>,
    /// `_loop`; unset for `None`.
    event_loop: Interior<Value>,
    /// `acquire` and `release` are the class's own, as far as derived classes have a say.
    plain: Cell<bool>,
}

impl Common {
    fn trace(&self, visit: &mut Visitor) {
        [&self.waiters, &self.event_loop].into_iter().for_each(|slot| visit(&slot.borrow()));
    }

    fn clear(&self) {
        [&self.waiters, &self.event_loop].into_iter().for_each(|slot| drop(slot.replace(Value::UNSET)));
    }
}

impl ForeignData for State {
    fn trace(&self, visit: &mut Visitor) {
        self.common.trace(visit);
    }

    fn clear(&self) {
        self.common.clear();
    }
}

static LOCK: TypeSpec = TypeSpec {
    name: "_locks.LockState",
    doc: "The attributes of a lock.",
    constructor: Some(&function!("LockState(*args, **kwargs)", |vm, _| Ok(new_state(vm, &LOCK, Of::Lock)))),
    methods: &[
        method!("_take(self, /)", take),
        method!("_taken(self, waiter, /)", taken),
        method!("_give_up(self, waiter, cancelled, /)", give_up),
        method!("_wake_up_first(self, /)", |vm, args| {
            wake_first(vm, this(args))?;
            Ok(Value::NONE)
        }),
        method!("release(self)", |vm, args| {
            release(vm, this(args))?;
            Ok(Value::NONE)
        }),
        method!("locked(self)", |_, args| Ok((this(args).value.get() != 0).into())),
        FLAG_LOCKED,
        WAITERS,
        LOOP,
        PLAIN,
    ],
    flags: flag::FILLED_BY_INIT,
};

static SEMAPHORE: TypeSpec = TypeSpec {
    name: "_locks.SemaphoreState",
    doc: "The attributes of a semaphore.",
    constructor: Some(&function!("SemaphoreState(*args, **kwargs)", |vm, _| {
        Ok(new_state(vm, &SEMAPHORE, Of::Semaphore))
    })),
    methods: &[
        method!("_take(self, /)", take),
        method!("_taken(self, waiter, /)", taken),
        method!("_give_up(self, waiter, cancelled, /)", give_up),
        method!("_wake_up_next(self, /)", |vm, args| Ok(wake_up_next(vm, this(args))?.into())),
        method!("release(self)", |vm, args| {
            release(vm, this(args))?;
            Ok(Value::NONE)
        }),
        method!("locked(self)", |vm, args| {
            let state = this(args);
            let line = state.common.waiters.borrow().clone();
            let waits = match Waiters::of(&line) {
                Some(line) if !state.is_zero() => line.any_waits_asking(vm)?,
                _ => true,
            };
            Ok(waits.into())
        }),
        getter!("_value", |_, args| Ok(shown(this(args), this(args).value.get())), |vm, args| {
            let value = whole_part(vm, this(args), &args[1])?;
            this(args).value.set(value);
            Ok(Value::NONE)
        }),
        getter!(
            "_bound_value",
            |vm, args| match this(args).bound.get() {
                i64::MAX => Err(no_attribute(vm, &args[0], "_bound_value")),
                bound => Ok(shown(this(args), bound)),
            },
            |vm, args| {
                let bound = whole_part(vm, this(args), &args[1])?;
                this(args).bound.set(bound);
                Ok(Value::NONE)
            }
        ),
        WAITERS,
        LOOP,
        PLAIN,
    ],
    flags: flag::FILLED_BY_INIT,
};

static EVENT: TypeSpec = TypeSpec {
    name: "_locks.EventState",
    doc: "The attributes of an event.",
    constructor: Some(&function!("EventState(*args, **kwargs)", |vm, _| Ok(new_state(vm, &EVENT, Of::Event)))),
    methods: &[
        method!("_take(self, /)", take),
        method!("_taken(self, waiter, /)", taken),
        method!("_give_up(self, waiter, cancelled, /)", give_up),
        method!("is_set(self)", |_, args| Ok((this(args).value.get() != 0).into())),
        // Sets the flag and wakes all who wait.
        method!("set(self)", |vm, args| {
            let state = this(args);
            if state.value.replace(1) == 0 {
                let line = state.common.waiters.borrow().clone();
                if let Some(line) = Waiters::of(&line) {
                    line.wake_all(vm, &Value::TRUE)?;
                }
            }
            Ok(Value::NONE)
        }),
        // Resets the flag.
        method!("clear(self)", |_, args| {
            this(args).value.set(0);
            Ok(Value::NONE)
        }),
        FLAG_VALUE,
        WAITERS,
        LOOP,
    ],
    flags: flag::FILLED_BY_INIT,
};

const FLAG_LOCKED: NativeDef = getter!("_locked", read_flag, write_flag);
const FLAG_VALUE: NativeDef = getter!("_value", read_flag, write_flag);

fn new_state(vm: &mut Vm, spec: &'static TypeSpec, of: Of) -> Value {
    let state =
        State { of, value: Cell::new(0), bound: Cell::new(i64::MAX), rest: Cell::new(0.0), common: Common::default() };
    Foreign::new(vm.types.native_class(spec), state).into_value()
}

fn this(args: &[Value]) -> &State {
    match args.first().and_then(Value::foreign::<State>) {
        Some(state) => state,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

fn read_flag(_: &mut Vm, args: &[Value]) -> Res {
    Ok((this(args).value.get() != 0).into())
}

fn write_flag(vm: &mut Vm, args: &[Value]) -> Res {
    let on = vm.truth(&args[1])?;
    this(args).value.set(on as i64);
    Ok(Value::NONE)
}

/// The integer below a semaphore's value; how much that is above it is kept apart.
fn whole_part(vm: &mut Vm, state: &State, value: &Value) -> Res<i64> {
    match value.as_float() {
        Some(value) => {
            state.rest.set(value - value.floor());
            Ok(value.floor() as i64)
        }
        None => {
            state.rest.set(0.0);
            integer(vm, value)
        }
    }
}

fn shown(state: &State, whole: i64) -> Value {
    if state.rest.get() == 0.0 { Value::from(whole) } else { Value::float(whole as f64 + state.rest.get()) }
}

impl State {
    fn is_zero(&self) -> bool {
        self.value.get() == 0 && self.rest.get() == 0.0
    }

    /// Can a semaphore be given to one who waits?
    fn is_above_zero(&self) -> bool {
        self.value.get() > 0 || (self.value.get() == 0 && self.rest.get() > 0.0)
    }

    fn any_waits(&self) -> bool {
        Waiters::of(&self.common.waiters.borrow()).is_some_and(Waiters::any_waits)
    }

    /// Acquires a lock or a semaphore, or finds an event set, if nobody has to wait for that; has it?
    fn take(&self, vm: &Vm) -> bool {
        let value = self.value.get();
        match self.of {
            Of::Event => value != 0,
            Of::Lock if value != 0 || self.any_waits() => false,
            Of::Lock => {
                self.hold(vm);
                true
            }
            Of::Semaphore if self.is_zero() || self.any_waits() => false,
            Of::Semaphore => {
                self.value.set(value - 1);
                true
            }
        }
    }

    /// The current task has taken the lock.
    fn hold(&self, vm: &Vm) {
        self.value.set(1);
        if let Some(line) = Waiters::of(&self.common.waiters.borrow()) {
            line.hold(vm);
        }
    }

    /// Takes a waiter out of the line.
    fn remove(&self, waiter: &Value) {
        if let Some(line) = Waiters::of(&self.common.waiters.borrow()) {
            line.remove(waiter);
        }
    }
}

/// `True`, if nobody has to wait, and the lock or its like is taken; or else a future, last in line.
fn take(vm: &mut Vm, args: &[Value]) -> Res {
    let state = this(args);
    if state.take(vm) {
        return Ok(Value::TRUE);
    }
    join(vm, &args[0], &state.common)
}

fn join(vm: &mut Vm, owner: &Value, common: &Common) -> Res {
    let line = common.waiters.borrow().clone();
    match Waiters::of(&line) {
        Some(line) => line.join(vm, owner),
        None => Err(no_attribute(vm, owner, "_waiters")),
    }
}

/// The task whose waiter this is has been woken: it takes the lock; a semaphore was taken for it.
fn taken(vm: &mut Vm, args: &[Value]) -> Res {
    let state = this(args);
    state.remove(&args[1]);
    match state.of {
        Of::Lock => state.hold(vm),
        Of::Semaphore => wake_up_possible(vm, state)?,
        Of::Event => (),
    }
    Ok(Value::TRUE)
}

/// A task stops waiting; it may have been woken before.
fn give_up(vm: &mut Vm, args: &[Value]) -> Res {
    let state = this(args);
    let cancelled = vm.truth(&args[2])?;
    state.remove(&args[1]);
    match state.of {
        // It may have been this task's turn: the next one gets it.
        Of::Lock if cancelled && state.value.get() == 0 => wake_first(vm, state)?,
        Of::Semaphore => {
            // One was taken for this task already.
            if cancelled && args[1].get::<Future>().is_some_and(|f| f.is_done() && !f.is_cancelled()) {
                state.value.set(state.value.get() + 1);
            }
            wake_up_possible(vm, state)?;
        }
        Of::Lock | Of::Event => (),
    }
    Ok(Value::NONE)
}

fn wake_first(vm: &mut Vm, state: &State) -> Res<()> {
    let line = state.common.waiters.borrow().clone();
    match Waiters::of(&line) {
        Some(line) => line.wake_first(vm, &Value::TRUE),
        None => Ok(()),
    }
}

/// Takes one from a semaphore for the first that waits; was there one?
fn wake_up_next(vm: &mut Vm, state: &State) -> Res<bool> {
    let line = state.common.waiters.borrow().clone();
    let woken = match Waiters::of(&line) {
        Some(line) => line.wake(vm, &Value::TRUE)?,
        None => false,
    };
    if woken {
        state.value.set(state.value.get() - 1);
    }
    Ok(woken)
}

/// Who came while others were in line waits though the value is above zero.
fn wake_up_possible(vm: &mut Vm, state: &State) -> Res<()> {
    while state.is_above_zero() && wake_up_next(vm, state)? {}
    Ok(())
}

/// Gives up a lock, or one of a semaphore, and wakes the first who waits.
fn release(vm: &mut Vm, state: &State) -> Res<()> {
    let value = state.value.get();
    if state.of == Of::Lock {
        if value == 0 {
            return Err(vm.error(Exc::RuntimeError, "Lock is not acquired."));
        }
        state.value.set(0);
        return wake_first(vm, state);
    }
    if value >= state.bound.get() {
        return Err(vm.error(Exc::ValueError, "BoundedSemaphore released too many times"));
    }
    state.value.set(value + 1);
    wake_up_next(vm, state)?;
    Ok(())
}

// ------------------------------------------------------------------------------------------------------- Conditions

/// The state of a condition.
#[derive(Default)]
struct Condition {
    lock: Interior<Value>,
    /// `acquire`, `release` and `locked`, the lock's.
    methods: [Interior<Value>; 3],
    common: Common,
}

impl ForeignData for Condition {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.lock.borrow());
        self.methods.iter().for_each(|slot| visit(&slot.borrow()));
        self.common.trace(visit);
    }

    fn clear(&self) {
        drop(self.lock.replace(Value::UNSET));
        self.methods.iter().for_each(|slot| drop(slot.replace(Value::UNSET)));
        self.common.clear();
    }
}

static CONDITION: TypeSpec = TypeSpec {
    name: "_locks.ConditionState",
    doc: "The attributes of a condition.",
    constructor: Some(&function!("ConditionState(*args, **kwargs)", |vm, _| {
        Ok(Foreign::new(vm.types.native_class(&CONDITION), Condition::default()).into_value())
    })),
    methods: &[
        method!("_let_go(self, /)", let_go),
        method!("_forget(self, waiter, /)", |_, args| {
            if let Some(line) = Waiters::of(&condition(args).common.waiters.borrow()) {
                line.remove(&args[1]);
            }
            Ok(Value::NONE)
        }),
        // Takes the lock again, if that needs no waiting: has it?
        method!("_retake(self, /)", |vm, args| Ok(condition(args)
            .with_plain_lock(|lock| lock.take(vm))
            .unwrap_or(false)
            .into())),
        method!("_notify(self, n, /)", notify),
        // Wakes up to n tasks that wait.
        method!("notify(self, n=1)", |vm, args| {
            if !is_locked(vm, args)? {
                return Err(vm.error(Exc::RuntimeError, "cannot notify on un-acquired lock"));
            }
            notify(vm, args)
        }),
        getter!("acquire", |vm, args| read_method(vm, args, 0), |_, args| write_method(args, 0)),
        getter!("release", |vm, args| read_method(vm, args, 1), |_, args| write_method(args, 1)),
        getter!("locked", |vm, args| read_method(vm, args, 2), |_, args| write_method(args, 2)),
        getter!("_lock", |vm, args| read(vm, args, "_lock", condition(args).lock.borrow().clone()), |_, args| {
            drop(condition(args).lock.replace(args[1].clone()));
            condition(args).common.plain.set(false);
            Ok(Value::NONE)
        }),
        WAITERS,
        LOOP,
        PLAIN,
    ],
    flags: flag::FILLED_BY_INIT,
};

const METHODS: [&str; 3] = ["acquire", "release", "locked"];

fn condition(args: &[Value]) -> &Condition {
    match args.first().and_then(Value::foreign::<Condition>) {
        Some(condition) => condition,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

fn read_method(vm: &mut Vm, args: &[Value], which: usize) -> Res {
    read(vm, args, METHODS[which], condition(args).methods[which].borrow().clone())
}

fn write_method(args: &[Value], which: usize) -> Res {
    drop(condition(args).methods[which].replace(args[1].clone()));
    condition(args).common.plain.set(false);
    Ok(Value::NONE)
}

impl Condition {
    /// The lock, if it is one of this module and nobody has replaced its methods or the condition's.
    fn plain_lock(&self) -> Option<Value> {
        if !self.common.plain.get() {
            return None;
        }
        let lock = self.lock.borrow().clone();
        let state = lock.foreign::<State>()?;
        (state.of == Of::Lock && state.common.plain.get() && has_no_attributes(&lock)).then_some(lock)
    }

    /// What `f` makes of the state of such a lock.
    fn with_plain_lock<T>(&self, f: impl FnOnce(&State) -> T) -> Option<T> {
        self.plain_lock().as_ref().and_then(Value::foreign::<State>).map(f)
    }
}

fn is_locked(vm: &mut Vm, args: &[Value]) -> Res<bool> {
    match condition(args).with_plain_lock(|lock| lock.value.get() != 0) {
        Some(locked) => Ok(locked),
        None => {
            let locked = vm.call_method(&args[0], "locked", &[])?;
            vm.truth(&locked)
        }
    }
}

/// Gives the lock up, which the current task holds, and returns a future in the line of those who wait.
fn let_go(vm: &mut Vm, args: &[Value]) -> Res {
    if !is_locked(vm, args)? {
        return Err(vm.error(Exc::RuntimeError, "cannot wait on un-acquired lock"));
    }
    let condition = condition(args);
    let waiter = join(vm, &args[0], &condition.common)?;
    let released = match condition.with_plain_lock(|lock| release(vm, lock)) {
        Some(released) => released,
        None => vm.call_method(&args[0], "release", &[]).map(drop),
    };
    if let Err(raised) = released {
        if let Some(line) = Waiters::of(&condition.common.waiters.borrow()) {
            line.remove(&waiter);
        }
        return Err(raised);
    }
    Ok(waiter)
}

fn notify(vm: &mut Vm, args: &[Value]) -> Res {
    let mut n = integer(vm, &args[1])?;
    let line = condition(args).common.waiters.borrow().clone();
    if let Some(line) = Waiters::of(&line) {
        while n > 0 && line.wake(vm, &Value::FALSE)? {
            n -= 1;
        }
    }
    Ok(Value::NONE)
}

// --------------------------------------------------------------------------------------------- Attributes of them all

const WAITERS: NativeDef = getter!(
    "_waiters",
    |vm, args| {
        let waiters = common(args).waiters.borrow().clone();
        // To programs a lock or a semaphore has no line before the first wait.
        let begins_without =
            args[0].foreign::<State>().is_some_and(|s| s.of != Of::Event && !s.common.line_given.get());
        if begins_without && Waiters::of(&waiters).is_some_and(Waiters::is_new) {
            return Ok(Value::NONE);
        }
        read(vm, args, "_waiters", waiters)
    },
    |vm, args| {
        let common = common(args);
        let line = if Waiters::of(&args[1]).is_some() { args[1].clone() } else { Waiters::value(vm) };
        common.line_given.set(!args[1].is_none());
        if let Some(waiters) = Waiters::of(&line).filter(|_| !line.is(&args[1]) && !args[1].is_none()) {
            for future in vm.collect(&args[1])? {
                waiters.append(future);
            }
        }
        drop(common.waiters.replace(line));
        Ok(Value::NONE)
    }
);

const LOOP: NativeDef = getter!(
    "_loop",
    |_, args| {
        let event_loop = common(args).event_loop.borrow().clone();
        Ok(if event_loop.is_unset() { Value::NONE } else { event_loop })
    },
    |_, args| {
        drop(common(args).event_loop.replace(args[1].clone()));
        Ok(Value::NONE)
    }
);

const PLAIN: NativeDef = getter!("_plain", |_, args| Ok(common(args).plain.get().into()), |vm, args| {
    let on = vm.truth(&args[1])?;
    common(args).plain.set(on);
    Ok(Value::NONE)
});

fn common(args: &[Value]) -> &Common {
    match args.first().and_then(Value::foreign::<State>) {
        Some(state) => &state.common,
        None => &condition(args).common,
    }
}

fn read(vm: &mut Vm, args: &[Value], name: &str, value: Value) -> Res {
    if value.is_unset() { Err(no_attribute(vm, &args[0], name)) } else { Ok(value) }
}

fn no_attribute(vm: &mut Vm, of: &Value, name: &str) -> Raised {
    let message = format!("'{}' object has no attribute '{name}'", vm.type_name(of));
    vm.error(Exc::AttributeError, message)
}

// ------------------------------------------------------------------------------------------------ Without a coroutine

/// Has a program put no attributes into the object, which could stand for methods?
fn has_no_attributes(object: &Value) -> bool {
    object.exact::<Instance>().is_some_and(Instance::has_no_attributes)
}

/// `await lock.acquire()`, of a semaphore too, or `await event.wait()`, if nobody has to wait; unset if somebody has.
fn acquire_at_once(vm: &mut Vm, args: &[Value]) -> Res {
    let taken = args[0].foreign::<State>().is_some_and(|state| state.take(vm));
    Ok(if taken { Value::TRUE } else { Value::UNSET })
}

/// What `f` makes of the lock or semaphore that `async with` is about, the manager or the lock of one that is a condition,
/// if its `acquire` and `release` are those of its class.
fn with_managed<T>(manager: &Value, f: impl FnOnce(&State) -> T) -> Option<T> {
    if !has_no_attributes(manager) {
        return None;
    }
    match manager.foreign::<State>() {
        Some(state) => state.common.plain.get().then(|| f(state)),
        None => manager.foreign::<Condition>()?.with_plain_lock(f),
    }
}

/// `await lock.__aenter__()`, if nobody has to wait; unset if somebody has, or a method is not the class's own.
fn enter_at_once(vm: &mut Vm, args: &[Value]) -> Res {
    let taken = with_managed(&args[0], |state| state.take(vm)).unwrap_or(false);
    Ok(if taken { Value::NONE } else { Value::UNSET })
}

/// `await lock.__aexit__(...)`; unset if a method is not the class's own.
fn exit_at_once(vm: &mut Vm, args: &[Value]) -> Res {
    match with_managed(&args[0], |state| release(vm, state)) {
        Some(released) => released.map(|()| Value::NONE),
        None => Ok(Value::UNSET),
    }
}
