//! Turns a parsed pattern into instructions for the matcher.

use super::case::{fold, is_in, lower, upper};
use super::syntax::{At, Case, Greed, MANY, Node, Set, SetItem};
use memchr::memmem::Finder;

/// What matches exactly one character.
#[derive(Debug)]
pub enum One {
    Char(u32),
    /// A character without regard to case, folded.
    Folded(u32, Case),
    /// Any but a line break.
    AnyButNewline,
    Any,
    Set(Box<Charset>),
}

/// A set made ready for looking up.
#[derive(Debug)]
pub struct Charset {
    /// Which codes below 256 are in it.
    low: [u64; 4],
    set: Set,
}

impl Charset {
    fn new(set: Set) -> Charset {
        let mut low = [0; 4];
        for code in 0..256u32 {
            if contains(&set, code) {
                low[(code / 64) as usize] |= 1u64 << (code % 64);
            }
        }
        Charset { low, set }
    }

    /// Is a character below 256 in it?
    #[inline]
    pub fn has_low(&self, code: u8) -> bool {
        self.low[usize::from(code / 64)] >> (code % 64) & 1 == 1
    }

    #[inline]
    fn has(&self, code: u32) -> bool {
        if let Ok(code) = u8::try_from(code) {
            return self.has_low(code);
        }
        contains(&self.set, code)
    }
}

fn contains(set: &Set, code: u32) -> bool {
    let found = match set.case {
        Case::Exact => set.items.iter().any(|item| item_has(item, code, set)),
        case => {
            let folded = fold(code, case);
            let variants = match case {
                Case::Unicode => [code, lower(code), upper(code)],
                _ if code < 128 => [code, lower(code), upper(code)],
                _ => [code; 3],
            };
            set.items.iter().any(|item| match item {
                SetItem::Range(low, high) if low == high => fold(*low, case) == folded,
                item => variants.iter().any(|&variant| item_has(item, variant, set)),
            })
        }
    };
    found != set.negated
}

fn item_has(item: &SetItem, code: u32, set: &Set) -> bool {
    match *item {
        SetItem::Range(low, high) => (low..=high).contains(&code),
        SetItem::Category(category, negated) => is_in(category, code, set.ascii) != negated,
    }
}

impl One {
    /// Does it match the character?
    #[inline]
    pub fn is(&self, code: u32) -> bool {
        match self {
            One::Char(own) => *own == code,
            One::AnyButNewline => code != 10,
            One::Any => true,
            One::Set(set) => set.has(code),
            One::Folded(own, case) => fold(code, *case) == *own,
        }
    }
}

/// One step of a match. Targets are indices of instructions.
#[derive(Debug)]
pub enum Ins {
    One(One),
    At(At),
    /// The current place goes to a slot: two for each group, its start and its end.
    Save(usize),
    Jump(usize),
    /// Goes on at the first target; if that fails, at the second.
    Split(usize, usize),
    /// A character repeated; needs no slots.
    RepeatOne {
        one: One,
        min: u32,
        max: u32,
        greed: Greed,
    },
    /// A repeat begins; its state is the loop of this number.
    LoopStart(usize),
    /// The start of each turn of a loop; it ends at `exit`.
    Loop {
        number: usize,
        min: u32,
        max: u32,
        lazy: bool,
        exit: usize,
    },
    Reference(usize, Case),
    /// Goes on at the target if the group has not matched.
    UnlessGroup(usize, usize),
    /// Matches the instructions up to `end` by themselves, so many characters further back.
    Look {
        behind: Option<usize>,
        negated: bool,
        end: usize,
    },
    /// Matches the instructions up to `end` once and for all.
    Atomic {
        end: usize,
    },
    /// The end of the pattern or of the part of a `Look` or `Atomic`.
    Accept,
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Program {
    pub code: Vec<Ins>,
    /// How many groups capture.
    pub groups: usize,
    pub loops: usize,
    /// The characters that every match starts with.
    pub prefix: Vec<u32>,
    /// Looks for them, if they are the same bytes in each text.
    pub finder: Option<Finder<'static>>,
    /// The characters of which every match starts with one; `None` if a match can be empty, or start with any.
    pub first: Option<First>,
    /// Does every match start at the start of the text?
    pub anchored: bool,
}

struct Emitter {
    code: Vec<Ins>,
    loops: usize,
}

/// Characters that a match can start with.
#[derive(Debug, Default)]
pub struct First {
    /// Which codes below 256.
    low: [u64; 4],
    /// Are there others?
    pub beyond: bool,
}

impl First {
    /// Can a match start with a character below 256?
    #[inline]
    pub fn has(&self, code: u8) -> bool {
        self.low[usize::from(code / 64)] >> (code % 64) & 1 == 1
    }

