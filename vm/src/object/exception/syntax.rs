//! `SyntaxError`: where in which text, and raising one that the grammar or the compiler found.

use super::Exception;
use super::base::{args_of, field, plain_init, set_field, store_field, this};
use crate::object::exception::Exc;
use crate::object::int;
use crate::object::native::NativeDef;
use crate::object::tuple::Tuple;
use crate::value::Value;
use crate::vm::{Raised, Res, Vm};
use crate::{getter, method};
use rondo_compiler::Places;
use rondo_grammar::{ErrorKind, Location};

/// Fields of a SyntaxError.
pub(crate) mod syntax_field {
    pub const MSG: usize = 0;
    pub const FILENAME: usize = 1;
    pub const LINENO: usize = 2;
    pub const OFFSET: usize = 3;
    pub const TEXT: usize = 4;
    pub const END_LINENO: usize = 5;
    pub const END_OFFSET: usize = 6;
    /// 3.14's source for keyword suggestions: a tuple or `None`.
    pub const METADATA: usize = 8;
}
use syntax_field::*;

pub(super) const METHODS: &[NativeDef] = &[
    method!("__init__(self, /, *args, **kwargs)", init),
    method!("__str__(self, /)", syntax_str),
    getter!("msg", |vm, a| Ok(field(this(vm, &a[0])?, 0)), |vm, a| store_field(vm, a, 0)),
    getter!("filename", |vm, a| Ok(field(this(vm, &a[0])?, 1)), |vm, a| store_field(vm, a, 1)),
    getter!("lineno", |vm, a| Ok(field(this(vm, &a[0])?, 2)), |vm, a| store_field(vm, a, 2)),
    getter!("offset", |vm, a| Ok(field(this(vm, &a[0])?, 3)), |vm, a| store_field(vm, a, 3)),
    getter!("text", |vm, a| Ok(field(this(vm, &a[0])?, 4)), |vm, a| store_field(vm, a, 4)),
    getter!("end_lineno", |vm, a| Ok(field(this(vm, &a[0])?, 5)), |vm, a| store_field(vm, a, 5)),
    getter!("end_offset", |vm, a| Ok(field(this(vm, &a[0])?, 6)), |vm, a| store_field(vm, a, 6)),
    getter!("print_file_and_line", |vm, a| Ok(field(this(vm, &a[0])?, 7)), |vm, a| store_field(vm, a, 7)),
    getter!("_metadata", |vm, a| Ok(field(this(vm, &a[0])?, 8)), |vm, a| store_field(vm, a, 8)),
];

fn init(vm: &mut Vm, args: &[Value]) -> Res {
    let items = plain_init(vm, args)?;
    let exception = this(vm, &args[0])?;
    if let Some(message) = items.first() {
        set_field(exception, MSG, message.clone());
    }
    let [_, details] = items.as_slice() else { return Ok(Value::NONE) };
    let details = vm.collect(details)?;
    match details.len() {
        4 | 6 | 7 => (),
        5 => return Err(vm.error(Exc::TypeError, "end_offset must be provided when end_lineno is provided")),
        n => {
            let (bound, count) = if n < 4 { ("at least", 4) } else { ("at most", 7) };
            let message = format!("function takes {bound} {count} arguments ({n} given)");
            return Err(vm.error(Exc::TypeError, message));
        }
    }
    let fields = [FILENAME, LINENO, OFFSET, TEXT, END_LINENO, END_OFFSET, METADATA];
    for (index, value) in fields.into_iter().zip(details) {
        set_field(exception, index, value);
    }
    Ok(Value::NONE)
}

fn syntax_str(vm: &mut Vm, args: &[Value]) -> Res {
    let exception = this(vm, &args[0])?;
    let [message, filename, line] = [MSG, FILENAME, LINENO].map(|i| field(exception, i));
    let message = if args_of(exception).is_empty() && message.is_none() { "None".into() } else { vm.str(&message)? };
    // Only the last part of the path is shown here.
    let file = filename.as_str().map(|f| f.rsplit('/').next().unwrap_or(f).to_string());
    let line = line.as_small_int();
    Ok(Value::from(match (file, line) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    }))
}

/// Line `number` of a source file, with its end.
fn line_of_file(filename: &str, number: u32) -> Option<String> {
    // What has no end to read, such as a terminal, is no source file.
    let bytes =
        std::fs::metadata(filename).ok().filter(|file| file.is_file()).and_then(|_| std::fs::read(filename).ok())?;
    let text = rondo_grammar::decode(&bytes).ok()?;
    let line = rondo_grammar::LineIndex::new(&text).line_text(&text, number).to_string();
    Some(line + "\n")
}

impl Vm {
    /// Raises the exception of a syntax error found in `source`, the text of `filename`.
    #[cold]
    pub fn syntax_error(&mut self, error: &rondo_grammar::SyntaxError, source: &str, filename: &str) -> Raised {
        let mut at = error.location(source);
        if source.trim_matches([' ', '\t']).is_empty() {
            (at.line, at.column, at.end_line, at.end_column) = (0, 0, 0, 0);
        }
        self.syntax_error_at(error, at, source, filename)
    }

