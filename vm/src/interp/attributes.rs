//! Attributes by name: loads, stores, deletions and method calls, past the fast paths of the loop, and the filling of
//! inline caches.
//!
//! A cache knows a receiver by a number, its key: the shape of an instance, the kind of a built-in value, the class of
//! a native module's object, the class itself, the version of a module's dict. What is found for a key stays right as
//! long as the key does.

use super::call::Arguments;
use super::resume::frame_ptr;
use super::slow::{
    call_native_method, call_special_native, call_super, call_window, done, enter_special, entered, frame, ins, kill,
    reg, result, set, take_window, unit_kill,
};
use super::{Flow, bind, leaf, registers_of};
use crate::attr::Stored;
use crate::code::Flags;
use crate::event_loop::future::{Future, Part};
use crate::event_loop::handle::Handle;
use crate::frame::OnReturn;
use crate::heap::Kind;
use crate::object::class::Class;
use crate::object::code::{AttrHit, AttrSite, KIND_BIT};
use crate::object::descriptor::{Descriptor, DescriptorKind};
use crate::object::foreign::Foreign;
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::method::BoundMethod;
use crate::object::module::Module;
use crate::object::native::NativeFunction;
use crate::object::super_object::{self, Super};
use crate::op::{Ins, Op};
use crate::value::Value;
use crate::vm::{Res, Vm};

/// The attribute site of an instruction.
pub(super) fn site<'a>(vm: &Vm, n: u16) -> &'a mut AttrSite {
    // SAFETY: the code lives as long as the frame; caches are touched by this thread only, between instructions.
    unsafe { &mut *frame(vm).body().attr_sites[n as usize].as_ptr() }
}

/// The kinds, a bit each, of which all objects have the same attributes.
const ALIKE: u64 = {
    use Kind::{ByteArray, Bytes, Complex, Dict, FrozenSet, Int, List, Range, Set, Str, Tuple};
    let kinds = [Str, Bytes, ByteArray, Tuple, List, Dict, Set, FrozenSet, Int, Complex, Range];
    let (mut bits, mut i) = (0, 0);
    while i < kinds.len() {
        bits |= 1 << kinds[i] as u64;
        i += 1;
    }
    bits
};

/// The key of a value that is no instance and has no attributes of its own: of a built-in kind, or of a native
/// module's type.
#[inline(always)]
pub(super) fn native_key(receiver: &Value) -> Option<u32> {
    let Some(kind) = receiver.kind() else { return number_key(receiver) };
    if ALIKE.unbounded_shr(kind as u32) & 1 != 0 {
        return Some(KIND_BIT | kind as u32);
    }
    let flavor = match kind {
        Kind::Frame => {
            // SAFETY: the kind was just looked at, and the value keeps the frame.
            let flags = unsafe { (*frame_ptr(receiver)).code().flags.get() };
            1 + (flags.0 & (Flags::GENERATOR | Flags::COROUTINE | Flags::ASYNC_GENERATOR)) as u32
        }
        Kind::Foreign => return receiver.exact::<Foreign>().and_then(Foreign::key),
        Kind::Function if !receiver.exact::<Function>()?.has_attribute_dict() => 0,
        Kind::Future => future_flavor(receiver.exact::<Future>()?)?,
        Kind::Handle => receiver.exact::<Handle>()?.is_timer() as u32,
        _ => return None,
    };
    Some(KIND_BIT | kind as u32 | flavor << 8)
}

/// The key of a number that is no object: an int's is that of ints which are.
#[inline]
fn number_key(number: &Value) -> Option<u32> {
    if number.is_small_int() {
        return Some(KIND_BIT | Kind::Int as u32);
    }
    number.is_float().then_some(KIND_BIT | Kind::Int as u32 | 1 << 8)
}

/// Distinguishes the classes of futures; `None` for one that has attributes of its own.
#[inline]
fn future_flavor(future: &Future) -> Option<u32> {
    if future.existing_dict().is_some() {
        return None;
    }
    Some(match future.part() {
        Some(Part::Task(_)) => 1,
        Some(Part::Gather(_)) => 2,
        _ => 0,
    })
}