    fn any(&mut self) {
        *self = First { low: [u64::MAX; 4], beyond: true };
    }

    /// Adds what a match of the node can start with; can that be empty, so that what comes behind it starts the match?
    fn add(&mut self, node: &Node) -> bool {
        match node {
            Node::Empty | Node::At(_) | Node::Look { .. } => true,
            Node::Char(..) | Node::Any(_) | Node::Set(_) => {
                match Emitter::one(node) {
                    Some(one) => self.add_one(&one),
                    None => self.any(),
                }
                false
            }
            Node::Concat(nodes) => nodes.iter().all(|node| self.add(node)),
            Node::Branch(nodes) => {
                let mut empty = false;
                for node in nodes {
                    empty |= self.add(node);
                }
                empty
            }
            Node::Group(_, node) | Node::Atomic(node) => self.add(node),
            Node::Repeat { min, node, .. } => self.add(node) || *min == 0,
            Node::Reference(..) | Node::Conditional(..) => {
                self.any();
                true
            }
        }
    }

    fn add_one(&mut self, one: &One) {
        match one {
            One::Char(code @ 0..256) => self.low[(code / 64) as usize] |= 1 << (code % 64),
            One::Char(_) => self.beyond = true,
            One::Set(set) => {
                self.low.iter_mut().zip(set.low).for_each(|(low, own)| *low |= own);
                self.beyond = true;
            }
            One::Any => self.any(),
            One::AnyButNewline | One::Folded(..) => {
                (0..256)
                    .filter(|&code| one.is(code))
                    .for_each(|code| self.low[(code / 64) as usize] |= 1 << (code % 64));
                self.beyond = true;
            }
        }
    }
}

/// What [`Program::first`] is for a pattern.
fn first(node: &Node) -> Option<First> {
    let mut first = First::default();
    let can_be_empty = first.add(node);
    (!can_be_empty && first.low != [u64::MAX; 4]).then_some(first)
}

/// Compiles a pattern with so many groups.
pub fn compile(node: &Node, groups: usize) -> Program {
    let mut emitter = Emitter { code: Vec::new(), loops: 0 };
    emitter.node(node);
    emitter.code.push(Ins::Accept);
    let mut prefix = Vec::new();
    collect_prefix(node, &mut prefix);
    let anchored = match node {
        Node::At(At::Start) => true,
        Node::Concat(nodes) => matches!(nodes.first(), Some(Node::At(At::Start))),
        _ => false,
    };
    let ascii: Option<Vec<u8>> = prefix.iter().map(|&code| u8::try_from(code).ok().filter(u8::is_ascii)).collect();
    let finder = ascii.filter(|prefix| !prefix.is_empty()).map(|prefix| Finder::new(&prefix).into_owned());
    Program { code: emitter.code, groups, loops: emitter.loops, prefix, finder, first: first(node), anchored }
}

/// Adds the characters that a match of the node starts with; is that all that it matches?
fn collect_prefix(node: &Node, prefix: &mut Vec<u32>) -> bool {
    match node {
        Node::Char(code, Case::Exact) => {
            prefix.push(*code);
            true
        }
        Node::Concat(nodes) => nodes.iter().all(|node| collect_prefix(node, prefix)),
        Node::Group(_, node) => collect_prefix(node, prefix),
        Node::Empty => true,
        Node::Repeat { min, node, .. } if *min > 0 => {
            collect_prefix(node, prefix);
            false
        }
        _ => false,
    }
}

impl Emitter {
    fn one(node: &Node) -> Option<One> {
        Some(match node {
            Node::Char(code, Case::Exact) => One::Char(*code),
            Node::Char(code, case) => One::Folded(fold(*code, *case), *case),
            Node::Any(true) => One::Any,
            Node::Any(false) => One::AnyButNewline,
            Node::Set(set) => One::Set(Box::new(Charset::new((**set).clone()))),
            _ => return None,
        })
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => (),
            Node::Char(..) | Node::Any(_) | Node::Set(_) => {
                self.code.extend(Emitter::one(node).map(Ins::One));
            }
            Node::At(at) => self.code.push(Ins::At(*at)),
            Node::Concat(nodes) => nodes.iter().for_each(|node| self.node(node)),
            Node::Branch(nodes) => self.branch(nodes),
            Node::Group(group, node) => {
                self.code.push(Ins::Save(group * 2));
                self.node(node);
                self.code.push(Ins::Save(group * 2 + 1));
            }
            Node::Reference(group, case) => self.code.push(Ins::Reference(*group, *case)),
            Node::Conditional(group, yes, no) => {
                let test = self.hole();
                self.node(yes);
                let jump = self.hole();
                self.code[test] = Ins::UnlessGroup(*group, self.code.len());
                self.node(no);
                self.code[jump] = Ins::Jump(self.code.len());
            }
            Node::Look { behind, negated, node } => {
                let look = self.hole();
                self.node(node);
                self.code.push(Ins::Accept);
                self.code[look] = Ins::Look { behind: *behind, negated: *negated, end: self.code.len() };
            }
            Node::Atomic(node) => self.atomic(|emitter| emitter.node(node)),
            Node::Repeat { min, max, greed, node } => self.repeat(*min, *max, *greed, node),
        }
    }

