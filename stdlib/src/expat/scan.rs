//! Where tokens of XML end: functions of bytes that know nothing of objects. The text is valid UTF-8.

/// Why there is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    /// The text ends within it.
    Partial,
    /// What stands at this place may not stand there.
    Invalid(usize),
}

/// What characters below 128 are.
mod class {
    pub const START: u8 = 1;
    pub const NAME: u8 = 2;
    pub const SPACE: u8 = 4;
    /// No character of XML.
    pub const BAD: u8 = 8;
    /// Ends a piece of text: `<`, `&`, `]`, ends of lines, what is no character, and what may begin one that is none.
    pub const TEXT: u8 = 16;
    /// Means more than itself in the value of an attribute.
    pub const VALUE: u8 = 32;
}

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let byte = i as u8;
        let mut bits = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'_' | b':' => class::START | class::NAME,
            b'0'..=b'9' | b'-' | b'.' => class::NAME,
            b' ' => class::SPACE,
            b'\t' | b'\n' | b'\r' => class::SPACE | class::VALUE,
            b'&' | b'<' | b'"' | b'\'' => class::VALUE,
            0..32 => class::BAD | class::VALUE,
            // U+FFFE and U+FFFF begin so.
            0xEF => class::VALUE,
            _ => 0,
        };
        if matches!(byte, b'<' | b'&' | b']' | b'\r' | b'\n' | 0xEF) || bits & class::BAD != 0 {
            bits |= class::TEXT;
        }
        table[i] = bits;
        i += 1;
    }
    table
}

/// Space in markup.
#[inline]
pub fn is_space(byte: u8) -> bool {
    CLASSES[byte as usize] & class::SPACE != 0
}

/// Is there, at `at`, what is no character of XML?
#[inline]
pub fn is_bad(text: &[u8], at: usize) -> bool {
    match text[at] {
        0xEF => matches!(text.get(at + 1..at + 3), Some([0xBF, 0xBE | 0xBF])),
        byte => CLASSES[byte as usize] & class::BAD != 0,
    }
}

/// Past the space that begins at `at`.
#[inline]
pub fn space_end(text: &[u8], mut at: usize) -> usize {
    while at < text.len() && is_space(text[at]) {
        at += 1;
    }
    at
}

fn wide_char(text: &[u8], at: usize) -> Option<char> {
    let len = match text[at] {
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    };
    std::str::from_utf8(text.get(at..at + len)?).ok()?.chars().next()
}

/// As Expat has it: no characters beyond the first plane.
fn wide_starts_name(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}' | '\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}')
}

/// How many bytes the character at `at` has that begins a name; none if it does not.
#[inline]
pub fn name_start(text: &[u8], at: usize, colons: bool) -> usize {
    match text[at] {
        b':' => colons as usize,
        byte @ 0..128 => (CLASSES[byte as usize] & class::START != 0) as usize,
        _ => wide_char(text, at).filter(|&c| wide_starts_name(c)).map_or(0, char::len_utf8),
    }
}

#[inline]
fn name_part(text: &[u8], at: usize) -> usize {
    match text[at] {
        byte @ 0..128 => (CLASSES[byte as usize] & class::NAME != 0 && byte != b':') as usize,
        _ => wide_char(text, at)
            .filter(|&c| wide_starts_name(c) || matches!(c, '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}' | '\u{2040}'))
            .map_or(0, char::len_utf8),
    }
}

/// The end of the characters of names from `at` on, for words that may begin with any of them.
pub fn word_end(text: &[u8], mut at: usize) -> usize {
    while at < text.len() {
        let len = if text[at] == b':' { 1 } else { name_part(text, at) };
        if len == 0 {
            break;
        }
        at += len;
    }
    at
}

/// The end of the name at `at`. With `namespaces` it may have one colon, inside. `Partial` if the text ends with it.
#[inline]
pub fn name_end(text: &[u8], start: usize, namespaces: bool) -> Result<usize, Bad> {
    if start >= text.len() {
        return Err(Bad::Partial);
    }
    let mut at = start + name_start(text, start, !namespaces);
    if at == start {
        return Err(Bad::Invalid(start));
    }
    let mut colon = false;
    while at < text.len() {
        if text[at] == b':' {
            if namespaces {
                if colon {
                    return Err(Bad::Invalid(at));
                }
                colon = true;
                at += 1;
                if at >= text.len() {
                    return Err(Bad::Partial);
                }
                let len = name_start(text, at, false);
                if len == 0 {
                    return Err(Bad::Invalid(at));
                }
                at += len;
            } else {
                at += 1;
            }
            continue;
        }
        let len = name_part(text, at);
        if len == 0 {
            return Ok(at);
        }
        at += len;
    }
    Err(Bad::Partial)
}

