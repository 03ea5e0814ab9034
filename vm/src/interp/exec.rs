//! The loop: one `match` over opcodes. The rules for editing it are in the folder's first page.

use super::attributes;
use super::call;
use super::drain;
use super::leaf;
use super::resume::{self, Resumed, Step};
use super::{Exit, Flow, drop_value, frame_of, registers_of, returns, slow, unwind};
use crate::code::Flags;
use crate::frame::{OnReturn, State};
use crate::heap::{self, Kind};
use crate::object::code::AttrHit;
use crate::object::function::Function;
use crate::object::instance::Instance;
use crate::object::iter::{Iter, IterState, advance_leaf, advance_pair, ends_leaf};
use crate::object::list::List;
use crate::object::method::BoundMethod;
use crate::object::native::{NativeFunction, Special};
use crate::object::range::RangeIter;
use crate::object::super_object;
use crate::object::tuple::Tuple;
use crate::op::{Ins, KILL_A, KILL_B, KILL_C, Op};
use crate::ops::{Compare, iter_leaf};
use crate::value::Value;
use crate::vm::{Res, Vm};
use std::sync::atomic::Ordering;

/// Runs `vm.frame` until a frame that is to leave the loop is done, or an event loop is to run.
///
/// If `raise` is set the parked exception is raised at the frame's present instruction first.
// The macros below are used inside `unsafe` blocks as well as outside.
#[allow(unused_unsafe)]
// Its machine registers are not to be shared with its caller's code.
#[inline(never)]
pub(crate) fn run(vm: &mut Vm, raise: bool) -> Exit {
    let mut regs: *mut Value;
    // The next instruction: a frame's `pc` while it executes the present one.
    let mut at: *const Ins;

    macro_rules! reg {
        ($n:expr) => {
            // SAFETY: operands are registers of the running frame's code; the compiler checks their range.
            (unsafe { &mut *regs.add($n as usize) })
        };
    }
    macro_rules! take {
        ($n:expr) => {
            std::mem::take(reg!($n))
        };
    }
    // The instruction before the next: the present one, or the one at which a frame that was just entered waits.
    macro_rules! waiting {
        () => {
            // SAFETY: a frame that executes or waits has an instruction before its next.
            (unsafe { &*at.wrapping_sub(1) })
        };
    }
    macro_rules! frame {
        () => {
            // SAFETY: `regs` belong to the running frame, which is alive.
            (unsafe { &*frame_of(regs) })
        };
    }
    macro_rules! global_site {
        ($n:expr) => {
            // SAFETY: the compiler numbers the sites of its code.
            (unsafe { frame!().body().global_sites.get_unchecked($n as usize) })
        };
    }
    macro_rules! attr_site {
        ($n:expr) => {
            // SAFETY: as above; the site is only read and written by this thread, between instructions.
            (unsafe { &mut *frame!().body().attr_sites.get_unchecked($n as usize).as_ptr() })
        };
    }
    // Makes the frame's state readable by others: before anything that can raise, call or look at frames.
    macro_rules! sync {
        () => {
            frame!().pc.set(at);
            vm.frame = frame_of(regs);
        };
    }
    macro_rules! reload {
        () => {
            // SAFETY: `vm.frame` is the frame to go on with, and alive.
            unsafe {
                regs = registers_of(vm.frame);
                at = (*vm.frame).pc.get();
            }
        };
    }
    macro_rules! pending {
        () => {
            sync!();
            vm.run_pending();
        };
    }
    macro_rules! set {
        ($n:expr, $value:expr) => {
            let value = $value;
            if drop_value(std::mem::replace(reg!($n), value)) {
                pending!();
            }
        };
    }
    macro_rules! flow {
        ($e:expr) => {
            match $e {
                Flow::Next | Flow::Switch => {
                    reload!();
                    if heap::pending() {
                        pending!();
                    }
                }
                other => match leave_or_unwind(vm, other) {
                    Some(exit) => return exit,
                    None => {
                        reload!();
                        if heap::pending() {
                            pending!();
                        }
                    }
                },
            }
        };
    }
    // Goes on in the frame with these registers.
    macro_rules! switch {
        ($to:expr) => {
            regs = $to;
            // SAFETY: they are those of a live frame.
            at = unsafe { (*frame_of(regs)).pc.get() };
        };
    }
    // Takes the result of a native; the registers from `first` on, its arguments and the callable, are unset.
    macro_rules! native_result {
        ($i:expr, $result:expr, $first:expr, $count:expr) => {{
            let result: Res = $result;
            let first = $first as usize;
            for k in first..first + $count {
                drop(take!(k));
            }
            match result {
                Ok(value) => {
                    drop(std::mem::replace(reg!($i.a), value));
                    if heap::pending() {
                        pending!();
                    }
                }
                Err(_) => slow!(slow::raised),
            }
            continue;
        }};
    }
    // May a call that fits be entered, or make a generator, without a slow path?
    macro_rules! can_make {
        () => {
            frame!().depth.get() < vm.recursion_limit && vm.importer.origin_depth == 0
        };
    }
    macro_rules! window {
        ($first:expr, $count:expr) => {
            // SAFETY: the window lies in the frame's registers, which nobody writes while the frame waits.
            unsafe { std::slice::from_raw_parts(regs.add($first as usize), $count) }
        };
    }
    macro_rules! jump {
        ($offset:expr) => {
            at = at.wrapping_offset($offset as isize);
        };
    }
    // A conditional jump: the end of a loop if it goes back. Nothing of the instruction may be left to do.
    macro_rules! branch {
        ($offset:expr) => {
            let offset = $offset as isize;
            jump!(offset);
            if offset < 0 {
                interrupts!();
            }
        };
    }
    macro_rules! interrupts {
        () => {
            if vm.interrupt.load(Ordering::Relaxed) {
                slow!(slow::interrupted);
            }
        };
    }
    macro_rules! kill_bit {
        (a) => {
            KILL_A
        };
        (b) => {
            KILL_B
        };
        (c) => {
            KILL_C
        };
    }
    // Drops those of the operands named that die here. Of plain values, which nobody needs to see dropped, it is not asked.
    macro_rules! kill {
        ($i:expr, $($operand:ident)+) => {
            $(if $i.x & kill_bit!($operand) != 0 && drop_value(take!($i.$operand)) {
                pending!();
            })+
        };
    }
    macro_rules! arithmetic {
        ($i:expr, $l:expr, $r:expr, $ints:expr, $floats:expr) => {{
            let (l, r): (&Value, &Value) = ($l, $r);
            if let Some(v) = $ints(l, r) {
                set!($i.a, v);
            } else if let (Some(x), Some(y)) = (l.as_float(), r.as_float()) {
                set!($i.a, Value::float($floats(x, y)));
            } else {
                slow!(slow::binary);
            }
        }};
    }
    macro_rules! bitwise {
        ($i:expr, $l:expr, $r:expr, $ints:expr) => {{
            let (l, r): (&Value, &Value) = ($l, $r);
            if let Some(v) = $ints(l, r) {
                set!($i.a, v);
            } else {
                slow!(slow::binary);
            }
        }};
    }
    macro_rules! compare {
        ($i:expr, $op:tt, $which:expr) => {{
            let (l, r): (&Value, &Value) = (reg!($i.b), reg!($i.c));
            if Value::both_small_ints(l, r) {
                set!($i.a, Value::bool(l.small_int_value() $op r.small_int_value()));
            } else if let (Some(x), Some(y)) = (l.as_float(), r.as_float()) {
                set!($i.a, Value::bool(x $op y));
            } else if let Some(holds) = leaf::compare($which, l, r) {
                kill!($i, b c);
                set!($i.a, Value::bool(holds));
            } else {
                slow!(|vm| slow::compare(vm, $which));
            }
        }};
    }
    macro_rules! compare_jump {
        ($i:expr, $op:tt, $which:expr, $wanted:literal) => {{
            let (l, r): (&Value, &Value) = (reg!($i.a), reg!($i.b));
            if Value::both_small_ints(l, r) {
                if (l.small_int_value() $op r.small_int_value()) == $wanted {
                    branch!($i.c as i16);
                }
            } else if let (Some(x), Some(y)) = (l.as_float(), r.as_float()) {
                if (x $op y) == $wanted {
                    branch!($i.c as i16);
                }
            } else if let Some(holds) = leaf::compare($which, l, r) {
                kill!($i, a b);
                if holds == $wanted {
                    branch!($i.c as i16);
                }
            } else {
                slow!(|vm| slow::compare_jump(vm, $which));
            }
        }};
    }
    macro_rules! compare_jump_immediate {
        ($i:expr, $op:tt, $which:expr, $wanted:literal) => {{
            let l: &Value = reg!($i.a);
            if l.is_small_int() {
                if (l.small_int_value() $op $i.b as i16 as i64) == $wanted {
                    branch!($i.c as i16);
                }
            } else if let Some(x) = l.as_float() {
                if (x $op $i.b as i16 as f64) == $wanted {
                    branch!($i.c as i16);
                }
            } else {
                slow!(|vm| slow::compare_jump(vm, $which));
            }
        }};
    }
    // The truth of an operand, which dies if it is said to.
    macro_rules! truth {
        ($i:expr, $operand:ident, $slow:expr) => {{
            let v: &Value = reg!($i.$operand);
            match leaf::simple_truth(v) {
                Some(truth) => truth,
                None => match leaf::truth(v) {
                    Some(truth) => {
                        kill!($i, $operand);
                        truth
                    }
                    None => slow!($slow),
                },
            }
        }};
    }
    macro_rules! truth_jump {
        ($i:expr, $wanted:literal) => {{
            if truth!($i, a, slow::truth_jump) == $wanted {
                branch!($i.bc());
            }
            continue;
        }};
    }
    macro_rules! contains_jump {
        ($i:expr, $wanted:literal) => {{
            match leaf::contains(reg!($i.b), reg!($i.a)) {
                Some(found) => {
                    kill!($i, a b);
                    if found == $wanted {
                        branch!($i.c as i16);
                    }
                    continue;
                }
                None => slow!(slow::contains_jump),
            }
        }};
    }
    macro_rules! contains {
        ($i:expr, $wanted:literal) => {{
            match leaf::contains(reg!($i.c), reg!($i.b)) {
                Some(found) => {
                    kill!($i, b c);
                    set!($i.a, Value::bool(found == $wanted));
                    continue;
                }
                None => slow!(slow::contains),
            }
        }};
    }
    // Ends the running frame of a call, of which only the first `$used` registers can own anything; says whether that left
    // code to run: what dies may do so, and the caller is current by then.
    macro_rules! pop {
        ($frame:expr, $used:expr) => {
            if (*super::header_of($frame)).refcount() == 1 {
                call::pop_registers($frame, $used)
            } else {
                // Whoever keeps the frame sees where it returned.
                (*$frame).pc.set(at);
                call::release_kept($frame);
                heap::pending()
            }
        };
    }
    // The frame returns `$v`.
    macro_rules! return_value {
        ($i:expr, $v:expr) => {{
            let v: Value = $v;
            let frame = frame_of(regs);
            // SAFETY: the frame is the running one. Its caller is alive: it waits for this result.
            unsafe {
                if returns::to_plain_call(frame) || returns::stores(frame, &v) {
                    let caller = (*frame).caller.get();
                    let v = if (*frame).on_return.get() == OnReturn::Init {
                        // None needs no drop.
                        std::mem::forget(v);
                        returns::take_instance(frame)
                    } else {
                        v
                    };
                    let pending = pop!(frame, $i.b);
                    regs = registers_of(caller);
                    at = (*caller).pc.get();
                    set!(waiting!().a, v);
                    if pending {
                        pending!();
                    }
                    continue;
                }
                if returns::gives_item(frame) {
                    let caller = (*frame).caller.get();
                    let pending = pop!(frame, $i.b);
                    regs = registers_of(caller);
                    at = (*caller).pc.get();
                    let waiting = *waiting!();
                    jump!(waiting.c as i16);
                    set!(waiting.a, v);
                    if pending {
                        pending!();
                    }
                    continue;
                }
                if returns::held_by_caller_alone(frame) {
                    // It dies with its last reference, in the register of whoever delegates to it or loops over it.
                    let caller = (*frame).caller.get();
                    let loops = (*frame).on_return.get() == OnReturn::ForIter;
                    at = (*caller).pc.get();
                    registers_of(caller).add(waiting!().b as usize).write(Value::UNSET);
                    (*frame).link.set(std::ptr::null_mut());
                    let pending = call::pop_registers(frame, $i.b);
                    regs = registers_of(caller);
                    if loops {
                        drop(v);
                    } else {
                        drop(std::mem::replace(reg!(waiting!().a), v));
                    }
                    if pending || heap::pending() {
                        pending!();
                    }
                    continue;
                }
                if returns::leaves(frame) {
                    returns::leave(vm, frame, $i.b);
                    return Exit::Left(Step::Returned(v));
                }
            }
            slow!(|vm| returns::deliver(vm, v));
        }};
    }

    reload!();
    if raise {
        flow!(Flow::Raise);
    }
    loop {
        let flow = 'fast: {
            // A slow path, the last thing of an instruction: it finds frame and instruction through `vm`. What comes of it is
            // looked at in one place.
            macro_rules! slow {
                ($f:expr) => {{
                    sync!();
                    break 'fast apart(vm, $f);
                }};
            }
            loop {
                let (function, code, args, argc) = 'made: {
                    align_loop();
                    loop {
                        // Code ends in a return, and jumps stay inside it.
                        at = at.wrapping_add(1);
                        hold(&mut regs, &mut at);
                        let i = waiting!();
                        #[cfg(debug_assertions)]
                        super::counts::instruction();
                        match i.op {
                            Op::Nop => (),
                            Op::LoadConst => {
                                // SAFETY: the compiler numbers the constants of its code.
                                let constant = unsafe { frame!().body().consts.get_unchecked(i.bc() as usize) };
                                set!(i.a, constant.clone());
                            }
                            Op::LoadInt => {
                                set!(i.a, Value::small_int_unchecked(i.bc() as i64));
                            }
                            Op::LoadNone => {
                                set!(i.a, Value::NONE);
                            }
                            Op::LoadTrue => {
                                set!(i.a, Value::TRUE);
                            }
                            Op::LoadFalse => {
                                set!(i.a, Value::FALSE);
                            }
                            Op::Move => {
                                let v = if i.x & KILL_B != 0 { take!(i.b) } else { reg!(i.b).clone() };
                                set!(i.a, v);
                            }
                            Op::Move2 => {
                                let v = if i.x & KILL_B != 0 { take!(i.b) } else { reg!(i.b).clone() };
                                set!(i.a, v);
                                let v = if i.x & KILL_C != 0 { take!(i.c) } else { reg!(i.c).clone() };
                                set!(i.a as usize + 1, v);
                            }
                            Op::Kill => {
                                set!(i.a, Value::UNSET);
                            }
                            Op::CheckBound => {
                                if reg!(i.a).is_unset() {
                                    slow!(slow::unbound_local);
                                }
                            }
                            Op::DeleteLocal => {
                                if reg!(i.a).is_unset() {
                                    slow!(slow::unbound_local);
                                } else {
                                    set!(i.a, Value::UNSET);
                                }
                            }

                            Op::LoadGlobal => {
                                let site = global_site!(i.b);
                                let globals = frame!().globals();
                                if site.globals_version.get() == globals.version() {
                                    if site.builtins_version.get() == 0 {
                                        set!(i.a, globals.value_at(site.index.get() as usize));
                                        continue;
                                    }
                                    if site.builtins_version.get() == vm.builtins.version() {
                                        set!(i.a, vm.builtins.value_at(site.index.get() as usize));
                                        continue;
                                    }
                                }
                                slow!(slow::load_global);
                            }
                            Op::StoreGlobal => {
                                let site = global_site!(i.b);
                                let globals = frame!().globals();
                                if site.globals_version.get() == globals.version() && site.builtins_version.get() == 0 {
                                    let v = if i.x != 0 { take!(i.a) } else { reg!(i.a).clone() };
                                    if drop_value(globals.replace_at(site.index.get() as usize, v)) {
                                        pending!();
                                    }
                                } else {
                                    slow!(slow::store_global);
                                }
                            }
                            Op::MakeCell => {
                                let content = take!(i.a);
                                set!(i.a, crate::object::cell::CellObject::new(content).into_value());
                            }
                            Op::LoadDeref => {
                                let v = reg!(i.b)
                                    .exact::<crate::object::cell::CellObject>()
                                    .map(|c| c.content.get())
                                    .unwrap_or_default();
                                if v.is_unset() {
                                    slow!(slow::unbound_deref);
                                } else {
                                    set!(i.a, v);
                                    continue;
                                }
                            }
                            Op::StoreDeref => {
                                let v = if i.x & KILL_B != 0 { take!(i.b) } else { reg!(i.b).clone() };
                                if let Some(cell) = reg!(i.a).exact::<crate::object::cell::CellObject>()
                                    && drop_value(cell.content.replace(v))
                                {
                                    pending!();
                                }
                            }
                            Op::LoadFree => {
                                let v = frame!().free_cell(i.b as usize).content.get();
                                if v.is_unset() {
                                    slow!(slow::unbound_free);
                                } else {
                                    set!(i.a, v);
                                    continue;
                                }
                            }
                            Op::StoreFree => {
                                let v = if i.x != 0 { take!(i.a) } else { reg!(i.a).clone() };
                                if drop_value(frame!().free_cell(i.b as usize).content.replace(v)) {
                                    pending!();
                                }
                            }
                            Op::LoadClosure => {
                                let cell = frame!().closure()[i.b as usize].clone();
                                set!(i.a, cell);
                            }

                            Op::Add => arithmetic!(i, reg!(i.b), reg!(i.c), Value::add_small, |x: f64, y: f64| x + y),
                            Op::Sub => arithmetic!(i, reg!(i.b), reg!(i.c), Value::sub_small, |x: f64, y: f64| x - y),
                            Op::Mul => arithmetic!(i, reg!(i.b), reg!(i.c), Value::mul_small, |x: f64, y: f64| x * y),
                            Op::TrueDiv => {
                                let (l, r): (&Value, &Value) = (reg!(i.b), reg!(i.c));
                                match (l.as_float(), r.as_float()) {
                                    (Some(x), Some(y)) if y != 0.0 => {
                                        set!(i.a, Value::float(x / y));
                                    }
                                    _ => slow!(slow::binary),
                                }
                            }
                            Op::FloorDiv => bitwise!(i, reg!(i.b), reg!(i.c), Value::floor_div_small),
                            Op::Mod => bitwise!(i, reg!(i.b), reg!(i.c), Value::mod_small),
                            Op::BitAnd => bitwise!(i, reg!(i.b), reg!(i.c), Value::and_small),
                            Op::BitOr => bitwise!(i, reg!(i.b), reg!(i.c), Value::or_small),
                            Op::BitXor => bitwise!(i, reg!(i.b), reg!(i.c), Value::xor_small),
                            Op::LShift => bitwise!(i, reg!(i.b), reg!(i.c), Value::lshift_small),
                            Op::RShift => bitwise!(i, reg!(i.b), reg!(i.c), Value::rshift_small),
                            Op::Pow => match leaf::power(reg!(i.b), reg!(i.c)) {
                                Some(v) => {
                                    set!(i.a, v);
                                    continue;
                                }
                                None => slow!(slow::binary),
                            },
                            Op::MatMul => slow!(slow::binary),
                            Op::AddI => {
                                let r = Value::small_int_unchecked(i.c as i16 as i64);
                                if let Some(v) = Value::add_small(reg!(i.b), &r) {
                                    set!(i.a, v);
                                    continue;
                                } else if let Some(x) = reg!(i.b).as_float() {
                                    set!(i.a, Value::float(x + i.c as i16 as f64));
                                } else {
                                    slow!(slow::binary);
                                }
                            }
                            Op::SubI => {
                                let r = Value::small_int_unchecked(i.c as i16 as i64);
                                if let Some(v) = Value::sub_small(reg!(i.b), &r) {
                                    set!(i.a, v);
                                    continue;
                                } else if let Some(x) = reg!(i.b).as_float() {
                                    set!(i.a, Value::float(x - i.c as i16 as f64));
                                } else {
                                    slow!(slow::binary);
                                }
                            }
                            Op::MulI => {
                                let r = Value::small_int_unchecked(i.c as i16 as i64);
                                if let Some(v) = Value::mul_small(reg!(i.b), &r) {
                                    set!(i.a, v);
                                    continue;
                                } else if let Some(x) = reg!(i.b).as_float() {
                                    set!(i.a, Value::float(x * i.c as i16 as f64));
                                } else {
                                    slow!(slow::binary);
                                }
                            }
                            Op::FloorDivI => {
                                bitwise!(
                                    i,
                                    reg!(i.b),
                                    &Value::small_int_unchecked(i.c as i16 as i64),
                                    Value::floor_div_small
                                )
                            }
                            Op::ModI => {
                                bitwise!(i, reg!(i.b), &Value::small_int_unchecked(i.c as i16 as i64), Value::mod_small)
                            }
                            Op::LShiftI => {
                                bitwise!(
                                    i,
                                    reg!(i.b),
                                    &Value::small_int_unchecked(i.c as i16 as i64),
                                    Value::lshift_small
                                )
                            }
                            Op::RShiftI => {
                                bitwise!(
                                    i,
                                    reg!(i.b),
                                    &Value::small_int_unchecked(i.c as i16 as i64),
                                    Value::rshift_small
                                )
                            }
                            Op::BitAndI => {
                                bitwise!(i, reg!(i.b), &Value::small_int_unchecked(i.c as i16 as i64), Value::and_small)
                            }
                            Op::BitOrI => {
                                bitwise!(i, reg!(i.b), &Value::small_int_unchecked(i.c as i16 as i64), Value::or_small)
                            }
                            Op::BitXorI => {
                                bitwise!(i, reg!(i.b), &Value::small_int_unchecked(i.c as i16 as i64), Value::xor_small)
                            }
                            Op::TrueDivI => match reg!(i.b).as_float() {
                                Some(x) if i.c != 0 => {
                                    set!(i.a, Value::float(x / i.c as i16 as f64));
                                }
                                _ => slow!(slow::binary),
                            },
                            Op::Neg => {
                                let v: &Value = reg!(i.b);
                                if let Some(n) = Value::sub_small(&Value::small_int_unchecked(0), v) {
                                    set!(i.a, n);
                                } else if let Some(x) = v.as_float() {
                                    set!(i.a, Value::float(-x));
                                } else {
                                    slow!(slow::unary);
                                }
                            }
                            Op::Pos | Op::Invert => slow!(slow::unary),
                            Op::Not => {
                                let truth = truth!(i, b, slow::not);
                                set!(i.a, Value::bool(!truth));
                                continue;
                            }

                            Op::Lt => compare!(i, <, Compare::Lt),
                            Op::Le => compare!(i, <=, Compare::Le),
                            Op::Eq => compare!(i, ==, Compare::Eq),
                            Op::Ne => compare!(i, !=, Compare::Ne),
                            Op::Gt => compare!(i, >, Compare::Gt),
                            Op::Ge => compare!(i, >=, Compare::Ge),
                            Op::Is => {
                                let v = Value::bool(reg!(i.b).is(reg!(i.c)));
                                kill!(i, b c);
                                set!(i.a, v);
                            }
                            Op::IsNot => {
                                let v = Value::bool(!reg!(i.b).is(reg!(i.c)));
                                kill!(i, b c);
                                set!(i.a, v);
                            }
                            Op::In => contains!(i, true),
                            Op::NotIn => contains!(i, false),

                            Op::Jump => {
                                jump!(i.bc());
                            }
                            Op::JumpBack => {
                                jump!(i.bc());
                                interrupts!();
                            }
                            Op::JumpIfTrue => truth_jump!(i, true),
                            Op::JumpIfFalse => truth_jump!(i, false),
                            Op::JumpIfNone => {
                                if reg!(i.a).is_none() {
                                    branch!(i.bc());
                                } else {
                                    kill!(i, a);
                                }
                            }
                            Op::JumpIfNotNone => {
                                if !reg!(i.a).is_none() {
                                    kill!(i, a);
                                    branch!(i.bc());
                                }
                            }
                            Op::JumpAppended => {
                                if leaf::append(reg!(i.a), reg!(i.b), i.x & KILL_B != 0) {
                                    kill!(i, a);
                                    branch!(i.c as i16);
                                }
                            }
                            Op::JumpIs => {
                                let same = reg!(i.a).is(reg!(i.b));
                                kill!(i, a b);
                                if same {
                                    branch!(i.c as i16);
                                }
                            }
                            Op::JumpIsNot => {
                                let same = reg!(i.a).is(reg!(i.b));
                                kill!(i, a b);
                                if !same {
                                    branch!(i.c as i16);
                                }
                            }
                            Op::JumpIn => contains_jump!(i, true),
                            Op::JumpNotIn => contains_jump!(i, false),
                            Op::JumpLt => compare_jump!(i, <, Compare::Lt, true),
                            Op::JumpLtI => compare_jump_immediate!(i, <, Compare::Lt, true),
                            Op::JumpNotLt => compare_jump!(i, <, Compare::Lt, false),
                            Op::JumpNotLtI => compare_jump_immediate!(i, <, Compare::Lt, false),
                            Op::JumpLe => compare_jump!(i, <=, Compare::Le, true),
                            Op::JumpLeI => compare_jump_immediate!(i, <=, Compare::Le, true),
                            Op::JumpNotLe => compare_jump!(i, <=, Compare::Le, false),
                            Op::JumpNotLeI => compare_jump_immediate!(i, <=, Compare::Le, false),
                            Op::JumpEq => compare_jump!(i, ==, Compare::Eq, true),
                            Op::JumpEqI => compare_jump_immediate!(i, ==, Compare::Eq, true),
                            Op::JumpNotEq => compare_jump!(i, ==, Compare::Eq, false),
                            Op::JumpNotEqI => compare_jump_immediate!(i, ==, Compare::Eq, false),
                            Op::JumpNe => compare_jump!(i, !=, Compare::Ne, true),
                            Op::JumpNeI => compare_jump_immediate!(i, !=, Compare::Ne, true),
                            Op::JumpNotNe => compare_jump!(i, !=, Compare::Ne, false),
                            Op::JumpNotNeI => compare_jump_immediate!(i, !=, Compare::Ne, false),
                            Op::JumpGt => compare_jump!(i, >, Compare::Gt, true),
                            Op::JumpGtI => compare_jump_immediate!(i, >, Compare::Gt, true),
                            Op::JumpNotGt => compare_jump!(i, >, Compare::Gt, false),
                            Op::JumpNotGtI => compare_jump_immediate!(i, >, Compare::Gt, false),
                            Op::JumpGe => compare_jump!(i, >=, Compare::Ge, true),
                            Op::JumpGeI => compare_jump_immediate!(i, >=, Compare::Ge, true),
                            Op::JumpNotGe => compare_jump!(i, >=, Compare::Ge, false),
                            Op::JumpNotGeI => compare_jump_immediate!(i, >=, Compare::Ge, false),

                            Op::LoadAttr => {
                                if let Some(instance) = reg!(i.b).exact::<Instance>() {
                                    if let Some(hit) = attr_site!(i.c).hit_for(instance.shape_id()) {
                                        // By far the most frequent: asked for before all others.
                                        if let AttrHit::Slot(slot) = hit {
                                            let v = instance.slot(*slot as usize);
                                            if !v.is_unset() {
                                                kill!(i, b);
                                                set!(i.a, v);
                                                continue;
                                            }
                                            slow!(attributes::load_attr);
                                        }
                                        let found = match apart_from_first(hit) {
                                            AttrHit::ClassValue(v) => Some(v.clone()),
                                            AttrHit::OfClassDict(dict, index) => {
                                                dict.get_str_at(*index as usize, &attr_site!(i.c).name)
                                            }
                                            AttrHit::InDict(index) => {
                                                leaf::in_dict(instance, &attr_site!(i.c).name, *index)
                                            }
                                            AttrHit::Item(index) => leaf::field(instance, *index),
                                            AttrHit::Getter(getter) => {
                                                if let Some(f) = getter.exact::<Function>() {
                                                    // SAFETY: the function keeps its code.
                                                    let code = unsafe { &*f.code_ptr() };
                                                    if code.plain_args == 1 && frame!().depth.get() < vm.recursion_limit
                                                    {
                                                        let (getter, mut receiver) =
                                                            (getter.clone(), reg!(i.b).clone());
                                                        kill!(i, b);
                                                        frame!().pc.set(at);
                                                        // SAFETY: the one argument is moved out of `receiver`.
                                                        regs = unsafe {
                                                            call::push_plain(regs, getter, code, &mut receiver, 1)
                                                        };
                                                        at = code.entry();
                                                        continue;
                                                    }
                                                }
                                                None
                                            }
                                            _ => None,
                                        };
                                        if let Some(v) = found {
                                            kill!(i, b);
                                            set!(i.a, v);
                                            continue;
                                        }
                                    }
                                } else if let Some(v) = leaf::attribute(reg!(i.b), attr_site!(i.c)) {
                                    kill!(i, b);
                                    set!(i.a, v);
                                    continue;
                                }
                                slow!(attributes::load_attr);
                            }
                            Op::StoreAttr => {
                                if let Some(instance) = reg!(i.a).exact::<Instance>()
                                    && let Some(hit) = attr_site!(i.c).hit_for(instance.shape_id())
                                {
                                    let v = if i.x & KILL_B != 0 { take!(i.b) } else { reg!(i.b).clone() };
                                    match hit {
                                        AttrHit::Slot(slot) => {
                                            if drop_value(instance.set_slot(*slot as usize, v)) {
                                                pending!();
                                            }
                                            kill!(i, a);
                                            continue;
                                        }
                                        AttrHit::Add(shape) => {
                                            instance.add_slot(shape.clone(), v);
                                            kill!(i, a);
                                            continue;
                                        }
                                        AttrHit::InDict(index) => {
                                            let old = leaf::set_in_dict(instance, &attr_site!(i.c).name, *index, v);
                                            if old.is_some_and(drop_value) {
                                                pending!();
                                            }
                                            kill!(i, a);
                                            continue;
                                        }
                                        _ => unreachable!("the cache of a store says where the attribute is to be"),
                                    }
                                }
                                slow!(attributes::store_attr);
                            }
                            Op::GetItem => {
                                if let (Some(list), Some(index)) = (reg!(i.b).exact::<List>(), reg!(i.c).as_small_int())
                                {
                                    let v = item_at(&list.items().borrow(), index);
                                    if let Some(v) = v {
                                        kill!(i, b);
                                        set!(i.a, v);
                                        continue;
                                    }
                                } else if let (Some(tuple), Some(index)) =
                                    (reg!(i.b).exact::<Tuple>(), reg!(i.c).as_small_int())
                                    && let Some(v) = item_at(tuple.items(), index)
                                {
                                    kill!(i, b);
                                    set!(i.a, v);
                                    continue;
                                }
                                if let Some(v) = leaf::get_item(reg!(i.b), reg!(i.c)) {
                                    kill!(i, b c);
                                    set!(i.a, v);
                                    continue;
                                }
                                slow!(slow::get_item);
                            }
                            Op::GetItemI => {
                                let index = i.c as i16 as i64;
                                if let Some(list) = reg!(i.b).exact::<List>() {
                                    let v = item_at(&list.items().borrow(), index);
                                    if let Some(v) = v {
                                        kill!(i, b);
                                        set!(i.a, v);
                                        continue;
                                    }
                                } else if let Some(tuple) = reg!(i.b).exact::<Tuple>()
                                    && let Some(v) = item_at(tuple.items(), index)
                                {
                                    kill!(i, b);
                                    set!(i.a, v);
                                    continue;
                                } else if let Some(v) = leaf::get_item(reg!(i.b), &Value::small_int_unchecked(index)) {
                                    kill!(i, b);
                                    set!(i.a, v);
                                    continue;
                                }
                                slow!(slow::get_item);
                            }
                            Op::GetSlice => {
                                let bounds = window!(i.c, 3);
                                if let Some(v) = leaf::get_slice(reg!(i.b), bounds) {
                                    kill!(i, b);
                                    for k in i.c as usize..i.c as usize + 3 {
                                        // What a slice is taken by are small integers and None.
                                        std::mem::forget(take!(k));
                                    }
                                    set!(i.a, v);
                                    continue;
                                }
                                slow!(slow::get_slice);
                            }
                            Op::SetItem => {
                                if let (Some(list), Some(index)) = (reg!(i.a).exact::<List>(), reg!(i.b).as_small_int())
                                {
                                    let mut items = list.items().borrow_mut();
                                    let len = items.len() as i64;
                                    let at = if index < 0 { index + len } else { index };
                                    if (0..len).contains(&at) {
                                        let v = if i.x & KILL_C != 0 { take!(i.c) } else { reg!(i.c).clone() };
                                        let old = std::mem::replace(&mut items[at as usize], v);
                                        drop(items);
                                        if drop_value(old) {
                                            pending!();
                                        }
                                        kill!(i, a);
                                        continue;
                                    }
                                }
                                let dies = i.x & KILL_C != 0;
                                if let Some(old) = leaf::set_item(reg!(i.a), reg!(i.b), reg!(i.c), dies) {
                                    if drop_value(old) {
                                        pending!();
                                    }
                                    kill!(i, a b);
                                    continue;
                                }
                                slow!(slow::set_item);
                            }
                            Op::SetSlice => {
                                if leaf::set_slice(reg!(i.a), window!(i.b, 3), reg!(i.c)) {
                                    for k in i.b as usize..i.b as usize + 3 {
                                        // As in `GetSlice`.
                                        std::mem::forget(take!(k));
                                    }
                                    kill!(i, a c);
                                    continue;
                                }
                                slow!(slow::set_slice);
                            }
                            Op::ListAppend => {
                                if let Some(list) = reg!(i.a).exact::<List>() {
                                    if list.is_long_and_full() {
                                        slow!(slow::other);
                                    } else {
                                        let v = if i.x & KILL_B != 0 { take!(i.b) } else { reg!(i.b).clone() };
                                        list.items().borrow_mut().push(v);
                                    }
                                }
                            }
                            Op::SetAdd => {
                                if leaf::set_add(reg!(i.a), reg!(i.b)) {
                                    kill!(i, b);
                                    continue;
                                }
                                slow!(slow::build);
                            }
                            Op::DictInsert => {
                                if let Some(old) = leaf::set_item(reg!(i.a), reg!(i.b), reg!(i.c), i.x & KILL_C != 0) {
                                    if drop_value(old) {
                                        pending!();
                                    }
                                    kill!(i, b);
                                    continue;
                                }
                                slow!(slow::build);
                            }
                            Op::BuildDict if i.c == 0 => {
                                set!(i.a, leaf::new_dict());
                            }
                            Op::BuildString => {
                                if let Some(text) = leaf::build_string(window!(i.b, i.c as usize)) {
                                    for k in i.b..i.b + i.c {
                                        drop(take!(k));
                                    }
                                    set!(i.a, text);
                                    continue;
                                }
                                slow!(slow::build);
                            }
                            Op::FormatValue => {
                                if i.c == u16::MAX
                                    && i.x >> 5 == 0
                                    && let Some(text) = leaf::format_plain(reg!(i.b))
                                {
                                    if i.x & KILL_B != 0 {
                                        drop(take!(i.b));
                                    }
                                    set!(i.a, text);
                                    continue;
                                }
                                slow!(slow::build);
                            }
                            Op::BuildTuple => {
                                // SAFETY: the window lies inside the frame's registers; it is moved out of.
                                let window =
                                    unsafe { std::slice::from_raw_parts_mut(regs.add(i.b as usize), i.c as usize) };
                                let tuple = Tuple::from_window(window);
                                set!(i.a, tuple);
                            }
                            Op::BuildList => {
                                // SAFETY: as above.
                                let window =
                                    unsafe { std::slice::from_raw_parts_mut(regs.add(i.b as usize), i.c as usize) };
                                let list = leaf::build_list(window);
                                set!(i.a, list);
                            }
                            Op::UnpackSequence => {
                                let n = i.c as usize;
                                let source = if i.x & KILL_B != 0 { take!(i.b) } else { reg!(i.b).clone() };
                                if let Some(tuple) = source.exact::<Tuple>().filter(|t| t.items().len() == n) {
                                    for (k, v) in tuple.items().iter().enumerate() {
                                        set!(i.a as usize + k, v.clone());
                                    }
                                    if drop_value(source) {
                                        pending!();
                                    }
                                    continue;
                                } else if let Some(list) =
                                    source.exact::<List>().filter(|l| l.items().borrow().len() == n)
                                {
                                    // Nothing that finalizers do comes between the items.
                                    for (k, v) in list.items().borrow().iter().enumerate() {
                                        drop(std::mem::replace(reg!(i.a as usize + k), v.clone()));
                                    }
                                    drop(source);
                                    if heap::pending() {
                                        pending!();
                                    }
                                    continue;
                                } else {
                                    slow!(|vm| slow::unpack_sequence(vm, source));
                                }
                            }

                            Op::Call => {
                                let callee: &Value = reg!(i.b);
                                if let Some(function) = callee.exact::<Function>() {
                                    // SAFETY: the function keeps its code.
                                    let code = unsafe { &*function.code_ptr() };
                                    if code.plain_args == i.c && frame!().depth.get() < vm.recursion_limit {
                                        frame!().pc.set(at);
                                        let function = take!(i.b);
                                        // SAFETY: the arguments lie in the window behind the callable and are moved out of.
                                        regs = unsafe {
                                            call::push_plain(regs, function, code, regs.add(i.b as usize + 1), i.c)
                                        };
                                        at = code.entry();
                                        continue;
                                    }
                                    if call::fits(function, code, i.c) && can_make!() {
                                        let function = take!(i.b);
                                        break 'made (function, code, regs.wrapping_add(i.b as usize + 1), i.c);
                                    }
                                } else if let Some(native) = callee.exact::<NativeFunction>() {
                                    if leaf::is_plain(native, window!(i.b + 1, i.c as usize)) {
                                        sync!();
                                        let args = window!(i.b + 1, i.c as usize);
                                        native_result!(i, call::native(vm, native, args), i.b, i.c as usize + 1);
                                    }
                                    if let Some(value) = leaf::call_builtin(vm, callee, window!(i.b + 1, i.c as usize))
                                    {
                                        native_result!(i, Ok(value), i.b, i.c as usize + 1);
                                    }
                                } else if let Some(method) = callee.exact::<BoundMethod>()
                                    && let Some(function) = method.function.exact::<Function>()
                                {
                                    // SAFETY: the function keeps its code.
                                    let code = unsafe { &*function.code_ptr() };
                                    if code.plain_args == i.c + 1 && frame!().depth.get() < vm.recursion_limit {
                                        frame!().pc.set(at);
                                        let function = method.function.clone();
                                        let receiver = method.receiver.clone();
                                        // The receiver takes the callable's place in front of the arguments.
                                        drop(std::mem::replace(reg!(i.b), receiver));
                                        // SAFETY: receiver and arguments are moved out of the window.
                                        regs = unsafe {
                                            call::push_plain(regs, function, code, regs.add(i.b as usize), i.c + 1)
                                        };
                                        at = code.entry();
                                        continue;
                                    }
                                    if call::fits(function, code, i.c + 1) && can_make!() {
                                        let function = method.function.clone();
                                        let receiver = method.receiver.clone();
                                        drop(std::mem::replace(reg!(i.b), receiver));
                                        break 'made (function, code, regs.wrapping_add(i.b as usize), i.c + 1);
                                    }
                                } else if let Some(method) = callee.exact::<BoundMethod>()
                                    && let Some(native) = method.function.exact::<NativeFunction>()
                                {
                                    match native.def().special {
                                        _ if leaf::is_plain(native, window!(i.b + 1, i.c as usize)) => {
                                            sync!();
                                            // The receiver takes the callable's place in front of the arguments.
                                            let receiver = method.receiver.clone();
                                            let callee = std::mem::replace(reg!(i.b), receiver);
                                            let args = window!(i.b, i.c as usize + 1);
                                            let result = call::native(vm, native, args);
                                            drop(callee);
                                            native_result!(i, result, i.b, i.c as usize + 1);
                                        }
                                        Special::Append
                                            if i.c == 1 && leaf::append(&method.receiver, reg!(i.b + 1), true) =>
                                        {
                                            drop(take!(i.b));
                                            set!(i.a, Value::NONE);
                                            continue;
                                        }
                                        Special::Send if i.c == 1 => {
                                            // SAFETY: the registers are those of the running frame.
                                            let switched =
                                                unsafe { resume::send(vm, regs, at, &method.receiver, reg!(i.b + 1)) };
                                            if !switched.is_null() {
                                                // The generator lives in the window until it is suspended again.
                                                let receiver = method.receiver.clone();
                                                drop(std::mem::replace(reg!(i.b), receiver));
                                                switch!(switched);
                                                continue;
                                            }
                                        }
                                        _ => (),
                                    }
                                }
                                slow!(slow::call);
                            }
                            Op::CallGlobal => {
                                let frame = frame!();
                                let site = global_site!(i.c);
                                let globals = frame.globals();
                                if site.globals_version.get() == globals.version() {
                                    if site.builtins_version.get() == 0 {
                                        let function = globals.value_at(site.index.get() as usize);
                                        if let Some(f) = function.exact::<Function>() {
                                            // SAFETY: the function keeps its code.
                                            let code = unsafe { &*f.code_ptr() };
                                            if code.plain_args == i.x as u16 && frame.depth.get() < vm.recursion_limit {
                                                frame.pc.set(at);
                                                // SAFETY: as in `Call`.
                                                regs = unsafe {
                                                    call::push_plain(
                                                        regs,
                                                        function,
                                                        code,
                                                        regs.add(i.b as usize + 1),
                                                        i.x as u16,
                                                    )
                                                };
                                                at = code.entry();
                                                continue;
                                            }
                                            if call::fits(f, code, i.x as u16) && can_make!() {
                                                break 'made (
                                                    function,
                                                    code,
                                                    regs.wrapping_add(i.b as usize + 1),
                                                    i.x as u16,
                                                );
                                            }
                                        }
                                    } else if site.builtins_version.get() == vm.builtins.version() {
                                        let function = vm.builtins.value_at(site.index.get() as usize);
                                        if let Some(native) = function.exact::<NativeFunction>() {
                                            if leaf::is_plain(native, window!(i.b + 1, i.x as usize)) {
                                                sync!();
                                                let args = window!(i.b + 1, i.x as usize);
                                                let result = call::native(vm, native, args);
                                                drop(function);
                                                native_result!(i, result, i.b + 1, i.x as usize);
                                            } else if let Some(value) =
                                                leaf::call_builtin(vm, &function, window!(i.b + 1, i.x as usize))
                                            {
                                                native_result!(i, Ok(value), i.b + 1, i.x as usize);
                                            } else if native.def().special == Special::Next && i.x == 1 {
                                                // SAFETY: the registers are those of the running frame.
                                                let switched = unsafe { resume::next(vm, regs, at, reg!(i.b + 1)) };
                                                if !switched.is_null() {
                                                    drop(function);
                                                    *reg!(i.b) = take!(i.b + 1);
                                                    switch!(switched);
                                                    continue;
                                                }
                                            }
                                        } else if let Some(value) =
                                            leaf::call_builtin(vm, &function, window!(i.b + 1, i.x as usize))
                                        {
                                            native_result!(i, Ok(value), i.b + 1, i.x as usize);
                                        }
                                    }
                                }
                                slow!(slow::call_global);
                            }
                            Op::FindMethod => {
                                if leaf::finds_method(reg!(i.a), attr_site!(i.c)) {
                                    continue;
                                }
                                slow!(attributes::find_method);
                            }
                            Op::CallMethod => {
                                let receiver: &Value = reg!(i.b);
                                let key = match receiver.exact::<Instance>() {
                                    Some(instance) => Some(instance.shape_id()),
                                    None => attributes::native_key(apart_from_first(receiver)),
                                };
                                if let Some(key) = key
                                    && let Some(AttrHit::Method(method)) = attr_site!(i.c).hit_for(key)
                                {
                                    let count = i.x as usize + 1;
                                    if let Some(function) = method.exact::<Function>() {
                                        // SAFETY: the function keeps its code.
                                        let code = unsafe { &*function.code_ptr() };
                                        if code.plain_args as usize == count
                                            && frame!().depth.get() < vm.recursion_limit
                                        {
                                            frame!().pc.set(at);
                                            let method = method.clone();
                                            // SAFETY: receiver and arguments are moved out of the window.
                                            regs = unsafe {
                                                call::push_plain(
                                                    regs,
                                                    method,
                                                    code,
                                                    regs.add(i.b as usize),
                                                    count as u16,
                                                )
                                            };
                                            at = code.entry();
                                            continue;
                                        }
                                        if call::fits(function, code, count as u16) && can_make!() {
                                            let method = method.clone();
                                            break 'made (method, code, regs.wrapping_add(i.b as usize), count as u16);
                                        }
                                    } else if let Some(native) = method.exact::<NativeFunction>() {
                                        if native.takes(count) {
                                            sync!();
                                            let args = window!(i.b, count);
                                            native_result!(i, (native.def().run)(vm, args), i.b, count);
                                        }
                                        if native.takes_filled(count) || leaf::is_plain(native, window!(i.b, count)) {
                                            sync!();
                                            let args = window!(i.b, count);
                                            let method = method.clone();
                                            let result = call::native_found(vm, &method, args);
                                            drop(method);
                                            native_result!(i, result, i.b, count);
                                        }
                                        match native.def().special {
                                            Special::Append
                                                if count == 2 && leaf::append(receiver, reg!(i.b + 1), true) =>
                                            {
                                                drop(take!(i.b));
                                                set!(i.a, Value::NONE);
                                                continue;
                                            }
                                            Special::Send if count == 2 => {
                                                // SAFETY: the registers are those of the running frame.
                                                let switched =
                                                    unsafe { resume::send(vm, regs, at, receiver, reg!(i.b + 1)) };
                                                if !switched.is_null() {
                                                    switch!(switched);
                                                    continue;
                                                }
                                            }
                                            Special::Throw | Special::Close => slow!(attributes::call_special_method),
                                            _ => (),
                                        }
                                    }
                                } else if let Some(callee) = leaf::attribute(receiver, attr_site!(i.c)) {
                                    let argc = i.x as u16;
                                    if let Some(function) = callee.exact::<Function>() {
                                        // SAFETY: the function keeps its code.
                                        let code = unsafe { &*function.code_ptr() };
                                        if call::fits(function, code, argc) && can_make!()
                                            || code.plain_args == argc && frame!().depth.get() < vm.recursion_limit
                                        {
                                            drop(take!(i.b));
                                            break 'made (callee, code, regs.wrapping_add(i.b as usize + 1), argc);
                                        }
                                    } else if let Some(native) = callee.exact::<NativeFunction>()
                                        && native.def().special == Special::No
                                    {
                                        sync!();
                                        let result = call::native(vm, native, window!(i.b + 1, argc as usize));
                                        drop(callee);
                                        native_result!(i, result, i.b, argc as usize + 1);
                                    }
                                }
                                slow!(attributes::call_method);
                            }
                            Op::Return => return_value!(i, take!(i.a)),
                            Op::ReturnNone => return_value!(i, Value::NONE),

                            Op::ForIter => {
                                let iterator = reg!(i.b);
                                match iterator.kind() {
                                    Some(Kind::RangeIter) => {
                                        if let Some(range) = iterator.exact::<RangeIter>() {
                                            let left = range.left.get();
                                            if left > 0 {
                                                range.left.set(left - 1);
                                                let n = range.next.get();
                                                range.next.set(n + range.step);
                                                set!(i.a, Value::small_int_unchecked(n));
                                                jump!(i.c as i16);
                                                interrupts!();
                                                continue;
                                            }
                                        }
                                        drop(take!(i.b));
                                    }
                                    Some(Kind::Frame) => {
                                        // SAFETY: the kind was just looked at.
                                        let generator = unsafe { resume::frame_ptr(iterator) };
                                        // SAFETY: a frame that is an object's body is alive as long as the register holds it.
                                        if unsafe { resume::can_switch_simply(generator) }
                                            && frame!().depth.get() < vm.recursion_limit
                                        {
                                            frame!().pc.set(at);
                                            // SAFETY: checked above: suspended or new, and not delegated to.
                                            unsafe {
                                                regs = resume::switch_simply(regs, generator, OnReturn::ForIter);
                                                at = (*frame_of(regs)).pc.get();
                                            }
                                            continue;
                                        }
                                        // SAFETY: as above; loops go over no other frames than generators.
                                        if let Some(v) = unsafe { resume::item_passed_on(vm, generator) } {
                                            set!(i.a, v);
                                            jump!(i.c as i16);
                                            interrupts!();
                                            continue;
                                        }
                                        slow!(slow::for_iter);
                                    }
                                    Some(Kind::Instance) => {
                                        if !vm.interrupt.load(Ordering::Relaxed)
                                            && frame!().depth.get() < vm.recursion_limit
                                            && let Some((method, code)) = leaf::next_method(vm, iterator)
                                        {
                                            frame!().pc.set(at);
                                            let mut receiver = iterator.clone();
                                            // SAFETY: the function keeps its code, which has one parameter; its argument
                                            // is moved out of `receiver`.
                                            unsafe {
                                                regs = call::push_plain(regs, method, &*code, &mut receiver, 1);
                                                (*frame_of(regs)).on_return.set(OnReturn::ForIter);
                                                at = (*code).entry();
                                            }
                                            continue;
                                        }
                                        slow!(slow::for_iter);
                                    }
                                    _ => {
                                        if let Some(iter) = iterator.exact::<Iter>() {
                                            // SAFETY: no user code runs while the state is looked at.
                                            let state = unsafe { &mut *iter.state.as_ptr() };
                                            if let IterState::List(list, index) = state
                                                && let Some(list) = list.exact::<List>()
                                            {
                                                let v = list.items().borrow().get(*index).cloned();
                                                if let Some(v) = v {
                                                    *index += 1;
                                                    set!(i.a, v);
                                                    jump!(i.c as i16);
                                                    interrupts!();
                                                    continue;
                                                }
                                            } else if iter.calls.get() {
                                                // What needs no code is not asked for first.
                                            } else if let Some(target) =
                                                // SAFETY: the instruction is this one.
                                                unsafe { leaf::unpacks_pair(state, at, i) }
                                                && let Some((first, second)) = advance_pair(iter)
                                            {
                                                // The pair is unpacked where it is made.
                                                set!(target, first);
                                                set!(target + 1, second);
                                                jump!(i.c as i16 as isize + 1);
                                                interrupts!();
                                                continue;
                                            } else if let Some(v) = advance_leaf(iter) {
                                                set!(i.a, v);
                                                jump!(i.c as i16);
                                                interrupts!();
                                                continue;
                                            }
                                            if !iter.calls.get() && ends_leaf(iter) {
                                                drop(take!(i.b));
                                                if heap::pending() {
                                                    pending!();
                                                }
                                                continue;
                                            }
                                        } else if let Some(v) = leaf::next_of_foreign(iterator) {
                                            set!(i.a, v);
                                            jump!(i.c as i16);
                                            interrupts!();
                                            continue;
                                        }
                                        sync!();
                                        match slow::next_item(vm, *i) {
                                            Ok(v) => {
                                                drop(std::mem::replace(reg!(i.a), v));
                                                jump!(i.c as i16);
                                                if heap::pending() {
                                                    pending!();
                                                }
                                                interrupts!();
                                                continue;
                                            }
                                            Err(flow) => break 'fast flow,
                                        }
                                    }
                                }
                            }
                            Op::LoadSuper => {
                                if leaf::is_super(vm, frame!(), global_site!(i.c)) {
                                    drop(take!(i.a));
                                    continue;
                                }
                                slow!(slow::call_global);
                            }
                            Op::CallSuper => {
                                if reg!(i.b).is_unset()
                                    && let Some((method, receiver)) =
                                        super_object::cached_method(frame!(), attr_site!(i.c))
                                {
                                    let count = i.x as u16 + 1;
                                    if let Some(function) = method.exact::<Function>() {
                                        // SAFETY: the function keeps its code.
                                        let code = unsafe { &*function.code_ptr() };
                                        if call::fits(function, code, count) && can_make!()
                                            || code.plain_args == count && frame!().depth.get() < vm.recursion_limit
                                        {
                                            *reg!(i.b) = receiver;
                                            break 'made (method, code, regs.wrapping_add(i.b as usize), count);
                                        }
                                    } else if let Some(native) = method.exact::<NativeFunction>()
                                        && native.def().special == Special::No
                                    {
                                        sync!();
                                        *reg!(i.b) = receiver;
                                        let result = call::native_found(vm, &method, window!(i.b, count as usize));
                                        drop(method);
                                        native_result!(i, result, i.b, count as usize);
                                    }
                                }
                                slow!(attributes::call_super_method);
                            }
                            Op::Yield => {
                                let v = if i.x & KILL_B != 0 { take!(i.b) } else { reg!(i.b).clone() };
                                let frame = frame_of(regs);
                                // SAFETY: the frame is the running one; whoever resumed it, or the root of its chain, is alive and waits.
                                unsafe {
                                    (*frame).pc.set(at);
                                    if !(*frame).code().has(Flags::ASYNC_GENERATOR) {
                                        let root = match (*frame).on_return.get() {
                                            OnReturn::Delegate => returns::suspend_root(frame),
                                            _ => frame,
                                        };
                                        let on_return = (*root).on_return.get();
                                        if on_return == OnReturn::ForIter || on_return == OnReturn::Next {
                                            let caller = (*root).caller.get();
                                            (*frame).state.set(State::Suspended);
                                            regs = registers_of(caller);
                                            at = (*caller).pc.get();
                                            let waiting = *waiting!();
                                            if on_return == OnReturn::ForIter {
                                                jump!(waiting.c as i16);
                                            } else {
                                                returns::release_window(regs, waiting);
                                            }
                                            set!(waiting.a, v);
                                            // The generator itself may have died with its window.
                                            if on_return == OnReturn::Next && heap::pending() {
                                                pending!();
                                            }
                                            continue;
                                        }
                                        if on_return == OnReturn::Drain && drain::feed((*root).caller.get(), &v) {
                                            if i.x & KILL_A == 0 {
                                                set!(i.a, Value::NONE);
                                            }
                                            continue;
                                        }
                                        if on_return == OnReturn::Leave && root == frame {
                                            (*frame).state.set(State::Suspended);
                                            return Exit::Left(Step::Yielded(v));
                                        }
                                    }
                                }
                                slow!(|vm| returns::yielded(vm, v));
                            }
                            Op::Await => {
                                if let Resumed::Switched = resume::await_coroutine(vm, regs, at, *i) {
                                    reload!();
                                    continue;
                                }
                                slow!(slow::await_);
                            }
                            Op::GetIter => match iter_leaf(reg!(i.b)) {
                                Some(iterator) => {
                                    kill!(i, b);
                                    set!(i.a, iterator);
                                    continue;
                                }
                                None => slow!(slow::get_iter),
                            },
                            Op::BuildSlice | Op::BuildDict => slow!(slow::build),
                            Op::MakeFunction => slow!(slow::make_function),
                            Op::CallKw | Op::CallMethodKw => slow!(slow::call_keywords),
                            Op::CallEx => slow!(slow::call_ex),
                            Op::Raise => slow!(slow::raise),
                            Op::PopExcept => {
                                vm.leave_handler(frame!());
                                set!(i.a, Value::UNSET);
                            }
                            Op::JumpIfNoMatch => match leaf::matches(reg!(i.a), reg!(i.b)) {
                                Some(matches) => {
                                    kill!(i, b);
                                    if !matches {
                                        jump!(i.c as i16);
                                    }
                                    continue;
                                }
                                None => slow!(slow::jump_if_no_match),
                            },
                            Op::WithEnter | Op::AsyncWithEnter => slow!(slow::with_enter),
                            Op::GetYieldFromIter => slow!(slow::get_yield_from_iter),
                            Op::YieldFrom => slow!(slow::yield_from),
                            Op::AsyncForNext => slow!(slow::async_for_next),

                            // All are named: the jump table has no end to check for then.
                            Op::LoadCommon
                            | Op::DeleteGlobal
                            | Op::LoadName
                            | Op::LoadFromDict
                            | Op::StoreName
                            | Op::DeleteName
                            | Op::LoadClassDeref
                            | Op::DeleteDeref
                            | Op::DeleteFree
                            | Op::DeleteAttr
                            | Op::DelItem
                            | Op::BuildSet
                            | Op::ListExtend
                            | Op::SetUpdate
                            | Op::DictUpdate
                            | Op::DictMerge
                            | Op::ListToTuple
                            | Op::BuildInterpolation
                            | Op::BuildTemplate
                            | Op::UnpackEx
                            | Op::GetAIter
                            | Op::RaiseFrom
                            | Op::RaiseCurrent
                            | Op::Reraise
                            | Op::ExceptStarSplit
                            | Op::ExceptStarJoin
                            | Op::WithExceptStart
                            | Op::MatchSequence
                            | Op::MatchMapping
                            | Op::MatchKeys
                            | Op::MatchClass
                            | Op::MatchRest
                            | Op::GetLen
                            | Op::ImportName
                            | Op::ImportFrom
                            | Op::ImportStar
                            | Op::Intrinsic
                            | Op::Trace
                            | Op::ReadCode => slow!(slow::other),
                        }
                    }
                };
                if code.plain {
                    frame!().pc.set(at);
                    // SAFETY: the function is of this code, and fits; the arguments are moved out of.
                    regs = unsafe { call::push_filled(regs, function, code, args, argc) };
                    at = code.entry();
                    continue;
                }
                // A call makes a generator, coroutine or async generator. If all that the frame wants of a coroutine is to
                // await it, that is done at once.
                let i = waiting!();
                // SAFETY: a call is not the last instruction.
                let next = unsafe { *at };
                let awaited = next.op == Op::Await && next.b == i.a && code.has(Flags::COROUTINE);
                let after = at.wrapping_add(1);
                let generator = if code.made_args.get() == argc {
                    if awaited && let Some(run) = code.at_once.get() {
                        frame!().pc.set(after);
                        vm.frame = frame_of(regs);
                        // SAFETY: the arguments lie in the window of the call.
                        match unsafe { call::complete_at_once(vm, run, args, argc, regs, next) } {
                            Ok(true) => {
                                drop(function);
                                at = after;
                                if heap::pending() {
                                    pending!();
                                }
                                continue;
                            }
                            Ok(false) => (),
                            Err(_) => {
                                drop(function);
                                at = after;
                                slow!(slow::raised);
                            }
                        }
                    }
                    if awaited && code.leaf.get() && frame!().depth.get() < vm.recursion_limit {
                        frame!().pc.set(after);
                        // SAFETY: the function is of this code, which is exact and has just so many parameters; the
                        // arguments are moved out of. What has nothing to wait at returns or raises, as a plain call does.
                        regs = unsafe { call::push_plain(regs, function, code, args, argc) };
                        at = code.entry();
                        continue;
                    }
                    // SAFETY: as above.
                    unsafe { call::new_generator(function, code, args, argc) }
                } else {
                    // SAFETY: the function is of this code, and fits; the arguments are moved out of.
                    unsafe { call::new_filled_generator(function, code, args, argc) }
                };
                if awaited && frame!().depth.get() < vm.recursion_limit {
                    frame!().pc.set(after);
                    // SAFETY: the coroutine is new, and the running frame has it in a register.
                    let to = unsafe { resume::await_new(regs, &generator) };
                    drop(std::mem::replace(reg!(next.b), generator));
                    switch!(to);
                } else {
                    set!(i.a, generator);
                }
            }
        };
        flow!(flow);
    }
}

