//! `re.Pattern`: searching, splitting and replacing.

use super::matched::Match;
use super::matcher::{Bytes, Chars, Demand, Matcher, NONE, Text};
use super::parse::Parsed;
use super::program::{Program, compile};
use super::replace;
use super::syntax::flag;
use crate::module::integer;
use rondo_vm::heap::{Gc, Visitor, visit_gc};
use rondo_vm::object::bytes::{self, with_bytes};
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData, ITER, NEXT};
use rondo_vm::object::generic_alias;
use rondo_vm::object::list::List;
use rondo_vm::object::mapping_proxy::MappingProxy;
use rondo_vm::object::memoryview::exported;
use rondo_vm::object::str::Str;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{class_method, getter, method};
use std::borrow::Cow;
use std::cell::Cell;

/// A compiled pattern.
pub struct Pattern {
    source: Value,
    is_str: bool,
    flags: u32,
    program: Program,
    /// The names of groups and their numbers.
    names: Vec<(String, usize)>,
    groupindex: Gc<Dict>,
}

impl ForeignData for Pattern {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.source);
        visit_gc(&self.groupindex, visit);
    }
}

/// The class `re.Pattern`.
pub static PATTERN: TypeSpec = TypeSpec {
    name: "re.Pattern",
    doc: "A compiled regular expression.",
    constructor: None,
    methods: &[
        method!("match(self, /, string, pos=0, endpos=?)", |vm, a| single(vm, a, false, true)),
        method!("fullmatch(self, /, string, pos=0, endpos=?)", |vm, a| single(vm, a, true, true)),
        method!("search(self, /, string, pos=0, endpos=?)", |vm, a| single(vm, a, false, false)),
        method!("sub(self, /, repl, string, count=0)", |vm, a| Ok(substitute(vm, a)?.0)),
        method!("subn(self, /, repl, string, count=0)", |vm, a| {
            let (text, count) = substitute(vm, a)?;
            Ok(Tuple::value(vec![text, Value::from(count as i64)]))
        }),
        method!("findall(self, /, string, pos=0, endpos=?)", find_all),
        method!("split(self, /, string, maxsplit=0)", split),
        method!("finditer(self, /, string, pos=0, endpos=?)", find_iter),
        method!("scanner(self, /, string, pos=0, endpos=?)", |vm, a| {
            let scanner = Scanner(finder(vm, a)?);
            Ok(Foreign::new(vm.types.native_class(&SCANNER), scanner).into_value())
        }),
        getter!("pattern", |_, a| Ok(this(&a[0]).source.clone())),
        getter!("flags", |_, a| Ok(Value::from(i64::from(this(&a[0]).flags)))),
        getter!("groups", |_, a| Ok(Value::from(this(&a[0]).program.groups as i64))),
        getter!("groupindex", |_, a| Ok(MappingProxy::value(this(&a[0]).groupindex.to_value()))),
        method!("__repr__(self, /)", repr),
        method!("__copy__(self, /)", |_, a| Ok(a[0].clone())),
        method!("__deepcopy__(self, memo, /)", |_, a| Ok(a[0].clone())),
        method!("__eq__(self, value, /)", |vm, a| {
            let Some(other) = a[1].foreign::<Pattern>() else { return Ok(Value::NOT_IMPLEMENTED) };
            let own = this(&a[0]);
            let same = own.flags == other.flags && own.is_str == other.is_str;
            Ok(Value::bool(same && vm.eq(&own.source, &other.source)?))
        }),
        method!("__hash__(self, /)", |vm, a| {
            let own = this(&a[0]);
            let hash = vm.hash(&own.source)? ^ u64::from(own.flags);
            Ok(rondo_vm::ops::hash_value(hash))
        }),
        method!("__reduce__(self, /)", |vm, a| {
            let module = vm.import_module("re")?;
            let compile = vm.get_attr_text(&module, "_compile")?;
            let own = this(&a[0]);
            let args = vec![own.source.clone(), Value::from(i64::from(own.flags))];
            Ok(Tuple::value(vec![compile, Tuple::value(args)]))
        }),
        class_method!("__class_getitem__(cls, item, /)", generic_alias::class_getitem),
    ],
    flags: 0,
};