/// What a class or a module, which are asked for attributes of their own, has at a site. Fills its cache.
fn own_attribute(vm: &mut Vm, receiver: &Value, site: &mut AttrSite) -> Option<Value> {
    if let Some(module) = receiver.exact::<Module>() {
        if !site.finds(module.dict.version()) {
            vm.cache_module(receiver, module, site);
        }
    } else {
        let key = receiver.exact::<Class>()?.cache_key();
        if !site.finds(key) {
            vm.cache_class(receiver, site, key);
        }
    }
    leaf::attribute(receiver, site)
}

/// Has a site something for `receiver` in front: an instance, a class, or an object with a native key? Fills its cache.
fn is_cached_for(vm: &mut Vm, receiver: &Value, site: &mut AttrSite) -> bool {
    let key = match receiver.exact::<Instance>() {
        Some(instance) => {
            let key = instance.shape_id();
            if !site.finds(key) {
                vm.cache_load(instance, site);
            }
            key
        }
        None => {
            if let Some(class) = receiver.exact::<Class>() {
                // With its own attributes.
                return site.key == class.cache_key();
            }
            let Some(key) = native_key(receiver) else { return false };
            if !site.finds(key) {
                vm.cache_native(receiver, site, key);
            }
            key
        }
    };
    site.key == key
}

pub(super) fn load_attr(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let site = site(vm, i.c);
    // See `call_method`.
    if complete_super(vm, i.b).is_err() {
        return Flow::Raise;
    }
    if let Some(value) = own_attribute(vm, reg(vm, i.b), site) {
        return done(vm, i, value);
    }
    // Code that is traced looks up what it calls by itself.
    if let Some(callee) = found_before(reg(vm, i.b)) {
        return done(vm, i, callee);
    }
    let receiver = reg(vm, i.b).clone();
    let hit = if is_cached_for(vm, &receiver, site) { &site.hit } else { &AttrHit::Empty };
    match hit {
        AttrHit::Method(method) => {
            let bound = BoundMethod::value(method.clone(), receiver);
            return done(vm, i, bound);
        }
        AttrHit::Getter(getter) => {
            if let Some(descriptor) = getter.exact::<Descriptor>()
                && let DescriptorKind::Getter(def) = descriptor.kind
            {
                let value = (def.run)(vm, std::slice::from_ref(&receiver));
                drop(receiver);
                return result(vm, i, value);
            }
        }
        AttrHit::BehindDict(found) if receiver.exact::<Instance>().is_some_and(|i| i.get(&site.name).is_none()) => {
            let found = found.clone();
            let value = if found.is_kind(Kind::Function) { BoundMethod::value(found, receiver) } else { found };
            return done(vm, i, value);
        }
        AttrHit::Item(index) => {
            if let Some(item) = receiver.exact::<Instance>().and_then(|named| leaf::field(named, *index)) {
                drop(receiver);
                return done(vm, i, item);
            }
        }
        _ => (),
    }
    // Properties and descriptors in the language are called in frames of their own.
    if matches!(receiver.kind(), Some(Kind::Instance | Kind::Class))
        && let Some((getter, args)) = vm.attribute_call(&receiver, &site.name)
    {
        kill(vm, i);
        let result = vm.enter(getter, Arguments::positional(args), OnReturn::Store);
        return entered(vm, i, result);
    }
    let name = site.name.clone();
    let value = vm.get_attr(&receiver, &name);
    drop(receiver);
    result(vm, i, value)
}

