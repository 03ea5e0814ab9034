//! A verifier of compiled code: every temporary is set when it is read, and holds nothing after its last use; constants
//! that frames hold are only read.

use rondo_compiler::code::{Const, HandlerAction, Proto};
use rondo_compiler::op::{Ins, Intrinsic, KILL_A, KILL_B, KILL_C, Op};
use std::collections::BTreeMap;

/// What an instruction does to registers.
#[derive(Debug, Default)]
struct Effects {
    reads: Vec<u16>,
    /// Unset afterwards.
    unsets: Vec<u16>,
    /// Unset only where control falls through.
    unsets_falling: Vec<u16>,
    /// Unset only where the jump is taken.
    unsets_jumping: Vec<u16>,
    writes: Vec<u16>,
    /// Written only where the jump is taken.
    writes_jumping: Vec<u16>,
    target: Option<usize>,
    falls: bool,
}

fn effects(i: usize, ins: Ins) -> Effects {
    use Op::*;
    let Ins { op, x, a, b, c } = ins;
    let mut e = Effects { falls: true, ..Effects::default() };
    let notation = op.describe().1;
    match notation.bytes().last() {
        Some(b'j') => e.target = Some((i as i64 + 1 + i64::from(c as i16)) as usize),
        Some(b'J') => e.target = Some((i as i64 + 1 + i64::from(ins.bc())) as usize),
        _ => {}
    }
    let moved = |e: &mut Effects, range: std::ops::Range<u16>| {
        e.reads.extend(range.clone());
        e.unsets.extend(range);
    };
    let mut kill_bits = true;
    match op {
        Nop | DeleteGlobal | DeleteName | DeleteFree => {}
        Jump | JumpBack => e.falls = false,
        Return | Raise | Reraise => {
            e.reads.push(a);
            e.falls = false;
        }
        RaiseFrom => {
            e.reads.extend([a, b]);
            e.falls = false;
        }
        ReturnNone | RaiseCurrent => e.falls = false,
        Kill | DeleteLocal | PopExcept => {
            if op == PopExcept {
                e.reads.push(a);
            }
            e.unsets.push(a);
        }
        CheckBound => e.writes.push(a),
        DeleteDeref => {}
        StoreGlobal | StoreName | StoreFree | JumpIfTrue | JumpIfFalse | JumpIfNone | JumpIfNotNone | DeleteAttr
        | FindMethod => {
            e.reads.push(a);
        }
        StoreAttr | DelItem | ListAppend | SetAdd | ListExtend | SetUpdate | DictUpdate | JumpIfNoMatch
        | StoreDeref => {
            e.reads.extend([a, b]);
        }
        SetItem | DictInsert | DictMerge => e.reads.extend([a, b, c]),
        MakeCell => e.writes.push(a),
        Call => moved(&mut e, b..b + 1 + c),
        CallKw => moved(&mut e, b..b + 2 + c),
        CallEx => moved(&mut e, b..b + 2 + c),
        CallMethod | CallSuper => moved(&mut e, b..b + 1 + u16::from(x)),
        CallMethodKw => moved(&mut e, b..b + 2 + u16::from(x)),
        CallGlobal | LoadSuper => moved(&mut e, b + 1..b + 1 + u16::from(x)),
        MakeFunction => moved(&mut e, c..c + x.count_ones() as u16),
        BuildSlice | BuildInterpolation => moved(&mut e, b..b + 3),
        BuildTuple | BuildList | BuildSet | BuildString => moved(&mut e, b..b + c),
        BuildDict => moved(&mut e, b..b + 2 * c),
        ImportName => moved(&mut e, b..b + 2),
        Intrinsic => moved(&mut e, b..b + intrinsic(c).arity()),
        MatchClass => {
            e.reads.push(b);
            moved(&mut e, c..c + 2);
        }
        Move2 => {
            e.reads.extend([b, c]);
            e.writes.extend([a, a + 1]);
        }
        GetSlice => {
            e.reads.push(b);
            moved(&mut e, c..c + 3);
        }
        SetSlice => {
            e.reads.extend([a, c]);
            moved(&mut e, b..b + 3);
        }
        UnpackSequence => {
            e.reads.push(b);
            e.writes.extend(a..a + c);
        }
        UnpackEx => {
            e.reads.push(b);
            e.writes.extend(a..a + (c & 255) + (c >> 8) + 1);
        }
        ExceptStarSplit => {
            e.reads.extend([b, c]);
            e.writes.extend([a, a + 1]);
        }
        WithEnter | AsyncWithEnter => {
            e.reads.push(b);
            e.writes.extend([a, c]);
        }
        ForIter | AsyncForNext => {
            e.reads.push(b);
            e.unsets_falling.push(b);
            e.writes_jumping.push(a);
        }
        Await | YieldFrom => {
            e.reads.push(b);
            e.unsets.push(b);
        }
        LoadClassDeref if x == 1 => e.reads.push(b),
        LoadClassDeref | LoadClosure | LoadFree => {}
        _ if notation.starts_with("rr") && notation.ends_with('j') => e.reads.extend([a, b]),
        _ if notation.starts_with("ri") && notation.ends_with('j') => e.reads.push(a),
        _ => {
            for (kind, value) in notation.bytes().zip([a, b, c]).skip(1) {
                if kind == b'r' && value != 0xFFFF {
                    e.reads.push(value);
                }
            }
        }
    }
    kill_bits &= !matches!(
        op,
        CallMethod | CallMethodKw | CallSuper | CallGlobal | LoadSuper | MakeFunction | MatchClass | LoadClassDeref
    );
    if kill_bits {
        let wide = matches!(notation.as_bytes()[1], b'J' | b'K' | b'I');
        for (bit, reg) in [(KILL_A, a), (KILL_B, b), (KILL_C, c)] {
            if x & bit != 0 && !(wide && bit != KILL_A) {
                let unsets = if op == JumpAppended { &mut e.unsets_jumping } else { &mut e.unsets };
                unsets.push(reg);
            }
        }
    }
    let drops_sent = op == Yield && x & KILL_A != 0;
    let writes_a = notation.starts_with('r')
        && !drops_sent
        && !matches!(
            op,
            Return
                | Raise
                | Reraise
                | RaiseFrom
                | Kill
                | DeleteLocal
                | PopExcept
                | CheckBound
                | DeleteDeref
                | StoreGlobal
                | StoreName
                | StoreFree
                | DeleteAttr
                | StoreAttr
                | DelItem
                | ListAppend
                | SetAdd
                | ListExtend
                | SetUpdate
                | DictUpdate
                | StoreDeref
                | SetItem
                | SetSlice
                | DictInsert
                | DictMerge
                | ForIter
                | AsyncForNext
        )
        && e.target.is_none();
    if writes_a {
        e.writes.push(a);
    }
    e
}

