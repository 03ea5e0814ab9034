//! Parses regular expressions.

use super::syntax::{At, Case, Category, Greed, MANY, Node, Set, SetItem, flag};

/// What is wrong with a pattern, and at which character.
#[derive(Debug)]
pub struct Error {
    pub message: String,
    /// `None`: the message alone.
    pub position: Option<usize>,
    /// Is it an OverflowError?
    pub overflow: bool,
    /// Is it a ValueError, of flags?
    pub value: bool,
    /// Does it stand for another exception, whose context it hides (`raise ... from None`)?
    pub from_none: bool,
}

impl Error {
    pub fn at(message: impl Into<String>, position: usize) -> Error {
        Error { message: message.into(), position: Some(position), overflow: false, value: false, from_none: false }
    }

    fn value(message: &str) -> Error {
        Error { message: message.into(), position: None, overflow: false, value: true, from_none: false }
    }
}

type Res<T> = Result<T, Error>;

/// A parsed pattern.
pub struct Parsed {
    pub node: Node,
    /// The flags given and those in the pattern.
    pub flags: u32,
    /// How many groups capture.
    pub groups: usize,
    /// The names of groups, in order.
    pub names: Vec<(String, usize)>,
}

/// Groups inside groups, at most.
const MAX_DEPTH: usize = 400;

struct Parser<'a> {
    text: &'a [u32],
    at: usize,
    is_str: bool,
    /// Flags for the whole pattern.
    flags: u32,
    /// For each group: the widths that it matches, `None` while it is open.
    widths: Vec<Option<(u64, u64)>>,
    names: Vec<(String, usize)>,
    /// Groups named in a conditional before they are there: number and place.
    conditionals: Vec<(usize, usize)>,
    /// The group count when the outermost lookbehind began.
    lookbehind: Option<usize>,
    depth: usize,
    /// What may mean something else in a later version.
    warnings: &'a mut Vec<String>,
}

/// Parses a pattern; `text` are its characters, or bytes if it is not a `str`. What may mean something else in a later
/// version is added to the warnings, also when the pattern is wrong.
pub fn parse(text: &[u32], is_str: bool, flags: u32, warnings: &mut Vec<String>) -> Res<Parsed> {
    let mut parser = Parser {
        text,
        at: 0,
        is_str,
        flags,
        widths: vec![None],
        names: Vec::new(),
        conditionals: Vec::new(),
        lookbehind: None,
        depth: 0,
        warnings,
    };
    let result = parser.whole();
    let node = match result {
        Err(Stop::Verbose) => {
            // The flag changes how the text before it is read.
            let flags = flags | flag::VERBOSE;
            parser = Parser {
                flags,
                at: 0,
                widths: vec![None],
                names: Vec::new(),
                conditionals: Vec::new(),
                lookbehind: None,
                depth: 0,
                warnings: parser.warnings,
                text,
                is_str,
            };
            match parser.whole() {
                Ok(node) => node,
                Err(Stop::Error(error)) => return Err(error),
                Err(Stop::Verbose) => unreachable!("the flag is set now"),
            }
        }
        Ok(node) => node,
        Err(Stop::Error(error)) => return Err(error),
    };
    let flags = fix_flags(parser.flags, is_str)?;
    Ok(Parsed { node, flags, groups: parser.widths.len() - 1, names: parser.names })
}

/// What a character that stands twice may mean between sets one day.
fn set_operation(code: u32) -> Option<&'static str> {
    Some(match char::from_u32(code)? {
        '-' => "difference",
        '&' => "intersection",
        '~' => "symmetric difference",
        '|' => "union",
        _ => return None,
    })
}

fn fix_flags(flags: u32, is_str: bool) -> Res<u32> {
    if is_str {
        if flags & flag::LOCALE != 0 {
            return Err(Error::value("cannot use LOCALE flag with a str pattern"));
        }
        if flags & flag::ASCII == 0 {
            return Ok(flags | flag::UNICODE);
        }
        if flags & flag::UNICODE != 0 {
            return Err(Error::value("ASCII and UNICODE flags are incompatible"));
        }
        return Ok(flags);
    }
    if flags & flag::UNICODE != 0 {
        return Err(Error::value("cannot use UNICODE flag with a bytes pattern"));
    }
    if flags & flag::LOCALE != 0 && flags & flag::ASCII != 0 {
        return Err(Error::value("ASCII and LOCALE flags are incompatible"));
    }
    Ok(flags)
}

