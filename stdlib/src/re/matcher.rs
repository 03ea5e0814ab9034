//! Runs compiled patterns: backtracking with an own stack, so that no pattern overflows Rust's.

use super::case::{fold, is_in};
use super::program::{First, Ins, One, Program, limit};
use super::syntax::{At, Category, Greed};
use rondo_vm::event_loop::signal::signaled;

/// Text that is matched against. Places are byte offsets.
pub trait Text {
    /// The bytes.
    fn bytes(&self) -> &[u8];
    /// The character at a place before the end, and the place behind it.
    fn next(&self, at: usize) -> (u32, usize);
    /// The character before a place behind the start, and where it begins.
    fn previous(&self, at: usize) -> (u32, usize);
    /// Is every character one byte?
    fn is_bytes(&self) -> bool;
}

/// Bytes, or text of ASCII characters.
pub struct Bytes<'a>(pub &'a [u8]);

impl Text for Bytes<'_> {
    fn bytes(&self) -> &[u8] {
        self.0
    }
    #[inline(always)]
    fn next(&self, at: usize) -> (u32, usize) {
        (u32::from(self.0[at]), at + 1)
    }
    #[inline(always)]
    fn previous(&self, at: usize) -> (u32, usize) {
        (u32::from(self.0[at - 1]), at - 1)
    }
    fn is_bytes(&self) -> bool {
        true
    }
}

/// Text of any characters.
pub struct Chars<'a>(pub &'a str);

impl Text for Chars<'_> {
    fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
    #[inline]
    fn next(&self, at: usize) -> (u32, usize) {
        let byte = self.0.as_bytes()[at];
        if byte < 128 {
            return (u32::from(byte), at + 1);
        }
        match self.0[at..].chars().next() {
            Some(c) => (rondo_grammar::surrogate::code_of(c), at + c.len_utf8()),
            None => unreachable!("there is a byte at the place"),
        }
    }
    #[inline]
    fn previous(&self, at: usize) -> (u32, usize) {
        let byte = self.0.as_bytes()[at - 1];
        if byte < 128 {
            return (u32::from(byte), at - 1);
        }
        match self.0[..at].chars().next_back() {
            Some(c) => (rondo_grammar::surrogate::code_of(c), at - c.len_utf8()),
            None => unreachable!("there is a byte before the place"),
        }
    }
    fn is_bytes(&self) -> bool {
        false
    }
}

/// What a match must be, apart from matching.
#[derive(Clone, Copy, Debug, Default)]
pub struct Demand {
    /// It reaches to the end.
    pub whole: bool,
    /// It is not empty, if it starts where the search does.
    pub not_empty: bool,
}

/// No place: a group that has not matched.
pub const NONE: usize = usize::MAX;

/// What to do when the match fails further on.
enum Retry {
    /// Go on at an instruction and a place.
    At(usize, usize),
    /// A slot had another value.
    Slot(usize, usize),
    /// The last group was another.
    Last(usize),
    /// A loop had done so many turns, the last from this place.
    Loop(usize, usize, usize),
    /// A greedy repeat of one character: give back one, as far as the least place.
    Shorter { pc: usize, least: usize, at: usize },
    /// A lazy repeat of one character: take one more.
    Longer { pc: usize, at: usize, left: usize },
    /// The loop's next turn, for a lazy loop.
    Turn { pc: usize, number: usize, at: usize },
}

/// A running match.
pub struct Matcher<'a, T> {
    program: &'a Program,
    text: &'a T,
    end: usize,
    /// Two places for each group.
    pub slots: Vec<usize>,
    /// The group that was closed last.
    pub last: usize,
    loops: Vec<(usize, usize)>,
    stack: Vec<Retry>,
    demand: Demand,
    start: usize,
    /// How often it has gone back.
    retries: u32,
    /// Does a signal stop it?
    interruptible: bool,
    /// A signal has stopped it: it has found nothing out.
    pub stopped: bool,
}

/// After so many retries it looks for signals.
const RETRIES: u32 = 1 << 14;

