//! `Context`: its settings, flags and traps.

use super::arguments::rounding;
use super::settings::{MAX_EMAX, MAX_PREC, MIN_EMIN, Rounding, Settings, Status};
use super::signals::{self, Signals, Which};
use super::{methods, state};
use rondo_vm::function;
use rondo_vm::heap::{Slot, Visitor};
use rondo_vm::object::class::flag;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::{Foreign, ForeignData};
use rondo_vm::object::list::List;
use rondo_vm::object::number;
use rondo_vm::object::tuple::Tuple;
use rondo_vm::types::TypeSpec;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use std::cell::Cell;
use std::rc::Rc;

/// The settings of `DefaultContext`.
pub const DEFAULT: Settings =
    Settings { prec: 28, rounding: Rounding::HalfEven, emin: -999_999, emax: 999_999, clamp: false };
/// The settings of `BasicContext`.
pub const BASIC: Settings = Settings { prec: 9, rounding: Rounding::HalfUp, ..DEFAULT };
/// The settings of `ExtendedContext`.
pub const EXTENDED: Settings = Settings { prec: 9, ..DEFAULT };

/// A context.
pub struct Context {
    pub settings: Cell<Settings>,
    /// Is an exponent written with a capital letter?
    pub capitals: Cell<bool>,
    pub signals: Rc<Signals>,
    /// The dicts that show the signals, once somebody has asked for them.
    dicts: [Slot; 2],
}

impl ForeignData for Context {
    fn trace(&self, visit: &mut Visitor) {
        self.dicts.iter().for_each(|slot| slot.trace(visit));
    }

    fn clear(&self) {
        self.dicts.iter().for_each(|slot| drop(slot.take()));
    }
}

impl Context {
    /// A context with no flag set.
    pub fn new(settings: Settings, traps: Status) -> Context {
        let signals = Signals::default();
        signals.traps.set(traps);
        Context {
            settings: Cell::new(settings),
            capitals: Cell::new(true),
            signals: Rc::new(signals),
            dicts: Default::default(),
        }
    }

    /// A copy with no flag set.
    pub fn without_flags(&self) -> Context {
        let copy = Context::new(self.settings.get(), self.signals.traps.get());
        copy.capitals.set(self.capitals.get());
        copy
    }

    /// A copy.
    pub fn copied(&self) -> Context {
        let copy = self.without_flags();
        copy.signals.status.set(self.signals.status.get());
        copy
    }

    /// Sets the flags of conditions.
    ///
    /// # Errors
    /// The exception of a signal that is trapped.
    #[inline]
    pub fn signal(&self, vm: &mut Vm, status: Status) -> Res<()> {
        if status == Status::NONE {
            return Ok(());
        }
        self.signals.status.set(self.signals.status.get() | status);
        let trapped = status & (self.signals.traps.get() | Status::OUT_OF_MEMORY);
        if trapped == Status::NONE { Ok(()) } else { Err(signals::raise(vm, trapped)) }
    }
}

/// The context that a value is.
#[inline]
pub fn of(value: &Value) -> &Context {
    match value.foreign() {
        Some(context) => context,
        None => unreachable!("a method of Context is bound to contexts only, and arguments are checked"),
    }
}

/// The class.
pub static CONTEXT: TypeSpec = TypeSpec {
    name: "decimal.Context",
    doc: "The circumstances of arithmetic: precision, rounding, limits of exponents, and which signals are trapped.",
    constructor: Some(&function!(
        "Context(prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
        |vm, args| {
            let state = state::of(vm)?;
            let made = of(&state::data(&state).default).without_flags();
            let context = Foreign::new(vm.types.native_class(&CONTEXT), made).into_value();
            if !vm.is_deriving() {
                fill(vm, &context, args)?;
            }
            Ok(context)
        }
    )),
    methods: methods::CONTEXT,
    flags: flag::FILLED_BY_INIT | flag::SETS_ATTRIBUTES,
};

/// `__init__`: what is given takes the place of what the default context has.
pub fn init(vm: &mut Vm, args: &[Value]) -> Res {
    fill(vm, &args[0], &args[1..])?;
    Ok(Value::NONE)
}

fn fill(vm: &mut Vm, context: &Value, given: &[Value]) -> Res<()> {
    const SETTERS: [fn(&mut Vm, &[Value]) -> Res; 6] =
        [set_prec, set_rounding, set_emin, set_emax, set_capitals, set_clamp];
    for (set, value) in SETTERS.iter().zip(given).filter(|(_, value)| !value.is_none()) {
        set(vm, &[context.clone(), value.clone()])?;
    }
    let signals = &of(context).signals;
    if !given[7].is_none() {
        let traps = signals::status_of(vm, &given[7])?;
        signals.traps.set(traps);
    }
    if !given[6].is_none() {
        let flags = signals::status_of(vm, &given[6])?;
        signals.status.set(flags);
    }
    Ok(())
}

/// Sets what keywords of `localcontext` name.
pub fn set_by_name(vm: &mut Vm, context: &Value, name: &str, value: &Value) -> Res<()> {
    let set: fn(&mut Vm, &[Value]) -> Res = match name {
        "prec" => set_prec,
        "rounding" => set_rounding,
        "Emin" => set_emin,
        "Emax" => set_emax,
        "capitals" => set_capitals,
        "clamp" => set_clamp,
        "flags" | "traps" => {
            if !value.is_none() {
                let status = signals::status_of(vm, value)?;
                let signals = &of(context).signals;
                if name == "flags" { signals.status.set(status) } else { signals.traps.set(status) }
            }
            return Ok(());
        }
        _ => {
            let message = format!("this function got an unexpected keyword argument '{name}'");
            return Err(vm.error(Exc::TypeError, message));
        }
    };
    if !value.is_none() {
        set(vm, &[context.clone(), value.clone()])?;
    }
    Ok(())
}

