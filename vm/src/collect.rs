//! The cycle collector: trial deletion in the headers, over the young objects or over all.
//!
//! For every object that can be part of a cycle, the references to it from other such objects are subtracted from its
//! count. An object whose count is not used up is held from outside (a register of a running frame, a native, the VM,
//! an object that is not looked at); whatever can be reached from one lives, and the subtracted references are added
//! again on the way. The rest is garbage: it gives up its references, and reference counting frees it.
//!
//! An object that survives is old. Most collections look at young objects alone; an old object's references count as
//! from outside. When there are twice as many old objects as after the last collection of all, all are looked at. So the
//! work is in proportion to what has been allocated, not to what is alive. While a heap grows in which hardly anything
//! is garbage, only some collections look; the others declare the young objects old.
//!
//! Objects in garbage that must run code first (a suspended generator, `__del__`) are queued for that instead, with
//! everything they reach; a later collection finds them without that need.

use crate::event_loop::future::Future;
use crate::frame::Frame;
use crate::heap::{self, Due, FINALIZE, Header, Kind, LIVE, OLD, Tailed, WEAKLY_REFERENCED};
use crate::object::instance::Instance;
use crate::object::list::List;
use crate::object::traceback::Traceback;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::Vm;
use rustc_hash::FxHashMap;
use std::ptr::NonNull;

/// Collects among all objects; returns the number of objects found unreachable.
pub fn collect(vm: &mut Vm) -> usize {
    let _ = vm;
    Collection { ignored: 0, order: &[] }.run()
}

/// Collects when the heap has grown: among the young objects, or among all if many have become old.
pub(crate) fn collect_grown(vm: &mut Vm) {
    let _ = vm;
    match heap::due_collection() {
        Due::All => drop(Collection { ignored: 0, order: &[] }.run()),
        Due::Young => drop(Collection { ignored: OLD, order: &[] }.run()),
        Due::None => heap::leave_collection_out(),
    }
}

/// Collects at the end of a program. If there was no collection since the VM was made, a look at the young objects
/// finds all garbage: nothing of what was there before is.
pub(crate) fn collect_last(vm: &mut Vm) {
    let _ = vm;
    Collection { ignored: if heap::has_collected() { 0 } else { OLD }, order: &[] }.run();
}

/// Collects at the end of a program, when nothing refers to its modules but what is in them: as in CPython finalizers
/// find all of that as it was. Those of objects whose addresses are in `order` run first, in that order.
pub(crate) fn collect_modules(vm: &mut Vm, order: &[u64]) {
    let _ = vm;
    Collection { ignored: 0, order }.run();
}

/// The flags of all objects that the program has made.
pub(crate) fn all_flags() -> u8 {
    let mut all = 0;
    // SAFETY: nothing is allocated or freed meanwhile.
    unsafe { heap::for_each_candidate(!heap::has_collected(), |h| all |= (*h).flags()) };
    all
}

/// One object of so many is hardly any.
const HARDLY_ANY: usize = 64;

/// One run of the collector. While it lasts the count of an object that is looked at is what is left of it when the
/// references from other such objects are subtracted, with the bits [`heap::TRIAL`] and [`LIVE`] once it is known to live.
struct Collection<'a> {
    /// Objects with this flag are left out.
    ignored: u8,
    /// Addresses of objects whose finalizers run first, in that order.
    order: &'a [u64],
}