/// An attribute of a tag: where its name and its value are.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    /// The name.
    pub name: (usize, usize),
    /// What is between the quotes.
    pub value: (usize, usize),
    /// The value is what is written.
    pub plain: bool,
}

/// A tag that begins an element.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// The end of its name.
    pub name_end: usize,
    /// Its end.
    pub end: usize,
    /// It ends the element too.
    pub empty: bool,
}

/// The tag whose name begins at `at`; its attributes are put into `attributes`.
pub fn tag(text: &[u8], at: usize, namespaces: bool, attributes: &mut Vec<Attribute>) -> Result<Tag, Bad> {
    attributes.clear();
    let name_end = name_end(text, at, namespaces)?;
    let mut at = name_end;
    let mut after_space;
    loop {
        let begin = at;
        at = space_end(text, at);
        after_space = at > begin;
        match *text.get(at).ok_or(Bad::Partial)? {
            b'>' => return Ok(Tag { name_end, end: at + 1, empty: false }),
            b'/' => {
                return match *text.get(at + 1).ok_or(Bad::Partial)? {
                    b'>' => Ok(Tag { name_end, end: at + 2, empty: true }),
                    _ => Err(Bad::Invalid(at + 1)),
                };
            }
            _ if !after_space => return Err(Bad::Invalid(at)),
            _ => (),
        }
        let attribute = attribute(text, at, namespaces)?;
        at = attribute.value.1 + 1;
        attributes.push(attribute);
    }
}

#[inline]
fn attribute(text: &[u8], start: usize, namespaces: bool) -> Result<Attribute, Bad> {
    let name_end = name_end(text, start, namespaces)?;
    let equals = space_end(text, name_end);
    if *text.get(equals).ok_or(Bad::Partial)? != b'=' {
        return Err(Bad::Invalid(equals));
    }
    let open = space_end(text, equals + 1);
    let quote = *text.get(open).ok_or(Bad::Partial)?;
    if !matches!(quote, b'"' | b'\'') {
        return Err(Bad::Invalid(open));
    }
    let begin = open + 1;
    let mut at = begin;
    let mut plain = true;
    loop {
        let byte = *text.get(at).ok_or(Bad::Partial)?;
        if CLASSES[byte as usize] & class::VALUE == 0 {
            at += 1;
            continue;
        }
        match byte {
            _ if byte == quote => break,
            b'"' | b'\'' => at += 1,
            b'<' => return Err(Bad::Invalid(at)),
            b'&' => {
                plain = false;
                at = reference(text, at, namespaces)?.end();
            }
            b'\t' | b'\n' | b'\r' => {
                plain = false;
                at += 1;
            }
            _ if is_bad(text, at) => return Err(Bad::Invalid(at)),
            _ => at += 1,
        }
    }
    Ok(Attribute { name: (start, name_end), value: (begin, at), plain })
}

/// What `&` begins, up to and with the semicolon.
#[derive(Clone, Copy, Debug)]
pub enum Reference {
    /// `&name;`
    Entity {
        /// The name.
        name: (usize, usize),
    },
    /// `&#10;`, `&#xA;`
    Character {
        /// The digits.
        digits: (usize, usize),
        /// Their base.
        base: u32,
    },
}

impl Reference {
    /// Behind its semicolon.
    pub fn end(&self) -> usize {
        match self {
            Reference::Entity { name: (_, end) } | Reference::Character { digits: (_, end), .. } => end + 1,
        }
    }
}

/// The reference at `at`.
pub fn reference(text: &[u8], at: usize, namespaces: bool) -> Result<Reference, Bad> {
    let next = *text.get(at + 1).ok_or(Bad::Partial)?;
    if next != b'#' {
        let end = name_end_of_entity(text, at + 1, namespaces)?;
        return match text[end] {
            b';' => Ok(Reference::Entity { name: (at + 1, end) }),
            _ => Err(Bad::Invalid(end)),
        };
    }
    let (base, start) = match *text.get(at + 2).ok_or(Bad::Partial)? {
        b'x' => (16, at + 3),
        _ => (10, at + 2),
    };
    let mut end = start;
    loop {
        let byte = *text.get(end).ok_or(Bad::Partial)?;
        match byte {
            b';' if end > start => return Ok(Reference::Character { digits: (start, end), base }),
            _ if (byte as char).is_digit(base) => end += 1,
            _ => return Err(Bad::Invalid(end)),
        }
    }
}

