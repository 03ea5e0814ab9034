//! Text files: `TextIOWrapper`.

use super::binary::Binary;
use super::{limit, unsupported, whence};
use crate::heap::{FINALIZE, Interior, Kind, Slot, Visitor};
use crate::object::bytes::Bytes;
use crate::object::class::flag;
use crate::object::exception::Exc;
use crate::object::foreign::{DICT_GETTER, Foreign, ForeignData};
use crate::object::list::List;
use crate::object::native::NativeDef;
use crate::object::str::Str;
use crate::object::tuple::Tuple;
use crate::types::TypeSpec;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{function, getter, method};
use rondo_grammar::surrogate;

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newline {
    /// `newline=None`: any, read as `\n`.
    Universal,
    /// `newline=''`: any, read as it is.
    Any,
    /// `newline='\n'`.
    Lf,
    /// `newline='\r'`.
    Cr,
    /// `newline='\r\n'`.
    CrLf,
}

impl Newline {
    /// The meaning of the `newline` argument of `open`.
    pub fn of(vm: &mut Vm, value: &Value) -> Res<Newline> {
        if value.is_none() {
            return Ok(Newline::Universal);
        }
        match value.as_str() {
            Some("") => Ok(Newline::Any),
            Some("\n") => Ok(Newline::Lf),
            Some("\r") => Ok(Newline::Cr),
            Some("\r\n") => Ok(Newline::CrLf),
            Some(_) => {
                let message = format!("illegal newline value: {}", vm.str(value)?);
                Err(vm.error(Exc::ValueError, message))
            }
            None => {
                let message = format!("open() argument 'newline' must be str or None, not {}", vm.type_name(value));
                Err(vm.error(Exc::TypeError, message))
            }
        }
    }

    /// The end, in bytes, of the first line of `text`; `None` if it is not complete.
    pub fn line_end(self, text: &str, at_end: bool) -> Option<usize> {
        match self {
            Newline::Universal | Newline::Lf => memchr::memchr(b'\n', text.as_bytes()).map(|i| i + 1),
            Newline::Cr => memchr::memchr(b'\r', text.as_bytes()).map(|i| i + 1),
            Newline::CrLf => text.find("\r\n").map(|i| i + 2),
            Newline::Any => {
                let bytes = text.as_bytes();
                let i = memchr::memchr2(b'\n', b'\r', bytes)?;
                if bytes[i] == b'\n' {
                    return Some(i + 1);
                }
                match bytes.get(i + 1) {
                    Some(b'\n') => Some(i + 2),
                    Some(_) => Some(i + 1),
                    // A line feed may follow in the next chunk.
                    None => at_end.then_some(i + 1),
                }
            }
        }
    }

    /// The argument that means this.
    pub fn value(self) -> Value {
        match self {
            Newline::Universal => Value::NONE,
            Newline::Any => Value::from(""),
            Newline::Lf => Value::from("\n"),
            Newline::Cr => Value::from("\r"),
            Newline::CrLf => Value::from("\r\n"),
        }
    }

    /// What `\n` is written as, if as something else.
    fn written(self) -> Option<&'static str> {
        match self {
            Newline::Cr => Some("\r"),
            Newline::CrLf => Some("\r\n"),
            _ => None,
        }
    }
}

/// Which ends of lines have been read: the attribute `newlines`.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    cr: bool,
    lf: bool,
    crlf: bool,
}

impl Seen {
    /// Takes note of the ends of lines in a text that ends in no half of one.
    pub fn note(&mut self, text: &str) {
        let bytes = text.as_bytes();
        for place in memchr::memchr2_iter(b'\r', b'\n', bytes) {
            match bytes[place] {
                b'\r' if bytes.get(place + 1) == Some(&b'\n') => self.crlf = true,
                b'\r' => self.cr = true,
                _ => self.lf |= place == 0 || bytes[place - 1] != b'\r',
            }
        }
    }