/// Aligns what follows in the code. Where the head of the loop, thirty bytes that fetch and dispatch, lies across a
/// boundary of 64 bytes, tight loops take half as long again.
#[inline(always)]
fn align_loop() {
    // SAFETY: no instructions but idle ones.
    #[cfg(not(miri))]
    unsafe {
        std::arch::asm!(".p2align 6", options(nomem, nostack, preserves_flags))
    };
}

/// Has both in machine registers, and lets nobody reckon in advance with what follows from them: the compiler would make
/// two loops of one, and keep on the stack what it takes one instruction to compute.
#[inline(always)]
#[allow(clippy::pointers_in_nomem_asm_block, reason = "nobody looks at what they point to")]
fn hold(regs: &mut *mut Value, at: &mut *const Ins) {
    // SAFETY: no instructions at all.
    #[cfg(not(miri))]
    unsafe {
        std::arch::asm!("/* {0} {1} */", inout(reg) * regs, inout(reg) * at, options(nomem, nostack, preserves_flags))
    };
}

/// What a first test has not taken, for further tests: the compiler would make one table of all of them, and have the
/// first, the most frequent, pay for that.
#[inline(always)]
#[allow(clippy::pointers_in_nomem_asm_block, reason = "nobody looks at what it points to")]
pub(super) fn apart_from_first<T>(rest: &T) -> &T {
    #[cfg_attr(miri, allow(unused_mut))]
    let mut rest: *const T = rest;
    // SAFETY: no instructions at all; the pointer is the reference's.
    unsafe {
        #[cfg(not(miri))]
        std::arch::asm!("/* {0} */", inout(reg) rest, options(pure, nomem, nostack, preserves_flags));
        &*rest
    }
}

/// Calls a slow path, which must not become part of the loop: the loop's registers would be spilled for it.
#[inline(never)]
fn apart(vm: &mut Vm, slow_path: impl FnOnce(&mut Vm) -> Flow) -> Flow {
    #[cfg(debug_assertions)]
    super::counts::slow_path();
    slow_path(vm)
}

#[inline(always)]
fn item_at(items: &[Value], index: i64) -> Option<Value> {
    let at = if index < 0 { index + items.len() as i64 } else { index };
    items.get(at as usize).cloned()
}

/// Handles an exception or the end of a run: returns how the loop ends, or leaves `vm.frame` to go on with.
#[cold]
#[inline(never)]
fn leave_or_unwind(vm: &mut Vm, flow: Flow) -> Option<Exit> {
    let mut flow = flow;
    loop {
        flow = match flow {
            Flow::Next | Flow::Switch => return None,
            Flow::Leave(outcome) => return Some(Exit::Left(outcome)),
            Flow::RunLoop(wanted) => return Some(Exit::RunLoop(wanted)),
            Flow::Raise => unwind::unwind(vm, true),
            Flow::Reraise => unwind::unwind(vm, false),
            Flow::Drain => drain::go_on(vm),
        };
    }
}