fn intrinsic(n: u16) -> Intrinsic {
    Intrinsic::from_number(n).expect("a known intrinsic")
}

/// What is known of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Unset,
    Set,
    Maybe,
}

type Registers = Vec<State>;

fn meet(into: &mut Option<Registers>, from: &Registers) -> bool {
    let Some(into) = into else {
        *into = Some(from.clone());
        return true;
    };
    let mut changed = false;
    for (a, b) in into.iter_mut().zip(from) {
        if *a != *b && *a != State::Maybe {
            *a = State::Maybe;
            changed = true;
        }
    }
    changed
}

/// The problems of a code object and of all code nested in it.
fn verify(proto: &Proto, problems: &mut Vec<String>) {
    let first_temp = proto.varnames.len() as u16;
    let nregs = proto.nregs as usize;
    let count = proto.ins.len();
    let mut all: Vec<Effects> = proto.ins.iter().enumerate().map(|(i, ins)| effects(i, *ins)).collect();
    let params = proto.argcount + proto.kwonlyargcount;
    let mut before: Vec<Option<Registers>> = vec![None; count];
    let mut start = vec![State::Unset; nregs];
    for (i, state) in start.iter_mut().enumerate().take(first_temp as usize) {
        *state = if i < params as usize { State::Set } else { State::Maybe };
    }
    before[0] = Some(start);
    let mut work = vec![0];
    let mut problem = |i: usize, what: String| {
        let line = proto.positions[i].line;
        problems.push(format!("{}:{}:{line} [{i}] {:?}: {what}", proto.filename, proto.qualname, proto.ins[i].op));
    };
    for (i, e) in all.iter_mut().enumerate() {
        let is_held = |reg: &u16| *reg as usize >= nregs;
        for reg in e.reads.extract_if(.., |reg| is_held(reg)) {
            if reg as usize >= nregs + proto.held.len() {
                problem(i, format!("reads register {reg}, which frames do not have"));
            }
        }
        if e.unsets
            .iter()
            .chain(&e.unsets_falling)
            .chain(&e.unsets_jumping)
            .chain(&e.writes)
            .chain(&e.writes_jumping)
            .any(is_held)
        {
            problem(i, "writes a register that holds a constant".into());
        }
    }
    let caught: Vec<(usize, usize, usize, u16)> = proto
        .handlers
        .iter()
        .filter_map(|h| match h.action {
            HandlerAction::Catch(at) => Some((h.start as usize, h.end as usize, at as usize, h.reg)),
            HandlerAction::Leave => None,
        })
        .collect();
    while let Some(i) = work.pop() {
        let mut state = before[i].clone().expect("only reached instructions are queued");
        for &(start, end, at, reg) in &caught {
            if (start..end).contains(&i) {
                let mut there = state.clone();
                there[reg as usize..].fill(State::Unset);
                there[reg as usize] = State::Set;
                if meet(&mut before[at], &there) {
                    work.push(at);
                }
            }
        }
        let e = &all[i];
        for &reg in &e.unsets {
            state[reg as usize] = State::Unset;
        }
        for &reg in &e.writes {
            state[reg as usize] = State::Set;
        }
        if let Some(target) = e.target {
            let mut there = state.clone();
            for &reg in &e.writes_jumping {
                there[reg as usize] = State::Set;
            }
            for &reg in &e.unsets_jumping {
                there[reg as usize] = State::Unset;
            }
            if meet(&mut before[target], &there) {
                work.push(target);
            }
        }
        if e.falls {
            for &reg in &e.unsets_falling {
                state[reg as usize] = State::Unset;
            }
            if i + 1 == count {
                problem(i, "control runs off the end".into());
            } else if meet(&mut before[i + 1], &state) {
                work.push(i + 1);
            }
        }
    }
    // What is read.
    for (i, e) in all.iter().enumerate() {
        let Some(state) = &before[i] else { continue };
        for &reg in &e.reads {
            if reg >= first_temp && state[reg as usize] != State::Set {
                problem(i, format!("reads t{}, which is {:?}", reg - first_temp, state[reg as usize]));
            }
        }
        if matches!(proto.ins[i].op, Op::CallGlobal | Op::LoadSuper) && state[proto.ins[i].b as usize] != State::Unset {
            problem(i, "its callee's register is not unset".into());
        }
    }
    // What is live: read, or unset on purpose, on some path.
    let mut live: Vec<Vec<bool>> = vec![vec![false; nregs]; count + 1];
    let mut iterators = vec![false; nregs];
    for ins in proto.ins.iter().filter(|ins| matches!(ins.op, Op::ForIter | Op::AsyncForNext)) {
        iterators[ins.b as usize] = true;
    }
    let mut changed = true;
    while changed {
        changed = false;
        for i in (0..count).rev() {
            let e = &all[i];
            // An exception may be on its way out of anything; iterators live until the loop is left for good.
            let raises = matches!(proto.ins[i].op, Op::Raise | Op::RaiseFrom | Op::RaiseCurrent | Op::Reraise);
            let mut now = if raises { vec![true; nregs] } else { vec![false; nregs] };
            if matches!(proto.ins[i].op, Op::Return | Op::ReturnNone | Op::JumpBack) {
                now.clone_from(&iterators);
            }
            let mut join = |from: &Vec<bool>, except: &[u16]| {
                for (reg, &is_live) in from.iter().enumerate() {
                    now[reg] |= is_live && !except.contains(&(reg as u16));
                }
            };
            if e.falls {
                join(&live[i + 1], &e.unsets_falling);
            }
            if let Some(target) = e.target {
                join(&live[target], &e.unsets_jumping);
            }
            // A variable of a comprehension keeps its value until the next one comes.
            let unpacks = matches!(proto.ins[i].op, Op::UnpackSequence | Op::UnpackEx | Op::Move | Op::Move2);
            for &reg in e.writes.iter() {
                now[reg as usize] = unpacks;
            }
            for &(start, end, at, reg) in &caught {
                if (start..end).contains(&i) {
                    for r in 0..reg as usize {
                        now[r] |= live[at][r];
                    }
                }
            }
            for handler in &proto.handlers {
                let covered = (handler.start as usize..handler.end as usize).contains(&i);
                if handler.action == HandlerAction::Leave && covered {
                    now[handler.reg as usize] = true;
                }
            }
            for &reg in e.reads.iter().chain(&e.unsets).chain(&e.unsets_falling).chain(&e.unsets_jumping) {
                now[reg as usize] = true;
            }
            if now != live[i] {
                live[i] = now;
                changed = true;
            }
        }
    }
    for i in 0..count {
        let Some(state) = &before[i] else { continue };
        if matches!(
            proto.ins[i].op,
            Op::Return | Op::ReturnNone | Op::Raise | Op::RaiseFrom | Op::RaiseCurrent | Op::Reraise
        ) {
            continue;
        }
        for reg in first_temp as usize..nregs {
            if state[reg] == State::Set && !live[i][reg] {
                problem(i, format!("t{} is dead but set", reg - first_temp as usize));
            }
        }
    }
    for constant in &proto.consts {
        if let Const::Code(nested) = constant {
            verify(nested, problems);
        }
    }
}

