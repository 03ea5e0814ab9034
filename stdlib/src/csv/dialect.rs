//! `Dialect`: how rows look as text, checked.

use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::str::Str;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use rondo_vm::{function, getter};

/// When fields are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    Minimal,
    All,
    NonNumeric,
    None,
    Strings,
    NotNull,
}

/// The names and numbers of the ways of quoting.
pub const QUOTINGS: &[(&str, i64)] = &[
    ("QUOTE_MINIMAL", Quoting::Minimal as i64),
    ("QUOTE_ALL", Quoting::All as i64),
    ("QUOTE_NONNUMERIC", Quoting::NonNumeric as i64),
    ("QUOTE_NONE", Quoting::None as i64),
    ("QUOTE_STRINGS", Quoting::Strings as i64),
    ("QUOTE_NOTNULL", Quoting::NotNull as i64),
];

impl Quoting {
    fn of(number: i64) -> Option<Quoting> {
        use Quoting::*;
        [Minimal, All, NonNumeric, None, Strings, NotNull].into_iter().find(|quoting| *quoting as i64 == number)
    }
}

/// A dialect.
#[derive(Clone)]
pub struct Dialect {
    pub delimiter: char,
    pub doublequote: bool,
    pub escapechar: Option<char>,
    pub lineterminator: String,
    pub quotechar: Option<char>,
    pub quoting: Quoting,
    pub skipinitialspace: bool,
    pub strict: bool,
}

impl ForeignData for Dialect {}

/// The names of the parts.
const PARTS: [&str; 8] =
    ["delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"];

/// The class.
pub static DIALECT: TypeSpec = TypeSpec {
    name: "_csv.Dialect",
    doc: "How rows look as text, checked.",
    constructor: Some(&function!("Dialect(dialect=None, **fmtparams)", |vm, args| Dialect::of(vm, &args[0], &args[1]))),
    methods: &[
        getter!("delimiter", |_, args| Ok(shown(Some(this(args).delimiter)))),
        getter!("doublequote", |_, args| Ok(this(args).doublequote.into())),
        getter!("escapechar", |_, args| Ok(shown(this(args).escapechar))),
        getter!("lineterminator", |_, args| Ok(Value::from(this(args).lineterminator.as_str()))),
        getter!("quotechar", |_, args| Ok(shown(this(args).quotechar))),
        getter!("quoting", |_, args| Ok(Value::from(this(args).quoting as i64))),
        getter!("skipinitialspace", |_, args| Ok(this(args).skipinitialspace.into())),
        getter!("strict", |_, args| Ok(this(args).strict.into())),
    ],
    flags: 0,
};

fn this(args: &[Value]) -> &Dialect {
    match args[0].foreign::<Dialect>() {
        Some(dialect) => dialect,
        None => unreachable!("an attribute of Dialect is bound to dialects only"),
    }
}

fn shown(character: Option<char>) -> Value {
    character.map_or(Value::NONE, |c| Value::from(c.to_string()))
}

impl Dialect {
    /// The dialect object that arguments ask for: a dialect, its name, or a class with its parts; and parts by name,
    /// which come first.
    pub fn of(vm: &mut Vm, dialect: &Value, given: &Value) -> Res {
        let dialect = match dialect.as_str() {
            Some(_) => super::named(vm, dialect)?,
            None => dialect.clone(),
        };
        let Some(given) = given.exact::<Dict>() else { unreachable!("`**fmtparams` is a dict") };
        if given.is_empty() && dialect.foreign::<Dialect>().is_some() {
            return Ok(dialect);
        }
        for entry in given.entries() {
            let name = entry.key.as_str().unwrap_or_default();
            if !PARTS.contains(&name) {
                let message = format!("this function got an unexpected keyword argument '{name}'");
                return Err(vm.error(Exc::TypeError, message));
            }
        }
        let made = Dialect::read(vm, &dialect, given)?;
        Ok(Foreign::new(vm.types.native_class(&DIALECT), made).into_value())
    }

