//! What instructions do when no fast path of the loop fits. Each function finds frame and instruction through the VM,
//! writes its result itself, and says how the loop goes on.

use super::attributes::{self, site};
use super::call::{Arguments, Entered, hold_constants, new_frame, new_generator, plain_constructor};
use super::raise::Enter;
use super::resume::{self, Resume, frame_ptr};
use super::{Flow, RunLoop, bind, drain, inner, kill_operands, registers_of, returns, trace, waiting_at};
use crate::code::Flags;
use crate::event_loop::future::Future;
use crate::frame::{Frame, OnReturn, State};
use crate::heap::{FINALIZE, Gc, Kind};
use crate::object::cell::CellObject;
use crate::object::class::{Class, flag, native_items};
use crate::object::dict::Dict;
use crate::object::exception::{self, Exc, Exception};
use crate::object::float;
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::int::arithmetic;
use crate::object::list::List;
use crate::object::method::BoundMethod;
use crate::object::native::{Keywords, NativeFunction, NativeRun, Special};
use crate::object::number::Number;
use crate::object::slice::Slice;
use crate::object::str::Str;
use crate::object::super_object::{self, Super};
use crate::object::tuple::Tuple;
use crate::object::weakref::WeakRef;
use crate::op::{INPLACE, Ins, KILL_A, KILL_B, Op};
use crate::ops::{Compare, Operator, number_inside, unary_name};
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use std::sync::atomic::Ordering;

/// The instruction being executed.
pub(super) fn ins(vm: &Vm) -> Ins {
    // SAFETY: the current frame is alive and executes an instruction.
    unsafe { waiting_at(vm.frame) }
}

/// A register of the current frame. Not to be held while the frame can be left or the register written.
#[inline(always)]
pub(super) fn reg<'a>(vm: &Vm, n: u16) -> &'a mut Value {
    // SAFETY: operands are registers of the current frame's code.
    unsafe { &mut *registers_of(vm.frame).add(n as usize) }
}

/// The current frame.
#[inline(always)]
pub(super) fn frame<'a>(vm: &Vm) -> &'a Frame {
    // SAFETY: the current frame is alive as long as the instruction is executed.
    unsafe { &*vm.frame }
}

/// Overwrites a register.
#[inline(always)]
pub(super) fn set(vm: &Vm, n: u16, value: Value) {
    drop(std::mem::replace(reg(vm, n), value));
}

/// Unsets the operands that die, then stores the result.
pub(super) fn done(vm: &Vm, i: Ins, value: Value) -> Flow {
    kill(vm, i);
    set(vm, i.a, value);
    Flow::Next
}

/// Unsets the operands that die.
pub(super) fn kill(vm: &Vm, i: Ins) {
    // SAFETY: the operands are registers of the current frame.
    unsafe { kill_operands(registers_of(vm.frame), i) };
}

/// Takes or clones a register operand, as its kill bit says.
pub(super) fn operand(vm: &Vm, n: u16, dies: bool) -> Value {
    if dies { std::mem::take(reg(vm, n)) } else { reg(vm, n).clone() }
}

/// A result that is stored in `a`, or the exception.
pub(super) fn result(vm: &Vm, i: Ins, result: Res) -> Flow {
    match result {
        Ok(value) => done(vm, i, value),
        Err(_) => Flow::Raise,
    }
}

/// A call whose result is stored in `a`.
pub(super) fn entered(vm: &mut Vm, i: Ins, entered: Res<Entered>) -> Flow {
    match entered {
        Ok(Entered::Pushed) => Flow::Switch,
        Ok(Entered::Done(value)) => {
            set(vm, i.a, value);
            Flow::Next
        }
        Err(_) => Flow::Raise,
    }
}

/// The conditional jump at which the current frame stands is decided.
pub(crate) fn take_jump(vm: &mut Vm, truth: bool) -> Flow {
    let i = ins(vm);
    kill(vm, i);
    let wide = matches!(i.op, Op::JumpIfTrue | Op::JumpIfFalse);
    let negated = [
        Op::JumpIfFalse,
        Op::JumpNotIn,
        Op::JumpNotLt,
        Op::JumpNotLe,
        Op::JumpNotEq,
        Op::JumpNotNe,
        Op::JumpNotGt,
        Op::JumpNotGe,
        Op::JumpNotLtI,
        Op::JumpNotLeI,
        Op::JumpNotEqI,
        Op::JumpNotNeI,
        Op::JumpNotGtI,
        Op::JumpNotGeI,
    ];
    let wanted = !negated.contains(&i.op);
    if truth == wanted {
        let offset = if wide { i.bc() as isize } else { i.c as i16 as isize };
        let frame = frame(vm);
        frame.pc.set(frame.pc.get().wrapping_offset(offset));
        if offset < 0 && vm.interrupt.load(Ordering::Relaxed) {
            return match interrupted(vm) {
                Flow::Next => Flow::Switch,
                raised => raised,
            };
        }
    }
    Flow::Switch
}

/// A special method of the operand's class, if it is a function of the language on an instance: what is worth a frame.
fn special(receiver: &Value, name: &Value) -> Option<Value> {
    receiver.exact::<Instance>()?.class_attribute(name).filter(|f| f.is_kind(Kind::Function))
}

/// Is the right operand an instance of a class derived from the left one's, so that its methods may come first?
fn may_precede(left: &Value, right: &Value) -> bool {
    match (left.exact::<Instance>(), right.exact::<Instance>()) {
        (Some(left), Some(right)) => !right.has_class_of(left) && right.class().descends_from(&left.class()),
        (_, right) => right.is_some(),
    }
}

/// Enters a special method. Its result goes where `on_return` says; if it is a generator function, that is the generator.
pub(super) fn enter_special<const N: usize>(vm: &mut Vm, method: Value, args: [Value; N], on_return: OnReturn) -> Flow {
    match vm.enter_method(method, args, on_return) {
        Ok(Entered::Pushed) => Flow::Switch,
        Ok(Entered::Done(value)) => returns::special_returned(vm, value, on_return),
        Err(_) => Flow::Raise,
    }
}

/// An exception is parked.
pub(super) fn raised(_: &mut Vm) -> Flow {
    Flow::Raise
}

/// Looks at signals, and whether other threads are to run; did a handler raise?
pub(super) fn signals_raise(vm: &mut Vm) -> bool {
    vm.interrupt.load(Ordering::Relaxed) && vm.handle_signals().is_err()
}

/// The current frame was interrupted: by a signal, or so that another thread can run.
pub(super) fn interrupted(vm: &mut Vm) -> Flow {
    match vm.handle_signals() {
        Ok(()) => Flow::Next,
        Err(_) => Flow::Raise,
    }
}

// ------------------------------------------------------------------------------------------------------- Names

pub(super) fn unbound_local(vm: &mut Vm) -> Flow {
    let name = frame(vm).code().names[ins(vm).b as usize].clone();
    let text = name.as_str().unwrap_or_default();
    let message = format!("cannot access local variable '{text}' where it is not associated with a value");
    let _ = vm.error(Exc::UnboundLocalError, message);
    Flow::Raise
}

pub(super) fn unbound_deref(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let name = frame(vm).code().names[i.c as usize].clone();
    let text = name.as_str().unwrap_or_default();
    let message = format!("cannot access local variable '{text}' where it is not associated with a value");
    let _ = vm.error(Exc::UnboundLocalError, message);
    Flow::Raise
}

pub(super) fn unbound_free(vm: &mut Vm) -> Flow {
    let text = frame(vm).code().proto.freevars[ins(vm).b as usize].clone();
    unbound_free_named(vm, &text)
}

fn unbound_free_named(vm: &mut Vm, text: &str) -> Flow {
    let message =
        format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope");
    let _ = vm.name_error(Exc::NameError, &Value::from(text), message);
    Flow::Raise
}

pub(super) fn load_global(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    match global(vm, i.b) {
        Ok(value) => {
            set(vm, i.a, value);
            Flow::Next
        }
        Err(_) => Flow::Raise,
    }
}