impl<'a, T: Text> Matcher<'a, T> {
    /// A matcher for the text up to `end`. `interruptible`: it stops when a signal comes.
    pub fn new(program: &'a Program, text: &'a T, end: usize, interruptible: bool) -> Matcher<'a, T> {
        Matcher {
            program,
            text,
            end,
            slots: vec![NONE; (program.groups + 1) * 2],
            last: 0,
            loops: vec![(0, NONE); program.loops],
            stack: Vec::new(),
            demand: Demand::default(),
            start: 0,
            retries: 0,
            interruptible,
            stopped: false,
        }
    }

    /// Matches at a place; the places of the groups are then in `slots`.
    pub fn match_at(&mut self, start: usize, demand: Demand) -> bool {
        self.slots.fill(NONE);
        self.last = 0;
        self.stack.clear();
        self.demand = demand;
        self.start = start;
        match self.run(0, start, true) {
            Some(end) => {
                (self.slots[0], self.slots[1]) = (start, end);
                true
            }
            None => false,
        }
    }

    /// Finds the first match that starts at a place or behind it.
    pub fn search(&mut self, from: usize, demand: Demand) -> bool {
        let mut at = from;
        let mut demand = demand;
        if self.program.anchored {
            return at == 0 && self.match_at(0, demand);
        }
        let program = self.program;
        let prefix = if program.finder.is_none() { self.prefix() } else { None };
        let own_finder = prefix.as_deref().map(memchr::memmem::Finder::new);
        loop {
            if let Some(finder) = program.finder.as_ref().or(own_finder.as_ref()) {
                match finder.find(&self.text.bytes()[at..self.end]) {
                    Some(found) if found > 0 => {
                        at += found;
                        demand.not_empty = false;
                    }
                    Some(_) => (),
                    None => return false,
                }
            } else if let Some(first) = &program.first {
                // Most places fail at the first character.
                let Some(found) = self.find_first(first, at) else { return false };
                if found > at {
                    at = found;
                    demand.not_empty = false;
                }
            }
            if self.match_at(at, demand) {
                return true;
            }
            if at >= self.end || self.stopped {
                return false;
            }
            at = self.text.next(at).1;
            demand.not_empty = false;
        }
    }

    /// The first place from `at` on where a character is that a match can start with.
    fn find_first(&self, first: &First, at: usize) -> Option<usize> {
        let rest = &self.text.bytes()[at..self.end];
        if self.text.is_bytes() {
            return rest.iter().position(|&byte| first.has(byte)).map(|found| at + found);
        }
        let one = match self.program.code.first() {
            Some(Ins::One(one) | Ins::RepeatOne { one, min: 1.., .. }) => Some(one),
            _ => None,
        };
        let mut at = at;
        while at < self.end {
            let (code, next) = self.text.next(at);
            let can_start = match u8::try_from(code) {
                Ok(code) => first.has(code),
                Err(_) => first.beyond && one.is_none_or(|one| one.is(code)),
            };
            if can_start {
                return Some(at);
            }
            at = next;
        }
        None
    }

    /// The bytes that every match starts with.
    fn prefix(&self) -> Option<Vec<u8>> {
        if self.program.prefix.is_empty() {
            return None;
        }
        let mut bytes = Vec::new();
        for &code in &self.program.prefix {
            if self.text.is_bytes() {
                // A character that the text cannot have: what comes before it is enough to look for.
                let Ok(byte) = u8::try_from(code) else { break };
                bytes.push(byte);
            } else {
                let c = rondo_grammar::surrogate::char_of(code)?;
                bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        (!bytes.is_empty()).then_some(bytes)
    }

    /// Runs from an instruction until `Accept`; where the match ends. `outermost`: it must be what is demanded.
    fn run(&mut self, pc: usize, at: usize, outermost: bool) -> Option<usize> {
        let base = self.stack.len();
        let program = self.program;
        let (mut pc, mut at) = (pc, at);
        loop {
            let goes_on = match &program.code[pc] {
                Ins::One(one) => {
                    if at < self.end {
                        let (code, next) = self.text.next(at);
                        if one.is(code) {
                            (pc, at) = (pc + 1, next);
                            true
                        } else {
                            false
                        }
                    } else {
                        false
                    }
                }
                Ins::At(condition) => {
                    pc += 1;
                    self.holds(*condition, at)
                }
                Ins::Save(slot) => {
                    self.stack.push(Retry::Slot(*slot, self.slots[*slot]));
                    self.slots[*slot] = at;
                    if slot % 2 == 1 {
                        self.stack.push(Retry::Last(self.last));
                        self.last = slot / 2;
                    }
                    pc += 1;
                    true
                }
                Ins::Jump(target) => {
                    pc = *target;
                    true
                }
                Ins::Split(first, second) => {
                    self.stack.push(Retry::At(*second, at));
                    pc = *first;
                    true
                }
                Ins::RepeatOne { one, min, max, greed } => {
                    let repeated = self.repeat_one(one, *min as usize, limit(*max), *greed, pc, at);
                    pc += 1;
                    match repeated {
                        Some(next) => {
                            at = next;
                            true
                        }
                        None => false,
                    }
                }
                Ins::LoopStart(number) => {
                    let (count, last) = self.loops[*number];
                    self.stack.push(Retry::Loop(*number, count, last));
                    self.loops[*number] = (0, NONE);
                    pc += 1;
                    true
                }
                Ins::Loop { number, min, max, lazy, exit } => {
                    let (count, last) = self.loops[*number];
                    if count < *min as usize {
                        self.turn(*number, at);
                        pc += 1;
                    } else if count >= limit(*max) || last == at {
                        // A turn that matched nothing is the last.
                        pc = *exit;
                    } else if *lazy {
                        self.stack.push(Retry::Turn { pc: pc + 1, number: *number, at });
                        pc = *exit;
                    } else {
                        self.stack.push(Retry::At(*exit, at));
                        self.turn(*number, at);
                        pc += 1;
                    }
                    true
                }
                Ins::Reference(group, case) => {
                    pc += 1;
                    match self.reference(*group, *case, at) {
                        Some(next) => {
                            at = next;
                            true
                        }
                        None => false,
                    }
                }
                Ins::UnlessGroup(group, target) => {
                    pc = if self.slots[group * 2 + 1] == NONE { *target } else { pc + 1 };
                    true
                }
                Ins::Look { behind, negated, end } => {
                    let held = self.look(*behind, *negated, pc + 1, at);
                    pc = *end;
                    held
                }
                Ins::Atomic { end } => {
                    let mark = self.stack.len();
                    match self.run(pc + 1, at, false) {
                        Some(next) => {
                            self.commit(mark);
                            (pc, at) = (*end, next);
                            true
                        }
                        None => false,
                    }
                }
                Ins::Accept => {
                    let refused =
                        outermost && (self.demand.whole && at != self.end || self.demand.not_empty && at == self.start);
                    if !refused {
                        return Some(at);
                    }
                    false
                }
            };
            if !goes_on {
                (pc, at) = self.backtrack(base)?;
            }
        }
    }

    fn turn(&mut self, number: usize, at: usize) {
        let (count, last) = self.loops[number];
        self.stack.push(Retry::Loop(number, count, last));
        self.loops[number] = (count + 1, at);
    }

    /// The next thing to try; `None`: there is none above `base`.
    fn backtrack(&mut self, base: usize) -> Option<(usize, usize)> {
        self.retries = self.retries.wrapping_add(1);
        if self.retries.is_multiple_of(RETRIES) {
            self.stopped |= self.interruptible && signaled();
            if self.stopped {
                return None;
            }
        }
        while self.stack.len() > base {
            match self.stack.pop()? {
                Retry::At(pc, at) => return Some((pc, at)),
                Retry::Slot(slot, value) => self.slots[slot] = value,
                Retry::Last(group) => self.last = group,
                Retry::Loop(number, count, last) => self.loops[number] = (count, last),
                Retry::Shorter { pc, least, at } => {
                    let mut at = self.text.previous(at).1;
                    // What comes next says which places are worth trying.
                    if let Ins::One(One::Char(wanted)) = &self.program.code[pc] {
                        while at > least && (at >= self.end || self.text.next(at).0 != *wanted) {
                            at = self.text.previous(at).1;
                        }
                    }
                    if at > least {
                        self.stack.push(Retry::Shorter { pc, least, at });
                    }
                    return Some((pc, at));
                }
                Retry::Longer { pc, at, left } => {
                    let Ins::RepeatOne { one, .. } = &self.program.code[pc - 1] else { continue };
                    if at < self.end {
                        let (code, next) = self.text.next(at);
                        if one.is(code) {
                            if left > 1 {
                                self.stack.push(Retry::Longer { pc, at: next, left: left - 1 });
                            }
                            return Some((pc, next));
                        }
                    }
                }
                Retry::Turn { pc, number, at } => {
                    self.turn(number, at);
                    return Some((pc, at));
                }
            }
        }
        None
    }

    /// Keeps what the part above `mark` has set, but none of its other ways to match.
    fn commit(&mut self, mark: usize) {
        let kept = self.stack.split_off(mark);
        self.stack.extend(kept.into_iter().filter(|r| matches!(r, Retry::Slot(..) | Retry::Last(_) | Retry::Loop(..))));
    }

    fn repeat_one(&mut self, one: &One, min: usize, max: usize, greed: Greed, pc: usize, at: usize) -> Option<usize> {
        let mut place = at;
        let mut count = 0;
        let wanted = if greed == Greed::Lazy { min } else { max };
        let mut least = at;
        if self.text.is_bytes() {
            let rest = &self.text.bytes()[at..self.end];
            let rest = &rest[..wanted.min(rest.len())];
            let other = match one {
                One::Any => None,
                One::AnyButNewline => memchr::memchr(b'\n', rest),
                One::Set(set) => rest.iter().position(|&byte| !set.has_low(byte)),
                One::Char(own) => rest.iter().position(|&byte| u32::from(byte) != *own),
                One::Folded(..) => rest.iter().position(|&byte| !one.is(byte.into())),
            };
            let taken = other.unwrap_or(rest.len());
            (place, count, least) = (at + taken, taken, at + min.min(taken));
        } else {
            while count < wanted && place < self.end {
                let (code, next) = self.text.next(place);
                if !one.is(code) {
                    break;
                }
                place = next;
                count += 1;
                if count == min {
                    least = place;
                }
            }
        }
        if count < min {
            return None;
        }
        match greed {
            Greed::Greedy if place > least => self.stack.push(Retry::Shorter { pc: pc + 1, least, at: place }),
            Greed::Lazy if max > min => self.stack.push(Retry::Longer { pc: pc + 1, at: place, left: max - min }),
            _ => (),
        }
        Some(place)
    }

    fn reference(&self, group: usize, case: super::syntax::Case, at: usize) -> Option<usize> {
        let (start, end) = (self.slots[group * 2], self.slots[group * 2 + 1]);
        if start == NONE || end == NONE || end < start {
            return None;
        }
        let (mut from, mut at) = (start, at);
        while from < end {
            if at >= self.end {
                return None;
            }
            let ((wanted, next_from), (code, next)) = (self.text.next(from), self.text.next(at));
            if fold(wanted, case) != fold(code, case) {
                return None;
            }
            (from, at) = (next_from, next);
        }
        Some(at)
    }

    fn look(&mut self, behind: Option<usize>, negated: bool, pc: usize, at: usize) -> bool {
        let mut start = at;
        for _ in 0..behind.unwrap_or(0) {
            if start == 0 {
                return negated;
            }
            start = self.text.previous(start).1;
        }
        let mark = self.stack.len();
        let found = self.run(pc, start, false).is_some();
        if found && negated {
            // What the part has set is undone.
            while self.stack.len() > mark {
                match self.stack.pop() {
                    Some(Retry::Slot(slot, value)) => self.slots[slot] = value,
                    Some(Retry::Last(group)) => self.last = group,
                    Some(Retry::Loop(number, count, last)) => self.loops[number] = (count, last),
                    _ => (),
                }
            }
        } else if found {
            self.commit(mark);
        }
        found != negated
    }

    fn holds(&self, condition: At, at: usize) -> bool {
        let newline_at = |at: usize| self.text.bytes()[at] == b'\n';
        match condition {
            At::Start => at == 0,
            At::LineStart => at == 0 || newline_at(at - 1),
            At::End => at == self.end,
            At::LastLineEnd => at == self.end || at + 1 == self.end && newline_at(at),
            At::LineEnd => at == self.end || newline_at(at),
            At::Boundary(ascii, negated) => {
                let before = at > 0 && is_in(Category::Word, self.text.previous(at).0, ascii);
                let after = at < self.end && is_in(Category::Word, self.text.next(at).0, ascii);
                // In an empty text nothing is a boundary; since Python 3.14 `\B` matches there.
                (before != after) != negated
            }
        }
    }
}