    /// As the attribute: `None`, a string, or a tuple of strings.
    pub fn value(self) -> Value {
        let all = [(self.cr, "\r"), (self.lf, "\n"), (self.crlf, "\r\n")];
        let mut seen: Vec<Value> = all.iter().filter(|(is, _)| *is).map(|(_, text)| Value::from(*text)).collect();
        match seen.len() {
            0 | 1 => seen.pop().unwrap_or(Value::NONE),
            _ => Tuple::value(seen),
        }
    }
}

/// How a text file turns bytes into text.
pub struct Settings {
    /// As given.
    pub encoding: String,
    /// What to do about errors.
    pub errors: String,
    /// What ends a line.
    pub newline: Newline,
    /// Is it flushed after each line?
    pub line_buffering: bool,
    /// Is it flushed after each write?
    pub write_through: bool,
}

/// A text file.
pub struct TextFile {
    /// The binary file below.
    buffer: Value,
    settings: Interior<Settings>,
    mode: String,
    inside: Interior<Inside>,
    attributes: Slot,
}

#[derive(Default)]
struct Inside {
    /// Text read ahead; what lies before byte `at` has been taken.
    text: String,
    at: usize,
    /// Bytes of a character that is not complete.
    undecoded: Vec<u8>,
    /// The last chunk ended in a carriage return: a line feed after it belongs to it.
    after_return: bool,
    /// The end of the file has been seen.
    ended: bool,
    /// Where in `text` a line feed stands for two bytes of the file.
    pairs: Vec<usize>,
    seen: Seen,
    /// Lines are being taken by iteration, which does not keep account of positions.
    iterating: bool,
}

impl ForeignData for TextFile {
    fn trace(&self, visit: &mut Visitor) {
        visit(&self.buffer);
        visit(self.attributes.peek());
    }

    fn clear(&self) {
        drop(self.attributes.take());
    }

    fn attributes(&self) -> Option<&Slot> {
        Some(&self.attributes)
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn may_refuse_iter(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        self.inside.borrow_mut().iterating = true;
        let end = self.find_line(vm, None)?;
        if end == 0 {
            self.inside.borrow_mut().iterating = false;
            return Ok(None);
        }
        Ok(Some(self.take(end, Str::value)))
    }
}

/// Is it UTF-8 under one of its names?
pub fn is_utf8(encoding: &str) -> bool {
    matches!(encoding.to_ascii_lowercase().replace('_', "-").as_str(), "utf-8" | "utf8" | "u8" | "cp65001")
}

impl TextFile {
    /// A text file over a binary one.
    pub fn new(buffer: Value, settings: Settings, mode: &str) -> TextFile {
        TextFile {
            buffer,
            settings: Interior::new(settings),
            mode: mode.to_string(),
            inside: Interior::new(Inside::default()),
            attributes: Slot::default(),
        }
    }

    /// The file as an object.
    pub fn into_value(self, vm: &mut Vm) -> Value {
        let left_open = self.binary().is_some_and(Binary::is_left_open);
        let file = Foreign::new(vm.types.native_class(&TEXT_IO_WRAPPER), self);
        file.header().set(FINALIZE, left_open);
        file.into_value()
    }

    pub(super) fn binary(&self) -> Option<&Binary> {
        self.buffer.foreign::<Binary>()
    }

    fn closed(&self, vm: &mut Vm) -> Res<bool> {
        match self.binary() {
            Some(binary) => Ok(binary.is_closed()),
            None => {
                let closed = vm.get_attr(&self.buffer, &Str::intern("closed").into_value())?;
                vm.truth(&closed)
            }
        }
    }

    fn check_open(&self, vm: &mut Vm) -> Res<()> {
        if self.closed(vm)? { Err(closed(vm)) } else { Ok(()) }
    }

