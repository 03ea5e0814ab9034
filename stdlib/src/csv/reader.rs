//! `reader`: the rows of lines of text.

use super::dialect::{Dialect, Quoting};
use super::{LIMIT, error};
use rondo_vm::getter;
use rondo_vm::heap::{Slot, Visitor};
use rondo_vm::object::foreign::{Foreign, ForeignData, ITER, NEXT};
use rondo_vm::object::list::List;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::cell::Cell;

/// An iterator over rows.
struct Reader {
    lines: Slot,
    dialect: Slot,
    line_num: Cell<usize>,
}

impl ForeignData for Reader {
    fn trace(&self, visit: &mut Visitor) {
        self.lines.trace(visit);
        self.dialect.trace(visit);
    }

    fn clear(&self) {
        drop(self.lines.take());
    }

    fn is_iterator(&self) -> bool {
        true
    }

    fn next(&self, vm: &mut Vm, _: &Value) -> Res<Option<Value>> {
        let (lines, dialect) = (self.lines.get(), self.dialect.get());
        let Some(dialect) = dialect.foreign::<Dialect>() else { return Ok(None) };
        let mut row =
            Row { dialect, state: State::Start, fields: Vec::new(), field: String::new(), len: 0, quoted: false };
        loop {
            let Some(line) = vm.next(&lines)? else { return row.at_the_end(vm) };
            let Some(text) = line.as_str() else {
                let got = vm.type_name(&line);
                let message =
                    format!("iterator should return strings, not {got} (the file should be opened in text mode)");
                return Err(error(vm, message));
            };
            self.line_num.set(self.line_num.get() + 1);
            row.read(vm, text)?;
            if row.state == State::Start {
                return Ok(Some(List::value(row.fields)));
            }
        }
    }
}

/// The class.
pub static READER: TypeSpec = TypeSpec {
    name: "_csv.reader",
    doc: "Iterates over the rows, lists of strings, of an iterable of lines.",
    constructor: None,
    methods: &[
        ITER,
        NEXT,
        getter!("dialect", |_, args| Ok(this(args).dialect.get())),
        getter!("line_num", |_, args| Ok(Value::from(this(args).line_num.get()))),
    ],
    flags: 0,
};

fn this(args: &[Value]) -> &Reader {
    match args[0].foreign::<Reader>() {
        Some(reader) => reader,
        None => unreachable!("an attribute of reader is bound to readers only"),
    }
}

/// A reader of what an iterator gives.
pub fn new(vm: &mut Vm, lines: Value, dialect: Value) -> Value {
    let reader = Reader { lines: Slot::new(lines), dialect: Slot::new(dialect), line_num: Cell::new(0) };
    Foreign::new(vm.types.native_class(&READER), reader).into_value()
}

/// Where the reader is in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    FieldStart,
    Escaped,
    /// In a field with an escaped end of line: whatever follows, the row goes on in the next line, as in CPython.
    EscapedEnd,
    InField,
    Quoted,
    EscapedQuoted,
    QuoteSeen,
    RowOver,
}

/// A row that is being read.
struct Row<'a> {
    dialect: &'a Dialect,
    state: State,
    fields: Vec<Value>,
    field: String,
    /// The characters of the field.
    len: usize,
    /// The field began with a quote.
    quoted: bool,
}