    /// Raises the exception of a syntax error found in a tree that was made from no text.
    #[cold]
    pub fn tree_error(&mut self, error: &rondo_grammar::SyntaxError, places: &Places, filename: &str) -> Raised {
        let at = places.position(error.span);
        let at = Location {
            line: at.line,
            column: at.col + 1,
            end_line: at.end_line,
            end_column: at.end_col as i32 + 1,
            text: String::new(),
        };
        self.syntax_error_at(error, at, "", filename)
    }

    fn syntax_error_at(
        &mut self,
        error: &rondo_grammar::SyntaxError,
        at: Location,
        source: &str,
        filename: &str,
    ) -> Raised {
        let class = match error.kind {
            ErrorKind::Recursion => return self.error(Exc::RecursionError, error.message.clone()),
            ErrorKind::Memory => return self.error(Exc::MemoryError, error.message.clone()),
            ErrorKind::Syntax => Exc::SyntaxError,
            ErrorKind::Indentation => Exc::IndentationError,
            ErrorKind::Tab => Exc::TabError,
        };
        // The line of an error that the compiler found is looked up in the file: a string that is executed has none.
        let text = match error.read {
            Some(_) => Value::from(at.text),
            None => line_of_file(filename, at.line).map_or(Value::NONE, |line| Value::from(line.as_str())),
        };
        let number = |n: u32| int::from_i64(n.into());
        let details = vec![
            Value::from(filename),
            number(at.line),
            number(at.column),
            text,
            number(at.end_line),
            int::from_i64(at.end_column.into()),
        ];
        let args = vec![Value::from(error.message.as_str()), Tuple::from_slice(&details).into_value()];
        let class = self.types.exception(class).to_value();
        let exception = Exception::new(class, Tuple::value(args));
        set_field(&exception, MSG, Value::from(error.message.as_str()));
        for (index, value) in [FILENAME, LINENO, OFFSET, TEXT, END_LINENO, END_OFFSET].into_iter().zip(details) {
            set_field(&exception, index, value);
        }
        set_field(&exception, METADATA, Tuple::value(vec![number(0), number(0), Value::from(source)]));
        self.raise(exception.into_value())
    }
}

impl Vm {
    /// The parked SyntaxError is about `source`, which is no file: its last line ends where the text does, and the token
    /// that ends that line has no columns.
    pub(crate) fn end_line_as_source(&mut self, source: &str) {
        let raised = self.raised().clone();
        let Some(error) = raised.exact::<Exception>().filter(|_| !source.ends_with('\n')) else { return };
        let text = field(error, TEXT);
        let Some(line) = text.as_str().and_then(|text| text.strip_suffix('\n')) else { return };
        if source.rsplit('\n').next() != Some(line) {
            return;
        }
        set_field(error, TEXT, Value::from(line));
        let is_generic = field(error, MSG).as_str() == Some("invalid syntax");
        let plain = self.class_of(&raised).is(self.types.exception(Exc::SyntaxError));
        if let Some(offset) = field(error, OFFSET).as_small_int().filter(|offset| plain && *offset > 0) {
            let mut rest = line.chars().skip(offset as usize - 1);
            let columns = match rest.next() {
                None | Some('#') if is_generic => Some((0, 0_i64)),
                None if field(error, END_OFFSET).as_small_int() == Some(offset + 1) => Some((offset - 1, -1)),
                _ => None,
            };
            if let Some((offset, end_offset)) = columns {
                set_field(error, OFFSET, Value::from(offset));
                set_field(error, END_OFFSET, Value::from(end_offset));
            }
        }
        let [message, _] = &super::base::args_of(error)[..] else { return };
        let details = [FILENAME, LINENO, OFFSET, TEXT, END_LINENO, END_OFFSET].map(|index| field(error, index));
        error.args.set(Tuple::value(vec![message.clone(), Tuple::value(details.to_vec())]));
    }

    /// Raises the SyntaxError of a file that is not text; the error's span counts bytes.
    #[cold]
    pub fn undecodable(&mut self, error: &rondo_grammar::SyntaxError, bytes: &[u8], filename: &str) -> Raised {
        let raised = self.error(Exc::SyntaxError, error.message.as_str());
        let (nul, undeclared) = (bytes.iter().position(|b| *b == 0), error.message.starts_with("Non-UTF-8"));
        // No line is known of bytes that a codec refuses.
        let (mut line, mut offset, mut text) = (0, -1, Value::NONE);
        if let Some(at) = nul.or(undeclared.then_some(error.span.start as usize)) {
            line = bytes[..at].iter().filter(|b| **b == b'\n').count() as i64 + 1;
            let start = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1);
            let end = bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |length| at + length);
            if undeclared {
                offset = String::from_utf8_lossy(&bytes[start..at]).chars().count() as i64 + 1;
                text = Value::from(String::from_utf8_lossy(&bytes[start..end]).into_owned());
            } else {
                (offset, text) = (0, Value::from(""));
            }
        }
        let message = Value::from(error.message.as_str());
        let mut details = vec![Value::from(filename), int::from_i64(line), int::from_i64(offset), text];
        if line > 0 {
            details.extend([int::from_i64(line), int::from_i64(offset)]);
        }
        if let Some(e) = self.raised().exact::<Exception>() {
            set_field(e, MSG, message.clone());
            for (place, detail) in details.iter().enumerate() {
                set_field(e, FILENAME + place, detail.clone());
            }
            e.args.set(Tuple::value(vec![message, Tuple::value(details)]));
        }
        raised
    }
}