impl Collection<'_> {
    fn run(self) -> usize {
        heap::set_counting(true);
        let looked_at;
        // SAFETY: nothing is allocated on or freed from the heap until `dispose`. All objects are alive.
        let garbage = unsafe {
            let objects = self.subtract();
            looked_at = objects.len();
            let garbage = if self.restore_live(&objects) < objects.len() { self.garbage(&objects) } else { Vec::new() };
            for h in objects {
                if (*h).is_marked_live() {
                    (*h).take_off_trial();
                    heap::became_old(h);
                }
            }
            garbage
        };
        heap::set_counting(false);
        let found = garbage.len();
        dispose(garbage, self.order);
        heap::collection_done(self.ignored == 0, found * HARDLY_ANY < looked_at);
        found
    }

    /// Is it an object that is looked at, and not known to live? One with so many references that its count leaves no room
    /// for the marks is none.
    #[inline(always)]
    fn is_candidate(&self, h: &Header) -> bool {
        h.refcount() < LIVE && heap::can_cycle(h.kind()) && !h.has(self.ignored)
    }

    /// Subtracts the references that the objects looked at have to each other; returns these objects.
    unsafe fn subtract(&self) -> Vec<*mut Header> {
        let mut objects: Vec<*mut Header> = Vec::new();
        // SAFETY: as promised by the caller.
        unsafe {
            heap::for_each_candidate(self.ignored == OLD, |h| {
                if self.is_candidate(&*h) {
                    objects.push(h);
                    for_each_reference(h, |to| {
                        if self.is_candidate(&*to) {
                            debug_assert!((*to).refcount() > 0, "{:?} shows what it does not own", (*h).kind());
                            (*to).add_references(-1);
                        }
                    });
                }
            });
        }
        objects
    }

    /// Marks what is held from outside, and all that can be reached from there, and gives it its references back; returns
    /// the number of objects marked.
    unsafe fn restore_live(&self, objects: &[*mut Header]) -> usize {
        let mut found = 0;
        let mut live = Vec::new();
        for &h in objects {
            // SAFETY: as promised by the caller.
            unsafe {
                if (*h).is_marked_live() || (*h).refcount() == 0 {
                    continue;
                }
                (*h).mark_live();
                live.push(h);
                while let Some(h) = live.pop() {
                    found += 1;
                    for_each_reference(h, |to| {
                        if (*to).is_marked_live() {
                            (*to).add_references(1);
                        } else if self.is_candidate(&*to) {
                            (*to).add_references(1);
                            (*to).mark_live();
                            live.push(to);
                        }
                    });
                }
            }
        }
        found
    }

    /// The objects not known to live, put on trial; their references count again, also those to what lives.
    unsafe fn garbage(&self, objects: &[*mut Header]) -> Vec<*mut Header> {
        // SAFETY: as promised by the caller.
        unsafe {
            let garbage: Vec<_> = objects.iter().copied().filter(|&h| !(*h).is_marked_live()).collect();
            for &h in &garbage {
                for_each_reference(h, |to| {
                    if (*to).is_marked_live() || self.is_candidate(&*to) {
                        (*to).add_references(1);
                    }
                });
            }
            garbage.iter().for_each(|&h| (*h).put_on_trial());
            garbage
        }
    }
}

/// Calls `f` with every object to which this one refers, once for each reference.
#[inline(always)]
unsafe fn for_each_reference(h: *mut Header, mut f: impl FnMut(*mut Header)) {
    let mut visit = |v: &Value| {
        if v.is_object() {
            f(v.as_header_ptr());
        }
    };
    // SAFETY: the caller's object is alive, and so is what it refers to. Most objects that live long are of a few kinds:
    // the visit of those is compiled together with what is done there.
    unsafe {
        match (*h).kind() {
            Kind::Frame => heap::body_of::<Frame>(&*h).for_each_value(visit),
            Kind::Future => heap::body_of::<Future>(&*h).for_each_value(visit),
            Kind::Instance => heap::body_of::<Instance>(&*h).for_each_value(visit),
            Kind::Tuple => heap::body_of::<Tuple>(&*h).tail().iter().for_each(visit),
            Kind::List => heap::body_of::<List>(&*h).items().borrow().iter().for_each(visit),
            Kind::Traceback => heap::body_of::<Traceback>(&*h).for_each_value(visit),
            _ => heap::trace(h, &mut visit),
        }
    }
}

