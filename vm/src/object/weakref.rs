//! Weak references.

use crate::heap::{self, Body, Gc, Header, Kind, Slot, Visitor, WEAKLY_REFERENCED};
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::ops::Compare;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{class_method, function, getter, method};
use rustc_hash::{FxBuildHasher, FxHashMap};
use smallvec::SmallVec;
use std::cell::{Cell, RefCell};
use std::mem::ManuallyDrop;

/// A weak reference.
pub struct WeakRef {
    /// The referent's address, 0 once it has died. Not counted.
    referent: Cell<usize>,
    /// Called with the reference when the referent dies; `None` for nothing.
    callback: Slot,
    /// The referent's hash, once it was asked for: it outlives the referent.
    hash: Cell<Option<u64>>,
    /// Where it stands in the table: references are numbered as they are made.
    number: u64,
    /// The address of the instance of a derived class, or of the proxy, that this belongs to, 0 for none. It owns this,
    /// so it is not counted.
    outer: Cell<usize>,
    /// What `outer` names while the reference waits for its callback to be called, else unset.
    waiting: Slot,
}

impl Body for WeakRef {
    const KIND: Kind = Kind::WeakRef;

    fn trace(&self, visit: &mut Visitor) {
        visit(self.callback.peek());
        visit(self.waiting.peek());
    }

    fn clear(&self) {
        drop(self.callback.replace(Value::NONE));
    }
}

impl Drop for WeakRef {
    fn drop(&mut self) {
        if self.referent.get() != 0 {
            REFERENCES.with(|table| forget(&mut table.borrow_mut(), self.referent.get(), self.number));
        }
    }
}

/// The weak references to one object: their numbers, which ascend, and their addresses, 0 for one that is gone. Not
/// counted. Most objects that have any have one.
#[derive(Default)]
struct Known {
    entries: SmallVec<[(u64, usize); 1]>,
    gone: usize,
}

thread_local! {
    /// The weak references of each object that has some, by its address.
    static REFERENCES: ManuallyDrop<RefCell<FxHashMap<usize, Known>>> =
        const { ManuallyDrop::new(RefCell::new(FxHashMap::with_hasher(FxBuildHasher))) };
    static NUMBER: Cell<u64> = const { Cell::new(0) };
}

/// Takes a reference out of the table. Places are kept until half of them are free, so that this never takes long.
fn forget(table: &mut FxHashMap<usize, Known>, referent: usize, number: u64) {
    let Some(known) = table.get_mut(&referent) else { return };
    let Ok(place) = known.entries.binary_search_by_key(&number, |entry| entry.0) else { return };
    known.entries[place].1 = 0;
    known.gone += 1;
    if known.gone == known.entries.len() {
        table.remove(&referent);
    } else if known.gone * 2 > known.entries.len() {
        known.entries.retain(|entry| entry.1 != 0);
        known.gone = 0;
    }
}

/// `weakref.ref`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "ReferenceType",
    doc: "",
    constructor: Some(&function!("__new__(object, callback=None, /)", new)),
    methods: &[
        method!("__init__(self, object, callback=None, /)", |_, _| Ok(Value::NONE)),
        class_method!("__class_getitem__(cls, item, /)", crate::object::generic_alias::class_getitem),
        method!("__call__(self, /)", |_, args| Ok(own(&args[0]).target())),
        getter!("__callback__", |_, args| Ok(own(&args[0]).callback.get())),
        method!("__hash__(self, /)", |vm, args| hash(vm, &args[0]).map(crate::ops::hash_value)),
        method!("__eq__(self, other, /)", |vm, args| compare(vm, Compare::Eq, &args[0], &args[1])),
        method!("__ne__(self, other, /)", |vm, args| compare(vm, Compare::Ne, &args[0], &args[1])),
        method!("__repr__(self, /)", |vm, args| {
            let target = own(&args[0]).target();
            let what = match target.is_none() {
                true => "dead".to_string(),
                false => {
                    let name = Str::intern("__name__").into_value();
                    let name = match vm.class_of(&target).lookup(&name) {
                        Some(_) => vm.get_attr_opt(&target, &name)?,
                        None => None,
                    };
                    let name = name.and_then(|name| name.as_str().map(|name| format!(" ({name})")));
                    let class = vm.full_type_name(&target);
                    format!("to '{class}' at {:#x}{}", target.bits(), name.unwrap_or_default())
                }
            };
            Ok(Str::value(&format!("<weakref at {:#x}; {what}>", args[0].bits())))
        }),
    ],
    flags: 0,
};

fn own(value: &Value) -> &WeakRef {
    match value.get::<WeakRef>() {
        Some(reference) => reference,
        None => unreachable!("methods of weak references are given those: the binder checks"),
    }
}

/// The hash of a weak reference: its referent's, which it remembers.
///
/// # Errors
/// TypeError if the referent has died before; what its `__hash__` raises.
pub(crate) fn hash(vm: &mut Vm, reference: &Value) -> Res<u64> {
    if let Some(hash) = own(reference).hash.get() {
        return Ok(hash);
    }
    let target = own(reference).target();
    if target.is_none() {
        return Err(vm.error(Exc::TypeError, "weak object has gone away"));
    }
    let hash = vm.hash(&target)?;
    own(reference).hash.set(Some(hash));
    Ok(hash)
}

