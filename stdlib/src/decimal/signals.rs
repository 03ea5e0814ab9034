//! Signals: the exceptions that conditions raise, and the dicts that show which signals are set.

use super::settings::Status;
use super::state;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::list::List;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::{TypeSpec, UNHASHABLE};
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use rondo_vm::{function, method};
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// The signals in the order in which they are shown and looked for: name, conditions, and bases beside DecimalException.
pub const SIGNALS: [(&str, Status, Bases); 9] = [
    ("InvalidOperation", Status::INVALID, Bases::Plain),
    ("FloatOperation", Status::FLOAT_OPERATION, Bases::TypeError),
    ("DivisionByZero", Status::DIVISION_BY_ZERO, Bases::ZeroDivision),
    ("Overflow", Status::OVERFLOW, Bases::Signals(&["Inexact", "Rounded"])),
    ("Underflow", Status::UNDERFLOW, Bases::Signals(&["Inexact", "Rounded", "Subnormal"])),
    ("Subnormal", Status::SUBNORMAL, Bases::Plain),
    ("Inexact", Status::INEXACT, Bases::Plain),
    ("Rounded", Status::ROUNDED, Bases::Plain),
    ("Clamped", Status::CLAMPED, Bases::Plain),
];

/// The conditions that are reported as InvalidOperation; the first is it itself.
pub const CONDITIONS: [(&str, Status, Bases); 4] = [
    ("ConversionSyntax", Status::CONVERSION_SYNTAX, Bases::Invalid),
    ("DivisionImpossible", Status::DIVISION_IMPOSSIBLE, Bases::Invalid),
    ("DivisionUndefined", Status::DIVISION_UNDEFINED, Bases::InvalidZeroDivision),
    ("InvalidContext", Status::INVALID_CONTEXT, Bases::Invalid),
];

/// What an exception is derived from.
#[derive(Clone, Copy)]
pub enum Bases {
    Plain,
    TypeError,
    ZeroDivision,
    Signals(&'static [&'static str]),
    Invalid,
    InvalidZeroDivision,
}

/// The exception classes.
pub struct Exceptions {
    pub base: Value,
    /// As [`SIGNALS`].
    pub signals: Vec<Value>,
    /// As [`CONDITIONS`].
    pub conditions: Vec<Value>,
}

impl Exceptions {
    /// Makes the classes.
    pub fn new(vm: &mut Vm) -> Res<Exceptions> {
        let arithmetic = vm.types.exception(Exc::ArithmeticError).to_value();
        let base = new_class(vm, "DecimalException", &[arithmetic])?;
        let mut made: Vec<(&str, Value)> = Vec::new();
        // Overflow and Underflow are derived from others.
        let (derived, plain): (Vec<_>, Vec<_>) =
            SIGNALS.iter().partition(|signal| matches!(signal.2, Bases::Signals(_)));
        for (name, _, bases) in plain.into_iter().chain(derived).chain(&CONDITIONS) {
            let by_name = |name: &str| made.iter().find(|entry| entry.0 == name).map_or(Value::NONE, |e| e.1.clone());
            let bases = match bases {
                Bases::Plain => vec![base.clone()],
                Bases::TypeError => vec![base.clone(), vm.types.exception(Exc::TypeError).to_value()],
                Bases::ZeroDivision => vec![base.clone(), vm.types.exception(Exc::ZeroDivisionError).to_value()],
                Bases::Signals(names) => names.iter().map(|name| by_name(name)).collect(),
                Bases::Invalid => vec![by_name("InvalidOperation")],
                Bases::InvalidZeroDivision => {
                    vec![by_name("InvalidOperation"), vm.types.exception(Exc::ZeroDivisionError).to_value()]
                }
            };
            let class = new_class(vm, name, &bases)?;
            made.push((name, class));
        }
        let named = |name: &str| made.iter().find(|entry| entry.0 == name).map_or(Value::NONE, |e| e.1.clone());
        Ok(Exceptions {
            base,
            signals: SIGNALS.iter().map(|signal| named(signal.0)).collect(),
            conditions: CONDITIONS.iter().map(|condition| named(condition.0)).collect(),
        })
    }

