//! `_queue`: the queue between threads that has no limit and counts no tasks.

use crate::module::{beyond_clock, module, seconds, within_clock};
use rondo_vm::heap::{Gc, Interior, Visitor};
use rondo_vm::interp::threads::{ThreadId, Woken};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::generic_alias;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{class_method, function, method};
use std::collections::VecDeque;
use std::time::Duration;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let doc = "C implementation of the Python queue module.\nThis module is an implementation detail, please do not use it \
               directly.";
    let module = module("_queue", doc, FUNCTIONS);
    let empty = vm.types.native_exception("_queue.Empty", vm.types.exception(Exc::Exception));
    empty.dict().set_name("__doc__", Value::from("Exception raised by Queue.get(block=0)/get_nowait()."));
    module.dict.set_name("Empty", empty.into_value());
    module.dict.set_name("SimpleQueue", vm.types.native_class(&QUEUE).into_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[];

/// The items, and the threads that wait for some.
#[derive(Default)]
struct Queue {
    items: Interior<VecDeque<Value>>,
    waiters: Interior<VecDeque<ThreadId>>,
}

impl ForeignData for Queue {
    fn trace(&self, visit: &mut Visitor) {
        self.items.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.items.replace(VecDeque::new()));
    }
}

static QUEUE: TypeSpec = TypeSpec {
    name: "_queue.SimpleQueue",
    doc: "Simple, unbounded, reentrant FIFO queue.",
    constructor: Some(&function!("SimpleQueue()", |vm, _| {
        Ok(Foreign::new(vm.types.native_class(&QUEUE), Queue::default()).into_value())
    })),
    methods: &[
        method!("put(self, /, item, block=True, timeout=None)", put),
        method!("put_nowait(self, /, item)", put),
        method!("get(self, /, block=True, timeout=None)", |vm, args| get(vm, &args[0], &args[1], &args[2])),
        method!("get_nowait(self, /)", |vm, args| get(vm, &args[0], &Value::FALSE, &Value::NONE)),
        method!("empty(self, /)", |_, args| Ok(this(&args[0]).items.borrow().is_empty().into())),
        method!("qsize(self, /)", |_, args| Ok(Value::from(this(&args[0]).items.borrow().len()))),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    ],
    flags: flag::FILLED_BY_INIT,
};

fn this(value: &Value) -> &Queue {
    match value.foreign::<Queue>() {
        Some(queue) => queue,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

/// Puts an item in. It never waits.
fn put(vm: &mut Vm, args: &[Value]) -> Res {
    let queue = this(&args[0]);
    queue.items.borrow_mut().push_back(args[1].clone());
    let waiter = queue.waiters.borrow_mut().pop_front();
    if let Some(waiter) = waiter {
        vm.unpark(waiter);
    }
    Ok(Value::NONE)
}

/// Takes the next item; if there is none, after a wait of at most `timeout` seconds.
fn get(vm: &mut Vm, queue: &Value, block: &Value, timeout: &Value) -> Res {
    let block = vm.truth(block)?;
    let mut deadline = None;
    if block && !timeout.is_none() {
        let seconds = seconds(vm, timeout)?;
        if seconds < 0.0 {
            return Err(vm.error(Exc::ValueError, "'timeout' must be a non-negative number"));
        }
        if !within_clock(seconds) {
            return Err(beyond_clock(vm));
        }
        deadline = Some(vm.deadline(Duration::from_secs_f64(seconds)));
    }
    let me = vm.current_thread();
    let mut is_late = false;
    loop {
        let item = this(queue).items.borrow_mut().pop_front();
        if let Some(item) = item {
            return Ok(item);
        }
        if !block || is_late {
            return Err(empty(vm));
        }
        this(queue).waiters.borrow_mut().push_back(me);
        let woken = vm.park(&mut [], deadline);
        this(queue).waiters.borrow_mut().retain(|&id| id != me);
        match woken {
            Woken::Late => is_late = true,
            Woken::Deadlock if this(queue).items.borrow().is_empty() => return Err(vm.deadlock("get()")),
            _ => vm.check_signals()?,
        }
    }
}

#[cold]
fn empty(vm: &mut Vm) -> Raised {
    let made = vm.import_module("_queue").and_then(|module| {
        let class = vm.get_attr_text(&module, "Empty")?;
        vm.call(&class, &[])
    });
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}