    fn read(vm: &mut Vm, dialect: &Value, given: &Dict) -> Res<Dialect> {
        let part = |vm: &mut Vm, name: &str, default: Value| -> Res {
            if let Some(given) = given.get_name(name) {
                return Ok(given);
            }
            if dialect.is_none() {
                return Ok(default);
            }
            Ok(vm.get_attr_opt(dialect, &Str::intern(name).into_value())?.unwrap_or(default))
        };
        let value = part(vm, "delimiter", Value::from(","))?;
        let Some(delimiter) = character(vm, "delimiter", &value, false)? else { unreachable!("it is not optional") };
        let doublequote = part(vm, "doublequote", Value::TRUE)?;
        let doublequote = vm.truth(&doublequote)?;
        let value = part(vm, "escapechar", Value::NONE)?;
        let escapechar = character(vm, "escapechar", &value, true)?;
        let terminator = part(vm, "lineterminator", Value::from("\r\n"))?;
        let quotechar = part(vm, "quotechar", Value::from("\""))?;
        let mut quoting = part(vm, "quoting", Value::from(Quoting::Minimal as i64))?;
        let checked = dialect.is_none() || dialect.foreign::<Dialect>().is_some();
        if quotechar.is_none() && given.get_name("quoting").is_none() && checked {
            quoting = Value::from(Quoting::None as i64);
        }
        let Some(number) = quoting.as_small_int() else {
            return Err(vm.type_error_about("\"quoting\" must be an integer, not {}", &quoting));
        };
        let quotechar = character(vm, "quotechar", &quotechar, true)?;
        let space = part(vm, "skipinitialspace", Value::FALSE)?;
        let skipinitialspace = vm.truth(&space)?;
        let strict = part(vm, "strict", Value::FALSE)?;
        let strict = vm.truth(&strict)?;
        let Some(quoting) = Quoting::of(number) else {
            return Err(vm.error(Exc::TypeError, "bad \"quoting\" value"));
        };
        let Some(lineterminator) = terminator.as_str().map(str::to_string) else {
            let got = vm.type_name(&terminator);
            return Err(vm.error(Exc::TypeError, format!("\"lineterminator\" must be a string, not {got}")));
        };
        if quoting != Quoting::None && quotechar.is_none() {
            return Err(vm.error(Exc::TypeError, "quotechar must be set if quoting enabled"));
        }
        let dialect = Dialect {
            delimiter,
            doublequote,
            escapechar,
            lineterminator,
            quotechar,
            quoting,
            skipinitialspace,
            strict,
        };
        match dialect.conflict() {
            Some(message) => Err(vm.error(Exc::ValueError, message)),
            None => Ok(dialect),
        }
    }

    /// What is wrong with characters that would be taken for each other.
    fn conflict(&self) -> Option<String> {
        let characters =
            [("delimiter", Some(self.delimiter)), ("escapechar", self.escapechar), ("quotechar", self.quotechar)];
        for (name, character) in characters {
            let Some(c) = character else { continue };
            let is_delimiter = name == "delimiter";
            if matches!(c, '\r' | '\n') || c == ' ' && self.skipinitialspace && !is_delimiter {
                return Some(format!("bad {name} value"));
            }
            if !is_delimiter && self.lineterminator.contains(c) {
                return Some(format!("bad {name} or lineterminator value"));
            }
        }
        if self.lineterminator.contains(self.delimiter) {
            return Some("bad delimiter or lineterminator value".to_string());
        }
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            let ((one, a), (other, b)) = (characters[one], characters[other]);
            if a.is_some() && a == b {
                return Some(format!("bad {one} or {other} value"));
            }
        }
        None
    }
}

/// A part that is one character, or `None`.
fn character(vm: &mut Vm, name: &str, value: &Value, optional: bool) -> Res<Option<char>> {
    if optional && value.is_none() {
        return Ok(None);
    }
    let kind = if optional { "a unicode character or None" } else { "a unicode character" };
    let got = match value.as_str() {
        Some(text) => {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => return Ok(Some(c)),
                _ => format!("a string of length {}", text.chars().count()),
            }
        }
        None => vm.type_name(value).to_string(),
    };
    Err(vm.error(Exc::TypeError, format!("\"{name}\" must be {kind}, not {got}")))
}
