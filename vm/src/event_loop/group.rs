//! The state of `asyncio.TaskGroup`, and what a group does natively: it starts tasks, and takes note of those that end
//! well.

use crate::event_loop::future::{Future, FutureState};
use crate::event_loop::{methods, task};
use crate::function;
use crate::heap::{Interior, Visitor};
use crate::object::class::{Class, flag};
use crate::object::dict::Dict;
use crate::object::foreign::{Foreign, ForeignData};
use crate::object::function::set_at_once;
use crate::object::instance::Instance;
use crate::object::list::List;
use crate::object::method::BoundMethod;
use crate::object::native::NativeDef;
use crate::object::set::Set;
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{getter, method};
use std::cell::Cell;

/// The state of a group. Programs see its parts as attributes like any others.
#[derive(Default)]
struct Group {
    entered: Cell<bool>,
    exiting: Cell<bool>,
    aborting: Cell<bool>,
    parent_cancel_requested: Cell<bool>,
    parts: Interior<Parts>,
}

/// Each is unset for `None`.
#[derive(Default)]
struct Parts {
    event_loop: Value,
    parent: Value,
    /// The tasks that are not done, a set.
    tasks: Value,
    /// What tasks have failed with, a list.
    errors: Value,
    base_error: Value,
    /// What the end of the block waits for.
    all_done: Value,
}

/// What the VM knows of the class `asyncio.TaskGroup`.
#[derive(Default)]
pub(crate) struct Known {
    class: Value,
    on_task_done: Value,
}

impl ForeignData for Group {
    fn trace(&self, visit: &mut Visitor) {
        let Parts { event_loop, parent, tasks, errors, base_error, all_done } = &*self.parts.borrow();
        [event_loop, parent, tasks, errors, base_error, all_done].into_iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.parts.replace(Parts::default()));
    }
}

macro_rules! flag {
    ($name:literal, $field:ident) => {
        getter!($name, |_, args| Ok(this(args).$field.get().into()), |vm, args| {
            let on = vm.truth(&args[1])?;
            this(args).$field.set(on);
            Ok(Value::NONE)
        })
    };
}

macro_rules! part {
    ($name:literal, $field:ident) => {
        getter!(
            $name,
            |_, args| {
                let value = this(args).parts.borrow().$field.clone();
                Ok(if value.is_unset() { Value::NONE } else { value })
            },
            |_, args| {
                let new = if args[1].is_none() { Value::UNSET } else { args[1].clone() };
                let old = std::mem::replace(&mut this(args).parts.borrow_mut().$field, new);
                drop(old);
                Ok(Value::NONE)
            }
        )
    };
}

/// The class `_asyncio.GroupState`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "_asyncio.GroupState",
    doc: "The attributes of a task group.",
    constructor: Some(&function!("GroupState(*args, **kwargs)", |vm, _| {
        let group = Group::default();
        group.parts.borrow_mut().tasks = Set::new().into_value();
        group.parts.borrow_mut().errors = List::value(Vec::new());
        Ok(Foreign::new(vm.types.native_class(&SPEC), group).into_value())
    })),
    methods: &[
        // Starts a task that the block waits for; name, context and what else the loop's `create_task` takes go on to it.
        method!("create_task(self, coro, **kwargs)", create_task),
        method!("_on_task_done(self, task, /)", on_task_done),
        flag!("_entered", entered),
        flag!("_exiting", exiting),
        flag!("_aborting", aborting),
        flag!("_parent_cancel_requested", parent_cancel_requested),
        part!("_loop", event_loop),
        part!("_parent_task", parent),
        part!("_tasks", tasks),
        part!("_errors", errors),
        part!("_base_error", base_error),
        part!("_on_completed_fut", all_done),
    ],
    flags: flag::FILLED_BY_INIT,
};

/// Functions of the module `_asyncio`.
pub(super) const FUNCTIONS: &[NativeDef] = &[
    // Says which class is `asyncio.TaskGroup`.
    function!("_know_groups(cls, /)", |vm, args| {
        let Some(class) = args[0].get::<Class>() else { return Ok(Value::NONE) };
        let enter = class.lookup(&Str::intern("__aenter__").into_value()).unwrap_or_default();
        set_at_once(&enter, enter_at_once);
        let on_task_done = class.lookup(&Str::intern("_on_task_done").into_value()).unwrap_or_default();
        vm.loops.group = Known { class: args[0].clone(), on_task_done };
        Ok(Value::NONE)
    }),
];

