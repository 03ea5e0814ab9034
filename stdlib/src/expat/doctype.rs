//! The declaration of a document's type, and those in its internal subset. Parameter entities are not read: behind a
//! reference to one, entities may be unknown.

use super::Handler;
use super::errors::*;
use super::read::{Phase, Read, Run, Stop, character, newlines};
use super::scan::{self, Bad};
use rondo_vm::object::tuple::Tuple;
use rondo_vm::value::Value;
use rondo_vm::vm::Vm;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// What a document's type declares.
#[derive(Default)]
pub struct Dtd {
    /// General entities by their names.
    pub entities: FxHashMap<String, Rc<Entity>>,
    parameters: FxHashSet<String>,
    /// The attributes of elements.
    pub attributes: FxHashMap<String, Rc<Vec<Declared>>>,
    /// There are declarations that are not read.
    has_others: bool,
    /// The document says that those do not matter.
    pub standalone: bool,
}

impl Dtd {
    /// May an entity be declared where nobody has read it?
    pub fn may_miss_entities(&self) -> bool {
        self.has_others && !self.standalone
    }
}

/// An entity: a text, or another file.
#[derive(Default)]
pub struct Entity {
    /// Its text.
    pub value: Option<String>,
    /// What the names of files are relative to.
    pub base: Option<String>,
    /// The file.
    pub system: Option<String>,
    /// Its public identifier.
    pub public: Option<String>,
    /// What the file is in, if it is no XML.
    pub notation: Option<String>,
}

/// An attribute that a declaration knows.
#[derive(Clone)]
pub struct Declared {
    /// Its name.
    pub name: Box<str>,
    /// Its values are words, between which there is one space.
    pub tokens: bool,
    /// What it is if it is not given.
    pub default: Option<Box<str>>,
}

/// The identifiers of another file: system and public.
type External = (Option<String>, Option<String>);

/// A place in the text of a declaration.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
    /// The tokens since the last item: what goes to the default handler.
    tokens: Vec<(usize, usize)>,
    namespaces: bool,
}

/// What is wrong, and where.
enum Wrong {
    Partial,
    At(u8, usize),
}

impl From<Bad> for Wrong {
    fn from(bad: Bad) -> Wrong {
        match bad {
            Bad::Partial => Wrong::Partial,
            Bad::Invalid(at) => Wrong::At(INVALID_TOKEN, at),
        }
    }
}

type Parsed<T> = Result<T, Wrong>;

impl<'a> Cursor<'a> {
    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    fn peek(&self) -> Parsed<u8> {
        self.bytes().get(self.at).copied().ok_or(Wrong::Partial)
    }

