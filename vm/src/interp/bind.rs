//! Calls with defaults, keywords, `*args` and `**kwargs`: arguments go straight from the caller's registers into those
//! of the callee's frame. Whatever does not fit is left to the general binder (`call.rs`), which knows what to say.

use super::call::{fill, has_defaults, new_frame, new_generator_of, pop_plain};
use super::{Flow, registers_of};
use crate::code::Flags;
use crate::frame::{Frame, OnReturn};
use crate::heap::{FINALIZE, Gc, INTERNED};
use crate::object::class::{Class, flag};
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::function::Function;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::Vm;
use std::mem::ManuallyDrop;

/// Calls with more keywords are bound by the general binder, which does not compare each with each parameter.
const MOST_KEYWORDS: usize = 12;

/// Enters a call of `callee` if it is a function that the arguments fit, `count` positional ones from `window` on and
/// the values of keywords `names` behind them. `None`: nothing has been done. The arguments are moved out otherwise.
///
/// # Safety
/// `window` points at so many values; the current frame is alive and its `pc` is stored.
pub(super) unsafe fn enter(
    vm: &mut Vm,
    callee: &Value,
    window: *mut Value,
    count: usize,
    names: &[Value],
) -> Option<Flow> {
    let function = callee.exact::<Function>()?;
    // SAFETY: as promised by the caller.
    unsafe {
        let frame = match positional(vm, callee, function, window, count, names) {
            Some(frame) => frame,
            None => bound(vm, callee, function, window, count, names)?,
        };
        let code = (*frame).code();
        if code.has(Flags::GENERATOR | Flags::COROUTINE | Flags::ASYNC_GENERATOR) {
            let generator = new_generator_of(vm, frame);
            return Some(super::returns::store(vm, generator));
        }
        push(vm, frame, OnReturn::Store);
    }
    Some(Flow::Switch)
}

/// The frame of a call, its parameters bound, where [`bound`] is not needed: positional arguments alone, and defaults for
/// the last parameters.
///
/// # Safety
/// As [`enter`].
#[inline]
unsafe fn positional(
    vm: &Vm,
    callee: &Value,
    function: &Function,
    window: *mut Value,
    count: usize,
    names: &[Value],
) -> Option<*mut Frame> {
    // SAFETY: the function keeps its code; the rest is as promised by the caller. Each default goes to a register of
    // the new frame that is unset.
    unsafe {
        let code = &*function.code_ptr();
        let exact = names.is_empty() && code.exact.get() && (*vm.frame).depth.get() < vm.recursion_limit;
        if !exact || count != code.argcount as usize && !has_defaults(function, code, count as u16) {
            return None;
        }
        let frame = new_frame(callee.clone(), code, window, count);
        fill(registers_of(frame), code, count as u16);
        Some(frame)
    }
}

/// As [`enter`] for the function `init` of `class`: `window` has a free place in front of the arguments, where `instance`,
/// which is new and has no finalizer yet, goes.
///
/// # Safety
/// As [`enter`].
pub(super) unsafe fn enter_init(
    vm: &mut Vm,
    class: &Gc<Class>,
    init: &Value,
    instance: Value,
    window: *mut Value,
    count: usize,
    names: &[Value],
) -> Option<Flow> {
    let function = init.exact::<Function>()?;
    // SAFETY: the function keeps its code; the current frame is alive.
    let (code, depth) = unsafe { (&*function.code_ptr(), (*vm.frame).depth.get()) };
    let fits = code.plain && code.argcount as usize == count + 1 && names.is_empty() && depth < vm.recursion_limit;
    if code.has(Flags::GENERATOR | Flags::COROUTINE | Flags::ASYNC_GENERATOR) || code.argcount == 0 {
        return None;
    }
    // SAFETY: as promised by the caller; the instance goes to the register of the first parameter, which owns nothing,
    // and `link` takes over a reference to it.
    unsafe {
        let frame = if fits {
            new_frame(init.clone(), code, window, count + 1)
        } else {
            bound(vm, init, function, window, count + 1, names)?
        };
        let instance = ManuallyDrop::new(instance);
        if let Some(header) = instance.header() {
            header.set(FINALIZE, class.has(flag::DEL));
        }
        std::ptr::write(registers_of(frame), Value::clone(&instance));
        (*frame).link.set(instance.as_header_ptr() as *mut Frame);
        push(vm, frame, OnReturn::Init);
    }
    Some(Flow::Switch)
}

/// Makes `frame` the current one.
///
/// # Safety
/// Both frames are alive.
pub(super) unsafe fn push(vm: &mut Vm, frame: *mut Frame, on_return: OnReturn) {
    // SAFETY: as promised by the caller.
    unsafe {
        (*frame).caller.set(vm.frame);
        (*frame).on_return.set(on_return);
        (*frame).depth.set((*vm.frame).depth.get() + 1);
    }
    vm.frame = frame;
}