/// Looks a global or builtin up, and remembers where it was.
fn global(vm: &mut Vm, site: u16) -> Res {
    let frame = frame(vm);
    let site = &frame.body().global_sites[site as usize];
    let globals = frame.globals();
    if site.globals_version.get() == globals.version() {
        let index = site.index.get() as usize;
        match site.builtins_version.get() {
            0 => return Ok(globals.value_at(index)),
            version if version == vm.builtins.version() => return Ok(vm.builtins.value_at(index)),
            _ => (),
        }
    }
    if let Some(index) = globals.find_str(&site.name) {
        site.globals_version.set(globals.version());
        site.builtins_version.set(0);
        site.index.set(index as u32);
        return Ok(globals.value_at(index));
    }
    if let Some(own) = vm.own_builtins(globals) {
        return match vm.own_builtin(&own, &site.name)? {
            Some(found) => Ok(found),
            None => Err(undefined(vm, &site.name)),
        };
    }
    if let Some(index) = vm.builtins.find_str(&site.name) {
        site.globals_version.set(globals.version());
        site.builtins_version.set(vm.builtins.version());
        site.index.set(index as u32);
        return Ok(vm.builtins.value_at(index));
    }
    if let Some(found) = vm.late_global(globals, &site.name)? {
        return Ok(found);
    }
    Err(undefined(vm, &site.name))
}

fn undefined(vm: &mut Vm, name: &Value) -> Raised {
    let message = format!("name '{}' is not defined", name.as_str().unwrap_or_default());
    vm.name_error(Exc::NameError, name, message)
}

pub(super) fn store_global(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let frame = frame(vm);
    let site = &frame.body().global_sites[i.b as usize];
    let globals = frame.globals();
    let value = operand(vm, i.a, i.x & KILL_A != 0);
    globals.set_str(site.name.clone(), value);
    if let Some(index) = globals.find_str(&site.name) {
        site.globals_version.set(globals.version());
        site.builtins_version.set(0);
        site.index.set(index as u32);
    }
    Flow::Next
}

fn delete_global(vm: &mut Vm) -> Flow {
    let frame = frame(vm);
    let name = &frame.body().global_sites[ins(vm).b as usize].name;
    match frame.globals().remove_str(name) {
        Some(_) => Flow::Next,
        None => {
            let _ = undefined(vm, name);
            Flow::Raise
        }
    }
}

