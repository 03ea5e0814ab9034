//! `_abc`: what abstract base classes know of their subclasses (PEP 3119).
//!
//! Answers are remembered by [`Class::key`], a number that no other class ever has and that changes with the class: so
//! nothing has to be told when a class goes.

use crate::module::module;
use rondo_vm::function;
use rondo_vm::heap::{Gc, Visitor};
use rondo_vm::object::class::Class;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::list::List;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::set::{Elements, FrozenSet};
use rondo_vm::object::weakref::{self, WeakRef};
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rustc_hash::FxHashSet;
use std::cell::{Cell, RefCell};

/// The module.
pub fn load(_: &mut Vm) -> Res<Gc<Module>> {
    Ok(module("_abc", "The implementation of abstract base classes.", FUNCTIONS))
}

static FUNCTIONS: &[NativeDef] = &[
    function!("get_cache_token()", |_, _| Ok(Value::from(REGISTRATIONS.get()))),
    function!("_abc_init(self, /)", init),
    function!("_abc_register(self, subclass, /)", register),
    function!("_abc_instancecheck(self, instance, /)", instance_check),
    function!("_abc_subclasscheck(self, subclass, /)", subclass_check),
    function!("_abstract_names(self, /)", abstract_names),
    function!("_registered(self, /)", |vm, args| Ok(List::value(data(&*known(vm, &args[0])?).registered()))),
    function!("_reset_registry(self, /)", |vm, args| {
        let known = known(vm, &args[0])?;
        drop(data(&known).registry.take());
        Ok(Value::NONE)
    }),
    function!("_reset_caches(self, /)", |vm, args| {
        let known = known(vm, &args[0])?;
        data(&known).subclasses.borrow_mut().clear();
        data(&known).strangers.borrow_mut().clear();
        Ok(Value::NONE)
    }),
];

thread_local! {
    /// How many registrations there have been with any abstract base class.
    static REGISTRATIONS: Cell<i64> = const { Cell::new(0) };
}

/// So many answers of one kind are remembered at most.
const MOST_ANSWERS: usize = 4096;

/// What an abstract base class knows.
#[derive(Default)]
struct Known {
    /// The classes that are registered, or weak references to them.
    registry: RefCell<Vec<Value>>,
    /// Keys of classes that are subclasses.
    subclasses: RefCell<FxHashSet<u32>>,
    /// Keys of classes that were none when there had been so many `registrations`.
    strangers: RefCell<FxHashSet<u32>>,
    registrations: Cell<i64>,
}

impl ForeignData for Known {
    fn trace(&self, visit: &mut Visitor) {
        self.registry.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        drop(self.registry.take());
    }
}

static KNOWN: TypeSpec = TypeSpec {
    name: "_abc._abc_data",
    doc: "Internal state held by ABC machinery.",
    constructor: None,
    methods: &[],
    flags: 0,
};

impl Known {
    /// The registered classes that are still there.
    fn registered(&self) -> Vec<Value> {
        let of_entry = |entry: &Value| entry.exact::<WeakRef>().map_or_else(|| entry.clone(), WeakRef::target);
        self.registry.borrow().iter().map(of_entry).filter(|class| !class.is_none()).collect()
    }

    /// Is it known whether the class of this key is a subclass?
    fn answer(&self, key: u32) -> Option<bool> {
        if self.subclasses.borrow().contains(&key) {
            return Some(true);
        }
        (self.registrations.get() == REGISTRATIONS.get() && self.strangers.borrow().contains(&key)).then_some(false)
    }

    /// What was a stranger before a registration may be none now.
    fn forget_old_strangers(&self) {
        if self.registrations.replace(REGISTRATIONS.get()) != REGISTRATIONS.get() {
            self.strangers.borrow_mut().clear();
        }
    }

    fn remember(&self, key: u32, is_subclass: bool) {
        let mut answers = if is_subclass { self.subclasses.borrow_mut() } else { self.strangers.borrow_mut() };
        if answers.len() >= MOST_ANSWERS {
            answers.clear();
        }
        answers.insert(key);
    }
}

/// What the class `class` knows.
fn known(vm: &mut Vm, class: &Value) -> Res<Gc<Foreign>> {
    let name = vm.names.abc_impl.clone();
    let found = match class.exact::<Class>() {
        Some(class) => class.lookup(&name),
        None => None,
    };
    match found.and_then(|found| found.to_gc::<Foreign>()).filter(|found| found.data::<Known>().is_some()) {
        Some(found) => Ok(found),
        None => Err(vm.error(Exc::TypeError, "_abc_impl is set to a wrong type")),
    }
}

/// The data of what [`known`] returned.
fn data(known: &Foreign) -> &Known {
    match known.data() {
        Some(data) => data,
        None => unreachable!("`known` has looked"),
    }
}

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let names = abstract_names(vm, args)?;
    let name = vm.names.abstractmethods.clone();
    vm.set_attr(&args[0], &name, names)?;
    let known = Foreign::new(vm.types.native_class(&KNOWN), Known::default()).into_value();
    let name = vm.names.abc_impl.clone();
    vm.set_attr(&args[0], &name, known)?;
    Ok(Value::NONE)
}

