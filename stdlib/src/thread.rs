//! `_thread`: starting threads, and locks. The VM runs threads one at a time (`rondo_vm::interp::threads`).

use crate::module::{add_functions, beyond_clock, big_integer, module, seconds, within_clock};
use num_traits::ToPrimitive;
use rondo_vm::heap::{Gc, Interior, Visitor};
use rondo_vm::interp::threads::{ThreadId, Woken};
use rondo_vm::object::class::flag;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::instance::Instance;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::{Keywords, NativeDef};
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::report;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, method};
use std::cell::Cell;
use std::collections::VecDeque;
use std::time::Duration;

mod handle;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let doc = "Threads and locks, what threading is made of.";
    let module = module("_thread", doc, FUNCTIONS);
    add_functions(&module, "_thread", handle::FUNCTIONS);
    for (name, function) in [("allocate", "allocate_lock"), ("start_new", "start_new_thread"), ("exit_thread", "exit")]
    {
        if let Some(function) = module.dict.get_name(function) {
            module.dict.set_name(name, function);
        }
    }
    module.dict.set_name("error", vm.types.exception(Exc::RuntimeError).to_value());
    module.dict.set_name("LockType", vm.types.native_class(&LOCK).into_value());
    module.dict.set_name("lock", vm.types.native_class(&LOCK).into_value());
    module.dict.set_name("RLock", vm.types.native_class(&RLOCK).into_value());
    module.dict.set_name("_ThreadHandle", vm.types.native_class(&handle::HANDLE).into_value());
    module.dict.set_name("TIMEOUT_MAX", Value::float(TIMEOUT_MAX));
    Ok(module)
}

/// The longest timeout in seconds: nanoseconds in 63 bits.
const TIMEOUT_MAX: f64 = 9_223_372_036.0;

static FUNCTIONS: &[NativeDef] = &[
    function!("start_new_thread(function, args, kwargs=None, /)", start),
    function!("allocate_lock()", |vm, _| Ok(new_lock(vm))),
    function!("get_ident()", |vm, _| Ok(Value::from(ident(vm.current_thread())))),
    function!("get_native_id()", |vm, _| {
        let number = if vm.in_main_thread() { 0 } else { vm.current_thread().number() };
        Ok(Value::from(i64::from(std::process::id()) + number as i64))
    }),
    function!("_is_main()", |vm, _| Ok(vm.in_main_thread().into())),
    function!("_get_main_thread_ident()", |vm, _| Ok(Value::from(ident(vm.main_thread())))),
    function!("_is_main_interpreter()", |_, _| Ok(Value::TRUE)),
    function!("daemon_threads_allowed()", |_, _| Ok(Value::TRUE)),
    function!("_count()", |vm, _| Ok(Value::from(vm.thread_count() - 1))),
    function!("exit()", |vm, _| Err(vm.error_with(Exc::SystemExit, Vec::new()))),
    function!("interrupt_main(signum=2, /)", |vm, args| {
        let number = crate::module::integer32(vm, &args[0])?;
        rondo_vm::event_loop::signal::simulate(vm, number)?;
        Ok(Value::NONE)
    }),
    function!("stack_size(size=0, /)", stack_size),
    function!("set_name(name, /)", |vm, args| {
        *vm.thread_name() = args[0].clone();
        Ok(Value::NONE)
    }),
    // An attribute of a `threading.local` that only the thread has; `...` if it is not found so.
    function!("_local_get(local, name, /)", |vm, args| {
        let own = own_of_thread(vm, &args[0], &args[1]);
        Ok(own.and_then(|own| own.get_str(&args[1])).unwrap_or(Value::ELLIPSIS))
    }),
    // Sets one; false if that is not done so.
    function!("_local_set(local, name, value, /)", |vm, args| {
        let Some(own) = own_of_thread(vm, &args[0], &args[1]) else { return Ok(Value::FALSE) };
        own.set(vm, args[1].clone(), args[2].clone())?;
        Ok(Value::TRUE)
    }),
    // A dictionary that belongs to the thread.
    function!("_locals()", |vm, _| {
        if vm.thread_locals().is_none() {
            *vm.thread_locals() = Dict::new().into_value();
        }
        Ok(vm.thread_locals().clone())
    }),
];

