//! Calls with defaults, keywords, `*args` and `**kwargs`: arguments go straight from the caller's registers into those
//! of the callee's frame. Whatever does not fit is left to the general binder (`call.rs`), which knows what to say.

use super::call::{fill, has_defaults, new_frame, new_generator_of};
use super::{Flow, registers_of};
use crate::code::Flags;
use crate::frame::{Frame, OnReturn};
use crate::heap::{FINALIZE, Gc, INTERNED};
use crate::object::class::{Class, flag};
use crate::object::code::Code;
use crate::object::dict::Dict;
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::Vm;
use std::mem::ManuallyDrop;

/// Calls with more keywords, or functions of more parameters, are bound by the general binder.
const MOST_KEYWORDS: usize = 12;
const MOST_PARAMETERS: usize = 64;

/// What becomes of the arguments of a call.
struct Plan {
    /// Positional arguments that are parameters.
    positional: usize,
    /// Parameters that are given, by their registers.
    given: u64,
    /// The register of each keyword's parameter, or [`EXTRA`].
    places: [u8; MOST_KEYWORDS],
}

/// A keyword that goes to `**kwargs`.
const EXTRA: u8 = u8::MAX;

/// Finds the place of each argument; `None` if it is not that simple, or the call would be too deep.
///
/// # Safety
/// The current frame is alive.
unsafe fn plan(vm: &Vm, function: &Function, count: usize, names: &[Value]) -> Option<Plan> {
    // SAFETY: the function keeps its code; the rest is as promised by the caller.
    let (code, depth) = unsafe { (&*function.code_ptr(), (*vm.frame).depth.get()) };
    if depth >= vm.recursion_limit {
        return None;
    }
    let proto = &*code.proto;
    let (argcount, kwonly) = (proto.argcount as usize, proto.kwonlyargcount as usize);
    let parameters = argcount + kwonly;
    if parameters >= MOST_PARAMETERS || names.len() > MOST_KEYWORDS {
        return None;
    }
    if count > argcount && !proto.flags.has(Flags::VARARGS) {
        return None;
    }
    let positional = count.min(argcount);
    let mut plan = Plan { positional, given: (1 << positional) - 1, places: [EXTRA; MOST_KEYWORDS] };
    for (place, name) in plan.places.iter_mut().zip(names) {
        match code.varnames[..parameters].iter().position(|v| v.is(name)) {
            Some(i) if i >= proto.posonlyargcount as usize && plan.given & 1 << i == 0 => {
                *place = i as u8;
                plan.given |= 1 << i;
            }
            // Names that are not the same object may still have the same text, unless both are interned.
            None if proto.flags.has(Flags::VARKEYWORDS) && name.header().is_some_and(|h| h.has(INTERNED)) => (),
            _ => return None,
        }
    }
    let defaults = function.defaults.peek().exact::<Tuple>().map_or(0, |d| d.items().len());
    let needed = argcount.checked_sub(defaults)?;
    if plan.given & ((1 << needed) - 1) != (1 << needed) - 1 || !has_keyword_defaults(function, code, plan.given) {
        return None;
    }
    Some(plan)
}

/// Have all keyword-only parameters that are not given a default?
fn has_keyword_defaults(function: &Function, code: &Code, given: u64) -> bool {
    keyword_only(code, given).all(|i| keyword_default(function, code, i).is_some())
}

/// The registers of keyword-only parameters that are not given.
fn keyword_only(code: &Code, given: u64) -> impl Iterator<Item = usize> {
    let argcount = code.argcount as usize;
    (argcount..argcount + code.proto.kwonlyargcount as usize).filter(move |i| given & 1 << i == 0)
}

fn keyword_default(function: &Function, code: &Code, register: usize) -> Option<Value> {
    // Where all have a default, the dict has them in their order.
    let index = register - code.argcount as usize;
    function.kwdefaults.peek().exact::<Dict>()?.get_str_at(index, &code.varnames[register])
}