/// `==` or `!=` of two weak references: of their referents, or, if one has died, of the references as objects.
///
/// # Errors
/// What the method of a referent raises.
pub(crate) fn compare(vm: &mut Vm, op: Compare, a: &Value, b: &Value) -> Res {
    if !matches!(op, Compare::Eq | Compare::Ne) || b.get::<WeakRef>().is_none() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (x, y) = (own(a).target(), own(b).target());
    if x.is_none() || y.is_none() {
        return Ok(Value::bool(a.is(b) == (op == Compare::Eq)));
    }
    // Objects of a class that has no `__eq__` of its own are equal if they are the same.
    if x.is(&y) && vm.class_of(&x).lookup(&vm.names.eq).is_some_and(|method| vm.is_of_object(&method)) {
        return Ok(Value::bool(op == Compare::Eq));
    }
    vm.compare(op, &x, &y)
}

impl WeakRef {
    /// The referent, or `None` if it has died.
    pub fn target(&self) -> Value {
        heap::live_reference(self.referent.get())
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    check_referable(vm, &args[0])?;
    // References without callback are shared, as in CPython.
    let shared = args[1].is_none().then(|| {
        inner_references(&args[0]).into_iter().find(|r| own(r).outer.get() == 0 && own(r).callback.peek().is_none())
    });
    Ok(shared.flatten().unwrap_or_else(|| unshared(&args[0], args[1].clone())))
}

fn check_referable(vm: &mut Vm, value: &Value) -> Res<()> {
    let class = vm.class_of(value);
    if value.header().is_some() && vm.is_weakly_referable(&class) {
        return Ok(());
    }
    let got = vm.type_name(value);
    Err(vm.error(Exc::TypeError, format!("cannot create weak reference to '{got}' object")))
}

/// A new reference to an object that can have one.
pub fn unshared(referent: &Value, callback: Value) -> Value {
    let address = referent.bits() as usize;
    if let Some(header) = referent.header() {
        header.set(WEAKLY_REFERENCED, true);
    }
    let number = NUMBER.get() + 1;
    NUMBER.set(number);
    let reference = Gc::new(WeakRef {
        referent: Cell::new(address),
        callback: Slot::new(callback),
        hash: Cell::new(None),
        number,
        outer: Cell::new(0),
        waiting: Slot::new(Value::UNSET),
    })
    .into_value();
    let entry = (number, reference.bits() as usize);
    REFERENCES.with(|table| table.borrow_mut().entry(address).or_default().entries.push(entry));
    reference
}

/// The reference that an instance of a derived class is built around: as `reference`, but for that instance alone.
pub(crate) fn of_derived(reference: &Value) -> Value {
    let (target, callback) = (own(reference).target(), own(reference).callback.get());
    if target.is_none() { reference.clone() } else { unshared(&target, callback) }
}

/// Tells a reference which instance of a derived class it is part of.
pub(crate) fn set_outer(reference: &Value, outer: &Value) {
    own(reference).outer.set(outer.bits() as usize);
}

/// `_weakref.attach(object, callback, proxy)`: a reference for a proxy, of which it tells those who ask for the
/// references to the object.
///
/// # Errors
/// TypeError if objects of its class have no weak references.
pub fn attached(vm: &mut Vm, referent: &Value, callback: &Value, proxy: &Value) -> Res {
    check_referable(vm, referent)?;
    let reference = unshared(referent, callback.clone());
    set_outer(&reference, proxy);
    Ok(reference)
}

/// The proxy without callback, an instance of `class`, that there is for an object.
pub fn shared_proxy(vm: &mut Vm, referent: &Value, class: &Value) -> Option<Value> {
    let candidates = inner_references(referent).into_iter().filter(|r| own(r).callback.peek().is_none());
    candidates.map(|reference| outermost(&reference)).find(|r| vm.class_of(r).to_value().is(class))
}

/// The references in the table that nobody is about to free, oldest first.
fn inner_references(value: &Value) -> Vec<Value> {
    REFERENCES.with(|table| match table.borrow().get(&(value.bits() as usize)) {
        Some(known) => known.entries.iter().filter_map(|entry| heap::reference_if_live(entry.1)).collect(),
        None => Vec::new(),
    })
}

/// The instance or proxy that a reference belongs to, else itself.
fn outermost(reference: &Value) -> Value {
    heap::reference_if_live(own(reference).outer.get()).unwrap_or_else(|| reference.clone())
}

/// The weak references to an object: those that are shared, then the newest first.
pub fn references_to(value: &Value) -> Vec<Value> {
    let mut found = inner_references(value);
    found.reverse();
    let is_shared = |r: &Value| own(r).outer.get() == 0 && own(r).callback.peek().is_none();
    found.sort_by_key(|reference| !is_shared(reference));
    found.iter().map(outermost).collect()
}

/// The heap's hook for the death of an object that has weak references: they forget it, and those with a callback are
/// queued for it. Those that the collector is about to clear together with the object are not.
pub(crate) fn referent_died(header: *mut Header) {
    let known = REFERENCES.with(|table| table.borrow_mut().remove(&(header as usize))).unwrap_or_default();
    // The newest first, as CPython calls them.
    for (_, address) in known.entries.into_iter().rev() {
        let Some(reference) = heap::reference_if_live(address) else { continue };
        own(&reference).referent.set(0);
        let doomed = reference.header().is_some_and(Header::on_trial);
        if !doomed && !own(&reference).callback.peek().is_none() {
            own(&reference).waiting.set(outermost(&reference));
            heap::queue_finalizer(reference);
        }
    }
}

impl Vm {
    /// Calls the callback of a weak reference whose referent has died.
    pub(crate) fn weak_callback(&mut self, reference: &Value) {
        let callback = own(reference).callback.replace(Value::NONE);
        let outer = own(reference).waiting.take();
        if self.call(&callback, std::slice::from_ref(&outer)).is_err() {
            let exception = self.take_raised();
            crate::report::unraisable(self, exception, &callback, "Exception ignored while calling weakref callback");
        }
    }
}
