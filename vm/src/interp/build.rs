//! Instructions that build, format, match, import and define.

use super::Flow;
use super::slow::{done, frame, kill, operand, reg, result, set, take_window, unit_kill};
use crate::heap::Gc;
use crate::object::dict::Dict;
use crate::object::float::text as float;
use crate::object::list::{self, List};
use crate::object::set::Set;
use crate::object::slice::Slice;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::op::{Ins, KILL_B, Op};
use crate::value::{self, Value};
use crate::vm::{Res, Vm};

/// Carries out one of the instructions of this file.
pub(super) fn build(vm: &mut Vm, i: Ins) -> Flow {
    match i.op {
        Op::BuildSlice => {
            let [start, stop, step] = [0, 1, 2].map(|n| std::mem::take(reg(vm, i.b + n)));
            let slice = Slice::value(start, stop, step);
            set(vm, i.a, slice);
            Flow::Next
        }
        Op::BuildSet => {
            let items = take_window(vm, i.b, i.c);
            let built = build_set(vm, items);
            stored(vm, i, built)
        }
        Op::BuildDict => {
            let items = take_window(vm, i.b, i.c * 2);
            let built = build_dict(vm, items);
            stored(vm, i, built)
        }
        Op::BuildString => {
            let built = crate::object::str::build::join_all(vm, window(vm, i.b, i.c));
            (i.b..i.b + i.c).for_each(|n| set(vm, n, Value::UNSET));
            stored(vm, i, built)
        }
        Op::SetAdd => {
            let item = operand(vm, i.b, i.x & KILL_B != 0);
            let added = match reg(vm, i.a).to_gc::<Set>() {
                Some(set) => set.add(vm, item),
                None => unreachable!("the operand is a set being built"),
            };
            unit_kill(vm, i, added)
        }
        Op::DictInsert => {
            let (key, value) = (reg(vm, i.b).clone(), reg(vm, i.c).clone());
            let stored = dict_operand(vm, i.a).set(vm, key, value);
            unit_kill(vm, i, stored)
        }
        Op::ListAppend => list_append(vm, i),
        Op::ListExtend => list_extend(vm, i),
        Op::SetUpdate => {
            let source = reg(vm, i.b).clone();
            let updated = set_update(vm, i, &source);
            drop(source);
            unit_kill(vm, i, updated)
        }
        Op::DictUpdate => {
            let source = reg(vm, i.b).clone();
            let target = dict_operand(vm, i.a);
            let updated = vm.dict_update(&target, &source);
            drop(source);
            unit_kill(vm, i, updated)
        }
        Op::DictMerge => {
            let (source, callee) = (reg(vm, i.b).clone(), reg(vm, i.c).clone());
            let target = dict_operand(vm, i.a);
            let merged = vm.dict_merge(&target, &source, &callee);
            drop((source, callee));
            unit_kill(vm, i, merged)
        }
        Op::ListToTuple => {
            let list = operand(vm, i.b, i.x & KILL_B != 0);
            let items = list.exact::<List>().map(|l| l.items().replace(Vec::new())).unwrap_or_default();
            set(vm, i.a, Tuple::value(items));
            Flow::Next
        }
        Op::FormatValue => format_value(vm, i),
        Op::BuildInterpolation => {
            let parts = take_window(vm, i.b, 3);
            let built = vm.new_interpolation(&parts, i.c);
            stored(vm, i, built)
        }
        Op::BuildTemplate => {
            let parts = reg(vm, i.b).clone();
            let built = vm.new_template(&parts);
            drop(parts);
            result(vm, i, built)
        }
        Op::ExceptStarSplit => {
            let (group, class) = (reg(vm, i.b).clone(), reg(vm, i.c).clone());
            match vm.except_star_split(&group, &class) {
                Ok((matched, rest)) => {
                    drop((group, class));
                    kill(vm, i);
                    set(vm, i.a, matched);
                    set(vm, i.a + 1, rest);
                    Flow::Next
                }
                Err(_) => Flow::Raise,
            }
        }
        Op::ExceptStarJoin => {
            let (raised, original) = (reg(vm, i.b).clone(), reg(vm, i.c).clone());
            let joined = vm.except_star_join(&raised, &original);
            drop((raised, original));
            result(vm, i, joined)
        }
        Op::MatchSequence => {
            let matches = vm.is_pattern_sequence(reg(vm, i.b));
            done(vm, i, Value::bool(matches))
        }
        Op::MatchMapping => {
            let matches = vm.is_pattern_mapping(reg(vm, i.b));
            done(vm, i, Value::bool(matches))
        }
        Op::MatchKeys => {
            let (subject, keys) = (reg(vm, i.b).clone(), reg(vm, i.c).clone());
            let values = vm.match_keys(&subject, &keys);
            result(vm, i, values)
        }
        Op::MatchClass => {
            let subject = reg(vm, i.b).clone();
            let window = take_window(vm, i.c, 2);
            let matched = vm.match_class(&subject, &window[0], i.x as usize, &window[1]);
            match matched {
                Ok(value) => {
                    set(vm, i.a, value);
                    Flow::Next
                }
                Err(_) => Flow::Raise,
            }
        }
        Op::MatchRest => {
            let (subject, keys) = (reg(vm, i.b).clone(), reg(vm, i.c).clone());
            let rest = vm.match_rest(&subject, &keys);
            result(vm, i, rest)
        }
        Op::GetLen => {
            let value = reg(vm, i.b).clone();
            match vm.len(&value) {
                Ok(len) => done(vm, i, Value::from(len)),
                Err(_) => Flow::Raise,
            }
        }
        Op::ImportName => {
            let name = frame(vm).code().names[i.c as usize].clone();
            let window = take_window(vm, i.b, 2);
            let level = window[1].as_small_int().unwrap_or(0);
            let globals = frame(vm).globals().clone();
            let module = vm.import_statement(&name, &window[0], level, &globals);
            stored(vm, i, module)
        }
        Op::ImportFrom => {
            let name = frame(vm).code().names[i.c as usize].clone();
            let module = reg(vm, i.b).clone();
            let value = vm.import_from(&module, &name);
            drop(module);
            result(vm, i, value)
        }
        Op::ImportStar => {
            let module = std::mem::take(reg(vm, i.b));
            let target = match i.x & 1 {
                1 if frame(vm).code().has(crate::code::Flags::NAMESPACE | crate::code::Flags::CLASS_BODY) => {
                    reg(vm, 0).clone()
                }
                _ => frame(vm).globals().to_value(),
            };
            let imported = vm.import_star(&module, &target);
            drop(module);
            match imported {
                Ok(()) => Flow::Next,
                Err(_) => Flow::Raise,
            }
        }
        Op::Intrinsic => {
            let Some(which) = crate::op::Intrinsic::from_number(i.c) else {
                unreachable!("the compiler emits known intrinsics")
            };
            let args = take_window(vm, i.b, which.arity());
            let value = vm.intrinsic(which, args);
            stored(vm, i, value)
        }
        other => unreachable!("{other:?} is carried out elsewhere"),
    }
}