fn python_files(directory: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = std::fs::read_dir(directory) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            python_files(&path, files);
        } else if path.extension().is_some_and(|e| e == "py") {
            files.push(path);
        }
    }
}

/// Compiles and verifies every file under the directories that `RONDO_VERIFY` names (CPython's `Lib`, for one).
#[test]
fn temporaries_are_set_when_read_and_unset_when_dead() {
    let named = std::env::var("RONDO_VERIFY").unwrap_or_default();
    let mut files = Vec::new();
    let own = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    for directory in std::env::split_paths(&named).chain([own]) {
        if directory.is_file() {
            files.push(directory);
        } else {
            python_files(&directory, &mut files);
        }
    }
    let check = move || {
        let mut problems = Vec::new();
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for path in files {
            let Ok(source) = std::fs::read_to_string(&path) else { continue };
            let Ok(module) = rondo_grammar::parse(&source, rondo_grammar::Mode::Exec) else { continue };
            let options = rondo_compiler::Options::new(path.to_string_lossy().into_owned());
            let Ok(proto) = rondo_compiler::compile(&module, &source, &options) else { continue };
            verify(&proto, &mut problems);
        }
        for problem in &problems {
            *kinds.entry(problem.split(": ").last().unwrap_or_default().to_string()).or_default() += 1;
        }
        problems.truncate(40);
        assert!(problems.is_empty(), "{problems:#?}\n{kinds:?}");
    };
    // As deep a stack as the interpreter has.
    std::thread::Builder::new().stack_size(64 << 20).spawn(check).expect("a thread").join().expect("no problems");
}
