//! Reading a document: what is in its elements, and what is beside them.

use super::errors::*;
use super::scan::{self, Attribute, Bad, Reference};
use super::{Handler, Parser};
use rondo_vm::heap::Gc;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::list::List;
use rondo_vm::object::str::Str;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rustc_hash::FxHashMap;

/// How deep entities may stand in entities.
const MOST_ENTITIES: usize = 100;
/// How much entities may add to a text, and how many times it, before that is taken for an attack. Expat's numbers.
const HARMLESS: usize = 8 << 20;
const AMPLIFICATION: usize = 100;

const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NAMESPACE: &str = "http://www.w3.org/2000/xmlns/";

/// Why reading ends before the text does.
pub enum Stop {
    /// An exception of a handler.
    Raised(Raised),
    /// The text is not XML, at the place of the event: one of [`super::errors`].
    Fail(u8),
    /// The text ends within what begins at the place.
    Partial(usize),
}

impl From<Raised> for Stop {
    fn from(raised: Raised) -> Stop {
        Stop::Raised(raised)
    }
}

pub type Read<T = usize> = Result<T, Stop>;

/// What part of a document is next.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was read.
    #[default]
    Start,
    /// What is before the outermost element.
    Prolog,
    /// Elements.
    Content,
    /// Within a section that is not marked up.
    Section,
    /// What is behind the outermost element.
    Epilog,
}

/// An element that has not ended.
struct Open {
    /// Where its name begins in `Reading::names`.
    name: usize,
    /// As handlers get it.
    shown: Value,
    /// How many namespaces there were before it.
    namespaces: usize,
}

/// How far a document has been read.
#[derive(Default)]
pub struct Reading {
    /// What is next.
    pub phase: Phase,
    open: Vec<Open>,
    /// The names of the open elements, as they are written.
    names: String,
    /// Names as handlers get them, by how they are written, while the namespaces stay.
    elements: FxHashMap<Box<str>, Value>,
    attributes: FxHashMap<Box<str>, Value>,
    /// Those of the tag that is being read.
    found: Vec<Attribute>,
    /// The text is that of an entity.
    pub fragment: bool,
    /// How many entities are being read, in one another.
    depth: usize,
    /// The names of those.
    entities: Vec<String>,
    /// Bytes that the document has, and that its entities have.
    pub direct: usize,
    indirect: usize,
    /// The document's type was declared.
    pub has_doctype: bool,
    /// The document says that it stands alone: 1, or not: 0; else -1.
    pub standalone: i64,
}

/// A parser that reads.
pub struct Run<'a> {
    /// The parser.
    pub parser: &'a Parser,
    /// How far it is.
    pub reading: &'a mut Reading,
}