static FINDER: TypeSpec =
    TypeSpec { name: "callable_iterator", doc: "", constructor: None, methods: &[ITER, NEXT], flags: 0 };

static SCANNER: TypeSpec = TypeSpec {
    name: "_sre.SRE_Scanner",
    doc: "",
    constructor: None,
    methods: &[
        method!("match(self, /)", |vm, a| scan_on(vm, a, true)),
        method!("search(self, /)", |vm, a| scan_on(vm, a, false)),
        getter!("pattern", |_, a| Ok(a[0].foreign::<Scanner>().map_or(Value::NONE, |s| s.0.pattern.clone()))),
    ],
    flags: 0,
};

fn scan_on(vm: &mut Vm, args: &[Value], here: bool) -> Res {
    match args[0].foreign::<Scanner>() {
        Some(Scanner(finder)) => Ok(finder.advance(vm, here)?.unwrap_or(Value::NONE)),
        None => unreachable!("a method of scanners is bound to one only"),
    }
}

fn this(value: &Value) -> &Pattern {
    match value.foreign() {
        Some(pattern) => pattern,
        None => unreachable!("a method of Pattern is bound to one only"),
    }
}

/// Where a scan over a text stands, in bytes.
#[derive(Clone, Copy)]
struct Scan {
    at: usize,
    end: usize,
    /// An empty match has been found here already.
    not_empty: bool,
    done: bool,
}

/// An iterator over the matches in a text.
struct Finder {
    pattern: Value,
    string: Value,
    scan: Cell<Scan>,
    /// The bounds that the program gave, for the match objects.
    bounds: (i64, i64),
}

impl ForeignData for Finder {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.pattern);
        visit(&self.string);
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        self.advance(vm, false)
    }
}

/// A `Finder` that programs tell each time whether the next match must begin where the last one ended.
struct Scanner(Finder);

impl ForeignData for Scanner {
    fn trace(&self, visit: &mut Visitor) {
        self.0.trace(visit);
    }
}

impl Finder {
    /// The next match, which begins `here` or anywhere.
    fn advance(&self, vm: &mut Vm, here: bool) -> Res<Option<Value>> {
        let scan = self.scan.get();
        Ok(match self.next_match(vm, scan, here)? {
            Some((found, scan)) => {
                self.scan.set(scan);
                Some(found)
            }
            None => {
                self.scan.set(Scan { done: true, ..scan });
                None
            }
        })
    }

    fn next_match(&self, vm: &mut Vm, scan: Scan, here: bool) -> Res<Option<(Value, Scan)>> {
        if scan.done {
            return Ok(None);
        }
        let pattern = this(&self.pattern);
        let demand = Demand { whole: false, not_empty: scan.not_empty };
        let found = pattern.run(vm, &self.string, scan.at, scan.end, demand, here)?;
        let Some((slots, last)) = found else { return Ok(None) };
        let next = Scan { at: slots[1], not_empty: slots[0] == slots[1], ..scan };
        let made = Match::value(vm, self.pattern.clone(), self.string.clone(), slots, last, self.bounds);
        Ok(Some((made, next)))
    }
}

impl Pattern {
    /// The pattern object.
    pub fn value(vm: &mut Vm, source: Value, is_str: bool, parsed: Parsed) -> Res {
        let program = compile(&parsed.node, parsed.groups);
        let groupindex = Dict::new();
        for (name, group) in &parsed.names {
            groupindex.set_name(name, Value::from(*group as i64));
        }
        let pattern = Pattern { source, is_str, flags: parsed.flags, program, names: parsed.names, groupindex };
        Ok(Foreign::new(vm.types.native_class(&PATTERN), pattern).into_value())
    }

    /// How many groups capture.
    pub fn groups(&self) -> usize {
        self.program.groups
    }

    /// The names of groups, in order.
    pub fn names(&self) -> &[(String, usize)] {
        &self.names
    }

    /// Is it a pattern for `str`?
    pub fn is_str(&self) -> bool {
        self.is_str
    }