/// The names of the class's abstract attributes, its own and those it inherits.
fn abstract_names(vm: &mut Vm, args: &[Value]) -> Res {
    let names = Elements::new();
    let Some(class) = args[0].exact::<Class>() else {
        return Err(vm.error(Exc::TypeError, "an abstract base class must be a class"));
    };
    for entry in class.dict().entries() {
        if is_abstract(vm, &entry.value)? {
            names.add(vm, entry.key)?;
        }
    }
    let bases = vm.get_attr_text(&args[0], "__bases__")?;
    let abstractmethods = vm.names.abstractmethods.clone();
    for base in vm.collect(&bases)? {
        let Some(inherited) = vm.get_attr_opt(&base, &abstractmethods)? else { continue };
        for name in vm.collect(&inherited)? {
            if let Some(value) = vm.get_attr_opt(&args[0], &name)?
                && is_abstract(vm, &value)?
            {
                names.add(vm, name)?;
            }
        }
    }
    Ok(FrozenSet::of(names).into_value())
}

fn is_abstract(vm: &mut Vm, value: &Value) -> Res<bool> {
    let name = vm.names.isabstractmethod.clone();
    match vm.get_attr_opt(value, &name)? {
        Some(mark) => vm.truth(&mark),
        None => Ok(false),
    }
}

fn register(vm: &mut Vm, args: &[Value]) -> Res {
    let (this, subclass) = (&args[0], &args[1]);
    let Some(class) = subclass.exact::<Class>() else {
        return Err(vm.error(Exc::TypeError, "Can only register classes"));
    };
    if vm.is_subclass(subclass, this)? {
        return Ok(subclass.clone());
    }
    if vm.is_subclass(this, subclass)? {
        return Err(vm.error(Exc::RuntimeError, "Refusing to create an inheritance cycle"));
    }
    let known = known(vm, this)?;
    // Built-in classes are always there.
    let entry = if class.is_builtin { subclass.clone() } else { weakref::unshared(subclass, Value::NONE) };
    data(&known).registry.borrow_mut().push(entry);
    REGISTRATIONS.set(REGISTRATIONS.get() + 1);
    Ok(subclass.clone())
}

fn instance_check(vm: &mut Vm, args: &[Value]) -> Res {
    let (this, instance) = (&args[0], &args[1]);
    let known = known(vm, this)?;
    let name = vm.names.class.clone();
    let subclass = vm.get_attr(instance, &name)?;
    let answer = |class: &Value| class.exact::<Class>().and_then(|class| data(&known).answer(class.key()));
    let claimed = answer(&subclass);
    if claimed == Some(true) {
        return Ok(Value::TRUE);
    }
    let subtype = vm.class_of(instance).into_value();
    if subtype.is(&subclass) && claimed == Some(false) {
        return Ok(Value::FALSE);
    }
    let check = vm.call_method(this, "__subclasscheck__", std::slice::from_ref(&subclass))?;
    if subtype.is(&subclass) || vm.truth(&check)? {
        return Ok(check);
    }
    vm.call_method(this, "__subclasscheck__", &[subtype])
}

fn subclass_check(vm: &mut Vm, args: &[Value]) -> Res {
    let (this, subclass) = (&args[0], &args[1]);
    let Some(class) = subclass.exact::<Class>() else {
        return Err(vm.error(Exc::TypeError, "issubclass() arg 1 must be a class"));
    };
    let known = known(vm, this)?;
    let known = data(&known);
    if let Some(answer) = known.answer(class.key()) {
        return Ok(Value::from(answer));
    }
    known.forget_old_strangers();
    let is_subclass = find_out(vm, known, this, subclass)?;
    if let Some(answer) = is_subclass {
        known.remember(class.key(), answer);
    }
    Ok(Value::from(is_subclass != Some(false)))
}

/// Is `subclass` a subclass of `this`, of a class that is registered with it, or of one of its subclasses? `None`: it is
/// registered itself, and the hook is to be asked again the next time.
fn find_out(vm: &mut Vm, known: &Known, this: &Value, subclass: &Value) -> Res<Option<bool>> {
    let hooked = vm.call_method(this, "__subclasshook__", std::slice::from_ref(subclass))?;
    if let Some(answer) = hooked.as_bool() {
        return Ok(Some(answer));
    }
    if !hooked.is_not_implemented() {
        let message = "__subclasshook__ must return either False, True, or NotImplemented";
        return Err(vm.error(Exc::AssertionError, message));
    }
    if let (Some(this), Some(subclass)) = (this.to_gc::<Class>(), subclass.exact::<Class>())
        && subclass.is_subclass_of(&this)
    {
        return Ok(Some(true));
    }
    let registry = known.registered();
    if registry.iter().any(|registered| registered.is(subclass)) {
        return Ok(None);
    }
    for registered in registry {
        if vm.is_subclass(subclass, &registered)? {
            return Ok(Some(true));
        }
    }
    let below = vm.call_method(this, "__subclasses__", &[])?;
    if below.get::<List>().is_none() {
        return Err(vm.error(Exc::TypeError, "__subclasses__() must return a list"));
    }
    for class in vm.collect(&below)? {
        if vm.is_subclass(subclass, &class)? {
            return Ok(Some(true));
        }
    }
    Ok(Some(false))
}
