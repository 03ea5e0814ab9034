//! `_decimal`: decimal arithmetic as the General Decimal Arithmetic specification has it
//! (https://speleotrove.com/decimal/), with the conditions, texts and last digits of libmpdec, which CPython uses.
//!
//! `coefficient`, `number` and `settings` are what it works on; `rounding`, `arithmetic`, `compare`, `digits`, `elementary`
//! and `power` the operations, functions of numbers and settings that know nothing of objects; `parse`, `text`, `format`
//! and `convert` lead in and out. The rest is what programs see.

mod arguments;
mod arithmetic;
mod class;
mod coefficient;
mod compare;
mod construct;
mod context;
mod convert;
mod digits;
mod elementary;
mod format;
mod manager;
mod methods;
mod number;
mod parse;
mod power;
mod rounding;
mod settings;
mod signals;
mod state;
mod text;
mod wide;

use crate::module::{add_integers, integer, module};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::foreign::Foreign;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Res, Vm};
use settings::{MAX_EMAX, MAX_PREC, MIN_EMIN, MIN_ETINY, Rounding, Settings, Status};

/// The widest interchange format.
const IEEE_CONTEXT_MAX_BITS: i64 = 512;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_decimal", "Decimal arithmetic.", FUNCTIONS);
    let state = state::of(vm)?;
    let kept = state::data(&state);
    let classes = [&class::DECIMAL, &context::CONTEXT];
    for (name, spec) in ["Decimal", "Context"].into_iter().zip(classes) {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    module.dict.set_name("DecimalTuple", kept.tuple.clone());
    module.dict.set_name("DecimalException", kept.exceptions.base.clone());
    let signals = signals::SIGNALS.iter().zip(&kept.exceptions.signals);
    let conditions = signals::CONDITIONS.iter().zip(&kept.exceptions.conditions);
    for ((name, ..), class) in signals.chain(conditions) {
        module.dict.set_name(name, class.clone());
    }
    let contexts = [&kept.default, &kept.basic, &kept.extended];
    for (name, context) in ["DefaultContext", "BasicContext", "ExtendedContext"].into_iter().zip(contexts) {
        module.dict.set_name(name, context.clone());
    }
    for (_, name) in Rounding::ALL {
        module.dict.set_name(name, Value::from(name));
    }
    add_integers(
        &module,
        &[
            ("MAX_PREC", MAX_PREC),
            ("MAX_EMAX", MAX_EMAX),
            ("MIN_EMIN", MIN_EMIN),
            ("MIN_ETINY", MIN_ETINY),
            ("IEEE_CONTEXT_MAX_BITS", IEEE_CONTEXT_MAX_BITS),
        ],
    );
    module.dict.set_name("HAVE_THREADS", Value::TRUE);
    module.dict.set_name("HAVE_CONTEXTVAR", Value::TRUE);
    module.dict.set_name("__version__", Value::from("1.70"));
    module.dict.set_name("__libmpdec_version__", Value::from("2.5.1"));
    // Decimals are numbers, but no real ones: they do not mix with floats.
    let numbers = vm.import_module("numbers")?;
    let number = vm.get_attr_text(&numbers, "Number")?;
    let register = vm.get_attr_text(&number, "register")?;
    vm.call(&register, &[kept.decimal.to_value()])?;
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("getcontext()", |vm, _| state::current_context(vm)),
    function!("setcontext(context, /)", |vm, args| {
        if args[0].foreign::<context::Context>().is_none() {
            return Err(vm.error(Exc::TypeError, "argument must be a context"));
        }
        state::set_current_context(vm, &args[0])?;
        Ok(Value::NONE)
    }),
    function!("localcontext(ctx=None, **kwargs)", manager::local_context),
    function!("IEEEContext(bits, /)", ieee_context),
];

/// The context of an interchange format of IEEE 754.
fn ieee_context(vm: &mut Vm, args: &[Value]) -> Res {
    let bits = integer(vm, &args[0])?;
    if bits <= 0 || bits > IEEE_CONTEXT_MAX_BITS || bits % 32 != 0 {
        let message = format!("argument must be a multiple of 32, with a maximum of {IEEE_CONTEXT_MAX_BITS}");
        return Err(vm.error(Exc::ValueError, message));
    }
    let emax = 3 << (bits / 16 + 3);
    let prec = 9 * (bits / 32) - 2;
    let settings = Settings { prec, rounding: Rounding::HalfEven, emin: 1 - emax, emax, clamp: true };
    let made = context::Context::new(settings, Status::NONE);
    Ok(Foreign::new(vm.types.native_class(&context::CONTEXT), made).into_value())
}