    /// The conditions of a signal's class.
    fn status_of(&self, class: &Value) -> Option<Status> {
        let at = self.signals.iter().position(|signal| signal.is(class))?;
        Some(SIGNALS[at].1)
    }

    /// The classes of the signals in a status.
    pub fn signals_in(&self, status: Status) -> Vec<Value> {
        let set = |i: &usize| status.has(SIGNALS[*i].1);
        (0..SIGNALS.len()).filter(set).map(|i| self.signals[i].clone()).collect()
    }
}

/// The docstring of an exception.
fn doc(name: &str) -> &'static str {
    match name {
        "InvalidOperation" => "The operation has no result.",
        "FloatOperation" => "A float was mixed with decimals.",
        "DivisionByZero" => "A finite number was divided by zero.",
        "Overflow" => "The number is too large.",
        "Underflow" => "The number became inexact and subnormal.",
        "Subnormal" => "The exponent is below Emin.",
        "Inexact" => "Digits other than zero were rounded off.",
        "Rounded" => "Digits were rounded off.",
        "Clamped" => "An exponent was changed to fit.",
        "ConversionSyntax" => "The text is no number.",
        "DivisionImpossible" => "The quotient would have too many digits.",
        "DivisionUndefined" => "Zero was divided by zero.",
        "InvalidContext" => "The context is none.",
        _ => "The base of all signals.",
    }
}

fn new_class(vm: &mut Vm, name: &str, bases: &[Value]) -> Res {
    let namespace = Dict::new();
    namespace.set_name("__doc__", Value::from(doc(name)));
    namespace.set_name("__module__", Value::from("decimal"));
    let class = vm.types.type_.to_value();
    vm.call(&class, &[Value::from(name), Tuple::from_slice(bases).into_value(), namespace.into_value()])
}

/// The names of the signals in a status, between commas, in the order of their conditions.
pub fn names(status: Status) -> String {
    let mut names: Vec<&str> = Vec::new();
    for condition in (0..u32::BITS).map(|bit| status & Status(1 << bit)) {
        let signal = SIGNALS.iter().find(|signal| condition.has(signal.1));
        names.extend(signal.map(|signal| signal.0).filter(|name| !names.contains(name)));
    }
    names.join(", ")
}