/// A name from the namespace in `register`, which may be any mapping.
fn from_namespace(vm: &mut Vm, register: u16, name: &Value) -> Res<Option<Value>> {
    let namespace = reg(vm, register).clone();
    if let Some(dict) = namespace.exact::<crate::object::dict::Dict>() {
        return Ok(dict.get_str(name));
    }
    match vm.get_item(&namespace, name) {
        Ok(value) => Ok(Some(value)),
        Err(_) if vm.raised_is(Exc::KeyError) => {
            drop(vm.take_raised());
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

fn global_or_builtin(vm: &mut Vm, name: &Value) -> Res<Option<Value>> {
    let globals = frame(vm).globals();
    if let Some(found) = globals.get_str(name) {
        return Ok(Some(found));
    }
    match vm.own_builtins(globals) {
        Some(own) => vm.own_builtin(&own, name),
        None => Ok(vm.builtins.get_str(name)),
    }
}

/// `LoadName`, whose namespace is in register 0, and `LoadFromDict`, which says where it is.
fn load_name(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let (register, name) = if i.op == Op::LoadFromDict { (i.b, i.c) } else { (0, i.b) };
    let name = frame(vm).code().names[name as usize].clone();
    let found = match from_namespace(vm, register, &name) {
        Ok(Some(value)) => Some(value),
        Ok(None) => match global_or_builtin(vm, &name) {
            Ok(found) => found,
            Err(_) => return Flow::Raise,
        },
        Err(_) => return Flow::Raise,
    };
    match found {
        Some(value) => {
            if i.op == Op::LoadFromDict {
                kill(vm, i);
            }
            set(vm, i.a, value);
            Flow::Next
        }
        None => {
            let _ = undefined(vm, &name);
            Flow::Raise
        }
    }
}

fn store_name(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let name = frame(vm).code().names[i.b as usize].clone();
    let value = operand(vm, i.a, i.x & KILL_A != 0);
    let namespace = reg(vm, 0).clone();
    if let Some(dict) = namespace.exact::<crate::object::dict::Dict>() {
        dict.set_str(name, value);
        return Flow::Next;
    }
    unit(vm.set_item(&namespace, &name, value))
}

fn delete_name(vm: &mut Vm) -> Flow {
    let name = frame(vm).code().names[ins(vm).b as usize].clone();
    let namespace = reg(vm, 0).clone();
    let removed = match namespace.exact::<crate::object::dict::Dict>() {
        Some(dict) => dict.remove_str(&name).is_some(),
        None => match vm.del_item(&namespace, &name) {
            Ok(()) => true,
            Err(_) if vm.raised_is(Exc::KeyError) => {
                drop(vm.take_raised());
                false
            }
            Err(_) => return Flow::Raise,
        },
    };
    if removed {
        return Flow::Next;
    }
    let _ = undefined(vm, &name);
    Flow::Raise
}

fn load_class_deref(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let code = frame(vm).code();
    let name = match i.x {
        1 => Value::from(crate::object::str::Str::intern(&code.proto.freevars[i.c as usize])),
        _ => code.names[i.c as usize].clone(),
    };
    let found = match from_namespace(vm, if i.x == 1 { i.b } else { 0 }, &name) {
        Ok(Some(value)) => value,
        Ok(None) if i.x == 1 => frame(vm).free_cell(i.c as usize).content.get(),
        Ok(None) => reg(vm, i.b).exact::<CellObject>().map(|c| c.content.get()).unwrap_or_default(),
        Err(_) => return Flow::Raise,
    };
    if found.is_unset() {
        return unbound_free_named(vm, name.as_str().unwrap_or_default());
    }
    set(vm, i.a, found);
    Flow::Next
}

fn delete_deref(vm: &mut Vm) -> Flow {
    let old = reg(vm, ins(vm).a).exact::<CellObject>().map(|c| c.content.take()).unwrap_or_default();
    if old.is_unset() { unbound_deref(vm) } else { Flow::Next }
}

fn delete_free(vm: &mut Vm) -> Flow {
    let old = frame(vm).free_cell(ins(vm).b as usize).content.take();
    if old.is_unset() { unbound_free(vm) } else { Flow::Next }
}

/// A result without value.
pub(super) fn unit(result: Res<()>) -> Flow {
    match result {
        Ok(()) => Flow::Next,
        Err(_) => Flow::Raise,
    }
}

/// As [`unit`], the operands dying first if all went well.
pub(super) fn unit_kill(vm: &Vm, i: Ins, result: Res<()>) -> Flow {
    if result.is_ok() {
        kill(vm, i);
    }
    unit(result)
}

// --------------------------------------------------------------------------------------------------- Operators

/// The right operand of a binary instruction: a register or an immediate.
fn right(vm: &Vm, i: Ins) -> Value {
    if immediate_form(i.op).is_some() { Value::small_int_unchecked(i.c as i16 as i64) } else { reg(vm, i.c).clone() }
}

/// The register form of an opcode with an immediate operand.
fn immediate_form(op: Op) -> Option<Op> {
    Some(match op {
        Op::AddI => Op::Add,
        Op::SubI => Op::Sub,
        Op::MulI => Op::Mul,
        Op::TrueDivI => Op::TrueDiv,
        Op::FloorDivI => Op::FloorDiv,
        Op::ModI => Op::Mod,
        Op::LShiftI => Op::LShift,
        Op::RShiftI => Op::RShift,
        Op::BitAndI => Op::BitAnd,
        Op::BitOrI => Op::BitOr,
        Op::BitXorI => Op::BitXor,
        _ => return None,
    })
}

pub(super) fn binary(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let op = immediate_form(i.op).unwrap_or(i.op);
    let inplace = i.x & INPLACE != 0;
    if reg(vm, i.b).is_kind(Kind::Instance)
        && number_inside(reg(vm, i.b)).is_none()
        && let Some(flow) = enter_operator(vm, i, op, inplace)
    {
        return flow;
    }
    if let Some(value) = doubles(vm, i, op).or_else(|| bools(vm, i, op)) {
        set(vm, i.a, value);
        return Flow::Next;
    }
    let right = right(vm, i);
    if let Some(value) = integers(reg(vm, i.b), &right, op) {
        drop(right);
        return done(vm, i, value);
    }
    if let Some(method) = reflected_method(vm, op, reg(vm, i.b), &right) {
        let left = reg(vm, i.b).clone();
        return enter_special(vm, method, [right, left], OnReturn::Operator);
    }
    if op == Op::Add && right.is_kind(Kind::Str) && reg(vm, i.b).is_kind(Kind::Str) {
        // A string whose register is about to be overwritten or unset may grow in place.
        let value = if i.a == i.b || i.x & KILL_B != 0 {
            crate::object::str::append(vm, reg(vm, i.b), &right)
        } else {
            vm.binary(op, false, reg(vm, i.b), &right)
        };
        return result(vm, i, value);
    }
    let left = reg(vm, i.b).clone();
    let value = vm.binary(op, inplace, &left, &right);
    drop(left);
    result(vm, i, value)
}

/// Arithmetic of ints of which one is not small, and that raises nothing.
#[inline]
fn integers(left: &Value, right: &Value, op: Op) -> Option<Value> {
    if !left.is_kind(Kind::Int) && !right.is_kind(Kind::Int) {
        return None;
    }
    let (Number::Int(left), Number::Int(right)) = (Number::exact(left)?, Number::exact(right)?) else { return None };
    arithmetic::binary(op, left, right)?.ok()
}

/// Enters the operator's method of the left operand, an instance, if that alone decides; everything else goes the general
/// way. `None`: nothing was done.
fn enter_operator(vm: &mut Vm, i: Ins, op: Op, inplace: bool) -> Option<Flow> {
    let (left, right) = (reg(vm, i.b), right(vm, i));
    let names = Operator::of(&vm.names, op);
    let own = if inplace { vm.lookup_special(left, names.inplace) } else { None };
    let method = match own {
        Some(method) => Some(method).filter(|method| method.is_kind(Kind::Function)),
        None if may_precede(left, &right) => None,
        None => special(left, names.special),
    };
    Some(enter_special(vm, method?, [left.clone(), right], OnReturn::Operator))
}

/// The reflected method of an operator, which alone decides: the left operand is a number, and knows nothing of instances
/// of classes that extend no built-in type.
fn reflected_method(vm: &Vm, op: Op, left: &Value, right: &Value) -> Option<Value> {
    right.exact::<Instance>().filter(|right| right.base().is_none())?;
    Number::exact(left)?;
    special(right, Operator::of(&vm.names, op).reflected)
}

/// Arithmetic of which at least one operand is a float, or that divides small integers, and that raises nothing. These
/// need not be unset where they die.
#[inline]
fn doubles(vm: &Vm, i: Ins, op: Op) -> Option<Value> {
    let double = |value: &Value| value.as_float().or_else(|| value.as_small_int().map(|n| n as f64));
    let (left, right) = numbers(vm, i, op, op == Op::TrueDiv, double)?;
    float::plain(op, left, right).map(Value::float)
}

/// As [`doubles`], sums, differences and products of bools and small integers.
fn bools(vm: &Vm, i: Ins, op: Op) -> Option<Value> {
    let number = |value: &Value| value.as_bool().map(i64::from).or_else(|| value.as_small_int());
    let (left, right) = numbers(vm, i, op, false, number)?;
    match op {
        Op::Add => Value::small_int(left + right),
        Op::Sub => Value::small_int(left - right),
        Op::Mul => Value::small_int(left.checked_mul(right)?),
        _ => None,
    }
}

/// What `number` says that the operands are; unless both are small integers, if those are for others to look at.
#[inline(always)]
fn numbers<T>(vm: &Vm, i: Ins, op: Op, small_too: bool, number: impl Fn(&Value) -> Option<T>) -> Option<(T, T)> {
    let (left, immediate) = (reg(vm, i.b), Value::small_int_unchecked(i.c as i16 as i64));
    let right = if op == i.op { reg(vm, i.c) } else { &immediate };
    if !small_too && left.is_small_int() && right.is_small_int() {
        return None;
    }
    Some((number(left)?, number(right)?))
}

/// The operator method that a frame was pushed for returned `NotImplemented`.
pub(crate) fn operator_not_implemented(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let (left, right) = (reg(vm, i.b).clone(), right(vm, i));
    if let Some(which) = comparison(i.op) {
        let value = vm.compare_reflected(which, &left, &right);
        return switch(result(vm, i, value));
    }
    let op = immediate_form(i.op).unwrap_or(i.op);
    let inplace = i.x & INPLACE != 0;
    let value = if !left.is_kind(Kind::Instance) {
        // It was the reflected method, after which nobody is left to ask.
        Err(vm.unsupported_operands(op, inplace, &left, &right))
    } else if inplace && special(&left, Operator::of(&vm.names, op).inplace).is_some() {
        vm.binary_after_inplace(op, &left, &right)
    } else {
        vm.binary_reflected(op, inplace, &left, &right)
    };
    switch(result(vm, i, value))
}

/// `Next` in a frame that was not the loop's: it must be reloaded.
fn switch(flow: Flow) -> Flow {
    match flow {
        Flow::Next => Flow::Switch,
        other => other,
    }
}

pub(super) fn unary(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let value = reg(vm, i.b).clone();
    if let Some(method) = special(&value, unary_name(&vm.names, i.op)) {
        kill(vm, i);
        return enter_special(vm, method, [value], OnReturn::Store);
    }
    let value = vm.unary(i.op, &value);
    result(vm, i, value)
}

pub(super) fn not(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let value = reg(vm, i.b).clone();
    if let Some(method) = special(&value, &vm.names.bool) {
        kill(vm, i);
        return enter_special(vm, method, [value], OnReturn::NotBool);
    }
    match vm.truth(&value) {
        Ok(truth) => {
            drop(value);
            done(vm, i, Value::bool(!truth))
        }
        Err(_) => Flow::Raise,
    }
}

pub(super) fn truth_jump(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let value = reg(vm, i.a).clone();
    if let Some(method) = special(&value, &vm.names.bool) {
        return enter_special(vm, method, [value], OnReturn::BoolJump);
    }
    match vm.truth(&value) {
        Ok(truth) => {
            drop(value);
            take_jump(vm, truth)
        }
        Err(_) => Flow::Raise,
    }
}

/// The comparison that an opcode is.
fn comparison(op: Op) -> Option<Compare> {
    Some(match op {
        Op::Lt | Op::JumpLt | Op::JumpNotLt | Op::JumpLtI | Op::JumpNotLtI => Compare::Lt,
        Op::Le | Op::JumpLe | Op::JumpNotLe | Op::JumpLeI | Op::JumpNotLeI => Compare::Le,
        Op::Eq | Op::JumpEq | Op::JumpNotEq | Op::JumpEqI | Op::JumpNotEqI => Compare::Eq,
        Op::Ne | Op::JumpNe | Op::JumpNotNe | Op::JumpNeI | Op::JumpNotNeI => Compare::Ne,
        Op::Gt | Op::JumpGt | Op::JumpNotGt | Op::JumpGtI | Op::JumpNotGtI => Compare::Gt,
        Op::Ge | Op::JumpGe | Op::JumpNotGe | Op::JumpGeI | Op::JumpNotGeI => Compare::Ge,
        _ => return None,
    })
}

/// The method of a comparison that is worth a frame: the left operand's, where the right one has no precedence.
fn comparison_method(vm: &Vm, which: Compare, left: &Value, right: &Value) -> Option<Value> {
    if may_precede(left, right) { None } else { special(left, which.special(vm)) }
}

pub(super) fn compare(vm: &mut Vm, which: Compare) -> Flow {
    let i = ins(vm);
    let (left, right) = (reg(vm, i.b).clone(), reg(vm, i.c).clone());
    if let Some(method) = comparison_method(vm, which, &left, &right) {
        return enter_special(vm, method, [left, right], OnReturn::Operator);
    }
    let value = vm.compare(which, &left, &right);
    drop((left, right));
    result(vm, i, value)
}

/// The operands of a comparing jump.
fn jump_operands(vm: &Vm, i: Ins) -> (Value, Value) {
    // The immediate forms follow the register forms in the list of opcodes.
    let immediate = (Op::JumpLtI as u8..=Op::JumpNotGeI as u8).contains(&(i.op as u8));
    let right = if immediate { Value::small_int_unchecked(i.b as i16 as i64) } else { reg(vm, i.b).clone() };
    (reg(vm, i.a).clone(), right)
}

pub(super) fn compare_jump(vm: &mut Vm, which: Compare) -> Flow {
    let i = ins(vm);
    let (left, right) = jump_operands(vm, i);
    if let Some(method) = comparison_method(vm, which, &left, &right) {
        return enter_special(vm, method, [left, right], OnReturn::CompareJump);
    }
    let value = vm.compare(which, &left, &right);
    drop((left, right));
    jump_on(vm, value)
}

fn jump_on(vm: &mut Vm, value: Res) -> Flow {
    match value.and_then(|v| vm.truth(&v)) {
        Ok(truth) => take_jump(vm, truth),
        Err(_) => Flow::Raise,
    }
}

/// The comparison method that a frame was pushed for returned `NotImplemented`.
pub(crate) fn compare_not_implemented(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let (left, right) = jump_operands(vm, i);
    let Some(which) = comparison(i.op) else { unreachable!("only comparisons return here") };
    let value = vm.compare_reflected(which, &left, &right);
    jump_on(vm, value)
}

pub(super) fn contains_jump(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let (item, container) = (reg(vm, i.a).clone(), reg(vm, i.b).clone());
    let name = vm.names.contains.clone();
    if let Some(method) = special(&container, &name) {
        return enter_special(vm, method, [container, item], OnReturn::Jump);
    }
    vm.note_native_items(&container, &name, native_items::CONTAINS);
    let found = vm.contains(&container, &item);
    drop((item, container));
    match found {
        Ok(found) => take_jump(vm, found),
        Err(_) => Flow::Raise,
    }
}

pub(super) fn contains(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let (item, container) = (reg(vm, i.b).clone(), reg(vm, i.c).clone());
    let name = vm.names.contains.clone();
    if let Some(method) = special(&container, &name) {
        let on_return = if i.op == Op::In { OnReturn::Truth } else { OnReturn::NotTruth };
        kill(vm, i);
        return enter_special(vm, method, [container, item], on_return);
    }
    vm.note_native_items(&container, &name, native_items::CONTAINS);
    let value = vm.contains(&container, &item);
    drop((item, container));
    match value {
        Ok(found) => done(vm, i, Value::bool(found == (i.op == Op::In))),
        Err(_) => Flow::Raise,
    }
}

// ------------------------------------------------------------------------------------------------------- Items

pub(super) fn get_item(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let container = reg(vm, i.b).clone();
    let key = if i.op == Op::GetItemI { Value::small_int_unchecked(i.c as i16 as i64) } else { reg(vm, i.c).clone() };
    let name = vm.names.getitem.clone();
    if let Some(method) = special(&container, &name) {
        kill(vm, i);
        return enter_special(vm, method, [container, key], OnReturn::Store);
    }
    vm.note_native_items(&container, &name, native_items::GET);
    let value = vm.get_item(&container, &key);
    drop((container, key));
    result(vm, i, value)
}

pub(super) fn get_slice(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let container = reg(vm, i.b).clone();
    let [start, stop, step] = [0, 1, 2].map(|n| std::mem::take(reg(vm, i.c + n)));
    let key = Slice::value(start, stop, step);
    if let Some(method) = special(&container, &vm.names.getitem) {
        kill(vm, i);
        return enter_special(vm, method, [container, key], OnReturn::Store);
    }
    let value = vm.get_item(&container, &key);
    drop((container, key));
    result(vm, i, value)
}

pub(super) fn set_item(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let key = reg(vm, i.b).clone();
    set_item_at(vm, i, key)
}

pub(super) fn set_slice(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let [start, stop, step] = [0, 1, 2].map(|n| std::mem::take(reg(vm, i.b + n)));
    set_item_at(vm, i, Slice::value(start, stop, step))
}

/// `a[key] = c`.
fn set_item_at(vm: &mut Vm, i: Ins, key: Value) -> Flow {
    let (container, value) = (reg(vm, i.a).clone(), reg(vm, i.c).clone());
    let name = vm.names.setitem.clone();
    if let Some(method) = special(&container, &name) {
        kill(vm, i);
        return enter_special(vm, method, [container, key, value], OnReturn::Discard);
    }
    vm.note_native_items(&container, &name, native_items::SET);
    let stored = vm.set_item(&container, &key, value);
    drop((container, key));
    unit_kill(vm, i, stored)
}

// ------------------------------------------------------------------------------------------------------- Calls

/// Moves a window of registers out.
pub(super) fn take_window(vm: &Vm, first: u16, count: u16) -> Vec<Value> {
    (first..first + count).map(|n| std::mem::take(reg(vm, n))).collect()
}

/// Runs a native on a window of registers, which is unset afterwards.
fn call_native(vm: &mut Vm, i: Ins, native: &NativeFunction, first: u16, count: u16) -> Flow {
    call_native_by(vm, i, first, count, |vm, args| native.call(vm, args, Keywords::NONE))
}

/// As [`call_native`], for a method found in the class of its receiver, the first register of the window.
pub(super) fn call_native_method(vm: &mut Vm, i: Ins, native: &NativeFunction, first: u16, count: u16) -> Flow {
    call_native_by(vm, i, first, count, |vm, args| native.call_found(vm, args))
}

/// As [`call_native`], where the last arguments have names, `keywords`.
fn call_native_keywords(
    vm: &mut Vm,
    i: Ins,
    native: &NativeFunction,
    first: u16,
    count: u16,
    keywords: &[Value],
) -> Flow {
    call_native_by(vm, i, first, count, |vm, args| {
        let (positional, values) = args.split_at(args.len() - keywords.len());
        native.call(vm, positional, Keywords { names: keywords, values })
    })
}

#[inline(always)]
fn call_native_by(vm: &mut Vm, i: Ins, first: u16, count: u16, call: impl FnOnce(&mut Vm, &[Value]) -> Res) -> Flow {
    // SAFETY: the window lies in the registers of the current frame, which does not run meanwhile, so nothing writes it.
    let args = unsafe { std::slice::from_raw_parts(registers_of(vm.frame).add(first as usize), count as usize) };
    let value = call(vm, args);
    for n in first..first + count {
        drop(std::mem::take(reg(vm, n)));
    }
    match value {
        Ok(value) => {
            set(vm, i.a, value);
            Flow::Next
        }
        Err(_) => Flow::Raise,
    }
}

/// Carries out what natives marked as special do, by switching frames. `None`: the arguments do not fit; call it.
pub(super) fn call_special_native(vm: &mut Vm, special: Special, first: u16, count: u16) -> Option<Flow> {
    let wanted = match special {
        Special::Next | Special::GeneratorNext | Special::Close | Special::RunForever => 1,
        Special::Send | Special::Throw | Special::RunUntil => 2,
        Special::Len | Special::Str if count == 1 => {
            let (name, on_return) = match special {
                Special::Len => (&vm.names.len, OnReturn::Length),
                _ => (&vm.names.str, OnReturn::Text),
            };
            let method = self::special(reg(vm, first), name)?;
            let value = std::mem::take(reg(vm, first));
            return Some(enter_special(vm, method, [value], on_return));
        }
        Special::No
        | Special::MakeInstance
        | Special::Reloads
        | Special::Append
        | Special::Len
        | Special::Str
        | Special::IsInstance
        | Special::Abs => return None,
        Special::Max
        | Special::Min
        | Special::Sum
        | Special::Any
        | Special::All
        | Special::List
        | Special::Tuple
        | Special::Set
        | Special::FrozenSet
        | Special::Sorted
        | Special::Join
        | Special::Extend
        | Special::Update => return drain::start(vm, special, first, count),
    };
    if count == wanted && matches!(special, Special::RunForever | Special::RunUntil) {
        let mut args = take_window(vm, first, count).into_iter();
        let (event_loop, future) = (args.next().unwrap_or_default(), args.next().unwrap_or_default());
        return Some(Flow::RunLoop(Box::new(RunLoop { event_loop, future })));
    }
    if count != wanted || !reg(vm, first).is_kind(Kind::Frame) {
        return None;
    }
    // SAFETY: the kind was just looked at.
    let generator = unsafe { frame_ptr(reg(vm, first)) };
    // SAFETY: the register holds the generator.
    let flags = unsafe { (*generator).code().flags.get() };
    let is_coroutine = flags.has(Flags::COROUTINE);
    if flags.has(Flags::ASYNC_GENERATOR) || is_coroutine && matches!(special, Special::Next | Special::GeneratorNext) {
        return None;
    }
    let asks = match special {
        Special::Next | Special::GeneratorNext => true,
        Special::Send => reg(vm, first + 1).is_none(),
        _ => false,
    };
    if asks && frame(vm).depth.get() < vm.recursion_limit {
        // SAFETY: the register holds the generator; the current frame's `pc` is stored.
        unsafe {
            if let Some(item) = resume::item_passed_on(vm, generator) {
                let holder = hold_generator(vm, first, count);
                drop(std::mem::take(reg(vm, holder)));
                return Some(returns::store(vm, item));
            }
            if resume::can_switch_simply(generator) {
                hold_generator(vm, first, count);
                let regs = resume::switch_simply(registers_of(vm.frame), generator, OnReturn::Next);
                vm.frame = super::frame_of(regs);
                return Some(Flow::Switch);
            }
        }
    }
    let (resume, on_return) = match special {
        Special::Next | Special::GeneratorNext => (Resume::Send(Value::NONE), OnReturn::Next),
        Special::Send => (Resume::Send(std::mem::take(reg(vm, first + 1))), OnReturn::Next),
        Special::Throw => {
            let exception = reg(vm, first + 1).clone();
            if !exception.is_kind(Kind::Exception) || vm.is_exception(&exception, Exc::GeneratorExit) {
                return None;
            }
            // SAFETY: as above. Objects that are not frames have `throw` methods of their own to be called.
            (Resume::Throw(exception), OnReturn::Next)
        }
        _ => {
            // SAFETY: as above.
            unsafe {
                if resume::ends_without_running(vm, &*generator) {
                    resume::finish(generator);
                    drop(std::mem::take(reg(vm, first)));
                    return Some(returns::store(vm, Value::NONE));
                }
                if (*generator).state.get() != State::Suspended || resume::delegate_of(generator).is_some() {
                    return None;
                }
            }
            (Resume::Throw(vm.generator_exit()), OnReturn::Close)
        }
    };
    let holder = hold_generator(vm, first, count);
    Some(match resume::enter_generator(vm, generator, resume, on_return) {
        Ok(flow) => flow,
        Err(_) => {
            drop(std::mem::take(reg(vm, holder)));
            Flow::Raise
        }
    })
}

/// The window of a call that resumes a generator: nothing is left in it but the generator, in the first register, which
/// is returned. It stays there until it is suspended again, so that it lives while it runs.
fn hold_generator(vm: &Vm, first: u16, count: u16) -> u16 {
    if count == 2 {
        drop(std::mem::take(reg(vm, first + 1)));
    }
    let holder = ins(vm).b;
    if holder != first {
        let generator = std::mem::take(reg(vm, first));
        set(vm, holder, generator);
    }
    holder
}

/// A call of a built-in class by its [`plain_constructor`], or by a special method that does all of it.
fn call_constructor(vm: &mut Vm, i: Ins, constructor: &NativeFunction, first: u16, count: u16) -> Flow {
    match call_special_native(vm, constructor.def().special, first, count) {
        Some(flow) => flow,
        None => call_native(vm, i, constructor, first, count),
    }
}

pub(super) fn call(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let callee = std::mem::take(reg(vm, i.b));
    if let Some(native) = callee.exact::<NativeFunction>() {
        if let Some(flow) = call_special_native(vm, native.def().special, i.b + 1, i.c) {
            return flow;
        }
        let flow = call_native(vm, i, native, i.b + 1, i.c);
        drop(callee);
        return flow;
    }
    if let Some(constructor) = plain_constructor(vm, &callee) {
        return call_constructor(vm, i, &constructor, i.b + 1, i.c);
    }
    if let Some(flow) = call_bound(vm, &callee, i.b, i.c, &[]) {
        return flow;
    }
    if let Some(method) = callee.exact::<BoundMethod>()
        && let Some(native) = method.function.exact::<NativeFunction>()
    {
        // The receiver takes the callable's place in front of the arguments.
        set(vm, i.b, method.receiver.clone());
        if let Some(flow) = call_special_native(vm, native.def().special, i.b, i.c + 1) {
            return flow;
        }
        let flow = call_native(vm, i, native, i.b, i.c + 1);
        drop(callee);
        return flow;
    }
    if callee.is_kind(Kind::Foreign) {
        let flow = call_native_by(vm, i, i.b + 1, i.c, |vm, args| vm.call(&callee, args));
        drop(callee);
        return flow;
    }
    let args = Arguments::positional(take_window(vm, i.b + 1, i.c));
    let result = vm.enter(callee, args, OnReturn::Store);
    entered(vm, i, result)
}

/// As [`enter_bound`], of arguments behind the free register `first`.
fn call_bound(vm: &mut Vm, callee: &Value, first: u16, count: u16, names: &[Value]) -> Option<Flow> {
    // SAFETY: the window lies in the registers of the current frame, whose `pc` is stored.
    unsafe { enter_bound(vm, callee, registers_of(vm.frame).add(first as usize), count as usize, names) }
}

/// Enters a call of a function, a bound method, an instance or a class with a plain `__init__`, if the arguments fit: `count`
/// positional ones behind the free place at `window`, then the values of the keywords `names`. `None`: nothing was done.
///
/// # Safety
/// `window` points at so many values, which are moved out of; the current frame is alive and its `pc` is stored.
unsafe fn enter_bound(vm: &mut Vm, callee: &Value, window: *mut Value, count: usize, names: &[Value]) -> Option<Flow> {
    // SAFETY: as promised by the caller.
    unsafe {
        match callee.kind()? {
            Kind::Function => bind::enter(vm, callee, window.add(1), count, names),
            Kind::BoundMethod => {
                let method = callee.exact::<BoundMethod>()?;
                if !method.function.is_kind(Kind::Function) {
                    return None;
                }
                enter_with(vm, &method.function, method.receiver.clone(), window, count, names)
            }
            Kind::Class => {
                let class = callee.to_gc::<Class>()?;
                if class.has(flag::EXCEPTION) {
                    let args = std::slice::from_raw_parts_mut(window.add(1), count);
                    if !exception::is_plain(vm, &class) {
                        let init = class.exception_init()?;
                        let exception = Exception::new(callee.clone(), Tuple::from_slice(args).into_value());
                        // If the arguments do not fit it is made once more, and that one is finalized.
                        exception.header().set(FINALIZE, false);
                        return bind::enter_init(vm, &class, &init, exception.into_value(), window, count, names);
                    }
                    if !names.is_empty() {
                        return None;
                    }
                    let exception = Exception::new(class.into_value(), Tuple::from_window(args));
                    set(vm, ins(vm).a, exception.into_value());
                    return Some(Flow::Next);
                }
                let Some(init) = class.plain_init(vm) else {
                    if let Some(new) = class.plain_new() {
                        return enter_with(vm, &new, callee.clone(), window, count, names);
                    }
                    if !class.is_bare() || count > 0 || !names.is_empty() {
                        return None;
                    }
                    let instance = Instance::new(&class, None);
                    instance.header().set(FINALIZE, class.has(flag::DEL));
                    set(vm, ins(vm).a, instance.into_value());
                    return Some(Flow::Next);
                };
                bind::enter_init(vm, &class, &init, Instance::new(&class, None).into_value(), window, count, names)
            }
            Kind::Instance => {
                let method = special(callee, &vm.names.call)?;
                enter_with(vm, &method, callee.clone(), window, count, names)
            }
            Kind::WeakRef if count == 0 && names.is_empty() => {
                set(vm, ins(vm).a, callee.exact::<WeakRef>()?.target());
                Some(Flow::Next)
            }
            _ => None,
        }
    }
}

/// As [`enter_bound`], a call of a function with `first` in front of the arguments.
///
/// # Safety
/// As [`enter_bound`].
#[inline(always)]
unsafe fn enter_with(
    vm: &mut Vm,
    function: &Value,
    first: Value,
    window: *mut Value,
    count: usize,
    names: &[Value],
) -> Option<Flow> {
    // SAFETY: as promised by the caller.
    unsafe {
        *window = first;
        let entered = bind::enter(vm, function, window, count + 1, names);
        if entered.is_none() {
            *window = Value::UNSET;
        }
        entered
    }
}

pub(super) fn call_global(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let callee = match global(vm, i.c) {
        Ok(callee) => callee,
        Err(_) => return Flow::Raise,
    };
    if let Some(native) = callee.exact::<NativeFunction>() {
        if let Some(flow) = call_special_native(vm, native.def().special, i.b + 1, i.x as u16) {
            return flow;
        }
        return call_native(vm, i, native, i.b + 1, i.x as u16);
    }
    if i.x == 0
        && callee.is(&vm.types.of_kind(Kind::Super).to_value())
        && let Some(found) = super_object::of_method(vm)
    {
        set(vm, i.a, found);
        return Flow::Next;
    }
    if let Some(constructor) = plain_constructor(vm, &callee) {
        return call_constructor(vm, i, &constructor, i.b + 1, i.x as u16);
    }
    if let Some(flow) = call_bound(vm, &callee, i.b, i.x as u16, &[]) {
        return flow;
    }
    let args = Arguments::positional(take_window(vm, i.b + 1, i.x as u16));
    let result = vm.enter(callee, args, OnReturn::Store);
    entered(vm, i, result)
}

/// `Call` with an instruction that is not the one in the code.
pub(super) fn call_window(vm: &mut Vm, i: Ins) -> Flow {
    let callee = std::mem::take(reg(vm, i.b));
    if let Some(native) = callee.exact::<NativeFunction>() {
        let flow = call_native(vm, i, native, i.b + 1, i.c);
        drop(callee);
        return flow;
    }
    if let Some(constructor) = plain_constructor(vm, &callee) {
        return call_constructor(vm, i, &constructor, i.b + 1, i.c);
    }
    if let Some(flow) = call_bound(vm, &callee, i.b, i.c, &[]) {
        return flow;
    }
    let args = Arguments::positional(take_window(vm, i.b + 1, i.c));
    let result = vm.enter(callee, args, OnReturn::Store);
    entered(vm, i, result)
}

/// A method call with keywords whose function is in the cache of its site and whose arguments fit.
fn call_method_keywords(vm: &mut Vm, i: Ins) -> Option<Flow> {
    let place = i.b + 1 + i.x as u16;
    if reg(vm, i.b).is_kind(Kind::Super) {
        let names = std::mem::take(reg(vm, place));
        let flow = call_super(vm, i, i.x as u16, names.exact::<Tuple>().map_or(&[][..], Tuple::items));
        if flow.is_none() {
            set(vm, place, names);
        }
        return flow;
    }
    let method = attributes::method(vm, reg(vm, i.b), site(vm, i.c))?;
    let names = std::mem::take(reg(vm, place));
    let keywords = names.exact::<Tuple>().map_or(&[][..], Tuple::items);
    if let Some(native) = method.exact::<NativeFunction>() {
        return Some(call_native_keywords(vm, i, native, i.b, 1 + i.x as u16, keywords));
    }
    let count = i.x as usize + 1 - keywords.len();
    // SAFETY: the window lies in the registers of the current frame, whose `pc` is stored.
    let flow = unsafe { bind::enter(vm, &method, registers_of(vm.frame).add(i.b as usize), count, keywords) };
    if flow.is_none() {
        set(vm, place, names);
    }
    flow
}

/// A call of a method, found by the super object in the first register of the window, which the receiver then takes the
/// place of. The names of the last of the `count` arguments are `keywords`.
pub(super) fn call_super(vm: &mut Vm, i: Ins, count: u16, keywords: &[Value]) -> Option<Flow> {
    let (method, receiver) = reg(vm, i.b).exact::<Super>()?.method(vm, &site(vm, i.c).name)?;
    let found = std::mem::replace(reg(vm, i.b), receiver);
    let positional = count as usize + 1 - keywords.len();
    // SAFETY: the window lies in the registers of the current frame, whose `pc` is stored.
    let flow = unsafe { bind::enter(vm, &method, registers_of(vm.frame).add(i.b as usize), positional, keywords) };
    if flow.is_none() {
        set(vm, i.b, found);
    }
    flow
}

pub(super) fn call_keywords(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let (callee, first, count) = if i.op == Op::CallKw {
        (std::mem::take(reg(vm, i.b)), i.b + 1, i.c)
    } else {
        if let Some(flow) = call_method_keywords(vm, i) {
            return flow;
        }
        let receiver = std::mem::take(reg(vm, i.b));
        let name = site(vm, i.c).name.clone();
        match attributes::found_before(&receiver).map_or_else(|| vm.get_attr(&receiver, &name), Ok) {
            Ok(callee) => (callee, i.b + 1, i.x as u16),
            Err(_) => return Flow::Raise,
        }
    };
    let names = std::mem::take(reg(vm, first + count));
    let keywords = names.exact::<Tuple>().map_or(&[][..], Tuple::items);
    if let Some(native) = callee.exact::<NativeFunction>() {
        return call_native_keywords(vm, i, native, first, count, keywords);
    }
    if let Some(constructor) = plain_constructor(vm, &callee) {
        return call_native_keywords(vm, i, &constructor, first, count, keywords);
    }
    if let Some(flow) = call_bound(vm, &callee, i.b, count - keywords.len() as u16, keywords) {
        return flow;
    }
    let values = take_window(vm, first, count);
    let result = vm.enter(callee, Arguments { values, names }, OnReturn::Store);
    entered(vm, i, result)
}

pub(super) fn call_ex(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let callee = std::mem::take(reg(vm, i.b));
    let positional = std::mem::take(reg(vm, i.b + 1));
    let keywords = if i.c == 0 { Value::UNSET } else { std::mem::take(reg(vm, i.b + 2)) };
    let Ok(keywords) = keyword_arguments(vm, keywords, &callee) else { return Flow::Raise };
    let known = positional.exact::<Tuple>().map_or(&[][..], Tuple::items);
    if keywords.is_empty() && positional.is_kind(Kind::Tuple) && vm.enter_exact(&callee, known, OnReturn::Store) {
        return Flow::Switch;
    }
    // In front there is a place for the receiver of a method.
    let mut values = Vec::with_capacity(1 + known.len() + keywords.len());
    values.push(Value::UNSET);
    match positional.exact::<Tuple>() {
        Some(_) => values.extend_from_slice(known),
        None => match vm.collect_arguments(&positional, &callee) {
            Ok(mut items) => values.append(&mut items),
            Err(_) => return Flow::Raise,
        },
    }
    let count = values.len() - 1;
    let mut names = Vec::with_capacity(keywords.len());
    for (name, value) in keywords {
        names.push(name);
        values.push(value);
    }
    // SAFETY: the values are moved out of the vector; the current frame's `pc` is stored.
    if let Some(flow) = unsafe { enter_bound(vm, &callee, values.as_mut_ptr(), count, &names) } {
        return flow;
    }
    values.remove(0);
    let names = if names.is_empty() { Value::UNSET } else { Tuple::value(names) };
    let result = vm.enter(callee, Arguments { values, names }, OnReturn::Store);
    entered(vm, i, result)
}

/// Interned names and values of the keywords in a dict, or any other mapping, of the call of `callee`; unset for none.
fn keyword_arguments(vm: &mut Vm, mapping: Value, callee: &Value) -> Res<Vec<(Value, Value)>> {
    if mapping.is_unset() {
        return Ok(Vec::new());
    }
    let entries = match mapping.exact::<Dict>() {
        Some(dict) => dict.entries(),
        None => {
            let dict = Dict::new();
            vm.dict_merge(&dict, &mapping, callee)?;
            dict.entries()
        }
    };
    let mut keywords = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some(name) = Str::interned(entry.key) else {
            return Err(vm.error(Exc::TypeError, "keywords must be strings"));
        };
        keywords.push((name, entry.value));
    }
    Ok(keywords)
}

pub(super) fn make_function(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let frame = frame(vm);
    let code = match frame.code().consts[i.b as usize].to_gc::<crate::object::code::Code>() {
        Some(code) => code,
        None => unreachable!("the operand of MakeFunction is a code constant"),
    };
    let mut next = i.c;
    let mut part = |flag: u8| {
        if i.x & flag == 0 {
            return Value::UNSET;
        }
        next += 1;
        std::mem::take(reg(vm, next - 1))
    };
    let (defaults, kwdefaults, annotate, closure) = (part(1), part(2), part(4), part(8));
    let function = Function::new(code, frame.globals().clone(), closure);
    if !defaults.is_unset() {
        function.defaults.set(defaults);
    }
    if !kwdefaults.is_unset() {
        function.kwdefaults.set(kwdefaults);
    }
    if !annotate.is_unset() {
        function.set_rare(crate::object::function::RareAttr::Annotate, annotate);
    }
    set(vm, i.a, Gc::new(function).into_value());
    Flow::Next
}

// -------------------------------------------------------------------------------------- Iteration and unpacking

pub(super) fn get_iter(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let value = reg(vm, i.b).clone();
    let name = vm.names.iter.clone();
    if let Some(method) = special(&value, &name) {
        kill(vm, i);
        return enter_special(vm, method, [value], OnReturn::Iterator);
    }
    let iterator = vm.iter(&value);
    drop(value);
    result(vm, i, iterator)
}

pub(super) fn for_iter(vm: &mut Vm) -> Flow {
    // Neither the loop nor what it asks for items need have a jump back.
    if signals_raise(vm) {
        return Flow::Raise;
    }
    let i = ins(vm);
    let iterator = reg(vm, i.b).clone();
    if iterator.is_kind(Kind::Frame) {
        // SAFETY: the kind was just looked at.
        let generator = unsafe { frame_ptr(&iterator) };
        // SAFETY: the register keeps the generator.
        if unsafe { (*generator).state.get() } == State::Closed {
            return returns::for_iter_end(vm);
        }
        // SAFETY: as above.
        if unsafe { (*generator).code().has(Flags::GENERATOR) } {
            return match resume::enter_generator(vm, generator, Resume::Send(Value::NONE), OnReturn::ForIter) {
                Ok(flow) => flow,
                Err(_) => Flow::Raise,
            };
        }
    }
    if iterator.is_kind(Kind::Instance) {
        let name = vm.names.next.clone();
        if let Some(method) = special(&iterator, &name) {
            return enter_special(vm, method, [iterator], OnReturn::ForIter);
        }
    }
    match next_item(vm, i) {
        Ok(value) => returns::for_iter_value(vm, value),
        Err(flow) => flow,
    }
}

/// The next item for a `ForIter` over an iterator that is advanced without a frame for it, and has none that takes no code:
/// what the loop does if there is none.
#[inline(never)]
pub(super) fn next_item(vm: &mut Vm, i: Ins) -> Result<Value, Flow> {
    if let Some(flow) = inner::start(vm) {
        return Err(flow);
    }
    let iterator = reg(vm, i.b).clone();
    match vm.next_in_loop(&iterator) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(returns::for_iter_end(vm)),
        Err(_) => Err(Flow::Raise),
    }
}

pub(super) fn unpack_sequence(vm: &mut Vm, source: Value) -> Flow {
    let i = ins(vm);
    if let Some(list) = source.exact::<List>()
        && list.len() == i.c as usize
    {
        for k in 0..i.c {
            let item = list.items().borrow()[k as usize].clone();
            set(vm, i.a + k, item);
        }
        return Flow::Next;
    }
    match vm.unpack(&source, i.c as usize) {
        Ok(items) => {
            for (k, item) in items.into_iter().enumerate() {
                set(vm, i.a + k as u16, item);
            }
            Flow::Next
        }
        Err(_) => Flow::Raise,
    }
}

fn unpack_ex(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let source = operand(vm, i.b, i.x & KILL_B != 0);
    match vm.unpack_ex(&source, (i.c & 255) as usize, (i.c >> 8) as usize) {
        Ok(items) => {
            for (k, item) in items.into_iter().enumerate() {
                set(vm, i.a + k as u16, item);
            }
            Flow::Next
        }
        Err(_) => Flow::Raise,
    }
}

// ---------------------------------------------------------------------------------------------------- Coroutines

/// `YieldFrom`: the first step of the delegation.
pub(super) fn yield_from(vm: &mut Vm) -> Flow {
    resume::delegate(vm, Resume::Send(Value::NONE), true)
}

/// `Await` of anything but a new coroutine.
pub(super) fn await_(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let value = reg(vm, i.b).clone();
    if let Some(future) = value.exact::<Future>() {
        return match future.poll(vm) {
            Some(Ok(result)) => resume::complete(vm, result),
            Some(Err(_)) => Flow::Raise,
            None => {
                let asked = future.asks(&value);
                if vm.tracing.on && trace::suspends(vm, &asked).is_err() {
                    return Flow::Raise;
                }
                returns::suspended(vm, asked)
            }
        };
    }
    if let Some(method) = special(&value, &vm.names.await_)
        && let Some(function) = method.exact::<Function>()
    {
        // SAFETY: the function keeps its code; the one argument is moved out of `value`.
        let code = unsafe { &*function.code_ptr() };
        let others = Flags::COROUTINE | Flags::ITERABLE_COROUTINE | Flags::ASYNC_GENERATOR;
        if code.exact.get() && code.argcount == 1 && code.has(Flags::GENERATOR) && !code.has(others) {
            let mut value = value;
            // SAFETY: as above: it is exact, of one parameter, and no plain function.
            let generator = unsafe { new_generator(method, code, &mut value, 1) };
            set(vm, i.b, generator);
            return resume::delegate(vm, Resume::Send(Value::NONE), true);
        }
    }
    match vm.awaitable_iterator(&value, i.x >> 4) {
        Ok(iterator) => {
            drop(value);
            set(vm, i.b, iterator);
            resume::delegate(vm, Resume::Send(Value::NONE), true)
        }
        Err(_) => Flow::Raise,
    }
}

/// `AsyncForNext`: an async generator is switched to, anything else is asked for an awaitable.
pub(super) fn async_for_next(vm: &mut Vm) -> Flow {
    // As in `for_iter`.
    if signals_raise(vm) {
        return Flow::Raise;
    }
    let i = ins(vm);
    let iterator = reg(vm, i.b).clone();
    // A number that was left there, which nothing had to free, would pass for the awaitable.
    set(vm, i.b + 1, Value::default());
    if iterator.is_kind(Kind::Frame) {
        // SAFETY: the kind was just looked at.
        let generator = unsafe { frame_ptr(&iterator) };
        // SAFETY: the register keeps the generator.
        let direct = unsafe {
            (*generator).code().has(Flags::ASYNC_GENERATOR)
                && !(*generator).marked(crate::frame::ASYNC_RUNNING)
                && (*generator).state.get() != State::Closed
        };
        if direct {
            if let Some(generator) = iterator.to_gc::<Frame>() {
                if vm.before_first_iteration(&generator).is_err() {
                    return Flow::Raise;
                }
                generator.mark(crate::frame::ASYNC_RUNNING, true);
            }
            return resume::delegate(vm, Resume::Send(Value::NONE), true);
        }
    }
    if let Some(coroutine) = coroutine_of_anext(vm, &iterator) {
        set(vm, i.b + 1, coroutine);
        // SAFETY: the register has a new coroutine; the current frame's `pc` is stored.
        vm.frame = unsafe { super::frame_of(resume::await_new(registers_of(vm.frame), reg(vm, i.b + 1))) };
        return Flow::Switch;
    }
    let awaitable = match vm.async_next(&iterator) {
        Ok(awaitable) => awaitable,
        Err(_) => return Flow::Raise,
    };
    match vm.awaitable_iterator(&awaitable, 3) {
        Ok(inner) => {
            set(vm, i.b + 1, inner);
            resume::delegate(vm, Resume::Send(Value::NONE), true)
        }
        Err(_) => Flow::Raise,
    }
}

/// The coroutine that `__anext__` of an instance makes, if that is a coroutine function, and the coroutine can run at once.
fn coroutine_of_anext(vm: &mut Vm, iterator: &Value) -> Option<Value> {
    let method = special(iterator, &vm.names.anext)?;
    let is_coroutine = method.exact::<Function>()?.code().has(Flags::COROUTINE);
    if !is_coroutine || vm.tracing.on || frame(vm).depth.get() >= vm.recursion_limit {
        return None;
    }
    vm.generator_of_method(&method, iterator)
}

fn get_aiter(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let value = reg(vm, i.b).clone();
    let iterator = vm.async_iter(&value);
    drop(value);
    result(vm, i, iterator)
}

pub(super) fn get_yield_from_iter(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let value = reg(vm, i.b).clone();
    let inside_coroutine = frame(vm).code().has(Flags::COROUTINE | Flags::ITERABLE_COROUTINE);
    let iterator = vm.yield_from_iterator(&value, inside_coroutine);
    drop(value);
    result(vm, i, iterator)
}

// ---------------------------------------------------------------------------------- Exceptions and with statements

pub(super) fn raise(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let value = reg(vm, i.a).clone();
    let exception = match vm.exception_from(&value) {
        Ok(exception) => exception,
        Err(_) => return Flow::Raise,
    };
    if i.op == Op::RaiseFrom {
        let cause = reg(vm, i.b).clone();
        if vm.set_cause(&exception, &cause).is_err() {
            return Flow::Raise;
        }
    }
    drop(value);
    kill(vm, i);
    let _ = vm.raise(exception);
    Flow::Raise
}

fn raise_current(vm: &mut Vm) -> Flow {
    let handled = vm.handled();
    if handled.is_none() {
        let _ = vm.error(Exc::RuntimeError, "No active exception to reraise");
        return Flow::Raise;
    }
    let _ = vm.raise_again(handled);
    Flow::Reraise
}

fn reraise(vm: &mut Vm) -> Flow {
    let exception = reg(vm, ins(vm).a).clone();
    let _ = vm.raise_again(exception);
    Flow::Reraise
}

pub(super) fn jump_if_no_match(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let (exception, class) = (reg(vm, i.a).clone(), reg(vm, i.b).clone());
    match vm.exception_matches(&exception, &class) {
        Ok(matches) => {
            if !matches {
                let frame = frame(vm);
                frame.pc.set(frame.pc.get().wrapping_offset(i.c as i16 as isize));
            }
            kill(vm, i);
            Flow::Next
        }
        Err(_) => Flow::Raise,
    }
}

pub(super) fn with_enter(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let manager = reg(vm, i.b).clone();
    let is_async = i.op == Op::AsyncWithEnter;
    let (enter, exit) = match vm.context_manager(&manager, is_async) {
        Ok(pair) => pair,
        Err(_) => return Flow::Raise,
    };
    kill(vm, i);
    set(vm, i.c, exit);
    match enter {
        Enter::Method(enter) => {
            if is_async && let Some(flow) = await_leaf(vm, &enter, &manager) {
                return flow;
            }
            enter_special(vm, enter, [manager], OnReturn::Store)
        }
        Enter::Bound(enter) => {
            drop(manager);
            enter_special(vm, enter, [], OnReturn::Store)
        }
    }
}

/// `AsyncWithEnter`, the current instruction, and the `Await` behind it in one step, if `__aenter__` is a coroutine
/// function that has nothing to wait at.
fn await_leaf(vm: &mut Vm, enter: &Value, manager: &Value) -> Option<Flow> {
    let function = enter.exact::<Function>()?;
    // SAFETY: the function keeps its code; the current frame is alive, and its code does not end here.
    unsafe {
        let (code, frame) = (&*function.code_ptr(), vm.frame);
        if let Some(run) = code.at_once.get()
            && let Some(flow) = await_at_once(vm, run, std::slice::from_ref(manager))
        {
            return Some(flow);
        }
        let fits = code.leaf.get() && code.exact.get() && code.argcount == 1 && vm.importer.origin_depth == 0;
        if !fits || (*frame).depth.get() >= vm.recursion_limit {
            return None;
        }
        let next = (*frame).pc.get();
        // Code that is traced could have an instruction between them.
        if (*next).op != Op::Await {
            return None;
        }
        (*frame).pc.set(next.add(1));
        let mut manager = manager.clone();
        let callee = new_frame(enter.clone(), code, &mut manager, 1);
        bind::push(vm, callee, OnReturn::Store);
    }
    Some(Flow::Switch)
}

/// The current instruction, which calls a method of an asynchronous context manager, and the `Await` behind it in one
/// step, if `run` can do without the coroutine.
fn await_at_once(vm: &mut Vm, run: NativeRun, args: &[Value]) -> Option<Flow> {
    // SAFETY: the current frame is alive, and its code does not end here.
    let next = unsafe { *(*vm.frame).pc.get() };
    if next.op != Op::Await {
        return None;
    }
    match run(vm, args) {
        Ok(result) if result.is_unset() => None,
        Ok(result) => {
            // SAFETY: as above.
            unsafe { (*vm.frame).pc.set((*vm.frame).pc.get().add(1)) };
            set(vm, next.a, result);
            Some(Flow::Next)
        }
        Err(_) => Some(Flow::Raise),
    }
}

fn with_except_start(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    let (exit, exception) = (reg(vm, i.b).clone(), reg(vm, i.c).clone());
    let class = vm.class_of(&exception).into_value();
    let traceback = exception.exact::<Exception>().map_or(Value::NONE, |e| e.traceback.get());
    kill(vm, i);
    if let Some(method) = exit.exact::<BoundMethod>()
        && let Some(run) = method.function.exact::<Function>().and_then(|function| function.code().at_once.get())
    {
        let args = [method.receiver.clone(), class.clone(), exception.clone(), traceback.clone()];
        if let Some(flow) = await_at_once(vm, run, &args) {
            return flow;
        }
    }
    enter_special(vm, exit, [class, exception, traceback], OnReturn::Store)
}

// ---------------------------------------------------------------------------------------------------- Everything else

/// Instructions that build something of registers.
pub(super) fn build(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    super::build::build(vm, i)
}

/// The instructions without a fast path.
pub(super) fn other(vm: &mut Vm) -> Flow {
    let i = ins(vm);
    match i.op {
        Op::ReadCode => {
            let frame = frame(vm);
            frame.pc.set(frame.code().begin());
            // SAFETY: the current frame runs.
            unsafe { hold_constants(vm.frame) };
            Flow::Next
        }
        Op::Trace => trace::report(vm, i),
        Op::LoadCommon => match vm.common(i.b) {
            Ok(value) => {
                set(vm, i.a, value);
                Flow::Next
            }
            Err(_) => Flow::Raise,
        },
        Op::DeleteGlobal => delete_global(vm),
        Op::LoadName | Op::LoadFromDict => load_name(vm),
        Op::StoreName => store_name(vm),
        Op::DeleteName => delete_name(vm),
        Op::LoadClassDeref => load_class_deref(vm),
        Op::DeleteDeref => delete_deref(vm),
        Op::DeleteFree => delete_free(vm),
        Op::DeleteAttr => attributes::delete_attr(vm),
        Op::DelItem => {
            let (container, key) = (reg(vm, i.a).clone(), reg(vm, i.b).clone());
            let deleted = vm.del_item(&container, &key);
            drop((container, key));
            unit_kill(vm, i, deleted)
        }
        Op::UnpackEx => unpack_ex(vm),
        Op::GetAIter => get_aiter(vm),
        Op::RaiseFrom => raise(vm),
        Op::RaiseCurrent => raise_current(vm),
        Op::Reraise => reraise(vm),
        Op::WithExceptStart => with_except_start(vm),
        _ => super::build::build(vm, i),
    }
}