/// A window of registers, not to be held while they are written.
fn window<'a>(vm: &Vm, first: u16, count: u16) -> &'a [Value] {
    // SAFETY: the window lies in the registers of the current frame.
    unsafe { std::slice::from_raw_parts(super::registers_of(vm.frame).add(first as usize), count as usize) }
}

/// As [`result`] for instructions whose operands are windows, which are gone already.
fn stored(vm: &Vm, i: Ins, value: Res) -> Flow {
    match value {
        Ok(value) => {
            set(vm, i.a, value);
            Flow::Next
        }
        Err(_) => Flow::Raise,
    }
}

fn dict_operand(vm: &Vm, n: u16) -> Gc<Dict> {
    match reg(vm, n).to_gc::<Dict>() {
        Some(dict) => dict,
        None => unreachable!("the operand is a dict being built"),
    }
}

fn build_set(vm: &mut Vm, items: Vec<Value>) -> Res {
    let set = Set::new();
    for item in items {
        set.add(vm, item)?;
    }
    Ok(set.into_value())
}

fn build_dict(vm: &mut Vm, items: Vec<Value>) -> Res {
    let dict = Dict::new();
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        dict.set(vm, key, value)?;
    }
    Ok(dict.into_value())
}

/// To a long list that is full.
fn list_append(vm: &mut Vm, i: Ins) -> Flow {
    let item = operand(vm, i.b, i.x & KILL_B != 0);
    let Some(list) = reg(vm, i.a).to_gc::<List>() else { unreachable!("the operand is a list being built") };
    let appended = list.room_to_push(vm).map(|()| list.push(item));
    unit_kill(vm, i, appended)
}

fn list_extend(vm: &mut Vm, i: Ins) -> Flow {
    let (built, source) = (reg(vm, i.a).clone(), reg(vm, i.b).clone());
    let Some(list) = built.exact::<List>() else { unreachable!("the operand is a list being built") };
    if let Some(source) = source.exact::<List>() {
        list::extend_from_list(list, source);
    } else if let Some(source) = source.exact::<Tuple>() {
        value::extend(&mut list.items().borrow_mut(), source.items());
    } else {
        match vm.collect_spread(&source) {
            Ok(items) => list.items().borrow_mut().extend(items),
            Err(_) => return Flow::Raise,
        }
    }
    drop((built, source));
    kill(vm, i);
    Flow::Next
}

fn set_update(vm: &mut Vm, i: Ins, source: &Value) -> Res<()> {
    let Some(set) = reg(vm, i.a).to_gc::<Set>() else { unreachable!("the operand is a set being built") };
    crate::object::set::update(vm, &set.elements, source)
}

fn format_value(vm: &mut Vm, i: Ins) -> Flow {
    let value = reg(vm, i.b).clone();
    let spec = if i.c == u16::MAX { Value::UNSET } else { reg(vm, i.c).clone() };
    let text = format_text(vm, &value, spec.as_str().unwrap_or_default(), i.x >> 4);
    drop((value, spec));
    match text {
        Ok(text) => {
            // `c` is no register when there is no format.
            let i = if i.c == u16::MAX { Ins { x: i.x & KILL_B, ..i } } else { Ins { x: i.x & 7, ..i } };
            done(vm, i, text)
        }
        Err(_) => Flow::Raise,
    }
}

fn format_text(vm: &mut Vm, value: &Value, spec: &str, conversion: u8) -> Res {
    let converted = match conversion {
        0 | 1 if spec.is_empty() && value.is_kind(crate::heap::Kind::Str) => return Ok(value.clone()),
        0 | 1 if spec.is_empty() && value.is_small_int() => return Ok(Str::decimal(value.small_int_value())),
        0 if let Some(x) = value.as_float().filter(|x| x.is_finite())
            && let Some(precision) = fixed_precision(spec) =>
        {
            return Ok(Str::value(&float::fixed(x, precision)));
        }
        0 => value.clone(),
        1 => vm.str_value(value)?,
        2 => vm.repr_value(value)?,
        _ => Str::value(&crate::object::str::repr::ascii(&vm.repr(value)?)),
    };
    vm.format_object(&converted, spec)
}

/// The digits after the point that a format of floats asks for, if it says nothing else: `.2f`.
fn fixed_precision(spec: &str) -> Option<usize> {
    match *spec.as_bytes() {
        [b'.', digit @ b'0'..=b'9', b'f'] => Some((digit - b'0') as usize),
        _ => None,
    }
}