fn this(args: &[Value]) -> &Group {
    match args.first().and_then(Value::foreign::<Group>) {
        Some(group) => group,
        None => unreachable!("the binder checks the receiver's class"),
    }
}

/// The group, if it is of the class itself and a program has put no attributes into it, which could stand for methods.
fn plain<'a>(vm: &Vm, group: &'a Value) -> Option<&'a Group> {
    group.exact::<Instance>()?.is_plain(&vm.loops.group.class).then(|| group.foreign())?
}

/// `await group.__aenter__()`, in a task, if it is the group's first; unset otherwise.
fn enter_at_once(vm: &mut Vm, args: &[Value]) -> Res {
    let (task, event_loop) = (vm.loops.task.clone(), vm.loops.running.clone());
    let Some(group) = plain(vm, &args[0]).filter(|group| !group.entered.get()) else { return Ok(Value::UNSET) };
    let mut parts = group.parts.borrow_mut();
    if task.is_unset() || event_loop.is_unset() || !parts.event_loop.is_unset() {
        return Ok(Value::UNSET);
    }
    let old = std::mem::replace(&mut parts.parent, task);
    parts.event_loop = event_loop;
    drop(parts);
    drop(old);
    group.entered.set(true);
    Ok(args[0].clone())
}

/// `create_task(coro, **kwargs)`: at once if nobody has an opinion of how tasks are made, or else in the language.
fn create_task(vm: &mut Vm, args: &[Value]) -> Res {
    match start(vm, args)? {
        Some(task) => Ok(task),
        None => vm.call_method(&args[0], "_create_task", &args[1..]),
    }
}

fn start(vm: &mut Vm, args: &[Value]) -> Res<Option<Value>> {
    let [this, coroutine, keywords] = args else { return Ok(None) };
    let Some(group) = plain(vm, this) else { return Ok(None) };
    let parts = group.parts.borrow();
    let (event_loop, tasks) = (parts.event_loop.clone(), parts.tasks.clone());
    drop(parts);
    let Some(tasks) = tasks.exact::<Set>() else { return Ok(None) };
    let takes = group.entered.get() && !group.aborting.get() && !(group.exiting.get() && tasks.elements.is_empty());
    let plain_call = keywords.exact::<Dict>().is_some_and(|keywords| keywords.is_empty());
    if !takes || !plain_call || !methods::is_coroutine(vm, coroutine) {
        return Ok(None);
    }
    match vm.native_part(&event_loop) {
        Some((body, native)) if native.makes_tasks && body.task_factory.get().is_unset() => (),
        _ => return Ok(None),
    }
    let task = task::spawn(vm, &event_loop, coroutine.clone(), Value::UNSET, Value::UNSET)?;
    tasks.elements.add(vm, task.clone())?;
    let told = BoundMethod::value(vm.loops.group.on_task_done.clone(), this.clone());
    if let Some(future) = task.get::<Future>() {
        let context = vm.copy_context();
        future.add_callback(vm, &task, told, context)?;
    }
    Ok(Some(task))
}

/// A task of the group is done. What it means that it failed is said in the language.
fn on_task_done(vm: &mut Vm, args: &[Value]) -> Res {
    let group = this(args);
    let parts = group.parts.borrow();
    let (tasks, all_done) = (parts.tasks.clone(), parts.all_done.clone());
    drop(parts);
    let Some(tasks) = tasks.get::<Set>() else { return Ok(Value::NONE) };
    let hash = vm.hash(&args[1])?;
    tasks.elements.discard(vm, &args[1], hash)?;
    if tasks.elements.is_empty()
        && let Some(future) = all_done.get::<Future>().filter(|future| !future.is_done())
    {
        future.set_result(vm, &all_done, Value::TRUE)?;
    }
    match args[1].exact::<Future>() {
        Some(task) if task.state() == FutureState::Finished && task.failure().is_none() => Ok(Value::NONE),
        _ => vm.call_method(&args[0], "_task_ended", &args[1..]),
    }
}