/// What `threading.local` keeps under a name for the running thread: its dictionary there, unless the class has something
/// under the name too. `None`: whoever asks has to find out.
fn own_of_thread(vm: &mut Vm, local: &Value, name: &Value) -> Option<Gc<Dict>> {
    let name = Str::interned(name.clone())?;
    if name.as_str()? == "__dict__" || vm.class_of(local).lookup(&name).is_some() {
        return None;
    }
    let [key, number] = ["_local__key", "number"].map(|name| Str::intern(name).into_value());
    let key = local.exact::<Instance>()?.get(&key)?;
    let number = key.exact::<Instance>()?.get(&number)?;
    let locals = vm.thread_locals().to_gc::<Dict>()?;
    // Hashing and comparing ints does not fail.
    locals.get(vm, &number).ok()??.to_gc()
}

thread_local! {
    static STACK_SIZE: Cell<i64> = const { Cell::new(0) };
}

/// The size that the program has wished for; stacks here grow as they must. Returns the size before.
fn stack_size(vm: &mut Vm, args: &[Value]) -> Res {
    // What CPython takes with glibc on machines of 64 bits: the least of POSIX threads, and room for its own frames.
    const LEAST: i64 = 53_248;
    let old = STACK_SIZE.get();
    match big_integer(vm, &args[0])?.to_i64() {
        None => Err(vm.error(Exc::OverflowError, "Python int too large to convert to C ssize_t")),
        Some(size) if size != 0 && size < LEAST => {
            Err(vm.error(Exc::ValueError, format!("size must be at least {LEAST} bytes")))
        }
        Some(size) => {
            STACK_SIZE.set(size);
            Ok(Value::from(old))
        }
    }
}

/// A thread's number as programs see it: large, as CPython's are, and never used again.
fn ident(id: ThreadId) -> i64 {
    id.ident()
}

/// `start_new_thread(function, args, kwargs)`: the new thread's number.
fn start(vm: &mut Vm, args: &[Value]) -> Res {
    let callable = args[0].clone();
    if !rondo_vm::builtins::attributes::is_callable(vm, &callable) {
        return Err(vm.error(Exc::TypeError, "first arg must be callable"));
    }
    if args[1].get::<Tuple>().is_none() {
        return Err(vm.error(Exc::TypeError, "2nd arg must be a tuple"));
    }
    if !args[2].is_none() && args[2].get::<Dict>().is_none() {
        return Err(vm.error(Exc::TypeError, "optional 3rd arg must be a dictionary"));
    }
    vm.audit("_thread.start_new_thread", |_| [callable.clone(), args[1].clone(), args[2].clone()])?;
    let (positional, keywords) = (args[1].clone(), args[2].clone());
    let id = vm.start_thread(move |vm| run(vm, &callable, &positional, &keywords))?;
    Ok(Value::from(ident(id)))
}

/// What a thread does; an exception that leaves it is reported.
fn run(vm: &mut Vm, callable: &Value, args: &Value, keywords: &Value) {
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for entry in keywords.get::<Dict>().map(Dict::entries).unwrap_or_default() {
        names.push(entry.key);
        values.push(entry.value);
    }
    let positional = args.get::<Tuple>().map_or(&[][..], Tuple::items);
    if vm.call_with(callable, positional, Keywords { names: &names, values: &values }).is_err() {
        let exception = vm.take_raised();
        if !vm.is_exception(&exception, Exc::SystemExit) {
            let shown = vm.repr(callable).unwrap_or_default();
            let what = format!("Exception ignored in thread started by {shown}");
            report::unraisable(vm, exception, &Value::NONE, &what);
        }
    }
    // What the thread had of its own goes with it, though a `local` may know the dictionary.
    if let Some(locals) = vm.thread_locals().clone().get::<Dict>() {
        locals.clear_entries();
    }
}

// ---------------------------------------------------------------------------------------------------------------
// Locks

/// What both kinds of lock are made of. A lock that is released while threads wait belongs to the first of them at
/// once, so that none starves.
struct Lock {
    owner: Cell<Option<ThreadId>>,
    /// How often its owner holds it; a plain lock is held once.
    count: Cell<u64>,
    waiters: Interior<VecDeque<ThreadId>>,
}

impl ForeignData for Lock {
    fn trace(&self, _: &mut Visitor) {}
}