    fn token(&mut self, end: usize) -> &'a str {
        let text = &self.text[self.at..end];
        self.tokens.push((self.at, end));
        self.at = end;
        text
    }

    /// Passes over space; says whether there was any.
    fn space(&mut self) -> bool {
        let end = scan::space_end(self.bytes(), self.at);
        let some = end > self.at;
        if some {
            self.token(end);
        }
        some
    }

    /// What stands here may not.
    fn wrong<T>(&self) -> Parsed<T> {
        let Some(&byte) = self.bytes().get(self.at) else { return Err(Wrong::Partial) };
        let is_token =
            matches!(byte, b',' | b'[' | b']' | b'(' | b')' | b'|' | b'>' | b'%' | b'#' | b'"' | b'\'' | b'<')
                || scan::word_end(self.bytes(), self.at) > self.at
                || scan::is_space(byte);
        Err(Wrong::At(if is_token { SYNTAX } else { INVALID_TOKEN }, self.at))
    }

    fn name(&mut self) -> Parsed<&'a str> {
        let byte = self.peek()?;
        if scan::name_start(self.bytes(), self.at, !self.namespaces) == 0 && byte != b':' {
            return self.wrong();
        }
        let end = scan::name_end(self.bytes(), self.at, self.namespaces)?;
        Ok(self.token(end))
    }

    fn needs_space(&mut self) -> Parsed<()> {
        self.peek()?;
        if self.space() { Ok(()) } else { self.wrong() }
    }

    fn literal(&mut self) -> Parsed<&'a str> {
        let quote = self.peek()?;
        if !matches!(quote, b'"' | b'\'') {
            return self.wrong();
        }
        let begin = self.at + 1;
        let mut end = begin;
        loop {
            let byte = *self.bytes().get(end).ok_or(Wrong::Partial)?;
            if byte == quote {
                break;
            }
            if scan::is_bad(self.bytes(), end) {
                return Err(Wrong::At(INVALID_TOKEN, end));
            }
            end += 1;
        }
        self.token(end + 1);
        Ok(&self.text[begin..end])
    }

    fn expect(&mut self, byte: u8) -> Parsed<()> {
        if self.peek()? != byte {
            return self.wrong();
        }
        self.token(self.at + 1);
        Ok(())
    }

    /// `SYSTEM "file"`, `PUBLIC "identifier" "file"`, the last of which a notation need not have.
    fn external(&mut self, is_notation: bool) -> Parsed<Option<External>> {
        let end = scan::word_end(self.bytes(), self.at);
        let word = &self.text[self.at..end];
        if end == self.text.len() {
            return Err(Wrong::Partial);
        }
        match word {
            "SYSTEM" => {
                self.token(end);
                self.needs_space()?;
                Ok(Some((Some(self.literal()?.to_owned()), None)))
            }
            "PUBLIC" => {
                self.token(end);
                self.needs_space()?;
                let at = self.at;
                let public = self.literal()?;
                let is_bad = |c: char| !(c.is_ascii_alphanumeric() || " \r\n-'()+,./:=?;!*#@$_%".contains(c));
                if let Some(bad) = public.find(is_bad) {
                    self.tokens.pop();
                    return Err(Wrong::At(PUBLICID, at + 1 + bad));
                }
                let public = public.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                let spaced = self.space();
                let system = match self.peek()? {
                    b'"' | b'\'' if spaced => Some(self.literal()?.to_owned()),
                    _ if is_notation => None,
                    _ => return self.wrong(),
                };
                Ok(Some((system, Some(public))))
            }
            _ => Ok(None),
        }
    }

    /// `(a|b)`, without spaces.
    fn choices(&mut self) -> Parsed<String> {
        self.expect(b'(')?;
        let mut text = "(".to_owned();
        loop {
            self.space();
            let end = scan::word_end(self.bytes(), self.at);
            if end == self.text.len() {
                return Err(Wrong::Partial);
            }
            if end == self.at {
                return self.wrong();
            }
            text.push_str(self.token(end));
            self.space();
            match self.peek()? {
                b'|' => text.push('|'),
                b')' => text.push(')'),
                _ => return self.wrong(),
            }
            self.token(self.at + 1);
            if text.ends_with(')') {
                return Ok(text);
            }
        }
    }

    /// The content model of an element, as a tuple: type, quantifier, name and children.
    fn model(&mut self) -> Parsed<Value> {
        let [empty, any, mixed_kind, name_kind, choice, sequence] = [1, 2, 3, 4, 5, 6];
        let make = |kind: i64, quantifier: i64, name: Value, children: Vec<Value>| {
            Tuple::value(vec![Value::from(kind), Value::from(quantifier), name, Tuple::value(children)])
        };
        let end = scan::word_end(self.bytes(), self.at);
        if end == self.text.len() {
            return Err(Wrong::Partial);
        }
        for (word, kind) in [("EMPTY", empty), ("ANY", any)] {
            if &self.text[self.at..end] == word {
                self.token(end);
                return Ok(make(kind, 0, Value::NONE, Vec::new()));
            }
        }
        // Groups that are open: their separators and children, and whether there may be text.
        let mut groups: Vec<(u8, Vec<Value>, bool)> = Vec::new();
        loop {
            self.space();
            if self.peek()? == b'(' {
                self.token(self.at + 1);
                groups.push((0, Vec::new(), false));
                continue;
            }
            let Some((_, children, mixed)) = groups.last_mut() else { return self.wrong() };
            if self.text[self.at..].starts_with("#PCDATA") && children.is_empty() && !*mixed {
                *mixed = true;
                self.token(self.at + "#PCDATA".len());
            } else {
                let name = self.name()?;
                let quantifier = self.quantifier()?;
                if let Some((_, children, _)) = groups.last_mut() {
                    children.push(make(name_kind, quantifier, Value::from(name), Vec::new()));
                }
            }
            // Groups that end here.
            loop {
                self.space();
                let byte = self.peek()?;
                let Some((separator, _, _)) = groups.last_mut() else { return self.wrong() };
                match byte {
                    b',' | b'|' if *separator == 0 || *separator == byte => {
                        *separator = byte;
                        self.token(self.at + 1);
                        break;
                    }
                    b')' => {
                        self.token(self.at + 1);
                        let quantifier = self.quantifier()?;
                        let Some((separator, children, mixed)) = groups.pop() else { return self.wrong() };
                        let kind = match separator {
                            _ if mixed => mixed_kind,
                            b'|' => choice,
                            _ => sequence,
                        };
                        let group = make(kind, quantifier, Value::NONE, children);
                        match groups.last_mut() {
                            Some((_, outer, _)) => outer.push(group),
                            None => return Ok(group),
                        }
                    }
                    _ => return self.wrong(),
                }
            }
        }
    }

    fn quantifier(&mut self) -> Parsed<i64> {
        let found = match self.peek()? {
            b'?' => 1,
            b'*' => 2,
            b'+' => 3,
            _ => return Ok(0),
        };
        self.token(self.at + 1);
        Ok(found)
    }
}