/// Frees garbage, whose counts are whole again, or queues what must run first.
fn dispose(mut garbage: Vec<*mut Header>, order: &[u64]) {
    // SAFETY: all of it is alive until the references taken here are dropped at the end.
    unsafe {
        // As in CPython before any finalizer runs, and while garbage is on trial, as a mark: weak references that are
        // garbage themselves are told, but not called.
        for &h in &garbage {
            if (*h).has(WEAKLY_REFERENCED) {
                heap::tell_weak_references(h);
            }
        }
        // Garbage stays on trial but for what a finalizer can reach.
        let mut kept = Vec::new();
        let mut finalizers: Vec<_> = garbage.iter().copied().filter(|&h| (*h).has(FINALIZE)).collect();
        if !order.is_empty() {
            // Of an address that is there twice the first place counts.
            let ranks: FxHashMap<u64, usize> = order.iter().enumerate().rev().map(|(rank, at)| (*at, rank)).collect();
            finalizers.sort_by_key(|&h| ranks.get(&(h as u64)).copied().unwrap_or(order.len()));
        }
        for h in finalizers {
            (*h).set(FINALIZE, false);
            (*h).incref();
            heap::queue_finalizer(Value::from_header(NonNull::new_unchecked(h)));
            kept.push(h);
        }
        kept.iter().for_each(|&h| (*h).take_off_trial());
        while let Some(h) = kept.pop() {
            for_each_reference(h, |to| {
                if (*to).on_trial() {
                    (*to).take_off_trial();
                    kept.push(to);
                }
            });
        }
        garbage.retain(|&h| (*h).on_trial());
        // A reference to each keeps all of them whole until all have been cleared.
        let held: Vec<Value> = garbage
            .iter()
            .map(|&h| {
                (*h).take_off_trial();
                (*h).incref();
                Value::from_header(NonNull::new_unchecked(h))
            })
            .collect();
        for &h in &garbage {
            heap::clear(h);
        }
        drop(held);
    }
}

/// Kinds that are of the VM alone: programs never see such an object.
fn is_internal(kind: Kind) -> bool {
    matches!(kind, Kind::Shape | Kind::Frame | Kind::Cell)
}

/// A counted reference to a live object.
///
/// # Safety
/// The object is alive and its count is not zero.
unsafe fn value_of(h: *mut Header) -> Value {
    // SAFETY: as promised by the caller.
    unsafe {
        (*h).incref();
        Value::from_header(NonNull::new_unchecked(h))
    }
}

/// The objects that can be part of a cycle.
pub fn objects() -> Vec<Value> {
    let mut found: Vec<*mut Header> = Vec::new();
    // SAFETY: the closure only reads headers; what has references is alive.
    unsafe {
        heap::for_each_object(|h| {
            let seen = !is_internal((*h).kind()) || (*h).kind() == Kind::Frame;
            if seen && heap::can_cycle((*h).kind()) && (*h).refcount() > 0 {
                found.push(h);
            }
        });
        let mut found: Vec<Value> = found.into_iter().map(|h| value_of(h)).collect();
        // Of frames programs see those of generators and coroutines.
        found.retain(|value| value.exact::<Frame>().is_none_or(Frame::is_generator));
        found
    }
}

/// What the objects refer to directly. Attributes count as referred to by their instance.
pub fn referents(of: &[Value]) -> Vec<Value> {
    let mut found = Vec::new();
    for value in of.iter().filter(|v| v.is_object()) {
        // SAFETY: the object is alive; the closure takes references to others that are.
        unsafe {
            heap::trace(value.as_header_ptr(), &mut |v: &Value| {
                if !v.is_unset() && !v.kind().is_some_and(is_internal) {
                    found.push(v.clone());
                }
            });
        }
        if let Some(instance) = value.exact::<Instance>() {
            found.push(instance.class().into_value());
        }
    }
    found
}

/// The objects that refer to one of `to` directly.
pub fn referrers(to: &[Value]) -> Vec<Value> {
    let mut found = objects();
    found.retain(|candidate| {
        let mut refers = false;
        // SAFETY: the object is alive; the closure only compares.
        unsafe {
            heap::trace(candidate.as_header_ptr(), &mut |v: &Value| refers |= to.iter().any(|t| t.is(v)));
        }
        refers
    });
    found
}