impl Lock {
    fn new() -> Lock {
        Lock { owner: Cell::new(None), count: Cell::new(0), waiters: Interior::default() }
    }

    /// Takes the lock, after a wait if need be; false if that took too long.
    fn acquire(&self, vm: &mut Vm, reentrant: bool, patience: Patience) -> Res<bool> {
        let me = vm.current_thread();
        match self.owner.get() {
            None => {
                self.owner.set(Some(me));
                self.count.set(1);
                return Ok(true);
            }
            Some(owner) if reentrant && owner == me => {
                self.count.set(self.count.get() + 1);
                return Ok(true);
            }
            Some(_) => (),
        }
        let deadline = match patience {
            Patience::None => return Ok(false),
            Patience::Endless => None,
            Patience::For(duration) => Some(vm.deadline(duration)),
        };
        loop {
            self.waiters.borrow_mut().push_back(me);
            let woken = vm.park_for_lock(&self.owner, deadline);
            let waiting = {
                let mut waiters = self.waiters.borrow_mut();
                let place = waiters.iter().position(|&id| id == me);
                place.map(|i| waiters.remove(i)).is_some()
            };
            if !waiting {
                // It was handed over. A signal that came at the same time is acted on at the next instruction.
                return Ok(true);
            }
            match woken {
                Woken::Late => return Ok(false),
                Woken::Deadlock => return Err(vm.deadlock("acquire()")),
                _ => vm.check_signals()?,
            }
            if self.owner.get().is_none() {
                self.owner.set(Some(me));
                self.count.set(1);
                return Ok(true);
            }
        }
    }

    fn release(&self, vm: &mut Vm) {
        let next = self.waiters.borrow_mut().pop_front();
        self.owner.set(next);
        self.count.set(next.is_some() as u64);
        if let Some(next) = next {
            vm.unpark(next);
        }
    }
}

/// How long to wait for a lock.
enum Patience {
    None,
    Endless,
    For(Duration),
}

fn patience(vm: &mut Vm, blocking: &Value, timeout: &Value) -> Res<Patience> {
    let blocking = vm.truth(blocking)?;
    let seconds = seconds(vm, timeout)?;
    if !blocking {
        return match seconds == -1.0 {
            true => Ok(Patience::None),
            false => Err(vm.error(Exc::ValueError, "can't specify a timeout for a non-blocking call")),
        };
    }
    if seconds == -1.0 {
        return Ok(Patience::Endless);
    }
    if seconds < 0.0 {
        return Err(vm.error(Exc::ValueError, "timeout value must be a non-negative number"));
    }
    if seconds > TIMEOUT_MAX {
        return Err(match within_clock(seconds) {
            true => vm.error(Exc::OverflowError, "timeout value is too large"),
            false => beyond_clock(vm),
        });
    }
    Ok(if seconds == 0.0 { Patience::None } else { Patience::For(Duration::from_secs_f64(seconds)) })
}

