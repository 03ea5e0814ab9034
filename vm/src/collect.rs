//! The cycle collector: trial deletion over the whole heap.
//!
//! For every object that can be part of a cycle, the references to it from other such objects are counted. An object
//! with more references than that is held from outside (a register of a running frame, a native, the VM); whatever
//! can be reached from one lives. The rest is garbage: it gives up its references, and reference counting frees it.
//!
//! Objects in garbage that must run code first (a suspended generator, `__del__`) are queued for that instead, with
//! everything they reach; the next collection finds them without that need.

use crate::heap::{self, FINALIZE, Header};
use crate::value::Value;
use crate::vm::Vm;
use rustc_hash::FxHashMap;
use std::ptr::NonNull;

/// Collects; returns the number of objects found unreachable.
pub fn collect(vm: &mut Vm) -> usize {
    let _ = vm;
    let mut inner: FxHashMap<usize, u32> = FxHashMap::default();
    let mut objects: Vec<*mut Header> = Vec::new();
    // SAFETY: the closures only read headers and count; nothing is allocated on or freed from the heap.
    unsafe {
        heap::for_each_object(|h| {
            if heap::can_cycle((*h).kind()) {
                objects.push(h);
                inner.insert(h as usize, 0);
            }
        });
        for &h in &objects {
            heap::trace(h, &mut |v: &Value| {
                if v.is_object()
                    && let Some(count) = inner.get_mut(&(v.as_header_ptr() as usize))
                {
                    *count += 1;
                }
            });
        }
    }
    let mut live: Vec<*mut Header> = Vec::new();
    for &h in &objects {
        // SAFETY: as above.
        let referenced = unsafe { (*h).refcount() };
        if inner.get(&(h as usize)).is_some_and(|&count| referenced > count) {
            live.push(h);
        }
    }
    mark(&mut live, &mut inner);
    let garbage: Vec<*mut Header> = objects.into_iter().filter(|h| inner.contains_key(&(*h as usize))).collect();
    let found = garbage.len();
    dispose(garbage, inner);
    heap::collection_done();
    found
}

/// Removes everything reachable from `live` from the candidates.
fn mark(live: &mut Vec<*mut Header>, candidates: &mut FxHashMap<usize, u32>) {
    for h in live.iter() {
        candidates.remove(&(*h as usize));
    }
    while let Some(h) = live.pop() {
        // SAFETY: the object is alive; the closure only looks.
        unsafe {
            heap::trace(h, &mut |v: &Value| {
                if v.is_object() && candidates.remove(&(v.as_header_ptr() as usize)).is_some() {
                    live.push(v.as_header_ptr());
                }
            });
        }
    }
}

/// Frees garbage, or queues what must run first.
fn dispose(mut garbage: Vec<*mut Header>, mut candidates: FxHashMap<usize, u32>) {
    // SAFETY: all of it is alive until the references taken here are dropped at the end.
    unsafe {
        let finalizable: Vec<*mut Header> = garbage.iter().copied().filter(|h| (**h).has(FINALIZE)).collect();
        for &h in &finalizable {
            (*h).set(FINALIZE, false);
            (*h).incref();
            heap::queue_finalizer(Value::from_header(NonNull::new_unchecked(h)));
        }
        mark(&mut finalizable.clone(), &mut candidates);
        garbage.retain(|h| candidates.contains_key(&(*h as usize)));
        // A reference to each keeps all of them whole until all have been cleared.
        let held: Vec<Value> = garbage
            .iter()
            .map(|&h| {
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
