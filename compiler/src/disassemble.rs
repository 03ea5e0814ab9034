//! Compiled code as text, for tests and for `rondo dis`.
//!
//! One line an instruction: source line (where it changes), label (where something jumps to it), index, name and
//! operands. A register that dies with the instruction is marked `!`.

use crate::code::{Const, Flags, HandlerAction, Proto};
use crate::op::{Common, INPLACE, Ins, Intrinsic, KILL_A, KILL_B, KILL_C, Op};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The code and all code nested in it as readable text.
pub fn disassemble(proto: &Proto) -> String {
    let mut text = String::new();
    write_proto(&mut text, proto);
    text
}

fn write_proto(text: &mut String, proto: &Proto) {
    let _ = write!(text, "{}", proto.qualname);
    let flags = flag_names(proto.flags);
    if !flags.is_empty() {
        let _ = write!(text, " [{}]", flags.join(" "));
    }
    let _ = writeln!(text, ", line {}, {} registers", proto.first_line, proto.nregs);
    for (what, names) in [("variables", &proto.varnames), ("cells", &proto.cellvars), ("closure", &proto.freevars)] {
        if !names.is_empty() {
            let _ = writeln!(text, "  {what}: {}", names.join(", "));
        }
    }
    let labels = labels(proto);
    let mut line = 0;
    for (i, ins) in proto.ins.iter().enumerate() {
        let here = proto.positions[i].line;
        let shown = if here != line && here != 0 { here.to_string() } else { String::new() };
        line = if here == 0 { line } else { here };
        let label = labels.get(&i).map_or(String::new(), |n| format!("L{n}:"));
        let (name, _) = ins.op.describe();
        let operands = operands(proto, i, *ins, &labels);
        let row = format!("{shown:>5} {label:>4} {i:>4}  {name:<16} {operands}");
        let _ = writeln!(text, "{}", row.trim_end());
    }
    for handler in &proto.handlers {
        let action = match handler.action {
            HandlerAction::Catch(at) => format!("L{}", labels[&(at as usize)]),
            HandlerAction::Leave => "leave".to_string(),
        };
        let reg = register(proto, handler.reg);
        let _ = writeln!(text, "  {}..{} -> {action} in {reg}", handler.start, handler.end);
    }
    for constant in &proto.consts {
        let nested = match constant {
            Const::Code(nested) => nested.clone(),
            Const::Stored(stored) => stored.read(),
            _ => continue,
        };
        text.push('\n');
        write_proto(text, &nested);
    }
}

/// Instructions that something jumps to, numbered in order.
fn labels(proto: &Proto) -> BTreeMap<usize, usize> {
    let jumps = proto.ins.iter().enumerate().filter_map(|(i, ins)| target(i, *ins));
    let caught = proto.handlers.iter().filter_map(|handler| match handler.action {
        HandlerAction::Catch(at) => Some(at as usize),
        HandlerAction::Leave => None,
    });
    let all: BTreeSet<usize> = jumps.chain(caught).collect();
    all.into_iter().zip(1..).collect()
}

fn target(i: usize, ins: Ins) -> Option<usize> {
    let offset = match ins.op.describe().1.bytes().last() {
        Some(b'j') => ins.c as i16 as i64,
        Some(b'J') => ins.bc() as i64,
        _ => return None,
    };
    usize::try_from(i as i64 + 1 + offset).ok()
}

fn operands(proto: &Proto, i: usize, ins: Ins, labels: &BTreeMap<usize, usize>) -> String {
    let mut shown = Vec::new();
    let fields = ins.op.describe().1.bytes().zip([(ins.a, KILL_A), (ins.b, KILL_B), (ins.c, KILL_C)]);
    for (n, (kind, (value, kill))) in fields.enumerate() {
        shown.push(match kind {
            b'r' if value == 0xFFFF => continue,
            b'r' => {
                let dies = if has_kill_bits(ins.op) && ins.x & kill != 0 { "!" } else { "" };
                register(proto, value) + dies
            }
            b'w' => register(proto, value) + "..",
            b'n' => proto.names[value as usize].to_string(),
            b's' => format!(".{}", proto.names[proto.attr_sites[value as usize] as usize]),
            b'g' => proto.names[proto.global_sites[value as usize] as usize].to_string(),
            b'i' => format!("#{}", value as i16),
            b'u' => unsigned(proto, ins, n, value),
            b'K' => constant(&proto.consts[ins.bc() as usize]),
            b'I' => ins.bc().to_string(),
            b'j' | b'J' => format!("L{}", labels[&target(i, ins).expect("it is a jump")]),
            _ => continue,
        });
    }
    shown.extend(extra(ins));
    shown.join(", ")
}

/// Does `x` hold kill bits, or a number of another meaning?
fn has_kill_bits(op: Op) -> bool {
    !matches!(
        op,
        Op::CallMethod
            | Op::CallMethodKw
            | Op::CallGlobal
            | Op::LoadSuper
            | Op::CallSuper
            | Op::MakeFunction
            | Op::MatchClass
    ) && !matches!(op, Op::LoadClassDeref)
}