impl Run<'_> {
    /// The next event is at a place of the text; those of entities are where these are referred to.
    #[inline]
    pub fn event(&self, at: usize) {
        if self.reading.depth == 0 {
            self.parser.place.event.set(at);
        }
    }

    pub fn fail<T>(&self, code: u8, at: usize) -> Read<T> {
        self.event(at);
        Err(Stop::Fail(code))
    }

    /// What the scanner's answer means for a token that begins at `start`.
    #[inline]
    pub fn token<T>(&self, found: Result<T, Bad>, start: usize) -> Read<T> {
        match found {
            Ok(found) => Ok(found),
            Err(Bad::Partial) => Err(Stop::Partial(start)),
            Err(Bad::Invalid(at)) => self.fail(INVALID_TOKEN, at),
        }
    }

    fn has_namespaces(&self) -> bool {
        self.parser.separator.is_some()
    }

    /// Reads as much as there is; returns how far that is. `more` may follow.
    pub fn read(&mut self, vm: &mut Vm, text: &str, more: bool) -> Read {
        let mut at = 0;
        loop {
            let next = match self.reading.phase {
                Phase::Content | Phase::Section => self.content(vm, text, at, more, 0),
                _ if at == text.len() => Ok(at),
                Phase::Start => self.start(vm, text, at, more),
                Phase::Prolog => self.prolog(vm, text, at, more),
                Phase::Epilog => self.epilog(vm, text, at),
            };
            match next {
                Ok(next) if next > at => at = next,
                Ok(_) => {
                    self.event(at);
                    break;
                }
                Err(Stop::Partial(start)) => {
                    self.event(start);
                    at = start;
                    if !more {
                        let in_section = self.reading.phase == Phase::Section;
                        return Err(Stop::Fail(if in_section { UNCLOSED_CDATA_SECTION } else { UNCLOSED_TOKEN }));
                    }
                    break;
                }
                Err(other) => return Err(other),
            }
        }
        if !more && self.reading.phase != Phase::Epilog && !self.reading.fragment {
            let in_section = self.reading.phase == Phase::Section;
            return self.fail(if in_section { UNCLOSED_CDATA_SECTION } else { NO_ELEMENTS }, at);
        }
        Ok(at)
    }

    /// The very beginning: a declaration, if there is one.
    fn start(&mut self, vm: &mut Vm, text: &str, at: usize, more: bool) -> Read {
        const DECLARATION: &str = "<?xml";
        let rest = &text[at..];
        if more && rest.len() <= DECLARATION.len() && DECLARATION.starts_with(rest) {
            return Err(Stop::Partial(at));
        }
        self.event(at);
        self.reading.phase = if self.reading.fragment { Phase::Content } else { Phase::Prolog };
        let declares = rest
            .strip_prefix(DECLARATION)
            .is_some_and(|rest| rest.bytes().next().is_some_and(|byte| scan::is_space(byte) || byte == b'?'));
        if !declares {
            return match self.reading.phase {
                Phase::Content => self.content(vm, text, at, more, 0),
                _ => self.prolog(vm, text, at, more),
            };
        }
        let found = scan::instruction(text.as_bytes(), at + 2, self.has_namespaces());
        let found = match found {
            Err(Bad::Partial) => {
                self.reading.phase = Phase::Start;
                return Err(Stop::Partial(at));
            }
            other => self.token(other, at)?,
        };
        let end = found.data.1 + 2;
        self.declaration(vm, text, at, end)?;
        Ok(end)
    }

    /// `<?xml version="1.0" encoding="utf-8" standalone="yes"?>`
    fn declaration(&mut self, vm: &mut Vm, text: &str, start: usize, end: usize) -> Read<()> {
        let bad = if self.reading.fragment { TEXT_DECL } else { XML_DECL };
        let body_end = end - 2;
        let mut at = start + 5;
        let mut values: [Option<&str>; 3] = [None; 3];
        let mut encoding_at = start;
        let mut least = 0;
        loop {
            let begin = scan::space_end(&text.as_bytes()[..body_end], at);
            if begin == body_end {
                break;
            }
            let name_end = scan::word_end(&text.as_bytes()[..body_end], begin);
            let which = ["version", "encoding", "standalone"].iter().position(|name| *name == &text[begin..name_end]);
            let Some(which) = which.filter(|which| *which >= least && begin > at) else { return self.fail(bad, begin) };
            // The text of an entity need not have a version; a document must.
            if which > 0 && values[0].is_none() && !self.reading.fragment {
                return self.fail(bad, begin);
            }
            let equals = scan::space_end(text.as_bytes(), name_end);
            if text.as_bytes()[equals] != b'=' {
                return self.fail(bad, equals);
            }
            let open = scan::space_end(text.as_bytes(), equals + 1);
            let quote = text.as_bytes()[open] as char;
            if !matches!(quote, '"' | '\'') {
                return self.fail(bad, open);
            }
            let Some(len) = text[open + 1..body_end].find(quote) else { return self.fail(bad, open) };
            let value = &text[open + 1..open + 1 + len];
            let is_good = match which {
                0 => !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_:".contains(&b)),
                1 => {
                    value.starts_with(|c: char| c.is_ascii_alphabetic())
                        && value.bytes().all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b))
                }
                _ => matches!(value, "yes" | "no"),
            };
            if !is_good {
                return self.fail(bad, open + 1);
            }
            values[which] = Some(value);
            if which == 1 {
                encoding_at = open + 1;
            }
            least = which + 1;
            at = open + len + 2;
        }
        if values[0].is_none() && !self.reading.fragment {
            return self.fail(bad, start + 5);
        }
        self.reading.standalone = values[2].map_or(-1, |value| (value == "yes") as i64);
        if self.reading.standalone == 1 {
            self.parser.dtd.borrow_mut().standalone = true;
        }
        let text_or_none = |value: Option<&str>| value.map_or(Value::NONE, Value::from);
        let args = [text_or_none(values[0]), text_or_none(values[1]), Value::from(self.reading.standalone)];
        self.call(vm, Handler::XmlDecl, &args, &text[start..end])?;
        let is_wide = values[1].is_some_and(|name| name.to_ascii_lowercase().starts_with("utf-16"));
        if is_wide && !self.parser.may_be_wide.get() {
            return self.fail(INCORRECT_ENCODING, encoding_at);
        }
        Ok(())
    }

    fn prolog(&mut self, vm: &mut Vm, text: &str, at: usize, more: bool) -> Read {
        let bytes = text.as_bytes();
        self.event(at);
        match (bytes[at], bytes.get(at + 1)) {
            (byte, _) if scan::is_space(byte) => self.space(vm, text, at),
            (b'<', None) => Err(Stop::Partial(at)),
            (b'<', Some(b'?')) => self.instruction(vm, text, at),
            (b'<', Some(b'!')) => self.declared(vm, text, at, more),
            (b'<', Some(_)) if scan::name_start(bytes, at + 1, true) > 0 => {
                self.reading.phase = Phase::Content;
                self.content(vm, text, at, more, 0)
            }
            (b'<', Some(_)) => self.fail(INVALID_TOKEN, at + 1),
            _ => self.other(text, at, SYNTAX),
        }
    }

    fn epilog(&mut self, vm: &mut Vm, text: &str, at: usize) -> Read {
        let bytes = text.as_bytes();
        self.event(at);
        match (bytes[at], bytes.get(at + 1)) {
            (byte, _) if scan::is_space(byte) => self.space(vm, text, at),
            (b'<', None) => Err(Stop::Partial(at)),
            (b'<', Some(b'?')) => self.instruction(vm, text, at),
            (b'<', Some(b'!')) => match bytes.get(at + 2) {
                None => Err(Stop::Partial(at)),
                Some(b'-') => self.comment(vm, text, at),
                Some(b'[') => self.fail(JUNK_AFTER_DOC_ELEMENT, at),
                Some(byte) if byte.is_ascii_alphabetic() => self.fail(JUNK_AFTER_DOC_ELEMENT, at),
                Some(_) => self.fail(INVALID_TOKEN, at + 2),
            },
            (b'<', Some(_)) if scan::name_start(bytes, at + 1, true) > 0 => self.fail(JUNK_AFTER_DOC_ELEMENT, at),
            (b'<', Some(_)) => self.fail(INVALID_TOKEN, at + 1),
            _ => self.other(text, at, JUNK_AFTER_DOC_ELEMENT),
        }
    }

    /// What is neither space nor markup, outside of elements: `code` says that a token cannot stand there.
    fn other(&self, text: &str, at: usize, code: u8) -> Read {
        let bytes = text.as_bytes();
        let end = scan::word_end(bytes, at);
        if end == at {
            let is_token =
                matches!(bytes[at], b',' | b'[' | b']' | b'(' | b')' | b'|' | b'>' | b'%' | b'#' | b'"' | b'\'');
            return match bytes[at] {
                quote @ (b'"' | b'\'') if !bytes[at + 1..].contains(&quote) => Err(Stop::Partial(at)),
                _ => self.fail(if is_token { code } else { INVALID_TOKEN }, at),
            };
        }
        match bytes.get(end) {
            None => self.fail(code, at),
            Some(byte) if scan::is_space(*byte) => self.fail(code, at),
            Some(b'>' | b')' | b',' | b'|' | b'[' | b'%' | b'?' | b'*' | b'+') => self.fail(code, at),
            Some(_) => self.fail(INVALID_TOKEN, end),
        }
    }

    /// Space between what counts.
    fn space(&mut self, vm: &mut Vm, text: &str, at: usize) -> Read {
        let end = scan::space_end(text.as_bytes(), at);
        self.default(vm, &text[at..end])?;
        Ok(end)
    }

    fn declared(&mut self, vm: &mut Vm, text: &str, at: usize, more: bool) -> Read {
        let bytes = text.as_bytes();
        match bytes.get(at + 2) {
            None => Err(Stop::Partial(at)),
            Some(b'-') => self.comment(vm, text, at),
            Some(b'[') => self.fail(SYNTAX, at),
            Some(byte) if byte.is_ascii_alphabetic() => {
                let end = scan::word_end(bytes, at + 2);
                match (&text[at + 2..end], bytes.get(end)) {
                    (_, None) => Err(Stop::Partial(at)),
                    ("DOCTYPE", Some(&byte)) if scan::is_space(byte) && !self.reading.has_doctype => {
                        self.doctype(vm, text, at, end, more)
                    }
                    (_, Some(&byte)) if scan::is_space(byte) => self.fail(SYNTAX, at),
                    _ => self.fail(INVALID_TOKEN, end),
                }
            }
            Some(_) => self.fail(INVALID_TOKEN, at + 2),
        }
    }

    pub fn comment(&mut self, vm: &mut Vm, text: &str, at: usize) -> Read {
        let bytes = text.as_bytes();
        match bytes.get(at + 3) {
            None => return Err(Stop::Partial(at)),
            Some(b'-') => (),
            Some(_) => return self.fail(INVALID_TOKEN, at + 3),
        }
        let end = self.token(scan::comment_end(bytes, at + 4), at)?;
        let what = newlines(&text[at + 4..end]);
        self.call(vm, Handler::Comment, &[Value::from(&*what)], &text[at..end + 3])?;
        Ok(end + 3)
    }

    pub fn instruction(&mut self, vm: &mut Vm, text: &str, at: usize) -> Read {
        let found = self.token(scan::instruction(text.as_bytes(), at + 2, self.has_namespaces()), at)?;
        let target = &text[found.target.0..found.target.1];
        if target == "xml" {
            return self.fail(MISPLACED_XML_PI, at);
        }
        let end = found.data.1 + 2;
        let data = newlines(&text[found.data.0..found.data.1]);
        let args = [Value::from(target), Value::from(&*data)];
        self.call(vm, Handler::ProcessingInstruction, &args, &text[at..end])?;
        Ok(end)
    }

    // Handlers.

    /// Calls a handler, or that for what has none.
    pub fn call(&mut self, vm: &mut Vm, handler: Handler, args: &[Value], source: &str) -> Read<()> {
        match self.parser.handler(handler) {
            None => self.default(vm, source),
            Some(callable) => {
                self.parser.flush(vm)?;
                vm.call(&callable, args)?;
                Ok(())
            }
        }
    }

    pub fn default(&mut self, vm: &mut Vm, source: &str) -> Read<()> {
        if let Some(callable) = self.parser.default_handler() {
            self.parser.flush(vm)?;
            vm.call(&callable, &[Value::from(source)])?;
        }
        Ok(())
    }

    #[inline]
    fn characters(&mut self, vm: &mut Vm, text: &str, source: &str) -> Read<()> {
        if self.parser.has_handler(Handler::CharacterData) {
            Ok(self.parser.characters(vm, text)?)
        } else {
            self.default(vm, source)
        }
    }

    // Elements.

    /// Reads elements and what is in them, from `at` on, until the text or the outermost element ends. `level` elements
    /// are those of the text around an entity's.
    fn content(&mut self, vm: &mut Vm, text: &str, mut at: usize, more: bool, level: usize) -> Read {
        let bytes = text.as_bytes();
        let is_whole = level == 0 && self.reading.depth == 0 && !self.reading.fragment;
        loop {
            self.event(at);
            if self.reading.phase == Phase::Section {
                at = self.section(vm, text, at)?;
                if self.reading.phase == Phase::Section {
                    return Ok(at);
                }
                continue;
            }
            if at == bytes.len() {
                break;
            }
            match bytes[at] {
                b'<' => match bytes.get(at + 1) {
                    None => return Err(Stop::Partial(at)),
                    Some(b'/') => {
                        at = self.end_tag(vm, text, at, level)?;
                        if is_whole && self.reading.open.is_empty() {
                            self.reading.phase = Phase::Epilog;
                            return Ok(at);
                        }
                    }
                    Some(b'?') => at = self.instruction(vm, text, at)?,
                    Some(b'!') => match bytes.get(at + 2) {
                        None => return Err(Stop::Partial(at)),
                        Some(b'-') => at = self.comment(vm, text, at)?,
                        Some(b'[') => {
                            const BEGIN: &str = "<![CDATA[";
                            let same = text[at..].bytes().zip(BEGIN.bytes()).take_while(|(a, b)| a == b).count();
                            if text.len() - at < BEGIN.len() {
                                return Err(Stop::Partial(at));
                            }
                            if same < BEGIN.len() {
                                return self.fail(INVALID_TOKEN, at + same);
                            }
                            self.call(vm, Handler::StartCdataSection, &[], BEGIN)?;
                            self.reading.phase = Phase::Section;
                            at += BEGIN.len();
                        }
                        Some(_) => return self.fail(INVALID_TOKEN, at + 2),
                    },
                    Some(_) => {
                        at = self.start_tag(vm, text, at)?;
                        if is_whole && self.reading.open.is_empty() {
                            self.reading.phase = Phase::Epilog;
                            return Ok(at);
                        }
                    }
                },
                b'&' => {
                    let found = self.token(scan::reference(bytes, at, self.has_namespaces()), at)?;
                    self.reference(vm, text, at, found)?;
                    at = found.end();
                }
                b'\r' if at + 1 == bytes.len() && more => return Ok(at),
                b'\r' | b'\n' => {
                    let end = at + 1 + (bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')) as usize;
                    self.characters(vm, "\n", &text[at..end])?;
                    at = end;
                }
                _ => {
                    let end = match scan::text_end(bytes, at) {
                        Err(Bad::Partial) if more => return Ok(at),
                        // `]` at the very end.
                        Err(Bad::Partial) => text.len(),
                        other => self.token(other, at)?,
                    };
                    self.characters(vm, &text[at..end], &text[at..end])?;
                    at = end;
                }
            }
        }
        if !more && level > 0 && self.reading.open.len() != level {
            return Err(Stop::Fail(ASYNC_ENTITY));
        }
        Ok(at)
    }

    /// What is in a section that is not marked up.
    fn section(&mut self, vm: &mut Vm, text: &str, mut at: usize) -> Read {
        let bytes = text.as_bytes();
        while at < bytes.len() {
            self.event(at);
            match bytes[at] {
                b']' if text[at..].starts_with("]]>") => {
                    self.call(vm, Handler::EndCdataSection, &[], "]]>")?;
                    self.reading.phase = Phase::Content;
                    return Ok(at + 3);
                }
                b']' if "]]>".starts_with(&text[at..]) => return Err(Stop::Partial(at)),
                b'\r' if at + 1 == bytes.len() => return Err(Stop::Partial(at)),
                b'\r' | b'\n' => {
                    let end = at + 1 + (bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')) as usize;
                    self.characters(vm, "\n", &text[at..end])?;
                    at = end;
                }
                _ if scan::is_bad(bytes, at) => return self.fail(INVALID_TOKEN, at),
                _ => {
                    let len = bytes[at + 1..]
                        .iter()
                        .position(|byte| matches!(byte, b']' | b'\r' | b'\n' | 0xEF | ..32 if *byte != b'\t'));
                    let mut end = len.map_or(bytes.len(), |len| at + 1 + len);
                    while !text.is_char_boundary(end) {
                        end += 1;
                    }
                    self.characters(vm, &text[at..end], &text[at..end])?;
                    at = end;
                }
            }
        }
        Ok(at)
    }

    fn start_tag(&mut self, vm: &mut Vm, text: &str, at: usize) -> Read {
        let bytes = text.as_bytes();
        let mut found = std::mem::take(&mut self.reading.found);
        let result = scan::tag(bytes, at + 1, self.has_namespaces(), &mut found);
        let tag = self.token(result, at);
        let done = tag.and_then(|tag| {
            self.begin(vm, text, at, tag, &found)?;
            Ok(tag.end)
        });
        self.reading.found = found;
        done
    }

    fn begin(&mut self, vm: &mut Vm, text: &str, at: usize, tag: scan::Tag, found: &[Attribute]) -> Read<()> {
        let name = &text[at + 1..tag.name_end];
        let namespaces = self.parser.namespaces.borrow().len();
        let attributes = self.attribute_values(vm, text, name, found)?;
        let shown = self.shown_name(vm, name, false)?;
        let reading = &mut *self.reading;
        reading.open.push(Open { name: reading.names.len(), shown: shown.clone(), namespaces });
        reading.names.push_str(name);
        let mut handled = !tag.empty;
        if self.parser.has_handler(Handler::StartElement) {
            handled = true;
            self.call(vm, Handler::StartElement, &[shown, attributes], "")?;
        } else if !tag.empty {
            self.default(vm, &text[at..tag.end])?;
        }
        if tag.empty {
            if self.parser.has_handler(Handler::EndElement) {
                handled = true;
                self.event(tag.end);
            }
            self.close(vm, None)?;
            if !handled {
                self.default(vm, &text[at..tag.end])?;
            }
        }
        Ok(())
    }

    /// The attributes of a tag as handlers get them, with those that the declaration of the element adds.
    fn attribute_values(&mut self, vm: &mut Vm, text: &str, element: &str, found: &[Attribute]) -> Read<Value> {
        let parser = self.parser;
        let wanted = parser.has_handler(Handler::StartElement);
        let declared = parser.dtd.borrow().attributes.get(element).cloned().unwrap_or_default();
        // Names and values of those that are no namespaces.
        let mut pairs: Vec<(&str, Value)> = Vec::with_capacity(found.len() + declared.len());
        for (i, attribute) in found.iter().enumerate() {
            let name = &text[attribute.name.0..attribute.name.1];
            if found[..i].iter().any(|other| &text[other.name.0..other.name.1] == name) {
                return self.fail(DUPLICATE_ATTRIBUTE, attribute.name.0);
            }
            let written = &text[attribute.value.0..attribute.value.1];
            let is_tokens = declared.iter().any(|known| known.tokens && &*known.name == name);
            let value = if attribute.plain && !is_tokens {
                if self.has_namespaces() && name.starts_with("xmlns") && self.declares(vm, name, written)? {
                    continue;
                }
                Value::from(written)
            } else {
                let mut value = String::with_capacity(written.len());
                self.normalize(written, Some(attribute.value.0), &mut value)?;
                if is_tokens {
                    value = value.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                }
                if self.has_namespaces() && name.starts_with("xmlns") && self.declares(vm, name, &value)? {
                    continue;
                }
                Value::from(value.as_str())
            };
            pairs.push((name, value));
        }
        for known in declared.iter() {
            let Some(default) = &known.default else { continue };
            let is_given = found.iter().any(|attribute| text[attribute.name.0..attribute.name.1] == *known.name);
            if is_given || self.has_namespaces() && self.declares(vm, &known.name, default)? {
                continue;
            }
            if !parser.specified_attributes.get() {
                pairs.push((&known.name, Value::from(&**default)));
            }
        }
        if !wanted && !self.has_namespaces() {
            return Ok(Value::NONE);
        }
        let ordered = parser.ordered_attributes.get();
        let (dict, mut list) = (Dict::new(), Vec::new());
        let given = pairs.len();
        for (name, value) in pairs {
            let name = self.shown_name(vm, name, true)?;
            if ordered {
                list.extend([name, value]);
            } else {
                dict.set(vm, name, value)?;
            }
        }
        // Two prefixes for one namespace.
        let is_double = match ordered {
            true => (0..list.len()).step_by(2).any(|i| (0..i).step_by(2).any(|j| list[i].as_str() == list[j].as_str())),
            false => dict.len() < given,
        };
        if is_double {
            return Err(Stop::Fail(DUPLICATE_ATTRIBUTE));
        }
        Ok(if ordered { List::value(list) } else { dict.into_value() })
    }

    /// Is it the declaration of a namespace? It holds from here on then.
    fn declares(&mut self, vm: &mut Vm, name: &str, uri: &str) -> Read<bool> {
        let prefix = match name.strip_prefix("xmlns") {
            Some("") => "",
            Some(rest) if rest.starts_with(':') => &rest[1..],
            _ => return Ok(false),
        };
        let code = match (prefix, uri) {
            ("xml", XML_NAMESPACE) => None,
            ("xml", _) => Some(RESERVED_PREFIX_XML),
            ("xmlns", _) => Some(RESERVED_PREFIX_XMLNS),
            (_, XML_NAMESPACE | XMLNS_NAMESPACE) => Some(RESERVED_NAMESPACE_URI),
            ("", _) => None,
            (_, "") => Some(UNDECLARING_PREFIX),
            _ => None,
        };
        if let Some(code) = code {
            return Err(Stop::Fail(code));
        }
        self.parser.namespaces.borrow_mut().push((prefix.into(), uri.into()));
        self.forget_names();
        if let Some(handler) = self.parser.handler(Handler::StartNamespaceDecl) {
            self.parser.flush(vm)?;
            let given = |text: &str| if text.is_empty() { Value::NONE } else { Value::from(text) };
            vm.call(&handler, &[given(prefix), given(uri)])?;
        }
        Ok(true)
    }

    /// What names stand for depends on the namespaces.
    fn forget_names(&mut self) {
        self.reading.elements.clear();
        self.reading.attributes.clear();
    }

    /// A name as handlers get it: with the namespace that its prefix stands for, which an attribute has only with one.
    #[inline]
    fn shown_name(&mut self, vm: &mut Vm, name: &str, is_attribute: bool) -> Read<Value> {
        let known = if is_attribute { &self.reading.attributes } else { &self.reading.elements };
        if let Some(known) = known.get(name) {
            return Ok(known.clone());
        }
        let value = self.qualified(vm, name, is_attribute)?;
        let known = if is_attribute { &mut self.reading.attributes } else { &mut self.reading.elements };
        known.insert(name.into(), value.clone());
        Ok(value)
    }

    fn qualified(&mut self, vm: &mut Vm, name: &str, is_attribute: bool) -> Read<Value> {
        let parser = self.parser;
        let Some(separator) = &parser.separator else { return Ok(parser.interned(vm, name)?) };
        let (prefix, local) = match name.split_once(':') {
            Some(pair) => pair,
            None if is_attribute => return Ok(parser.interned(vm, name)?),
            None => ("", name),
        };
        let uri = match prefix {
            "xml" => Some(XML_NAMESPACE.into()),
            _ => parser
                .namespaces
                .borrow()
                .iter()
                .rev()
                .find(|(known, _)| &**known == prefix)
                .map(|(_, uri)| uri.clone()),
        };
        let full = match uri {
            None if !prefix.is_empty() => return Err(Stop::Fail(UNBOUND_PREFIX)),
            None => local.to_owned(),
            Some(uri) if uri.is_empty() => local.to_owned(),
            Some(uri) => {
                let brace = if parser.braces.get() { "{" } else { "" };
                let mut full = format!("{brace}{uri}{separator}{local}");
                if parser.namespace_prefixes.get() && !prefix.is_empty() {
                    full.push_str(separator);
                    full.push_str(prefix);
                }
                full
            }
        };
        Ok(parser.interned(vm, &full)?)
    }

    fn end_tag(&mut self, vm: &mut Vm, text: &str, at: usize, level: usize) -> Read {
        let bytes = text.as_bytes();
        let name_end = self.token(scan::name_end(bytes, at + 2, false), at)?;
        let last = scan::space_end(bytes, name_end);
        match bytes.get(last) {
            None => return Err(Stop::Partial(at)),
            Some(b'>') => (),
            Some(_) => return self.fail(INVALID_TOKEN, last),
        }
        let Some(open) = self.reading.open.last().filter(|_| self.reading.open.len() > level) else {
            return self.fail(ASYNC_ENTITY, at);
        };
        if self.reading.names[open.name..] != text[at + 2..name_end] {
            return self.fail(TAG_MISMATCH, at + 2);
        }
        self.close(vm, Some(&text[at..last + 1]))?;
        Ok(last + 1)
    }

    /// The innermost element ends; `source` is the tag that ends it.
    fn close(&mut self, vm: &mut Vm, source: Option<&str>) -> Read<()> {
        let Some(open) = self.reading.open.pop() else { return Ok(()) };
        self.reading.names.truncate(open.name);
        match (self.parser.handler(Handler::EndElement), source) {
            (Some(handler), _) => {
                self.parser.flush(vm)?;
                vm.call(&handler, &[open.shown])?;
            }
            (None, Some(source)) => self.default(vm, source)?,
            (None, None) => (),
        }
        if self.parser.namespaces.borrow().len() > open.namespaces {
            self.forget_names();
        }
        while self.parser.namespaces.borrow().len() > open.namespaces {
            let Some((prefix, _)) = self.parser.namespaces.borrow_mut().pop() else { break };
            if let Some(handler) = self.parser.handler(Handler::EndNamespaceDecl) {
                self.parser.flush(vm)?;
                let prefix = if prefix.is_empty() { Value::NONE } else { Value::from(&*prefix) };
                vm.call(&handler, &[prefix])?;
            }
        }
        Ok(())
    }

    // References.

    fn reference(&mut self, vm: &mut Vm, text: &str, at: usize, found: Reference) -> Read<()> {
        let source = &text[at..found.end()];
        let name = match found {
            Reference::Character { digits, base } => {
                let Some(c) = character(&text[digits.0..digits.1], base) else { return self.fail(BAD_CHAR_REF, at) };
                return self.characters(vm, c.encode_utf8(&mut [0; 4]), source);
            }
            Reference::Entity { name } => &text[name.0..name.1],
        };
        if let Some(c) = predefined(name) {
            return self.characters(vm, c, source);
        }
        let (entity, may_be_missing) = {
            let dtd = self.parser.dtd.borrow();
            (dtd.entities.get(name).cloned(), dtd.may_miss_entities())
        };
        let Some(entity) = entity else {
            if !may_be_missing {
                return self.fail(UNDEFINED_ENTITY, at);
            }
            let args = [Value::from(name), Value::from(0i64)];
            return self.call(vm, Handler::SkippedEntity, &args, source);
        };
        if self.reading.entities.iter().any(|open| open == name) || self.reading.depth > MOST_ENTITIES {
            return self.fail(RECURSIVE_ENTITY_REF, at);
        }
        if entity.notation.is_some() {
            return self.fail(BINARY_ENTITY_REF, at);
        }
        if let Some(value) = &entity.value {
            if !self.parser.expands.get() {
                let args = [Value::from(name), Value::from(0i64)];
                return self.call(vm, Handler::SkippedEntity, &args, source);
            }
            self.grow(value.len())?;
            return self.within(vm, name, value);
        }
        match self.parser.handler(Handler::ExternalEntityRef) {
            None => self.default(vm, source),
            Some(handler) => {
                self.parser.flush(vm)?;
                let text = |value: &Option<String>| value.as_deref().map_or(Value::NONE, Value::from);
                let args = [Value::from(name), text(&entity.base), text(&entity.system), text(&entity.public)];
                let answer = vm.call(&handler, &args)?;
                match vm.truth(&answer)? {
                    true => Ok(()),
                    false => self.fail(EXTERNAL_ENTITY_HANDLING, at),
                }
            }
        }
    }

    /// Reads the text of an entity.
    fn within(&mut self, vm: &mut Vm, name: &str, value: &str) -> Read<()> {
        let level = self.reading.open.len();
        self.reading.depth += 1;
        self.reading.entities.push(name.to_owned());
        let result = vm.nested("", |vm| Ok(self.content(vm, value, 0, false, level)));
        self.reading.depth -= 1;
        self.reading.entities.pop();
        match result? {
            Ok(_) if self.reading.phase == Phase::Section => Err(Stop::Fail(UNCLOSED_CDATA_SECTION)),
            Ok(_) => Ok(()),
            Err(Stop::Partial(_)) => Err(Stop::Fail(UNCLOSED_TOKEN)),
            Err(other) => Err(other),
        }
    }

    /// The value of an attribute, as it is meant: spaces for ends of lines, references replaced. `start` is where it
    /// stands in the text, unless that is in an entity.
    pub fn normalize(&mut self, text: &str, start: Option<usize>, out: &mut String) -> Read<()> {
        let bytes = text.as_bytes();
        // In the value of an attribute it may not stand, whatever it comes from.
        if start.is_none() && bytes.contains(&b'<') {
            return Err(Stop::Fail(INVALID_TOKEN));
        }
        let mut at = 0;
        while at < bytes.len() {
            let plain = bytes[at..].iter().position(|byte| matches!(byte, b'&' | b'\t' | b'\n' | b'\r'));
            let end = plain.map_or(bytes.len(), |len| at + len);
            out.push_str(&text[at..end]);
            at = end;
            if at == bytes.len() {
                break;
            }
            if bytes[at] != b'&' {
                out.push(' ');
                // Ends of lines in entities were replaced where these were declared.
                at += 1 + (bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n')) as usize;
                continue;
            }
            let fail = |run: &Self, code: u8, at: usize| match start {
                Some(start) => run.fail(code, start + at),
                None => Err(Stop::Fail(code)),
            };
            let found = match scan::reference(bytes, at, self.has_namespaces()) {
                Ok(found) => found,
                Err(_) => return fail(self, INVALID_TOKEN, at),
            };
            match found {
                Reference::Character { digits, base } => match character(&text[digits.0..digits.1], base) {
                    Some(c) => out.push(c),
                    None => return fail(self, BAD_CHAR_REF, at),
                },
                Reference::Entity { name } => {
                    let name = &text[name.0..name.1];
                    match predefined(name) {
                        Some(c) => out.push_str(c),
                        None => match self.entity_in_value(name, out) {
                            Err(Stop::Fail(ATTRIBUTE_EXTERNAL_ENTITY_REF)) => {
                                return fail(self, ATTRIBUTE_EXTERNAL_ENTITY_REF, at);
                            }
                            other => other?,
                        },
                    }
                }
            }
            at = found.end();
        }
        Ok(())
    }

    fn entity_in_value(&mut self, name: &str, out: &mut String) -> Read<()> {
        let (entity, may_be_missing) = {
            let dtd = self.parser.dtd.borrow();
            (dtd.entities.get(name).cloned(), dtd.may_miss_entities())
        };
        let Some(entity) = entity else {
            return if may_be_missing { Ok(()) } else { Err(Stop::Fail(UNDEFINED_ENTITY)) };
        };
        if self.reading.entities.iter().any(|open| open == name) || self.reading.entities.len() > MOST_ENTITIES {
            return Err(Stop::Fail(RECURSIVE_ENTITY_REF));
        }
        if entity.notation.is_some() {
            return Err(Stop::Fail(BINARY_ENTITY_REF));
        }
        let Some(value) = &entity.value else { return Err(Stop::Fail(ATTRIBUTE_EXTERNAL_ENTITY_REF)) };
        self.grow(value.len())?;
        self.reading.entities.push(name.to_owned());
        let result = self.normalize(value, None, out);
        self.reading.entities.pop();
        result
    }

    fn grow(&mut self, count: usize) -> Read<()> {
        self.reading.indirect += count;
        let all = self.reading.indirect + self.reading.direct;
        if all >= HARMLESS && all / self.reading.direct.max(1) > AMPLIFICATION {
            return Err(Stop::Fail(AMPLIFICATION_LIMIT_BREACH));
        }
        Ok(())
    }
}

/// The character of a number, if XML has it.
pub fn character(digits: &str, base: u32) -> Option<char> {
    let c = char::from_u32(u32::from_str_radix(digits, base).ok()?)?;
    let is_bad = matches!(c, '\0'..' ' if !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    (!is_bad).then_some(c)
}

fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

/// A text whose lines end in newlines.
pub fn newlines(text: &str) -> std::borrow::Cow<'_, str> {
    match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n").into(),
        false => text.into(),
    }
}

impl Parser {
    /// The one string for a name that this parser gives to handlers.
    pub fn interned(&self, vm: &mut Vm, name: &str) -> Res {
        let value = Str::intern(name).into_value();
        let Some(names): Option<Gc<Dict>> = self.intern.get().to_gc() else { return Ok(value) };
        match names.get(vm, &value)? {
            Some(known) => Ok(known),
            None => {
                names.set(vm, value.clone(), value.clone())?;
                Ok(value)
            }
        }
    }
}