    /// Writes text, perhaps only into the buffer.
    pub fn write(&self, vm: &mut Vm, text: &str) -> Res<()> {
        let (plain, line_buffering, write_through, newline) = {
            let settings = self.settings.borrow();
            (is_utf8(&settings.encoding), settings.line_buffering, settings.write_through, settings.newline)
        };
        let translated = match newline.written() {
            Some(newline) if text.contains('\n') => Some(text.replace('\n', newline)),
            _ => None,
        };
        let text = translated.as_deref().unwrap_or(text);
        match self.binary() {
            // Lone surrogates lie above all characters that occur in practice: a byte tells.
            Some(binary) if plain && !(text.as_bytes().contains(&0xF4) && text.contains(surrogate::is_surrogate)) => {
                self.check_writable(vm, binary)?;
                binary.write(vm, text.as_bytes())?;
            }
            binary => {
                let (encoding, errors) = self.codec();
                let encoded = vm.call_method(&Value::from(text), "encode", &[encoding, errors])?;
                match (binary, encoded.get::<Bytes>()) {
                    (Some(binary), Some(bytes)) => {
                        self.check_writable(vm, binary)?;
                        binary.write(vm, bytes.as_slice())?;
                    }
                    _ => drop(vm.call_method(&self.buffer, "write", &[encoded])?),
                }
            }
        }
        if write_through || line_buffering && text.contains(['\n', '\r']) {
            self.flush(vm)?;
        }
        Ok(())
    }

    fn check_writable(&self, vm: &mut Vm, binary: &Binary) -> Res<()> {
        if binary.is_closed() {
            return Err(closed(vm));
        }
        if !binary.is_writable() {
            return Err(unsupported(vm, "not writable"));
        }
        self.drop_ahead(vm)
    }

    /// Before writing: what was read ahead counts as not read.
    fn drop_ahead(&self, vm: &mut Vm) -> Res<()> {
        let untouched = {
            let inside = self.inside.borrow();
            inside.text.is_empty() && inside.undecoded.is_empty() && !inside.ended
        };
        if !untouched {
            let at = self.tell(vm)?;
            self.seek(vm, at, 0)?;
        }
        Ok(())
    }

    fn codec(&self) -> (Value, Value) {
        let settings = self.settings.borrow();
        (Value::from(settings.encoding.as_str()), Value::from(settings.errors.as_str()))
    }

    /// Writes out what waits in the buffer.
    pub fn flush(&self, vm: &mut Vm) -> Res<()> {
        match self.binary() {
            Some(binary) => binary.flush(vm),
            None => vm.call_method(&self.buffer, "flush", &[]).map(drop),
        }
    }

    /// Decodes and appends the next chunk; false at the end of the file.
    fn fill(&self, vm: &mut Vm) -> Res<bool> {
        if self.inside.borrow().ended {
            return Ok(false);
        }
        let chunk = match self.binary() {
            Some(binary) => {
                if binary.is_closed() {
                    return Err(closed(vm));
                }
                if !binary.is_readable() {
                    return Err(unsupported(vm, "not readable"));
                }
                binary.read_some(vm)?
            }
            None => {
                let chunk = vm.call_method(&self.buffer, "read", &[])?;
                super::with_bytes(vm, &chunk, |bytes| bytes.to_vec())?
            }
        };
        let ended = chunk.is_empty();
        let (mut bytes, newline, utf8) = {
            let mut inside = self.inside.borrow_mut();
            inside.ended = ended;
            let settings = self.settings.borrow();
            (std::mem::take(&mut inside.undecoded), settings.newline, is_utf8(&settings.encoding))
        };
        bytes.extend(chunk);
        let mut text = self.decode(vm, bytes, utf8, ended)?;
        let mut pairs = Vec::new();
        match newline {
            Newline::Universal => (text, pairs) = self.translated(text, ended),
            Newline::Any => self.inside.borrow_mut().seen.note(&text),
            _ => (),
        }
        let mut inside = self.inside.borrow_mut();
        if inside.at > 0 {
            let at = std::mem::take(&mut inside.at);
            inside.text.drain(..at);
            inside.pairs.retain(|&place| place >= at);
            inside.pairs.iter_mut().for_each(|place| *place -= at);
        }
        let base = inside.text.len();
        inside.pairs.extend(pairs.iter().map(|place| base + place));
        inside.text.push_str(&text);
        Ok(!ended)
    }