/// The frame of a call, its parameters bound. `None` if the arguments do not fit or it is not that simple: they are where
/// they were then.
///
/// # Safety
/// As [`enter`].
unsafe fn bound(
    vm: &Vm,
    callee: &Value,
    function: &Function,
    window: *mut Value,
    count: usize,
    names: &[Value],
) -> Option<*mut Frame> {
    // SAFETY: as promised by the caller; the function keeps its code. What goes to a register of the new frame goes to
    // one that is unset.
    unsafe {
        let code = &*function.code_ptr();
        let argcount = code.argcount as usize;
        let too_deep = (*vm.frame).depth.get() >= vm.recursion_limit;
        if too_deep || names.len() > MOST_KEYWORDS || count > argcount && !code.has(Flags::VARARGS) {
            return None;
        }
        let given = count.min(argcount);
        let frame = new_frame(callee.clone(), code, window, given);
        let regs = registers_of(frame);
        let keywords = window.add(count);
        if !pass_keywords(code, regs, given, names, keywords) || !fill_defaults(function, code, regs, given) {
            take_back(frame, window, given, names, keywords);
            return None;
        }
        let mut next = argcount + code.proto.kwonlyargcount as usize;
        if code.has(Flags::VARARGS) {
            let surplus = std::slice::from_raw_parts_mut(window.add(given), count - given);
            *regs.add(next) = Tuple::from_window(surplus);
            next += 1;
        }
        if code.has(Flags::VARKEYWORDS) {
            let extra = Dict::new();
            for (k, name) in names.iter().enumerate() {
                let value = std::mem::take(&mut *keywords.add(k));
                if !value.is_unset() {
                    extra.push_str(name.clone(), value);
                }
            }
            *regs.add(next) = extra.into_value();
        }
        Some(frame)
    }
}

/// Moves the values of the keywords `names` to the registers of the parameters of these names; those of none are left
/// for `**kwargs`. `false` where one does not fit.
///
/// # Safety
/// `regs` are those of a frame of `code` whose first `given` arguments are there; `keywords` points at so many values.
#[inline(always)]
unsafe fn pass_keywords(code: &Code, regs: *mut Value, given: usize, names: &[Value], keywords: *mut Value) -> bool {
    for (k, name) in names.iter().enumerate() {
        match parameter(code, name) {
            // SAFETY: as promised by the caller; parameters are the first registers.
            Some(i) if i >= given.max(code.proto.posonlyargcount as usize) => unsafe {
                let register = &mut *regs.add(i);
                if !register.is_unset() {
                    return false;
                }
                std::ptr::write(register, std::mem::take(&mut *keywords.add(k)));
            },
            // Names that are not the same object may still have the same text, unless both are interned.
            None if code.has(Flags::VARKEYWORDS) && name.header().is_some_and(|h| h.has(INTERNED)) => (),
            _ => return false,
        }
    }
    true
}

/// The register of the parameter with this name.
#[inline(always)]
fn parameter(code: &Code, name: &Value) -> Option<usize> {
    let parameters = code.argcount as usize + code.proto.kwonlyargcount as usize;
    code.varnames[..parameters].iter().position(|v| v.is(name))
}

/// Gives the parameters from `given` on that have no argument their defaults. `false` where one has none.
///
/// # Safety
/// `regs` are those of a frame of `code`, which is the function's.
#[inline(always)]
unsafe fn fill_defaults(function: &Function, code: &Code, regs: *mut Value, given: usize) -> bool {
    let argcount = code.argcount as usize;
    // SAFETY: as promised by the caller; parameters are the first registers.
    unsafe {
        if given < argcount {
            let defaults = function.defaults.peek().exact::<Tuple>().map_or(&[][..], Tuple::items);
            for i in given..argcount {
                if (*regs.add(i)).is_unset() {
                    let Some(default) = (i + defaults.len()).checked_sub(argcount) else { return false };
                    std::ptr::write(regs.add(i), defaults[default].clone());
                }
            }
        }
        for i in argcount..argcount + code.proto.kwonlyargcount as usize {
            if (*regs.add(i)).is_unset() {
                // Where all have a default, the dict has them in their order.
                let defaults = function.kwdefaults.peek().exact::<Dict>();
                let Some(default) = defaults.and_then(|d| d.get_str_at(i - argcount, &code.varnames[i])) else {
                    return false;
                };
                std::ptr::write(regs.add(i), default);
            }
        }
    }
    true
}

/// The arguments of a call that did not fit go back to where they were, and the frame is freed.
///
/// # Safety
/// `frame` is a new one to which [`pass_keywords`] has moved arguments from there, and nothing refers to it.
#[cold]
unsafe fn take_back(frame: *mut Frame, window: *mut Value, given: usize, names: &[Value], keywords: *mut Value) {
    // SAFETY: as promised by the caller.
    unsafe {
        let regs = registers_of(frame);
        for i in 0..given {
            std::ptr::swap(regs.add(i), window.add(i));
        }
        for (k, name) in names.iter().enumerate() {
            let register = parameter((*frame).code(), name).filter(|_| (*keywords.add(k)).is_unset());
            if let Some(i) = register {
                std::ptr::swap(regs.add(i), keywords.add(k));
            }
        }
        let _ = pop_plain(frame);
    }
}