/// What follows `<!` and a name.
enum Body<'a> {
    Element(Value),
    Attributes(Vec<(&'a str, String, Option<&'a str>, bool, usize)>),
    Entity { parameter: bool, entity: Entity, literal: Option<(&'a str, usize)> },
    Notation(External),
}

impl Run<'_> {
    /// `<!DOCTYPE name SYSTEM "file" [...]>`. Nothing of it is told before all of it is there.
    pub fn doctype(&mut self, vm: &mut Vm, text: &str, start: usize, end: usize, more: bool) -> Read {
        if more && !self.is_complete(text, end) {
            return Err(Stop::Partial(start));
        }
        let mut cursor =
            Cursor { text, at: end, tokens: vec![(start, end)], namespaces: self.parser.separator.is_some() };
        let found = self.doctype_parts(vm, &mut cursor);
        match found {
            Ok(Ok(())) => {
                self.event(cursor.at);
                self.reading.phase = Phase::Prolog;
                self.reading.has_doctype = true;
                Ok(cursor.at)
            }
            Ok(Err(stop)) => Err(stop),
            Err(Wrong::Partial) if more => Err(Stop::Partial(start)),
            Err(Wrong::Partial) => {
                self.pass_on(vm, &mut cursor)?;
                self.fail(if cursor.at == text.len() { NO_ELEMENTS } else { UNCLOSED_TOKEN }, cursor.at)
            }
            Err(Wrong::At(code, at)) => {
                self.pass_on(vm, &mut cursor)?;
                self.fail(code, at)
            }
        }
    }

    /// Does the declaration end in the text? Where it is wrong it does as far as that.
    fn is_complete(&self, text: &str, mut at: usize) -> bool {
        let bytes = text.as_bytes();
        let (mut depth, mut subset) = (0, false);
        while at < bytes.len() {
            let rest = &bytes[at..];
            let skip = |begin: usize, end: &str| text[at + begin..].find(end).map(|len| begin + len + end.len());
            let step = match rest[0] {
                quote @ (b'"' | b'\'') => memchr::memchr(quote, &rest[1..]).map(|len| len + 2),
                _ if rest.starts_with(b"<!--") => skip(4, "-->"),
                _ if rest.starts_with(b"<?") => skip(2, "?>"),
                _ if rest.starts_with(b"<!") => {
                    depth += 1;
                    Some(2)
                }
                b'[' if !subset => {
                    subset = true;
                    Some(1)
                }
                b']' if depth == 0 => {
                    subset = false;
                    Some(1)
                }
                b'>' if depth > 0 => {
                    depth -= 1;
                    Some(1)
                }
                b'>' if !subset => return true,
                _ => Some(1),
            };
            match step {
                Some(step) => at += step,
                None => return false,
            }
        }
        false
    }

    fn doctype_parts(&mut self, vm: &mut Vm, cursor: &mut Cursor) -> Parsed<Read<()>> {
        macro_rules! told {
            ($told:expr) => {
                match $told {
                    Ok(done) => done,
                    Err(stop) => return Ok(Err(stop)),
                }
            };
        }
        cursor.space();
        let name = cursor.name()?;
        let spaced = cursor.space();
        let mut external = None;
        if spaced && cursor.peek()?.is_ascii_alphabetic() {
            external = cursor.external(false)?;
            if external.is_none() {
                return cursor.wrong();
            }
            cursor.space();
        }
        let has_external = external.is_some();
        if has_external {
            self.parser.dtd.borrow_mut().has_others = true;
        }
        let (system, public) = external.unwrap_or_default();
        let has_subset = cursor.peek()? == b'[';
        let optional = |text: &Option<String>| text.as_deref().map_or(Value::NONE, Value::from);
        let is_told = self.parser.has_handler(Handler::StartDoctypeDecl);
        if has_subset {
            let begin = cursor.at + 1;
            self.parser.subset.set(Value::from(&cursor.text[begin..subset_end(cursor.text, begin)]));
        }
        if is_told {
            self.event(cursor.at);
            let args = [Value::from(name), optional(&system), optional(&public), Value::from(has_subset as i64)];
            told!(self.call(vm, Handler::StartDoctypeDecl, &args, ""));
            cursor.tokens.clear();
        } else {
            told!(self.pass_on(vm, cursor));
        }
        if has_subset {
            cursor.token(cursor.at + 1);
            if !is_told {
                told!(self.pass_on(vm, cursor));
            }
            cursor.tokens.clear();
            loop {
                cursor.space();
                told!(self.pass_on(vm, cursor));
                self.event(cursor.at);
                let rest = &cursor.text[cursor.at..];
                if rest.starts_with("<!--") {
                    cursor.at = told!(self.comment(vm, cursor.text, cursor.at));
                } else if rest.starts_with("<?") {
                    cursor.at = told!(self.instruction(vm, cursor.text, cursor.at));
                } else if rest.starts_with("<!") {
                    let at = cursor.at;
                    let (kind, element, body) = declaration(cursor)?;
                    self.event(at);
                    let told = self.declare(vm, cursor, kind, element, body);
                    told!(told);
                } else if rest.starts_with('%') {
                    cursor.token(cursor.at + 1);
                    cursor.name()?;
                    cursor.expect(b';')?;
                    // What the entity declares is not read.
                    self.parser.dtd.borrow_mut().has_others = true;
                    told!(self.pass_on(vm, cursor));
                } else if rest.starts_with(']') {
                    cursor.token(cursor.at + 1);
                    cursor.space();
                    break;
                } else {
                    return cursor.wrong();
                }
            }
            if is_told {
                cursor.tokens.clear();
            }
            told!(self.pass_on(vm, cursor));
        }
        cursor.expect(b'>')?;
        let standalone = self.parser.dtd.borrow().standalone;
        if has_external
            && !standalone
            && let Some(handler) = self.parser.handler(Handler::NotStandalone)
        {
            told!(self.parser.flush(vm).map_err(Stop::from));
            let answer = told!(vm.call(&handler, &[]).map_err(Stop::from));
            if !told!(vm.truth(&answer).map_err(Stop::from)) {
                return Err(Wrong::At(NOT_STANDALONE, cursor.at - 1));
            }
        }
        if self.parser.has_handler(Handler::EndDoctypeDecl) {
            self.event(cursor.at - 1);
            cursor.tokens.clear();
            told!(self.call(vm, Handler::EndDoctypeDecl, &[], ""));
        }
        told!(self.pass_on(vm, cursor));
        Ok(Ok(()))
    }

    /// Gives tokens that nobody else wants to the default handler.
    fn pass_on(&mut self, vm: &mut Vm, cursor: &mut Cursor) -> Read<()> {
        for (start, end) in std::mem::take(&mut cursor.tokens) {
            self.event(start);
            self.default(vm, &cursor.text[start..end])?;
        }
        Ok(())
    }

    fn declare(&mut self, vm: &mut Vm, cursor: &mut Cursor, kind: Handler, name: &str, body: Body) -> Read<()> {
        let optional = |text: &Option<String>| text.as_deref().map_or(Value::NONE, Value::from);
        let base = self.parser.base();
        let base_value = optional(&base);
        // Told of is the token that completes the declaration.
        let before_end = |count: usize| {
            let words = cursor.tokens.iter().rev().skip(1).filter(|(start, _)| !scan::is_space(cursor.bytes()[*start]));
            words.map(|(start, _)| *start).nth(count)
        };
        let complete = match &body {
            Body::Entity { literal: Some((_, at)), .. } => Some(at - 1),
            Body::Notation((Some(_), _)) => before_end(0),
            Body::Entity { entity, .. } if entity.notation.is_some() => before_end(0),
            Body::Element(_) => {
                let is_quantifier = before_end(0).is_some_and(|at| matches!(cursor.bytes()[at], b'?' | b'*' | b'+'));
                before_end(is_quantifier as usize)
            }
            _ => None,
        };
        self.event(complete.unwrap_or(cursor.at - 1));
        let mut is_told = self.parser.has_handler(kind);
        match body {
            Body::Element(model) => {
                if is_told {
                    self.call(vm, kind, &[Value::from(name), model], "")?;
                }
            }
            Body::Notation((system, public)) => {
                if is_told {
                    let args = [Value::from(name), base_value, optional(&system), optional(&public)];
                    self.call(vm, kind, &args, "")?;
                }
            }
            Body::Entity { parameter, mut entity, literal } => {
                if let Some((text, at)) = literal {
                    entity.value = Some(self.entity_value(text, at)?);
                }
                entity.base = base;
                let entity = Rc::new(entity);
                let is_new = {
                    let mut dtd = self.parser.dtd.borrow_mut();
                    if parameter {
                        dtd.parameters.insert(name.to_owned())
                    } else if dtd.entities.contains_key(name) {
                        false
                    } else {
                        dtd.entities.insert(name.to_owned(), entity.clone());
                        true
                    }
                };
                let (system, public) = (optional(&entity.system), optional(&entity.public));
                let notation = optional(&entity.notation);
                if entity.notation.is_some() && self.parser.has_handler(Handler::UnparsedEntityDecl) {
                    is_told = true;
                    if is_new {
                        let args = [Value::from(name), base_value, system, public, notation];
                        self.call(vm, Handler::UnparsedEntityDecl, &args, "")?;
                    }
                } else if is_told && is_new {
                    let value = optional(&entity.value);
                    let parameter = Value::from(parameter as i64);
                    let args = [Value::from(name), parameter, value, base_value, system, public, notation];
                    self.call(vm, kind, &args, "")?;
                }
            }
            Body::Attributes(attributes) => {
                for (attribute, sort, literal, required, at) in attributes {
                    self.event(at - 1);
                    let mut default = None;
                    if let Some(literal) = literal {
                        let mut value = String::new();
                        self.normalize(literal, Some(at), &mut value)?;
                        if sort != "CDATA" {
                            value = value.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
                        }
                        default = Some(value);
                    }
                    {
                        let mut dtd = self.parser.dtd.borrow_mut();
                        let known = Rc::make_mut(dtd.attributes.entry(name.to_owned()).or_default());
                        if !known.iter().any(|other| &*other.name == attribute) {
                            known.push(Declared {
                                name: attribute.into(),
                                tokens: sort != "CDATA",
                                default: default.as_deref().map(Into::into),
                            });
                        }
                    }
                    if is_told {
                        let required = Value::from(required as i64);
                        let args = [
                            Value::from(name),
                            Value::from(attribute),
                            Value::from(sort),
                            optional(&default),
                            required,
                        ];
                        self.call(vm, kind, &args, "")?;
                    }
                }
            }
        }
        if is_told {
            cursor.tokens.clear();
        }
        self.pass_on(vm, cursor)
    }

    /// The text of an entity: references to characters are replaced where it is declared.
    fn entity_value(&self, text: &str, start: usize) -> Read<String> {
        let text_lines = newlines(text);
        let (mut value, mut rest) = (String::new(), &*text_lines);
        while let Some(at) = rest.find(['&', '%']) {
            value.push_str(&rest[..at]);
            rest = &rest[at..];
            // With lines that end otherwise the place is not exact.
            let place = start + text.len().saturating_sub(rest.len());
            if rest.starts_with('%') {
                return self.fail(10, place);
            }
            let found = match scan::reference(rest.as_bytes(), 0, self.parser.separator.is_some()) {
                Ok(found) => found,
                Err(Bad::Partial) => return self.fail(INVALID_TOKEN, place + rest.len()),
                Err(Bad::Invalid(at)) => return self.fail(INVALID_TOKEN, place + at),
            };
            match found {
                scan::Reference::Character { digits, base } => match character(&rest[digits.0..digits.1], base) {
                    Some(c) => value.push(c),
                    None => return self.fail(BAD_CHAR_REF, place),
                },
                scan::Reference::Entity { .. } => value.push_str(&rest[..found.end()]),
            }
            rest = &rest[found.end()..];
        }
        value.push_str(rest);
        Ok(value)
    }
}