    fn decode(&self, vm: &mut Vm, bytes: Vec<u8>, utf8: bool, ended: bool) -> Res<String> {
        let rest = if !utf8 {
            // Encodings of one byte a character can be cut anywhere; all others wait for the end.
            let encoding = self.settings.borrow().encoding.to_ascii_lowercase();
            if ended || ["ascii", "latin", "iso", "cp", "us-"].iter().any(|p| encoding.starts_with(p)) {
                bytes
            } else {
                self.inside.borrow_mut().undecoded = bytes;
                return Ok(String::new());
            }
        } else {
            match String::from_utf8(bytes) {
                Ok(text) if !text.contains(surrogate::is_surrogate) => return Ok(text),
                Ok(text) => text.into_bytes(),
                Err(error) => {
                    let (valid, incomplete) =
                        (error.utf8_error().valid_up_to(), error.utf8_error().error_len().is_none());
                    let mut bytes = error.into_bytes();
                    if incomplete && !ended {
                        self.inside.borrow_mut().undecoded = bytes.split_off(valid);
                        return self.decode(vm, bytes, utf8, ended);
                    }
                    bytes
                }
            }
        };
        if rest.is_empty() {
            return Ok(String::new());
        }
        let (encoding, errors) = self.codec();
        let decoded = vm.call_method(&Bytes::value(&rest), "decode", &[encoding, errors])?;
        Ok(decoded.as_str().unwrap_or_default().to_string())
    }

    /// Line ends as `\n`, and where such a one stands for two bytes.
    fn translated(&self, text: String, ended: bool) -> (String, Vec<usize>) {
        let mut inside = self.inside.borrow_mut();
        if !inside.after_return && !text.contains('\r') {
            if !inside.seen.lf {
                inside.seen.note(&text);
            }
            return (text, Vec::new());
        }
        let mut out = if inside.after_return { "\r".to_string() } else { String::new() };
        out.push_str(&text);
        inside.after_return = out.ends_with('\r') && !ended;
        if inside.after_return {
            out.pop();
        }
        inside.seen.note(&out);
        let pairs = out.match_indices("\r\n").enumerate().map(|(before, (place, _))| place - before).collect();
        (out.replace("\r\n", "\n").replace('\r', "\n"), pairs)
    }

    /// Shows `f` the next `bytes` of the text read ahead, and goes behind them.
    fn take<T>(&self, bytes: usize, f: impl FnOnce(&str) -> T) -> T {
        let mut inside = self.inside.borrow_mut();
        let (start, end) = (inside.at, inside.at + bytes);
        let taken = f(&inside.text[start..end]);
        inside.at = end;
        if end == inside.text.len() {
            inside.text.clear();
            inside.pairs.clear();
            inside.at = 0;
        }
        taken
    }

    /// Up to `n` characters; all of them if it is `None`.
    pub fn read(&self, vm: &mut Vm, n: Option<usize>) -> Res<String> {
        self.check_open(vm)?;
        let Some(n) = n else {
            while self.fill(vm)? {}
            let rest = {
                let inside = self.inside.borrow();
                inside.text.len() - inside.at
            };
            self.inside.borrow_mut().ended = false;
            return Ok(self.take(rest, str::to_string));
        };
        loop {
            let (end, complete) = {
                let inside = self.inside.borrow();
                let ahead = &inside.text[inside.at..];
                match ahead.char_indices().nth(n) {
                    Some((offset, _)) => (offset, true),
                    None => (ahead.len(), false),
                }
            };
            if complete || n == 0 || !self.fill(vm)? {
                self.forget_end();
                return Ok(self.take(end, str::to_string));
            }
        }
    }

    /// A file can grow after its end was seen: the next read looks again.
    fn forget_end(&self) {
        let mut inside = self.inside.borrow_mut();
        if inside.at == inside.text.len() {
            inside.ended = false;
        }
    }

    /// A line with its end, or at most `n` characters of it; empty at the end.
    pub fn readline(&self, vm: &mut Vm, n: Option<usize>) -> Res<String> {
        let end = self.find_line(vm, n)?;
        Ok(self.take(end, str::to_string))
    }

