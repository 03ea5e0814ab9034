//! `_queues`: what `asyncio.Queue` does when nobody has to wait.

use crate::collections::Deque;
use crate::module::module;
use rondo_vm::event_loop::waiters::{self, Waiters};
use rondo_vm::heap::{Gc, Interior, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::function::set_at_once;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::{NativeDef, NativeRun};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, getter, method};
use std::cell::Cell;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_queues", "What asyncio.Queue does when nobody has to wait.", FUNCTIONS);
    module.dict.set_name("QueueState", vm.types.native_class(&STATE).into_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    // Says which functions are `put` and `get` of asyncio.Queue.
    function!("at_once(put, get, /)", |_, args| {
        for (function, run) in args.iter().zip([put_at_once as NativeRun, get_at_once]) {
            set_at_once(function, run);
        }
        Ok(Value::NONE)
    }),
];

/// What a queue's methods work on. Programs see the items and their numbers as attributes like any others.
#[derive(Default)]
struct QueueState {
    parts: Interior<Parts>,
    unfinished: Cell<i64>,
    /// Nothing that adds, removes or counts items is overridden in a derived class, and the queue is not shut down.
    plain: Cell<bool>,
}

/// Those of any type; unset until `__init__` sets them.
#[derive(Default)]
struct Parts {
    /// `_queue`: a deque, unless a derived class keeps the items in a way of its own.
    items: Value,
    maxsize: Value,
    /// Lines of those who wait.
    getters: Value,
    putters: Value,
}

impl ForeignData for QueueState {
    fn trace(&self, visit: &mut Visitor) {
        let Parts { items, maxsize, getters, putters } = &*self.parts.borrow();
        [items, maxsize, getters, putters].into_iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.parts.replace(Parts::default()));
    }
}

/// The class `_queues.QueueState`.
static STATE: TypeSpec = TypeSpec {
    name: "_queues.QueueState",
    doc: "The attributes of a queue.",
    constructor: Some(&function!("QueueState(*args, **kwargs)", |vm, _| {
        Ok(Foreign::new(vm.types.native_class(&STATE), QueueState::default()).into_value())
    })),
    methods: METHODS,
    flags: flag::FILLED_BY_INIT,
};

const METHODS: &[NativeDef] = &[
    method!("_offer(self, item, /)", offer),
    method!("_take(self, nothing, /)", take),
    // A future of a task that waits for an item, or for room, last in line; `None` if the queue is not plain.
    method!("_await_item(self, /)", |vm, args| join(vm, args, |parts| &parts.getters)),
    method!("_await_room(self, /)", |vm, args| join(vm, args, |parts| &parts.putters)),
    // Whom to wake when there is an item, or room for one.
    method!("_wakes(self, getters, putters, /)", |_, args| {
        let mut parts = this(args).parts.borrow_mut();
        let old = (
            std::mem::replace(&mut parts.getters, args[1].clone()),
            std::mem::replace(&mut parts.putters, args[2].clone()),
        );
        drop(parts);
        drop(old);
        Ok(Value::NONE)
    }),
    method!("_done(self, /)", done),
    getter!("_queue", |vm, args| read(vm, args, "_queue", |p| &p.items), |_, args| write(args, |p| &mut p.items)),
    getter!("_maxsize", |vm, args| read(vm, args, "_maxsize", |p| &p.maxsize), |_, args| write(args, |p| &mut p
        .maxsize)),
    getter!("_unfinished_tasks", |_, args| Ok(Value::from(this(args).unfinished.get())), |vm, args| {
        let count = crate::module::integer(vm, &args[1])?;
        this(args).unfinished.set(count);
        Ok(Value::NONE)
    }),
    getter!("_plain", |_, args| Ok(this(args).plain.get().into()), |vm, args| {
        let on = vm.truth(&args[1])?;
        this(args).plain.set(on);
        Ok(Value::NONE)
    }),
];