/// The end of an internal subset.
fn subset_end(text: &str, begin: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = begin;
    while at < bytes.len() {
        let rest = &text[at..];
        let step = match bytes[at] {
            b']' => return at,
            quote @ (b'"' | b'\'') => rest[1..].find(quote as char).map(|len| len + 2),
            _ if rest.starts_with("<!--") => rest[4..].find("-->").map(|len| len + 7),
            _ if rest.starts_with("<?") => rest.find("?>").map(|len| len + 2),
            _ => Some(rest.chars().next().map_or(1, char::len_utf8)),
        };
        at += step.unwrap_or(rest.len());
    }
    at
}

/// `<!ELEMENT`, `<!ATTLIST`, `<!ENTITY` or `<!NOTATION`, up to and with its `>`.
fn declaration<'a>(cursor: &mut Cursor<'a>) -> Parsed<(Handler, &'a str, Body<'a>)> {
    let start = cursor.at;
    let end = scan::word_end(cursor.bytes(), start + 2);
    let kind = match &cursor.text[start + 2..end] {
        "ELEMENT" => Handler::ElementDecl,
        "ATTLIST" => Handler::AttlistDecl,
        "ENTITY" => Handler::EntityDecl,
        "NOTATION" => Handler::NotationDecl,
        "" => return Err(Wrong::At(INVALID_TOKEN, start + 2)),
        _ => return Err(Wrong::At(SYNTAX, start)),
    };
    cursor.token(end);
    cursor.needs_space()?;
    let mut parameter = false;
    if kind == Handler::EntityDecl && cursor.peek()? == b'%' {
        cursor.token(cursor.at + 1);
        cursor.needs_space()?;
        parameter = true;
    }
    let name = cursor.name()?;
    let body = match kind {
        Handler::ElementDecl => {
            cursor.needs_space()?;
            Body::Element(cursor.model()?)
        }
        Handler::NotationDecl => {
            cursor.needs_space()?;
            match cursor.external(true)? {
                Some(external) => Body::Notation(external),
                None => return cursor.wrong(),
            }
        }
        Handler::EntityDecl => {
            cursor.needs_space()?;
            let mut entity = Entity::default();
            let mut literal = None;
            if matches!(cursor.peek()?, b'"' | b'\'') {
                let at = cursor.at + 1;
                literal = Some((cursor.literal()?, at));
            } else {
                let Some((system, public)) = cursor.external(false)? else { return cursor.wrong() };
                (entity.system, entity.public) = (system, public);
                let spaced = cursor.space();
                if spaced && !parameter && cursor.text[cursor.at..].starts_with("NDATA") {
                    cursor.token(cursor.at + "NDATA".len());
                    cursor.needs_space()?;
                    entity.notation = Some(cursor.name()?.to_owned());
                }
            }
            Body::Entity { parameter, entity, literal }
        }
        _ => Body::Attributes(attributes(cursor)?),
    };
    cursor.space();
    cursor.expect(b'>')?;
    Ok((kind, name, body))
}