    /// What is looked through: the text, or a copy of what the `__buffer__` of an object shows. TypeError if it is not of
    /// the pattern's kind.
    fn subject<'a>(&self, vm: &mut Vm, string: &'a Value) -> Res<Cow<'a, Value>> {
        let is_str = string.as_str().is_some();
        let mut subject = Cow::Borrowed(string);
        if !is_str && with_bytes(string, |_| ()).is_none() {
            match exported(vm, string)? {
                Some(bytes) => subject = Cow::Owned(bytes::Bytes::value(&bytes)),
                None => {
                    let message = format!("expected string or bytes-like object, got '{}'", vm.type_name(string));
                    return Err(vm.error(Exc::TypeError, message));
                }
            }
        }
        if is_str != self.is_str {
            let message = if is_str {
                "cannot use a bytes pattern on a string-like object"
            } else {
                "cannot use a string pattern on a bytes-like object"
            };
            return Err(vm.error(Exc::TypeError, message));
        }
        Ok(subject)
    }

    /// Searches between two byte offsets, or (`here`) matches at the first. The places of the groups, and the group
    /// that was closed last. Ctrl-C interrupts it.
    fn run(
        &self,
        vm: &mut Vm,
        string: &Value,
        at: usize,
        end: usize,
        demand: Demand,
        here: bool,
    ) -> Res<Option<(Vec<usize>, usize)>> {
        let mut look = Look { at, end, demand, here, interruptible: true };
        loop {
            match self.attempt(string, look) {
                Attempt::Found(slots, last) => return Ok(Some((slots, last))),
                Attempt::Nothing => return Ok(None),
                Attempt::Stopped => vm.check_signals()?,
            }
            // The program has a handler for the signal, which did not mind.
            look.interruptible = false;
        }
    }

    fn attempt(&self, string: &Value, look: Look) -> Attempt {
        match string.get::<Str>() {
            Some(text) if text.is_ascii() => self.attempt_on(&Bytes(text.as_str().as_bytes()), look),
            Some(text) => self.attempt_on(&Chars(text.as_str()), look),
            None => with_bytes(string, |bytes| {
                self.attempt_on(&Bytes(bytes), Look { end: look.end.min(bytes.len()), ..look })
            })
            .unwrap_or(Attempt::Nothing),
        }
    }

    fn attempt_on<T: Text>(&self, text: &T, look: Look) -> Attempt {
        let Look { at, end, demand, here, interruptible } = look;
        if at > end {
            return Attempt::Nothing;
        }
        let mut matcher = Matcher::new(&self.program, text, end, interruptible);
        let found = if here { matcher.match_at(at, demand) } else { matcher.search(at, demand) };
        match found {
            _ if matcher.stopped => Attempt::Stopped,
            true => Attempt::Found(matcher.slots, matcher.last),
            false => Attempt::Nothing,
        }
    }
}

/// Where and how to look for a match.
#[derive(Clone, Copy)]
struct Look {
    /// Byte offsets.
    at: usize,
    end: usize,
    demand: Demand,
    /// It must begin at `at`.
    here: bool,
    /// A signal ends it.
    interruptible: bool,
}

/// What came of looking for a match.
enum Attempt {
    /// The places of the groups, and the group that was closed last.
    Found(Vec<usize>, usize),
    Nothing,
    /// A signal has come.
    Stopped,
}

/// The length of a text in characters, or bytes.
fn length(string: &Value) -> usize {
    match string.get::<Str>() {
        Some(text) => text.char_len(),
        None => bytes::len_of(string).unwrap_or(0),
    }
}

/// `pos` and `endpos` within the text: in characters, and as byte offsets.
fn bounds(vm: &mut Vm, string: &Value, pos: &Value, endpos: &Value) -> Res<((i64, i64), (usize, usize))> {
    let length = length(string) as i64;
    let end = if endpos.is_unset() { length } else { vm.index_clamped(endpos)?.clamp(0, length) };
    let start = vm.index_clamped(pos)?.clamp(0, length);
    let offset = |place: i64| match string.get::<Str>() {
        Some(text) => text.byte_offset(place as usize),
        None => place as usize,
    };
    Ok(((start, end), (offset(start), offset(end))))
}