/// Why parsing ended early.
enum Stop {
    Error(Error),
    /// `(?x)` was met: parse again with the flag.
    Verbose,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Error(error)
    }
}

type Step<T> = Result<T, Stop>;

const fn c(character: char) -> u32 {
    character as u32
}

fn is_digit(code: u32) -> bool {
    (c('0')..=c('9')).contains(&code)
}

fn is_octal(code: u32) -> bool {
    (c('0')..=c('7')).contains(&code)
}

fn is_letter(code: u32) -> bool {
    code < 128 && (code as u8).is_ascii_alphabetic()
}

fn show(code: u32) -> String {
    rondo_grammar::surrogate::char_of(code).map_or_else(String::new, |c| c.to_string())
}

impl Parser<'_> {
    fn peek(&self) -> Option<u32> {
        self.text.get(self.at).copied()
    }

    fn is_next(&self, character: char) -> bool {
        self.peek() == Some(c(character))
    }

    fn eat(&mut self, character: char) -> bool {
        let found = self.is_next(character);
        if found {
            self.at += 1;
        }
        found
    }

    fn error<T>(&self, message: impl Into<String>, position: usize) -> Step<T> {
        Err(Stop::Error(Error::at(message, position)))
    }

    fn shown(&self, from: usize, to: usize) -> String {
        self.text[from..to.min(self.text.len())].iter().map(|&code| show(code)).collect()
    }

    fn whole(&mut self) -> Step<Node> {
        let node = self.alternatives(self.flags, true)?;
        if self.at < self.text.len() {
            return self.error("unbalanced parenthesis", self.at);
        }
        for &(group, position) in &self.conditionals {
            if group >= self.widths.len() {
                return self.error(format!("invalid group reference {group}"), position);
            }
        }
        Ok(node)
    }

    /// `a|b|c`, up to `)` or the end. At the start of the pattern (`first`) flags for the whole may stand.
    fn alternatives(&mut self, flags: u32, first: bool) -> Step<Node> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.error("pattern is nested too deeply", self.at);
        }
        let mut flags = flags;
        let mut branches = vec![self.sequence(&mut flags, first)?];
        while self.eat('|') {
            branches.push(self.sequence(&mut flags, false)?);
        }
        self.depth -= 1;
        Ok(match branches.len() {
            1 => branches.remove(0),
            _ => Node::Branch(branches),
        })
    }

    fn sequence(&mut self, flags: &mut u32, first: bool) -> Step<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        // Has anything that a repeat cannot follow come last?
        let mut begun = false;
        loop {
            let here = self.at;
            let Some(code) = self.peek() else { break };
            if code == c('|') || code == c(')') {
                break;
            }
            self.at += 1;
            let verbose = *flags & flag::VERBOSE != 0;
            if verbose {
                if matches!(char::from_u32(code), Some(' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}')) {
                    continue;
                }
                if code == c('#') {
                    while self.peek().is_some_and(|next| next != c('\n')) {
                        self.at += 1;
                    }
                    self.at = (self.at + 1).min(self.text.len());
                    continue;
                }
            }
            match char::from_u32(code) {
                Some('\\') => nodes.push(self.escape(here, *flags)?),
                Some('[') => nodes.push(self.set(here, *flags)?),
                Some('.') => nodes.push(Node::Any(*flags & flag::DOTALL != 0)),
                Some('^') => nodes.push(Node::At(match *flags & flag::MULTILINE {
                    0 => At::Start,
                    _ => At::LineStart,
                })),
                Some('$') => nodes.push(Node::At(match *flags & flag::MULTILINE {
                    0 => At::LastLineEnd,
                    _ => At::LineEnd,
                })),
                Some('(') => match self.group(here, flags, first && !begun && nodes.is_empty())? {
                    Some(node) => nodes.push(node),
                    None => continue,
                },
                Some('*' | '+' | '?' | '{') => {
                    if code == c('{') && !self.is_repeat() {
                        nodes.push(self.literal(code, *flags));
                        begun = true;
                        continue;
                    }
                    self.repeat(code, here, &mut nodes)?;
                }
                _ => nodes.push(self.literal(code, *flags)),
            }
            begun = true;
        }
        Ok(match nodes.len() {
            0 => Node::Empty,
            1 => nodes.remove(0),
            _ => Node::Concat(nodes),
        })
    }

    fn case(&self, flags: u32) -> Case {
        if flags & flag::IGNORECASE == 0 {
            Case::Exact
        } else if self.is_str && flags & flag::ASCII == 0 {
            Case::Unicode
        } else {
            Case::Ascii
        }
    }

    fn is_ascii(&self, flags: u32) -> bool {
        !self.is_str || flags & flag::ASCII != 0
    }

    fn literal(&self, code: u32, flags: u32) -> Node {
        Node::Char(code, self.case(flags))
    }

    // Repeats.

    /// Is what follows `{` a repeat count?
    fn is_repeat(&self) -> bool {
        let mut at = self.at;
        if self.text.get(at) == Some(&c('}')) {
            return false;
        }
        while self.text.get(at).is_some_and(|&code| is_digit(code)) {
            at += 1;
        }
        if self.text.get(at) == Some(&c(',')) {
            at += 1;
            while self.text.get(at).is_some_and(|&code| is_digit(code)) {
                at += 1;
            }
        }
        self.text.get(at) == Some(&c('}'))
    }

    fn count(&mut self) -> Step<Option<u32>> {
        let start = self.at;
        while self.peek().is_some_and(is_digit) {
            self.at += 1;
        }
        if start == self.at {
            return Ok(None);
        }
        match self.shown(start, self.at).parse::<u32>() {
            Ok(count) if count < MANY => Ok(Some(count)),
            _ => Err(Stop::Error(Error {
                message: "the repetition number is too large".into(),
                position: None,
                overflow: true,
                value: false,
                from_none: false,
            })),
        }
    }

    fn repeat(&mut self, code: u32, here: usize, nodes: &mut Vec<Node>) -> Step<()> {
        let (min, max) = match char::from_u32(code) {
            Some('?') => (0, 1),
            Some('*') => (0, MANY),
            Some('+') => (1, MANY),
            _ => {
                let low = self.count()?;
                let range = if self.eat(',') {
                    let high = self.count()?;
                    (low.unwrap_or(0), high.unwrap_or(MANY))
                } else {
                    let exact = low.unwrap_or(0);
                    (exact, exact)
                };
                self.eat('}');
                if range.1 < range.0 {
                    return self.error("min repeat greater than max repeat", here + 1);
                }
                range
            }
        };
        let node = match nodes.pop() {
            None | Some(Node::At(_)) | Some(Node::Empty) => return self.error("nothing to repeat", here),
            Some(Node::Repeat { .. }) => return self.error("multiple repeat", here),
            Some(node) => Box::new(node),
        };
        let greed = if self.eat('?') {
            Greed::Lazy
        } else if self.eat('+') {
            Greed::Possessive
        } else {
            Greed::Greedy
        };
        nodes.push(Node::Repeat { min, max, greed, node });
        Ok(())
    }

    // Escapes.

    /// What follows a backslash outside of a set; `here` is the backslash.
    fn escape(&mut self, here: usize, flags: u32) -> Step<Node> {
        let Some(code) = self.peek() else { return self.error("bad escape (end of pattern)", here) };
        self.at += 1;
        let ascii = self.is_ascii(flags);
        let category = |category, negated| {
            Node::Set(Box::new(Set {
                negated: false,
                items: vec![SetItem::Category(category, negated)],
                case: Case::Exact,
                ascii,
            }))
        };
        Ok(match char::from_u32(code) {
            Some('A') => Node::At(At::Start),
            Some('Z') => Node::At(At::End),
            Some('z') => Node::At(At::End),
            Some('b') => Node::At(At::Boundary(ascii, false)),
            Some('B') => Node::At(At::Boundary(ascii, true)),
            Some('d') => category(Category::Digit, false),
            Some('D') => category(Category::Digit, true),
            Some('s') => category(Category::Space, false),
            Some('S') => category(Category::Space, true),
            Some('w') => category(Category::Word, false),
            Some('W') => category(Category::Word, true),
            Some('0') => {
                let mut value = 0;
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit) if is_octal(digit) => {
                            value = value * 8 + (digit - c('0'));
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                self.literal(value, flags)
            }
            Some('1'..='9') => return self.reference_or_octal(code, here, flags),
            _ => {
                let value = self.character_escape(code, here)?;
                self.literal(value, flags)
            }
        })
    }

    fn reference_or_octal(&mut self, code: u32, here: usize, flags: u32) -> Step<Node> {
        let mut value = code - c('0');
        if let Some(second) = self.peek().filter(|&d| is_digit(d)) {
            self.at += 1;
            if is_octal(code) && is_octal(second) && self.peek().is_some_and(is_octal) {
                let third = self.text[self.at];
                self.at += 1;
                let octal = value * 64 + (second - c('0')) * 8 + (third - c('0'));
                if octal > 0o377 {
                    let shown = self.shown(here, self.at);
                    return self.error(format!("octal escape value {shown} outside of range 0-0o377"), here);
                }
                return Ok(self.literal(octal, flags));
            }
            value = value * 10 + (second - c('0'));
        }
        let group = value as usize;
        self.check_reference(group, here + 1)?;
        Ok(Node::Reference(group, self.case(flags)))
    }

    fn check_reference(&self, group: usize, position: usize) -> Step<()> {
        if group >= self.widths.len() {
            return self.error(format!("invalid group reference {group}"), position);
        }
        if self.widths[group].is_none() {
            return self.error("cannot refer to an open group", position - 1);
        }
        self.check_lookbehind_group(group)
    }

    fn check_lookbehind_group(&self, group: usize) -> Step<()> {
        match self.lookbehind {
            Some(count) if group >= count => {
                self.error("cannot refer to group defined in the same lookbehind subpattern", self.at)
            }
            _ => Ok(()),
        }
    }

    /// The character of an escape that means one, in a set or outside.
    fn character_escape(&mut self, code: u32, here: usize) -> Step<u32> {
        match char::from_u32(code) {
            Some('a') => Ok(7),
            Some('f') => Ok(12),
            Some('n') => Ok(10),
            Some('r') => Ok(13),
            Some('t') => Ok(9),
            Some('v') => Ok(11),
            Some('\\') => Ok(c('\\')),
            Some('x') => self.hex(here, 2),
            Some('u') if self.is_str => self.hex(here, 4),
            Some('U') if self.is_str => {
                let value = self.hex(here, 8)?;
                if value > 0x10ffff {
                    let shown = self.shown(here, self.at);
                    return self.error(format!("bad escape {shown}"), here);
                }
                Ok(value)
            }
            Some('N') if self.is_str => self.named_character(here),
            _ if is_letter(code) || is_digit(code) => {
                let shown = self.shown(here, self.at);
                self.error(format!("bad escape {shown}"), here)
            }
            _ => Ok(code),
        }
    }

    fn hex(&mut self, here: usize, digits: usize) -> Step<u32> {
        let start = self.at;
        while self.at < start + digits
            && self.peek().is_some_and(|code| char::from_u32(code).is_some_and(|c| c.is_ascii_hexdigit()))
        {
            self.at += 1;
        }
        let shown = self.shown(start, self.at);
        if self.at - start != digits {
            let shown = self.shown(here, self.at);
            return self.error(format!("incomplete escape {shown}"), here);
        }
        match u32::from_str_radix(&shown, 16) {
            Ok(value) => Ok(value),
            Err(_) => unreachable!("these are hexadecimal digits"),
        }
    }

    fn named_character(&mut self, here: usize) -> Step<u32> {
        if !self.eat('{') {
            return self.error("missing {", self.at);
        }
        let name = self.until('}', "character name")?;
        match unicode_names2::character(&name) {
            Some(found) => Ok(found as u32),
            None => {
                let message = format!("undefined character name '{name}'");
                Err(Stop::Error(Error { from_none: true, ..Error::at(message, here) }))
            }
        }
    }

    /// The text up to a terminator, which is skipped.
    fn until(&mut self, terminator: char, what: &str) -> Step<String> {
        let start = self.at;
        loop {
            match self.peek() {
                None if self.at == start => return self.error(format!("missing {what}"), start),
                None => return self.error(format!("missing {terminator}, unterminated name"), start),
                Some(code) => {
                    self.at += 1;
                    if code == c(terminator) {
                        if self.at - 1 == start {
                            return self.error(format!("missing {what}"), start);
                        }
                        return Ok(self.shown(start, self.at - 1));
                    }
                }
            }
        }
    }

    // Sets.

    /// What follows `[`; `here` is the bracket.
    fn set(&mut self, here: usize, flags: u32) -> Step<Node> {
        if self.is_next('[') {
            self.warnings.push(format!("Possible nested set at position {}", self.at));
        }
        let negated = self.eat('^');
        let mut items: Vec<SetItem> = Vec::new();
        let first = self.at;
        loop {
            let start = self.at;
            let Some(code) = self.peek() else { return self.error("unterminated character set", here) };
            self.at += 1;
            if code == c(']') && start != first {
                break;
            }
            if !items.is_empty()
                && let Some(operation) = set_operation(code)
                && self.peek() == Some(code)
            {
                self.warnings.push(format!("Possible set {operation} at position {start}"));
            }
            let low = if code == c('\\') { self.set_escape(start)? } else { SetItem::Range(code, code) };
            if !self.is_next('-') {
                items.push(low);
                continue;
            }
            self.at += 1;
            let Some(next) = self.peek() else { return self.error("unterminated character set", here) };
            let high_start = self.at;
            self.at += 1;
            if next == c(']') {
                items.push(low);
                items.push(SetItem::Range(c('-'), c('-')));
                break;
            }
            if next == c('-') {
                self.warnings.push(format!("Possible set difference at position {}", high_start - 1));
            }
            let high = if next == c('\\') { self.set_escape(high_start)? } else { SetItem::Range(next, next) };
            match (low, high) {
                (SetItem::Range(low, _), SetItem::Range(high, _)) if low <= high => {
                    items.push(SetItem::Range(low, high));
                }
                _ => {
                    let shown = self.shown(start, self.at);
                    return self.error(format!("bad character range {shown}"), start);
                }
            }
        }
        if let ([SetItem::Range(low, high)], false) = (items.as_slice(), negated)
            && low == high
        {
            return Ok(self.literal(*low, flags));
        }
        Ok(Node::Set(Box::new(Set { negated, items, case: self.case(flags), ascii: self.is_ascii(flags) })))
    }

    /// What follows a backslash in a set.
    fn set_escape(&mut self, here: usize) -> Step<SetItem> {
        let Some(code) = self.peek() else { return self.error("bad escape (end of pattern)", here) };
        self.at += 1;
        let value = match char::from_u32(code) {
            Some('d') => return Ok(SetItem::Category(Category::Digit, false)),
            Some('D') => return Ok(SetItem::Category(Category::Digit, true)),
            Some('s') => return Ok(SetItem::Category(Category::Space, false)),
            Some('S') => return Ok(SetItem::Category(Category::Space, true)),
            Some('w') => return Ok(SetItem::Category(Category::Word, false)),
            Some('W') => return Ok(SetItem::Category(Category::Word, true)),
            Some('b') => 8,
            Some('0'..='7') => {
                let mut value = code - c('0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit) if is_octal(digit) => {
                            value = value * 8 + (digit - c('0'));
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                if value > 0o377 {
                    let shown = self.shown(here, self.at);
                    return self.error(format!("octal escape value {shown} outside of range 0-0o377"), here);
                }
                value
            }
            _ => self.character_escape(code, here)?,
        };
        Ok(SetItem::Range(value, value))
    }

    // Groups.

    /// What follows `(` at `here`. `None` for what matches nothing: comments and flags.
    fn group(&mut self, here: usize, flags: &mut u32, first: bool) -> Step<Option<Node>> {
        let name;
        if !self.eat('?') {
            return self.capture(here, None, *flags).map(Some);
        }
        let Some(code) = self.peek() else { return self.error("unexpected end of pattern", self.at) };
        self.at += 1;
        match char::from_u32(code) {
            Some('P') => {
                if self.eat('<') {
                    name = self.group_name('>')?;
                } else if self.eat('=') {
                    return self.named_reference(*flags).map(Some);
                } else {
                    let Some(next) = self.peek() else { return self.error("unexpected end of pattern", self.at) };
                    return self.error(format!("unknown extension ?P{}", show(next)), here + 1);
                }
            }
            Some(':') => {
                let node = self.alternatives(*flags, false)?;
                self.close(here)?;
                return Ok(Some(wrap(node)));
            }
            Some('#') => {
                while let Some(code) = self.peek() {
                    self.at += 1;
                    if code == c(')') {
                        return Ok(None);
                    }
                }
                return self.error("missing ), unterminated comment", here);
            }
            Some('=') | Some('!') => return self.look(here, None, code == c('!'), *flags).map(Some),
            Some('<') => {
                let Some(next) = self.peek() else { return self.error("unexpected end of pattern", self.at) };
                if next != c('=') && next != c('!') {
                    return self.error(format!("unknown extension ?<{}", show(next)), here + 1);
                }
                self.at += 1;
                let outer = self.lookbehind;
                if outer.is_none() {
                    self.lookbehind = Some(self.widths.len());
                }
                let node = self.look(here, Some(0), next == c('!'), *flags)?;
                if outer.is_none() {
                    self.lookbehind = None;
                }
                return Ok(Some(node));
            }
            Some('(') => return self.conditional(here, *flags).map(Some),
            Some('>') => {
                let node = self.alternatives(*flags, false)?;
                self.close(here)?;
                return Ok(Some(Node::Atomic(Box::new(node))));
            }
            Some(letter) if letter == '-' || "aiLmsux".contains(letter) => {
                let Some((add, remove)) = self.flags(here, code, first, flags)? else { return Ok(None) };
                let node = self.alternatives((*flags | add) & !remove, false)?;
                self.close(here)?;
                return Ok(Some(wrap(node)));
            }
            _ => return self.error(format!("unknown extension ?{}", show(code)), here + 1),
        }
        self.capture(here, Some(name), *flags).map(Some)
    }

    fn close(&mut self, here: usize) -> Step<()> {
        if self.eat(')') { Ok(()) } else { self.error("missing ), unterminated subpattern", here) }
    }

    fn capture(&mut self, here: usize, name: Option<(String, usize)>, flags: u32) -> Step<Node> {
        let group = self.widths.len();
        if let Some((name, position)) = name {
            if let Some((_, earlier)) = self.names.iter().find(|(known, _)| *known == name) {
                let message = format!("redefinition of group name '{name}' as group {group}; was group {earlier}");
                return Err(Stop::Error(Error { from_none: true, ..Error::at(message, position) }));
            }
            self.names.push((name, group));
        }
        self.widths.push(None);
        let node = self.alternatives(flags, false)?;
        self.close(here)?;
        self.widths[group] = Some(node.width(&self.widths));
        Ok(Node::Group(group, Box::new(node)))
    }

    /// A group's name up to the terminator, and where it begins.
    fn group_name(&mut self, terminator: char) -> Step<(String, usize)> {
        let start = self.at;
        let name = self.until(terminator, "group name")?;
        self.check_name(&name, start)?;
        Ok((name, start))
    }

    fn check_name(&self, name: &str, position: usize) -> Step<()> {
        let is_name = rondo_vm::object::str::unicode::is_identifier(name);
        if !is_name || !self.is_str && !name.is_ascii() {
            let shown = rondo_vm::object::str::repr::repr(name);
            return self.error(format!("bad character in group name {shown}"), position);
        }
        Ok(())
    }

    fn named_reference(&mut self, flags: u32) -> Step<Node> {
        let (name, start) = self.group_name(')')?;
        match self.names.iter().find(|(known, _)| *known == name) {
            Some(&(_, group)) => {
                if self.widths[group].is_none() {
                    return self.error("cannot refer to an open group", start);
                }
                self.check_lookbehind_group(group)?;
                Ok(Node::Reference(group, self.case(flags)))
            }
            None => self.error(format!("unknown group name '{name}'"), start),
        }
    }

    fn look(&mut self, here: usize, behind: Option<usize>, negated: bool, flags: u32) -> Step<Node> {
        let node = self.alternatives(flags, false)?;
        self.close(here)?;
        let behind = match behind {
            None => None,
            Some(_) => {
                let (low, high) = node.width(&self.widths);
                if low != high {
                    return Err(Stop::Error(Error {
                        message: "look-behind requires fixed-width pattern".into(),
                        position: None,
                        overflow: false,
                        value: false,
                        from_none: false,
                    }));
                }
                Some(low as usize)
            }
        };
        Ok(Node::Look { behind, negated, node: Box::new(node) })
    }

    fn conditional(&mut self, here: usize, flags: u32) -> Step<Node> {
        let start = self.at;
        let name = self.until(')', "group name")?;
        let group = if name.bytes().all(|b| b.is_ascii_digit()) {
            let group = name.parse::<usize>().unwrap_or(usize::MAX);
            if group == 0 {
                return self.error("bad group number", start);
            }
            if group >= 1 << 30 {
                return self.error(format!("invalid group reference {name}"), start);
            }
            self.conditionals.push((group, start));
            group
        } else {
            self.check_name(&name, start)?;
            match self.names.iter().find(|(known, _)| *known == name) {
                Some(&(_, group)) => group,
                None => return self.error(format!("unknown group name '{name}'"), start),
            }
        };
        self.check_lookbehind_group(group)?;
        let mut inner = flags;
        let yes = self.sequence(&mut inner, false)?;
        let no = if self.eat('|') { self.sequence(&mut inner, false)? } else { Node::Empty };
        if self.is_next('|') {
            return self.error("conditional backref with more than two branches", self.at);
        }
        self.close(here)?;
        Ok(Node::Conditional(group, Box::new(yes), Box::new(no)))
    }

    /// `(?flags)`, for the whole pattern: `None`; `(?flags:` or `(?flags-flags:`: what to add and remove.
    fn flags(&mut self, here: usize, code: u32, first: bool, outer: &mut u32) -> Step<Option<(u32, u32)>> {
        const TYPES: u32 = flag::ASCII | flag::LOCALE | flag::UNICODE;
        const GLOBAL: u32 = flag::DEBUG;
        let (mut add, mut remove) = (0, 0);
        let mut code = code;
        if code != c('-') {
            loop {
                let bit = flag_of(code);
                if self.is_str && code == c('L') {
                    return self.error("bad inline flags: cannot use 'L' flag with a str pattern", self.at);
                }
                if !self.is_str && code == c('u') {
                    return self.error("bad inline flags: cannot use 'u' flag with a bytes pattern", self.at);
                }
                add |= bit;
                if bit & TYPES != 0 && add & TYPES != bit {
                    let message = "bad inline flags: flags 'a', 'u' and 'L' are incompatible";
                    return self.error(message, self.at);
                }
                let Some(next) = self.peek() else { return self.error("missing -, : or )", self.at) };
                self.at += 1;
                code = next;
                if code == c(')') || code == c('-') || code == c(':') {
                    break;
                }
                if flag_of(code) == 0 {
                    let message = if is_letter(code) { "unknown flag" } else { "missing -, : or )" };
                    return self.error(message, self.at - 1);
                }
            }
        }
        if code == c(')') {
            if !first {
                return self.error("global flags not at the start of the expression", here);
            }
            if add & flag::VERBOSE != 0 && self.flags & flag::VERBOSE == 0 {
                return Err(Stop::Verbose);
            }
            self.flags |= add;
            *outer |= add;
            return Ok(None);
        }
        if add & GLOBAL != 0 {
            return self.error("bad inline flags: cannot turn on global flag", self.at - 1);
        }
        if code == c('-') {
            let Some(next) = self.peek() else { return self.error("missing flag", self.at) };
            self.at += 1;
            code = next;
            if flag_of(code) == 0 {
                let message = if is_letter(code) { "unknown flag" } else { "missing flag" };
                return self.error(message, self.at - 1);
            }
            loop {
                let bit = flag_of(code);
                if bit & TYPES != 0 {
                    let message = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return self.error(message, self.at);
                }
                remove |= bit;
                let Some(next) = self.peek() else { return self.error("missing :", self.at) };
                self.at += 1;
                code = next;
                if code == c(':') {
                    break;
                }
                if flag_of(code) == 0 {
                    let message = if is_letter(code) { "unknown flag" } else { "missing :" };
                    return self.error(message, self.at - 1);
                }
            }
        }
        if add & remove != 0 {
            return self.error("bad inline flags: flag turned on and off", self.at - 1);
        }
        // One of the types replaces the others.
        if add & TYPES != 0 {
            remove |= TYPES & !add;
        }
        Ok(Some((add, remove)))
    }
}

/// A group that does not capture counts as one thing, which a repeat may follow.
fn wrap(node: Node) -> Node {
    match node {
        Node::Repeat { .. } | Node::At(_) | Node::Empty => Node::Concat(vec![node]),
        node => node,
    }
}

fn flag_of(code: u32) -> u32 {
    match char::from_u32(code) {
        Some('i') => flag::IGNORECASE,
        Some('L') => flag::LOCALE,
        Some('m') => flag::MULTILINE,
        Some('s') => flag::DOTALL,
        Some('x') => flag::VERBOSE,
        Some('a') => flag::ASCII,
        Some('u') => flag::UNICODE,
        _ => 0,
    }
}
