//! `_csv`: rows of tables as lines of text, and back. The classes of dialects and what reads rows as dicts are in
//! `lib/csv.py`.

mod dialect;
mod reader;
mod writer;

use crate::module::{add_integers, module};
use dialect::{DIALECT, Dialect};
use rondo_vm::function;
use rondo_vm::heap::Gc;
use rondo_vm::object::dict::Dict;
use rondo_vm::object::exception::Exc;
use rondo_vm::object::module::Module;
use rondo_vm::object::native::NativeDef;
use rondo_vm::object::{list::List, number};
use rondo_vm::value::Value;
use rondo_vm::vm::{Raised, Res, Vm};
use std::cell::Cell;

/// The module.
pub fn load(vm: &mut Vm) -> Res<Gc<Module>> {
    let module = module("_csv", "CSV parsing and writing.", FUNCTIONS);
    add_integers(&module, dialect::QUOTINGS);
    let error = vm.types.native_exception("_csv.Error", vm.types.exception(Exc::Exception));
    error.dict().set_name("__doc__", Value::from("The text or the rows do not fit the dialect."));
    module.dict.set_name("Error", error.into_value());
    module.dict.set_name("Dialect", vm.types.native_class(&DIALECT).into_value());
    module.dict.set_name("Reader", vm.types.native_class(&reader::READER).into_value());
    module.dict.set_name("Writer", vm.types.native_class(&writer::WRITER).into_value());
    module.dict.set_name("_dialects", Dict::new().into_value());
    Ok(module)
}

static FUNCTIONS: &[NativeDef] = &[
    function!("reader(iterable=?, /, dialect='excel', **fmtparams)", |vm, args| {
        check_given(vm, &args[0], "reader")?;
        let lines = vm.iter(&args[0])?;
        let dialect = Dialect::of(vm, &args[1], &args[2])?;
        Ok(reader::new(vm, lines, dialect))
    }),
    function!("writer(fileobj=?, /, dialect='excel', **fmtparams)", writer::new),
    function!("register_dialect(name, dialect=None, /, **fmtparams)", |vm, args| {
        if args[0].as_str().is_none() {
            return Err(vm.error(Exc::TypeError, "dialect name must be a string"));
        }
        let dialect = Dialect::of(vm, &args[1], &args[2])?;
        let registry = registry(vm)?;
        vm.set_item(&registry, &args[0], dialect)?;
        Ok(Value::NONE)
    }),
    function!("unregister_dialect(name, /)", |vm, args| {
        let registry = registry(vm)?;
        named(vm, &args[0])?;
        vm.del_item(&registry, &args[0])?;
        Ok(Value::NONE)
    }),
    function!("get_dialect(name, /)", |vm, args| named(vm, &args[0])),
    function!("list_dialects()", |vm, _| {
        let registry = registry(vm)?;
        Ok(List::value(vm.collect(&registry)?))
    }),
    function!("field_size_limit(limit=None, /)", |vm, args| {
        let old = LIMIT.get();
        if !args[0].is_none() {
            if number::integer(&args[0]).is_none() {
                return Err(vm.error(Exc::TypeError, "limit must be an integer"));
            }
            LIMIT.set(crate::module::integer(vm, &args[0])?);
        }
        Ok(Value::from(old))
    }),
];

/// The first argument, which has no name, of a function.
fn check_given(vm: &mut Vm, argument: &Value, function: &str) -> Res<()> {
    match argument.is_unset() {
        true => Err(vm.error(Exc::TypeError, format!("{function} expected at least 1 argument, got 0"))),
        false => Ok(()),
    }
}

thread_local! {
    /// How many characters a field may have.
    static LIMIT: Cell<i64> = const { Cell::new(131_072) };
}

/// The dict of dialects by their names.
fn registry(vm: &mut Vm) -> Res {
    let module = vm.import_module("_csv")?;
    vm.get_attr_text(&module, "_dialects")
}

/// The dialect of a name.
fn named(vm: &mut Vm, name: &Value) -> Res {
    let registry = registry(vm)?;
    match vm.contains(&registry, name)? {
        true => vm.get_item(&registry, name),
        false => Err(error(vm, "unknown dialect")),
    }
}

/// Raises `csv.Error`.
#[cold]
fn error(vm: &mut Vm, message: impl Into<String>) -> Raised {
    let made = vm.import_module("_csv").and_then(|module| {
        let class = vm.get_attr_text(&module, "Error")?;
        vm.call(&class, &[Value::from(message.into())])
    });
    match made {
        Ok(exception) => vm.raise(exception),
        Err(raised) => raised,
    }
}