/// A call whose arguments fit the function's parameters.
struct Call<'a> {
    function: &'a Value,
    /// The arguments: `count` positional ones, then the values of the keywords `names`.
    window: *mut Value,
    count: usize,
    names: &'a [Value],
    plan: Plan,
}

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
    // SAFETY: as promised by the caller; the plan says where each argument goes.
    unsafe {
        let frame = match positional(vm, callee, function, window, count, names) {
            Some(frame) => frame,
            None => {
                Call { function: callee, window, count, names, plan: plan(vm, function, count, names)? }.frame(function)
            }
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

/// The frame of a call, its parameters bound, if it needs no plan: positional arguments alone, and defaults for the
/// last parameters.
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

/// As [`enter`] for the function `init` of `class`: `window` has a free place in front of the arguments, where the new
/// instance goes.
///
/// # Safety
/// As [`enter`].
pub(super) unsafe fn enter_init(
    vm: &mut Vm,
    class: &Gc<Class>,
    init: &Value,
    window: *mut Value,
    count: usize,
    names: &[Value],
) -> Option<Flow> {
    let function = init.exact::<Function>()?;
    // SAFETY: the function keeps its code; the current frame is alive.
    let (code, depth) = unsafe { (&*function.code_ptr(), (*vm.frame).depth.get()) };
    let fits = code.plain && code.argcount as usize == count + 1 && names.is_empty() && depth < vm.recursion_limit;
    // SAFETY: as promised by the caller.
    let plan = if fits { None } else { Some(unsafe { plan(vm, function, count + 1, names)? }) };
    if code.has(Flags::GENERATOR | Flags::COROUTINE | Flags::ASYNC_GENERATOR) {
        return None;
    }
    let instance = Instance::new(class, None);
    instance.header().set(FINALIZE, class.has(flag::DEL));
    let instance = ManuallyDrop::new(instance.into_value());
    // SAFETY: as promised by the caller; `link` takes over a reference to the instance.
    unsafe {
        *window = Value::clone(&instance);
        let frame = match plan {
            None => new_frame(init.clone(), code, window, count + 1),
            Some(plan) => Call { function: init, window, count: count + 1, names, plan }.frame(function),
        };
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

impl Call<'_> {
    /// The frame of the call, its parameters bound.
    ///
    /// # Safety
    /// `function` is the one that the plan was made for, and `window` points at the arguments.
    unsafe fn frame(&self, function: &Function) -> *mut Frame {
        let Plan { positional, given, places } = &self.plan;
        let positional = *positional;
        // SAFETY: the function keeps its code; each argument is moved to a register of the new frame that is unset.
        unsafe {
            let code = &*function.code_ptr();
            let frame = new_frame(self.function.clone(), code, self.window, positional);
            let regs = registers_of(frame);
            let argcount = code.argcount as usize;
            if positional < argcount {
                let defaults = function.defaults.peek().exact::<Tuple>().map_or(&[][..], Tuple::items);
                for i in (positional..argcount).filter(|i| given & 1 << i == 0) {
                    *regs.add(i) = defaults[i + defaults.len() - argcount].clone();
                }
            }
            for i in keyword_only(code, *given) {
                *regs.add(i) = keyword_default(function, code, i).unwrap_or_default();
            }
            let mut next = argcount + code.proto.kwonlyargcount as usize;
            if code.has(Flags::VARARGS) {
                let window = self.window.add(positional);
                let surplus = std::slice::from_raw_parts_mut(window, self.count - positional);
                *regs.add(next) = Tuple::from_window(surplus);
                next += 1;
            }
            let extra = code.has(Flags::VARKEYWORDS).then(Dict::new);
            for (k, (name, place)) in self.names.iter().zip(places).enumerate() {
                let value = std::mem::take(&mut *self.window.add(self.count + k));
                match (*place, &extra) {
                    (EXTRA, Some(extra)) => extra.push_str(name.clone(), value),
                    (place, _) => *regs.add(place as usize) = value,
                }
            }
            if let Some(extra) = extra {
                *regs.add(next) = extra.into_value();
            }
            frame
        }
    }
}