/// The state of the queue that a method was called on.
fn this(args: &[Value]) -> &QueueState {
    match args.first().and_then(Value::foreign::<QueueState>) {
        Some(state) => state,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

fn read(vm: &mut Vm, args: &[Value], name: &str, part: fn(&Parts) -> &Value) -> Res {
    let value = part(&this(args).parts.borrow()).clone();
    if value.is_unset() {
        let message = format!("'{}' object has no attribute '{name}'", vm.type_name(&args[0]));
        return Err(vm.error(Exc::AttributeError, message));
    }
    Ok(value)
}

fn write(args: &[Value], part: fn(&mut Parts) -> &mut Value) -> Res {
    let old = std::mem::replace(part(&mut this(args).parts.borrow_mut()), args[1].clone());
    drop(old);
    Ok(Value::NONE)
}

impl QueueState {
    /// Adds an item, if it goes to a deque of which no derived class has an opinion, and there is room; returns those
    /// who wait for it.
    fn add(&self, item: &Value) -> Option<Value> {
        let parts = self.parts.borrow();
        let items = parts.items.foreign::<Deque>().filter(|_| self.plain.get())?;
        let most = parts.maxsize.as_small_int()?;
        if most > 0 && items.len() as i64 >= most {
            return None;
        }
        // A deque that a program has put there may be bounded: what falls off it is dropped with the borrow over.
        let (fallen, getters) = (items.push_back(item.clone()), parts.getters.clone());
        drop(parts);
        drop(fallen);
        self.unfinished.set(self.unfinished.get() + 1);
        Some(getters)
    }

    /// Removes the next item, if it is in such a deque; returns it and those who wait for room.
    fn remove(&self) -> Option<(Value, Value)> {
        let parts = self.parts.borrow();
        let items = parts.items.foreign::<Deque>().filter(|_| self.plain.get())?;
        Some((items.pop_front()?, parts.putters.clone()))
    }
}

/// A new future in one of the queue's lines, if the queue is plain: nobody has to be asked then whether there is
/// something to wait for.
fn join(vm: &mut Vm, args: &[Value], line: fn(&Parts) -> &Value) -> Res {
    let state = this(args);
    let parts = state.parts.borrow();
    let plain = state.plain.get() && parts.items.foreign::<Deque>().is_some() && parts.maxsize.is_small_int();
    let waiters = line(&parts).clone();
    drop(parts);
    match waiters.foreign::<Waiters>().filter(|_| plain) {
        Some(waiters) => waiters.join(vm, &args[0]),
        None => Ok(Value::NONE),
    }
}

/// Adds an item and wakes the first getter. False: there is no room, or the queue is not plain; nothing has been done.
fn offer(vm: &mut Vm, args: &[Value]) -> Res {
    let put = put_at_once(vm, args)?;
    Ok((!put.is_unset()).into())
}

/// Removes the next item and wakes the first putter. `nothing`: there is no item, or the queue is not plain;
/// nothing has been done.
fn take(vm: &mut Vm, args: &[Value]) -> Res {
    let item = get_at_once(vm, args)?;
    Ok(if item.is_unset() { args[1].clone() } else { item })
}

/// `await queue.put(item)`, if there is room and the queue is plain; unset if not.
fn put_at_once(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(getters) = args[0].foreign::<QueueState>().and_then(|state| state.add(&args[1])) else {
        return Ok(Value::UNSET);
    };
    waiters::wake_next(vm, &getters, &Value::NONE)?;
    Ok(Value::NONE)
}

/// `await queue.get()`, if there is an item and the queue is plain; unset if not.
fn get_at_once(vm: &mut Vm, args: &[Value]) -> Res {
    let Some((item, putters)) = args[0].foreign::<QueueState>().and_then(QueueState::remove) else {
        return Ok(Value::UNSET);
    };
    waiters::wake_next(vm, &putters, &Value::NONE)?;
    Ok(item)
}

/// The work on an item is done: is it on all? `None`: there was none to be done.
fn done(_: &mut Vm, args: &[Value]) -> Res {
    let state = this(args);
    let left = state.unfinished.get() - 1;
    if left < 0 {
        return Ok(Value::NONE);
    }
    state.unfinished.set(left);
    Ok((left == 0).into())
}