/// The integer that an attribute is set to, between limits.
fn limited(vm: &mut Vm, value: &Value, low: i64, high: i64, message: &str) -> Res<i64> {
    not_deleted(vm, value)?;
    let Some(_) = number::integer(value) else {
        return Err(vm.error(Exc::TypeError, "an integer is required"));
    };
    match number::to_i64(value) {
        None => Err(vm.error(Exc::OverflowError, "Python int too large to convert to C ssize_t")),
        Some(i) if (low..=high).contains(&i) => Ok(i),
        Some(_) => Err(vm.error(Exc::ValueError, message)),
    }
}

fn not_deleted(vm: &mut Vm, value: &Value) -> Res<()> {
    match value.is_unset() {
        true => Err(vm.error(Exc::AttributeError, "context attributes cannot be deleted")),
        false => Ok(()),
    }
}

fn change(context: &Value, change: impl FnOnce(&mut Settings)) -> Res {
    let context = of(context);
    let mut settings = context.settings.get();
    change(&mut settings);
    context.settings.set(settings);
    Ok(Value::NONE)
}

/// Sets `prec`.
pub fn set_prec(vm: &mut Vm, args: &[Value]) -> Res {
    let prec = limited(vm, &args[1], 1, MAX_PREC, "valid range for prec is [1, MAX_PREC]")?;
    change(&args[0], |settings| settings.prec = prec)
}

/// Sets `Emin`.
pub fn set_emin(vm: &mut Vm, args: &[Value]) -> Res {
    let emin = limited(vm, &args[1], MIN_EMIN, 0, "valid range for Emin is [MIN_EMIN, 0]")?;
    change(&args[0], |settings| settings.emin = emin)
}

/// Sets `Emax`.
pub fn set_emax(vm: &mut Vm, args: &[Value]) -> Res {
    let emax = limited(vm, &args[1], 0, MAX_EMAX, "valid range for Emax is [0, MAX_EMAX]")?;
    change(&args[0], |settings| settings.emax = emax)
}

/// Sets `rounding`.
pub fn set_rounding(vm: &mut Vm, args: &[Value]) -> Res {
    not_deleted(vm, &args[1])?;
    let rounding = rounding(vm, &args[1])?;
    change(&args[0], |settings| settings.rounding = rounding)
}

/// Sets `capitals`.
pub fn set_capitals(vm: &mut Vm, args: &[Value]) -> Res {
    let capitals = limited(vm, &args[1], 0, 1, "valid values for capitals are 0 or 1")?;
    of(&args[0]).capitals.set(capitals == 1);
    Ok(Value::NONE)
}

/// Sets `clamp`.
pub fn set_clamp(vm: &mut Vm, args: &[Value]) -> Res {
    let clamp = limited(vm, &args[1], 0, 1, "valid values for clamp are 0 or 1")?;
    change(&args[0], |settings| settings.clamp = clamp == 1)
}

/// `flags` and `traps`.
pub fn signal_dict(vm: &mut Vm, args: &[Value], which: Which) -> Res {
    let context = of(&args[0]);
    let slot = &context.dicts[which as usize];
    if slot.get().is_unset() {
        let dict = signals::dict_of(vm, &context.signals, which)?;
        slot.set(dict);
    }
    Ok(slot.get())
}

/// Sets all flags or all traps as a dict says.
pub fn set_signals(vm: &mut Vm, args: &[Value], which: Which) -> Res {
    not_deleted(vm, &args[1])?;
    let status = signals::status_of_dict(vm, &args[1])?;
    let signals = &of(&args[0]).signals;
    match which {
        Which::Flags => signals.status.set(status),
        Which::Traps => signals.traps.set(status),
    }
    Ok(Value::NONE)
}

/// `copy()`.
pub fn copy(vm: &mut Vm, args: &[Value]) -> Res {
    let copy = of(&args[0]).copied();
    Ok(Foreign::new(vm.types.native_class(&CONTEXT), copy).into_value())
}

/// `repr()`.
pub fn repr(_: &mut Vm, args: &[Value]) -> Res {
    let context = of(&args[0]);
    let Settings { prec, rounding, emin, emax, clamp } = context.settings.get();
    let (capitals, clamp, rounding) = (context.capitals.get() as u8, clamp as u8, rounding.name());
    let (flags, traps) = (signals::names(context.signals.status.get()), signals::names(context.signals.traps.get()));
    Ok(Value::from(format!(
        "Context(prec={prec}, rounding={rounding}, Emin={emin}, Emax={emax}, capitals={capitals}, clamp={clamp}, \
         flags=[{flags}], traps=[{traps}])"
    )))
}

/// `__reduce__()`: the class and the arguments that make an equal one.
pub fn reduce(vm: &mut Vm, args: &[Value]) -> Res {
    let context = of(&args[0]);
    let Settings { prec, rounding, emin, emax, clamp } = context.settings.get();
    let state = state::of(vm)?;
    let exceptions = &state::data(&state).exceptions;
    let list = |status: Status| List::value(exceptions.signals_in(status));
    let arguments = [
        Value::from(prec),
        Value::from(rounding.name()),
        Value::from(emin),
        Value::from(emax),
        Value::from(context.capitals.get() as i64),
        Value::from(clamp as i64),
        list(context.signals.status.get()),
        list(context.signals.traps.get()),
    ];
    let class = vm.get_attr_text(&args[0], "__class__")?;
    Ok(Tuple::of([class, Tuple::from_slice(&arguments).into_value()]))
}