type Attributes<'a> = Vec<(&'a str, String, Option<&'a str>, bool, usize)>;

fn attributes<'a>(cursor: &mut Cursor<'a>) -> Parsed<Attributes<'a>> {
    let mut found = Vec::new();
    loop {
        let spaced = cursor.space();
        if cursor.peek()? == b'>' {
            return Ok(found);
        }
        if !spaced {
            return cursor.wrong();
        }
        let name = cursor.name()?;
        cursor.needs_space()?;
        let sort = match cursor.peek()? {
            b'(' => cursor.choices()?,
            _ => {
                let at = cursor.at;
                let word = cursor.name()?;
                match word {
                    "CDATA" | "ID" | "IDREF" | "IDREFS" | "ENTITY" | "ENTITIES" | "NMTOKEN" | "NMTOKENS" => {
                        word.to_owned()
                    }
                    "NOTATION" => {
                        cursor.needs_space()?;
                        format!("NOTATION{}", cursor.choices()?)
                    }
                    _ => return Err(Wrong::At(SYNTAX, at)),
                }
            }
        };
        cursor.needs_space()?;
        let mut required = false;
        let mut literal = None;
        let mut at = cursor.at;
        if cursor.peek()? == b'#' {
            let end = scan::word_end(cursor.bytes(), at + 1);
            match &cursor.text[at..end] {
                "#REQUIRED" => required = true,
                "#IMPLIED" => (),
                "#FIXED" => {
                    cursor.token(end);
                    cursor.needs_space()?;
                    required = true;
                    at = cursor.at;
                    literal = Some(cursor.literal()?);
                }
                _ => return Err(Wrong::At(SYNTAX, at)),
            }
            if literal.is_none() {
                cursor.token(end);
            }
        } else {
            literal = Some(cursor.literal()?);
        }
        found.push((name, sort, literal, required, at + 1));
    }
}