fn this(args: &[Value]) -> &Lock {
    match args.first().and_then(Value::foreign::<Lock>) {
        Some(lock) => lock,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

fn new_lock(vm: &mut Vm) -> Value {
    Foreign::new(vm.types.native_class(&LOCK), Lock::new()).into_value()
}

fn acquire_plain(vm: &mut Vm, args: &[Value]) -> Res {
    let patience = patience(vm, &args[1], &args[2])?;
    Ok(this(args).acquire(vm, false, patience)?.into())
}

fn release_plain(vm: &mut Vm, args: &[Value]) -> Res {
    let lock = this(args);
    if lock.owner.get().is_none() {
        return Err(vm.error(Exc::RuntimeError, "release unlocked lock"));
    }
    lock.release(vm);
    Ok(Value::NONE)
}

fn is_locked(_: &mut Vm, args: &[Value]) -> Res {
    Ok(this(args).owner.get().is_some().into())
}

/// `<locked _thread.lock object at 0x7f>`; `more` is what an RLock adds.
fn show(vm: &mut Vm, value: &Value, more: &str) -> Res {
    let state = if this(std::slice::from_ref(value)).owner.get().is_some() { "locked" } else { "unlocked" };
    // Of a derived class its bare name, as CPython shows it.
    let class = vm.type_name(value);
    Ok(Value::from(format!("<{state} {class} object{more} at {:#x}>", value.bits())))
}

/// After a fork nobody holds it.
fn reinit(_: &mut Vm, args: &[Value]) -> Res {
    this(args).owner.set(None);
    Ok(Value::NONE)
}

static LOCK: TypeSpec = TypeSpec {
    name: "_thread.lock",
    doc: "A lock: who acquires it waits until it is released.",
    constructor: Some(&function!("lock()", |vm, _| Ok(new_lock(vm)))),
    methods: &[
        method!("acquire(self, blocking=True, timeout=-1)", acquire_plain),
        method!("acquire_lock(self, blocking=True, timeout=-1)", acquire_plain),
        method!("release(self, /)", release_plain),
        method!("release_lock(self, /)", release_plain),
        method!("locked(self, /)", is_locked),
        method!("locked_lock(self, /)", is_locked),
        method!("__enter__(self, /)", |vm, args| Ok(this(args).acquire(vm, false, Patience::Endless)?.into())),
        method!("__exit__(self, /, *args)", release_plain),
        method!("_at_fork_reinit(self, /)", reinit),
        method!("__repr__(self, /)", |vm, args| show(vm, &args[0], "")),
    ],
    flags: flag::FINAL,
};

fn release_owned(vm: &mut Vm, args: &[Value]) -> Res {
    let lock = this(args);
    if lock.owner.get() != Some(vm.current_thread()) {
        return Err(vm.error(Exc::RuntimeError, "cannot release un-acquired lock"));
    }
    match lock.count.get() {
        1 => lock.release(vm),
        n => lock.count.set(n - 1),
    }
    Ok(Value::NONE)
}

static RLOCK: TypeSpec = TypeSpec {
    name: "_thread.RLock",
    doc: "A lock that its owner can take again.",
    constructor: Some(&function!("RLock()", |vm, _| {
        Ok(Foreign::new(vm.types.native_class(&RLOCK), Lock::new()).into_value())
    })),
    methods: &[
        method!("acquire(self, blocking=True, timeout=-1)", |vm, args| {
            let patience = patience(vm, &args[1], &args[2])?;
            Ok(this(args).acquire(vm, true, patience)?.into())
        }),
        method!("release(self, /)", release_owned),
        method!("locked(self, /)", is_locked),
        method!("__enter__(self, /)", |vm, args| Ok(this(args).acquire(vm, true, Patience::Endless)?.into())),
        method!("__exit__(self, /, *args)", release_owned),
        method!("_is_owned(self, /)", |vm, args| Ok((this(args).owner.get() == Some(vm.current_thread())).into())),
        method!("_recursion_count(self, /)", |vm, args| {
            let lock = this(args);
            let own = lock.owner.get() == Some(vm.current_thread());
            Ok(Value::from(if own { lock.count.get() as i64 } else { 0 }))
        }),
        // Gives it up whatever the count, which a Condition hands to `_acquire_restore` later.
        method!("_release_save(self, /)", |vm, args| {
            let lock = this(args);
            if lock.owner.get() != Some(vm.current_thread()) {
                return Err(vm.error(Exc::RuntimeError, "cannot release un-acquired lock"));
            }
            let count = lock.count.get();
            let owner = vm.current_thread();
            lock.release(vm);
            Ok(Tuple::value(vec![Value::from(count as i64), Value::from(ident(owner))]))
        }),
        method!("_acquire_restore(self, state, /)", |vm, args| {
            let Some(state) = args[1].get::<Tuple>().filter(|state| state.items().len() == 2) else {
                return Err(vm.error(Exc::TypeError, "_acquire_restore() argument 1 must be a pair"));
            };
            let count = crate::module::integer(vm, &state.items()[0])?;
            this(args).acquire(vm, true, Patience::Endless)?;
            this(args).count.set(count.max(1) as u64);
            Ok(Value::NONE)
        }),
        method!("_at_fork_reinit(self, /)", reinit),
        method!("__repr__(self, /)", |vm, args| {
            let lock = this(args);
            let owner = lock.owner.get().map_or(0, ident);
            let more = format!(" owner={owner} count={}", lock.count.get());
            show(vm, &args[0], &more)
        }),
    ],
    flags: 0,
};
