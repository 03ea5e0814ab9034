//! `_pickle`: objects as bytes and back (PEP 307, PEP 3154, PEP 574). What is rare and needs no speed, the names that
//! Python 2 had and where a global is that says nothing of it, is in `lib/pickle.py`.

mod global;
mod instances;
mod load;
mod memo_proxy;
mod op;
mod output;
mod pickler;
mod read;
mod save;
mod save_object;
mod unpickler;

use crate::module::module;
use load::Loader;
use output::Output;
use read::Source;
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::bytes::{Bytes, bytes_of};
use rondo_vm::object::exception::Exc;
use rondo_vm::object::int::methods::index_i64;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use save::Saver;

/// The newest protocol.
const HIGHEST_PROTOCOL: i64 = 5;
/// The protocol of pickles whose writer does not say which.
const DEFAULT_PROTOCOL: i64 = 5;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_pickle", "Optimized implementation of the pickle protocols.", FUNCTIONS);
    let base = vm.types.native_exception("_pickle.PickleError", vm.types.exception(Exc::Exception));
    for (name, short, doc) in [
        ("_pickle.PicklingError", "PicklingError", "An object cannot be pickled."),
        ("_pickle.UnpicklingError", "UnpicklingError", "A pickle cannot be read."),
    ] {
        let class = vm.types.native_exception(name, &base);
        class.dict().set_name("__doc__", Value::from(doc));
        module.dict.set_name(short, class.into_value());
    }
    base.dict().set_name("__doc__", Value::from("The base of what goes wrong with pickles."));
    module.dict.set_name("PickleError", base.into_value());
    for (name, spec) in [
        ("Pickler", &pickler::PICKLER),
        ("PicklerMemoProxy", &pickler::MEMO),
        ("Unpickler", &unpickler::UNPICKLER),
        ("UnpicklerMemoProxy", &unpickler::MEMO),
    ] {
        module.dict.set_name(name, vm.types.native_class(spec).into_value());
    }
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)", dump),
    function!("dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None)", dumps),
    function!("load(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None)", load_file),
    function!("loads(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=None)", loads),
];

fn dump(vm: &mut Vm, args: &[Value]) -> Res {
    let settings = Settings::of(vm, &args[2], &args[3], &args[4])?;
    let write = writer(vm, &args[1])?;
    Saver::new(settings, Output::to_file(write)).dump(vm, &args[0])?;
    Ok(Value::NONE)
}

fn dumps(vm: &mut Vm, args: &[Value]) -> Res {
    let settings = Settings::of(vm, &args[1], &args[2], &args[3])?;
    let mut saver = Saver::new(settings, Output::in_memory());
    saver.dump(vm, &args[0])?;
    Ok(Bytes::value(saver.output.bytes()))
}

fn load_file(vm: &mut Vm, args: &[Value]) -> Res {
    let source = Source::file(vm, &args[0])?;
    let manner = load::Manner::of(vm, &args[1], &args[2], &args[3], &args[4])?;
    Loader::new(source, manner, None).load(vm)
}

fn loads(vm: &mut Vm, args: &[Value]) -> Res {
    let data = match (args[0].exact::<Bytes>(), bytes_of(&args[0])) {
        (Some(_), _) => args[0].clone(),
        (None, Some(bytes)) => Bytes::value(&bytes),
        (None, None) => return Err(vm.type_error_about("a bytes-like object is required, not '{}'", &args[0])),
    };
    let manner = load::Manner::of(vm, &args[1], &args[2], &args[3], &args[4])?;
    Loader::new(Source::memory(data), manner, None).load(vm)
}

/// How a pickle is written.
#[derive(Clone)]
struct Settings {
    protocol: u8,
    /// Globals get the names that Python 2 has for them.
    fix_imports: bool,
    /// Is asked whether a buffer goes into the pickle; `None` if all do.
    buffer_callback: Value,
}

impl Settings {
    /// The settings that arguments ask for.
    fn of(vm: &mut Vm, protocol: &Value, fix_imports: &Value, buffer_callback: &Value) -> Res<Settings> {
        let protocol = match protocol.is_none() {
            true => DEFAULT_PROTOCOL,
            false => match index_i64(vm, protocol)? {
                negative if negative < 0 => HIGHEST_PROTOCOL,
                given if given <= HIGHEST_PROTOCOL => given,
                _ => {
                    let message = format!("pickle protocol must be <= {HIGHEST_PROTOCOL}");
                    return Err(vm.error(Exc::ValueError, message));
                }
            },
        };
        if !buffer_callback.is_none() && protocol < 5 {
            return Err(vm.error(Exc::ValueError, "buffer_callback needs protocol >= 5"));
        }
        let fix_imports = vm.truth(fix_imports)? && protocol < 3;
        Ok(Settings { protocol: protocol as u8, fix_imports, buffer_callback: buffer_callback.clone() })
    }
}

/// The method `write` of a file.
fn writer(vm: &mut Vm, file: &Value) -> Res {
    let name = rondo_vm::object::str::Str::intern("write").into_value();
    match vm.get_attr_opt(file, &name)? {
        Some(write) => Ok(write),
        None => Err(vm.error(Exc::TypeError, "file must have a 'write' attribute")),
    }
}

/// A function or a class of the module's half in the language.
fn in_language(vm: &mut Vm, name: &str) -> Res {
    let module = vm.import_module("pickle")?;
    vm.get_attr_text(&module, name)
}

/// Raises an exception of the module.
#[cold]
fn error(vm: &mut Vm, class: &str, message: impl Into<String>) -> Raised {
    let made = vm.import_module("_pickle").and_then(|module| {
        let class = vm.get_attr_text(&module, class)?;
        vm.call(&class, &[Value::from(message.into())])
    });
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}

/// Raises PicklingError.
#[cold]
fn pickling_error(vm: &mut Vm, message: impl Into<String>) -> Raised {
    error(vm, "PicklingError", message)
}

/// Raises UnpicklingError.
#[cold]
fn unpickling_error(vm: &mut Vm, message: impl Into<String>) -> Raised {
    error(vm, "UnpicklingError", message)
}