fn single(vm: &mut Vm, args: &[Value], whole: bool, here: bool) -> Res {
    let pattern = this(&args[0]);
    let string = pattern.subject(vm, &args[1])?;
    let (given, (at, end)) = bounds(vm, &string, &args[2], &args[3])?;
    match pattern.run(vm, &string, at, end, Demand { whole, not_empty: false }, here)? {
        Some((slots, last)) => Ok(Match::value(vm, args[0].clone(), string.into_owned(), slots, last, given)),
        None => Ok(Value::NONE),
    }
}

/// A part of a text, by byte offsets.
pub fn part(string: &Value, start: usize, end: usize) -> Value {
    match string.as_str() {
        Some(text) => Str::value(&text[start..end]),
        None => {
            let found = with_bytes(string, |bytes| {
                let end = end.min(bytes.len());
                bytes[start.min(end)..end].to_vec()
            });
            bytes::Bytes::value(&found.unwrap_or_default())
        }
    }
}

/// Calls `each` with the places of all matches, as long as it returns true.
fn scan(
    vm: &mut Vm,
    pattern: &Pattern,
    string: &Value,
    (start, end): (usize, usize),
    mut each: impl FnMut(&mut Vm, Vec<usize>, usize) -> Res<bool>,
) -> Res<()> {
    let mut at = start;
    let mut not_empty = false;
    while let Some((slots, last)) = pattern.run(vm, string, at, end, Demand { whole: false, not_empty }, false)? {
        at = slots[1];
        not_empty = slots[0] == slots[1];
        if !each(vm, slots, last)? {
            break;
        }
    }
    Ok(())
}

fn find_all(vm: &mut Vm, args: &[Value]) -> Res {
    let pattern = this(&args[0]);
    let string = pattern.subject(vm, &args[1])?;
    let string = &*string;
    let (_, range) = bounds(vm, string, &args[2], &args[3])?;
    let mut found = Vec::new();
    let group = |slots: &[usize], i: usize| match slots[i * 2 + 1] {
        NONE => part(string, 0, 0),
        end => part(string, slots[i * 2], end),
    };
    scan(vm, pattern, string, range, |_, slots, _| {
        found.push(match pattern.groups() {
            0 => group(&slots, 0),
            1 => group(&slots, 1),
            count => Tuple::value((1..=count).map(|i| group(&slots, i)).collect()),
        });
        Ok(true)
    })?;
    Ok(List::value(found))
}

fn find_iter(vm: &mut Vm, args: &[Value]) -> Res {
    let finder = finder(vm, args)?;
    Ok(Foreign::new(vm.types.native_class(&FINDER), finder).into_value())
}

/// The scan that `finditer` and `scanner` begin.
fn finder(vm: &mut Vm, args: &[Value]) -> Res<Finder> {
    let pattern = this(&args[0]);
    let string = pattern.subject(vm, &args[1])?;
    let (given, (at, end)) = bounds(vm, &string, &args[2], &args[3])?;
    let scan = Cell::new(Scan { at, end, not_empty: false, done: false });
    Ok(Finder { pattern: args[0].clone(), string: string.into_owned(), scan, bounds: given })
}

fn split(vm: &mut Vm, args: &[Value]) -> Res {
    let pattern = this(&args[0]);
    let string = pattern.subject(vm, &args[1])?;
    let string = &*string;
    let limit = integer(vm, &args[2])?;
    if limit < 0 {
        return Ok(List::value(vec![part(string, 0, byte_length(string))]));
    }
    let mut parts = Vec::new();
    let mut from = 0;
    let mut count = 0;
    let end = byte_length(string);
    scan(vm, pattern, string, (0, end), |_, slots, _| {
        parts.push(part(string, from, slots[0]));
        for i in 1..=pattern.groups() {
            parts.push(match slots[i * 2 + 1] {
                NONE => Value::NONE,
                end => part(string, slots[i * 2], end),
            });
        }
        from = slots[1];
        count += 1;
        Ok(limit == 0 || count < limit)
    })?;
    parts.push(part(string, from, end));
    Ok(List::value(parts))
}

fn byte_length(string: &Value) -> usize {
    match string.as_str() {
        Some(text) => text.len(),
        None => bytes::len_of(string).unwrap_or(0),
    }
}