pub(super) fn store_attr(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let site = site(vm, i.c);
    let receiver = reg(vm, i.a).clone();
    let value = reg(vm, i.b).clone();
    let name = site.name.clone();
    if let Some(instance) = receiver.exact::<Instance>() {
        match vm.cache_store(instance, site) {
            Stored::Plain => {
                instance.set(&name, value);
                drop(receiver);
                kill(vm, i);
                return Flow::Next;
            }
            Stored::Call(setter) => {
                kill(vm, i);
                return enter_special(vm, setter, [receiver, value], OnReturn::Discard);
            }
            Stored::Descriptor(function, descriptor) => {
                kill(vm, i);
                return enter_special(vm, function, [descriptor, receiver, value], OnReturn::Discard);
            }
            Stored::General => (),
        }
    }
    let stored = vm.set_attr(&receiver, &name, value);
    drop(receiver);
    unit_kill(vm, i, stored)
}

pub(super) fn delete_attr(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let receiver = reg(vm, i.a).clone();
    let site = site(vm, i.c);
    if receiver.exact::<Instance>().is_some_and(|instance| delete_slot(vm, instance, site)) {
        drop(receiver);
        kill(vm, i);
        return Flow::Next;
    }
    let name = site.name.clone();
    let deleted = vm.del_attr(&receiver, &name);
    drop(receiver);
    unit_kill(vm, i, deleted)
}

/// Deletes an attribute that lies in a slot where a store would go; was there one? Fills the site's cache.
fn delete_slot(vm: &mut Vm, instance: &Instance, site: &mut AttrSite) -> bool {
    let key = instance.shape_id();
    if !site.finds(key) && instance.get(&site.name).is_some() {
        vm.cache_store(instance, site);
    }
    match &site.hit {
        AttrHit::Slot(slot) if site.key == key => !instance.set_slot(*slot as usize, Value::UNSET).is_unset(),
        _ => false,
    }
}

/// The function that a site has for a method of `receiver`, which is to be its first argument. Fills its cache.
pub(super) fn method(vm: &mut Vm, receiver: &Value, site: &mut AttrSite) -> Option<Value> {
    let key = if let Some(instance) = receiver.exact::<Instance>() {
        let key = instance.shape_id();
        if !site.finds(key) {
            vm.cache_method(instance, site);
        }
        key
    } else if let Some(key) = native_key(receiver) {
        if !site.finds(key) {
            vm.cache_native(receiver, site, key);
        }
        key
    } else {
        // A method of a class, found with its other attributes.
        receiver.exact::<Class>()?.cache_key()
    };
    match &site.hit {
        AttrHit::Method(method) if site.key == key => Some(method.clone()),
        AttrHit::BehindDict(method) if site.key == key && method.is_kind(Kind::Function) => {
            receiver.exact::<Instance>()?.get(&site.name).is_none().then(|| method.clone())
        }
        _ => None,
    }
}

/// `CallSuper` whose site does not know the method.
pub(super) fn call_super_method(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    if complete_super(vm, i.b).is_err() {
        return Flow::Raise;
    }
    if let Some(found) = reg(vm, i.b).exact::<Super>() {
        super_object::cache_method(vm, found, site(vm, i.c));
    }
    call_method(vm)
}

/// Makes the super object that `LoadSuper` has left to the user of a register.
fn complete_super(vm: &mut Vm, register: u16) -> Res<()> {
    if reg(vm, register).is_unset() {
        let made = match super_object::of_method(vm) {
            Some(made) => made,
            None => {
                let class = vm.types.of_kind(Kind::Super).to_value();
                vm.call(&class, &[])?
            }
        };
        set(vm, register, made);
    }
    Ok(())
}

/// `FindMethod` whose site does not know the method.
pub(super) fn find_method(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let site = site(vm, i.c);
    if reg(vm, i.a).is_unset() && super_object::cached_method(frame(vm), site).is_some() {
        return Flow::Next;
    }
    if complete_super(vm, i.a).is_err() {
        return Flow::Raise;
    }
    let receiver = reg(vm, i.a).clone();
    if let Some(receiver) = receiver.exact::<Super>() {
        super_object::cache_method(vm, receiver, site);
        if receiver.method(vm, &site.name).is_some() {
            return Flow::Next;
        }
    }
    let is_known = own_attribute(vm, &receiver, site).is_some()
        || method(vm, &receiver, site).is_some()
        || leaf::finds_method(&receiver, site);
    if is_known {
        return Flow::Next;
    }
    let name = site.name.clone();
    match vm.get_attr(&receiver, &name) {
        Ok(callee) => {
            set(vm, i.a, found(callee));
            Flow::Next
        }
        Err(_) => Flow::Raise,
    }
}