/// As [`name_end`]; a name of an entity has no colon where there are namespaces.
fn name_end_of_entity(text: &[u8], at: usize, namespaces: bool) -> Result<usize, Bad> {
    let end = name_end(text, at, namespaces)?;
    match text[at..end].iter().position(|&byte| byte == b':') {
        Some(colon) if namespaces => Err(Bad::Invalid(at + colon)),
        _ => Ok(end),
    }
}

/// The end of the piece of text at `at`, that is nothing but text: the length of the text if all of it is.
#[inline]
pub fn text_end(text: &[u8], mut at: usize) -> Result<usize, Bad> {
    let start = at;
    loop {
        while at < text.len() && CLASSES[text[at] as usize] & class::TEXT == 0 {
            at += 1;
        }
        if at == text.len() {
            return Ok(at);
        }
        match text[at] {
            b']' => match (text.get(at + 1), text.get(at + 2)) {
                (Some(b']'), Some(b'>')) => return Err(Bad::Invalid(at + 2)),
                (Some(b']'), Some(_)) => at += 1,
                (Some(b']'), None) | (None, _) if at > start => return Ok(at),
                (Some(b']'), None) | (None, _) => return Err(Bad::Partial),
                (Some(_), _) => at += 1,
            },
            0xEF if !is_bad(text, at) => at += 3,
            _ if at == start && is_bad(text, at) => return Err(Bad::Invalid(at)),
            _ => return Ok(at),
        }
    }
}

/// Where a comment's text ends that begins at `at`, behind `<!--`.
pub fn comment_end(text: &[u8], mut at: usize) -> Result<usize, Bad> {
    loop {
        let byte = *text.get(at).ok_or(Bad::Partial)?;
        if byte == b'-' {
            match (text.get(at + 1), text.get(at + 2)) {
                (Some(b'-'), Some(b'>')) => return Ok(at),
                (Some(b'-'), Some(_)) => return Err(Bad::Invalid(at + 2)),
                (Some(b'-'), None) | (None, _) => return Err(Bad::Partial),
                _ => at += 1,
            }
        } else if is_bad(text, at) {
            return Err(Bad::Invalid(at));
        } else {
            at += 1;
        }
    }
}

/// A processing instruction: `<?target data?>`.
#[derive(Clone, Copy, Debug)]
pub struct Instruction {
    /// The target.
    pub target: (usize, usize),
    /// What follows it.
    pub data: (usize, usize),
}

/// The instruction whose target begins at `start`.
pub fn instruction(text: &[u8], start: usize, namespaces: bool) -> Result<Instruction, Bad> {
    let target_end = name_end(text, start, namespaces)?;
    let target = &text[start..target_end];
    if let Some(colon) = target.iter().position(|&byte| byte == b':').filter(|_| namespaces) {
        return Err(Bad::Invalid(start + colon));
    }
    if target.eq_ignore_ascii_case(b"xml") && target != b"xml" {
        return Err(Bad::Invalid(target_end));
    }
    let data = space_end(text, target_end);
    if data == target_end {
        return match (text[target_end], text.get(target_end + 1)) {
            (b'?', None) => Err(Bad::Partial),
            (b'?', Some(b'>')) => Ok(Instruction { target: (start, target_end), data: (target_end, target_end) }),
            (b'?', _) => Err(Bad::Invalid(target_end + 1)),
            _ => Err(Bad::Invalid(target_end)),
        };
    }
    let mut at = data;
    loop {
        let byte = *text.get(at).ok_or(Bad::Partial)?;
        if byte == b'?' {
            match *text.get(at + 1).ok_or(Bad::Partial)? {
                b'>' => return Ok(Instruction { target: (start, target_end), data: (data, at) }),
                _ => at += 1,
            }
        } else if is_bad(text, at) {
            return Err(Bad::Invalid(at));
        } else {
            at += 1;
        }
    }
}