impl Row<'_> {
    /// There are no more lines.
    fn at_the_end(mut self, vm: &mut Vm) -> Res<Option<Value>> {
        if self.field.is_empty() && !matches!(self.state, State::Quoted | State::EscapedQuoted) {
            return Ok(None);
        }
        if self.dialect.strict {
            return Err(error(vm, "unexpected end of data"));
        }
        self.save(vm)?;
        Ok(Some(List::value(self.fields)))
    }

    fn add(&mut self, vm: &mut Vm, text: &str) -> Res<()> {
        self.len += if text.is_ascii() { text.len() } else { text.chars().count() };
        let limit = LIMIT.get();
        if self.len as i64 > limit {
            return Err(error(vm, format!("field larger than field limit ({limit})")));
        }
        self.field.push_str(text);
        Ok(())
    }

    /// The field is over.
    fn save(&mut self, vm: &mut Vm) -> Res<()> {
        let text = Value::from(self.field.as_str());
        let value = match self.dialect.quoting {
            _ if self.quoted => text,
            Quoting::NotNull | Quoting::Strings if self.field.is_empty() => Value::NONE,
            Quoting::NonNumeric | Quoting::Strings if !self.field.is_empty() => {
                let float = vm.types.float.to_value();
                vm.call(&float, &[text])?
            }
            _ => text,
        };
        self.fields.push(value);
        self.field.clear();
        self.len = 0;
        self.quoted = false;
        Ok(())
    }

    /// How much of the text goes into the field as it is, in the present state.
    #[inline]
    fn plain(&self, text: &str) -> usize {
        let (delimiter, escape) = (self.dialect.delimiter, self.dialect.escapechar);
        let quote = self.quote();
        let end = match self.state {
            State::InField | State::EscapedEnd => {
                text.find(|c| c == delimiter || c == '\r' || c == '\n' || Some(c) == escape)
            }
            State::Quoted => text.find(|c| Some(c) == quote || Some(c) == escape),
            State::FieldStart => text.find(|c| {
                c == delimiter || c == '\r' || c == '\n' || c == ' ' || Some(c) == quote || Some(c) == escape
            }),
            _ => Some(0),
        };
        end.unwrap_or(text.len())
    }

    /// What quotes, if anything does.
    #[inline]
    fn quote(&self) -> Option<char> {
        if self.dialect.quoting == Quoting::None { None } else { self.dialect.quotechar }
    }

    fn read(&mut self, vm: &mut Vm, line: &str) -> Res<()> {
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            if self.state == State::Start {
                self.state = if matches!(c, '\r' | '\n') { State::RowOver } else { State::FieldStart };
            }
            let plain = self.plain(rest);
            if plain > 0 {
                self.add(vm, &rest[..plain])?;
                if self.state == State::FieldStart {
                    self.state = State::InField;
                }
                rest = &rest[plain..];
                continue;
            }
            let (this, after) = rest.split_at(c.len_utf8());
            self.step(vm, c, this)?;
            rest = after;
        }
        self.end_line(vm)
    }

    /// A character that is more than text of the field.
    fn step(&mut self, vm: &mut Vm, c: char, text: &str) -> Res<()> {
        let dialect = self.dialect;
        let is_escape = Some(c) == dialect.escapechar;
        let is_quote = Some(c) == self.quote();
        match self.state {
            State::RowOver if matches!(c, '\r' | '\n') => (),
            State::RowOver => {
                let message = "new-line character seen in unquoted field - do you need to open the file with \
                               newline=''?";
                return Err(error(vm, message));
            }
            State::Quoted if is_escape => self.state = State::EscapedQuoted,
            State::Quoted => self.state = if dialect.doublequote { State::QuoteSeen } else { State::InField },
            State::Escaped | State::EscapedQuoted => {
                self.add(vm, text)?;
                self.state = match self.state {
                    State::EscapedQuoted => State::Quoted,
                    _ if matches!(c, '\r' | '\n') => State::EscapedEnd,
                    _ => State::InField,
                };
            }
            _ if matches!(c, '\r' | '\n') => {
                self.save(vm)?;
                self.state = State::RowOver;
            }
            State::FieldStart if c == ' ' && dialect.skipinitialspace => (),
            _ if c == dialect.delimiter => {
                self.save(vm)?;
                self.state = State::FieldStart;
            }
            State::QuoteSeen if is_quote => {
                self.add(vm, text)?;
                self.state = State::Quoted;
            }
            State::QuoteSeen if dialect.strict => {
                let quote = dialect.quotechar.unwrap_or_default();
                return Err(error(vm, format!("'{}' expected after '{quote}'", dialect.delimiter)));
            }
            State::FieldStart if is_quote => {
                self.quoted = true;
                self.state = State::Quoted;
            }
            State::FieldStart | State::InField | State::EscapedEnd if is_escape => self.state = State::Escaped,
            _ => {
                self.add(vm, text)?;
                self.state = State::InField;
            }
        }
        Ok(())
    }

    /// The end of the line is the end of the row, unless it is quoted or escaped.
    fn end_line(&mut self, vm: &mut Vm) -> Res<()> {
        match self.state {
            State::Escaped => {
                self.add(vm, "\n")?;
                self.state = State::InField;
            }
            State::EscapedQuoted => {
                self.add(vm, "\n")?;
                self.state = State::Quoted;
            }
            State::FieldStart | State::InField | State::QuoteSeen => {
                self.save(vm)?;
                self.state = State::Start;
            }
            State::RowOver => self.state = State::Start,
            State::Start | State::Quoted | State::EscapedEnd => (),
        }
        Ok(())
    }
}