/// What stands for a receiver whose attribute `callee` has been looked up: a bound method as there is none in programs.
fn found(callee: Value) -> Value {
    BoundMethod::value(Value::NONE, callee)
}

/// What `FindMethod` has found, if `receiver` stands for that.
pub(super) fn found_before(receiver: &Value) -> Option<Value> {
    receiver.exact::<BoundMethod>().filter(|method| method.function.is_none()).map(|method| method.receiver.clone())
}

pub(super) fn call_method(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let site = site(vm, i.c);
    if let Some(callee) = found_before(reg(vm, i.b)) {
        return call_instead(vm, i, callee);
    }
    // Code that is traced has a plain call for one of `super()`, also where tracing begins between the two.
    if complete_super(vm, i.b).is_err() {
        return Flow::Raise;
    }
    let receiver = reg(vm, i.b);
    if let Some(callee) = own_attribute(vm, receiver, site) {
        return call_instead(vm, i, callee);
    }
    if receiver.is_kind(Kind::Super)
        && let Some(flow) = call_super(vm, i, i.x as u16, &[])
    {
        return flow;
    }
    let Some(method) = method(vm, receiver, site).or_else(|| class_method(vm, i, site)) else {
        if let Some(callee) = leaf::attribute(receiver, site) {
            return call_instead(vm, i, callee);
        }
        let name = site.name.clone();
        return match vm.get_attr(&receiver.clone(), &name) {
            Ok(callee) => call_instead(vm, i, callee),
            Err(_) => Flow::Raise,
        };
    };
    let count = i.x as u16 + 1;
    if let Some(native) = method.exact::<NativeFunction>() {
        if let Some(flow) = call_special_native(vm, native.def().special, i.b, count) {
            return flow;
        }
        return call_native_method(vm, i, native, i.b, count);
    }
    // SAFETY: the window lies in the registers of the current frame, whose `pc` is stored.
    let window = unsafe { registers_of(vm.frame).add(i.b as usize) };
    // SAFETY: as above.
    if let Some(flow) = unsafe { bind::enter(vm, &method, window, count as usize, &[]) } {
        return flow;
    }
    let args = Arguments::positional(take_window(vm, i.b, count));
    let result = vm.enter(method, args, OnReturn::Store);
    entered(vm, i, result)
}

/// `CallMethod` whose site has a native method, marked as special, for the receiver.
pub(super) fn call_special_method(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    if let AttrHit::Method(method) = &site(vm, i.c).hit
        && let Some(native) = method.exact::<NativeFunction>()
        && let Some(flow) = call_special_native(vm, native.def().special, i.b, i.x as u16 + 1)
    {
        return flow;
    }
    call_method(vm)
}

/// The function of the class method that a site has for the receiver of a call, an instance, whose class then stands
/// where it stood.
fn class_method(vm: &mut Vm, i: Ins, site: &AttrSite) -> Option<Value> {
    let AttrHit::ClassMethod(function) = &site.hit else { return None };
    let instance = reg(vm, i.b).exact::<Instance>().filter(|instance| site.key == instance.shape_id())?;
    let (function, class) = (function.clone(), instance.class().into_value());
    set(vm, i.b, class);
    Some(function)
}

/// As `Call`: the callable stands where the receiver stood.
fn call_instead(vm: &mut Vm, i: Ins, callee: Value) -> Flow {
    set(vm, i.b, callee);
    call_window(vm, Ins { op: Op::Call, c: i.x as u16, ..i })
}
