//! What a regular expression is made of, after parsing.

/// The flags of Python's `re`, by their public numbers.
pub mod flag {
    pub const IGNORECASE: u32 = 2;
    pub const LOCALE: u32 = 4;
    pub const MULTILINE: u32 = 8;
    pub const DOTALL: u32 = 16;
    pub const UNICODE: u32 = 32;
    pub const VERBOSE: u32 = 64;
    pub const DEBUG: u32 = 128;
    pub const ASCII: u32 = 256;
}

/// How letters are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// As they are.
    Exact,
    /// ASCII letters without regard to case.
    Ascii,
    /// All letters without regard to case.
    Unicode,
}

/// A class of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    Digit,
    Space,
    Word,
}

/// A part of a character set.
#[derive(Clone, Debug)]
pub enum SetItem {
    Range(u32, u32),
    /// A class, or (`true`) everything outside of it.
    Category(Category, bool),
}

/// A set of characters.
#[derive(Clone, Debug)]
pub struct Set {
    pub negated: bool,
    pub items: Vec<SetItem>,
    pub case: Case,
    /// Do the classes know ASCII only?
    pub ascii: bool,
}

/// A position that must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The start of the text.
    Start,
    /// The start of the text or of a line.
    LineStart,
    /// The end of the text.
    End,
    /// The end of the text, or before a line break that ends it.
    LastLineEnd,
    /// The end of the text or of a line.
    LineEnd,
    /// A word begins or ends; `ascii`, `negated`.
    Boundary(bool, bool),
}

/// How often a repeat is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Greed {
    Greedy,
    Lazy,
    Possessive,
}

/// A part of a regular expression.
#[derive(Clone, Debug)]
pub enum Node {
    Empty,
    /// A character.
    Char(u32, Case),
    /// `.`: any character, or (`false`) any but a line break.
    Any(bool),
    Set(Box<Set>),
    At(At),
    Concat(Vec<Node>),
    Branch(Vec<Node>),
    /// A group that captures, by number.
    Group(usize, Box<Node>),
    Reference(usize, Case),
    /// `(?(group)yes|no)`
    Conditional(usize, Box<Node>, Box<Node>),
    /// Behind the current position: by so many characters.
    Look {
        behind: Option<usize>,
        negated: bool,
        node: Box<Node>,
    },
    Atomic(Box<Node>),
    Repeat {
        min: u32,
        max: u32,
        greed: Greed,
        node: Box<Node>,
    },
}

/// The `max` of a repeat without limit.
pub const MANY: u32 = u32::MAX;

impl Node {
    /// The least and greatest number of characters that it matches, at most `u32::MAX`. `groups` are those of the
    /// groups so far.
    pub fn width(&self, groups: &[Option<(u64, u64)>]) -> (u64, u64) {
        const LIMIT: u64 = u32::MAX as u64;
        let (low, high) = match self {
            Node::Empty | Node::At(_) | Node::Look { .. } => (0, 0),
            Node::Char(..) | Node::Any(_) | Node::Set(_) => (1, 1),
            Node::Concat(nodes) => nodes.iter().fold((0u64, 0u64), |(low, high), node| {
                let (a, b) = node.width(groups);
                (low.saturating_add(a), high.saturating_add(b))
            }),
            Node::Branch(nodes) => nodes.iter().fold((LIMIT, 0), |(low, high), node| {
                let (a, b) = node.width(groups);
                (low.min(a), high.max(b))
            }),
            Node::Group(_, node) | Node::Atomic(node) => node.width(groups),
            Node::Reference(group, _) => groups.get(*group).copied().flatten().unwrap_or((0, LIMIT)),
            Node::Conditional(_, yes, no) => {
                let ((a, b), (c, d)) = (yes.width(groups), no.width(groups));
                (a.min(c), b.max(d))
            }
            Node::Repeat { min, max, node, .. } => {
                let (a, b) = node.width(groups);
                (a.saturating_mul(u64::from(*min)), b.saturating_mul(u64::from(*max)))
            }
        };
        (low.min(LIMIT), high.min(LIMIT))
    }
}