/// `sub` and `subn`: the new text, and how many matches were replaced.
fn substitute(vm: &mut Vm, args: &[Value]) -> Res<(Value, usize)> {
    let pattern = this(&args[0]);
    let replacement = &args[1];
    let string = pattern.subject(vm, &args[2])?;
    let string = &*string;
    let limit = integer(vm, &args[3])?;
    let template = replace::template(vm, pattern, replacement)?;
    let mut out: Vec<u8> = Vec::new();
    let mut from = 0;
    let mut count = 0usize;
    // How many parts the new text has so far.
    let mut pieces = 0usize;
    let end = byte_length(string);
    let given = (0, length(string) as i64);
    scan(vm, pattern, string, (0, end), |vm, slots, last| {
        if limit > 0 && count >= limit as usize || limit < 0 {
            return Ok(false);
        }
        append(&mut out, string, from, slots[0]);
        pieces += usize::from(from < slots[0]);
        from = slots[1];
        count += 1;
        match &template {
            Some(template) => {
                replace::check_kind(vm, pattern, replacement, pieces)?;
                template.expand(&mut out, string, &slots);
            }
            None => {
                let made = Match::value(vm, args[0].clone(), string.clone(), slots, last, given);
                let text = vm.call(replacement, &[made])?;
                if !text.is_none() {
                    pieces += 1;
                    let fits = match text.as_str() {
                        Some(text) if pattern.is_str() => {
                            out.extend_from_slice(text.as_bytes());
                            true
                        }
                        _ => !pattern.is_str() && with_bytes(&text, |b| out.extend_from_slice(b)).is_some(),
                    };
                    if !fits {
                        let wanted = if pattern.is_str() { "str instance" } else { "a bytes-like object" };
                        let got = vm.type_name(&text);
                        let message = format!("sequence item {}: expected {wanted}, {got} found", pieces - 1);
                        return Err(vm.error(Exc::TypeError, message));
                    }
                }
            }
        }
        Ok(true)
    })?;
    if count == 0 {
        return Ok((part(string, 0, end), 0));
    }
    append(&mut out, string, from, end);
    let result = match String::from_utf8(out) {
        Ok(text) if pattern.is_str() => Value::from(text),
        Ok(text) => bytes::Bytes::value(text.as_bytes()),
        Err(error) => bytes::Bytes::value(error.as_bytes()),
    };
    Ok((result, count))
}

/// Adds a part of a text to bytes.
pub fn append(out: &mut Vec<u8>, string: &Value, start: usize, end: usize) {
    match string.as_str() {
        Some(text) => out.extend_from_slice(&text.as_bytes()[start..end]),
        None => {
            with_bytes(string, |bytes| {
                let end = end.min(bytes.len());
                out.extend_from_slice(&bytes[start.min(end)..end]);
            });
        }
    }
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let pattern = this(&args[0]);
    let mut source = vm.repr(&pattern.source)?;
    if source.chars().count() > 200 {
        source = source.chars().take(200).collect();
    }
    let mut flags = pattern.flags;
    // What a `str` pattern has by default is not shown.
    if pattern.is_str && flags & (flag::LOCALE | flag::UNICODE | flag::ASCII) == flag::UNICODE {
        flags &= !flag::UNICODE;
    }
    let mut names: Vec<String> = Vec::new();
    for (bit, name) in [
        (flag::IGNORECASE, "IGNORECASE"),
        (flag::LOCALE, "LOCALE"),
        (flag::MULTILINE, "MULTILINE"),
        (flag::DOTALL, "DOTALL"),
        (flag::UNICODE, "UNICODE"),
        (flag::VERBOSE, "VERBOSE"),
        (flag::DEBUG, "DEBUG"),
        (flag::ASCII, "ASCII"),
    ] {
        if flags & bit != 0 {
            flags &= !bit;
            names.push(format!("re.{name}"));
        }
    }
    if flags != 0 {
        names.push(format!("{flags:#x}"));
    }
    let flags = if names.is_empty() { String::new() } else { format!(", {}", names.join("|")) };
    Ok(Value::from(format!("re.compile({source}{flags})")))
}