    /// Reads a line, or at most `n` characters of it, ahead: its length in bytes, 0 at the end of the file.
    fn find_line(&self, vm: &mut Vm, n: Option<usize>) -> Res<usize> {
        self.check_open(vm)?;
        let newline = self.settings.borrow().newline;
        let mut searched = 0;
        loop {
            let (end, complete) = {
                let inside = self.inside.borrow();
                let ahead = &inside.text[inside.at..];
                // The last byte searched may be the first half of a line end.
                let mut from = searched.min(ahead.len()).saturating_sub(1);
                while !ahead.is_char_boundary(from) {
                    from -= 1;
                }
                match newline.line_end(&ahead[from..], inside.ended) {
                    Some(end) => (from + end, true),
                    None => (ahead.len(), false),
                }
            };
            searched = end;
            let done = complete || !self.fill(vm)?;
            if done {
                let end = if complete { end } else { self.rest_len() };
                self.forget_end();
                return Ok(self.limited(end, n));
            }
            if let Some(n) = n
                && searched > 4 * n
            {
                return Ok(self.limited(searched, Some(n)));
            }
        }
    }

    /// Has a whole line been read ahead, or the end of the file?
    pub fn has_line(&self) -> bool {
        let newline = self.settings.borrow().newline;
        let inside = self.inside.borrow();
        inside.ended || newline.line_end(&inside.text[inside.at..], false).is_some()
    }

    fn rest_len(&self) -> usize {
        let inside = self.inside.borrow();
        inside.text.len() - inside.at
    }

    /// `end`, or the end of the first `n` characters if that comes sooner.
    fn limited(&self, end: usize, n: Option<usize>) -> usize {
        let Some(n) = n else { return end };
        let inside = self.inside.borrow();
        inside.text[inside.at..inside.at + end].char_indices().nth(n).map_or(end, |(offset, _)| offset)
    }

    /// The position in bytes.
    fn tell(&self, vm: &mut Vm) -> Res<i64> {
        let at = match self.binary() {
            Some(binary) => {
                binary.flush(vm)?;
                binary.tell(vm)?
            }
            None => {
                let at = vm.call_method(&self.buffer, "tell", &[])?;
                vm.index_clamped(&at)?
            }
        };
        let (ahead, undecoded) = {
            let inside = self.inside.borrow();
            let pairs = inside.pairs.iter().filter(|&&place| place >= inside.at).count();
            (inside.text[inside.at..].to_string(), inside.undecoded.len() + inside.after_return as usize + pairs)
        };
        let ahead = if ahead.is_empty() || is_utf8(&self.settings.borrow().encoding) {
            ahead.len()
        } else {
            let (encoding, errors) = self.codec();
            let encoded = vm.call_method(&Value::from(ahead), "encode", &[encoding, errors])?;
            encoded.get::<Bytes>().map_or(0, |b| b.as_slice().len())
        };
        Ok(at - (ahead + undecoded) as i64)
    }