    /// A place for an instruction that is not known yet.
    fn hole(&mut self) -> usize {
        self.code.push(Ins::Accept);
        self.code.len() - 1
    }

    fn branch(&mut self, nodes: &[Node]) {
        let mut jumps = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            if i + 1 == nodes.len() {
                self.node(node);
                break;
            }
            let split = self.hole();
            self.node(node);
            jumps.push(self.hole());
            self.code[split] = Ins::Split(split + 1, self.code.len());
        }
        for jump in jumps {
            self.code[jump] = Ins::Jump(self.code.len());
        }
    }

    fn atomic(&mut self, inside: impl FnOnce(&mut Emitter)) {
        let start = self.hole();
        inside(self);
        self.code.push(Ins::Accept);
        self.code[start] = Ins::Atomic { end: self.code.len() };
    }

    fn repeat(&mut self, min: u32, max: u32, greed: Greed, node: &Node) {
        if let Some(one) = Emitter::one(node) {
            self.code.push(Ins::RepeatOne { one, min, max, greed });
            return;
        }
        if greed == Greed::Possessive {
            return self.atomic(|emitter| emitter.repeat(min, max, Greed::Greedy, node));
        }
        // `?` needs no count.
        if (min, max) == (0, 1) {
            let split = self.hole();
            self.node(node);
            let (inside, after) = (split + 1, self.code.len());
            self.code[split] =
                if greed == Greed::Greedy { Ins::Split(inside, after) } else { Ins::Split(after, inside) };
            return;
        }
        let number = self.loops;
        self.loops += 1;
        self.code.push(Ins::LoopStart(number));
        let start = self.hole();
        self.node(node);
        self.code.push(Ins::Jump(start));
        let exit = self.code.len();
        self.code[start] = Ins::Loop { number, min, max, lazy: greed == Greed::Lazy, exit };
    }
}

/// How many times at most, `usize::MAX` without limit.
pub fn limit(max: u32) -> usize {
    if max == MANY { usize::MAX } else { max as usize }
}