/// What `x` says beside kill bits.
fn extra(ins: Ins) -> Option<String> {
    match ins.op {
        Op::CallMethod | Op::CallMethodKw | Op::CallGlobal | Op::CallSuper => Some(format!("args={}", ins.x)),
        Op::MatchClass => Some(format!("positional={}", ins.x)),
        Op::MakeFunction => {
            let parts = [(1, "defaults"), (2, "kwdefaults"), (4, "annotate"), (8, "closure")];
            let said: Vec<_> = parts.iter().filter(|(bit, _)| ins.x & bit != 0).map(|&(_, name)| name).collect();
            (!said.is_empty()).then(|| said.join("+"))
        }
        Op::FormatValue => [None, Some("str"), Some("repr"), Some("ascii")][(ins.x >> 4 & 3) as usize].map(Into::into),
        Op::Await => [None, Some("__aenter__"), Some("__aexit__")][(ins.x >> 4) as usize % 3].map(Into::into),
        _ if has_kill_bits(ins.op) && ins.x & INPLACE != 0 => Some("inplace".into()),
        _ => None,
    }
}

fn unsigned(proto: &Proto, ins: Ins, field: usize, value: u16) -> String {
    match (ins.op, field) {
        (Op::LoadCommon, 1) => common(value).to_string(),
        (Op::Intrinsic, 2) => intrinsic(value).to_string(),
        (Op::LoadFree | Op::StoreFree | Op::DeleteFree | Op::LoadClosure, 1) => {
            proto.freevars.get(value as usize).map_or("?".into(), ToString::to_string)
        }
        (Op::LoadClassDeref, 2) if ins.x == 1 => {
            proto.freevars.get(value as usize).map_or("?".into(), ToString::to_string)
        }
        (Op::MakeFunction, 1) => constant(&proto.consts[value as usize]),
        (Op::UnpackEx, 2) => format!("{}+*+{}", value & 255, value >> 8),
        _ => value.to_string(),
    }
}

fn common(value: u16) -> &'static str {
    match Common::from_number(value) {
        Some(Common::AssertionError) => "AssertionError",
        Some(Common::NotImplementedError) => "NotImplementedError",
        Some(Common::BuildClass) => "__build_class__",
        Some(Common::Tuple) => "tuple",
        Some(Common::All) => "all",
        Some(Common::Any) => "any",
        None => "?",
    }
}

fn intrinsic(value: u16) -> String {
    Intrinsic::from_number(value).map_or("?".into(), |which| format!("{which:?}"))
}

/// A variable by its name, a temporary by its distance from the first.
fn register(proto: &Proto, reg: u16) -> String {
    let held = reg.checked_sub(proto.nregs).and_then(|place| proto.held.get(place as usize));
    if let Some(&held) = held {
        return constant(&proto.consts[held as usize]);
    }
    match proto.varnames.get(reg as usize) {
        Some(name) => name.to_string(),
        None => format!("t{}", reg as usize - proto.varnames.len()),
    }
}

fn constant(value: &Const) -> String {
    let all = |values: &[Const]| values.iter().map(constant).collect::<Vec<_>>().join(", ");
    match value {
        Const::None => "None".into(),
        Const::Bool(true) => "True".into(),
        Const::Bool(false) => "False".into(),
        Const::Ellipsis => "...".into(),
        Const::Int(i) => i.to_string(),
        Const::BigInt(2, digits) => format!("0b{digits}"),
        Const::BigInt(8, digits) => format!("0o{digits}"),
        Const::BigInt(16, digits) => format!("0x{digits}"),
        Const::BigInt(_, digits) => digits.to_string(),
        Const::Float(f) => format!("{f:?}"),
        Const::Complex(0.0, im) => format!("{im:?}j"),
        Const::Complex(re, im) => format!("{re:?}{im:+?}j"),
        Const::Str(s) => format!("{s:?}"),
        Const::Bytes(b) => format!("b\"{}\"", b.escape_ascii()),
        Const::Tuple(values) => format!("({})", all(values)),
        Const::FrozenSet(values) => format!("frozenset({})", all(values)),
        Const::Code(proto) => format!("<code {}>", proto.qualname),
        Const::Stored(stored) => format!("<code {}>", stored.read().qualname),
    }
}

fn flag_names(flags: Flags) -> Vec<&'static str> {
    let names = [
        (Flags::VARARGS, "varargs"),
        (Flags::VARKEYWORDS, "varkeywords"),
        (Flags::GENERATOR, "generator"),
        (Flags::COROUTINE, "coroutine"),
        (Flags::ASYNC_GENERATOR, "async generator"),
        (Flags::ITERABLE_COROUTINE, "iterable coroutine"),
        (Flags::CLASS_BODY, "class"),
        (Flags::NAMESPACE, "namespace"),
        (Flags::NESTED, "nested"),
        (Flags::METHOD, "method"),
        (Flags::HIDDEN, "hidden"),
        (Flags::FUTURE_ANNOTATIONS, "annotations are text"),
    ];
    names.iter().filter(|(bit, _)| flags.has(*bit)).map(|&(_, name)| name).collect()
}