/// Raises the exception of conditions that are trapped.
#[cold]
pub fn raise(vm: &mut Vm, status: Status) -> Raised {
    if status.has(Status::OUT_OF_MEMORY) {
        return vm.error_with(Exc::MemoryError, Vec::new());
    }
    let made = exception_of(vm, status);
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

fn exception_of(vm: &mut Vm, status: Status) -> Res {
    let state = state::of(vm)?;
    let exceptions = &state::data(&state).exceptions;
    let set = exceptions.signals_in(status);
    let class = set.first().cloned().unwrap_or_else(|| exceptions.base.clone());
    // The reasons of an invalid operation are said instead of it.
    let mut reasons = Vec::new();
    if status.has(Status::INVALID_OPERATION) {
        reasons.push(exceptions.signals[0].clone());
    }
    for (condition, class) in CONDITIONS.iter().zip(&exceptions.conditions) {
        if status.has(condition.1) {
            reasons.push(class.clone());
        }
    }
    reasons.extend(set.into_iter().filter(|class| !class.is(&exceptions.signals[0])));
    vm.call(&class, &[List::value(reasons)])
}

/// The flags and the traps of a context.
#[derive(Default)]
pub struct Signals {
    pub status: Cell<Status>,
    pub traps: Cell<Status>,
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Flags,
    Traps,
}

impl Signals {
    fn cell(&self, which: Which) -> &Cell<Status> {
        match which {
            Which::Flags => &self.status,
            Which::Traps => &self.traps,
        }
    }
}

/// A dict of the signals that are set in a context, and of no use when that is gone.
struct SignalDict {
    signals: RefCell<Weak<Signals>>,
    which: Cell<Which>,
}

impl ForeignData for SignalDict {}

const UNKNOWN_SIGNAL: &str = "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n   \
                              Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

/// The mapping methods; the class of signal dicts is derived from it and from `MutableMapping`.
static MIXIN: TypeSpec = TypeSpec {
    name: "decimal.SignalDictMixin",
    doc: "",
    constructor: Some(&function!("SignalDictMixin(*args, **kwargs)", |vm, _| {
        let class = vm.types.native_class(&MIXIN);
        let dict = SignalDict { signals: RefCell::default(), which: Cell::new(Which::Flags) };
        Ok(Foreign::new(class, dict).into_value())
    })),
    methods: &[
        method!("__len__(self, /)", |vm, args| read(vm, args).map(|_| Value::from(SIGNALS.len()))),
        method!("__iter__(self, /)", |vm, args| {
            read(vm, args)?;
            let state = state::of(vm)?;
            let signals = Tuple::from_slice(&state::data(&state).exceptions.signals).into_value();
            vm.iter(&signals)
        }),
        method!("__getitem__(self, key, /)", |vm, args| {
            let set = read(vm, args)?;
            let status = signal(vm, &args[1])?;
            Ok(Value::bool(set.has(status)))
        }),
        method!("__setitem__(self, key, value, /)", set_item),
        method!("__delitem__(self, key, /)", |vm, _| Err(vm.error(Exc::ValueError, "signal keys cannot be deleted"))),
        method!("__repr__(self, /)", repr),
        method!("__eq__(self, value, /)", |vm, args| equal(vm, args)
            .map(|equal| equal.map_or(Value::NOT_IMPLEMENTED, Value::bool))),
        method!("__ne__(self, value, /)", |vm, args| {
            equal(vm, args).map(|equal| equal.map_or(Value::NOT_IMPLEMENTED, |equal| Value::bool(!equal)))
        }),
        method!("copy(self, /)", |vm, args| {
            let set = read(vm, args)?;
            let state = state::of(vm)?;
            let copy = Dict::new();
            for (class, signal) in state::data(&state).exceptions.signals.iter().zip(&SIGNALS) {
                copy.set(vm, class.clone(), Value::bool(set.has(signal.1)))?;
            }
            Ok(copy.into_value())
        }),
    ],
    flags: UNHASHABLE,
};

/// The class of signal dicts.
pub fn dict_class(vm: &mut Vm) -> Res {
    let mixin = vm.types.native_class(&MIXIN).into_value();
    let collections = vm.import_module("collections.abc")?;
    let mapping = vm.get_attr_text(&collections, "MutableMapping")?;
    let namespace = Dict::new();
    namespace.set_name("__module__", Value::from("abc"));
    namespace.set_name("__slots__", Tuple::value(Vec::new()));
    let class = vm.types.type_.to_value();
    vm.call(&class, &[Value::from("SignalDict"), Tuple::of([mixin, mapping]), namespace.into_value()])
}

/// The dict of the flags or traps of a context.
pub fn dict_of(vm: &mut Vm, signals: &Rc<Signals>, which: Which) -> Res {
    let state = state::of(vm)?;
    let dict = vm.call(&state::data(&state).signal_dict, &[])?;
    if let Some(data) = dict.foreign::<SignalDict>() {
        data.signals.replace(Rc::downgrade(signals));
        data.which.set(which);
    }
    Ok(dict)
}

fn target(vm: &mut Vm, dict: &Value) -> Res<(Rc<Signals>, Which)> {
    let data = dict.foreign::<SignalDict>();
    let found = data.and_then(|data| Some((data.signals.borrow().upgrade()?, data.which.get())));
    found.ok_or_else(|| vm.error(Exc::ValueError, "invalid signal dict"))
}

fn read(vm: &mut Vm, args: &[Value]) -> Res<Status> {
    let (signals, which) = target(vm, &args[0])?;
    Ok(signals.cell(which).get())
}

/// The conditions of a key.
fn signal(vm: &mut Vm, key: &Value) -> Res<Status> {
    let state = state::of(vm)?;
    match state::data(&state).exceptions.status_of(key) {
        Some(status) => Ok(status),
        None => Err(vm.error(Exc::KeyError, UNKNOWN_SIGNAL)),
    }
}

fn set_item(vm: &mut Vm, args: &[Value]) -> Res {
    let (signals, which) = target(vm, &args[0])?;
    let status = signal(vm, &args[1])?;
    let is_set = vm.truth(&args[2])?;
    let cell = signals.cell(which);
    cell.set(if is_set { cell.get() | status } else { cell.get() & !status });
    Ok(Value::NONE)
}

fn repr(vm: &mut Vm, args: &[Value]) -> Res {
    let set = read(vm, args)?;
    let entry = |signal: &(&str, Status, Bases)| {
        format!("<class 'decimal.{}'>:{}", signal.0, if set.has(signal.1) { "True" } else { "False" })
    };
    let entries: Vec<String> = SIGNALS.iter().map(entry).collect();
    Ok(Value::from(format!("{{{}}}", entries.join(", "))))
}

/// Are the same signals set? `None` if the other is no dict.
fn equal(vm: &mut Vm, args: &[Value]) -> Res<Option<bool>> {
    let set = read(vm, args)?;
    if args[1].foreign::<SignalDict>().is_some() {
        return Ok(Some(visible(set) == visible(read(vm, &args[1..])?)));
    }
    if args[1].get::<Dict>().is_none() {
        return Ok(None);
    }
    Ok(Some(match status_of_entries(vm, &args[1])? {
        Some(other) => visible(set) == visible(other),
        None => false,
    }))
}

/// Of the conditions of a signal, all if any is set.
fn visible(status: Status) -> Status {
    let set = SIGNALS.iter().filter(|signal| status.has(signal.1));
    set.fold(Status::NONE, |all, signal| all | signal.1)
}

/// The status that a signal dict or another dict with all signals in it says.
pub fn status_of_dict(vm: &mut Vm, dict: &Value) -> Res<Status> {
    if dict.foreign::<SignalDict>().is_some() {
        return read(vm, std::slice::from_ref(dict));
    }
    if dict.get::<Dict>().is_none() {
        return Err(vm.error(Exc::TypeError, "argument must be a signal dict"));
    }
    match status_of_entries(vm, dict)? {
        Some(status) => Ok(status),
        None => Err(vm.error(Exc::KeyError, "invalid signal dict")),
    }
}

/// The status that a dict says; `None` unless its keys are the signals.
fn status_of_entries(vm: &mut Vm, dict: &Value) -> Res<Option<Status>> {
    let state = state::of(vm)?;
    let Some(entries) = dict.get::<Dict>().filter(|entries| entries.len() == SIGNALS.len()) else { return Ok(None) };
    let mut status = Status::NONE;
    for (class, signal) in state::data(&state).exceptions.signals.iter().zip(&SIGNALS) {
        let Some(is_set) = entries.get(vm, class)? else { return Ok(None) };
        if vm.truth(&is_set)? {
            status |= signal.1;
        }
    }
    Ok(Some(status))
}

/// The status that a list of signals says, or a dict.
pub fn status_of(vm: &mut Vm, given: &Value) -> Res<Status> {
    let Some(list) = given.get::<List>() else { return status_of_dict(vm, given) };
    let classes = list.items().borrow().to_vec();
    let state = state::of(vm)?;
    let mut status = Status::NONE;
    for class in &classes {
        let exceptions = &state::data(&state).exceptions;
        let condition = exceptions.conditions.iter().position(|condition| condition.is(class));
        status |= match condition {
            Some(at) => CONDITIONS[at].1,
            None => signal(vm, class)?,
        };
    }
    Ok(status)
}