    fn seek(&self, vm: &mut Vm, offset: i64, whence: i64) -> Res<i64> {
        let seen = self.inside.borrow().seen;
        drop(self.inside.replace(Inside { seen, ..Inside::default() }));
        match self.binary() {
            Some(binary) => binary.seek(vm, offset, whence),
            None => {
                let at = vm.call_method(&self.buffer, "seek", &[Value::from(offset), Value::from(whence)])?;
                vm.index_clamped(&at)
            }
        }
    }
}

pub(super) fn closed(vm: &mut Vm) -> Raised {
    vm.error(Exc::ValueError, "I/O operation on closed file.")
}

// ---------------------------------------------------------------------------------------------------------------
// The class

/// The class `TextIOWrapper`.
pub static TEXT_IO_WRAPPER: TypeSpec = TypeSpec {
    name: "_io.TextIOWrapper",
    doc: "A file of text over a buffered file of bytes.",
    constructor: Some(&function!(
        "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)",
        new
    )),
    methods: METHODS,
    flags: flag::DEL,
};

static METHODS: &[NativeDef] = &[
    method!("read(self, size=-1, /)", read),
    method!("readline(self, size=-1, /)", readline),
    method!("readlines(self, hint=-1, /)", readlines),
    method!("write(self, text, /)", write),
    method!("writelines(self, lines, /)", writelines),
    method!("flush(self, /)", flush),
    method!("seek(self, cookie, whence=0, /)", seek),
    method!("tell(self, /)", tell),
    method!("truncate(self, pos=None, /)", truncate),
    method!("__del__(self, /)", super::delete),
    method!("close(self, /)", close),
    method!("detach(self, /)", detach),
    method!(
        "reconfigure(self, *, encoding=None, errors=None, newline=?, line_buffering=None, write_through=None)",
        reconfigure
    ),
    method!("fileno(self, /)", |vm, args| forward(vm, args, "fileno")),
    method!("isatty(self, /)", |vm, args| forward(vm, args, "isatty")),
    method!("readable(self, /)", |vm, args| forward(vm, args, "readable")),
    method!("writable(self, /)", |vm, args| forward(vm, args, "writable")),
    method!("seekable(self, /)", |vm, args| forward(vm, args, "seekable")),
    DICT_GETTER,
    getter!("buffer", |_, args| Ok(this(&args[0]).buffer.clone())),
    getter!("closed", |vm, args| this(&args[0]).closed(vm).map(Value::bool)),
    getter!("encoding", |_, args| Ok(Value::from(this(&args[0]).settings.borrow().encoding.as_str()))),
    getter!("errors", |_, args| Ok(Value::from(this(&args[0]).settings.borrow().errors.as_str()))),
    getter!("line_buffering", |_, args| Ok(Value::bool(this(&args[0]).settings.borrow().line_buffering))),
    getter!("write_through", |_, args| Ok(Value::bool(this(&args[0]).settings.borrow().write_through))),
    getter!("newlines", |_, args| Ok(this(&args[0]).inside.borrow().seen.value())),
    getter!("mode", |_, args| Ok(Value::from(this(&args[0]).mode.as_str()))),
    getter!("name", name),
    method!("__enter__(self, /)", enter),
    method!("__exit__(self, /, *args)", close),
    method!("__iter__(self, /)", enter),
    method!("__next__(self, /)", next),
    method!("__repr__(self, /)", repr),
];

fn this(value: &Value) -> &TextFile {
    match value.foreign::<TextFile>() {
        Some(file) => file,
        None => unreachable!("a method of TextIOWrapper is bound to one only"),
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> Res {
    let settings = Settings {
        encoding: args[1].as_str().unwrap_or("UTF-8").to_string(),
        errors: args[2].as_str().unwrap_or("strict").to_string(),
        newline: Newline::of(vm, &args[3])?,
        line_buffering: vm.truth(&args[4])?,
        write_through: vm.truth(&args[5])?,
    };
    let mode = match args[0].foreign::<Binary>() {
        Some(binary) if binary.is_readable() && binary.is_writable() => "r+",
        Some(binary) if binary.is_writable() => "w",
        _ => "r",
    };
    Ok(TextFile::new(args[0].clone(), settings, mode).into_value(vm))
}

fn read(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    this(&args[0]).read(vm, n).map(Value::from)
}

fn readline(vm: &mut Vm, args: &[Value]) -> Res {
    let n = limit(vm, &args[1])?;
    let file = this(&args[0]);
    let end = file.find_line(vm, n)?;
    Ok(file.take(end, Str::value))
}

fn readlines(vm: &mut Vm, args: &[Value]) -> Res {
    let (file, hint) = (this(&args[0]), limit(vm, &args[1])?.filter(|&n| n > 0));
    let (mut lines, mut total) = (Vec::new(), 0);
    while hint.is_none_or(|hint| total <= hint) {
        let end = file.find_line(vm, None)?;
        if end == 0 {
            break;
        }
        total += end;
        lines.push(file.take(end, Str::value));
    }
    Ok(List::value(lines))
}

fn write(vm: &mut Vm, args: &[Value]) -> Res {
    let Some(text) = args[1].get::<Str>() else {
        let message = format!("write() argument must be str, not {}", vm.type_name(&args[1]));
        return Err(vm.error(Exc::TypeError, message));
    };
    this(&args[0]).write(vm, text.as_str())?;
    Ok(Value::from(text.char_len()))
}

fn writelines(vm: &mut Vm, args: &[Value]) -> Res {
    let iterator = vm.iter(&args[1])?;
    while let Some(line) = vm.next(&iterator)? {
        write(vm, &[args[0].clone(), line])?;
    }
    Ok(Value::NONE)
}

fn flush(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    file.check_open(vm)?;
    file.flush(vm)?;
    file.inside.borrow_mut().iterating = false;
    Ok(Value::NONE)
}

fn seek(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    file.check_open(vm)?;
    let (mut offset, mut whence) = (vm.index_clamped(&args[1])?, whence(vm, &args[2])?);
    if whence > 0 && offset != 0 {
        let relative = if whence == 1 { "cur" } else { "end" };
        return Err(unsupported(vm, &format!("can't do nonzero {relative}-relative seeks")));
    }
    if offset < 0 {
        return Err(vm.error(Exc::ValueError, format!("negative seek position {offset}")));
    }
    if whence == 1 {
        (offset, whence) = (file.tell(vm)?, 0);
    }
    file.seek(vm, offset, whence).map(Value::from)
}

fn tell(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    file.check_open(vm)?;
    if file.inside.borrow().iterating {
        return Err(vm.error(Exc::OSError, "telling position disabled by next() call"));
    }
    file.tell(vm).map(Value::from)
}

fn truncate(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    file.flush(vm)?;
    let size = if args[1].is_none() { Value::from(file.tell(vm)?) } else { args[1].clone() };
    vm.call_method(&file.buffer, "truncate", &[size])
}

fn close(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    match file.binary() {
        Some(binary) => binary.close(vm)?,
        None => drop(vm.call_method(&file.buffer, "close", &[])?),
    }
    Ok(Value::NONE)
}

fn detach(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    file.flush(vm)?;
    // Whoever has the buffer closes it.
    if let Some(object) = args[0].to_gc::<Foreign>() {
        object.header().set(FINALIZE, false);
    }
    Ok(file.buffer.clone())
}

fn reconfigure(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    file.flush(vm)?;
    let newline = if args[3].is_unset() { None } else { Some(Newline::of(vm, &args[3])?) };
    let line_buffering = if args[4].is_none() { None } else { Some(vm.truth(&args[4])?) };
    let write_through = if args[5].is_none() { None } else { Some(vm.truth(&args[5])?) };
    let mut settings = file.settings.borrow_mut();
    if let Some(encoding) = args[1].as_str() {
        settings.encoding = encoding.to_string();
        settings.errors = "strict".to_string();
    }
    if let Some(errors) = args[2].as_str() {
        settings.errors = errors.to_string();
    }
    settings.newline = newline.unwrap_or(settings.newline);
    settings.line_buffering = line_buffering.unwrap_or(settings.line_buffering);
    settings.write_through = write_through.unwrap_or(settings.write_through);
    Ok(Value::NONE)
}

fn forward(vm: &mut Vm, args: &[Value], method: &str) -> Res {
    let file = this(&args[0]);
    file.check_open(vm)?;
    vm.call_method(&file.buffer, method, &[])
}

fn name(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    match file.binary() {
        Some(binary) => Ok(binary.name()),
        None => vm.get_attr(&file.buffer, &Str::intern("name").into_value()),
    }
}

fn enter(vm: &mut Vm, args: &[Value]) -> Res {
    this(&args[0]).check_open(vm)?;
    Ok(args[0].clone())
}

fn next(vm: &mut Vm, args: &[Value]) -> Res {
    if !args[0].is_kind(Kind::Foreign) {
        return super::next_of_derived(vm, &args[0], Some(Kind::Str));
    }
    let line = this(&args[0]).next(vm, &args[0])?;
    line.map_or_else(|| super::stop(vm), Ok)
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let file = this(&args[0]);
    let mut shown = format!("<{}", super::shown_class(vm, &args[0]));
    if let Some(binary) = file.binary() {
        shown.push_str(&format!(" name={} mode='{}'", vm.repr(&binary.name())?, file.mode));
    }
    shown.push_str(&format!(" encoding='{}'>", file.settings.borrow().encoding));
    Ok(Value::from(shown))
}
