//! Weak references.

use crate::heap::{self, Body, Gc, Header, Kind, Slot, Visitor, WEAKLY_REFERENCED};
use crate::object::exception::Exc;
use crate::object::str::Str;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Res, Vm};
use crate::{function, getter, method};
use rustc_hash::{FxBuildHasher, FxHashMap};
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
}

impl Body for WeakRef {
    const KIND: Kind = Kind::WeakRef;

    fn trace(&self, visit: &mut Visitor) {
        visit(self.callback.peek());
    }
}

thread_local! {
    /// The weak references of each object that has some, by its address. Objects are not freed while the thread's
    /// tables go.
    static REFERENCES: ManuallyDrop<RefCell<FxHashMap<usize, Vec<Value>>>> =
        const { ManuallyDrop::new(RefCell::new(FxHashMap::with_hasher(FxBuildHasher))) };
}

/// `weakref.ref`.
pub static SPEC: TypeSpec = TypeSpec {
    name: "ReferenceType",
    doc: "",
    constructor: Some(&function!("ReferenceType(object, callback=None, /)", new)),
    methods: &[
        method!("__init__(self, object, callback=None, /)", |_, _| Ok(Value::NONE)),
        method!("__call__(self, /)", |_, args| Ok(own(&args[0]).target())),
        getter!("__callback__", |_, args| Ok(own(&args[0]).callback.get())),
        method!("__hash__(self, /)", |vm, args| {
            let this = own(&args[0]);
            if let Some(hash) = this.hash.get() {
                return Ok(crate::ops::hash_value(hash));
            }
            let target = this.target();
            if target.is_none() {
                return Err(vm.error(Exc::TypeError, "weak object has gone away"));
            }
            let hash = vm.hash(&target)?;
            own(&args[0]).hash.set(Some(hash));
            Ok(crate::ops::hash_value(hash))
        }),
        method!("__eq__(self, other, /)", |vm, args| {
            let Some(other) = args[1].get::<WeakRef>() else { return Ok(Value::NOT_IMPLEMENTED) };
            let (a, b) = (own(&args[0]).target(), other.target());
            if a.is_none() || b.is_none() {
                return Ok(Value::bool(args[0].is(&args[1])));
            }
            Ok(Value::bool(vm.eq(&a, &b)?))
        }),
        method!("__repr__(self, /)", |vm, args| {
            let target = own(&args[0]).target();
            let what = match target.is_none() {
                true => "dead".to_string(),
                false => format!("to '{}' at {:#x}", vm.full_type_name(&target), target.bits()),
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

impl WeakRef {
    /// The referent, or `None` if it has died.
    pub fn target(&self) -> Value {
        heap::live_reference(self.referent.get())
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let class = vm.class_of(&args[0]);
    let referable = vm.is_weakly_referable(&class);
    let (Some(header), true) = (args[0].header(), referable) else {
        let got = vm.type_name(&args[0]);
        return Err(vm.error(Exc::TypeError, format!("cannot create weak reference to '{got}' object")));
    };
    let address = args[0].bits() as usize;
    // References without callback are shared, as in CPython.
    let shared = REFERENCES.with(|table| {
        let table = table.borrow();
        let known = table.get(&address)?;
        known.iter().find(|r| args[1].is_none() && own(r).callback.peek().is_none()).cloned()
    });
    if let Some(shared) = shared {
        return Ok(shared);
    }
    header.set(WEAKLY_REFERENCED, true);
    let reference =
        Gc::new(WeakRef { referent: Cell::new(address), callback: Slot::new(args[1].clone()), hash: Cell::new(None) })
            .into_value();
    REFERENCES.with(|table| table.borrow_mut().entry(address).or_default().push(reference.clone()));
    Ok(reference)
}

/// The number of weak references to an object, and the references.
pub fn references_to(value: &Value) -> Vec<Value> {
    REFERENCES.with(|table| table.borrow().get(&(value.bits() as usize)).cloned().unwrap_or_default())
}

/// The heap's hook for the death of an object that has weak references: they forget it, and those with a callback that
/// somebody still holds are queued for it.
pub(crate) fn referent_died(header: *mut Header) {
    let known = REFERENCES.with(|table| table.borrow_mut().remove(&(header as usize))).unwrap_or_default();
    // The newest first, as CPython calls them.
    for reference in known.into_iter().rev() {
        own(&reference).referent.set(0);
        let held = reference.header().is_some_and(|h| h.refcount() > 1);
        if held && !own(&reference).callback.peek().is_none() {
            heap::queue_finalizer(reference);
        }
    }
}

impl Vm {
    /// Calls the callback of a weak reference whose referent has died.
    pub(crate) fn weak_callback(&mut self, reference: &Value) {
        let callback = own(reference).callback.get();
        if self.call(&callback, std::slice::from_ref(reference)).is_err() {
            let exception = self.take_raised();
            crate::report::unraisable(self, exception, &callback, "Exception ignored while calling weakref callback");
        }
    }
}
